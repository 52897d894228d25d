# 控制台自己说的话
shell-name = 陪伴
shell-quit = 退出？没存的草稿会留着
shell-copied = 已复制
shell-copied-file = 已复制到文件 { $path }
shell-copied-both = 已复制，也写在 { $path }
shell-copied-name = 复制的.txt
shell-operator-title = 谁在操作
shell-operator-why = 写进改动记录，换人时改成自己的名字。Enter 确定
shell-draft-waits = 有没存的草稿：{ $form } { $name }。选中这个孩子按 { $key } 续填
shell-drafts-wait = 有{ $count }份没存的草稿，再打开那张表单就在里面
shell-operator-no-name = 这不像名字，写汉字或字母
shell-operator-blank = 要写名字
shell-working-progress = { $done } / { $of }
shell-working-stop = Esc 停下，已有的记录不变
shell-working-stopping = 正在停下
shell-working-already = 正在处理一件事，等它做完或按 Esc 停下
shell-working-failed = 出错了，没有写入，详情在日志里
shell-waiting = 等着保存
shell-waiting-why = 您打的字都在，写完就自动保存。Esc 不等了，表还在
shell-others-work = { $who }正在另一个工作台{ $what }，可以照常看，保存要等它完
shell-others-write = 另一个程序正在写数据库

# 帮助: 记号
help-marks = 屏幕上的记号
help-tier-critical = 几天内必须见到。有的按规定直接列入
help-tier-high = 两周内要走访
help-tier-unknown = 知道的太少，还说不准。先补资料
help-tier-watch = 有让人留意的事
help-tier-stable = 资料够，没有看到问题
help-mark-rule = 按规定定级，不看分数：台账、强制报告、旷课等
help-mark-verify = 资料不全，补齐后等级可能更高，待核实
help-mark-same = 30天里分数没有变
help-mark-change = 30天里分数的升降
help-mark-range = 现在的分数，补齐资料后最高到多少

# 命令表里别的叫法
palette-also-settings = 地名 权重 分界 weights places
palette-also-backups = 还原 backup restore
palette-also-duplicates = 重复 合并 duplicates
palette-also-month = 月报 每月走访 month
palette-also-load = 带几户 负担 load
palette-also-reports = 该报 已报 reports
palette-also-export = 打印 导出 表格 print
shell-disk-full = 磁盘满了：现在只能看，记录都在。腾出空间后照常能写

key-left = 左
key-right = 右
key-space = 空格
key-backspace = 退格
shell-reopen = 重新打开？
shell-reopen-of = 重新打开「{ $name }」？
