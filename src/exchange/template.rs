//! An empty form for an import kind: headings to fill in below, the allowed values on a second sheet; as CSV the headings
//! alone.

use std::path::Path;

use rust_xlsxwriter::{DataValidation, Format as CellFormat, Workbook, XlsxError};

use super::columns::{Column, Format, ImportKind};
use super::error::FileError;
use super::export::{self, headline};
use super::private::{NewFile, unwritable};
use super::table::FileKind;
use super::wording;
use crate::language::Language;

/// How many rows below the headings offer their lists.
const ROWS: u32 = 2_000;
/// The most characters of a list of allowed values, by the file format.
const LONGEST_LIST: usize = 255;

/// Writes the form; refuses to replace a file.
pub fn write(path: &Path, kind: ImportKind, language: Language) -> Result<(), FileError> {
    if export::kind_of(path)? != FileKind::Xlsx {
        return export::write(path, &headings(kind, language), std::iter::empty(), false);
    }
    if path.exists() {
        return Err(FileError::Exists { path: path.to_owned() });
    }
    let mut book = build(kind, language).map_err(|error| unwritable(path, &error))?;
    let mut file = NewFile::create(path)?;
    book.save_to_writer(&mut file).map_err(|error| file.failed(&error))?;
    file.finish(false)
}

fn heading(column: &Column, language: Language) -> String {
    if language.is_zh() { column.chinese().to_owned() } else { column.heading.to_owned() }
}

fn headings(kind: ImportKind, language: Language) -> Vec<String> {
    kind.columns().iter().map(|column| heading(column, language)).collect()
}

/// What to write in a column, in words.
fn hint(kind: ImportKind, column: &Column, language: Language) -> String {
    if column.format == Format::Code {
        let example = match (column.heading, kind) {
            ("volunteer_code" | "second_volunteer_code" | "leader_code", _)
            | ("code", ImportKind::Volunteers) => "V0001",
            ("code", ImportKind::Events) => "E0001",
            _ => "C0001",
        };
        // Only the record's own code can be left to the program.
        let id = if column.heading == "code" { "template-code" } else { "template-code-other" };
        return language.with(id, &[("example", example.into())]);
    }
    language.text(&format!("template-{}", column.format.code().replace('_', "-")))
}

/// What a cell's list offers: the words, or the codes where the words have commas or are more than a list can hold.
fn offered(language: Language, format: Format) -> Option<Vec<String>> {
    let words = wording::allowed(language, format)?;
    let length: usize = words.iter().map(|word| word.chars().count() + 1).sum();
    if length <= LONGEST_LIST && !words.iter().any(|word| word.contains(',')) {
        return Some(words);
    }
    Some(format.allowed()?.into_iter().map(str::to_owned).collect())
}

fn build(kind: ImportKind, language: Language) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    // Without a format of text, a program makes numbers of codes and phones and loses digits of ID numbers.
    let text = CellFormat::new().set_num_format("@");
    let sheet = book.add_worksheet();
    sheet.set_name(language.code(kind))?;
    headline(sheet, &headings(kind, language))?;
    for (at, column) in (0..).zip(kind.columns()) {
        let kept_as_text = !matches!(column.format, Format::Count | Format::Number);
        if kept_as_text {
            sheet.set_column_format(at, &text)?;
        }
        if let Some(allowed) = offered(language, column.format) {
            let list = DataValidation::new().ignore_blank(true).allow_list_strings(&allowed)?;
            // A word in the other language is as good, so the list offers and doesn't refuse.
            let list = list.show_error_message(false);
            sheet.add_data_validation(1, at, ROWS, at, &list)?;
        }
    }
    let values = book.add_worksheet();
    values.set_name(language.text("template-sheet-values"))?;
    let about = ["column", "required", "allowed", "hint"]
        .map(|of| language.text(&format!("template-about-{of}")));
    headline(values, &about)?;
    for (row, column) in (1..).zip(kind.columns()) {
        values.write_string(row, 0, heading(column, language))?;
        if column.required {
            values.write_string(row, 1, language.text("template-required"))?;
        }
        if let Some(allowed) = wording::allowed(language, column.format) {
            values.write_string(row, 2, allowed.join(" / "))?;
        }
        values.write_string(row, 3, hint(kind, column, language))?;
    }
    values.set_column_width(2, 40)?.set_column_width(3, 60)?;
    Ok(book)
}
