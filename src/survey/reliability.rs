//! Do several questions measure one thing?

use nalgebra::DMatrix;

use super::alpha_interval::{
    AlphaInterval, feldt, implied_n, linearised_variance, normal_variance,
};
use super::answers::Answers;
use super::missing::MissingPolicy;
use super::moments::Moments;
use crate::error::{Convergence, Error, ErrorKind, Result};
use crate::numeric::proportion::check_level;
use crate::numeric::tolerance::{
    EQUAL_WEIGHTS, FACTOR_GRADIENT, FACTOR_STEPS, LEAST_ALPHA_N, LEAST_UNIQUENESS,
};
use crate::survey::Interval;

/// The internal consistency of the questions of one construct.
///
/// Packages print different things under the one name of Cronbach's alpha: some
/// the raw one (from covariances), some the standardised one (from
/// correlations). Both are here, and neither is cut off at 0: a negative alpha
/// says that a question runs the other way.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Reliability {
    /// Number of questions k.
    pub items: usize,
    /// Respondents behind it.
    pub n: f64,
    /// k/(k-1) (1 - Σ s²ᵢ / s²_sum).
    pub alpha: f64,
    /// k/(k-1) (1 - k / Σ r).
    pub standardised_alpha: f64,
    /// Interval of the raw alpha.
    pub interval: Interval,
    /// How the interval was formed: Feldt's with equal weights, linearised with
    /// others.
    pub interval_method: AlphaInterval,
    /// The number of respondents that the interval counts: those behind alpha with
    /// Feldt's, as many as say as much with a linearised one.
    pub effective_n: f64,
    /// Alpha without each question; `None` with two questions.
    pub alpha_without: Option<Vec<f64>>,
    /// Correlation of each question with the sum of the others.
    pub item_rest: Vec<f64>,
    /// Questions that correlate negatively with the rest: probably asked the
    /// other way round. Turn their scale.
    pub reversed: Vec<usize>,
}

impl Reliability {
    /// The reliability of these questions, with its interval at `level`: Feldt's
    /// (1965) with equal weights, [linearised](AlphaInterval::NormalLinearised) with
    /// others. Where the answers are at hand, [`of_answers`](Self::of_answers) has one
    /// that assumes no law of them.
    ///
    /// # Errors
    /// `Undefined` for fewer than two questions, for a question that everybody
    /// answered alike, and where the sum has no variance; `OutOfRange` or
    /// `Duplicate` for a wrong list of questions; `OutOfRange` for `level`.
    pub fn of(moments: &Moments, items: &[usize], level: f64) -> Result<Self> {
        check_level(level)?;
        moments.check_items(items)?;
        moments.check_spread(items)?;
        let k = items.len();
        if k < 2 {
            return Err(Error::new(
                ErrorKind::Undefined,
                "has one question; internal consistency needs at least two",
            )
            .in_column("items"));
        }
        let n = moments.n();
        let covariance = |i: usize, j: usize| moments.covariance(items[i], items[j]);
        let row: Vec<f64> = (0..k).map(|i| (0..k).map(|j| covariance(i, j)).sum()).collect();
        let total: f64 = row.iter().sum();
        let own: f64 = (0..k).map(|i| covariance(i, i)).sum();
        let correlations: f64 = items
            .iter()
            .map(|i| items.iter().map(|j| moments.correlation(*i, *j)).sum::<f64>())
            .sum();
        if !(total > 0.0 && correlations > 0.0) {
            return Err(Error::new(
                ErrorKind::Undefined,
                "add up to a sum without variance, so no share of it can be reliable",
            )
            .in_column("items"));
        }
        let parts = k as f64;
        let alpha = parts / (parts - 1.0) * (1.0 - own / total);
        let rest = |i: usize| total - 2.0 * row[i] + covariance(i, i);
        let item_rest: Vec<f64> = (0..k)
            .map(|i| (row[i] - covariance(i, i)) / (covariance(i, i) * rest(i)).sqrt())
            .collect();
        let plain = Self {
            items: k,
            n,
            alpha,
            standardised_alpha: parts / (parts - 1.0) * (1.0 - parts / correlations),
            interval: feldt(alpha, k, n, level),
            interval_method: AlphaInterval::Feldt,
            effective_n: n,
            alpha_without: (k > 2).then(|| {
                let fewer = parts - 1.0;
                (0..k)
                    .map(|i| fewer / (fewer - 1.0) * (1.0 - (own - covariance(i, i)) / rest(i)))
                    .collect()
            }),
            reversed: (0..k).filter(|i| item_rest[*i] < 0.0).map(|i| items[i]).collect(),
            item_rest,
        };
        let weighted = moments
            .basis()
            .filter(|basis| basis.effective_n < basis.used as f64 * (1.0 - EQUAL_WEIGHTS));
        Ok(match weighted {
            None => plain,
            Some(_) => {
                let variance = normal_alpha_variance(moments, items);
                plain.linearised(AlphaInterval::NormalLinearised, variance, level)
            }
        })
    }

    /// The reliability of these questions over the respondents whom `missing` keeps
    /// for them, with the interval of choice.
    ///
    /// # Errors
    /// `Argument` for [`AlphaInterval::Linearised`] under a policy that fills answers
    /// in: what was filled in is no observation; otherwise as for
    /// [`of`](Self::of) and [`Moments::of`].
    ///
    /// ```
    /// use habitue::survey::{
    ///     AlphaInterval, Answers, MissingPolicy, Question, Questionnaire, Reliability, Scale,
    /// };
    ///
    /// let five = Scale::points(1, 5)?;
    /// let questions = ["price", "service", "range"].map(|name| Question::new(name, five.clone()));
    /// let answers = Answers::new(
    ///     Questionnaire::new(questions.into())?,
    ///     vec![
    ///         vec![1.0, 2.0, 4.0, 5.0, 3.0, 2.0, 5.0, 4.0],
    ///         vec![1.0, 2.0, 4.0, 5.0, 3.0, 1.0, 4.0, 5.0],
    ///         vec![2.0, 2.0, 5.0, 4.0, 3.0, 1.0, 4.0, 5.0],
    ///     ],
    /// )?
    /// .with_weights(vec![1.0, 1.0, 1.0, 1.0, 1.0, 4.0, 1.0, 1.0])?;
    /// let method = AlphaInterval::Linearised;
    /// let found =
    ///     Reliability::of_answers(&answers, &[0, 1, 2], MissingPolicy::Listwise, method, 0.95)?;
    /// assert!(found.interval.contains(found.alpha) && found.n == 8.0);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of_answers(
        answers: &Answers,
        items: &[usize],
        missing: MissingPolicy,
        method: AlphaInterval,
        level: f64,
    ) -> Result<Self> {
        let moments = Moments::of_questions(answers, items, missing)?;
        let all: Vec<usize> = (0..items.len()).collect();
        let mut found = Self::of(&moments, &all, level)?;
        found.reversed.iter_mut().for_each(|item| *item = items[*item]);
        Ok(match method {
            AlphaInterval::Feldt => Self {
                interval: feldt(found.alpha, found.items, found.n, level),
                interval_method: method,
                effective_n: found.n,
                ..found
            },
            AlphaInterval::Linearised => {
                let listwise = listwise(missing)?;
                let columns: Vec<&[f64]> =
                    items.iter().map(|item| answers.columns()[*item].as_slice()).collect();
                let variance = linearised_variance(&columns, |row| answers.weight(row), listwise);
                found.linearised(method, variance, level)
            }
            AlphaInterval::NormalLinearised => {
                let variance = normal_alpha_variance(&moments, &all);
                found.linearised(method, variance, level)
            }
        })
    }

    /// The same with the interval that this variance of alpha implies; unchanged
    /// where alpha does not vary.
    fn linearised(self, method: AlphaInterval, variance: f64, level: f64) -> Self {
        let effective_n = match variance > 0.0 {
            true => implied_n(self.alpha, self.items, variance).max(LEAST_ALPHA_N),
            false => self.n,
        };
        let interval = feldt(self.alpha, self.items, effective_n, level);
        Self { interval, interval_method: method, effective_n, ..self }
    }

    /// Loadings of the one-factor model by maximum likelihood on the
    /// correlations, and McDonald's omega (Σλ)²/((Σλ)² + Σψ) of them.
    ///
    /// # Errors
    /// `Undefined` for fewer than three questions (the model is then not
    /// identified) or one without variance; `Singular` for a matrix that is not
    /// positive definite; `NotConverged`; wrong lists as for [`of`](Self::of).
    pub fn omega(moments: &Moments, items: &[usize]) -> Result<(f64, Vec<f64>)> {
        moments.check_items(items)?;
        moments.check_spread(items)?;
        if items.len() < 3 {
            return Err(Error::new(
                ErrorKind::Undefined,
                "are fewer than three, so a factor is not identified",
            )
            .in_column("items"));
        }
        let k = items.len();
        let matrix = DMatrix::from_fn(k, k, |i, j| moments.correlation(items[i], items[j]));
        let (loadings, uniquenesses) = one_factor(&matrix)?;
        let common = loadings.iter().sum::<f64>().powi(2);
        Ok((common / (common + uniquenesses.iter().sum::<f64>()), loadings))
    }
}

/// The variance of alpha of moments alone, as if answers were normal.
fn normal_alpha_variance(moments: &Moments, items: &[usize]) -> f64 {
    let (used, n) = moments
        .basis()
        .map_or((moments.n(), moments.n()), |basis| (basis.used as f64, basis.effective_n));
    let cells = || items.iter().flat_map(|i| items.iter().map(move |j| (*i, *j)));
    let covariances: Vec<f64> = cells().map(|(i, j)| moments.covariance(i, j)).collect();
    let of_means: Vec<f64> = cells().map(|(i, j)| moments.mean_covariance(i, j)).collect();
    normal_variance(&covariances, &of_means, items.len(), n) * used / (used - 1.0)
}

/// Whether respondents are used only where they answered all.
///
/// # Errors
/// `Argument` for a policy that fills answers in.
fn listwise(policy: MissingPolicy) -> Result<bool> {
    match policy {
        MissingPolicy::Listwise => Ok(true),
        MissingPolicy::AvailableCase => Ok(false),
        _ => Err(Error::new(
            ErrorKind::Argument,
            "fills answers in, which are no observations; the linearised interval needs listwise or available case",
        )
        .in_column("missing")
        .with_value(policy.name())),
    }
}

/// Composite reliability (Σλ)²/((Σλ)² + Σ(1 - λ²)) of standardised loadings; a
/// single item has 1.
///
/// # Errors
/// `Empty`; `OutOfRange` or `NotFinite` for a loading outside -1 to 1.
pub fn composite_reliability(loadings: &[f64]) -> Result<f64> {
    check_loadings(loadings)?;
    if loadings.len() == 1 {
        return Ok(1.0);
    }
    let common = loadings.iter().sum::<f64>().powi(2);
    let own: f64 = loadings.iter().map(|loading| 1.0 - loading * loading).sum();
    Ok(common / (common + own))
}

/// Average variance extracted Σλ²/k of standardised loadings; a single item
/// has 1.
///
/// # Errors
/// As for [`composite_reliability`].
pub fn average_variance_extracted(loadings: &[f64]) -> Result<f64> {
    check_loadings(loadings)?;
    if loadings.len() == 1 {
        return Ok(1.0);
    }
    Ok(loadings.iter().map(|loading| loading * loading).sum::<f64>() / loadings.len() as f64)
}

/// Dijkstra and Henseler's rho_A of a composite: (w'w)² w'(R - diag R)w /
/// w'(ww' - diag ww')w, with the weights scaled so that the composite has
/// variance 1. A single item has 1.
///
/// # Errors
/// `Length`; `NotFinite` for a weight; `Undefined` where the weights give no
/// variance; wrong lists.
pub fn rho_a(moments: &Moments, items: &[usize], weights: &[f64]) -> Result<f64> {
    moments.check_items(items)?;
    if weights.len() != items.len() {
        return Err(Error::length("weights", weights.len(), items.len()));
    }
    if let Some(row) = weights.iter().position(|weight| !weight.is_finite()) {
        return Err(
            Error::out_of_range("weights", weights[row], "a finite number").at_row(row as u64)
        );
    }
    if items.len() == 1 {
        return Ok(1.0);
    }
    let pairs = |value: &dyn Fn(usize, usize) -> f64| -> f64 {
        let k = items.len();
        (0..k).flat_map(|i| (0..k).map(move |j| (i, j))).map(|(i, j)| value(i, j)).sum()
    };
    let variance = pairs(&|i, j| weights[i] * weights[j] * moments.correlation(items[i], items[j]));
    if !(variance > 0.0) {
        return Err(Error::new(ErrorKind::Undefined, "give a composite without variance")
            .in_column("weights"));
    }
    let squares: f64 = weights.iter().map(|w| w * w).sum::<f64>() / variance;
    let off = |value: f64, i: usize, j: usize| if i == j { 0.0 } else { value };
    let numerator =
        pairs(&|i, j| off(weights[i] * weights[j] * moments.correlation(items[i], items[j]), i, j))
            / variance;
    let denominator =
        pairs(&|i, j| off(weights[i].powi(2) * weights[j].powi(2), i, j)) / variance.powi(2);
    Ok(squares * squares * numerator / denominator)
}

/// The heterotrait-monotrait ratio of two constructs (Henseler, Ringle and
/// Sarstedt 2015): mean correlation across over the geometric mean of the mean
/// correlations within. Above 0.85 to 0.9 the two are hardly distinct.
///
/// # Errors
/// `Undefined` for a construct of one question or with a mean correlation that
/// is not positive; wrong lists.
pub fn heterotrait_monotrait(moments: &Moments, first: &[usize], second: &[usize]) -> Result<f64> {
    let within = |items: &[usize], name: &str| -> Result<f64> {
        moments.check_items(items)?;
        moments.check_spread(items)?;
        let pairs = items.len() * (items.len() - 1) / 2;
        let sum: f64 = (1..items.len())
            .flat_map(|i| (0..i).map(move |j| (i, j)))
            .map(|(i, j)| moments.correlation(items[i], items[j]))
            .sum();
        let mean = sum / pairs as f64;
        if !(mean > 0.0) {
            return Err(Error::new(
                ErrorKind::Undefined,
                "needs at least two questions with a positive mean correlation",
            )
            .in_column(name));
        }
        Ok(mean)
    };
    let own = (within(first, "first")? * within(second, "second")?).sqrt();
    let across: f64 =
        first.iter().map(|i| second.iter().map(|j| moments.correlation(*i, *j)).sum::<f64>()).sum();
    Ok(across / (first.len() * second.len()) as f64 / own)
}

fn check_loadings(loadings: &[f64]) -> Result<()> {
    if loadings.is_empty() {
        return Err(Error::empty("loadings"));
    }
    match loadings.iter().position(|loading| !(loading.abs() <= 1.0)) {
        None => Ok(()),
        Some(row) => {
            Err(Error::out_of_range("loadings", loadings[row], "-1 to 1").at_row(row as u64))
        }
    }
}

/// Loadings and uniquenesses of the one-factor model by maximum likelihood
/// (Jöreskog 1967): the discrepancy is minimised over the logarithms of the
/// uniquenesses, with his approximate second derivatives, halving a step that
/// does not descend.
fn one_factor(matrix: &DMatrix<f64>) -> Result<(Vec<f64>, Vec<f64>)> {
    let k = matrix.nrows();
    let Some(inverse) = matrix.clone().cholesky().map(|factor| factor.inverse()) else {
        return Err(Error::new(ErrorKind::Singular, "the correlations are not positive definite"));
    };
    let least = LEAST_UNIQUENESS.ln();
    // Jöreskog's start: (1 - 1/(2k)) over the diagonal of the inverse.
    let start = 1.0 - 0.5 / k as f64;
    let mut logs: Vec<f64> =
        (0..k).map(|i| (start / inverse[(i, i)]).ln().clamp(least, 0.0)).collect();
    let mut state = Factor::at(matrix, &logs);
    for _ in 0..FACTOR_STEPS {
        // A uniqueness on its bound stays there while the likelihood pushes it out.
        let free: Vec<usize> =
            (0..k).filter(|i| !(logs[*i] <= least && state.gradient[*i] > 0.0)).collect();
        let worst = free.iter().map(|i| state.gradient[*i].abs()).fold(0.0, f64::max);
        if worst <= FACTOR_GRADIENT {
            return Ok((state.loadings(), logs.iter().map(|x| x.exp()).collect()));
        }
        let hessian =
            DMatrix::from_fn(free.len(), free.len(), |a, b| state.curvature(free[a], free[b]));
        let gradient =
            nalgebra::DVector::from_iterator(free.len(), free.iter().map(|i| state.gradient[*i]));
        let step = match hessian.cholesky() {
            Some(factor) => factor.solve(&gradient),
            None => gradient,
        };
        let mut part = 1.0;
        let moved = loop {
            let mut next = logs.clone();
            for (a, i) in free.iter().enumerate() {
                next[*i] = (logs[*i] - part * step[a]).clamp(least, 0.7);
            }
            let found = Factor::at(matrix, &next);
            // At the noise of the discrepancy, the gradient decides.
            let better = found.discrepancy < state.discrepancy
                || free.iter().map(|i| found.gradient[*i].abs()).fold(0.0, f64::max) < worst;
            if better {
                logs = next;
                state = found;
                break true;
            }
            part *= 0.5;
            if part < 1e-10 {
                break false;
            }
        };
        if !moved {
            // Rounding of the eigenvalues: nothing nearer can be told apart.
            if worst <= 1e3 * FACTOR_GRADIENT {
                return Ok((state.loadings(), logs.iter().map(|x| x.exp()).collect()));
            }
            break;
        }
    }
    Err(Error::not_converged(
        "the one-factor model",
        Convergence {
            iterations: FACTOR_STEPS,
            objective: state.discrepancy,
            gradient_norm: state.gradient.iter().fold(0.0, |worst, g| worst.max(g.abs())),
            parameters: logs.iter().map(|x| x.exp()).collect(),
            reason: "no step lowers the discrepancy".to_owned(),
        },
    ))
}

/// The discrepancy and its derivatives at given uniquenesses.
struct Factor {
    discrepancy: f64,
    gradient: Vec<f64>,
    roots: Vec<f64>,
    largest: f64,
    leading: Vec<f64>,
    others: Vec<(f64, Vec<f64>)>,
}

impl Factor {
    fn at(matrix: &DMatrix<f64>, logs: &[f64]) -> Self {
        let k = logs.len();
        let roots: Vec<f64> = logs.iter().map(|x| (0.5 * x).exp()).collect();
        let scaled = DMatrix::from_fn(k, k, |i, j| matrix[(i, j)] / (roots[i] * roots[j]));
        let eigen = scaled.symmetric_eigen();
        let mut order: Vec<usize> = (0..k).collect();
        order.sort_by(|a, b| eigen.eigenvalues[*b].total_cmp(&eigen.eigenvalues[*a]));
        let vector =
            |index: usize| eigen.eigenvectors.column(index).iter().copied().collect::<Vec<f64>>();
        let others: Vec<(f64, Vec<f64>)> =
            order[1..].iter().map(|index| (eigen.eigenvalues[*index], vector(*index))).collect();
        let discrepancy = others.iter().map(|(value, _)| value - value.ln() - 1.0).sum();
        let gradient = (0..k)
            .map(|i| others.iter().map(|(value, v)| (1.0 - value) * v[i] * v[i]).sum())
            .collect();
        Self {
            discrepancy,
            gradient,
            roots,
            largest: eigen.eigenvalues[order[0]],
            leading: vector(order[0]),
            others,
        }
    }

    fn curvature(&self, i: usize, j: usize) -> f64 {
        self.others.iter().map(|(_, v)| v[i] * v[j]).sum::<f64>().powi(2)
    }

    /// Loadings, with the sign that makes their sum positive.
    fn loadings(&self) -> Vec<f64> {
        let length = (self.largest - 1.0).max(0.0).sqrt();
        let loadings: Vec<f64> =
            self.leading.iter().zip(&self.roots).map(|(v, root)| length * v * root).collect();
        let sign = if loadings.iter().sum::<f64>() < 0.0 { -1.0 } else { 1.0 };
        loadings.iter().map(|loading| sign * loading).collect()
    }
}
