//! The first ten minutes: the first start, the office's own spreadsheet brought in, a list written out.

#[path = "../robot/mod.rs"]
mod robot;

mod import;

use std::fs;
use std::path::{Path, PathBuf};

use peiban::console::screens::welcome::Slot;
use peiban::console::widgets::Look;
use peiban::console::{Answers, Begin, FirstStart, Shell};
use peiban::domain::records::Child;
use peiban::exchange::table::{Cell, Opened};
use peiban::language::Lang;
use robot::{Robot, day};

fn first(lang: Lang, likely: &str, width: u16, height: u16) -> (Robot, Slot) {
    let first = FirstStart {
        lang,
        look: Look::default(),
        today: day(robot::TODAY),
        likely: likely.to_owned(),
        path: PathBuf::from("/data/peiban/office.db"),
        mouse: true,
        keys: std::sync::Arc::default(),
    };
    let (shell, slot) = Shell::first(first).unwrap();
    (Robot::of(shell, width, height), slot)
}

fn answers(slot: &Slot) -> Answers {
    slot.borrow().clone().expect("answered")
}

#[test]
fn a_county_a_name_and_a_digit_begin() {
    let (mut robot, slot) = first(Lang::Zh, "", 80, 24);
    robot.sees("哪个县").sees("/data/peiban/office.db").sees("带入花名册").sees("看示例");
    robot.keys("青神").sees("青神县").sees("511425").keys("Enter Enter 李晓 Enter Enter 3");
    assert!(robot.shell().is_over());
    let answers = answers(&slot);
    assert_eq!((answers.office.county.as_str(), answers.office.desk), ("511425", 1));
    assert_eq!(answers.office.visits_since, day(robot::TODAY));
    assert!(!answers.office.is_demo);
    assert_eq!((answers.operator.as_str(), answers.begin), ("李晓", Begin::Empty));
    assert_eq!(answers.lang, Lang::Zh);
}

#[test]
fn the_first_questions_are_answered_with_the_mouse() {
    let (mut robot, slot) = first(Lang::Zh, "李晓", 80, 24);
    robot.keys("青神").click("第几个工作台").sees(">第几个工作台").keys("2").click("哪天起");
    robot.keys("9-1").sees("2026-09-01").click("3 ");
    let answers = answers(&slot);
    assert_eq!((answers.office.county.as_str(), answers.office.desk), ("511425", 2));
    assert_eq!((answers.office.visits_since, answers.begin), (day("2026-09-01"), Begin::Empty));
}

#[test]
fn a_proposed_number_stays_where_words_are_typed() {
    let (mut robot, slot) = first(Lang::Zh, "李晓", 80, 24);
    robot
        .keys("青神 Enter 李晓")
        .sees("要写数字")
        .sees("第几个工作台？一般是1   1")
        .lacks("工作台*");
    robot.paste("李晓").keys("Enter Enter Enter 3");
    assert_eq!(answers(&slot).office.desk, 1);
}

#[test]
fn pinyin_another_desk_another_day_another_language() {
    let (mut robot, slot) = first(Lang::En, "Li Xiao", 80, 24);
    robot.sees("Which county?").keys("qingsh").sees("Qingshen").keys("Enter ctrl-u 2 Enter Enter");
    robot.keys("ctrl-u 9-1 F12").sees("哪个县").sees("2026-09-01").keys("Enter 1");
    let answers = answers(&slot);
    assert_eq!((answers.office.county.as_str(), answers.office.desk), ("511425", 2));
    assert_eq!((answers.operator.as_str(), answers.begin), ("Li Xiao", Begin::Import));
    assert_eq!(answers.office.visits_since, day("2026-09-01"));
    assert_eq!(answers.lang, Lang::Zh);
}

#[test]
fn any_county_code_is_taken_and_what_is_none_is_said() {
    let (mut robot, slot) = first(Lang::Zh, "李晓", 80, 24);
    robot.keys("火星 Enter").sees("没有找到这个县").keys("ctrl-u 510104 Enter");
    robot.lacks("没有找到这个县").keys("ctrl-u 100 Enter Enter Enter 2").sees("要在1到99之间");
    assert!(slot.borrow().is_none() && !robot.shell().is_over());
    robot.keys("ctrl-u 12 Enter Enter Enter 2");
    let answers = answers(&slot);
    assert_eq!((answers.office.county.as_str(), answers.office.desk), ("510104", 12));
    assert_eq!(answers.begin, Begin::Demo);
}

#[test]
fn what_is_missing_is_said_and_leaving_answers_nothing() {
    let (mut robot, slot) = first(Lang::Zh, "", 80, 24);
    robot.keys("ctrl-s").sees("要填").keys("青神 Enter Enter Enter ctrl-u 99-99 Enter 3");
    robot.sees("要填");
    assert!(slot.borrow().is_none());
    robot.keys("Esc");
    assert!(robot.shell().is_over() && slot.borrow().is_none());
}

#[test]
fn the_first_start_fits_every_terminal() {
    for lang in Lang::ALL {
        for (width, height) in [(1, 1), (40, 10), (60, 15), (80, 24), (160, 45)] {
            let (mut robot, _) = first(lang, "李晓", width, height);
            robot.keys("5 F1 Esc Tab Tab Tab Tab Right").lacks("⟨");
        }
    }
}

/// A folder with files, and a console in front of an empty office.
struct Files {
    folder: tempfile::TempDir,
}

impl Files {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// Opens the import page, chooses a kind by its digit, and hands the file over as a terminal does when it is dropped.
    fn bring(robot: &mut Robot, digit: char, path: &Path) {
        robot.keys(&format!("F2 i {digit}")).paste(&format!("'{}'", path.display())).keys("Enter");
    }
}

#[test]
fn a_demo_asks_twice() {
    let files = Files::new();
    let path = files.write("a.csv", "姓名\n闻人无忌\n");
    let demo = robot::Demo::build();
    let mut robot = Robot::new(demo.store());
    let before = robot.shell().store().queries().count::<Child>(false).unwrap();
    Files::bring(&mut robot, '1', &path);
    let count = |robot: &mut Robot| robot.shell().store().queries().count::<Child>(false).unwrap();
    robot.keys("ctrl-s").sees("示例数据库").keys("Esc").keys("ctrl-s Enter").sees("再确认一次");
    assert_eq!(count(&mut robot), before);
    robot.keys("Esc ctrl-s Enter").sees("再确认一次").keys("Enter").sees("已带入");
    assert_eq!(count(&mut robot), before + 1);
}

#[test]
fn a_list_is_written_to_a_file_of_ones_own() {
    let files = Files::new();
    let demo = robot::Demo::build();
    let mut robot = Robot::new(demo.store());
    let target = files.folder.path().join("孩子.csv");
    let write = |robot: &mut Robot| {
        robot.keys("g c p").sees("2026-11-23.xlsx").keys("Tab").sees("2026-11-23.csv");
        robot.keys("ctrl-u").paste(&target.display().to_string()).keys("Enter");
    };
    // A screen of 80 columns has no room for who accompanies the child; the card says that the file has.
    robot.keys("g c").lacks("志愿者").keys("p").sees("同宽屏上的名单").keys("Esc");
    write(&mut robot);
    robot.sees("40行已写到");
    let text = fs::read_to_string(&target).unwrap();
    assert!(text.lines().next().unwrap().contains("志愿者"), "{text}");
    // A heading and a row a child, the names whole.
    assert_eq!(text.lines().count(), 41, "{text}");
    assert!(
        text.starts_with('\u{feff}') && text.contains("C0001") && !text.contains('…'),
        "{text}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o077, 0);
    }
    // It is not replaced without being asked for, and another folder is proposed from now on.
    write(&mut robot);
    robot.sees("已经有了").keys("Esc");
    write(&mut robot);
    robot.keys("Enter").sees("40行已写到");
    robot.keys("g z p").sees(&files.folder.path().display().to_string());
    robot.keys("ctrl-u").paste("志愿者.pdf").keys("Enter").sees(".csv 或 .xlsx");
    robot.keys("ctrl-u").paste("志愿者").keys("Enter").sees("27行已写到");
    assert!(files.folder.path().join("志愿者.xlsx").exists());
}

#[test]
fn a_workbook_has_days_and_numbers_and_all_who_accompany_a_child() {
    let files = Files::new();
    let demo = robot::Demo::build();
    for lang in Lang::ALL {
        let store = demo.store();
        let child: Child = store.queries().by_code("C0001").unwrap().unwrap();
        let score = store.queries().risk_of(child.meta.id).unwrap().unwrap().score;
        let mut robot = Robot::with(store, lang, 80, 24);
        let target = files.folder.path().join(format!("{}.xlsx", lang.code()));
        robot.keys("g c p ctrl-u").paste(&target.display().to_string()).keys("Enter");
        let opened = Opened::open(&target).unwrap();
        let sheet = opened.sheets().remove(0);
        let table = opened.read(sheet.as_deref()).unwrap();
        let row = table.rows.iter().find(|row| row.cells.contains(&Cell::text("C0001"))).unwrap();
        let seen = day("2026-10-12");
        assert!(row.cells.contains(&Cell::Date(seen)), "{row:?}");
        assert!(row.cells.contains(&Cell::Number(score.into())), "{row:?}");
        let all = match lang {
            Lang::Zh => "郑国华、王丽娟",
            Lang::En => "Zheng Guohua, Wang Lijuan",
        };
        assert!(row.cells.contains(&Cell::text(all)), "{row:?}");
    }
}
