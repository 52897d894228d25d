//! How full the volunteers' hands are: children matched against what each can take on, those with overdue visits first.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{row, small};
use crate::console::action::{Action, Route};
use crate::console::input::Pointer;
use crate::console::screen::{Availability, Effect, Input, Screen, Ui};
use crate::console::screens::lists::{act, words};
use crate::console::screens::sheet::{Body, Line, Sheet, flowing};
use crate::console::screens::words::volunteer_role;
use crate::console::screens::{forms, print};
use crate::console::widgets::paint::Span;
use crate::console::widgets::{Role, text};
use crate::domain::codes::VolunteerStatus;
use crate::domain::records::Id;
use crate::exchange::print::Subject;
use crate::store::queries::{Load, LoadSums};
use crate::store::{Kind, Queries, Result};

/// So many volunteers are shown at first; four times as many each time that one comes to the last of them. The lines of a page
/// are made anew at each key.
const WINDOW: usize = 200;

/// The page.
#[derive(Default)]
pub struct LoadPage {
    loads: Vec<Load>,
    sums: LoadSums,
    /// How many windows have been asked for besides the first.
    further: u32,
    loaded: bool,
    sheet: Sheet<Id>,
}

impl LoadPage {
    fn body(&self, ui: &Ui) -> Body<Id> {
        if self.loads.is_empty() {
            let none = if self.loaded { ui.text("load-none") } else { String::new() };
            return Body::one(vec![Line::text(none, Role::Muted)]);
        }
        let mut lines = summary(&self.sums, ui);
        lines.push(Line::rule([ui.text("load-rule"), ui.text("load-rule-order")]));
        for one in &self.loads {
            lines.push(line(one, small(self.sums.most).max(1), ui).to(one.volunteer.id));
        }
        if self.has_more() {
            let args = [("shown", self.loads.len().into()), ("count", self.sums.volunteers.into())];
            lines.push(Line::text(ui.with("load-more", &args), Role::Muted));
        }
        Body::one(lines)
    }

    const fn has_more(&self) -> bool {
        self.loads.len() < self.sums.volunteers
    }

    /// Reads on once the last volunteer that was read is chosen.
    fn read_on(&mut self, ui: &Ui) -> Vec<Effect> {
        let last = self.loads.last().map(|one| one.volunteer.id);
        if !self.has_more() || self.sheet.selected(&self.body(ui)) != last {
            return Vec::new();
        }
        self.further += 1;
        vec![Effect::Reload]
    }

    fn act(&self, action: Action, ui: &Ui) -> Vec<Effect> {
        if action == Action::New {
            return forms::new(Kind::Volunteer).map(Effect::Push).into_iter().collect();
        }
        let Some(id) = self.sheet.selected(&self.body(ui)) else { return Vec::new() };
        match action {
            Action::Open => vec![Effect::Go(Route::Volunteer(id))],
            Action::Export => vec![print::open(Subject::Load)],
            action => act::effects(action, act::Target::of(Kind::Volunteer, id)),
        }
    }
}

/// How many children a volunteer can take on; 0 when nobody said.
fn places(one: &Load) -> u32 {
    one.capacity.and_then(|most| u32::try_from(most).ok()).unwrap_or(0)
}

/// All of them in numbers: who has room, who has too many, who is late.
fn summary(sums: &LoadSums, ui: &Ui) -> Vec<Line<Id>> {
    let args = [
        ("count", sums.volunteers.into()),
        ("children", sums.children.into()),
        ("free", sums.free.into()),
    ];
    let mut parts = vec![Span::from(ui.with("load-summary", &args))];
    if sums.over > 0 {
        parts.push(Span::new(ui.with("load-over", &[("count", sums.over.into())]), Role::Critical));
    }
    if sums.late > 0 {
        parts.push(Span::new(ui.with("load-late", &[("count", sums.late.into())]), Role::High));
    }
    flowing(parts, ui.page.0)
}

fn is_over(one: &Load) -> bool {
    one.capacity.is_some() && small(one.children) > places(one)
}

/// A volunteer: a piece of the bar for each child, what is above the limit in another colour, free places empty.
fn line(one: &Load, most: u32, ui: &Ui) -> Line<Id> {
    let children = small(one.children);
    let limit = if one.capacity.is_some() { places(one) } else { children };
    let within = children.min(limit);
    let role = if within == limit && one.capacity.is_some() { Role::Watch } else { Role::Ok };
    let pieces =
        [(within, role), (children - within, Role::Critical), (limit - within, Role::Muted)];
    let name = ui.language.person(&one.volunteer.name);
    let mut spans = row(&name, &pieces, most, ui);
    let count = match one.capacity {
        Some(most) => format!("{children}/{most}"),
        None => children.to_string(),
    };
    let role = if is_over(one) { Role::Critical } else { Role::Text };
    spans.push(Span::new(text::left(&count, 6, ui.look.glyphs), role));
    let late = if one.overdue > 0 {
        ui.with("load-overdue", &[("count", one.overdue.into())])
    } else {
        String::new()
    };
    spans.push(Span::new(text::left(&late, 10, ui.look.glyphs), Role::High));
    let phone = words::phone(one.volunteer.phone.as_deref());
    spans.push(Span::from(text::left(&phone, 13, ui.look.glyphs)));
    if one.volunteer.status != VolunteerStatus::Active {
        let status = one.volunteer.status;
        spans.push(Span::new(ui.language.code(status), volunteer_role(status)));
    } else if is_over(one) {
        spans.push(Span::new(ui.text("load-too-many"), Role::Critical));
    }
    Line::spans(spans)
}

impl Screen for LoadPage {
    fn route(&self) -> Option<Route> {
        Some(Route::Load)
    }

    fn title(&self, ui: &Ui) -> String {
        ui.text("page-load")
    }

    fn load(&mut self, queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        (self.loads, self.sums) =
            queries.loads(WINDOW.saturating_mul(4_usize.saturating_pow(self.further)))?;
        self.loaded = true;
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            let body = self.body(ui);
            self.sheet.step(step, &body);
            return self.read_on(ui);
        }
        match input {
            Input::Act(action) => self.act(action, ui),
            Input::Pointer(Pointer::Press(x, y)) => {
                self.sheet.press(x, y);
                Vec::new()
            }
            Input::Pointer(Pointer::Again(..)) => self.act(Action::Open, ui),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        self.sheet.draw(frame.buffer_mut(), area, &self.body(ui), ui.look);
    }

    fn actions(&self, action: Action) -> Availability {
        match action {
            Action::New => Availability::Available,
            Action::Open | Action::Match | Action::Edit | Action::Export => {
                Availability::when(!self.loads.is_empty(), "unavailable-nothing-selected")
            }
            _ => Availability::Hidden,
        }
    }

    fn label(&self, action: Action) -> &'static str {
        if action == Action::Export { "action-print" } else { action.message_id() }
    }

    fn footer(&self) -> &'static [Action] {
        &[
            Action::Open,
            Action::Match,
            Action::Edit,
            Action::New,
            Action::Export,
            Action::GoMonth,
            Action::Undo,
            Action::Find,
            Action::Help,
            Action::Back,
        ]
    }
}
