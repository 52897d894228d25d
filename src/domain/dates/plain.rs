//! Days as the database writes them, of which a score and a list read hundreds: without the general parser.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserializer, Serialize as _, Serializer, de};

/// `YYYY-MM-DD`; `None` for anything else.
pub fn plain_day(text: &[u8]) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else { return None };
    let digit = |byte: u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    let year = digit(y1)? * 1000 + digit(y2)? * 100 + digit(y3)? * 10 + digit(y4)?;
    let (month, day) = (digit(m1)? * 10 + digit(m2)?, digit(d1)? * 10 + digit(d2)?);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Writes a day that may be missing.
///
/// # Errors
/// What the writer says.
pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
    day.serialize(to)
}

/// Reads a day that may be missing.
///
/// # Errors
/// A text that is no day.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    from.deserialize_option(Plain)
}

struct Plain;

impl<'de> de::Visitor<'de> for Plain {
    type Value = Option<NaiveDate>;

    fn expecting(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        text.write_str("a day")
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        plain_day(text.as_bytes()).map(Some).ok_or_else(|| E::custom(format!("{text:?} is no day")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_day_is_what_the_general_parser_reads() {
        for text in ["2026-11-23", "0001-01-01", "2024-02-29", "9999-12-31"] {
            assert_eq!(plain_day(text.as_bytes()), text.parse().ok(), "{text}");
        }
        for text in ["", "2026-2-3", "2026-02-30", "2026-11-233", "+026-11-23", "2026/11/23"] {
            assert_eq!(plain_day(text.as_bytes()), None, "{text}");
        }
    }
}
