//! What the steps of bringing a file in draw and read alike.

use std::path::{Path, PathBuf};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::folder;
use crate::console::action::Route;
use crate::console::input::Key;
use crate::console::screen::{Effect, FormDraft, Message, Ui};
use crate::console::widgets::hints::{self, Hint};
use crate::console::widgets::table::Step;
use crate::console::widgets::{Role, paint};
use crate::exchange::columns::{Column, ImportKind};
use crate::exchange::error::FileError;
use crate::language::{Arg, Language};
use crate::store::{Queries, Result};

/// The name under which an operator's last folder is kept.
const FOLDER: &str = "import-folder";

/// The step of a list that a key means where letters are text.
pub fn step(key: Key) -> Option<Step> {
    Some(match key.to_string().as_str() {
        "Up" | "ctrl-p" => Step::Up,
        "Down" | "ctrl-n" => Step::Down,
        "PageUp" => Step::PageUp,
        "PageDown" => Step::PageDown,
        "Home" => Step::Top,
        "End" => Step::Bottom,
        _ => return None,
    })
}

/// F2 leads to Today from every step, as it does from every page.
pub fn leave(key: Key) -> Option<Vec<Effect>> {
    (key.to_string() == "F2").then(|| vec![Effect::Go(Route::Today)])
}

/// Puts the keys of a step on the last line of the area and returns the area above.
pub fn keys(buffer: &mut Buffer, area: Rect, ui: &Ui, hints: &[(&str, &str)]) -> Rect {
    let hints: Vec<Hint> = hints
        .iter()
        .map(|(key, id)| Hint {
            key: (*key).to_owned(),
            label: format!(" {} ", ui.text(id)),
            available: true,
        })
        .collect();
    let above = Rect { height: area.height.saturating_sub(1), ..area };
    hints::draw(buffer, paint::below(area, above.height), &hints, ui.look);
    above
}

/// Puts what is wrong into the area, wrapped; returns the area below.
pub fn wrong(buffer: &mut Buffer, area: Rect, ui: &Ui, message: Option<&Message>) -> Rect {
    let Some(message) = message else { return area };
    let y = paint::put_wrapped(buffer, area, 0, &ui.say(message), ui.look, Role::Error);
    paint::below(area, y)
}

/// What is wrong with a file, to be worded when it is shown.
pub fn said(error: &FileError) -> Message {
    let mut message = Message::new(error.code().replace('_', "-"));
    for (name, value) in error.values() {
        message = message.arg(name, Arg::from(value));
    }
    message
}

/// The path that was typed; a bare name lies in the folder.
pub fn typed_path(typed: &str, folder: &Path) -> PathBuf {
    folder::path_of(typed, folder).unwrap_or_else(|| folder.join(typed))
}

/// What a file of this kind holds, in words.
pub fn kind_name(kind: ImportKind, language: Language) -> String {
    language.code(kind)
}

/// The heading of a column as a template in this language has it.
pub fn column_name(column: &Column, language: Language) -> &'static str {
    if language.is_zh() { column.chinese() } else { column.heading }
}

/// The folder in which this operator worked last, if it is still there.
pub fn last_folder(queries: &Queries<'_>) -> Result<Option<PathBuf>> {
    let kept = queries.draft(FOLDER, 0)?.map(|draft| PathBuf::from(draft.body));
    Ok(kept.filter(|folder| folder.is_dir()))
}

/// Keeps the folder for the next time.
pub fn keep_folder(folder: &Path) -> Effect {
    Effect::KeepDraft(FormDraft { form: FOLDER, subject: 0, body: folder.display().to_string() })
}
