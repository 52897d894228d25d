# Looking: the volunteers' load, a month's visits, colours, copied messages
action-go-load = volunteers' load
action-go-month = visits by month
action-look = colours
load-none = No volunteers yet. Press o to add one
load-rule = Children, and room for more
load-rule-order = overdue first, then the fullest
load-summary = { $count ->
    [one] 1 volunteer
   *[other] { $count } volunteers
}, { $children ->
    [one] 1 match
   *[other] { $children } matches
}, room for { $free ->
    [one] 1 more child
   *[other] { $free } more children
}
load-over = { $count } above their limit
load-more = { $shown } of { $count } listed; choosing the last one lists more
load-late = { $count } with overdue visits
load-overdue = { $count } late
load-too-many = over limit
month-title = Visits { $month } { $year }
month-due = Due
month-tail = { $due ->
    [one] 1 home
   *[other] { $due } homes
} due, { $done } done, { $open } open
month-seen = { $count ->
    [one] seen at home once
   *[other] seen at home { $count } times
}
month-not-seen = { $count ->
    [one] 1 visit missed the child
   *[other] { $count } visits missed the child
}
month-contacts = { $count ->
    [one] 1 contact
   *[other] { $count } contacts
}
month-calls = of these { $count ->
    [one] 1 call
   *[other] { $count } calls
}
month-nothing = No child was due in this month
month-by-volunteer = By volunteer
month-rule-open = open first; arrows change month
month-by-township = By township
month-no-township = no township
month-days = Days with visits
month-year = Seen in 12 months
month-before = earlier
month-after = later
unavailable-this-month = This is the present month
month-line-title = This month
month-line = visits due { $due }, done { $done }, child missed { $missed }; contacts { $contacts }
month-line-key = g m by volunteer
looks-theme = Colours
looks-theme-dark = dark
looks-theme-light = light
looks-theme-mono = mono
looks-colours = How many
looks-colours-16 = 16
looks-colours-256 = 256
looks-colours-truecolor = any
looks-glyphs = Characters
looks-glyphs-unicode = lines and blocks
looks-glyphs-ascii = ASCII only
looks-next = next
looks-keep = For this session. To keep it, write into config.toml: theme = "{ $theme }"  colours = "{ $colours }"  glyphs = "{ $glyphs }"
message-home = { $child } ({ $about })
message-visit = Dear { $name }, please go and see { $home }
message-visit-anyone = Please go and see { $home }
message-due = , by { $date }
message-was-due = , which was due on { $date }
message-tell = . Please tell me on which day you went and whether you saw the child.
message-birthday = { $name } has a birthday on { $date }: a word would be welcome.
message-signed-up = Signed up: { $count }
unavailable-copy-row = There is no message to copy for this row
month-counting = Counting the visits of the month
month-outdated = something was entered since this was counted: Space counts anew
month-stopped = stopped; the arrows count another month
month-more = the { $shown } of { $count } with the most open; p prints all of them
