//! How regular purchases are.

use crate::numeric::tolerance;
use std::cmp::Ordering;

use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::observed::history::Histories;
use crate::numeric::gamma::{digamma, trigamma};
use crate::numeric::tolerance::ROOT_STEPS;

/// How regular the purchases of customers are: k of intervals that are Gamma(k, kλ)
/// for each customer, with a rate λ of their own. k = 1 is purely random buying
/// (Pareto/NBD, BG/NBD), larger k is more like clockwork (the CNBD-k models), k < 1
/// comes in bursts.
///
/// Three estimates are given, none of which needs the rates, draws a number at random
/// or depends on the order of the rows. None is biased by the end of watching: given x
/// and t_x, the intervals are t_x times a symmetric Dirichlet(k, ..., k), whenever
/// watching ends and whatever the rate. A rate that changes while a customer is watched
/// looks like bursts, and lowers k; the pairs, which compare neighbours, feel it least.
///
/// ```
/// use habitue::lifetime::{MbgCnbd, Regularity, Simulation};
/// let model = MbgCnbd::new(1.3, 2.8, 0.4, 0.8, 3)?;
/// let base = Simulation::new(5).with_every_purchase().run(&model, &[52.0; 2000])?;
/// let k = Regularity::of_histories(&base.histories()?)?;
/// assert!((k.k - 3.0).abs() < 0.3);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Regularity {
    /// The estimate of k; infinite where all intervals of each customer are the same.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::checked::infinite"))]
    pub k: f64,
    /// Its asymptotic standard error; infinite where k is.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::checked::infinite"))]
    pub standard_error: f64,
    /// Customers that say something about it.
    pub customers: u64,
    /// Their intervals (pairs of consecutive ones for the estimate of Wheat and
    /// Morrison).
    pub observations: u64,
}

/// Beyond this no k is told from infinity.
const LARGEST: f64 = 1e9;
const SMALLEST: f64 = tolerance::LEAST_REGULARITY;

impl Regularity {
    /// Maximum likelihood from frequency, recency and the sums of the logarithms of
    /// the intervals, given x and t_x:
    ///
    /// ln L(k) = Σ [ln Γ(xk) − x ln Γ(k) + (k − 1)(Σ ln interval − x ln t_x)]
    ///
    /// over the customers with x >= 2. It has one peak.
    ///
    /// # Errors
    /// `Missing` where the histories come without
    /// [`Histories::with_log_intervals`]; `Undefined` where nobody has two repeat
    /// purchases; `Inconsistent`, with the row, where a sum of logarithms is larger
    /// than intervals that sum to t_x can have.
    pub fn of_histories(customers: &Histories<'_>) -> Result<Self> {
        // By x: weights, and the sum of x ln(t_x/x) − Σ ln interval, which is >= 0.
        let mut spread = 0.0;
        let mut counts: Vec<(u32, f64)> = Vec::new();
        let (mut rows, mut intervals) = (0, 0);
        for (row, history) in customers.iter().enumerate() {
            let logs = customers.log_interval(row).ok_or_else(|| {
                Error::new(ErrorKind::Missing, "are needed to judge how regular purchases are")
                    .in_column("log_intervals")
            })?;
            let (x, weight) = (f64::from(history.x()), customers.weight(row));
            if history.x() < 2 || weight == 0.0 {
                continue;
            }
            let most = x * (history.t_x() / x).ln();
            if logs > most + tolerance::SUM_OF_LOGARITHMS * (1.0 + x) {
                return Err(Error::new(ErrorKind::Inconsistent, "exceeds that of equal intervals")
                    .in_column("log_intervals")
                    .with_value(logs)
                    .allowing(format!("<= x ln(t_x/x) = {most}"))
                    .at_row(row as u64));
            }
            spread += weight * (most - logs).max(0.0);
            counts.push((history.x(), weight));
            rows += 1;
            intervals += u64::from(history.x());
        }
        if rows == 0 {
            return Err(nobody());
        }
        counts.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        counts.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        // The slope of ln L in k, and its negative derivative.
        let slope = |k: f64| {
            let term = |&(x, weight): &(u32, f64)| {
                let x = f64::from(x);
                weight * x * (digamma(x * k) - x.ln() - digamma(k))
            };
            counts.iter().map(term).sum::<f64>() - spread
        };
        let k = root(slope);
        let information: f64 = counts
            .iter()
            .map(|&(x, weight)| {
                let x = f64::from(x);
                weight * x * (trigamma(k) - x * trigamma(x * k))
            })
            .sum();
        Ok(Self {
            k,
            standard_error: if k.is_finite() { information.sqrt().recip() } else { k },
            customers: rows,
            observations: intervals,
        })
    }

    /// The estimate of Wheat and Morrison (Estimating Purchase Regularity with Two
    /// Interpurchase Times, *Journal of Marketing Research* 27, 1990). Of two
    /// consecutive intervals, the share M of the first is Beta(k, k) whatever the
    /// customer's rate, with variance 1/(4 (2k + 1)), so that k = (1 − 4 v)/(8 v).
    ///
    /// The paper takes one pair a customer. Here v is the mean of (M − 1/2)² over
    /// *all* consecutive pairs of a customer, averaged over customers: what one pair
    /// drawn at random gives on average, without drawing. `customer` and `time` hold
    /// one purchase a row, in any order, the first of each customer included; two
    /// purchases of a customer at the same time count once.
    ///
    /// # Errors
    /// `Length`; `NotFinite` or `OutOfRange`, with the row, for a time beyond 1e300; `Undefined` where nobody has
    /// three purchases.
    pub fn of_pairs(customer: &[i64], time: &[f64]) -> Result<Self> {
        let each = intervals(customer, time)?;
        let (mut pairs, mut squares) = (0, Vec::new());
        for own in each.iter().filter(|own| own.len() >= 2) {
            let square = |pair: &[f64]| {
                // (M − 1/2)² of M = a/(a + b), scaled so that nothing overflows.
                let off = 0.5 * (pair[0] - pair[1]) / (pair[0] + pair[1]);
                off * off
            };
            let sum: f64 = own.windows(2).map(square).sum();
            squares.push(sum / (own.len() as f64 - 1.0));
            pairs += own.len() as u64 - 1;
        }
        if squares.is_empty() {
            return Err(nobody());
        }
        let n = squares.len() as f64;
        let v = squares.iter().sum::<f64>() / n;
        let k = if v > 0.0 { (1.0 - 4.0 * v) / (8.0 * v) } else { f64::INFINITY };
        let scatter = squares.iter().map(|square| (square - v) * (square - v)).sum::<f64>();
        // dk/dv = −1/(8 v²).
        let error = (scatter / (n * (n - 1.0).max(1.0))).sqrt() / (8.0 * v * v);
        Ok(Self {
            k,
            standard_error: if k.is_finite() { error } else { k },
            customers: squares.len() as u64,
            observations: pairs,
        })
    }

    /// The method of moments. For n intervals of one customer with mean m and sample
    /// variance s² (divided by n − 1), E[s²/m²] = n/(nk + 1) exactly, whatever the
    /// rate (the ratio is independent of the mean); k is where the sum of s²/m² over
    /// customers, weighted by n − 1, is what is expected. Arguments and errors are
    /// those of [`Regularity::of_pairs`].
    ///
    /// # Errors
    /// As [`Regularity::of_pairs`].
    pub fn of_moments(customer: &[i64], time: &[f64]) -> Result<Self> {
        let each = intervals(customer, time)?;
        let mut ratios = Vec::new();
        let mut observations = 0;
        for own in each.iter().filter(|own| own.len() >= 2) {
            let n = own.len() as f64;
            let mean = own.iter().sum::<f64>() / n;
            let square = own.iter().map(|length| (length / mean - 1.0).powi(2)).sum::<f64>();
            ratios.push((n, square / (n - 1.0)));
            observations += own.len() as u64;
        }
        if ratios.is_empty() {
            return Err(nobody());
        }
        let excess = |k: f64| {
            ratios.iter().map(|(n, ratio)| (n - 1.0) * (n / (n * k + 1.0) - ratio)).sum::<f64>()
        };
        let k = root(excess);
        let (mut scatter, mut slope) = (0.0, 0.0);
        for (n, ratio) in &ratios {
            let (expected, weight) = (n / (n * k + 1.0), n - 1.0);
            scatter += (weight * (ratio - expected)).powi(2);
            slope += weight * expected * expected;
        }
        Ok(Self {
            k,
            standard_error: if k.is_finite() { scatter.sqrt() / slope } else { k },
            customers: ratios.len() as u64,
            observations,
        })
    }
}

fn nobody() -> Error {
    Error::new(ErrorKind::Undefined, "are too few: nobody has two intervals").in_column("purchases")
}

/// The intervals of each customer who has any, in the order of time.
fn intervals(customer: &[i64], time: &[f64]) -> Result<Vec<Vec<f64>>> {
    if time.len() != customer.len() {
        return Err(Error::length("time", time.len(), customer.len()));
    }
    for (row, moment) in time.iter().enumerate() {
        // So that no difference overflows.
        if !(moment.abs() <= 1e300) {
            return Err(Error::out_of_range("time", *moment, "-1e300 to 1e300").at_row(row as u64));
        }
    }
    let mut rows: Vec<(i64, f64)> = customer.iter().copied().zip(time.iter().copied()).collect();
    rows.sort_unstable_by(|a, b| match a.0.cmp(&b.0) {
        Ordering::Equal => a.1.total_cmp(&b.1),
        other => other,
    });
    rows.dedup_by(|next, kept| next.0 == kept.0 && next.1 == kept.1);
    let gaps = |rows: &[(i64, f64)]| rows.windows(2).map(|pair| pair[1].1 - pair[0].1).collect();
    Ok(rows.chunk_by(|a, b| a.0 == b.0).map(gaps).collect())
}

/// Where the falling function `excess` meets zero, by halving ln k; infinite where it
/// does not come down to it, and 0 where it is below it from the start.
fn root(excess: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (SMALLEST, LARGEST);
    if excess(high) > 0.0 {
        return f64::INFINITY;
    }
    if excess(low) <= 0.0 {
        return 0.0;
    }
    // Invariant: excess(low) > 0 >= excess(high).
    for _ in 0..2 * ROOT_STEPS {
        let middle = if high > 2.0 * low { (low * high).sqrt() } else { 0.5 * (low + high) };
        if middle <= low || middle >= high {
            return high;
        }
        if excess(middle) > 0.0 { low = middle } else { high = middle }
    }
    high
}
