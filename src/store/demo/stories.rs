//! What happens to a made-up child within the year. Every forty children live the same forty stories, so that the mix of
//! tiers stays that of an ordinary office: 2 critical, 2 high, 4 unknown, 6 watch, 26 stable; 5 overdue visits.

use crate::domain::codes::{Domain, FactCode, FactValue};

/// A day that is told by the operator's last session instead of a number: it lies after it.
pub(super) const NEWS: i64 = -1;

/// When a child was born.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Born {
    /// Some day that fits the grade.
    Any,
    /// Birthday in so many days.
    In(i64),
    /// Lunar birthday in so many days.
    LunarIn(i64),
    /// Keeps the lunar birthday of some day.
    Lunar,
    /// In a leap month.
    LeapMonth,
    /// On 29 February.
    Feb29,
}

macro_rules! stories {
    ($($(#[$meta:meta])* $variant:ident = $code:literal,)+) => {
        /// Which story a child lives.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Story { $($(#[$meta])* $variant,)+ }

        impl Story {
            pub(super) fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

stories! {
    /// Says she will quit: high before, critical since after the last session.
    Quits = "quits",
    /// On the suspected-dropout ledger, four days truant.
    Ledger = "ledger",
    /// Lives with an old grandmother; a visit is long overdue.
    Grandma = "grandma",
    /// Not seen for more than ninety days.
    Unseen = "unseen",
    /// Admitted three weeks ago, never visited, without a volunteer.
    New = "new",
    /// Nothing known from school.
    School = "school",
    /// Neither attendance nor behaviour nor health known.
    Daily = "daily",
    /// Neither attendance nor behaviour nor the way to school known.
    Way = "way",
    /// Fell in maths.
    Fell = "fell",
    /// The carer is ill; a visit is overdue.
    Carer = "carer",
    /// Stable, but not seen for sixty days; the last time nobody was home.
    Locked = "locked",
    /// Watch; the visit is due today.
    Due = "due",
    /// An incident at school.
    Incident = "incident",
    /// A sibling left school.
    Siblings = "siblings",
    /// An ordinary child, visited since the last session.
    Fresh = "fresh",
    /// An ordinary child with a lunar birthday.
    Lunar = "lunar",
    /// An ordinary child born in a leap month.
    Leap = "leap",
    /// An ordinary child born on 29 February.
    Feb29 = "feb29",
    /// An ordinary child.
    Stable = "stable",
}

/// What is special in a story; the rest of the year is ordinary.
pub(super) struct Spec {
    /// Days ago of the last home visit at which the child was seen; `None` = never visited.
    pub(super) last_visit: Option<i64>,
    /// Days between the visits before it.
    pub(super) every: i64,
    /// Days absent of the newest twenty, and of every twenty before; `None` = nobody records attendance.
    pub(super) absent: Option<(usize, usize)>,
    /// Unexcused days in a row at the end.
    pub(super) truant: usize,
    /// Failing subjects (place in the list of subjects) with the mark.
    pub(super) fails: &'static [(usize, i64)],
    /// Fell in the failing subject.
    pub(super) fell: bool,
    /// Facts other than "asked, nothing", and since how many days.
    pub(super) facts: &'static [(FactCode, FactValue, i64)],
    /// Domains of which nothing is recorded.
    pub(super) lacks: &'static [Domain],
    /// In Peiban since so many days; `None` = since the beginning.
    pub(super) since: Option<i64>,
    /// When the child was born.
    pub(super) born: Born,
}

const PLAIN: Spec = Spec {
    last_visit: None,
    every: 28,
    absent: Some((0, 0)),
    truant: 0,
    fails: &[],
    fell: false,
    facts: &[],
    lacks: &[],
    since: None,
    born: Born::Any,
};

impl Story {
    /// True when everything else about the child is drawn by chance, within what keeps it stable.
    pub(super) fn is_ordinary(self) -> bool {
        matches!(self, Self::Fresh | Self::Lunar | Self::Leap | Self::Feb29 | Self::Stable)
    }

    /// What is special about it.
    pub(super) fn spec(self) -> Spec {
        use FactCode::{
            Acc1Far, Acc1Moved, Beh1, Beh2, Hom1, Hom2, Hom3Poverty, Hom3SiblingLeft, Hom3Siblings,
            OvrLedger,
        };
        use FactValue::{BothAway, FatherAway, Incident, MotherAway, Yes};
        let plain = PLAIN;
        match self {
            Self::Quits => Spec {
                last_visit: Some(6),
                every: 14,
                absent: Some((5, 5)),
                fails: &[(1, 41), (2, 52)],
                facts: &[(Beh1, Yes, NEWS), (Hom1, MotherAway, 350)],
                lacks: &[Domain::Health],
                ..plain
            },
            Self::Ledger => Spec {
                last_visit: Some(2),
                every: 7,
                absent: Some((0, 3)),
                truant: 4,
                fails: &[(0, 46)],
                facts: &[
                    (OvrLedger, Yes, 40),
                    (Beh2, Incident, 50),
                    (Hom1, FatherAway, 350),
                    (Hom3Siblings, Yes, 350),
                ],
                born: Born::LunarIn(7),
                ..plain
            },
            Self::Grandma => Spec {
                last_visit: Some(41),
                absent: Some((3, 3)),
                fails: &[(0, 51)],
                facts: &[(Hom1, MotherAway, 350), (Hom2, Yes, 350), (Hom3Poverty, Yes, 350)],
                ..plain
            },
            Self::Unseen => Spec {
                last_visit: Some(NEWS),
                fails: &[(2, 54)],
                facts: &[(Hom1, MotherAway, 350), (Hom3Siblings, Yes, 350)],
                ..plain
            },
            Self::New => Spec {
                absent: None,
                facts: &[(Hom1, MotherAway, 21), (Acc1Far, Yes, 21)],
                lacks: &[Domain::Courses, Domain::Behaviour],
                since: Some(21),
                ..plain
            },
            Self::School => Spec {
                last_visit: Some(6),
                absent: None,
                facts: &[(Hom3Poverty, Yes, 350)],
                lacks: &[Domain::Courses, Domain::Behaviour],
                ..plain
            },
            Self::Daily => Spec {
                last_visit: Some(9),
                absent: None,
                lacks: &[Domain::Behaviour, Domain::Health],
                ..plain
            },
            Self::Way => Spec {
                last_visit: Some(12),
                absent: None,
                lacks: &[Domain::Behaviour, Domain::Access],
                born: Born::LunarIn(25),
                ..plain
            },
            Self::Fell => Spec {
                last_visit: Some(25),
                fails: &[(1, 57)],
                fell: true,
                facts: &[(Hom3Poverty, Yes, 350), (Acc1Moved, Yes, 80)],
                ..plain
            },
            Self::Carer => Spec {
                last_visit: Some(39),
                absent: Some((2, 3)),
                fails: &[(1, 55)],
                facts: &[(Hom2, Yes, 130), (Acc1Far, Yes, 350)],
                born: Born::In(2),
                ..plain
            },
            Self::Locked => Spec {
                last_visit: Some(63),
                every: 55,
                absent: Some((1, 1)),
                facts: &[(Hom3Poverty, Yes, 350), (Hom1, FatherAway, 350)],
                ..plain
            },
            Self::Due => Spec {
                last_visit: Some(30),
                absent: Some((2, 2)),
                facts: &[(Hom1, BothAway, 350), (Hom3Poverty, Yes, 350), (Acc1Moved, Yes, 120)],
                ..plain
            },
            Self::Incident => Spec {
                last_visit: Some(12),
                fails: &[(0, 56)],
                facts: &[(Beh2, Incident, 20), (Hom1, FatherAway, 350)],
                ..plain
            },
            Self::Siblings => Spec {
                last_visit: Some(19),
                facts: &[
                    (Hom3Siblings, Yes, 350),
                    (Hom3SiblingLeft, Yes, 200),
                    (Hom3Poverty, Yes, 350),
                    (Acc1Far, Yes, 350),
                ],
                ..plain
            },
            Self::Fresh => Spec { last_visit: Some(NEWS), every: 55, ..plain },
            Self::Lunar => Spec { last_visit: Some(20), every: 55, born: Born::Lunar, ..plain },
            Self::Leap => Spec { last_visit: Some(20), every: 55, born: Born::LeapMonth, ..plain },
            Self::Feb29 => Spec { last_visit: Some(20), every: 55, born: Born::Feb29, ..plain },
            Self::Stable => Spec { last_visit: Some(20), every: 55, ..plain },
        }
    }
}
