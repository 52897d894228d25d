//! `peiban duplicates`: files that may be about one person, in groups.

use anyhow::Result;
use clap::ValueEnum;
use serde_json::{Value as Json, json};

use super::args::rows;
use super::output::{Format, Output};
use super::session::Session;
use crate::domain::duplicates::Likeness;
use crate::language::Language;
use crate::store::Kind;
use crate::store::queries::{DuplicateGroup, MERGED};

/// Whose files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Children.
    Children,
    /// Volunteers.
    Volunteers,
    /// Carers.
    Carers,
}

/// What `duplicates` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only of one kind.
    #[arg(value_enum, value_name = "KIND")]
    kind: Option<What>,
    /// At most so many groups.
    #[arg(allow_negative_numbers = true, long, value_name = "N", value_parser = rows)]
    limit: Option<usize>,
    /// How to print.
    #[arg(long, value_enum, default_value_t, value_name = "text|json|csv")]
    format: Format,
}

/// Prints the groups.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    let store = session.open()?;
    let language = session.language;
    let wanted = |kind: &Kind| match args.kind {
        None => true,
        Some(What::Children) => *kind == Kind::Child,
        Some(What::Volunteers) => *kind == Kind::Volunteer,
        Some(What::Carers) => *kind == Kind::Carer,
    };
    let mut groups = Vec::new();
    for kind in MERGED.into_iter().filter(wanted) {
        groups.extend(store.queries().duplicates(kind)?);
    }
    groups.truncate(args.limit.unwrap_or(usize::MAX));
    let mut out = Output::new();
    match args.format {
        Format::Json => {
            let rows: Vec<Json> = groups.iter().map(|group| in_json(group, language)).collect();
            out.json(&Json::from(rows))?;
        }
        Format::Csv => {
            let rows = groups.iter().flat_map(|group| pairs(group, language));
            out.csv(&["kind", "one", "other", "points", "text"], rows)?;
        }
        Format::Text => {
            for group in &groups {
                for row in pairs(group, language) {
                    let text = |at: usize| row[at].as_str().unwrap_or_default().to_owned();
                    let kind = language.kind(group.kind.table());
                    out.line(&format!("{kind}  {}  {}  {}", text(1), text(2), text(4)))?;
                }
            }
            if groups.is_empty() {
                out.line(&language.text("cli-duplicates-none"))?;
            }
        }
    }
    out.end()?;
    Ok(())
}

/// A row a pair: kind, the two codes, points, why.
fn pairs(group: &DuplicateGroup, language: Language) -> Vec<Vec<Json>> {
    let code = |at: usize| json!(group.members[at].code);
    let row = |(one, other, weighing): &(usize, usize, _)| {
        let weighing: &crate::domain::duplicates::Weighing = weighing;
        vec![
            json!(group.kind.table()),
            code(*one),
            code(*other),
            json!(weighing.points),
            json!(language.weighing(weighing)),
        ]
    };
    group.pairs.iter().map(row).collect()
}

fn in_json(group: &DuplicateGroup, language: Language) -> Json {
    let codes = |list: &[Likeness]| -> Vec<&str> { list.iter().map(|one| one.code()).collect() };
    let members: Vec<Json> = group
        .members
        .iter()
        .map(|member| {
            let person = &member.person;
            json!({
                "code": member.code,
                "name": person.name,
                "sex": person.sex,
                "birth_date": person.birth_date.map(|day| day.to_string()),
                "township": person.township,
                "village": person.village,
                "open": member.is_open,
            })
        })
        .collect();
    let pairs: Vec<Json> = group
        .pairs
        .iter()
        .map(|(one, other, weighing)| {
            json!({
                "codes": [group.members[*one].code, group.members[*other].code],
                "points": weighing.points,
                "likely": weighing.is_likely(),
                "for": codes(&weighing.alike),
                "against": codes(&weighing.differing),
                "text": language.weighing(weighing),
            })
        })
        .collect();
    json!({ "kind": group.kind.table(), "members": members, "pairs": pairs })
}
