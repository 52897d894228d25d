//! The closed lists of the work: every state, kind and answer that is kept as a code.
//!
//! A code is what stands in the database, in JSON and in import files; its wording is the language layer's.

pub use super::coded::Coded;
pub(crate) use super::coded::codes;
use super::subjects::subject_word;

codes! {
    /// How much a child's situation asks for (DOMAIN §1.4). The order of the variants is the panel's order, most urgent first.
    Tier, "tier" {
        /// 紧急
        Critical = "critical",
        /// 重点
        High = "high",
        /// 信息不全: too little is known to say
        Unknown = "unknown",
        /// 关注
        Watch = "watch",
        /// 平稳
        Stable = "stable",
    }
}

codes! {
    /// The seven domains of the dropout score (DOMAIN §1.4).
    Domain, "domain" {
        /// 出勤
        Attendance = "attendance",
        /// 学业
        Courses = "courses",
        /// 行为
        Behaviour = "behaviour",
        /// 年龄
        Age = "age",
        /// 家庭
        Home = "home",
        /// 健康
        Health = "health",
        /// 路程与转学
        Access = "access",
    }
}

codes! {
    /// Why a child has the tier it has (DOMAIN §1.4).
    ReasonCode, "reason" {
        /// On the suspected-dropout or dropout ledger.
        OvrLedger = "OVR_LEDGER",
        /// An open mandatory report.
        OvrReport = "OVR_REPORT",
        /// Self-harm disclosed.
        OvrSelfharm = "OVR_SELFHARM",
        /// Whereabouts unknown.
        OvrWhereabouts = "OVR_WHEREABOUTS",
        /// Living alone under 16 or left unattended under 8.
        OvrAlone = "OVR_ALONE",
        /// Employed or engaged under 16.
        OvrWork = "OVR_WORK",
        /// Not seen for more than 60 days.
        Seen60 = "SEEN60",
        /// Not seen for more than 90 days.
        Seen90 = "SEEN90",
        /// Attendance rate.
        Att1 = "ATT1",
        /// Unexcused days in a row.
        Att2 = "ATT2",
        /// Failing core subjects.
        Crs1 = "CRS1",
        /// A core subject fell.
        Crs2 = "CRS2",
        /// Says will quit, seeks work, refuses school.
        Beh1 = "BEH1",
        /// Incidents.
        Beh2 = "BEH2",
        /// Over-age for the grade.
        Age1 = "AGE1",
        /// Grades 7 to 9.
        Age2 = "AGE2",
        /// Guardian or parents away.
        Hom1 = "HOM1",
        /// Carer ill, disabled or old.
        Hom2 = "HOM2",
        /// Certified poverty.
        Hom3Poverty = "HOM3_POVERTY",
        /// Three or more siblings.
        Hom3Siblings = "HOM3_SIBLINGS",
        /// A sibling left school.
        Hom3SiblingLeft = "HOM3_SIBLING_LEFT",
        /// Mental screen over its cut-off.
        Hlt1 = "HLT1",
        /// Unmet serious illness or disability.
        Hlt2 = "HLT2",
        /// Moved school in the last twelve months.
        Acc1Moved = "ACC1_MOVED",
        /// More than an hour one way.
        Acc1Far = "ACC1_FAR",
    }
}

impl Domain {
    /// The domain's bit in a mask of covered domains.
    pub const fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl ReasonCode {
    /// The domain a code counts in; `None` for overrides and SEEN, which give no points.
    pub const fn domain(self) -> Option<Domain> {
        Some(match self {
            Self::Att1 | Self::Att2 => Domain::Attendance,
            Self::Crs1 | Self::Crs2 => Domain::Courses,
            Self::Beh1 | Self::Beh2 => Domain::Behaviour,
            Self::Age1 | Self::Age2 => Domain::Age,
            Self::Hom1
            | Self::Hom2
            | Self::Hom3Poverty
            | Self::Hom3Siblings
            | Self::Hom3SiblingLeft => Domain::Home,
            Self::Hlt1 | Self::Hlt2 => Domain::Health,
            Self::Acc1Moved | Self::Acc1Far => Domain::Access,
            _ => return None,
        })
    }

    /// True for the codes that make a child critical by rule (OVR_…).
    pub const fn is_override(self) -> bool {
        matches!(
            self,
            Self::OvrLedger
                | Self::OvrReport
                | Self::OvrSelfharm
                | Self::OvrWhereabouts
                | Self::OvrAlone
                | Self::OvrWork
        )
    }
}

codes! {
    /// The subjects whose marks count (DOMAIN §1.4 "CRS").
    CoreSubject, "core subject" {
        /// 语文
        Chinese = "chinese",
        /// 数学
        Maths = "maths",
        /// 英语
        English = "english",
    }
}

impl CoreSubject {
    /// The core subject a written one means; `None` for any other, which never counts.
    pub fn from_name(name: &str) -> Option<Self> {
        // Nearly all are written plainly, and a score asks for every mark.
        Self::plain(name).or_else(|| Self::plain(&subject_word(name)))
    }

    fn plain(name: &str) -> Option<Self> {
        let is = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
        if is(&["语文", "Chinese"]) {
            Some(Self::Chinese)
        } else if is(&["数学", "math", "maths", "mathematics"]) {
            Some(Self::Maths)
        } else if is(&["英语", "English"]) {
            Some(Self::English)
        } else {
            None
        }
    }
}

impl FactCode {
    /// The reason a fact of this code gives.
    pub const fn reason(self) -> ReasonCode {
        match self {
            Self::Beh1 => ReasonCode::Beh1,
            Self::Beh2 => ReasonCode::Beh2,
            Self::Hom1 => ReasonCode::Hom1,
            Self::Hom2 => ReasonCode::Hom2,
            Self::Hom3Poverty => ReasonCode::Hom3Poverty,
            Self::Hom3Siblings => ReasonCode::Hom3Siblings,
            Self::Hom3SiblingLeft => ReasonCode::Hom3SiblingLeft,
            Self::Hlt1 => ReasonCode::Hlt1,
            Self::Hlt2 => ReasonCode::Hlt2,
            Self::Acc1Moved => ReasonCode::Acc1Moved,
            Self::Acc1Far => ReasonCode::Acc1Far,
            Self::OvrLedger => ReasonCode::OvrLedger,
            Self::OvrReport => ReasonCode::OvrReport,
            Self::OvrSelfharm => ReasonCode::OvrSelfharm,
            Self::OvrWhereabouts => ReasonCode::OvrWhereabouts,
            Self::OvrAlone => ReasonCode::OvrAlone,
            Self::OvrWork => ReasonCode::OvrWork,
        }
    }
}

codes! {
    /// What no other record holds and is entered as a dated fact (DOMAIN §1.4 "Facts").
    FactCode, "fact code" {
        /// Says will quit, seeks work, refuses school: yes/no.
        Beh1 = "BEH1",
        /// Incident: incident, serious, none.
        Beh2 = "BEH2",
        /// Guardian and parents: no_guardian, mother_away, father_away, both_away, ok.
        Hom1 = "HOM1",
        /// Carer seriously ill or disabled, or the only carer 70 or older: yes/no.
        Hom2 = "HOM2",
        /// Certified poverty: yes/no.
        Hom3Poverty = "HOM3_POVERTY",
        /// Three or more siblings: yes/no.
        Hom3Siblings = "HOM3_SIBLINGS",
        /// A sibling left school: yes/no.
        Hom3SiblingLeft = "HOM3_SIBLING_LEFT",
        /// Mental screen over its stated cut-off: yes/no.
        Hlt1 = "HLT1",
        /// Unmet serious illness or disability: yes/no.
        Hlt2 = "HLT2",
        /// Moved school in the last twelve months: yes/no.
        Acc1Moved = "ACC1_MOVED",
        /// More than sixty minutes one way: yes/no.
        Acc1Far = "ACC1_FAR",
        /// On the suspected-dropout or dropout ledger: yes/no.
        OvrLedger = "OVR_LEDGER",
        /// Open mandatory report: yes/no.
        OvrReport = "OVR_REPORT",
        /// Self-harm disclosed: yes/no.
        OvrSelfharm = "OVR_SELFHARM",
        /// Whereabouts unknown: yes/no.
        OvrWhereabouts = "OVR_WHEREABOUTS",
        /// Living alone under 16 or left unattended under 8: yes/no.
        OvrAlone = "OVR_ALONE",
        /// Employed or engaged under 16: yes/no.
        OvrWork = "OVR_WORK",
    }
}

codes! {
    /// The value of a fact.
    FactValue, "fact value" {
        /// Yes.
        Yes = "yes",
        /// No: asked, and it is not so.
        No = "no",
        /// An incident (BEH2).
        Incident = "incident",
        /// A runaway or police matter (BEH2).
        Serious = "serious",
        /// Asked, no incident (BEH2).
        None = "none",
        /// No effective guardian (HOM1).
        NoGuardian = "no_guardian",
        /// Mother away or gone (HOM1).
        MotherAway = "mother_away",
        /// Only the father away (HOM1).
        FatherAway = "father_away",
        /// Both parents away (HOM1).
        BothAway = "both_away",
        /// Parents at home (HOM1).
        Ok = "ok",
    }
}

impl FactCode {
    /// The values a fact of this code can have.
    pub const fn values(self) -> &'static [FactValue] {
        use FactValue::{
            BothAway, FatherAway, Incident, MotherAway, No, NoGuardian, None, Ok, Serious, Yes,
        };
        match self {
            Self::Beh2 => &[Incident, Serious, None],
            Self::Hom1 => &[NoGuardian, MotherAway, FatherAway, BothAway, Ok],
            _ => &[Yes, No],
        }
    }
}

codes! {
    /// Sex as recorded. Never scored (DOMAIN §1.4).
    Sex, "sex" {
        /// 女
        Female = "f",
        /// 男
        Male = "m",
    }
}

codes! {
    /// Which calendar a birthday is kept by.
    CelebrateBy, "calendar" {
        /// 公历
        Solar = "solar",
        /// 农历
        Lunar = "lunar",
    }
}

codes! {
    /// Whether a record is worked with or closed; used by children, carers and events.
    Status, "status" {
        /// Open, worked with.
        Active = "active",
        /// Closed: out of the lists, kept in the history.
        Closed = "closed",
    }
}

codes! {
    /// Where a volunteer stands with the office.
    VolunteerStatus, "volunteer status" {
        /// Applied, not yet admitted.
        Applied = "applied",
        /// Active.
        Active = "active",
        /// Pausing.
        Paused = "paused",
        /// Left.
        Left = "left",
    }
}

codes! {
    /// Where a visit took place.
    VisitPlace, "place" {
        /// At home: the visit clock counts it when the child was seen.
        Home = "home",
        /// At school.
        School = "school",
        /// Elsewhere.
        Elsewhere = "elsewhere",
    }
}

codes! {
    /// What was observed on a visit. "Not observed" is not "ok" (DOMAIN §3).
    Observation, "observation" {
        /// In order.
        Ok = "ok",
        /// A concern.
        Concern = "concern",
        /// Urgent.
        Urgent = "urgent",
        /// Not observed.
        NotObserved = "not_observed",
    }
}

codes! {
    /// A day at school.
    AttendanceStatus, "attendance status" {
        /// Present.
        Present = "present",
        /// Absent with an excuse.
        Excused = "excused",
        /// Absent without an excuse.
        Unexcused = "unexcused",
        /// Late; counts as present.
        Late = "late",
    }
}

codes! {
    /// The type of an exam.
    ExamType, "exam type" {
        /// 月考
        Monthly = "monthly",
        /// 期中
        Midterm = "midterm",
        /// 期末
        Final = "final",
    }
}

codes! {
    /// The kind of an event.
    EventKind, "event kind" {
        /// 生日会
        BirthdayParty = "birthday_party",
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
    /// How someone was reached without a visit. Resets no clock.
    ContactKind, "contact kind" {
        /// 电话
        Call = "call",
        /// 消息
        Message = "message",
        /// 面谈
        Meeting = "meeting",
    }
}

codes! {
    /// Where a task stands.
    TaskStatus, "task status" {
        /// To be done.
        Open = "open",
        /// Done.
        Done = "done",
        /// Dropped.
        Dropped = "dropped",
    }
}

codes! {
    /// What was decided on a case (DOMAIN §1.6).
    DecisionKind, "decision" {
        /// 已处理: done for now, looked at again on a day.
        Handled = "handled",
        /// 暂缓: not before a day, for a reason.
        Snoozed = "snoozed",
    }
}

codes! {
    /// Why a case is in the triage queue (DOMAIN §1.6).
    TriageCause, "triage cause" {
        /// The shown tier rose since the last decision.
        TierRise = "tier_rise",
        /// The visit is overdue.
        Overdue = "overdue",
        /// A task is due.
        Task = "task",
        /// The day on which to look again has come.
        LookAgain = "look_again",
        /// A visit reported a concern or something urgent.
        Concern = "concern",
        /// The child lost its volunteer.
        LostVolunteer = "lost_volunteer",
        /// Critical, and not looked at today.
        Critical = "critical",
    }
}
