//! Another console has closed the child's file or decided the case while a form about the child was open: who did what is said
//! before anything is saved over it, and what was typed stays until one has chosen.

use std::any::Any;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::content::Content;
use crate::console::action::Action;
use crate::console::input::Mode;
use crate::console::screen::{Effect, Input, Message, Screen, Ui};
use crate::console::screens::words::moment_of;
use crate::console::widgets::form::{Choice, Form, FormEvent, FormField};
use crate::console::widgets::{Role, card, paint, text};
use crate::domain::codes::DecisionKind;
use crate::domain::records::{Child, Decision, Id};
use crate::domain::value::Value;
use crate::store::{AnyRecord, Command, Kind, Overtaken, Queries, Result, Seen};

/// What a form knows of the child it is about, from when it was opened.
#[derive(Default)]
pub(super) struct Watch {
    seen: Option<Seen>,
    /// What the store says another console did; who it was is not known yet.
    overtaken: Option<Overtaken>,
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
    /// Notes how the child's file stands. A changed row names its child; a new one is about whom the form is about.
    pub(super) fn begin(content: &impl Content, queries: &Queries<'_>) -> Result<Self> {
        let child = match content.base().and_then(|base| base.value("child_id")) {
            Some(Value::Int(child)) => child,
            _ => content.subject(),
        };
        Ok(Self { seen: queries.seen(child)?, ..Self::default() })
    }

    /// The command, unless the file no longer stands as it did.
    pub(super) fn guard(&self, command: Command) -> Command {
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

    /// Finds out who did what.
    pub(super) fn look(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let (Some(by), Some(seen)) = (self.overtaken.take(), self.seen) else { return Ok(()) };
        let Some(child) = queries.record::<Child>(seen.child)? else { return Ok(()) };
        match by {
            Overtaken::Closed => {
                let file = AnyRecord::from(child.clone());
                let done = queries.changed_by(&file, "status")?;
                let at =
                    done.as_ref().map(|done| moment_of(done.at, ui.today, ui)).unwrap_or_default();
                self.who = called(done.map(|done| done.user), ui);
                self.question = Some(closed(&child, &self.who, &at, ui));
            }
            Overtaken::Decided => {
                let Some(decision) = queries.newest_decision(seen.child)? else { return Ok(()) };
                self.named = decision.meta.id;
                self.who = called(decision.decided_by.clone(), ui);
                self.question = Some(decided(&child, &decision, &self.who, ui));
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
        let seen = self.seen.as_mut()?;
        Some(match what.downcast_ref::<Answer>()? {
            Answer::Theirs => {
                Next::Leave(Message::new("overtaken-kept").arg("who", self.who.clone()))
            }
            Answer::Mine => {
                seen.decision = Some(self.named);
                Next::Save
            }
            Answer::Anyway => {
                seen.open = false;
                Next::Save
            }
            Answer::Reopen => {
                self.reopening = true;
                Next::Run(Command::Reopen { kind: Kind::Child, id: seen.child })
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

fn called(user: Option<String>, ui: &Ui) -> String {
    user.filter(|user| !user.is_empty())
        .map_or_else(|| ui.text("overtaken-somebody"), |user| ui.language.person(&user))
}

fn closed(child: &Child, who: &str, at: &str, ui: &Ui) -> Question {
    let name = ui.language.person(&child.name);
    let args = [("who", who.into()), ("when", at.into()), ("name", name.into())];
    let mut said = vec![ui.with("overtaken-closed", &args)];
    if let Some(reason) = &child.closed_reason {
        said.push(ui.with("overtaken-closed-why", &[("reason", reason.into())]));
    }
    let answers = [
        (Answer::Reopen, ui.text("overtaken-reopen")),
        (Answer::Anyway, ui.text("overtaken-anyway")),
    ];
    Question::new(said, answers, ui)
}

fn decided(child: &Child, decision: &Decision, who: &str, ui: &Ui) -> Question {
    let id = match decision.kind {
        DecisionKind::Handled => "overtaken-handled",
        DecisionKind::Snoozed => "overtaken-snoozed",
    };
    let args = [
        ("who", who.into()),
        ("name", ui.language.person(&child.name).into()),
        ("date", ui.language.near(decision.until, ui.today).into()),
    ];
    let mut said = vec![ui.with(id, &args)];
    if let Some(note) = &decision.note {
        said.push(ui.with("overtaken-note", &[("note", note.into())]));
    }
    let theirs = ui.with("overtaken-theirs", &[("who", who.into())]);
    let answers = [(Answer::Theirs, theirs), (Answer::Mine, ui.text("overtaken-mine"))];
    Question::new(said, answers, ui)
}

const ANSWER: &str = "answer";

/// The card over the form.
struct Question {
    said: Vec<String>,
    answers: [Answer; 2],
    form: Form,
}

impl Question {
    fn new(mut said: Vec<String>, answers: [(Answer, String); 2], ui: &Ui) -> Self {
        said.push(ui.text("overtaken-nothing-lost"));
        let [(first, first_words), (second, second_words)] = answers;
        let options =
            vec![Choice::new('1', "first", first_words), Choice::new('2', "second", second_words)];
        // Nothing is chosen beforehand: whoever goes on typing chooses nothing.
        let field = FormField::choice(ANSWER, ui.text("overtaken-what"), options).required();
        Self { said, answers: [first, second], form: Form::new(vec![field]) }
    }

    fn answer(&mut self, ui: &Ui) -> Vec<Effect> {
        let chosen = match self.form.choice(ANSWER) {
            Some("first") => self.answers[0],
            Some(_) => self.answers[1],
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

    fn load(&mut self, _queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        let event = match input {
            Input::Act(Action::Save) => FormEvent::Save,
            Input::Key(key) => self.form.key(key.event()),
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
        for line in self.wrapped(inside.width) {
            paint::put(frame.buffer_mut(), inside, 0, y, &line, ui.look, Role::Watch);
            y += 1;
        }
        let hint = ui.hint("overtaken-hint");
        let last = inside.height.saturating_sub(1);
        let rest = paint::below(inside, y + 1);
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
