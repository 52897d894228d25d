# The database
error-missing = there is no database at { $path }: run peiban init first, or name another file with --db
error-exists = there is a database at { $path } already; it was left alone
error-foreign = { $path } is no Peiban database; it was left alone
error-not-a-demo = { $path } is an office's database; the made-up county was not written over it. Name another file with --db.
error-corrupt = the database is damaged; bring back a backup with peiban restore
error-no-backup = the office's own database is untouched, choose another backup; there is no such file: { $path }
error-bad-backup = the office's own database is untouched, choose another backup; this one can't be read (damaged, not whole or not Peiban's): { $path }
error-newer = the database was written by a newer program (version { $found }, this one knows { $known }): update the program
error-read-only = the database is read-only, nothing was written: check the file's permissions
error-busy = another program holds the database, nothing was written: try again in a moment
error-open-elsewhere = the database is open elsewhere, nothing was replaced: close the other console first
error-disk-full = the disk is full, nothing was written: make room and try again
error-disk-failed = The disk does not take it: full, at a size limit, or failing. Nothing was written; look how much room is left
error-network-share = { $path } is on a network share, where several writers would damage it: keep it on a local disk
error-not-found = there is no { $kind } { $key }
error-refused = not saved: { $field } { $reason }
error-conflict = not saved: someone else has just changed { $fields }
error-changed-since = { $code } was changed again since, so it can't be undone
error-changed-since-by = { $code } was changed again since ({ $user } { $when }): undo entry { $entry } ({ $what }) first
error-still-needed = nothing was written, other records depend on it: undo entry { $entry } ({ $what }, { $user } { $when }) first
undo-changed-since = { $code }: undo { $entry } first ({ $what }, { $user }), or see { $history }
undo-still-needed = in use: undo { $entry } first ({ $what }, { $user }), or see { $history }
undo-refused = { $said }; or see { $history }
error-overtaken-closed = the file has just been closed by someone else, nothing was written
error-overtaken-decided = someone else has just decided the child's case, nothing was written
error-nothing-to-undo = there is nothing to undo
error-already-undone = entry { $entry } is undone already
error-stopped = stopped; nothing was written
error-cannot-open = the database can't be opened, nothing was written: check its permissions and those of its folder
error-database = the database met something unexpected, nothing was written: try again, and if it comes again run peiban doctor ({ $detail })
error-other = something went wrong: { $detail }; nothing was written, the log says more

# Configuration
error-config-unknown-key = { $path } line { $line }: unknown key { $key }
error-config-syntax = { $path } line { $line } can't be read: { $key }. Write name = value, texts in straight quotation marks
error-config-value = { $path } line { $line }: wrong value for { $key }; it can be: { $allowed }
error-config-no-key = { $path } line { $line }: wrong value for { $action }. Write one key, { $action } = "B", or several, { $action } = ["B", "F6"], at least one; without the line the built-in keys hold
error-config-unknown-action = { $path } line { $line }: [keys] knows no action { $action }. docs/key-names.md lists all names
error-config-bad-key = { $path } line { $line }: there is no key "{ $key }", or no terminal can tell it from another. Keys are written v, G, ctrl-v, F6, Insert, g v
error-config-not-typing = { $path } line { $line }: "{ $action }" is needed while typing too: give it a ctrl- or F key
error-config-key-own = { $path } line { $line }: "{ $key }" is given to "{ $action }", but line { $other_line } gives it to "{ $other }"
error-config-key-built-in = { $path } line { $line }: "{ $key }" is given to "{ $action }", but it is the built-in key of "{ $other }". Give "{ $other }" another key ({ $other_name } in [keys]), or choose a different one
error-config-key-page = { $path } line { $line }: "{ $key }" can't be given to "{ $action }", lists and forms use it themselves

# The terminal
screen-too-small = The window is too small: 60x15 at least, now { $columns }x{ $rows }
screen-covered = Covered. Press any key to come back.
