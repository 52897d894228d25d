//! The school calendar: terms, public holidays and make-up workdays (DOMAIN §2.4). Knows days, not children.

mod file;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, Weekday};

pub use file::{CalendarError, Fault};

/// The terms, public holidays and make-up workdays that the rules count by.
///
/// Term days are numbered once, when the calendar is made, so that a shelf life is two look-ups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolCalendar {
    /// First and last day of each term, ascending, not overlapping.
    terms: Vec<RangeInclusive<NaiveDate>>,
    holidays: BTreeSet<NaiveDate>,
    workdays: BTreeSet<NaiveDate>,
    /// For each day from the first term's first day to the last term's last: how many term days up to and with it.
    passed: Vec<u32>,
    /// The term days within the calendar, ascending, as days since the first.
    term_days: Vec<u32>,
}

impl SchoolCalendar {
    /// The file of the calendar the program comes with, for an office to copy.
    pub const EMBEDDED: &str = include_str!("default.toml");

    /// The calendar the program comes with, to be replaced by the office's own.
    ///
    /// # Panics
    /// Never: a test reads the embedded file.
    pub fn embedded() -> Self {
        Self::parse(Self::EMBEDDED).expect("the embedded calendar is read by a test")
    }

    /// Reads an office's own calendar file (TOML; see the embedded one for its form).
    pub fn parse(text: &str) -> Result<Self, CalendarError> {
        file::parse(text)
    }

    fn new(
        terms: Vec<RangeInclusive<NaiveDate>>,
        holidays: BTreeSet<NaiveDate>,
        workdays: BTreeSet<NaiveDate>,
    ) -> Self {
        let mut passed = Vec::new();
        let mut term_days = Vec::new();
        if let (Some(first), Some(last)) = (terms.first(), terms.last()) {
            for (index, day) in (0..).zip(first.start().iter_days()) {
                if day > *last.end() {
                    break;
                }
                if terms.iter().any(|term| term.contains(&day)) {
                    term_days.push(index);
                }
                passed.push(u32::try_from(term_days.len()).unwrap_or(u32::MAX));
            }
        }
        Self { terms, holidays, workdays, passed, term_days }
    }

    /// A number that another calendar hasn't: of the days it holds, not of how its file is written (64-bit FNV-1a).
    pub fn fingerprint(&self) -> i64 {
        // The number of no day: it keeps a holiday from being taken for a workday.
        const BETWEEN: [i32; 1] = [i32::MAX];
        let terms = self.terms.iter().flat_map(|term| [term.start(), term.end()]);
        let days = terms.map(NaiveDate::num_days_from_ce);
        let days = days.chain(BETWEEN).chain(self.holidays.iter().map(NaiveDate::num_days_from_ce));
        let days = days.chain(BETWEEN).chain(self.workdays.iter().map(NaiveDate::num_days_from_ce));
        let hash = days.flat_map(i32::to_le_bytes).fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        hash.cast_signed()
    }

    /// The terms, ascending.
    pub fn terms(&self) -> &[RangeInclusive<NaiveDate>] {
        &self.terms
    }

    /// The term a day lies in.
    pub fn term_of(&self, day: NaiveDate) -> Option<&RangeInclusive<NaiveDate>> {
        self.terms.iter().find(|term| term.contains(&day))
    }

    /// Whether offices work: a weekday that is no public holiday, or a make-up workday.
    pub fn is_office_day(&self, day: NaiveDate) -> bool {
        self.workdays.contains(&day) || (is_weekday(day) && !self.holidays.contains(&day))
    }

    /// Whether children are at school: an office day in a term. Before the first and after the last term any weekday
    /// counts, since nothing is known; a year without holidays in the file has its weekdays in term (DOMAIN §1.4).
    pub fn is_school_day(&self, day: NaiveDate) -> bool {
        match self.index(day) {
            None => is_weekday(day),
            Some(index) => self.is_term_index(index) && self.is_office_day(day),
        }
    }

    /// Whether a day uses up the shelf life of attendance and behaviour: every calendar day of a term, and every day
    /// before the first or after the last term (DOMAIN §1.4).
    pub fn is_term_day(&self, day: NaiveDate) -> bool {
        self.index(day).is_none_or(|index| self.is_term_index(index))
    }

    /// The last day on which a value of `day` is good (DOMAIN §1.4): `day + shelf_life`, or, where only term days
    /// count, the term day with which `shelf_life` of them have passed after `day`.
    pub fn good_through(
        &self,
        day: NaiveDate,
        shelf_life: u32,
        counts_term_days: bool,
    ) -> NaiveDate {
        if !counts_term_days || shelf_life == 0 {
            return add_days(day, shelf_life);
        }
        let (Some(first), Some(last)) = (self.first_day(), self.last_day()) else {
            return add_days(day, shelf_life);
        };
        let mut left = shelf_life;
        let passed = if day < first {
            // Every day before the first term counts.
            let before = u32::try_from((first - day).num_days() - 1).unwrap_or(u32::MAX);
            if left <= before {
                return add_days(day, left);
            }
            left -= before;
            0
        } else {
            match self.index(day) {
                None => return add_days(day, left),
                Some(index) => self.passed[index],
            }
        };
        let within = u32::try_from(self.term_days.len()).unwrap_or(u32::MAX) - passed;
        if left <= within {
            let index = self.term_days[(passed + left - 1) as usize];
            return add_days(first, index);
        }
        add_days(last, left - within)
    }

    /// The teaching week a day lies in, from 1: weeks begin on Monday, and the first holds the term's first day.
    pub fn teaching_week(&self, day: NaiveDate) -> Option<u32> {
        let first_monday = monday_of(*self.term_of(day)?.start());
        u32::try_from((day - first_monday).num_days() / 7 + 1).ok()
    }

    /// The first school day after `day`.
    pub fn next_school_day(&self, day: NaiveDate) -> NaiveDate {
        let mut next = add_days(day, 1);
        while !self.is_school_day(next) && next < NaiveDate::MAX {
            next = add_days(next, 1);
        }
        next
    }

    /// True when no school day lies strictly between two days.
    pub(crate) fn follows(&self, earlier: NaiveDate, later: NaiveDate) -> bool {
        self.next_school_day(earlier) >= later
    }

    fn first_day(&self) -> Option<NaiveDate> {
        self.terms.first().map(|term| *term.start())
    }

    fn last_day(&self) -> Option<NaiveDate> {
        self.terms.last().map(|term| *term.end())
    }

    /// A day's place in `passed`; `None` outside the calendar.
    fn index(&self, day: NaiveDate) -> Option<usize> {
        let index = usize::try_from((day - self.first_day()?).num_days()).ok()?;
        (index < self.passed.len()).then_some(index)
    }

    fn is_term_index(&self, index: usize) -> bool {
        self.passed[index] > if index == 0 { 0 } else { self.passed[index - 1] }
    }
}

impl Default for SchoolCalendar {
    fn default() -> Self {
        Self::embedded()
    }
}

/// The school year a day lies in, by the year of its 1 September (DOMAIN §2.4).
pub fn school_year(day: NaiveDate) -> i32 {
    if day.month() >= 9 { day.year() } else { day.year() - 1 }
}

/// A day later by some days; the end of time instead of an overflow.
pub fn add_days(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}

fn is_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}
