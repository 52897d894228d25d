//! The lists of the review: the user's own rows, what is refused, what is changed, what is worth a look; as indices into the
//! plan, so that a province's list costs no copies.

use std::collections::HashMap;

use crate::exchange::import::{Outcome, Plan, RowFindings};
use crate::exchange::loose;
use crate::exchange::reason::Finding;
use crate::exchange::source::Source;
use crate::exchange::table::RawRow;

/// So many of the user's own rows are shown.
pub const PREVIEWED: usize = 500;

/// One of the user's own rows.
#[derive(Debug, Clone)]
pub struct Own {
    /// As the spreadsheet numbers it.
    pub number: u32,
    /// The cells of the matched columns, in the file's order.
    pub cells: Vec<String>,
    /// Which of the plan's rows it is.
    pub at: usize,
}

/// The lists of a plan.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// The kind's columns that the file has, in the file's order.
    pub columns: Vec<usize>,
    /// How wide each of them is drawn.
    pub widths: Vec<u16>,
    /// The first rows.
    pub own: Vec<Own>,
    /// Refused: row and finding, as places in the plan.
    pub refused: Vec<(usize, usize)>,
    /// Changed: row and field, as places in the plan.
    pub changed: Vec<(usize, usize)>,
    /// Worth a look: row and finding, as places in the plan.
    pub warned: Vec<(usize, usize)>,
    /// Whom the refused rows are about, in the order of the plan's.
    pub names: Vec<String>,
    refused_rows: HashMap<u32, usize>,
    warned_rows: HashMap<u32, usize>,
}

impl Lists {
    /// The lists of a plan and the file it was made from.
    pub fn new(plan: &Plan, source: &Source) -> Self {
        let mut found: Vec<(usize, usize)> = (source.layout.columns.iter().enumerate())
            .filter_map(|(column, at)| at.map(|at| (at, column)))
            .collect();
        found.sort_unstable();
        let columns: Vec<usize> = found.into_iter().map(|(_, column)| column).collect();
        let own: Vec<Own> = source
            .rows()
            .take(PREVIEWED)
            .enumerate()
            .map(|(at, row)| Own {
                number: row.raw.number,
                cells: columns.iter().map(|column| row.cells[*column].shown()).collect(),
                at,
            })
            .collect();
        let changed = plan.rows.iter().enumerate().flat_map(|(at, row)| {
            let count = match &row.outcome {
                Outcome::Updated(changes) => changes.len(),
                _ => 0,
            };
            (0..count).map(move |change| (at, change))
        });
        Self {
            widths: widths(&columns, &own, source),
            own,
            names: names(plan, source),
            refused: flat(&plan.rejected),
            changed: changed.collect(),
            warned: flat(&plan.warnings),
            refused_rows: by_row(&plan.rejected),
            warned_rows: by_row(&plan.warnings),
            columns,
        }
    }

    /// What is said about a row: why it is refused, else what is worth a look.
    pub fn about<'a>(&self, plan: &'a Plan, number: u32) -> &'a [Finding] {
        let refused = self.refused_rows.get(&number).and_then(|at| plan.rejected.get(*at));
        let warned = self.warned_rows.get(&number).and_then(|at| plan.warnings.get(*at));
        refused.or(warned).map_or(&[], |row| row.findings.as_slice())
    }
}

/// Whom each refused row is about: the name in it, else the code or the title.
fn names(plan: &Plan, source: &Source) -> Vec<String> {
    let layout = &source.layout;
    let filled = |heading: &str| layout.columns[layout.kind.position(heading)?];
    let named =
        || layout.headings.iter().position(|heading| loose::names_people("child_code", heading));
    let at = filled("name").or_else(|| filled("title")).or_else(named).or(filled("child_code"));
    let name = |raw: &RawRow| at.map(|at| raw.cell(at).shown()).unwrap_or_default();
    plan.rejected_raw.iter().map(name).collect()
}

fn flat(rows: &[RowFindings]) -> Vec<(usize, usize)> {
    let each = rows.iter().enumerate();
    each.flat_map(|(at, row)| (0..row.findings.len()).map(move |finding| (at, finding))).collect()
}

fn by_row(rows: &[RowFindings]) -> HashMap<u32, usize> {
    rows.iter().enumerate().map(|(at, row)| (row.row, at)).collect()
}

/// Wide enough for the headings and most values, but never so wide that few columns stand side by side.
fn widths(columns: &[usize], own: &[Own], source: &Source) -> Vec<u16> {
    use crate::console::widgets::text::width;
    let each = columns.iter().enumerate().map(|(at, column)| {
        let heading = width(source.layout.heading(*column));
        let widest = own.iter().take(50).map(|row| width(&row.cells[at])).max().unwrap_or(0);
        u16::try_from(widest.max(heading).clamp(4, 18)).unwrap_or(18)
    });
    each.collect()
}
