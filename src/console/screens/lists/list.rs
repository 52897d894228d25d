//! A list that reads only what it shows: the visible rows and some before and after, in an order that an index gives. Filtered
//! or in another order it finds out once which rows there are, and reads those it shows by their ids. What a list is of is its
//! [`Source`].

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeSet;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::act::{self, Target};
use super::footer::FOOTER;
use super::press::Press;
use super::source::{Source, Tab};
use super::view::{self, Change, Marking, View};
use super::{bulk, find_rows};
use crate::console::action::{Action, Route};
use crate::console::input::Pointer;
use crate::console::screen::{Availability, Effect, Input, JobError, JobResult, Screen, Ui};
use crate::console::screens::{export, forms};
use crate::console::widgets::table::ListState;
use crate::console::widgets::tabs::Tabs;
use crate::domain::records::Id;
use crate::language::Lang;
use crate::store::queries::{ListColumn, Listed, Window};
use crate::store::{Kind, Queries, Result};

/// From so many rows on, finding out which ones a filter lets through is a job that shows that it is at work.
pub const MANY: usize = 20_000;

/// So many rows are read before and after those that are shown: a line more is there at once, a leap reads few unseen.
const BESIDE: usize = 10;

/// A list of whatever its source gives.
pub struct List<S: Source> {
    pub(super) source: S,
    pub(super) tabs: Vec<Tab>,
    pub(super) state: ListState,
    pub(super) items: Vec<S::Item>,
    /// The number of the first row that was read.
    pub(super) first: usize,
    /// What it is filtered and sorted by.
    pub(super) view: View,
    /// The name of the volunteer that the filter asks for.
    pub(super) volunteer: Option<String>,
    /// The rows in their order, where no index gives it.
    pub(super) ids: Option<Vec<Id>>,
    /// The rows as a job has just found them.
    found: Option<Vec<Id>>,
    /// The columns that were chosen; empty = the list's own.
    pub(super) columns: Vec<ListColumn>,
    /// For whom the columns were read.
    operator: Option<String>,
    /// The marked rows.
    pub(super) marked: BTreeSet<Id>,
    /// So many marked rows have left the list since the last key, through what others wrote.
    pub(super) unmarked: usize,
    /// What is to be marked at the next reading.
    pub(super) marking: Option<Marking>,
    /// The record that was selected, to find it again when rows before it come or go.
    selected: Option<(Kind, Id)>,
    /// The next reading is for scrolling only: nothing was written, so nothing is counted.
    scrolling: bool,
    /// How wide the widest cell was of each column that may need more room, and for which language and width that was seen.
    pub(super) needed: Vec<(ListColumn, u16)>,
    pub(super) measured: Option<(Lang, u16)>,
    /// As which page it was opened, whatever view is open now.
    opened_as: Route,
    /// Where its views, and what else stands above the rows, were drawn last.
    pub(super) drawn_tabs: Tabs,
    pub(super) drawn: RefCell<Vec<(Rect, Press)>>,
}

impl<S: Source> List<S> {
    /// The list, not yet read.
    pub fn new(source: S) -> Self {
        Self {
            opened_as: source.route(),
            source,
            tabs: Vec::new(),
            state: ListState::default(),
            items: Vec::new(),
            first: 0,
            view: View::default(),
            volunteer: None,
            ids: None,
            found: None,
            columns: Vec::new(),
            operator: None,
            marked: BTreeSet::new(),
            unmarked: 0,
            marking: None,
            selected: None,
            scrolling: false,
            needed: Vec::new(),
            measured: None,
            drawn_tabs: Tabs::default(),
            drawn: RefCell::default(),
        }
    }

    pub(super) fn item(&self, row: usize) -> Option<&S::Item> {
        self.items.get(row.checked_sub(self.first)?)
    }

    fn current(&self) -> Option<&S::Item> {
        self.item(self.state.selected()?)
    }

    pub(super) fn target(&self) -> Option<Target> {
        self.current().map(|item| self.source.target(item))
    }

    fn note_selected(&mut self) {
        self.selected = self.target().map(|target| target.record);
    }

    /// True for the lists that only grow, which are shown so far.
    pub(super) fn grows(&self) -> bool {
        matches!(self.source.listed(), Some(Listed::Visits | Listed::Contacts))
    }

    /// True when an index gives the rows as they are looked at.
    fn is_indexed(&self) -> bool {
        self.view.filter.is_empty()
            && self.view.sort.is_none_or(|sort| self.source.is_indexed(sort))
    }

    /// The ids of all rows as they are looked at.
    pub(super) fn all_ids(&self, queries: &Queries<'_>) -> Result<Vec<Id>> {
        match (&self.ids, self.source.listed()) {
            (Some(ids), _) => Ok(ids.clone()),
            (None, Some(listed)) => queries.listed(listed, &self.view.filter, self.view.sort),
            (None, None) => Ok(Vec::new()),
        }
    }

    /// After the selection moved: read on when the screenful reaches beyond what was read.
    pub(super) fn moved(&mut self) -> Vec<Effect> {
        let shown = self.state.window(0);
        if shown.start >= self.first && shown.end <= self.first + self.items.len() {
            self.note_selected();
            return Vec::new();
        }
        self.scrolling = true;
        self.selected = None;
        vec![Effect::Reload]
    }

    /// Looks anew from the first row on; in a large list a job finds the rows.
    pub(super) fn look(&mut self) -> Vec<Effect> {
        self.state.select(0);
        self.selected = None;
        self.scrolling = false;
        let rows = self.tabs.get(self.source.tab()).map_or(self.state.total(), |tab| tab.count);
        match self.source.listed() {
            Some(listed) if rows >= MANY && !self.is_indexed() => {
                vec![Effect::Job(find_rows::job(listed, &self.view, rows))]
            }
            _ => vec![Effect::Reload],
        }
    }

    fn change_tab(&mut self, by: usize) -> Vec<Effect> {
        if self.tabs.len() < 2 {
            return Vec::new();
        }
        self.open_tab((self.source.tab() + by) % self.tabs.len())
    }

    pub(super) fn open_tab(&mut self, tab: usize) -> Vec<Effect> {
        if let Some(route) = self.source.elsewhere(tab) {
            return vec![Effect::Back, Effect::Go(route)];
        }
        self.source.choose(tab);
        self.marked.clear();
        self.look()
    }

    fn open(&self) -> Vec<Effect> {
        let Some(item) = self.current() else { return Vec::new() };
        if let Some(form) = self.source.form(item) {
            return vec![Effect::Push(form)];
        }
        match self.source.page(item) {
            Some(route) => vec![Effect::Go(route)],
            None => act::effects(Action::Edit, self.source.target(item)),
        }
    }

    pub(super) fn act(&mut self, action: Action, ui: &Ui) -> Vec<Effect> {
        let back = self.tabs.len().saturating_sub(1);
        match action {
            Action::Open => self.open(),
            Action::Back => {
                self.marked.clear();
                Vec::new()
            }
            Action::Export => vec![export::open(self.table(ui))],
            Action::Copy => {
                let row = self.source.message().zip(self.current());
                row.map(|(words, item)| Effect::Copy(words(item, ui))).into_iter().collect()
            }
            Action::New => {
                let form = self.source.adds().and_then(forms::new);
                form.map_or_else(Vec::new, |form| vec![Effect::Push(form)])
            }
            Action::NextTab => self.change_tab(1),
            Action::PrevTab => self.change_tab(back),
            Action::Filter => self.filter_panel(),
            Action::Sort | Action::NextPanel | Action::PrevPanel => self.sort_menu(ui),
            Action::Columns => self.column_card(ui),
            Action::Mark => self.mark_menu(),
            action if !self.marked.is_empty() => match (self.of_marked(), bulk::Work::of(action)) {
                (Some((kind, marked)), Some(work)) => {
                    let many = marked.len() >= bulk::MANY;
                    let beside = self.marked.len() - marked.len();
                    let card = bulk::Bulk::new(work, kind, marked).beside(beside);
                    let mut effects = vec![Effect::push(card)];
                    // Many rows are looked through by a job, which the card itself asks for.
                    if many && bulk::Bulk::is_asked_at_once(work, kind) {
                        effects.push(Effect::Act(Action::Save));
                    }
                    effects
                }
                _ => Vec::new(),
            },
            action => self.target().map_or_else(Vec::new, |target| act::effects(action, target)),
        }
    }

    fn read(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        // Before it is drawn, or on a page that has grown, the list doesn't know how high it will be.
        let unseen = usize::from(ui.page.1).saturating_sub(self.state.window(0).len());
        let window = self.state.window(BESIDE + unseen);
        let limit = window.end.saturating_sub(window.start);
        self.items = if let Some(ids) = &self.ids {
            let last = window.end.min(ids.len());
            self.source.of(queries, &ids[window.start.min(last)..last])?
        } else {
            let window = Window { offset: window.start, limit };
            self.source.read(queries, self.view.sort, window)?
        };
        self.first = window.start;
        self.measure(ui);
        Ok(())
    }

    /// The columns this operator has chosen.
    fn read_columns(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        if self.operator.as_ref() == Some(&ui.operator) {
            return Ok(());
        }
        let kept = queries.view(self.source.kept_as(), "")?;
        let codes: Vec<String> =
            kept.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default();
        let known = self.source.columns();
        self.columns = codes
            .iter()
            .filter_map(|code| ListColumn::from_code(code))
            .filter(|column| known.contains(column))
            .collect();
        self.operator = Some(ui.operator.clone());
        Ok(())
    }
}

impl<S: Source> Screen for List<S> {
    fn route(&self) -> Option<Route> {
        Some(self.source.route())
    }

    fn title(&self, ui: &Ui) -> String {
        format!(
            "{} {}",
            self.source.title(ui),
            super::draw::count_words(self.state.total(), self.grows())
        )
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let _moment = queries.snapshot()?;
        self.read_columns(queries, ui)?;
        let (old, before) = (self.state.selected().unwrap_or(0), self.state.total());
        let written = !std::mem::take(&mut self.scrolling);
        if written {
            self.source.looked_at(&self.view.filter);
            self.tabs = self.source.tabs(queries, ui)?;
            self.volunteer = view::volunteer_name(&self.view.filter, queries, ui)?;
            self.ids = None;
            if self.is_indexed() {
                self.state.set_total(self.source.count(queries)?);
            } else {
                let ids = match self.found.take() {
                    Some(found) => found,
                    None => self.all_ids(queries).inspect_err(|_| self.view = View::default())?,
                };
                self.state.set_total(ids.len());
                self.ids = Some(ids);
            }
        }
        self.remark(queries, written)?;
        self.read(queries, ui)?;
        if let Some(wanted) = self.selected {
            if let Some(at) = self.place_of(wanted, &self.items) {
                self.state.select(self.first + at);
            } else if let Some(at) = self.seek(queries, wanted, old, before)? {
                self.state.select(at);
                self.read(queries, ui)?;
            }
        }
        self.note_selected();
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            self.state.step(step);
            return self.moved();
        }
        if matches!(input, Input::Act(_) | Input::Key(_)) {
            self.unmarked = 0;
        }
        match input {
            Input::Act(action) => self.act(action, ui),
            Input::Key(key) => match key.folded().to_string().as_str() {
                "Space" => self.mark(),
                "Backspace" => self.clear(),
                _ => Vec::new(),
            },
            Input::Pointer(Pointer::Press(x, y)) => {
                if let Some(row) = self.state.row_at(x, y) {
                    self.state.select(row);
                    return self.moved();
                }
                self.pressed(x, y, ui)
            }
            Input::Pointer(Pointer::Again(x, y)) => {
                if self.state.row_at(x, y).is_some() {
                    self.open()
                } else {
                    self.pressed(x, y, ui)
                }
            }
            _ => Vec::new(),
        }
    }

    fn set_aside(&mut self) -> Option<Route> {
        self.marked.clear();
        self.scrolling = false;
        // What is shown is read anew when it is shown.
        (self.items, self.ids) = (Vec::new(), None);
        Some(self.opened_as)
    }

    fn note(&self, ui: &Ui) -> Option<String> {
        let count = self.marked.len();
        if self.unmarked > 0 {
            let values = [("gone", self.unmarked.into()), ("count", count.into())];
            return Some(ui.with("list-marks-gone", &values));
        }
        (count > 0).then(|| ui.with("list-marked-note", &[("count", count.into())]))
    }

    fn told(&mut self, what: Box<dyn Any>, _ui: &Ui) -> Vec<Effect> {
        let Ok(change) = what.downcast::<Change>() else { return Vec::new() };
        match *change {
            Change::View(view, tab) => {
                self.view = *view;
                if self.tabs.len() > 1 {
                    self.source.choose(tab);
                }
                self.marked.clear();
                self.look()
            }
            Change::Sort(sort) => {
                self.view.sort = sort;
                self.look()
            }
            Change::Columns(columns) => {
                let codes: Vec<&str> = columns.iter().map(|column| column.code()).collect();
                let list = self.source.kept_as();
                let keep = match serde_json::to_string(&codes) {
                    Ok(body) if !codes.is_empty() => Effect::KeepView(list, String::new(), body),
                    _ => Effect::DropView(list, String::new()),
                };
                self.columns = columns;
                self.scrolling = true;
                vec![keep, Effect::Reload]
            }
            Change::Mark(marking) => {
                self.marking = Some(marking);
                self.scrolling = true;
                vec![Effect::Reload]
            }
            Change::Done => {
                self.marked.clear();
                vec![Effect::Reload]
            }
            Change::Found(ids) => {
                self.found = Some(ids);
                vec![Effect::Reload]
            }
        }
    }

    fn finished(
        &mut self,
        result: JobResult,
        ui: &Ui,
    ) -> std::result::Result<Vec<Effect>, JobError> {
        match result {
            Ok(found) => Ok(self.told(found, ui)),
            Err(error) => {
                // Stopped, or refused: as it stands by itself it can always be read.
                self.view = View::default();
                Err(error)
            }
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        self.paint(frame, area, ui);
    }

    fn footer(&self) -> &'static [Action] {
        match self.kind() {
            Some(kind) if !self.marked.is_empty() => bulk::footer(kind),
            _ => FOOTER,
        }
    }

    fn label(&self, action: Action) -> &'static str {
        match (action, self.kind()) {
            (Action::Back, _) if !self.marked.is_empty() => "list-key-unmark",
            (Action::Mark, _) if !self.marked.is_empty() => "list-key-marks",
            (Action::CloseRecord, Some(Kind::Visit | Kind::Contact)) => "list-key-void",
            (Action::CloseRecord, Some(Kind::Volunteer)) => "list-key-leave",
            (Action::Handled, Some(Kind::Task)) => "list-key-done",
            (Action::CloseRecord, Some(Kind::Task)) => "pages-key-close-task",
            _ => action.message_id(),
        }
    }

    fn actions(&self, action: Action) -> Availability {
        let some = Availability::when(self.state.total() > 0, "unavailable-nothing-selected");
        match action {
            Action::Open | Action::Export => some,
            Action::New if self.source.adds().is_some() => Availability::Available,
            Action::New | Action::Back if self.marked.is_empty() || action == Action::New => {
                Availability::Hidden
            }
            Action::NextTab | Action::PrevTab if self.tabs.len() > 1 => Availability::Available,
            Action::Filter | Action::Sort | Action::NextPanel | Action::PrevPanel
                if self.source.listed().is_some() =>
            {
                Availability::Available
            }
            Action::Mark if self.kind().is_some() => some,
            Action::Copy if self.source.message().is_some() && self.marked.is_empty() => some,
            // With marks it takes those away first.
            Action::Back
            | Action::Columns
            | Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::HalfUp
            | Action::HalfDown
            | Action::Top
            | Action::Bottom => Availability::Available,
            action if !self.marked.is_empty() => match self.kind() {
                Some(kind) => bulk::availability(action, kind),
                None => Availability::Hidden,
            },
            action => act::availability(action, self.target()),
        }
    }
}
