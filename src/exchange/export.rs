//! A list as CSV or XLSX, by the file's ending: with a mark so that Excel and WPS read the Chinese, and so that no program
//! runs what stands in a cell (DESIGN §9.8).

use std::io::Write;
use std::path::Path;

use chrono::Datelike;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::error::FileError;
use super::private::{NewFile, unwritable};
use super::table::{Cell, FileKind};

/// What a file's ending asks for.
pub fn kind_of(path: &Path) -> Result<FileKind, FileError> {
    match path
        .extension()
        .and_then(|ending| ending.to_str())
        .map(str::to_ascii_lowercase)
        .as_deref()
    {
        Some("csv") => Ok(FileKind::Csv { delimiter: b',' }),
        Some("xlsx") => Ok(FileKind::Xlsx),
        _ => Err(FileError::Ending { path: path.to_owned() }),
    }
}

/// Writes a list; `replace` allows an existing file to be replaced.
pub fn write<I>(path: &Path, headings: &[String], rows: I, replace: bool) -> Result<(), FileError>
where
    I: IntoIterator<Item = Vec<Cell>>,
{
    write_as(path, kind_of(path)?, headings, rows, replace)
}

/// The same in a kind of file that the ending doesn't decide.
pub fn write_as<I>(
    path: &Path,
    kind: FileKind,
    headings: &[String],
    rows: I,
    replace: bool,
) -> Result<(), FileError>
where
    I: IntoIterator<Item = Vec<Cell>>,
{
    if !replace && path.exists() {
        return Err(FileError::Exists { path: path.to_owned() });
    }
    let mut file = NewFile::create(path)?;
    match kind {
        FileKind::Csv { delimiter } => {
            csv(&mut file, delimiter, headings, rows).map_err(|error| file.failed(&error))?;
        }
        FileKind::Xlsx => {
            let mut book = workbook(headings, rows).map_err(|error| unwritable(path, &error))?;
            book.save_to_writer(&mut file).map_err(|error| file.failed(&error))?;
        }
    }
    file.finish(replace)
}

/// Writes the list as CSV to any writer, with the mark of UTF-8.
pub fn csv<I>(
    out: &mut dyn Write,
    delimiter: u8,
    headings: &[String],
    rows: I,
) -> Result<(), csv::Error>
where
    I: IntoIterator<Item = Vec<Cell>>,
{
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer =
        ::csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(out);
    writer.write_record(headings.iter().map(|heading| guarded(heading)))?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| match cell {
            Cell::Text(text) | Cell::Rounded(text) | Cell::Fault(text) => guarded(text),
            cell => cell.shown(),
        }))?;
    }
    writer.flush()?;
    Ok(())
}

/// Text as it may stand in a cell: with an apostrophe before what a spreadsheet program would run.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn workbook<I>(headings: &[String], rows: I) -> Result<Workbook, XlsxError>
where
    I: IntoIterator<Item = Vec<Cell>>,
{
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    headline(sheet, headings)?;
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) | Cell::Rounded(text) | Cell::Fault(text) => {
                    sheet.write_string(row, column, guarded(&text))?;
                }
                Cell::Number(number) => {
                    sheet.write_number(row, column, number)?;
                }
                Cell::Bool(yes) => {
                    sheet.write_boolean(row, column, yes)?;
                }
                Cell::Date(day) => {
                    // Excel counts from 1900; what lies before stays text.
                    match ExcelDateTime::from_ymd(
                        u16::try_from(day.year()).unwrap_or_default(),
                        u8::try_from(day.month()).unwrap_or_default(),
                        u8::try_from(day.day()).unwrap_or_default(),
                    ) {
                        Ok(when) => sheet.write_datetime_with_format(row, column, when, &date)?,
                        Err(_) => sheet.write_string(row, column, day.to_string())?,
                    };
                }
            }
        }
    }
    Ok(book)
}

/// The bold first row, which stays in sight, with columns wide enough for it.
pub(super) fn headline(sheet: &mut Worksheet, headings: &[String]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(0, column, guarded(heading), &bold)?;
        let width = heading
            .chars()
            .map(|c| if c.is_ascii() { 1.0 } else { 2.0 })
            .sum::<f64>()
            .clamp(8.0, 40.0)
            + 2.0;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
