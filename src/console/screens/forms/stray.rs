//! What is typed where it doesn't belong is not lost: it stays, and beside it stands what is wrong with it. What a field can't
//! take at all it says at once.

use crate::console::input::{Key, Pointer};
use crate::console::screen::Ui;
use crate::console::widgets::form::{Form, FormEvent, Kind};
use crate::domain::dates::{Lean, parse_entry};

/// Hands a key to a form, and says beside the field that is left or pressed what is wrong there.
pub(in crate::console::screens) fn press(
    form: &mut Form,
    key: Key,
    lean: impl Fn(&str) -> Lean,
    ui: &Ui,
) -> FormEvent {
    let from = form.at();
    let event = form.key(key.event());
    match event {
        FormEvent::Moved => unread(form, from, lean, ui),
        FormEvent::Ignored if key.character().is_some() => not_taken(form, ui),
        _ => {}
    }
    event
}

/// Hands the mouse to a form, and says beside the field that is left what is wrong there.
pub(in crate::console::screens) fn point(
    form: &mut Form,
    pointer: Pointer,
    lean: impl Fn(&str) -> Lean,
    ui: &Ui,
) -> FormEvent {
    let from = form.at();
    let event = match pointer {
        Pointer::Press(x, y) => form.press(x, y, false),
        Pointer::Again(x, y) => form.press(x, y, true),
        Pointer::WheelUp(..) => form.wheel(false),
        Pointer::WheelDown(..) => form.wheel(true),
    };
    if event != FormEvent::Ignored && form.at() != from {
        unread(form, from, lean, ui);
    }
    event
}

/// Shows beside each date how it was understood.
pub(in crate::console::screens) fn echo_dates(
    form: &mut Form,
    lean: impl Fn(&str) -> Lean,
    ui: &Ui,
) {
    let mut days = Vec::new();
    for field in form.fields() {
        if let Kind::Date(line) = &field.kind {
            let day = parse_entry(line.value(), ui.today, lean(field.key));
            days.push((field.key, day.map(|day| ui.language.full_weekday(day))));
        }
    }
    for (key, echo) in days {
        if let Some(field) = form.field_mut(key) {
            field.echo = echo.unwrap_or_default();
        }
    }
}

/// Shows beside a picker that nothing fits what was typed; a township that isn't known is kept as it is written.
pub(super) fn echo_unknown(form: &mut Form, ui: &Ui) {
    let pickers = form.fields().iter().filter(|field| matches!(field.kind, Kind::Picker(_)));
    let keys: Vec<&'static str> = pickers.map(|field| field.key).collect();
    for key in keys {
        let id = if key == "township" { "form-township-new" } else { "form-pick-none" };
        let echo = if form.is_unknown(key) { ui.text(id) } else { String::new() };
        if let Some(field) = form.field_mut(key) {
            field.echo = echo;
        }
    }
}

/// Says beside a date or number that is left that it can't be read, and of a name that nobody is called so.
fn unread(form: &mut Form, at: usize, lean: impl Fn(&str) -> Lean, ui: &Ui) {
    let Some(field) = form.fields().get(at) else { return };
    let key = field.key;
    let wrong = match field.kind {
        Kind::Date(_) => form.typed_opt(key).and_then(|typed| {
            let read = parse_entry(&typed, ui.today, lean(key));
            read.err().map(|error| ui.language.date_error(error))
        }),
        Kind::Number(_) => form.number::<f64>(key).err().map(|_| ui.text("form-error-number")),
        // A person; a place that isn't known may be kept as it is written.
        Kind::Picker(_) if key.ends_with("_id") && form.is_unknown(key) => {
            Some(ui.text("form-error-pick"))
        }
        _ => None,
    };
    if let (Some(wrong), Some(field)) = (wrong, form.field_mut(key)) {
        field.error = Some(wrong);
    }
}

/// Says what a field takes, when something else was typed that no text below takes: the digits of a choice, a number.
fn not_taken(form: &mut Form, ui: &Ui) {
    let key = form.focused().to_owned();
    let Some(field) = form.field_mut(&key) else { return };
    let words = match &field.kind {
        Kind::Choice { options, .. } | Kind::Multi { options, .. } => {
            let digits: Vec<String> = options.iter().map(|one| one.key.to_string()).collect();
            ui.with("form-error-digit", &[("digits", ui.language.list(&digits).into())])
        }
        Kind::Number(_) => ui.text("form-error-number"),
        _ => return,
    };
    field.error = Some(words);
}
