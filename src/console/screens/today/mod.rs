//! Today: the morning's first page. The counts, what changed since the operator's last session, children at risk, overdue visits
//! by volunteer, what is coming up, and what else is due; every row says why it is there.
//!
//! [`view`] reads a screenful, [`plan`] shares out the lines, [`cursor`] says where the keys are, [`draw`] shows.

mod cells;
mod cursor;
mod draw;
mod head;
mod plan;
mod selected;
mod view;

use std::cell::RefCell;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::cursor::{Cursor, Panel};
use self::draw::{Page, Spot};
use self::view::View;
use super::lists::act::{self, Target};
use super::{forms, message, print};
use crate::console::action::{Action, Route};
use crate::console::input::Pointer;
use crate::console::screen::{Availability, Effect, Input, Screen, Ui};
use crate::console::widgets::table::Step;
use crate::domain::records::Id;
use crate::exchange::print::Subject;
use crate::store::queries::TaskScope;
use crate::store::{Kind, Queries, Result};

/// The page.
#[derive(Default)]
pub struct Today {
    view: View,
    cursor: Cursor,
    /// The record of the selected row, to find the row again when others come or go.
    record: Option<(Kind, Id)>,
    /// The child of the pane beside.
    child: Option<Id>,
    /// Only the selection moved: what is counted for the whole office stands.
    moved: bool,
    /// Where rows stand, for the mouse.
    spots: RefCell<Vec<Spot>>,
}

impl Today {
    fn target(&self) -> Option<Target> {
        self.cursor.target(&self.view)
    }

    /// Finds the row that was selected, in its panel; a row that is gone leaves the one in its place.
    fn find_again(&mut self, ui: &Ui) {
        let plan = self.view.plan(ui);
        if let Some(wanted) = self.record {
            let rows = cursor::rows(&self.view, &plan, self.cursor.panel);
            let again = (0..rows)
                .map(|row| Cursor { row: Some(row), ..self.cursor })
                .find(|place| place.target(&self.view).map(|target| target.record) == Some(wanted));
            if let Some(again) = again {
                self.cursor = again;
            }
        }
        self.cursor = self.cursor.within(&self.view, &plan);
        self.record = self.target().map(|target| target.record);
    }

    /// Moves; on a wide page the pane of the selected child is read anew.
    fn go(&mut self, cursor: Cursor, ui: &Ui) -> Vec<Effect> {
        self.cursor = cursor;
        let before = self.record;
        self.record = self.target().map(|target| target.record);
        if ui.is_wide() && self.record != before {
            self.moved = true;
            return vec![Effect::Reload];
        }
        Vec::new()
    }

    fn step(&mut self, step: Step, ui: &Ui) -> Vec<Effect> {
        let plan = self.view.plan(ui);
        let (view, mut to) = (&self.view, self.cursor);
        match step {
            Step::Up => to = to.up(view, &plan),
            Step::Down => to = to.down(view, &plan),
            Step::PageUp | Step::HalfUp => to = to.panel_by(view, &plan, false),
            Step::PageDown | Step::HalfDown => to = to.panel_by(view, &plan, true),
            Step::Top => to = Cursor::at_start(view, &plan, Panel::Risk),
            Step::Bottom => to = Cursor { row: None, ..to },
        }
        self.go(to, ui)
    }

    fn open(&self) -> Vec<Effect> {
        if self.view.also.get(self.cursor.row.unwrap_or(usize::MAX)).map(|also| also.kind)
            == Some("task")
            && self.cursor.panel == Panel::Also
        {
            return vec![Effect::Push(super::lists::tasks(TaskScope::Due))];
        }
        self.cursor.route(&self.view).map_or_else(Vec::new, |route| vec![Effect::Go(route)])
    }

    /// The message of the selected row, for a chat: whom to visit and where, what takes place when; nothing of risk. On an
    /// overdue visit it names all that are overdue with that volunteer.
    fn message(&self, ui: &Ui) -> Option<String> {
        let at = self.cursor.row?;
        let view = &self.view;
        match self.cursor.panel {
            Panel::Overdue => {
                let group = view.overdue.get(at)?.group;
                let names = &view.groups.get(group)?.names;
                match names.first() {
                    Some(name) => Some(self.reminder(group, name, ui)),
                    None => Some(message::visit_of(&view.overdue.get(at)?.row, ui)),
                }
            }
            Panel::Risk => Some(message::visit_of(view.risk.get(at)?, ui)),
            Panel::DueToday => Some(message::visit_of(view.due_today.get(at)?, ui)),
            Panel::Upcoming => {
                let coming = view.upcoming.get(at)?;
                let date = ui.language.full_weekday(coming.date);
                if let Some(kind) = coming.event {
                    return Some(format!("{} {}\n{date}", ui.language.code(kind), coming.title));
                }
                let name = ui.language.person(&coming.title);
                Some(ui.with("message-birthday", &[("name", name.into()), ("date", date.into())]))
            }
            Panel::Banner | Panel::Counts | Panel::Also => None,
        }
    }

    /// The reminder for a volunteer whose visits are overdue.
    fn reminder(&self, group: usize, name: &str, ui: &Ui) -> String {
        let overdue = self.view.overdue.iter().filter(|overdue| overdue.group == group);
        let children: Vec<_> = overdue
            .map(|overdue| {
                let child = &overdue.row.child;
                let place = super::lists::words::place(child, ui);
                format!("{} {place}", ui.language.person(&child.name)).trim_end().to_owned()
            })
            .collect();
        let children = ui.language.list(&children);
        let name = ui.language.person(name);
        ui.with("today-reminder", &[("name", name.into()), ("children", children.into())])
    }

    fn act(&mut self, action: Action, ui: &Ui) -> Vec<Effect> {
        let plan = self.view.plan(ui);
        let view = &self.view;
        let to = match action {
            Action::Open => return self.open(),
            Action::New => {
                return forms::new(Kind::Child)
                    .map_or_else(Vec::new, |form| vec![Effect::Push(form)]);
            }
            Action::Export => return vec![print::open(Subject::Today)],
            Action::Copy => {
                return self.message(ui).map(Effect::Copy).into_iter().collect();
            }
            Action::Task if self.target().is_none() => {
                return vec![Effect::Push(forms::task::open(None))];
            }
            Action::NextPanel => self.cursor.panel_by(view, &plan, true),
            Action::PrevPanel => self.cursor.panel_by(view, &plan, false),
            Action::NextTab => self.cursor.beside(view, &plan, true),
            Action::PrevTab => self.cursor.beside(view, &plan, false),
            action => {
                return self.target().map_or_else(Vec::new, |target| act::effects(action, target));
            }
        };
        self.go(to, ui)
    }

    fn spot(&self, x: u16, y: u16) -> Option<Cursor> {
        self.spots.borrow().iter().rev().find_map(|spot| spot.hit(x, y))
    }
}

impl Screen for Today {
    fn route(&self) -> Option<Route> {
        Some(Route::Today)
    }

    fn title(&self, ui: &Ui) -> String {
        ui.language.header(ui.today, self.view.week)
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let moved = std::mem::take(&mut self.moved);
        let month = self.view.visits.take().filter(|_| moved);
        self.view = View::read(queries, ui)?;
        self.find_again(ui);
        let plan = self.view.plan(ui);
        if plan.selected > 0 {
            // While the keys are on a count or a title, the pane stays with the child that was selected last.
            let child = self.target().and_then(|target| target.child).or(self.child);
            self.child = child.or_else(|| self.view.risk.first().map(|row| row.child.id));
            self.view.select(queries, self.child)?;
            self.view.count_month(queries, month)?;
        }
        if plan.month > 0 {
            self.view.read_month(queries)?;
        }
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            return self.step(step, ui);
        }
        match input {
            Input::Act(action) => self.act(action, ui),
            Input::Pointer(Pointer::Press(x, y)) => match self.spot(x, y) {
                Some(cursor) => self.go(cursor, ui),
                None => Vec::new(),
            },
            Input::Pointer(Pointer::Again(x, y)) if self.spot(x, y).is_some() => self.open(),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let mut page = Page::new(&self.view, self.cursor, ui);
        page.draw(frame, area);
        *self.spots.borrow_mut() = page.spots;
    }

    fn label(&self, action: Action) -> &'static str {
        if action == Action::Export { "action-print" } else { action.message_id() }
    }

    fn actions(&self, action: Action) -> Availability {
        match action {
            Action::Open
            | Action::New
            | Action::Export
            | Action::NextPanel
            | Action::PrevPanel
            | Action::NextTab
            | Action::PrevTab
            | Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::HalfUp
            | Action::HalfDown
            | Action::Top
            | Action::Bottom
            | Action::Task => Availability::Available,
            Action::Copy => {
                let inline =
                    matches!(self.cursor.panel, Panel::Banner | Panel::Counts | Panel::Also);
                Availability::when(!inline && self.cursor.row.is_some(), "unavailable-copy-row")
            }
            action => act::availability(action, self.target()),
        }
    }
}
