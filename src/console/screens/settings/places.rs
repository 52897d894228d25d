//! The tab of places: the county's townships, the office's own, and those that only its records name, each with its villages.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::place_form::PlaceForm;
use crate::console::screen::{Effect, Message, Ui};
use crate::console::widgets::table::{self, Column, ListState, Row};
use crate::console::widgets::{Role, paint};
use crate::domain::records::Place;
use crate::store::queries::PlaceRow;
use crate::store::{Command, Queries, Result};

/// The places as they were read.
#[derive(Default)]
pub struct Places {
    rows: Vec<PlaceRow>,
}

impl Places {
    /// Reads them; returns where the one that was selected stands now.
    pub fn load(
        &mut self,
        queries: &Queries<'_>,
        selected: Option<usize>,
    ) -> Result<Option<usize>> {
        let was = selected.and_then(|row| self.rows.get(row)).cloned();
        self.rows = queries.office_places()?;
        Ok(was.and_then(|was| {
            let same =
                |row: &PlaceRow| (&row.township, &row.village) == (&was.township, &was.village);
            self.rows.iter().position(same)
        }))
    }

    /// How many there are.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Asks for another name.
    pub fn rename(&self, row: usize) -> Vec<Effect> {
        match self.rows.get(row) {
            Some(row) if row.can_be_renamed() && !row.name().is_empty() => {
                vec![Effect::push(PlaceForm::rename(row.clone()))]
            }
            _ => vec![Effect::Warn(Message::new("settings-place-cant"))],
        }
    }

    /// Asks for a new one; the township of the selected one stands there already.
    pub fn add(&self, row: Option<usize>) -> Vec<Effect> {
        let township = row.and_then(|row| self.rows.get(row)).map(|row| row.township.clone());
        vec![Effect::push(PlaceForm::add(township.unwrap_or_default()))]
    }

    /// Hides one, or offers it again.
    pub fn hide_or_show(&self, row: usize) -> Vec<Effect> {
        let Some(row) = self.rows.get(row).filter(|row| !row.name().is_empty()) else {
            return vec![Effect::Warn(Message::new("settings-place-cant"))];
        };
        let hidden = !row.is_hidden();
        let command = match &row.own {
            Some(own) => Command::edit(own.clone(), Place { hidden, ..own.clone() }),
            None => Command::add(Place {
                township: row.township.clone(),
                village: row.village.clone(),
                hidden,
                ..Place::default()
            }),
        };
        let id = if hidden { "settings-place-hides" } else { "settings-place-shows" };
        let said = Message::new(id).arg("name", row.name().to_owned());
        vec![Effect::run(command), Effect::Say(said)]
    }

    /// Draws them.
    pub fn draw(&self, frame: &mut Frame, area: Rect, list: &ListState, ui: &Ui) {
        let buffer = frame.buffer_mut();
        let unknown =
            self.rows.iter().filter(|row| row.is_unknown() && !row.name().is_empty()).count();
        let values = [("count", self.rows.len().into()), ("unknown", unknown.into())];
        let (id, role) = match unknown {
            0 => ("settings-place-all", Role::Muted),
            _ => ("settings-place-more", Role::Watch),
        };
        paint::put(buffer, area, 1, 0, &ui.with(id, &values), ui.look, role);
        let columns = [Column::left(36), Column::right(8), Column::right(8), Column::rest()];
        let heading = Row::default()
            .cell(ui.text("settings-place-col-name"), Role::Header)
            .cell(ui.text("settings-place-col-children"), Role::Header)
            .cell(ui.text("settings-place-col-volunteers"), Role::Header);
        table::draw_row(buffer, area, 1, &columns, &heading, None, ui.look);
        table::draw(buffer, paint::below(area, 2), &columns, list, true, ui.look, |at| {
            self.rows.get(at).map(|row| line(row, ui)).unwrap_or_default()
        });
    }
}

/// What a place is called, as the language writes it.
pub fn named(row: &PlaceRow, ui: &Ui) -> String {
    match &row.village {
        None if row.township.is_empty() => ui.text("settings-place-none"),
        _ if ui.language.is_zh() => row.name().to_owned(),
        // What is kept, and will be rewritten, stands beside its reading.
        Some(village) => format!("{} {village}", ui.language.place(None, Some(village))),
        None => format!("{} {}", ui.language.township(&row.township), row.township),
    }
}

fn line(row: &PlaceRow, ui: &Ui) -> Row {
    let name = match row.village {
        Some(_) => format!("  {}", named(row, ui)),
        None => named(row, ui),
    };
    let (state, role) = if row.is_hidden() {
        (ui.text("settings-place-hidden"), Role::Muted)
    } else if row.is_official {
        (ui.text("settings-place-official"), Role::Muted)
    } else if row.own.is_some() {
        (ui.text("settings-place-own"), Role::Ok)
    } else if row.is_unknown() && !row.township.is_empty() {
        (ui.text("settings-place-unknown"), Role::Watch)
    } else {
        (String::new(), Role::Muted)
    };
    let state = if row.former.is_empty() {
        state
    } else {
        let former = [("names", ui.language.list(&row.former).into())];
        format!("{state} {}", ui.with("settings-place-formerly", &former)).trim_start().to_owned()
    };
    let count = |count: usize| if count == 0 { String::new() } else { count.to_string() };
    let text = if row.is_hidden() { Role::Muted } else { Role::Text };
    Row::default()
        .cell(name, text)
        .cell(count(row.children), text)
        .cell(count(row.volunteers), text)
        .cell(format!("  {state}"), role)
}
