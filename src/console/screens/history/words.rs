//! The rows of an entry in words: whose, which field, what stood there before and after.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use crate::console::screen::Ui;
use crate::console::screens::sheet::{Content, Line, flowing, wrapped};
use crate::console::screens::words::moment_of;
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::domain::codes::FactCode;
use crate::language::reasons::is_restricted;
use crate::store::Kind;
use crate::store::queries::{HistoryEntry, HistoryRow};

/// The words of entries, with the names of those they are about.
pub(super) struct Words<'a> {
    pub(super) ui: &'a Ui,
    /// What has which code, and its name.
    pub(super) names: &'a BTreeMap<String, (Kind, String)>,
    /// True where facts that are kept from passing eyes may be spelled out: a child's own page.
    pub(super) in_full: bool,
}

impl Words<'_> {
    /// When it was.
    pub(super) fn when(&self, entry: &HistoryEntry) -> String {
        moment_of(entry.at, entry.day, self.ui)
    }

    /// What was done.
    pub(super) fn what(&self, entry: &HistoryEntry) -> String {
        let what = self.ui.language.command(&entry.command);
        match entry.undoes {
            Some(undone) => {
                let args = [("entry", undone.into())];
                self.ui.with("history-undoes", &args)
            }
            None => what,
        }
    }

    /// Whom or what it is about: the first row's, and how many more there are.
    pub(super) fn whom(&self, entry: &HistoryEntry) -> String {
        let Some(code) = entry.rows.first().and_then(|row| row.code.as_deref()) else {
            let setting = entry.rows.first().map(|row| self.setting(row)).unwrap_or_default();
            if entry.row_count > 1 && !setting.is_empty() {
                let args = [("name", setting.into()), ("count", entry.row_count.into())];
                return self.ui.with("history-and-more", &args);
            }
            return setting;
        };
        let name = self.name(code);
        let same = entry.rows.iter().all(|row| row.code.as_deref() == Some(code));
        if entry.row_count > 1 && !(same && entry.row_count == entry.rows.len()) {
            let args = [("name", name.into()), ("count", entry.row_count.into())];
            return self.ui.with("history-and-more", &args);
        }
        name
    }

    /// Which setting was changed, to what: `重点从 45`.
    fn setting(&self, row: &HistoryRow) -> String {
        let side = row.after.as_ref().or(row.before.as_ref());
        let Some(side) = side.filter(|_| row.table == Kind::Setting.table()) else {
            return String::new();
        };
        ["code", "value"].map(|column| self.value(&row.table, column, side)).join(" ")
    }

    /// What it did, in one line, where whose it is goes without saying: `村: 河坝村 改为 河口村`, `哪天: 2026-11-17  …`.
    pub(super) fn gist(&self, entry: &HistoryEntry) -> String {
        let Some(row) = entry.rows.first() else { return String::new() };
        let row = row.read_on(entry.day);
        match (&row.before, &row.after) {
            (Some(before), Some(after)) => self.changes(&row.table, before, after).join("; "),
            (None, Some(side)) | (Some(side), None) => {
                let fields = self.fields(&row.table, side);
                let own = format!("{}: ", self.field(&row.table, "child_code"));
                // A match is the child's and the volunteer's: both are named.
                let both = row.table == Kind::Assignment.table();
                let about = |span: &&Span| both || !span.text.starts_with(&own);
                let words: Vec<&str> =
                    fields.iter().filter(about).map(|span| span.text.as_str()).collect();
                words.join("  ")
            }
            (None, None) => String::new(),
        }
    }

    /// A record's name, else its code.
    fn name(&self, code: &str) -> String {
        self.called(code).unwrap_or_else(|| code.to_owned())
    }

    /// People are called as the language writes names, events as they are written.
    fn called(&self, code: &str) -> Option<String> {
        let (kind, name) = self.names.get(code)?;
        Some(if *kind == Kind::Event { name.clone() } else { self.ui.language.person(name) })
    }

    /// A name with its code.
    fn named(&self, code: &str) -> String {
        self.called(code).map_or_else(|| code.to_owned(), |name| format!("{name} {code}"))
    }

    /// The rows, field by field.
    pub(super) fn rows(&self, entry: &HistoryEntry, columns: u16) -> Vec<Line<()>> {
        let mut lines = Vec::new();
        for row in &entry.rows {
            let row = &row.read_on(entry.day);
            let (sign, role) = match (&row.before, &row.after) {
                (None, _) => ("history-added", Role::Ok),
                (_, None) => ("history-removed", Role::Watch),
                _ => ("history-changed", Role::Accent),
            };
            lines.push(Line::spans(vec![
                Span::new(format!("{} ", self.ui.text(sign)), role),
                Span::from(self.heading(row)),
            ]));
            match (&row.before, &row.after) {
                (Some(before), Some(after)) => {
                    for change in self.changes(&row.table, before, after) {
                        lines.extend(wrapped(&change, columns, 2, Role::Text));
                    }
                }
                (None, Some(side)) | (Some(side), None) => {
                    let parts = self.fields(&row.table, side);
                    let fitting = columns.saturating_sub(2);
                    for mut line in flowing(parts, fitting) {
                        if let Content::Text(spans) = &mut line.content {
                            spans.insert(0, Span::from("  "));
                        }
                        lines.push(line);
                    }
                }
                (None, None) => {}
            }
        }
        if entry.row_count > entry.rows.len() {
            let more = entry.row_count - entry.rows.len();
            let words = self.ui.with("history-more-rows", &[("count", more.into())]);
            lines.push(Line::text(words, Role::Muted));
        }
        lines
    }

    /// One line a row: what taking the entry back, or bringing it back, does to it.
    pub(super) fn consequence(&self, entry: &HistoryEntry, back: bool) -> Vec<String> {
        let mut lines = Vec::new();
        for row in entry.rows.iter().take(CONSEQUENCES) {
            // It is done today.
            let row = &row.read_on(self.ui.today);
            let (from, to) =
                if back { (&row.after, &row.before) } else { (&row.before, &row.after) };
            let what = match (from, to) {
                (Some(from), Some(to)) => self.changes(&row.table, from, to).join("; "),
                (None, _) => self.ui.text("history-comes-back"),
                (_, None) => self.ui.text("history-goes-away"),
            };
            lines.push(format!("{}: {what}", self.heading(row)));
        }
        if entry.row_count > lines.len() {
            let more = entry.row_count - lines.len();
            lines.push(self.ui.with("history-more-rows", &[("count", more.into())]));
        }
        lines
    }

    fn heading(&self, row: &HistoryRow) -> String {
        let kind = self.ui.language.kind(&row.table);
        let which = row.code.as_ref().map_or_else(|| self.setting(row), |code| self.named(code));
        format!("{kind} {which}").trim_end().to_owned()
    }

    fn changes(
        &self,
        table: &str,
        before: &Map<String, Json>,
        after: &Map<String, Json>,
    ) -> Vec<String> {
        if table == "report" && !self.in_full {
            return vec![self.ui.text("reason-restricted")];
        }
        in_order(table, after)
            .filter(|(column, _)| *column != "entered_on")
            .map(|(column, now)| {
                let field = self.field(table, column);
                let (mut was, mut is) =
                    (self.value(table, column, before), self.value(table, column, after));
                // Written differently, read alike: `瑞峰`, `瑞峰镇`.
                if was == is
                    && let (Some(before), Some(now)) =
                        (before.get(column).and_then(Json::as_str), now.as_str())
                    && column != "id_number"
                {
                    (was, is) = (before.to_owned(), now.to_owned());
                }
                let args = [("field", field.into()), ("before", was.into()), ("after", is.into())];
                self.ui.with("history-change", &args)
            })
            .collect()
    }

    fn fields(&self, table: &str, side: &Map<String, Json>) -> Vec<Span> {
        if !self.in_full && (table == "report" || (table == "fact" && is_restricted_fact(side))) {
            return vec![Span::new(self.ui.text("reason-restricted"), Role::Muted)];
        }
        in_order(table, side)
            .filter(|(column, value)| !value.is_null() && !is_beside_the_point(table, column))
            .map(|(column, _)| {
                let args = [
                    ("field", self.field(table, column).into()),
                    ("value", self.value(table, column, side).into()),
                ];
                Span::from(self.ui.with("history-field", &args))
            })
            .collect()
    }

    /// A field's label; codes that stand for other records have the label of the record.
    fn field(&self, table: &str, column: &str) -> String {
        self.ui.language.recorded_field(table, column)
    }

    /// A value in words.
    fn value(&self, table: &str, column: &str, side: &Map<String, Json>) -> String {
        match side.get(column) {
            Some(Json::String(code)) if column.ends_with("_code") => self.named(code),
            _ => self.ui.language.journalled(table, column, side),
        }
    }
}

/// The columns in the order of the record, those of other records under their codes' names; what else stands there after.
fn in_order<'a>(
    table: &str,
    side: &'a Map<String, Json>,
) -> impl Iterator<Item = (&'a str, &'a Json)> {
    let columns = Kind::of_table(table).map_or(&[][..], Kind::columns);
    let place = |column: &str| {
        let id = column.strip_suffix("_code").map(|name| format!("{name}_id"));
        let is = |known: &str| known == column || Some(known) == id.as_deref();
        columns.iter().position(|known| is(known)).unwrap_or(columns.len())
    };
    let mut found: Vec<(&str, &Json)> =
        side.iter().map(|(column, value)| (column.as_str(), value)).collect();
    found.sort_by_key(|(column, _)| place(column));
    found.into_iter()
}

/// Columns that say nothing beyond the row's heading.
fn is_beside_the_point(table: &str, column: &str) -> bool {
    match column {
        "entered_on" => true,
        "code" => table != "fact",
        "value" => table == "setting",
        _ => false,
    }
}

/// Rows that a confirmation shows.
pub(super) const CONSEQUENCES: usize = 8;

fn is_restricted_fact(side: &Map<String, Json>) -> bool {
    side.get("code")
        .and_then(Json::as_str)
        .and_then(FactCode::from_code)
        .is_some_and(|code| is_restricted(code.reason()))
}
