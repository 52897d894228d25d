//! Attendance: a day with a status, or a range with its sums (出勤).

use crate::exchange::columns::{Column, Format};

/// The columns. A row is a day (date, status) or a range (from, to, `days_recorded`, absences).
pub const COLUMNS: &[Column] = &[
    Column::required("child_code", Format::Code, super::facts::CHILD_CODE),
    Column::optional("date", Format::Date, &["日期", "出勤日期", "考勤日期", "哪天", "day"]),
    Column::optional(
        "status",
        Format::Attendance,
        &["出勤", "出勤情况", "考勤", "状态", "出勤状态", "考勤情况", "attendance"],
    ),
    Column::optional(
        "from",
        Format::Date,
        &["开始日期", "起始日期", "自", "起", "从", "从哪天起", "开始", "start", "from date"],
    ),
    Column::optional(
        "to",
        Format::Date,
        &["结束日期", "截止日期", "至", "止", "到", "到哪天", "结束", "end", "to date"],
    ),
    Column::optional(
        "days_recorded",
        Format::Number,
        &[
            "应到天数",
            "记录天数",
            "在校天数",
            "应出勤天数",
            "上课天数",
            "应到",
            "天数",
            "days",
            "school days",
        ],
    ),
    Column::optional(
        "absent_excused",
        Format::Number,
        &[
            "请假天数",
            "请假",
            "事病假天数",
            "病事假",
            "病事假天数",
            "病假事假",
            "事假病假",
            "病假事假天数",
            "事病假",
            "excused absences",
            "excused",
        ],
    ),
    Column::optional(
        "absent_unexcused",
        Format::Number,
        &["旷课天数", "旷课", "无故缺勤", "无故缺勤天数", "unexcused absences", "unexcused"],
    ),
];
