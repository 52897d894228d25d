//! School days, term days, shelf lives, teaching weeks.

use peiban::domain::calendar::{CalendarError, SchoolCalendar, school_year};

use super::case::day;

#[test]
fn school_days_and_office_days_are_two_things() {
    let calendar = SchoolCalendar::embedded();
    for (on, school, office) in [
        ("2026-11-23", true, true),   // Monday in term
        ("2026-11-21", false, false), // Saturday
        ("2026-10-01", false, false), // National Day
        ("2026-10-07", false, false),
        ("2026-10-08", true, true),
        ("2026-10-10", true, true),  // Saturday worked instead
        ("2026-09-20", true, true),  // Sunday worked instead
        ("2026-02-14", false, true), // Saturday worked, but no term
        ("2026-08-17", false, true), // summer
        ("2024-09-16", true, true),  // a year without holidays in the file
        ("2024-08-19", true, true),  // before the calendar: any weekday
        ("2024-08-18", false, false),
        ("2028-03-01", true, true), // after it
        ("2027-01-23", false, false),
    ] {
        assert_eq!(calendar.is_school_day(day(on)), school, "school {on}");
        assert_eq!(calendar.is_office_day(day(on)), office, "office {on}");
    }
}

#[test]
fn term_days_are_all_days_of_a_term_and_all_outside_the_calendar() {
    let calendar = SchoolCalendar::embedded();
    for (on, term) in [
        ("2026-09-01", true),
        ("2026-10-03", true), // holidays in a term count
        ("2027-01-22", true),
        ("2027-01-23", false),
        ("2027-02-21", false),
        ("2027-02-22", true),
        ("2026-08-31", false),
        ("2024-09-01", true), // the day before the first term
        ("2027-07-02", true),
        ("2027-07-03", true), // the day after the last
    ] {
        assert_eq!(calendar.is_term_day(day(on)), term, "{on}");
    }
}

#[test]
fn a_shelf_life_counts_days_or_term_days() {
    let calendar = SchoolCalendar::embedded();
    for (from, life, term_days, through) in [
        ("2026-11-13", 30, true, "2026-12-13"),
        ("2026-11-13", 150, false, "2027-04-12"),
        // 16 … 22 January are 7; 23 more from 22 February on.
        ("2027-01-15", 30, true, "2027-03-16"),
        ("2027-01-15", 30, false, "2027-02-14"),
        // The last day of a term; a day of the summer.
        ("2026-07-03", 14, true, "2026-09-14"),
        ("2026-08-10", 14, true, "2026-09-14"),
        // Ends on the last day of the term.
        ("2027-01-15", 7, true, "2027-01-22"),
        ("2027-01-15", 8, true, "2027-02-22"),
        // Outside the calendar every day counts.
        ("2024-08-20", 30, true, "2024-09-19"),
        ("2024-08-20", 5, true, "2024-08-25"),
        ("2027-06-30", 30, true, "2027-07-30"),
        ("2028-01-01", 60, true, "2028-03-01"),
        ("2026-11-13", 0, true, "2026-11-13"),
    ] {
        let found = calendar.good_through(day(from), life, term_days);
        assert_eq!(found, day(through), "{from} + {life}");
    }
}

#[test]
fn a_shelf_life_in_term_days_is_what_counting_day_by_day_gives() {
    let calendar = SchoolCalendar::embedded();
    for from in day("2024-06-01").iter_days().take(1400).step_by(7) {
        for life in [1, 14, 60, 90, 400] {
            let mut on = from;
            let mut left = life;
            while left > 0 {
                on = on.succ_opt().unwrap();
                left -= u32::from(calendar.is_term_day(on));
            }
            assert_eq!(calendar.good_through(from, life, true), on, "{from} + {life}");
        }
    }
}

#[test]
fn weeks_begin_on_monday_and_the_first_holds_the_first_day() {
    let calendar = SchoolCalendar::embedded();
    for (on, week) in [
        ("2026-09-01", Some(1)), // a Tuesday
        ("2026-09-06", Some(1)),
        ("2026-09-07", Some(2)),
        ("2026-11-23", Some(13)),
        ("2026-11-22", Some(12)),
        ("2027-02-01", None),
    ] {
        assert_eq!(calendar.teaching_week(day(on)), week, "{on}");
    }
}

#[test]
fn the_school_year_begins_on_1_september() {
    assert_eq!(school_year(day("2026-08-31")), 2025);
    assert_eq!(school_year(day("2026-09-01")), 2026);
    assert_eq!(school_year(day("2027-02-01")), 2026);
}

#[test]
fn a_calendar_without_terms_has_weekdays() {
    let calendar = SchoolCalendar::parse("").unwrap();
    assert!(
        calendar.is_school_day(day("2026-08-17")) && !calendar.is_school_day(day("2026-08-16"))
    );
    assert!(calendar.is_term_day(day("2026-08-16")));
    assert_eq!(calendar.good_through(day("2026-07-03"), 14, true), day("2026-07-17"));
}

#[test]
fn an_offices_own_file_is_read_or_refused_with_the_reason() {
    let own = SchoolCalendar::parse(
        "terms = [{ start = \"2027-03-01\", end = \"2027-07-09\" }, { start = \"2026-09-01\", end = \"2027-01-29\" }]\n\
         [years.2027]\nholidays = [\"2026-12-31\", \"2027-01-01\"]\nworkdays = [\"2027-01-03\"]\n",
    )
    .unwrap();
    assert_eq!(*own.terms()[0].start(), day("2026-09-01"));
    assert!(!own.is_school_day(day("2026-12-31")), "a year's table may hold the December before");
    assert!(own.is_school_day(day("2027-01-03")));
    let refused = |text: &str| SchoolCalendar::parse(text).unwrap_err();
    let backwards = "terms = [{ start = \"2027-03-01\", end = \"2027-02-01\" }]";
    assert_eq!(refused(backwards), CalendarError::TermBackwards(day("2027-03-01")));
    let overlap = "terms = [{ start = \"2026-09-01\", end = \"2027-03-01\" }, { start = \"2027-03-01\", end = \"2027-07-01\" }]";
    assert_eq!(refused(overlap), CalendarError::TermsOverlap(day("2027-03-01")));
    let both = "[years.2027]\nholidays = [\"2027-01-01\"]\nworkdays = [\"2027-01-01\"]";
    assert_eq!(refused(both), CalendarError::BothOffAndWorked(day("2027-01-01")));
    for text in ["term = []", "terms = [{ start = \"2027-02-30\", end = \"2027-07-01\" }]", "terms"]
    {
        assert!(matches!(refused(text), CalendarError::Form { line: 1, .. }));
    }
}

#[test]
fn a_fingerprint_is_of_the_days_and_not_of_the_writing() {
    let of = |text: &str| SchoolCalendar::parse(text).unwrap().fingerprint();
    let text = r#"terms = [{ start = "2026-09-01", end = "2027-01-22" }]
[years.2026]
holidays = ["2026-10-01"]
workdays = ["2026-10-10"]"#;
    assert_eq!(
        of(text),
        of(&format!("# ours\n{}", text.replace("[years.2026]", "[years.'autumn']")))
    );
    let others = [
        text.replace("2027-01-22", "2027-01-21"),
        text.replace("2026-10-01", "2026-10-02"),
        text.replace("workdays = [", "workdays = [\"2026-10-11\", "),
        text.replace("holidays", "other")
            .replace("workdays", "holidays")
            .replace("other", "workdays"),
        String::new(),
    ];
    let mut seen = vec![of(text)];
    for other in others {
        let print = of(&other);
        assert!(!seen.contains(&print), "{other}");
        seen.push(print);
    }
    // Kept in files: it may not change from one version of the program to the next.
    assert_eq!(of(""), -2_239_136_755_375_791_811);
}
