# The first line
today-operator = { $name }
today-demo = DEMO: no real children

# Counts
today-queue = Queue { $count }
today-tier-count = { $tier } { $count }
today-overdue = Late { $count }
today-overdue-wide = Overdue { $count }
today-due-today = Due { $count }
today-due-today-wide = Due today { $count }
today-no-volunteer = NoVol { $count }
today-no-volunteer-wide = No volunteer { $count }
today-upcoming-count = { $days } days { $count }
today-queue-close = Q{ $count }
today-queue-tight = Q{ $count }
today-overdue-close = Late{ $count }
today-overdue-tight = Late{ $count }
today-due-today-close = Due{ $count }
today-due-today-tight = Due{ $count }
today-no-volunteer-close = NoV{ $count }
today-no-volunteer-tight = NoV{ $count }
today-upcoming-close = Soon{ $count }
today-upcoming-tight = Soon{ $count }
today-at-risk-count = At risk { $count }

# Since your last session
today-since = Since { $moment }
today-since-first = First session
today-since-nothing = nothing new
today-since-rise = { $name } { $from }>{ $to }
today-since-unknown = evidence ran out: { $count }
today-since-visits = visits logged: { $count }
today-since-children = new children: { $count }
today-since-changes = { $count ->
    [one] 1 change
   *[other] { $count } changes
} by { $names }

# Panels
today-panel-risk = Needs attention
today-panel-overdue = Overdue visits
today-panel-due-today = Due today
today-panel-upcoming = Next { $days } days
today-panel-also = Also due
today-also-head = Also
today-panel-selected = Selected
today-panel-month = This month
today-households = { $count }
today-column-tier = tier
today-column-score = score
today-column-change = 30d
today-column-score-change = score/30d
today-column-name = name
today-column-grade = gr
today-column-township = town
today-column-why = why
today-column-why-points = why (points)
today-column-seen = seen
today-column-visited = home
today-column-volunteer-phone = volunteer, phone
today-column-overdue = days
today-column-last-seen = last seen
today-without-volunteer = NO VOLUNTEER
today-volunteer-overdue = { $count } late
today-more-rows = { $count } more: Enter opens all

# Also due
today-also-task = tasks { $count }
today-also-task-late = tasks { $count } ({ $late } late)
today-also-check_expiry = checks in { $days }d { $count }
today-also-training_expiry = trainings in { $days }d { $count }

# Coming up
upcoming-birthday = birthday
upcoming-turns-solar = { $name } turns { $age }
upcoming-turns-lunar = { $name } turns { $age } (lunar { $lunar })
upcoming-no-age = { $name }
upcoming-no-age-lunar = { $name } (lunar { $lunar })
upcoming-capacity = { $count }/{ $capacity } signed up
upcoming-in-days = +{ $days }

# Empty panels
today-empty-risk = no children at risk
today-empty-overdue = no overdue visits
today-empty-upcoming = nothing in the next { $days ->
    [one] 1 day
   *[other] { $days } days
}
today-empty-also = nothing else due
today-next = nothing else today; next { $date } { $title }
today-empty-children = no children yet: how to begin
today-all-closed = all children's files are closed: g c, then Left shows them. For new ones:

today-also-check-late = checks in { $days }d { $count } ({ $late } ended)
today-also-training-late = trainings in { $days }d { $count } ({ $late } ended)

# More, the selected child, the month
today-more = { $count } more
today-open-all = Enter opens all
today-overdue-keys = y copy reminder
today-match-key = m match
today-since-more = { $count } rose in all
today-banner-report = Mandatory reports to be sent at once: { $unsent }
today-banner-reports = Mandatory reports to be sent at once: { $unsent }; sent and open: { $sent }
today-banner-report-sent = Mandatory reports open, all sent: { $count }
today-empty-selected = select a child to see its reasons and last contacts here
today-begin-import = i  bring in your name list
today-begin-demo = q  leave, and run: peiban demo
today-begin-new = o  open a new file
today-up-to = {" "}(to { $high })
today-coverage = facts { $percent }% complete
today-lacking = unknown: { $domains }
today-score-then = { $days }d ago { $score }
today-verify = to be verified
today-new = new
today-label-last = Last
today-label-task = Task
today-label-volunteers = Vols
today-label-carer = Carer
today-month-event = * event
today-month-birthday = + birthday
today-reminder = Dear { $name }, these homes are due for a visit: { $children }. Please tell me on which day you went and whether you saw the child.
today-also-backup = backup { $days }d old
