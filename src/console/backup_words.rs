//! What a look at a backup says, on its page and on the command line: whose it is, how its history stands to the present file's,
//! and what would be lost.

use std::path::Path;

use chrono::NaiveDate;

use super::widgets::Role;
use crate::domain::places;
use crate::language::dates::local;
use crate::language::{Arg, Language};
use crate::store::{BackupLook, Owner, Present};

/// Kinds of what would be lost that are told, and people who did it.
const TOLD: usize = 4;

/// What is counted, in the order of [`BackupLook::counts`]: language keys.
pub const COUNTED: [&str; 5] = [
    "settings-look-children",
    "settings-look-volunteers",
    "settings-look-visits",
    "settings-look-contacts",
    "settings-look-entries",
];

/// A county's name, with the desk where it isn't the first.
pub fn office(county: &str, desk: i64, language: Language) -> String {
    let name = language.county(places::county(county).map_or(county, |county| county.name));
    if desk == 1 { name } else { format!("{name} {desk}") }
}

/// Whose a database is.
pub fn owner(owner: &Owner, language: Language) -> String {
    if owner.is_demo {
        return language.text("settings-look-of-demo");
    }
    let county = places::county(&owner.county).map_or(owner.county.as_str(), |county| county.name);
    let values = [("county", language.county(county).into()), ("desk", owner.desk.into())];
    language.with("settings-look-of-office", &values)
}

/// What it is, whose, and how its history stands to the present one.
pub fn about(
    look: &BackupLook,
    path: &Path,
    language: Language,
    today: NaiveDate,
) -> Vec<(String, Role)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (version, known) = look.version;
    let values = [("file", name.into()), ("version", version.into()), ("known", known.into())];
    let id = if version == known { "settings-look-file" } else { "settings-look-older" };
    let mut lines = vec![(language.with(id, &values), Role::Header)];
    let whose: Arg<'_> = owner(&look.owner, language).into();
    lines.push(match &look.present {
        Some(present) if look.is_of_another() => {
            let values = [("whose", whose), ("now", owner(&present.owner, language).into())];
            (language.with("settings-look-other", &values), Role::Error)
        }
        _ => (language.with("settings-look-whose", &[("whose", whose)]), Role::Muted),
    });
    lines.push((newest(look, language, today), Role::Text));
    lines.extend(look.present.as_ref().and_then(|present| line(look, present, language)));
    lines
}

fn newest(look: &BackupLook, language: Language, today: NaiveDate) -> String {
    let Some((number, at, by, command)) = &look.newest else {
        return language.text("settings-look-empty");
    };
    let at = local(*at).map(|at| language.moment(at, today));
    let values = [
        ("number", (*number).into()),
        ("at", at.unwrap_or_default().into()),
        ("by", language.person(by).into()),
        ("what", language.command(command).into()),
    ];
    language.with("settings-look-newest", &values)
}

/// Says so where it isn't simply an earlier state of the present file.
fn line(look: &BackupLook, present: &Present, language: Language) -> Option<(String, Role)> {
    if look.is_of_another() || present.only_there == 0 {
        return None;
    }
    let there: Arg<'_> = present.only_there.into();
    Some(match present.common {
        _ if present.lost.is_empty() => {
            (language.with("settings-look-ahead", &[("there", there)]), Role::Watch)
        }
        Some(number) => {
            let values = [("number", number.into()), ("there", there)];
            (language.with("settings-look-apart", &values), Role::Error)
        }
        None => (language.text("settings-look-unrelated"), Role::Error),
    })
}

/// What would be gone from the present file, and who did it.
pub fn lost(present: &Present, language: Language) -> Vec<(String, Role)> {
    let count = present.lost_entries();
    if count == 0 {
        return vec![(language.text("settings-look-nothing-lost"), Role::Ok)];
    }
    let people: Vec<String> =
        present.lost_by.iter().take(TOLD).map(|name| language.person(name)).collect();
    let values = [("count", count.into()), ("people", language.list(&people).into())];
    let id = if present.common.is_some() { "settings-look-lost" } else { "settings-look-lost-all" };
    let kinds: Vec<String> = present
        .lost
        .iter()
        .take(TOLD)
        .map(|(command, count)| format!("{} {count}", language.command(command)))
        .collect();
    vec![(language.with(id, &values), Role::Error), (kinds.join("  "), Role::Text)]
}
