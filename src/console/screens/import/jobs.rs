//! The long work of bringing a file in, on a worker: looking at a file, planning, carrying the plan out.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::kept::Kept;
use super::parts;
use crate::console::screen::{Job, JobError, JobResult, Message, Progress};
use crate::exchange::columns::{Format, ImportKind};
use crate::exchange::error::FileError;
use crate::exchange::headings::{self, Layout};
use crate::exchange::import::{self, Decisions, Plan, PlanError};
use crate::exchange::map::ImportMap;
use crate::exchange::source::Source;
use crate::exchange::table::{Cell, Opened, RawRow, RawTable};
use crate::exchange::{rejected, wide, wording};
use crate::language::Language;
use crate::store::{Receipt, Store, StoreError};

impl From<FileError> for JobError {
    fn from(error: FileError) -> Self {
        tracing::info!(code = error.code(), "file refused");
        Self::Said(parts::said(&error))
    }
}

/// Opens a file and looks for its headings; ends with a [`Looked`].
pub struct Look {
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub kind: ImportKind,
    /// Which of its sheets; the best when none is named.
    pub sheet: Option<String>,
}

/// What a look at a file has found.
#[derive(Debug, Clone)]
pub struct Looked {
    /// The file.
    pub path: PathBuf,
    /// The names of its sheets; a text file has one without a name.
    pub sheets: Vec<Option<String>>,
    /// Which of them this is.
    pub at: usize,
    /// Its first rows.
    pub head: RawTable,
    /// Where the data begin and what stands in which column, as far as it was recognised.
    pub layout: Layout,
    /// It was a wide sheet: a column a subject, or a column a day.
    pub is_wide: bool,
    /// A column a day, and nothing says of which month.
    pub lacks_month: bool,
    /// What stands in every row of columns that the file doesn't have, by column.
    pub constants: BTreeMap<usize, String>,
    /// A wide sheet as it stands in the file: its headings, its first rows, and where each column goes.
    pub own: Option<Own>,
    /// What was matched by hand in files of this kind.
    pub kept: Kept,
    /// The headings that go where they went before because of that.
    pub as_before: Vec<usize>,
}

/// A wide sheet before it is unfolded.
#[derive(Debug, Clone)]
pub struct Own {
    /// Its first rows.
    pub head: RawTable,
    /// Where among them the data begin.
    pub first: usize,
    /// For each of its columns: the unfolded ones that it becomes.
    pub goes: Vec<Vec<usize>>,
}

impl Looked {
    /// The required columns that were not found and are not the same in every row.
    pub fn missing(&self) -> Vec<usize> {
        let mut missing = missing(&self.layout);
        missing.extend(self.month_column());
        missing.retain(|column| !self.constants.contains_key(column));
        missing
    }

    /// The column that a month must be said for.
    fn month_column(&self) -> Option<usize> {
        self.layout.kind.position("date").filter(|_| self.lacks_month)
    }

    /// The columns that a wide sheet doesn't have and that may be said once for all its rows.
    pub fn to_say_once(&self) -> Vec<usize> {
        if !self.is_wide || self.lacks_month {
            return self.month_column().into_iter().collect();
        }
        let columns = self.layout.kind.columns().iter().enumerate();
        columns
            .filter(|(at, column)| {
                self.layout.columns[*at].is_none()
                    && matches!(column.format, Format::Date | Format::ExamType)
            })
            .map(|(at, _)| at)
            .collect()
    }
}

/// The required columns that a layout doesn't have.
pub fn missing(layout: &Layout) -> Vec<usize> {
    let columns = layout.kind.columns().iter().enumerate();
    columns
        .filter(|(at, column)| column.required && layout.columns[*at].is_none())
        .map(|(at, _)| at)
        .collect()
}

impl Job for Look {
    fn title(&self) -> Message {
        Message::new("import-looking")
    }

    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let kept = Kept::read(&store.queries(), self.kind).map_err(JobError::Store)?;
        let mut opened = Opened::open(&self.path)?;
        let sheets = opened.sheets();
        let mut best: Option<Looked> = None;
        for (at, sheet) in sheets.iter().enumerate() {
            if !progress.report(at, sheets.len()) {
                return Err(JobError::Stopped);
            }
            if self.sheet.is_some() && *sheet != self.sheet {
                continue;
            }
            let mut head = opened.head(sheet.as_deref())?;
            if head.rows.is_empty() {
                continue;
            }
            let wide = wide::recognise(&head, self.kind);
            let without = wide::without_month(&head, self.kind);
            let lacks_month = without.is_some();
            let is_wide = wide.is_some() || lacks_month;
            let unfolded = match (without, wide) {
                (None, Some(wide)) => Some((wide.unfold(&head), wide)),
                (without, _) => without.map(|(wide, rows)| (rows, wide)),
            };
            let mut own = None;
            let (layout, as_before) = if let Some((rows, wide)) = unfolded {
                let sheet = std::mem::replace(&mut head, rows);
                own = Some(Own { head: sheet, first: wide.first(), goes: wide.goes() });
                (wide.layout(), Vec::new())
            } else {
                kept.layout(&head, self.kind)
            };
            let better = best.as_ref().is_none_or(|best| layout.found() > best.layout.found());
            if better {
                let looked = Looked {
                    path: self.path.clone(),
                    sheets: sheets.clone(),
                    at,
                    head,
                    layout,
                    is_wide,
                    lacks_month,
                    constants: BTreeMap::new(),
                    own,
                    kept: kept.clone(),
                    as_before,
                };
                let whole = looked.missing().is_empty();
                best = Some(looked);
                if whole {
                    break;
                }
            }
        }
        match best {
            Some(looked) => Ok(Box::new(looked)),
            None => Err(FileError::Empty.into()),
        }
    }
}

/// The layout of a sheet in which no heading was recognised: its first row with more than one cell is taken for the headings.
pub fn unrecognised(head: &RawTable, kind: ImportKind) -> Layout {
    let filled = |row: &RawRow| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let at = head.rows.iter().position(|row| filled(row) > 1).unwrap_or(0);
    at_row(head, kind, at)
}

/// The layout with the headings in one row of the table.
pub fn at_row(head: &RawTable, kind: ImportKind, at: usize) -> Layout {
    let Some(row) = head.rows.get(at) else { return blank(kind) };
    let alone = RawTable {
        kind: head.kind,
        sheet: head.sheet.clone(),
        rows: vec![row.clone()],
        spans: Vec::new(),
    };
    let found = headings::find(&alone, kind, &ImportMap::default());
    let mut layout = found.unwrap_or_else(|| Layout {
        headings: row.cells.iter().map(Cell::shown).collect(),
        heading_row: row.number,
        ..blank(kind)
    });
    layout.first = at + 1;
    layout
}

fn blank(kind: ImportKind) -> Layout {
    Layout {
        kind,
        columns: vec![None; kind.columns().len()],
        headings: Vec::new(),
        heading_row: 0,
        first: 0,
        twice: Vec::new(),
        own: Vec::new(),
    }
}

/// Reads the whole file and plans it; ends with a [`Checked`].
pub struct Check {
    /// The file, with its sheet and matched headings.
    pub looked: Looked,
    /// The file as it was read before, when only the answers are new.
    pub source: Option<Arc<Source>>,
    /// What was answered about doubtful rows.
    pub decisions: Decisions,
}

/// A file that was read, with what it would bring.
pub struct Checked {
    /// The file.
    pub source: Arc<Source>,
    /// What it would bring.
    pub plan: Plan,
}

impl Job for Check {
    fn title(&self) -> Message {
        Message::new("import-checking-file")
    }

    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let source = match self.source {
            Some(source) => source,
            None => Arc::new(read(&self.looked)?),
        };
        let mut told = |done, of| progress.report(done, of);
        match import::plan(&source, &store.queries(), &self.decisions, &mut told) {
            Ok(plan) => Ok(Box::new(Checked { source, plan })),
            Err(PlanError::Store(error)) => Err(JobError::Store(error)),
            Err(PlanError::Stopped) => Err(JobError::Stopped),
        }
    }
}

fn read(looked: &Looked) -> Result<Source, FileError> {
    let sheet = looked.sheets.get(looked.at).cloned().flatten();
    let constants = looked.constants.iter().map(|(column, said)| (*column, said.clone()));
    let map = ImportMap::from_constants(constants);
    Source::matched(Opened::open(&looked.path)?, sheet.as_deref(), looked.layout.clone(), map)
}

/// Carries a plan out and writes the rejected rows beside the file; ends with a [`Done`].
pub struct CarryOut {
    /// The file.
    pub path: PathBuf,
    /// Its rows.
    pub source: Arc<Source>,
    /// What it brings.
    pub plan: Plan,
    /// The language of the reasons in the file of rejected rows.
    pub language: Language,
}

/// What was done.
#[derive(Debug)]
pub struct Done {
    /// The entry; `None` when nothing was there to be written.
    pub receipt: Option<Receipt>,
    /// What was brought in.
    pub kind: ImportKind,
    /// Rows read, created, changed, unchanged, rejected.
    pub counts: Counts,
    /// Where the rejected rows are, or why they couldn't be written. `Ok(None)` when there are none.
    pub rejected_file: Result<Option<PathBuf>, FileError>,
}

impl Done {
    /// Was anything brought in?
    pub const fn wrote(&self) -> bool {
        self.counts.created + self.counts.updated > 0
    }
}

/// What becomes of the rows of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows read.
    pub read: usize,
    /// New records.
    pub created: usize,
    /// Changed records.
    pub updated: usize,
    /// Rows that say what is there.
    pub unchanged: usize,
    /// Rows from which nothing is taken.
    pub rejected: usize,
}

impl Counts {
    /// Those of a plan.
    pub fn of(plan: &Plan) -> Self {
        Self {
            read: plan.read(),
            created: plan.created(),
            updated: plan.updated(),
            unchanged: plan.unchanged(),
            rejected: plan.rejected.len(),
        }
    }
}

impl Job for CarryOut {
    fn title(&self) -> Message {
        Message::new("import-carrying-out")
    }

    fn run(mut self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let counts = Counts::of(&self.plan);
        let of = self.plan.steps.len();
        let receipt = match self.plan.take_command() {
            None => None,
            Some(command) => {
                // The store's last word means that all steps are done.
                let mut told = |done: usize| progress.report(done.min(of), of);
                let done = store.execute_watched(command, &mut told);
                Some(done.map_err(|error| match error {
                    StoreError::Stopped => JobError::Stopped,
                    error => JobError::Store(error),
                })?)
            }
        };
        tracing::info!(kind = self.plan.kind.code(), rows = counts.read, "brought in");
        let rejected_file = rejected::write(
            &self.path,
            rejected::folder_of(store.path()).as_deref(),
            &self.source,
            self.plan.rejected_rows(self.language),
            &wording::reason_heading(self.language),
        );
        Ok(Box::new(Done { receipt, kind: self.plan.kind, counts, rejected_file }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::SchoolCalendar;
    use crate::domain::records::Child;
    use crate::language::Lang;
    use crate::store::{Context, Office};

    /// Says stop when so many steps are done.
    struct Patience(usize);

    impl Progress for Patience {
        fn report(&self, done: usize, _of: usize) -> bool {
            done < self.0
        }
    }

    fn store() -> Store {
        let today = "2026-11-23".parse().unwrap();
        let office =
            Office { county: "511425".to_owned(), desk: 1, visits_since: today, is_demo: false };
        let context = Context { today, pinned: true, user: "李晓".to_owned() };
        Store::in_memory(&office, context, SchoolCalendar::embedded()).unwrap()
    }

    fn run<T: 'static>(job: impl Job, store: &mut Store, patience: usize) -> Result<T, JobError> {
        let done = Box::new(job).run(store, &Patience(patience))?;
        Ok(*done.downcast::<T>().unwrap_or_else(|_| panic!("another result")))
    }

    #[test]
    fn stopping_while_writing_loses_nothing_and_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("names.csv");
        let rows: Vec<String> = (0..500).map(|row| format!("孩子{row},2015-01-01\n")).collect();
        let rows = rows.concat();
        std::fs::write(&path, format!("姓名,出生日期\n{rows},bad\n")).unwrap();
        let mut store = store();
        let look = |patience, store: &mut Store| {
            let kind = ImportKind::Children;
            run::<Looked>(Look { path: path.clone(), kind, sheet: None }, store, patience)
        };
        let check = |looked: Looked, patience, store: &mut Store| {
            let decisions = Decisions::new();
            run::<Checked>(Check { looked, source: None, decisions }, store, patience)
        };
        let looked = look(9999, &mut store).unwrap();
        assert!(looked.missing().is_empty());
        assert!(matches!(look(0, &mut store), Err(JobError::Stopped)));
        assert!(matches!(check(looked.clone(), 0, &mut store), Err(JobError::Stopped)));
        for (patience, written) in [(0, 0), (250, 0), (9999, 500)] {
            let Checked { source, plan } = check(looked.clone(), 9999, &mut store).unwrap();
            let language = Language::new(Lang::Zh);
            let job = CarryOut { path: path.clone(), source, plan, language };
            let done = run::<Done>(job, &mut store, patience);
            assert_eq!(done.is_ok(), written > 0);
            assert_eq!(store.queries().count::<Child>(true).unwrap(), written);
            assert_eq!(folder.path().join("names.rejected.csv").exists(), written > 0);
        }
    }
}
