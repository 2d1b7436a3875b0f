//! Maximum likelihood with covariates.
//!
//! The likelihood of a customer is that of the plain model at shifted parameters,
//! and the shifts are linear in the coefficients and in the logarithms of the
//! parameters. So its derivatives follow from those of the plain model by the
//! chain rule, exactly; and customers with the same facts are one plain base.

use std::sync::Arc;

use nalgebra::{DMatrix, DVector};

use super::covariate_design::{Design, Estimate, Term};
use super::covariate_options::CovariateOptions;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::estimable::Estimable;
use crate::lifetime::fit::fit::{Fitted, alive, fit, impossible, log_likelihood, ridge_of};
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::fit::fit_report::{Alternative, FitReport};
use crate::lifetime::fit::jet::Jet;
use crate::lifetime::fit::multi_start::ascend;
use crate::lifetime::fit::objective::{Families, Objective};
use crate::lifetime::fit::summits::Summits;
use crate::lifetime::kinds::any_model::AnyModel;
use crate::lifetime::kinds::model::Model;
use crate::lifetime::observed::cells::{Cells, Observation};
use crate::lifetime::observed::covariates::{Covariates, grouped};
use crate::numeric::maximise::{Ascent, Derivatives};
use crate::numeric::parallel::chunked;

/// A model whose parameters may depend on covariates.
pub(crate) trait WithCovariates<const N: usize>:
    Estimable<N> + Copy + Into<AnyModel>
{
}

impl<const N: usize, M: Estimable<N> + Copy + Into<AnyModel>> WithCovariates<N> for M {}

/// One distinct row of facts, centred, and the customers who have it.
pub(crate) struct Group<O> {
    pub(crate) facts: Vec<f64>,
    pub(crate) cells: Cells<O>,
}

/// The likelihood in the logarithms of the parameters at the centre of the facts,
/// then the coefficients per standard deviation.
pub(crate) struct Grouped<M: Estimable<N>, const N: usize> {
    pub(crate) settings: M::Settings,
    pub(crate) design: Arc<Design>,
    pub(crate) groups: Vec<Group<M::Observation>>,
    /// Groups that make up one share of the work.
    shares: Vec<std::ops::Range<usize>>,
    /// Whether the groups are large, so that each is shared out itself.
    large: bool,
    cells: usize,
    threads: usize,
}

/// Cells in one share of the work.
const SHARE: usize = 1024;

impl<M: Estimable<N>, const N: usize> Grouped<M, N> {
    pub(crate) fn new(
        settings: M::Settings,
        design: Arc<Design>,
        groups: Vec<Group<M::Observation>>,
        threads: usize,
    ) -> Self {
        let cells = groups.iter().map(|group| group.cells.len()).sum();
        let large = cells / groups.len().max(1) >= 2 * SHARE;
        let mut shares = Vec::new();
        let (mut first, mut room) = (0, 0);
        for (index, group) in groups.iter().enumerate() {
            room += group.cells.len();
            if room >= SHARE || index + 1 == groups.len() {
                shares.push(first..index + 1);
                (first, room) = (index + 1, 0);
            }
        }
        Self { settings, design, groups, shares, large, cells, threads }
    }

    fn share(
        &self,
        groups: &[Group<M::Observation>],
        point: &DVector<f64>,
        threads: usize,
    ) -> Derivatives {
        let mut sum = zero(point.len());
        for group in groups {
            let (parameters, weights) = self.parameters_of(&group.facts, point);
            let Ok(model) = M::from_array(self.settings, parameters) else {
                return impossible(point.len());
            };
            let jet = log_likelihood(&model, &group.cells, threads).logarithmic(&parameters);
            self.add(&mut sum, &jet, &weights);
        }
        sum
    }

    /// The parameters of customers with these facts, and the weight of each term there.
    fn parameters_of(&self, facts: &[f64], point: &DVector<f64>) -> ([f64; N], Vec<f64>) {
        let mut parameters: [f64; N] = std::array::from_fn(|i| point[i]);
        let act = |term: &Term| {
            let weight = term.factor * facts[term.column];
            parameters[term.parameter] += weight * point[N + term.coefficient];
            weight
        };
        let weights = self.design.terms.iter().map(act).collect();
        (parameters.map(f64::exp), weights)
    }

    /// Adds the likelihood of a group, by the chain rule.
    fn add(&self, sum: &mut Derivatives, jet: &Jet<N>, weights: &[f64]) {
        let bend = |i: usize, j: usize| jet.hessian[i.min(j)][i.max(j)];
        sum.value += jet.value;
        for i in 0..N {
            sum.gradient[i] += jet.gradient[i];
            for j in 0..N {
                sum.hessian[(i, j)] += bend(i, j);
            }
        }
        for (term, &weight) in self.design.terms.iter().zip(weights) {
            let (own, parameter) = (N + term.coefficient, term.parameter);
            sum.gradient[own] += weight * jet.gradient[parameter];
            for i in 0..N {
                let mixed = weight * bend(i, parameter);
                sum.hessian[(i, own)] += mixed;
                sum.hessian[(own, i)] += mixed;
            }
            for (other, &also) in self.design.terms.iter().zip(weights) {
                sum.hessian[(own, N + other.coefficient)] +=
                    weight * also * bend(parameter, other.parameter);
            }
        }
    }

    /// The likelihood without the penalty.
    fn likelihood(&self, point: &DVector<f64>) -> Derivatives {
        self.likelihood_by(point, self.threads)
    }

    fn likelihood_by(&self, point: &DVector<f64>, threads: usize) -> Derivatives {
        let within = if self.large { threads } else { 1 };
        let threads = if self.large { 1 } else { threads };
        chunked(
            self.shares.len(),
            1,
            threads,
            |range| self.share(&self.groups[self.shares[range.start].clone()], point, within),
            zero(point.len()),
            |mut sum, part| {
                sum.value += part.value;
                sum.gradient += part.gradient;
                sum.hessian += part.hessian;
                sum
            },
        )
    }
}

impl<M: Estimable<N>, const N: usize> Grouped<M, N> {
    /// The likelihood less the penalty.
    pub(crate) fn penalised(&self, point: &DVector<f64>, threads: usize) -> Derivatives {
        let mut at = self.likelihood_by(point, threads);
        for (c, &strength) in self.design.penalties.iter().enumerate() {
            let coefficient = point[N + c];
            at.value -= 0.5 * strength * coefficient * coefficient;
            at.gradient[N + c] -= strength * coefficient;
            at.hessian[(N + c, N + c)] -= strength;
        }
        at
    }
}

fn zero(n: usize) -> Derivatives {
    Derivatives { value: 0.0, gradient: DVector::zeros(n), hessian: DMatrix::zeros(n, n) }
}

impl<M: Estimable<N>, const N: usize> Objective for Grouped<M, N> {
    fn name(&self) -> &'static str {
        M::NAME
    }

    fn cells(&self) -> usize {
        self.cells
    }

    fn customers(&self) -> f64 {
        self.groups.iter().map(|group| group.cells.total()).sum()
    }

    fn alive(&self, point: &DVector<f64>) -> f64 {
        let mut sum = 0.0;
        for group in &self.groups {
            let (parameters, _) = self.parameters_of(&group.facts, point);
            match M::from_array(self.settings, parameters) {
                Ok(model) => sum += alive(&model, &group.cells),
                Err(_) => return f64::NAN,
            }
        }
        sum / self.customers()
    }

    fn sample(&self, draws: u32) -> Box<dyn Objective + '_> {
        let each = self.customers() / f64::from(draws);
        let mut at = (0.0, 0.0);
        let groups = self.groups.iter().filter_map(|group| {
            let cells = group.cells.sample_from(each, &mut at);
            (cells.len() > 0).then(|| Group { facts: group.facts.clone(), cells })
        });
        let design = Arc::clone(&self.design);
        Box::new(Self::new(self.settings, design, groups.collect(), self.threads))
    }

    fn at(&self, point: &DVector<f64>) -> Derivatives {
        self.penalised(point, self.threads)
    }

    fn parameters(&self, point: &DVector<f64>) -> Vec<f64> {
        self.design.reported::<N>(point).as_slice().to_vec()
    }
}

/// Customers with facts: `rows` are those that say something, with their observation
/// and their weight.
pub(crate) struct Assembled<M: Estimable<N>, const N: usize> {
    /// All of them, whatever their facts.
    pub(crate) all: Cells<M::Observation>,
    /// Those with the same facts are one plain base.
    pub(crate) groups: Vec<Group<M::Observation>>,
    pub(crate) design: Arc<Design>,
}

impl<const N: usize, M: WithCovariates<N>> Assembled<M, N> {
    pub(crate) fn new(
        rows: &[(usize, M::Observation, f64)],
        facts: &Covariates<'_>,
        chosen: &CovariateOptions,
        threads: usize,
    ) -> Result<Self> {
        let observed = || rows.iter().filter(|(_, _, weight)| *weight > 0.0);
        let all = Cells::new(observed().map(|&(_, o, weight)| (o, weight)).collect(), threads);
        if all.len() == 0 {
            return Err(Error::empty("customers"));
        }
        M::check(&all)?;

        let kept: Vec<_> = observed().collect();
        let columns = Design::columns(facts, M::TARGETS);
        let values: Vec<Vec<f64>> = columns
            .iter()
            .map(|column| kept.iter().map(|row| column.values[row.0]).collect())
            .collect();
        let slices: Vec<&[f64]> = values.iter().map(Vec::as_slice).collect();
        let alike = grouped(&slices, (0..kept.len() as u32).collect());
        let mut groups: Vec<Group<M::Observation>> = alike
            .iter()
            .map(|group| {
                let first = group[0] as usize;
                let members = group.iter().map(|&row| (kept[row as usize].1, kept[row as usize].2));
                let mut cells = Cells::new(members.collect(), threads);
                cells.share_times();
                Group { facts: values.iter().map(|column| column[first]).collect(), cells }
            })
            .collect();
        let design = Design::new(&columns, &weighted(&groups), M::TARGETS, chosen)?;
        for group in &mut groups {
            for (fact, column) in group.facts.iter_mut().zip(&design.columns) {
                *fact -= column.mean;
            }
        }
        Ok(Self { all, groups, design: Arc::new(design) })
    }
}

/// The facts of each group with the number of its customers.
pub(crate) fn weighted<O: Observation>(groups: &[Group<O>]) -> Vec<(&[f64], f64)> {
    groups.iter().map(|group| (group.facts.as_slice(), group.cells.total())).collect()
}

/// Fits `M` to customers with facts: `rows` are those that say something, with
/// their observation and their weight.
pub(crate) fn fit_covariates<const N: usize, M: WithCovariates<N>>(
    settings: M::Settings,
    rows: &[(usize, M::Observation, f64)],
    facts: &Covariates<'_>,
    chosen: &CovariateOptions,
    options: &FitOptions<'_>,
) -> Result<Model> {
    if !options.wishes().is_empty() {
        return Err(Error::new(
            ErrorKind::Unsupported,
            "fixed parameters, bounds and priors are for fits without covariates: \
             here coefficients take a penalty (CovariateOptions::with_penalty)",
        )
        .in_column("options"));
    }
    let threads = options.threads();
    let Assembled { all, groups, design } = Assembled::<M, N>::new(rows, facts, chosen, threads)?;
    let plain = match fit::<N, M>(settings, &all, &options.without_start()) {
        Ok(plain) => Some(plain),
        Err(error) if error.kind() == ErrorKind::NotConverged => None,
        Err(error) => return Err(error),
    };
    let families = match options.start() {
        Some(given) => vec![vec![design.point_of::<N>(given)?]],
        None => starts(settings, &design, &all, plain.as_ref()),
    };
    let bounds = M::bounds(&all);
    let (low, high) = design.limits::<N>(&bounds);
    let limits = options.limits(low, high)?;
    let surface = Grouped::<M, N>::new(settings, Arc::clone(&design), groups, threads);
    let Summits { best: ascent, others, starts, agreeing } =
        ascend(&surface, &families, &limits, options)?;
    let likelihood = surface.likelihood(&ascent.point);
    let estimate = Estimate::new::<N>(&design, &ascent.point, &likelihood.hessian);
    let parameters: [f64; N] = std::array::from_fn(|i| estimate.parameters[i]);
    let at_center: [f64; N] = std::array::from_fn(|i| ascent.point[i].exp());
    let fit = FitReport {
        log_likelihood: likelihood.value,
        parameters: (N + design.penalties.len()) as u32,
        iterations: ascent.iterations,
        gradient_norm: ascent.gradient_norm(),
        hessian_condition: estimate.condition,
        customers: all.total(),
        cells: surface.cells as u64,
        ridge: ridge_of::<N, M>(settings, &at_center, &bounds, 1.0).or(estimate.ridge),
        starts,
        agreeing,
        alternatives: others
            .into_iter()
            .map(|end| alternative(&surface, &bounds, end))
            .filter(|other| other.check().is_ok())
            .collect(),
    };
    let model = M::from_array(settings, parameters).map_err(|error| {
        Error::new(
            ErrorKind::NotFinite,
            format!("facts of 0 lie too far from those of the customers; standardise: {error}"),
        )
    })?;
    let plain = plain.map(|plain| FitReport { alternatives: Vec::new(), ..plain.report().clone() });
    estimate.into_model(&design, model.into(), fit, ascent.at.value, plain)
}

/// From the summits of the plain model, and where that has a ridge from the data too:
/// what covariates explain may take them off it.
fn starts<const N: usize, M: WithCovariates<N>>(
    settings: M::Settings,
    design: &Design,
    all: &Cells<M::Observation>,
    plain: Option<&Fitted<M>>,
) -> Families {
    let mut starts = Vec::new();
    let mut certain = false;
    if let Some(plain) = plain {
        certain = plain.report().ridge.is_none();
        starts.push(first(&(*plain.model()).into()));
        let others = plain.report().alternatives.iter();
        starts.extend(others.filter_map(|other| <[f64; N]>::try_from(&other.parameters[..]).ok()));
    }
    if !certain {
        starts.insert(0, M::starts(settings, all)[0][0]);
    }
    starts.iter().map(|start| vec![design.at_center_of::<N>(start)]).collect()
}

/// Another summit, as it is reported.
fn alternative<const N: usize, M: WithCovariates<N>>(
    surface: &Grouped<M, N>,
    bounds: &[(f64, f64); N],
    (end, alive): (Ascent, f64),
) -> Alternative {
    let likelihood = surface.likelihood(&end.point);
    let estimate = Estimate::new::<N>(&surface.design, &end.point, &likelihood.hessian);
    let at_center: [f64; N] = std::array::from_fn(|i| end.point[i].exp());
    Alternative {
        log_likelihood: likelihood.value,
        alive,
        ridge: ridge_of::<N, M>(surface.settings, &at_center, bounds, 1.0).or(estimate.ridge),
        parameters: with_fixed::<N, M>(surface.settings, estimate.parameters),
    }
}

/// Parameters and coefficients, with what was not estimated between them.
fn with_fixed<const N: usize, M: WithCovariates<N>>(
    settings: M::Settings,
    mut parameters: Vec<f64>,
) -> Vec<f64> {
    let base = M::from_array(settings, std::array::from_fn(|i| parameters[i]));
    if let Ok(base) = base.map(Into::<AnyModel>::into) {
        parameters.splice(..N, base.parameters().iter().copied());
    }
    parameters
}

/// The parameters that were estimated.
fn first<const N: usize>(model: &AnyModel) -> [f64; N] {
    std::array::from_fn(|i| model.parameters()[i])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifetime::{
        Bdw, BgBb, BgNbd, CovariateRole, GGompertzNbd, Histories, MbgCnbd, Nbd, ParetoNbd, Sbg,
        Survivors,
    };
    use crate::numeric::random::Stream;

    /// A difference of sixth order, whose error is far below that of rounding.
    fn difference(f: impl Fn(f64) -> f64) -> f64 {
        let h = 5e-3;
        let pair = |k: f64| f(k * h) - f(-k * h);
        (45.0 * pair(1.0) - 9.0 * pair(2.0) + pair(3.0)) / (60.0 * h)
    }

    fn agree<const N: usize, M: WithCovariates<N, Observation = crate::lifetime::History>>(
        settings: M::Settings,
        attrition: bool,
    ) {
        let x = [0, 0, 2, 2, 7, 1, 0, 3];
        let t_x = [0.0, 0.0, 20.0, 20.0, 30.5, 3.0, 0.0, 11.0];
        let t = [39.0, 39.0, 39.0, 39.0, 31.0, 30.0, 25.0, 38.0];
        let (u, v) = ([0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0], [3.0, 9., 4., 4., 1., 7., 6., 2.]);
        let rows = Histories::new(&x, &t_x, &t).unwrap();
        let mut facts = Covariates::new().with_purchase(&[("u", &u), ("v", &v)]).unwrap();
        let mut chosen =
            CovariateOptions::default().with_penalty(CovariateRole::Purchase, 0.7).unwrap();
        if attrition {
            facts = facts.with_attrition(&[("v", &v), ("u", &u)]).unwrap();
            chosen = chosen.with_shared(&["v"]);
        }
        let columns = Design::columns(&facts, M::TARGETS);
        let groups: Vec<Group<M::Observation>> = rows
            .iter()
            .enumerate()
            .map(|(row, history)| Group {
                facts: columns.iter().map(|column| column.values[row]).collect(),
                cells: Cells::new(vec![(history, 1.5)], 1),
            })
            .collect();
        let weighted: Vec<(&[f64], f64)> =
            groups.iter().map(|group| (group.facts.as_slice(), 1.5)).collect();
        let design = Design::new(&columns, &weighted, M::TARGETS, &chosen).unwrap();
        let design = Arc::new(design);
        let surface = Grouped::<M, N>::new(settings, Arc::clone(&design), groups, 1);
        let n = N + design.penalties.len();
        for number in 0..40 {
            let mut stream = Stream::new(11, number);
            let point = DVector::from_fn(n, |i, _| {
                let spread = if i < N { 1.0 } else { 0.3 };
                (if i == 1 { 2.0 } else { 0.0 }) + spread * stream.normal()
            });
            let moved = |i: usize, d: f64| {
                let mut point = point.clone();
                point[i] += d;
                surface.at(&point)
            };
            let at = surface.at(&point);
            for i in 0..n {
                let slope = difference(|d| moved(i, d).value);
                let near = |a: f64, b: f64, what: &str| {
                    let scale = 1.0 + a.abs() + at.value.abs();
                    assert!((a - b).abs() < 1e-9 * scale, "{} {what} {i}: {a} {b}", M::NAME);
                };
                near(slope, at.gradient[i], "gradient");
                for j in 0..n {
                    let bend = difference(|d| moved(i, d).gradient[j]);
                    near(bend, at.hessian[(i, j)], "hessian");
                }
            }
        }
    }

    #[test]
    fn derivatives_are_those_of_differences() {
        agree::<2, Nbd>((), false);
        agree::<4, BgNbd>((), true);
        agree::<4, MbgCnbd>(3, true);
        agree::<4, ParetoNbd>((), true);
        agree::<5, GGompertzNbd>((), true);
    }

    /// A column of a table of `tests/data`.
    fn column(text: &str, name: &str) -> Vec<f64> {
        let mut lines = text.lines();
        let place = lines.next().unwrap().split(',').position(|cell| cell == name).unwrap();
        lines.map(|line| line.split(',').nth(place).unwrap().parse().unwrap()).collect()
    }

    /// The likelihood and its slopes at parameters and coefficients as they are reported.
    fn reported<const N: usize, M: WithCovariates<N>>(
        rows: &[(usize, M::Observation, f64)],
        facts: &Covariates<'_>,
        given: &[f64],
    ) -> (f64, Vec<f64>) {
        let chosen = CovariateOptions::default();
        let Assembled { groups, design, .. } =
            Assembled::<M, N>::new(rows, facts, &chosen, 1).unwrap();
        let map = design.map::<N>();
        let point = design.point_of::<N>(given).unwrap();
        let settings = M::Settings::default();
        let at = Grouped::<M, N>::new(settings, design, groups, 1).at(&point);
        let slope = map.transpose().lu().solve(&at.gradient).unwrap();
        (at.value, slope.as_slice().to_vec())
    }

    /// Against `tests/oracle/discrete_covariates.py`, 40 digits.
    #[test]
    fn slopes_in_discrete_time_are_those_of_forty_digits() {
        let donors = include_str!("../../../tests/data/bg_bb_covariates.csv");
        let [x, t_x, n, u, w] = ["x", "t_x", "n", "u", "w"].map(|name| column(donors, name));
        let x: Vec<u32> = x.iter().map(|x| *x as u32).collect();
        let some = Histories::new(&x[..40], &t_x[..40], &n[..40]).unwrap();
        let some: Vec<_> = some.iter().enumerate().map(|(row, one)| (row, one, 1.0)).collect();
        let gifts = Covariates::new()
            .with_purchase(&[("u", &u[..40])])
            .and_then(|facts| facts.with_attrition(&[("w", &w[..40])]))
            .unwrap();
        let cohorts = include_str!("../../../tests/data/contract_covariates.csv");
        let [cohort, period, left, cu, cw] =
            ["cohort", "period", "survivors", "u", "w"].map(|name| column(cohorts, name));
        let table = Survivors::from_rows(
            &cohort.iter().map(|it| *it as i64).collect::<Vec<_>>(),
            &period.iter().map(|it| *it as u32).collect::<Vec<_>>(),
            &left.iter().map(|it| *it as u64).collect::<Vec<_>>(),
        )
        .unwrap();
        let contracts = Covariates::new().with_attrition(&[("u", &cu), ("w", &cw)]).unwrap();
        let seen = table.observations(&contracts).unwrap();
        let mut checked = 0;
        for line in include_str!("../../../tests/data/discrete_covariates.csv").lines() {
            let Some(rest) = line.strip_prefix("slope,") else { continue };
            let (name, numbers) = rest.split_once(',').unwrap();
            let numbers: Vec<f64> = numbers.split(',').map(|cell| cell.parse().unwrap()).collect();
            let (mut given, found) = numbers.split_at(numbers.len() / 2);
            let base = if name == "sbg" { 2 } else { 3 + usize::from(name == "bg_bb") };
            let whole: Vec<f64> = (0..given.len())
                .map(|i| if i < base { given[i].exp() } else { given[i] })
                .collect();
            given = &whole;
            let (value, slope) = match name {
                "bg_bb" => reported::<4, BgBb>(&some, &gifts, given),
                "sbg" => reported::<2, Sbg>(&seen, &contracts, given),
                _ => reported::<3, Bdw>(&seen, &contracts, given),
            };
            let close = |a: f64, b: f64| (a - b).abs() <= 1e-11 * (found[0].abs() + b.abs());
            assert!(close(value, found[0]), "{name}: {value} {}", found[0]);
            for (i, (a, b)) in slope.iter().zip(&found[1..]).enumerate() {
                assert!(close(*a, *b), "{name} {i}: {a} is not {b}");
            }
            checked += 1;
        }
        assert_eq!(checked, 9);
    }
}
