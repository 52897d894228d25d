//! Messages that are copied for a chat: whom to visit and where, what takes place when. No score, no tier, no reason; an event's
//! names no child.

use chrono::NaiveDate;

use crate::console::screen::Ui;
use crate::domain::records::{Carer, Child, Event, Volunteer};
use crate::store::queries::RiskRow;

/// Asks a volunteer to go and see a child. `who`: the volunteer's name; `carer`: who is at home, with the phone.
pub fn visit(
    who: Option<&str>,
    child: &str,
    place: &str,
    carer: &str,
    due: Option<NaiveDate>,
    ui: &Ui,
) -> String {
    let parts: Vec<&str> = [place, carer].into_iter().filter(|part| !part.is_empty()).collect();
    let child = ui.language.person(child);
    let home = if parts.is_empty() {
        child
    } else {
        let about = parts.join(if ui.language.is_zh() { "，" } else { ", " });
        ui.with("message-home", &[("child", child.into()), ("about", about.into())])
    };
    let mut words = match who {
        Some(who) => {
            let who = ui.language.person(who);
            ui.with("message-visit", &[("name", who.into()), ("home", home.into())])
        }
        None => ui.with("message-visit-anyone", &[("home", home.into())]),
    };
    if let Some(due) = due {
        let id = if due < ui.today { "message-was-due" } else { "message-due" };
        words.push_str(&ui.with(id, &[("date", ui.language.full_weekday(due).into())]));
    }
    words.push_str(&ui.text("message-tell"));
    words
}

/// The same about a child whose file is open: where the child lives, who is at home.
pub fn visit_to(
    who: Option<&str>,
    child: &Child,
    carer: Option<&Carer>,
    due: Option<NaiveDate>,
    ui: &Ui,
) -> String {
    let language = ui.language;
    let place = language.place(child.township.as_deref(), child.village.as_deref());
    let carer = carer.map(|carer| {
        let name = language.person(&carer.name);
        let relation = child.carer_relation.as_deref().map(|relation| language.usual(relation));
        let parts = [relation.as_deref(), Some(&name), carer.phone.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    visit(who, &child.name, &place, &carer.unwrap_or_default(), due, ui)
}

/// The same about a row of a list, without who is at home.
pub fn visit_of(row: &RiskRow, ui: &Ui) -> String {
    let who = row.lead.as_ref().map(|lead| lead.name.as_str());
    let place = super::lists::words::place(&row.child, ui);
    visit(who, &row.child.name, &place, "", row.visit_due, ui)
}

/// What takes place, when, where, who leads, and how many are signed up.
pub fn event(event: &Event, leader: Option<&Volunteer>, signed_up: usize, ui: &Ui) -> String {
    let mut days = ui.language.full_weekday(event.starts_on);
    if let Some(ends) = event.ends_on.filter(|ends| *ends != event.starts_on) {
        days = format!("{days} - {}", ui.language.full_weekday(ends));
    }
    let mut lines = vec![format!("{} {}", ui.language.code(event.kind), event.title), days];
    lines.extend(event.place.as_deref().map(|place| ui.language.address(place)));
    if let Some(leader) = leader {
        let name = ui.language.person(&leader.name);
        let phone = leader.phone.as_deref().unwrap_or_default();
        let words = ui.with("event-leader", &[("name", name.into())]);
        lines.push(format!("{words} {phone}").trim_end().to_owned());
    }
    let count = match event.capacity {
        Some(most) => format!("{signed_up}/{most}"),
        None => signed_up.to_string(),
    };
    lines.push(ui.with("message-signed-up", &[("count", count.into())]));
    lines.join("\n")
}
