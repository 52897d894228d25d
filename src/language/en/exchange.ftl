# Writing a list to a file
export-exists = { $path } is there already. Enter replaces it; or give another name
export-other-kind = xlsx / csv
