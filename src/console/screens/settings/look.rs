//! A look at a backup before it takes the place of the database: what it holds beside what is there now, and what would be lost.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::jobs;
use crate::console::action::Action;
use crate::console::backup_words;
use crate::console::input::{Key, Mode};
use crate::console::screen::{Effect, Input, JobError, JobResult, Screen, Ui};
use crate::console::screens::import::parts;
use crate::console::widgets::table::{self, Column, Row};
use crate::console::widgets::{Role, card, paint};
use crate::store::{BackupLook, Queries, Result};

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
        for (line, role) in backup_words::about(&self.look, &self.path, ui.language, ui.today) {
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
        let now = self.look.present.as_ref().map_or([0; 5], |present| present.counts);
        for ((id, there), now) in backup_words::COUNTED.iter().zip(self.look.counts).zip(now) {
            let role = if there < now { Role::High } else { Role::Text };
            let row = Row::default()
                .cell(ui.text(id), Role::Text)
                .cell(there.to_string(), role)
                .cell(now.to_string(), Role::Text);
            table::draw_row(buffer, inside, y, &columns, &row, None, look);
            y += 1;
        }
        y += 1;
        let present = self.look.present.as_ref();
        for (line, role) in
            present.map(|now| backup_words::lost(now, ui.language)).unwrap_or_default()
        {
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
