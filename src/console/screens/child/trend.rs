//! How the score went over half a year, as numbers and as a picture.

use chrono::{Days, Months, NaiveDate};

use super::view::View;
use crate::console::screen::Ui;
use crate::console::screens::rows::Target;
use crate::console::screens::sheet::Line;
use crate::console::screens::words::tier_role;
use crate::console::widgets::paint::Span;
use crate::console::widgets::{Role, spark, text};

/// Weeks that the sparkline shows.
const WEEKS: u64 = 26;

/// The score over half a year: the number at the end of each month, and a bar a week: on a roomy page a picture of several lines.
pub(super) fn lines(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let at = |day: NaiveDate| -> Option<u32> {
        let until = view.scores.partition_point(|(from, _)| *from <= day);
        let (_, score) = until.checked_sub(1).map(|last| view.scores[last])?;
        u32::try_from(score).ok()
    };
    let weeks: Vec<Option<u32>> = (0..WEEKS)
        .rev()
        .map(|back| ui.today.checked_sub_days(Days::new(back * 7)).and_then(at))
        .collect();
    if weeks.iter().filter(|value| value.is_some()).count() < 2 {
        return Vec::new();
    }
    let months: Vec<NaiveDate> =
        (0..6).rev().filter_map(|back| month_end(ui.today, back)).collect();
    let known: Vec<(NaiveDate, Option<u32>)> =
        months.into_iter().map(|day| (day, at(day))).skip_while(|one| one.1.is_none()).collect();
    let values: Vec<Option<u32>> = known.iter().map(|one| one.1).collect();
    let (Some((from, _)), Some((to, _))) = (known.first(), known.last()) else { return Vec::new() };
    let range = ui.with(
        "pages-months",
        &[("from", ui.language.month(*from).into()), ("to", ui.language.month(*to).into())],
    );
    let label = format!(" {}  ", ui.text("child-trend"));
    let glyphs = ui.look.glyphs;
    let role = tier_role(view.assessment.tier);
    let roomy = ui.is_wide() && ui.page.1 >= ROOMY && usize::from(columns) > AXIS + 2 * weeks.len();
    let line = if roomy { String::new() } else { spark::line(&weeks, 0, 100, glyphs) };
    let room =
        usize::from(columns).saturating_sub(text::width(&label) + line.len().min(weeks.len()) + 24);
    let between = if roomy { "" } else { "  " };
    let mut lines = vec![Line::spans(vec![
        Span::new(label, Role::Muted),
        Span::new(line, role),
        Span::from(format!("{between}{}  ", spark::numbers(&values, room.max(6)))),
        Span::new(range, Role::Muted),
    ])];
    if roomy {
        lines.extend(chart(&weeks, role, ui));
    }
    lines
}

/// A page of so many lines has room for a picture.
const ROOMY: u16 = 30;
/// Lines of the picture; each stands for twenty points.
const TALL: usize = 5;
/// Columns before the picture, for its numbers.
const AXIS: usize = 5;

/// The score as a picture: two columns a week, its numbers at the left, the months below.
fn chart(weeks: &[Option<u32>], role: Role, ui: &Ui) -> Vec<Line<Target>> {
    let twice: Vec<Option<u32>> = weeks.iter().flat_map(|week| [*week, *week]).collect();
    let mut lines = Vec::with_capacity(TALL + 1);
    for (at, row) in spark::rows(&twice, 100, TALL, ui.look.glyphs).into_iter().enumerate() {
        let points = 100 * (TALL - at) / TALL;
        let axis = text::right(&points.to_string(), AXIS - 1, ui.look.glyphs);
        lines.push(Line::spans(vec![
            Span::new(format!("{axis}{}", ui.look.glyphs.upright()), Role::Muted),
            Span::new(row, role),
        ]));
    }
    let mut axis = " ".repeat(AXIS);
    let mut before = None;
    for (at, back) in (0..WEEKS).rev().enumerate() {
        let Some(day) = ui.today.checked_sub_days(Days::new(back * 7)) else { continue };
        let month = chrono::Datelike::month(&day);
        // The first month may be cut; its name would run into the next.
        if before.is_some_and(|before| before != month) {
            let missing = (AXIS + 2 * at).saturating_sub(text::width(&axis));
            axis.push_str(&" ".repeat(missing));
            axis.push_str(&ui.language.month(day));
        }
        before = Some(month);
    }
    lines.push(Line::text(axis, Role::Muted));
    lines
}

/// The last day of the month so many months ago; of this month, today.
fn month_end(today: NaiveDate, back: u32) -> Option<NaiveDate> {
    if back == 0 {
        return Some(today);
    }
    let first = chrono::Datelike::with_day(&today, 1)?;
    (first - Months::new(back - 1)).pred_opt()
}
