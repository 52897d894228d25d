//! 逐个处理: the triage queue, one case a screen with all that is needed to decide (DOMAIN §1.6). After a decision the next case
//! comes by itself; an emptied queue says what was done today.

mod done;
mod draw;
mod fold;
mod round;
mod view;
mod words;

use std::any::Any;
use std::cell::Cell;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::forms;
use super::lists::act::{self, Target};
use super::print;
use crate::console::action::{Action, Route};
use crate::console::input::Key;
use crate::console::screen::{Availability, Effect, Input, Message, Screen, Ui};
use crate::console::widgets::paint::Span;
use crate::console::widgets::table::Step;
use crate::console::widgets::{Role, text};
use crate::domain::codes::ReasonCode;
use crate::domain::records::Id;
use crate::exchange::print::Subject;
use crate::store::queries::Window;
use crate::store::{Queries, Result};
use done::Done;
use draw::Listed;
use round::{Round, Stop};
use view::View;
use words::Line;

/// The page of the queue.
#[derive(Default)]
pub struct Triage {
    round: Round,
    /// The round's day.
    day: Option<NaiveDate>,
    view: Option<View>,
    listed: Vec<Option<Listed>>,
    /// What was done today, for the page of an emptied queue.
    done: Done,
    /// The first of its lines that is in view, and how many are.
    seen: Cell<(usize, usize)>,
}

/// What the page does with a case, besides moving.
const WORK: [Action; 7] = [
    Action::Visit,
    Action::Contact,
    Action::Task,
    Action::Match,
    Action::Snooze,
    Action::Handled,
    Action::Report,
];

impl Triage {
    /// Takes today's portion into the round.
    fn read_round(&mut self, queries: &Queries<'_>) -> Result<()> {
        let portion = usize::try_from(queries.settings().triage_portion).unwrap_or(usize::MAX);
        if !self.round.is_begun() {
            self.round = begun(queries, portion)?;
        }
        self.round.refresh(|id| queries.triage_case(id).map(|case| case.is_some()))?;
        if let Some(id) = self.round.wanted()
            && queries.triage_case(id)?.is_some()
        {
            let ids: Vec<Id> = self.round.stops().iter().map(|stop| stop.id).chain([id]).collect();
            self.round.put(id, &queries.in_panel_order(&ids)?);
        }
        let room = self.round.room(portion);
        let in_queue = queries.count_triage()?;
        let mut queue = Vec::new();
        if room > 0 && in_queue > self.round.open() {
            // Among so many there are enough that aren't in the round yet.
            let wanted = Window::first(self.round.open() + room);
            queue.extend(queries.triage(wanted)?.into_iter().map(|case| case.child_id));
        }
        self.round.take(&queue, in_queue, portion);
        Ok(())
    }

    /// Only the key that the page of a finished portion names takes another one.
    fn take_more(&mut self) -> Vec<Effect> {
        if self.round.waiting() == 0 {
            return vec![Effect::Say(Message::new("triage-empty"))];
        }
        self.round.take_more();
        vec![Effect::Reload]
    }

    fn skip(&mut self) -> Vec<Effect> {
        let from = self.round.at();
        // There is nothing to skip on the page that says what was done.
        if from.is_none() {
            return if self.round.waiting() > 0 { Vec::new() } else { self.take_more() };
        }
        if !self.round.next() {
            // The title says how many wait behind the portion, which is taken once this one is done.
            let last = match self.round.waiting() {
                0 => Message::new("triage-only-one"),
                count => Message::new("triage-last-of-portion").arg("count", count),
            };
            return vec![Effect::Say(last)];
        }
        let mut effects = vec![Effect::Reload];
        if self.round.at().is_some_and(|at| from.is_some_and(|from| at < from)) {
            effects.push(Effect::Say(Message::new("triage-from-the-start")));
        }
        effects
    }

    /// Goes through what was done today.
    fn scroll(&self, step: Step) -> Vec<Effect> {
        let (first, shown) = self.seen.get();
        let first = match step {
            Step::Up => first.saturating_sub(1),
            Step::Down => first + 1,
            Step::PageUp | Step::HalfUp => first.saturating_sub(shown),
            Step::PageDown | Step::HalfDown => first + shown,
            Step::Top => 0,
            // Drawing knows the last one.
            Step::Bottom => usize::MAX,
        };
        self.seen.set((first, shown));
        Vec::new()
    }

    fn back(&mut self) -> Vec<Effect> {
        if self.round.previous() {
            vec![Effect::Reload]
        } else {
            vec![Effect::Say(Message::new("triage-first"))]
        }
    }

    fn child(&self) -> Option<Id> {
        self.view.as_ref().map(|view| view.row.child.id)
    }

    fn act(&mut self, action: Action, ui: &Ui) -> Vec<Effect> {
        let Some(child) = self.child() else {
            return Vec::new();
        };
        match action {
            Action::Open => {
                self.round.expect_leaving();
                vec![Effect::Go(Route::Child(child))]
            }
            Action::Edit => {
                self.round.expect_leaving();
                vec![Effect::Push(forms::child::edit(child))]
            }
            Action::CloseRecord => {
                self.round.expect_leaving();
                let Some(view) = &self.view else { return Vec::new() };
                view.tasks.first().map_or_else(Vec::new, |task| act::close_task(task.meta.id))
            }
            Action::Export => vec![print::open(Subject::Child(child))],
            Action::Copy => {
                let summary = self.view.as_ref().map(|view| words::summary(view, ui));
                summary.map(Effect::Copy).into_iter().collect()
            }
            action => {
                self.round.expect_leaving();
                act::effects(action, Target::child(child))
            }
        }
    }

    /// What stands in the place of a case, above what was done.
    fn nothing(&self, ui: &Ui) -> Vec<Line> {
        let mut lines = Vec::new();
        if self.round.waiting() > 0 {
            let waiting = self.round.waiting().into();
            let words = ui.with("triage-portion-done", &[("count", waiting)]);
            lines.push(vec![Span::new(format!(" {words}"), Role::Ok)]);
            let more = format!(" {}", ui.text("triage-portion-more"));
            lines.push(vec![Span::new(more, Role::Accent)]);
        } else {
            lines.push(vec![Span::new(format!(" {}", ui.text("triage-empty")), Role::Ok)]);
        }
        lines.push(Vec::new());
        let room = usize::from(ui.page.0).saturating_sub(2);
        for sum in text::wrap(&self.done.sum(ui), room) {
            lines.push(vec![Span::new(format!(" {sum}"), Role::Header)]);
        }
        lines
    }
}

/// A round that begins with the cases decided today and those to be decided, in the panel's order.
fn begun(queries: &Queries<'_>, portion: usize) -> Result<Round> {
    let gone = queries.decided_out()?;
    let extra = gone.len().saturating_sub(1).checked_div(portion).unwrap_or(0);
    let most = portion.saturating_mul(1 + extra).saturating_sub(gone.len());
    let queue = queries.triage(Window::first(most))?;
    let ids: Vec<Id> = gone.iter().copied().chain(queue.iter().map(|case| case.child_id)).collect();
    let stop = |id| Stop { id, open: !gone.contains(&id) };
    let stops = queries.in_panel_order(&ids)?.into_iter().map(stop).collect();
    Ok(Round::begin(stops, extra))
}

fn is(key: Key, written: &str) -> bool {
    key.folded().to_string() == written
}

impl Screen for Triage {
    fn route(&self) -> Option<Route> {
        Some(Route::Triage)
    }

    fn title(&self, ui: &Ui) -> String {
        let (at, all) = self.round.position();
        let date = ui.language.full_weekday(ui.today);
        let values = |id: &str| ui.with(id, &[("at", at.into()), ("all", all.into())]);
        let place = if all == 0 { ui.text("action-triage") } else { values("triage-title") };
        let waiting = match self.round.waiting() {
            0 => String::new(),
            count => ui.with("triage-title-waiting", &[("count", count.into())]),
        };
        format!("{place}{waiting}  {date}")
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        // Midnight begins another day's portion.
        if self.day != Some(ui.today) {
            (self.round, self.day) = (Round::default(), Some(ui.today));
        }
        self.read_round(queries)?;
        self.view = match self.round.current() {
            Some(stop) => View::read(queries, stop.id)?,
            None => None,
        };
        self.listed.clear();
        if ui.is_wide() && self.view.is_some() {
            for stop in self.round.stops() {
                let listed = queries.risk_of(stop.id)?;
                self.listed.push(listed.map(|row| Listed { name: row.child.name, tier: row.tier }));
            }
        }
        if self.view.is_none() {
            self.done = Done::read(queries)?;
        }
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        self.round.stay();
        match input.step() {
            Some(step) if self.view.is_none() && self.seen.get().1 > 0 => return self.scroll(step),
            Some(Step::Down | Step::PageDown | Step::HalfDown) => return self.skip(),
            Some(Step::Up | Step::PageUp | Step::HalfUp) => return self.back(),
            Some(Step::Top | Step::Bottom) => return Vec::new(),
            None => {}
        }
        match input {
            Input::Act(action) => self.act(action, ui),
            Input::Key(key) if is(key, "Space") && self.round.at().is_none() => self.take_more(),
            Input::Key(key) if is(key, "Space") => self.skip(),
            Input::Key(key) if is(key, "Backspace") => self.back(),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let buffer = frame.buffer_mut();
        match &self.view {
            None => {
                let (first, _) = self.seen.get();
                let (above, done) = (self.nothing(ui), self.done.lines(ui));
                self.seen.set(draw::nothing(buffer, area, above, done, first, ui));
            }
            Some(view) if ui.is_wide() => {
                draw::wide(buffer, area, view, &self.round, &self.listed, ui);
            }
            Some(view) => draw::case(buffer, area, view, ui),
        }
    }

    fn wrote(&mut self, taken_back: Option<Id>) {
        match taken_back {
            Some(id) => self.round.go_to(id),
            None => self.round.saved(),
        }
    }

    fn set_aside(&mut self) -> Option<Route> {
        self.round.leave();
        self.view = None;
        Some(Route::Triage)
    }

    fn told(&mut self, what: Box<dyn Any>, _ui: &Ui) -> Vec<Effect> {
        // Another console's decision stands on the shown case: the next one comes as after one's own.
        if what.is::<forms::Decided>() {
            self.round.saved();
        }
        vec![Effect::Reload]
    }

    fn actions(&self, action: Action) -> Availability {
        let Some(view) = &self.view else { return Availability::Hidden };
        let reported = view.row.reasons.iter().any(|why| why.code == ReasonCode::OvrReport);
        match action {
            // An open mandatory report can't wait (DOMAIN §1.6).
            Action::Snooze => Availability::when(!reported, "refused-open-report"),
            Action::Open | Action::Edit | Action::Copy | Action::Export => Availability::Available,
            // The task that is due first is done or dropped.
            Action::CloseRecord => Availability::when(!view.tasks.is_empty(), "child-tasks-none"),
            action if WORK.contains(&action) || act_on_child(action) => Availability::Available,
            _ => Availability::Hidden,
        }
    }

    fn label(&self, action: Action) -> &'static str {
        match action {
            Action::Export => "action-print",
            Action::CloseRecord => "pages-key-close-task",
            action => action.message_id(),
        }
    }

    fn footer(&self) -> &'static [Action] {
        &[
            Action::Visit,
            Action::Contact,
            Action::Task,
            Action::Match,
            Action::Snooze,
            Action::Handled,
            Action::Report,
            Action::Open,
            Action::Copy,
            Action::Export,
            Action::Undo,
            Action::Find,
            Action::Help,
            Action::Back,
        ]
    }
}

/// What else may be entered about the child of a case.
fn act_on_child(action: Action) -> bool {
    matches!(action, Action::Fact | Action::Incident | Action::Attendance | Action::Exam)
}
