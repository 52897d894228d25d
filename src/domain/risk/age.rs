//! AGE1, over-age for the grade, and AGE2, the grades in which most leave (DOMAIN §1.4).

use chrono::{Datelike, NaiveDate};

use super::assessment::{Finding, FindingState, ReasonValue};
use super::evidence::Evidence;
use super::look::{Look, missing};
use crate::domain::calendar::school_year;
use crate::domain::codes::{Domain, ReasonCode};
use crate::domain::grade::{LAST_GRADE, grade_on};

pub(super) fn findings(look: &mut Look, evidence: &Evidence, findings: &mut Vec<Finding>) {
    let year = school_year(look.day);
    let grade = evidence.grade.map(|(grade, of_year)| grade_on(grade, of_year, look.day));
    let over_age =
        grade.zip(evidence.birth_date).map(|(grade, birth)| over_age(birth, grade, year));
    if grade.is_some_and(|grade| grade < LAST_GRADE) || over_age.is_some() {
        // The next 1 September: the grade rises, or from the last one on the years over-age do.
        if let Some(rises) = NaiveDate::from_ymd_opt(year + 1, 9, 1) {
            look.changes_on(rises);
        }
    }
    let settings = look.settings;
    findings.push(match over_age {
        None => missing(ReasonCode::Age1, Domain::Age),
        Some(years) => {
            let points = match years {
                ..=0 => 0,
                1 => settings.age1_one_points,
                _ => settings.age1_more_points,
            };
            known(ReasonCode::Age1, points, ReasonValue::Years(years))
        }
    });
    findings.push(match grade {
        None => missing(ReasonCode::Age2, Domain::Age),
        Some(grade) => {
            let points = match grade {
                ..=6 => 0,
                7 => settings.age2_grade7_points,
                _ => settings.age2_grade8_points,
            };
            known(ReasonCode::Age2, points, ReasonValue::Grade(grade))
        }
    });
}

/// Age on 31 August before the school year began, less the usual age of the grade (DOMAIN §1.4 AGE1).
pub fn over_age(birth: NaiveDate, grade: u8, year: i32) -> i32 {
    let had_birthday = (birth.month(), birth.day()) <= (8, 31);
    let age = year - birth.year() - i32::from(!had_birthday);
    age - (i32::from(grade) + 5)
}

fn known(code: ReasonCode, points: u32, value: ReasonValue) -> Finding {
    Finding {
        code,
        domain: Domain::Age,
        state: FindingState::Known,
        points,
        value: Some(value),
        date: None,
        source: None,
        expires: None,
    }
}
