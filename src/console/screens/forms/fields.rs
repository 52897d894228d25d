//! Making fields: labels from the language layer, answers from closed lists, dates as they are typed.

use chrono::NaiveDate;

use crate::console::screen::Ui;
use crate::console::widgets::form::{Choice, FormField};
use crate::domain::codes::{Coded, Sex};
use crate::domain::dates::{Lean, parse_entry};
use crate::store::Kind;

/// The digit of an answer by its place: 1 … 9, then 0.
fn digit(at: usize) -> char {
    u32::try_from((at + 1) % 10).ok().and_then(|digit| char::from_digit(digit, 10)).unwrap_or(' ')
}

/// Every value of a closed list as an answer, by digits in the order given.
pub(super) fn answers<C: Coded>(values: &[C], ui: &Ui) -> Vec<Choice> {
    values
        .iter()
        .enumerate()
        .map(|(at, value)| Choice::new(digit(at), value.as_code(), ui.language.code(*value)))
        .collect()
}

/// Makes the fields of one table, labelled by their columns.
#[derive(Clone, Copy)]
pub(super) struct Make<'a> {
    pub(super) ui: &'a Ui,
    pub(super) table: &'static str,
}

impl<'a> Make<'a> {
    pub(super) fn new(ui: &'a Ui, table: &'static str) -> Self {
        Self { ui, table }
    }

    fn label(self, column: &str) -> String {
        self.ui.language.field(self.table, column)
    }

    /// A line of text; the note is the free one of its form.
    pub(super) fn line(self, column: &'static str, value: Option<&str>) -> FormField {
        let line = FormField::text(column, self.label(column)).with_opt(value);
        if column == "note" { line.free() } else { line }
    }

    /// A line whose usual words stand in the page's language ([`super::entered::Entered::usual`] reads them).
    pub(super) fn usual(self, column: &'static str, value: Option<&str>) -> FormField {
        self.line(column, value.map(|written| self.ui.language.usual(written)).as_deref())
    }

    /// A number.
    pub(super) fn number(self, column: &'static str, value: Option<&str>) -> FormField {
        FormField::number(column, self.label(column)).with_opt(value)
    }

    /// A date, as one would type it.
    pub(super) fn day(
        self,
        column: &'static str,
        value: Option<NaiveDate>,
        lean: Lean,
    ) -> FormField {
        let typed = value.map(|day| typed_day(day, self.ui.today, lean));
        FormField::date(column, self.label(column)).with_opt(typed.as_deref()).hint(self.ui.text(
            match lean {
                Lean::Future | Lean::Near => "form-hint-date-ahead",
                Lean::Past | Lean::After(_) => "form-hint-date",
                Lean::Whole => "form-hint-date-whole",
            },
        ))
    }

    /// One of a closed list.
    pub(super) fn code<C: Coded>(
        self,
        column: &'static str,
        values: &[C],
        value: Option<C>,
    ) -> FormField {
        FormField::choice(column, self.label(column), answers(values, self.ui))
            .with_code(value.map_or("", Coded::as_code))
    }

    /// An adult's sex: children are boys and girls.
    pub(super) fn adult_sex(self, value: Option<Sex>) -> FormField {
        let word = |sex: &Sex| self.ui.language.code_as("sex-adult", *sex);
        let answers = Sex::ALL.iter().enumerate();
        let answers = answers.map(|(at, sex)| Choice::new(digit(at), sex.as_code(), word(sex)));
        FormField::choice("sex", self.label("sex"), answers.collect())
            .with_code(value.map_or("", Coded::as_code))
    }

    /// Some of a few answers.
    pub(super) fn multi(self, column: &'static str, answers: Vec<Choice>) -> FormField {
        FormField::multi(column, self.label(column), answers)
    }

    /// Yes or no, or neither.
    pub(super) fn yes_no(self, column: &'static str, value: Option<bool>) -> FormField {
        let code = value.map_or("", |yes| if yes { "yes" } else { "no" });
        let (yes, no) = (self.ui.text("form-yes"), self.ui.text("form-no"));
        FormField::yes_no(column, self.label(column), yes, no).with_code(code)
    }

    /// A reference to a record.
    pub(super) fn picker(self, column: &'static str) -> FormField {
        let codes = match column {
            "child_id" => Kind::Child.code_letter(),
            "carer_id" => Kind::Carer.code_letter(),
            "volunteer_id" | "second_volunteer_id" | "leader_id" => Kind::Volunteer.code_letter(),
            _ => None,
        };
        FormField::picker(column, self.label(column))
            .coded(codes.into_iter().collect::<String>())
            .hint(self.ui.text("form-hint-pick"))
    }
}

/// A day in the fewest characters that mean it: `11-22`, or with its year.
pub(in crate::console::screens) fn typed_day(
    day: NaiveDate,
    today: NaiveDate,
    lean: Lean,
) -> String {
    let short = day.format("%m-%d").to_string();
    if parse_entry(&short, today, lean) == Ok(day) { short } else { day.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_short_as_it_is_understood() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2026-11-23");
        assert_eq!(typed_day(day("2026-11-23"), today, Lean::Past), "11-23");
        assert_eq!(typed_day(day("2026-11-23"), today, Lean::Future), "11-23");
        assert_eq!(typed_day(day("2025-12-01"), today, Lean::Past), "12-01");
        assert_eq!(typed_day(day("2025-12-01"), today, Lean::Future), "2025-12-01");
        assert_eq!(typed_day(day("2025-11-22"), today, Lean::Past), "2025-11-22");
    }

    #[test]
    fn ten_answers_have_ten_digits() {
        let digits: String = (0..10).map(digit).collect();
        assert_eq!(digits, "1234567890");
    }
}
