# The child's page
child-heading = { $name }, { $who }
child-sex-age = { $sex } { $age }
child-tab-overview = Overview
child-tab-visits = Visits
child-tab-school = School
child-tab-family = Family
child-tab-tasks = Tasks
child-tab-history = History
child-visit-overdue = Visit { $days }d overdue (due { $date })
child-visit-due = Visit due { $date }
child-visit-today = Visit due today
child-last-seen = Last seen { $days ->
    [0] today
   *[other] { $date } ({ $days }d)
}
child-last-seen-never = Last seen never
child-last-visit = Last visit { $days ->
    [0] today
   *[other] { $date } ({ $days }d)
}
child-last-visit-never = Last visit never
child-last-contact = Last contact { $date } { $kind } { $with }
child-volunteer = Volunteer { $name } { $phone }
child-volunteer-since = matched since { $date }
child-no-volunteer = no volunteer
child-second-adult = a second adult is missing
child-carer = Carer { $relation } { $name } { $phone }
child-carer-none = no carer on file
child-teacher = Teacher { $name } { $phone }
child-closed = closed { $date }
child-closed-reason = closed { $date }: { $reason }
child-risk = Dropout risk
child-score = { $tier } { $score }
child-score-high = to { $high }
child-score-ago = { $days }d ago { $score }
child-score-ago-none = { $days }d ago: n/a
child-coverage = facts { $percent }% complete
child-unknown = unknown: { $domains }
child-coverage-short = facts { $percent }%
child-unknown-could = half of it: +{ $points }
child-verify = verify
child-by-rule = tier by rule
child-expires = good to { $date }
child-as-of = to { $date }
child-new = new
child-points = points
child-trend = score
child-attendance = Attendance %
child-attendance-month = { $month } { $percent }
child-attendance-none = no attendance on file
child-exams-none = no marks on file
child-visits-none = no visits yet: press 1 to log one
child-tasks-none = no tasks
child-facts-none = no facts on file
child-events-none = no events yet
child-school = School
child-home = Home
child-recent = Recent
child-tasks = Tasks
child-categories = Categories { $categories }
child-missing-fields = missing: { $fields }
child-seen = seen
child-not-seen = not seen
child-nobody-home = nobody home
child-adult-only = adult only
child-observed = { $what }:{ $how }
child-all-ok = all ok
child-at-event = { $title } present

# Volunteers, carers, events
volunteer-children = { $count ->
    [one] 1 child
   *[other] { $count } children
}
volunteer-capacity = { $count } of { $capacity }
volunteer-check = check valid to { $date }
volunteer-check-expired = check ended { $date }
volunteer-check-none = no check on file
volunteer-training = training valid to { $date }
volunteer-training-expired = training ended { $date }
volunteer-training-none = no training on file
carer-children = cares for { $count }
event-leader = leader { $name }
event-not-known = not yet called
