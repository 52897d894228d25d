//! The house stays in order: who may know whom, how long a file may be, what stands at the top.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, each of which may know only those before it (DESIGN §2).
const LAYERS: [&str; 6] = ["domain", "language", "store", "exchange", "console", "cli"];

/// The parts of the console, likewise; `widgets` stands beside them and knows none.
const CONSOLE: [&str; 5] = ["action", "input", "screen", "screens", "shell"];

/// A file longer than this is asking to be two.
const LONGEST: usize = 500;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Each source file by its path below src, with its text.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    files(&src, "rs")
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// Lines that are code, without comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line.split("//").next().unwrap_or("")))
}

fn first_part(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap_or("")
}

#[test]
fn each_layer_knows_only_those_before_it() {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        let Some(own) = LAYERS.iter().position(|layer| *layer == first_part(&name)) else {
            continue;
        };
        for (number, line) in code(&text) {
            for later in &LAYERS[own + 1..] {
                if line.contains(&format!("crate::{later}::")) {
                    wrong.push(format!("src/{name}:{number} knows {later}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn inside_the_console_too() {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        let Some(inner) = name.strip_prefix("console/") else { continue };
        let part = first_part(inner);
        let later: &[&str] = match CONSOLE.iter().position(|known| *known == part) {
            Some(own) => &CONSOLE[own + 1..],
            None if part == "widgets" => &CONSOLE,
            None => continue,
        };
        for (number, line) in code(&text) {
            for later in later {
                if line.contains(&format!("console::{later}::")) {
                    wrong.push(format!("src/{name}:{number} knows console::{later}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_library_is_known_in_one_place() {
    let homes = [("rusqlite", "store/"), ("ratatui", "console/"), ("calamine", "exchange/")];
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        for (number, line) in code(&text) {
            for (library, home) in homes {
                let used = line.contains(&format!("{library}::"));
                if used && !name.starts_with(home) {
                    wrong.push(format!("src/{name}:{number} knows {library}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_is_too_long_and_each_says_what_it_is() {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        let length = text.lines().count();
        if length > LONGEST {
            wrong.push(format!("src/{name} has {length} lines"));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("src/{name} doesn't say what it owns"));
        }
    }
    for file in files(&root().join("tests"), "rs") {
        let length = fs::read_to_string(&file).unwrap().lines().count();
        if length > LONGEST {
            wrong.push(format!("{} has {length} lines", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_is_left_half_done() {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        for (number, line) in text.lines().enumerate() {
            for mark in ["todo!(", "unimplemented!(", "FIXME", "#[ignore", "#[allow(", "dbg!("] {
                if line.contains(mark) {
                    wrong.push(format!("src/{name}:{} {mark}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_top_holds_what_belongs_there() {
    let expected = [
        "Cargo.toml",
        "Cargo.lock",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "schema.sql",
        "rustfmt.toml",
        "src",
        "tests",
        "benches",
        "docs",
        "target",
        "proptest-regressions",
    ];
    let mut wrong = Vec::new();
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && !expected.contains(&name.as_str()) {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}
