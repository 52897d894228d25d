//! Bringing a spreadsheet in: what it holds ([`kinds`]), which file ([`files`]), which heading is which column ([`matching`]),
//! what would become of each row ([`review`]), and what is best entered next ([`closing`]). Each step lies on the one before,
//! so that Esc leads back with everything as it was. Reading, planning and writing are jobs on a worker ([`jobs`]).

mod choose;
mod closing;
mod files;
mod folder;
mod jobs;
mod kept;
mod kinds;
mod matching;
mod once;
pub(super) mod parts;
mod review;

use crate::console::screen::Screen;
use crate::exchange::columns::ImportKind;

/// The page of [`Route::Import`](crate::console::action::Route::Import).
pub fn open() -> Box<dyn Screen> {
    Box::new(kinds::Kinds::default())
}

/// The choice of the name list's file: the first step of an office that begins with its own.
pub fn name_list() -> Box<dyn Screen> {
    Box::new(files::Files::new(ImportKind::Children))
}
