//! What a higher retention rate is worth, and what raising it may cost.

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::ranking::amount::Compensated;
use crate::value::retaining::lift::{Lift, RaisedRates};
use crate::value::retaining::margin_multiple::MarginMultiple;

/// What a retention lift does to a base of customers.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct LiftEffect {
    /// How many customers.
    pub customers: u64,
    /// How many of them the lift would have taken beyond 100 %; they are taken
    /// to 100 %.
    pub capped: u64,
    /// What they are worth together at their present retention rates.
    pub before: f64,
    /// What they are worth together after the lift.
    pub after: f64,
    /// `after - before`: what a programme that achieves the lift may cost, as a
    /// present value, before it destroys value (its break-even cost).
    pub change: f64,
    /// `change / before`; `None` where `before` is zero or negative.
    pub relative: Option<f64>,
    /// The break-even cost per customer and period, paid as the margins are, for
    /// as long as the customer stays. `None` where no margin is ever paid.
    pub break_even_per_period: Option<f64>,
}

/// The profit effect of a retention lift, in percentage *points* or relative to each rate
/// ([`Lift`]), computed for the customers at hand.
///
/// The often quoted "5 % more retention, 25 to 95 % more profit" (F. Reichheld
/// and W. E. Sasser, *Zero Defections*, Harvard Business Review, 1990) means five
/// points, holds for the margins of the firms studied, and is no constant: with a
/// constant margin and 10 % discount, five points give 9 % at a retention rate of
/// 50 %, and 33 % at 90 %.
///
/// ```
/// use habitue::value::{MarginMultiple, RetentionLift};
///
/// let lift = RetentionLift::new(MarginMultiple::new(0.1)?);
/// // Three customers: yearly margin, yearly retention rate.
/// let (margin, retention) = ([40.0, 25.0, 90.0], [0.5, 0.9, 0.8]);
/// let effect = lift.effect(&margin, &retention, 0.05)?;
/// assert!(effect.change > 0.0);
///
/// // What lift does a programme of 50 (present value) have to achieve?
/// let points = lift.break_even(&margin, &retention, 50.0)?.unwrap();
/// assert!((lift.effect(&margin, &retention, points)?.change - 50.0).abs() < 1e-9);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct RetentionLift {
    terms: MarginMultiple,
}

impl RetentionLift {
    /// Values margins on these terms.
    #[must_use]
    pub fn new(terms: MarginMultiple) -> Self {
        Self { terms }
    }

    /// The terms on which margins are valued.
    #[must_use]
    pub fn terms(&self) -> &MarginMultiple {
        &self.terms
    }

    /// The effect of adding `points` (0.05 is five percentage points, negative
    /// for a fall) to each customer's retention rate. `margin` and `retention`
    /// are per customer and period; a column may as well hold one row per
    /// segment, with the margin of the whole segment.
    ///
    /// A rate that would leave 0..=1 stops there; see [`LiftEffect::capped`].
    ///
    /// # Errors
    /// `Empty`; `Length`; `OutOfRange` for a retention rate outside 0..=1 or
    /// points outside -1..=1; `NotFinite`; `Undefined` where a value is infinite,
    /// before or after. The row is named.
    pub fn effect(&self, margin: &[f64], retention: &[f64], points: f64) -> Result<LiftEffect> {
        self.check(margin, retention)?;
        if !(-1.0..=1.0).contains(&points) {
            return Err(Error::out_of_range("points", points, "-1 to 1 (a hundred points)"));
        }
        self.effect_of(margin, retention, &Lift::Points(points).raise(retention)?)
    }

    /// The effect of raised retention rates, whatever raised them: [`Lift::raise`], or a lift
    /// of loyalty or trust by [`LiftedMeasure::raise`](crate::value::LiftedMeasure::raise).
    ///
    /// ```
    /// use habitue::value::{Lift, MarginMultiple, RetentionLift};
    ///
    /// // "5 % more" of a rate of 90 % is 94.5 %, five points more are 95 %.
    /// let (margin, retention) = ([100.0], [0.9]);
    /// let lift = RetentionLift::new(MarginMultiple::new(0.1)?);
    /// let of = |by: Lift| lift.effect_of(&margin, &retention, &by.raise(&retention)?);
    /// let (relative, points) = (of(Lift::Relative(0.05))?, of(Lift::Points(0.05))?);
    /// assert!((relative.relative.unwrap() - (0.2 / 0.155 - 1.0)).abs() < 1e-12);
    /// assert!((points.relative.unwrap() - (0.2 / 0.15 - 1.0)).abs() < 1e-12);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`RetentionLift::effect`]; `Length` where `raised` is of other customers.
    pub fn effect_of(
        &self,
        margin: &[f64],
        retention: &[f64],
        raised: &RaisedRates,
    ) -> Result<LiftEffect> {
        self.check(margin, retention)?;
        self.check(margin, &raised.rates)?;
        let (before, _) = self.total(margin, retention, 0.0)?;
        let (after, multiples) = self.total(margin, &raised.rates, 0.0)?;
        let change = after - before;
        if !(after.is_finite() && before.is_finite()) {
            return Err(Error::new(ErrorKind::Overflow, "the total is beyond doubles"));
        }
        Ok(LiftEffect {
            customers: margin.len() as u64,
            capped: raised.capped,
            before,
            after,
            change,
            relative: (before > 0.0).then(|| change / before),
            break_even_per_period: (multiples > 0.0).then(|| change / multiples),
        })
    }

    /// The value of each customer after a lift of `points` (0 for the present
    /// value); see [`RetentionLift::effect`].
    ///
    /// # Errors
    /// As [`RetentionLift::effect`]; `Length` for `out`. Nothing is written then.
    pub fn value_into(
        &self,
        margin: &[f64],
        retention: &[f64],
        points: f64,
        out: &mut [f64],
    ) -> Result<()> {
        if out.len() != margin.len() {
            return Err(Error::length("out", out.len(), margin.len()));
        }
        self.effect(margin, retention, points)?;
        for (slot, (&margin, &retention)) in out.iter_mut().zip(margin.iter().zip(retention)) {
            *slot = margin * self.terms.of((retention + points).clamp(0.0, 1.0))?;
        }
        Ok(())
    }

    /// The smallest lift, in points, whose effect is worth `cost` (a present
    /// value, zero or positive). `None` where not even retaining everybody is.
    ///
    /// # Errors
    /// As [`RetentionLift::effect`]; `OutOfRange` for a negative margin, with
    /// which the effect need not rise with the lift, or a negative cost.
    pub fn break_even(&self, margin: &[f64], retention: &[f64], cost: f64) -> Result<Option<f64>> {
        self.check(margin, retention)?;
        if let Some(row) = margin.iter().position(|&margin| margin < 0.0) {
            return Err(Error::out_of_range("margin", margin[row], ">= 0").at_row(row as u64));
        }
        if !(cost >= 0.0 && cost.is_finite()) {
            return Err(Error::out_of_range("cost", cost, ">= 0"));
        }
        let (before, _) = self.total(margin, retention, 0.0)?;
        // A lift that makes the value infinite pays for anything.
        let pays = |points: f64| match self.total(margin, retention, points) {
            Ok((after, _)) => Ok(after - before >= cost),
            Err(error) if error.kind() == ErrorKind::Undefined => Ok(true),
            Err(error) => Err(error),
        };
        if pays(0.0)? {
            return Ok(Some(0.0));
        }
        let (mut low, mut high) = (0.0, 1.0);
        if !pays(high)? {
            return Ok(None);
        }
        // Invariant: `low` does not pay, `high` does. Each step halves the gap,
        // so that it ends when no double is left between them, at the latest
        // after as many steps as a double in 0..1 has binary digits.
        loop {
            let middle = low + (high - low) / 2.0;
            if middle <= low || middle >= high {
                return Ok(Some(high));
            }
            if pays(middle)? {
                high = middle;
            } else {
                low = middle;
            }
        }
    }

    fn check(&self, margin: &[f64], retention: &[f64]) -> Result<()> {
        if margin.is_empty() {
            return Err(Error::empty("margin"));
        }
        self.terms.check(margin, retention)
    }

    /// The value of the base and the sum of its multiples after a lift.
    fn total(&self, margin: &[f64], retention: &[f64], points: f64) -> Result<(f64, f64)> {
        let (mut value, mut multiples) = (Compensated::default(), Compensated::default());
        for (row, (&margin, &retention)) in margin.iter().zip(retention).enumerate() {
            let multiple = self
                .terms
                .of((retention + points).clamp(0.0, 1.0))
                .map_err(|error| error.at_row(row as u64))?;
            value.add(margin * multiple);
            multiples.add(multiple);
        }
        Ok((value.value(), multiples.value()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::MarginTiming;

    fn lift() -> RetentionLift {
        RetentionLift::new(MarginMultiple::new(0.1).unwrap())
    }

    #[test]
    fn five_points_are_worth_more_where_retention_is_high() {
        // (1 + d − r)/(1 + d − r − .05) − 1 with d = .1: to the digits printed in
        // the literature's critique of the universal claim.
        for timing in [MarginTiming::Immediate, MarginTiming::EndOfPeriod] {
            let terms = MarginMultiple::new(0.1).unwrap().with_timing(timing);
            for (r, percent, half_digit) in [
                (0.5, 9.09, 0.005),
                (0.6, 11.1, 0.05),
                (0.7, 14.3, 0.05),
                (0.8, 20.0, 0.05),
                (0.85, 25.0, 0.05),
                (0.9, 33.3, 0.05),
            ] {
                let effect = RetentionLift::new(terms).effect(&[7.0], &[r], 0.05).unwrap();
                let found = 100.0 * effect.relative.unwrap();
                assert!((found - percent).abs() <= half_digit, "r {r}: {found} %");
            }
        }
    }

    #[test]
    fn halving_defection_doubles_the_undiscounted_life() {
        let terms = MarginMultiple::new(0.0).unwrap();
        let effect = RetentionLift::new(terms).effect(&[1.0], &[0.9], 0.05).unwrap();
        assert!((effect.before - 10.0).abs() < 1e-13 && (effect.after - 20.0).abs() < 1e-12);
    }

    #[test]
    fn columns_sum_to_the_effect_and_the_break_even_cost_eats_the_change() {
        let (margin, retention) = ([40.0, 25.0, 90.0, -3.0], [0.5, 0.97, 0.8, 0.0]);
        let (mut before, mut after) = ([0.0; 4], [0.0; 4]);
        let effect = lift().effect(&margin, &retention, 0.05).unwrap();
        lift().value_into(&margin, &retention, 0.0, &mut before).unwrap();
        lift().value_into(&margin, &retention, 0.05, &mut after).unwrap();
        assert_eq!(effect.capped, 1);
        assert!((before.iter().sum::<f64>() - effect.before).abs() < 1e-12);
        assert!((after.iter().sum::<f64>() - effect.after).abs() < 1e-12);
        let cost = effect.break_even_per_period.unwrap();
        let burdened = margin.map(|margin| margin - cost);
        let raised = retention.map(|r| (r + 0.05_f64).min(1.0));
        let mut left = [0.0; 4];
        lift().terms().value_into(&burdened, &raised, &mut left).unwrap();
        assert!((left.iter().sum::<f64>() - effect.before).abs() < 1e-11);
    }

    #[test]
    fn the_break_even_lift_pays_and_the_next_smaller_does_not() {
        let (margin, retention) = ([40.0, 25.0], [0.5, 0.9]);
        for cost in [1e-6, 1.0, 50.0, 500.0] {
            let points = lift().break_even(&margin, &retention, cost).unwrap().unwrap();
            let worth = |points| lift().effect(&margin, &retention, points).unwrap().change;
            assert!(worth(points) >= cost && worth(points.next_down()) < cost, "cost {cost}");
        }
        assert_eq!(lift().break_even(&margin, &retention, 0.0).unwrap(), Some(0.0));
        assert_eq!(lift().break_even(&margin, &retention, 1e9).unwrap(), None);
        // Without discounting, retaining all is worth anything.
        let undiscounted = RetentionLift::new(MarginMultiple::new(0.0).unwrap());
        let points = undiscounted.break_even(&[1.0], &[0.5], 1e6).unwrap().unwrap();
        assert!((points - (0.5 - 1.0 / 1_000_002.0)).abs() < 1e-12, "{points}");
    }

    #[test]
    fn bad_input_is_named() {
        let kind = |error: Error| (error.kind(), error.row());
        let lift = lift();
        assert_eq!(kind(lift.effect(&[], &[], 0.1).unwrap_err()), (ErrorKind::Empty, None));
        assert_eq!(
            kind(lift.effect(&[1.0, 1.0], &[0.1, 1.1], 0.1).unwrap_err()),
            (ErrorKind::OutOfRange, Some(1))
        );
        assert_eq!(
            kind(lift.effect(&[1.0, f64::NAN], &[0.1, 0.1], 0.1).unwrap_err()),
            (ErrorKind::NotFinite, Some(1))
        );
        assert_eq!(
            kind(lift.effect(&[1.0], &[0.1], 1.5).unwrap_err()),
            (ErrorKind::OutOfRange, None)
        );
        assert_eq!(kind(lift.effect(&[1.0], &[], 0.5).unwrap_err()), (ErrorKind::Length, None));
        assert_eq!(
            kind(lift.break_even(&[-1.0], &[0.1], 1.0).unwrap_err()),
            (ErrorKind::OutOfRange, Some(0))
        );
        assert_eq!(
            kind(lift.break_even(&[1.0], &[0.1], f64::NAN).unwrap_err()),
            (ErrorKind::NotFinite, None)
        );
        let undiscounted = RetentionLift::new(MarginMultiple::new(0.0).unwrap());
        assert_eq!(
            kind(undiscounted.effect(&[1.0], &[0.9], 0.1).unwrap_err()),
            (ErrorKind::Undefined, Some(0))
        );
        let all = undiscounted.effect(&[0.0], &[0.0], -1.0).unwrap();
        assert_eq!((all.relative, all.break_even_per_period), (None, Some(0.0)));
    }
}
