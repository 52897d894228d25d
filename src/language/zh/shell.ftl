# 控制台自己说的话
shell-name = 陪伴
shell-quit = 退出？没存的草稿会留着
shell-copied = 已复制
shell-operator-title = 谁在操作
shell-operator-why = 写进改动记录，换人时改成自己的名字。Enter 确定
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
