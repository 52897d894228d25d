//! The first start: which county, which desk, who works, since when; then bring in the name list, look at the demo, or start
//! empty (SCREENS "The first ten minutes").
//!
//! There is no database yet: the shell runs this screen over one in memory ([`crate::console::first_start`]). Nothing is
//! made before the last question is answered, and leaving leaves no trace.

mod counties;

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::action::Action;
use crate::console::input::{Mode, Pointer};
use crate::console::screen::{Effect, Input, Screen, Ui};
use crate::console::screens::forms::stray;
use crate::console::widgets::form::{Choice, Form, FormEvent, FormField, Picked};
use crate::console::widgets::hints::{self, Hint};
use crate::console::widgets::{Role, paint};
use crate::domain::dates::{Lean, parse_entry};
use crate::language::Lang;
use crate::store::{Office, Queries, Result};

/// Ids have room for so many desks a county (TECH §5).
const DESKS: i64 = 99;

/// How the office begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// With its own name list: the import page is opened.
    Import,
    /// With a look at the made-up county, in its own file.
    Demo,
    /// With nothing.
    Empty,
}

impl Begin {
    const ALL: [(char, &'static str, Self); 3] =
        [('1', "import", Self::Import), ('2', "demo", Self::Demo), ('3', "empty", Self::Empty)];

    fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, own, _)| *own == code).map(|(_, _, begin)| *begin)
    }
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// The office to be made.
    pub office: Office,
    /// Who works.
    pub operator: String,
    /// How to begin.
    pub begin: Begin,
    /// The language, which may have been changed meanwhile.
    pub lang: Lang,
}

/// Where the answers are left for whoever asked.
pub type Slot = Rc<RefCell<Option<Answers>>>;

/// The questions.
pub struct Welcome {
    form: Form,
    lang: Option<Lang>,
    likely: String,
    path: PathBuf,
    answers: Slot,
}

impl Welcome {
    /// Asks. `likely` is the operator's name that is most likely right, `path` where the database will be; the answers go to
    /// the slot, which stays empty when the user leaves.
    pub fn new(likely: &str, path: PathBuf, answers: Slot) -> Self {
        Self { form: Form::default(), lang: None, likely: likely.to_owned(), path, answers }
    }

    fn make_form(&self, ui: &Ui) -> Form {
        let begin = Begin::ALL
            .iter()
            .map(|(key, code, _)| Choice::new(*key, *code, ui.text(&format!("start-{code}"))))
            .collect();
        Form::new(vec![
            FormField::picker("county", ui.text("start-county"))
                .hint(ui.text("welcome-county-hint"))
                .required(),
            FormField::number("desk", ui.text("start-desk")).with_text("1").required(),
            FormField::text("operator", ui.text("start-operator")).propose(&self.likely).required(),
            FormField::date("since", ui.text("start-visits-since"))
                .with_text(&ui.today.to_string())
                .required(),
            FormField::choice("begin", ui.text("start-choose"), begin).required(),
        ])
    }

    fn find(&mut self, ui: &Ui) {
        self.form.search(|_, typed| counties::matching(typed, ui.language));
    }

    fn echo(&mut self, ui: &Ui) {
        let day = self.since(ui).ok().flatten();
        let echo = day.map(|day| ui.language.full_weekday(day)).unwrap_or_default();
        if let Some(field) = self.form.field_mut("since") {
            field.echo = echo;
        }
    }

    fn since(&self, ui: &Ui) -> std::result::Result<Option<NaiveDate>, String> {
        self.form.day("since", |typed| parse_entry(typed, ui.today, Lean::Past).ok())
    }

    /// A county that was typed and is none keeps the keys.
    fn hold_county(&mut self, ui: &Ui) {
        if self.form.focused() != "county" && self.form.unresolved("county").is_some() {
            self.form.set_error("county", ui.text("start-county-unknown"));
        }
    }

    fn answer(&mut self, ui: &Ui) -> Vec<Effect> {
        self.form.clear_errors();
        for key in self.form.missing() {
            let id = match self.form.unresolved(key) {
                Some(_) => "start-county-unknown",
                None => "refused-required",
            };
            self.form.set_error(key, ui.text(id));
        }
        let desk = self.form.number::<i64>("desk").ok().flatten();
        let desk = desk.filter(|desk| (1..=DESKS).contains(desk));
        if desk.is_none() {
            self.form.set_error("desk", ui.with("welcome-desk-range", &[("most", DESKS.into())]));
        }
        let since = self.since(ui).ok().flatten();
        if since.is_none() {
            self.form.set_error("since", ui.text("form-error-date"));
        }
        let county = self.form.picked("county").map(|picked: &Picked| picked.id.to_string());
        let begin = self.form.choice("begin").and_then(Begin::of);
        if self.form.has_errors() {
            return Vec::new();
        }
        let (Some(county), Some(desk), Some(visits_since), Some(begin)) =
            (county, desk, since, begin)
        else {
            return Vec::new();
        };
        *self.answers.borrow_mut() = Some(Answers {
            office: Office { county, desk, visits_since, is_demo: false },
            operator: self.form.typed("operator"),
            begin,
            lang: ui.language.lang(),
        });
        vec![Effect::Quit]
    }
}

impl Screen for Welcome {
    fn title(&self, ui: &Ui) -> String {
        ui.text("start-welcome")
    }

    fn load(&mut self, _queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        // The words of the fields are made once; in another language they are made anew.
        if self.lang != Some(ui.language.lang()) {
            let kept = self.lang.map(|_| (self.form.draft(), self.form.focused().to_owned()));
            self.form = self.make_form(ui);
            if let Some((draft, focused)) = kept {
                self.form.restore(&draft);
                self.form.focus(&focused);
            }
            self.lang = Some(ui.language.lang());
            self.echo(ui);
        }
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        // The last question is answered by its digit or a press alone; arrows only look around in it.
        let at = match &input {
            Input::Key(key) => {
                key.folded().character().filter(char::is_ascii_digit).map(|_| self.form.at())
            }
            Input::Pointer(Pointer::Press(x, y) | Pointer::Again(x, y)) => {
                self.form.field_at(*x, *y)
            }
            _ => None,
        };
        let pressed = at.and_then(|at| self.form.fields().get(at));
        let last = pressed.is_some_and(|field| field.key == "begin");
        let event = match input {
            Input::Act(Action::Save) => FormEvent::Save,
            Input::Key(key) => stray::press(&mut self.form, key, |_| Lean::Past, ui),
            Input::Pointer(pointer) => stray::point(&mut self.form, pointer, |_| Lean::Past, ui),
            Input::Paste(text) => self.form.paste(&text),
            Input::Act(_) => FormEvent::Ignored,
        };
        match event {
            FormEvent::Ignored => Vec::new(),
            FormEvent::Moved => {
                self.hold_county(ui);
                Vec::new()
            }
            FormEvent::Search => {
                self.find(ui);
                Vec::new()
            }
            FormEvent::Changed => {
                self.echo(ui);
                self.hold_county(ui);
                if last { self.answer(ui) } else { Vec::new() }
            }
            FormEvent::Save => self.answer(ui),
            FormEvent::Leave => vec![Effect::Quit],
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let inside = paint::below(area, 1);
        let body = Rect { height: inside.height.saturating_sub(1), ..inside };
        self.form.draw(frame, body, look);
        let buffer = frame.buffer_mut();
        let mut y = self.form.height(body.width).saturating_add(1);
        for (key, code, _) in Begin::ALL {
            let about = format!("{key} {}", ui.text(&format!("welcome-about-{code}")));
            y = paint::put_wrapped(buffer, body, y, &about, look, Role::Muted);
        }
        let path = self.path.display().to_string();
        let place = ui.with("welcome-path", &[("path", path.into())]);
        paint::put_wrapped(buffer, body, y.saturating_add(1), &place, look, Role::Muted);
        let hint = |key: &str, id: &str| Hint {
            key: key.to_owned(),
            label: format!(" {}", ui.text(id)),
            available: true,
        };
        let hints = [
            hint("Enter", "welcome-next"),
            hint("Esc", "welcome-leave"),
            hint("F12", Action::Language.message_id()),
        ];
        let last = paint::below(inside, inside.height.saturating_sub(1));
        hints::draw(buffer, last, &hints, look);
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }
}
