//! What is said once a form was saved.

use crate::console::screen::{Effect, Message, Ui};
use crate::console::widgets::text;

/// What is said after saving: what, about whom, and that it can be undone.
pub(super) fn said(ui: &Ui, title: &str, name: &str) -> Effect {
    let message = Message::new("form-saved-what").arg("what", ui.text(title));
    Effect::Say(message.arg("name", short(ui, name)))
}

/// A name or text cut so that what stands after it on the message line is seen.
pub(super) fn short(ui: &Ui, name: &str) -> String {
    const BESIDE: u16 = 48;
    let room = ui.page.0.saturating_sub(BESIDE).max(16);
    text::cut(name, room.into(), ui.look.glyphs).into_owned()
}
