//! `peiban init`: makes the office's database without asking anything.

use anyhow::Result;
use chrono::NaiveDate;

use super::args::{NotWithin, day, within};
use super::failure::{Said, say};
use super::session::{Session, variable};
use crate::domain::places;
use crate::store::Office;

/// The county of a database that is made without naming one: the programme's first.
const FIRST_COUNTY: &str = "511425";

/// What `init` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The county's six-digit code, `511425`; also `PEIBAN_OFFICE`.
    #[arg(long, value_name = "CODE")]
    office: Option<String>,
    /// Which desk of that county, from 1.
    #[arg(allow_negative_numbers = true, long, value_name = "N", value_parser = desk)]
    desk: Option<i64>,
    /// From this day on visits are kept here (DOMAIN §1.5).
    #[arg(long, value_name = "DATE", value_parser = day)]
    visits_since: Option<NaiveDate>,
}

/// Makes the database.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    let (county, desk) = match &args.office {
        Some(text) => parse_office(text, "--office")?,
        None => named_office()?.unwrap_or_else(|| (FIRST_COUNTY.to_owned(), 1)),
    };
    let desk = args.desk.unwrap_or(desk);
    let today = session.context.today;
    let visits_since = args.visits_since.unwrap_or(today);
    if visits_since > today {
        let values = [("what", "--visits-since".to_owned()), ("value", visits_since.to_string())];
        return Err(Said::usage("cli-usage-future", &values));
    }
    let office = Office { county, desk, visits_since, is_demo: false };
    drop(session.create(&office)?);
    say_ready(session, &office);
    Ok(())
}

/// Says where the database is and whose.
pub(super) fn say_ready(session: &Session, office: &Office) {
    let path = session.database.display().to_string();
    let county = places::county(&office.county);
    let name = county.map_or(office.county.as_str(), |county| county.name);
    if county.is_none() {
        let values = [("code", office.county.as_str().into())];
        say(&session.language.with("cli-unknown-county", &values));
    }
    say(&session.language.with(
        "cli-ready",
        &[
            ("path", path.into()),
            ("county", session.language.county(name).into()),
            ("code", office.county.as_str().into()),
            ("desk", office.desk.into()),
        ],
    ));
}

/// The office that `PEIBAN_OFFICE` names.
pub(super) fn named_office() -> Result<Option<(String, i64)>> {
    variable("PEIBAN_OFFICE").map(|text| parse_office(&text, "PEIBAN_OFFICE")).transpose()
}

/// Reads `511425`, or `511425-2` for its second desk.
fn parse_office(text: &str, what: &str) -> Result<(String, i64)> {
    let wrong = || {
        Said::usage("cli-usage-office", &[("what", what.to_owned()), ("value", text.to_owned())])
    };
    let (county, number) = text.split_once(['-', '/', ':']).unwrap_or((text, "1"));
    let is_code = county.len() == 6 && county.bytes().all(|byte| byte.is_ascii_digit());
    let desk = desk(number).map_err(|_| wrong())?;
    if !is_code || county.starts_with('0') {
        return Err(wrong());
    }
    Ok((county.to_owned(), desk))
}

/// Ids have room for 99 desks a county (TECH §5).
fn desk(text: &str) -> Result<i64, NotWithin> {
    within(text, 1, 99)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_a_county_and_a_desk() {
        let read = |text| parse_office(text, "x").ok();
        assert_eq!(read("511425"), Some(("511425".to_owned(), 1)));
        assert_eq!(read("513431-2"), Some(("513431".to_owned(), 2)));
        for wrong in ["", "5114", "51142x", "511425-0", "511425-100", "511425-x", "青神县"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
