//! Two fields of a child's file: its categories (DOMAIN §2.2), and a carer who is on file already or new.

use super::fields::Make;
use super::people;
use crate::console::screen::Ui;
use crate::console::screens::lists::words::CATEGORIES;
use crate::console::widgets::form::{Choice, Form, FormField, Picked};
use crate::console::widgets::text;
use crate::domain::names;
use crate::domain::records::Id;
use crate::store::{Kind, Queries, Result};

/// The id that stands for a carer who isn't on file yet.
pub(super) const NEW_CARER: Id = -1;

fn kept(categories: Option<&str>) -> impl Iterator<Item = &str> {
    categories.unwrap_or_default().split(';').map(str::trim).filter(|one| !one.is_empty())
}

/// Ticked by digits; what a file called otherwise stands behind the known ones under its own name.
pub(super) fn categories_field(make: Make<'_>, categories: Option<&str>, ui: &Ui) -> FormField {
    let known = CATEGORIES.iter().map(|(code, key)| (*code, ui.text(key)));
    let others = kept(categories)
        .filter(|one| CATEGORIES.iter().all(|(code, _)| code != one))
        .map(|one| (one, ui.language.usual(one)));
    let answers = known
        .chain(others)
        .zip("1234567890".chars())
        .map(|((code, label), digit)| Choice::new(digit, code, label));
    let field = make.multi("categories", answers.collect());
    kept(categories).fold(field, FormField::with_code)
}

/// What is ticked, in the order in which it was kept.
pub(super) fn categories_of(form: &Form, before: Option<&str>) -> Option<String> {
    let ticked = form.many("categories");
    let mut found: Vec<&str> = kept(before).filter(|one| ticked.contains(one)).collect();
    let new = ticked.into_iter().filter(|one| !kept(before).any(|old| old == *one));
    found.extend(new);
    if found.is_empty() { None } else { Some(found.join(";")) }
}

/// Carers on file, and behind them what was typed as a new one.
pub(super) fn carer_offers(
    queries: &Queries<'_>,
    ui: &Ui,
    typed: &str,
    may_be_new: bool,
) -> Result<Vec<Picked>> {
    let mut found = people::find(queries, ui, Kind::Carer, typed)?;
    let is_name = typed.chars().any(|c| !c.is_ascii_digit() && !c.is_whitespace())
        && !names::is_nobody(typed);
    if may_be_new && is_name {
        found.truncate(5);
        found.push(Picked::new(NEW_CARER, typed, ui.text("form-child-new-carer")));
    }
    Ok(found)
}

/// The name of the new carer that is picked.
pub(super) fn new_carer_name(form: &Form) -> String {
    form.picked("carer_id").map_or_else(String::new, |new| names::normal(&new.label).into_owned())
}

/// Carers on file who have the name or the phone of the new one: it may be one of them.
pub(super) fn same_carers(form: &Form, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<String>> {
    let name = new_carer_name(form);
    let phone = text::fold_all(&form.typed("carer_phone"));
    let mut known: Vec<Picked> = people::find(queries, ui, Kind::Carer, &name)?;
    known.retain(|carer| carer.label == ui.language.person(&name));
    if phone.len() >= 7 {
        known.extend(people::find(queries, ui, Kind::Carer, &phone)?);
    }
    known.sort_by_key(|carer| carer.id);
    known.dedup_by_key(|carer| carer.id);
    let warning = |carer: Picked| {
        let known = format!("{} {}", carer.label, carer.detail);
        ui.with("form-child-same-carer", &[("known", known.into())])
    };
    Ok(known.into_iter().take(2).map(warning).collect())
}
