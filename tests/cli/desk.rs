//! Calling the program as a user would: a folder of its own, a pinned day, the language named.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use peiban::domain::calendar::SchoolCalendar;
use peiban::store::{Context, Office, Store};
use serde_json::Value;

/// The program in a folder of its own.
pub struct Desk {
    folder: tempfile::TempDir,
    today: String,
}

/// What a call gave back.
pub struct Answer {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Answer {
    /// The answer as JSON, after a call that went well.
    pub fn json(&self) -> Value {
        assert_eq!(self.status, 0, "{}", self.err);
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }

    /// Asserts a refusal: exit status, nothing on standard output, one line on standard error that holds `words`.
    pub fn refused(&self, status: i32, words: &str) {
        assert_eq!(self.status, status, "{}{}", self.out, self.err);
        assert_eq!(self.out, "");
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        assert!(self.err.contains(words), "{:?} lacks {words:?}", self.err);
        assert!(!self.err.contains(['⟨', '{']), "{}", self.err);
    }
}

impl Desk {
    /// An empty folder on a day.
    pub fn new(today: &str) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), today: today.to_owned() }
    }

    /// A folder with an office's database in it.
    pub fn with_office(today: &str) -> Self {
        let desk = Self::new(today);
        desk.store(today);
        desk
    }

    /// A file of the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The database.
    pub fn db(&self) -> PathBuf {
        self.path("office.db")
    }

    /// The database opened by the library, made when it isn't there, on a day.
    pub fn store(&self, today: &str) -> Store {
        let today = today.parse().unwrap();
        let context = Context { today, pinned: false, user: "李晓".into() };
        let calendar = SchoolCalendar::embedded();
        if self.db().exists() {
            return Store::open(&self.db(), context, calendar).unwrap();
        }
        let office = Office {
            county: "511425".into(),
            desk: 1,
            visits_since: "2026-03-02".parse().unwrap(),
            is_demo: false,
        };
        Store::create(&self.db(), &office, context, calendar).unwrap()
    }

    /// The program with the folder for its home, English, the day pinned, without a terminal.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_peiban"));
        command
            .args(words)
            .env_clear()
            .env("HOME", self.folder.path())
            .env("PEIBAN_TODAY", &self.today)
            .env("PEIBAN_USER", "王芳")
            .env("LC_ALL", "en_US.UTF-8")
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    /// Calls the program on its own database.
    pub fn run(&self, words: &[&str]) -> Answer {
        let db = self.db();
        let mut all = vec!["--db", db.to_str().unwrap()];
        all.extend(words);
        answer(self.command(&all).output().unwrap())
    }
}

/// What a finished program said.
pub fn answer(output: Output) -> Answer {
    Answer {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The keys of an object, in alphabetical order.
pub fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// Bytes into a file.
pub fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
}
