//! A screen as a picture: every cell where the terminal has it, in the terminal's own colours.

use std::fmt::Write as _;

use peiban::console::widgets::text;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Width and height of a cell, in pixels.
const CELL: (usize, usize) = (9, 20);
const PAPER: &str = "#14181d";
const INK: &str = "#d5dae0";

fn colour(colour: Color, otherwise: &str) -> String {
    let named = match colour {
        Color::Black => "#14181d",
        Color::Red => "#d7605c",
        Color::Green => "#7fb069",
        Color::Yellow => "#d9a441",
        Color::Blue => "#5b8fd6",
        Color::Magenta => "#b57edc",
        Color::Cyan => "#56b6c2",
        Color::Gray => "#aab2bd",
        Color::DarkGray => "#6b7480",
        Color::LightRed => "#ff7b72",
        Color::LightGreen => "#98d982",
        Color::LightYellow => "#f0c674",
        Color::LightBlue => "#79b8ff",
        Color::LightMagenta => "#d2a8ff",
        Color::LightCyan => "#7ee0ec",
        Color::White => "#ffffff",
        Color::Rgb(red, green, blue) => return format!("#{red:02x}{green:02x}{blue:02x}"),
        _ => otherwise,
    };
    named.to_owned()
}

/// Ink, paper and weight of a cell.
fn style(cell: &Cell) -> (String, String, bool) {
    let (mut ink, mut paper) = (colour(cell.fg, INK), colour(cell.bg, PAPER));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut ink, &mut paper);
    }
    if cell.modifier.contains(Modifier::DIM) {
        "#6b7480".clone_into(&mut ink);
    }
    (ink, paper, cell.modifier.contains(Modifier::BOLD))
}

fn escaped(symbol: &str) -> String {
    symbol.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The buffer as an SVG picture.
pub fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (width, height) = (columns * CELL.0 + 24, rows * CELL.1 + 24);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n\
         <g font-family=\"'Sarasa Mono SC','Noto Sans Mono CJK SC','Source Han Mono SC',monospace\" \
         font-size=\"16\" xml:space=\"preserve\">\n"
    );
    for y in 0..buffer.area.height {
        let mut x = 0;
        let top = usize::from(y) * CELL.1 + 12;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let look = style(cell);
            let start = x;
            let (mut places, mut symbols) = (Vec::new(), String::new());
            // Cells of one look are one piece of text, each character at its own place.
            while x < buffer.area.width && style(&buffer[(x, y)]) == look {
                let symbol = buffer[(x, y)].symbol();
                places.push((usize::from(x) * CELL.0 + 12).to_string());
                symbols.push_str(symbol);
                x += u16::try_from(text::width(symbol)).unwrap_or(1).max(1);
            }
            let (ink, paper, bold) = look;
            if paper != PAPER {
                let (left, wide) =
                    (usize::from(start) * CELL.0 + 12, usize::from(x - start) * CELL.0);
                let _ = writeln!(
                    out,
                    "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{}\" fill=\"{paper}\"/>",
                    CELL.1
                );
            }
            if !symbols.trim().is_empty() {
                let weight = if bold { " font-weight=\"bold\"" } else { "" };
                let _ = writeln!(
                    out,
                    "<text x=\"{}\" y=\"{}\" fill=\"{ink}\"{weight}>{}</text>",
                    places.join(" "),
                    top + 15,
                    escaped(&symbols)
                );
            }
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}
