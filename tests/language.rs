//! What the language files promise: both folders say the same things, every code has its wording, and no message that the
//! program asks for is missing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use peiban::console::action::{Action, Group};
use peiban::domain::records::{self, Record};
use peiban::language::{Lang, Language};

/// The variables of each message of a language, by id, read from the files by hand so that a file left out of the program's
/// list shows as well.
fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let folder = root().join("src/language").join(lang.code());
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files(&folder, "ftl") {
        let mut current = None;
        for line in fs::read_to_string(&file).unwrap().lines() {
            if let Some((id, _)) = line.split_once('=').filter(|_| starts_message(line)) {
                let id = id.trim().to_owned();
                let fresh = found.insert(id.clone(), BTreeSet::new()).is_none();
                assert!(fresh, "{id} stands twice, again in {}", file.display());
                current = Some(id);
            }
            if let Some(id) = &current {
                for after in line.split('$').skip(1) {
                    let name = after.split(|c: char| !is_id(c)).next().unwrap();
                    found.get_mut(id).unwrap().insert(name.to_owned());
                }
            }
        }
    }
    found
}

fn starts_message(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn is_id(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder with this extension, in order.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn both_folders_hold_the_same_messages_with_the_same_values() {
    let (zh, en) = (messages(Lang::Zh), messages(Lang::En));
    // A date is handed over in all its parts, and each language takes those it writes.
    let same = |id: &str| match (zh.get(id), en.get(id)) {
        (Some(_), Some(_)) if id.starts_with("date-") => true,
        (zh, en) => zh == en,
    };
    let differing: Vec<_> = zh.keys().chain(en.keys()).filter(|id| !same(id)).collect();
    assert!(differing.is_empty(), "missing in one language or with other values: {differing:?}");
}

#[test]
fn every_message_of_the_files_is_in_the_program() {
    for lang in Lang::ALL {
        let language = Language::new(lang);
        let lost: Vec<_> = messages(lang).into_keys().filter(|id| !language.has(id)).collect();
        assert!(
            lost.is_empty(),
            "a file not listed in bundle.rs, or a mistake in {lang:?}: {lost:?}"
        );
    }
}

/// The message ids of every closed list of codes in the source, from its `codes! { … }`.
fn code_messages() -> Vec<String> {
    let mut ids = Vec::new();
    for file in files(&root().join("src"), "rs") {
        let source = fs::read_to_string(&file).unwrap();
        for list in source.split("codes! {\n").skip(1) {
            let list = list.split("\n}\n").next().unwrap();
            let mut quoted = list
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .flat_map(|line| line.split('"').skip(1).step_by(2));
            let what = quoted.next().unwrap().replace(' ', "-");
            ids.extend(quoted.map(|code| format!("{what}-{code}")));
        }
    }
    ids
}

#[test]
fn every_code_has_its_wording() {
    let ids = code_messages();
    assert!(ids.contains(&"reason-OVR_LEDGER".to_owned()) && ids.len() > 80);
    for lang in Lang::ALL {
        let missing: Vec<_> = ids.iter().filter(|id| !Language::new(lang).has(id)).collect();
        assert!(missing.is_empty(), "no {lang:?} wording for {missing:?}");
    }
}

/// Asserts that every field of a record has its label, and the record its name.
fn assert_labelled<R: Record>() {
    for lang in Lang::ALL {
        let language = Language::new(lang);
        assert!(language.has(&format!("kind-{}", R::TABLE)), "{} has no name", R::TABLE);
        for column in R::COLUMNS {
            let id = format!("field-{}-{column}", R::TABLE);
            assert!(language.has(&id), "no {lang:?} label {id}");
        }
    }
}

#[test]
fn every_field_of_every_record_has_a_label() {
    assert_labelled::<records::Child>();
    assert_labelled::<records::Carer>();
    assert_labelled::<records::Volunteer>();
    assert_labelled::<records::Assignment>();
    assert_labelled::<records::Visit>();
    assert_labelled::<records::Contact>();
    assert_labelled::<records::Task>();
    assert_labelled::<records::AttendanceDay>();
    assert_labelled::<records::AttendanceRange>();
    assert_labelled::<records::Exam>();
    assert_labelled::<records::Fact>();
    assert_labelled::<records::Event>();
    assert_labelled::<records::Participation>();
    assert_labelled::<records::Setting>();
    assert_labelled::<records::Place>();
    assert_labelled::<records::NotSame>();
}

/// A message that the source asks for by its literal id, with the values handed over where they stand beside it.
struct Asked {
    file: PathBuf,
    id: String,
    values: Option<BTreeSet<String>>,
}

/// Every `.text("id"` and `.with("id", &[("name", …)])` of the source.
fn asked_for() -> Vec<Asked> {
    let mut asked = Vec::new();
    // The layers that word nothing have methods of these names of their own.
    let wordless = ["src/domain", "src/store"].map(|folder| root().join(folder));
    for file in files(&root().join("src"), "rs") {
        if wordless.iter().any(|folder| file.starts_with(folder)) || file.ends_with("tests.rs") {
            continue;
        }
        let source = fs::read_to_string(&file).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap();
        let code: String = source
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .flat_map(|line| [line, "\n"])
            .collect();
        for (call, with) in [(".text(", false), (".with(", true)] {
            for after in code.split(call).skip(1) {
                let Some(after) = after.trim_start().strip_prefix('"') else { continue };
                let Some((id, rest)) = after.split_once('"') else { continue };
                if !id.chars().all(is_id) || !starts_message(id) {
                    continue;
                }
                let values = if with { literal_values(rest) } else { Some(BTreeSet::new()) };
                asked.push(Asked { file: file.clone(), id: id.to_owned(), values });
            }
        }
    }
    asked
}

/// The names in `, &[("a", …), ("b", …)])`; `None` when the list isn't written out there.
fn literal_values(rest: &str) -> Option<BTreeSet<String>> {
    let list = rest.trim_start().strip_prefix(',')?.trim_start().strip_prefix("&[")?;
    let mut depth = 0_i32;
    let mut names = BTreeSet::new();
    let mut characters = list.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '(' | '[' | '{' => {
                if depth == 0
                    && let Some(name) = list[at + 1..].trim_start().strip_prefix('"')
                {
                    names.insert(name.split('"').next()?.to_owned());
                }
                depth += 1;
            }
            ']' if depth == 0 => return Some(names),
            ')' | ']' | '}' => depth -= 1,
            '"' => {
                characters.by_ref().find(|(_, c)| *c == '"')?;
            }
            _ => {}
        }
    }
    None
}

#[test]
fn every_message_asked_for_exists_and_gets_its_values() {
    let known = messages(Lang::Zh);
    let asked = asked_for();
    assert!(asked.iter().any(|asked| asked.id == "span-never"), "the scan finds nothing");
    let mut wrong = Vec::new();
    for Asked { file, id, values } in asked {
        match (known.get(&id), values) {
            (None, _) => wrong.push(format!("{}: no message {id}", file.display())),
            (Some(wanted), Some(given)) if !wanted.is_subset(&given) => {
                wrong.push(format!("{}: {id} wants {wanted:?}, gets {given:?}", file.display()));
            }
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The codes that a file's `code()` gives: what stands in quotes behind its `=>`.
fn codes_given_by(file: &str) -> Vec<String> {
    let source = fs::read_to_string(root().join(file)).unwrap();
    let given = source.lines().filter_map(|line| line.split_once("=> \"")?.1.split('"').next());
    given.map(str::to_owned).collect()
}

#[test]
fn every_complaint_about_a_file_is_worded() {
    let cells = codes_given_by("src/exchange/reason.rs");
    let files = codes_given_by("src/exchange/error.rs");
    assert!(cells.len() > 30 && files.len() > 10, "the scan finds nothing");
    let ids: Vec<_> = cells
        .iter()
        .map(|code| format!("import-{code}"))
        .chain(files.iter().map(|code| code.replace('_', "-")))
        .collect();
    for lang in Lang::ALL {
        let missing: Vec<_> = ids.iter().filter(|id| !Language::new(lang).has(id)).collect();
        assert!(missing.is_empty(), "no {lang:?} wording for {missing:?}");
    }
}

#[test]
fn every_action_and_group_has_a_label() {
    let actions = Action::ALL.iter().copied().map(Action::message_id);
    let ids: Vec<_> = actions.chain(Group::ALL.iter().copied().map(Group::message_id)).collect();
    for lang in Lang::ALL {
        let missing: Vec<_> = ids.iter().filter(|id| !Language::new(lang).has(id)).collect();
        assert!(missing.is_empty(), "no {lang:?} label for {missing:?}");
    }
}

/// The subjects whose ids are also handed about before they are worded: by `message_id()` functions and match arms.
const HANDED_ABOUT: [&str; 8] =
    ["action-", "unavailable-", "refused-", "form-", "today-", "child-", "error-", "confirm-"];

#[test]
fn every_message_handed_about_exists() {
    let known = messages(Lang::Zh);
    let mut wrong = Vec::new();
    for file in files(&root().join("src"), "rs") {
        let source = fs::read_to_string(&file).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap();
        for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for literal in line.split('"').skip(1).step_by(2) {
                let is_id = HANDED_ABOUT.iter().any(|subject| literal.starts_with(subject))
                    && literal.chars().all(is_id);
                // A literal may also be the beginning that a code is put to.
                let begins = || known.keys().any(|id| id.starts_with(literal));
                if is_id && !known.contains_key(literal) && !begins() {
                    wrong.push(format!("{}: {literal}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "no such messages:\n{}", wrong.join("\n"));
}

/// The calls that put a code behind the beginning they are handed.
const PUT_TOGETHER: [&str; 5] = ["code_as(", "coded(", "options(", "grade_as(", "not_seen("];

#[test]
fn every_message_is_asked_for() {
    let mut whole: BTreeSet<String> = code_messages().into_iter().collect();
    whole.extend(codes_given_by("src/exchange/error.rs").iter().map(|code| code.replace('_', "-")));
    whole.extend(Action::ALL.iter().map(|action| action.message_id().to_owned()));
    // What a message begins and ends with where a value is put into its id.
    let mut parts: Vec<(String, String)> = Vec::new();
    for file in files(&root().join("src"), "rs") {
        let source = fs::read_to_string(&file).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap();
        let mut above = "";
        for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let mut pieces = line.split('"');
            let begins = pieces.next().unwrap_or_default().trim_start();
            let mut before = if begins.is_empty() { above } else { begins };
            above = line;
            while let Some(literal) = pieces.next() {
                if PUT_TOGETHER.iter().any(|call| before.ends_with(call)) {
                    parts.push((format!("{literal}-"), String::new()));
                } else if let (Some(open), Some(close)) = (literal.find('{'), literal.rfind('}'))
                    && literal[..open].ends_with('-')
                {
                    parts.push((literal[..open].to_owned(), literal[close + 1..].to_owned()));
                }
                whole.insert(literal.to_owned());
                before = pieces.next().unwrap_or_default();
            }
        }
    }
    let wording: String = files(&root().join("src/language"), "ftl")
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let is_asked = |id: &String| {
        whole.contains(id)
            || parts.iter().any(|(from, to)| id.starts_with(from) && id.ends_with(to))
            || wording.contains(&format!("{{ {id} "))
    };
    let dead: Vec<String> = messages(Lang::Zh).into_keys().filter(|id| !is_asked(id)).collect();
    assert!(dead.is_empty(), "nobody asks for {dead:?}");
}

/// Characters that some Chinese terminals draw two columns wide and others one (TECH §7): they would shift columns.
const AMBIGUOUS: &str = "…—–·①②③■□→←↑↓★☆℃“”‘’×±°ü";

#[test]
fn no_message_holds_a_character_of_doubtful_width() {
    for lang in Lang::ALL {
        for file in files(&root().join("src/language").join(lang.code()), "ftl") {
            for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
                let found: String = line.chars().filter(|c| AMBIGUOUS.contains(*c)).collect();
                assert!(found.is_empty(), "{}:{} has {found}", file.display(), number + 1);
            }
        }
    }
}
