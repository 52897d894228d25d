//! The help and the palette: every action that can be done here, searched by typing and run by Enter. Both are made from the
//! keymap and from what the screen below says.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::action::{Action, Group};
use crate::console::input::{Key, Mode, Pointer};
use crate::console::screen::{Availability, Effect, Input, OwnRecord, Screen, Ui};
use crate::console::widgets::field::Field;
use crate::console::widgets::table::{self, Column, ListState, Row, Step};
use crate::console::widgets::{Role, card, paint};
use crate::domain::codes::Tier;
use crate::language::pinyin;
use crate::store::{Queries, Result};

/// One action with what the screen below says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The action.
    pub action: Action,
    /// What the screen below calls it: a language key.
    pub label: &'static str,
    /// Whether it can be done.
    pub availability: Availability,
    /// It means the page's own record, while its key means the selected row.
    pub own: bool,
}

/// Which of the two lists it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// All keys under their headings; typing narrows it.
    Help,
    /// Commands, for running.
    Palette,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Heading(Group),
    Entry(usize),
    /// The heading of the marks.
    Marks,
    Mark(usize),
}

/// The help or the palette.
pub struct Commands {
    form: Form,
    entries: Vec<Entry>,
    lines: Vec<Line>,
    field: Field,
    list: ListState,
}

impl Commands {
    /// The list of these actions; hidden ones are left out.
    pub fn new(form: Form, entries: Vec<Entry>, ui: &Ui) -> Self {
        let entries = entries
            .into_iter()
            .filter(|entry| entry.availability != Availability::Hidden)
            .filter(|entry| form == Form::Help || entry.action.group() != Group::Move)
            .collect();
        let mut commands = Self {
            form,
            entries,
            lines: Vec::new(),
            field: Field::default(),
            list: ListState::default(),
        };
        commands.narrow(ui);
        commands
    }

    /// Keeps the entries whose label, pinyin, initials or key begin with what was typed.
    fn narrow(&mut self, ui: &Ui) {
        let typed = pinyin::fold_query(self.field.value().trim());
        let fits = |entry: &Entry| {
            if typed.is_empty() {
                return true;
            }
            let label = ui.text(entry.label);
            let words = entry.action.message_id().trim_start_matches("action-");
            words.contains(&typed)
                || label.to_lowercase().contains(&typed)
                || ui.text(entry.action.message_id()).to_lowercase().contains(&typed)
                || ui.keys.of(entry.action).contains(&typed.as_str())
                || also(entry.action, ui).split_whitespace().any(|word| {
                    word.to_lowercase().contains(&typed)
                        || pinyin::search_terms(word)
                            .iter()
                            .any(|term| term.text.starts_with(&typed))
                })
                || pinyin::search_terms(&label).iter().any(|term| term.text.starts_with(&typed))
        };
        self.lines.clear();
        for group in Group::ALL {
            let of_group = (0..self.entries.len())
                .filter(|at| self.entries[*at].action.group() == group && fits(&self.entries[*at]));
            let found: Vec<_> = of_group.map(Line::Entry).collect();
            if !found.is_empty() && self.form == Form::Help {
                self.lines.push(Line::Heading(group));
            }
            self.lines.extend(found);
        }
        if self.form == Form::Help {
            let marks: Vec<usize> =
                (0..MARKS.len()).filter(|at| mark_fits(*at, &typed, ui)).collect();
            if !marks.is_empty() {
                self.lines.push(Line::Marks);
                self.lines.extend(marks.into_iter().map(Line::Mark));
            }
        }
        self.list.set_total(self.lines.len());
        self.list.select(0);
        if matches!(self.lines.first(), Some(Line::Heading(_) | Line::Marks)) {
            self.list.step(Step::Down);
        }
    }

    fn run_selected(&self) -> Vec<Effect> {
        let Some(Line::Entry(at)) = self.list.selected().and_then(|row| self.lines.get(row)) else {
            return Vec::new();
        };
        let entry = &self.entries[*at];
        match &entry.availability {
            Availability::Unavailable(why) => vec![Effect::Warn(why.clone())],
            _ if entry.own => vec![Effect::Back, Effect::tell(OwnRecord(entry.action))],
            _ => vec![Effect::Back, Effect::Act(entry.action)],
        }
    }

    fn step(&mut self, step: Step) {
        self.list.step(step);
        // Headings are no entries: go one further, or back when the list ends.
        if let Some(Line::Heading(_) | Line::Marks) =
            self.list.selected().and_then(|row| self.lines.get(row))
        {
            let upwards = matches!(step, Step::Up | Step::PageUp | Step::HalfUp);
            if !self.list.step(if upwards { Step::Up } else { Step::Down }) {
                self.list.step(Step::Down);
            }
        }
    }

    fn key(&mut self, key: Key, ui: &Ui) -> Vec<Effect> {
        match key.to_string().as_str() {
            "Esc" | "F1" | "F10" => vec![Effect::Back],
            "Enter" => self.run_selected(),
            "Up" => {
                self.step(Step::Up);
                Vec::new()
            }
            "Down" => {
                self.step(Step::Down);
                Vec::new()
            }
            "PageUp" => {
                self.step(Step::PageUp);
                Vec::new()
            }
            "PageDown" => {
                self.step(Step::PageDown);
                Vec::new()
            }
            _ => {
                if self.field.key(key.event()) {
                    self.narrow(ui);
                }
                Vec::new()
            }
        }
    }

    fn row(&self, line: Line, ui: &Ui) -> Row {
        match line {
            Line::Heading(group) => {
                Row::default().cell("", Role::Text).cell(ui.text(group.message_id()), Role::Header)
            }
            Line::Marks => {
                Row::default().cell("", Role::Text).cell(ui.text("help-marks"), Role::Header)
            }
            Line::Mark(at) => {
                let (mark, words) = mark(at, ui);
                Row::default().cell(mark, Role::Accent).cell(words, Role::Text)
            }
            Line::Entry(at) => {
                let entry = &self.entries[at];
                let label = ui.text(entry.label);
                let keys = if entry.own { Vec::new() } else { ui.keys.of(entry.action) }.join("  ");
                if let Availability::Unavailable(why) = &entry.availability {
                    Row::default()
                        .cell(keys, Role::Muted)
                        .cell(format!("{label}  ({})", ui.say(why)), Role::Muted)
                } else {
                    let also = also(entry.action, ui);
                    let label = if also.is_empty() { label } else { format!("{label}  ({also})") };
                    Row::default().cell(keys, Role::Accent).cell(label, Role::Text)
                }
            }
        }
    }
}

/// Other words by which a page is looked for: what is found on it.
fn also(action: Action, ui: &Ui) -> String {
    match action {
        Action::GoBackups => ui.text("palette-also-backups"),
        Action::GoSettings => ui.text("palette-also-settings"),
        Action::GoDuplicates => ui.text("palette-also-duplicates"),
        Action::GoMonth => ui.text("palette-also-month"),
        Action::GoLoad => ui.text("palette-also-load"),
        Action::GoReports => ui.text("palette-also-reports"),
        Action::Export => ui.text("palette-also-export"),
        _ => String::new(),
    }
}

/// What stands on Today and in lists as a mark: tiers by their letters, then signs beside a score.
enum Mark {
    Tier(Tier),
    Sign(&'static str, &'static str),
}

const MARKS: [Mark; 10] = [
    Mark::Tier(Tier::Critical),
    Mark::Tier(Tier::High),
    Mark::Tier(Tier::Unknown),
    Mark::Tier(Tier::Watch),
    Mark::Tier(Tier::Stable),
    Mark::Sign("!", "help-mark-rule"),
    Mark::Sign("?", "help-mark-verify"),
    Mark::Sign("=", "help-mark-same"),
    Mark::Sign("+8 -6", "help-mark-change"),
    Mark::Sign("12-52", "help-mark-range"),
];

/// A mark and what it means.
fn mark(at: usize, ui: &Ui) -> (String, String) {
    match &MARKS[at] {
        Mark::Tier(tier) => {
            let letter = ui.language.code_as("tier-letter", *tier);
            let about = ui.language.code_as("help-tier", *tier);
            (letter, format!("{}  {about}", ui.language.code(*tier)))
        }
        Mark::Sign(sign, id) => ((*sign).to_owned(), ui.text(id)),
    }
}

fn mark_fits(at: usize, typed: &str, ui: &Ui) -> bool {
    let (mark, words) = mark(at, ui);
    typed.is_empty() || mark.contains(typed) || words.to_lowercase().contains(typed)
}

impl Screen for Commands {
    fn title(&self, ui: &Ui) -> String {
        ui.text(match self.form {
            Form::Help => "page-help",
            Form::Palette => "page-palette",
        })
    }

    fn load(&mut self, _queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            self.step(step);
            return Vec::new();
        }
        match input {
            Input::Act(Action::Help) => vec![Effect::Back],
            Input::Key(key) => self.key(key, ui),
            Input::Paste(text) => {
                self.field.paste(&text);
                self.narrow(ui);
                Vec::new()
            }
            Input::Pointer(Pointer::Press(x, y)) => {
                self.list.press(x, y);
                Vec::new()
            }
            Input::Pointer(Pointer::Again(..)) => self.run_selected(),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), ui.look);
        let prompt = if self.form == Form::Help { "? " } else { ": " };
        let x = paint::put(frame.buffer_mut(), inside, 0, 0, prompt, ui.look, Role::Accent);
        self.field.draw(frame, paint::inset(paint::line(inside, 0), x), true, ui.look);
        let rows = paint::below(inside, 1);
        if self.lines.is_empty() {
            let none = ui.text("form-pick-none");
            paint::put(frame.buffer_mut(), rows, 1, 0, &none, ui.look, Role::Muted);
        }
        let columns = [Column::left(18), Column::rest()];
        table::draw(frame.buffer_mut(), rows, &columns, &self.list, true, ui.look, |at| {
            self.lines.get(at).map_or_else(Row::default, |line| self.row(*line, ui))
        });
    }

    fn actions(&self, _action: Action) -> Availability {
        Availability::Hidden
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn names_own_keys(&self) -> bool {
        false
    }

    fn place(&self, page: Rect) -> Rect {
        card::centred(page, 72, 24)
    }
}
