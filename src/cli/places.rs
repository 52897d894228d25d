//! Where the program keeps its files on this machine.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::failure::Said;

/// The platform's folders for this program.
#[derive(Clone)]
pub(super) struct Places {
    folders: ProjectDirs,
}

impl Places {
    /// The folders; an error where there is no home folder.
    pub(super) fn find() -> anyhow::Result<Self> {
        match ProjectDirs::from("", "", "peiban") {
            Some(folders) => Ok(Self { folders }),
            None => Err(Said::failure("cli-no-home", &[])),
        }
    }

    /// This machine's settings.
    pub(super) fn config(&self) -> PathBuf {
        self.folders.config_dir().join("config.toml")
    }

    /// The office's database.
    pub(super) fn database(&self) -> PathBuf {
        self.folders.data_dir().join("office.db")
    }

    /// The made-up county.
    pub(super) fn demo(&self) -> PathBuf {
        self.folders.data_dir().join("demo.db")
    }

    /// The log.
    pub(super) fn log(&self) -> PathBuf {
        let folder: &Path = self.folders.state_dir().unwrap_or(self.folders.data_local_dir());
        folder.join("peiban.log")
    }
}
