//! Possible duplicates: said while entering, listed in groups, compared side by side, merged, or said not to be the same.

mod doubles;
mod robot;

use doubles::{add, child, twice};
use peiban::console::action::Route;
use peiban::console::screens::forms;
use peiban::domain::records::{Carer, Child, Id, Record, Visit, Volunteer};
use peiban::language::Lang;
use peiban::store::{Command, Kind, Store};
use robot::{Robot, day, empty_store};

fn get<R: Record>(robot: &mut Robot, code: &str) -> R {
    robot.shell().store().queries().by_code::<R>(code).unwrap().unwrap()
}

/// Two files of one child, a third child that is like them, and one that isn't.
fn office() -> Store {
    let mut store = empty_store();
    let carer =
        Carer { name: "黄素珍".into(), phone: Some("13900000520".into()), ..Carer::default() };
    let carer = add(&mut store, carer);
    let [first, second] = twice();
    let first = Child {
        school: Some("高台小学".into()),
        note: Some("喜欢画画".into()),
        carer_id: Some(carer),
        ..first
    };
    let first = add(&mut store, first);
    let second =
        Child { note: Some("怕狗".into()), class_teacher: Some("刘老师".into()), ..second };
    let second = add(&mut store, second);
    add(&mut store, child("罗俊豪", "2013-01-01"));
    for (child_id, on) in [(first, "2026-11-01"), (second, "2026-11-01"), (second, "2026-11-08")] {
        add(
            &mut store,
            Visit { child_id, day: day(on), child_seen: Some(true), ..Visit::default() },
        );
    }
    store
}

#[test]
fn two_files_become_one_without_a_letter() {
    let mut robot = Robot::new(office());
    // The list, by the palette: an input method is on.
    robot.keys("F10 可能重复 Enter").sees("可能重复 1").sees("姓名同, 生日差一天, 同村");
    robot.sees("C0001 王小明 男 2014-03-05").sees("C0002 王小明").lacks("罗俊豪");
    robot.keys("Enter").sees("保留档案").sees("*C0001 王小明").sees("2 C0002 王小明");
    robot.sees("C0001 和 C0002: 姓名同, 生日差一天, 同村");
    // What only one says is taken by itself, both notes are kept; the birth date is the second file's.
    robot.sees("刘老师").keys("Down Down Down 2").sees("*2014-03-06");
    robot.keys("Enter").sees("把 C0002 王小明 并入 C0001 王小明?");
    robot
        .sees("C0002 关闭，编号仍能找到，指向 C0001")
        .sees("移过来: 走访1")
        .sees("两边相同，只留一条: 走访1");
    robot.sees("出生日期: 2014-03-05 改为 2014-03-06").sees("备注: 喜欢画画 改为 喜欢画画; 怕狗");
    robot.keys("Enter").sees("已把 C0002 王小明 并入 C0001 王小明").sees("没有可能重复的孩子");
    let kept: Child = get(&mut robot, "C0001");
    assert_eq!(kept.birth_date, Some(day("2014-03-06")));
    assert_eq!(kept.note.as_deref(), Some("喜欢画画; 怕狗"));
    assert_eq!(kept.class_teacher.as_deref(), Some("刘老师"));
    assert_eq!(kept.school.as_deref(), Some("高台小学"));
    let gone: Child = get(&mut robot, "C0002");
    assert_eq!(gone.merged_into_id, Some(kept.meta.id));
    // Its code still leads there.
    robot
        .keys("F3 C0002 Tab Enter")
        .sees("已并入 王小明 C0001")
        .sees("C0002  已并入 C0001")
        .lacks("风险")
        .lacks("未见过")
        .lacks("按 1 登记");
    // What can't be done there is refused at once, and the file that stays is named.
    for key in ["1", "R", "e", "y"] {
        robot.keys(key).sees("这份档案已并入 C0001，请用那一份").sees("已并入 王小明 C0001");
    }
    robot.keys("Enter").sees("王小明 男12岁 高台小学 C0001");
    robot.keys("Esc Esc ctrl-z").sees("已撤销: 合并孩子档案 王小明").sees("C0002 王小明");
    assert_eq!(get::<Child>(&mut robot, "C0002").merged_into_id, None);
}

#[test]
fn id_numbers_are_masked_until_someone_asks_and_the_mouse_changes_the_kind() {
    let mut store = empty_store();
    let [first, second] = twice();
    add(&mut store, first);
    add(&mut store, Child { id_number: Some("511425201403060018".into()), ..second });
    let mut robot = Robot::new(store);
    robot.keys("g f").sees("[孩子 1]").click("志愿者").sees("没有可能重复的志愿者");
    robot.click("孩子 1").sees("王小明").keys("Enter").sees("511425********0018").sees("F5 证件号");
    // Nor does the question before the merge spell it out.
    robot.click("Enter").sees("改为 511425********0018").click("Esc");
    robot.click("F5 证件号").sees("511425201403060018").sees("F5 遮住");
    robot.keys("F5").lacks("511425201403060018");
}

#[test]
fn of_three_files_no_note_is_lost_and_what_is_cut_is_said_below() {
    let mut store = empty_store();
    let [first, second] = twice();
    let long = "同桌说她联系了电子厂，想年后就走";
    let third = Child { note: Some("怕狗".into()), birth_date: None, ..second.clone() };
    add(&mut store, first);
    add(&mut store, Child { note: Some(long.into()), ..second });
    add(&mut store, third);
    let mut robot = Robot::new(store);
    robot.keys("g f Enter").sees("C0003 王小明").lacks(long).keys("End Right").sees(long);
    robot.keys("Enter").sees(&format!("{long}; 怕狗")).keys("Esc Esc").sees("[孩子 1]");
}

#[test]
fn the_other_file_can_be_the_one_that_stays() {
    let mut robot = Robot::with(office(), Lang::En, 80, 24);
    robot.keys("g f").sees("same name, born a day apart, same village");
    robot.keys("Enter").sees("*C0001 Wang Xiaoming").keys("2").sees("*C0002 Wang Xiaoming");
    robot.keys("F8").sees("Merge C0001 Wang Xiaoming into C0002 Wang Xiaoming?").keys("Esc");
    robot.sees("*C0002 Wang Xiaoming").keys("ctrl-s Enter").sees("C0001 Wang Xiaoming merged into");
    assert!(get::<Child>(&mut robot, "C0001").merged_into_id.is_some());
    assert_eq!(get::<Child>(&mut robot, "C0002").school.as_deref(), Some("高台小学"));
}

#[test]
fn an_english_page_tells_apart_what_reads_alike() {
    let mut store = empty_store();
    for (name, teacher, categories) in
        [("王小明", "刘老师", "留守儿童"), ("王晓明", "吕老师", "特困;低保边缘")]
    {
        let one = Child {
            class_teacher: Some(teacher.into()),
            categories: Some(categories.into()),
            address: Some("2组".into()),
            ..child(name, "2014-03-05")
        };
        add(&mut store, one);
    }
    let mut robot = Robot::with(store, Lang::En, 120, 30);
    robot.keys("g f Enter").sees("Wang Xiaoming 王小明").sees("Wang Xiaoming 王晓明");
    robot.sees("Huangyingling").sees("Liu").sees("Lyu").sees("group 2").lacks("老师");
    robot.sees("left behind").sees("extreme hardship support");
    robot
        .keys("Down Down Down Down Down Down Down 0 F8")
        .sees("Merge C0002 Wang Xiaoming into C0001");
    robot.sees("categories: left behind to left behind, extreme hardship").lacks("特困");
}

#[test]
fn not_the_same_is_remembered() {
    let mut robot = Robot::new(office());
    robot.keys("g f Enter Delete").sees("C0001 王小明 和 C0002 不是同一个");
    robot.sees("以后不再提示").keys("Esc").sees("保留档案").keys("Delete Enter");
    robot.sees("已记下").sees("没有可能重复的孩子");
    robot.keys("F2 g f").sees("没有可能重复的孩子");
    robot.keys("ctrl-z").sees("C0001 王小明").sees("C0002 王小明");
}

#[test]
fn of_three_one_can_stay_out() {
    let mut store = office();
    add(&mut store, child("王晓明", "2014-03-06"));
    let mut robot = Robot::new(store);
    robot.keys("g f").sees("C0004 王晓明").keys("Enter").sees("C0004 王晓明");
    // Tab on the third leaves it out, and the last two can't be left.
    robot
        .keys("Right Right Tab")
        .sees("C0004 不合并")
        .keys("Left Tab")
        .sees("至少要留两份才能合并");
    robot
        .keys("Enter")
        .sees("把 C0002 王小明 并入 C0001 王小明?")
        .keys("Enter")
        .sees("已把 C0002 王小明");
    assert_eq!(get::<Child>(&mut robot, "C0004").merged_into_id, None);
    robot.sees("C0004 王晓明");
}

#[test]
fn of_four_all_can_be_reached_and_what_was_denied_is_taken_back_there() {
    let mut robot = Robot::new(four_files());
    robot.keys("g f Enter").sees("3 C0004").lacks("C0005 王").sees("右边还有1份 >");
    robot.keys("Right Right Right").sees("4 C0005").sees("< 左边还有1份").lacks("右边");
    robot.keys("Delete Enter").sees("已记下").sees("ctrl-z 撤销").lacks("4 C0005").lacks("还有1份");
    // A letter is none of its keys.
    robot.keys("u").lacks("4 C0005").keys("ctrl-z").sees("已撤销").sees("右边还有1份 >");
    let mut robot = Robot::with(four_files(), Lang::En, 80, 24);
    robot.keys("g f Enter").sees("more >");
}

/// Four files of one child.
fn four_files() -> Store {
    let mut store = office();
    add(&mut store, child("王晓明", "2014-03-06"));
    add(&mut store, child("王小明", "2014-03-05"));
    store
}

#[test]
fn two_people_said_while_entering_is_remembered() {
    let mut robot = Robot::new(office());
    robot.shell().open(forms::child::new());
    robot.draw();
    robot.keys("王小明 Enter 2 2014-03-06 ctrl-s").sees("是不是同一个人").keys("2").sees("已保存");
    let again = |robot: &mut Robot| {
        let groups = robot.shell().store().queries().duplicates(Kind::Child).unwrap();
        assert_eq!(groups.len(), 1);
        groups[0].members.iter().any(|member| member.code == "C0004")
    };
    assert!(!again(&mut robot));
    let child = get::<Child>(&mut robot, "C0004").meta.id;
    robot.shell().open(forms::child::edit(child));
    robot.draw();
    robot.sees("王小明").lacks("可能是").keys("Esc");
    // One entry: the file and what was said of it go and come together.
    robot.keys("ctrl-z").sees("已撤销").keys("ctrl-y").sees("王小明");
    assert!(!again(&mut robot));
}

#[test]
fn someone_elses_change_is_seen_before_it_is_merged_away() {
    let mut robot = Robot::new(office());
    robot.keys("g f Enter");
    let away: Child = get(&mut robot, "C0002");
    let changed = Child { address: Some("三组7号".into()), ..away.clone() };
    robot.shell().execute(Command::edit(away, changed));
    robot.draw();
    robot.sees("三组7号").keys("Enter Enter").sees("已把 C0002 王小明");
    assert_eq!(get::<Child>(&mut robot, "C0001").address.as_deref(), Some("三组7号"));
}

#[test]
fn whoever_is_entered_twice_is_said_and_opened() {
    let mut store = office();
    add(
        &mut store,
        Volunteer {
            name: "周桂芳".into(),
            phone: Some("13900000417".into()),
            ..Volunteer::default()
        },
    );
    let mut robot = Robot::new(store);
    robot.shell().open(forms::child::new());
    robot.draw();
    robot
        .keys("王晓明 Enter 2 2014-03-06 Enter")
        .sees("可能是 C0002 王小明")
        .sees("姓名同音, 生日同");
    robot.keys("F6").sees("王小明 男12岁 C0002");
    // What was typed is there again.
    robot.shell().open(forms::child::new());
    robot.draw();
    robot.sees("王晓明").keys("F7 Esc");
    robot.shell().open(forms::volunteer::new());
    robot.draw();
    robot.keys("周桂方 Enter Enter 13900000417 Enter").sees("可能是 V0001 周桂芳").sees("姓名同音");
    robot.keys("ctrl-s").sees("很可能已有：V0001").keys("2").sees("已保存");
    // Who said that they are two isn't asked again.
    robot.keys("Esc g f Right").sees("没有可能重复的志愿者");
    assert!(robot.shell().store().queries().duplicates(Kind::Volunteer).unwrap().is_empty());
}

#[test]
fn the_page_holds_at_every_size() {
    for lang in Lang::ALL {
        for (width, height) in [(1, 1), (10, 3), (40, 10), (60, 15), (80, 24), (200, 60)] {
            let mut robot = Robot::with(office(), lang, width, height);
            robot.shell().go(Route::Duplicates);
            robot.draw();
            robot.keys("Enter Down Right Space End Tab Delete Esc Enter Esc").lacks("⟨");
        }
    }
}

#[test]
fn every_kind_of_wrong_row_is_voided_with_a_reason() {
    use peiban::domain::codes::{AttendanceStatus, FactCode, FactValue};
    use peiban::domain::records::{AttendanceDay, AttendanceRange, Contact, Exam, Fact};
    let mut store = empty_store();
    let child_id = add(&mut store, child("王小明", "2014-03-05"));
    let on = day("2026-11-20");
    let rows: [(Kind, peiban::store::AnyRecord); 6] = [
        (Kind::Visit, Visit { child_id, day: on, ..Visit::default() }.into()),
        (Kind::Contact, Contact { child_id, day: on, ..Contact::default() }.into()),
        (
            Kind::AttendanceDay,
            AttendanceDay {
                child_id,
                day: on,
                status: AttendanceStatus::Unexcused,
                ..AttendanceDay::default()
            }
            .into(),
        ),
        (
            Kind::AttendanceRange,
            AttendanceRange {
                child_id,
                from_day: day("2026-10-08"),
                to_day: day("2026-10-30"),
                days_recorded: 17.0,
                ..AttendanceRange::default()
            }
            .into(),
        ),
        (
            Kind::Exam,
            Exam { child_id, day: on, subject: "数学".into(), score: 9.0, ..Exam::default() }
                .into(),
        ),
        (
            Kind::Fact,
            Fact {
                child_id,
                code: FactCode::Beh2,
                value: FactValue::Incident,
                day: on,
                ..Fact::default()
            }
            .into(),
        ),
    ];
    let ids: Vec<(Kind, Id)> =
        rows.into_iter().map(|(kind, row)| (kind, add(&mut store, row))).collect();
    let mut robot = Robot::new(store);
    for (kind, id) in ids {
        robot.shell().open(forms::void::open(kind, id));
        robot.draw();
        robot.keys("ctrl-s").sees("要填").keys("记错人 ctrl-s").sees("已保存: 作废 王小明");
        let reason = |robot: &mut Robot| {
            let row = robot.shell().store().queries().any(kind, id).unwrap().unwrap();
            (row.value("voided_on").unwrap().is_null(), row.value("void_reason").unwrap())
        };
        let why = peiban::domain::value::Value::Text("记错人".into());
        assert_eq!(reason(&mut robot), (false, why), "{kind:?}");
        robot.keys("g h").sees("作废原因: ").keys("Esc ctrl-z").sees("已撤销");
        assert!(reason(&mut robot).0, "{kind:?} is back");
    }
}

#[test]
fn another_file_is_named_from_the_childs_own_page_and_both_stand_side_by_side() {
    let mut store = office();
    for name in ["张敏", "张 敏"] {
        let phone = Some("13900000358".into());
        add(&mut store, Volunteer { name: name.into(), phone, ..Volunteer::default() });
    }
    let mut robot = Robot::new(store);
    let id = get::<Child>(&mut robot, "C0001").meta.id;
    robot.shell().go(Route::Child(id));
    robot.draw();
    // Who may be the same is offered by itself, never the child itself; anybody can be typed.
    robot.keys("F10 合并到 Enter").sees("和哪一份合并").sees("C0002").lacks("C0003");
    robot.keys("luojunhao").sees("C0003").lacks("C0002").keys("Esc").sees("高台小学 C0001");
    robot.keys("M 1").sees("保留档案").sees("*C0001 王小明").sees("2 C0002 王小明");
    robot.keys("Enter Enter").sees("已把 C0002 王小明 并入 C0001 王小明");
    assert_eq!(get::<Child>(&mut robot, "C0001").class_teacher.as_deref(), Some("刘老师"));
    robot.keys("ctrl-z").sees("已撤销");
    assert_eq!(get::<Child>(&mut robot, "C0001").class_teacher, None);
    // A file that is part of another one can't be merged once more.
    robot.keys("ctrl-y");
    let away = get::<Child>(&mut robot, "C0002").meta.id;
    robot.shell().go(Route::Child(away));
    robot.draw();
    robot.keys("M").sees("已经合并到别的里");
    let volunteer = get::<Volunteer>(&mut robot, "V0001").meta.id;
    robot.shell().go(Route::Volunteer(volunteer));
    robot.draw();
    robot
        .keys("M")
        .sees("V0002")
        .keys("Enter")
        .sees("*V0001")
        .keys("Enter Enter")
        .sees("已把 V0002");
    let carer = get::<Carer>(&mut robot, "G0001").meta.id;
    robot.shell().go(Route::Carer(carer));
    robot.draw();
    robot.keys("M").sees("和哪一份合并").keys("Esc");
}

#[test]
fn a_large_office_is_looked_through_once_and_what_was_settled_goes() {
    let mut store = office();
    let steps = (0..5_000).map(|number| {
        let name = format!("学生第{number}号");
        peiban::store::Step::Add(Child { name, ..Child::default() }.into())
    });
    store.execute(Command::Import { kind: "children", steps: steps.collect() }).unwrap();
    let mut robot = Robot::new(store);
    robot.keys("g f").sees("可能重复 1").sees("C0002 王小明");
    robot.keys("Enter Delete Enter").sees("没有可能重复的孩子");
    // Closed and opened again it is looked for anew, with what was undone.
    robot.keys("ctrl-z Esc g f").sees("可能重复 1");
}
