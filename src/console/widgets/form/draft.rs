//! A form's content as JSON, so that what someone typed outlives a closed form, a crash and a lost connection.

use serde_json::{Map, Value, json};

use super::{Form, Kind, Picked};

impl Form {
    /// What stands in the form, by field; blank fields are left out.
    pub fn draft(&self) -> Value {
        let mut kept = Map::new();
        for field in self.fields() {
            let value = match &field.kind {
                Kind::Text(line) | Kind::Date(line) | Kind::Number(line) if !line.is_blank() => {
                    json!(line.value())
                }
                Kind::Choice { options, chosen: Some(at) } => {
                    json!(options.get(*at).map(|one| &one.code))
                }
                Kind::Multi { options, ticked, .. } if ticked.contains(&true) => {
                    let codes =
                        options.iter().zip(ticked).filter(|(_, on)| **on).map(|(one, _)| &one.code);
                    json!(codes.collect::<Vec<_>>())
                }
                Kind::Picker(picker) => match (picker.taken(), picker.unresolved()) {
                    (Some(record), _) => json!(record),
                    (None, Some(typed)) => json!(typed),
                    (None, None) => continue,
                },
                _ => continue,
            };
            kept.insert(field.key.to_owned(), value);
        }
        Value::Object(kept)
    }

    /// Fills the form from a draft. Fields the draft doesn't name are blank, as they were when it was made; names and answers
    /// that the form no longer has are passed over.
    pub fn restore(&mut self, draft: &Value) {
        let Some(kept) = draft.as_object() else { return };
        for field in &mut self.fields {
            let value = kept.get(field.key);
            match &mut field.kind {
                Kind::Text(line) | Kind::Date(line) | Kind::Number(line) => {
                    let kept = value.and_then(Value::as_str).unwrap_or_default();
                    // What was typed is no proposal any more.
                    field.proposed = field.proposal.as_deref() == Some(kept);
                    line.set(kept);
                }
                Kind::Choice { chosen, .. } => {
                    *chosen = None;
                    if let Some(code) = value.and_then(Value::as_str) {
                        field.choose(code);
                    }
                }
                Kind::Multi { ticked, .. } => {
                    ticked.fill(false);
                    for code in value.and_then(Value::as_array).into_iter().flatten() {
                        field.choose(code.as_str().unwrap_or_default());
                    }
                }
                Kind::Picker(picker) => {
                    picker.reset();
                    match value {
                        Some(Value::String(typed)) => picker.paste(typed),
                        Some(kept) => {
                            if let Ok(record) = serde_json::from_value::<Picked>(kept.clone()) {
                                picker.take(record);
                            }
                        }
                        None => {}
                    }
                }
            }
        }
        self.follow();
    }
}
