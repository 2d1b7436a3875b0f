//! Where a ranked column is cut, and on which side equals stand.

use super::order;

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

/// The cuts of a pyramid as keys: what is above, what is equal, what is below.
pub(crate) struct Cut {
    /// One per cut: the key of the last customer above it; `None` where nobody
    /// is above.
    thresholds: Vec<Option<u64>>,
    /// How many of the customers who equal the threshold are above the cut.
    quotas: Vec<usize>,
}

impl Cut {
    /// Finds the cuts below the given numbers of customers, in ascending order.
    pub(crate) fn find(keys: &[u64], cuts: &[usize], ties: Ties) -> Self {
        let thresholds = order::nth_largest(keys, cuts);
        let counts = order::count_above_and_equal(keys, &thresholds);
        let quotas = cuts
            .iter()
            .zip(counts)
            .map(|(&cut, (above, equal))| match ties {
                Ties::Upper => equal,
                Ties::Lower if above + equal > cut => 0,
                Ties::Lower => equal,
                Ties::RowOrder => cut.saturating_sub(above),
            })
            .collect();
        Self { thresholds, quotas }
    }

    /// The key of the last customer above each cut.
    pub(crate) fn thresholds(&self) -> &[Option<u64>] {
        &self.thresholds
    }

    /// The tier of each row, 0 for the top.
    pub(crate) fn classify<'a>(&'a self, keys: &'a [u64]) -> impl Iterator<Item = usize> + 'a {
        let mut seen = vec![0_usize; self.quotas.len()];
        keys.iter().map(move |&key| {
            let mut tier = self.quotas.len();
            for (cut, (&threshold, &quota)) in
                self.thresholds.iter().zip(&self.quotas).enumerate().rev()
            {
                let Some(threshold) = threshold else { break };
                if key > threshold {
                    tier = cut;
                } else if key == threshold {
                    if seen[cut] < quota {
                        tier = cut;
                    }
                    seen[cut] += 1;
                } else {
                    break;
                }
            }
            tier
        })
    }
}
