//! The order of codes: by number, not by letter. `C9999` stands before `C10000`, `K-2` before `K-12`.
//!
//! Codes given here run from `C0001` to the highest + 1 (`C10000` after `C9999`), and an office may bring its own words in. So
//! every run of digits counts as one number. One key says this for all: lists sorted here compare it, the store keeps it beside
//! the scores so that its indexes give the order, and its queries sort by it where the rows are few.

use std::borrow::Cow;
use std::cmp::Ordering;

/// How many digits a number has at least: as many as a code given here begins with, so that those codes are their own keys.
const DIGITS: usize = 4;

/// The text by which a code is ordered. A run of digits is filled up to four with zeros; a longer one gets a colon, the sign
/// after the nine, for each digit more. Codes with four digits are their own key.
pub fn code_key(code: &str) -> Cow<'_, str> {
    if is_own_key(code) {
        return Cow::Borrowed(code);
    }
    let mut key = String::with_capacity(code.len() + DIGITS);
    let mut rest = code;
    while let Some(start) = rest.find(|sign: char| sign.is_ascii_digit()) {
        let (before, run) = rest.split_at(start);
        let end = run.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(run.len());
        let (run, after) = run.split_at(end);
        let number = run.trim_start_matches('0');
        key.push_str(before);
        key.extend(std::iter::repeat_n(':', number.len().saturating_sub(DIGITS)));
        key.extend(std::iter::repeat_n('0', DIGITS.saturating_sub(number.len())));
        key.push_str(number);
        rest = after;
    }
    key.push_str(rest);
    Cow::Owned(key)
}

/// True when every run of digits has just four.
fn is_own_key(code: &str) -> bool {
    let mut run = 0;
    for byte in code.bytes() {
        if byte.is_ascii_digit() {
            run += 1;
        } else if run == 0 || run == DIGITS {
            run = 0;
        } else {
            return false;
        }
    }
    run == 0 || run == DIGITS
}

/// Which of two codes stands first; the same number written in two ways by its text.
pub fn by_code(one: &str, other: &str) -> Ordering {
    code_key(one).cmp(&code_key(other)).then_with(|| one.cmp(other))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_count_as_numbers() {
        let mut codes = [
            "C10000", "K-12", "C9999", "C100000", "C0002", "K-2", "A2-10", "C99999", "A2-9", "C",
            "河坝3", "河坝21", "A10-1", "C1000000",
        ];
        codes.sort_by(|one, other| by_code(one, other));
        assert_eq!(
            codes,
            [
                "A2-9", "A2-10", "A10-1", "C", "C0002", "C9999", "C10000", "C99999", "C100000",
                "C1000000", "K-2", "K-12", "河坝3", "河坝21"
            ]
        );
    }

    #[test]
    fn codes_given_here_are_their_own_keys_up_to_four_digits() {
        assert!(matches!(code_key("C0001"), Cow::Borrowed("C0001")));
        assert!(matches!(code_key("QS-0017"), Cow::Borrowed("QS-0017")));
        assert_eq!(code_key("C10000"), "C:10000");
        assert_eq!(code_key("K-2"), "K-0002");
        assert_eq!(code_key("QS-000123"), "QS-0123");
    }

    #[test]
    fn one_number_written_twice_is_told_apart() {
        assert_eq!(code_key("C1"), code_key("C0001"));
        assert_eq!(by_code("C0001", "C1"), Ordering::Less);
        assert_eq!(by_code("C1", "C1"), Ordering::Equal);
    }

    proptest! {
        #[test]
        fn numbers_behind_a_letter_stand_by_number(one in 0_u64..20_000_000, other in 0_u64..20_000_000) {
            let code = |number: u64| format!("C{number:04}");
            prop_assert_eq!(by_code(&code(one), &code(other)), one.cmp(&other));
        }
    }
}
