//! The plain values that a record's fields are made of: what the store keeps, the journal shows and a form edits.

use chrono::NaiveDate;

/// One field's value, as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing known.
    Null,
    /// A whole number, a yes/no (1/0) or the id of another record.
    Int(i64),
    /// A number with a fraction: marks, half days of absence.
    Real(f64),
    /// Text, a code, or a date as `YYYY-MM-DD`.
    Text(String),
}

impl Value {
    /// True when nothing is known.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

/// A kept value that can't be read as the type its field has.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{value:?} is no {expected}")]
pub struct BadValue {
    /// What stood there.
    pub value: Value,
    /// The type that was expected.
    pub expected: &'static str,
}

/// A type that a record's field can have.
pub trait Field: Sized {
    /// The value to keep.
    fn to_value(&self) -> Value;
    /// Reads a kept value back.
    fn from_value(value: Value) -> Result<Self, BadValue>;
}

impl Field for String {
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
    fn from_value(value: Value) -> Result<Self, BadValue> {
        match value {
            Value::Text(text) => Ok(text),
            value => Err(BadValue { value, expected: "text" }),
        }
    }
}

impl Field for i64 {
    fn to_value(&self) -> Value {
        Value::Int(*self)
    }
    fn from_value(value: Value) -> Result<Self, BadValue> {
        match value {
            Value::Int(number) => Ok(number),
            value => Err(BadValue { value, expected: "whole number" }),
        }
    }
}

impl Field for f64 {
    fn to_value(&self) -> Value {
        Value::Real(*self)
    }
    #[expect(clippy::cast_precision_loss, reason = "marks and days are small")]
    fn from_value(value: Value) -> Result<Self, BadValue> {
        match value {
            Value::Real(number) => Ok(number),
            Value::Int(number) => Ok(number as f64),
            value => Err(BadValue { value, expected: "number" }),
        }
    }
}

impl Field for bool {
    fn to_value(&self) -> Value {
        Value::Int(i64::from(*self))
    }
    fn from_value(value: Value) -> Result<Self, BadValue> {
        match value {
            Value::Int(number) => Ok(number != 0),
            value => Err(BadValue { value, expected: "yes or no" }),
        }
    }
}

impl Field for NaiveDate {
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }
    fn from_value(value: Value) -> Result<Self, BadValue> {
        match &value {
            Value::Text(text) => {
                text.parse().map_err(|_| BadValue { value: value.clone(), expected: "date" })
            }
            _ => Err(BadValue { value, expected: "date" }),
        }
    }
}

impl<T: Field> Field for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, Field::to_value)
    }
    fn from_value(value: Value) -> Result<Self, BadValue> {
        if value.is_null() { Ok(None) } else { T::from_value(value).map(Some) }
    }
}
