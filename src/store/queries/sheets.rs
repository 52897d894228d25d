//! Records as flat rows under the headings of an import, people by code: what scripts list, `show` and exports write.
//!
//! What is written out here can be brought in again. Rows are handed over one by one, so that five million visits need no
//! memory.

use rusqlite::ToSql;

use super::Queries;
use super::by_code::stretches;
use super::risk::Window;
use crate::domain::records::Id;
use crate::domain::value::Value;
use crate::store::any::Kind;
use crate::store::error::Result;

/// What stands in the cells of a sheet's column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetCell {
    /// Text, a code of a record, a number or a day, as it is.
    Plain,
    /// Yes or no, kept as 1 or 0.
    YesNo,
    /// A code of the closed list of this name, as in [`crate::domain::codes::Coded::WHAT`].
    OneOf(&'static str),
}

/// A column of a sheet: the import's heading, what its cells are, and where it is found.
#[derive(Debug, Clone, Copy)]
pub struct SheetColumn {
    /// The English heading of the import, also the key in JSON.
    pub heading: &'static str,
    /// What its cells are.
    pub cell: SheetCell,
    sql: &'static str,
}

const fn plain(heading: &'static str, sql: &'static str) -> SheetColumn {
    SheetColumn { heading, cell: SheetCell::Plain, sql }
}

const fn yes_no(heading: &'static str, sql: &'static str) -> SheetColumn {
    SheetColumn { heading, cell: SheetCell::YesNo, sql }
}

const fn one_of(heading: &'static str, sql: &'static str, list: &'static str) -> SheetColumn {
    SheetColumn { heading, cell: SheetCell::OneOf(list), sql }
}

/// A kind of flat rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Volunteers, by code.
    Volunteers,
    /// Matches, by the child's code.
    Assignments,
    /// Standing visits, by the child's code.
    Visits,
    /// Standing contacts, by the child's code.
    Contacts,
    /// Standing attendance, days and ranges, by the child's code.
    Attendance,
    /// Standing marks, by the child's code.
    Exams,
    /// Standing facts, by the child's code.
    Facts,
    /// Tasks, by the child's code, those about no child first.
    Tasks,
    /// Events, by code.
    Events,
}

/// Which rows of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetScope {
    /// Open ones: volunteers who haven't left, open tasks and events.
    Open,
    /// Closed ones too.
    All,
    /// A child's own, newest first, settled and ended ones too.
    Child(Id),
    /// Those of one volunteer, newest first.
    Volunteer(Id),
}

const CHILD: SheetColumn = plain("child_code", "child.code");
const VOLUNTEER: SheetColumn =
    plain("volunteer_code", "(SELECT code FROM volunteer WHERE id = t.volunteer_id)");

const VOLUNTEERS: &[SheetColumn] = &[
    plain("code", "t.code"),
    plain("name", "t.name"),
    one_of("sex", "t.sex", "sex adult"),
    plain("phone", "t.phone"),
    plain("township", "t.township"),
    plain("village", "t.village"),
    one_of("status", "t.status", "volunteer status"),
    plain("joined_on", "t.joined_on"),
    plain("check_valid_until", "t.check_valid_until"),
    plain("training_valid_until", "t.training_valid_until"),
    plain("capacity", "t.capacity"),
    plain("note", "t.note"),
];

const ASSIGNMENTS: &[SheetColumn] =
    &[CHILD, VOLUNTEER, plain("from", "t.from_day"), plain("to", "t.to_day")];

const VISITS: &[SheetColumn] = &[
    CHILD,
    plain("date", "t.day"),
    VOLUNTEER,
    plain("second_volunteer_code", "(SELECT code FROM volunteer WHERE id = t.second_volunteer_id)"),
    yes_no("child_seen", "t.child_seen"),
    yes_no("guardian_seen", "t.guardian_seen"),
    yes_no("seen_alone", "t.seen_alone"),
    one_of("place", "t.place", "place"),
    one_of("school", "t.school", "observation"),
    one_of("health", "t.health", "observation"),
    one_of("home", "t.home", "observation"),
    one_of("mood", "t.mood", "observation"),
    one_of("safety", "t.safety", "observation"),
    yes_no("parent_contact", "t.parent_contact"),
    plain("note", "t.note"),
    plain("next_date", "t.next_date"),
];

const CONTACTS: &[SheetColumn] = &[
    CHILD,
    plain("date", "t.day"),
    one_of("kind", "t.kind", "contact kind"),
    plain("with", "t.with_whom"),
    plain("note", "t.note"),
];

const ATTENDANCE: &[SheetColumn] = &[
    CHILD,
    plain("date", "t.day"),
    one_of("status", "t.status", "attendance status"),
    plain("from", "t.from_day"),
    plain("to", "t.to_day"),
    plain("days_recorded", "t.days_recorded"),
    plain("absent_excused", "t.absent_excused"),
    plain("absent_unexcused", "t.absent_unexcused"),
];

const EXAMS: &[SheetColumn] = &[
    CHILD,
    plain("date", "t.day"),
    plain("subject", "t.subject"),
    plain("score", "t.score"),
    plain("full_marks", "t.full_marks"),
    one_of("type", "t.exam_type", "exam type"),
];

const FACTS: &[SheetColumn] = &[
    CHILD,
    one_of("code", "t.code", "fact code"),
    one_of("value", "t.value", "fact value"),
    plain("date", "t.day"),
    plain("source", "t.source"),
];

const TASKS: &[SheetColumn] = &[
    CHILD,
    plain("title", "t.title"),
    plain("due", "t.due"),
    plain("owner", "t.owner"),
    one_of("status", "t.status", "task status"),
    plain("done_on", "t.done_on"),
    plain("note", "t.note"),
];

const EVENTS: &[SheetColumn] = &[
    plain("code", "t.code"),
    plain("title", "t.title"),
    one_of("kind", "t.kind", "event kind"),
    plain("starts_on", "t.starts_on"),
    plain("ends_on", "t.ends_on"),
    plain("place", "t.place"),
    plain("leader_code", "(SELECT code FROM volunteer WHERE id = t.leader_id)"),
    plain("capacity", "t.capacity"),
    plain("note", "t.note"),
];

/// Days and ranges of attendance as one table.
const ALL_ATTENDANCE: &str = "(SELECT id, child_id, day, status, NULL AS from_day, NULL AS to_day, NULL AS days_recorded,
        NULL AS absent_excused, NULL AS absent_unexcused, voided_on, day AS newest FROM attendance_day
    UNION ALL
    SELECT id, child_id, NULL, NULL, from_day, to_day, days_recorded, absent_excused, absent_unexcused, voided_on,
        to_day FROM attendance_range)";

impl Sheet {
    /// Its columns, in order.
    pub const fn columns(self) -> &'static [SheetColumn] {
        match self {
            Self::Volunteers => VOLUNTEERS,
            Self::Assignments => ASSIGNMENTS,
            Self::Visits => VISITS,
            Self::Contacts => CONTACTS,
            Self::Attendance => ATTENDANCE,
            Self::Exams => EXAMS,
            Self::Facts => FACTS,
            Self::Tasks => TASKS,
            Self::Events => EVENTS,
        }
    }

    const fn table(self) -> &'static str {
        match self {
            Self::Volunteers => "volunteer",
            Self::Assignments => "assignment",
            Self::Visits => "visit",
            Self::Contacts => "contact",
            Self::Attendance => ALL_ATTENDANCE,
            Self::Exams => "exam",
            Self::Facts => "fact",
            Self::Tasks => "task",
            Self::Events => "event",
        }
    }

    /// True for rows that stand under people of their own, not under a child.
    const fn stands_alone(self) -> bool {
        matches!(self, Self::Volunteers | Self::Events)
    }

    /// Whose codes its rows are ordered by.
    const fn codes_of(self) -> Kind {
        match self {
            Self::Volunteers => Kind::Volunteer,
            Self::Events => Kind::Event,
            _ => Kind::Child,
        }
    }

    /// The column by which a child's rows are ordered.
    const fn day(self) -> &'static str {
        match self {
            Self::Assignments => "t.from_day",
            Self::Attendance => "t.newest",
            Self::Tasks => "t.due",
            _ => "t.day",
        }
    }

    /// Which rows are open.
    const fn open(self) -> &'static str {
        match self {
            Self::Volunteers => "t.status <> 'left'",
            Self::Events => "t.status = 'active'",
            Self::Tasks => "t.status = 'open'",
            Self::Assignments => "true",
            _ => self.standing(),
        }
    }

    /// Which rows stand: voided ones are seen in the history only.
    const fn standing(self) -> &'static str {
        match self {
            Self::Visits | Self::Contacts | Self::Attendance | Self::Exams | Self::Facts => {
                "t.voided_on IS NULL"
            }
            _ => "true",
        }
    }

    /// The statement; `sorted` when the rows of a whole list are to be sorted by the key of their codes.
    fn sql(self, scope: SheetScope, sorted: bool, window: Window) -> String {
        let columns: Vec<_> = self.columns().iter().map(|column| column.sql).collect();
        let (columns, table) = (columns.join(", "), self.table());
        let (day, standing) = (self.day(), self.standing());
        let from = match self {
            // Children in the order of their codes, each with its rows by its index: nothing is sorted.
            _ if self.stands_alone() => format!("{table} AS t"),
            Self::Tasks => format!("{table} AS t LEFT JOIN child ON child.id = t.child_id"),
            _ => format!("child CROSS JOIN {table} AS t ON t.child_id = child.id"),
        };
        let rest = match scope {
            SheetScope::Child(_) => {
                format!("t.child_id = ?1 AND {standing} ORDER BY {day} DESC, t.id DESC")
            }
            SheetScope::Volunteer(_) if self == Self::Visits => format!(
                "(t.volunteer_id = ?1 OR t.second_volunteer_id = ?1) AND {standing} ORDER BY {day} DESC, t.id DESC"
            ),
            SheetScope::Volunteer(_) => {
                format!("t.volunteer_id = ?1 AND {standing} ORDER BY {day} DESC, t.id DESC")
            }
            SheetScope::Open | SheetScope::All => {
                let which = if scope == SheetScope::Open { self.open() } else { standing };
                let code = if self.stands_alone() { "t.code" } else { "child.code" };
                let rest = if self.stands_alone() { "t.id" } else { &format!("{day}, t.id") };
                // Tasks are sorted anyhow: some are nobody's.
                if sorted || self == Self::Tasks {
                    format!("{which} ORDER BY code_key({code}), {code}, {rest}")
                } else {
                    let part = |part: &String| {
                        format!(
                            "SELECT * FROM (SELECT {columns} FROM {from} WHERE {part} AND {which}
                             ORDER BY {code}, {rest} LIMIT -1)"
                        )
                    };
                    let parts: Vec<_> = stretches(self.codes_of(), code).iter().map(part).collect();
                    return format!("{}{}", parts.join(" UNION ALL "), window.sql());
                }
            }
        };
        format!("SELECT {columns} FROM {from} WHERE {rest}{}", window.sql())
    }
}

impl Queries<'_> {
    /// Hands the rows of some ids over one by one: in the sheet's own order, or with `sorted` in that of the ids.
    ///
    /// # Errors
    /// What the database says.
    pub fn sheet_by_id(
        &self,
        sheet: Sheet,
        (ids, sorted): (&[Id], bool),
        window: Window,
        each: &mut dyn FnMut(Vec<Value>),
    ) -> Result<()> {
        let first = window.offset.min(ids.len());
        let last = window.offset.saturating_add(window.limit).min(ids.len());
        let (page, limit) = if sorted { (&ids[first..last], Window::ALL) } else { (ids, window) };
        let columns: Vec<_> = sheet.columns().iter().map(|column| column.sql).collect();
        let table = sheet.table();
        let (from, order) = if sheet.stands_alone() {
            (format!("{table} AS t"), "code_key(t.code), t.code".to_owned())
        } else {
            let from = format!("{table} AS t LEFT JOIN child ON child.id = t.child_id");
            (from, format!("code_key(child.code), child.code, {}, t.id", sheet.day()))
        };
        let sql = format!(
            "SELECT {}, t.id FROM {from} WHERE t.id IN (SELECT value FROM json_each(?1)) ORDER BY {order}{}",
            columns.join(", "),
            limit.sql()
        );
        let width = columns.len();
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([super::listed::json(page)])?;
        let mut found = std::collections::HashMap::new();
        while let Some(row) = rows.next()? {
            let mut values = Vec::with_capacity(width);
            for index in 0..width {
                values.push(row.get(index)?);
            }
            if sorted {
                found.insert(row.get::<_, Id>(width)?, values);
            } else {
                each(values);
            }
        }
        for id in page.iter().filter(|_| sorted) {
            if let Some(values) = found.remove(id) {
                each(values);
            }
        }
        Ok(())
    }

    /// Hands the rows of a sheet over one by one; `each` ends the reading by `false`.
    ///
    /// # Errors
    /// What the database says.
    pub fn sheet(
        &self,
        sheet: Sheet,
        scope: SheetScope,
        window: Window,
        each: &mut dyn FnMut(Vec<Value>) -> bool,
    ) -> Result<()> {
        let whole = matches!(scope, SheetScope::Open | SheetScope::All);
        let sorted = whole && self.is_sorted_by_key(sheet.codes_of())?;
        let sql = sheet.sql(scope, sorted, window);
        let params: &[&dyn ToSql] = match &scope {
            SheetScope::Child(id) | SheetScope::Volunteer(id) => &[id],
            SheetScope::Open | SheetScope::All => &[],
        };
        let width = sheet.columns().len();
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            let mut values = Vec::with_capacity(width);
            for index in 0..width {
                values.push(row.get(index)?);
            }
            if !each(values) {
                break;
            }
        }
        Ok(())
    }
}
