//! An exam's marks in one sitting: 语文, 数学, 英语 and one other subject; or the correction of one mark.

use super::entered::Entered;
use super::fields::Make;
use super::kept::Kept;
use super::page::{Content, FormPage, said};
use super::people;
use crate::console::screen::{Effect, Screen, Ui};
use crate::console::widgets::form::{Form, FormField};
use crate::domain::checks::RefusalReason;
use crate::domain::codes::{CoreSubject, ExamType};
use crate::domain::dates::Lean;
use crate::domain::records::{Child, Exam, Id};
use crate::language::dates::number;
use crate::language::{Lang, Language};
use crate::store::{AnyRecord, Command, Queries, Receipt, Result};

/// Enters the marks of an exam.
pub fn open(child: Id) -> Box<dyn Screen> {
    FormPage::boxed(ExamForm { child_id: child, ..ExamForm::default() })
}

/// Corrects one mark.
pub fn correct(exam: Id) -> Box<dyn Screen> {
    FormPage::boxed(ExamForm { kept: Kept::of(exam), ..ExamForm::default() })
}

#[derive(Default)]
struct ExamForm {
    child_id: Id,
    kept: Kept<Exam>,
    name: String,
    about: Vec<String>,
    /// What the core subjects are called in this child's records.
    subjects: Vec<String>,
}

/// The fields of the core subjects' marks.
const CORE: [(&str, CoreSubject); 3] = [
    ("chinese", CoreSubject::Chinese),
    ("maths", CoreSubject::Maths),
    ("english", CoreSubject::English),
];

impl ExamForm {
    fn marks(&self, entered: &mut Entered<'_>) -> Vec<Exam> {
        let sitting = Exam {
            child_id: self.child_id,
            day: entered.need_day("day", Lean::Past),
            exam_type: entered.code("exam_type", ExamType::from_code),
            full_marks: entered.number("full_marks"),
            ..Exam::default()
        };
        let mut marks = Vec::new();
        let other = entered.usual("other_subject", None);
        let named = CORE.iter().map(|(key, _)| *key).zip(self.subjects.iter().cloned());
        let subjects: Vec<(&str, String)> =
            named.chain([("other_score", other.clone().unwrap_or_default())]).collect();
        for (key, subject) in subjects {
            let Some(score) = entered.number::<f64>(key) else { continue };
            if !over_full_marks(key, score, sitting.full_marks, entered) && score < 0.0 {
                let why = entered.ui.language.refusal(&RefusalReason::Negative);
                entered.form.set_error(key, why);
            }
            marks.push(Exam { subject, score, ..sitting.clone() });
        }
        let has_other =
            marks.iter().any(|exam| exam.subject == other.as_deref().unwrap_or_default());
        match (&other, has_other) {
            (Some(_), false) => entered.wrong("other_score", "refused-required"),
            (None, true) => entered.wrong("other_subject", "refused-required"),
            _ => {}
        }
        if marks.is_empty() {
            entered.wrong("chinese", "form-exam-none");
        }
        marks
    }
}

/// Says under a mark that it is more than the full marks; true when it is.
fn over_full_marks(key: &str, score: f64, full: Option<f64>, entered: &mut Entered<'_>) -> bool {
    let full = full.unwrap_or(100.0);
    let is_over = score > full;
    if is_over {
        let words = entered.ui.with("form-exam-over", &[("full", number(full).into())]);
        entered.form.set_error(key, words);
    }
    is_over
}

impl Content for ExamForm {
    fn name(&self) -> &'static str {
        if self.kept.is_new() { "exam" } else { "exam-correct" }
    }

    fn subject(&self) -> Id {
        if self.kept.is_new() { self.child_id } else { self.kept.id }
    }

    fn title(&self) -> &'static str {
        if self.kept.is_new() { "form-exam" } else { "form-exam-correct" }
    }

    fn about(&self) -> &[String] {
        &self.about
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>> {
        if !self.kept.read(queries)? {
            return Ok(None);
        }
        if let Some(base) = &self.kept.base {
            self.child_id = base.child_id;
        }
        let Some(child) = queries.record::<Child>(self.child_id)? else { return Ok(None) };
        self.about = people::about(queries, ui, &child)?;
        self.name = ui.language.person(&child.name);
        let make = Make::new(ui, "exam");
        let exam = self.kept.shown();
        let is_new = self.kept.is_new();
        let day = if is_new { ui.today } else { exam.day };
        let mut fields = vec![
            make.day("day", Some(day), Lean::Past).required(),
            make.code("exam_type", ExamType::ALL, exam.exam_type),
        ];
        if is_new {
            let earlier = queries.child_records(self.child_id, 50)?.exams;
            self.subjects = CORE
                .iter()
                .map(|(_, core)| {
                    let same = |exam: &&Exam| CoreSubject::from_name(&exam.subject) == Some(*core);
                    let known = earlier.iter().find(same).map(|exam| exam.subject.clone());
                    // Kept alike whatever language the page is in.
                    known.unwrap_or_else(|| Language::new(Lang::Zh).code(*core))
                })
                .collect();
            for (key, core) in CORE {
                fields.push(FormField::number(key, ui.language.code(core)));
            }
            fields.push(make.number("full_marks", None).hint("100"));
            // What it is comes before its mark, as on paper; what is written in words stands as late as that allows.
            fields.push(FormField::text("other_subject", ui.text("form-exam-other-subject")));
            fields.push(FormField::number("other_score", ui.text("form-exam-other-score")));
        } else {
            fields.push(make.number("score", Some(&number(exam.score))).required());
            fields.push(
                make.number("full_marks", exam.full_marks.map(number).as_deref()).hint("100"),
            );
            fields.push(make.line("subject", Some(&ui.language.subject(&exam.subject))).required());
        }
        Ok(Some(Form::new(fields)))
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        if self.kept.is_new() {
            let marks = self.marks(entered);
            return Some(Command::AddAll(marks.into_iter().map(AnyRecord::from).collect()));
        }
        let mut exam = self.kept.begin();
        exam.day = entered.need_day("day", Lean::Past);
        exam.exam_type = entered.code("exam_type", ExamType::from_code);
        exam.score = entered.number("score").unwrap_or_default();
        exam.full_marks = entered.number("full_marks");
        over_full_marks("score", exam.score, exam.full_marks, entered);
        let subject = entered.written("subject").unwrap_or_default();
        exam.subject = Language::kept_word(&subject, Some(&exam.subject), Language::subject);
        self.kept.command(exam)
    }

    fn place_of<'a>(&self, column: &'a str) -> &'a str {
        match column {
            "subject" if self.kept.is_new() => "other_subject",
            column => column,
        }
    }

    fn base(&self) -> Option<AnyRecord> {
        self.kept.any()
    }

    fn rebase(&mut self, base: AnyRecord, shown: AnyRecord) {
        self.kept.rebase(&base, &shown);
    }

    fn saved(&mut self, _: &Receipt, _: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        Ok(vec![said(ui, self.title(), &self.name)])
    }
}
