//! Folding what people type to what the readers of dates, grades and numbers expect.

/// Full-width letters, digits and signs as their plain ones, and no white space at all.
pub fn fold(text: &str) -> String {
    text.chars().map(plain).filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect()
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
