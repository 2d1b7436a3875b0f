//! Persona tags: several may fit one customer.

use crate::classify::{FactColumns, Facts, Fraction, NonNegative, facts, named};
use crate::error::{Error, ErrorKind, Result};

named! {
    /// A tag that describes how a customer deals with the firm. Its code is its bit in
    /// a [`Persona`].
    pub enum PersonaTag {
        Demanding = 1 => "demanding", "苛刻的";
        Hesitant = 2 => "hesitant", "犹豫不决的";
        Thrifty = 4 => "thrifty", "节俭的";
        /// Experienced with the firm and its competitors.
        Sophisticated = 8 => "sophisticated", "久经世故的";
    }
}

named! {
    /// By what customers are grouped.
    pub enum Grouping {
        Trait = 1 => "by trait", "按特征分组";
        Behaviour = 2 => "by behaviour", "按行为模式分组";
        Need = 3 => "by need", "按需求分组";
    }
}

/// The tags of a customer: a set, in a `u32` column the sum of their codes.
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
        Self(self.0 | tag.code() as u32)
    }

    /// Whether a tag fits.
    #[must_use]
    pub fn has(self, tag: PersonaTag) -> bool {
        self.0 & tag.code() as u32 != 0
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
            for (count, tag) in counts.iter_mut().zip(PersonaTag::ALL) {
                *count += u64::from(persona.has(*tag));
            }
        }
        Ok(counts)
    }
}

facts! {
    /// How a customer deals with the firm.
    pub struct PersonaFacts, PersonaColumns {
        /// The share of their purchases with a complaint, a return or a special request.
        complaint_share: Fraction,
        /// Mean days from the first enquiry to the purchase.
        days_to_decide: NonNegative,
        /// The share of their purchases at a reduced price.
        discount_share: Fraction,
        /// Purchases in the category, with the firm or its competitors.
        category_purchases: NonNegative,
    }
}

/// What the facts say of a customer, tag by tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct PersonaFound {
    /// The tags that fit.
    pub tags: Persona,
    /// The tags of which it is not known: their fact is missing.
    pub unknown: Persona,
    /// The tags whose fact stands exactly on its bound; it fits then.
    pub boundary: Persona,
}

/// Persona tags from facts: demanding who often complains or asks for more, hesitant who
/// takes long to decide, thrifty who buys at reduced prices, sophisticated who has bought
/// often in the category. The course texts name the four and give no bounds, so these are
/// settings; a fact on its bound fits.
///
/// ```
/// use habitue::customer::{Persona, PersonaFacts, PersonaRules, PersonaTag};
///
/// let facts = PersonaFacts::new().discount_share(0.8).days_to_decide(3.0);
/// let found = PersonaRules::new().tags(&facts)?;
/// assert_eq!(found.tags, Persona::NONE.with(PersonaTag::Thrifty));
/// assert!(found.unknown.has(PersonaTag::Demanding) && !found.unknown.has(PersonaTag::Hesitant));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct PersonaRules {
    bounds: [f64; 4],
}

impl Default for PersonaRules {
    fn default() -> Self {
        Self { bounds: [0.2, 30.0, 0.5, 10.0] }
    }
}

impl PersonaRules {
    /// The rules with the default bounds.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the bounds from which on each tag fits: the share of complaints (0 to 1),
    /// days to decide (> 0), share of discounts (0 to 1), purchases in the category (> 0).
    /// Defaults to 0.2, 30, 0.5 and 10.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite) for a
    /// bound that is not above 0, or a share above 1, with its place.
    pub fn with_bounds(mut self, bounds: [f64; 4]) -> Result<Self> {
        self.bounds = bounds;
        self.checked()
    }

    fn checked(self) -> Result<Self> {
        for (row, bound) in self.bounds.into_iter().enumerate() {
            let (most, allowed) =
                if row % 2 == 0 { (1.0, "above 0, to 1") } else { (f64::MAX, "finite and > 0") };
            if !(bound > 0.0 && bound <= most) {
                return Err(Error::out_of_range("bounds", bound, allowed).at_row(row as u64));
            }
        }
        Ok(self)
    }

    /// What the facts of one customer say.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite) for a
    /// fact that its kind refuses, by name.
    pub fn tags(&self, facts: &PersonaFacts) -> Result<PersonaFound> {
        facts.check()?;
        Ok(self.found(facts))
    }

    /// What the facts of many customers say, in their order.
    ///
    /// # Errors
    /// As [`PersonaRules::tags`] with the row, and [`Length`](ErrorKind::Length).
    pub fn tags_all(&self, columns: &PersonaColumns<'_>) -> Result<Vec<PersonaFound>> {
        columns.check()?;
        Ok((0..columns.rows()).map(|row| self.found(&columns.facts(row))).collect())
    }

    fn found(&self, facts: &PersonaFacts) -> PersonaFound {
        let known = [
            facts.complaint_share,
            facts.days_to_decide,
            facts.discount_share,
            facts.category_purchases,
        ];
        let of = |fits: fn(Option<f64>, f64) -> bool| {
            let pairs = PersonaTag::ALL.iter().zip(known.into_iter().zip(self.bounds));
            pairs.fold(
                Persona::NONE,
                |set, (tag, (fact, bound))| {
                    if fits(fact, bound) { set.with(*tag) } else { set }
                },
            )
        };
        PersonaFound {
            tags: of(|fact, bound| fact.is_some_and(|fact| fact >= bound)),
            unknown: of(|fact, _| fact.is_none()),
            boundary: of(|fact, bound| fact == Some(bound)),
        }
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
        for tag in PersonaTag::ALL {
            assert_eq!(Persona::NONE.with(*tag).bits(), tag.code() as u32);
        }
    }

    #[test]
    fn each_fact_decides_its_tag_alone_and_more_of_it_never_takes_it_away() {
        let bounds = [0.2, 30.0, 0.5, 10.0];
        let rules = PersonaRules::new();
        let mut rows = Vec::new();
        for bits in 0..5_usize.pow(4) {
            let of = |at: u32| {
                let bound: f64 = bounds[at as usize];
                let values = [None, Some(0.0), Some(bound / 2.0), Some(bound), Some(bound * 1.5)];
                values[bits / 5_usize.pow(at) % 5]
            };
            rows.push(PersonaFacts {
                complaint_share: of(0),
                days_to_decide: of(1),
                discount_share: of(2),
                category_purchases: of(3),
            });
        }
        let all = PersonaFacts::with_columns(&rows, |columns| rules.tags_all(columns).unwrap());
        for (facts, found) in rows.iter().zip(all) {
            assert_eq!(found, rules.tags(facts).unwrap());
            assert_eq!(found.tags.bits() & found.unknown.bits(), 0);
            assert_eq!(found.boundary.bits() & !found.tags.bits(), 0);
            let known = [
                facts.complaint_share,
                facts.days_to_decide,
                facts.discount_share,
                facts.category_purchases,
            ];
            for ((tag, fact), bound) in PersonaTag::ALL.iter().zip(known).zip(bounds) {
                assert_eq!(found.unknown.has(*tag), fact.is_none());
                assert_eq!(found.tags.has(*tag), fact.is_some_and(|fact| fact >= bound));
                assert_eq!(found.boundary.has(*tag), fact == Some(bound));
            }
        }
        assert!(rules.tags(&PersonaFacts::new().discount_share(1.5)).is_err());
        assert!(rules.with_bounds([0.2, 30.0, 1.5, 10.0]).is_err());
        assert!(rules.with_bounds([0.2, 0.0, 0.5, 10.0]).is_err());
    }
}
