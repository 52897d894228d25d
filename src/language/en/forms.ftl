# Forms
form-visit = Log a visit
form-contact = Log a contact
form-task = New task
form-assignment = Match a volunteer
form-fact = Add a fact
form-incident = Add an incident
form-attendance = Log attendance
form-exam = Log marks
form-participants = Log who came
form-child = New child
form-child-edit = Edit child
form-volunteer = New volunteer
form-volunteer-edit = Edit volunteer
form-carer = New carer
form-carer-edit = Edit carer
form-event = New event
form-event-edit = Edit event
form-close = Close the file
form-save = { $save } saves
form-escape = Esc goes back, the draft is kept
form-draft-back = DRAFT: your unsaved draft, go on. F7 clears it
form-draft-back-owed = DRAFT: not on the disk yet, only in memory. F7 clears it
form-draft-owed = Draft not on disk yet (full or busy), only in memory: reopen the form to go on
form-draft-not-kept = What you typed could not be kept. Make room or wait, then quit; quit again to leave without it
form-draft-kept = Draft kept; open the form again to go on
form-optional = optional
form-yes = yes
form-no = no
form-pick-none = none found
form-saved = Saved: { $what }
form-saved-visit = Visit logged: { $name } { $date }. Next { $next }.
form-undo-hint = { $said } { $undo } undo
form-undo-hint-after = { $said }. { $undo } undo
form-more-above = { $count } more above
form-more-below = { $count } more below
form-hint-date = today, fri, 11-22, 1122, -3
form-hint-date-ahead = tomorrow, fri, +7, +30
form-hint-date-whole = 2014-05-14, 20140514
form-hint-date-until = 2027-05-01, 05-01, +12m
form-hint-lunar = 8-15, leap 4-2, 2014/8-15
form-hint-time = 14:30, 1430, 2pm
form-report-to = digits, several may be chosen; leave blank if not sent yet
form-report-note = what was seen, who said it, where the child is now
form-incident-note = what happened, who was there, what was done
form-fact-note = in detail
form-visit-seen = seen
form-visit-nobody = nobody home
form-visit-adult = adult only

form-visit-correct = Correct a visit
form-visit-due = visit due { $due }, last seen at home { $last }
form-visit-due-never = visit due { $due }, never seen at home yet
form-visit-others = someone else
form-visit-office = office staff
form-report = Mandatory report
form-report-yes = make it now
form-report-no = not now
form-report-stands = a mandatory report is open already
form-warn-no-check = { $name } has no record check; this can still be saved
form-warn-check-expired = { $name }: the record check ended { $date }; this can still be saved
form-saved-visit-still = Visit logged: { $name } { $date }. A visit is still due since { $due }.
form-saved-visit-only = Visit logged: { $name } { $date }.
form-unchanged = Nothing was changed
form-gone = This record is not there any more. Any key goes back
form-draft-dropped = Draft thrown away
form-township-village = "{ $name }" looks like a village: the township is the town, township or street office it belongs to
form-township-new = not known; kept as written
form-hint-township = a digit, or name or pinyin
form-hint-pick = name, pinyin, initials, phone, code
form-value-none = blank
conflict-taken = { $field }: { $by } wrote { $value }, kept
conflict-yours = mine: { $value }
conflict-theirs = { $by }: { $value }
conflict-both = both
conflict-by = { $name } ({ $when })
conflict-by-nobody = someone else
conflict-unanswered = choose: 1 mine, 2 theirs
conflict-unanswered-both = choose: 1 mine, 2 theirs, 3 both
conflict-escape = Esc goes back to the form, nothing typed is lost
conflict-gone = Voided meanwhile: by { $by }; nothing was saved. Esc goes back, the draft is kept
form-saved-what = Saved: { $what } { $name }.
form-contact-correct = Correct a contact
form-contact-other = someone else
form-task-edit = Edit task
form-fact-correct = Correct a fact
form-fact-group = about
form-fact-danger = immediate danger
form-fact-source = teacher rang, a paper, seen on a visit
form-fact-known = known now: { $what }: { $value } ({ $date })
form-attendance-correct = Correct attendance
form-attendance-which = enter
form-attendance-day = one day
form-attendance-range = a range
form-attendance-school-days = the calendar has { $days } school days in this range
form-attendance-too-many = { $absent } days absent: more than the days recorded
form-attendance-no-school = no school on this day by the calendar
form-exam-correct = Correct a mark
form-exam-over = over the full marks of { $full }
form-exam-none = at least one mark is needed
form-exam-other-score = other mark
form-exam-other-subject = other subject
form-leave = Volunteer leaves
form-close-child = { $count ->
    [one] 1 volunteer is
   *[other] { $count } volunteers are
} still matched
form-close-volunteer = still matched with { $count ->
    [one] 1 child
   *[other] { $count } children
}
form-close-carer = still the carer of { $count ->
    [one] 1 child
   *[other] { $count } children
}
form-close-tasks = { $count ->
    [one] 1 task is
   *[other] { $count } tasks are
} open
form-close-reported = a mandatory report is open: enter its outcome with ! first
form-void = Void a row
form-assign-load = has { $load }
form-assign-same-village = same village
form-assign-same-township = same township
form-assign-has-child = matched already
form-assign-no-room = full
form-assign-no-check = no record check
form-assign-check-over = check expired
form-assign-now = volunteers now: { $names }
form-assign-already = { $name } is matched with { $child } already
form-assign-full = { $name } is full: { $load } of { $most }
form-hint-grade = 4, G8, K
form-child-twin = { $code } has this name and birthday
form-child-twin-closed = { $code } (closed) has this name and birthday
form-child-id-birth = the ID number says born { $date }
form-child-lunar-born = that year's lunar birthday was { $date }, not the birth date
form-child-lunar-leap = { $what }; kept in the ordinary month
form-child-id-born = no birth date: { $date } of the ID number will be taken
form-child-id-check = the check digit of the ID number is wrong: look at the card
form-child-new-carer = a new carer
form-child-same-carer = a carer on file: { $known }; if it is the same person, choose them
form-phone-odd = phone { $phone } has { $digits } digits; a mobile number has 11: please check
category-difficulty = in difficulty
category-left-behind = left behind
category-orphan = orphan
category-unsupported = de facto unsupported
category-lost-dependence = lost dependence
category-disabled = severely disabled or ill
form-participants-none = Nobody yet. Type a name, pinyin or phone to find children and volunteers
form-participants-find = Find someone to add
form-participants-nobody = Nobody is called "{ $typed }": change it and look again
form-participants-finding = Enter adds  Space ticks  Ctrl-A all  ticked { $count }  a place: all its children
form-participants-keys = 1 came  2 absent  0 unknown  Space changes  Ctrl-A all came  / finds
form-participants-came = came { $came }  absent { $absent }  unknown { $unknown }
form-participants-over = { $count } signed up, { $capacity } places
form-participants-saved-over = Saved: { $name }. { $count } signed up, more than the { $capacity } places.
form-participants-new = new
participation-came = came
participation-absent = absent
participation-unknown = unknown

# Errors under a field of a form
form-error-date = not a date: write 2013-05-14, 11-22, 1122, fri or +7
form-error-lunar = not a lunar date: write 8-15 or leap 4-2
form-error-date-incomplete = write year, month and day: 2014-05-14
form-error-date-impossible = no such day: check the year (from 1900), the month and the day
form-error-lunar-zodiac = an animal of the zodiac is no birthday: write month and day
form-error-lunar-incomplete = incomplete: month and day are needed
form-error-lunar-impossible = there is no such lunar date
form-error-grade = a grade is K (0) to 9: write 4 or G8
form-error-id-length = an ID number has 18 characters, not { $length }
form-error-id-characters = an ID number is digits, the last may be X
form-error-id-birth = the birth date in the ID number does not exist
form-error-id-digits = the spreadsheet lost the last digits: enter them from the card
form-error-number = not a number
form-error-whole = a whole number is needed
form-error-time = no time that can be read: write 14:30, 1430 or 2pm
form-error-name = this is no name; leave blank what there isn't, and put what isn't known in the note
form-error-phone = a phone number has digits only; other words belong in the note
form-error-pick = nobody of that name: change it and look again
form-error-choose = not chosen yet: press a digit, or arrows and Enter
form-error-before-birth = before the child was born ({ $birth })
form-error-next-date = before the day of the visit
form-error-contact-empty = say with whom, or what was said in the note

# A date so far ahead that the year may be mistyped
form-far = { $field } { $date } is more than { $years ->
    [one] a year
   *[other] { $years } years
} away: nothing reminds of it before then.
form-far-ask = Not saved yet. Is the year right?
form-far-back = 1 no: back to change it
form-far-save = 2 yes: save all the same

# What the rules refuse
refused-required = has to be filled
form-error-digit = press a digit to choose: { $digits }
refused-in-future = can't be after today
refused-ends-before-start = ends before it begins
refused-negative = can't be negative
refused-too-much = more than there can be
refused-out-of-range = out of range
refused-taken = { $value } is taken
refused-unknown = there is no { $value }
refused-wrong-value = not a value of this item
refused-note-after-concern = a note is needed after a concern
refused-same-twice = both are the same person
refused-already-there = already there
refused-closed = closed already
refused-voided = voided or corrected already
refused-ended = this match has ended already
refused-left = this volunteer has left and can't be matched
refused-in-use = other records depend on it
refused-merged = this file was merged into { $value }; use that one
refused-before-event = the event begins on { $value }: who came is entered from that day on
refused-open-report = a mandatory report is open: it can't wait, the file can't be closed

# Changed by someone else meanwhile
conflict-title = Not saved: { $by } changed this after you opened it. Choose whose stands for each, then save
conflict-title-taken = Not saved: { $by } changed this after you opened it. Below, theirs is taken; all of yours stays. Save once more

# Confirmations
confirm-close = Close { $name }? It leaves the lists; its records stay.
confirm-yes = yes
confirm-no = no

# Another console has closed the file or decided the case while the form was open
overtaken-title = Not saved
overtaken-closed = { $who } has just { $kind ->
    [volunteer] noted that { $name } left
    [event] closed the event { $name }
   *[other] closed the file of { $name }
} ({ $when }).
overtaken-closed-why = Why: { $reason }
overtaken-handled = { $who } has just handled the case of { $name }, to be looked at again { $date }.
overtaken-snoozed = { $who } has just snoozed the case of { $name } until { $date }.
overtaken-note = Note: { $note }
overtaken-nothing-lost = What you typed is still in the form.
overtaken-somebody = Someone else
overtaken-what = What now
overtaken-merged = Not saved: { $who } has just merged { $name } into { $into } ({ $when }); this file can't be changed any more. What you typed is still here; Esc goes back and keeps the draft
overtaken-reopen = { $kind ->
    [volunteer] back with us, then save
    [event] reopen the event, then save
   *[other] reopen the file, then save
}
overtaken-anyway = { $kind ->
    [volunteer] save; still left
    [event] save; the event stays closed
    [carer] save; the file stays closed
   *[other] save; the file stays closed (not in triage)
}
overtaken-theirs = keep { $who }'s, without mine
overtaken-mine = record mine as well; mine counts
overtaken-hint = Enter { $save } does it  Esc back to the form
overtaken-kept = { $who }'s decision stands, yours was not recorded
