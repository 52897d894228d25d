//! Looks into a workbook's own parts for what its reader doesn't tell: how large it unpacks, whether a sheet has merged
//! cells, and the digits of long numbers (an ID number kept as a number has eighteen, a floating number keeps fifteen to
//! seventeen).

use std::collections::{HashMap, HashSet};
use std::io::{BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::Cell;
use crate::exchange::error::FileError;

type Package<'a> = ZipArchive<Cursor<&'a [u8]>>;

fn damaged(error: impl std::fmt::Display) -> FileError {
    FileError::Damaged { detail: error.to_string() }
}

/// Refuses what is no workbook and what unpacks to more than `limit` bytes.
pub fn check_package(content: &[u8], limit: u64) -> Result<(), FileError> {
    let mut package = ZipArchive::new(Cursor::new(content)).map_err(damaged)?;
    let mut bytes = 0u64;
    for part in 0..package.len() {
        bytes = bytes.saturating_add(package.by_index_raw(part).map_err(damaged)?.size());
    }
    if bytes > limit {
        return Err(FileError::TooLarge { bytes, limit });
    }
    let workbook = |name: &str| {
        name.eq_ignore_ascii_case("[Content_Types].xml") || name.ends_with("workbook.xml")
    };
    if package.file_names().flatten().filter(|name| workbook(name)).count() < 2 {
        return Err(FileError::NotSpreadsheet);
    }
    Ok(())
}

/// The digits of the wanted cells (row from 1, column from 0) of a sheet, as text; a number of which the writing program
/// kept only a part comes as [`Cell::Rounded`].
pub fn read(
    content: &[u8],
    sheet: &str,
    wanted: &[(u32, usize)],
) -> Result<HashMap<(u32, usize), Cell>, FileError> {
    let mut package = ZipArchive::new(Cursor::new(content)).map_err(damaged)?;
    let Some(part) = part_of(&mut package, sheet)? else { return Ok(HashMap::new()) };
    let wanted: HashSet<_> = wanted.iter().copied().collect();
    let mut found = HashMap::with_capacity(wanted.len());
    let (mut row, mut column) = (0u32, 0usize);
    let (mut in_cell, mut in_value) = (false, false);
    each(&mut package, &part, |event| match event {
        Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "row" => {
            row = attribute(start, "r").and_then(|r| r.parse().ok()).unwrap_or(row + 1);
            column = 0;
        }
        Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "c" => {
            if let Some((r, c)) = attribute(start, "r").and_then(|place| place_of(&place)) {
                (row, column) = (r, c);
            }
            in_cell = wanted.contains(&(row, column));
            column += 1;
        }
        Event::Start(start) => in_value = in_cell && start.local_name().as_ref() == "v",
        Event::Text(text) if in_value => {
            if let Some(cell) = digits(text.as_ref()) {
                found.insert((row, column - 1), cell);
            }
        }
        Event::End(_) => in_value = false,
        _ => {}
    })?;
    Ok(found)
}

/// Are there merged cells in a sheet? Only unpacks its part, which takes a third of the time of reading it: most lists
/// have none. Where the part isn't found, there may be.
pub fn has_merged(content: &[u8], sheet: &str) -> Result<bool, FileError> {
    const MARK: &[u8] = b"mergeCell ";
    let mut package = ZipArchive::new(Cursor::new(content)).map_err(damaged)?;
    let Some(part) = part_of(&mut package, sheet)? else { return Ok(true) };
    let Ok(mut file) = package.by_name(&part) else { return Ok(true) };
    let mut buffer = vec![0; 1 << 16];
    // The mark may lie across two readings: its possible beginning is kept.
    let mut kept = 0;
    loop {
        let read = file.read(&mut buffer[kept..]).map_err(damaged)?;
        if read == 0 {
            return Ok(false);
        }
        let filled = kept + read;
        let found = |window: &[u8]| window.starts_with(MARK);
        let mut from = 0;
        while let Some(at) = buffer[from..filled].iter().position(|&byte| byte == b'm') {
            if found(&buffer[from + at..filled]) {
                return Ok(true);
            }
            from += at + 1;
        }
        kept = filled.min(MARK.len() - 1);
        buffer.copy_within(filled - kept..filled, 0);
    }
}

/// Reads the digits of a whole number from its text in the file.
fn digits(text: &str) -> Option<Cell> {
    let text = text.trim();
    let number: f64 = text.parse().ok()?;
    // Shortest text that gives the same floating number: what a program writes that had only the floating number.
    let shortest = format!("{number}");
    if text.bytes().all(|b| b.is_ascii_digit()) && text != shortest {
        return Some(Cell::Text(text.into()));
    }
    shortest.bytes().all(|b| b.is_ascii_digit()).then(|| Cell::Rounded(shortest.into()))
}

/// `B5` → row 5, column 1.
fn place_of(place: &str) -> Option<(u32, usize)> {
    let split = place.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = place.split_at(split);
    let mut column = 0usize;
    for letter in letters.bytes() {
        if !letter.is_ascii_uppercase() {
            return None;
        }
        column = column.checked_mul(26)?.checked_add(usize::from(letter - b'A') + 1)?;
    }
    Some((row.parse().ok()?, column.checked_sub(1)?))
}

/// The part that holds a sheet, by way of the workbook and its relationships.
fn part_of(package: &mut Package<'_>, sheet: &str) -> Result<Option<String>, FileError> {
    let mut id = None;
    each(package, "xl/workbook.xml", |event| {
        if let Event::Start(start) | Event::Empty(start) = event
            && start.local_name().as_ref() == "sheet"
            && attribute(start, "name").as_deref() == Some(sheet)
        {
            id = attribute(start, "r:id");
        }
    })?;
    let Some(id) = id else { return Ok(None) };
    let mut target = None;
    each(package, "xl/_rels/workbook.xml.rels", |event| {
        if let Event::Start(start) | Event::Empty(start) = event
            && attribute(start, "Id").as_deref() == Some(&id)
        {
            target = attribute(start, "Target");
        }
    })?;
    Ok(target.map(|target| match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    }))
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).ok()??;
    found.normalized_value(XmlVersion::default()).ok().map(std::borrow::Cow::into_owned)
}

fn each(
    package: &mut Package<'_>,
    part: &str,
    mut see: impl FnMut(&Event<'_>),
) -> Result<(), FileError> {
    let Ok(file) = package.by_name(part) else { return Ok(()) };
    let mut reader = Reader::from_reader(BufReader::new(file));
    let mut buffer = Vec::with_capacity(1024);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Eof => return Ok(()),
            event => see(&event),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        assert_eq!(place_of("A1"), Some((1, 0)));
        assert_eq!(place_of("AB12"), Some((12, 27)));
        assert_eq!(place_of("12"), None);
        assert_eq!(place_of("A"), None);
    }

    #[test]
    fn what_a_program_had_only_as_a_floating_number_is_rounded() {
        // Neighbouring floating numbers are 64 apart here, so these last digits can't come from one.
        assert_eq!(digits("511425201403051236"), Some(Cell::Text("511425201403051236".into())));
        assert_eq!(
            digits("5.11425201403051E+17"),
            Some(Cell::Rounded("511425201403051000".into()))
        );
        assert_eq!(digits("511425201403051000"), Some(Cell::Rounded("511425201403051000".into())));
        assert_eq!(digits("0.5"), None);
    }
}
