//! What is printed: today's list, a child's page, a volunteer's list, an event's sign-in sheet, each as an HTML file or as plain
//! text.
//!
//! Two readers, two contents. For the *office* a page says what the screen says and is marked as not to leave it. What goes
//! *outside*, to a volunteer, a school, a village, holds no score, no tier, no reason, no diagnosis, no free text that anyone entered
//! about a child, no ID number, and on a child's page no other child (SCREENS "On one shared PC, never" no. 3): it says where to
//! go and leaves room to write, so that what comes back can be typed in.
//!
//! [`document()`] makes a [`Document`] from reads; [`write()`] puts it into a file that only its owner can read.

mod child;
mod document;
mod event;
mod home;
mod html;
mod load;
mod month;
mod text;
mod today;
mod volunteer;
mod words;

use std::io::Write as _;
use std::path::Path;

use chrono::NaiveDate;

use super::error::FileError;
use super::private::NewFile;
use crate::domain::records::Id;
use crate::language::Language;
use crate::store::{Queries, Result};
pub use document::Document;
use words::Words;

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Today's list; for outside the due homes, a sheet a volunteer.
    Today,
    /// A child's page; for outside a sheet for the visit and one for the school.
    Child(Id),
    /// A volunteer's children.
    Volunteer(Id),
    /// The visits of a day's month against those that were due; for outside figures without anybody's name.
    Month(NaiveDate),
    /// How full the volunteers' hands are; never for outside.
    Load,
    /// An event's sign-in sheet; it has nothing that would be for the office only.
    Event(Id),
}

impl Subject {
    /// Who most likely reads it: today's list stays, the sheets are taken along.
    pub const fn usual_reader(self) -> Reader {
        match self {
            Self::Today | Self::Month(_) | Self::Load => Reader::Office,
            Self::Child(_) | Self::Volunteer(_) | Self::Event(_) => Reader::Outside,
        }
    }
}

impl Subject {
    /// Who may read it.
    pub const fn readers(self) -> &'static [Reader] {
        match self {
            Self::Load => &[Reader::Office],
            Self::Event(_) => &[Reader::Outside],
            _ => &Reader::ALL,
        }
    }
}

/// Who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reader {
    /// The coordinators, in the office.
    Office,
    /// A volunteer, a school, a village.
    Outside,
}

impl Reader {
    /// Both; what leaves the office first.
    pub const ALL: [Self; 2] = [Self::Outside, Self::Office];

    /// Its code, on the command line and in messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Outside => "outside",
        }
    }
}

/// The kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A page for a browser, which prints it.
    Html,
    /// Plain text of eighty columns.
    Text,
}

impl Form {
    /// Both; the usual one first.
    pub const ALL: [Self; 2] = [Self::Html, Self::Text];

    /// The ending of its files.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Text => "txt",
        }
    }

    /// The form that a file's ending asks for.
    ///
    /// # Errors
    /// [`FileError::PrintEnding`] for any other.
    pub fn of(path: &Path) -> std::result::Result<Self, FileError> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|form| form.ending().eq_ignore_ascii_case(ending))
            .or_else(|| ending.eq_ignore_ascii_case("htm").then_some(Self::Html))
            .ok_or_else(|| FileError::PrintEnding { path: path.to_owned() })
    }
}

/// What a document is called: its message.
const fn title(subject: Subject, reader: Reader) -> &'static str {
    match (subject, reader) {
        (Subject::Today, Reader::Office) => "print-title-today",
        (Subject::Child(_), Reader::Office) => "print-title-child",
        (Subject::Volunteer(_), Reader::Office) => "print-title-volunteer",
        (Subject::Month(_), _) => "print-title-month",
        (Subject::Load, _) => "print-title-load",
        (Subject::Event(_), _) => "print-title-sign",
        (Subject::Child(_), Reader::Outside) => "print-title-visit",
        (Subject::Today | Subject::Volunteer(_), Reader::Outside) => "print-title-round",
    }
}

/// Makes the document; `None` when the record isn't there.
///
/// # Errors
/// What the store says.
pub fn document(
    queries: &Queries<'_>,
    language: Language,
    subject: Subject,
    reader: Reader,
) -> Result<Option<Document>> {
    // What stands on one paper is of one moment.
    let _moment = queries.snapshot()?;
    let words = Words::new(queries, language, title(subject, reader))?;
    match (subject, reader) {
        (Subject::Today, Reader::Office) => today::office(queries, &words).map(Some),
        (Subject::Today, Reader::Outside) => today::rounds(queries, &words).map(Some),
        (Subject::Child(id), Reader::Office) => child::office(queries, &words, id),
        (Subject::Child(id), Reader::Outside) => child::outside(queries, &words, id),
        (Subject::Month(of), Reader::Office) => month::office(queries, &words, of).map(Some),
        (Subject::Month(of), Reader::Outside) => month::outside(queries, &words, of).map(Some),
        (Subject::Load, _) => load::office(queries, &words).map(Some),
        (Subject::Event(id), _) => event::outside(queries, &words, id),
        (Subject::Volunteer(id), Reader::Office) => volunteer::office(queries, &words, id),
        (Subject::Volunteer(id), Reader::Outside) => volunteer::outside(queries, &words, id),
    }
}

/// The document in a form.
pub fn render(document: &Document, form: Form, language: Language) -> String {
    match form {
        Form::Html => html::render(document, language),
        Form::Text => text::render(document),
    }
}

/// The name a file is given: what it is, the record's code and the day, never a person's name.
pub fn file_name(
    language: Language,
    subject: Subject,
    reader: Reader,
    code: Option<&str>,
    today: NaiveDate,
    form: Form,
) -> String {
    let title = language.text(title(subject, reader));
    let parts = [Some(title.as_str()), code].into_iter().flatten();
    let name: String = parts
        .chain([today.to_string().as_str()])
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .filter(|one| *one != '\'')
        .map(|one| if r#"/\:*?"<>|"#.contains(one) || one.is_control() { '-' } else { one })
        .collect();
    format!("{name}.{}", form.ending())
}

/// Writes a document into a file that only its owner can read; the ending says in which form.
///
/// # Errors
/// An ending that is neither, a file that is there already and may not be replaced, a place that can't be written.
pub fn write(
    path: &Path,
    document: &Document,
    language: Language,
    replace: bool,
) -> std::result::Result<(), FileError> {
    let form = Form::of(path)?;
    if !replace && path.exists() {
        return Err(FileError::Exists { path: path.to_owned() });
    }
    let mut file = NewFile::create(path)?;
    file.write_all(render(document, form, language).as_bytes())
        .map_err(|error| file.failed(&error))?;
    file.finish(replace)
}
