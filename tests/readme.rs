//! The README shows what is: its key list comes from the keymap, its picture from the real screen.
//!
//! `PEIBAN_BLESS=1 cargo test --test readme` writes both anew.

mod picture;
mod robot;

use std::fs;
use std::path::PathBuf;

use peiban::console::key_list::key_list;
use peiban::language::{Lang, Language};
use robot::{Demo, Robot};

const BEGIN: &str = "<!-- keys: made from the keymap by tests/readme.rs -->\n";
const END: &str = "<!-- end of keys -->";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn blessing() -> bool {
    std::env::var_os("PEIBAN_BLESS").is_some()
}

fn keys() -> String {
    format!("\n{}", key_list(Language::new(Lang::En)))
}

#[test]
fn the_key_list_is_the_keymaps() {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (head, rest) = readme.split_once(BEGIN).unwrap();
    let (section, tail) = rest.split_once(END).unwrap();
    if blessing() {
        fs::write(path, format!("{head}{BEGIN}{}{END}{tail}", keys())).unwrap();
    } else {
        assert!(section == keys(), "run PEIBAN_BLESS=1 cargo test --test readme");
    }
}

#[test]
fn the_first_screenful_says_both_commands() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let first: Vec<&str> = readme.lines().take(24).collect();
    let first = first.join("\n");
    assert!(first.contains("cargo run --release -- demo"));
    assert!(first.contains("cargo test"));
    assert!(first.contains("docs/screenshots/today.svg"));
}

#[test]
fn the_picture_is_of_the_real_screen() {
    let path = root().join("docs/screenshots/today.svg");
    let demo = Demo::build();
    let robot = Robot::with(demo.store(), Lang::Zh, 100, 30);
    let drawn = picture::svg(robot.buffer());
    if blessing() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, drawn).unwrap();
    } else {
        let kept = fs::read_to_string(path).unwrap();
        assert!(kept == drawn, "run PEIBAN_BLESS=1 cargo test --test readme");
    }
}
