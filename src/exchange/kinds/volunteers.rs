//! Volunteers (志愿者).

use crate::exchange::columns::{Column, Format};

/// The columns.
pub const COLUMNS: &[Column] = &[
    Column::required(
        "name",
        Format::Name,
        &["姓名", "名字", "志愿者姓名", "志愿者", "volunteer", "volunteer name", "full name"],
    ),
    Column::optional(
        "code",
        Format::Code,
        &["编号", "志愿者编号", "志愿者编码", "volunteer code", "volunteer_code"],
    ),
    Column::optional("sex", Format::Sex, &["性别", "gender", "男女"]),
    Column::optional(
        "phone",
        Format::Phone,
        &[
            "电话",
            "联系电话",
            "手机",
            "手机号",
            "手机号码",
            "联系方式",
            "电话号码",
            "志愿者电话",
            "mobile",
            "telephone",
            "phone number",
        ],
    ),
    Column::optional(
        "township",
        Format::Text,
        &["乡镇", "街道", "乡镇街道", "镇街", "所在乡镇", "镇", "乡", "所属乡镇", "town"],
    ),
    Column::optional(
        "village",
        Format::Text,
        &["村", "村居", "村社区", "村名", "社区", "所在村", "行政村", "所属村"],
    ),
    Column::optional("status", Format::VolunteerStatus, &["状态", "志愿者状态", "服务状态"]),
    Column::optional(
        "joined_on",
        Format::Date,
        &["加入日期", "入队日期", "注册日期", "加入时间", "joined", "join date"],
    ),
    Column::optional(
        "check_valid_until",
        Format::Date,
        &[
            "查询有效期",
            "无犯罪记录有效期",
            "无犯罪记录查询有效期",
            "无犯罪证明有效期",
            "无犯罪记录证明有效期",
            "背景核查有效期",
            "核查有效期",
            "查询有效期至",
            "年检",
            "年检有效期",
            "年检有效期至",
            "年检到期",
            "check valid to",
            "check expires",
        ],
    ),
    Column::optional(
        "training_valid_until",
        Format::Date,
        &[
            "培训有效期",
            "培训有效期至",
            "培训",
            "培训到期",
            "培训到期日",
            "training valid to",
            "training expires",
        ],
    ),
    Column::optional(
        "capacity",
        Format::Count,
        &[
            "可带人数",
            "可陪伴人数",
            "可带儿童数",
            "容量",
            "最多人数",
            "可结对人数",
            "最多结对",
            "最多几户",
            "可结对户数",
            "最多户数",
            "最多结对户数",
            "children",
            "max children",
        ],
    ),
    Column::optional(
        "note",
        Format::Text,
        &["备注", "说明", "备注说明", "其他", "notes", "remark", "remarks", "comment"],
    ),
];
