//! A page before it has a form: titles, facts, tables, and what is left blank to be filled in by hand. Plain words, already in the
//! reader's language; both renderers show the same.

/// Something printed: one sheet or several, each of which begins on a new page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// What it is, without anyone's name: the file's and the window's title.
    pub title: String,
    /// What stands across the top of every sheet that must not leave the office.
    pub mark: Option<String>,
    /// The sheets.
    pub sheets: Vec<Sheet>,
}

/// A sheet of paper, or several when it is long.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The heading.
    pub title: String,
    /// The lines under it: which office, when, for whom.
    pub lines: Vec<String>,
    /// What stands on it, from top to bottom.
    pub parts: Vec<Part>,
}

/// A piece of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A heading of what follows.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// Labels with their values, one a line.
    Facts(Vec<(String, String)>),
    /// Rows under headings that are repeated on every page.
    Table(Table),
    /// One child's place to be filled in, never split between two pages.
    Card(Card),
}

/// Rows under their headings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The headings; a column of numbers stands at the right.
    pub heads: Vec<Head>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// A column's heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// In words.
    pub title: String,
    /// A column of numbers.
    pub number: bool,
}

/// A place to be filled in by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card {
    /// Who it is about.
    pub title: String,
    /// What is known.
    pub facts: Vec<(String, String)>,
    /// What is asked.
    pub blanks: Vec<Blank>,
}

/// Something left open for a pen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blank {
    /// Answers to tick.
    Ticks {
        /// What is asked; empty when the answers say it.
        label: String,
        /// The answers.
        answers: Vec<String>,
    },
    /// Short questions beside each other, each with its answers to tick.
    Beside(Vec<(String, Vec<String>)>),
    /// Short blanks beside each other, each with its label.
    Short(Vec<String>),
    /// Lines to write on.
    Lines {
        /// What is asked.
        label: String,
        /// How many.
        count: usize,
    },
}

impl Table {
    /// A table with these headings, and no rows yet. A heading that begins with `#` is one of numbers.
    pub fn new(heads: impl IntoIterator<Item = String>) -> Self {
        let heads = heads
            .into_iter()
            .map(|title| match title.strip_prefix('#') {
                Some(title) => Head { title: title.to_owned(), number: true },
                None => Head { title, number: false },
            })
            .collect();
        Self { heads, rows: Vec::new() }
    }

    /// With one more row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }
}
