# What the console itself says
shell-name = Peiban
shell-quit = Quit? Unsaved drafts are kept
shell-copied = Copied
shell-operator-title = Who is working
shell-operator-why = Stands in the history; put your own name when you take over. Enter confirms
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
