# 第一次打开时的话
welcome-county-hint = 县名、拼音或六位代码
welcome-county-other = 其他县，没有乡镇名单
welcome-desk-range = 要在1到{ $most }之间
welcome-next = 下一项
welcome-leave = 离开，什么都不留
welcome-about-import = 用现有的 Excel 花名册：先看一遍，再带入，可撤销
welcome-about-demo = 编出来的一个县，另存一个文件，随便试
welcome-about-empty = 从第一个孩子开始录
welcome-path = 数据库会建在 { $path }
welcome-making = 正在准备
