//! Writing a list to a spreadsheet: the list's own columns and rows, in a new file that only its owner can read.
//!
//! A list gives what is to be written as a [`Table`] and pushes what [`open`] returns. Rows are read by the page on a worker.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use directories::UserDirs;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::import::parts;
use crate::console::action::Action;
use crate::console::input::{Key, Mode};
use crate::console::screen::{
    Effect, Input, Job, JobError, JobResult, Message, Progress, Screen, Ui,
};
use crate::console::widgets::field::Field;
use crate::console::widgets::{Role, card, paint, text};
use crate::exchange::export;
use crate::exchange::table::{Cell, FileKind};
use crate::language::Language;
use crate::store::queries::Window;
use crate::store::{Queries, Result, Store};

/// So many rows are read at once.
const PAGE: usize = 2_000;

/// Reads a page of rows, the cells under the headings.
pub type Rows = Arc<dyn Fn(&Queries<'_>, Window) -> Result<Vec<Vec<Cell>>> + Send + Sync>;

/// What stands in a column: in a workbook days and numbers are such, so that they can be sorted and counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text, codes and phones.
    Text,
    /// A day.
    Day,
    /// A number, with a mark or a unit behind it on the screen: `52!`, `12天`.
    Number,
}

impl Holds {
    /// What was written as text, as what it is; text that is no such thing stays.
    fn typed(self, cell: Cell, language: Language) -> Cell {
        let typed = match (self, &cell) {
            (Self::Day, Cell::Text(text)) => language.read_full(text).map(Cell::Date),
            (Self::Number, Cell::Text(text)) => {
                let text = text.trim_start();
                let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
                text[..end].parse::<u32>().ok().map(|number| Cell::Number(number.into()))
            }
            _ => None,
        };
        typed.unwrap_or(cell)
    }
}

/// A list as it is written.
#[derive(Clone)]
pub struct Table {
    /// What the list is called, for the file's name.
    pub name: String,
    /// The headings.
    pub headings: Vec<String>,
    /// What stands under each.
    pub holds: Vec<Holds>,
    /// The language in which days are written.
    pub language: Language,
    /// How many rows there are, as far as they were counted.
    pub count: usize,
    /// The rows.
    pub rows: Rows,
}

/// Asks where to, and writes the list.
pub fn open(table: Table) -> Effect {
    Effect::push(Export {
        table,
        field: Field::default(),
        folder: None,
        replace: None,
        wrong: None,
    })
}

/// The card that asks for the file's name.
struct Export {
    table: Table,
    field: Field,
    folder: Option<PathBuf>,
    /// The file that is there already, and that a second Enter replaces.
    replace: Option<PathBuf>,
    wrong: Option<Message>,
}

impl Export {
    /// The file that is meant: a bare name lies in the folder, a name without an ending is a workbook.
    fn path(&self) -> PathBuf {
        let typed = self.field.value().trim();
        let folder = self.folder.as_deref().unwrap_or(Path::new(""));
        let path = parts::typed_path(typed, folder);
        match export::kind_of(&path) {
            Err(_) if path.extension().is_none() => path.with_extension("xlsx"),
            _ => path,
        }
    }

    /// The other kind of file.
    fn toggle(&mut self) {
        let typed = self.field.value().trim().to_owned();
        let other = match typed.rsplit_once('.') {
            Some((name, "csv")) => format!("{name}.xlsx"),
            Some((name, "xlsx")) => format!("{name}.csv"),
            _ => format!("{typed}.xlsx"),
        };
        self.field.set(&other);
    }

    fn enter(&mut self) -> Vec<Effect> {
        if self.field.is_blank() {
            self.wrong = Some(Message::new("refused-required"));
            return Vec::new();
        }
        let path = self.path();
        if let Err(error) = export::kind_of(&path) {
            self.wrong = Some(parts::said(&error));
            return Vec::new();
        }
        let replace = self.replace.as_deref() == Some(path.as_path());
        if path.exists() && !replace {
            let shown = path.display().to_string();
            self.wrong = Some(Message::new("export-exists").arg("path", shown));
            self.replace = Some(path);
            return Vec::new();
        }
        vec![Effect::Job(Box::new(Write { table: self.table.clone(), path, replace }))]
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        match key.to_string().as_str() {
            "Esc" => return vec![Effect::Back],
            "Enter" => return self.enter(),
            "Tab" => self.toggle(),
            _ if !self.field.key(key.event()) => return Vec::new(),
            _ => {}
        }
        self.replace = None;
        self.wrong = None;
        Vec::new()
    }
}

/// The list's name and the day, without what a file's name can't hold.
fn proposed(name: &str, ui: &Ui) -> String {
    let name: String = text::clean(name)
        .chars()
        .map(|one| if r#"/\:*?"<>|"#.contains(one) { '-' } else { one })
        .collect();
    format!("{} {}.xlsx", name.trim(), ui.today)
}

/// Where lists are written when nobody worked anywhere yet.
pub(super) fn documents() -> PathBuf {
    let user = UserDirs::new();
    user.as_ref()
        .map(|user| user.document_dir().unwrap_or(user.home_dir()).to_path_buf())
        .filter(|folder| folder.is_dir())
        .or_else(|| std::env::current_dir().ok())
        .unwrap_or_default()
}

impl Screen for Export {
    fn title(&self, ui: &Ui) -> String {
        ui.with("list-export-title", &[("list", (&self.table.name).into())])
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        if self.folder.is_none() {
            self.folder = Some(parts::last_folder(queries)?.unwrap_or_else(documents));
            self.field.set(&proposed(&self.table.name, ui));
        }
        Ok(())
    }

    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Act(Action::Save) => self.enter(),
            Input::Key(key) => self.key(key),
            Input::Paste(pasted) => {
                self.field.paste(&pasted);
                self.replace = None;
                self.wrong = None;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), look);
        let hints = [
            ("Enter", Action::Save.message_id()),
            ("Tab", "export-other-kind"),
            ("Esc", Action::Back.message_id()),
        ];
        let above = parts::keys(frame.buffer_mut(), inside, ui, &hints);
        self.field.draw(frame, paint::line(above, 0), true, look);
        let buffer = frame.buffer_mut();
        let below = paint::below(above, 1);
        if let Some(wrong) = &self.wrong {
            paint::put_wrapped(buffer, below, 0, &ui.say(wrong), look, Role::Error);
        } else {
            let path = text::clean(&self.path().display().to_string()).into_owned();
            let y = paint::put_wrapped(buffer, below, 0, &path, look, Role::Muted);
            paint::put_wrapped(buffer, below, y, &ui.text("list-export-hint"), look, Role::Muted);
        }
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        card::centred(page, 72, 9)
    }

    fn finished(
        &mut self,
        result: JobResult,
        _ui: &Ui,
    ) -> std::result::Result<Vec<Effect>, JobError> {
        let written = match result {
            Ok(found) => found.downcast::<Written>().ok(),
            Err(JobError::Said(message)) => {
                self.wrong = Some(message);
                None
            }
            Err(error) => return Err(error),
        };
        let Some(written) = written else { return Ok(Vec::new()) };
        let mut effects = vec![Effect::Back];
        effects.extend(written.path.parent().map(parts::keep_folder));
        let path = written.path.display().to_string();
        let said = Message::new("list-exported").arg("count", written.count).arg("path", path);
        effects.push(Effect::Say(said));
        Ok(effects)
    }
}

/// Reads the list and writes it.
struct Write {
    table: Table,
    path: PathBuf,
    replace: bool,
}

/// What was written.
struct Written {
    path: PathBuf,
    count: usize,
}

impl Job for Write {
    fn title(&self) -> Message {
        Message::new("list-export-working")
    }

    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let queries = store.queries();
        // All pages of one moment, while others write.
        let _moment = queries.snapshot().map_err(JobError::Store)?;
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        loop {
            if !progress.report(rows.len(), self.table.count.max(rows.len())) {
                return Err(JobError::Stopped);
            }
            let window = Window { offset: rows.len(), limit: PAGE };
            let page = (self.table.rows)(&queries, window).map_err(JobError::Store)?;
            let last = page.len() < PAGE;
            rows.extend(page);
            if last {
                break;
            }
        }
        let count = rows.len();
        if matches!(export::kind_of(&self.path), Ok(FileKind::Xlsx)) {
            let Table { holds, language, .. } = &self.table;
            for cell in rows.iter_mut().flat_map(|row| row.iter_mut().zip(holds)) {
                let (cell, holds) = cell;
                *cell = holds.typed(std::mem::take(cell), *language);
            }
        }
        export::write(&self.path, &self.table.headings, rows, self.replace)?;
        tracing::info!(rows = count, "a list was exported");
        Ok(Box::new(Written { path: self.path, count }))
    }
}
