//! Why a child stands where it stands, in words: in full on the child's own page, short on Today's lines.

use chrono::NaiveDate;

use super::Language;
use crate::domain::codes::{CoreSubject, Domain, FactValue, ReasonCode};
use crate::domain::risk::{
    Finding, FindingState, Reason, ReasonValue, Source, SubjectDrop, SubjectPercent,
};

/// True for what is never spelled out where someone may look over the coordinator's shoulder: abuse and its reports,
/// self-harm, mental health (SCREENS "On one shared PC, never" no. 4). The child's own page says it.
pub const fn is_restricted(code: ReasonCode) -> bool {
    matches!(code, ReasonCode::OvrReport | ReasonCode::OvrSelfharm | ReasonCode::Hlt1)
}

impl Language {
    /// A reason in full, for the child's own page: `近20个上课日出勤78%`.
    pub fn reason(self, reason: &Reason, today: NaiveDate) -> String {
        let source = reason.source.map(|(source, _)| source);
        self.worded(reason.code, &reason.value, source, reason.date, today)
    }

    /// A reason in full for lists and what leaves for elsewhere: a restricted one says only that it is.
    pub fn reason_open(self, reason: &Reason, today: NaiveDate) -> String {
        if is_restricted(reason.code) {
            self.text("reason-restricted")
        } else {
            self.reason(reason, today)
        }
    }

    /// A reason on one of Today's lines, in as few columns as will do: `出勤78%`. A restricted one says only that it is.
    pub fn reason_short(self, reason: &Reason, today: NaiveDate) -> String {
        match &reason.value {
            ReasonValue::Percent(percent) => {
                self.with("reason-short-attendance", &[("percent", whole(*percent).into())])
            }
            ReasonValue::Days(days) => {
                self.with("reason-short-truant", &[("days", (*days).into())])
            }
            ReasonValue::Subjects(subjects) => match subjects.as_slice() {
                [one] => self.with(
                    "reason-short-failing-one",
                    &[("subject", self.code(one.subject).into())],
                ),
                several => self.with("reason-short-failing", &[("count", several.len().into())]),
            },
            ReasonValue::Drops(drops) => drops
                .iter()
                .max_by(|a, b| (a.from - a.to).total_cmp(&(b.from - b.to)))
                .map(|drop| {
                    let (subject, points) = (self.code(drop.subject), fallen(drop));
                    self.with(
                        "reason-short-drop",
                        &[("subject", subject.into()), ("points", points.into())],
                    )
                })
                .unwrap_or_default(),
            ReasonValue::Incidents(incidents) if incidents.serious > 0 => {
                self.text("reason-short-incidents-serious")
            }
            ReasonValue::Incidents(incidents) => {
                self.with("reason-short-incidents", &[("count", incidents.count.into())])
            }
            ReasonValue::Years(years) => {
                self.with("reason-short-over-age", &[("years", (*years).into())])
            }
            ReasonValue::Grade(grade) => self.grade(*grade),
            ReasonValue::Seen(seen) => self.not_seen("reason-short", *seen, reason.date, today),
            ReasonValue::Fact(value) if reason.code == ReasonCode::Hom1 => {
                self.code_as("reason-home", *value)
            }
            ReasonValue::Fact(_) => self.code_as("reason-short", reason.code),
        }
    }

    /// What is known under one code, for the child's own page: as a reason when it is known to be so, otherwise that it was
    /// asked and there is none, or that it is not known.
    pub fn finding(self, finding: &Finding, today: NaiveDate) -> String {
        let what = || self.code(finding.code);
        let Some(value) = &finding.value else {
            return self.with("finding-missing", &[("what", what().into())]);
        };
        let none =
            matches!(value, ReasonValue::Fact(FactValue::No | FactValue::None | FactValue::Ok))
                || matches!(value, ReasonValue::Incidents(incidents) if incidents.count == 0)
                || matches!(value, ReasonValue::Years(years) if *years <= 0)
                || matches!(value, ReasonValue::Drops(drops) if drops.is_empty());
        let words = if none {
            self.with("finding-none", &[("what", what().into())])
        } else if finding.code == ReasonCode::Crs1 && finding.points == 0 {
            // Known marks without a failed one.
            match value {
                ReasonValue::Subjects(subjects) => self.marks(subjects),
                _ => what(),
            }
        } else {
            let source = finding.source.map(|(source, _)| source);
            self.worded(finding.code, value, source, finding.date, today)
        };
        match finding.expires {
            Some(expires) if finding.state == FindingState::Expired => self.with(
                "finding-expired",
                &[("what", words.into()), ("date", self.near(expires, today).into())],
            ),
            _ => words,
        }
    }

    /// What a child of the tier unknown lacks, on one of Today's lines: `没有出勤,成绩,行为(补齐最高52)`.
    pub fn lacking(self, domains: &[Domain], score_high: u32) -> String {
        let names: Vec<_> = domains.iter().map(|domain| self.domain_short(*domain)).collect();
        let names = names.join(if self.is_zh() { "," } else { "/" });
        self.with("lacking-today", &[("domains", names.into()), ("high", score_high.into())])
    }

    /// The same on a wide line, where the score stands with its range: `缺 出勤 成绩 行为`.
    pub fn lacking_wide(self, domains: &[Domain]) -> String {
        let names: Vec<_> = domains.iter().map(|domain| self.domain_short(*domain)).collect();
        let names = names.join(if self.is_zh() { " " } else { ", " });
        self.with("lacking-wide", &[("domains", names.into())])
    }

    /// A domain of the score in a column: `出勤`, `att.`.
    pub fn domain_short(self, domain: Domain) -> String {
        self.code_as("domain-short", domain)
    }

    /// A subject in this language: a core one by whatever name it was written, others where they are usual.
    pub fn subject(self, written: &str) -> String {
        CoreSubject::from_name(written)
            .map_or_else(|| self.usual(written), |subject| self.code(subject))
    }

    fn worded(
        self,
        code: ReasonCode,
        value: &ReasonValue,
        source: Option<Source>,
        date: Option<NaiveDate>,
        today: NaiveDate,
    ) -> String {
        match value {
            ReasonValue::Percent(percent) => {
                let percent = whole(*percent).into();
                if source == Some(Source::AttendanceRange) {
                    self.with("reason-long-attendance-range", &[("percent", percent)])
                } else {
                    self.with("reason-long-attendance-days", &[("percent", percent)])
                }
            }
            ReasonValue::Days(days) => self.with("reason-long-truant", &[("days", (*days).into())]),
            ReasonValue::Subjects(subjects) => {
                self.with("reason-long-failing", &[("subjects", self.marks(subjects).into())])
            }
            ReasonValue::Drops(drops) => {
                let words: Vec<_> = drops.iter().map(|drop| self.drop(drop)).collect();
                self.list(&words)
            }
            ReasonValue::Fact(value) if code == ReasonCode::Hom1 => {
                self.code_as("reason-home", *value)
            }
            ReasonValue::Fact(_) => self.code_as("reason-long", code),
            ReasonValue::Incidents(incidents) => {
                let count = incidents.count.into();
                if incidents.serious > 0 {
                    let serious = incidents.serious.into();
                    self.with(
                        "reason-long-incidents-serious",
                        &[("count", count), ("serious", serious)],
                    )
                } else {
                    self.with("reason-long-incidents", &[("count", count)])
                }
            }
            ReasonValue::Years(years) => {
                self.with("reason-long-over-age", &[("years", (*years).into())])
            }
            ReasonValue::Grade(grade) => self.grade_long(*grade),
            ReasonValue::Seen(seen) => self.not_seen("reason-long", *seen, date, today),
        }
    }

    /// `{prefix}-not-seen`, or `{prefix}-never-seen` with the days since the start day, on which the reason is dated.
    fn not_seen(
        self,
        prefix: &str,
        seen: Option<NaiveDate>,
        start: Option<NaiveDate>,
        today: NaiveDate,
    ) -> String {
        let (kind, from) = match seen {
            Some(seen) => ("not-seen", seen),
            None => ("never-seen", start.unwrap_or(today)),
        };
        let days = (today - from).num_days();
        self.with(&format!("{prefix}-{kind}"), &[("days", days.into())])
    }

    fn marks(self, subjects: &[SubjectPercent]) -> String {
        let words: Vec<_> = subjects
            .iter()
            .map(|mark| {
                let subject = self.code(mark.subject).into();
                let percent = whole(mark.percent).into();
                self.with("subject-mark", &[("subject", subject), ("percent", percent)])
            })
            .collect();
        words.join(if self.is_zh() { " " } else { ", " })
    }

    fn drop(self, drop: &SubjectDrop) -> String {
        self.with(
            "subject-drop",
            &[
                ("subject", self.code(drop.subject).into()),
                ("from", whole(drop.from).into()),
                ("to", whole(drop.to).into()),
                ("points", fallen(drop).into()),
            ],
        )
    }
}

/// A percentage without its fraction. Cut, not rounded: the bands compare the unrounded rate, and 94.9 % shown as 95 %, or a
/// failed 59.6 as 60, would contradict its own points.
#[expect(clippy::cast_possible_truncation, reason = "percentages are small")]
fn whole(percent: f64) -> i64 {
    (percent + 1e-9).floor() as i64
}

/// By how many percentage points a subject fell, as the difference of what is shown would be odd to see otherwise.
fn fallen(drop: &SubjectDrop) -> i64 {
    whole(drop.from) - whole(drop.to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::risk::Incidents;
    use crate::language::Lang;

    const ZH: Language = Language::new(Lang::Zh);
    const EN: Language = Language::new(Lang::En);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn today() -> NaiveDate {
        day("2026-11-23")
    }

    fn reason(code: ReasonCode, value: ReasonValue) -> Reason {
        Reason { code, points: 0, value, date: None, source: None, expires: None }
    }

    fn mark(subject: CoreSubject, percent: f64) -> SubjectPercent {
        SubjectPercent { subject, percent }
    }

    /// Both forms of a reason in both languages.
    fn four(reason: &Reason) -> [String; 4] {
        [
            ZH.reason(reason, today()),
            ZH.reason_short(reason, today()),
            EN.reason(reason, today()),
            EN.reason_short(reason, today()),
        ]
    }

    #[test]
    fn attendance_is_cut_not_rounded() {
        let by_days = reason(ReasonCode::Att1, ReasonValue::Percent(78.0));
        assert_eq!(
            four(&by_days),
            ["近20个上课日出勤78%", "出勤78%", "attendance 78%, last 20 school days", "att. 78%"]
        );
        let mut by_range = reason(ReasonCode::Att1, ReasonValue::Percent(94.96));
        by_range.source = Some((Source::AttendanceRange, 7));
        assert_eq!(ZH.reason(&by_range, today()), "学校汇总出勤94%");
        let run = reason(ReasonCode::Att2, ReasonValue::Days(4));
        assert_eq!(
            four(&run),
            ["连旷4天", "连旷4天", "absent without excuse 4 school days running", "4d truant"]
        );
    }

    #[test]
    fn marks_name_their_subjects() {
        let two = vec![mark(CoreSubject::Maths, 41.0), mark(CoreSubject::English, 52.0)];
        assert_eq!(
            four(&reason(ReasonCode::Crs1, ReasonValue::Subjects(two))),
            ["数学41 英语52 不及格", "2科不及格", "maths 41, English 52 failed", "fails 2"]
        );
        let one = vec![mark(CoreSubject::Chinese, 59.6)];
        assert_eq!(
            four(&reason(ReasonCode::Crs1, ReasonValue::Subjects(one))),
            ["语文59 不及格", "语文不及格", "Chinese 59 failed", "fails Chinese"]
        );
        let drops = vec![
            SubjectDrop { subject: CoreSubject::Chinese, from: 80.0, to: 65.0 },
            SubjectDrop { subject: CoreSubject::Maths, from: 73.0, to: 55.0 },
        ];
        assert_eq!(
            four(&reason(ReasonCode::Crs2, ReasonValue::Drops(drops))),
            [
                "语文80降到65(降15分)、数学73降到55(降18分)",
                "数学降18分",
                "Chinese fell 15 (80 to 65), maths fell 18 (73 to 55)",
                "maths -18",
            ]
        );
    }

    #[test]
    fn home_age_and_incidents() {
        let home = reason(ReasonCode::Hom1, ReasonValue::Fact(FactValue::MotherAway));
        assert_eq!(four(&home), ["母亲离家", "母亲离家", "mother away", "mother away"]);
        let grade = reason(ReasonCode::Age2, ReasonValue::Grade(8));
        assert_eq!(four(&grade), ["初二", "初二", "grade 8", "G8"]);
        let years = reason(ReasonCode::Age1, ReasonValue::Years(1));
        assert_eq!(
            four(&years),
            ["比同年级大1岁", "超龄1岁", "1 year older than the grade", "1y over-age"]
        );
        let incidents = |count, serious| {
            reason(ReasonCode::Beh2, ReasonValue::Incidents(Incidents { count, serious }))
        };
        assert_eq!(
            four(&incidents(2, 0)),
            ["近期事件2次", "事件2次", "2 recent incidents", "2 incidents"]
        );
        assert_eq!(ZH.reason(&incidents(2, 1), today()), "近期事件2次，其中出走或涉警1次");
        assert_eq!(EN.reason_short(&incidents(1, 0), today()), "1 incident");
    }

    #[test]
    fn not_seen_counts_the_days_to_today() {
        let seen = Some(day("2026-08-22"));
        let lapsed = reason(ReasonCode::Seen90, ReasonValue::Seen(seen));
        assert_eq!(
            four(&lapsed),
            ["93天没见到孩子", "93天没见到孩子", "not seen for 93 days", "not seen 93 days"]
        );
        let mut never = reason(ReasonCode::Seen60, ReasonValue::Seen(None));
        never.date = Some(day("2026-09-02"));
        assert_eq!(ZH.reason(&never, today()), "从未见到孩子，已82天");
        assert_eq!(EN.reason_short(&never, today()), "never seen, 82d");
    }

    #[test]
    fn restricted_reasons_are_said_on_the_childs_page_only() {
        for code in ReasonCode::ALL.iter().copied().filter(|code| is_restricted(*code)) {
            let reason = reason(code, ReasonValue::Fact(FactValue::Yes));
            for language in [ZH, EN] {
                let restricted = language.text("reason-restricted");
                assert_eq!(language.reason_short(&reason, today()), restricted, "{code:?}");
                assert_eq!(language.reason_open(&reason, today()), restricted, "{code:?}");
                assert_ne!(language.reason(&reason, today()), restricted, "{code:?}");
            }
        }
    }

    #[test]
    fn every_fact_is_worded_as_a_reason() {
        for code in crate::domain::codes::FactCode::ALL {
            for value in code.values() {
                let value = match code {
                    crate::domain::codes::FactCode::Beh2 => continue,
                    _ => ReasonValue::Fact(*value),
                };
                for words in four(&reason(code.reason(), value)) {
                    assert!(!words.contains('⟨'), "{words}");
                }
            }
        }
    }

    #[test]
    fn what_is_asked_and_what_is_unknown() {
        let finding = |code, state, value, points| Finding {
            code,
            domain: Domain::Home,
            state,
            points,
            value,
            date: Some(day("2026-03-01")),
            source: None,
            expires: Some(day("2026-11-13")),
        };
        let no = Some(ReasonValue::Fact(FactValue::No));
        let asked = finding(ReasonCode::Hlt2, FindingState::Known, no, 0);
        assert_eq!(ZH.finding(&asked, today()), "重病或残疾未得到照顾: 问过，没有");
        let missing = finding(ReasonCode::Beh1, FindingState::Missing, None, 0);
        assert_eq!(
            EN.finding(&missing, today()),
            "says will quit, seeks work or refuses school: unknown"
        );
        let away = Some(ReasonValue::Fact(FactValue::BothAway));
        let expired = finding(ReasonCode::Hom1, FindingState::Expired, away, 0);
        assert_eq!(ZH.finding(&expired, today()), "父母都外出 (11-13过期)");
        let marks = Some(ReasonValue::Subjects(vec![mark(CoreSubject::Maths, 68.0)]));
        let passed = finding(ReasonCode::Crs1, FindingState::Known, marks, 0);
        assert_eq!(ZH.finding(&passed, today()), "数学68");
        assert_eq!(
            ZH.lacking(&[Domain::Attendance, Domain::Courses, Domain::Behaviour], 52),
            "没有出勤,成绩,行为(补齐最高52)"
        );
        assert_eq!(
            EN.lacking(&[Domain::Attendance, Domain::Courses, Domain::Behaviour], 52),
            "no att./grades/behaviour: may reach 52"
        );
    }
}
