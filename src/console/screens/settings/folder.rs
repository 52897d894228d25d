//! Asking for a path: the folder of a backup that is made now, or a backup that lies elsewhere.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::jobs;
use crate::console::action::Action;
use crate::console::failure;
use crate::console::input::{Key, Mode};
use crate::console::screen::{Effect, FormDraft, Input, JobError, JobResult, Message, Screen, Ui};
use crate::console::screens::import::parts;
use crate::console::widgets::field::Field;
use crate::console::widgets::{Role, card, paint};
use crate::store::{Backups, Queries, Result, StoreError};

/// What the path is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// A backup now, into this folder.
    Folder,
    /// A backup that lies elsewhere.
    File,
}

/// The name under which an operator's last folder is kept.
const FOLDER: &str = "backup-folder";

/// The card with the path.
pub struct AskPath {
    ask: Ask,
    field: Field,
    read: bool,
    /// The folder that is proposed, until the cursor goes about in it: a whole path typed behind it takes its place.
    proposed: String,
    wrong: Option<Message>,
}

impl AskPath {
    /// Asks.
    pub fn new(ask: Ask) -> Self {
        Self { ask, field: Field::default(), read: false, proposed: String::new(), wrong: None }
    }

    fn path(&self, ui: &Ui) -> PathBuf {
        let folder = ui.backups.as_ref().map(Backups::folder).map(PathBuf::from);
        parts::typed_path(self.field.value().trim(), &folder.unwrap_or_default())
    }

    fn enter(&mut self, ui: &Ui) -> Vec<Effect> {
        if self.field.is_blank() {
            self.wrong = Some(Message::new("refused-required"));
            return Vec::new();
        }
        let path = self.path(ui);
        match self.ask {
            Ask::Folder if path.is_file() => {
                self.wrong = Some(Message::new("settings-no-folder"));
                Vec::new()
            }
            Ask::Folder => {
                vec![Effect::Job(Box::new(jobs::BackUp { backups: Backups::in_folder(path) }))]
            }
            Ask::File => vec![Effect::Job(Box::new(jobs::Look { path }))],
        }
    }

    fn key(&mut self, key: Key, ui: &Ui) -> Vec<Effect> {
        match key.to_string().as_str() {
            "Esc" => return vec![Effect::Back],
            "Enter" => return self.enter(ui),
            _ if !self.field.key(key.event()) => {
                self.proposed.clear();
                return Vec::new();
            }
            _ => self.changed(),
        }
        Vec::new()
    }

    /// A whole path typed behind the proposed folder takes its place.
    fn changed(&mut self) {
        self.wrong = None;
        let typed = self.field.value().strip_prefix(&self.proposed);
        let Some(typed) = typed.filter(|_| !self.proposed.is_empty()).map(str::to_owned) else {
            self.proposed.clear();
            return;
        };
        if is_whole(&typed) {
            self.field.set(&typed);
            self.proposed.clear();
        }
    }
}

/// A path from its root on: `/media/usb`, `~/backups`, `E:`.
fn is_whole(typed: &str) -> bool {
    let mut letters = typed.trim_start().chars();
    match (letters.next(), letters.next()) {
        (Some('/' | '~' | '\\'), _) => true,
        (Some(drive), Some(':')) => drive.is_ascii_alphabetic(),
        _ => false,
    }
}

impl Screen for AskPath {
    fn title(&self, ui: &Ui) -> String {
        ui.text(match self.ask {
            Ask::Folder => "settings-backup-where",
            Ask::File => "settings-restore-which",
        })
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        if !std::mem::replace(&mut self.read, true) {
            let usual = ui.backups.as_ref().map(|backups| backups.folder().display().to_string());
            let kept = queries.draft(FOLDER, 0)?.map(|draft| draft.body);
            let begin = match self.ask {
                Ask::Folder => kept.or(usual),
                Ask::File => usual.map(|usual| format!("{usual}{}", std::path::MAIN_SEPARATOR)),
            };
            self.proposed = begin.unwrap_or_default();
            self.field.set(&self.proposed);
        }
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Act(Action::Save) => self.enter(ui),
            Input::Key(key) => self.key(key, ui),
            Input::Paste(pasted) => {
                self.field.paste(&pasted);
                self.changed();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), look);
        let go = match self.ask {
            Ask::Folder => "settings-backup-now",
            Ask::File => "settings-look",
        };
        let hints = [("Enter", go), ("Esc", Action::Back.message_id())];
        let above = parts::keys(frame.buffer_mut(), inside, ui, &hints);
        self.field.draw(frame, paint::line(above, 0), true, look);
        let buffer = frame.buffer_mut();
        let below = paint::below(above, 1);
        if let Some(wrong) = &self.wrong {
            paint::put_wrapped(buffer, below, 0, &ui.say(wrong), look, Role::Error);
        } else if self.ask == Ask::Folder {
            let hint = ui.text("settings-backup-hint");
            paint::put_wrapped(buffer, below, 0, &hint, look, Role::Muted);
        }
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        card::centred(page, 72, 8)
    }

    fn finished(
        &mut self,
        result: JobResult,
        ui: &Ui,
    ) -> std::result::Result<Vec<Effect>, JobError> {
        if let Err(JobError::Store(error)) = &result {
            let id = match error {
                StoreError::NoBackup(path) => Some(("error-no-backup", path)),
                StoreError::BadBackup(path, _) => Some(("error-bad-backup", path)),
                _ => None,
            };
            // Beside what was typed there is room for the whole sentence.
            if let Some((id, path)) = id {
                failure::log(error);
                self.wrong = Some(Message::new(id).arg("path", path.display().to_string()));
                return Ok(Vec::new());
            }
        }
        let mut effects = super::backups::finished(result, ui)?;
        if self.ask == Ask::Folder {
            let body = self.path(ui).display().to_string();
            effects.insert(0, Effect::KeepDraft(FormDraft { form: FOLDER, subject: 0, body }));
        }
        effects.insert(0, Effect::Back);
        Ok(effects)
    }
}
