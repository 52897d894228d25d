//! Every command that the README and the handbooks name is one that runs.

use super::county::county;
use super::desk::{Desk, write};

const PAGES: [&str; 3] = [
    include_str!("../../README.md"),
    include_str!("../../docs/handbook.zh.md"),
    include_str!("../../docs/handbook.en.md"),
];

/// What stands for something else.
const PLACEHOLDERS: [&str; 6] = ["文件名", "备份文件", "保留", "并入", "走访单.html", "sheet.html"];

/// The commands on a page, without `peiban`: in backticks, or a line of the README's list without what it is for.
fn commands(page: &str) -> Vec<Vec<String>> {
    let spans = page.split('`').skip(1).step_by(2).filter(|span| !span.contains('\n'));
    let lines = page.lines().filter(|line| line.starts_with("peiban "));
    let lines = lines.map(|line| line.split("   ").next().unwrap_or(line));
    spans.chain(lines).filter_map(|span| span.strip_prefix("peiban ")).map(words).collect()
}

/// As a shell splits them.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in command.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

fn manual(desk: &Desk, task: &str) -> String {
    let shown = desk.run(&["man", task]);
    assert_eq!(shown.status, 0, "{task}: {}", shown.err);
    shown.out.replace('\\', "")
}

#[test]
fn every_command_of_the_pages_runs() {
    let desk = county();
    // The pages name a township, and one that no file names is refused.
    write(&desk.path("c.csv"), "编号,姓名,乡镇\nC0900,刘新,青竹街道\n".as_bytes());
    assert_eq!(desk.run(&["import", "children", "c.csv"]).status, 0);
    let mut run = 0;
    for words in PAGES.into_iter().flat_map(commands) {
        let plain: Vec<&str> = words.iter().map(|word| word.trim_matches(['[', ']'])).collect();
        let page = manual(&desk, plain[0]);
        // A command of a command has its options on no page of its own; those with values are run below.
        if plain.get(1) == Some(&"set") && words.iter().any(|word| word == "CODE") {
            continue;
        }
        let of_set = plain.get(1) == Some(&"set");
        for option in plain.iter().filter(|_| !of_set).filter(|word| word.starts_with("--")) {
            let everywhere = ["--db", "--lang", "--today", "--user"].contains(option);
            assert!(everywhere || page.contains(option), "{words:?}: no {option} in\n{page}");
        }
        let concrete = |word: &String| {
            let stands_for = word.len() > 1 && word.bytes().all(|one| one.is_ascii_uppercase());
            !stands_for
                && !word.contains(['|', '[', '…', '.'])
                && !PLACEHOLDERS.contains(&word.as_str())
        };
        if words.iter().all(concrete) && words[0] != "init" {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let done = desk.run(&words);
            assert_eq!(done.status, 0, "{words:?}: {}", done.err);
            run += 1;
        }
    }
    assert!(run >= 8, "{run} commands were run");
}
