# 数据库
error-missing = 没有数据库 { $path }。先运行 peiban init，或用 --db 指定另一个文件
error-exists = { $path } 已经有数据库，没有动它
error-foreign = { $path } 不是 Peiban 的数据库，没有动它
error-not-a-demo = { $path } 是办公室的数据库，没有用示例覆盖它；请用 --db 另指定文件
error-corrupt = 数据库损坏。请用 peiban restore 恢复备份
error-no-backup = 办公室的数据库没有动，请换一个备份。没有这个文件: { $path }
error-bad-backup = 办公室的数据库没有动，请换一个备份。这个不能当备份读（损坏、不全，或不是 Peiban 的）: { $path }
error-newer = 数据库是新版({ $found })写的，这个程序只认到{ $known }版。请更新程序
error-read-only = 数据库只读，没有写入。检查文件权限
error-busy = 数据库被别的程序占着，没有写入。过一会再试
error-open-elsewhere = 数据库还在别处开着，没有换。把另外的工作台关掉再来
error-disk-full = 磁盘满了，没有写入。腾出空间再试
error-disk-failed = 磁盘写不进去：满了、到了大小上限，或坏了。没有写入，先看看还剩多少空间
error-network-share = { $path } 在网络盘上，几个人同时写会损坏。请放到本机磁盘
error-not-found = 没有{ $kind } { $key }
error-refused = 没有保存：{ $field }{ $reason }
error-conflict = 没有保存：别人刚改过{ $fields }
error-changed-since = { $code } 之后又改过，不能撤销
error-changed-since-by = { $code } 之后又改过（{ $user } { $when }），先撤销第{ $entry }条（{ $what }）
error-still-needed = 没有写入：还有别的记录用着它，先撤销第{ $entry }条（{ $what } { $user } { $when }）
undo-changed-since = { $code } 之后又改过：先撤销第{ $entry }条（{ $user } { $what }），或按 { $history } 挑别的
undo-still-needed = 别的记录用着它：先撤销第{ $entry }条（{ $user } { $what }），或按 { $history } 挑别的
undo-refused = { $said }；按 { $history } 挑别的
error-overtaken-closed = 这份档案刚被别人结案，没有写入
error-overtaken-decided = 这个孩子的个案刚有人作了决定，没有写入
error-nothing-to-undo = 没有可撤销的
error-already-undone = 第{ $entry }条已经撤销过
error-stopped = 已停下，没有写入
error-cannot-open = 数据库打不开，没有写入。检查它和它所在文件夹的权限
error-database = 数据库出了意外的问题，没有写入。再试一次；还是不行，用 peiban doctor 检查（原文：{ $detail }）
error-other = 出错了，没有写入，详情在日志里（{ $detail }）

# 配置
error-config-unknown-key = { $path } 第{ $line }行：没有 { $key } 这一项
error-config-syntax = { $path } 第{ $line }行看不懂：{ $key }。要写成 名称 = 值，文字加英文引号
error-config-value = { $path } 第{ $line }行：{ $key } 的值不对，可以写: { $allowed }
error-config-no-key = { $path } 第{ $line }行：{ $action } 的值不对。写一个键，如 { $action } = "B"，或几个，如 { $action } = ["B", "F6"]，至少一个；去掉这一行就用内置的键
error-config-unknown-action = { $path } 第{ $line }行：[keys] 里没有 { $action } 这个操作。全部名字见 docs/key-names.md
error-config-bad-key = { $path } 第{ $line }行：没有"{ $key }"这个键，或终端认不出它。键写成 v、G、ctrl-v、F6、Insert、g v
error-config-not-typing = { $path } 第{ $line }行：打字时也要用到"{ $action }"，至少给它一个 ctrl- 或 F 键
error-config-key-own = { $path } 第{ $line }行："{ $key }"给了"{ $action }"，但第{ $other_line }行已经把它给了"{ $other }"
error-config-key-built-in = { $path } 第{ $line }行："{ $key }"给了"{ $action }"，但它是内置的"{ $other }"键。给"{ $other }"另写一个键（[keys] 里的 { $other_name }），或换一个
error-config-key-page = { $path } 第{ $line }行："{ $key }"不能给"{ $action }"，列表和表单自己要用它

# 终端
screen-too-small = 窗口太小。至少要60列15行，现在是{ $columns }列{ $rows }行
screen-covered = 已遮屏。按任意键回来
