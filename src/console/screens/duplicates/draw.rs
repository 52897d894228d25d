//! How a group looks side by side: a column a file, a line a field, what is taken marked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::compare::{Compare, File};
use crate::console::screen::Ui;
use crate::console::widgets::{Role, paint, text};
use crate::store::Pick;

/// A file's column is at least so wide; what doesn't fit is scrolled.
const NARROWEST: u16 = 20;

/// Draws the whole page.
pub(super) fn draw(compare: &Compare, buffer: &mut Buffer, area: Rect, ui: &Ui) {
    let look = ui.look;
    compare.drawn.borrow_mut().clear();
    if compare.files.len() < 2 {
        let gone = ui.text("merge-gone");
        paint::put_wrapped(buffer, paint::inset(area, 1), 0, &gone, look, Role::Muted);
        return;
    }
    let foot = 2.min(area.height);
    let page = paint::inset(area, 1);
    let labels = label_width(compare, ui).min(area.width / 3);
    let (first, shown, width) = columns(compare, area.width.saturating_sub(labels + 2));
    compare.width.set(width);
    let aside = beyond(first, compare.files.len() - first - shown, ui);
    paint::put_right(buffer, page, 0, &aside, look, Role::Accent);
    let taken = u16::try_from(text::width(&aside)).unwrap_or(page.width);
    let beside = if taken == 0 { 0 } else { taken.saturating_add(2) };
    let left = Rect { width: page.width.saturating_sub(beside), ..page };
    let mut y =
        paint::put_wrapped(buffer, left, 0, &why(compare, ui), look, Role::Watch).max(taken.min(1));
    let place = |column: usize| {
        let nth = u16::try_from(column - first).unwrap_or(0);
        (labels + 2).saturating_add(nth.saturating_mul(width))
    };
    heading(compare, buffer, paint::line(area, y), (first..first + shown, width, &place), ui);
    y += 1;
    let room = usize::from(area.height.saturating_sub(foot).saturating_sub(y));
    // The line of counts belongs to the rows, and can't be selected.
    let lines = compare.rows.len() + 1;
    let offset = follow(compare, room, lines);
    for (line, row) in (offset..lines).take(room).enumerate() {
        let at = paint::line(area, y.saturating_add(u16::try_from(line).unwrap_or(u16::MAX)));
        let field = compare.rows.get(row);
        let label = match field {
            Some(field) => ui.language.field(compare.kind.table(), field.columns[0]),
            None => ui.text("merge-row-rows"),
        };
        let files: Vec<_> =
            compare.files.iter().filter(|file| !file.out).map(|file| &file.record).collect();
        let differs = field.is_some_and(|field| field.differs(&files));
        let label_role = if differs { Role::Watch } else { Role::Muted };
        paint::put(buffer, Rect { width: labels + 1, ..at }, 1, 0, &label, look, label_role);
        for column in first..first + shown {
            let file = &compare.files[column];
            let taken = field.is_some_and(|field| match compare.pick(*field) {
                Pick::All => !file.out && field.is_filled(&file.record),
                Pick::Of(id) => file.record.meta().id == id,
            });
            let said = match field {
                Some(_) => file.cells.get(row).cloned().flatten().unwrap_or_default(),
                None => file.rows.clone(),
            };
            let role = match (file.out, taken && differs) {
                (true, _) => Role::Muted,
                (_, true) => Role::Accent,
                _ if taken || field.is_none() => Role::Text,
                _ => Role::Muted,
            };
            let mark = if taken && differs { "*" } else { " " };
            let cell = Rect {
                x: at.x + place(column).min(at.width),
                width: width.min(at.width.saturating_sub(place(column))),
                ..at
            };
            let inside = Rect { width: cell.width.saturating_sub(1), ..cell };
            paint::put(buffer, inside, 0, 0, &format!("{mark}{said}"), look, role);
            if field.is_some() {
                select(compare, buffer, inside, (row + 1, column), ui);
            }
        }
    }
    let below = paint::below(area, area.height.saturating_sub(foot));
    let hints = paint::inset(below, 1);
    let mut keys = ui.text("merge-hint");
    if compare.rows.iter().any(|field| field.columns.contains(&"id_number")) {
        let ids = if compare.in_full { "merge-hint-mask" } else { "merge-hint-ids" };
        keys = format!("{keys}  {}", ui.text(ids));
    }
    paint::put(buffer, hints, 0, 0, &keys, look, Role::Muted);
    paint::put(buffer, hints, 0, 1, &ui.text("merge-hint-keys"), look, Role::Muted);
}

/// How many files stand beyond the columns that are shown.
fn beyond(left: usize, right: usize, ui: &Ui) -> String {
    let said = |id: &str, count: usize| ui.with(id, &[("count", count.into())]);
    let sides = [("merge-more-left", left), ("merge-more-right", right)];
    let told = sides.into_iter().filter(|(_, count)| *count > 0);
    told.map(|(id, count)| said(id, count)).collect::<Vec<_>>().join("  ")
}

/// What speaks for and against the selected file's being the same as the one that stays, or as the likeliest of the others.
fn why(compare: &Compare, ui: &Ui) -> String {
    let Some(group) = &compare.group else { return String::new() };
    let column = compare.at.1;
    let keep = compare.survivor().map(|file| file.record.meta().id);
    let of = |at: usize| group.members.get(at).map(|member| member.id);
    let here = of(column);
    let wanted = |pair: &&(usize, usize, _)| {
        let (one, other) = (of(pair.0), of(pair.1));
        (one == here && other == keep) || (one == keep && other == here)
    };
    let pair = group
        .pairs
        .iter()
        .find(wanted)
        .or_else(|| group.pairs.iter().find(|pair| pair.0 == column || pair.1 == column));
    let Some((one, other, weighing)) = pair else { return String::new() };
    let code = |at: usize| group.members[at].code.as_str();
    let why = ui.language.weighing(weighing);
    ui.with(
        "duplicates-pair",
        &[("one", code(*one).into()), ("other", code(*other).into()), ("why", why.into())],
    )
}

fn label_width(compare: &Compare, ui: &Ui) -> u16 {
    let labels = compare
        .rows
        .iter()
        .map(|field| ui.language.field(compare.kind.table(), field.columns[0]))
        .chain([ui.text("merge-keep"), ui.text("merge-row-rows")]);
    let widest = labels.map(|label| text::width(&label)).max().unwrap_or(0);
    u16::try_from(widest).unwrap_or(20)
}

/// The first column that is shown, how many, and their width.
fn columns(compare: &Compare, room: u16) -> (usize, usize, u16) {
    let count = compare.files.len();
    let fitting = usize::from(room / NARROWEST).clamp(1, count);
    let width = room / u16::try_from(fitting).unwrap_or(1).max(1);
    let first = (compare.at.1 + 1).saturating_sub(fitting).min(count - fitting);
    (first, fitting, width.max(1))
}

/// The codes and names; the file that stays is marked.
fn heading(
    compare: &Compare,
    buffer: &mut Buffer,
    line: Rect,
    (shown, width, place): (std::ops::Range<usize>, u16, &dyn Fn(usize) -> u16),
    ui: &Ui,
) {
    paint::put(buffer, line, 1, 0, &ui.text("merge-keep"), ui.look, Role::Header);
    let keep = compare.survivor().map(|file| file.record.meta().id);
    for column in shown {
        let file: &File = &compare.files[column];
        let stays = Some(file.record.meta().id) == keep;
        let words = match (file.out, stays) {
            (true, _) => format!(" {} {}", file.code, ui.text("merge-away")),
            (_, true) => format!("*{}", file.called),
            _ => format!(" {}", file.called),
        };
        let role = match (file.out, stays) {
            (true, _) => Role::Muted,
            (_, true) => Role::Accent,
            _ => Role::Header,
        };
        let x = place(column).min(line.width);
        let cell = Rect { x: line.x + x, width: width.min(line.width - x), ..line };
        let inside = Rect { width: cell.width.saturating_sub(1), ..cell };
        let number = format!("{}{words}", column + 1);
        paint::put(buffer, inside, 0, 0, &number, ui.look, role);
        select(compare, buffer, inside, (0, column), ui);
    }
}

/// Lays the selection over the cell that has the keys, and notes where each cell is for the mouse.
fn select(compare: &Compare, buffer: &mut Buffer, cell: Rect, at: (usize, usize), ui: &Ui) {
    compare.drawn.borrow_mut().push((cell, at));
    if compare.at == at {
        paint::bar(buffer, cell, ui.look.style(Role::Selection));
    }
}

/// The first line that is shown, so that the selected one is in view.
fn follow(compare: &Compare, room: usize, lines: usize) -> usize {
    let at = compare.at.0.saturating_sub(1);
    let mut offset = compare.offset.get().min(lines.saturating_sub(room));
    // The last field brings the line of counts along.
    let last = if at + 2 >= lines { lines } else { at + 1 };
    if last > offset + room {
        offset = last.saturating_sub(room);
    }
    offset = offset.min(at);
    compare.offset.set(offset);
    offset
}
