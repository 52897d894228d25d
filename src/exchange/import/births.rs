//! What a row of the name list says about the day of birth, in three ways, and what is doubtful about it.

use chrono::NaiveDate;

use super::cells::Cells;
use crate::domain::birthday::BirthdayInput;
use crate::domain::lunar::LunarBirthday;
use crate::domain::resident_id::IdWarning;
use crate::exchange::reason::Reason;
use crate::exchange::values::{self, IdNumber, Input};

/// A date of birth and a lunar birthday.
type Births = (Option<NaiveDate>, Option<LunarBirthday>);

/// DOMAIN §2.5, §2.6: two readings of a birth date, and a leap month that the year of birth had not, are worth a look, where the
/// row states one of them.
pub(super) fn compare(
    stated: (Option<&NaiveDate>, Option<&LunarBirthday>),
    before: Births,
    after: Births,
    cells: &mut Cells<'_>,
) {
    let column = match stated {
        (_, Some(_)) => "lunar_birthday",
        (Some(_), None) => "birth_date",
        (None, None) => return,
    };
    let both = BirthdayInput { birth_date: after.0, lunar: after.1, celebrate_by: None };
    // Said once, not with every list that holds the same; and of the lunar birthday, where the file has it.
    if before != after
        && let Some(missing) = both.missing_leap()
    {
        let leap = if cells.has("lunar_birthday") { "lunar_birthday" } else { column };
        cells.warn(leap, Reason::MissingLeap { missing });
    }
    if let Some(lunar_birth) = both.other_birth() {
        cells.warn(column, Reason::LunarDiffers { lunar_birth });
    }
}

/// The ID number, with what is doubtful about it as warnings; digits that a spreadsheet lost leave the number as it is.
/// With it comes its date of birth where that can be relied on.
pub(super) fn id_number(
    cells: &mut Cells<'_>,
    birth_date: &Input<NaiveDate>,
) -> (Input<String>, Option<NaiveDate>) {
    let id = match cells.read("id_number", values::id_number) {
        Input::Keep => return (Input::Keep, None),
        Input::Clear => return (Input::Clear, None),
        Input::Set(IdNumber::Lost) => {
            cells.warn("id_number", Reason::DigitsLost);
            return (Input::Keep, None);
        }
        Input::Set(IdNumber::Read(id)) => id,
    };
    for warning in &id.warnings {
        cells.warn(
            "id_number",
            match warning {
                IdWarning::CheckDigit { .. } => Reason::IdCheckDigit,
                IdWarning::Expanded => Reason::IdOld,
                IdWarning::UnknownProvince => Reason::IdArea,
            },
        );
    }
    if birth_date.get().is_some_and(|stated| stated != id.birth) {
        cells.warn("birth_date", Reason::BirthDiffers { id_birth: id.birth });
    }
    let birth = id.checked_birth();
    (Input::Set(id.number), birth)
}
