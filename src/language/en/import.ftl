# Why a cell or row can't be brought in
import-missing = required, but blank
import-no_name = this is no name: write the person's name
import-cant_clear = "-" clears a value, and this one is required
import-bad_date = not a date: write it like 2014-03-05
import-impossible_date = no such day: check the year (from 1900), the month and the day
import-incomplete_date = incomplete date: year, month and day are needed
import-future_date = date after today
import-end_before_start = ends before it begins
import-next_before_visit = the next date lies before this visit: check it, or leave it blank
import-same_twice = both volunteers are the same person: name another second one, or leave it blank
import-bad_yes_no = neither yes nor no
import-not_one_of = has to be one of: { $allowed }
import-allowed-yes = yes
import-allowed-no = no
import-allowed-with-code = { $code } ({ $name })
import-column-child_code = the child's code or name
import-column-volunteer_code = the volunteer's code or name
import-allowed-none = none
import-not_whole = has to be a whole number
import-bad_number = not a number
import-out_of_range = has to be from { $min } to { $max }
import-bad_grade = a grade is K (0) to 9: write 4 or G8
import-bad_lunar = not a lunar date
import-bad_id_number = an ID number has 18 characters
import-bad_code = a code can't have these characters
import-too_long = too long, at most { $max } characters
import-formula_error = the cell holds a formula's error
import-nothing_above = says "as above", but nothing stands above
import-truncated = the row has { $found } cells of { $wanted }: cut short
import-too_many_cells = the row has { $found } cells, the headings { $wanted }: cells may be shifted
import-unknown_code = no record has this code
import-unknown_name = no child has this name
import-unknown_volunteer = no volunteer has this name
import-same_name = several have this name: { $codes }; write the code instead
import-name_differs = { $code } is { $name }, not the person named here: is the code right?
import-second_row = the same record as row { $row }, with other contents
import-second_row_returned = was rejected as a second row about one record; brought in, it replaces what the first one said
import-keys_disagree = points to { $code } and, by another column, to { $other }
import-keys_disagree_new = nobody has { $code } yet, but another column points to { $other }
import-code_of_another = name and birth differ: { $code } ({ $born }); is the code right?
import-maybe_same = may be { $codes }: decide first
import-ambiguous = fits several: { $codes }
import-conflict = conflicts with a record on file
import-open_report = a mandatory report is open: the file can't be closed
import-neither_day_nor_range = needs either a day with its status or a range with its sums
import-wrong_value = this value does not belong to this code
import-more_absent_than_recorded = more days absent than recorded
import-above_full_marks = mark above full marks

# Warnings; the row is brought in
import-cleaned = control characters were taken out
import-id_check_digit = the ID number's check digit is wrong
import-id_old = an old 15-digit ID number, widened to 18
import-id_area = unknown area in the ID number
import-id_birth = the date in the ID number isn't one
import-digits_lost = the spreadsheet kept 15 digits only; the ID number was left out
import-birth_differs = differs from the ID number's date { $birth }
import-lunar_differs = birth date and lunar birthday are two different days: that year's lunar birthday was { $birth }
import-missing_leap = { $what }; the birthday is kept in the ordinary month
import-birth_from_id = no birth date is given: { $birth } of the ID number is taken
import-odd_phone = no whole phone number: please check; it replaces no number that is known, and nobody is recognised by it
import-phone_digits = phone { $phone } has { $digits } digits; a mobile number has 11: please check
import-carer_renamed = guardian { $code } gets another name and is taken for the same person; if it is someone else, choose the guardian in the child's file
import-carer_left = guardian { $code } { $name } has no child any more; close the file if it is no longer needed
import-sex_differs = differs from the ID number's sex
import-unknown_township = no township of the county has this name
import-unknown_category = { $word } is no known category; taken as written
import-text_became_date = the spreadsheet had turned the text into a date: check it
import-heading_twice = means the same as an earlier column; not used
import-seen_not_found = no column says whether the child was seen: these visits would count as not seen. Match that heading
import-column_left_out = column not recognised, left out
import-sum_left_out = a sum of the days, which are brought in themselves; not used
import-no_result = the formula has no result, so the cell counts as blank: open and save the file in a spreadsheet program, then bring it in
import-sheet_left_out = this sheet is left out, filled rows: { $rows }; to bring it in, save it as a file of its own
import-no_school_day = no school day, please check the date
import-file_closed = the file of { $code } is closed and stays so; to go on with it reopen it from the child's page, or write active under status in a list of children
import-file_closed_on = the file of { $code } was closed on { $on } and stays so; to go on with it reopen it from the child's page, or write active under status in a list of children
import-before_birth = the visit lies before the child was born: check which child and which day
import-volunteer_left = { $name } has left: the match finds nobody to go
import-check_missing = no record check of { $name } is kept; the match is brought in all the same
import-check_over = the record check of { $name } ended on { $until }; the match is brought in all the same
import-over_capacity = { $name } would accompany { $load } children, and can { $most }
import-no_mark = no mark, this cell was not brought in
import-safety_urgent = safety is urgent: a mandatory report must be made at once
import-age_and_grade = age and grade don't go together

# The course of an import
import-kind-children = children
import-kind-volunteers = volunteers
import-kind-assignments = matches
import-kind-visits = visits
import-kind-attendance = attendance
import-kind-exams = marks
import-kind-facts = facts
import-kind-events = events
import-read = { $count ->
    [one] 1 row
   *[other] { $count } rows
} read
import-reading = reading, { $count ->
    [one] 1 row
   *[other] { $count } rows
}
import-checking = checking { $done } of { $total }
import-writing = writing { $done } of { $total }
import-created = { $count } created
import-updated = { $count } updated
import-unchanged = { $count } unchanged
import-rejected = { $count } rejected
import-warnings = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
}
import-summary = { $read ->
    [one] 1 row
   *[other] { $read } rows
} read: { $created } created, { $updated } updated, { $unchanged } unchanged, { $rejected } rejected
import-preview = { $read ->
    [one] 1 row
   *[other] { $read } rows
} read: { $ready } ready, { $look } to look at
import-remarks = { $count ->
    [one] 1 sum or remark passed over: row { $rows }
   *[other] { $count } sums or remarks passed over: rows { $rows }
}
import-remarks-more = { $count } sums or remarks passed over: rows { $rows } and more
import-plan-only = plan only, nothing written
import-row = row { $row }
import-row-line = row { $row } { $column } "{ $value }": { $reason }
import-rejected-file = rejected rows are in { $path }: correct them and bring them in again
import-reason-column = reason
import-named-file = file
import-pick-file = choose an .xlsx or .csv file
import-pick-kind = What does this file hold?
import-match-headings = Match the headings: yours on the left
import-as-before = { $column } (as before)
import-matched-as-before = Some headings are matched as you did before (as before); Enter changes one
import-wide-unfolds = A sheet with a column a subject or a day unfolds by itself: to change that, change the headings in the file
import-say-once = The same in all rows
import-which-month = month
import-which-month-hint = such as 9 or 2026-9
import-month-about = A column a day, but nothing says of which month. Said once, it holds for the whole sheet
import-say-once-about = A sheet with a column a subject or a day: what is said here holds for every row
import-not-used = not used
import-same-person = Is it the same person?
import-same-yes = yes, the same
import-same-no = no, a new one
import-go = bring in
import-done-nothing = Nothing was brought in: { $summary }
import-done = Brought in: { $summary }
import-demo-sure = This is the demo; its next build throws this away. Bring it in anyway?
import-stopped = stopped, nothing was written

# The steps of an import
import-choose = choose
import-choose-column = choose a column
import-complete = complete
import-folder-up = folder above
import-no-such-file = there is no such file
import-no-sheets = no spreadsheets here
import-looking = looking at the file
import-checking-file = checking
import-carrying-out = bringing in
import-about-children = name, sex, birth date, ID number, township, school ...
import-about-volunteers = name, phone, valid check and training, how many children
import-about-assignments = child's code, volunteer's code, from when
import-about-visits = child's code, date, who went, seen or not, observations, note
import-about-attendance = a row a day, or a range's days, excused and unexcused
import-about-exams = child's code, date, subject, mark
import-about-facts = child's code, fact, value, date
import-about-events = title, kind, day, place, leader
import-sheet = sheet { $sheet } ({ $at } of { $of })
import-heading-row = headings in row { $row }
import-missing-columns = Still missing: { $columns }. Select your heading for it and press Enter
import-check = check
import-next-sheet = next sheet
import-other-heading-row = other heading row
import-headings = headings
import-read-again = read again
import-more-columns = more columns
import-preview-people = { $read ->
    [one] 1 person
   *[other] { $read } people
} read: { $ready } ready, { $look } to look at
import-tab-own = preview
import-tab-doubts = to decide
import-tab-refused = rejected
import-tab-changed = changed
import-tab-warned = warnings
import-tab-empty = none
import-no-rows = nothing stands below the headings
import-first-rows = the first { $count } rows are shown, all are checked
import-will-create = new
import-will-update = changed
import-will-keep = unchanged
import-will-reject = rejected
import-unanswered = not decided
import-answer-same = the same: { $code } { $about }
import-answer-another = another one, new
import-answer-leave = leave it out for now
import-answer-again = decide again
import-nothing-new = the file says nothing new
import-demo-sure-again = Once more: this is the demo, not for real children
import-done-nothing-short = nothing was brought in
import-done-short = brought in
import-not-carried-out = { $why } It was checked anew: look once more
import-rejected-not-written = the rejected rows could not be written: { $why }
import-coverage = { $children ->
    [one] 1 child
   *[other] { $children } children
}, facts { $coverage }% complete
import-next = Next
import-next-reports = safety urgent, not reported
import-next-reports-about = make the mandatory reports, at once
import-next-id-numbers = ID numbers to check
import-next-id-numbers-about = they stood among the warnings; see the register
import-next-same-name = same names
import-next-same-name-about = the same child? nothing is ever merged by itself
import-next-age-and-grade = age and grade disagree
import-next-age-and-grade-about = by two years or more: one is likely wrong
import-next-birthdays = birthdays this month
import-next-birthdays-about = the days stand under what is coming
import-next-no-volunteer = without a volunteer
import-next-no-volunteer-about = open the list and match with 4
import-next-assignments = bring in the matches
import-next-assignments-about = first of all: visits need somebody to make them
import-next-visits = bring in visits
import-next-visits-about = children nobody has seen yet
import-next-attendance = bring in attendance
import-next-attendance-about = children of unknown attendance
import-next-exams = bring in marks
import-next-exams-about = children of unknown marks
