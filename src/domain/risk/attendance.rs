//! ATT1, the attendance rate, and ATT2, unexcused days in a row (DOMAIN §1.4).

use chrono::NaiveDate;

use super::assessment::{Finding, FindingState, ReasonValue, Source};
use super::evidence::{DayMark, Evidence, RangeMark};
use super::look::{Behind, Look, Shelf, missing};
use crate::domain::codes::{AttendanceStatus, Domain, ReasonCode};
use crate::domain::records::Id;

/// The recorded days that a rate is made of.
struct Recorded {
    days: f64,
    absent: f64,
    until: NaiveDate,
    source: (Source, Id),
}

pub(super) fn findings(look: &mut Look, evidence: &Evidence, findings: &mut Vec<Finding>) {
    let daily = look.known(&evidence.attendance_days, |mark| mark.day);
    let ranges = look.known(&evidence.attendance_ranges, |mark| mark.to);
    // A range in which no day was recorded says nothing: zero is not missing, missing is not zero.
    let ranges = || ranges.iter().filter(|range| range.recorded > 0.0);
    // On the same newest day daily records win.
    let by_range = match (daily.first(), ranges().next()) {
        (Some(day), Some(range)) => range.to > day.day,
        (None, Some(_)) => true,
        _ => false,
    };
    let recorded = if by_range { from_ranges(look, ranges()) } else { from_days(look, daily) };
    let rate = recorded
        .filter(|recorded| recorded.days >= f64::from(look.settings.att1_min_days))
        .map_or_else(
            || missing(ReasonCode::Att1, Domain::Attendance),
            |recorded| rate(look, &recorded),
        );
    let run = run(look, daily, &rate, by_range);
    findings.extend([rate, run]);
}

/// One record a day, the one entered later.
fn one_a_day(daily: &[DayMark]) -> impl Iterator<Item = &DayMark> {
    let mut before = None;
    daily.iter().filter(move |mark| before.replace(mark.day) != Some(mark.day))
}

fn from_days(look: &Look, daily: &[DayMark]) -> Option<Recorded> {
    let newest = daily.first()?;
    let mut recorded = Recorded {
        days: 0.0,
        absent: 0.0,
        until: newest.day,
        source: (Source::AttendanceDay, newest.id),
    };
    for mark in one_a_day(daily).take(look.settings.att1_days as usize) {
        recorded.days += 1.0;
        if matches!(mark.status, AttendanceStatus::Excused | AttendanceStatus::Unexcused) {
            recorded.absent += 1.0;
        }
    }
    Some(recorded)
}

/// The newest range, with earlier ones added until there are enough days; one that overlaps a taken one is skipped.
fn from_ranges<'r>(look: &Look, ranges: impl Iterator<Item = &'r RangeMark>) -> Option<Recorded> {
    let mut recorded: Option<Recorded> = None;
    let mut taken_from = NaiveDate::MAX;
    for range in ranges {
        // Taken ranges go backwards in time, so only the earliest of them can overlap.
        if range.to >= taken_from && recorded.is_some() {
            continue;
        }
        let so_far = recorded.get_or_insert(Recorded {
            days: 0.0,
            absent: 0.0,
            until: range.to,
            source: (Source::AttendanceRange, range.id),
        });
        so_far.days += range.recorded;
        so_far.absent += range.excused + range.unexcused;
        taken_from = range.from;
        if so_far.days >= f64::from(look.settings.att1_min_days) {
            break;
        }
    }
    recorded
}

fn rate(look: &mut Look, recorded: &Recorded) -> Finding {
    let settings = look.settings;
    let present = (recorded.days - recorded.absent).max(0.0) * 100.0;
    let below = |percent: u32| present < f64::from(percent) * recorded.days;
    let points = if below(settings.att1_poor) {
        settings.att1_bad_points
    } else if below(settings.att1_fair) {
        settings.att1_poor_points
    } else if below(settings.att1_good) {
        settings.att1_fair_points
    } else {
        0
    };
    let behind = look.behind(recorded.until, recorded.source, Shelf::TermDays(settings.att1_shelf));
    let value = ReasonValue::Percent(present / recorded.days);
    look.finding(ReasonCode::Att1, Domain::Attendance, points, value, behind)
}

/// The newest run of unexcused days that is long enough. Without one, daily records that give a rate say "none".
fn run(look: &mut Look, daily: &[DayMark], rate: &Finding, by_range: bool) -> Finding {
    if let Some((length, last)) = newest_run(look, daily, rate.state) {
        let source = (Source::AttendanceDay, last.id);
        let behind = look.behind(last.day, source, Shelf::TermDays(look.settings.att2_shelf));
        if look.is_good(&behind) || rate.state != FindingState::Known {
            let value = ReasonValue::Days(length);
            let points = look.settings.att2_points;
            return look.finding(ReasonCode::Att2, Domain::Attendance, points, value, behind);
        }
    }
    match (rate.date, rate.source, rate.expires) {
        (Some(date), Some(source), Some(expires))
            if !by_range && rate.state == FindingState::Known =>
        {
            let behind = Behind { date, source, expires };
            look.finding(ReasonCode::Att2, Domain::Attendance, 0, ReasonValue::Days(0), behind)
        }
        _ => missing(ReasonCode::Att2, Domain::Attendance),
    }
}

/// Length and last day. Days without school don't break a run, an unrecorded school day does. Beside a known rate an
/// expired run isn't shown, so there is no need to look for one.
fn newest_run<'d>(
    look: &Look,
    daily: &'d [DayMark],
    rate: FindingState,
) -> Option<(u32, &'d DayMark)> {
    let wanted = look.settings.att2_run;
    let too_old = |last: NaiveDate| {
        rate == FindingState::Known
            && look.calendar.good_through(last, look.settings.att2_shelf, true) < look.day
    };
    let mut length = 0;
    let mut last = None;
    let mut after: Option<NaiveDate> = None;
    for mark in one_a_day(daily) {
        let joins = after.is_some_and(|after| look.calendar.follows(mark.day, after));
        let unexcused = mark.status == AttendanceStatus::Unexcused;
        if length >= wanted && !(unexcused && joins) {
            break;
        }
        if !unexcused {
            (length, last, after) = (0, None, None);
            continue;
        }
        if !joins {
            if too_old(mark.day) {
                break;
            }
            (length, last) = (0, Some(mark));
        }
        length += 1;
        after = Some(mark.day);
    }
    last.filter(|_| length >= wanted).map(|last| (length, last))
}
