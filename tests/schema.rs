//! `schema.sql` agrees with the records: every table has its record's columns, every journal trigger is made from them.
//!
//! After a column was added: `PEIBAN_BLESS=1 cargo test --test schema` writes section 7 of schema.sql anew.

use std::fmt::Write as _;

use peiban::store::{Kind, links};

const MARK: &str = "-- 7. Journal triggers\n\n";

/// The child, volunteer, carer or event that a row of a table belongs to.
fn subject(kind: Kind, row: &str) -> String {
    match kind {
        Kind::Carer | Kind::Volunteer | Kind::Child | Kind::Event | Kind::Setting | Kind::Place => {
            format!("{row}.id")
        }
        Kind::Task => format!("coalesce({row}.child_id, {row}.id)"),
        Kind::Participation => {
            format!("coalesce({row}.child_id, {row}.volunteer_id, {row}.event_id)")
        }
        Kind::NotSame => format!("{row}.one_id"),
        _ => format!("{row}.child_id"),
    }
}

/// Items joined by commas, in lines of at most 118 characters.
fn wrapped(items: &[String]) -> String {
    let indent = " ".repeat(12);
    let mut lines = Vec::new();
    let mut line = indent.clone();
    for (index, item) in items.iter().enumerate() {
        let comma = if index + 1 < items.len() { "," } else { "" };
        if line.len() + item.len() + comma.len() + 1 > 118 && !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clone_from(&indent);
        }
        let _ = write!(line, "{item}{comma} ");
    }
    lines.push(line.trim_end().to_owned());
    lines.join("\n")
}

fn whole(kind: Kind, row: &str) -> String {
    let columns = kind.columns().iter().chain(&["entered_on"]);
    let pairs: Vec<_> = columns.map(|column| format!("'{column}', {row}.{column}")).collect();
    format!("json_patch('{{}}', json_object(\n{}))", wrapped(&pairs))
}

fn changed(kind: Kind, row: &str) -> String {
    let columns = kind.columns();
    let pairs: Vec<_> =
        columns.iter().map(|column| format!("'{column}', {row}.{column}")).collect();
    let paths: Vec<_> = columns
        .iter()
        .map(|column| format!("iif(OLD.{column} IS NEW.{column}, '$.{column}', '$.-')"))
        .collect();
    format!("json_remove(json_object(\n{}),\n{})", wrapped(&pairs), wrapped(&paths))
}

fn trigger(kind: Kind, event: &str, row: &str, before: &str, after: &str) -> String {
    let table = kind.table();
    format!(
        "CREATE TRIGGER {table}_journal_{} AFTER {event} ON {table} BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), '{table}', {row}.id, {},
        {before},
        {after});
END;
",
        event.to_lowercase(),
        subject(kind, row)
    )
}

fn triggers() -> String {
    let mut texts = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        texts.push(trigger(kind, "INSERT", "NEW", "NULL", &whole(kind, "NEW")));
        texts.push(trigger(kind, "UPDATE", "NEW", &changed(kind, "OLD"), &changed(kind, "NEW")));
        texts.push(trigger(kind, "DELETE", "OLD", &whole(kind, "OLD"), "NULL"));
    }
    texts.join("\n")
}

#[test]
fn the_journal_triggers_are_made_from_the_columns() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema.sql");
    let schema = std::fs::read_to_string(path).unwrap();
    let (head, section) = schema.split_once(MARK).unwrap();
    if std::env::var_os("PEIBAN_BLESS").is_some() {
        std::fs::write(path, format!("{head}{MARK}{}", triggers())).unwrap();
    } else {
        assert!(section == triggers(), "run PEIBAN_BLESS=1 cargo test --test schema");
    }
}

#[test]
fn every_table_has_its_records_columns() {
    let schema = include_str!("../schema.sql");
    for kind in Kind::ALL {
        let (_, rest) = schema.split_once(&format!("CREATE TABLE {} (", kind.table())).unwrap();
        let (body, _) = rest.split_once("\n) STRICT").unwrap();
        let columns: Vec<_> =
            body.lines().filter_map(|line| line.split_whitespace().next()).collect();
        let mut expected = vec!["id"];
        expected.extend(kind.columns());
        expected.extend(["entered_on", "updated_at", "version"]);
        assert_eq!(columns, expected, "{}", kind.table());
    }
}

#[test]
fn a_merge_rewrites_every_column_that_refers_to_a_file() {
    let schema = include_str!("../schema.sql");
    let mut columns = 0;
    for kind in Kind::ALL {
        let (_, rest) = schema.split_once(&format!("CREATE TABLE {} (", kind.table())).unwrap();
        let (body, _) = rest.split_once("\n) STRICT").unwrap();
        for line in body.lines() {
            let Some((definition, target)) = line.split_once(" REFERENCES ") else { continue };
            let column = definition.split_whitespace().next().unwrap();
            let file = Kind::of_table(target.split_whitespace().next().unwrap()).unwrap();
            if file == Kind::Event {
                continue;
            }
            let known = links(file).iter().any(|(of, names)| of == kind && names.contains(&column));
            assert!(known, "merging a {} forgets {}.{column}", file.table(), kind.table());
            columns += 1;
        }
    }
    assert!(columns >= 19, "the scan finds {columns} columns");
}
