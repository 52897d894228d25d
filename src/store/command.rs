//! Every change to the office's records is one of these commands: one transaction, one journal entry.

use super::any::{AnyRecord, Kind};
use super::seen::Seen;
use crate::domain::codes::TaskStatus;
use crate::domain::records::{Carer, Child, Id, Participation, Record};

/// What a coordinator can do to the records.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Opens a child's file, together with a new carer where one is given.
    AddChild {
        /// The child; a blank code is given one.
        child: Box<Child>,
        /// A carer not yet on file, who becomes the child's.
        new_carer: Option<Box<Carer>>,
    },
    /// Adds a record; a blank code is given one.
    Add(AnyRecord),
    /// Adds several records of one sitting: a class's attendance, an exam's subjects.
    AddAll(Vec<AnyRecord>),
    /// Changes a record. Only the fields that differ are written; what others changed meanwhile stays. A file that was open
    /// when editing began is not changed once it is closed or merged away.
    Edit {
        /// As it was when editing began.
        before: AnyRecord,
        /// As it shall be.
        after: AnyRecord,
    },
    /// Corrects a visit, contact, attendance, mark or fact: the old row is voided, a new one takes its place.
    Correct {
        /// As it was when editing began.
        before: AnyRecord,
        /// As it shall be.
        after: AnyRecord,
    },
    /// Voids a wrong row, with a reason.
    Void {
        /// Its table.
        kind: Kind,
        /// Its id.
        id: Id,
        /// Why.
        reason: String,
    },
    /// Voids several wrong rows of a kind, for one reason.
    VoidAll {
        /// Their table.
        kind: Kind,
        /// Their ids.
        ids: Vec<Id>,
        /// Why.
        reason: String,
    },
    /// Closes a child's, carer's or event's file; a volunteer leaves.
    Close {
        /// Its table.
        kind: Kind,
        /// Its id.
        id: Id,
        /// Why.
        reason: Option<String>,
    },
    /// Closes several files of a kind.
    CloseAll {
        /// Their table.
        kind: Kind,
        /// Their ids.
        ids: Vec<Id>,
        /// Why.
        reason: Option<String>,
    },
    /// Opens a closed file again.
    Reopen {
        /// Its table.
        kind: Kind,
        /// Its id.
        id: Id,
    },
    /// Makes one file of several that are about one person. Everything that refers to the others refers to it.
    Merge {
        /// The file that stays, as it was looked at.
        before: AnyRecord,
        /// The file that stays, with the chosen fields.
        after: AnyRecord,
        /// The others, as they were looked at.
        away: Vec<AnyRecord>,
    },
    /// Says what became of a task.
    SettleTask {
        /// The task.
        id: Id,
        /// Done, dropped, or open again.
        status: TaskStatus,
    },
    /// Says what became of several tasks.
    SettleTasks {
        /// The tasks.
        ids: Vec<Id>,
        /// Done, dropped, or open again.
        status: TaskStatus,
    },
    /// Ends a match today.
    EndAssignment {
        /// The assignment.
        id: Id,
    },
    /// Says who takes part in an event and who came. People not named stay as they are.
    SetParticipation {
        /// One row a person; rows already there are changed.
        people: Vec<Participation>,
    },
    /// What a file brings.
    Import {
        /// The import's kind: children, visits …
        kind: &'static str,
        /// The changes, in order. Negative ids stand for records added by the same import.
        steps: Vec<Step>,
    },
    /// Gives a township or village another name, in every record that names it. A name that is there already joins the two.
    RenamePlace {
        /// The township; blank for villages without one.
        township: String,
        /// The village; `None` = the township itself.
        village: Option<String>,
        /// Its name from now on.
        to: String,
    },
    /// What was entered about a child, unless another console has closed the file or decided the case meanwhile.
    Seeing {
        /// What was known of the child.
        seen: Seen,
        /// What was entered.
        command: Box<Self>,
    },
    /// Opens a new file, of which was said that it isn't about the same person as these on file.
    Apart {
        /// Opens the file.
        command: Box<Self>,
        /// The kind of the files.
        kind: Kind,
        /// The others.
        others: Vec<Id>,
    },
    /// Takes back an entry, all of it. Undoing an undo brings it back.
    Undo {
        /// Its number; `None` = the newest that is neither an undo nor undone.
        entry: Option<i64>,
    },
}

/// One write within a command.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Adds a record. A negative id is a placeholder that later steps may refer to.
    Add(AnyRecord),
    /// Changes the fields that differ.
    Edit {
        /// As it was.
        before: AnyRecord,
        /// As it shall be.
        after: AnyRecord,
    },
    /// Voids the old row, adds the new.
    Correct {
        /// As it was.
        before: AnyRecord,
        /// As it shall be.
        after: AnyRecord,
    },
}

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Receipt {
    /// The journal entry's number.
    pub entry: i64,
    /// The command's code.
    pub command: String,
    /// The first record it added or changed: its id …
    pub id: Id,
    /// … and its code, where it has one.
    pub code: Option<String>,
    /// The number of the entry that it took back.
    pub undoes: Option<i64>,
}

impl Command {
    /// Adds a record.
    pub fn add(record: impl Into<AnyRecord>) -> Self {
        Self::Add(record.into())
    }

    /// Changes a record.
    pub fn edit<R: Record + Into<AnyRecord>>(before: R, after: R) -> Self {
        Self::Edit { before: before.into(), after: after.into() }
    }

    /// The code under which the journal keeps it: `add_visit`, `import_children`, `undo`.
    pub fn code(&self) -> String {
        let table = |record: &AnyRecord| record.kind().table();
        match self {
            Self::AddChild { .. } => "add_child".to_owned(),
            // A place is hidden by a row of its own, which adds nothing that is seen.
            Self::Add(AnyRecord::Place(place)) if place.hidden => "hide_place".to_owned(),
            Self::Edit { before: AnyRecord::Place(before), after: AnyRecord::Place(after) }
                if before.hidden != after.hidden =>
            {
                if after.hidden { "hide_place" } else { "show_place" }.to_owned()
            }
            Self::Add(record) => format!("add_{}", table(record)),
            Self::AddAll(records) => {
                format!("add_{}", records.first().map_or("nothing", |record| table(record)))
            }
            Self::Edit { after, .. } => format!("edit_{}", table(after)),
            Self::Correct { after, .. } => format!("correct_{}", table(after)),
            Self::Void { kind, .. } | Self::VoidAll { kind, .. } => {
                format!("void_{}", kind.table())
            }
            Self::Close { kind, .. } | Self::CloseAll { kind, .. } => {
                format!("close_{}", kind.table())
            }
            Self::Reopen { kind, .. } => format!("reopen_{}", kind.table()),
            Self::Merge { after, .. } => format!("merge_{}", table(after)),
            Self::SettleTask { status, .. } | Self::SettleTasks { status, .. } => {
                format!("task_{}", status.code())
            }
            Self::EndAssignment { .. } => "end_assignment".to_owned(),
            Self::SetParticipation { .. } => "set_participation".to_owned(),
            Self::Import { kind, .. } => format!("import_{kind}"),
            Self::RenamePlace { .. } => "rename_place".to_owned(),
            Self::Seeing { command, .. } | Self::Apart { command, .. } => command.code(),
            Self::Undo { .. } => "undo".to_owned(),
        }
    }
}
