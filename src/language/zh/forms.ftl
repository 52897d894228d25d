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
form-save = { $save } 保存
form-escape = Esc 返回，草稿保留
form-draft-back = 草稿：接着上次没存的草稿写。F7 清空
form-draft-back-owed = 草稿：还没写进磁盘，只记在这里。F7 清空
form-draft-owed = 草稿还没写进磁盘（满了或正忙），先记着：再打开就接着写，别急着退出
form-draft-not-kept = 草稿存不进去，先别走：腾出空间或等一下再退出。不要草稿就再退出一次
form-draft-kept = 草稿已保留，再打开就接着写
form-optional = 可不填
form-yes = 是
form-no = 否
form-pick-none = 没有找到
form-saved = 已保存: { $what }
form-saved-visit = 已记录走访: { $name } { $date }。下次 { $next }。
form-undo-hint = { $said } { $undo } 撤销
form-undo-hint-after = { $said }。{ $undo } 撤销
form-more-above = 上面还有{ $count }格
form-more-below = 下面还有{ $count }格
form-hint-date = 今天 昨天 周六 11-22 1122 -3
form-hint-date-ahead = 明天 周六 +7 +30
form-hint-date-whole = 2014-05-14 20140514 2014年5月14日
form-hint-date-until = 2027-05-01 05-01 +12月
form-hint-lunar = 八月十五 闰四月初二 2014年八月十五
form-hint-time = 14:30、1430、下午2点
form-report-to = 数字选，可选几个；还没报就空着
form-report-note = 看到什么，谁说的，孩子现在在哪里
form-incident-note = 发生了什么，谁在场，怎么处理的
form-fact-note = 具体情况
form-visit-seen = 见到
form-visit-nobody = 没人在家
form-visit-adult = 只见到大人
form-visit-correct = 改走访记录
form-visit-due = 应走访 { $due }，上次在家见到 { $last }
form-visit-due-never = 应走访 { $due }，还没有在家见到过
form-visit-others = 别的人
form-visit-office = 办公室的人
form-report = 强制报告
form-report-yes = 现在登记
form-report-no = 暂不登记
form-report-stands = 已有未结的强制报告
form-warn-no-check = { $name } 没有年检记录，照样可以存
form-warn-check-expired = { $name } 的年检 { $date } 已到期，照样可以存
form-saved-visit-still = 已记录走访: { $name } { $date }。仍超期，{ $due }就该走访。
form-saved-visit-only = 已记录走访: { $name } { $date }。
form-unchanged = 没有改动
form-gone = 这条记录已经不在了。按任意键返回
form-draft-dropped = 草稿已丢掉
form-township-village = 「{ $name }」像是村名：乡镇填镇、乡或街道，村填在「村」里
form-township-new = 名单里没有，照写的存
form-hint-township = 数字选，或写名字、拼音
form-hint-pick = 汉字、拼音、首字母、电话、编号
form-value-none = 空
conflict-taken = { $field }：{ $by }改成了 { $value }，照用
conflict-yours = 我的 { $value }
conflict-theirs = { $by }改成了 { $value }
conflict-both = 两个都留
conflict-by = { $name }（{ $when }）
conflict-by-nobody = 别人
conflict-unanswered = 先选：1 用我的，2 用对方的
conflict-unanswered-both = 先选：1 用我的，2 用对方的，3 两个都留
conflict-escape = Esc 回到表单，打的字都在
conflict-gone = { $by }刚把这一条作废了，没有保存。Esc 返回，草稿保留
form-saved-what = 已保存: { $what } { $name }。
form-contact-correct = 改联系记录
form-contact-other = 别的人
form-task-edit = 修改待办
form-fact-correct = 改情况
form-fact-group = 哪一方面
form-fact-danger = 立即危险
form-fact-source = 老师来电、证件、走访看到
form-fact-known = 现在记着：{ $what } { $value }（{ $date }）
form-attendance-correct = 改出勤
form-attendance-which = 登记
form-attendance-day = 一天
form-attendance-range = 一段
form-attendance-school-days = 校历上这一段有{ $days }个上课日
form-attendance-too-many = 请假加旷课{ $absent }天，比应到天数多
form-attendance-no-school = 校历上这天不上课
form-exam-correct = 改成绩
form-exam-over = 超过满分 { $full }
form-exam-none = 至少写一科的分数
form-exam-other-score = 另一科分数
form-exam-other-subject = 另一科名称
form-leave = 志愿者退出
form-close-child = { $count }名志愿者还结对着
form-close-volunteer = 还结对着{ $count }个孩子
form-close-carer = 还监护着{ $count }个孩子
form-close-tasks = { $count }件待办没办
form-close-reported = 强制报告还没有结，不能结案。先按 ! 登记报告的结果
form-void = 作废
form-assign-load = 已带{ $load }户
form-assign-same-village = 同村
form-assign-same-township = 同乡镇
form-assign-has-child = 已结对
form-assign-no-room = 满额
form-assign-no-check = 没有年检
form-assign-check-over = 年检到期
form-assign-now = 现在的志愿者 { $names }
form-assign-already = { $name } 已经和 { $child } 结对
form-assign-full = { $name } 已满额 { $load }/{ $most }
form-hint-grade = 4、四年级、初二
form-child-twin = 同名同生日的孩子已有：{ $code }
form-child-twin-closed = 同名同生日的孩子已有：{ $code }（已结案，可重新打开）
form-child-id-birth = 身份证上的生日是 { $date }，和填的不同
form-child-id-born = 没填出生日期，将按身份证号记为 { $date }
form-child-lunar-born = 农历生日那年是 { $date }，和出生日期不是同一天
form-child-lunar-leap = { $what }，照平月过生日
form-child-id-check = 身份证号校验位不对，请核对证件
form-child-new-carer = 新建这个监护人
form-child-same-carer = 已有监护人：{ $known }。是同一个人就选上面的
form-phone-odd = 电话 { $phone } 有{ $digits }位，手机应是11位，请核对
category-difficulty = 困境儿童
category-left-behind = 留守儿童
category-orphan = 孤儿
category-unsupported = 事实无人抚养儿童
category-lost-dependence = 失依儿童
category-disabled = 重残重病儿童
form-participants-none = 还没有人。直接打名字、拼音或电话，找孩子和志愿者
form-participants-find = 找人加入
form-participants-nobody = 没有叫「{ $typed }」的人，改一改再找
form-participants-finding = 数字或 Enter 加入  空格 选几个  Ctrl-A 全选  已选{ $count }  乡镇、村、校：全部孩子
form-participants-keys = 1 到场  2 没来  0 不知道  空格 换  Ctrl-A 全到场  打字或 / 找人
form-participants-came = 到场{ $came }  没来{ $absent }  不知道{ $unknown }
form-participants-over = 报名{ $count }，超过名额{ $capacity }
form-participants-saved-over = 已保存: { $name }。报名{ $count }人，超过名额{ $capacity }。
form-participants-new = 新加
participation-came = 到场
participation-absent = 没来
participation-unknown = 不知道

# 表单里的错误,写在那一格下面
form-error-date = 看不懂这个日期。写 2013-05-14、11-22、1122、周六 或 +7
form-error-lunar = 看不懂这个农历日期。写 八月十五 或 8-15
form-error-date-incomplete = 要写全年月日，如 2014-05-14
form-error-date-impossible = 没有这一天：请核对年（1900年起）、月、日
form-error-lunar-zodiac = 只有属相，要写农历几月几日
form-error-lunar-incomplete = 农历日期不全，要有月和日
form-error-lunar-impossible = 农历没有这一天
form-error-grade = 年级从幼儿园（0）到初三（9）：写 4、四年级 或 初二
form-error-id-length = 身份证号应是18位，这里有{ $length }位
form-error-id-characters = 身份证号只能是数字，最后一位可以是 X
form-error-id-birth = 身份证号里的生日不存在
form-error-id-digits = 表格丢了身份证号的后几位，请照证件重填
form-error-number = 要写数字
form-error-whole = 要写整数
form-error-time = 看不懂这个时间。写 14:30、1430 或 下午2点
form-error-name = 这不是名字；没有的就空着，不清楚的写在备注里
form-error-phone = 电话里只能有数字，别的话写在备注里
form-error-pick = 没有这个人，改一改再找
form-error-choose = 还没选定：按数字、或方向键加回车，选下面的一个
form-error-before-birth = 早于孩子出生（{ $birth }）
form-error-next-date = 早于走访那天
form-error-contact-empty = 写上和谁联系的，或者说了什么

# 日期远得像写错了年份
form-far = { $field }写的是 { $date }，离今天{ $years }年多：到那天以前都不会再提醒。
form-far-ask = 还没有保存。年份写对了吗？
form-far-back = 1 没有：回去改
form-far-save = 2 对的：照样保存

# 规则不接受的
refused-required = 要填
form-error-digit = 按数字选：{ $digits }
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
refused-closed = 别人已经结案了
refused-voided = 别人已经作废或改过这一条
refused-ended = 这个结对已经结束了
refused-left = 这位志愿者已离开，不能再结对
refused-in-use = 还有别的记录用着它
refused-merged = 这份档案已并入 { $value }，请用那一份
refused-before-event = 活动{ $value }才开始，到那天才能记到场
refused-open-report = 强制报告未结，不能暂缓，也不能结案

# 保存时别人改过
conflict-title = 没有保存：您打开以后，{ $by }改过这一条。每一格选用谁的，再保存
conflict-title-taken = 没有保存：您打开以后，{ $by }改过这一条。下面照用对方的，您写的都在。再保存一次

# 确认
confirm-close = 结案 { $name }？之后不在名单里，记录保留
confirm-yes = 确定
confirm-no = 取消

# Another console has closed the file or decided the case while the form was open
overtaken-title = 没有保存
overtaken-closed = 刚才{ $who }{ $kind ->
    [volunteer] 把志愿者 { $name } 记为退出
    [event] 结束了活动 { $name }
   *[other] 把 { $name } 结案
} ({ $when })。
overtaken-closed-why = 结案原因: { $reason }
overtaken-handled = 刚才{ $who }处理了 { $name } 的个案，{ $date } 再看。
overtaken-snoozed = 刚才{ $who }把 { $name } 的个案暂缓到 { $date }。
overtaken-note = 写的是: { $note }
overtaken-nothing-lost = 您填的都在表里。
overtaken-somebody = 别人
overtaken-what = 怎么办
overtaken-merged = 没有保存：刚才{ $who }把 { $name } 并入 { $into } ({ $when })，这份档案不能再改。您填的都在表里；Esc 返回，草稿保留
overtaken-reopen = { $kind ->
    [volunteer] 记为回来，再保存
    [event] 重新打开活动，再保存
   *[other] 重新打开档案，再保存
}
overtaken-anyway = { $kind ->
    [volunteer] 保存，仍旧是退出
    [event] 保存，活动仍旧结束
    [carer] 保存，档案仍旧结案
   *[other] 保存，档案仍旧结案 (不进待处理)
}
overtaken-theirs = 就按{ $who }的，不记我的
overtaken-mine = 也记下我的，以我的为准
overtaken-hint = Enter { $save } 就这样办  Esc 回到表里
overtaken-kept = 照{ $who }的决定，没有另记
