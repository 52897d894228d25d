# 孩子页
child-heading = { $name } { $who }
child-sex-age = { $sex }{ $age }岁
child-tab-overview = 概况
child-tab-visits = 走访
child-tab-school = 学校
child-tab-family = 家庭
child-tab-tasks = 待办与决定
child-tab-history = 改动记录
child-visit-overdue = 走访 超期{ $days }天(应{ $date })
child-visit-due = 走访 { $date }到期
child-visit-today = 走访 今天到期
child-last-seen = 最近见到 { $days ->
    [0] 今天
   *[other] { $date }({ $days }天)
}
child-last-seen-never = 最近见到 从未
child-last-visit = 最近走访 { $days ->
    [0] 今天
   *[other] { $date }({ $days }天)
}
child-last-visit-never = 最近走访 从未
child-last-contact = 最近联系 { $date } { $kind } { $with }
child-volunteer = 志愿者 { $name } { $phone }
child-volunteer-since = 结对 { $date } 起
child-no-volunteer = 无志愿者
child-second-adult = 还缺一位同行的成年人
child-carer = 监护 { $relation } { $name } { $phone }
child-carer-none = 监护人没有登记
child-teacher = 班主任 { $name } { $phone }
child-closed = 已结案 { $date }
child-closed-reason = 已结案 { $date }: { $reason }
child-risk = 辍学风险
child-score = { $tier } { $score }
child-score-high = 至{ $high }
child-score-ago = { $days }天前{ $score }
child-score-ago-none = { $days }天前 不可比
child-coverage = 资料完整度{ $percent }%
child-unknown = 还不知道: { $domains }
child-coverage-short = 资料完整度{ $percent }%
child-unknown-could = 按一半估+{ $points }分
child-verify = 待核实
child-by-rule = 按规定定级
child-expires = { $date }过期
child-as-of = 截至{ $date }
child-new = 新
child-points = 分
child-trend = 分
child-attendance = 出勤%
child-attendance-month = { $month }{ $percent }
child-attendance-none = 出勤没有登记
child-exams-none = 成绩没有登记
child-visits-none = 还没有走访。按 1 登记
child-tasks-none = 没有待办
child-facts-none = 没有登记情况
child-events-none = 没有参加过活动
child-school = 学校
child-home = 家庭
child-recent = 最近
child-tasks = 待办
child-categories = 类别 { $categories }
child-missing-fields = 资料缺: { $fields }
child-seen = 见到
child-not-seen = 没见到
child-nobody-home = 没人在家
child-adult-only = 只见到大人
child-observed = { $what }:{ $how }
child-all-ok = 都正常
child-at-event = { $title } 到场

# 志愿者、监护人、活动
volunteer-children = 结对孩子 { $count }户
volunteer-capacity = { $count }户/上限{ $capacity }
volunteer-check = 年检至{ $date }
volunteer-check-expired = 年检{ $date }已过期
volunteer-check-none = 没有年检
volunteer-training = 培训至{ $date }
volunteer-training-expired = 培训{ $date }已过期
volunteer-training-none = 没有培训
carer-children = 照料孩子 { $count }个
event-leader = 带队 { $name }
event-not-known = 未点名
