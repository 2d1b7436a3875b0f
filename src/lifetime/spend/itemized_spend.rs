//! Gamma-Gamma on single amounts instead of their means.

use crate::numeric::tolerance;
use std::cmp::Ordering;

use super::gamma_gamma::GammaGamma;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::estimable::Estimable;
use crate::lifetime::fit::fit::{Fitted, fit};
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::fit::fit_report::Ridge;
use crate::lifetime::fit::jet::Jet;
use crate::lifetime::observed::cells::{Cells, Observation};
use crate::lifetime::observed::spend::Spending;
use crate::lifetime::predict::kind::Kind;
use crate::numeric::gamma::{digamma, ln_gamma, trigamma};
use crate::numeric::tolerance::MEAN_OF_LOGARITHMS;

/// What customers spent in each of their purchases, as columns, borrowed and
/// checked: the amounts enter the likelihood of [`GammaGamma`] only through their
/// mean and the mean of their logarithms.
///
/// The means alone tell how much customers differ from one another, but little of
/// how much one customer's amounts differ: that is p, which single amounts give
/// directly. Use it wherever the amounts are at hand.
///
/// ```
/// use habitue::lifetime::{FitOptions, GammaGamma, ItemizedSpending};
/// let amounts = [vec![12.0, 15.5, 9.0], vec![40.0, 55.0], vec![20.0], vec![31.0, 22.0, 25.0]];
/// let x: Vec<u32> = amounts.iter().map(|own| own.len() as u32).collect();
/// let mean = |own: &Vec<f64>| own.iter().sum::<f64>() / own.len() as f64;
/// let means: Vec<f64> = amounts.iter().map(mean).collect();
/// let logs: Vec<f64> =
///     amounts.iter().map(|own| mean(&own.iter().map(|z| z.ln()).collect())).collect();
/// let rows = ItemizedSpending::new(&x, &means, &logs)?;
/// let model = GammaGamma::fit_itemized(&rows, &FitOptions::default())?;
/// assert!(model.expected_spend(3, 12.0)? < model.expected_spend(2, 47.5)?);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ItemizedSpending<'a> {
    means: Spending<'a>,
    mean_log: &'a [f64],
    weights: Option<&'a [f64]>,
}

impl<'a> ItemizedSpending<'a> {
    /// The columns number of purchases `x`, their mean amount, and the mean natural
    /// logarithm of their amounts, in one currency. Rows with x = 0 say nothing of
    /// spending.
    ///
    /// # Errors
    /// As [`Spending::new`]; `NotFinite` for a mean logarithm of a row with x > 0;
    /// `Inconsistent` where it is above the logarithm of the mean, which no amounts
    /// have.
    pub fn new(x: &'a [u32], mean: &'a [f64], mean_log: &'a [f64]) -> Result<Self> {
        let means = Spending::new(x, mean)?;
        if mean_log.len() != x.len() {
            return Err(Error::length("mean_log_spend", mean_log.len(), x.len()));
        }
        for (row, ((x, mean), &log)) in means.iter().zip(mean_log).enumerate() {
            if x == 0 {
                continue;
            }
            let highest = mean.ln();
            if !log.is_finite() {
                return Err(Error::out_of_range("mean_log_spend", log, "finite").at_row(row as u64));
            }
            if log > highest + MEAN_OF_LOGARITHMS * (1.0 + highest.abs()) {
                return Err(Error::new(ErrorKind::Inconsistent, "is above that of the mean")
                    .in_column("mean_log_spend")
                    .with_value(log)
                    .allowing(format!("at most ln(mean_spend) = {highest}"))
                    .at_row(row as u64));
            }
        }
        Ok(Self { means, mean_log, weights: None })
    }

    /// How many customers each row stands for. Defaults to one each.
    ///
    /// # Errors
    /// As [`Spending::with_weights`].
    pub fn with_weights(mut self, weights: &'a [f64]) -> Result<Self> {
        self.means = self.means.with_weights(weights)?;
        self.weights = Some(weights);
        Ok(self)
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.means.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.means.is_empty()
    }

    pub(crate) fn cells(&self, threads: usize) -> Cells<Items> {
        let weight = |row: usize| self.weights.map_or(1.0, |weights| weights[row]);
        let rows = self.means.iter().zip(self.mean_log).enumerate();
        let rows = rows.filter(|(_, ((x, _), _))| *x > 0).map(|(row, ((x, mean), &log))| {
            (Items { x, mean, spread: (log - mean.ln()).min(0.0) }, weight(row))
        });
        Cells::new(rows.collect(), threads)
    }
}

/// The amounts of one customer with x > 0.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Items {
    x: u32,
    mean: f64,
    /// The mean logarithm less that of the mean, <= 0.
    spread: f64,
}

impl Observation for Items {
    fn count(&self) -> u32 {
        self.x
    }

    fn order(&self, other: &Self) -> Ordering {
        self.x
            .cmp(&other.x)
            .then(self.mean.total_cmp(&other.mean))
            .then(self.spread.total_cmp(&other.spread))
    }
}

impl GammaGamma {
    /// Fits the model by maximum likelihood to single amounts:
    ///
    /// f(z₁ … z_x) = Γ(px + q)/(Γ(p)^x Γ(q)) · γ^q Π z^(p−1)/(γ + Σ z)^(px+q),
    ///
    /// after Fader and Hardie (note 025, 2013, before the amounts are averaged). Its
    /// likelihood is that of the amounts: not to be compared with that of
    /// [`GammaGamma::fit`], which is that of their means.
    ///
    /// # Errors
    /// As [`GammaGamma::fit`]; `Undefined` where nobody bought twice, as then nothing
    /// tells p from q.
    pub fn fit_itemized(
        customers: &ItemizedSpending<'_>,
        options: &FitOptions<'_>,
    ) -> Result<Fitted<Self>> {
        let fitted = fit::<3, Itemized>((), &customers.cells(options.threads()), options)?;
        Ok(fitted.map(|Itemized(model)| model))
    }

    /// The total log-likelihood of single amounts.
    #[must_use]
    pub fn log_likelihood_itemized(&self, customers: &ItemizedSpending<'_>) -> f64 {
        crate::lifetime::fit::fit::log_likelihood(&Itemized(*self), &customers.cells(1), 1).value
    }
}

/// The model as single amounts see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Itemized(pub(crate) GammaGamma);

impl Kind for Itemized {
    const KIND: u32 = GammaGamma::KIND;
    const NAME: &'static str = GammaGamma::NAME;
    const NAME_ZH: &'static str = GammaGamma::NAME_ZH;
    const PARAMETERS: &'static [&'static str] = GammaGamma::PARAMETERS;
}

impl Estimable<3> for Itemized {
    type Settings = ();
    type Observation = Items;
    /// The terms in p, q and x alone.
    type Table = Jet<3>;
    type Moment = ();
    type Trail = ();

    fn from_array((): (), [p, q, gamma]: [f64; 3]) -> Result<Self> {
        GammaGamma::new(p, q, gamma).map(Self)
    }

    fn check(cells: &Cells<Items>) -> Result<()> {
        if cells.iter().all(|(items, _)| items.x == 1) {
            return Err(Error::new(
                ErrorKind::Undefined,
                "nobody bought twice: how one customer's amounts differ is not known",
            )
            .in_column("frequency"));
        }
        Ok(())
    }

    fn starts((): (), cells: &Cells<Items>) -> Vec<Vec<[f64; 3]>> {
        // ψ(p) − ln p is about −1/(2p) − 1/(12p²): p from the spread within customers.
        let several = |items: &Items| f64::from(items.x > 1) * f64::from(items.x);
        let (mut spread, mut amounts) = (0.0, 0.0);
        for (items, weight) in cells.iter() {
            spread -= weight * several(&items) * items.spread;
            amounts += weight * several(&items) * (1.0 - 1.0 / f64::from(items.x));
        }
        let p = (amounts / (2.0 * spread)).clamp(0.1, 1e4);
        let mean = cells.mean(|items| items.mean);
        [3.0, 50.0, 1e3].map(|q| vec![[p, q, (q - 1.0) * mean / p]]).to_vec()
    }

    fn bounds(cells: &Cells<Items>) -> [(f64, f64); 3] {
        let mean = cells.mean(|items| items.mean);
        {
            let (low, high) = tolerance::AMOUNTS;
            [tolerance::SHAPES, tolerance::SHAPES, (low * mean, high * mean)]
        }
    }

    fn table(&self, count: u32) -> Jet<3> {
        let (p, q, x) = (self.0.p(), self.0.q(), f64::from(count));
        let shape = p * x + q;
        let mut jet = Jet::ZERO;
        jet.value = ln_gamma(shape) - ln_gamma(q) - x * ln_gamma(p) - p * x * x.ln();
        let (both, both_bend) = (digamma(shape), trigamma(shape));
        jet.gradient[0] = x * (both - digamma(p) - x.ln());
        jet.gradient[1] = both - digamma(q);
        jet.hessian[0][0] = x * x * both_bend - x * trigamma(p);
        jet.hessian[0][1] = x * both_bend;
        jet.hessian[1][1] = both_bend - trigamma(q);
        jet
    }

    fn moment(&self, _: f64) {}

    fn jet(&self, table: &Jet<3>, _: [(); 2], items: &Items) -> Jet<3> {
        let (p, q, gamma) = (self.0.p(), self.0.q(), self.0.gamma());
        let x = f64::from(items.x);
        let total = x * items.mean;
        let sum = gamma + total;
        // ln of the customer's and the population's share of the sum.
        let own = -(gamma / total).ln_1p();
        let rest = -(total / gamma).ln_1p();
        let mut jet = *table;
        jet.value += p * x * (own + items.spread) + q * rest;
        jet.value -= x * (items.mean.ln() + items.spread);
        jet.gradient[0] += x * (own + items.spread);
        jet.gradient[1] += rest;
        jet.gradient[2] += (q * total / gamma - p * x) / sum;
        jet.hessian[0][2] -= x / sum;
        jet.hessian[1][2] += total / (gamma * sum);
        jet.hessian[2][2] += (p * x + q) / (sum * sum) - q / (gamma * gamma);
        jet
    }

    fn ridge((): (), parameters: &[f64; 3], bounds: &[(f64, f64); 3]) -> Option<Ridge> {
        GammaGamma::ridge((), parameters, bounds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::random::Stream;
    use rand_distr::Gamma;

    /// Amounts of customers, as (x, mean, mean logarithm).
    fn amounts(customers: u64, [p, q, gamma]: [f64; 3]) -> (Vec<u32>, Vec<f64>, Vec<f64>) {
        let (mut x, mut mean, mut log) = (vec![], vec![], vec![]);
        for customer in 0..customers {
            let mut stream = Stream::new(11, customer);
            let rate = stream.draw(&Gamma::new(q, 1.0 / gamma).unwrap());
            let count = 1 + stream.below(6);
            let law = Gamma::new(p, 1.0 / rate).unwrap();
            let own: Vec<f64> = (0..count).map(|_| stream.draw(&law)).collect();
            x.push(count as u32);
            mean.push(own.iter().sum::<f64>() / count as f64);
            log.push(own.iter().map(|z: &f64| z.ln()).sum::<f64>() / count as f64);
        }
        (x, mean, log)
    }

    #[test]
    fn the_parameters_come_back() {
        let truth = [6.25, 3.74, 15.44];
        let (x, mean, log) = amounts(20_000, truth);
        let rows = ItemizedSpending::new(&x, &mean, &log).unwrap();
        let fitted = GammaGamma::fit_itemized(&rows, &FitOptions::default()).unwrap();
        let errors = fitted.standard_errors().unwrap();
        let means = Spending::new(&x, &mean).unwrap();
        let by_means = GammaGamma::fit(&means, &FitOptions::default()).unwrap();
        let wider = by_means.standard_errors().unwrap();
        for i in 0..3 {
            assert!((fitted.parameters()[i] - truth[i]).abs() < 4.0 * errors[i], "{fitted:?}");
            assert!(errors[i] < wider[i], "{errors:?} {wider:?}");
        }
        let ratio = errors[0] / wider[0];
        assert!(ratio < 0.5, "single amounts tell p much better: {ratio}");
    }

    #[test]
    fn one_amount_each_is_the_likelihood_of_means() {
        let (x, mean) = ([1, 1, 1], [10.0, 20.0, 35.0]);
        let log = mean.map(f64::ln);
        let model = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
        let itemized = ItemizedSpending::new(&x, &mean, &log).unwrap();
        let found = model.log_likelihood_itemized(&itemized);
        let expected = model.log_likelihood(&Spending::new(&x, &mean).unwrap());
        assert!((found - expected).abs() < 1e-12 * expected.abs());
        let error = GammaGamma::fit_itemized(&itemized, &FitOptions::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Undefined);
    }

    #[test]
    fn impossible_logarithms_are_named() {
        let wrong = |log: f64| ItemizedSpending::new(&[2], &[10.0], &[log]).unwrap_err();
        assert_eq!(wrong(2.31).kind(), ErrorKind::Inconsistent);
        assert_eq!((wrong(f64::NAN).kind(), wrong(2.31).row()), (ErrorKind::NotFinite, Some(0)));
    }
}
