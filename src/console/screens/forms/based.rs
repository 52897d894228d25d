//! What a changed record was when its form was opened, kept with the draft: a draft that is taken up again still knows what
//! someone else has changed meanwhile. And what was typed when the page's language changes.

use serde_json::{Value as Json, json};

use crate::domain::value::Value;
use crate::store::AnyRecord;

/// Where a draft keeps what the form began with.
const BASE: &str = "$base";
/// Where a draft keeps which field had the keys.
const PLACE: &str = "$at";

/// Puts what the form began with beside what was typed.
pub(super) fn keep_base(body: &mut Json, base: Option<AnyRecord>) {
    if let (Some(map), Some(base)) = (body.as_object_mut(), base) {
        map.insert(BASE.to_owned(), values_json(&base));
    }
}

/// Notes which field had the keys.
pub(in crate::console::screens) fn keep_place(body: &mut Json, field: &str) {
    if let Some(map) = body.as_object_mut() {
        map.insert(PLACE.to_owned(), json!(field));
    }
}

/// The field of a draft that had the keys.
pub(in crate::console::screens) fn kept_place(body: &Json) -> Option<&str> {
    body.get(PLACE)?.as_str()
}

/// What the form of a draft began with; `base` is the record as it stands now.
pub(super) fn kept_base(body: &Json, base: Option<AnyRecord>) -> Option<AnyRecord> {
    kept_record(&base?, body.get(BASE)?)
}

/// A record's values as a draft keeps them.
fn values_json(record: &AnyRecord) -> Json {
    let plain = |value: &Value| match value {
        Value::Null => Json::Null,
        Value::Int(number) => json!(number),
        Value::Real(number) => json!(number),
        Value::Text(text) => json!(text),
    };
    json!(record.values().iter().map(plain).collect::<Vec<_>>())
}

/// The record with the values a draft kept; `None` when they don't fit any more.
fn kept_record(record: &AnyRecord, values: &Json) -> Option<AnyRecord> {
    let values = values.as_array()?;
    let read = |value: &Json| match value {
        Json::Null => Value::Null,
        Json::String(text) => Value::Text(text.clone()),
        Json::Bool(yes) => Value::Int(i64::from(*yes)),
        number => number
            .as_i64()
            .map_or_else(|| Value::Real(number.as_f64().unwrap_or_default()), Value::Int),
    };
    let values: Vec<Value> = values.iter().map(read).collect();
    (values.len() == record.values().len()).then(|| record.with_values(values).ok()).flatten()
}

/// What was typed, where nobody has touched a field what it holds in the other language: `before` and `now` are the drafts of
/// the untouched form.
pub(super) fn retyped(typed: &Json, before: &Json, now: &Json) -> Json {
    let (Some(typed), Some(now)) = (typed.as_object(), now.as_object()) else {
        return typed.clone();
    };
    let mut all = typed.clone();
    for (key, value) in now {
        if typed.get(key).is_some() && typed.get(key) == before.get(key) {
            all.insert(key.clone(), value.clone());
        }
    }
    Json::Object(all)
}
