//! The filter of a list: a form of what makes sense for it, which says while one fills it in how many rows are left.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::panel_fields as fields;
use super::saved::{Chosen, NameCard, Named, Saved};
use super::view::{self, Change, View};
use crate::console::action::Action;
use crate::console::input::{Key, Mode};
use crate::console::screen::{Effect, Input, Message, Screen, Ui};
use crate::console::screens::forms::stray;
use crate::console::widgets::form::{Form, FormEvent};
use crate::console::widgets::{Role, card, paint, text};
use crate::language::Lang;
use crate::store::queries::{Filter, Listed, Sort};
use crate::store::{Queries, Result};

/// The names of a list's tabs, in the language that is on.
type Tabs = Box<dyn Fn(&Queries<'_>, &Ui) -> Result<Vec<String>>>;

/// What the panel needs to know of its list.
pub struct About {
    /// The list in each of its tabs; one where it has none.
    pub listed: Vec<Listed>,
    /// What the tabs are called; empty where it has none.
    pub tabs: Tabs,
    /// Under which name its views are kept.
    pub kept_as: &'static str,
    /// It has so many rows that counting what is left at each key would be slow.
    pub many: bool,
}

/// The panel.
pub struct Panel {
    about: About,
    tab: usize,
    sort: Option<Sort>,
    begun: Filter,
    form: Form,
    /// The names behind the ids of the pickers of townships and schools.
    names: fields::Names,
    /// The language it was built in; `None` until then.
    lang: Option<Lang>,
    left: Option<usize>,
    /// The names under which filters are kept.
    kept: Vec<String>,
}

impl Panel {
    /// The filter of a list as it stands.
    pub fn new(about: About, view: View, tab: usize) -> Self {
        Self {
            about,
            tab,
            sort: view.sort,
            begun: view.filter,
            form: Form::default(),
            names: fields::Names::default(),
            lang: None,
            left: None,
            kept: Vec::new(),
        }
    }

    fn listed(&self) -> Listed {
        let tab = fields::tab(&self.form).unwrap_or(self.tab);
        self.about.listed[tab.min(self.about.listed.len() - 1)]
    }

    /// What stands in the form; `None` with the error beside its field.
    fn filter(&mut self, ui: &Ui) -> Option<Filter> {
        self.form.clear_errors();
        let (filter, wrong) = fields::read(&self.form, self.listed(), &self.names, ui);
        for (key, words) in &wrong {
            self.form.set_error(key, words.as_str());
        }
        wrong.is_empty().then_some(filter)
    }

    fn apply(&mut self, ui: &Ui) -> Vec<Effect> {
        let Some(filter) = self.filter(ui) else { return Vec::new() };
        let tab = fields::tab(&self.form).unwrap_or(self.tab);
        let view = View { filter, sort: self.sort };
        vec![Effect::Back, Effect::tell(Change::View(Box::new(view), tab))]
    }

    /// Asks for the name under which what stands in the form is kept.
    fn keep(&mut self, ui: &Ui) -> Vec<Effect> {
        if self.filter(ui).is_none() {
            return Vec::new();
        }
        vec![Effect::push(NameCard::new("list-saved-name", "", None))]
    }

    fn key(&mut self, key: Key, ui: &Ui) -> Vec<Effect> {
        match key.to_string().as_str() {
            "F5" | "ctrl-k" => return self.keep(ui),
            "F6" | "ctrl-o" => {
                let saved = Saved::new(self.about.kept_as, self.about.listed.clone());
                return vec![Effect::push(saved)];
            }
            "F7" | "ctrl-x" => {
                self.begun = Filter::default();
                self.lang = None;
                return vec![Effect::Reload];
            }
            _ => {}
        }
        let lean = fields::lean(self.listed());
        let event = stray::press(&mut self.form, key, |_| lean, ui);
        self.after(event, ui)
    }

    fn after(&mut self, event: FormEvent, ui: &Ui) -> Vec<Effect> {
        match event {
            FormEvent::Save => self.apply(ui),
            FormEvent::Leave => vec![Effect::Back],
            FormEvent::Ignored => Vec::new(),
            FormEvent::Moved | FormEvent::Changed | FormEvent::Search => vec![Effect::Reload],
        }
    }
}

impl Screen for Panel {
    fn title(&self, ui: &Ui) -> String {
        ui.text("list-filter-title")
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let lang = Some(ui.language.lang());
        if self.lang != lang {
            let so_far = self.lang.map(|_| (self.form.draft(), self.form.focused().to_owned()));
            self.form = fields::build(
                &self.begun,
                (&(self.about.tabs)(queries, ui)?, self.tab),
                self.about.listed[0],
                &mut self.names,
                (queries, ui),
            )?;
            if let Some((draft, focused)) = so_far {
                self.form.restore(&draft);
                self.form.focus(&focused);
            }
            self.lang = lang;
        }
        let listed = self.listed();
        let names = &mut self.names;
        let mut wrong = None;
        self.form.search(|key, typed| {
            fields::find(key, typed, listed, names, (queries, ui)).unwrap_or_else(|error| {
                wrong = Some(error);
                Vec::new()
            })
        });
        let kept = queries.views(self.about.kept_as)?;
        self.kept = kept.into_iter().map(|view| view.name).collect();
        self.left = None;
        if !self.about.many {
            let (filter, unread) = fields::read(&self.form, listed, &self.names, ui);
            if unread.is_empty() {
                self.left = Some(queries.listed(listed, &filter, None)?.len());
            }
        }
        wrong.map_or(Ok(()), Err)
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Act(Action::Save) => self.apply(ui),
            Input::Key(key) => self.key(key, ui),
            Input::Pointer(pointer) => {
                let lean = fields::lean(self.listed());
                let event = stray::point(&mut self.form, pointer, |_| lean, ui);
                self.after(event, ui)
            }
            Input::Paste(pasted) => {
                let event = self.form.paste(&pasted);
                self.after(event, ui)
            }
            Input::Act(_) => Vec::new(),
        }
    }

    fn told(&mut self, what: Box<dyn std::any::Any>, ui: &Ui) -> Vec<Effect> {
        let what = match what.downcast::<Chosen>() {
            Ok(chosen) => {
                let (view, tab) = View::read(&chosen.body);
                return vec![Effect::Back, Effect::tell(Change::View(Box::new(view), tab))];
            }
            Err(what) => what,
        };
        let Ok(named) = what.downcast::<Named>() else { return Vec::new() };
        let Some(filter) = self.filter(ui) else { return Vec::new() };
        let tab = fields::tab(&self.form).unwrap_or(self.tab);
        let view = View { filter, sort: self.sort };
        // Keeping is one thing, applying another: the panel stays, and the list is as it was until Enter.
        let there = self.kept.contains(&named.name);
        let said = Message::new(if there { "list-saved-replaced" } else { "list-saved-kept" });
        let said = said.arg("name", named.name.clone());
        vec![
            Effect::KeepView(self.about.kept_as, named.name, view.kept(tab)),
            Effect::Reload,
            Effect::Say(said),
        ]
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), look);
        let body = Rect { height: inside.height.saturating_sub(2), ..inside };
        self.form.draw(frame, body, look);
        let below = paint::below(inside, body.height);
        let buffer = frame.buffer_mut();
        let keys = ui.with("list-filter-keys", &[("count", self.kept.len().into())]);
        for (y, line) in (0..).zip(text::wrap(&keys, usize::from(inside.width).max(1))).take(2) {
            paint::put(buffer, below, 0, y, &line, look, Role::Muted);
        }
        if let Some(left) = self.left {
            let words = ui.with("list-filter-left", &[("count", left.into())]);
            let line = Rect { width: area.width.saturating_sub(2), ..paint::line(area, 0) };
            paint::put_right(buffer, line, 0, &format!(" {words} "), look, Role::Accent);
        }
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        let width = card::form_width(page.width);
        card::centred(page, width, self.form.height(width.saturating_sub(4)).saturating_add(5))
    }
}

/// A view in words, for a card that lists several: what it shows, and by what it is sorted.
pub fn described(body: &str, listed: &[Listed], queries: &Queries<'_>, ui: &Ui) -> Result<String> {
    let (view, tab) = View::read(body);
    let Some(listed) = listed.get(tab).or_else(|| listed.first()) else { return Ok(String::new()) };
    let volunteer = view::volunteer_name(&view.filter, queries, ui)?;
    let mut words = view::in_words(&view.filter, *listed, volunteer.as_deref(), ui);
    words.extend(view.sort.map(|sort| sorted_by(sort, &ui.language.code(sort.column), ui)));
    Ok(words.join(" "))
}

/// By what a list is sorted, in words.
pub fn sorted_by(sort: Sort, column: &str, ui: &Ui) -> String {
    let id = if sort.descending { "list-sorted-back" } else { "list-sorted" };
    ui.with(id, &[("column", column.into())])
}
