//! Codes for records that come without one.

/// Numbers for records that come without a code: the highest in database and file, plus one.
#[derive(Debug)]
pub struct NewCodes {
    letter: char,
    highest: i64,
}

impl NewCodes {
    /// Begins with the codes of the database.
    pub fn new<'a>(letter: char, codes: impl IntoIterator<Item = &'a str>) -> Self {
        let mut new = Self { letter, highest: 0 };
        for code in codes {
            new.note(code);
        }
        new
    }

    /// Takes note of a code in the file.
    pub fn note(&mut self, code: &str) {
        if let Some(digits) = code.strip_prefix(self.letter)
            && digits.len() < 16
            && digits.bytes().all(|b| b.is_ascii_digit())
            && let Ok(number) = digits.parse::<i64>()
        {
            self.highest = self.highest.max(number);
        }
    }

    /// The next code.
    pub fn next(&mut self) -> String {
        self.highest += 1;
        crate::store::format_code(self.letter, self.highest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_codes_go_on_from_the_highest() {
        let mut codes = NewCodes::new('C', ["C0007", "X0100", "C12a"]);
        codes.note("C0040");
        assert_eq!((codes.next(), codes.next()), ("C0041".to_owned(), "C0042".to_owned()));
        assert_eq!(NewCodes::new('V', []).next(), "V0001");
    }
}
