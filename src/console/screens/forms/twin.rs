//! The question before a new file is opened for someone who very likely has one. It stands in the place of the form until it
//! is answered; nothing but an answer or Esc takes it away, least of all a second press of the key that saves.

use super::asked::Line;
use crate::console::action::Route;
use crate::console::input::Key;
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::domain::records::Id;
use crate::store::{Command, Kind};

/// Whether the one being entered is somebody on file.
pub(super) struct Twin {
    doubt: String,
    kind: Kind,
    others: Vec<Id>,
    page: Route,
    lines: Vec<Line>,
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
    /// `doubt`: what they have in common; `who`: the likely ones and why it may be them, a line each; `others`: those files;
    /// `file`: the one that is opened when it is them, with its page.
    pub(super) fn new(
        doubt: String,
        who: Vec<String>,
        (kind, others): (Kind, Vec<Id>),
        (file, page): (&str, Route),
        ui: &Ui,
    ) -> Self {
        let answer = |id: &str| (ui.with(id, &[("who", file.into())]), Role::Accent);
        let blank = || (String::new(), Role::Text);
        let mut lines = vec![(doubt.clone(), Role::Watch), blank()];
        lines.extend(who.into_iter().map(|line| (line, Role::Text)));
        lines.extend([blank(), (ui.text("form-twin-ask"), Role::Header)]);
        lines.extend([answer("form-twin-same"), answer("form-twin-two")]);
        Self { doubt, kind, others, page, lines }
    }

    /// What they have in common: who said once that they are two isn't asked again while it stays the same.
    pub(super) fn doubt(&self) -> &str {
        &self.doubt
    }

    /// The command, which notes that the new file is about none of those that are named here.
    pub(super) fn denied(&self, command: Command) -> Command {
        let (kind, others) = (self.kind, self.others.clone());
        Command::Apart { command: Box::new(command), kind, others }
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

    /// What is asked, line by line.
    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }
}
