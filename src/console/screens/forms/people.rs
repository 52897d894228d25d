//! People in forms: how a picker finds them and tells them apart, and the line or two about the child a form is for.

use crate::console::screen::Ui;
use crate::console::screens::find::place;
use crate::console::widgets::form::Picked;
use crate::console::widgets::text;
use crate::domain::grade::kept_grade_on;
use crate::domain::records::{Carer, Child, Id, Volunteer};
use crate::domain::text::phone_of_odd_length;
use crate::store::queries::Hit;
use crate::store::{Kind, Queries, Result};

/// A picker offers at most so many.
const OFFERED: usize = 9;
/// So many hits are read to find enough of the wanted kind.
const READ: usize = 60;

/// Open records of a kind found by what was typed: name, pinyin, initials, phone, code.
pub(super) fn find(queries: &Queries<'_>, ui: &Ui, kind: Kind, typed: &str) -> Result<Vec<Picked>> {
    let hits = queries.find(typed, false, READ)?;
    Ok(hits
        .iter()
        .filter(|hit| hit.kind == kind)
        .take(OFFERED)
        .map(|hit| picked(hit, ui))
        .collect())
}

fn picked(hit: &Hit, ui: &Ui) -> Picked {
    let name =
        if hit.kind == Kind::Event { hit.name.clone() } else { ui.language.person(&hit.name) };
    let detail = format!("{} {}", hit.code, place(hit, ui.language));
    Picked::new(hit.id, name, detail.trim_end().to_owned())
}

/// A volunteer as a picker shows one.
pub(super) fn volunteer(volunteer: &Volunteer, ui: &Ui) -> Picked {
    let township = volunteer.township.as_deref().map(|name| ui.language.township(name));
    let detail = [Some(volunteer.code.as_str()), volunteer.phone.as_deref(), township.as_deref()];
    Picked::new(
        volunteer.meta.id,
        ui.language.person(&volunteer.name),
        detail.into_iter().flatten().collect::<Vec<_>>().join(" "),
    )
}

/// A carer as a picker shows one.
pub(super) fn carer(carer: &Carer, ui: &Ui) -> Picked {
    let detail = [Some(carer.code.as_str()), carer.phone.as_deref()];
    Picked::new(
        carer.meta.id,
        ui.language.person(&carer.name),
        detail.into_iter().flatten().collect::<Vec<_>>().join(" "),
    )
}

/// A child as a picker shows one.
pub(super) fn child(child: &Child, ui: &Ui) -> Picked {
    let place = ui.language.place(child.township.as_deref(), child.village.as_deref());
    Picked::new(child.meta.id, ui.language.person(&child.name), format!("{} {place}", child.code))
}

/// The volunteer of an id, as a picker shows one.
pub(super) fn volunteer_of(
    queries: &Queries<'_>,
    ui: &Ui,
    id: Option<Id>,
) -> Result<Option<Picked>> {
    let Some(id) = id else { return Ok(None) };
    Ok(queries.record::<Volunteer>(id)?.map(|found| volunteer(&found, ui)))
}

/// Whom a form is about: name, sex, grade and place; who looks after the child.
pub(super) fn about(queries: &Queries<'_>, ui: &Ui, child: &Child) -> Result<Vec<String>> {
    let language = ui.language;
    let grade = kept_grade_on(child.grade, child.grade_year, ui.today);
    let mut first = vec![
        language.person(&child.name),
        child.sex.map(|sex| language.code(sex)).unwrap_or_default(),
        language.grade_class(grade, child.class.as_deref()),
        language.place(child.township.as_deref(), child.village.as_deref()),
        child.code.clone(),
    ];
    first.retain(|part| !part.is_empty());
    let mut lines = vec![first.join("  ")];
    if let Some(id) = child.carer_id
        && let Some(carer) = queries.record::<Carer>(id)?
    {
        let mut parts = vec![
            child
                .carer_relation
                .as_deref()
                .map_or_else(|| language.field("child", "carer_id"), |word| language.usual(word)),
            language.person(&carer.name),
            carer.phone.unwrap_or_default(),
        ];
        parts.retain(|part| !part.is_empty());
        lines.push(parts.join(" "));
    }
    Ok(lines)
}

/// What is odd about a phone number.
pub(super) fn phone_warning(typed: &str, ui: &Ui) -> Option<String> {
    let (phone, digits) = phone_of_odd_length(&text::fold_all(typed))?;
    Some(ui.with("form-phone-odd", &[("phone", phone.into()), ("digits", digits.into())]))
}
