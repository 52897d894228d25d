//! The question before a date is saved that lies more than a year ahead: a mistyped year would keep a child out of sight for as
//! long. It stands in the place of the form until it is answered.

use chrono::NaiveDate;

use super::asked::Line;
use crate::console::input::Key;
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::domain::dates::years_ahead;

/// Whether a date so far ahead is meant.
pub(in crate::console::screens) struct Far {
    field: &'static str,
    day: NaiveDate,
    lines: Vec<Line>,
}

impl Far {
    /// The question about the day in a field; `None` when it isn't far ahead. `label`: the field's.
    pub(in crate::console::screens) fn new(
        field: &'static str,
        label: &str,
        day: NaiveDate,
        ui: &Ui,
    ) -> Option<Self> {
        let years = years_ahead(day, ui.today)?;
        let values =
            [("field", label.into()), ("date", day.to_string().into()), ("years", years.into())];
        let answer = |id: &str| (ui.text(id), Role::Accent);
        let lines = vec![
            (ui.with("form-far", &values), Role::Watch),
            (String::new(), Role::Text),
            (ui.text("form-far-ask"), Role::Header),
            answer("form-far-back"),
            answer("form-far-save"),
        ];
        Some(Self { field, day, lines })
    }

    /// The field and its day: who said once that it is meant isn't asked again while it stays the same.
    pub(in crate::console::screens) const fn what(&self) -> (&'static str, NaiveDate) {
        (self.field, self.day)
    }

    /// What a key answers: it is meant, or it is to be changed; `None` when nothing.
    pub(in crate::console::screens) fn answer(key: Key) -> Option<bool> {
        match key.folded().to_string().as_str() {
            "1" | "Esc" => Some(false),
            "2" => Some(true),
            _ => None,
        }
    }

    /// What is asked, line by line.
    pub(in crate::console::screens) fn lines(&self) -> &[Line] {
        &self.lines
    }
}
