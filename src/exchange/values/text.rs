//! Names, codes, phones, ID numbers, categories, free text.

use crate::domain::names;
use crate::domain::phones;
use crate::domain::resident_id::{IdError, ResidentId, parse_resident_id};
use crate::domain::text::fold as folded;
use crate::exchange::reason::Reason;
use crate::exchange::table::Cell;

/// The longest free text: a note of several pages.
pub(super) const LONGEST_TEXT: usize = 10_000;
/// The longest name.
const LONGEST_NAME: usize = 100;
/// The longest code.
const LONGEST_CODE: usize = 32;

pub(super) fn at_most(text: String, max: usize) -> Result<String, Reason> {
    // Bytes are never fewer than characters, so the count is rarely needed.
    if text.len() > max && text.chars().count() > max {
        Err(Reason::TooLong { max })
    } else {
        Ok(text)
    }
}

/// Free text as it stands.
pub fn text(cell: &Cell) -> Result<String, Reason> {
    at_most(cell.shown(), LONGEST_TEXT)
}

/// A village, without the group that may stand behind it in one cell, and that group: `河坝村3组`.
pub fn village(text: &str) -> (&str, Option<&str>) {
    let place = ["村委会", "社区", "村"]
        .iter()
        .find_map(|end| Some(text.split_at(text.find(end).filter(|at| *at > 0)? + end.len())));
    let Some((village, group)) = place else { return (text, None) };
    let number = group.trim().trim_start_matches('第').strip_suffix('组').unwrap_or_default();
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    if number.is_empty() || !number.chars().all(is_number) {
        return (text, None);
    }
    (village.trim(), Some(group.trim()))
}

/// A person's name, as names are kept.
pub fn name(cell: &Cell) -> Result<String, Reason> {
    at_most(names::made_normal(cell.shown()), LONGEST_NAME)
}

/// The name of whom a row is about: a word for nobody is none.
pub fn person(cell: &Cell) -> Result<String, Reason> {
    let name = name(cell)?;
    if names::is_nobody(&name) { Err(Reason::NoName) } else { Ok(name) }
}

/// A record's code: letters, digits, `-`, `_`, `.` and `/`; letters in upper case, so that `c0001` is C0001.
pub fn code(cell: &Cell) -> Result<String, Reason> {
    let code = folded(&cell.shown()).to_uppercase();
    if !code.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c)) {
        return Err(Reason::BadCode);
    }
    at_most(code, LONGEST_CODE)
}

/// Phone numbers, as they are kept.
pub fn phone(cell: &Cell) -> Result<String, Reason> {
    at_most(phones::made_normal(cell.shown()), LONGEST_NAME)
}

/// Are all numbers of a newly read phone among those of the one that is kept?
pub fn has_phone(kept: Option<&str>, new: &str) -> bool {
    let kept = phones::normal(kept.unwrap_or_default());
    let kept: Vec<&str> = kept.split(" / ").collect();
    new.split(" / ").all(|number| kept.contains(&number))
}

/// An ID number out of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdNumber {
    /// A number, with what is doubtful about it.
    Read(ResidentId),
    /// Only the first fifteen digits survived in the spreadsheet: no number to keep.
    Lost,
}

/// Reads an ID number (DOMAIN §2.5).
pub fn id_number(cell: &Cell) -> Result<IdNumber, Reason> {
    // What a spreadsheet rounded need not even hold a date any more, and may pass the check by chance.
    if matches!(cell, Cell::Rounded(_)) {
        return Ok(IdNumber::Lost);
    }
    match parse_resident_id(&cell.shown()) {
        // What a spreadsheet rounded and gave on as text.
        Ok(id) if id.number.ends_with("000") && id.is_misread() => Ok(IdNumber::Lost),
        Ok(id) => Ok(IdNumber::Read(id)),
        Err(IdError::LostDigits) => Ok(IdNumber::Lost),
        Err(IdError::BirthDate) => Err(Reason::IdBirth),
        Err(IdError::Length(_) | IdError::Characters) => Err(Reason::BadIdNumber),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_wide_blanks() {
        let of = |text: &str| name(&Cell::text(text)).unwrap();
        assert_eq!(of("王　明"), "王明");
        assert_eq!(of(" 王 小 明 "), "王小明");
        assert_eq!(of("Anna  Li"), "Anna Li");
        assert_eq!(of("阿依·吉克"), "阿依·吉克");
        assert!(name(&Cell::text(&"王".repeat(101))).is_err());
    }

    #[test]
    fn a_group_stands_behind_its_village() {
        for (text, want) in [
            ("河坝村3组", ("河坝村", Some("3组"))),
            ("河坝村 第十二组", ("河坝村", Some("第十二组"))),
            ("城南社区2组", ("城南社区", Some("2组"))),
            ("河坝村", ("河坝村", None)),
            ("河坝3组", ("河坝3组", None)),
            ("河坝村老组", ("河坝村老组", None)),
            ("村2组", ("村2组", None)),
        ] {
            assert_eq!(village(text), want, "{text}");
        }
    }

    #[test]
    fn a_phone_that_a_spreadsheet_took_for_a_number() {
        assert_eq!(phone(&Cell::Number(13_800_000_001.0)).unwrap(), "13800000001");
    }

    #[test]
    fn one_of_the_numbers_is_nothing_new() {
        let kept = Some("13879019441 / 028-38868778");
        assert!(has_phone(kept, "13879019441") && has_phone(kept, "028-38868778"));
        assert!(!has_phone(kept, "13900000000") && !has_phone(None, "13879019441"));
        assert!(!has_phone(Some("13879019441"), "13879019441 / 028-38868778"));
    }

    #[test]
    fn codes_are_upper_case_without_blanks() {
        assert_eq!(code(&Cell::text(" ｃ0001 ")), Ok("C0001".to_owned()));
        assert_eq!(code(&Cell::Number(12.0)), Ok("12".to_owned()));
        assert_eq!(code(&Cell::text("C1;C2")), Err(Reason::BadCode));
    }

    #[test]
    fn id_numbers() {
        let number = |text: &str| match id_number(&Cell::text(text)) {
            Ok(IdNumber::Read(id)) => id.number,
            other => format!("{other:?}"),
        };
        assert_eq!(number("'511425 20140305 0012"), "511425201403050012");
        assert_eq!(number("44040119580101000x"), "44040119580101000X");
        assert_eq!(number("5.11425E+17"), "Ok(Lost)");
        assert_eq!(id_number(&Cell::text("5114")), Err(Reason::BadIdNumber));
        assert_eq!(id_number(&Cell::text("511425201402300012")), Err(Reason::IdBirth));
        assert_eq!(id_number(&Cell::Rounded("511425201403050000".into())), Ok(IdNumber::Lost));
        assert_eq!(id_number(&Cell::Rounded("511425201403051060".into())), Ok(IdNumber::Lost));
        assert_eq!(number("511425201403051000"), "Ok(Lost)", "rounded, and given on as text");
        assert_eq!(number("511425201403051001"), "511425201403051001", "a slip of the pen");
        // Its check digit fits, by chance.
        assert_eq!(number("511425201403053440"), "511425201403053440");
        assert_eq!(id_number(&Cell::Rounded("511425201403053440".into())), Ok(IdNumber::Lost));
        let exact = id_number(&Cell::Number(610_104_620_927_690.0));
        assert!(matches!(exact, Ok(IdNumber::Read(id)) if id.number == "610104196209276908"));
    }
}
