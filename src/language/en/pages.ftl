# What the pages of records share
pages-gone = This record is gone
pages-phone = phone { $phone }
pages-no-phone = no phone
pages-lives = lives in { $place }
pages-joined = joined { $date }
pages-since = since { $date }
pages-until = until { $date }
pages-seen = seen { $when }
pages-due = due { $date }
pages-load = Children
pages-no-capacity = capacity not on file
volunteer-children-beside = { $count } more: file closed, or not begun yet
pages-no-children = no children
pages-no-visits = no visits yet
pages-matches = Volunteers
pages-matches-ended = Ended matches
pages-match-hint = press 4 to match
pages-end-match = End the match with { $name }?
pages-key-void = void
pages-key-end-match = end match
pages-key-drop-task = drop task
pages-key-close-task = done/drop
pages-key-sign-up = sign up
pages-key-sign-in = print sign-in
pages-tab-hint = Tab: next page

# The child's page
pages-score-range = { $score } ({ $high })
pages-expired-on = expired { $date }
pages-asked-none = known not to be so: { $what }
pages-never-asked = never asked: { $what }
pages-unknown-domain = { $domain }: unknown
pages-unknown-what = { $domain } unknown: { $what }
pages-enter-to-fill = Enter to fill in
pages-capped = { $domain } { $points } points, capped at { $cap }
pages-months = ({ $from } to { $to })
pages-attendance = Attendance
pages-exams = Marks
pages-failed = failed
pages-not-recorded = not recorded
pages-month-rate = { $percent }% of { $days ->
    [one] 1 day
   *[other] { $days } days
}
pages-range = { $recorded ->
    [one] 1 day
   *[other] { $recorded } days
}, excused { $excused }, unexcused { $unexcused }
pages-facts = Facts on file
pages-file = File
pages-same-carer = same carer: { $name } { $code }
pages-quote = "{ $text }"
pages-at-place = { $what } ({ $place })
pages-not-at-event = { $title }: did not come
pages-seen-alone = seen alone
pages-no-parent-contact = no parent contact for a week
pages-next-date = next { $date }
pages-more-visits = { $count } more under Visits
pages-tasks-open = To do
pages-tasks-settled = Settled
pages-task-keys = Space: done or open again, { $close-record }: done or drop
pages-task-hint = press 3 to add one
pages-task-late = { $days }d late
pages-task-today = due today
pages-marks = v seen -not c call e event
pages-weekday-1 = Mo
pages-weekday-2 = Tu
pages-weekday-3 = We
pages-weekday-4 = Th
pages-weekday-5 = Fr
pages-weekday-6 = Sa
pages-weekday-7 = Su

# The event's page
pages-days-ago = { $days }d ago
pages-present = came
pages-absent = absent
pages-expected = expected
pages-people = signed up { $expected }, came { $present }, absent { $absent }, not called { $unknown }
pages-places = Places
pages-presence-keys = Space: came, absent; { $new }: sign up; { $participants }: call the list
pages-nobody-signed-up = nobody signed up yet: press { $new }
pages-sign-up = Who takes part? A child or a volunteer; { $count } so far
pages-sign-up-over = Who takes part? { $count } so far, more than the { $capacity } places
pages-sign-up-keys = Enter signs up, then type the next  Esc ends
pages-signed-up = Signed up: { $name }.
pages-signed-up-over = Signed up: { $name }. { $count } now, more than the { $capacity } places.
pages-event-closed = closed { $date }
unavailable-nothing-due = no visit is due
unavailable-left = has left: reopen first
unavailable-not-left = has not left

# Schools
school-primary = { $place } Primary
school-middle = { $place } Middle
school-kindergarten = { $place } Kindergarten
school-other = { $place } School
