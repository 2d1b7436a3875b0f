//! The rates of customers of a model of any kind, of customers under contract, and of what
//! customers spend.

use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::kinds::any_model::AnyModel;
use crate::lifetime::observed::spend::Spending;
use crate::lifetime::predict::contract::{ContractPrediction, by_renewals};
use crate::lifetime::predict::posterior::{Statistic, all_settled, gamma, settled};
use crate::lifetime::predict::posterior_mixture::{Law, PosteriorMixture};
use crate::lifetime::spend::gamma_gamma::GammaGamma;
use crate::numeric::beta_fall::ln_beta_fall;
use crate::numeric::effort;

impl AnyModel {
    /// A statistic of the chance that each customer under contract leaves at the next
    /// renewal, given the `renewals` made so far, written to `out`. That chance is θ
    /// of sBG, the same at all renewals; of BdW it is 1 − (1 − θ)^((n+1)^c − n^c), and
    /// for a customer in the first period (n = 0) θ itself.
    ///
    /// # Errors
    /// As [`Statistic::check`]; `Argument` for a model of another family; `Length`;
    /// `OutOfRange` with the row for more than 1,000,000 renewals.
    pub fn posterior_churn_into(
        &self,
        statistic: Statistic,
        renewals: &[u32],
        out: &mut [f64],
    ) -> Result<()> {
        statistic.check()?;
        let model = self.as_contract().ok_or_else(not_contract)?;
        // For what it checks: lengths and renewals.
        model.predict_into(
            ContractPrediction::RetentionRate,
            renewals,
            &mut vec![0.0; out.len()],
        )?;
        let found = by_renewals(renewals, |n| {
            let churn = Churn::of(self, f64::from(n)).ok_or_else(not_contract)?;
            settled(effort::limited(|| churn.statistic(statistic)))
        })?;
        out.copy_from_slice(&found);
        Ok(())
    }
}

fn not_contract() -> Error {
    Error::new(ErrorKind::Argument, "is no model of customers under contract").in_column("model")
}

/// 1 − (1 − θ)^power with θ ~ Beta(a, b).
struct Churn {
    a: f64,
    b: f64,
    power: f64,
    /// power/b, also where both are beyond all numbers.
    ratio: f64,
}

/// From here on Beta(a, b) is Gamma(a)/b to all digits but four.
const LARGE_B: f64 = 1e12;

impl Churn {
    fn of(model: &AnyModel, n: f64) -> Option<Self> {
        Some(match model {
            AnyModel::Sbg(model) => {
                let b = model.beta() + n;
                Self { a: model.alpha(), b, power: 1.0, ratio: 1.0 / b }
            }
            AnyModel::Bdw(model) => {
                let (made, grown) = (n.powf(model.c()), (model.c() * (1.0 / n).ln_1p()).exp_m1());
                let b = model.delta() + made;
                let (power, ratio) = if n == 0.0 {
                    (1.0, 1.0 / b)
                } else {
                    (made * grown, grown / (1.0 + model.delta() / made))
                };
                Self { a: model.gamma(), b, power, ratio }
            }
            _ => return None,
        })
    }

    /// ln E[(1 − θ)^(times · power)].
    fn ln_kept(&self, times: f64) -> f64 {
        if self.b > LARGE_B {
            -self.a * (times * self.ratio).ln_1p()
        } else {
            ln_beta_fall(self.b, self.a, times * self.power)
        }
    }

    fn statistic(&self, statistic: Statistic) -> f64 {
        let Self { a, b, power, ratio } = *self;
        match statistic {
            Statistic::Mean => -self.ln_kept(1.0).exp_m1(),
            Statistic::Variance if power == 1.0 => {
                Statistic::Variance.of(&PosteriorMixture::of(Law::Beta { a, b }), false)
            }
            Statistic::Variance => {
                let once = self.ln_kept(1.0);
                if once == f64::NEG_INFINITY {
                    return 0.0;
                }
                (2.0 * once).exp() * (self.ln_kept(2.0) - 2.0 * once).exp_m1()
            }
            Statistic::Quantile { probability } if b > LARGE_B => {
                let hazard = ratio * PosteriorMixture::of(gamma(a, 1.0)).quantile(probability);
                -(-hazard).exp_m1()
            }
            Statistic::Quantile { probability } => {
                let theta = PosteriorMixture::of(Law::Beta { a, b }).quantile(probability);
                if power == 1.0 { theta } else { -(power * (-theta).ln_1p()).exp_m1() }
            }
        }
    }
}

/// What can be asked of a customer's spending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
#[repr(i32)]
pub enum SpendRate {
    /// The customer's own mean spend per purchase, p/ν.
    MeanSpend = 0,
    /// ν, the rate of the customer's gamma distribution of amounts.
    Nu = 1,
}

impl GammaGamma {
    /// A statistic of what each customer spends, given the purchases seen: ν is
    /// Gamma(px + q, γ + x z̄), and the mean spend is p/ν. Mean and variance of the
    /// latter are infinite where px + q <= 1 and <= 2.
    ///
    /// # Errors
    /// As [`Statistic::check`]; `Length` where `out` is not as long as the table.
    ///
    /// ```
    /// use habitue::lifetime::{GammaGamma, SpendRate, Spending, Statistic};
    /// let model = GammaGamma::new(6.25, 3.74, 15.44)?;
    /// // Two purchases of 22.35: what may the mean of all coming ones be?
    /// let customer = Spending::new(&[2], &[22.35])?;
    /// let mut ends = [0.0; 2];
    /// for (end, probability) in ends.iter_mut().zip([0.05, 0.95]) {
    ///     let statistic = Statistic::Quantile { probability };
    ///     model.posterior_into(SpendRate::MeanSpend, statistic, &customer, std::slice::from_mut(end))?;
    /// }
    /// assert!(ends[0] > 15.0 && ends[0] < 17.5 && ends[1] > 34.0 && ends[1] < 38.0, "{ends:?}");
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn posterior_into(
        &self,
        rate: SpendRate,
        statistic: Statistic,
        customers: &Spending<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        if out.len() != customers.len() {
            return Err(Error::length("out", out.len(), customers.len()));
        }
        statistic.check()?;
        let mut mixture = PosteriorMixture::default();
        for (slot, (x, mean)) in out.iter_mut().zip(customers.iter()) {
            let x = f64::from(x);
            let total = if x > 0.0 { x * mean } else { 0.0 };
            mixture.clear();
            let shape = self.p() * x + self.q();
            let reciprocal = rate == SpendRate::MeanSpend;
            // Of p/ν, the reciprocal of ν/p.
            let unit = if reciprocal { self.p() } else { 1.0 };
            mixture.push(1.0, gamma(shape, (self.gamma() + total) * unit));
            *slot = effort::limited(|| statistic.of(&mixture, reciprocal));
        }
        all_settled(out)
    }
}
