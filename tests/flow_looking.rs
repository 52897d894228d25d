//! Looking: pictures of load and of a month, colours and characters, the cover, and messages that are copied.

mod robot;

use std::time::Duration;

use crossterm::event::{Event as TerminalEvent, KeyModifiers, MouseEvent, MouseEventKind};
use peiban::console::Clipboard;
use peiban::console::action::Route;
use peiban::console::widgets::{Glyphs, Look, Palette, Role, Theme, text};
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::{EventKind, Tier};
use peiban::domain::records::{
    Assignment, Carer, Child, Event, Id, Participation, Visit, Volunteer,
};
use peiban::language::{Lang, Language};
use peiban::store::{Command, Context, Office, Store};
use robot::{Demo, Robot, day};

/// An office since 1 September 2026 with four children and two volunteers, looked at on 23 November.
///
/// A child of whom nothing is known is to be visited every 30 days, the first time within 7 days.
struct Autumn {
    store: Store,
    volunteer: Id,
    seen_in_time: Id,
    event: Id,
}

fn autumn() -> Autumn {
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: day("2026-09-01"),
        is_demo: false,
    };
    let context = Context { today: day("2026-09-01"), pinned: true, user: "李晓".into() };
    let mut store = Store::in_memory(&office, context, SchoolCalendar::embedded()).unwrap();
    let mut write = |command: Command| store.execute(command).unwrap().id;
    let carer =
        Carer { name: "黄素珍".into(), phone: Some("13900000520".into()), ..Carer::default() };
    let carer = write(Command::add(carer));
    let mut child = |name: &str, township: &str| {
        write(Command::add(Child {
            name: name.into(),
            township: Some(township.into()),
            village: Some("河坝村".into()),
            carer_id: Some(carer),
            carer_relation: Some("奶奶".into()),
            ..Child::default()
        }))
    };
    let seen_in_time = child("王小明", "青竹街道");
    let never_seen = child("陈可欣", "高台镇");
    let not_yet = child("何雨欣", "青竹街道");
    let early = child("刘子轩", "青竹街道");
    let mut volunteer = |name: &str, capacity: i64| {
        let phone = Some("13900000417".into());
        let capacity = Some(capacity);
        write(Command::add(Volunteer {
            name: name.into(),
            phone,
            capacity,
            ..Volunteer::default()
        }))
    };
    let zhou = volunteer("周桂芳", 2);
    volunteer("吴志强", 3);
    for child_id in [seen_in_time, not_yet, early] {
        write(Command::add(Assignment { child_id, volunteer_id: zhou, ..Assignment::default() }));
    }
    let event = write(Command::add(Event {
        title: "集体生日会".into(),
        kind: EventKind::BirthdayParty,
        starts_on: day("2026-12-05"),
        place: Some("青竹小学".into()),
        leader_id: Some(zhou),
        ..Event::default()
    }));
    let child_id = Some(seen_in_time);
    write(Command::add(Participation { event_id: event, child_id, ..Participation::default() }));
    store.set_today(day(robot::TODAY)).unwrap();
    let mut visit = |child_id: Id, on: &str, seen: bool| {
        let visit = Visit { child_id, day: day(on), child_seen: Some(seen), ..Visit::default() };
        store.execute(Command::add(visit)).unwrap();
    };
    // Due 5 October + 30 = 4 November: seen on the 10th.
    visit(seen_in_time, "2026-10-05", true);
    visit(seen_in_time, "2026-11-10", true);
    // Never seen, due since 8 September; nobody at home in November.
    visit(never_seen, "2026-11-12", false);
    // Due 20 October + 30 = 19 November: not seen since.
    visit(not_yet, "2026-10-20", true);
    // 31 October + 30 = 30 November, the last day that counts; seen already.
    visit(early, "2026-10-31", true);
    visit(early, "2026-11-20", true);
    Autumn { store, volunteer: zhou, seen_in_time, event }
}

#[test]
fn a_months_visits_are_counted_against_those_that_were_due() {
    let office = autumn();
    let month = office.store.queries().month_visits(day(robot::TODAY)).unwrap();
    assert_eq!((month.due, month.done, month.seen, month.missed), (4, 2, 2, 1));
    let shares: Vec<_> = month
        .by_volunteer
        .iter()
        .map(|one| (one.name.as_str(), one.due, one.done, one.missed))
        .collect();
    // One is open with each; Zhou has more that are due.
    assert_eq!(shares, [("周桂芳", 3, 2, 0), ("", 1, 0, 1)]);
    let townships: Vec<_> =
        month.by_township.iter().map(|one| (one.name.as_str(), one.due, one.done)).collect();
    assert_eq!(townships, [("青竹街道", 3, 2), ("高台镇", 1, 0)]);
    assert_eq!(month.days.into_iter().collect::<Vec<_>>(), [(10, 1), (12, 1), (20, 1)]);
    // October: on its first day nobody had been seen, so all four were due since 8 September; three were seen.
    let october = office.store.queries().month_visits(day("2026-10-15")).unwrap();
    assert_eq!((october.due, october.done, october.missed), (4, 3, 0));
    // August was before the office.
    let august = office.store.queries().month_visits(day("2026-08-15")).unwrap();
    assert_eq!((august.due, august.done), (0, 0));
}

#[test]
fn the_month_is_a_page_and_a_line_on_a_wide_today() {
    let mut robot = Robot::with(autumn().store, Lang::Zh, 140, 40);
    robot.sees("走访 应4 完成2 没见到1");
    robot
        .keys("g m")
        .sees("走访 2026年11月")
        .sees("4户应走访 完成2 还差2")
        .sees("周桂芳")
        .sees("2/3");
    robot.sees("高台").sees("12个月见到几次").sees("20▂");
    robot
        .keys("Left")
        .sees("2026年10月")
        .sees("4户应走访 完成3 还差1")
        .keys("Right Right")
        .sees("这是本月");
    robot.keys("Enter").sees("志愿者 周桂芳");
    // On a narrow page the year is a line.
    let mut robot = Robot::new(autumn().store);
    robot.keys("g m").sees("12个月见到几次").sees("3 2").sees("无志愿者");
}

#[test]
fn what_was_missed_has_a_mark_of_its_own_without_colours() {
    let plain = |options: &mut peiban::console::Options| {
        (options.look.glyphs, options.look.theme) = (Glyphs::Ascii, Theme::Mono);
    };
    let mut office = autumn();
    // Ten more without a volunteer: those who have one are measured by one another.
    for at in 0..10 {
        let name = format!("孩子{at:02}");
        office.store.execute(Command::add(Child { name, ..Child::default() })).unwrap();
    }
    let mut robot = Robot::with_options(office.store, Lang::Zh, 80, 30, plain);
    robot.keys("g m").sees("周桂芳     ####..               2/3");
    robot.sees("无志愿者   .................... 0/11");
    // What is missed in a month that is over is no less open.
    robot
        .keys("Left")
        .sees("周桂芳     ######               3/3")
        .sees("无志愿者   ..                   0/1");
}

#[test]
fn load_is_seen_as_bars_with_those_first_who_are_late() {
    let ascii = |options: &mut peiban::console::Options| options.look.glyphs = Glyphs::Ascii;
    let mut robot = Robot::with_options(autumn().store, Lang::Zh, 80, 24, ascii);
    robot.keys("g l").sees("志愿者负担").sees("2位志愿者  结对3次  在岗的还能带3个孩子");
    // Two pieces within the limit, one above it; three free places.
    robot.sees(">周桂芳     ######               3/2   超期1户   13900000417  超过上限");
    robot.sees(" 吴志强     ......               0/3");
    robot.keys("Enter").sees("志愿者 周桂芳").keys("Esc");
    let folder = tempfile::tempdir().unwrap();
    // The page as a whole, for the office only.
    let text = printed(&mut robot, &folder.path().join("load.txt"), "Tab Tab");
    assert!(text.contains("仅限办公室内部") && text.contains("吴志强"), "{text}");
    let line = text.lines().find(|line| line.contains("周桂芳")).unwrap();
    assert!(line.ends_with("3     2     1"), "{line}");
    robot.keys("p").lacks("带出去用").keys("Esc");
}

/// Prints the open page into a file, after some keys on the card, and reads it.
fn printed(robot: &mut Robot, file: &std::path::Path, keys: &str) -> String {
    robot.keys("p").keys(keys).keys("ctrl-u").paste(&file.display().to_string());
    robot.keys("ctrl-s").sees("已写好");
    std::fs::read_to_string(file).unwrap()
}

#[test]
fn a_month_is_printed_for_the_office_and_without_names_for_outside() {
    let folder = tempfile::tempdir().unwrap();
    let mut robot = Robot::new(autumn().store);
    robot.keys("g m").sees("打印");
    let office = printed(&mut robot, &folder.path().join("month.txt"), "Tab Tab");
    assert!(office.contains("走访 2026年11月") && office.contains("仅限办公室内部"), "{office}");
    assert!(office.contains("按志愿者") && office.contains("周桂芳"), "{office}");
    let outside = printed(&mut robot, &folder.path().join("outside.html"), "1 Tab");
    assert!(outside.starts_with("<!DOCTYPE html>") && outside.contains("按乡镇"), "{outside}");
    assert!(!outside.contains("周桂芳") && !outside.contains("仅限"), "{outside}");
    // The month before, of which the card says so.
    robot.keys("Left p").sees("打印 走访 2026年10月").sees("走访月表 2026-10");
}

#[test]
fn all_volunteers_count_though_not_all_are_read_at_once() {
    let mut store = autumn().store;
    for number in 0..510 {
        let volunteer =
            Volunteer { name: format!("甲{number}"), capacity: Some(2), ..Volunteer::default() };
        store.execute(Command::add(volunteer)).unwrap();
    }
    // 2 + 510 volunteers; 3 places were free, and two each are.
    let (_, sums) = store.queries().loads(0).unwrap();
    assert_eq!((sums.volunteers, sums.children, sums.free), (512, 3, 1023));
    assert_eq!((sums.over, sums.late, sums.most), (1, 1, 3));
    let mut robot = Robot::new(store);
    robot.keys("g l").sees("512位志愿者  结对3次  在岗的还能带1023个孩子").sees(">周桂芳");
    robot.keys("End").keys("End").sees(">甲509").lacks("已列出");
}

#[test]
fn contacts_of_the_month_are_not_all_calls() {
    use peiban::domain::codes::ContactKind;
    use peiban::domain::records::Contact;
    let mut office = autumn();
    for kind in [ContactKind::Call, ContactKind::Call, ContactKind::Message] {
        let contact = Contact {
            child_id: office.seen_in_time,
            day: day("2026-11-11"),
            kind,
            ..Contact::default()
        };
        office.store.execute(Command::add(contact)).unwrap();
    }
    let month = office.store.queries().month_visits(day(robot::TODAY)).unwrap();
    assert_eq!((month.contacts, month.calls), (3, 2));
    let mut robot = Robot::with(office.store, Lang::En, 100, 30);
    robot.keys("g m").sees("3 contacts").sees("of these 2 calls");
}

#[test]
fn a_bar_is_chosen_with_the_mouse_and_the_wheel_goes_through_them() {
    let mut robot = Robot::new(autumn().store);
    robot
        .keys("g l")
        .click("吴志强")
        .sees(">吴志强")
        .click("吴志强")
        .sees("志愿者 吴志强")
        .keys("Esc");
    let wheel = |kind| MouseEvent { kind, column: 4, row: 5, modifiers: KeyModifiers::NONE };
    robot.event(TerminalEvent::Mouse(wheel(MouseEventKind::ScrollUp))).sees(">周桂芳");
    robot.event(TerminalEvent::Mouse(wheel(MouseEventKind::ScrollDown))).sees(">吴志强");
}

/// Nothing of risk stands in a message.
fn is_neutral(message: &str, lang: Lang) {
    for tier in Tier::ALL {
        for word in
            [Language::new(lang).code(*tier), Language::new(lang).code_as("tier-short", *tier)]
        {
            assert!(!message.contains(&word), "{word} in {message}");
        }
    }
}

#[test]
fn y_copies_a_message_that_can_be_sent_to_a_chat() {
    let office = autumn();
    let (child, event) = (office.seen_in_time, office.event);
    let mut robot = Robot::new(office.store);
    let copied = |robot: &mut Robot| robot.shell().copied().unwrap().to_owned();
    // The first row of Today: the child nobody has seen, whom nobody accompanies.
    robot.keys("y").sees("已复制");
    let message = copied(&mut robot);
    assert!(message.starts_with("请去看看陈可欣（高台河坝村），本来2026-09-08"), "{message}");
    is_neutral(&message, Lang::Zh);
    // An overdue row: all that are overdue with that volunteer.
    robot.keys("Tab y");
    is_neutral(&copied(&mut robot), Lang::Zh);
    robot.keys("Down y");
    assert!(copied(&mut robot).contains("何雨欣 青竹河坝村"), "{}", copied(&mut robot));
    robot.shell().go(Route::Child(child));
    robot.draw();
    robot.keys("y");
    let message = copied(&mut robot);
    let wanted =
        "周桂芳您好，请去看看王小明（青竹河坝村，奶奶 黄素珍 13900000520），最晚2026-12-10";
    assert!(message.starts_with(wanted), "{message}");
    is_neutral(&message, Lang::Zh);
    robot.shell().go(Route::Event(event));
    robot.draw();
    robot.keys("y");
    let message = copied(&mut robot);
    assert!(message.starts_with("生日会 集体生日会\n2026-12-05 周六\n青竹小学\n"), "{message}");
    assert!(message.ends_with("已报名1") && !message.contains("王小明"), "{message}");
    // On the list of the overdue, too; on one that asks nobody to go there is nothing.
    robot.keys("F5").sees("y复制").keys("y").sees("已复制");
    let message = copied(&mut robot);
    assert!(message.starts_with("请去看看陈可欣（高台河坝村），本来2026-09-08"), "{message}");
    is_neutral(&message, Lang::Zh);
    // On the counts there is nothing to copy, and that is said.
    robot.keys("F2 shift-Tab shift-Tab y").sees("没有可复制");
}

#[test]
fn where_the_terminal_may_not_know_how_the_text_is_in_a_file() {
    for (clipboard, said) in [(Clipboard::File, "已复制到文件"), (Clipboard::Both, "也写在")]
    {
        let demo = Demo::build();
        let options = |options: &mut peiban::console::Options| options.clipboard = clipboard;
        let mut robot = Robot::with_options(demo.store(), Lang::Zh, 120, 30, options);
        robot.keys("y").sees(said).sees("复制的.txt");
        let path = demo.store().queries().folder().unwrap().join("print").join("复制的.txt");
        let copied = robot.shell().copied().unwrap().to_owned();
        assert_eq!(std::fs::read_to_string(&path).unwrap().trim_end(), copied);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o077, 0);
        }
        // The next one takes its place.
        robot.keys("Down y").sees(said);
    }
}

#[test]
fn colours_and_characters_change_while_one_looks() {
    let mut robot = Robot::new(autumn().store);
    let style = |robot: &mut Robot| robot.shell().ui().look;
    assert_eq!(style(&mut robot), Look::default());
    robot.keys("ctrl-t").sees("外观").sees("深色").keys("2").sees("theme = \"light\"");
    assert_eq!(style(&mut robot).theme, Theme::Light);
    robot
        .keys("3")
        .sees("colours = \"truecolor\"")
        .keys("2")
        .sees("glyphs = \"ascii\"")
        .keys("Esc");
    let wanted = Look { theme: Theme::Light, palette: Palette::True, glyphs: Glyphs::Ascii };
    assert_eq!(style(&mut robot), wanted);
    robot.lacks("外观").lacks("─").sees("-- ");
    // What is drawn has the shade of the theme.
    let ink = wanted.style(Role::Accent).fg;
    assert!(robot.buffer().content().iter().any(|cell| Some(cell.fg) == ink));
}

#[test]
fn the_ascii_set_draws_nothing_of_doubtful_width() {
    let demo = Demo::build();
    let ascii = |options: &mut peiban::console::Options| options.look.glyphs = Glyphs::Ascii;
    for lang in Lang::ALL {
        for (width, height) in [(80, 24), (140, 40)] {
            let mut robot = Robot::with_options(demo.store(), lang, width, height, ascii);
            for route in demo.routes() {
                robot.shell().go(route);
                robot.draw();
                for one in robot.screen().chars().filter(|one| !one.is_ascii()) {
                    let wide = text::width(&one.to_string());
                    assert_eq!(wide, 2, "{one:?} on {route:?} in {lang:?}:\n{}", robot.screen());
                }
            }
        }
    }
}

#[test]
fn five_quiet_minutes_cover_names_and_keep_what_was_typed() {
    let office = autumn();
    let child = office.seen_in_time;
    let mut robot = Robot::new(office.store);
    robot.shell().go(Route::Child(child));
    robot.draw();
    robot.keys("c").sees("王小明").keys("Enter Enter 1 奶奶说下周回来");
    robot.sees("奶奶说下周回来");
    robot.waits(Duration::from_secs(4 * 60 + 50)).sees("王小明");
    robot.waits(Duration::from_secs(5 * 60 + 10)).sees("已遮屏").lacks("王小明").lacks("奶奶");
    // The key that lifts the cover is no part of what is typed.
    robot.keys("x").sees("奶奶说下周回来").lacks("回来x");
    robot.keys("F9").lacks("王小明").keys("Enter").sees("奶奶说下周回来").keys("Esc");
    // Left, it is a draft, and comes back with the form.
    robot.keys("c").sees("奶奶说下周回来");
}

#[test]
fn a_volunteers_own_message_names_all_that_are_due() {
    let office = autumn();
    let volunteer = office.volunteer;
    let mut robot = Robot::with(office.store, Lang::En, 80, 24);
    robot.shell().go(Route::Volunteer(volunteer));
    robot.draw();
    robot.keys("y").sees("Copied");
    let message = robot.shell().copied().unwrap().to_owned();
    assert!(message.contains("He Yuxin") && !message.contains("Wang Xiaoming"), "{message}");
    is_neutral(&message, Lang::En);
}

#[test]
fn the_score_is_a_picture_where_there_is_room_and_a_line_where_there_is_none() {
    let demo = Demo::build();
    let store = demo.store();
    let first = peiban::store::queries::Window::first(1);
    let child = store.queries().by_risk(Tier::Watch, first).unwrap()[0].child.id;
    let mut robot = Robot::with(demo.store(), Lang::Zh, 140, 40);
    robot.shell().go(Route::Child(child));
    robot.draw();
    robot.sees(" 100│").sees("  20│█").sees("11月");
    let mut robot = Robot::new(demo.store());
    robot.shell().go(Route::Child(child));
    robot.draw();
    robot.lacks(" 100│").sees("▆  36");
}
