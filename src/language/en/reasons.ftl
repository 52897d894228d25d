# Reasons in full, for the child's page
reason-long-attendance-days = attendance { $percent }%, last 20 school days
reason-long-attendance-range = attendance { $percent }% by the school's summary
reason-long-truant = absent without excuse { $days } school days running
reason-long-failing = { $subjects } failed
reason-long-incidents = { $count ->
    [one] 1 recent incident
   *[other] { $count } recent incidents
}
reason-long-incidents-serious = { $count ->
    [one] 1 recent incident
   *[other] { $count } recent incidents
}, runaway or police matters among them: { $serious }
reason-long-over-age = { $years ->
    [one] 1 year
   *[other] { $years } years
} older than the grade
reason-long-not-seen = not seen for { $days ->
    [one] 1 day
   *[other] { $days } days
}
reason-long-never-seen = never seen, { $days ->
    [one] 1 day
   *[other] { $days } days
} now
reason-long-BEH1 = says will quit, seeks work or refuses school
reason-long-HOM2 = carer seriously ill or disabled, or sole carer and 70 or older
reason-long-HOM3_POVERTY = certified poverty
reason-long-HOM3_SIBLINGS = three or more siblings
reason-long-HOM3_SIBLING_LEFT = a sibling left school
reason-long-HLT1 = mental screen over its cut-off
reason-long-HLT2 = serious illness or disability without care
reason-long-ACC1_MOVED = moved school within the last year
reason-long-ACC1_FAR = more than an hour to school one way
reason-long-OVR_LEDGER = on the suspected-dropout or dropout ledger
reason-long-OVR_REPORT = mandatory report open
reason-long-OVR_SELFHARM = self-harm disclosed
reason-long-OVR_WHEREABOUTS = whereabouts unknown
reason-long-OVR_ALONE = living alone under 16, or left unattended under 8
reason-long-OVR_WORK = working or engaged under 16

# Reasons for one line of Today
reason-short-attendance = att. { $percent }%
reason-short-truant = { $days }d truant
reason-short-failing-one = fails { $subject }
reason-short-failing = fails { $count }
reason-short-drop = { $subject } -{ $points }
reason-short-incidents = { $count ->
    [one] 1 incident
   *[other] { $count } incidents
}
reason-short-incidents-serious = runaway or police
reason-short-over-age = { $years }y over-age
reason-short-not-seen = not seen { $days ->
    [one] 1 day
   *[other] { $days } days
}
reason-short-never-seen = never seen, { $days }d
reason-short-BEH1 = says will quit
reason-short-HOM2 = carer ill or old
reason-short-HOM3_POVERTY = poverty
reason-short-HOM3_SIBLINGS = 3+ siblings
reason-short-HOM3_SIBLING_LEFT = sibling left
reason-short-HLT1 = restricted, see file
reason-short-HLT2 = unmet illness
reason-short-ACC1_MOVED = moved school
reason-short-ACC1_FAR = far from school
reason-short-OVR_LEDGER = on dropout ledger
reason-short-OVR_REPORT = restricted, see file
reason-short-OVR_SELFHARM = restricted, see file
reason-short-OVR_WHEREABOUTS = whereabouts unknown
reason-short-OVR_ALONE = alone or unattended
reason-short-OVR_WORK = working or engaged

# Restricted: not spelled out on Today and in lists
reason-restricted = restricted, see file

# Subjects
subject-mark = { $subject } { $percent }
subject-drop = { $subject } fell { $points } ({ $from } to { $to })

# Guardian and parents
reason-home-no_guardian = no effective guardian
reason-home-mother_away = mother away
reason-home-father_away = father away
reason-home-both_away = both parents away
reason-home-ok = parents at home

# What is unknown
lacking-today = no { $domains }: may reach { $high }
lacking-wide = lacks { $domains }
domain-short-attendance = att.
domain-short-courses = grades
domain-short-behaviour = behaviour
domain-short-age = age
domain-short-home = home
domain-short-health = health
domain-short-access = travel

# Asked and unasked
finding-none = { $what }: asked, none
finding-missing = { $what }: unknown
finding-expired = { $what } (out of date since { $date })
