//! What must be answered before anything else is done with a form; it stands in the form's place.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::conflict::Conflict;
use super::far::Far;
use super::twin::Twin;
use crate::console::input::{Key, Pointer};
use crate::console::screen::Ui;
use crate::console::widgets::{Role, paint, text};

/// A line of a question, in its role.
pub(in crate::console::screens) type Line = (String, Role);

/// A question in the place of the form, if there is one.
#[derive(Default)]
pub(super) enum Asked {
    /// One types.
    #[default]
    Nothing,
    /// The store says that someone else has changed the same; what stands there now is not known yet.
    Told,
    /// One chooses whose version shall stand.
    Versions(Conflict),
    /// Whether it is somebody on file.
    Twin(Twin),
    /// Whether a date so far ahead is meant.
    Far(Far),
}

impl Asked {
    /// True while the form takes no keys.
    pub(super) const fn is_open(&self) -> bool {
        matches!(self, Self::Versions(_) | Self::Twin(_) | Self::Far(_))
    }

    /// How many lines it takes at a width; none while nothing is asked.
    pub(super) fn height(&self, width: u16) -> u16 {
        match self {
            Self::Nothing | Self::Told => 0,
            Self::Versions(conflict) => conflict.height(width),
            Self::Twin(twin) => height_of(twin.lines(), width),
            Self::Far(far) => height_of(far.lines(), width),
        }
    }

    /// Draws it; false when nothing is asked.
    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) -> bool {
        match self {
            Self::Nothing | Self::Told => return false,
            Self::Versions(conflict) => conflict.draw(frame, area, ui),
            Self::Twin(twin) => draw_lines(twin.lines(), frame, area, ui),
            Self::Far(far) => draw_lines(far.lines(), frame, area, ui),
        }
        true
    }

    /// The keys that answer, or save the form.
    pub(super) fn hint(&self, ui: &Ui) -> String {
        let id = match self {
            Self::Nothing | Self::Told => "form-escape",
            Self::Versions(_) => "conflict-escape",
            Self::Twin(_) | Self::Far(_) => return ui.text("form-twin-keys"),
        };
        format!("{}  {}", ui.hint("form-save"), ui.text(id))
    }
}

fn height_of(lines: &[Line], width: u16) -> u16 {
    lines.iter().fold(0, |sum, line| sum.saturating_add(wrapped(line, width)))
}

fn wrapped((line, _): &Line, width: u16) -> u16 {
    u16::try_from(text::wrap(line, width.max(1).into()).len().max(1)).unwrap_or(u16::MAX)
}

/// The digit of the answer that the mouse presses, where the lines of a question are drawn into the area.
pub(in crate::console::screens) fn answer_at(
    lines: &[Line],
    area: Rect,
    pointer: Pointer,
) -> Option<Key> {
    let (Pointer::Press(x, y) | Pointer::Again(x, y)) = pointer else { return None };
    let place = Position::new(x, y);
    let mut below = area;
    for line in lines {
        let height = wrapped(line, area.width);
        if (Rect { height: height.min(below.height), ..below }).contains(place) {
            let digit = line.0.chars().next().filter(char::is_ascii_digit);
            return digit.and_then(|digit| Key::parse(digit.encode_utf8(&mut [0; 4])));
        }
        below = paint::below(below, height);
    }
    None
}

/// Draws the lines of a question, each wrapped.
pub(in crate::console::screens) fn draw_lines(
    lines: &[Line],
    frame: &mut Frame,
    area: Rect,
    ui: &Ui,
) {
    let mut y = 0;
    for (line, role) in lines {
        let below = paint::below(area, y);
        y += paint::put_wrapped(frame.buffer_mut(), below, 0, line, ui.look, *role).max(1);
    }
}
