//! In what two files agree or differ, and how much each counts.

use crate::domain::codes::codes;

codes! {
    /// In what two files agree or differ.
    Likeness, "likeness" {
        /// The same name, spaces aside.
        NameSame = "name_same",
        /// Other characters that sound the same: 张丽, 张莉.
        NameSound = "name_sound",
        /// One character more or less: 王小明, 王明.
        NameLonger = "name_longer",
        /// The same given name under another surname.
        NameSurname = "name_surname",
        /// One character of the given name is another, as with twins.
        NameOneOther = "name_one_other",
        /// Another name.
        NameOther = "name_other",
        /// The same ID number.
        IdSame = "id_same",
        /// ID numbers that differ in one place, or in two neighbours exchanged.
        IdNear = "id_near",
        /// Different ID numbers.
        IdOther = "id_other",
        /// The same birth date.
        BirthSame = "birth_same",
        /// The same lunar birthday, where a solar date is missing.
        LunarSame = "lunar_same",
        /// Birth dates a day apart.
        BirthNextDay = "birth_next_day",
        /// Month and day exchanged.
        BirthSwapped = "birth_swapped",
        /// One of year, month and day is another.
        BirthPart = "birth_part",
        /// Different birth dates.
        BirthOther = "birth_other",
        /// A phone number in common.
        PhoneSame = "phone_same",
        /// Different phone numbers.
        PhoneOther = "phone_other",
        /// The same guardian: by name, or by phone.
        GuardianSame = "guardian_same",
        /// Different guardians.
        GuardianOther = "guardian_other",
        /// The same village.
        VillageSame = "village_same",
        /// Different villages of one township.
        VillageOther = "village_other",
        /// The same township.
        TownshipSame = "township_same",
        /// Different townships.
        TownshipOther = "township_other",
        /// The same school.
        SchoolSame = "school_same",
        /// Different schools.
        SchoolOther = "school_other",
        /// The same sex.
        SexSame = "sex_same",
        /// Different sexes.
        SexOther = "sex_other",
    }
}

impl Likeness {
    /// How much it counts. Expert-set from how far each can be chance, a slip of the pen, or a change since:
    ///
    /// | | for | against |
    /// |---|---|---|
    /// | ID number | same 60, one slip 10 | other −60 |
    /// | name | same 40, same sound 28, one character more or another surname 15, one character other 5 | other −30 |
    /// | birth date | same 30, a day apart, parts exchanged or one part other 10 | other −35 |
    /// | phone | same 45 | other −8: numbers change |
    /// | guardian | same 18 | other −8 |
    /// | village, township | same 10, 5 | other −8, −15 |
    /// | school | same 8 | other −5: children change schools |
    /// | sex | same 4 | other −25 |
    pub const fn points(self) -> i32 {
        match self {
            Self::IdSame => 60,
            Self::PhoneSame => 45,
            Self::NameSame => 40,
            Self::BirthSame | Self::LunarSame => 30,
            Self::NameSound => 28,
            Self::GuardianSame => 18,
            Self::NameLonger | Self::NameSurname => 15,
            Self::IdNear
            | Self::VillageSame
            | Self::BirthNextDay
            | Self::BirthSwapped
            | Self::BirthPart => 10,
            Self::SchoolSame => 8,
            Self::NameOneOther | Self::TownshipSame => 5,
            Self::SexSame => 4,
            Self::SchoolOther => -5,
            Self::PhoneOther | Self::GuardianOther | Self::VillageOther => -8,
            Self::TownshipOther => -15,
            Self::SexOther => -25,
            Self::NameOther => -30,
            Self::BirthOther => -35,
            Self::IdOther => -60,
        }
    }

    /// What a whole family shares; it says nothing about two people whose names differ.
    pub(super) const fn is_of_the_family(self) -> bool {
        matches!(
            self,
            Self::GuardianSame | Self::VillageSame | Self::TownshipSame | Self::SchoolSame
        )
    }
}
