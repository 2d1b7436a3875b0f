//! Persona tags: several may fit one customer.

use crate::classify::{Named, named};
use crate::error::{Error, ErrorKind, Result};

named! {
    /// A tag that describes how a customer deals with the firm.
    pub enum PersonaTag {
        Demanding = 1 => "demanding", "苛刻的";
        Hesitant = 2 => "hesitant", "犹豫不决的";
        Thrifty = 3 => "thrifty", "节俭的";
        Sophisticated = 4 => "sophisticated", "久经世故的";
    }
}

named! {
    /// By what customers are grouped.
    pub enum Grouping {
        Trait = 1 => "by trait", "按特征分组";
        Behaviour = 2 => "by behaviour", "按行为分组";
        Need = 3 => "by need", "按需求分组";
    }
}

/// The tags of a customer: a set, one bit each in a `u32` column (bit `code - 1`).
///
/// ```
/// use habitue::customer::{Persona, PersonaTag};
///
/// let persona = Persona::NONE.with(PersonaTag::Thrifty).with(PersonaTag::Hesitant);
/// assert!(persona.has(PersonaTag::Thrifty) && !persona.has(PersonaTag::Demanding));
/// assert_eq!(Persona::from_bits(persona.bits())?, persona);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "u32"))]
pub struct Persona(u32);

impl Persona {
    /// No tag.
    pub const NONE: Self = Self(0);

    /// The tags of these bits.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) for a bit that is no tag.
    pub fn from_bits(bits: u32) -> Result<Self> {
        let all = PersonaTag::ALL.iter().fold(Self::NONE, |set, tag| set.with(*tag)).0;
        if bits & !all != 0 {
            return Err(Error::new(ErrorKind::OutOfRange, "has a bit that is no tag")
                .in_column("tags")
                .with_value(bits)
                .allowing(format!("0 to {all}")));
        }
        Ok(Self(bits))
    }

    /// The bits, as a column holds them.
    #[must_use]
    pub fn bits(self) -> u32 {
        self.0
    }

    /// These tags and one more.
    #[must_use]
    pub fn with(self, tag: PersonaTag) -> Self {
        Self(self.0 | 1 << (tag.code() - 1))
    }

    /// Whether a tag fits.
    #[must_use]
    pub fn has(self, tag: PersonaTag) -> bool {
        self.0 >> (tag.code() - 1) & 1 == 1
    }

    /// The tags, in the order of their codes.
    pub fn tags(self) -> impl Iterator<Item = PersonaTag> {
        PersonaTag::ALL.iter().copied().filter(move |tag| self.has(*tag))
    }

    /// How many customers have each tag, in the order of the codes; a customer
    /// with several tags counts for each.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) for a bit that is no tag, with its row.
    pub fn counts(column: &[u32]) -> Result<[u64; 4]> {
        let mut counts = [0; 4];
        for (row, bits) in column.iter().enumerate() {
            let persona = Self::from_bits(*bits).map_err(|error| error.at_row(row as u64))?;
            for tag in persona.tags() {
                counts[Named::code(tag) as usize - 1] += 1;
            }
        }
        Ok(counts)
    }
}

impl TryFrom<u32> for Persona {
    type Error = Error;

    fn try_from(bits: u32) -> Result<Self> {
        Self::from_bits(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_bits_and_others_are_refused() {
        assert_eq!(Persona::counts(&[0b0101, 0b0001, 0]).unwrap(), [2, 0, 1, 0]);
        let error = Persona::counts(&[1, 16]).unwrap_err();
        assert_eq!((error.row(), error.allowed()), (Some(1), Some("0 to 15")));
    }
}
