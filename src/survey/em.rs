//! Maximum-likelihood moments with missing answers.

use std::collections::BTreeMap;

use nalgebra::{DMatrix, DVector};

use super::analysed::Analysed;
use super::cross_products::CrossProducts;
use super::missing::MissingPolicy;
use super::moments::Moments;
use crate::error::{Convergence, Error, ErrorKind, Result};
use crate::numeric::tolerance::{EXPECTATION, EXPECTATION_STEPS};

/// Respondents who answered the same questions: the sums of their answers.
struct Pattern {
    answered: Vec<usize>,
    missing: Vec<usize>,
    count: u64,
    weight: f64,
    sums: DVector<f64>,
    products: DMatrix<f64>,
}

/// Means and covariances of a normal law by expectation-maximisation (Dempster,
/// Laird and Rubin 1977; Little and Rubin 2002, section 11.2), over patterns of
/// missing answers, so that a step costs nothing per respondent.
///
/// Answers are standardised first by what was observed, so that the tolerance
/// means the same for every scale.
pub(super) fn expectation_maximisation(answers: &Analysed<'_>) -> Result<Moments> {
    let k = answers.len();
    let observed = CrossProducts::available(answers);
    let centre = observed.means();
    let spread: Vec<f64> = (0..k).map(|i| observed.covariance(i, i).sqrt()).collect();
    for (place, spread) in spread.iter().enumerate() {
        if !(*spread > 0.0) {
            return Err(Error::new(
                ErrorKind::Undefined,
                "needs two different answers for expectation-maximisation",
            )
            .in_column(answers.name(place)));
        }
    }
    let patterns = patterns(answers, &centre, &spread);
    let total: f64 = patterns.iter().map(|pattern| pattern.weight).sum();
    let used: u64 = patterns.iter().map(|pattern| pattern.count).sum();

    let mut mean = DVector::zeros(k);
    let mut covariance = DMatrix::identity(k, k);
    let mut change = f64::INFINITY;
    let mut steps = 0;
    while change > EXPECTATION {
        steps += 1;
        if steps > EXPECTATION_STEPS {
            return Err(Error::not_converged(
                "expectation-maximisation",
                Convergence {
                    iterations: EXPECTATION_STEPS,
                    objective: f64::NAN,
                    gradient_norm: change,
                    parameters: mean.iter().copied().collect(),
                    reason: "too much is missing for the moments to settle".to_owned(),
                },
            ));
        }
        let (mut sums, mut products) = (DVector::zeros(k), DMatrix::zeros(k, k));
        for pattern in &patterns {
            pattern.expect(&mean, &covariance, &mut sums, &mut products)?;
        }
        let next_mean = sums / total;
        let next_covariance = products / total - &next_mean * next_mean.transpose();
        change = (&next_mean - &mean).amax().max((&next_covariance - &covariance).amax());
        mean = next_mean;
        covariance = next_covariance;
    }
    let n = used as f64;
    let means = (0..k).map(|i| centre[i] + spread[i] * mean[i]).collect();
    let scaled: Vec<f64> = (0..k * k)
        .map(|cell| {
            let (i, j) = (cell / k, cell % k);
            0.5 * (covariance[(i, j)] + covariance[(j, i)]) * spread[i] * spread[j] * n / (n - 1.0)
        })
        .collect();
    let names = (0..k).map(|place| answers.name(place).to_owned()).collect();
    let mut made = Moments::of_covariances(names, n, means, scaled)?;
    made.describe(answers, used, observed.effective_n(), MissingPolicy::ExpectationMaximisation);
    Ok(made)
}

fn patterns(answers: &Analysed<'_>, centre: &[f64], spread: &[f64]) -> Vec<Pattern> {
    let k = answers.len();
    let mut found: BTreeMap<Vec<bool>, Pattern> = BTreeMap::new();
    for row in 0..answers.respondents() {
        let there: Vec<bool> = answers.columns().map(|column| !column[row].is_nan()).collect();
        let weight = answers.weight(row);
        if weight == 0.0 || !there.contains(&true) {
            continue;
        }
        let pattern = found.entry(there.clone()).or_insert_with(|| {
            let (answered, missing): (Vec<usize>, Vec<usize>) = (0..k).partition(|i| there[*i]);
            let size = answered.len();
            Pattern {
                answered,
                missing,
                count: 0,
                weight: 0.0,
                sums: DVector::zeros(size),
                products: DMatrix::zeros(size, size),
            }
        });
        let values = DVector::from_iterator(
            pattern.answered.len(),
            pattern.answered.iter().map(|i| (answers.column(*i)[row] - centre[*i]) / spread[*i]),
        );
        pattern.count += 1;
        pattern.weight += weight;
        pattern.sums += &values * weight;
        pattern.products.ger(weight, &values, &values, 1.0);
    }
    found.into_values().collect()
}

impl Pattern {
    /// Adds the expected sums and cross-products of all questions, given what
    /// was answered.
    fn expect(
        &self,
        mean: &DVector<f64>,
        covariance: &DMatrix<f64>,
        sums: &mut DVector<f64>,
        products: &mut DMatrix<f64>,
    ) -> Result<()> {
        let pick = |rows: &[usize], columns: &[usize]| {
            DMatrix::from_fn(rows.len(), columns.len(), |i, j| covariance[(rows[i], columns[j])])
        };
        let within = pick(&self.answered, &self.answered);
        let across = pick(&self.missing, &self.answered);
        let Some(factor) = within.cholesky() else {
            return Err(Error::new(
                ErrorKind::Singular,
                "the answered questions of some respondents determine each other",
            ));
        };
        // E[missing | answered] = intercept + slope answered.
        let slope = factor.solve(&across.transpose()).transpose();
        let own =
            DVector::from_iterator(self.answered.len(), self.answered.iter().map(|i| mean[*i]));
        let others =
            DVector::from_iterator(self.missing.len(), self.missing.iter().map(|i| mean[*i]));
        let intercept = &others - &slope * &own;
        let expected = &slope * &self.sums + &intercept * self.weight;
        let cross = &slope * &self.products + &intercept * self.sums.transpose();
        let residual = pick(&self.missing, &self.missing) - &slope * across.transpose();
        let square =
            &cross * slope.transpose() + &expected * intercept.transpose() + residual * self.weight;
        for (a, i) in self.answered.iter().enumerate() {
            sums[*i] += self.sums[a];
            for (b, j) in self.answered.iter().enumerate() {
                products[(*i, *j)] += self.products[(a, b)];
            }
        }
        for (a, i) in self.missing.iter().enumerate() {
            sums[*i] += expected[a];
            for (b, j) in self.answered.iter().enumerate() {
                products[(*i, *j)] += cross[(a, b)];
                products[(*j, *i)] += cross[(a, b)];
            }
            for (b, j) in self.missing.iter().enumerate() {
                products[(*i, *j)] += square[(a, b)];
            }
        }
        Ok(())
    }
}
