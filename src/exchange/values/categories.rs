//! A child's categories (DOMAIN §2.2), as lists write them and as the records do.

use super::text::{LONGEST_TEXT, at_most};
use crate::exchange::reason::Reason;
use crate::exchange::table::Cell;

/// The words of the records, each with the shorter or older ones that lists write.
const WORDS: [(&str, &[&str]); 12] = [
    ("困境儿童", &["困境", "困难儿童", "困境家庭儿童"]),
    ("留守儿童", &["留守", "农村留守"]),
    ("农村留守儿童", &[]),
    ("孤儿", &["孤", "孤儿儿童"]),
    (
        "事实无人抚养儿童",
        &["事实无人抚养", "事实孤儿", "事实无人", "无人抚养", "无人抚养儿童", "事无儿童"],
    ),
    ("失依儿童", &["失依"]),
    (
        "重残重病儿童",
        &["重残", "重病", "重残重病", "重病重残", "重残儿童", "重病儿童", "大病", "重残/重病儿童"],
    ),
    ("残疾儿童", &["残疾", "残障", "残障儿童"]),
    ("流动儿童", &["流动"]),
    // What a household is certified as stands among the categories of many lists.
    ("低保", &[]),
    ("特困", &[]),
    ("低保边缘", &[]),
];

/// The word of the records for a category; `None` for what isn't one.
fn known(written: &str) -> Option<&'static str> {
    let is_it = |(word, others): &&(&str, &[&str])| *word == written || others.contains(&written);
    WORDS.iter().find(is_it).map(|(word, _)| *word)
}

fn parts(shown: &str) -> impl Iterator<Item = &str> {
    shown.split([';', '；', '、', '，', ',', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// Categories, separated by `;` as they are kept; each once, in the order of the cell. What is none is kept as it stands.
pub fn categories(cell: &Cell) -> Result<String, Reason> {
    let shown = cell.shown();
    let mut list: Vec<&str> = Vec::new();
    for part in parts(&shown) {
        let word = known(part).unwrap_or(part);
        if !list.contains(&word) {
            list.push(word);
        }
    }
    if list.is_empty() {
        return Err(Reason::Missing);
    }
    at_most(list.join(";"), LONGEST_TEXT)
}

/// The Chinese words among kept categories that are none of the known ones.
pub fn unknown_categories(kept: &str) -> Vec<String> {
    let strange = |part: &&str| !part.is_ascii() && known(part).is_none();
    parts(kept).filter(strange).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_any_separator_in_the_words_of_the_records() {
        let of = |text: &str| categories(&Cell::text(text)).unwrap();
        assert_eq!(of("留守；低保、留守儿童, 残疾"), "留守儿童;低保;残疾儿童");
        assert_eq!(of("事实无人抚养，孤儿"), "事实无人抚养儿童;孤儿");
        assert_eq!(of("重残、重病"), "重残重病儿童");
        assert_eq!(of("农村留守儿童;orphan"), "农村留守儿童;orphan");
        assert_eq!(unknown_categories("留守儿童;低保;随迁;orphan"), ["随迁"]);
    }
}
