//! A look at a backup before it takes the place of the database: what it holds beside what is there now, and what would be lost.

use std::path::PathBuf;

use chrono::{DateTime, Local};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::jobs;
use crate::console::action::Action;
use crate::console::input::{Key, Mode};
use crate::console::screen::{Effect, Input, JobError, JobResult, Screen, Ui};
use crate::console::screens::import::parts;
use crate::console::widgets::table::{self, Column, Row};
use crate::console::widgets::{Role, card, paint};
use crate::domain::places;
use crate::store::{BackupLook, Queries, Result};

/// Kinds of what would be lost that are told.
const KINDS: usize = 4;

/// The page.
pub struct LookPage {
    path: PathBuf,
    look: BackupLook,
}

impl LookPage {
    /// A backup with what it holds.
    pub const fn new(path: PathBuf, look: BackupLook) -> Self {
        Self { path, look }
    }

    /// What it is, and whether it is this office's.
    fn about(&self, ui: &Ui) -> Vec<(String, Role)> {
        let look = &self.look;
        let name = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (version, known) = look.version;
        let values = [("file", name.into()), ("version", version.into()), ("known", known.into())];
        let id = if version == known { "settings-look-file" } else { "settings-look-older" };
        let mut lines = vec![(ui.with(id, &values), Role::Header)];
        if look.is_demo {
            lines.push((ui.text("settings-look-demo"), Role::Error));
        } else if !look.is_own {
            let (county, desk) = &look.office;
            let name = places::county(county).map_or(county.as_str(), |county| county.name);
            let values = [("county", ui.language.county(name).into()), ("desk", (*desk).into())];
            lines.push((ui.with("settings-look-other", &values), Role::Error));
        }
        lines.push((self.newest(ui), Role::Text));
        lines
    }

    fn newest(&self, ui: &Ui) -> String {
        let Some((number, at, by, command)) = &self.look.newest else {
            return ui.text("settings-look-empty");
        };
        let at = DateTime::from_timestamp(*at, 0)
            .map(|at| ui.language.moment(at.with_timezone(&Local).naive_local(), ui.today));
        let values = [
            ("number", (*number).into()),
            ("at", at.unwrap_or_default().into()),
            ("by", ui.language.person(by).into()),
            ("what", ui.language.command(command).into()),
        ];
        ui.with("settings-look-newest", &values)
    }

    /// What was done since.
    fn lost(&self, ui: &Ui) -> Vec<(String, Role)> {
        let look = &self.look;
        let count: usize = look.lost.iter().map(|(_, count)| count).sum();
        if count == 0 {
            return vec![(ui.text("settings-look-nothing-lost"), Role::Ok)];
        }
        let people: Vec<String> =
            look.lost_by.iter().take(KINDS).map(|name| ui.language.person(name)).collect();
        let values = [("count", count.into()), ("people", ui.language.list(&people).into())];
        let mut lines = vec![(ui.with("settings-look-lost", &values), Role::Error)];
        let kinds: Vec<String> = look
            .lost
            .iter()
            .take(KINDS)
            .map(|(command, count)| format!("{} {count}", ui.language.command(command)))
            .collect();
        lines.push((kinds.join("  "), Role::Text));
        lines
    }

    fn restore(&self) -> Vec<Effect> {
        vec![Effect::Job(Box::new(jobs::Prepare { path: self.path.clone() }))]
    }

    fn key(&self, key: Key) -> Vec<Effect> {
        match key.folded().to_string().as_str() {
            "Enter" => self.restore(),
            "Esc" => vec![Effect::Back],
            _ => Vec::new(),
        }
    }
}

impl Screen for LookPage {
    fn title(&self, ui: &Ui) -> String {
        ui.text("settings-look-title")
    }

    fn load(&mut self, _queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        Ok(())
    }

    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Act(Action::Save) => self.restore(),
            Input::Key(key) => self.key(key),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), look);
        let hints = [("Enter", "settings-restore"), ("Esc", Action::Back.message_id())];
        let inside = parts::keys(frame.buffer_mut(), inside, ui, &hints);
        let buffer = frame.buffer_mut();
        let mut y = 0;
        for (line, role) in self.about(ui) {
            y += paint::put_wrapped(buffer, paint::below(inside, y), 0, &line, look, role);
        }
        y += 1;
        let columns = [Column::left(24), Column::right(10), Column::right(10)];
        let head = ["", "settings-look-there", "settings-look-now"].map(|id| match id {
            "" => String::new(),
            id => ui.text(id),
        });
        let mut heading = Row::default();
        for title in head {
            heading = heading.cell(title, Role::Header);
        }
        table::draw_row(buffer, inside, y, &columns, &heading, None, look);
        y += 1;
        for (id, (there, now)) in KINDS_COUNTED.iter().zip(self.look.counts) {
            let role = if there < now { Role::High } else { Role::Text };
            let row = Row::default()
                .cell(ui.text(id), Role::Text)
                .cell(there.to_string(), role)
                .cell(now.to_string(), Role::Text);
            table::draw_row(buffer, inside, y, &columns, &row, None, look);
            y += 1;
        }
        y += 1;
        for (line, role) in self.lost(ui) {
            y += paint::put_wrapped(buffer, paint::below(inside, y), 0, &line, look, role);
        }
        let kept = ui.text("settings-look-kept");
        paint::put_wrapped(buffer, paint::below(inside, y), 0, &kept, look, Role::Muted);
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        card::centred(page, 76, 20)
    }

    fn finished(
        &mut self,
        result: JobResult,
        _ui: &Ui,
    ) -> std::result::Result<Vec<Effect>, JobError> {
        match result?.downcast::<jobs::Prepared>() {
            Ok(prepared) => Ok(vec![Effect::Replace(prepared.fresh)]),
            Err(_) => Ok(Vec::new()),
        }
    }
}

/// What is counted, in the order of [`BackupLook::counts`].
const KINDS_COUNTED: [&str; 5] = [
    "settings-look-children",
    "settings-look-volunteers",
    "settings-look-visits",
    "settings-look-contacts",
    "settings-look-entries",
];
