//! What of a list is shown: the parts of a filter, each of which narrows the others. An empty filter shows everything.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::codes::{Coded, ContactKind, EventKind, Tier, VolunteerStatus, codes};
use crate::domain::records::Id;
use crate::domain::value::{Field, Value};

codes! {
    /// What a filter can ask for. Each list has some of them.
    Ask, "list ask" {
        /// The shown tier of the child.
        Tier = "tier",
        /// The township of the child or volunteer; of a carer that of a child.
        Township = "township",
        /// The child's school.
        School = "school",
        /// Who accompanies the child, or who went; or that nobody does.
        Volunteer = "volunteer",
        /// The child's categories of public guidance (DOMAIN §2.2).
        Category = "category",
        /// Where a volunteer stands with the office.
        State = "state",
        /// How many children a volunteer accompanies.
        Room = "room",
        /// The kind of an event.
        EventKind = "event_kind",
        /// The kind of a contact.
        ContactKind = "contact_kind",
        /// What is coming up: birthdays, events of a kind.
        Coming = "coming",
        /// When it was or is due.
        Period = "period",
        /// Whom a visit met.
        Met = "met",
        /// Whether a visit saw something that is not in order.
        Concern = "concern",
        /// Any words of the row.
        Text = "text",
    }
}

codes! {
    /// How much room a volunteer has.
    Room, "list room" {
        /// Accompanies nobody.
        Nobody = "nobody",
        /// Has set no limit, or accompanies fewer children than it allows.
        Room = "room",
        /// Accompanies as many children as the limit allows, or more.
        Full = "full",
    }
}

codes! {
    /// What comes up.
    ComingKind, "list coming" {
        /// A child's birthday.
        Birthday = "birthday",
        /// 生日会
        Party = "birthday_party",
        /// 夏令营, 冬令营
        Camp = "camp",
        /// 培训
        Training = "training",
        /// 会议, 家长会
        Meeting = "meeting",
        /// 体检
        HealthCheck = "health_check",
        /// 其他
        Other = "other",
    }
}

codes! {
    /// Whom a visit met.
    Met, "list met" {
        /// The child.
        Child = "child",
        /// An adult of the family, not the child.
        Adult = "adult",
        /// Nobody.
        Nobody = "nobody",
    }
}

codes! {
    /// A span of days that moves with the program's day, so that a filter kept for next month still means this month.
    Span, "list span" {
        /// The last seven days, today among them.
        Week = "week",
        /// This calendar month.
        Month = "month",
        /// The calendar month before.
        LastMonth = "last_month",
        /// The last ninety days, today among them.
        Quarter = "quarter",
        /// This calendar year.
        Year = "year",
        /// Today and the next thirty days.
        Ahead = "ahead",
        /// Today and the next six days.
        Soon = "soon",
        /// The calendar month after this one.
        NextMonth = "next_month",
    }
}

/// When something was or is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// A span that moves with the day.
    #[serde(with = "code")]
    Span(Span),
    /// From one day to another, both among them; `None` is open on that side.
    Between(Option<NaiveDate>, Option<NaiveDate>),
}

impl Period {
    /// Its first and last day, as it stands today.
    pub fn days(self, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let back = |days| today.checked_sub_days(Days::new(days));
        let month = today.with_day(1);
        let month_end = |first: Option<NaiveDate>| {
            first.and_then(|first| first.checked_add_months(Months::new(1))?.pred_opt())
        };
        match self {
            Self::Between(from, to) => (from, to),
            Self::Span(Span::Week) => (back(6), Some(today)),
            Self::Span(Span::Month) => (month, month_end(month)),
            Self::Span(Span::LastMonth) => {
                let before = month.and_then(|month| month.checked_sub_months(Months::new(1)));
                (before, month_end(before))
            }
            Self::Span(Span::Quarter) => (back(89), Some(today)),
            Self::Span(Span::Year) => (
                NaiveDate::from_ymd_opt(today.year(), 1, 1),
                NaiveDate::from_ymd_opt(today.year(), 12, 31),
            ),
            Self::Span(Span::Soon) => (Some(today), today.checked_add_days(Days::new(6))),
            Self::Span(Span::NextMonth) => {
                let after = month.and_then(|month| month.checked_add_months(Months::new(1)));
                (after, month_end(after))
            }
            Self::Span(Span::Ahead) => (Some(today), today.checked_add_days(Days::new(30))),
        }
    }
}

/// Who accompanies a child, or who went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// Nobody: the children of Today's "without a volunteer".
    Nobody,
    /// This volunteer, as the lead or beside another.
    One(Id),
}

/// A filter. Parts that a list doesn't have ([`super::Listed::asks`]) do nothing there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// One of these shown tiers; empty = all.
    #[serde(with = "code_list", skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<Tier>,
    /// The township: its name, or part of it, its pinyin or initials ([`super::Queries::names_like`]).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub township: Option<String>,
    /// The school, in the same way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// Who accompanies the child, or who went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volunteer: Option<Whom>,
    /// One of these categories, as the records write them; empty = all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// One of these states of a volunteer; empty = all.
    #[serde(with = "code_list", skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<VolunteerStatus>,
    /// How much room a volunteer has.
    #[serde(with = "code_maybe", skip_serializing_if = "Option::is_none")]
    pub room: Option<Room>,
    /// One of these kinds of events; empty = all.
    #[serde(with = "code_list", skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventKind>,
    /// One of these kinds of contacts; empty = all.
    #[serde(with = "code_list", skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ContactKind>,
    /// One of these kinds of what comes up; empty = all.
    #[serde(with = "code_list", skip_serializing_if = "Vec::is_empty")]
    pub coming: Vec<ComingKind>,
    /// When it was or is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Whom a visit met.
    #[serde(with = "code_maybe", skip_serializing_if = "Option::is_none")]
    pub met: Option<Met>,
    /// Only visits that saw something not in order.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub concern: bool,
    /// Names as in the search (汉字, pinyin, initials, phone, code), or part of what else stands in the row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Filter {
    /// The township or school it asks for.
    pub fn place(&self, ask: Ask) -> Option<&str> {
        let place = match ask {
            Ask::Township => &self.township,
            Ask::School => &self.school,
            _ => return None,
        };
        place.as_deref().map(str::trim).filter(|place| !place.is_empty())
    }

    /// True when it shows everything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Codes in JSON; one that isn't known any more is left out.
mod code_list {
    use super::{Coded, Deserialize, Deserializer, Field, Serializer, Value};

    pub(super) fn serialize<S: Serializer, C: Coded>(
        list: &[C],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(list.iter().map(|one| one.as_code()))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>, C: Coded + Field>(
        deserializer: D,
    ) -> Result<Vec<C>, D::Error> {
        let codes = Vec::<String>::deserialize(deserializer)?;
        Ok(codes.into_iter().filter_map(|code| C::from_value(Value::Text(code)).ok()).collect())
    }
}

/// A code in JSON, or none.
mod code_maybe {
    use super::{Coded, Deserialize, Deserializer, Field, Serializer, Value};

    #[expect(clippy::ref_option, reason = "the form that serde calls")]
    pub(super) fn serialize<S: Serializer, C: Coded>(
        one: &Option<C>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match one {
            Some(one) => serializer.serialize_some(one.as_code()),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>, C: Coded + Field>(
        deserializer: D,
    ) -> Result<Option<C>, D::Error> {
        let code = Option::<String>::deserialize(deserializer)?;
        Ok(code.and_then(|code| C::from_value(Value::Text(code)).ok()))
    }
}

/// A code in JSON.
mod code {
    use serde::de::Error;

    use super::{Coded, Deserialize, Deserializer, Field, Serializer, Value};

    pub(super) fn serialize<S: Serializer, C: Coded>(
        one: &C,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(one.as_code())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>, C: Coded + Field>(
        deserializer: D,
    ) -> Result<C, D::Error> {
        let code = String::deserialize(deserializer)?;
        C::from_value(Value::Text(code)).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_span_moves_with_the_day() {
        let span = |span, today: &str| {
            let (from, to) = Period::Span(span).days(day(today));
            format!("{}..{}", from.unwrap(), to.unwrap())
        };
        assert_eq!(span(Span::Week, "2026-11-23"), "2026-11-17..2026-11-23");
        assert_eq!(span(Span::Month, "2028-02-29"), "2028-02-01..2028-02-29");
        assert_eq!(span(Span::LastMonth, "2026-03-31"), "2026-02-01..2026-02-28");
        assert_eq!(span(Span::LastMonth, "2026-01-15"), "2025-12-01..2025-12-31");
        assert_eq!(span(Span::Quarter, "2026-11-23"), "2026-08-26..2026-11-23");
        assert_eq!(span(Span::Year, "2026-11-23"), "2026-01-01..2026-12-31");
        assert_eq!(span(Span::Ahead, "2026-11-23"), "2026-11-23..2026-12-23");
        assert_eq!(span(Span::Soon, "2026-11-23"), "2026-11-23..2026-11-29");
        assert_eq!(span(Span::NextMonth, "2026-12-31"), "2027-01-01..2027-01-31");
    }

    #[test]
    fn a_filter_is_kept_as_it_is() {
        let filter = Filter {
            tiers: vec![Tier::Critical, Tier::High],
            township: Some("青竹".into()),
            volunteer: Some(Whom::One(7)),
            room: Some(Room::Full),
            period: Some(Period::Span(Span::LastMonth)),
            concern: true,
            ..Filter::default()
        };
        let kept = serde_json::to_string(&filter).unwrap();
        assert_eq!(serde_json::from_str::<Filter>(&kept).unwrap(), filter);
        let between = Period::Between(Some(day("2026-11-01")), None);
        let filter = Filter { period: Some(between), ..Filter::default() };
        let kept = serde_json::to_string(&filter).unwrap();
        assert_eq!(serde_json::from_str::<Filter>(&kept).unwrap(), filter);
        assert_eq!(serde_json::to_string(&Filter::default()).unwrap(), "{}");
    }

    #[test]
    fn a_code_of_another_version_is_left_out() {
        let kept = r#"{"tiers":["high","gone"],"room":"gone","later":1}"#;
        let filter: Filter = serde_json::from_str(kept).unwrap();
        assert_eq!(filter, Filter { tiers: vec![Tier::High], ..Filter::default() });
    }
}
