# Files that can't be read or written
file-unreadable = Can't open { $path }: { $detail }. Check the name.
file-too-large = The file has { $mb } MB, more than the { $limit } MB an import takes; split it.
file-empty = The file is empty; choose another.
file-not-spreadsheet = This is no spreadsheet; save it as .xlsx or .csv and try again.
file-old-workbook = This is an old .xls file or has a password; save it as .xlsx without a password and try again.
file-damaged = The file is damaged or cut short; copy it again or save it anew.
file-encoding = The text's encoding is unknown; save it as .xlsx or as CSV UTF-8.
file-unclosed-quote = A quotation mark opened in record { $row } is never closed; close it and try again.
file-no-headings = No headings were recognised among: { $seen }. Write headings as in the template, or name them with --map.
file-missing-columns = Required column not found: { $missing }. Headings seen: { $seen }. Add it, or name it with --map FILE.toml: under [columns] { $first } = "your heading"; for what is the same in every row, under [constants] { $first } = "value".
file-no-month = A column for each day, but no month: write a line above, such as 2026年11月, or date = "2026-11-01" under [constants] of a --map file.
file-mapped-heading = The map's heading "{ $heading }" for { $column } isn't in the file. Headings seen: { $seen }.
map-syntax = { $path }, line { $line }: not readable as TOML ({ $what }). Write name = value, texts in straight quotation marks.
map-unknown-section = { $path }, line { $line }: unknown section "{ $what }"; a map has [columns], [values.COLUMN] and [constants].
map-unknown-key = { $path }, line { $line }: unknown key "{ $what }".
map-not-text = { $path }, line { $line }: "{ $what }" must be text in quotation marks.
map-twice = { $path }, line { $line }: the heading "{ $what }" is named for two columns. One column of the file goes to one of Peiban's.
file-exists = { $path } is already there; choose another name.
file-ending = { $path }: the name must end in .csv or .xlsx.
file-unwritable = Can't write { $path }: { $detail }. Choose another place.
file-disk-full = The disk is full: { $path } was not written and nothing is left of it. Make room, or choose another place.

# What the file system says
trouble-missing = there is no such file or folder
trouble-denied = you have no right to it
trouble-folder = it is a folder
trouble-no-folder = a part of the path is no folder
trouble-read-only = nothing can be written there
trouble-name = such a name isn't possible
trouble-full = the disk is full: make room first
