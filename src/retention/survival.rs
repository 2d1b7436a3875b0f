//! How long customers stay, where some are still there: Kaplan-Meier and log-rank.

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::gamma_law::chi_square_tail;
use crate::numeric::proportion::{Interval, check_confidence, two_sided_z};
#[cfg(feature = "serde")]
use crate::numeric::tolerance::STORED;
use crate::numeric::tolerance::SURVIVAL_TIE;

/// On which scale the interval of a survival probability is symmetric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum SurvivalInterval {
    /// On ln S, the default of R's survival package; the upper end may need
    /// drawing back to 1.
    #[default]
    Log,
    /// On ln(-ln S): always inside 0..1.
    LogLog,
    /// On S itself; either end may need drawing back.
    Plain,
}

/// The survival curve just after a time at which somebody was lost.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct Step {
    /// The time.
    pub time: f64,
    /// Customers who were there just before it.
    pub at_risk: u64,
    /// Customers lost at it.
    pub lost: u64,
    /// The probability of staying beyond it.
    pub survival: f64,
    /// Greenwood's sum of lost / (at risk (at risk - lost)): the variance of
    /// ln S; infinite once nobody is left.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::checked::infinite"))]
    pub log_variance: f64,
}

impl Step {
    /// The step at which `lost` of `at_risk` leave, after the one before it.
    fn after(before: Option<&Self>, time: f64, at_risk: u64, lost: u64) -> Self {
        let (survival, log_variance) =
            before.map_or((1.0, 0.0), |step| (step.survival, step.log_variance));
        let (n, d) = (at_risk as f64, lost as f64);
        Self {
            time,
            at_risk,
            lost,
            survival: survival * ((n - d) / n),
            log_variance: log_variance + d / (n * (n - d)),
        }
    }

    /// Refuses what no survival curve comes to.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        if !(1..=self.at_risk).contains(&self.lost) {
            let allowed = format!("1 to {} (at risk)", self.at_risk);
            return Err(Error::out_of_range("lost", self.lost as f64, allowed));
        }
        let fields = [
            ("time", self.time, f64::MAX),
            ("survival", self.survival, 1.0),
            ("log_variance", self.log_variance, f64::INFINITY),
        ];
        match fields.into_iter().find(|(_, value, most)| !(0.0..=*most).contains(value)) {
            Some((name, value, most)) => {
                Err(Error::out_of_range(name, value, format!("0 to {most:e}")))
            }
            None => Ok(self),
        }
    }

    /// Greenwood's standard error of the survival; `None` once nobody is left.
    #[must_use]
    pub fn std_error(&self) -> Option<f64> {
        self.log_variance.is_finite().then(|| self.survival * self.log_variance.sqrt())
    }

    fn interval(&self, kind: SurvivalInterval, confidence: f64) -> Option<Interval> {
        if !self.log_variance.is_finite() {
            return None;
        }
        let (s, width) = (self.survival, two_sided_z(confidence) * self.log_variance.sqrt());
        let (low, high) = match kind {
            SurvivalInterval::Log => (s * (-width).exp(), s * width.exp()),
            SurvivalInterval::LogLog => {
                let shift = width / s.ln().abs();
                (s.powf(shift.exp()), s.powf((-shift).exp()))
            }
            SurvivalInterval::Plain => (s * (1.0 - width), s * (1.0 + width)),
        };
        Some(Interval::clamp(low, high, confidence, 0.0, 1.0))
    }
}

/// The Kaplan-Meier estimate of the survival curve,
///
/// ```text
/// S(t) = product over the times t_i <= t at which somebody was lost of (1 - d_i / n_i),
/// ```
///
/// with `d_i` lost of `n_i` who were still there. A customer who is still there
/// when the books are closed is *censored*: known to have stayed at least so
/// long. Leaving them out, or counting them as lost, makes every lifetime too
/// short. At equal times losses come before censorings.
///
/// ```
/// use habitue::retention::{KaplanMeier, SurvivalInterval};
///
/// // Months as a customer; 1 = lost, 0 = still a customer.
/// let months = [9.0, 13.0, 13.0, 18.0, 23.0, 28.0, 31.0, 34.0, 45.0, 48.0, 161.0];
/// let lost = [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0];
/// let curve = KaplanMeier::new(&months, &lost)?;
/// let year = curve.survival(12.0)?.expect("observed for a year");
/// assert!((year - 10.0 / 11.0).abs() < 1e-15);
/// let interval = curve.interval(12.0, SurvivalInterval::Log, 0.95)?.expect("defined");
/// assert!((interval.low - 0.754133845).abs() < 1e-9 && interval.high == 1.0);
/// assert_eq!(curve.median(), Some(31.0));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct KaplanMeier {
    steps: Vec<Step>,
    customers: u64,
    last_time: f64,
}

impl KaplanMeier {
    /// From how long each customer was observed and whether they were lost at the
    /// end of it (1) or still there (0).
    ///
    /// # Errors
    /// [`Empty`](ErrorKind::Empty) without a customer, [`Length`](ErrorKind::Length)
    /// where the columns differ in length, [`OutOfRange`](ErrorKind::OutOfRange) or
    /// [`NotFinite`](ErrorKind::NotFinite) for a time that is not finite and >= 0
    /// or a flag other than 0 and 1, with its row and column.
    pub fn new(times: &[f64], lost: &[u8]) -> Result<Self> {
        let order = ordered(times, lost)?;
        let customers = times.len() as u64;
        let mut steps: Vec<Step> = Vec::new();
        for_each_time(times, &order, |time, group, at_risk| {
            let events = group.iter().filter(|row| lost[**row] == 1).count();
            if events > 0 {
                steps.push(Step::after(steps.last(), time, at_risk as u64, events as u64));
            }
        });
        let last_time = order.last().map_or(0.0, |row| times[*row]);
        Ok(Self { steps, customers, last_time })
    }

    /// Refuses steps that no customers leave behind.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        let inconsistent = |row: usize, what: &str| {
            let error = Error::new(ErrorKind::Inconsistent, what.to_owned());
            Err(error.in_column("steps").at_row(row as u64))
        };
        if self.customers == 0 {
            return Err(Error::empty("customers"));
        }
        let (mut before, mut left): (Option<&Step>, u64) = (None, self.customers);
        for (row, step) in self.steps.iter().enumerate() {
            let least = before.map_or(0.0, |step| step.time.next_up());
            if !(least..=self.last_time).contains(&step.time) || !self.last_time.is_finite() {
                return inconsistent(row, "is not between the time before it and the last");
            }
            if !(1..=step.at_risk).contains(&step.lost) || step.at_risk > left {
                return inconsistent(row, "loses more customers than are there, or none");
            }
            let right = Step::after(before, step.time, step.at_risk, step.lost);
            let same = |a: f64, b: f64| a == b || (a - b).abs() <= STORED * b.abs();
            if !(same(step.survival, right.survival) && same(step.log_variance, right.log_variance))
            {
                return inconsistent(row, "does not follow from the step before it");
            }
            (before, left) = (Some(step), step.at_risk - step.lost);
        }
        if !(self.last_time >= 0.0 && self.last_time.is_finite()) {
            return Err(Error::out_of_range("last_time", self.last_time, "finite and >= 0"));
        }
        Ok(self)
    }

    /// The curve at each time at which somebody was lost, ascending. Before the
    /// first it is 1.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How many customers were observed.
    #[must_use]
    pub fn customers(&self) -> u64 {
        self.customers
    }

    /// How many of them were lost.
    #[must_use]
    pub fn lost(&self) -> u64 {
        self.steps.iter().map(|step| step.lost).sum()
    }

    /// The longest time that anybody was observed; the curve says nothing beyond
    /// it, unless it has reached 0.
    #[must_use]
    pub fn last_time(&self) -> f64 {
        self.last_time
    }

    /// The probability of staying beyond `t`; `None` beyond the last time, where
    /// nobody was observed.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// unless `t` is finite and >= 0.
    pub fn survival(&self, t: f64) -> Result<Option<f64>> {
        let step = self.step(t)?;
        Ok(self.is_observed(t).then(|| step.map_or(1.0, |step| step.survival)))
    }

    /// The interval of the probability of staying beyond `t` at a confidence
    /// `confidence`; `None` beyond the last time and once nobody is left.
    ///
    /// # Errors
    /// As for [`survival`](Self::survival), and [`OutOfRange`](ErrorKind::OutOfRange)
    /// for a confidence outside (0, 1).
    pub fn interval(
        &self,
        t: f64,
        kind: SurvivalInterval,
        confidence: f64,
    ) -> Result<Option<Interval>> {
        check_confidence(confidence)?;
        let step = self.step(t)?;
        if !self.is_observed(t) {
            return Ok(None);
        }
        Ok(match step {
            Some(step) => step.interval(kind, confidence),
            None => Some(Interval::clamp(1.0, 1.0, confidence, 0.0, 1.0)),
        })
    }

    /// The time by which a share `p` of the customers is lost: the first at which
    /// S <= 1 - p; `None` where the curve does not come down so far.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// unless 0 < `p` <= 1.
    pub fn quantile(&self, p: f64) -> Result<Option<f64>> {
        if !(p > 0.0 && p <= 1.0) {
            return Err(Error::out_of_range("p", p, "> 0 and <= 1"));
        }
        Ok(self.first_at_or_below(1.0 - p))
    }

    /// The time by which half of the customers are lost.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        self.first_at_or_below(0.5)
    }

    /// The mean time as a customer up to a horizon, the area under the curve, and
    /// its standard error (`None` once nobody is left before the horizon). The
    /// mean without a horizon is not known as long as somebody is still there.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// unless `horizon` is > 0 and observed, that is at most
    /// [`last_time`](Self::last_time) unless the curve has reached 0;
    /// [`Overflow`](ErrorKind::Overflow) where the variance is beyond doubles.
    pub fn restricted_mean(&self, horizon: f64) -> Result<(f64, Option<f64>)> {
        if !(horizon > 0.0 && horizon.is_finite() && self.is_observed(horizon)) {
            let allowed = format!("> 0 and at most {}", self.last_time);
            return Err(Error::out_of_range("horizon", horizon, allowed));
        }
        // From the right: the area beyond each step is what its loss puts at stake.
        let (mut area, mut variance, mut end) = (0.0, 0.0, horizon);
        for step in self.steps.iter().rev().filter(|step| step.time < horizon) {
            area += step.survival * (end - step.time);
            end = step.time;
            let (n, d) = (step.at_risk as f64, step.lost as f64);
            if area > 0.0 {
                variance += area * area * d / (n * (n - d));
            }
        }
        Error::unless_finite(variance, "horizon", horizon)?;
        let mean = area + end;
        let open = self.steps.iter().all(|step| step.time >= horizon || step.survival > 0.0);
        Ok((mean, open.then(|| variance.sqrt())))
    }

    fn step(&self, t: f64) -> Result<Option<&Step>> {
        if !(t >= 0.0 && t.is_finite()) {
            return Err(Error::out_of_range("t", t, "finite and >= 0"));
        }
        let after = self.steps.partition_point(|step| step.time <= t);
        Ok(after.checked_sub(1).map(|at| &self.steps[at]))
    }

    fn is_observed(&self, t: f64) -> bool {
        t <= self.last_time || self.steps.last().is_some_and(|step| step.survival == 0.0)
    }

    fn first_at_or_below(&self, survival: f64) -> Option<f64> {
        // Five of ten are a half, although 9/10 8/9 7/8 6/7 5/6 rounds to a little more.
        let reached = survival * (1.0 + SURVIVAL_TIE);
        self.steps.iter().find(|step| step.survival <= reached).map(|step| step.time)
    }
}

/// One group of a log-rank test.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct LogRankGroup {
    /// Customers of the group.
    pub customers: u64,
    /// Customers of the group who were lost.
    pub observed: f64,
    /// How many would have been lost if all groups stayed alike.
    pub expected: f64,
}

/// The log-rank comparison of the survival of groups.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct LogRank {
    /// The groups, by their number.
    pub groups: Vec<LogRankGroup>,
    /// The statistic.
    pub chi_square: f64,
    /// Groups that can be compared, less one.
    pub degrees_of_freedom: u32,
    /// The probability of so large a statistic if all groups stayed alike.
    pub p_value: f64,
}

/// Whether groups of customers stay equally long (Mantel's log-rank test).
///
/// `group[i]` is the group of customer `i`, from 0 to `groups` - 1. A group that
/// nobody of which was ever at risk together with a loss takes no part; fewer
/// than two groups that do cannot be compared.
///
/// ```
/// use habitue::retention::log_rank;
///
/// let months = [9.0, 13.0, 13.0, 18.0, 5.0, 5.0, 8.0, 12.0];
/// let lost = [1, 1, 0, 1, 1, 1, 1, 1];
/// let test = log_rank(&months, &lost, &[0, 0, 0, 0, 1, 1, 1, 1], 2)?;
/// assert_eq!(test.degrees_of_freedom, 1);
/// assert!(test.groups[0].observed < test.groups[0].expected); // the first group stays longer
/// assert!(test.p_value < 0.05);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// As for [`KaplanMeier::new`]; [`OutOfRange`](ErrorKind::OutOfRange) for a group
/// that does not exist, with its row; [`Argument`](ErrorKind::Argument) for fewer
/// than 2 or more than 1,000 groups; [`Singular`](ErrorKind::Singular) where
/// fewer than two groups can be compared.
pub fn log_rank(times: &[f64], lost: &[u8], group: &[u32], groups: usize) -> Result<LogRank> {
    const MOST_GROUPS: usize = 1000;
    if !(2..=MOST_GROUPS).contains(&groups) {
        return Err(Error::new(ErrorKind::Argument, "is no number of groups to compare")
            .in_column("groups")
            .with_value(groups)
            .allowing(format!("2 to {MOST_GROUPS}")));
    }
    if group.len() != times.len() {
        return Err(Error::length("group", group.len(), times.len()));
    }
    let order = ordered(times, lost)?;
    if let Some(row) = group.iter().position(|group| *group as usize >= groups) {
        return Err(Error::new(ErrorKind::OutOfRange, "is no group")
            .in_column("group")
            .with_value(group[row])
            .allowing(format!("below {groups}"))
            .at_row(row as u64));
    }
    let mut risk = vec![0.0; groups];
    group.iter().for_each(|group| risk[*group as usize] += 1.0);
    let customers = risk.clone();
    let (mut observed, mut expected) = (vec![0.0; groups], vec![0.0; groups]);
    let mut variance = nalgebra::DMatrix::zeros(groups, groups);
    for_each_time(times, &order, |_, now, at_risk| {
        let n = at_risk as f64;
        let mut d = 0.0;
        for row in now.iter().filter(|row| lost[**row] == 1) {
            observed[group[*row] as usize] += 1.0;
            d += 1.0;
        }
        if d > 0.0 {
            let spread = if n > 1.0 { d * (n - d) / (n - 1.0) } else { 0.0 };
            for i in 0..groups {
                let share = risk[i] / n;
                expected[i] += d * share;
                for j in 0..groups {
                    let same = if i == j { share } else { 0.0 };
                    variance[(i, j)] += spread * (same - share * risk[j] / n);
                }
            }
        }
        now.iter().for_each(|row| risk[group[*row] as usize] -= 1.0);
    });
    let (chi_square, degrees_of_freedom) = quadratic_form(&observed, &expected, &variance)?;
    let groups = (0..groups)
        .map(|at| LogRankGroup {
            customers: customers[at] as u64,
            observed: observed[at],
            expected: expected[at],
        })
        .collect();
    let p_value = chi_square_tail(degrees_of_freedom, chi_square);
    Ok(LogRank { groups, chi_square, degrees_of_freedom, p_value })
}

/// (O - E)' V^-1 (O - E) over the groups with a variance, one of them left out
/// because the differences add up to zero.
fn quadratic_form(
    observed: &[f64],
    expected: &[f64],
    variance: &nalgebra::DMatrix<f64>,
) -> Result<(f64, u32)> {
    let comparable: Vec<usize> =
        (0..observed.len()).filter(|at| variance[(*at, *at)] > 0.0).collect();
    let singular = || Error::new(ErrorKind::Singular, "fewer than two groups can be compared");
    let Some((_, kept)) = comparable.split_last().filter(|(_, kept)| !kept.is_empty()) else {
        return Err(singular());
    };
    let reduced =
        nalgebra::DMatrix::from_fn(kept.len(), kept.len(), |i, j| variance[(kept[i], kept[j])]);
    let difference =
        nalgebra::DVector::from_fn(kept.len(), |i, _| observed[kept[i]] - expected[kept[i]]);
    let solved = reduced.cholesky().ok_or_else(singular)?.solve(&difference);
    Ok((difference.dot(&solved).max(0.0), kept.len() as u32))
}

/// The rows in the order of time, once every value is checked.
fn ordered(times: &[f64], lost: &[u8]) -> Result<Vec<usize>> {
    if times.is_empty() {
        return Err(Error::empty("times"));
    }
    if lost.len() != times.len() {
        return Err(Error::length("lost", lost.len(), times.len()));
    }
    for (row, (time, flag)) in times.iter().zip(lost).enumerate() {
        if !(*time >= 0.0 && time.is_finite()) {
            let error = Error::out_of_range("times", *time, "finite and >= 0");
            return Err(error.at_row(row as u64));
        }
        if *flag > 1 {
            return Err(Error::new(ErrorKind::OutOfRange, "is out of range")
                .in_column("lost")
                .with_value(flag)
                .allowing("0 (still there) or 1 (lost)")
                .at_row(row as u64));
        }
    }
    let mut order: Vec<usize> = (0..times.len()).collect();
    order.sort_unstable_by(|a, b| times[*a].total_cmp(&times[*b]).then(a.cmp(b)));
    Ok(order)
}

/// Calls `body` with each distinct time, the rows that end at it, and how many
/// customers were there just before it.
fn for_each_time(times: &[f64], order: &[usize], mut body: impl FnMut(f64, &[usize], usize)) {
    let mut at_risk = order.len();
    // -0.0 sorts before 0.0 but is the same time.
    for now in order.chunk_by(|a, b| times[*a] == times[*b]) {
        body(times[now[0]], now, at_risk);
        at_risk -= now.len();
    }
}

#[cfg(test)]
#[allow(clippy::excessive_precision, reason = "as the oracle prints them")]
mod tests {
    use super::*;
    use crate::numeric::tolerance::SURVIVAL_REFERENCE;
    use proptest::prelude::*;

    // Acute myelogenous leukaemia (Miller 1981): R's survival::aml. Expected values
    // by exact fractions and mpmath, tests/oracle/survival.py.
    const MAINTAINED: [f64; 11] =
        [9.0, 13.0, 13.0, 18.0, 23.0, 28.0, 31.0, 34.0, 45.0, 48.0, 161.0];
    const MAINTAINED_LOST: [u8; 11] = [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0];
    const OTHERS: [f64; 12] = [5.0, 5.0, 8.0, 8.0, 12.0, 16.0, 23.0, 27.0, 30.0, 33.0, 43.0, 45.0];
    const OTHERS_LOST: [u8; 12] = [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1];

    /// Time, survival, standard error, and the log, log-log and plain intervals.
    type Row = (f64, f64, f64, [(f64, f64); 3]);
    const EXPECTED: [Row; 7] = [
        (
            9.0,
            0.90909090909090909,
            0.086678417204144756,
            [
                (0.75413384508152544, 1.0),
                (0.50808020576992935, 0.9866738226678231),
                (0.73920433313384835, 1.0),
            ],
        ),
        (
            13.0,
            0.81818181818181818,
            0.11629129983033296,
            [
                (0.61924898739936349, 1.0),
                (0.44742861468218109, 0.95116222858249172),
                (0.59025505879901665, 1.0),
            ],
        ),
        (
            18.0,
            0.71590909090909091,
            0.13966497055722782,
            [
                (0.48842628742212846, 1.0),
                (0.35019038590793824, 0.89902397419105354),
                (0.44217077871507731, 0.98964740310310451),
            ],
        ),
        (
            23.0,
            0.61363636363636364,
            0.15263233102731202,
            [
                (0.37686705950167976, 0.99915760022847304),
                (0.26575204000128596, 0.83529924325022159),
                (0.31448249194643663, 0.91279023532629064),
            ],
        ),
        (
            31.0,
            0.49090909090909091,
            0.16419326722113582,
            [
                (0.25485995119931728, 0.94558495520042952),
                (0.16733090977685073, 0.75339979037081137),
                (0.16909620065170367, 0.81272198116647815),
            ],
        ),
        (
            34.0,
            0.36818181818181818,
            0.16266888582709479,
            [
                (0.15487711789719106, 0.87526067814390787),
                (0.092829574936985156, 0.65704083239816388),
                (0.049356660555454325, 0.68700697580818204),
            ],
        ),
        (
            48.0,
            0.18409090909090909,
            0.15349274578629368,
            [
                (0.035917898489185225, 0.94352576947455248),
                (0.011738480123189575, 0.52501484272664157),
                (0.0, 0.48493116272020688),
            ],
        ),
    ];

    fn close(found: f64, expected: f64) -> bool {
        (found - expected).abs() <= SURVIVAL_REFERENCE
    }

    #[test]
    fn the_leukaemia_curve_to_every_digit() {
        let curve = KaplanMeier::new(&MAINTAINED, &MAINTAINED_LOST).unwrap();
        assert_eq!(curve.steps().len(), EXPECTED.len());
        for (step, (time, survival, error, intervals)) in curve.steps().iter().zip(EXPECTED) {
            assert_eq!(step.time, time);
            assert!(close(step.survival, survival), "{step:?}");
            assert!(close(step.std_error().unwrap(), error), "{step:?}");
            let kinds = [SurvivalInterval::Log, SurvivalInterval::LogLog, SurvivalInterval::Plain];
            for (kind, (low, high)) in kinds.into_iter().zip(intervals) {
                let found = curve.interval(time, kind, 0.95).unwrap().unwrap();
                assert!(
                    close(found.low, low) && close(found.high, high),
                    "{time} {kind:?} {found:?}"
                );
            }
        }
        assert_eq!((curve.customers(), curve.lost(), curve.last_time()), (11, 7, 161.0));
        assert_eq!(curve.median(), Some(31.0));
        assert_eq!(curve.quantile(0.25).unwrap(), Some(18.0));
        assert_eq!(curve.quantile(0.9).unwrap(), None);
    }

    #[test]
    fn the_printed_digits_of_the_reference() {
        let curve = KaplanMeier::new(&MAINTAINED, &MAINTAINED_LOST).unwrap();
        let found: Vec<String> = curve
            .steps()
            .iter()
            .map(|step| format!("{:.8} {:.9}", step.survival, step.std_error().unwrap()))
            .collect();
        let printed = [
            "0.90909091 0.086678417",
            "0.81818182 0.116291300",
            "0.71590909 0.139664971",
            "0.61363636 0.152632331",
            "0.49090909 0.164193267",
            "0.36818182 0.162668886",
            "0.18409091 0.153492746",
        ];
        assert_eq!(found, printed);
    }

    #[test]
    fn beyond_the_data_nothing_is_claimed() {
        let curve = KaplanMeier::new(&MAINTAINED, &MAINTAINED_LOST).unwrap();
        assert_eq!(curve.survival(8.999).unwrap(), Some(1.0));
        assert!(curve.survival(161.0).unwrap().is_some());
        assert_eq!(curve.survival(161.1).unwrap(), None);
        assert_eq!(curve.interval(162.0, SurvivalInterval::Log, 0.95).unwrap(), None);
        let certain = curve.interval(1.0, SurvivalInterval::LogLog, 0.9).unwrap().unwrap();
        assert_eq!((certain.low, certain.high), (1.0, 1.0));
        // Nobody left: the curve is 0 for ever, and no interval is defined.
        let gone = KaplanMeier::new(&OTHERS, &OTHERS_LOST).unwrap();
        assert_eq!(gone.survival(1e9).unwrap(), Some(0.0));
        assert_eq!(gone.interval(45.0, SurvivalInterval::Plain, 0.95).unwrap(), None);
        assert_eq!(gone.steps().last().unwrap().std_error(), None);
    }

    #[test]
    fn the_restricted_mean_is_the_area() {
        let gone = KaplanMeier::new(&[1.0, 2.0, 3.0, 4.0], &[1; 4]).unwrap();
        let (mean, error) = gone.restricted_mean(4.0).unwrap();
        assert!((mean - 2.5).abs() < 1e-15);
        // Without censoring the error is that of a mean: sqrt(1.25 / 4).
        assert!((error.unwrap() - (1.25_f64 / 4.0).sqrt()).abs() < 1e-15);
        assert_eq!(gone.restricted_mean(9.0).unwrap(), (2.5, None));
        let curve = KaplanMeier::new(&MAINTAINED, &MAINTAINED_LOST).unwrap();
        assert!(curve.restricted_mean(162.0).is_err() && curve.restricted_mean(0.0).is_err());
        assert_eq!(curve.restricted_mean(9.0).unwrap(), (9.0, Some(0.0)));
    }

    #[test]
    fn the_log_rank_test_to_every_digit() {
        let times = [MAINTAINED.as_slice(), &OTHERS].concat();
        let lost = [MAINTAINED_LOST.as_slice(), &OTHERS_LOST].concat();
        let two: Vec<u32> = (0..23).map(|row| u32::from(row >= 11)).collect();
        let test = log_rank(&times, &lost, &two, 2).unwrap();
        assert!(close(test.groups[0].expected, 10.689335992300725), "{test:?}");
        assert!(close(test.groups[1].expected, 7.3106640076992749), "{test:?}");
        assert_eq!((test.groups[0].observed, test.groups[1].observed), (7.0, 11.0));
        assert!(close(test.chi_square, 3.3963886989776019), "{test:?}");
        assert!(close(test.p_value, 0.065339322040504936), "{test:?}");
        let three: Vec<u32> =
            (0..23).map(|row| u32::from(row >= 11) + u32::from(row >= 17)).collect();
        let test = log_rank(&times, &lost, &three, 3).unwrap();
        assert!(close(test.chi_square, 16.481134010561726), "{test:?}");
        assert!(close(test.p_value, 0.00026373466810245643), "{test:?}");
        // An empty group changes nothing.
        let padded = log_rank(&times, &lost, &three, 4).unwrap();
        assert_eq!((padded.chi_square, padded.degrees_of_freedom), (test.chi_square, 2));
    }

    #[test]
    fn what_cannot_be_compared_is_refused() {
        let kind = |result: Result<LogRank>| result.unwrap_err().kind();
        assert_eq!(kind(log_rank(&[1.0, 2.0], &[1, 1], &[0, 0], 2)), ErrorKind::Singular);
        assert_eq!(kind(log_rank(&[1.0, 2.0], &[0, 0], &[0, 1], 2)), ErrorKind::Singular);
        assert_eq!(kind(log_rank(&[1.0], &[1], &[0], 1)), ErrorKind::Argument);
        assert_eq!(kind(log_rank(&[1.0], &[1], &[2], 2)), ErrorKind::OutOfRange);
        assert_eq!(KaplanMeier::new(&[], &[]).unwrap_err().kind(), ErrorKind::Empty);
        let nan = KaplanMeier::new(&[1.0, f64::NAN], &[1, 1]).unwrap_err();
        assert_eq!((nan.kind(), nan.row()), (ErrorKind::NotFinite, Some(1)));
        assert!(
            KaplanMeier::new(&[1.0], &[2]).is_err() && KaplanMeier::new(&[-1.0], &[1]).is_err()
        );
    }

    #[test]
    fn without_censoring_every_quantile_is_that_of_the_lifetimes() {
        for n in 1..=150_u32 {
            let times: Vec<f64> = (1..=n).map(f64::from).collect();
            let curve = KaplanMeier::new(&times, &vec![1; times.len()]).unwrap();
            // The time by which k of n are lost is the k-th.
            for k in 1..=n {
                let found = curve.quantile(f64::from(k) / f64::from(n)).unwrap();
                assert_eq!(found, Some(f64::from(k)), "{k} of {n}");
            }
            assert_eq!(curve.median(), Some(f64::from(n.div_ceil(2))), "{n}");
        }
    }

    proptest! {
        #[test]
        fn a_curve_falls_from_one_and_stays_in_its_intervals(
            data in proptest::collection::vec((0_u32..40, 0_u8..=1), 1..60),
        ) {
            let times: Vec<f64> = data.iter().map(|(t, _)| f64::from(*t)).collect();
            let lost: Vec<u8> = data.iter().map(|(_, e)| *e).collect();
            let curve = KaplanMeier::new(&times, &lost).unwrap();
            let mut before = 1.0;
            for step in curve.steps() {
                prop_assert!(step.survival < before && step.survival >= 0.0);
                before = step.survival;
                for kind in [SurvivalInterval::Log, SurvivalInterval::LogLog, SurvivalInterval::Plain] {
                    if let Some(interval) = curve.interval(step.time, kind, 0.9).unwrap() {
                        prop_assert!(interval.contains(step.survival), "{kind:?} {step:?} {interval:?}");
                        prop_assert!(0.0 <= interval.low && interval.high <= 1.0);
                    }
                }
            }
            prop_assert_eq!(curve.lost(), lost.iter().map(|e| u64::from(*e)).sum::<u64>());
            // Order of the customers does not matter, to the last bit.
            let (mut t, mut e) = (times.clone(), lost.clone());
            t.reverse();
            e.reverse();
            prop_assert_eq!(KaplanMeier::new(&t, &e).unwrap(), curve);
        }

        #[test]
        fn without_censoring_the_curve_is_the_share_still_there(
            times in proptest::collection::vec(0_u32..20, 1..50), at in 0_u32..20,
        ) {
            let t: Vec<f64> = times.iter().map(|t| f64::from(*t)).collect();
            let curve = KaplanMeier::new(&t, &vec![1; t.len()]).unwrap();
            let still = times.iter().filter(|t| **t > at).count() as f64 / t.len() as f64;
            let found = curve.survival(f64::from(at)).unwrap().unwrap();
            prop_assert!((found - still).abs() <= SURVIVAL_REFERENCE);
        }
    }
}
