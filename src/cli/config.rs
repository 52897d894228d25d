//! This machine's settings: a TOML file over embedded defaults. An unknown key is refused with file and line.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::config_keys;
use crate::console::Clipboard;
use crate::console::input::Keys;
use crate::console::input::bindings::KeyError;
use crate::console::widgets::{Glyphs, Palette, Theme};
use crate::domain::text::toml_place;
use crate::language::Lang;

/// The defaults, with their explanations; also the documentation of every key.
const DEFAULTS: &str = include_str!("config.toml");

/// This machine's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The language; `None` = from the locale.
    pub language: Option<Lang>,
    /// Colours.
    pub theme: Theme,
    /// How many colours; `None` = as the environment promises.
    pub palette: Option<Palette>,
    /// Which line-drawing characters.
    pub glyphs: Glyphs,
    /// Where copied text goes; `None` = as the environment promises.
    pub clipboard: Option<Clipboard>,
    /// Days that "coming up" looks ahead, here and in the console; `None` = as the office's rules say.
    pub horizon_days: Option<u32>,
    /// Minutes without a key after which the console covers names; `None` = never.
    pub idle_minutes: Option<u32>,
    /// Whether the console takes the mouse; else the terminal selects text.
    pub mouse: bool,
    /// The database; `None` = in the platform's data folder.
    pub database: Option<PathBuf>,
    /// The office's own school calendar; `None` = the embedded one.
    pub calendar: Option<PathBuf>,
    /// The keys in force.
    pub keys: Arc<Keys>,
    /// Where backups go; `None` = into the folder `backups` beside the database.
    pub backups: Option<PathBuf>,
}

/// Why a configuration file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It can't be read.
    #[error("can't read {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is no TOML.
    #[error("{path}:{line}: no TOML at {key}")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key there.
        key: String,
    },
    /// A key that means nothing.
    #[error("{path}:{line}: unknown key {key}")]
    UnknownKey {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key.
        key: String,
    },
    /// A value that its key can't have.
    #[error("{path}:{line}: wrong value for {key}")]
    Value {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key.
        key: String,
        /// What it can have, as it is written in the file.
        allowed: &'static str,
    },
    /// Neither a key nor several for an action.
    #[error("{path}:{line}: no key for {action}")]
    NoKey {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The action.
        action: String,
    },
    /// Keys for an action that there isn't.
    #[error("{path}:{line}: unknown action {action}")]
    UnknownAction {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The action.
        action: String,
    },
    /// Keys that can't be used.
    #[error("{path}: {error}")]
    Keys {
        /// The file.
        path: PathBuf,
        /// Which, where and why.
        error: KeyError,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum LanguageChoice {
    Auto,
    Zh,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ThemeChoice {
    Dark,
    Light,
    Mono,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum GlyphChoice {
    Unicode,
    Ascii,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ColourChoice {
    Auto,
    #[serde(rename = "16")]
    Sixteen,
    #[serde(rename = "256")]
    Many,
    TrueColor,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ClipboardChoice {
    Auto,
    Terminal,
    File,
    Both,
}

/// The file as it is written: every key may be absent.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: Option<LanguageChoice>,
    theme: Option<ThemeChoice>,
    colours: Option<ColourChoice>,
    glyphs: Option<GlyphChoice>,
    clipboard: Option<ClipboardChoice>,
    #[serde(default, deserialize_with = "horizon")]
    horizon_days: Option<u32>,
    idle_minutes: Option<u32>,
    mouse: Option<bool>,
    database: Option<PathBuf>,
    calendar: Option<PathBuf>,
    // Read by [`config_keys`], which knows the lines.
    #[serde(rename = "keys")]
    _keys: Option<toml::Table>,
    backups: Option<PathBuf>,
}

/// 0 to 366 days.
fn horizon<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let days = u32::deserialize(deserializer)?;
    if days > 366 {
        return Err(serde::de::Error::custom("more than 366 days"));
    }
    Ok(Some(days))
}

impl Config {
    /// Reads the file. One that isn't there gives the defaults, unless it was `named` on the command line.
    ///
    /// # Errors
    /// [`ConfigError`], with the file and, where there is one, the line.
    pub fn load(path: &Path, named: bool) -> Result<Self, ConfigError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text, path),
            Err(source) if source.kind() == std::io::ErrorKind::NotFound && !named => {
                Self::parse("", path)
            }
            Err(source) => Err(ConfigError::Unreadable { path: path.to_owned(), source }),
        }
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// [`ConfigError`], with file and line.
    pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let defaults: File = read(DEFAULTS, Path::new("config.toml"))?;
        let file: File = read(text, path)?;
        let keys = Arc::new(config_keys::read(text, path)?);
        let folder = path.parent().unwrap_or(Path::new(""));
        let at = |path: Option<PathBuf>| {
            path.filter(|path| !path.as_os_str().is_empty()).map(|path| folder.join(home(path)))
        };
        Ok(Self {
            language: match file.language.or(defaults.language) {
                Some(LanguageChoice::Zh) => Some(Lang::Zh),
                Some(LanguageChoice::En) => Some(Lang::En),
                Some(LanguageChoice::Auto) | None => None,
            },
            theme: match file.theme.or(defaults.theme) {
                Some(ThemeChoice::Light) => Theme::Light,
                Some(ThemeChoice::Mono) => Theme::Mono,
                Some(ThemeChoice::Dark) | None => Theme::Dark,
            },
            palette: match file.colours.or(defaults.colours) {
                Some(ColourChoice::Sixteen) => Some(Palette::Sixteen),
                Some(ColourChoice::Many) => Some(Palette::Many),
                Some(ColourChoice::TrueColor) => Some(Palette::True),
                Some(ColourChoice::Auto) | None => None,
            },
            clipboard: match file.clipboard.or(defaults.clipboard) {
                Some(ClipboardChoice::Terminal) => Some(Clipboard::Terminal),
                Some(ClipboardChoice::File) => Some(Clipboard::File),
                Some(ClipboardChoice::Both) => Some(Clipboard::Both),
                Some(ClipboardChoice::Auto) | None => None,
            },
            glyphs: match file.glyphs.or(defaults.glyphs) {
                Some(GlyphChoice::Ascii) => Glyphs::Ascii,
                Some(GlyphChoice::Unicode) | None => Glyphs::Unicode,
            },
            horizon_days: file.horizon_days.or(defaults.horizon_days).filter(|days| *days > 0),
            idle_minutes: file
                .idle_minutes
                .or(defaults.idle_minutes)
                .filter(|minutes| *minutes > 0),
            mouse: file.mouse.or(defaults.mouse).unwrap_or(true),
            database: at(file.database.or(defaults.database)),
            calendar: at(file.calendar.or(defaults.calendar)),
            keys,
            backups: at(file.backups.or(defaults.backups)),
        })
    }
}

/// A path that begins with `~/` lies in the home folder.
fn home(path: PathBuf) -> PathBuf {
    match (path.strip_prefix("~"), directories::BaseDirs::new()) {
        (Ok(rest), Some(folders)) => folders.home_dir().join(rest),
        _ => path,
    }
}

fn read(text: &str, path: &Path) -> Result<File, ConfigError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let path = || path.to_owned();
    let place =
        |error: &toml::de::Error| toml_place(text, error.span().map_or(0, |span| span.start));
    // Read twice, so that what is no TOML at all is told from a key or value that doesn't fit.
    toml::from_str::<toml::Table>(text).map_err(|error| {
        let (line, key) = place(&error);
        ConfigError::Syntax { path: path(), line, key }
    })?;
    toml::from_str(text).map_err(|error| {
        let (line, key) = place(&error);
        if error.message().starts_with("unknown field") {
            ConfigError::UnknownKey { path: path(), line, key }
        } else {
            let allowed = allowed(&key);
            ConfigError::Value { path: path(), line, key, allowed }
        }
    })
}

/// What a key can have, as it is written in the file.
fn allowed(key: &str) -> &'static str {
    match key {
        "language" => r#""auto", "zh", "en""#,
        "theme" => r#""dark", "light", "mono""#,
        "colours" => r#""auto", "16", "256", "truecolor""#,
        "glyphs" => r#""unicode", "ascii""#,
        "clipboard" => r#""auto", "terminal", "file", "both""#,
        "horizon_days" => "0-366",
        "idle_minutes" => "0, 1, 2 ...",
        "mouse" => "true, false",
        // The paths.
        _ => r#""...""#,
    }
}

/// The line on which a byte of the text stands, from 1.
pub(super) fn line_at(text: &str, start: usize) -> usize {
    text.get(..start.min(text.len())).map_or(0, |before| before.matches('\n').count()) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, ConfigError> {
        Config::parse(text, Path::new("/etc/peiban/config.toml"))
    }

    #[test]
    fn an_empty_file_gives_the_embedded_defaults() {
        let config = parse("").unwrap();
        assert_eq!(config.language, None);
        assert_eq!((config.horizon_days, config.idle_minutes), (None, Some(5)));
        assert_eq!((config.theme, config.glyphs), (Theme::Dark, Glyphs::Unicode));
        assert_eq!((config.palette, config.clipboard), (None, None));
        assert_eq!((config.database, config.calendar), (None, None));
    }

    #[test]
    fn what_a_file_says_wins_and_paths_stand_from_its_folder() {
        let config = parse(
            "\u{feff}language = \"en\"\nglyphs = \"ascii\"\ncolours = \"256\"\nclipboard = \"file\"\nhorizon_days = 60\nidle_minutes = 0\n\
             database = \"county.db\"\ncalendar = \"/srv/calendar.toml\"\n",
        )
        .unwrap();
        assert_eq!(config.language, Some(Lang::En));
        assert_eq!((config.glyphs, config.palette), (Glyphs::Ascii, Some(Palette::Many)));
        assert_eq!(config.clipboard, Some(Clipboard::File));
        assert_eq!((config.horizon_days, config.idle_minutes), (Some(60), None));
        assert_eq!(config.database, Some(PathBuf::from("/etc/peiban/county.db")));
        assert_eq!(config.calendar, Some(PathBuf::from("/srv/calendar.toml")));
    }

    #[test]
    fn a_wrong_value_is_told_what_could_stand_there() {
        let defaults: toml::Table = toml::from_str(DEFAULTS).unwrap();
        for (key, value) in defaults.iter().filter(|(key, _)| *key != "keys") {
            let wrong = format!("{key} = [\"nothing\"]");
            let error = parse(&wrong).unwrap_err();
            let ConfigError::Value { key: named, allowed, .. } = error else { panic!("{error:?}") };
            assert_eq!(&named, key);
            // What stands there by itself is among them.
            let written = value.to_string();
            let is_path = ["database", "calendar", "backups"].contains(&key.as_str());
            let is_number = value.is_integer();
            assert!(is_path || is_number || allowed.contains(&written), "{key}: {allowed}");
        }
        let error = parse("theme = \"blue\"").unwrap_err();
        let ConfigError::Value { allowed, .. } = error else { panic!("{error:?}") };
        assert_eq!(allowed, r#""dark", "light", "mono""#);
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line() {
        let error = parse("theme = \"dark\"\n\ncolour = 3\n").unwrap_err();
        let ConfigError::UnknownKey { line, key, .. } = error else { panic!("{error:?}") };
        assert_eq!((line, key.as_str()), (3, "colour"));
        let error = parse("theme = 3\n").unwrap_err();
        assert!(matches!(error, ConfigError::Value { line: 1, .. }), "{error:?}");
        let error = parse("theme = \"dark\"\n[more]\nx = 1\n").unwrap_err();
        let ConfigError::UnknownKey { line, key, .. } = error else { panic!("{error:?}") };
        assert_eq!((line, key.as_str()), (2, "more"));
    }

    #[test]
    fn a_wrong_value_and_bad_toml_are_named_with_their_line() {
        for (text, wanted) in
            [("\nhorizon_days = 400", 2), ("theme = \"pink\"", 1), ("language = 3", 1)]
        {
            let error = parse(text).unwrap_err();
            assert!(
                matches!(error, ConfigError::Value { line, .. } if line == wanted),
                "{error:?}"
            );
        }
        let error = parse("theme = \"dark\"\ntheme = ").unwrap_err();
        assert!(matches!(error, ConfigError::Syntax { line: 2, .. }), "{error:?}");
    }
}
