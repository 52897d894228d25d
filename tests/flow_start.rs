//! The first ten minutes: the first start, the office's own spreadsheet brought in, a list written out.

mod robot;

use std::path::PathBuf;

use peiban::console::screens::welcome::Slot;
use peiban::console::widgets::Look;
use peiban::console::{Answers, Begin, FirstStart, Shell};
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
