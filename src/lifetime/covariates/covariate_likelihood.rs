//! The likelihood of a model with covariates over its customers, to be climbed again.

use crate::numeric::tolerance;
use nalgebra::{DMatrix, DVector};

use super::covariate_fit::{Assembled, Group, Grouped, WithCovariates, weighted};
use super::covariate_options::CovariateOptions;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::estimable::Estimable;
use crate::lifetime::kinds::model::Model;
use crate::lifetime::kinds::refit::{Coordinate, Maximum, Refit, Transform, climbed, other_family};
use crate::lifetime::observed::cells::Cells;
use crate::lifetime::observed::covariates::Covariates;
use crate::lifetime::observed::spend::Spending;
use crate::lifetime::spend::gamma_gamma::GammaGamma;
use crate::numeric::maximise::Derivatives;

/// Customers with facts under one model. Its coordinates are those of the fit:
/// logarithms of the parameters at the mean of the facts, then the coefficients.
struct CovariateLikelihood<const N: usize, M: Estimable<N>> {
    grouped: Grouped<M, N>,
    /// The box of the coordinates.
    low: DVector<f64>,
    high: DVector<f64>,
    /// From the coordinates to what is reported, the base in logarithms.
    map: DMatrix<f64>,
    /// The fitted model: its columns, and parameters that are not estimated.
    fitted: Model,
}

impl<const N: usize, M: Estimable<N>> std::fmt::Debug for CovariateLikelihood<N, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let groups = self.grouped.groups.len();
        f.debug_struct(M::NAME).field("groups", &groups).finish_non_exhaustive()
    }
}

/// How much further than the box of the fit a parameter at facts of 0 may lie: facts
/// move a logarithm by as much.
const FARTHER: f64 = 30.0;

impl<const N: usize, M: Estimable<N>> CovariateLikelihood<N, M> {
    fn new(all: &Cells<M::Observation>, grouped: Grouped<M, N>, fitted: Model) -> Self {
        let (low, high) = grouped.design.limits::<N>(&M::bounds(all));
        let map = grouped.design.map::<N>();
        Self { grouped, low, high, map, fitted }
    }

    /// The coordinate that stands for a parameter, once that of the base at the mean of
    /// the facts gives way to the one that is reported.
    fn index(&self, parameter: usize) -> Option<usize> {
        if parameter < N {
            return Some(parameter);
        }
        let effect = parameter.checked_sub(self.fitted.base().parameters().len())?;
        self.grouped.design.coefficient(effect).map(|(coefficient, _)| N + coefficient)
    }

    /// The map to the coordinates from those in which that of `parameter` is the one
    /// reported; `None` where it is anyway.
    fn turned(&self, parameter: usize) -> Option<DMatrix<f64>> {
        let row = (parameter < N).then(|| self.map.row(parameter))?;
        let moved = |j: usize| j != parameter && row[j] != 0.0;
        (0..row.len()).any(moved).then(|| {
            let mut turn = DMatrix::identity(row.len(), row.len());
            (0..row.len()).filter(|&j| moved(j)).for_each(|j| turn[(parameter, j)] = -row[j]);
            turn
        })
    }
}

impl<const N: usize, M> Refit for CovariateLikelihood<N, M>
where
    M: WithCovariates<N> + 'static,
{
    fn place(&self, parameter: usize) -> Option<Coordinate> {
        let index = self.index(parameter)?;
        let (low, high) = (self.low[index], self.high[index]);
        if parameter >= N {
            let effect = parameter - self.fitted.base().parameters().len();
            let (_, scale) = self.grouped.design.coefficient(effect)?;
            return Some(Coordinate { measure: Transform::Times(scale), low, high });
        }
        let farther = if self.turned(parameter).is_some() { FARTHER } else { 0.0 };
        Some(Coordinate { measure: Transform::Logarithm, low: low - farther, high: high + farther })
    }

    fn weights(&self) -> Vec<f64> {
        let groups = self.grouped.groups.iter();
        groups.flat_map(|group| group.cells.iter().map(|(_, weight)| weight)).collect()
    }

    fn reweighted(&self, weights: &[f64]) -> Result<Box<dyn Refit>> {
        let mut rest = weights;
        let mut groups = Vec::with_capacity(self.grouped.groups.len());
        for group in &self.grouped.groups {
            let (own, others) = rest.split_at(group.cells.len());
            let cells = group.cells.reweighted(own);
            if cells.len() > 0 {
                groups.push(Group { facts: group.facts.clone(), cells });
            }
            rest = others;
        }
        let all = Cells::new(groups.iter().flat_map(|group| group.cells.iter()).collect(), 1);
        if all.len() == 0 {
            return Err(Error::empty("customers"));
        }
        M::check(&all)?;
        let Grouped { settings, design, .. } = &self.grouped;
        design.identified_by(&weighted(&groups))?;
        let grouped = Grouped::new(*settings, design.clone(), groups, 1);
        Ok(Box::new(Self::new(&all, grouped, self.fitted.clone())))
    }

    fn is_penalised(&self) -> bool {
        self.grouped.design.penalties.iter().any(|strength| *strength > 0.0)
    }

    fn point(&self, model: &Model) -> Result<Vec<f64>> {
        let base = model.base().parameters();
        let own = base.get(..N).ok_or_else(|| Error::length("parameters", base.len(), N))?;
        let effects = model.effects().iter().map(|effect| effect.coefficient);
        let given: Vec<f64> = own.iter().copied().chain(effects).collect();
        Ok(self.grouped.design.point_of::<N>(&given)?.as_slice().to_vec())
    }

    fn at(&self, point: &[f64], threads: usize) -> Result<Derivatives> {
        Ok(self.grouped.penalised(&DVector::from_column_slice(point), threads))
    }

    fn climb(&self, start: &[f64], held: Option<(usize, f64)>, threads: usize) -> Result<Maximum> {
        let mut start = DVector::from_column_slice(start);
        let limits = (self.low.clone(), self.high.clone());
        let held = held.and_then(|(parameter, at)| Some((parameter, self.index(parameter)?, at)));
        let Some((parameter, index, coordinate)) = held else {
            let mut at = |point: &DVector<f64>| self.grouped.penalised(point, threads);
            return climbed(M::NAME, start, limits, None, &mut at);
        };
        start[index] = coordinate;
        let Some(turn) = self.turned(parameter) else {
            let mut at = |point: &DVector<f64>| self.grouped.penalised(point, threads);
            return climbed(M::NAME, start, limits, Some(index), &mut at);
        };
        let mut at = |point: &DVector<f64>| {
            let Derivatives { value, gradient, hessian } =
                self.grouped.penalised(&(&turn * point), threads);
            let (gradient, hessian) =
                (turn.transpose() * gradient, turn.transpose() * hessian * &turn);
            Derivatives { value, gradient, hessian }
        };
        let mut peak = climbed(M::NAME, start, limits, Some(index), &mut at)?;
        peak.point = (&turn * DVector::from_vec(peak.point)).as_slice().to_vec();
        Ok(peak)
    }

    fn model(&self, point: &[f64]) -> Result<Model> {
        let reported = self.grouped.design.reported::<N>(&DVector::from_column_slice(point));
        let parameters: [f64; N] = std::array::from_fn(|i| reported[i]);
        let base = M::from_array(self.grouped.settings, parameters)?;
        self.fitted.at(base.into(), &reported.as_slice()[N..])
    }
}

/// The surface of customers who are given as for the fit.
pub(crate) fn covariate_likelihood<const N: usize, M>(
    settings: M::Settings,
    rows: &[(usize, M::Observation, f64)],
    facts: &Covariates<'_>,
    chosen: &CovariateOptions,
    model: &Model,
) -> Result<Box<dyn Refit>>
where
    M: WithCovariates<N> + 'static,
{
    let Assembled { all, groups, design } = Assembled::<M, N>::new(rows, facts, chosen, 1)?;
    let effects = || model.effects().iter();
    let known: Vec<_> = effects().map(|e| (e.role, e.name.as_str(), e.center)).collect();
    // Centres are sums over customers, in whatever order they are given.
    let alike = |a: &(_, &str, f64), b: &(_, &str, f64)| {
        a.0 == b.0 && a.1 == b.1 && (a.2 - b.2).abs() <= tolerance::SAME_CENTRE * (1.0 + a.2.abs())
    };
    let made: Vec<_> = design.effects().collect();
    if known.len() != made.len() || !known.iter().zip(&made).all(|(a, b)| alike(a, b)) {
        let names: Vec<String> =
            made.iter().map(|(role, name, _)| format!("{}.{name}", role.name())).collect();
        return Err(Error::new(
            ErrorKind::Inconsistent,
            "has other coefficients than these facts and choices make",
        )
        .in_column("model")
        .allowing(names.join(", ")));
    }
    let grouped = Grouped::new(settings, design, groups, 1);
    Ok(Box::new(CovariateLikelihood::<N, M>::new(&all, grouped, model.clone())))
}

/// The likelihood of a model of spend with covariates.
pub(crate) fn crowd_of_spend(
    model: &Model,
    customers: &Spending<'_>,
    facts: &Covariates<'_>,
    chosen: &CovariateOptions,
) -> Result<Box<dyn Refit>> {
    if model.base().as_spend().is_none() {
        return Err(other_family("spend"));
    }
    facts.check_length(customers.len())?;
    let rows: Vec<_> = customers.observations().collect();
    covariate_likelihood::<3, GammaGamma>((), &rows, facts, chosen, model)
}
