//! What is found again as it was left, what a slip of the keys doesn't do, and rows that are marked where several kinds stand
//! together.

mod robot;

use std::time::{Duration, Instant};

use peiban::console::action::Route;
use peiban::console::input::Key;
use peiban::console::{Event as ShellEvent, Shell};
use peiban::domain::codes::{Observation, VisitPlace};
use peiban::domain::records::{Assignment, Child, Event, Participation, Visit, Volunteer};
use peiban::language::Lang;
use peiban::store::{AnyRecord, Command, Kind};
use robot::{Demo, Robot, TODAY, day, empty_store};

#[test]
fn a_list_is_found_again_as_it_was_left_and_a_count_opens_what_it_counts() {
    let demo = Demo::build();
    let mut robot = Robot::new(demo.store());
    robot.keys("g c f 1 2 F8").sees("筛选: 等级=紧急/重点, 4行").keys("Down Down");
    let selected = robot.marked();
    assert!(selected.contains("王小明"), "{selected}");
    robot.keys("Esc").sees("需要关注 14").keys("g c").sees("筛选: 等级=紧急/重点, 4行");
    assert_eq!(robot.marked(), selected);
    // Also by way of other lists, whose own filters are theirs.
    robot.keys("g z").lacks("筛选:").keys("F6").sees("筛选: 等级=紧急/重点, 4行");
    // Marks are not kept: what is marked is meant for now.
    robot.keys("Space").sees("已选1").keys("F2 F6").sees("筛选:").lacks("已选1").keys("Esc Esc");
    // The dialog that is left by Esc leaves the list as it was.
    robot.keys("F6 f 5 Esc").sees("筛选: 等级=紧急/重点, 4行").keys("F2");
    // What a count opens has as many rows as it says.
    robot.keys("Up Up").keys("Enter").sees("孩子").lacks("筛选:");
    // Somebody else's list is as it stands by itself.
    robot.shell().push(peiban::console::screens::operator::Operator::new("陈静"));
    robot.draw();
    robot.keys("Enter F2 F6").sees("孩子 40").lacks("筛选:");
}

fn typed(shell: &mut Shell, key: &str, at: Instant) {
    shell.handle_at(ShellEvent::Key(Key::parse(key).unwrap().event()), at);
}

#[test]
fn letters_typed_on_after_a_key_that_does_nothing_here_are_no_commands() {
    let demo = Demo::build();
    let child = demo.store().queries().by_code::<Child>("C0001").unwrap().unwrap();
    let mut robot = Robot::new(demo.store());
    robot.shell().go(Route::Child(child.meta.id));
    robot.draw();
    let begun = Instant::now();
    let after = |milliseconds| begun + Duration::from_millis(milliseconds);
    // `o` adds nothing on a child's page; a name is typed on at an ordinary speed.
    for (key, at) in [("o", 0), ("z", 180), ("h", 320), ("a", 450), ("n", 700), ("g", 1_000)] {
        typed(robot.shell(), key, after(at));
    }
    robot.draw();
    robot.sees("接着打的字母都没有当成命令").sees("[概况]").lacks("哪天前");
    assert_eq!(robot.shell().depth(), 2);
    // Pressed on purpose, a little later, they are keys again.
    typed(robot.shell(), "a", after(2_000));
    robot.draw();
    robot.sees("哪天前");
}

#[test]
fn taking_back_what_was_done_with_many_rows_says_how_many() {
    let demo = Demo::build();
    let mut robot = Robot::new(demo.store());
    robot
        .keys("g a Space Space 6 Enter")
        .sees("已办完2件")
        .keys("ctrl-z")
        .sees("已撤销: 办完待办 (2条)");
    robot.keys("ctrl-y").sees("已恢复: 办完待办 (2条)").keys("ctrl-z");
    // The children of a closing are counted, not the matches that end with it; one record has no number.
    robot.keys("g c End Space Up Up Space D ctrl-s Enter").sees("已结案2").keys("ctrl-z");
    robot.sees("已撤销: 结案 (2条)").keys("g a x Enter").sees("办完待办").keys("ctrl-z");
    robot.sees("已撤销: 办完待办").lacks("(1条)");
}

#[test]
fn the_last_row_is_marked_and_unmarked_in_its_place_and_says_so() {
    let demo = Demo::build();
    let mut robot = Robot::new(demo.store());
    robot.keys("g z Space").sees("已选1行，下面的操作办在这1行上");
    robot.keys("End Space").sees("已选这一行，到底了。再按空格取消").sees("已选2");
    robot.keys("Space").sees("这一行不选了").keys("Home").sees("已选1行，");
}

#[test]
fn rows_of_what_is_coming_up_get_a_task_where_they_are_a_childs() {
    let demo = Demo::build();
    let mut robot = Robot::new(demo.store());
    robot.keys("g u Space Space Space").sees("已选3").keys("D").sees("选中的行不能");
    robot.keys("3").sees("给选中的2行加待办").sees("选中的还有1项活动");
    robot.keys("ctrl-s").paste("送生日贺卡").keys("ctrl-s").sees("给2个孩子加待办").keys("Enter");
    robot.sees("已加2件待办").lacks("已选").keys("g a").sees("送生日贺卡").keys("ctrl-z");
    robot.sees("已撤销: 新建待办 (2条)").lacks("送生日贺卡");
    // Filtered, the mark stays with its row, and an event is not taken for a child.
    robot.keys("g u f 2 F8").keys("Space").sees("已选1").keys("Backspace").keys("Backspace");
    robot.sees("近期安排 11");
}

#[test]
fn marked_reports_get_a_task_for_their_children_and_are_closed_one_by_one() {
    let mut store = empty_store();
    let mut children = Vec::new();
    for name in ["王小明", "何雨欣"] {
        let child = Child { name: name.into(), ..Child::default() };
        children.push(store.execute(Command::add(child)).unwrap().id);
    }
    for child_id in &children {
        let visit = Visit {
            child_id: *child_id,
            day: day(TODAY),
            child_seen: Some(true),
            safety: Some(Observation::Urgent),
            ..Visit::default()
        };
        store.execute(Command::add(visit)).unwrap();
    }
    let mut robot = Robot::new(store);
    robot.keys("g r Left").sees("[待登记2]").keys("Space Space").sees("已选2");
    robot.keys("D").sees("选中的行不能").keys("a ctrl-s").paste("问街道").keys("ctrl-s");
    robot.sees("给2个孩子加待办").keys("Enter").sees("已加2件待办");
    // Reports that are there: each stands for its child.
    robot
        .keys("Enter")
        .sees("强制报告")
        .keys("Tab Tab")
        .paste("手臂有伤")
        .keys("ctrl-s")
        .sees("[待登记1]")
        .keys("Right")
        .sees("[未结1]")
        .keys("Space a");
    robot.sees("给选中的1行加待办").keys("ctrl-s").paste("催回执").keys("ctrl-s Enter");
    robot.sees("已加1件待办");
}

#[test]
fn an_events_sheet_to_sign_on_holds_names_and_boxes_and_nothing_else() {
    let demo = Demo::build();
    let mut store = demo.store();
    let event = store.queries().by_code::<Event>("E0012").unwrap().unwrap();
    let child = store.queries().by_code::<Child>("C0017").unwrap().unwrap();
    let part = Participation {
        event_id: event.meta.id,
        child_id: Some(child.meta.id),
        ..Participation::default()
    };
    store.execute(Command::SetParticipation { people: vec![part] }).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().display().to_string();
    store.keep_draft("import-folder", 0, &place).unwrap();
    let mut robot = Robot::new(store);
    robot.shell().go(Route::Event(event.meta.id));
    robot.draw();
    robot.sees("p打印签到表").keys("p").sees("签到表 E0012 2026-11-23.html").keys("Enter 2 ctrl-s");
    robot.sees("已写好").sees("签到表 E0012 2026-11-23.txt");
    let sheet = std::fs::read_to_string(folder.path().join("签到表 E0012 2026-11-23.txt")).unwrap();
    for wanted in ["签到表  集体生日会", "已报名11人", "杨思雨", "□", "签名", "没有报名的人"]
    {
        assert!(sheet.contains(wanted), "{wanted} in\n{sheet}");
    }
    for secret in ["紧急", "重点", "78", "C0017", "不想读", "内部"] {
        assert!(!sheet.contains(secret), "{secret} in\n{sheet}");
    }
}

#[test]
fn who_and_where_stand_at_the_top_of_the_narrow_english_demo() {
    let demo = Demo::build();
    let mut robot = Robot::with(demo.store(), Lang::En, 80, 24);
    let top = robot.screen().lines().next().unwrap().to_owned();
    assert!(top.starts_with("DEMO: no real children Today Mon 23 Nov 2026"), "{top}");
    assert!(top.ends_with("Li Xiao  Qingshen"), "{top}");
    robot.keys("g c").sees("Li Xiao  Qingshen  F9hide");
}

#[test]
fn what_others_changed_stays_on_today_beside_ones_own_work() {
    let demo = Demo::build();
    let mut robot = Robot::new(demo.store());
    robot.sees("陈静改过17处").keys("v Enter Enter 1 1 1 1 1 1 ctrl-s").sees("已记录走访");
    robot.sees("陈静改过17处").lacks("李晓改过");
}

#[test]
fn a_large_months_visits_are_counted_anew_when_something_was_entered() {
    let mut store = empty_store();
    let child = |number| Child { name: format!("李小{number}"), ..Child::default() };
    let children: Vec<AnyRecord> = (0..2_000).map(|number| child(number).into()).collect();
    store.execute(Command::AddAll(children)).unwrap();
    let first = store.queries().find("李小7", false, 1).unwrap()[0].id;
    let mut robot = Robot::new(store);
    robot.keys("g m").sees("在家见到0次").lacks("数过之后");
    let visit = Visit {
        child_id: first,
        day: day(TODAY),
        child_seen: Some(true),
        place: Some(VisitPlace::Home),
        ..Visit::default()
    };
    robot.shell().execute(Command::add(visit));
    robot.draw();
    // Where counting takes a while it is not begun again at once; the page says so, and Space counts now.
    if robot.screen().contains("数过之后又有人记了") {
        robot.keys("Space");
    }
    robot.sees("在家见到1次").lacks("数过之后");
}

#[test]
fn a_volunteers_page_counts_the_children_whose_files_are_open() {
    let mut store = empty_store();
    let volunteer =
        Volunteer { name: "周桂芳".into(), capacity: Some(3), ..Volunteer::default() };
    let volunteer_id = store.execute(Command::add(volunteer)).unwrap().id;
    for name in ["王小明", "罗俊豪", "陈可欣"] {
        let child = Child { name: name.into(), ..Child::default() };
        let child_id = store.execute(Command::add(child)).unwrap().id;
        let pair = Assignment { child_id, volunteer_id, ..Assignment::default() };
        store.execute(Command::add(pair)).unwrap();
        if name == "陈可欣" {
            let close = Command::Close { kind: Kind::Child, id: child_id, reason: None };
            store.execute(close).unwrap();
        }
    }
    let mut robot = Robot::new(store);
    robot.shell().go(Route::Volunteer(volunteer_id));
    robot.draw();
    robot.sees("2户/上限3").sees("结对孩子 2户").sees("另有1户已结案或还没开始").lacks("孩子 3户");
    robot.keys("F12").sees("2 children").sees("1 more: file closed, or not begun yet");
}
