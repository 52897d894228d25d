# 孩子页上的原因,写全
reason-long-attendance-days = 近20个上课日出勤{ $percent }%
reason-long-attendance-range = 学校汇总出勤{ $percent }%
reason-long-truant = 连旷{ $days }天
reason-long-failing = { $subjects } 不及格
reason-long-incidents = 近期事件{ $count }次
reason-long-incidents-serious = 近期事件{ $count }次，其中出走或涉警{ $serious }次
reason-long-over-age = 比同年级大{ $years }岁
reason-long-not-seen = { $days }天没见到孩子
reason-long-never-seen = 从未见到孩子，已{ $days }天
reason-long-BEH1 = 说不想读了，找工作或不肯上学
reason-long-HOM2 = 照料人重病、残疾，或独自照料且满70岁
reason-long-HOM3_POVERTY = 低保、特困或低保边缘
reason-long-HOM3_SIBLINGS = 兄弟姐妹三个以上
reason-long-HOM3_SIBLING_LEFT = 兄弟姐妹有人辍学
reason-long-HLT1 = 心理筛查超界
reason-long-HLT2 = 重病或残疾未得到照顾
reason-long-ACC1_MOVED = 一年内转过学
reason-long-ACC1_FAR = 上学单程超过1小时
reason-long-OVR_LEDGER = 在疑似辍学或辍学台账
reason-long-OVR_REPORT = 强制报告未结
reason-long-OVR_SELFHARM = 说过自伤
reason-long-OVR_WHEREABOUTS = 下落不明
reason-long-OVR_ALONE = 未满16岁独居，或未满8岁无人看护
reason-long-OVR_WORK = 未满16岁务工或订婚

# 今日一行里的原因,写短
reason-short-attendance = 出勤{ $percent }%
reason-short-truant = 连旷{ $days }天
reason-short-failing-one = { $subject }不及格
reason-short-failing = { $count }科不及格
reason-short-drop = { $subject }降{ $points }分
reason-short-incidents = 事件{ $count }次
reason-short-incidents-serious = 出走或涉警
reason-short-over-age = 超龄{ $years }岁
reason-short-not-seen = { $days }天没见到孩子
reason-short-never-seen = { $days }天未见过
reason-short-BEH1 = 说不想读了
reason-short-HOM2 = 照料人病或年老
reason-short-HOM3_POVERTY = 低保/特困
reason-short-HOM3_SIBLINGS = 多子女
reason-short-HOM3_SIBLING_LEFT = 兄弟姐妹辍学
reason-short-HLT1 = 受限记录(见档案)
reason-short-HLT2 = 病残没照顾
reason-short-ACC1_MOVED = 一年内转学
reason-short-ACC1_FAR = 路远
reason-short-OVR_LEDGER = 在控辍台账
reason-short-OVR_REPORT = 受限记录(见档案)
reason-short-OVR_SELFHARM = 受限记录(见档案)
reason-short-OVR_WHEREABOUTS = 下落不明
reason-short-OVR_ALONE = 独居或无人看护
reason-short-OVR_WORK = 务工或订婚

# 受限: 今日和名单上不写明
reason-restricted = 受限记录(见档案)

# 科目
subject-mark = { $subject }{ $percent }
subject-drop = { $subject }{ $from }降到{ $to }(降{ $points }分)

# 监护与父母
reason-home-no_guardian = 没有有效监护
reason-home-mother_away = 母亲离家
reason-home-father_away = 父亲外出
reason-home-both_away = 父母都外出
reason-home-ok = 父母在家

# 资料缺什么
lacking-today = 没有{ $domains }(补齐最高{ $high })
lacking-wide = 缺 { $domains }
domain-short-attendance = 出勤
domain-short-courses = 成绩
domain-short-behaviour = 行为
domain-short-age = 年龄
domain-short-home = 家庭
domain-short-health = 健康
domain-short-access = 路程

# 问过的、没问的
finding-none = { $what }: 问过，没有
finding-missing = { $what }: 不知道
finding-expired = { $what } ({ $date }过期)
