//! Headings that are understood only by their company: a person's name where nothing gives the code, a group's heading that
//! says whose name or phone stands below it, the many ways to ask whether the child was seen.

use super::headings::normal;

/// The columns that a looser heading may fill where no heading of their own does, in the order in which they are sought.
pub const COLUMNS: [&str; 6] = [
    "child_code",
    "volunteer_code",
    "second_volunteer_code",
    "leader_code",
    "child_seen",
    "absent_unexcused",
];

/// Headings of all days missed: where a sheet doesn't say how many of them were excused, none is known to be.
const MISSED: [&str; 5] = ["缺勤天数", "缺勤", "缺课天数", "缺课", "daysabsent"];

/// Headings of a column of names, by the column of codes in whose place it stands; as they are compared.
const NAMES: [(&str, &[&str]); 4] = [
    (
        "child_code",
        &[
            "孩子姓名",
            "儿童姓名",
            "学生姓名",
            "被访儿童",
            "被访儿童姓名",
            "走访对象",
            "孩子名字",
            "孩子",
            "儿童",
            "学生",
            "姓名",
            "名字",
            "孩子姓名编号",
            "孩子姓名孩子编号",
            "儿童姓名编号",
            "childname",
            "pupil",
            "pupilname",
            "student",
            "studentname",
            "name",
        ],
    ),
    (
        "volunteer_code",
        &[
            "志愿者姓名",
            "志愿者名字",
            "结对志愿者",
            "结对志愿者姓名",
            "志愿者姓名编号",
            "志愿者姓名志愿者编号",
            "走访志愿者",
            "走访志愿者姓名",
            "走访人姓名",
            "走访人员",
            "走访人员姓名",
            "家访人",
            "家访人姓名",
            "家访人员",
            "volunteername",
            "visitor",
        ],
    ),
    (
        "second_volunteer_code",
        &[
            "同行志愿者姓名",
            "同行人姓名",
            "同行人员",
            "同行人员姓名",
            "第二志愿者",
            "第二志愿者姓名",
            "secondvolunteername",
        ],
    ),
    (
        "leader_code",
        &[
            "负责人姓名",
            "带队人",
            "带队人姓名",
            "带队老师姓名",
            "领队姓名",
            "带队志愿者",
            "活动负责人",
            "leadername",
        ],
    ),
];

/// Words in a heading that ask about somebody or something else than whether the child was seen.
const NOT_THE_CHILD: [&str; 12] =
    ["监护", "家长", "大人", "单独", "父", "母", "爷", "奶", "老师", "志愿", "谁", "时间"];

/// Endings of a group's heading that say nothing: `监护人基本情况` is about the `监护人`.
const DRESS: [&str; 6] = ["情况", "信息", "资料", "登记", "基本", "一栏"];

/// Groups whose name and phone are theirs alone, never the child's.
const OTHERS: [&str; 18] = [
    "监护人",
    "家长",
    "实际照料人",
    "照料人",
    "委托照护人",
    "受委托照护人",
    "父亲",
    "母亲",
    "爸爸",
    "妈妈",
    "父母",
    "班主任",
    "老师",
    "学校",
    "志愿者",
    "同行人",
    "走访人",
    "负责人",
];

/// What everybody has, so that without its group it would be taken for the child's.
const EVERYBODYS: [&str; 20] = [
    "姓名",
    "名字",
    "性别",
    "出生日期",
    "出生年月",
    "年龄",
    "身份证",
    "身份证号",
    "身份证号码",
    "电话",
    "联系电话",
    "电话号码",
    "手机",
    "手机号",
    "手机号码",
    "联系方式",
    "编号",
    "住址",
    "地址",
    "备注",
];

/// Does a heading name people in the place of this column's codes?
pub fn names_people(column: &str, heading: &str) -> bool {
    let heading = normal(heading);
    NAMES.iter().any(|(of, names)| *of == column && names.contains(&heading.as_str()))
}

/// A heading that says that names stand below it, but not whose.
pub fn is_bare(heading: &str) -> bool {
    ["姓名", "名字", "name"].contains(&normal(heading).as_str())
}

/// May a heading stand for a column that no heading of its own names?
pub fn may_be(column: &str, heading: &str) -> bool {
    if column == "absent_unexcused" {
        return MISSED.contains(&normal(heading).as_str());
    }
    if column != "child_seen" {
        return names_people(column, heading);
    }
    let heading = normal(heading);
    let asks = ["见到", "见着", "见了", "在场"].iter().any(|word| heading.contains(word));
    asks && !NOT_THE_CHILD.iter().any(|word| heading.contains(word))
}

/// The column that a loose heading's sum would hold as well, where a sheet has both.
pub fn whole_of(column: &str) -> Option<&'static str> {
    (column == "absent_unexcused").then_some("absent_excused")
}

/// Whom or what a group's heading is about.
fn stem(above: &str) -> String {
    let mut stem = normal(above);
    while let Some(shorter) =
        DRESS.iter().find_map(|end| stem.strip_suffix(end)).filter(|shorter| !shorter.is_empty())
    {
        stem = shorter.to_owned();
    }
    stem
}

/// The heading below a group's heading with the group's subject before it: `监护人情况` over `姓名` is `监护人姓名`.
pub fn qualified(above: &str, below: &str) -> String {
    format!("{}{below}", stem(above))
}

/// Would the lower heading alone say something of the child that it says of somebody else?
pub fn is_anothers(above: &str, below: &str) -> bool {
    OTHERS.contains(&stem(above).as_str()) && EVERYBODYS.contains(&normal(below).as_str())
}

/// Is a group's heading about the child's school?
pub fn is_school(above: &str) -> bool {
    stem(above) == "学校"
}

/// Is a column that is found by the lower heading alone none of this group of some person's any more?
pub fn ends_group(above: &str, column: &str) -> bool {
    let stem = stem(above);
    let is_persons = OTHERS.contains(&stem.as_str()) && !is_school(above);
    is_persons && !["guardian", "class_teacher"].iter().any(|start| column.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whether_the_child_was_seen_is_asked_in_many_ways() {
        for heading in ["是否见到", "见到儿童没有", "孩子见到了吗", "见着孩子没", "见到（是/否）"]
        {
            assert!(may_be("child_seen", heading), "{heading}");
        }
        for heading in ["见到监护人", "单独见到", "见到谁", "父母是否在场", "备注"]
        {
            assert!(!may_be("child_seen", heading), "{heading}");
        }
    }

    #[test]
    fn a_group_says_whose() {
        assert_eq!(qualified("监护人基本情况", "姓名"), "监护人姓名");
        assert!(is_anothers("父亲情况", "联系电话") && is_anothers("学校情况", "电话"));
        assert!(!is_anothers("监护人情况", "与儿童关系") && !is_anothers("儿童信息", "姓名"));
        assert!(!is_anothers("情况", "姓名"));
    }
}
