//! Marked rows that another console takes out of the list are no longer marked, and that is said.

use super::{Desk, POLL};
use crate::robot::{TODAY, day};
use peiban::console::action::Route;
use peiban::domain::codes::TaskStatus;
use peiban::domain::records::Task;
use peiban::store::Command;

#[test]
fn marks_of_rows_that_are_gone_are_dropped_and_that_is_said() {
    let desk = Desk::new(1);
    let mut writer = desk.store("陈静");
    let ids: Vec<_> = ["一件", "两件", "三件"]
        .into_iter()
        .map(|title| {
            let task = Task { title: title.into(), due: day(TODAY), ..Task::default() };
            writer.execute(Command::add(task)).unwrap().id
        })
        .collect();
    let mut one = desk.console("李晓");
    one.shell().go(Route::Tasks);
    one.draw();
    one.keys("Space Space").sees("已选2");
    let mut settle =
        |id| writer.execute(Command::SettleTask { id, status: TaskStatus::Done }).unwrap();
    settle(ids[0]);
    one.waits(POLL).lacks("一件").sees("选着的有1行已不在这里").sees("已选1");
    // The next mark is as ever.
    one.keys("End Space Up").sees("已选2").lacks("已不在这里");
    settle(ids[1]);
    settle(ids[2]);
    one.waits(POLL).lacks("已选").sees("选着的有2行已不在这里");
    one.keys("Backspace").lacks("已不在这里");
}
