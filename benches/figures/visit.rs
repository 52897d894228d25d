//! Logging a visit, durably, with score, due day, search and journal kept.

use std::io::Write as _;
use std::time::Instant;

use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::Observation;
use peiban::domain::records::{Child, Visit};
use peiban::store::{Command, Store};

use crate::county::{self, Copy};
use crate::measure::{Table, Times, shown};

const TIMES: usize = 500;

/// Visits of children from all over the county.
pub fn measure(table: &mut Table) -> anyhow::Result<()> {
    let copy = Copy::of(100_000, "visit", table)?;
    let mut store = Store::open(copy.path(), county::context(), SchoolCalendar::embedded())?;
    let mut times = Vec::with_capacity(TIMES);
    for index in 0..TIMES {
        let code = format!("C{:04}", 1 + index * 7919 % 100_000);
        let Some(child) = store.queries().by_code::<Child>(&code)? else { continue };
        let visit = Visit {
            child_id: child.meta.id,
            day: county::today(),
            child_seen: Some(true),
            guardian_seen: Some(true),
            school: Some(Observation::Ok),
            health: Some(Observation::Ok),
            home: Some(Observation::Ok),
            mood: Some(Observation::Ok),
            safety: Some(Observation::Ok),
            note: Some("在写作业".into()),
            ..Visit::default()
        };
        let start = Instant::now();
        store.execute(Command::add(visit))?;
        times.push(start.elapsed());
    }
    let times = Times::from(times);
    let measured = format!("{} p99 {}", shown(times.p50()), shown(times.p99()));
    let floor = fsync_floor()?;
    let how = format!(
        "{TIMES} single commands, synchronous=FULL; one bare 16 kB write with fsync {} p99 {}",
        shown(floor.p50()),
        shown(floor.p99())
    );
    table.row("logging a visit, 100,000 children", &measured, "p99 10 ms", &how);
    Ok(())
}

/// What the disk alone takes for a durable write of about as many bytes.
fn fsync_floor() -> anyhow::Result<Times> {
    let mut file = tempfile::tempfile_in(env!("CARGO_TARGET_TMPDIR"))?;
    Times::of(200, |_| {
        file.write_all(&[0; 16_384])?;
        file.sync_data()?;
        Ok(())
    })
}
