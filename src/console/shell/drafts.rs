//! What was typed and not saved: kept when a form is left, when the console ends, however it ends, and every few seconds while
//! nobody types, so that a power cut takes little. What can't be kept now (another console is writing, the disk is full) is
//! owed, and tried again.

use std::time::{Duration, Instant};

use super::Shell;
use crate::console::action::Action;
use crate::console::screen::FormDraft;
use crate::console::widgets::Role;
use crate::domain::records::{Child, Id};
use crate::store::{Result, Store, StoreError};

/// After so long without a key, what was typed is kept.
const PAUSE: Duration = Duration::from_secs(3);

/// At the end what was typed waits so long for another console to have written.
pub(super) const LAST_PATIENCE: Duration = Duration::from_secs(30);

/// The drafts of forms that are still open, as they were last kept.
#[derive(Debug, Default)]
pub(super) struct Kept {
    open: Vec<FormDraft>,
    /// It was said why drafts can't be kept.
    said_why: bool,
    /// The user wanted to leave and was told that something would be lost.
    told: bool,
}

impl Kept {
    fn forget(&mut self, form: &str, subject: Id) {
        self.open.retain(|kept| kept.form != form || kept.subject != subject);
    }
}

/// What opens the form of a draft about a child; `None` for another form.
fn opened_by(form: &str) -> Option<Action> {
    Some(match form {
        "visit" => Action::Visit,
        "contact" => Action::Contact,
        "task" => Action::Task,
        "fact" => Action::Fact,
        "incident" => Action::Incident,
        "attendance" => Action::Attendance,
        "exam" => Action::Exam,
        "report" => Action::Report,
        "handled" => Action::Handled,
        "snoozed" => Action::Snooze,
        _ => return None,
    })
}

impl Shell {
    /// Says that something this operator typed and didn't save waits: after a power cut nobody remembers.
    pub(super) fn announce_drafts(&mut self) {
        let queries = self.store.queries();
        let Ok(mut drafts) = queries.drafts() else { return };
        // The folders used last (`backup-folder`, `import-folder`) are kept among them, and are nothing that waits.
        drafts.retain(|draft| !draft.form.ends_with("-folder"));
        let Some(newest) = drafts.first() else { return };
        let child = queries.record::<Child>(newest.subject).ok().flatten();
        let text = match opened_by(&newest.form).zip(child) {
            Some((action, child)) => {
                let form = self.ui.text(action.message_id());
                let name = self.ui.language.person(&child.name);
                let key = self.ui.keys.words(action);
                let values = [("form", form.into()), ("name", name.into()), ("key", key.into())];
                self.ui.with("shell-draft-waits", &values)
            }
            None => self.ui.with("shell-drafts-wait", &[("count", drafts.len().into())]),
        };
        self.say(text, Role::Watch);
    }

    /// Keeps a draft because its form is left.
    pub(super) fn keep_draft(&mut self, draft: &FormDraft) {
        self.kept.forget(draft.form, draft.subject);
        self.settle(|store| store.keep_draft(draft.form, draft.subject, &draft.body));
    }

    /// Keeps what stands in open forms, because another page is gone to over them.
    pub(super) fn keep_left_forms(&mut self) {
        let open = self.open_drafts();
        for draft in &open {
            self.keep_draft(draft);
        }
        if !open.is_empty() {
            self.say_kept();
        }
    }

    /// Says that what was typed is kept, or that it stands in memory alone.
    pub(super) fn say_kept(&mut self) {
        let (id, role) = if self.ui.drafts_owed {
            ("form-draft-owed", Role::Error)
        } else {
            ("form-draft-kept", Role::Ok)
        };
        self.say(self.ui.text(id), role);
    }

    /// Throws a draft away.
    pub(super) fn drop_draft(&mut self, form: &'static str, subject: Id) {
        self.kept.forget(form, subject);
        self.settle(|store| store.drop_draft(form, subject));
    }

    /// Keeps what stands unsaved in the open forms, where it differs from what was kept.
    pub(super) fn keep_drafts(&mut self) {
        let open = self.open_drafts();
        for draft in &open {
            if !self.kept.open.contains(draft) {
                self.settle(|store| store.keep_draft(draft.form, draft.subject, &draft.body));
            }
        }
        self.drop_left_drafts();
        self.kept.open = open;
    }

    /// Keeps drafts once nobody has typed for a moment, without waiting for another console.
    pub(super) fn keep_drafts_in_a_pause(&mut self, quiet: Duration) {
        let open = quiet >= PAUSE && self.open_drafts() != self.kept.open;
        if !open && !self.store.owes_drafts() {
            return;
        }
        let patience = self.store.patience();
        if self.store.set_patience(Duration::ZERO).is_ok() {
            self.settle(Store::settle_drafts);
            if open {
                self.keep_drafts();
            }
        }
        if let Err(error) = self.store.set_patience(patience) {
            self.failed(&error, None);
        }
    }

    /// Drafts kept in a pause whose form was emptied or left without wanting one are thrown away.
    pub(super) fn drop_left_drafts(&mut self) {
        if self.kept.open.is_empty() {
            return;
        }
        let open = self.open_drafts();
        let is_open = |kept: &FormDraft| {
            open.iter().any(|draft| draft.form == kept.form && draft.subject == kept.subject)
        };
        let left: Vec<FormDraft> =
            self.kept.open.iter().filter(|kept| !is_open(kept)).cloned().collect();
        for draft in left {
            self.drop_draft(draft.form, draft.subject);
        }
    }

    /// Keeps everything before the program ends, waiting for others as long as it must.
    pub(super) fn keep_at_the_end(&mut self) {
        let patience = self.store.patience();
        let longer = self.store.set_patience(LAST_PATIENCE);
        self.settle(Store::settle_drafts);
        self.keep_drafts();
        if let Err(error) = longer.and_then(|()| self.store.set_patience(patience)) {
            self.failed(&error, None);
        }
    }

    /// Leaves the program, unless something typed would be lost that couldn't be kept: then only when asked again.
    pub(super) fn leave(&mut self) {
        self.keep_at_the_end();
        if self.store.holds_drafts() && !std::mem::replace(&mut self.kept.told, true) {
            let text = self.ui.text("form-draft-not-kept");
            self.say(text, Role::Error);
            return;
        }
        self.quit = true;
    }

    fn open_drafts(&self) -> Vec<FormDraft> {
        self.layers.all().filter_map(|layer| layer.screen.draft()).collect()
    }

    /// Writes; what can't be written now stays owed.
    fn settle(&mut self, write: impl FnOnce(&mut Store) -> Result<()>) {
        if self.store.is_read_only() && !self.store.is_disk_full() {
            return;
        }
        match write(&mut self.store) {
            Ok(()) => (self.kept.said_why, self.kept.told) = (false, false),
            Err(StoreError::Busy) => {}
            // Said once, not at every pause.
            Err(_) if std::mem::replace(&mut self.kept.said_why, true) => {}
            Err(error) => self.failed(&error, None),
        }
        let owed = self.store.holds_drafts();
        self.wants_draw |= owed != self.ui.drafts_owed;
        self.ui.drafts_owed = owed;
    }

    /// How long nobody has pressed a key.
    pub(super) fn quiet_since(&self, now: Instant) -> Duration {
        now.duration_since(self.cover.last_key())
    }
}
