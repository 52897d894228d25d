//! A sparkline: how a score went, in one line.

use super::text;
use super::theme::Glyphs;

/// The values as bars between `low` and `high`, one column each; a value that isn't known is a space.
pub fn line(values: &[Option<u32>], low: u32, high: u32, glyphs: Glyphs) -> String {
    let heights = glyphs.heights();
    let range = high.saturating_sub(low).max(1);
    values
        .iter()
        .map(|value| match value {
            None => " ",
            Some(value) => {
                let above = value.clamp(&low, &high) - low;
                let step = (above * 7 + range / 2) / range;
                heights[usize::try_from(step).unwrap_or(0).min(7)]
            }
        })
        .collect()
}

/// The values as numbers, for reading: `34 34 39 44`, the newest last; as many of the newest as fit.
pub fn numbers(values: &[Option<u32>], columns: usize) -> String {
    let mut shown = String::new();
    for value in values.iter().rev() {
        let one = value.map_or_else(|| "-".to_owned(), |value| value.to_string());
        if !shown.is_empty() && text::width(&shown) + one.len() + 1 > columns {
            break;
        }
        shown = if shown.is_empty() { one } else { format!("{one} {shown}") };
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn low_is_low_and_high_is_high() {
        assert_eq!(line(&[Some(0), None, Some(100), Some(300)], 0, 100, Glyphs::Unicode), "▁ ██");
        assert_eq!(line(&[Some(50)], 50, 50, Glyphs::Ascii), "_");
    }

    #[test]
    fn the_newest_numbers_are_kept() {
        assert_eq!(numbers(&[Some(34), Some(39), None, Some(44)], 6), "- 44");
    }
}
