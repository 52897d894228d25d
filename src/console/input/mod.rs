//! From what the terminal sends to what it means: keys, the one table of bindings, the mouse.

pub mod bindings;
pub mod burst;
pub mod keymap;
pub mod keys;
pub mod mouse;

pub use bindings::Keys;
pub use keymap::{Keymap, Meaning, Mode};
pub use keys::Key;
pub use mouse::Pointer;
