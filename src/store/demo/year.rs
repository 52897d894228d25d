//! A child's year: visits, calls, attendance, marks and facts, each with the day on which it was entered.

use chrono::NaiveDate;

use super::chance::Chance;
use super::county::{County, ROUND};
use super::people::meta;
use super::stories::{NEWS, Story};
use crate::domain::calendar::add_days;
use crate::domain::codes::{
    AttendanceStatus, ContactKind, ExamType, Observation, Tier, VisitPlace,
};
use crate::domain::records::{AttendanceDay, AttendanceRange, Contact, Decision, Exam, Id, Visit};
use crate::domain::value::Value;
use crate::store::{AnyRecord, Kind};

const YEAR_OF: u64 = 10;
/// TECH §2's density: visits a child.
const DENSE_VISITS: usize = 50;

/// One write, with the day on which it was entered and the command that stands for it in the journal.
pub(super) struct Entered {
    pub(super) on: NaiveDate,
    pub(super) command: &'static str,
    pub(super) write: Write,
}

/// What was written.
pub(super) enum Write {
    /// A new record; without an id it is given one.
    Add(AnyRecord),
    /// Columns of an older one.
    Set(Kind, Id, Vec<(&'static str, Value)>),
}

impl Entered {
    pub(super) fn add(on: NaiveDate, command: &'static str, record: impl Into<AnyRecord>) -> Self {
        Self { on, command, write: Write::Add(record.into()) }
    }
}

impl County {
    /// Days ago of a child's last home visit at which it was seen; `None` = never visited.
    pub(super) fn last_visit(&self, child: usize) -> Option<i64> {
        let mut chance = self.chance(YEAR_OF, child);
        let later = if child < ROUND { 0 } else { chance.between(0, 5) };
        // In a large county what is long ago is spread, so that not everyone rises in one week.
        let spread = if self.is_dense { chance.between(0, 50) } else { 0 };
        let newest = self.since_session - 1;
        let last = self.story(child).spec().last_visit?;
        Some(match self.story(child) {
            Story::Unseen => 91 + newest.min(1) + later + spread,
            Story::Fresh => chance.between(0, newest),
            // Not seen for more than sixty days: since before the last session.
            Story::Locked => 61 + self.since_session.max(2) + (later + spread) / 3,
            Story::Due => last - later,
            story if story.is_ordinary() => chance.between(newest.max(2) + 2, 45),
            _ => last + later,
        })
    }

    /// Everything entered about a child within the year.
    pub(super) fn year(&self, child: usize) -> Vec<Entered> {
        let mut year = Vec::new();
        let since = self.entered(child);
        for assignment in self.assignments(child) {
            let on = assignment.meta.entered_on.unwrap_or(since).min(self.today);
            let command =
                if on == self.first_day() { "import_assignments" } else { "add_assignment" };
            year.push(Entered::add(on, command, assignment));
        }
        self.visits(child, &mut year);
        self.attendance(child, &mut year);
        self.marks(child, &mut year);
        self.facts(child, &mut year);
        self.contacts(child, &mut year);
        year.extend(self.decision(child));
        year
    }

    /// A day of entry: some days after it happened, but never after today.
    fn entered_after(&self, day: NaiveDate, days: i64) -> NaiveDate {
        add_days(day, u32::try_from(days).unwrap_or(0)).min(self.today)
    }

    fn visits(&self, child: usize, year: &mut Vec<Entered>) {
        let Some(last) = self.last_visit(child) else { return };
        let story = self.story(child);
        let mut chance = self.chance(YEAR_OF + 1, child);
        let oldest = (self.today - self.entered(child)).num_days() - 5;
        let every = if self.is_dense {
            ((oldest - last) / i64::try_from(DENSE_VISITS).unwrap_or(1)).max(1)
        } else {
            story.spec().every
        };
        let most = if self.is_dense { DENSE_VISITS } else { usize::MAX };
        let mut ago = last;
        let mut count = 0;
        while ago <= oldest && count < most {
            let is_last = count == 0;
            let visit = self.visit(child, ago, is_last, &mut chance);
            // Before the last one, now and then nobody was home, and someone came back two days later.
            if !is_last && !self.is_dense && chance.percent(8) && ago + 2 <= oldest {
                year.push(
                    self.enter_visit(self.nobody_home(child, ago + 2, &mut chance), &mut chance),
                );
            }
            let mut entered = self.enter_visit(visit, &mut chance);
            if story == Story::Fresh && is_last {
                entered.on = self.today;
            }
            year.push(entered);
            count += 1;
            let spread = if self.is_dense || every < 20 { 0 } else { chance.between(-6, 3) };
            ago += every + spread;
        }
        if story == Story::Locked {
            let visit = self.nobody_home(child, 3, &mut chance);
            year.push(Entered::add(self.ago(2), "add_visit", visit));
        }
    }

    fn enter_visit(&self, visit: Visit, chance: &mut Chance) -> Entered {
        let on = self.entered_after(visit.day, chance.between(0, 3));
        Entered::add(on, "add_visit", visit)
    }

    fn visit(&self, child: usize, ago: i64, is_last: bool, chance: &mut Chance) -> Visit {
        use Observation::{Concern, NotObserved, Ok, Urgent};
        let words = self.words;
        let story = self.story(child);
        let (lead, second) = self.who(child);
        // An urgent word stays rare; what is not seen is not "in order".
        let mut look = |concern: u64| {
            if chance.percent(concern) {
                Concern
            } else if chance.percent(7) {
                NotObserved
            } else {
                Ok
            }
        };
        let worry = if story.is_ordinary() { 2 } else { 14 };
        let (mut school, health) = (look(worry), look(2));
        let (home, mut mood, safety) = (look(3), look(worry), look(1));
        let quits = story == Story::Quits && is_last;
        if quits {
            (school, mood) = (Concern, Concern);
        }
        let is_concern = [school, health, home, mood, safety]
            .iter()
            .any(|seen| matches!(seen, Concern | Urgent));
        let note = if quits {
            Some(words.note_quits.clone())
        } else if is_concern {
            Some(chance.pick(&words.concern_notes).clone())
        } else {
            chance
                .percent(if self.is_dense { 15 } else { 60 })
                .then(|| chance.pick(&words.visit_notes).clone())
        };
        let at_school = story.is_ordinary() && !is_last && chance.percent(10);
        let next = chance.between(40, 55);
        Visit {
            meta: meta(0, self.ago(ago)),
            child_id: self.child_id(child),
            day: self.ago(ago),
            volunteer_id: lead,
            second_volunteer_id: second,
            child_seen: Some(true),
            guardian_seen: Some(!at_school && chance.percent(80)),
            seen_alone: (is_concern || chance.percent(20)).then_some(true),
            place: at_school
                .then_some(VisitPlace::School)
                .or_else(|| chance.percent(70).then_some(VisitPlace::Home)),
            school: Some(school),
            health: Some(health),
            home: Some(if at_school { NotObserved } else { home }),
            mood: Some(mood),
            safety: Some(safety),
            parent_contact: chance.percent(50).then(|| chance.percent(75)),
            note,
            next_date: (story.is_ordinary() && next > ago && chance.percent(30))
                .then(|| add_days(self.ago(ago), u32::try_from(next).unwrap_or(45))),
            ..Visit::default()
        }
    }

    fn nobody_home(&self, child: usize, ago: i64, chance: &mut Chance) -> Visit {
        let (lead, second) = self.who(child);
        let adult = chance.percent(30);
        let notes = if adult { &self.words.adult_notes } else { &self.words.nobody_notes };
        Visit {
            meta: meta(0, self.ago(ago)),
            child_id: self.child_id(child),
            day: self.ago(ago),
            volunteer_id: lead,
            second_volunteer_id: second,
            child_seen: Some(false),
            guardian_seen: Some(adult),
            place: Some(VisitPlace::Home),
            note: Some(chance.pick(notes).clone()),
            ..Visit::default()
        }
    }

    fn who(&self, child: usize) -> (Option<Id>, Option<Id>) {
        match self.pair(child) {
            Some((lead, second)) => {
                (Some(self.volunteer_id(lead)), second.map(|second| self.volunteer_id(second)))
            }
            None => (None, None),
        }
    }

    /// Daily records of the newest school days, sums of the months before.
    fn attendance(&self, child: usize, year: &mut Vec<Entered>) {
        let spec = self.story(child).spec();
        let Some((now, earlier)) = spec.absent else { return };
        let mut chance = self.chance(YEAR_OF + 2, child);
        let child_id = self.child_id(child);
        let since = self.entered(child);
        let ordinary = usize::from(self.story(child).is_ordinary() && chance.percent(40));
        let (now, earlier) = (now + ordinary, earlier + ordinary);
        for (index, day) in self.school_days.iter().enumerate().filter(|(_, day)| **day >= since) {
            let absent = if index < 20 { now } else { earlier };
            let status = if index < spec.truant {
                AttendanceStatus::Unexcused
            } else if is_absent(index % 20, absent) {
                // Single days never make a run.
                if index % 3 == 0 { AttendanceStatus::Unexcused } else { AttendanceStatus::Excused }
            } else if chance.percent(2) {
                AttendanceStatus::Late
            } else {
                AttendanceStatus::Present
            };
            let mark = AttendanceDay { child_id, day: *day, status, ..AttendanceDay::default() };
            year.push(Entered::add(self.friday_after(*day), "add_attendance_day", mark));
        }
        if self.is_dense {
            return;
        }
        for range in self.ranges.iter().filter(|range| range.from >= since) {
            let absent = to_f64(i64::try_from(earlier).unwrap_or(0) * range.days) / 20.0;
            let unexcused = (absent / 3.0).floor();
            let summed = AttendanceRange {
                child_id,
                from_day: range.from,
                to_day: range.to,
                days_recorded: to_f64(range.days),
                absent_excused: Some(((absent - unexcused) * 2.0).round() / 2.0),
                absent_unexcused: Some(unexcused),
                ..AttendanceRange::default()
            };
            let on = self.entered_after(range.to, 4);
            year.push(Entered::add(on, "import_attendance", summed));
        }
    }

    /// Daily attendance comes from the schools at the end of a week.
    fn friday_after(&self, day: NaiveDate) -> NaiveDate {
        use chrono::Datelike as _;
        let to_friday = (11 - i64::from(day.weekday().num_days_from_monday())) % 7;
        self.entered_after(day, to_friday)
    }

    fn marks(&self, child: usize, year: &mut Vec<Entered>) {
        use crate::domain::codes::Domain;
        let words = self.words;
        let spec = self.story(child).spec();
        if spec.lacks.contains(&Domain::Courses) {
            return;
        }
        let mut chance = self.chance(YEAR_OF + 3, child);
        let grade = self.cast[child % ROUND].grade;
        let more = if grade >= 7 { &words.more_middle } else { &words.more_primary };
        let core = if grade < 3 { &words.subjects[..2] } else { &words.subjects[..] };
        let more = if self.is_dense { &more[..0] } else { &more[..] };
        let newest = self.exams.last().copied();
        // Of the same type before the newest: from there a child fell.
        let same_before = newest.and_then(|(day, kind)| {
            self.exams
                .iter()
                .rfind(|(other, same)| *other < day && *same == kind)
                .map(|(day, _)| *day)
        });
        let counts = |day: NaiveDate| {
            !self.is_dense
                || newest.is_some_and(|(newest, _)| newest == day)
                || same_before == Some(day)
        };
        let exams = self.exams.iter().rev().filter(|(day, _)| counts(*day));
        let base: Vec<i64> = (0..6).map(|_| chance.between(69, 92)).collect();
        for (day, kind) in exams.filter(|(day, _)| *day >= self.entered(child)) {
            for (index, subject) in core.iter().chain(more).enumerate() {
                let usual = base[index % base.len()] + chance.between(-4, 4);
                let score = match spec.fails.iter().find(|(fails, _)| *fails == index) {
                    Some((_, mark)) if spec.fell && Some(*day) == same_before => mark + 18,
                    Some((_, mark)) if newest.is_some_and(|(newest, _)| newest == *day) => *mark,
                    Some((_, mark)) if *day >= self.ago(230) => mark + chance.between(0, 2),
                    Some(_) => chance.between(62, 66),
                    None => usual,
                };
                let exam = Exam {
                    child_id: self.child_id(child),
                    day: *day,
                    subject: subject.clone(),
                    score: to_f64(score),
                    full_marks: Some(100.0),
                    exam_type: Some(*kind),
                    ..Exam::default()
                };
                let days = if *kind == ExamType::Monthly { 4 } else { 6 };
                year.push(Entered::add(self.entered_after(*day, days), "import_exams", exam));
            }
        }
    }

    fn contacts(&self, child: usize, year: &mut Vec<Entered>) {
        if self.is_dense {
            return;
        }
        let words = self.words;
        let mut chance = self.chance(YEAR_OF + 4, child);
        let oldest = (self.today - self.entered(child)).num_days();
        let mut call = |ago: i64, kind, with_whom: &str, note: &str| {
            let contact = Contact {
                child_id: self.child_id(child),
                day: self.ago(ago),
                kind,
                with_whom: Some(with_whom.to_owned()),
                note: Some(note.to_owned()),
                ..Contact::default()
            };
            year.push(Entered::add(self.ago(ago), "add_contact", contact));
        };
        if self.story(child) == Story::Quits {
            call(self.news(), ContactKind::Call, &words.teacher_call, &words.call_quits);
        }
        let mut ago = chance.between(8, 50);
        while ago < oldest {
            let kind = *chance.pick(&[
                ContactKind::Call,
                ContactKind::Call,
                ContactKind::Message,
                ContactKind::Meeting,
            ]);
            let with = if chance.percent(30) {
                &words.teacher_call
            } else {
                chance.pick(&words.relations)
            };
            let note: &String = chance.pick(&words.call_notes);
            call(ago, kind, with, note);
            ago += chance.between(40, 120);
        }
    }

    /// What was decided last on a child's case; those that are left fill the triage queue.
    fn decision(&self, child: usize) -> Option<Entered> {
        let mut chance = self.chance(YEAR_OF + 6, child);
        let words = self.words;
        let (tier, ago, days, note) = match self.story(child) {
            Story::New | Story::Locked | Story::Carer => return None,
            Story::Quits => (Tier::High, 7, 7, &words.decided_waiting),
            Story::Ledger => (Tier::Critical, 1, 1, &words.decided_school),
            Story::Grandma => (Tier::High, 20, 7, &words.decided_school),
            Story::Unseen => (Tier::Watch, 35, 30, &words.decided_waiting),
            Story::School | Story::Daily | Story::Way => {
                (Tier::Unknown, chance.between(1, 5), 7, &words.decided_asked)
            }
            story => {
                let tier = if story.is_ordinary() { Tier::Stable } else { Tier::Watch };
                (tier, chance.between(1, 24), 30, chance.pick(&words.decided))
            }
        };
        // Nobody decides on what is entered after the decision.
        let day = self.ago(ago);
        let decision = Decision {
            child_id: self.child_id(child),
            day,
            until: add_days(day, days),
            note: Some(note.clone()),
            tier,
            decided_by: Some(self.decider(day).to_owned()),
            ..Decision::default()
        };
        Some(Entered::add(day, "add_decision", decision))
    }

    /// Days ago of what happened since the last session; so few that a rise then asks for a visit after today.
    pub(super) fn news(&self) -> i64 {
        (self.since_session - 1).min(2)
    }

    /// Days ago of a fact of a story; in a large county news are spread over seven weeks.
    pub(super) fn fact_ago(&self, child: usize, ago: i64) -> i64 {
        match ago {
            NEWS if self.is_dense => self.chance(YEAR_OF + 5, child).between(0, 50),
            NEWS => self.news(),
            _ => ago,
        }
    }
}

/// Spreads absences evenly over twenty days, never two in a row.
fn is_absent(place: usize, absences: usize) -> bool {
    absences > 0
        && place >= 2
        && (place - 2).is_multiple_of(20 / absences)
        && (place - 2) / (20 / absences) < absences
}

#[expect(clippy::cast_precision_loss, reason = "marks and days are small")]
fn to_f64(number: i64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absences_are_as_many_as_asked_and_never_two_in_a_row() {
        for absences in 0..=5 {
            let days: Vec<bool> = (0..20).map(|place| is_absent(place, absences)).collect();
            assert_eq!(days.iter().filter(|absent| **absent).count(), absences);
            assert!(days.windows(2).all(|pair| !(pair[0] && pair[1])));
        }
    }
}
