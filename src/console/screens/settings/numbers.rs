//! A tab of settings: what each is, its value, who set it when; below, what the selected one may be and how it came to be so.

use std::collections::BTreeSet;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::words;
use crate::console::screen::Ui;
use crate::console::widgets::table::{self, Column, ListState, Row};
use crate::console::widgets::{Role, paint, panel, text};
use crate::store::queries::SettingState;

/// Lines that tell of the selected one, without their title.
const TOLD: u16 = 3;
/// Columns of value, default, author and date.
const COLUMNS: [u16; 4] = [13, 12, 8, 10];

/// The columns of a page so many columns wide.
fn columns() -> Vec<Column> {
    let [value, usual, by, date] = COLUMNS;
    vec![
        Column::rest(),
        Column::left(value),
        Column::left(usual),
        Column::left(by),
        Column::left(date),
    ]
}

/// The heading of the columns.
pub fn heading(ui: &Ui) -> Row {
    let mut row = Row::default();
    for id in ["settings-col-what", "settings-col-value", "settings-col-usual"] {
        row = row.cell(ui.text(id), Role::Header);
    }
    row.cell(ui.text("settings-col-by"), Role::Header)
        .cell(ui.text("settings-col-date"), Role::Header)
}

/// The settings of a tab, and the codes of those that are marked.
pub type Shown<'a> = (&'a [&'a SettingState], &'a BTreeSet<&'static str>);

/// One setting.
pub fn row(state: &SettingState, marked: bool, ui: &Ui) -> Row {
    let changed = state.is_changed();
    let newest = state.changes.first();
    let name = ui.language.setting(state.rule.code);
    let name = if marked { format!("* {name}") } else { name };
    let by = newest.and_then(|change| change.by.as_deref());
    Row::default()
        .cell(name, if marked { Role::Accent } else { Role::Text })
        .cell(
            ui.language.setting_said(state.rule, &state.value),
            if changed { Role::Accent } else { Role::Text },
        )
        .cell(words::default(state.rule, ui), Role::Muted)
        .cell(by.map(|by| ui.language.person(by)).unwrap_or_default(), Role::Muted)
        .cell(newest.map(|change| change.from_day.to_string()).unwrap_or_default(), Role::Muted)
}

/// Draws the settings with what there is to say of the selected one.
pub fn draw(frame: &mut Frame, area: Rect, (shown, marked): Shown<'_>, list: &ListState, ui: &Ui) {
    let told = if area.height > TOLD + 6 { TOLD + 1 } else { 0 };
    let rows = Rect { height: area.height.saturating_sub(told), ..area };
    let buffer = frame.buffer_mut();
    let columns = columns();
    table::draw_row(buffer, rows, 0, &columns, &heading(ui), None, ui.look);
    let rows = paint::below(rows, 1);
    table::draw(buffer, rows, &columns, list, true, ui.look, |at| {
        let of = |state: &&SettingState| row(state, marked.contains(state.rule.code), ui);
        shown.get(at).map(of).unwrap_or_default()
    });
    if told > 0
        && let Some(state) = list.selected().and_then(|at| shown.get(at))
    {
        tell(frame, paint::below(area, area.height - told), state, marked.len(), ui);
    }
}

/// Tells of one setting: what it may be, and its newest changes; how many are marked, or that several can be.
fn tell(frame: &mut Frame, area: Rect, state: &SettingState, marked: usize, ui: &Ui) {
    let buffer = frame.buffer_mut();
    let name = ui.language.setting(state.rule.code);
    let together = match marked {
        0 => ui.text("settings-mark-hint"),
        count => ui.with("settings-marked", &[("count", count.into())]),
    };
    let titles = [name, together];
    let below = panel::draw(buffer, area, &titles, false, ui.look);
    let mut lines = vec![words::allowed(state.rule, ui)];
    lines.extend(words::changes(state, ui, usize::from(TOLD) - 1));
    for (y, line) in (0..below.height).zip(&lines) {
        let line = text::cut(line, usize::from(below.width.saturating_sub(2)), ui.look.glyphs);
        paint::put(
            buffer,
            below,
            1,
            y,
            &line,
            ui.look,
            if y == 0 { Role::Muted } else { Role::Text },
        );
    }
}
