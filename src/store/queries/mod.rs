//! Reads: everything a screen, a list, an export or a report shows, asked once and answered the same everywhere.

mod assessment;
pub(super) mod by_code;
mod changed;
mod children;
mod coming;
mod due;
mod duplicates;
mod entries;
mod find;
mod history;
mod keys;
mod listed;
mod lists;
mod looking;
mod matching;
mod names;
mod picture;
mod places;
mod records;
mod reports;
mod risk;
mod seen;
mod settings;
mod sheets;
mod since;
mod standing;
mod to_check;
mod today;
mod triage;
mod worked;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::{Connection, Transaction};

use super::derive::Rules;
use super::drafts::Owed;
use super::error::Result;
use super::open::{Context, Office};
use super::rows;
use crate::domain::calendar::SchoolCalendar;
use crate::domain::records::{Id, Record};
use crate::domain::settings::Settings;

pub use changed::ChangedBy;
pub use children::{ChildOrder, ChildScope};
pub use coming::{Ahead, Coming};
pub use due::OverdueGroup;
pub use duplicates::{DuplicateGroup, MERGED, Suspect};
pub use entries::Whose;
pub use find::Hit;
pub use history::{HistoryEntry, HistoryRow};
pub use keys::{ChildKey, EventKey, MergedKey, PersonKey};
pub use listed::{
    Ask, ComingKind, Filter, ListColumn, Listed, Met, Period, Room, Sort, Span, VolunteerScope,
    Whom,
};
pub use lists::{DEPTH, Ending, TaskScope};
pub use looking::{Load, LoadSums, MonthVisits, Share};
pub use matching::Candidate;
pub use picture::Picture;
pub use places::PlaceRow;
pub use records::ChildRecords;
pub use reports::{OpenReports, ReportRow, ReportScope};
pub use risk::{ChildBrief, RiskRow, VolunteerBrief, Window};
pub use settings::{SettingChange, SettingState};
pub use sheets::{Sheet, SheetCell, SheetColumn, SheetScope};
pub use since::{LOOKED_AT, RISES_NAMED, ROWS_COUNTED, Since, TierRise};
pub use to_check::{Place, PlaceKind, PlaceName, ToCheck};
pub use today::{AlsoDue, Counts, Head};
pub use triage::{Case, DayDecided};
pub use worked::Worked;

/// Reads the database as it answers for the program's day.
#[derive(Clone, Copy)]
pub struct Queries<'a> {
    pub(super) conn: &'a Connection,
    pub(super) context: &'a Context,
    pub(super) rules: &'a Rules,
    /// Drafts that aren't written yet.
    pub(super) owed: &'a [Owed],
}

/// While it lives, everything is read from one state of the database, and without taking a lock for each statement.
#[must_use]
pub struct Snapshot<'a>(
    #[expect(dead_code, reason = "ends with the guard")] Option<Transaction<'a>>,
);

impl<'a> Queries<'a> {
    pub(super) fn new(
        conn: &'a Connection,
        context: &'a Context,
        rules: &'a Rules,
        owed: &'a [Owed],
    ) -> Self {
        Self { conn, context, rules, owed }
    }

    /// Holds on to the present state until the guard is dropped, so that the numbers of a screen agree with its lists
    /// while others write. Inside another snapshot or a write it changes nothing.
    ///
    /// # Errors
    /// What the database says.
    pub fn snapshot(&self) -> Result<Snapshot<'a>> {
        let is_alone = self.conn.is_autocommit();
        Ok(Snapshot(is_alone.then(|| self.conn.unchecked_transaction()).transpose()?))
    }

    /// The program's day.
    pub fn today(&self) -> NaiveDate {
        self.context.today
    }

    /// The folder in which the database lies; `None` for one in memory.
    pub fn folder(&self) -> Option<PathBuf> {
        let path = self.conn.path().filter(|path| !path.is_empty())?;
        Path::new(path).parent().map(Path::to_path_buf)
    }

    /// Who works.
    pub fn user(&self) -> &'a str {
        &self.context.user
    }

    /// The office's numbers.
    pub fn settings(&self) -> &'a Settings {
        &self.rules.settings
    }

    /// School days and terms.
    pub fn calendar(&self) -> &'a SchoolCalendar {
        &self.rules.calendar
    }

    /// Whose database it is.
    ///
    /// # Errors
    /// What the database says.
    pub fn office(&self) -> Result<Office> {
        Ok(self.conn.prepare_cached("SELECT county, desk, purpose FROM office")?.query_row(
            [],
            |row| {
                Ok(Office {
                    county: row.get(0)?,
                    desk: row.get(1)?,
                    visits_since: self.rules.visits_since,
                    is_demo: row.get::<_, String>(2)? == "demo",
                })
            },
        )?)
    }

    /// The day on which the database was made.
    ///
    /// # Errors
    /// What the database says.
    pub fn created_on(&self) -> Result<NaiveDate> {
        let mut statement = self.conn.prepare_cached("SELECT created_on FROM office")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// The record of an id.
    ///
    /// # Errors
    /// What the database says.
    pub fn record<R: Record>(&self, id: Id) -> Result<Option<R>> {
        rows::by_id(self.conn, id)
    }

    /// The record of a code.
    ///
    /// # Errors
    /// What the database says.
    pub fn by_code<R: Record>(&self, code: &str) -> Result<Option<R>> {
        match rows::id_of_code(self.conn, R::TABLE, code)? {
            Some(id) => rows::by_id(self.conn, id),
            None => Ok(None),
        }
    }
}
