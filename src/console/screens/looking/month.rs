//! A month's visits against those that were due: all together, by volunteer, by township, by day, and the months before.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use chrono::{Datelike, Months, NaiveDate};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::count::{Count, Counted};
use super::{row, small};
use crate::console::action::{Action, Route};
use crate::console::input::Pointer;
use crate::console::screen::{Availability, Effect, Input, JobError, JobResult, Screen, Ui};
use crate::console::screens::print;
use crate::console::screens::sheet::{Body, Line, Sheet, flowing};
use crate::console::widgets::bars::Bar;
use crate::console::widgets::month::{self, Month};
use crate::console::widgets::paint::{self, Span};
use crate::console::widgets::{Role, panel, spark, text};
use crate::domain::records::{Child, Id};
use crate::exchange::print::Subject;
use crate::store::queries::{MonthVisits, Share};
use crate::store::{Queries, Result};

/// With so many children or more, counting is a job that shows how far it is.
const MANY: usize = 2_000;

/// So many volunteers are shown, those with the most that is open; the printed page has all of them. The lines of a page are
/// made anew at each key.
const SHOWN: usize = 200;

/// Months of which the visits are drawn.
const YEAR: u32 = 12;

/// Counting by a job may take one part in so many of the time: where others write all day, the card must not stand there all day.
const REST: u32 = 20;

/// The page.
#[derive(Default)]
pub struct MonthPage {
    /// How many months before the present one.
    back: u32,
    first: NaiveDate,
    found: Option<MonthVisits>,
    year: Vec<(NaiveDate, usize)>,
    /// It is to be counted by a job.
    wanted: bool,
    /// Up to which journal entry it was counted by a job, when that was, and how long it took.
    counted: Option<(Id, Instant, Duration)>,
    /// Something was written since.
    outdated: bool,
    /// Someone has stopped the counting.
    stopped: bool,
    sheet: Sheet<Option<Id>>,
}

impl MonthPage {
    fn body(&self, ui: &Ui, columns: u16) -> Body<Option<Id>> {
        let Some(found) = &self.found else {
            let id = if self.stopped { "month-stopped" } else { "month-counting" };
            return Body::one(vec![Line::text(ui.text(id), Role::Muted)]);
        };
        let open = found.due - found.done;
        let args = [("due", found.due.into()), ("done", found.done.into()), ("open", open.into())];
        let role = match (open, self.back) {
            (0, _) => Role::Ok,
            (_, 0) => Role::Watch,
            _ => Role::High,
        };
        let mut lines = vec![Line::bar(Bar {
            label: ui.text("month-due"),
            value: small(found.done),
            full: small(found.due),
            tail: ui.with("month-tail", &args),
            role,
        })];
        let sums = [
            ("month-seen", found.seen, Role::Text),
            ("month-not-seen", found.missed, Role::Watch),
            ("month-contacts", found.contacts, Role::Text),
            ("month-calls", found.calls, Role::Text),
        ];
        let sums = sums.into_iter().map(|(id, count, role)| {
            let role = if count == 0 { Role::Muted } else { role };
            Span::new(ui.with(id, &[("count", count.into())]), role)
        });
        lines.extend(flowing(sums.collect(), columns));
        if self.outdated {
            lines.push(Line::text(ui.text("month-outdated"), Role::Watch));
        }
        if found.by_volunteer.is_empty() {
            lines.push(Line::text(ui.text("month-nothing"), Role::Muted));
            return Body::one(lines);
        }
        // Those who have nobody are many: the volunteers are measured by one another.
        let accompanied = found.by_volunteer.iter().filter(|one| one.volunteer.is_some());
        let most = longest(accompanied);
        lines.push(Line::rule([ui.text("month-by-volunteer"), ui.text("month-rule-open")]));
        for one in found.by_volunteer.iter().take(SHOWN) {
            let name = match one.volunteer {
                Some(_) => ui.language.person(&one.name),
                None => ui.text("today-without-volunteer"),
            };
            lines.push(self.share(one, &name, most, ui).to(one.volunteer));
        }
        if found.by_volunteer.len() > SHOWN {
            let args = [("shown", SHOWN.into()), ("count", found.by_volunteer.len().into())];
            lines.push(Line::text(ui.with("month-more", &args), Role::Muted));
        }
        lines.push(Line::rule([ui.text("month-by-township")]));
        let most = longest(found.by_township.iter());
        for one in &found.by_township {
            let name = match one.name.as_str() {
                "" => ui.text("month-no-township"),
                name => ui.language.township(name),
            };
            lines.push(self.share(one, &name, most, ui));
        }
        Body::one(lines)
    }

    fn share(&self, one: &Share, name: &str, most: u32, ui: &Ui) -> Line<Option<Id>> {
        let open = one.due - one.done;
        // One that is longer than that has the whole bar, in its own parts.
        let most = most.max(small(one.due));
        let late = if self.back == 0 { Role::Muted } else { Role::High };
        let mut spans = row(name, &[(small(one.done), Role::Ok), (small(open), late)], most, ui);
        let role = if open == 0 { Role::Ok } else { Role::Text };
        let count = format!("{}/{}", one.done, one.due);
        spans.push(Span::new(text::left(&count, 8, ui.look.glyphs), role));
        if one.missed > 0 {
            let words = ui.with("month-not-seen", &[("count", one.missed.into())]);
            spans.push(Span::new(words, Role::Watch));
        }
        Line::spans(spans)
    }

    fn turn(&mut self, back: bool) -> Vec<Effect> {
        self.back = if back { self.back.saturating_add(1) } else { self.back.saturating_sub(1) };
        self.found = None;
        self.stopped = false;
        vec![Effect::Reload]
    }

    fn act(&mut self, action: Action, ui: &Ui) -> Vec<Effect> {
        match action {
            Action::PrevTab | Action::PrevPanel => self.turn(true),
            Action::NextTab | Action::NextPanel if self.back > 0 => self.turn(false),
            Action::Export => vec![print::open(Subject::Month(self.first))],
            Action::Open => {
                let chosen = self.sheet.selected(&self.body(ui, ui.page.0)).flatten();
                chosen.map(|id| Effect::Go(Route::Volunteer(id))).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The days on which visits were made, and how many a month over the last year.
    fn draw_beside(&self, buffer: &mut Buffer, area: Rect, ui: &Ui) {
        let Some(found) = &self.found else { return };
        // The more visits, the higher the mark beside the day.
        let heights = ui.look.glyphs.heights();
        let mark = |count: usize| heights[(count * 2).min(heights.len()) - 1].chars().next();
        let marks: BTreeMap<u32, (char, Role)> = found
            .days
            .iter()
            .filter(|(_, count)| **count > 0)
            .map(|(day, count)| (*day, (mark(*count).unwrap_or('v'), Role::Ok)))
            .collect();
        let weekdays = [1, 2, 3, 4, 5, 6, 7].map(|day| ui.text(&format!("pages-weekday-{day}")));
        let calendar = Month {
            of: self.first,
            title: ui.text("month-days"),
            weekdays,
            marks,
            today: ui.today,
        };
        let used = month::draw(buffer, area, &calendar, ui.look);
        let below = paint::below(area, used + 1);
        let highest = self.year.iter().map(|(_, seen)| small(*seen)).max().unwrap_or(0);
        paint::put(buffer, below, 0, 0, &ui.text("month-year"), ui.look, Role::Header);
        let below = paint::below(below, 1);
        for (y, (first, seen)) in (0..below.height).zip(self.year.iter().rev()) {
            let name = text::right(&ui.language.month(*first), 5, ui.look.glyphs);
            let role = if *first == self.first { Role::Accent } else { Role::Muted };
            let x = paint::put(buffer, below, 0, y, &name, ui.look, role);
            let room = below.width.saturating_sub(x + 7).min(30);
            let (on, _) =
                crate::console::widgets::bars::bar(small(*seen), highest, room, ui.look.glyphs);
            let x = paint::put(buffer, below, x + 1, y, &on, ui.look, Role::Ok);
            paint::put(buffer, below, x + 1, y, &seen.to_string(), ui.look, Role::Text);
        }
    }

    /// The same year in one line, where there is no room beside.
    fn year_line(&self, ui: &Ui) -> Vec<Span> {
        let counts: Vec<Option<u32>> =
            self.year.iter().map(|(_, seen)| Some(small(*seen))).collect();
        let highest = counts.iter().copied().flatten().max().unwrap_or(1);
        vec![
            Span::new(format!("{} ", ui.text("month-year")), Role::Muted),
            Span::new(spark::line(&counts, 0, highest, ui.look.glyphs), Role::Ok),
            Span::new(format!(" {}", spark::numbers(&counts, 40)), Role::Text),
        ]
    }
}

/// The longest bar among some.
fn longest<'a>(shares: impl Iterator<Item = &'a Share>) -> u32 {
    shares.map(|one| small(one.due)).max().unwrap_or(1).max(1)
}

impl Screen for MonthPage {
    fn route(&self) -> Option<Route> {
        Some(Route::Month)
    }

    fn title(&self, ui: &Ui) -> String {
        let month = ui.language.month(self.first);
        ui.with(
            "month-title",
            &[("year", self.first.year().to_string().into()), ("month", month.into())],
        )
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let this = ui.today.with_day(1).unwrap_or(ui.today);
        let first = this.checked_sub_months(Months::new(self.back)).unwrap_or(this);
        if first != self.first {
            self.first = first;
            self.found = None;
        }
        if queries.count::<Child>(false)? >= MANY {
            self.wanted = self.found.is_none() && !self.stopped;
            let newest = queries.newest_entry()?;
            self.outdated = self.counted.is_some_and(|(counted, ..)| counted != newest);
            return Ok(());
        }
        self.outdated = false;
        self.found = Some(queries.month_visits(self.first)?);
        self.year = queries.visits_a_month(YEAR)?;
        Ok(())
    }

    fn wants(&mut self) -> Vec<Effect> {
        // What others have written is counted too, at once where that is soon done.
        let rested = |(_, at, took): (Id, Instant, Duration)| at.elapsed() >= took * REST;
        let again = self.outdated && !self.stopped && self.counted.is_none_or(rested);
        if !std::mem::take(&mut self.wanted) && !again {
            return Vec::new();
        }
        self.outdated = false;
        let year = (self.year.is_empty() || again).then_some(YEAR);
        vec![Effect::Job(Box::new(Count { first: self.first, year }))]
    }

    fn finished(
        &mut self,
        result: JobResult,
        _ui: &Ui,
    ) -> std::result::Result<Vec<Effect>, JobError> {
        let found = result.inspect_err(|_| self.stopped = true)?;
        if let Ok(counted) = found.downcast::<Counted>()
            && counted.first == self.first
        {
            self.found = Some(counted.found);
            self.counted = Some((counted.newest, Instant::now(), counted.took));
            if let Some(year) = counted.year {
                self.year = year;
            }
        }
        Ok(Vec::new())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            let body = self.body(ui, ui.page.0);
            self.sheet.step(step, &body);
            return Vec::new();
        }
        match input {
            Input::Act(action) => self.act(action, ui),
            Input::Key(key) if self.outdated && key.folded().to_string() == "Space" => {
                (self.wanted, self.stopped) = (true, false);
                Vec::new()
            }
            Input::Pointer(Pointer::Press(x, y)) => {
                self.sheet.press(x, y);
                Vec::new()
            }
            Input::Pointer(Pointer::Again(..)) => self.act(Action::Open, ui),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let buffer = frame.buffer_mut();
        let mut inside = area;
        if ui.is_wide() {
            let left = area.width.saturating_sub(month::WIDTH + 14);
            let (list, beside) = panel::beside(buffer, area, left, ui.look);
            self.draw_beside(buffer, beside, ui);
            inside = list;
        }
        let mut body = self.body(ui, inside.width);
        if !ui.is_wide()
            && let Some(lines) = body.panes.first_mut()
        {
            let at = lines
                .iter()
                .position(|line| line.target.is_some())
                .map_or(lines.len(), |at| at - 1);
            lines.insert(at, Line::spans(self.year_line(ui)));
        }
        self.sheet.draw(buffer, inside, &body, ui.look);
    }

    fn actions(&self, action: Action) -> Availability {
        match action {
            Action::PrevTab | Action::PrevPanel | Action::Export => Availability::Available,
            Action::NextTab | Action::NextPanel => {
                Availability::when(self.back > 0, "unavailable-this-month")
            }
            Action::Open => {
                let rows = self.found.as_ref().is_some_and(|found| !found.by_volunteer.is_empty());
                Availability::when(rows, "unavailable-nothing-selected")
            }
            _ => Availability::Hidden,
        }
    }

    fn label(&self, action: Action) -> &'static str {
        match action {
            Action::PrevTab => "month-before",
            Action::NextTab => "month-after",
            Action::Export => "action-print",
            action => action.message_id(),
        }
    }

    fn footer(&self) -> &'static [Action] {
        &[
            Action::PrevTab,
            Action::NextTab,
            Action::Open,
            Action::Export,
            Action::GoLoad,
            Action::GoVisits,
            Action::Find,
            Action::Help,
            Action::Back,
        ]
    }
}
