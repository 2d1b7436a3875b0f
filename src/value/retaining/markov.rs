//! Lifetime value of customers who move between states: migration by recency.

use nalgebra::{DMatrix, DVector};

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::tolerance;
use crate::value::flows::cash_flow::CashFlow;
use crate::value::flows::discount::factor;
use crate::value::flows::discount::rate;

/// A Markov model of a customer relationship (P. E. Pfeifer and R. L. Carraway,
/// *Modeling Customer Relationships as Markov Chains*, Journal of Interactive
/// Marketing 14, 2000): states, the probabilities of moving between them in one
/// period, and what a customer yields at the beginning of a period that it spends
/// in each.
///
/// The value of a customer in each state is V = Σₜ (P/(1+d))ᵗ R = (I − P/(1+d))⁻¹ R.
///
/// # Derivation of the figures below
/// Customers who bought i periods ago buy again with p = .3, .2, .15, .05 for
/// i = 1, ..., 4 and lapse afterwards; a purchase yields 40, a mailing costs 4, and
/// d = .2, so that V = R + P V/1.2 reads
///
/// - V₄ = −4 + (.05 V₁)/1.2 = −4 + V₁/24,
/// - V₃ = −4 + (.15 V₁ + .85 V₄)/1.2 = −41/6 + (89/576) V₁,
/// - V₂ = −4 + (.2 V₁ + .8 V₃)/1.2 = −77/9 + (233/864) V₁,
/// - V₁ = 36 + (.3 V₁ + .7 V₂)/1.2 = 3349/108 + (4223/10368) V₁,
///
/// from which V₁ = 321504/6145 = 52.319609, V₂ = 5.553784, V₃ = 1.250773 and
/// V₄ = −1.820016. As V₄ < 0, mailing a customer of recency 4 costs more than it
/// brings. Without it V₄ = 0, V₃ = −4 + V₁/8, V₂ = −20/3 + V₁/4 and
/// V₁ = 289/9 + (19/48) V₁, that is V₁ = 13872/261 = 53.149425. (The value over the
/// rewards at times 0 to 4 applies V ← R + P V/1.2 four times to R: 50.114969.)
///
/// ```
/// use habitue::value::MarkovValue;
///
/// // Purchase probabilities by recency; 40 a purchase, 4 for the mailing.
/// let model = MarkovValue::recency(&[0.3, 0.2, 0.15, 0.05], 40.0, 4.0, 0.2)?;
/// let values = model.values()?;
/// assert!((values[0] - 52.319609439).abs() < 5e-10);
///
/// // Customers of recency 4 cost more than they bring: stop mailing them.
/// let policy = model.improve()?;
/// assert_eq!(policy.continues, [true, true, true, false, false]);
/// assert!((policy.values[0] - 53.149425287).abs() < 5e-10);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct MarkovValue {
    states: usize,
    /// Row-major: from state i to state j.
    transition: Vec<f64>,
    reward: Vec<f64>,
    discount: f64,
}

/// In which states to go on spending, and what customers are then worth.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct MarkovPolicy {
    /// Per state: whether to continue the relationship; where not, it ends.
    pub continues: Vec<bool>,
    /// The value of a customer in each state under that policy.
    pub values: Vec<f64>,
    /// How often the policy was improved.
    pub improvements: u32,
}

/// The most states.
const MOST_STATES: usize = 1000;

/// The most payments of a cash flow.
const MOST_PAYMENTS: usize = 10_000_000;

impl MarkovValue {
    /// A model of `reward.len()` states: `transition` row by row, the reward of
    /// each state per period, and the discount rate per period.
    ///
    /// # Errors
    /// `Empty`; `Length`; `OutOfRange` for a probability outside 0..=1, a rate of
    /// −1 or less, more than 1000 states; `Inconsistent` for a row that does not
    /// sum to 1; `NotFinite`. The row is the index of the state.
    pub fn new(transition: &[f64], reward: &[f64], discount: f64) -> Result<Self> {
        let states = reward.len();
        if states == 0 {
            return Err(Error::empty("reward"));
        }
        if states > MOST_STATES {
            return Err(Error::out_of_range("reward", states as f64, "1 to 1000 states"));
        }
        if transition.len() != states * states {
            return Err(Error::length("transition", transition.len(), states * states));
        }
        rate("discount", discount)?;
        for (state, (row, &reward)) in transition.chunks_exact(states).zip(reward).enumerate() {
            if let Some(&bad) = row.iter().find(|p| !(0.0..=1.0).contains(*p)) {
                return Err(Error::out_of_range("transition", bad, "0 to 1").at_row(state as u64));
            }
            let sum: f64 = row.iter().sum();
            if (sum - 1.0).abs() > tolerance::PROBABILITIES_SUM {
                return Err(Error::new(ErrorKind::Inconsistent, "does not sum to 1")
                    .in_column("transition")
                    .with_value(sum)
                    .at_row(state as u64));
            }
            if !reward.is_finite() {
                return Err(
                    Error::out_of_range("reward", reward, "a finite number").at_row(state as u64)
                );
            }
        }
        Ok(Self { states, transition: transition.to_vec(), reward: reward.to_vec(), discount })
    }

    /// Migration by recency: state i (from 1) bought i periods ago and buys again
    /// with probability `purchase[i - 1]`, which takes it to state 1; after the
    /// last state it lapses for good. A purchase yields `contribution`, and each
    /// period in a state but the lapsed costs `marketing`.
    ///
    /// # Errors
    /// As [`MarkovValue::new`].
    pub fn recency(
        purchase: &[f64],
        contribution: f64,
        marketing: f64,
        discount: f64,
    ) -> Result<Self> {
        let n = purchase.len();
        if n == 0 {
            return Err(Error::empty("purchase"));
        }
        if n >= MOST_STATES {
            return Err(Error::out_of_range("purchase", n as f64, "1 to 999 states"));
        }
        for (row, &p) in purchase.iter().enumerate() {
            if !(0.0..=1.0).contains(&p) {
                return Err(Error::out_of_range("purchase", p, "0 to 1").at_row(row as u64));
            }
        }
        let states = n + 1;
        let mut transition = vec![0.0; states * states];
        for (i, &p) in purchase.iter().enumerate() {
            transition[i * states] += p;
            transition[i * states + i + 1] += 1.0 - p;
        }
        transition[n * states + n] = 1.0;
        let mut reward = vec![-marketing; states];
        reward[0] = contribution - marketing;
        reward[n] = 0.0;
        Self::new(&transition, &reward, discount)
    }

    /// The number of states.
    #[must_use]
    pub fn states(&self) -> usize {
        self.states
    }

    /// The value of a customer in each state, without an end.
    ///
    /// # Errors
    /// `Undefined` where the sum does not converge: at a discount rate of zero or
    /// below, unless every customer ends in states that yield nothing for ever.
    pub fn values(&self) -> Result<Vec<f64>> {
        self.solve(&vec![true; self.states])
    }

    /// The value over the rewards at the times 0, 1, ..., `horizon`.
    ///
    /// # Errors
    /// `Overflow` where one is beyond doubles, as after many periods at a rate near −1.
    pub fn values_until(&self, horizon: u32) -> Result<Vec<f64>> {
        let keep = factor(self.discount, 1.0);
        let mut values = self.reward.clone();
        for _ in 0..horizon {
            values = self
                .transition
                .chunks_exact(self.states)
                .zip(&self.reward)
                .map(|(row, reward)| {
                    let next: f64 = row.iter().zip(&values).map(|(p, v)| p * v).sum();
                    reward + keep * next
                })
                .collect();
            if let Some(state) = values.iter().position(|value| !value.is_finite()) {
                return Err(Error::new(ErrorKind::Overflow, "the value is beyond doubles")
                    .at_row(state as u64));
            }
        }
        Ok(values)
    }

    /// The transition probabilities row by row.
    #[must_use]
    pub fn transition(&self) -> &[f64] {
        &self.transition
    }

    /// What a period in each state yields.
    #[must_use]
    pub fn reward(&self) -> &[f64] {
        &self.reward
    }

    /// What a customer who is in `state` (from 0) now is expected to yield at the
    /// times 0, 1, ..., `horizon`: a payment for each state that it may be in then,
    /// with that probability. Its present value is [`MarkovValue::values_until`].
    ///
    /// # Errors
    /// `OutOfRange` for a state that there is not, or a horizon beyond 10 million
    /// over the states.
    pub fn cash_flow(&self, state: usize, horizon: u32) -> Result<CashFlow<f64>> {
        let n = self.states;
        if state >= n {
            return Err(Error::out_of_range("state", state as f64, format!("below {n}")));
        }
        let longest = MOST_PAYMENTS / n;
        if horizon as usize >= longest {
            let allowed = format!("below {longest}");
            return Err(Error::out_of_range("horizon", f64::from(horizon), allowed));
        }
        let mut here = vec![0.0; n];
        here[state] = 1.0;
        let mut payments = Vec::new();
        for time in 0..=horizon {
            let earning = (0..n).filter(|&j| here[j] > 0.0 && self.reward[j] != 0.0);
            payments.extend(earning.map(|j| (f64::from(time), self.reward[j], here[j])));
            let mut next = vec![0.0; n];
            for (row, share) in self.transition.chunks_exact(n).zip(&here) {
                if *share > 0.0 {
                    next.iter_mut().zip(row).for_each(|(slot, p)| *slot += share * p);
                }
            }
            here = next;
        }
        Ok(CashFlow::modelled(payments))
    }

    /// The value if the relationship ends as soon as a customer reaches a state
    /// that is not continued: such a state is worth nothing.
    ///
    /// # Errors
    /// `Length`; `Undefined` as [`MarkovValue::values`].
    pub fn values_stopping(&self, continues: &[bool]) -> Result<Vec<f64>> {
        if continues.len() != self.states {
            return Err(Error::length("continues", continues.len(), self.states));
        }
        self.solve(continues)
    }

    /// In which states it pays to continue: policy iteration from "everywhere".
    /// Each step ends the relationship where going on is worth less than nothing
    /// and takes it up again where it is worth more; a state of value zero is not
    /// continued.
    ///
    /// # Errors
    /// `Undefined` as [`MarkovValue::values`].
    pub fn improve(&self) -> Result<MarkovPolicy> {
        let mut continues = vec![true; self.states];
        let keep = factor(self.discount, 1.0);
        // Each improvement raises the value of some state and there are finitely
        // many policies; as many rounds as states are the known practice, and the
        // cap is far above it.
        for improvements in 0..10 * self.states as u32 + 10 {
            let values = self.solve(&continues)?;
            let better: Vec<bool> = self
                .transition
                .chunks_exact(self.states)
                .zip(&self.reward)
                .map(|(row, reward)| {
                    let next: f64 = row.iter().zip(&values).map(|(p, v)| p * v).sum();
                    reward + keep * next > 0.0
                })
                .collect();
            if better == continues {
                return Ok(MarkovPolicy { continues, values, improvements });
            }
            continues = better;
        }
        Err(Error::new(ErrorKind::Internal, "the policy did not settle"))
    }

    /// V = (I − P/(1+d))⁻¹ R over the states that are continued.
    fn solve(&self, continues: &[bool]) -> Result<Vec<f64>> {
        // States from which nothing is ever earned or lost are worth nothing,
        // whatever the discount rate; without them the rest may converge.
        let live = self.live(continues);
        let at: Vec<usize> = (0..self.states).filter(|&state| live[state]).collect();
        let mut values = vec![0.0; self.states];
        if at.is_empty() {
            return Ok(values);
        }
        let keep = factor(self.discount, 1.0);
        let system = DMatrix::from_fn(at.len(), at.len(), |i, j| {
            f64::from(u8::from(i == j)) - keep * self.transition[at[i] * self.states + at[j]]
        });
        let undefined = || {
            Error::new(ErrorKind::Undefined, "leaves the value without an end infinite")
                .in_column("discount")
                .with_value(self.discount)
        };
        let solver = system.clone().lu();
        // The inverse of I − P/(1+d) is the sum of powers exactly if it takes 1 to
        // a vector that is at least 1 everywhere: (I − Q)⁻¹ 1 = Σ Qᵗ 1.
        let ones = DVector::from_element(at.len(), 1.0);
        let visits = solver.solve(&ones).ok_or_else(undefined)?;
        if !visits.iter().all(|&v| (tolerance::LEAST_VISITS..tolerance::LONGEST_LIFE).contains(&v))
        {
            return Err(undefined());
        }
        let reward = DVector::from_fn(at.len(), |i, _| self.reward[at[i]]);
        let mut found = solver.solve(&reward).ok_or_else(undefined)?;
        // One step of refinement: the residual falls to rounding.
        let residual = &reward - &system * &found;
        found += solver.solve(&residual).ok_or_else(undefined)?;
        for (&state, &value) in at.iter().zip(found.iter()) {
            values[state] = value;
        }
        Ok(values)
    }

    /// The continued states from which a state with a reward can be reached
    /// through continued states.
    fn live(&self, continues: &[bool]) -> Vec<bool> {
        let mut live: Vec<bool> =
            (0..self.states).map(|i| continues[i] && self.reward[i] != 0.0).collect();
        // Each round adds a state or ends it, so there are at most as many rounds.
        loop {
            let mut changed = false;
            for i in 0..self.states {
                let row = &self.transition[i * self.states..(i + 1) * self.states];
                if continues[i]
                    && !live[i]
                    && row.iter().zip(&live).any(|(&p, &live)| p > 0.0 && live)
                {
                    live[i] = true;
                    changed = true;
                }
            }
            if !changed {
                return live;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailing() -> MarkovValue {
        MarkovValue::recency(&[0.3, 0.2, 0.15, 0.05], 40.0, 4.0, 0.2).unwrap()
    }

    fn assert_close(found: &[f64], expected: &[f64], half_digit: f64) {
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() <= half_digit, "{found} {expected}");
        }
    }

    #[test]
    fn the_mailing_by_recency() {
        // Arithmetic on the inputs above, reproduced with a linear solver.
        let values = mailing().values().unwrap();
        let expected = [52.319609439, 5.553783564, 1.250772986, -1.820016273, 0.0];
        assert_close(&values, &expected, 5e-10);
        let values = mailing().values_until(4).unwrap();
        let expected = [50.11496914, 4.219907407, 0.5921103395, -1.980131173, 0.0];
        assert_close(&values, &expected, 5e-9);
        let stopping = mailing().values_stopping(&[true, true, true, false, false]).unwrap();
        let expected = [53.149425287, 6.620689655, 2.643678161, 0.0, 0.0];
        assert_close(&stopping, &expected, 5e-10);
    }

    #[test]
    fn the_residual_is_rounding_and_the_finite_value_converges() {
        let model = mailing();
        let values = model.values().unwrap();
        for (i, row) in model.transition.chunks_exact(5).enumerate() {
            let next: f64 = row.iter().zip(&values).map(|(p, v)| p * v).sum();
            let residual = values[i] - next / 1.2 - model.reward[i];
            assert!(residual.abs() < 1e-12, "{residual}");
        }
        assert_close(&model.values_until(300).unwrap(), &values, 1e-12);
    }

    #[test]
    fn the_value_is_that_of_simulated_customers() {
        let model = mailing();
        let mut state = 12_345_u64;
        let mut uniform = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        let runs = 200_000;
        let (mut sum, mut squares) = (0.0, 0.0);
        for _ in 0..runs {
            let (mut at, mut worth, mut factor) = (0, 0.0, 1.0);
            while at < 4 && factor > 1e-12 {
                worth += factor * model.reward[at];
                factor /= 1.2;
                let draw = uniform();
                at = if draw < model.transition[at * 5] { 0 } else { at + 1 };
            }
            sum += worth;
            squares += worth * worth;
        }
        let n = f64::from(runs);
        let mean = sum / n;
        let error = ((squares / n - mean * mean) / n).sqrt();
        let exact = model.values().unwrap()[0];
        assert!((mean - exact).abs() < 4.0 * error, "{mean} ± {error}, exact {exact}");
    }

    #[test]
    fn improvement_beats_every_policy() {
        let model = mailing();
        let best = model.improve().unwrap();
        for bits in 0..16_u32 {
            let continues: Vec<bool> = (0..5).map(|i| i < 4 && bits >> i & 1 == 1).collect();
            let values = model.values_stopping(&continues).unwrap();
            for (found, other) in best.values.iter().zip(&values) {
                assert!(found >= other, "{continues:?}");
            }
        }
    }

    #[test]
    fn the_cash_flow_of_each_state_has_its_value() {
        let model = mailing();
        for horizon in [0, 1, 4, 30] {
            let values = model.values_until(horizon).unwrap();
            for (state, value) in values.iter().enumerate() {
                let flow = model.cash_flow(state, horizon).unwrap();
                assert!((flow.present_value(0.2).unwrap() - value).abs() < 1e-13);
            }
        }
        let eager = MarkovValue::recency(&[0.9], 1.0, 0.0, -0.9).unwrap();
        assert_eq!(eager.values_until(9_999).unwrap_err().kind(), ErrorKind::Overflow);
        assert!(model.cash_flow(4, 9).unwrap().payments().is_empty());
        assert!(model.cash_flow(5, 1).is_err() && model.cash_flow(0, u32::MAX).is_err());
    }

    #[test]
    fn a_state_without_an_exit() {
        // It earns for ever: infinite without discounting, R (1 + d)/d with it.
        let trap = |d| MarkovValue::new(&[1.0], &[6.0], d).unwrap().values();
        assert_eq!(trap(0.0).unwrap_err().kind(), ErrorKind::Undefined);
        assert_eq!(trap(-0.2).unwrap_err().kind(), ErrorKind::Undefined);
        assert!((trap(0.2).unwrap()[0] - 36.0).abs() < 1e-12);
        // It earns nothing: worth nothing, and the way into it converges undiscounted.
        let lapse = MarkovValue::new(&[0.5, 0.5, 0.0, 1.0], &[3.0, 0.0], 0.0).unwrap();
        assert!((lapse.values().unwrap()[0] - 6.0).abs() < 1e-12);
        let nothing = MarkovValue::new(&[1.0], &[0.0], 0.0).unwrap();
        assert_eq!(nothing.values().unwrap(), [0.0]);
    }

    #[test]
    fn bad_models_are_named() {
        let kind = |error: Error| (error.kind(), error.row());
        assert_eq!(
            kind(MarkovValue::new(&[0.5, 0.5, 0.5, 0.4], &[1.0, 1.0], 0.1).unwrap_err()),
            (ErrorKind::Inconsistent, Some(1))
        );
        assert_eq!(
            kind(MarkovValue::new(&[0.5, 0.5, 1.5, -0.5], &[1.0, 1.0], 0.1).unwrap_err()),
            (ErrorKind::OutOfRange, Some(1))
        );
        assert_eq!(kind(MarkovValue::new(&[1.0], &[], 0.1).unwrap_err()), (ErrorKind::Empty, None));
        assert!(MarkovValue::new(&[1.0], &[1.0], -1.0).is_err());
        assert!(MarkovValue::recency(&[], 1.0, 1.0, 0.1).is_err());
        assert!(MarkovValue::recency(&[1.1], 1.0, 1.0, 0.1).is_err());
        assert!(mailing().values_stopping(&[true]).is_err());
    }
}
