//! Marks (成绩).

use crate::exchange::columns::{Column, Format};

/// The columns.
pub const COLUMNS: &[Column] = &[
    Column::required("child_code", Format::Code, super::facts::CHILD_CODE),
    Column::required(
        "date",
        Format::Date,
        &["考试日期", "日期", "考试时间", "时间", "哪天", "exam date", "day"],
    ),
    Column::required("subject", Format::Text, &["科目", "学科", "课程", "course"]),
    Column::required("score", Format::Number, &["分数", "成绩", "得分", "mark", "marks", "points"]),
    Column::optional("full_marks", Format::Number, &["满分", "卷面分", "full", "out of", "max"]),
    Column::optional(
        "type",
        Format::ExamType,
        &["考试类型", "类型", "考试", "考试种类", "exam", "exam type"],
    ),
];
