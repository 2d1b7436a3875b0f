//! The encoding of a text: which bytes are which characters.

use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use crate::error::{Error, ErrorKind, Result};
use crate::remedy::Remedy;

/// The encoding of a text file.
///
/// UTF-8 and UTF-16 are known by their byte order mark or their bytes. An older encoding is found
/// by the frequencies of characters, as browsers do, and is a judgement: whoever knows better says
/// so by [`Encoding::named`].
///
/// ```
/// use habitue::intake::Encoding;
///
/// assert_eq!(Encoding::of("客户,日期".as_bytes())?, Encoding::UTF_8);
/// assert_eq!(Encoding::of(b"\xBF\xCD\xBB\xA7,\xC8\xD5\xC6\xDA")?.name(), "GB18030");
/// assert_eq!(Encoding::named("latin1")?.name(), "windows-1252");
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

/// Bytes looked at to tell an old encoding; all of them to tell UTF-8.
const LOOKED_AT: usize = 1 << 20;

/// Encodings of which GBK shares most pairs of bytes.
static NEIGHBOURS: [&encoding_rs::Encoding; 4] =
    [encoding_rs::EUC_KR, encoding_rs::EUC_JP, encoding_rs::BIG5, encoding_rs::SHIFT_JIS];

impl Encoding {
    /// UTF-8, with a byte order mark or without.
    pub const UTF_8: Self = Self(encoding_rs::UTF_8);
    /// UTF-16, little end first, as Windows writes "Unicode text".
    pub const UTF_16LE: Self = Self(encoding_rs::UTF_16LE);
    /// UTF-16, big end first.
    pub const UTF_16BE: Self = Self(encoding_rs::UTF_16BE);
    /// GB18030, which holds GBK and GB 2312: Chinese of Windows.
    pub const GB18030: Self = Self(encoding_rs::GB18030);
    /// Windows-1252, which holds Latin-1: Western Europe of Windows.
    pub const WINDOWS_1252: Self = Self(encoding_rs::WINDOWS_1252);

    /// The encoding of a name of the [Encoding Standard](https://encoding.spec.whatwg.org), such
    /// as `gbk`, `latin1`, `shift_jis` or `windows-1251`.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] for a name that it does not know.
    pub fn named(name: &str) -> Result<Self> {
        let label = name.trim().to_ascii_lowercase().replace('_', "-");
        // GBK is what GB18030 holds, and is read as that.
        let label = match label.as_str() {
            "gbk" | "gb2312" | "cp936" | "windows-936" => "gb18030",
            "utf16" | "utf-16" => "utf-16le",
            "utf8" | "utf-8-sig" => "utf-8",
            "cp1252" => "windows-1252",
            other => other,
        };
        encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())
            .or_else(|| encoding_rs::Encoding::for_label_no_replacement(name.trim().as_bytes()))
            .map(Self)
            .ok_or_else(|| {
                Error::new(ErrorKind::Argument, "is no encoding")
                    .in_column("encoding")
                    .with_value(format!("{name:?}"))
                    .allowing("utf-8, utf-16le, utf-16be, gb18030, windows-1252 and the other names of the Encoding Standard")
            })
    }

    /// The encoding of these bytes, from their byte order mark, else from themselves.
    ///
    /// # Errors
    /// [`ErrorKind::Encoding`] for UTF-8 with a few bytes that are not: damaged, rather than in
    /// another encoding. It names the line.
    pub fn of(bytes: &[u8]) -> Result<Self> {
        if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
            return Ok(Self(encoding));
        }
        if let Some(encoding) = wide(bytes) {
            return Ok(encoding);
        }
        let Err(fault) = std::str::from_utf8(bytes) else { return Ok(Self::UTF_8) };
        if is_damaged_utf8(bytes) {
            let at = fault.valid_up_to();
            return Err(not_this(Self::UTF_8, bytes, at).with_source(fault));
        }
        let from = fault.valid_up_to().saturating_sub(LOOKED_AT / 16);
        let looked_at = &bytes[from..bytes.len().min(from + LOOKED_AT)];
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(looked_at, true);
        let mut found = detector.guess(None, Utf8Detection::Deny);
        if NEIGHBOURS.contains(&found) {
            // A few characters of Chinese are characters of these too: then it is Chinese.
            found = detector.guess(Some(b"cn"), Utf8Detection::Deny);
        }
        Ok(if found == encoding_rs::GBK { Self::GB18030 } else { Self(found) })
    }

    /// Whether bytes begin with a mark of their encoding, or are UTF-16 without one.
    pub(super) fn is_marked(bytes: &[u8]) -> bool {
        encoding_rs::Encoding::for_bom(bytes).is_some() || wide(bytes).is_some()
    }

    /// Its name in the Encoding Standard.
    #[must_use]
    pub fn name(self) -> &'static str {
        if self.0 == encoding_rs::GB18030 { "GB18030" } else { self.0.name() }
    }

    /// These bytes as UTF-8, without a byte order mark.
    ///
    /// # Errors
    /// [`ErrorKind::Encoding`], naming the line, where a byte is of no character.
    pub(super) fn decode(self, mut bytes: Vec<u8>) -> Result<Vec<u8>> {
        let mark = match encoding_rs::Encoding::for_bom(&bytes) {
            Some((encoding, length)) if encoding == self.0 => length,
            _ => 0,
        };
        if self == Self::UTF_8 {
            if let Err(fault) = std::str::from_utf8(&bytes) {
                return Err(not_this(self, &bytes, fault.valid_up_to()).with_source(fault));
            }
            if mark > 0 {
                bytes.drain(..mark);
            }
            return Ok(bytes);
        }
        let text = self.0.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
        match text {
            Some(text) => Ok(text.into_owned().into_bytes()),
            None => Err(not_this(self, &bytes, self.first_fault(&bytes[mark..]) + mark)),
        }
    }

    /// Where the first byte is that is of no character.
    fn first_fault(self, bytes: &[u8]) -> usize {
        let mut decoder = self.0.new_decoder_without_bom_handling();
        let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0);
        let mut text = String::with_capacity(room);
        let (_, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
        read.saturating_sub(1)
    }
}

/// UTF-16 without a mark: every other byte of what is mostly ASCII is zero.
fn wide(bytes: &[u8]) -> Option<Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let units = head.len() / 2;
    match (4 * even > units, 4 * odd > units) {
        (_, true) if odd > 2 * even => Some(Encoding::UTF_16LE),
        (true, _) if even > 2 * odd => Some(Encoding::UTF_16BE),
        _ => None,
    }
}

/// Whether nearly all characters that are not ASCII are right in UTF-8. In another encoding, hardly
/// any is.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for part in bytes.utf8_chunks() {
        right += part.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        wrong += usize::from(!part.invalid().is_empty());
    }
    right >= 9 * wrong
}

/// The error for a byte that is of no character.
fn not_this(encoding: Encoding, bytes: &[u8], at: usize) -> Error {
    let before = &bytes[..at.min(bytes.len())];
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
    let shown = &bytes[before.len()..bytes.len().min(at + 4)];
    Error::new(ErrorKind::Encoding, format!("is not {encoding}, which all else is"))
        .at_line(line)
        .in_column("text")
        .with_value(format!("\"{}\"", shown.escape_ascii()))
        .allowing("text of one encoding")
        .remedied(Remedy::Encoding("windows-1252".to_owned()))
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
