# 星期
weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日

# 月份
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月

# 日期。day 不补零, day2 补成两位
date-short = { $month2 }-{ $day2 }
date-short-weekday = { $month2 }-{ $day2 } { $weekday }
date-full = { $year }-{ $month2 }-{ $day2 }
date-full-weekday = { $year }-{ $month2 }-{ $day2 } { $weekday }
date-moment = { $weekday }{ $time }
date-moment-far = { $date } { $time }

# 首行
header-today = 今日 { $date }
header-lunar = 农历{ $lunar }
header-week = 第{ $week }教学周

# 农历
lunar-month-1 = 正
lunar-month-2 = 二
lunar-month-3 = 三
lunar-month-4 = 四
lunar-month-5 = 五
lunar-month-6 = 六
lunar-month-7 = 七
lunar-month-8 = 八
lunar-month-9 = 九
lunar-month-10 = 十
lunar-month-11 = 冬
lunar-month-12 = 腊
lunar-day-1 = 初一
lunar-day-2 = 初二
lunar-day-3 = 初三
lunar-day-4 = 初四
lunar-day-5 = 初五
lunar-day-6 = 初六
lunar-day-7 = 初七
lunar-day-8 = 初八
lunar-day-9 = 初九
lunar-day-10 = 初十
lunar-day-11 = 十一
lunar-day-12 = 十二
lunar-day-13 = 十三
lunar-day-14 = 十四
lunar-day-15 = 十五
lunar-day-16 = 十六
lunar-day-17 = 十七
lunar-day-18 = 十八
lunar-day-19 = 十九
lunar-day-20 = 二十
lunar-day-21 = 廿一
lunar-day-22 = 廿二
lunar-day-23 = 廿三
lunar-day-24 = 廿四
lunar-day-25 = 廿五
lunar-day-26 = 廿六
lunar-day-27 = 廿七
lunar-day-28 = 廿八
lunar-day-29 = 廿九
lunar-day-30 = 三十
lunar-date = { $month }月{ $day }
lunar-date-leap = 闰{ $month }月{ $day }
lunar-date-year = { $year }年{ $date }
lunar-leap-other = { $year }年没有闰{ $month }月，那年闰的是{ $had }月
lunar-leap-none = { $year }年没有闰{ $month }月，那年没有闰月

# 多久
span-days = { $days }天
span-ago = { $days }天前
span-ago-today = 今天
span-never = 从未
span-never-seen = 未见过
span-in = 还有{ $days }天
span-late = 超期{ $days }天

# 年级
grade-0 = 幼儿园
grade-1 = 一年
grade-2 = 二年
grade-3 = 三年
grade-4 = 四年
grade-5 = 五年
grade-6 = 六年
grade-7 = 初一
grade-8 = 初二
grade-9 = 初三
grade-long-0 = 幼儿园
grade-long-1 = 一年级
grade-long-2 = 二年级
grade-long-3 = 三年级
grade-long-4 = 四年级
grade-long-5 = 五年级
grade-long-6 = 六年级
grade-long-7 = 初一
grade-long-8 = 初二
grade-long-9 = 初三
grade-class = { $grade }({ $class })班

# 年龄、百分数
age-years = { $age }岁
percent = { $percent }%
lunar-words = 农历{ $month }{ $day }
lunar-words-leap = 农历闰{ $month }{ $day }
