//! Children, volunteers, carers, events and who takes part; matches.

use super::{add_child, add_volunteer, office, open};
use crate::robot::{Robot, day, empty_store};
use peiban::console::action::Route;
use peiban::console::screens::forms;
use peiban::domain::codes::{EventKind, Sex, VolunteerStatus};
use peiban::domain::records::{Assignment, Carer, Child, Event, Participation, Volunteer};
use peiban::language::Lang;
use peiban::store::{Command, Kind};

#[test]
fn a_child_without_a_volunteer_gets_the_best_in_three_keys() {
    let mut store = empty_store();
    let child = add_child(&mut store, "陈可欣");
    let full = add_volunteer(&mut store, "吴志强", Some("2027-05-01"));
    for name in ["甲一", "乙二", "丙三"] {
        let child_id = add_child(&mut store, name);
        let assignment = Assignment { child_id, volunteer_id: full, ..Assignment::default() };
        store.execute(Command::add(assignment)).unwrap();
    }
    let far =
        Volunteer {
            name: "远方".into(), township: Some("高台镇".into()), ..Volunteer::default()
        };
    store.execute(Command::add(far)).unwrap();
    add_volunteer(&mut store, "过期", Some("2026-01-01"));
    let best = add_volunteer(&mut store, "周桂芳", Some("2027-05-01"));
    let mut robot = Robot::new(store);
    open(&mut robot, forms::assign::for_child(child));
    robot
        .sees("1 周桂芳")
        .sees("2 过期")
        .sees("3 远方")
        .sees("4 吴志强")
        .sees("满额")
        .sees("年检到期");
    // With `m` before them: three keys.
    robot.keys("Enter ctrl-s").sees("已保存: 结对志愿者 陈可欣 + 周桂芳");
    assert_eq!(robot.presses(), 2);
    let lead = robot.shell().store().queries().volunteers_of(child).unwrap()[0].id;
    assert_eq!(lead, best);
    // A poor choice is allowed, and said.
    open(&mut robot, forms::assign::for_child(child));
    robot.sees("现在的志愿者 周桂芳").keys("wzq Enter").sees("吴志强 已满额 3/3").keys("Esc");
    open(&mut robot, forms::assign::for_child(child));
    robot
        .keys("ctrl-x zgf Enter")
        .sees("周桂芳 已经和 陈可欣 结对")
        .keys("ctrl-s")
        .sees("已经有这一条");
}

#[test]
fn a_volunteer_gets_a_child_that_waits_nearby() {
    let mut store = empty_store();
    let near = add_child(&mut store, "陈可欣");
    let volunteer = add_volunteer(&mut store, "周桂芳", None);
    let mut robot = Robot::new(store);
    open(&mut robot, forms::assign::for_volunteer(volunteer));
    robot
        .sees("周桂芳")
        .keys("1")
        .sees("周桂芳 没有年检记录，照样可以存")
        .keys("ctrl-s")
        .sees("已保存");
    assert_eq!(robot.shell().store().queries().volunteers_of(near).unwrap().len(), 1);
}

#[test]
fn a_new_child_with_a_new_carer_is_one_step() {
    let (store, _) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::child::new());
    robot.keys("王小明 Enter").sees("可能是 C0001 王小明 ").sees("姓名同").sees("F6 打开 C0001");
    // Girl, no solar date, lunar birthday; the first township, village, school, grade; a new carer with phone.
    robot
        .keys("1 Tab 农历八月十五 Enter 1 河坝村 Enter 青竹小学 Enter 初二")
        .sees("初二")
        .keys("Enter 黄素珍")
        .sees("新建");
    robot
        .keys("Enter 奶奶 Enter １３９０００００５２０ Enter 2 Enter ctrl-s")
        .sees("已保存: 新建孩子 王小明");
    let store = robot.shell().store();
    let child = store.queries().by_code::<Child>("C0002").unwrap().unwrap();
    assert_eq!(
        (child.sex, child.grade, child.grade_year),
        (Some(Sex::Female), Some(8), Some(2026))
    );
    assert_eq!(child.township.as_deref(), Some("青竹街道"));
    assert_eq!(
        child.lunar_birthday.map(|lunar| (lunar.year, lunar.month, lunar.day)),
        Some((None, 8, 15))
    );
    assert_eq!(
        (child.categories.as_deref(), child.admitted_on),
        (Some("留守儿童"), Some(day("2026-11-23")))
    );
    let carer = store.queries().record::<Carer>(child.carer_id.unwrap()).unwrap().unwrap();
    assert_eq!((carer.name.as_str(), carer.phone.as_deref()), ("黄素珍", Some("13900000520")));
    robot.keys("ctrl-z");
    assert!(robot.shell().store().queries().by_code::<Child>("C0002").unwrap().is_none());
}

#[test]
fn the_same_child_twice_is_asked_about_before_anything_else() {
    let (mut store, child) = office();
    let reason = Some("搬走".to_owned());
    store.execute(Command::Close { kind: Kind::Child, id: child, reason }).unwrap();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::child::new());
    // With a wrong check digit, and from a field whose list is open.
    robot.keys("王小明 Enter 1 2017-03-05 Tab Tab ctrl-s");
    robot.sees("同名同生日的孩子已有：C0001（已结案").sees("是不是同一个人").lacks(">乡镇");
    // Neither saving again nor Enter is an answer.
    robot.keys("ctrl-s Enter F8 x").sees("是不是同一个人");
    assert!(robot.shell().store().queries().by_code::<Child>("C0002").unwrap().is_none());
    // Back to the form, where everything stands; the same one opens the file and leaves a draft.
    robot.keys("Esc").sees(">乡镇").sees("2017-03-05").keys("ctrl-s 1").sees("C0001").sees("草稿");
    open(&mut robot, forms::child::new());
    robot.sees("2017-03-05").keys("ctrl-s").sees("1 是同一个人：打开 C0001 王小明");
    robot.keys("2").sees("已保存: 新建孩子 王小明");
    assert!(robot.shell().store().queries().by_code::<Child>("C0002").unwrap().is_some());
}

#[test]
fn volunteers_carers_and_events_are_added_changed_and_closed() {
    let mut robot = Robot::new(empty_store());
    open(&mut robot, forms::volunteer::new());
    robot
        .keys("周桂芳 Enter 1 139x ctrl-s")
        .sees("电话里只能有数字")
        .keys("Backspace ctrl-s")
        .sees("已保存: 新建志愿者 周桂芳");
    open(&mut robot, forms::carer::new());
    robot.keys("黄素珍 ctrl-s").sees("已保存: 新建监护人 黄素珍");
    open(&mut robot, forms::event::new());
    robot
        .keys("1 12-05 Enter 下午2点 Enter 12-04 Enter 1730 Enter Enter zgf Enter 四季度生日会 ctrl-s")
        .sees("结束早于开始");
    robot.keys("ctrl-u 12-06 ctrl-s").sees("已保存: 新建活动 四季度生日会");
    let store = robot.shell().store();
    let event = store.queries().by_code::<Event>("E0001").unwrap().unwrap();
    let volunteer = store.queries().by_code::<Volunteer>("V0001").unwrap().unwrap();
    let carer = store.queries().by_code::<Carer>("G0001").unwrap().unwrap();
    assert_eq!((event.kind, event.leader_id), (EventKind::BirthdayParty, Some(volunteer.meta.id)));
    let times = [event.starts_at, event.ends_at].map(|time| time.unwrap().to_string());
    assert_eq!(times, ["14:00", "17:30"]);
    open(&mut robot, forms::volunteer::edit(volunteer.meta.id));
    robot.keys("Tab Tab Tab Tab Tab Tab Tab 2027-05-01 ctrl-s").sees("已保存: 修改志愿者");
    open(&mut robot, forms::event::edit(event.meta.id));
    robot.keys("2 ctrl-s").sees("已保存: 修改活动");
    open(&mut robot, forms::carer::edit(carer.meta.id));
    robot.keys("Tab Tab Tab V0001 ctrl-s").sees("已保存");
    open(&mut robot, forms::close::open(Kind::Volunteer, volunteer.meta.id));
    robot.sees("周桂芳").keys("Enter").sees("已保存: 志愿者退出 周桂芳");
    let left: Volunteer =
        robot.shell().store().queries().record(volunteer.meta.id).unwrap().unwrap();
    assert_eq!(
        (left.status, left.check_valid_until),
        (VolunteerStatus::Left, Some(day("2027-05-01")))
    );
}

#[test]
fn who_came_is_marked_and_found() {
    let (mut store, child) = office();
    let other = add_child(&mut store, "陈可欣");
    let event =
        Event { title: "生日会".into(), starts_on: day("2026-11-22"), ..Event::default() };
    let event_id = store.execute(Command::add(event)).unwrap().id;
    let expected = |id| Participation { event_id, child_id: Some(id), ..Participation::default() };
    store
        .execute(Command::SetParticipation { people: vec![expected(child), expected(other)] })
        .unwrap();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::participants::open(event_id));
    robot.sees("到场0  没来0  不知道2").keys("1 2").sees("到场1  没来1  不知道0");
    robot.keys("张敏").sees("志愿者").keys("Enter").sees("到场2").keys("Esc").sees("草稿已保留");
    open(&mut robot, forms::participants::open(event_id));
    robot
        .sees("上次没存的草稿")
        .sees("到场2  没来1")
        .keys("Space")
        .sees("到场1  没来2")
        .keys("ctrl-s");
    robot.sees("已保存: 登记参加的人 生日会");
    let part = robot.shell().store().queries().participants(event_id).unwrap();
    assert_eq!(
        part.iter().map(|one| one.present).collect::<Vec<_>>(),
        [Some(false), Some(false), Some(true)]
    );
    robot.keys("ctrl-z");
    let part = robot.shell().store().queries().participants(event_id).unwrap();
    assert_eq!(part.iter().map(|one| one.present).collect::<Vec<_>>(), [None, None]);
}

#[test]
fn nobody_has_come_before_the_day_and_all_stay_signed_up() {
    let (mut store, child) = office();
    let other = add_child(&mut store, "陈可欣");
    let event = Event {
        title: "冬令营".into(),
        starts_on: day("2026-11-24"),
        capacity: Some(10),
        ..Event::default()
    };
    let event = store.execute(Command::add(event)).unwrap().id;
    let part = |id, present| Participation {
        event_id: event,
        child_id: Some(id),
        present,
        ..Participation::default()
    };
    let came = Command::SetParticipation { people: vec![part(child, Some(true))] };
    assert!(store.execute(came).is_err());
    // Who says beforehand that they won't come stays signed up too.
    let people = vec![part(child, Some(false)), part(other, None)];
    store.execute(Command::SetParticipation { people }).unwrap();
    let mut robot = Robot::new(store);
    robot.sees("报名2/10");
    robot.shell().go(Route::Event(event));
    robot.draw();
    robot.sees("报名2 到场0 没来1 未点名1").sees("2/10").keys("y");
    assert!(robot.shell().copied().unwrap().ends_with("2/10"));
    robot.keys("Down Space").sees("到那天才能记到场");
}

#[test]
fn many_are_signed_up_at_once() {
    let mut store = empty_store();
    for name in ["王一", "王二", "王三", "李四"] {
        add_child(&mut store, name);
    }
    let event =
        Event { title: "夏令营".into(), starts_on: day("2026-12-05"), ..Event::default() };
    let event = store.execute(Command::add(event)).unwrap().id;
    let mut robot = Robot::new(store);
    open(&mut robot, forms::participants::open(event));
    // Two are ticked, then one of another search; Enter adds them all.
    robot
        .keys("王 Space Space")
        .sees("已选2")
        .keys("Backspace 李 Space")
        .sees("已选3")
        .keys("Enter");
    robot.sees("不知道3").sees("李四").sees("新加");
    // Nobody has come before the day.
    robot.keys("1").sees("2026-12-05才开始").sees("到场0  没来0  不知道3");
    robot.keys("Space").sees("不知道3").keys("ctrl-a").sees("2026-12-05才开始").sees("不知道3");
    robot.keys("F7").sees("不知道0");
    // A village adds all its children; who is there already stays once.
    robot.keys("王 ctrl-a").sees("已选3").keys("Enter").sees("不知道3");
    robot.keys("河坝 ").sees("4个孩子").keys("Enter").sees("不知道4").keys("ctrl-s").sees("已保存");
    assert_eq!(robot.shell().store().queries().participants(event).unwrap().len(), 4);
    robot.keys("ctrl-z");
    assert!(robot.shell().store().queries().participants(event).unwrap().is_empty());
}

#[test]
fn the_rest_of_a_file_is_in_the_same_form_and_carers_are_not_doubled() {
    let (mut store, _) = office();
    let carer =
        Carer { name: "黄素珍".into(), phone: Some("13900000520".into()), ..Carer::default() };
    store.execute(Command::add(carer)).unwrap();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::child::new());
    robot.keys("李小红 Enter 1 Tab Tab 1 Tab 青竹小学 Enter 四年级 Enter");
    // A new carer of a name that is on file.
    robot.keys("黄素珍 Down Enter").sees("已有监护人：黄素珍 G0001 13900000520");
    robot.keys("奶奶 Enter 82345678 Enter").lacks("手机应是11位");
    robot.keys("Up ctrl-u 13900000 Enter");
    robot.sees("电话 13900000 有8位").keys("Enter Enter");
    robot.keys("1 51142520130506001X Enter 三组 Enter 2班 Enter 赵老师 Enter 139x ctrl-s");
    robot.sees("电话里只能有数字，别的话写在备注里").keys("Backspace 00000602 Enter 怕生 ctrl-s");
    robot.sees("已保存: 新建孩子 李小红");
    let child = robot.shell().store().queries().by_code::<Child>("C0002").unwrap().unwrap();
    assert_eq!(child.id_number.as_deref(), Some("51142520130506001X"));
    assert_eq!((child.class.as_deref(), child.address.as_deref()), (Some("2班"), Some("三组")));
    assert_eq!(
        (child.teacher_phone.as_deref(), child.note.as_deref()),
        (Some("13900000602"), Some("怕生"))
    );
}

#[test]
fn an_id_number_gives_the_birth_date_that_nobody_stated() {
    let (store, _) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::child::new());
    // The name, then down to the ID number behind what one knows on the first day.
    let down = "Tab ".repeat(12);
    robot.keys(&format!("李小红 Enter {down}511425201403050012 Enter"));
    robot.sees("没填出生日期，将按身份证号记为 2014-03-05").keys("ctrl-s").sees("已保存");
    let child = robot.shell().store().queries().by_code::<Child>("C0002").unwrap().unwrap();
    assert_eq!(child.birth_date, Some(day("2014-03-05")));
    // A number whose check digit is wrong says nothing sure.
    open(&mut robot, forms::child::new());
    robot.keys(&format!("王小明 Enter {down}511425201403050013 Enter ctrl-s")).sees("已保存");
    let child = robot.shell().store().queries().by_code::<Child>("C0003").unwrap().unwrap();
    assert_eq!(child.birth_date, None);
}

#[test]
fn a_lunar_birthday_that_was_another_day_is_told_before_saving() {
    let (store, _) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::child::new());
    robot.keys("李小红 Enter Tab 2014-09-08 Enter 八月十五 Enter").lacks("农历生日那年是");
    robot
        .keys("Up Up ctrl-u 2014-09-10 Enter")
        .sees("农历生日那年是 2014-09-08，和出生日期不是同一天");
    robot.keys("ctrl-s").sees("已保存");
    // 2014 had a leap ninth month, no leap fourth: the same day, but said all the same.
    open(&mut robot, forms::child::new());
    robot.keys("李小红 Enter Tab 2014-04-30 Enter 四月初二 Enter").lacks("没有闰");
    robot.keys("Up ctrl-u 闰四月初二 Enter").sees("2014年没有闰四月，那年闰的是九月");
    robot.keys("F12").sees("2014 had no leap month 4: its leap month was 9").keys("F12");
    robot.keys("ctrl-s").sees("已保存");
}

#[test]
fn more_people_than_places_are_signed_up_and_it_is_said() {
    let (mut store, _) = office();
    add_child(&mut store, "陈可欣");
    let event = Event {
        title: "冬令营".into(),
        starts_on: day("2026-12-05"),
        capacity: Some(1),
        ..Event::default()
    };
    let event = store.execute(Command::add(event)).unwrap().id;
    let mut robot = Robot::new(store);
    robot.shell().go(Route::Event(event));
    robot.draw();
    robot.keys("o 王小明 Enter").sees("已报名: 王小明。").sees("已报名1人").lacks("超过");
    robot.keys("陈可欣 Enter").sees("已报名: 陈可欣。共2人，超过名额1。");
    robot.sees("已报名2人，超过名额1").keys("Esc");
    open(&mut robot, forms::participants::open(event));
    robot.sees("报名2，超过名额1").keys("张敏 Enter").sees("报名3，超过名额1").keys("ctrl-s");
    robot.sees("已保存: 冬令营。报名3人，超过名额1。");
    assert_eq!(robot.shell().store().queries().participants(event).unwrap().len(), 3);
}

#[test]
fn a_village_in_the_place_of_the_township_is_spoken_of() {
    for (lang, words) in [(Lang::Zh, "「河坝村」像是村名"), (Lang::En, "looks like a village")]
    {
        let mut robot = Robot::with(empty_store(), lang, 80, 24);
        open(&mut robot, forms::child::new());
        robot.keys("陈小雨 Enter 1 2017-03-05 Tab Tab").lacks(words);
        robot.keys("河坝村 Tab").sees(words);
    }
}

#[test]
fn a_village_without_its_ending_is_completed_when_its_field_is_left() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    let lives = |robot: &mut Robot, code: &str| {
        robot.shell().store().queries().by_code::<Child>(code).unwrap().unwrap().village
    };
    open(&mut robot, forms::child::new());
    robot.keys("陈小雨 Enter 1 2017-03-05 Tab Tab 1 河坝 ").lacks("河坝村").keys("Enter");
    robot.sees("  河坝村").keys("ctrl-s").sees("已保存");
    assert_eq!(lives(&mut robot, "C0002").as_deref(), Some("河坝村"));
    // Saved from the field itself; the township above it counts, also when it is named afterwards.
    open(&mut robot, forms::volunteer::new());
    robot.keys("周颖 Enter 2 Tab 1 河坝 ctrl-s").sees("已保存");
    let volunteer = robot.shell().store().queries().by_code::<Volunteer>("V0003").unwrap();
    assert_eq!(volunteer.unwrap().village.as_deref(), Some("河坝村"));
    open(&mut robot, forms::child::new());
    robot.keys("赵小雨 Enter 1 2017-03-05 Tab Tab Tab 河坝 Enter").sees("  河坝  ");
    robot.keys("Up Up 1").sees("青竹街道").keys("Tab").sees("  河坝村").keys("Esc");
    // Unknown ones and whole names stay as they are written, and so does what is on file.
    open(&mut robot, forms::child::edit(child));
    robot.keys("Tab Tab Tab Tab Tab Tab Tab ctrl-u 河坝社区 Tab").sees("河坝社区").keys("ctrl-s");
    assert_eq!(lives(&mut robot, "C0001").as_deref(), Some("河坝社区"));
    open(&mut robot, forms::child::edit(child));
    robot.keys("Tab Tab Tab Tab Tab Tab Tab ctrl-u 石坝 Tab").lacks("石坝村").keys("ctrl-s");
    assert_eq!(lives(&mut robot, "C0001").as_deref(), Some("石坝"));
}
