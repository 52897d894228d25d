//! School subjects as schools write them: `语　文`, `数学成绩`, `英语（满分120）`.

use super::codes::CoreSubject;
use super::text::folded;

/// The word of a written subject, without what a school's table puts around it: blanks, `成绩`, and the full marks. Anything else
/// in brackets makes another subject: 语文（作文） is a part of 语文 and no mark of it.
pub fn subject_word(written: &str) -> String {
    let word: String = folded(written).collect();
    let (word, _) = without_full_marks(&word);
    let ends = ["成绩", "分数", "得分"];
    ends.iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word).to_lowercase()
}

/// A subject without the full marks that stand in brackets behind it, and those: `英语（满分120）`, `数学(120分)`, `语文[150]`.
pub fn without_full_marks(written: &str) -> (&str, Option<f64>) {
    let Some((word, note)) = written.split_once(['(', '（', '[', '【']) else {
        return (written, None);
    };
    let note: String = folded(note.trim_end().trim_end_matches([')', '）', ']', '】'])).collect();
    let (digits, said): (String, String) = note.chars().partition(char::is_ascii_digit);
    let is_full = ["", "满分", "满分分", "总分", "总分分", "分", "分制", "满分:", "满分:分"]
        .contains(&&*said);
    match digits.parse() {
        Ok(full) if is_full => (word, Some(full)),
        _ => (written, None),
    }
}

/// Whether two written subjects are one: the same core subject by whatever name, or the same word (DOMAIN §1.4, §3: a mark is
/// known by `child, date, subject, type`).
pub fn same_subject(one: &str, other: &str) -> bool {
    match (CoreSubject::from_name(one), CoreSubject::from_name(other)) {
        (None, None) => subject_word(one) == subject_word(other),
        (one, other) => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_full_marks_are_no_part_of_a_subject() {
        for (written, word) in [
            ("语　文", "语文"),
            ("数 学成绩", "数学"),
            ("数学成绩（120）", "数学"),
            ("英语（满分120）", "英语"),
            ("英语（满分：１２０分）", "英语"),
            ("数学 (100分制)", "数学"),
            ("语文（作文）", "语文(作文)"),
            ("英语（听力20分）", "英语(听力20分)"),
            ("体育（50米）", "体育(50米)"),
            ("语文（上）", "语文(上)"),
            ("", ""),
        ] {
            assert_eq!(subject_word(written), word, "{written}");
        }
        assert_eq!(without_full_marks("英语（满分120）"), ("英语", Some(120.0)));
        assert_eq!(without_full_marks("体育（50米）"), ("体育（50米）", None));
        assert!(
            !same_subject("语文", "语文（作文）") && !same_subject("体育（50米）", "体育（跳远）")
        );
        assert!(
            same_subject("体育（50 米）", "体育(50米)") && same_subject("Maths", "数学（120）")
        );
    }
}
