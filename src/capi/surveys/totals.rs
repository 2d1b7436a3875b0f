//! Counts as plain numbers: sums that any engine can add, store and send.

use super::super::entries::{Entry, HABITUE_ENTRY_FIXED};
use super::super::evidence::HABITUE_TYPE_F64;
use super::measure::{Counts, Kind};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::counts::MOST_COUNTED;
use crate::satisfaction::{
    EffortCounts, FuzzyKano, KanoCounts, MeanCounts, PenaltyRewardCounts, PromoterCounts,
    ServiceQualityCounts, ShareCounts,
};

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
        Ok(Self { counts, squares, scores, total, missing })
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
        })
    }
}

/// Totals of one dimension of service quality.
const PER_DIMENSION: usize = 2 * MeanCounts::NAMES.len() + 1;

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

pub(super) fn totals(counts: &Counts) -> Vec<f64> {
    let mut all = Vec::new();
    match counts {
        Counts::Share(found) => found.write(&mut all),
        Counts::Promoter(found) => found.write(&mut all),
        Counts::Effort(found) => found.write(&mut all),
        Counts::Mean(found) => found.write(&mut all),
        Counts::ServiceQuality(found) => write_quality(found, &mut all),
        Counts::Kano(found) => found.write(&mut all),
        Counts::FuzzyKano(found) => found.write(&mut all),
        Counts::PenaltyReward(found) => all = found.totals(),
    }
    all
}

pub(super) fn of_totals(kind: Kind, totals: &[f64]) -> Result<Counts> {
    let from = &mut Reader(totals.iter());
    let needed = |lengths: &[usize]| {
        if lengths.contains(&totals.len()) {
            return Ok(());
        }
        let allowed: Vec<String> = lengths.iter().map(usize::to_string).collect();
        Err(Error::new(ErrorKind::Length, "is not the number of totals")
            .in_column("total_count")
            .with_value(totals.len())
            .allowing(allowed.join(" or ")))
    };
    let of = |names: &[&str]| needed(&[names.len()]);
    Ok(match (kind, totals.len()) {
        (Kind::Share, 2) => {
            let (hits, total) = (from.count("hits")?, from.count("total")?);
            Counts::Share(ShareCounts::from_counts(hits, total)?)
        }
        (Kind::Share, _) => {
            needed(&[2, ShareCounts::NAMES.len()])?;
            Counts::Share(ShareCounts::read(from)?)
        }
        (Kind::Promoter, 3) => {
            let mut count = |name| from.count(name);
            let (promoters, passives) = (count("promoters")?, count("passives")?);
            let detractors = count("detractors")?;
            Counts::Promoter(PromoterCounts::from_counts(promoters, passives, detractors)?)
        }
        (Kind::Promoter, _) => {
            needed(&[3, PromoterCounts::NAMES.len()])?;
            Counts::Promoter(PromoterCounts::read(from)?)
        }
        (Kind::Effort, _) => {
            of(&names_of_effort())?;
            Counts::Effort(EffortCounts::read(from)?)
        }
        (Kind::Mean, _) => {
            of(MeanCounts::NAMES)?;
            Counts::Mean(MeanCounts::read(from)?)
        }
        (Kind::ServiceQuality, count) => {
            let dimensions = count / PER_DIMENSION;
            if dimensions == 0 || count % PER_DIMENSION != 0 {
                return Err(Error::new(ErrorKind::Length, "is not the number of totals")
                    .in_column("total_count")
                    .with_value(count)
                    .allowing(format!("{PER_DIMENSION} for each dimension")));
            }
            Counts::ServiceQuality(read_quality(from, dimensions)?)
        }
        (Kind::Kano, 6) => Counts::Kano(KanoCounts::from_counts(from.sums("counts")?)?),
        (Kind::Kano, _) => {
            needed(&[6, KanoCounts::NAMES.len()])?;
            Counts::Kano(KanoCounts::read(from)?)
        }
        (Kind::FuzzyKano, _) => {
            needed(&[KanoCounts::NAMES.len() + FuzzyKano::NAMES.len()])?;
            Counts::FuzzyKano(FuzzyKano::read(from)?)
        }
        (Kind::PenaltyReward, _) => {
            Counts::PenaltyReward(PenaltyRewardCounts::from_totals(totals)?)
        }
    })
}

fn prefixed(prefix: &str, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| format!("{prefix}_{name}")).collect()
}

fn names_of_effort() -> Vec<&'static str> {
    [ShareCounts::NAMES, MeanCounts::NAMES, EffortCounts::NAMES].concat()
}

/// The names of the totals of each measure, by its number; those of one dimension, and those
/// before the sums of the attributes.
pub(in super::super) fn lists() -> Vec<(i32, Vec<Entry>)> {
    let held = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let mut effort = prefixed("easy", ShareCounts::NAMES);
    effort.extend(prefixed("mean", MeanCounts::NAMES));
    effort.extend(held(EffortCounts::NAMES));
    let mut quality = prefixed("gap", MeanCounts::NAMES);
    quality.extend(prefixed("perception", MeanCounts::NAMES));
    quality.push("missing_pairs".to_owned());
    let fuzzy = [KanoCounts::NAMES, FuzzyKano::NAMES].concat();
    let all = [
        held(ShareCounts::NAMES),
        held(PromoterCounts::NAMES),
        effort,
        held(MeanCounts::NAMES),
        quality,
        held(KanoCounts::NAMES),
        held(&fuzzy),
        held(PenaltyRewardCounts::FIRST_TOTALS),
    ];
    let entry = |(code, name): (i32, &String)| {
        let fixed = ["low", "high", "alpha_cut", "low_at_most", "high_at_least"];
        let flags = u32::from(fixed.contains(&name.as_str())) * HABITUE_ENTRY_FIXED;
        Entry::column(code, name, HABITUE_TYPE_F64).flagged(flags)
    };
    let list = |names: &Vec<String>| (1..).zip(names).map(entry).collect();
    (1..).zip(all.iter().map(list)).collect()
}
