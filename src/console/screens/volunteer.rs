//! A volunteer's page: how to reach them, what is valid until when, how full their hands are, whom they accompany, where they went.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::duplicates;
use super::forms;
use super::print;
use super::record::RecordPage;
use super::rows::{self, Target};
use super::sheet::{Body, Line, flowing, has_two, led_by, pane_widths, tall, wrapped};
use super::words::{self, tier_role, volunteer_role};
use crate::console::action::{Action, Route};
use crate::console::screen::{Availability, Effect, Input, Screen, Ui};
use crate::console::widgets::Role;
use crate::console::widgets::bars::Bar;
use crate::console::widgets::paint::Span;
use crate::console::widgets::table::{Column, Row};
use crate::domain::codes::{Status, VolunteerStatus};
use crate::domain::records::{Assignment, Child, Id, Visit, Volunteer};
use crate::exchange::print::Subject;
use crate::store::queries::RiskRow;
use crate::store::{Command, Kind, Queries, Result};

/// Visits read.
const VISITS: usize = 60;

struct View {
    volunteer: Volunteer,
    load: usize,
    /// Assignments, open ones first, with the child and its risk.
    matches: Vec<(Assignment, Child, Option<RiskRow>)>,
    /// Newest visits with the children's names.
    visits: Vec<(Visit, String)>,
    merged: Option<(Id, String, String)>,
}

/// The page of one volunteer.
pub struct VolunteerPage {
    page: RecordPage<View>,
    // `actions` doesn't know the day; reading notes it.
    today: NaiveDate,
}

impl VolunteerPage {
    /// The page, not yet read.
    pub fn new(id: Id) -> Self {
        Self { page: RecordPage::new(id), today: NaiveDate::MIN }
    }

    fn has_left(&self) -> bool {
        self.page.view().is_some_and(|view| view.volunteer.status == VolunteerStatus::Left)
    }

    /// The child of the selected row.
    fn child(&self) -> Option<Id> {
        match self.page.selected()? {
            Target::Match { other: Route::Child(id), .. } | Target::Page(Route::Child(id)) => {
                Some(id)
            }
            _ => None,
        }
    }

    fn body(&self, ui: &Ui) -> Body<Target> {
        let Some(view) = self.page.view() else { return Body::one(Vec::new()) };
        let two = has_two(ui.page.0);
        let (left, right) = pane_widths(ui.page.0, two);
        let merged = duplicates::merged_line(Kind::Volunteer, view.merged.as_ref(), ui);
        let mut first: Vec<_> = merged.into_iter().chain(standing(view, ui, left)).collect();
        first.extend(children(view, ui, left));
        let second = visits(view, ui, right);
        if two {
            return Body { panes: vec![first, second] };
        }
        first.extend(second);
        Body::one(first)
    }

    fn act(&self, action: Action, ui: &Ui) -> Vec<Effect> {
        let id = self.page.id;
        let selected = self.page.selected();
        let about_child = |form: fn(Id) -> Box<dyn Screen>| {
            self.child().map(|child| Effect::Push(form(child))).into_iter().collect()
        };
        match action {
            Action::Open => {
                selected.map_or_else(Vec::new, |target| rows::open(target, Kind::Volunteer, id))
            }
            Action::Edit => rows::pushed(forms::edit(Kind::Volunteer, id)),
            Action::Match => vec![Effect::Push(forms::assign::for_volunteer(id))],
            Action::Visit => about_child(forms::visit::open),
            Action::Contact => about_child(forms::contact::open),
            Action::Task => about_child(|child| forms::task::open(Some(child))),
            Action::CloseRecord => selected
                .and_then(|target| rows::close(target, &self.name_of(target, ui)))
                .unwrap_or_else(|| vec![Effect::Push(forms::close::open(Kind::Volunteer, id))]),
            Action::Reopen => vec![Effect::run(Command::Reopen { kind: Kind::Volunteer, id })],
            Action::Copy => self.reminder(ui).map(Effect::Copy).into_iter().collect(),
            Action::Export => vec![print::open(Subject::Volunteer(id))],
            Action::Merge => duplicates::merge_with(Kind::Volunteer, id, ui),
            Action::GoHistory => vec![Effect::Go(Route::History(Some((Kind::Volunteer, id))))],
            _ => Vec::new(),
        }
    }

    /// Their children whose visit is due.
    fn due(&self, today: NaiveDate) -> impl Iterator<Item = &Child> {
        let matches = self.page.view().into_iter().flat_map(|view| &view.matches);
        matches
            .filter(move |(one, _, risk)| {
                let due = risk.as_ref().and_then(|row| row.visit_due);
                one.to_day.is_none_or(|to| to >= today) && due.is_some_and(|due| due <= today)
            })
            .map(|(_, child, _)| child)
    }

    /// A message that asks them to go and see the children that are due: names and villages, no tier, no reason.
    fn reminder(&self, ui: &Ui) -> Option<String> {
        let name = ui.language.person(&self.page.view()?.volunteer.name);
        let children: Vec<String> = self
            .due(ui.today)
            .map(|child| {
                let place = ui.language.place(child.township.as_deref(), child.village.as_deref());
                format!("{} {place}", ui.language.person(&child.name)).trim_end().to_owned()
            })
            .collect();
        let args = [("name", name.into()), ("children", ui.language.list(&children).into())];
        (!children.is_empty()).then(|| ui.with("today-reminder", &args))
    }

    fn name_of(&self, target: Target, ui: &Ui) -> String {
        let Target::Match { id, .. } = target else { return String::new() };
        let matches = self.page.view().into_iter().flat_map(|view| &view.matches);
        matches
            .into_iter()
            .find(|(one, _, _)| one.meta.id == id)
            .map(|(_, child, _)| ui.language.person(&child.name))
            .unwrap_or_default()
    }
}

/// How to reach them, what is valid, how many children.
fn standing(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let volunteer = &view.volunteer;
    let mut parts =
        vec![Span::new(ui.language.code(volunteer.status), volunteer_role(volunteer.status))];
    parts.push(match volunteer.phone.as_deref() {
        Some(phone) => Span::from(ui.with("pages-phone", &[("phone", phone.into())])),
        None => Span::new(ui.text("pages-no-phone"), Role::Watch),
    });
    let place = ui.language.place(volunteer.township.as_deref(), volunteer.village.as_deref());
    parts.push(Span::from(place));
    if let Some(joined) = volunteer.joined_on {
        let date = ui.language.full(joined);
        parts.push(Span::new(ui.with("pages-joined", &[("date", date.into())]), Role::Muted));
    }
    let mut lines = flowing(parts, columns);
    lines.extend(flowing(
        vec![
            words::validity(volunteer.check_valid_until, "check", ui),
            words::validity(volunteer.training_valid_until, "training", ui),
        ],
        columns,
    ));
    let load = u32::try_from(view.load).unwrap_or(u32::MAX);
    let capacity = volunteer.capacity.and_then(|capacity| u32::try_from(capacity).ok());
    lines.push(match capacity {
        Some(capacity) => Line::bar(Bar {
            label: ui.text("pages-load"),
            value: load,
            full: capacity,
            tail: ui.with(
                "volunteer-capacity",
                &[("count", load.into()), ("capacity", capacity.into())],
            ),
            role: if load > capacity { Role::Critical } else { Role::Ok },
        }),
        None => Line::text(
            format!(
                "{}  {}",
                ui.with("volunteer-children", &[("count", load.into())]),
                ui.text("pages-no-capacity")
            ),
            Role::Text,
        ),
    });
    if let Some(note) = volunteer.note.as_deref().filter(|note| !note.trim().is_empty()) {
        lines.extend(wrapped(note, columns, 0, Role::Muted));
    }
    lines
}

/// The children, those of open matches first.
fn children(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let open: Vec<_> = view.matches.iter().filter(|(one, _, _)| holds(one, ui)).collect();
    let mut titles = vec![ui.with("volunteer-children", &[("count", view.load.into())])];
    // Matches with children whose files are closed, or who are accompanied only from a later day on.
    let beside = open.len().saturating_sub(view.load);
    if beside > 0 {
        titles.push(ui.with("volunteer-children-beside", &[("count", beside.into())]));
    }
    let mut lines = vec![Line::rule(titles)];
    if open.is_empty() {
        lines.push(Line::text(ui.text("pages-no-children"), Role::Muted));
    }
    for (one, child, risk) in open {
        let target =
            Target::Match { id: one.meta.id, other: Route::Child(child.meta.id), open: true };
        lines.push(child_line(child, risk.as_ref(), ui, columns).to(target));
    }
    let ended: Vec<_> = view.matches.iter().filter(|(one, _, _)| !holds(one, ui)).collect();
    if !ended.is_empty() {
        lines.push(Line::rule([ui.text("pages-matches-ended")]));
    }
    let table = [Column::left(14), Column::rest()];
    for (one, child, _) in ended {
        let row = Row::default()
            .cell(ui.language.person(&child.name), Role::Muted)
            .cell(words::period(one, ui), Role::Muted);
        let target =
            Target::Match { id: one.meta.id, other: Route::Child(child.meta.id), open: false };
        lines.push(Line::cells(&table, row).to(target));
    }
    lines
}

fn holds(one: &Assignment, ui: &Ui) -> bool {
    one.to_day.is_none_or(|to| to >= ui.today)
}

/// A child's row: tier, name, where, when the next visit is due, when it was last seen.
pub(super) fn child_line(
    child: &Child,
    risk: Option<&RiskRow>,
    ui: &Ui,
    columns: u16,
) -> Line<Target> {
    let zh = ui.language.is_zh();
    let table = [
        Column::left(if zh { 4 } else { 6 }),
        Column::left(if zh { 10 } else { 15 }),
        Column::rest(),
        Column::left(if columns < 70 { 14 } else { 20 }),
        Column::left(if zh { 14 } else { 12 }),
    ];
    let tier = risk.map_or_else(Span::default, |row| {
        Span::new(ui.language.code_as("tier-short", row.tier), tier_role(row.tier))
    });
    let place = ui.language.place(child.township.as_deref(), child.village.as_deref());
    let (due, role) = if child.status == Status::Closed {
        (ui.language.code(child.status), Role::Muted)
    } else {
        due(risk, ui)
    };
    let seen = risk.map_or_else(String::new, |row| {
        let when = ui.language.seen_ago(row.last_seen, ui.today);
        match row.last_seen {
            Some(_) => ui.with("pages-seen", &[("when", when.into())]),
            None => when,
        }
    });
    let row = Row::default()
        .cell(tier.text, tier.role)
        .cell(ui.language.person(&child.name), Role::Text)
        .cell(place, Role::Muted)
        .cell(due, role)
        .cell(seen, Role::Muted);
    Line::cells(&table, row)
}

fn due(risk: Option<&RiskRow>, ui: &Ui) -> (String, Role) {
    let Some(day) = risk.and_then(|row| row.visit_due) else { return (String::new(), Role::Muted) };
    let days = (ui.today - day).num_days();
    match days {
        1.. => (ui.with("span-late", &[("days", days.into())]), Role::Critical),
        0 => (ui.text("today-panel-due-today"), Role::Watch),
        _ => {
            let date = ui.language.near(day, ui.today);
            (ui.with("pages-due", &[("date", date.into())]), Role::Text)
        }
    }
}

/// Where they went.
fn visits(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let mut lines = vec![Line::rule([ui.text("page-visits-logged")])];
    if view.visits.is_empty() {
        lines.push(Line::text(ui.text("pages-no-visits"), Role::Muted));
    }
    let zh = ui.language.is_zh();
    let table = [
        Column::left(if zh { 10 } else { 11 }),
        Column::left(if zh { 10 } else { 15 }),
        Column::left(if zh { 14 } else { 16 }),
        Column::rest(),
    ];
    for (visit, name) in &view.visits {
        let outcome = words::outcome(visit, ui);
        let seen: Vec<String> =
            words::noticed(visit, ui).into_iter().map(|span| span.text).collect();
        let row = Row::new([ui.language.near(visit.day, ui.today), ui.language.person(name)])
            .cell(outcome.text, outcome.role)
            .cell(seen.join(" "), Role::Muted);
        let target = Target::Page(Route::Child(visit.child_id));
        lines.extend(led_by(tall(&table, row, 3, columns), Some(target)));
    }
    lines
}

impl Screen for VolunteerPage {
    fn route(&self) -> Option<Route> {
        Some(Route::Volunteer(self.page.id))
    }

    fn title(&self, ui: &Ui) -> String {
        let Some(view) = self.page.view() else { return String::new() };
        let kind = ui.language.kind("volunteer");
        let name = ui.language.person(&view.volunteer.name);
        format!("{kind} {name} {}", view.volunteer.code)
    }

    fn load(&mut self, queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        self.today = queries.today();
        let Some(volunteer) = queries.record::<Volunteer>(self.page.id)? else {
            self.page.keep(None);
            return Ok(());
        };
        let mut matches = Vec::new();
        for one in queries.assignments_of(self.page.id)? {
            if let Some(child) = queries.record::<Child>(one.child_id)? {
                let risk = queries.risk_of(one.child_id)?;
                matches.push((one, child, risk));
            }
        }
        let mut visits = Vec::new();
        for visit in queries.visits_of_volunteer(self.page.id, VISITS)? {
            if let Some(child) = queries.child_brief_of(visit.child_id)? {
                visits.push((visit, child.name));
            }
        }
        let load = queries.load_of(self.page.id)?;
        let merged = queries.merged_into(Kind::Volunteer, self.page.id)?;
        self.page.keep(Some(View { volunteer, load, matches, visits, merged }));
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        let body = self.body(ui);
        match self.page.walk(input, &body) {
            Some(Input::Act(action)) => self.act(action, ui),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        self.page.draw(frame, area, &self.body(ui), ui);
    }

    fn actions(&self, action: Action) -> Availability {
        let Some(view) = self.page.view() else { return Availability::Hidden };
        if let Some(gone) = duplicates::gone(view.merged.as_ref())
            && matches!(action, Action::Edit | Action::Reopen)
        {
            return gone;
        }
        let here = || Availability::when(!self.has_left(), "unavailable-left");
        match action {
            Action::Open => self.page.opens(),
            Action::Edit | Action::GoHistory | Action::Export => Availability::Available,
            Action::Match => here(),
            Action::Merge => duplicates::may_merge(view.merged.is_some()),
            Action::CloseRecord => {
                let row = self.page.selected().and_then(|target| target.availability(action));
                row.unwrap_or_else(here)
            }
            Action::Reopen => Availability::when(self.has_left(), "unavailable-not-left"),
            Action::Copy => {
                let today = self.today;
                Availability::when(self.due(today).next().is_some(), "unavailable-nothing-due")
            }
            Action::Visit | Action::Contact | Action::Task => {
                Availability::when(self.child().is_some(), "unavailable-nothing-selected")
            }
            _ => Availability::Hidden,
        }
    }

    fn label(&self, action: Action) -> &'static str {
        if action == Action::Export { "action-print" } else { action.message_id() }
    }

    fn footer(&self) -> &'static [Action] {
        const FOOTER: &[Action] = &[
            Action::Visit,
            Action::Contact,
            Action::Task,
            Action::Match,
            Action::Edit,
            Action::Copy,
            Action::Export,
            Action::CloseRecord,
            Action::Undo,
            Action::GoHistory,
            Action::Help,
            Action::Back,
        ];
        const CLOSED: &[Action] =
            &[Action::Reopen, Action::Edit, Action::Undo, Action::Find, Action::Help, Action::Back];
        if self.has_left() { CLOSED } else { FOOTER }
    }
}
