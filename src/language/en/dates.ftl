# Days of the week
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun

# Months
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

# Dates. day is as it is, day2 is padded to two figures with a zero
date-short = { $day } { $month }
date-short-weekday = { $weekday } { $day } { $month }
date-full = { $day } { $month } { $year }
date-full-weekday = { $weekday } { $day } { $month } { $year }
date-moment = { $weekday } { $time }
date-moment-far = { $date } { $time }

# The first line
header-today = Today { $date }
header-lunar = lunar { $lunar }
header-week = school wk { $week }

# The lunar calendar
lunar-month-1 = 1
lunar-month-2 = 2
lunar-month-3 = 3
lunar-month-4 = 4
lunar-month-5 = 5
lunar-month-6 = 6
lunar-month-7 = 7
lunar-month-8 = 8
lunar-month-9 = 9
lunar-month-10 = 10
lunar-month-11 = 11
lunar-month-12 = 12
lunar-day-1 = 1
lunar-day-2 = 2
lunar-day-3 = 3
lunar-day-4 = 4
lunar-day-5 = 5
lunar-day-6 = 6
lunar-day-7 = 7
lunar-day-8 = 8
lunar-day-9 = 9
lunar-day-10 = 10
lunar-day-11 = 11
lunar-day-12 = 12
lunar-day-13 = 13
lunar-day-14 = 14
lunar-day-15 = 15
lunar-day-16 = 16
lunar-day-17 = 17
lunar-day-18 = 18
lunar-day-19 = 19
lunar-day-20 = 20
lunar-day-21 = 21
lunar-day-22 = 22
lunar-day-23 = 23
lunar-day-24 = 24
lunar-day-25 = 25
lunar-day-26 = 26
lunar-day-27 = 27
lunar-day-28 = 28
lunar-day-29 = 29
lunar-day-30 = 30
lunar-date = { $month }/{ $day }
lunar-date-leap = leap { $month }/{ $day }
lunar-date-year = { $date } of { $year }
lunar-leap-other = { $year } had no leap month { $month }: its leap month was { $had }
lunar-leap-none = { $year } had no leap month { $month }, nor any other

# How long
span-days = { $days }d
span-ago = { $days }d
span-ago-today = today
span-never = never
span-never-seen = never
span-in = in { $days }d
span-late = { $days }d late

# Grades
grade-0 = K
grade-1 = G1
grade-2 = G2
grade-3 = G3
grade-4 = G4
grade-5 = G5
grade-6 = G6
grade-7 = G7
grade-8 = G8
grade-9 = G9
grade-long-0 = kindergarten
grade-long-1 = grade 1
grade-long-2 = grade 2
grade-long-3 = grade 3
grade-long-4 = grade 4
grade-long-5 = grade 5
grade-long-6 = grade 6
grade-long-7 = grade 7
grade-long-8 = grade 8
grade-long-9 = grade 9
grade-class = { $grade } class { $class }

# Ages, percentages
age-years = { $age }
percent = { $percent }%
lunar-words = the { $day } of the { $month } lunar month
lunar-words-leap = the { $day } of the leap { $month } lunar month
