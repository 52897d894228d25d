//! A folder as the file picker shows it: the way up, folders, spreadsheets; what typed text means in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use directories::{BaseDirs, UserDirs};

/// What a line of the picker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// The folder above.
    Up,
    /// A folder.
    Folder,
    /// A file whose ending is a spreadsheet's or a text table's.
    Sheet,
}

/// One line of the picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Its name.
    pub name: String,
    /// Its size in bytes; 0 for folders.
    pub size: u64,
    /// When it was last changed.
    pub changed: Option<SystemTime>,
}

/// The endings of files that are offered. Any file can be chosen by typing its name; what it holds decides.
const ENDINGS: [&str; 8] = ["xlsx", "csv", "tsv", "txt", "xlsm", "xltx", "xls", "et"];

/// Reads a folder: the way up, then folders, then spreadsheets, the newest of these first, files of rejected rows last.
///
/// # Errors
/// What the file system says.
pub fn read(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let Ok(entry) = entry else { continue };
        let name = entry.file_name().to_string_lossy().into_owned();
        // Through links, so that a linked folder is one.
        let Ok(about) = fs::metadata(entry.path()) else { continue };
        if name.starts_with(['.', '~']) {
            continue;
        }
        let kind = if about.is_dir() {
            EntryKind::Folder
        } else if is_sheet(&name) {
            EntryKind::Sheet
        } else {
            continue;
        };
        let size = if about.is_dir() { 0 } else { about.len() };
        entries.push(Entry { kind, name, size, changed: about.modified().ok() });
    }
    entries.sort_by(|one, other| {
        let newest_first = match one.kind {
            EntryKind::Sheet => other.changed.cmp(&one.changed),
            _ => std::cmp::Ordering::Equal,
        };
        let rejected_last = is_rejected(&one.name).cmp(&is_rejected(&other.name));
        one.kind
            .cmp(&other.kind)
            .then(rejected_last)
            .then(newest_first)
            .then_with(|| one.name.cmp(&other.name))
    });
    if folder.parent().is_some() {
        let up = Entry { kind: EntryKind::Up, name: "..".into(), size: 0, changed: None };
        entries.insert(0, up);
    }
    Ok(entries)
}

/// A file that an import wrote beside its own: `NAME.rejected.csv`, `NAME.rejected-2.xlsx`.
fn is_rejected(name: &str) -> bool {
    let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    stem.rsplit_once(".rejected").is_some_and(|(_, number)| {
        number.trim_start_matches('-').chars().all(|digit| digit.is_ascii_digit())
    })
}

fn is_sheet(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

/// Where the picker begins when nobody worked anywhere yet: the first of these folders with a spreadsheet in it, else home.
pub fn likely() -> PathBuf {
    let user = UserDirs::new();
    let of =
        |pick: fn(&UserDirs) -> Option<&Path>| user.as_ref().and_then(pick).map(Path::to_path_buf);
    let places = [
        std::env::current_dir().ok(),
        of(UserDirs::desktop_dir),
        of(UserDirs::download_dir),
        of(UserDirs::document_dir),
    ];
    let holds_sheets = |folder: &PathBuf| {
        read(folder).is_ok_and(|found| found.iter().any(|entry| entry.kind == EntryKind::Sheet))
    };
    let at_home = || home().filter(|folder| folder.is_dir());
    places.into_iter().flatten().find(holds_sheets).or_else(at_home).unwrap_or_else(|| "/".into())
}

fn home() -> Option<PathBuf> {
    BaseDirs::new().map(|folders| folders.home_dir().to_path_buf())
}

/// The path that typed or dropped text means, when it is more than the beginning of a name in this folder.
///
/// A terminal hands over a dropped file as its path, in quotation marks, with the shell's marks before blanks, or as an
/// address. A file that is called just so goes before what its marks could mean.
pub fn path_of(typed: &str, folder: &Path) -> Option<PathBuf> {
    let text = typed.trim();
    if text.is_empty() {
        return None;
    }
    let whole = folder.join(text);
    if whole.is_file() {
        return Some(whole);
    }
    let (text, was_marked) = match text.strip_prefix("file://") {
        Some(address) => (from_address(address), true),
        None => unmarked(text),
    };
    match text.strip_prefix('~') {
        Some("") => return home(),
        Some(rest) if rest.starts_with(std::path::is_separator) => {
            return Some(home()?.join(rest.trim_start_matches(std::path::is_separator)));
        }
        _ => {}
    }
    let path = folder.join(&text);
    let names_a_way = text.contains(std::path::is_separator) || Path::new(&text).is_absolute();
    (names_a_way || was_marked && !text.is_empty() || path.is_file()).then_some(path)
}

/// The path of an address, after its `file://`: without the name of this machine, `%20` a blank again.
fn from_address(address: &str) -> String {
    let way = address.find('/').map_or(address, |at| &address[at..]);
    let mut bytes = Vec::with_capacity(way.len());
    let mut rest = way.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits =
            after.get(..2).filter(|two| byte == b'%' && two.iter().all(u8::is_ascii_hexdigit));
        let code = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        let code = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| way.to_owned())
}

/// Text without the marks that keep a shell from splitting it: quotation marks around parts, a backslash before a character;
/// and whether there were any. A mark without its second is part of a name.
fn unmarked(text: &str) -> (String, bool) {
    let mut bare = String::with_capacity(text.len());
    let mut quote = None;
    let mut was_marked = false;
    let mut rest = text.chars();
    while let Some(one) = rest.next() {
        match (one, quote) {
            (one, Some(mark)) if one == mark => quote = None,
            ('\'' | '"', None) if bare.is_empty() || was_marked => {
                (quote, was_marked) = (Some(one), true);
            }
            // Where it parts folders it is no mark.
            ('\\', None | Some('"')) if !std::path::is_separator('\\') => {
                was_marked = true;
                bare.extend(rest.next());
            }
            _ => bare.push(one),
        }
    }
    if quote.is_some() { (text.to_owned(), false) } else { (bare, was_marked) }
}

/// What a path begun in `typed` can be completed to: as far as all fitting names agree; a folder ends with its separator.
pub fn complete(typed: &str, folder: &Path) -> Option<String> {
    let typed = typed.trim_start();
    let cut = typed.rfind(std::path::is_separator).map_or(0, |at| at + 1);
    let (way, begun) = typed.split_at(cut);
    let inside = if way.is_empty() { folder.to_path_buf() } else { path_of(way, folder)? };
    let fitting: Vec<Entry> = read(&inside)
        .ok()?
        .into_iter()
        .filter(|entry| entry.kind != EntryKind::Up && begins(&entry.name, begun))
        .collect();
    let first = fitting.first()?;
    let mut agreed = first.name.clone();
    for other in &fitting[1..] {
        let same = agreed.chars().zip(other.name.chars()).take_while(|(a, b)| a == b);
        agreed = same.map(|(a, _)| a).collect();
    }
    if fitting.len() == 1 && first.kind == EntryKind::Folder {
        agreed.push(std::path::MAIN_SEPARATOR);
    }
    let completed = format!("{way}{agreed}");
    (agreed.len() >= begun.len() && completed != typed).then_some(completed)
}

fn begins(name: &str, begun: &str) -> bool {
    name.to_lowercase().starts_with(&begun.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["花名册 2026.xlsx", "花名册 2025.csv", "photo.jpg", ".hidden.csv", "~$x.xlsx"]
        {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        fs::create_dir(folder.path().join("旧表")).unwrap();
        fs::write(folder.path().join("旧表").join("2024.CSV"), "x").unwrap();
        folder
    }

    #[test]
    fn folders_first_then_spreadsheets_and_nothing_else() {
        let folder = folder();
        let names: Vec<_> =
            read(folder.path()).unwrap().into_iter().map(|entry| entry.name).collect();
        assert_eq!(names[..2], ["..", "旧表"]);
        let mut sheets = names[2..].to_vec();
        sheets.sort();
        assert_eq!(sheets, ["花名册 2025.csv", "花名册 2026.xlsx"]);
        let inside = read(&folder.path().join("旧表")).unwrap();
        assert_eq!(inside[1].name, "2024.CSV");
    }

    #[test]
    fn rejected_rows_come_last_although_they_are_newer() {
        let folder = folder();
        fs::write(folder.path().join("花名册 2026.rejected-2.csv"), "x").unwrap();
        let names: Vec<_> =
            read(folder.path()).unwrap().into_iter().map(|entry| entry.name).collect();
        assert_eq!(names.last().unwrap(), "花名册 2026.rejected-2.csv");
    }

    #[test]
    fn typed_and_dropped_paths_are_understood() {
        let here = Path::new("/data");
        let of = |typed| path_of(typed, here).map(|path| path.display().to_string());
        assert_eq!(of("/a/b.csv").as_deref(), Some("/a/b.csv"));
        assert_eq!(of("'/a/b c.csv' ").as_deref(), Some("/a/b c.csv"));
        assert_eq!(of("file:///a/b.csv").as_deref(), Some("/a/b.csv"));
        assert_eq!(of("file://localhost/a/b%20c/%E8%8A%B1.csv").as_deref(), Some("/a/b c/花.csv"));
        assert_eq!(of("file:///a/100%.csv").as_deref(), Some("/a/100%.csv"));
        assert_eq!(of("\"/a/b c.csv\"").as_deref(), Some("/a/b c.csv"));
        assert_eq!(of("旧表/2024.csv").as_deref(), Some("/data/旧表/2024.csv"));
        assert_eq!(of("../x.csv").as_deref(), Some("/data/../x.csv"));
        assert_eq!(of("花名册"), None, "a name is looked for in the folder");
        assert_eq!(of(""), None);
        assert!(of("~/x.csv").is_some_and(|path| !path.starts_with('~')));
        assert!(of("'~/x.csv'").is_some_and(|path| !path.contains('~')));
        assert_eq!(of("~x.csv"), None, "a name, not a home");
    }

    #[cfg(unix)]
    #[test]
    fn the_marks_of_a_shell_are_understood_unless_a_file_is_called_so() {
        let here = folder();
        let of = |typed| path_of(typed, here.path()).map(|path| path.display().to_string());
        assert_eq!(of(r"/a/b\ c\(1\).csv ").as_deref(), Some("/a/b c(1).csv"));
        assert_eq!(of(r"'/a/it'\''s.csv'").as_deref(), Some("/a/it's.csv"));
        assert_eq!(of("/a/it's.csv").as_deref(), Some("/a/it's.csv"));
        let name = r"a\ b.csv";
        fs::write(here.path().join(name), "x").unwrap();
        assert_eq!(of(name), Some(here.path().join(name).display().to_string()));
    }

    #[test]
    fn a_begun_path_is_completed_as_far_as_names_agree() {
        let folder = folder();
        let of = |typed: &str| complete(typed, folder.path());
        assert_eq!(of("花").as_deref(), Some("花名册 202"));
        assert_eq!(of("旧").as_deref(), Some("旧表/"));
        assert_eq!(of("旧表/2").as_deref(), Some("旧表/2024.CSV"));
        assert_eq!(of("没有"), None);
        let whole = format!("{}/旧", folder.path().display());
        assert_eq!(of(&whole), Some(format!("{whole}表/")));
    }
}
