//! Means, spreads and correlations of answers: all that reliability, drivers and
//! path models need.

use super::answers::Answers;
use super::basis::Basis;
use super::cross_products::CrossProducts;
use super::expectation::expectation_maximisation;
use super::missing::MissingPolicy;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::tolerance::CORRELATION;

/// Means, standard deviations and correlations of the questions of a survey,
/// with what they rest on.
///
/// Standard deviations have n - 1 in the denominator; with base weights the
/// weighted mean square is multiplied by n/(n - 1), so that equal weights of any
/// size change nothing.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Moments {
    names: Vec<String>,
    means: Vec<f64>,
    sds: Vec<f64>,
    /// Row-major, `len` by `len`, as is the next.
    correlations: Vec<f64>,
    covariances: Vec<f64>,
    /// Covariances of the means, where the answers told.
    mean_covariances: Option<Vec<f64>>,
    ranges: Option<Vec<(f64, f64)>>,
    /// Of each question, respondents used who answered, and answers missing.
    counts: Option<Vec<(u64, u64)>>,
    n: f64,
    basis: Option<Basis>,
}

impl Moments {
    /// The moments of all questions.
    ///
    /// With [`MissingPolicy::AvailableCase`] each correlation rests on those who
    /// answered both questions, so that the matrix may be indefinite.
    ///
    /// # Errors
    /// `Empty` where fewer than two respondents are left for a question or a
    /// pair; `OutOfRange` for a minimum share; `Argument` for a person mean where
    /// levels are unevenly scored; `NotConverged` where
    /// expectation-maximisation does not arrive.
    pub fn of(answers: &Answers, policy: MissingPolicy) -> Result<Self> {
        match policy {
            MissingPolicy::ExpectationMaximisation => expectation_maximisation(answers),
            _ => Self::from_cross_products(&CrossProducts::of(answers, policy)?),
        }
    }

    /// The moments of some questions, in the order given.
    ///
    /// # Errors
    /// As for [`of`](Self::of).
    pub fn of_questions(answers: &Answers, items: &[usize], policy: MissingPolicy) -> Result<Self> {
        let columns = items.iter().map(|i| answers.column(*i).map(<[f64]>::to_vec));
        let questions = answers.questionnaire().questions();
        let questions = items.iter().map(|i| questions[*i].clone()).collect();
        let mut made =
            Answers::new(super::Questionnaire::new(questions)?, columns.collect::<Result<_>>()?)?;
        if let Some(weights) = answers.weights() {
            made = made.with_weights(weights.to_vec())?;
        }
        Self::of(&made, policy)
    }

    /// The moments under cross-products, which may be [merged](CrossProducts::merge)
    /// ones: the same as of all answers at once.
    ///
    /// # Errors
    /// `Empty` where fewer than two respondents answered a question or a pair.
    pub fn from_cross_products(products: &CrossProducts) -> Result<Self> {
        let k = products.len();
        let names: Vec<String> = products.names().map(str::to_owned).collect();
        let means = products.means();
        let (mut covariances, mut of_means) = (vec![0.0; k * k], vec![0.0; k * k]);
        for i in 0..k {
            for j in 0..=i {
                if products.count(i, j) < 2 {
                    return Err(Error::new(
                        ErrorKind::Empty,
                        format!(
                            "and {} were answered together by {} respondents; at least 2 are needed",
                            names[j],
                            products.count(i, j)
                        ),
                    )
                    .in_column(&names[i]));
                }
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
        let mut made = Self::from_covariances(names, n as f64, means, covariances)?;
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
        made.counts = Some(questions.iter().map(|asked| (asked.answered, asked.missing)).collect());
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
        answers: &Answers,
        used: u64,
        effective_n: f64,
        policy: MissingPolicy,
    ) {
        let questions = answers.questionnaire().questions();
        let rows = answers.respondents() as u64;
        let count = |(column, missing): (&Vec<f64>, &u64)| {
            let unweighed = column
                .iter()
                .enumerate()
                .filter(|(row, answer)| !answer.is_nan() && answers.weight(*row) == 0.0);
            (rows - missing - unweighed.count() as u64, *missing)
        };
        self.counts = Some(answers.columns().iter().zip(answers.missing()).map(count).collect());
        let range = |question: &super::Question| (question.scale().low(), question.scale().high());
        self.ranges = Some(questions.iter().map(range).collect());
        self.basis = Some(Basis {
            respondents: answers.respondents() as u64,
            used,
            answers: (answers.respondents() * questions.len()) as u64,
            missing: answers.missing().iter().sum(),
            out_of_scale: answers.out_of_scale().iter().sum(),
            effective_n,
            policy,
        });
    }

    /// Moments that are known already: published, or reduced by another engine.
    ///
    /// `correlations` is row-major. `n` is the number of respondents behind them.
    ///
    /// # Errors
    /// `Empty` without questions; `Length`; `NotFinite` or `OutOfRange` for a
    /// mean, a standard deviation (>= 0), a correlation (-1 to 1) or `n` (>= 2);
    /// `Inconsistent` for a matrix that is not symmetric with a diagonal of 1.
    pub fn from_correlations(
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
            counts: None,
            n,
            basis: None,
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
        ] {
            if found != needed {
                return Err(Error::length(name, found, needed));
            }
        }
        if !(self.n >= 2.0 && self.n.is_finite()) {
            return Err(Error::out_of_range("n", self.n, ">= 2"));
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
        let mut made = Self::from_correlations(names, n, means, sds, correlations)?;
        made.covariances = covariances;
        made.checked()
    }

    /// Sets the ends of the scale of each question, which indices on 0 to 100
    /// need. Defaults to the scales of the answers, or to none.
    ///
    /// # Errors
    /// `Length`; `Inconsistent` unless each low end lies below its high end.
    pub fn with_ranges(mut self, ranges: Vec<(f64, f64)>) -> Result<Self> {
        self.ranges = Some(ranges);
        self.checked()
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
        self.counts.as_ref()?.get(question).copied()
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

    /// The moments of some questions, in the order given.
    ///
    /// # Errors
    /// `Empty`; `OutOfRange` for an index of no question; `Duplicate` for one
    /// that occurs twice.
    pub fn select(&self, questions: &[usize]) -> Result<Self> {
        self.check_items(questions)?;
        let k = self.len();
        let square = |matrix: &[f64]| -> Vec<f64> {
            let row = |i: &usize| questions.iter().map(|j| matrix[i * k + j]).collect::<Vec<_>>();
            questions.iter().flat_map(row).collect()
        };
        Ok(Self {
            names: questions.iter().map(|i| self.names[*i].clone()).collect(),
            means: questions.iter().map(|i| self.means[*i]).collect(),
            sds: questions.iter().map(|i| self.sds[*i]).collect(),
            correlations: square(&self.correlations),
            covariances: square(&self.covariances),
            mean_covariances: self.mean_covariances.as_deref().map(square),
            ranges: self.ranges.as_ref().map(|all| questions.iter().map(|i| all[*i]).collect()),
            counts: self.counts.as_ref().map(|all| questions.iter().map(|i| all[*i]).collect()),
            n: self.n,
            basis: self.basis,
        })
    }

    /// Checks a list of questions: some, known, none twice.
    pub(crate) fn check_items(&self, questions: &[usize]) -> Result<()> {
        if questions.is_empty() {
            return Err(Error::empty("items"));
        }
        for (row, question) in questions.iter().enumerate() {
            if *question >= self.len() {
                let allowed = format!("0 to {}", self.len() - 1);
                return Err(
                    Error::out_of_range("items", *question as f64, allowed).at_row(row as u64)
                );
            }
            if questions[..row].contains(question) {
                return Err(Error::new(ErrorKind::Duplicate, "is listed twice")
                    .in_column("items")
                    .with_value(&self.names[*question])
                    .at_row(row as u64));
            }
        }
        Ok(())
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
