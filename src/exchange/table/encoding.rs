//! Which encoding a text file is in. The order is fixed, because guessing by statistics fails on one short GBK row
//! (TECH §1): a byte-order mark, else valid UTF-8, else GB18030 that decodes without an error.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::exchange::error::FileError;

/// The text of a file.
pub fn decode(content: &[u8]) -> Result<String, FileError> {
    if content.is_empty() {
        return Err(FileError::Empty);
    }
    let text = if let Some((encoding, mark)) = Encoding::for_bom(content) {
        // UTF-16 and UTF-8 are the only encodings with a mark.
        debug_assert!([UTF_8, UTF_16LE, UTF_16BE].contains(&encoding));
        encoding.decode_without_bom_handling_and_without_replacement(&content[mark..])
    } else if let Some(text) = unmarked_utf16(content) {
        Some(text)
    } else {
        UTF_8
            .decode_without_bom_handling_and_without_replacement(content)
            .or_else(|| GB18030.decode_without_bom_handling_and_without_replacement(content))
    };
    let text = text.ok_or(FileError::Encoding)?;
    // No text of people holds a zero; pictures and programs do.
    if text.contains('\0') {
        return Err(FileError::NotSpreadsheet);
    }
    if text.trim().is_empty() {
        return Err(FileError::Empty);
    }
    let start = text.trim_start();
    let page = start.get(..9).unwrap_or(start).to_ascii_lowercase();
    if page.starts_with("<html")
        || page.starts_with("<!doctype")
        || page.starts_with("<?xml")
        || page.starts_with("%pdf-")
    {
        return Err(FileError::NotSpreadsheet);
    }
    Ok(text.into_owned())
}

/// UTF-16 without its mark: commas and line breaks have a zero as their upper half, and no other encoding has any.
fn unmarked_utf16(content: &[u8]) -> Option<Cow<'_, str>> {
    let (pairs, rest) = content.as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    if !rest.is_empty() || first == second {
        return None;
    }
    let encoding = if first > second { UTF_16BE } else { UTF_16LE };
    let text = encoding.decode_without_bom_handling_and_without_replacement(content)?;
    // What reads as lines without any other control character is no picture.
    let is_text = text.contains(['\n', '\r'])
        && !text.chars().any(|one| one.is_control() && !"\n\r\t".contains(one));
    is_text.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(order).collect()
    }

    #[test]
    fn the_four_encodings_of_an_office() {
        let text = "姓名,村\n王小明,黄莺岭村\n";
        assert_eq!(decode(text.as_bytes()).unwrap(), text);
        assert_eq!(decode(format!("\u{feff}{text}").as_bytes()).unwrap(), text);
        assert_eq!(decode(&utf16(text, u16::to_le_bytes)).unwrap(), text);
        assert_eq!(decode(&utf16(text, u16::to_be_bytes)).unwrap(), text);
        assert_eq!(decode(&GB18030.encode(text).0).unwrap(), text);
        // 一 is a zero and 4E: more commas and line breaks tell which half comes first.
        let text = "姓名,年级\n王小明,一年级\n";
        assert_eq!(decode(&utf16(text, u16::to_le_bytes)[2..]).unwrap(), text);
        assert_eq!(decode(&utf16(text, u16::to_be_bytes)[2..]).unwrap(), text);
        assert!(matches!(decode("姓名\n王\0明\n".as_bytes()), Err(FileError::NotSpreadsheet)));
    }

    #[test]
    fn a_rare_character_of_gb18030_with_four_bytes() {
        // 㐂, U+3402, is 0x81 0x39 0xEF 0x31 in GB18030 and absent from GBK.
        assert_eq!(decode(b"\xd0\xd5\xc3\xfb\n\x81\x39\xef\x31").unwrap(), "姓名\n㐂");
    }

    #[test]
    fn what_is_no_text() {
        assert!(matches!(decode(b""), Err(FileError::Empty)));
        assert!(matches!(decode(b" \r\n\t"), Err(FileError::Empty)));
        assert!(matches!(
            decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            Err(FileError::Encoding | FileError::NotSpreadsheet)
        ));
        assert!(matches!(decode(b"<!DOCTYPE html><table>"), Err(FileError::NotSpreadsheet)));
        assert!(matches!(decode(b"\xff\xff\xff"), Err(FileError::Encoding)));
    }
}
