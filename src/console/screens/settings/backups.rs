//! The tab of backups: the settings about them, those that are there, and a way to one that lies elsewhere.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::folder::{Ask, AskPath};
use super::look::LookPage;
use super::{jobs, numbers, words};
use crate::console::screen::{Effect, JobError, JobResult, Message, Ui};
use crate::console::widgets::table::{self, Column, ListState, Row};
use crate::console::widgets::{Role, paint};
use crate::store::BackupFile;
use crate::store::queries::SettingState;

/// The backups as they were found.
#[derive(Default)]
pub struct Backups {
    files: Vec<BackupFile>,
    /// There are none and can be none: a database in memory.
    none: bool,
}

impl Backups {
    /// Looks into the folder.
    pub fn load(&mut self, ui: &Ui) {
        self.none = ui.backups.is_none();
        let found = ui.backups.as_ref();
        self.files = found
            .map(|backups| if ui.demo { backups.demo_files() } else { backups.files() })
            .unwrap_or_default();
    }

    /// How many rows they take: each file, and one for a file elsewhere.
    pub fn rows(&self) -> usize {
        if self.none { 0 } else { self.files.len() + 1 }
    }

    /// Looks at one of them, or asks which.
    pub fn open(&self, row: usize, _ui: &Ui) -> Vec<Effect> {
        match self.files.get(row) {
            Some(file) => vec![Effect::Job(Box::new(jobs::Look { path: file.path.clone() }))],
            None => vec![Effect::push(AskPath::new(Ask::File))],
        }
    }

    /// Asks where a backup shall go now.
    pub fn make(ui: &Ui) -> Vec<Effect> {
        match ui.backups {
            Some(_) => vec![Effect::push(AskPath::new(Ask::Folder))],
            None => vec![Effect::Warn(Message::new("settings-no-file"))],
        }
    }

    /// Draws settings and backups as one list.
    pub fn draw(
        &self,
        frame: &mut Frame,
        area: Rect,
        (shown, marked): numbers::Shown<'_>,
        list: &ListState,
        ui: &Ui,
    ) {
        let buffer = frame.buffer_mut();
        let where_to = match &ui.backups {
            Some(backups) => {
                let folder = backups.folder().display().to_string();
                ui.with("settings-backup-folder", &[("folder", folder.into())])
            }
            None => ui.text("settings-no-file"),
        };
        paint::put(buffer, area, 1, 0, &where_to, ui.look, Role::Muted);
        let (age, role) = self.age(ui);
        let x = paint::put(buffer, area, 1, 1, &age, ui.look, role);
        if !self.none {
            let key = ui.hint("settings-backup-key");
            paint::put(buffer, area, x + 2, 1, &key, ui.look, Role::Muted);
        }
        let columns = [Column::left(34), Column::right(14), Column::rest()];
        table::draw(buffer, paint::below(area, 2), &columns, list, true, ui.look, |at| match shown
            .get(at)
        {
            Some(state) => setting(state, marked.contains(state.rule.code), ui),
            None => self.row(at - shown.len(), ui),
        });
    }

    /// How old the newest is.
    fn age(&self, ui: &Ui) -> (String, Role) {
        if let Some(days) = ui.backup_age {
            return (ui.with("settings-backup-old", &[("days", days.into())]), Role::High);
        }
        match self.files.first() {
            Some(file) => {
                let day = ui.language.near(file.day, ui.today);
                (ui.with("settings-backup-last", &[("day", day.into())]), Role::Ok)
            }
            None => (ui.text("settings-backup-none"), Role::Muted),
        }
    }

    fn row(&self, at: usize, ui: &Ui) -> Row {
        let Some(file) = self.files.get(at) else {
            return Row::default().cell(ui.text("settings-backup-elsewhere"), Role::Text);
        };
        let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Row::default()
            .cell(name, Role::Text)
            .cell(size(file.size, ui), Role::Muted)
            .cell(ui.language.full_weekday(file.day), Role::Muted)
    }
}

fn setting(state: &SettingState, marked: bool, ui: &Ui) -> Row {
    let mut row = numbers::row(state, marked, ui);
    row.cells.truncate(2);
    let usual = ui.with("settings-usual", &[("usual", words::default(state.rule, ui).into())]);
    row.cell(usual, Role::Muted)
}

/// A file's size in words.
fn size(bytes: u64, ui: &Ui) -> String {
    let tenths = bytes.saturating_mul(10) / (1 << 20);
    ui.with("settings-megabytes", &[("size", format!("{}.{}", tenths / 10, tenths % 10).into())])
}

/// What comes of a backup made, or looked at.
///
/// # Errors
/// What went wrong, for the shell to say.
pub fn finished(result: JobResult, _ui: &Ui) -> std::result::Result<Vec<Effect>, JobError> {
    let found = match result?.downcast::<jobs::Made>() {
        Ok(made) => {
            let path = made.path.display().to_string();
            return Ok(vec![Effect::Say(Message::new("settings-backup-made").arg("path", path))]);
        }
        Err(found) => found,
    };
    match found.downcast::<jobs::Looked>() {
        Ok(looked) => Ok(vec![Effect::push(LookPage::new(looked.path, looked.look))]),
        Err(_) => Ok(Vec::new()),
    }
}
