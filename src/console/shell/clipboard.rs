//! Copying through the terminal (OSC 52), which also works over SSH.

use std::io::{self, Write};

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
