//! Parties, camps, trainings, meetings, health checks (活动).

use crate::exchange::columns::{Column, Format};

/// The columns.
pub const COLUMNS: &[Column] = &[
    Column::required(
        "title",
        Format::Text,
        &["活动名称", "名称", "标题", "主题", "活动", "活动主题", "event", "name"],
    ),
    Column::required(
        "kind",
        Format::EventKind,
        &["活动类型", "类型", "种类", "类别", "活动类别", "type", "event kind"],
    ),
    Column::required(
        "starts_on",
        Format::Date,
        &[
            "开始日期",
            "日期",
            "开始时间",
            "活动日期",
            "时间",
            "哪天",
            "起始日期",
            "活动时间",
            "start",
            "date",
            "from",
            "starts",
        ],
    ),
    Column::optional("code", Format::Code, &["编号", "活动编号", "活动编码", "event code"]),
    Column::optional(
        "ends_on",
        Format::Date,
        &["结束日期", "结束时间", "截止日期", "至", "end", "to", "until", "ends"],
    ),
    Column::optional("place", Format::Text, &["地点", "活动地点", "地址", "venue", "where"]),
    Column::optional(
        "leader_code",
        Format::Code,
        &[
            "负责人编号",
            "带队编号",
            "领队编号",
            "带队老师编号",
            "负责人",
            "带队老师",
            "领队",
            "leader",
            "group leader",
        ],
    ),
    Column::optional("capacity", Format::Count, &["人数上限", "名额", "人数", "容量", "places"]),
    Column::optional(
        "note",
        Format::Text,
        &["备注", "说明", "备注说明", "notes", "remark", "remarks"],
    ),
];
