//! Whether days are missing, or typed wrong.

use super::grade::{Better, Gauge, Grade};
use crate::study::base::Base;
use crate::study::sales_days::{LoneDays, SalesDays, SalesGap};
use crate::study::thresholds::Thresholds;

/// Whether days are missing from the data, or typed wrong: the runs of days without a sale beside
/// those that chance explains at the base's own rate of purchases around them.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct GapsCheck {
    /// How far the days may be trusted.
    pub grade: Grade,
    /// How many times as long as chance explains the longest run is, at the rate around it.
    pub gauge: Option<Gauge>,
    /// What was found.
    pub finding: GapsFinding,
    /// The run of days without a sale that chance explains least; `None` where there is none.
    pub longest: Option<SalesGap>,
    /// How many days the longest run would have by chance at the rate around it.
    pub by_chance: Option<f64>,
    /// Days with a sale.
    pub days_with_sales: u64,
    /// Days from the first sale to the last.
    pub days: u32,
    /// Days far from all others, which are not looked at.
    pub lone_days: Vec<LoneDays>,
}

/// What the check of the gaps found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum GapsFinding {
    /// No run of days without a sale that chance does not explain.
    NoGap,
    /// A run of days without a sale that chance does not explain.
    Gap,
    /// Days far from all others with few purchases: a year typed wrong, say.
    LoneDays,
}

/// The rate around a run is that of so many purchases before it and after it.
const AROUND: u64 = 25;
/// Euler's constant: the mean of the longest of n exponential runs is (ln n + γ)/rate.
const EULER: f64 = 0.577_215_664_901_532_9;

impl GapsCheck {
    pub(in crate::study) fn of(base: &Base, thresholds: &Thresholds) -> Self {
        let sales = &base.sales_days;
        let worst = worst(sales, thresholds.holiday);
        let (sound, care) = thresholds.gap;
        let gauge = Gauge::new(worst.map_or(0.0, |worst| worst.ratio), sound, care, Better::Lower);
        let (grade, finding) = match gauge.zone() {
            Grade::Sound if base.lone_days.is_empty() => (Grade::Sound, GapsFinding::NoGap),
            Grade::Sound => (Grade::WithCare, GapsFinding::LoneDays),
            grade => (grade, GapsFinding::Gap),
        };
        Self {
            grade,
            gauge: Some(gauge),
            finding,
            longest: worst.map(|worst| worst.gap),
            by_chance: worst.map(|worst| worst.by_chance),
            days_with_sales: sales.days().len() as u64,
            days: base.days(),
            lone_days: base.lone_days.clone(),
        }
    }
}

/// A run of days without a sale, beside what chance explains.
#[derive(Debug, Clone, Copy)]
struct Worst {
    gap: SalesGap,
    by_chance: f64,
    ratio: f64,
}

/// The run that chance explains least: of the largest ratio, and the longest of equals.
fn worst(sales: &SalesDays, holiday: f64) -> Option<Worst> {
    let days = sales.days();
    let logs = (sales.purchases() as f64).max(2.0).ln() + EULER;
    let mut found: Option<Worst> = None;
    for place in 1..days.len() {
        let (before, after) = (days[place - 1].0, days[place].0);
        let Some(gap) = SalesGap::between(before, after) else { continue };
        let left = rate(days[..place].iter().rev());
        let right = rate(days[place..].iter());
        // The slower of the two sides: a base that begins or ends slowly has no gap for that.
        let rate = left.min(right);
        if !(rate > 0.0 && rate.is_finite()) {
            continue;
        }
        let by_chance = (logs / rate).max(holiday);
        let one = Worst { gap, by_chance, ratio: f64::from(gap.days()) / by_chance };
        let better =
            found.is_none_or(|best| (one.ratio, gap.days()) > (best.ratio, best.gap.days()));
        if better {
            found = Some(one);
        }
    }
    found
}

/// Purchases a day of the nearest ones on one side, the nearest day first.
fn rate<'a>(days: impl Iterator<Item = &'a (crate::time::Day, u64)>) -> f64 {
    let (mut purchases, mut from, mut to) = (0, None, None);
    for (day, count) in days {
        from = from.or(Some(*day));
        to = Some(*day);
        purchases += count;
        if purchases >= AROUND {
            break;
        }
    }
    match (from, to) {
        (Some(from), Some(to)) => purchases as f64 / f64::from(to.days_since(from).abs() + 1),
        _ => f64::INFINITY,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::time::Day;

    /// One purchase on each of these days.
    fn sales(days: impl Iterator<Item = i32>) -> SalesDays {
        SalesDays::from_days(days.map(|day| (Day::from_number(day).unwrap(), 1)))
    }

    #[test]
    fn a_run_is_beside_what_chance_explains_at_the_rate_around_it() {
        // A sale a day but for forty days: a holiday of seven is the least that chance explains.
        let found = worst(&sales((0..100).chain(140..240)), 7.0).unwrap();
        assert_eq!((found.gap.days(), found.by_chance), (40, 7.0));
        // One in ten days: 25 purchases take 241 days, and the longest of 100 runs would have
        // (ln 100 + 0.577216)/(25/241) = 49.96 days.
        let days = (0..50).map(|k| 10 * k).chain((0..50).map(|k| 800 + 10 * k));
        let found = worst(&sales(days), 7.0).unwrap();
        assert_eq!(found.gap.days(), 800 - 490 - 1);
        assert!((found.by_chance - 49.958).abs() < 1e-3, "{}", found.by_chance);
    }

    #[test]
    fn a_base_that_slows_down_has_no_gap_for_that() {
        // Ever longer runs, each a twentieth longer than the one before.
        let days = (0..120).scan(0.0, |at, k| {
            *at += 1.05_f64.powi(k);
            Some(*at as i32)
        });
        let mut days: Vec<i32> = days.collect();
        days.dedup();
        let found = worst(&sales(days.into_iter()), 7.0).unwrap();
        assert!(found.gap.days() > 200 && found.ratio < 2.0, "{found:?}");
    }
}
