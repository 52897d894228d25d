//! How full the volunteers' hands are: every volunteer with the children matched, the limit, and what is overdue. It stays in the
//! office.

use super::document::{Document, Part, Sheet, Table};
use super::words::Words;
use crate::store::{Queries, Result};

/// What stays in the office.
pub(super) fn office(queries: &Queries<'_>, words: &Words) -> Result<Document> {
    let language = words.language;
    let (loads, sums) = queries.loads(usize::MAX)?;
    let mut facts = Vec::new();
    for (id, count) in [
        ("print-load-volunteers", sums.volunteers),
        ("print-load-children", sums.children),
        ("print-load-free", sums.free),
        ("print-load-over", sums.over),
        ("print-load-late", sums.late),
    ] {
        words.fact(&mut facts, id, count.to_string());
    }
    let number = |id: &str| format!("#{}", words.text(id));
    let mut table = Table::new([
        words.text("print-col-code"),
        words.text("print-col-volunteer"),
        words.text("print-col-phone"),
        words.text("print-col-state"),
        number("print-col-load"),
        number("print-load-limit"),
        number("print-load-overdue"),
    ]);
    for one in loads {
        let who = &one.volunteer;
        table.row([
            who.code.clone(),
            language.person(&who.name),
            who.phone.clone().unwrap_or_default(),
            language.code(who.status),
            one.children.to_string(),
            one.capacity.map(|most| most.to_string()).unwrap_or_default(),
            if one.overdue > 0 { one.overdue.to_string() } else { String::new() },
        ]);
    }
    let mut parts = vec![Part::Facts(facts)];
    if table.rows.is_empty() {
        parts.push(Part::Text(words.text("print-load-none")));
    } else {
        parts.push(Part::Table(table));
    }
    let title = words.text("print-title-load");
    Ok(words.inside(vec![Sheet { title, lines: vec![words.imprint()], parts }]))
}
