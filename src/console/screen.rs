//! What a screen is: it reads, it decides, it shows. It can't write, and it can't see the shell.
//!
//! # For someone writing a screen
//!
//! ```text
//! key ─ keymap ─▶ Screen::update(Input) ─▶ Vec<Effect> ─ shell ─▶ store::execute ─▶ Screen::done ─▶ Vec<Effect>
//!                                                             └ refused ─▶ Screen::refused (message beside the field)
//! something was written ─▶ Screen::load(&Queries) of every visible layer ─▶ Screen::draw
//! ```
//!
//! * [`Screen::load`] runs when the screen is opened and whenever anything was written, here or by another console, before it
//!   is next drawn; also after [`Effect::Reload`] (a page scrolled beyond what was read, a search typed on). Keep what it reads
//!   in the screen. Never read more than is shown.
//! * [`Screen::update`] gets actions of the keymap ([`Input::Act`]), and, in [`Mode::Typing`], all other keys as they are.
//!   Going places, help, palette, find, undo, redo, cover, language and quit are the shell's; it also goes back on Esc, and undoes
//!   its own latest entry, unless [`Screen::actions`] says that the screen takes `Action::Back` or `Action::Undo` itself.
//! * [`Screen::actions`] is asked for each action: what is [`Availability::Hidden`] stands in no help and no footer, what is
//!   unavailable says why when it is pressed.
//! * A form is a screen in [`Mode::Typing`] around a [`widgets::form::Form`]: it returns [`Effect::Run`], takes refusals in
//!   `refused`, goes back in `done`, and gives its content in `draft`, so that nothing typed is lost when the terminal closes.
//! * An overlay is a screen whose [`Screen::place`] is smaller than the page and whose [`Screen::is_overlay`] is true; the
//!   layers below stay visible.
//!
//! [`widgets::form::Form`]: crate::console::widgets::form::Form

use std::any::Any;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::action::{Action, Route};
use super::input::{Key, Keys, Mode, Pointer};
use super::widgets::{Look, table::Step};
use crate::domain::records::Id;
use crate::language::{Arg, Lang, Language};
use crate::store::{Backups, Command, Queries, Receipt, Result, Store, StoreError};

/// What every screen knows when it updates and draws.
#[derive(Debug, Clone)]
pub struct Ui {
    /// The words.
    pub language: Language,
    /// Colours and glyphs.
    pub look: Look,
    /// The program's day.
    pub today: NaiveDate,
    /// Who works.
    pub operator: String,
    /// The office's name, for the top line.
    pub office: String,
    /// A made-up county: the top line says so.
    pub demo: bool,
    /// The keys in force.
    pub keys: Arc<Keys>,
    /// The page's columns and lines, without the top, message and footer lines.
    pub page: (u16, u16),
    /// Where this office's backups lie; `None` where none can be made: a database in memory.
    pub backups: Option<Backups>,
    /// How many days old the newest backup is, when that is too old.
    pub backup_age: Option<u32>,
    /// What was typed and not saved stands in memory alone: it couldn't be written yet.
    pub drafts_owed: bool,
}

/// The actions whose keys stand in sentences.
const NAMED_IN_HINTS: [Action; 8] = [
    Action::New,
    Action::Import,
    Action::CloseRecord,
    Action::Participants,
    Action::Save,
    Action::Undo,
    Action::Handled,
    Action::Filter,
];

impl Ui {
    /// A message without values.
    pub fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    /// A message with its values.
    pub fn with(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.language.with(id, args)
    }

    /// A message that names keys: `{ $new }`, `{ $undo }` … are those in force.
    pub fn hint(&self, id: &str) -> String {
        let keys = NAMED_IN_HINTS.map(|action| (action.name(), self.keys.words(action).into()));
        self.with(id, &keys)
    }

    /// What stands in a form that was begun before: whether that is on the disk.
    pub fn draft_back(&self) -> String {
        self.text(if self.drafts_owed { "form-draft-back-owed" } else { "form-draft-back" })
    }

    /// Words a message that was handed on.
    pub fn say(&self, message: &Message) -> String {
        message.words(self.language)
    }

    /// True when there is room for panes side by side.
    pub fn is_wide(&self) -> bool {
        self.page.0 >= 100
    }
}

/// Something to be said: a language key with its values, worded when it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The language key.
    pub id: String,
    /// Its values.
    pub args: Vec<(&'static str, Arg<'static>)>,
}

impl Message {
    /// A message without values.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), args: Vec::new() }
    }

    /// With a value: `Message::new("visit-logged").arg("name", child.name.clone())`.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg<'static>>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// In words; a detail that comes from the file system too.
    pub fn words(&self, language: Language) -> String {
        let said = |(name, arg): &(&'static str, Arg<'static>)| match arg {
            Arg::Text(detail) if *name == "detail" => {
                (*name, Arg::from(language.file_trouble(detail)))
            }
            arg => (*name, arg.clone()),
        };
        let args: Vec<_> = self.args.iter().map(said).collect();
        language.with(&self.id, &args)
    }
}

/// What reaches a screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// An action of the keymap, the palette or the footer.
    Act(Action),
    /// A key that is none: every key while typing, digits and Space in a list.
    Key(Key),
    /// Pasted text.
    Paste(String),
    /// The mouse, over this screen.
    Pointer(Pointer),
}

impl Input {
    /// The step of a list that the input means: arrows, j and k, pages, the wheel.
    pub fn step(&self) -> Option<Step> {
        Some(match self {
            Self::Act(Action::Up) | Self::Pointer(Pointer::WheelUp(..)) => Step::Up,
            Self::Act(Action::Down) | Self::Pointer(Pointer::WheelDown(..)) => Step::Down,
            Self::Act(Action::PageUp) => Step::PageUp,
            Self::Act(Action::PageDown) => Step::PageDown,
            Self::Act(Action::HalfUp) => Step::HalfUp,
            Self::Act(Action::HalfDown) => Step::HalfDown,
            Self::Act(Action::Top) => Step::Top,
            Self::Act(Action::Bottom) => Step::Bottom,
            _ => return None,
        })
    }
}

/// An action of [`Screen::own`] was chosen: it means the page's own record.
pub struct OwnRecord(pub Action);

/// What a screen says about an action now.
#[derive(Debug, Clone, PartialEq)]
pub enum Availability {
    /// Can be done.
    Available,
    /// Can't be done now, and why.
    Unavailable(Message),
    /// Makes no sense here.
    Hidden,
}

impl Availability {
    /// Available when the condition holds, else unavailable with the message of this key.
    pub fn when(condition: bool, otherwise: &str) -> Self {
        if condition { Self::Available } else { Self::Unavailable(Message::new(otherwise)) }
    }
}

/// What a screen wants done. The shell carries effects out in their order.
pub enum Effect {
    /// Write. Then [`Screen::done`] or [`Screen::refused`] of the screen that wanted it.
    Run(Box<Command>),
    /// Put a screen on top.
    Push(Box<dyn Screen>),
    /// Go to a page; if it is open already, back to it.
    Go(Route),
    /// Take this screen away; the one below is as it was.
    Back,
    /// Load this screen anew before it is drawn.
    Reload,
    /// Hand something to this screen, or after [`Effect::Back`] to the one below it: it comes to [`Screen::told`].
    Tell(Box<dyn Any>),
    /// Do what the key of this action would do, on the screen that is then on top.
    Act(Action),
    /// Say something on the message line.
    Say(Message),
    /// Say that something is wrong.
    Warn(Message),
    /// Long work on a connection of its own, with progress; its result comes to [`Screen::finished`].
    Job(Box<dyn Job>),
    /// A job of this screen has written: this console's own latest entry, which undo takes back.
    Wrote(Receipt),
    /// Put a prepared copy in the place of the database and go on with it; what was there is kept beside it.
    Replace(PathBuf),
    /// Put text into the clipboard.
    Copy(String),
    /// Keep what was typed in a form.
    KeepDraft(FormDraft),
    /// Say that what was typed is kept, or that it isn't on the disk yet.
    SayKept,
    /// Throw a form's draft away: it was saved, or the user wants it gone.
    DropDraft(&'static str, Id),
    /// Keep how a list is looked at: the list, the name (empty for its columns), what is kept.
    KeepView(&'static str, String, String),
    /// Throw away what is kept of a list under a name.
    DropView(&'static str, String),
    /// Who works from now on.
    SetOperator(String),
    /// The words from now on.
    SetLanguage(Lang),
    /// Colours and characters from now on.
    SetLook(Look),
    /// Leave the program.
    Quit,
}

impl Effect {
    /// Write.
    pub fn run(command: Command) -> Self {
        Self::Run(Box::new(command))
    }

    /// Hand something on.
    pub fn tell(what: impl Any) -> Self {
        Self::Tell(Box::new(what))
    }

    /// Put a screen on top.
    pub fn push(screen: impl Screen + 'static) -> Self {
        Self::Push(Box::new(screen))
    }
}

/// What stands unsaved in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormDraft {
    /// Which form: `visit`, `child` …
    pub form: &'static str,
    /// The record it is about; 0 for a new one.
    pub subject: Id,
    /// The fields as JSON, by [`Form::draft`](super::widgets::form::Form::draft).
    pub body: String,
}

/// How a job tells how far it is, and hears that it shall stop.
pub trait Progress {
    /// So much of so much is done (0 = not known). False = stop: the user doesn't want it any more.
    fn report(&self, done: usize, of: usize) -> bool;
}

/// Why a job came to nothing.
#[derive(Debug)]
pub enum JobError {
    /// What the store said.
    Store(StoreError),
    /// Something else, in words that can be shown.
    Said(Message),
    /// The user stopped it.
    Stopped,
}

/// What a job hands back; the screen that wanted it knows the type.
pub type JobResult = std::result::Result<Box<dyn Any + Send>, JobError>;

/// Long work: bringing a file in, writing one.
pub trait Job: Send {
    /// What is being done, for the card that shows the progress.
    fn title(&self) -> Message;
    /// Does it, with a connection of its own.
    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult;
}

/// A layer of what is seen.
pub trait Screen {
    /// The page this is, when it is one that can be gone to.
    fn route(&self) -> Option<Route> {
        None
    }

    /// What stands at the left of the top line. Overlays leave the page's.
    fn title(&self, ui: &Ui) -> String;

    /// Reads what will be shown.
    ///
    /// # Errors
    /// What the store says; the shell shows it, and the screen keeps what it had.
    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()>;

    /// What it wants done once it has been read: long reading beside the console. Asked after each [`Screen::load`].
    fn begin(&mut self) -> Vec<Effect> {
        Vec::new()
    }

    /// Decides what an input means.
    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect>;

    /// Shows. Must be able to draw into any area, however small.
    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui);

    /// Whether an action can be done here now. A form has nothing but what was typed to be saved.
    fn actions(&self, action: Action) -> Availability {
        if action == Action::Save { Availability::Available } else { Availability::Hidden }
    }

    /// Whether keys are actions or text.
    fn mode(&self) -> Mode {
        Mode::Browse
    }

    /// True when the layer below stays visible.
    fn is_overlay(&self) -> bool {
        false
    }

    /// The area it takes of the page.
    fn place(&self, page: Rect) -> Rect {
        page
    }

    /// Whether the keys named in it are its own, which the mouse presses. The help names those of other pages.
    fn names_own_keys(&self) -> bool {
        true
    }

    /// The actions of the footer, the most useful first; those that are hidden here are left out.
    fn footer(&self) -> &'static [Action] {
        FOOTER
    }

    /// What the footer calls an action here: a language key.
    fn label(&self, action: Action) -> &'static str {
        action.message_id()
    }

    /// What it wants done once it has read: long reading, that is better a job. Asked of the top layer before each drawing.
    fn wants(&mut self) -> Vec<Effect> {
        Vec::new()
    }

    /// What an action does with the page's own record while its key means the selected row: a language key. The palette offers it,
    /// and tells the page [`OwnRecord`].
    fn own(&self, _action: Action) -> Option<&'static str> {
        None
    }

    /// It is left. A list answers as which page it was opened, and is found as it was left when that page is gone to again by
    /// its key.
    fn set_aside(&mut self) -> Option<Route> {
        None
    }

    /// What stands on the message line while nothing else is said.
    fn note(&self, _ui: &Ui) -> Option<String> {
        None
    }

    /// A layer above has gone and hands this one what was chosen there; both know the type.
    fn told(&mut self, _what: Box<dyn Any>, _ui: &Ui) -> Vec<Effect> {
        Vec::new()
    }

    /// What it wanted written was written. A form says so and goes back.
    ///
    /// # Errors
    /// What the store says when the message needs to be looked up.
    fn done(
        &mut self,
        _receipt: &Receipt,
        _queries: &Queries<'_>,
        _ui: &Ui,
    ) -> Result<Vec<Effect>> {
        Ok(Vec::new())
    }

    /// This console has written, here or in a layer above. `taken_back`: the record whose entry undo took back or redo brought
    /// again.
    fn wrote(&mut self, _taken_back: Option<Id>) {}

    /// What it wanted written was refused. True when it shows that itself, beside its field; else the shell says it.
    fn refused(&mut self, _error: &StoreError, _ui: &Ui) -> bool {
        false
    }

    /// A job it wanted has ended. An error that isn't looked at here is shown by the shell.
    fn finished(
        &mut self,
        result: JobResult,
        _ui: &Ui,
    ) -> std::result::Result<Vec<Effect>, JobError> {
        result.map(|_| Vec::new())
    }

    /// What stands unsaved in it, kept when the terminal goes away.
    fn draft(&self) -> Option<FormDraft> {
        None
    }
}

/// The footer of most pages (SCREENS "Keys").
pub const FOOTER: &[Action] = &[
    Action::Visit,
    Action::Contact,
    Action::Task,
    Action::Match,
    Action::Snooze,
    Action::Handled,
    Action::Triage,
    Action::Undo,
    Action::Find,
    Action::Participants,
    Action::New,
    Action::Edit,
    Action::Help,
    Action::Palette,
    Action::Filter,
    Action::Sort,
    Action::Mark,
    Action::Columns,
    Action::Export,
    Action::Copy,
    Action::Back,
];
