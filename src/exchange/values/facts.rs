//! Dated facts in the words of a list: what each is about, and what was found.

use super::words;
use crate::domain::codes::{FactCode, FactValue};
use crate::domain::text::fold as folded;
use crate::exchange::reason::Reason;
use crate::exchange::table::Cell;

/// What a cell says a fact is about, and what a yes to it means where the code has more than yes and no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// The fact's code.
    pub code: FactCode,
    /// What 是 stands for: 母亲离家 is the value of a code, not a code of its own.
    pub yes: FactValue,
}

/// A word and its code beside it in brackets, in either order: `监护与父母（HOM1）`.
fn either<T>(cell: &Cell, read: impl Fn(&Cell) -> Result<T, Reason>) -> Result<T, Reason> {
    read(cell).or_else(|reason| {
        let text = folded(&cell.shown());
        let parts = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
        let (before, inside) = parts.ok_or_else(|| reason.clone())?;
        read(&Cell::text(inside)).or_else(|_| read(&Cell::text(before))).map_err(|_| reason)
    })
}

/// Reads a fact's code, or one of its names.
pub fn fact_code(cell: &Cell) -> Result<FactCode, Reason> {
    either(cell, words::fact_code)
}

/// Reads a fact's value, or one of its names.
pub fn fact_value(cell: &Cell) -> Result<FactValue, Reason> {
    either(cell, words::fact_value)
}

/// Reads what a fact is about.
pub fn fact_about(cell: &Cell) -> Result<About, Reason> {
    let code = fact_code(cell)?;
    let yes = match (code, folded(&cell.shown()).as_str()) {
        (FactCode::Hom1, "母亲离家" | "母亲外出" | "母亲失联" | "母亲出走") => {
            FactValue::MotherAway
        }
        (FactCode::Hom1, "父亲外出" | "父亲离家") => FactValue::FatherAway,
        (FactCode::Hom1, "父母外出" | "父母都外出" | "双亲外出" | "父母均外出") => {
            FactValue::BothAway
        }
        (FactCode::Hom1, "无人监护" | "监护缺失" | "无监护人") => FactValue::NoGuardian,
        (FactCode::Beh2, _) => FactValue::Incident,
        _ => FactValue::Yes,
    };
    Ok(About { code, yes })
}

/// Reads what was found. The Chinese 是, 否, 没有 mean what the fact's code has for them; codes mean themselves.
pub fn fact_found(cell: &Cell, about: Option<About>) -> Result<FactValue, Reason> {
    let shown = cell.shown();
    let read = fact_value(cell);
    let Some(about) = about.filter(|_| !shown.is_ascii()) else { return read };
    if let (FactCode::Hom3Poverty, Err(_)) = (about.code, &read) {
        let household = words::household(cell)?;
        let poor = household != words::Household::None;
        return Ok(if poor { FactValue::Yes } else { FactValue::No });
    }
    Ok(match (read?, about.code) {
        (FactValue::Yes, _) => about.yes,
        (FactValue::No | FactValue::None, FactCode::Beh2) => FactValue::None,
        (FactValue::No | FactValue::None, FactCode::Hom1) if about.yes != FactValue::Yes => {
            FactValue::Ok
        }
        (FactValue::None, _) => FactValue::No,
        (value, _) => value,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(code: &str, value: &str) -> (FactCode, Result<FactValue, Reason>) {
        let about = fact_about(&Cell::text(code)).unwrap();
        (about.code, fact_found(&Cell::text(value), Some(about)))
    }

    #[test]
    fn the_words_of_a_list() {
        for (code, value, want) in [
            ("控辍台账", "是", (FactCode::OvrLedger, FactValue::Yes)),
            ("控辍保学台账", "没有", (FactCode::OvrLedger, FactValue::No)),
            ("母亲离家", "是", (FactCode::Hom1, FactValue::MotherAway)),
            ("母亲离家", "否", (FactCode::Hom1, FactValue::Ok)),
            ("监护情况", "父母外出", (FactCode::Hom1, FactValue::BothAway)),
            ("监护与父母（HOM1）", "母亲离家", (FactCode::Hom1, FactValue::MotherAway)),
            ("事件", "有", (FactCode::Beh2, FactValue::Incident)),
            ("家庭困难", "特困", (FactCode::Hom3Poverty, FactValue::Yes)),
            ("厌学", "否", (FactCode::Beh1, FactValue::No)),
        ] {
            let (got, found) = read(code, value);
            assert_eq!((got, found), (want.0, Ok(want.1)), "{code} {value}");
        }
    }

    #[test]
    fn codes_mean_themselves() {
        assert_eq!(read("HOM1", "yes").1, Ok(FactValue::Yes), "refused later, as no value of HOM1");
        assert_eq!(read("BEH2", "none").1, Ok(FactValue::None));
        assert!(read("BEH1", "特困").1.is_err());
    }
}
