//! Folding what people type to what the readers of dates, grades and numbers expect.

/// Full-width letters, digits and signs as their plain ones, and no white space at all.
pub fn fold(text: &str) -> String {
    text.chars().map(plain).filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect()
}

/// Is this no phone number that anyone could be called by: fewer than five digits, or what a spreadsheet made of one
/// (`1.39E+10`)? Nobody is recognised by it, and it replaces no number that is known.
pub fn is_odd_phone(text: &str) -> bool {
    let text = fold(text);
    let digits = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    let is_power = |part: &str| {
        part.split_once(['e', 'E']).is_some_and(|(number, power)| {
            let power = power.strip_prefix('+').unwrap_or(power);
            number.parse::<f64>().is_ok() && (1..=2).contains(&power.len()) && digits(power) > 0
        })
    };
    let mut parts = text.split(['/', ',', ';', '、', '|']);
    parts.clone().any(is_power) || !parts.any(|part| digits(part) >= 5)
}

/// A full-width character's plain one.
fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '。' => '.',
        '—' | '–' | '−' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_becomes_plain_and_white_space_goes() {
        assert_eq!(fold("２０１４－０３　０５"), "2014-0305");
        assert_eq!(fold(" ＋７ "), "+7");
        assert_eq!(fold("11。22"), "11.22");
        assert_eq!(fold("腊月 二十三"), "腊月二十三");
    }
}
