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

/// The values as bars between 0 and `high`, one column each, over several lines, the highest line first. A value of 0 still shows.
pub fn rows(values: &[Option<u32>], high: u32, lines: usize, glyphs: Glyphs) -> Vec<String> {
    let heights = glyphs.heights();
    let steps = lines * heights.len();
    let height = |value: u32| {
        let share = u64::from(value.min(high)) * steps as u64 / u64::from(high.max(1));
        usize::try_from(share).unwrap_or(steps).max(1)
    };
    (0..lines)
        .rev()
        .map(|line| {
            let below = line * heights.len();
            let cell = |value: &Option<u32>| match value.map(height) {
                Some(height) if height > below => heights[(height - below).min(heights.len()) - 1],
                _ => " ",
            };
            values.iter().map(cell).collect()
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
    fn a_tall_picture_is_built_line_by_line() {
        let values = [Some(0), None, Some(50), Some(75), Some(100)];
        assert_eq!(rows(&values, 100, 2, Glyphs::Unicode), ["   ▄█", "▁ ███"]);
        assert_eq!(rows(&values, 100, 1, Glyphs::Ascii), ["_ ~+#"]);
    }

    #[test]
    fn the_newest_numbers_are_kept() {
        assert_eq!(numbers(&[Some(34), Some(39), None, Some(44)], 6), "- 44");
    }
}
