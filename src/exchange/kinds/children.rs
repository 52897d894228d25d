//! The name list of children (花名册).

use crate::exchange::columns::{Column, Format};

/// The columns.
pub const COLUMNS: &[Column] = &[
    Column::required("name", Format::Name, &[
        "姓名", "名字", "儿童姓名", "学生姓名", "孩子姓名", "儿童名字", "儿童", "学生", "child", "child name", "full name", "pupil",
        "pupil name", "student", "student name", "基本信息姓名", "儿童信息姓名",
    ]),
    Column::optional("code", Format::Code, &[
        "编号", "儿童编号", "档案号", "档案编号", "儿童编码", "child code", "child_code",
    ]),
    Column::optional("sex", Format::Sex, &["性别", "儿童性别", "学生性别", "gender", "男女"]),
    Column::optional("birth_date", Format::Date, &[
        "出生日期", "出生年月日", "生日", "出生年月", "出生时间", "公历生日", "阳历生日", "公历出生日期", "阳历出生日期", "date of birth",
        "dob", "birthday", "born", "birthdate", "出生",
    ]),
    Column::optional("lunar_birthday", Format::Lunar, &[
        "农历生日", "阴历生日", "农历出生日期", "阴历出生日期", "农历", "阴历", "lunar birth date", "lunar",
    ]),
    Column::optional("celebrate_by", Format::Calendar, &[
        "过生日方式", "生日历法", "按何历过生日", "过生日", "公历或农历", "历法", "celebrate",
    ]),
    Column::optional("id_number", Format::IdNumber, &[
        "身份证号", "身份证号码", "身份证", "居民身份证号", "居民身份证号码", "儿童身份证号", "儿童身份证号码", "学生身份证号", "学生身份证号码",
        "公民身份号码", "证件号码", "证件号", "身份证件号", "id card", "id no", "identity number",
    ]),
    Column::optional("township", Format::Text, &[
        "乡镇", "街道", "乡镇街道", "镇街", "所在乡镇", "镇", "乡", "乡(镇)", "乡镇名称", "所属乡镇", "town",
    ]),
    Column::optional("village", Format::Text, &[
        "村", "村居", "村社区", "村名", "社区", "所在村", "行政村", "村委会", "村(居)委会", "居住村", "村庄", "村居委会", "所属村",
    ]),
    Column::optional("address", Format::Text, &[
        "家庭住址", "住址", "地址", "详细地址", "家庭地址", "现住址", "家庭详细住址", "居住地址", "home address",
    ]),
    Column::optional("school", Format::Text, &[
        "学校", "就读学校", "所在学校", "学校名称", "在读学校", "school name",
    ]),
    Column::optional("grade", Format::Grade, &["年级", "就读年级", "所在年级", "在读年级", "year", "grade level", "form"]),
    Column::optional("class", Format::Text, &["班级", "班", "所在班级", "就读班级", "class name"]),
    Column::optional("class_teacher", Format::Name, &[
        "班主任", "班主任姓名", "老师", "班主任老师", "teacher", "teacher name", "form teacher", "class teacher name",
    ]),
    Column::optional("teacher_phone", Format::Phone, &[
        "班主任电话", "班主任联系电话", "班主任联系方式", "班主任手机", "老师电话", "班主任手机号", "class teacher phone", "teacher mobile",
        "班主任老师电话", "班主任电话号码",
    ]),
    Column::optional("categories", Format::Categories, &[
        "类别", "儿童类别", "困境类别", "困境类型", "儿童类型", "类型", "category", "困境儿童类别", "困境儿童类型", "所属类别",
    ]),
    Column::optional("guardian_name", Format::Name, &[
        "监护人", "监护人姓名", "家长", "家长姓名", "实际照料人", "照料人", "照料人姓名", "实际照料人姓名", "委托照护人", "监护人名字",
        "guardian", "carer", "carer name", "parent", "parent name",
    ]),
    Column::optional("guardian_relation", Format::Text, &[
        "与儿童关系", "关系", "与监护人关系", "监护人关系", "与孩子关系", "与儿童的关系", "监护人与儿童关系", "监护关系", "与学生关系", "与本人关系",
        "监护人与儿童的关系", "家长关系", "照料人关系", "监护人与本人关系", "relation", "relationship", "guardian relationship", "carer relation",
    ]),
    Column::optional("guardian_phone", Format::Phone, &[
        "监护人电话", "联系电话", "监护人联系电话", "电话", "手机", "手机号", "手机号码", "家长电话", "家长联系电话", "联系方式", "电话号码",
        "监护人联系方式", "监护人手机", "照料人电话", "监护人手机号", "家长手机", "家长联系方式", "监护人电话号码", "照料人联系电话", "phone", "mobile", "telephone",
        "contact phone", "carer phone", "parent phone", "guardian mobile",
    ]),
    Column::optional("father_away", Format::YesNo, &[
        "父亲外出", "父亲外出务工", "父外出", "父亲是否外出", "父亲在外", "爸爸外出", "父亲务工", "父亲是否外出务工", "父亲是否在外", "father is away",
    ]),
    Column::optional("mother_away", Format::YesNo, &[
        "母亲外出", "母亲外出务工", "母外出", "母亲是否外出", "母亲在外", "妈妈外出", "母亲务工", "母亲是否外出务工", "母亲是否在外", "mother is away",
    ]),
    Column::optional("household_status", Format::Household, &[
        "低保情况", "家庭低保情况", "低保", "家庭经济状况", "困难类型", "是否低保", "家庭类型", "经济状况", "低保状况", "贫困类型", "household",
    ]),
    Column::optional("facts_on", Format::Date, &[
        "情况日期", "核实日期", "调查日期", "摸排日期", "信息日期", "facts date", "as of", "surveyed on",
    ]),
    Column::optional("admitted_on", Format::Date, &[
        "建档日期", "加入日期", "入项日期", "登记日期", "纳入日期", "入册日期", "建档时间", "admission date", "admitted",
    ]),
    Column::optional("status", Format::Status, &["状态", "在册状态", "档案状态"]),
    Column::optional("note", Format::Text, &["备注", "说明", "备注说明", "其他", "notes", "remark", "remarks", "comment"]),
];
