# 表单
form-visit = 登记走访
form-contact = 登记联系
form-task = 新建待办
form-assignment = 结对志愿者
form-fact = 登记情况
form-incident = 登记事件
form-attendance = 登记出勤
form-exam = 登记成绩
form-participants = 登记参加的人
form-child = 新建孩子
form-child-edit = 修改孩子
form-volunteer = 新建志愿者
form-volunteer-edit = 修改志愿者
form-carer = 新建监护人
form-carer-edit = 修改监护人
form-event = 新建活动
form-event-edit = 修改活动
form-close = 结案
form-save = Ctrl-S 或 F8 保存
form-escape = Esc 返回，草稿保留
form-draft-back = 上次没存的草稿
form-draft-kept = 草稿已保留
form-draft-discard = 丢掉草稿
form-required = 必填
form-optional = 可不填
form-yes = 是
form-no = 否
form-blank = 不知道
form-pick = Enter 选
form-pick-none = 没有找到
form-pick-new = 新建「{ $text }」
form-saved = 已保存: { $what }
form-saved-visit = 已记录走访: { $name } { $date }。下次 { $next }。
form-undo-hint = u 撤销
form-hint-date = 今天 昨天 周六 11-22 1122 +7
form-hint-lunar = 八月十五 闰四月初二 2014年八月十五
form-visit-seen = 见到
form-visit-nobody = 没人在家
form-visit-adult = 只见到大人
form-visit-more = 还要问的
form-visit-note-required = 有问题或紧急时要写备注
form-offer-report = 安全写了紧急：要发强制报告吗？

# 表单里的错误,写在那一格下面
form-error-date = 看不懂这个日期。写 11-22、1122、周六 或 +7
form-error-lunar = 看不懂这个农历日期。写 八月十五 或 8-15
form-error-date-incomplete = 日期不全，要有年月日
form-error-date-impossible = 没有这一天
form-error-lunar-zodiac = 只有属相，要写农历几月几日
form-error-lunar-incomplete = 农历日期不全，要有月和日
form-error-lunar-impossible = 农历没有这一天
form-error-grade = 看不懂这个年级。写 4、四年级 或 初二
form-error-id-length = 身份证号应是18位，这里有{ $length }位
form-error-id-characters = 身份证号只能是数字，最后一位可以是 X
form-error-id-birth = 身份证号里的生日不存在
form-error-id-digits = 表格丢了身份证号的后几位，请照证件重填
form-error-number = 要写数字
form-error-choice = 从列出的里面选
form-error-phone = 电话里只能有数字
form-error-pick = 没有这个人，从列出的里面选

# 规则不接受的
refused-required = 要填
refused-in-future = 不能晚于今天
refused-ends-before-start = 结束早于开始
refused-negative = 不能是负数
refused-too-much = 超过了上限
refused-out-of-range = 超出范围
refused-taken = { $value } 已经有了
refused-unknown = 没有 { $value }
refused-wrong-value = 这一项没有这个值
refused-note-after-concern = 有问题或紧急时要写备注
refused-same-twice = 两个人不能是同一个
refused-already-there = 已经有这一条
refused-closed = 档案已结案，先重新打开
refused-in-use = 还有别的记录用着它
refused-open-report = 强制报告未结, 不能暂缓

# 保存时别人改过
conflict-title = 别人刚改过
conflict-field = { $field }：你写的 { $yours }，现在是 { $theirs }
conflict-keep-yours = 用我的
conflict-keep-theirs = 用现在的

# 确认
confirm-close = 结案 { $name }？之后不在名单里，记录保留
confirm-quit-draft = 有没存的草稿，退出后还在。退出？
confirm-yes = 确定
confirm-no = 取消
