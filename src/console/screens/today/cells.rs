//! The columns and cells of Today's panels, for a wide and a narrow place.

use super::view::{self, Group, Overdue};
use crate::console::screen::Ui;
use crate::console::screens::lists::{upcoming, words};
use crate::console::widgets::table::{self, Column, Row};
use crate::console::widgets::{Role, text};
use crate::language::dates;
use crate::store::queries::{AlsoDue, Coming, RiskRow};

/// From this width on a row has room for the tier's word, the range of the score, the points and both clocks.
const ROOMY: u16 = 84;

/// Below this width a pane leaves out what is said elsewhere.
const SLIM: u16 = 50;

/// The columns of the children at risk, with their titles.
pub fn risk_columns(ui: &Ui, width: u16) -> (Vec<Column>, Row) {
    let zh = ui.language.is_zh();
    let roomy = width >= ROOMY;
    let (tier, score) =
        if roomy { (words::word_width(ui), 8) } else { (words::letter_width(ui), 5) };
    let mut columns = vec![
        Column::left(tier),
        Column::left(score),
        Column::right(4),
        Column::left(words::name_width(ui)),
        Column::left(words::grade_width(ui)),
        Column::left(if zh { 4 } else { 7 }),
        Column::rest(),
        Column::right(words::seen_width(ui)),
    ];
    let mut titles = vec![
        if roomy { "today-column-tier" } else { "" },
        "today-column-score",
        "today-column-change",
        "today-column-name",
        if roomy || zh { "today-column-grade" } else { "" },
        "today-column-township",
        if roomy { "today-column-why-points" } else { "today-column-why" },
        "today-column-seen",
    ];
    if roomy {
        columns.push(Column::right(5));
        titles.push("today-column-visited");
    }
    let titles = titles
        .into_iter()
        .map(|id| match id {
            "" => String::new(),
            // Over the last digit of the numbers, which two columns of marks follow.
            "today-column-score" if roomy => text::right(&ui.text(id), 6, ui.look.glyphs),
            id => ui.text(id),
        })
        .fold(Row::default(), |row, title| row.cell(title, Role::Header));
    (columns, titles)
}

/// A child at risk.
pub fn risk(item: &RiskRow, columns: &[Column], ui: &Ui, width: u16) -> Row {
    let role = words::role(item.tier);
    let roomy = width >= ROOMY;
    let (tier, score) = if roomy {
        (ui.language.code_as("tier-short", item.tier), words::score_range(item))
    } else {
        (ui.language.code_as("tier-letter", item.tier), words::score(item))
    };
    let room = columns
        .iter()
        .zip(table::widths(columns, width.saturating_sub(1)))
        .find(|(column, _)| column.width == 0)
        .map_or(0, |(_, width)| width);
    let why = words::why(item, room.into(), roomy, ui);
    let change = dates::change(item.change_30);
    let changed = match item.change_30.unwrap_or(0).signum() {
        1 => Role::High,
        -1 => Role::Ok,
        _ => Role::Muted,
    };
    let mut row = Row::default()
        .cell(tier, role)
        .cell(score, role)
        .cell(change, changed)
        .cell(ui.language.person(&item.child.name), Role::Text)
        .cell(words::grade(&item.child, ui), Role::Text)
        .cell(words::township(&item.child, ui), Role::Text)
        .cell(why, Role::Text)
        .cell(ui.language.seen_ago(item.last_seen, ui.today), words::seen_role(item, ui));
    if roomy {
        row = row.cell(ui.language.since(item.last_visit, ui.today), Role::Muted);
    }
    row
}

/// Who goes there, in one cell.
pub fn names(group: &Group, ui: &Ui) -> String {
    if group.names.is_empty() {
        return ui.text("today-without-volunteer");
    }
    let names: Vec<_> = group.names.iter().map(|name| ui.language.person(name)).collect();
    names.join("+")
}

/// The same in so many columns: where they don't all fit, the first and how many more there are.
fn names_in(group: &Group, columns: u16, ui: &Ui) -> String {
    let all = names(group, ui);
    match group.names.as_slice() {
        [first, rest @ ..] if !rest.is_empty() && text::width(&all) > usize::from(columns) => {
            format!("{} +{}", ui.language.person(first), rest.len())
        }
        _ => all,
    }
}

fn names_width(ui: &Ui) -> u16 {
    if ui.language.is_zh() { 11 } else { 13 }
}

/// The most columns for a phone on Today: what a number of a fixed line with its area code takes.
const PHONE: u16 = 14;

/// How many columns the phones of the volunteers take.
pub fn phone_width(groups: &[Group]) -> u16 {
    let phones: Vec<_> = groups.iter().map(|one| words::phone(one.phone.as_deref())).collect();
    let longest = phones.iter().map(|phone| text::width(phone)).max().unwrap_or(0);
    words::phone_width(u16::try_from(longest).unwrap_or(PHONE)).min(PHONE)
}

/// The columns of an overdue visit on one line with its volunteer, whose phone takes so many columns.
pub fn overdue_columns(ui: &Ui, phone: u16) -> Vec<Column> {
    vec![
        Column::left(names_width(ui)),
        Column::left(phone),
        Column::left(words::name_width(ui)),
        Column::left(words::letter_width(ui)),
        Column::rest(),
        Column::right(5),
        Column::right(6),
    ]
}

/// An overdue visit; the first of its volunteer names the volunteer and the phone.
pub fn overdue(item: &Overdue, group: &Group, ui: &Ui) -> Row {
    let (who, phone) = if item.first {
        (names_in(group, names_width(ui), ui), words::phone(group.phone.as_deref()))
    } else {
        (String::new(), String::new())
    };
    let nobody = if group.names.is_empty() { Role::Watch } else { Role::Accent };
    due(Row::default().cell(who, nobody).cell(phone, Role::Text), &item.row, ui)
}

/// The columns of a due visit below its volunteer.
pub fn due_columns(ui: &Ui, width: u16) -> Vec<Column> {
    let mut columns = overdue_columns(ui, PHONE).split_off(2);
    // A slim pane says where rather than when last: the child's own pane says that.
    if width < SLIM {
        columns.pop();
    }
    columns
}

/// The cells of a due visit, put to those of its volunteer.
pub fn due(row: Row, item: &RiskRow, ui: &Ui) -> Row {
    let days = item.days_overdue(ui.today);
    let late = if days > 0 { ui.language.days(days) } else { ui.text("span-ago-today") };
    let role = match days {
        31.. => Role::Critical,
        1.. => Role::High,
        _ => Role::Text,
    };
    let seen = item
        .last_seen
        .map_or_else(|| ui.language.seen_ago(None, ui.today), |seen| ui.language.short(seen));
    row.cell(ui.language.person(&item.child.name), Role::Text)
        .cell(ui.language.code_as("tier-letter", item.tier), words::role(item.tier))
        .cell(words::place(&item.child, ui), Role::Text)
        .cell(late, role)
        .cell(seen, words::seen_role(item, ui))
}

/// The columns of what is coming up.
pub fn upcoming_columns(ui: &Ui, width: u16) -> Vec<Column> {
    let mut columns = vec![Column::left(10), Column::right(upcoming::days_width(ui))];
    if width >= SLIM {
        columns.push(Column::left(upcoming::kind_width(ui)));
    }
    columns.push(Column::rest());
    columns
}

/// A birthday or an event.
pub fn coming(item: &Coming, ui: &Ui, width: u16) -> Row {
    let (days, soon) = upcoming::in_days(item, ui);
    let row =
        Row::default().cell(ui.language.short_weekday(item.date), Role::Text).cell(days, soon);
    // In a slim pane the words say as much as the kind: who turns how old, the title of the event.
    if width < SLIM { row } else { row.cell(upcoming::kind(item, ui), Role::Accent) }
        .cell(upcoming::words(item, ui), Role::Text)
}

/// What else is due, in words: `待办3(过期1)`.
pub fn also(item: &AlsoDue, ui: &Ui) -> (String, Role) {
    let id = match (item.kind, item.late) {
        ("task", 0) => "today-also-task",
        ("task", _) => "today-also-task-late",
        ("check_expiry", 0) => "today-also-check_expiry",
        ("check_expiry", _) => "today-also-check-late",
        (view::BACKUP, _) => "today-also-backup",
        (_, 0) => "today-also-training_expiry",
        (_, _) => "today-also-training-late",
    };
    let values =
        [("count", item.count.into()), ("late", item.late.into()), ("days", item.within.into())];
    let words = ui.with(id, &values);
    (words, if item.late > 0 { Role::High } else { Role::Text })
}
