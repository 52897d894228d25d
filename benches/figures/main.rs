//! The figures of DESIGN §6, each beside its bar, with the way it was measured. Nothing is asserted: the table is read.
//!
//! ```text
//! cargo bench                      every row, at 40, 5,000 and 100,000 children
//! cargo bench -- dashboard visit   only the rows whose name holds one of the words
//! PEIBAN_BENCH_FULL=1 cargo bench  1,000,000 children too
//! ```
//!
//! The made-up counties are built once, into the target folder, and used again.

mod county;
mod dashboard;
mod import;
mod measure;
mod search;
#[cfg(unix)]
mod terminal;
mod visit;

use measure::Table;

/// As the program has it.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// One group of rows: its name, and what measures it.
type Group = (&'static str, fn(&mut Table) -> anyhow::Result<()>);

const GROUPS: &[Group] = &[
    #[cfg(unix)]
    ("start", terminal::measure_start),
    #[cfg(unix)]
    ("keys", terminal::measure_keys),
    ("dashboard", dashboard::measure),
    ("new-day", dashboard::measure_new_day),
    ("search", search::measure),
    ("visit", visit::measure),
    ("import", import::measure),
];

fn main() -> anyhow::Result<()> {
    // `cargo bench` itself passes --bench.
    let words: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let mut table = Table::new();
    for (name, measure) in GROUPS.iter().copied() {
        if words.is_empty() || words.iter().any(|word| name.contains(word.as_str())) {
            measure(&mut table)?;
        }
    }
    table.close();
    Ok(())
}
