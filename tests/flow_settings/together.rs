//! Several numbers changed together: one form, one reason, one look at who would change tier, one entry.

use peiban::domain::codes::Tier;

use super::robot::{Demo, Robot};
use super::{cut_row, standing, value_of};

#[test]
fn two_cut_points_move_together_as_one_entry_with_one_reason() {
    let demo = Demo::build();
    let before = standing(&demo.store());
    let entries = demo.store().queries().count_history(None).unwrap();
    let mut robot = Robot::new(demo.store());
    robot.keys("0 Tab Tab Tab").sees("空格选几项，一起改");
    for _ in 0..cut_row("tier_critical") {
        robot.keys("Down");
    }
    robot.keys("Space Space").sees("* 紧急从").sees("* 重点从").sees("选了2项");
    // Esc takes the marks away before it leaves the page.
    robot.keys("Esc").sees("[分界与有效期]").lacks("* 紧急从").keys("Up Up Space Space");
    robot.keys("Enter").sees("一起改2项").sees("紧急从").sees("重点从");
    // Each alone would stand the wrong way round beside the other as it is: 40 is where high begins.
    robot.keys("ctrl-s").sees("没有改动").keys("Enter").sees("一起改2项");
    robot.keys("35 Tab 45 Tab 试行一月 ctrl-s").sees("要大于「重点从」，那里是45");
    robot.keys("F7").keys("38 Tab 25 ctrl-s").sees("要填");
    robot.keys("试行一月 ctrl-s").sees("紧急从：从60分改成38分").sees("重点从：从40分改成25分");
    let wanted = [("tier_critical", "38"), ("tier_high", "25")];
    let trial = demo.store().queries().try_settings(&wanted, &mut |_, _| true).unwrap();
    assert!(trial.moved() > 0);
    robot.sees(&format!("{}个换等级", trial.moved())).sees(&trial.named[0].code);
    assert_eq!(standing(&demo.store()), before);
    robot.keys("Enter").sees("已改2项：紧急从、重点从").lacks("* 紧急从");
    assert_eq!(value_of(&mut robot, "tier_critical"), "38");
    assert_eq!(value_of(&mut robot, "tier_high"), "25");
    let after = standing(robot.shell().store());
    for moved in &trial.named {
        let found = after.iter().find(|row| row.0 == moved.code).unwrap();
        assert_eq!((found.1, found.2), moved.to, "{}", moved.code);
    }
    assert!(after.iter().any(|row| row.1 == Tier::Critical));
    assert_eq!(robot.shell().store().queries().count_history(None).unwrap(), entries + 1);
    robot.keys("ctrl-z").sees("已撤销");
    assert_eq!(standing(robot.shell().store()), before);
}

#[test]
fn what_is_wrong_with_one_of_several_stands_beside_it() {
    let mut robot = Robot::new(super::robot::empty_store());
    robot.keys("0 Tab Tab").sees("[权重]").keys("Space Space Space Enter").sees("一起改3项");
    // Each wrong one is told; what was typed stays, also as a draft.
    robot.keys("101 Tab 15 Tab 200 Tab 试 ctrl-s").sees("要在0到100之间").sees("200");
    robot.keys("Esc").sees("草稿已保留").keys("Enter").sees("草稿").sees("200");
    // At the field where it was left.
    let marked = |robot: &mut Robot| {
        let screen = robot.screen();
        screen.lines().find(|line| line.contains(" >")).map(str::to_owned).unwrap()
    };
    let left = marked(robot.keys("Tab Tab"));
    assert!(left.contains("200"), "{left}");
    assert_eq!(marked(robot.keys("Esc Enter")), left);
    robot.keys("F7").keys("6 Tab 16 Tab 26 Tab 试 ctrl-s").sees("没有孩子换等级");
    robot.keys("Enter").sees("已改3项");
    assert_eq!(value_of(&mut robot, "att1_bad_points"), "26");
}
