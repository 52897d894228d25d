//! Why a cell or a row is refused, or brought in with a warning: codes with their values.

use chrono::NaiveDate;

use super::columns::Format;
use crate::domain::birthday::MissingLeap;
use crate::domain::duplicates::Weighing;

/// What is wrong, or worth a look, with one cell or row. Language words it from [`Reason::code`] and [`Reason::values`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A required cell is blank.
    Missing,
    /// A word for nobody, or nothing but signs, in the place of a name.
    NoName,
    /// A `-` where something must stand.
    CantClear,
    /// No date in any of the forms that are read.
    BadDate,
    /// A day that its month doesn't have, or a month that no year has.
    ImpossibleDate,
    /// A year, or a year and a month, without a day.
    IncompleteDate,
    /// A day after the program's day, where none can be.
    FutureDate,
    /// The end lies before the beginning.
    EndBeforeStart,
    /// None of the words for yes and no.
    BadYesNo,
    /// None of the allowed words.
    NotOneOf {
        /// The column's format, which has the list ([`Format::allowed`]).
        format: Format,
    },
    /// The next visit lies before this one.
    NextBeforeVisit,
    /// Both adults of a visit are one person.
    SameTwice,
    /// No number.
    BadNumber,
    /// A number with a fraction where only whole ones are.
    NotWhole,
    /// A number outside its bounds.
    OutOfRange {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// No grade from kindergarten to the ninth.
    BadGrade,
    /// No lunar birthday.
    BadLunar,
    /// The date of birth in the ID number isn't one.
    IdBirth,
    /// No ID number of eighteen characters or fifteen digits.
    BadIdNumber,
    /// A code with characters that a code doesn't have.
    BadCode,
    /// Longer than the field takes.
    TooLong {
        /// The most characters.
        max: usize,
    },
    /// A formula's error stands in the cell.
    Fault,
    /// 同上 without a row above.
    NothingAbove,
    /// The record has fewer cells than the headings: cut short.
    Truncated {
        /// Cells in the record.
        found: usize,
        /// Cells needed.
        wanted: usize,
    },
    /// The record has filled cells beyond the headings, so its cells may be shifted.
    TooManyCells {
        /// Cells in the record.
        found: usize,
        /// Cells in the headings.
        wanted: usize,
    },
    /// No record has this code.
    UnknownCode,
    /// No child has this name.
    UnknownName,
    /// No volunteer has this name.
    UnknownVolunteer,
    /// Several people have this name, so the code has to be written.
    SameName {
        /// Their codes.
        codes: String,
    },
    /// The name beside a code is not that of whoever has the code: one of the two is somebody else's.
    NameDiffers {
        /// The code.
        code: String,
        /// The name of whoever has it.
        name: String,
    },
    /// Another row of the same file is about the same record and says something else.
    SecondRow {
        /// That row.
        row: u32,
    },
    /// A row that was rejected as the second about its record changes what the first brought.
    SecondRowReturned,
    /// Another filled key points to a different record.
    KeysDisagree {
        /// The record that the first key points to.
        code: String,
        /// Who that is; blank when nobody has the code yet.
        name: String,
        /// The record that the other key points to.
        other: String,
        /// Who that is.
        other_name: String,
    },
    /// The code is that of a child with another name and another birth date: one of the two is somebody else's.
    CodeOfAnother {
        /// The code.
        code: String,
        /// The name of whoever has it.
        name: String,
        /// When they were born.
        born: NaiveDate,
    },
    /// The same name with one birth date (or phone) blank: it may be this record.
    MaybeSame {
        /// The code of the record that it may be, or of all of them.
        codes: String,
    },
    /// Warning: someone new may be this person.
    LikelySame {
        /// The code of the other.
        code: String,
        /// What speaks for it and against it.
        weighing: Weighing,
    },
    /// Several records have this key.
    Ambiguous {
        /// Their codes.
        codes: String,
    },
    /// Two columns of the row name the same person, who can't be both.
    Conflict,
    /// A mandatory report of the child is open: its file can't be closed.
    OpenReport,
    /// The value doesn't belong to the fact's code.
    WrongValue,
    /// Neither a day with its status nor a range with its sums.
    NeitherDayNorRange,
    /// More days absent than recorded.
    MoreAbsentThanRecorded,
    /// A mark above the full marks.
    AboveFullMarks,
    /// Warning: control characters or escape sequences were taken out.
    Cleaned,
    /// Warning: the check digit doesn't belong to the other seventeen.
    IdCheckDigit,
    /// Warning: an ID number of the first generation, widened to eighteen.
    IdOld,
    /// Warning: no known county or township has this number.
    IdArea,
    /// Warning: the spreadsheet kept only fifteen digits of the number; it was left out.
    DigitsLost,
    /// Warning: the birth date in the ID number is another than the stated one.
    BirthDiffers {
        /// By the ID number.
        id_birth: NaiveDate,
    },
    /// Warning: date of birth and lunar birthday are two different days.
    LunarDiffers {
        /// When the lunar birthday was in the year of birth.
        lunar_birth: NaiveDate,
    },
    /// Warning: the lunar birthday lies in a leap month that its year of birth didn't have.
    MissingLeap {
        /// The month and the year.
        missing: MissingLeap,
    },
    /// Warning: no birth date is stated, so that of the ID number was taken.
    BirthFromId {
        /// By the ID number.
        id_birth: NaiveDate,
    },
    /// Warning: too short for a phone number, or turned into `1.39E+10` by a spreadsheet; nobody is recognised by it.
    OddPhone,
    /// A phone number with a digit too few or too many.
    PhoneDigits {
        /// The number.
        phone: String,
        /// How many it has.
        digits: usize,
    },
    /// Warning: the guardian, who has this child alone, is taken for the same person under another name.
    CarerRenamed {
        /// The carer's code.
        code: String,
    },
    /// Warning: nobody has this carer any more.
    CarerLeft {
        /// The carer's code.
        code: String,
        /// The carer's name.
        name: String,
    },
    /// Warning: no township of the county has this name.
    UnknownTownship,
    /// Warning: no category of public guidance; it is kept as it stands.
    UnknownCategory {
        /// The word.
        word: String,
    },
    /// Warning: the spreadsheet had turned the text into a date.
    TextBecameDate,
    /// Warning: the child is in danger, which asks for a mandatory report (DOMAIN §2.8).
    SafetyUrgent,
    /// Warning: this column's meaning is already filled by an earlier one.
    HeadingTwice,
    /// Warning: the heading names nothing that is known, and its column holds something.
    ColumnLeftOut,
    /// Warning: the column holds sums of the days that are brought in, so that it isn't.
    SumLeftOut,
    /// Warning: a formula that the program which wrote the file has not worked out: there is nothing to read.
    NoResult,
    /// Warning: no column of a list of visits says whether the child was seen, but some other column may.
    SeenNotFound,
    /// Warning: another sheet of the workbook holds something and isn't brought in.
    SheetLeftOut {
        /// How many filled rows it has.
        rows: usize,
    },
    /// Warning: no school day by the calendar, which knows holidays and make-up workdays.
    NoSchoolDay,
    /// Warning: a word in the place of a mark that nobody got; the cell was passed over.
    NoMark,
    /// Warning: the volunteer has left, so the match finds nobody to go.
    VolunteerLeft {
        /// Their name.
        name: String,
    },
    /// Warning: the file of the child is closed and stays so.
    FileClosed {
        /// The child's code.
        code: String,
        /// Since when; `None` = not recorded.
        on: Option<NaiveDate>,
    },
    /// A visit before the child was born.
    BeforeBirth,
    /// Warning: the volunteer's record check has ended, or none is recorded (DOMAIN §2.8).
    CheckOver {
        /// Their name.
        name: String,
        /// Its last day; `None` = none is recorded.
        until: Option<NaiveDate>,
    },
    /// Warning: with this child the volunteer accompanies more than they can.
    OverCapacity {
        /// Their name.
        name: String,
        /// How many children they would accompany.
        load: usize,
        /// How many they can.
        most: i64,
    },
}

impl Reason {
    /// Its code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NoName => "no_name",
            Self::CantClear => "cant_clear",
            Self::BadDate => "bad_date",
            Self::ImpossibleDate => "impossible_date",
            Self::IncompleteDate => "incomplete_date",
            Self::FutureDate => "future_date",
            Self::EndBeforeStart => "end_before_start",
            Self::BadYesNo => "bad_yes_no",
            Self::NotOneOf { .. } => "not_one_of",
            Self::NextBeforeVisit => "next_before_visit",
            Self::SameTwice => "same_twice",
            Self::BadNumber => "bad_number",
            Self::NotWhole => "not_whole",
            Self::OutOfRange { .. } => "out_of_range",
            Self::BadGrade => "bad_grade",
            Self::BadLunar => "bad_lunar",
            Self::BadIdNumber => "bad_id_number",
            Self::BadCode => "bad_code",
            Self::TooLong { .. } => "too_long",
            Self::Fault => "formula_error",
            Self::NothingAbove => "nothing_above",
            Self::Truncated { .. } => "truncated",
            Self::TooManyCells { .. } => "too_many_cells",
            Self::UnknownCode => "unknown_code",
            Self::UnknownName => "unknown_name",
            Self::UnknownVolunteer => "unknown_volunteer",
            Self::SameName { .. } => "same_name",
            Self::NameDiffers { .. } => "name_differs",
            Self::SecondRow { .. } => "second_row",
            Self::SecondRowReturned => "second_row_returned",
            Self::KeysDisagree { .. } => "keys_disagree",
            Self::CodeOfAnother { .. } => "code_of_another",
            Self::MaybeSame { .. } => "maybe_same",
            Self::LikelySame { .. } => "likely_same",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Conflict => "conflict",
            Self::OpenReport => "open_report",
            Self::WrongValue => "wrong_value",
            Self::NeitherDayNorRange => "neither_day_nor_range",
            Self::MoreAbsentThanRecorded => "more_absent_than_recorded",
            Self::AboveFullMarks => "above_full_marks",
            Self::Cleaned => "cleaned",
            Self::IdCheckDigit => "id_check_digit",
            Self::IdOld => "id_old",
            Self::IdArea => "id_area",
            Self::IdBirth => "id_birth",
            Self::DigitsLost => "digits_lost",
            Self::BirthDiffers { .. } => "birth_differs",
            Self::LunarDiffers { .. } => "lunar_differs",
            Self::MissingLeap { .. } => "missing_leap",
            Self::BirthFromId { .. } => "birth_from_id",
            Self::OddPhone => "odd_phone",
            Self::PhoneDigits { .. } => "phone_digits",
            Self::CarerRenamed { .. } => "carer_renamed",
            Self::CarerLeft { .. } => "carer_left",
            Self::UnknownTownship => "unknown_township",
            Self::UnknownCategory { .. } => "unknown_category",
            Self::TextBecameDate => "text_became_date",
            Self::SafetyUrgent => "safety_urgent",
            Self::HeadingTwice => "heading_twice",
            Self::ColumnLeftOut => "column_left_out",
            Self::SumLeftOut => "sum_left_out",
            Self::NoResult => "no_result",
            Self::SeenNotFound => "seen_not_found",
            Self::SheetLeftOut { .. } => "sheet_left_out",
            Self::NoSchoolDay => "no_school_day",
            Self::NoMark => "no_mark",
            Self::VolunteerLeft { .. } => "volunteer_left",
            Self::FileClosed { on: None, .. } => "file_closed",
            Self::FileClosed { on: Some(_), .. } => "file_closed_on",
            Self::BeforeBirth => "before_birth",
            Self::CheckOver { until: None, .. } => "check_missing",
            Self::CheckOver { until: Some(_), .. } => "check_over",
            Self::OverCapacity { .. } => "over_capacity",
        }
    }

    /// True when it is about how an ID number is written, so that an ID number stands in the cell.
    pub const fn is_of_id(&self) -> bool {
        matches!(
            self,
            Self::BadIdNumber
                | Self::IdBirth
                | Self::IdCheckDigit
                | Self::IdOld
                | Self::IdArea
                | Self::DigitsLost
        )
    }

    /// True for what a person could decide: the row may be about a record that is there.
    pub const fn is_doubt(&self) -> bool {
        matches!(
            self,
            Self::KeysDisagree { .. }
                | Self::CodeOfAnother { .. }
                | Self::MaybeSame { .. }
                | Self::Ambiguous { .. }
        )
    }

    /// True where the row names the record that it is about: it can't be a new one.
    pub const fn names_a_record(&self) -> bool {
        match self {
            Self::KeysDisagree { name, .. } => !name.is_empty(),
            Self::CodeOfAnother { .. } => true,
            _ => false,
        }
    }

    /// The values that its sentence names; the list of [`Reason::NotOneOf`] and the weighing are worded where the sentence is.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::OutOfRange { min, max } => {
                vec![("min", min.to_string()), ("max", max.to_string())]
            }
            Self::UnknownCategory { word } => vec![("word", word.clone())],
            Self::TooLong { max } => vec![("max", max.to_string())],
            Self::Truncated { found, wanted } | Self::TooManyCells { found, wanted } => {
                vec![("found", found.to_string()), ("wanted", wanted.to_string())]
            }
            Self::NameDiffers { code, name } | Self::CarerLeft { code, name } => {
                vec![("code", code.clone()), ("name", name.clone())]
            }
            Self::PhoneDigits { phone, digits } => {
                vec![("phone", phone.clone()), ("digits", digits.to_string())]
            }
            Self::SecondRow { row } => vec![("row", row.to_string())],
            Self::SheetLeftOut { rows } => vec![("rows", rows.to_string())],
            Self::KeysDisagree { code, name, other, other_name } => {
                vec![("code", called(code, name)), ("other", called(other, other_name))]
            }
            Self::CodeOfAnother { code, name, born } => {
                vec![("code", called(code, name)), ("born", born.to_string())]
            }
            Self::MaybeSame { codes } | Self::Ambiguous { codes } | Self::SameName { codes } => {
                vec![("codes", codes.clone())]
            }
            Self::LikelySame { code, .. } => vec![("codes", code.clone())],
            Self::CarerRenamed { code } => vec![("code", code.clone())],
            Self::BirthDiffers { id_birth } | Self::BirthFromId { id_birth } => {
                vec![("birth", id_birth.to_string())]
            }
            Self::LunarDiffers { lunar_birth } => vec![("birth", lunar_birth.to_string())],
            Self::VolunteerLeft { name } => vec![("name", name.clone())],
            Self::FileClosed { code, on } => {
                let on = on.map(|on| on.to_string()).unwrap_or_default();
                vec![("code", code.clone()), ("on", on)]
            }
            Self::CheckOver { name, until } => {
                let until = until.map(|until| until.to_string()).unwrap_or_default();
                vec![("name", name.clone()), ("until", until)]
            }
            Self::OverCapacity { name, load, most } => {
                vec![("name", name.clone()), ("load", load.to_string()), ("most", most.to_string())]
            }
            _ => Vec::new(),
        }
    }
}

/// A code with the name of whoever has it; a record without a code stands under its name already.
fn called(code: &str, name: &str) -> String {
    if name.is_empty() || code == name { code.to_owned() } else { format!("{code} {name}") }
}

/// One thing to say about one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file's own heading.
    pub column: String,
    /// What stands in the cell.
    pub value: String,
    /// What is wrong or worth a look.
    pub reason: Reason,
}
