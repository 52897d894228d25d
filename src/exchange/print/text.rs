//! A document as plain text, eighty columns wide and aligned by columns, for a printer or a chat that knows nothing else.

use super::document::{Blank, Card, Document, Head, Part, Sheet, Table};
use crate::language::columns::{clean, width, wrap};

/// Columns of a page.
const COLUMNS: usize = 80;
/// Between two columns of a table.
const GAP: usize = 2;
/// No column is made narrower than this to make room for others.
const NARROWEST: usize = 6;
/// A form feed begins a new page on a printer.
const NEW_PAGE: &str = "\u{c}\n";

/// The whole text.
pub fn render(document: &Document) -> String {
    let mut out = Page::default();
    for (at, sheet) in document.sheets.iter().enumerate() {
        if at > 0 {
            out.text.push_str(NEW_PAGE);
        }
        whole(&mut out, sheet, document.mark.as_deref());
    }
    out.text
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// A paragraph from this column on.
    fn wrapped(&mut self, text: &str, indent: usize) {
        for line in wrap(&clean(text), COLUMNS - indent) {
            self.line(&format!("{}{line}", " ".repeat(indent)));
        }
    }

    fn rule(&mut self, one: &str) {
        self.line(&one.repeat(COLUMNS));
    }
}

fn whole(out: &mut Page, sheet: &Sheet, mark: Option<&str>) {
    if let Some(mark) = mark {
        let mark = format!("*** {} ***", clean(mark));
        let before = COLUMNS.saturating_sub(width(&mark)) / 2;
        out.line(&format!("{}{mark}", " ".repeat(before)));
    }
    out.wrapped(&sheet.title, 0);
    for line in &sheet.lines {
        out.wrapped(line, 0);
    }
    out.rule("=");
    for part in &sheet.parts {
        match part {
            Part::Heading(title) => {
                out.line("");
                let title = format!("-- {} ", clean(title));
                let rest = COLUMNS.saturating_sub(width(&title));
                out.line(&format!("{title}{}", "-".repeat(rest)));
            }
            Part::Text(text) => out.wrapped(text, 0),
            Part::Facts(list) => facts(out, list, 0),
            Part::Table(table) => rows(out, table),
            Part::Card(one) => card(out, one),
        }
    }
}

fn facts(out: &mut Page, list: &[(String, String)], indent: usize) {
    let widest = list.iter().map(|(label, _)| width(&clean(label))).max().unwrap_or(0) + GAP;
    for (label, value) in list {
        let label = padded(&clean(label), widest);
        let mut before = format!("{}{label}", " ".repeat(indent));
        for line in wrap(&clean(value), COLUMNS.saturating_sub(indent + widest).max(20)) {
            out.line(&format!("{before}{line}"));
            before = " ".repeat(indent + widest);
        }
    }
}

fn rows(out: &mut Page, table: &Table) {
    let widths = widths(table);
    let titles: Vec<String> = table.heads.iter().map(|head| head.title.clone()).collect();
    cells(out, &table.heads, &titles, &widths);
    out.line(&"-".repeat(widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)));
    for row in &table.rows {
        cells(out, &table.heads, row, &widths);
    }
}

/// As wide as the widest cell; the widest columns give way until all fit.
fn widths(table: &Table) -> Vec<usize> {
    let mut widths: Vec<usize> =
        table.heads.iter().map(|head| width(&clean(&head.title))).collect();
    for row in &table.rows {
        for (wide, cell) in widths.iter_mut().zip(row) {
            *wide = (*wide).max(width(&clean(cell)));
        }
    }
    let room = COLUMNS.saturating_sub(GAP * widths.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > NARROWEST) else {
            break;
        };
        *widest -= 1;
    }
    widths
}

/// A row whose cells are wrapped each in its column.
fn cells(out: &mut Page, heads: &[Head], row: &[String], widths: &[usize]) {
    let wrapped: Vec<Vec<String>> =
        row.iter().zip(widths).map(|(cell, wide)| wrap(&clean(cell), *wide)).collect();
    let tall = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for at in 0..tall {
        let mut line = String::new();
        for (column, (lines, wide)) in wrapped.iter().zip(widths).enumerate() {
            let cell = lines.get(at).map_or("", String::as_str);
            if column > 0 {
                line.push_str(&" ".repeat(GAP));
            }
            if heads.get(column).is_some_and(|head| head.number) {
                line.push_str(&" ".repeat(wide.saturating_sub(width(cell))));
                line.push_str(cell);
            } else {
                line.push_str(&padded(cell, *wide));
            }
        }
        out.line(&line);
    }
}

fn card(out: &mut Page, one: &Card) {
    out.line("");
    out.rule("-");
    out.wrapped(&one.title, 0);
    facts(out, &one.facts, 2);
    let labels = one.blanks.iter().map(|blank| match blank {
        Blank::Ticks { label, .. } | Blank::Lines { label, .. } => width(&clean(label)),
        Blank::Beside(questions) => {
            questions.iter().map(|(label, _)| width(&clean(label))).max().unwrap_or(0)
        }
        Blank::Short(_) => 0,
    });
    let wide = labels.max().unwrap_or(0) + GAP;
    for blank in &one.blanks {
        match blank {
            Blank::Ticks { label, answers } => ticks(out, label, answers, wide),
            Blank::Beside(questions) => {
                for (label, answers) in questions {
                    ticks(out, label, answers, wide);
                }
            }
            Blank::Short(labels) => {
                let room = (COLUMNS - 2) / labels.len().max(1);
                let mut line = "  ".to_owned();
                for label in labels {
                    let label = clean(label);
                    let blank = room.saturating_sub(width(&label) + 2 + GAP).max(4);
                    line.extend([&label, " ", &"_".repeat(blank), "  "]);
                }
                out.line(&line);
            }
            Blank::Lines { label, count } => {
                let mut before = format!("  {}", padded(&clean(label), wide));
                for _ in 0..*count {
                    let rest = COLUMNS.saturating_sub(width(&before));
                    out.line(&format!("{before}{}", "_".repeat(rest)));
                    before = " ".repeat(2 + wide);
                }
            }
        }
    }
}

/// One question with its answers to tick.
fn ticks(out: &mut Page, label: &str, answers: &[String], wide: usize) {
    let label = if label.is_empty() { String::new() } else { padded(&clean(label), wide) };
    let mut line = format!("  {label}");
    for answer in answers {
        let answer = format!("[ ] {}   ", clean(answer));
        if width(&line) + width(answer.trim_end()) > COLUMNS {
            out.line(&line);
            line = " ".repeat(2 + width(&label));
        }
        line.push_str(&answer);
    }
    out.line(&line);
}

fn padded(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_one_another_whatever_the_script() {
        let mut table = Table::new(["姓名".into(), "#分".into(), "为什么".into()]);
        table.row(["王小明".into(), "78".into(), "说不想读了".into()]);
        table.row(["Jike Ayimo".into(), "5".into(), "x".into()]);
        let parts = vec![Part::Table(table)];
        let sheet = Sheet { title: "t".into(), lines: Vec::new(), parts };
        let text = render(&Document { sheets: vec![sheet], ..Document::default() });
        let lines: Vec<&str> = text.lines().skip(2).collect();
        assert_eq!(lines[0], "姓名        分  为什么");
        assert_eq!(lines[2], "王小明      78  说不想读了");
        assert_eq!(lines[3], "Jike Ayimo   5  x");
    }

    #[test]
    fn a_long_cell_is_wrapped_in_its_own_column_and_no_line_is_too_wide() {
        let mut table = Table::new(["a".into(), "b".into()]);
        table.row(["王小明".into(), "很长的一句话".repeat(12)]);
        let blanks = vec![
            Blank::Ticks { label: "学习".into(), answers: vec!["正常".repeat(9); 5] },
            Blank::Short(vec!["日期".into(), "同去的人".into()]),
            Blank::Lines { label: "备注".into(), count: 2 },
        ];
        let facts = vec![("住址".into(), "很长的一句话".repeat(12))];
        let card = Card { title: "王小明".into(), facts, blanks };
        let parts = vec![Part::Table(table), Part::Card(card)];
        let sheet = Sheet { title: "很长".repeat(50), lines: Vec::new(), parts };
        let mark = Some("内部".into());
        let text = render(&Document { mark, sheets: vec![sheet], ..Document::default() });
        assert!(text.lines().all(|line| width(line) <= COLUMNS), "{text}");
        let second = text.lines().skip_while(|line| !line.starts_with("王小明")).nth(1).unwrap();
        assert!(second.starts_with("        "), "{second:?}");
    }
}
