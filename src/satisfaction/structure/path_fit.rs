//! Partial least squares path modelling, from moments alone.

use nalgebra::{DMatrix, DVector};

use super::path_model::{Mode, PathModel};
use crate::error::{Convergence, Error, ErrorKind, Result};
use crate::numeric::tolerance::{PATH_STEPS, PATH_WEIGHTS};
use crate::survey::{
    Answers, Basis, Moments, Question, average_variance_extracted, composite_reliability, rho_a_of,
};

/// How neighbouring constructs are weighed while outer weights are sought.
///
/// Programs differ in their default, which is the usual reason why their results
/// differ: SmartPLS and seminr take path weighting, plspm the centroid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum InnerScheme {
    /// Causes by regression, effects by correlation.
    #[default]
    Path,
    /// The sign of the correlation.
    Centroid,
    /// The correlation.
    Factorial,
}

impl InnerScheme {
    /// Every scheme.
    pub const ALL: &'static [Self] = &[Self::Path, Self::Centroid, Self::Factorial];

    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Path => "path weighting",
            Self::Centroid => "centroid",
            Self::Factorial => "factorial",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Path => "路径加权方案",
            Self::Centroid => "重心方案",
            Self::Factorial => "因子方案",
        }
    }
}

/// A path model estimated by partial least squares (Wold 1982; Lohmöller 1989).
///
/// Everything comes from means, standard deviations and correlations, so base
/// weights, any missing-answer policy, merged shards and published moments all
/// serve. Weights, loadings and paths are standardised; each construct's sign is
/// that of the sum of its loadings.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct PathFit {
    /// The model.
    pub model: PathModel,
    /// The scheme.
    pub scheme: InnerScheme,
    /// Outer weights of each construct: standardised items times these give a
    /// score with variance 1.
    pub weights: Vec<Vec<f64>>,
    /// Loadings: correlation of each item with its construct.
    pub loadings: Vec<Vec<f64>>,
    /// Correlations of the constructs, row-major.
    pub correlations: Vec<f64>,
    /// Path coefficients, in the order of the model's paths.
    pub paths: Vec<f64>,
    /// R² of each construct; `None` for one that nothing acts on.
    pub r_squared: Vec<Option<f64>>,
    /// R² adjusted for the number of causes.
    pub adjusted_r_squared: Vec<Option<f64>>,
    /// rho_A of each construct in mode A; 1 for a single item.
    pub rho_a: Vec<Option<f64>>,
    /// Composite reliability of each construct in mode A.
    pub composite_reliability: Vec<Option<f64>>,
    /// Average variance extracted of each construct in mode A.
    pub average_variance_extracted: Vec<Option<f64>>,
    /// Steps taken.
    pub iterations: u32,
    /// Whether the coefficients are those of consistent PLS.
    pub consistent: bool,
    /// Respondents behind it: those whom the missing-answer policy keeps for the
    /// items of the model.
    pub n: f64,
    /// What it rests on, n used and missing, where the moments came from answers.
    pub basis: Option<Basis>,
}

/// The index of a construct on 0 to 100.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ConstructIndex {
    /// Mean index, 0 to 100.
    pub value: f64,
    /// Standard deviation of the index over respondents, n - 1.
    pub sd: f64,
    /// Unstandardised weights, normalised to a sum of 1.
    pub weights: Vec<f64>,
    /// Respondents behind it.
    pub n: f64,
    /// What it rests on, n used and missing, where the moments came from answers.
    pub basis: Option<Basis>,
}

#[cfg(feature = "serde")]
impl PathFit {
    /// Refuses figures that are not of the model's constructs, items and paths, or are no
    /// numbers.
    fn checked(self) -> Result<Self> {
        let k = self.model.constructs().len();
        for (name, found, needed) in [
            ("weights", self.weights.len(), k),
            ("loadings", self.loadings.len(), k),
            ("correlations", self.correlations.len(), k * k),
            ("paths", self.paths.len(), self.model.paths().len()),
            ("r_squared", self.r_squared.len(), k),
            ("adjusted_r_squared", self.adjusted_r_squared.len(), k),
            ("rho_a", self.rho_a.len(), k),
            ("composite_reliability", self.composite_reliability.len(), k),
            ("average_variance_extracted", self.average_variance_extracted.len(), k),
        ] {
            if found != needed {
                return Err(Error::length(name, found, needed));
            }
        }
        for (row, construct) in self.model.constructs().iter().enumerate() {
            for (name, items) in [("weights", &self.weights), ("loadings", &self.loadings)] {
                if items[row].len() != construct.items.len() {
                    let error = Error::length(name, items[row].len(), construct.items.len());
                    return Err(error.at_row(row as u64));
                }
            }
        }
        let by_construct = [
            &self.r_squared,
            &self.adjusted_r_squared,
            &self.rho_a,
            &self.composite_reliability,
            &self.average_variance_extracted,
        ];
        let wrong = (self.weights.iter().chain(&self.loadings).flatten())
            .chain(&self.correlations)
            .chain(&self.paths)
            .chain(by_construct.into_iter().flatten().flatten())
            .copied()
            .find(|figure| !figure.is_finite());
        if let Some(wrong) = wrong {
            return Err(Error::out_of_range("figures", wrong, "finite numbers"));
        }
        if !(self.n >= 2.0 && self.n.is_finite()) {
            return Err(Error::out_of_range("n", self.n, ">= 2"));
        }
        Ok(self)
    }
}

impl PathFit {
    /// Fits `model` to moments.
    ///
    /// # Errors
    /// `OutOfRange` for an item that the moments do not have; `Undefined` for an
    /// item that everybody answered alike, by name; `Singular` where causes, or
    /// the items of a construct in mode B, determine each other; `NotConverged`.
    ///
    /// ```
    /// use habitue::satisfaction::{Construct, InnerScheme, PathFit, PathModel};
    /// use habitue::survey::Moments;
    ///
    /// let model = PathModel::new(
    ///     vec![Construct::new("quality", "质量", &[0, 1]), Construct::new("loyalty", "忠诚", &[2])],
    ///     vec![(0, 1)],
    /// )?;
    /// let moments = Moments::from_correlations(
    ///     vec!["q1".into(), "q2".into(), "stay".into()],
    ///     200.0,
    ///     vec![7.0, 8.0, 6.0],
    ///     vec![1.5, 1.2, 2.0],
    ///     vec![1.0, 0.6, 0.5, 0.6, 1.0, 0.5, 0.5, 0.5, 1.0],
    /// )?;
    /// let fit = PathFit::of(model, &moments, InnerScheme::Path)?;
    /// // Equal weights by symmetry: r = (0.5 + 0.5) / √(2 + 2 * 0.6).
    /// assert!((fit.paths[0] - 1.0 / 3.2_f64.sqrt()).abs() < 1e-12);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of(model: PathModel, moments: &Moments, scheme: InnerScheme) -> Result<Self> {
        let items = model.items();
        let moments = &*moments.over(&items)?;
        moments.check_spread(&items)?;
        let (mut weights, iterations) = iterate(&model, moments, scheme)?;
        for (construct, weights) in model.constructs().iter().zip(&mut weights) {
            let loadings = item_correlations(moments, &construct.items, &construct.items, weights);
            if loadings.iter().sum::<f64>() < 0.0 {
                weights.iter_mut().for_each(|weight| *weight = -*weight);
            }
        }
        let loadings: Vec<Vec<f64>> = model
            .constructs()
            .iter()
            .zip(&weights)
            .map(|(construct, weights)| {
                item_correlations(moments, &construct.items, &construct.items, weights)
            })
            .collect();
        let correlations = construct_correlations(&model, moments, &weights);
        let reflective = |index: usize| model.constructs()[index].mode == Mode::A;
        let mut fit = Self {
            rho_a: (0..weights.len())
                .map(|i| {
                    reflective(i)
                        .then(|| rho_a_of(moments, &model.constructs()[i].items, &weights[i]))
                        .transpose()
                })
                .collect::<Result<_>>()?,
            composite_reliability: Vec::new(),
            average_variance_extracted: Vec::new(),
            scheme,
            weights,
            loadings,
            correlations,
            paths: Vec::new(),
            r_squared: Vec::new(),
            adjusted_r_squared: Vec::new(),
            iterations,
            consistent: false,
            n: moments.n(),
            basis: moments.basis().copied(),
            model,
        };
        fit.regress()?;
        fit.summarise_loadings()?;
        Ok(fit)
    }

    /// The same fit by consistent PLS (Dijkstra and Henseler 2015): correlations
    /// of constructs in mode A are corrected for attenuation by rho_A, and paths
    /// and loadings follow.
    ///
    /// The correction divides by the reliability, so an unreliable construct
    /// makes it run wild: on the ECSI mobile survey, where the expectations have
    /// an alpha of .45, one path becomes .96 and another turns negative. So it is
    /// refused unless rho_A of every construct in mode A reaches
    /// `least_reliability`; 0.7 is a usual value, 0 lets everything pass.
    ///
    /// # Errors
    /// `Domain` naming the construct whose rho_A is too small; `OutOfRange`
    /// unless 0 <= `least_reliability` <= 1; `Singular` where the corrected
    /// correlations are no longer positive definite; `Argument` where the fit is
    /// consistent already.
    pub fn consistent(mut self, least_reliability: f64) -> Result<Self> {
        if !(0.0..=1.0).contains(&least_reliability) {
            return Err(Error::out_of_range("least_reliability", least_reliability, "0 to 1"));
        }
        if self.consistent {
            return Err(Error::new(ErrorKind::Argument, "the fit is consistent already"));
        }
        let k = self.weights.len();
        for (construct, rho) in self.model.constructs().iter().zip(&self.rho_a) {
            let Some(rho) = *rho else { continue };
            if !(rho >= least_reliability && rho > 0.0) {
                return Err(Error::new(
                    ErrorKind::Domain,
                    "is the reliability rho_A, too small to correct for: the corrected paths would be unstable",
                )
                .in_column(&construct.name)
                .with_value(rho)
                .allowing(format!(">= {least_reliability}")));
            }
        }
        let reliability: Vec<f64> = self.rho_a.iter().map(|rho| rho.unwrap_or(1.0)).collect();
        for i in 0..k {
            for j in (0..k).filter(|j| *j != i) {
                self.correlations[i * k + j] /= (reliability[i] * reliability[j]).sqrt();
            }
            if self.model.constructs()[i].mode == Mode::A && self.weights[i].len() > 1 {
                let square: f64 = self.weights[i].iter().map(|w| w * w).sum();
                let length = reliability[i].sqrt() / square;
                self.loadings[i] = self.weights[i].iter().map(|w| w * length).collect();
            }
        }
        self.consistent = true;
        self.regress()?;
        // Corrected loadings may pass 1 (a Heywood case): then no summary exists.
        if self.loadings.iter().flatten().all(|loading| loading.abs() <= 1.0) {
            self.summarise_loadings()?;
        } else {
            self.composite_reliability = vec![None; k];
            self.average_variance_extracted = vec![None; k];
        }
        Ok(self)
    }

    /// The coefficient of the path between two constructs; `None` where the
    /// model has no such path.
    #[must_use]
    pub fn path(&self, from: usize, to: usize) -> Option<f64> {
        self.model
            .paths()
            .iter()
            .position(|path| *path == (from, to))
            .map(|place| self.paths[place])
    }

    /// Total effects, direct and through others: row-major, from the row's to
    /// the column's construct. The sum of products over all ways between them;
    /// every way is counted, whatever its sign.
    #[must_use]
    pub fn total_effects(&self) -> Vec<f64> {
        let k = self.weights.len();
        let mut total = vec![0.0; k * k];
        for from in 0..k {
            // Causes stand before effects, so each sum is complete when used.
            for to in self.model.order() {
                total[from * k + to] = self
                    .model
                    .causes(*to)
                    .into_iter()
                    .map(|cause| {
                        let before = if cause == from { 1.0 } else { total[from * k + cause] };
                        before * self.path(cause, *to).unwrap_or(0.0)
                    })
                    .sum();
            }
        }
        total
    }

    /// The index of a construct on 0 to 100, as the national indices report it:
    /// Σ w (x̄ - low)/(high - low) / Σ w · 100 with *unstandardised* weights, each
    /// the outer weight over the item's standard deviation.
    ///
    /// Standardised weights on raw answers, or equal weights, give other figures;
    /// they are a frequent mistake.
    ///
    /// # Errors
    /// `OutOfRange` for an index of no construct; `Missing` where the moments
    /// know no ranges; `Inconsistent` where an item has a negative weight, which
    /// would let the index leave 0 to 100, naming the item.
    pub fn index(&self, moments: &Moments, construct: usize) -> Result<ConstructIndex> {
        let moments = &*moments.over(&self.model.items())?;
        let weights = self.unstandardised(moments, construct)?;
        if let Some(place) = weights.iter().position(|weight| *weight < 0.0) {
            return Err(negative(
                moments,
                self.model.constructs()[construct].items[place],
                weights[place],
            ));
        }
        self.index_with(moments, construct, weights)
    }

    /// The same, whatever the signs of the weights: for samples of respondents, in
    /// which chance may turn one.
    pub(super) fn index_of_any_sign(
        &self,
        moments: &Moments,
        construct: usize,
    ) -> Result<ConstructIndex> {
        self.index_with(moments, construct, self.unstandardised(moments, construct)?)
    }

    fn index_with(
        &self,
        moments: &Moments,
        construct: usize,
        weights: Vec<f64>,
    ) -> Result<ConstructIndex> {
        let items = &self.model.constructs()[construct].items;
        let ranges = ranges(moments)?;
        let share = |k: usize| {
            let (low, high) = ranges[items[k]];
            100.0 * weights[k] / (high - low)
        };
        let value = (0..items.len())
            .map(|k| share(k) * (moments.means()[items[k]] - ranges[items[k]].0))
            .sum();
        let variance: f64 = (0..items.len())
            .flat_map(|k| (0..items.len()).map(move |l| (k, l)))
            .map(|(k, l)| share(k) * share(l) * moments.covariance(items[k], items[l]))
            .sum();
        Ok(ConstructIndex {
            value,
            sd: variance.max(0.0).sqrt(),
            weights,
            n: moments.n(),
            basis: moments.basis().copied(),
        })
    }

    /// Writes the index of a construct for each respondent, 0 to 100; NaN where
    /// one of its items is missing.
    ///
    /// # Errors
    /// As for [`index`](Self::index), `Length` where `out` is not as long as there are
    /// respondents, and `Inconsistent` where a scale of the answers has another
    /// direction than the moments know, or is reversed where they know none.
    pub fn index_into(
        &self,
        moments: &Moments,
        answers: &Answers,
        construct: usize,
        out: &mut [f64],
    ) -> Result<()> {
        if out.len() != answers.respondents() {
            return Err(Error::length("out", out.len(), answers.respondents()));
        }
        if answers.questionnaire().len() != moments.len() {
            return Err(Error::length("questions", answers.questionnaire().len(), moments.len()));
        }
        moments
            .check_directions(answers.questionnaire().questions().iter().map(Question::scale))?;
        let weights = self.index(moments, construct)?.weights;
        let ranges = ranges(moments)?;
        let items = &self.model.constructs()[construct].items;
        out.fill(0.0);
        for (item, weight) in items.iter().zip(&weights) {
            let (low, high) = ranges[*item];
            let share = 100.0 * weight / (high - low);
            for (slot, answer) in out.iter_mut().zip(&answers.columns()[*item]) {
                *slot += share * (answer - low);
            }
        }
        Ok(())
    }

    fn unstandardised(&self, moments: &Moments, construct: usize) -> Result<Vec<f64>> {
        let Some(found) = self.model.constructs().get(construct) else {
            let allowed = format!("0 to {}", self.weights.len() - 1);
            return Err(Error::out_of_range("construct", construct as f64, allowed));
        };
        moments.check_items(&found.items)?;
        moments.check_spread(&found.items)?;
        let raw: Vec<f64> = (found.items.iter().zip(&self.weights[construct]))
            .map(|(item, weight)| weight / moments.sds()[*item])
            .collect();
        let sum: f64 = raw.iter().sum();
        Ok(raw.iter().map(|weight| weight / sum).collect())
    }

    /// Paths and R² from the correlations of the constructs.
    fn regress(&mut self) -> Result<()> {
        let k = self.weights.len();
        self.paths = vec![0.0; self.model.paths().len()];
        self.r_squared = vec![None; k];
        self.adjusted_r_squared = vec![None; k];
        for effect in 0..k {
            let causes = self.model.causes(effect);
            if causes.is_empty() {
                continue;
            }
            let name = &self.model.constructs()[effect].name;
            let betas = regression(&self.correlations, k, &causes, effect, name)?;
            let explained: f64 = causes
                .iter()
                .zip(&betas)
                .map(|(cause, beta)| beta * self.correlations[cause * k + effect])
                .sum();
            for (cause, beta) in causes.iter().zip(&betas) {
                if let Some(place) =
                    self.model.paths().iter().position(|path| *path == (*cause, effect))
                {
                    self.paths[place] = *beta;
                }
            }
            self.r_squared[effect] = Some(explained);
            let freedom = self.n - causes.len() as f64 - 1.0;
            self.adjusted_r_squared[effect] =
                (freedom > 0.0).then(|| 1.0 - (1.0 - explained) * (self.n - 1.0) / freedom);
        }
        Ok(())
    }

    fn summarise_loadings(&mut self) -> Result<()> {
        let of = |figure: fn(&[f64]) -> Result<f64>| -> Result<Vec<Option<f64>>> {
            (self.model.constructs().iter().zip(&self.loadings))
                .map(|(construct, loadings)| {
                    (construct.mode == Mode::A)
                        .then(|| {
                            let inside: Vec<f64> =
                                loadings.iter().map(|l| l.clamp(-1.0, 1.0)).collect();
                            figure(&inside)
                        })
                        .transpose()
                })
                .collect()
        };
        let (reliability, extracted) =
            (of(composite_reliability)?, of(average_variance_extracted)?);
        self.composite_reliability = reliability;
        self.average_variance_extracted = extracted;
        Ok(())
    }
}

fn negative(moments: &Moments, item: usize, weight: f64) -> Error {
    Error::new(
        ErrorKind::Inconsistent,
        "is a negative weight, so the index would leave 0 to 100; leave the item out, or reverse its scale where lower is better",
    )
    .in_column(&moments.names()[item])
    .with_value(weight)
}

fn ranges(moments: &Moments) -> Result<&[(f64, f64)]> {
    moments.ranges().ok_or_else(|| {
        Error::new(ErrorKind::Missing, "are not known, so an index on 0 to 100 cannot be formed")
            .in_column("ranges")
    })
}

/// Lohmöller's iteration on the correlation matrix. Each step normalises the
/// weights to scores of variance 1; it ends when no weight moves.
fn iterate(
    model: &PathModel,
    moments: &Moments,
    scheme: InnerScheme,
) -> Result<(Vec<Vec<f64>>, u32)> {
    let k = model.constructs().len();
    let mut weights = Vec::with_capacity(k);
    for construct in model.constructs() {
        let ones = vec![1.0; construct.items.len()];
        weights.push(normalised(moments, &construct.items, ones, &construct.name)?);
    }
    let formative: Vec<Option<DMatrix<f64>>> = model
        .constructs()
        .iter()
        .map(|construct| {
            if construct.mode == Mode::A {
                return Ok(None);
            }
            let items = &construct.items;
            let own = DMatrix::from_fn(items.len(), items.len(), |i, j| {
                moments.correlation(items[i], items[j])
            });
            match own.cholesky() {
                Some(factor) => Ok(Some(factor.inverse())),
                None => Err(Error::new(
                    ErrorKind::Singular,
                    "has items that determine each other, so mode B has no weights",
                )
                .in_column(&construct.name)),
            }
        })
        .collect::<Result<_>>()?;
    let mut change = f64::INFINITY;
    for step in 1..=PATH_STEPS {
        let scores = construct_correlations(model, moments, &weights);
        let mut next = Vec::with_capacity(k);
        for (index, construct) in model.constructs().iter().enumerate() {
            let inner = inner_weights(model, &scores, scheme, index)?;
            let mut outer = vec![0.0; construct.items.len()];
            for (neighbour, weight) in inner {
                let items = &model.constructs()[neighbour].items;
                let with = item_correlations(moments, &construct.items, items, &weights[neighbour]);
                outer.iter_mut().zip(with).for_each(|(sum, r)| *sum += weight * r);
            }
            if let Some(inverse) = &formative[index] {
                outer = (inverse * DVector::from_vec(outer)).iter().copied().collect();
            }
            next.push(normalised(moments, &construct.items, outer, &construct.name)?);
        }
        change =
            weights.iter().flatten().zip(next.iter().flatten()).map(|(a, b)| (a - b).abs()).sum();
        weights = next;
        if change <= PATH_WEIGHTS {
            return Ok((weights, step));
        }
    }
    Err(Error::not_converged(
        "partial least squares",
        Convergence {
            iterations: PATH_STEPS,
            objective: f64::NAN,
            gradient_norm: change,
            parameters: weights.into_iter().flatten().collect(),
            reason: "the outer weights keep moving; look for constructs that hardly correlate"
                .to_owned(),
        },
    ))
}

/// The neighbours of a construct with their inner weights.
fn inner_weights(
    model: &PathModel,
    scores: &[f64],
    scheme: InnerScheme,
    index: usize,
) -> Result<Vec<(usize, f64)>> {
    let k = model.constructs().len();
    let (causes, effects) = (model.causes(index), model.effects(index));
    let r = |other: usize| scores[index * k + other];
    Ok(match scheme {
        InnerScheme::Centroid => {
            let sign = |other: usize| (other, if r(other) < 0.0 { -1.0 } else { 1.0 });
            causes.into_iter().chain(effects).map(sign).collect()
        }
        InnerScheme::Factorial => {
            causes.into_iter().chain(effects).map(|other| (other, r(other))).collect()
        }
        InnerScheme::Path => {
            let name = &model.constructs()[index].name;
            let betas = regression(scores, k, &causes, index, name)?;
            let correlated = effects.into_iter().map(|other| (other, r(other)));
            causes.iter().copied().zip(betas).chain(correlated).collect()
        }
    })
}

/// Standardised coefficients of `effect` on `causes`.
fn regression(
    matrix: &[f64],
    k: usize,
    causes: &[usize],
    effect: usize,
    name: &str,
) -> Result<Vec<f64>> {
    if causes.is_empty() {
        return Ok(Vec::new());
    }
    let within = DMatrix::from_fn(causes.len(), causes.len(), |i, j| {
        if i == j { 1.0 } else { matrix[causes[i] * k + causes[j]] }
    });
    let with =
        DVector::from_iterator(causes.len(), causes.iter().map(|cause| matrix[cause * k + effect]));
    match within.cholesky() {
        Some(factor) => Ok(factor.solve(&with).iter().copied().collect()),
        None => Err(Error::new(
            ErrorKind::Singular,
            "is explained by constructs that determine each other, so their paths are not defined",
        )
        .in_column(name)),
    }
}

/// Correlation of each item with the score that `weights` make of `others`.
fn item_correlations(
    moments: &Moments,
    items: &[usize],
    others: &[usize],
    weights: &[f64],
) -> Vec<f64> {
    items
        .iter()
        .map(|item| {
            others
                .iter()
                .zip(weights)
                .map(|(other, w)| w * moments.correlation(*item, *other))
                .sum()
        })
        .collect()
}

fn construct_correlations(model: &PathModel, moments: &Moments, weights: &[Vec<f64>]) -> Vec<f64> {
    let constructs = model.constructs();
    let k = constructs.len();
    let mut found = vec![1.0; k * k];
    for i in 0..k {
        for j in 0..i {
            let with =
                item_correlations(moments, &constructs[i].items, &constructs[j].items, &weights[j]);
            let r: f64 = with.iter().zip(&weights[i]).map(|(r, w)| r * w).sum();
            found[i * k + j] = r;
            found[j * k + i] = r;
        }
    }
    found
}

/// Weights scaled to a score of variance 1.
fn normalised(
    moments: &Moments,
    items: &[usize],
    mut weights: Vec<f64>,
    name: &str,
) -> Result<Vec<f64>> {
    let with = item_correlations(moments, items, items, &weights);
    let variance: f64 = with.iter().zip(&weights).map(|(r, w)| r * w).sum();
    if !(variance > 0.0 && variance.is_finite()) {
        return Err(Error::new(
            ErrorKind::Undefined,
            "has a score without variance: its items cancel out, or correlate with no neighbour",
        )
        .in_column(name));
    }
    let length = variance.sqrt();
    weights.iter_mut().for_each(|weight| *weight /= length);
    Ok(weights)
}
