//! Records in words, as several printed pages need them.

use chrono::NaiveDate;

use super::document::{Document, Sheet};
use crate::domain::codes::Observation;
use crate::domain::grade::kept_grade_on;
use crate::domain::places;
use crate::domain::records::{Child, Visit};
use crate::language::{Arg, Language};
use crate::store::{Queries, Result};

/// The language, the day, the office: what every printed page is worded with.
pub(super) struct Words {
    pub(super) language: Language,
    pub(super) today: NaiveDate,
    office: String,
    is_demo: bool,
    title: &'static str,
}

impl Words {
    pub(super) fn new(
        queries: &Queries<'_>,
        language: Language,
        title: &'static str,
    ) -> Result<Self> {
        let office = queries.office()?;
        let county = places::county(&office.county);
        let name = language.county(county.map_or(office.county.as_str(), |county| county.name));
        Ok(Self { language, today: queries.today(), office: name, is_demo: office.is_demo, title })
    }

    pub(super) fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    pub(super) fn with(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.language.with(id, args)
    }

    /// Whose paper it is and of which day; a made-up county's says so.
    pub(super) fn imprint(&self) -> String {
        let day = self.language.full_weekday(self.today);
        let args = [("office", (&self.office).into()), ("day", day.into())];
        let id = if self.is_demo { "print-imprint-demo" } else { "print-imprint" };
        self.with(id, &args)
    }

    /// A document that stays in the office.
    pub(super) fn inside(&self, sheets: Vec<Sheet>) -> Document {
        let mark = Some(self.text("print-office-only"));
        Document { title: self.text(self.title), mark, sheets }
    }

    /// A document that leaves it.
    pub(super) fn outside(&self, sheets: Vec<Sheet>) -> Document {
        Document { title: self.text(self.title), mark: None, sheets }
    }

    /// A day, or that there is none.
    pub(super) fn day(&self, day: Option<NaiveDate>) -> String {
        day.map_or_else(|| self.text("span-never"), |day| self.language.full(day))
    }

    /// A day, or nothing.
    pub(super) fn day_or_blank(&self, day: Option<NaiveDate>) -> String {
        day.map(|day| self.language.full(day)).unwrap_or_default()
    }

    /// A deadline with its weekday, and how long ago it was when it has passed; nothing where there is none.
    pub(super) fn due(&self, due: Option<NaiveDate>) -> String {
        let Some(due) = due else { return String::new() };
        let day = self.language.full_weekday(due);
        match (self.today - due).num_days() {
            late @ 1.. => {
                let days = self.language.days(late);
                self.with("print-late", &[("day", day.into()), ("days", days.into())])
            }
            _ => day,
        }
    }

    /// Boy or girl and how old: `男9岁`.
    pub(super) fn sex_age(&self, child: &Child) -> String {
        let age = child.birth_date.and_then(|birth| self.today.years_since(birth));
        match (child.sex, age) {
            (Some(sex), Some(age)) => {
                let sex = self.language.code(sex);
                self.with("child-sex-age", &[("sex", sex.into()), ("age", age.into())])
            }
            (Some(sex), None) => self.language.code(sex),
            (None, Some(age)) => self.language.age(age),
            (None, None) => String::new(),
        }
    }

    /// School, grade and class.
    pub(super) fn school(&self, child: &Child) -> String {
        let school = child.school.as_deref().map(|school| self.language.school(school));
        let grade = kept_grade_on(child.grade, child.grade_year, self.today);
        let class = self.language.grade_class(grade, child.class.as_deref());
        let parts: Vec<String> =
            school.into_iter().chain([class]).filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }

    /// Township, village and the address within it.
    pub(super) fn address(&self, child: &Child) -> String {
        let place = self.language.place(child.township.as_deref(), child.village.as_deref());
        let parts = [Some(place.as_str()), child.address.as_deref()];
        let parts: Vec<&str> =
            parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }

    /// What was observed on a visit.
    pub(super) fn observed(&self, visit: &Visit) -> String {
        let five = visit.observations();
        if five.iter().all(|(_, seen)| *seen == Some(Observation::Ok)) {
            return self.text("child-all-ok");
        }
        let parts = five
            .into_iter()
            .filter_map(|(column, seen)| Some(self.language.observed(column, seen?)));
        parts.collect::<Vec<_>>().join(" ")
    }

    /// A label with its value, where there is one.
    pub(super) fn fact(&self, facts: &mut Vec<(String, String)>, label: &str, value: String) {
        if !value.trim().is_empty() {
            facts.push((self.text(label), value));
        }
    }
}

/// Words that are there, with two spaces between.
pub(super) fn beside(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.trim().is_empty()).collect();
    parts.join("  ")
}
