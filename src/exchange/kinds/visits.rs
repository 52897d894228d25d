//! Visits (走访记录).

use crate::exchange::columns::{Column, Format};

/// The columns.
pub const COLUMNS: &[Column] = &[
    Column::required("child_code", Format::Code, super::facts::CHILD_CODE),
    Column::required(
        "date",
        Format::Date,
        &["走访日期", "日期", "走访时间", "家访日期", "时间", "visit date", "visited on", "day"],
    ),
    Column::optional(
        "volunteer_code",
        Format::Code,
        &["志愿者编号", "志愿者编码", "走访人编号", "志愿者", "走访人", "volunteer", "visited by"],
    ),
    Column::optional(
        "second_volunteer_code",
        Format::Code,
        &[
            "同行志愿者编号",
            "第二志愿者编号",
            "同行人编号",
            "同行志愿者",
            "同行人",
            "second volunteer",
            "second adult",
        ],
    ),
    Column::optional(
        "child_seen",
        Format::YesNo,
        &[
            "见到儿童",
            "是否见到儿童",
            "见到孩子",
            "儿童在场",
            "是否见到孩子",
            "见到本人",
            "saw child",
        ],
    ),
    Column::optional(
        "guardian_seen",
        Format::YesNo,
        &[
            "见到监护人",
            "是否见到监护人",
            "见到家长",
            "监护人在场",
            "见到大人",
            "是否见到家长",
            "saw guardian",
        ],
    ),
    Column::optional(
        "seen_alone",
        Format::YesNo,
        &["单独见", "是否单独见", "单独交谈", "单独见到", "是否单独交谈", "alone"],
    ),
    Column::optional("place", Format::Place, &["地点", "走访地点", "where"]),
    Column::optional(
        "school",
        Format::Observation,
        &["学校", "学习", "学校情况", "学习情况", "在校情况"],
    ),
    Column::optional(
        "health",
        Format::Observation,
        &["健康", "健康情况", "身体", "身体情况", "健康状况"],
    ),
    Column::optional(
        "home",
        Format::Observation,
        &["家庭", "家庭情况", "家里", "家庭环境", "居家情况"],
    ),
    Column::optional(
        "mood",
        Format::Observation,
        &["情绪", "心情", "情绪情况", "心理", "心理情况"],
    ),
    Column::optional("safety", Format::Observation, &["安全", "安全情况", "安全状况"]),
    Column::optional(
        "parent_contact",
        Format::YesNo,
        &[
            "父母联系",
            "父母是否联系",
            "近一周父母联系",
            "外出父母联系",
            "父母有联系",
            "parents in contact",
        ],
    ),
    Column::optional(
        "note",
        Format::Text,
        &["备注", "走访记录", "记录", "情况说明", "走访情况", "说明", "notes", "remark", "remarks"],
    ),
    Column::optional(
        "next_date",
        Format::Date,
        &["下次日期", "下次走访", "下次走访日期", "下次时间", "next visit", "next"],
    ),
];
