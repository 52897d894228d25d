//! What is wrong with something typed or entered, in the words that stand under its field.
//!
//! The errors of files and of the database come from layers above this one: they hand over a code with its values, which
//! [`Language::coded`] words.

use std::io::{Error, ErrorKind};

use chrono::NaiveDate;

use super::Language;
use crate::domain::checks::RefusalReason;
use crate::domain::dates::DateError;
use crate::domain::lunar_text::LunarError;
use crate::domain::resident_id::IdError;
use crate::domain::settings::{Allowed, Rule, SettingError, Unit};

impl Language {
    /// Why the rules refuse a field.
    pub fn refusal(self, reason: &RefusalReason) -> String {
        self.with(reason.message_id(), &[("value", reason.value().into())])
    }

    /// Why a text is no date.
    pub fn date_error(self, error: DateError) -> String {
        self.text(match error {
            DateError::Incomplete => "form-error-date-incomplete",
            DateError::Impossible => "form-error-date-impossible",
            DateError::NotADate => "form-error-date",
        })
    }

    /// Why a text is no lunar birthday.
    pub fn lunar_error(self, error: LunarError) -> String {
        self.text(match error {
            LunarError::ZodiacOnly => "form-error-lunar-zodiac",
            LunarError::Incomplete => "form-error-lunar-incomplete",
            LunarError::Impossible => "form-error-lunar-impossible",
            LunarError::NotLunar => "form-error-lunar",
        })
    }

    /// What is wrong with the value of a setting.
    pub fn setting_error(self, code: &str, error: &SettingError) -> String {
        match error {
            SettingError::Unknown { code } => {
                self.with("refused-unknown", &[("value", code.into())])
            }
            SettingError::NotANumber { .. } => self.text("settings-error-number"),
            SettingError::OutOfBounds { min, max, .. } => self
                .with("settings-error-bounds", &[("min", (*min).into()), ("max", (*max).into())]),
            SettingError::OutOfOrder { lower, upper, bound, strict } => {
                let (other, under) = if code == *lower { (upper, true) } else { (lower, false) };
                let values = [("other", self.setting(other).into()), ("bound", (*bound).into())];
                let id = match (under, strict) {
                    (true, true) => "settings-error-under",
                    (true, false) => "settings-error-at-most",
                    (false, true) => "settings-error-over",
                    (false, false) => "settings-error-at-least",
                };
                self.with(id, &values)
            }
            SettingError::NotADay { .. } => self.text("form-error-date"),
            SettingError::InFuture => self.text("refused-in-future"),
            SettingError::TooLong { max } => {
                self.with("settings-error-long", &[("max", (*max).into())])
            }
            SettingError::NotAPhone => self.text("form-error-phone"),
        }
    }

    /// What a setting is called.
    pub fn setting(self, code: &str) -> String {
        self.text(&format!("setting-{code}"))
    }

    /// A setting's number with what it counts.
    pub fn setting_value(self, unit: Unit, number: u32) -> String {
        let id = match unit {
            Unit::YesNo if number == 1 => return self.text("settings-on"),
            Unit::YesNo => return self.text("settings-off"),
            Unit::Points => "settings-unit-points",
            Unit::Percent => "settings-unit-percent",
            Unit::Days => "settings-unit-days",
            Unit::TermDays => "settings-unit-term-days",
            Unit::Count => return number.to_string(),
        };
        self.with(id, &[("count", number.into())])
    }

    /// A setting's value with what it counts; blank where nothing is said.
    pub fn setting_said(self, rule: Rule, value: &str) -> String {
        match rule.allowed {
            Allowed::Number { unit, .. } => {
                self.setting_value(unit, value.parse().unwrap_or_default())
            }
            Allowed::Day => {
                value.parse::<NaiveDate>().map_or_else(|_| value.to_owned(), |day| self.full(day))
            }
            Allowed::Line | Allowed::Phone if value.is_empty() => self.text("settings-blank"),
            Allowed::Line | Allowed::Phone => value.to_owned(),
        }
    }

    /// What the system said about a file, as people say it; in its own words where that is not known. The detail is what an
    /// error of the file system prints, which ends in its number.
    pub fn file_trouble(self, detail: &str) -> String {
        let number = detail.rsplit_once("(os error ").and_then(|(_, rest)| rest.split_once(')'));
        let number = number.and_then(|(number, _)| number.parse().ok());
        let id = match number.map(|number| Error::from_raw_os_error(number).kind()) {
            Some(ErrorKind::NotFound) => "trouble-missing",
            Some(ErrorKind::PermissionDenied) => "trouble-denied",
            Some(ErrorKind::IsADirectory) => "trouble-folder",
            Some(ErrorKind::NotADirectory) => "trouble-no-folder",
            Some(ErrorKind::ReadOnlyFilesystem) => "trouble-read-only",
            Some(ErrorKind::InvalidFilename) => "trouble-name",
            Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge) => {
                "trouble-full"
            }
            _ => return detail.to_owned(),
        };
        self.text(id)
    }

    /// Why a text is no resident ID number.
    pub fn id_error(self, error: IdError) -> String {
        match error {
            IdError::Length(length) => {
                self.with("form-error-id-length", &[("length", length.into())])
            }
            IdError::Characters => self.text("form-error-id-characters"),
            IdError::BirthDate => self.text("form-error-id-birth"),
            IdError::LostDigits => self.text("form-error-id-digits"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn every_refusal_is_worded() {
        use RefusalReason as R;
        let all = [
            R::Required,
            R::InFuture,
            R::EndsBeforeStart,
            R::Negative,
            R::TooMuch,
            R::OutOfRange,
            R::Taken("C0001".to_owned()),
            R::Unknown("V0009".to_owned()),
            R::WrongValue,
            R::NoteAfterConcern,
            R::SameTwice,
            R::AlreadyThere,
            R::Closed,
            R::InUse,
        ];
        for language in Lang::ALL.map(Language::new) {
            for reason in &all {
                let words = language.refusal(reason);
                assert!(!words.contains(['⟨', '{']), "{words}");
                assert!(words.contains(reason.value()), "{words}");
            }
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_the_system_says_is_said_in_words() {
        let (zh, en) = (Language::new(Lang::Zh), Language::new(Lang::En));
        let missing = Error::from_raw_os_error(2).to_string();
        assert_eq!(en.file_trouble(&missing), "there is no such file or folder");
        assert_eq!(zh.file_trouble(&format!("{missing} at path \"/x\"")), "没有这个文件或文件夹");
        assert_eq!(en.file_trouble("bad header"), "bad header");
        for number in [13, 20, 21, 27, 28, 30, 36, 122] {
            let said = Error::from_raw_os_error(number).to_string();
            assert!(!en.file_trouble(&said).contains("os error"), "{said}");
        }
    }

    #[test]
    fn what_is_typed_wrongly_says_what_to_type() {
        let (zh, en) = (Language::new(Lang::Zh), Language::new(Lang::En));
        assert_eq!(zh.id_error(IdError::Length(17)), "身份证号应是18位，这里有17位");
        assert_eq!(
            en.date_error(DateError::Impossible),
            "no such day: check the year (from 1900), the month and the day"
        );
        assert_eq!(zh.lunar_error(LunarError::ZodiacOnly), "只有属相，要写农历几月几日");
    }
}
