# 风险等级
tier-critical = 紧急
tier-high = 重点
tier-unknown = 信息不全
tier-watch = 关注
tier-stable = 平稳

# 窄列用
tier-short-critical = 紧急
tier-short-high = 重点
tier-short-unknown = 不全
tier-short-watch = 关注
tier-short-stable = 平稳

# 一个字
tier-letter-critical = 急
tier-letter-high = 重
tier-letter-unknown = 缺
tier-letter-watch = 注
tier-letter-stable = 平

# 风险的七个方面
domain-attendance = 出勤
domain-courses = 成绩
domain-behaviour = 行为
domain-age = 年龄
domain-home = 家庭
domain-health = 健康
domain-access = 路程

# 原因的名目,不带数值
reason-OVR_LEDGER = 在疑似辍学或辍学台账
reason-OVR_REPORT = 强制报告未结
reason-OVR_SELFHARM = 说过自伤
reason-OVR_WHEREABOUTS = 下落不明
reason-OVR_ALONE = 独自居住或无人看护
reason-OVR_WORK = 未满16岁务工或订婚
reason-SEEN60 = 超过60天没见到孩子
reason-SEEN90 = 超过90天没见到孩子
reason-ATT1 = 出勤率
reason-ATT2 = 连续旷课
reason-CRS1 = 主科不及格
reason-CRS2 = 主科成绩下降
reason-BEH1 = 厌学或想辍学
reason-BEH2 = 近期事件
reason-AGE1 = 年龄大于年级
reason-AGE2 = 初中阶段
reason-HOM1 = 监护与父母情况
reason-HOM2 = 照料人患病、残疾或年老
reason-HOM3_POVERTY = 低保、特困或低保边缘
reason-HOM3_SIBLINGS = 兄弟姐妹三个以上
reason-HOM3_SIBLING_LEFT = 兄弟姐妹有人辍学
reason-HLT1 = 心理筛查超界
reason-HLT2 = 重病或残疾未得到照顾
reason-ACC1_MOVED = 一年内转学
reason-ACC1_FAR = 上学单程超过1小时

# 情况登记的项目
fact-code-BEH1 = 厌学、想辍学或找工作
fact-code-BEH2 = 事件
fact-code-HOM1 = 监护与父母
fact-code-HOM2 = 照料人重病、残疾，或唯一照料人满70岁
fact-code-HOM3_POVERTY = 低保、特困或低保边缘
fact-code-HOM3_SIBLINGS = 兄弟姐妹三个以上
fact-code-HOM3_SIBLING_LEFT = 兄弟姐妹有人辍学
fact-code-HLT1 = 心理筛查超界
fact-code-HLT2 = 重病或残疾未得到照顾
fact-code-ACC1_MOVED = 一年内转学
fact-code-ACC1_FAR = 上学单程超过1小时
fact-code-OVR_LEDGER = 在疑似辍学或辍学台账
fact-code-OVR_REPORT = 强制报告未结
fact-code-OVR_SELFHARM = 说过自伤
fact-code-OVR_WHEREABOUTS = 下落不明
fact-code-OVR_ALONE = 未满16岁独居，或未满8岁无人看护
fact-code-OVR_WORK = 未满16岁务工或订婚
fact-value-yes = 是
fact-value-no = 否
fact-value-incident = 有事件
fact-value-serious = 出走或涉警
fact-value-none = 没有
fact-value-no_guardian = 没有有效监护
fact-value-mother_away = 母亲离家
fact-value-father_away = 父亲外出
fact-value-both_away = 父母都外出
fact-value-ok = 父母在家

# 主科
core-subject-chinese = 语文
core-subject-maths = 数学
core-subject-english = 英语

# 依据从哪里来
source-attendance_day = 出勤
source-attendance_range = 出勤汇总
source-exam = 考试
source-fact = 情况登记

# 性别
sex-f = 女
sex-m = 男
sex-adult-f = 女
sex-adult-m = 男

# 历法
calendar-solar = 公历
calendar-lunar = 农历

# 档案状态
status-active = 在册
status-closed = 已结案

# 志愿者状态
volunteer-status-applied = 已申请
volunteer-status-active = 在岗
volunteer-status-paused = 暂停
volunteer-status-left = 已退出

# 走访地点
place-home = 家里
place-school = 学校
place-elsewhere = 别处

# 走访看到的
observation-ok = 正常
observation-concern = 有问题
observation-urgent = 紧急
observation-not_observed = 没看到

# 出勤
attendance-status-present = 到校
attendance-status-excused = 请假
attendance-status-unexcused = 旷课
attendance-status-late = 迟到

# 考试类型
exam-type-monthly = 月考
exam-type-midterm = 期中
exam-type-final = 期末

# 活动类型
event-kind-birthday_party = 生日会
event-kind-camp = 营会
event-kind-training = 培训
event-kind-meeting = 会议
event-kind-health_check = 体检
event-kind-other = 其他

# 联系方式
contact-kind-call = 电话
contact-kind-message = 消息
contact-kind-meeting = 面谈

# 强制报告报给谁
report-to-police = 公安
report-to-committee = 村(居)委会
report-to-civil_affairs = 民政
report-to-education = 学校或教育局
report-to-other = 其他

# 待办状态
task-status-open = 未办
task-status-done = 已办
task-status-dropped = 取消

# 逐个处理: 决定与原因
decision-handled = 已处理
decision-snoozed = 暂缓

triage-cause-tier_rise = 等级上升
triage-cause-overdue = 走访超期
triage-cause-task = 待办到期
triage-cause-look_again = 到了再看的日子
triage-cause-concern = 录入走访有问题
triage-cause-lost_volunteer = 没有志愿者了
triage-cause-critical = 今天还没看，紧急起于

# 记录里常用的词
usual-grandmother = 奶奶或外婆
usual-grandfather = 爷爷或外公
usual-mother = 母亲
usual-father = 父亲
usual-aunt = 姑姨
usual-uncle = 叔舅
usual-brother = 哥哥
usual-sister = 姐姐
usual-neighbour = 邻居
usual-guardian = 监护人
usual-teacher = 老师
usual-class-teacher = 班主任
usual-village-committee = 村委会
usual-child-officer = 村儿童主任
usual-with-disability = 残疾儿童
usual-migrant = 流动儿童
usual-subsistence = 低保
usual-file-opened = 建档
usual-visit = 走访
usual-teacher-rang = 老师来电
usual-papers = 证件
usual-ledger = 教育局台账
usual-hardship = 特困
usual-near-subsistence = 低保边缘
usual-single-parent = 单亲
usual-cousin = 表亲
usual-foster-mother = 养母
usual-foster-father = 养父
usual-stepmother = 继母
usual-stepfather = 继父
usual-parent = 家长
usual-parents = 父母
usual-head-teacher = 校长
usual-village-official = 村干部
usual-history = 历史
usual-physics = 物理
usual-chemistry = 化学
usual-biology = 生物
usual-geography = 地理
usual-politics = 道德与法治
usual-science = 科学
usual-music = 音乐
usual-art = 美术
usual-sport = 体育
usual-computing = 信息技术
usual-crafts = 劳动
usual-county-hospital = 县人民医院
usual-culture-station = 街道文化站
usual-youth-centre = 县青少年活动中心
address-group = { $number }组
