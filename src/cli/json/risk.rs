//! One child's risk, and the row of the list of children.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value as Json;

use super::number;
use crate::domain::codes::{Domain, ReasonCode, Sex, Status, Tier};
use crate::domain::risk::{Reason, ReasonValue};
use crate::language::Language;
use crate::store::queries::RiskRow;

/// Why, with its points and until when it holds.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct ReasonJson {
    code: ReasonCode,
    points: u32,
    text: String,
    value: Json,
    date: Option<NaiveDate>,
    expires: Option<NaiveDate>,
}

/// One domain's part of the score.
#[derive(Debug, Serialize)]
struct DomainJson {
    code: Domain,
    points: u32,
    cap: u32,
    covered: bool,
}

/// RISK of the README's table.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Risk<'a> {
    code: &'a str,
    name: &'a str,
    tier: Tier,
    scored_tier: Tier,
    score: u32,
    score_high: u32,
    coverage: u32,
    verify: bool,
    change_30: Option<i64>,
    pub(in crate::cli) reasons: Vec<ReasonJson>,
    domains: Vec<DomainJson>,
    last_seen: Option<NaiveDate>,
    last_visit: Option<NaiveDate>,
    visit_due: Option<NaiveDate>,
}

/// RISK and what the list of children adds.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct ChildRow<'a> {
    #[serde(flatten)]
    pub(in crate::cli) risk: Risk<'a>,
    sex: Option<Sex>,
    birth_date: Option<NaiveDate>,
    village: Option<&'a str>,
    school: Option<&'a str>,
    grade: Option<u8>,
    volunteer_code: Option<&'a str>,
    status: Status,
}

impl ReasonJson {
    fn new(reason: &Reason, text: String) -> Self {
        Self {
            code: reason.code,
            points: reason.points,
            text,
            value: value(&reason.value),
            date: reason.date,
            expires: reason.expires,
        }
    }

    /// Code and words, for one cell of a table.
    pub(in crate::cli) fn words(&self) -> &str {
        &self.text
    }
}

/// The value as a number or a short code: percent, days, how many subjects, points fallen, a fact's value, incidents,
/// years, grade; null for SEEN.
fn value(value: &ReasonValue) -> Json {
    match value {
        ReasonValue::Percent(percent) => number(tenth(*percent)),
        ReasonValue::Days(days) => Json::from(*days),
        ReasonValue::Subjects(subjects) => Json::from(subjects.len()),
        ReasonValue::Drops(drops) => {
            let deepest = drops.iter().map(|drop| drop.from - drop.to).fold(0.0, f64::max);
            number(tenth(deepest))
        }
        ReasonValue::Fact(value) => Json::from(value.code()),
        ReasonValue::Incidents(incidents) => Json::from(incidents.count),
        ReasonValue::Years(years) => Json::from(*years),
        ReasonValue::Grade(grade) => Json::from(*grade),
        ReasonValue::Seen(_) => Json::Null,
    }
}

fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

impl<'a> Risk<'a> {
    /// For lists: a restricted reason says only that it is.
    pub(in crate::cli) fn open(row: &'a RiskRow, language: Language, today: NaiveDate) -> Self {
        Self::worded(row, &|reason| language.reason_open(reason, today))
    }

    /// For the child's own page, in full.
    pub(in crate::cli) fn full(row: &'a RiskRow, language: Language, today: NaiveDate) -> Self {
        Self::worded(row, &|reason| language.reason(reason, today))
    }

    fn worded(row: &'a RiskRow, words: &dyn Fn(&Reason) -> String) -> Self {
        Self {
            code: &row.child.code,
            name: &row.child.name,
            tier: row.tier,
            scored_tier: row.scored_tier,
            score: row.score,
            score_high: row.score_high,
            coverage: row.coverage,
            verify: row.verify,
            change_30: row.change_30,
            reasons: row.reasons.iter().map(|it| ReasonJson::new(it, words(it))).collect(),
            domains: row
                .domains
                .iter()
                .map(|part| DomainJson {
                    code: part.domain,
                    points: part.points,
                    cap: part.cap,
                    covered: part.covered,
                })
                .collect(),
            last_seen: row.last_seen,
            last_visit: row.last_visit,
            visit_due: row.visit_due,
        }
    }
}

impl<'a> ChildRow<'a> {
    /// A row of the list, around a child's risk.
    pub(in crate::cli) fn new(row: &'a RiskRow, risk: Risk<'a>) -> Self {
        Self {
            risk,
            sex: row.child.sex,
            birth_date: row.child.birth_date,
            village: row.child.village.as_deref(),
            school: row.child.school.as_deref(),
            grade: row.child.grade,
            volunteer_code: row.lead.as_ref().map(|lead| lead.code.as_str()),
            status: row.child.status,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::{CoreSubject, FactValue};
    use crate::domain::risk::{Incidents, SubjectDrop, SubjectPercent};

    #[test]
    fn a_reasons_value_is_a_number_or_a_short_code() {
        let percent = |percent| SubjectPercent { subject: CoreSubject::Maths, percent };
        let drop = |from, to| SubjectDrop { subject: CoreSubject::Maths, from, to };
        assert_eq!(value(&ReasonValue::Percent(200.0 / 3.0)), Json::from(66.7));
        assert_eq!(value(&ReasonValue::Percent(78.0)), Json::from(78));
        assert_eq!(value(&ReasonValue::Days(4)), Json::from(4));
        assert_eq!(
            value(&ReasonValue::Subjects(vec![percent(41.0), percent(52.0)])),
            Json::from(2)
        );
        let drops = vec![drop(80.0, 65.0), drop(73.0, 55.0)];
        assert_eq!(value(&ReasonValue::Drops(drops)), Json::from(18));
        assert_eq!(value(&ReasonValue::Fact(FactValue::BothAway)), Json::from("both_away"));
        let incidents = Incidents { count: 3, serious: 1 };
        assert_eq!(value(&ReasonValue::Incidents(incidents)), Json::from(3));
        assert_eq!(value(&ReasonValue::Seen(None)), Json::Null);
    }
}
