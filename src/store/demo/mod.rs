//! The made-up county: a whole office with a school year of records up to today, in which nobody is real.
//!
//! The same day, seed and number of children give the same records. Every record carries the day on which it would have
//! been entered, so that the history of scores can be walked and looked back at. A small county is journalled as its
//! operators would have worked; above [`JOURNALLED`] children it has TECH §2's density and no journal.

mod chance;
mod county;
mod facts;
mod file;
mod gather;
mod people;
mod stories;
mod words;
mod write;
mod year;

use std::path::Path;

use rusqlite::TransactionBehavior;

use self::county::County;
pub use self::file::{Prepared, prepare};
use super::derive;
use super::error::{Result, StoreError};
use super::ids::office_base;
use super::open::{Context, Office, Store};
use crate::domain::calendar::SchoolCalendar;

/// Up to so many children the records are journalled row by row (DESIGN §6).
pub const JOURNALLED: usize = 5000;
/// The made-up county stands in the place of this one.
const COUNTY: i64 = 511_425;
/// In a county that isn't journalled the history is walked from so many days ago: enough for the 90-day change.
const WALKED: i64 = 100;

/// Which county is made up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPlan {
    /// How many children; there are 28 volunteers for every 40.
    pub children: usize,
    /// Another seed makes another county.
    pub seed: u64,
    /// The day up to which there are records, and who will work with it.
    pub context: Context,
    /// Events have English titles.
    pub english: bool,
    /// Up to so many children the records are journalled row by row; above, they are dense and aren't.
    pub journalled: usize,
}

impl DemoPlan {
    /// A county of so many children.
    pub const fn new(children: usize, seed: u64, context: Context) -> Self {
        Self { children, seed, context, english: false, journalled: JOURNALLED }
    }
}

/// Builds a made-up county in a new file. `progress` hears how much is done of how much, and stops it by `false`.
///
/// # Errors
/// [`StoreError::Exists`] when a file is there; [`StoreError::Stopped`], with no file left; what the database says.
pub fn build(
    path: &Path,
    plan: &DemoPlan,
    calendar: SchoolCalendar,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Store> {
    if path.exists() {
        return Err(StoreError::Exists(path.to_owned()));
    }
    let making = file::Making::beside(path);
    make(making.path(), plan, calendar.clone(), progress)?;
    making.finish(path)?;
    Store::open(path, plan.context.clone(), calendar)
}

/// Fills a new file.
fn make(
    path: &Path,
    plan: &DemoPlan,
    calendar: SchoolCalendar,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<()> {
    let today = plan.context.today;
    let is_dense = plan.children > plan.journalled;
    let base = office_base(COUNTY, 1);
    let mut county = County::new(plan.seed, plan.children, today, is_dense, &calendar, base);
    county.english = plan.english;
    // The same county within the hour.
    county.latest = plan.context.entered_at() / 3600 * 3600;
    let office = Office {
        county: COUNTY.to_string(),
        desk: 1,
        visits_since: county.first_day(),
        is_demo: true,
    };
    let opened = Context { today: county.first_day(), ..plan.context.clone() };
    let mut store = Store::create(path, &office, opened, calendar)?;
    // The file is thrown away when anything fails, so nothing is lost by writing without a safety net.
    store.conn.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA journal_mode = OFF;
         PRAGMA synchronous = OFF; PRAGMA cache_size = -64000; PRAGMA foreign_keys = OFF;
         PRAGMA temp_store = FILE;",
    )?;
    let total = plan.children * 2;
    let tx = store.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    derive::note_scored(&tx, &store.rules, today)?;
    if is_dense {
        let aside = file::Aside::take(&tx)?;
        write::in_bulk(&tx, &county, &mut |done| progress(done, total))?;
        aside.put_back(&tx)?;
    } else {
        write::as_entered(&tx, &county, &mut |done| progress(done, total))?;
    }
    write::seed_session(&tx, &county, &plan.context.user)?;
    file::mark(&tx, plan)?;
    let since = if is_dense { county.ago(WALKED) } else { county.first_day() };
    derive::rebuild(&tx, &store.rules, today, Some(since), &mut |done, _| {
        progress(plan.children + done, total)
    })?;
    tx.commit()?;
    if !progress(total, total) {
        return Err(StoreError::Stopped);
    }
    Ok(())
}
