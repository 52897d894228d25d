//! What new values would do, before it is saved: how many would change tier, from which to which, and who.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::input::Key;
use crate::console::screen::Ui;
use crate::console::screens::import::parts;
use crate::console::screens::lists::words::role;
use crate::console::widgets::table::{self, Column, ListState, Row, Step};
use crate::console::widgets::{Role, paint, panel};
use crate::domain::settings::Rule;
use crate::store::{Moved, Trial};

/// Of so many changes each has its line.
const LINES: usize = 5;

/// Values that were tried.
pub struct Preview {
    /// The settings with their values.
    pub changes: Vec<(Rule, String)>,
    /// Each is told with its name: several were to be changed.
    named: bool,
    trial: Trial,
    list: ListState,
}

impl Preview {
    /// Values with what they would do; `named` = the title doesn't say which setting it is.
    pub fn new(changes: Vec<(Rule, String)>, named: bool, trial: Trial) -> Self {
        let list = ListState::new(trial.named.len());
        Self { changes, named, trial, list }
    }

    /// How many lines it takes, with the card's frame.
    pub fn height(&self) -> u16 {
        let named = u16::try_from(self.trial.named.len()).unwrap_or(u16::MAX);
        let lines = u16::try_from(self.changes.len().min(LINES)).unwrap_or(1);
        named.saturating_add(9 + lines)
    }

    /// Moves through the names.
    pub fn key(&mut self, key: Key) {
        self.step(parts::step(key));
    }

    /// Goes through them.
    pub fn step(&mut self, step: Option<Step>) {
        if let Some(step) = step {
            self.list.step(step);
        }
    }

    /// One line a change, the last for all that don't fit; `now` says the value that holds.
    fn heads(&self, now: impl Fn(Rule) -> String, ui: &Ui) -> Vec<String> {
        let head = |(rule, value): &(Rule, String)| {
            let values = [
                ("from", ui.language.setting_said(*rule, &now(*rule)).into()),
                ("to", ui.language.setting_said(*rule, value).into()),
            ];
            let head = ui.with("settings-preview-change", &values);
            if !self.named {
                return head;
            }
            let what = ui.language.setting(rule.code);
            ui.with("settings-preview-one", &[("what", what.into()), ("change", head.into())])
        };
        let heads: Vec<String> = self.changes.iter().map(head).collect();
        if heads.len() <= LINES {
            return heads;
        }
        let (shown, rest) = heads.split_at(LINES - 1);
        let mut lines = shown.to_vec();
        lines.push(ui.with("settings-preview-others", &[("count", rest.len().into())]));
        lines
    }

    /// Draws it: `now` says the value that holds.
    pub fn draw(&self, frame: &mut Frame, area: Rect, now: impl Fn(Rule) -> String, ui: &Ui) {
        let look = ui.look;
        let hints = [("Enter", "settings-confirm"), ("Esc", "settings-think-again")];
        let area = parts::keys(frame.buffer_mut(), area, ui, &hints);
        let buffer = frame.buffer_mut();
        let heads = self.heads(now, ui);
        for (y, head) in (0..).zip(&heads) {
            paint::put(buffer, area, 0, y, head, look, Role::Accent);
        }
        let area = paint::below(area, u16::try_from(heads.len()).unwrap_or(1));
        let (was, is) = self.trial.overdue;
        let values = [
            ("children", self.trial.children.into()),
            ("moved", self.trial.moved().into()),
            ("others", self.trial.other_scores.into()),
        ];
        let mut y = paint::put_wrapped(
            buffer,
            area,
            0,
            &ui.with("settings-preview-counts", &values),
            look,
            Role::Text,
        );
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
