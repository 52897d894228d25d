//! What is typed where it doesn't belong is not lost: words in a date go to the text that is wanted, and a choice that can't
//! take a character says which it takes.

use serde_json::Value as Json;

use crate::console::screen::Ui;
use crate::console::widgets::form::{Form, Kind};
use crate::domain::dates::{DateError, Lean, parse_entry};

/// Moves words out of a date into the required text below it that is still blank, and puts back the date that stood there
/// (`pristine` is the draft of the form as it was opened). True when something was moved.
pub(in crate::console::screens) fn words_in_dates(
    form: &mut Form,
    pristine: &Json,
    lean: impl Fn(&str) -> Lean,
    ui: &Ui,
) -> bool {
    let Some((at, key, typed)) = form.fields().iter().enumerate().find_map(|(at, field)| {
        let Kind::Date(line) = &field.kind else { return None };
        let typed = line.value().trim();
        let no_day = parse_entry(typed, ui.today, lean(field.key)) == Err(DateError::NotADate);
        // One word of Latin letters may be what an input method let go: it stays, and is no date.
        let words = typed.chars().any(|one| one.is_alphabetic() && !one.is_ascii())
            || typed.contains(' ') && typed.chars().any(char::is_alphabetic);
        (field.visible && no_day && words).then(|| (at, field.key, typed.to_owned()))
    }) else {
        return false;
    };
    let wanted = form.fields().iter().skip(at + 1).find(|field| {
        matches!(field.kind, Kind::Text(_)) && field.visible && field.required && field.is_blank()
    });
    let Some(wanted) = wanted.map(|field| field.key) else { return false };
    form.write(wanted, &typed);
    form.write(key, pristine.get(key).and_then(Json::as_str).unwrap_or_default());
    form.focus(wanted);
    true
}

/// Says beside a date that is left that it can't be read.
pub(super) fn unread_date(form: &mut Form, at: usize, lean: impl Fn(&str) -> Lean, ui: &Ui) {
    let Some(field) = form.fields().get(at) else { return };
    let (key, is_date) = (field.key, matches!(field.kind, Kind::Date(_)));
    if !is_date {
        return;
    }
    let wrong = form.typed_opt(key).and_then(|typed| {
        parse_entry(&typed, ui.today, lean(key)).err().map(|error| ui.language.date_error(error))
    });
    if let (Some(wrong), Some(field)) = (wrong, form.field_mut(key)) {
        field.error = Some(wrong);
    }
}

/// Says under a choice which digits it takes, when something else was typed that no text below takes.
pub(super) fn wrong_digit(form: &mut Form, ui: &Ui) {
    let key = form.focused();
    let Some((Kind::Choice { options, .. } | Kind::Multi { options, .. }, key)) =
        form.field(key).map(|field| (&field.kind, field.key))
    else {
        return;
    };
    let digits: String = options.iter().map(|option| option.key).collect();
    let words = ui.with("form-error-digit", &[("digits", digits.into())]);
    if let Some(field) = form.field_mut(key) {
        field.error = Some(words);
    }
}
