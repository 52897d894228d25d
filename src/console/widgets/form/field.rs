//! The kinds of fields a form can have, and how each is made.

use crossterm::event::{KeyCode, KeyEvent};

use crate::console::widgets::field::Field;
use crate::console::widgets::text;

/// One of the answers of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The key that chooses it, a digit.
    pub key: char,
    /// The code that is kept.
    pub code: String,
    /// What people read.
    pub label: String,
}

impl Choice {
    /// An answer with its digit, code and wording.
    pub fn new(key: char, code: impl Into<String>, label: impl Into<String>) -> Self {
        Self { key, code: code.into(), label: label.into() }
    }
}

/// A record that a picker offers or has taken.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Picked {
    /// The record's id.
    pub id: i64,
    /// Its name, as the field shows it.
    pub label: String,
    /// What tells it from others of the same name: code, village, load.
    #[serde(default)]
    pub detail: String,
}

impl Picked {
    /// A record with its name and what tells it apart.
    pub fn new(id: i64, label: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { id, label: label.into(), detail: detail.into() }
    }
}

/// True where a digit takes one of the numbered rows; false where it goes on with a number or a code (`139`, `V00`) that is
/// being typed. `codes`: the letters that codes begin with.
pub fn takes_row(typed: &str, codes: &str) -> bool {
    let typed = typed.trim();
    let mut letters = typed.chars().map(|one| text::fold(one).to_ascii_uppercase());
    let begins_code =
        matches!((letters.next(), letters.next()), (Some(one), None) if codes.contains(one));
    let in_number =
        typed.ends_with('-') || typed.chars().any(|one| text::fold(one).is_ascii_digit());
    !begins_code && !in_number
}

/// A reference to a record, found by typing.
#[derive(Debug, Clone, Default)]
pub struct Picker {
    pub(super) field: Field,
    pub(super) taken: Option<Picked>,
    pub(super) offered: Vec<Picked>,
    pub(super) marked: usize,
    pub(super) suggested: Vec<Picked>,
    /// The letters that the codes of these records begin with.
    codes: String,
    /// An arrow has put the mark where it is.
    by_arrow: bool,
    wants: bool,
}

impl Picker {
    /// What was taken; `None` as soon as the text is changed.
    pub fn taken(&self) -> Option<&Picked> {
        self.taken.as_ref()
    }

    /// Typed text that names no record yet.
    pub fn unresolved(&self) -> Option<&str> {
        (self.taken.is_none() && !self.field.is_blank()).then(|| self.field.value().trim())
    }

    /// Takes a record.
    pub fn take(&mut self, picked: Picked) {
        self.field.set(&picked.label);
        self.taken = Some(picked);
        self.offered.clear();
        (self.marked, self.by_arrow) = (0, false);
        self.wants = false;
    }

    /// Blank again; its suggestions stay.
    pub(super) fn reset(&mut self) {
        let (suggested, codes) =
            (std::mem::take(&mut self.suggested), std::mem::take(&mut self.codes));
        *self = Self { suggested, codes, ..Self::default() };
    }

    /// True while going on takes nothing of what is offered: nothing is typed, and no arrow has gone to one of them.
    pub(super) fn is_unmarked(&self, by_hand: bool) -> bool {
        by_hand && !self.by_arrow && self.field.is_blank()
    }

    /// Goes through what is offered; false at its end, where the arrow leads out of the field.
    pub(super) fn arrow(&mut self, down: bool, by_hand: bool) -> bool {
        let count = if self.taken.is_some() { 0 } else { self.offers().len() };
        let begins = self.is_unmarked(by_hand);
        if begins && down && count > 0 {
            (self.marked, self.by_arrow) = (0, true);
        } else if !begins && down && self.marked + 1 < count {
            (self.marked, self.by_arrow) = (self.marked + 1, true);
        } else if !begins && !down && self.marked > 0 && count > 0 {
            self.marked -= 1;
        } else {
            // Whoever goes past the ends wants none of them.
            if by_hand && self.field.is_blank() {
                (self.marked, self.by_arrow) = (0, false);
            }
            return false;
        }
        true
    }

    /// True while what is offered is numbered, and a digit takes it.
    pub(super) fn is_numbered(&self) -> bool {
        takes_row(self.field.value(), &self.codes)
    }

    /// The offered record that a key takes.
    pub(super) fn numbered(&self, key: Option<char>) -> Option<&Picked> {
        let at = key?.to_digit(10)?.checked_sub(1)?;
        self.offers().get(usize::try_from(at).ok()?).filter(|_| self.is_numbered() && !self.wants)
    }

    /// Takes the marked one of what is offered; false when nothing is.
    pub(super) fn take_marked(&mut self) -> bool {
        let Some(picked) = self.offers().get(self.marked).cloned() else { return false };
        self.take(picked);
        true
    }

    /// True when something was typed that nothing on offer fits.
    pub fn is_unknown(&self) -> bool {
        self.unresolved().is_some() && self.offers().is_empty() && !self.wants
    }

    /// What stands under the field: what was found, or the suggestions while nothing is typed or taken.
    pub(super) fn offers(&self) -> &[Picked] {
        if self.taken.is_some() {
            &[]
        } else if self.field.is_blank() && !self.suggested.is_empty() {
            &self.suggested
        } else {
            &self.offered
        }
    }

    pub(super) fn key(&mut self, key: KeyEvent) -> bool {
        let blank = matches!(key.code, KeyCode::Char(one) if one.is_whitespace());
        // A name begins with no space: one that is typed over a name is a slip.
        if self.taken.is_some() && blank || !self.field.key(key) {
            return false;
        }
        // A name that was taken is one piece: what changes it begins anew. Going about in it changes nothing.
        if self.taken.is_some() {
            self.field.set("");
            self.field.key(key);
        }
        self.changed();
        true
    }

    pub(super) fn paste(&mut self, pasted: &str) {
        if text::clean(pasted).trim().is_empty() {
            return;
        }
        if self.taken.is_some() {
            self.field.set("");
        }
        self.field.paste(pasted);
        self.changed();
    }

    fn changed(&mut self) {
        self.taken = None;
        (self.marked, self.by_arrow) = (0, false);
        self.wants = true;
    }

    /// The text to search for, when it wants to be searched.
    pub(super) fn wanted(&mut self) -> Option<String> {
        std::mem::take(&mut self.wants).then(|| self.field.value().trim().to_owned())
    }

    /// Gives it what was found.
    pub(super) fn offer(&mut self, found: Vec<Picked>) {
        self.offered = found;
        self.marked = self.marked.min(self.offered.len().saturating_sub(1));
    }
}

/// What a field holds.
#[derive(Debug)]
pub enum Kind {
    /// Free text.
    Text(Field),
    /// A date, as typed.
    Date(Field),
    /// A number, as typed.
    Number(Field),
    /// One of a few answers.
    Choice {
        /// The answers.
        options: Vec<Choice>,
        /// Which one, if any.
        chosen: Option<usize>,
    },
    /// Some of a few answers.
    Multi {
        /// The answers.
        options: Vec<Choice>,
        /// Which are ticked.
        ticked: Vec<bool>,
        /// The one under the mark.
        marked: usize,
    },
    /// A reference to a record.
    Picker(Picker),
}

/// One line of a form.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own")]
pub struct FormField {
    /// Names the field within its form and in drafts and refusals.
    pub key: &'static str,
    /// What people read before it.
    pub label: String,
    /// What it holds.
    pub kind: Kind,
    /// A word on how to fill it, shown while it has the keys.
    pub hint: String,
    /// Shown beside the value: how a typed date was understood.
    pub echo: String,
    /// What is wrong with it, shown under it.
    pub error: Option<String>,
    /// Can't be saved while blank.
    pub required: bool,
    /// Hidden fields aren't asked for.
    pub visible: bool,
    /// The form's free text: what is typed on a choice above it goes here.
    pub(super) free: bool,
    /// A picker whose suggestions are taken by their digits, or once an arrow has gone to one: nobody is chosen by going on.
    pub(super) by_hand: bool,
    /// What stands in it is only a proposal: typing begins anew.
    pub(super) proposed: bool,
    /// What it proposes.
    pub(super) proposal: Option<String>,
    /// Visible only while another choice has one of these codes.
    pub(super) when: Option<(&'static str, &'static [&'static str])>,
}

impl FormField {
    fn new(key: &'static str, label: impl Into<String>, kind: Kind) -> Self {
        Self {
            key,
            label: label.into(),
            kind,
            hint: String::new(),
            echo: String::new(),
            error: None,
            required: false,
            visible: true,
            free: false,
            by_hand: false,
            proposed: false,
            proposal: None,
            when: None,
        }
    }

    /// A line of free text.
    pub fn text(key: &'static str, label: impl Into<String>) -> Self {
        Self::new(key, label, Kind::Text(Field::default()))
    }

    /// A date.
    pub fn date(key: &'static str, label: impl Into<String>) -> Self {
        Self::new(key, label, Kind::Date(Field::default()))
    }

    /// A number.
    pub fn number(key: &'static str, label: impl Into<String>) -> Self {
        Self::new(key, label, Kind::Number(Field::default()))
    }

    /// One of a few answers, none chosen yet.
    pub fn choice(key: &'static str, label: impl Into<String>, options: Vec<Choice>) -> Self {
        Self::new(key, label, Kind::Choice { options, chosen: None })
    }

    /// Yes or no, by `1` and `2`; the codes are `yes` and `no`.
    pub fn yes_no(
        key: &'static str,
        label: impl Into<String>,
        yes: impl Into<String>,
        no: impl Into<String>,
    ) -> Self {
        let options = vec![Choice::new('1', "yes", yes), Choice::new('2', "no", no)];
        Self::choice(key, label, options)
    }

    /// Some of a few answers, none ticked yet.
    pub fn multi(key: &'static str, label: impl Into<String>, options: Vec<Choice>) -> Self {
        let ticked = vec![false; options.len()];
        Self::new(key, label, Kind::Multi { options, ticked, marked: 0 })
    }

    /// A reference to a record.
    pub fn picker(key: &'static str, label: impl Into<String>) -> Self {
        Self::new(key, label, Kind::Picker(Picker::default()))
    }

    /// With a text, date or number to begin with. A date is only proposed: typing over it begins anew.
    #[must_use]
    pub fn with_text(mut self, value: &str) -> Self {
        if matches!(self.kind, Kind::Date(_)) {
            (self.proposed, self.proposal) = (true, Some(value.to_owned()));
        }
        if let Kind::Text(field) | Kind::Date(field) | Kind::Number(field) = &mut self.kind {
            field.set(value);
        }
        self
    }

    /// With a text that is only proposed: typing over it begins anew.
    #[must_use]
    pub fn propose(mut self, value: &str) -> Self {
        (self.proposed, self.proposal) = (true, Some(value.to_owned()));
        self.with_text(value)
    }

    /// With a text to begin with, if there is one.
    #[must_use]
    pub fn with_opt(self, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.with_text(value),
            None => self,
        }
    }

    /// As the form's free text: it takes what is typed on a choice above it.
    #[must_use]
    pub const fn free(mut self) -> Self {
        self.free = true;
        self
    }

    /// As a picker in which nobody is chosen by going on: a digit, an arrow to one or a typed name is needed.
    #[must_use]
    pub const fn by_hand(mut self) -> Self {
        self.by_hand = true;
        self
    }

    /// With an answer chosen (or, in a field of several, ticked) by its code.
    #[must_use]
    pub fn with_code(mut self, code: &str) -> Self {
        self.choose(code);
        self
    }

    /// With a record taken.
    #[must_use]
    pub fn with_picked(mut self, picked: Option<Picked>) -> Self {
        if let Some(picked) = picked {
            self.take(picked);
        }
        self
    }

    /// Takes a record, where it is a reference to one.
    pub fn take(&mut self, picked: Picked) {
        if let Kind::Picker(picker) = &mut self.kind {
            picker.take(picked);
        }
    }

    /// With records to offer while nothing is typed; a digit takes one.
    #[must_use]
    pub fn suggest(mut self, suggested: Vec<Picked>) -> Self {
        if let Kind::Picker(picker) = &mut self.kind {
            picker.suggested = suggested;
        }
        self
    }

    /// As a picker of records whose codes begin with one of these letters: behind such a letter a digit is typed, elsewhere
    /// it takes one of the numbered rows.
    #[must_use]
    pub fn coded(mut self, letters: impl Into<String>) -> Self {
        if let Kind::Picker(picker) = &mut self.kind {
            picker.codes = letters.into();
        }
        self
    }

    /// With a word on how to fill it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Can't be saved while blank.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Not asked for until [`super::Form::show`] says so.
    #[must_use]
    pub fn hidden(mut self) -> Self {
        self.visible = false;
        self
    }

    /// Asked for only while the choice `key` has one of these codes.
    #[must_use]
    pub fn when(mut self, key: &'static str, codes: &'static [&'static str]) -> Self {
        self.when = Some((key, codes));
        self
    }

    /// Chooses or ticks an answer by its code.
    pub fn choose(&mut self, code: &str) {
        match &mut self.kind {
            Kind::Choice { options, chosen } => {
                *chosen = options.iter().position(|one| one.code == code);
            }
            Kind::Multi { options, ticked, .. } => {
                if let Some(at) = options.iter().position(|one| one.code == code) {
                    ticked[at] = true;
                }
            }
            _ => {}
        }
    }

    /// True for a picker in which going on takes nobody by itself: it may stay blank, or one is to be chosen on purpose.
    pub(super) const fn is_by_hand(&self) -> bool {
        self.by_hand || !self.required
    }

    /// True when nothing was entered.
    pub fn is_blank(&self) -> bool {
        match &self.kind {
            Kind::Text(field) | Kind::Date(field) | Kind::Number(field) => field.is_blank(),
            Kind::Choice { chosen, .. } => chosen.is_none(),
            Kind::Multi { ticked, .. } => !ticked.iter().any(|on| *on),
            Kind::Picker(picker) => picker.taken().is_none(),
        }
    }
}
