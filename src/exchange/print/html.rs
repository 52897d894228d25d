//! A document as one HTML file that needs nothing else: its style inside, for A4, with the table headings repeated and the pages
//! numbered. All text is escaped; names stand in no style and no title.

use std::fmt::Write as _;

use super::document::{Blank, Card, Document, Part, Sheet, Table};
use crate::language::Language;
use crate::language::columns::clean;

/// The style of every file. `MARK` stands for what is printed in the upper margin.
const STYLE: &str = include_str!("print.css");

/// The whole file.
pub fn render(document: &Document, language: Language) -> String {
    let lang = if language.is_zh() { "zh-CN" } else { "en" };
    let mark = document.mark.as_deref().unwrap_or_default();
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
        escaped(&document.title),
        STYLE.replace("MARK", &in_style(mark)),
    );
    for sheet in &document.sheets {
        whole(&mut out, sheet, mark);
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// Writing to a `String` can't fail.
macro_rules! put {
    ($out:expr, $($words:tt)*) => {{ let _ = write!($out, $($words)*); }};
}

fn whole(out: &mut String, sheet: &Sheet, mark: &str) {
    out.push_str("<section class=\"sheet\">\n");
    if !mark.is_empty() {
        put!(out, "<p class=\"mark\">{}</p>\n", escaped(mark));
    }
    put!(out, "<h1>{}</h1>\n", escaped(&sheet.title));
    for line in &sheet.lines {
        put!(out, "<p class=\"under\">{}</p>\n", escaped(line));
    }
    for part in &sheet.parts {
        match part {
            Part::Heading(title) => put!(out, "<h2>{}</h2>\n", escaped(title)),
            Part::Text(text) => put!(out, "<p>{}</p>\n", escaped(text)),
            Part::Facts(list) => facts(out, list),
            Part::Table(table) => rows(out, table),
            Part::Card(one) => card(out, one),
        }
    }
    out.push_str("</section>\n");
}

fn facts(out: &mut String, list: &[(String, String)]) {
    out.push_str("<dl>\n");
    for (label, value) in list {
        put!(out, "<dt>{}</dt><dd>{}</dd>\n", escaped(label), escaped(value));
    }
    out.push_str("</dl>\n");
}

fn rows(out: &mut String, table: &Table) {
    let class = |at: usize| match table.heads.get(at) {
        Some(head) if head.number => " class=\"number\"",
        _ => "",
    };
    out.push_str("<table>\n<thead><tr>");
    for (at, head) in table.heads.iter().enumerate() {
        put!(out, "<th scope=\"col\"{}>{}</th>", class(at), escaped(&head.title));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            put!(out, "<td{}>{}</td>", class(at), escaped(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn card(out: &mut String, one: &Card) {
    put!(out, "<article class=\"card\">\n<h3>{}</h3>\n", escaped(&one.title));
    facts(out, &one.facts);
    for blank in &one.blanks {
        match blank {
            Blank::Ticks { label, answers } => {
                out.push_str("<p class=\"ask\">");
                if !label.is_empty() {
                    put!(out, "<span class=\"label\">{}</span>", escaped(label));
                }
                ticks(out, answers);
                out.push_str("</p>\n");
            }
            Blank::Beside(questions) => {
                out.push_str("<p class=\"ask beside\">");
                for (label, answers) in questions {
                    put!(out, "<span class=\"group\"><span>{}</span>", escaped(label));
                    ticks(out, answers);
                    out.push_str("</span>");
                }
                out.push_str("</p>\n");
            }
            Blank::Short(labels) => {
                out.push_str("<p class=\"ask\">");
                for label in labels {
                    put!(
                        out,
                        "<span class=\"short\">{}<span class=\"blank\"></span></span>",
                        escaped(label)
                    );
                }
                out.push_str("</p>\n");
            }
            Blank::Lines { label, count } => {
                put!(out, "<div class=\"lines\"><span class=\"label\">{}</span>", escaped(label));
                for _ in 0..*count {
                    out.push_str("<span class=\"line\"></span>");
                }
                out.push_str("</div>\n");
            }
        }
    }
    out.push_str("</article>\n");
}

fn ticks(out: &mut String, answers: &[String]) {
    for answer in answers {
        put!(out, "<span class=\"tick\"><span class=\"box\"></span>{}</span>", escaped(answer));
    }
}

/// Text that stands between tags as itself, whatever it holds.
fn escaped(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            one => out.push(one),
        }
    }
    out
}

/// Text that stands in a string of the style sheet: letters, digits and spaces as they are, everything else as its number.
fn in_style(text: &str) -> String {
    let mut out = String::new();
    for one in clean(text).chars() {
        if one.is_alphanumeric() || one == ' ' {
            out.push(one);
        } else {
            put!(out, "\\{:x} ", u32::from(one));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn a_name_that_is_a_programme_is_only_a_name() {
        let name = "王<script>alert('1')</script>&\"明\u{1b}[31m";
        let sheet = Sheet {
            title: name.into(),
            lines: vec![name.into()],
            parts: vec![
                Part::Facts(vec![(name.into(), name.into())]),
                Part::Card(Card { title: name.into(), ..Card::default() }),
            ],
        };
        let mark = Some("</style><script>".to_owned());
        let page = render(
            &Document { title: name.into(), mark, sheets: vec![sheet] },
            Language::new(Lang::Zh),
        );
        assert!(!page.contains("<script") && !page.contains('\u{1b}'), "{page}");
        assert!(page.contains("王&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;明"));
        assert_eq!(page.matches("</style>").count(), 1);
    }

    #[test]
    fn a_file_needs_nothing_from_elsewhere() {
        let page = render(&Document::default(), Language::new(Lang::En));
        for foreign in ["http:", "https:", "src=", "href=", "url(", "@import"] {
            assert!(!page.contains(foreign), "{foreign}");
        }
        assert!(page.contains("@page") && page.contains("A4") && page.contains("counter(page)"));
    }
}
