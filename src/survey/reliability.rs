//! Do several questions measure one thing?

use nalgebra::DMatrix;

use super::alpha_interval::{
    AlphaInterval, feldt, implied_n, linearised_variance, normal_variance,
};
use super::answers::Answers;
use super::missing::MissingPolicy;
use super::moments::Moments;
use super::omega::{Omega, one_factor};
use super::sample_basis::Basis;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::proportion::check_confidence;
use crate::numeric::tolerance::{CORRELATION, EQUAL_WEIGHTS, LEAST_ALPHA_N};
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
    /// Respondents behind it: those whom the missing-answer policy keeps for these
    /// questions.
    pub n: f64,
    /// What it rests on, n used and missing, where the moments came from answers.
    pub basis: Option<Basis>,
    /// k/(k-1) (1 - Σ s²ᵢ / s²_sum).
    pub alpha: f64,
    /// k/(k-1) (1 - k / Σ r).
    pub standardised_alpha: f64,
    /// Interval of the raw alpha.
    pub interval: Interval,
    /// How the interval was formed.
    pub interval_method: AlphaInterval,
    /// The number of respondents that the interval counts: those behind alpha with
    /// Feldt's, as many as say as much with a linearised one.
    pub effective_n: f64,
    /// Alpha without each question; `None` with two questions.
    pub alpha_without: Option<Vec<f64>>,
    /// Correlation of each question with the sum of the others.
    pub item_rest: Vec<f64>,
    /// Questions that correlate negatively with the rest: probably asked the
    /// other way round. Where lower is better, [reverse](super::Scale::reversed)
    /// their scale.
    pub reversed: Vec<usize>,
}

impl Reliability {
    /// The reliability of these questions, with its interval at `confidence`.
    ///
    /// The interval is the same wherever alpha stands (here, in a breakdown, in a study):
    /// Feldt's (1965) where weights are equal and every respondent used answered all the
    /// questions; otherwise it is [linearised](AlphaInterval::Linearised). Moments of sums
    /// that were merged or sent have no answers to linearise by, nor have those of a policy
    /// that fills answers in: with unequal weights they stand for a
    /// [normal law](AlphaInterval::NormalLinearised) of them, and where some are
    /// missing Feldt's interval counts those who answered the rarest question.
    /// [`of_answers`](Self::of_answers) takes the interval by name.
    ///
    /// # Errors
    /// `Undefined` for fewer than two questions, for a question that everybody
    /// answered alike, and where the sum has no variance; `OutOfRange` or
    /// `Duplicate` for a wrong list of questions; `OutOfRange` for `confidence`.
    pub fn of(moments: &Moments, items: &[usize], confidence: f64) -> Result<Self> {
        let narrow = &*moments.over(items)?;
        let found = Self::with_feldt(narrow, items, confidence)?;
        let behind = moments.source.behind(items);
        let method = usual_interval(narrow, behind.is_some());
        found.by(method, narrow, items, behind, confidence)
    }

    /// With Feldt's interval, whatever the weights.
    fn with_feldt(moments: &Moments, items: &[usize], confidence: f64) -> Result<Self> {
        check_confidence(confidence)?;
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
            let pairs = || items.iter().flat_map(|i| items.iter().map(move |j| (*i, *j)));
            let opposite = pairs().find(|(i, j)| moments.correlation(*i, *j) <= CORRELATION - 1.0);
            let name = |i: usize| &moments.names()[i];
            return Err(match opposite {
                Some((i, j)) => Error::new(
                    ErrorKind::Undefined,
                    format!(
                        "is exactly opposite to {}, so that the sum does not vary; reverse the scale of one",
                        name(j)
                    ),
                )
                .in_column(name(i)),
                None => Error::new(
                    ErrorKind::Undefined,
                    "add up to a sum without variance, so no share of it can be reliable",
                )
                .in_column("items"),
            });
        }
        let parts = k as f64;
        let alpha = parts / (parts - 1.0) * (1.0 - own / total);
        let rest = |i: usize| total - 2.0 * row[i] + covariance(i, i);
        let item_rest: Vec<f64> = (0..k)
            .map(|i| (row[i] - covariance(i, i)) / (covariance(i, i) * rest(i)).sqrt())
            .collect();
        Ok(Self {
            items: k,
            n,
            basis: moments.basis().copied(),
            alpha,
            standardised_alpha: parts / (parts - 1.0) * (1.0 - parts / correlations),
            interval: feldt(alpha, k, n, confidence),
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
        })
    }

    /// The reliability of these questions over the respondents whom `missing` keeps
    /// for them, with the interval of choice; `None` is that of [`of`](Self::of).
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
        method: impl Into<Option<AlphaInterval>>,
        confidence: f64,
    ) -> Result<Self> {
        let moments = Moments::of_questions(answers, items, missing)?;
        let all: Vec<usize> = (0..items.len()).collect();
        let mut found = Self::with_feldt(&moments, &all, confidence)?;
        found.reversed.iter_mut().for_each(|item| *item = items[*item]);
        let method = method.into().unwrap_or_else(|| usual_interval(&moments, true));
        found.by(method, &moments, &all, Some((answers, items.to_vec())), confidence)
    }

    /// The same with the interval by `method`, of the questions `items` of the moments,
    /// which stand in the answers `behind` them where it says.
    ///
    /// # Errors
    /// `Argument` for a linearised interval under a policy that fills answers in.
    fn by(
        self,
        method: AlphaInterval,
        moments: &Moments,
        items: &[usize],
        behind: Option<(&Answers, Vec<usize>)>,
        confidence: f64,
    ) -> Result<Self> {
        let variance = match (method, behind) {
            (AlphaInterval::Feldt, _) => return Ok(self),
            (AlphaInterval::Linearised, Some((answers, columns))) => {
                let listwise = listwise(moments)?;
                let columns: Vec<&[f64]> =
                    columns.iter().map(|column| answers.columns()[*column].as_slice()).collect();
                linearised_variance(&columns, |row| answers.weight(row), listwise)
            }
            _ => normal_alpha_variance(moments, items),
        };
        Ok(self.linearised(method, variance, confidence))
    }

    /// The same with the interval that this variance of alpha implies; unchanged
    /// where alpha does not vary.
    fn linearised(self, method: AlphaInterval, variance: f64, confidence: f64) -> Self {
        let effective_n = match variance > 0.0 {
            true => implied_n(self.alpha, self.items, variance).max(LEAST_ALPHA_N),
            false => self.n,
        };
        let interval = feldt(self.alpha, self.items, effective_n, confidence);
        Self { interval, interval_method: method, effective_n, ..self }
    }

    /// McDonald's omega of these questions.
    ///
    /// # Errors
    /// `Undefined` for fewer than three questions (the model is then not
    /// identified) or one without variance; `Singular` for a matrix that is not
    /// positive definite; `NotConverged`; wrong lists as for [`of`](Self::of).
    pub fn omega(moments: &Moments, items: &[usize]) -> Result<Omega> {
        let moments = &*moments.over(items)?;
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
        Ok(Omega {
            value: common / (common + uniquenesses.iter().sum::<f64>()),
            loadings,
            n: moments.n(),
            basis: moments.basis().copied(),
        })
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

/// The interval that moments have unless another is named.
fn usual_interval(moments: &Moments, answers: bool) -> AlphaInterval {
    let Some(basis) = moments.basis() else { return AlphaInterval::Feldt };
    let weighted = basis.effective_n < basis.used as f64 * (1.0 - EQUAL_WEIGHTS);
    let pairwise = basis.policy == MissingPolicy::AvailableCase && basis.missing > 0;
    match (weighted || pairwise, answers && listwise(moments).is_ok()) {
        (true, true) => AlphaInterval::Linearised,
        (true, false) if weighted => AlphaInterval::NormalLinearised,
        _ => AlphaInterval::Feldt,
    }
}

/// Whether respondents are used only where they answered all.
///
/// # Errors
/// `Argument` for a policy that fills answers in.
fn listwise(moments: &Moments) -> Result<bool> {
    match moments.basis().map(|basis| basis.policy) {
        Some(MissingPolicy::Listwise) => Ok(true),
        Some(MissingPolicy::AvailableCase) => Ok(false),
        filling => Err(Error::new(
            ErrorKind::Argument,
            "fills answers in, which are no observations; the linearised interval needs listwise or available case",
        )
        .in_column("missing")
        .with_value(filling.map_or("no policy", MissingPolicy::name))),
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
