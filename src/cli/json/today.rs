//! The JSON of `today`.

use anyhow::Result;
use chrono::NaiveDate;
use serde::Serialize;

use super::Risk;
use crate::domain::codes::Tier;
use crate::language::Language;
use crate::store::Queries;
use crate::store::queries::{AlsoDue, Coming, Counts, RiskRow, VolunteerBrief, Window};

/// A volunteer of an overdue child.
#[derive(Debug, Serialize)]
struct VolunteerJson {
    code: String,
    name: String,
    phone: Option<String>,
}

impl From<VolunteerBrief> for VolunteerJson {
    fn from(brief: VolunteerBrief) -> Self {
        Self { code: brief.code, name: brief.name, phone: brief.phone }
    }
}

/// An overdue visit.
#[derive(Debug, Serialize)]
struct OverdueJson<'a> {
    child: &'a str,
    child_code: &'a str,
    tier: Tier,
    volunteer: Option<&'a str>,
    volunteer_code: Option<&'a str>,
    phone: Option<&'a str>,
    volunteers: Vec<VolunteerJson>,
    village: Option<&'a str>,
    due: Option<NaiveDate>,
    days_overdue: i64,
    last_visit: Option<NaiveDate>,
    last_seen: Option<NaiveDate>,
}

/// Something coming up.
#[derive(Debug, Serialize)]
struct ComingJson<'a> {
    kind: &'static str,
    code: &'a str,
    title: &'a str,
    date: NaiveDate,
    days: i64,
    lunar: Option<String>,
    age: Option<i32>,
}

#[derive(Debug, Serialize)]
struct AlsoJson {
    kind: &'static str,
    count: usize,
}

#[derive(Debug, Serialize)]
struct CountsJson {
    at_risk: usize,
    critical: usize,
    high: usize,
    unknown: usize,
    watch: usize,
    stable: usize,
    overdue_visits: usize,
    due_today: usize,
    no_volunteer: usize,
    upcoming: usize,
    also_due: usize,
    triage: usize,
}

impl From<Counts> for CountsJson {
    fn from(counts: Counts) -> Self {
        Self {
            at_risk: counts.at_risk,
            critical: counts.critical,
            high: counts.high,
            unknown: counts.unknown,
            watch: counts.watch,
            stable: counts.stable,
            overdue_visits: counts.overdue_visits,
            due_today: counts.due_today,
            no_volunteer: counts.no_volunteer,
            upcoming: counts.upcoming,
            also_due: counts.also_due,
            triage: counts.triage,
        }
    }
}

/// What Today reads, before it is said.
pub(in crate::cli) struct TodayRows {
    /// The day.
    pub date: NaiveDate,
    /// How many days "upcoming" looks ahead.
    pub days: u32,
    /// The numbers, before any limit.
    pub counts: Counts,
    /// Critical, high, unknown, watch, in panel order.
    pub at_risk: Vec<RiskRow>,
    /// Overdue visits by due day, then code.
    pub overdue: Vec<RiskRow>,
    /// Birthdays and events by day, kind, code.
    pub upcoming: Vec<Coming>,
    /// What else is due.
    pub also_due: Vec<AlsoDue>,
}

impl TodayRows {
    /// Reads at most `limit` rows of each list.
    pub(in crate::cli) fn read(queries: Queries<'_>, days: u32, limit: usize) -> Result<Self> {
        let window = Window::first(limit);
        let head = queries.head(days)?;
        Ok(Self {
            date: queries.today(),
            days,
            counts: head.counts,
            at_risk: queries.by_risk(Tier::Watch, window)?,
            overdue: queries.overdue(window)?,
            upcoming: queries.coming(&head.ahead, window)?,
            also_due: head.also_due,
        })
    }
}

/// The answer of `today`.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct TodayJson<'a> {
    date: NaiveDate,
    counts: CountsJson,
    at_risk: Vec<Risk<'a>>,
    overdue_visits: Vec<OverdueJson<'a>>,
    upcoming: Vec<ComingJson<'a>>,
    also_due: Vec<AlsoJson>,
}

impl<'a> TodayJson<'a> {
    /// Puts what was read into its form.
    pub(in crate::cli) fn new(
        rows: &'a TodayRows,
        queries: Queries<'_>,
        language: Language,
    ) -> Result<Self> {
        let today = rows.date;
        let mut overdue = Vec::with_capacity(rows.overdue.len());
        for row in &rows.overdue {
            let lead = row.lead.as_ref();
            let volunteers = queries.volunteers_of(row.child.id)?;
            overdue.push(OverdueJson {
                child: &row.child.name,
                child_code: &row.child.code,
                tier: row.tier,
                volunteer: lead.map(|lead| lead.name.as_str()),
                volunteer_code: lead.map(|lead| lead.code.as_str()),
                phone: lead.and_then(|lead| lead.phone.as_deref()),
                volunteers: volunteers.into_iter().map(VolunteerJson::from).collect(),
                village: row.child.village.as_deref(),
                due: row.visit_due,
                days_overdue: row.days_overdue(today),
                last_visit: row.last_visit,
                last_seen: row.last_seen,
            });
        }
        Ok(Self {
            date: today,
            counts: rows.counts.into(),
            at_risk: rows.at_risk.iter().map(|row| Risk::open(row, language, today)).collect(),
            overdue_visits: overdue,
            upcoming: rows
                .upcoming
                .iter()
                .map(|coming| ComingJson {
                    kind: coming.kind(),
                    code: &coming.code,
                    title: &coming.title,
                    date: coming.date,
                    days: coming.days,
                    lunar: coming.lunar.map(|lunar| language.lunar_words(lunar.birthday())),
                    age: coming.age,
                })
                .collect(),
            also_due: rows
                .also_due
                .iter()
                .map(|due| AlsoJson { kind: due.kind, count: due.count })
                .collect(),
        })
    }
}
