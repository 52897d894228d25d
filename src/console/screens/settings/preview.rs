//! What a new value would do, before it is saved: how many would change tier, from which to which, and who.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::words;
use crate::console::input::Key;
use crate::console::screen::Ui;
use crate::console::screens::import::parts;
use crate::console::screens::lists::words::role;
use crate::console::widgets::table::{self, Column, ListState, Row};
use crate::console::widgets::{Role, paint, panel};
use crate::domain::settings::Rule;
use crate::store::{Moved, Trial};

/// A value that was tried.
pub struct Preview {
    /// The value.
    pub value: String,
    trial: Trial,
    list: ListState,
}

impl Preview {
    /// A value with what it would do.
    pub fn new(value: String, trial: Trial) -> Self {
        let list = ListState::new(trial.named.len());
        Self { value, trial, list }
    }

    /// How many lines it takes, with the card's frame.
    pub fn height(&self) -> u16 {
        let named = u16::try_from(self.trial.named.len()).unwrap_or(u16::MAX);
        named.saturating_add(10)
    }

    /// Moves through the names.
    pub fn key(&mut self, key: Key) {
        let step = parts::step(key);
        if let Some(step) = step {
            self.list.step(step);
        }
    }

    /// Draws it: `now` = the value that holds.
    pub fn draw(&self, frame: &mut Frame, area: Rect, rule: Rule, now: &str, ui: &Ui) {
        let look = ui.look;
        let hints = [("Enter", "settings-confirm"), ("Esc", "settings-think-again")];
        let area = parts::keys(frame.buffer_mut(), area, ui, &hints);
        let buffer = frame.buffer_mut();
        let values = [
            ("from", words::value(rule, now, ui).into()),
            ("to", words::value(rule, &self.value, ui).into()),
        ];
        let head = ui.with("settings-preview-change", &values);
        paint::put(buffer, area, 0, 0, &head, look, Role::Accent);
        let (was, is) = self.trial.overdue;
        let values = [
            ("children", self.trial.children.into()),
            ("moved", self.trial.moved().into()),
            ("others", self.trial.other_scores.into()),
        ];
        let mut y = paint::put_wrapped(
            buffer,
            paint::below(area, 1),
            0,
            &ui.with("settings-preview-counts", &values),
            look,
            Role::Text,
        ) + 1;
        let late = ui.with("settings-preview-overdue", &[("was", was.into()), ("is", is.into())]);
        let changed = if was == is { Role::Muted } else { Role::Text };
        paint::put(buffer, area, 0, y, &late, look, changed);
        y += 1;
        let moves: Vec<String> = self
            .trial
            .moves
            .iter()
            .map(|(from, to, count)| {
                let tier = |tier| ui.language.code_as("tier-short", tier);
                let values = [
                    ("from", tier(*from).into()),
                    ("to", tier(*to).into()),
                    ("count", (*count).into()),
                ];
                ui.with("settings-preview-move", &values)
            })
            .collect();
        if moves.is_empty() {
            let none = ui.text("settings-preview-none");
            paint::put(buffer, area, 0, y, &none, look, Role::Ok);
            return;
        }
        y += paint::put_wrapped(
            buffer,
            paint::below(area, y),
            0,
            &moves.join("  "),
            look,
            Role::High,
        );
        let title = ui.with("settings-preview-who", &[("count", self.trial.moved().into())]);
        let mut titles = vec![title];
        if self.trial.named.len() < self.trial.moved() {
            let shown = self.trial.named.len();
            titles.push(ui.with("settings-preview-first", &[("count", shown.into())]));
        }
        let rows = panel::draw(buffer, paint::below(area, y), &titles, true, look);
        let columns = [Column::left(7), Column::left(18), Column::left(16), Column::left(16)];
        table::draw(buffer, rows, &columns, &self.list, true, look, |at| {
            self.trial.named.get(at).map(|moved| row(moved, ui)).unwrap_or_default()
        });
    }
}

fn row(moved: &Moved, ui: &Ui) -> Row {
    let stand = |(tier, score)| format!("{} {score}", ui.language.code(tier));
    Row::default()
        .cell(moved.code.as_str(), Role::Muted)
        .cell(ui.language.person(&moved.name), Role::Text)
        .cell(stand(moved.from), role(moved.from.0))
        .cell(format!("> {}", stand(moved.to)), role(moved.to.0))
}
