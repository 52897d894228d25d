//! After a file was brought in: what was done, where the refused rows lie, and what is best entered next (SCREENS "The first
//! ten minutes" 3 and 4).

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::files::Files;
use super::jobs::Done;
use super::parts;
use crate::console::action::{Action, ChildScope, Route, VisitScope};
use crate::console::input::Pointer;
use crate::console::screen::{Availability, Effect, Input, Screen, Ui};
use crate::console::widgets::table::{self, Column, ListState, Row};
use crate::console::widgets::{Role, bars, paint};
use crate::exchange::columns::ImportKind;
use crate::exchange::wording;
use crate::store::queries::{Picture, ReportScope, ToCheck};
use crate::store::{Queries, Result};

/// What a line of the closing page leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// Bringing another kind of file in.
    Import(ImportKind),
    /// A page.
    Page(Route),
}

/// One line.
#[derive(Debug, Clone, Copy)]
struct Line {
    id: &'static str,
    count: usize,
    next: Next,
}

/// The page after an import.
pub struct Closing {
    done: Done,
    picture: Picture,
    lines: Vec<Line>,
    list: ListState,
}

impl Closing {
    /// The page of what was done.
    pub fn new(done: Done) -> Self {
        Self { done, picture: Picture::default(), lines: Vec::new(), list: ListState::default() }
    }

    /// What is worth a look, then what completes the picture most: matches, visits, attendance, marks.
    fn lines(&self) -> Vec<Line> {
        let picture = self.picture;
        let line = |id, count, next| Line { id, count, next };
        let check = |why| Next::Page(Route::Children(ChildScope::Check(why)));
        let reports = Next::Page(Route::Reports(ReportScope::Wanted));
        let mut lines = vec![
            line("import-next-reports", picture.reports, reports),
            line("import-next-id-numbers", picture.id_numbers, check(ToCheck::IdNumber)),
            line("import-next-same-name", picture.same_name, check(ToCheck::SameName)),
            line("import-next-age-and-grade", picture.age_and_grade, check(ToCheck::AgeAndGrade)),
            line("import-next-birthdays", picture.birthdays, Next::Page(Route::Upcoming)),
            line(
                "import-next-no-volunteer",
                picture.no_volunteer,
                Next::Page(Route::Visits(VisitScope::NoVolunteer)),
            ),
            line(
                "import-next-assignments",
                picture.no_volunteer,
                Next::Import(ImportKind::Assignments),
            ),
            line("import-next-visits", picture.never_seen, Next::Import(ImportKind::Visits)),
            line(
                "import-next-attendance",
                picture.no_attendance,
                Next::Import(ImportKind::Attendance),
            ),
            line("import-next-exams", picture.no_marks, Next::Import(ImportKind::Exams)),
        ];
        lines.retain(|line| line.count > 0);
        lines
    }

    fn open_marked(&self) -> Vec<Effect> {
        let line = self.list.selected().and_then(|at| self.lines.get(at));
        match line.map(|line| line.next) {
            Some(Next::Import(kind)) => vec![Effect::push(Files::new(kind))],
            Some(Next::Page(route)) => vec![Effect::Go(route)],
            None => Vec::new(),
        }
    }

    fn draw_done(&self, buffer: &mut Buffer, area: Rect, ui: &Ui) -> Rect {
        let look = ui.look;
        let counts = self.done.counts;
        let values = [
            ("read", counts.read.into()),
            ("created", counts.created.into()),
            ("updated", counts.updated.into()),
            ("unchanged", counts.unchanged.into()),
            ("rejected", counts.rejected.into()),
        ];
        let summary = ui.with("import-summary", &values);
        let summary = [("summary", summary.into())];
        let (done, role) = if self.done.wrote() {
            (ui.with("import-done", &summary), Role::Ok)
        } else {
            (ui.with("import-done-nothing", &summary), Role::Watch)
        };
        let mut y = paint::put_wrapped(buffer, area, 0, &done, look, role);
        match &self.done.rejected_file {
            Ok(Some(path)) => {
                let path = path.display().to_string();
                let text = ui.with("import-rejected-file", &[("path", path.into())]);
                y = paint::put_wrapped(buffer, area, y, &text, look, Role::Watch);
            }
            Ok(None) => {}
            Err(error) => {
                let why = wording::file_error(ui.language, error);
                let text = ui.with("import-rejected-not-written", &[("why", why.into())]);
                y = paint::put_wrapped(buffer, area, y, &text, look, Role::Error);
            }
        }
        paint::below(area, y + 1)
    }

    fn draw_coverage(&self, buffer: &mut Buffer, area: Rect, ui: &Ui) -> Rect {
        let coverage = self.picture.coverage;
        let values = [("children", self.picture.children.into()), ("coverage", coverage.into())];
        let text = ui.with("import-coverage", &values);
        let x = paint::put(buffer, area, 0, 0, &text, ui.look, Role::Text);
        let (on, off) = bars::bar(coverage, 100, 20, ui.look.glyphs);
        let x = paint::put(buffer, area, x.saturating_add(1), 0, &on, ui.look, Role::Ok);
        paint::put(buffer, area, x, 0, &off, ui.look, Role::Muted);
        paint::below(area, 2)
    }
}

impl Screen for Closing {
    fn title(&self, ui: &Ui) -> String {
        let kind = parts::kind_name(self.done.kind, ui.language);
        format!("{} {kind}", ui.text("page-import"))
    }

    fn load(&mut self, queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        self.picture = queries.picture()?;
        self.lines = self.lines();
        self.list.set_total(self.lines.len());
        Ok(())
    }

    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            self.list.step(step);
            return Vec::new();
        }
        match input {
            Input::Act(Action::Open) => self.open_marked(),
            Input::Pointer(Pointer::Press(x, y)) => {
                self.list.press(x, y);
                Vec::new()
            }
            Input::Pointer(Pointer::Again(x, y)) if self.list.row_at(x, y).is_some() => {
                self.open_marked()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let buffer = frame.buffer_mut();
        let rest = self.draw_done(buffer, paint::below(area, 1), ui);
        let rest = self.draw_coverage(buffer, rest, ui);
        paint::put(buffer, rest, 0, 0, &ui.text("import-next"), ui.look, Role::Header);
        let columns = [Column::right(6), Column::left(30), Column::rest()];
        let rows = paint::below(rest, 1);
        table::draw(buffer, rows, &columns, &self.list, true, ui.look, |at| {
            let line = self.lines[at];
            let role =
                if matches!(line.next, Next::Import(_)) { Role::Accent } else { Role::Watch };
            Row::default()
                .cell(line.count.to_string(), role)
                .cell(ui.text(line.id), Role::Text)
                .cell(ui.text(&format!("{}-about", line.id)), Role::Muted)
        });
    }

    fn actions(&self, action: Action) -> Availability {
        match action {
            Action::Open => {
                Availability::when(!self.lines.is_empty(), "unavailable-nothing-selected")
            }
            _ => Availability::Hidden,
        }
    }

    fn footer(&self) -> &'static [Action] {
        &[Action::Open, Action::Undo, Action::GoToday, Action::Import, Action::Help, Action::Back]
    }
}
