//! Today's reads, warm, against hand-written SQL; how they grow with the children; the first opening of a new day.

use std::hint::black_box;
use std::time::{Duration, Instant};

use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::Tier;
use peiban::store::queries::Window;
use peiban::store::{Context, Store};

use crate::county::{self, Copy};
use crate::measure::{Table, Times, shown};

const TIMES: usize = 500;

/// Everything that Today shows on a screen of ordinary size.
fn read(store: &Store) -> anyhow::Result<()> {
    let queries = store.queries();
    // As the console loads a screen.
    let _moment = queries.snapshot()?;
    let head = black_box(queries.head(30)?);
    black_box(queries.by_risk(Tier::Watch, Window::first(20))?);
    black_box(queries.overdue_by_volunteer(15)?);
    black_box(queries.due_today(Window::first(5))?);
    black_box(queries.coming(&head.ahead, Window::first(12))?);
    black_box(queries.open_reports()?);
    black_box(queries.count_triage()?);
    if let Some(session) = store.last_session()? {
        black_box(queries.since(&session)?);
    }
    Ok(())
}

/// The hand-written statements, by name.
fn baseline() -> Vec<(&'static str, &'static str)> {
    let text = include_str!("baseline.sql");
    text.split("-- name: ").skip(1).filter_map(|part| part.split_once('\n')).collect()
}

/// What one reads, timed by turns with what another does: a machine's clock may change between two blocks of time.
struct Beside {
    /// The program's reads.
    reads: Times,
    /// The other's.
    other: Times,
}

impl Beside {
    fn ratio(&self) -> f64 {
        self.reads.p50().as_secs_f64() / self.other.p50().as_secs_f64()
    }
}

/// Times the program's reads beside the hand-written statements, and these one by one.
fn beside_hand(store: &Store) -> anyhow::Result<(Beside, Vec<(&'static str, Duration)>)> {
    let path = store.path().unwrap_or_else(|| std::path::Path::new(""));
    let conn = rusqlite::Connection::open(path)?;
    conn.execute_batch("PRAGMA cache_size = -16000")?;
    conn.set_prepared_statement_cache_capacity(64);
    conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    let session = store.last_session()?;
    let today = county::today();
    let shift = |days: i64| (today + chrono::TimeDelta::days(days)).to_string();
    let values = [
        (":today", today.to_string()),
        (":in30", shift(30)),
        (":in60", shift(60)),
        (":before30", shift(-30)),
        (":session", session.as_ref().map_or_else(|| shift(-3), |session| session.day.to_string())),
        (":entry", session.map_or(0, |session| session.last_entry).to_string()),
    ];
    let run = |sql: &str| -> anyhow::Result<usize> {
        let mut statement = conn.prepare_cached(sql)?;
        for (name, value) in &values {
            if let Some(index) = statement.parameter_index(name)? {
                statement.raw_bind_parameter(index, value)?;
            }
        }
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        let mut read = 0;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                black_box(row.get::<_, rusqlite::types::Value>(column)?);
            }
            read += 1;
        }
        Ok(read)
    };
    let statements = baseline();
    let (reads, other) = Times::by_turns(
        TIMES,
        || read(store),
        || {
            let _moment = conn.unchecked_transaction()?;
            for (_, sql) in &statements {
                black_box(run(sql)?);
            }
            Ok(())
        },
    )?;
    let mut each = Vec::new();
    for (name, sql) in statements {
        each.push((name, Times::of(100, |_| run(sql).map(drop))?.p50()));
    }
    Ok((Beside { reads, other }, each))
}

/// The reads at each size, the ratio to hand-written SQL, and how flat they are.
pub fn measure(table: &mut Table) -> anyhow::Result<()> {
    let (mut first, mut growth) = (None, 1.0_f64);
    for children in county::sizes() {
        let store = county::open(children, table)?;
        let (beside, each) = beside_hand(&store)?;
        let measured = format!("{} p99 {}", shown(beside.reads.p50()), shown(beside.reads.p99()));
        let what = format!("dashboard reads, all panels and counts, {children} children");
        let how = format!("p50 of {TIMES}, warm, one connection, by turns with the SQL");
        table.row(&what, &measured, "1 ms", &how);
        let how = format!("baseline.sql {}; the same rows", shown(beside.other.p50()));
        table.row("  ratio to hand-written SQL", &format!("{:.2}", beside.ratio()), "1.5", &how);
        if std::env::var_os("PEIBAN_BENCH_PARTS").is_some() {
            parts(&store, &each, table)?;
        }
        if let Some(first) = &first {
            let (reads, other) = Times::by_turns(TIMES, || read(&store), || read(first))?;
            growth = growth.max(Beside { reads, other }.ratio());
        } else {
            first = Some(store);
        }
    }
    let how = "the most that a size costs / 40 children, read by turns, p50";
    table.row("dashboard as the county grows", &format!("{growth:.2}"), "3", how);
    Ok(())
}

/// Keeps an answer from being optimised away.
fn done<T>(answer: peiban::store::Result<T>) -> anyhow::Result<()> {
    black_box(answer?);
    Ok(())
}

/// Which panel takes how long; asked for by PEIBAN_BENCH_PARTS.
fn parts(
    store: &Store,
    hand: &[(&'static str, Duration)],
    table: &mut Table,
) -> anyhow::Result<()> {
    let queries = store.queries();
    let session = store.last_session()?;
    let mut part =
        |name: &str, what: &mut dyn FnMut() -> anyhow::Result<()>| -> anyhow::Result<()> {
            let time = Times::of(100, |_| what())?.p50();
            table.row(&format!("    {name}"), &shown(time), "", "the program's");
            Ok(())
        };
    part("head", &mut || done(queries.head(30)))?;
    part("  of it ahead", &mut || done(queries.ahead(30)))?;
    part("  of it also_due", &mut || done(queries.also_due()))?;
    part("by_risk", &mut || done(queries.by_risk(Tier::Watch, Window::first(20))))?;
    part("overdue_by_volunteer", &mut || done(queries.overdue_by_volunteer(15)))?;
    part("due_today", &mut || done(queries.due_today(Window::first(5))))?;
    let ahead = queries.ahead(30)?;
    part("coming", &mut || done(queries.coming(&ahead, Window::first(12))))?;
    part("open_reports", &mut || done(queries.open_reports()))?;
    part("count_triage", &mut || done(queries.count_triage()))?;
    part("last_session", &mut || done(store.last_session()))?;
    if let Some(session) = &session {
        part("since", &mut || done(queries.since(session)))?;
    }
    for (name, time) in hand {
        table.row(&format!("    {name}"), &shown(*time), "", "by hand");
    }
    Ok(())
}

/// The first opening of the next day: what time alone changes is scored anew.
pub fn measure_new_day(table: &mut Table) -> anyhow::Result<()> {
    let copy = Copy::of(100_000, "new-day", table)?;
    let mut yesterday = county::today();
    for _ in 0..3 {
        let today = yesterday + chrono::TimeDelta::days(1);
        yesterday = today;
        let context = Context { today, ..county::context() };
        let changed: i64 = rusqlite::Connection::open(copy.path())?.query_row(
            "SELECT count(*) FROM child_risk WHERE next_change_on <= ?1",
            [today.to_string()],
            |row| row.get(0),
        )?;
        let start = Instant::now();
        let store = Store::open(copy.path(), context, SchoolCalendar::embedded())?;
        read(&store)?;
        let how = format!("{changed} children change that day; open, score, read");
        table.row(
            "first opening of the next day, 100,000 children",
            &shown(start.elapsed()),
            "300 ms",
            &how,
        );
    }
    Ok(())
}
