//! Files out: exports that no program runs, forms that come back in, rejected rows to correct.

use std::path::Path;

use peiban::exchange::columns::ImportKind;
use peiban::exchange::error::FileError;
use peiban::exchange::map::ImportMap;
use peiban::exchange::rejected::{self, RejectedRow};
use peiban::exchange::source::Source;
use peiban::exchange::table::{Cell, Opened};
use peiban::exchange::{export, headings, template};
use peiban::language::{Lang, Language};

const DANGEROUS: [&str; 6] = ["=1+1", "+7", "-x", "@sum", "plain", "a=b"];

fn rows() -> Vec<Vec<Cell>> {
    DANGEROUS.iter().map(|text| vec![Cell::Text((*text).into()), Cell::Number(-3.5)]).collect()
}

fn heads() -> Vec<String> {
    vec!["姓名".to_owned(), "数".to_owned()]
}

#[test]
fn what_a_program_would_run_is_quoted_and_numbers_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    export::write(&path, &heads(), rows(), false).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        text,
        "\u{feff}姓名,数\n'=1+1,-3.5\n'+7,-3.5\n'-x,-3.5\n'@sum,-3.5\nplain,-3.5\na=b,-3.5\n"
    );
}

#[test]
fn both_kinds_of_file_come_back_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["list.csv", "list.XLSX"] {
        let path = folder.path().join(name);
        export::write(&path, &heads(), rows(), false).unwrap();
        let source = Source::open(&path, ImportKind::Children, ImportMap::default()).unwrap();
        let names: Vec<_> = source.rows().map(|row| row.cells[0].shown()).collect();
        assert_eq!(names, DANGEROUS, "{name}");
    }
}

#[test]
fn nothing_is_replaced_silently() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    export::write(&path, &heads(), rows(), false).unwrap();
    assert!(matches!(export::write(&path, &heads(), rows(), false), Err(FileError::Exists { .. })));
    export::write(&path, &heads(), Vec::new(), true).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 1);
    assert!(matches!(
        export::write(Path::new("list.ods"), &heads(), rows(), false),
        Err(FileError::Ending { .. })
    ));
    let nowhere = folder.path().join("no/folder/list.csv");
    assert!(matches!(
        export::write(&nowhere, &heads(), rows(), false),
        Err(FileError::Unwritable { .. })
    ));
}

#[cfg(unix)]
#[test]
fn files_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    for name in ["list.csv", "list.xlsx"] {
        let path = folder.path().join(name);
        export::write(&path, &heads(), rows(), false).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
    }
}

#[test]
fn every_template_comes_back_in_with_all_its_columns() {
    let folder = tempfile::tempdir().unwrap();
    for lang in Lang::ALL {
        for &kind in ImportKind::ALL {
            let path = folder.path().join(format!("{}-{}.xlsx", kind.code(), lang.code()));
            template::write(&path, kind, Language::new(lang)).unwrap();
            let mut opened = Opened::open(&path).unwrap();
            let sheets = opened.sheets();
            assert_eq!(sheets.len(), 2);
            let head = opened.head(sheets[0].as_deref()).unwrap();
            let layout = headings::find(&head, kind, &ImportMap::default()).unwrap();
            assert_eq!(layout.found(), kind.columns().len(), "{} {}", kind.code(), lang.code());
            let order: Vec<_> = layout.columns.iter().flatten().copied().collect();
            assert!(order.is_sorted());
            assert!(matches!(
                template::write(&path, kind, Language::new(lang)),
                Err(FileError::Exists { .. })
            ));
        }
    }
}

#[test]
fn a_template_as_csv_holds_the_headings() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    template::write(&path, ImportKind::Exams, Language::new(Lang::Zh)).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text.trim_end(), "\u{feff}儿童编号,考试日期,科目,分数,满分,考试类型");
    let other = folder.path().join("t.ods");
    let refused = template::write(&other, ImportKind::Exams, Language::new(Lang::Zh));
    assert!(matches!(refused, Err(FileError::Ending { .. })));
}

#[test]
fn rejected_rows_go_beside_the_file_and_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("名单.csv");
    std::fs::write(&path, "名单,,\n姓名;出生日期;其他栏\n王明;2014年3月;=cmd\n李红;2014-3-5;甲\n")
        .unwrap();
    let source = Source::open(&path, ImportKind::Children, ImportMap::default()).unwrap();
    let rejected = |source: &Source| {
        let first = source.rows().next().unwrap().raw.clone();
        vec![RejectedRow { raw: first, reason: "出生日期: 缺少日".to_owned() }]
    };
    let out = rejected::write(&path, None, &source, rejected(&source), "原因").unwrap().unwrap();
    assert_eq!(out, folder.path().join("名单.rejected.csv"));
    let text = std::fs::read_to_string(&out).unwrap();
    assert_eq!(text, "\u{feff}姓名;出生日期;其他栏;原因\n王明;2014年3月;'=cmd;出生日期: 缺少日\n");

    let again = Source::open(&out, ImportKind::Children, ImportMap::default()).unwrap();
    assert_eq!(again.rows().count(), 1);
    let second = rejected::write(&out, None, &again, rejected(&again), "原因").unwrap().unwrap();
    assert_eq!(second, folder.path().join("名单.rejected-2.csv"));
    assert_eq!(
        std::fs::read_to_string(second).unwrap(),
        text,
        "the column of reasons isn't doubled"
    );
}

#[test]
fn without_rejected_rows_there_is_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, "姓名\n王明\n").unwrap();
    let source = Source::open(&path, ImportKind::Children, ImportMap::default()).unwrap();
    assert_eq!(rejected::write(&path, None, &source, Vec::new(), "原因").unwrap(), None);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn every_format_has_its_hint_in_words() {
    for lang in Lang::ALL {
        let language = Language::new(lang);
        for &kind in ImportKind::ALL {
            for column in kind.columns() {
                let id = format!("template-{}", column.format.code().replace('_', "-"));
                assert!(language.has(&id), "{id}");
            }
        }
    }
}
