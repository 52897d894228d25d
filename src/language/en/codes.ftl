# Tiers
tier-critical = Critical
tier-high = High
tier-unknown = Unknown
tier-watch = Watch
tier-stable = Stable

# For narrow columns
tier-short-critical = Crit
tier-short-high = High
tier-short-unknown = Unkn
tier-short-watch = Watch
tier-short-stable = Stable

# One letter
tier-letter-critical = C
tier-letter-high = H
tier-letter-unknown = ?
tier-letter-watch = W
tier-letter-stable = S

# The seven domains of the score
domain-attendance = attendance
domain-courses = grades
domain-behaviour = behaviour
domain-age = age
domain-home = home
domain-health = health
domain-access = travel

# What a reason is about, without its value
reason-OVR_LEDGER = on the suspected-dropout or dropout ledger
reason-OVR_REPORT = open mandatory report
reason-OVR_SELFHARM = self-harm disclosed
reason-OVR_WHEREABOUTS = whereabouts unknown
reason-OVR_ALONE = living alone or left unattended
reason-OVR_WORK = working or engaged under 16
reason-SEEN60 = not seen for more than 60 days
reason-SEEN90 = not seen for more than 90 days
reason-ATT1 = attendance rate
reason-ATT2 = truant several days running
reason-CRS1 = failing core subjects
reason-CRS2 = a core subject fell
reason-BEH1 = says will quit, seeks work or refuses school
reason-BEH2 = recent incidents
reason-AGE1 = over-age for the grade
reason-AGE2 = grades 7 to 9
reason-HOM1 = guardian and parents
reason-HOM2 = carer ill, disabled or old
reason-HOM3_POVERTY = certified poverty
reason-HOM3_SIBLINGS = three or more siblings
reason-HOM3_SIBLING_LEFT = a sibling left school
reason-HLT1 = mental screen over its cut-off
reason-HLT2 = unmet serious illness or disability
reason-ACC1_MOVED = moved school within a year
reason-ACC1_FAR = over an hour to school

# What a dated fact is about
fact-code-BEH1 = says will quit, seeks work or refuses school
fact-code-BEH2 = incident
fact-code-HOM1 = guardian and parents
fact-code-HOM2 = carer seriously ill or disabled, or the only carer 70 or older
fact-code-HOM3_POVERTY = certified poverty
fact-code-HOM3_SIBLINGS = three or more siblings
fact-code-HOM3_SIBLING_LEFT = a sibling left school
fact-code-HLT1 = mental screen over its cut-off
fact-code-HLT2 = unmet serious illness or disability
fact-code-ACC1_MOVED = moved school within a year
fact-code-ACC1_FAR = over an hour to school one way
fact-code-OVR_LEDGER = on the suspected-dropout or dropout ledger
fact-code-OVR_REPORT = open mandatory report
fact-code-OVR_SELFHARM = self-harm disclosed
fact-code-OVR_WHEREABOUTS = whereabouts unknown
fact-code-OVR_ALONE = living alone under 16 or left unattended under 8
fact-code-OVR_WORK = working or engaged under 16
fact-value-yes = yes
fact-value-no = no
fact-value-incident = incident
fact-value-serious = runaway or police matter
fact-value-none = none
fact-value-no_guardian = no effective guardian
fact-value-mother_away = mother away
fact-value-father_away = father away
fact-value-both_away = both parents away
fact-value-ok = parents at home

# Core subjects
core-subject-chinese = Chinese
core-subject-maths = maths
core-subject-english = English

# Where a reason comes from
source-attendance_day = attendance
source-attendance_range = attendance summary
source-exam = exam
source-fact = fact

# Sex
sex-f = girl
sex-m = boy
sex-adult-f = female
sex-adult-m = male

# Calendars
calendar-solar = solar
calendar-lunar = lunar

# Whether a record is open
status-active = open
status-closed = closed

# Where a volunteer stands
volunteer-status-applied = applied
volunteer-status-active = active
volunteer-status-paused = paused
volunteer-status-left = left

# Where a visit took place
place-home = home
place-school = school
place-elsewhere = elsewhere

# What was observed on a visit
observation-ok = ok
observation-concern = concern
observation-urgent = urgent
observation-not_observed = not observed

# A day at school
attendance-status-present = present
attendance-status-excused = excused
attendance-status-unexcused = unexcused
attendance-status-late = late

# Types of exam
exam-type-monthly = monthly
exam-type-midterm = mid-term
exam-type-final = final

# Kinds of event
event-kind-birthday_party = party
event-kind-camp = camp
event-kind-training = training
event-kind-meeting = meeting
event-kind-health_check = check-up
event-kind-other = other

# How someone was reached
contact-kind-call = call
contact-kind-message = message
contact-kind-meeting = meeting

# To whom a mandatory report is sent
report-to-police = police
report-to-committee = village committee
report-to-civil_affairs = civil affairs
report-to-education = school or education bureau
report-to-other = other

# Where a task stands
task-status-open = open
task-status-done = done
task-status-dropped = dropped

# Triage: decisions and causes
decision-handled = handled
decision-snoozed = snoozed

triage-cause-tier_rise = tier rose
triage-cause-overdue = visit overdue since
triage-cause-task = task due
triage-cause-look_again = to look at again since
triage-cause-concern = concern entered
triage-cause-lost_volunteer = without a volunteer since
triage-cause-critical = not looked at today, critical since

# Usual words of the records
usual-grandmother = grandmother
usual-grandfather = grandfather
usual-mother = mother
usual-father = father
usual-aunt = aunt
usual-uncle = uncle
usual-brother = brother
usual-sister = sister
usual-neighbour = neighbour
usual-guardian = guardian
usual-teacher = teacher
usual-class-teacher = class teacher
usual-village-committee = village committee
usual-child-officer = village child officer
usual-with-disability = with a disability
usual-migrant = migrant
usual-subsistence = subsistence allowance
usual-file-opened = file opened
usual-visit = visit
usual-teacher-rang = teacher rang
usual-papers = papers
usual-ledger = education ledger
usual-hardship = extreme hardship support
usual-near-subsistence = just above subsistence level
usual-single-parent = single-parent
usual-cousin = cousin
usual-foster-mother = foster mother
usual-foster-father = foster father
usual-stepmother = stepmother
usual-stepfather = stepfather
usual-parent = parent
usual-parents = parents
usual-head-teacher = head teacher
usual-village-official = village official
usual-history = history
usual-physics = physics
usual-chemistry = chemistry
usual-biology = biology
usual-geography = geography
usual-politics = morals and law
usual-science = science
usual-music = music
usual-art = art
usual-sport = sport
usual-computing = computing
usual-crafts = crafts
usual-county-hospital = county hospital
usual-culture-station = culture station
usual-youth-centre = youth centre
address-group = group { $number }
