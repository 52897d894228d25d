//! What every form does alike, and the search, on a form made for the test.

mod robot;

use peiban::console::screen::{Message, Ui};
use peiban::console::screens::entry::{self, Entry, EntryForm, read_day};
use peiban::console::widgets::form::{Choice, Form, FormField, Picked};
use peiban::domain::dates::Lean;
use peiban::domain::records::{Child, Id, Task, Volunteer};
use peiban::store::{Command, FieldConflict, Queries, Receipt, Result, Store};
use robot::{Robot, empty_store};

/// A task, new or changed.
struct TaskEntry {
    id: Id,
    before: Task,
}

impl Entry for TaskEntry {
    fn name(&self) -> &'static str {
        "task"
    }
    fn subject(&self) -> Id {
        self.id
    }
    fn table(&self) -> &'static str {
        "task"
    }
    fn title(&self, ui: &Ui) -> String {
        ui.text("form-task")
    }
    fn form(&mut self, queries: &Queries<'_>, _ui: &Ui) -> Result<Form> {
        self.before = queries.record(self.id)?.unwrap_or_default();
        let due = if self.id == 0 { String::new() } else { self.before.due.to_string() };
        let urgent = vec![Choice::new('1', "no", "不急"), Choice::new('2', "yes", "急")];
        Ok(Form::new(vec![
            FormField::date("due", "哪天").with_text(&due).required(),
            FormField::picker("child_id", "孩子"),
            FormField::choice("urgent", "急吗", urgent),
            FormField::text("title", "要办什么").with_text(&self.before.title),
        ]))
    }
    fn search(
        &self,
        field: &'static str,
        typed: &str,
        queries: &Queries<'_>,
        _ui: &Ui,
    ) -> Result<Vec<Picked>> {
        assert_eq!(field, "child_id");
        let found = queries.find(typed, false, 5)?;
        Ok(found.into_iter().map(|hit| Picked::new(hit.id, hit.name, hit.code)).collect())
    }
    fn lean(&self, _field: &str) -> Lean {
        Lean::Future
    }
    fn command(&mut self, form: &mut Form, ui: &Ui) -> Option<Command> {
        let due = read_day(form, "due", Lean::Future, ui.today).ok()??;
        let child_id = form.picked("child_id").map(|child| child.id);
        let after = Task { due, child_id, title: form.typed("title"), ..self.before.clone() };
        Some(if self.id == 0 {
            Command::add(after)
        } else {
            Command::edit(self.before.clone(), after)
        })
    }
    fn saved(
        &self,
        _receipt: &Receipt,
        _queries: &Queries<'_>,
        _ui: &Ui,
    ) -> Result<Option<Message>> {
        Ok(Some(Message::new("form-saved").arg("what", "待办一件")))
    }
    fn rebase(&mut self, conflicts: &[FieldConflict]) {
        entry::rebase(&mut self.before, conflicts).unwrap();
    }
}

fn open(robot: &mut Robot, id: Id) {
    robot.shell().push(EntryForm::new(TaskEntry { id, before: Task::default() }));
    robot.draw();
}

fn store() -> Store {
    let mut store = empty_store();
    for name in ["王小明", "李秀英", "吉克阿依莫"] {
        store.execute(Command::add(Child { name: name.into(), ..Child::default() })).unwrap();
    }
    let volunteer = Volunteer {
        name: "周桂芳".into(),
        phone: Some("13900000417".into()),
        ..Volunteer::default()
    };
    store.execute(Command::add(volunteer)).unwrap();
    store
}

fn tasks(robot: &mut Robot) -> Vec<Task> {
    let window = peiban::store::queries::Window { offset: 0, limit: 10 };
    robot.shell().store().queries().tasks(true, window).unwrap()
}

#[test]
fn a_form_is_typed_checked_saved_and_undone() {
    let mut robot = Robot::new(store());
    open(&mut robot, 0);
    robot.sees("新建待办").keys("ctrl-s").sees("要填");
    robot.keys("not-a-day").sees("?").keys("ctrl-s").sees("看不懂这个日期");
    // What the typed day means stands beside it: three days on is a Thursday.
    robot.keys("ctrl-u +3").sees("11-26").sees("周四");
    robot.keys("Enter wxm").sees("C0001").keys("Enter 1").keys("和班主任谈 ctrl-s");
    robot.lacks("新建待办").sees("待办一件").sees("u 撤销");
    let saved = tasks(&mut robot);
    assert_eq!((saved[0].title.as_str(), saved[0].due), ("和班主任谈", robot::day("2026-11-26")));
    robot.keys("u").sees("已撤销");
    assert!(tasks(&mut robot).is_empty());
    robot.keys("ctrl-r").sees("已恢复");
    assert_eq!(tasks(&mut robot).len(), 1);
}

#[test]
fn what_the_store_refuses_stands_beside_its_field() {
    let mut robot = Robot::new(store());
    open(&mut robot, 0);
    // The title is not marked as required, so the store's own rule says it.
    robot
        .keys("11-30 ctrl-s")
        .sees("新建待办")
        .sees("要填")
        .keys("Enter Enter Enter 电话 F8")
        .lacks("新建待办");
}

#[test]
fn escape_and_a_lost_terminal_keep_the_draft() {
    let mut robot = Robot::new(store());
    open(&mut robot, 0);
    robot.keys("+7 Enter Enter Enter 写了一半 Esc").lacks("新建待办").sees("草稿已保留");
    open(&mut robot, 0);
    robot.sees("写了一半").sees("上次没存的草稿");
    robot.shell().handle(peiban::console::Event::Terminate);
    assert!(robot.shell().is_over());
    let draft = robot.shell().store().draft("task", 0).unwrap().unwrap();
    assert!(draft.body.contains("写了一半"), "{}", draft.body);
}

#[test]
fn saving_throws_the_draft_away_and_an_untouched_form_leaves_none() {
    let mut robot = Robot::new(store());
    open(&mut robot, 0);
    robot.keys("Esc").lacks("草稿");
    assert_eq!(robot.shell().store().draft("task", 0).unwrap(), None);
    open(&mut robot, 0);
    robot.keys("+7 Esc");
    open(&mut robot, 0);
    robot.keys("Enter Enter Enter 电话 ctrl-s");
    assert_eq!(robot.shell().store().draft("task", 0).unwrap(), None);
}

#[test]
fn two_people_saving_are_told_field_by_field() {
    let mut store = store();
    let task = Task { title: "电话".into(), due: robot::day("2026-11-30"), ..Task::default() };
    let id = store.execute(Command::add(task)).unwrap().id;
    let mut robot = Robot::new(store);
    open(&mut robot, id);
    robot.keys("Tab Tab Tab").keys("给奶奶");
    let before: Task = robot.shell().store().queries().record(id).unwrap().unwrap();
    let theirs = Task { title: "面谈".into(), ..before.clone() };
    robot.shell().execute(Command::edit(before, theirs));
    robot.keys("ctrl-s").sees("你写的 电话给奶奶").sees("现在是 面谈").sees("再按保存");
    robot.keys("ctrl-s").lacks("新建待办");
    assert_eq!(tasks(&mut robot)[0].title, "电话给奶奶");
}

#[test]
fn anyone_is_found_by_characters_pinyin_initials_and_phone() {
    let mut robot = Robot::new(store());
    for (typed, found) in [
        ("小明", "C0001"),
        ("lixiu", "C0002"),
        ("ayimo", "C0003"),
        ("zgf", "V0001"),
        ("0417", "周桂芳"),
    ] {
        robot.keys("/").keys(typed).sees(found).keys("Esc");
    }
    robot.keys("/ 没这人").sees("没有找到").keys("Esc");
    // Characters that arrive on a list become a search.
    robot.keys("秀").sees("李秀英").keys("英 Enter");
    assert_eq!(robot.shell().depth(), 2);
    robot.shell().burst("jkaym");
    robot.draw();
    robot.sees("吉克阿依莫").keys("Esc").paste("周桂芳\n13900000417").sees("V0001");
}
