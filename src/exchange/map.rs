//! `--map FILE.toml`: other headings, other words for values, values for columns that the file doesn't have.
//!
//! ```toml
//! [columns]
//! name = "Pupil"
//! [values.sex]
//! "F" = "f"
//! [constants]
//! township = "青竹街道"
//! ```

use std::collections::HashMap;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::columns::ImportKind;
use super::error::{FileError, MapProblem};
use super::headings::normal;
use crate::domain::text::toml_place;

/// What a map says, by Peiban's columns. The default says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportMap {
    columns: HashMap<usize, String>,
    values: HashMap<usize, HashMap<String, String>>,
    constants: HashMap<usize, String>,
}

impl ImportMap {
    /// Reads a map for a kind.
    pub fn read(path: &Path, kind: ImportKind) -> Result<Self, FileError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| FileError::Unreadable { path: path.to_owned(), source })?;
        Self::parse(&text, path, kind)
    }

    /// The same from the text; `path` is only for the error.
    pub fn parse(text: &str, path: &Path, kind: ImportKind) -> Result<Self, FileError> {
        let wrong = |at: usize, problem| {
            let line = text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1;
            FileError::Map { path: path.to_owned(), line, problem }
        };
        let table = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            wrong(at, MapProblem::Syntax(toml_place(text, at).1))
        })?;
        let mut map = Self::default();
        for (key, value) in table.get_ref() {
            let unknown =
                || wrong(key.span().start, MapProblem::UnknownSection(key.get_ref().to_string()));
            if !["columns", "values", "constants"].contains(&key.get_ref().as_ref()) {
                return Err(unknown());
            }
            let DeValue::Table(inner) = value.get_ref() else { return Err(unknown()) };
            for (name, value) in inner {
                let at = value.span().start;
                let Some(column) = kind.position(name.get_ref()) else {
                    return Err(wrong(
                        name.span().start,
                        MapProblem::UnknownKey(name.get_ref().to_string()),
                    ));
                };
                let text = |value: &DeValue<'_>| match value {
                    DeValue::String(text) => Ok(text.to_string()),
                    DeValue::Integer(number) => Ok(number.to_string()),
                    _ => Err(wrong(at, MapProblem::NotText(name.get_ref().to_string()))),
                };
                match key.get_ref().as_ref() {
                    "columns" => {
                        let heading = text(value.get_ref())?;
                        if map.columns.values().any(|known| known.trim() == heading.trim()) {
                            return Err(wrong(at, MapProblem::Twice(heading)));
                        }
                        map.columns.insert(column, heading);
                    }
                    "constants" => {
                        map.constants.insert(column, text(value.get_ref())?);
                    }
                    "values" => {
                        let DeValue::Table(words) = value.get_ref() else {
                            return Err(wrong(at, MapProblem::NotText(name.get_ref().to_string())));
                        };
                        let words = words.iter().map(|(from, to)| {
                            Ok((from.get_ref().trim().to_owned(), text(to.get_ref())?))
                        });
                        map.values.insert(column, words.collect::<Result<_, _>>()?);
                    }
                    _ => return Err(unknown()),
                }
            }
        }
        Ok(map)
    }

    /// A map that says only what stands in every row of columns that the file doesn't have.
    pub fn from_constants(constants: impl IntoIterator<Item = (usize, String)>) -> Self {
        Self { constants: constants.into_iter().collect(), ..Self::default() }
    }

    /// The column for which the map names this heading.
    pub fn named(&self, heading: &str) -> Option<usize> {
        if self.columns.is_empty() || heading.is_empty() {
            return None;
        }
        // Exact first: two headings of a file may differ only in their dress.
        let exact = self.columns.iter().find(|(_, wanted)| wanted.trim() == heading);
        let loose = || {
            self.columns.iter().find(|(_, wanted)| {
                normal(wanted) == normal(heading) && !normal(heading).is_empty()
            })
        };
        exact.or_else(loose).map(|(column, _)| *column)
    }

    /// Does the map name a heading for this column?
    pub fn names(&self, column: usize) -> bool {
        self.columns.contains_key(&column)
    }

    /// The heading that the map names for a column.
    pub fn heading(&self, column: usize) -> Option<&str> {
        self.columns.get(&column).map(String::as_str)
    }

    /// The value for every row in which the file has none.
    pub fn constant(&self, column: usize) -> Option<&str> {
        self.constants.get(&column).map(String::as_str)
    }

    /// Another word for a cell's text.
    pub fn value(&self, column: usize, text: &str) -> Option<&str> {
        self.values.get(&column)?.get(text.trim()).map(String::as_str)
    }

    /// Does the map have other words for this column?
    pub fn has_values(&self, column: usize) -> bool {
        self.values.contains_key(&column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<ImportMap, FileError> {
        ImportMap::parse(text, Path::new("map.toml"), ImportKind::Children)
    }

    fn column(heading: &str) -> usize {
        ImportKind::Children.position(heading).unwrap()
    }

    #[test]
    fn names_values_and_constants() {
        let map = parse("[columns]\nname = \"Pupil\"\n[values.sex]\n\"F\" = \"f\"\n1 = \"m\"\n[constants]\ntownship = \"青竹街道\"\n").unwrap();
        assert_eq!(map.named("pupil "), Some(column("name")));
        assert_eq!(map.value(column("sex"), " F "), Some("f"));
        assert_eq!(map.value(column("sex"), "1"), Some("m"));
        assert_eq!(map.constant(column("township")), Some("青竹街道"));
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        for (text, line) in
            [("[columns]\nname = \"a\"\nnmae = \"b\"\n", 3), ("[values.shoe]\n\"1\" = \"2\"\n", 1)]
        {
            let Err(FileError::Map { line: got, problem: MapProblem::UnknownKey(_), .. }) =
                parse(text)
            else {
                panic!("{text}")
            };
            assert_eq!(got, line, "{text}");
        }
        for (text, line) in
            [("[colums]\nname = \"a\"\n", 1), ("\nextra = 1\n", 2), ("[other]\nx = \"y\"\n", 1)]
        {
            let Err(FileError::Map { line: got, problem: MapProblem::UnknownSection(_), .. }) =
                parse(text)
            else {
                panic!("{text}")
            };
            assert_eq!(got, line, "{text}");
        }
        assert!(matches!(
            parse("[columns]\ncode = \"Nom\"\nname = \"Nom \"\n"),
            Err(FileError::Map { line: 2 | 3, problem: MapProblem::Twice(_), .. })
        ));
        assert!(matches!(
            parse("[columns]\nname = [1]\n"),
            Err(FileError::Map { line: 2, problem: MapProblem::NotText(_), .. })
        ));
        let Err(FileError::Map { line: 2, problem: MapProblem::Syntax(key), .. }) =
            parse("[columns]\nname = \n")
        else {
            panic!()
        };
        assert_eq!(key, "name");
    }
}
