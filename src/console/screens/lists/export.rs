//! A list into a spreadsheet: the columns and rows that stand on the screen, all of them, in the words of the screen.

use std::path::{Path, PathBuf};

use directories::UserDirs;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::list::{Source, title_of};
use crate::console::action::Action;
use crate::console::input::{Key, Mode};
use crate::console::screen::{
    Availability, Effect, Input, Job, JobError, JobResult, Message, Progress, Screen, Ui,
};
use crate::console::widgets::field::Field;
use crate::console::widgets::{Role, card, paint};
use crate::exchange::error::FileError;
use crate::exchange::export;
use crate::exchange::table::Cell;
use crate::store::queries::Window;
use crate::store::{Queries, Result, Store};

/// As wide as no screen: nothing of a row is cut.
const WIDE: u16 = 2_000;
/// So many rows are read at a time.
const PAGE: usize = 500;

/// The card that asks for the file.
pub struct Export<S: Source> {
    source: S,
    field: Field,
    title: String,
    /// What is wrong with the file, under its field.
    wrong: Option<String>,
}

impl<S: Source> Export<S> {
    /// Asks where to write this list; the answer stands there already.
    pub fn new(source: S, ui: &Ui) -> Self {
        let title = source.title(ui);
        let name = format!("{title}-{}.xlsx", ui.today).replace([' ', '/', ':'], "");
        let folder = UserDirs::new().map(|folders| {
            folders.download_dir().map_or_else(|| folders.home_dir().to_owned(), Path::to_owned)
        });
        let path = folder.unwrap_or_default().join(name);
        Self { source, field: Field::new(&path.to_string_lossy()), title, wrong: None }
    }

    fn key(&mut self, key: Key, ui: &Ui) -> Vec<Effect> {
        match key.to_string().as_str() {
            "Esc" => vec![Effect::Back],
            "Enter" | "ctrl-s" | "F8" => self.write(ui),
            _ => {
                self.wrong = None;
                self.field.key(key.event());
                Vec::new()
            }
        }
    }

    fn write(&mut self, ui: &Ui) -> Vec<Effect> {
        let path = PathBuf::from(self.field.value().trim());
        if let Err(error) = export::kind_of(&path) {
            self.wrong = Some(words(&error, ui));
            return Vec::new();
        }
        if path.exists() {
            self.wrong = Some(words(&FileError::Exists { path }, ui));
            return Vec::new();
        }
        vec![Effect::Job(Box::new(Writing { source: self.source.clone(), path, ui: ui.clone() }))]
    }
}

/// What is wrong with a file, in words.
fn words(error: &FileError, ui: &Ui) -> String {
    ui.say(&message(error))
}

fn message(error: &FileError) -> Message {
    let mut message = Message::new(error.code().replace('_', "-"));
    for (name, value) in error.values() {
        message = message.arg(name, value);
    }
    message
}

/// Reads the list by the page and writes it.
struct Writing<S> {
    source: S,
    path: PathBuf,
    ui: Ui,
}

impl<S: Source> Job for Writing<S> {
    fn title(&self) -> Message {
        Message::new("list-export-working")
    }

    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let queries = store.queries();
        let rows = self.rows(&queries, progress)?;
        let count = rows.len();
        let heads = self.source.heads(&self.ui, WIDE);
        let headings: Vec<String> = heads.iter().map(title_of).collect();
        export::write(&self.path, &headings, rows, false)
            .map_err(|error| JobError::Said(message(&error)))?;
        Ok(Box::new((count, self.path)))
    }
}

impl<S: Source> Writing<S> {
    fn rows(
        &self,
        queries: &Queries<'_>,
        progress: &dyn Progress,
    ) -> std::result::Result<Vec<Vec<Cell>>, JobError> {
        let _moment = queries.snapshot().map_err(JobError::Store)?;
        let of = self.source.count(queries).map_err(JobError::Store)?;
        let mut rows = Vec::with_capacity(of);
        while rows.len() < of {
            if !progress.report(rows.len(), of) {
                return Err(JobError::Stopped);
            }
            let window = Window { offset: rows.len(), limit: PAGE };
            let page = self.source.read(queries, window).map_err(JobError::Store)?;
            if page.is_empty() {
                break;
            }
            rows.extend(page.iter().map(|item| {
                let row = self.source.cells(item, &self.ui, WIDE);
                row.cells.into_iter().map(|cell| cell_of(cell.text.trim())).collect()
            }));
        }
        Ok(rows)
    }
}

fn cell_of(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::text(text) }
}

impl<S: Source> Screen for Export<S> {
    fn title(&self, ui: &Ui) -> String {
        ui.with("list-export-title", &[("list", (&self.title).into())])
    }

    fn load(&mut self, _queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Act(Action::Save) => self.write(ui),
            Input::Key(key) => self.key(key, ui),
            Input::Paste(text) => {
                self.field.paste(&text);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), ui.look);
        self.field.draw(frame, paint::line(inside, 0), true, ui.look);
        let buffer = frame.buffer_mut();
        match &self.wrong {
            Some(wrong) => {
                paint::put_wrapped(buffer, inside, 1, wrong, ui.look, Role::Error);
            }
            None => {
                let hint = ui.text("list-export-hint");
                paint::put_wrapped(buffer, inside, 1, &hint, ui.look, Role::Muted);
            }
        }
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

    fn place(&self, page: Rect) -> Rect {
        card::centred(page, page.width.min(90), 6)
    }

    fn finished(
        &mut self,
        result: JobResult,
        _ui: &Ui,
    ) -> std::result::Result<Vec<Effect>, JobError> {
        let Ok(written) = result?.downcast::<(usize, PathBuf)>() else { return Ok(Vec::new()) };
        let (count, path) = *written;
        let said = Message::new("list-exported")
            .arg("count", count)
            .arg("path", path.display().to_string());
        Ok(vec![Effect::Back, Effect::Say(said)])
    }
}
