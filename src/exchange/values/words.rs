//! Closed lists in the words of both languages.

use crate::domain::codes::{
    AttendanceStatus, CelebrateBy, Coded, EventKind, ExamType, FactCode, FactValue, Observation,
    Sex, Status, VisitPlace, VolunteerStatus,
};
use crate::domain::text::fold as folded;
use crate::exchange::columns::Format;
use crate::exchange::reason::Reason;
use crate::exchange::table::Cell;
use crate::language::{Lang, Language};

/// The folded, lower-case text of a cell.
fn word(cell: &Cell) -> String {
    folded(&cell.shown()).to_lowercase()
}

/// Yes or no.
pub fn yes_no(cell: &Cell) -> Result<bool, Reason> {
    match cell {
        Cell::Bool(yes) => Ok(*yes),
        Cell::Number(1.0) => Ok(true),
        Cell::Number(0.0) => Ok(false),
        cell => match word(cell).as_str() {
            "yes" | "y" | "true" | "1" | "是" | "有" | "对" | "√" | "✓" | "✔" => Ok(true),
            "no" | "n" | "false" | "0" | "否" | "无" | "没有" | "不是" | "×" | "✗" => {
                Ok(false)
            }
            _ => Err(Reason::BadYesNo),
        },
    }
}

/// Whether somebody was met: 见到, 没见到, or yes and no.
pub fn seen(cell: &Cell) -> Result<bool, Reason> {
    match word(cell).as_str() {
        "见到" | "见到了" | "见了" | "已见" | "见到本人" | "seen" => Ok(true),
        "没见到" | "未见到" | "没见" | "未见" | "没有见到" | "notseen" => Ok(false),
        _ => yes_no(cell),
    }
}

/// Whether a parent is away: 外出, 在家, or yes and no.
pub fn away(cell: &Cell) -> Result<bool, Reason> {
    match word(cell).as_str() {
        "外出" | "外出务工" | "外出打工" | "在外" | "在外务工" | "务工" | "away" => {
            Ok(true)
        }
        "在家" | "未外出" | "没外出" | "没有外出" | "athome" | "home" => Ok(false),
        _ => yes_no(cell),
    }
}

/// Whether a household is certified poor, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Household {
    /// 低保, subsistence allowance.
    Allowance,
    /// 特困, extreme hardship.
    Hardship,
    /// 低保边缘, just above the allowance.
    Borderline,
    /// Certified, without saying how.
    Certified,
    /// Asked, and it is not.
    None,
}

impl Household {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Allowance, Self::Hardship, Self::Borderline, Self::Certified, Self::None];

    /// The word of the certificate.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::Allowance => Some("低保"),
            Self::Hardship => Some("特困"),
            Self::Borderline => Some("低保边缘"),
            Self::Certified | Self::None => None,
        }
    }
}

/// Reads whether a household is certified poor.
pub fn household(cell: &Cell) -> Result<Household, Reason> {
    Ok(match word(cell).as_str() {
        "低保" | "低保户" | "低保家庭" => Household::Allowance,
        "特困" | "特困户" | "特困供养" | "特困家庭" | "特困人员" => {
            Household::Hardship
        }
        "低保边缘" | "低保边缘户" | "低保边缘家庭" | "边缘" | "边缘户" => {
            Household::Borderline
        }
        "none" | "非低保" | "普通" | "一般" | "一般户" | "普通家庭" | "一般家庭" | "正常" => {
            Household::None
        }
        _ => match yes_no(cell) {
            Ok(true) => Household::Certified,
            Ok(false) => Household::None,
            Err(_) => return Err(not_one_of(Format::Household)),
        },
    })
}

fn not_one_of(format: Format) -> Reason {
    Reason::NotOneOf { format }
}

/// The value of a list that either language words like this.
fn as_worded<C: Coded>(word: &str, list: &[C]) -> Option<C> {
    let like = |code: &C| {
        Lang::ALL
            .into_iter()
            .any(|lang| folded(&Language::new(lang).code(*code)).to_lowercase() == word)
    };
    list.iter().copied().find(like)
}

/// Makes a reader of a closed list: its own codes, then the other words.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident, $list:ident, $format:ident { $($($word:literal)|+ => $value:ident,)+ }) => {
        $(#[$meta])*
        pub fn $name(cell: &Cell) -> Result<$list, Reason> {
            let word = word(cell);
            let code = word.replace([' ', '-'], "_");
            if let Some(value) = $list::from_code(&code).or_else(|| $list::from_code(&code.to_uppercase())) {
                return Ok(value);
            }
            match word.as_str() {
                $($($word)|+ => Ok($list::$value),)+
                // What the program itself calls it is as good.
                _ => as_worded(&word, $list::ALL).ok_or_else(|| not_one_of(Format::$format)),
            }
        }
    };
}

words! {
    /// Sex.
    sex, Sex, Sex {
        "男" | "男性" | "male" | "boy" | "男孩" | "男生" | "man" => Male,
        "女" | "女性" | "female" | "girl" | "女孩" | "女生" | "woman" => Female,
    }
}

words! {
    /// Which calendar a birthday is kept by.
    calendar, CelebrateBy, Calendar {
        "公历" | "阳历" | "新历" | "国历" => Solar,
        "农历" | "阴历" | "旧历" => Lunar,
    }
}

words! {
    /// Open or closed.
    status, Status, Status {
        "在册" | "在档" | "在项" | "正常" | "有效" | "open" => Active,
        "结案" | "退出" | "已退出" | "已结案" | "关闭" | "退出项目" | "离开" | "销号" => Closed,
    }
}

words! {
    /// Where a volunteer stands.
    volunteer_status, VolunteerStatus, VolunteerStatus {
        "申请" | "申请中" | "待审核" | "已申请" => Applied,
        "在岗" | "在职" | "正常" | "服务中" | "活跃" | "在册" => Active,
        "暂停" | "休息" | "暂停服务" => Paused,
        "离开" | "已离开" | "退出" | "离职" | "已退出" => Left,
    }
}

words! {
    /// Where a visit took place.
    place, VisitPlace, Place {
        "家" | "家中" | "家里" | "家访" | "在家" | "入户" => Home,
        "学校" | "在校" | "校" => School,
        "其他" | "其它" | "别处" | "other" => Elsewhere,
    }
}

words! {
    /// What was observed.
    observation, Observation, Observation {
        "正常" | "好" | "良好" | "没问题" | "无问题" | "无异常" | "1" => Ok,
        "有问题" | "关注" | "需关注" | "一般" | "异常" | "2" => Concern,
        "紧急" | "严重" | "危急" | "3" => Urgent,
        "没看到" | "未观察" | "未见" | "未看到" | "不详" | "notobserved" | "0" => NotObserved,
    }
}

words! {
    /// A day at school.
    attendance, AttendanceStatus, Attendance {
        "出勤" | "到校" | "到" | "在校" | "√" | "✓" => Present,
        "请假" | "事假" | "病假" | "假" | "○" | "〇" | "病" | "事" => Excused,
        "旷课" | "缺勤" | "无故缺勤" | "未到" | "旷" | "×" | "✗" | "╳" => Unexcused,
        "迟到" | "迟" | "△" | "▲" => Late,
    }
}

words! {
    /// The type of an exam.
    exam_type, ExamType, ExamType {
        "月考" | "单元" | "月测" => Monthly,
        "期中" | "期中考试" | "半期" | "半期考试" | "mid_term" | "mid-term" => Midterm,
        "期末" | "期末考试" => Final,
    }
}

words! {
    /// The kind of an event.
    event_kind, EventKind, EventKind {
        "生日会" | "生日" | "集体生日" | "birthdayparty" | "birthday" | "party" => BirthdayParty,
        "夏令营" | "冬令营" | "营" | "营会" => Camp,
        "培训" | "志愿者培训" => Training,
        "会议" | "家长会" | "会" | "例会" => Meeting,
        "体检" | "健康检查" | "healthcheck" | "checkup" => HealthCheck,
        "其他" | "其它" | "其他活动" => Other,
    }
}

words! {
    /// What a fact is about.
    fact_code, FactCode, FactCode {
        "厌学" | "厌学或想辍学" | "想辍学" | "辍学意愿" | "厌学情绪" | "想打工" => Beh1,
        "事件" | "近期事件" | "突发事件" | "重大事件" => Beh2,
        "监护" | "监护情况" | "监护状况" | "监护与父母情况" | "父母情况" | "母亲离家" | "母亲外出"
        | "母亲失联" | "母亲出走" | "父亲外出" | "父亲离家" | "父母外出" | "父母都外出" | "父母均外出"
        | "双亲外出" | "无人监护" | "监护缺失" | "无监护人" => Hom1,
        "照料人" | "照料人患病、残疾或年老" | "照料人重病" | "照料人残疾" | "照料人年老" | "照料人病残"
        | "照料人情况" => Hom2,
        "贫困" | "低保" | "特困" | "低保边缘" | "低保情况" | "家庭困难" | "经济困难" => Hom3Poverty,
        "多子女" | "兄弟姐妹" | "兄弟姐妹多" => Hom3Siblings,
        "兄弟姐妹辍学" | "兄弟姐妹有辍学" => Hom3SiblingLeft,
        "心理筛查" | "心理筛查异常" | "心理测评" | "心理" => Hlt1,
        "重病" | "残疾" | "重病或残疾" | "大病" => Hlt2,
        "转学" | "近期转学" => Acc1Moved,
        "上学远" | "上学路远" | "路远" | "上学距离" => Acc1Far,
        "台账" | "控辍台账" | "控辍保学台账" | "辍学台账" | "疑似辍学台账" | "疑似辍学" | "辍学" => OvrLedger,
        "强制报告" | "报告未结" => OvrReport,
        "自伤" | "自残" | "自杀" | "自伤自杀" => OvrSelfharm,
        "失联" | "去向不明" | "失踪" => OvrWhereabouts,
        "独居" | "无人看护" | "独自生活" | "独自在家" => OvrAlone,
        "务工" | "打工" | "童工" | "订婚" | "早婚" | "务工或订婚" => OvrWork,
    }
}

words! {
    /// What was found; whether it belongs to the fact's code is the row's matter.
    fact_value, FactValue, FactValue {
        "是" | "有" | "1" | "true" => Yes,
        "否" | "无" | "0" | "false" => No,
        "无监护人" | "无人监护" | "监护缺失" | "没有监护人" => NoGuardian,
        "母亲外出" | "母外出" | "母亲失联" | "母亲出走" => MotherAway,
        "父亲离家" | "父外出" => FatherAway,
        "父母外出" | "双亲外出" | "父母均外出" | "都外出" => BothAway,
        "正常" | "在家" | "父母都在家" => Ok,
        "出走" | "涉警" | "离家出走" | "严重" => Serious,
        "事件" | "发生过" => Incident,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_words() {
        assert_eq!(sex(&Cell::text(" Ｍ ")), Ok(Sex::Male));
        assert_eq!(sex(&Cell::text("女")), Ok(Sex::Female));
        assert_eq!(observation(&Cell::text("NOT_OBSERVED")), Ok(Observation::NotObserved));
        assert_eq!(event_kind(&Cell::text("Health-check")), Ok(EventKind::HealthCheck));
        assert_eq!(fact_code(&Cell::text("hom3_poverty")), Ok(FactCode::Hom3Poverty));
        assert_eq!(exam_type(&Cell::text("期中")), Ok(ExamType::Midterm));
        assert_eq!(place(&Cell::text("家里")), Ok(VisitPlace::Home));
        assert_eq!(attendance(&Cell::text("旷课")), Ok(AttendanceStatus::Unexcused));
        assert_eq!(sex(&Cell::text("x")), Err(Reason::NotOneOf { format: Format::Sex }));
    }

    #[test]
    fn every_code_of_every_list_is_read() {
        macro_rules! all {
            ($($read:ident: $list:ident),+) => {
                $(for &value in $list::ALL {
                    assert_eq!($read(&Cell::text(value.code())), Ok(value));
                })+
            };
        }
        all!(sex: Sex, calendar: CelebrateBy, status: Status, volunteer_status: VolunteerStatus, place: VisitPlace);
        all!(observation: Observation, attendance: AttendanceStatus, exam_type: ExamType, event_kind: EventKind);
        all!(fact_code: FactCode, fact_value: FactValue);
    }

    #[test]
    fn yes_and_no() {
        for yes in ["yes", "TRUE", "1", "是", "有", "１"] {
            assert_eq!(yes_no(&Cell::text(yes)), Ok(true), "{yes}");
        }
        for no in ["no", "False", "0", "否", "无"] {
            assert_eq!(yes_no(&Cell::text(no)), Ok(false), "{no}");
        }
        assert_eq!(yes_no(&Cell::Bool(true)), Ok(true));
        assert_eq!(yes_no(&Cell::Number(0.0)), Ok(false));
        assert_eq!(yes_no(&Cell::Number(2.0)), Err(Reason::BadYesNo));
        assert_eq!(yes_no(&Cell::text("也许")), Err(Reason::BadYesNo));
    }

    #[test]
    fn met_and_away_in_the_words_of_a_list() {
        assert_eq!([seen(&Cell::text("见到")), seen(&Cell::text("没见到"))], [Ok(true), Ok(false)]);
        assert_eq!([seen(&Cell::text("是")), seen(&Cell::text("0"))], [Ok(true), Ok(false)]);
        for (text, want) in [("外出", true), ("外出务工", true), ("在家", false), ("否", false)]
        {
            assert_eq!(away(&Cell::text(text)), Ok(want), "{text}");
        }
        assert_eq!(seen(&Cell::text("在家")), Err(Reason::BadYesNo));
    }

    #[test]
    fn poverty() {
        for (text, want) in [
            ("低保", Household::Allowance),
            ("特困", Household::Hardship),
            ("低保边缘", Household::Borderline),
        ] {
            assert_eq!(household(&Cell::text(text)), Ok(want));
            assert_eq!(want.word(), Some(text));
        }
        for no in ["none", "无", "一般户"] {
            assert_eq!(household(&Cell::text(no)), Ok(Household::None), "{no}");
        }
        assert!(household(&Cell::text("富裕")).is_err());
    }
}
