//! The conditions of a list's view and filter as SQL, and the order in which a list stands by itself.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::filter::{Ask, Met, Room, Whom};
use super::{Filter, Listed, VolunteerScope};
use crate::domain::codes::{Coded, Tier};
use crate::domain::value::{Field, Value};
use crate::language::pinyin::fold_query;
use crate::store::derive::scorer::tier_rank;
use crate::store::error::Result;
use crate::store::queries::reports::wanted_on;
use crate::store::queries::{ChildScope, Queries, ReportScope, TaskScope, ToCheck};

/// How many active children a volunteer accompanies today: as `load_of` counts them.
pub(super) const LOAD: &str = "coalesce(load.n, 0)";

/// What [`LOAD`] is taken from, counted for all volunteers at once; the program's day is `?1`.
const LOADS: &str = " LEFT JOIN (SELECT volunteer_id, count(DISTINCT child_id) AS n FROM assignment
    JOIN child ON child.id = child_id WHERE child.status = 'active'
      AND (from_day IS NULL OR from_day <= ?1) AND (to_day IS NULL OR to_day >= ?1)
    GROUP BY volunteer_id) AS load ON load.volunteer_id = t.id";

const PANEL: &str =
    "child_risk.active DESC, child_risk.tier, child_risk.score DESC, child_risk.score_high DESC,
    child_risk.last_seen, child_risk.code";

/// The conditions as they grow, with their values; `?1` is always the program's day.
pub(super) struct Conditions {
    pub(super) all: Vec<String>,
    pub(super) values: Vec<Value>,
    /// Those that an index of visits and contacts answers, before the newest are taken.
    pub(super) first: Vec<String>,
    /// Those on the files of the children, or of the children to whom the rows belong. They are answered by going through the
    /// files once in the order in which they lie, not for each child in the order of the list.
    of_files: Vec<String>,
    /// The children to whom the rows of another list belong must be among these ids, each a sub-selection.
    of_children: Vec<String>,
}

impl Conditions {
    fn value(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("?{}", self.values.len())
    }

    fn text(&mut self, text: &str) -> String {
        self.value(Value::Text(text.to_owned()))
    }

    fn one_of<C: Coded>(&mut self, column: &str, list: &[C]) {
        if !list.is_empty() {
            let values: Vec<String> = list.iter().map(|one| self.text(one.as_code())).collect();
            self.all.push(format!("{column} IN ({})", values.join(", ")));
        }
    }

    /// The row, or its child, is of one of these townships or schools.
    fn named(&mut self, listed: Listed, ask: Ask, names: &[String]) {
        let names = self.text(&Json::from(names).to_string());
        let column = if ask == Ask::School { "school" } else { "township" };
        let among = format!("{column} IN (SELECT value FROM json_each({names}))");
        match listed {
            Listed::Volunteers(_) => self.all.push(format!("t.{among}")),
            _ => self.of_files.push(among),
        }
    }

    /// The conditions on the children become conditions on the rows.
    fn close(&mut self, listed: Listed) {
        let (mut files, children) = (std::mem::take(&mut self.of_files), &self.of_children);
        let Listed::Carers { all } = listed else {
            let id = match listed {
                Listed::Children(_) => "child_risk.child_id",
                _ => "t.child_id",
            };
            if !files.is_empty() {
                let files = files.join(" AND ");
                self.all.push(format!("{id} IN (SELECT id FROM child WHERE {files})"));
            }
            self.all.extend(children.iter().map(|ids| format!("{id} IN ({ids})")));
            return;
        };
        // One child of the carer must fit all of them.
        files.extend(children.iter().map(|ids| format!("id IN ({ids})")));
        if files.is_empty() {
            return;
        }
        if !all {
            files.push("status = 'active'".to_owned());
        }
        let files = files.join(" AND ");
        self.all.push(format!(
            "t.id IN (SELECT carer_id FROM child WHERE carer_id IS NOT NULL AND {files})"
        ));
    }
}

impl Queries<'_> {
    /// What a row must be to stand in the list.
    pub(super) fn conditions(&self, listed: Listed, filter: &Filter) -> Result<Conditions> {
        let mut sql = Conditions {
            all: Vec::new(),
            values: vec![self.today().to_value()],
            first: Vec::new(),
            of_files: Vec::new(),
            of_children: Vec::new(),
        };
        self.scope(listed, &mut sql)?;
        for ask in listed.asks() {
            self.ask(ask, listed, filter, &mut sql)?;
        }
        sql.close(listed);
        Ok(sql)
    }

    fn scope(&self, listed: Listed, sql: &mut Conditions) -> Result<()> {
        let condition = match listed {
            Listed::Children(scope) => match scope {
                ChildScope::Active => "child_risk.active = 1".to_owned(),
                ChildScope::AtRisk => {
                    format!(
                        "child_risk.active = 1 AND child_risk.tier <= {}",
                        tier_rank(Tier::Watch)
                    )
                }
                ChildScope::Tier(tier) => {
                    format!("child_risk.active = 1 AND child_risk.tier = {}", tier_rank(tier))
                }
                ChildScope::Overdue => "visit_due.due < ?1".to_owned(),
                ChildScope::DueToday => "visit_due.due = ?1".to_owned(),
                ChildScope::NoVolunteer => {
                    "child_risk.active = 1 AND visit_due.lead_id IS NULL".to_owned()
                }
                ChildScope::Closed => "child_risk.active = 0".to_owned(),
                ChildScope::Check(why) => {
                    let ids = sql.text(&super::json(&self.ids_to_check(why)?));
                    format!("child_risk.child_id IN (SELECT value FROM json_each({ids}))")
                }
                ChildScope::Place(kind, child) => {
                    let child = sql.value(Value::Int(child));
                    let same = kind.same().replace("?1", &child);
                    format!(
                        "child_risk.active = 1 AND child_risk.child_id IN (SELECT id FROM child WHERE {same})"
                    )
                }
                ChildScope::All => return Ok(()),
            },
            Listed::Volunteers(VolunteerScope::Open) => "t.status <> 'left'".to_owned(),
            Listed::Volunteers(VolunteerScope::Ending(ending)) => {
                let until = sql.value(self.notice(ending).to_value());
                format!("t.status IN ('active', 'paused') AND t.{} <= {until}", ending.column())
            }
            Listed::Carers { all: false } | Listed::Events { all: false } => {
                "t.status = 'active'".to_owned()
            }
            Listed::Tasks(TaskScope::Due) => "t.status = 'open' AND t.due <= ?1".to_owned(),
            Listed::Tasks(TaskScope::Open) => "t.status = 'open'".to_owned(),
            Listed::Tasks(TaskScope::Settled) => "t.status <> 'open'".to_owned(),
            Listed::Reports(ReportScope::Open) => "t.closed_on IS NULL".to_owned(),
            Listed::Reports(ReportScope::Closed) => "t.closed_on IS NOT NULL".to_owned(),
            // Voided rows are left out where the newest are taken.
            Listed::Visits
            | Listed::Contacts
            | Listed::Upcoming
            | Listed::Reports(ReportScope::Wanted)
            | Listed::Tasks(TaskScope::All)
            | Listed::Volunteers(VolunteerScope::All)
            | Listed::Carers { all: true }
            | Listed::Events { all: true } => return Ok(()),
        };
        sql.all.push(condition);
        Ok(())
    }

    fn ask(&self, ask: Ask, listed: Listed, filter: &Filter, sql: &mut Conditions) -> Result<()> {
        match ask {
            Ask::Tier if !filter.tiers.is_empty() => {
                let ranks: Vec<String> =
                    filter.tiers.iter().map(|tier| tier_rank(*tier).to_string()).collect();
                let ranks = ranks.join(", ");
                match listed {
                    Listed::Children(_) => {
                        sql.all.push(format!("child_risk.tier IN ({ranks})"));
                    }
                    _ => sql.of_children.push(format!(
                        "SELECT child_id FROM child_risk WHERE active IN (0, 1) AND tier IN ({ranks})"
                    )),
                }
            }
            Ask::Township | Ask::School => {
                if let Some(typed) = filter.place(ask) {
                    let names = self.names_like(listed, ask, typed)?;
                    sql.named(listed, ask, &names);
                }
            }
            Ask::Volunteer => {
                if let Some(whom) = filter.volunteer {
                    volunteer(listed, whom, sql);
                }
            }
            Ask::Category if !filter.categories.is_empty() => {
                let any: Vec<String> = filter
                    .categories
                    .iter()
                    .map(|category| {
                        let wanted = sql.text(&format!(";{};", category.trim()));
                        format!("instr(';' || replace(categories, '; ', ';') || ';', {wanted}) > 0")
                    })
                    .collect();
                sql.of_files.push(format!("({})", any.join(" OR ")));
            }
            Ask::State => sql.one_of("t.status", &filter.states),
            Ask::Room => sql.all.extend(filter.room.map(|room| match room {
                Room::Nobody => format!("{LOAD} = 0"),
                Room::Room => format!("(t.capacity IS NULL OR {LOAD} < t.capacity)"),
                Room::Full => format!("{LOAD} >= t.capacity"),
            })),
            Ask::EventKind => sql.one_of("t.kind", &filter.events),
            Ask::ContactKind => sql.one_of("t.kind", &filter.contacts),
            Ask::Period => self.period(listed, filter, sql),
            Ask::Met => sql.all.extend(filter.met.map(|met| {
                match met {
                    Met::Child => "t.child_seen IS 1",
                    Met::Adult => "t.child_seen IS NOT 1 AND t.guardian_seen IS 1",
                    Met::Nobody => "t.child_seen IS NOT 1 AND t.guardian_seen IS NOT 1",
                }
                .to_owned()
            })),
            Ask::Concern if filter.concern => {
                let seen = "IN (t.school, t.health, t.home, t.mood, t.safety)";
                sql.all.push(format!("('concern' {seen} OR 'urgent' {seen})"));
            }
            Ask::Text => {
                if let Some(words) = filter.text.as_deref().filter(|text| !text.trim().is_empty()) {
                    text(listed, words, sql);
                }
            }
            Ask::Tier | Ask::Category | Ask::Concern | Ask::Coming => {}
        }
        Ok(())
    }

    fn period(&self, listed: Listed, filter: &Filter, sql: &mut Conditions) {
        let Some(period) = filter.period else { return };
        let (from, to) = period.days(self.today());
        let (first, last) = match listed {
            Listed::Tasks(_) => ("due", "due"),
            Listed::Reports(_) => ("t.known_on", "t.known_on"),
            // An event of several days belongs to each of them.
            Listed::Events { .. } => ("coalesce(ends_on, starts_on)", "starts_on"),
            _ => ("day", "day"),
        };
        let mut days = Vec::new();
        if let Some(from) = from {
            days.push(format!("{first} >= {}", sql.value(from.to_value())));
        }
        if let Some(to) = to {
            days.push(format!("{last} <= {}", sql.value(to.to_value())));
        }
        if matches!(listed, Listed::Visits | Listed::Contacts) {
            sql.first.append(&mut days);
        } else {
            sql.all.append(&mut days);
        }
    }
}

fn volunteer(listed: Listed, whom: Whom, sql: &mut Conditions) {
    match (listed, whom) {
        (Listed::Visits, Whom::Nobody) => {
            sql.all.push("t.volunteer_id IS NULL AND t.second_volunteer_id IS NULL".to_owned());
        }
        (Listed::Visits, Whom::One(id)) => {
            let id = sql.value(Value::Int(id));
            sql.first.push(format!("(volunteer_id = {id} OR second_volunteer_id = {id})"));
        }
        (Listed::Children(_), Whom::Nobody) => {
            sql.all.push("child_risk.active = 1 AND visit_due.lead_id IS NULL".to_owned());
        }
        (_, Whom::Nobody) => sql.of_children.push(
            "SELECT child_id FROM child_risk WHERE active = 1
               AND child_id IN (SELECT child_id FROM visit_due WHERE lead_id IS NULL)"
                .to_owned(),
        ),
        (_, Whom::One(id)) => {
            let id = sql.value(Value::Int(id));
            let theirs = format!(
                "SELECT child_id FROM assignment WHERE volunteer_id = {id}
                   AND (from_day IS NULL OR from_day <= ?1) AND (to_day IS NULL OR to_day >= ?1)"
            );
            match listed {
                Listed::Children(_) => {
                    sql.all.push(format!("child_risk.child_id IN ({theirs})"));
                }
                _ => sql.of_children.push(theirs),
            }
        }
    }
}

/// Names as in the search, or part of what else stands in the row.
fn text(listed: Listed, words: &str, sql: &mut Conditions) {
    let (of, kind, columns): (&str, i64, &[&str]) = match listed {
        Listed::Children(_) => {
            ("child_risk.child_id", 0, &["township", "village", "school", "address", "note"])
        }
        Listed::Volunteers(_) => ("t.id", 1, &["t.township", "t.village", "t.note"]),
        Listed::Carers { .. } => ("t.id", 2, &["t.address", "t.note"]),
        Listed::Visits => ("t.child_id", 0, &["t.note"]),
        Listed::Contacts => ("t.child_id", 0, &["t.with_whom", "t.note"]),
        Listed::Tasks(_) => ("t.child_id", 0, &["t.title", "t.owner", "t.note"]),
        Listed::Events { .. } | Listed::Upcoming => ("t.id", 3, &["t.place", "t.note"]),
        Listed::Reports(_) => ("t.child_id", 0, &["t.receipt", "t.result", "t.note"]),
    };
    let part = sql.text(&format!("%{}%", as_they_are(words.trim())));
    let any: Vec<String> =
        columns.iter().map(|column| format!("{column} LIKE {part} ESCAPE '\\'")).collect();
    let any = any.join(" OR ");
    let term = fold_query(words);
    let found = (!term.is_empty()).then(|| {
        let end = sql.text(&format!("{term}\u{10FFFF}"));
        let term = sql.text(&term);
        format!(
            "SELECT record_id FROM search_term WHERE term >= {term} AND term < {end} AND rank % 4 = {kind}"
        )
    });
    sql.all.push(match (listed, found) {
        (Listed::Children(_), Some(found)) => {
            format!("{of} IN (SELECT id FROM child WHERE {any} UNION ALL {found})")
        }
        (Listed::Children(_), None) => format!("{of} IN (SELECT id FROM child WHERE {any})"),
        (_, Some(found)) => format!("({any} OR {of} IN ({found}))"),
        (_, None) => format!("({any})"),
    });
}

/// Words in a pattern, in which none of them is a sign for others.
fn as_they_are(words: &str) -> String {
    words.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_")
}

/// True for the lists that begin with due visits.
const fn is_of_due(scope: ChildScope) -> bool {
    matches!(scope, ChildScope::Overdue | ChildScope::DueToday | ChildScope::NoVolunteer)
}

/// Where the rows come from; `used` is everything else of the statement, to join only what it needs.
pub(super) fn from(listed: Listed, conditions: &Conditions, depth: usize, used: &str) -> String {
    match listed {
        // The few whose visit is due lie together in its indexes: they are read first, then what belongs to each.
        Listed::Children(scope) if is_of_due(scope) => {
            let mut from =
                "visit_due CROSS JOIN child_risk ON child_risk.child_id = visit_due.child_id"
                    .to_owned();
            if used.contains("child.") {
                from.push_str(" CROSS JOIN child ON child.id = visit_due.child_id");
            }
            from
        }
        Listed::Children(_) => {
            let mut from = "child_risk".to_owned();
            if used.contains("child.") {
                from.push_str(" JOIN child ON child.id = child_risk.child_id");
            }
            if used.contains("visit_due.") {
                from.push_str(" LEFT JOIN visit_due ON visit_due.child_id = child_risk.child_id");
            }
            from
        }
        Listed::Volunteers(_) if used.contains(LOAD) => {
            format!("{} AS t{LOADS}", listed.table())
        }
        // All of them: whatever narrows them most may be looked at first.
        Listed::Visits | Listed::Contacts if depth == usize::MAX => {
            format!("{} AS t", listed.table())
        }
        Listed::Visits | Listed::Contacts => {
            let table = listed.table();
            let mut newest = format!("SELECT id FROM {table} WHERE voided_on IS NULL");
            for condition in &conditions.first {
                let _ = write!(newest, " AND {condition}");
            }
            let depth = i64::try_from(depth).unwrap_or(-1);
            // What the index of the days holds is read from it alone.
            if listed == Listed::Visits && only_names(used, &["id", "day", "child_id", "volunteer_id"]) {
                let columns = newest.replacen("id", "id, day, child_id, volunteer_id", 1);
                return format!("({columns} ORDER BY day DESC, id DESC LIMIT {depth}) AS t");
            }
            // The newest first, whatever else narrows them: going from the children to all their visits reads far more.
            format!(
                "({newest} ORDER BY day DESC, id DESC LIMIT {depth}) AS newest CROSS JOIN {table} AS t ON t.id = newest.id"
            )
        }
        // Of a report that is yet to be made there is only the child and the day.
        Listed::Reports(ReportScope::Wanted) => format!(
            "(SELECT child_id AS id, child_id, seen_on AS known_on, NULL AS sent_on, NULL AS sent_to,
                NULL AS receipt, NULL AS result, NULL AS note, NULL AS closed_on FROM ({})) AS t",
            wanted_on("?1")
        ),
        _ => format!("{} AS t", listed.table()),
    }
}

/// True when a part of a statement takes no other columns of the list's own table than these.
fn only_names(used: &str, columns: &[&str]) -> bool {
    used.split("t.").skip(1).all(|after| {
        let end = after.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_');
        columns.contains(&&after[..end.unwrap_or(after.len())])
    })
}

/// The order in which a list stands by itself, which also decides between equal rows.
pub(super) fn standing(listed: Listed) -> String {
    match listed {
        Listed::Children(scope) if is_of_due(scope) => "visit_due.due, child_risk.code".to_owned(),
        // Children of one name stand beside each other.
        Listed::Children(ChildScope::Check(ToCheck::SameName)) => {
            "child.name, child_risk.code".to_owned()
        }
        Listed::Children(ChildScope::Check(_) | ChildScope::Place(..)) => {
            "child_risk.code".to_owned()
        }
        Listed::Children(_) => PANEL.to_owned(),
        Listed::Volunteers(VolunteerScope::Ending(ending)) => {
            format!("t.{}, code_key(t.code), t.code", ending.column())
        }
        Listed::Volunteers(_) | Listed::Carers { .. } => "code_key(t.code), t.code".to_owned(),
        Listed::Visits | Listed::Contacts => "t.day DESC, t.id DESC".to_owned(),
        Listed::Tasks(TaskScope::Settled) => "t.done_on DESC, t.id DESC".to_owned(),
        Listed::Tasks(_) => "t.due, t.id".to_owned(),
        Listed::Reports(ReportScope::Wanted) => "t.known_on DESC, t.child_id".to_owned(),
        Listed::Reports(ReportScope::Open) => "t.sent_on IS NOT NULL, t.known_on, t.id".to_owned(),
        Listed::Reports(ReportScope::Closed) => "t.closed_on DESC, t.id DESC".to_owned(),
        Listed::Events { .. } | Listed::Upcoming => {
            "t.starts_on < ?1, iif(t.starts_on < ?1, NULL, t.starts_on), t.starts_on DESC, code_key(t.code), t.code"
                .to_owned()
        }
    }
}
