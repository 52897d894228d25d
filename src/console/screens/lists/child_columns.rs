//! The columns of the lists of children: all of them, and visits due.

use super::source::{Head, Space};
use super::words;
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::domain::codes::Status;
use crate::store::queries::{ListColumn, RiskRow};
use crate::store::{Queries, Result};

/// From this width on there is room for whole words: the tier's, the reasons with their points.
pub const WIDE: u16 = 120;

/// The columns one can choose from.
pub const ALL: &[ListColumn] = &[
    ListColumn::Tier,
    ListColumn::Score,
    ListColumn::Change,
    ListColumn::Name,
    ListColumn::Code,
    ListColumn::Grade,
    ListColumn::Township,
    ListColumn::Due,
    ListColumn::Why,
    ListColumn::Seen,
    ListColumn::Place,
    ListColumn::School,
    ListColumn::Class,
    ListColumn::Volunteer,
    ListColumn::Phone,
    ListColumn::Late,
    ListColumn::LastVisit,
    ListColumn::Sex,
    ListColumn::Birth,
    ListColumn::Entered,
];

/// A column on a page so many columns wide.
pub fn head(column: ListColumn, ui: &Ui, width: u16) -> Head {
    let zh = ui.language.is_zh();
    let wide = width >= WIDE;
    let name = words::name_width(ui);
    let date = words::date_width(ui);
    let title = ui.language.code(column);
    match column {
        ListColumn::Tier if wide => Head::left(words::word_width(ui), title),
        ListColumn::Tier => Head::left(words::letter_width(ui), String::new()),
        ListColumn::Score if wide => Head::left(8, ui.text("list-col-score-range")),
        ListColumn::Score => Head::left(5, title),
        ListColumn::Change => Head::right(4, title),
        ListColumn::Code => Head::left(if wide { 8 } else { 5 }, title),
        ListColumn::Grade => Head::left(words::grade_width(ui), title),
        ListColumn::Class => Head::left(6, title),
        ListColumn::Sex => Head::left(if zh { 2 } else { 4 }, title),
        ListColumn::Township => Head::left(if zh { 4 } else { 7 }, title),
        ListColumn::Place => Head::left(if zh { 14 } else { 20 }, title),
        ListColumn::School => Head::left(if zh { 14 } else { 18 }, title),
        ListColumn::Phone => Head::left(11, title),
        ListColumn::Due => Head::left(if zh { 5 } else { 6 }, title),
        ListColumn::Late => Head::right(5, title),
        ListColumn::LastVisit | ListColumn::Birth | ListColumn::Entered => Head::left(date, title),
        ListColumn::Seen => Head::right(words::seen_width(ui), title),
        ListColumn::Why => {
            Head::rest(if wide { ui.text("today-column-why-points") } else { title })
        }
        _ => Head::left(name, title),
    }
}

/// What stands in a column of a child's row.
pub fn cell(item: &RiskRow, column: ListColumn, ui: &Ui, space: Space) -> Span {
    let width = space.width;
    let wide = width >= WIDE;
    let language = ui.language;
    let child = &item.child;
    let closed = child.status == Status::Closed;
    let tier = words::role(item.tier);
    let days = item.days_overdue(ui.today);
    match column {
        ListColumn::Tier if wide => Span::new(language.code_as("tier-short", item.tier), tier),
        ListColumn::Tier => Span::new(language.code_as("tier-letter", item.tier), tier),
        ListColumn::Score if wide => Span::new(words::score_range(item), tier),
        ListColumn::Score => Span::new(words::score(item), tier),
        ListColumn::Change => {
            Span::new(crate::language::dates::change(item.change_30), Role::Muted)
        }
        ListColumn::Name => {
            Span::new(language.person(&child.name), if closed { Role::Muted } else { Role::Text })
        }
        ListColumn::Code => Span::new(child.code.as_str(), Role::Muted),
        ListColumn::Grade => Span::new(words::grade(child, ui), Role::Text),
        ListColumn::Class => Span::new(child.class.clone().unwrap_or_default(), Role::Text),
        ListColumn::Sex => {
            let sex = child.sex.map(|sex| language.code_as("list-sex", sex));
            Span::new(sex.unwrap_or_default(), Role::Text)
        }
        ListColumn::Birth => {
            let born = child.birth_date.map(|day| language.full(day));
            Span::new(born.unwrap_or_default(), Role::Text)
        }
        ListColumn::Entered => Span::new(language.full(child.entered_on), Role::Muted),
        ListColumn::Township => Span::new(words::township(child, ui), Role::Text),
        ListColumn::Place => Span::new(words::place(child, ui), Role::Text),
        ListColumn::School => {
            let school = child.school.as_deref().map(|school| language.school(school));
            Span::new(school.unwrap_or_default(), Role::Text)
        }
        ListColumn::Volunteer if closed => Span::new("", Role::Text),
        ListColumn::Volunteer => Span::new(
            words::volunteer(item.lead.as_ref(), ui),
            if item.lead.is_some() { Role::Text } else { Role::Watch },
        ),
        ListColumn::Phone => {
            let phone = item.lead.as_ref().and_then(|lead| lead.phone.as_deref());
            Span::new(words::phone(phone), Role::Text)
        }
        ListColumn::Due => {
            let due = item.visit_due.map(|due| words::short_day(due, ui, width));
            Span::new(due.unwrap_or_default(), if days > 0 { Role::High } else { Role::Text })
        }
        ListColumn::Late => {
            let late = match days {
                _ if item.visit_due.is_none() => String::new(),
                1.. => language.days(days),
                0 => ui.text("span-ago-today"),
                _ => String::new(),
            };
            Span::new(late, if days > 30 { Role::Critical } else { Role::High })
        }
        ListColumn::LastVisit => {
            let last = item.last_visit.map(|day| words::day(day, ui, width));
            Span::new(last.unwrap_or_else(|| ui.text("span-never")), Role::Text)
        }
        ListColumn::Seen => Span::new(words::seen(item, ui, width), words::seen_role(item, ui)),
        ListColumn::Why => Span::new(words::why(item, space.rest, wide, ui), Role::Text),
        _ => Span::new("", Role::Text),
    }
}

/// What a file has in a column where the screen has no room for all of it: all who accompany the child, not the lead alone.
///
/// # Errors
/// What the database says.
pub fn whole(
    queries: &Queries<'_>,
    item: &RiskRow,
    column: ListColumn,
    ui: &Ui,
) -> Result<Option<String>> {
    if column != ListColumn::Volunteer || item.lead.is_none() || item.child.status == Status::Closed
    {
        return Ok(None);
    }
    let all = queries.volunteers_of(item.child.id)?;
    let names: Vec<String> = all.iter().map(|one| ui.language.person(&one.name)).collect();
    Ok((names.len() > 1).then(|| ui.language.list(&names)))
}
