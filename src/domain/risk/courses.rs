//! CRS1, failing core subjects, and CRS2, core subjects that fell (DOMAIN §1.4).

use super::assessment::{Finding, ReasonValue, Source, SubjectDrop, SubjectPercent};
use super::evidence::{Evidence, Mark};
use super::look::{Behind, Look, Shelf, missing};
use crate::domain::codes::{CoreSubject, Domain, ReasonCode};

/// Percentages that differ by less are equal; keeps a fall of exactly fifteen points one of fifteen.
const ROUNDING: f64 = 1e-9;

/// A subject's newest mark, and the one of the same type before it.
struct Newest<'m> {
    mark: &'m Mark,
    before: Option<&'m Mark>,
}

pub(super) fn findings(look: &mut Look, evidence: &Evidence, findings: &mut Vec<Finding>) {
    let marks = look.known(&evidence.marks, |mark| mark.day);
    let newest: Vec<Newest> =
        CoreSubject::ALL.iter().filter_map(|subject| newest(marks, *subject)).collect();
    findings.push(failing(look, &newest));
    findings.push(fallen(look, &newest));
}

fn newest(marks: &[Mark], subject: CoreSubject) -> Option<Newest<'_>> {
    let mark = lowest_of_newest_day(marks, |mark| mark.subject == subject)?;
    let before = lowest_of_newest_day(marks, |other| {
        other.subject == subject && other.exam_type == mark.exam_type && other.day < mark.day
    });
    Some(Newest { mark, before })
}

/// Of the marks that fit, the lowest percentage of the newest day.
fn lowest_of_newest_day(marks: &[Mark], fits: impl Fn(&Mark) -> bool) -> Option<&Mark> {
    let mut fitting = marks.iter().filter(|mark| mark.full_marks > 0.0 && fits(mark));
    let first = fitting.next()?;
    Some(
        fitting.take_while(|mark| mark.day == first.day).fold(first, |lowest, mark| {
            if mark.percent() < lowest.percent() { mark } else { lowest }
        }),
    )
}

fn failing(look: &mut Look, newest: &[Newest]) -> Finding {
    let shelf = Shelf::Days(look.settings.crs1_shelf);
    let rows: Vec<(&Mark, Behind)> =
        newest.iter().map(|newest| (newest.mark, behind(look, newest.mark, shelf))).collect();
    let pass = f64::from(look.settings.crs1_pass);
    let (one, more) = (look.settings.crs1_one_points, look.settings.crs1_more_points);
    let fails = |mark: &Mark| mark.score * 100.0 < pass * mark.full_marks;
    summed(look, ReasonCode::Crs1, &rows, fails, |hits| {
        let points = match hits.len() {
            0 => 0,
            1 => one,
            _ => more,
        };
        (points, ReasonValue::Subjects(hits.iter().map(|mark| percent(mark)).collect()))
    })
}

fn fallen(look: &mut Look, newest: &[Newest]) -> Finding {
    let shelf = Shelf::Days(look.settings.crs2_shelf);
    let comparable: Vec<(SubjectDrop, (&Mark, Behind))> = newest
        .iter()
        .filter_map(|Newest { mark, before }| {
            let drop = SubjectDrop {
                subject: mark.subject,
                from: (*before)?.percent(),
                to: mark.percent(),
            };
            Some((drop, (*mark, behind(look, mark, shelf))))
        })
        .collect();
    let least = f64::from(look.settings.crs2_drop) - ROUNDING;
    let points = look.settings.crs2_points;
    let drop_of = |mark: &Mark| {
        comparable.iter().map(|(drop, _)| *drop).find(|drop| drop.subject == mark.subject)
    };
    let rows: Vec<(&Mark, Behind)> = comparable.iter().map(|(_, row)| *row).collect();
    let fell = |mark: &Mark| drop_of(mark).is_some_and(|drop| drop.from - drop.to >= least);
    summed(look, ReasonCode::Crs2, &rows, fell, |hits| {
        let drops = hits.iter().filter_map(|mark| drop_of(mark)).collect();
        (if hits.is_empty() { 0 } else { points }, ReasonValue::Drops(drops))
    })
}

/// Sums a code over its subjects: the subjects hit among those still good, with the newest of them behind it; else
/// what was looked at, good or not.
fn summed(
    look: &mut Look,
    code: ReasonCode,
    rows: &[(&Mark, Behind)],
    is_hit: impl Fn(&Mark) -> bool,
    score: impl Fn(&[&Mark]) -> (u32, ReasonValue),
) -> Finding {
    let good: Vec<&(&Mark, Behind)> = rows.iter().filter(|(_, row)| look.is_good(row)).collect();
    let hits: Vec<&(&Mark, Behind)> =
        good.iter().copied().filter(|(mark, _)| is_hit(mark)).collect();
    let (points, mut value) = score(&hits.iter().map(|(mark, _)| *mark).collect::<Vec<_>>());
    let any_hit = !hits.is_empty();
    // Subjects that aren't hit go bad unnoticed as long as one that is hit is good.
    let mut shown = if any_hit { hits } else { good };
    if shown.is_empty() {
        shown = rows.iter().collect();
    }
    let newest = shown.iter().max_by_key(|(mark, _)| (mark.day, mark.id));
    let Some((_, newest)) = newest else { return missing(code, Domain::Courses) };
    if code == ReasonCode::Crs1 {
        // Without a failing subject the page shows the marks themselves.
        value = ReasonValue::Subjects(shown.iter().map(|(mark, _)| percent(mark)).collect());
    }
    if code == ReasonCode::Crs1 || any_hit {
        for (_, row) in &shown {
            look.expires(row);
        }
    }
    look.expires(newest);
    look.finding(code, Domain::Courses, points, value, *newest)
}

fn behind(look: &Look, mark: &Mark, shelf: Shelf) -> Behind {
    look.dated(mark.day, (Source::Exam, mark.id), shelf)
}

fn percent(mark: &Mark) -> SubjectPercent {
    SubjectPercent { subject: mark.subject, percent: mark.percent() }
}
