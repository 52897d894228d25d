# Words of the first start
welcome-county-hint = name, pinyin or code
welcome-county-other = another county, townships unknown
welcome-desk-range = has to be from 1 to { $most }
welcome-next = next
welcome-leave = leave without a trace
welcome-about-import = your own spreadsheet: seen first, then brought in, can be undone
welcome-about-demo = a made-up county in a file of its own, to try things on
welcome-about-empty = enter the first child yourself
welcome-path = The database will be { $path }
welcome-making = getting ready
