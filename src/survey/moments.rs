//! Means, spreads and correlations of answers: all that reliability, drivers and
//! path models need.

use nalgebra::DMatrix;

use super::analysed::Analysed;
use super::cross_products::CrossProducts;
use super::missing::MissingPolicy;
use super::moments_source::Source;
use super::questionnaire::check_items;
use super::sample_basis::Basis;
use super::scale::{Direction, Scale};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::counts::MOST_COUNTED;
use crate::numeric::tolerance::CORRELATION;

/// Means, standard deviations and correlations of the questions of a survey,
/// with what they rest on.
///
/// Standard deviations have n - 1 in the denominator; with base weights the
/// weighted mean square is multiplied by n/(n - 1), so that equal weights of any
/// size change nothing.
///
/// # Direction
/// Moments of answers are those of [recoded](super::Answers#direction) answers: higher is
/// better, whatever the direction of the scale. Moments from elsewhere are taken
/// as they are; [`with_scales`](Self::with_scales) turns them.
///
/// # Which respondents
/// Moments of answers remember them where some are missing (or weigh more): an analysis of
/// some questions ([reliability](super::Reliability), key drivers, a path model)
/// rests on the respondents whom the policy keeps for *these* questions, and says
/// how many. Moments of sums, of published figures, or read back from storage
/// cannot be narrowed so: there the respondents are those of the questions that
/// were summed. Under [`MissingPolicy::ExpectationMaximisation`] every analysis
/// rests on all questions, as the method means it.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Moments {
    pub(super) names: Vec<String>,
    pub(super) means: Vec<f64>,
    pub(super) sds: Vec<f64>,
    /// Row-major, `len` by `len`, as is the next.
    pub(super) correlations: Vec<f64>,
    pub(super) covariances: Vec<f64>,
    /// Covariances of the means, where the answers told.
    pub(super) mean_covariances: Option<Vec<f64>>,
    pub(super) ranges: Option<Vec<(f64, f64)>>,
    /// In which direction each question was asked, if that is known: means and
    /// correlations are then of recoded answers.
    pub(super) directions: Option<Vec<Direction>>,
    pub(super) counts: Option<Vec<Counts>>,
    pub(super) n: f64,
    pub(super) basis: Option<Basis>,
    /// The answers behind the moments, where an analysis of fewer questions would
    /// rest on other respondents, or weights enter a variance.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(super) source: Source,
}

/// Of one question, respondents used who answered, answers missing, and of those
/// off their scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Counts {
    pub(super) answered: u64,
    pub(super) missing: u64,
    pub(super) out_of_scale: u64,
}

impl Moments {
    /// The moments under cross-products, which may be [merged](CrossProducts::merge)
    /// ones: the same as of all answers at once.
    ///
    /// # Errors
    /// `Empty` where fewer than two respondents answered a question or a pair,
    /// whatever the policy would fill in.
    pub fn from_cross_products(products: &CrossProducts) -> Result<Self> {
        let k = products.len();
        let names: Vec<String> = products.names().map(str::to_owned).collect();
        let means = products.means();
        let (mut covariances, mut of_means) = (vec![0.0; k * k], vec![0.0; k * k]);
        for i in 0..k {
            for j in 0..=i {
                products.check_answered(i, j)?;
                for (matrix, value) in [
                    (&mut covariances, products.covariance(i, j)),
                    (&mut of_means, products.mean_covariance(i, j)),
                ] {
                    matrix[i * k + j] = value;
                    matrix[j * k + i] = value;
                }
            }
        }
        let fills = products.policy == MissingPolicy::ItemMean;
        let n = match fills {
            true => products.respondents,
            false => (0..k).map(|i| products.count(i, i)).min().unwrap_or(0),
        };
        let mut made = Self::of_covariances(names, n as f64, means, covariances)?;
        // Pairwise: a correlation uses the spreads of its own pair.
        for i in 0..k {
            for j in 0..i {
                let both = products.count(i, j);
                if !fills && (both != products.count(i, i) || both != products.count(j, j)) {
                    let r = products.correlation(i, j);
                    made.correlations[i * k + j] = r;
                    made.correlations[j * k + i] = r;
                }
            }
        }
        let questions = &products.questions;
        made.ranges =
            Some(questions.iter().map(|question| (question.low, question.high)).collect());
        made.directions = Some(questions.iter().map(|question| question.direction).collect());
        let counts = questions.iter().map(|asked| Counts {
            answered: asked.answered,
            missing: asked.missing,
            out_of_scale: asked.out_of_scale,
        });
        made.counts = Some(counts.collect());
        made.mean_covariances = Some(of_means);
        made.basis = Some(Basis {
            respondents: products.asked,
            used: products.respondents,
            answers: products.asked * k as u64,
            missing: questions.iter().map(|question| question.missing).sum(),
            out_of_scale: questions.iter().map(|question| question.out_of_scale).sum(),
            effective_n: products.effective_n(),
            policy: products.policy,
        });
        Ok(made)
    }

    /// Adds ranges and basis from the answers that the moments came from.
    pub(super) fn describe(
        &mut self,
        answers: &Analysed<'_>,
        used: u64,
        effective_n: f64,
        policy: MissingPolicy,
    ) {
        let (rows, places) = (answers.respondents() as u64, 0..answers.len());
        let count = |place: usize| {
            let column = answers.column(place).iter().enumerate();
            let unweighed =
                column.filter(|(row, answer)| !answer.is_nan() && answers.weight(*row) == 0.0);
            let missing = answers.missing(place);
            Counts {
                answered: rows - missing - unweighed.count() as u64,
                missing,
                out_of_scale: answers.out_of_scale(place),
            }
        };
        let counts: Vec<Counts> = places.clone().map(count).collect();
        let range = |place| (answers.scale(place).low(), answers.scale(place).high());
        self.ranges = Some(places.clone().map(range).collect());
        self.directions = Some(places.map(|place| answers.direction(place)).collect());
        self.basis = Some(Basis {
            respondents: rows,
            used,
            answers: rows * answers.len() as u64,
            missing: counts.iter().map(|count| count.missing).sum(),
            out_of_scale: counts.iter().map(|count| count.out_of_scale).sum(),
            effective_n,
            policy,
        });
        self.counts = Some(counts);
    }

    /// Moments that are known already: published, or reduced by another engine.
    ///
    /// They are taken as they are. Where a question was asked so that lower is
    /// better, say so by [`with_scales`](Self::with_scales).
    ///
    /// `correlations` is row-major. `n` is the number of respondents behind them.
    ///
    /// # Errors
    /// `Empty` without questions; `Length`; `NotFinite` or `OutOfRange` for a
    /// mean, a standard deviation (>= 0), a correlation (-1 to 1) or `n` (>= 2);
    /// `Inconsistent` for a matrix that is not symmetric with a diagonal of 1, or not positive
    /// semidefinite but for the rounding of its decimals: no answers have it.
    pub fn from_correlations(
        names: Vec<String>,
        n: f64,
        means: Vec<f64>,
        sds: Vec<f64>,
        correlations: Vec<f64>,
    ) -> Result<Self> {
        let made = Self::of_correlations(names, n, means, sds, correlations)?;
        check_semidefinite(&made.correlations, made.len())?;
        Ok(made)
    }

    /// The same of a matrix that may be indefinite, as one of pairs of answers may.
    fn of_correlations(
        names: Vec<String>,
        n: f64,
        means: Vec<f64>,
        sds: Vec<f64>,
        correlations: Vec<f64>,
    ) -> Result<Self> {
        let (k, wanted) = (names.len(), correlations.len());
        let spread = |place: usize| sds.get(place).copied().unwrap_or(f64::NAN);
        let covariances =
            (0..wanted).map(|cell| correlations[cell] * spread(cell / k) * spread(cell % k));
        Self {
            covariances: if k == 0 { Vec::new() } else { covariances.collect() },
            names,
            means,
            sds,
            correlations,
            mean_covariances: None,
            ranges: None,
            directions: None,
            counts: None,
            n,
            basis: None,
            source: Source::default(),
        }
        .checked()
    }

    fn checked(self) -> Result<Self> {
        let k = self.names.len();
        if k == 0 {
            return Err(Error::empty("names"));
        }
        for (name, found, needed) in [
            ("means", self.means.len(), k),
            ("sds", self.sds.len(), k),
            ("correlations", self.correlations.len(), k * k),
            ("covariances", self.covariances.len(), k * k),
            ("mean_covariances", self.mean_covariances.as_ref().map_or(k * k, Vec::len), k * k),
            ("counts", self.counts.as_ref().map_or(k, Vec::len), k),
            ("directions", self.directions.as_ref().map_or(k, Vec::len), k),
        ] {
            if found != needed {
                return Err(Error::length(name, found, needed));
            }
        }
        if !(2.0..=MOST_COUNTED).contains(&self.n) {
            return Err(Error::out_of_range("n", self.n, "2 to 2^53"));
        }
        for row in 0..k {
            let (mean, sd) = (self.means[row], self.sds[row]);
            if !mean.is_finite() {
                return Err(
                    Error::out_of_range("means", mean, "a finite number").at_row(row as u64)
                );
            }
            if !(sd >= 0.0 && sd.is_finite()) {
                return Err(Error::out_of_range("sds", sd, ">= 0").at_row(row as u64));
            }
        }
        check_correlations(&self.correlations, k)?;
        check_symmetric("covariances", &self.covariances, k)?;
        for (row, sd) in self.sds.iter().enumerate() {
            let variance = self.covariances[row * k + row];
            if !((variance - sd * sd).abs() <= CORRELATION * (1.0 + sd * sd)) {
                return Err(Error::new(ErrorKind::Inconsistent, "is not the square of the sd")
                    .in_column("covariances")
                    .with_value(variance)
                    .allowing(format!("{}", sd * sd))
                    .at_row(row as u64));
            }
        }
        if let Some(of_means) = &self.mean_covariances {
            check_symmetric("mean_covariances", of_means, k)?;
        }
        if let Some(ranges) = &self.ranges {
            check_ranges(ranges, k)?;
        }
        self.basis.map_or(Ok(()), |basis| basis.checked().map(|_| ()))?;
        Ok(self)
    }

    /// Moments from a covariance matrix, row-major.
    ///
    /// # Errors
    /// As for [`from_correlations`](Self::from_correlations).
    pub fn from_covariances(
        names: Vec<String>,
        n: f64,
        means: Vec<f64>,
        covariances: Vec<f64>,
    ) -> Result<Self> {
        let made = Self::of_covariances(names, n, means, covariances)?;
        check_semidefinite(&made.correlations, made.len())?;
        Ok(made)
    }

    /// The same of a matrix that may be indefinite.
    pub(super) fn of_covariances(
        names: Vec<String>,
        n: f64,
        means: Vec<f64>,
        covariances: Vec<f64>,
    ) -> Result<Self> {
        let k = names.len();
        if covariances.len() != k * k {
            return Err(Error::length("covariances", covariances.len(), k * k));
        }
        let sds: Vec<f64> = (0..k).map(|i| covariances[i * k + i].max(0.0).sqrt()).collect();
        let mut correlations = vec![0.0; k * k];
        for i in 0..k {
            for j in 0..k {
                // A constant question has no correlation; it is found by its spread.
                let scale = sds[i] * sds[j];
                correlations[i * k + j] = match (i == j, scale > 0.0) {
                    (true, _) => 1.0,
                    (_, true) => (covariances[i * k + j] / scale).clamp(-1.0, 1.0),
                    _ => 0.0,
                };
            }
        }
        let mut made = Self::of_correlations(names, n, means, sds, correlations)?;
        made.covariances = covariances;
        made.checked()
    }

    /// Sets the ends of the scale of each question, which indices on 0 to 100
    /// need. Defaults to the scales of the answers, or to none.
    ///
    /// Ends do not say which of them is the better one: the moments stay as they
    /// are, and higher is taken to be better. [`with_scales`](Self::with_scales)
    /// knows the direction.
    ///
    /// # Errors
    /// `Length`; `Inconsistent` unless each low end lies below its high end.
    pub fn with_ranges(mut self, ranges: Vec<(f64, f64)>) -> Result<Self> {
        self.ranges = Some(ranges);
        self.checked()
    }

    /// Sets the scale of each question, ends and direction: moments from elsewhere
    /// are turned where lower is better, so that they are those of recoded answers
    /// (low + high - mean, and the other sign of each correlation with a question
    /// that is not turned).
    ///
    /// ```
    /// use habitue::survey::{Moments, Scale};
    ///
    /// let names = vec!["service".into(), "effort".into()];
    /// let published =
    ///     Moments::from_correlations(names, 90.0, vec![5.0, 2.5], vec![1.2, 1.5], vec![1.0, -0.4, -0.4, 1.0])?;
    /// let seven = Scale::points(1, 7)?;
    /// let turned = published.with_scales(&[seven.clone(), seven.reversed()])?;
    /// assert_eq!(turned.means(), [5.0, 5.5]);
    /// assert_eq!(turned.correlation(0, 1), 0.4);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// `Length`; `Inconsistent` where the moments know their directions already, from
    /// answers or scales, and these are others.
    pub fn with_scales(mut self, scales: &[Scale]) -> Result<Self> {
        if scales.len() != self.len() {
            return Err(Error::length("scales", scales.len(), self.len()));
        }
        if self.directions.is_some() {
            self.check_directions(scales.iter())?;
        } else {
            self.turn(scales);
        }
        self.ranges = Some(scales.iter().map(|scale| (scale.low(), scale.high())).collect());
        Ok(self)
    }

    /// Turns moments of answers as they were given into those of recoded ones.
    fn turn(&mut self, scales: &[Scale]) {
        let directions: Vec<Direction> = scales.iter().map(Scale::direction).collect();
        for (mean, scale) in self.means.iter_mut().zip(scales) {
            if scale.direction() == Direction::LowerIsBetter {
                *mean = scale.low() + scale.high() - *mean;
            }
        }
        let k = directions.len();
        for matrix in [&mut self.correlations, &mut self.covariances] {
            for (cell, value) in matrix.iter_mut().enumerate() {
                if directions[cell / k] != directions[cell % k] {
                    *value = -*value;
                }
            }
        }
        self.directions = Some(directions);
    }

    /// Refuses scales of another direction than the moments know; where they know
    /// none, higher is better.
    pub(crate) fn check_directions<'a>(
        &self,
        scales: impl Iterator<Item = &'a Scale>,
    ) -> Result<()> {
        let known = |place: usize| self.directions.as_ref().map(|all| all[place]);
        let differs = |(place, scale): &(usize, &Scale)| {
            known(*place).unwrap_or_default() != scale.direction()
        };
        match scales.enumerate().take(self.len()).find(differs) {
            None => Ok(()),
            Some((place, _)) => Err(Error::new(
                ErrorKind::Inconsistent,
                "has one direction in the moments and another on its scale; \
                 make both of the same questionnaire, or give the moments its scales",
            )
            .in_column(&self.names[place])),
        }
    }

    /// In which direction each question was asked, where the moments know it: they
    /// are then those of recoded answers. `None` for moments from elsewhere without
    /// [scales](Self::with_scales).
    #[must_use]
    pub fn directions(&self) -> Option<&[Direction]> {
        self.directions.as_deref()
    }

    /// How many questions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Never true.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The names of the questions.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The means.
    #[must_use]
    pub fn means(&self) -> &[f64] {
        &self.means
    }

    /// The standard deviations, n - 1.
    #[must_use]
    pub fn sds(&self) -> &[f64] {
        &self.sds
    }

    /// The correlations, row-major.
    #[must_use]
    pub fn correlations(&self) -> &[f64] {
        &self.correlations
    }

    /// The ends of each scale, if they are known.
    #[must_use]
    pub fn ranges(&self) -> Option<&[(f64, f64)]> {
        self.ranges.as_deref()
    }

    /// Respondents behind the moments; pairwise, those of the rarest question.
    #[must_use]
    pub fn n(&self) -> f64 {
        self.n
    }

    /// Of one question, the respondents used who answered it and the answers
    /// that are missing, where the moments came from answers or cross-products.
    #[must_use]
    pub fn question_counts(&self, question: usize) -> Option<(u64, u64)> {
        self.counts.as_ref()?.get(question).map(|count| (count.answered, count.missing))
    }

    /// What the moments rest on, where they came from answers.
    #[must_use]
    pub fn basis(&self) -> Option<&Basis> {
        self.basis.as_ref()
    }

    /// The correlation of two questions.
    #[must_use]
    pub fn correlation(&self, i: usize, j: usize) -> f64 {
        self.correlations[i * self.len() + j]
    }

    /// The covariance of two questions.
    #[must_use]
    pub fn covariance(&self, i: usize, j: usize) -> f64 {
        self.covariances[i * self.len() + j]
    }

    /// The covariance of the means of two questions, from which the standard
    /// error of any weighted sum of means follows: as the survey estimates it
    /// where the moments came from answers or cross-products (missing answers and
    /// weights enter), otherwise the covariance over n.
    #[must_use]
    pub fn mean_covariance(&self, i: usize, j: usize) -> f64 {
        match &self.mean_covariances {
            Some(matrix) => matrix[i * self.len() + j],
            None => {
                let n = self.basis.map_or(self.n, |basis| basis.effective_n);
                self.covariance(i, j) / n
            }
        }
    }

    /// Checks a list of questions: some, known, none twice.
    pub(crate) fn check_items(&self, questions: &[usize]) -> Result<()> {
        check_items(questions, self.len(), |question| &self.names[question])
    }

    /// Refuses questions that everybody answered alike: they have no correlation.
    pub(crate) fn check_spread(&self, questions: &[usize]) -> Result<()> {
        match questions.iter().find(|question| !(self.sds[**question] > 0.0)) {
            None => Ok(()),
            Some(question) => Err(Error::new(
                ErrorKind::Undefined,
                "has no variance: everybody answered alike, so it has no correlations; leave it out",
            )
            .in_column(&self.names[*question])),
        }
    }
}

/// Refuses what is no correlation matrix of `k` questions.
fn check_correlations(correlations: &[f64], k: usize) -> Result<()> {
    for row in 0..k {
        for column in 0..k {
            let r = correlations[row * k + column];
            if !(r.abs() <= 1.0 + CORRELATION) {
                return Err(Error::out_of_range("correlations", r, "-1 to 1").at_row(row as u64));
            }
            let expected = if row == column { 1.0 } else { correlations[column * k + row] };
            if (r - expected).abs() > CORRELATION {
                return Err(Error::new(
                    ErrorKind::Inconsistent,
                    format!("in row {row}, column {column} should be {expected}: the matrix is symmetric with a diagonal of 1"),
                )
                .in_column("correlations")
                .with_value(r)
                .at_row(row as u64));
            }
        }
    }
    Ok(())
}

/// Refuses a correlation matrix that no answers have: one with a negative eigenvalue beyond what
/// the rounding of its cells to their decimals may do, half a unit of the last for each other
/// question.
fn check_semidefinite(correlations: &[f64], k: usize) -> Result<()> {
    let is_written = |digits: &i32| {
        let unit = 10.0_f64.powi(*digits);
        correlations.iter().all(|r| (r * unit - (r * unit).round()).abs() <= CORRELATION * unit)
    };
    let half = (1..=8).find(is_written).map_or(0.0, |digits| 0.5 * 10.0_f64.powi(-digits));
    let slack = (k as f64 - 1.0) * half + k as f64 * CORRELATION;
    let matrix = DMatrix::from_row_slice(k, k, correlations);
    let least = matrix.symmetric_eigenvalues().min();
    if least >= -slack {
        return Ok(());
    }
    let message = "is the least eigenvalue: the matrix is not positive semidefinite, so that no \
                   answers have it; of answers with gaps, take the moments themselves";
    Err(Error::new(ErrorKind::Inconsistent, message)
        .in_column("correlations")
        .with_value(least)
        .allowing(format!("{:e} or more", -slack)))
}

/// Refuses a `k` by `k` matrix of covariances that is not finite and symmetric, or has a
/// negative variance, but for rounding.
fn check_symmetric(name: &'static str, matrix: &[f64], k: usize) -> Result<()> {
    for (cell, &entry) in matrix.iter().enumerate() {
        let (row, column) = (cell / k, cell % k);
        if !entry.is_finite() {
            return Err(Error::out_of_range(name, entry, "finite numbers").at_row(row as u64));
        }
        let variances = matrix[row * k + row].abs().max(matrix[column * k + column].abs());
        let slack = CORRELATION * (1.0 + variances);
        let expected = if row == column { entry.abs() } else { matrix[column * k + row] };
        if (entry - expected).abs() > slack {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                format!("in row {row}, column {column} should be {expected}: the matrix is symmetric, and variances are not negative"),
            )
            .in_column(name)
            .with_value(entry)
            .at_row(row as u64));
        }
    }
    Ok(())
}

/// Refuses ranges that are not of `k` questions, each from low to high.
fn check_ranges(ranges: &[(f64, f64)], k: usize) -> Result<()> {
    if ranges.len() != k {
        return Err(Error::length("ranges", ranges.len(), k));
    }
    for (row, (low, high)) in ranges.iter().enumerate() {
        if !(low < high && low.is_finite() && high.is_finite()) {
            return Err(Error::new(ErrorKind::Inconsistent, format!("must lie below {high}"))
                .in_column("ranges")
                .with_value(low)
                .at_row(row as u64));
        }
    }
    Ok(())
}
