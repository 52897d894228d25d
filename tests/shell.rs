//! The shell: layers, help and palette, the cover, the operator, what an input method sends.

mod robot;

use std::time::Duration;

use peiban::console::action::{Action, ChildScope, Route};
use peiban::console::input::Mode;
use peiban::console::screen::{Availability, Effect, FormDraft, Input, Message, Screen, Ui};
use peiban::console::screens::confirm::Confirm;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::records::{Carer, Child, Volunteer};
use peiban::language::Lang;
use peiban::store::{Command, Context, Office, Queries, Store};
use ratatui::Frame;
use ratatui::layout::Rect;
use robot::{Robot, day, empty_store};

#[test]
fn help_is_searched_and_run() {
    let mut robot = Robot::new(empty_store());
    robot.keys("?").sees("帮助").sees("走访").sees("F9");
    // By pinyin initials, by label, by key.
    robot.keys("gdjl").sees("改动记录").lacks("遮屏  ").keys("Esc");
    robot.keys("? 改动记录 Enter");
    assert_eq!(robot.shell().depth(), 2);
    robot.keys("Esc");
    assert_eq!(robot.shell().depth(), 1);
}

#[test]
fn the_palette_runs_commands_with_an_input_method_on() {
    let mut robot = Robot::new(empty_store());
    robot.keys("：").sees("命令").keys("孩子 Enter");
    assert_eq!(robot.shell().depth(), 2);
}

#[test]
fn a_sequence_shows_what_may_follow() {
    let mut robot = Robot::new(empty_store());
    robot.keys("g").sees("c 孩子").keys("c").lacks("c 孩子");
    assert_eq!(robot.shell().depth(), 2);
    // Going to a page that is open already goes back to it.
    robot.keys("g h g c");
    assert_eq!(robot.shell().depth(), 2);
    robot.keys("F2");
    assert_eq!(robot.shell().depth(), 1);
}

#[test]
fn the_language_changes_while_running() {
    let mut robot = Robot::new(empty_store());
    robot.sees("查找").keys("F12").sees("find").lacks("查找").keys("F12").sees("查找");
    // What is being filled in does, and keeps what stands in it.
    robot.keys("g c f 3").sees("3 信息不全").sees("信息不全]").keys("F12");
    robot.sees("township").sees("3 Unknown]").keys("F12").sees("乡镇").keys("Esc Esc");
    // So does whose office it is, however the console was started.
    robot.sees("青神县").keys("F12").sees("Qingshen").lacks("青神县").keys("F12").sees("青神县");
}

#[test]
fn f9_and_idling_cover_the_screen() {
    let mut robot = Robot::new(empty_store());
    robot.sees("青神县").keys("F9").lacks("青神县").sees("已遮屏");
    // The key that lifts the cover does nothing else.
    robot.keys("g").lacks("c 孩子").sees("青神县");
    robot.waits(Duration::from_mins(4)).sees("青神县");
    robot.waits(Duration::from_mins(6)).sees("已遮屏").keys("Space").sees("青神县");
}

#[test]
fn the_operator_is_asked_at_the_start_and_after_idling() {
    let ask = |options: &mut peiban::console::Options| options.ask_operator = true;
    let mut robot = Robot::with_options(empty_store(), Lang::Zh, 80, 24, ask);
    robot
        .sees("谁在操作")
        .keys("ctrl-u Enter")
        .sees("要写名字")
        .keys("陈静 Enter")
        .lacks("谁在操作")
        .sees("陈静");
    assert_eq!(robot.shell().store().context().user, "陈静");
    robot
        .waits(Duration::from_mins(6))
        .keys("Space")
        .sees("谁在操作")
        .keys("Enter")
        .lacks("谁在操作");
}

#[test]
fn quitting_is_asked_and_undo_says_when_there_is_nothing() {
    let mut robot = Robot::new(empty_store());
    robot.keys("u").sees("没有可撤销的").keys("j").lacks("没有可撤销的");
    robot.keys("q").sees("退出").keys("Esc");
    assert!(!robot.shell().is_over());
    robot.keys("q Enter");
    assert!(robot.shell().is_over());
}

#[test]
fn a_small_terminal_says_so() {
    Robot::with(empty_store(), Lang::Zh, 59, 24).sees("窗口太小").lacks("查找");
    Robot::with(empty_store(), Lang::En, 60, 15).sees("find");
}

#[test]
fn the_footer_can_be_pressed() {
    let mut robot = Robot::new(empty_store());
    robot.click("帮助").sees("去哪里");
}

#[test]
fn a_key_that_is_named_can_be_pressed_by_the_mouse() {
    let mut robot = Robot::new(empty_store());
    // On the first line, in a form, on a card, while a sequence is begun.
    robot.click("F9遮屏").sees("按任意键").keys("Enter");
    robot.keys("g c").click("o新建").sees("新建孩子").click("Esc 返回").lacks("新建孩子");
    robot.keys("q").sees("1/Enter确定").sees("2/Esc取消").click("Esc").lacks("Enter确定");
    robot.keys("g").click("v 走访").sees("走访 0");
    // What the help names are the keys of other pages.
    robot.keys("F1").click("F4").sees("帮助").lacks("没有要处理");
}

#[test]
fn midnight_changes_the_day_unless_it_is_pinned() {
    let tomorrow = |options: &mut peiban::console::Options| {
        options.clock = Box::new(|| robot::day("2026-11-24"));
    };
    let mut robot = Robot::with_options(empty_store(), Lang::Zh, 80, 24, tomorrow);
    robot.waits(Duration::from_secs(1));
    assert_eq!(robot.shell().ui().today, robot::day("2026-11-23"));
    let mut store = robot::unpinned_store();
    store.refresh().unwrap();
    let mut robot = Robot::with_options(store, Lang::Zh, 80, 24, tomorrow);
    robot.waits(Duration::from_secs(1));
    assert_eq!(robot.shell().ui().today, robot::day("2026-11-24"));
    assert_eq!(robot.shell().store().context().today, robot::day("2026-11-24"));
}

#[test]
fn going_deep_and_back_leads_home() {
    let mut robot = Robot::new(empty_store());
    for route in Route::all(1) {
        robot.shell().go(route);
    }
    robot.keys(&"Esc ".repeat(40));
    assert_eq!(robot.shell().depth(), 1);
}

fn some_people() -> Store {
    let mut store = empty_store();
    for name in ["王小明", "李秀英", "吉克阿依莫"] {
        store.execute(Command::add(Child { name: name.into(), ..Child::default() })).unwrap();
    }
    let phone = Some("13900000417".into());
    let volunteer = Volunteer { name: "周桂芳".into(), phone, ..Volunteer::default() };
    store.execute(Command::add(volunteer)).unwrap();
    store
}

#[test]
fn anyone_is_found_by_characters_pinyin_initials_and_phone() {
    let mut robot = Robot::new(some_people());
    for (typed, found) in [
        ("小明", "C0001"),
        ("lixiu", "C0002"),
        ("ayimo", "C0003"),
        ("zgf", "V0001"),
        ("0417", "周桂芳"),
    ] {
        robot.keys("/").keys(typed).sees(found).keys("Esc").lacks(found);
    }
    robot.keys("/ 没这人").sees("没有找到").keys("Esc");
}

#[test]
fn what_arrives_on_a_list_by_mistake_becomes_a_search() {
    let mut robot = Robot::new(some_people());
    robot.keys("秀").sees("李秀英").keys("英 Enter");
    assert_eq!(robot.shell().depth(), 2);
    robot.shell().burst("jkaym");
    robot.draw();
    robot.sees("吉克阿依莫").keys("Esc").paste("周桂芳\n13900000417").sees("V0001");
}

/// A page that writes: a child of its own on `v`, a child without a name on `e`, and asks first on `m`.
struct Writer;

impl Screen for Writer {
    fn title(&self, _ui: &Ui) -> String {
        "writer".to_owned()
    }
    fn load(&mut self, _queries: &Queries<'_>, _ui: &Ui) -> peiban::store::Result<()> {
        Ok(())
    }
    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        let add =
            |name: &str| Effect::run(Command::add(Child { name: name.into(), ..Child::default() }));
        match input {
            Input::Act(Action::Visit) => vec![add("新孩子")],
            Input::Act(Action::Edit) => vec![add("")],
            Input::Act(Action::Match) => {
                let lines = vec!["一行".to_owned()];
                vec![Effect::push(Confirm::new(
                    Message::new("shell-quit"),
                    lines,
                    vec![add("问过的")],
                ))]
            }
            Input::Act(Action::Copy) => vec![Effect::Copy("给周桂芳".into())],
            _ => Vec::new(),
        }
    }
    fn draw(&self, _frame: &mut Frame, _area: Rect, _ui: &Ui) {}
    fn actions(&self, action: Action) -> Availability {
        match action {
            Action::Visit | Action::Edit | Action::Match | Action::Copy => Availability::Available,
            Action::Task => Availability::Unavailable(Message::new("unavailable-nothing-selected")),
            _ => Availability::Hidden,
        }
    }
}

fn children(robot: &mut Robot) -> usize {
    robot.shell().store().queries().count::<Child>(true).unwrap()
}

#[test]
fn writing_is_said_undone_and_brought_back() {
    let mut robot = Robot::new(empty_store());
    robot.shell().push(Writer);
    robot.keys("v").sees("已保存").sees("u 撤销");
    assert_eq!(children(&mut robot), 1);
    robot.keys("v u Enter ctrl-z").sees("已撤销");
    assert_eq!(children(&mut robot), 0);
    robot.keys("ctrl-z").sees("没有可撤销的").keys("ctrl-r ctrl-r ctrl-r").sees("没有可恢复的");
    assert_eq!(children(&mut robot), 2);
    // Another person at the same PC can't take back what the first one wrote by a slip of the finger.
    robot.keys("ctrl-z v ctrl-r").sees("没有可恢复的");
}

#[test]
fn a_refusal_names_the_field_and_nothing_is_written() {
    let mut robot = Robot::new(empty_store());
    robot.shell().push(Writer);
    robot.keys("e").sees("没有保存").sees("姓名");
    assert_eq!(children(&mut robot), 0);
}

#[test]
fn a_question_carries_what_its_yes_does() {
    let mut robot = Robot::new(empty_store());
    robot.shell().push(Writer);
    robot.keys("m").sees("一行").keys("Esc").lacks("一行");
    assert_eq!((children(&mut robot), robot.shell().depth()), (0, 2));
    robot.keys("m Enter").lacks("一行");
    assert_eq!((children(&mut robot), robot.shell().depth()), (1, 2));
}

#[test]
fn a_key_that_cannot_be_used_says_why() {
    let mut robot = Robot::new(empty_store());
    robot.shell().push(Writer);
    robot.keys("a").sees("先选中一行").keys("o").sees("这一页没有这个操作");
    robot.keys("?").sees("(先选中一行)");
}

#[test]
fn copying_says_so() {
    let mut robot = Robot::new(empty_store());
    robot.shell().push(Writer);
    robot.keys("y").sees("已复制");
    assert_eq!(robot.shell().copied(), Some("给周桂芳"));
}

#[test]
fn records_open_on_one_another_and_esc_leads_back_the_same_way() {
    let mut robot = Robot::new(empty_store());
    for route in
        [Route::Children(ChildScope::Active), Route::Child(1), Route::Volunteer(2), Route::Child(1)]
    {
        robot.shell().go(route);
    }
    assert_eq!(robot.shell().depth(), 5);
    // The same record again is no further step, and a list goes back to itself.
    robot.shell().go(Route::Child(1));
    assert_eq!(robot.shell().depth(), 5);
    robot.keys("Esc Esc Esc");
    assert_eq!(robot.shell().depth(), 2);
    for id in 0..100 {
        robot.shell().go(Route::Child(id));
    }
    assert!(robot.shell().depth() < 50);
    robot.keys("F2");
    assert_eq!(robot.shell().depth(), 1);
}

/// A form of one letter: any key fills it, Backspace empties it.
#[derive(Default)]
struct Scrap(Option<char>);

impl Screen for Scrap {
    fn title(&self, _ui: &Ui) -> String {
        "scrap".to_owned()
    }
    fn load(&mut self, _queries: &Queries<'_>, _ui: &Ui) -> peiban::store::Result<()> {
        Ok(())
    }
    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Key(key) if key.to_string() == "Esc" => return vec![Effect::Back],
            Input::Key(key) => self.0 = key.character(),
            _ => {}
        }
        Vec::new()
    }
    fn draw(&self, _frame: &mut Frame, _area: Rect, _ui: &Ui) {}
    fn actions(&self, _action: Action) -> Availability {
        Availability::Hidden
    }
    fn mode(&self) -> Mode {
        Mode::Typing
    }
    fn draft(&self) -> Option<FormDraft> {
        let body = self.0?.to_string();
        Some(FormDraft { form: "scrap", subject: 7, body })
    }
}

#[test]
fn what_is_typed_is_kept_in_a_pause_and_dropped_when_it_is_taken_back() {
    let kept = |robot: &mut Robot| {
        robot.shell().store().draft("scrap", 7).unwrap().map(|draft| draft.body)
    };
    let mut robot = Robot::new(empty_store());
    robot.shell().push(Scrap::default());
    robot.keys("a").waits(Duration::from_secs(1));
    assert_eq!(kept(&mut robot), None);
    robot.waits(Duration::from_secs(4));
    assert_eq!(kept(&mut robot).as_deref(), Some("a"));
    robot.keys("b").waits(Duration::from_secs(4));
    assert_eq!(kept(&mut robot).as_deref(), Some("b"));
    robot.keys("Backspace Esc");
    assert_eq!(kept(&mut robot), None);
}

#[test]
fn a_draft_that_waits_is_told_at_the_start_and_no_page_key_is_a_name() {
    let mut store = empty_store();
    let child = peiban::domain::records::Child { name: "王小明".into(), ..Default::default() };
    let child = store.execute(peiban::store::Command::add(child)).unwrap().id;
    store.keep_draft("visit", child, "{}").unwrap();
    let ask = |options: &mut peiban::console::Options| options.ask_operator = true;
    let mut robot = Robot::with_options(store, Lang::Zh, 80, 24, ask);
    robot.lacks("草稿").keys("/C0023 Enter").sees("这不像名字").keys("ctrl-u 123 Enter");
    robot.sees("这不像名字").keys("ctrl-u 李晓 Enter").lacks("谁在操作");
    robot.sees("没存的草稿").sees("王小明").sees("续填").keys("j").lacks("没存的草稿");
}

#[test]
fn a_screen_too_small_for_a_question_asks_none() {
    let mut robot = Robot::new(empty_store());
    robot.resize(10, 3).unseen("q");
    assert!(robot.shell().is_over());
    let mut robot = Robot::with(empty_store(), Lang::En, 80, 24);
    robot.keys("q").sees("1/Enter yes").sees("2/Esc no");
    assert!(!robot.shell().is_over());
}

#[test]
fn a_page_that_cannot_be_read_anew_keeps_what_it_had() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: day("2026-09-01"),
        is_demo: false,
    };
    let context = Context { today: day(robot::TODAY), pinned: true, user: "李晓".into() };
    let mut store = Store::create(&path, &office, context, SchoolCalendar::embedded()).unwrap();
    let carer =
        Carer { name: "李秀英".into(), phone: Some("13900000001".into()), ..Carer::default() };
    let id = store.execute(Command::add(carer)).unwrap().id;
    let mut robot = Robot::new(store);
    robot.shell().go(Route::Carer(id));
    robot.draw();
    robot.sees("13900000001");
    // The page reads the children too: for a moment it can't.
    let other = rusqlite::Connection::open(&path).unwrap();
    other
        .execute_batch("PRAGMA legacy_alter_table = ON; ALTER TABLE child RENAME TO away")
        .unwrap();
    robot
        .waits(Duration::from_millis(300))
        .sees("13900000001")
        .lacks("已经不在")
        .sees("数据库出了意外的问题");
    other.execute_batch("ALTER TABLE away RENAME TO child").unwrap();
    robot.waits(Duration::from_millis(300)).sees("13900000001");
}
