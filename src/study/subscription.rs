//! Equal amounts at equal intervals.

use super::state::State;
use crate::error::Result;
use crate::summary::Summary;

/// A base of subscriptions: customers who pay equal amounts at equal intervals. Models of
/// customers who come when they please do not fit it; those of contracts do,
/// [`Sbg`](crate::lifetime::Sbg) and [`Bdw`](crate::lifetime::Bdw).
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Subscription {
    /// The median interval between the purchases of a customer, in days.
    pub interval: f64,
    /// The share of the intervals that are as long as the customer's median one, within 15 %.
    pub equal_intervals: f64,
    /// The share of the purchases that cost as much as the customer's median one, within 1 %;
    /// `None` where there are no amounts.
    pub equal_amounts: Option<f64>,
    /// Intervals looked at.
    pub intervals: u64,
}

/// Intervals are equal within this share.
const INTERVAL: f64 = 0.15;
/// Amounts are equal within this share.
const AMOUNT: f64 = 0.01;
/// Fewer intervals say nothing.
const FEWEST: usize = 20;
/// Shorter intervals are habits, not contracts: days.
const SHORTEST: f64 = 5.0;

impl Subscription {
    /// Whether the purchases of a state are subscriptions, by at least this share of equal
    /// intervals and amounts.
    pub(super) fn of(summary: &Summary, state: &State, least: f64) -> Result<Option<Self>> {
        let occasions = summary.occasions(&state.window, &state.convention)?;
        let (mut intervals, mut amounts) = (Vec::new(), Vec::new());
        let (mut same, mut seen, mut all) = (0_usize, 0_usize, Vec::new());
        let (mut alike, mut paid) = (0_usize, 0_usize);
        let mut close = |intervals: &mut Vec<f64>, amounts: &mut Vec<f64>| {
            all.extend_from_slice(intervals);
            if intervals.len() >= 2 {
                let (near, others) = near_median(intervals, INTERVAL);
                same += near;
                seen += others;
            }
            if amounts.len() >= 2 {
                let (near, others) = near_median(amounts, AMOUNT);
                alike += near;
                paid += others;
            }
            intervals.clear();
            amounts.clear();
        };
        let (mut owner, mut last) = (None, None);
        for row in occasions.rows().filter(|row| row.counts && !row.holdout) {
            let day = row.at.day();
            if owner.replace(row.owner) != Some(row.owner) {
                close(&mut intervals, &mut amounts);
                last = None;
            }
            if let Some(last) = last.replace(day) {
                intervals.push(f64::from(day.days_since(last)));
            }
            amounts.push(row.spend as f64);
        }
        close(&mut intervals, &mut amounts);
        if all.len() < FEWEST {
            return Ok(None);
        }
        all.sort_unstable_by(f64::total_cmp);
        let interval = all[all.len() / 2];
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        // Where hardly anybody has several intervals: against the median one of the base.
        let equal_intervals = if seen >= FEWEST {
            share(same, seen)
        } else {
            let (near, others) = near_median(&all, INTERVAL);
            share(near, others)
        };
        let equal_amounts = state.table.currency().map(|_| share(alike, paid));
        let found = interval >= SHORTEST
            && equal_intervals >= least
            && equal_amounts.is_none_or(|share| share >= least);
        let intervals = all.len() as u64;
        Ok(found.then_some(Self { interval, equal_intervals, equal_amounts, intervals }))
    }
}

/// How many other values are within a share of the median one, and how many there are.
fn near_median(values: &[f64], within: f64) -> (usize, usize) {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let median = sorted[(sorted.len() - 1) / 2];
    let near = values.iter().filter(|value| (*value - median).abs() <= within * median.abs());
    (near.count().saturating_sub(1), values.len().saturating_sub(1))
}
