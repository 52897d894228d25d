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

/// Where a byte of a TOML text stands, for people who have to mend it: its line, from 1, and the key there or, within a list
/// of several lines, above it.
pub fn toml_place(text: &str, start: usize) -> (usize, String) {
    let before = text.get(..start.min(text.len())).unwrap_or(text);
    if let Some(to_name) = before.trim_end().strip_suffix('=') {
        // The value of a key, maybe not the first of its line; one that is missing is missed only at what follows.
        let name = to_name.rsplit(['{', ',', '\n']).next().unwrap_or_default();
        return (to_name.matches('\n').count() + 1, name.trim().to_owned());
    }
    let line = before.matches('\n').count();
    let lines: Vec<&str> = text.lines().take(line + 1).collect();
    let key = lines.iter().rev().find_map(|line| {
        let name = line.split(['=', '#']).next().unwrap_or_default();
        let name = name.trim_matches(|c: char| c.is_whitespace() || "[]{}".contains(c));
        name.starts_with(|c: char| c.is_alphabetic() || c == '_').then(|| name.to_owned())
    });
    (line + 1, key.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_toml_is_a_line_and_a_key() {
        let place = |text: &str, at: &str| toml_place(text, text.find(at).unwrap());
        let text = "# about\nterms = [\n    { start = \"a\", end = \"b\" },\n]\n[years.2026]\nholidays = [\n    \"c\",\n]\n";
        assert_eq!(place(text, "\"a\""), (3, "start".to_owned()));
        assert_eq!(place(text, "\"b\""), (3, "end".to_owned()));
        assert_eq!(place(text, "years"), (5, "years.2026".to_owned()));
        assert_eq!(place(text, "\"c\""), (7, "holidays".to_owned()));
        assert_eq!(toml_place("a = 1\nb =\n", 9), (2, "b".to_owned()));
        assert_eq!(toml_place("a = [\n  { b = \n]\n", 13), (2, "b".to_owned()));
        assert_eq!(toml_place("", 0), (1, String::new()));
    }

    #[test]
    fn full_width_becomes_plain_and_white_space_goes() {
        assert_eq!(fold("２０１４－０３　０５"), "2014-0305");
        assert_eq!(fold(" ＋７ "), "+7");
        assert_eq!(fold("11。22"), "11.22");
        assert_eq!(fold("腊月 二十三"), "腊月二十三");
    }
}
