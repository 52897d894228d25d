//! The office's own spreadsheet brought in: the file picker, the headings, the preview, what is asked.

use std::fs;
use std::path::Path;

use peiban::domain::records::{AttendanceDay, Child};
use peiban::language::Lang;

use super::Files;
use super::robot::{self, Robot};

const NAMES: &str = "2026年秋季花名册,,,,,,\n\
    姓名,性别,出生日期,乡镇,村,年级,备注\n\
    王小明,男,2017-03-05,青竹街道,河坝村,四年级,\n\
    李红,女,2014年3月,青竹街道,河坝村,初一,\n\
    陈　亮,男,2013.1.9,同上,高台村,初二,\n\
    吉克阿依莫,女,20190720,汉阳镇,同上,二年级,\n\
    合计,4,,,,,\n";

#[test]
fn a_month_of_attendance_that_doesnt_say_which_is_asked_for_it() {
    let files = Files::new();
    let names = files.write("names.csv", "编号,姓名\nC1,王明\nC2,李红\n");
    let sheet = "姓名,1,2,3,4\n王明,√,旷,√,√\n李红,√,√,√,\n";
    let path = files.write("考勤.csv", sheet);
    let mut robot = Robot::new(robot::empty_store());
    Files::bring(&mut robot, '1', &names);
    robot.keys("ctrl-s").sees("已带入");
    let marks = |robot: &mut Robot| {
        let queries = robot.shell().store().queries();
        let child = queries.by_code::<Child>("C1").unwrap().unwrap().meta.id;
        queries.of_child::<AttendanceDay>(child, None).unwrap()
    };
    // Its digit among the kinds: children, volunteers, matches, visits, attendance.
    Files::bring(&mut robot, '5', &path);
    robot.sees("哪个月").lacks("没有带入");
    // What is no month is said beside the field; without one nothing is checked.
    robot.keys("Enter").sees("要填").keys("13 ctrl-s").sees("哪个月").keys("ctrl-u Esc ctrl-s");
    robot.sees("哪个月").keys("9 ctrl-s").sees("可带入7").keys("ctrl-s").sees("已带入");
    let mut days: Vec<_> = marks(&mut robot).iter().map(|one| one.day.to_string()).collect();
    days.sort();
    assert_eq!(days, ["2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04"]);
    robot.keys("F2 ctrl-z").sees("已撤销");
    assert!(marks(&mut robot).is_empty());
}

#[test]
fn a_name_list_is_previewed_brought_in_and_undone() {
    let files = Files::new();
    let path = files.write("花名册.csv", NAMES);
    let mut robot = Robot::new(robot::empty_store());
    robot.keys("i").sees("这个文件里是什么").sees("1 孩子");
    Files::bring(&mut robot, '1', &path);
    // The required headings are recognised, so the review comes at once.
    robot
        .sees("读到4人：可带入3，要看1")
        .sees("新增3")
        .sees("王小明")
        .sees("河坝村")
        .sees("花名册.csv")
        .sees("略过1行合计、说明：第7行");
    robot.keys("Down").sees("第4行").sees("日期不全");
    robot.keys("Tab Tab").sees("2014年3月").sees("出生日期");
    robot.keys("ctrl-s").sees("已带入").sees("新增3").sees("花名册.rejected.csv");
    robot.sees("没有志愿者").sees("u 撤销");
    let rejected = fs::read_to_string(files.folder.path().join("花名册.rejected.csv")).unwrap();
    assert!(
        rejected.contains("李红") && rejected.contains("日期不全") && !rejected.contains("王小明")
    );
    let children =
        |robot: &mut Robot| robot.shell().store().queries().count::<Child>(false).unwrap();
    assert_eq!(children(&mut robot), 3);
    robot.keys("ctrl-z").sees("已撤销");
    assert_eq!(children(&mut robot), 0);
    robot.keys("ctrl-y");
    assert_eq!(children(&mut robot), 3);
    // The same file again changes nothing.
    Files::bring(&mut robot, '1', &path);
    robot.sees("新增0").sees("不变3");
}

/// Text as keys.
fn letters(text: &str) -> String {
    text.chars().map(|one| if one == ' ' { "Space ".into() } else { format!("{one} ") }).collect()
}

#[test]
fn a_path_is_taken_as_it_is_typed_pasted_or_dropped() {
    let files = Files::new();
    fs::create_dir(files.folder.path().join("go g")).unwrap();
    let path = files.write("go g/1 gg 花名册.csv", "姓名,性别\n王小明,男\n");
    let path = path.display().to_string();
    let address = format!("file://{}\n", path.replace(' ', "%20").replace('花', "%E8%8A%B1"));
    let mut robot = Robot::new(robot::empty_store());
    // Letters are letters, on both steps: none of them goes anywhere.
    robot
        .keys("i 1")
        .keys(&letters("gtgvqu/"))
        .sees("选一个")
        .sees("gtgvqu/")
        .keys("Esc")
        .lacks("gtgvqu");
    robot.keys(&letters(&path)).keys("Enter").sees("读到1人").keys("F2");
    robot.keys("i").keys(&letters(&path)).sees("这个文件里是什么").sees("1 gg 花名册.csv");
    robot.keys("Enter").sees("读到1人").keys("F2");
    for dropped in [format!("'{path}' "), format!("\"{path}\""), path.replace(' ', "\\ "), address]
    {
        // Where the file is picked, in the place of what was typed; and before it is said what it holds.
        robot
            .keys("i 1")
            .keys(&letters("旧"))
            .paste(&dropped)
            .keys("Enter")
            .sees("读到1人")
            .keys("F2");
        robot.keys("i").paste(&dropped).keys("Enter").sees("读到1人").keys("F2");
    }
    // Back from it, a digit is a kind again; what is no file is said.
    robot.keys("i").paste("/no/such.csv").keys("Enter").sees("/no/such.csv").sees("没有这个文件");
    robot.keys("Esc Esc").sees("这个文件里是什么").lacks("such").keys("2").sees("志愿者");
    robot
        .keys("F2 i")
        .keys(&letters("x"))
        .keys("Esc")
        .lacks("x")
        .sees("这个文件里是什么")
        .keys("Esc");
    robot.sees("超期未走访");
}

#[test]
fn changes_are_shown_field_by_field() {
    let files = Files::new();
    let first = files
        .write("a.csv", "姓名,出生日期,村\n王小明,2017-03-05,河坝村\n李红,2014-03-05,高台村\n");
    let second = files
        .write("b.csv", "姓名,出生日期,村\n王小明,2017-03-05,新桥村\n李红,2014-03-05,高台村\n");
    let mut robot = Robot::new(robot::empty_store());
    Files::bring(&mut robot, '1', &first);
    robot.keys("ctrl-s");
    Files::bring(&mut robot, '1', &second);
    robot.sees("修改1").sees("不变1").sees("河坝村 > 新桥村");
    robot
        .keys("Tab Tab Tab")
        .sees("C0001")
        .sees("河坝村")
        .sees("新桥村")
        .keys("ctrl-s")
        .sees("修改1");
}

#[test]
fn a_doubtful_row_is_asked_about() {
    let files = Files::new();
    let first = files.write("a.csv", "姓名,出生日期,村\n王小明,2017-03-05,河坝村\n");
    let second = files.write("b.csv", "姓名,村,学校\n王小明,新桥村,高台小学\n");
    let count = |robot: &mut Robot| robot.shell().store().queries().count::<Child>(false).unwrap();
    for (answer, created, updated) in [("1", 0, 1), ("2", 1, 0)] {
        let mut robot = Robot::new(robot::empty_store());
        Files::bring(&mut robot, '1', &first);
        robot.keys("ctrl-s");
        Files::bring(&mut robot, '1', &second);
        robot.sees("可带入0，要看1").keys("Enter").sees("是同一个人吗");
        robot
            .sees("1 是同一个：C0001 王小明 2017-03-05 河坝村")
            .sees("2 是另一个")
            .sees("0 先不带入");
        robot.keys(answer).sees("可带入1，要看0");
        robot.keys("ctrl-s").sees(&format!("新增{created}，修改{updated}"));
        assert_eq!(count(&mut robot), 1 + created);
    }
    let mut robot = Robot::new(robot::empty_store());
    Files::bring(&mut robot, '1', &first);
    robot.keys("ctrl-s");
    Files::bring(&mut robot, '1', &second);
    robot.keys("Enter 0").sees("可带入0，要看1");
    robot.keys("ctrl-s").sees("退回1").sees("b.rejected.csv");
    assert_eq!(count(&mut robot), 1);
}

#[test]
fn a_code_of_another_child_is_asked_about() {
    let files = Files::new();
    let first = files.write("a.csv", "编号,姓名,出生日期\nC0003,刘子豪,2016-02-29\n");
    let second = files.write("b.csv", "编号,姓名,出生日期\nC0003,孙丽丽,2012-02-02\n");
    for (answer, taken, name) in [("1", 1, "孙丽丽"), ("0", 0, "刘子豪")] {
        let mut robot = Robot::new(robot::empty_store());
        Files::bring(&mut robot, '1', &first);
        robot.keys("ctrl-s");
        Files::bring(&mut robot, '1', &second);
        robot.sees("可带入0，要看1").keys("Enter").sees("姓名、生日都不同");
        robot.sees("1 是同一个：C0003 刘子豪 2016-02-29").sees("0 先不带入");
        robot.lacks("是另一个");
        robot.keys(answer).sees(&format!("可带入{taken}，要看{}", 1 - taken));
        robot.keys("ctrl-s").sees(&format!("修改{taken}"));
        let child: Option<Child> = robot.shell().store().queries().by_code("C0003").unwrap();
        assert_eq!(child.unwrap().name, name);
    }
}

#[test]
fn headings_that_are_not_recognised_are_matched_by_picking() {
    let files = Files::new();
    let path = files.write("pupils.csv", "Who,Where from,Born\nWang,Heba,2017-03-05\n");
    let mut robot = Robot::with(robot::empty_store(), Lang::En, 80, 24);
    Files::bring(&mut robot, '1', &path);
    robot
        .sees("Still missing: name")
        .sees("Where from")
        .sees("Wang")
        .keys("ctrl-s")
        .sees("Still missing");
    robot.keys("Enter name Enter").lacks("Still missing").keys("Enter villag Enter");
    robot.keys("ctrl-s").sees("1 person read: 1 ready, 0 to look at").sees("Heba");
    // Back to the headings: all is as it was left.
    robot.keys("Esc").sees("village").keys("ctrl-s ctrl-s").sees("Brought in");
    let child = robot.shell().store().queries().by_code::<Child>("C0001").unwrap().unwrap();
    assert_eq!((child.name.as_str(), child.village.as_deref()), ("Wang", Some("Heba")));
}

#[test]
fn a_file_without_headings_and_files_that_are_none_are_said() {
    let files = Files::new();
    let mut robot = Robot::new(robot::empty_store());
    let bare = files.write("bare.csv", "王小明,男\n李红,女\n");
    Files::bring(&mut robot, '1', &bare);
    robot.sees("还缺必需的列：姓名").sees("王小明");
    for (name, content, said) in [
        ("empty.csv", &b""[..], "文件是空的"),
        ("old.xls", &b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"[..], "旧版"),
        ("cut.xlsx", &b"PK\x03\x04cut short"[..], "损坏"),
        ("photo.csv", &b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"[..], "表格"),
        ("quote.csv", "姓名,备注\n王小明,\"没有关\n李红,x\n陈亮,y\n".as_bytes(), "引号"),
    ] {
        let path = files.write(name, content);
        Files::bring(&mut robot, '1', &path);
        robot.sees(said);
    }
    Files::bring(&mut robot, '1', Path::new("/no/such/file.csv"));
    robot.sees("打不开").keys("Backspace").lacks("打不开");
}

#[test]
fn the_picker_walks_folders_and_completes() {
    let files = Files::new();
    fs::create_dir(files.folder.path().join("旧表")).unwrap();
    files.write("旧表/2024花名册.csv", NAMES);
    files.write("photo.jpg", "x");
    let mut robot = Robot::new(robot::empty_store());
    robot.keys("i 1").paste(&format!("{}/", files.folder.path().display())).keys("Enter");
    robot.sees("旧表/").lacks("photo.jpg").keys("旧 Tab").sees("旧表/").keys("Enter");
    robot
        .sees("2024花名册.csv")
        .keys("Backspace")
        .sees("旧表/")
        .keys("Right")
        .sees("2024花名册.csv");
    robot.keys("无 Enter").sees("没有这个文件").keys("Esc Enter").sees("读到4人");
    // The next time it begins there.
    robot.keys("F2 i 2").keys("Esc Esc Esc Esc Esc i 2").sees("2024花名册.csv");
}

#[test]
fn escapes_in_a_cell_never_reach_the_terminal() {
    let files = Files::new();
    let path = files.write("a.csv", "姓名,备注\n王\u{1b}[31m小明,\u{7}x\u{1b}]0;t\u{7}\n");
    let mut robot = Robot::new(robot::empty_store());
    Files::bring(&mut robot, '1', &path);
    let screen = robot.screen();
    assert!(!screen.contains('\u{1b}') && !screen.contains('\u{7}'), "{screen}");
    robot.sees("王小明").sees("提醒 1").keys("Tab Tab Tab Tab").sees("控制字符");
}

#[test]
fn every_step_draws_in_every_size() {
    let files = Files::new();
    let path = files.write("花名册.csv", NAMES);
    for lang in Lang::ALL {
        for (width, height) in [(1, 1), (40, 10), (60, 15), (80, 24), (160, 45)] {
            let mut robot = Robot::with(robot::empty_store(), lang, width, height);
            robot.keys("i Down 1").lacks("⟨");
            robot.paste(&path.display().to_string()).keys("Enter").lacks("⟨");
            robot
                .keys("Right Tab Tab Down Tab Tab Left F1 Esc")
                .lacks("⟨")
                .keys("Esc Enter Down Esc");
            robot.lacks("⟨").keys("ctrl-s ctrl-s").lacks("⟨").keys("Down Enter").lacks("⟨");
        }
    }
}

#[test]
fn a_sheet_with_a_column_a_subject_asks_once_for_its_day() {
    let files = Files::new();
    let names = files.write("a.csv", "姓名,出生日期\n王小明,2017-03-05\n李红,2014-03-05\n");
    let marks = files.write("期中.csv", "姓名,语文,数学\n王小明,51,68\n李红,80,\n");
    for lang in Lang::ALL {
        let mut robot = Robot::with(robot::empty_store(), lang, 80, 24);
        Files::bring(&mut robot, '1', &names);
        robot.keys("ctrl-s");
        Files::bring(&mut robot, '6', &marks);
        let zh = lang == Lang::Zh;
        robot.sees(if zh { "整张表都一样的" } else { "The same in all rows" }).lacks("⟨");
        robot.keys("ctrl-s").sees(if zh { "要填" } else { "has to be filled" });
        robot.keys("11-06 Enter 2 ctrl-s").sees(if zh { "读到3行" } else { "3 rows read" });
        robot.keys("ctrl-s").sees(if zh { "新增3" } else { "3 created" });
        let store = robot.shell().store();
        let child = store.queries().by_code::<Child>("C0001").unwrap().unwrap();
        let exams = store.queries().child_records(child.meta.id, 9).unwrap().exams;
        assert_eq!(exams.len(), 2);
        assert_eq!(exams[0].day.to_string(), "2026-11-06");
    }
}

#[test]
fn what_was_matched_by_hand_is_proposed_for_the_next_file() {
    let files = Files::new();
    let path = files.write("十月.csv", "娃娃,哪个社,出生日期\n王小明,河坝村,2017-03-05\n");
    let mut robot = Robot::new(robot::empty_store());
    Files::bring(&mut robot, '1', &path);
    robot.sees("还缺必需的列：姓名").lacks("同上次").keys("Enter 姓名 Enter");
    robot.keys("Enter cun Enter").keys("ctrl-s ctrl-s").sees("已带入");
    // A month later, under a title: shown as what it is before it is used.
    let rows = "2026年11月花名册\n娃娃,哪个社,出生日期\n李红,高台村,2014-03-05\n";
    let next = files.write("十一月.csv", rows);
    Files::bring(&mut robot, '1', &next);
    robot.sees("照上次指定的配好了").sees("姓名*（同上次）").sees("村（同上次）").lacks("还缺");
    // It can be matched anew, and that is what is kept then.
    robot
        .keys("Down Delete")
        .sees("不带入")
        .lacks("村（同上次）")
        .keys("ctrl-s ctrl-s")
        .sees("已带入");
    let child = |robot: &mut Robot, code: &str| {
        robot.shell().store().queries().by_code::<Child>(code).unwrap().unwrap()
    };
    assert_eq!(child(&mut robot, "C0001").village.as_deref(), Some("河坝村"));
    assert_eq!(
        (child(&mut robot, "C0002").name.as_str(), child(&mut robot, "C0002").village),
        ("李红", None)
    );
    Files::bring(&mut robot, '1', &next);
    robot.sees("姓名*（同上次）").lacks("村（同上次）").keys("Esc");
    // Of another kind nothing is known, and of a file that needs nothing nothing is asked.
    Files::bring(&mut robot, '2', &next);
    robot.sees("还缺必需的列：姓名").lacks("同上次").keys("Esc");
    let plain = files.write("plain.csv", "姓名,出生日期\n李红,2014-03-05\n");
    Files::bring(&mut robot, '1', &plain);
    robot.sees("读到1人");
}

#[test]
fn the_headings_of_a_wide_sheet_are_its_own() {
    let files = Files::new();
    let names = files.write("a.csv", "姓名,出生日期\n王小明,2017-03-05\n");
    let marks = files.write("期中.csv", "姓名,班级,语文,数学\n王小明,三班,51,68\n");
    let mut robot = Robot::new(robot::empty_store());
    Files::bring(&mut robot, '1', &names);
    robot.keys("ctrl-s");
    Files::bring(&mut robot, '6', &marks);
    robot.keys("Esc").sees("语文").sees("科目*、分数*").sees("三班").sees("不带入").sees("68");
    robot.keys("Enter").sees("自动展开").keys("ctrl-s").sees("整张表都一样的");
    robot.keys("11-06 Enter 2 ctrl-s").sees("读到2行");
}

#[test]
fn a_grade_is_told_as_the_child_has_risen_to_it() {
    let files = Files::new();
    let path = files.write("名单.csv", "编号,姓名,年级\nC0001,王明,六年级\n");
    let mut store = robot::empty_store();
    // In 六年级 in the school year 2025, so in 初一 by now.
    let (grade, grade_year) = (Some(6), Some(2025));
    let name = "王明".to_owned();
    let child = Child { name, code: "C0001".into(), grade, grade_year, ..Child::default() };
    store.execute(peiban::store::Command::add(child)).unwrap();
    let mut robot = Robot::new(store);
    Files::bring(&mut robot, '1', &path);
    robot.sees("修改1").sees("年级 初一 > 六年级");
    robot.keys("ctrl-s").sees("已带入").keys("g h").sees("年级: 初一 改为 六年级");
    // The history asks, and so does the letter anywhere.
    robot.keys("u").sees("年级: 六年级 改为 初一").keys("Esc");
    robot.keys("F2 u").sees("撤销").sees("年级: 六年级 改为 初一").keys("Enter").sees("已撤销");
    robot.keys("g h").sees("年级: 六年级 改为 初一").keys("Esc");
    robot.keys("ctrl-r g h").sees("年级: 初一 改为 六年级");
}
