//! Pages that are looked at rather than worked: the volunteers' load as bars, a month's visits against those that were due.

mod count;
mod load;
mod month;

pub use load::LoadPage;
pub use month::MonthPage;

use crate::console::screen::Ui;
use crate::console::widgets::paint::Span;
use crate::console::widgets::{Role, bars, text};

/// Columns a row's bar takes.
const BAR: u16 = 20;

/// How many columns a name takes.
const fn name_width(ui: &Ui) -> usize {
    if ui.language.is_zh() { 10 } else { 16 }
}

/// A name, then pieces of a bar, each a number of children in its colour, padded so that what follows stands below one another.
/// `most`: the longest bar of the page.
fn row(name: &str, pieces: &[(u32, Role)], most: u32, ui: &Ui) -> Vec<Span> {
    let look = ui.look;
    let mut spans =
        vec![Span::from(text::left(name, name_width(ui), look.glyphs)), Span::from(" ")];
    let [on, off] = look.glyphs.bar();
    let counts: Vec<u32> = pieces.iter().map(|(count, _)| *count).collect();
    let lengths = bars::blocks(&counts, most, BAR);
    let mut used = 0;
    for ((_, role), length) in pieces.iter().zip(lengths) {
        // Colour alone tells nothing: what is open, or was missed, has a mark of its own.
        let one = if matches!(role, Role::Muted | Role::High) { off } else { on };
        spans.push(Span::new(one.repeat(length), *role));
        used += length;
    }
    spans.push(Span::from(" ".repeat(usize::from(BAR).saturating_sub(used) + 1)));
    spans
}

/// Whole numbers of people are small.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
