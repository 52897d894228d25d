//! Counts kept as they change.

use std::collections::HashMap;

use rusqlite::Connection;

use super::super::error::Result;

/// What is counted; the key says of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Counted {
    /// Active children by shown tier.
    Tier,
    /// Visits by due day.
    Due,
    /// Active children without a volunteer.
    NoVolunteer,
    /// Active children by birthday: `solar 02-29`, `lunar 08-15`, `lunar 04-02L`.
    Birthday,
    /// Cases in the triage queue.
    Triage,
}

impl Counted {
    const fn code(self) -> &'static str {
        match self {
            Self::Tier => "tier",
            Self::Due => "due",
            Self::NoVolunteer => "no_volunteer",
            Self::Birthday => "birthday",
            Self::Triage => "triage",
        }
    }
}

/// What records alone decide, neither time nor a score: what is counted, whose, by which day of theirs.
const BY_DAY: [(&str, &str, &str, &str); 4] = [
    ("check", "volunteer", "check_valid_until", "status IN ('active', 'paused')"),
    ("training", "volunteer", "training_valid_until", "status IN ('active', 'paused')"),
    ("task", "task", "due", "status = 'open'"),
    ("event", "event", "starts_on", "status = 'active'"),
];

/// Counts the working volunteers by the last days of their checks and trainings, anew: volunteers change seldom.
pub(super) fn count_volunteers(conn: &Connection) -> Result<()> {
    count_by_day(conn, |table| table == "volunteer")
}

/// Counts working volunteers, open tasks and active events by their days, anew. Triggers keep the last two as they change, but
/// rest during a long command.
pub(in crate::store) fn count_records(conn: &Connection) -> Result<()> {
    count_by_day(conn, |_| true)
}

fn count_by_day(conn: &Connection, is_wanted: impl Fn(&str) -> bool) -> Result<()> {
    for (what, table, day, condition) in BY_DAY {
        if !is_wanted(table) {
            continue;
        }
        conn.prepare_cached("DELETE FROM tally WHERE what = ?1")?.execute([what])?;
        let sql = format!(
            "INSERT INTO tally (what, key, n) SELECT ?1, {day}, count(*) FROM {table}
             WHERE {condition} AND {day} IS NOT NULL GROUP BY {day}"
        );
        conn.prepare_cached(&sql)?.execute([what])?;
    }
    Ok(())
}

/// Changes of counts, gathered over a transaction.
#[derive(Default)]
pub(super) struct Tallies(HashMap<(Counted, String), i64>);

impl Tallies {
    /// Counts one more or one less.
    pub(super) fn count(&mut self, what: Counted, key: impl Into<String>, by: i64) {
        *self.0.entry((what, key.into())).or_default() += by;
    }

    /// Writes the changes.
    pub(super) fn write(self, conn: &Connection) -> Result<()> {
        let mut add = conn.prepare_cached(
            "INSERT INTO tally (what, key, n) VALUES (?1, ?2, ?3)
             ON CONFLICT (what, key) DO UPDATE SET n = n + excluded.n",
        )?;
        let mut clear =
            conn.prepare_cached("DELETE FROM tally WHERE what = ?1 AND key = ?2 AND n = 0")?;
        for ((what, key), by) in self.0 {
            if by != 0 {
                add.execute(rusqlite::params![what.code(), key, by])?;
                clear.execute([what.code(), &key])?;
            }
        }
        Ok(())
    }
}
