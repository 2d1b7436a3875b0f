//! Lifetime value without a purchase model: what a margin that recurs while the
//! customer stays is worth, as a multiple of that margin.

use crate::error::{Error, ErrorKind, Result};
use crate::value::flows::cash_flow::CashFlow;
use crate::value::flows::discount::{factor, force, rate};

/// When the margins fall, which is where the published formulas differ. m is the
/// margin of one period, r the retention rate, d the discount rate, g the growth
/// of the margin, all per period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum MarginTiming {
    /// The first margin is certain and comes at once; the k-th renewal pays at
    /// the beginning of period k: Σₖ₌₀ m rᵏ(1+g)ᵏ/(1+d)ᵏ = m(1+d)/(1+d−r(1+g)).
    /// For a customer who is being won.
    #[default]
    Immediate,
    /// The first margin comes after one period, if the customer renews:
    /// Σₖ₌₁ m rᵏ(1+g)ᵏ⁻¹/(1+d)ᵏ = m r/(1+d−r(1+g)). For a customer whose last
    /// margin has just been earned (Gupta and Lehmann, *Customers as Assets*,
    /// Journal of Interactive Marketing 17, 2003).
    AfterRenewal,
    /// The first margin is certain and comes at the end of the first period:
    /// Σₖ₌₁ m rᵏ⁻¹(1+g)ᵏ⁻¹/(1+d)ᵏ = m/(1+d−r(1+g)).
    EndOfPeriod,
    /// The first margin is certain; each falls in the middle of its period:
    /// Σₖ₌₀ m rᵏ(1+g)ᵏ/(1+d)^(k+½).
    MidPeriod,
    /// Margins flow continuously at the rate m, customers leave at the constant
    /// rate −ln r, and discounting and growth are continuous at ln(1+d) and
    /// ln(1+g): m/(ln(1+d) − ln r − ln(1+g)).
    Continuous,
}

/// The multiple of one period's margin that a customer is worth: the closed forms
/// of lifetime value for a constant retention rate.
///
/// The discount rate and the growth of the margin are per period, as the
/// retention rate is; [`per_period_rate`] and [`per_period_retention`] convert
/// yearly ones. The acquisition cost is not in it: subtract it.
///
/// The shortcut *margin × expected lifetime*, m/(1 − r), is what this gives
/// without discounting (d = 0); with it, the shortcut overstates.
///
/// ```
/// use habitue::value::{MarginMultiple, MarginTiming};
///
/// let terms = MarginMultiple::new(0.1)?; // discount 10 % a period
/// assert!((terms.of(0.8)? - 3.666667).abs() < 5e-7);
/// let renewal = terms.with_timing(MarginTiming::AfterRenewal);
/// assert!((renewal.of(0.8)? - 2.666667).abs() < 5e-7);
/// assert!((renewal.with_growth(0.05)?.of(0.8)? - 3.07692307692).abs() < 5e-12);
///
/// // Retained for ever and not discounted, a margin is worth infinitely much.
/// assert!(MarginMultiple::new(0.0)?.of(1.0).is_err());
/// assert_eq!(MarginMultiple::new(0.0)?.with_horizon(12).of(1.0)?, 12.0);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct MarginMultiple {
    discount: f64,
    growth: f64,
    timing: MarginTiming,
    horizon: Option<u32>,
}

impl MarginMultiple {
    /// Terms with the discount rate per period; no growth, the first margin at
    /// once, without an end.
    ///
    /// # Errors
    /// `OutOfRange` for a rate of −1 (−100 %) or less; `NotFinite`.
    pub fn new(discount: f64) -> Result<Self> {
        let timing = MarginTiming::default();
        Self { discount, growth: 0.0, timing, horizon: None }.checked()
    }

    fn checked(self) -> Result<Self> {
        rate("discount", self.discount)?;
        rate("growth", self.growth)?;
        Ok(self)
    }

    /// Another discount rate per period.
    ///
    /// # Errors
    /// `OutOfRange` for a rate of −1 (−100 %) or less; `NotFinite`.
    pub fn with_discount(mut self, discount: f64) -> Result<Self> {
        self.discount = discount;
        self.checked()
    }

    /// The growth of the margin per period. Defaults to 0.
    ///
    /// # Errors
    /// `OutOfRange` for a rate of −1 (−100 %) or less; `NotFinite`.
    pub fn with_growth(mut self, growth: f64) -> Result<Self> {
        self.growth = growth;
        self.checked()
    }

    /// When the margins fall. Defaults to [`MarginTiming::Immediate`].
    #[must_use]
    pub fn with_timing(mut self, timing: MarginTiming) -> Self {
        self.timing = timing;
        self
    }

    /// The number of margins, or of periods over which they flow, after which
    /// nothing is counted. Defaults to no end.
    #[must_use]
    pub fn with_horizon(mut self, periods: u32) -> Self {
        self.horizon = Some(periods);
        self
    }

    /// The discount rate per period.
    #[must_use]
    pub fn discount(&self) -> f64 {
        self.discount
    }

    /// The growth of the margin per period.
    #[must_use]
    pub fn growth(&self) -> f64 {
        self.growth
    }

    /// When the margins fall.
    #[must_use]
    pub fn timing(&self) -> MarginTiming {
        self.timing
    }

    /// The number of margins that are counted; `None` for all.
    #[must_use]
    pub fn horizon(&self) -> Option<u32> {
        self.horizon
    }

    /// The value of a margin of 1 with the given retention rate per period.
    ///
    /// # Errors
    /// `OutOfRange` for a retention rate outside 0..=1, `NotFinite`; `Undefined`
    /// where the sum has no end and is infinite: (1 + d) ≤ r(1 + g).
    pub fn of(&self, retention: f64) -> Result<f64> {
        if !(0.0..=1.0).contains(&retention) {
            return Err(Error::out_of_range("retention", retention, "0 to 1"));
        }
        let (d, g, r) = (self.discount, self.growth, retention);
        let value = if self.timing == MarginTiming::Continuous {
            // The force of discounting and leaving; infinite for r = 0.
            let force = force(d) - r.ln() - force(g);
            match self.horizon {
                Some(0) => 0.0,
                Some(n) => self.flowing(r, f64::from(n)),
                None if force > 0.0 => 1.0 / force,
                None => f64::INFINITY,
            }
        } else {
            // 1 − r(1+g)/(1+d) without cancellation.
            let fall = (d + (1.0 - r) - r * g) / (1.0 + d);
            let sum = match self.horizon {
                Some(n) => geometric(fall, n),
                None if fall > 0.0 => 1.0 / fall,
                None => f64::INFINITY,
            };
            sum * match self.timing {
                MarginTiming::AfterRenewal => r * factor(d, 1.0),
                MarginTiming::EndOfPeriod => factor(d, 1.0),
                MarginTiming::MidPeriod => factor(d, 0.5),
                MarginTiming::Immediate | MarginTiming::Continuous => 1.0,
            }
        };
        if value.is_finite() {
            Ok(value)
        } else {
            Err(Error::new(
                ErrorKind::Undefined,
                format!("makes the value infinite with discount {d} and growth {g}"),
            )
            .in_column("retention")
            .with_value(retention)
            .allowing("(1 + growth) x retention < 1 + discount"))
        }
    }

    /// The value of a margin of 1 that flows for `periods`, which need not be whole:
    /// [`MarginTiming::Continuous`], whatever the timing of these terms.
    pub(crate) fn flowing(&self, retention: f64, periods: f64) -> f64 {
        integral(force(self.discount) - retention.ln() - force(self.growth), periods)
    }

    /// The value of each customer: its margin per period times the multiple of
    /// its retention rate. Negative margins are legal.
    ///
    /// # Errors
    /// As [`MarginMultiple::of`], naming the row; `Length`; `NotFinite` for a
    /// margin. Nothing is written then.
    pub fn value_into(&self, margin: &[f64], retention: &[f64], out: &mut [f64]) -> Result<()> {
        self.check(margin, retention)?;
        if out.len() != margin.len() {
            return Err(Error::length("out", out.len(), margin.len()));
        }
        for (row, (slot, (&margin, &retention))) in
            out.iter_mut().zip(margin.iter().zip(retention)).enumerate()
        {
            *slot = margin * self.of(retention).map_err(|error| error.at_row(row as u64))?;
        }
        Ok(())
    }

    /// The first `periods` margins as a cash flow: the margin of each period, grown,
    /// with the probability that the customer is still there. With a horizon of as
    /// many periods, its present value is `margin` times [`MarginMultiple::of`].
    ///
    /// # Errors
    /// `OutOfRange` for a retention rate outside 0..=1 or more than a million
    /// periods; `NotFinite`; `Overflow` where the margin grows beyond doubles;
    /// `Unsupported` for [`MarginTiming::Continuous`], which has no payments.
    pub fn cash_flow(&self, margin: f64, retention: f64, periods: u32) -> Result<CashFlow<f64>> {
        if !(0.0..=1.0).contains(&retention) {
            return Err(Error::out_of_range("retention", retention, "0 to 1"));
        }
        if !margin.is_finite() {
            return Err(Error::out_of_range("margin", margin, "a finite number"));
        }
        if periods > MOST_PERIODS {
            return Err(Error::out_of_range("periods", f64::from(periods), "0 to 1000000"));
        }
        let (first, stays) = match self.timing {
            MarginTiming::Immediate => (0.0, 0),
            MarginTiming::AfterRenewal => (1.0, 1),
            MarginTiming::EndOfPeriod => (1.0, 0),
            MarginTiming::MidPeriod => (0.5, 0),
            MarginTiming::Continuous => {
                return Err(Error::new(
                    ErrorKind::Unsupported,
                    "a continuous flow has no payments",
                )
                .in_column("timing"));
            }
        };
        let mut payments = Vec::with_capacity(periods as usize);
        for k in 0..periods as i32 {
            let grown = margin * (1.0 + self.growth).powi(k);
            if !grown.is_finite() {
                return Err(Error::new(ErrorKind::Overflow, "the margin grows beyond doubles")
                    .at_row(k.unsigned_abs().into()));
            }
            payments.push((first + f64::from(k), grown, retention.powi(k + stays)));
        }
        Ok(CashFlow::modelled(payments))
    }

    /// Refuses what [`MarginMultiple::value_into`] would refuse.
    pub(crate) fn check(&self, margin: &[f64], retention: &[f64]) -> Result<()> {
        if retention.len() != margin.len() {
            return Err(Error::length("retention", retention.len(), margin.len()));
        }
        for (row, (&margin, &retention)) in margin.iter().zip(retention).enumerate() {
            if !margin.is_finite() {
                return Err(
                    Error::out_of_range("margin", margin, "a finite number").at_row(row as u64)
                );
            }
            self.of(retention).map_err(|error| error.at_row(row as u64))?;
        }
        Ok(())
    }
}

/// The most margins of a cash flow.
const MOST_PERIODS: u32 = 1_000_000;

/// The rate per period that compounds to `yearly` over `periods` periods:
/// (1 + yearly)^(1/periods) − 1.
///
/// # Errors
/// `OutOfRange` for a rate of −1 or less, or a number of periods that is not
/// positive; `NotFinite`; `Overflow` for periods so few that the rate is beyond doubles.
pub fn per_period_rate(yearly: f64, periods: f64) -> Result<f64> {
    rate("yearly", yearly)?;
    if !(periods > 0.0 && periods.is_finite()) {
        return Err(Error::out_of_range("periods", periods, "> 0"));
    }
    Error::unless_finite((yearly.ln_1p() / periods).exp_m1(), "periods", periods)
}

/// The retention rate per period that compounds to `yearly` over `periods`
/// periods: yearly^(1/periods).
///
/// # Errors
/// `OutOfRange` for a retention rate outside 0..=1, or a number of periods that
/// is not positive; `NotFinite`.
pub fn per_period_retention(yearly: f64, periods: f64) -> Result<f64> {
    if !(0.0..=1.0).contains(&yearly) {
        return Err(Error::out_of_range("yearly", yearly, "0 to 1"));
    }
    if !(periods > 0.0 && periods.is_finite()) {
        return Err(Error::out_of_range("periods", periods, "> 0"));
    }
    Ok(yearly.powf(1.0 / periods))
}

/// The compound growth rate per period that takes `start` to `end` in `periods`
/// periods: (end/start)^(1/periods) − 1.
///
/// ```
/// use habitue::value::compound_growth;
///
/// assert!((compound_growth(100.0, 121.0, 2.0)? - 0.1).abs() < 1e-15);
/// assert_eq!(compound_growth(50.0, 0.0, 3.0)?, -1.0);
/// assert!(compound_growth(0.0, 10.0, 1.0).is_err()); // nothing grows by no rate
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// `OutOfRange` unless `start` > 0, `end` ≥ 0 and `periods` > 0; `NotFinite`;
/// `Overflow` for a rate beyond doubles.
pub fn compound_growth(start: f64, end: f64, periods: f64) -> Result<f64> {
    if !(start > 0.0 && start.is_finite()) {
        return Err(Error::out_of_range("start", start, "> 0"));
    }
    crate::value::not_negative("end", end)?;
    if !(periods > 0.0 && periods.is_finite()) {
        return Err(Error::out_of_range("periods", periods, "> 0"));
    }
    // ln(end/start) without cancellation, and without overflow for a tiny start.
    let grown = (end - start) / start;
    let log = if grown.is_finite() { grown.ln_1p() } else { end.ln() - start.ln() };
    let rate = (log / periods).exp_m1();
    crate::value::within_doubles(&[rate])?;
    Ok(rate)
}

/// Σₖ₌₀ⁿ⁻¹ (1 − fall)ᵏ, accurate also where `fall` is nearly or exactly zero.
fn geometric(fall: f64, n: u32) -> f64 {
    let n = f64::from(n);
    if fall == 0.0 {
        n
    } else if fall == 1.0 {
        n.min(1.0)
    } else {
        -(n * (-fall).ln_1p()).exp_m1() / fall
    }
}

/// ∫₀ᵗ e^(−force s) ds.
fn integral(force: f64, t: f64) -> f64 {
    if force == 0.0 {
        t
    } else if force == f64::INFINITY {
        0.0
    } else {
        -(-force * t).exp_m1() / force
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DISCRETE: [MarginTiming; 4] = [
        MarginTiming::Immediate,
        MarginTiming::AfterRenewal,
        MarginTiming::EndOfPeriod,
        MarginTiming::MidPeriod,
    ];

    /// The sum that the closed form is of, term by term.
    fn summed(timing: MarginTiming, r: f64, d: f64, g: f64, n: u32) -> f64 {
        (0..n)
            .map(|k| {
                let k = f64::from(k);
                let (stays, after) = match timing {
                    MarginTiming::Immediate => (k, k),
                    MarginTiming::AfterRenewal => (k + 1.0, k + 1.0),
                    MarginTiming::EndOfPeriod => (k, k + 1.0),
                    _ => (k, k + 0.5),
                };
                r.powf(stays) * (1.0 + g).powf(k) * (1.0 + d).powf(-after)
            })
            .sum()
    }

    #[test]
    fn closed_forms_equal_their_sums() {
        for timing in DISCRETE {
            for (r, d, g) in
                [(0.8, 0.1, 0.0), (0.5, 0.02, 0.3), (1.0, 0.05, -0.02), (0.0, 0.1, 0.2)]
            {
                let terms =
                    MarginMultiple::new(d).unwrap().with_growth(g).unwrap().with_timing(timing);
                for n in [0, 1, 2, 7, 40] {
                    let (found, sum) =
                        (terms.with_horizon(n).of(r).unwrap(), summed(timing, r, d, g, n));
                    assert!(
                        (found - sum).abs() <= 1e-14 * sum.max(1.0),
                        "{timing:?} r {r} d {d} g {g} n {n}: {found} {sum}"
                    );
                }
                let (found, sum) = (terms.of(r).unwrap(), summed(timing, r, d, g, 900));
                assert!(
                    (found / sum - 1.0).abs() < 1e-12 || sum == 0.0,
                    "{timing:?} {found} {sum}"
                );
            }
        }
    }

    #[test]
    fn cash_flows_have_the_value_of_their_closed_form() {
        for timing in DISCRETE {
            for (r, d, g) in [(0.8, 0.1, 0.0), (0.5, 0.02, 0.3), (1.0, 0.0, 0.0), (0.0, -0.2, 0.1)]
            {
                let terms =
                    MarginMultiple::new(d).unwrap().with_growth(g).unwrap().with_timing(timing);
                for n in [0, 1, 7, 40] {
                    let flow = terms.cash_flow(70.0, r, n).unwrap().present_value(d).unwrap();
                    let closed = 70.0 * terms.with_horizon(n).of(r).unwrap();
                    assert!(
                        (flow - closed).abs() <= 2e-14 * closed.max(70.0),
                        "{timing:?} r {r} d {d} g {g} n {n}: {flow} {closed}"
                    );
                }
            }
        }
        let terms = MarginMultiple::new(0.1).unwrap();
        let continuous = terms.with_timing(MarginTiming::Continuous);
        assert_eq!(continuous.cash_flow(1.0, 0.5, 2).unwrap_err().kind(), ErrorKind::Unsupported);
        assert!(terms.cash_flow(1.0, 1.5, 2).is_err());
        assert!(terms.cash_flow(1.0, 0.5, 2_000_000).is_err());
        let explosive = terms.with_growth(1e300).unwrap();
        assert_eq!(explosive.cash_flow(1.0, 0.5, 9).unwrap_err().kind(), ErrorKind::Overflow);
    }

    #[test]
    fn the_margin_multiples_of_gupta_and_lehmann() {
        // Rows: retention 60, 70, 80, 90 %; columns: discount 10, 12, 14, 16 %.
        let table = [
            [1.2000, 1.1538, 1.1111, 1.0714],
            [1.75, 1.6667, 1.5909, 1.5217],
            [2.6667, 2.5, 2.3529, 2.2222],
            [4.5, 4.0909, 3.75, 3.4615],
        ];
        for (r, row) in [0.6, 0.7, 0.8, 0.9].into_iter().zip(table) {
            for (d, expected) in [0.10, 0.12, 0.14, 0.16].into_iter().zip(row) {
                let terms = MarginMultiple::new(d).unwrap().with_timing(MarginTiming::AfterRenewal);
                let found = terms.of(r).unwrap();
                assert!((found - expected).abs() <= 5.0e-5, "r {r} d {d}: {found} {expected}");
            }
        }
    }

    #[test]
    fn the_three_timings_of_one_margin() {
        let terms = MarginMultiple::new(0.1).unwrap();
        for (timing, expected) in [
            (MarginTiming::Immediate, 3.666667),
            (MarginTiming::AfterRenewal, 2.666667),
            (MarginTiming::EndOfPeriod, 3.333333),
        ] {
            let found = terms.with_timing(timing).of(0.8).unwrap();
            assert!((found - expected).abs() < 5e-7, "{timing:?}: {found}");
        }
    }

    #[test]
    fn a_published_firm_of_a_hundred_thousand_customers() {
        // Revenue 100, goods 50, marketing 10, acquisition 30 a customer, discount
        // 15 %, retention 50 %: 4,076,923.08 (test data of the phpOMS project).
        let margin = 100.0 - 50.0 - 10.0;
        let multiple = MarginMultiple::new(0.15).unwrap().of(0.5).unwrap();
        let value = 100_000.0 * (margin * multiple - 30.0);
        assert!((value - 4_076_923.08).abs() < 0.005, "{value}");
    }

    #[test]
    fn continuous_is_the_limit_of_short_periods() {
        let (r, d) = (0.8_f64, 0.1);
        let continuous = MarginMultiple::new(d).unwrap().with_timing(MarginTiming::Continuous);
        let exact = continuous.of(r).unwrap();
        assert!((exact - 1.0 / (1.1_f64.ln() - 0.8_f64.ln())).abs() < 1e-15);
        let periods = 1e5;
        let short = MarginMultiple::new(per_period_rate(d, periods).unwrap())
            .unwrap()
            .with_timing(MarginTiming::MidPeriod);
        let stay = per_period_retention(r, periods).unwrap();
        // Leaving, too, falls in the middle of the short period.
        let limit = short.of(stay).unwrap() * stay.sqrt() / periods;
        assert!((limit / exact - 1.0).abs() < 1e-9, "{limit} {exact}");
        assert_eq!(continuous.of(0.0).unwrap(), 0.0);
        let terms = MarginMultiple::new(0.0).unwrap().with_timing(MarginTiming::Continuous);
        assert_eq!(terms.with_horizon(7).of(1.0).unwrap(), 7.0);
        assert_eq!(terms.with_horizon(7).of(0.0).unwrap(), 0.0);
    }

    #[test]
    fn what_is_infinite_or_no_rate_is_an_error() {
        let kind = |discount: f64, growth: f64, retention: f64| {
            MarginMultiple::new(discount)
                .and_then(|terms| terms.with_growth(growth))
                .and_then(|terms| terms.of(retention))
                .unwrap_err()
                .kind()
        };
        assert_eq!(kind(0.0, 0.0, 1.0), ErrorKind::Undefined);
        assert_eq!(kind(0.1, 0.5, 0.8), ErrorKind::Undefined);
        assert_eq!(kind(-0.3, 0.0, 0.8), ErrorKind::Undefined);
        assert_eq!(kind(-1.0, 0.0, 0.8), ErrorKind::OutOfRange);
        assert_eq!(kind(f64::NAN, 0.0, 0.8), ErrorKind::NotFinite);
        assert_eq!(kind(0.1, -1.0, 0.8), ErrorKind::OutOfRange);
        assert_eq!(kind(0.1, 0.0, 1.01), ErrorKind::OutOfRange);
        assert_eq!(kind(0.1, 0.0, f64::NAN), ErrorKind::NotFinite);
        // With an end, nothing is infinite.
        let terms = MarginMultiple::new(-0.3).unwrap().with_horizon(3);
        assert!((terms.of(0.7).unwrap() - 3.0).abs() < 1e-15);

        let terms = MarginMultiple::new(0.1).unwrap();
        let mut out = [9.0; 2];
        let error = terms.value_into(&[1.0, 1.0], &[0.5, 1.5], &mut out).unwrap_err();
        assert_eq!((error.row(), out), (Some(1), [9.0; 2]));
        assert!(terms.value_into(&[1.0, f64::NAN], &[0.5, 0.5], &mut out).is_err());
        assert!(terms.value_into(&[1.0], &[0.5, 0.5], &mut out).is_err());
        assert!(terms.value_into(&[1.0; 2], &[0.5; 2], &mut out[..1]).is_err());
        assert!(
            compound_growth(1.0, -1.0, 1.0).is_err() && compound_growth(1.0, 2.0, 0.0).is_err()
        );
        assert_eq!(compound_growth(1.0, 1e300, 1e-3).unwrap_err().kind(), ErrorKind::Overflow);
        let yearly = compound_growth(100.0, 250.0, 7.0).unwrap();
        assert!((100.0 * (1.0 + yearly).powi(7) / 250.0 - 1.0).abs() < 1e-14);
        assert!(per_period_rate(0.1, 0.0).is_err() && per_period_retention(1.1, 12.0).is_err());
    }
}
