//! Which columns of a wide sheet are unfolded: those whose headings name a subject, or a day.

use chrono::{Datelike, NaiveDate};

use crate::domain::subjects::without_full_marks;
use crate::exchange::headings::{half_width, normal};
use crate::exchange::table::{Cell, RawRow, plain_number};
use crate::exchange::values;

/// Subjects that a column is of, as headings are compared.
const SUBJECTS: [&str; 31] = [
    "语文",
    "数学",
    "英语",
    "物理",
    "化学",
    "生物",
    "政治",
    "思想政治",
    "道德与法治",
    "道法",
    "品德",
    "思品",
    "历史",
    "地理",
    "科学",
    "体育",
    "音乐",
    "美术",
    "信息技术",
    "信息科技",
    "劳动",
    "综合",
    "chinese",
    "math",
    "maths",
    "mathematics",
    "english",
    "science",
    "physics",
    "chemistry",
    "history",
];

/// One column that becomes rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unfolded {
    pub(super) at: usize,
    /// The subject, or the day.
    pub(super) label: Cell,
    pub(super) full_marks: Option<f64>,
}

/// The columns of a row of headings that name a subject: `语文`, `数学成绩`, `英语（满分120）`.
pub(super) fn subjects(row: &RawRow) -> Vec<Unfolded> {
    let cells = (0..row.cells.len()).map(|at| (at, row.cell(at).shown()));
    cells
        .filter_map(|(at, shown)| {
            let name = normal(&shown);
            let name = ["成绩", "分数", "得分"]
                .iter()
                .find_map(|end| name.strip_suffix(end))
                .unwrap_or(&name);
            if !SUBJECTS.contains(&name) {
                return None;
            }
            let (label, full_marks) = without_full_marks(&shown);
            let label = label.trim();
            let label = ["成绩", "分数", "得分"]
                .iter()
                .find_map(|end| label.strip_suffix(end))
                .unwrap_or(label);
            let full_marks = full_marks.filter(|full| (10.0..=300.0).contains(full));
            Some(Unfolded { at, label: Cell::text(label), full_marks })
        })
        .collect()
}

/// The columns that name a day: `9月1日`, a date, or `1` … `31` below a title that names the month (`2026年9月考勤表`).
pub(super) fn days(
    row: &RawRow,
    above: &[RawRow],
    sheet: Option<&str>,
    of: Option<NaiveDate>,
) -> Vec<Unfolded> {
    let titles: Vec<String> = (above.iter().flat_map(|row| row.cells.iter().map(Cell::shown)))
        .chain(sheet.map(str::to_owned))
        .collect();
    let of_year = of.and_then(|day| u32::try_from(day.year()).ok());
    let year = titles.iter().find_map(|title| number_before(title, '年')).or(of_year);
    let month = titles.iter().find_map(|title| number_before(title, '月'));
    let month = month.or(of.map(|day| day.month()));
    let mut found = Vec::new();
    for at in 0..row.cells.len() {
        if let Some(day) = day_of(row.cell(at), year, month) {
            found.push(Unfolded { at, label: Cell::Date(day), full_marks: None });
        }
    }
    // One or two numbers are something else.
    if found.len() < 3 { Vec::new() } else { found }
}

fn day_of(cell: &Cell, year: Option<u32>, month: Option<u32>) -> Option<NaiveDate> {
    let whole = |day: u32| NaiveDate::from_ymd_opt(i32::try_from(year?).ok()?, month?, day);
    match cell {
        Cell::Date(day) => Some(*day),
        Cell::Number(number) if number.fract() == 0.0 && (1.0..=31.0).contains(number) => {
            whole(plain_number(*number).parse().ok()?)
        }
        Cell::Text(text) => {
            let text: String = text.chars().map(half_width).collect();
            if let Ok(day) = values::date(&Cell::text(&text)) {
                // A bare number is a day of the month, not a serial of a spreadsheet.
                if text.chars().any(|c| !c.is_ascii_digit()) || text.len() == 8 {
                    return Some(day);
                }
            }
            let bare = text.trim_end_matches(['日', '号']);
            if let Some((month, day)) = bare.split_once(['月', '.', '-', '/']) {
                let year = i32::try_from(year?).ok()?;
                return NaiveDate::from_ymd_opt(
                    year,
                    month.trim().parse().ok()?,
                    day.trim().parse().ok()?,
                );
            }
            whole(bare.trim().parse().ok()?)
        }
        _ => None,
    }
    .filter(|day| (2000..2100).contains(&day.year()))
}

/// The number that stands before a word: 9 of `2026年9月`.
fn number_before(text: &str, word: char) -> Option<u32> {
    let text: String = text.chars().map(half_width).collect();
    let (before, _) = text.split_once(word)?;
    let digits = before.trim_end();
    let from = digits
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + digits[at..].chars().next().map_or(1, char::len_utf8));
    digits[from..].parse().ok()
}
