//! Spreadsheets that went through hard times: bytes flipped, cut and doubled, cells swapped for whatever people write. None
//! makes the reader panic, none brings in half a row, and each rejection names its row and column.
//!
//! 500 without being asked for more; `PEIBAN_SHEETS=10000 cargo test --release --test sheets_mutated` does ten thousand,
//! `PEIBAN_SHEETS_SEED` others.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::records::{Child, Event, Volunteer};
use peiban::exchange::columns::ImportKind;
use peiban::exchange::error::FileError;
use peiban::exchange::import::{self, Decisions};
use peiban::exchange::map::ImportMap;
use peiban::exchange::source::Source;
use peiban::exchange::table::Opened;
use peiban::exchange::wording;
use peiban::language::{Lang, Language};
use peiban::store::{Command, Context, Office, Store};
use rust_xlsxwriter::Workbook;

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Pseudo-random numbers (SplitMix64): the same for the same seed on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.next() % 256).unwrap()
    }
}

/// One good sheet of each kind, headings first.
fn sheets() -> Vec<(ImportKind, Vec<Vec<&'static str>>)> {
    vec![
        (
            ImportKind::Children,
            vec![
                vec![
                    "编号",
                    "姓名",
                    "性别",
                    "出生日期",
                    "身份证号",
                    "乡镇",
                    "村",
                    "学校",
                    "年级",
                    "监护人",
                    "关系",
                    "监护人电话",
                ],
                vec![
                    "",
                    "李四妹",
                    "女",
                    "2015-03-05",
                    "511425201503050022",
                    "汉阳镇",
                    "河坝村",
                    "汉阳小学",
                    "四年级",
                    "李大爷",
                    "爷爷",
                    "13900000511",
                ],
                vec![
                    "",
                    "王五",
                    "男",
                    "2014.7.1",
                    "",
                    "汉阳镇",
                    "同上",
                    "汉阳小学",
                    "5",
                    "王六",
                    "父亲",
                    "13900000512",
                ],
                vec!["C0001", "王小明", "男", "2014-03-05", "", "青竹街道", "", "", "", "", "", ""],
                vec!["", "赵七", "女", "20160102", "", "高台镇", "黄莺岭村", "", "三", "", "", ""],
            ],
        ),
        (
            ImportKind::Volunteers,
            vec![
                vec!["编号", "姓名", "电话", "乡镇", "名额", "加入日期", "备注"],
                vec!["", "吴志强", "13900000263", "罗波乡", "3", "2025-03-01", ""],
                vec!["V0001", "周桂芳", "13900000417", "", "5", "", "换过号"],
                vec!["", "陈静", "13900000777", "汉阳镇", "2", "2026年1月5日", ""],
            ],
        ),
        (
            ImportKind::Assignments,
            vec![
                vec!["孩子编号", "志愿者编号", "开始日期", "结束日期"],
                vec!["C0001", "V0001", "2026-03-01", ""],
                vec!["C0002", "V0001", "2026-03-01", "2026-10-01"],
            ],
        ),
        (
            ImportKind::Visits,
            vec![
                vec!["孩子编号", "走访日期", "志愿者编号", "见到孩子", "地点", "健康", "备注"],
                vec!["C0001", "2026-10-13", "V0001", "是", "家里", "正常", "都好"],
                vec!["C0002", "2026-10-14", "", "否", "", "", "没人在家"],
                vec!["C0002", "2026.11.2", "V0001", "是", "学校", "有问题", "感冒"],
            ],
        ),
        (
            ImportKind::Attendance,
            vec![
                vec!["孩子编号", "日期", "状态"],
                vec!["C0001", "2026-11-16", "到"],
                vec!["C0001", "2026-11-17", "旷课"],
                vec!["C0002", "2026-11-16", "请假"],
            ],
        ),
        (
            ImportKind::Exams,
            vec![
                vec!["孩子编号", "日期", "科目", "分数", "满分", "类型"],
                vec!["C0001", "2026-11-06", "语文", "51", "100", "期中"],
                vec!["C0002", "2026-11-06", "数学", "68.5", "", "期中"],
            ],
        ),
        (
            ImportKind::Facts,
            vec![
                vec!["孩子编号", "日期", "代码", "内容", "来源"],
                vec!["C0001", "2026-11-20", "BEH1", "是", "班主任来电"],
                vec!["C0002", "2026-09-02", "HOM3_POVERTY", "是", ""],
            ],
        ),
        (
            ImportKind::Events,
            vec![
                vec!["编号", "标题", "种类", "开始日期", "结束日期", "地点"],
                vec!["", "四季度集体生日会", "生日会", "2026-12-05", "", "活动室"],
                vec!["E0001", "夏令营", "营会", "2026-07-10", "2026-07-15", "县城"],
            ],
        ),
    ]
}

/// What people write into cells.
const CELLS: &[&str] = &[
    "",
    " ",
    "　",
    "同上",
    "无",
    "不详",
    "#REF!",
    "=1+1",
    "-",
    "2026-13-45",
    "2099-01-01",
    "1899-12-31",
    "0",
    "-1",
    "1e308",
    "NaN",
    "王　明",
    "\"",
    "a\"b",
    "一行\n两行",
    "\u{feff}",
    "\u{202e}",
    "13900000417/13900000418",
    "5114252014030500",
    "C0001",
    "C9999",
    "V0001",
    "G0001",
    "合计",
    "是",
    "否",
    "是是",
    "女",
    "2014年3月",
    "四年级",
    "初三",
    "99",
    "农历八月十五",
    "45000",
    "44999.99",
    "TRUE",
    "999999999999999999999",
    "王小明",
    "\t",
    "；；、，",
    "很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长",
];

type Grid = Vec<Vec<String>>;

/// Cells, rows and columns as a hurried hand leaves them.
fn mutate_grid(grid: &mut Grid, chance: &mut Chance) {
    for _ in 0..=chance.below(4) {
        let rows = grid.len();
        if rows == 0 {
            return;
        }
        let row = chance.below(rows);
        let columns = grid[row].len();
        match chance.below(11) {
            0..=4 if columns > 0 => {
                let column = chance.below(columns);
                CELLS[chance.below(CELLS.len())].clone_into(&mut grid[row][column]);
            }
            5 if columns > 1 => {
                let (one, other) = (chance.below(columns), chance.below(columns));
                grid[row].swap(one, other);
            }
            6 => {
                let copy = grid[row].clone();
                grid.insert(chance.below(rows + 1), copy);
            }
            7 if columns > 0 => {
                // A column less, in every row or only in this one.
                let column = chance.below(columns);
                if chance.below(2) == 0 {
                    grid[row].remove(column);
                } else {
                    for cells in grid.iter_mut().filter(|cells| column < cells.len()) {
                        cells.remove(column);
                    }
                }
            }
            8 => {
                let title = CELLS[chance.below(CELLS.len())].to_owned();
                grid.insert(chance.below(rows + 1), vec![title]);
            }
            9 => {
                grid.remove(row);
            }
            _ => grid[row].push(CELLS[chance.below(CELLS.len())].to_owned()),
        }
    }
}

fn mutate_bytes(bytes: &mut Vec<u8>, chance: &mut Chance) {
    for _ in 0..=chance.below(8) {
        let length = bytes.len();
        if length == 0 {
            return;
        }
        let at = chance.below(length);
        match chance.below(7) {
            0 | 1 => bytes[at] ^= 1 << chance.below(8),
            2 => bytes[at] = chance.byte(),
            3 => {
                let until = (at + 1 + chance.below(40)).min(length);
                bytes.drain(at..until);
            }
            4 => {
                let until = (at + 1 + chance.below(40)).min(length);
                let part = bytes[at..until].to_vec();
                bytes.splice(at..at, part);
            }
            5 => bytes.insert(at, [b',', b'"', b'\n', b'\r', 0, 0xff][chance.below(6)]),
            _ if chance.below(4) == 0 => bytes.truncate(at),
            _ => {
                let other = chance.below(length);
                bytes.swap(at, other);
            }
        }
    }
}

fn csv(grid: &Grid, chance: &mut Chance) -> Vec<u8> {
    let delimiter = [",", ",", ",", "\t", ";"][chance.below(5)];
    let mut text = String::new();
    for row in grid {
        let cells: Vec<_> = row
            .iter()
            .map(|cell| {
                // Now and then nobody quotes what has to be quoted.
                let must = cell.contains(['"', '\n', '\t', ';', ',']);
                if must && chance.below(8) > 0 {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            })
            .collect();
        text.push_str(&cells.join(delimiter));
        text.push_str(["\n", "\r\n"][chance.below(2)]);
    }
    match chance.below(6) {
        0 => encoding_rs::GB18030.encode(&text).0.into_owned(),
        1 => {
            [&[0xff, 0xfe][..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()]
                .concat()
        }
        2 => [&[0xef, 0xbb, 0xbf][..], text.as_bytes()].concat(),
        _ => text.into_bytes(),
    }
}

fn xlsx(grid: &Grid, chance: &mut Chance) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(grid) {
        for (column, cell) in (0..).zip(cells) {
            let number = cell.parse::<f64>().ok().filter(|number| number.is_finite());
            match number {
                Some(number) if chance.below(2) == 0 => sheet.write_number(row, column, number),
                _ => sheet.write_string(row, column, cell),
            }
            .unwrap();
        }
    }
    if grid.len() > 3 && chance.below(4) == 0 {
        let _ = sheet.merge_range(1, 5, 3, 5, "合并的", &rust_xlsxwriter::Format::new());
    }
    book.save_to_buffer().unwrap()
}

/// The parts of a workbook unpacked, one of them mutated, and packed again: the reader gets as far as the XML.
fn mutate_part(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let chosen = chance.below(old.len());
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if at == chosen || (name.contains("sheet1.xml") && chance.below(2) == 0) {
            mutate_bytes(&mut content, chance);
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(&content).unwrap();
    }
    new.finish().unwrap().into_inner()
}

fn office() -> Store {
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: "2025-09-01".parse().unwrap(),
        is_demo: false,
    };
    let context =
        Context { today: "2026-11-23".parse().unwrap(), pinned: false, user: "李晓".into() };
    let mut store = Store::in_memory(&office, context, SchoolCalendar::embedded()).unwrap();
    for name in ["王小明", "杨思雨"] {
        store.execute(Command::add(Child { name: name.into(), ..Child::default() })).unwrap();
    }
    let volunteer = Volunteer { name: "周桂芳".into(), ..Volunteer::default() };
    store.execute(Command::add(volunteer)).unwrap();
    let event = Event {
        title: "夏令营".into(),
        starts_on: "2026-07-10".parse().unwrap(),
        ..Event::default()
    };
    store.execute(Command::add(event)).unwrap();
    store
}

/// What became of the sheets.
#[derive(Debug, Default)]
struct Tally {
    unreadable: BTreeMap<&'static str, usize>,
    planned: usize,
    rows: usize,
    rejected: usize,
    brought_in: usize,
    last: Vec<String>,
    whole_rows: BTreeMap<&'static str, usize>,
}

/// Brings a sheet in as far as it goes, and takes it back.
fn bring(store: &mut Store, kind: ImportKind, bytes: Vec<u8>, tally: &mut Tally) {
    let refused = |error: FileError, tally: &mut Tally| {
        for lang in Lang::ALL {
            let said = wording::file_error(Language::new(lang), &error);
            assert!(!said.contains('⟨') && !said.contains("{ $"), "{said}");
        }
        *tally.unreadable.entry(error.code()).or_default() += 1;
    };
    let source = Opened::from_bytes(bytes)
        .and_then(|opened| Source::new(opened, kind, ImportMap::default()));
    let source = match source {
        Ok(source) => source,
        Err(error) => return refused(error, tally),
    };
    let mut plan =
        import::plan(&source, &store.queries(), &Decisions::new(), &mut |_, _| true).unwrap();
    tally.planned += 1;
    tally.rows += plan.read();
    tally.rejected += plan.rejected.len();
    let findings = plan.rejected.iter().flat_map(|row| &row.findings);
    tally.last = findings
        .map(|finding| format!("{} {} {}", finding.column, finding.value, finding.reason.code()))
        .collect();
    assert_eq!(
        plan.read(),
        plan.created() + plan.updated() + plan.unchanged() + plan.rejected.len()
    );
    let last = source.table.rows.last().map_or(0, |row| row.number);
    let known: Vec<&str> = kind.columns().iter().map(|column| column.heading).collect();
    for row in &plan.rejected {
        // Each rejection is located: a row of the file, and a column of it or one that it lacks.
        assert!(row.row > 0 && row.row <= last, "row {} of {last}", row.row);
        assert!(!row.findings.is_empty(), "row {} is rejected for no reason", row.row);
        for finding in &row.findings {
            let heads = &source.layout.headings;
            // A row whose cells do not line up with the headings has no single column at fault.
            if finding.column.is_empty() {
                *tally.whole_rows.entry(finding.reason.code()).or_default() += 1;
                continue;
            }
            let located = heads.contains(&finding.column)
                || known.contains(&finding.column.as_str())
                || kind.columns().iter().any(|column| column.chinese() == finding.column);
            assert!(located, "row {}: no column {:?} among {heads:?}", row.row, finding.column);
            for lang in Lang::ALL {
                let said = wording::findings(Language::new(lang), std::slice::from_ref(finding));
                assert!(!said.contains('⟨') && !said.is_empty(), "{said}");
            }
        }
    }
    assert_eq!(plan.rejected_rows(Language::new(Lang::Zh)).len(), plan.rejected.len());
    let Some(command) = plan.take_command() else { return };
    // What was planned without a complaint is written without one.
    store.execute(command).unwrap_or_else(|error| panic!("planned, then refused: {error:?}"));
    tally.brought_in += 1;
    store.execute(Command::Undo { entry: None }).unwrap();
}

#[test]
fn mutated_sheets_never_panic_and_each_rejection_is_located() {
    let count = asked("PEIBAN_SHEETS").unwrap_or(500);
    let seed = asked("PEIBAN_SHEETS_SEED").unwrap_or(20_261_123);
    let sheets = sheets();
    let mut store = office();
    let mut tally = Tally::default();
    // The sheets as they are, all of them good.
    for (kind, sheet) in &sheets {
        let grid: Grid =
            sheet.iter().map(|row| row.iter().map(|cell| (*cell).into()).collect()).collect();
        let before = tally.rejected;
        let text = csv(&grid, &mut Chance(0));
        bring(&mut store, *kind, text, &mut tally);
        let said = (tally.rejected - before, &tally.unreadable);
        assert!(said.0 == 0 && said.1.is_empty(), "{kind:?}: {said:?} {:?}", tally.last);
    }
    for number in 0..count {
        let mut chance = Chance(seed.wrapping_mul(1_000_003).wrapping_add(number));
        let (kind, sheet) = &sheets[chance.below(sheets.len())];
        let mut grid: Grid =
            sheet.iter().map(|row| row.iter().map(|cell| (*cell).into()).collect()).collect();
        if chance.below(4) > 0 {
            mutate_grid(&mut grid, &mut chance);
        }
        let bytes = match chance.below(8) {
            0..=2 => csv(&grid, &mut chance),
            3 | 4 => {
                let mut bytes = csv(&grid, &mut chance);
                mutate_bytes(&mut bytes, &mut chance);
                bytes
            }
            5 => xlsx(&grid, &mut chance),
            6 => {
                let mut bytes = xlsx(&grid, &mut chance);
                mutate_bytes(&mut bytes, &mut chance);
                bytes
            }
            _ => {
                let bytes = xlsx(&grid, &mut chance);
                mutate_part(&bytes, &mut chance)
            }
        };
        let done = catch_unwind(AssertUnwindSafe(|| bring(&mut store, *kind, bytes, &mut tally)));
        if let Err(panic) = done {
            println!("sheet {number} of seed {seed}, {kind:?}");
            std::panic::resume_unwind(panic);
        }
    }
    let findings = store.examine().unwrap();
    assert!(findings.is_healthy(), "{findings:?}");
    assert_eq!(store.queries().count::<Child>(true).unwrap(), 2);
    tally.last.clear();
    println!("{count} sheets: {tally:?}");
    let planned = u64::try_from(tally.planned).unwrap();
    assert!(
        tally.whole_rows.keys().all(|code| ["too_many_cells", "truncated"].contains(code)),
        "{tally:?}"
    );
    assert!(planned > count / 3 && tally.brought_in > 0 && tally.rejected > 0, "{tally:?}");
}
