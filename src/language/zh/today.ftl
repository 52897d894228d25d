# 首行
today-operator = 操作人 { $name }
today-demo = 示例 不要录真实孩子

# 各档计数
today-queue = 待处理{ $count }
today-tier-count = { $tier }{ $count }
today-overdue = 超期{ $count }户
today-overdue-wide = 超期{ $count }户
today-due-today = 今天到期{ $count }
today-due-today-wide = 今天到期{ $count }
today-no-volunteer = 无志愿者{ $count }
today-no-volunteer-wide = 无志愿者{ $count }
today-upcoming-count = { $days }天内{ $count }
today-queue-close = 待{ $count }
today-queue-tight = 待{ $count }
today-overdue-close = 超期{ $count }
today-overdue-tight = 超{ $count }
today-due-today-close = 今天{ $count }
today-due-today-tight = 今{ $count }
today-no-volunteer-close = 无人{ $count }
today-no-volunteer-tight = 无{ $count }
today-upcoming-close = 近期{ $count }
today-upcoming-tight = 近{ $count }
today-at-risk-count = 需要关注{ $count }

# 上次以来
today-since = { $moment }以来
today-since-first = 第一次打开
today-since-nothing = 没有变化
today-since-rise = { $name } { $from }升{ $to }
today-since-unknown = { $count }个资料过期或不全
today-since-visits = 录入走访{ $count }次
today-since-children = 新孩子{ $count }
today-since-changes = { $names }改过{ $count }处

# 栏目
today-panel-risk = 需要关注
today-panel-overdue = 超期未走访
today-panel-due-today = 今天到期
today-panel-upcoming = { $days }天内
today-panel-also = 还要办
today-also-head = 还要办
today-panel-selected = 选中
today-panel-month = 本月
today-households = { $count }户
today-column-tier = 等级
today-column-score = 分
today-column-change = 30天
today-column-score-change = 分/30天
today-column-name = 姓名
today-column-grade = 年级
today-column-township = 乡镇
today-column-why = 为什么
today-column-why-points = 为什么(每条的分)
today-column-seen = 见到
today-column-visited = 走访
today-column-volunteer-phone = 志愿者/电话
today-column-overdue = 超期
today-column-last-seen = 最近见到
today-without-volunteer = 无志愿者
today-volunteer-overdue = { $count }户都超期
today-more-rows = 还有{ $count }条，Enter看全部

# 还要办
today-also-task = 待办{ $count }
today-also-task-late = 待办{ $count }(过期{ $late })
today-also-check_expiry = 年检{ $days }天内{ $count }
today-also-training_expiry = 培训{ $days }天内{ $count }

# 近期安排
upcoming-birthday = 生日
upcoming-turns-solar = { $name } 满{ $age }岁 公历
upcoming-turns-lunar = { $name } 满{ $age }岁 农历{ $lunar }
upcoming-no-age = { $name } 生日
upcoming-no-age-lunar = { $name } 农历{ $lunar }
upcoming-capacity = 报名{ $count }/{ $capacity }
upcoming-in-days = +{ $days }

# 空的时候
today-empty-risk = 没有需要关注的孩子
today-empty-overdue = 没有超期的走访
today-empty-upcoming = { $days }天内没有安排
today-empty-also = 没有别的要办
today-next = 今天没有别的要办。下一件 { $date } { $title }
today-empty-children = 还没有孩子。从哪里开始？
today-all-closed = 孩子都结案了：g c 再按左箭头看他们。要新的：

today-also-check-late = 年检{ $days }天内{ $count }(过期{ $late })
today-also-training-late = 培训{ $days }天内{ $count }(过期{ $late })

# 翻看、选中、本月
today-more = 还有{ $count }
today-open-all = Enter看全部
today-overdue-keys = y复制催访消息
today-match-key = m结对
today-since-more = 共{ $count }个孩子升级
today-banner-report = 有{ $unsent }件强制报告还没有报出，按规定马上报
today-banner-reports = 有{ $unsent }件强制报告还没有报出，按规定马上报；已报未结{ $sent }件
today-banner-report-sent = 有{ $count }件强制报告未结，都已报出
today-empty-selected = 选中一个孩子，这里看原因和最近的联系
today-begin-import = i  带入花名册
today-begin-demo = q  退出后运行 peiban demo 看示例
today-begin-new = o  新建孩子
today-up-to = {" "}(至{ $high })
today-coverage = 资料完整度{ $percent }%
today-lacking = 还不知道: { $domains }
today-score-then = { $days }天前{ $score }
today-verify = 待核实
today-new = 新
today-label-last = 最近
today-label-task = 待办
today-label-volunteers = 志愿者
today-label-carer = 监护
today-month-event = * 活动
today-month-birthday = + 生日
today-reminder = { $name }您好，这几家该去看看了: { $children }。去过请告诉我哪天去的，见到孩子没有。
today-also-backup = 备份已过{ $days }天
