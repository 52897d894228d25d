//! The triage queue (DOMAIN §1.6): why a child's case is to be looked at today, and when it comes back by itself.
//!
//! One child, one case. Causes older than the last decision wait for its date; a new one brings the case back at once.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::calendar::add_days;
use super::codes::{Tier, TriageCause};
use super::records::Id;
use super::settings::Settings;

/// Something that happened: the day it began, and the id of the record behind it, which tells what came first on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub day: NaiveDate,
    /// The record's id; 0 when time alone brought it.
    pub id: Id,
}

/// The last decision on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// When.
    pub at: Moment,
    /// The tier shown when it was made.
    pub tier: Tier,
    /// The day on which the case comes back.
    pub until: NaiveDate,
}

/// What the queue depends on, for one child on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TriageInput<'a> {
    /// The day looked at.
    pub today: NaiveDate,
    /// The shown tiers, each from its day on, ascending; the last holds still.
    pub history: &'a [(NaiveDate, Tier)],
    /// When the next home visit is due.
    pub visit_due: NaiveDate,
    /// The open tasks: due when, as which record.
    pub tasks: &'a [Moment],
    /// The newest visit that reported a concern or something urgent: entered when, as which record.
    pub concern: Option<Moment>,
    /// Since when a child that had a volunteer has none.
    pub lost_volunteer: Option<Moment>,
    /// The last decision.
    pub decided: Option<Decided>,
    /// A visit, contact or decision was entered today.
    pub looked_at_today: bool,
}

/// One reason why a case is in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// Which.
    pub code: TriageCause,
    /// The day it began.
    pub date: NaiveDate,
}

/// A case's place in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Triage {
    /// Why it is in the queue, in the order of [`TriageCause::ALL`]; empty when it isn't.
    pub causes: Vec<Cause>,
    /// The first later day on which time alone may change that.
    pub next_change_on: Option<NaiveDate>,
}

/// Whether a case is in the queue, and why.
pub fn triage(input: &TriageInput<'_>) -> Triage {
    let present = input.history.last().map(|(_, tier)| *tier);
    let mut causes = Vec::new();
    if let Some(date) = rose_on(input) {
        causes.push(Cause { code: TriageCause::TierRise, date });
    }
    let late_from = add_days(input.visit_due, 1);
    let overdue = Some(Moment { day: late_from, id: 0 });
    let first_task = input.tasks.iter().copied().filter(|task| counts(input, *task)).min();
    let begun = [
        (TriageCause::Overdue, overdue),
        (TriageCause::Task, first_task),
        (TriageCause::Concern, input.concern),
        (TriageCause::LostVolunteer, input.lost_volunteer),
    ];
    for (code, moment) in begun {
        if let Some(moment) = moment.filter(|moment| counts(input, *moment)) {
            causes.push(Cause { code, date: moment.day });
        }
    }
    if let Some(decided) = input.decided.filter(|decided| decided.until <= input.today) {
        causes.push(Cause { code: TriageCause::LookAgain, date: decided.until });
    }
    // Critical comes back the day after it was looked at, whatever was decided.
    if present == Some(Tier::Critical) && !input.looked_at_today {
        let since = stands_since(input.history, Tier::Critical);
        causes.push(Cause { code: TriageCause::Critical, date: since.unwrap_or(input.today) });
    }
    causes.sort_by_key(|cause| cause.code);
    let tasks = input.tasks.iter().map(|task| task.day);
    let coming = [
        Some(late_from),
        tasks.filter(|day| *day > input.today).min(),
        input.decided.map(|decided| decided.until),
        // One that wasn't looked at is in the queue already.
        (present == Some(Tier::Critical) && input.looked_at_today)
            .then(|| add_days(input.today, 1)),
    ];
    let next_change_on = coming.into_iter().flatten().filter(|day| *day > input.today).min();
    Triage { causes, next_change_on }
}

/// A cause counts once it has begun, when nothing was decided, the decision's date has come, or it is newer than the decision.
fn counts(input: &TriageInput<'_>, cause: Moment) -> bool {
    cause.day <= input.today
        && input.decided.is_none_or(|decided| {
            decided.until <= input.today || cause.day > decided.at.day || cause.id > decided.at.id
        })
}

/// The day on which the shown tier rose, if it stands there: above what it was at the last decision (or on the first day), or
/// above where it fell to since. Where it stood already before that day, whatever the decision says, nothing has risen since.
fn rose_on(input: &TriageInput<'_>) -> Option<NaiveDate> {
    let (_, present) = *input.history.last()?;
    let (before, from) = match input.decided {
        Some(decided) => (decided.tier, decided.at.day),
        None => (input.history.first()?.1, NaiveDate::MIN),
    };
    let since = input.history.iter().filter(|(day, _)| *day >= from).map(|(_, tier)| *tier);
    let mildest = since.fold(before, Tier::max);
    if present >= mildest {
        return None;
    }
    stands_since(input.history, present).filter(|since| *since >= from)
}

/// Since when the child has stood at a tier or above without a break.
fn stands_since(history: &[(NaiveDate, Tier)], tier: Tier) -> Option<NaiveDate> {
    history.iter().rev().take_while(|(_, stood)| *stood <= tier).last().map(|(from, _)| *from)
}

/// The day on which a case that is handled today is looked at again, unless another is chosen: critical after one day, high
/// and unknown after 7, watch and stable after 30.
pub const fn look_again_after(tier: Tier, settings: &Settings) -> u32 {
    match tier {
        Tier::Critical => settings.look_again_critical,
        Tier::High => settings.look_again_high,
        Tier::Unknown => settings.look_again_unknown,
        Tier::Watch => settings.look_again_watch,
        Tier::Stable => settings.look_again_stable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        format!("2026-{text}").parse().unwrap()
    }

    const NEVER: &str = "12-31";

    fn input(history: &[(NaiveDate, Tier)]) -> TriageInput<'_> {
        TriageInput {
            today: day("11-23"),
            history,
            visit_due: day(NEVER),
            tasks: &[],
            concern: None,
            lost_volunteer: None,
            decided: None,
            looked_at_today: false,
        }
    }

    fn decided(tier: Tier, on: &str, until: &str) -> Decided {
        Decided { at: Moment { day: day(on), id: 100 }, tier, until: day(until) }
    }

    fn causes(input: &TriageInput<'_>) -> Vec<(TriageCause, String)> {
        triage(input)
            .causes
            .iter()
            .map(|cause| (cause.code, cause.date.format("%m-%d").to_string()))
            .collect()
    }

    #[test]
    fn a_quiet_child_is_not_in_the_queue() {
        let history = [(day("09-01"), Tier::Watch)];
        assert!(causes(&input(&history)).is_empty());
    }

    #[test]
    fn what_stood_before_the_decision_has_not_risen_since() {
        let history = [(day("09-01"), Tier::Watch), (day("09-25"), Tier::High)];
        let lower = |on| Some(decided(Tier::Watch, on, "11-23"));
        let again = (TriageCause::LookAgain, "11-23".into());
        let after = TriageInput { decided: lower("11-16"), ..input(&history) };
        assert_eq!(causes(&after), std::slice::from_ref(&again));
        // On one day the decision came first: the tier it saw was lower.
        let rose = (TriageCause::TierRise, "09-25".into());
        let same = TriageInput { decided: lower("09-25"), ..input(&history) };
        assert_eq!(causes(&same), [rose, again]);
    }

    #[test]
    fn a_rise_since_the_last_decision() {
        let history = [(day("09-01"), Tier::Watch), (day("11-20"), Tier::High)];
        let input = input(&history);
        assert_eq!(causes(&input), [(TriageCause::TierRise, "11-20".into())]);
        let handled = TriageInput { decided: Some(decided(Tier::High, "11-21", "11-28")), ..input };
        assert!(causes(&handled).is_empty());
        let at_watch = Some(decided(Tier::Watch, "11-16", "11-30"));
        let back = TriageInput { decided: at_watch, ..input };
        assert_eq!(causes(&back), [(TriageCause::TierRise, "11-20".into())]);
    }

    /// The name list comes first and what is known of the children later: nearly all begin as unknown.
    #[test]
    fn a_rise_from_where_it_fell_to() {
        let history = [
            (day("09-01"), Tier::Unknown),
            (day("09-10"), Tier::Stable),
            (day("11-20"), Tier::Watch),
        ];
        let rose = (TriageCause::TierRise, "11-20".into());
        assert_eq!(causes(&input(&history)), std::slice::from_ref(&rose));
        assert!(causes(&input(&history[..2])).is_empty());
        // The same after a decision on what it was then; before it, it doesn't count.
        let at_unknown = |on| Some(decided(Tier::Unknown, on, "12-30"));
        let after = TriageInput { decided: at_unknown("09-05"), ..input(&history) };
        assert_eq!(causes(&after), [rose]);
        let settled = TriageInput { decided: at_unknown("11-21"), ..input(&history) };
        assert!(causes(&settled).is_empty());
    }

    #[test]
    fn causes_older_than_the_decision_wait_for_its_date() {
        let history = [(day("09-01"), Tier::High)];
        let late = TriageInput { visit_due: day("11-10"), ..input(&history) };
        assert_eq!(causes(&late), [(TriageCause::Overdue, "11-11".into())]);
        let waits = TriageInput { decided: Some(decided(Tier::High, "11-20", "11-27")), ..late };
        assert!(causes(&waits).is_empty());
        assert_eq!(triage(&waits).next_change_on, Some(day("11-27")));
        let due = TriageInput { today: day("11-27"), ..waits };
        assert_eq!(
            causes(&due),
            [(TriageCause::Overdue, "11-11".into()), (TriageCause::LookAgain, "11-27".into())]
        );
        // A task that falls due after the decision brings the case back at once.
        let tasks = [Moment { day: day("11-22"), id: 7 }];
        let task = TriageInput { tasks: &tasks, ..waits };
        assert_eq!(causes(&task), [(TriageCause::Task, "11-22".into())]);
    }

    #[test]
    fn on_one_day_what_was_entered_later_is_new() {
        let history = [(day("09-01"), Tier::High)];
        let decided = Some(decided(Tier::High, "11-23", "12-23"));
        let concern = |id| TriageInput {
            concern: Some(Moment { day: day("11-23"), id }),
            decided,
            ..input(&history)
        };
        assert!(causes(&concern(99)).is_empty());
        assert_eq!(causes(&concern(101)), [(TriageCause::Concern, "11-23".into())]);
    }

    #[test]
    fn critical_comes_back_every_day_until_it_is_looked_at() {
        let history = [(day("11-02"), Tier::Critical)];
        let at_critical = Some(decided(Tier::Critical, "11-22", "11-30"));
        let snoozed = TriageInput { decided: at_critical, ..input(&history) };
        assert_eq!(causes(&snoozed), [(TriageCause::Critical, "11-02".into())]);
        let looked = TriageInput { looked_at_today: true, ..snoozed };
        assert!(causes(&looked).is_empty());
        assert_eq!(triage(&looked).next_change_on, Some(day("11-24")));
    }
}
