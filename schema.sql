-- Peiban 陪伴: the whole current schema, readable top to bottom.
--
-- 1. The office          who keeps this file, and its running numbers
-- 2. Records             what coordinators enter; every change is journalled
-- 3. Journal             one entry a change, each row before and after
-- 4. Derived             scores, due days, tallies, search terms: can always be computed anew (`peiban doctor --rebuild`)
-- 5. At hand             sessions, drafts and views of lists: not records, not journalled
-- 6. Marks               triggers that only note what a write touched
-- 7. Journal triggers    made from the tables' own columns; a test holds them (tests/schema.rs)
--
-- Days are ISO text (YYYY-MM-DD), moments are Unix seconds, yes/no is 1/0, codes are those of src/domain/codes.rs.
-- An id carries the office's number in its high bits, so that two offices' rows never collide.

---------------------------------------------------------------------------------------------------------------------
-- 1. The office

CREATE TABLE office (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    county TEXT NOT NULL,              -- six-digit area code
    desk INTEGER NOT NULL,             -- which desk of that county
    visits_since TEXT NOT NULL,        -- from this day on visits are kept here (DOMAIN §1.5)
    created_on TEXT NOT NULL,
    purpose TEXT NOT NULL              -- 'office', or 'demo' for a made-up county
) STRICT;

-- Running numbers; never given twice, not even after an undo.
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------------------------------------------------------------
-- 2. Records

-- A guardian or actual carer of one or more children.
CREATE TABLE carer (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    phone TEXT,
    address TEXT,
    status TEXT NOT NULL,
    closed_on TEXT,
    note TEXT,
    merged_into_id INTEGER REFERENCES carer (id), -- its records are there now
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A volunteer.
CREATE TABLE volunteer (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sex TEXT,
    phone TEXT,
    township TEXT,
    village TEXT,
    status TEXT NOT NULL,
    joined_on TEXT,
    left_on TEXT,
    check_valid_until TEXT,
    training_valid_until TEXT,
    capacity INTEGER,
    note TEXT,
    merged_into_id INTEGER REFERENCES volunteer (id), -- its records are there now
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A child the office supports.
CREATE TABLE child (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sex TEXT,
    birth_date TEXT,
    lunar_birthday TEXT,
    celebrate_by TEXT,
    id_number TEXT,
    township TEXT,
    village TEXT,
    address TEXT,
    school TEXT,
    grade INTEGER,
    grade_year INTEGER,
    class TEXT,
    class_teacher TEXT,
    teacher_phone TEXT,
    categories TEXT,
    carer_id INTEGER REFERENCES carer (id),
    carer_relation TEXT,
    admitted_on TEXT,
    status TEXT NOT NULL,
    closed_on TEXT,
    closed_reason TEXT,
    note TEXT,
    merged_into_id INTEGER REFERENCES child (id), -- its records are there now
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A volunteer's match with a child (结对).
CREATE TABLE assignment (
    id INTEGER PRIMARY KEY,
    child_id INTEGER NOT NULL REFERENCES child (id),
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    from_day TEXT,
    to_day TEXT,
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A visit to a child (走访记录).
CREATE TABLE visit (
    id INTEGER PRIMARY KEY,
    child_id INTEGER NOT NULL REFERENCES child (id),
    day TEXT NOT NULL,
    volunteer_id INTEGER REFERENCES volunteer (id),
    second_volunteer_id INTEGER REFERENCES volunteer (id),
    child_seen INTEGER,
    guardian_seen INTEGER,
    seen_alone INTEGER,
    place TEXT,
    school TEXT,
    health TEXT,
    home TEXT,
    mood TEXT,
    safety TEXT,
    parent_contact INTEGER,
    hours REAL,
    note TEXT,
    next_date TEXT,
    voided_on TEXT,
    void_reason TEXT,
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A call, message or meeting about a child. Resets no clock.
CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    child_id INTEGER NOT NULL REFERENCES child (id),
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    with_whom TEXT,
    note TEXT,
    voided_on TEXT,
    void_reason TEXT,
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Something to be done by a day.
CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    child_id INTEGER REFERENCES child (id),
    title TEXT NOT NULL,
    due TEXT NOT NULL,
    owner TEXT,
    status TEXT NOT NULL,
    done_on TEXT,
    note TEXT,
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- One child's presence on one school day.
CREATE TABLE attendance_day (
    id INTEGER PRIMARY KEY,
    child_id INTEGER NOT NULL REFERENCES child (id),
    day TEXT NOT NULL,
    status TEXT NOT NULL,
    voided_on TEXT,
    void_reason TEXT,
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A school's summary of one child's attendance over a range of days.
CREATE TABLE attendance_range (
    id INTEGER PRIMARY KEY,
    child_id INTEGER NOT NULL REFERENCES child (id),
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    days_recorded REAL NOT NULL,
    absent_excused REAL,
    absent_unexcused REAL,
    voided_on TEXT,
    void_reason TEXT,
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A mark in one subject.
CREATE TABLE exam (
    id INTEGER PRIMARY KEY,
    child_id INTEGER NOT NULL REFERENCES child (id),
    day TEXT NOT NULL,
    subject TEXT NOT NULL,
    score REAL NOT NULL,
    full_marks REAL,
    exam_type TEXT,
    voided_on TEXT,
    void_reason TEXT,
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A dated fact about a child (DOMAIN §1.4 "Facts").
CREATE TABLE fact (
    id INTEGER PRIMARY KEY,
    child_id INTEGER NOT NULL REFERENCES child (id),
    code TEXT NOT NULL,
    value TEXT NOT NULL,
    day TEXT NOT NULL,
    source TEXT,
    note TEXT,
    voided_on TEXT,
    void_reason TEXT,
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A mandatory report (强制报告, DOMAIN §2.8). While it is open, the fact OVR_REPORT stands beside it; the store keeps both alike.
CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    child_id INTEGER NOT NULL REFERENCES child (id),
    known_on TEXT NOT NULL,
    sent_to TEXT,                      -- codes by ';'; empty: not sent yet
    sent_on TEXT,
    sent_at TEXT,                      -- HH:MM
    sent_by TEXT,
    receipt TEXT,
    note TEXT,
    closed_on TEXT,
    result TEXT,
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A party, camp, training, meeting or health check.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    starts_at TEXT,                    -- HH:MM
    ends_at TEXT,                      -- HH:MM
    place TEXT,
    leader_id INTEGER REFERENCES volunteer (id),
    capacity INTEGER,
    status TEXT NOT NULL,
    closed_on TEXT,
    note TEXT,
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A child's or volunteer's part in an event.
CREATE TABLE participation (
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL REFERENCES event (id),
    child_id INTEGER REFERENCES child (id),
    volunteer_id INTEGER REFERENCES volunteer (id),
    present INTEGER,
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- What was decided on a case in the triage queue (DOMAIN §1.6).
CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    child_id INTEGER NOT NULL REFERENCES child (id),
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    until TEXT NOT NULL,
    note TEXT,
    tier TEXT NOT NULL,
    decided_by TEXT,
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A number of the rules that the office has set for itself, from a day on; also what it says of itself (office_name …) and
-- from when on it keeps its visits here (visits_since, instead of the day it began with).
CREATE TABLE setting (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    from_day TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT,
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- That two files, possible duplicates, are not about the same person; they are not offered again.
CREATE TABLE not_same (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,                -- child, volunteer, carer
    one_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A township or village that the office added to those of its county, or no longer wants to be offered.
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    township TEXT NOT NULL,
    village TEXT,
    hidden INTEGER NOT NULL,
    entered_on TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Open records by code, for lists that are read by the page.
CREATE INDEX carer_open ON carer (code, status) WHERE status = 'active';
CREATE INDEX volunteer_open ON volunteer (code, status) WHERE status <> 'left';
CREATE INDEX child_name ON child (name);
CREATE INDEX child_status ON child (status, code);
CREATE INDEX child_place ON child (township, village, status) WHERE status = 'active';
CREATE INDEX child_school ON child (school, status) WHERE status = 'active';
CREATE INDEX child_id_number ON child (id_number) WHERE id_number IS NOT NULL;
CREATE INDEX child_merged ON child (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX volunteer_merged ON volunteer (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX carer_merged ON carer (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX child_carer ON child (carer_id) WHERE carer_id IS NOT NULL;
CREATE INDEX carer_name ON carer (name);
CREATE INDEX volunteer_name ON volunteer (name);
CREATE INDEX assignment_child ON assignment (child_id);
CREATE INDEX assignment_volunteer ON assignment (volunteer_id);
-- What the score reads of each row stands in these indexes: a child's rows lie together there, and apart in the tables.
CREATE INDEX visit_child ON visit (child_id, day, id, child_seen, place, next_date, entered_on, voided_on);
CREATE INDEX visit_concern ON visit (child_id, entered_on)
    WHERE voided_on IS NULL AND ('concern' IN (school, health, home, mood, safety)
        OR 'urgent' IN (school, health, home, mood, safety));
CREATE INDEX visit_volunteer ON visit (volunteer_id, day);
CREATE INDEX visit_day ON visit (day, id, child_id, volunteer_id, voided_on) WHERE voided_on IS NULL;
CREATE INDEX visit_second ON visit (second_volunteer_id) WHERE second_volunteer_id IS NOT NULL;
CREATE INDEX contact_child ON contact (child_id, day);
CREATE INDEX contact_day ON contact (day, id, voided_on) WHERE voided_on IS NULL;
CREATE INDEX task_child ON task (child_id) WHERE child_id IS NOT NULL;
CREATE INDEX task_open ON task (due) WHERE status = 'open';
CREATE INDEX attendance_day_child ON attendance_day (child_id, day, id, status, entered_on, voided_on);
CREATE INDEX attendance_range_child ON attendance_range (child_id, to_day);
CREATE INDEX exam_child ON exam (child_id, day, id, subject, score, full_marks, exam_type, entered_on, voided_on);
CREATE INDEX fact_child ON fact (child_id, day, id, code, value, entered_on, voided_on);
CREATE INDEX report_child ON report (child_id);
CREATE INDEX report_open ON report (known_on, id, sent_on) WHERE closed_on IS NULL;
CREATE INDEX visit_urgent ON visit (child_id, day) WHERE voided_on IS NULL AND safety = 'urgent';
CREATE INDEX decision_child ON decision (child_id, day);
CREATE INDEX decision_day ON decision (entered_on, child_id);
CREATE INDEX event_day ON event (starts_on);
-- Codes of one kind differ in length only by their number: by length and letters is by number.
CREATE INDEX event_coming ON event (starts_on, kind, length(code), code, status) WHERE status = 'active';
CREATE INDEX event_leader ON event (leader_id) WHERE leader_id IS NOT NULL;
CREATE INDEX participation_event ON participation (event_id);
CREATE INDEX participation_child ON participation (child_id) WHERE child_id IS NOT NULL;
CREATE INDEX participation_volunteer ON participation (volunteer_id) WHERE volunteer_id IS NOT NULL;
CREATE INDEX volunteer_check ON volunteer (check_valid_until) WHERE status IN ('active', 'paused');
CREATE INDEX volunteer_training ON volunteer (training_valid_until) WHERE status IN ('active', 'paused');

---------------------------------------------------------------------------------------------------------------------
-- 3. Journal

-- Who changed what, when. Nothing here is ever changed or deleted.
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,               -- when, by the machine's clock
    day TEXT NOT NULL,                 -- the program's day
    user TEXT NOT NULL,
    command TEXT NOT NULL,             -- what was done, as a code
    undoes INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX entry_undoes ON entry (undoes) WHERE undoes IS NOT NULL;

-- Each row a change touched: an insertion has no before, a deletion no after, an update only the changed columns.
CREATE TABLE journal_row (
    id INTEGER PRIMARY KEY,
    entry INTEGER REFERENCES entry (id),   -- empty: written by hand, outside Peiban
    tbl TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    subject INTEGER NOT NULL,              -- the child (volunteer, carer, event) it belongs to
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX journal_row_entry ON journal_row (entry);
CREATE INDEX journal_row_subject ON journal_row (subject, entry);

-- The entry being written now.
CREATE TABLE journal_now (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    entry INTEGER
) STRICT;
INSERT INTO journal_now (id, entry) VALUES (1, NULL);

---------------------------------------------------------------------------------------------------------------------
-- 4. Derived. A `code` below is the key by which the child's code is ordered (src/domain/code_order.rs).

-- The day that the scores below stand for, and whether a rule changed so that all must be scored anew.
CREATE TABLE derived (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    scored_for TEXT,
    all_dirty INTEGER NOT NULL DEFAULT 0,
    calendar INTEGER                   -- fingerprint of the school calendar the scores go by; NULL = unknown, or of several
) STRICT;
INSERT INTO derived (id, scored_for) VALUES (1, NULL);

-- One row a child: the assessment of DOMAIN §1.4.
CREATE TABLE child_risk (
    child_id INTEGER PRIMARY KEY,
    active INTEGER NOT NULL,
    code TEXT NOT NULL,
    tier INTEGER NOT NULL,             -- shown tier, 0 critical … 4 stable
    scored_tier INTEGER NOT NULL,
    score INTEGER NOT NULL,
    score_high INTEGER NOT NULL,
    covered INTEGER NOT NULL,          -- a bit a domain
    verify INTEGER NOT NULL,
    points TEXT NOT NULL,              -- capped points of the seven domains, by commas
    reasons TEXT NOT NULL,             -- JSON
    last_seen TEXT,
    last_visit TEXT,
    next_change_on TEXT,
    stands_since TEXT,                 -- since when at this shown tier or a more urgent one; empty: from the first day
    score_change_on TEXT               -- like next_change_on, without what changes the child's case alone
) STRICT;
-- The panel's order (DESIGN §4); an empty last_seen sorts first.
CREATE INDEX child_risk_panel ON child_risk (active, tier, score DESC, score_high DESC, last_seen, code, stands_since);
CREATE INDEX child_risk_rise ON child_risk (tier, stands_since) WHERE stands_since IS NOT NULL;
CREATE INDEX child_risk_next ON child_risk (next_change_on);

-- A row whenever a scoring changed something.
CREATE TABLE score_history (
    child_id INTEGER NOT NULL,
    from_day TEXT NOT NULL,
    score INTEGER NOT NULL,
    tier INTEGER NOT NULL,             -- shown tier
    scored_tier INTEGER NOT NULL,
    covered INTEGER NOT NULL,
    PRIMARY KEY (child_id, from_day)
) STRICT, WITHOUT ROWID;
CREATE INDEX score_history_day ON score_history (from_day);

-- When the next home visit is due (DOMAIN §1.5), one row an active child.
CREATE TABLE visit_due (
    child_id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    due TEXT NOT NULL,
    lead_id INTEGER
) STRICT;
CREATE INDEX visit_due_day ON visit_due (due, code, lead_id);
CREATE INDEX visit_due_lead ON visit_due (lead_id, due, code);

-- The triage queue: active children with a cause today (DOMAIN §1.6).
CREATE TABLE triage (
    child_id INTEGER PRIMARY KEY,
    tier INTEGER NOT NULL,
    score INTEGER NOT NULL,
    score_high INTEGER NOT NULL,
    last_seen TEXT,
    code TEXT NOT NULL,
    causes TEXT NOT NULL               -- JSON
) STRICT;
CREATE INDEX triage_order ON triage (tier, score DESC, score_high DESC, last_seen, code);

-- Which day of the year an active child's birthday is kept on, by which calendar.
CREATE TABLE child_birthday (
    child_id INTEGER PRIMARY KEY,
    calendar TEXT NOT NULL,            -- solar, lunar
    month INTEGER NOT NULL,
    day INTEGER NOT NULL,
    leap INTEGER NOT NULL,
    code TEXT NOT NULL
) STRICT;
CREATE INDEX child_birthday_day ON child_birthday (calendar, month, day, leap, code);

-- Counts kept as they change, because counting 100,000 rows takes 3 ms.
CREATE TABLE tally (
    what TEXT NOT NULL,                -- tier, due, no_volunteer, birthday, triage, check, training, task, event
    key TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (what, key)
) STRICT, WITHOUT ROWID;

-- Search by prefix: every way a record may be looked for.
CREATE TABLE search_term (
    term TEXT NOT NULL,
    rank INTEGER NOT NULL,             -- four times how good a find it is (0 = the whole name from its start), and the
                                       -- kind: 0 child, 1 volunteer, 2 carer, 3 event
    record_id INTEGER NOT NULL,
    PRIMARY KEY (term, rank, record_id)
) STRICT, WITHOUT ROWID;

-- What a write touched and the end of the transaction must compute anew.
CREATE TABLE risk_dirty (child_id INTEGER PRIMARY KEY) STRICT;
-- With what the kept terms are made of, to take them back; nothing for a record that is new.
CREATE TABLE search_dirty (
    record_id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    code TEXT,
    name TEXT,
    phone TEXT
) STRICT;

---------------------------------------------------------------------------------------------------------------------
-- 5. At hand

-- When an operator worked, for "since your last session".
CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    user TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    last_entry INTEGER NOT NULL,       -- the newest journal entry when it closed
    last_day TEXT NOT NULL
) STRICT;
CREATE INDEX session_user ON session (user, closed_at);

-- What someone has typed and not saved.
CREATE TABLE draft (
    user TEXT NOT NULL,
    form TEXT NOT NULL,
    subject INTEGER NOT NULL,
    body TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (user, form, subject)
) STRICT, WITHOUT ROWID;

-- Who is writing for long, so that other consoles can say so. Laid before the transaction, gone with its commit; one left by
-- a program that was killed means nothing once the database can be written.
CREATE TABLE at_work (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    user TEXT NOT NULL,
    command TEXT NOT NULL,
    begun_at INTEGER NOT NULL
) STRICT;

-- How someone looks at a list: filters kept under a name, and under the empty name the chosen columns.
CREATE TABLE list_view (
    user TEXT NOT NULL,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,                -- JSON
    PRIMARY KEY (user, list, name)
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------------------------------------------------------------
-- 6. Marks

CREATE TRIGGER child_mark_insert AFTER INSERT ON child BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (NEW.id);
    INSERT OR IGNORE INTO search_dirty VALUES (NEW.id, 0, NULL, NULL, NULL);
END;

CREATE TRIGGER child_mark_update AFTER UPDATE ON child BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (NEW.id);
    INSERT OR IGNORE INTO search_dirty VALUES (NEW.id, 0, OLD.code, OLD.name, NULL);
END;

CREATE TRIGGER child_mark_delete AFTER DELETE ON child BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (OLD.id);
    INSERT OR IGNORE INTO search_dirty VALUES (OLD.id, 0, OLD.code, OLD.name, NULL);
END;

CREATE TRIGGER volunteer_mark_insert AFTER INSERT ON volunteer BEGIN
    INSERT OR IGNORE INTO search_dirty VALUES (NEW.id, 1, NULL, NULL, NULL);
END;

CREATE TRIGGER volunteer_mark_update AFTER UPDATE ON volunteer BEGIN
    INSERT OR IGNORE INTO search_dirty VALUES (NEW.id, 1, OLD.code, OLD.name, OLD.phone);
END;

CREATE TRIGGER volunteer_mark_delete AFTER DELETE ON volunteer BEGIN
    INSERT OR IGNORE INTO search_dirty VALUES (OLD.id, 1, OLD.code, OLD.name, OLD.phone);
END;

CREATE TRIGGER carer_mark_insert AFTER INSERT ON carer BEGIN
    INSERT OR IGNORE INTO search_dirty VALUES (NEW.id, 2, NULL, NULL, NULL);
END;

CREATE TRIGGER carer_mark_update AFTER UPDATE ON carer BEGIN
    INSERT OR IGNORE INTO search_dirty VALUES (NEW.id, 2, OLD.code, OLD.name, OLD.phone);
END;

CREATE TRIGGER carer_mark_delete AFTER DELETE ON carer BEGIN
    INSERT OR IGNORE INTO search_dirty VALUES (OLD.id, 2, OLD.code, OLD.name, OLD.phone);
END;

CREATE TRIGGER event_mark_insert AFTER INSERT ON event BEGIN
    INSERT OR IGNORE INTO search_dirty VALUES (NEW.id, 3, NULL, NULL, NULL);
END;

CREATE TRIGGER event_mark_update AFTER UPDATE ON event BEGIN
    INSERT OR IGNORE INTO search_dirty VALUES (NEW.id, 3, OLD.code, OLD.title, NULL);
END;

CREATE TRIGGER event_mark_delete AFTER DELETE ON event BEGIN
    INSERT OR IGNORE INTO search_dirty VALUES (OLD.id, 3, OLD.code, OLD.title, NULL);
END;

-- Open tasks by the day they are due, active events by their first day: counted as they change.
CREATE TRIGGER task_count_insert AFTER INSERT ON task WHEN NEW.status = 'open' BEGIN
    INSERT INTO tally VALUES ('task', NEW.due, 1) ON CONFLICT (what, key) DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER task_count_update AFTER UPDATE OF due, status ON task
WHEN OLD.due <> NEW.due OR OLD.status <> NEW.status BEGIN
    UPDATE tally SET n = n - 1 WHERE what = 'task' AND key = OLD.due AND OLD.status = 'open';
    INSERT INTO tally SELECT 'task', NEW.due, 1 WHERE NEW.status = 'open'
    ON CONFLICT (what, key) DO UPDATE SET n = n + 1;
    DELETE FROM tally WHERE what = 'task' AND key = OLD.due AND n = 0;
END;

CREATE TRIGGER task_count_delete AFTER DELETE ON task WHEN OLD.status = 'open' BEGIN
    UPDATE tally SET n = n - 1 WHERE what = 'task' AND key = OLD.due;
    DELETE FROM tally WHERE what = 'task' AND key = OLD.due AND n = 0;
END;

CREATE TRIGGER event_count_insert AFTER INSERT ON event WHEN NEW.status = 'active' BEGIN
    INSERT INTO tally VALUES ('event', NEW.starts_on, 1) ON CONFLICT (what, key) DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER event_count_update AFTER UPDATE OF starts_on, status ON event
WHEN OLD.starts_on <> NEW.starts_on OR OLD.status <> NEW.status BEGIN
    UPDATE tally SET n = n - 1 WHERE what = 'event' AND key = OLD.starts_on AND OLD.status = 'active';
    INSERT INTO tally SELECT 'event', NEW.starts_on, 1 WHERE NEW.status = 'active'
    ON CONFLICT (what, key) DO UPDATE SET n = n + 1;
    DELETE FROM tally WHERE what = 'event' AND key = OLD.starts_on AND n = 0;
END;

CREATE TRIGGER event_count_delete AFTER DELETE ON event WHEN OLD.status = 'active' BEGIN
    UPDATE tally SET n = n - 1 WHERE what = 'event' AND key = OLD.starts_on;
    DELETE FROM tally WHERE what = 'event' AND key = OLD.starts_on AND n = 0;
END;

CREATE TRIGGER volunteer_mark_status AFTER UPDATE OF status, code ON volunteer BEGIN
    INSERT OR IGNORE INTO risk_dirty SELECT child_id FROM assignment WHERE volunteer_id = NEW.id;
END;

CREATE TRIGGER event_mark_day AFTER UPDATE OF starts_on, ends_on ON event BEGIN
    INSERT OR IGNORE INTO risk_dirty
    SELECT child_id FROM participation WHERE event_id = NEW.id AND child_id IS NOT NULL;
END;

CREATE TRIGGER assignment_mark_insert AFTER INSERT ON assignment BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (NEW.child_id);
END;

CREATE TRIGGER assignment_mark_update AFTER UPDATE ON assignment BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (OLD.child_id);
    INSERT OR IGNORE INTO risk_dirty VALUES (NEW.child_id);
END;

CREATE TRIGGER assignment_mark_delete AFTER DELETE ON assignment BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (OLD.child_id);
END;

CREATE TRIGGER visit_mark_insert AFTER INSERT ON visit BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (NEW.child_id);
END;

CREATE TRIGGER visit_mark_update AFTER UPDATE ON visit BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (OLD.child_id);
    INSERT OR IGNORE INTO risk_dirty VALUES (NEW.child_id);
END;

CREATE TRIGGER visit_mark_delete AFTER DELETE ON visit BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (OLD.child_id);
END;

CREATE TRIGGER attendance_day_mark_insert AFTER INSERT ON attendance_day BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (NEW.child_id);
END;

CREATE TRIGGER attendance_day_mark_update AFTER UPDATE ON attendance_day BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (OLD.child_id);
    INSERT OR IGNORE INTO risk_dirty VALUES (NEW.child_id);
END;

CREATE TRIGGER attendance_day_mark_delete AFTER DELETE ON attendance_day BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (OLD.child_id);
END;

CREATE TRIGGER attendance_range_mark_insert AFTER INSERT ON attendance_range BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (NEW.child_id);
END;

CREATE TRIGGER attendance_range_mark_update AFTER UPDATE ON attendance_range BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (OLD.child_id);
    INSERT OR IGNORE INTO risk_dirty VALUES (NEW.child_id);
END;

CREATE TRIGGER attendance_range_mark_delete AFTER DELETE ON attendance_range BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (OLD.child_id);
END;

CREATE TRIGGER exam_mark_insert AFTER INSERT ON exam BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (NEW.child_id);
END;

CREATE TRIGGER exam_mark_update AFTER UPDATE ON exam BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (OLD.child_id);
    INSERT OR IGNORE INTO risk_dirty VALUES (NEW.child_id);
END;

CREATE TRIGGER exam_mark_delete AFTER DELETE ON exam BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (OLD.child_id);
END;

CREATE TRIGGER fact_mark_insert AFTER INSERT ON fact BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (NEW.child_id);
END;

CREATE TRIGGER fact_mark_update AFTER UPDATE ON fact BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (OLD.child_id);
    INSERT OR IGNORE INTO risk_dirty VALUES (NEW.child_id);
END;

CREATE TRIGGER fact_mark_delete AFTER DELETE ON fact BEGIN
    INSERT OR IGNORE INTO risk_dirty VALUES (OLD.child_id);
END;

CREATE TRIGGER decision_mark_insert AFTER INSERT ON decision BEGIN
    INSERT OR IGNORE INTO risk_dirty SELECT NEW.child_id WHERE NEW.child_id IS NOT NULL;
END;

CREATE TRIGGER decision_mark_update AFTER UPDATE ON decision BEGIN
    INSERT OR IGNORE INTO risk_dirty SELECT OLD.child_id WHERE OLD.child_id IS NOT NULL;
    INSERT OR IGNORE INTO risk_dirty SELECT NEW.child_id WHERE NEW.child_id IS NOT NULL;
END;

CREATE TRIGGER decision_mark_delete AFTER DELETE ON decision BEGIN
    INSERT OR IGNORE INTO risk_dirty SELECT OLD.child_id WHERE OLD.child_id IS NOT NULL;
END;

CREATE TRIGGER contact_mark_insert AFTER INSERT ON contact BEGIN
    INSERT OR IGNORE INTO risk_dirty SELECT NEW.child_id WHERE NEW.child_id IS NOT NULL;
END;

CREATE TRIGGER contact_mark_update AFTER UPDATE ON contact BEGIN
    INSERT OR IGNORE INTO risk_dirty SELECT OLD.child_id WHERE OLD.child_id IS NOT NULL;
    INSERT OR IGNORE INTO risk_dirty SELECT NEW.child_id WHERE NEW.child_id IS NOT NULL;
END;

CREATE TRIGGER contact_mark_delete AFTER DELETE ON contact BEGIN
    INSERT OR IGNORE INTO risk_dirty SELECT OLD.child_id WHERE OLD.child_id IS NOT NULL;
END;

CREATE TRIGGER task_mark_insert AFTER INSERT ON task BEGIN
    INSERT OR IGNORE INTO risk_dirty SELECT NEW.child_id WHERE NEW.child_id IS NOT NULL;
END;

CREATE TRIGGER task_mark_update AFTER UPDATE ON task BEGIN
    INSERT OR IGNORE INTO risk_dirty SELECT OLD.child_id WHERE OLD.child_id IS NOT NULL;
    INSERT OR IGNORE INTO risk_dirty SELECT NEW.child_id WHERE NEW.child_id IS NOT NULL;
END;

CREATE TRIGGER task_mark_delete AFTER DELETE ON task BEGIN
    INSERT OR IGNORE INTO risk_dirty SELECT OLD.child_id WHERE OLD.child_id IS NOT NULL;
END;

CREATE TRIGGER participation_mark_insert AFTER INSERT ON participation BEGIN
    INSERT OR IGNORE INTO risk_dirty SELECT NEW.child_id WHERE NEW.child_id IS NOT NULL;
END;

CREATE TRIGGER participation_mark_update AFTER UPDATE ON participation BEGIN
    INSERT OR IGNORE INTO risk_dirty SELECT OLD.child_id WHERE OLD.child_id IS NOT NULL;
    INSERT OR IGNORE INTO risk_dirty SELECT NEW.child_id WHERE NEW.child_id IS NOT NULL;
END;

CREATE TRIGGER participation_mark_delete AFTER DELETE ON participation BEGIN
    INSERT OR IGNORE INTO risk_dirty SELECT OLD.child_id WHERE OLD.child_id IS NOT NULL;
END;

-- What changes no score says so here and in src/domain/settings/rules.rs.
CREATE TRIGGER setting_mark_insert AFTER INSERT ON setting
WHEN NEW.code NOT GLOB 'office_*' AND NEW.code NOT GLOB 'backup_*' AND NEW.code NOT GLOB 'look_again_*'
    AND NEW.code NOT IN ('triage_portion', 'horizon', 'check_notice', 'training_notice')
BEGIN
    UPDATE derived SET all_dirty = 1;
END;

CREATE TRIGGER setting_mark_update AFTER UPDATE ON setting
WHEN NEW.code NOT GLOB 'office_*' AND NEW.code NOT GLOB 'backup_*' AND NEW.code NOT GLOB 'look_again_*'
    AND NEW.code NOT IN ('triage_portion', 'horizon', 'check_notice', 'training_notice')
BEGIN
    UPDATE derived SET all_dirty = 1;
END;

CREATE TRIGGER setting_mark_delete AFTER DELETE ON setting
WHEN OLD.code NOT GLOB 'office_*' AND OLD.code NOT GLOB 'backup_*' AND OLD.code NOT GLOB 'look_again_*'
    AND OLD.code NOT IN ('triage_portion', 'horizon', 'check_notice', 'training_notice')
BEGIN
    UPDATE derived SET all_dirty = 1;
END;

CREATE TRIGGER office_mark_since AFTER UPDATE OF visits_since ON office BEGIN
    UPDATE derived SET all_dirty = 1;
END;

---------------------------------------------------------------------------------------------------------------------
-- 7. Journal triggers

CREATE TRIGGER carer_journal_insert AFTER INSERT ON carer BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'carer', NEW.id, NEW.id,
        NULL,
        json_patch('{}', json_object(
            'code', NEW.code, 'name', NEW.name, 'phone', NEW.phone, 'address', NEW.address, 'status', NEW.status,
            'closed_on', NEW.closed_on, 'note', NEW.note, 'merged_into_id', NEW.merged_into_id,
            'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER carer_journal_update AFTER UPDATE ON carer BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'carer', NEW.id, NEW.id,
        json_remove(json_object(
            'code', OLD.code, 'name', OLD.name, 'phone', OLD.phone, 'address', OLD.address, 'status', OLD.status,
            'closed_on', OLD.closed_on, 'note', OLD.note, 'merged_into_id', OLD.merged_into_id),
            iif(OLD.code IS NEW.code, '$.code', '$.-'), iif(OLD.name IS NEW.name, '$.name', '$.-'),
            iif(OLD.phone IS NEW.phone, '$.phone', '$.-'), iif(OLD.address IS NEW.address, '$.address', '$.-'),
            iif(OLD.status IS NEW.status, '$.status', '$.-'),
            iif(OLD.closed_on IS NEW.closed_on, '$.closed_on', '$.-'), iif(OLD.note IS NEW.note, '$.note', '$.-'),
            iif(OLD.merged_into_id IS NEW.merged_into_id, '$.merged_into_id', '$.-')),
        json_remove(json_object(
            'code', NEW.code, 'name', NEW.name, 'phone', NEW.phone, 'address', NEW.address, 'status', NEW.status,
            'closed_on', NEW.closed_on, 'note', NEW.note, 'merged_into_id', NEW.merged_into_id),
            iif(OLD.code IS NEW.code, '$.code', '$.-'), iif(OLD.name IS NEW.name, '$.name', '$.-'),
            iif(OLD.phone IS NEW.phone, '$.phone', '$.-'), iif(OLD.address IS NEW.address, '$.address', '$.-'),
            iif(OLD.status IS NEW.status, '$.status', '$.-'),
            iif(OLD.closed_on IS NEW.closed_on, '$.closed_on', '$.-'), iif(OLD.note IS NEW.note, '$.note', '$.-'),
            iif(OLD.merged_into_id IS NEW.merged_into_id, '$.merged_into_id', '$.-')));
END;

CREATE TRIGGER carer_journal_delete AFTER DELETE ON carer BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'carer', OLD.id, OLD.id,
        json_patch('{}', json_object(
            'code', OLD.code, 'name', OLD.name, 'phone', OLD.phone, 'address', OLD.address, 'status', OLD.status,
            'closed_on', OLD.closed_on, 'note', OLD.note, 'merged_into_id', OLD.merged_into_id,
            'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER volunteer_journal_insert AFTER INSERT ON volunteer BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'volunteer', NEW.id, NEW.id,
        NULL,
        json_patch('{}', json_object(
            'code', NEW.code, 'name', NEW.name, 'sex', NEW.sex, 'phone', NEW.phone, 'township', NEW.township,
            'village', NEW.village, 'status', NEW.status, 'joined_on', NEW.joined_on, 'left_on', NEW.left_on,
            'check_valid_until', NEW.check_valid_until, 'training_valid_until', NEW.training_valid_until,
            'capacity', NEW.capacity, 'note', NEW.note, 'merged_into_id', NEW.merged_into_id,
            'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER volunteer_journal_update AFTER UPDATE ON volunteer BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'volunteer', NEW.id, NEW.id,
        json_remove(json_object(
            'code', OLD.code, 'name', OLD.name, 'sex', OLD.sex, 'phone', OLD.phone, 'township', OLD.township,
            'village', OLD.village, 'status', OLD.status, 'joined_on', OLD.joined_on, 'left_on', OLD.left_on,
            'check_valid_until', OLD.check_valid_until, 'training_valid_until', OLD.training_valid_until,
            'capacity', OLD.capacity, 'note', OLD.note, 'merged_into_id', OLD.merged_into_id),
            iif(OLD.code IS NEW.code, '$.code', '$.-'), iif(OLD.name IS NEW.name, '$.name', '$.-'),
            iif(OLD.sex IS NEW.sex, '$.sex', '$.-'), iif(OLD.phone IS NEW.phone, '$.phone', '$.-'),
            iif(OLD.township IS NEW.township, '$.township', '$.-'),
            iif(OLD.village IS NEW.village, '$.village', '$.-'), iif(OLD.status IS NEW.status, '$.status', '$.-'),
            iif(OLD.joined_on IS NEW.joined_on, '$.joined_on', '$.-'),
            iif(OLD.left_on IS NEW.left_on, '$.left_on', '$.-'),
            iif(OLD.check_valid_until IS NEW.check_valid_until, '$.check_valid_until', '$.-'),
            iif(OLD.training_valid_until IS NEW.training_valid_until, '$.training_valid_until', '$.-'),
            iif(OLD.capacity IS NEW.capacity, '$.capacity', '$.-'), iif(OLD.note IS NEW.note, '$.note', '$.-'),
            iif(OLD.merged_into_id IS NEW.merged_into_id, '$.merged_into_id', '$.-')),
        json_remove(json_object(
            'code', NEW.code, 'name', NEW.name, 'sex', NEW.sex, 'phone', NEW.phone, 'township', NEW.township,
            'village', NEW.village, 'status', NEW.status, 'joined_on', NEW.joined_on, 'left_on', NEW.left_on,
            'check_valid_until', NEW.check_valid_until, 'training_valid_until', NEW.training_valid_until,
            'capacity', NEW.capacity, 'note', NEW.note, 'merged_into_id', NEW.merged_into_id),
            iif(OLD.code IS NEW.code, '$.code', '$.-'), iif(OLD.name IS NEW.name, '$.name', '$.-'),
            iif(OLD.sex IS NEW.sex, '$.sex', '$.-'), iif(OLD.phone IS NEW.phone, '$.phone', '$.-'),
            iif(OLD.township IS NEW.township, '$.township', '$.-'),
            iif(OLD.village IS NEW.village, '$.village', '$.-'), iif(OLD.status IS NEW.status, '$.status', '$.-'),
            iif(OLD.joined_on IS NEW.joined_on, '$.joined_on', '$.-'),
            iif(OLD.left_on IS NEW.left_on, '$.left_on', '$.-'),
            iif(OLD.check_valid_until IS NEW.check_valid_until, '$.check_valid_until', '$.-'),
            iif(OLD.training_valid_until IS NEW.training_valid_until, '$.training_valid_until', '$.-'),
            iif(OLD.capacity IS NEW.capacity, '$.capacity', '$.-'), iif(OLD.note IS NEW.note, '$.note', '$.-'),
            iif(OLD.merged_into_id IS NEW.merged_into_id, '$.merged_into_id', '$.-')));
END;

CREATE TRIGGER volunteer_journal_delete AFTER DELETE ON volunteer BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'volunteer', OLD.id, OLD.id,
        json_patch('{}', json_object(
            'code', OLD.code, 'name', OLD.name, 'sex', OLD.sex, 'phone', OLD.phone, 'township', OLD.township,
            'village', OLD.village, 'status', OLD.status, 'joined_on', OLD.joined_on, 'left_on', OLD.left_on,
            'check_valid_until', OLD.check_valid_until, 'training_valid_until', OLD.training_valid_until,
            'capacity', OLD.capacity, 'note', OLD.note, 'merged_into_id', OLD.merged_into_id,
            'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER child_journal_insert AFTER INSERT ON child BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'child', NEW.id, NEW.id,
        NULL,
        json_patch('{}', json_object(
            'code', NEW.code, 'name', NEW.name, 'sex', NEW.sex, 'birth_date', NEW.birth_date,
            'lunar_birthday', NEW.lunar_birthday, 'celebrate_by', NEW.celebrate_by, 'id_number', NEW.id_number,
            'township', NEW.township, 'village', NEW.village, 'address', NEW.address, 'school', NEW.school,
            'grade', NEW.grade, 'grade_year', NEW.grade_year, 'class', NEW.class, 'class_teacher', NEW.class_teacher,
            'teacher_phone', NEW.teacher_phone, 'categories', NEW.categories, 'carer_id', NEW.carer_id,
            'carer_relation', NEW.carer_relation, 'admitted_on', NEW.admitted_on, 'status', NEW.status,
            'closed_on', NEW.closed_on, 'closed_reason', NEW.closed_reason, 'note', NEW.note,
            'merged_into_id', NEW.merged_into_id, 'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER child_journal_update AFTER UPDATE ON child BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'child', NEW.id, NEW.id,
        json_remove(json_object(
            'code', OLD.code, 'name', OLD.name, 'sex', OLD.sex, 'birth_date', OLD.birth_date,
            'lunar_birthday', OLD.lunar_birthday, 'celebrate_by', OLD.celebrate_by, 'id_number', OLD.id_number,
            'township', OLD.township, 'village', OLD.village, 'address', OLD.address, 'school', OLD.school,
            'grade', OLD.grade, 'grade_year', OLD.grade_year, 'class', OLD.class, 'class_teacher', OLD.class_teacher,
            'teacher_phone', OLD.teacher_phone, 'categories', OLD.categories, 'carer_id', OLD.carer_id,
            'carer_relation', OLD.carer_relation, 'admitted_on', OLD.admitted_on, 'status', OLD.status,
            'closed_on', OLD.closed_on, 'closed_reason', OLD.closed_reason, 'note', OLD.note,
            'merged_into_id', OLD.merged_into_id),
            iif(OLD.code IS NEW.code, '$.code', '$.-'), iif(OLD.name IS NEW.name, '$.name', '$.-'),
            iif(OLD.sex IS NEW.sex, '$.sex', '$.-'), iif(OLD.birth_date IS NEW.birth_date, '$.birth_date', '$.-'),
            iif(OLD.lunar_birthday IS NEW.lunar_birthday, '$.lunar_birthday', '$.-'),
            iif(OLD.celebrate_by IS NEW.celebrate_by, '$.celebrate_by', '$.-'),
            iif(OLD.id_number IS NEW.id_number, '$.id_number', '$.-'),
            iif(OLD.township IS NEW.township, '$.township', '$.-'),
            iif(OLD.village IS NEW.village, '$.village', '$.-'), iif(OLD.address IS NEW.address, '$.address', '$.-'),
            iif(OLD.school IS NEW.school, '$.school', '$.-'), iif(OLD.grade IS NEW.grade, '$.grade', '$.-'),
            iif(OLD.grade_year IS NEW.grade_year, '$.grade_year', '$.-'),
            iif(OLD.class IS NEW.class, '$.class', '$.-'),
            iif(OLD.class_teacher IS NEW.class_teacher, '$.class_teacher', '$.-'),
            iif(OLD.teacher_phone IS NEW.teacher_phone, '$.teacher_phone', '$.-'),
            iif(OLD.categories IS NEW.categories, '$.categories', '$.-'),
            iif(OLD.carer_id IS NEW.carer_id, '$.carer_id', '$.-'),
            iif(OLD.carer_relation IS NEW.carer_relation, '$.carer_relation', '$.-'),
            iif(OLD.admitted_on IS NEW.admitted_on, '$.admitted_on', '$.-'),
            iif(OLD.status IS NEW.status, '$.status', '$.-'),
            iif(OLD.closed_on IS NEW.closed_on, '$.closed_on', '$.-'),
            iif(OLD.closed_reason IS NEW.closed_reason, '$.closed_reason', '$.-'),
            iif(OLD.note IS NEW.note, '$.note', '$.-'),
            iif(OLD.merged_into_id IS NEW.merged_into_id, '$.merged_into_id', '$.-')),
        json_remove(json_object(
            'code', NEW.code, 'name', NEW.name, 'sex', NEW.sex, 'birth_date', NEW.birth_date,
            'lunar_birthday', NEW.lunar_birthday, 'celebrate_by', NEW.celebrate_by, 'id_number', NEW.id_number,
            'township', NEW.township, 'village', NEW.village, 'address', NEW.address, 'school', NEW.school,
            'grade', NEW.grade, 'grade_year', NEW.grade_year, 'class', NEW.class, 'class_teacher', NEW.class_teacher,
            'teacher_phone', NEW.teacher_phone, 'categories', NEW.categories, 'carer_id', NEW.carer_id,
            'carer_relation', NEW.carer_relation, 'admitted_on', NEW.admitted_on, 'status', NEW.status,
            'closed_on', NEW.closed_on, 'closed_reason', NEW.closed_reason, 'note', NEW.note,
            'merged_into_id', NEW.merged_into_id),
            iif(OLD.code IS NEW.code, '$.code', '$.-'), iif(OLD.name IS NEW.name, '$.name', '$.-'),
            iif(OLD.sex IS NEW.sex, '$.sex', '$.-'), iif(OLD.birth_date IS NEW.birth_date, '$.birth_date', '$.-'),
            iif(OLD.lunar_birthday IS NEW.lunar_birthday, '$.lunar_birthday', '$.-'),
            iif(OLD.celebrate_by IS NEW.celebrate_by, '$.celebrate_by', '$.-'),
            iif(OLD.id_number IS NEW.id_number, '$.id_number', '$.-'),
            iif(OLD.township IS NEW.township, '$.township', '$.-'),
            iif(OLD.village IS NEW.village, '$.village', '$.-'), iif(OLD.address IS NEW.address, '$.address', '$.-'),
            iif(OLD.school IS NEW.school, '$.school', '$.-'), iif(OLD.grade IS NEW.grade, '$.grade', '$.-'),
            iif(OLD.grade_year IS NEW.grade_year, '$.grade_year', '$.-'),
            iif(OLD.class IS NEW.class, '$.class', '$.-'),
            iif(OLD.class_teacher IS NEW.class_teacher, '$.class_teacher', '$.-'),
            iif(OLD.teacher_phone IS NEW.teacher_phone, '$.teacher_phone', '$.-'),
            iif(OLD.categories IS NEW.categories, '$.categories', '$.-'),
            iif(OLD.carer_id IS NEW.carer_id, '$.carer_id', '$.-'),
            iif(OLD.carer_relation IS NEW.carer_relation, '$.carer_relation', '$.-'),
            iif(OLD.admitted_on IS NEW.admitted_on, '$.admitted_on', '$.-'),
            iif(OLD.status IS NEW.status, '$.status', '$.-'),
            iif(OLD.closed_on IS NEW.closed_on, '$.closed_on', '$.-'),
            iif(OLD.closed_reason IS NEW.closed_reason, '$.closed_reason', '$.-'),
            iif(OLD.note IS NEW.note, '$.note', '$.-'),
            iif(OLD.merged_into_id IS NEW.merged_into_id, '$.merged_into_id', '$.-')));
END;

CREATE TRIGGER child_journal_delete AFTER DELETE ON child BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'child', OLD.id, OLD.id,
        json_patch('{}', json_object(
            'code', OLD.code, 'name', OLD.name, 'sex', OLD.sex, 'birth_date', OLD.birth_date,
            'lunar_birthday', OLD.lunar_birthday, 'celebrate_by', OLD.celebrate_by, 'id_number', OLD.id_number,
            'township', OLD.township, 'village', OLD.village, 'address', OLD.address, 'school', OLD.school,
            'grade', OLD.grade, 'grade_year', OLD.grade_year, 'class', OLD.class, 'class_teacher', OLD.class_teacher,
            'teacher_phone', OLD.teacher_phone, 'categories', OLD.categories, 'carer_id', OLD.carer_id,
            'carer_relation', OLD.carer_relation, 'admitted_on', OLD.admitted_on, 'status', OLD.status,
            'closed_on', OLD.closed_on, 'closed_reason', OLD.closed_reason, 'note', OLD.note,
            'merged_into_id', OLD.merged_into_id, 'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER assignment_journal_insert AFTER INSERT ON assignment BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'assignment', NEW.id, NEW.child_id,
        NULL,
        json_patch('{}', json_object(
            'child_id', NEW.child_id, 'volunteer_id', NEW.volunteer_id, 'from_day', NEW.from_day,
            'to_day', NEW.to_day, 'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER assignment_journal_update AFTER UPDATE ON assignment BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'assignment', NEW.id, NEW.child_id,
        json_remove(json_object(
            'child_id', OLD.child_id, 'volunteer_id', OLD.volunteer_id, 'from_day', OLD.from_day,
            'to_day', OLD.to_day),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'),
            iif(OLD.volunteer_id IS NEW.volunteer_id, '$.volunteer_id', '$.-'),
            iif(OLD.from_day IS NEW.from_day, '$.from_day', '$.-'), iif(OLD.to_day IS NEW.to_day, '$.to_day', '$.-')),
        json_remove(json_object(
            'child_id', NEW.child_id, 'volunteer_id', NEW.volunteer_id, 'from_day', NEW.from_day,
            'to_day', NEW.to_day),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'),
            iif(OLD.volunteer_id IS NEW.volunteer_id, '$.volunteer_id', '$.-'),
            iif(OLD.from_day IS NEW.from_day, '$.from_day', '$.-'), iif(OLD.to_day IS NEW.to_day, '$.to_day', '$.-')));
END;

CREATE TRIGGER assignment_journal_delete AFTER DELETE ON assignment BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'assignment', OLD.id, OLD.child_id,
        json_patch('{}', json_object(
            'child_id', OLD.child_id, 'volunteer_id', OLD.volunteer_id, 'from_day', OLD.from_day,
            'to_day', OLD.to_day, 'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER visit_journal_insert AFTER INSERT ON visit BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'visit', NEW.id, NEW.child_id,
        NULL,
        json_patch('{}', json_object(
            'child_id', NEW.child_id, 'day', NEW.day, 'volunteer_id', NEW.volunteer_id,
            'second_volunteer_id', NEW.second_volunteer_id, 'child_seen', NEW.child_seen,
            'guardian_seen', NEW.guardian_seen, 'seen_alone', NEW.seen_alone, 'place', NEW.place,
            'school', NEW.school, 'health', NEW.health, 'home', NEW.home, 'mood', NEW.mood, 'safety', NEW.safety,
            'parent_contact', NEW.parent_contact, 'hours', NEW.hours, 'note', NEW.note, 'next_date', NEW.next_date,
            'voided_on', NEW.voided_on, 'void_reason', NEW.void_reason, 'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER visit_journal_update AFTER UPDATE ON visit BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'visit', NEW.id, NEW.child_id,
        json_remove(json_object(
            'child_id', OLD.child_id, 'day', OLD.day, 'volunteer_id', OLD.volunteer_id,
            'second_volunteer_id', OLD.second_volunteer_id, 'child_seen', OLD.child_seen,
            'guardian_seen', OLD.guardian_seen, 'seen_alone', OLD.seen_alone, 'place', OLD.place,
            'school', OLD.school, 'health', OLD.health, 'home', OLD.home, 'mood', OLD.mood, 'safety', OLD.safety,
            'parent_contact', OLD.parent_contact, 'hours', OLD.hours, 'note', OLD.note, 'next_date', OLD.next_date,
            'voided_on', OLD.voided_on, 'void_reason', OLD.void_reason),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'), iif(OLD.day IS NEW.day, '$.day', '$.-'),
            iif(OLD.volunteer_id IS NEW.volunteer_id, '$.volunteer_id', '$.-'),
            iif(OLD.second_volunteer_id IS NEW.second_volunteer_id, '$.second_volunteer_id', '$.-'),
            iif(OLD.child_seen IS NEW.child_seen, '$.child_seen', '$.-'),
            iif(OLD.guardian_seen IS NEW.guardian_seen, '$.guardian_seen', '$.-'),
            iif(OLD.seen_alone IS NEW.seen_alone, '$.seen_alone', '$.-'),
            iif(OLD.place IS NEW.place, '$.place', '$.-'), iif(OLD.school IS NEW.school, '$.school', '$.-'),
            iif(OLD.health IS NEW.health, '$.health', '$.-'), iif(OLD.home IS NEW.home, '$.home', '$.-'),
            iif(OLD.mood IS NEW.mood, '$.mood', '$.-'), iif(OLD.safety IS NEW.safety, '$.safety', '$.-'),
            iif(OLD.parent_contact IS NEW.parent_contact, '$.parent_contact', '$.-'),
            iif(OLD.hours IS NEW.hours, '$.hours', '$.-'), iif(OLD.note IS NEW.note, '$.note', '$.-'),
            iif(OLD.next_date IS NEW.next_date, '$.next_date', '$.-'),
            iif(OLD.voided_on IS NEW.voided_on, '$.voided_on', '$.-'),
            iif(OLD.void_reason IS NEW.void_reason, '$.void_reason', '$.-')),
        json_remove(json_object(
            'child_id', NEW.child_id, 'day', NEW.day, 'volunteer_id', NEW.volunteer_id,
            'second_volunteer_id', NEW.second_volunteer_id, 'child_seen', NEW.child_seen,
            'guardian_seen', NEW.guardian_seen, 'seen_alone', NEW.seen_alone, 'place', NEW.place,
            'school', NEW.school, 'health', NEW.health, 'home', NEW.home, 'mood', NEW.mood, 'safety', NEW.safety,
            'parent_contact', NEW.parent_contact, 'hours', NEW.hours, 'note', NEW.note, 'next_date', NEW.next_date,
            'voided_on', NEW.voided_on, 'void_reason', NEW.void_reason),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'), iif(OLD.day IS NEW.day, '$.day', '$.-'),
            iif(OLD.volunteer_id IS NEW.volunteer_id, '$.volunteer_id', '$.-'),
            iif(OLD.second_volunteer_id IS NEW.second_volunteer_id, '$.second_volunteer_id', '$.-'),
            iif(OLD.child_seen IS NEW.child_seen, '$.child_seen', '$.-'),
            iif(OLD.guardian_seen IS NEW.guardian_seen, '$.guardian_seen', '$.-'),
            iif(OLD.seen_alone IS NEW.seen_alone, '$.seen_alone', '$.-'),
            iif(OLD.place IS NEW.place, '$.place', '$.-'), iif(OLD.school IS NEW.school, '$.school', '$.-'),
            iif(OLD.health IS NEW.health, '$.health', '$.-'), iif(OLD.home IS NEW.home, '$.home', '$.-'),
            iif(OLD.mood IS NEW.mood, '$.mood', '$.-'), iif(OLD.safety IS NEW.safety, '$.safety', '$.-'),
            iif(OLD.parent_contact IS NEW.parent_contact, '$.parent_contact', '$.-'),
            iif(OLD.hours IS NEW.hours, '$.hours', '$.-'), iif(OLD.note IS NEW.note, '$.note', '$.-'),
            iif(OLD.next_date IS NEW.next_date, '$.next_date', '$.-'),
            iif(OLD.voided_on IS NEW.voided_on, '$.voided_on', '$.-'),
            iif(OLD.void_reason IS NEW.void_reason, '$.void_reason', '$.-')));
END;

CREATE TRIGGER visit_journal_delete AFTER DELETE ON visit BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'visit', OLD.id, OLD.child_id,
        json_patch('{}', json_object(
            'child_id', OLD.child_id, 'day', OLD.day, 'volunteer_id', OLD.volunteer_id,
            'second_volunteer_id', OLD.second_volunteer_id, 'child_seen', OLD.child_seen,
            'guardian_seen', OLD.guardian_seen, 'seen_alone', OLD.seen_alone, 'place', OLD.place,
            'school', OLD.school, 'health', OLD.health, 'home', OLD.home, 'mood', OLD.mood, 'safety', OLD.safety,
            'parent_contact', OLD.parent_contact, 'hours', OLD.hours, 'note', OLD.note, 'next_date', OLD.next_date,
            'voided_on', OLD.voided_on, 'void_reason', OLD.void_reason, 'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER contact_journal_insert AFTER INSERT ON contact BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'contact', NEW.id, NEW.child_id,
        NULL,
        json_patch('{}', json_object(
            'child_id', NEW.child_id, 'day', NEW.day, 'kind', NEW.kind, 'with_whom', NEW.with_whom, 'note', NEW.note,
            'voided_on', NEW.voided_on, 'void_reason', NEW.void_reason, 'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER contact_journal_update AFTER UPDATE ON contact BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'contact', NEW.id, NEW.child_id,
        json_remove(json_object(
            'child_id', OLD.child_id, 'day', OLD.day, 'kind', OLD.kind, 'with_whom', OLD.with_whom, 'note', OLD.note,
            'voided_on', OLD.voided_on, 'void_reason', OLD.void_reason),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'), iif(OLD.day IS NEW.day, '$.day', '$.-'),
            iif(OLD.kind IS NEW.kind, '$.kind', '$.-'), iif(OLD.with_whom IS NEW.with_whom, '$.with_whom', '$.-'),
            iif(OLD.note IS NEW.note, '$.note', '$.-'), iif(OLD.voided_on IS NEW.voided_on, '$.voided_on', '$.-'),
            iif(OLD.void_reason IS NEW.void_reason, '$.void_reason', '$.-')),
        json_remove(json_object(
            'child_id', NEW.child_id, 'day', NEW.day, 'kind', NEW.kind, 'with_whom', NEW.with_whom, 'note', NEW.note,
            'voided_on', NEW.voided_on, 'void_reason', NEW.void_reason),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'), iif(OLD.day IS NEW.day, '$.day', '$.-'),
            iif(OLD.kind IS NEW.kind, '$.kind', '$.-'), iif(OLD.with_whom IS NEW.with_whom, '$.with_whom', '$.-'),
            iif(OLD.note IS NEW.note, '$.note', '$.-'), iif(OLD.voided_on IS NEW.voided_on, '$.voided_on', '$.-'),
            iif(OLD.void_reason IS NEW.void_reason, '$.void_reason', '$.-')));
END;

CREATE TRIGGER contact_journal_delete AFTER DELETE ON contact BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'contact', OLD.id, OLD.child_id,
        json_patch('{}', json_object(
            'child_id', OLD.child_id, 'day', OLD.day, 'kind', OLD.kind, 'with_whom', OLD.with_whom, 'note', OLD.note,
            'voided_on', OLD.voided_on, 'void_reason', OLD.void_reason, 'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER task_journal_insert AFTER INSERT ON task BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'task', NEW.id, coalesce(NEW.child_id, NEW.id),
        NULL,
        json_patch('{}', json_object(
            'child_id', NEW.child_id, 'title', NEW.title, 'due', NEW.due, 'owner', NEW.owner, 'status', NEW.status,
            'done_on', NEW.done_on, 'note', NEW.note, 'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER task_journal_update AFTER UPDATE ON task BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'task', NEW.id, coalesce(NEW.child_id, NEW.id),
        json_remove(json_object(
            'child_id', OLD.child_id, 'title', OLD.title, 'due', OLD.due, 'owner', OLD.owner, 'status', OLD.status,
            'done_on', OLD.done_on, 'note', OLD.note),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'), iif(OLD.title IS NEW.title, '$.title', '$.-'),
            iif(OLD.due IS NEW.due, '$.due', '$.-'), iif(OLD.owner IS NEW.owner, '$.owner', '$.-'),
            iif(OLD.status IS NEW.status, '$.status', '$.-'), iif(OLD.done_on IS NEW.done_on, '$.done_on', '$.-'),
            iif(OLD.note IS NEW.note, '$.note', '$.-')),
        json_remove(json_object(
            'child_id', NEW.child_id, 'title', NEW.title, 'due', NEW.due, 'owner', NEW.owner, 'status', NEW.status,
            'done_on', NEW.done_on, 'note', NEW.note),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'), iif(OLD.title IS NEW.title, '$.title', '$.-'),
            iif(OLD.due IS NEW.due, '$.due', '$.-'), iif(OLD.owner IS NEW.owner, '$.owner', '$.-'),
            iif(OLD.status IS NEW.status, '$.status', '$.-'), iif(OLD.done_on IS NEW.done_on, '$.done_on', '$.-'),
            iif(OLD.note IS NEW.note, '$.note', '$.-')));
END;

CREATE TRIGGER task_journal_delete AFTER DELETE ON task BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'task', OLD.id, coalesce(OLD.child_id, OLD.id),
        json_patch('{}', json_object(
            'child_id', OLD.child_id, 'title', OLD.title, 'due', OLD.due, 'owner', OLD.owner, 'status', OLD.status,
            'done_on', OLD.done_on, 'note', OLD.note, 'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER attendance_day_journal_insert AFTER INSERT ON attendance_day BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'attendance_day', NEW.id, NEW.child_id,
        NULL,
        json_patch('{}', json_object(
            'child_id', NEW.child_id, 'day', NEW.day, 'status', NEW.status, 'voided_on', NEW.voided_on,
            'void_reason', NEW.void_reason, 'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER attendance_day_journal_update AFTER UPDATE ON attendance_day BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'attendance_day', NEW.id, NEW.child_id,
        json_remove(json_object(
            'child_id', OLD.child_id, 'day', OLD.day, 'status', OLD.status, 'voided_on', OLD.voided_on,
            'void_reason', OLD.void_reason),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'), iif(OLD.day IS NEW.day, '$.day', '$.-'),
            iif(OLD.status IS NEW.status, '$.status', '$.-'),
            iif(OLD.voided_on IS NEW.voided_on, '$.voided_on', '$.-'),
            iif(OLD.void_reason IS NEW.void_reason, '$.void_reason', '$.-')),
        json_remove(json_object(
            'child_id', NEW.child_id, 'day', NEW.day, 'status', NEW.status, 'voided_on', NEW.voided_on,
            'void_reason', NEW.void_reason),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'), iif(OLD.day IS NEW.day, '$.day', '$.-'),
            iif(OLD.status IS NEW.status, '$.status', '$.-'),
            iif(OLD.voided_on IS NEW.voided_on, '$.voided_on', '$.-'),
            iif(OLD.void_reason IS NEW.void_reason, '$.void_reason', '$.-')));
END;

CREATE TRIGGER attendance_day_journal_delete AFTER DELETE ON attendance_day BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'attendance_day', OLD.id, OLD.child_id,
        json_patch('{}', json_object(
            'child_id', OLD.child_id, 'day', OLD.day, 'status', OLD.status, 'voided_on', OLD.voided_on,
            'void_reason', OLD.void_reason, 'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER attendance_range_journal_insert AFTER INSERT ON attendance_range BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'attendance_range', NEW.id, NEW.child_id,
        NULL,
        json_patch('{}', json_object(
            'child_id', NEW.child_id, 'from_day', NEW.from_day, 'to_day', NEW.to_day,
            'days_recorded', NEW.days_recorded, 'absent_excused', NEW.absent_excused,
            'absent_unexcused', NEW.absent_unexcused, 'voided_on', NEW.voided_on, 'void_reason', NEW.void_reason,
            'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER attendance_range_journal_update AFTER UPDATE ON attendance_range BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'attendance_range', NEW.id, NEW.child_id,
        json_remove(json_object(
            'child_id', OLD.child_id, 'from_day', OLD.from_day, 'to_day', OLD.to_day,
            'days_recorded', OLD.days_recorded, 'absent_excused', OLD.absent_excused,
            'absent_unexcused', OLD.absent_unexcused, 'voided_on', OLD.voided_on, 'void_reason', OLD.void_reason),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'),
            iif(OLD.from_day IS NEW.from_day, '$.from_day', '$.-'), iif(OLD.to_day IS NEW.to_day, '$.to_day', '$.-'),
            iif(OLD.days_recorded IS NEW.days_recorded, '$.days_recorded', '$.-'),
            iif(OLD.absent_excused IS NEW.absent_excused, '$.absent_excused', '$.-'),
            iif(OLD.absent_unexcused IS NEW.absent_unexcused, '$.absent_unexcused', '$.-'),
            iif(OLD.voided_on IS NEW.voided_on, '$.voided_on', '$.-'),
            iif(OLD.void_reason IS NEW.void_reason, '$.void_reason', '$.-')),
        json_remove(json_object(
            'child_id', NEW.child_id, 'from_day', NEW.from_day, 'to_day', NEW.to_day,
            'days_recorded', NEW.days_recorded, 'absent_excused', NEW.absent_excused,
            'absent_unexcused', NEW.absent_unexcused, 'voided_on', NEW.voided_on, 'void_reason', NEW.void_reason),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'),
            iif(OLD.from_day IS NEW.from_day, '$.from_day', '$.-'), iif(OLD.to_day IS NEW.to_day, '$.to_day', '$.-'),
            iif(OLD.days_recorded IS NEW.days_recorded, '$.days_recorded', '$.-'),
            iif(OLD.absent_excused IS NEW.absent_excused, '$.absent_excused', '$.-'),
            iif(OLD.absent_unexcused IS NEW.absent_unexcused, '$.absent_unexcused', '$.-'),
            iif(OLD.voided_on IS NEW.voided_on, '$.voided_on', '$.-'),
            iif(OLD.void_reason IS NEW.void_reason, '$.void_reason', '$.-')));
END;

CREATE TRIGGER attendance_range_journal_delete AFTER DELETE ON attendance_range BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'attendance_range', OLD.id, OLD.child_id,
        json_patch('{}', json_object(
            'child_id', OLD.child_id, 'from_day', OLD.from_day, 'to_day', OLD.to_day,
            'days_recorded', OLD.days_recorded, 'absent_excused', OLD.absent_excused,
            'absent_unexcused', OLD.absent_unexcused, 'voided_on', OLD.voided_on, 'void_reason', OLD.void_reason,
            'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER exam_journal_insert AFTER INSERT ON exam BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'exam', NEW.id, NEW.child_id,
        NULL,
        json_patch('{}', json_object(
            'child_id', NEW.child_id, 'day', NEW.day, 'subject', NEW.subject, 'score', NEW.score,
            'full_marks', NEW.full_marks, 'exam_type', NEW.exam_type, 'voided_on', NEW.voided_on,
            'void_reason', NEW.void_reason, 'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER exam_journal_update AFTER UPDATE ON exam BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'exam', NEW.id, NEW.child_id,
        json_remove(json_object(
            'child_id', OLD.child_id, 'day', OLD.day, 'subject', OLD.subject, 'score', OLD.score,
            'full_marks', OLD.full_marks, 'exam_type', OLD.exam_type, 'voided_on', OLD.voided_on,
            'void_reason', OLD.void_reason),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'), iif(OLD.day IS NEW.day, '$.day', '$.-'),
            iif(OLD.subject IS NEW.subject, '$.subject', '$.-'), iif(OLD.score IS NEW.score, '$.score', '$.-'),
            iif(OLD.full_marks IS NEW.full_marks, '$.full_marks', '$.-'),
            iif(OLD.exam_type IS NEW.exam_type, '$.exam_type', '$.-'),
            iif(OLD.voided_on IS NEW.voided_on, '$.voided_on', '$.-'),
            iif(OLD.void_reason IS NEW.void_reason, '$.void_reason', '$.-')),
        json_remove(json_object(
            'child_id', NEW.child_id, 'day', NEW.day, 'subject', NEW.subject, 'score', NEW.score,
            'full_marks', NEW.full_marks, 'exam_type', NEW.exam_type, 'voided_on', NEW.voided_on,
            'void_reason', NEW.void_reason),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'), iif(OLD.day IS NEW.day, '$.day', '$.-'),
            iif(OLD.subject IS NEW.subject, '$.subject', '$.-'), iif(OLD.score IS NEW.score, '$.score', '$.-'),
            iif(OLD.full_marks IS NEW.full_marks, '$.full_marks', '$.-'),
            iif(OLD.exam_type IS NEW.exam_type, '$.exam_type', '$.-'),
            iif(OLD.voided_on IS NEW.voided_on, '$.voided_on', '$.-'),
            iif(OLD.void_reason IS NEW.void_reason, '$.void_reason', '$.-')));
END;

CREATE TRIGGER exam_journal_delete AFTER DELETE ON exam BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'exam', OLD.id, OLD.child_id,
        json_patch('{}', json_object(
            'child_id', OLD.child_id, 'day', OLD.day, 'subject', OLD.subject, 'score', OLD.score,
            'full_marks', OLD.full_marks, 'exam_type', OLD.exam_type, 'voided_on', OLD.voided_on,
            'void_reason', OLD.void_reason, 'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER fact_journal_insert AFTER INSERT ON fact BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'fact', NEW.id, NEW.child_id,
        NULL,
        json_patch('{}', json_object(
            'child_id', NEW.child_id, 'code', NEW.code, 'value', NEW.value, 'day', NEW.day, 'source', NEW.source,
            'note', NEW.note, 'voided_on', NEW.voided_on, 'void_reason', NEW.void_reason,
            'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER fact_journal_update AFTER UPDATE ON fact BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'fact', NEW.id, NEW.child_id,
        json_remove(json_object(
            'child_id', OLD.child_id, 'code', OLD.code, 'value', OLD.value, 'day', OLD.day, 'source', OLD.source,
            'note', OLD.note, 'voided_on', OLD.voided_on, 'void_reason', OLD.void_reason),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'), iif(OLD.code IS NEW.code, '$.code', '$.-'),
            iif(OLD.value IS NEW.value, '$.value', '$.-'), iif(OLD.day IS NEW.day, '$.day', '$.-'),
            iif(OLD.source IS NEW.source, '$.source', '$.-'), iif(OLD.note IS NEW.note, '$.note', '$.-'),
            iif(OLD.voided_on IS NEW.voided_on, '$.voided_on', '$.-'),
            iif(OLD.void_reason IS NEW.void_reason, '$.void_reason', '$.-')),
        json_remove(json_object(
            'child_id', NEW.child_id, 'code', NEW.code, 'value', NEW.value, 'day', NEW.day, 'source', NEW.source,
            'note', NEW.note, 'voided_on', NEW.voided_on, 'void_reason', NEW.void_reason),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'), iif(OLD.code IS NEW.code, '$.code', '$.-'),
            iif(OLD.value IS NEW.value, '$.value', '$.-'), iif(OLD.day IS NEW.day, '$.day', '$.-'),
            iif(OLD.source IS NEW.source, '$.source', '$.-'), iif(OLD.note IS NEW.note, '$.note', '$.-'),
            iif(OLD.voided_on IS NEW.voided_on, '$.voided_on', '$.-'),
            iif(OLD.void_reason IS NEW.void_reason, '$.void_reason', '$.-')));
END;

CREATE TRIGGER fact_journal_delete AFTER DELETE ON fact BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'fact', OLD.id, OLD.child_id,
        json_patch('{}', json_object(
            'child_id', OLD.child_id, 'code', OLD.code, 'value', OLD.value, 'day', OLD.day, 'source', OLD.source,
            'note', OLD.note, 'voided_on', OLD.voided_on, 'void_reason', OLD.void_reason,
            'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER report_journal_insert AFTER INSERT ON report BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'report', NEW.id, NEW.child_id,
        NULL,
        json_patch('{}', json_object(
            'child_id', NEW.child_id, 'known_on', NEW.known_on, 'sent_to', NEW.sent_to, 'sent_on', NEW.sent_on,
            'sent_at', NEW.sent_at, 'sent_by', NEW.sent_by, 'receipt', NEW.receipt, 'note', NEW.note,
            'closed_on', NEW.closed_on, 'result', NEW.result, 'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER report_journal_update AFTER UPDATE ON report BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'report', NEW.id, NEW.child_id,
        json_remove(json_object(
            'child_id', OLD.child_id, 'known_on', OLD.known_on, 'sent_to', OLD.sent_to, 'sent_on', OLD.sent_on,
            'sent_at', OLD.sent_at, 'sent_by', OLD.sent_by, 'receipt', OLD.receipt, 'note', OLD.note,
            'closed_on', OLD.closed_on, 'result', OLD.result),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'),
            iif(OLD.known_on IS NEW.known_on, '$.known_on', '$.-'),
            iif(OLD.sent_to IS NEW.sent_to, '$.sent_to', '$.-'), iif(OLD.sent_on IS NEW.sent_on, '$.sent_on', '$.-'),
            iif(OLD.sent_at IS NEW.sent_at, '$.sent_at', '$.-'), iif(OLD.sent_by IS NEW.sent_by, '$.sent_by', '$.-'),
            iif(OLD.receipt IS NEW.receipt, '$.receipt', '$.-'), iif(OLD.note IS NEW.note, '$.note', '$.-'),
            iif(OLD.closed_on IS NEW.closed_on, '$.closed_on', '$.-'),
            iif(OLD.result IS NEW.result, '$.result', '$.-')),
        json_remove(json_object(
            'child_id', NEW.child_id, 'known_on', NEW.known_on, 'sent_to', NEW.sent_to, 'sent_on', NEW.sent_on,
            'sent_at', NEW.sent_at, 'sent_by', NEW.sent_by, 'receipt', NEW.receipt, 'note', NEW.note,
            'closed_on', NEW.closed_on, 'result', NEW.result),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'),
            iif(OLD.known_on IS NEW.known_on, '$.known_on', '$.-'),
            iif(OLD.sent_to IS NEW.sent_to, '$.sent_to', '$.-'), iif(OLD.sent_on IS NEW.sent_on, '$.sent_on', '$.-'),
            iif(OLD.sent_at IS NEW.sent_at, '$.sent_at', '$.-'), iif(OLD.sent_by IS NEW.sent_by, '$.sent_by', '$.-'),
            iif(OLD.receipt IS NEW.receipt, '$.receipt', '$.-'), iif(OLD.note IS NEW.note, '$.note', '$.-'),
            iif(OLD.closed_on IS NEW.closed_on, '$.closed_on', '$.-'),
            iif(OLD.result IS NEW.result, '$.result', '$.-')));
END;

CREATE TRIGGER report_journal_delete AFTER DELETE ON report BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'report', OLD.id, OLD.child_id,
        json_patch('{}', json_object(
            'child_id', OLD.child_id, 'known_on', OLD.known_on, 'sent_to', OLD.sent_to, 'sent_on', OLD.sent_on,
            'sent_at', OLD.sent_at, 'sent_by', OLD.sent_by, 'receipt', OLD.receipt, 'note', OLD.note,
            'closed_on', OLD.closed_on, 'result', OLD.result, 'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER event_journal_insert AFTER INSERT ON event BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'event', NEW.id, NEW.id,
        NULL,
        json_patch('{}', json_object(
            'code', NEW.code, 'title', NEW.title, 'kind', NEW.kind, 'starts_on', NEW.starts_on,
            'ends_on', NEW.ends_on, 'starts_at', NEW.starts_at, 'ends_at', NEW.ends_at, 'place', NEW.place,
            'leader_id', NEW.leader_id, 'capacity', NEW.capacity, 'status', NEW.status, 'closed_on', NEW.closed_on,
            'note', NEW.note, 'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER event_journal_update AFTER UPDATE ON event BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'event', NEW.id, NEW.id,
        json_remove(json_object(
            'code', OLD.code, 'title', OLD.title, 'kind', OLD.kind, 'starts_on', OLD.starts_on,
            'ends_on', OLD.ends_on, 'starts_at', OLD.starts_at, 'ends_at', OLD.ends_at, 'place', OLD.place,
            'leader_id', OLD.leader_id, 'capacity', OLD.capacity, 'status', OLD.status, 'closed_on', OLD.closed_on,
            'note', OLD.note),
            iif(OLD.code IS NEW.code, '$.code', '$.-'), iif(OLD.title IS NEW.title, '$.title', '$.-'),
            iif(OLD.kind IS NEW.kind, '$.kind', '$.-'), iif(OLD.starts_on IS NEW.starts_on, '$.starts_on', '$.-'),
            iif(OLD.ends_on IS NEW.ends_on, '$.ends_on', '$.-'),
            iif(OLD.starts_at IS NEW.starts_at, '$.starts_at', '$.-'),
            iif(OLD.ends_at IS NEW.ends_at, '$.ends_at', '$.-'), iif(OLD.place IS NEW.place, '$.place', '$.-'),
            iif(OLD.leader_id IS NEW.leader_id, '$.leader_id', '$.-'),
            iif(OLD.capacity IS NEW.capacity, '$.capacity', '$.-'), iif(OLD.status IS NEW.status, '$.status', '$.-'),
            iif(OLD.closed_on IS NEW.closed_on, '$.closed_on', '$.-'), iif(OLD.note IS NEW.note, '$.note', '$.-')),
        json_remove(json_object(
            'code', NEW.code, 'title', NEW.title, 'kind', NEW.kind, 'starts_on', NEW.starts_on,
            'ends_on', NEW.ends_on, 'starts_at', NEW.starts_at, 'ends_at', NEW.ends_at, 'place', NEW.place,
            'leader_id', NEW.leader_id, 'capacity', NEW.capacity, 'status', NEW.status, 'closed_on', NEW.closed_on,
            'note', NEW.note),
            iif(OLD.code IS NEW.code, '$.code', '$.-'), iif(OLD.title IS NEW.title, '$.title', '$.-'),
            iif(OLD.kind IS NEW.kind, '$.kind', '$.-'), iif(OLD.starts_on IS NEW.starts_on, '$.starts_on', '$.-'),
            iif(OLD.ends_on IS NEW.ends_on, '$.ends_on', '$.-'),
            iif(OLD.starts_at IS NEW.starts_at, '$.starts_at', '$.-'),
            iif(OLD.ends_at IS NEW.ends_at, '$.ends_at', '$.-'), iif(OLD.place IS NEW.place, '$.place', '$.-'),
            iif(OLD.leader_id IS NEW.leader_id, '$.leader_id', '$.-'),
            iif(OLD.capacity IS NEW.capacity, '$.capacity', '$.-'), iif(OLD.status IS NEW.status, '$.status', '$.-'),
            iif(OLD.closed_on IS NEW.closed_on, '$.closed_on', '$.-'), iif(OLD.note IS NEW.note, '$.note', '$.-')));
END;

CREATE TRIGGER event_journal_delete AFTER DELETE ON event BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'event', OLD.id, OLD.id,
        json_patch('{}', json_object(
            'code', OLD.code, 'title', OLD.title, 'kind', OLD.kind, 'starts_on', OLD.starts_on,
            'ends_on', OLD.ends_on, 'starts_at', OLD.starts_at, 'ends_at', OLD.ends_at, 'place', OLD.place,
            'leader_id', OLD.leader_id, 'capacity', OLD.capacity, 'status', OLD.status, 'closed_on', OLD.closed_on,
            'note', OLD.note, 'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER participation_journal_insert AFTER INSERT ON participation BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'participation', NEW.id, coalesce(NEW.child_id, NEW.volunteer_id, NEW.event_id),
        NULL,
        json_patch('{}', json_object(
            'event_id', NEW.event_id, 'child_id', NEW.child_id, 'volunteer_id', NEW.volunteer_id,
            'present', NEW.present, 'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER participation_journal_update AFTER UPDATE ON participation BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'participation', NEW.id, coalesce(NEW.child_id, NEW.volunteer_id, NEW.event_id),
        json_remove(json_object(
            'event_id', OLD.event_id, 'child_id', OLD.child_id, 'volunteer_id', OLD.volunteer_id,
            'present', OLD.present),
            iif(OLD.event_id IS NEW.event_id, '$.event_id', '$.-'),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'),
            iif(OLD.volunteer_id IS NEW.volunteer_id, '$.volunteer_id', '$.-'),
            iif(OLD.present IS NEW.present, '$.present', '$.-')),
        json_remove(json_object(
            'event_id', NEW.event_id, 'child_id', NEW.child_id, 'volunteer_id', NEW.volunteer_id,
            'present', NEW.present),
            iif(OLD.event_id IS NEW.event_id, '$.event_id', '$.-'),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'),
            iif(OLD.volunteer_id IS NEW.volunteer_id, '$.volunteer_id', '$.-'),
            iif(OLD.present IS NEW.present, '$.present', '$.-')));
END;

CREATE TRIGGER participation_journal_delete AFTER DELETE ON participation BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'participation', OLD.id, coalesce(OLD.child_id, OLD.volunteer_id, OLD.event_id),
        json_patch('{}', json_object(
            'event_id', OLD.event_id, 'child_id', OLD.child_id, 'volunteer_id', OLD.volunteer_id,
            'present', OLD.present, 'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER decision_journal_insert AFTER INSERT ON decision BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'decision', NEW.id, NEW.child_id,
        NULL,
        json_patch('{}', json_object(
            'child_id', NEW.child_id, 'day', NEW.day, 'kind', NEW.kind, 'until', NEW.until, 'note', NEW.note,
            'tier', NEW.tier, 'decided_by', NEW.decided_by, 'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER decision_journal_update AFTER UPDATE ON decision BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'decision', NEW.id, NEW.child_id,
        json_remove(json_object(
            'child_id', OLD.child_id, 'day', OLD.day, 'kind', OLD.kind, 'until', OLD.until, 'note', OLD.note,
            'tier', OLD.tier, 'decided_by', OLD.decided_by),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'), iif(OLD.day IS NEW.day, '$.day', '$.-'),
            iif(OLD.kind IS NEW.kind, '$.kind', '$.-'), iif(OLD.until IS NEW.until, '$.until', '$.-'),
            iif(OLD.note IS NEW.note, '$.note', '$.-'), iif(OLD.tier IS NEW.tier, '$.tier', '$.-'),
            iif(OLD.decided_by IS NEW.decided_by, '$.decided_by', '$.-')),
        json_remove(json_object(
            'child_id', NEW.child_id, 'day', NEW.day, 'kind', NEW.kind, 'until', NEW.until, 'note', NEW.note,
            'tier', NEW.tier, 'decided_by', NEW.decided_by),
            iif(OLD.child_id IS NEW.child_id, '$.child_id', '$.-'), iif(OLD.day IS NEW.day, '$.day', '$.-'),
            iif(OLD.kind IS NEW.kind, '$.kind', '$.-'), iif(OLD.until IS NEW.until, '$.until', '$.-'),
            iif(OLD.note IS NEW.note, '$.note', '$.-'), iif(OLD.tier IS NEW.tier, '$.tier', '$.-'),
            iif(OLD.decided_by IS NEW.decided_by, '$.decided_by', '$.-')));
END;

CREATE TRIGGER decision_journal_delete AFTER DELETE ON decision BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'decision', OLD.id, OLD.child_id,
        json_patch('{}', json_object(
            'child_id', OLD.child_id, 'day', OLD.day, 'kind', OLD.kind, 'until', OLD.until, 'note', OLD.note,
            'tier', OLD.tier, 'decided_by', OLD.decided_by, 'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER setting_journal_insert AFTER INSERT ON setting BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'setting', NEW.id, NEW.id,
        NULL,
        json_patch('{}', json_object(
            'code', NEW.code, 'from_day', NEW.from_day, 'value', NEW.value, 'reason', NEW.reason,
            'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER setting_journal_update AFTER UPDATE ON setting BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'setting', NEW.id, NEW.id,
        json_remove(json_object(
            'code', OLD.code, 'from_day', OLD.from_day, 'value', OLD.value, 'reason', OLD.reason),
            iif(OLD.code IS NEW.code, '$.code', '$.-'), iif(OLD.from_day IS NEW.from_day, '$.from_day', '$.-'),
            iif(OLD.value IS NEW.value, '$.value', '$.-'), iif(OLD.reason IS NEW.reason, '$.reason', '$.-')),
        json_remove(json_object(
            'code', NEW.code, 'from_day', NEW.from_day, 'value', NEW.value, 'reason', NEW.reason),
            iif(OLD.code IS NEW.code, '$.code', '$.-'), iif(OLD.from_day IS NEW.from_day, '$.from_day', '$.-'),
            iif(OLD.value IS NEW.value, '$.value', '$.-'), iif(OLD.reason IS NEW.reason, '$.reason', '$.-')));
END;

CREATE TRIGGER setting_journal_delete AFTER DELETE ON setting BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'setting', OLD.id, OLD.id,
        json_patch('{}', json_object(
            'code', OLD.code, 'from_day', OLD.from_day, 'value', OLD.value, 'reason', OLD.reason,
            'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER place_journal_insert AFTER INSERT ON place BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'place', NEW.id, NEW.id,
        NULL,
        json_patch('{}', json_object(
            'township', NEW.township, 'village', NEW.village, 'hidden', NEW.hidden, 'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER place_journal_update AFTER UPDATE ON place BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'place', NEW.id, NEW.id,
        json_remove(json_object(
            'township', OLD.township, 'village', OLD.village, 'hidden', OLD.hidden),
            iif(OLD.township IS NEW.township, '$.township', '$.-'),
            iif(OLD.village IS NEW.village, '$.village', '$.-'), iif(OLD.hidden IS NEW.hidden, '$.hidden', '$.-')),
        json_remove(json_object(
            'township', NEW.township, 'village', NEW.village, 'hidden', NEW.hidden),
            iif(OLD.township IS NEW.township, '$.township', '$.-'),
            iif(OLD.village IS NEW.village, '$.village', '$.-'), iif(OLD.hidden IS NEW.hidden, '$.hidden', '$.-')));
END;

CREATE TRIGGER place_journal_delete AFTER DELETE ON place BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'place', OLD.id, OLD.id,
        json_patch('{}', json_object(
            'township', OLD.township, 'village', OLD.village, 'hidden', OLD.hidden, 'entered_on', OLD.entered_on)),
        NULL);
END;

CREATE TRIGGER not_same_journal_insert AFTER INSERT ON not_same BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'not_same', NEW.id, NEW.one_id,
        NULL,
        json_patch('{}', json_object(
            'kind', NEW.kind, 'one_id', NEW.one_id, 'other_id', NEW.other_id, 'entered_on', NEW.entered_on)));
END;

CREATE TRIGGER not_same_journal_update AFTER UPDATE ON not_same BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'not_same', NEW.id, NEW.one_id,
        json_remove(json_object(
            'kind', OLD.kind, 'one_id', OLD.one_id, 'other_id', OLD.other_id),
            iif(OLD.kind IS NEW.kind, '$.kind', '$.-'), iif(OLD.one_id IS NEW.one_id, '$.one_id', '$.-'),
            iif(OLD.other_id IS NEW.other_id, '$.other_id', '$.-')),
        json_remove(json_object(
            'kind', NEW.kind, 'one_id', NEW.one_id, 'other_id', NEW.other_id),
            iif(OLD.kind IS NEW.kind, '$.kind', '$.-'), iif(OLD.one_id IS NEW.one_id, '$.one_id', '$.-'),
            iif(OLD.other_id IS NEW.other_id, '$.other_id', '$.-')));
END;

CREATE TRIGGER not_same_journal_delete AFTER DELETE ON not_same BEGIN
    INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
    VALUES ((SELECT entry FROM journal_now), 'not_same', OLD.id, OLD.one_id,
        json_patch('{}', json_object(
            'kind', OLD.kind, 'one_id', OLD.one_id, 'other_id', OLD.other_id, 'entered_on', OLD.entered_on)),
        NULL);
END;
