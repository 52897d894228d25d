//! Finds the row of headings in a sheet and which column is which: below title rows, over one row or two.

mod layout;
mod phones;

use std::collections::HashMap;

pub use self::layout::Layout;
use super::columns::{Column, ImportKind};
use super::error::FileError;
use super::loose;
use super::map::ImportMap;
use super::table::{Cell, RawRow, RawTable, Span};

/// In these kinds a heading 编号 can only mean the child's code, where no other heading names that.
const BARE_CODE: (&[ImportKind], &str) =
    (&[ImportKind::Visits, ImportKind::Attendance, ImportKind::Exams], "编号");

/// A heading as it is compared: without blanks, punctuation, case, full-width forms, notes in brackets, a final mark.
pub fn normal(heading: &str) -> String {
    let plain = |keep_notes: bool| {
        let mut depth = 0usize;
        let mut out = String::with_capacity(heading.len());
        for c in heading.chars().map(half_width) {
            match c {
                '(' | '[' | '【' | '{' | '〔' if !keep_notes => depth += 1,
                ')' | ']' | '】' | '}' | '〕' if !keep_notes => depth = depth.saturating_sub(1),
                c if depth == 0 && c.is_alphanumeric() => out.extend(c.to_lowercase()),
                _ => {}
            }
        }
        out
    };
    let short = plain(false);
    if short.is_empty() { plain(true) } else { short }
}

/// The half-width form of a full-width character.
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// Every heading that names a column of a kind, as it is compared.
struct Names(HashMap<String, usize>);

impl Names {
    fn of(columns: &[Column]) -> Self {
        let all = columns.iter().enumerate().flat_map(|(at, column)| {
            std::iter::once(&column.heading)
                .chain(column.aliases)
                .map(move |heading| (normal(heading), at))
        });
        Self(all.collect())
    }

    fn column(&self, heading: &str) -> Option<usize> {
        self.0.get(&normal(heading)).copied()
    }
}

/// Finds the headings of a kind in the first rows of a sheet. `None` when no row names any of its columns.
pub fn find(table: &RawTable, kind: ImportKind, map: &ImportMap) -> Option<Layout> {
    let names = Names::of(kind.columns());
    let mut best: Option<(Layout, usize)> = None;
    for at in 0..table.rows.len().min(super::table::HEAD_ROWS) {
        let lower = &table.rows[at];
        let upper = at.checked_sub(1).map(|above| &table.rows[above]);
        for upper in [None, upper.filter(|upper| upper.number + 1 == lower.number)] {
            let rows = Rows { lower, upper, spans: &table.spans };
            let Read { layout, from_lower, others } = read(&rows, at + 1, kind, map, &names);
            if layout.found() == 0 || from_lower == 0 {
                continue;
            }
            // Of two that find as many, the earlier row; but with the heading above it where the lower row adds to what the
            // upper one found alone and takes nothing away: a first row of data never does.
            // What the upper row tells to be somebody else's is understood as well.
            let understood = layout.found() + others;
            let better = best.as_ref().is_none_or(|(best, before)| {
                understood > *before
                    || understood == *before
                        && upper.is_some()
                        && best.first == at
                        && layout.covers(best)
            });
            if better {
                best = Some((layout, understood));
            }
        }
    }
    best.map(|(layout, _)| layout)
}

/// What one or two rows say as headings.
struct Read {
    layout: Layout,
    /// How many columns the lower row itself contributed.
    from_lower: usize,
    /// How many of the lower headings the upper row tells to be about somebody else than the child.
    others: usize,
}

/// The rows that are read as headings.
struct Rows<'a> {
    lower: &'a RawRow,
    upper: Option<&'a RawRow>,
    /// The sheet's merged cells.
    spans: &'a [Span],
}

impl Rows<'_> {
    /// The merged cells that the upper row is part of.
    fn merged(&self) -> impl Iterator<Item = &Span> {
        let number = self.upper.map_or(0, |upper| upper.number);
        self.spans.iter().filter(move |span| span.rows.contains(&number))
    }

    /// What the merged cells above a column say; nothing outside of them.
    fn over(&self, at: usize) -> String {
        let span = self.merged().find(|span| span.columns.contains(&at));
        let cell = span.zip(self.upper).map(|(span, upper)| upper.cell(*span.columns.start()));
        cell.map(Cell::shown).unwrap_or_default()
    }
}

/// Reads one row, or two as one heading.
fn read(rows: &Rows<'_>, first: usize, kind: ImportKind, map: &ImportMap, names: &Names) -> Read {
    let columns = kind.columns();
    let Rows { lower, upper, .. } = *rows;
    let is_merged = rows.merged().next().is_some();
    let width = lower.cells.len().max(upper.map_or(0, |upper| upper.cells.len()));
    let mut layout = Layout {
        kind,
        columns: vec![None; columns.len()],
        headings: Vec::with_capacity(width),
        heading_row: lower.number,
        first,
        twice: Vec::new(),
        own: Vec::new(),
    };
    let (mut from_lower, mut others) = (0, 0);
    let mut short = Vec::with_capacity(width);
    let mut phones = phones::Phones::default();
    let mut group = String::new();
    for at in 0..width {
        let below = lower.cell(at).shown();
        let mut above = upper.map(|upper| upper.cell(at).shown()).unwrap_or_default();
        let is_carried = above.is_empty() && !is_merged;
        if above == below {
            above.clear();
            group.clear();
        } else if above.is_empty() && is_merged {
            above = rows.over(at);
        } else if above.is_empty() {
            // A spanning heading stands over its first column only.
            if below.is_empty() {
                group.clear();
            }
            above.clone_from(&group);
        } else if below.is_empty() {
            group.clear();
        } else {
            group.clone_from(&above);
        }
        let both = format!("{above}{below}");
        let find = |heading: &str| {
            map.named(heading).or_else(|| {
                // A column that the map finds elsewhere is not guessed as well.
                names.column(heading).filter(|&column| !map.names(column))
            })
        };
        let qualified =
            if above.is_empty() { both.clone() } else { loose::qualified(&above, &below) };
        let anothers = !above.is_empty() && loose::is_anothers(&above, &below);
        let alone = || if anothers { map.named(&below) } else { find(&below) };
        let found = find(&both).or_else(|| find(&qualified)).or_else(alone);
        others += usize::from(anothers && found.is_none());
        // Where no cells are merged, a group ends at a heading that says something of the child without it.
        if is_carried
            && let Some(column) = found
            && find(&both) != found
            && find(&qualified) != found
            && loose::ends_group(&above, columns[column].heading)
        {
            group.clear();
        }
        layout.headings.push(if found.is_some() && alone() == found {
            below.clone()
        } else if found.is_some() && find(&both) != found {
            qualified.clone()
        } else {
            both
        });
        short.push(qualified);
        phones.note(&layout, found, &above, &below);
        if let Some(column) = found {
            if layout.columns[column].is_none() {
                layout.columns[column] = Some(at);
                from_lower += usize::from(!below.is_empty());
            } else {
                layout.twice.push(at);
            }
        }
    }
    phones.settle(&mut layout, map);
    if BARE_CODE.0.contains(&kind)
        && let Some(column) = kind.position("child_code")
        && layout.columns[column].is_none()
        && !map.names(column)
        && let Some(at) = layout.headings.iter().position(|text| normal(text) == BARE_CODE.1)
        && !layout.columns.contains(&Some(at))
    {
        layout.columns[column] = Some(at);
        from_lower += usize::from(!lower.cell(at).is_empty());
    }
    for wanted in loose::COLUMNS {
        let Some(column) = kind.position(wanted) else { continue };
        let taken = |name: &str| kind.position(name).is_some_and(|at| layout.columns[at].is_some());
        // Of all days missed some are excused where a column of its own says so.
        if taken(wanted) || map.names(column) || loose::whole_of(wanted).is_some_and(taken) {
            continue;
        }
        let free = |at: &usize| !layout.columns.contains(&Some(*at)) && !layout.twice.contains(at);
        let found = (0..width).filter(free).find(|&at| {
            loose::may_be(wanted, &layout.headings[at]) || loose::may_be(wanted, &short[at])
        });
        if let Some(at) = found {
            layout.columns[column] = Some(at);
            from_lower += usize::from(!lower.cell(at).is_empty());
        }
    }
    Read { layout, from_lower, others }
}

/// Refuses a layout in which a required column, or one that the map names, was not found.
pub fn check(layout: &Layout, map: &ImportMap) -> Result<(), FileError> {
    let headings = if layout.own.is_empty() { &layout.headings } else { &layout.own };
    let seen = || headings.iter().filter(|heading| !heading.is_empty()).cloned().collect();
    for (column, described) in layout.kind.columns().iter().enumerate() {
        if layout.columns[column].is_none()
            && let Some(heading) = map.heading(column)
        {
            let heading = heading.to_owned();
            return Err(FileError::MappedHeading {
                column: described.heading,
                heading,
                seen: seen(),
            });
        }
    }
    let missing: Vec<_> = (layout.kind.columns().iter().enumerate())
        .filter(|(at, column)| {
            column.required && layout.columns[*at].is_none() && map.constant(*at).is_none()
        })
        .map(|(_, column)| column.heading)
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(FileError::MissingColumns { kind: layout.kind, missing, seen: seen() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::table::Opened;

    fn layout(text: &str, kind: ImportKind) -> Layout {
        let mut opened = Opened::from_bytes(text.as_bytes().to_vec()).unwrap();
        find(&opened.head(None).unwrap(), kind, &ImportMap::default()).unwrap()
    }

    fn columns(layout: &Layout) -> Vec<(&'static str, usize)> {
        let all = layout.kind.columns().iter().zip(&layout.columns);
        all.filter_map(|(column, at)| at.map(|at| (column.heading, at))).collect()
    }

    #[test]
    fn headings_are_compared_without_their_dress() {
        assert_eq!(normal(" 姓　名（必填）* "), "姓名");
        assert_eq!(normal("Birth Date:"), "birthdate");
        assert_eq!(normal("birth_date"), "birthdate");
        assert_eq!(normal("ＩＤ号"), "id号");
        assert_eq!(normal("(姓名)"), "姓名");
    }

    #[test]
    fn below_title_rows() {
        let found = layout(
            "青竹街道花名册,,\n\n填表人：李晓,,2026年\n姓名,性别,村\n王明,男,高台\n",
            ImportKind::Children,
        );
        assert_eq!((found.heading_row, found.first), (4, 3));
        assert_eq!(columns(&found), [("name", 0), ("sex", 1), ("village", 2)]);
    }

    #[test]
    fn two_rows_of_headings() {
        let text = "儿童,,监护人,,,学校情况,\n姓名,性别,姓名,关系,电话,学校,年级\n王明,男,王强,父亲,13800000000,高台小学,3\n";
        let found = layout(text, ImportKind::Children);
        assert_eq!(found.first, 2);
        let want = [
            ("name", 0),
            ("sex", 1),
            ("school", 5),
            ("grade", 6),
            ("guardian_name", 2),
            ("guardian_relation", 3),
            ("guardian_phone", 4),
        ];
        assert_eq!(columns(&found), want);
        assert_eq!(found.headings[2], "监护人姓名");
    }

    #[test]
    fn a_group_reaches_as_far_as_its_merged_cells() {
        let mut head = Opened::from_bytes(
            "基本,,监护人,,,\n姓名,出生日期,姓名,电话,联系电话,备注\n甲,2014-01-01,甲父,1,2,好\n"
                .into(),
        )
        .unwrap()
        .head(None)
        .unwrap();
        let note = |found: &Layout| found.columns[ImportKind::Children.position("note").unwrap()];
        let found = find(&head, ImportKind::Children, &ImportMap::default()).unwrap();
        assert_eq!((note(&found), &*found.headings[5]), (None, "监护人备注"));
        head.spans = [0..=1, 2..=3].map(|columns| Span { rows: 1..=1, columns }).to_vec();
        let found = find(&head, ImportKind::Children, &ImportMap::default()).unwrap();
        assert_eq!((note(&found), &*found.headings[3]), (Some(5), "监护人电话"));
        assert!(columns(&found).contains(&("guardian_name", 2)));
    }

    #[test]
    fn a_group_in_text_ends_where_the_child_is_spoken_of_again() {
        let found = layout(
            "基本,,监护人,,,\n姓名,出生日期,姓名,电话,学校,备注\n甲,2014-01-01,甲父,1,青小,好\n",
            ImportKind::Children,
        );
        let found = columns(&found);
        for wanted in [("guardian_name", 2), ("guardian_phone", 3), ("school", 4), ("note", 5)] {
            assert!(found.contains(&wanted), "{found:?}");
        }
    }

    #[test]
    fn an_upper_heading_that_stands_alone_counts_where_the_lower_cell_is_blank() {
        let found = layout(
            "姓名,性别,监护人,,村\n,,姓名,职业,\n王明,男,王强,务农,高台\n",
            ImportKind::Children,
        );
        assert_eq!(found.first, 2);
        assert_eq!(
            columns(&found),
            [("name", 0), ("sex", 1), ("village", 4), ("guardian_name", 2)]
        );
        assert_eq!(found.headings[3], "监护人职业");
    }

    #[test]
    fn the_first_row_of_data_is_never_taken_for_a_second_heading() {
        let found = layout("姓名,性别,村\n,,高台\n王明,男,高台\n", ImportKind::Children);
        assert_eq!(found.first, 1);
        let found = layout("儿童编号,日期,地点\n,,学校\n", ImportKind::Visits);
        assert_eq!(found.first, 1);
    }

    #[test]
    fn what_is_missing_is_named() {
        let found = layout("性别,村\n男,高台\n", ImportKind::Children);
        let Err(FileError::MissingColumns { missing, seen, .. }) =
            check(&found, &ImportMap::default())
        else {
            panic!()
        };
        assert_eq!(missing, ["name"]);
        assert_eq!(seen, ["性别", "村"]);
    }

    #[test]
    fn the_words_of_the_program_itself_are_known() {
        let found = layout(
            "编号,哪天,谁去的,见到没有,学习,身体,家里,心情,安全,备注\nC0001,2026-9-1,V0001,是,,,,,,\n",
            ImportKind::Visits,
        );
        assert!((0..found.headings.len()).all(|at| found.columns.contains(&Some(at))));
        let found = layout("编号,孩子编号,日期\n1,C0001,2026-9-1\n", ImportKind::Exams);
        assert_eq!(
            found.columns[0],
            Some(1),
            "编号 is the child's code only where nothing else is"
        );
    }

    #[test]
    fn what_is_brought_in_nowhere_is_said_when_it_holds_something() {
        let text =
            "序号,儿童编号,起,止,应到天数,缺勤天数,请假,甲\n1,C0001,2026-9-1,2026-9-30,20,3,2,\n";
        let opened = Opened::from_bytes(text.as_bytes().to_vec()).unwrap();
        let table = opened.read(None).unwrap();
        let found = find(&table, ImportKind::Attendance, &ImportMap::default()).unwrap();
        assert_eq!(found.left_out(&table), [5]);
    }

    #[test]
    fn a_second_heading_for_a_column_is_noted() {
        let found = layout("姓名,电话,联系电话\n王明,1,2\n", ImportKind::Children);
        assert_eq!(found.twice, [2]);
        assert_eq!(
            found.columns[ImportKind::Children.position("guardian_phone").unwrap()],
            Some(1)
        );
    }

    #[test]
    fn a_phone_is_whose_its_heading_or_its_neighbour_says() {
        let phones = |text: &str| {
            let found = layout(text, ImportKind::Children);
            let at = |heading| found.columns[ImportKind::Children.position(heading).unwrap()];
            (at("guardian_phone"), at("teacher_phone"), found.twice.clone())
        };
        let twins = [
            ("姓名,电话,监护人电话\n", (Some(2), None, vec![1])),
            ("姓名,监护人电话,电话\n", (Some(1), None, vec![2])),
            ("姓名,监护人,联系电话,班主任,联系电话\n", (Some(2), Some(4), vec![])),
            ("姓名,班主任,联系电话,监护人,联系电话\n", (Some(4), Some(2), vec![])),
            ("姓名,班主任,联系电话,监护人,关系,电话,班主任电话\n", (Some(5), Some(6), vec![2])),
            ("姓名,电话,监护人,联系电话\n", (Some(3), None, vec![1])),
            ("姓名,联系人电话\n", (Some(1), None, vec![])),
            ("姓名,学校,班主任,电话\n", (None, Some(3), vec![])),
            ("孩子,学校情况,,监护人,\n,班主任,电话,姓名,电话\n", (Some(4), Some(2), vec![])),
        ];
        for (text, want) in twins {
            assert_eq!(phones(&format!("{text}甲,1,2,3,4,5,6\n")), want, "{text}");
        }
        assert_eq!(columns(&layout("孩子,村\n甲,高台\n", ImportKind::Children))[0], ("name", 0));
        assert_eq!(columns(&layout("孩子,日期\n甲,1\n", ImportKind::Visits))[0].0, "child_code");
    }
}
