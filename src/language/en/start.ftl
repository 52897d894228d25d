# The first start
start-welcome = Peiban: the county office's console
start-county = Which county?
start-desk = Desk (usually 1)
start-operator = Your name
start-operator-ask = Operator
start-choose = Where to start?
start-import = bring in the name list
start-demo = look at the demo
start-empty = start empty
start-county-unknown = no county of that name
start-ready = The database is ready: { $path }
start-visits-since = Visits are kept from

# The demo
demo-building = building the demo: { $done } of { $total }
demo-built = the demo is ready: { $children ->
    [one] 1 child
   *[other] { $children } children
}, { $volunteers ->
    [one] 1 volunteer
   *[other] { $volunteers } volunteers
} in { $path }
demo-kept-aside = something had been entered into the old demo; it was kept as { $path }
