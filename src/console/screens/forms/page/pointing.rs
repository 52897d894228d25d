//! The mouse over a form: over its fields and answers, or over the question that stands in their place.

use super::super::asked::{Asked, answer_at};
use super::{Content, FormPage, stray};
use crate::console::input::Pointer;
use crate::console::screen::{Effect, Ui};
use crate::console::widgets::form::FormEvent;

impl<C: Content> FormPage<C> {
    pub(super) fn pointer(&mut self, pointer: Pointer, ui: &Ui) -> Vec<Effect> {
        if self.gone {
            return Vec::new();
        }
        if self.asked.is_open() {
            return self.point_at_question(pointer, ui);
        }
        let from = self.form.at();
        let to = match pointer {
            Pointer::Press(x, y) | Pointer::Again(x, y) => self.form.field_at(x, y),
            Pointer::WheelUp(..) | Pointer::WheelDown(..) => None,
        };
        let pressed = to.unwrap_or(from);
        let next = self.next(pressed);
        let content = &self.content;
        let event = stray::point(&mut self.form, pointer, |key| content.lean(key), ui);
        if event != FormEvent::Changed {
            return self.after(event, (from, next), ui);
        }
        // An answer was pressed: the field before is left all the same.
        if pressed != from {
            self.look_at_left(from, ui);
        }
        self.after(event, (pressed, next), ui)
    }

    fn point_at_question(&mut self, pointer: Pointer, ui: &Ui) -> Vec<Effect> {
        let lines = match &mut self.asked {
            Asked::Versions(conflict) => {
                conflict.point(pointer, ui);
                return Vec::new();
            }
            Asked::Twin(twin) => twin.lines(),
            Asked::Far(far) => far.lines(),
            Asked::Nothing | Asked::Told => return Vec::new(),
        };
        match answer_at(lines, self.asked_at.get(), pointer) {
            Some(key) => self.answer(key, ui),
            None => Vec::new(),
        }
    }
}
