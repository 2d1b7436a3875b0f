//! Which spellings of a customer id are one customer: trimming, case, leading zeros, "17850.0".

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfkc};

use super::{Keys, TextColumn};
use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::error::Result;

/// Which spellings of a text key name one customer. Each step is named and off by default
/// ([`KeyPolicy::AS_IS`]); those chosen are always applied in this order:
///
/// 1. compatibility forms become plain ones (`１２３` and `ｃ１`, NFKC of Unicode);
/// 2. blanks around the key are cut;
/// 3. whole numbers that a spreadsheet or data frame wrote as floats lose their decimals
///    (`17850.0` is `17850`);
/// 4. keys of digits alone lose their leading zeros (`00042` is `42`; `007A` stays);
/// 5. letters become small ones (`ANNA` is `anna`).
///
/// Applying a policy twice is applying it once. Integer keys are of one spelling anyway. The
/// [rules](crate::ledger::Rules::with_keys) of a ledger hold the policy for everything that is
/// asked by key: rows, columns, files, single purchases, erasing.
///
/// ```
/// use habitue::customer::KeyPolicy;
///
/// let policy = KeyPolicy::AS_IS.trimmed().whole_numbers().without_leading_zeros();
/// assert_eq!(policy.apply(" 0017850.0"), "17850");
/// assert_eq!(policy.apply("A-17"), "A-17");
/// assert_eq!(KeyPolicy::AS_IS.apply(" 0017850.0"), " 0017850.0");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default))]
#[non_exhaustive]
pub struct KeyPolicy {
    /// Whether compatibility forms become plain ones (NFKC).
    pub compatibility: bool,
    /// Whether blanks around a key are cut.
    pub trim: bool,
    /// Whether whole numbers lose the decimals of floats.
    pub whole_numbers: bool,
    /// Whether keys of digits lose their leading zeros.
    pub leading_zeros: bool,
    /// Whether letters become small ones.
    pub lower_case: bool,
}

impl KeyPolicy {
    /// Its steps in portable bytes.
    pub(crate) fn encode(self, bytes: &mut Writer) {
        let Self { compatibility, trim, whole_numbers, leading_zeros, lower_case } = self;
        let steps = [compatibility, trim, whole_numbers, leading_zeros, lower_case];
        bytes.run(&steps.map(u8::from));
    }

    /// What [`KeyPolicy::encode`] wrote.
    pub(crate) fn decode(bytes: &mut Reader<'_>) -> Result<Self> {
        let mut keys = Self::AS_IS;
        let Self { compatibility, trim, whole_numbers, leading_zeros, lower_case } = &mut keys;
        for step in [compatibility, trim, whole_numbers, leading_zeros, lower_case] {
            *step = match bytes.get::<u8>()? {
                0 => false,
                1 => true,
                _ => return Err(bytes.misshapen()),
            };
        }
        Ok(keys)
    }

    /// Keys are what is written, byte for byte.
    pub const AS_IS: Self = Self {
        compatibility: false,
        trim: false,
        whole_numbers: false,
        leading_zeros: false,
        lower_case: false,
    };

    /// Full-width digits and letters and other compatibility forms are those of plain text (NFKC).
    #[must_use]
    pub const fn compatible(mut self) -> Self {
        self.compatibility = true;
        self
    }

    /// Blanks around a key are not part of it.
    #[must_use]
    pub const fn trimmed(mut self) -> Self {
        self.trim = true;
        self
    }

    /// `17850.0` is `17850`.
    #[must_use]
    pub const fn whole_numbers(mut self) -> Self {
        self.whole_numbers = true;
        self
    }

    /// `00042` is `42`, where a key is of digits alone.
    #[must_use]
    pub const fn without_leading_zeros(mut self) -> Self {
        self.leading_zeros = true;
        self
    }

    /// `ANNA` and `Anna` are `anna`.
    #[must_use]
    pub const fn lower_cased(mut self) -> Self {
        self.lower_case = true;
        self
    }

    /// The steps by name, as Python names them; "as is" without any.
    pub(crate) fn words(self) -> String {
        let steps = [
            (self.compatibility, "compatible"),
            (self.trim, "trimmed"),
            (self.whole_numbers, "whole numbers"),
            (self.leading_zeros, "without leading zeros"),
            (self.lower_case, "lower cased"),
        ];
        let taken: Vec<&str> = steps.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect();
        if taken.is_empty() { "as is".to_owned() } else { taken.join(", ") }
    }

    /// Whether every spelling is a customer of its own.
    #[must_use]
    pub const fn is_as_is(self) -> bool {
        !(self.compatibility
            || self.trim
            || self.whole_numbers
            || self.leading_zeros
            || self.lower_case)
    }

    /// The spelling by which a customer is known; borrowed where nothing is to be written anew.
    #[must_use]
    pub fn apply(self, key: &str) -> Cow<'_, str> {
        match (self.compatibility || self.lower_case) && !is_plain(key) {
            false => Cow::Borrowed(self.cut(key)),
            true => Cow::Owned(self.cut(&self.rewritten(key)).to_owned()),
        }
    }

    /// A column of keys in the spelling by which customers are known; as it is where it holds
    /// integers or every spelling is one of its own.
    pub(crate) fn apply_all<'a>(self, keys: Keys<'a>, room: &'a mut TextColumn) -> Keys<'a> {
        let texts = match keys {
            Keys::Text(texts) if !self.is_as_is() => texts,
            keys => return keys,
        };
        *room = TextColumn::with_capacity(texts.len(), texts.bytes());
        texts.iter().for_each(|key| room.push(&self.apply(key)));
        Keys::Text(room.as_texts())
    }

    /// The steps that only cut.
    fn cut(self, key: &str) -> &str {
        let mut key = if self.trim { key.trim() } else { key };
        if self.whole_numbers
            && let Some((whole, decimals)) = key.split_once('.')
            && !decimals.is_empty()
            && decimals.bytes().all(|byte| byte == b'0')
            && is_digits(whole.strip_prefix('-').unwrap_or(whole))
        {
            key = whole;
        }
        if self.leading_zeros && is_digits(key) {
            let trimmed = key.trim_start_matches('0');
            key = if trimmed.is_empty() { &key[key.len() - 1..] } else { trimmed };
        }
        key
    }

    /// The steps that write anew. Small letters may be compatibility forms again, and the other
    /// way round, so that both are done until nothing changes; two rounds are enough for all of
    /// Unicode.
    fn rewritten(self, key: &str) -> String {
        let mut text = key.to_owned();
        for _ in 0..3 {
            if self.compatibility && !is_nfkc(&text) {
                text = text.nfkc().collect();
            }
            if self.lower_case {
                text = text.to_lowercase();
            }
        }
        text
    }
}

/// Whether neither NFKC nor small letters change a key.
fn is_plain(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: KeyPolicy = KeyPolicy::AS_IS
        .compatible()
        .trimmed()
        .whole_numbers()
        .without_leading_zeros()
        .lower_cased();

    #[test]
    fn each_step_does_what_its_name_says() {
        let as_is = KeyPolicy::AS_IS;
        for (policy, key, expected) in [
            (as_is, " A ", " A "),
            (as_is.trimmed(), " A\u{3000}", "A"),
            (as_is.lower_cased(), "ÄNNA 7", "änna 7"),
            (as_is.compatible(), "１２３ｃ", "123c"),
            (as_is.whole_numbers(), "17850.0", "17850"),
            (as_is.whole_numbers(), "-17850.00", "-17850"),
            (as_is.whole_numbers(), "17850.5", "17850.5"),
            (as_is.whole_numbers(), "A.0", "A.0"),
            (as_is.whole_numbers(), ".0", ".0"),
            (as_is.whole_numbers(), "1.", "1."),
            (as_is.whole_numbers(), "1.0.0", "1.0.0"),
            (as_is.without_leading_zeros(), "00042", "42"),
            (as_is.without_leading_zeros(), "000", "0"),
            (as_is.without_leading_zeros(), "007A", "007A"),
            (as_is.without_leading_zeros(), "", ""),
            (ALL, " ００１７８５０．０ ", "17850"),
            (ALL, "ＫＵＮＤＥ", "kunde"),
        ] {
            assert_eq!(policy.apply(key), expected, "{policy:?} {key:?}");
        }
    }

    #[test]
    fn plain_keys_are_borrowed() {
        assert!(matches!(ALL.apply("00042.0"), Cow::Borrowed("42")));
        assert!(matches!(ALL.apply("anna"), Cow::Borrowed("anna")));
    }

    /// Every character of Unicode, alone and between letters: one application is enough.
    #[test]
    fn twice_is_once_for_every_character() {
        for character in '\0'..=char::MAX {
            for key in [String::from(character), format!("a{character}\u{301}")] {
                let once = ALL.apply(&key);
                assert_eq!(ALL.apply(&once), once, "{key:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn twice_is_once(key in "\\PC{0,12}|[ 0.-9A-Za-zß１ﬁ]{0,8}", steps in 0_u8..32) {
            let policy = KeyPolicy {
                compatibility: steps & 1 > 0,
                trim: steps & 2 > 0,
                whole_numbers: steps & 4 > 0,
                leading_zeros: steps & 8 > 0,
                lower_case: steps & 16 > 0,
            };
            let once = policy.apply(&key);
            prop_assert_eq!(policy.apply(&once), once.clone());
            if policy.is_as_is() {
                prop_assert_eq!(&once, &key);
            }
        }
    }
}
