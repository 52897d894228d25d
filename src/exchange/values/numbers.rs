//! Numbers: marks, days, how many children, grades.

use crate::domain::grade::parse_grade;
use crate::domain::text::fold as folded;
use crate::exchange::reason::Reason;
use crate::exchange::table::Cell;

/// Reads a number of 0 or more, full-width digits too.
pub fn number(cell: &Cell) -> Result<f64, Reason> {
    const LARGEST: f64 = 100_000.0;
    let number = match cell {
        Cell::Number(number) => *number,
        Cell::Text(text) => {
            let text = folded(text);
            let text = text.trim_end_matches(['分', '天', '人', '名', '个']);
            // Only digits and a point: Rust would also read `inf` and `1e3`.
            if text.is_empty()
                || !text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-')
            {
                return Err(Reason::BadNumber);
            }
            text.parse().map_err(|_| Reason::BadNumber)?
        }
        _ => return Err(Reason::BadNumber),
    };
    if !number.is_finite() {
        return Err(Reason::BadNumber);
    }
    if !(0.0..=LARGEST).contains(&number) {
        return Err(Reason::OutOfRange { min: 0, max: 100_000 });
    }
    Ok(number)
}

/// Reads a whole number of 0 or more.
pub fn count(cell: &Cell) -> Result<i64, Reason> {
    let number = number(cell)?;
    if number.fract() != 0.0 {
        return Err(Reason::NotWhole);
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and below 100,000")]
    Ok(number as i64)
}

/// Reads a grade, 0 (kindergarten) to 9.
pub fn grade(cell: &Cell) -> Result<i64, Reason> {
    parse_grade(&cell.shown()).map(i64::from).ok_or(Reason::BadGrade)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_written() {
        let of = |text: &str| number(&Cell::text(text));
        assert_eq!(of("86.5"), Ok(86.5));
        assert_eq!(of("８６分"), Ok(86.0));
        assert_eq!(of("12天"), Ok(12.0));
        for bad in ["inf", "NaN", "1e3", "八", "", "1.2.3", "缺考", "1,5"] {
            assert_eq!(of(bad), Err(Reason::BadNumber), "{bad}");
        }
        assert!(matches!(of("-3"), Err(Reason::OutOfRange { .. })));
        assert_eq!(number(&Cell::Number(f64::NAN)), Err(Reason::BadNumber));
        assert_eq!(count(&Cell::Number(3.0)), Ok(3));
        assert_eq!(count(&Cell::text("2.5")), Err(Reason::NotWhole));
    }

    #[test]
    fn grades_as_number_and_text() {
        assert_eq!(grade(&Cell::Number(3.0)), Ok(3));
        assert_eq!(grade(&Cell::text("初二")), Ok(8));
        assert_eq!(grade(&Cell::text("高一")), Err(Reason::BadGrade));
        assert_eq!(grade(&Cell::Number(3.5)), Err(Reason::BadGrade));
    }
}
