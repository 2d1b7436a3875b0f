//! Kano with answers that are not sure of themselves.

use super::kano::{KanoAdding, KanoClass, KanoCounts, KanoTable};
use super::remainders::{Adding, Remainders};
use crate::error::{Error, Result};
#[cfg(feature = "serde")]
use crate::numeric::tolerance;
use crate::survey::check_weights;

/// Memberships of one answer: how far it is like, must be, neutral, live with it,
/// dislike. Only proportions count; all NaN is a missing answer.
pub type Memberships = [f64; 5];

/// A fuzzy Kano analysis (Lee and Huang 2009): respondents spread each answer over
/// the five instead of ticking one. The product of the two spreads gives each
/// cell of the table its share, and so each class its membership.
///
/// A class counts for a respondent whose membership in it reaches the α-cut
/// (0.4 is usual); one respondent may so count for two classes, or for none.
/// Parts of a survey are counted apart and [merged](Self::merge).
///
/// ```
/// use habitue::satisfaction::{FuzzyKano, KanoClass, KanoTable};
///
/// let there = [[0.8, 0.2, 0.0, 0.0, 0.0], [0.6, 0.0, 0.4, 0.0, 0.0]];
/// let absent = [[0.0, 0.0, 0.9, 0.1, 0.0], [0.0, 0.0, 0.2, 0.3, 0.5]];
/// let found = FuzzyKano::count(&there, &absent, None, &KanoTable::USUAL, 0.4)?;
/// // The first: attractive 0.8 (0.9 + 0.1), indifferent 0.2. The second: attractive
/// // and one-dimensional 0.3 each, below the cut.
/// assert_eq!(found.counts.counts[2], 1.0);
/// assert!((found.shares()[1] - 0.15).abs() < 1e-15);
/// assert_eq!(found.undecided, 1);
/// assert_eq!(found.counts.analyse(0.05)?.class, KanoClass::Attractive);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct FuzzyKano {
    /// Σ w · membership of each class, in the order of [`KanoClass::ALL`].
    pub memberships: [f64; 6],
    /// Σ w of those who answered.
    pub total: f64,
    /// The counts of the memberships that reach the cut, to be
    /// [analysed](KanoCounts::analyse) as usual.
    pub counts: KanoCounts,
    /// Respondents of whom no class reaches the cut.
    pub undecided: u64,
    /// The cut.
    pub alpha_cut: f64,
    /// What rounding left of the sums.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Remainders::is_nothing"))]
    pub(super) rest: Remainders<7>,
}

impl FuzzyKano {
    /// Counts pairs of spread answers; `weights` may be absent.
    ///
    /// # Errors
    /// `Length`; `OutOfRange` or `NotFinite` for a membership that is not a finite
    /// number >= 0 (or, all five, NaN), naming the row; `OutOfRange` where the five
    /// sum to 0, and unless 0 < `alpha_cut` <= 1; as for base weights.
    pub fn count(
        functional: &[Memberships],
        dysfunctional: &[Memberships],
        weights: Option<&[f64]>,
        table: &KanoTable,
        alpha_cut: f64,
    ) -> Result<Self> {
        if !(alpha_cut > 0.0 && alpha_cut <= 1.0) {
            return Err(Error::out_of_range("alpha_cut", alpha_cut, "above 0, to 1"));
        }
        let rows = functional.len();
        if dysfunctional.len() != rows {
            return Err(Error::length("dysfunctional", dysfunctional.len(), rows));
        }
        if let Some(weights) = weights {
            check_weights(weights, rows)?;
        }
        let (mut sums, mut counts) = (Adding::<7>::default(), KanoAdding::default());
        let (mut missing, mut undecided) = (0, 0);
        for row in 0..rows {
            let there = spread(&functional[row], "functional", row)?;
            let absent = spread(&dysfunctional[row], "dysfunctional", row)?;
            let (Some(there), Some(absent)) = (there, absent) else {
                missing += 1;
                continue;
            };
            let weight = weights.map_or(1.0, |weights| weights[row]);
            if weight > 0.0 {
                let of = memberships(&there, &absent, table);
                // A membership of one cell that should be the cut may miss it by rounding.
                let cut = alpha_cut * (1.0 - 4.0 * f64::EPSILON);
                let reached = |class: &KanoClass| of[(class.code() - 1) as usize] >= cut;
                let classes = || KanoClass::ALL.iter().copied().filter(reached);
                undecided += u64::from(classes().next().is_none());
                counts.push(classes(), KanoAdding::mean_scores(&there, &absent), weight);
                let [a, b, c, d, e, f] = of.map(|membership| weight * membership);
                sums.add([a, b, c, d, e, f, weight]);
            }
        }
        let counts = KanoCounts { missing, ..counts.end_spread() };
        let (sums, rest) = sums.end();
        let mut found =
            Self { memberships: [0.0; 6], total: 0.0, counts, undecided, alpha_cut, rest };
        found.set_sums(sums);
        Ok(found)
    }

    /// Refuses what no answers come to.
    #[cfg(feature = "serde")]
    fn checked(mut self) -> Result<Self> {
        if !(self.alpha_cut > 0.0 && self.alpha_cut <= 1.0) {
            return Err(Error::out_of_range("alpha_cut", self.alpha_cut, "above 0, to 1"));
        }
        let bad = |value: &f64| !(value.is_finite() && *value >= 0.0);
        if let Some(row) = self.memberships.iter().position(bad) {
            let value = self.memberships[row];
            return Err(Error::out_of_range("memberships", value, ">= 0").at_row(row as u64));
        }
        let sum: f64 = self.memberships.iter().sum();
        if !((self.total - sum).abs() <= tolerance::STORED * sum) {
            let allowed = format!("{sum}, the sum of the memberships");
            return Err(Error::out_of_range("total", self.total, allowed));
        }
        let (sums, rest) = self.rest.settled(self.sums())?;
        self.set_sums(sums);
        self.rest = rest;
        Ok(self)
    }

    fn sums(&self) -> [f64; 7] {
        let [a, b, c, d, e, f] = self.memberships;
        [a, b, c, d, e, f, self.total]
    }

    fn set_sums(&mut self, sums: [f64; 7]) {
        self.memberships.copy_from_slice(&sums[..6]);
        self.total = sums[6];
    }

    /// The counts of both parts together.
    ///
    /// # Errors
    /// `Inconsistent` where the parts have different cuts.
    pub fn merge(mut self, other: &Self) -> Result<Self> {
        if self.alpha_cut != other.alpha_cut {
            return Err(Error::new(
                crate::error::ErrorKind::Inconsistent,
                "the two parts have different cuts",
            ));
        }
        let (sums, rest) =
            Remainders::joined((self.sums(), &self.rest), (other.sums(), &other.rest));
        self.set_sums(sums);
        self.rest = rest;
        self.counts = self.counts.merge(other.counts);
        self.undecided = self.undecided.saturating_add(other.undecided);
        Ok(self)
    }

    /// The mean membership of each class, which sum to 1; NaN where nobody
    /// answered.
    #[must_use]
    pub fn shares(&self) -> [f64; 6] {
        self.memberships.map(|membership| membership / self.total)
    }
}

/// How much a respondent belongs to each class.
fn memberships(there: &Memberships, absent: &Memberships, table: &KanoTable) -> [f64; 6] {
    let mut of = [0.0; 6];
    for (row, there) in table.0.iter().zip(there) {
        for (class, absent) in row.iter().zip(absent) {
            of[(class.code() - 1) as usize] += there * absent;
        }
    }
    of
}

/// The memberships scaled to a sum of 1; `None` where missing.
fn spread(given: &Memberships, name: &str, row: usize) -> Result<Option<Memberships>> {
    if given.iter().all(|membership| membership.is_nan()) {
        return Ok(None);
    }
    if let Some(bad) =
        given.iter().find(|membership| !(**membership >= 0.0 && membership.is_finite()))
    {
        return Err(Error::out_of_range(name, *bad, ">= 0").at_row(row as u64));
    }
    let sum: f64 = given.iter().sum();
    if !(sum > 0.0 && sum.is_finite()) {
        return Err(Error::out_of_range(name, sum, "five memberships with a positive sum")
            .at_row(row as u64));
    }
    Ok(Some(given.map(|membership| membership / sum)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    /// Answers that are sure of themselves make the usual analysis.
    #[test]
    fn crisp_memberships_are_the_usual_counts() {
        let crisp = |answer: f64| {
            let mut of = [0.0; 5];
            of[answer as usize - 1] = 1.0;
            of
        };
        let (there, absent): (Vec<f64>, Vec<f64>) =
            (0..75).map(|i| (f64::from(i % 5) + 1.0, f64::from((i * 7 / 5) % 5) + 1.0)).unzip();
        let weights: Vec<f64> = (0..75).map(|i| f64::from(i % 4)).collect();
        for table in [KanoTable::USUAL, KanoTable::STRICT] {
            let usual = KanoCounts::count(&there, &absent, Some(&weights), &table).unwrap();
            let fuzzy = FuzzyKano::count(
                &there.iter().copied().map(crisp).collect::<Vec<_>>(),
                &absent.iter().copied().map(crisp).collect::<Vec<_>>(),
                Some(&weights),
                &table,
                0.4,
            )
            .unwrap();
            assert_eq!(fuzzy.counts, usual);
            assert_eq!((fuzzy.memberships, fuzzy.undecided), (usual.counts, 0));
        }
    }

    #[test]
    fn memberships_sum_to_one_and_parts_merge() {
        let spread = |seed: u32| -> Memberships {
            [0, 1, 2, 3, 4].map(|i| f64::from((seed * 31 + i * 17) % 11) + 0.5)
        };
        let there: Vec<Memberships> = (0..40).map(spread).collect();
        let absent: Vec<Memberships> = (40..80).map(spread).collect();
        let part = |rows: std::ops::Range<usize>| {
            FuzzyKano::count(&there[rows.clone()], &absent[rows], None, &KanoTable::USUAL, 0.3)
                .unwrap()
        };
        let whole = part(0..40);
        assert!((whole.shares().iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let merged = part(0..13).merge(&part(13..40)).unwrap();
        assert_eq!(merged.counts.counts, whole.counts.counts);
        assert!((merged.shares()[3] - whole.shares()[3]).abs() < 1e-14);
        let missing =
            FuzzyKano::count(&[[f64::NAN; 5]], &absent[..1], None, &KanoTable::USUAL, 0.4);
        assert_eq!(missing.unwrap().counts.missing, 1);
        for bad in [[-0.1, 1.0, 0.0, 0.0, 0.0], [0.0; 5], [f64::NAN, 1.0, 0.0, 0.0, 0.0]] {
            let error = FuzzyKano::count(&[bad], &absent[..1], None, &KanoTable::USUAL, 0.4);
            assert_eq!(error.unwrap_err().row(), Some(0));
        }
        assert!(FuzzyKano::count(&[], &[], None, &KanoTable::USUAL, 0.0).is_err());
        let finer = FuzzyKano::count(&[], &[], None, &KanoTable::USUAL, 0.5).unwrap();
        assert_eq!(whole.merge(&finer).unwrap_err().kind(), ErrorKind::Inconsistent);
    }
}
