//! How much room the columns of a list need, and how much each is given.

use super::list::List;
use super::source::{Head, Source, Space};
use super::words;
use crate::console::screen::Ui;
use crate::console::widgets::text;
use crate::store::queries::ListColumn;

/// From so many columns on, those of a list take the room they need.
const ROOMY: u16 = 120;
/// So many columns the one that takes the rest keeps, before others grow.
const REST: usize = 32;
/// No column grows wider.
const WIDEST: u16 = 36;

impl<S: Source> List<S> {
    /// Sees how much room the cells need that were read. A column that has grown stays so while the list is open, lest it swing.
    pub(super) fn measure(&mut self, ui: &Ui) {
        let width = ui.page.0;
        let now = Some((ui.language.lang(), width));
        if self.measured != now {
            self.needed.clear();
            self.measured = now;
        }
        let space = Space { width, rest: 0 };
        for column in self.shown(width) {
            let never_cut = matches!(column, ListColumn::Phone | ListColumn::Code);
            let takes_the_rest = self.source.head(column, ui, width).column.width == 0;
            if takes_the_rest || !(never_cut || width >= ROOMY) {
                continue;
            }
            let cells = self.items.iter().map(|item| self.source.cell(item, column, ui, space));
            let widest = cells.map(|cell| text::width(&cell.text)).max().unwrap_or(0);
            let widest = u16::try_from(widest).unwrap_or(u16::MAX);
            match self.needed.iter_mut().find(|(known, _)| *known == column) {
                Some((_, needed)) => *needed = widest.max(*needed),
                None => self.needed.push((column, widest)),
            }
        }
    }

    /// Gives columns the room that their cells need: half a phone number can't be rung, and half a code finds nobody. Others grow
    /// as far as the column that takes the rest keeps enough.
    pub(super) fn widen(&self, heads: &mut [Head], shown: &[ListColumn], width: u16) {
        let needed = |column: &ListColumn| {
            let found = self.needed.iter().find(|(known, _)| known == column);
            found.map_or(0, |(_, needed)| *needed)
        };
        for (head, column) in heads.iter_mut().zip(shown) {
            match column {
                ListColumn::Phone => head.column.width = words::phone_width(needed(column)),
                ListColumn::Code => {
                    head.column.width = words::code_width(needed(column)).max(head.column.width);
                }
                _ => {}
            }
        }
        let rest = Space::under(heads, width).rest;
        let mut spare = u16::try_from(rest.saturating_sub(REST)).unwrap_or(0);
        for (head, column) in heads.iter_mut().zip(shown) {
            let own = head.column.width;
            let never_cut = matches!(column, ListColumn::Phone | ListColumn::Code);
            if own > 0 && !never_cut {
                let more = needed(column).min(WIDEST).saturating_sub(own).min(spare);
                head.column.width += more;
                spare -= more;
            }
        }
    }
}
