# Settings
page-settings = Settings
settings-tab-office = Office
settings-tab-visits = Visits, day
settings-tab-weights = Weights
settings-tab-cuts = Cut points
settings-tab-backups = Backups
settings-none = Choose one first
settings-change = change
settings-col-what = Setting
settings-col-value = now
settings-col-usual = default
settings-col-by = who
settings-col-date = since
settings-blank = (nothing)
settings-fixed = { $county } { $code }, desk { $desk }: stands in every record's number and can't be changed
settings-bounds = { $min } to { $max }, by default { $usual }
settings-usual = by default { $usual }
settings-bounds-day = not after today; visits from that day on are kept here, and due days count from it
settings-bounds-text = may stay blank
settings-changed = { $date } { $by }: { $value }
settings-changed-why = { $date } { $by }: { $value }, { $reason }
settings-value = new value
settings-reason = why
settings-reason-hint = goes into the history
settings-now = Now { $value }
settings-now-switch = Now: { $value }
settings-overtaken = Someone has changed it since you opened this: it is { $value } now. Save again to put yours in its place
settings-overtaken-by = Since you opened this, { $by } ({ $when }) has changed it to { $value }. Save again to put yours in its place
settings-on = on
settings-off = off
settings-save-preview = { $save } shows what it does, then saves
settings-saved = Changed: { $what }, { $value }.
settings-saved-all = Changed { $count }: { $what }.
settings-several = { $count } settings together
settings-mark-hint = Space marks several
settings-marked = { $count } marked; Enter changes them together
settings-preview-one = { $what }: { $change }
settings-preview-others = and { $count } more
settings-trying = Working out who would change tier
settings-saving = Scoring by the new rule
undo-working = Undoing
redo-working = Bringing back
settings-confirm = save it
settings-think-again = think again
settings-preview-change = From { $from } to { $to }
settings-preview-counts = Of { $children } children { $moved } would change tier, { $others } only their score
settings-preview-overdue = Overdue visits: { $was } now, { $is } then
settings-preview-move = { $from } > { $to } { $count }
settings-preview-none = No child would change tier
settings-preview-who = Would change tier { $count }
settings-preview-first = the first { $count }
settings-unit-points = { $count ->
    [one] 1 point
   *[other] { $count } points
}
settings-unit-percent = { $count }%
settings-unit-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
settings-unit-term-days = { $count } term days
settings-error-number = must be a whole number
settings-error-bounds = must be from { $min } to { $max }
settings-error-under = must be less than "{ $other }", which is { $bound }
settings-error-at-most = must not be more than "{ $other }", which is { $bound }
settings-error-over = must be more than "{ $other }", which is { $bound }
settings-error-at-least = must not be less than "{ $other }", which is { $bound }
settings-error-long = at most { $max } characters

# Backups and restoring
settings-backup-now = back up now
settings-backup-where = Back up into which folder
settings-backup-hint = The name has today's date, only you can read it, and nothing is written over. Only this office's old backups in this folder are cleared away
settings-backup-working = Backing up
settings-backup-failed = No backup was made
settings-backup-failed-key = The records are all there. Any key leaves
settings-backup-made = Backed up to { $path }
settings-backup-folder = Backups go to { $folder }
settings-backup-old = The newest backup is { $days ->
    [one] 1 day
   *[other] { $days } days
} old
settings-backup-last = Newest backup: { $day }
settings-backup-none = No backup yet
settings-backup-key = { $new } makes one now
settings-backup-elsewhere = Restore one from elsewhere...
settings-megabytes = { $size } MB
settings-no-file = This database is only in memory and can't be backed up
settings-no-folder = this is a file, a folder is wanted
settings-restore = restore it
settings-restore-which = Restore which file
settings-restore-working = Preparing to restore
settings-restored = Restored. The former file is kept as { $kept }
settings-look = look first
settings-look-working = Looking at the backup
settings-look-title = A look before restoring
settings-look-file = { $file }, version { $version }
settings-look-older = { $file }, version { $version }, raised to { $known } when restored
settings-look-of-demo = a made-up county without real children
settings-look-of-office = { $county }, desk { $desk }
settings-look-whose = Of { $whose }
settings-look-other = This is another office's: { $whose }. The present file is of { $now }
settings-look-newest = Its last entry: { $number }, { $at }, { $by }, { $what }
settings-look-empty = Nothing was ever entered in it
settings-look-there = backup
settings-look-now = now
settings-look-children = children
settings-look-volunteers = volunteers
settings-look-visits = visits
settings-look-contacts = contacts
settings-look-entries = entries
settings-look-ahead = Entries that it has beyond the present file: { $there }
settings-look-apart = Not of one line with the present file: they part after entry { $number }. Entries it has since: { $there }
settings-look-unrelated = Not of one line with the present file: they have no entry in common
settings-look-lost = Later entries that would be gone: { $count }, by { $people }
settings-look-lost-all = All entries of the present file would be gone: { $count }, by { $people }
settings-look-nothing-lost = Nothing would be lost: it holds every present entry
settings-look-kept = The present file is kept, not deleted

# The office
setting-office_name = name of the office
setting-office_contact = head of the office
setting-office_phone = phone
setting-office_address = address
setting-office_former_place = a place's former name
setting-visits_since = visits are kept here since

# Weights
setting-att1_fair_points = attendance somewhat low
setting-att1_poor_points = attendance low
setting-att1_bad_points = attendance very low
setting-att2_points = truant days in a row
setting-crs1_one_points = one core subject failed
setting-crs1_more_points = two or more failed
setting-crs2_points = a core subject fell
setting-beh1_points = says will quit
setting-beh2_one_points = one incident
setting-beh2_more_points = two incidents or a serious one
setting-age1_one_points = over-age by one year
setting-age1_more_points = over-age by two or more
setting-age2_grade7_points = grade 7
setting-age2_grade8_points = grades 8 and 9
setting-hom1_no_guardian_points = no effective guardian
setting-hom1_mother_away_points = mother away or gone
setting-hom1_father_away_points = only the father away
setting-hom2_points = carer ill, disabled or old
setting-hom3_poverty_points = certified poverty
setting-hom3_siblings_points = three or more siblings
setting-hom3_sibling_left_points = a sibling left school
setting-hlt1_points = mental screen over its cut-off
setting-hlt2_points = unmet illness or disability
setting-acc1_moved_points = moved school within a year
setting-acc1_far_points = a long way to school
setting-cap_attendance = most of attendance
setting-cap_courses = most of courses
setting-cap_behaviour = most of behaviour
setting-cap_age = most of age
setting-cap_home = most of home
setting-cap_health = most of health
setting-cap_access = most of access

# Cut points
setting-att1_good = attendance normal from
setting-att1_fair = attendance somewhat low from
setting-att1_poor = attendance low from
setting-att1_days = records the rate looks back
setting-att1_min_days = fewest days for a rate
setting-att2_run = truant days in a row
setting-crs1_pass = pass mark
setting-crs2_drop = fall in percentage points
setting-tier_critical = critical from
setting-tier_high = high from
setting-tier_watch = watch from
setting-stable_coverage = coverage needed for stable
setting-seen_watch_days = not seen for: at least watch
setting-seen_high_days = not seen for: at least high

# Shelf lives
setting-att1_shelf = attendance rate good for
setting-att2_shelf = truant days good for
setting-crs1_shelf = failed subjects good for
setting-crs2_shelf = fallen subjects good for
setting-beh1_shelf = wanting to quit good for
setting-beh2_shelf = incidents good for
setting-hom1_shelf = guardian and parents good for
setting-hom2_shelf = carer's health good for
setting-hom3_shelf = poverty and siblings good for
setting-hlt1_shelf = mental screen good for
setting-hlt2_shelf = illness, disability good for
setting-acc1_shelf = move, long way good for

# Visits and the day
setting-cadence_critical = critical: a visit every
setting-cadence_high = high: a visit every
setting-cadence_unknown = unknown: a visit every
setting-cadence_watch = watch: a visit every
setting-cadence_stable = stable: a visit every
setting-first_visit = first visit within
setting-critical_rise = after a rise to critical within
setting-look_again_critical = critical handled, again after
setting-look_again_high = high handled, again after
setting-look_again_unknown = unknown handled, again after
setting-look_again_watch = watch handled, again after
setting-look_again_stable = stable handled, again after
setting-triage_portion = cases of the queue a day
setting-horizon = coming up looks ahead
setting-check_notice = record checks told ahead
setting-training_notice = trainings told ahead

# Backups
setting-backup_daily = back up once a day on closing
setting-backup_keep = backups kept of the newest
setting-backup_old = say so when the newest is over
settings-col-code = code
# Places
settings-tab-places = Places
settings-place-add = add a place
settings-place-rename = rename
settings-place-hide = hide
settings-place-title = Rename { $name }
settings-place-new = Add a township or village
settings-place-name = new name
settings-place-to-township = township
settings-place-to-village = village
settings-place-village-hint = blank adds the township
settings-place-col-name = Townships, villages
settings-place-col-children = children
settings-place-col-volunteers = vols
settings-place-official = of the county
settings-place-own = your own
settings-place-unknown = not on the list
settings-place-hidden = hidden
settings-place-none = (no township)
settings-place-shows = { $name } is offered again.
settings-place-hides = { $name } is no longer offered; records keep it.
settings-place-renamed = { $from } is { $to } now.
settings-place-added = Added: { $name }.
settings-place-working = Renaming
settings-place-writes = Rewrites { $children ->
    [one] 1 child
   *[other] { $children } children
} and { $volunteers ->
    [one] 1 volunteer
   *[other] { $volunteers } volunteers
}, undone in one step
settings-place-found = A list that still says { $name } will find it
settings-place-formerly = formerly { $names }
settings-place-joins = { $to } is there already ({ $children ->
    [one] 1 child
   *[other] { $children } children
}): the two become one
settings-place-more = Places: { $count }. Townships not on the list: { $unknown }
settings-place-cant = Nothing to rename on this line: choose a place that records use
settings-place-escape = Esc goes back, nothing changes
settings-place-all = Places: { $count }
