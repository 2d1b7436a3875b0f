//! Where a ranked column is cut, and on which side equals stand.

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::ranking::amount::Amount;
use crate::numeric::ranking::classes::Level;
use crate::numeric::ranking::keys::Keys;
use crate::numeric::ranking::selection::{Standing, nth_largest};

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
    /// customers share one low value.
    Lower,
    /// The earlier rows go up: tiers have exactly their share, at the price
    /// that equal customers are treated unequally. The result depends on the
    /// order of the rows.
    RowOrder,
}

impl Ties {
    /// Refuses what cuts that are to hold for other rows cannot honour.
    pub(crate) fn refuse_row_order(self) -> Result<()> {
        if self != Self::RowOrder {
            return Ok(());
        }
        let why = "row order decides among the rows of one base: for cuts let ties go up or down";
        Err(Error::new(ErrorKind::Argument, why).in_column("ties"))
    }
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

/// Where the classes of a ranked column begin, from the top down: one level for each of the
/// ascending numbers of customers that are to stand above a cut.
pub(crate) fn levels<V: Amount>(
    keys: &Keys<'_, V>,
    places: &[usize],
    ties: Ties,
    threads: usize,
) -> Vec<Level> {
    let found = nth_largest(keys.len(), |rows| keys.of(rows), keys.span(), places, threads);
    let level = |(standing, &place): (Option<Standing>, &usize)| {
        level_of(standing, place, ties, |key, quota| row_after(keys, key, quota))
    };
    found.into_iter().zip(places).map(level).collect()
}

/// The level of a cut below `place` customers, given the last of them; `row_after` finds the row
/// behind the first so many rows with a key.
pub(crate) fn level_of(
    last: Option<Standing>,
    place: usize,
    ties: Ties,
    row_after: impl Fn(u64, usize) -> usize,
) -> Level {
    let Some(Standing { key, above, equal }) = last else { return Level::NEVER };
    match ties {
        Ties::Upper => Level::above(key, true),
        Ties::Lower => Level::above(key, above + equal <= place),
        Ties::RowOrder => match place.saturating_sub(above) {
            quota if quota >= equal => Level::above(key, true),
            quota => Level { key, until: row_after(key, quota) },
        },
    }
}

/// The row behind the first `quota` rows with this key.
fn row_after<V: Amount>(keys: &Keys<'_, V>, key: u64, quota: usize) -> usize {
    let equals = keys.of(0..keys.len()).enumerate().filter(|(_, other)| *other == key);
    equals.map(|(row, _)| row).take(quota).last().map_or(0, |row| row + 1)
}
