//! Bringing in 100,000 children with 21 columns: the program itself, as a script runs it, against a bare insert.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use peiban::domain::records::{Carer, Child};
use peiban::exchange::export;
use peiban::exchange::table::Cell;

use crate::county;
use crate::measure::{Table, memory, shown};

const CHILDREN: usize = 100_000;
const HEADINGS: [&str; 21] = [
    "name",
    "code",
    "sex",
    "birth_date",
    "celebrate_by",
    "id_number",
    "township",
    "village",
    "address",
    "school",
    "grade",
    "class",
    "class_teacher",
    "teacher_phone",
    "categories",
    "guardian_name",
    "guardian_relation",
    "guardian_phone",
    "admitted_on",
    "status",
    "note",
];

/// A folder of its own, thrown away with the guard.
fn folder() -> anyhow::Result<tempfile::TempDir> {
    Ok(tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?)
}

/// The name list of the made-up county.
fn rows(table: &mut Table) -> anyhow::Result<Vec<Vec<String>>> {
    let store = county::open(CHILDREN, table)?;
    let queries = store.queries();
    let mut rows = Vec::with_capacity(CHILDREN);
    for number in 1..=CHILDREN {
        let code = format!("C{number:04}");
        let Some(child) = queries.by_code::<Child>(&code)? else { continue };
        let carer: Option<Carer> = match child.carer_id {
            Some(id) => queries.record(id)?,
            None => None,
        };
        let or_blank = |text: Option<String>| text.unwrap_or_default();
        let day =
            |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
        rows.push(vec![
            child.name,
            child.code,
            child.sex.map_or_else(String::new, |sex| sex.code().to_owned()),
            day(child.birth_date),
            "solar".to_owned(),
            or_blank(child.id_number),
            or_blank(child.township),
            or_blank(child.village),
            or_blank(child.address),
            or_blank(child.school),
            child.grade.map_or_else(String::new, |grade| grade.to_string()),
            or_blank(child.class),
            or_blank(child.class_teacher),
            or_blank(child.teacher_phone),
            or_blank(child.categories),
            carer.as_ref().map_or_else(String::new, |carer| carer.name.clone()),
            or_blank(child.carer_relation),
            carer.and_then(|carer| carer.phone).unwrap_or_default(),
            day(child.admitted_on),
            "active".to_owned(),
            format!("第{number}号档案"),
        ]);
    }
    Ok(rows)
}

fn cell(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) }
}

fn write(path: &Path, rows: &[Vec<String>]) -> anyhow::Result<()> {
    let headings: Vec<String> = HEADINGS.iter().map(|heading| (*heading).to_owned()).collect();
    let cells = rows.iter().map(|row| row.iter().map(|text| cell(text)).collect());
    Ok(export::write(path, &headings, cells, true)?)
}

/// Runs the program and returns how long it took and its most memory in MB.
fn run(arguments: &[&str], folder: &Path) -> anyhow::Result<(Duration, f64)> {
    let start = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_peiban"))
        .args(arguments)
        .args(["--user", "李晓", "--lang", "en", "--today", &county::today().to_string()])
        .current_dir(folder)
        .env("PEIBAN_OFFICE", "511425")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut most: f64 = 0.0;
    let status = loop {
        if let Some(status) = program.try_wait()? {
            break status;
        }
        most = memory("VmHWM", &program.id().to_string()).unwrap_or(most).max(most);
        std::thread::sleep(Duration::from_millis(5));
    };
    let took = start.elapsed();
    // 3: some rows were rejected, the others are in.
    if !matches!(status.code(), Some(0 | 3)) {
        use std::io::Read as _;
        let mut said = String::new();
        if let Some(errors) = program.stderr.as_mut() {
            errors.read_to_string(&mut said)?;
        }
        anyhow::bail!("{arguments:?}: {status}: {said}");
    }
    Ok((took, most))
}

/// The same rows, inserted into one table without anything else, in one durable transaction.
fn bare_insert(path: PathBuf, rows: &[Vec<String>]) -> anyhow::Result<Duration> {
    let mut conn = rusqlite::Connection::open(path)?;
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")?;
    conn.execute_batch(include_str!("bare.sql"))?;
    let marks = vec!["?"; HEADINGS.len()].join(", ");
    let start = Instant::now();
    let tx = conn.transaction()?;
    let mut insert = tx.prepare(&format!("INSERT INTO child VALUES ({marks})"))?;
    for row in rows {
        insert.execute(rusqlite::params_from_iter(row))?;
    }
    drop(insert);
    tx.commit()?;
    Ok(start.elapsed())
}

/// XLSX and CSV, each brought in and undone.
pub fn measure(table: &mut Table) -> anyhow::Result<()> {
    let rows = rows(table)?;
    let folder = folder()?;
    let bare = bare_insert(folder.path().join("bare.db"), &rows)?;
    for (ending, bar) in [("csv", "6 s"), ("xlsx", "8 s")] {
        let file = folder.path().join(format!("children.{ending}"));
        let start = Instant::now();
        write(&file, &rows)?;
        table.row(
            &format!("write 100,000 × 21 as {ending}"),
            &shown(start.elapsed()),
            "",
            "the exporter, to make the file",
        );
        let database = format!("{ending}.db");
        let name = format!("children.{ending}");
        let (took, most) = run(&["import", "children", &name, "--db", &database], folder.path())?;
        let ratio = took.as_secs_f64() / bare.as_secs_f64();
        let conn = rusqlite::Connection::open(folder.path().join(&database))?;
        let counted: i64 = conn.query_row("SELECT count(*) FROM child", [], |row| row.get(0))?;
        drop(conn);
        let how = format!(
            "a process, new file, {counted} children in; {ratio:.1}× a bare insert ({})",
            shown(bare)
        );
        table.row(&format!("import of 100,000 × 21 from {ending}"), &shown(took), bar, &how);
        table.row("  most memory", &format!("{most:.0} MB"), "512 MB", "VmHWM, polled");
        let (took, most) = run(&["undo", "--db", &database], folder.path())?;
        table.row(
            "  undo of it",
            &shown(took),
            "6 s",
            &format!("a process; most memory {most:.0} MB"),
        );
    }
    Ok(())
}
