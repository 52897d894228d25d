//! How whole the picture of the office's children is: what a new name list leaves to look at, and what is best entered next.

use chrono::{Datelike, Months};

use super::Queries;
use super::reports::ReportScope;
use super::to_check::ToCheck;
use crate::domain::codes::Domain;
use crate::store::error::Result;

/// What is known of all open files together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Picture {
    /// Open files.
    pub children: usize,
    /// Children who share their name with another.
    pub same_name: usize,
    /// Children whose birthday is kept in today's month, by either calendar.
    pub birthdays: usize,
    /// Children two years or more off the usual age of their grade.
    pub age_and_grade: usize,
    /// Children whose ID number doesn't fit.
    pub id_numbers: usize,
    /// Children of whom a visit says that their safety is urgent, without a mandatory report since.
    pub reports: usize,
    /// Children without a volunteer.
    pub no_volunteer: usize,
    /// Children nobody has seen.
    pub never_seen: usize,
    /// Children of whom attendance is unknown.
    pub no_attendance: usize,
    /// Children of whom marks are unknown.
    pub no_marks: usize,
    /// Of 100, how much of what the score asks for is known of an average child.
    pub coverage: u32,
}

impl Queries<'_> {
    /// The picture of all open files. Goes through all of them: for a page that is opened now and then.
    ///
    /// # Errors
    /// What the database says.
    pub fn picture(&self) -> Result<Picture> {
        let mut picture = Picture {
            no_volunteer: self.tally("no_volunteer", "")?,
            same_name: self.count_to_check(ToCheck::SameName)?,
            never_seen: self
                .number("SELECT count(*) FROM child_risk WHERE active = 1 AND last_seen IS NULL")?,
            birthdays: self.birthdays_this_month()?,
            age_and_grade: self.count_to_check(ToCheck::AgeAndGrade)?,
            id_numbers: self.count_to_check(ToCheck::IdNumber)?,
            reports: self.count_reports(ReportScope::Wanted)?,
            ..Picture::default()
        };
        self.count_covered(&mut picture)?;
        Ok(picture)
    }

    fn number(&self, sql: &str) -> Result<usize> {
        let number: i64 = self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        Ok(usize::try_from(number).unwrap_or(0))
    }

    /// The domains that are known, and the share of all points they stand for.
    fn count_covered(&self, picture: &mut Picture) -> Result<()> {
        let settings = self.settings();
        let total: u32 = Domain::ALL.iter().map(|domain| settings.cap(*domain)).sum();
        let mut statement = self.conn.prepare_cached(
            "SELECT covered, count(*) FROM child_risk WHERE active = 1 GROUP BY covered",
        )?;
        let mut rows = statement.query([])?;
        let mut known = 0_u64;
        while let Some(row) = rows.next()? {
            let (covered, count): (u8, u32) = (row.get(0)?, row.get(1)?);
            let has = |domain: Domain| covered & domain.bit() != 0;
            let children = usize::try_from(count).unwrap_or(usize::MAX);
            picture.children += children;
            if !has(Domain::Attendance) {
                picture.no_attendance += children;
            }
            if !has(Domain::Courses) {
                picture.no_marks += children;
            }
            let caps = Domain::ALL.iter().filter(|domain| has(**domain));
            let caps: u32 = caps.map(|domain| settings.cap(*domain)).sum();
            known += u64::from(caps) * u64::from(count);
        }
        let whole = u64::from(total) * picture.children as u64;
        let share = (known * 200 + whole).checked_div(whole * 2).unwrap_or(0);
        picture.coverage = u32::try_from(share).unwrap_or(100);
        Ok(())
    }

    fn birthdays_this_month(&self) -> Result<usize> {
        let today = self.today();
        let first = today.with_day(1).unwrap_or(today);
        let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
        self.count_birthdays(first, next.pred_opt().unwrap_or(first))
    }
}
