//! A case on the page: one pane on a narrow page, beside its contacts and the round on a wide one.

use chrono::Days;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::fold::fold;
use super::round::Round;
use super::view::View;
use super::words::{self, Line};
use crate::console::screen::Ui;
use crate::console::screens::lists::words as rows;
use crate::console::widgets::paint::Span;
use crate::console::widgets::{Role, paint, panel, spark, text};
use crate::domain::codes::{Sex, Tier};

/// Lines that stay for the last contacts however many reasons there are.
const CONTACTS: usize = 5;

/// Weeks that the line of the score shows.
const WEEKS: u64 = 26;

/// A case of the round with its name, for the list beside the case.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The name.
    pub name: String,
    /// The tier.
    pub tier: Tier,
}

/// Draws a case over the whole width of the page.
pub fn case(buffer: &mut Buffer, area: Rect, view: &View, ui: &Ui) {
    let body = around(buffer, area, view, ui);
    let (title, why) = why(view, ui, body.width);
    let standing = words::standing(view, ui, body.width);
    let decided = words::decided(view, ui, (2, 1), body.width);
    let contacts = Contacts::of(view, ui, body.width.saturating_sub(1));
    let reasons = words::reasons(view, ui, body.width);
    // The rules of three panels are always there.
    let kept = 3 + why.len() + standing.len() + decided.len();
    let room = usize::from(body.height).saturating_sub(kept);
    let told: usize = reasons.iter().map(Vec::len).sum();
    // The reasons take what the contacts leave, and more than half, but for the room of the contacts without which the case
    // can't be decided; what those don't fill is theirs too.
    let spoken = contacts.lines().clamp(1, CONTACTS.max(contacts.needed()));
    let half = (room * 6).div_ceil(10).min(room.saturating_sub(contacts.needed()));
    let for_reasons = told.min(room.saturating_sub(spoken).max(half).max(1));
    let shown = contacts.shown(room.saturating_sub(for_reasons).max(1));
    let mut page = Page { buffer, area: body, y: 0, ui };
    page.rule(&title);
    page.lines(why);
    page.lines(standing);
    page.reasons(reasons, &words::reasons_short(view, ui), room.saturating_sub(shown.len()).max(1));
    page.rule(&ui.text("triage-contacts"));
    page.lines(shown);
    page.rule(&ui.text("triage-decided"));
    page.lines(decided);
}

/// Draws a case on a wide page, with more of what was said and decided, the score over time and the round beside it; where the
/// page is too low for that, over its whole width.
pub fn wide(
    buffer: &mut Buffer,
    area: Rect,
    view: &View,
    round: &Round,
    listed: &[Option<Listed>],
    ui: &Ui,
) {
    let width = area.width / 2 + area.width / 20;
    let column = width;
    let why = why_lines(view, ui, column);
    let standing = words::standing(view, ui, column);
    let reasons = words::reasons(view, ui, column);
    let told: usize = reasons.iter().map(Vec::len).sum();
    // The lines about the child, the hint and two rules are always there.
    let room = usize::from(area.height).saturating_sub(5 + why.len() + standing.len() + told);
    let mut trend = trend(view, ui);
    let mut decided = words::decided(view, ui, (6, 6), column);
    if decided.len() + trend.len() > room {
        decided = words::decided(view, ui, (2, 1), column);
    }
    if decided.len() + trend.len() > room {
        trend.clear();
    }
    if decided.len() > room {
        case(buffer, area, view, ui);
        return;
    }
    let body = around(buffer, area, view, ui);
    let (left, right) = panel::beside(buffer, body, width, ui.look);
    let mut page = Page { buffer, area: left, y: 0, ui };
    page.rule(&why_title(view, ui));
    page.lines(why);
    page.lines(standing);
    page.reasons(reasons, &[], told);
    page.lines(trend);
    page.rule(&ui.text("triage-decided"));
    page.lines(decided);
    let mut page = Page { buffer, area: right, y: 0, ui };
    page.rule(&ui.text("triage-contacts"));
    let list = round.stops().len() + 1;
    let room = page.room().saturating_sub(list.min(page.room() / 2)).max(1);
    page.lines(Contacts::of(view, ui, right.width).shown(room));
    page.rule(&ui.text("triage-round"));
    page.round(round, listed);
}

/// What happened with the child, each in its lines, and which of it the causes name.
struct Contacts {
    all: Vec<Vec<Line>>,
    named: Vec<usize>,
}

impl Contacts {
    fn of(view: &View, ui: &Ui, columns: u16) -> Self {
        let mut all = words::happened(view, ui, columns);
        if all.is_empty() {
            let none = format!(" {}", ui.text("triage-no-contacts"));
            all.push(vec![vec![Span::new(none, Role::Muted)]]);
        }
        Self { all, named: view.named() }
    }

    fn lines(&self) -> usize {
        self.all.iter().map(Vec::len).sum()
    }

    /// The lines of the newest and of those that the causes name.
    fn needed(&self) -> usize {
        let needed = self.all.iter().enumerate();
        needed
            .filter(|(at, _)| *at == 0 || self.named.contains(at))
            .map(|(_, lines)| lines.len())
            .sum()
    }

    /// Whole ones in so many lines: those that the causes name and the newest in any case, then as many of the newest as fit.
    fn shown(self, room: usize) -> Vec<Line> {
        let mut left = room.saturating_sub(self.needed());
        let mut full = false;
        let mut shown = Vec::new();
        for (at, lines) in self.all.into_iter().enumerate() {
            if at > 0 && !self.named.contains(&at) {
                full |= lines.len() > left;
                if full {
                    continue;
                }
                left -= lines.len();
            }
            shown.extend(lines);
        }
        shown
    }
}

/// Draws what stands in the place of a case when there is none: that nothing is left, what goes on, and what was done today, as
/// much of it as there is room for, from the line on to which one has scrolled. `more` are not among the lines. Returns the line
/// that is the first now, and how many are shown.
pub fn nothing(
    buffer: &mut Buffer,
    area: Rect,
    above: Vec<Line>,
    (mut done, mut more): (Vec<Line>, usize),
    first: usize,
    ui: &Ui,
) -> (usize, usize) {
    let mut page = Page { buffer, area, y: 1, ui };
    page.lines(above);
    let room = page.room();
    let mut shown = done.len();
    if done.len() + usize::from(more > 0) > room {
        shown = room.saturating_sub(1);
    }
    let first = first.min(done.len() - shown);
    done.drain(..first);
    more += done.len() - shown;
    done.truncate(shown);
    page.lines(done);
    if more > 0 {
        let more = ui.with("triage-done-more", &[("count", more.into())]);
        page.line(&vec![Span::new(format!("   {more}"), Role::Muted)]);
    }
    (first, shown)
}

/// The lines about the child above and the hint below; returns the area between them.
fn around(buffer: &mut Buffer, area: Rect, view: &View, ui: &Ui) -> Rect {
    let rest = head(buffer, area, view, ui);
    let last = paint::below(rest, rest.height.saturating_sub(1));
    paint::put(buffer, last, 0, 0, &hint(view, ui), ui.look, Role::Muted);
    Rect { height: rest.height.saturating_sub(1), ..rest }
}

/// The two lines about the child; returns the area below.
fn head(buffer: &mut Buffer, area: Rect, view: &View, ui: &Ui) -> Rect {
    let look = ui.look;
    let first = paint::line(area, 0);
    let used = paint::put_spans(buffer, first, 0, 0, &words::who(view, ui), look);
    let place = words::place(view, ui);
    if usize::from(used) + 2 + text::width(&place) <= usize::from(first.width) {
        paint::put_right(buffer, first, 0, &place, look, Role::Text);
        paint::put_spans(buffer, paint::line(area, 1), 0, 0, &words::people(view, ui), look);
    } else {
        let mut people = words::people(view, ui);
        people.insert(0, Span::from(format!("{place}  ")));
        paint::put_spans(buffer, paint::line(area, 1), 0, 0, &people, look);
    }
    paint::below(area, 2)
}

fn why_title(view: &View, ui: &Ui) -> String {
    match view.row.child.sex {
        Some(Sex::Female) => ui.text("triage-why-f"),
        Some(Sex::Male) => ui.text("triage-why-m"),
        None => ui.text("triage-why"),
    }
}

/// The title of the first panel and the lines below it: one cause or two fit into the title, more stand below.
fn why(view: &View, ui: &Ui, columns: u16) -> (String, Vec<Line>) {
    let title = why_title(view, ui);
    if view.case.is_some() {
        let whole = format!("{title}: {}", words::causes(view, ui).join("; "));
        if text::width(&whole) + 8 <= usize::from(columns) {
            return (whole, Vec::new());
        }
    }
    (title, why_lines(view, ui, columns))
}

fn why_lines(view: &View, ui: &Ui, columns: u16) -> Vec<Line> {
    if view.case.is_none() {
        let mut line = vec![Span::new(format!(" {}", ui.text("triage-left")), Role::Ok)];
        if let Some(decision) = view.decisions.first().filter(|one| one.until > ui.today) {
            line.push(Span::from(": "));
            line.extend(words::decision_line(decision, ui, true));
        }
        return fold(line, columns, 3);
    }
    // As many causes as fit stand on a line, so that the reasons keep their place.
    let room = usize::from(columns.saturating_sub(2)).max(10);
    let mut lines: Vec<String> = Vec::new();
    for cause in words::causes(view, ui) {
        let fits = |line: &&mut String| text::width(line) + 2 + text::width(&cause) <= room;
        match lines.iter_mut().find(fits) {
            Some(line) => {
                line.push_str("; ");
                line.push_str(&cause);
            }
            None => lines.extend(text::wrap(&cause, room)),
        }
    }
    lines.into_iter().map(|line| vec![Span::new(format!(" {line}"), Role::Watch)]).collect()
}

fn hint(view: &View, ui: &Ui) -> String {
    format!("{}  {}", ui.text("triage-hint-keys"), words::consequence(view, ui))
}

/// The score over half a year, a bar a week.
fn trend(view: &View, ui: &Ui) -> Vec<Line> {
    let at = |back: u64| {
        let day = ui.today.checked_sub_days(Days::new(back * 7))?;
        let until = view.scores.partition_point(|(from, _)| *from <= day);
        let (_, score) = view.scores.get(until.checked_sub(1)?)?;
        u32::try_from(*score).ok()
    };
    let weeks: Vec<Option<u32>> = (0..WEEKS).rev().map(at).collect();
    if weeks.iter().flatten().count() < 2 {
        return Vec::new();
    }
    let line = spark::line(&weeks, 0, 100, ui.look.glyphs);
    vec![vec![
        Span::new(format!(" {} ", ui.text("triage-trend")), Role::Muted),
        Span::new(line, rows::role(view.row.tier)),
    ]]
}

/// Lines put one under another.
struct Page<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
    y: u16,
    ui: &'a Ui,
}

impl Page<'_> {
    fn room(&self) -> usize {
        usize::from(self.area.height.saturating_sub(self.y))
    }

    fn rule(&mut self, title: &str) {
        if self.y < self.area.height {
            let line = paint::line(self.area, self.y);
            panel::draw(self.buffer, line, &[title], false, self.ui.look);
        }
        self.y += 1;
    }

    fn line(&mut self, line: &Line) {
        paint::put_spans(self.buffer, self.area, 0, self.y, line, self.ui.look);
        self.y += 1;
    }

    fn lines(&mut self, lines: Vec<Line>) {
        for line in lines {
            self.line(&line);
        }
    }

    /// The reasons in at most so many lines; those that have no line of their own share the last one, in few words.
    fn reasons(&mut self, reasons: Vec<Vec<Line>>, short: &[String], most: usize) {
        let lines: usize = reasons.iter().map(Vec::len).sum();
        if lines <= most {
            self.lines(reasons.concat());
            return;
        }
        let mut left = most.saturating_sub(1);
        let mut shown = 0;
        for lines in reasons {
            if lines.len() > left {
                break;
            }
            left -= lines.len();
            shown += 1;
            self.lines(lines);
        }
        let rest = short.get(shown..).unwrap_or_default();
        // The points stand under the points of the others.
        let first = rest.first().and_then(|words| words.split(' ').next()).map_or(0, text::width);
        let indent = " ".repeat(4_usize.saturating_sub(first));
        let width = self.area.width;
        let together = rest.iter().enumerate().map(|(at, words)| {
            let gap = if at == 0 { indent.as_str() } else { " " };
            let end = if at + 1 == rest.len() { "" } else { ";" };
            Span::from(format!("{gap}{words}{end}"))
        });
        let folded = fold(together.collect(), width, 5);
        if folded.len() <= left + 1 {
            self.lines(folded);
            return;
        }
        let says = |hidden: usize| self.ui.with("triage-more-reasons", &[("count", hidden.into())]);
        let taken = indent.len() + 2 + text::width(&says(rest.len()));
        let room = usize::from(width).saturating_sub(taken);
        let (words, held) = text::join(rest, "; ", room, self.ui.look.glyphs);
        let more = format!("  {}", says(rest.len() - held));
        self.line(&vec![Span::from(format!("{indent}{words}")), Span::new(more, Role::Muted)]);
    }

    /// The round: what is done, where one stands, what comes.
    fn round(&mut self, round: &Round, listed: &[Option<Listed>]) {
        let room = self.room();
        let at = round.at().unwrap_or(0);
        let first = at.saturating_sub(room / 2).min(listed.len().saturating_sub(room));
        let stops = round.stops().iter().zip(listed).enumerate().skip(first).take(room);
        let lines: Vec<Line> = stops
            .map(|(place, (stop, one))| {
                let here = round.at() == Some(place);
                let mark = match (here, stop.open) {
                    (true, _) => '>',
                    (false, true) => ' ',
                    (false, false) => 'v',
                };
                let role = match (here, stop.open) {
                    (true, _) => Role::Accent,
                    (false, true) => Role::Text,
                    (false, false) => Role::Muted,
                };
                let number = Span::new(format!("{mark} {:>2} ", place + 1), role);
                let Some(one) = one else { return vec![number] };
                let letter = self.ui.language.code_as("tier-letter", one.tier);
                vec![
                    number,
                    Span::new(format!("{letter} "), rows::role(one.tier)),
                    Span::new(self.ui.language.person(&one.name), role),
                ]
            })
            .collect();
        self.lines(lines);
    }
}
