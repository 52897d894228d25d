# Files that can't be read or written
file-unreadable = 打不开 { $path }：{ $detail }。请检查文件名。
file-too-large = 文件有 { $mb } MB，超过 { $limit } MB 的上限；请拆成几个文件再带入。
file-empty = 文件是空的；请另选一个。
file-not-spreadsheet = 这不是表格文件；请另存为 .xlsx 或 .csv 再试。
file-old-workbook = 这是旧版 .xls 或加了密码的文件；请另存为不带密码的 .xlsx 再试。
file-damaged = 文件已损坏或不完整；请重新复制或另存一份。
file-encoding = 认不出文字编码；请另存为 .xlsx 或 UTF-8 的 CSV。
file-unclosed-quote = 第 { $row } 条记录里的引号没有配对；请补上再试。
file-no-headings = 没认出表头：{ $seen }。请按模板写表头，或用 --map 指定。
file-missing-columns = 缺少必需的列：{ $missing }。现有表头：{ $seen }。请补上，或用 --map FILE.toml 指定：[columns] 下写 { $first } = "文件里的表头"，整张表都一样的在 [constants] 下写 { $first } = "值"。
file-no-month = 一天一列，却没写是哪年哪月。请在表头上面写一行，如 2026年11月考勤表；或在 --map 文件的 [constants] 下写 date = "2026-11-01"。
file-mapped-heading = 对应表里 { $column } 的表头「{ $heading }」不在文件中。现有表头：{ $seen }。
map-syntax = { $path } 第 { $line } 行：不是有效的 TOML（{ $what }）。要写成 名称 = 值，文字加英文引号。
map-unknown-section = { $path } 第 { $line } 行：不认识「{ $what }」这一段，只能写 [columns]、[values.列名] 和 [constants]。
map-unknown-key = { $path } 第 { $line } 行：不认识的键「{ $what }」。
map-not-text = { $path } 第 { $line } 行：「{ $what }」要写成带引号的文字。
map-twice = { $path } 第 { $line } 行：表头「{ $what }」写给了两列，一个表头只能对应一列。
file-exists = { $path } 已经存在；请换一个名字。
file-ending = { $path }：文件名要以 .csv 或 .xlsx 结尾。
file-unwritable = 写不了 { $path }：{ $detail }。请换一个位置。
file-disk-full = 磁盘满了，{ $path } 没有写成，什么也没留下；请腾出空间，或换一个位置。

# What the file system says
trouble-missing = 没有这个文件或文件夹
trouble-denied = 没有权限
trouble-folder = 这是一个文件夹
trouble-no-folder = 路径中有一段不是文件夹
trouble-read-only = 那里不能写入
trouble-name = 不能用这样的名称
trouble-full = 磁盘满了，先腾出空间
