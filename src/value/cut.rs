//! Where a ranked column is cut, and on which side equals stand.

use super::amount::Amount;
use super::classes::{Classes, Level};
use super::keys::Keys;
use super::selection::{Standing, nth_largest};

/// Where customers of exactly equal value go when a cut falls among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Ties {
    /// All go up. A customer's tier depends only on how many stand strictly
    /// above it (competition ranking); tiers may grow beyond their share.
    #[default]
    Upper,
    /// All go down: a tier never exceeds its share. Choose it where many
    /// customers share one low value, such as zero.
    Lower,
    /// The earlier rows go up: tiers have exactly their share, at the price
    /// that equal customers are treated unequally. The result depends on the
    /// order of the rows.
    RowOrder,
}

/// Where the one customer goes whom a cut divides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Boundary {
    /// Up: a customer is in while the cumulative share *before* it is below the
    /// cut. By customers this is ⌈share × n⌉, so each tier's cut holds at least
    /// one customer, however few there are.
    #[default]
    Upper,
    /// Down: a customer is in while the cumulative share *with* it does not
    /// exceed the cut. By customers this is ⌊share × n⌋; a tier may be empty.
    Lower,
}

/// `part / parts` of `count`, rounded as the boundary says, in integers.
pub(crate) fn share_of_count(part: u64, parts: u64, count: usize, boundary: Boundary) -> usize {
    let product = u128::from(part) * count as u128;
    let whole = u128::from(parts);
    (match boundary {
        Boundary::Upper => product.div_ceil(whole),
        Boundary::Lower => product / whole,
    }) as usize
}

/// The cuts of a ranked column as keys.
pub(crate) struct Cut {
    /// One per cut, from the top: the key of the last customer above it; `None` where nobody is.
    pub(crate) thresholds: Vec<Option<u64>>,
    /// The class of each row: how many cuts it is above.
    pub(crate) classes: Classes,
}

impl Cut {
    /// Finds the cuts below the given numbers of customers, in ascending order.
    pub(crate) fn find<V: Amount>(
        keys: &Keys<'_, V>,
        cuts: &[usize],
        ties: Ties,
        threads: usize,
    ) -> Self {
        let found = nth_largest(keys.len(), |rows| keys.of(rows), keys.span(), cuts, threads);
        let level = |(standing, &cut): (&Option<Standing>, &usize)| {
            let Some(Standing { key, above, equal }) = *standing else { return Level::NEVER };
            match ties {
                Ties::Upper => Level::above(key, true),
                Ties::Lower => Level::above(key, above + equal <= cut),
                Ties::RowOrder => match cut.saturating_sub(above) {
                    quota if quota >= equal => Level::above(key, true),
                    quota => Level { key, until: row_after(keys, key, quota) },
                },
            }
        };
        let levels = found.iter().zip(cuts).map(level).rev().collect();
        Self {
            thresholds: found.iter().map(|standing| standing.map(|found| found.key)).collect(),
            classes: Classes::new(levels, keys),
        }
    }
}

/// The row behind the first `quota` rows with this key.
fn row_after<V: Amount>(keys: &Keys<'_, V>, key: u64, quota: usize) -> usize {
    let equals = keys.of(0..keys.len()).enumerate().filter(|(_, other)| *other == key);
    equals.map(|(row, _)| row).take(quota).last().map_or(0, |row| row + 1)
}
