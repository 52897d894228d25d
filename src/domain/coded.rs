//! How a closed list of codes is made: an enum whose values are kept, exchanged and worded by their codes.

use std::fmt;

/// A closed list of codes: what the language layer needs to find the wording of any value.
pub trait Coded: Copy + Sized + 'static {
    /// What the list is of, in plain English: `tier`, `event kind`.
    const WHAT: &'static str;

    /// The code as it is kept and exchanged.
    fn as_code(self) -> &'static str;
}

/// Reads a code without keeping its text: the function that knows the codes, and what they are of.
pub(crate) struct OfCode<T>(pub fn(&str) -> Option<T>, pub &'static str);

impl<T> serde::de::Visitor<'_> for OfCode<T> {
    type Value = T;

    fn expecting(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(text, "a {}", self.1)
    }

    fn visit_str<E: serde::de::Error>(self, code: &str) -> Result<T, E> {
        (self.0)(code).ok_or_else(|| E::custom(format!("{code:?} is no {}", self.1)))
    }
}

/// Makes a closed enum whose variants are kept as codes.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident, $what:literal { $($(#[$vmeta:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every value, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as it is kept and exchanged.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The value of a code; `None` for a code that isn't one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl $crate::domain::coded::Coded for $name {
            const WHAT: &'static str = $what;

            fn as_code(self) -> &'static str {
                self.code()
            }
        }

        impl $crate::domain::value::Field for $name {
            fn to_value(&self) -> $crate::domain::value::Value {
                $crate::domain::value::Value::Text(self.code().to_owned())
            }
            fn from_value(
                value: $crate::domain::value::Value,
            ) -> Result<Self, $crate::domain::value::BadValue> {
                if let $crate::domain::value::Value::Text(text) = &value
                    && let Some(found) = Self::from_code(text)
                {
                    return Ok(found);
                }
                Err($crate::domain::value::BadValue { value, expected: $what })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::domain::coded::OfCode(Self::from_code, $what))
            }
        }
    };
}
pub(crate) use codes;
