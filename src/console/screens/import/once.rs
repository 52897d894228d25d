//! What a wide sheet leaves unsaid and is the same in all its rows: on which day the exam was, of which type.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::jobs::Looked;
use super::parts;
use crate::console::input::{Key, Pointer};
use crate::console::screen::Ui;
use crate::console::screens::forms::stray;
use crate::console::widgets::form::{Choice, Form, FormEvent, FormField};
use crate::console::widgets::{Role, card, paint};
use crate::domain::codes::ExamType;
use crate::domain::dates::{Lean, parse_entry, parse_month};
use crate::exchange::columns::Format;

/// The card that asks.
pub struct Once {
    form: Form,
    columns: Vec<usize>,
    /// A month is asked for, not a day.
    of_month: bool,
}

/// What came of a key.
#[derive(Debug, PartialEq, Eq)]
pub enum Said {
    /// The card stays.
    NotYet,
    /// The card goes; nothing was said.
    Nothing,
    /// What stands in every row, by column.
    These(Vec<(usize, String)>),
}

impl Once {
    /// Asks for what the sheet doesn't have; `None` when there is nothing to ask.
    pub fn new(looked: &Looked, ui: &Ui) -> Option<Self> {
        let columns = looked.to_say_once();
        let described = looked.layout.kind.columns();
        let fields: Vec<FormField> = columns
            .iter()
            .map(|at| {
                let column = &described[*at];
                let label = parts::column_name(column, ui.language).to_owned();
                let said = looked.constants.get(at).map(String::as_str);
                let field = if looked.lacks_month {
                    FormField::date(column.heading, ui.text("import-which-month"))
                        .with_opt(said)
                        .hint(ui.text("import-which-month-hint"))
                        .required()
                } else if column.format == Format::Date {
                    FormField::date(column.heading, label)
                        .with_opt(said)
                        .hint(ui.text("form-hint-date"))
                } else {
                    let answers = ('1'..)
                        .zip(ExamType::ALL)
                        .map(|(key, one)| Choice::new(key, one.code(), ui.language.code(*one)));
                    FormField::choice(column.heading, label, answers.collect())
                        .with_code(said.unwrap_or_default())
                };
                if column.required { field.required() } else { field }
            })
            .collect();
        let of_month = looked.lacks_month;
        (!fields.is_empty()).then(|| Self { form: Form::new(fields), columns, of_month })
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key, ui: &Ui) -> Said {
        match self.form.key(key.event()) {
            FormEvent::Save => self.save(ui),
            FormEvent::Leave => Said::Nothing,
            _ => Said::NotYet,
        }
    }

    /// Takes the mouse.
    pub fn point(&mut self, pointer: Pointer, ui: &Ui) {
        stray::point(&mut self.form, pointer, |_| Lean::Past, ui);
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.form.paste(text);
    }

    /// Reads what was said; what can't be read is said under its field.
    pub fn save(&mut self, ui: &Ui) -> Said {
        self.form.clear_errors();
        for key in self.form.missing() {
            self.form.set_error(key, ui.text("refused-required"));
        }
        let mut said = Vec::new();
        let keys: Vec<&'static str> = self.form.fields().iter().map(|field| field.key).collect();
        for (at, key) in self.columns.iter().zip(keys) {
            if let Some(code) = self.form.choice(key) {
                said.push((*at, code.to_owned()));
            } else if let Some(month) = self
                .form
                .typed_opt(key)
                .filter(|_| self.of_month)
                .and_then(|typed| parse_month(&typed, ui.today))
            {
                said.push((*at, month.to_string()));
            } else if let Some(typed) = self.form.typed_opt(key) {
                match parse_entry(&typed, ui.today, Lean::Past) {
                    Ok(day) => said.push((*at, day.to_string())),
                    Err(error) => {
                        let why = ui.language.date_error(error);
                        self.form.set_error(key, why);
                    }
                }
            }
        }
        if self.form.has_errors() { Said::NotYet } else { Said::These(said) }
    }

    /// Draws the card over the page.
    pub fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let place = card::centred(area, 70, 10);
        let inside = card::draw(frame.buffer_mut(), place, &ui.text("import-say-once"), look);
        let about =
            ui.text(if self.of_month { "import-month-about" } else { "import-say-once-about" });
        let y = paint::put_wrapped(frame.buffer_mut(), inside, 0, &about, look, Role::Muted);
        self.form.draw(frame, paint::below(inside, y + 1), look);
    }
}
