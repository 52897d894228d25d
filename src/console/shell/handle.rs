//! What each event does: a cover is lifted, a key goes through the keymap to the shell or to the top layer.

use std::time::{Duration, Instant};

use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::Position;

use super::{Press, Shell};
use crate::console::action::Action;
use crate::console::input::{Key, Meaning, Mode, Pointer, burst};
use crate::console::screen::{Availability, Effect, Input, JobResult, Message, Ui};
use crate::console::screens;
use crate::console::screens::commands::{Commands, Entry, Form};
use crate::console::screens::confirm::Confirm;
use crate::console::widgets::Role;
use crate::store::{Command, Queries};

/// What reaches the shell.
pub enum Event {
    /// A key.
    Key(KeyEvent),
    /// Letters that arrived in one piece.
    Together(Vec<KeyEvent>),
    /// Pasted text.
    Paste(String),
    /// The mouse.
    Mouse(MouseEvent),
    /// The terminal has another size.
    Resize,
    /// A job has ended.
    JobEnded(JobResult),
    /// The terminal went away, or the system wants the program to end.
    Terminate,
}

/// Letters that follow one another faster than this are typed, not pressed one by one to see what each does.
const TYPED: Duration = Duration::from_millis(600);

impl Shell {
    /// Takes an event that came at this moment. Letters that are typed on after one that does nothing on this page were meant for
    /// what it didn't open: none of them is an action.
    pub fn handle_at(&mut self, event: Event, now: Instant) {
        let is_letter = matches!(&event, Event::Key(key) if burst::letter(key).is_some());
        let typed_on = self.slipped.take().is_some_and(|at| now.duration_since(at) < TYPED);
        if is_letter && typed_on && self.is_browsing() {
            self.slipped = Some(now);
            let text = self.ui.text("unavailable-typed-on");
            self.say(text, Role::Watch);
            self.wants_draw = true;
            return;
        }
        self.did_nothing = false;
        self.handle(event);
        self.slipped = (is_letter && self.did_nothing).then_some(now);
    }

    /// Takes an event.
    pub fn handle(&mut self, event: Event) {
        self.take(event);
        self.heed_given_up();
    }

    /// A key let go and a mouse moved change nothing, and what came in the same moment before them is drawn all the same.
    fn take(&mut self, event: Event) {
        let wanted = std::mem::replace(&mut self.wants_draw, true);
        match event {
            Event::Terminate => self.end(),
            Event::JobEnded(result) => self.job_ended(result),
            Event::Together(keys) => {
                let letters: String = keys.iter().filter_map(burst::letter).collect();
                if self.is_browsing() && burst::is_burst(&letters) {
                    self.burst(&letters);
                } else {
                    for key in keys {
                        self.take(Event::Key(key));
                    }
                }
            }
            Event::Key(event) => {
                if let Some(key) = Key::from_event(event) {
                    self.mouse.forget();
                    self.key(key);
                } else {
                    self.wants_draw = wanted;
                }
            }
            Event::Paste(text) if !self.wake() => self.paste(&text),
            // Another size shows other rows, and screens read only what they show.
            Event::Resize => self.layers.all_stale(),
            Event::Paste(_) => {}
            Event::Mouse(event) => match self.mouse.feed(event) {
                Some(pointer) if !self.wake() => self.pointer(pointer),
                Some(_) => {}
                None => self.wants_draw = wanted,
            },
        }
    }

    /// Keeps drafts, and ends.
    pub fn end(&mut self) {
        self.keep_at_the_end();
        self.quit = true;
    }

    /// Someone is there; true when that lifted the cover and did nothing else.
    fn wake(&mut self) -> bool {
        self.awake();
        let covered = self.cover.on;
        if covered {
            self.uncover();
        }
        covered
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) {
        if self.wake() {
            return;
        }
        self.said = None;
        self.pending.clear();
        let mode = self.layers.top().mode();
        match self.keymap.feed(key, mode) {
            Meaning::Act(action) if key.character().is_some() => self.act_by_letter(action),
            Meaning::Act(action) => self.act(action),
            Meaning::Pending(following) => self.pending = following,
            Meaning::Find(one) => self.layers.push(screens::find(&one.to_string())),
            Meaning::Raw(key) => self.pass(Input::Key(key)),
            Meaning::Nothing => {}
        }
    }

    /// An action by a character, which an input method may have let go: what would write at once asks first.
    fn act_by_letter(&mut self, action: Action) {
        let here = self.layers.top().actions(action) == Availability::Available;
        let asks = match action {
            // The history asks by itself.
            Action::Undo | Action::Redo => !here,
            Action::Reopen => here,
            _ => false,
        };
        if asks && self.availability(action) == Availability::Available {
            self.ask_first(action);
        } else {
            self.act(action);
        }
    }

    /// Asks before what is closed is opened again, by its name where it has one.
    fn ask_to_reopen(&mut self) {
        let (at, effects) = self.effects_of(Input::Act(Action::Reopen));
        let Some(Effect::Run(command)) = effects.first() else {
            return self.carry_out(at, effects);
        };
        let named = match **command {
            Command::Reopen { id, .. } => self.store.queries().whose_id(id),
            _ => Ok(None),
        };
        let card = match named {
            Ok(Some(whose)) => {
                let asked = move |_: &Queries<'_>, ui: &Ui| {
                    let name = screens::history::called(&whose, ui.language);
                    Ok(Some((Message::new("shell-reopen-of").arg("name", name), Vec::new())))
                };
                Confirm::worded(asked, effects)
            }
            Ok(None) => Confirm::new(Message::new("shell-reopen"), Vec::new(), effects),
            Err(error) => return self.failed(&error, None),
        };
        self.layers.push(Box::new(card));
    }

    fn ask_first(&mut self, action: Action) {
        let entry = match action {
            Action::Undo => self.history.next_undo(),
            Action::Redo => self.history.next_redo(),
            _ => None,
        };
        let Some(entry) = entry else {
            self.ask_to_reopen();
            return;
        };
        let asked =
            screens::history::ask(action, (entry.number, &entry.command), &self.store.queries());
        match asked {
            Ok(Some(card)) => self.layers.push(card),
            Ok(None) => self.act(action),
            Err(error) => self.failed(&error, None),
        }
    }

    /// Letters that arrived all at once where nothing is typed: an input method let them go, or something was pasted. None of
    /// them is an action; they become a search.
    pub fn burst(&mut self, letters: &str) {
        if !self.wake() {
            self.layers.push(screens::find(letters));
        }
        self.wants_draw = true;
    }

    /// Pasted text goes where something is typed; over a list it is looked for.
    fn paste(&mut self, pasted: &str) {
        if self.is_browsing() {
            let line = pasted.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
            self.layers.push(screens::find(line.trim()));
        } else {
            self.pass(Input::Paste(pasted.to_owned()));
        }
    }

    /// True where keys are actions.
    pub fn is_browsing(&self) -> bool {
        self.layers.top().mode() == Mode::Browse
    }

    /// Does an action: the shell's own, else the top layer's.
    pub(super) fn act(&mut self, action: Action) {
        if let Availability::Unavailable(why) = self.availability(action) {
            self.say(self.ui.say(&why), Role::Watch);
            return;
        }
        match action {
            Action::Help => self.open_commands(Form::Help),
            Action::Palette => self.open_commands(Form::Palette),
            Action::Find => self.layers.push(screens::find("")),
            Action::Cover => self.cover(false),
            Action::Language => self.set_language(self.ui.language.lang().other()),
            Action::Look => self.layers.push(Box::new(screens::looks::Looks::default())),
            Action::Redraw => self.wants_redraw = true,
            // The history takes back whatever entry is selected.
            Action::Undo if self.layers.top().actions(action) == Availability::Available => {
                self.pass(Input::Act(action));
            }
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Quit => self.ask_to_quit(),
            Action::Back => self.back(),
            action => {
                let here = self.layers.top().actions(action);
                match (here, action.route()) {
                    (Availability::Hidden, Some(route)) => {
                        self.keep_left_forms();
                        self.layers.go_again(route);
                    }
                    (Availability::Hidden, None) if !is_movement(action) => {
                        self.did_nothing = true;
                        let text = self.ui.text("unavailable-not-here");
                        self.say(text, Role::Watch);
                    }
                    _ => self.pass(Input::Act(action)),
                }
            }
        }
    }

    fn back(&mut self) {
        if self.layers.top().actions(Action::Back) == Availability::Available {
            self.pass(Input::Act(Action::Back));
        } else {
            self.layers.pop();
        }
    }

    /// Asks first; where the screen is too small to show a question, an invisible one would hold the operator fast. What is
    /// typed is kept as a draft anyway.
    fn ask_to_quit(&mut self) {
        if self.too_small {
            self.end();
            return;
        }
        let question = Message::new("shell-quit");
        self.layers.push(Box::new(Confirm::new(question, Vec::new(), vec![Effect::Quit])));
    }

    fn open_commands(&mut self, form: Form) {
        // A second press closes it.
        let mut entries = Vec::new();
        for action in Action::ALL {
            let top = self.layers.top();
            let entry =
                |label, availability, own| Entry { action: *action, label, availability, own };
            if let Some(label) = top.own(*action) {
                entries.push(entry(label, self.writable(*action), true));
            }
            entries.push(entry(top.label(*action), self.availability(*action), false));
        }
        let commands = Commands::new(form, entries, &self.ui);
        self.layers.push(Box::new(commands));
    }

    fn pointer(&mut self, pointer: Pointer) {
        let (Pointer::Press(x, y) | Pointer::Again(x, y)) = pointer else {
            self.pass(Input::Pointer(pointer));
            return;
        };
        let place = Position::new(x, y);
        let hit = self.pressable.borrow().iter().find(|(area, _)| area.contains(place)).copied();
        match hit.map(|(_, press)| press) {
            Some(Press::Act(action)) => {
                self.said = None;
                self.act(action);
            }
            Some(Press::Key(key)) => {
                let depth = self.layers.len();
                // A row that names the key is selected first.
                if pointer == Pointer::Press(x, y) {
                    self.pass(Input::Pointer(pointer));
                }
                if self.layers.len() == depth {
                    self.key(key);
                }
            }
            None => self.pass(Input::Pointer(pointer)),
        }
    }

    /// Hands an input to the top layer and carries out what it wants.
    pub(super) fn pass(&mut self, input: Input) {
        let (at, effects) = self.effects_of(input);
        self.carry_out(at, effects);
    }

    /// What the top layer, and where it stands, wants done.
    fn effects_of(&mut self, input: Input) -> (usize, Vec<Effect>) {
        // Keys may come faster than the screen is drawn: a form must know its fields before it is typed in.
        if self.layers.top_layer().stale {
            self.load_visible();
        }
        let at = self.layers.len() - 1;
        (at, self.layers.top_layer().screen.update(input, &self.ui))
    }
}

/// Moving where there is nothing to move in needs no words.
fn is_movement(action: Action) -> bool {
    action.group() == crate::console::action::Group::Move
        && ![Action::Filter, Action::Sort, Action::Columns, Action::Mark].contains(&action)
}
