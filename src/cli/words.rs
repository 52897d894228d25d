//! Lists in words: as the terminal shows them, and as someone who asks for Chinese takes them along in a file.

use serde_json::Value as Json;

use super::lists::{CHILD_COLUMNS, CHILD_TEXT, List};
use super::output::plain;
use crate::language::Language;
use crate::store::queries::{Sheet, SheetCell, SheetColumn};

/// The closed list that a column of children or cases holds codes of, by the prefix of its messages.
fn codes_of(heading: &str) -> Option<&'static str> {
    Some(match heading {
        "tier" | "scored_tier" => "tier",
        "sex" => "sex",
        "status" => "status",
        "last_kind" => "decision",
        _ => return None,
    })
}

/// A row of a list for a file in this language: codes, yes and no and grades in the words of the screens and templates, which
/// an import reads again; numbers and days stay what they are.
pub(super) fn worded(list: List, row: Vec<Json>, language: Language) -> Vec<Json> {
    let sheet = list.sheet().map(Sheet::columns);
    let headings = list.worded_headings();
    let word = |(at, cell): (usize, Json)| match (&cell, sheet.map(|columns| columns[at].cell)) {
        (Json::Null, _) => cell,
        (Json::Bool(yes), _) => Json::from(language.yes_no(*yes)),
        (_, Some(SheetCell::OneOf(list))) => {
            Json::from(coded(&list.replace(' ', "-"), &cell, language))
        }
        (_, Some(_)) => cell,
        (_, None) => match (headings[at], codes_of(headings[at])) {
            (_, Some(list)) => Json::from(coded(list, &cell, language)),
            ("grade", _) => Json::from(cell.as_i64().map(|grade| language.grade_long(grade))),
            _ => cell,
        },
    };
    row.into_iter().enumerate().map(word).collect()
}

/// The columns and cells of a list in words, for the terminal: those that fit.
pub(super) fn in_words(
    list: List,
    rows: &[Vec<Json>],
    language: Language,
) -> (Vec<String>, Vec<Vec<String>>) {
    let Some(sheet) = list.sheet() else { return children_in_words(rows, language) };
    sheet_in_words(sheet, rows, &[], language)
}

fn children_in_words(rows: &[Vec<Json>], language: Language) -> (Vec<String>, Vec<Vec<String>>) {
    let place = |name: &&str| CHILD_COLUMNS.iter().position(|column| column == name);
    let shown: Vec<usize> = CHILD_TEXT.iter().filter_map(place).collect();
    let word = |at: usize, cell: &Json| match CHILD_COLUMNS[at] {
        "tier" => coded("tier", cell, language),
        "change_30" => crate::language::dates::change(cell.as_i64()),
        "grade" => cell.as_i64().map_or_else(String::new, |grade| language.grade(grade)),
        name => written(name, cell, language),
    };
    let labels = shown.iter().map(|at| language.text(&format!("column-{}", CHILD_COLUMNS[*at])));
    let cells =
        rows.iter().map(|row| shown.iter().map(|at| word(*at, &row[*at])).collect()).collect();
    (labels.collect(), cells)
}

/// The columns and cells of a sheet in words, without the `hidden` columns and those in which nothing stands.
pub(super) fn sheet_in_words(
    sheet: Sheet,
    rows: &[Vec<Json>],
    hidden: &[&str],
    language: Language,
) -> (Vec<String>, Vec<Vec<String>>) {
    let columns = sheet.columns();
    let shown: Vec<usize> = (0..columns.len())
        .filter(|at| !hidden.contains(&columns[*at].heading))
        .filter(|at| rows.iter().any(|row| !row[*at].is_null()))
        .collect();
    let word = |at: usize, cell: &Json| match columns[at].cell {
        SheetCell::OneOf(list) => coded(&list.replace(' ', "-"), cell, language),
        SheetCell::YesNo => cell.as_bool().map_or_else(String::new, |yes| language.yes_no(yes)),
        SheetCell::Plain => written(columns[at].heading, cell, language),
    };
    let labels = shown.iter().map(|at| match columns[*at] {
        // What is looked at on a visit has the names of its form: `school` is a place elsewhere.
        SheetColumn { cell: SheetCell::OneOf("observation"), heading, .. } => {
            language.field("visit", heading)
        }
        SheetColumn { heading, .. } => language.text(&format!("column-{heading}")),
    });
    let cells =
        rows.iter().map(|row| shown.iter().map(|at| word(*at, &row[*at])).collect()).collect();
    (labels.collect(), cells)
}

/// What stands in a column, as the language reads it.
pub(super) fn written(heading: &str, cell: &Json, language: Language) -> String {
    cell.as_str().and_then(|text| language.written(heading, text)).unwrap_or_else(|| plain(cell))
}

/// The wording of a code.
fn coded(list: &str, cell: &Json, language: Language) -> String {
    cell.as_str().map_or_else(String::new, |code| language.text(&format!("{list}-{code}")))
}
