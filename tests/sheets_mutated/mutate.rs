//! What happens to a sheet on its way: hurried hands, odd programs, a bad disk.

use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::Workbook;

use crate::chance::Chance;
use crate::sheets::CELLS;

/// The cells of a sheet, row by row.
pub type Grid = Vec<Vec<String>>;

/// Cells, rows and columns as a hurried hand leaves them.
pub fn mutate_grid(grid: &mut Grid, chance: &mut Chance) {
    for _ in 0..=chance.below(4) {
        let rows = grid.len();
        if rows == 0 {
            return;
        }
        let row = chance.below(rows);
        let columns = grid[row].len();
        match chance.below(11) {
            0..=4 if columns > 0 => {
                let column = chance.below(columns);
                CELLS[chance.below(CELLS.len())].clone_into(&mut grid[row][column]);
            }
            5 if columns > 1 => {
                let (one, other) = (chance.below(columns), chance.below(columns));
                grid[row].swap(one, other);
            }
            6 => {
                let copy = grid[row].clone();
                grid.insert(chance.below(rows + 1), copy);
            }
            7 if columns > 0 => {
                // A column less, in every row or only in this one.
                let column = chance.below(columns);
                if chance.below(2) == 0 {
                    grid[row].remove(column);
                } else {
                    for cells in grid.iter_mut().filter(|cells| column < cells.len()) {
                        cells.remove(column);
                    }
                }
            }
            8 => {
                let title = CELLS[chance.below(CELLS.len())].to_owned();
                grid.insert(chance.below(rows + 1), vec![title]);
            }
            9 => {
                grid.remove(row);
            }
            _ => grid[row].push(CELLS[chance.below(CELLS.len())].to_owned()),
        }
    }
}

pub fn mutate_bytes(bytes: &mut Vec<u8>, chance: &mut Chance) {
    for _ in 0..=chance.below(8) {
        let length = bytes.len();
        if length == 0 {
            return;
        }
        let at = chance.below(length);
        match chance.below(7) {
            0 | 1 => bytes[at] ^= 1 << chance.below(8),
            2 => bytes[at] = chance.byte(),
            3 => {
                let until = (at + 1 + chance.below(40)).min(length);
                bytes.drain(at..until);
            }
            4 => {
                let until = (at + 1 + chance.below(40)).min(length);
                let part = bytes[at..until].to_vec();
                bytes.splice(at..at, part);
            }
            5 => bytes.insert(at, [b',', b'"', b'\n', b'\r', 0, 0xff][chance.below(6)]),
            _ if chance.below(4) == 0 => bytes.truncate(at),
            _ => {
                let other = chance.below(length);
                bytes.swap(at, other);
            }
        }
    }
}

pub fn csv(grid: &Grid, chance: &mut Chance) -> Vec<u8> {
    let delimiter = [",", ",", ",", "\t", ";"][chance.below(5)];
    let mut text = String::new();
    for row in grid {
        let cells: Vec<_> = row
            .iter()
            .map(|cell| {
                // Now and then nobody quotes what has to be quoted.
                let must = cell.contains(['"', '\n', '\t', ';', ',']);
                if must && chance.below(8) > 0 {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            })
            .collect();
        text.push_str(&cells.join(delimiter));
        text.push_str(["\n", "\r\n"][chance.below(2)]);
    }
    match chance.below(6) {
        0 => encoding_rs::GB18030.encode(&text).0.into_owned(),
        1 => {
            [&[0xff, 0xfe][..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()]
                .concat()
        }
        2 => [&[0xef, 0xbb, 0xbf][..], text.as_bytes()].concat(),
        _ => text.into_bytes(),
    }
}

pub fn xlsx(grid: &Grid, chance: &mut Chance) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(grid) {
        for (column, cell) in (0..).zip(cells) {
            let number = cell.parse::<f64>().ok().filter(|number| number.is_finite());
            match number {
                Some(number) if chance.below(2) == 0 => sheet.write_number(row, column, number),
                _ => sheet.write_string(row, column, cell),
            }
            .unwrap();
        }
    }
    if grid.len() > 3 && chance.below(4) == 0 {
        let _ = sheet.merge_range(1, 5, 3, 5, "合并的", &rust_xlsxwriter::Format::new());
    }
    book.save_to_buffer().unwrap()
}

/// The parts of a workbook unpacked, one of them mutated, and packed again: the reader gets as far as the XML.
pub fn mutate_part(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let chosen = chance.below(old.len());
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if at == chosen || (name.contains("sheet1.xml") && chance.below(2) == 0) {
            mutate_bytes(&mut content, chance);
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(&content).unwrap();
    }
    new.finish().unwrap().into_inner()
}
