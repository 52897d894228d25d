//! What a new name list leaves to look at, against children counted by hand.

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::{ExamType, Status};
use peiban::domain::lunar::LunarBirthday;
use peiban::domain::records::{Child, Exam};
use peiban::store::{Command, Context, Office, Store};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_picture_counts_what_stands_there() {
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: day("2026-09-01"),
        is_demo: false,
    };
    let context = Context { today: day("2026-11-23"), pinned: true, user: "李晓".into() };
    let mut store = Store::in_memory(&office, context, SchoolCalendar::embedded()).unwrap();
    assert_eq!(store.queries().picture().unwrap().children, 0);
    // In November: 王小明 (2nd), and 李红 by the lunar 十月十五, which is the 23rd. Grade 4 is usually nine years old on
    // 31 August: the elder 王小明 is, 陈亮 was eleven.
    let children = [
        ("王小明", "2016-11-02", Some(4), None, Status::Active),
        ("王小明", "2017-03-05", None, None, Status::Active),
        ("李红", "2015-05-05", None, Some((10, 15)), Status::Active),
        ("陈亮", "2015-01-09", Some(4), None, Status::Active),
        ("王小明", "2014-01-09", Some(1), None, Status::Closed),
    ];
    let mut first = 0;
    for (name, birth, grade, lunar, status) in children {
        let child = Child {
            name: name.into(),
            birth_date: Some(day(birth)),
            lunar_birthday: lunar.map(|(month, day)| LunarBirthday {
                year: None,
                month,
                leap: false,
                day,
            }),
            grade,
            grade_year: grade.map(|_| 2026),
            status,
            ..Child::default()
        };
        let receipt = store.execute(Command::add(child)).unwrap();
        first = if first == 0 { receipt.id } else { first };
    }
    let exam = Exam {
        child_id: first,
        day: day("2026-11-06"),
        subject: "语文".into(),
        score: 80.0,
        exam_type: Some(ExamType::Midterm),
        ..Exam::default()
    };
    store.execute(Command::add(exam)).unwrap();
    let picture = store.queries().picture().unwrap();
    assert_eq!(picture.children, 4, "the closed file doesn't count");
    assert_eq!(picture.same_name, 2);
    assert_eq!(picture.birthdays, 2);
    assert_eq!(picture.age_and_grade, 1, "陈亮 is two years over the usual age");
    assert_eq!((picture.no_volunteer, picture.never_seen), (4, 4));
    assert_eq!((picture.no_attendance, picture.no_marks), (4, 3));
    // Known: age of two children (15 each) and courses of one (25), of 4 x 143 points: 55 of 572 is 9.6 %.
    assert_eq!(picture.coverage, 10);
}
