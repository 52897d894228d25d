//! A child's page: who the child is, when a visit is due, why the score is what it is, and everything that was entered.

mod family;
mod happened;
mod months;
mod overview;
mod risk;
mod school;
mod tasks;
mod trend;
mod view;

use std::cell::Cell;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::duplicates;
use super::forms;
use super::history::{Journal, taken_back};
use super::print;
use super::rows::{self, Target};
use super::sheet::{Body, Sheet, has_two, pane_widths};
use crate::console::action::{Action, Route};
use crate::console::input::{Key, Pointer};
use crate::console::screen::{Availability, Effect, Input, Message, OwnRecord, Screen, Ui};
use crate::console::widgets::month;
use crate::console::widgets::paint;
use crate::console::widgets::tabs::Tabs;
use crate::console::widgets::{Role, panel};
use crate::domain::codes::Status;
use crate::domain::grade::kept_grade_on;
use crate::domain::records::Id;
use crate::exchange::print::Subject;
use crate::store::{Kind, Queries, Receipt, Result};
use view::View;

/// The tabs, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Overview,
    Visits,
    School,
    Family,
    Tasks,
    History,
}

impl Tab {
    const ALL: [Self; 6] =
        [Self::Overview, Self::Visits, Self::School, Self::Family, Self::Tasks, Self::History];

    const fn message_id(self) -> &'static str {
        match self {
            Self::Overview => "child-tab-overview",
            Self::Visits => "child-tab-visits",
            Self::School => "child-tab-school",
            Self::Family => "child-tab-family",
            Self::Tasks => "child-tab-tasks",
            Self::History => "child-tab-history",
        }
    }
}

/// What is done in a child's file while it is open.
const OF_OPEN_FILES: [Action; 12] = [
    Action::CloseRecord,
    Action::Visit,
    Action::Contact,
    Action::Task,
    Action::Match,
    Action::Snooze,
    Action::Handled,
    Action::Report,
    Action::Fact,
    Action::Incident,
    Action::Attendance,
    Action::Exam,
];

/// The page of one child.
pub struct ChildPage {
    id: Id,
    view: Option<View>,
    loaded: bool,
    tab: Tab,
    sheets: [Sheet; 6],
    journal: Journal,
    // What is selected depends on the words and the width; `actions` has neither, so drawing and updating note it.
    selected: Cell<Option<Target>>,
    tabs: Tabs,
}

impl ChildPage {
    /// The page, not yet read.
    pub fn new(id: Id) -> Self {
        Self {
            id,
            view: None,
            loaded: false,
            tab: Tab::Overview,
            sheets: Default::default(),
            journal: Journal::new(Some(id), true),
            selected: Cell::new(None),
            tabs: Tabs::default(),
        }
    }

    fn sheet(&mut self) -> &mut Sheet {
        &mut self.sheets[self.tab as usize]
    }

    /// What the tab shows.
    fn body(&self, ui: &Ui) -> Body<Target> {
        let Some(view) = &self.view else { return Body::one(Vec::new()) };
        let columns = ui.page.0;
        match self.tab {
            Tab::Overview => overview::body(view, ui),
            Tab::Visits => {
                let beside = if ui.is_wide() { month::WIDTH + 3 } else { 0 };
                Body::one(happened::tab(view, ui, columns.saturating_sub(beside)))
            }
            Tab::School => {
                let two = has_two(columns);
                let (left, right) = pane_widths(columns, two);
                let mut first = school::attendance(view, ui, left);
                let second = school::exams(view, ui, right);
                if two {
                    return Body { panes: vec![first, second] };
                }
                first.extend(second);
                Body::one(first)
            }
            Tab::Family => family::body(view, ui),
            Tab::Tasks => Body::one(tasks::tab(view, ui, columns)),
            Tab::History => Body::one(Vec::new()),
        }
    }

    fn turn(&mut self, forward: bool) -> Vec<Effect> {
        let count = Tab::ALL.len();
        let at = self.tab as usize + if forward { 1 } else { count - 1 };
        self.show(Tab::ALL[at % count])
    }

    fn show(&mut self, tab: Tab) -> Vec<Effect> {
        self.tab = tab;
        self.selected.set(None);
        // The history is read only when it is looked at.
        if tab == Tab::History { vec![Effect::Reload] } else { Vec::new() }
    }

    fn act(&mut self, action: Action, ui: &Ui) -> Vec<Effect> {
        let id = self.id;
        let push = |form: Box<dyn Screen>| vec![Effect::Push(form)];
        let selected = self.selected.get();
        match action {
            Action::NextPanel | Action::NextTab => self.turn(true),
            Action::PrevPanel | Action::PrevTab => self.turn(false),
            Action::Visit => push(forms::visit::open(id)),
            Action::Contact => push(forms::contact::open(id)),
            Action::Task => push(forms::task::open(Some(id))),
            Action::Match => push(forms::assign::for_child(id)),
            Action::Snooze => push(forms::decide::snoozed(id)),
            Action::Handled => push(forms::decide::handled(id)),
            Action::Report => push(forms::report::open(id)),
            Action::Fact => push(forms::fact::open(id)),
            Action::Incident => push(forms::incident::open(id)),
            Action::Attendance => push(forms::attendance::open(id)),
            Action::Exam => push(forms::exam::open(id)),
            Action::Copy => self.view.iter().map(|view| Effect::Copy(view.message(ui))).collect(),
            Action::Export => vec![print::open(Subject::Child(id))],
            Action::Merge => duplicates::merge_with(Kind::Child, id, ui),
            Action::GoHistory => vec![Effect::Go(Route::History(Some((Kind::Child, id))))],
            Action::Open if self.tab == Tab::History => self.journal.take_back(),
            Action::Open => {
                selected.map_or_else(Vec::new, |target| rows::open(target, Kind::Child, id))
            }
            Action::Edit => match selected.filter(|target| self.means_row(*target, action)) {
                Some(target) => rows::open(target, Kind::Child, id),
                None => rows::pushed(forms::edit(Kind::Child, id)),
            },
            Action::CloseRecord => {
                let row = selected.filter(|target| self.means_row(*target, action));
                row.and_then(|target| rows::close(target, &self.name_of(target, ui)))
                    .unwrap_or_else(|| push(forms::close::open(Kind::Child, id)))
            }
            Action::Reopen => match selected.filter(|target| self.means_row(*target, action)) {
                Some(target) => rows::settle(target),
                None => vec![Effect::run(crate::store::Command::Reopen { kind: Kind::Child, id })],
            },
            _ => Vec::new(),
        }
    }

    /// On the overview `e` means the child; else such keys mean the selected row, where it can be corrected, voided or ended.
    fn means_row(&self, target: Target, action: Action) -> bool {
        let own = self.tab == Tab::Overview && action == Action::Edit;
        !own && target.availability(action).is_some()
    }

    /// What a question calls a row.
    fn name_of(&self, target: Target, ui: &Ui) -> String {
        let Some(view) = &self.view else { return String::new() };
        match target {
            Target::Match { other: Route::Volunteer(id), .. } => view
                .volunteers
                .get(&id)
                .map(|volunteer| ui.language.person(&volunteer.name))
                .unwrap_or_default(),
            Target::Task { id, .. } => view
                .records
                .tasks
                .iter()
                .find(|task| task.meta.id == id)
                .map(|task| task.title.clone())
                .unwrap_or_default(),
            _ => String::new(),
        }
    }

    fn pressed(&mut self, column: u16, line: u16, again: bool, ui: &Ui) -> Vec<Effect> {
        if let Some(at) = self.tabs.at(column, line) {
            return self.show(Tab::ALL[at]);
        }
        if self.tab == Tab::History {
            return self.journal.press(column, line, again);
        }
        if again {
            return self.act(Action::Open, ui);
        }
        self.sheet().press(column, line);
        let body = self.body(ui);
        self.selected.set(self.sheets[self.tab as usize].selected(&body));
        Vec::new()
    }

    fn is_closed(&self) -> bool {
        self.view.as_ref().is_some_and(|view| view.child.status == Status::Closed)
    }

    /// The line of tabs; says that a file is closed.
    fn draw_tabs(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let buffer = frame.buffer_mut();
        let labels = Tab::ALL.map(|tab| ui.text(tab.message_id()));
        let line = paint::inset(paint::line(area, 0), 1);
        let x = self.tabs.draw(buffer, line, (&labels, self.tab as usize), 1, ui.look) + 2;
        let closed = self.view.as_ref().filter(|_| self.is_closed());
        match closed {
            Some(view) => {
                let date = view.child.closed_on.map(|day| ui.language.full(day));
                let args = [
                    ("date", date.unwrap_or_default().into()),
                    ("reason", view.child.closed_reason.as_deref().unwrap_or_default().into()),
                ];
                let id = match view.child.closed_reason {
                    Some(_) => "child-closed-reason",
                    None => "child-closed",
                };
                let line = paint::inset(paint::line(area, 0), x + 1);
                paint::put(buffer, line, 0, 0, &ui.with(id, &args), ui.look, Role::Watch);
            }
            None => {
                paint::put_right(buffer, area, 0, &ui.text("pages-tab-hint"), ui.look, Role::Muted);
            }
        }
    }
}

impl Screen for ChildPage {
    fn route(&self) -> Option<Route> {
        Some(Route::Child(self.id))
    }

    fn title(&self, ui: &Ui) -> String {
        let Some(view) = &self.view else { return String::new() };
        let child = &view.child;
        let mut who = Vec::new();
        let age = child.birth_date.and_then(|birth| ui.today.years_since(birth));
        match (child.sex, age) {
            (Some(sex), Some(age)) => {
                let args = [("sex", ui.language.code(sex).into()), ("age", age.into())];
                who.push(ui.with("child-sex-age", &args));
            }
            (Some(sex), None) => who.push(ui.language.code(sex)),
            (None, Some(age)) => who.push(ui.language.age(age)),
            (None, None) => {}
        }
        let grade = grade_now(view, ui.today);
        let school = child.school.as_deref().map(|school| ui.language.school(school));
        let name = ui.language.person(&child.name);
        let heading = |who: Vec<String>, between: &str| {
            let who: Vec<String> = who.into_iter().filter(|part| !part.is_empty()).collect();
            let who = who.join(between);
            ui.with("child-heading", &[("name", (&name).into()), ("who", who.into())])
        };
        let found = &view.assessment;
        let tier = ui.language.code(found.tier);
        let score = [("tier", tier.into()), ("score", found.score.into())];
        let score = match &view.merged {
            Some((_, code, _)) => ui.with("list-bulk-is-merged", &[("code", code.into())]),
            None => ui.with("child-score", &score),
        };
        if ui.language.is_zh() {
            who.push(ui.language.grade_class(grade, child.class.as_deref()));
            who.extend(school);
            who.push(child.code.clone());
            return format!("{}  {score}", heading(who, " "));
        }
        // Words in letters are longer: what matters least stands last, where a narrow line cuts it.
        who.extend(grade.map(|grade| ui.language.grade(grade)));
        who.extend([child.code.clone(), score]);
        who.extend(school);
        heading(who, ", ")
    }

    fn load(&mut self, queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        self.view = View::read(queries, self.id)?;
        self.loaded = true;
        if self.tab == Tab::History {
            self.journal.load(queries)?;
        }
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            if self.tab == Tab::History {
                return self.journal.step(step, ui);
            }
            let body = self.body(ui);
            self.sheet().step(step, &body);
            return Vec::new();
        }
        match input {
            Input::Act(action) => self.act(action, ui),
            Input::Key(key) if is_space(key) => {
                self.selected.get().map_or_else(Vec::new, rows::settle)
            }
            Input::Pointer(Pointer::Press(x, y)) => self.pressed(x, y, false, ui),
            Input::Pointer(Pointer::Again(x, y)) => self.pressed(x, y, true, ui),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        if self.view.is_none() {
            self.selected.set(None);
            if self.loaded {
                let gone = ui.text("pages-gone");
                paint::put(frame.buffer_mut(), area, 1, 0, &gone, ui.look, Role::Muted);
            }
            return;
        }
        self.draw_tabs(frame, area, ui);
        let mut inside = paint::below(area, 1);
        if self.tab == Tab::History {
            self.selected.set(None);
            self.journal.draw(frame.buffer_mut(), inside, ui);
            return;
        }
        if self.tab == Tab::Visits && ui.is_wide() {
            let left = inside.width.saturating_sub(month::WIDTH + 3);
            let (list, months) = panel::beside(frame.buffer_mut(), inside, left, ui.look);
            if let Some(view) = &self.view {
                months::draw(frame.buffer_mut(), months, view, ui);
            }
            inside = list;
        }
        let body = self.body(ui);
        let sheet = &self.sheets[self.tab as usize];
        self.selected.set(sheet.selected(&body));
        sheet.draw(frame.buffer_mut(), inside, &body, ui.look);
    }

    fn actions(&self, action: Action) -> Availability {
        let Some(view) = &self.view else { return Availability::Hidden };
        let on_row = self.selected.get().is_some_and(|target| self.means_row(target, action));
        if let Some(gone) = duplicates::gone(view.merged.as_ref())
            && !on_row
            && (OF_OPEN_FILES.contains(&action)
                || matches!(action, Action::Copy | Action::Edit | Action::Reopen))
        {
            return gone;
        }
        let open = || Availability::when(!self.is_closed(), "unavailable-closed");
        match action {
            Action::NextPanel
            | Action::PrevPanel
            | Action::NextTab
            | Action::PrevTab
            | Action::GoHistory
            | Action::Export
            | Action::Copy
            | Action::Edit => Availability::Available,
            Action::Open if self.tab == Tab::History => {
                Availability::when(self.journal.is_selected(), "history-none")
            }
            Action::Open => {
                Availability::when(self.selected.get().is_some(), "unavailable-nothing-selected")
            }
            Action::CloseRecord | Action::Reopen if on_row => Availability::Available,
            // Among rows that are voided and ended by the same key, the file isn't closed by a slip.
            Action::CloseRecord if self.tab != Tab::Overview && !self.is_closed() => {
                Availability::Unavailable(Message::new("unavailable-close-here"))
            }
            Action::Reopen => Availability::when(self.is_closed(), "unavailable-not-closed"),
            Action::Merge => duplicates::may_merge(view.merged.is_some()),
            // An open mandatory report can't wait (DOMAIN §1.6).
            Action::Snooze if view.is_reported() => {
                Availability::Unavailable(Message::new("refused-open-report"))
            }
            action if OF_OPEN_FILES.contains(&action) => open(),
            _ => Availability::Hidden,
        }
    }

    fn own(&self, action: Action) -> Option<&'static str> {
        let is_row = self.actions(action) != Availability::Available
            || self.selected.get().is_some_and(|target| self.means_row(target, action));
        let closes = action == Action::CloseRecord && self.view.is_some() && !self.is_closed();
        (closes && is_row).then_some(action.message_id())
    }

    fn told(&mut self, what: Box<dyn std::any::Any>, _ui: &Ui) -> Vec<Effect> {
        match what.downcast::<OwnRecord>() {
            Ok(_) => vec![Effect::Push(forms::close::open(Kind::Child, self.id))],
            Err(_) => Vec::new(),
        }
    }

    fn label(&self, action: Action) -> &'static str {
        match self.selected.get().filter(|target| self.means_row(*target, action)) {
            Some(target) => target.label(action),
            None if action == Action::Export => "action-print",
            None => action.message_id(),
        }
    }

    fn footer(&self) -> &'static [Action] {
        const FOOTER: &[Action] = &[
            Action::Visit,
            Action::Contact,
            Action::Task,
            Action::Match,
            Action::Snooze,
            Action::Handled,
            Action::Edit,
            Action::Undo,
            Action::Help,
            Action::Back,
            Action::Fact,
            Action::Incident,
            Action::Attendance,
            Action::Exam,
            Action::Report,
            Action::Copy,
            Action::Export,
            Action::CloseRecord,
            Action::Find,
        ];
        const CLOSED: &[Action] =
            &[Action::Reopen, Action::Edit, Action::Undo, Action::Help, Action::Back, Action::Find];
        if self.is_closed() { CLOSED } else { FOOTER }
    }

    fn done(&mut self, receipt: &Receipt, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        if receipt.command == "undo" {
            return Ok(vec![Effect::Say(taken_back(receipt, queries, ui)?)]);
        }
        Ok(Vec::new())
    }
}

/// The grade on a day; grades rise by themselves.
fn grade_now(view: &View, today: NaiveDate) -> Option<i64> {
    kept_grade_on(view.child.grade, view.child.grade_year, today)
}

/// Space: settles a task.
fn is_space(key: Key) -> bool {
    key.folded().to_string() == "Space"
}
