//! What was typed and not saved: kept when a form is left, when the console ends, however it ends, and every few seconds while
//! nobody types, so that a power cut takes little.

use std::time::{Duration, Instant};

use super::Shell;
use crate::console::screen::FormDraft;
use crate::console::widgets::Role;
use crate::domain::records::Id;

/// After so long without a key, what was typed is kept.
const PAUSE: Duration = Duration::from_secs(3);

/// The drafts of forms that are still open, as they were last kept.
#[derive(Debug, Default)]
pub(super) struct Kept(Vec<FormDraft>);

impl Kept {
    fn forget(&mut self, form: &str, subject: Id) {
        self.0.retain(|kept| kept.form != form || kept.subject != subject);
    }
}

impl Shell {
    /// Keeps a draft because its form is left.
    pub(super) fn keep_draft(&mut self, draft: &FormDraft) {
        self.kept.forget(draft.form, draft.subject);
        self.write_draft(draft);
    }

    /// Keeps what stands in open forms, because another page is gone to over them.
    pub(super) fn keep_left_forms(&mut self) {
        let open = self.open_drafts();
        for draft in &open {
            self.keep_draft(draft);
        }
        if !open.is_empty() {
            let kept = self.ui.text("form-draft-kept");
            self.say(kept, Role::Ok);
        }
    }

    /// Throws a draft away.
    pub(super) fn drop_draft(&mut self, form: &str, subject: Id) {
        self.kept.forget(form, subject);
        if self.store.is_read_only() {
            return;
        }
        if let Err(error) = self.store.drop_draft(form, subject) {
            self.failed(&error, None);
        }
    }

    /// Keeps what stands unsaved in the open forms, where it differs from what was kept.
    pub(super) fn keep_drafts(&mut self) {
        let open = self.open_drafts();
        for draft in &open {
            if !self.kept.0.contains(draft) {
                self.write_draft(draft);
            }
        }
        self.drop_left_drafts();
        self.kept = Kept(open);
    }

    /// Keeps drafts once nobody has typed for a moment.
    pub(super) fn keep_drafts_in_a_pause(&mut self, quiet: Duration) {
        if quiet >= PAUSE {
            self.keep_drafts();
        }
    }

    /// Drafts kept in a pause whose form was emptied or left without wanting one are thrown away.
    pub(super) fn drop_left_drafts(&mut self) {
        if self.kept.0.is_empty() {
            return;
        }
        let open = self.open_drafts();
        let is_open = |kept: &FormDraft| {
            open.iter().any(|draft| draft.form == kept.form && draft.subject == kept.subject)
        };
        let left: Vec<FormDraft> =
            self.kept.0.iter().filter(|kept| !is_open(kept)).cloned().collect();
        for draft in left {
            self.drop_draft(draft.form, draft.subject);
        }
    }

    fn open_drafts(&self) -> Vec<FormDraft> {
        self.layers.all().filter_map(|layer| layer.screen.draft()).collect()
    }

    fn write_draft(&mut self, draft: &FormDraft) {
        if self.store.is_read_only() {
            return;
        }
        if let Err(error) = self.store.keep_draft(draft.form, draft.subject, &draft.body) {
            self.failed(&error, None);
        }
    }

    /// How long nobody has pressed a key.
    pub(super) fn quiet_since(&self, now: Instant) -> Duration {
        now.duration_since(self.cover.last_key())
    }
}
