//! The office's own numbers.

use peiban::domain::checks::{Check, Refusal, RefusalReason};
use peiban::domain::records::{Meta, Setting};
use peiban::domain::settings::{SettingError, Settings};

use super::case::day;

fn setting(id: i64, code: &str, from: &str, value: &str) -> Setting {
    Setting {
        meta: Meta { id, ..Meta::default() },
        code: code.into(),
        from_day: day(from),
        value: value.into(),
        reason: None,
    }
}

#[test]
fn every_default_is_within_its_own_bounds_and_addressed_by_its_code() {
    let mut settings = Settings::default();
    for (code, value) in Settings::default().all() {
        assert_eq!(settings.get(code), Some(value));
        settings.set(code, &value.to_string()).unwrap();
    }
    assert_eq!(settings, Settings::default());
    assert_eq!(settings.get("nothing"), None);
}

#[test]
fn a_setting_holds_from_its_day_and_the_newest_wins() {
    let records = [
        setting(3, "cadence_high", "2026-10-01", "12"),
        setting(2, "cadence_high", "2026-10-01", "13"),
        setting(1, "cadence_high", "2026-12-01", "10"),
        setting(4, "no_such", "2026-01-01", "1"),
    ];
    let high = |on| Settings::on(day(on), &records).0.cadence_high;
    assert_eq!((high("2026-09-30"), high("2026-10-01"), high("2026-12-01")), (14, 12, 10));
    let errors = Settings::on(day("2026-10-01"), &records).1;
    assert_eq!(errors, [SettingError::Unknown { code: "no_such".into() }]);
}

#[test]
fn what_is_no_number_or_out_of_bounds_is_refused() {
    let mut settings = Settings::default();
    assert!(matches!(settings.set("att1_good", "much"), Err(SettingError::NotANumber { .. })));
    assert!(matches!(
        settings.set("att1_good", "101"),
        Err(SettingError::OutOfBounds { code: "att1_good", min: 0, max: 100 })
    ));
    assert_eq!(settings, Settings::default());
}

#[test]
fn a_setting_record_is_refused_at_the_field_that_is_wrong() {
    let check = |code, value| setting(1, code, "2026-10-01", value).check(day("2026-11-23"));
    assert_eq!(check("cadence_high", "10"), []);
    let unknown = RefusalReason::Unknown("cadence".into());
    assert_eq!(check("cadence", "10"), [Refusal::new("code", unknown)]);
    let wrong = [Refusal::new("value", RefusalReason::WrongValue)];
    assert_eq!(check("cadence_high", "ten"), wrong);
    let out = [Refusal::new("value", RefusalReason::OutOfRange)];
    assert_eq!(check("cadence_high", "0"), out);
}
