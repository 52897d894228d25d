//! The second step: which file. Folders first, then spreadsheets, the newest first; a path can be typed, pasted or dropped.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Local};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::folder::{self, Entry, EntryKind};
use super::jobs::{Look, Looked};
use super::parts;
use crate::console::action::Action;
use crate::console::input::{Key, Mode, Pointer};
use crate::console::screen::{
    Availability, Effect, Input, JobError, JobResult, Message, Screen, Ui,
};
use crate::console::screens::import::matching::Matching;
use crate::console::widgets::field::Field;
use crate::console::widgets::table::{self, Column, ListState, Row};
use crate::console::widgets::{Role, paint, text};
use crate::exchange::columns::ImportKind;
use crate::store::{Queries, Result};

/// The file picker.
pub struct Files {
    kind: ImportKind,
    folder: PathBuf,
    entries: Vec<Entry>,
    shown: Vec<usize>,
    typed: Field,
    list: ListState,
    wrong: Option<Message>,
    begun: bool,
    /// What was typed or dropped before this step: it is opened at once.
    named: Option<String>,
}

impl Files {
    /// Asks for a file of this kind.
    pub fn new(kind: ImportKind) -> Self {
        Self {
            kind,
            folder: PathBuf::new(),
            entries: Vec::new(),
            shown: Vec::new(),
            typed: Field::default(),
            list: ListState::default(),
            wrong: None,
            begun: false,
            named: None,
        }
    }

    /// Opens a file that was named before.
    pub fn named(kind: ImportKind, typed: &str) -> Self {
        Self { named: Some(typed.to_owned()), ..Self::new(kind) }
    }

    /// Shows a folder; one that can't be read is said and not gone to.
    fn go(&mut self, folder: &Path) {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        match folder::read(&folder) {
            Ok(entries) => {
                self.entries = entries;
                self.folder = folder;
                self.typed.set("");
                self.wrong = None;
                self.filter();
            }
            Err(error) => self.wrong = Some(unreadable(&folder, &error)),
        }
    }

    /// The folder above, with the one that was left under the mark.
    fn up(&mut self) {
        let Some(above) = self.folder.parent().map(Path::to_path_buf) else { return };
        let left = self.folder.file_name().map(|name| name.to_string_lossy().into_owned());
        self.go(&above);
        let at = self.shown.iter().position(|at| Some(&self.entries[*at].name) == left.as_ref());
        self.list.select(at.unwrap_or(0));
    }

    /// Shows the entries whose name holds what was typed.
    fn filter(&mut self) {
        let wanted = self.typed.value().trim().to_lowercase();
        let fits = |entry: &Entry| {
            wanted.is_empty()
                || entry.kind != EntryKind::Up && entry.name.to_lowercase().contains(&wanted)
        };
        self.shown = (0..self.entries.len()).filter(|at| fits(&self.entries[*at])).collect();
        self.list.set_total(self.shown.len());
        // What one most likely wants is the newest spreadsheet.
        let sheet = |at: &usize| self.entries[*at].kind == EntryKind::Sheet;
        self.list.select(self.shown.iter().position(sheet).unwrap_or(0));
    }

    fn marked(&self) -> Option<&Entry> {
        self.shown.get(self.list.selected()?).and_then(|at| self.entries.get(*at))
    }

    fn enter(&mut self) -> Vec<Effect> {
        if let Some(path) = folder::path_of(self.typed.value(), &self.folder) {
            if path.is_dir() {
                self.go(&path);
                return Vec::new();
            }
            return self.choose(path);
        }
        match self.marked().cloned() {
            Some(entry) if entry.kind == EntryKind::Up => self.up(),
            Some(entry) if entry.kind == EntryKind::Folder => {
                self.go(&self.folder.join(entry.name));
            }
            Some(entry) => return self.choose(self.folder.join(entry.name)),
            None => self.wrong = Some(Message::new("import-no-such-file")),
        }
        Vec::new()
    }

    fn choose(&mut self, path: PathBuf) -> Vec<Effect> {
        self.wrong = None;
        let mut effects = Vec::new();
        if let Some(folder) = path.parent() {
            effects.push(parts::keep_folder(folder));
        }
        effects.push(Effect::Job(Box::new(Look { path, kind: self.kind, sheet: None })));
        effects
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        if let Some(effects) = parts::leave(key) {
            return effects;
        }
        if let Some(step) = parts::step(key) {
            self.list.step(step);
            return Vec::new();
        }
        match key.to_string().as_str() {
            "Esc" if self.typed.value().is_empty() => return vec![Effect::Back],
            "Esc" => {
                self.typed.set("");
                self.wrong = None;
                self.filter();
            }
            "Enter" => return self.enter(),
            "Tab" => {
                if let Some(completed) = folder::complete(self.typed.value(), &self.folder) {
                    self.typed.set(&completed);
                    self.filter();
                }
            }
            "Left" | "Backspace" if self.typed.value().is_empty() => self.up(),
            "Right" if self.typed.value().is_empty() => match self.marked() {
                Some(entry) if entry.kind == EntryKind::Folder => {
                    self.go(&self.folder.join(&entry.name));
                }
                _ => {}
            },
            _ => {
                if self.typed.key(key.event()) {
                    self.wrong = None;
                    self.filter();
                }
            }
        }
        Vec::new()
    }

    fn row(&self, at: usize, ui: &Ui) -> Row {
        let Some(entry) = self.shown.get(at).and_then(|at| self.entries.get(*at)) else {
            return Row::default();
        };
        let (name, role) = match entry.kind {
            EntryKind::Up => (ui.text("import-folder-up"), Role::Muted),
            EntryKind::Folder => (format!("{}/", entry.name), Role::Accent),
            EntryKind::Sheet => (entry.name.clone(), Role::Text),
        };
        let size = if entry.kind == EntryKind::Sheet { size(entry.size) } else { String::new() };
        let changed = entry.changed.map(|at| DateTime::<Local>::from(at).date_naive());
        let changed = changed.map(|day| ui.language.full(day)).unwrap_or_default();
        Row::default().cell(name, role).cell(size, Role::Muted).cell(changed, Role::Muted)
    }
}

fn unreadable(folder: &Path, error: &std::io::Error) -> Message {
    Message::new("file-unreadable")
        .arg("path", folder.display().to_string())
        .arg("detail", error.to_string())
}

/// A size as people read it.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

impl Screen for Files {
    fn title(&self, ui: &Ui) -> String {
        let import = ui.text("page-import");
        format!("{import} {}", parts::kind_name(self.kind, ui.language))
    }

    fn load(&mut self, queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        if !self.begun {
            self.begun = true;
            let folder = parts::last_folder(queries)?.unwrap_or_else(folder::likely);
            self.go(&folder);
        }
        Ok(())
    }

    fn wants(&mut self) -> Vec<Effect> {
        let Some(typed) = self.named.take() else { return Vec::new() };
        self.typed.set(typed.trim());
        self.filter();
        self.enter()
    }

    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            self.list.step(step);
            return Vec::new();
        }
        match input {
            Input::Key(key) => self.key(key),
            Input::Paste(pasted) => {
                // A path that is dropped stands in the place of whatever was typed.
                if folder::path_of(&pasted, &self.folder).is_some() {
                    self.typed.set(pasted.trim());
                } else {
                    self.typed.paste(&pasted);
                }
                self.wrong = None;
                self.filter();
                Vec::new()
            }
            Input::Pointer(Pointer::Press(x, y)) => {
                self.list.press(x, y);
                Vec::new()
            }
            Input::Pointer(Pointer::Again(x, y)) if self.list.row_at(x, y).is_some() => {
                self.typed.set("");
                self.enter()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let hints = [
            ("Enter", Action::Open.message_id()),
            ("Tab", "import-complete"),
            ("Backspace", "import-folder-up"),
            ("Esc", Action::Back.message_id()),
        ];
        let above = parts::keys(frame.buffer_mut(), area, ui, &hints);
        let ask = ui.text("import-pick-file");
        let x = paint::put(frame.buffer_mut(), above, 0, 0, &ask, look, Role::Header);
        let line = paint::inset(paint::line(above, 0), x.saturating_add(1));
        self.typed.draw(frame, line, true, look);
        let buffer = frame.buffer_mut();
        let folder = text::clean(&self.folder.display().to_string()).into_owned();
        paint::put(buffer, above, 0, 1, &folder, look, Role::Muted);
        let rows = parts::wrong(buffer, paint::below(above, 2), ui, self.wrong.as_ref());
        let is_path = folder::path_of(self.typed.value(), &self.folder).is_some();
        if !is_path && self.shown.iter().all(|at| self.entries[*at].kind == EntryKind::Up) {
            let none = ui.text("import-no-sheets");
            paint::put(buffer, paint::below(rows, 2), 1, 0, &none, look, Role::Muted);
        }
        let columns = [Column::rest(), Column::right(8), Column::left(11)];
        table::draw(buffer, rows, &columns, &self.list, true, look, |at| self.row(at, ui));
    }

    fn actions(&self, _action: Action) -> Availability {
        Availability::Hidden
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn finished(
        &mut self,
        result: JobResult,
        _ui: &Ui,
    ) -> std::result::Result<Vec<Effect>, JobError> {
        let looked = match result {
            Ok(found) => found.downcast::<Looked>().ok(),
            // It stays in view until something else is chosen.
            Err(JobError::Said(message)) => {
                self.wrong = Some(message);
                None
            }
            Err(error) => return Err(error),
        };
        Ok(looked.map(|looked| Matching::open(*looked)).unwrap_or_default())
    }
}
