//! What is printed: who may read what, what a name can't do to a page, and the way to it on the screen.

mod robot;

use std::path::PathBuf;

use peiban::console::action::Route;
use peiban::domain::codes::{
    AttendanceStatus, Coded, FactCode, FactValue, Observation, ReasonCode, Sex, Tier,
};
use peiban::domain::day_time::parse_day_time;
use peiban::domain::records::{
    Assignment, AttendanceDay, Carer, Child, Event, Exam, Fact, Id, Participation, Task, Visit,
    Volunteer,
};
use peiban::exchange::print::{Form, Reader, Subject, document, render};
use peiban::language::columns::width;
use peiban::language::{Lang, Language};
use peiban::store::queries::{Ending, TaskScope, Window};
use peiban::store::{Command, Store};
use robot::{Demo, Robot, day};

const ID_NUMBER: &str = "511425201210200010";

/// An office with a child about whom everything is known that must not leave it, its brother, and another volunteer's child.
struct Office {
    store: Store,
    child: Id,
    volunteer: Id,
}

fn office() -> Office {
    let mut store = robot::empty_store();
    let mut write = |command: Command| store.execute(command).unwrap().id;
    let carer = Carer {
        name: "黄素珍".into(),
        phone: Some("13900000520".into()),
        note: Some("爱喝酒".into()),
        ..Carer::default()
    };
    let carer = write(Command::add(carer));
    let child = write(Command::add(Child {
        name: "王小明".into(),
        sex: Some(Sex::Male),
        birth_date: Some(day("2012-10-20")),
        id_number: Some(ID_NUMBER.into()),
        township: Some("青竹街道".into()),
        village: Some("河坝村".into()),
        address: Some("二组12号".into()),
        school: Some("青竹中学".into()),
        grade: Some(8),
        grade_year: Some(2026),
        class_teacher: Some("刘老师".into()),
        teacher_phone: Some("13900000633".into()),
        categories: Some("困境儿童;残疾儿童".into()),
        carer_id: Some(carer),
        carer_relation: Some("奶奶".into()),
        admitted_on: Some(day("2026-09-01")),
        note: Some("被打过".into()),
        ..Child::default()
    }));
    let brother = Child { name: "王小弟".into(), carer_id: Some(carer), ..Child::default() };
    write(Command::add(brother));
    let other = write(Command::add(Child { name: "何雨欣".into(), ..Child::default() }));
    let volunteer = write(Command::add(Volunteer {
        name: "周桂芳".into(),
        phone: Some("13900000417".into()),
        ..Volunteer::default()
    }));
    let second = write(Command::add(Volunteer {
        name: "吴志强".into(),
        phone: Some("13900000263".into()),
        ..Volunteer::default()
    }));
    for (child_id, volunteer_id, from) in [
        (child, volunteer, "2026-09-01"),
        (child, second, "2026-09-02"),
        (other, second, "2026-09-01"),
    ] {
        let from_day = Some(day(from));
        write(Command::add(Assignment {
            child_id,
            volunteer_id,
            from_day,
            ..Assignment::default()
        }));
    }
    for (code, value) in [
        (FactCode::Hom1, FactValue::MotherAway),
        (FactCode::Beh1, FactValue::Yes),
        (FactCode::OvrSelfharm, FactValue::Yes),
        (FactCode::OvrReport, FactValue::Yes),
        (FactCode::Hlt1, FactValue::Yes),
    ] {
        let source = Some("邻居说的".to_owned());
        write(Command::add(Fact {
            child_id: child,
            code,
            value,
            day: day("2026-11-10"),
            source,
            ..Fact::default()
        }));
    }
    for (subject, score) in [("数学", 41.0), ("英语", 52.0)] {
        write(Command::add(Exam {
            child_id: child,
            day: day("2026-11-06"),
            subject: subject.into(),
            score,
            ..Exam::default()
        }));
    }
    write(Command::add(AttendanceDay {
        child_id: child,
        day: day("2026-11-06"),
        status: AttendanceStatus::Unexcused,
        ..AttendanceDay::default()
    }));
    write(Command::add(Visit {
        child_id: child,
        day: day("2026-10-13"),
        volunteer_id: Some(volunteer),
        child_seen: Some(true),
        mood: Some(Observation::Urgent),
        note: Some("一直低着头".into()),
        ..Visit::default()
    }));
    write(Command::add(Task {
        child_id: Some(child),
        title: "三方谈话".into(),
        due: day("2026-11-25"),
        ..Task::default()
    }));
    Office { store, child, volunteer }
}

fn printed(store: &Store, lang: Lang, subject: Subject, reader: Reader, form: Form) -> String {
    let language = Language::new(lang);
    let document = document(&store.queries(), language, subject, reader).unwrap().unwrap();
    render(&document, form, language)
}

/// Every paper that leaves the office, with what it is.
fn all_outside(office: &Office) -> Vec<(String, Lang, Subject)> {
    let subjects =
        [Subject::Today, Subject::Child(office.child), Subject::Volunteer(office.volunteer)];
    let mut found = Vec::new();
    for lang in Lang::ALL {
        for subject in subjects {
            for form in Form::ALL {
                let text = printed(&office.store, lang, subject, Reader::Outside, form);
                found.push((text, lang, subject));
            }
        }
    }
    found
}

#[test]
fn what_leaves_the_office_holds_no_tier_no_score_no_reason_and_nothing_restricted() {
    let office = office();
    let row = office.store.queries().risk_of(office.child).unwrap().unwrap();
    assert!(row.score > 40 && row.reasons.len() >= 6, "the child has something to hide");
    for (text, lang, subject) in all_outside(&office) {
        let language = Language::new(lang);
        // An answer of the visit form may be called as a tier is; that it can be ticked says nothing of the child.
        let asked = format!("3 {}", language.code(Observation::Urgent));
        let lower = text.replace(&asked, "").to_lowercase();
        let mut forbidden: Vec<String> = Vec::new();
        for tier in Tier::ALL {
            forbidden.extend([language.code(*tier), language.code_as("tier-short", *tier)]);
        }
        for reason in &row.reasons {
            forbidden.push(language.reason(reason, day(robot::TODAY)));
            forbidden.push(language.reason_open(reason, day(robot::TODAY)));
            forbidden.push(language.reason_short(reason, day(robot::TODAY)));
        }
        forbidden.extend(ReasonCode::ALL.iter().map(|code| code.as_code().to_owned()));
        forbidden.extend(FactCode::ALL.iter().map(|code| code.as_code().to_owned()));
        forbidden.push(language.text("reason-restricted"));
        forbidden.push(language.text("child-risk"));
        for written in [
            "被打过",
            "爱喝酒",
            "邻居说的",
            "一直低着头",
            "三方谈话",
            "残疾",
            "困境",
            ID_NUMBER,
            "511425",
        ] {
            forbidden.push(written.to_owned());
        }
        // A grade stands in the school's own words; it is a reason too.
        forbidden.retain(|word| !["初二", "G8", "grade 8", "八年级"].contains(&word.as_str()));
        for word in forbidden {
            assert!(
                !lower.contains(&word.to_lowercase()),
                "{lang:?} {subject:?}: {word:?} in\n{text}"
            );
        }
        // Nor the score as a number of its own.
        for score in [row.score, row.score_high] {
            let score = score.to_string();
            let alone = text
                .split(|one: char| !one.is_ascii_alphanumeric() && one != '-')
                .any(|word| word == score);
            assert!(!alone, "{lang:?} {subject:?}: the score {score} in\n{text}");
        }
    }
}

#[test]
fn a_sheet_names_the_volunteers_own_children_and_a_childs_page_nobody_else() {
    let office = office();
    let (child, volunteer) = (office.child, office.volunteer);
    for form in Form::ALL {
        for subject in [Subject::Child(child), Subject::Volunteer(volunteer)] {
            let text = printed(&office.store, Lang::Zh, subject, Reader::Outside, form);
            for known in ["王小明", "C0001", "二组12号", "黄素珍", "13900000520", "2026-10-13"]
            {
                assert!(text.contains(known), "{known} in\n{text}");
            }
            for foreign in ["王小弟", "何雨欣"] {
                assert!(!text.contains(foreign), "{foreign} in\n{text}");
            }
            let asked = ["没人在家", "学习", "身体", "家里", "心情", "安全", "备注"];
            // What the form asks after, with the digits that answer it there.
            let after =
                ["下次日期", "地点", "1 家里", "单独见到孩子", "见到监护人", "1 是", "2 否"];
            for asked in asked.into_iter().chain(after) {
                assert!(text.contains(asked), "{asked} in\n{text}");
            }
        }
    }
    // Who goes along stands on it.
    let sheet = printed(
        &office.store,
        Lang::Zh,
        Subject::Volunteer(volunteer),
        Reader::Outside,
        Form::Text,
    );
    assert!(sheet.contains("吴志强  13900000263"), "{sheet}");
    // The school is asked on a sheet of its own, without the home.
    let page = printed(&office.store, Lang::Zh, Subject::Child(child), Reader::Outside, Form::Text);
    let school = page.split('\u{c}').nth(1).unwrap();
    assert!(school.contains("刘老师  13900000633") && school.contains("请假天数"), "{school}");
    assert!(!school.contains("二组12号") && !school.contains("黄素珍"), "{school}");
}

#[test]
fn what_stays_says_so_and_tells_what_the_screen_tells() {
    let office = office();
    for form in Form::ALL {
        let today = printed(&office.store, Lang::Zh, Subject::Today, Reader::Office, form);
        assert!(today.contains("仅限办公室内部") && today.contains("王小明"), "{today}");
        assert!(today.contains("受限记录") && !today.contains("自伤"), "{today}");
        let page =
            printed(&office.store, Lang::Zh, Subject::Child(office.child), Reader::Office, form);
        for known in [
            "仅限办公室内部",
            "辍学风险",
            "母亲离家",
            "一直低着头",
            "三方谈话",
            "受限记录",
            "吴志强",
        ] {
            assert!(page.contains(known), "{known} in\n{page}");
        }
        assert!(!page.contains(ID_NUMBER), "{page}");
        let list = printed(
            &office.store,
            Lang::En,
            Subject::Volunteer(office.volunteer),
            Reader::Office,
            form,
        );
        assert!(list.contains("For the office only") && list.contains("Crit"), "{list}");
    }
}

#[test]
fn what_else_is_due_is_printed_by_name() {
    let store = Demo::build().store();
    let text = printed(&store, Lang::Zh, Subject::Today, Reader::Office, Form::Text);
    let (_, also) = text.split_once("还要办 7").unwrap_or_else(|| panic!("{text}"));
    let queries = store.queries();
    for task in queries.tasks_of(TaskScope::Due, Window::ALL).unwrap() {
        assert!(also.contains(&task.title), "{} in {also}", task.title);
    }
    for ending in [Ending::Check, Ending::Training] {
        for volunteer in queries.volunteers_ending(ending, Window::ALL).unwrap() {
            assert!(also.contains(&volunteer.name), "{} in {also}", volunteer.name);
        }
    }
    // Nothing of it leaves the office.
    let outside = printed(&store, Lang::Zh, Subject::Today, Reader::Outside, Form::Text);
    assert!(!outside.contains("还要办"), "{outside}");
}

#[test]
fn who_goes_together_is_named_together() {
    let office = office();
    for (lang, pair) in [(Lang::Zh, "周桂芳+吴志强"), (Lang::En, "Zhou Guifang+Wu Zhiqiang")]
    {
        let page = printed(&office.store, lang, Subject::Today, Reader::Office, Form::Html);
        assert!(page.contains(pair), "{page}");
    }
}

#[test]
fn the_due_homes_are_sheets_a_volunteer() {
    let demo = Demo::build();
    let store = demo.store();
    let text = printed(&store, Lang::Zh, Subject::Today, Reader::Outside, Form::Text);
    let mut due = store.queries().overdue(Window::ALL).unwrap();
    due.extend(store.queries().due_today(Window::ALL).unwrap());
    for sheet in text.split('\u{c}') {
        let named: Vec<_> = due.iter().filter(|row| sheet.contains(&row.child.code)).collect();
        assert!(!named.is_empty(), "{sheet}");
        let lead = named[0].lead.as_ref();
        let of = lead.map_or("还没有志愿者", |lead| lead.name.as_str());
        assert!(sheet.contains(of), "{sheet}");
        assert!(named.iter().all(|row| row.lead.as_ref() == lead), "{sheet}");
    }
    assert!(due.iter().all(|row| text.contains(&row.child.code)) && text.contains("还没有志愿者"));
}

#[test]
fn plain_text_is_eighty_columns_wide() {
    let demo = Demo::build();
    let store = demo.store();
    let child = store.queries().by_code::<Child>("C0001").unwrap().unwrap().meta.id;
    let volunteer = store.queries().by_code::<Volunteer>("V0001").unwrap().unwrap().meta.id;
    for lang in Lang::ALL {
        for subject in [Subject::Today, Subject::Child(child), Subject::Volunteer(volunteer)] {
            for reader in Reader::ALL {
                let text = printed(&store, lang, subject, reader, Form::Text);
                let wide = text.lines().find(|line| width(line) > 80);
                assert_eq!(wide, None, "{lang:?} {subject:?} {reader:?}");
                assert!(!text.contains('⟨') && !text.contains('{'), "{text}");
                let page = printed(&store, lang, subject, reader, Form::Html);
                assert!(!page.contains('⟨'), "{page}");
            }
        }
    }
}

#[test]
fn a_name_that_is_a_script_is_only_a_name() {
    let mut office = office();
    let name = "<script>alert(1)</script>";
    let mut add = |command| office.store.execute(command).unwrap().id;
    let id = add(Command::add(Child {
        name: name.into(),
        address: Some(name.into()),
        ..Child::default()
    }));
    let page = printed(&office.store, Lang::Zh, Subject::Child(id), Reader::Outside, Form::Html);
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"), "{page}");
}

fn print_folder(demo: &Demo) -> PathBuf {
    demo.store().queries().folder().unwrap().join("papers")
}

/// The county, where the folder for files was chosen before.
fn chosen(demo: &Demo) -> Store {
    let folder = print_folder(demo);
    std::fs::create_dir_all(&folder).unwrap();
    let mut store = demo.store();
    store.keep_draft("import-folder", 0, &folder.display().to_string()).unwrap();
    store
}

fn files(demo: &Demo) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(print_folder(demo)) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_volunteers_list_is_printed_with_four_keys_and_only_its_owner_can_read_it() {
    let demo = Demo::build();
    let volunteer = demo.store().queries().by_code::<Volunteer>("V0001").unwrap().unwrap();
    let mut robot = Robot::new(chosen(&demo));
    robot.shell().go(Route::Volunteer(volunteer.meta.id));
    robot.draw();
    robot.keys("p").sees("打印").sees("志愿者或学校").sees("不含等级");
    robot.keys("Enter Enter Enter").sees("已写好").lacks("不含等级");
    assert_eq!(files(&demo), ["走访单 V0001 2026-11-23.html"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(print_folder(&demo).join(&files(&demo)[0])), 0o600);
    }
    // Once more: it says that the file is there, and replaces it when asked again.
    robot.keys("p ctrl-s").sees("这个文件已经在了").keys("ctrl-s").sees("已写好");
    assert_eq!(files(&demo).len(), 1);
}

#[test]
fn today_stays_in_the_office_and_text_is_chosen_by_a_digit() {
    let demo = Demo::build();
    let mut robot = Robot::new(chosen(&demo));
    robot
        .keys("ctrl-o")
        .sees("不要带出")
        .sees("仅限办公室内部")
        .keys("Enter 2 ctrl-s")
        .sees("已写好");
    assert_eq!(files(&demo), ["今日名单 2026-11-23.txt"]);
    let text = std::fs::read_to_string(print_folder(&demo).join(&files(&demo)[0])).unwrap();
    assert!(text.contains("仅限办公室内部") && text.contains("需要关注"), "{text}");
    // For outside the name changes with it.
    robot.keys("p 1").sees("走访单 2026-11-23").keys("Esc").lacks("走访单 2026-11-23");
}

#[test]
fn a_childs_sheet_can_go_into_any_folder_and_a_wrong_ending_is_said() {
    let demo = Demo::build();
    let child = demo.store().queries().by_code::<Child>("C0001").unwrap().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut robot = Robot::with(chosen(&demo), Lang::En, 80, 24);
    robot.shell().go(Route::Child(child.meta.id));
    robot.draw();
    let bad = folder.path().join("sheet.pdf");
    robot
        .keys("p Tab Tab ctrl-u")
        .paste(&bad.display().to_string())
        .keys("ctrl-s")
        .sees(".html or .txt");
    let good = folder.path().join("sheet.txt");
    robot.keys("ctrl-u").paste(&good.display().to_string()).keys("Enter").sees("Written:");
    assert!(std::fs::read_to_string(good).unwrap().contains("C0001"));
    assert!(files(&demo).is_empty());
    let nowhere = folder.path().join("none").join("sheet.txt");
    robot
        .keys("p Tab Tab ctrl-u")
        .paste(&nowhere.display().to_string())
        .keys("Enter")
        .lacks("Written:");
}

#[test]
fn a_case_of_the_queue_is_printed_and_the_round_goes_on() {
    let demo = Demo::build();
    let mut robot = Robot::new(chosen(&demo));
    robot
        .keys("t")
        .sees("1/")
        .keys("p")
        .sees("志愿者或学校")
        .keys("ctrl-s")
        .sees("已写好")
        .sees("1/");
    assert_eq!(files(&demo).len(), 1);
}

#[test]
fn an_event_of_some_days_says_when_it_ends_and_has_a_box_a_day() {
    let mut office = office();
    for (ends, count) in [("2026-11-29", 2), ("2026-12-04", 7), ("2026-12-05", 1)] {
        let event = Event {
            title: "冬令营".into(),
            starts_on: day("2026-11-28"),
            starts_at: parse_day_time("9:00"),
            ends_on: Some(day(ends)),
            ends_at: parse_day_time("17:00"),
            ..Event::default()
        };
        let event_id = office.store.execute(Command::add(event)).unwrap().id;
        let child_id = Some(office.child);
        let people = vec![Participation { event_id, child_id, ..Participation::default() }];
        office.store.execute(Command::SetParticipation { people }).unwrap();
        for lang in Lang::ALL {
            let sheet = |form| {
                printed(&office.store, lang, Subject::Event(event_id), Reader::Outside, form)
            };
            let (html, text) = (sheet(Form::Html), sheet(Form::Text));
            assert!(html.contains("17:00"), "{html}");
            let row = text.lines().find(|line| line.contains('□')).unwrap();
            assert_eq!(row.matches('□').count(), count, "{text}");
            assert!(text.lines().all(|line| width(line) <= 80), "{text}");
            if lang == Lang::Zh && count == 2 {
                assert!(html.contains("2026-11-28 周六 09:00 - 2026-11-29 周日 17:00"), "{html}");
                assert!(text.contains("周六  周日"), "{text}");
            }
        }
    }
}
