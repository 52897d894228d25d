//! Who accompanies whom (结对表).

use crate::exchange::columns::{Column, Format};

/// The columns.
pub const COLUMNS: &[Column] = &[
    Column::required("child_code", Format::Code, super::facts::CHILD_CODE),
    Column::required(
        "volunteer_code",
        Format::Code,
        &["志愿者编号", "志愿者编码", "志愿者", "volunteer", "volunteer id"],
    ),
    Column::optional(
        "from",
        Format::Date,
        &[
            "开始日期",
            "起始日期",
            "开始",
            "结对日期",
            "自",
            "起",
            "从",
            "从哪天起",
            "开始时间",
            "结对时间",
            "start",
            "from date",
            "since",
        ],
    ),
    Column::optional(
        "to",
        Format::Date,
        &[
            "结束日期",
            "截止日期",
            "结束",
            "至",
            "止",
            "到",
            "到哪天",
            "终止日期",
            "解除日期",
            "结束时间",
            "end",
            "to date",
            "until",
        ],
    ),
];
