//! The fields of a list's filter: made from a filter, searched, and read back into one.

use std::sync::Arc;

use crate::console::screen::Ui;
use crate::console::widgets::form::{Choice, Form, FormField, Picked};
use crate::domain::codes::{Coded, ContactKind, EventKind, Tier, VolunteerStatus};
use crate::domain::dates::{Lean, parse_entry};
use crate::domain::records::{Id, Volunteer};
use crate::language::pinyin::answers_to;
use crate::store::queries::{
    Ask, ComingKind, Filter, Listed, Met, Period, Room, Span, VolunteerBrief, Whom, Window,
};
use crate::store::{Kind, Queries, Result};

/// A picker offers at most so many.
const OFFERED: usize = 9;
/// So many hits are read to find enough volunteers.
const READ: usize = 60;
/// The id that stands for "without a volunteer".
const NOBODY: Id = -1;

/// Names that pickers offer under ids of their own.
#[derive(Debug, Default)]
pub struct Names {
    given: Vec<String>,
    /// The townships and schools on file with how many open files name each, read once for all that is typed.
    on_file: [Option<OnFile>; 2],
}

type OnFile = Arc<[(String, usize)]>;

impl Names {
    fn id(&mut self, name: &str) -> Id {
        let at = self.given.iter().position(|known| known == name).unwrap_or_else(|| {
            self.given.push(name.to_owned());
            self.given.len() - 1
        });
        Id::try_from(at).unwrap_or(Id::MAX)
    }

    fn name(&self, id: Id) -> Option<&str> {
        self.given.get(usize::try_from(id).ok()?).map(String::as_str)
    }

    fn on_file(&mut self, listed: Listed, ask: Ask, queries: &Queries<'_>) -> Result<OnFile> {
        let known = &mut self.on_file[usize::from(ask == Ask::School)];
        if let Some(known) = known {
            return Ok(Arc::clone(known));
        }
        let found: OnFile = queries.names_on_file(listed, ask)?.into();
        Ok(Arc::clone(known.insert(found)))
    }

    /// Those on file that answer to what was typed, the most named first; all of them while nothing is.
    fn offered(&mut self, known: &OnFile, ask: Ask, typed: &str, ui: &Ui) -> Vec<Picked> {
        let meant = known.iter().filter(|(name, _)| typed.is_empty() || answers_to(name, typed));
        meant.take(OFFERED).map(|(name, count)| named(name, ask, Some(*count), self, ui)).collect()
    }
}

fn digit(at: usize) -> char {
    u32::try_from((at + 1) % 10).ok().and_then(|digit| char::from_digit(digit, 10)).unwrap_or(' ')
}

fn answers<C: Coded>(values: &[C], ui: &Ui) -> Vec<Choice> {
    values
        .iter()
        .enumerate()
        .map(|(at, value)| Choice::new(digit(at), value.as_code(), ui.language.code(*value)))
        .collect()
}

fn ticked<C: Coded>(field: FormField, list: &[C]) -> FormField {
    list.iter().fold(field, |field, one| field.with_code(one.as_code()))
}

/// The tab that was chosen in the form.
pub fn tab(form: &Form) -> Option<usize> {
    form.choice("tab").and_then(|code| code.parse().ok())
}

/// The form of a filter: the tabs, then what the list asks for.
pub fn build(
    filter: &Filter,
    (tabs, tab): (&[String], usize),
    listed: Listed,
    names: &mut Names,
    (queries, ui): (&Queries<'_>, &Ui),
) -> Result<Form> {
    let mut fields = Vec::new();
    if tabs.len() > 1 {
        let options = tabs.iter().enumerate().take(9);
        let options =
            options.map(|(at, label)| Choice::new(digit(at), at.to_string(), label.as_str()));
        let field = FormField::choice("tab", ui.text("list-filter-tab"), options.collect());
        fields.push(field.with_code(&tab.to_string()));
    }
    for ask in listed.asks() {
        fields.extend(field(ask, filter, listed, names, (queries, ui))?);
    }
    let mut form = Form::new(fields);
    if let Some(first) = listed.asks().first() {
        form.focus(first.code());
    }
    Ok(form)
}

fn field(
    ask: Ask,
    filter: &Filter,
    listed: Listed,
    names: &mut Names,
    (queries, ui): (&Queries<'_>, &Ui),
) -> Result<Vec<FormField>> {
    let (key, label) = (ask.code(), ui.language.code(ask));
    let multi = |options| FormField::multi(key, label.as_str(), options);
    Ok(vec![match ask {
        Ask::Tier => ticked(multi(answers(Tier::ALL, ui)), &filter.tiers),
        Ask::State => ticked(multi(answers(VolunteerStatus::ALL, ui)), &filter.states),
        Ask::Coming => ticked(multi(answers(ComingKind::ALL, ui)), &filter.coming),
        Ask::EventKind => ticked(multi(answers(EventKind::ALL, ui)), &filter.events),
        Ask::ContactKind => ticked(multi(answers(ContactKind::ALL, ui)), &filter.contacts),
        Ask::Category => {
            let known = super::words::CATEGORIES.iter().map(|(code, _)| *code);
            let others = filter.categories.iter().map(String::as_str);
            let mut codes: Vec<&str> = known.collect();
            codes.extend(others.filter(|one| super::words::is_other(one)));
            let options =
                codes.iter().enumerate().take(10).map(|(at, code)| {
                    Choice::new(digit(at), *code, super::words::category(code, ui))
                });
            let field = multi(options.collect());
            filter.categories.iter().fold(field, |field, one| field.with_code(one))
        }
        Ask::Room => FormField::choice(key, label, answers(Room::ALL, ui))
            .with_code(filter.room.map_or("", Coded::as_code)),
        Ask::Met => FormField::choice(key, label, answers(Met::ALL, ui))
            .with_code(filter.met.map_or("", Coded::as_code)),
        Ask::Concern => {
            let yes = vec![Choice::new('1', "yes", ui.text("form-yes"))];
            FormField::choice(key, label, yes).with_code(if filter.concern { "yes" } else { "" })
        }
        Ask::Period => return Ok(period(filter.period, listed, key, label, ui)),
        Ask::Township | Ask::School => {
            let now = if ask == Ask::School { &filter.school } else { &filter.township };
            let taken = now.as_deref().map(|name| named(name, ask, None, names, ui));
            let known = names.on_file(listed, ask, queries)?;
            FormField::picker(key, label)
                .suggest(names.offered(&known, ask, "", ui))
                .by_hand()
                .with_picked(taken)
                .hint(ui.text("list-filter-hint-name"))
        }
        Ask::Volunteer => {
            let nobody = Picked::new(NOBODY, ui.text("list-filter-nobody"), "");
            let taken = match filter.volunteer {
                Some(Whom::Nobody) => Some(nobody.clone()),
                Some(Whom::One(id)) => {
                    queries.volunteer_brief(id)?.map(|volunteer| brief(&volunteer, ui))
                }
                None => None,
            };
            let mut suggested = vec![nobody];
            for volunteer in queries.volunteers(false, Window::first(OFFERED - 1))? {
                suggested.push(whom(&volunteer, ui));
            }
            FormField::picker(key, label)
                .suggest(suggested)
                .coded(Kind::Volunteer.code_letter().into_iter().collect::<String>())
                .by_hand()
                .with_picked(taken)
                .hint(ui.text("form-hint-pick"))
        }
        Ask::Text => FormField::text(key, label)
            .with_opt(filter.text.as_deref())
            .hint(ui.text("list-filter-hint-text")),
    }])
}

/// A span, or two days.
fn period(
    now: Option<Period>,
    listed: Listed,
    key: &'static str,
    label: String,
    ui: &Ui,
) -> Vec<FormField> {
    let mut options = answers(listed.spans(), ui);
    options.push(Choice::new(digit(options.len()), "between", ui.text("list-filter-between")));
    let chosen = match now {
        Some(Period::Span(span)) => span.code(),
        Some(Period::Between(..)) => "between",
        None => "",
    };
    let (from, to) = match now {
        Some(Period::Between(from, to)) => (from, to),
        _ => (None, None),
    };
    let typed = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let day = |key, label: &str, value: Option<String>| {
        FormField::date(key, ui.text(label))
            .with_opt(value.as_deref())
            .hint(ui.text("form-hint-date"))
            .when("period", &["between"])
    };
    vec![
        FormField::choice(key, label, options).with_code(chosen),
        day("from", "list-filter-from", typed(from)),
        day("to", "list-filter-to", typed(to)),
    ]
}

fn named(name: &str, ask: Ask, count: Option<usize>, names: &mut Names, ui: &Ui) -> Picked {
    let label = match ask {
        Ask::School => ui.language.school(name),
        _ => ui.language.township(name),
    };
    let mut detail = if label == name { String::new() } else { format!("{name}  ") };
    detail.extend(count.map(|count| count.to_string()));
    Picked::new(names.id(name), label, detail)
}

fn whom(volunteer: &Volunteer, ui: &Ui) -> Picked {
    let detail = format!("{} {}", volunteer.code, volunteer.township.as_deref().unwrap_or(""));
    Picked::new(volunteer.meta.id, ui.language.person(&volunteer.name), detail)
}

fn brief(volunteer: &VolunteerBrief, ui: &Ui) -> Picked {
    Picked::new(volunteer.id, ui.language.person(&volunteer.name), volunteer.code.as_str())
}

/// What a picker offers for what was typed.
pub fn find(
    key: &str,
    typed: &str,
    listed: Listed,
    names: &mut Names,
    (queries, ui): (&Queries<'_>, &Ui),
) -> Result<Vec<Picked>> {
    match Ask::from_code(key) {
        Some(ask @ (Ask::Township | Ask::School)) => {
            let known = names.on_file(listed, ask, queries)?;
            Ok(names.offered(&known, ask, typed, ui))
        }
        Some(Ask::Volunteer) => {
            // Those who left too: their visits stand.
            let hits = queries.find(typed, true, READ)?;
            let volunteers = hits.iter().filter(|hit| hit.kind == Kind::Volunteer).take(OFFERED);
            Ok(volunteers
                .map(|hit| Picked::new(hit.id, ui.language.person(&hit.name), hit.code.as_str()))
                .collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// On which side of today a short date lies.
pub fn lean(listed: Listed) -> Lean {
    if listed.looks_ahead() { Lean::Future } else { Lean::Past }
}

/// What is wrong with a field.
pub type Wrong = (&'static str, String);

/// What stands in the form, and what is wrong with it.
pub fn read(form: &Form, listed: Listed, names: &Names, ui: &Ui) -> (Filter, Vec<Wrong>) {
    fn codes<C: Coded>(form: &Form, ask: Ask, from: impl Fn(&str) -> Option<C>) -> Vec<C> {
        form.many(ask.code()).into_iter().filter_map(from).collect()
    }
    let mut filter = Filter::default();
    let mut wrong = Vec::new();
    for ask in listed.asks() {
        match ask {
            Ask::Tier => filter.tiers = codes(form, ask, Tier::from_code),
            Ask::State => filter.states = codes(form, ask, VolunteerStatus::from_code),
            Ask::Coming => filter.coming = codes(form, ask, ComingKind::from_code),
            Ask::EventKind => filter.events = codes(form, ask, EventKind::from_code),
            Ask::ContactKind => filter.contacts = codes(form, ask, ContactKind::from_code),
            Ask::Category => {
                filter.categories = form.many(ask.code()).into_iter().map(str::to_owned).collect();
            }
            Ask::Room => filter.room = form.choice(ask.code()).and_then(Room::from_code),
            Ask::Met => filter.met = form.choice(ask.code()).and_then(Met::from_code),
            Ask::Concern => filter.concern = form.choice(ask.code()).is_some(),
            Ask::Township => filter.township = name(form, ask, names, &mut wrong, ui),
            Ask::School => filter.school = name(form, ask, names, &mut wrong, ui),
            Ask::Volunteer => {
                filter.volunteer = form.picked(ask.code()).map(|picked| match picked.id {
                    NOBODY => Whom::Nobody,
                    id => Whom::One(id),
                });
                if form.unresolved(ask.code()).is_some() {
                    wrong.push((ask.code(), ui.text("list-filter-who")));
                }
            }
            Ask::Period => {
                filter.period = days(form, lean(listed), &mut wrong, ui);
            }
            Ask::Text => filter.text = form.typed_opt(ask.code()),
        }
    }
    (filter, wrong)
}

/// The name that was taken, or what was typed of one that is on file.
fn name(form: &Form, ask: Ask, names: &Names, wrong: &mut Vec<Wrong>, ui: &Ui) -> Option<String> {
    if let Some(picked) = form.picked(ask.code()) {
        return names.name(picked.id).map(str::to_owned);
    }
    let typed = form.unresolved(ask.code())?;
    let known = names.on_file[usize::from(ask == Ask::School)].as_deref().unwrap_or_default();
    let mut meant = known.iter().filter(|(name, _)| answers_to(name, typed));
    match (meant.next(), meant.next()) {
        (Some((name, _)), None) => Some(name.clone()),
        (Some(_), Some(_)) => Some(typed.to_owned()),
        _ => {
            let id = if ask == Ask::School { "list-filter-school" } else { "list-filter-place" };
            wrong.push((ask.code(), ui.with(id, &[("name", typed.into())])));
            None
        }
    }
}

fn days(form: &Form, lean: Lean, wrong: &mut Vec<Wrong>, ui: &Ui) -> Option<Period> {
    let chosen = form.choice(Ask::Period.code())?.to_owned();
    if let Some(span) = Span::from_code(&chosen) {
        return Some(Period::Span(span));
    }
    let mut day = |key: &'static str| match form.typed_opt(key) {
        None => None,
        Some(typed) => match parse_entry(&typed, ui.today, lean) {
            Ok(day) => Some(day),
            Err(error) => {
                wrong.push((key, ui.language.date_error(error)));
                None
            }
        },
    };
    let (from, to) = (day("from"), day("to"));
    (from.is_some() || to.is_some()).then_some(Period::Between(from, to))
}
