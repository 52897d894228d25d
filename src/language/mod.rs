//! Chinese and English: the wording of every code, date and message, and the readings of names.
//!
//! Everything that people read is worded here, from codes and values that the other layers hand over. The sentences stand in
//! Fluent files, one folder a language (`zh/`, `en/`) and one file a subject; `tests/language.rs` holds that both folders say
//! the same things and that nothing asked for is missing.

mod arg;
mod bundle;
pub mod columns;
pub mod dates;
mod errors;
mod likeness;
pub mod names;
pub mod pinyin;
mod readings;
pub mod reasons;
pub mod recorded;
pub mod seldom;
mod usual;
mod visits;
mod written;

use crate::domain::codes::Coded;
pub use arg::Arg;

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// `zh` or `en`, as in `--lang` and the configuration.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language of `zh`, `en` or a locale name that begins with either: `zh_CN.UTF-8`, `en-GB`; `None` for another one.
    pub fn from_code(code: &str) -> Option<Self> {
        let language = code.split(['_', '-', '.', '@']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(language))
    }

    /// The language of the locale, from the values of `LC_ALL`, `LC_MESSAGES` and `LANG` in that order. The first that is
    /// not empty decides; Chinese when it says nothing (`C`, `POSIX`, unset), since the offices are Chinese, and English
    /// for any other language.
    pub fn from_locale<'a>(values: impl IntoIterator<Item = &'a str>) -> Self {
        let Some(locale) = values.into_iter().find(|value| !value.is_empty()) else {
            return Self::Zh;
        };
        match locale.split(['.', '@']).next().unwrap_or_default() {
            "C" | "POSIX" => Self::Zh,
            _ => Self::from_code(locale).unwrap_or(Self::En),
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// The words of one language. A small handle: the messages are parsed once a process, the first time a language is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    lang: Lang,
}

impl Language {
    /// Makes its messages ready on a thread of their own; whoever needs one before that waits for it.
    pub fn ready_ahead(self) {
        let lang = self.lang();
        std::thread::spawn(move || bundle::make_ready(lang));
    }

    /// The words of this language.
    pub const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// Which language it is.
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// True for Chinese, where the form of a line and not only its words depends on it.
    pub const fn is_zh(self) -> bool {
        matches!(self.lang, Lang::Zh)
    }

    /// A message without values. A message that doesn't exist shows as `⟨id⟩`, and a test finds it.
    pub fn text(self, id: &str) -> String {
        bundle::format(self.lang, id, &[])
    }

    /// A message with its values: `language.with("today-change-visits", &[("count", 6.into())])`.
    pub fn with(self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        bundle::format(self.lang, id, args)
    }

    /// True when the message exists.
    pub fn has(self, id: &str) -> bool {
        bundle::has(self.lang, id)
    }

    /// The wording of a code: `tier-critical`, `event-kind-camp`.
    pub fn code<C: Coded>(self, code: C) -> String {
        self.text(&message_id(C::WHAT, code))
    }

    /// Another wording of a code, by its own message prefix: `code_as("tier-short", tier)`.
    pub fn code_as<C: Coded>(self, prefix: &str, code: C) -> String {
        self.text(&message_id(prefix, code))
    }

    /// A code that another layer hands over with its values, by the message prefix of its list: `coded("import",
    /// reason.code(), &reason.values())`.
    pub fn coded(self, prefix: &str, code: &str, values: &[(&'static str, String)]) -> String {
        let args: Vec<_> = values.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
        self.with(&format!("{prefix}-{code}"), &args)
    }

    /// The label of a record's field: `field("child", "birth_date")`.
    pub fn field(self, table: &str, column: &str) -> String {
        self.text(&format!("field-{table}-{column}"))
    }

    /// What kind of record a table holds: `kind("visit")`.
    pub fn kind(self, table: &str) -> String {
        self.text(&format!("kind-{table}"))
    }

    /// What an entry of the history did, by the code the journal keeps: `command("add_visit")`.
    pub fn command(self, code: &str) -> String {
        self.text(&format!("command-{code}"))
    }
}

/// The id of a code's message: the prefix with `-` for spaces, then the code as it is kept.
fn message_id<C: Coded>(prefix: &str, code: C) -> String {
    format!("{}-{}", prefix.replace(' ', "-"), code.as_code())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::{EventKind, Tier};

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(Lang::from_code("zh_CN.UTF-8"), Some(Lang::Zh));
        assert_eq!(Lang::from_code("en-GB"), Some(Lang::En));
        assert_eq!(Lang::from_code("english"), None);
        assert_eq!(Lang::from_locale(["", "", "en_US.UTF-8"]), Lang::En);
        assert_eq!(Lang::from_locale(["", "zh_TW", "en_US"]), Lang::Zh);
        assert_eq!(Lang::from_locale(["C.UTF-8"]), Lang::Zh);
        assert_eq!(Lang::from_locale(["de_DE"]), Lang::En);
        assert_eq!(Lang::from_locale([]), Lang::Zh);
    }

    #[test]
    fn codes_are_worded_and_what_is_missing_shows() {
        let (zh, en) = (Language::new(Lang::Zh), Language::new(Lang::En));
        assert_eq!(zh.code(Tier::Unknown), "信息不全");
        assert_eq!(zh.code_as("tier-letter", Tier::Unknown), "缺");
        assert_eq!(en.code(EventKind::BirthdayParty), "party");
        assert_eq!(zh.text("no-such-message"), "⟨no-such-message⟩");
        assert!(!zh.has("no-such-message"));
    }

    #[test]
    fn values_stand_in_messages() {
        let (zh, en) = (Language::new(Lang::Zh), Language::new(Lang::En));
        assert_eq!(zh.with("span-days", &[("days", 6.into())]), "6天");
        assert_eq!(en.with("span-days", &[("days", 6.into())]), "6d");
    }
}
