//! Townships in forms: those the office knows by digit, pinyin or initials; any other place as it is written. And villages:
//! one that is written without its ending is the one that the office knows.

use super::entered::Entered;
use super::fields::Make;
use crate::console::screen::Ui;
use crate::console::widgets::form::{Form, FormField, Picked};
use crate::domain::places::Townships;
use crate::language::pinyin::{fold_query, search_terms};

/// A picker offers at most so many.
const OFFERED: usize = 9;

fn picked(number: i64, name: &str, ui: &Ui) -> Picked {
    let shown = if ui.language.is_zh() { name.to_owned() } else { ui.language.township(name) };
    let detail = if ui.language.is_zh() { String::new() } else { name.to_owned() };
    Picked::new(number, shown, detail)
}

/// The field, the office's townships offered by digits.
pub(super) fn field(make: Make<'_>, known: &Townships, value: Option<&str>) -> FormField {
    let offered = known.offered().take(OFFERED).map(|(number, name)| picked(number, name, make.ui));
    let present = value.map(|written| {
        let found = known.offered().find(|(_, name)| *name == written);
        found.map_or_else(
            || Picked::new(0, written, String::new()),
            |(number, name)| picked(number, name, make.ui),
        )
    });
    make.picker("township")
        .hint(make.ui.text("form-hint-township"))
        .suggest(offered.collect())
        .with_picked(present)
}

/// The townships that were typed: part of the name, pinyin, initials.
pub(super) fn find(known: &Townships, typed: &str, ui: &Ui) -> Vec<Picked> {
    let wanted = fold_query(typed);
    known
        .offered()
        .filter(|(_, name)| search_terms(name).iter().any(|term| term.text.starts_with(&wanted)))
        .take(OFFERED)
        .map(|(number, name)| picked(number, name, ui))
        .collect()
}

/// What to say of a name that is none of a township and ends like a village's.
pub(super) fn warning(form: &Form, known: &Townships, ui: &Ui) -> Option<String> {
    let name = named(form, known).filter(|name| known.full_name(name).is_none())?;
    let is_village = ["村", "社区", "村委会", "居委会"].iter().any(|end| name.ends_with(end));
    is_village.then(|| ui.with("form-township-village", &[("name", name.into())]))
}

/// The township's full name, or what was written when it is none that the office knows.
pub(super) fn entered(entered: &Entered<'_>, known: &Townships) -> Option<String> {
    named(entered.form, known)
}

/// The same, while the form is being filled in.
pub(super) fn named(form: &Form, known: &Townships) -> Option<String> {
    if let Some(written) = form.unresolved("township") {
        return Some(known.full_name(written).unwrap_or(written).to_owned());
    }
    let taken = form.picked("township")?;
    Some(known.of_number(taken.id).unwrap_or(&taken.label).to_owned())
}

/// The village that was typed, under the name by which the office knows it in the township that stands above it; what a record
/// `kept` stays as it is.
pub(super) fn village(form: &Form, known: &Townships, kept: Option<&str>) -> Option<String> {
    let typed = form.typed_opt("village")?;
    if kept == Some(typed.as_str()) {
        return Some(typed);
    }
    let township = named(form, known).unwrap_or_default();
    Some(known.village(&township, &typed).to_owned())
}

/// Writes that name into the form, when one of the two fields is left.
pub(super) fn complete(form: &mut Form, left: &str, known: &Townships, kept: Option<&str>) {
    if ["township", "village"].contains(&left)
        && let Some(name) = village(form, known, kept)
        && name != form.typed("village")
    {
        form.write("village", &name);
    }
}
