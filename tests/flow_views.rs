//! Lists looked at in one's own way: filtered, sorted, with other columns, many rows marked and acted on; and kept.

mod robot;

use peiban::console::action::Route;
use peiban::domain::codes::VolunteerStatus;
use peiban::domain::records::{Assignment, Child, Event, Id, Report, Task, Visit, Volunteer};
use peiban::language::Lang;
use peiban::store::queries::Window;
use peiban::store::{AnyRecord, Command, Store};
use robot::{Demo, Robot, day, empty_store};

fn add(store: &mut Store, record: impl Into<AnyRecord>) -> Id {
    store.execute(Command::add(record)).unwrap().id
}

fn child(store: &mut Store, name: &str, township: &str, school: &str) -> Id {
    let child = Child {
        name: name.into(),
        township: Some(township.into()),
        village: Some("新桥村".into()),
        school: Some(school.into()),
        ..Child::default()
    };
    add(store, child)
}

/// Four children in two townships, two volunteers of whom the first accompanies one child, three tasks.
fn office() -> Store {
    let mut store = empty_store();
    let ming = child(&mut store, "王小明", "青竹街道", "青竹街道小学");
    child(&mut store, "陈可欣", "高台镇", "高台镇小学");
    child(&mut store, "罗俊豪", "青竹街道", "汉阳镇中学");
    child(&mut store, "安然", "青竹街道", "青竹街道小学");
    let zhou = Volunteer {
        name: "周桂芳".into(),
        capacity: Some(2),
        check_valid_until: Some(day("2026-11-01")),
        ..Volunteer::default()
    };
    let zhou = add(&mut store, zhou);
    let wu = Volunteer { name: "吴志强".into(), capacity: Some(3), ..Volunteer::default() };
    add(&mut store, wu);
    let pause = Volunteer {
        name: "李秀英".into(),
        status: VolunteerStatus::Paused,
        ..Volunteer::default()
    };
    add(&mut store, pause);
    add(
        &mut store,
        Assignment {
            child_id: ming,
            volunteer_id: zhou,
            from_day: Some(day("2026-03-08")),
            ..Assignment::default()
        },
    );
    for (title, due) in [("送冬衣", "2026-11-20"), ("家访", "2026-12-20"), ("办低保", "2026-12-01")]
    {
        add(&mut store, Task { title: title.into(), due: day(due), ..Task::default() });
    }
    store
}

#[test]
fn a_filter_stands_below_the_list_and_one_key_takes_it_away() {
    let mut robot = Robot::new(office());
    robot.keys("g c").sees("孩子 4");
    // Township: the first suggestion is where most children live.
    robot.keys("f").sees("筛选").sees("剩4行").keys("Tab 1").sees("剩3行").keys("F8");
    robot.sees("筛选: 乡镇=青竹, 3行").sees("孩子 3").lacks("陈可欣").sees("[在册4]");
    // More is asked for: the volunteer, by digits alone.
    robot.keys("7 Tab Tab Tab 1 F8").lacks("筛选 ─").sees("志愿者=没有志愿者, 2行");
    robot.lacks("王小明").keys("Backspace").lacks("筛选:").sees("孩子 4").sees("王小明");
    // Nothing passes: it is said which keys help.
    robot.keys("f Tab Tab Tab Tab Tab").paste("没有这里").keys("F8").sees("没有符合筛选的");
    robot.keys("Backspace").sees("孩子 4");
}

#[test]
fn a_place_is_found_by_its_pinyin_and_an_unknown_one_is_said_to_be_none() {
    let mut robot = Robot::new(office());
    robot.keys("g c f Tab").paste("gtz").keys("F8").sees("筛选: 乡镇=高台, 1行").sees("陈可欣");
    robot.keys("Backspace f Tab").paste("qingz").keys("Enter F8").sees("乡镇=青竹, 3行");
    // Nobody lives there: the filter stays open and says so.
    robot.keys("Backspace f Tab").paste("没有这里").keys("F8");
    robot.sees("没有叫\"没有这里\"的乡镇").keys("Esc").sees("孩子 4").lacks("筛选:");
}

#[test]
fn the_arrows_lead_into_a_picker_and_out_of_it() {
    let mut robot = Robot::new(office());
    // Down goes to the first that is offered, Enter takes it.
    robot
        .keys("g c f Tab")
        .sees("1 青竹")
        .keys("Down")
        .sees(">1 青竹")
        .keys("Down")
        .sees(">2 高台");
    robot.keys("Up").sees(">1 青竹").keys("Enter F8").sees("乡镇=青竹, 3行");
    // Past the end, or back out of it, nothing is taken.
    robot.keys("Backspace f Tab Down Down Down").sees("青竹街道小学").keys("F8").sees("孩子 4");
    robot.lacks("筛选:").keys("f Tab Down Up Up F8").lacks("筛选:");
}

#[test]
fn the_footer_says_what_can_be_done_with_marked_rows() {
    for (lang, act, void, leave) in [
        (Lang::Zh, "4结对m 3待办a D结案 p打印导出", "D作废", "D退出"),
        (Lang::En, "4match m 3task a D close p print/export", "D void", "D leaves"),
    ] {
        let mut store = office();
        let child = store.queries().find("wxm", false, 1).unwrap()[0].id;
        let visit = Visit { child_id: child, day: day("2026-11-21"), ..Visit::default() };
        add(&mut store, visit);
        let mut robot = Robot::with(store, lang, 80, 24);
        let foot = |robot: &Robot| robot.screen().lines().last().unwrap_or_default().to_owned();
        robot.keys("g c Space");
        assert!(foot(&robot).starts_with(act), "{}", foot(&robot));
        assert!(foot(&robot).contains("Esc"), "{}", foot(&robot));
        // Esc takes the marks away first, and leaves the list only then.
        robot.keys("Esc").sees("C0001");
        assert!(!foot(&robot).starts_with(act), "{}", foot(&robot));
        robot.keys("g z Space");
        assert!(foot(&robot).starts_with(leave), "{}", foot(&robot));
        // From the visits that are due the arrows lead to those that were logged.
        robot.keys("F5 Left Space");
        assert!(foot(&robot).contains(void), "{}", foot(&robot));
        robot.keys("Esc Esc").lacks(void);
    }
}

#[test]
fn many_visits_are_voided_for_one_reason_in_one_step() {
    let mut store = office();
    let child = store.queries().find("wxm", false, 1).unwrap()[0].id;
    for at in ["2026-10-04", "2026-11-20", "2026-11-21"] {
        let seen = Some(true);
        let visit = Visit { child_id: child, day: day(at), child_seen: seen, ..Visit::default() };
        add(&mut store, visit);
    }
    let mut robot = Robot::new(store);
    robot.keys("F5 Left").sees("走访记录 3").keys("Space Space D").sees("作废选中的2行");
    robot.sees("上次走访改回 10-04").keys("F8").sees("要填");
    robot.paste("录到别的孩子名下").keys("F8").sees("作废2行, 原因: 录到别的孩子名下?");
    robot.keys("Enter").sees("已作废2行").sees("走访记录 1").keys("ctrl-z").sees("走访记录 3");
    // The only visit there is: then the child was never visited.
    robot.keys("ctrl-a 1 Delete").sees("以后算没走访过").keys("Esc Esc");
    robot.sees("走访记录 3").keys("Left").sees("[无志愿者3]").keys("Right").sees("[走访记录3]");
}

#[test]
fn hundreds_of_rows_are_looked_through_before_they_are_changed_in_one_step() {
    let mut store = empty_store();
    let child = |number| Child { name: format!("李小{number}"), ..Child::default() };
    let children: Vec<AnyRecord> = (0..600).map(|number| child(number).into()).collect();
    store.execute(Command::AddAll(children)).unwrap();
    let mut robot = Robot::new(store);
    robot.keys("g c ctrl-a 1").sees("已选600").keys("3").sees("填好后先逐行看会怎样");
    robot.keys("ctrl-s").paste("问冬衣").keys("ctrl-s").sees("可办600个");
    robot.sees("给600个孩子加待办 问冬衣?").keys("Enter").sees("已加600件待办").lacks("已选");
    // Nothing has to be filled in: the rows are looked through at once.
    robot.keys("g a ctrl-a 1 6").sees("可办600个").sees("600件待办办完了?").keys("Enter");
    robot.sees("已办完600件").sees("[未办0]").keys("ctrl-z").sees("[未办600]");
}

#[test]
fn what_is_coming_up_is_filtered_and_sorted() {
    let demo = Demo::build();
    let mut robot = Robot::new(demo.store());
    robot.keys("g u").sees("近期安排").keys("f 1 F8").sees("筛选: 种类=生日,").lacks(" 培训 ");
    // Next month as a whole, without the days of this one.
    robot.sees("11-25").keys("f Tab 3 F8").sees("时间=下月").sees("12-18").lacks("11-25");
    robot.keys("8 4").sees("按内容排").keys("8 0").lacks("按内容排");
    // Kept under a name, as the filters of other lists.
    robot.keys("f F5").paste("下月生日").keys("Enter").sees("条件已存成 下月生日").keys("F8");
    robot.keys("Backspace").lacks("筛选:").keys("f F6 1").sees("时间=下月");
    robot.keys("Backspace f Tab Tab Tab Down Enter F8").sees("乡镇=").keys("Backspace");
    robot.keys("f Tab Tab Tab Tab Tab Tab Tab").paste("djy").keys("F8").sees("邓佳怡").sees("1行");
}

#[test]
fn reports_are_filtered_and_sorted() {
    let mut store = office();
    for (initials, at) in [("wxm", "2026-11-20"), ("ckx", "2026-10-04")] {
        let child_id = store.queries().find(initials, false, 1).unwrap()[0].id;
        let known_on = day(at);
        add(&mut store, Report { child_id, known_on, ..Report::default() });
    }
    let child_id = store.queries().find("ar", false, 1).unwrap()[0].id;
    let safety = Some(peiban::domain::codes::Observation::Urgent);
    add(
        &mut store,
        Visit {
            child_id,
            day: day("2026-11-22"),
            safety,
            note: Some("伤".into()),
            ..Visit::default()
        },
    );
    let mut robot = Robot::new(store);
    robot.keys("g r").sees("王小明").sees("陈可欣").keys("f 2 F8").sees("时间=本月, 1行");
    robot.sees("王小明").lacks("陈可欣").keys("Backspace f Tab Tab").paste("高台").keys("Enter F8");
    robot.sees("陈可欣").lacks("王小明").keys("Backspace 8 1").sees("按姓名排");
    let line = |robot: &Robot, at: usize| robot.screen().lines().nth(at).unwrap().to_owned();
    assert!(line(&robot, 3).contains("陈可欣"), "{}", robot.screen());
    // Those that are yet to be made have the same filter.
    robot
        .keys("8 0 Left")
        .sees("[待登记1]")
        .keys("f Tab Tab Tab Tab Tab Tab")
        .paste("anran")
        .keys("F8");
    robot.sees("安然").sees("1行").keys("f F7 2 F8").sees("安然").keys("f F7 3 F8").lacks("安然");
}

#[test]
fn any_words_of_a_row_filter_it() {
    let mut robot = Robot::new(office());
    for (typed, found, lost) in
        [("ljh", "罗俊豪", "王小明"), ("高台", "陈可欣", "安然"), ("俊", "罗俊豪", "陈可欣")]
    {
        robot.keys("g c f Tab Tab Tab Tab Tab").paste(typed).keys("F8");
        robot.sees(found).lacks(lost).keys("Backspace");
    }
}

#[test]
fn every_column_sorts_and_the_same_again_turns_it_round() {
    let mut robot = Robot::new(office());
    let first = |robot: &mut Robot, name: &str| {
        robot.sees(&format!("> {name}").replace("> ", ">"));
    };
    robot.keys("g z 8").sees("按哪一栏排").keys("2").sees("按姓名排");
    let line = |robot: &Robot, at: usize| robot.screen().lines().nth(at).unwrap().to_owned();
    // 李 lǐ, 吴 wú, 周 zhōu: by their reading.
    assert!(line(&robot, 3).contains("李秀英") && line(&robot, 5).contains("周桂芳"));
    robot.keys("8").sees("现在这样").keys("Enter").sees("按姓名倒排");
    assert!(line(&robot, 3).contains("周桂芳") && line(&robot, 5).contains("李秀英"));
    robot.keys("8 0").lacks("倒排");
    // By load: who has the most first.
    robot.keys("Tab 4").sees("按户数排");
    assert!(line(&robot, 3).contains("1/2"));
    first(&mut robot, "V0001");
}

#[test]
fn a_filter_is_kept_under_a_name_called_otherwise_and_thrown_away() {
    let demo = Demo::build();
    let mut robot = Robot::new(demo.store());
    robot.keys("g c f 1 2 F5").sees("存成什么名字").paste("急的").keys("Enter");
    // Keeping is not applying: the panel stays, and the list is as it was until F8.
    robot.sees("条件已存成 急的").sees("F5 起名存下  F6 存好的(1)").lacks("等级=紧急/重点, 4行");
    robot.keys("F8").sees("等级=紧急/重点, 4行");
    // It is there after the program was left, also from another tab.
    let mut robot = Robot::new(demo.store());
    robot.keys("g c").sees("孩子 40").lacks("筛选:").keys("Right f F6").sees("存好的筛选");
    robot.sees("急的").sees("等级=紧急/重点").keys("1").sees("[在册40]").sees("孩子 4");
    robot.keys("f F6 F5").sees("改名").keys("ctrl-u").paste("最急").keys("Enter").sees("最急");
    robot.keys("Delete").sees("删除存好的筛选 最急").keys("Enter").sees("还没有。");
    let store = robot.shell().store();
    assert!(store.queries().views("children").unwrap().is_empty());
}

#[test]
fn columns_are_chosen_moved_and_kept() {
    let demo = Demo::build();
    let mut robot = Robot::new(demo.store());
    robot.keys("g z").sees("年检至").lacks("加入");
    // The check goes, the place moves to the front, 加入 comes.
    robot
        .keys("9")
        .sees("栏目")
        .keys("5 Down Down Down Down Down Down Left Left Left Left Left Left");
    robot.keys("Enter").lacks("年检至").sees("住处");
    let heads = robot.screen().lines().nth(2).unwrap().to_owned();
    assert!(heads.find("住处").unwrap() < heads.find("编号").unwrap(), "{heads}");
    let mut robot = Robot::new(demo.store());
    robot.keys("g z").lacks("年检至");
    // Someone else's list is as it was.
    let mut other = demo.store();
    other.set_user("陈静");
    Robot::new(other).keys("g z").sees("年检至");
    robot.keys("9 0").sees("年检至");
}

#[test]
fn many_children_are_matched_in_one_step() {
    let mut robot = Robot::new(office());
    robot.keys("g c ctrl-a").sees("选中").keys("1").sees("已选4");
    robot.keys("4").sees("给选中的4个孩子结对");
    // 吴志强 has the most room, so that he is the first.
    robot.keys("1").sees("可办4个").keys("Tab").sees("超过上限3户").sees("没有年检记录");
    robot.keys("ctrl-u 周桂芳 Enter").keys("shift-Tab");
    robot.keys("F8").sees("Enter 办");
    robot.keys("Esc Esc").sees("已选4");
    robot.keys("4 2 Enter Enter").sees("可办3个, 不能办1个").sees("已和这位志愿者结对");
    robot.sees("3个孩子和 周桂芳 结对?").keys("Enter");
    robot.sees("已结对3个孩子").lacks("已选").keys("g z").sees("4/2");
    robot.keys("ctrl-z").sees("1/2");
}

#[test]
fn many_tasks_are_added_and_settled_in_one_step_each() {
    let mut robot = Robot::new(office());
    // Two rows, one by one; a closed one among them can't.
    robot.keys("g c Space Space").sees("已选2").keys("3").sees("给选中的2行加待办");
    robot
        .keys("ctrl-s")
        .sees("要填")
        .paste("打电话问期中")
        .keys("ctrl-s")
        .sees("给2个孩子加待办 打电话问期中?");
    robot.keys("Enter").sees("已加2件待办").keys("g a").sees("[未办5]").sees("打电话问期中");
    robot.keys("ctrl-z").sees("[未办3]");
    robot.keys("ctrl-a 1").sees("已选3").keys("6").sees("3件待办办完了?").keys("Enter");
    robot.sees("已办完3件").sees("[未办0]").keys("ctrl-z").sees("[未办3]");
    robot.keys("Space D").sees("取消1件待办?").keys("Esc").sees("已选1");
}

#[test]
fn a_day_far_ahead_is_asked_about_once_for_many_children_too() {
    let mut robot = Robot::new(office());
    robot.keys("g c ctrl-a 1 3 问期中 Enter 2062-11-30 ctrl-s");
    robot
        .sees("哪天前写的是 2062-11-30，离今天36年多")
        .sees("年份写对了吗")
        .lacks("加待办 问期中?");
    // The key that saves is no answer; 1 goes back to the day.
    robot.keys("ctrl-s Enter").sees("年份写对了吗").keys("1").sees(">哪天前").sees("2062-11-30");
    robot.keys("ctrl-s 2").sees("给4个孩子加待办 问期中?").keys("Enter").sees("已加4件待办");
    // A year from today is near enough.
    robot.keys("g c ctrl-a 1 3 补签 Enter 2027-11-23 ctrl-s").sees("给4个孩子加待办 补签?");
}

#[test]
fn many_files_are_closed_and_who_cannot_is_named() {
    let mut store = office();
    let reported = store.queries().find("wxm", false, 1).unwrap()[0].id;
    add(
        &mut store,
        Report { child_id: reported, known_on: day("2026-11-20"), ..Report::default() },
    );
    let mut robot = Robot::new(store);
    robot.keys("g c ctrl-a 1 Delete").sees("选中的4行结案").sees("可办3个, 不能办1个");
    robot.sees("强制报告没有结").keys("F8").sees("3份档案结案?").keys("Enter");
    robot.sees("已结案3份").sees("[在册1]").sees("王小明").keys("ctrl-z").sees("[在册4]");
}

#[test]
fn what_cannot_be_done_with_marked_rows_says_so() {
    let mut robot = Robot::new(office());
    robot.keys("g c Space 1").sees("选中的行不能一起办这件事").keys("Backspace").lacks("已选");
    robot.keys("ctrl-a 3").sees("已选4").keys("Space").sees("已选3").keys("ctrl-a 2").lacks("已选");
    robot.keys("g z ctrl-a 1 4").sees("选中的行不能一起办").keys("Right").lacks("已选");
}

#[test]
fn only_the_marked_rows_are_written_in_the_order_and_columns_of_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("some.csv");
    let mut robot = Robot::new(office());
    robot.keys("g c 8 4").sees("按姓名排").keys("Space Down Space");
    robot.keys("9 1 2 3 5 6 7 8 9 Down Down Down Down Down Down Down Down Down Space Enter");
    robot.keys("p").sees("选中的2行").keys("ctrl-u").paste(&file.display().to_string());
    robot.keys("Enter").sees("2行已写到");
    let written = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<_> = written.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines, ["姓名", "安然", "罗俊豪"]);
}

#[test]
fn a_filtered_list_is_written_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("some.csv");
    let mut robot = Robot::new(office());
    robot.keys("g a f Tab Tab Tab Tab Tab Tab").paste("冬").keys("F8").sees("文字=冬, 1行");
    robot.keys("p ctrl-u").paste(&file.display().to_string()).keys("Enter").sees("1行已写到");
    let written = std::fs::read_to_string(&file).unwrap();
    assert_eq!(written.lines().count(), 2);
    assert!(written.contains("送冬衣"));
}

#[test]
fn visits_and_events_have_their_own_filters() {
    let mut store = office();
    let children = store.queries().find("wxm", false, 1).unwrap();
    for (at, seen) in [("2026-11-21", true), ("2026-08-21", false)] {
        let visit = Visit {
            child_id: children[0].id,
            day: day(at),
            child_seen: Some(seen),
            ..Visit::default()
        };
        add(&mut store, visit);
    }
    for (title, at) in [("家长会", "2026-11-28"), ("夏令营", "2026-07-01")] {
        add(&mut store, Event { title: title.into(), starts_on: day(at), ..Event::default() });
    }
    let volunteers = store.queries().volunteers(false, Window::ALL).unwrap();
    assert_eq!(volunteers.len(), 3);
    let mut robot = Robot::new(store);
    robot
        .shell()
        .go(peiban::console::action::Route::Visits(peiban::console::action::VisitScope::Logged));
    robot.draw();
    robot.sees("走访记录 2").keys("f 2").sees("剩1行").keys("F8").sees("时间=本月, 1行");
    robot.keys("f 7").sees("从").keys("8-1 Tab 8-31 F8").sees("2026-08-01..2026-08-31, 1行");
    robot.keys("f").keys("8-1").keys("F8");
    robot.keys("Backspace g e").sees("家长会").sees("夏令营");
    robot.keys("f 6 F8").sees("时间=今后30天").sees("家长会").lacks("夏令营");
}

#[test]
fn in_english_too() {
    let mut robot = Robot::with(office(), Lang::En, 160, 45);
    robot.keys("g c f").sees("Filter").keys("Tab 1 F8").sees("filter: township=Qingzhu, 3 rows");
    robot.keys("8 4").sees("by name").keys("ctrl-a 1").sees("3 marked").keys("4");
    robot.sees("Match 3 marked children").keys("1 F8").sees("Match 3 children with Wu Zhiqiang?");
    robot.keys("Enter").sees("3 children matched");
}

#[test]
fn a_child_seen_today_was_seen_today_not_no_days_ago() {
    let mut store = office();
    let child_id = store.queries().by_code::<Child>("C0001").unwrap().unwrap().meta.id;
    let visit =
        Visit { child_id, day: day("2026-11-23"), child_seen: Some(true), ..Visit::default() };
    store.execute(Command::add(visit)).unwrap();
    let mut robot = Robot::new(store);
    robot.shell().go(Route::Child(child_id));
    robot.draw();
    robot.sees("最近见到 今天").lacks("(0天)").keys("F12").sees("Last seen today");
}
