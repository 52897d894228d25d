# 导出一张表
export-exists = { $path } 已经有了。再按 Enter 换掉它，或改个名字
export-other-kind = xlsx / csv
