//! How Chinese characters are read: surnames by their own readings first, then every other reading.

use pinyin::{ToPinyin, ToPinyinMulti};

/// Surnames that are read otherwise than the same character elsewhere: the surname's readings, the more usual one first.
const SURNAMES: &[(char, &[&str])] = &[
    ('单', &["shan"]),
    ('曾', &["zeng"]),
    ('仇', &["qiu"]),
    ('解', &["xie"]),
    ('查', &["zha"]),
    ('区', &["ou"]),
    ('朴', &["piao"]),
    ('乐', &["yue", "le"]),
    ('任', &["ren"]),
    ('华', &["hua"]),
    ('盖', &["ge", "gai"]),
    ('缪', &["miao"]),
    ('翟', &["zhai"]),
    ('覃', &["qin", "tan"]),
    ('尹', &["yin"]),
    ('冼', &["xian"]),
    ('员', &["yun"]),
    ('黑', &["he", "hei"]),
    ('种', &["chong"]),
    ('秘', &["bi"]),
    ('折', &["she"]),
    ('召', &["shao"]),
    ('应', &["ying"]),
    ('宁', &["ning"]),
    ('燕', &["yan"]),
    ('纪', &["ji"]),
    ('葛', &["ge"]),
    ('柏', &["bai"]),
    ('卜', &["bu"]),
    ('晁', &["chao"]),
    ('谌', &["chen", "shen"]),
    ('瞿', &["qu"]),
    ('隗', &["wei", "kui"]),
    ('逄', &["pang"]),
    ('尉', &["wei", "yu"]),
    ('长', &["zhang", "chang"]),
    ('石', &["shi"]),
    ('沈', &["shen"]),
    ('车', &["che"]),
    ('俞', &["yu"]),
    ('牟', &["mou", "mu"]),
    ('芮', &["rui"]),
    ('洗', &["xian"]),
    ('万', &["wan"]),
    ('句', &["gou"]),
    ('过', &["guo"]),
    ('哈', &["ha"]),
    ('那', &["na"]),
    ('佴', &["nai"]),
    ('阚', &["kan"]),
    ('郗', &["xi", "chi"]),
    ('乜', &["nie"]),
    ('繁', &["po"]),
    ('适', &["kuo"]),
    ('撒', &["sa"]),
    ('贾', &["jia"]),
    ('相', &["xiang"]),
    ('祭', &["zhai"]),
    ('能', &["nai"]),
    ('钭', &["tou"]),
    ('藏', &["zang"]),
    ('褚', &["chu"]),
    ('郇', &["xun", "huan"]),
    ('薄', &["bo"]),
    ('都', &["du"]),
    ('阿', &["a"]),
    ('曲', &["qu"]),
    ('呷', &["ga", "xia"]),
    ('强', &["qiang"]),
    ('干', &["gan"]),
    ('向', &["xiang"]),
    ('卫', &["wei"]),
    ('费', &["fei"]),
    ('尤', &["you"]),
    ('殷', &["yin"]),
    ('余', &["yu"]),
    ('於', &["yu"]),
    ('吕', &["lv"]),
];

/// Surnames of two characters with their readings: Han compound surnames, and clan names of the Yi of Liangshan as they are
/// written in Chinese. The clan names let a Yi name be split in two; a name of four or more characters without one of them is
/// split after the second character as well.
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
    ("吉克", ["ji", "ke"]),
    ("吉木", ["ji", "mu"]),
    ("吉伍", ["ji", "wu"]),
    ("吉布", ["ji", "bu"]),
    ("吉则", ["ji", "ze"]),
    ("吉史", ["ji", "shi"]),
    ("沙马", ["sha", "ma"]),
    ("曲比", ["qu", "bi"]),
    ("曲木", ["qu", "mu"]),
    ("阿尔", ["a", "er"]),
    ("阿苦", ["a", "ku"]),
    ("阿余", ["a", "yu"]),
    ("阿侯", ["a", "hou"]),
    ("阿的", ["a", "di"]),
    ("阿合", ["a", "he"]),
    ("马海", ["ma", "hai"]),
    ("勒古", ["le", "gu"]),
    ("勒伍", ["le", "wu"]),
    ("俄木", ["e", "mu"]),
    ("俄底", ["e", "di"]),
    ("尔古", ["er", "gu"]),
    ("海来", ["hai", "lai"]),
    ("木乃", ["mu", "nai"]),
    ("瓦扎", ["wa", "zha"]),
    ("莫色", ["mo", "se"]),
    ("贾巴", ["jia", "ba"]),
    ("加巴", ["jia", "ba"]),
    ("甲巴", ["jia", "ba"]),
    ("约其", ["yue", "qi"]),
    ("且沙", ["qie", "sha"]),
    ("罗洪", ["luo", "hong"]),
    ("果基", ["guo", "ji"]),
    ("水洛", ["shui", "luo"]),
    ("日黑", ["ri", "hei"]),
    ("布约", ["bu", "yue"]),
    ("金古", ["jin", "gu"]),
    ("的日", ["di", "ri"]),
    ("的莫", ["di", "mo"]),
    ("苏呷", ["su", "ga"]),
];

/// The surname of two characters with which a name begins, and its readings, if it has one and a given name after it.
pub(super) fn compound_surname(name: &str) -> Option<(&'static str, [&'static str; 2])> {
    let (surname, read) = COMPOUND.iter().find(|(surname, _)| name.starts_with(surname))?;
    (name.len() > surname.len()).then_some((*surname, *read))
}

/// Every reading of a character without tones, the usual one first: `ü` as `v`, and then as it is also typed or printed,
/// `u` and `yu`. Empty for anything but a Chinese character that is known. As a surname, its readings as one come first.
pub(super) fn readings(c: char, surname: bool) -> Vec<&'static str> {
    let Some(multi) = c.to_pinyin_multi() else {
        return Vec::new();
    };
    let special = if surname { surname_readings(c) } else { &[] };
    let mut found: Vec<&'static str> = Vec::with_capacity(special.len() + multi.count());
    let every = special.iter().copied().chain(multi.into_iter().map(pinyin::Pinyin::plain));
    for reading in every.flat_map(typed) {
        if !found.contains(&reading) {
            found.push(reading);
        }
    }
    found
}

/// The usual reading, for display: as a surname, by the surname's own. `None` for anything but a known Chinese character.
pub(super) fn reading(c: char, surname: bool) -> Option<&'static str> {
    let special = if surname { surname_readings(c).first().copied() } else { None };
    special.or_else(|| c.to_pinyin().map(pinyin::Pinyin::plain))
}

fn surname_readings(c: char) -> &'static [&'static str] {
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
