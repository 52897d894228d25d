//! From codes to words: which message says what is wrong with a file or a cell.

use super::columns::{Format, ImportKind};
use super::error::FileError;
use super::import::Change;
use super::reason::{Finding, Reason};
use super::source::Row;
use super::values;
use crate::domain::codes::{
    AttendanceStatus, CelebrateBy, Coded, EventKind, ExamType, FactCode, FactValue, Observation,
    Sex, Status, VisitPlace, VolunteerStatus,
};
use crate::language::{Arg, Language};

fn say(language: Language, id: &str, values: Vec<(&'static str, String)>) -> String {
    let values: Vec<_> = values.into_iter().map(|(name, value)| (name, Arg::from(value))).collect();
    language.with(id, &values)
}

/// Why a cell or row was refused, or what is worth a look.
pub fn reason(language: Language, reason: &Reason) -> String {
    if let Reason::NotOneOf { format } = reason {
        // Words of facts have commas of their own: with their codes one sees where each ends.
        let words = match format {
            Format::FactCode => with_codes(language, FactCode::ALL),
            Format::FactValue => with_codes(language, FactValue::ALL),
            format => allowed(language, *format).unwrap_or_default(),
        };
        let words = language.list(&words);
        return language.with("import-not_one_of", &[("allowed", words.into())]);
    }
    let mut values = reason.values();
    if let Reason::KeysDisagree { name, .. } = reason
        && name.is_empty()
    {
        return say(language, "import-keys_disagree_new", values);
    }
    if let Reason::LikelySame { weighing, .. } = reason {
        values.push(("why", language.weighing(weighing)));
    }
    if let Reason::MissingLeap { missing } = reason {
        values.push(("what", language.missing_leap(*missing)));
    }
    say(language, &format!("import-{}", reason.code()), values)
}

/// `监护与父母（HOM1）`, `HOM1 (guardian and parents)`.
fn with_codes<C: Coded>(language: Language, list: &[C]) -> Vec<String> {
    let beside = |value: &C| {
        let values = [("name", language.code(*value).into()), ("code", value.as_code().into())];
        language.with("import-allowed-with-code", &values)
    };
    list.iter().map(beside).collect()
}

/// What can be written in a column with a closed list: the words of the screens in Chinese, which an export in Chinese writes
/// too, and the codes in English, those of facts with their names; both are read.
pub fn allowed(language: Language, format: Format) -> Option<Vec<String>> {
    fn worded<C: Coded>(language: Language, list: &[C]) -> Vec<String> {
        list.iter().map(|value| language.code(*value)).collect()
    }
    let codes = format.allowed()?;
    if !language.is_zh() {
        return Some(match format {
            Format::FactCode => with_codes(language, FactCode::ALL),
            Format::FactValue => with_codes(language, FactValue::ALL),
            _ => codes.into_iter().map(str::to_owned).collect(),
        });
    }
    Some(match format {
        Format::Sex => worded(language, Sex::ALL),
        Format::Calendar => worded(language, CelebrateBy::ALL),
        Format::Status => worded(language, Status::ALL),
        Format::VolunteerStatus => worded(language, VolunteerStatus::ALL),
        Format::Place => worded(language, VisitPlace::ALL),
        Format::Observation => worded(language, Observation::ALL),
        Format::Attendance => worded(language, AttendanceStatus::ALL),
        Format::ExamType => worded(language, ExamType::ALL),
        Format::EventKind => worded(language, EventKind::ALL),
        Format::FactCode => worded(language, FactCode::ALL),
        Format::FactValue => worded(language, FactValue::ALL),
        _ => {
            let word = |code: &str| match code {
                "yes" => language.text("import-allowed-yes"),
                "no" => language.text("import-allowed-no"),
                "none" => language.text("import-allowed-none"),
                code => code.to_owned(),
            };
            codes.into_iter().map(word).collect()
        }
    })
}

/// What a planned change finds and leaves, in the words of history; blank for nothing.
pub fn sides(language: Language, kind: ImportKind, change: &Change) -> [String; 2] {
    let word = |text: &str| {
        let format = kind.position(change.field).map(|at| kind.columns()[at].format);
        match (format, text) {
            (_, "") => String::new(),
            (Some(Format::Household), "none") => language.text("import-allowed-none"),
            (Some(Format::Household), "yes") => language.kept("fact", "value", text),
            (None, text) if FactCode::from_code(change.field).is_some() => {
                language.kept("fact", "value", text)
            }
            (_, text) => {
                let column = if change.field == "type" { "exam_type" } else { change.field };
                language.kept(kind.table(), column, text)
            }
        }
    };
    let sides = [word(&change.before), word(&change.after)];
    // Written differently, read alike.
    if sides[0] == sides[1] { [change.before.clone(), change.after.clone()] } else { sides }
}

/// What a row is about beside whom: the day of a visit, day and subject of a mark. Blank where its code says all.
pub fn about(language: Language, kind: ImportKind, row: &Row<'_>) -> String {
    let telling: &[&str] = match kind {
        ImportKind::Children | ImportKind::Volunteers | ImportKind::Events => &[],
        ImportKind::Assignments => &["volunteer_code"],
        ImportKind::Visits => &["date"],
        ImportKind::Attendance => &["date", "from", "to"],
        ImportKind::Exams => &["date", "subject"],
        ImportKind::Facts => &["code", "date"],
    };
    let cells = telling.iter().filter_map(|heading| {
        let column = kind.position(heading)?;
        let cell = row.cells.get(column).filter(|cell| !cell.is_empty())?;
        Some(match kind.columns()[column].format {
            Format::Date => {
                values::date(cell).map_or_else(|_| cell.shown(), |day| language.full(day))
            }
            Format::FactCode => {
                values::fact_code(cell).map_or_else(|_| cell.shown(), |code| language.code(code))
            }
            _ => cell.shown(),
        })
    });
    cells.collect::<Vec<_>>().join(" ")
}

/// Which rows were passed over as sums or remarks, the first few by their numbers; `None` where there were none.
pub fn remarks(language: Language, rows: &[u32]) -> Option<String> {
    const NAMED: usize = 5;
    let count = i64::try_from(rows.len()).ok().filter(|count| *count > 0)?;
    let named: Vec<String> = rows.iter().take(NAMED).map(u32::to_string).collect();
    let id = if rows.len() > NAMED { "import-remarks-more" } else { "import-remarks" };
    let values = [("count", count.into()), ("rows", language.list(&named).into())];
    Some(language.with(id, &values))
}

/// A changed field as people call it, where no column of the file stands for it.
pub fn field(language: Language, kind: ImportKind, field: &str) -> String {
    if let Some(code) = FactCode::from_code(field) {
        return language.code(code);
    }
    let id = format!("field-{}-{field}", kind.table());
    if language.has(&id) { language.text(&id) } else { field.to_owned() }
}

/// Several findings of one row in a line: `出生日期 2014年3月: 缺少日`.
pub fn findings(language: Language, findings: &[Finding]) -> String {
    let each = findings.iter().map(|finding| {
        let why = reason(language, &finding.reason);
        if finding.column.is_empty() { why } else { format!("{}: {why}", finding.column) }
    });
    each.collect::<Vec<_>>().join("; ")
}

/// What is wrong with a file, in one sentence that says what to do.
pub fn file_error(language: Language, error: &FileError) -> String {
    let mut values = error.values();
    for (_, value) in values.iter_mut().filter(|(name, _)| *name == "detail") {
        *value = language.file_trouble(value);
    }
    if let FileError::MissingColumns { kind, missing, .. } = error {
        let words: Vec<String> =
            missing.iter().map(|heading| column_beside(language, *kind, heading)).collect();
        for (name, value) in &mut values {
            if *name == "missing" {
                *value = language.list(&words);
            }
        }
    }
    say(language, &error.code().replace('_', "-"), values)
}

/// A column in the user's words, with the heading that maps and scripts use beside it.
fn column_beside(language: Language, kind: ImportKind, heading: &str) -> String {
    let id = format!("import-column-{heading}");
    let usual = || {
        let column = kind.columns().iter().find(|column| column.heading == heading);
        column.filter(|_| language.is_zh()).map(|column| column.chinese().to_owned())
    };
    let Some(name) = language.has(&id).then(|| language.text(&id)).or_else(usual) else {
        return heading.to_owned();
    };
    language.with("import-allowed-with-code", &[("name", name.into()), ("code", heading.into())])
}

/// The heading of the column of reasons in a file of rejected rows.
pub fn reason_heading(language: Language) -> String {
    language.text("import-reason-column")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::table::Cell;
    use crate::language::Lang;

    #[test]
    fn what_can_be_written_is_said_in_the_words_of_the_language() {
        let why = Reason::NotOneOf { format: Format::Sex };
        assert_eq!(reason(Language::new(Lang::Zh), &why), "只能写：女、男");
        assert_eq!(reason(Language::new(Lang::En), &why), "has to be one of: f, m");
        let why = Reason::NotOneOf { format: Format::Household };
        assert_eq!(reason(Language::new(Lang::Zh), &why), "只能写：低保、特困、低保边缘、无");
    }

    #[test]
    fn every_word_that_is_offered_is_read() {
        macro_rules! all {
            ($($read:ident: $format:ident),+) => {
                $(for lang in Lang::ALL {
                    for word in allowed(Language::new(lang), Format::$format).unwrap() {
                        assert!(values::$read(&Cell::text(&word)).is_ok(), "{word}");
                    }
                })+
            };
        }
        all!(yes_no: YesNo, household: Household, sex: Sex, calendar: Calendar, status: Status);
        all!(volunteer_status: VolunteerStatus, place: Place, observation: Observation);
        all!(attendance: Attendance, exam_type: ExamType, event_kind: EventKind);
        all!(fact_code: FactCode, fact_value: FactValue);
    }
}
