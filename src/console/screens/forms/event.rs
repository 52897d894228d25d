//! A party, camp, training, meeting or health check: added or changed.

use super::entered::Entered;
use super::fields::Make;
use super::kept::Kept;
use super::page::{Content, FormPage, said};
use super::people;
use crate::console::action::Route;
use crate::console::screen::{Effect, Screen, Ui};
use crate::console::widgets::form::{Form, Picked};
use crate::domain::codes::EventKind;
use crate::domain::dates::Lean;
use crate::domain::day_time::parse_day_time;
use crate::domain::records::{Event, Id};
use crate::store::{AnyRecord, Command, Kind, Queries, Receipt, Result};

/// Adds an event.
pub fn new() -> Box<dyn Screen> {
    FormPage::boxed(EventForm::default())
}

/// Changes an event.
pub fn edit(event: Id) -> Box<dyn Screen> {
    FormPage::boxed(EventForm { kept: Kept::of(event), ..EventForm::default() })
}

#[derive(Default)]
struct EventForm {
    kept: Kept<Event>,
    name: String,
}

impl Content for EventForm {
    fn name(&self) -> &'static str {
        "event"
    }

    fn subject(&self) -> Id {
        self.kept.id
    }

    fn title(&self) -> &'static str {
        if self.kept.is_new() { "form-event" } else { "form-event-edit" }
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>> {
        if !self.kept.read(queries)? {
            return Ok(None);
        }
        let event = self.kept.shown();
        let old = self.kept.base.as_ref();
        let make = Make::new(ui, "event");
        let leader = people::volunteer_of(queries, ui, event.leader_id)?;
        let [starts_at, ends_at] =
            [event.starts_at, event.ends_at].map(|time| time.map(|time| time.to_string()));
        let mut fields = vec![
            make.code("kind", EventKind::ALL, old.map(|_| event.kind)).required(),
            make.day("starts_on", old.map(|_| event.starts_on), Lean::Near).required(),
            make.line("starts_at", starts_at.as_deref()).hint(ui.text("form-hint-time")),
            make.day("ends_on", event.ends_on, Lean::Near),
            make.line("ends_at", ends_at.as_deref()).hint(ui.text("form-hint-time")),
            make.number("capacity", event.capacity.map(|most| most.to_string()).as_deref()),
            make.picker("leader_id").with_picked(leader),
            make.line("title", Some(&event.title)).required(),
            make.usual("place", event.place.as_deref()),
        ];
        if old.is_some() {
            fields.push(make.line("code", Some(&event.code)).required());
        }
        fields.push(make.line("note", event.note.as_deref()));
        Ok(Some(Form::new(fields)))
    }

    fn find(&self, queries: &Queries<'_>, ui: &Ui, _: &str, typed: &str) -> Result<Vec<Picked>> {
        people::find(queries, ui, Kind::Volunteer, typed)
    }

    fn waits_until(&self) -> &'static [&'static str] {
        &["starts_on", "ends_on"]
    }

    fn lean(&self, _key: &str) -> Lean {
        Lean::Near
    }

    fn unread(&self, key: &str, typed: &str, ui: &Ui) -> Option<String> {
        let is_time = ["starts_at", "ends_at"].contains(&key);
        (is_time && parse_day_time(typed).is_none()).then(|| ui.text("form-error-time"))
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        let mut event = self.kept.begin();
        event.kind = entered.code("kind", EventKind::from_code).unwrap_or(event.kind);
        event.starts_on = entered.need_day("starts_on", Lean::Near);
        event.ends_on = entered.day("ends_on", Lean::Near);
        event.starts_at = entered.time("starts_at");
        event.ends_at = entered.time("ends_at");
        event.capacity = entered.number("capacity");
        event.leader_id = entered.picked("leader_id");
        event.title = entered.written("title").unwrap_or_default();
        event.place = entered.usual("place", event.place.as_deref());
        event.code = entered.written("code").unwrap_or(event.code);
        event.note = entered.written("note");
        self.name.clone_from(&event.title);
        self.kept.command(event)
    }

    fn base(&self) -> Option<AnyRecord> {
        self.kept.any()
    }

    fn rebase(&mut self, base: AnyRecord, shown: AnyRecord) {
        self.kept.rebase(&base, &shown);
    }

    fn saved(&mut self, receipt: &Receipt, _: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        let mut effects = vec![said(ui, self.title(), &self.name)];
        if self.kept.is_new() {
            effects.insert(0, Effect::Go(Route::Event(receipt.id)));
        }
        Ok(effects)
    }
}
