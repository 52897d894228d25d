//! Everything a key can mean and every place one can go. Labels are the language layer's, under [`Action::message_id`].

use crate::domain::codes::Tier;
use crate::domain::records::Id;
use crate::store::Kind;
pub use crate::store::queries::ChildScope;
use crate::store::queries::{PlaceKind, ReportScope, ToCheck};

/// Under which heading the help and the palette show an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// What one does with the selected child or record.
    Work,
    /// Making, changing, closing.
    Record,
    /// Going to a page.
    Go,
    /// Moving within a page.
    Move,
    /// Files in and out.
    Files,
    /// The program itself.
    Program,
}

impl Group {
    /// Every group, in the order of the help.
    pub const ALL: [Self; 6] =
        [Self::Work, Self::Record, Self::Go, Self::Move, Self::Files, Self::Program];

    /// The language key of its heading.
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Work => "action-group-work",
            Self::Record => "action-group-record",
            Self::Go => "action-group-go",
            Self::Move => "action-group-move",
            Self::Files => "action-group-files",
            Self::Program => "action-group-program",
        }
    }
}

/// Makes the closed list of actions with their groups and language keys.
macro_rules! actions {
    ($($group:ident { $($(#[$meta:meta])* $name:ident = $id:literal,)+ })+) => {
        /// What can be done. A key, a palette entry, a click in the footer all become one of these.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $($($(#[$meta])* $name,)+)+ }

        impl Action {
            /// Every action, in the order of the help.
            pub const ALL: &'static [Self] = &[$($(Self::$name,)+)+];

            /// Its heading in the help.
            pub const fn group(self) -> Group {
                match self { $($(Self::$name)|+ => Group::$group,)+ }
            }

            /// The language key of its label.
            pub const fn message_id(self) -> &'static str {
                match self { $($(Self::$name => concat!("action-", $id),)+)+ }
            }
        }
    };
}

actions! {
    Work {
        /// Log a visit (走访).
        Visit = "visit",
        /// Log a call, message or meeting.
        Contact = "contact",
        /// Add a task.
        Task = "task",
        /// Match a volunteer (结对).
        Match = "match",
        /// Let a case of the queue wait until a date.
        Snooze = "snooze",
        /// A case of the queue is handled.
        Handled = "handled",
        /// Enter a dated fact about a child.
        Fact = "fact",
        /// Enter an incident.
        Incident = "incident",
        /// Enter attendance for a day or a range.
        Attendance = "attendance",
        /// Enter an exam's marks.
        Exam = "exam",
        /// Enter who came to an event.
        Participants = "participants",
        /// Mark a mandatory report, or its end.
        Report = "report",
    }
    Record {
        /// Open what is selected.
        Open = "open",
        /// A new record of the kind the page shows.
        New = "new",
        /// Change the record.
        Edit = "edit",
        /// Close the record: out of the lists, kept in the history.
        CloseRecord = "close-record",
        /// Open a closed record again.
        Reopen = "reopen",
        /// Merge with another file of the same person.
        Merge = "merge",
        /// Save a form.
        Save = "save",
        /// Undo this console's own latest entry.
        Undo = "undo",
        /// Bring back what was undone.
        Redo = "redo",
        /// Copy a message or summary to the clipboard.
        Copy = "copy",
    }
    Go {
        /// Today's page.
        GoToday = "go-today",
        /// The triage queue, case by case.
        Triage = "triage",
        /// Visits that are due.
        GoVisits = "go-visits",
        /// The list of children.
        GoChildren = "go-children",
        /// The list of volunteers.
        GoVolunteers = "go-volunteers",
        /// The list of carers.
        GoCarers = "go-carers",
        /// The list of events.
        GoEvents = "go-events",
        /// Calls, messages and meetings.
        GoContacts = "go-contacts",
        /// The list of tasks.
        GoTasks = "go-tasks",
        /// Mandatory reports.
        GoReports = "go-reports",
        /// Birthdays and events of the next days.
        GoUpcoming = "go-upcoming",
        /// How full the volunteers' hands are.
        GoLoad = "go-load",
        /// A month's visits against those that were due.
        GoMonth = "go-month",
        /// Files that may be about one person.
        GoDuplicates = "go-duplicates",
        /// The history of the whole database.
        GoHistory = "go-history",
        /// The settings at their backups: making one, looking at one, restoring.
        GoBackups = "go-backups",
        /// What the office sets for itself, places, backups.
        GoSettings = "go-settings",
        /// Find anyone or anything by name, pinyin, phone or code.
        Find = "find",
        /// Back to where one came from.
        Back = "back",
    }
    Move {
        /// One row up.
        Up = "up",
        /// One row down.
        Down = "down",
        /// A screenful up.
        PageUp = "page-up",
        /// A screenful down.
        PageDown = "page-down",
        /// Half a screenful up.
        HalfUp = "half-up",
        /// Half a screenful down.
        HalfDown = "half-down",
        /// To the first row.
        Top = "top",
        /// To the last row.
        Bottom = "bottom",
        /// The next panel of a page.
        NextPanel = "next-panel",
        /// The panel before.
        PrevPanel = "prev-panel",
        /// The next tab of a record.
        NextTab = "next-tab",
        /// The tab before.
        PrevTab = "prev-tab",
        /// Show only some rows.
        Filter = "filter",
        /// Put the rows into another order.
        Sort = "sort",
        /// Choose what stands in a row.
        Columns = "columns",
        /// Mark rows, to act on all of them at once.
        Mark = "mark",
    }
    Files {
        /// Bring in a spreadsheet.
        Import = "import",
        /// Write the list to a spreadsheet.
        Export = "export",
    }
    Program {
        /// All keys, searchable.
        Help = "help",
        /// All commands, by typing.
        Palette = "palette",
        /// Cover the screen.
        Cover = "cover",
        /// Colours and characters.
        Look = "look",
        /// The other language.
        Language = "language",
        /// Draw everything anew.
        Redraw = "redraw",
        /// Leave the program.
        Quit = "quit",
    }
}

impl Action {
    /// Its name in a configuration: `visit`, `go-children`.
    pub fn name(self) -> &'static str {
        self.message_id().trim_start_matches("action-")
    }

    /// The action of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.name() == name)
    }

    /// True when it leads to writing; a read-only database refuses it before anything is typed.
    pub const fn writes(self) -> bool {
        matches!(self.group(), Group::Work)
            || matches!(
                self,
                Self::New
                    | Self::Edit
                    | Self::CloseRecord
                    | Self::Reopen
                    | Self::Merge
                    | Self::Undo
                    | Self::Redo
                    | Self::Import
            )
    }

    /// Where an action of [`Group::Go`] leads; `None` for one that opens no page.
    pub const fn route(self) -> Option<Route> {
        Some(match self {
            Self::GoToday => Route::Today,
            Self::Triage => Route::Triage,
            Self::GoVisits => Route::Visits(VisitScope::Overdue),
            Self::GoChildren => Route::Children(ChildScope::Active),
            Self::GoVolunteers => Route::Volunteers,
            Self::GoCarers => Route::Carers,
            Self::GoEvents => Route::Events,
            Self::GoContacts => Route::Contacts,
            Self::GoTasks => Route::Tasks,
            Self::GoReports => Route::Reports(ReportScope::Open),
            Self::GoUpcoming => Route::Upcoming,
            Self::GoLoad => Route::Load,
            Self::GoMonth => Route::Month,
            Self::GoDuplicates => Route::Duplicates,
            Self::GoHistory => Route::History(None),
            Self::GoBackups => Route::Backups,
            Self::GoSettings => Route::Settings,
            Self::Import => Route::Import,
            _ => return None,
        })
    }
}

/// Which due visits a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VisitScope {
    /// Due before today.
    Overdue,
    /// Due today.
    DueToday,
    /// Children without a volunteer.
    NoVolunteer,
    /// Visits that were logged, newest first.
    Logged,
}

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// The morning: what must be done.
    Today,
    /// The triage queue, one case a screen.
    Triage,
    /// A list of children.
    Children(ChildScope),
    /// A child's page.
    Child(Id),
    /// The list of volunteers.
    Volunteers,
    /// A volunteer's page.
    Volunteer(Id),
    /// The list of carers.
    Carers,
    /// A carer's page.
    Carer(Id),
    /// The list of events.
    Events,
    /// An event's page.
    Event(Id),
    /// Birthdays and events of the next days.
    Upcoming,
    /// Visits due, or visits logged.
    Visits(VisitScope),
    /// Calls, messages and meetings, newest first.
    Contacts,
    /// Open tasks.
    Tasks,
    /// Mandatory reports: to be made, open, closed.
    Reports(ReportScope),
    /// How full the volunteers' hands are.
    Load,
    /// A month's visits against those that were due.
    Month,
    /// Volunteers' record checks that end soon.
    Checks,
    /// Volunteers' trainings that end soon.
    Trainings,
    /// The history: of the whole database, or of one record.
    History(Option<(Kind, Id)>),
    /// Files that may be about one person.
    Duplicates,
    /// Bringing in a spreadsheet.
    Import,
    /// What the office sets for itself.
    Settings,
    /// The same page, at its backups.
    Backups,
}

impl Route {
    /// True for the page of one record.
    pub const fn is_record(self) -> bool {
        matches!(
            self,
            Self::Child(_)
                | Self::Volunteer(_)
                | Self::Carer(_)
                | Self::Event(_)
                | Self::History(Some(_))
        )
    }

    /// A route of every kind, for the tests that draw all pages; `id` stands for the record.
    pub const fn all(id: Id) -> [Self; 35] {
        [
            Self::Today,
            Self::Triage,
            Self::Children(ChildScope::Active),
            Self::Children(ChildScope::AtRisk),
            Self::Children(ChildScope::Tier(Tier::Unknown)),
            Self::Children(ChildScope::Closed),
            Self::Children(ChildScope::Check(ToCheck::SameName)),
            Self::Children(ChildScope::Place(PlaceKind::Village, id)),
            Self::Child(id),
            Self::Volunteers,
            Self::Volunteer(id),
            Self::Carers,
            Self::Carer(id),
            Self::Events,
            Self::Event(id),
            Self::Upcoming,
            Self::Visits(VisitScope::Overdue),
            Self::Visits(VisitScope::DueToday),
            Self::Visits(VisitScope::NoVolunteer),
            Self::Visits(VisitScope::Logged),
            Self::Contacts,
            Self::Tasks,
            Self::Reports(ReportScope::Wanted),
            Self::Reports(ReportScope::Open),
            Self::Reports(ReportScope::Closed),
            Self::Load,
            Self::Month,
            Self::Checks,
            Self::Trainings,
            Self::History(None),
            Self::History(Some((Kind::Child, id))),
            Self::Duplicates,
            Self::Import,
            Self::Settings,
            Self::Backups,
        ]
    }
}
