//! The columns of the lists, and what each list is sorted by when it is sorted by one of them.

use super::Listed;
use crate::domain::codes::codes;

codes! {
    /// A column of a list. The code is what `--sort` takes and what is kept of chosen columns.
    ListColumn, "list column" {
        /// The shown tier.
        Tier = "tier",
        /// The score.
        Score = "score",
        /// The change of the score over 30 days.
        Change = "change",
        /// The name of the child, volunteer or carer.
        Name = "name",
        /// The code.
        Code = "code",
        /// The grade on the program's day.
        Grade = "grade",
        /// The class.
        Class = "class",
        /// The sex.
        Sex = "sex",
        /// The day of birth.
        Birth = "birth",
        /// The township.
        Township = "township",
        /// Township and village.
        Place = "place",
        /// The school.
        School = "school",
        /// The lead volunteer.
        Volunteer = "volunteer",
        /// A phone: a volunteer's, carer's, or the lead volunteer's.
        Phone = "phone",
        /// When the visit is due.
        Due = "due",
        /// For how many days it has been overdue.
        Late = "late",
        /// The last home visit.
        LastVisit = "last_visit",
        /// When the child was last seen.
        Seen = "seen",
        /// The reasons of the score.
        Why = "why",
        /// When it was entered.
        Entered = "entered",
        /// How many children a volunteer accompanies.
        Load = "load",
        /// How long the record check is valid.
        Check = "check",
        /// How long the training is valid.
        Training = "training",
        /// Where a volunteer stands, or how late a task is.
        State = "state",
        /// When a volunteer joined.
        Joined = "joined",
        /// The children of a carer.
        Children = "children",
        /// The address.
        Address = "address",
        /// The note.
        Note = "note",
        /// The day of a visit, contact or event; by when a task is to be done.
        Day = "day",
        /// In how many days it will be.
        InDays = "in_days",
        /// Who went.
        Who = "who",
        /// Whom a visit met.
        Met = "met",
        /// What a visit saw that is not in order.
        Concerns = "concerns",
        /// How someone was reached.
        Way = "way",
        /// With whom.
        With = "with",
        /// What is to be done.
        Task = "task",
        /// Who does it.
        Owner = "owner",
        /// The kind of an event.
        Kind = "kind",
        /// The title of an event.
        What = "what",
        /// Where an event is.
        Where = "where",
        /// How many take part.
        People = "people",
        /// Who leads an event.
        Leader = "leader",
    }
}

/// By what a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// The column.
    pub column: ListColumn,
    /// From its end: the latest, the highest, the last letter first.
    pub descending: bool,
}

impl Sort {
    /// By a column from its beginning.
    pub const fn by(column: ListColumn) -> Self {
        Self { column, descending: false }
    }

    /// The other way round.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self { column: self.column, descending: !self.descending }
    }
}

/// What the rows are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// A value of the database; rows without one stand at the end.
    Value(&'static str),
    /// A value of the database; rows without one stand as if they had the least.
    Least(&'static str),
    /// A value of the database, the greatest first.
    Greatest(&'static str),
    /// Words, by how they are read; rows without them stand at the end.
    Words(&'static str),
    /// The name of a child or volunteer that the row refers to by a column, by how it is read.
    NameOf(&'static str, &'static str),
    /// The grade on the program's day; children without one stand at the end.
    Grade,
    /// The change of the score; where there is none it stands at the end.
    Change,
    /// What the database doesn't know: the list is put in order where it is made ([`super::coming`]).
    Own,
}

const LEAD_PHONE: &str = "(SELECT phone FROM volunteer WHERE id = visit_due.lead_id)";
const CHILD_NAME: Key = Key::NameOf("child", "t.child_id");
const CONCERNS: &str = "2 * ('urgent' IN (t.school, t.health, t.home, t.mood, t.safety) IS TRUE)
    + ('concern' IN (t.school, t.health, t.home, t.mood, t.safety) IS TRUE)";

impl Listed {
    /// What a list is sorted by for a column; `None` for a column that it doesn't have.
    pub(super) const fn key(self, column: ListColumn) -> Option<Key> {
        use ListColumn as C;
        Some(match self {
            Self::Children(_) => match column {
                C::Tier | C::Why => Key::Value("child_risk.tier"),
                C::Score => Key::Greatest("child_risk.score"),
                C::Change => Key::Change,
                C::Name => Key::Words("child.name"),
                C::Code => Key::Value("child_risk.code"),
                C::Grade => Key::Grade,
                C::Class => Key::Words("child.class"),
                C::Sex => Key::Value("child.sex"),
                C::Birth => Key::Value("child.birth_date"),
                C::Township => Key::Words("child.township"),
                C::Place => {
                    Key::Words("coalesce(child.township, '') || coalesce(child.village, '')")
                }
                C::School => Key::Words("child.school"),
                C::Volunteer => Key::NameOf("volunteer", "visit_due.lead_id"),
                C::Phone => Key::Value(LEAD_PHONE),
                C::Due | C::Late => Key::Value("visit_due.due"),
                C::LastVisit => Key::Least("child_risk.last_visit"),
                C::Seen => Key::Least("child_risk.last_seen"),
                C::Entered => Key::Value("child.entered_on"),
                _ => return None,
            },
            Self::Volunteers(_) => match column {
                C::Code => Key::Value("code_key(t.code)"),
                C::Name => Key::Words("t.name"),
                C::Phone => Key::Value("t.phone"),
                C::Load => Key::Greatest(super::sql::LOAD),
                C::Check => Key::Least("t.check_valid_until"),
                C::Training => Key::Least("t.training_valid_until"),
                C::State => Key::Value("t.status"),
                C::Township => Key::Words("t.township"),
                C::Place => Key::Words("coalesce(t.township, '') || coalesce(t.village, '')"),
                C::Joined => Key::Value("t.joined_on"),
                C::Note => Key::Words("t.note"),
                _ => return None,
            },
            Self::Carers { .. } => match column {
                C::Code => Key::Value("code_key(t.code)"),
                C::Name => Key::Words("t.name"),
                C::Phone => Key::Value("t.phone"),
                C::Children => Key::Greatest("(SELECT count(*) FROM child WHERE carer_id = t.id)"),
                C::Address => Key::Words("t.address"),
                C::Note => Key::Words("t.note"),
                _ => return None,
            },
            Self::Visits => match column {
                C::Day => Key::Greatest("t.day"),
                C::Name => CHILD_NAME,
                C::Who => Key::NameOf("volunteer", "t.volunteer_id"),
                C::Met => Key::Value(
                    "CASE WHEN t.child_seen = 1 THEN 0 WHEN t.guardian_seen = 1 THEN 1 ELSE 2 END",
                ),
                C::Concerns => Key::Greatest(CONCERNS),
                C::Note => Key::Words("t.note"),
                _ => return None,
            },
            Self::Contacts => match column {
                C::Day => Key::Greatest("t.day"),
                C::Name => CHILD_NAME,
                C::Way => Key::Value("t.kind"),
                C::With => Key::Words("t.with_whom"),
                C::Note => Key::Words("t.note"),
                _ => return None,
            },
            Self::Tasks(_) => match column {
                C::Day | C::State => Key::Value("t.due"),
                C::Name => CHILD_NAME,
                C::Task => Key::Words("t.title"),
                C::Owner => Key::Words("t.owner"),
                C::Note => Key::Words("t.note"),
                _ => return None,
            },
            Self::Reports(_) => match column {
                C::Name => CHILD_NAME,
                C::Day => Key::Value("t.known_on"),
                C::State => Key::Value(
                    "CASE WHEN t.closed_on IS NOT NULL THEN 2 WHEN t.sent_on IS NOT NULL THEN 1 ELSE 0 END",
                ),
                C::With => Key::Words("t.sent_to"),
                C::Note => Key::Words("t.note"),
                _ => return None,
            },
            Self::Upcoming => match column {
                C::Day | C::Kind | C::Code | C::What | C::Township => Key::Own,
                _ => return None,
            },
            Self::Events { .. } => match column {
                C::Day => Key::Value("t.starts_on"),
                C::Kind => Key::Value("t.kind"),
                C::What => Key::Words("t.title"),
                C::Where => Key::Words("t.place"),
                C::People => {
                    Key::Greatest("(SELECT count(*) FROM participation WHERE event_id = t.id)")
                }
                C::Leader => Key::NameOf("volunteer", "t.leader_id"),
                C::Code => Key::Value("code_key(t.code)"),
                C::Note => Key::Words("t.note"),
                _ => return None,
            },
        })
    }

    /// True when it can be sorted by a column.
    pub const fn has(self, column: ListColumn) -> bool {
        self.key(column).is_some()
    }
}
