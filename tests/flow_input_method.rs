//! A morning with the Chinese input method switched on: nobody types an ASCII letter, and letters that it lets go do no harm.

mod robot;

use peiban::console::input::Key;
use peiban::domain::records::{Assignment, Carer, Child, Id, Task, Visit, Volunteer};
use peiban::store::{Command, Store};
use robot::{Robot, day, empty_store};

/// Someone whose letters all go into the candidate window: digits, 汉字, marks, function and control keys arrive.
struct Typist {
    robot: Robot,
}

impl Typist {
    fn new(store: Store) -> Self {
        Self { robot: Robot::new(store) }
    }

    /// Presses keys, none of which is a letter.
    fn keys(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            let pressed = match Key::parse(word) {
                Some(key) => vec![key],
                None => word.chars().filter_map(|one| Key::parse(&one.to_string())).collect(),
            };
            for key in pressed {
                let letter = key.character().is_some_and(|one| one.is_ascii_alphabetic());
                assert!(!letter || key.ctrl, "{key} is a letter");
            }
        }
        self.robot.keys(keys);
        self
    }

    #[track_caller]
    fn sees(&mut self, wanted: &str) -> &mut Self {
        self.robot.sees(wanted);
        self
    }

    #[track_caller]
    fn lacks(&mut self, unwanted: &str) -> &mut Self {
        self.robot.lacks(unwanted);
        self
    }
}

struct Office {
    store: Store,
    children: Vec<Id>,
}

/// Three children, the first two with a task due today, the first with a volunteer and a carer.
fn office() -> Office {
    let mut store = empty_store();
    let carer =
        Carer { name: "黄素珍".into(), phone: Some("13900000520".into()), ..Carer::default() };
    let carer_id = Some(store.execute(Command::add(carer)).unwrap().id);
    let mut children = Vec::new();
    for (name, carer_id) in [("王小明", carer_id), ("杨思雨", None), ("罗俊豪", None)] {
        let child = Child {
            name: name.into(),
            carer_id,
            carer_relation: carer_id.map(|_| "奶奶".into()),
            township: Some("青竹街道".into()),
            ..Child::default()
        };
        children.push(store.execute(Command::add(child)).unwrap().id);
    }
    for child in &children[..2] {
        let task = Task {
            child_id: Some(*child),
            title: "回电".into(),
            due: day("2026-11-23"),
            ..Task::default()
        };
        store.execute(Command::add(task)).unwrap();
    }
    for name in ["张敏", "李秀英"] {
        let volunteer = Volunteer { name: name.into(), ..Volunteer::default() };
        store.execute(Command::add(volunteer)).unwrap();
    }
    let volunteer_id = store.queries().by_code::<Volunteer>("V0001").unwrap().unwrap().meta.id;
    let assignment = Assignment { child_id: children[0], volunteer_id, ..Assignment::default() };
    store.execute(Command::add(assignment)).unwrap();
    Office { store, children }
}

#[test]
fn a_whole_morning_without_a_letter() {
    let folder = tempfile::tempdir().unwrap();
    let Office { mut store, children } = office();
    // Where the operator wrote a file last.
    store.keep_draft("import-folder", 0, &folder.path().display().to_string()).unwrap();
    let mut typist = Typist::new(store);
    typist.sees("待处理2").keys("F4").sees("逐个处理 1/2").sees("王小明");

    // A visit by 张敏: the child was seen, the mood is a concern; then the note, and what else is asked.
    typist.keys("1 Enter Enter 1 11121").sees(">备注");
    typist.keys("一直低着头 Enter Enter Enter 1 2 1 １．５ ctrl-s");
    typist.sees("已记录走访: 王小明").sees("逐个处理 1/2").sees("一直低着头");
    typist.keys("6 和奶奶说好了，周五再去 Enter Enter").sees("逐个处理 2/2").sees("杨思雨");

    // A volunteer for the next one, found by a character of the name; taken back, and brought back.
    typist.sees("无志愿者").keys("4 秀 Enter ctrl-s").sees("志愿者 李秀英");
    typist.keys("ctrl-z").sees("无志愿者").keys("ctrl-y").sees("志愿者 李秀英");

    // A call, a task, and it waits until next week.
    typist.keys("２ 1 Tab 班主任 Enter 说孩子今天到校了 ctrl-s").sees("说孩子今天到校了");
    typist.keys("3 问班主任出勤 Enter ＋３ ctrl-s").sees("问班主任出勤");
    typist.keys("5 ＋７ Enter 等期中成绩 F8").sees("都处理完了").sees("已处理1 暂缓1");

    // Another child is found by typing its name over a list.
    typist.keys("F6").sees("孩子").keys("罗 俊豪").sees("查找").keys("Enter").sees("罗俊豪");
    typist.keys("2 2 Tab 罗师傅 Enter 周六在家 ctrl-s Esc");

    // The list of children goes into a file.
    typist.keys("F6 ctrl-o").sees("把名单写成表格").keys("Enter").sees("行已写到");
    let written: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(written.len(), 1);
    typist.keys("F2").sees("待处理0").lacks("草稿");

    let queries = typist.robot.shell().store().queries();
    let first = queries.child_records(children[0], 9).unwrap();
    assert_eq!(first.visits[0].note.as_deref(), Some("一直低着头"));
    assert_eq!(first.visits[0].hours, Some(1.5));
    assert_eq!(
        queries.decisions_of(children[0]).unwrap()[0].note.as_deref(),
        Some("和奶奶说好了，周五再去")
    );
    assert_eq!(queries.volunteers_of(children[1]).unwrap()[0].name, "李秀英");
    let second = queries.child_records(children[1], 9).unwrap();
    assert_eq!(second.contacts[0].note.as_deref(), Some("说孩子今天到校了"));
    assert_eq!(second.tasks.iter().filter(|task| task.due == day("2026-11-26")).count(), 1);
    assert_eq!(queries.decisions_of(children[1]).unwrap()[0].until, day("2026-11-30"));
    let third = queries.child_records(children[2], 9).unwrap();
    assert_eq!(third.contacts[0].note.as_deref(), Some("周六在家"));
}

#[test]
fn full_width_keys_are_folded() {
    let Office { store, children } = office();
    let mut typist = Typist::new(store);
    typist
        .keys("：")
        .sees("命令")
        .keys("Esc ？")
        .sees("帮助")
        .keys("Esc ／")
        .sees("查找")
        .keys("Esc 、");
    typist.sees("查找").keys("Esc F4 ６").sees("做了什么").keys("好 Enter １１－２６ ctrl-s");
    typist.sees("已处理: 王小明，11-26 再看").keys("！").sees("强制报告").keys("Esc");
    // The full-width space of an input method in that mode.
    typist.keys("\u{3000}");
    let decided = typist.robot.shell().store().queries().decisions_of(children[0]).unwrap();
    assert_eq!(decided[0].until, day("2026-11-26"));
}

#[test]
fn every_action_is_reached_by_its_name_in_chinese() {
    let Office { store, .. } = office();
    let mut typist = Typist::new(store);
    typist.keys("F6 Enter F10 登记成绩 Enter").sees("王小明").sees("考试类型").keys("Esc");
    typist.keys("F10 改动记录 Enter").sees("结对");
}

#[test]
fn letters_that_an_input_method_lets_go_change_nothing() {
    let Office { store, .. } = office();
    let mut robot = Robot::new(store);
    let entries = |robot: &mut Robot| robot.shell().store().queries().count_history(None).unwrap();
    let before = entries(&mut robot);
    for page in ["F2", "F4", "F5", "F6", "F7", "F6 Enter"] {
        for slip in
            ["zhangmin", "xiexie", "mama", "shibushi", "guanzhu", "cankao", "buyao", "huijia"]
        {
            // At once: nothing but a search.
            robot.keys(page);
            robot.shell().burst(slip);
            robot.draw();
            robot.sees("查找").keys("Esc");
            // Key by key, with the Enter and the space that one presses after them.
            robot.keys(slip).keys("Enter Space Esc Esc Esc Esc");
        }
    }
    assert_eq!(entries(&mut robot), before);
}

/// Two letters are the shortest syllables; a line that splits what an input method lets go makes single ones of all.
#[test]
fn no_two_letters_write_anything() {
    let Office { mut store, children } = office();
    let gone = store.execute(Command::add(Child { name: "已结".into(), ..Child::default() }));
    let kind = peiban::store::Kind::Child;
    store.execute(Command::Close { kind, id: gone.unwrap().id, reason: None }).unwrap();
    let visit = Visit { child_id: children[0], day: day("2026-11-20"), ..Visit::default() };
    store.execute(Command::add(visit)).unwrap();
    let mut robot = Robot::new(store);
    // Something that undo and redo could take back.
    robot.keys("F4 6 好 ctrl-s 6 好 ctrl-s ctrl-z");
    let entries = |robot: &mut Robot| robot.shell().store().queries().count_history(None).unwrap();
    let before = entries(&mut robot);
    let mut nothing_written = |page: &str, letters: &str| {
        robot.unseen("Esc Esc Esc Esc").unseen(page).unseen(letters);
        assert_eq!(entries(&mut robot), before, "{page}: {letters}");
        assert!(!robot.shell().is_over(), "{page}: {letters}");
    };
    for page in ["F2", "F4", "F5", "F6", "F6 Left Left", "F7", "F6 Enter", "g a", "g d"] {
        for one in ('a'..='z').chain('A'..='Z') {
            nothing_written(page, &format!("{one}y"));
        }
    }
    for first in 'a'..='z' {
        for second in ['a', 'e', 'i', 'o', 'u', 'n', 'h'] {
            nothing_written("F4", &format!("{first}{second}"));
        }
    }
}

#[test]
fn the_cursor_is_parked_for_the_candidate_window() {
    let Office { mut store, children } = office();
    let visit = Visit { child_id: children[0], day: day("2026-11-20"), ..Visit::default() };
    store.execute(Command::add(visit)).unwrap();
    let mut robot = Robot::new(store);
    for page in ["F2", "F4", "F6", "F6 Enter"] {
        // On the message line, above the footer.
        robot.keys(page);
        assert_eq!(robot.cursor().1, 22, "{page}");
    }
    // In a form it stands in the field.
    robot.keys("F4 6");
    let (column, line) = robot.cursor();
    assert!(line < 22 && column > 2, "{column},{line}");
}
