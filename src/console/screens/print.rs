//! Printing what a page shows: for whom, in which form, into which file. Today, the month, the load, a
//! child's, a volunteer's and an event's page push [`open`].

use std::path::{Path, PathBuf};

use chrono::Datelike as _;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::forms::stray;
use super::import::parts;
use crate::console::action::Action;
use crate::console::input::{Key, Mode};
use crate::console::screen::{
    Effect, Input, Job, JobError, JobResult, Message, Progress, Screen, Ui,
};
use crate::console::widgets::form::{Choice, Form as Fields, FormEvent, FormField};
use crate::console::widgets::{Role, card, paint};
use crate::domain::dates::Lean;
use crate::domain::records::{Child, Event, Volunteer};
use crate::exchange::print::{self, Form, Reader, Subject};
use crate::language::{Lang, Language};
use crate::store::{Queries, Result, Store};

/// Asks for whom and where to, and writes the file.
pub fn open(subject: Subject) -> Effect {
    Effect::push(Print {
        subject,
        name: String::new(),
        code: None,
        folder: PathBuf::new(),
        lang: None,
        fields: Fields::default(),
        proposed: String::new(),
        replace: None,
    })
}

/// The card.
struct Print {
    subject: Subject,
    /// Whose page it is, for the card's title.
    name: String,
    code: Option<String>,
    folder: PathBuf,
    /// In which language the fields are worded.
    lang: Option<Lang>,
    fields: Fields,
    /// The file name that was proposed last; one that was typed stays.
    proposed: String,
    /// The file that is there already, and that saving once more replaces.
    replace: Option<PathBuf>,
}

impl Print {
    fn reader(&self) -> Reader {
        let chosen = self.fields.choice("reader");
        let mut readers = self.subject.readers().iter().copied();
        let usual = self.subject.usual_reader();
        readers.find(|one| chosen == Some(one.code())).unwrap_or(usual)
    }

    fn form(&self) -> Form {
        let chosen = self.fields.choice("form");
        Form::ALL.into_iter().find(|one| chosen == Some(one.ending())).unwrap_or(Form::Html)
    }

    fn build(&mut self, ui: &Ui) {
        let readers = self.subject.readers().iter().zip('1'..).map(|(one, key)| {
            Choice::new(key, one.code(), ui.text(&format!("print-reader-{}", one.code())))
        });
        let forms = Form::ALL.iter().zip('1'..).map(|(one, key)| {
            Choice::new(key, one.ending(), ui.text(&format!("print-form-{}", one.ending())))
        });
        let (reader, form) = match self.lang {
            None => (self.subject.usual_reader(), Form::Html),
            Some(_) => (self.reader(), self.form()),
        };
        self.fields = Fields::new(vec![
            FormField::choice("reader", ui.text("print-field-reader"), readers.collect())
                .with_code(reader.code()),
            FormField::choice("form", ui.text("print-field-form"), forms.collect())
                .with_code(form.ending()),
            FormField::text("path", ui.text("print-field-path")).required(),
        ]);
        self.lang = Some(ui.language.lang());
        self.proposed.clear();
        self.propose(ui);
    }

    /// Names the file by what is chosen, as long as nobody has typed a name.
    fn propose(&mut self, ui: &Ui) {
        let typed = self.fields.typed("path");
        if typed != self.proposed {
            return;
        }
        let code = self.code.as_deref();
        let (reader, form) = (self.reader(), self.form());
        let name = print::file_name(ui.language, self.subject, reader, code, ui.today, form);
        if let Some(field) = self.fields.field_mut("path") {
            *field = FormField::text("path", field.label.clone()).required().with_text(&name);
        }
        self.proposed = self.fields.typed("path");
    }

    /// The file that is meant: a bare name lies in the folder, and its ending follows the form that was chosen.
    fn path(&self) -> PathBuf {
        let path = parts::typed_path(&self.fields.typed("path"), &self.folder);
        match Form::of(&path) {
            Err(_) if path.extension().is_none() => path.with_extension(self.form().ending()),
            _ => path,
        }
    }

    fn save(&mut self, ui: &Ui) -> Vec<Effect> {
        self.fields.clear_errors();
        if self.fields.typed("path").is_empty() {
            self.fields.set_error("path", ui.text("refused-required"));
            return Vec::new();
        }
        let path = self.path();
        if let Err(error) = Form::of(&path) {
            self.fields.set_error("path", ui.say(&parts::said(&error)));
            return Vec::new();
        }
        let replace = self.replace.as_deref() == Some(path.as_path());
        if path.exists() && !replace {
            self.fields.set_error("path", ui.text("print-exists"));
            self.replace = Some(path);
            return Vec::new();
        }
        vec![Effect::Job(Box::new(Write {
            subject: self.subject,
            reader: self.reader(),
            language: ui.language,
            path,
            replace,
        }))]
    }

    fn event(&mut self, event: FormEvent, ui: &Ui) -> Vec<Effect> {
        match event {
            FormEvent::Leave => return vec![Effect::Back],
            FormEvent::Save => return self.save(ui),
            FormEvent::Changed | FormEvent::Moved => {
                if event == FormEvent::Changed {
                    self.replace = None;
                    self.fields.clear_errors();
                }
                self.propose(ui);
            }
            FormEvent::Ignored | FormEvent::Search => {}
        }
        Vec::new()
    }

    fn key(&mut self, key: Key, ui: &Ui) -> Vec<Effect> {
        let event = self.fields.key(key.event());
        self.event(event, ui)
    }
}

impl Screen for Print {
    fn title(&self, ui: &Ui) -> String {
        if self.name.is_empty() {
            return ui.text("print-card");
        }
        ui.with("print-card-of", &[("what", (&self.name).into())])
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        if self.lang == Some(ui.language.lang()) {
            return Ok(());
        }
        let who = match self.subject {
            Subject::Today | Subject::Load => None,
            Subject::Month(of) => {
                let values = [
                    ("year", of.year().to_string().into()),
                    ("month", ui.language.month(of).into()),
                ];
                self.name = ui.with("month-title", &values);
                self.code = Some(of.format("%Y-%m").to_string());
                None
            }
            Subject::Child(id) => queries.record::<Child>(id)?.map(|one| (one.name, one.code)),
            Subject::Event(id) => queries
                .record::<Event>(id)?
                .map(|one| {
                    self.name = format!("{} {}", one.title, one.code);
                    self.code = Some(one.code);
                })
                .and(None),
            Subject::Volunteer(id) => {
                queries.record::<Volunteer>(id)?.map(|one| (one.name, one.code))
            }
        };
        if let Some((name, code)) = who {
            self.name = format!("{} {code}", ui.language.person(&name));
            self.code = Some(code);
        }
        if self.lang.is_none() {
            // Where lists are written too: the folder that was used last, else one's documents.
            self.folder = parts::last_folder(queries)?.unwrap_or_else(super::export::documents);
        }
        self.build(ui);
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Act(Action::Save) => self.save(ui),
            Input::Key(key) => self.key(key, ui),
            Input::Pointer(pointer) => {
                let event = stray::point(&mut self.fields, pointer, |_| Lean::Past, ui);
                self.event(event, ui)
            }
            Input::Paste(pasted) => {
                let event = self.fields.paste(&pasted);
                self.event(event, ui)
            }
            Input::Act(_) => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), look);
        let hints = [
            ("Enter", "print-next"),
            ("Ctrl-S", Action::Save.message_id()),
            ("Esc", Action::Back.message_id()),
        ];
        let above = parts::keys(frame.buffer_mut(), inside, ui, &hints);
        let figures = matches!(self.subject, Subject::Month(_) | Subject::Load);
        let (id, role) = match (self.reader(), figures) {
            (Reader::Outside, false) => ("print-outside-holds", Role::Ok),
            (Reader::Outside, true) => ("print-outside-holds-figures", Role::Ok),
            (Reader::Office, false) => ("print-office-holds", Role::Watch),
            (Reader::Office, true) => ("print-office-holds-figures", Role::Watch),
        };
        let y = paint::put_wrapped(frame.buffer_mut(), above, 0, &ui.text(id), look, role);
        self.fields.draw(frame, paint::below(above, y), look);
        let under = paint::below(above, y + self.fields.height(above.width) + 1);
        if !self.fields.has_errors() {
            let path = self.path().display().to_string();
            paint::put_wrapped(frame.buffer_mut(), under, 0, &path, look, Role::Muted);
        }
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        card::centred(page, 72, 16)
    }

    fn finished(
        &mut self,
        result: JobResult,
        ui: &Ui,
    ) -> std::result::Result<Vec<Effect>, JobError> {
        match result {
            Ok(written) => {
                let Ok(path) = written.downcast::<PathBuf>() else { return Ok(Vec::new()) };
                let said = Message::new("print-done").arg("path", path.display().to_string());
                let mut effects = vec![Effect::Back];
                effects.extend(path.parent().map(parts::keep_folder));
                effects.push(Effect::Say(said));
                Ok(effects)
            }
            Err(JobError::Said(message)) => {
                self.fields.set_error("path", ui.say(&message));
                Ok(Vec::new())
            }
            Err(error) => Err(error),
        }
    }
}

/// Makes the document and writes it.
struct Write {
    subject: Subject,
    reader: Reader,
    language: Language,
    path: PathBuf,
    replace: bool,
}

impl Job for Write {
    fn title(&self) -> Message {
        Message::new("print-card")
    }

    fn run(self: Box<Self>, store: &mut Store, _progress: &dyn Progress) -> JobResult {
        let found = print::document(&store.queries(), self.language, self.subject, self.reader)
            .map_err(JobError::Store)?;
        let Some(document) = found else {
            return Err(JobError::Said(Message::new("print-gone")));
        };
        print::write(Path::new(&self.path), &document, self.language, self.replace)?;
        tracing::info!(reader = self.reader.code(), "printed");
        Ok(Box::new(self.path))
    }
}
