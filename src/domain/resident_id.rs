//! Resident ID numbers (GB 11643-1999, DOMAIN §2.5): lenient about what an office can't mend, exact about what it can.

use chrono::{Datelike, NaiveDate};

use super::codes::Sex;
use super::text::fold;

/// A resident ID number that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResidentId {
    /// Eighteen characters, upper-case X; as given, also where the check digit is wrong.
    pub number: String,
    /// The date of birth in it.
    pub birth: NaiveDate,
    /// The sex in it.
    pub sex: Sex,
    /// What is doubtful about it.
    pub warnings: Vec<IdWarning>,
}

impl ResidentId {
    /// The code of the place of first registration; never updated, so also abandoned codes are right.
    pub fn area(&self) -> &str {
        &self.number[..6]
    }

    /// True where the check digit doesn't fit the digits before it.
    pub fn is_misread(&self) -> bool {
        self.warnings.iter().any(|warning| matches!(warning, IdWarning::CheckDigit { .. }))
    }

    /// The date of birth, where the check digit vouches for it: a number without one, or with a wrong one, says nothing sure.
    pub fn checked_birth(&self) -> Option<NaiveDate> {
        let is_doubtful = self.is_misread() || self.warnings.contains(&IdWarning::Expanded);
        (!is_doubtful).then_some(self.birth)
    }
}

/// What is doubtful about a number; it is kept all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdWarning {
    /// The check digit should be another.
    CheckDigit {
        /// The one that fits the digits before it.
        expected: char,
    },
    /// A fifteen-digit number of before 1999, written out to eighteen.
    Expanded,
    /// No province begins with these two digits.
    UnknownProvince,
}

/// Why a text is no resident ID number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Neither 18 nor 15 characters.
    #[error("an ID number has 18 or 15 characters, not {0}")]
    Length(usize),
    /// Something else than digits and a last X.
    #[error("an ID number is made of digits, the last may be X")]
    Characters,
    /// The eight digits of the birth date are no date.
    #[error("the birth date in the ID number does not exist")]
    BirthDate,
    /// A spreadsheet turned the number into one like 5.11425E+17.
    #[error("the spreadsheet cut off the ID number's last digits")]
    LostDigits,
}

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
/// Provinces, then 71 Taiwan, and residence permits of Hong Kong, Macao and Taiwan people (81 … 83).
const PROVINCES: [&str; 35] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    "81", "82", "83",
];

/// Reads a resident ID number. Spaces, hyphens, full-width digits, a leading apostrophe and a lower-case x are taken as
/// meant.
pub fn parse_resident_id(text: &str) -> Result<ResidentId, IdError> {
    let mut number = fold(text).to_uppercase();
    if number.contains("E+") {
        return Err(IdError::LostDigits);
    }
    number.retain(|c| !matches!(c, '-' | '\'' | '‘' | '’' | '`'));
    let length = number.chars().count();
    if length != 18 && length != 15 {
        return Err(IdError::Length(length));
    }
    let digits_before = if length == 18 { 17 } else { 15 };
    let well_formed = number
        .char_indices()
        .all(|(at, c)| c.is_ascii_digit() || (length == 18 && at == digits_before && c == 'X'));
    if !well_formed {
        return Err(IdError::Characters);
    }
    let mut warnings = Vec::new();
    if length == 15 {
        number.insert_str(6, "19");
        number.push(check_digit(&number));
        warnings.push(IdWarning::Expanded);
    }
    let expected = check_digit(&number);
    if !number.ends_with(expected) {
        warnings.push(IdWarning::CheckDigit { expected });
    }
    if !PROVINCES.contains(&&number[..2]) {
        warnings.push(IdWarning::UnknownProvince);
    }
    let birth = NaiveDate::parse_from_str(&number[6..14], "%Y%m%d")
        .ok()
        .filter(|birth| (1850..2200).contains(&birth.year()))
        .ok_or(IdError::BirthDate)?;
    let odd = number.as_bytes()[16] % 2 == 1;
    let sex = if odd { Sex::Male } else { Sex::Female };
    Ok(ResidentId { number, birth, sex, warnings })
}

/// The check digit of the first seventeen digits.
pub(crate) fn check_digit(number: &str) -> char {
    let sum: u32 =
        number.bytes().zip(WEIGHTS).map(|(d, weight)| u32::from(d - b'0') * weight).sum();
    CHECK[(sum % 11) as usize]
}

/// ID numbers had so many digits before they had eighteen.
const SHORTEST: usize = 15;

/// An ID number as it is shown where it isn't asked for in full: area and the last four, the birth date hidden.
pub fn masked(number: &str) -> String {
    let length = number.chars().count();
    let keep = |at: usize| length >= SHORTEST && (at < 6 || at + 4 >= length);
    number.chars().enumerate().map(|(at, c)| if keep(at) { c } else { '*' }).collect()
}

/// A text in which everything that may be an ID number is masked: fifteen digits or more, with the letter that may end them.
pub fn masked_within(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut number = String::new();
    for c in text.chars().map(Some).chain([None]) {
        match c {
            Some(digit) if digit.is_numeric() => {
                number.push(digit);
                continue;
            }
            Some(letter @ ('x' | 'X' | 'ｘ' | 'Ｘ')) if number.chars().count() >= SHORTEST => {
                number.push(letter);
                continue;
            }
            _ => {}
        }
        let number = std::mem::take(&mut number);
        if number.chars().count() >= SHORTEST {
            shown.push_str(&masked(&number));
        } else {
            shown.push_str(&number);
        }
        shown.extend(c);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> ResidentId {
        parse_resident_id(text).unwrap()
    }

    #[test]
    fn vectors_pass_with_their_birth_and_sex() {
        for (number, birth, sex) in [
            ("44040119580101000X", "1958-01-01", Sex::Female),
            ("411082198901010002", "1989-01-01", Sex::Female),
            ("500154199301135886", "1993-01-13", Sex::Female),
            ("440308199901101512", "1999-01-10", Sex::Male),
            ("810000199408230021", "1994-08-23", Sex::Female),
            ("511425201403050012", "2014-03-05", Sex::Male),
        ] {
            let id = read(number);
            assert_eq!((id.number.as_str(), id.birth.to_string().as_str()), (number, birth));
            assert_eq!((id.sex, id.warnings), (sex, vec![]), "{number}");
        }
    }

    #[test]
    fn x_spaces_and_full_width_digits_are_taken_as_meant() {
        assert_eq!(read("44040119580101000x").number, "44040119580101000X");
        assert_eq!(read("'511425 20140305 0012").number, "511425201403050012");
        assert_eq!(read("５１１４２５２０１４０３０５００１２").number, "511425201403050012");
        assert_eq!(read("511425201403050012").area(), "511425");
    }

    #[test]
    fn fifteen_digits_are_written_out() {
        let id = read("610104620927690");
        assert_eq!(id.number, "610104196209276908");
        assert_eq!(id.birth.to_string(), "1962-09-27");
        assert_eq!(id.warnings, [IdWarning::Expanded]);
    }

    #[test]
    fn doubts_are_warnings() {
        assert_eq!(read("511425201403050013").warnings, [IdWarning::CheckDigit { expected: '2' }]);
        assert!(read("991425201403050013").warnings.contains(&IdWarning::UnknownProvince));
    }

    #[test]
    fn what_is_no_number_is_refused_with_the_reason() {
        for (text, error) in [
            ("", IdError::Length(0)),
            ("51142520140305001", IdError::Length(17)),
            ("5114252014030500X2", IdError::Characters),
            ("51142520140305001甲", IdError::Characters),
            ("511425201402300012", IdError::BirthDate),
            ("511425000003050012", IdError::BirthDate),
            ("5.11425E+17", IdError::LostDigits),
        ] {
            assert_eq!(parse_resident_id(text), Err(error), "{text}");
        }
    }

    #[test]
    fn a_masked_number_hides_the_birth_date() {
        assert_eq!(masked("511425201403050012"), "511425********0012");
        assert_eq!(masked("123"), "***");
    }

    #[test]
    fn numbers_within_a_text_are_masked_and_nothing_else() {
        let text = "王强511425201403050012，电话13900000417，2014-03-05；51142520140305001X x";
        let shown = "王强511425********0012，电话13900000417，2014-03-05；511425********001X x";
        assert_eq!(masked_within(text), shown);
        assert_eq!(masked_within("511425140305001"), "511425*****5001");
        assert_eq!(
            masked_within("５１１４２５２０１４０３０５００１２"),
            "５１１４２５********００１２"
        );
    }
}
