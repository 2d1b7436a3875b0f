//! Counts as plain numbers: sums that any engine can add, store and send.

use super::counts::{Counts, MeasureKind};
use super::effort::EffortCounts;
use super::gaps::ServiceQualityCounts;
use super::kano::KanoCounts;
use super::kano_fuzzy::FuzzyKano;
use super::mean::MeanCounts;
use super::penalty_reward::PenaltyRewardCounts;
use super::promoter::PromoterCounts;
use super::remainders::{Remainders, Rest};
use super::top_box::ShareCounts;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::counts::MOST_COUNTED;

/// Totals that are read one after the other.
struct Reader<'a>(std::slice::Iter<'a, f64>);

impl Reader<'_> {
    fn sum(&mut self, name: &'static str) -> Result<f64> {
        let sum = self.0.next().copied().unwrap_or(f64::NAN);
        if sum.is_finite() {
            return Ok(sum);
        }
        Err(Error::out_of_range(name, sum, "a finite number"))
    }

    fn count(&mut self, name: &'static str) -> Result<u64> {
        let count = self.0.next().copied().unwrap_or(f64::NAN);
        if (0.0..=MOST_COUNTED).contains(&count) && count.fract() == 0.0 {
            return Ok(count as u64);
        }
        Err(Error::out_of_range(name, count, "whole numbers from 0 to 2^53"))
    }

    fn sums<const N: usize>(&mut self, name: &'static str) -> Result<[f64; N]> {
        let mut all = [0.0; N];
        for slot in &mut all {
            *slot = self.sum(name)?;
        }
        Ok(all)
    }
}

/// What is written and read in one order.
trait Totals: Sized {
    const NAMES: &'static [&'static str];
    fn write(&self, to: &mut Vec<f64>);
    fn read(from: &mut Reader<'_>) -> Result<Self>;

    /// What rounding left of each of the totals.
    fn rests(&self, to: &mut Vec<Rest>);

    /// Takes in the rests of the totals.
    fn set_rests(&mut self, from: &mut std::slice::Iter<'_, Rest>);
}

/// The rests of sums, then those of counts, of which there are none.
fn write_rests(sums: &[Rest], counts: usize, to: &mut Vec<Rest>) {
    to.extend(sums.iter().copied().chain(std::iter::repeat_n([0.0; 3], counts)));
}

fn read_rests(sums: &mut [Rest], counts: usize, from: &mut std::slice::Iter<'_, Rest>) {
    sums.iter_mut().zip(from.by_ref()).for_each(|(slot, rest)| *slot = *rest);
    from.by_ref().take(counts).for_each(drop);
}

macro_rules! totals {
    ($type:ident: $($sum:ident),*; $($count:ident),*) => {
        impl Totals for $type {
            const NAMES: &'static [&'static str] =
                &[$(stringify!($sum),)* $(stringify!($count)),*];

            fn write(&self, to: &mut Vec<f64>) {
                to.extend([$(self.$sum,)* $(self.$count as f64),*]);
            }

            fn read(from: &mut Reader<'_>) -> Result<Self> {
                let mut made = Self::default();
                $(made.$sum = from.sum(stringify!($sum))?;)*
                $(made.$count = from.count(stringify!($count))?;)*
                Ok(made)
            }

            fn rests(&self, to: &mut Vec<Rest>) {
                write_rests(self.rest.all(), [$(stringify!($count)),*].len(), to);
            }

            fn set_rests(&mut self, from: &mut std::slice::Iter<'_, Rest>) {
                read_rests(self.rest.all_mut(), [$(stringify!($count)),*].len(), from);
            }
        }
    };
}
totals!(ShareCounts: hits, total, hit_squares, weight_squares; answered, missing, out_of_scale);
totals!(
    PromoterCounts: promoters, passives, detractors, promoter_squares, detractor_squares,
    weight_squares; answered, missing, out_of_scale
);
totals!(
    MeanCounts: sum, total, weight_squares, square_sum, square_products; answered, missing
);

impl Totals for EffortCounts {
    const NAMES: &'static [&'static str] = &["low", "high"];

    fn write(&self, to: &mut Vec<f64>) {
        self.easy.write(to);
        self.mean.write(to);
        to.extend([self.range.0, self.range.1]);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self> {
        let (easy, mean) = (ShareCounts::read(from)?, MeanCounts::read(from)?);
        Ok(Self { easy, mean, range: (from.sum("low")?, from.sum("high")?) })
    }

    fn rests(&self, to: &mut Vec<Rest>) {
        self.easy.rests(to);
        self.mean.rests(to);
        write_rests(&[], 2, to);
    }

    fn set_rests(&mut self, from: &mut std::slice::Iter<'_, Rest>) {
        self.easy.set_rests(from);
        self.mean.set_rests(from);
        read_rests(&mut [], 2, from);
    }
}

impl Totals for KanoCounts {
    const NAMES: &'static [&'static str] = &[
        "must_be",
        "one_dimensional",
        "attractive",
        "indifferent",
        "reverse",
        "questionable",
        "must_be_squares",
        "one_dimensional_squares",
        "attractive_squares",
        "indifferent_squares",
        "reverse_squares",
        "questionable_squares",
        "functional",
        "dysfunctional",
        "total",
        "missing",
    ];

    fn write(&self, to: &mut Vec<f64>) {
        to.extend(self.counts.iter().chain(&self.squares));
        to.extend(self.scores.unwrap_or([f64::NAN; 2]));
        to.extend([self.total, self.missing as f64]);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self> {
        let (counts, squares) = (from.sums("counts")?, from.sums("squares")?);
        let unknown = from.0.as_slice().iter().take(2).all(|score| score.is_nan());
        let scores = match unknown {
            true => {
                from.0.nth(1);
                None
            }
            false => Some(from.sums("scores")?),
        };
        let (total, missing) = (from.sum("total")?, from.count("missing")?);
        Ok(Self { counts, squares, scores, total, missing, ..Self::default() })
    }

    fn rests(&self, to: &mut Vec<Rest>) {
        write_rests(self.rest.all(), 1, to);
    }

    fn set_rests(&mut self, from: &mut std::slice::Iter<'_, Rest>) {
        read_rests(self.rest.all_mut(), 1, from);
    }
}

impl Totals for FuzzyKano {
    const NAMES: &'static [&'static str] = &[
        "must_be_membership",
        "one_dimensional_membership",
        "attractive_membership",
        "indifferent_membership",
        "reverse_membership",
        "questionable_membership",
        "weight",
        "undecided",
        "alpha_cut",
    ];

    fn write(&self, to: &mut Vec<f64>) {
        self.counts.write(to);
        to.extend(self.memberships);
        to.extend([self.total, self.undecided as f64, self.alpha_cut]);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self> {
        Ok(Self {
            counts: KanoCounts::read(from)?,
            memberships: from.sums("memberships")?,
            total: from.sum("weight")?,
            undecided: from.count("undecided")?,
            alpha_cut: from.sum("alpha_cut")?,
            rest: Remainders::default(),
        })
    }

    fn rests(&self, to: &mut Vec<Rest>) {
        self.counts.rests(to);
        write_rests(self.rest.all(), 2, to);
    }

    fn set_rests(&mut self, from: &mut std::slice::Iter<'_, Rest>) {
        self.counts.set_rests(from);
        read_rests(self.rest.all_mut(), 2, from);
    }
}

fn write_quality(found: &ServiceQualityCounts, to: &mut Vec<f64>) {
    for (place, gap) in found.gaps.iter().enumerate() {
        gap.write(to);
        found.perceptions[place].write(to);
        to.push(found.missing_pairs[place] as f64);
    }
}

fn read_quality(from: &mut Reader<'_>, dimensions: usize) -> Result<ServiceQualityCounts> {
    let mut made = ServiceQualityCounts {
        gaps: Vec::new(),
        perceptions: Vec::new(),
        missing_pairs: Vec::new(),
    };
    for place in 0..dimensions {
        let mut one = || {
            made.gaps.push(MeanCounts::read(from)?);
            made.perceptions.push(MeanCounts::read(from)?);
            made.missing_pairs.push(from.count("missing_pairs")?);
            Ok(())
        };
        one().map_err(|error: Error| error.at_row(place as u64))?;
    }
    Ok(made)
}

impl Counts {
    /// What rounding left of each of the totals.
    pub(super) fn rests(&self) -> Vec<Rest> {
        let mut all = Vec::new();
        match self {
            Self::Share(found) => found.rests(&mut all),
            Self::Promoter(found) => found.rests(&mut all),
            Self::Effort(found) => found.rests(&mut all),
            Self::Mean(found) => found.rests(&mut all),
            Self::ServiceQuality(found) => {
                for (gap, perception) in found.gaps.iter().zip(&found.perceptions) {
                    gap.rests(&mut all);
                    perception.rests(&mut all);
                    write_rests(&[], 1, &mut all);
                }
            }
            Self::Kano(found) => found.rests(&mut all),
            Self::FuzzyKano(found) => found.rests(&mut all),
            Self::PenaltyReward(found) => all = found.rests(),
        }
        all
    }

    /// The same counts with these rests of their totals.
    pub(super) fn with_rests(mut self, rests: &[Rest]) -> Self {
        let from = &mut rests.iter();
        match &mut self {
            Self::Share(found) => found.set_rests(from),
            Self::Promoter(found) => found.set_rests(from),
            Self::Effort(found) => found.set_rests(from),
            Self::Mean(found) => found.set_rests(from),
            Self::ServiceQuality(found) => {
                for (gap, perception) in found.gaps.iter_mut().zip(&mut found.perceptions) {
                    gap.set_rests(from);
                    perception.set_rests(from);
                    read_rests(&mut [], 1, from);
                }
            }
            Self::Kano(found) => found.set_rests(from),
            Self::FuzzyKano(found) => found.set_rests(from),
            Self::PenaltyReward(found) => *found = found.clone().with_rests_of_totals(rests),
        }
        self
    }

    /// The counts as plain numbers in the order of [`MeasureKind::totals`], which any engine can
    /// add, store and send. Sums of weights that are no whole numbers are rounded here;
    /// [`to_bytes`](Self::to_bytes) keeps them exact.
    #[must_use]
    pub fn totals(&self) -> Vec<f64> {
        let mut all = Vec::new();
        match self {
            Self::Share(found) => found.write(&mut all),
            Self::Promoter(found) => found.write(&mut all),
            Self::Effort(found) => found.write(&mut all),
            Self::Mean(found) => found.write(&mut all),
            Self::ServiceQuality(found) => write_quality(found, &mut all),
            Self::Kano(found) => found.write(&mut all),
            Self::FuzzyKano(found) => found.write(&mut all),
            Self::PenaltyReward(found) => all = found.totals(),
        }
        all
    }

    /// The counts with these [`totals`](Self::totals). Of respondents with equal weights fewer
    /// say it, too: a share's hits and all; promoters, passives, detractors; Kano's six classes.
    ///
    /// # Errors
    /// `Length`; `OutOfRange`, `NotFinite` or `Inconsistent` for totals that no counts have.
    pub fn of_totals(kind: MeasureKind, totals: &[f64]) -> Result<Self> {
        let from = &mut Reader(totals.iter());
        let few = match kind {
            MeasureKind::Share => 2,
            MeasureKind::Promoter => 3,
            MeasureKind::Kano => 6,
            _ => 0,
        };
        let whole = kind.totals().len();
        let fits = match kind {
            MeasureKind::PenaltyReward => true, // which looks itself
            MeasureKind::ServiceQuality => !totals.is_empty() && totals.len().is_multiple_of(whole),
            _ => [few, whole].contains(&totals.len()) && !totals.is_empty(),
        };
        if !fits {
            return Err(Error::new(ErrorKind::Length, "is not the number of totals")
                .in_column("total_count")
                .with_value(totals.len())
                .allowing(if few > 0 { format!("{few} or {whole}") } else { whole.to_string() }));
        }
        let known = totals.len() == few;
        Ok(match kind {
            MeasureKind::Share if known => {
                let (hits, total) = (from.count("hits")?, from.count("total")?);
                Self::Share(ShareCounts::from_counts(hits, total)?)
            }
            MeasureKind::Share => Self::Share(ShareCounts::read(from)?),
            MeasureKind::Promoter if known => {
                let (promoters, passives) = (from.count("promoters")?, from.count("passives")?);
                let detractors = from.count("detractors")?;
                Self::Promoter(PromoterCounts::from_counts(promoters, passives, detractors)?)
            }
            MeasureKind::Promoter => Self::Promoter(PromoterCounts::read(from)?),
            MeasureKind::Effort => Self::Effort(EffortCounts::read(from)?),
            MeasureKind::Mean => Self::Mean(MeanCounts::read(from)?),
            MeasureKind::ServiceQuality => {
                Self::ServiceQuality(read_quality(from, totals.len() / whole)?)
            }
            MeasureKind::Kano if known => {
                Self::Kano(KanoCounts::from_counts(from.sums("counts")?)?)
            }
            MeasureKind::Kano => Self::Kano(KanoCounts::read(from)?),
            MeasureKind::FuzzyKano => Self::FuzzyKano(FuzzyKano::read(from)?),
            MeasureKind::PenaltyReward => {
                Self::PenaltyReward(PenaltyRewardCounts::from_totals(totals)?)
            }
        })
    }
}

impl MeasureKind {
    /// The names of the [totals](Counts::totals): of service quality those of one dimension, of
    /// penalty and reward [the first](PenaltyRewardCounts::FIRST_TOTALS).
    #[must_use]
    pub fn totals(self) -> Vec<String> {
        let prefixed = |prefix: &str, names: &[&str]| -> Vec<String> {
            names.iter().map(|name| format!("{prefix}{name}")).collect()
        };
        let plain = |names: &[&str]| prefixed("", names);
        match self {
            Self::Share => plain(ShareCounts::NAMES),
            Self::Promoter => plain(PromoterCounts::NAMES),
            Self::Effort => [
                prefixed("easy_", ShareCounts::NAMES),
                prefixed("mean_", MeanCounts::NAMES),
                plain(EffortCounts::NAMES),
            ]
            .concat(),
            Self::Mean => plain(MeanCounts::NAMES),
            Self::ServiceQuality => [
                prefixed("gap_", MeanCounts::NAMES),
                prefixed("perception_", MeanCounts::NAMES),
                plain(&["missing_pairs"]),
            ]
            .concat(),
            Self::Kano => plain(KanoCounts::NAMES),
            Self::FuzzyKano => plain(&[KanoCounts::NAMES, FuzzyKano::NAMES].concat()),
            Self::PenaltyReward => plain(PenaltyRewardCounts::FIRST_TOTALS),
        }
    }

    /// Those of the totals that are the same in all parts, and so not added.
    pub const FIXED_TOTALS: [&str; 5] =
        ["low", "high", "alpha_cut", "low_at_most", "high_at_least"];
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn totals_have_the_names_that_are_told() {
        let published =
            [(MeasureKind::Share, 2), (MeasureKind::Promoter, 3), (MeasureKind::Kano, 6)];
        for (kind, few) in published {
            let known = Counts::of_totals(kind, &vec![1.0; few]);
            // One hit of one, and one of each class.
            let known = known.unwrap();
            assert_eq!(known.totals().len(), kind.totals().len(), "{kind:?}");
        }
        for &kind in MeasureKind::ALL {
            let names = kind.totals();
            let distinct: std::collections::HashSet<&String> = names.iter().collect();
            assert_eq!(distinct.len(), names.len(), "{kind:?}");
            assert!(Counts::of_totals(kind, &[]).is_err(), "{kind:?}");
        }
    }

    proptest! {
        /// Hostile totals are refused, or told again as they were; nothing panics.
        #[test]
        fn any_numbers_are_totals_or_are_refused(
            kind in proptest::sample::select(MeasureKind::ALL.to_vec()),
            count in 0_usize..60,
            numbers in proptest::collection::vec(
                prop_oneof![
                    Just(0.0), Just(1.0), Just(3.0), Just(f64::NAN), Just(f64::INFINITY),
                    Just(-1.0), Just(1e300), 0.0..100.0_f64
                ],
                60,
            ),
        ) {
            let totals = &numbers[..count];
            if let Ok(found) = Counts::of_totals(kind, totals) {
                let again = found.totals();
                if again.len() == count {
                    let same = again.iter().zip(totals).all(|(a, b)| a == b || b.is_nan());
                    prop_assert!(same, "{again:?}");
                }
                let _ = found.difference(&found, 0.95);
                let _ = found.merge(&found);
            }
        }
    }
}
