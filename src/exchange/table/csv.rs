//! Text with delimiters: which delimiter, and the records with their numbers.

use super::{Cell, FileKind, Oddity, RawRow, RawTable, clean};
use crate::exchange::error::FileError;

/// Splits a text into rows. The delimiter is the one of comma, semicolon and tab that most lines hold equally often.
pub fn split(text: &str) -> Result<RawTable, FileError> {
    let delimiter = sniff(text);
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = ::csv::StringRecord::new();
    let mut rows = Vec::new();
    let mut number = 0;
    let mut start;
    loop {
        start = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        number += blank_lines(text, start);
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            // Text is valid and rows may be of any length, so nothing else can go wrong; say so rather than stop.
            Err(error) => return Err(FileError::Damaged { detail: error.to_string() }),
        }
        number += 1;
        if reader.is_done()
            || usize::try_from(reader.position().byte()).is_ok_and(|end| end >= text.len())
        {
            unclosed(&text[start.min(text.len())..], number)?;
        }
        let row = row(&record, number);
        if !row.is_blank() {
            rows.push(row);
        }
    }
    if rows.is_empty() {
        return Err(FileError::Empty);
    }
    Ok(RawTable { kind: FileKind::Csv { delimiter }, sheet: None, rows, spans: Vec::new() })
}

fn row(record: &::csv::StringRecord, number: u32) -> RawRow {
    let mut row = RawRow { number, width: Some(record.len()), ..RawRow::default() };
    row.cells.reserve_exact(record.len());
    for (column, text) in record.iter().enumerate() {
        let (text, found) = clean(text);
        if found {
            row.odd.push((column, Oddity::Cleaned));
        }
        row.cells.push(Cell::text(unguarded(&text)));
    }
    row.drop_trailing();
    row
}

/// An apostrophe that an export put before a cell which a spreadsheet program would run.
fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => text,
    }
}

/// How many empty lines stand at a record's start: the reader passes over them, but people count them.
fn blank_lines(text: &str, start: usize) -> u32 {
    let bytes = text.as_bytes();
    let mut at = start;
    // The reader may stand between the two characters of a line's end.
    if at > 0 && bytes.get(at - 1) == Some(&b'\r') && bytes.get(at) == Some(&b'\n') {
        at += 1;
    }
    let mut lines = 0;
    loop {
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => at += 2,
            (Some(b'\r' | b'\n'), _) => at += 1,
            _ => return lines,
        }
        lines += 1;
    }
}

/// Refuses a last record whose quotation mark never closes: the rest of the file would vanish into one cell.
fn unclosed(record: &str, row: u32) -> Result<(), FileError> {
    let record = record.trim_end();
    if record.contains(['\n', '\r']) && record.matches('"').count() % 2 == 1 {
        return Err(FileError::UnclosedQuote { row });
    }
    Ok(())
}

fn sniff(text: &str) -> u8 {
    const LINES: usize = 40;
    const CANDIDATES: [u8; 3] = [b',', b';', b'\t'];
    let mut counts = [[0usize; LINES]; 3];
    let (mut line, mut quoted, mut any) = (0, false, false);
    for &byte in text.as_bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                if any {
                    line += 1;
                }
                any = false;
                if line == LINES {
                    break;
                }
            }
            _ => {
                any = true;
                if !quoted && let Some(which) = CANDIDATES.iter().position(|&c| c == byte) {
                    counts[which][line] += 1;
                }
            }
        }
    }
    // For each: how many lines share the most frequent count above zero, then that count.
    let score = |counts: &[usize; LINES]| {
        counts
            .iter()
            .filter(|&&count| count > 0)
            .map(|&count| (counts.iter().filter(|&&other| other == count).count(), count))
            .max()
    };
    let best = (0..CANDIDATES.len()).rev().max_by_key(|&which| score(&counts[which])).unwrap_or(0);
    CANDIDATES[best]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<(u32, String)> {
        split(text)
            .unwrap()
            .rows
            .iter()
            .map(|row| {
                (row.number, row.cells.iter().map(Cell::shown).collect::<Vec<_>>().join("|"))
            })
            .collect()
    }

    #[test]
    fn blank_lines_and_title_rows_count() {
        let want = [(1, "花名册"), (3, "姓名|村"), (6, "王明|高台"), (7, "李红|高台")];
        for end in ["\n", "\r\n", "\r"] {
            let text = ["花名册", "", "姓名,村", "", ",", "王明,高台", "李红,高台", ""].join(end);
            let got = numbers(&text);
            assert_eq!(got, want.map(|(number, text)| (number, text.to_owned())), "{end:?}");
        }
    }

    #[test]
    fn a_quoted_line_end_is_one_record() {
        assert_eq!(
            numbers("a,b\n\"x\ny\",2\nz,3\n"),
            [(1, "a|b".into()), (2, "x y|2".into()), (3, "z|3".into())]
        );
    }

    #[test]
    fn delimiters() {
        assert_eq!(sniff("a,b,c\n1,2,3\n"), b',');
        assert_eq!(sniff("school;sex;age\n\"GP\";\"F\";18\n"), b';');
        assert_eq!(sniff("姓名\t村\n王,明,x\t高台\n"), b'\t');
        assert_eq!(sniff("姓名,类别\n王明,留守;低保\n李红,留守;孤儿\n"), b',');
        assert_eq!(sniff("a;b;note\n1;2;x, y, z, w\n1;2;x, y\n"), b';');
        assert_eq!(sniff("姓名\n王明\n"), b',');
    }

    #[test]
    fn a_quotation_mark_left_open_is_refused() {
        let open = "name,note\nA,\"never closed\nB,x\nC,y\n";
        assert!(matches!(split(open), Err(FileError::UnclosedQuote { row: 2 })));
        assert_eq!(numbers("name,note\nA,5\" pipe\n").len(), 2);
    }

    #[test]
    fn the_apostrophe_of_an_export_is_taken_off() {
        assert_eq!(
            numbers("name\n'=1+1\n'-\nO'Neil\n")[1..]
                .iter()
                .map(|x| x.1.as_str())
                .collect::<Vec<_>>(),
            ["=1+1", "-", "O'Neil"]
        );
    }

    #[test]
    fn a_records_own_width_is_kept() {
        let table = split("a,b,c\n1,2\n1,2,3,4\n").unwrap();
        assert_eq!(
            table.rows.iter().map(|row| row.width).collect::<Vec<_>>(),
            [Some(3), Some(2), Some(4)]
        );
    }
}
