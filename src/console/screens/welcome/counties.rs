//! Which county is meant by what was typed: the beginning of its name, its pinyin, its initials or its code.

use crate::console::widgets::form::Picked;
use crate::domain::places::{self, County};
use crate::language::{Language, pinyin};

/// The counties that the text may mean. Any six-digit code is one, also of a county whose townships the program doesn't know.
pub fn matching(typed: &str, language: Language) -> Vec<Picked> {
    let folded = pinyin::fold_query(typed);
    if folded.is_empty() {
        return Vec::new();
    }
    let named = places::find_counties(typed);
    let read = places::counties().iter().filter(|county| is_read_so(county, &folded));
    let mut found: Vec<&County> = named.into_iter().chain(read).collect();
    found.sort_by_key(|county| county.code);
    found.dedup_by_key(|county| county.code);
    let mut offered: Vec<Picked> =
        found.into_iter().filter_map(|county| known(county, language)).collect();
    if offered.is_empty()
        && let Some(code) = any_code(&folded)
    {
        offered.push(Picked::new(code, folded, language.text("welcome-county-other")));
    }
    offered
}

/// True when the text begins the pinyin or the initials of the whole name.
fn is_read_so(county: &County, folded: &str) -> bool {
    pinyin::search_terms(county.name)
        .iter()
        .any(|term| term.rank <= pinyin::rank::INITIALS && term.text.starts_with(folded))
}

fn known(county: &County, language: Language) -> Option<Picked> {
    let id = county.code.parse().ok()?;
    let detail = if language.is_zh() {
        county.code.to_owned()
    } else {
        format!("{} {}", county.name, county.code)
    };
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
            assert_eq!(found(typed), [511_425], "{typed}");
        }
        assert_eq!(found("5134"), [513_431, 513_436]);
    }

    #[test]
    fn any_six_digit_code_is_a_county() {
        assert_eq!(found("510104"), [510_104]);
        for typed in ["", "51010", "000000", "5101045", "火星"] {
            assert!(found(typed).is_empty(), "{typed}");
        }
    }
}
