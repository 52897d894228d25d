//! Townships in forms: the county's own by digit, pinyin or initials; any other place as it is written.

use super::entered::Entered;
use super::fields::Make;
use crate::console::screen::Ui;
use crate::console::widgets::form::{Form, FormField, Picked};
use crate::domain::places::{County, county};
use crate::language::pinyin::{fold_query, search_terms};

/// A picker offers at most so many.
const OFFERED: usize = 9;

fn picked(code: &str, name: &str, ui: &Ui) -> Picked {
    let shown = if ui.language.is_zh() { name.to_owned() } else { ui.language.township(name) };
    let detail = if ui.language.is_zh() { String::new() } else { name.to_owned() };
    Picked::new(code.parse().unwrap_or(0), shown, detail)
}

/// The field, the county's townships offered by digits.
pub(super) fn field(make: Make<'_>, office: &str, value: Option<&str>) -> FormField {
    let county = county(office);
    let all = county.map(|county| county.townships.as_slice()).unwrap_or_default();
    let offered = all.iter().take(OFFERED).map(|town| picked(town.code, town.name, make.ui));
    let present = value.map(|written| match county.and_then(|county| county.township(written)) {
        Some(town) if town.name == written => picked(town.code, town.name, make.ui),
        _ => Picked::new(0, written, String::new()),
    });
    make.picker("township")
        .hint(make.ui.text("form-hint-township"))
        .suggest(offered.collect())
        .with_picked(present)
}

/// The county's townships that were typed: part of the name, pinyin, initials.
pub(super) fn find(office: &str, typed: &str, ui: &Ui) -> Vec<Picked> {
    let wanted = fold_query(typed);
    let all = county(office).map(|county: &County| county.townships.as_slice()).unwrap_or_default();
    all.iter()
        .filter(|town| search_terms(town.name).iter().any(|term| term.text.starts_with(&wanted)))
        .take(OFFERED)
        .map(|town| picked(town.code, town.name, ui))
        .collect()
}

/// The township's full name, or what was written when it is none of the county's.
pub(super) fn entered(entered: &Entered<'_>, office: &str) -> Option<String> {
    named(entered.form, office)
}

/// The same, while the form is being filled in.
pub(super) fn named(form: &Form, office: &str) -> Option<String> {
    if let Some(written) = form.unresolved("township") {
        let known = county(office).and_then(|county| county.township(written));
        return Some(known.map_or_else(|| written.to_owned(), |town| town.name.to_owned()));
    }
    let taken = form.picked("township")?;
    let all = county(office).map(|county| county.townships.as_slice()).unwrap_or_default();
    let known = all.iter().find(|town| town.code.parse() == Ok(taken.id));
    Some(known.map_or_else(|| taken.label.clone(), |town| town.name.to_owned()))
}
