//! The queue worked key by key: one case a screen, decisions, the next case by itself, the day's portion, an empty queue.

mod day;
#[path = "../robot/mod.rs"]
mod robot;

use peiban::domain::codes::{DecisionKind, FactCode, FactValue, Observation, Sex, TriageCause};
use peiban::domain::records::{
    Assignment, Carer, Child, Contact, Decision, Fact, Id, Setting, Task, Visit, Volunteer,
};
use peiban::language::Lang;
use peiban::store::queries::Window;
use peiban::store::{Command, Store};
use robot::{Demo, Robot, day, empty_store};

const NAMES: [&str; 10] = [
    "王小明",
    "杨思雨",
    "罗俊豪",
    "何雨欣",
    "陈可欣",
    "刘子轩",
    "邓佳怡",
    "马小军",
    "徐浩然",
    "宋雅婷",
];

fn add_child(store: &mut Store, name: &str) -> Id {
    let child = Child {
        name: name.into(),
        sex: Some(Sex::Female),
        township: Some("瑞峰镇".into()),
        village: Some("中坝村".into()),
        grade: Some(8),
        grade_year: Some(2026),
        class: Some("3".into()),
        class_teacher: Some("赵老师".into()),
        teacher_phone: Some("13900000602".into()),
        ..Child::default()
    };
    store.execute(Command::add(child)).unwrap().id
}

fn add_task(store: &mut Store, child: Id, title: &str) {
    let task = Task {
        child_id: Some(child),
        title: title.into(),
        due: day("2026-11-23"),
        ..Task::default()
    };
    store.execute(Command::add(task)).unwrap();
}

/// So many children, each with a task due today.
fn office(children: usize) -> (Store, Vec<Id>) {
    let mut store = empty_store();
    let ids = NAMES[..children].iter().map(|name| {
        let id = add_child(&mut store, name);
        add_task(&mut store, id, "回电");
        id
    });
    let ids = ids.collect();
    (store, ids)
}

fn decisions(robot: &mut Robot, child: Id) -> Vec<Decision> {
    robot.shell().store().queries().decisions_of(child).unwrap()
}

#[test]
fn ten_cases_take_sixty_keys_at_most_besides_the_notes() {
    let (store, ids) = office(10);
    let mut robot = Robot::new(store);
    let mut notes = 0;
    for (at, name) in NAMES.iter().enumerate() {
        if at == 0 {
            robot.keys("t");
        }
        robot.sees(&format!("逐个处理 {}/10", at + 1)).sees(name).sees("待办到期「回电」");
        let (keys, note) = match at % 5 {
            // It waits a week.
            4 => ("5 ＋７ Enter", "等期中成绩"),
            _ => ("6", "和外公说好了"),
        };
        notes += note.chars().count();
        robot.keys(keys).keys(note).keys("ctrl-s");
    }
    robot.sees("逐个处理 10/10").sees("都处理完了").sees("今天: 已处理8 暂缓2");
    let pressed = robot.presses() - notes;
    assert!(pressed <= 60, "{pressed} keys");
    assert_eq!(robot.shell().store().queries().count_triage().unwrap(), 0);
    let last = &decisions(&mut robot, ids[4])[0];
    assert_eq!((last.kind, last.until), (DecisionKind::Snoozed, day("2026-11-30")));
    // A child of which nothing is known is looked at again after a week.
    let first = &decisions(&mut robot, ids[0])[0];
    assert_eq!((first.kind, first.until), (DecisionKind::Handled, day("2026-11-30")));
    assert_eq!(first.note.as_deref(), Some("和外公说好了"));
    assert_eq!(first.decided_by.as_deref(), Some("李晓"));
}

#[test]
fn a_case_shows_all_that_is_needed_to_decide() {
    let mut store = empty_store();
    let carer =
        Carer { name: "杨国清".into(), phone: Some("13900000511".into()), ..Carer::default() };
    let carer_id = store.execute(Command::add(carer)).unwrap().id;
    let child = add_child(&mut store, "杨思雨");
    let before: Child = store.queries().record(child).unwrap().unwrap();
    let after =
        Child { carer_id: Some(carer_id), carer_relation: Some("外公".into()), ..before.clone() };
    store.execute(Command::Edit { before: before.into(), after: after.into() }).unwrap();
    let volunteer = Volunteer {
        name: "张敏".into(),
        phone: Some("13900000358".into()),
        capacity: Some(3),
        ..Volunteer::default()
    };
    let volunteer_id = store.execute(Command::add(volunteer)).unwrap().id;
    let assignment = Assignment { child_id: child, volunteer_id, ..Assignment::default() };
    store.execute(Command::add(assignment)).unwrap();
    let fact = Fact {
        child_id: child,
        code: FactCode::Beh1,
        value: FactValue::Yes,
        day: day("2026-11-20"),
        source: Some("班主任来电".into()),
        ..Fact::default()
    };
    store.execute(Command::add(fact)).unwrap();
    let decision = Decision {
        child_id: child,
        day: day("2026-11-16"),
        until: day("2026-11-23"),
        note: Some("等期中成绩".into()),
        ..Decision::default()
    };
    store.execute(Command::add(decision)).unwrap();
    add_task(&mut store, child, "三方谈");
    let contact = Contact {
        child_id: child,
        day: day("2026-11-20"),
        with_whom: Some("赵老师".into()),
        note: Some("同桌说她联系了电子厂".into()),
        ..Contact::default()
    };
    store.execute(Command::add(contact)).unwrap();
    let visit = Visit {
        child_id: child,
        day: day("2026-11-17"),
        volunteer_id: Some(volunteer_id),
        child_seen: Some(true),
        note: Some("一直低着头".into()),
        ..Visit::default()
    };
    store.execute(Command::add(visit)).unwrap();
    let mut robot = Robot::new(store);
    robot.keys("F4").sees("逐个处理 1/1").sees("2026-11-23 周一");
    for shown in [
        "杨思雨",
        "初二(3)班",
        "C0001",
        "家在 瑞峰中坝村",
        "监护 外公 杨国清 13900000511",
        "班主任 赵老师 13900000602",
        "为什么轮到她",
        "11-23 待办到期「三方谈」",
        "11-23 到了再看的日子",
        "+20 说不想读了",
        "11-20 班主任来电",
        "11-20 电话 赵老师 \"同桌说她联系了电子厂\"",
        "11-17 走访 见到 张敏",
        "\"一直低着头\"",
        "志愿者 张敏 13900000358 已带1/3户",
        "上次 11-16 已处理 \"等期中成绩\" 李晓  再看 11-23 到了",
        "空格 跳过",
    ] {
        robot.sees(shown);
    }
    robot.keys("F12");
    for shown in
        ["Queue 1/1", "Yang Siyu", "Why now", "task due 23 Nov", "Carer", "Last 16 Nov handled"]
    {
        robot.sees(shown);
    }
}

#[test]
fn nothing_is_decided_without_a_note_a_later_date_and_a_second_key() {
    let (store, ids) = office(2);
    let mut robot = Robot::new(store);
    // What an input method lets go in a burst opens forms and writes nothing.
    robot.keys("t x ctrl-s").sees("要填").keys("Esc Esc t z ctrl-s").sees("要填");
    robot.keys("11-23 Enter 等 ctrl-s").sees("要写今天以后的日子");
    assert!(decisions(&mut robot, ids[0]).is_empty());
    robot.keys("Up ctrl-u 11-24 ctrl-s").sees("暂缓: 王小明，到 11-24。 u 撤销").sees("杨思雨");
    assert_eq!(decisions(&mut robot, ids[0])[0].until, day("2026-11-24"));
}

#[test]
fn undo_brings_the_case_back_into_view() {
    let (store, ids) = office(3);
    let mut robot = Robot::new(store);
    robot.keys("t Space").sees("逐个处理 2/3").sees("杨思雨");
    robot.keys("6 好了 ctrl-s").sees("逐个处理 3/3").sees("罗俊豪");
    robot.keys("ctrl-z").sees("逐个处理 2/3").sees("杨思雨").sees("已撤销");
    assert!(decisions(&mut robot, ids[1]).is_empty());
    robot.keys("ctrl-y").sees("逐个处理 2/3").sees("已经不在队里").keys("Space").sees("3/3");
    // The last one, then the one that was skipped.
    robot.keys("Space").sees("逐个处理 1/3").sees("回到跳过的第一个");
    robot.keys("Backspace").sees("这是第一个");
}

#[test]
fn back_shows_what_was_decided() {
    let (store, _) = office(2);
    let mut robot = Robot::new(store);
    robot.keys("t 6 好了 ctrl-s").sees("2/2").keys("Backspace");
    robot.sees("逐个处理 1/2").sees("已经不在队里: 11-23 已处理 \"好了\" 李晓  再看 11-30");
    robot.keys("Space").sees("2/2").keys("Space").sees("只剩这一个");
}

#[test]
fn a_mandatory_report_is_confirmed_and_cannot_wait() {
    let (store, ids) = office(1);
    let mut robot = Robot::new(store);
    robot.keys("t ！").sees("强制报告").sees("直到了结");
    let facts =
        |robot: &mut Robot| robot.shell().store().queries().child_records(ids[0], 9).unwrap().facts;
    assert!(facts(&mut robot).is_empty());
    robot
        .keys("Esc")
        .sees("逐个处理 1/1")
        .keys("! ctrl-s")
        .sees("要填")
        .keys("手臂有伤 ctrl-s")
        .sees("已登记强制报告：王小明");
    let kept = facts(&mut robot);
    assert_eq!((kept[0].code, kept[0].value), (FactCode::OvrReport, FactValue::Yes));
    assert_eq!(kept[0].day, day("2026-11-23"));
    robot.sees("[急]").sees("强制报告未结").keys("5").sees("不能暂缓").lacks("为什么等");
    // Critical: it comes back tomorrow, and no later day can be written.
    robot.sees("明天自动再看").keys("6").sees("2026-11-24").sees("11-24 就会再来");
    robot.keys("报了民政 ctrl-s").sees("再看。").sees("都处理完了");
    // It can be closed only when it was sent, with its result.
    robot.keys("Backspace !").keys("1 Enter Enter Enter Enter Enter 1 ctrl-s").sees("要填");
    robot.keys("立案侦查 ctrl-s").sees("强制报告已了结：王小明");
    assert_eq!(facts(&mut robot)[0].value, FactValue::No);
}

#[test]
fn a_days_portion_and_what_waits_behind_it() {
    let (mut store, _) = office(5);
    let setting = Setting {
        code: "triage_portion".into(),
        value: "2".into(),
        from_day: day("2026-11-01"),
        ..Setting::default()
    };
    store.execute(Command::add(setting)).unwrap();
    let mut robot = Robot::new(store);
    robot.sees("待处理5").keys("t").sees("逐个处理 1/2, 还有3个等着");
    // The last of the portion isn't the last there is.
    robot.keys("6 好 ctrl-s Space").sees("这一份的最后一个，还有3个等着").lacks("只剩");
    robot.keys("6 好 ctrl-s");
    robot
        .sees("今天这一份处理完了，还有3个等着")
        .sees("已处理2")
        .sees("王小明  11-23 已处理 \"好\"");
    // Only what the page names takes the next portion.
    robot.keys("Enter Down PageDown G ctrl-d End").sees("今天这一份处理完了").lacks("打开");
    robot.keys("Space").sees("逐个处理 3/4, 还有1个等着").sees("罗俊豪");
    // What was decided before the program was opened counts as done today.
    let store = robot.shell().store().queries().count_triage().unwrap();
    assert_eq!(store, 3);
}

#[test]
fn what_another_console_decides_is_said_and_does_not_move_one_on() {
    let (store, ids) = office(2);
    let mut robot = Robot::new(store);
    robot.keys("t").sees("王小明");
    let decision = Decision {
        child_id: ids[0],
        day: day("2026-11-23"),
        until: day("2026-11-27"),
        note: Some("已经打过电话".into()),
        ..Decision::default()
    };
    robot.shell().execute(Command::add(decision));
    robot.draw();
    robot.sees("王小明").sees("已经不在队里").sees("已经打过电话").keys("Space").sees("杨思雨");
}

#[test]
fn an_empty_queue_says_so_and_today_leads_there() {
    let mut robot = Robot::new(empty_store());
    robot.keys("t").sees("队里没有了").sees("今天还没有记录").keys("6").lacks("做了什么");
    let (store, _) = office(3);
    let mut robot = Robot::new(store);
    // The counts stand above the children and their title; the queue is the first of them.
    robot.sees("待处理3").keys("Up Up Enter");
    robot.sees("逐个处理 1/3").keys("Esc").sees("待处理3");
}

#[test]
fn a_wide_page_shows_the_round_beside_the_case() {
    let (store, _) = office(4);
    let mut robot = Robot::with(store, Lang::Zh, 160, 45);
    robot.keys("t 6 好 ctrl-s").sees("今天这一份").sees("v  1 缺 王小明").sees(">  2 缺 杨思雨");
    robot.keys("F12").sees("Today's portion").sees(">  2 ? Yang Siyu");
}

#[test]
fn a_case_is_copied_as_the_message_of_the_childs_page_and_says_nothing_of_what_stays() {
    let (mut store, ids) = office(1);
    add_task(&mut store, ids[0], "带去精神科复查");
    let mut robot = Robot::new(store);
    // The visit was due on the 30th of November.
    robot.keys("t y").sees("已复制");
    let copied = robot.shell().copied().unwrap().to_owned();
    let message =
        "请去看看王小明（瑞峰中坝村），最晚2026-11-30 周一。去过请告诉我哪天去的、见到孩子没有。";
    assert_eq!(copied, message);
    robot.keys("Enter y").sees("已复制");
    assert_eq!(robot.shell().copied().unwrap(), message);
}

#[test]
fn the_task_that_is_due_is_done_from_here() {
    let (mut store, ids) = office(2);
    // Two are open: the question says which is done, and the help calls the key what the page calls it.
    let later = Task {
        child_id: Some(ids[0]),
        title: "送棉衣".into(),
        due: day("2026-11-30"),
        ..Task::default()
    };
    store.execute(Command::add(later)).unwrap();
    let mut robot = Robot::new(store);
    robot.keys("t").sees("待办 11-23 回电  Delete 办完");
    robot.keys("F1 结案").sees("办完").lacks("  结案").keys("Esc");
    robot.keys("Delete").sees("这件待办怎样了").sees("11-23 回电");
    assert_eq!(robot.shell().store().queries().count_triage().unwrap(), 2);
    // Nothing else brought the case in: the next one comes.
    robot.keys("Enter").sees("逐个处理 2/2").sees("杨思雨");
    let left = robot.shell().store().queries().open_tasks_of(ids[0], 9).unwrap();
    assert_eq!(left.iter().map(|task| task.title.as_str()).collect::<Vec<_>>(), ["送棉衣"]);
    robot.keys("ctrl-z").sees("逐个处理 1/2").sees("王小明");
}

#[test]
fn five_causes_leave_room_for_the_reasons() {
    let mut store = empty_store();
    let child = add_child(&mut store, "杨思雨");
    for (code, day_of) in [
        (FactCode::Beh1, "2026-11-20"),
        (FactCode::Hom3Poverty, "2026-11-01"),
        (FactCode::Acc1Far, "2026-11-02"),
        (FactCode::Hlt2, "2026-11-03"),
    ] {
        let fact = Fact {
            child_id: child,
            code,
            value: FactValue::Yes,
            day: day(day_of),
            ..Fact::default()
        };
        store.execute(Command::add(fact)).unwrap();
    }
    add_task(&mut store, child, "三方谈");
    add_task(&mut store, child, "补签监护人同意书");
    for number in 10..20 {
        let visit = Visit {
            child_id: child,
            day: day(&format!("2026-11-{number}")),
            child_seen: Some(true),
            mood: Some(Observation::Concern),
            note: Some("一直低着头，说读不进去，想和表姐去打工，问她什么时候走又不肯说".into()),
            ..Visit::default()
        };
        store.execute(Command::add(visit)).unwrap();
    }
    let mut robot = Robot::new(store);
    robot.keys("t").sees("说不想读了").sees("11-19 走访报告有问题（11-23 录入）").sees("最近联系");
    robot.sees("心情:有问题").sees("空格 跳过").sees("还没有决定过");
}

#[test]
fn a_critical_case_waits_one_day_and_no_other_is_shown() {
    let (mut store, ids) = office(1);
    let fact = Fact {
        child_id: ids[0],
        code: FactCode::OvrSelfharm,
        value: FactValue::Yes,
        day: day("2026-11-20"),
        ..Fact::default()
    };
    store.execute(Command::add(fact)).unwrap();
    let mut robot = Robot::new(store);
    robot.keys("t 5").sees("[急]").sees(">再看").sees("2026-11-24");
    robot.keys("+7 Enter 等消息 ctrl-s").sees("紧急的最多等一天：写 11-24");
    assert!(decisions(&mut robot, ids[0]).is_empty());
    robot.keys("ctrl-u +1 ctrl-s").sees("暂缓: 王小明，到 11-24。").lacks("11-30");
    assert_eq!(decisions(&mut robot, ids[0])[0].until, day("2026-11-24"));
    // Nothing is left: the space says so.
    robot.sees("都处理完了，队里没有了").keys("Space").lacks("只剩这一个");
}

#[test]
fn a_handled_case_begins_with_its_note_and_says_what_becomes_of_the_visit() {
    let (store, ids) = office(1);
    let mut robot = Robot::new(store);
    robot.keys("t 6").sees(">做了什么").sees("11-30");
    // Sooner or later, as one chooses; the date that stands there is the rule's.
    robot.keys("说好了 Enter").sees(">再看").keys("+30").sees("走访 11-30 到期：过了那天还没去");
    robot.keys("Up Down ctrl-u +1").lacks("走访 11-30 到期").keys("Enter").sees("已处理");
    assert_eq!(decisions(&mut robot, ids[0])[0].until, day("2026-11-24"));
    // One that waits begins with its date, which nobody has written yet.
    let (store, _) = office(1);
    let mut robot = Robot::new(store);
    robot.keys("t 5").sees(">再看").keys("过几天 Enter").sees("过几天").sees("看不懂这个日期");
}

/// What the visit that a case's cause names has found, as both languages word it.
fn found_by_the_named_visit(store: &Store, child: Id, lang: Lang) -> Vec<String> {
    let queries = store.queries();
    let case = queries.triage_case(child).unwrap().unwrap();
    let Some(cause) = case.causes.iter().find(|cause| cause.code == TriageCause::Concern) else {
        return Vec::new();
    };
    let visits = queries.child_records(child, 99).unwrap().visits;
    let of_it = |visit: &&Visit| {
        let seen = [visit.school, visit.health, visit.home, visit.mood, visit.safety];
        visit.meta.entered_on == Some(cause.date) && seen.contains(&Some(Observation::Concern))
    };
    let visit = visits.iter().filter(of_it).max_by_key(|visit| visit.meta.id).unwrap();
    let words = [
        ("学习", "school", visit.school),
        ("身体", "health", visit.health),
        ("家里", "home", visit.home),
        ("心情", "mood", visit.mood),
        ("安全", "safety", visit.safety),
    ];
    let concerns = words.into_iter().filter(|(.., seen)| *seen == Some(Observation::Concern));
    concerns
        .map(|(zh, en, _)| match lang {
            Lang::Zh => format!("{zh}:有问题"),
            Lang::En => format!("{en}:concern"),
        })
        .collect()
}

#[test]
fn every_case_of_the_demo_is_whole_at_every_size_in_both_languages() {
    let demo = Demo::build();
    let store = demo.store();
    let queue = store.queries().triage(Window::ALL).unwrap();
    assert_eq!(queue.len(), 7);
    for (width, height) in [(80, 24), (100, 30), (120, 40), (160, 45)] {
        for lang in [Lang::Zh, Lang::En] {
            let mut robot = Robot::with(demo.store(), lang, width, height);
            robot.keys("F4");
            for case in &queue {
                let child = case.child_id;
                for volunteer in store.queries().volunteers_of(child).unwrap() {
                    robot.sees(&volunteer.phone.unwrap());
                }
                for found in found_by_the_named_visit(&store, child, lang) {
                    robot.sees(&found);
                }
                for task in store.queries().open_tasks_of(child, 2).unwrap() {
                    robot.sees(&task.title);
                }
                robot.lacks("…").keys("Space");
            }
        }
    }
}
