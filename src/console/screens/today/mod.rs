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
use super::{forms, print};
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
        if ui.is_wide() && self.record != before { vec![Effect::Reload] } else { Vec::new() }
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

    /// The reminder for a volunteer whose visits are overdue: whom to visit and where, nothing of risk.
    fn reminder(&self, ui: &Ui) -> Option<String> {
        let at = self.cursor.row.filter(|_| self.cursor.panel == Panel::Overdue)?;
        let group = self.view.overdue.get(at)?.group;
        let whose = self.view.groups.get(group).filter(|group| !group.names.is_empty())?;
        let children: Vec<_> = self
            .view
            .overdue
            .iter()
            .filter(|overdue| overdue.group == group)
            .map(|overdue| {
                let child = &overdue.row.child;
                format!(
                    "{} {}",
                    ui.language.person(&child.name),
                    super::lists::words::place(child, ui)
                )
            })
            .collect();
        let name = whose.names.first().map(|name| ui.language.person(name)).unwrap_or_default();
        let children = ui.language.list(&children);
        Some(ui.with("today-reminder", &[("name", name.into()), ("children", children.into())]))
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
                return self.reminder(ui).map_or_else(Vec::new, |text| vec![Effect::Copy(text)]);
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
        self.view = View::read(queries, ui)?;
        self.find_again(ui);
        let plan = self.view.plan(ui);
        if plan.selected > 0 {
            // While the keys are on a count or a title, the pane stays with the child that was selected last.
            let child = self.target().and_then(|target| target.child).or(self.child);
            self.child = child.or_else(|| self.view.risk.first().map(|row| row.child.id));
            self.view.select(queries, self.child)?;
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
            Action::Copy if self.cursor.panel == Panel::Overdue && self.cursor.row.is_some() => {
                Availability::Available
            }
            action => act::availability(action, self.target()),
        }
    }
}
