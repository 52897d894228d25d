//! In which language and form the program speaks.

use super::county::{TODAY, county};
use super::desk::{Desk, answer, write};

#[test]
fn the_language_comes_from_the_option_then_the_settings_then_the_locale() {
    let desk = Desk::new(TODAY);
    desk.run(&["today"]).refused(1, "there is no database");
    desk.run(&["today", "--lang", "zh"]).refused(1, "没有数据库");
    let in_locale = |name: &str, value: &str| {
        let mut command = desk.command(&["today"]);
        answer(command.env_remove("LC_ALL").env(name, value).output().unwrap())
    };
    in_locale("LANG", "zh_CN.UTF-8").refused(1, "没有数据库");
    in_locale("LC_MESSAGES", "en_GB.UTF-8").refused(1, "there is no database");
    std::fs::write(desk.path("zh.toml"), "language = \"zh\"\n").unwrap();
    desk.run(&["--config", "zh.toml", "today"]).refused(1, "没有数据库");
    desk.run(&["--config", "zh.toml", "--lang", "en", "today"]).refused(1, "there is no");
    // A mistake on the command line is told in the language that it names.
    desk.run(&["--lang=zh", "nonsense"]).refused(2, "没有命令 nonsense");
}

#[test]
fn numbers_of_the_history_are_plain() {
    let desk = county();
    let text = desk.run(&["history", "--lang", "zh"]).out;
    assert!(text.contains("41") && text.contains("52.5"), "{text}");
    assert!(!text.contains("41.0"), "{text}");
}

#[test]
fn help_is_worded_in_both_languages() {
    let desk = Desk::new(TODAY);
    for lang in ["zh", "en"] {
        let whole = desk.run(&["--lang", lang, "--help"]);
        assert_eq!((whole.status, whole.err.as_str()), (0, ""));
        assert!(!whole.out.contains('⟨'), "{}", whole.out);
        let commands: Vec<&str> = whole
            .out
            .lines()
            .filter_map(|line| line.strip_prefix("  "))
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_whitespace().next())
            .collect();
        assert!(commands.contains(&"today") && commands.len() >= 12, "{commands:?}");
        for command in commands {
            let one = desk.run(&["--lang", lang, command, "--help"]);
            assert_eq!(one.status, 0, "{}", one.err);
            assert!(!one.out.contains('⟨'), "{}", one.out);
        }
    }
    assert!(desk.run(&["--lang", "zh", "--help"]).out.contains("备份数据库"));
    assert_eq!(desk.run(&["--version"]).out, format!("peiban {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn text_is_for_people_and_every_word_is_there() {
    let desk = county();
    for lang in ["zh", "en"] {
        for words in [
            &["today"][..],
            &["list", "children", "--all"],
            &["list", "volunteers", "--all"],
            &["list", "visits"],
            &["list", "contacts"],
            &["list", "tasks", "--all"],
            &["list", "events", "--all"],
            &["list", "assignments"],
            &["list", "attendance"],
            &["list", "exams"],
            &["list", "facts"],
            &["show", "child", "C0001"],
            &["show", "volunteer", "V0001"],
            &["show", "event", "E0001"],
            &["find", "王"],
            &["history"],
            &["doctor"],
        ] {
            let mut all = vec!["--lang", lang];
            all.extend(words);
            let said = desk.run(&all);
            assert_eq!(said.status, 0, "{words:?} {}", said.err);
            assert!(!said.out.is_empty() && !said.out.contains(['⟨', '\u{1b}']), "{}", said.out);
        }
    }
    let today = desk.run(&["--lang", "zh", "today"]).out;
    for wanted in ["王小明", "紧急", "山口村", "13900000001", "冬令营"] {
        assert!(today.contains(wanted), "{today}");
    }
    let history = desk.run(&["history"]).out;
    assert!(!history.contains("511425201210200010"), "an ID number in full");
}

#[test]
fn the_log_names_nobody() {
    let desk = county();
    for words in [
        &["show", "child", "C0001", "--full"][..],
        &["show", "child", "C9999"],
        &["find", "王小明"],
        &["undo", "1"],
        &["export", "children", "--to", "children.csv"],
    ] {
        desk.run(words);
    }
    let log = find_log(desk.path("").as_path()).expect("a log under the home folder");
    let text = std::fs::read_to_string(log).unwrap();
    assert!(text.contains("show") && text.contains("refused"), "{text}");
    for secret in ["王", "小明", "C0001", "C9999", "5114", "13900000001", "李晓"] {
        assert!(!text.contains(secret), "{secret} stands in the log: {text}");
    }
}

fn find_log(folder: &std::path::Path) -> Option<std::path::PathBuf> {
    std::fs::read_dir(folder).ok()?.filter_map(Result::ok).find_map(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return find_log(&path);
        }
        path.ends_with("peiban.log").then_some(path)
    })
}

#[test]
fn the_history_is_in_words() {
    let desk = Desk::with_office(TODAY);
    write(&desk.path("c.csv"), "姓名,编号,性别,年级\n王小明,C0001,男,四年级\n".as_bytes());
    write(
        &desk.path("v.csv"),
        "孩子编号,日期,见到孩子,安全\nC0001,2026-11-20,是,正常\n".as_bytes(),
    );
    desk.run(&["import", "children", "c.csv"]);
    desk.run(&["import", "visits", "v.csv"]);
    write(&desk.path("c2.csv"), "编号,姓名,村\nC0001,王小明,河坝村\n".as_bytes());
    desk.run(&["import", "children", "c2.csv"]);
    let said = desk.run(&["history", "--lang", "zh"]).out;
    for words in [
        "见到孩子: 是",
        "安全: 正常",
        "性别: 男",
        "年级: 四年级",
        "孩子: 王小明 C0001",
        "村: 空 改为 河坝村",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert!(!said.contains("child_seen") && !said.contains("grade_year"), "{said}");
    let said = desk.run(&["history", "--lang", "en"]).out;
    assert!(said.contains("Wang Xiaoming C0001") && !said.contains('⟨'), "{said}");
    // What was stored, not how it is read.
    write(&desk.path("c3.csv"), "编号,姓名,班主任\nC0001,王晓明,吕老师\n".as_bytes());
    desk.run(&["import", "children", "c3.csv"]);
    let said = desk.run(&["history", "--lang", "en", "--limit", "1"]).out;
    assert!(
        said.contains("王小明") && said.contains("王晓明") && said.contains("吕老师"),
        "{said}"
    );
}

#[test]
fn a_file_that_is_not_there_is_named_in_the_language_asked_for() {
    let desk = county();
    let cases: [&[&str]; 6] = [
        &["import", "children", "gone.csv"],
        &["import", "children", "gone.csv", "--map", "gone.csv"],
        &["export", "children", "--to", "gone.csv/out.csv"],
        &["backup", "gone.csv/copy.db"],
        &["restore", "gone.csv"],
        &["today", "--config", "gone.csv"],
    ];
    for words in cases {
        for (lang, said) in [("en", "there is no such file"), ("zh", "没有这个文件")] {
            let answer = desk.run(&[words, &["--lang", lang]].concat());
            answer.refused(1, said);
            assert!(answer.err.contains("gone.csv"), "{words:?}: {}", answer.err);
            assert!(!answer.err.contains("os error"), "{words:?}: {}", answer.err);
        }
    }
}

#[test]
fn english_answers_read_names_and_places_in_latin_letters() {
    let desk = county();
    let chinese = |text: &str| text.chars().any(|one| ('\u{4e00}'..='\u{9fff}').contains(&one));
    for words in [
        &["list", "children"][..],
        &["list", "volunteers"],
        &["find", "wang"],
        &["show", "volunteer", "V0002"],
    ] {
        let said = desk.run(words);
        assert!(!chinese(&said.out), "{words:?}: {}", said.out);
    }
    let child = desk.run(&["show", "child", "C0002"]).out;
    assert!(child.contains("Li Xiaohong") && child.contains("10/22 of 2014"), "{child}");
    // Scripts get what was entered.
    let list = desk.run(&["list", "children", "--format", "csv"]).out;
    assert!(list.contains("王小明") && list.contains("河坝村"), "{list}");
}
