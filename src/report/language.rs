//! Languages that a report is written in.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Result};

/// The language of a report: its page, its text and the words in its pictures.
///
/// ```
/// use habitue::report::Language;
///
/// assert_eq!("zh".parse::<Language>()?, Language::Chinese);
/// assert_eq!(Language::Chinese.tag(), "zh-CN");
/// assert!("fr".parse::<Language>().is_err());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese of the mainland.
    Chinese,
}

impl Language {
    /// Every language.
    pub const ALL: &'static [Self] = &[Self::English, Self::Chinese];

    /// The tag of BCP 47, as the `lang` of a page: `"en"`, `"zh-CN"`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// The language's name for itself.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
        }
    }

    /// The other one, which a page links to.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::English => Self::Chinese,
            Self::Chinese => Self::English,
        }
    }

    /// What is said in this language, of what is said in each.
    #[must_use]
    pub fn pick<T>(self, english: T, chinese: T) -> T {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }

    /// The language of this tag or name, in any case (`"en"`, `"English"`, `"zh"`, `"zh-CN"`,
    /// `"Chinese"`, `"中文"`); `None` for another text.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name.trim().to_lowercase().replace('_', "-").as_str() {
            "en" | "en-us" | "en-gb" | "english" | "英文" => Some(Self::English),
            "zh" | "zh-cn" | "zh-hans" | "zh-hans-cn" | "chinese" | "中文" => Some(Self::Chinese),
            _ => None,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Self::from_name(name).ok_or_else(|| {
            Error::new(ErrorKind::OutOfRange, "is no language that a report is written in")
                .in_column("language")
                .with_value(format!("{name:?}"))
                .allowing("\"en\" (English) or \"zh\" (Chinese)")
        })
    }
}
