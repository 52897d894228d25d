//! Spreadsheets that went through hard times: bytes flipped, cut and doubled, cells swapped for whatever people write. None
//! makes the reader panic, none brings in half a row, and each rejection names its row and column.
//!
//! 500 without being asked for more; `PEIBAN_SHEETS=10000 cargo test --release --test sheets_mutated` does ten thousand,
//! `PEIBAN_SHEETS_SEED` others.

#[path = "../chance/mod.rs"]
mod chance;
mod mutate;
mod sheets;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use chance::{Chance, asked};
use mutate::{Grid, csv, mutate_bytes, mutate_grid, mutate_part, xlsx};
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::records::{Child, Event, Volunteer};
use peiban::exchange::columns::ImportKind;
use peiban::exchange::error::FileError;
use peiban::exchange::import::{self, Decisions};
use peiban::exchange::map::ImportMap;
use peiban::exchange::source::Source;
use peiban::exchange::table::Opened;
use peiban::exchange::wording;
use peiban::language::{Lang, Language};
use peiban::store::{Command, Context, Office, Store};

fn office() -> Store {
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: "2025-09-01".parse().unwrap(),
        is_demo: false,
    };
    let context =
        Context { today: "2026-11-23".parse().unwrap(), pinned: false, user: "李晓".into() };
    let mut store = Store::in_memory(&office, context, SchoolCalendar::embedded()).unwrap();
    for name in ["王小明", "杨思雨"] {
        store.execute(Command::add(Child { name: name.into(), ..Child::default() })).unwrap();
    }
    let volunteer = Volunteer { name: "周桂芳".into(), ..Volunteer::default() };
    store.execute(Command::add(volunteer)).unwrap();
    let event = Event {
        title: "夏令营".into(),
        starts_on: "2026-07-10".parse().unwrap(),
        ..Event::default()
    };
    store.execute(Command::add(event)).unwrap();
    store
}

/// What became of the sheets.
#[derive(Debug, Default)]
struct Tally {
    unreadable: BTreeMap<&'static str, usize>,
    planned: usize,
    rows: usize,
    rejected: usize,
    brought_in: usize,
    last: Vec<String>,
    whole_rows: BTreeMap<&'static str, usize>,
}

/// Brings a sheet in as far as it goes, and takes it back.
fn bring(store: &mut Store, kind: ImportKind, bytes: Vec<u8>, tally: &mut Tally) {
    let refused = |error: FileError, tally: &mut Tally| {
        for lang in Lang::ALL {
            let said = wording::file_error(Language::new(lang), &error);
            assert!(!said.contains('⟨') && !said.contains("{ $"), "{said}");
        }
        *tally.unreadable.entry(error.code()).or_default() += 1;
    };
    let source = Opened::from_bytes(bytes)
        .and_then(|opened| Source::new(opened, kind, ImportMap::default()));
    let source = match source {
        Ok(source) => source,
        Err(error) => return refused(error, tally),
    };
    let mut plan =
        import::plan(&source, &store.queries(), &Decisions::new(), &mut |_, _| true).unwrap();
    tally.planned += 1;
    tally.rows += plan.read();
    tally.rejected += plan.rejected.len();
    let findings = plan.rejected.iter().flat_map(|row| &row.findings);
    tally.last = findings
        .map(|finding| format!("{} {} {}", finding.column, finding.value, finding.reason.code()))
        .collect();
    assert_eq!(
        plan.read(),
        plan.created() + plan.updated() + plan.unchanged() + plan.rejected.len()
    );
    let last = source.table.rows.last().map_or(0, |row| row.number);
    let known: Vec<&str> = kind.columns().iter().map(|column| column.heading).collect();
    for row in &plan.rejected {
        // Each rejection is located: a row of the file, and a column of it or one that it lacks.
        assert!(row.row > 0 && row.row <= last, "row {} of {last}", row.row);
        assert!(!row.findings.is_empty(), "row {} is rejected for no reason", row.row);
        for finding in &row.findings {
            let heads = &source.layout.headings;
            // A row whose cells do not line up with the headings has no single column at fault.
            if finding.column.is_empty() {
                *tally.whole_rows.entry(finding.reason.code()).or_default() += 1;
                continue;
            }
            let located = heads.contains(&finding.column)
                || known.contains(&finding.column.as_str())
                || kind.columns().iter().any(|column| column.chinese() == finding.column);
            assert!(located, "row {}: no column {:?} among {heads:?}", row.row, finding.column);
            for lang in Lang::ALL {
                let said = wording::findings(Language::new(lang), std::slice::from_ref(finding));
                assert!(!said.contains('⟨') && !said.is_empty(), "{said}");
            }
        }
    }
    assert_eq!(plan.rejected_rows(Language::new(Lang::Zh)).len(), plan.rejected.len());
    let Some(command) = plan.take_command() else { return };
    // What was planned without a complaint is written without one.
    store.execute(command).unwrap_or_else(|error| panic!("planned, then refused: {error:?}"));
    tally.brought_in += 1;
    store.execute(Command::Undo { entry: None }).unwrap();
}

#[test]
fn mutated_sheets_never_panic_and_each_rejection_is_located() {
    let count = asked("PEIBAN_SHEETS").unwrap_or(500);
    let seed = asked("PEIBAN_SHEETS_SEED").unwrap_or(20_261_123);
    let sheets = sheets::sheets();
    let mut store = office();
    let mut tally = Tally::default();
    // The sheets as they are, all of them good.
    for (kind, sheet) in &sheets {
        let grid: Grid =
            sheet.iter().map(|row| row.iter().map(|cell| (*cell).into()).collect()).collect();
        let before = tally.rejected;
        let text = csv(&grid, &mut Chance(0));
        bring(&mut store, *kind, text, &mut tally);
        let said = (tally.rejected - before, &tally.unreadable);
        assert!(said.0 == 0 && said.1.is_empty(), "{kind:?}: {said:?} {:?}", tally.last);
    }
    for number in 0..count {
        let mut chance = Chance(seed.wrapping_mul(1_000_003).wrapping_add(number));
        let (kind, sheet) = &sheets[chance.below(sheets.len())];
        let mut grid: Grid =
            sheet.iter().map(|row| row.iter().map(|cell| (*cell).into()).collect()).collect();
        if chance.below(4) > 0 {
            mutate_grid(&mut grid, &mut chance);
        }
        let bytes = match chance.below(8) {
            0..=2 => csv(&grid, &mut chance),
            3 | 4 => {
                let mut bytes = csv(&grid, &mut chance);
                mutate_bytes(&mut bytes, &mut chance);
                bytes
            }
            5 => xlsx(&grid, &mut chance),
            6 => {
                let mut bytes = xlsx(&grid, &mut chance);
                mutate_bytes(&mut bytes, &mut chance);
                bytes
            }
            _ => {
                let bytes = xlsx(&grid, &mut chance);
                mutate_part(&bytes, &mut chance)
            }
        };
        let done = catch_unwind(AssertUnwindSafe(|| bring(&mut store, *kind, bytes, &mut tally)));
        if let Err(panic) = done {
            println!("sheet {number} of seed {seed}, {kind:?}");
            std::panic::resume_unwind(panic);
        }
    }
    let findings = store.examine().unwrap();
    assert!(findings.is_healthy(), "{findings:?}");
    assert_eq!(store.queries().count::<Child>(true).unwrap(), 2);
    tally.last.clear();
    println!("{count} sheets: {tally:?}");
    let planned = u64::try_from(tally.planned).unwrap();
    assert!(
        tally.whole_rows.keys().all(|code| ["too_many_cells", "truncated"].contains(code)),
        "{tally:?}"
    );
    assert!(planned > count / 3 && tally.brought_in > 0 && tally.rejected > 0, "{tally:?}");
}
