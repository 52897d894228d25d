//! Files that may be about one person, in groups: children, volunteers, carers. Enter opens a group side by side.

mod compare;
mod draw;
mod fields;
mod look;
mod question;
mod with;

pub use compare::Compare;
pub use with::{ask as merge_with, availability as may_merge, gone};

use std::cell::{Cell, OnceCell};

use ratatui::Frame;
use ratatui::layout::Rect;

use super::rows::Target;
use super::sheet::{Body, Line, Sheet, led_by, wrapped};
use crate::console::action::{Action, Route};
use crate::console::input::Pointer;
use crate::console::screen::{
    Availability, Effect, Input, JobError, JobResult, Message, Screen, Ui,
};
use crate::console::widgets::Role;
use crate::console::widgets::paint;
use crate::console::widgets::tabs::Tabs;
use crate::domain::records::{Carer, Child, Id, Volunteer};
use crate::store::queries::{DuplicateGroup, MERGED, Suspect};
use crate::store::{Kind, Queries, Result};

/// So many files are looked through at once; more, beside the console.
const FEW: usize = 5_000;
/// So many groups are listed, the likeliest; the others come up as these are settled.
const SHOWN: usize = 200;

/// The page.
#[derive(Default)]
pub struct Duplicates {
    tab: usize,
    /// The groups of each kind, where they were looked for.
    groups: [Option<Vec<DuplicateGroup>>; 3],
    /// A group is known by its first file.
    sheet: Sheet<Id>,
    /// The lines, made once for what was read: by the columns they fit into.
    lines: OnceCell<(u16, Body<Id>)>,
    /// There are so many files that they are looked through beside the console.
    wanted: bool,
    selected: Cell<Option<Id>>,
    tabs: Tabs,
}

impl Duplicates {
    fn kind(&self) -> Kind {
        MERGED[self.tab]
    }

    fn shown(&self) -> &[DuplicateGroup] {
        self.groups[self.tab].as_deref().unwrap_or_default()
    }

    fn turn(&mut self, by: usize) -> Vec<Effect> {
        self.show((self.tab + by) % MERGED.len())
    }

    fn show(&mut self, tab: usize) -> Vec<Effect> {
        self.tab = tab;
        self.sheet = Sheet::default();
        self.lines.take();
        vec![Effect::Reload]
    }

    fn open(&self) -> Vec<Effect> {
        let selected = self.selected.get();
        let first = |group: &&DuplicateGroup| group.members.first().map(|one| one.id);
        let group = self.shown().iter().find(|group| first(group) == selected);
        let ids = |group: &DuplicateGroup| group.members.iter().map(|one| one.id).collect();
        group.map_or_else(Vec::new, |group| {
            vec![Effect::push(Compare::new(self.kind(), ids(group)))]
        })
    }

    /// The lines for a page of this width.
    fn body(&mut self, ui: &Ui) -> &Body<Id> {
        if self.lines.get().is_some_and(|(columns, _)| *columns != ui.page.0) {
            self.lines.take();
        }
        self.drawn(ui)
    }

    /// The lines as they were made last.
    fn drawn(&self, ui: &Ui) -> &Body<Id> {
        &self.lines.get_or_init(|| (ui.page.0, self.made(ui))).1
    }

    fn made(&self, ui: &Ui) -> Body<Id> {
        let columns = ui.page.0;
        let mut lines = Vec::new();
        for (at, group) in self.shown().iter().take(SHOWN).enumerate() {
            if at > 0 {
                lines.push(Line::blank());
            }
            let (Some((one, other, weighing)), Some(first)) =
                (group.pairs.first(), group.members.first())
            else {
                continue;
            };
            let sure =
                if weighing.is_likely() { "duplicates-likely" } else { "duplicates-possible" };
            let mut why = ui.language.weighing(weighing);
            if group.members.len() > 2 {
                let code = |at: &usize| group.members[*at].code.as_str();
                why = ui.with(
                    "duplicates-pair",
                    &[
                        ("one", code(one).into()),
                        ("other", code(other).into()),
                        ("why", why.into()),
                    ],
                );
            }
            let why = wrapped(&format!("{} {why}", ui.text(sure)), columns, 0, Role::Watch);
            lines.extend(led_by(why, Some(first.id)));
            for member in &group.members {
                lines.extend(wrapped(&described(member, ui), columns, 2, role(member)));
            }
        }
        let rest = self.shown().len().saturating_sub(SHOWN);
        if rest > 0 {
            lines.push(Line::blank());
            let more = ui.with("duplicates-more", &[("count", rest.into())]);
            lines.extend(wrapped(&more, columns, 0, Role::Muted));
        }
        Body::one(lines)
    }
}

const fn role(member: &Suspect) -> Role {
    if member.is_open { Role::Text } else { Role::Muted }
}

/// What tells someone apart, in one line: `C0012 王小明 男 2014-03-05 高台黄莺岭村 高台小学 周桂芳 13900000417`.
pub(super) fn described(one: &Suspect, ui: &Ui) -> String {
    let (language, person) = (ui.language, &one.person);
    let born = person.birth_date.map(|day| language.full(day));
    let lunar = person.lunar_birthday.map(|lunar| language.lunar_full(lunar));
    let place = language.place(person.township.as_deref(), person.village.as_deref());
    let parts = [
        Some(one.code.clone()),
        Some(language.person(&person.name)),
        person.sex.map(|sex| language.code(sex)),
        born.or(lunar),
        Some(place).filter(|place| !place.is_empty()),
        person.school.as_deref().map(|school| language.school(school)),
        person.guardian.as_deref().map(|guardian| language.person(guardian)),
        person.phone.clone().or_else(|| person.guardian_phone.clone()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The line on the page of a file that was merged away: Enter opens the one it is part of now.
pub(super) fn merged_line(
    kind: Kind,
    into: Option<&(Id, String, String)>,
    ui: &Ui,
) -> Option<Line<Target>> {
    let (id, code, name) = into?;
    let name = ui.language.person(name);
    let words =
        ui.with("merge-into-open", &[("name", name.into()), ("code", code.as_str().into())]);
    Some(Line::text(words, Role::Watch).to(Target::Page(page(kind, *id))))
}

/// The page of a file.
pub(super) const fn page(kind: Kind, id: Id) -> Route {
    match kind {
        Kind::Volunteer => Route::Volunteer(id),
        Kind::Carer => Route::Carer(id),
        _ => Route::Child(id),
    }
}

impl Screen for Duplicates {
    fn route(&self) -> Option<Route> {
        Some(Route::Duplicates)
    }

    fn title(&self, ui: &Ui) -> String {
        format!("{} {}", ui.text("page-duplicates"), self.shown().len())
    }

    fn load(&mut self, queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        self.lines.take();
        let kind = self.kind();
        let files = match kind {
            Kind::Volunteer => queries.count::<Volunteer>(true)?,
            Kind::Carer => queries.count::<Carer>(true)?,
            _ => queries.count::<Child>(true)?,
        };
        if files <= FEW {
            self.groups[self.tab] = Some(queries.duplicates(kind)?);
            return Ok(());
        }
        match &mut self.groups[self.tab] {
            // Looked for once; what was decided since is taken out.
            Some(groups) => queries.still_duplicates(kind, groups)?,
            None => self.wanted = true,
        }
        Ok(())
    }

    fn begin(&mut self) -> Vec<Effect> {
        if !std::mem::take(&mut self.wanted) {
            return Vec::new();
        }
        vec![Effect::Job(Box::new(look::Look { kind: self.kind() }))]
    }

    fn finished(
        &mut self,
        result: JobResult,
        _ui: &Ui,
    ) -> std::result::Result<Vec<Effect>, JobError> {
        let found = match result {
            // There is nothing to show then.
            Err(JobError::Stopped) => {
                return Ok(vec![Effect::Back, Effect::Warn(Message::new("error-stopped"))]);
            }
            result => result?.downcast::<look::Found>(),
        };
        if let Ok(found) = found
            && let Some(tab) = MERGED.iter().position(|kind| *kind == found.kind)
        {
            self.groups[tab] = Some(found.groups);
            self.lines.take();
        }
        Ok(vec![Effect::Reload])
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            self.body(ui);
            if let Some((_, body)) = self.lines.get() {
                self.sheet.step(step, body);
                self.selected.set(self.sheet.selected(body));
            }
            return Vec::new();
        }
        match input {
            Input::Act(Action::NextTab | Action::NextPanel | Action::Filter) => self.turn(1),
            Input::Act(Action::PrevTab | Action::PrevPanel) => self.turn(MERGED.len() - 1),
            Input::Act(Action::Open) => self.open(),
            Input::Pointer(Pointer::Press(x, y) | Pointer::Again(x, y)) => {
                if let Some(tab) = self.tabs.at(x, y) {
                    return self.show(tab);
                }
                let again = self.sheet.press(x, y) && input == Input::Pointer(Pointer::Again(x, y));
                if again { self.open() } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let buffer = frame.buffer_mut();
        let label = |(at, kind): (usize, &Kind)| {
            let count = self.groups[at].as_ref().map(|groups| format!(" {}", groups.len()));
            format!("{}{}", ui.language.kind(kind.table()), count.unwrap_or_default())
        };
        let labels: Vec<String> = MERGED.iter().enumerate().map(label).collect();
        self.tabs.draw(buffer, paint::line(area, 0), (&labels, self.tab), 0, ui.look);
        let rows = paint::below(area, 1);
        let narrow = self.lines.get().is_some_and(|(columns, _)| *columns != ui.page.0);
        let made = narrow.then(|| self.made(ui));
        let body = made.as_ref().unwrap_or_else(|| self.drawn(ui));
        self.selected.set(self.sheet.selected(body));
        if self.shown().is_empty() {
            let empty = ui.text(match self.kind() {
                Kind::Child => "duplicates-empty-child",
                Kind::Volunteer => "duplicates-empty-volunteer",
                _ => "duplicates-empty-carer",
            });
            paint::put_wrapped(buffer, paint::inset(rows, 1), 0, &empty, ui.look, Role::Muted);
        }
        self.sheet.draw(buffer, rows, body, ui.look);
    }

    fn actions(&self, action: Action) -> Availability {
        match action {
            Action::Open => {
                Availability::when(!self.shown().is_empty(), "unavailable-nothing-selected")
            }
            Action::NextTab
            | Action::PrevTab
            | Action::NextPanel
            | Action::PrevPanel
            | Action::Filter
            | Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::HalfUp
            | Action::HalfDown
            | Action::Top
            | Action::Bottom => Availability::Available,
            _ => Availability::Hidden,
        }
    }

    fn footer(&self) -> &'static [Action] {
        &[Action::Open, Action::Filter, Action::Undo, Action::Find, Action::Help, Action::Back]
    }

    fn label(&self, action: Action) -> &'static str {
        match action {
            Action::Open => "duplicates-key-open",
            Action::Filter => "duplicates-key-kind",
            action => action.message_id(),
        }
    }
}
