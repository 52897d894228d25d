//! Folding lines of spans to a width: between the spans where that is possible, within one that is wider than a line.

use super::words::Line;
use crate::console::widgets::paint::Span;
use crate::console::widgets::text;

/// Fewer columns than this at the end of a line aren't worth beginning a long text in.
const WORTH: usize = 12;

/// The line in lines of at most so many columns; those after the first stand `hang` columns in.
pub fn fold(line: Line, columns: u16, hang: usize) -> Vec<Line> {
    let columns = usize::from(columns).max(hang + WORTH);
    let mut lines = vec![Line::new()];
    let mut used = 0;
    for span in line {
        let cleaned = text::clean(&span.text).into_owned();
        let wide = text::width(&cleaned);
        if used + wide <= columns {
            used += wide;
            lines.last_mut().unwrap_or(&mut Line::new()).push(span);
            continue;
        }
        for (at, piece) in pieces(&cleaned, columns - used, columns - hang).into_iter().enumerate()
        {
            if at == 0 && !piece.is_empty() {
                used += text::width(&piece);
                lines.last_mut().unwrap_or(&mut Line::new()).push(Span::new(piece, span.role));
            } else if at > 0 {
                used = hang + text::width(&piece);
                lines.push(vec![Span::from(" ".repeat(hang)), Span::new(piece, span.role)]);
            }
        }
    }
    lines
}

/// What of a text still stands at the end of a line that has so much room, then the lines of its own.
fn pieces(whole: &str, room: usize, columns: usize) -> Vec<String> {
    let gap: String = whole.chars().take_while(|one| one.is_whitespace()).collect();
    let rest = whole.trim_start();
    let mut pieces = vec![String::new()];
    let mut left = rest;
    if text::width(rest) > columns && room >= WORTH + gap.len() {
        let first = text::wrap(rest, room - gap.len()).into_iter().next().unwrap_or_default();
        if let Some(after) = rest.strip_prefix(&first) {
            pieces[0] = format!("{gap}{}", first.trim_end());
            left = after.trim_start();
        }
    }
    // Blanks hang over the end of a line.
    pieces.extend(text::wrap(left, columns).into_iter().map(|line| line.trim_end().to_owned()));
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(lines: Vec<Line>) -> Vec<String> {
        lines
            .into_iter()
            .map(|line| line.into_iter().map(|span| span.text).collect::<String>())
            .collect()
    }

    #[test]
    fn a_line_is_broken_between_its_parts_first() {
        let line = vec![
            Span::from(" 17 Nov visit seen"),
            Span::from(" school:concern"),
            Span::from(" mood:concern"),
            Span::from(" \"一直低着头, 说读不进去\""),
        ];
        assert_eq!(
            plain(fold(line.clone(), 40, 8)),
            [
                " 17 Nov visit seen school:concern",
                "        mood:concern",
                "        \"一直低着头, 说读不进去\""
            ]
        );
        assert_eq!(plain(fold(line, 80, 8)).len(), 1);
    }

    #[test]
    fn a_part_wider_than_a_line_begins_where_there_is_room() {
        let line =
            vec![Span::from(" Tasks 19 Nov"), Span::from(" talk with the teacher and the aunt")];
        assert_eq!(
            plain(fold(line, 30, 3)),
            [" Tasks 19 Nov talk with the", "   teacher and the aunt"]
        );
    }

    proptest! {
        #[test]
        fn folded_lines_fit_and_lose_no_letters(
            parts in proptest::collection::vec("[a-z 一-龥]{0,30}", 1..6), columns in 20u16..60
        ) {
            let line: Line = parts.iter().map(|part| Span::from(part.as_str())).collect();
            let lines = plain(fold(line, columns, 4));
            prop_assert!(lines.iter().all(|line| text::width(line) <= usize::from(columns)), "{lines:?}");
            let all = |parts: &[String]| {
                parts.concat().chars().filter(|one| !one.is_whitespace()).collect::<String>()
            };
            prop_assert_eq!(all(&lines), all(&parts));
        }
    }
}
