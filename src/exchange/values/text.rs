//! Names, codes, phones, ID numbers, categories, free text.

use super::folded;
use crate::exchange::reason::Reason;
use crate::exchange::table::Cell;

/// The longest free text: a note of several pages.
const LONGEST_TEXT: usize = 10_000;
/// The longest name.
const LONGEST_NAME: usize = 100;
/// The longest code.
const LONGEST_CODE: usize = 32;

fn at_most(text: String, max: usize) -> Result<String, Reason> {
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

/// A person's name: blanks within a Chinese name go (`王　明` is 王明), others become one.
pub fn name(cell: &Cell) -> Result<String, Reason> {
    let shown = cell.shown();
    let mut out = String::with_capacity(shown.len());
    for part in shown.split_whitespace() {
        let between_latin =
            out.ends_with(|c: char| c.is_ascii()) || part.starts_with(|c: char| c.is_ascii());
        if !out.is_empty() && between_latin {
            out.push(' ');
        }
        out.push_str(part);
    }
    at_most(out, LONGEST_NAME)
}

/// A record's code: letters, digits, `-`, `_`, `.` and `/`; letters in upper case, so that `c0001` is C0001.
pub fn code(cell: &Cell) -> Result<String, Reason> {
    let code = folded(&cell.shown()).to_uppercase();
    if !code.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c)) {
        return Err(Reason::BadCode);
    }
    at_most(code, LONGEST_CODE)
}

/// Phone numbers: plain digits, several of them in one cell separated by ` / `.
pub fn phone(cell: &Cell) -> Result<String, Reason> {
    let shown: String = cell.shown().chars().map(crate::exchange::headings::half_width).collect();
    let shown = shown.trim();
    // A mobile number may be written 138 0000 0000 or 138-0000-0000; in a landline's number the hyphen is its own.
    let mut numbers: Vec<String> = Vec::new();
    for part in shown
        .split(['/', '、', ',', ';', '，', '；', '\n', '|'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        let only_digits = part.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '-');
        if only_digits && digits.len() == 11 && digits.starts_with('1') {
            numbers.push(digits);
        } else if only_digits
            && !part.contains('-')
            && part.split(' ').all(|number| number.len() >= 7)
        {
            numbers.extend(part.split(' ').map(str::to_owned));
        } else {
            numbers.push(part.to_owned());
        }
    }
    at_most(numbers.join(" / "), LONGEST_NAME)
}

/// Categories, separated by `;` as they are kept; each once, in the order of the cell.
pub fn categories(cell: &Cell) -> Result<String, Reason> {
    let shown = cell.shown();
    let mut list: Vec<&str> = Vec::new();
    for part in
        shown.split([';', '；', '、', '，', ',']).map(str::trim).filter(|part| !part.is_empty())
    {
        if !list.contains(&part) {
            list.push(part);
        }
    }
    if list.is_empty() {
        return Err(Reason::Missing);
    }
    at_most(list.join(";"), LONGEST_TEXT)
}

/// An ID number as it stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdNumber {
    /// Eighteen characters, or fifteen digits, without a check of their sense.
    Digits(String),
    /// Only the first fifteen digits survived in the spreadsheet: no number to keep.
    Lost,
}

/// An ID number: upper-case X, without blanks, quotes and hyphens.
pub fn id_number(cell: &Cell) -> Result<IdNumber, Reason> {
    let text: String =
        folded(&cell.shown()).to_uppercase().chars().filter(|c| !"'\"`-".contains(*c)).collect();
    let (body, last) =
        text.split_at_checked(text.len().saturating_sub(1)).ok_or(Reason::BadIdNumber)?;
    let shaped = match text.len() {
        18 => {
            body.bytes().all(|b| b.is_ascii_digit())
                && last.bytes().all(|b| b.is_ascii_digit() || b == b'X')
        }
        15 => text.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    };
    if !shaped {
        return Err(Reason::BadIdNumber);
    }
    // Excel's own loss ends in three zeros; another program's rounding shows in the check digit.
    if matches!(cell, Cell::Rounded(_)) && (text.ends_with("000") || !check_digit_fits(&text)) {
        return Ok(IdNumber::Lost);
    }
    Ok(IdNumber::Digits(text))
}

/// GB 11643-1999: the weighted sum of the first seventeen digits, modulo eleven, gives the last character (DOMAIN §2.5).
fn check_digit_fits(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let sum: u32 = number
        .bytes()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight)
        .sum();
    number.as_bytes().get(17) == Some(&CHECKS[sum as usize % 11])
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
    fn phones_in_one_cell() {
        let of = |text: &str| phone(&Cell::text(text)).unwrap();
        assert_eq!(of("13800000001"), "13800000001");
        assert_eq!(of("138 0000 0001"), "13800000001");
        assert_eq!(of("138-0000-0001"), "13800000001");
        assert_eq!(of("１３８００００0001"), "13800000001");
        assert_eq!(of("13800000001/13900000002"), "13800000001 / 13900000002");
        assert_eq!(of("13800000001 13900000002"), "13800000001 / 13900000002");
        assert_eq!(of("13800000001、028-38810000"), "13800000001 / 028-38810000");
        assert_eq!(phone(&Cell::Number(13_800_000_001.0)).unwrap(), "13800000001");
    }

    #[test]
    fn categories_by_any_separator() {
        assert_eq!(categories(&Cell::text("留守；低保、留守, 残疾")).unwrap(), "留守;低保;残疾");
    }

    #[test]
    fn codes_are_upper_case_without_blanks() {
        assert_eq!(code(&Cell::text(" ｃ0001 ")), Ok("C0001".to_owned()));
        assert_eq!(code(&Cell::Number(12.0)), Ok("12".to_owned()));
        assert_eq!(code(&Cell::text("C1;C2")), Err(Reason::BadCode));
    }

    #[test]
    fn id_numbers() {
        let of = |text: &str| id_number(&Cell::text(text));
        assert_eq!(of("51142520140305123x"), Ok(IdNumber::Digits("51142520140305123X".into())));
        assert_eq!(of("'511425 20140305 1234"), Ok(IdNumber::Digits("511425201403051234".into())));
        assert_eq!(of("511425140305123"), Ok(IdNumber::Digits("511425140305123".into())));
        assert_eq!(of("5114"), Err(Reason::BadIdNumber));
        assert_eq!(of("X11425201403051234"), Err(Reason::BadIdNumber));
        assert_eq!(id_number(&Cell::Rounded("511425201403051000".into())), Ok(IdNumber::Lost));
    }
}
