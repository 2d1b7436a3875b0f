//! The likelihood of a model over its data, to be climbed again: with one
//! parameter held, or for other weights of the same observations.

use std::ops::ControlFlow;

use nalgebra::DVector;

use super::any_model::AnyModel;
use super::every::*;
use super::model::Model;
use crate::error::{Convergence, Error, ErrorKind, Result};
use crate::lifetime::fit::estimable::Estimable;
use crate::lifetime::fit::fit::{impossible, log_likelihood};
use crate::lifetime::observed::cells::Cells;
use crate::lifetime::observed::history::Histories;
use crate::lifetime::observed::spend::Spending;
use crate::lifetime::observed::survivors::Survivors;
use crate::lifetime::spend::itemized_spend::{Itemized, ItemizedSpending};
use crate::numeric::maximise::{Derivatives, Ending, Limits, ObjectiveFn, maximise};
use crate::numeric::tolerance::DECREMENT;

/// The maximum of a likelihood, or of a slice of it (a profile).
#[derive(Debug, Clone)]
pub(crate) struct Maximum {
    /// Its coordinates.
    pub(crate) point: Vec<f64>,
    pub(crate) log_likelihood: f64,
    /// The derivative in the coordinate that was held; 0 where none was.
    pub(crate) slope: f64,
}

/// In what a parameter is measured along its coordinate.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Transform {
    /// The coordinate is the logarithm of the parameter, which is positive.
    Logarithm,
    /// The coordinate is so many times the parameter.
    Times(f64),
}

impl Transform {
    pub(crate) fn coordinate(self, value: f64) -> f64 {
        match self {
            Self::Logarithm => value.ln(),
            Self::Times(unit) => value * unit,
        }
    }

    pub(crate) fn value(self, coordinate: f64) -> f64 {
        match self {
            Self::Logarithm => coordinate.exp(),
            Self::Times(unit) => coordinate / unit,
        }
    }

    /// How far a step of the parameter is along the coordinate, at this value.
    pub(crate) fn step(self, step: f64, value: f64) -> f64 {
        match self {
            Self::Logarithm => step / value,
            Self::Times(unit) => step * unit,
        }
    }
}

/// Where a parameter that is estimated stands among the coordinates.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Coordinate {
    pub(crate) measure: Transform,
    /// The box of the coordinate.
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// A likelihood over data that can be maximised again, whatever the model.
pub(crate) trait Refit: std::fmt::Debug + Send + Sync {
    /// The place of a parameter, in the order in which the model reports them; `None`
    /// for one that was not estimated.
    fn place(&self, parameter: usize) -> Option<Coordinate>;

    /// How many customers each distinct observation stands for.
    fn weights(&self) -> Vec<f64>;

    /// The same observations with other weights, those without weight left out.
    ///
    /// # Errors
    /// As the fit, where such data do not identify the model.
    fn reweighted(&self, weights: &[f64]) -> Result<Box<dyn Refit>>;

    /// Whether a penalty is subtracted from the likelihood.
    fn is_penalised(&self) -> bool {
        false
    }

    /// The coordinates of a model.
    ///
    /// # Errors
    /// `Length` where it is of another shape.
    fn point(&self, model: &Model) -> Result<Vec<f64>>;

    /// The log-likelihood there, less the penalty, with its derivatives in the
    /// coordinates.
    fn at(&self, point: &[f64], threads: usize) -> Result<Derivatives>;

    /// The value alone.
    fn value(&self, point: &[f64], threads: usize) -> Result<f64> {
        Ok(self.at(point, threads)?.value)
    }

    /// The peak near `start`, with a parameter held where its coordinate is the number
    /// given, if any is.
    ///
    /// # Errors
    /// `NotConverged`.
    fn climb(&self, start: &[f64], held: Option<(usize, f64)>, threads: usize) -> Result<Maximum>;

    /// The model there.
    fn model(&self, point: &[f64]) -> Result<Model>;
}

/// One model's observations.
struct ModelRefit<const N: usize, M: Estimable<N>> {
    settings: M::Settings,
    cells: Cells<M::Observation>,
}

impl<const N: usize, M: Estimable<N>> std::fmt::Debug for ModelRefit<N, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct(M::NAME).field("cells", &self.cells.len()).finish_non_exhaustive()
    }
}

/// Most Newton iterations of one climb; from the optimum of like data about five
/// are needed, and on a ridge some dozens.
const ITERATIONS: u32 = 500;

/// Climbs from `start` within a box.
pub(crate) fn climbed(
    name: &str,
    start: DVector<f64>,
    (low, high): (DVector<f64>, DVector<f64>),
    held: Option<usize>,
    at: &mut ObjectiveFn<'_>,
) -> Result<Maximum> {
    let mut limits =
        Limits { iterations: ITERATIONS, decrement: DECREMENT, coarseness: 1.0, low, high };
    if let Some(held) = held {
        limits.low[held] = start[held];
        limits.high[held] = start[held];
    }
    let ascent = maximise(start, &limits, at, &mut |_, _, _| ControlFlow::Continue(()));
    if ascent.ending != Ending::Converged {
        return Err(Error::not_converged(
            format!("climbing the likelihood of {name} again"),
            Convergence {
                iterations: ascent.iterations,
                objective: ascent.at.value,
                gradient_norm: ascent.gradient_norm(),
                parameters: ascent.point.iter().copied().collect(),
                reason: "no step improves the likelihood, or the iterations ran out".to_owned(),
            },
        ));
    }
    Ok(Maximum {
        slope: held.map_or(0.0, |held| ascent.at.gradient[held]),
        log_likelihood: ascent.at.value,
        point: ascent.point.iter().copied().collect(),
    })
}

impl<const N: usize, M: Estimable<N>> ModelRefit<N, M> {
    fn parameters(point: &[f64]) -> [f64; N] {
        std::array::from_fn(|i| point[i].exp())
    }
}

impl<const N: usize, M> Refit for ModelRefit<N, M>
where
    M: Estimable<N> + Into<AnyModel> + 'static,
{
    fn place(&self, parameter: usize) -> Option<Coordinate> {
        let (low, high) = *M::bounds(&self.cells).get(parameter)?;
        Some(Coordinate { measure: Transform::Logarithm, low: low.ln(), high: high.ln() })
    }

    fn weights(&self) -> Vec<f64> {
        self.cells.iter().map(|(_, weight)| weight).collect()
    }

    fn reweighted(&self, weights: &[f64]) -> Result<Box<dyn Refit>> {
        let cells = self.cells.reweighted(weights);
        ground::<N, M>(self.settings, cells)
    }

    fn point(&self, model: &Model) -> Result<Vec<f64>> {
        let parameters = model.base().parameters();
        let own =
            parameters.get(..N).ok_or_else(|| Error::length("parameters", parameters.len(), N))?;
        Ok(own.iter().map(|value| value.ln()).collect())
    }

    fn at(&self, point: &[f64], threads: usize) -> Result<Derivatives> {
        let parameters = Self::parameters(point);
        let model = M::from_array(self.settings, parameters)?;
        Ok(log_likelihood(&model, &self.cells, threads).in_logarithms(&parameters))
    }

    fn climb(&self, start: &[f64], held: Option<(usize, f64)>, threads: usize) -> Result<Maximum> {
        let bounds = M::bounds(&self.cells);
        let mut start = DVector::from_column_slice(start);
        if let Some((parameter, coordinate)) = held {
            start[parameter] = coordinate;
        }
        let low = DVector::from_fn(N, |i, _| bounds[i].0.ln());
        let high = DVector::from_fn(N, |i, _| bounds[i].1.ln());
        climbed(M::NAME, start, (low, high), held.map(|held| held.0), &mut |point| {
            let parameters = Self::parameters(point.as_slice());
            match M::from_array(self.settings, parameters) {
                Ok(model) => {
                    log_likelihood(&model, &self.cells, threads).in_logarithms(&parameters)
                }
                Err(_) => impossible(N),
            }
        })
    }

    fn model(&self, point: &[f64]) -> Result<Model> {
        M::from_array(self.settings, Self::parameters(point)).map(Model::new)
    }
}

fn ground<const N: usize, M>(
    settings: M::Settings,
    cells: Cells<M::Observation>,
) -> Result<Box<dyn Refit>>
where
    M: Estimable<N> + Into<AnyModel> + 'static,
{
    if cells.len() == 0 {
        return Err(Error::empty("customers"));
    }
    M::check(&cells)?;
    Ok(Box::new(ModelRefit::<N, M> { settings, cells }))
}

macro_rules! models {
    (purchase { $($(#[$about:meta])* $n:literal $symbol:ident $model:ident $file:ident
        $en:literal $zh:literal [$($own:tt)*];)* }
     spend { $($(#[$spend_about:meta])* $spend_n:literal $spend_symbol:ident $spend:ident
        $spend_file:ident $spend_en:literal $spend_zh:literal [$($spend_own:tt)*];)* }
     contract { $($(#[$contract_about:meta])* $contract_n:literal $contract_symbol:ident
        $contract:ident $contract_file:ident $contract_en:literal $contract_zh:literal
        [$($contract_own:tt)*];)* }) => {
        /// The likelihood of a model of purchases over histories.
        pub(crate) fn of_purchases(
            model: &AnyModel,
            customers: &Histories<'_>,
            threads: usize,
        ) -> Result<Box<dyn Refit>> {
            let closure = model.as_closure().ok_or_else(|| other_family("purchases"))?;
            for (row, history) in customers.iter().enumerate() {
                closure.accepts(history).map_err(|error| error.at_row(row as u64))?;
            }
            let cells = Cells::of(customers, threads);
            match model {
                $(AnyModel::$model(model) => ground::<_, $model>(model.settings(), cells),)*
                _ => Err(other_family("purchases")),
            }
        }

        /// The likelihood of a model of spend.
        pub(crate) fn of_spend(
            model: &AnyModel,
            customers: &Spending<'_>,
            threads: usize,
        ) -> Result<Box<dyn Refit>> {
            match model {
                $(AnyModel::$spend(model) => {
                    ground::<_, $spend>(model.settings(), customers.cells(threads))
                })*
                _ => Err(other_family("spend")),
            }
        }

        /// The likelihood of a model of customers under contract.
        pub(crate) fn of_contract(
            model: &AnyModel,
            table: &Survivors,
        ) -> Result<Box<dyn Refit>> {
            match model {
                $(AnyModel::$contract(model) => {
                    ground::<_, $contract>(model.settings(), table.cells())
                })*
                _ => Err(other_family("customers under contract")),
            }
        }
    };
}

include!("models.in.rs");

/// The likelihood of a model of spend over single amounts.
pub(crate) fn of_itemized(
    model: &AnyModel,
    customers: &ItemizedSpending<'_>,
    threads: usize,
) -> Result<Box<dyn Refit>> {
    match model {
        AnyModel::GammaGamma(_) => ground::<3, Itemized>((), customers.cells(threads)),
        _ => Err(other_family("spend")),
    }
}

pub(crate) fn other_family(family: &str) -> Error {
    Error::new(ErrorKind::Argument, format!("is no model of {family}")).in_column("model")
}
