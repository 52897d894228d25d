# Columns and views of the lists
list-kindergarten = K
list-none = none
list-order = by { $order }
list-order-risk = risk
list-order-name = name
list-order-code = code
list-order-due = due day
list-children-of = Children: { $tier }
list-tab-open = open
list-tab-all = all
list-tab-at-risk = risk
list-tab-closed = closed
list-check-same-name = Children of the same name
list-check-age-and-grade = Children whose grade doesn't fit their age
list-check-id-number = Children whose ID number is to be checked
list-children-at = Children of { $place }
list-tab-overdue = overdue
list-tab-due-today = due today
list-tab-no-volunteer = no volunteer
list-tab-tasks-due = due
list-tab-tasks-open = open
list-tab-tasks-settled = done
list-tab-reports-wanted = to enter
list-tab-reports-open = open
list-tab-reports-closed = closed
list-tab-volunteers = volunteers
list-tab-checks = checks
list-tab-trainings = trainings
list-col-score-range = score-to
list-col-by-day = due
list-col-known = known
list-col-sent-to = sent to
report-state-wanted = not entered
report-state-unsent = unsent, { $date }
report-state-sent = sent { $date }
report-state-closed = closed { $date }
report-wanted-why = a visit found safety urgent: Enter makes the report
list-empty-reports-wanted = No child whose safety is urgent is without a report
list-empty-reports = No mandatory report is open
list-late = { $days }d late
list-signed-up = { $count } signed up
list-task-done = Is this done?
list-task-close = What became of this task?
task-settled = Saved: { $what } { $task }
task-settled-of = Saved: { $what } { $task } ({ $name })
task-settled-before = Nothing to save: { $by } has already { $status ->
    [done] done
    [dropped] dropped
   *[open] reopened
} this task: { $task }
done-before = Nothing to do: { $by } has already { $done ->
    [voided] voided or corrected this row
    [ended] ended this match
    [reopened] { $kind ->
        [volunteer] noted that this volunteer is back
        [event] reopened this event
       *[other] reopened this file
    }
   *[closed] { $kind ->
        [volunteer] noted that this volunteer left
        [event] closed this event
       *[other] closed this file
    }
}
tasks-settled-before = Nothing to save: others have settled all { $count } tasks already
list-task-keys = { $handled } done  { $close-record } done or drop
list-empty-due-today = no visits due today
list-empty-no-volunteer = every child has a volunteer
list-empty-visits = no visits yet: press 1 on a child's row
list-empty-contacts = no contacts yet: press 2 on a child's row
list-empty-tasks = no tasks: press 3 for a new one
list-empty-upcoming = nothing in the next 30 days: press { $new } for a new event
list-empty-children = no children yet: press { $import } to bring in the name list, or { $new } for a new one
list-empty-children-closed = all children's files are closed: Left shows them under "all", or press { $new } for a new one
list-empty-volunteers = no volunteers yet: press { $import } to bring in a file, or { $new } for a new one
list-empty-ending = nothing ends within 60 days
list-empty-carers = no carers yet: press { $import } to bring in the name list, or { $new } for a new one
list-empty-events = no events yet: press { $new } for a new one

# Find
find-how = part of a Chinese name, pinyin, initials, phone, code; a township, village or school
find-children = { $count ->
    [one] 1 child
   *[other] { $count } children
}
find-none = nothing found for { $text }: Tab looks in closed files too
find-none-at-all = nothing found for { $text }
find-hint-closed = Enter opens  Tab closed files too  Esc back
find-hint-open = Enter opens  Tab open files only  Esc back
find-more = the first { $count } only: type more
list-tab = { $label } { $count }
list-lacking-many = lacks { $count }: may reach { $high }
list-tab-events-open = open
list-export-title = The list as a spreadsheet: { $list }
list-export-hint = Enter writes an .xlsx or .csv with the list's rows and the columns that a wide screen shows, also where this one has no room. It holds real names: think before you pass it on.
list-export-working = Writing a spreadsheet
list-exported = { $count ->
    [one] 1 row
   *[other] { $count } rows
} written to { $path }

# Columns
list-column-tier = tier
list-column-score = score
list-column-change = 30d
list-column-name = name
list-column-code = code
list-column-grade = gr
list-column-class = class
list-column-sex = sex
list-column-birth = born
list-column-township = town
list-column-place = place
list-column-school = school
list-column-volunteer = volunteer
list-column-phone = phone
list-column-due = due
list-column-late = late
list-column-last_visit = last visit
list-column-seen = seen
list-column-why = why
list-column-entered = entered
list-column-load = load
list-column-check = check until
list-column-training = training to
list-column-state = state
list-column-joined = joined
list-column-children = children
list-column-address = address
list-column-note = note
list-column-day = day
list-column-in_days = in days
list-column-who = who went
list-column-met = met
list-column-concerns = concerns
list-column-way = how
list-column-with = with
list-column-task = what
list-column-owner = who
list-column-kind = kind
list-column-what = what
list-column-where = where
list-column-people = people
list-column-leader = leader

# What a filter asks for
list-ask-tier = tier
list-ask-township = township
list-ask-school = school
list-ask-volunteer = volunteer
list-ask-category = category
list-ask-state = state
list-ask-room = load
list-ask-event_kind = kind
list-ask-contact_kind = way
list-ask-period = period
list-ask-met = met
list-ask-concern = concerns
list-ask-text = text
list-room-nobody = nobody yet
list-room-room = has room
list-room-full = full
list-met-child = child
list-met-adult = adult only
list-met-nobody = nobody
list-span-week = last 7 days
list-span-month = this month
list-span-last_month = last month
list-span-quarter = last 90 days
list-span-year = this year
list-span-ahead = next 30 days
list-sex-f = girl
list-sex-m = boy

# Filter, order, marks, acting on many
list-order-standing = as it stands
list-order-newest = newest
list-order-by-day = day
list-order-coming = coming first
list-order-ending = ending first
list-children-all = Children, closed ones too
list-task-reopen = Open this task again?
list-key-done = done
list-filter-title = Filter
list-filter-tab = which
list-filter-part = { $what }={ $value }
list-filter-nobody = no volunteer
list-filter-between = from a day to a day
list-filter-from = from
list-filter-to = to
list-filter-who = no such volunteer: try a name, pinyin or code
list-filter-hint-name = digit or Down, or type it in pinyin
list-filter-hint-text = name, phone, code, village, note
list-filter-keys = F8 filter  F5 keep under a name  F6 kept ({ $count })  F7 clear  Esc back, list as it was
list-filter-left = { $count } left
list-filtered = filter: { $filter }, { $count ->
    [one] 1 row
   *[other] { $count } rows
}
list-sorted = by { $column }
list-sorted-back = by { $column }, reversed
list-marked = { $count } marked
list-marked-note = { $count ->
    [one] 1 row marked: what the footer names is done with it.
   *[other] { $count } rows marked: what the footer names is done with these.
} Space marks, or unmarks
list-marks-gone = { $gone ->
    [one] 1 marked row is no longer in this list and not marked any more
   *[other] { $gone } marked rows are no longer in this list and not marked any more
}; { $count } still marked
list-marked-last = The last row is marked. Space again takes the mark away
list-unmarked-last = The last row is no longer marked
list-clear-filter = Backspace clears
list-clear-marks = Esc unmarks
list-empty-filter = nothing passes the filter: Backspace clears it, { $filter } changes it
list-finding = Finding the rows
list-sort-title = Sort by
list-sort-hint = the same column again: the other way round
list-sort-standing = its own order
list-sort-now = now
list-sort-now-back = now, reversed
list-rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
}
list-mark-title = Mark
list-mark-all = all
list-mark-none = none
list-mark-others = the others
list-mark-hint = Space marks a row; the footer says what next
list-columns-title = Columns
list-columns-keys = Space or digit: on/off  left, right: move
list-columns-more = Enter keep  0 as it was  Esc back
list-columns-none = keep at least one
list-columns-width = width { $used } of { $room }
list-columns-too-wide = width { $used } of { $room }: what is at the right is cut
list-saved-title = Kept filters
list-saved-none = none yet: F5 in the filter keeps one
list-saved-keys = Enter use  F5 rename  Delete delete  Esc back
list-saved-name = Keep it under which name
list-saved-rename = Rename
list-saved-hint = Enter keeps it for F6 in this filter; the list stays as it is. One of the same name is replaced
list-saved-long = at most 24 characters
list-saved-kept = Kept as { $name } for F6. The list has not changed yet: F8 filters
list-saved-replaced = { $name } was replaced. The list has not changed yet: F8 filters
list-saved-taken = there is one called { $name } already
list-saved-delete = Delete the kept filter { $name }?
list-saved-deleted = { $name } deleted
list-export-marked = { $list}, { $count } marked
list-bulk-assign = Match { $count } marked children
list-bulk-task = Add a task for { $count } marked rows
list-bulk-events = { $count } marked { $count ->
    [one] row is an event and gets
   *[other] rows are events and get
} none
list-bulk-close = Close { $count } marked rows
list-bulk-leave = { $count } marked { $count ->
    [one] volunteer leaves
   *[other] volunteers leave
}
list-bulk-left = { $count } { $count ->
    [one] volunteer has left
   *[other] volunteers have left
}
list-bulk-ask-leave = { $count ->
    [one] { $count } volunteer leaves?
   *[other] { $count } volunteers leave?
}  Enter does it  Esc back
list-bulk-alone-names = without any volunteer: { $names }
list-bulk-alone = { $count ->
    [one] { $count } child is left
   *[other] { $count } children are left
} without any volunteer
list-bulk-signed-up = { $count } signed up
list-bulk-finish = { $count } marked tasks are done
list-bulk-drop = Drop { $count } marked tasks
list-bulk-all = { $able } can be done:
list-bulk-some = { $able } can be done, { $unable } can't:
list-bulk-is-closed = closed
list-bulk-is-merged = merged into { $code }
list-bulk-is-voided = voided by { $by }
list-bulk-has-already = has this volunteer already
list-bulk-beside = beside { $names }
list-bulk-reported = an open mandatory report: can't be closed
list-bulk-too-full = { $name } has { $load }, would have { $after }: more than the limit of { $most }
list-bulk-no-check = { $name } has no record check
list-bulk-check-over = { $name }'s record check ended on { $day }
list-bulk-keys = F8, or Enter on the last line: asks  PgUp PgDn look through  Esc back
list-bulk-nobody = nothing here can be done: Esc goes back
list-bulk-too-many = { $count } rows are marked; at most { $most } are changed at once: it is one step, and others wait while it is written. Esc, then narrow the list with 7 (a township at a time, say) and do it in parts
list-bulk-ask-assign = Match { $count ->
    [one] 1 child
   *[other] { $count } children
} with { $name }?  1/Enter yes  2/Esc no
list-bulk-ask-task = Add the task { $name } for { $count ->
    [one] 1 child
   *[other] { $count } children
}?  1/Enter yes  2/Esc no
list-bulk-ask-close = Close { $count ->
    [one] 1 file
   *[other] { $count } files
}?  1/Enter yes  2/Esc no
list-bulk-ask-finish = { $count ->
    [one] Is 1 task
   *[other] Are { $count } tasks
} done?  1/Enter yes  2/Esc no
list-bulk-ask-drop = Drop { $count ->
    [one] 1 task
   *[other] { $count } tasks
}?  1/Enter yes  2/Esc no
list-bulk-assigned = { $count ->
    [one] 1 child
   *[other] { $count } children
} matched
list-bulk-tasks-added = { $count ->
    [one] 1 task
   *[other] { $count } tasks
} added
list-bulk-closed = { $count ->
    [one] 1 file
   *[other] { $count } files
} closed
list-bulk-finished = { $count ->
    [one] 1 task
   *[other] { $count } tasks
} done
list-bulk-dropped = { $count ->
    [one] 1 task
   *[other] { $count } tasks
} dropped
list-tab-logged = logged
list-key-unmark = unmark
list-key-marks = all/others
list-key-void = void
list-key-leave = leaves
list-filter-place = no township is called "{ $name }": try 汉字, pinyin or initials
list-filter-school = no school is called "{ $name }": try 汉字, pinyin or initials
list-bulk-void = Void { $count } marked rows
list-bulk-voided = { $count } voided
list-bulk-ask-void = Void { $count }, because: { $name }?  Enter does it  Esc changes it
list-bulk-void-same = last visit unchanged
list-bulk-void-last = last visit back to { $day }
list-bulk-void-never = then never visited
list-bulk-looking = Looking at what will come of each row
list-bulk-many = { $count } rows marked. Fill in, then look at each row before it is done
list-ask-coming = kind
list-coming-birthday = birthdays
list-coming-birthday_party = parties
list-coming-camp = camps
list-coming-training = trainings
list-coming-meeting = meetings
list-coming-health_check = health checks
list-coming-other = other
list-span-soon = next 7 days
list-span-next_month = next month
