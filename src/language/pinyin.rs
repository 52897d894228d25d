//! What a name is found by: the characters from every place in it, full pinyin and initials in every reading, the ends of
//! phone numbers and the digits of codes.
//!
//! The store keeps these terms in a table and answers a search by prefix (TECH §1 "Search"), so the query and the terms go
//! through the same [`fold_query`].

use crate::domain::names::is_dot;

use super::readings::{compound_surname, initial, readings, surname_readings};

/// Something by which a record is found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// How good a find it is, 0 best: see the constants of [`rank`].
    pub rank: u8,
    /// What the query has to begin, folded.
    pub text: String,
}

/// How good a find each kind of term is, best first.
pub mod rank {
    /// The name or code as written, from its start.
    pub const NAME: u8 = 0;
    /// The whole name in pinyin; a whole phone number.
    pub const PINYIN: u8 = 1;
    /// The initials of the whole name.
    pub const INITIALS: u8 = 2;
    /// The name as written, from a later character; a code without its letter.
    pub const PART: u8 = 3;
    /// Pinyin from a later character.
    pub const PART_PINYIN: u8 = 4;
    /// Initials from a later character; the last digits of a phone number.
    pub const PART_INITIALS: u8 = 5;
}

/// Names up to this many characters get every reading; longer ones, the titles of events, only a few.
const NAME_LENGTH: usize = 6;
/// Most combinations of readings from one place of a name.
const COMBINATIONS: usize = 16;
/// Most combinations from one place of a longer text.
const COMBINATIONS_LONG: usize = 2;
/// So many characters of a long text go into a term: nobody types more to find it.
const TERM_LENGTH: usize = 24;

/// One unit of a name: a Chinese character, or a word in other letters.
pub(super) struct Token {
    pub(super) text: String,
    pub(super) readings: Vec<&'static str>,
}

impl Token {
    fn full(&self, reading: usize) -> &str {
        self.readings.get(reading).copied().unwrap_or(&self.text)
    }

    fn initial(&self, reading: usize) -> char {
        self.readings.get(reading).map_or_else(
            || self.text.chars().next().unwrap_or_default(),
            |reading| initial(reading),
        )
    }

    pub(super) fn is_chinese(&self) -> bool {
        !self.readings.is_empty()
    }
}

/// What a record is found by: each text once, as good as it is best. A long import asks this a hundred thousand times.
pub fn record_terms(name: &str, code: &str, phone: Option<&str>) -> Vec<Term> {
    let mut terms = of_name(name);
    terms.extend(of_code(code));
    terms.extend(phone.into_iter().flat_map(of_phone));
    each_once(&mut terms);
    terms
}

/// What a person's name or an event's title is found by, without doubles, best first.
pub fn search_terms(name: &str) -> Vec<Term> {
    without_doubles(of_name(name))
}

fn of_name(name: &str) -> Vec<Term> {
    let tokens = tokens(name, readings);
    let combinations = if tokens.len() <= NAME_LENGTH { COMBINATIONS } else { COMBINATIONS_LONG };
    let mut terms = Vec::with_capacity(tokens.len() * 4);
    for start in 0..tokens.len() {
        let rest = &tokens[start..tokens.len().min(start + TERM_LENGTH)];
        let (part, pinyin, initials) = if start == 0 {
            (rank::NAME, rank::PINYIN, rank::INITIALS)
        } else {
            (rank::PART, rank::PART_PINYIN, rank::PART_INITIALS)
        };
        terms.push(Term {
            rank: part,
            text: rest.iter().map(|token| token.text.as_str()).collect(),
        });
        let chinese = rest.iter().any(Token::is_chinese);
        for choice in choices(rest, combinations) {
            let read = || rest.iter().zip(&choice);
            if chinese {
                let text = read().map(|(token, reading)| token.full(*reading)).collect();
                terms.push(Term { rank: pinyin, text });
            }
            // One initial alone is the beginning of that character's pinyin.
            if rest.len() > 1 {
                let text = read().map(|(token, reading)| token.initial(*reading)).collect();
                terms.push(Term { rank: initials, text });
            }
        }
    }
    terms
}

/// True when a name answers to what was typed of it: 汉字 from anywhere in it, pinyin or initials in any reading.
pub fn answers_to(name: &str, typed: &str) -> bool {
    let wanted = fold_query(typed);
    !wanted.is_empty()
        && (fold_query(name).contains(&wanted)
            || search_terms(name).iter().any(|term| term.text.starts_with(&wanted)))
}

/// How a name sounds: its pinyin in the usual readings, without tones and spaces. Equal for names that are found by the same
/// letters.
pub fn sound(name: &str) -> String {
    tokens(name, readings).iter().map(|token| token.full(0)).collect()
}

/// What a phone field is found by: every number in it whole, its last eight digits, or of a landline the number without the
/// area code, and its last four digits.
pub fn phone_terms(phone: &str) -> Vec<Term> {
    without_doubles(of_phone(phone))
}

fn of_phone(phone: &str) -> Vec<Term> {
    let folded: String = phone.chars().map(fold_char).collect();
    let mut terms = Vec::new();
    for number in folded.split(|c: char| !c.is_ascii_digit() && !"+-() ".contains(c)) {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(&digits);
        if digits.len() < 3 {
            continue;
        }
        terms.push(Term { rank: rank::PINYIN, text: digits.to_owned() });
        for length in [local_length(digits), 4] {
            if digits.len() > length {
                let text = digits[digits.len() - length..].to_owned();
                terms.push(Term { rank: rank::PART_INITIALS, text });
            }
        }
    }
    terms
}

/// How much of a number is typed for short: of a landline what follows the area code (010, 02x, else 0 and three digits).
fn local_length(digits: &str) -> usize {
    match digits.as_bytes() {
        [b'0', b'1' | b'2', ..] if digits.len() >= 10 => digits.len() - 3,
        [b'0', b'3'..=b'9', ..] if digits.len() >= 10 => digits.len() - 4,
        _ => 8,
    }
}

/// What a code is found by: itself, its digits, and those without leading zeros: `c0001`, `0001`, `1`.
fn of_code(code: &str) -> Vec<Term> {
    let folded = fold_query(code);
    let digits = folded.trim_start_matches(|c: char| !c.is_ascii_digit());
    let short = digits.trim_start_matches('0');
    [(rank::NAME, folded.as_str()), (rank::PART, digits), (rank::PART, short)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(rank, text)| Term { rank, text: text.to_owned() })
        .collect()
}

/// A query or a name as it is compared: without spaces, marks of tone and the points and hyphens inside names, in small
/// letters, wide forms as plain ones; `ü` is `v`, as typed.
pub fn fold_query(text: &str) -> String {
    text.chars()
        .filter(|c| !is_silent(*c))
        .flat_map(|c| fold_char(c).to_lowercase())
        .map(plain)
        .collect()
}

/// Spaces and what stands between the parts of a name or number; also what no one types, such as control characters and
/// the marks of tone that follow their letter.
fn is_silent(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\'' | '’' | '‘' | '`' | '-' | '‐' | '\u{200b}'..='\u{200f}' | '\u{feff}')
        || is_dot(c)
        || ('\u{300}'..='\u{36f}').contains(&c)
}

/// Full-width letters, digits and signs as ASCII.
fn fold_char(c: char) -> char {
    match c {
        '！'..='～' => {
            char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')).unwrap_or(c)
        }
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// A small letter without its mark of tone.
fn plain(c: char) -> char {
    match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' | 'ê' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        'ń' | 'ň' | 'ǹ' => 'n',
        'ḿ' => 'm',
        _ => c,
    }
}

/// The readings of a character, those it has as a surname given.
pub(super) type Read = fn(char, &[&'static str]) -> Vec<&'static str>;

/// The name in its units: a Chinese character each, a word in other letters each. The first takes its readings as a surname.
pub(super) fn tokens(name: &str, read: Read) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut word = String::new();
    let compound = compound_surname(name.trim()).map(|(_, readings)| readings);
    for (place, c) in name.trim().chars().enumerate() {
        let found = match &compound {
            Some(surname) if place < 2 => read(c, &surname[place..=place]),
            None if place == 0 => read(c, surname_readings(c)),
            _ => read(c, &[]),
        };
        let breaks =
            c.is_whitespace() || !found.is_empty() || is_silent(c) && c != '\'' && c != '’';
        if breaks && !word.is_empty() {
            tokens.push(Token { text: std::mem::take(&mut word), readings: Vec::new() });
        }
        if found.is_empty() {
            word.push_str(&fold_query(c.encode_utf8(&mut [0; 4])));
        } else {
            tokens.push(Token { text: c.to_string(), readings: found });
        }
    }
    if !word.is_empty() {
        tokens.push(Token { text: word, readings: Vec::new() });
    }
    tokens
}

/// Which reading of each token, for at most `cap` ways of reading them: the usual readings first, then those that differ
/// from them in one place, then in two …
fn choices(tokens: &[Token], cap: usize) -> Vec<Vec<usize>> {
    let mut found = vec![vec![0; tokens.len()]];
    let mut from = 0;
    while from < found.len() && found.len() < cap {
        // Each way is widened only to the right of its last unusual place, so that none comes twice.
        let start = found[from].iter().rposition(|reading| *reading > 0).map_or(0, |last| last + 1);
        for place in start..tokens.len() {
            for reading in 1..tokens[place].readings.len() {
                if found.len() < cap {
                    let mut choice = found[from].clone();
                    choice[place] = reading;
                    found.push(choice);
                }
            }
        }
        from += 1;
    }
    found
}

/// Sorted by rank, then text; of equal texts the best.
fn without_doubles(mut terms: Vec<Term>) -> Vec<Term> {
    each_once(&mut terms);
    terms.sort_unstable();
    terms
}

fn each_once(terms: &mut Vec<Term>) {
    terms.sort_unstable_by(|a, b| a.text.cmp(&b.text).then(a.rank.cmp(&b.rank)));
    terms.dedup_by(|later, kept| later.text == kept.text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(name: &str, query: &str) -> bool {
        let query = fold_query(query);
        search_terms(name).iter().any(|term| term.text.starts_with(&query))
    }

    #[test]
    fn a_name_is_found_from_every_place_and_in_every_way() {
        for query in [
            "王小明",
            "小明",
            "明",
            "王",
            "wangxiaoming",
            "Wang Xiao",
            "xiaom",
            "ming",
            "wxm",
            "xm",
            "ＷＸＭ",
            "王　小明",
            "wáng",
        ] {
            assert!(finds("王小明", query), "{query}");
        }
        for query in ["王明", "wm", "xiaowang", "angxiao"] {
            assert!(!finds("王小明", query), "{query}");
        }
    }

    #[test]
    fn the_whole_name_is_a_better_find_than_a_part() {
        let texts: Vec<_> =
            search_terms("李婷").into_iter().map(|term| (term.rank, term.text)).collect();
        let expected: [(u8, &str); 5] =
            [(0, "李婷"), (1, "liting"), (2, "lt"), (3, "婷"), (4, "ting")];
        assert_eq!(texts, expected.map(|(rank, text)| (rank, text.to_owned())));
    }

    #[test]
    fn surnames_are_read_as_surnames_and_otherwise_too() {
        for (name, surname, usual) in [
            ("单小红", "shan", "dan"),
            ("曾雨", "zeng", "ceng"),
            ("仇英", "qiu", "chou"),
            ("解放", "xie", "jie"),
            ("查理", "zha", "cha"),
            ("区文", "ou", "qu"),
            ("朴正", "piao", "pu"),
            ("乐山", "yue", "le"),
            ("盖明", "ge", "gai"),
            ("缪红", "miao", "mou"),
            ("翟红", "zhai", "di"),
            ("覃红", "qin", "tan"),
        ] {
            assert!(finds(name, surname), "{name} {surname}");
            assert!(finds(name, usual), "{name} {usual}");
        }
        assert!(finds("尉迟明", "yuchiming") && finds("单于红", "shanyuhong"));
        assert!(finds("尉迟明", "ycm"));
        assert!(finds("王乐", "wangle") && finds("王乐", "wangyue"));
    }

    #[test]
    fn lv_is_typed_with_v_or_u() {
        for query in ["lv", "lu", "lü", "lyu", "lvx"] {
            assert!(finds("吕小红", query), "{query}");
        }
    }

    #[test]
    fn names_in_other_letters_are_found_by_word() {
        for query in ["jike ayimo", "ayimo", "jikeay", "ja"] {
            assert!(finds("Jike Ayimo", query), "{query}");
        }
        assert!(finds("阿依·莫", "阿依莫") && finds("阿依·莫", "ayimo"));
        assert!(finds("O'Brien Min", "obrien") && finds("王Tom", "wangtom"));
        assert!(search_terms("  ").is_empty());
    }

    #[test]
    fn readings_are_capped() {
        let pinyin =
            search_terms("乐行长和重曾").iter().filter(|term| term.rank == rank::PINYIN).count();
        assert!(pinyin <= COMBINATIONS, "{pinyin}");
        let title = "关于".repeat(40);
        assert!(search_terms(&title).len() < 1000);
    }

    #[test]
    fn phones_and_codes() {
        let texts = |terms: Vec<Term>| terms.into_iter().map(|term| term.text).collect::<Vec<_>>();
        assert_eq!(texts(phone_terms("13900000417")), ["13900000417", "00000417", "0417"]);
        assert_eq!(texts(phone_terms("+86 139-0000-0417")), ["13900000417", "00000417", "0417"]);
        assert_eq!(
            texts(phone_terms("１３９00000417、13900000263")),
            ["13900000263", "13900000417", "00000263", "00000417", "0263", "0417"]
        );
        assert_eq!(texts(phone_terms("0833-7654321")), ["08337654321", "4321", "7654321"]);
        assert_eq!(texts(phone_terms("（010）12345678")), ["01012345678", "12345678", "5678"]);
        assert_eq!(
            texts(phone_terms("13900000003/0833-2222222")),
            ["08332222222", "13900000003", "00000003", "0003", "2222", "2222222"]
        );
        assert_eq!(texts(of_code("C0001")), ["c0001", "0001", "1"]);
        assert_eq!(texts(of_code("QS-0017")), ["qs0017", "0017", "17"]);
        assert_eq!(texts(of_code("abc")), ["abc"]);
        assert_eq!(fold_query("139-0000 0417"), "13900000417");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_of_a_name_finds_it(name in "[王曾单小明乐 a-zA-Zü·'Ａ]{1,8}", from in 0_usize..8, length in 1_usize..8) {
            let characters: Vec<char> = name.trim().chars().collect();
            let start = from.min(characters.len());
            let part: String = characters[start..characters.len().min(start + length)].iter().collect();
            // From the middle of a word in other letters nothing is found; that is no place a name begins.
            let inside = start > 0 && !"王曾单小明乐".contains(characters[start - 1])
                && characters.get(start).is_some_and(|c| !"王曾单小明乐".contains(*c));
            if !inside && !fold_query(&part).is_empty() {
                proptest::prop_assert!(finds(&name, &part), "{name:?} {part:?}");
            }
        }
    }

    #[test]
    fn an_ordinary_name_has_few_terms() {
        // Every term is a row of the store: 11 a name on average.
        assert_eq!(search_terms("李雨婷").len(), 8);
        assert!(search_terms("曾小明").len() <= 14);
    }
}
