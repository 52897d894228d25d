//! How Chinese characters are read: surnames by their own readings first, then every other reading.

use pinyin::{ToPinyin, ToPinyinMulti};

/// Surnames that are read otherwise than the same character mostly is: the surname's readings, the more usual one first.
/// A character that isn't here is read as a surname like anywhere else.
const SURNAMES: &[(char, &[&str])] = &[
    ('单', &["shan"]),
    ('曾', &["zeng"]),
    ('仇', &["qiu"]),
    ('解', &["xie"]),
    ('查', &["zha"]),
    ('区', &["ou"]),
    ('朴', &["piao"]),
    ('乐', &["yue", "le"]),
    ('盖', &["ge", "gai"]),
    ('缪', &["miao"]),
    ('翟', &["zhai"]),
    ('覃', &["qin", "tan"]),
    ('员', &["yun"]),
    ('黑', &["he", "hei"]),
    ('种', &["chong"]),
    ('秘', &["bi"]),
    ('折', &["she"]),
    ('召', &["shao"]),
    ('卜', &["bu"]),
    ('谌', &["chen", "shen"]),
    ('隗', &["wei", "kui"]),
    ('洗', &["xian"]),
    ('句', &["gou"]),
    ('佴', &["nai"]),
    ('阚', &["kan"]),
    ('乜', &["nie"]),
    ('繁', &["po"]),
    ('适', &["kuo"]),
    ('祭', &["zhai"]),
    ('能', &["nai"]),
    ('藏', &["zang"]),
    ('郇', &["xun", "huan"]),
    ('薄', &["bo"]),
    ('都', &["du"]),
];

/// Surnames of two characters with their readings. Clan names of the Yi (吉克, 沙马 …) stand here only where a character is
/// read otherwise than usual: their names have four characters or more, and those are split after the second anyway, while
/// some clan names are also how a Han name of three begins (马海, 罗洪).
const COMPOUND: &[(&str, [&str; 2])] = &[
    ("欧阳", ["ou", "yang"]),
    ("诸葛", ["zhu", "ge"]),
    ("司马", ["si", "ma"]),
    ("司徒", ["si", "tu"]),
    ("司空", ["si", "kong"]),
    ("上官", ["shang", "guan"]),
    ("尉迟", ["yu", "chi"]),
    ("皇甫", ["huang", "fu"]),
    ("令狐", ["ling", "hu"]),
    ("宇文", ["yu", "wen"]),
    ("长孙", ["zhang", "sun"]),
    ("慕容", ["mu", "rong"]),
    ("独孤", ["du", "gu"]),
    ("南宫", ["nan", "gong"]),
    ("东方", ["dong", "fang"]),
    ("西门", ["xi", "men"]),
    ("夏侯", ["xia", "hou"]),
    ("端木", ["duan", "mu"]),
    ("公孙", ["gong", "sun"]),
    ("轩辕", ["xuan", "yuan"]),
    ("钟离", ["zhong", "li"]),
    ("澹台", ["tan", "tai"]),
    ("万俟", ["mo", "qi"]),
    ("闻人", ["wen", "ren"]),
    ("赫连", ["he", "lian"]),
    ("呼延", ["hu", "yan"]),
    ("申屠", ["shen", "tu"]),
    ("单于", ["chan", "yu"]),
    ("鲜于", ["xian", "yu"]),
    ("太史", ["tai", "shi"]),
    ("濮阳", ["pu", "yang"]),
    ("淳于", ["chun", "yu"]),
    ("百里", ["bai", "li"]),
    ("东郭", ["dong", "guo"]),
    ("拓跋", ["tuo", "ba"]),
    ("的日", ["di", "ri"]),
    ("的莫", ["di", "mo"]),
];

/// The surname of two characters with which a name begins, and its readings, if it has one and a given name after it.
pub(super) fn compound_surname(name: &str) -> Option<(&'static str, [&'static str; 2])> {
    let (surname, read) = COMPOUND.iter().find(|(surname, _)| name.starts_with(surname))?;
    (name.len() > surname.len()).then_some((*surname, *read))
}

/// Every reading of a character without tones, the usual one first: `ü` as `v`, and then as it is also typed or printed,
/// `u` and `yu`. Empty for anything but a Chinese character that is known. Readings known beforehand, as of a surname, come
/// first.
pub(super) fn readings(c: char, first: &[&'static str]) -> Vec<&'static str> {
    let Some(multi) = c.to_pinyin_multi() else {
        return Vec::new();
    };
    let mut found: Vec<&'static str> = Vec::with_capacity(first.len() + multi.count());
    let every = first.iter().copied().chain(multi.into_iter().map(pinyin::Pinyin::plain));
    for reading in every.flat_map(typed) {
        if !found.contains(&reading) {
            found.push(reading);
        }
    }
    found
}

/// The usual readings of a character without tones, in every way they are typed: as a surname those that it has as one.
/// Empty for anything but a Chinese character that is known.
pub(super) fn usual_readings(c: char, first: &[&'static str]) -> Vec<&'static str> {
    let Some(listed) = c.to_pinyin() else { return Vec::new() };
    let shown = reading(c, false).into_iter().chain([listed.plain()]);
    let shown = shown.filter(|_| first.is_empty());
    first.iter().copied().chain(shown).flat_map(typed).collect()
}

/// The usual reading, for display: as a surname, by the surname's own. `None` for anything but a known Chinese character.
pub(super) fn reading(c: char, surname: bool) -> Option<&'static str> {
    let special = if surname { surname_readings(c).first().copied() } else { None };
    match (special, c) {
        (Some(special), _) => Some(special),
        // The list of readings begins with zhang, which is rare in given names and places.
        (None, '长') if !surname => Some("chang"),
        _ => c.to_pinyin().map(pinyin::Pinyin::plain),
    }
}

/// The readings that a character has as a surname, where they are others than usual.
pub(super) fn surname_readings(c: char) -> &'static [&'static str] {
    SURNAMES.iter().find(|(surname, _)| *surname == c).map_or(&[], |(_, readings)| readings)
}

/// The ways in which one reading is typed.
fn typed(reading: &'static str) -> impl Iterator<Item = &'static str> {
    let ways: &'static [&'static str] = match reading {
        "lü" | "lv" => &["lv", "lu", "lyu"],
        "nü" | "nv" => &["nv", "nu", "nyu"],
        "lüe" => &["lve", "lue"],
        "nüe" => &["nve", "nue"],
        _ => &[],
    };
    let itself = ways.is_empty().then_some(reading);
    ways.iter().copied().chain(itself)
}

/// The first letter of a reading.
pub(super) fn initial(reading: &str) -> char {
    match reading.chars().next() {
        Some('ê') => 'e',
        Some(c) => c,
        None => ' ',
    }
}
