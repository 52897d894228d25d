//! New files that only their owner can read: everything written here may hold children's names.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::error::FileError;

/// A file that appears under its name only when it is whole.
pub struct NewFile {
    path: PathBuf,
    writer: BufWriter<NamedTempFile>,
    /// A write was refused because there was no room.
    full: bool,
}

impl NewFile {
    /// Begins a file beside its final place. Readable by the owner alone, on every platform that knows owners.
    pub fn create(path: &Path) -> Result<Self, FileError> {
        let folder =
            path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = Builder::new()
            .prefix(".peiban-")
            .tempfile_in(folder)
            .map_err(|error| of_io(path, &error))?;
        Ok(Self { path: path.to_owned(), writer: BufWriter::new(file), full: false })
    }

    /// Why it can't be written, after whoever was writing into it failed.
    pub fn failed(&self, error: &dyn std::fmt::Display) -> FileError {
        if self.full {
            return FileError::DiskFull { path: self.path.clone() };
        }
        unwritable(&self.path, error)
    }

    /// Puts it in its place; refuses to replace a file unless asked to.
    pub fn finish(self, replace: bool) -> Result<(), FileError> {
        let file = self.writer.into_inner().map_err(|error| of_io(&self.path, error.error()))?;
        file.as_file().sync_all().map_err(|error| of_io(&self.path, &error))?;
        let kept =
            if replace { file.persist(&self.path) } else { file.persist_noclobber(&self.path) };
        match kept {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
                Err(FileError::Exists { path: self.path })
            }
            Err(error) => Err(of_io(&self.path, &error.error)),
        }
    }
}

/// Makes a folder that only its owner can look into, with those above it where they are missing; one that is there stays as it is.
///
/// # Errors
/// A place that can't be written.
pub fn folder(path: &Path) -> Result<(), FileError> {
    if path.is_dir() {
        return Ok(());
    }
    let above =
        path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(above).map_err(|error| of_io(path, &error))?;
    match private_builder().create(path) {
        Err(error) if !path.is_dir() => Err(of_io(path, &error)),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn private_builder() -> fs::DirBuilder {
    use std::os::unix::fs::DirBuilderExt as _;

    let mut builder = fs::DirBuilder::new();
    builder.mode(0o700);
    builder
}

/// Elsewhere a new folder is as private as the one it lies in.
#[cfg(not(unix))]
fn private_builder() -> fs::DirBuilder {
    fs::DirBuilder::new()
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.writer.write(bytes).inspect_err(|error| self.full |= is_full(error))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.writer.flush().inspect_err(|error| self.full |= is_full(error))
    }
}

impl std::io::Seek for NewFile {
    fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
        self.writer.seek(to).inspect_err(|error| self.full |= is_full(error))
    }
}

fn is_full(error: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    matches!(
        error.kind(),
        ErrorKind::StorageFull | ErrorKind::FileTooLarge | ErrorKind::QuotaExceeded
    )
}

fn of_io(path: &Path, error: &std::io::Error) -> FileError {
    if is_full(error) {
        return FileError::DiskFull { path: path.to_owned() };
    }
    unwritable(path, error)
}

/// The error of a file that can't be written.
pub fn unwritable(path: &Path, error: &dyn std::fmt::Display) -> FileError {
    FileError::Unwritable { path: path.to_owned(), detail: error.to_string() }
}
