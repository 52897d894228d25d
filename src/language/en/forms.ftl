# Forms
form-visit = Log a visit
form-contact = Log a contact
form-task = New task
form-assignment = Match a volunteer
form-fact = Add a fact
form-incident = Add an incident
form-attendance = Enter attendance
form-exam = Enter marks
form-participants = Enter who came
form-child = New child
form-child-edit = Edit child
form-volunteer = New volunteer
form-volunteer-edit = Edit volunteer
form-carer = New carer
form-carer-edit = Edit carer
form-event = New event
form-event-edit = Edit event
form-close = Close the file
form-save = Ctrl-S or F8 saves
form-escape = Esc goes back, the draft is kept
form-draft-back = Your unsaved draft. F7 throws it away
form-draft-kept = Draft kept; open the form again to go on
form-draft-discard = discard the draft
form-required = required
form-optional = optional
form-yes = yes
form-no = no
form-blank = not known
form-pick = Enter picks
form-pick-none = none found
form-pick-new = new: { $text }
form-saved = Saved: { $what }
form-saved-visit = Visit logged: { $name } { $date }. Next { $next }.
form-undo-hint = u undo
form-hint-date = today, fri, 11-22, 1122, +7
form-hint-lunar = 8-15, leap 4-2, 2014/8-15
form-visit-seen = seen
form-visit-nobody = nobody home
form-visit-adult = adult only
form-visit-more = also asked
form-visit-note-required = a note is needed after a concern

form-visit-correct = Correct a visit
form-visit-due = visit due { $due }, last seen at home { $last }
form-visit-others = someone else
form-report = Mandatory report
form-report-yes = make it now
form-report-no = not now
form-report-stands = a mandatory report is open already
form-warn-no-check = { $name } has no record check; the visit can still be saved
form-warn-check-expired = { $name }: the record check ended { $date }; the visit can still be saved
form-saved-visit-only = Visit logged: { $name } { $date }.
form-unchanged = Nothing was changed
form-gone = This record is not there any more. Any key goes back
form-draft-dropped = Draft thrown away
form-hint-pick = name, pinyin, initials, phone, code
form-value-none = blank
conflict-taken = { $field }: changed by someone else to { $value }, kept
conflict-yours = mine: { $value }
conflict-theirs = theirs: { $value }
conflict-gone = Someone else has voided this row; nothing was saved. Esc goes back, the draft is kept

# Errors under a field of a form
form-error-date = not a date: write 11-22, 1122, fri or +7
form-error-lunar = not a lunar date: write 8-15 or leap 4-2
form-error-date-incomplete = incomplete: year, month and day are needed
form-error-date-impossible = there is no such day
form-error-lunar-zodiac = an animal of the zodiac is no birthday: write month and day
form-error-lunar-incomplete = incomplete: month and day are needed
form-error-lunar-impossible = there is no such lunar date
form-error-grade = not a grade: write 4 or G8
form-error-id-length = an ID number has 18 characters, not { $length }
form-error-id-characters = an ID number is digits, the last may be X
form-error-id-birth = the birth date in the ID number does not exist
form-error-id-digits = the spreadsheet lost the last digits: enter them from the card
form-error-number = not a number
form-error-choice = choose one of those shown
form-error-phone = a phone number has digits only
form-error-pick = nobody of that name: pick one of the list

# What the rules refuse
refused-required = has to be filled
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
refused-closed = the file is closed; reopen it first
refused-in-use = other records depend on it
refused-open-report = a mandatory report is open and can't wait

# Changed by someone else meanwhile
conflict-title = Not saved: someone else has just changed it. Choose whose stands, then save

# Confirmations
confirm-close = Close { $name }? It leaves the lists; its records stay.
confirm-quit-draft = There are drafts; they will be kept. Quit?
confirm-yes = yes
confirm-no = no
