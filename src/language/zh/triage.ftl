# 逐个处理
triage-title = 逐个处理 { $at }/{ $all }
triage-title-waiting = , 还有{ $count }个等着
triage-lives = 家在 { $place }
triage-why = 为什么轮到
triage-why-f = 为什么轮到她
triage-why-m = 为什么轮到他
triage-contacts = 最近联系
triage-decided = 已定的
triage-round = 今天这一份
triage-trend = 半年分数
triage-no-contacts = 还没有走访和联系记录
triage-volunteers = 志愿者
triage-no-volunteer = 无志愿者，按 4 结对
triage-more = 还有{ $count }件
triage-more-reasons = 还有{ $count }条，Enter 看全档
triage-task-late = 过期{ $days }天
triage-task-key = Delete 办完或取消
triage-last = 上次
triage-before = 以前
triage-again = 再看 { $date }
triage-again-come = 再看 { $date } 到了
triage-decisions = 决定
triage-never-decided = 还没有决定过
triage-left = 已经不在队里
triage-first = 这是第一个
triage-only-one = 只剩这一个
triage-last-of-portion = 这一份的最后一个，还有{ $count }个等着：处理完它，空格再取一份
triage-from-the-start = 到头了，回到跳过的第一个

# 为什么在队里
triage-cause-rose = { $date } 由{ $from }升为{ $to }
triage-cause-rose-to = { $date } 升为{ $to }
triage-cause-unknown = { $date } 资料过期或不全(原{ $from })
triage-visit-today = 要走访，今天到期
triage-visit-by = { $date } 前要走访
triage-cause-late = 走访超期{ $days }天(应{ $date })
triage-cause-due = { $date } 待办到期「{ $title }」
triage-cause-unseen = { $date } 起{ $tier }，今天还没看
triage-cause-again = { $date } 到了再看的日子
triage-cause-reported = { $date } 走访报告有问题
triage-cause-urgent = { $date } 走访：安全紧急，还没报，{ $key } 强制报告
triage-cause-urgent-told = { $date } 走访：安全紧急
triage-entered = （{ $date } 录入）
triage-cause-alone = { $date } 起没有志愿者

# 最下面一行
triage-hint-keys = 空格 跳过  退格 上一个  Enter 全档
triage-hint-handled = 6已处理: { $date } 再看
triage-hint-critical = 6已处理: 明天自动再看(紧急最多1天)

# 队空了
triage-empty = 都处理完了，队里没有了
triage-portion-done = 今天这一份处理完了，还有{ $count }个等着
triage-portion-more = 空格 再取一份
triage-done = 今天: 已处理{ $handled } 暂缓{ $snoozed }
triage-done-visits = 走访{ $count }
triage-done-contacts = 联系{ $count }
triage-done-tasks = 办完待办{ $count }
triage-done-matches = 结对{ $count }
triage-done-reports = 强制报告{ $count }
triage-done-more = 还有{ $count }项，方向键往下看
triage-done-nothing = 今天还没有记录
triage-did-task = 办完「{ $title }」
triage-did-match = 结对 { $name }

# 决定
triage-form-handled = 已处理
triage-form-snoozed = 暂缓
triage-form-report = 强制报告
triage-report-what = 登记后等级为紧急，每天都排在待处理里，直到了结。报了才能了结
triage-report-stands = { $date } 起有未结的强制报告
triage-saved-report = 已登记强制报告：{ $name }。
triage-saved-report-close = 强制报告已了结：{ $name }。
triage-saved-report-unsent = 已登记强制报告：{ $name }。还没有报出，马上报。
triage-report-urgent = { $date } 的走访记着安全紧急
triage-report-numbers = 110 报警　12345 政务　12355 青少年　12309 检察院
triage-report-ended = 了结了吗
triage-reports = 强制报告
triage-report-line = { $date } 知道
triage-report-key = Enter 续填
triage-note-handled = 做了什么
triage-note-snoozed = 为什么等
triage-critical-tomorrow = 紧急: 每天都要再看，{ $date } 就会再来
triage-visit-overdue = 走访已超期（应 { $due }）：{ $until } 以前不会再为这次走访提醒
triage-visit-before = 走访 { $due } 到期：过了那天还没去，不等 { $until } 就会再来
triage-error-until = 要写今天以后的日子
triage-error-critical = 紧急的最多等一天：写 { $date }
triage-saved-handled = 已处理: { $name }，{ $date } 再看。
triage-saved-snoozed = 暂缓: { $name }，到 { $date }。

# 命令行
cli-help-decided = 今天决定了的，不是还等着的
column-causes = 为什么在队里
column-last_kind = 上次决定
column-last_date = 哪天
column-last_until = 再看
column-last_note = 说明
column-last_user = 谁定的
