//! Keys of one's own in the configuration, completions for shells, the manual page.

use super::county::{TODAY, county};
use super::desk::{Desk, write};

#[test]
fn keys_of_ones_own_are_refused_with_file_and_line() {
    let desk = county();
    let path = desk.path("peiban.toml");
    let refused = |text: &str, words: &[&str]| {
        write(&path, text.as_bytes());
        let said = desk.run(&["--config", path.to_str().unwrap(), "today"]);
        for word in words {
            said.refused(1, word);
        }
    };
    refused("[keys]\nvisits = \"B\"\n", &["peiban.toml line 2", "no action visits"]);
    refused("theme = \"dark\"\n\n[keys]\nvisit = \"hello\"\n", &["line 4", "no key \"hello\""]);
    for value in ["3", "[]", "[\"B\", 3]", "{}"] {
        let words = ["line 2", "wrong value for visit", "visit = \"B\"", "at least one"];
        refused(&format!("[keys]\nvisit = {value}\n"), &words);
    }
    // A clash is refused with both places, be the other one's own or built in.
    refused(
        "[keys]\nvisit = [\"B\", \"1\"]\ncopy = \"B\"\n",
        &["line 3", "\"B\" is given to \"copy\"", "line 2 gives it to \"visit\""],
    );
    refused(
        "[keys]\nvisit = \"x\"\n",
        &[
            "line 2",
            "\"x\" is given to \"visit\"",
            "built-in key of \"handled\"",
            "handled in [keys]",
        ],
    );
    refused("[keys]\nsave = \"S\"\n", &["line 2", "while typing"]);
    refused("[keys]\nvisit = \"Space\"\n", &["line 2", "lists and forms use it"]);
    write(&path, b"[keys]\nvisit = \"x\"\nhandled = [\"6\", \"X\"]\n");
    let said = desk.run(&["--config", path.to_str().unwrap(), "today"]);
    assert_eq!(said.status, 0, "{}", said.err);
}

#[test]
fn completions_are_printed_for_each_shell() {
    // No database is needed for what only concerns the command line.
    let desk = Desk::new(TODAY);
    for (shell, mark) in [
        ("bash", "complete -F _peiban"),
        ("zsh", "#compdef peiban"),
        ("fish", "complete -c peiban"),
        ("elvish", "edit:completion"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let script = desk.run(&["completions", shell]);
        assert_eq!((script.status, script.err.as_str()), (0, ""), "{shell}");
        for word in [mark, "doctor", "template", "dry-run"] {
            assert!(script.out.contains(word), "{shell} lacks {word}");
        }
    }
    desk.run(&["completions", "tcsh"]).refused(2, "fish");
    desk.run(&["completions"]).refused(2, "SHELL");
}

#[test]
fn the_manual_page_is_of_the_program_or_of_a_command() {
    let desk = Desk::new(TODAY);
    let page = desk.run(&["man"]);
    assert_eq!((page.status, page.err.as_str()), (0, ""));
    for word in [".TH peiban", "import", "doctor", "PEIBAN_TODAY"] {
        assert!(page.out.contains(word), "{word} is missing: {}", page.out);
    }
    let page = desk.run(&["man", "import"]);
    assert!(page.out.contains("dry\\-run") && page.out.contains(".TH peiban"), "{}", page.out);
    let page = desk.run(&["--lang", "zh", "man"]);
    assert!(page.out.contains("带入一个表格文件"), "{}", page.out);
    desk.run(&["man", "dragons"]).refused(2, "dragons");
}
