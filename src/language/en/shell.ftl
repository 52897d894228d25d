# What the console itself says
shell-name = Peiban
shell-quit = Quit? Unsaved drafts are kept
shell-copied = Copied
shell-copied-file = Copied into the file { $path }
shell-copied-both = Copied, and written to { $path }
shell-copied-name = copied.txt
shell-operator-title = Who is working
shell-operator-why = Stands in the history; put your own name when you take over. Enter confirms
shell-draft-waits = An unsaved draft waits: { $form }, { $name }. Select the child and press { $key }
shell-drafts-wait = Unsaved drafts wait: { $count }. Open the same form again and they are in it
shell-operator-no-name = That is no name: write letters
shell-operator-blank = A name is needed
shell-working-progress = { $done } of { $of }
shell-working-stop = Esc stops, what is there stays as it is
shell-working-stopping = Stopping
shell-working-already = Something is being done: wait for it, or stop it with Esc
shell-working-failed = Something went wrong, nothing was written; the log has the details
shell-waiting = Waiting to save
shell-waiting-why = Nothing you typed is lost: it is saved when the other one has finished. Esc stops waiting, the form stays
shell-others-work = { $who } is at work in another console: { $what }. You can go on reading; a save waits for it
shell-others-write = Another program is writing to the database

# Help: marks
help-marks = Marks on the screen
help-tier-critical = to be seen within days
help-tier-high = to be visited within two weeks
help-tier-unknown = too little is known: complete it first
help-tier-watch = something worth watching
help-tier-stable = enough is known, and nothing found
help-mark-rule = tier by rule, not by score: ledger, report
help-mark-verify = facts are missing that may raise the tier
help-mark-same = the score is as it was 30 days ago
help-mark-change = how the score changed in 30 days
help-mark-range = the score, and what it may reach at most

# Other words in the palette
palette-also-settings = places weights cadences
palette-also-backups = restore copy
palette-also-duplicates = merge twice
palette-also-month = monthly visits
palette-also-load = capacity hands full
palette-also-reports = urgent safety
palette-also-export = print sheet file
shell-disk-full = The disk is full: records can be read but not written. Make room, and saving works again

key-left = Left
key-right = Right
key-space = Space
key-backspace = Backspace
shell-reopen = Reopen?
shell-reopen-of = Reopen { $name }?
