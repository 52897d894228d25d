//! Attendance: one day, or a school's summary of a range of days.

use chrono::NaiveDate;

use super::entered::Entered;
use super::fields::Make;
use super::kept::Kept;
use super::page::{Content, FormPage, said};
use super::people;
use crate::console::screen::{Effect, Screen, Ui};
use crate::console::widgets::form::{Choice, Form, FormField};
use crate::domain::codes::AttendanceStatus;
use crate::domain::dates::{Lean, parse_entry};
use crate::domain::records::{AttendanceDay, AttendanceRange, Child, Id};
use crate::language::dates::number;
use crate::store::{AnyRecord, Command, Queries, Receipt, Result};

/// Enters a day or a range of days.
pub fn open(child: Id) -> Box<dyn Screen> {
    FormPage::boxed(AttendanceForm { child_id: child, ..AttendanceForm::default() })
}

/// Corrects a day.
pub fn correct_day(day: Id) -> Box<dyn Screen> {
    FormPage::boxed(AttendanceForm { day: Kept::of(day), ..AttendanceForm::default() })
}

/// Corrects a range.
pub fn correct_range(range: Id) -> Box<dyn Screen> {
    FormPage::boxed(AttendanceForm { range: Kept::of(range), ..AttendanceForm::default() })
}

#[derive(Default)]
struct AttendanceForm {
    child_id: Id,
    day: Kept<AttendanceDay>,
    range: Kept<AttendanceRange>,
    name: String,
    about: Vec<String>,
    /// The first day of the range, as far as it is typed.
    from: Option<NaiveDate>,
}

/// A range is looked through for school days up to so many days.
const LONGEST: i64 = 400;

impl AttendanceForm {
    fn is_new(&self) -> bool {
        self.day.is_new() && self.range.is_new()
    }

    fn day_fields(&self, ui: &Ui) -> [FormField; 2] {
        let make = Make::new(ui, "attendance_day");
        let old = self.day.shown();
        let (day, status) = match &self.day.base {
            Some(_) => (old.day, Some(old.status)),
            None => (ui.today, None),
        };
        [
            make.day("day", Some(day), Lean::Past).required(),
            make.code("status", AttendanceStatus::ALL, status).required(),
        ]
    }

    fn range_fields(&self, ui: &Ui) -> [FormField; 5] {
        let make = Make::new(ui, "attendance_range");
        let old = self.range.base.as_ref();
        [
            make.day("from_day", old.map(|range| range.from_day), Lean::Past).required(),
            make.day("to_day", old.map(|range| range.to_day), Lean::Past).required(),
            make.number("days_recorded", old.map(|range| number(range.days_recorded)).as_deref())
                .required(),
            make.number(
                "absent_excused",
                old.and_then(|range| range.absent_excused).map(number).as_deref(),
            ),
            make.number(
                "absent_unexcused",
                old.and_then(|range| range.absent_unexcused).map(number).as_deref(),
            ),
        ]
    }
}

impl Content for AttendanceForm {
    fn name(&self) -> &'static str {
        match (self.day.is_new(), self.range.is_new()) {
            (true, true) => "attendance",
            (false, _) => "attendance-day-correct",
            (_, false) => "attendance-range-correct",
        }
    }

    fn subject(&self) -> Id {
        if self.is_new() { self.child_id } else { self.day.id.max(self.range.id) }
    }

    fn title(&self) -> &'static str {
        if self.is_new() { "form-attendance" } else { "form-attendance-correct" }
    }

    fn about(&self) -> &[String] {
        &self.about
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>> {
        if !self.day.read(queries)? || !self.range.read(queries)? {
            return Ok(None);
        }
        let of_day = self.day.base.as_ref().map(|day| day.child_id);
        let of_range = self.range.base.as_ref().map(|range| range.child_id);
        self.child_id = of_day.or(of_range).unwrap_or(self.child_id);
        let Some(child) = queries.record::<Child>(self.child_id)? else { return Ok(None) };
        self.about = people::about(queries, ui, &child)?;
        self.name = ui.language.person(&child.name);
        let fields: Vec<FormField> = if !self.day.is_new() {
            self.day_fields(ui).into()
        } else if !self.range.is_new() {
            self.range_fields(ui).into()
        } else {
            let answers = vec![
                Choice::new('1', "one", ui.text("form-attendance-day")),
                Choice::new('2', "many", ui.text("form-attendance-range")),
            ];
            let which = FormField::choice("which", ui.text("form-attendance-which"), answers);
            let days = self.day_fields(ui).map(|field| field.when("which", &["one"]));
            let ranges = self.range_fields(ui).map(|field| field.when("which", &["many"]));
            std::iter::once(which.required()).chain(days).chain(ranges).collect()
        };
        Ok(Some(Form::new(fields)))
    }

    fn changed(&mut self, form: &mut Form, ui: &Ui) {
        self.from = parse_entry(&form.typed("from_day"), ui.today, Lean::Past).ok();
    }

    fn lean(&self, key: &str) -> Lean {
        // An end without its year is of the year in which it comes after the beginning.
        self.from.filter(|_| key == "to_day").map_or(Lean::Past, Lean::After)
    }

    fn warnings(&mut self, form: &Form, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<String>> {
        let read = |key: &str| parse_entry(&form.typed(key), ui.today, self.lean(key)).ok();
        let mut warnings = Vec::new();
        if let Some((from, to)) = read("from_day").zip(read("to_day"))
            && from <= to
            && (to - from).num_days() <= LONGEST
        {
            let school = |day: &NaiveDate| queries.calendar().is_school_day(*day);
            let days = from.iter_days().take_while(|day| *day <= to).filter(school).count();
            warnings.push(ui.with("form-attendance-school-days", &[("days", days.into())]));
        }
        if let Some(day) = read("day")
            && !queries.calendar().is_school_day(day)
        {
            warnings.push(ui.text("form-attendance-no-school"));
        }
        Ok(warnings)
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        if self.is_new() && entered.form.choice("which").is_none() {
            // The field says that it has to be filled.
            return None;
        }
        let by_day = match entered.form.choice("which") {
            Some(which) => which == "one",
            None => !self.day.is_new(),
        };
        if by_day {
            let mut day = self.day.begin();
            day.child_id = self.child_id;
            day.day = entered.need_day("day", Lean::Past);
            day.status = entered.code("status", AttendanceStatus::from_code).unwrap_or(day.status);
            return self.day.command(day);
        }
        let mut range = self.range.begin();
        range.child_id = self.child_id;
        range.from_day = entered.need_day("from_day", Lean::Past);
        range.to_day = entered.need_day("to_day", self.lean("to_day"));
        range.days_recorded = entered.number("days_recorded").unwrap_or_default();
        range.absent_excused = entered.number("absent_excused");
        range.absent_unexcused = entered.number("absent_unexcused");
        let absent =
            range.absent_excused.unwrap_or_default() + range.absent_unexcused.unwrap_or_default();
        if absent > range.days_recorded && range.days_recorded > 0.0 {
            let words = [("absent", number(absent).into())];
            let words = entered.ui.with("form-attendance-too-many", &words);
            entered.form.set_error("days_recorded", words);
        }
        self.range.command(range)
    }

    fn base(&self) -> Option<AnyRecord> {
        self.day.any().or_else(|| self.range.any())
    }

    fn rebase(&mut self, base: AnyRecord, shown: AnyRecord) {
        self.day.rebase(&base, &shown);
        self.range.rebase(&base, &shown);
    }

    fn saved(&mut self, _: &Receipt, _: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        Ok(vec![said(ui, self.title(), &self.name)])
    }
}
