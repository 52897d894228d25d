//! 强制报告 (DOMAIN §2.8): what is known since when, to whom it was sent and by whom, with which receipt, and how it ended. It
//! can be entered before it is sent, so that the banner stands until it is; it can be closed only when it was sent. Nothing is
//! written before Ctrl-S.

use chrono::NaiveDate;

use super::entered::Entered;
use super::fields::{Make, answers};
use super::kept::Kept;
use super::page::{Content, FormPage};
use super::people;
use crate::console::screen::{Effect, Message, Screen, Ui};
use crate::console::widgets::form::{Form, FormField};
use crate::domain::codes::Observation;
use crate::domain::dates::Lean;
use crate::domain::day_time::parse_day_time;
use crate::domain::records::{Child, Id, Report, Visit};
use crate::domain::reporting::ReportTo;
use crate::store::{AnyRecord, Command, Queries, Receipt, Result};

/// Enters a report about a child; where one is open, goes on with it.
pub fn open(child: Id) -> Box<dyn Screen> {
    FormPage::boxed(ReportForm { child_id: child, ..ReportForm::default() })
}

/// Enters a report of what a visit found, or goes on with the one that is open.
pub(super) fn of_visit(child: Id, day: NaiveDate, note: Option<String>) -> Box<dyn Screen> {
    let seen = Some((day, note));
    FormPage::boxed(ReportForm { child_id: child, seen, ..ReportForm::default() })
}

/// Goes on with a report, or corrects one.
pub fn edit(report: Id) -> Box<dyn Screen> {
    FormPage::boxed(ReportForm { kept: Kept::of(report), ..ReportForm::default() })
}

#[derive(Default)]
struct ReportForm {
    child_id: Id,
    kept: Kept<Report>,
    /// The visit that asks for a new one: its day, what was noted.
    seen: Option<(NaiveDate, Option<String>)>,
    /// Its safety was urgent.
    unsafe_on: Option<NaiveDate>,
    name: String,
    about: Vec<String>,
}

/// The urgent visit is among so many of the newest.
const VISITS: usize = 60;

/// Asked once it is said to whom it was sent.
const SENT: [&str; 4] = ["sent_on", "sent_at", "sent_by", "receipt"];

impl ReportForm {
    fn read(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<bool> {
        if self.kept.is_new()
            && let Some(report) =
                queries.reports_of(self.child_id)?.iter().find(|one| one.is_open())
        {
            self.kept = Kept::of(report.meta.id);
        }
        if !self.kept.read(queries)? {
            return Ok(false);
        }
        if let Some(base) = &self.kept.base {
            self.child_id = base.child_id;
        }
        let Some(child) = queries.record::<Child>(self.child_id)? else { return Ok(false) };
        self.unsafe_on = queries.report_wanted(self.child_id)?;
        if let (None, Some(day)) = (&self.seen, self.unsafe_on) {
            let visits = queries.child_records(self.child_id, VISITS)?.visits;
            let urgent =
                |visit: &&Visit| visit.day == day && visit.safety == Some(Observation::Urgent);
            let note = visits.iter().find(urgent).and_then(|visit| visit.note.clone());
            self.seen = Some((day, note));
        }
        self.name = ui.language.person(&child.name);
        self.about = people::about(queries, ui, &child)?;
        let near = |day: NaiveDate| ui.language.near(day, ui.today);
        self.about.push(match (&self.kept.base, self.unsafe_on) {
            (Some(report), _) if report.is_open() => {
                let date = near(report.known_on);
                ui.with("triage-report-stands", &[("date", date.into())])
            }
            (None, Some(day)) => ui.with("triage-report-urgent", &[("date", near(day).into())]),
            _ => ui.text("triage-report-what"),
        });
        self.about.push(ui.text("triage-report-numbers"));
        Ok(true)
    }
}

impl Content for ReportForm {
    fn name(&self) -> &'static str {
        if self.kept.is_new() { "report" } else { "report-edit" }
    }

    fn subject(&self) -> Id {
        if self.kept.is_new() { self.child_id } else { self.kept.id }
    }

    fn title(&self) -> &'static str {
        "triage-form-report"
    }

    fn about(&self) -> &[String] {
        &self.about
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>> {
        if !self.read(queries, ui)? {
            return Ok(None);
        }
        let mut report = self.kept.shown();
        if self.kept.is_new() {
            let (day, note) = self.seen.clone().unwrap_or((ui.today, None));
            (report.known_on, report.note) = (day, note);
        }
        let sent_on = report.sent_on.or(Some(ui.today));
        let sent_by = report.sent_by.clone().or_else(|| Some(ui.operator.clone()));
        let sent_at = report.sent_at.map(|time| time.to_string());
        let make = Make::new(ui, "report");
        let to = make.multi("sent_to", answers(ReportTo::ALL, ui)).hint(ui.text("form-report-to"));
        let to = report.recipients().iter().fold(to, |to, one| to.with_code(one.code()));
        let (yes, no) = (ui.text("form-yes"), ui.text("form-no"));
        let ended = FormField::yes_no("ended", ui.text("triage-report-ended"), yes, no);
        let mut fields = vec![
            make.day("known_on", Some(report.known_on), Lean::Past).required(),
            to,
            make.day("sent_on", sent_on, Lean::Past).required(),
            make.line("sent_at", sent_at.as_deref()).hint(ui.text("form-hint-time")),
            make.line("sent_by", sent_by.as_deref().filter(|name| !name.is_empty())).required(),
            make.line("receipt", report.receipt.as_deref()),
        ];
        if !self.kept.is_new() {
            let code = if report.is_open() { "" } else { "yes" };
            let closed_on = report.closed_on.or(Some(ui.today));
            fields.push(ended.with_code(code));
            fields.push(make.day("closed_on", closed_on, Lean::Past).required().hidden());
            fields.push(make.line("result", report.result.as_deref()).required().hidden());
        }
        let note = make.line("note", report.note.as_deref()).hint(ui.text("form-report-note"));
        fields.push(note.required());
        let mut form = Form::new(fields);
        if self.kept.base.as_ref().is_some_and(Report::is_open) {
            // What remains to be done comes first.
            let sent = !report.is_unsent();
            self.changed(&mut form, ui);
            form.focus(if sent { "ended" } else { "sent_to" });
        }
        Ok(Some(form))
    }

    fn changed(&mut self, form: &mut Form, _ui: &Ui) {
        let sent = !form.many("sent_to").is_empty();
        for key in SENT {
            form.show(key, sent);
        }
        form.show("ended", sent);
        let ended = form.yes("ended") == Some(true);
        form.show("closed_on", ended);
        form.show("result", ended);
    }

    fn unread(&self, key: &str, typed: &str, ui: &Ui) -> Option<String> {
        let is_time = ["sent_at"].contains(&key);
        (is_time && parse_day_time(typed).is_none()).then(|| ui.text("form-error-time"))
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        let mut report = self.kept.begin();
        report.child_id = self.child_id;
        report.known_on = entered.need_day("known_on", Lean::Past);
        let to: Vec<ReportTo> =
            entered.form.many("sent_to").into_iter().filter_map(ReportTo::from_code).collect();
        report.sent_to = Report::recipient_codes(&to);
        report.sent_on = entered.day("sent_on", Lean::Past);
        report.sent_at = entered.time("sent_at");
        report.sent_by = entered.written("sent_by");
        report.receipt = entered.written("receipt");
        report.closed_on = entered.day("closed_on", Lean::Past);
        report.result = entered.written("result");
        report.note = entered.written("note");
        self.kept.command(report)
    }

    fn base(&self) -> Option<AnyRecord> {
        self.kept.any()
    }

    fn rebase(&mut self, base: AnyRecord, shown: AnyRecord) {
        self.kept.rebase(&base, &shown);
    }

    fn saved(&mut self, receipt: &Receipt, queries: &Queries<'_>, _: &Ui) -> Result<Vec<Effect>> {
        let report = queries.record::<Report>(receipt.id)?.unwrap_or_default();
        let id = match (report.is_open(), report.is_unsent()) {
            (false, _) => "triage-saved-report-close",
            (true, true) => "triage-saved-report-unsent",
            (true, false) => "triage-saved-report",
        };
        Ok(vec![Effect::Say(Message::new(id).arg("name", self.name.clone()))])
    }
}
