//! What the import kinds and their columns are: headings, what stands in the cells, which are required.

use crate::domain::codes::{
    AttendanceStatus, CelebrateBy, EventKind, ExamType, FactCode, FactValue, Observation, Sex,
    Status, VisitPlace, VolunteerStatus, codes,
};

use super::kinds;

codes! {
    /// What a file can bring in; the list of `peiban import KIND` and `peiban template KIND`.
    ImportKind, "import kind" {
        /// The name list of children.
        Children = "children",
        /// Volunteers.
        Volunteers = "volunteers",
        /// Who accompanies whom.
        Assignments = "assignments",
        /// Visits.
        Visits = "visits",
        /// Attendance by day or by range.
        Attendance = "attendance",
        /// Marks.
        Exams = "exams",
        /// Dated facts (DOMAIN §1.4).
        Facts = "facts",
        /// Parties, camps, trainings …
        Events = "events",
    }
}

impl ImportKind {
    /// The columns, in the order of a template.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Children => kinds::children::COLUMNS,
            Self::Volunteers => kinds::volunteers::COLUMNS,
            Self::Assignments => kinds::assignments::COLUMNS,
            Self::Visits => kinds::visits::COLUMNS,
            Self::Attendance => kinds::attendance::COLUMNS,
            Self::Exams => kinds::exams::COLUMNS,
            Self::Facts => kinds::facts::COLUMNS,
            Self::Events => kinds::events::COLUMNS,
        }
    }

    /// The table that it changes.
    pub const fn table(self) -> &'static str {
        match self {
            Self::Children => "child",
            Self::Volunteers => "volunteer",
            Self::Assignments => "assignment",
            Self::Visits => "visit",
            Self::Attendance => "attendance_day",
            Self::Exams => "exam",
            Self::Facts => "fact",
            Self::Events => "event",
        }
    }

    /// Where a column stands among [`ImportKind::columns`], by its English heading.
    pub fn position(self, heading: &str) -> Option<usize> {
        self.columns().iter().position(|column| column.heading == heading)
    }
}

/// One column of an import kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// The English heading, which is also its name in maps, JSON and exports.
    pub heading: &'static str,
    /// Other headings that name it, as offices write them; the first is the usual Chinese one, used in templates.
    pub aliases: &'static [&'static str],
    /// Must the file have it, and each row fill it?
    pub required: bool,
    /// What stands in its cells.
    pub format: Format,
}

impl Column {
    /// A column that may be absent or blank.
    pub const fn optional(
        heading: &'static str,
        format: Format,
        aliases: &'static [&'static str],
    ) -> Self {
        Self { heading, aliases, required: false, format }
    }

    /// A column that every row must fill.
    pub const fn required(
        heading: &'static str,
        format: Format,
        aliases: &'static [&'static str],
    ) -> Self {
        Self { heading, aliases, required: true, format }
    }

    /// The usual Chinese heading.
    pub fn chinese(&self) -> &'static str {
        self.aliases.first().copied().unwrap_or(self.heading)
    }
}

/// What stands in the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A person's name: blanks between characters go.
    Name,
    /// Text as it is.
    Text,
    /// A record's code, `C0001`.
    Code,
    /// One or more phone numbers.
    Phone,
    /// A day.
    Date,
    /// A lunar birthday (DOMAIN §2.6).
    Lunar,
    /// A resident ID number (DOMAIN §2.5).
    IdNumber,
    /// A grade, 0 to 9.
    Grade,
    /// Several categories in one cell.
    Categories,
    /// Yes or no.
    YesNo,
    /// A whole number, 0 or more.
    Count,
    /// A number, 0 or more.
    Number,
    /// 低保, 特困, 低保边缘, none.
    Household,
    /// [`Sex`].
    Sex,
    /// [`CelebrateBy`].
    Calendar,
    /// [`Status`].
    Status,
    /// [`VolunteerStatus`].
    VolunteerStatus,
    /// [`VisitPlace`].
    Place,
    /// [`Observation`].
    Observation,
    /// [`AttendanceStatus`].
    Attendance,
    /// [`ExamType`].
    ExamType,
    /// [`EventKind`].
    EventKind,
    /// [`FactCode`].
    FactCode,
    /// [`FactValue`].
    FactValue,
}

impl Format {
    /// The code that language words as a hint of what to write: `format-date` …
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Text => "text",
            Self::Code => "code",
            Self::Phone => "phone",
            Self::Date => "date",
            Self::Lunar => "lunar",
            Self::IdNumber => "id_number",
            Self::Grade => "grade",
            Self::Categories => "categories",
            Self::YesNo => "yes_no",
            Self::Count => "count",
            Self::Number => "number",
            Self::Household
            | Self::Sex
            | Self::Calendar
            | Self::Status
            | Self::VolunteerStatus
            | Self::Place
            | Self::Observation
            | Self::Attendance
            | Self::ExamType
            | Self::EventKind
            | Self::FactCode
            | Self::FactValue => "one_of",
        }
    }

    /// The closed list of codes that a cell can hold, where there is one.
    pub fn allowed(self) -> Option<Vec<&'static str>> {
        macro_rules! list {
            ($list:ty) => {
                <$list>::ALL.iter().map(|value| value.code()).collect()
            };
        }
        Some(match self {
            Self::YesNo => vec!["yes", "no"],
            Self::Household => vec!["低保", "特困", "低保边缘", "none"],
            Self::Sex => list!(Sex),
            Self::Calendar => list!(CelebrateBy),
            Self::Status => list!(Status),
            Self::VolunteerStatus => list!(VolunteerStatus),
            Self::Place => list!(VisitPlace),
            Self::Observation => list!(Observation),
            Self::Attendance => list!(AttendanceStatus),
            Self::ExamType => list!(ExamType),
            Self::EventKind => list!(EventKind),
            Self::FactCode => list!(FactCode),
            Self::FactValue => list!(FactValue),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::exchange::headings::normal;

    #[test]
    fn no_heading_of_a_kind_names_two_columns() {
        for &kind in ImportKind::ALL {
            let mut seen: HashMap<String, &str> = HashMap::new();
            for column in kind.columns() {
                for heading in std::iter::once(&column.heading).chain(column.aliases) {
                    let before = seen.insert(normal(heading), column.heading);
                    assert!(
                        before.is_none_or(|before| before == column.heading),
                        "{}: {heading} names {before:?} and {}",
                        kind.code(),
                        column.heading
                    );
                }
            }
        }
    }

    #[test]
    fn every_column_has_a_chinese_heading() {
        for &kind in ImportKind::ALL {
            for column in kind.columns() {
                assert!(!column.chinese().is_ascii(), "{} {}", kind.code(), column.heading);
            }
        }
    }
}
