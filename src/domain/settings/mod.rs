//! Every number of the rules that an office may want to change, with its documented default (DOMAIN §1.4, §1.5).
//!
//! [`rules()`] lists all that can be set, numbers and what an office says of itself, by the page on which it stands.

mod rules;

use chrono::NaiveDate;

use super::codes::Domain;
use super::records::Setting;
pub use rules::{
    Allowed, FORMER_NAME, Group, Rule, Unit, check, check_all, is_backup, rule, rules,
};

/// Why a setting can't have a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// There is no setting of that code.
    #[error("there is no setting {code}")]
    Unknown {
        /// The code asked for.
        code: String,
    },
    /// The value is no whole number.
    #[error("{value:?} is no whole number")]
    NotANumber {
        /// The value given.
        value: String,
    },
    /// The value is out of its bounds.
    #[error("{code} must be from {min} to {max}")]
    OutOfBounds {
        /// The setting.
        code: &'static str,
        /// The least it can be.
        min: u32,
        /// The most it can be.
        max: u32,
    },
    /// Two numbers that belong together stand the wrong way round.
    #[error("{lower} must not be over {upper}")]
    OutOfOrder {
        /// The setting that must be the lower.
        lower: &'static str,
        /// The setting that must be the higher.
        upper: &'static str,
        /// What the other of the two is now.
        bound: u32,
        /// True when they must not be equal either.
        strict: bool,
    },
    /// The value is no day.
    #[error("{value:?} is no day")]
    NotADay {
        /// The value given.
        value: String,
    },
    /// The day lies after today.
    #[error("the day lies ahead")]
    InFuture,
    /// The text is too long.
    #[error("longer than {max} characters")]
    TooLong {
        /// The most characters.
        max: usize,
    },
    /// The value is no phone number.
    #[error("no phone number")]
    NotAPhone,
}

macro_rules! settings {
    ($($(#[$meta:meta])* $field:ident = $default:literal in $min:literal ..= $max:literal,)+) => {
        /// The numbers of the rules, as they stand on one day. The code of a setting is its field's name.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Settings { $($(#[$meta])* pub $field: u32,)+ }

        /// The numbers with their defaults and bounds: code, default, least, most.
        pub(crate) const NUMBERS: &[(&str, u32, u32, u32)] =
            &[$((stringify!($field), $default, $min, $max),)+];

        impl Default for Settings {
            fn default() -> Self {
                Self { $($field: $default,)+ }
            }
        }

        impl Settings {
            /// Every code with its value, in the order of the declaration.
            pub fn all(&self) -> Vec<(&'static str, u32)> {
                vec![$((stringify!($field), self.$field),)+]
            }

            /// The value of a code.
            pub fn get(&self, code: &str) -> Option<u32> {
                match code { $(stringify!($field) => Some(self.$field),)+ _ => None }
            }

            /// Gives a setting another value.
            pub fn set(&mut self, code: &str, value: &str) -> Result<(), SettingError> {
                let number = || {
                    value.trim().parse::<u32>()
                        .map_err(|_| SettingError::NotANumber { value: value.to_owned() })
                };
                match code {
                    $(stringify!($field) => {
                        let number = number()?;
                        if !($min..=$max).contains(&number) {
                            return Err(SettingError::OutOfBounds {
                                code: stringify!($field), min: $min, max: $max,
                            });
                        }
                        self.$field = number;
                        Ok(())
                    })+
                    _ => Err(SettingError::Unknown { code: code.to_owned() }),
                }
            }
        }
    };
}

settings! {
    /// Points of an attendance rate below `att1_good` percent.
    att1_fair_points = 5 in 0..=100,
    /// Points of an attendance rate below `att1_fair` percent.
    att1_poor_points = 15 in 0..=100,
    /// Points of an attendance rate below `att1_poor` percent.
    att1_bad_points = 25 in 0..=100,
    /// Points of unexcused days in a row.
    att2_points = 15 in 0..=100,
    /// Points of one failing core subject.
    crs1_one_points = 10 in 0..=100,
    /// Points of two or more failing core subjects.
    crs1_more_points = 20 in 0..=100,
    /// Points of a core subject that fell.
    crs2_points = 8 in 0..=100,
    /// Points of wanting to quit, seeking work, refusing school.
    beh1_points = 20 in 0..=100,
    /// Points of one incident.
    beh2_one_points = 5 in 0..=100,
    /// Points of two or more incidents, or one runaway or police matter.
    beh2_more_points = 12 in 0..=100,
    /// Points of being over-age by one year.
    age1_one_points = 3 in 0..=100,
    /// Points of being over-age by two years or more.
    age1_more_points = 12 in 0..=100,
    /// Points of grade 7.
    age2_grade7_points = 3 in 0..=100,
    /// Points of grades 8 and 9.
    age2_grade8_points = 5 in 0..=100,
    /// Points of having no effective guardian.
    hom1_no_guardian_points = 15 in 0..=100,
    /// Points of the mother being away or gone, with or without the father.
    hom1_mother_away_points = 8 in 0..=100,
    /// Points of only the father being away.
    hom1_father_away_points = 0 in 0..=100,
    /// Points of a carer seriously ill or disabled, or the only carer being old.
    hom2_points = 6 in 0..=100,
    /// Points of certified poverty.
    hom3_poverty_points = 5 in 0..=100,
    /// Points of three or more siblings.
    hom3_siblings_points = 2 in 0..=100,
    /// Points of a sibling who left school.
    hom3_sibling_left_points = 6 in 0..=100,
    /// Points of a mental screen over its cut-off.
    hlt1_points = 8 in 0..=100,
    /// Points of an unmet serious illness or disability.
    hlt2_points = 6 in 0..=100,
    /// Points of a move of school.
    acc1_moved_points = 4 in 0..=100,
    /// Points of a long way to school.
    acc1_far_points = 4 in 0..=100,

    /// Most points of the attendance domain.
    cap_attendance = 30 in 0..=100,
    /// Most points of the courses domain.
    cap_courses = 25 in 0..=100,
    /// Most points of the behaviour domain.
    cap_behaviour = 25 in 0..=100,
    /// Most points of the age domain.
    cap_age = 15 in 0..=100,
    /// Most points of the home domain.
    cap_home = 25 in 0..=100,
    /// Most points of the health domain.
    cap_health = 15 in 0..=100,
    /// Most points of the access domain.
    cap_access = 8 in 0..=100,

    /// Attendance from this percentage on gives no points.
    att1_good = 95 in 0..=100,
    /// Attendance from this percentage on, below `att1_good`, gives the first points.
    att1_fair = 90 in 0..=100,
    /// Attendance from this percentage on, below `att1_fair`, gives the second points; below it the third.
    att1_poor = 80 in 0..=100,
    /// How many daily records the attendance rate looks back.
    att1_days = 20 in 1..=200,
    /// With fewer recorded days the rate is missing.
    att1_min_days = 10 in 1..=200,
    /// How many unexcused school days in a row give ATT2.
    att2_run = 3 in 1..=100,
    /// A mark below this percentage of full marks fails.
    crs1_pass = 60 in 0..=100,
    /// A fall of so many percentage points gives CRS2.
    crs2_drop = 15 in 1..=100,
    /// Score from which a child is critical.
    tier_critical = 60 in 1..=100,
    /// Score from which a child is high.
    tier_high = 40 in 1..=100,
    /// Score from which a child is watch.
    tier_watch = 20 in 1..=100,
    /// Coverage in percent from which a low score means stable, below it unknown.
    stable_coverage = 60 in 0..=100,
    /// Not seen for more days than this: at least watch (SEEN60).
    seen_watch_days = 60 in 1..=1000,
    /// Not seen for more days than this: at least high (SEEN90).
    seen_high_days = 90 in 1..=1000,

    /// Shelf life of ATT1 in term days.
    att1_shelf = 30 in 0..=3650,
    /// Shelf life of ATT2 in term days.
    att2_shelf = 14 in 0..=3650,
    /// Shelf life of CRS1 in days.
    crs1_shelf = 150 in 0..=3650,
    /// Shelf life of CRS2 in days.
    crs2_shelf = 150 in 0..=3650,
    /// Shelf life of BEH1 in term days.
    beh1_shelf = 60 in 0..=3650,
    /// Shelf life of BEH2 in term days.
    beh2_shelf = 90 in 0..=3650,
    /// Shelf life of HOM1 in days.
    hom1_shelf = 180 in 0..=3650,
    /// Shelf life of HOM2 in days.
    hom2_shelf = 180 in 0..=3650,
    /// Shelf life of the HOM3 facts in days.
    hom3_shelf = 365 in 0..=3650,
    /// Shelf life of HLT1 in days.
    hlt1_shelf = 365 in 0..=3650,
    /// Shelf life of HLT2 in days.
    hlt2_shelf = 365 in 0..=3650,
    /// Shelf life of the ACC1 facts in days.
    acc1_shelf = 365 in 0..=3650,

    /// Days between home visits of a critical child.
    cadence_critical = 7 in 1..=1000,
    /// Days between home visits of a high child.
    cadence_high = 14 in 1..=1000,
    /// Days between home visits of an unknown child.
    cadence_unknown = 30 in 1..=1000,
    /// Days between home visits of a watch child.
    cadence_watch = 30 in 1..=1000,
    /// Days between home visits of a stable child.
    cadence_stable = 60 in 1..=1000,
    /// Days after the start day by which a child never visited is due.
    first_visit = 7 in 0..=1000,
    /// Days after a rise to critical by which the child is due.
    critical_rise = 3 in 0..=1000,

    /// Days after which a handled critical case is looked at again.
    look_again_critical = 1 in 1..=365,
    /// Days after which a handled high case is looked at again.
    look_again_high = 7 in 1..=365,
    /// Days after which a handled unknown case is looked at again.
    look_again_unknown = 7 in 1..=365,
    /// Days after which a handled watch case is looked at again.
    look_again_watch = 30 in 1..=365,
    /// Days after which a handled stable case is looked at again.
    look_again_stable = 30 in 1..=365,
    /// How many cases are a day's portion of the triage queue.
    triage_portion = 30 in 1..=1000,

    /// Days that "upcoming" looks ahead.
    horizon = 30 in 1..=366,
    /// Days before the end of a volunteer's record check at which it is also due.
    check_notice = 60 in 0..=366,
    /// Days before the end of a volunteer's training at which it is also due.
    training_notice = 60 in 0..=366,

    /// Whether the console makes a backup once a day when it is closed: 1 yes, 0 no.
    backup_daily = 1 in 0..=1,
    /// The backups of so many days are kept.
    backup_keep = 14 in 1..=365,
    /// When the newest backup is older than so many days, Today says so.
    backup_old = 7 in 1..=365,
}

impl Settings {
    /// The most a domain can give.
    pub const fn cap(&self, domain: Domain) -> u32 {
        match domain {
            Domain::Attendance => self.cap_attendance,
            Domain::Courses => self.cap_courses,
            Domain::Behaviour => self.cap_behaviour,
            Domain::Age => self.cap_age,
            Domain::Home => self.cap_home,
            Domain::Health => self.cap_health,
            Domain::Access => self.cap_access,
        }
    }

    /// The settings in force on a day: the defaults, overlaid by the office's records from their days on. On one day
    /// the record entered later (the higher id) wins. Records that can't be used come back with the reason.
    pub fn on(day: NaiveDate, records: &[Setting]) -> (Self, Vec<SettingError>) {
        let mut settings = Self::default();
        let mut errors = Vec::new();
        let mut in_force: Vec<&Setting> =
            records.iter().filter(|record| record.from_day <= day).collect();
        in_force.sort_by_key(|record| (record.from_day, record.meta.id));
        // What an office says of itself isn't among the numbers.
        for record in in_force.into_iter().filter(|record| !rules::is_text(&record.code)) {
            errors.extend(settings.set(&record.code, &record.value).err());
        }
        (settings, errors)
    }
}
