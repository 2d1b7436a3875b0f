//! What stands between the fields of a line.

use std::fmt;

use crate::error::{Error, ErrorKind, Result};

/// What stands between the fields of a line: one character, or runs of blanks in aligned columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tabulator.
    Tab,
    /// `|`
    Pipe,
    /// Any number of spaces and tabulators, before the first field too: columns that are aligned
    /// for reading. No field is empty then, and none holds a blank unless it is quoted.
    Blanks,
    /// At least two spaces, or a tabulator: aligned columns whose fields hold single spaces.
    WideBlanks,
}

impl Delimiter {
    /// All of them, in the order in which they are tried.
    pub const ALL: &'static [Self] =
        &[Self::Tab, Self::Semicolon, Self::Comma, Self::Pipe, Self::WideBlanks, Self::Blanks];

    /// The character, where it is one.
    #[must_use]
    pub const fn byte(self) -> Option<u8> {
        match self {
            Self::Comma => Some(b','),
            Self::Semicolon => Some(b';'),
            Self::Tab => Some(b'\t'),
            Self::Pipe => Some(b'|'),
            Self::Blanks | Self::WideBlanks => None,
        }
    }

    /// The name by which options know it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
            Self::Pipe => "pipe",
            Self::Blanks => "blanks",
            Self::WideBlanks => "wide-blanks",
        }
    }

    /// The delimiter of a name, or of the character itself.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] for any other text.
    ///
    /// ```
    /// use habitue::intake::Delimiter;
    ///
    /// assert_eq!(Delimiter::parse(";")?, Delimiter::Semicolon);
    /// assert_eq!(Delimiter::parse("tab")?, Delimiter::Tab);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self> {
        let same = |delimiter: &Self| {
            let byte = delimiter.byte().map(char::from);
            delimiter.name().eq_ignore_ascii_case(text)
                || byte.is_some_and(|byte| text == byte.to_string())
        };
        Self::ALL
            .iter()
            .copied()
            .find(|delimiter| same(delimiter))
            .or((text == "\\t").then_some(Self::Tab))
            .ok_or_else(|| {
                let names: Vec<&str> = Self::ALL.iter().map(|it| it.name()).collect();
                let names = names.join(", ");
                Error::new(ErrorKind::Argument, "is no delimiter")
                    .in_column("delimiter")
                    .with_value(format!("{text:?}"))
                    .allowing(format!("{names}, or one of , ; | itself"))
            })
    }
}

impl fmt::Display for Delimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
