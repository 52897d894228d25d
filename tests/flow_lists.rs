//! The lists and the search, pressed and read; and a list of a county's size, by the page.

mod robot;

use std::time::{Duration, Instant};

use peiban::console::action::{ChildScope, Route, VisitScope};
use peiban::domain::codes::{EventKind, VolunteerStatus};
use peiban::domain::records::{
    Assignment, Carer, Child, Contact, Event, Id, Task, Visit, Volunteer,
};
use peiban::language::Lang;
use peiban::store::{AnyRecord, Command, Kind, Store};
use robot::{Robot, day, empty_store};

fn add(store: &mut Store, record: impl Into<AnyRecord>) -> Id {
    store.execute(Command::add(record)).unwrap().id
}

fn child(name: &str) -> Child {
    Child {
        name: name.into(),
        township: Some("西龙镇".into()),
        village: Some("新桥村".into()),
        birth_date: Some(day("2014-11-25")),
        ..Child::default()
    }
}

#[test]
fn tabs_headings_and_what_stands_below_the_rows_answer_to_the_mouse() {
    let mut store = office();
    add(&mut store, child("阿尔木呷"));
    let mut robot = Robot::new(store);
    robot.keys("g c").sees("[在册2]").click("全部3").sees("[全部3]").sees("王小芳");
    let first = |robot: &Robot| robot.marked();
    robot.click("姓名").sees("按姓名");
    assert!(first(&robot).contains("阿尔木呷"), "{}", robot.screen());
    // The second press at the same place turns the order round: the headings stand where they stood.
    let (x, y) = robot.place_of("姓名   ");
    robot.click("姓名   ").sees("倒排").lacks("按哪一栏排");
    assert_eq!(robot.place_of("姓名   "), (x, y));
    assert!(first(&robot).contains("王小"), "{}", robot.screen());
    // What it is sorted by opens the orders, the key that is named takes it away.
    robot.click("按姓名").sees("按哪一栏排").keys("Esc").click("退格 还原").lacks("按姓名");
    robot.click("按风险").sees("按哪一栏排");
}

/// A list that has not been drawn yet doesn't know how high it will be, nor does one whose page has grown.
#[test]
fn a_tall_page_is_filled_at_once() {
    let mut store = empty_store();
    for number in 0..60 {
        add(&mut store, child(&format!("孩子{number:02}")));
    }
    let rows = |robot: &Robot| robot.screen().matches("孩子").count() - 1;
    let mut robot = Robot::with(store, Lang::Zh, 160, 60);
    robot.keys("g c").sees("C0050");
    assert!(rows(&robot) > 50, "{}", robot.screen());
}

/// Two children of whom one is closed, a volunteer who left and one who stays, and a row of everything else.
fn office() -> Store {
    let mut store = empty_store();
    let xiaoming = add(&mut store, child("王小明"));
    let closed = add(&mut store, child("王小芳"));
    store
        .execute(Command::Close { kind: Kind::Child, id: closed, reason: Some("搬走".into()) })
        .unwrap();
    let volunteer = Volunteer {
        name: "周桂芳".into(),
        phone: Some("13900000417".into()),
        training_valid_until: Some(day("2026-11-10")),
        ..Volunteer::default()
    };
    let zhou = add(&mut store, volunteer);
    let left =
        Volunteer {
            name: "吴志强".into(), status: VolunteerStatus::Left, ..Volunteer::default()
        };
    add(&mut store, left);
    add(&mut store, Assignment { child_id: xiaoming, volunteer_id: zhou, ..Assignment::default() });
    let visit = Visit {
        child_id: xiaoming,
        day: day("2026-11-21"),
        volunteer_id: Some(zhou),
        child_seen: Some(true),
        note: Some("在写作业".into()),
        ..Visit::default()
    };
    add(&mut store, visit);
    let contact = Contact {
        child_id: xiaoming,
        day: day("2026-11-20"),
        with_whom: Some("班主任".into()),
        note: Some("月考进步".into()),
        ..Contact::default()
    };
    add(&mut store, contact);
    for (title, due) in [("送冬衣", "2026-11-20"), ("家访", "2026-12-20")] {
        let task = Task { title: title.into(), due: day(due), ..Task::default() };
        add(&mut store, task);
    }
    add(&mut store, Carer { name: "黄素珍".into(), ..Carer::default() });
    let event = Event {
        title: "集体生日会".into(),
        kind: EventKind::BirthdayParty,
        starts_on: day("2026-12-05"),
        ..Event::default()
    };
    add(&mut store, event);
    store
}

#[test]
fn each_list_shows_its_rows_and_their_number() {
    let mut robot = Robot::new(office());
    for (keys, title, row) in [
        ("g c", "孩子 1", "王小明"),
        ("g v", "超期未走访 0", "没有超期的走访"),
        ("g z", "志愿者 1", "周桂芳"),
        ("g j", "监护人 1", "黄素珍"),
        ("g e", "活动 1", "集体生日会"),
        ("g d", "联系记录 1", "月考进步"),
        ("g a", "待办 2", "送冬衣"),
        ("g u", "近期安排 2", "王小明 满12岁 公历"),
    ] {
        robot.keys(keys).sees(title).sees(row).keys("F2");
    }
    robot.shell().go(Route::Visits(VisitScope::Logged));
    robot.draw();
    robot.sees("走访记录 1").sees("在写作业").sees("周桂芳");
    robot.shell().go(Route::Trainings);
    robot.draw();
    robot.sees("志愿者培训 1").sees("2026-11-10");
}

#[test]
fn the_arrows_change_the_view() {
    let mut robot = Robot::new(office());
    robot.keys("g c").sees("[在册1]").lacks("王小芳");
    robot
        .keys("Left")
        .keys("Left")
        .sees("[已结案1]")
        .sees("已结案的孩子 1")
        .sees("王小芳")
        .lacks("王小明");
    robot
        .keys("Left")
        .sees("[平稳0]")
        .keys("Right Right")
        .sees("[全部2]")
        .sees("王小芳")
        .sees("王小明");
    robot.keys("g z").lacks("吴志强").keys("Right").sees("[全部2]").sees("(已退出)");
    robot.keys("g a Left").sees("[已到期1]").sees("送冬衣").lacks("家访");
}

#[test]
fn a_view_that_is_open_is_gone_back_to() {
    let mut robot = Robot::new(office());
    robot.keys("g c Left Left");
    robot.shell().go(Route::Children(ChildScope::Closed));
    assert_eq!(robot.shell().depth(), 2);
}

#[test]
fn a_task_is_dropped_after_a_question_done_by_space_and_undone() {
    let mut robot = Robot::new(office());
    robot.keys("g a").sees("送冬衣").sees("6 办完  D 办完或取消");
    robot.keys("D").sees("这件待办怎样了").sees("送冬衣").keys("2");
    robot.sees("已保存: 取消待办 送冬衣").sees("[未办1]").keys("j").lacks("送冬衣");
    robot.keys("ctrl-z").sees("送冬衣");
    robot
        .keys("g g 6")
        .sees("办完了？")
        .keys("Enter")
        .sees("已保存: 办完待办 送冬衣")
        .keys("j")
        .lacks("送冬衣")
        .keys("ctrl-z")
        .sees("送冬衣");
}

#[test]
fn the_question_about_a_task_names_it_and_its_child() {
    let mut store = office();
    let child_id = add(&mut store, child("陈可欣"));
    let due = day("2026-11-01");
    let task = Task { title: "送棉被".into(), due, child_id: Some(child_id), ..Task::default() };
    add(&mut store, task);
    let mut robot = Robot::new(store);
    // The question stands on the last lines, over the list: what names the task is beside it.
    for (key, question) in [("6", "这件事办完了？"), ("D", "这件待办怎样了？")] {
        robot.keys("g a g g").keys(key).sees(question);
        let screen = robot.screen();
        let asked = screen.split(question).nth(1).unwrap();
        assert!(asked.contains("送棉被") && asked.contains("陈可欣"), "{screen}");
        robot.keys("Esc");
    }
}

#[test]
fn a_camp_in_winter_is_not_called_one_of_summer() {
    let mut store = office();
    let camp = Event {
        title: "寒假营".into(),
        kind: EventKind::Camp,
        starts_on: day("2026-12-10"),
        ..Event::default()
    };
    add(&mut store, camp);
    let mut robot = Robot::new(store);
    robot.keys("g e");
    assert!(robot.line_of("寒假营").contains("营会"), "{}", robot.screen());
}

#[test]
fn a_closed_file_is_opened_again() {
    let mut robot = Robot::new(office());
    robot
        .keys("g c Left Left")
        .sees("王小芳")
        .keys("R")
        .sees("重新打开「王小芳」？")
        .keys("Enter")
        .sees("[已结案0]")
        .keys("Right")
        .sees("王小芳");
}

#[test]
fn the_search_answers_each_key() {
    let mut robot = Robot::new(office());
    robot.keys("/").sees("首字母");
    // Initials, pinyin, a phone's digits, a code, one character from the middle of a name.
    for typed in ["wxm", "xiaom", "C0001", "小"] {
        robot.keys(typed).sees("王小明").lacks("王小芳").keys("ctrl-u");
    }
    robot.keys("0417").sees("周桂芳").lacks("王小明").keys("ctrl-u");
    robot.keys("13900000417").sees("周桂芳").keys("ctrl-u");
    robot.keys("jtsrh").sees("集体生日会").sees("2026-12-05").keys("ctrl-u");
    // Closed files on demand.
    robot.keys("wxf").sees("没有找到").keys("Tab").sees("王小芳").sees("已结案");
    robot.keys("Esc").lacks("王小芳");
}

#[test]
fn a_child_is_found_and_opened_in_five_keys() {
    let mut robot = Robot::new(office());
    robot.presses();
    robot.keys("/ w x m Enter");
    assert_eq!(robot.presses(), 5);
    assert_eq!(robot.shell().depth(), 2, "the search has gone, the child is open");
    robot.keys("Esc").sees("需要关注");
}

#[test]
fn characters_typed_on_a_list_become_a_search() {
    let mut robot = Robot::new(office());
    robot.keys("g c").keys("周").sees("周桂芳").sees("查找");
    robot.keys("Backspace Backspace").lacks("查找 ─").sees("[在册1]");
}

#[test]
fn in_english_names_are_in_latin_letters() {
    let mut robot = Robot::with(office(), Lang::En, 80, 24);
    robot.keys("g c").sees("Wang Xiaoming").sees("[open 1]");
    robot.keys("g z").sees("Zhou Guifang").keys("g a").sees("3d late");
}

#[test]
fn a_long_list_is_read_by_the_page_and_scrolls_at_once() {
    let mut store = empty_store();
    let children: Vec<AnyRecord> =
        (0..3_000).map(|number| child(&format!("李小{number}")).into()).collect();
    store.execute(Command::AddAll(children)).unwrap();
    let mut robot = Robot::new(store);
    robot.keys("g c Tab 5").sees("按编号排").sees("孩子 3000").sees("C0001").lacks("C0030");
    robot.keys("G").sees("C3000").sees("C2990").lacks("C2900");
    robot.keys("PageUp PageUp").sees("C2970");
    robot.keys("g g").sees("C0001");
    let begun = Instant::now();
    robot.keys(&"PageDown ".repeat(50));
    robot.sees("C0845");
    // Fifty pages in an unoptimised build; reading the whole list once would already take longer than one of them.
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn a_list_is_written_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tasks.csv");
    let mut robot = Robot::new(office());
    robot.keys("g a p").sees("把名单写成表格").keys("ctrl-u").paste("/no/ending").keys("Enter");
    robot.sees("把名单写成表格").keys("ctrl-u").paste(&file.display().to_string()).keys("Enter");
    robot.sees("2行已写到").lacks("把名单写成表格");
    let written = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<_> = written.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "哪天前,状态,姓名,要办什么,谁办");
    // Days have their year in a file.
    assert_eq!(lines[1], "2026-11-20,过期3天,,送冬衣,");
    assert_eq!(lines.len(), 3);
    // A file that is there is not written over.
    robot.keys("p ctrl-u").paste(&file.display().to_string()).keys("Enter");
    robot.sees("把名单写成表格");
}

#[test]
fn what_comes_of_leaving_and_of_closing_events_is_said_by_name() {
    let mut store = empty_store();
    let [xiaoming, siyu, junhao] =
        ["王小明", "杨思雨", "罗俊豪"].map(|name| add(&mut store, child(name)));
    let [zhou, wu, zhang] = ["周桂芳", "吴志强", "张敏"]
        .map(|name| add(&mut store, Volunteer { name: name.into(), ..Volunteer::default() }));
    // Siyu has both who leave, Junhao one who stays as well.
    for (child_id, volunteer_id) in
        [(xiaoming, zhou), (siyu, zhou), (siyu, wu), (junhao, wu), (junhao, zhang)]
    {
        add(&mut store, Assignment { child_id, volunteer_id, ..Assignment::default() });
    }
    let mut robot = Robot::new(store);
    robot.keys("F7").sees("周桂芳");
    robot.keys("Space Space Delete");
    robot.sees("选中的2位志愿者退出").lacks("结案").sees("2位志愿者退出?");
    robot.sees("还结对着2个孩子; 再没有志愿者的: 王小明、杨思雨");
    robot.sees("还结对着2个孩子; 再没有志愿者的: 杨思雨").lacks("罗俊豪");
    robot.sees("2个孩子没有志愿者了").keys("Enter").sees("已退出2位");

    let mut store = empty_store();
    let title = "全县留守儿童冬令营暨家长座谈会";
    for (title, day_of) in [(title, "2026-12-20"), ("生日会", "2026-12-21")] {
        let event = Event {
            title: title.into(),
            kind: EventKind::Camp,
            starts_on: day(day_of),
            ..Event::default()
        };
        add(&mut store, event);
    }
    let mut robot = Robot::new(store);
    robot.keys("g e Space Space Delete").sees("12-20").sees(&format!("{title}  "));
    robot.sees("结案?").keys("Esc F12 Delete").sees(title);
}

#[test]
fn an_empty_list_of_children_names_the_keys() {
    let mut robot = Robot::new(empty_store());
    robot.keys("g c").sees("还没有孩子。按 i 带入花名册，或按 o 新建").keys("o").sees("新建孩子");
    let mut store = empty_store();
    let id = store.execute(Command::add(child("王小明"))).unwrap().id;
    store.execute(Command::Close { kind: Kind::Child, id, reason: None }).unwrap();
    let mut robot = Robot::new(store);
    robot.sees("孩子都结案了：g c").lacks("还没有孩子");
    robot.keys("g c").sees("孩子都结案了。按左箭头到「全部」").keys("Left").sees("王小明");
}

#[test]
fn the_filter_and_many_at_once_are_filled_in_with_the_mouse() {
    let mut robot = Robot::new(office());
    // Ticked, taken away, ticked again; one of another field.
    robot.keys("g c f").click("3 信息不全").sees("[3 信息不全]").sees("剩1行");
    robot.click("4 关注").sees("[4 关注]").click("4 关注").lacks("[4 关注]").click("1 困境儿童");
    robot.sees("[1 困境儿童]").sees(">类别").sees("剩0行").click("1 困境儿童").sees("剩1行");
    robot.click("9 全部").sees("[9 全部]").click("F8").sees("等级=信息不全");
    robot.keys("Backspace ctrl-a 1 3").sees(">要办什么").keys("回电").click("谁办").sees(">谁办");
    robot.click("F8").sees("给1个孩子加待办 回电?").click("Enter 办").lacks("给选中的").sees("加");
}
