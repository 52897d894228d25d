//! Dated facts about a child (DOMAIN §1.4 "Facts").

use crate::exchange::columns::{Column, Format};

/// How a column with a child's code is headed in every kind that has one.
pub const CHILD_CODE: &[&str] = &[
    "儿童编号",
    "儿童编码",
    "孩子编号",
    "孩子的编号",
    "学生编号",
    "档案号",
    "档案编号",
    "child",
    "child id",
    "child no.",
    "student code",
    "pupil code",
];

/// The columns.
pub const COLUMNS: &[Column] = &[
    Column::required("child_code", Format::Code, CHILD_CODE),
    Column::required(
        "code",
        Format::FactCode,
        &["项目", "情况代码", "事实代码", "代码", "情况", "指标", "指标代码", "fact", "fact code"],
    ),
    Column::required(
        "value",
        Format::FactValue,
        &["结果", "值", "取值", "情况值", "内容", "fact value", "finding"],
    ),
    Column::required(
        "date",
        Format::Date,
        &["日期", "核实日期", "情况日期", "时间", "哪天", "day", "on"],
    ),
    Column::optional(
        "source",
        Format::Text,
        &["来源", "信息来源", "依据", "哪里来的", "reported by"],
    ),
];
