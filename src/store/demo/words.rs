//! The made-up county's words, read from `words.toml`: names, villages, what volunteers write down.

use std::sync::LazyLock;

use serde::Deserialize;

use super::stories::Story;
use crate::domain::codes::Sex;

/// Everything in `words.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) operators: Vec<String>,
    pub(super) surnames: Vec<String>,
    pub(super) given_first: Vec<String>,
    pub(super) given_boy: Vec<String>,
    pub(super) given_girl: Vec<String>,
    pub(super) yi_names: Vec<String>,
    pub(super) elders: Vec<String>,
    pub(super) villages: Vec<String>,
    pub(super) categories: Vec<String>,
    pub(super) relations: Vec<String>,
    pub(super) primary: String,
    pub(super) middle: String,
    pub(super) teacher: String,
    pub(super) group: String,
    pub(super) subjects: Vec<String>,
    pub(super) more_primary: Vec<String>,
    pub(super) more_middle: Vec<String>,
    pub(super) source_file: String,
    pub(super) source_visit: String,
    pub(super) source_teacher: String,
    pub(super) source_papers: String,
    pub(super) source_office: String,
    pub(super) visit_notes: Vec<String>,
    pub(super) concern_notes: Vec<String>,
    pub(super) nobody_notes: Vec<String>,
    pub(super) adult_notes: Vec<String>,
    pub(super) call_notes: Vec<String>,
    pub(super) decided: Vec<String>,
    pub(super) decided_waiting: String,
    pub(super) decided_school: String,
    pub(super) decided_asked: String,
    pub(super) call_quits: String,
    pub(super) note_quits: String,
    pub(super) teacher_call: String,
    pub(super) tasks_due: Vec<String>,
    pub(super) tasks_coming: Vec<String>,
    pub(super) tasks_done: Vec<String>,
    /// Titles of events in English, in the order of those below.
    english: Vec<String>,
    pub(super) party: String,
    pub(super) camp_summer: String,
    pub(super) camp_winter: String,
    pub(super) camp_weekend: String,
    pub(super) training: String,
    pub(super) training_past: String,
    pub(super) meeting: String,
    pub(super) check: String,
    pub(super) sorting: String,
    pub(super) place_centre: String,
    pub(super) place_hospital: String,
    pub(super) place_hall: String,
    volunteers: Vec<String>,
    cast: Vec<String>,
}

/// One of the first forty children, as the file tells it.
pub(super) struct Cast<'w> {
    pub(super) name: &'w str,
    pub(super) sex: Sex,
    pub(super) grade: i64,
    pub(super) township: &'w str,
    pub(super) village: &'w str,
    pub(super) story: Story,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("words.toml")).expect("the embedded words are read by a test")
});

impl Words {
    /// The words.
    pub(super) fn get() -> &'static Self {
        &WORDS
    }

    /// The children of the first forty: who they are, and the story that every forty children repeat.
    pub(super) fn cast(&self) -> Vec<Cast<'_>> {
        self.cast.iter().filter_map(|line| read_cast(line)).collect()
    }

    /// The English title of an event.
    pub(super) fn in_english(&self, title: &str) -> String {
        let titles = [
            &self.party,
            &self.camp_summer,
            &self.camp_winter,
            &self.camp_weekend,
            &self.training,
            &self.training_past,
            &self.meeting,
            &self.check,
            &self.sorting,
        ];
        let place = titles.iter().position(|known| *known == title);
        place.and_then(|place| self.english.get(place)).map_or(title, String::as_str).to_owned()
    }

    /// Name, sex and phone of the first 28 volunteers.
    pub(super) fn volunteers(&self) -> Vec<(&str, Sex, &str)> {
        let read = self.volunteers.iter().filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?, sex(words.next()?)?, words.next()?))
        });
        read.collect()
    }
}

fn sex(code: &str) -> Option<Sex> {
    Sex::from_code(code)
}

fn read_cast(line: &str) -> Option<Cast<'_>> {
    let mut words = line.split(' ');
    Some(Cast {
        name: words.next()?,
        sex: sex(words.next()?)?,
        grade: words.next()?.parse().ok()?,
        township: words.next()?,
        village: words.next()?,
        story: Story::from_code(words.next()?)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_children_and_twenty_eight_volunteers_are_read() {
        let words = Words::get();
        assert_eq!(words.cast().len(), 40);
        assert_eq!(words.volunteers().len(), 28);
        let mut names: Vec<_> = words.cast().iter().map(|cast| cast.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 40);
    }
}
