//! Parameters that the data might as well have given, and what figures make of
//! them.

use std::ops::Range;

use super::estimate::{
    ConfidenceInterval, Estimate, Estimates, IntervalScale, Support, UncertaintyMethod,
    delta_interval, reach_of, sample_interval, some,
};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::parallel;
use crate::numeric::tolerance::SLOPE_STEP;
use crate::progress::Progress;

/// A point in parameters and what surrounds it.
#[derive(Debug, Clone)]
pub(crate) struct SamplingDistribution<P> {
    pub(crate) centre: P,
    pub(crate) around: Variation<P>,
    pub(crate) method: UncertaintyMethod,
    /// Draws or refits that are missing in the sample.
    pub(crate) failed: u32,
}

#[derive(Debug, Clone)]
pub(crate) enum Variation<P> {
    /// The axes of the covariance: the variance of a figure is the sum of its
    /// squared slopes along them.
    Axes(Vec<PrincipalAxis<P>>),
    /// A sample.
    Sample(Vec<P>),
    /// Nothing that figures could be taken at, and why.
    Nothing(&'static str),
}

/// Points at −2, −1, 1 and 2 steps along an axis of one standard deviation.
#[derive(Debug, Clone)]
pub(crate) struct PrincipalAxis<P> {
    pub(crate) points: [P; 4],
    pub(crate) step: f64,
}

/// How an interval is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) confidence: f64,
    pub(crate) scale: IntervalScale,
    pub(crate) support: Support,
    pub(crate) threads: usize,
}

/// Rows of a column that are worked on at a time.
const CHUNK: usize = 1024;

/// Pieces of work of each thread between two reports.
const ROUND: usize = 8;

impl<P: Sync + Send + Clone> SamplingDistribution<P> {
    /// Draws that the intervals rest on.
    pub(crate) fn draws(&self) -> u32 {
        match &self.around {
            Variation::Axes(_) | Variation::Nothing(_) => 0,
            Variation::Sample(points) => points.len() as u32,
        }
    }

    /// The same spread of what `f` makes of each point.
    pub(crate) fn map<Q: Sync + Send + Clone>(
        &self,
        f: impl Fn(&P) -> Q,
    ) -> SamplingDistribution<Q> {
        let around = match &self.around {
            Variation::Axes(axes) => Variation::Axes(
                axes.iter()
                    .map(|axis| PrincipalAxis {
                        points: axis.points.each_ref().map(&f),
                        step: axis.step,
                    })
                    .collect(),
            ),
            Variation::Sample(points) => Variation::Sample(points.iter().map(&f).collect()),
            Variation::Nothing(why) => Variation::Nothing(why),
        };
        SamplingDistribution {
            centre: f(&self.centre),
            around,
            method: self.method,
            failed: self.failed,
        }
    }

    /// The spread of two points that vary independently; `None` where they were
    /// not found in the same way.
    pub(crate) fn with<Q: Sync + Send + Clone>(
        &self,
        other: &SamplingDistribution<Q>,
    ) -> Option<SamplingDistribution<(P, Q)>> {
        if self.method != other.method {
            return None;
        }
        let (p, q) = (&self.centre, &other.centre);
        let around = match (&self.around, &other.around) {
            (Variation::Axes(first), Variation::Axes(second)) => {
                let mut axes = Vec::with_capacity(first.len() + second.len());
                for axis in first {
                    let points = axis.points.each_ref().map(|p| (p.clone(), q.clone()));
                    axes.push(PrincipalAxis { points, step: axis.step });
                }
                for axis in second {
                    let points = axis.points.each_ref().map(|q| (p.clone(), q.clone()));
                    axes.push(PrincipalAxis { points, step: axis.step });
                }
                Variation::Axes(axes)
            }
            (Variation::Sample(first), Variation::Sample(second)) => {
                Variation::Sample(first.iter().cloned().zip(second.iter().cloned()).collect())
            }
            (Variation::Nothing(why), _) | (_, Variation::Nothing(why)) => Variation::Nothing(why),
            _ => return None,
        };
        let (centre, failed) = ((p.clone(), q.clone()), self.failed.max(other.failed));
        Some(SamplingDistribution { centre, around, method: self.method, failed })
    }

    /// One figure of each row, `fill`ed in for a range of rows; NaN where a point
    /// has none.
    pub(crate) fn columns(
        &self,
        rows: usize,
        wanted: Wanted,
        progress: &mut Progress<'_>,
        fill: impl Fn(&P, Range<usize>, &mut [f64]) -> Result<()> + Sync,
    ) -> Result<Estimates> {
        let reach = reach_of(wanted.confidence)?;
        match &self.around {
            Variation::Sample(points) => some(points.len())?,
            Variation::Nothing(why) => return Err(no_covariance(why)),
            Variation::Axes(_) => {}
        }
        let mut all = Estimates {
            estimate: Vec::with_capacity(rows),
            standard_error: Vec::with_capacity(rows),
            low: Vec::with_capacity(rows),
            high: Vec::with_capacity(rows),
            confidence: wanted.confidence,
            method: self.method,
            draws: self.draws(),
            failed: self.failed,
        };
        let round = CHUNK * ROUND * parallel::threads(wanted.threads);
        progress.report(0, rows as u64)?;
        let mut missing = 0;
        for first in (0..rows).step_by(round) {
            let length = round.min(rows - first);
            let parts = parallel::chunked(
                length,
                CHUNK,
                wanted.threads,
                |part| {
                    let part = part.start + first..part.end + first;
                    self.part(part, reach, wanted, &fill)
                },
                Vec::new(),
                |mut parts, part| {
                    parts.push(part);
                    parts
                },
            );
            for part in parts {
                let part = part?;
                missing = missing.max(part.missing);
                all.estimate.extend(&part.estimate);
                for band in part.bands {
                    all.standard_error.push(band.standard_error);
                    all.low.push(band.low);
                    all.high.push(band.high);
                }
            }
            progress.report((first + length) as u64, rows as u64)?;
        }
        all.failed += missing;
        Ok(all)
    }

    fn part(
        &self,
        rows: Range<usize>,
        reach: f64,
        wanted: Wanted,
        fill: &impl Fn(&P, Range<usize>, &mut [f64]) -> Result<()>,
    ) -> Result<Part> {
        let n = rows.len();
        let column = |point: &P| {
            let mut column = vec![0.0; n];
            fill(point, rows.clone(), &mut column).map(|()| column)
        };
        let estimate = column(&self.centre)?;
        let (mut bands, mut missing) = (Vec::with_capacity(n), 0);
        match &self.around {
            Variation::Axes(axes) => {
                let mut variance = vec![0.0; n];
                for axis in axes {
                    let [a, b, c, d] = axis.points.each_ref().map(column);
                    let (a, b, c, d) = (a?, b?, c?, d?);
                    for (row, sum) in variance.iter_mut().enumerate() {
                        *sum += slope([a[row], b[row], c[row], d[row]], axis.step).powi(2);
                    }
                }
                for (estimate, variance) in estimate.iter().zip(variance) {
                    let error = variance.sqrt();
                    bands.push(delta_interval(
                        *estimate,
                        error,
                        reach,
                        wanted.scale,
                        wanted.support,
                    ));
                }
            }
            Variation::Sample(points) => {
                let mut table = vec![0.0; n * points.len()];
                for (index, point) in points.iter().enumerate() {
                    for (row, value) in column(point)?.into_iter().enumerate() {
                        table[row * points.len() + index] = value;
                    }
                }
                for values in table.chunks_mut(points.len().max(1)) {
                    let found = present(values);
                    some(found.len())?;
                    missing = missing.max((points.len() - found.len()) as u32);
                    bands.push(sample_interval(found, wanted.confidence));
                }
            }
            Variation::Nothing(why) => return Err(no_covariance(why)),
        }
        Ok(Part { estimate, bands, missing })
    }

    /// One figure; a draw in which it is an error or NaN counts as failed.
    pub(crate) fn figure(
        &self,
        wanted: Wanted,
        progress: &mut Progress<'_>,
        figure: impl Fn(&P) -> Result<f64> + Sync,
    ) -> Result<Estimate> {
        let reach = reach_of(wanted.confidence)?;
        let estimate = figure(&self.centre)?;
        if estimate.is_nan() {
            return Err(Error::out_of_range("figure", estimate, "a number"));
        }
        let mut failed = self.failed;
        let band = match &self.around {
            Variation::Axes(axes) => {
                let points: Vec<&P> = axes.iter().flat_map(|axis| &axis.points).collect();
                let found = evaluate(&points, wanted.threads, progress, &figure)?;
                let values = found.into_iter().collect::<Result<Vec<f64>>>()?;
                let variance: f64 = values
                    .chunks_exact(4)
                    .zip(axes)
                    .map(|(v, axis)| slope([v[0], v[1], v[2], v[3]], axis.step).powi(2))
                    .sum();
                delta_interval(estimate, variance.sqrt(), reach, wanted.scale, wanted.support)
            }
            Variation::Sample(points) => {
                let points: Vec<&P> = points.iter().collect();
                let found = evaluate(&points, wanted.threads, progress, &figure)?;
                let mut values: Vec<f64> =
                    found.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect();
                let found = present(&mut values);
                some(found.len())?;
                failed += (points.len() - found.len()) as u32;
                sample_interval(found, wanted.confidence)
            }
            Variation::Nothing(why) => return Err(no_covariance(why)),
        };
        Ok(Estimate {
            estimate,
            standard_error: Some(band.standard_error),
            low: band.low,
            high: band.high,
            confidence: wanted.confidence,
            method: self.method,
            draws: self.draws(),
            failed,
        })
    }
}

/// Figures that need a covariance where there is none to trust.
pub(crate) fn no_covariance(why: &str) -> Error {
    Error::new(
        ErrorKind::Singular,
        format!("has no covariance to trust ({why}): use the bootstrap, or profile intervals"),
    )
    .in_column("model")
}

/// Some rows' figures.
struct Part {
    estimate: Vec<f64>,
    bands: Vec<ConfidenceInterval>,
    missing: u32,
}

/// `f` of each point, by several threads, heard of between rounds.
fn evaluate<P: Sync>(
    points: &[&P],
    threads: usize,
    progress: &mut Progress<'_>,
    f: &(impl Fn(&P) -> Result<f64> + Sync),
) -> Result<Vec<Result<f64>>> {
    let total = points.len() as u64;
    progress.report(0, total)?;
    let mut values = Vec::with_capacity(points.len());
    for part in points.chunks(ROUND * parallel::threads(threads)) {
        values = parallel::chunked(
            part.len(),
            1,
            threads,
            |range| f(part[range.start]),
            values,
            |mut values, value| {
                values.push(value);
                values
            },
        );
        progress.report(values.len() as u64, total)?;
    }
    Ok(values)
}

/// The values that are numbers, moved to the front.
fn present(values: &mut [f64]) -> &mut [f64] {
    let mut count = 0;
    for index in 0..values.len() {
        if !values[index].is_nan() {
            values.swap(count, index);
            count += 1;
        }
    }
    &mut values[..count]
}

/// The slope of a figure from its values at −2, −1, 1 and 2 steps; infinite where
/// one of them is.
fn slope([a, b, c, d]: [f64; 4], step: f64) -> f64 {
    if a == b && b == c && c == d {
        return 0.0;
    }
    let slope = (8.0 * (c - b) - (d - a)) / (12.0 * step);
    if slope.is_finite() { slope } else { f64::INFINITY }
}

/// Points along the columns of a factor of a covariance in logarithms: `at` makes
/// the point that many logarithms away.
pub(crate) fn axes<P>(
    factor: &[Vec<f64>],
    mut at: impl FnMut(&[f64]) -> Result<P>,
) -> Result<Vec<PrincipalAxis<P>>> {
    let mut axes = Vec::with_capacity(factor.len());
    for column in factor {
        let longest = column.iter().fold(0.0f64, |longest, shift| longest.max(shift.abs()));
        if longest == 0.0 {
            continue;
        }
        let step = SLOPE_STEP / longest;
        let mut point = |steps: f64| {
            let shift: Vec<f64> = column.iter().map(|shift| steps * step * shift).collect();
            at(&shift)
        };
        axes.push(PrincipalAxis {
            points: [point(-2.0)?, point(-1.0)?, point(1.0)?, point(2.0)?],
            step,
        });
    }
    Ok(axes)
}
