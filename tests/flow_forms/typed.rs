//! What is typed in a form is kept in the one way in which a file brings it, so that a file finds it again.

use super::open;
use crate::robot::{Robot, day, empty_store};
use peiban::console::screens::forms;
use peiban::domain::records::{Carer, Child, Volunteer};
use peiban::exchange::columns::ImportKind;
use peiban::exchange::import::{self, Decisions};
use peiban::exchange::map::ImportMap;
use peiban::exchange::source::Source;
use peiban::exchange::table::Opened;
use peiban::store::Command;

/// created, updated, unchanged, rejected, if a file of this text were brought in.
fn counts(robot: &mut Robot, kind: ImportKind, text: &str) -> [usize; 4] {
    let opened = Opened::from_bytes(text.as_bytes().to_vec()).unwrap();
    let source = Source::new(opened, kind, ImportMap::default()).unwrap();
    let queries = robot.shell().store().queries();
    let plan = import::plan(&source, &queries, &Decisions::new(), &mut |_, _| true).unwrap();
    [plan.created(), plan.updated(), plan.unchanged(), plan.rejected.len()]
}

#[test]
fn who_is_typed_is_found_again_by_a_file() {
    let mut robot = Robot::new(empty_store());
    open(&mut robot, forms::child::new());
    // Written wide, as names of two characters are lined up under those of three.
    robot.paste("胡　小").keys("Enter 1 2015.1.1").keys("Tab Tab Tab Tab Tab Tab");
    robot.paste("黄　秀英").sees("新建").keys("Enter Tab").paste("139 0000 6666");
    robot.keys("ctrl-s").sees("已保存: 新建孩子 胡小");
    open(&mut robot, forms::volunteer::new());
    robot.paste("吉克•阿依莫").keys("Enter 1").paste("139 0000-7777");
    robot.keys("ctrl-s").sees("已保存: 新建志愿者 吉克·阿依莫");
    open(&mut robot, forms::carer::new());
    robot
        .paste("王 强")
        .keys("Tab")
        .paste("+86 139 0000 8888、028-38810000")
        .keys("ctrl-s")
        .sees("已保存");
    let store = robot.shell().store();
    let child = store.queries().by_code::<Child>("C0001").unwrap().unwrap();
    assert_eq!(child.name, "胡小");
    let carer = store.queries().record::<Carer>(child.carer_id.unwrap()).unwrap().unwrap();
    assert_eq!((carer.name.as_str(), carer.phone.as_deref()), ("黄秀英", Some("13900006666")));
    let volunteer = store.queries().by_code::<Volunteer>("V0001").unwrap().unwrap();
    assert_eq!(volunteer.phone.as_deref(), Some("13900007777"));
    let carer = store.queries().by_code::<Carer>("G0002").unwrap().unwrap();
    let phones = "13900008888 / 028-38810000";
    assert_eq!((carer.name.as_str(), carer.phone.as_deref()), ("王强", Some(phones)));
    let list = "name,birth_date,guardian_name,guardian_phone\n胡小,2015-01-01,黄秀英,13900006666\n";
    assert_eq!(counts(&mut robot, ImportKind::Children, list), [0, 0, 1, 0]);
    let list = "name,phone\n吉克·阿依莫,13900007777\n";
    assert_eq!(counts(&mut robot, ImportKind::Volunteers, list), [0, 0, 1, 0]);
}

#[test]
fn a_phone_of_odd_length_is_said_above_all_else() {
    let mut store = empty_store();
    let some = |text: &str| Some(text.to_owned());
    for born in ["2014-03-05", "2014-03-06"] {
        let name = "欧阳小明".to_owned();
        let (township, village, school) = (some("青竹街道"), some("河坝村"), some("青竹小学"));
        let birth_date = Some(day(born));
        let known = Child { name, birth_date, township, village, school, ..Child::default() };
        store.execute(Command::add(known)).unwrap();
    }
    let mut robot = Robot::new(store);
    open(&mut robot, forms::child::new());
    // Two who may be the same and the key that opens one of them leave no line for what comes after.
    robot.keys("欧阳小明 Enter 1 2014-03-05 Enter Tab 青竹街道 Enter 河坝村 Enter 青竹小学 Enter");
    robot.keys("Tab 黄秀英 Enter Tab 1390000777788").sees("可能是 C0001");
    robot.sees("电话 1390000777788 有13位").sees("F6 打开 C0001");
}

#[test]
fn nobody_is_called_nobody() {
    let mut robot = Robot::new(empty_store());
    open(&mut robot, forms::volunteer::new());
    robot.keys("不详 Enter 1 ctrl-s").sees("这不是名字");
    robot.keys("ctrl-u 陈亮 ctrl-s").sees("已保存: 新建志愿者 陈亮");
}
