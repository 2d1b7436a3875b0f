//! Tracking: repeat purchases by period, came and expected, with a band.

use super::observed::CONFIDENCE;
use super::outlook::Outlook;
use crate::error::{Error, Result};
use crate::lifetime::{Cohort, Prediction, PurchaseModel, Uncertainty};
use crate::numeric::proportion::two_sided_z;
use crate::summary::Occasions;
use crate::time::{Day, Unit};

/// Repeat purchases of the whole base by period, came and expected, with the band in which they
/// should lie: from the parameters' uncertainty and the scatter that was measured while learning.
///
/// Periods are counted from the split, so that the first and the last may be short; what is
/// expected of them is cut to the same days. While learning, what is expected is that of new
/// customers born when these were; in the test, that of these customers with their histories.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TrackedPeriods {
    /// The unit of the study.
    pub unit: Unit,
    /// How many units a full period has: 4 weeks.
    pub units: u32,
    /// The last day that the model learned from.
    pub split: Day,
    /// In the order of time.
    pub periods: Vec<TrackedPeriod>,
    /// How much more the counts of single weeks (or units, where these are longer) scattered around
    /// what was expected while learning than chance would: Pearson's Σ (came − expected)² /
    /// expected over the number of weeks less 1; at least 1.
    pub dispersion: f64,
    /// How many weeks (or units) it was measured on.
    pub dispersion_periods: u64,
    /// While learning.
    pub learned: TrackedTotal,
    /// In the test; `None` where there is none.
    pub test: Option<TrackedTotal>,
}

/// One period of [`TrackedPeriods`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct TrackedPeriod {
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
    /// Its begin in units of the study, counted from the split; negative while learning.
    pub from: f64,
    /// Its end, likewise.
    pub to: f64,
    /// Whether it has all its days.
    pub full: bool,
    /// Whether it is of the test.
    pub test: bool,
    /// Repeat purchases that came.
    pub came: u64,
    /// Repeat purchases expected.
    pub expected: f64,
    /// Lower end of the 95 % band, at least 0.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Repeat purchases of a stretch, came and expected.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct TrackedTotal {
    /// What came.
    pub came: u64,
    /// What was expected.
    pub expected: f64,
    /// In how many full periods what came lies outside the band.
    pub outside: u64,
    /// How many full periods there are.
    pub periods: u64,
}

/// A full period has the least of these numbers of units that gives at most [`MOST_PERIODS`].
const fn lengths(unit: Unit) -> &'static [u32] {
    match unit {
        Unit::Hour => &[1, 6, 24, 168, 672, 2_184, 8_736],
        Unit::Day => &[1, 7, 28, 91, 364],
        Unit::Week => &[1, 4, 13, 26, 52],
        Unit::Month => &[1, 3, 6, 12],
        Unit::Quarter => &[1, 2, 4],
        Unit::Year => &[1],
    }
}

const MOST_PERIODS: f64 = 30.0;

/// Scatter is measured on weeks, so that the days of a week do not count as scatter.
const fn scatter_length(unit: Unit) -> usize {
    match unit {
        Unit::Hour => 168,
        Unit::Day => 7,
        _ => 1,
    }
}

impl TrackedPeriods {
    /// The periods of an outlook; `occasions` are those of its window. The band is that of the draws of `uncertainty`, where there are some. `None`
    /// where nobody has been watched for any time.
    ///
    /// # Errors
    /// As the questions that are asked of the model.
    pub(crate) fn of(
        outlook: &Outlook<'_>,
        occasions: &Occasions,
        uncertainty: Option<&Uncertainty>,
    ) -> Result<Option<Self>> {
        let (unit, split) = (outlook.unit(), outlook.day());
        let age = outlook.age();
        let ahead = outlook.test.as_ref().map_or(0.0, |test| test.length);
        if age <= 0.0 {
            return Ok(None);
        }
        let count = |units: &u32| (age + ahead) / f64::from(*units);
        let all = lengths(unit);
        let units = all.iter().copied().find(|units| count(units) <= MOST_PERIODS);
        let units = units.unwrap_or(all[all.len() - 1]);

        let days = days_from_split(occasions, split);
        let came = |from: f64, to: f64| {
            let edge = |time: f64| time * unit.days() + DAY_EDGE;
            let until = |time: f64| days.partition_point(|day| f64::from(*day) <= edge(time));
            (until(to) - until(from)) as u64
        };
        let clock = Clock::new(outlook, age, ahead)?;
        let model = clock.expect(outlook.model()?)?;
        let draws = uncertainty.map_or(&[][..], Uncertainty::models).iter().take(MOST_DRAWS);
        let draws = draws.filter_map(|draw| draw.base().as_purchase());
        let draws = draws.map(|draw| clock.expect(draw)).collect::<Result<Vec<_>>>()?;
        let (dispersion, dispersion_periods) =
            scatter(&model, age, scatter_length(unit) as f64, came);
        let band = Band { dispersion, draws: &draws };
        let period = |from: f64, to: f64, full: bool, expected: f64| {
            let half = band.half_width(from, to, expected);
            let day =
                |time: f64| split.plus((time * unit.days() + DAY_EDGE).floor() as i32, Unit::Day);
            Ok::<_, Error>(TrackedPeriod {
                first: day(from)?.plus(1, Unit::Day)?,
                last: day(to)?,
                from,
                to,
                full,
                test: to > 0.0,
                came: came(from, to),
                expected,
                low: (expected - half).max(0.0),
                high: expected + half,
            })
        };

        let length = f64::from(units);
        let mut periods = Vec::new();
        for back in (0..(age / length).ceil() as usize).rev() {
            let (from, to) = (-length * (back + 1) as f64, 0.0 - length * back as f64);
            // The oldest customer bought first on the first day, of which nothing is before.
            let begin = from.max(-age - 1.0 / unit.days());
            let full = -from <= age + (1.0 + DAY_EDGE) / unit.days();
            periods.push(period(begin, to, full, model.between(from, to))?);
        }
        let mut before = 0.0;
        for step in 0..(ahead / length).ceil() as usize {
            let (from, end) = (length * step as f64, length * (step + 1) as f64);
            let to = end.min(ahead);
            let after = conditional(outlook, to)?;
            periods.push(period(from, to, to >= end, after - before)?);
            before = after;
        }
        Ok(Some(Self {
            unit,
            units,
            split,
            dispersion,
            dispersion_periods,
            learned: total(&periods, false),
            test: outlook.test.as_ref().map(|_| total(&periods, true)),
            periods,
        }))
    }
}

/// A quarter of a day: days are whole, so that an edge between two is this far from both.
const DAY_EDGE: f64 = 0.25;

/// Days of repeat purchases, counted from the split, ascending.
fn days_from_split(occasions: &Occasions, split: Day) -> Vec<i32> {
    let mut known = None;
    let mut days = Vec::new();
    for row in occasions.rows().filter(|row| row.counts) {
        if known == Some(row.owner) {
            days.push(row.at.day().days_since(split));
        }
        known = Some(row.owner);
    }
    days.sort_unstable();
    days
}

/// Repeat purchases of new customers born when these were, on a clock whose steps of one unit end
/// at the split.
struct Clock {
    cohort: Cohort,
    /// Steps up to the split, and after it.
    steps: [usize; 2],
}

impl Clock {
    fn new(outlook: &Outlook<'_>, age: f64, ahead: f64) -> Result<Self> {
        let births: Vec<f64> = outlook.table().t().iter().map(|t| age.ceil() - t).collect();
        let cohort = Cohort::new(&births, None, 1.0)?;
        Ok(Self { cohort, steps: [age.ceil() as usize, ahead.ceil() as usize] })
    }

    fn expect(&self, model: &dyn PurchaseModel) -> Result<Expected> {
        let [before, after] = self.steps;
        let cumulative = self.cohort.expected_cumulative(model, before + after)?;
        Ok(Expected { cumulative, before })
    }
}

/// Expected cumulative purchases at the end of each step.
struct Expected {
    cumulative: Vec<f64>,
    /// Steps before the split.
    before: usize,
}

impl Expected {
    /// Between two times from the split, whole units apart from it; a part of one counts whole.
    fn between(&self, from: f64, to: f64) -> f64 {
        let at = |time: f64| {
            let step = self.before as f64 + time.ceil();
            if step < 1.0 { 0.0 } else { self.cumulative[step as usize - 1] }
        };
        at(to) - at(from)
    }
}

/// How much what came scatters around what was expected while learning, and on how many lengths.
fn scatter(model: &Expected, age: f64, length: f64, came: impl Fn(f64, f64) -> u64) -> (f64, u64) {
    let (mut squares, mut counted) = (0.0, 0);
    for back in 0..(age / length).floor() as usize {
        let (from, to) = (-length * (back + 1) as f64, -length * back as f64);
        let expected = model.between(from, to);
        if expected > 0.0 {
            squares += (came(from, to) as f64 - expected).powi(2) / expected;
            counted += 1;
        }
    }
    // One degree of freedom is spent on the level, which the model was fitted to.
    let freedom = counted as f64 - 1.0;
    (if freedom > 0.0 { (squares / freedom).max(1.0) } else { 1.0 }, counted)
}

/// Draws of the parameters that the band looks at: enough for its width to two digits.
const MOST_DRAWS: usize = 100;

/// The band around what is expected.
struct Band<'a> {
    dispersion: f64,
    /// What parameters that the fit leaves open expect.
    draws: &'a [Expected],
}

impl Band<'_> {
    /// Half the width of the 95 % band of a period: the scatter of the counts and, independent of
    /// it, the spread of the draws relative to their mean.
    fn half_width(&self, from: f64, to: f64, expected: f64) -> f64 {
        let n = self.draws.len() as f64;
        let drawn: Vec<f64> = self.draws.iter().map(|draw| draw.between(from, to)).collect();
        let mean = drawn.iter().sum::<f64>() / n.max(1.0);
        let relative = if self.draws.len() > 1 && mean > 0.0 {
            let squares: f64 = drawn.iter().map(|value| (value - mean).powi(2)).sum();
            squares / (n - 1.0) / (mean * mean)
        } else {
            0.0
        };
        let variance = self.dispersion * expected + relative * expected * expected;
        two_sided_z(CONFIDENCE) * variance.sqrt()
    }
}

/// Expected purchases of these customers, with their histories, within so many units.
fn conditional(outlook: &Outlook<'_>, to: f64) -> Result<f64> {
    let mut expected = vec![0.0; outlook.table().len()];
    let prediction = Prediction::ExpectedPurchases { t: to };
    outlook.model()?.predict_into(
        prediction,
        &outlook.histories()?,
        outlook.options.threads(),
        &mut expected,
    )?;
    Ok(expected.iter().sum())
}

fn total(periods: &[TrackedPeriod], test: bool) -> TrackedTotal {
    let of = || periods.iter().filter(move |period| period.test == test);
    let full = || of().filter(|period| period.full);
    let outside = |period: &&TrackedPeriod| {
        let came = period.came as f64;
        came < period.low || came > period.high
    };
    TrackedTotal {
        came: of().map(|period| period.came).sum(),
        expected: of().map(|period| period.expected).sum(),
        outside: full().filter(outside).count() as u64,
        periods: full().count() as u64,
    }
}
