//! An event's page: what, when, where, who leads, and who is expected, came or didn't come.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::find;
use super::forms;
use super::message;
use super::pick::{Heading, Pick, Search, Take};
use super::print;
use super::record::RecordPage;
use super::rows::{self, Target};
use super::sheet::{Body, Line, flowing, has_two, pane_widths, wrapped};
use super::words;
use crate::console::action::{Action, Route};
use crate::console::screen::{Availability, Effect, Input, Message, Screen, Ui};
use crate::console::widgets::Role;
use crate::console::widgets::bars::Bar;
use crate::console::widgets::form::Picked;
use crate::console::widgets::paint::Span;
use crate::console::widgets::table::{Column, Row};
use crate::domain::codes::Status;
use crate::domain::records::{Event, Id, Participation, Volunteer};
use crate::exchange::print::Subject;
use crate::store::queries::{ChildBrief, Hit, VolunteerBrief};
use crate::store::{Command, Kind, Queries, Result};

struct View {
    event: Event,
    leader: Option<Volunteer>,
    children: Vec<(Participation, ChildBrief)>,
    volunteers: Vec<(Participation, VolunteerBrief)>,
}

impl View {
    fn part(&self, id: Id) -> Option<&Participation> {
        let parts = self.children.iter().map(|(part, _)| part);
        parts.chain(self.volunteers.iter().map(|(part, _)| part)).find(|part| part.meta.id == id)
    }

    fn count(&self, present: Option<bool>) -> usize {
        let parts = self.children.iter().map(|(part, _)| part);
        let parts = parts.chain(self.volunteers.iter().map(|(part, _)| part));
        parts.filter(|part| part.present == present).count()
    }
}

/// The page of one event.
pub struct EventPage {
    page: RecordPage<View>,
}

impl EventPage {
    /// The page, not yet read.
    pub fn new(id: Id) -> Self {
        Self { page: RecordPage::new(id) }
    }

    fn is_closed(&self) -> bool {
        self.page.view().is_some_and(|view| view.event.status == Status::Closed)
    }

    fn body(&self, ui: &Ui) -> Body<Target> {
        let Some(view) = self.page.view() else { return Body::one(Vec::new()) };
        let two = has_two(ui.page.0);
        let mut first = about(view, ui, pane_widths(ui.page.0, two).0);
        let mut children = Vec::new();
        for (part, child) in &view.children {
            let place = ui.language.place(child.township.as_deref(), child.village.as_deref());
            children.push(person(part, &child.name, place, ui));
        }
        let mut volunteers = Vec::new();
        for (part, volunteer) in &view.volunteers {
            let phone = volunteer.phone.clone().unwrap_or_default();
            volunteers.push(person(part, &volunteer.name, phone, ui));
        }
        let both = !children.is_empty() && !volunteers.is_empty();
        let mut groups = vec![("page-children", children), ("page-volunteers", volunteers)];
        groups.retain(|(_, people)| !people.is_empty());
        let mut groups = groups.into_iter().enumerate().map(|(at, (id, people))| {
            let mut titles = vec![format!("{} {}", ui.text(id), people.len())];
            if at == 0 {
                titles.push(ui.hint("pages-presence-keys"));
            }
            let mut lines = vec![Line::rule(titles)];
            lines.extend(people);
            lines
        });
        if let Some(group) = groups.next() {
            first.extend(group);
        } else {
            first.push(Line::rule([ui.hint("pages-presence-keys")]));
            first.push(Line::text(ui.hint("pages-nobody-signed-up"), Role::Muted));
        }
        let second: Vec<_> = groups.flatten().collect();
        if two && both {
            return Body { panes: vec![first, second] };
        }
        first.extend(second);
        Body::one(first)
    }

    /// Expected, present, absent, expected again.
    fn turn(&self, ui: &Ui) -> Vec<Effect> {
        let Some(Target::Part(id)) = self.page.selected() else { return Vec::new() };
        let Some(part) = self.page.view().and_then(|view| view.part(id)) else {
            return Vec::new();
        };
        let starts = self.page.view().map(|view| view.event.starts_on);
        if let Some(day) = starts.filter(|day| *day > ui.today)
            && part.present.is_none()
        {
            let day = day.to_string();
            return vec![Effect::Say(Message::new("refused-before-event").arg("value", day))];
        }
        let present = match part.present {
            None => Some(true),
            Some(true) => Some(false),
            Some(false) => None,
        };
        let people = vec![Participation { present, ..part.clone() }];
        vec![Effect::run(Command::SetParticipation { people })]
    }

    /// What, when, where, for a chat.
    fn message(&self, ui: &Ui) -> Option<String> {
        let view = self.page.view()?;
        let all = view.children.len() + view.volunteers.len();
        Some(message::event(&view.event, view.leader.as_ref(), all, ui))
    }

    fn act(&self, action: Action, ui: &Ui) -> Vec<Effect> {
        let id = self.page.id;
        match action {
            Action::Export => vec![print::open(Subject::Event(id))],
            Action::Copy => self.message(ui).map(Effect::Copy).into_iter().collect(),
            Action::Open => match self.page.selected() {
                Some(Target::Part(part)) => self.go(part),
                Some(target) => rows::open(target, Kind::Event, id),
                None => Vec::new(),
            },
            Action::Edit => rows::pushed(forms::edit(Kind::Event, id)),
            Action::Participants => vec![Effect::Push(forms::participants::open(id))],
            Action::New => vec![self.sign_up(ui)],
            Action::CloseRecord => vec![Effect::Push(forms::close::open(Kind::Event, id))],
            Action::Reopen => vec![Effect::run(Command::Reopen { kind: Kind::Event, id })],
            Action::GoHistory => vec![Effect::Go(Route::History(Some((Kind::Event, id))))],
            _ => Vec::new(),
        }
    }

    /// To the page of whoever takes part.
    fn go(&self, part: Id) -> Vec<Effect> {
        let Some(part) = self.page.view().and_then(|view| view.part(part)) else {
            return Vec::new();
        };
        let route = part.child_id.map(Route::Child).or(part.volunteer_id.map(Route::Volunteer));
        route.map(Effect::Go).into_iter().collect()
    }

    /// Asks for children and volunteers to sign up, one after another.
    fn sign_up(&self, ui: &Ui) -> Effect {
        let (event_id, language) = (self.page.id, ui.language);
        // What was offered, since a picked record doesn't say what kind it is.
        let children = Rc::new(RefCell::new(BTreeSet::new()));
        let offered = Rc::clone(&children);
        let search: Search = Box::new(move |queries, typed| {
            let mut found = queries.find(typed, false, FOUND)?;
            let there = queries.participants(event_id)?;
            let is_there =
                |id: Id| there.iter().any(|part| part.child_id.or(part.volunteer_id) == Some(id));
            found.retain(|hit| {
                matches!(hit.kind, Kind::Child | Kind::Volunteer) && !is_there(hit.id)
            });
            let is_child = |hit: &&Hit| hit.kind == Kind::Child;
            offered.borrow_mut().extend(found.iter().filter(is_child).map(|hit| hit.id));
            let picked = |hit: Hit| {
                let detail = format!("{} {}", hit.code, find::place(&hit, language));
                Picked::new(hit.id, language.person(&hit.name), detail.trim_end().to_owned())
            };
            Ok(found.into_iter().map(picked).collect())
        });
        let take: Take = Box::new(move |picked| {
            let is_child = children.borrow().contains(&picked.id);
            let part = Participation {
                event_id,
                child_id: is_child.then_some(picked.id),
                volunteer_id: (!is_child).then_some(picked.id),
                ..Participation::default()
            };
            vec![Effect::run(Command::SetParticipation { people: vec![part] })]
        });
        let capacity = self.page.view().and_then(|view| view.event.capacity);
        let heading: Heading = Box::new(move |queries, taken| {
            let count = queries.participants(event_id)?.len();
            let full =
                capacity.filter(|full| i64::try_from(count).is_ok_and(|count| count > *full));
            let message = Message::new(match (&taken, full) {
                (None, None) => "pages-sign-up",
                (None, Some(_)) => "pages-sign-up-over",
                (Some(_), None) => "pages-signed-up",
                (Some(_), Some(_)) => "pages-signed-up-over",
            });
            let message = message.arg("count", count).arg("name", taken.unwrap_or_default());
            Ok(message.arg("capacity", full.unwrap_or_default()))
        });
        let pick = Pick::new(Message::new("pages-key-sign-up"), "CV".into(), search, take);
        Effect::push(pick.one_after_another(heading))
    }
}

/// People offered when signing up.
const FOUND: usize = 12;

/// What, when, where, who leads, how full.
fn about(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let event = &view.event;
    let mut parts = vec![Span::new(ui.language.code(event.kind), Role::Accent)];
    parts.push(Span::from(ui.language.event_days(event)));
    let away = (event.starts_on - ui.today).num_days();
    let when = match away {
        0 => ui.text("span-ago-today"),
        1.. => ui.with("span-in", &[("days", away.into())]),
        _ => ui.with("pages-days-ago", &[("days", (-away).into())]),
    };
    parts.push(Span::new(when, Role::Muted));
    if let Some(place) = event.place.as_deref() {
        parts.push(Span::from(ui.language.address(place)));
    }
    if let Some(leader) = &view.leader {
        let name = ui.language.person(&leader.name);
        let mut words = ui.with("event-leader", &[("name", name.into())]);
        if let Some(phone) = &leader.phone {
            words = format!("{words} {phone}");
        }
        parts.push(Span::from(words));
    }
    if event.status == Status::Closed {
        let date = event.closed_on.map(|day| ui.language.full(day)).unwrap_or_default();
        parts.push(Span::new(ui.with("pages-event-closed", &[("date", date.into())]), Role::Watch));
    }
    let mut lines = flowing(parts, columns);
    let all = view.children.len() + view.volunteers.len();
    // Everyone who signed up, whoever came of them: the number of Today's `signed_up`.
    let (present, absent) = (view.count(Some(true)), view.count(Some(false)));
    let args = [
        ("expected", all.into()),
        ("present", present.into()),
        ("absent", absent.into()),
        ("unknown", (all - present - absent).into()),
    ];
    lines.push(Line::text(ui.with("pages-people", &args), Role::Text));
    if let Some(capacity) = event.capacity.and_then(|capacity| u32::try_from(capacity).ok()) {
        let count = u32::try_from(all).unwrap_or(u32::MAX);
        lines.push(Line::bar(Bar {
            label: ui.text("pages-places"),
            value: count,
            full: capacity,
            tail: ui.with(
                "upcoming-capacity",
                &[("count", count.into()), ("capacity", capacity.into())],
            ),
            role: if count > capacity { Role::Critical } else { Role::Ok },
        }));
    }
    if let Some(note) = event.note.as_deref().filter(|note| !note.trim().is_empty()) {
        lines.extend(wrapped(note, columns, 0, Role::Muted));
    }
    lines
}

fn person(part: &Participation, name: &str, detail: String, ui: &Ui) -> Line<Target> {
    let table = [Column::left(8), Column::left(16), Column::rest()];
    let (id, role) = words::presence(part.present);
    let row = Row::default()
        .cell(ui.text(id), role)
        .cell(ui.language.person(name), Role::Text)
        .cell(detail, Role::Muted);
    Line::cells(&table, row).to(Target::Part(part.meta.id))
}

impl Screen for EventPage {
    fn route(&self) -> Option<Route> {
        Some(Route::Event(self.page.id))
    }

    fn title(&self, ui: &Ui) -> String {
        let Some(view) = self.page.view() else { return String::new() };
        format!("{} {} {}", ui.language.kind("event"), view.event.title, view.event.code)
    }

    fn load(&mut self, queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        let Some(event) = queries.record::<Event>(self.page.id)? else {
            self.page.keep(None);
            return Ok(());
        };
        let leader = event.leader_id.map(|id| queries.record::<Volunteer>(id)).transpose()?;
        let mut view =
            View { event, leader: leader.flatten(), children: Vec::new(), volunteers: Vec::new() };
        for part in queries.participants(self.page.id)? {
            if let Some(id) = part.child_id
                && let Some(child) = queries.child_brief_of(id)?
            {
                view.children.push((part, child));
            } else if let Some(id) = part.volunteer_id
                && let Some(volunteer) = queries.volunteer_brief(id)?
            {
                view.volunteers.push((part, volunteer));
            }
        }
        self.page.keep(Some(view));
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        let body = self.body(ui);
        match self.page.walk(input, &body) {
            Some(Input::Act(action)) => self.act(action, ui),
            Some(Input::Key(key)) if key.folded().to_string() == "Space" => self.turn(ui),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        self.page.draw(frame, area, &self.body(ui), ui);
    }

    fn actions(&self, action: Action) -> Availability {
        if self.page.view().is_none() {
            return Availability::Hidden;
        }
        match action {
            Action::Open => self.page.opens(),
            Action::Edit
            | Action::Participants
            | Action::New
            | Action::Copy
            | Action::Export
            | Action::GoHistory => Availability::Available,
            Action::CloseRecord => Availability::when(!self.is_closed(), "unavailable-closed"),
            Action::Reopen => Availability::when(self.is_closed(), "unavailable-not-closed"),
            _ => Availability::Hidden,
        }
    }

    fn label(&self, action: Action) -> &'static str {
        match action {
            Action::New => "pages-key-sign-up",
            Action::Export => "pages-key-sign-in",
            action => action.message_id(),
        }
    }

    fn footer(&self) -> &'static [Action] {
        const FOOTER: &[Action] = &[
            Action::Participants,
            Action::New,
            Action::Export,
            Action::Edit,
            Action::Copy,
            Action::CloseRecord,
            Action::Undo,
            Action::GoHistory,
            Action::Help,
            Action::Palette,
            Action::Back,
        ];
        const CLOSED: &[Action] =
            &[Action::Reopen, Action::Edit, Action::Undo, Action::Find, Action::Help, Action::Back];
        if self.is_closed() { CLOSED } else { FOOTER }
    }
}
