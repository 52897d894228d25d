//! Backups as the shell sees them: where they lie, whether the newest is old, the one made on closing, and a restore.

use std::path::{Path, PathBuf};

use super::layers::Layers;
use super::{Shell, undo};
use crate::console::action::Route;
use crate::console::backup_words;
use crate::console::screens;
use crate::console::widgets::Role;
use crate::store::{Backups, Result, Store};

/// Where an office's backups lie: in the folder named, else in `backups` beside the database.
pub(super) fn place(store: &Store, folder: Option<PathBuf>) -> Option<Backups> {
    let beside = || Some(store.path()?.with_file_name("backups"));
    Some(Backups::in_folder(store.path().and(folder).or_else(beside)?))
}

impl Shell {
    /// Looks how old the newest backup is; an office that has never made one counts from its first day.
    pub(super) fn look_at_backups(&mut self) {
        self.ui.backup_age = None;
        let Some(backups) = self.ui.backups.as_ref().filter(|_| !self.ui.demo) else { return };
        let queries = self.store.queries();
        let Ok(created) = queries.created_on() else { return };
        let newest = backups.newest().map_or(created, |newest| newest.max(created));
        let days = (self.ui.today - newest).num_days();
        let allowed = i64::from(queries.settings().backup_old);
        self.ui.backup_age = u32::try_from(days).ok().filter(|_| days > allowed);
    }

    /// The backup of the day, when something isn't in one yet; `progress` hears how far it is and stops it by `false`.
    ///
    /// # Errors
    /// What the file system says; the records are safe where they are.
    pub fn back_up_on_closing(
        &self,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Option<PathBuf>> {
        let Some(backups) = &self.ui.backups else { return Ok(None) };
        if self.store.is_read_only() || !self.store.wants_backup(backups)? {
            return Ok(None);
        }
        let keep = self.store.queries().settings().backup_keep;
        let made = self.store.back_up_day(backups, keep, progress)?;
        tracing::info!("backup made");
        Ok(Some(made))
    }

    /// Goes on with another database in the place of this one.
    pub(super) fn replace_database(&mut self, fresh: &Path) {
        match self.store.replace_by(fresh) {
            Ok(kept) => {
                tracing::info!("restored");
                self.history = undo::Own::default();
                self.layers = Layers::new(screens::open(Route::Today));
                self.data_version = self.store.data_version().unwrap_or_default();
                if let Ok(office) = self.store.queries().office() {
                    self.ui.demo = office.is_demo;
                }
                self.look_at_backups();
                let kept = kept.display().to_string();
                let text = self.ui.with("settings-restored", &[("kept", kept.into())]);
                self.say(text, Role::Ok);
            }
            Err(error) => {
                let _ = std::fs::remove_file(fresh);
                self.failed(&error, None);
                self.layers.all_stale();
            }
        }
    }

    /// What stands at the top: what the office says it is called, else its county.
    pub(super) fn name_office(&mut self) {
        let queries = self.store.queries();
        let name = queries.office_says("office_name").and_then(|said| {
            if let Some(said) = said {
                return Ok(said);
            }
            let office = queries.office()?;
            Ok(backup_words::office(&office.county, office.desk, self.ui.language))
        });
        if let Ok(name) = name {
            self.ui.office = name;
        }
    }
}
