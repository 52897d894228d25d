//! Rows of a list that are about nobody: sums, notes at the foot, headings repeated on a later page, rows that were numbered
//! for a pen and stayed blank.

use super::headings::{Layout, normal};
use super::table::{Cell, RawRow};

/// The words of a sum.
const SUMS: [&str; 4] = ["合计", "总计", "小计", "共计"];

/// Headings of columns in which a row has its number, as they are compared.
const NUMBERS: [&str; 4] = ["序号", "行号", "no", "row"];

/// Does a heading, as it is compared, name a column that holds nothing to bring in?
pub(super) fn loses_nothing(heading: &str) -> bool {
    NUMBERS.contains(&heading) || ["退回原因", "reason"].contains(&heading)
}

/// Is a row about somebody or something?
pub(super) fn is_data(row: &RawRow, layout: &Layout) -> bool {
    let filled: Vec<(usize, &Cell)> =
        row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).collect();
    let Some(&(_, first)) = filled.first() else { return false };
    if let Cell::Text(text) = first
        && (is_sum(text) || is_foot(text))
    {
        return false;
    }
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
    if counts || is_of_nobody && filled.iter().any(sums) {
        return false;
    }
    let is_number = |(at, _): &(usize, &Cell)| {
        !layout.columns.contains(&Some(*at))
            && layout.headings.get(*at).is_some_and(|heading| NUMBERS.contains(&&*normal(heading)))
    };
    !filled.iter().all(is_number) && !is_heading(row, layout)
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
