//! Copying: through the terminal (OSC 52), which also works over SSH, and into a file where the terminal may not know how.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Shell;
use crate::console::widgets::Role;
use crate::exchange::error::FileError;
use crate::exchange::private::{self, NewFile, unwritable};
use crate::exchange::wording::file_error;

/// Where copied text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clipboard {
    /// To the terminal, which knows the sequence.
    #[default]
    Terminal,
    /// Into a file: the terminal doesn't.
    File,
    /// Both, since nobody can tell: a terminal doesn't answer.
    Both,
}

impl Clipboard {
    /// What the environment promises; `variable` asks it. Multiplexers swallow the sequence unless they are told otherwise.
    pub fn detect(variable: impl Fn(&str) -> Option<String>) -> Self {
        let term = variable("TERM").unwrap_or_default();
        let has = |name: &str| variable(name).is_some();
        if term.is_empty() || term == "linux" || term == "dumb" || term.starts_with("vt") {
            return Self::File;
        }
        let inside =
            has("TMUX") || has("STY") || term.starts_with("screen") || term.starts_with("tmux");
        let known = ["kitty", "alacritty", "foot", "wezterm", "ghostty", "contour", "rio"];
        let by_name = known.iter().any(|one| term.contains(one));
        if !inside
            && (by_name || has("WT_SESSION") || has("KITTY_WINDOW_ID") || has("WEZTERM_PANE"))
        {
            return Self::Terminal;
        }
        Self::Both
    }
}

impl Shell {
    /// Hands text on, and says where it went.
    pub(super) fn copy(&mut self, text: String) {
        let folder = self.store.queries().folder();
        let file = folder.filter(|_| self.clipboard != Clipboard::Terminal);
        let written = file
            .map(|folder| keep(&folder.join("print"), &self.ui.text("shell-copied-name"), &text));
        // A database in memory has no place for a file.
        if self.clipboard != Clipboard::File || written.is_none() {
            self.to_copy = Some(text.clone());
        }
        self.copied = Some(text);
        let (words, role) = match written {
            None => (self.ui.text("shell-copied"), Role::Ok),
            Some(Ok(path)) => {
                let path = [("path", path.display().to_string().into())];
                let only = self.clipboard == Clipboard::File;
                let id = if only { "shell-copied-file" } else { "shell-copied-both" };
                (self.ui.with(id, &path), Role::Ok)
            }
            Some(Err(error)) => (file_error(self.ui.language, &error), Role::Error),
        };
        self.say(words, role);
    }
}

/// Writes the text into a file that only its owner can read, over the one that was copied before.
fn keep(folder: &Path, name: &str, text: &str) -> Result<PathBuf, FileError> {
    private::folder(folder)?;
    let path = folder.join(name);
    let mut file = NewFile::create(&path)?;
    let whole = file.write_all(text.as_bytes()).and_then(|()| file.write_all(b"\n"));
    whole.map_err(|error| unwritable(&path, &error))?;
    file.finish(true)?;
    Ok(path)
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Hands the text to the terminal's clipboard. A terminal that doesn't know the sequence ignores it.
pub(super) fn copy(out: &mut impl Write, text: &str) -> io::Result<()> {
    write!(out, "\x1b]52;c;{}\x07", base64(text.as_bytes()))?;
    out.flush()
}

fn base64(bytes: &[u8]) -> String {
    let mut encoded = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut group = [0; 3];
        group[..chunk.len()].copy_from_slice(chunk);
        let [first, second, third] = group;
        let indices = [
            first >> 2,
            (first & 3) << 4 | second >> 4,
            (second & 15) << 2 | third >> 6,
            third & 63,
        ];
        for (at, index) in indices.into_iter().enumerate() {
            let padding = at > chunk.len();
            encoded.push(if padding { '=' } else { char::from(ALPHABET[usize::from(index)]) });
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_trusted_by_what_it_says_of_itself() {
        let of = |set: &[(&str, &str)]| {
            Clipboard::detect(|name| {
                let found = set.iter().find(|(one, _)| *one == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(of(&[]), Clipboard::File);
        assert_eq!(of(&[("TERM", "linux")]), Clipboard::File);
        assert_eq!(of(&[("TERM", "xterm-kitty")]), Clipboard::Terminal);
        assert_eq!(of(&[("TERM", "xterm-256color"), ("WT_SESSION", "1")]), Clipboard::Terminal);
        assert_eq!(of(&[("TERM", "xterm-256color")]), Clipboard::Both);
        assert_eq!(of(&[("TERM", "tmux-256color"), ("KITTY_WINDOW_ID", "1")]), Clipboard::Both);
    }

    #[test]
    fn text_is_encoded_as_terminals_expect() {
        // The examples of RFC 4648 §10, and one in Chinese.
        for (text, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("走访", "6LWw6K6/"),
        ] {
            assert_eq!(base64(text.as_bytes()), encoded);
        }
    }
}
