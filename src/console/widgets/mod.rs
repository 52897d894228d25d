//! The toolkit: what a screen is drawn with. It knows ratatui and nothing of charities, keys' meanings or the store.
//!
//! # For someone writing a screen
//!
//! * All text reaches the terminal through [`text`] or [`paint`]: cut, padded and wrapped by *columns* (a 汉字 is two),
//!   stripped of control characters. `format!("{:<6}")` pads by characters and is wrong here.
//! * Colour is asked for by [`theme::Role`] (critical, watch, muted …), never by name. A letter or word says the same.
//! * Every function that draws takes a `&mut Buffer` (`frame.buffer_mut()`), an area and a [`Look`]; all of them clip, so an
//!   area of 1×1 or 0×0 is fine. Only [`field`] and [`form`] take the `Frame`, because they set the real cursor.
//! * Lists are a [`table::ListState`] (selection, scrolling) and [`table::draw`], which asks for the visible rows only.
//! * What is typed belongs to a [`form::Form`] or, for one line, a [`field::Field`].

pub mod bars;
pub mod card;
pub mod field;
pub mod form;
pub mod heat;
pub mod hints;
pub mod month;
pub mod paint;
pub mod palette;
pub mod panel;
pub mod spark;
pub mod table;
pub mod tabs;
pub mod text;
pub mod theme;

pub use palette::Palette;
pub use theme::{Glyphs, Look, Role, Theme};
