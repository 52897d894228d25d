//! A keystroke in search: the query behind it, for names typed letter by letter.

use std::hint::black_box;
use std::time::Instant;

use crate::county;
use crate::measure::{Table, Times, shown};

/// What is typed, one prefix a keystroke.
const TYPED: [&str; 10] = [
    "wangxiaoming",
    "yangsiyu",
    "ljh",
    "13900000417",
    "C0017",
    "小明",
    "阿依莫",
    "shan",
    "zengjiayi",
    "z",
];

/// Every prefix of everything typed, several times over.
pub fn measure(table: &mut Table) -> anyhow::Result<()> {
    for children in county::sizes() {
        let store = county::open(children, table)?;
        let queries = store.queries();
        let mut times = Vec::new();
        for _ in 0..20 {
            for text in TYPED {
                for (end, letter) in text.char_indices() {
                    let typed = &text[..end + letter.len_utf8()];
                    let start = Instant::now();
                    black_box(queries.find(typed, false, 50)?);
                    times.push(start.elapsed());
                }
            }
        }
        let count = times.len();
        let times = Times::from(times);
        let measured = format!("{} p99 {}", shown(times.p50()), shown(times.p99()));
        let what = format!("a keystroke in search, the query, {children} children");
        let how = format!("{count} prefixes, 50 hits; painting: see key to painted");
        table.row(&what, &measured, "p99 5 ms", &how);
    }
    Ok(())
}
