//! A case on the page: one pane on a narrow page, beside its contacts and the round on a wide one.

use chrono::Days;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

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

/// Draws a case.
pub fn case(buffer: &mut Buffer, area: Rect, view: &View, ui: &Ui) {
    let rest = head(buffer, area, view, ui);
    let hint = hint(view, ui);
    let body = Rect { height: rest.height.saturating_sub(1), ..rest };
    let why = why(view, ui, body.width);
    let decided = words::decided(view, ui, 2, 1);
    let reasons = words::reasons(view, ui, body.width);
    let contacts = words::happened(view, ui, body.width.saturating_sub(1));
    // The rules of three panels and the line of the score are always there.
    let room = usize::from(body.height).saturating_sub(4 + why.1.len() + decided.len());
    let spoken: usize = contacts.iter().map(Vec::len).sum();
    // The reasons take what the contacts leave, and more than half in any case.
    let left = room.saturating_sub(spoken.clamp(1, CONTACTS));
    let for_reasons = reasons.len().min(left.max((room * 6).div_ceil(10)).max(1));
    let mut page = Page { buffer, area: body, y: 0, ui };
    page.rule(&why.0);
    page.lines(why.1);
    page.line(&words::standing(view, ui));
    page.some(reasons, for_reasons);
    page.rule(&ui.text("triage-contacts"));
    page.contacts(contacts, room.saturating_sub(for_reasons).max(1));
    page.rule(&ui.text("triage-decided"));
    page.lines(decided);
    let last = paint::below(rest, rest.height.saturating_sub(1));
    paint::put(buffer, last, 0, 0, &hint, ui.look, Role::Muted);
}

/// Draws a case on a wide page, with more of what was said and decided, the score over time and the round beside it.
pub fn wide(
    buffer: &mut Buffer,
    area: Rect,
    view: &View,
    round: &Round,
    listed: &[Option<Listed>],
    ui: &Ui,
) {
    let rest = head(buffer, area, view, ui);
    let body = Rect { height: rest.height.saturating_sub(1), ..rest };
    let width = body.width / 2 + body.width / 20;
    let (left, right) = panel::beside(buffer, body, width, ui.look);
    let mut page = Page { buffer, area: left, y: 0, ui };
    page.rule(&why_title(view, ui));
    page.lines(why_lines(view, ui, left.width));
    page.line(&words::standing(view, ui));
    let decided = words::decided(view, ui, 6, 6);
    let trend = trend(view, ui);
    let kept = decided.len() + 1 + trend.len();
    let reasons = words::reasons(view, ui, left.width);
    let room = page.room().saturating_sub(kept).max(1);
    page.some(reasons, room);
    page.lines(trend);
    page.rule(&ui.text("triage-decided"));
    page.lines(decided);
    let mut page = Page { buffer, area: right, y: 0, ui };
    page.rule(&ui.text("triage-contacts"));
    let list = round.stops().len() + 2;
    let room = page.room().saturating_sub(list.min(page.room() / 2)).max(1);
    page.contacts(words::happened(view, ui, right.width.saturating_sub(1)), room);
    page.rule(&ui.text("triage-round"));
    page.round(round, listed);
    let last = paint::below(rest, rest.height.saturating_sub(1));
    paint::put(buffer, last, 0, 0, &hint(view, ui), ui.look, Role::Muted);
}

/// Draws what stands in the place of a case when there is none: that nothing is left, what was done today, what goes on.
pub fn nothing(buffer: &mut Buffer, area: Rect, lines: &[Line], ui: &Ui) {
    let mut page = Page { buffer, area, y: 1, ui };
    for line in lines {
        page.line(line);
    }
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
        return vec![line];
    }
    // As many causes as fit stand on a line, so that the reasons keep their place.
    let room = usize::from(columns.saturating_sub(2)).max(10);
    let mut lines: Vec<String> = Vec::new();
    for cause in words::causes(view, ui) {
        match lines.last_mut() {
            Some(line) if text::width(line) + 2 + text::width(&cause) <= room => {
                line.push_str("; ");
                line.push_str(&cause);
            }
            _ => lines.extend(text::wrap(&cause, room)),
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

    /// At most so many lines; the last one says how many more there are.
    fn some(&mut self, lines: Vec<Line>, most: usize) {
        if lines.len() <= most {
            self.lines(lines);
            return;
        }
        let hidden = lines.len() + 1 - most;
        self.lines(lines.into_iter().take(most.saturating_sub(1)).collect());
        self.more(hidden);
    }

    fn more(&mut self, hidden: usize) {
        let words = self.ui.with("triage-more-reasons", &[("count", hidden.into())]);
        self.line(&vec![Span::new(format!("     {words}"), Role::Muted)]);
    }

    /// Whole contacts, as many as fit into so many lines; the first one in any case.
    fn contacts(&mut self, contacts: Vec<Vec<Line>>, room: usize) {
        if contacts.is_empty() {
            let none = format!(" {}", self.ui.text("triage-no-contacts"));
            self.line(&vec![Span::new(none, Role::Muted)]);
        }
        let mut left = room;
        for (at, lines) in contacts.into_iter().enumerate() {
            if at > 0 && lines.len() > left {
                break;
            }
            left = left.saturating_sub(lines.len());
            self.lines(lines);
        }
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
                let number = Span::new(format!("{mark} {:>2} ", round.number(place)), role);
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
