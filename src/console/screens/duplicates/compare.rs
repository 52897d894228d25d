//! A group side by side: whose file stays, whose field is taken, who isn't the same; then the merge with its consequence first.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::fields::said;
use super::question::{Asked, called, counted};
use super::{draw, page};
use crate::console::action::Action;
use crate::console::input::{Key, Mode, Pointer};
use crate::console::screen::{Effect, Input, Message, Screen, Ui};
use crate::console::screens::confirm::Confirm;
use crate::console::widgets::text;
use crate::domain::records::{Id, NotSame};
use crate::domain::value::Value;
use crate::store::queries::DuplicateGroup;
use crate::store::{
    AnyRecord, Command, Kind, MergeField, Pick, Queries, Receipt, Result, fields, has_ended, merged,
};

/// One file of the group.
pub(super) struct File {
    pub(super) record: AnyRecord,
    /// Code and name, as they are called here.
    pub(super) called: String,
    pub(super) code: String,
    /// The fields in words, in the order of the rows.
    pub(super) cells: Vec<Option<String>>,
    /// How many records hang on it, in words.
    pub(super) rows: String,
    /// It stays out of the merge.
    pub(super) out: bool,
}

/// The group side by side.
pub struct Compare {
    pub(super) kind: Kind,
    /// All that were to be compared …
    all: Vec<Id>,
    /// … and those that still are.
    ids: Vec<Id>,
    out: Vec<Id>,
    pub(super) files: Vec<File>,
    /// The fields in which some file says something.
    pub(super) rows: Vec<MergeField>,
    pub(super) group: Option<DuplicateGroup>,
    keep: Option<Id>,
    chosen: BTreeMap<&'static str, Pick>,
    /// The selected row, 0 = whose file stays, and column.
    pub(super) at: (usize, usize),
    loaded: bool,
    /// ID numbers are shown whole.
    pub(super) in_full: bool,
    /// What was last asked to be said not to be the same: who, and the others.
    denied: (String, String),
    pub(super) offset: Cell<usize>,
    /// How wide a file's column was when it was drawn last.
    pub(super) width: Cell<u16>,
    pub(super) drawn: RefCell<Vec<(Rect, (usize, usize))>>,
}

impl Compare {
    /// Files of a kind beside each other, not yet read.
    pub fn new(kind: Kind, ids: Vec<Id>) -> Self {
        Self {
            kind,
            all: ids.clone(),
            ids,
            out: Vec::new(),
            files: Vec::new(),
            rows: Vec::new(),
            group: None,
            keep: None,
            chosen: BTreeMap::new(),
            at: (0, 0),
            loaded: false,
            in_full: false,
            denied: Default::default(),
            offset: Cell::new(0),
            width: Cell::new(u16::MAX),
            drawn: RefCell::default(),
        }
    }

    /// The file that stays.
    pub(super) fn survivor(&self) -> Option<&File> {
        let staying = || self.files.iter().filter(|file| !file.out);
        staying()
            .find(|file| Some(file.record.meta().id) == self.keep)
            .or_else(|| staying().find(|file| !has_ended(&file.record)))
            .or_else(|| staying().next())
    }

    /// The files merged into it.
    fn away(&self) -> Vec<&File> {
        let keep = self.survivor().map(|file| file.record.meta().id);
        self.files.iter().filter(|file| !file.out && Some(file.record.meta().id) != keep).collect()
    }

    /// Whose a row is.
    pub(super) fn pick(&self, field: MergeField) -> Pick {
        let stays = |id: Id| self.files.iter().any(|file| !file.out && file.record.meta().id == id);
        match self.chosen.get(field.columns[0]) {
            Some(Pick::All) => return Pick::All,
            Some(Pick::Of(id)) if stays(*id) => return Pick::Of(*id),
            _ => {}
        }
        let Some(survivor) = self.survivor() else { return Pick::All };
        let others: Vec<&AnyRecord> = self.away().into_iter().map(|file| &file.record).collect();
        field.suggestion(&survivor.record, &others)
    }

    /// The survivor as it will be.
    fn merged(&self) -> Result<Option<AnyRecord>> {
        let Some(survivor) = self.survivor() else { return Ok(None) };
        let others: Vec<&AnyRecord> = self.away().into_iter().map(|file| &file.record).collect();
        merged(&survivor.record, &others, |field| Some(self.pick(field))).map(Some)
    }

    fn choose(&mut self, column: usize) -> Vec<Effect> {
        let Some(file) = self.files.get(column).filter(|file| !file.out) else { return Vec::new() };
        let id = file.record.meta().id;
        self.at.1 = column;
        if let Some(field) = self.at.0.checked_sub(1).and_then(|row| self.rows.get(row)) {
            self.chosen.insert(field.columns[0], Pick::Of(id));
            return Vec::new();
        }
        self.keep = Some(id);
        vec![Effect::Reload]
    }

    fn choose_all(&mut self) {
        let field = self.at.0.checked_sub(1).and_then(|row| self.rows.get(row));
        if let Some(field) = field.filter(|field| field.joins.is_some()) {
            self.chosen.insert(field.columns[0], Pick::All);
        }
    }

    fn leave_out(&mut self) -> Vec<Effect> {
        let Some(file) = self.files.get(self.at.1) else { return Vec::new() };
        let id = file.record.meta().id;
        if file.out {
            self.out.retain(|out| *out != id);
        } else if self.away().len() < 2 {
            return vec![Effect::Warn(Message::new("merge-only-one"))];
        } else {
            self.out.push(id);
        }
        vec![Effect::Reload]
    }

    /// Says, after a question, that the file of the column is nobody of the others.
    fn deny(&mut self) -> Vec<Effect> {
        let Some(file) = self.files.get(self.at.1) else { return Vec::new() };
        let id = file.record.meta().id;
        let others: Vec<&File> =
            self.files.iter().filter(|other| other.record.meta().id != id).collect();
        if others.is_empty() {
            return Vec::new();
        }
        let said = others.iter().map(|other| {
            let (kind, other_id) = (self.kind.table().to_owned(), other.record.meta().id);
            NotSame { kind, one_id: id, other_id, ..NotSame::default() }.into()
        });
        let command = Command::AddAll(said.collect());
        let names: Vec<&str> = others.iter().map(|other| other.code.as_str()).collect();
        self.denied = (file.called.clone(), names.join(", "));
        let (one, record, others) = (file.code.clone(), file.record.clone(), self.denied.1.clone());
        let asked = move |_: &Queries<'_>, ui: &Ui| {
            let question = Message::new("merge-ask-not-same")
                .arg("one", called(&one, &record, ui))
                .arg("others", others.clone());
            Ok(Some((question, vec![ui.text("merge-not-same-consequence")])))
        };
        vec![Effect::push(Confirm::worded(asked, vec![Effect::run(command)]))]
    }

    fn ask(&self) -> Vec<Effect> {
        let (Some(survivor), Ok(Some(after))) = (self.survivor(), self.merged()) else {
            return Vec::new();
        };
        let away = self.away();
        if away.is_empty() {
            return vec![Effect::Warn(Message::new("merge-only-one"))];
        }
        let merge = Asked {
            keep: (survivor.code.clone(), survivor.record.clone()),
            after: after.clone(),
            away: away.iter().map(|file| (file.code.clone(), file.record.clone())).collect(),
            rows: self.rows.clone(),
            in_full: self.in_full,
        };
        let command = Command::Merge {
            before: survivor.record.clone(),
            after,
            away: away.iter().map(|file| file.record.clone()).collect(),
        };
        let asked = move |queries: &Queries<'_>, ui: &Ui| merge.words(queries, ui).map(Some);
        vec![Effect::push(Confirm::worded(asked, vec![Effect::run(command)]))]
    }

    fn key(&mut self, key: Key, ui: &Ui) -> Vec<Effect> {
        let rows = self.rows.len();
        let columns = self.files.len().saturating_sub(1);
        match key.folded().to_string().as_str() {
            undo if ui.keys.of_typing(Action::Undo).contains(&undo) => {
                return vec![Effect::Act(Action::Undo)];
            }
            "Esc" => return vec![Effect::Back],
            "Up" => self.at.0 = self.at.0.saturating_sub(1),
            "Down" => self.at.0 = (self.at.0 + 1).min(rows),
            "PageUp" | "Home" => self.at.0 = 0,
            "PageDown" | "End" => self.at.0 = rows,
            "Left" => self.at.1 = self.at.1.saturating_sub(1),
            "Right" => self.at.1 = (self.at.1 + 1).min(columns),
            "Space" => return self.choose(self.at.1),
            "0" => self.choose_all(),
            "Tab" => return self.leave_out(),
            "Delete" => return self.deny(),
            "F5" => {
                self.in_full = !self.in_full;
                return vec![Effect::Reload];
            }
            "Enter" | "F8" | "ctrl-s" => return self.ask(),
            "ctrl-o" => {
                let file = self.files.get(self.at.1);
                return file.map_or_else(Vec::new, |file| {
                    vec![Effect::Go(page(self.kind, file.record.meta().id))]
                });
            }
            digit => {
                if let Some(column) = digit.parse::<usize>().ok().and_then(|nth| nth.checked_sub(1))
                {
                    let effects = self.choose(column);
                    self.at.0 = (self.at.0 + 1).min(rows);
                    return effects;
                }
            }
        }
        Vec::new()
    }

    fn read(&self, id: Id, queries: &Queries<'_>, ui: &Ui) -> Result<Option<File>> {
        let Some(record) = queries.any(self.kind, id)? else { return Ok(None) };
        if record.value("merged_into_id").is_some_and(|into| !into.is_null()) {
            return Ok(None);
        }
        let code = match record.value("code") {
            Some(Value::Text(code)) => code,
            _ => String::new(),
        };
        let called = called(&code, &record, ui);
        let counts = queries.linked_counts(self.kind, id)?;
        let counts: Vec<String> =
            counts.iter().map(|(kind, count)| counted(*kind, *count, ui)).collect();
        let out = self.out.contains(&id);
        Ok(Some(File { record, called, code, cells: Vec::new(), rows: counts.join(" "), out }))
    }
}

impl Screen for Compare {
    fn title(&self, ui: &Ui) -> String {
        let kind = ui.language.kind(self.kind.table());
        ui.with("merge-title", &[("kind", kind.into())])
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let mut files = Vec::new();
        for id in &self.ids {
            files.extend(self.read(*id, queries, ui)?);
        }
        self.files = files;
        self.ids = self.files.iter().map(|file| file.record.meta().id).collect();
        let filled =
            |field: &&MergeField| self.files.iter().any(|file| field.is_filled(&file.record));
        self.rows = fields(self.kind).iter().filter(filled).copied().collect();
        for file in &mut self.files {
            for field in &self.rows {
                file.cells.push(said(*field, &file.record, self.in_full, queries, ui)?);
            }
        }
        self.group = Some(queries.duplicate_group(self.kind, &self.ids)?);
        self.at =
            (self.at.0.min(self.rows.len()), self.at.1.min(self.files.len().saturating_sub(1)));
        self.loaded = true;
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Act(Action::Save) => self.ask(),
            Input::Key(key) => self.key(key, ui),
            Input::Pointer(Pointer::WheelUp(..)) => {
                self.at.0 = self.at.0.saturating_sub(1);
                Vec::new()
            }
            Input::Pointer(Pointer::WheelDown(..)) => {
                self.at.0 = (self.at.0 + 1).min(self.rows.len());
                Vec::new()
            }
            Input::Pointer(Pointer::Press(x, y) | Pointer::Again(x, y)) => {
                let place = Position::new(x, y);
                let hit =
                    self.drawn.borrow().iter().find(|(area, _)| area.contains(place)).copied();
                let Some((_, at)) = hit else { return Vec::new() };
                let again = self.at == at;
                self.at = at;
                if again { self.choose(at.1) } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        if self.loaded {
            draw::draw(self, frame.buffer_mut(), area, ui);
        }
    }

    /// What the selected cell says, where its column is too narrow for it; at the top, what hangs on the file.
    fn note(&self, ui: &Ui) -> Option<String> {
        let file = self.files.get(self.at.1)?;
        let (label, said) = match self.at.0.checked_sub(1) {
            Some(row) => {
                let field = self.rows.get(row)?;
                let label = ui.language.field(self.kind.table(), field.columns[0]);
                (label, file.cells.get(row)?.clone()?)
            }
            None => (ui.text("merge-row-rows"), file.rows.clone()),
        };
        // The mark stands before it, a blank behind.
        let is_cut = text::width(&said) + 2 > usize::from(self.width.get());
        let words = (is_cut || self.at.0 == 0) && !said.is_empty();
        words.then(|| format!("{} {label}: {said}", file.code))
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn footer(&self) -> &'static [Action] {
        &[]
    }

    fn wrote(&mut self, taken_back: Option<Id>) {
        // Whoever was said not to be the same stands here again.
        if taken_back.is_some() {
            self.ids.clone_from(&self.all);
        }
    }

    fn done(&mut self, receipt: &Receipt, _: &Queries<'_>, _: &Ui) -> Result<Vec<Effect>> {
        if receipt.command == "add_not_same" {
            let said = Message::new("merge-not-same-done")
                .arg("one", self.denied.0.clone())
                .arg("others", self.denied.1.clone());
            let id = self.files.get(self.at.1).map(|file| file.record.meta().id);
            self.ids.retain(|one| Some(*one) != id);
            let mut effects = vec![Effect::Say(said)];
            if self.ids.len() < 2 {
                effects.insert(0, Effect::Back);
            }
            return Ok(effects);
        }
        let away: Vec<&str> = self.away().iter().map(|file| file.called.as_str()).collect();
        let said = Message::new("merge-done")
            .arg("away", away.join(", "))
            .arg("keep", self.survivor().map(|file| file.called.clone()).unwrap_or_default());
        Ok(vec![Effect::Back, Effect::Say(said)])
    }
}
