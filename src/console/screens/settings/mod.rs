//! What the office sets for itself: what it is called, how often visits are due, the weights and cut points of the score, the
//! names of places, and its backups. One tab a subject; a change is a form of its own ([`change`]) that shows before saving
//! who would change tier ([`preview`]).

mod backups;
mod change;
mod checked;
mod folder;
mod jobs;
mod look;
mod meanwhile;
mod numbers;
mod place_form;
mod places;
mod preview;
mod words;

use std::any::Any;

use std::collections::BTreeSet;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::backups::Backups;
use self::places::Places;
use crate::console::action::{Action, Route};
use crate::console::input::Pointer;
use crate::console::screen::{Availability, Effect, Input, JobError, JobResult, Screen, Ui};
use crate::console::widgets::table::{ListState, Step};
use crate::console::widgets::tabs::Tabs;
use crate::console::widgets::{Role, paint};
use crate::domain::settings::Group;
use crate::store::queries::SettingState;
use crate::store::{Queries, Result};

/// How many tabs there are.
const TABS: usize = 6;

/// The tabs, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Office,
    Visits,
    Weights,
    Cuts,
    Places,
    Backups,
}

impl Tab {
    const ALL: [Self; TABS] =
        [Self::Office, Self::Visits, Self::Weights, Self::Cuts, Self::Places, Self::Backups];

    const fn message_id(self) -> &'static str {
        match self {
            Self::Office => "settings-tab-office",
            Self::Visits => "settings-tab-visits",
            Self::Weights => "settings-tab-weights",
            Self::Cuts => "settings-tab-cuts",
            Self::Places => "settings-tab-places",
            Self::Backups => "settings-tab-backups",
        }
    }

    /// The settings that stand on it.
    const fn groups(self) -> &'static [Group] {
        match self {
            Self::Office => &[Group::Office],
            Self::Visits => &[Group::Cadences, Group::Daily],
            Self::Weights => &[Group::Weights],
            Self::Cuts => &[Group::Cuts, Group::Shelves],
            Self::Places => &[],
            Self::Backups => &[Group::Backup],
        }
    }
}

/// The page.
pub struct Settings {
    tab: Tab,
    states: Vec<SettingState>,
    lists: [ListState; TABS],
    /// The codes of those that shall be changed together.
    marked: BTreeSet<&'static str>,
    places: Places,
    backups: Backups,
    office: String,
    tabs: Tabs,
}

impl Settings {
    /// The page, not yet read, at the tab of a route.
    pub fn new(route: Route) -> Self {
        let tab = if route == Route::Backups { Tab::Backups } else { Tab::Office };
        Self {
            tab,
            states: Vec::new(),
            lists: Default::default(),
            marked: BTreeSet::new(),
            places: Places::default(),
            backups: Backups::default(),
            office: String::new(),
            tabs: Tabs::default(),
        }
    }

    /// The settings of the tab.
    fn shown(&self) -> Vec<&SettingState> {
        let groups = self.tab.groups();
        self.states.iter().filter(|state| groups.contains(&state.rule.group)).collect()
    }

    fn list(&mut self) -> &mut ListState {
        &mut self.lists[self.tab as usize]
    }

    fn selected(&self) -> Option<usize> {
        self.lists[self.tab as usize].selected()
    }

    /// How many rows the tab has.
    fn count(&self) -> usize {
        match self.tab {
            Tab::Places => self.places.rows(),
            Tab::Backups => self.shown().len() + self.backups.rows(),
            _ => self.shown().len(),
        }
    }

    fn show(&mut self, tab: Tab) -> Vec<Effect> {
        self.tab = tab;
        self.marked.clear();
        let count = self.count();
        self.list().set_total(count);
        // Places are counted over all records: only when they are looked at.
        if tab == Tab::Places { vec![Effect::Reload] } else { Vec::new() }
    }

    fn turn(&mut self, forward: bool) -> Vec<Effect> {
        let count = Tab::ALL.len();
        let at = self.tab as usize + if forward { 1 } else { count - 1 };
        self.show(Tab::ALL[at % count])
    }

    fn open(&self, ui: &Ui) -> Vec<Effect> {
        let Some(row) = self.selected() else { return Vec::new() };
        let shown = self.shown();
        match shown.get(row) {
            Some(_) if !self.marked.is_empty() => {
                let marked = shown.iter().map(|state| state.rule);
                let marked = marked.filter(|rule| self.marked.contains(rule.code)).collect();
                vec![Effect::push(change::Change::new(marked))]
            }
            Some(state) => vec![Effect::push(change::Change::new(vec![state.rule]))],
            None if self.tab == Tab::Backups => self.backups.open(row - shown.len(), ui),
            None if self.tab == Tab::Places => self.places.rename(row),
            None => Vec::new(),
        }
    }

    /// Space: marks a number to be changed together with others, or takes its mark away, and goes on.
    fn mark(&mut self) {
        let Some(row) = self.selected() else { return };
        let Some(code) = self.shown().get(row).map(|state| state.rule.code) else { return };
        if !self.marked.remove(code) {
            self.marked.insert(code);
        }
        self.list().step(Step::Down);
    }

    fn act(&mut self, action: Action, ui: &Ui) -> Vec<Effect> {
        match action {
            Action::NextPanel | Action::NextTab => self.turn(true),
            Action::PrevPanel | Action::PrevTab => self.turn(false),
            Action::Open | Action::Edit => self.open(ui),
            Action::New if self.tab == Tab::Backups => Backups::make(ui),
            Action::New if self.tab == Tab::Places => self.places.add(self.selected()),
            Action::CloseRecord | Action::Reopen if self.tab == Tab::Places => {
                self.selected().map_or_else(Vec::new, |row| self.places.hide_or_show(row))
            }
            _ => Vec::new(),
        }
    }

    fn pressed(&mut self, column: u16, line: u16, again: bool, ui: &Ui) -> Vec<Effect> {
        if let Some(at) = self.tabs.at(column, line) {
            return self.show(Tab::ALL[at]);
        }
        if let Some(row) = self.list().row_at(column, line) {
            self.list().select(row);
            if again {
                return self.open(ui);
            }
        }
        Vec::new()
    }

    fn draw_tabs(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let buffer = frame.buffer_mut();
        let labels = Tab::ALL.map(|tab| ui.text(tab.message_id()));
        let line = paint::inset(paint::line(area, 0), 1);
        self.tabs.draw(buffer, line, (&labels, self.tab as usize), 1, ui.look);
        paint::put_right(buffer, area, 0, &ui.text("pages-tab-hint"), ui.look, Role::Muted);
    }
}

impl Screen for Settings {
    fn route(&self) -> Option<Route> {
        Some(if self.tab == Tab::Backups { Route::Backups } else { Route::Settings })
    }

    fn title(&self, ui: &Ui) -> String {
        ui.text("page-settings")
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        self.states = queries.setting_states()?;
        self.office = words::county(&queries.office()?, ui);
        self.backups.load(ui);
        if self.tab == Tab::Places {
            let selected = self.selected();
            let again = self.places.load(queries, selected)?;
            if let Some(row) = again {
                self.lists[Tab::Places as usize].set_total(self.places.rows());
                self.lists[Tab::Places as usize].select(row);
            }
        }
        let count = self.count();
        self.list().set_total(count);
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            self.list().step(step);
            return Vec::new();
        }
        match input {
            Input::Act(Action::Back) => {
                self.marked.clear();
                Vec::new()
            }
            Input::Act(action) => self.act(action, ui),
            Input::Key(key) if key.to_string() == "Space" => {
                self.mark();
                Vec::new()
            }
            Input::Pointer(Pointer::Press(x, y)) => self.pressed(x, y, false, ui),
            Input::Pointer(Pointer::Again(x, y)) => self.pressed(x, y, true, ui),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        self.draw_tabs(frame, area, ui);
        let body = paint::below(area, 1);
        let shown = self.shown();
        let list = &self.lists[self.tab as usize];
        match self.tab {
            Tab::Backups => {
                return self.backups.draw(frame, body, (&shown, &self.marked), list, ui);
            }
            Tab::Places => return self.places.draw(frame, body, list, ui),
            _ => {}
        }
        let body = if self.tab == Tab::Office {
            let fixed = paint::line(body, body.height.saturating_sub(1));
            paint::put(frame.buffer_mut(), fixed, 1, 0, &self.office, ui.look, Role::Muted);
            Rect { height: body.height.saturating_sub(1), ..body }
        } else {
            body
        };
        numbers::draw(frame, body, (&shown, &self.marked), list, ui);
    }

    fn actions(&self, action: Action) -> Availability {
        match action {
            Action::Open | Action::Edit => {
                Availability::when(self.selected().is_some(), "settings-none")
            }
            // Esc takes marks away first.
            Action::Back if !self.marked.is_empty() => Availability::Available,
            Action::New if matches!(self.tab, Tab::Backups | Tab::Places) => {
                Availability::Available
            }
            Action::CloseRecord | Action::Reopen if self.tab == Tab::Places => {
                Availability::when(self.selected().is_some(), "settings-none")
            }
            Action::NextPanel | Action::PrevPanel | Action::NextTab | Action::PrevTab => {
                Availability::Available
            }
            _ => Availability::Hidden,
        }
    }

    fn footer(&self) -> &'static [Action] {
        const FOOTER: &[Action] = &[
            Action::Open,
            Action::New,
            Action::CloseRecord,
            Action::NextPanel,
            Action::Undo,
            Action::GoHistory,
            Action::Find,
            Action::GoToday,
            Action::Help,
            Action::Palette,
            Action::Back,
        ];
        FOOTER
    }

    fn label(&self, action: Action) -> &'static str {
        match action {
            Action::New if self.tab == Tab::Backups => "settings-backup-now",
            Action::New if self.tab == Tab::Places => "settings-place-add",
            Action::CloseRecord | Action::Reopen => "settings-place-hide",
            Action::Open if self.tab == Tab::Places => "settings-place-rename",
            Action::Open => "settings-change",
            action => action.message_id(),
        }
    }

    /// What was marked has been changed.
    fn told(&mut self, what: Box<dyn Any>, _ui: &Ui) -> Vec<Effect> {
        if what.is::<change::Saved>() {
            self.marked.clear();
        }
        Vec::new()
    }

    fn finished(
        &mut self,
        result: JobResult,
        ui: &Ui,
    ) -> std::result::Result<Vec<Effect>, JobError> {
        backups::finished(result, ui)
    }
}
