//! Files that may be about one person, in groups: children, volunteers, carers. Enter opens a group side by side.

mod compare;
mod draw;
mod fields;

pub use compare::Compare;

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::rows::Target;
use super::sheet::{Body, Line, Sheet, led_by, wrapped};
use crate::console::action::{Action, Route};
use crate::console::input::Pointer;
use crate::console::screen::{Availability, Effect, Input, Screen, Ui};
use crate::console::widgets::Role;
use crate::console::widgets::paint::{self, Span};
use crate::domain::records::Id;
use crate::store::queries::{DuplicateGroup, MERGED, Suspect};
use crate::store::{Kind, Queries, Result};

/// The page.
#[derive(Default)]
pub struct Duplicates {
    tab: usize,
    /// The groups of each kind, where they were looked for.
    groups: [Option<Vec<DuplicateGroup>>; 3],
    /// A group is known by its first file.
    sheet: Sheet<Id>,
    selected: Cell<Option<Id>>,
}

impl Duplicates {
    fn kind(&self) -> Kind {
        MERGED[self.tab]
    }

    fn shown(&self) -> &[DuplicateGroup] {
        self.groups[self.tab].as_deref().unwrap_or_default()
    }

    fn turn(&mut self, by: usize) -> Vec<Effect> {
        self.tab = (self.tab + by) % MERGED.len();
        self.sheet = Sheet::default();
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

    fn body(&self, ui: &Ui) -> Body<Id> {
        let columns = ui.page.0;
        let mut lines = Vec::new();
        for (at, group) in self.shown().iter().enumerate() {
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
        self.groups[self.tab] = Some(queries.duplicates(self.kind())?);
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            let body = self.body(ui);
            self.sheet.step(step, &body);
            self.selected.set(self.sheet.selected(&body));
            return Vec::new();
        }
        match input {
            Input::Act(Action::NextTab | Action::NextPanel | Action::Filter) => self.turn(1),
            Input::Act(Action::PrevTab | Action::PrevPanel) => self.turn(MERGED.len() - 1),
            Input::Act(Action::Open) | Input::Pointer(Pointer::Again(..)) => self.open(),
            Input::Pointer(Pointer::Press(x, y)) => {
                self.sheet.press(x, y);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let buffer = frame.buffer_mut();
        let mut spans = Vec::new();
        for (at, kind) in MERGED.iter().enumerate() {
            let count = self.groups[at].as_ref().map(|groups| format!(" {}", groups.len()));
            let label = format!("{}{}", ui.language.kind(kind.table()), count.unwrap_or_default());
            spans.push(if at == self.tab {
                Span::new(format!("[{label}]"), Role::Accent)
            } else {
                Span::new(format!(" {label} "), Role::Muted)
            });
        }
        paint::put_spans(buffer, area, 0, 0, &spans, ui.look);
        let rows = paint::below(area, 1);
        let body = self.body(ui);
        self.selected.set(self.sheet.selected(&body));
        if self.shown().is_empty() {
            let empty = ui.text(match self.kind() {
                Kind::Child => "duplicates-empty-child",
                Kind::Volunteer => "duplicates-empty-volunteer",
                _ => "duplicates-empty-carer",
            });
            paint::put_wrapped(buffer, paint::inset(rows, 1), 0, &empty, ui.look, Role::Muted);
        }
        self.sheet.draw(buffer, rows, &body, ui.look);
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
