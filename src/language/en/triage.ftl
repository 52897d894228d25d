# The queue, case by case
triage-title = Queue { $at }/{ $all }
triage-title-waiting = , { $count } more wait
triage-lives = { $place }
triage-why = Why now
triage-why-f = Why now
triage-why-m = Why now
triage-contacts = Last contacts
triage-decided = Decided
triage-round = Today's portion
triage-trend = half a year
triage-no-contacts = no visits or contacts yet
triage-volunteers = Vols
triage-no-volunteer = NO VOLUNTEER: 4 matches one
triage-more = { $count } more
triage-more-reasons = { $count } more: Enter opens the file
triage-task-late = { $days }d late
triage-task-key = Delete: done or drop
triage-last = Last
triage-before = before
triage-again = look again { $date }
triage-again-come = look again { $date }: due
triage-decisions = Decisions
triage-never-decided = nothing decided yet
triage-left = not in the queue any more
triage-first = this is the first
triage-only-one = only this one is left
triage-last-of-portion = last of this portion, { $count } more wait: handle it, then Space takes more
triage-from-the-start = the end: back at the first one skipped

# Why it is in the queue
triage-cause-rose = { $date } rose { $from } > { $to }
triage-cause-rose-to = { $date } rose to { $to }
triage-cause-unknown = evidence ran out { $date } (was { $from })
triage-visit-today = to be visited today
triage-visit-by = to be visited by { $date }
triage-cause-late = visit { $days }d overdue (due { $date })
triage-cause-due = task due { $date }: { $title }
triage-cause-unseen = { $tier } since { $date }, not looked at today
triage-cause-again = to look at again since { $date }
triage-cause-reported = visit of { $date } reported a concern
triage-cause-urgent = safety urgent on the visit of { $date }, not reported: { $key } reports it
triage-cause-urgent-told = safety urgent on the visit of { $date }
triage-entered = { " " }(entered { $date })
triage-cause-alone = no volunteer since { $date }

# The last line
triage-hint-keys = Space skip  Backspace back  Enter file
triage-hint-handled = 6 handled: returns { $date }
triage-hint-critical = 6 handled: returns tomorrow (Critical)

# An empty queue
triage-empty = All done: the queue is empty
triage-portion-done = Today's portion is done; { $count } more wait
triage-portion-more = Space takes another portion
triage-done = Today: { $handled } handled, { $snoozed } snoozed
triage-done-visits = { $count ->
    [one] 1 visit
   *[other] { $count } visits
}
triage-done-contacts = { $count ->
    [one] 1 contact
   *[other] { $count } contacts
}
triage-done-tasks = { $count ->
    [one] 1 task done
   *[other] { $count } tasks done
}
triage-done-matches = { $count ->
    [one] 1 match
   *[other] { $count } matches
}
triage-done-reports = { $count ->
    [one] 1 mandatory report
   *[other] { $count } mandatory reports
}
triage-done-more = { $count } more: Down goes on
triage-done-nothing = Nothing done today yet
triage-did-task = done: { $title }
triage-did-match = matched with { $name }

# Decisions
triage-form-handled = Handled
triage-form-snoozed = Snoozed
triage-form-report = Mandatory report
triage-report-what = Critical, and back every day, until it is closed; it must be sent first
triage-report-stands = A mandatory report is open since { $date }
triage-saved-report = Mandatory report: { $name }.
triage-saved-report-close = Mandatory report closed: { $name }.
triage-saved-report-unsent = Mandatory report: { $name }. It is not sent yet: send it now.
triage-report-urgent = The visit of { $date } found safety urgent
triage-report-numbers = 110 police  12345 government  12355 youth  12309 prosecutors
triage-report-ended = has it ended
triage-reports = Mandatory reports
triage-report-line = known { $date }
triage-report-key = Enter goes on
triage-note-handled = what was done
triage-note-snoozed = why it waits
triage-critical-tomorrow = Critical: looked at every day, back on { $date }
triage-visit-overdue = The visit was due { $due }: nothing reminds of it before { $until }
triage-visit-before = The visit is due { $due }: not made by then, the case is back before { $until }
triage-error-until = must be after today
triage-error-critical = Critical waits one day at most: write { $date }
triage-saved-handled = Handled: { $name }, look again { $date }.
triage-saved-snoozed = Snoozed: { $name } until { $date }.

# Command line
cli-help-decided = what was decided today, not what still waits
column-causes = why it is here
column-last_kind = last decision
column-last_date = on
column-last_until = look again
column-last_note = note
column-last_user = decided by
