//! What to spend on winning a customer, and what on keeping one.

use crate::error::{Error, Result};
use crate::value::flows::discount::rate;

/// A response to spending: `ceiling` × (1 − e^(−speed × spend)).
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct Response {
    ceiling: f64,
    speed: f64,
}

impl Response {
    /// The rate that no spending exceeds, 0..=1, and how fast spending nears it.
    ///
    /// # Errors
    /// `OutOfRange` for a ceiling outside 0..=1 or a speed that is not positive;
    /// `NotFinite`.
    pub fn new(ceiling: f64, speed: f64) -> Result<Self> {
        Self { ceiling, speed }.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { ceiling, speed } = self;
        if !(0.0..=1.0).contains(&ceiling) {
            return Err(Error::out_of_range("ceiling", ceiling, "0 to 1"));
        }
        if !(speed > 0.0 && speed.is_finite()) {
            return Err(Error::out_of_range("speed", speed, "> 0"));
        }
        Ok(self)
    }

    /// The response that reaches `rate` at `spend`, below the ceiling that the
    /// manager believes in: the two questions of decision calculus.
    ///
    /// # Errors
    /// `OutOfRange` unless 0 < rate < ceiling ≤ 1 and spend > 0; `NotFinite`.
    pub fn calibrate(ceiling: f64, rate: f64, spend: f64) -> Result<Self> {
        if !(0.0..=1.0).contains(&ceiling) {
            return Err(Error::out_of_range("ceiling", ceiling, "0 to 1"));
        }
        if !(rate > 0.0 && rate < ceiling) {
            return Err(Error::out_of_range("rate", rate, "above 0 and below the ceiling"));
        }
        if !(spend > 0.0 && spend.is_finite()) {
            return Err(Error::out_of_range("spend", spend, "> 0"));
        }
        Self::new(ceiling, -(-rate / ceiling).ln_1p() / spend)
    }

    /// The rate at a spend.
    #[must_use]
    pub fn rate(&self, spend: f64) -> f64 {
        -self.ceiling * (-self.speed * spend).exp_m1()
    }

    /// What one more unit of spending adds to the rate.
    #[must_use]
    pub fn slope(&self, spend: f64) -> f64 {
        self.ceiling * self.speed * (-self.speed * spend).exp()
    }
}

/// Acquisition against retention (R. C. Blattberg and J. Deighton, *Manage
/// Marketing by the Customer Equity Test*, Harvard Business Review, 1996).
///
/// Spending A on a prospect wins it with probability a(A); spending R a year on a
/// customer keeps it with probability r(R). With the yearly margin m and the
/// discount rate d, the equity of a prospect is a·V − A, where
/// V = m + (m r − R)/(1 + d − r) is a customer's value. (The published form,
/// a m − A + a (m − R/r) r/(1 + d − r), is the same without dividing by r.)
///
/// With a(A) = C (1 − e^(−kA)) the equity rises with A as long as a'(A) V = C k V e^(−kA)
/// exceeds 1, so A* = ln(k C V)/k, or 0 where k C V ≤ 1. V does not depend on A, so R*
/// maximises V alone.
///
/// At the optimum the cost of winning one more customer, 1/a'(A*), equals the customer's
/// value; the ratio of average costs ("five times dearer") says nothing about it
/// (P. E. Pfeifer, *The optimal ratio of acquisition and retention costs*, 2005).
///
/// ```
/// use habitue::value::{AcquisitionRetention, Response};
///
/// let model = AcquisitionRetention::new(
///     Response::calibrate(0.4, 0.2, 20.0)?, // 20 a prospect wins 20 %, at best 40 %
///     Response::calibrate(0.7, 0.5, 10.0)?, // 10 a year keeps 50 %, at best 70 %
///     50.0,
///     0.15,
/// )?;
/// let best = model.optimum();
/// assert!(best.equity >= model.equity(20.0, 10.0)?);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct AcquisitionRetention {
    acquisition: Response,
    retention: Response,
    margin: f64,
    discount: f64,
}

/// The spending that makes a prospect worth most.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct OptimalSpend {
    /// Per prospect, on winning it; 0 where no spending pays.
    pub acquisition: f64,
    /// Per customer and year, on keeping it; 0 where no spending pays.
    pub retention: f64,
    /// The share of prospects won.
    pub acquisition_rate: f64,
    /// The share of customers kept.
    pub retention_rate: f64,
    /// The value of a customer.
    pub customer_value: f64,
    /// The equity of a prospect.
    pub equity: f64,
}

/// The largest margin: with it no figure of the model is beyond doubles.
const MOST_MARGIN: f64 = 1e100;

impl AcquisitionRetention {
    /// The two responses, the yearly margin of a customer before retention
    /// spending, and the yearly discount rate.
    ///
    /// # Errors
    /// `OutOfRange` for a margin outside 0..=1e100, or a discount rate that is not positive
    /// where all customers can be kept, or not above ceiling − 1 otherwise;
    /// `NotFinite`.
    pub fn new(
        acquisition: Response,
        retention: Response,
        margin: f64,
        discount: f64,
    ) -> Result<Self> {
        Self { acquisition, retention, margin, discount }.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { retention, margin, discount, .. } = self;
        rate("discount", discount)?;
        if !(0.0..=MOST_MARGIN).contains(&margin) {
            return Err(Error::out_of_range("margin", margin, "0 to 1e100"));
        }
        if 1.0 + discount <= retention.ceiling {
            return Err(Error::out_of_range(
                "discount",
                discount,
                format!("> {} (the retention ceiling less 1)", retention.ceiling - 1.0),
            ));
        }
        Ok(self)
    }

    /// The value of a customer on whom `retention` is spent a year.
    ///
    /// # Errors
    /// `OutOfRange` for a negative spend; `NotFinite`.
    pub fn customer_value(&self, retention: f64) -> Result<f64> {
        spend("retention", retention)?;
        Ok(self.margin + self.renewals(retention))
    }

    /// The equity of a prospect.
    ///
    /// # Errors
    /// `OutOfRange` for a negative spend; `NotFinite`.
    pub fn equity(&self, acquisition: f64, retention: f64) -> Result<f64> {
        spend("acquisition", acquisition)?;
        let value = self.customer_value(retention)?;
        Ok(self.acquisition.rate(acquisition) * value - acquisition)
    }

    /// The spending that makes a prospect worth most: A* = ln(k C V)/k, or 0 where
    /// k C V ≤ 1; R* where the value of the renewals is stationary.
    #[must_use]
    pub fn optimum(&self) -> OptimalSpend {
        let retention = self.best_retention();
        let value = self.margin + self.renewals(retention);
        let gain = self.acquisition.slope(0.0) * value;
        let acquisition = if gain > 1.0 { gain.ln() / self.acquisition.speed } else { 0.0 };
        let acquisition_rate = self.acquisition.rate(acquisition);
        OptimalSpend {
            acquisition,
            retention,
            acquisition_rate,
            retention_rate: self.retention.rate(retention),
            customer_value: value,
            equity: acquisition_rate * value - acquisition,
        }
    }

    /// (m r − R)/(1 + d − r).
    fn renewals(&self, retention: f64) -> f64 {
        let r = self.retention.rate(retention);
        (self.margin * r - retention) / (1.0 + self.discount - r)
    }

    /// The renewals are a concave over a positive convex function where they are
    /// positive, so they have one maximum: where (m r' − 1)(1 + d − r) +
    /// (m r − R) r' falls through zero.
    fn best_retention(&self) -> f64 {
        let rises = |spend: f64| {
            let (r, slope) = (self.retention.rate(spend), self.retention.slope(spend));
            (self.margin * slope - 1.0) * (1.0 + self.discount - r)
                + (self.margin * r - spend) * slope
                > 0.0
        };
        if !rises(0.0) {
            return 0.0;
        }
        // Beyond the yearly margin, spending exceeds what it can ever bring.
        let (mut low, mut high) = (0.0, self.margin);
        if rises(high) {
            return high;
        }
        // Invariant: it rises at `low`, not at `high`; ends when no double is left
        // between them.
        loop {
            let middle = low + (high - low) / 2.0;
            if middle <= low || middle >= high {
                return high;
            }
            if rises(middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }
}

fn spend(name: &'static str, value: f64) -> Result<()> {
    if value >= 0.0 && value.is_finite() {
        Ok(())
    } else {
        Err(Error::out_of_range(name, value, ">= 0"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> AcquisitionRetention {
        AcquisitionRetention::new(
            Response::calibrate(0.4, 0.2, 20.0).unwrap(),
            Response::calibrate(0.7, 0.5, 10.0).unwrap(),
            50.0,
            0.15,
        )
        .unwrap()
    }

    #[test]
    fn responses_pass_through_what_they_are_calibrated_to() {
        let response = Response::calibrate(0.4, 0.2, 20.0).unwrap();
        assert!((response.rate(20.0) - 0.2).abs() < 1e-16);
        assert_eq!((response.rate(0.0), response.rate(1e9)), (0.0, 0.4));
        let step = 1e-6;
        let slope = (response.rate(7.0 + step) - response.rate(7.0 - step)) / (2.0 * step);
        assert!((slope - response.slope(7.0)).abs() < 1e-9);
    }

    #[test]
    fn equity_is_the_published_form() {
        let (a, r) = (model().acquisition.rate(30.0), model().retention.rate(12.0));
        let published = a * 50.0 - 30.0 + a * (50.0 - 12.0 / r) * r / (1.15 - r);
        assert!((model().equity(30.0, 12.0).unwrap() - published).abs() < 1e-13);
        // Nothing spent on retention: one margin, and no division by zero.
        assert_eq!(model().customer_value(0.0).unwrap(), 50.0);
    }

    #[test]
    fn the_optimum_beats_a_fine_grid_and_meets_its_condition() {
        let best = model().optimum();
        for i in 0..=400 {
            for j in 0..=200 {
                let (a, r) = (f64::from(i) / 4.0, f64::from(j) / 4.0);
                assert!(model().equity(a, r).unwrap() <= best.equity, "at {a} {r}");
            }
        }
        // The marginal cost of winning a customer is the customer's value.
        let marginal = 1.0 / model().acquisition.slope(best.acquisition);
        assert!((marginal / best.customer_value - 1.0).abs() < 1e-13, "{marginal}");
        assert_eq!(
            model().equity(best.acquisition, best.retention).unwrap().to_bits(),
            best.equity.to_bits()
        );
    }

    #[test]
    fn where_no_spending_pays_none_is_advised() {
        let slow = Response::new(0.5, 1e-6).unwrap();
        let best = AcquisitionRetention::new(slow, slow, 10.0, 0.1).unwrap().optimum();
        assert_eq!((best.acquisition, best.retention, best.equity), (0.0, 0.0, 0.0));
        let nothing = AcquisitionRetention::new(slow, slow, 0.0, 0.1).unwrap().optimum();
        assert_eq!(nothing.customer_value, 0.0);
    }

    #[test]
    fn bad_input_is_named() {
        assert!(Response::new(1.1, 1.0).is_err() && Response::new(0.5, 0.0).is_err());
        assert!(Response::calibrate(0.5, 0.5, 1.0).is_err());
        assert!(Response::calibrate(0.5, 0.1, f64::NAN).is_err());
        let all = Response::new(1.0, 1.0).unwrap();
        assert!(AcquisitionRetention::new(all, all, 1.0, 0.0).is_err());
        assert!(AcquisitionRetention::new(all, all, -1.0, 0.1).is_err());
        assert!(model().equity(-1.0, 0.0).is_err() && model().customer_value(f64::NAN).is_err());
    }
}
