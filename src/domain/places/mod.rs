//! Counties and townships of the offices: codes, names, and the names that older records carry (DOMAIN §2.5, §2.6).

mod former;
mod townships;
mod villages;

use std::sync::LazyLock;

use super::text::fold;
pub use former::FormerNames;
pub use townships::Townships;
pub use villages::Villages;

/// A county or district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct County {
    /// Six-digit code.
    pub code: &'static str,
    /// Full name.
    pub name: &'static str,
    /// Its province and city, which tell two counties of one name apart; blank where it isn't needed.
    pub within: &'static str,
    /// Its townships, by code; empty where the program doesn't know them.
    pub townships: Vec<Township>,
}

/// A street office, town or township.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Township {
    /// Nine-digit code; the first six are the county's.
    pub code: &'static str,
    /// Full name.
    pub name: &'static str,
    /// Names in older records, before towns were merged or renamed.
    aliases: Vec<&'static str>,
}

/// The counties whose townships are known.
static COUNTIES: LazyLock<Vec<County>> = LazyLock::new(|| read(include_str!("townships.tsv")));

/// All others, by code; read only when one of them is asked for.
static OTHERS: LazyLock<Vec<County>> = LazyLock::new(|| {
    let lines = include_str!("counties.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut counties: Vec<County> = lines
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let (code, name) = (fields.next()?, fields.next()?);
            let within = fields.next().unwrap_or_default();
            Some(County { code, name, within, townships: Vec::new() })
        })
        .collect();
    counties.retain(|county| COUNTIES.iter().all(|known| known.code != county.code));
    counties
});

fn read(text: &'static str) -> Vec<County> {
    let mut counties: Vec<County> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(code), Some(name)) = (fields.next(), fields.next()) else { continue };
        if code.len() == 6 {
            counties.push(County { code, name, within: "", townships: Vec::new() });
        } else if let Some(county) = counties.last_mut() {
            let aliases = fields.next().unwrap_or_default();
            let aliases = aliases.split(';').filter(|alias| !alias.is_empty()).collect();
            county.townships.push(Township { code, name, aliases });
        }
    }
    counties
}

/// Every county: those whose townships are known, then the others, both by code.
pub fn counties() -> impl Iterator<Item = &'static County> {
    COUNTIES.iter().chain(OTHERS.iter())
}

/// The county of a six-digit code.
pub fn county(code: &str) -> Option<&'static County> {
    let is = |county: &&County| county.code == code;
    COUNTIES.iter().find(is).or_else(|| OTHERS.iter().find(is))
}

/// Counties found by the beginning of their name or code, as one types it at the first start.
pub fn find_counties(typed: &str) -> Vec<&'static County> {
    let typed = fold(typed);
    counties()
        .filter(|county| county.name.starts_with(&typed) || county.code.starts_with(&typed))
        .collect()
}

impl County {
    /// The township that a written name means: its full name, one from older records, its code, or the name with another
    /// suffix or none (青竹, 高台乡). `None` when it is unknown or could mean two.
    pub fn township(&self, written: &str) -> Option<&Township> {
        let folded = fold(written);
        let name = folded.strip_prefix(self.name).unwrap_or(&folded);
        let exact = self.townships.iter().find(|township| {
            township.name == name || township.code == name || township.aliases.contains(&name)
        });
        exact.or_else(|| {
            let stem = stem(name);
            let mut fitting = self.townships.iter().filter(|township| {
                self::stem(township.name) == stem
                    || township.aliases.iter().any(|alias| self::stem(alias) == stem)
            });
            let found = fitting.next().filter(|_| !stem.is_empty())?;
            fitting.next().is_none().then_some(found)
        })
    }
}

/// A township's name without what it is.
fn stem(name: &str) -> &str {
    ["街道办事处", "街道办", "街道", "民族乡", "镇", "乡"]
        .iter()
        .find_map(|suffix| name.strip_suffix(suffix))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_counties_and_ninety_six_townships() {
        assert_eq!(counties().count(), 2_978);
        assert_eq!(counties().map(|county| county.townships.len()).sum::<usize>(), 96);
        let mut codes: Vec<_> = counties().map(|county| county.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 2_978);
        for county in counties() {
            assert!(county.code.len() == 6 && county.code.bytes().all(|b| b.is_ascii_digit()));
            for township in &county.townships {
                assert!(township.code.starts_with(county.code) && township.code.len() == 9);
            }
        }
    }

    #[test]
    fn a_township_is_known_by_full_name_old_name_code_and_stem() {
        let qingshen = county("511425").unwrap();
        assert_eq!(qingshen.name, "青神县");
        let name = |written| qingshen.township(written).map(|township| township.name);
        for written in [
            "青竹街道",
            "青竹",
            "青竹镇",
            "青竹街道办事处",
            "青城镇",
            "511425001",
            "青神县青竹街道",
        ] {
            assert_eq!(name(written), Some("青竹街道"), "{written}");
        }
        assert_eq!(name("高台乡"), Some("高台镇"));
        assert_eq!(name(" 罗波　乡 "), Some("罗波乡"));
        for written in ["", "镇", "青", "巴普镇", "青神县"] {
            assert_eq!(name(written), None, "{written}");
        }
    }

    #[test]
    fn the_county_is_found_as_one_types_it() {
        let found = |typed| find_counties(typed).iter().map(|c| c.code).collect::<Vec<_>>();
        assert_eq!(found("青神"), ["511425"]);
        assert_eq!(found("５１３４")[..2], ["513431", "513436"], "those with townships first");
        assert_eq!(found("五指山"), ["469001"]);
        assert_eq!(
            county("513432").map(|county| (county.name, county.within)),
            Some(("喜德县", "四川省凉山彝族自治州"))
        );
        assert!(found("火星").is_empty());
        assert!(county("510100").is_none());
    }
}
