//! Rows of a list that are about nobody: sums, notes at the foot, headings repeated on a later page, rows that were numbered
//! for a pen and stayed blank.

use super::columns::{Format, ImportKind};
use super::headings::{Layout, normal};
use super::map::ImportMap;
use super::source::is_ditto;
use super::table::{Cell, RawRow};
use super::values::{self, IdNumber};

/// The words of a sum.
const SUMS: [&str; 4] = ["合计", "总计", "小计", "共计"];

/// Headings of columns in which a row has its number, as they are compared.
const NUMBERS: [&str; 4] = ["序号", "行号", "no", "row"];

/// Does a heading, as it is compared, name a column that holds nothing to bring in?
pub(super) fn loses_nothing(heading: &str) -> bool {
    NUMBERS.contains(&heading) || ["退回原因", "reason"].contains(&heading)
}

/// What a row below the headings holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Somebody or something to bring in.
    Data,
    /// A sum, or what the author of the sheet remarks: passed over, which is told.
    Remark,
    /// Nothing: a blank row, a number alone, the headings once more.
    Nothing,
}

/// What does a row hold?
pub(super) fn holds(row: &RawRow, layout: &Layout, map: &ImportMap) -> Holds {
    let filled: Vec<(usize, &Cell)> =
        row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).collect();
    let Some(&(at, first)) = filled.first() else { return Holds::Nothing };
    let begins = match first {
        Cell::Text(text) if is_sum(text) || is_foot(text) => &**text,
        _ => "",
    };
    // Whom a row is about stands in the first of the kind's columns. A row that names somebody is theirs, whatever is said of
    // sums in its note.
    let who = layout.columns.first().copied().flatten().map(|at| row.cell(at));
    let is_of_nobody = who.is_some_and(|who| match who {
        Cell::Empty => true,
        Cell::Text(text) => is_count(text) || is_sum_alone(text),
        _ => false,
    });
    let counts = matches!(who, Some(Cell::Text(text)) if is_count(text));
    let sums = |(_, cell): &(usize, &Cell)| matches!(cell, Cell::Text(text) if is_sum_alone(text) || ends_as_sum(text));
    if !begins.is_empty() || counts || is_of_nobody && filled.iter().any(sums) {
        let is_theirs = Told { row, layout, map }.is_of_somebody(at, begins);
        return if is_theirs { Holds::Data } else { Holds::Remark };
    }
    let is_number = |(at, _): &(usize, &Cell)| {
        !layout.columns.contains(&Some(*at))
            && layout.headings.get(*at).is_some_and(|heading| NUMBERS.contains(&&*normal(heading)))
    };
    if filled.iter().all(is_number) || is_heading(row, layout) {
        Holds::Nothing
    } else {
        Holds::Data
    }
}

/// A row that looks like a sum or a remark, and what it tells of somebody all the same.
struct Told<'a> {
    row: &'a RawRow,
    layout: &'a Layout,
    map: &'a ImportMap,
}

impl Told<'_> {
    /// Does the row name somebody, or fill all that its kind requires with what can be read? `first` is its first filled cell.
    fn is_of_somebody(&self, at: usize, first: &str) -> bool {
        let kind = self.layout.kind;
        let columns = kind.columns();
        if self.has_code() || self.reads("id_number") {
            return true;
        }
        let is_named = self.reads(columns[0].heading);
        is_named && self.is_note(at, first)
            || match kind {
                // A name alone may be another word of the sum.
                ImportKind::Children | ImportKind::Volunteers => {
                    is_named && (self.reads("birth_date") || self.reads("phone"))
                }
                ImportKind::Attendance => {
                    is_named
                        && [["date", "status"], ["from", "to"]]
                            .iter()
                            .any(|both| both.iter().all(|one| self.reads(one)))
                }
                _ => columns
                    .iter()
                    .filter(|column| column.required)
                    .all(|column| self.reads(column.heading)),
            }
    }

    /// Does the first cell stand in a column for notes, before whom the row is about? A sum only in one that is known.
    fn is_note(&self, at: usize, first: &str) -> bool {
        let known = self.layout.columns.contains(&Some(at));
        self.layout.columns[0] != Some(at)
            && if is_foot(first) {
                known || is_headed(&self.layout.headings, at)
            } else {
                known && !is_sum_alone(first)
            }
    }

    /// What stands in a column of the kind.
    fn cell(&self, column: usize) -> &Cell {
        self.layout.columns[column].map_or(&Cell::Empty, |at| said(self.row, at))
    }

    /// Is there a code of letters and digits, as people and events have?
    fn has_code(&self) -> bool {
        let codes = self.layout.kind.columns().iter().enumerate().filter(|(_, column)| {
            column.format == Format::Code && (column.required || column.heading == "code")
        });
        codes.map(|(column, _)| self.cell(column)).any(is_code)
    }

    /// Does a column hold what can be read as its own?
    fn reads(&self, heading: &str) -> bool {
        let Some(column) = self.layout.kind.position(heading) else { return false };
        let cell = self.cell(column);
        if let Cell::Empty = cell {
            return self.map.constant(column).is_some();
        }
        if self.map.value(column, &cell.shown()).is_some()
            || matches!(cell, Cell::Text(text) if is_ditto(text))
        {
            return true;
        }
        match self.layout.kind.columns()[column].format {
            Format::Name => is_name(cell),
            Format::Code => is_code(cell) || is_name(cell),
            Format::Date => values::date(cell).is_ok(),
            Format::Number => values::number(cell).is_ok(),
            Format::Phone => values::phone(cell).is_ok_and(|phone| !values::is_odd_phone(&phone)),
            Format::IdNumber => matches!(values::id_number(cell), Ok(IdNumber::Read(_))),
            Format::EventKind => values::event_kind(cell).is_ok(),
            Format::Attendance => values::attendance(cell).is_ok(),
            Format::FactCode => values::fact_code(cell).is_ok(),
            _ => true,
        }
    }
}

/// What stands in a cell of the file; nothing where it answers the cell before, as a name behind `填表人：`.
pub(super) fn said(row: &RawRow, at: usize) -> &Cell {
    let before =
        row.cells.get(..at).and_then(|before| before.iter().rfind(|cell| !cell.is_empty()));
    match before {
        Some(Cell::Text(text)) if text.trim_end().ends_with([':', '：']) => &Cell::Empty,
        _ => row.cell(at),
    }
}

/// Has a column of the file a heading that says more than that rows are numbered in it?
pub(super) fn is_headed(headings: &[String], at: usize) -> bool {
    let heading = headings.get(at).map(|heading| normal(heading)).unwrap_or_default();
    !heading.is_empty() && !NUMBERS.contains(&&*heading)
}

/// Is a cell a code of letters and digits: `C0001`?
pub(super) fn is_code(cell: &Cell) -> bool {
    values::code(cell).is_ok_and(|code| {
        code.contains(|one: char| one.is_ascii_alphabetic())
            && code.contains(|one: char| one.is_ascii_digit())
    })
}

/// Can a cell beside a sum or a remark be somebody's name?
pub(super) fn is_name(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    let name = squeezed(text);
    name.chars().count() > 1
        && !name.contains(|one: char| one.is_numeric() || [':', '：'].contains(&one))
        && !is_sum_alone(&name)
}

/// Are the cells of a row the headings themselves?
fn is_heading(row: &RawRow, layout: &Layout) -> bool {
    layout.columns.iter().enumerate().all(|(column, at)| {
        at.is_none_or(|at| {
            let Cell::Text(text) = row.cell(at) else { return false };
            **text == *layout.heading(column) || layout.headings[at].ends_with(&**text)
        })
    })
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|one| !one.is_whitespace()).collect()
}

/// Does the first cell of a row begin as a sum does: `小计：`, `合计3人`?
pub(super) fn is_sum(text: &str) -> bool {
    let word = squeezed(text);
    let english = word.trim_end_matches([':', '：']).to_lowercase();
    SUMS.iter().any(|sum| word.starts_with(sum))
        || ["total", "totals", "subtotal", "grandtotal"].contains(&english.as_str())
}

/// Is a cell the sum of a place: `高台镇小计`? So a note may end too; it is asked of rows about nobody only.
fn ends_as_sum(text: &str) -> bool {
    let word = squeezed(text);
    SUMS.iter().any(|sum| word.ends_with(sum))
}

/// Is a cell a sum and nothing else, also behind what a merged cell fills the row with: `小计`, `合计：3人`?
fn is_sum_alone(text: &str) -> bool {
    let word = squeezed(text);
    let bare = word.trim_end_matches(|one: char| {
        one.is_numeric() || [':', '：', '人', '名', '户'].contains(&one)
    });
    SUMS.contains(&bare)
}

/// Does a cell count people where a name should be: `2人`, `女1人`, `共3名`?
fn is_count(text: &str) -> bool {
    let word = squeezed(text);
    let Some(number) = word.strip_suffix(['人', '名', '户']) else { return false };
    let number = number.trim_start_matches(['共', '计', '男', '女', '生', '其', '中', ':', '：']);
    !number.is_empty() && number.chars().all(char::is_numeric)
}

/// Who filled in the form and what its author remarks, at the foot: `填表人：李晓`.
pub(super) fn is_foot(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "填表人",
        "制表人",
        "填报人",
        "审核人",
        "负责人",
        "单位负责人",
        "填表日期",
        "填报日期",
        "填报单位",
        "注",
        "备注",
        "说明",
    ];
    let Some((word, _)) = text.split_once([':', '：']) else { return false };
    WORDS.contains(&squeezed(word).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_counts_are_told_from_names() {
        for sum in ["小计：", "合计 3人", "Total:"] {
            assert!(is_sum(sum), "{sum}");
        }
        for alone in ["小 计", "合计：12人", "共计"] {
            assert!(is_sum_alone(alone), "{alone}");
        }
        for count in ["2人", "女1人", "共３名", "其中：男 4 人"] {
            assert!(is_count(count), "{count}");
        }
        assert!(ends_as_sum("高台镇小计") && !is_sum("高台镇小计") && !is_sum("王小计"));
        for name in ["王明", "人", "男人", "名", "合计给钱", "与哥哥合计"] {
            assert!(!is_sum_alone(name) && !is_count(name), "{name}");
        }
    }
}
