//! The values that stand in messages.

use std::borrow::Cow;

use fluent_bundle::FluentValue;

/// A value in a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    /// Text, shown as it is.
    Text(Cow<'a, str>),
    /// A whole number, shown with its digits only; chooses the plural.
    Int(i64),
    /// A number with a fraction, shown with two decimals at most and without trailing zeros.
    Real(f64),
}

impl<'a> Arg<'a> {
    pub(super) fn to_fluent(&'a self) -> FluentValue<'a> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_ref()),
            Self::Int(number) => FluentValue::from(*number),
            Self::Real(number) => FluentValue::from((number * 100.0).round() / 100.0),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<char> for Arg<'_> {
    fn from(character: char) -> Self {
        Self::Text(Cow::Owned(character.to_string()))
    }
}

impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Arg<'_> {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

macro_rules! whole_numbers {
    ($($number:ty)+) => { $(
        impl From<$number> for Arg<'_> {
            fn from(number: $number) -> Self {
                Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )+ };
}
whole_numbers!(u64 usize);

macro_rules! small_numbers {
    ($($number:ty)+) => { $(
        impl From<$number> for Arg<'_> {
            fn from(number: $number) -> Self {
                Self::Int(i64::from(number))
            }
        }
    )+ };
}
small_numbers!(i64 i32 u32 u16 u8);
