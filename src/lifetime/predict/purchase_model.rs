//! Predictions of purchase models with latent attrition (conjugate closure): P(alive), expected
//! purchases and all else, in one place.
//!
//! Given that a customer is alive at T, the future is the process of a new
//! customer with updated parameters. So for any event or count Q of the future,
//! Q(history) = P(alive) · Q(process) + (1 − P(alive)) · Q(nothing happens).

use super::kind::Kind;
use super::prediction::Prediction;
use super::prediction_cache::PredictionCache;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::process::process::{Ask, Process, count_quantile, crossing, whole_crossing};
use crate::lifetime::process::sample_path::{MOST_PURCHASES, SamplePath};
use crate::numeric::random::Stream;
use crate::numeric::{effort, parallel};
use crate::progress::Progress;
use crate::time::Unit;

/// What a model of purchase and attrition must say.
pub(crate) trait LatentAttrition: Kind + Send + Sync {
    /// The process of an alive customer.
    type Future: Process + SamplePath;

    /// Whether that process is the same whenever the last purchase was.
    const FORGETS_RECENCY: bool = true;

    /// Whether P(alive) costs more than to look an answer up.
    const P_ALIVE_IS_DEAR: bool = true;

    fn parameters(&self) -> &[f64];

    fn ln_likelihood(&self, history: History) -> f64;

    fn p_alive(&self, history: History) -> f64;

    /// The complement of P(alive), with all its digits where it is small.
    fn p_left(&self, history: History) -> f64 {
        1.0 - self.p_alive(history)
    }

    /// The process after T of a customer with this history who is alive at T.
    fn future(&self, history: History) -> Self::Future;

    /// Whether the model can speak of this history (discrete time, say).
    fn accepts(&self, _history: History) -> Result<()> {
        Ok(())
    }

    /// Whether the model can answer this question, whose arguments are in order.
    fn answers(&self, _prediction: &Prediction) -> Result<()> {
        Ok(())
    }

    /// Whether it can answer a question about an interval that begins later than now
    /// for this history.
    fn reaches(&self, _start: f64, _history: History) -> Result<()> {
        Ok(())
    }
}

/// Only this crate has models of purchases.
pub(crate) mod sealed {
    pub trait Sealed {}

    impl<M: super::LatentAttrition> Sealed for M {}
}

/// The answers of a model of purchase and attrition; the same questions for
/// every model.
///
/// All times are in the unit that the model's parameters are in. A customer who
/// is new, or a customer drawn from the population at birth, is
/// [`History::NEW`]. The trait is sealed.
pub trait PurchaseModel: sealed::Sealed + std::fmt::Debug + Send + Sync {
    /// The English name of the model.
    fn name(&self) -> &'static str;

    /// The Chinese name of the model.
    fn name_zh(&self) -> &'static str;

    /// The names of the parameters, as in the paper of the model.
    fn parameter_names(&self) -> &'static [&'static str];

    /// The parameters in that order.
    fn parameters(&self) -> &[f64];

    /// The unit of time of the parameters, where it is stated: that of the customers of a fit.
    fn time_unit(&self) -> Option<Unit> {
        None
    }

    /// The log-likelihood of one history.
    ///
    /// # Errors
    /// As [`PurchaseModel::predict`].
    fn ln_likelihood(&self, history: History) -> Result<f64>;

    /// One prediction for one customer.
    ///
    /// # Errors
    /// As [`Prediction::check`]; `OutOfRange` where the model cannot speak of
    /// such a history (fractional times in a discrete model); `Undefined` where a sum
    /// or an integral does not settle for these parameters, in some seconds at most;
    /// `Overflow` where the answer is beyond the largest double.
    fn predict(&self, prediction: Prediction, history: History) -> Result<f64>;

    /// One prediction for each customer, written to `out` in the order of the
    /// rows, by up to `threads` threads (0 for all cores; the bits do not depend
    /// on it). Nothing is written unless everything is in order.
    ///
    /// # Errors
    /// `Length` where `out` is not as long as the table; otherwise as
    /// [`PurchaseModel::predict`], with the row. What does not settle is found on the
    /// way: `out` holds zeros then.
    fn predict_into(
        &self,
        prediction: Prediction,
        customers: &Histories<'_>,
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        self.predict_heard_into(prediction, customers, threads, &mut Progress::silent(), out)
    }

    /// As [`PurchaseModel::predict_into`], which `progress` hears of and may end, several
    /// times a second and also within the answer for a single customer. A silent one costs
    /// nothing; a heard one takes at least one thread beside the caller's.
    ///
    /// ```
    /// use std::ops::ControlFlow;
    /// use habitue::lifetime::{BgNbd, Histories, Prediction, PurchaseModel};
    /// use habitue::{ErrorKind, Progress};
    ///
    /// let model = BgNbd::new(0.243, 4.414, 0.793, 2.426)?;
    /// let (x, t_x, t) = ([2, 0], [30.43, 0.0], [38.86, 38.86]);
    /// let customers = Histories::new(&x, &t_x, &t)?;
    /// let (mut out, mut done) = ([0.0; 2], 0);
    /// let mut listener = |rows, _| { done = rows; ControlFlow::Continue(()) };
    /// let mut progress = Progress::new(&mut listener);
    /// model.predict_heard_into(Prediction::PAlive, &customers, 1, &mut progress, &mut out)?;
    /// assert!(done == 2 && out[0] > 0.7);
    ///
    /// let mut impatient = |_, _| ControlFlow::Break(());
    /// let mut progress = Progress::new(&mut impatient);
    /// let stopped =
    ///     model.predict_heard_into(Prediction::PAlive, &customers, 1, &mut progress, &mut out);
    /// assert_eq!(stopped.unwrap_err().kind(), ErrorKind::Cancelled);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`PurchaseModel::predict_into`]; `Cancelled`, where `out` holds zeros.
    fn predict_heard_into(
        &self,
        prediction: Prediction,
        customers: &Histories<'_>,
        threads: usize,
        progress: &mut Progress<'_>,
        out: &mut [f64],
    ) -> Result<()>;

    /// The total log-likelihood of a table, weighted.
    ///
    /// # Errors
    /// As [`PurchaseModel::ln_likelihood`], with the row.
    fn log_likelihood(&self, customers: &Histories<'_>) -> Result<f64>;

    /// Whether the model can speak of such a history.
    ///
    /// # Errors
    /// `OutOfRange` where it cannot (fractional times in a discrete model).
    fn check_history(&self, history: History) -> Result<()>;

    /// One future of a customer with this history, drawn at random: whether they
    /// are still there, at which rates they buy and leave, when they buy and when
    /// they leave. Replaces what `purchases` holds by the times of the purchases
    /// in (T, T + horizon], counted from T, and returns when the customer left:
    /// 0 for one who had left already, infinite for one who is still there at the
    /// end. Each pair of `seed` and `number` is a random stream of its own; see
    /// [`Simulation`](crate::lifetime::Simulation) for many customers at once.
    ///
    /// # Errors
    /// As [`PurchaseModel::check_history`]; `NotFinite` or `OutOfRange` for a
    /// horizon that is negative or not finite; `Domain` for a customer who would
    /// buy more than 10,000,000 times; `Undefined` where P(alive) does not settle.
    fn draw_future(
        &self,
        history: History,
        horizon: f64,
        seed: u64,
        number: u64,
        purchases: &mut Vec<f64>,
    ) -> Result<f64>;

    /// The log-likelihood of each history, written to `out`.
    ///
    /// # Errors
    /// As [`PurchaseModel::predict_into`].
    fn ln_likelihood_into(&self, customers: &Histories<'_>, out: &mut [f64]) -> Result<()>;

    /// P(alive) of each customer; see [`Prediction::PAlive`].
    ///
    /// # Errors
    /// As [`PurchaseModel::predict_into`].
    fn p_alive_into(&self, customers: &Histories<'_>, out: &mut [f64]) -> Result<()> {
        self.predict_into(Prediction::PAlive, customers, 1, out)
    }

    /// Expected purchases of each customer in (T, T + t]; see
    /// [`Prediction::ExpectedPurchases`].
    ///
    /// # Errors
    /// As [`PurchaseModel::predict_into`].
    fn expected_purchases_into(
        &self,
        customers: &Histories<'_>,
        t: f64,
        out: &mut [f64],
    ) -> Result<()> {
        self.predict_into(Prediction::ExpectedPurchases { t }, customers, 1, out)
    }
}

/// Rows in one share of the work.
const CHUNK: usize = 4096;

/// Of which so many are told of at a time.
const SHARE: usize = CHUNK / 64;

impl<M: LatentAttrition + std::fmt::Debug> PurchaseModel for M {
    fn name(&self) -> &'static str {
        M::NAME
    }

    fn name_zh(&self) -> &'static str {
        M::NAME_ZH
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        M::PARAMETERS
    }

    fn parameters(&self) -> &[f64] {
        LatentAttrition::parameters(self)
    }

    fn ln_likelihood(&self, history: History) -> Result<f64> {
        self.accepts(history)?;
        likely(M::NAME, ln_likelihood(self, history))
    }

    fn predict(&self, prediction: Prediction, history: History) -> Result<f64> {
        prediction.check()?;
        self.answers(&prediction)?;
        self.accepts(history)?;
        if let Some(start) = prediction.start() {
            self.reaches(start, history)?;
        }
        settled(M::NAME, prediction, answer(self, prediction, history))
    }

    fn predict_heard_into(
        &self,
        prediction: Prediction,
        customers: &Histories<'_>,
        threads: usize,
        progress: &mut Progress<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        if out.len() != customers.len() {
            return Err(Error::length("out", out.len(), customers.len()));
        }
        prediction.check()?;
        self.answers(&prediction)?;
        accept_all(self, customers)?;
        if let Some(start) = prediction.start() {
            for (row, history) in customers.iter().enumerate() {
                self.reaches(start, history).map_err(|error| error.at_row(row as u64))?;
            }
        }
        let filled = parallel::fill_heard(
            out,
            (CHUNK, SHARE),
            threads,
            progress,
            || Answers::new(self, prediction, customers.len()),
            |answers, first, part| {
                let rows = customers.part(first, part.len());
                for (slot, history) in part.iter_mut().zip(rows.iter()) {
                    *slot = answers.of(history);
                }
            },
        );
        if filled.is_err() {
            out.fill(0.0);
            return filled;
        }
        // Never seen on the grids of the tests: see the accuracy of each model.
        let any = out.iter().fold(false, |any, value| any | !value.is_finite());
        let refused =
            |(row, value): (usize, &f64)| Some((row, settled(M::NAME, prediction, *value).err()?));
        if any && let Some((row, error)) = out.iter().enumerate().find_map(refused) {
            out.fill(0.0);
            return Err(error.at_row(row as u64));
        }
        Ok(())
    }

    fn check_history(&self, history: History) -> Result<()> {
        self.accepts(history)
    }

    fn draw_future(
        &self,
        history: History,
        horizon: f64,
        seed: u64,
        number: u64,
        purchases: &mut Vec<f64>,
    ) -> Result<f64> {
        self.accepts(history)?;
        if !(horizon.is_finite() && horizon >= 0.0) {
            return Err(Error::out_of_range("horizon", horizon, ">= 0 and finite"));
        }
        purchases.clear();
        let mut stream = Stream::new(seed, number);
        let alive = settled(M::NAME, Prediction::PAlive, p_alive(self, history))?;
        if stream.uniform() >= alive {
            return Ok(0.0);
        }
        let left = self.future(history).draw(horizon, &mut stream, purchases);
        left.ok_or_else(|| {
            purchases.clear();
            Error::new(ErrorKind::Domain, "is too long for a customer who buys so often")
                .in_column("horizon")
                .with_value(horizon)
                .allowing(format!("up to {MOST_PURCHASES} purchases of one customer"))
        })
    }

    fn ln_likelihood_into(&self, customers: &Histories<'_>, out: &mut [f64]) -> Result<()> {
        if out.len() != customers.len() {
            return Err(Error::length("out", out.len(), customers.len()));
        }
        accept_all(self, customers)?;
        for (row, history) in customers.iter().enumerate() {
            match likely(M::NAME, ln_likelihood(self, history)) {
                Ok(value) => out[row] = value,
                Err(error) => {
                    out.fill(0.0);
                    return Err(error.at_row(row as u64));
                }
            }
        }
        Ok(())
    }

    fn log_likelihood(&self, customers: &Histories<'_>) -> Result<f64> {
        accept_all(self, customers)?;
        let mut sum = 0.0;
        for (row, history) in customers.iter().enumerate() {
            sum += customers.weight(row) * ln_likelihood(self, history);
            // What one customer makes infinite or NaN no other one makes a number.
            if !sum.is_finite() {
                break;
            }
        }
        likely(M::NAME, sum)
    }
}

fn accept_all<M: LatentAttrition>(model: &M, customers: &Histories<'_>) -> Result<()> {
    for (row, history) in customers.iter().enumerate() {
        model.accepts(history).map_err(|error| error.at_row(row as u64))?;
    }
    Ok(())
}

/// A series, fraction or quadrature that reaches its cap says so by a NaN: an error, not
/// a number. So is what is beyond the largest double, but for quantiles.
pub(crate) fn settled(model: &str, prediction: Prediction, value: f64) -> Result<f64> {
    if value.is_finite() || !value.is_nan() && !prediction.is_average() {
        return Ok(value);
    }
    Err(if value.is_nan() {
        Error::new(
            ErrorKind::Undefined,
            format!("the prediction of {model} does not settle for such parameters and times"),
        )
    } else {
        Error::new(
            ErrorKind::Overflow,
            format!("the prediction of {model} is larger than any double, 1.8e308"),
        )
    }
    .in_column("parameters")
    .allowing("those within 1e-3 to 1e4, and times within 1e3 of their scales"))
}

/// The same of a logarithm of a likelihood.
fn likely(model: &str, value: f64) -> Result<f64> {
    if value.is_finite() {
        return Ok(value);
    }
    Err(Error::new(
        ErrorKind::Undefined,
        format!("the log-likelihood of {model} is no number for such parameters and times"),
    )
    .in_column("parameters")
    .with_value(value)
    .allowing("those within 1e-3 to 1e4, and times within 1e3 of their scales"))
}

/// The closure itself. The arguments were checked.
fn answer<M: LatentAttrition>(model: &M, prediction: Prediction, history: History) -> f64 {
    let alive = p_alive(model, history);
    if alive.is_nan() {
        return alive;
    }
    if prediction.is_average() {
        let average = average(model, prediction, history);
        return blend(prediction, alive, average, || p_left(model, history));
    }
    let future = model.future(history);
    effort::limited(|| match prediction {
        Prediction::PurchaseQuantile { probability, t } => {
            count_quantile(probability, |n| alive * future.at_least(n, t))
        }
        Prediction::PurchaseQuantileBetween { probability, start, end } => {
            count_quantile(probability, |n| alive * future.between(Ask::AtLeast(n), start, end))
        }
        Prediction::NextPurchaseQuantile { probability } => {
            waiting(&future, |t| probability - alive * future.at_least(1, t))
        }
        Prediction::LifetimeQuantile { probability } => {
            waiting(&future, |t| alive * future.survival(t) - (1.0 - probability))
        }
        _ => alive,
    })
}

/// P(alive), with no more than an answer may take.
#[inline]
fn p_alive<M: LatentAttrition>(model: &M, history: History) -> f64 {
    if M::P_ALIVE_IS_DEAR {
        effort::limited(|| model.p_alive(history))
    } else {
        model.p_alive(history)
    }
}

/// Its complement, likewise.
#[inline]
fn p_left<M: LatentAttrition>(model: &M, history: History) -> f64 {
    if M::P_ALIVE_IS_DEAR {
        effort::limited(|| model.p_left(history))
    } else {
        model.p_left(history)
    }
}

/// The log-likelihood, likewise.
fn ln_likelihood<M: LatentAttrition>(model: &M, history: History) -> f64 {
    effort::limited(|| model.ln_likelihood(history))
}

/// A [`LatentAttrition`] of any kind, for one customer at a time.
pub(crate) trait AnyLatentAttrition {
    fn accepts(&self, history: History) -> Result<()>;

    fn p_alive(&self, history: History) -> f64;

    /// The answer that an alive customer with this history is given to a question
    /// whose arguments were checked.
    fn average(&self, prediction: Prediction, history: History) -> f64;

    /// What the future of an alive customer knows of the history.
    fn seen_by_future(&self, history: History) -> History;

    /// Whether the time to the next purchase, or the `lifetime`, moves in steps.
    fn waits_in_steps(&self, lifetime: bool) -> bool;
}

impl<M: LatentAttrition> AnyLatentAttrition for M {
    fn accepts(&self, history: History) -> Result<()> {
        LatentAttrition::accepts(self, history)
    }

    fn p_alive(&self, history: History) -> f64 {
        p_alive(self, history)
    }

    fn average(&self, prediction: Prediction, history: History) -> f64 {
        average(self, prediction, history)
    }

    fn seen_by_future(&self, history: History) -> History {
        if M::FORGETS_RECENCY { History::unchecked(history.x(), 0.0, history.t()) } else { history }
    }

    fn waits_in_steps(&self, lifetime: bool) -> bool {
        M::Future::WHOLE.is_some() || lifetime && M::Future::LEAVES_IN_STEPS
    }
}

/// The answer that an alive customer with this history is given.
fn average<M: LatentAttrition>(model: &M, prediction: Prediction, history: History) -> f64 {
    let future = || model.future(history);
    effort::limited(|| match prediction {
        Prediction::PAliveAt { t } => future().survival(t),
        Prediction::ExpectedPurchases { t } => future().expected(t),
        Prediction::PNoPurchase { t } => future().exactly(0, t),
        Prediction::PPurchases { n, t } => future().exactly(n, t),
        Prediction::PAtLeast { n, t } => future().at_least(n, t),
        Prediction::DiscountedPurchases { rate, horizon } => future().discounted(rate, horizon),
        Prediction::ExpectedPurchasesBetween { start, end } => {
            future().between(Ask::Expected, start, end)
        }
        // Nothing may happen because the customer left before.
        Prediction::PPurchasesBetween { n: 0, start, end } => {
            let future = future();
            future.departed(start) + future.between(Ask::Exactly(0), start, end)
        }
        Prediction::PPurchasesBetween { n, start, end } => {
            future().between(Ask::Exactly(n), start, end)
        }
        Prediction::PAtLeastBetween { n, start, end } if n > 0 => {
            future().between(Ask::AtLeast(n), start, end)
        }
        _ => 1.0,
    })
}

/// That answer, or the answer for a customer who has left.
fn blend(prediction: Prediction, alive: f64, average: f64, left: impl Fn() -> f64) -> f64 {
    match prediction {
        Prediction::PNoPurchase { .. }
        | Prediction::PPurchases { n: 0, .. }
        | Prediction::PPurchasesBetween { n: 0, .. } => left() + alive * average,
        Prediction::PAtLeast { n: 0, .. } | Prediction::PAtLeastBetween { n: 0, .. } => 1.0,
        _ => alive * average,
    }
}

/// Answers for one customer after another, each found but once.
struct Answers<'a, M> {
    model: &'a M,
    prediction: Prediction,
    alive: PredictionCache,
    future: PredictionCache,
}

impl<'a, M: LatentAttrition> Answers<'a, M> {
    fn new(model: &'a M, prediction: Prediction, customers: usize) -> Self {
        let future = if prediction == Prediction::PAlive { 0 } else { customers };
        let alive = if M::P_ALIVE_IS_DEAR { customers } else { 0 };
        Self {
            model,
            prediction,
            alive: PredictionCache::new(alive),
            future: PredictionCache::new(future),
        }
    }

    #[inline]
    fn of(&mut self, history: History) -> f64 {
        let (model, prediction) = (self.model, self.prediction);
        if !prediction.is_average() {
            return self.future.recall(history, || answer(model, prediction, history));
        }
        let alive = if M::P_ALIVE_IS_DEAR {
            self.alive.recall(history, || p_alive(model, history))
        } else {
            LatentAttrition::p_alive(model, history)
        };
        if prediction == Prediction::PAlive || alive.is_nan() {
            return alive;
        }
        let seen = model.seen_by_future(history);
        let average = self.future.recall(seen, || average(model, prediction, history));
        blend(prediction, alive, average, || p_left(model, history))
    }
}

/// The time at which `above` falls to zero, in the kind of time of `future`.
fn waiting<P: Process>(future: &P, above: impl Fn(f64) -> f64) -> f64 {
    match P::WHOLE {
        Some(limit) => whole_crossing(limit, above),
        None => crossing(future.time_scale(), above),
    }
}
