//! Places by the names they have today.

use crate::domain::places::Townships;
use crate::exchange::values::Input;

/// A village under its name of today; one that is unknown stays as written, and so does one whose township the row leaves as it
/// is on file.
pub(super) fn village_of_today(
    known: &Townships,
    township: &Input<String>,
    village: Input<String>,
) -> Input<String> {
    let Input::Set(written) = &village else { return village };
    if *township == Input::Keep {
        return village;
    }
    let within = township.as_set().map_or("", String::as_str);
    Input::Set(known.village(within, written).to_owned())
}

/// The village that a row sets, under its name of today, once the township is known that it lies in.
pub(super) fn put_village(
    known: &Townships,
    said: &Input<String>,
    township: Option<&str>,
    village: &mut Option<String>,
) {
    if let Input::Set(written) = said {
        *village = Some(known.village(township.unwrap_or_default(), written).to_owned());
    }
}
