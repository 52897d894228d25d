//! 走访: log a visit, or correct one (SCREENS "Forms"; DOMAIN §3 "Visit record").
//!
//! Which day, who went, whether the child was seen, then five observations of one digit each, without a default: "all normal"
//! must be pressed five times, so that it is meant. What else may be asked comes after; no field changes its place while one types.

use chrono::{Days, NaiveDate};

use super::entered::Entered;
use super::fields::Make;
use super::kept::Kept;
use super::page::{Content, FormPage, short};
use super::people;
use crate::console::screen::{Effect, Message, Screen, Ui};
use crate::console::widgets::form::{Choice, Form, FormField, Picked};
use crate::domain::checks::RefusalReason;
use crate::domain::codes::{Coded, Observation, ReasonCode, VisitPlace};
use crate::domain::dates::{Lean, parse_entry};
use crate::domain::records::{Child, Id, Report, Visit, Volunteer};
use crate::store::queries::VolunteerBrief;
use crate::store::{AnyRecord, Command, Kind, Queries, Receipt, Result};

/// The five things one looks at, in the order of the form.
const FIVE: [&str; 5] = ["school", "health", "home", "mood", "safety"];
/// A day that was agreed upon is the likely day of a visit for so many days; after that, today is.
const PLANNED: u64 = 14;
/// The answer that no volunteer went.
const OFFICE: &str = "office";

/// Logs a visit to a child.
pub fn open(child: Id) -> Box<dyn Screen> {
    FormPage::boxed(VisitForm { child_id: child, ..VisitForm::default() })
}

/// Corrects a visit: the old row is voided, a new one takes its place.
pub fn correct(visit: Id) -> Box<dyn Screen> {
    FormPage::boxed(VisitForm { kept: Kept::of(visit), ..VisitForm::default() })
}

#[derive(Default)]
struct VisitForm {
    child_id: Id,
    kept: Kept<Visit>,
    name: String,
    born: Option<NaiveDate>,
    about: Vec<String>,
    pair: Vec<VolunteerBrief>,
    reported: bool,
    /// A report follows: known on the day of the visit, with what was noted there.
    reports: Option<(NaiveDate, Option<String>)>,
    /// The choice of the pair stands for the pickers.
    by_pair: bool,
    day: Option<NaiveDate>,
}

impl VisitForm {
    fn read(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<bool> {
        if !self.kept.read(queries)? {
            return Ok(false);
        }
        if let Some(base) = &self.kept.base {
            self.child_id = base.child_id;
        }
        let Some(child) = queries.record::<Child>(self.child_id)? else { return Ok(false) };
        self.about = people::about(queries, ui, &child)?;
        self.name = ui.language.person(&child.name);
        self.born = child.birth_date;
        self.pair = queries.volunteers_of(self.child_id)?;
        if let Some(risk) = queries.risk_of(self.child_id)? {
            self.reported = risk.reasons.iter().any(|why| why.code == ReasonCode::OvrReport);
            if let Some(due) = risk.visit_due {
                let due = ui.language.near(due, ui.today).into();
                self.about.push(match risk.last_visit {
                    None => ui.with("form-visit-due-never", &[("due", due)]),
                    last => {
                        let last = ui.language.seen_ago(last, ui.today).into();
                        ui.with("form-visit-due", &[("due", due), ("last", last)])
                    }
                });
            }
        }
        Ok(true)
    }

    /// The day that was agreed upon, when it has just come or gone; else today.
    fn likely_day(&self, queries: &Queries<'_>, today: NaiveDate) -> Result<NaiveDate> {
        let visits = queries.child_records(self.child_id, 20)?.visits;
        let planned = visits.iter().find_map(|visit| visit.next_date);
        let newest = visits.first().map(|visit| visit.day);
        let since = today.checked_sub_days(Days::new(PLANNED)).unwrap_or(today);
        Ok(planned
            .filter(|day| {
                (since..=today).contains(day) && newest.is_none_or(|newest| newest < *day)
            })
            .unwrap_or(today))
    }

    /// The pair as one answer, each of them alone, someone else, nobody but the office: that no volunteer went is said.
    fn who(&self, ui: &Ui) -> FormField {
        let name = |volunteer: &VolunteerBrief| ui.language.person(&volunteer.name);
        let mut answers: Vec<(&str, String)> = Vec::new();
        match &self.pair[..] {
            [] => answers.push((OFFICE, ui.text("form-visit-office"))),
            [one] => answers.push(("first", name(one))),
            [one, two, ..] => {
                answers.push(("both", format!("{}+{}", name(one), name(two))));
                answers.push(("first", name(one)));
                answers.push(("second", name(two)));
            }
        }
        let likely = if self.pair.is_empty() { "" } else { answers[0].0 };
        answers.push(("other", ui.text("form-visit-others")));
        if !self.pair.is_empty() {
            answers.push((OFFICE, ui.text("form-visit-office")));
        }
        let answers =
            ('1'..).zip(answers).map(|(key, (code, label))| Choice::new(key, code, label));
        let label = ui.language.field("visit", "volunteer_id");
        FormField::choice("who", label, answers.collect()).with_code(likely).required()
    }

    /// Safety or the home is urgent, newly where a visit is corrected: whether it is to be reported is asked (SCREENS "Forms";
    /// among the nine situations are neglect and violence at home).
    fn is_danger(&self, form: &Form) -> bool {
        let urgent = Observation::Urgent;
        let before = |visit: &Visit| [visit.safety, visit.home].contains(&Some(urgent));
        let now = ["safety", "home"].iter().any(|key| form.choice(key) == Some(urgent.code()));
        now && !self.kept.base.as_ref().is_some_and(before)
    }

    /// Who went, by the pair or by the pickers.
    fn went(&self, entered: &mut Entered<'_>) -> (Option<Id>, Option<Id>) {
        let of = |at: usize| self.pair.get(at).map(|volunteer| volunteer.id);
        match entered.form.choice("who") {
            Some("both") => (of(0), of(1)),
            Some("first") => (of(0), None),
            Some("second") => (of(1), None),
            Some(OFFICE) => (None, None),
            _ => (entered.picked("volunteer_id"), entered.picked("second_volunteer_id")),
        }
    }
}

impl Content for VisitForm {
    fn name(&self) -> &'static str {
        if self.kept.is_new() { "visit" } else { "visit-correct" }
    }

    fn subject(&self) -> Id {
        if self.kept.is_new() { self.child_id } else { self.kept.id }
    }

    fn title(&self) -> &'static str {
        if self.kept.is_new() { "form-visit" } else { "form-visit-correct" }
    }

    fn about(&self) -> &[String] {
        &self.about
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>> {
        if !self.read(queries, ui)? {
            return Ok(None);
        }
        let is_new = self.kept.is_new();
        let mut visit = self.kept.shown();
        if is_new {
            visit.day = self.likely_day(queries, ui.today)?;
            visit.place = Some(VisitPlace::Home);
        }
        let make = Make::new(ui, "visit");
        let mut fields = vec![make.day("day", Some(visit.day), Lean::Past).required()];
        let suggested: Vec<Picked> = self
            .pair
            .iter()
            .map(|one| Picked::new(one.id, ui.language.person(&one.name), one.code.clone()))
            .collect();
        let mut first = make
            .picker("volunteer_id")
            .with_picked(people::volunteer_of(queries, ui, visit.volunteer_id)?)
            .suggest(suggested.clone());
        if is_new {
            fields.push(self.who(ui));
            first.label = ui.text("form-visit-others");
            first = first.when("who", &["other"]).required().by_hand();
        }
        fields.push(first);
        // Asked for once the first is known.
        let second = make.picker("second_volunteer_id").hidden();
        let picked = people::volunteer_of(queries, ui, visit.second_volunteer_id)?;
        fields.push(second.with_picked(picked).suggest(suggested));
        let seen = [
            ("seen", "form-visit-seen"),
            ("nobody", "form-visit-nobody"),
            ("adult", "form-visit-adult"),
        ];
        let seen =
            ('1'..).zip(seen).map(|(key, (code, label))| Choice::new(key, code, ui.text(label)));
        let label = ui.language.field("visit", "child_seen");
        let code = if is_new { "" } else { seen_code(&visit) };
        fields.push(FormField::choice("seen", label, seen.collect()).with_code(code).required());
        for (key, value) in visit.observations() {
            let answers = ['1', '2', '3', '0'].into_iter().zip(Observation::ALL);
            let answers = answers.map(|(digit, value)| {
                Choice::new(digit, value.as_code(), ui.language.code(*value))
            });
            let field = FormField::choice(key, ui.language.field("visit", key), answers.collect())
                .with_code(value.map_or("", Observation::code))
                .when("seen", &["seen"]);
            // What a file left blank may stay so.
            fields.push(if is_new { field.required() } else { field });
        }
        let (yes, no) = (ui.text("form-report-yes"), ui.text("form-report-no"));
        fields
            .push(FormField::yes_no("report", ui.text("form-report"), yes, no).required().hidden());
        fields.extend([
            make.line("note", visit.note.as_deref()),
            make.day("next_date", visit.next_date, Lean::Future),
            make.code("place", VisitPlace::ALL, visit.place),
            make.yes_no("seen_alone", visit.seen_alone).when("seen", &["seen"]),
            make.yes_no("guardian_seen", visit.guardian_seen).when("seen", &["seen", "adult"]),
            make.yes_no("parent_contact", visit.parent_contact),
            make.number("hours", visit.hours.map(crate::language::dates::number).as_deref()),
        ]);
        Ok(Some(Form::new(fields)))
    }

    fn find(&self, queries: &Queries<'_>, ui: &Ui, _key: &str, typed: &str) -> Result<Vec<Picked>> {
        people::find(queries, ui, Kind::Volunteer, typed)
    }

    fn waits_until(&self) -> &'static [&'static str] {
        &["next_date"]
    }

    fn lean(&self, key: &str) -> Lean {
        if key == "next_date" { Lean::Future } else { Lean::Past }
    }

    fn changed(&mut self, form: &mut Form, ui: &Ui) {
        self.by_pair = form.choice("who").is_some_and(|who| who != "other");
        self.day = parse_entry(&form.typed("day"), ui.today, Lean::Past).ok();
        let second = form.field("second_volunteer_id").is_some_and(|field| !field.is_blank());
        form.show(
            "second_volunteer_id",
            form.picked("volunteer_id").is_some() || (!self.by_pair && second),
        );
        form.show("report", !self.reported && self.is_danger(form));
    }

    fn warnings(&mut self, form: &Form, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<String>> {
        let mut warnings = Vec::new();
        let went = match form.choice("who") {
            Some("both") => self.pair.iter().take(2).map(|one| one.id).collect(),
            Some("first") => self.pair.iter().take(1).map(|one| one.id).collect(),
            Some("second") => self.pair.iter().skip(1).take(1).map(|one| one.id).collect(),
            Some(OFFICE) => Vec::new(),
            _ => ["volunteer_id", "second_volunteer_id"]
                .into_iter()
                .filter_map(|key| form.picked(key))
                .map(|picked| picked.id)
                .collect::<Vec<Id>>(),
        };
        let day = self.day.unwrap_or(ui.today);
        for id in went {
            if let Some(volunteer) = queries.record::<Volunteer>(id)? {
                warnings.extend(check_warning(&volunteer, day, ui));
            }
        }
        if self.reported && form.choice("safety") == Some(Observation::Urgent.code()) {
            warnings.push(ui.text("form-report-stands"));
        }
        Ok(warnings)
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        let mut visit = self.kept.begin();
        visit.child_id = self.child_id;
        visit.day = entered.need_day("day", Lean::Past);
        if let Some(born) = self.born.filter(|born| visit.day < *born)
            && visit.day != NaiveDate::MIN
        {
            let birth = entered.ui.language.full(born).into();
            entered
                .form
                .set_error("day", entered.ui.with("form-error-before-birth", &[("birth", birth)]));
        }
        (visit.volunteer_id, visit.second_volunteer_id) = self.went(entered);
        let seen = entered.form.choice("seen").unwrap_or_default().to_owned();
        // An answer that a file had left open stays open while nobody changes it.
        if self.kept.base.as_ref().is_none_or(|base| seen_code(base) != seen) {
            visit.child_seen = Some(seen == "seen");
        }
        visit.guardian_seen = match seen.as_str() {
            "nobody" if self.kept.base.as_ref().is_none_or(|base| base.guardian_seen.is_some()) => {
                Some(false)
            }
            "nobody" => None,
            _ => entered.form.yes("guardian_seen"),
        };
        visit.seen_alone = entered.form.yes("seen_alone");
        let observed = FIVE.map(|key| entered.code(key, Observation::from_code));
        [visit.school, visit.health, visit.home, visit.mood, visit.safety] = observed;
        visit.place = entered.code("place", VisitPlace::from_code);
        visit.parent_contact = entered.form.yes("parent_contact");
        visit.hours = entered.number("hours");
        visit.note = entered.written("note");
        visit.next_date = entered.day("next_date", Lean::Future);
        if visit.next_date.is_some_and(|next| next < visit.day) {
            entered.wrong("next_date", "form-error-next-date");
        }
        if visit.note.is_none() && is_wrong(entered.form) {
            let why = entered.ui.language.refusal(&RefusalReason::NoteAfterConcern);
            entered.form.set_error("note", why);
        }
        let reports = entered.form.yes("report") == Some(true);
        self.reports = reports.then(|| (visit.day, visit.note.clone()));
        if reports && self.kept.is_new() {
            let report = Report {
                child_id: self.child_id,
                known_on: visit.day,
                note: visit.note.clone(),
                ..Report::default()
            };
            return Some(Command::AddAll(vec![visit.into(), report.into()]));
        }
        self.kept.command(visit)
    }

    fn place_of<'a>(&self, column: &'a str) -> &'a str {
        match column {
            "child_seen" => "seen",
            "volunteer_id" | "second_volunteer_id" if self.by_pair => "who",
            // The report's own field.
            "known_on" => "report",
            column => column,
        }
    }

    fn base(&self) -> Option<AnyRecord> {
        self.kept.any()
    }

    fn rebase(&mut self, base: AnyRecord, shown: AnyRecord) {
        self.kept.rebase(&base, &shown);
    }

    fn saved(&mut self, receipt: &Receipt, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        let visit = queries.record::<Visit>(receipt.id)?;
        let day = visit.map_or(ui.today, |visit| visit.day);
        let due = queries.risk_of(self.child_id)?.and_then(|risk| risk.visit_due);
        let message = match due {
            // Nobody was at home: the visit that was due still is.
            Some(due) if due < ui.today => {
                Message::new("form-saved-visit-still").arg("due", ui.language.near(due, ui.today))
            }
            Some(due) => {
                Message::new("form-saved-visit").arg("next", ui.language.near(due, ui.today))
            }
            None => Message::new("form-saved-visit-only"),
        };
        let message =
            message.arg("name", short(ui, &self.name)).arg("date", ui.language.near(day, ui.today));
        let mut effects = vec![Effect::Say(message)];
        if let Some((day, note)) = self.reports.take() {
            // To whom it goes is asked at once.
            effects.push(Effect::Push(super::report::of_visit(self.child_id, day, note)));
        }
        Ok(effects)
    }
}

/// The answer to "was the child seen?" that a visit holds.
fn seen_code(visit: &Visit) -> &'static str {
    match (visit.child_seen, visit.guardian_seen) {
        (Some(true), _) => "seen",
        (_, Some(true)) => "adult",
        _ => "nobody",
    }
}

/// One of the five is a concern or urgent.
fn is_wrong(form: &Form) -> bool {
    let wrong = [Observation::Concern.code(), Observation::Urgent.code()];
    FIVE.iter().any(|key| form.choice(key).is_some_and(|code| wrong.contains(&code)))
}

/// What there is to say about a volunteer's yearly record check on a day; it only warns.
pub(super) fn check_warning(volunteer: &Volunteer, day: NaiveDate, ui: &Ui) -> Option<String> {
    let name = ui.language.person(&volunteer.name);
    match volunteer.check_valid_until {
        None => Some(ui.with("form-warn-no-check", &[("name", name.into())])),
        Some(until) if until < day => Some(ui.with(
            "form-warn-check-expired",
            &[("name", name.into()), ("date", ui.language.full(until).into())],
        )),
        Some(_) => None,
    }
}
