//! The question before a new file is opened for someone who very likely has one. It stands in the place of the form until it
//! is answered; nothing but an answer or Esc takes it away, least of all a second press of the key that saves.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::action::Route;
use crate::console::input::Key;
use crate::console::screen::Ui;
use crate::console::widgets::{Role, paint, text};

/// Whether the one being entered is somebody on file.
pub(super) struct Twin {
    doubt: String,
    page: Route,
    lines: Vec<(String, Role)>,
}

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It is them: their file is opened.
    Same,
    /// They are two: the new file is kept.
    Two,
    /// Back to the form.
    Neither,
}

impl Twin {
    /// `doubt`: what they have in common; `who`: the likely ones and why it may be them, a line each; `file`: the one that is
    /// opened when it is them, with its page.
    pub(super) fn new(
        doubt: String,
        who: Vec<String>,
        (file, page): (&str, Route),
        ui: &Ui,
    ) -> Self {
        let answer = |id: &str| (ui.with(id, &[("who", file.into())]), Role::Accent);
        let blank = || (String::new(), Role::Text);
        let mut lines = vec![(doubt.clone(), Role::Watch), blank()];
        lines.extend(who.into_iter().map(|line| (line, Role::Text)));
        lines.extend([blank(), (ui.text("form-twin-ask"), Role::Header)]);
        lines.extend([answer("form-twin-same"), answer("form-twin-two")]);
        Self { doubt, page, lines }
    }

    /// What they have in common: who said once that they are two isn't asked again while it stays the same.
    pub(super) fn doubt(&self) -> &str {
        &self.doubt
    }

    /// The page of whom it may be.
    pub(super) const fn page(&self) -> Route {
        self.page
    }

    /// What a key answers; `None` when nothing.
    pub(super) fn answer(key: Key) -> Option<Answer> {
        match key.folded().to_string().as_str() {
            "1" => Some(Answer::Same),
            "2" => Some(Answer::Two),
            "Esc" => Some(Answer::Neither),
            _ => None,
        }
    }

    pub(super) fn height(&self, width: u16) -> u16 {
        let wrapped = |(line, _): &(String, Role)| text::wrap(line, width.max(1).into()).len();
        let lines: usize = self.lines.iter().map(|line| wrapped(line).max(1)).sum();
        u16::try_from(lines).unwrap_or(u16::MAX)
    }

    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let mut y = 0;
        for (line, role) in &self.lines {
            let below = paint::below(area, y);
            y += paint::put_wrapped(frame.buffer_mut(), below, 0, line, ui.look, *role).max(1);
        }
    }
}
