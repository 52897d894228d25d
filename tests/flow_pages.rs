//! The pages of records: a child's with its score explained, a volunteer's, a carer's, an event's, and the history.

mod robot;

use peiban::console::action::Route;
use peiban::domain::codes::{
    AttendanceStatus, ContactKind, EventKind, ExamType, FactCode, FactValue, Observation, Sex,
};
use peiban::domain::records::{
    Assignment, AttendanceDay, AttendanceRange, Carer, Child, Contact, Event, Exam, Fact, Id,
    Participation, Task, Visit, Volunteer,
};
use peiban::language::Lang;
use peiban::store::{Command, Kind, Step, Store};
use robot::{Robot, day};

/// An office with the child of the design's drawing.
struct Office {
    store: Store,
    child: Id,
    carer: Id,
    volunteer: Id,
    event: Id,
}

fn office() -> Office {
    let mut store = robot::empty_store();
    let mut write = |command: Command| store.execute(command).unwrap().id;
    let carer =
        Carer { name: "黄素珍".into(), phone: Some("13900000520".into()), ..Carer::default() };
    let carer = write(Command::add(carer));
    let child = Child {
        name: "王小明".into(),
        sex: Some(Sex::Male),
        birth_date: Some(day("2017-03-02")),
        township: Some("青竹街道".into()),
        village: Some("河坝村".into()),
        school: Some("青竹街道小学".into()),
        grade: Some(4),
        grade_year: Some(2026),
        class: Some("2".into()),
        class_teacher: Some("刘老师".into()),
        teacher_phone: Some("13900000633".into()),
        categories: Some("困境儿童;留守儿童".into()),
        carer_id: Some(carer),
        carer_relation: Some("奶奶".into()),
        admitted_on: Some(day("2025-03-08")),
        ..Child::default()
    };
    let child_id = write(Command::add(child));
    let sister = Child { name: "王小红".into(), carer_id: Some(carer), ..Child::default() };
    write(Command::add(sister));
    let volunteer = Volunteer {
        name: "周桂芳".into(),
        phone: Some("13900000417".into()),
        capacity: Some(3),
        check_valid_until: Some(day("2026-12-08")),
        training_valid_until: Some(day("2026-10-01")),
        ..Volunteer::default()
    };
    let volunteer = write(Command::add(volunteer));
    write(Command::add(Assignment {
        child_id,
        volunteer_id: volunteer,
        from_day: Some(day("2025-03-08")),
        ..Assignment::default()
    }));
    let visit = |on: &str, school: Observation| Visit {
        child_id,
        day: day(on),
        volunteer_id: Some(volunteer),
        child_seen: Some(true),
        school: Some(school),
        health: Some(Observation::Ok),
        home: Some(Observation::Ok),
        mood: Some(Observation::Ok),
        safety: Some(Observation::Ok),
        note: (school != Observation::Ok).then(|| "作业没交, 说想睡觉".to_owned()),
        ..Visit::default()
    };
    write(Command::add(visit("2026-09-04", Observation::Ok)));
    write(Command::add(visit("2026-10-13", Observation::Concern)));
    write(Command::add(Contact {
        child_id,
        day: day("2026-11-12"),
        kind: ContactKind::Call,
        with_whom: Some("奶奶".into()),
        note: Some("感冒, 请假两天".into()),
        ..Contact::default()
    }));
    let mut school_days: Vec<_> = day("2026-10-09")
        .iter_days()
        .take_while(|date| *date <= day("2026-11-13"))
        .filter(|date| chrono::Datelike::weekday(date).number_from_monday() <= 5)
        .collect();
    school_days.reverse();
    // The last twenty: 3 absent of 20 are 85 %.
    let marks = school_days.iter().enumerate().map(|(at, date)| AttendanceDay {
        child_id,
        day: *date,
        status: match at {
            1 | 2 => AttendanceStatus::Excused,
            8 => AttendanceStatus::Unexcused,
            _ => AttendanceStatus::Present,
        },
        ..AttendanceDay::default()
    });
    write(Command::AddAll(marks.map(Into::into).collect()));
    write(Command::add(AttendanceRange {
        child_id,
        from_day: day("2026-09-01"),
        to_day: day("2026-09-30"),
        days_recorded: 20.0,
        absent_excused: Some(1.0),
        ..AttendanceRange::default()
    }));
    for (on, subject, score) in [
        ("2026-05-08", "语文", 57.0),
        ("2026-05-08", "数学", 70.0),
        ("2026-11-06", "语文", 51.0),
        ("2026-11-06", "数学", 68.0),
    ] {
        write(Command::add(Exam {
            child_id,
            day: day(on),
            subject: subject.into(),
            score,
            exam_type: Some(ExamType::Midterm),
            ..Exam::default()
        }));
    }
    for (code, value, on, source) in [
        (FactCode::Hom1, FactValue::MotherAway, "2026-09-04", "走访"),
        (FactCode::Hom2, FactValue::Yes, "2026-09-04", "走访"),
        (FactCode::Hom3Poverty, FactValue::Yes, "2026-03-01", "证件"),
        (FactCode::Beh2, FactValue::None, "2026-09-04", "走访"),
        (FactCode::Hlt1, FactValue::No, "2025-09-04", "学校"),
    ] {
        write(Command::add(Fact {
            child_id,
            code,
            value,
            day: day(on),
            source: Some(source.into()),
            ..Fact::default()
        }));
    }
    write(Command::add(Task {
        child_id: Some(child_id),
        title: "找第二位志愿者".into(),
        due: day("2026-11-20"),
        owner: Some("李晓".into()),
        ..Task::default()
    }));
    let event = write(Command::add(Event {
        title: "四季度集体生日会".into(),
        kind: EventKind::BirthdayParty,
        starts_on: day("2026-11-21"),
        place: Some("青竹街道小学".into()),
        leader_id: Some(volunteer),
        capacity: Some(12),
        ..Event::default()
    }));
    let part =
        Participation { event_id: event, child_id: Some(child_id), ..Participation::default() };
    let leads = Participation {
        event_id: event,
        volunteer_id: Some(volunteer),
        ..Participation::default()
    };
    write(Command::SetParticipation { people: vec![part, leads] });
    Office { store, child: child_id, carer, volunteer, event }
}

fn at(route: Route, office: Office, lang: Lang, width: u16, height: u16) -> Robot {
    let mut robot = Robot::with(office.store, lang, width, height);
    robot.shell().go(route);
    robot.draw();
    robot
}

/// The child's page in Chinese on a small terminal.
fn child_page() -> Robot {
    let office = office();
    at(Route::Child(office.child), office, Lang::Zh, 80, 24)
}

#[test]
fn the_score_is_explained() {
    let mut robot = child_page();
    robot
        .sees("王小明 男9岁 四年级(2)班 青竹街道小学 C0001  重点 44")
        .sees("走访 超期27天(应10-27)")
        .sees("最近见到 10-13(41天)")
        .sees("最近联系 11-12 电话 奶奶")
        .sees("还缺一位同行的成年人")
        .sees("辍学风险 重点 44(至56)")
        .sees("资料完整度84%");
    // Points, what, evidence, last good day.
    robot
        .sees("   15 近20个上课日出勤85%                   截至11-13            12-13过期")
        .sees("   10 语文51 不及格                         11-06 期中           04-05过期")
        .sees("    8 母亲离家                              09-04 走访           03-03过期")
        .sees("    6 照料人重病、残疾，或独自照料且满70岁  09-04 走访           03-03过期")
        .sees("    5 低保、特困或低保边缘                  2026-03-01 证件      03-01过期");
    // Asked and none; expired with its age; unknown and what it could add.
    robot
        .sees("0 已知没有: 主科成绩下降、近期事件、年龄大于年级")
        .sees("- 心理筛查超界: 问过，没有              445天前              09-04已过期")
        .sees("? 健康 不知道: 重病或残疾未得到照顾     按一半估+7.5分       Enter 登记")
        .sees("? 路程 不知道: 一年内转学、上学单程超过 按一半估+4分")
        .sees("没问过: 厌学或想辍学");
    // The rest scrolls, and everything comes into view.
    robot
        .keys("G")
        .sees("期中 11-06  语文51 数学68")
        .sees("班主任 刘老师 13900000633")
        .sees("监护 奶奶 黄素珍 13900000520")
        .sees("同一监护人 王小红 C0002")
        .sees("类别 困境儿童、留守儿童")
        .sees("过期3天")
        .sees("10-13 走访 周桂芳 见到 学习:有问题 身体:正常")
        .sees("\"作业没交, 说想睡觉\"")
        .sees("09-04 走访 周桂芳 见到 都正常");
    robot.keys("g g").sees(">志愿者 周桂芳").sees("超期27天");
}

#[test]
fn five_keys_find_a_child_and_say_why() {
    let mut robot = Robot::new(office().store);
    robot.presses();
    robot.keys("/ wxm Enter").sees("辍学风险 重点 44(至56)").sees("15 近20个上课日出勤85%");
    assert!(robot.presses() <= 5);
}

#[test]
fn every_record_has_its_own_history_and_the_same_key_goes_on_to_all() {
    let office = office();
    let mut robot = at(Route::Volunteer(office.volunteer), office, Lang::Zh, 80, 24);
    robot.keys("g h").sees("改动记录  周桂芳  共3").sees("登记参加的人").sees("新建志愿者");
    robot.keys("g h").sees("改动记录  共22").keys("Esc Esc").sees("志愿者 周桂芳 V0001");
}

#[test]
fn a_reminder_names_the_children_and_nothing_else() {
    let office = office();
    let mut robot = at(Route::Volunteer(office.volunteer), office, Lang::Zh, 80, 24);
    robot.keys("y").sees("已复制");
    let copied = robot.shell().copied().unwrap_or_default().to_owned();
    assert!(copied.contains("周桂芳您好") && copied.contains("王小明 青竹河坝村"), "{copied}");
    assert!(!copied.contains("重点") && !copied.contains("44"), "{copied}");
}

#[test]
fn tabs_turn_both_ways_and_keep_their_place() {
    let mut robot = child_page();
    robot.keys("Tab").sees("[走访]").sees("11-12 电话 奶奶 \"感冒, 请假两天\"");
    robot.keys("l").sees("[学校]").keys("Right").sees("[家庭]").keys("Tab").sees("[待办与决定]");
    robot.keys("Tab").sees("[改动记录]").keys("Tab").sees("[概况]");
    robot.keys("shift-Tab").sees("[改动记录]");
    robot.keys("h h h h").sees("[走访]").keys("j").sees(">10-13 走访");
    robot.keys("Tab shift-Tab").sees(">10-13 走访");
    robot.click(" 学校 ").sees("[学校]");
}

#[test]
fn school_shows_gaps_before_they_are_counted() {
    let mut robot = child_page();
    robot
        .keys("Tab Tab")
        .sees("出勤%  9月95  10月100  11月70")
        // 3 November unexcused, 11 and 12 excused; weekends blank.
        .sees("11月   .X...  ..ee.                   70% (10天)")
        .sees(". 到校  e 请假  X 旷课  l 迟到  _ 没有登记")
        .sees(">09-01 - 09-30              95%  应到20天 请假1 旷课0")
        .sees("11-12 周四                 请假")
        .sees("11-06       期中      语文                51    -6 不及格")
        .sees("数学                68    -2");
}

#[test]
fn the_family_tab_holds_the_file_and_every_fact() {
    let mut robot = child_page();
    robot
        .keys("Tab Tab Tab")
        .sees("出生日期         2017-03-02")
        .keys("G")
        .sees("照料人重病、残疾，或唯一照料人满70岁  是             走访")
        .sees("周桂芳         13900000417  2025-03-08 起")
        .sees("四季度集体生日会");
}

#[test]
fn opening_leads_on_and_coming_back_finds_the_place() {
    let mut robot = child_page();
    robot.keys("Enter").sees("志愿者 周桂芳 V0001").sees("年检至2026-12-08 (还有15天)");
    robot
        .sees("培训2026-10-01已过期")
        .sees("1户/上限3")
        .sees(">重点 王小明     青竹河坝村                  超期27天             41天前见到")
        .sees("10-13      王小明     见到           学习:有问题");
    robot.keys("Esc").sees("辍学风险").sees(">志愿者 周桂芳");
}

#[test]
fn a_volunteers_page_in_english_leads_to_the_child_and_works_for_them() {
    let office = office();
    let mut robot = at(Route::Volunteer(office.volunteer), office, Lang::En, 140, 40);
    robot
        .sees("Zhou Guifang V0001")
        .sees("check valid to 8 Dec 2026 (in 15d)")
        .sees("training ended 1 Oct 2026")
        .sees("1 of 3")
        .sees("Wang Xiaoming")
        .sees("27d late")
        .lacks("…");
    robot.keys("D").sees("End the match with Wang Xiaoming?").keys("Enter").sees("Ended matches");
    robot.sees("0 children").keys("ctrl-z").sees("27d late");
}

#[test]
fn a_carer_looks_after_several() {
    let office = office();
    let mut robot = at(Route::Carer(office.carer), office, Lang::Zh, 80, 24);
    robot
        .sees("监护人 黄素珍 G0001")
        .sees("电话 13900000520")
        .sees("照料孩子 2个")
        .sees("超期27天")
        .sees("王小红")
        .keys("j Enter")
        .sees("王小红 C0002")
        .keys("G")
        .sees("同一监护人 王小明 C0001");
}

#[test]
fn tasks_are_settled_and_opened_again() {
    let mut robot = child_page();
    robot.keys("Tab Tab Tab Tab").sees(">11-20       找第二位志愿者").sees("过期3天");
    robot.lacks("办过的");
    robot.keys("Space").sees("办过的").sees("11-23 已办").sees("没有待办");
    robot.keys("Space").sees("过期3天").lacks("办过的");
    robot.keys("D").sees("这件待办怎样了").sees("找第二位志愿者").keys("Esc").lacks("办过的");
    robot.keys("D 2").sees("11-23 取消").keys("R Enter").sees("过期3天");
    robot.keys("ctrl-z").sees("11-23 取消");
}

#[test]
fn a_match_is_ended_after_a_question() {
    let mut robot = child_page();
    robot.keys("Tab Tab Tab G k").sees(">周桂芳");
    robot.keys("D").sees("结束和 周桂芳 的结对？").keys("Enter").sees("2025-03-08 - 2026-11-22");
    robot.keys("h h h").sees("[概况]").keys("g g").sees("无志愿者 按 4 结对");
    robot.keys("ctrl-z").sees("周桂芳 13900000417");
    // On a line that isn't voided or ended, the same key doesn't close the file by a slip.
    robot.keys("Tab Tab Tab g g D").sees("结案请到「概况」").lacks("结案原因").keys("h h h");
    // On the overview `D` means the same.
    robot.keys("g g").sees(">志愿者 周桂芳").keys("D").sees("结束和 周桂芳 的结对？");
}

#[test]
fn a_closed_file_says_so_and_opens_again() {
    let mut office = office();
    let reason = Some("转学到外省".to_owned());
    office.store.execute(Command::Close { kind: Kind::Child, id: office.child, reason }).unwrap();
    let mut robot = at(Route::Child(office.child), office, Lang::Zh, 80, 24);
    robot.sees("已结案 2026-11-23: 转学").keys("v").sees("档案已结案，先重新打开");
    robot.keys("R Enter").lacks("已结案 2026").keys("R").sees("档案没有结案");
}

#[test]
fn an_event_is_called_person_by_person() {
    let office = office();
    let mut robot = at(Route::Event(office.event), office, Lang::Zh, 80, 24);
    robot
        .sees("活动 四季度集体生日会 E0001")
        .sees("生日会  2026-11-21 周六  2天前  青竹街道小学  带队 周桂芳 13900000417")
        .sees("报名2 到场0 没来0 未点名2")
        .sees(">应到     王小明");
    robot.keys("Space").sees(">到场     王小明").sees("到场1 没来0 未点名1");
    robot
        .keys("Space")
        .sees(">没来     王小明")
        .sees("报名2 到场0 没来1")
        .keys("Space")
        .sees(">应到     王小明")
        .keys("ctrl-z");
    robot.sees(">没来     王小明");
    // Someone else is signed up by initials.
    robot.keys("o").sees("已报名2人").keys("wxh Enter").sees("已报名: 王小红").sees("已报名3人");
    // The card stays for the next; who is there already is not offered again.
    robot.keys("wxh").sees("没有找到").keys("ctrl-u").keys("Esc").sees("孩子 2");
    robot.sees("应到     王小红").keys("ctrl-z").lacks("应到     王小红");
    robot.keys("j Enter").sees("志愿者 周桂芳");
}

#[test]
fn anyones_entry_is_taken_back_from_the_history_and_brought_back() {
    let mut office = office();
    office.store.set_user("陈静");
    let before: Child = office.store.queries().record(office.child).unwrap().unwrap();
    let after = Child { village: Some("河口村".into()), ..before.clone() };
    office.store.execute(Command::edit(before, after)).unwrap();
    office.store.set_user("李晓");
    let mut robot = at(Route::History(None), office, Lang::Zh, 80, 24);
    robot.sees("改动记录  共23").sees("陈静       修改孩子").sees("村: 河坝村 改为 河口村");
    robot
        .keys("ctrl-z")
        .sees("撤销第23条 修改孩子 (陈静")
        .sees("孩子 王小明 C0001: 村: 河口村 改为 河坝村")
        .keys("Enter")
        .sees("已写成第24条")
        .sees("已撤销")
        .sees("撤销第23条");
    // The selection stayed on the entry; it can be brought back from there, and from the undo itself.
    robot.sees("已被第24条撤销").keys("Enter").sees("恢复第23条").keys("Enter");
    robot.lacks("已被第24条撤销").keys("g g").sees("第25条 撤销第24条");
    robot.keys("Enter").sees("恢复它？").keys("Esc");
}

#[test]
fn a_long_entry_is_taken_back_from_the_history_as_a_job() {
    let mut office = office();
    let steps = (0..1_200_u32).map(|number| {
        Step::Add(Child { name: format!("孩子{number}"), ..Child::default() }.into())
    });
    let steps = steps.collect();
    office.store.execute(Command::Import { kind: "children", steps }).unwrap();
    let before = office.store.queries().count::<Child>(true).unwrap();
    let mut robot = at(Route::History(None), office, Lang::Zh, 80, 24);
    robot.keys("u").sees("撤销第23条").keys("Enter").sees("已撤销");
    let left = robot.shell().store().queries().count::<Child>(true).unwrap();
    assert_eq!(before - left, 1_200);
    // And brought back from the same place.
    robot.keys("Enter").sees("恢复第23条").keys("Enter");
    assert_eq!(robot.shell().store().queries().count::<Child>(true).unwrap(), before);
}

#[test]
fn undo_from_the_history_says_what_stands_in_the_way() {
    let office = office();
    let route = Route::History(Some((Kind::Child, office.child)));
    let mut robot = at(route, office, Lang::Zh, 80, 24);
    robot.sees("王小明").keys("G").sees("第2条 建档").keys("u Enter").sees("别的记录用着它");
    robot.sees("先撤销第").sees("或按 g h 挑别的");
}

#[test]
fn what_is_kept_from_passing_eyes_is_spelled_out_on_the_childs_page_only() {
    let mut office = office();
    let fact = Fact {
        child_id: office.child,
        code: FactCode::OvrSelfharm,
        value: FactValue::Yes,
        day: day("2026-11-20"),
        ..Fact::default()
    };
    office.store.execute(Command::add(fact)).unwrap();
    let child = office.child;
    let mut robot = at(Route::History(None), office, Lang::Zh, 80, 24);
    robot.sees("受限记录").lacks("自伤").keys("u").lacks("自伤").keys("Esc");
    robot.shell().go(Route::Child(child));
    robot.keys("g g").sees("紧急 44").sees("    ! 说过自伤").sees("新").sees("按规定定级");
    robot.keys("shift-Tab").sees("自伤");
}

#[test]
fn a_record_that_was_undone_is_gone() {
    let mut store = robot::empty_store();
    let child = Child { name: "王小明".into(), ..Child::default() };
    let id = store.execute(Command::add(child)).unwrap().id;
    let mut robot = Robot::new(store);
    robot.shell().go(Route::Child(id));
    robot.draw();
    robot.sees("王小明").sees("? 出勤").sees("无志愿者").keys("G").sees("资料缺");
    robot.keys("g h u Enter").sees("撤销第1条").keys("Esc").sees("这条记录已经不在了");
}

#[test]
fn nothing_is_cut_on_a_small_terminal_in_english() {
    let office = office();
    let mut robot = at(Route::Child(office.child), office, Lang::En, 80, 24);
    for _ in 0..5 {
        robot.lacks("…").keys("G").lacks("…").keys("g g Tab");
    }
}

#[test]
fn wide_terminals_show_panes_side_by_side() {
    let office = office();
    let mut robot = at(Route::Child(office.child), office, Lang::Zh, 140, 40);
    robot.sees("辍学风险").sees("监护 奶奶").sees(">志愿者").sees("09-04 走访");
    robot.keys("Tab").sees("2026 11月").sees("13v").sees("12c");
}
