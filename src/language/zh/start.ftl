# 第一次打开
start-welcome = 陪伴：县域儿童陪伴工作台
start-county = 哪个县？
start-desk = 第几个工作台？一般是1
start-operator = 您的姓名
start-operator-ask = 操作人
start-choose = 从哪里开始？
start-import = 带入花名册
start-demo = 看示例
start-empty = 空白开始
start-county-unknown = 没有找到这个县
start-ready = 数据库建好了：{ $path }
start-visits-since = 从哪天起在这里记走访？

# 示例数据
demo-building = 正在生成示例：{ $done }/{ $total }
demo-built = 示例建好了：{ $children }个孩子，{ $volunteers }位志愿者 { $path }
demo-kept-aside = 旧示例里录过东西，已另存为 { $path }
