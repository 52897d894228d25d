//! A time of day, to the minute: when an event begins, when a report was sent. Kept as `HH:MM`.

use chrono::{NaiveTime, Timelike};

use super::text::fold;
use super::value::{BadValue, Field, Value};

/// A time of day, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayTime(NaiveTime);

impl DayTime {
    /// The time of an hour (0 to 23) and a minute (0 to 59); `None` for what no clock shows.
    pub fn new(hour: u32, minute: u32) -> Option<Self> {
        NaiveTime::from_hms_opt(hour, minute, 0).map(Self)
    }
}

impl std::fmt::Display for DayTime {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

impl Field for DayTime {
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_value(value: Value) -> Result<Self, BadValue> {
        let read = if let Value::Text(text) = &value { parse_day_time(text) } else { None };
        read.ok_or(BadValue { value, expected: "time of day" })
    }
}

/// A time as people type it: `14:30`, `1430`, `9`, `9点半`, `下午2点`, `2pm`. `None` for what can't be read.
pub fn parse_day_time(typed: &str) -> Option<DayTime> {
    let text = fold(typed).to_lowercase().replace('时', "点");
    let (text, later) = half_of_day(&text);
    let text = text.trim_end_matches("整");
    let (hour, minute) = if let Some((hour, rest)) = text.split_once('点') {
        let minute = match rest.trim_end_matches('分') {
            "" => 0,
            "半" => 30,
            "一刻" => 15,
            "三刻" => 45,
            digits => number(digits)?,
        };
        (number(hour)?, minute)
    } else if let Some((hour, minute)) = text.split_once([':', '.']) {
        (number(hour)?, number(minute)?)
    } else if text.len() > 2 {
        let (hour, minute) = text.split_at_checked(text.len() - 2)?;
        (number(hour)?, number(minute)?)
    } else {
        (number(text)?, 0)
    };
    let hour = match later {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    DayTime::new(hour, minute)
}

/// The text without the word for its half of the day, and whether that is the later one.
fn half_of_day(text: &str) -> (&str, Option<bool>) {
    for (word, later) in [("上午", false), ("早上", false), ("下午", true), ("晚上", true)]
    {
        if let Some(rest) = text.strip_prefix(word) {
            return (rest, Some(later));
        }
    }
    for (word, later) in [("am", false), ("pm", true)] {
        if let Some(rest) = text.strip_suffix(word) {
            return (rest, Some(later));
        }
    }
    (text, None)
}

fn number(digits: &str) -> Option<u32> {
    let plain =
        !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (typed, kept) in [
            ("14:30", "14:30"),
            ("1430", "14:30"),
            ("930", "09:30"),
            ("9", "09:00"),
            ("９：３０", "09:30"),
            ("9点半", "09:30"),
            ("下午2点", "14:00"),
            ("下午2点15分", "14:15"),
            ("2pm", "14:00"),
            ("12 AM", "00:00"),
            ("上午8时整", "08:00"),
        ] {
            assert_eq!(
                parse_day_time(typed).map(|time| time.to_string()).as_deref(),
                Some(kept),
                "{typed}"
            );
        }
        for typed in ["", "25:00", "12:60", "点", "abc", "1:2:3", "12345", "é30"] {
            assert_eq!(parse_day_time(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_kept_time_is_read_back() {
        let time = DayTime::new(7, 5).unwrap();
        assert_eq!(time.to_value(), Value::Text("07:05".to_owned()));
        assert_eq!(DayTime::from_value(time.to_value()), Ok(time));
        assert!(DayTime::from_value(Value::Int(7)).is_err());
    }
}
