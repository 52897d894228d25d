//! Folding what people type to what the readers of dates, grades and numbers expect.

/// Full-width letters, digits and signs as their plain ones, and no white space at all.
pub fn fold(text: &str) -> String {
    folded(text).collect()
}

/// The characters of [`fold`].
pub fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().map(plain).filter(|c| !c.is_whitespace() && *c != '\u{feff}')
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

/// The first phone number of a text that has a digit too few or too many, and how many it has. A mobile number has eleven, one
/// with its area code ten to twelve and begins with 0 (or is a 400 number), a local one seven or eight; the short numbers of
/// services begin with 11 or 12.
pub fn phone_of_odd_length(text: &str) -> Option<(String, usize)> {
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    let fits = |part: &str| {
        let digits = digits(part);
        let begins = |with: &[&str]| with.iter().any(|with| digits.starts_with(with));
        match digits.len() {
            0 | 11 => true,
            3..=6 => begins(&["11", "12"]),
            7 | 8 => !begins(&["1"]),
            10 => begins(&["0", "10", "400", "800"]),
            12 => begins(&["0"]),
            // With the country before it, or the extension behind it.
            _ => begins(&["861", "00861"]) || (digits.len() > 12 && begins(&["0"])),
        }
    };
    let one =
        text.split(['/', ',', ';', '、', '，', '；', '|', '\n']).map(str::trim).find(|part| {
            // 138 0000 0001 is one number, 38810000 38820000 are two.
            !fits(part) && !part.split_whitespace().all(fits)
        })?;
    Some((one.to_owned(), digits(one).len()))
}

/// A full-width character's plain one.
pub(super) fn plain(c: char) -> char {
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
    fn phones_with_a_digit_too_few_or_too_many() {
        for whole in [
            "",
            "13900000417",
            "139 0000 0417",
            "139-0000-0417",
            "+86 139 0000 0417",
            "028-38810000",
            "0833-7654321",
            "0838-12345678",
            "0281234567",
            "4008001234",
            "38810000",
            "110",
            "12355",
            "13900000417 / 028-38810000",
            "38810000 38820000",
        ] {
            assert_eq!(phone_of_odd_length(whole), None, "{whole}");
        }
        for (odd, phone, digits) in [
            ("1390000041", "1390000041", 10),
            ("3900000417", "3900000417", 10),
            ("139000004177", "139000004177", 12),
            ("139 0000 041", "139 0000 041", 10),
            ("1390000", "1390000", 7),
            ("13900000417 / 1390000041", "1390000041", 10),
        ] {
            assert_eq!(phone_of_odd_length(odd), Some((phone.into(), digits)), "{odd}");
        }
    }

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
