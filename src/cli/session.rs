//! What every command starts from: language, settings, the day, who works, which file.

use std::path::{Path, PathBuf};

use anyhow::Result;
use chrono::NaiveDate;

use super::args::{self, Global};
use super::config::Config;
use super::demo::Progress;
use super::failure::{self, Said};
use super::places::Places;
use crate::domain::calendar::SchoolCalendar;
use crate::language::{Lang, Language};
use crate::store::{Context, Office, Store, StoreError};

/// The resolved options of one run.
#[derive(Clone)]
pub(super) struct Session {
    /// The language to speak.
    pub language: Language,
    /// The language that `--lang` asks for.
    pub asked_language: Option<Lang>,
    /// This machine's settings.
    pub config: Config,
    /// Where the settings are read from.
    pub config_path: PathBuf,
    /// The platform's folders.
    pub places: Places,
    /// The database in question.
    pub database: PathBuf,
    /// The database that `--db` names.
    pub named_database: Option<PathBuf>,
    /// The user was named by `--user` or `PEIBAN_USER`.
    pub is_user_named: bool,
    /// Day and person.
    pub context: Context,
    /// School days and terms.
    pub calendar: SchoolCalendar,
}

impl Session {
    /// Resolves the options; a language known early is only replaced by that of the settings.
    pub(super) fn begin(
        global: Global,
        places: Places,
        config: Config,
        language: Language,
    ) -> Result<Self> {
        let config_path = global.config.clone().unwrap_or_else(|| places.config());
        let calendar = calendar(config.calendar.as_deref(), language)?;
        let (today, pinned) = today(global.today)?;
        let named = global.user.map(|user| user.trim().to_owned()).filter(|user| !user.is_empty());
        let user = named.or_else(|| variable("PEIBAN_USER"));
        let is_user_named = user.is_some();
        let user = user.unwrap_or_else(login_name);
        let named_database = global.db;
        let database = named_database
            .clone()
            .or_else(|| config.database.clone())
            .unwrap_or_else(|| places.database());
        Ok(Self {
            language,
            asked_language: global.lang,
            config,
            config_path,
            places,
            database,
            named_database,
            is_user_named,
            context: Context { today, pinned, user },
            calendar,
        })
    }

    /// Opens the database.
    pub(super) fn open(&self) -> Result<Store> {
        let mut store = self.open_store()?;
        store.look_ahead(self.config.horizon_days);
        Ok(store)
    }

    /// Opens the database; says how far it is where all children are scored anew, because the program or the school calendar
    /// has changed.
    pub(super) fn open_store(&self) -> Result<Store, StoreError> {
        let mut shown = Progress::new();
        let (context, calendar) = (self.context.clone(), self.calendar.clone());
        let opened = Store::open_watched(&self.database, context, calendar, &mut |done, total| {
            shown.show(done, total, |done, total| {
                let values = [("done", done.into()), ("total", total.into())];
                self.language.with("cli-scoring", &values)
            });
            true
        });
        shown.clear();
        opened
    }

    /// Makes the database.
    pub(super) fn create(&self, office: &Office) -> Result<Store> {
        let mut store =
            Store::create(&self.database, office, self.context.clone(), self.calendar.clone())?;
        store.look_ahead(self.config.horizon_days);
        Ok(store)
    }
}

/// The language: `--lang`, the settings, the locale.
pub(super) fn language(asked: Option<Lang>, config: Option<Lang>) -> Language {
    Language::new(asked.or(config).unwrap_or_else(locale))
}

fn locale() -> Lang {
    let values =
        ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).unwrap_or_default());
    Lang::from_locale(values.iter().map(String::as_str))
}

/// A variable of the environment that says something.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// The program's day, and whether it is pinned. The one place that asks the machine's clock for it.
fn today(asked: Option<NaiveDate>) -> Result<(NaiveDate, bool)> {
    if let Some(day) = asked {
        return Ok((day, true));
    }
    let Some(text) = variable("PEIBAN_TODAY") else {
        return Ok((chrono::Local::now().date_naive(), false));
    };
    match args::day(&text) {
        Ok(day) => Ok((day, true)),
        Err(_) => Err(Said::usage(
            "cli-usage-day",
            &[("what", "PEIBAN_TODAY".to_owned()), ("value", text)],
        )),
    }
}

fn login_name() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .find_map(variable)
        .unwrap_or_else(|| "local".to_owned())
}

fn calendar(path: Option<&Path>, language: Language) -> Result<SchoolCalendar> {
    let Some(path) = path else { return Ok(SchoolCalendar::embedded()) };
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let detail = language.file_trouble(&error.to_string());
        Said::failure("cli-unreadable", &[("path", shown.clone()), ("detail", detail)])
    })?;
    SchoolCalendar::parse(&text).map_err(|error| {
        let detail = failure::calendar(&error, language);
        Said::failure("cli-calendar", &[("path", shown), ("detail", detail)])
    })
}
