//! What can be set, one rule a code: on which page it stands, what it may be, and what depends on it.

use chrono::{Datelike, NaiveDate};

use super::{NUMBERS, SettingError, Settings};

/// Settings that stand together on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// What the office says of itself.
    Office,
    /// When a home visit is due (DOMAIN §1.5).
    Cadences,
    /// What the day looks ahead at, and its portion of the queue.
    Daily,
    /// Points and caps of the score (DOMAIN §1.4).
    Weights,
    /// Where one band or tier ends and the next begins (DOMAIN §1.4).
    Cuts,
    /// How long a fact is good for (DOMAIN §1.4).
    Shelves,
    /// Copies of the database.
    Backup,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Points of the score.
    Points,
    /// Percent.
    Percent,
    /// Calendar days.
    Days,
    /// Days of a term.
    TermDays,
    /// School days, or other things that are counted.
    Count,
    /// 1 yes, 0 no.
    YesNo,
}

/// What a setting may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed {
    /// A whole number.
    Number {
        /// What it is unless the office sets it.
        default: u32,
        /// The least.
        min: u32,
        /// The most.
        max: u32,
        /// What it counts.
        unit: Unit,
    },
    /// A line of text; blank = nothing is said.
    Line,
    /// A phone number or several; blank = none.
    Phone,
    /// A day, not after today.
    Day,
}

/// One thing that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its code.
    pub code: &'static str,
    /// Where it stands.
    pub group: Group,
    /// What it may be.
    pub allowed: Allowed,
}

/// What an office says of itself, and from when on it keeps its visits here.
const TEXTS: [(&str, Allowed); 5] = [
    ("office_name", Allowed::Line),
    ("office_contact", Allowed::Line),
    ("office_phone", Allowed::Phone),
    ("office_address", Allowed::Line),
    ("visits_since", Allowed::Day),
];

/// The code under which a place's former name is kept with the settings: it is set by renaming, on no page, and no score
/// depends on it (see [`FormerNames`](crate::domain::places::FormerNames)).
pub const FORMER_NAME: &str = "office_former_place";

/// Lines are no longer than this, so that they fit on what is printed.
const LONGEST: usize = 60;

/// Numbers of which the first must not be over the second; `true` = nor be equal.
const ORDERED: [(&str, &str, bool); 17] = [
    ("tier_watch", "tier_high", true),
    ("tier_high", "tier_critical", true),
    ("att1_poor", "att1_fair", false),
    ("att1_fair", "att1_good", false),
    ("att1_min_days", "att1_days", false),
    ("att1_fair_points", "att1_poor_points", false),
    ("att1_poor_points", "att1_bad_points", false),
    ("crs1_one_points", "crs1_more_points", false),
    ("beh2_one_points", "beh2_more_points", false),
    ("age1_one_points", "age1_more_points", false),
    ("age2_grade7_points", "age2_grade8_points", false),
    ("seen_watch_days", "seen_high_days", false),
    // Who is in more danger is visited no more seldom.
    ("cadence_critical", "cadence_high", false),
    ("cadence_high", "cadence_unknown", false),
    ("cadence_high", "cadence_watch", false),
    ("cadence_unknown", "cadence_stable", false),
    ("cadence_watch", "cadence_stable", false),
];

/// Everything that can be set, page by page.
pub fn rules() -> impl Iterator<Item = Rule> {
    let texts =
        TEXTS.iter().map(|(code, allowed)| Rule { code, group: Group::Office, allowed: *allowed });
    let numbers = NUMBERS.iter().map(|(code, default, min, max)| Rule {
        code,
        group: group(code),
        allowed: Allowed::Number { default: *default, min: *min, max: *max, unit: unit(code) },
    });
    texts.chain(numbers)
}

/// The rule of a code.
pub fn rule(code: &str) -> Option<Rule> {
    rules().find(|rule| rule.code == code)
}

/// True for what is no number.
pub(super) fn is_text(code: &str) -> bool {
    code == FORMER_NAME || TEXTS.iter().any(|(text, _)| *text == code)
}

fn group(code: &str) -> Group {
    match code {
        "first_visit" | "critical_rise" => Group::Cadences,
        "triage_portion" | "horizon" | "check_notice" | "training_notice" => Group::Daily,
        _ if code.starts_with("cadence_") => Group::Cadences,
        _ if code.starts_with("look_again_") => Group::Daily,
        _ if is_backup(code) => Group::Backup,
        _ if code.ends_with("_points") || code.starts_with("cap_") => Group::Weights,
        _ if code.ends_with("_shelf") => Group::Shelves,
        _ => Group::Cuts,
    }
}

fn unit(code: &str) -> Unit {
    match code {
        "att1_good" | "att1_fair" | "att1_poor" | "crs1_pass" | "crs2_drop" | "stable_coverage" => {
            Unit::Percent
        }
        "att1_shelf" | "att2_shelf" | "beh1_shelf" | "beh2_shelf" => Unit::TermDays,
        "att1_days" | "att1_min_days" | "att2_run" | "triage_portion" => Unit::Count,
        "tier_critical" | "tier_high" | "tier_watch" => Unit::Points,
        "backup_daily" => Unit::YesNo,
        _ if group(code) == Group::Weights => Unit::Points,
        _ => Unit::Days,
    }
}

/// True for what concerns copies of the database.
pub fn is_backup(code: &str) -> bool {
    code.starts_with("backup_")
}

impl Rule {
    /// True when every child must be scored anew once it changes: scores, due days, or who counts as seen depend on it.
    /// The triggers of `schema.sql` say the same.
    pub fn rescores(&self) -> bool {
        match self.group {
            Group::Cadences | Group::Weights | Group::Cuts | Group::Shelves => true,
            Group::Daily | Group::Backup => false,
            Group::Office => self.code == "visits_since",
        }
    }

    /// True when a change must say why (DOMAIN §1.7: every weight change with author and reason).
    pub fn wants_reason(&self) -> bool {
        self.rescores()
    }

    /// What stands there unless the office says otherwise; `None` = nothing, or what the office began with.
    pub fn default(&self) -> Option<u32> {
        match self.allowed {
            Allowed::Number { default, .. } => Some(default),
            _ => None,
        }
    }
}

/// The value as it is kept, when a code may have it beside the other numbers as they are.
///
/// # Errors
/// Why it may not.
pub fn check(
    code: &str,
    value: &str,
    current: &Settings,
    today: NaiveDate,
) -> Result<String, SettingError> {
    let mut kept = check_all(&[(code, value)], current, today).map_err(|(_, error)| error)?;
    Ok(kept.pop().unwrap_or_default())
}

/// The values as they are kept, when these codes may have them together: what one of them changes is what the others stand
/// beside, so that two cut points can move past where the other one was.
///
/// # Errors
/// Which one may not, by its place, and why.
pub fn check_all(
    changes: &[(&str, &str)],
    current: &Settings,
    today: NaiveDate,
) -> Result<Vec<String>, (usize, SettingError)> {
    let mut changed = current.clone();
    let mut kept = Vec::new();
    for (at, (code, value)) in changes.iter().enumerate() {
        kept.push(alone(code, value, &mut changed, today).map_err(|error| (at, error))?);
    }
    for (at, (code, _)) in changes.iter().enumerate() {
        in_order(code, &changed).map_err(|error| (at, error))?;
    }
    Ok(kept)
}

/// A value as it is kept, whatever stands beside it; a number is put among the others.
fn alone(
    code: &str,
    value: &str,
    changed: &mut Settings,
    today: NaiveDate,
) -> Result<String, SettingError> {
    let value = value.trim();
    if code == FORMER_NAME {
        return Ok(value.to_owned());
    }
    let Some(rule) = rule(code) else {
        return Err(SettingError::Unknown { code: code.to_owned() });
    };
    match rule.allowed {
        Allowed::Number { .. } => {
            changed.set(code, value)?;
            Ok(changed.get(code).unwrap_or_default().to_string())
        }
        Allowed::Line | Allowed::Phone if value.chars().count() > LONGEST => {
            Err(SettingError::TooLong { max: LONGEST })
        }
        Allowed::Line => Ok(value.to_owned()),
        Allowed::Phone => {
            let fits = |one: char| one.is_ascii_digit() || " -+/,;()、".contains(one);
            let has_digit = value.is_empty() || value.contains(|one: char| one.is_ascii_digit());
            if value.chars().all(fits) && has_digit {
                Ok(value.to_owned())
            } else {
                Err(SettingError::NotAPhone)
            }
        }
        Allowed::Day => match value.parse::<NaiveDate>() {
            Ok(day) if day > today => Err(SettingError::InFuture),
            Ok(day) if (1990..2200).contains(&day.year()) => Ok(day.to_string()),
            _ => Err(SettingError::NotADay { value: value.to_owned() }),
        },
    }
}

/// Looks whether the number of a code stands rightly beside those it belongs to.
fn in_order(code: &str, settings: &Settings) -> Result<(), SettingError> {
    let value = |code| settings.get(code).unwrap_or_default();
    for (lower, upper, strict) in ORDERED {
        if lower != code && upper != code {
            continue;
        }
        let (low, high) = (value(lower), value(upper));
        if low > high || (strict && low == high) {
            let bound = if code == lower { high } else { low };
            return Err(SettingError::OutOfOrder { lower, upper, bound, strict });
        }
    }
    Ok(())
}
