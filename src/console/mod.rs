//! The terminal program: what is seen and pressed.
//!
//! ```text
//! key ─ input::keymap ─▶ Action ─ Screen::update ─▶ Vec<Effect> ─ shell ─▶ store
//! store ─ Screen::load ─▶ what the screen holds ─ Screen::draw ─▶ terminal
//! ```
//!
//! Order of dependence: `action < input < screen < screens < shell`; [`widgets`] stands beside them and uses none.

pub mod action;
pub mod backup_words;
pub mod failure;
pub mod input;
pub mod key_list;
pub mod screen;
pub mod screens;
mod shell;
pub mod widgets;

pub use screens::welcome::{Answers, Begin};
pub use shell::{Clipboard, Event, FirstStart, Options, Shell, first_start, run, run_shell};
