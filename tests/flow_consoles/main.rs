//! Several consoles on one database: each sees what the others write without a key press, its cursor stays on the same record,
//! a conflicting save is told field by field, a long writer leaves the others readable, and a save waits for it.

#[path = "../robot/mod.rs"]
mod robot;

mod already;
mod calendars;
mod marks;
mod overtaken;
mod refused;
mod settings;
mod undo;

use std::path::{Path, PathBuf};
use std::time::Duration;

use peiban::console::action::{ChildScope, Route};
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::{FactCode, FactValue};
use peiban::domain::records::{
    Child, Contact, Event, Fact, Id, Participation, Task, Visit, Volunteer,
};
use peiban::store::{Command, Context, Kind, Office, Step, Store};
use robot::{Robot, TODAY, day};

/// One office's file.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// With so many children: `孩子001` …
    fn new(children: usize) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        let office = Office {
            county: "511425".into(),
            desk: 1,
            visits_since: day("2026-09-01"),
            is_demo: false,
        };
        let context = Self::context("李晓");
        let mut store =
            Store::create(&desk.path(), &office, context, SchoolCalendar::embedded()).unwrap();
        let steps =
            (1..=children).map(|number| Step::Add(child(&format!("孩子{number:03}")).into()));
        let steps: Vec<_> = steps.collect();
        store.execute(Command::Import { kind: "children", steps }).unwrap();
        desk
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("office.db")
    }

    fn context(user: &str) -> Context {
        Context { today: day(TODAY), pinned: true, user: user.into() }
    }

    fn store(&self, user: &str) -> Store {
        Store::open(&self.path(), Self::context(user), SchoolCalendar::embedded()).unwrap()
    }

    /// A console of this operator.
    fn console(&self, user: &str) -> Robot {
        Robot::new(self.store(user))
    }
}

fn child(name: &str) -> Child {
    Child { name: name.into(), ..Child::default() }
}

/// An open mandatory report, which puts a child above all others.
fn reported(child_id: Id) -> Fact {
    Fact {
        child_id,
        code: FactCode::OvrReport,
        value: FactValue::Yes,
        day: day(TODAY),
        ..Fact::default()
    }
}

fn id(store: &Store, code: &str) -> Id {
    store.queries().by_code::<Child>(code).unwrap().unwrap().meta.id
}

/// A poll of an idle console comes at least this often.
const POLL: Duration = Duration::from_millis(250);

/// Another program that holds the database for writing, and says who it is when it is at it for long.
struct Holder(rusqlite::Connection);

impl Holder {
    fn take(path: &Path, mark: Option<&str>) -> Self {
        let conn = rusqlite::Connection::open(path).unwrap();
        if let Some(user) = mark {
            let now = chrono::Utc::now().timestamp();
            conn.execute(
                "INSERT INTO at_work (id, user, command, begun_at) VALUES (1, ?1, 'import_children', ?2)",
                (user, now),
            )
            .unwrap();
        }
        conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        Self(conn)
    }

    fn finish(self) {
        self.0.execute_batch("DELETE FROM at_work; COMMIT").unwrap();
    }
}

#[test]
fn each_sees_what_the_other_writes_without_a_key() {
    let desk = Desk::new(3);
    let (mut one, mut other) = (desk.console("李晓"), desk.console("陈静"));
    one.shell().go(Route::Children(ChildScope::Active));
    one.draw();
    one.sees("孩子001").lacks("新来的");
    // 陈静 enters a child in her form; 李晓 sees it at the next poll.
    other.shell().go(Route::Children(ChildScope::Active));
    other.draw();
    other.keys("o 新来的 ctrl-s").sees("新来的");
    one.waits(POLL).sees("新来的");
    // And the counts of Today, and what is undone.
    one.keys("F2").sees("不全4");
    other.keys("ctrl-z");
    one.waits(POLL).sees("不全3");
}

#[test]
fn the_cursor_stays_on_the_same_record_in_lists() {
    let desk = Desk::new(40);
    let mut one = desk.console("李晓");
    let mut writer = desk.store("陈静");
    one.shell().go(Route::Children(ChildScope::Active));
    one.draw();
    one.keys("Down Down Down Down Down");
    assert!(one.marked().contains("孩子006"), "{}", one.screen());
    // Rows rise above it, and rows before it go.
    for number in 30..39 {
        let child_id = id(&writer, &format!("C00{number}"));
        writer.execute(Command::add(reported(child_id))).unwrap();
    }
    let first = id(&writer, "C0001");
    writer.execute(Command::Close { kind: Kind::Child, id: first, reason: None }).unwrap();
    one.waits(POLL).lacks("孩子001").sees("孩子038");
    assert!(one.marked().contains("孩子006"), "{}", one.screen());
}

#[test]
fn the_cursor_stays_on_the_same_record_when_hundreds_come_in_before_it() {
    let desk = Desk::new(30);
    let mut writer = desk.store("陈静");
    let mut one = desk.console("李晓");
    one.shell().go(Route::Children(ChildScope::All));
    one.draw();
    one.keys("Down Down Down Down Down Down Down Down Down");
    assert!(one.marked().contains("孩子010"), "{}", one.screen());
    // Three hundred more serious cases than any there.
    let mut steps: Vec<Step> = Vec::new();
    for number in 1..=300 {
        let mut new = child(&format!("重{number}"));
        new.meta.id = -number;
        steps.push(Step::Add(new.into()));
        steps.push(Step::Add(reported(-number).into()));
    }
    writer.execute(Command::Import { kind: "children", steps }).unwrap();
    one.waits(POLL);
    assert!(one.marked().contains("孩子010"), "{}", one.screen());
    // Taken back, it stands where it stood.
    writer.execute(Command::Undo { entry: None }).unwrap();
    one.waits(POLL);
    assert!(one.marked().contains("孩子010"), "{}", one.screen());
}

#[test]
fn the_cursor_stays_on_the_same_record_on_pages_and_in_searches() {
    let desk = Desk::new(3);
    let mut writer = desk.store("陈静");
    let child_id = id(&writer, "C0001");
    let task = |title: &str, due: &str| Task {
        child_id: Some(child_id),
        title: title.into(),
        due: day(due),
        ..Task::default()
    };
    for (title, due) in
        [("回电", "2026-11-25"), ("补同意书", "2026-11-27"), ("三方谈", "2026-11-29")]
    {
        writer.execute(Command::add(task(title, due))).unwrap();
    }
    let mut one = desk.console("李晓");
    // A child's page: the tab of tasks.
    one.shell().go(Route::Child(child_id));
    one.draw();
    one.keys("Right Right Right Right").sees("三方谈").keys("End");
    while !one.line_of("补同意书").starts_with('>') {
        one.keys("Up");
    }
    writer.execute(Command::add(task("先办的", "2026-11-24"))).unwrap();
    one.waits(POLL).sees("先办的");
    assert!(one.line_of("补同意书").starts_with('>'), "{}", one.screen());
    // The list of tasks.
    one.shell().go(Route::Tasks);
    one.draw();
    while !one.line_of("三方谈").starts_with('>') {
        one.keys("Down");
    }
    writer.execute(Command::add(task("更先办的", "2026-11-23"))).unwrap();
    one.waits(POLL).sees("更先办的");
    assert!(one.line_of("三方谈").starts_with('>'), "{}", one.screen());
    // A search.
    one.keys("/ 孩子").keys("Down Down");
    assert!(one.line_of("C0003").contains('>'), "{}", one.screen());
    writer.execute(Command::add(child("孩子000"))).unwrap();
    one.waits(POLL).sees("孩子000");
    assert!(one.line_of("C0003").contains('>'), "{}", one.screen());
    one.keys("Esc");
    // An event with its children.
    let event =
        Event { title: "生日会".into(), starts_on: day("2026-12-05"), ..Event::default() };
    let event_id = writer.execute(Command::add(event)).unwrap().id;
    let part = |code: &str, writer: &Store| Participation {
        event_id,
        child_id: Some(id(writer, code)),
        ..Participation::default()
    };
    let people = vec![part("C0003", &writer)];
    writer.execute(Command::SetParticipation { people }).unwrap();
    one.shell().go(Route::Event(event_id));
    one.draw();
    while !one.line_of("孩子003").starts_with('>') {
        one.keys("Down");
    }
    let people = vec![part("C0001", &writer), part("C0002", &writer)];
    writer.execute(Command::SetParticipation { people }).unwrap();
    one.waits(POLL).sees("孩子001");
    assert!(one.line_of("孩子003").starts_with('>'), "{}", one.screen());
    // The history: new entries come in above.
    one.shell().go(Route::History(None));
    one.draw();
    one.keys("Down");
    let selected = one.marked();
    writer.execute(Command::add(child("又一个"))).unwrap();
    one.waits(POLL);
    assert_eq!(one.marked(), selected, "{}", one.screen());
}

#[test]
fn the_cursor_stays_on_the_same_record_on_today() {
    let desk = Desk::new(6);
    let mut writer = desk.store("陈静");
    let mut one = desk.console("李晓");
    one.keys("Down Down Down");
    let selected = one.marked();
    assert!(selected.contains("孩子"), "{selected}");
    // Another child rises above it.
    let risen = if selected.contains("孩子005") { "C0006" } else { "C0005" };
    let fact = reported(id(&writer, risen));
    writer.execute(Command::add(fact)).unwrap();
    one.waits(POLL).sees("强制报告");
    assert_eq!(one.marked(), selected, "{}", one.screen());
}

#[test]
fn a_conflicting_save_is_told_field_by_field_and_nothing_typed_is_lost() {
    let desk = Desk::new(1);
    let mut writer = desk.store("陈静");
    let volunteer = Volunteer {
        name: "周桂芳".into(),
        phone: Some("13900000417".into()),
        ..Volunteer::default()
    };
    let volunteer_id = writer.execute(Command::add(volunteer)).unwrap().id;
    let mut one = desk.console("李晓");
    one.shell().go(Route::Volunteer(volunteer_id));
    one.draw();
    one.keys("e").sees("13900000417");
    while !one.line_of("13900000417").contains('>') {
        one.keys("Tab");
    }
    one.keys("ctrl-u 13900000999");
    let before: Volunteer = writer.queries().record(volunteer_id).unwrap().unwrap();
    let after = Volunteer {
        phone: Some("13900000888".into()),
        note: Some("换过号".into()),
        ..before.clone()
    };
    writer.execute(Command::edit(before, after)).unwrap();
    one.waits(POLL).keys("ctrl-s");
    // Both numbers are on the screen; the other person's note is not lost either.
    one.sees("13900000999").sees("13900000888");
    // In the other language it is the same question, with what was chosen.
    one.keys("2 F12").sees("Not saved: Chen Jing").sees("[2 Chen Jing").lacks("没有保存");
    one.keys("F12").sees("没有保存").sees("[2 陈静");
    let kept: Volunteer = one.shell().store().queries().record(volunteer_id).unwrap().unwrap();
    assert_eq!(kept.phone.as_deref(), Some("13900000888"));
    assert_eq!(kept.note.as_deref(), Some("换过号"));
}

#[test]
fn a_save_waits_for_a_long_writer_and_is_then_saved() {
    let desk = Desk::new(3);
    let mut one = desk.console("李晓");
    let holder = Holder::take(&desk.path(), Some("陈静"));
    // The others can read, and are told who is at work; a key doesn't take that away.
    one.waits(POLL).sees("陈静正在另一个工作台带入孩子").keys("g c").sees("孩子001");
    one.keys("Down j k").sees("陈静正在另一个工作台");
    one.keys("Enter").sees("资料完整度").keys("Esc");
    // A new child is entered: the save waits under a card.
    one.keys("o 等着的 ctrl-s").sees("等着保存").sees("您打的字都在").sees("等着的");
    one.waits(POLL).sees("等着保存");
    // Nothing else is begun meanwhile, and leaving is said to have to wait.
    one.keys("ctrl-q").sees("等着保存").lacks("退出");
    holder.finish();
    one.waits(POLL)
        .lacks("等着保存")
        .lacks("陈静正在")
        .sees("已保存")
        .sees("u 撤销")
        .sees("等着的");
    one.keys("ctrl-z").sees("已撤销: 建档 等着的").sees("这条记录已经不在了");
}

#[test]
fn a_save_that_nobody_waits_for_leaves_the_form_as_it_is() {
    let desk = Desk::new(1);
    let mut one = desk.console("李晓");
    let holder = Holder::take(&desk.path(), None);
    one.keys("g c o 不等了 ctrl-s").sees("等着保存").sees("另一个程序正在写数据库");
    one.keys("Esc").lacks("等着保存").sees("不等了").sees("占着");
    // What was typed is owed as a draft and kept when the other has finished.
    one.waits(Duration::from_secs(4));
    assert!(desk.store("李晓").queries().drafts().unwrap().is_empty());
    holder.finish();
    one.waits(Duration::from_secs(4));
    assert_eq!(desk.store("李晓").queries().drafts().unwrap().len(), 1);
    one.keys("ctrl-s").sees("已保存").sees("不等了");
    assert!(desk.store("李晓").queries().drafts().unwrap().is_empty());
}

#[test]
fn undo_and_redo_wait_too() {
    let desk = Desk::new(1);
    let mut one = desk.console("李晓");
    one.keys("g c o 撤销我 ctrl-s").sees("撤销我");
    let holder = Holder::take(&desk.path(), None);
    one.keys("ctrl-z").sees("等着保存");
    holder.finish();
    one.waits(POLL).sees("已撤销: 建档 撤销我").sees("这条记录已经不在了");
    let holder = Holder::take(&desk.path(), None);
    one.keys("ctrl-y").sees("等着保存");
    holder.finish();
    one.waits(POLL).sees("撤销我").lacks("等着保存");
}

#[test]
fn a_form_left_while_another_writes_keeps_its_draft() {
    let desk = Desk::new(1);
    let mut one = desk.console("李晓");
    let holder = Holder::take(&desk.path(), None);
    one.keys("g c o 写一半 Esc").lacks("写一半");
    holder.finish();
    one.waits(POLL);
    assert_eq!(desk.store("李晓").queries().drafts().unwrap().len(), 1);
    one.keys("o").sees("写一半");
}

#[test]
fn a_mark_left_by_a_killed_program_means_nothing() {
    let desk = Desk::new(1);
    let conn = rusqlite::Connection::open(desk.path()).unwrap();
    conn.execute("INSERT INTO at_work (id, user, command, begun_at) VALUES (1, '陈静', 'import_children', 0)", [])
        .unwrap();
    let mut one = desk.console("李晓");
    one.waits(POLL).lacks("陈静正在");
    let left: i64 = conn.query_row("SELECT count(*) FROM at_work", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
}

#[test]
fn a_long_import_is_said_while_it_is_carried_out_and_not_after() {
    let desk = Desk::new(2);
    let mut one = desk.console("李晓");
    let mut importer = desk.store("陈静");
    let steps: Vec<_> =
        (0..3000).map(|number| Step::Add(child(&format!("新{number}")).into())).collect();
    let mut said = 0;
    importer
        .execute_watched(Command::Import { kind: "children", steps }, &mut |_| {
            one.waits(POLL);
            said += usize::from(one.screen().contains("陈静正在另一个工作台带入孩子"));
            // Reading goes on, and nothing half brought in is seen.
            one.sees("不全2");
            true
        })
        .unwrap();
    assert!(said >= 3, "said {said} times");
    one.waits(POLL).lacks("陈静正在").sees("不全3002");
}

/// What one person does all day, in a console of their own, while fifteen others do the same.
#[test]
fn sixteen_writers_lose_no_update() {
    const WRITERS: usize = 16;
    const ROUNDS: usize = 12;
    let desk = Desk::new(1);
    let child_id = id(&desk.store("李晓"), "C0001");
    let volunteer =
        Volunteer { name: "周桂芳".into(), note: Some("0".into()), ..Volunteer::default() };
    let volunteer_id = desk.store("李晓").execute(Command::add(volunteer)).unwrap().id;
    let path = desk.path();
    let done: usize = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let path = &path;
                scope.spawn(move || {
                    let context = Desk::context(&format!("第{writer}人"));
                    let mut store = Store::open(path, context, SchoolCalendar::embedded()).unwrap();
                    store.set_patience(Duration::from_mins(1)).unwrap();
                    for round in 0..ROUNDS {
                        // Rows of one's own …
                        let back = u64::try_from(writer * ROUNDS + round).unwrap() % 60;
                        let contact = Contact {
                            child_id,
                            day: day(TODAY) - chrono::Days::new(back),
                            note: Some(format!("{writer}/{round}")),
                            ..Contact::default()
                        };
                        store.execute(Command::add(contact)).unwrap();
                        // … and one field that all of them count up: whoever comes second is told, reads again, tries again.
                        loop {
                            let before: Volunteer =
                                store.queries().record(volunteer_id).unwrap().unwrap();
                            let note = before.note.as_deref().unwrap();
                            let count: usize = note.split(' ').next().unwrap().parse().unwrap();
                            // With the writer in it, since two who write the same word don't contradict each other.
                            let note = Some(format!("{} {writer}/{round}", count + 1));
                            let after = Volunteer { note, ..before.clone() };
                            match store.execute(Command::edit(before, after)) {
                                Ok(_) => break,
                                Err(peiban::store::StoreError::Conflict(fields)) => {
                                    assert_eq!(fields[0].field, "note");
                                }
                                Err(error) => panic!("{error}"),
                            }
                        }
                    }
                    ROUNDS
                })
            })
            .collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).sum()
    });
    assert_eq!(done, WRITERS * ROUNDS);
    let mut store = desk.store("李晓");
    let counted: Volunteer = store.queries().record(volunteer_id).unwrap().unwrap();
    let count = counted.note.as_deref().and_then(|note| note.split(' ').next());
    assert_eq!(count, Some((WRITERS * ROUNDS).to_string().as_str()));
    assert_eq!(store.queries().count::<Contact>(true).unwrap(), WRITERS * ROUNDS);
    let entries = store.queries().count_history(None).unwrap();
    assert_eq!(entries, 2 + 2 * WRITERS * ROUNDS);
    let findings = store.examine().unwrap();
    assert!(findings.is_healthy(), "{findings:?}");
    assert!(store.queries().count::<Visit>(true).unwrap() == 0);
}
