//! The mouse in a form: where each field, each answer and each offered record was drawn, and what a press there does.

use ratatui::layout::{Position, Rect};

use super::{Form, FormEvent, Kind};

/// What was drawn at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A field's lines.
    Line,
    /// One of its answers.
    Answer(usize),
    /// One of the records that it offers.
    Offer(usize),
}

/// A part of a field, by the field's place in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) field: usize,
    pub(super) part: Part,
}

impl Form {
    /// The place in the form of the field that stands there on the screen.
    pub fn field_at(&self, x: u16, y: u16) -> Option<usize> {
        self.spot(x, y).map(|spot| spot.field)
    }

    /// A press of the mouse: the field there gets the keys, and the one before is left as with Tab; an answer is chosen or
    /// ticked as by its digit, an offered record is taken. `again`: it falls on the place of the press before.
    pub fn press(&mut self, x: u16, y: u16, again: bool) -> FormEvent {
        let Some(spot) = self.spot(x, y).filter(|spot| self.shown(spot.field)) else {
            return FormEvent::Ignored;
        };
        // What the first press has brought under the mouse isn't meant by the second.
        if self.pressed.replace(spot) != Some(spot) && again {
            return FormEvent::Ignored;
        }
        self.went_on = false;
        let is_other = spot.field != self.focus;
        if is_other {
            self.settle();
            (self.focus, self.begun) = (spot.field, None);
        }
        let Some(field) = self.fields.get_mut(spot.field) else { return FormEvent::Ignored };
        match (spot.part, &mut field.kind) {
            (Part::Answer(at), Kind::Choice { chosen, .. }) => *chosen = Some(at),
            (Part::Answer(at), Kind::Multi { ticked, marked, .. }) => {
                *marked = at;
                super::keys::flip(ticked, at);
                field.error = None;
                return FormEvent::Changed;
            }
            (Part::Offer(at), Kind::Picker(picker)) if picker.offers().len() > at => {
                let picked = picker.offers()[at].clone();
                picker.take(picked);
            }
            _ if is_other => return FormEvent::Moved,
            _ => return FormEvent::Ignored,
        }
        field.error = None;
        self.follow();
        self.go(true);
        FormEvent::Changed
    }

    /// The wheel goes through what a picker offers, and through the fields, as the arrows do.
    pub fn wheel(&mut self, down: bool) -> FormEvent {
        self.went_on = false;
        self.arrow(down)
    }

    /// What was drawn last at a place.
    fn spot(&self, x: u16, y: u16) -> Option<Spot> {
        let place = Position::new(x, y);
        let drawn = self.drawn.borrow();
        drawn.iter().rev().find(|(area, _)| area.contains(place)).map(|(_, spot)| *spot)
    }

    /// Notes where a part of a field is drawn.
    pub(super) fn note(&self, place: Rect, field: usize, part: Part) {
        self.drawn.borrow_mut().push((place, Spot { field, part }));
    }
}
