//! Who takes part in an event and who came: everyone who is expected, marked by digits or Space; anyone else is found by
//! typing and added, one by one, several at once, or all children of a place ([`search`]).

mod search;

use ratatui::Frame;
use ratatui::layout::Rect;
use serde::{Deserialize, Serialize};

use self::search::{Offer, Search};
use super::page::{said, short};
use crate::console::action::Action;
use crate::console::input::{Key, Mode, Pointer};
use crate::console::screen::{Effect, FormDraft, Input, Message, Screen, Ui};
use crate::console::widgets::table::{self, Column, ListState, Row, Step};
use crate::console::widgets::{Role, card, paint};
use crate::domain::records::{Child, Event, Id, Participation, Volunteer};
use crate::store::queries::{ChildOrder, ChildScope, Place, Window};
use crate::store::{Command, Kind, Queries, Receipt, Result};

/// The name of this form's drafts.
const NAME: &str = "participants";

/// Enters who came, children and volunteers.
pub fn open(event: Id) -> Box<dyn Screen> {
    Box::new(Participants { event_id: event, ..Participants::default() })
}

/// What is kept about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kept {
    /// Isn't on the list yet.
    #[default]
    New,
    /// Was there, wasn't, or it isn't known.
    As(Option<bool>),
}

/// One person of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Person {
    /// A child, else a volunteer.
    child: bool,
    id: Id,
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    detail: String,
    present: Option<bool>,
    #[serde(skip)]
    kept: Kept,
}

impl Person {
    fn is_changed(&self) -> bool {
        self.kept != Kept::As(self.present)
    }
}

#[derive(Default)]
struct Participants {
    event_id: Id,
    event: Option<Event>,
    people: Vec<Person>,
    list: ListState,
    search: Search,
    /// Places all of whose children are to be added when the list is next read.
    whole: Vec<Place>,
    restored: bool,
    loaded: bool,
}

fn next(present: Option<bool>) -> Option<bool> {
    match present {
        None => Some(true),
        Some(true) => Some(false),
        Some(false) => None,
    }
}

impl Participants {
    /// Takes what is kept, and leaves what was marked here as it is.
    fn merge(&mut self, kept: Vec<Person>) {
        for person in kept {
            match self
                .people
                .iter_mut()
                .find(|one| (one.child, one.id) == (person.child, person.id))
            {
                Some(known) => {
                    if !known.is_changed() {
                        known.present = person.present;
                    }
                    known.kept = person.kept;
                }
                None => self.people.push(person),
            }
        }
        self.list.set_total(self.people.len());
    }

    fn named(person: &mut Person, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let (name, code, place) = if person.child {
            let Some(child) = queries.record::<Child>(person.id)? else { return Ok(()) };
            let place = ui.language.place(child.township.as_deref(), child.village.as_deref());
            (child.name, child.code, place)
        } else {
            let Some(volunteer) = queries.record::<Volunteer>(person.id)? else { return Ok(()) };
            (volunteer.name, volunteer.code, ui.language.kind(Kind::Volunteer.table()))
        };
        person.name = ui.language.person(&name);
        person.detail = format!("{code} {place}");
        Ok(())
    }

    fn restore(&mut self, queries: &Queries<'_>) -> Result<()> {
        let Some(draft) = queries.draft(NAME, self.event_id)? else { return Ok(()) };
        let Ok(marked) = serde_json::from_str::<Vec<Person>>(&draft.body) else { return Ok(()) };
        for person in marked {
            match self
                .people
                .iter_mut()
                .find(|one| (one.child, one.id) == (person.child, person.id))
            {
                Some(known) => known.present = person.present,
                None => self.people.push(person),
            }
        }
        self.restored = true;
        self.list.set_total(self.people.len());
        Ok(())
    }

    /// Marks the selected person; nobody has come to an event that is yet to be.
    fn mark(
        &mut self,
        change: impl Fn(Option<bool>) -> Option<bool>,
        go_on: bool,
        ui: &Ui,
    ) -> Vec<Effect> {
        let ahead = self.not_begun(ui);
        if let Some(person) = self.list.selected().and_then(|at| self.people.get_mut(at)) {
            let present = change(person.present);
            if let Some(refused) = ahead.filter(|_| present == Some(true)) {
                return vec![Effect::Say(refused)];
            }
            person.present = present;
            if go_on {
                self.list.step(Step::Down);
            }
        }
        Vec::new()
    }

    /// What is said of someone who came, while the event's day hasn't come.
    fn not_begun(&self, ui: &Ui) -> Option<Message> {
        let event = self.event.as_ref().filter(|event| event.starts_on > ui.today)?;
        Some(Message::new("refused-before-event").arg("value", event.starts_on.to_string()))
    }

    /// Adds those ticked, else the marked one, as having come when the event has begun.
    fn add(&mut self, ui: &Ui) -> Vec<Effect> {
        let taken = self.search.taken();
        let typed = self.search.typed.value().trim();
        if taken.is_empty() && !typed.is_empty() {
            let nobody = Message::new("form-participants-nobody");
            return vec![Effect::Say(nobody.arg("typed", short(ui, typed)))];
        }
        for offer in taken {
            match offer {
                Offer::Person(hit) => self.add_one(hit.kind == Kind::Child, hit.id, ui),
                Offer::Place(place) => self.whole.push(place),
            }
        }
        self.search.end();
        // Names and the children of places are read.
        vec![Effect::Reload]
    }

    fn add_one(&mut self, child: bool, id: Id, ui: &Ui) {
        let begun = self.event.as_ref().is_some_and(|event| event.starts_on <= ui.today);
        let present = begun.then_some(true);
        let known = self.people.iter().position(|one| (one.child, one.id) == (child, id));
        let at = known.unwrap_or_else(|| {
            let (name, detail) = (String::new(), String::new());
            self.people.push(Person { child, id, name, detail, present, kept: Kept::New });
            self.people.len() - 1
        });
        if begun {
            self.people[at].present = Some(true);
        }
        self.list.set_total(self.people.len());
        self.list.select(at);
    }

    fn save(&self) -> Vec<Effect> {
        let changed = self.people.iter().filter(|person| person.is_changed());
        let people: Vec<Participation> = changed
            .map(|person| Participation {
                event_id: self.event_id,
                child_id: person.child.then_some(person.id),
                volunteer_id: (!person.child).then_some(person.id),
                present: person.present,
                ..Participation::default()
            })
            .collect();
        if people.is_empty() {
            let unchanged = Effect::Say(Message::new("form-unchanged"));
            return vec![Effect::DropDraft(NAME, self.event_id), Effect::Back, unchanged];
        }
        vec![Effect::run(Command::SetParticipation { people })]
    }

    fn escape(&mut self) -> Vec<Effect> {
        if self.search.is_on() {
            self.search.end();
            return Vec::new();
        }
        match self.draft() {
            Some(draft) => {
                vec![Effect::KeepDraft(draft), Effect::Back, Effect::SayKept]
            }
            None => vec![Effect::DropDraft(NAME, self.event_id), Effect::Back],
        }
    }

    fn step(&mut self, step: Step) {
        if self.search.is_on() {
            self.search.step(step);
        } else {
            self.list.step(step);
        }
    }

    fn key(&mut self, key: Key, ui: &Ui) -> Vec<Effect> {
        let finding = self.search.is_on();
        match (key.folded().to_string().as_str(), finding) {
            ("F8" | "ctrl-s", _) => return self.save(),
            ("Esc", _) => return self.escape(),
            ("Up", _) => self.step(Step::Up),
            ("Down", _) => self.step(Step::Down),
            ("PageUp", _) => self.step(Step::PageUp),
            ("PageDown", _) => self.step(Step::PageDown),
            ("Enter" | "Tab", true) => return self.add(ui),
            ("Space", true) => self.search.tick(),
            ("ctrl-a", true) => self.search.tick_all(),
            ("Enter", false) => return self.mark(next, true, ui),
            ("Space", false) => return self.mark(next, false, ui),
            ("1", false) => return self.mark(|_| Some(true), true, ui),
            ("2", false) => return self.mark(|_| Some(false), true, ui),
            ("0", false) => return self.mark(|_| None, true, ui),
            ("ctrl-a", false) => {
                if let Some(refused) = self.not_begun(ui) {
                    return vec![Effect::Say(refused)];
                }
                for person in &mut self.people {
                    person.present = Some(true);
                }
            }
            ("F7" | "ctrl-x", false) => {
                self.people.retain_mut(|person| match person.kept {
                    Kept::New => false,
                    Kept::As(present) => {
                        person.present = present;
                        true
                    }
                });
                self.list.set_total(self.people.len());
                self.restored = false;
                let dropped = Effect::Say(Message::new("form-draft-dropped"));
                return vec![Effect::DropDraft(NAME, self.event_id), dropped];
            }
            // A slash opens the search as it does everywhere, also for digits.
            ("/", false) => self.search.begin(),
            _ if finding && self.search.choose(key) => {
                if !self.search.has_ticked() {
                    return self.add(ui);
                }
                self.search.tick();
            }
            _ => {
                if self.search.key(key) {
                    return vec![Effect::Reload];
                }
            }
        }
        Vec::new()
    }

    /// How many places there are, where more people stand here.
    fn exceeded(&self) -> Option<i64> {
        let capacity = self.event.as_ref()?.capacity?;
        i64::try_from(self.people.len()).is_ok_and(|count| count > capacity).then_some(capacity)
    }

    fn counts(&self, ui: &Ui) -> String {
        let counts = self.presence(ui);
        match self.exceeded() {
            Some(capacity) => {
                let args = [("count", self.people.len().into()), ("capacity", capacity.into())];
                format!("{counts}  {}", ui.with("form-participants-over", &args))
            }
            None => counts,
        }
    }

    fn presence(&self, ui: &Ui) -> String {
        let count = |wanted| self.people.iter().filter(|one| one.present == wanted).count();
        ui.with(
            "form-participants-came",
            &[
                ("came", count(Some(true)).into()),
                ("absent", count(Some(false)).into()),
                ("unknown", count(None).into()),
            ],
        )
    }

    fn draw_people(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        if self.people.is_empty() {
            let none = ui.text("form-participants-none");
            paint::put_wrapped(frame.buffer_mut(), area, 0, &none, ui.look, Role::Muted);
            return;
        }
        let columns = [Column::left(8), Column::left(14), Column::rest(), Column::right(6)];
        table::draw(frame.buffer_mut(), area, &columns, &self.list, true, ui.look, |at| {
            let person = &self.people[at];
            let (mark, role) = match person.present {
                Some(true) => ("participation-came", Role::Ok),
                Some(false) => ("participation-absent", Role::Watch),
                None => ("participation-unknown", Role::Muted),
            };
            let new = if person.kept == Kept::New {
                ui.text("form-participants-new")
            } else {
                String::new()
            };
            Row::default()
                .cell(ui.text(mark), role)
                .cell(person.name.as_str(), Role::Text)
                .cell(person.detail.as_str(), Role::Muted)
                .cell(new, Role::Accent)
        });
    }
}

impl Screen for Participants {
    fn title(&self, ui: &Ui) -> String {
        ui.text("form-participants")
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        self.event = queries.record::<Event>(self.event_id)?;
        let kept = queries.participants(self.event_id)?.into_iter().filter_map(|part| {
            let id = part.child_id.or(part.volunteer_id)?;
            Some(Person {
                child: part.child_id.is_some(),
                id,
                name: String::new(),
                detail: String::new(),
                present: part.present,
                kept: Kept::As(part.present),
            })
        });
        self.merge(kept.collect());
        if !self.loaded {
            self.restore(queries)?;
            self.loaded = true;
        }
        for place in std::mem::take(&mut self.whole) {
            let scope = ChildScope::Place(place.name.kind, place.child);
            for child in queries.children(scope, ChildOrder::Code, Window::ALL)? {
                self.add_one(true, child.child.id, ui);
            }
        }
        for person in &mut self.people {
            Self::named(person, queries, ui)?;
        }
        self.search.load(queries)
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            self.step(step);
            return Vec::new();
        }
        match input {
            Input::Act(Action::Save) => self.save(),
            Input::Key(key) => self.key(key, ui),
            Input::Paste(text) => {
                self.search.typed.paste(&text);
                vec![Effect::Reload]
            }
            Input::Pointer(Pointer::Press(x, y) | Pointer::Again(x, y)) if !self.search.is_on() => {
                if let Some(row) = self.list.row_at(x, y) {
                    let again = self.list.selected() == Some(row);
                    self.list.select(row);
                    if again {
                        return self.mark(next, false, ui);
                    }
                }
                Vec::new()
            }
            Input::Pointer(Pointer::Press(x, y) | Pointer::Again(x, y)) => {
                if self.search.press(x, y) { self.add(ui) } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let inside = card::draw(frame.buffer_mut(), area, &ui.text("form-participants"), look);
        let Some(event) = &self.event else {
            let gone = ui.text("form-gone");
            paint::put_wrapped(frame.buffer_mut(), inside, 0, &gone, look, Role::Error);
            return;
        };
        let about = format!(
            "{}  {}  {}",
            event.title,
            ui.language.event_days(event),
            ui.language.code(event.kind)
        );
        let buffer = frame.buffer_mut();
        paint::put(buffer, inside, 0, 0, &about, look, Role::Header);
        paint::put(buffer, inside, 0, 1, &self.counts(ui), look, Role::Muted);
        let mut y = 2;
        if self.restored {
            paint::put(buffer, inside, 0, y, &ui.draft_back(), look, Role::Watch);
            y += 1;
        }
        let x = paint::put(buffer, inside, 0, y, "/ ", look, Role::Accent);
        let line = paint::inset(paint::line(inside, y), x);
        self.search.typed.draw(frame, line, true, look);
        if !self.search.is_on() {
            let hint = ui.text("form-participants-find");
            paint::put(frame.buffer_mut(), line, 2, 0, &hint, look, Role::Muted);
        }
        let rest = paint::below(inside, y + 2);
        let list = Rect { height: rest.height.saturating_sub(2), ..rest };
        if self.search.is_on() {
            self.search.draw(frame, list, ui);
        } else {
            self.draw_people(frame, list, ui);
        }
        let foot = paint::below(rest, list.height);
        let keys = if self.search.is_on() {
            self.search.hint(ui)
        } else {
            ui.text("form-participants-keys")
        };
        paint::put(frame.buffer_mut(), foot, 0, 0, &keys, look, Role::Muted);
        let hint = format!("{}  {}", ui.hint("form-save"), ui.text("form-escape"));
        paint::put(frame.buffer_mut(), foot, 0, 1, &hint, look, Role::Muted);
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        let wanted = u16::try_from(self.people.len()).unwrap_or(page.height).saturating_add(10);
        card::centred(page, card::form_width(page.width), wanted.max(16))
    }

    fn done(&mut self, _: &Receipt, _: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        let title = self.event.as_ref().map(|event| event.title.clone()).unwrap_or_default();
        let said = match self.exceeded() {
            Some(capacity) => Effect::Say(
                Message::new("form-participants-saved-over")
                    .arg("name", short(ui, &title))
                    .arg("count", self.people.len())
                    .arg("capacity", capacity),
            ),
            None => said(ui, "form-participants", &title),
        };
        Ok(vec![Effect::DropDraft(NAME, self.event_id), Effect::Back, said])
    }

    fn draft(&self) -> Option<FormDraft> {
        let changed: Vec<&Person> = self.people.iter().filter(|one| one.is_changed()).collect();
        if changed.is_empty() {
            return None;
        }
        let body = serde_json::to_string(&changed).ok()?;
        Some(FormDraft { form: NAME, subject: self.event_id, body })
    }
}
