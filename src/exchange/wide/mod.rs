//! Wide sheets, as schools hand them over: a row a child and a column a subject, or a column a day of the month. They are
//! unfolded into the rows of their kind, a row a mark or a day, under the number of the row they stood in; then all goes on as
//! with any other file.

mod heads;

use chrono::{Datelike, NaiveDate};

use self::heads::{Unfolded, days, subjects};
use super::columns::ImportKind;
use super::headings::{Layout, normal};
use super::no_data::{self, Holds, is_foot, is_sum};
use super::reason::{Finding, Reason};
use super::table::{Cell, HEAD_ROWS, Oddity, RawRow, RawTable};

/// Headings of the column with the child's code, and with the name.
const CODES: [&str; 7] = ["编号", "孩子编号", "儿童编号", "学生编号", "代码", "childcode", "code"];
const NAMES: [&str; 10] = [
    "姓名",
    "名字",
    "学生姓名",
    "孩子姓名",
    "儿童姓名",
    "孩子",
    "儿童",
    "学生",
    "name",
    "childname",
];

/// A wide sheet that was recognised.
#[derive(Debug, Clone, PartialEq)]
pub struct Wide {
    kind: ImportKind,
    /// The number of the heading row, and where the data begin.
    heading_row: u32,
    first: usize,
    /// The column of the child.
    child: usize,
    /// The column of names beside that of codes.
    name: Option<usize>,
    /// Columns that are taken over as they are: the file's column, the kind's, the file's heading.
    kept: Vec<(usize, usize, String)>,
    /// Columns that are unfolded.
    values: Vec<Unfolded>,
    /// The file's own headings; of a day the whole date, so that a file of rejected rows needs no title to say the month.
    own: Vec<String>,
}

/// Recognises a wide sheet of marks or of attendance by its first rows; `None` for any other sheet.
pub fn recognise(head: &RawTable, kind: ImportKind) -> Option<Wide> {
    recognise_in(head, kind, None)
}

/// The same with a day of the month of which a sheet of attendance is, for one whose title doesn't say it.
pub fn recognise_in(head: &RawTable, kind: ImportKind, of: Option<NaiveDate>) -> Option<Wide> {
    let at_row = |at: usize| {
        let (row, above) = (head.rows.get(at)?, &head.rows[..at]);
        let values = match kind {
            ImportKind::Exams => subjects(row),
            ImportKind::Attendance => days(row, above, head.sheet.as_deref(), of),
            _ => Vec::new(),
        };
        (!values.is_empty()).then(|| read(row, above, kind, values)).flatten()
    };
    let found = (0..head.rows.len().min(HEAD_ROWS)).find_map(at_row)?;
    // Where cells are merged over two rows of headings, the lower one has them all.
    let lower = at_row(found.first);
    Some(lower.filter(|lower| lower.values == found.values).unwrap_or(found))
}

/// Reads a row of headings with the rows above it: where its own cell is blank, the one over it may stand over both.
fn read(row: &RawRow, above: &[RawRow], kind: ImportKind, values: Vec<Unfolded>) -> Option<Wide> {
    // Headings of their own over the columns that would be unfolded say that this is a row of data.
    let over = |upper: &RawRow| values.iter().filter(|one| !upper.cell(one.at).is_empty()).count();
    let upper = above.last().filter(|upper| upper.number + 1 == row.number && over(upper) < 2);
    let shown = |at: usize| {
        let own = row.cell(at).shown();
        let over = upper.filter(|_| own.is_empty()).map(|upper| upper.cell(at).shown());
        over.filter(|over| is_whose(over)).unwrap_or(own)
    };
    let width = row.cells.len();
    let heading = |at: usize| normal(&shown(at));
    let find = |wanted: &[&str]| (0..width).find(|at| wanted.contains(&&*heading(*at)));
    let (child, name) = match (find(&CODES), find(&NAMES)) {
        (Some(code), name) => (code, name),
        (None, Some(name)) => (name, None),
        (None, None) => return None,
    };
    let mut kept = Vec::new();
    for (column, described) in kind.columns().iter().enumerate() {
        let names = std::iter::once(&described.heading).chain(described.aliases);
        let names: Vec<String> = names.map(|name| normal(name)).collect();
        let at = (0..width).find(|at| *at != child && names.contains(&heading(*at)));
        match (at, described.heading) {
            (None, _) | (_, "child_code") => {}
            // A sheet that has a column for what would be unfolded is no wide one.
            (_, "subject" | "score") => return None,
            (_, "date") if kind == ImportKind::Attendance => return None,
            // Beside the days what a month comes to (出勤, 应到, 请假) is a sum of them.
            _ if kind == ImportKind::Attendance => {}
            (Some(at), _) => kept.push((at, column, shown(at))),
        }
    }
    let mut own: Vec<String> = (0..width).map(shown).collect();
    if kind == ImportKind::Attendance {
        for value in &values {
            own[value.at] = value.label.shown();
        }
    }
    let first = above.len() + 1;
    Some(Wide { kind, heading_row: row.number, first, child, name, kept, values, own })
}

/// Does a heading say whose row it is?
fn is_whose(heading: &str) -> bool {
    let heading = &*normal(heading);
    CODES.contains(&heading) || NAMES.contains(&heading)
}

/// Is it a sheet of attendance with a column for each day of a month that nothing names?
pub fn lacks_month(head: &RawTable, kind: ImportKind) -> bool {
    without_month(head, kind).is_some()
}

/// A sheet of attendance with a column for each day of a month that nothing names, and its first rows unfolded with those
/// numbers in the place of days: for showing it while the month is asked for.
pub fn without_month(head: &RawTable, kind: ImportKind) -> Option<(Wide, RawTable)> {
    // Of any month with 31 days.
    let any = NaiveDate::from_ymd_opt(2026, 1, 1).filter(|_| kind == ImportKind::Attendance)?;
    if recognise(head, kind).is_some() {
        return None;
    }
    let wide = recognise_in(head, kind, Some(any))?;
    let mut rows = wide.unfold(head);
    for cell in rows.rows.iter_mut().filter_map(|row| row.cells.get_mut(Wide::LABEL)) {
        if let Cell::Date(day) = cell {
            *cell = Cell::text(&day.day().to_string());
        }
    }
    Some((wide, rows))
}

/// Words in the place of a mark that nobody got.
const NO_MARK: [&str; 9] = ["缺考", "缺", "未考", "免考", "—", "——", "/", "／", "-"];
/// Words in the place of a day on which there was no school.
const NO_SCHOOL: [&str; 8] = ["休", "休息", "放假", "周末", "假日", "—", "——", "-"];
/// How rows begin that are about the whole class.
const OF_ALL: [&str; 10] = [
    "平均",
    "班级平均",
    "全班",
    "总分",
    "名次",
    "最高分",
    "最低分",
    "及格率",
    "及格人数",
    "优秀率",
];

/// How the headings of columns begin that say what a month comes to, as they are compared.
const MONTH_SUMS: [&str; 21] = [
    "出勤",
    "应出勤",
    "实出勤",
    "应到",
    "实到",
    "在校",
    "上课",
    "请假",
    "病假",
    "事假",
    "病事假",
    "事病假",
    "旷课",
    "无故缺勤",
    "迟到",
    "早退",
    "缺勤",
    "缺课",
    "合计",
    "总计",
    "total",
];

/// Does a cell begin as a row does that is about the whole class?
fn is_of_all(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    is_sum(text) || OF_ALL.iter().any(|word| text.trim().starts_with(word))
}

/// Does a cell name a day of the week?
fn is_weekday(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    ["星期", "周"].iter().any(|word| text.starts_with(word))
        || ["一", "二", "三", "四", "五", "六", "日"].contains(&&**text)
}

impl Wide {
    const CHILD: usize = 0;
    const LABEL: usize = 1;
    const VALUE: usize = 2;
    const FULL: usize = 3;
    const KEPT: usize = 4;

    /// What stands in which column of the unfolded rows.
    pub fn layout(&self) -> Layout {
        let (label, value, full) = match self.kind {
            ImportKind::Exams => (("subject", "科目"), ("score", "分数"), ("full_marks", "满分")),
            _ => (("date", "日期"), ("status", "出勤"), ("", "")),
        };
        let mut columns = vec![None; self.kind.columns().len()];
        let mut place = |heading: &str, at: usize| {
            if let Some(column) = self.kind.position(heading) {
                columns[column] = Some(at);
            }
        };
        place("child_code", Self::CHILD);
        place(label.0, Self::LABEL);
        place(value.0, Self::VALUE);
        place(full.0, Self::FULL);
        let mut headings = vec![&*self.own[self.child], label.1, value.1, full.1]
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>();
        for (nth, (_, column, heading)) in self.kept.iter().enumerate() {
            columns[*column] = Some(Self::KEPT + nth);
            headings.push(heading.clone());
        }
        headings.extend(self.name.map(|at| self.own[at].clone()));
        Layout {
            kind: self.kind,
            columns,
            headings,
            heading_row: self.heading_row,
            first: 0,
            twice: Vec::new(),
            own: self.own.clone(),
        }
    }

    /// Where among the sheet's rows the data begin.
    pub const fn first(&self) -> usize {
        self.first
    }

    /// For each of the sheet's own columns the unfolded ones that it becomes; none for a column that is left out.
    pub fn goes(&self) -> Vec<Vec<usize>> {
        let mut goes = vec![Vec::new(); self.own.len()];
        goes[self.child].push(Self::CHILD);
        for value in &self.values {
            goes[value.at].extend([Self::LABEL, Self::VALUE]);
        }
        for (nth, (at, ..)) in self.kept.iter().enumerate() {
            goes[*at].push(Self::KEPT + nth);
        }
        goes
    }

    /// Does one of the unfolded columns hold what stood in, or over, a column of its own in the file?
    pub fn is_unfolded(at: usize) -> bool {
        (Self::LABEL..=Self::FULL).contains(&at)
    }

    /// What does a row hold? A note before whom it is about makes it no remark.
    fn holds(&self, row: &RawRow) -> Holds {
        let child = row.cell(self.child);
        let Some(at) = row.cells.iter().position(|cell| !cell.is_empty()) else {
            return Holds::Nothing;
        };
        let first = row.cell(at);
        // The days of the week below the days, or the headings once more.
        if child.is_empty() && is_weekday(first)
            || normal(&child.shown()) == normal(&self.own[self.child])
        {
            return Holds::Nothing;
        }
        let is_foot = matches!(first, Cell::Text(text) if is_foot(text));
        if !is_foot && !is_of_all(first) && !is_of_all(child) {
            return Holds::Data;
        }
        let is_note = is_foot && at != self.child && no_data::is_headed(&self.own, at);
        let who = no_data::said(row, self.child);
        if no_data::is_code(who) || is_note && no_data::is_name(who) {
            Holds::Data
        } else {
            Holds::Remark
        }
    }

    /// The rows about a child.
    fn children<'a>(&self, table: &'a RawTable) -> impl Iterator<Item = &'a RawRow> {
        table.rows.iter().skip(self.first).filter(|row| self.holds(row) == Holds::Data)
    }

    /// The numbers of the rows that are sums, averages or remarks.
    pub fn remarks(&self, table: &RawTable) -> Vec<u32> {
        let rows = table.rows.iter().skip(self.first);
        rows.filter(|row| self.holds(row) == Holds::Remark).map(|row| row.number).collect()
    }

    fn says_nothing(&self, cell: &Cell) -> bool {
        let nothing: &[&str] = if self.kind == ImportKind::Exams { &NO_MARK } else { &NO_SCHOOL };
        matches!(cell, Cell::Text(text) if nothing.contains(&text.trim()))
    }

    /// What nothing is made of, which is to be said: columns that are brought in nowhere, as sums are, and cells with a word in
    /// the place of a mark. Days without school are what they say.
    pub fn passed(&self, table: &RawTable) -> Vec<(u32, Finding)> {
        let mut passed = self.left_out(table);
        passed.extend(self.unsolved(table));
        if self.kind == ImportKind::Exams {
            passed.extend(self.no_marks(table));
        }
        passed
    }

    /// The formulas without a result in columns that are brought in.
    fn unsolved(&self, table: &RawTable) -> Vec<(u32, Finding)> {
        let goes = self.goes();
        let is_read = |at: usize| goes.get(at).is_some_and(|goes| !goes.is_empty());
        let all = self.children(table).flat_map(|row| row.odd.iter().map(move |odd| (row, odd)));
        all.filter(|(_, (at, odd))| *odd == Oddity::NoResult && is_read(*at))
            .map(|(row, (at, _))| {
                let (column, value) = (self.own[*at].clone(), String::new());
                (row.number, Finding { column, value, reason: Reason::NoResult })
            })
            .collect()
    }

    fn left_out(&self, table: &RawTable) -> Vec<(u32, Finding)> {
        let goes = self.goes();
        let is_lost = |at: &usize| {
            let heading = normal(&self.own[*at]);
            goes[*at].is_empty()
                && self.name != Some(*at)
                && !heading.is_empty()
                && !no_data::loses_nothing(&heading)
                // What a class's sheet counts from the marks loses nothing either.
                && !(self.kind == ImportKind::Exams && is_of_all(&Cell::text(&heading)))
                && self.children(table).any(|row| !row.cell(*at).is_empty())
        };
        let told = |at: usize| {
            let column = self.own[at].clone();
            let value = column.clone();
            let is_sum = self.kind == ImportKind::Attendance
                && MONTH_SUMS.iter().any(|word| normal(&column).starts_with(word));
            let reason = if is_sum { Reason::SumLeftOut } else { Reason::ColumnLeftOut };
            (self.heading_row, Finding { column, value, reason })
        };
        (0..self.own.len()).filter(is_lost).map(told).collect()
    }

    fn no_marks(&self, table: &RawTable) -> Vec<(u32, Finding)> {
        let all = self
            .children(table)
            .flat_map(|row| self.values.iter().map(move |value| (row, value.at)));
        all.filter(|(row, at)| self.says_nothing(row.cell(*at)))
            .map(|(row, at)| {
                let (column, value) = (self.own[at].clone(), row.cell(at).shown());
                (row.number, Finding { column, value, reason: Reason::NoMark })
            })
            .collect()
    }

    /// The rows, one a mark or a day; blank cells give none.
    pub fn unfold(&self, table: &RawTable) -> RawTable {
        let mut rows = Vec::new();
        for row in self.children(table) {
            let child = row.cell(self.child);
            for value in &self.values {
                let cell = row.cell(value.at);
                if cell.is_empty() || self.says_nothing(cell) {
                    continue;
                }
                let full = match value.full_marks {
                    Some(full) => Cell::Number(full),
                    None => Cell::Empty,
                };
                let mut cells = vec![child.clone(), value.label.clone(), cell.clone(), full];
                cells.extend(self.kept.iter().map(|(at, ..)| row.cell(*at).clone()));
                cells.extend(self.name.map(|at| row.cell(at).clone()));
                let (number, from) = (row.number, Some(value.at));
                rows.push(RawRow { number, cells, from, ..RawRow::default() });
            }
        }
        RawTable { kind: table.kind, sheet: table.sheet.clone(), rows, spans: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::table::Opened;

    fn table(text: &str) -> RawTable {
        Opened::from_bytes(text.as_bytes().to_vec()).unwrap().read(None).unwrap()
    }

    fn shown(table: &RawTable) -> Vec<(u32, String)> {
        let row = |row: &RawRow| row.cells.iter().map(Cell::shown).collect::<Vec<_>>().join(" ");
        table.rows.iter().map(|one| (one.number, row(one).trim().to_owned())).collect()
    }

    #[test]
    fn a_column_a_subject() {
        let table = table(
            "青竹小学期中成绩\n序号,姓名,语文,数学（满分120）,英语成绩,总分\n1,王小明,51,68,,119\n2,李红,80,,92,172\n合计,,131,68,92,\n",
        );
        let wide = recognise(&table, ImportKind::Exams).unwrap();
        let rows = shown(&wide.unfold(&table));
        let want = [
            (3, "王小明 语文 51"),
            (3, "王小明 数学 68 120"),
            (4, "李红 语文 80"),
            (4, "李红 英语 92"),
        ];
        assert_eq!(rows, want.map(|(row, text)| (row, text.to_owned())));
        let layout = wide.layout();
        assert_eq!(layout.columns, [Some(0), None, Some(1), Some(2), Some(3), None]);
    }

    #[test]
    fn a_note_before_a_child_takes_no_row_away() {
        let table = table(
            "说明,编号,姓名,语文\n注：转来,C1,王明,51\n总分提高了,C2,李红,80\n平均分,,,65\n注：缺考不计,,,\n合计,人数,2,131\n",
        );
        let wide = recognise(&table, ImportKind::Exams).unwrap();
        assert_eq!(shown(&wide.unfold(&table)).iter().map(|row| row.0).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(wide.remarks(&table), [4, 5, 6]);
    }

    #[test]
    fn a_sheet_with_a_row_a_mark_is_none() {
        for text in [
            "孩子编号,日期,科目,分数\nC1,2026-11-06,语文,51\n",
            "姓名,村\n王明,高台\n",
            "语文,数学\n1,2\n",
        ] {
            assert_eq!(recognise(&table(text), ImportKind::Exams), None, "{text}");
        }
        let text = "编号,考试日期,类型,语文\nC1,2026-11-06,期中,51\n";
        let wide = recognise(&table(text), ImportKind::Exams).unwrap();
        let layout = wide.layout();
        assert_eq!(layout.columns, [Some(0), Some(4), Some(1), Some(2), Some(3), Some(5)]);
    }

    #[test]
    fn a_column_a_day() {
        let table = table(
            "青竹小学2026年9月考勤表\n编号,姓名,1,2,3日,9月4日\nC1,王明,√,√,旷,\nC2,李红,假,,√,迟\n",
        );
        let wide = recognise(&table, ImportKind::Attendance).unwrap();
        let rows = shown(&wide.unfold(&table));
        assert_eq!(rows[0], (3, "C1 2026-09-01 √  王明".to_owned()));
        assert_eq!(rows[2], (3, "C1 2026-09-03 旷  王明".to_owned()));
        assert_eq!(rows.last().unwrap(), &(4, "C2 2026-09-04 迟  李红".to_owned()));
        assert_eq!(rows.len(), 6);
        // A group's heading may stand over the days, and the name beside it over both rows.
        let text = "2026年9月\n姓名,日期,,,合计\n,1,2,3,出勤\n王明,√,√,旷,2\n";
        let wide = recognise(&self::table(text), ImportKind::Attendance).unwrap();
        assert_eq!(wide.unfold(&self::table(text)).rows.len(), 3);
        let text = "2026年9月\n姓名,应到,请假,旷课\n,20,1,1\n";
        assert_eq!(recognise(&self::table(text), ImportKind::Attendance), None);
        // Without a month in the title nobody knows which days they are.
        let text = "编号,1,2,3,4\nC1,√,√,√,√\n";
        assert_eq!(recognise(&self::table(text), ImportKind::Attendance), None);
    }
}
