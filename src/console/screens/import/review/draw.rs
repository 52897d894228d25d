//! How the review is drawn: counts, tabs, the list of the open tab, what is said about the selected row.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::parts;
use super::doubts;
use super::rows::PREVIEWED;
use super::{Review, Tab};
use crate::console::action::Action;
use crate::console::screen::Ui;
use crate::console::widgets::paint::Span;
use crate::console::widgets::table::{self, Column, Row};
use crate::console::widgets::{Role, paint, text};
use crate::exchange::columns::ImportKind;
use crate::exchange::import::{Outcome, Plan, RowFindings};
use crate::exchange::reason::Reason;
use crate::exchange::wording;

/// So many lines below the list say what there is to say about the selected row.
const ABOUT: u16 = 3;

impl Review {
    pub(super) fn draw_all(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let buffer = frame.buffer_mut();
        let above = parts::keys(buffer, area, ui, &self.hints());
        self.draw_file(buffer, paint::line(above, 0), ui);
        self.draw_counts(buffer, paint::line(above, 1), ui);
        self.draw_tabs(buffer, paint::line(above, 2), ui);
        let Some(plan) = &self.plan else { return };
        let body = paint::below(above, 3);
        let about = ABOUT.min(body.height / 3);
        let list = Rect { height: body.height.saturating_sub(about), ..body };
        let about = paint::below(body, list.height);
        match self.tab {
            Tab::Own => self.draw_own(buffer, list, about, plan, ui),
            Tab::Doubts => self.draw_doubts(buffer, body, ui),
            Tab::Refused => {
                let names = &self.lists.names;
                self.draw_findings(buffer, body, (&plan.rejected, names), &self.lists.refused, ui);
            }
            Tab::Changed => self.draw_changed(buffer, body, plan, ui),
            Tab::Warned => {
                self.draw_findings(buffer, body, (&plan.warnings, &[]), &self.lists.warned, ui);
            }
        }
        if self.list().total() == 0 {
            let id = match self.tab {
                Tab::Own => "import-no-rows",
                _ => "import-tab-empty",
            };
            paint::put(buffer, body, 1, 1, &ui.text(id), ui.look, Role::Muted);
        }
    }

    fn hints(&self) -> Vec<(&'static str, &'static str)> {
        let mut hints = vec![("Ctrl-S F8", "import-go"), ("Tab", Action::NextTab.message_id())];
        match self.tab {
            Tab::Doubts => hints.push(("Backspace", "import-answer-again")),
            _ if self.open_doubts() > 0 => hints.push(("Enter", "import-tab-doubts")),
            _ => {}
        }
        hints.push(("Esc", "import-headings"));
        hints.push(("F5", "import-read-again"));
        if self.tab == Tab::Own {
            hints.push(("Left Right", "import-more-columns"));
        }
        hints
    }

    /// The file's name and, never pushed away by it, which of its rows were passed over.
    fn draw_file(&self, buffer: &mut Buffer, line: Rect, ui: &Ui) {
        let plan = self.plan.as_ref();
        let remarks = plan.and_then(|plan| wording::remarks(ui.language, &plan.remarks));
        let wide = remarks.as_deref().map_or(0, |said| text::width(said) + 2);
        let wide = u16::try_from(wide).unwrap_or(u16::MAX);
        let name = Rect { width: line.width.saturating_sub(wide), ..line };
        paint::put(buffer, name, 0, 0, &self.looked.name(), ui.look, Role::Muted);
        if let Some(said) = remarks {
            paint::put_right(buffer, line, 0, &said, ui.look, Role::Text);
        }
    }

    /// 读到 40 人：可带入 38，要看 2, and what would become of them.
    fn draw_counts(&self, buffer: &mut Buffer, line: Rect, ui: &Ui) {
        let counts = self.counts;
        let people =
            matches!(self.looked.layout.kind, ImportKind::Children | ImportKind::Volunteers);
        let id = if people { "import-preview-people" } else { "import-preview" };
        let ready = counts.read - counts.rejected;
        let values = [
            ("read", counts.read.into()),
            ("ready", ready.into()),
            ("look", counts.rejected.into()),
        ];
        let preview = ui.with(id, &values);
        let x = paint::put(buffer, line, 0, 0, &preview, ui.look, Role::Accent);
        let parts = [
            ("import-created", counts.created),
            ("import-updated", counts.updated),
            ("import-unchanged", counts.unchanged),
        ];
        let parts: Vec<String> =
            parts.iter().map(|(id, count)| ui.with(id, &[("count", (*count).into())])).collect();
        let rest = parts.join("  ");
        paint::put(buffer, line, x.saturating_add(3), 0, &rest, ui.look, Role::Muted);
    }

    fn draw_tabs(&self, buffer: &mut Buffer, line: Rect, ui: &Ui) {
        let plan_warned = self.plan.as_ref().map_or(0, |plan| plan.warnings.len());
        let mut spans = Vec::new();
        for tab in Tab::ALL {
            let label = ui.text(tab.message_id());
            let count = match tab {
                // Rows, as in the line above; a row can have several lines in the list.
                Tab::Own => self.counts.read,
                Tab::Refused => self.counts.rejected,
                Tab::Changed => self.counts.updated,
                Tab::Warned => plan_warned,
                Tab::Doubts => self.total(tab),
            };
            let open = tab == self.tab;
            let role = match tab {
                _ if open => Role::Accent,
                Tab::Doubts | Tab::Refused if count > 0 => Role::Watch,
                _ => Role::Muted,
            };
            let text =
                if open { format!("[{label} {count}]") } else { format!(" {label} {count} ") };
            spans.push(Span::new(text, role));
        }
        paint::put_spans(buffer, line, 0, 0, &spans, ui.look);
    }

    /// The user's own rows, a mark before each, and below what is said about the selected one.
    fn draw_own(&self, buffer: &mut Buffer, list: Rect, about: Rect, plan: &Plan, ui: &Ui) {
        let shown: Vec<usize> = (self.first_column..self.lists.columns.len()).collect();
        let mut columns = vec![Column::left(1), Column::right(5)];
        columns.extend(shown.iter().map(|at| Column::left(self.lists.widths[*at])));
        let mut head = Row::default().cell("", Role::Header).cell("", Role::Header);
        for at in &shown {
            let column = &self.looked.layout.kind.columns()[self.lists.columns[*at]];
            head = head.cell(parts::column_name(column, ui.language), Role::Header);
        }
        table::draw_row(buffer, list, 0, &columns, &head, None, ui.look);
        let rows = paint::below(list, 1);
        table::draw(buffer, rows, &columns, self.list(), true, ui.look, |at| {
            let own = &self.lists.own[at];
            let outcome = plan.rows.get(own.at).map(|row| &row.outcome);
            let (mark, role) = mark(outcome, !self.lists.about(plan, own.number).is_empty());
            let text = if role == Role::Error { Role::Error } else { Role::Text };
            let row = Row::default().cell(mark, role).cell(own.number.to_string(), Role::Muted);
            shown.iter().fold(row, |row, at| row.cell(own.cells[*at].as_str(), text))
        });
        let Some(own) = self.list().selected().and_then(|at| self.lists.own.get(at)) else {
            return;
        };
        let mut said = wording::findings(ui.language, self.lists.about(plan, own.number));
        let outcome = plan.rows.get(own.at).map(|row| &row.outcome);
        if said.is_empty()
            && let Some(Outcome::Updated(changes)) = outcome
        {
            let each = changes.iter().map(|change| self.change_words(change, ui));
            said = each.collect::<Vec<_>>().join("; ");
        }
        let row = ui.with("import-row", &[("row", own.number.into())]);
        let word = ui.text(match outcome {
            Some(Outcome::Created) => "import-will-create",
            Some(Outcome::Updated(_)) => "import-will-update",
            Some(Outcome::Unchanged) => "import-will-keep",
            Some(Outcome::Rejected) | None => "import-will-reject",
        });
        let line = format!("{row} {word}  {said}");
        // What would make all rows say something else than they mean stands below every row.
        let whole = plan.warnings.iter().flat_map(|row| &row.findings);
        let mut y = 0;
        for finding in whole.filter(|finding| finding.reason == Reason::SeenNotFound) {
            let said = wording::reason(ui.language, &finding.reason);
            y = paint::put_wrapped(buffer, about, y, &said, ui.look, Role::Watch);
        }
        let y = paint::put_wrapped(buffer, about, y, &line, ui.look, Role::Text);
        if self.counts.read > PREVIEWED {
            let text = ui.with("import-first-rows", &[("count", PREVIEWED.into())]);
            paint::put(buffer, about, 0, y, &text, ui.look, Role::Muted);
        }
    }

    fn change_words(&self, change: &crate::exchange::import::Change, ui: &Ui) -> String {
        let label = doubts::field_label(change.field, self.looked.layout.kind, ui.language);
        let sides = wording::sides(ui.language, self.looked.layout.kind, change);
        let [before, after] = sides.map(|text| if text.is_empty() { "-".to_owned() } else { text });
        format!("{label} {before} > {after}")
    }

    fn draw_changed(&self, buffer: &mut Buffer, body: Rect, plan: &Plan, ui: &Ui) {
        let columns = [
            Column::right(5),
            Column::left(8),
            Column::left(14),
            Column::rest(),
            Column::left(1),
            Column::rest(),
        ];
        table::draw(buffer, body, &columns, self.list(), true, ui.look, |at| {
            let (row, change) = self.lists.changed[at];
            let row = &plan.rows[row];
            let Outcome::Updated(changes) = &row.outcome else { return Row::default() };
            let change = &changes[change];
            let label = doubts::field_label(change.field, self.looked.layout.kind, ui.language);
            let [before, after] = wording::sides(ui.language, self.looked.layout.kind, change);
            Row::default()
                .cell(row.number.to_string(), Role::Muted)
                .cell(row.code.as_str(), Role::Text)
                .cell(label, Role::Text)
                .cell(before, Role::Muted)
                .cell(">", Role::Muted)
                .cell(after, Role::Accent)
        });
    }

    /// Row number, whom it is about where that is known, column, value, reason.
    fn draw_findings(
        &self,
        buffer: &mut Buffer,
        body: Rect,
        (rows, names): (&[RowFindings], &[String]),
        places: &[(usize, usize)],
        ui: &Ui,
    ) {
        let about = ABOUT.min(body.height / 3);
        let list = Rect { height: body.height.saturating_sub(about), ..body };
        let mut columns = vec![Column::right(5)];
        if !names.is_empty() {
            columns.push(Column::left(10));
        }
        columns.extend([Column::left(14), Column::left(18), Column::rest()]);
        table::draw(buffer, list, &columns, self.list(), true, ui.look, |at| {
            let (row, finding) = places[at];
            let finding = &rows[row].findings[finding];
            let mut line = Row::default().cell(rows[row].row.to_string(), Role::Muted);
            if let Some(name) = names.get(row) {
                line = line.cell(name.as_str(), Role::Text);
            }
            // Of a heading the value is the heading itself.
            let value = if finding.value == finding.column { "" } else { &finding.value };
            line.cell(finding.column.as_str(), Role::Text)
                .cell(value, Role::Text)
                .cell(wording::reason(ui.language, &finding.reason), Role::Watch)
        });
        let selected = self.list().selected().and_then(|at| places.get(at));
        if let Some((row, finding)) = selected {
            let found = &rows[*row].findings[*finding];
            let values = [
                ("row", rows[*row].row.into()),
                ("column", (&found.column).into()),
                ("value", (&found.value).into()),
                ("reason", wording::reason(ui.language, &found.reason).into()),
            ];
            let line = ui.with("import-row-line", &values);
            paint::put_wrapped(
                buffer,
                paint::below(body, list.height),
                0,
                &line,
                ui.look,
                Role::Text,
            );
        }
    }

    /// The doubtful rows; below the selected one, what the file says and what can be answered.
    fn draw_doubts(&self, buffer: &mut Buffer, body: Rect, ui: &Ui) {
        let selected = self.list().selected().and_then(|at| self.doubts.get(at));
        let options = selected.map_or(0, |doubt| doubt.options.len() + 1);
        let below = u16::try_from(options + 4).unwrap_or(body.height).min(body.height * 2 / 3);
        let list = Rect { height: body.height - below, ..body };
        let columns = [Column::right(5), Column::rest(), Column::left(24)];
        table::draw(buffer, list, &columns, self.list(), true, ui.look, |at| {
            let doubt = &self.doubts[at];
            let answer = doubt.answer.as_ref().map(|answer| answer.words(ui));
            let (answer, role) = match answer {
                Some(answer) => (answer, Role::Ok),
                None => (ui.text("import-unanswered"), Role::Watch),
            };
            Row::default()
                .cell(doubt.row.to_string(), Role::Muted)
                .cell(wording::reason(ui.language, &doubt.reason), Role::Text)
                .cell(answer, role)
        });
        let Some(doubt) = selected else { return };
        let below = paint::below(body, list.height);
        let row = ui.with("import-row", &[("row", doubt.row.into())]);
        let says = format!("{row}  {}", doubt.says);
        let y = paint::put_wrapped(buffer, below, 0, &says, ui.look, Role::Text);
        let question = ui.text("import-same-person");
        paint::put(buffer, below, 0, y, &question, ui.look, Role::Accent);
        let all = doubt.options.iter().enumerate().map(|(at, answer)| (at + 1, answer.words(ui)));
        let leave = (0, super::doubts::Answer::LeaveOut.words(ui));
        for (line, (digit, words)) in (y + 1..).zip(all.chain(std::iter::once(leave))) {
            let x = paint::put(buffer, below, 1, line, &digit.to_string(), ui.look, Role::Accent);
            paint::put(buffer, below, x.saturating_add(1), line, &words, ui.look, Role::Text);
        }
    }
}

/// The mark before a row: `+` new, `~` changed, `=` as it is, `x` refused; `!` when there is something to look at.
fn mark(outcome: Option<&Outcome>, warned: bool) -> (&'static str, Role) {
    match outcome {
        Some(Outcome::Rejected) | None => ("x", Role::Error),
        Some(_) if warned => ("!", Role::Watch),
        Some(Outcome::Created) => ("+", Role::Ok),
        Some(Outcome::Updated(_)) => ("~", Role::Accent),
        Some(Outcome::Unchanged) => ("=", Role::Muted),
    }
}
