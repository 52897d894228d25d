//! Which county is meant by what was typed: the beginning of its name, its pinyin, its initials or its code.

use std::sync::LazyLock;

use crate::console::widgets::form::Picked;
use crate::domain::places::{self, County};
use crate::language::{Language, pinyin};

/// A picker offers at most so many.
const OFFERED: usize = 9;

/// The counties that the text may mean. Any six-digit code is one, also of a county whose townships the program doesn't know.
pub fn matching(typed: &str, language: Language) -> Vec<Picked> {
    let folded = pinyin::fold_query(typed);
    if folded.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<&County> = places::find_counties(typed);
    if folded.is_ascii() {
        found.extend(READINGS.iter().filter(|(_, terms)| begins(terms, &folded)).map(|one| one.0));
    }
    // Those whose townships are known are likelier; a code that was typed whole is alone.
    found.sort_by_key(|county| (county.townships.is_empty(), county.code));
    found.dedup_by_key(|county| county.code);
    let mut offered: Vec<Picked> =
        found.into_iter().take(OFFERED).filter_map(|county| known(county, language)).collect();
    if offered.is_empty()
        && let Some(code) = any_code(&folded)
    {
        offered.push(Picked::new(code, folded, language.text("welcome-county-other")));
    }
    offered
}

/// The pinyin and the initials of every county's whole name, made when the first is looked for by them.
static READINGS: LazyLock<Vec<(&'static County, Vec<String>)>> = LazyLock::new(|| {
    let read = |county: &County| {
        let terms = pinyin::search_terms(county.name).into_iter();
        let whole = terms.filter(|term| term.rank <= pinyin::rank::INITIALS);
        whole.map(|term| term.text).collect()
    };
    places::counties().map(|county| (county, read(county))).collect()
});

fn begins(terms: &[String], folded: &str) -> bool {
    terms.iter().any(|term| term.starts_with(folded))
}

fn known(county: &County, language: Language) -> Option<Picked> {
    let id = county.code.parse().ok()?;
    let name = if language.is_zh() { "" } else { county.name };
    let detail = [county.code, name, county.within].join(" ");
    let detail = detail.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Picked::new(id, language.county(county.name), detail))
}

/// Six digits that can be a county's: provinces have the numbers from 11 on.
fn any_code(text: &str) -> Option<i64> {
    let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|code| digits && *code >= 110_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    fn found(typed: &str) -> Vec<i64> {
        matching(typed, Language::new(Lang::Zh)).into_iter().map(|picked| picked.id).collect()
    }

    #[test]
    fn by_name_pinyin_initials_and_code() {
        for typed in ["青神", "qingshen", "QingShen", "qsx", "511425", "５１１４２５"] {
            assert_eq!(found(typed)[0], 511_425, "{typed}");
        }
        assert_eq!(found("青神"), [511_425]);
        assert_eq!(found("5134")[..3], [513_431, 513_436, 513_401]);
        // Two of one name, told apart by what they lie in.
        assert!(found("朝阳区").len() > 1 && found("xidexian").contains(&513_432));
    }

    #[test]
    fn any_six_digit_code_is_a_county() {
        assert_eq!(found("510104"), [510_104]);
        assert_eq!(found("519999"), [519_999], "one that no list has");
        for typed in ["", "519998x", "000000", "5101045", "火星"] {
            assert!(found(typed).is_empty(), "{typed}");
        }
    }
}
