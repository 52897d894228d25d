//! Files as offices have them, built here: encodings, delimiters, merged cells, two-row headings, sums, numbers as IDs,
//! and files that are no spreadsheets.

use std::io::Write;
use std::path::Path;

use encoding_rs::GB18030;
use peiban::domain::calendar::SchoolCalendar;
use peiban::exchange::columns::ImportKind;
use peiban::exchange::error::FileError;
use peiban::exchange::import;
use peiban::exchange::map::ImportMap;
use peiban::exchange::source::Source;
use peiban::exchange::table::{Cell, Oddity, Opened};
use peiban::store::{Context, Office, Store};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

const LIST: &str = "青竹街道儿童花名册\n\n姓名,性别,出生日期,村\n王　明,男,2014.3.5,高台村\n李红,女,2013年12月1日,同上\n合计,2,,\n";

fn source(content: &[u8], kind: ImportKind) -> Result<Source, FileError> {
    Source::new(Opened::from_bytes(content.to_vec())?, kind, ImportMap::default())
}

/// The rows by number, the cells of the named columns joined.
fn shown(source: &Source, columns: &[&str]) -> Vec<(u32, String)> {
    let places: Vec<_> =
        columns.iter().map(|name| source.layout.kind.position(name).unwrap()).collect();
    source
        .rows()
        .map(|row| {
            let cells: Vec<_> = places.iter().map(|&at| row.cells[at].shown()).collect();
            (row.raw.number, cells.join("|"))
        })
        .collect()
}

fn book(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

fn lines(sheet: &mut Worksheet, first: u32, lines: &[&str]) {
    for (row, line) in (first..).zip(lines) {
        for (column, text) in (0..).zip(line.split(',')) {
            if !text.is_empty() {
                sheet.write_string(row, column, text).unwrap();
            }
        }
    }
}

#[test]
fn one_list_in_every_encoding_and_delimiter() {
    let want = vec![
        (4, "王　明|男|2014.3.5|高台村".to_owned()),
        (5, "李红|女|2013年12月1日|高台村".to_owned()),
    ];
    let utf16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xfeff).chain(LIST.encode_utf16()).flat_map(order).collect()
    };
    let files: Vec<Vec<u8>> = vec![
        LIST.into(),
        format!("\u{feff}{LIST}").into(),
        GB18030.encode(LIST).0.into_owned(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        LIST.replace(',', ";").into(),
        LIST.replace(',', "\t").into(),
        LIST.replace('\n', "\r\n").into(),
    ];
    for content in files {
        let source = source(&content, ImportKind::Children).unwrap();
        assert_eq!(shown(&source, &["name", "sex", "birth_date", "village"]), want);
    }
}

#[test]
fn quoted_semicolons_as_a_statistics_office_writes_them() {
    let text = "\"school\";\"sex\";\"age\";\"G1\"\n\"GP\";\"F\";18;\"5\"\n\"GP\";\"M\";17;\"6\"\n";
    let map = "[columns]\nname = \"school\"\n[values.sex]\n\"F\" = \"女\"\n[constants]\ntownship = \"青竹街道\"\nsex = \"男\"\n";
    let map = ImportMap::parse(map, Path::new("m.toml"), ImportKind::Children).unwrap();
    let opened = Opened::from_bytes(text.into()).unwrap();
    let source = Source::new(opened, ImportKind::Children, map).unwrap();
    let want = vec![(2, "GP|女|青竹街道".to_owned()), (3, "GP|M|青竹街道".to_owned())];
    assert_eq!(shown(&source, &["name", "sex", "township"]), want);
    let left_out = source.layout.left_out(&source.table);
    assert_eq!(left_out, [2, 3], "age and G1");
}

#[test]
fn a_workbook_with_everything_offices_do_to_one() {
    let content = book(|book| {
        let bold = Format::new().set_bold();
        let date = Format::new().set_num_format("yyyy/m/d");
        book.add_worksheet()
            .set_name("说明")
            .unwrap()
            .write_string(0, 0, "请填写第二张表")
            .unwrap();
        let sheet = book.add_worksheet();
        sheet.merge_range(0, 0, 0, 6, "2026年花名册", &bold).unwrap();
        sheet.merge_range(1, 0, 2, 0, "村", &bold).unwrap();
        sheet.merge_range(1, 1, 1, 3, "儿童", &bold).unwrap();
        sheet.merge_range(1, 4, 1, 5, "监护人", &bold).unwrap();
        sheet.merge_range(1, 6, 2, 6, "身份证号", &bold).unwrap();
        lines(sheet, 2, &[",姓名,性别,出生日期,姓名,电话"]);
        sheet.merge_range(3, 0, 4, 0, "高台村", &bold).unwrap();
        lines(sheet, 3, &[",王明,男,,王强", ",李红,女,,李刚", "瑞峰村,张力,男"]);
        sheet
            .write_datetime_with_format(3, 3, ExcelDateTime::from_ymd(2014, 3, 5).unwrap(), &date)
            .unwrap();
        sheet.write_number(4, 3, 41_703.0).unwrap();
        sheet.write_number(3, 5, 13_800_000_001.0).unwrap();
        sheet.write_string(3, 6, "51142520140305123X").unwrap();
        sheet.write_number(4, 6, 511_425_201_403_051_234.0).unwrap();
        lines(sheet, 7, &["合　计,3"]);
        // A stray format far to the right and below is no data.
        sheet.write_blank(9, 40, &bold).unwrap();
        book.add_worksheet();
    });
    let source = source(&content, ImportKind::Children).unwrap();
    assert_eq!(source.table.sheet.as_deref(), Some("Sheet2"));
    assert_eq!(source.layout.heading_row, 3);
    let names = ["village", "name", "sex", "birth_date", "guardian_name", "guardian_phone"];
    let want = [
        (4, "高台村|王明|男|2014-03-05|王强|13800000001"),
        (5, "高台村|李红|女|41703|李刚|"),
        (6, "瑞峰村|张力|男|||"),
    ];
    assert_eq!(shown(&source, &names), want.map(|(row, text)| (row, text.to_owned())));
    let ids = ImportKind::Children.position("id_number").unwrap();
    let cells: Vec<_> = source.rows().map(|row| row.cells[ids].as_ref().clone()).collect();
    assert_eq!(cells[0], Cell::Text("51142520140305123X".into()));
    assert!(
        matches!(cells[1], Cell::Rounded(_)),
        "a floating number has lost digits: {:?}",
        cells[1]
    );
}

/// Changes one part of a workbook as another program would have written it.
fn with_part(content: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(content)).unwrap();
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut file = old.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut file, &mut text).unwrap();
        new.start_file(name.clone(), zip::write::SimpleFileOptions::default()).unwrap();
        let text = if name == part { change(text) } else { text };
        new.write_all(text.as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn an_id_number_written_as_a_whole_number_keeps_all_its_digits() {
    let content = book(|book| {
        let sheet = book.add_worksheet();
        lines(sheet, 0, &["姓名,身份证号", "王明", "李红"]);
        sheet.write_number(1, 1, 7.5).unwrap();
        sheet.write_number(2, 1, 8.5).unwrap();
    });
    let content = with_part(&content, "xl/worksheets/sheet1.xml", |text| {
        text.replace("<v>7.5</v>", "<v>511425201403051236</v>")
            .replace("<v>8.5</v>", "<v>5.11425201403051E+17</v>")
    });
    let source = source(&content, ImportKind::Children).unwrap();
    let ids = ImportKind::Children.position("id_number").unwrap();
    let cells: Vec<_> = source.rows().map(|row| row.cells[ids].as_ref().clone()).collect();
    assert_eq!(
        cells,
        [Cell::Text("511425201403051236".into()), Cell::Rounded("511425201403051000".into())]
    );
}

#[test]
fn merged_cells_are_found_however_far_down_the_part_they_stand() {
    for rows in [1u32, 700, 701, 702, 703, 5000] {
        let content = book(|book| {
            let sheet = book.add_worksheet();
            lines(sheet, 0, &["村,姓名"]);
            for row in 1..=rows {
                sheet.write_string(row, 1, "王明").unwrap();
            }
            sheet.merge_range(rows + 1, 0, rows + 2, 0, "高台村", &Format::new()).unwrap();
            lines(sheet, rows + 1, &[",李红", ",张力"]);
        });
        let source = source(&content, ImportKind::Children).unwrap();
        let last: Vec<_> = shown(&source, &["village", "name"]).split_off(rows as usize);
        assert_eq!(
            last,
            [(rows + 2, "高台村|李红".to_owned()), (rows + 3, "高台村|张力".to_owned())]
        );
    }
}

#[test]
fn control_characters_are_gone_and_reported() {
    let source =
        source("name,note\n王\u{1b}[31m明,a\u{7}b\n".as_bytes(), ImportKind::Children).unwrap();
    assert_eq!(shown(&source, &["name", "note"]), [(2, "王明|ab".to_owned())]);
    assert_eq!(source.rows().next().unwrap().raw.odd, [(0, Oddity::Cleaned), (1, Oddity::Cleaned)]);
}

#[test]
fn what_is_no_spreadsheet_is_told() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
    assert!(matches!(
        source(png, ImportKind::Children),
        Err(FileError::Encoding | FileError::NotSpreadsheet)
    ));
    assert!(matches!(source(b"", ImportKind::Children), Err(FileError::Empty)));
    assert!(matches!(source(b"\n\n", ImportKind::Children), Err(FileError::Empty)));
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0";
    assert!(matches!(source(old, ImportKind::Children), Err(FileError::OldWorkbook)));
    assert!(matches!(
        source("甲,乙\n1,2\n".as_bytes(), ImportKind::Children),
        Err(FileError::NoHeadings { .. })
    ));
    let whole = book(|book| lines(book.add_worksheet(), 0, &["姓名", "王明"]));
    for cut in [4, 30, whole.len() / 2, whole.len() - 10] {
        assert!(
            matches!(source(&whole[..cut], ImportKind::Children), Err(FileError::Damaged { .. })),
            "{cut}"
        );
    }
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("a.txt", zip::write::SimpleFileOptions::default()).unwrap();
    let zip = zip.finish().unwrap().into_inner();
    assert!(matches!(source(&zip, ImportKind::Children), Err(FileError::NotSpreadsheet)));
    assert!(matches!(
        source(
            &book(|book| {
                book.add_worksheet();
            }),
            ImportKind::Children
        ),
        Err(FileError::Empty)
    ));
}

#[test]
fn a_file_of_200_mb_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.csv");
    std::fs::File::create(&path).unwrap().set_len(200_000_000).unwrap();
    assert!(matches!(Opened::open(&path), Err(FileError::TooLarge { bytes: 200_000_000, .. })));
}

#[test]
fn a_missing_column_is_named_with_what_was_seen() {
    let error =
        source("儿童编号,走访人\nC0001,V0001\n".as_bytes(), ImportKind::Visits).unwrap_err();
    let FileError::MissingColumns { missing, seen, .. } = error else { panic!("{error}") };
    assert_eq!((missing, seen), (vec!["date"], vec!["儿童编号".to_owned(), "走访人".to_owned()]));
}

#[test]
fn rows_that_are_no_data_are_passed_over() {
    let text = "姓名,村\n王明,高台\n小计：,1\n,\n姓名,村\n李红,高台\nTotal,2\n填表人：李晓,\n总计志,高台\n";
    let source = source(text.as_bytes(), ImportKind::Children).unwrap();
    assert_eq!(shown(&source, &["name"]).len(), 2);
}

/// Where townships and villages are merged cells, sums stand behind what those fill the row with.
#[test]
fn sums_behind_merged_cells_are_about_nobody() {
    let content = book(|book| {
        let sheet = book.add_worksheet();
        let (format, plain) = (rust_xlsxwriter::Format::new(), 0..5);
        for (column, heading) in plain.zip(["序号", "乡镇", "村", "姓名", "性别"]) {
            sheet.write(0, column, heading).unwrap();
        }
        let rows: [[&str; 5]; 9] = [
            ["1", "", "河坝村", "辛一", "男"],
            ["2", "", "", "辛二", "女"],
            ["", "", "小计", "2人", ""],
            ["3", "高台镇", "黄莺岭村", "辛三", "女"],
            ["", "高台镇", "小计", "", ""],
            ["", "", "男1人", "女2人", ""],
            ["合计", "", "", "3人", ""],
            ["4", "", "", "", ""],
            ["5", "", "", "", ""],
        ];
        for (line, row) in (1..).zip(rows) {
            for (column, text) in (0..).zip(row) {
                if !text.is_empty() {
                    sheet.write(line, column, text).unwrap();
                }
            }
        }
        sheet.merge_range(1, 1, 3, 1, "青竹街道", &format).unwrap();
        sheet.merge_range(1, 2, 2, 2, "河坝村", &format).unwrap();
    });
    let source = source(&content, ImportKind::Children).unwrap();
    let read: Vec<String> = shown(&source, &["name"]).into_iter().map(|(_, name)| name).collect();
    assert_eq!(read, ["辛一", "辛二", "辛三"]);
}

/// A name may end as a sum does, and a note may say anything.
#[test]
fn a_row_that_names_somebody_is_theirs() {
    let text = "姓名,村,备注,家庭人口\n王小计,高台,,\n李明,高台,小计,\n赵四,高台,合计5户,共计4人\n,高台镇小计,2人,\n";
    let children = source(text.as_bytes(), ImportKind::Children).unwrap();
    let read: Vec<String> = shown(&children, &["name"]).into_iter().map(|(_, name)| name).collect();
    assert_eq!(read, ["王小计", "李明", "赵四"]);
    let text = "儿童编号,日期,备注\nC0001,2026-11-03,合计：2户\nC0002,2026-11-04,共计5人\n";
    let visits = source(text.as_bytes(), ImportKind::Visits).unwrap();
    assert_eq!(shown(&visits, &["child_code"]).len(), 2);
}

/// What begins like a sum or a remark is data all the same, where it names somebody or fills what its kind requires.
#[test]
fn a_row_that_says_enough_is_data_whatever_it_begins_with() {
    let read = |kind, column: &str, text: &str| -> (Vec<String>, Vec<u32>) {
        let source = source(text.as_bytes(), kind).unwrap();
        let rows = shown(&source, &[column]).into_iter().map(|(_, text)| text).collect();
        (rows, source.remarks())
    };
    let events = "活动名称,类型,日期,备注\n小计划交流会,会议,2026-11-20,\n合计划,培训,2026/11/21,\n\
        合计,会议,2026-11-22,\n小计,2,,\n合计：3场,,2026-11-22,\n说明：,会议,2026-11-22,\n";
    let titles = ["小计划交流会", "合计划", "合计"].map(str::to_owned).to_vec();
    assert_eq!(read(ImportKind::Events, "title", events), (titles, vec![5, 6, 7]));
    let visits = "备注,儿童编号,日期\n注：奶奶病了,C0001,2026-11-03\n说明：没有人在家,王小明,2026-11-04\n\
        共计去了两次,李红,2026-11-05\n注：补录,C0002,昨天\n小计：,3,\n注：以上属实,,\n合计,12,2026-11-30\n";
    let children = ["C0001", "王小明", "李红", "C0002"].map(str::to_owned).to_vec();
    assert_eq!(read(ImportKind::Visits, "child_code", visits), (children, vec![6, 7, 8]));
    let days = "说明,儿童编号,日期,出勤,从,到,应到天数\n注：发烧,李红,2026-11-03,假,,,\n\
        小计,李红,,,2026-09-01,2026-09-30,22\n合计,,,,,,22\n";
    let days = read(ImportKind::Attendance, "child_code", days);
    assert_eq!(days, (vec!["李红".to_owned(); 2], vec![4]));
    let lists = "备注,姓名,出生日期,村\n注：爱画画,王小明,,河坝村\n共计三姐妹,李红,,\n小计,李小红,2014-03-05,\n\
        合计,3人,,\n小计,人数,3,\n填表人：,李晓,填表日期：,2026-11-20\n";
    let names = ["王小明", "李红", "李小红"].map(str::to_owned).to_vec();
    assert_eq!(read(ImportKind::Children, "name", lists), (names, vec![5, 6, 7]));
    let lists = "序号,姓名,身份证号,编号\n合计,王小明,511425201403050012,\n小计,,,C0007\n合计,人数,2,\n注：见附表,王芳,,\n";
    let names = ["王小明", ""].map(str::to_owned).to_vec();
    assert_eq!(read(ImportKind::Children, "name", lists), (names, vec![4, 5]));
}

#[test]
fn the_same_as_nothing_is_nothing_however_often() {
    let text = "姓名,村\n王明,\n李红,同上\n张力,同上\n赵刚,河坝村\n孙丽,同上\n同上,同上\n";
    let source = source(text.as_bytes(), ImportKind::Children).unwrap();
    let faults: Vec<_> =
        source.rows().map(|row| row.faults.first().map(|fault| fault.1.code())).collect();
    assert_eq!(faults, [None, Some("nothing_above"), Some("nothing_above"), None, None, None]);
}

#[test]
fn rows_cut_short_or_too_long_are_told() {
    let text = "姓名,性别,村\n王明,男,高台\n李红,女\n张力,男,高台,多\n";
    let source = source(text.as_bytes(), ImportKind::Children).unwrap();
    let faults: Vec<_> =
        source.rows().map(|row| row.faults.first().map(|fault| fault.1.code())).collect();
    assert_eq!(faults, [None, Some("truncated"), Some("too_many_cells")]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn random_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = source(&bytes, ImportKind::Children).map(|source| source.rows().count());
    }

    #[test]
    fn random_text_below_headings_is_answered(text in "[姓名村,;\"\\r\\n\\t\u{0}-\u{9f}王0-9]*") {
        let text = format!("姓名,村\n{text}");
        let _ = source(text.as_bytes(), ImportKind::Children).map(|source| source.rows().count());
    }

    #[test]
    fn a_workbook_with_broken_bytes_is_answered(at in 0usize..6000, byte in any::<u8>()) {
        let mut content = book(|book| lines(book.add_worksheet(), 0, &["姓名,村", "王明,高台"]));
        let at = at % content.len();
        content[at] = byte;
        let _ = source(&content, ImportKind::Children).map(|source| source.rows().count());
    }

    #[test]
    fn a_workbook_with_broken_parts_is_answered(at in 0usize..2000, what in "[<>/\"=0-9a-z:]{0,6}") {
        let content = book(|book| lines(book.add_worksheet(), 0, &["姓名,村", "王明,高台"]));
        for part in ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"] {
            let broken = with_part(&content, part, |text| {
                let at = at % text.len();
                if text.is_char_boundary(at) { format!("{}{what}{}", &text[..at], &text[at..]) } else { text }
            });
            let _ = source(&broken, ImportKind::Children).map(|source| source.rows().count());
        }
    }
}

#[test]
fn a_formula_without_a_result_is_not_taken_for_a_blank_in_silence() {
    let content = book(|book| {
        let sheet = book.add_worksheet();
        lines(sheet, 0, &["序号,姓名,年级", ",王明", ",李红", ",吉克"]);
        for row in 1..=4 {
            sheet.write_formula(row, 0, Formula::new("=ROW()-1").set_result("7")).unwrap();
        }
        sheet.write_formula(1, 2, Formula::new("=1+2").set_result("3")).unwrap();
        sheet.write_formula(2, 2, Formula::new("=1+2").set_result("7")).unwrap();
        sheet.write_formula(3, 2, Formula::new("=IF(B4=\"\",1,\"\")").set_result("")).unwrap();
    });
    // As a program leaves it that doesn't calculate.
    let content = with_part(&content, "xl/worksheets/sheet1.xml", |text| {
        assert!(text.contains("<v>7</v>"), "{text}");
        text.replace("<v>7</v>", "<v/>")
    });
    let source = source(&content, ImportKind::Children).unwrap();
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: "2026-09-01".parse().unwrap(),
        is_demo: false,
    };
    let today = "2026-11-23".parse().unwrap();
    let context = Context { today, pinned: false, user: "李晓".into() };
    let store = Store::in_memory(&office, context, SchoolCalendar::embedded()).unwrap();
    let decisions = import::Decisions::new();
    let plan = import::plan(&source, &store.queries(), &decisions, &mut |_, _| true).unwrap();
    // The running number is brought in nowhere; the fifth row holds nothing but that; an empty text is a result.
    assert_eq!((plan.created(), plan.read(), plan.warnings.len()), (3, 3, 1));
    let (row, said) = (plan.warnings[0].row, &plan.warnings[0].findings);
    assert_eq!((row, said.len(), &*said[0].column), (3, 1, "年级"));
    assert_eq!(said[0].reason.code(), "no_result");
}
