-- What the import is compared with: one table without keys, indexes, journal or anything derived.
CREATE TABLE child (
    name TEXT, code TEXT, sex TEXT, birth_date TEXT, celebrate_by TEXT, id_number TEXT, township TEXT, village TEXT,
    address TEXT, school TEXT, grade TEXT, class TEXT, class_teacher TEXT, teacher_phone TEXT, categories TEXT,
    guardian_name TEXT, guardian_relation TEXT, guardian_phone TEXT, admitted_on TEXT, status TEXT, note TEXT
) STRICT;
