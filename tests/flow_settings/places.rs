//! Names of townships and villages: renamed in every record, added, hidden, and found by their former names.

use peiban::domain::records::Child;
use peiban::store::{Command, Store};

use super::robot::{Robot, empty_store};

#[test]
fn a_township_that_came_with_a_file_is_renamed_in_every_record_as_one_step() {
    let mut store = empty_store();
    let living = |name: &str, township: &str, village: &str| Child {
        name: name.into(),
        township: Some(township.into()),
        village: Some(village.into()),
        ..Child::default()
    };
    for child in [
        living("王小明", "瑞丰镇", "中坝村"),
        living("杨思雨", "瑞丰镇", "新桥村"),
        living("罗俊豪", "瑞峰镇", "中坝村"),
    ] {
        store.execute(Command::add(child)).unwrap();
    }
    let volunteer = peiban::domain::records::Volunteer {
        name: "张敏".into(),
        township: Some("瑞丰镇".into()),
        ..Default::default()
    };
    store.execute(Command::add(volunteer)).unwrap();
    let where_from = |store: &Store| -> Vec<(Option<String>, Option<String>)> {
        ["C0001", "C0002", "C0003"]
            .into_iter()
            .map(|code| store.queries().by_code::<Child>(code).unwrap().unwrap())
            .map(|child| (child.township, child.village))
            .collect()
    };
    let before = where_from(&store);
    let mut robot = Robot::new(store);
    robot.keys("g s Tab Tab Tab Tab").sees("[地名]").sees("1个乡镇不在名单里").sees("县里的");
    // The unknown one stands after the county's.
    let places = robot.shell().store().queries().office_places().unwrap();
    let row = places.iter().position(|row| row.name() == "瑞丰镇").unwrap();
    assert_eq!((places[row].children, places[row].volunteers), (2, 1));
    for _ in 0..row {
        robot.keys("Down");
    }
    robot.keys("Enter").sees("给「瑞丰镇」改名").sees("会改2个孩子、1个志愿者的记录");
    robot
        .keys("Backspace Backspace Backspace 瑞峰镇")
        .sees("已有「瑞峰镇」（孩子1），改后合成一个");
    robot.keys("ctrl-s").sees("「瑞丰镇」已改为「瑞峰镇」").lacks("不在名单里");
    let store = robot.shell().store();
    assert!(where_from(store).iter().all(|(town, _)| town.as_deref() == Some("瑞峰镇")));
    robot.keys("ctrl-z").sees("1个乡镇不在名单里");
    assert_eq!(where_from(robot.shell().store()), before);
}

#[test]
fn places_are_added_hidden_and_offered_in_forms() {
    let mut robot = Robot::new(empty_store());
    robot.keys("g s").keys("Tab Tab Tab Tab").sees("[地名]").keys("o").sees("加一个乡镇或村");
    // The first township's name stands there; another one is written over it.
    robot
        .keys("shift-Tab")
        .keys(&"Backspace ".repeat(6))
        .keys("新区 ctrl-s")
        .sees("已加「新区」")
        .sees("自己加的");
    robot
        .keys("o shift-Tab")
        .keys(&"Backspace ".repeat(6))
        .keys("新区 ctrl-s")
        .sees("已经有这一条");
    robot
        .keys("Esc Home")
        .sees("青竹街道")
        .keys("Delete")
        .sees("以后不再列出「青竹街道」")
        .sees("已隐藏");
    let offered = |robot: &mut Robot| -> Vec<String> {
        let known = robot.shell().store().queries().townships().unwrap();
        known.offered().map(|(_, name)| name.to_owned()).collect()
    };
    let now = offered(&mut robot);
    assert!(now.contains(&"新区".to_owned()) && !now.contains(&"青竹街道".to_owned()));
    robot.keys("Delete").sees("又会列出「青竹街道」").keys("ctrl-z").sees("重新列出地名");
    assert_eq!(offered(&mut robot), now);
    // Hiding is said as hiding, though a row was added for it.
    robot.keys("ctrl-z").sees("隐藏地名");
    // What only the county says has no record to rename.
    robot.keys("Down Enter").sees("没有可改的名称");
}

#[test]
fn a_renamed_township_shows_its_former_name_until_that_is_undone() {
    let mut store = empty_store();
    let child =
        Child { name: "王小明".into(), township: Some("瑞丰镇".into()), ..Child::default() };
    store.execute(Command::add(child)).unwrap();
    let mut robot = Robot::new(store);
    robot.keys("g s Tab Tab Tab Tab End Enter").sees("以后的表里写「瑞丰镇」，也认得是它");
    robot.keys("Backspace Backspace Backspace 瑞峰镇 ctrl-s").sees("旧称瑞丰镇");
    let meant = |robot: &mut Robot| {
        let known = robot.shell().store().queries().townships().unwrap();
        known.full_name("瑞丰镇").map(str::to_owned)
    };
    assert_eq!(meant(&mut robot).as_deref(), Some("瑞峰镇"));
    robot.keys("g h").sees("瑞丰镇").keys("Esc ctrl-z").sees("已撤销");
    assert_eq!(meant(&mut robot), None);
}
