//! The last step before anything is written: the user's own rows under the recognised headings, what would become of them,
//! what is refused and why, what is doubtful and wants an answer. Ctrl-S carries it out as one entry.

mod doubts;
mod draw;
mod rows;

use std::collections::HashSet;
use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::doubts::{Answer, Doubt};
use self::rows::Lists;
use super::closing::Closing;
use super::jobs::{CarryOut, Check, Checked, Counts, Done, Looked};
use super::parts;
use crate::console::action::{Action, Route};
use crate::console::input::{Key, Mode, Pointer};
use crate::console::screen::{
    Availability, Effect, Input, JobError, JobResult, Message, Screen, Ui,
};
use crate::console::screens::confirm::Confirm;
use crate::console::widgets::table::ListState;
use crate::exchange::import::{Decisions, Plan};
use crate::exchange::source::Source;
use crate::store::{Queries, Result};

/// The lists of the review, in the order of Tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    /// The user's own rows.
    Own,
    /// Doubtful rows, to be answered.
    Doubts,
    /// What is refused.
    Refused,
    /// What is changed, field by field.
    Changed,
    /// What is worth a look.
    Warned,
}

impl Tab {
    const ALL: [Self; 5] = [Self::Own, Self::Doubts, Self::Refused, Self::Changed, Self::Warned];

    const fn message_id(self) -> &'static str {
        match self {
            Self::Own => "import-tab-own",
            Self::Doubts => "import-tab-doubts",
            Self::Refused => "import-tab-refused",
            Self::Changed => "import-tab-changed",
            Self::Warned => "import-tab-warned",
        }
    }
}

/// How far the questions before an import into the demo are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sure {
    Once,
    Twice,
}

/// The review of a plan.
pub struct Review {
    looked: Looked,
    source: Arc<Source>,
    /// `None` only while it is being carried out.
    plan: Option<Plan>,
    counts: Counts,
    lists: Lists,
    doubts: Vec<Doubt>,
    decisions: Decisions,
    left_out: HashSet<u32>,
    tab: Tab,
    states: [ListState; 5],
    /// The first of the user's columns that is drawn.
    first_column: usize,
    sure: Option<Sure>,
}

impl Review {
    /// The review of what was checked.
    pub fn new(looked: Looked, checked: Checked) -> Self {
        let mut review = Self {
            looked,
            source: Arc::clone(&checked.source),
            plan: None,
            counts: Counts::default(),
            lists: Lists::default(),
            doubts: Vec::new(),
            decisions: Decisions::new(),
            left_out: HashSet::new(),
            tab: Tab::Own,
            states: Default::default(),
            first_column: 0,
            sure: None,
        };
        review.take(checked);
        review
    }

    /// Takes a new plan up.
    fn take(&mut self, checked: Checked) {
        let Checked { source, plan } = checked;
        self.counts = Counts::of(&plan);
        self.lists = Lists::new(&plan, &source);
        self.doubts = doubts::of(&plan, &source, &self.left_out);
        for tab in Tab::ALL {
            let total = self.total(tab);
            self.states[tab as usize].set_total(total);
        }
        if self.tab == Tab::Doubts && self.open_doubts() == 0 {
            self.tab = Tab::Own;
        }
        self.source = source;
        self.plan = Some(plan);
    }

    fn total(&self, tab: Tab) -> usize {
        match tab {
            Tab::Own => self.lists.own.len(),
            Tab::Doubts => self.doubts.len(),
            Tab::Refused => self.lists.refused.len(),
            Tab::Changed => self.lists.changed.len(),
            Tab::Warned => self.lists.warned.len(),
        }
    }

    fn open_doubts(&self) -> usize {
        self.doubts.iter().filter(|doubt| doubt.answer.is_none()).count()
    }

    fn list(&self) -> &ListState {
        &self.states[self.tab as usize]
    }

    fn list_mut(&mut self) -> &mut ListState {
        &mut self.states[self.tab as usize]
    }

    fn turn(&mut self, forward: bool) {
        let step = if forward { 1 } else { Tab::ALL.len() - 1 };
        self.tab = Tab::ALL[(self.tab as usize + step) % Tab::ALL.len()];
    }

    /// Plans anew with what was answered.
    fn recheck(&mut self, again: bool) -> Vec<Effect> {
        vec![Effect::Job(Box::new(Check {
            looked: self.looked.clone(),
            source: (!again).then(|| Arc::clone(&self.source)),
            decisions: self.decisions.clone(),
        }))]
    }

    /// Answers the selected doubt; when all are answered, the plan is made anew.
    fn answer(&mut self, answer: Answer) -> Vec<Effect> {
        let Some(at) = self.list().selected() else { return Vec::new() };
        let Some(doubt) = self.doubts.get_mut(at) else { return Vec::new() };
        doubt.answer = Some(answer);
        let next = self.doubts.iter().skip(at).position(|doubt| doubt.answer.is_none());
        if let Some(next) = next {
            self.list_mut().select(at + next);
        }
        if self.open_doubts() == 0 { self.settle() } else { Vec::new() }
    }

    /// Takes the answers up; a new plan is needed when one of them brings a row in.
    fn settle(&mut self) -> Vec<Effect> {
        if doubts::settle(&self.doubts, &mut self.decisions, &mut self.left_out) {
            self.recheck(false)
        } else {
            Vec::new()
        }
    }

    /// Ctrl-S: answers are taken up first; a demo asks twice.
    fn save(&mut self, ui: &Ui) -> Vec<Effect> {
        let rechecked = self.settle();
        if !rechecked.is_empty() {
            return rechecked;
        }
        let writes = self.plan.as_ref().is_some_and(|plan| !plan.steps.is_empty());
        if !writes && self.counts.rejected == 0 {
            return vec![Effect::Say(Message::new("import-nothing-new"))];
        }
        if ui.demo {
            self.sure = Some(Sure::Once);
            return self.ask("import-demo-sure");
        }
        self.carry_out(ui)
    }

    fn ask(&self, id: &str) -> Vec<Effect> {
        vec![Effect::push(Confirm::new(
            Message::new(id),
            vec![self.looked.name()],
            vec![Effect::Act(Action::Open)],
        ))]
    }

    /// A question was answered with yes.
    fn yes(&mut self, ui: &Ui) -> Vec<Effect> {
        match self.sure.take() {
            Some(Sure::Once) => {
                self.sure = Some(Sure::Twice);
                self.ask("import-demo-sure-again")
            }
            Some(Sure::Twice) => self.carry_out(ui),
            None => Vec::new(),
        }
    }

    fn carry_out(&mut self, ui: &Ui) -> Vec<Effect> {
        let Some(plan) = self.plan.take() else { return Vec::new() };
        vec![Effect::Job(Box::new(CarryOut {
            path: self.looked.path.clone(),
            source: Arc::clone(&self.source),
            plan,
            language: ui.language,
        }))]
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.sure = None;
        if let Some(effects) = parts::leave(key) {
            return effects;
        }
        if let Some(step) = parts::step(key) {
            self.list_mut().step(step);
            return Vec::new();
        }
        match key.folded().to_string().as_str() {
            "Esc" => return vec![Effect::Back],
            "Tab" => self.turn(true),
            "shift-Tab" => self.turn(false),
            "Left" => self.first_column = self.first_column.saturating_sub(1),
            "Right" => {
                let last = self.lists.columns.len().saturating_sub(1);
                self.first_column = (self.first_column + 1).min(last);
            }
            "F5" => return self.recheck(true),
            "Enter" if self.tab != Tab::Doubts && self.open_doubts() > 0 => {
                self.tab = Tab::Doubts;
            }
            "Backspace" if self.tab == Tab::Doubts => {
                self.decisions.clear();
                self.left_out.clear();
                return self.recheck(false);
            }
            text if self.tab == Tab::Doubts => {
                let options = self
                    .list()
                    .selected()
                    .and_then(|at| self.doubts.get(at))
                    .map(|doubt| doubt.options.clone())
                    .unwrap_or_default();
                match text.parse::<usize>() {
                    Ok(0) => return self.answer(Answer::LeaveOut),
                    Ok(digit) => {
                        if let Some(answer) = options.into_iter().nth(digit - 1) {
                            return self.answer(answer);
                        }
                    }
                    Err(_) => {}
                }
            }
            _ => {}
        }
        Vec::new()
    }
}

impl Screen for Review {
    fn title(&self, ui: &Ui) -> String {
        let kind = parts::kind_name(self.looked.layout.kind, ui.language);
        format!("{} {kind}", ui.text("page-import"))
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        doubts::look_up(&mut self.doubts, self.looked.layout.kind, queries, ui.language)
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            self.list_mut().step(step);
            return Vec::new();
        }
        match input {
            Input::Act(Action::Save) => self.save(ui),
            Input::Act(Action::Open) => self.yes(ui),
            Input::Key(key) => self.key(key),
            Input::Pointer(Pointer::Press(x, y)) => {
                self.list_mut().press(x, y);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        self.draw_all(frame, area, ui);
    }

    fn actions(&self, action: Action) -> Availability {
        match action {
            Action::Save => Availability::Available,
            Action::Open if self.sure.is_some() => Availability::Available,
            _ => Availability::Hidden,
        }
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn finished(
        &mut self,
        result: JobResult,
        ui: &Ui,
    ) -> std::result::Result<Vec<Effect>, JobError> {
        let found = match result {
            Ok(found) => found,
            // It may have come to nothing because somebody else wrote meanwhile: plan anew, from the file as it is now.
            Err(error) if self.plan.is_none() => {
                let mut effects = self.recheck(false);
                effects.push(Effect::Warn(match error {
                    JobError::Stopped => Message::new("import-stopped"),
                    JobError::Said(message) => message,
                    JobError::Store(error) => {
                        crate::console::failure::log(&error);
                        let why = crate::console::failure::sentence(&error, None, ui.language);
                        Message::new("import-not-carried-out").arg("why", why)
                    }
                }));
                return Ok(effects);
            }
            Err(error) => return Err(error),
        };
        match found.downcast::<Done>() {
            Ok(done) => {
                let mut effects = Vec::new();
                effects.extend(done.receipt.clone().map(Effect::Wrote));
                effects.push(Effect::Go(Route::Import));
                let short =
                    if done.wrote() { "import-done-short" } else { "import-done-nothing-short" };
                effects.push(Effect::Say(Message::new(short)));
                effects.push(Effect::push(Closing::new(*done)));
                Ok(effects)
            }
            Err(found) => {
                if let Ok(checked) = found.downcast::<Checked>() {
                    self.take(*checked);
                    // The doubts that are left are looked up anew.
                    return Ok(vec![Effect::Reload]);
                }
                Ok(Vec::new())
            }
        }
    }
}
