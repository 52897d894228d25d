//! The cells that Today and the lists of children share: what a row says about a child's risk, where it lives, who goes there.

use chrono::NaiveDate;

use crate::console::screen::Ui;
use crate::console::widgets::{Role, text};
use crate::domain::codes::Tier;
use crate::language::reasons::is_restricted;
use crate::store::queries::{ChildBrief, PlaceKind, RiskRow, VolunteerBrief};

/// So many things that are not known are named in a row; more are counted.
const NAMED: usize = 3;

/// The first of the phone numbers that stand in one field, whole: half a number can't be rung.
pub fn phone(phone: Option<&str>) -> String {
    let all = phone.unwrap_or_default();
    let apart = ['/', ',', ';', '、', '，', '；', '／'];
    let first = all.split(apart).map(str::trim).find(|one| !one.is_empty()).unwrap_or_default();
    // A space separates numbers, or groups the digits of one.
    let word = first.split_whitespace().next().unwrap_or_default();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(word).len() >= 7 {
        return word.to_owned();
    }
    // A mobile number is dialled without spaces and, from here, without the country's code.
    let all = digits(first);
    let home = all.strip_prefix("0086").or_else(|| all.strip_prefix("86")).unwrap_or(&all);
    let plain = |one: char| one.is_ascii_digit() || matches!(one, '+' | ' ' | '-');
    if home.len() == 11 && home.starts_with('1') && first.chars().all(plain) {
        return home.to_owned();
    }
    first.to_owned()
}

/// How many columns phones take: a mobile number's eleven, more where one that is shown is longer.
pub const fn phone_width(longest: u16) -> u16 {
    if longest < PHONE.0 {
        PHONE.0
    } else if longest > PHONE.1 {
        PHONE.1
    } else {
        longest
    }
}

/// How many columns codes take, as far as they are codes given here: `C10800`.
pub const fn code_width(longest: u16) -> u16 {
    if longest < CODE { longest } else { CODE }
}

/// The most columns for a code.
const CODE: u16 = 8;

/// The fewest and the most columns for a phone: `13900000417`, `0833-37221234-8001`.
const PHONE: (u16, u16) = (11, 18);

/// The colour of a tier.
pub const fn role(tier: Tier) -> Role {
    match tier {
        Tier::Critical => Role::Critical,
        Tier::High => Role::High,
        Tier::Unknown => Role::Unknown,
        Tier::Watch => Role::Watch,
        Tier::Stable => Role::Ok,
    }
}

/// How many columns a tier's letter takes.
pub const fn letter_width(ui: &Ui) -> u16 {
    if ui.language.is_zh() { 2 } else { 1 }
}

/// How many columns a tier's short word takes.
pub const fn word_width(ui: &Ui) -> u16 {
    if ui.language.is_zh() { 4 } else { 6 }
}

/// How many columns a name takes: five characters in Chinese, in Latin letters what most names need.
pub const fn name_width(ui: &Ui) -> u16 {
    if ui.language.is_zh() { 10 } else { 14 }
}

/// How many columns a day with its year takes.
pub const fn date_width(ui: &Ui) -> u16 {
    if ui.language.is_zh() { 10 } else { 11 }
}

/// How many columns a grade takes.
pub const fn grade_width(ui: &Ui) -> u16 {
    if ui.language.is_zh() { 4 } else { 2 }
}

/// How many columns "last seen" takes.
pub const fn seen_width(ui: &Ui) -> u16 {
    if ui.language.is_zh() { 7 } else { 5 }
}

/// `!` for a tier that a rule gives, `?` for one that what is unknown could lift, or that can't be told.
fn marks(row: &RiskRow) -> &'static str {
    match (row.by_rule(), row.verify || row.tier == Tier::Unknown) {
        (true, true) => "!?",
        (true, false) => "!",
        (false, true) => "?",
        (false, false) => "",
    }
}

/// The score with its marks, the marks in two columns of their own so that the numbers stand under each other: `52! `, `12? `.
pub fn score(row: &RiskRow) -> String {
    format!("{:>3}{:<2}", row.score, marks(row))
}

/// The score, with what it may reach where that matters: `12-52? `, `78   `, `23!  `.
pub fn score_range(row: &RiskRow) -> String {
    let known = if row.verify || row.tier == Tier::Unknown {
        format!("{}-{}", row.score, row.score_high)
    } else {
        row.score.to_string()
    };
    format!("{known:>6}{:<2}", marks(row))
}

/// Why, in short parts in the order of points, as many as fit whole into so many columns. What a child of the tier unknown
/// lacks comes first, in fewer words where there is less room. On a roomy line each reason has its points.
pub fn why(row: &RiskRow, room: usize, roomy: bool, ui: &Ui) -> String {
    let mut parts = Vec::with_capacity(row.reasons.len() + 1);
    if row.tier == Tier::Unknown {
        parts.extend(lacking(row, room, ui));
    }
    for reason in &row.reasons {
        let mut words = ui.language.reason_short(reason, ui.today);
        // The points of a restricted reason would say what it is.
        if roomy && reason.points > 0 && !is_restricted(reason.code) {
            words = format!("{words} {}", reason.points);
        }
        if !parts.contains(&words) {
            parts.push(words);
        }
    }
    text::join(&parts, "; ", room, ui.look.glyphs).0
}

/// What is not known of a child, in the longest words that fit.
fn lacking(row: &RiskRow, room: usize, ui: &Ui) -> Option<String> {
    let lacking = row.lacking();
    if lacking.is_empty() {
        return None;
    }
    let values = [("count", lacking.len().into()), ("high", row.score_high.into())];
    let counted = ui.with("list-lacking-many", &values);
    let longer =
        [ui.language.lacking(&lacking, row.score_high), ui.language.lacking_wide(&lacking)];
    let fits = |words: &String| lacking.len() <= NAMED && text::width(words) <= room;
    Some(longer.into_iter().find(fits).unwrap_or(counted))
}

/// A child's grade in its column; nothing when it isn't known.
pub fn grade(child: &ChildBrief, ui: &Ui) -> String {
    match child.grade {
        Some(0) => ui.text("list-kindergarten"),
        Some(grade) => ui.language.grade(grade),
        None => String::new(),
    }
}

/// A child's township in its column.
pub fn township(child: &ChildBrief, ui: &Ui) -> String {
    child.township.as_deref().map_or_else(String::new, |name| ui.language.township(name))
}

/// Where a child lives.
pub fn place(child: &ChildBrief, ui: &Ui) -> String {
    ui.language.place(child.township.as_deref(), child.village.as_deref())
}

/// A volunteer's name; the words for none.
pub fn volunteer(volunteer: Option<&VolunteerBrief>, ui: &Ui) -> String {
    volunteer.map_or_else(
        || ui.text("today-without-volunteer"),
        |volunteer| ui.language.person(&volunteer.name),
    )
}

/// The colour of how long ago a child was seen: 60 and 90 days are what the rules ask (DOMAIN §1.4).
pub fn seen_role(row: &RiskRow, ui: &Ui) -> Role {
    match row.last_seen.map(|seen| (ui.today - seen).num_days()) {
        None | Some(91..) => Role::High,
        Some(61..) => Role::Watch,
        Some(_) => Role::Text,
    }
}

/// From this width on nothing has to be short: a list as a file, where a day stands with its year.
const ON_PAPER: u16 = 1_000;

/// A day in a column.
pub fn day(day: NaiveDate, ui: &Ui, width: u16) -> String {
    if width >= ON_PAPER { ui.language.full(day) } else { ui.language.near(day, ui.today) }
}

/// A day in a narrow column, without its year.
pub fn short_day(day: NaiveDate, ui: &Ui, width: u16) -> String {
    if width >= ON_PAPER { ui.language.full(day) } else { ui.language.short(day) }
}

/// A day with its weekday, in a file with its year.
pub fn weekday(day: NaiveDate, ui: &Ui, width: u16) -> String {
    if width >= ON_PAPER { ui.language.full(day) } else { ui.language.short_weekday(day) }
}

/// When a child was last seen: so many days ago, in a file the day.
pub fn seen(row: &RiskRow, ui: &Ui, width: u16) -> String {
    match row.last_seen {
        Some(seen) if width >= ON_PAPER => ui.language.full(seen),
        seen => ui.language.seen_ago(seen, ui.today),
    }
}

/// The name of a township, village or school.
pub fn place_name(kind: PlaceKind, name: &str, ui: &Ui) -> String {
    match kind {
        _ if ui.language.is_zh() => name.to_owned(),
        PlaceKind::Township => ui.language.township(name),
        PlaceKind::Village => ui.language.village(name),
        PlaceKind::School => ui.language.school(name),
    }
}

/// The categories of public guidance as the records hold them (DOMAIN §2.2), and the key of their wording.
pub const CATEGORIES: [(&str, &str); 6] = [
    ("困境儿童", "category-difficulty"),
    ("留守儿童", "category-left-behind"),
    ("孤儿", "category-orphan"),
    ("事实无人抚养儿童", "category-unsupported"),
    ("失依儿童", "category-lost-dependence"),
    ("重残重病儿童", "category-disabled"),
];

/// True for a category that a file called otherwise.
pub fn is_other(category: &str) -> bool {
    CATEGORIES.iter().all(|(code, _)| *code != category)
}

/// A category in words; one that a file called otherwise under its own name.
pub fn category(category: &str, ui: &Ui) -> String {
    let known = CATEGORIES.iter().find(|(code, _)| *code == category);
    known.map_or_else(|| category.to_owned(), |(_, key)| ui.text(key))
}
