//! Places by the names they have today.

use crate::domain::places::Townships;
use crate::exchange::values::Input;

/// A village under its name of today; one that the office never called otherwise stays as written.
pub(super) fn village_of_today(
    known: &Townships,
    township: &Input<String>,
    village: Input<String>,
) -> Input<String> {
    let Input::Set(written) = &village else { return village };
    let within = township.as_set().map_or("", String::as_str);
    Input::Set(known.village(within, written).to_owned())
}
