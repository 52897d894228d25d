//! The third step: which heading of the file is which column. Mostly all are recognised, and the step passes by itself; what
//! isn't is matched here by picking.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::choose::{Choose, Chosen};
use super::jobs::{self, Check, Checked, Look, Looked};
use super::once::{Once, Said};
use super::parts;
use super::review::Review;
use crate::console::action::Action;
use crate::console::input::{Key, Mode, Pointer};
use crate::console::screen::{Effect, Input, JobError, JobResult, Message, Screen, Ui};
use crate::console::widgets::table::{self, Column, ListState, Row};
use crate::console::widgets::{Role, paint};
use crate::exchange::import::Decisions;
use crate::store::{Queries, Result};

/// How many values of a column are shown beside its heading.
const SAMPLES: usize = 3;

/// The headings of a file and the columns they go to.
pub struct Matching {
    looked: Looked,
    list: ListState,
    choosing: Option<Choose>,
    /// What a wide sheet leaves unsaid is asked, at first by itself.
    once: Option<Once>,
    asked: bool,
    /// Something was matched by hand, to be kept for the next file.
    is_matched: bool,
    wrong: Option<Message>,
}

impl Matching {
    /// Opens the step for a file; where every required column was recognised it goes on at once.
    pub fn open(looked: Looked) -> Vec<Effect> {
        // What goes where it went before is shown before it is used.
        let whole = looked.missing().is_empty()
            && looked.to_say_once().is_empty()
            && looked.as_before.is_empty();
        let list = ListState::new(looked.shown_headings().len());
        let step = Self {
            looked,
            list,
            choosing: None,
            once: None,
            asked: false,
            is_matched: false,
            wrong: None,
        };
        let mut effects = vec![Effect::push(step)];
        if whole {
            effects.push(Effect::Act(Action::Save));
        }
        effects
    }

    /// The column that a heading goes to.
    fn column_of(&self, heading: usize) -> Option<usize> {
        self.looked.layout.columns.iter().position(|at| *at == Some(heading))
    }

    /// Lets a heading go to a column, or to none; the heading that went there before goes nowhere.
    fn match_to(&mut self, heading: usize, column: Option<usize>) {
        let left = column.and_then(|column| self.looked.layout.columns[column]);
        for at in &mut self.looked.layout.columns {
            if *at == Some(heading) {
                *at = None;
            }
        }
        if let Some(column) = column {
            self.looked.layout.columns[column] = Some(heading);
            self.looked.layout.twice.retain(|at| *at != heading);
        }
        for at in [left, Some(heading)].into_iter().flatten() {
            let goes = self.column_of(at);
            self.looked.kept.note(&self.looked.layout, at, goes);
            self.looked.as_before.retain(|before| *before != at);
        }
        self.is_matched = true;
        self.wrong = None;
    }

    /// The first values below a heading.
    fn samples(&self, heading: usize) -> String {
        let (head, first) = match &self.looked.own {
            Some(own) => (&own.head, own.first),
            None => (&self.looked.head, self.looked.layout.first),
        };
        let rows = head.rows.iter().skip(first);
        let mut seen: Vec<String> = Vec::new();
        for text in rows.map(|row| row.cell(heading).shown()).filter(|text| !text.is_empty()) {
            if !seen.contains(&text) {
                seen.push(text);
            }
            if seen.len() == SAMPLES {
                break;
            }
        }
        seen.join(" | ")
    }

    fn missing_names(&self, ui: &Ui) -> Option<String> {
        let columns = self.looked.layout.kind.columns();
        let missing = self.looked.missing();
        let names: Vec<String> = missing
            .iter()
            .map(|at| parts::column_name(&columns[*at], ui.language).to_owned())
            .collect();
        (!names.is_empty()).then(|| ui.language.list(&names))
    }

    /// What was said once holds in every row; then the file is checked.
    fn said(&mut self, said: Said, ui: &Ui) -> Vec<Effect> {
        match said {
            Said::NotYet => Vec::new(),
            Said::Nothing => {
                self.once = None;
                Vec::new()
            }
            Said::These(said) => {
                self.once = None;
                self.looked.constants = said.into_iter().collect();
                self.check(ui)
            }
        }
    }

    fn check(&mut self, ui: &Ui) -> Vec<Effect> {
        if self.looked.is_wide && !self.looked.missing().is_empty() {
            self.once = Once::new(&self.looked, ui);
            if self.once.is_some() {
                return Vec::new();
            }
        }
        if let Some(names) = self.missing_names(ui) {
            self.wrong = Some(Message::new("import-missing-columns").arg("columns", names));
            return Vec::new();
        }
        self.wrong = None;
        let check = Effect::Job(Box::new(Check {
            looked: self.looked.clone(),
            source: None,
            decisions: Decisions::new(),
        }));
        let kind = self.looked.layout.kind;
        let matched = std::mem::take(&mut self.is_matched);
        let keep = matched.then(|| self.looked.kept.keep(kind)).flatten();
        keep.into_iter().chain([check]).collect()
    }

    fn key(&mut self, key: Key, ui: &Ui) -> Vec<Effect> {
        if let Some(once) = &mut self.once {
            let said = once.key(key, ui);
            return self.said(said, ui);
        }
        if let Some(choose) = &mut self.choosing {
            let (chosen, heading) = (choose.key(key, ui), choose.heading);
            if chosen != Chosen::NotYet {
                self.choosing = None;
            }
            if let Chosen::Column(column) = chosen {
                self.match_to(heading, column);
                self.list.step(table::Step::Down);
            }
            return Vec::new();
        }
        if let Some(effects) = parts::leave(key) {
            return effects;
        }
        if let Some(step) = parts::step(key) {
            self.list.step(step);
            return Vec::new();
        }
        match key.to_string().as_str() {
            "Esc" => return vec![Effect::Back],
            "Delete" | "Backspace" | "Left" | "Right" if self.looked.own.is_some() => {
                self.wrong = Some(Message::new("import-wide-unfolds"));
            }
            "Enter" => self.choose(ui),
            "Delete" | "Backspace" => {
                if let Some(heading) = self.list.selected() {
                    self.match_to(heading, None);
                }
            }
            "Left" => self.headings_in(-1),
            "Right" => self.headings_in(1),
            "Tab" => return self.next_sheet(),
            _ => {}
        }
        Vec::new()
    }

    fn choose(&mut self, ui: &Ui) {
        let Some(heading) = self.list.selected() else { return };
        if self.looked.own.is_some() {
            self.wrong = Some(Message::new("import-wide-unfolds"));
            return;
        }
        let layout = &self.looked.layout;
        let taken: Vec<Option<String>> = layout
            .columns
            .iter()
            .map(|at| at.map(|at| layout.headings.get(at).cloned().unwrap_or_default()))
            .collect();
        self.choosing = Some(Choose::new(heading, layout.kind, taken, self.column_of(heading), ui));
    }

    /// Takes the row above or below for the headings.
    fn headings_in(&mut self, by: isize) {
        let row = self.looked.layout.first.saturating_sub(1);
        let wanted = row.checked_add_signed(by).filter(|row| *row < self.looked.head.rows.len());
        if let Some(row) = wanted {
            self.looked.layout = jobs::at_row(&self.looked.head, self.looked.layout.kind, row);
            self.looked.as_before = self.looked.kept.apply(&mut self.looked.layout);
            self.list.set_total(self.looked.layout.headings.len());
            self.list.select(0);
            self.wrong = None;
        }
    }

    fn next_sheet(&self) -> Vec<Effect> {
        let sheets = &self.looked.sheets;
        if sheets.len() < 2 {
            return Vec::new();
        }
        let sheet = sheets[(self.looked.at + 1) % sheets.len()].clone();
        let (path, kind) = (self.looked.path.clone(), self.looked.layout.kind);
        vec![Effect::Job(Box::new(Look { path, kind, sheet }))]
    }

    fn about(&self, ui: &Ui) -> String {
        let mut parts = vec![self.looked.name()];
        if let Some(Some(sheet)) = self.looked.sheets.get(self.looked.at) {
            let of = self.looked.sheets.len();
            let values =
                [("sheet", sheet.into()), ("at", (self.looked.at + 1).into()), ("of", of.into())];
            parts.push(ui.with("import-sheet", &values));
        }
        let row = self.looked.layout.heading_row;
        parts.push(ui.with("import-heading-row", &[("row", row.into())]));
        parts.join("  ")
    }

    /// Where a heading goes, in words; `None` for nowhere.
    fn goes(&self, at: usize, ui: &Ui) -> Option<String> {
        let columns = self.looked.layout.kind.columns();
        let name = |column: usize| {
            let star = if columns[column].required { "*" } else { "" };
            format!("{}{star}", parts::column_name(&columns[column], ui.language))
        };
        match &self.looked.own {
            Some(own) => {
                let unfolded = own.goes.get(at).into_iter().flatten();
                let names: Vec<_> =
                    unfolded.filter_map(|at| self.column_of(*at)).map(name).collect();
                (!names.is_empty()).then(|| ui.language.list(&names))
            }
            None => self.column_of(at).map(name),
        }
    }

    fn row(&self, at: usize, ui: &Ui) -> Row {
        let heading = self.looked.shown_headings().get(at).cloned().unwrap_or_default();
        let (goes, role) = match self.goes(at, ui) {
            Some(goes) => (goes, Role::Ok),
            None if heading.is_empty() => (String::new(), Role::Muted),
            None => (ui.text("import-not-used"), Role::Watch),
        };
        let (goes, role) = if self.looked.as_before.contains(&at) {
            (ui.with("import-as-before", &[("column", goes.into())]), Role::Accent)
        } else {
            (goes, role)
        };
        Row::default()
            .cell(heading, Role::Text)
            .cell(goes, role)
            .cell(self.samples(at), Role::Muted)
    }
}

impl Looked {
    /// The file's name without its folder.
    pub fn name(&self) -> String {
        let name = self.path.file_name().map(|name| name.to_string_lossy().into_owned());
        name.unwrap_or_default()
    }

    /// The headings as the file has them: of a wide sheet its own, not those that it is unfolded to.
    fn shown_headings(&self) -> &[String] {
        if self.own.is_some() { &self.layout.own } else { &self.layout.headings }
    }
}

impl Screen for Matching {
    fn title(&self, ui: &Ui) -> String {
        let kind = parts::kind_name(self.looked.layout.kind, ui.language);
        format!("{} {kind}", ui.text("page-import"))
    }

    fn load(&mut self, _queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        if !std::mem::replace(&mut self.asked, true) {
            self.once = Once::new(&self.looked, ui);
        }
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        if let (Some(once), Input::Act(Action::Save)) = (&mut self.once, &input) {
            let said = once.save(ui);
            return self.said(said, ui);
        }
        if let (Some(once), Input::Pointer(pointer)) = (&mut self.once, &input) {
            once.point(*pointer, ui);
            return Vec::new();
        }
        if self.choosing.is_none()
            && self.once.is_none()
            && let Some(step) = input.step()
        {
            self.list.step(step);
            return Vec::new();
        }
        match input {
            Input::Act(Action::Save) if self.choosing.is_none() => self.check(ui),
            Input::Key(key) => self.key(key, ui),
            Input::Paste(text) => {
                if let Some(once) = &mut self.once {
                    once.paste(&text);
                } else if let Some(choose) = &mut self.choosing {
                    choose.paste(&text, ui);
                }
                Vec::new()
            }
            Input::Pointer(Pointer::Press(x, y)) if self.choosing.is_none() => {
                self.list.press(x, y);
                Vec::new()
            }
            Input::Pointer(Pointer::Again(x, y))
                if self.choosing.is_none() && self.list.row_at(x, y).is_some() =>
            {
                self.choose(ui);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let mut hints = vec![
            ("Ctrl-S F8", "import-check"),
            ("Enter", "import-choose-column"),
            ("Esc", Action::Back.message_id()),
            ("Delete", "import-not-used"),
            ("Left Right", "import-other-heading-row"),
        ];
        if self.looked.sheets.len() > 1 {
            hints.push(("Tab", "import-next-sheet"));
        }
        let buffer = frame.buffer_mut();
        let above = parts::keys(buffer, area, ui, &hints);
        paint::put(buffer, above, 0, 0, &self.about(ui), look, Role::Header);
        let state = match (&self.wrong, self.missing_names(ui)) {
            (Some(wrong), _) => (ui.say(wrong), Role::Error),
            (None, Some(names)) => {
                let text = ui.with("import-missing-columns", &[("columns", names.into())]);
                (text, Role::Watch)
            }
            (None, None) if !self.looked.as_before.is_empty() => {
                (ui.text("import-matched-as-before"), Role::Watch)
            }
            (None, None) => (ui.text("import-match-headings"), Role::Muted),
        };
        let y = paint::put_wrapped(buffer, paint::below(above, 1), 0, &state.0, look, state.1);
        let rows = paint::below(above, y + 2);
        let columns = [Column::left(24), Column::left(20), Column::rest()];
        table::draw(buffer, rows, &columns, &self.list, true, look, |at| self.row(at, ui));
        if let Some(choose) = &self.choosing {
            choose.draw(frame, area, ui);
        }
        if let Some(once) = &self.once {
            once.draw(frame, area, ui);
        }
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn finished(
        &mut self,
        result: JobResult,
        _ui: &Ui,
    ) -> std::result::Result<Vec<Effect>, JobError> {
        let found = match result {
            Ok(found) => found,
            Err(JobError::Said(message)) => return Ok(vec![Effect::Warn(message)]),
            Err(error) => return Err(error),
        };
        match found.downcast::<Checked>() {
            Ok(checked) => Ok(vec![Effect::push(Review::new(self.looked.clone(), *checked))]),
            Err(found) => {
                if let Ok(looked) = found.downcast::<Looked>() {
                    self.list = ListState::new(looked.shown_headings().len());
                    self.looked = *looked;
                    self.wrong = None;
                    self.asked = false;
                    return Ok(vec![Effect::Reload]);
                }
                Ok(Vec::new())
            }
        }
    }
}
