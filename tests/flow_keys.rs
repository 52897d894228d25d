//! Keys of one's own: what they do, and that help, footer and palette show them; the page of the names they are set by.

mod robot;

use std::fmt::Write as _;
use std::sync::Arc;

use peiban::console::action::Action;
use peiban::console::input::Keys;
use peiban::console::input::bindings::Own;
use peiban::domain::records::Child;
use peiban::language::{Lang, Language};
use peiban::store::{Command, Store};
use robot::{Robot, empty_store};

fn own(action: Action, keys: &[&str]) -> Own {
    Own { action, keys: keys.iter().map(|key| ((*key).to_owned(), 1)).collect() }
}

fn office() -> Store {
    let mut store = empty_store();
    store.execute(Command::add(Child { name: "王小明".into(), ..Child::default() })).unwrap();
    store
}

fn robot(own: &[Own], lang: Lang) -> Robot {
    let keys = Arc::new(Keys::with(own).unwrap());
    Robot::with_options(office(), lang, 100, 30, |options| options.keys = keys)
}

#[test]
fn they_do_what_they_are_set_to_and_are_shown_everywhere() {
    let mut robot = robot(
        &[
            own(Action::Visit, &["B", "ctrl-v"]),
            own(Action::GoChildren, &["g k"]),
            own(Action::Help, &["ctrl-x", "?"]),
            own(Action::Cover, &["alt-z"]),
            own(Action::Save, &["ctrl-g"]),
            own(Action::Undo, &["ctrl-z", "X"]),
        ],
        Lang::En,
    );
    // The footer, the top line, what may follow a key.
    robot.sees("B visit").lacks("1 visit").sees("alt-z hide").keys("g").sees("k children");
    robot.keys("k").sees("Wang Xiaoming").keys("F6").sees("Wang Xiaoming");
    // The help and the palette.
    robot.keys("?").sees("B  ctrl-v").lacks("F6").keys("Esc");
    robot.keys(": visit").sees("B  ctrl-v").keys("Esc");
    // A form, left and saved by keys of one's own.
    robot
        .keys("B")
        .sees("ctrl-g")
        .keys("Enter 1 1 11111 ctrl-g")
        .lacks("ctrl-g")
        .sees("ctrl-z undo");
    robot.keys("X").sees("Undo: logged a visit").keys("Enter").sees("Undone");
    // The built-in keys mean nothing any more, on pages and in forms.
    robot
        .keys("v")
        .lacks("Note")
        .keys("F9")
        .sees("Wang Xiaoming")
        .keys("alt-z")
        .lacks("Wang Xiaoming");
}

#[test]
fn swapped_keys_are_swapped() {
    let swapped = [own(Action::Visit, &["2", "c"]), own(Action::Contact, &["1", "v"])];
    let mut robot = robot(&swapped, Lang::Zh);
    robot.sees("2走访c").sees("1电话v");
}

/// The names of all actions; written anew by `PEIBAN_WRITE=1 cargo test --test flow_keys`.
#[test]
fn the_handbook_holds_all_names() {
    let (zh, en) = (Language::new(Lang::Zh), Language::new(Lang::En));
    let mut page = String::from(
        "# 按键的名字 / Names for keys of your own\n\n\
         配置文件 `[keys]` 里用的名字。Names for `[keys]` in the configuration file.\n\n\
         ```toml\n[keys]\nvisit = [\"1\", \"v\", \"ctrl-v\"]   # 走访: 自己的键代替内置的; your keys take the place of the built-in ones\n\
         go-visits = \"g v\"               # 先按 g 再按 v; g, then v\n```\n\n\
         | 名字 name | 操作 | action | 内置 built in |\n|---|---|---|---|\n",
    );
    for action in Action::ALL {
        let keys: Vec<String> =
            Keys::default().of(*action).iter().map(|key| format!("`{key}`")).collect();
        let (zh, en) = (zh.text(action.message_id()), en.text(action.message_id()));
        writeln!(page, "| `{}` | {zh} | {en} | {} |", action.name(), keys.join(" ")).unwrap();
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/key-names.md");
    if std::env::var_os("PEIBAN_WRITE").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap_or_default(),
        page,
        "docs/key-names.md is not up to date"
    );
}
