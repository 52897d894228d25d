//! Another console has closed the file, merged it away or decided the case while a form about it was open: who did what is said
//! before anything is saved over it, and what was typed stays until one has chosen.

use std::any::Any;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::content::Content;
use super::stray;
use crate::console::action::Action;
use crate::console::failure;
use crate::console::input::Mode;
use crate::console::screen::{Effect, Input, Message, Screen, Ui};
use crate::console::screens::words::moment_of;
use crate::console::widgets::form::{Choice, Form, FormEvent, FormField};
use crate::console::widgets::{Role, card, paint, text};
use crate::domain::checks::{Refusal, RefusalReason};
use crate::domain::codes::DecisionKind;
use crate::domain::dates::Lean;
use crate::domain::records::{Decision, Id};
use crate::domain::value::Value;
use crate::store::queries::ChangedBy;
use crate::store::{AnyRecord, Command, Kind, Overtaken, Queries, Result, Seen};

/// What shows that a file is closed.
const END: [&str; 4] = ["status", "closed_on", "closed_reason", "left_on"];

/// What a form knows of the file it is about, from when it was opened.
#[derive(Default)]
pub(super) struct Watch {
    /// The child's file, or the file that is changed.
    file: Option<(Kind, Id)>,
    /// How a child's file stood.
    seen: Option<Seen>,
    /// What the store says another console did; who it was is not known yet.
    overtaken: Option<Overtaken>,
    /// What the store says of a file that was merged into another.
    merged: Option<Refusal>,
    /// The file that was merged away, and the one it was merged into.
    survivor: Option<(Id, Id)>,
    /// The changed file as another console closed it; saved all the same when that was chosen.
    closed: Option<AnyRecord>,
    anyway: bool,
    /// The question that shall come up.
    question: Option<Question>,
    /// The newest decision that the question names.
    named: Id,
    who: String,
    /// The file is being opened again; then the form is saved.
    reopening: bool,
}

/// What one chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// The file is opened again, and the form saved.
    Reopen,
    /// The form is saved, and the file stays closed.
    Anyway,
    /// What the other one decided stands alone.
    Theirs,
    /// One's own decision is recorded as well.
    Mine,
}

/// What the form does then.
pub(super) enum Next {
    /// Saves.
    Save,
    /// Has something else written first.
    Run(Command),
    /// Goes away, saying so: another console's decision stands.
    Leave(Message),
}

/// Handed to the page below: the case that was to be decided is decided already, and stays so.
pub struct Decided;

impl Watch {
    /// Notes how the file stands. A changed row names its child; a new one is about whom the form is about.
    pub(super) fn begin(content: &impl Content, queries: &Queries<'_>) -> Result<Self> {
        let file = match content.base() {
            None => Some((Kind::Child, content.subject())),
            Some(base) => match base.value("child_id") {
                Some(Value::Int(child)) => Some((Kind::Child, child)),
                _ => base.kind().code_letter().map(|_| (base.kind(), base.meta().id)),
            },
        };
        let seen = match file {
            Some((Kind::Child, child)) => queries.seen(child)?,
            _ => None,
        };
        Ok(Self { file, seen, ..Self::default() })
    }

    /// The command, unless the file no longer stands as it did. The store looks after a change of the file itself, which goes on
    /// from the closed one when that was chosen.
    pub(super) fn guard(&self, command: Command) -> Command {
        let command = match (self.closed.as_ref().filter(|_| self.anyway), command) {
            (Some(closed), Command::Edit { before, after })
                if before.value("status") == after.value("status") =>
            {
                Command::Edit { before: ended_as(before, closed), after: ended_as(after, closed) }
            }
            (_, command) => command,
        };
        let Some(seen) = self.seen.filter(|seen| child_of(&command) == Some(seen.child)) else {
            return command;
        };
        let decides = matches!(command, Command::Add(AnyRecord::Decision(_)));
        let seen = Seen { decision: seen.decision.filter(|_| decides), ..seen };
        Command::Seeing { seen, command: Box::new(command) }
    }

    pub(super) const fn overtaken(&mut self, by: Overtaken) {
        self.overtaken = Some(by);
    }

    /// True when it is refused because a file was merged into another: that is said when it is known who did it.
    pub(super) fn heeds(&mut self, refusals: &[Refusal]) -> bool {
        let is_merged =
            |one: &&Refusal| one.field == "code" && matches!(one.reason, RefusalReason::Merged(_));
        self.merged = refusals.iter().find(is_merged).cloned();
        self.merged.is_some()
    }

    /// What is said of a file that was merged into another: nothing can be saved in it any more.
    pub(super) fn merged(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<String>> {
        let Some(refused) = self.merged.clone() else { return Ok(None) };
        let file = match self.file {
            Some((kind, id)) => queries.any(kind, id)?,
            None => None,
        };
        // Another of the files named may be the one: a visit's volunteer.
        let is_merged =
            |file: &AnyRecord| file.value("merged_into_id").is_some_and(|into| !into.is_null());
        let Some(file) = file.filter(is_merged) else {
            return Ok(Some(failure::refusal(&refused, ui.language)));
        };
        if let Some(Value::Int(into)) = file.value("merged_into_id") {
            self.survivor = Some((file.meta().id, into));
        }
        let done = queries.changed_by(&file, "merged_into_id")?;
        let args = [
            ("who", called(done.as_ref().map(|done| done.user.as_str()), ui).into()),
            ("when", when(done.as_ref(), ui).into()),
            ("name", name_of(&file, ui).into()),
            ("into", refused.reason.value().into()),
        ];
        Ok(Some(ui.with("overtaken-merged", &args)))
    }

    /// True while it is said that a file was merged into another.
    pub(super) const fn is_merged(&self) -> bool {
        self.merged.is_some()
    }

    /// The form is saved anew: what was refused before is no longer said.
    pub(super) fn forget(&mut self) {
        self.merged = None;
    }

    /// The file that was merged away, and the one it was merged into, once that is known.
    pub(super) const fn survivor(&self) -> Option<(Id, Id)> {
        self.survivor
    }

    /// Finds out who did what.
    pub(super) fn look(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let (Some(by), Some((kind, id))) = (self.overtaken.take(), self.file) else {
            return Ok(());
        };
        let Some(file) = queries.any(kind, id)? else { return Ok(()) };
        match by {
            Overtaken::Closed => {
                let done = queries.changed_by(&file, "status")?;
                self.who = called(done.as_ref().map(|done| done.user.as_str()), ui);
                self.closed = Some(file.clone());
                self.question = Some(Question::new(file, What::Closed(done)));
            }
            Overtaken::Decided => {
                let Some(decision) = queries.newest_decision(id)? else { return Ok(()) };
                self.named = decision.meta.id;
                self.who = called(decision.decided_by.as_deref(), ui);
                self.question = Some(Question::new(file, What::Decided(decision)));
            }
        }
        Ok(())
    }

    /// The question, once it is known who did what.
    pub(super) fn ask(&mut self) -> Vec<Effect> {
        self.question.take().into_iter().map(Effect::push).collect()
    }

    /// What follows from the answer.
    pub(super) fn answered(&mut self, what: &dyn Any) -> Option<Next> {
        let (kind, id) = self.file?;
        Some(match what.downcast_ref::<Answer>()? {
            Answer::Theirs => {
                Next::Leave(Message::new("overtaken-kept").arg("who", self.who.clone()))
            }
            Answer::Mine => {
                self.seen = self.seen.map(|seen| Seen { decision: Some(self.named), ..seen });
                Next::Save
            }
            Answer::Anyway => {
                self.seen = self.seen.map(|seen| Seen { open: false, ..seen });
                self.anyway = true;
                Next::Save
            }
            Answer::Reopen => {
                self.reopening = true;
                Next::Run(Command::Reopen { kind, id })
            }
        })
    }

    /// True once after the file was to be opened again.
    pub(super) const fn has_reopened(&mut self) -> bool {
        std::mem::replace(&mut self.reopening, false)
    }
}

/// The child that a command writes about.
fn child_of(command: &Command) -> Option<Id> {
    let record = match command {
        Command::Add(record)
        | Command::Edit { after: record, .. }
        | Command::Correct { after: record, .. } => record,
        Command::AddAll(records) => records.first()?,
        _ => return None,
    };
    match record.value("child_id") {
        Some(Value::Int(child)) => Some(child),
        _ => None,
    }
}

fn called(user: Option<&str>, ui: &Ui) -> String {
    user.filter(|user| !user.is_empty())
        .map_or_else(|| ui.text("overtaken-somebody"), |user| ui.language.person(user))
}

/// A version of a file with the end that another console gave it.
fn ended_as(record: AnyRecord, closed: &AnyRecord) -> AnyRecord {
    END.into_iter().fold(record, |record, column| match closed.value(column) {
        Some(value) => record.with(column, value).unwrap_or(record),
        None => record,
    })
}

fn when(done: Option<&ChangedBy>, ui: &Ui) -> String {
    done.map(|done| moment_of(done.at, ui.today, ui)).unwrap_or_default()
}

/// What a file is called: a person's name, an event's title.
fn name_of(file: &AnyRecord, ui: &Ui) -> String {
    match (file.value("title"), file.value("name")) {
        (Some(Value::Text(title)), _) => title,
        (_, Some(Value::Text(name))) => ui.language.person(&name),
        _ => String::new(),
    }
}

/// What another console did.
enum What {
    /// The file was closed: who did it, when, if that is known.
    Closed(Option<ChangedBy>),
    /// The case was decided.
    Decided(Decision),
}

impl What {
    /// What is said of it, line by line.
    fn said(&self, file: &AnyRecord, ui: &Ui) -> Vec<String> {
        let name = name_of(file, ui);
        match self {
            Self::Closed(done) => {
                let who = called(done.as_ref().map(|done| done.user.as_str()), ui);
                let args = [
                    ("who", who.into()),
                    ("when", when(done.as_ref(), ui).into()),
                    ("name", name.into()),
                    ("kind", file.kind().table().into()),
                ];
                let why = match file.value("closed_reason") {
                    Some(Value::Text(reason)) => {
                        Some(ui.with("overtaken-closed-why", &[("reason", reason.into())]))
                    }
                    _ => None,
                };
                std::iter::once(ui.with("overtaken-closed", &args)).chain(why).collect()
            }
            Self::Decided(decision) => {
                let id = match decision.kind {
                    DecisionKind::Handled => "overtaken-handled",
                    DecisionKind::Snoozed => "overtaken-snoozed",
                };
                let args = [
                    ("who", called(decision.decided_by.as_deref(), ui).into()),
                    ("name", name.into()),
                    ("date", ui.language.near(decision.until, ui.today).into()),
                ];
                let note = decision
                    .note
                    .as_ref()
                    .map(|note| ui.with("overtaken-note", &[("note", note.into())]));
                std::iter::once(ui.with(id, &args)).chain(note).collect()
            }
        }
    }

    fn answers(&self, kind: Kind, ui: &Ui) -> [(Answer, String); 2] {
        let of_kind = |id| ui.with(id, &[("kind", kind.table().into())]);
        match self {
            Self::Closed(_) => [
                (Answer::Reopen, of_kind("overtaken-reopen")),
                (Answer::Anyway, of_kind("overtaken-anyway")),
            ],
            Self::Decided(decision) => {
                let who = called(decision.decided_by.as_deref(), ui);
                let theirs = ui.with("overtaken-theirs", &[("who", who.into())]);
                [(Answer::Theirs, theirs), (Answer::Mine, ui.text("overtaken-mine"))]
            }
        }
    }
}

const ANSWER: &str = "answer";

/// The card over the form.
struct Question {
    file: AnyRecord,
    what: What,
    said: Vec<String>,
    form: Form,
}

impl Question {
    fn new(file: AnyRecord, what: What) -> Self {
        Self { file, what, said: Vec::new(), form: Form::default() }
    }

    fn answer(&mut self, ui: &Ui) -> Vec<Effect> {
        let [(first, _), (second, _)] = self.what.answers(self.file.kind(), ui);
        let chosen = match self.form.choice(ANSWER) {
            Some("first") => first,
            Some(_) => second,
            None => {
                self.form.set_error(ANSWER, ui.text("refused-required"));
                return Vec::new();
            }
        };
        vec![Effect::Back, Effect::tell(chosen)]
    }

    fn wrapped(&self, width: u16) -> Vec<String> {
        let width = usize::from(width).max(1);
        self.said.iter().flat_map(|line| text::wrap(line, width)).collect()
    }
}

impl Screen for Question {
    fn title(&self, ui: &Ui) -> String {
        ui.text("overtaken-title")
    }

    fn load(&mut self, _queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        self.said = self.what.said(&self.file, ui);
        self.said.push(ui.text("overtaken-nothing-lost"));
        let [(_, first), (_, second)] = self.what.answers(self.file.kind(), ui);
        let options = vec![Choice::new('1', "first", first), Choice::new('2', "second", second)];
        // Nothing is chosen beforehand: whoever goes on typing chooses nothing.
        let field = FormField::choice(ANSWER, ui.text("overtaken-what"), options).required();
        let chosen = self.form.draft();
        self.form = Form::new(vec![field]);
        self.form.restore(&chosen);
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        let event = match input {
            Input::Act(Action::Save) => FormEvent::Save,
            Input::Key(key) => self.form.key(key.event()),
            Input::Pointer(pointer) => stray::point(&mut self.form, pointer, |_| Lean::Past, ui),
            _ => FormEvent::Ignored,
        };
        match event {
            FormEvent::Save => self.answer(ui),
            FormEvent::Leave => vec![Effect::Back],
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), ui.look);
        let mut y = 0;
        // What is asked comes before all that was said.
        let asked = self.form.height(inside.width) + 1;
        for line in
            self.wrapped(inside.width).iter().take(inside.height.saturating_sub(asked).into())
        {
            paint::put(frame.buffer_mut(), inside, 0, y, line, ui.look, Role::Watch);
            y += 1;
        }
        let hint = ui.hint("overtaken-hint");
        let last = inside.height.saturating_sub(1);
        let gap = u16::from(y + 1 + asked <= inside.height);
        let rest = paint::below(inside, y + gap);
        let body = Rect { height: rest.height.saturating_sub(1), ..rest };
        self.form.draw(frame, body, ui.look);
        paint::put(frame.buffer_mut(), inside, 0, last, &hint, ui.look, Role::Muted);
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        let width = card::form_width(page.width);
        let inner = width.saturating_sub(4);
        let said = u16::try_from(self.wrapped(inner).len()).unwrap_or(page.height);
        card::centred(page, width, said + self.form.height(inner) + 5)
    }
}
