//! What a history tells of the rates of one customer.
//!
//! A model says how rates differ between customers; the history of one of them
//! narrows that down. Given that the customer is alive, or left at a known moment,
//! the rates are distributed as at birth with updated parameters; which of the two
//! it was is not known, so that the posterior is the mixture of both.

use super::rates::{Law, Mixture};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::kinds::stored::{AnyModel, StoredModel};
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::observed::spend::Spending;
use crate::lifetime::predict::closure::{Closure, PurchaseModel};
use crate::lifetime::predict::contract::{ContractPrediction, by_renewals};
use crate::lifetime::predict::memo::Memo;
use crate::lifetime::purchase::bg_bb::{BgBb, opportunities};
use crate::lifetime::purchase::bg_nbd::{BgNbd, MbgNbd};
use crate::lifetime::purchase::cnbd::{BgCnbd, MbgCnbd};
use crate::lifetime::purchase::coin_model::CoinModel;
use crate::lifetime::purchase::ggompertz_nbd::{GGompertzNbd, turning};
use crate::lifetime::purchase::nbd::Nbd;
use crate::lifetime::purchase::pareto_nbd::ParetoNbd;
use crate::lifetime::spend::gamma_gamma::GammaGamma;
use crate::numeric::beta_fall::ln_beta_fall;
use crate::numeric::quadrature::stretched;
use crate::numeric::{effort, parallel};
use crate::time::units_meet;

/// A rate that belongs to one customer and does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
#[repr(i32)]
pub enum Rate {
    /// Purchases per unit of time while a customer: λ; λ/k for the models with
    /// Erlang-k intervals; p, the chance to buy at each opportunity, for BG/BB.
    Purchase = 0,
    /// Expected time between two purchases while a customer, the reciprocal of the
    /// purchase rate. Its mean is infinite where rates near 0 are too likely, as
    /// for customers without a repeat purchase where r <= 1; its median never is.
    Interval = 1,
    /// Departures per unit of time: μ of Pareto/NBD; for GGompertz/NBD the rate at
    /// the first purchase, bη, which later grows as e^(bt). Other models have none.
    Attrition = 2,
    /// The chance to leave: after a purchase (p of the BG and MBG models) or before
    /// an opportunity (θ of BG/BB). Other models have none.
    Dropout = 3,
}

impl Rate {
    /// The English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Purchase => "purchase rate",
            Self::Interval => "purchase interval",
            Self::Attrition => "attrition rate",
            Self::Dropout => "dropout probability",
        }
    }

    /// The Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Purchase => "购买率",
            Self::Interval => "购买间隔",
            Self::Attrition => "流失率",
            Self::Dropout => "流失概率",
        }
    }
}

/// What is asked of a distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Statistic {
    /// The mean; infinite where there is none.
    Mean,
    /// The variance; infinite where there is none.
    Variance,
    /// The value that is not exceeded with probability `level`, 0 < level < 1.
    Quantile {
        /// Probability.
        level: f64,
    },
}

impl Statistic {
    /// Whether its argument is in order.
    ///
    /// # Errors
    /// `OutOfRange` or `NotFinite` for a level that is not between 0 and 1, both
    /// excluded.
    pub fn check(&self) -> Result<()> {
        match *self {
            Self::Quantile { level } if !(level > 0.0 && level < 1.0) => {
                Err(Error::out_of_range("level", level, "0 < level < 1"))
            }
            _ => Ok(()),
        }
    }

    /// Of a mixture, or of the reciprocals of what it is of.
    fn of(self, mixture: &Mixture, reciprocal: bool) -> f64 {
        match (self, reciprocal) {
            (Self::Mean, false) => mixture.mean(),
            (Self::Mean, true) => mixture.reciprocal_mean(),
            (Self::Variance, false) => mixture.variance(),
            (Self::Variance, true) => mixture.reciprocal_variance(),
            (Self::Quantile { level }, false) => mixture.quantile(level),
            (Self::Quantile { level }, true) => 1.0 / mixture.quantile(1.0 - level),
        }
    }
}

/// The rates of one customer, given the history: posterior means, variances and
/// quantiles of a model of purchase and attrition.
///
/// The rates are those of the customer *while alive*, whether or not they still
/// are: a loyal customer who has surely left still has a high purchase rate. For
/// what is to be expected, see [`Prediction`](crate::lifetime::Prediction). A customer who is
/// new ([`History::NEW`]) has the distribution of the population.
///
/// # Accuracy
/// On 20,000 random points of each model against ratios of likelihoods in ball
/// arithmetic (`tests/oracle/grid/harness.py tests/oracle/grid/posterior.py`), the worst
/// relative errors are 3.2e-13 for means and 5.2e-13 for variances (not measured there
/// for GGompertz/NBD). Against two-dimensional integrals of prior times likelihood at 70
/// points over all models (`tests/oracle/posterior.py`): 1e-12 for quantiles.
///
/// ```
/// use habitue::lifetime::{History, ParetoNbd, Posterior, Rate, Statistic};
/// let model = ParetoNbd::new(0.553, 10.578, 0.606, 11.669)?;
/// let customer = History::new(26, 30.857, 31.0)?;
/// let rate = model.posterior(Rate::Purchase, Statistic::Mean, customer)?;
/// assert!((rate - 26.553 / 41.578).abs() < 0.01);
/// // 90 % of such customers buy between so and so often a week.
/// let low = model.posterior(Rate::Purchase, Statistic::Quantile { level: 0.05 }, customer)?;
/// let high = model.posterior(Rate::Purchase, Statistic::Quantile { level: 0.95 }, customer)?;
/// assert!(low > 0.4 && low < rate && rate < high && high < 0.9);
/// # Ok::<(), habitue::Error>(())
/// ```
pub trait Posterior {
    /// A statistic of one rate of one customer.
    ///
    /// # Errors
    /// As [`Statistic::check`]; `Argument` for a rate that the model does not have;
    /// `OutOfRange` where it cannot speak of such a history; `Undefined` where an integral
    /// does not settle for these parameters.
    fn posterior(&self, rate: Rate, statistic: Statistic, history: History) -> Result<f64>;

    /// The same of each customer, written to `out` in the order of the rows, by up to
    /// `threads` threads (0 for all cores; the bits do not depend on it). Nothing is
    /// written unless everything is in order.
    ///
    /// # Errors
    /// `Length` where `out` is not as long as the table; `Inconsistent` where a fit and the
    /// customers state different units of time; otherwise as [`Posterior::posterior`], with
    /// the row.
    fn posterior_into(
        &self,
        rate: Rate,
        statistic: Statistic,
        customers: &Histories<'_>,
        threads: usize,
        out: &mut [f64],
    ) -> Result<()>;
}

/// What a model must say of its customers' rates.
pub(crate) trait Individual: Closure {
    /// Whether customers have this rate.
    fn has(rate: Rate) -> bool;

    /// The distribution of the rate (of the purchase rate, if the interval is asked
    /// for), and the unit in which it is counted: 1 but for rates beyond doubles.
    fn law(&self, rate: Rate, history: History, mixture: &mut Mixture) -> f64;
}

/// Rows in one share of the work.
const CHUNK: usize = 256;

impl<M: Individual> Posterior for M {
    fn posterior(&self, rate: Rate, statistic: Statistic, history: History) -> Result<f64> {
        check::<M>(rate, statistic)?;
        self.accepts(history)?;
        settled(answer(self, rate, statistic, history, &mut Mixture::default()))
    }

    fn posterior_into(
        &self,
        rate: Rate,
        statistic: Statistic,
        customers: &Histories<'_>,
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        if out.len() != customers.len() {
            return Err(Error::length("out", out.len(), customers.len()));
        }
        check::<M>(rate, statistic)?;
        for (row, history) in customers.iter().enumerate() {
            self.accepts(history).map_err(|error| error.at_row(row as u64))?;
        }
        parallel::fill_with(
            out,
            CHUNK,
            threads,
            || (Memo::new(customers.len()), Mixture::default()),
            |(memo, mixture), first, part| {
                let rows = customers.part(first, part.len());
                for (slot, history) in part.iter_mut().zip(rows.iter()) {
                    *slot =
                        memo.recall(history, || answer(self, rate, statistic, history, mixture));
                }
            },
        );
        all_settled(out)
    }
}

/// A NaN is an integral or a search that did not settle, and no answer.
fn settled(value: f64) -> Result<f64> {
    if !value.is_nan() {
        return Ok(value);
    }
    Err(Error::new(
        ErrorKind::Undefined,
        "make a statistic of the rate that does not settle for such a customer",
    )
    .in_column("parameters")
    .allowing("those within 1e-3 to 1e4, and times within 1e3 of their scales"))
}

/// The same of a column, which holds zeros where a row did not settle.
fn all_settled(out: &mut [f64]) -> Result<()> {
    let refused = |(row, value): (usize, &f64)| Some(settled(*value).err()?.at_row(row as u64));
    let Some(error) = out.iter().enumerate().find_map(refused) else { return Ok(()) };
    out.fill(0.0);
    Err(error)
}

fn check<M: Individual>(rate: Rate, statistic: Statistic) -> Result<()> {
    statistic.check()?;
    if M::has(rate) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Argument, format!("is no rate of customers of {}", M::NAME))
        .in_column("rate")
        .with_value(rate.name()))
}

fn answer<M: Individual>(
    model: &M,
    rate: Rate,
    statistic: Statistic,
    history: History,
    mixture: &mut Mixture,
) -> f64 {
    mixture.clear();
    let (unit, found) = effort::limited(|| {
        let unit = model.law(rate, history, mixture);
        (unit, statistic.of(mixture, rate == Rate::Interval))
    });
    if statistic == Statistic::Variance { found * unit * unit } else { found * unit }
}

fn gamma(shape: f64, rate: f64) -> Law {
    Law::Gamma { shape, rate }
}

impl Individual for Nbd {
    fn has(rate: Rate) -> bool {
        matches!(rate, Rate::Purchase | Rate::Interval)
    }

    fn law(&self, _: Rate, history: History, mixture: &mut Mixture) -> f64 {
        let x = f64::from(history.x());
        mixture.push(1.0, gamma(self.r() + x, self.alpha() + history.t()));
        1.0
    }
}

/// Alive, with some events that passed unseen since the last purchase; or left just
/// after it.
fn coin_law(model: &CoinModel, rate: Rate, history: History, mixture: &mut Mixture) {
    let [r, alpha, a, b] = model.parameters;
    let (k, x) = (f64::from(model.k), f64::from(history.x()));
    let coins = x + f64::from(model.first);
    let alive = model.p_alive(history);
    if rate == Rate::Dropout {
        mixture.push(alive, Law::Beta { a, b: b + coins });
        if coins > 0.0 {
            mixture.push(model.p_left(history), Law::Beta { a: a + 1.0, b: b + coins - 1.0 });
        }
        return;
    }
    let shape = r + k * x;
    let share = (history.t() - history.t_x()) / (alpha + history.t());
    let mut weight = 1.0;
    for j in 0..model.k {
        let j = f64::from(j);
        if j > 0.0 {
            weight *= (shape + j - 1.0) / j * share;
        }
        mixture.push(weight, gamma(shape + j, k * (alpha + history.t())));
    }
    mixture.weigh(0, alive);
    mixture.push(model.p_left(history), gamma(shape, k * (alpha + history.t_x())));
}

/// Implements [`Individual`] for a model that flips a coin after its purchases.
macro_rules! coin {
    ($model:ident, $first:literal, $k:expr) => {
        impl Individual for $model {
            fn has(rate: Rate) -> bool {
                rate != Rate::Attrition
            }

            fn law(&self, rate: Rate, history: History, mixture: &mut Mixture) -> f64 {
                let k: fn(&Self) -> u32 = $k;
                let values = PurchaseModel::parameters(self);
                let parameters = std::array::from_fn(|i| values[i]);
                let model = CoinModel { parameters, k: k(self), first: $first };
                coin_law(&model, rate, history, mixture);
                1.0
            }
        }
    };
}

coin!(BgNbd, 0, |_| 1);
coin!(MbgNbd, 1, |_| 1);
coin!(BgCnbd, 0, BgCnbd::k);
coin!(MbgCnbd, 1, MbgCnbd::k);

/// Panels are kept this short, in e-folds per point of the rule, so that it also holds
/// for the distribution functions that are mixed.
const STEEP: f64 = 10.0;

impl Individual for ParetoNbd {
    fn has(rate: Rate) -> bool {
        rate != Rate::Dropout
    }

    /// Alive; or left at t_x + v with a weight ∝ (α + t_x + v)^−(r+x)
    /// (β + t_x + v)^−(s+1).
    fn law(&self, rate: Rate, history: History, mixture: &mut Mixture) -> f64 {
        let (shape, s) = (self.r() + f64::from(history.x()), self.s());
        let (buying, leaving) = (self.alpha() + history.t_x(), self.beta() + history.t_x());
        let gap = history.t() - history.t_x();
        let law = |v: f64, left: f64| match rate {
            Rate::Attrition => gamma(s + left, leaving + v),
            _ => gamma(shape, buying + v),
        };
        let alive = Closure::p_alive(self, history);
        let scale = buying.min(leaving);
        let fall = |v: f64| {
            let stretch = scale + v;
            (shape * (stretch / (buying + v)) + (s + 1.0) * (stretch / (leaving + v))).max(STEEP)
        };
        stretched(scale, gap, fall, |v, _, width| {
            let fallen = shape * (v / buying).ln_1p() + (s + 1.0) * (v / leaving).ln_1p();
            mixture.push_node(width * (-fallen).exp(), law(v, 1.0))
        });
        mixture.weigh(0, Closure::p_left(self, history));
        mixture.push(alive, law(gap, 0.0));
        1.0
    }
}

impl Individual for GGompertzNbd {
    fn has(rate: Rate) -> bool {
        rate != Rate::Dropout
    }

    /// Alive; or left at t_x + v with a weight ∝ (α + t_x + v)^−(r+x) times the
    /// density of the lifetime. η is Gamma(s + 1, β − 1 + e^(bu)) for one who left
    /// at u, and Gamma(s, β − 1 + e^(bT)) for one who is alive.
    fn law(&self, rate: Rate, history: History, mixture: &mut Mixture) -> f64 {
        let &[r, alpha, b, s, beta] = Closure::parameters(self) else { return 1.0 };
        let shape = r + f64::from(history.x());
        let (t_x, gap) = (history.t_x(), history.t() - history.t_x());
        let buying = alpha + t_x;
        // The rates of who stayed long are tiny: they are counted in multiples of e^(-b t_x).
        let unit = if rate == Rate::Attrition { (-b * t_x).exp() } else { 1.0 };
        let law = |v: f64, left: f64| match rate {
            Rate::Attrition => {
                // (β − 1) e^(−b t_x) + e^(bv), as a sum of what is positive.
                let rest = beta * unit + (b * v).exp_m1() - (-b * t_x).exp_m1();
                gamma(s + left, rest / b)
            }
            _ => gamma(shape, buying + v),
        };
        let alive = Closure::p_alive(self, history);
        // e^(bt)/(β − 1 + e^(bt)).
        let share = |t: f64| 1.0 / (1.0 + (beta - 1.0) * (-b * t).exp());
        let first = share(t_x);
        let scale = buying.min(1.0 / (b * first)).min(1e3 / b);
        let fall = |v: f64| {
            let here = share(t_x + v);
            let slope = shape / (buying + v) + b * ((s + 1.0) * here - 1.0).abs();
            let turn = if turning(here) { 4.0 * b } else { 0.0 };
            ((scale + v) * (slope + turn)).max(STEEP)
        };
        stretched(scale, gap, fall, |v, _, width| {
            // ln of (β − 1 + e^(b(t_x + v)))/(β − 1 + e^(b t_x)).
            let rise = b * v;
            let grown =
                if rise < 600.0 { (first * rise.exp_m1()).ln_1p() } else { rise + first.ln() };
            let ln_weight = rise - (s + 1.0) * grown - shape * (v / buying).ln_1p();
            mixture.push_node(width * ln_weight.exp(), law(v, 1.0))
        });
        mixture.weigh(0, Closure::p_left(self, history));
        mixture.push(alive, law(gap, 0.0));
        unit
    }
}

impl Individual for BgBb {
    fn has(rate: Rate) -> bool {
        rate != Rate::Attrition
    }

    /// Alive after n; or left before opportunity k + 1, for each k from t_x on.
    fn law(&self, rate: Rate, history: History, mixture: &mut Mixture) -> f64 {
        let (alpha, beta, gamma, delta) = (self.alpha(), self.beta(), self.gamma(), self.delta());
        let (x, n) = (f64::from(history.x()), history.t());
        let law = |k: f64, left: f64| match rate {
            Rate::Dropout => Law::Beta { a: gamma + left, b: delta + k },
            _ => Law::Beta { a: alpha + x, b: beta + (k - x) },
        };
        let mut silent = 1.0;
        for k in opportunities(history.t_x(), n) {
            mixture.push(silent * gamma / (gamma + delta + k), law(k, 1.0));
            silent *= (beta + (k - x)) / (alpha + beta + k) * ((delta + k) / (gamma + delta + k));
        }
        mixture.push(silent, law(n, 0.0));
        1.0
    }
}

impl AnyModel {
    /// The rates of its customers; `None` for a model of another family than that of
    /// purchases.
    #[must_use]
    pub fn as_posterior(&self) -> Option<&dyn Posterior> {
        Some(match self {
            Self::BgNbd(model) => model,
            Self::ParetoNbd(model) => model,
            Self::MbgNbd(model) => model,
            Self::Nbd(model) => model,
            Self::BgCnbd(model) => model,
            Self::MbgCnbd(model) => model,
            Self::GGompertzNbd(model) => model,
            Self::BgBb(model) => model,
            _ => return None,
        })
    }

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

impl StoredModel {
    /// The rates behind the answers for `customers`.
    ///
    /// # Errors
    /// As [`StoredModel::purchases_of`].
    pub fn posterior_of(&self, customers: &Histories<'_>) -> Result<&dyn Posterior> {
        units_meet("customers", customers.unit(), "the model", self.time_unit())?;
        self.model().as_posterior().ok_or_else(|| {
            Error::new(ErrorKind::Argument, "is no model of purchases").in_column("model")
        })
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
                Statistic::Variance.of(&Mixture::of(Law::Beta { a, b }), false)
            }
            Statistic::Variance => {
                let once = self.ln_kept(1.0);
                if once == f64::NEG_INFINITY {
                    return 0.0;
                }
                (2.0 * once).exp() * (self.ln_kept(2.0) - 2.0 * once).exp_m1()
            }
            Statistic::Quantile { level } if b > LARGE_B => {
                let hazard = ratio * Mixture::of(gamma(a, 1.0)).quantile(level);
                -(-hazard).exp_m1()
            }
            Statistic::Quantile { level } => {
                let theta = Mixture::of(Law::Beta { a, b }).quantile(level);
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
    /// for (end, level) in ends.iter_mut().zip([0.05, 0.95]) {
    ///     let statistic = Statistic::Quantile { level };
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
        let mut mixture = Mixture::default();
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
