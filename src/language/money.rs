//! Sums of money in words. Money is kept in fen, a hundredth of a yuan.

use super::Language;

impl Language {
    /// A sum given in fen, with its unit: `1,000.00 元`.
    pub fn money(self, fen: i64) -> String {
        self.with("money-yuan", &[("amount", amount(fen).into())])
    }
}

/// A sum given in fen as yuan with two decimals and commas between thousands, without its unit: `-1,234.50`.
pub fn amount(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}{}.{:02}", grouped(fen / 100), fen % 100)
}

/// A whole number with commas between thousands: `100,000`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn money_has_two_decimals_and_commas() {
        assert_eq!(Language::new(Lang::Zh).money(100_000), "1,000.00 元");
        assert_eq!(Language::new(Lang::En).money(5), "0.05 yuan");
        assert_eq!(amount(-123_450), "-1,234.50");
        assert_eq!(amount(-1), "-0.01");
        assert_eq!(amount(i64::MIN), "-92,233,720,368,547,758.08");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(100_000), "100,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
