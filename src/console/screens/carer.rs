//! A carer's page: how to reach them, and the children they look after.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::duplicates;
use super::forms;
use super::record::RecordPage;
use super::rows::{self, Target};
use super::sheet::{Body, Line, flowing, wrapped};
use super::volunteer::child_line;
use crate::console::action::{Action, Route};
use crate::console::screen::{Availability, Effect, Input, Screen, Ui};
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::domain::codes::Status;
use crate::domain::records::{Carer, Child, Id};
use crate::store::queries::RiskRow;
use crate::store::{Command, Kind, Queries, Result};

struct View {
    carer: Carer,
    children: Vec<(Child, Option<RiskRow>)>,
    merged: Option<(Id, String, String)>,
}

/// The page of one carer.
pub struct CarerPage {
    page: RecordPage<View>,
}

impl CarerPage {
    /// The page, not yet read.
    pub fn new(id: Id) -> Self {
        Self { page: RecordPage::new(id) }
    }

    fn is_closed(&self) -> bool {
        self.page.view().is_some_and(|view| view.carer.status == Status::Closed)
    }

    fn child(&self) -> Option<Id> {
        match self.page.selected()? {
            Target::Page(Route::Child(id)) => Some(id),
            _ => None,
        }
    }

    fn body(&self, ui: &Ui) -> Body<Target> {
        let Some(view) = self.page.view() else { return Body::one(Vec::new()) };
        let carer = &view.carer;
        let columns = ui.page.0;
        let mut parts = vec![match carer.phone.as_deref() {
            Some(phone) => Span::from(ui.with("pages-phone", &[("phone", phone.into())])),
            None => Span::new(ui.text("pages-no-phone"), Role::Watch),
        }];
        if let Some(address) = carer.address.as_deref() {
            let address = ui.language.address(address);
            parts.push(Span::from(ui.with("pages-lives", &[("place", address.into())])));
        }
        if carer.status == Status::Closed {
            let date = carer.closed_on.map(|day| ui.language.full(day)).unwrap_or_default();
            parts.push(Span::new(ui.with("child-closed", &[("date", date.into())]), Role::Watch));
        }
        let mut lines: Vec<_> =
            duplicates::merged_line(Kind::Carer, view.merged.as_ref(), ui).into_iter().collect();
        lines.extend(flowing(parts, columns));
        if let Some(note) = carer.note.as_deref().filter(|note| !note.trim().is_empty()) {
            lines.extend(wrapped(note, columns, 0, Role::Muted));
        }
        lines.push(Line::rule([
            ui.with("carer-children", &[("count", view.children.len().into())])
        ]));
        if view.children.is_empty() {
            lines.push(Line::text(ui.text("pages-no-children"), Role::Muted));
        }
        for (child, risk) in &view.children {
            let target = Target::Page(Route::Child(child.meta.id));
            lines.push(child_line(child, risk.as_ref(), ui, columns).to(target));
        }
        Body::one(lines)
    }

    fn act(&self, action: Action, ui: &Ui) -> Vec<Effect> {
        let id = self.page.id;
        let about_child = |form: fn(Id) -> Box<dyn Screen>| {
            self.child().map(|child| Effect::Push(form(child))).into_iter().collect()
        };
        match action {
            Action::Open => {
                let selected = self.page.selected();
                selected.map_or_else(Vec::new, |target| rows::open(target, Kind::Carer, id))
            }
            Action::Edit => rows::pushed(forms::edit(Kind::Carer, id)),
            Action::Merge => duplicates::merge_with(Kind::Carer, id, ui),
            Action::Visit => about_child(forms::visit::open),
            Action::Contact => about_child(forms::contact::open),
            Action::Task => about_child(|child| forms::task::open(Some(child))),
            Action::CloseRecord => vec![Effect::Push(forms::close::open(Kind::Carer, id))],
            Action::Reopen => vec![Effect::run(Command::Reopen { kind: Kind::Carer, id })],
            Action::GoHistory => vec![Effect::Go(Route::History(Some((Kind::Carer, id))))],
            _ => Vec::new(),
        }
    }
}

impl Screen for CarerPage {
    fn route(&self) -> Option<Route> {
        Some(Route::Carer(self.page.id))
    }

    fn title(&self, ui: &Ui) -> String {
        let Some(view) = self.page.view() else { return String::new() };
        let kind = ui.language.kind("carer");
        format!("{kind} {} {}", ui.language.person(&view.carer.name), view.carer.code)
    }

    fn load(&mut self, queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        let Some(carer) = queries.record::<Carer>(self.page.id)? else {
            self.page.keep(None);
            return Ok(());
        };
        let mut children = Vec::new();
        for child in queries.children_of_carer(self.page.id)? {
            let risk = queries.risk_of(child.meta.id)?;
            children.push((child, risk));
        }
        let merged = queries.merged_into(Kind::Carer, self.page.id)?;
        self.page.keep(Some(View { carer, children, merged }));
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        let body = self.body(ui);
        match self.page.walk(input, &body) {
            Some(Input::Act(action)) => self.act(action, ui),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        self.page.draw(frame, area, &self.body(ui), ui);
    }

    fn actions(&self, action: Action) -> Availability {
        let Some(view) = self.page.view() else { return Availability::Hidden };
        if let Some(gone) = duplicates::gone(view.merged.as_ref())
            && matches!(action, Action::Edit | Action::Reopen)
        {
            return gone;
        }
        match action {
            Action::Open => self.page.opens(),
            Action::Edit | Action::GoHistory => Availability::Available,
            Action::CloseRecord => Availability::when(!self.is_closed(), "unavailable-closed"),
            Action::Merge => duplicates::may_merge(view.merged.is_some()),
            Action::Reopen => Availability::when(self.is_closed(), "unavailable-not-closed"),
            Action::Visit | Action::Contact | Action::Task => {
                Availability::when(self.child().is_some(), "unavailable-nothing-selected")
            }
            _ => Availability::Hidden,
        }
    }

    fn footer(&self) -> &'static [Action] {
        const FOOTER: &[Action] = &[
            Action::Visit,
            Action::Contact,
            Action::Task,
            Action::Edit,
            Action::CloseRecord,
            Action::Undo,
            Action::GoHistory,
            Action::Help,
            Action::Back,
        ];
        const CLOSED: &[Action] =
            &[Action::Reopen, Action::Edit, Action::Undo, Action::Find, Action::Help, Action::Back];
        if self.is_closed() { CLOSED } else { FOOTER }
    }
}
