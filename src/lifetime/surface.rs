//! The likelihood of a model over its data, to be climbed again: with one
//! parameter held, or for other weights of the same observations.

use nalgebra::DVector;

use super::bdw::Bdw;
use super::bg_bb::BgBb;
use super::bg_nbd::BgNbd;
use super::cells::Cells;
use super::cnbd::{BgCnbd, MbgCnbd};
use super::fit::{Estimable, log_likelihood};
use super::gamma_gamma::GammaGamma;
use super::ggompertz_nbd::GGompertzNbd;
use super::history::Histories;
use super::mbg_nbd::MbgNbd;
use super::nbd::Nbd;
use super::pareto_nbd::ParetoNbd;
use super::sbg::Sbg;
use super::spend::Spending;
use super::stored::AnyModel;
use super::survivors::Survivors;
use crate::error::{Convergence, Error, ErrorKind, Result};
use crate::numeric::maximise::{Derivatives, Ending, Limits, maximise};
use crate::numeric::tolerance::DECREMENT;

/// The highest point of a surface, or of a slice of it.
#[derive(Debug, Clone)]
pub(crate) struct Peak {
    /// The parameters that are estimated.
    pub(crate) parameters: Vec<f64>,
    pub(crate) log_likelihood: f64,
    /// Derivatives in the logarithms of the parameters.
    pub(crate) slopes: Vec<f64>,
}

/// A likelihood over data, whatever the model.
pub(crate) trait Surface: std::fmt::Debug + Send + Sync {
    /// The box of the parameters that are estimated.
    fn bounds(&self) -> Vec<(f64, f64)>;

    /// How many customers each distinct observation stands for.
    fn weights(&self) -> Vec<f64>;

    /// The same observations with other weights, those without weight left out.
    ///
    /// # Errors
    /// As the fit, where such data do not identify the model.
    fn reweighted(&self, weights: &[f64]) -> Result<Box<dyn Surface>>;

    /// The log-likelihood at these parameters.
    fn value(&self, parameters: &[f64], threads: usize) -> Result<f64>;

    /// The peak near `start`, with the parameter `held`, if any, where it starts.
    ///
    /// # Errors
    /// `NotConverged`.
    fn climb(&self, start: &[f64], held: Option<usize>, threads: usize) -> Result<Peak>;

    /// The model with these parameters.
    fn model(&self, parameters: &[f64]) -> Result<AnyModel>;
}

/// One model's observations.
struct Ground<const N: usize, M: Estimable<N>> {
    settings: M::Settings,
    cells: Cells<M::Observation>,
}

impl<const N: usize, M: Estimable<N>> std::fmt::Debug for Ground<N, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct(M::NAME).field("cells", &self.cells.len()).finish_non_exhaustive()
    }
}

/// Most Newton iterations of one climb; from the optimum of like data about five
/// are needed, and on a ridge some dozens.
const ITERATIONS: u32 = 500;

impl<const N: usize, M> Surface for Ground<N, M>
where
    M: Estimable<N> + Into<AnyModel> + 'static,
    M::Settings: Send,
{
    fn bounds(&self) -> Vec<(f64, f64)> {
        M::bounds(&self.cells).to_vec()
    }

    fn weights(&self) -> Vec<f64> {
        self.cells.iter().map(|(_, weight)| weight).collect()
    }

    fn reweighted(&self, weights: &[f64]) -> Result<Box<dyn Surface>> {
        let cells = self.cells.reweighted(weights);
        ground::<N, M>(self.settings, cells)
    }

    fn value(&self, parameters: &[f64], threads: usize) -> Result<f64> {
        let model = M::from_array(self.settings, array(parameters)?)?;
        Ok(log_likelihood(&model, &self.cells, threads).value)
    }

    fn climb(&self, start: &[f64], held: Option<usize>, threads: usize) -> Result<Peak> {
        let bounds = M::bounds(&self.cells);
        let start = DVector::from_fn(N, |i, _| start[i].ln());
        let mut limits = Limits {
            iterations: ITERATIONS,
            decrement: DECREMENT,
            low: DVector::from_fn(N, |i, _| bounds[i].0.ln()),
            high: DVector::from_fn(N, |i, _| bounds[i].1.ln()),
        };
        if let Some(held) = held {
            limits.low[held] = start[held];
            limits.high[held] = start[held];
        }
        let ascent = maximise(
            start,
            &limits,
            |point| {
                let parameters: [f64; N] = std::array::from_fn(|i| point[i].exp());
                match M::from_array(self.settings, parameters) {
                    Ok(model) => {
                        log_likelihood(&model, &self.cells, threads).in_logarithms(&parameters)
                    }
                    Err(_) => nowhere(N),
                }
            },
            |_, _, _| true,
        );
        let parameters: Vec<f64> = ascent.point.iter().map(|ln| ln.exp()).collect();
        if ascent.ending != Ending::Converged {
            return Err(Error::not_converged(
                format!("climbing the likelihood of {} again", M::NAME),
                Convergence {
                    iterations: ascent.iterations,
                    objective: ascent.at.value,
                    gradient_norm: ascent.gradient_norm,
                    parameters,
                    reason: "no step improves the likelihood, or the iterations ran out".to_owned(),
                },
            ));
        }
        Ok(Peak {
            parameters,
            log_likelihood: ascent.at.value,
            slopes: ascent.at.gradient.iter().copied().collect(),
        })
    }

    fn model(&self, parameters: &[f64]) -> Result<AnyModel> {
        Ok(M::from_array(self.settings, array(parameters)?)?.into())
    }
}

fn array<const N: usize>(parameters: &[f64]) -> Result<[f64; N]> {
    parameters.try_into().map_err(|_| Error::length("parameters", parameters.len(), N))
}

/// A point where the likelihood is not defined.
fn nowhere(n: usize) -> Derivatives {
    Derivatives {
        value: f64::NEG_INFINITY,
        gradient: DVector::zeros(n),
        hessian: nalgebra::DMatrix::zeros(n, n),
    }
}

fn ground<const N: usize, M>(
    settings: M::Settings,
    cells: Cells<M::Observation>,
) -> Result<Box<dyn Surface>>
where
    M: Estimable<N> + Into<AnyModel> + 'static,
    M::Settings: Send,
{
    if cells.len() == 0 {
        return Err(Error::empty("customers"));
    }
    M::check(&cells)?;
    Ok(Box::new(Ground::<N, M> { settings, cells }))
}

/// The likelihood of a model of purchases over histories.
pub(crate) fn of_purchases(
    model: &AnyModel,
    customers: &Histories<'_>,
    threads: usize,
) -> Result<Box<dyn Surface>> {
    let closure = model.as_closure().ok_or_else(|| other_family("purchases"))?;
    for (row, history) in customers.iter().enumerate() {
        closure.accepts(history).map_err(|error| error.at_row(row as u64))?;
    }
    let cells = Cells::of(customers, threads);
    match model {
        AnyModel::BgNbd(_) => ground::<4, BgNbd>((), cells),
        AnyModel::ParetoNbd(_) => ground::<4, ParetoNbd>((), cells),
        AnyModel::MbgNbd(_) => ground::<4, MbgNbd>((), cells),
        AnyModel::Nbd(_) => ground::<2, Nbd>((), cells),
        AnyModel::BgCnbd(model) => ground::<4, BgCnbd>(model.k(), cells),
        AnyModel::MbgCnbd(model) => ground::<4, MbgCnbd>(model.k(), cells),
        AnyModel::GGompertzNbd(_) => ground::<5, GGompertzNbd>((), cells),
        AnyModel::BgBb(_) => ground::<4, BgBb>((), cells),
        _ => Err(other_family("purchases")),
    }
}

/// The likelihood of a model of spend.
pub(crate) fn of_spend(
    model: &AnyModel,
    customers: &Spending<'_>,
    threads: usize,
) -> Result<Box<dyn Surface>> {
    match model {
        AnyModel::GammaGamma(_) => ground::<3, GammaGamma>((), customers.cells(threads)),
        _ => Err(other_family("spend")),
    }
}

/// The likelihood of a model of customers under contract.
pub(crate) fn of_contract(model: &AnyModel, table: &Survivors) -> Result<Box<dyn Surface>> {
    match model {
        AnyModel::Sbg(_) => ground::<2, Sbg>((), table.cells()),
        AnyModel::Bdw(_) => ground::<3, Bdw>((), table.cells()),
        _ => Err(other_family("customers under contract")),
    }
}

fn other_family(family: &str) -> Error {
    Error::new(ErrorKind::Argument, format!("is no model of {family}")).in_column("model")
}
