//! The five cases of customer lifetime value of Berger and Nasr.

use crate::error::{Error, Result};
use crate::numeric::ranking::amount::Compensated;
use crate::value::flows::cash_flow::CashFlow;
use crate::value::flows::discount::force;
use crate::value::flows::discount::rate;

/// Customer lifetime value in the cases of P. D. Berger and N. I. Nasr, *Customer
/// Lifetime Value: Marketing Models and Applications*, Journal of Interactive
/// Marketing 12, 1998.
///
/// Gross contribution comes at the beginning of each cycle i = 0..=n from
/// customers retained so far; promotion is paid in the middle of each of the n
/// cycles, for the customers of its beginning. With gross contribution GC,
/// promotion M, retention r and discount rate d per cycle, case 1 is
///
/// GC Σᵢ₌₀ⁿ rⁱ/(1+d)ⁱ − M Σᵢ₌₁ⁿ rⁱ⁻¹/(1+d)^(i−½).
///
/// * Case 1: [`BergerNasr::constant`] with cycles of a year.
/// * Case 2: the same with [`BergerNasr::with_cycle`], for cycles shorter or
///   longer than a year; contribution, promotion and retention are per cycle, the
///   discount rate stays yearly.
/// * Case 3: [`BergerNasr::varying`], contribution and promotion that change.
/// * Case 4: [`continuous_value`], cash flowing continuously.
/// * Case 5: [`BergerNasr::by_recency`], customers who come back after a pause.
///
/// The value is that of its [cash flow](BergerNasr::cash_flow). In case 1 both sums are
/// geometric with q = r/(1+d): GC (1 − qⁿ⁺¹)/(1 − q) − M (1 − qⁿ)/((1 − q) √(1+d)). For the
/// paper's first example, GC = 260, M = 50, r = .75, d = .2 and n = 10, q = .625 gives
/// 260 × 2.651508 − 50 × 2.412182 = 568.7831.
///
/// ```
/// use habitue::value::BergerNasr;
///
/// let value = BergerNasr::constant(260.0, 50.0, 10, 0.75, 0.2)?.value()?;
/// assert!((value - 568.7830674).abs() < 5e-8);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct BergerNasr {
    /// One more than promotions.
    contribution: Vec<f64>,
    promotion: Vec<f64>,
    /// Customers at the beginning of each cycle, per customer of the first.
    present: Vec<f64>,
    /// Customers promoted to in each cycle, per customer of the first.
    promoted: Vec<f64>,
    discount: f64,
    cycle: f64,
}

impl BergerNasr {
    /// Cases 1 and 2: the same contribution and promotion in each of `cycles`
    /// cycles (and one last contribution).
    ///
    /// # Errors
    /// `OutOfRange` for a retention outside 0..=1, a rate of −1 or less, or more
    /// than a million cycles; `NotFinite`.
    pub fn constant(
        contribution: f64,
        promotion: f64,
        cycles: u32,
        retention: f64,
        discount: f64,
    ) -> Result<Self> {
        if cycles > 1_000_000 {
            return Err(Error::out_of_range("cycles", f64::from(cycles), "0 to 1000000"));
        }
        let n = cycles as usize;
        Self::varying(&vec![contribution; n + 1], &vec![promotion; n], retention, discount)
    }

    /// Case 3: the contribution of each cycle, and the promotion of each but the
    /// last.
    ///
    /// # Errors
    /// `Length` unless there is one contribution more than promotions;
    /// `OutOfRange` for a retention outside 0..=1 or a rate of −1 or less;
    /// `NotFinite`, naming the row.
    pub fn varying(
        contribution: &[f64],
        promotion: &[f64],
        retention: f64,
        discount: f64,
    ) -> Result<Self> {
        if !(0.0..=1.0).contains(&retention) {
            return Err(Error::out_of_range("retention", retention, "0 to 1"));
        }
        let mut left = 1.0;
        let present: Vec<f64> = contribution
            .iter()
            .map(|_| {
                let now = left;
                left *= retention;
                now
            })
            .collect();
        let promoted = present[..present.len().saturating_sub(1)].to_vec();
        Self::new(contribution, promotion, present, promoted, discount)
    }

    /// Case 5 ("always a share"): a customer who last bought j cycles ago buys
    /// again with probability `purchase[j - 1]`, and is lost after
    /// `purchase.len()` cycles without a purchase. Contribution comes from those
    /// who buy; promotion goes to all who are not lost.
    ///
    /// # Errors
    /// As [`BergerNasr::varying`]; `Empty` without a probability; `OutOfRange` for
    /// one outside 0..=1.
    pub fn by_recency(
        contribution: &[f64],
        promotion: &[f64],
        purchase: &[f64],
        discount: f64,
    ) -> Result<Self> {
        if purchase.is_empty() {
            return Err(Error::empty("purchase"));
        }
        for (row, &p) in purchase.iter().enumerate() {
            if !(0.0..=1.0).contains(&p) {
                return Err(Error::out_of_range("purchase", p, "0 to 1").at_row(row as u64));
            }
        }
        let mut waiting = vec![0.0; purchase.len()];
        let (mut present, mut promoted) = (Vec::new(), Vec::new());
        for cycle in 0..contribution.len() {
            let buying = if cycle == 0 {
                1.0
            } else {
                waiting.iter().zip(purchase).map(|(customers, p)| customers * p).sum()
            };
            // Who did not buy has waited one cycle longer.
            for j in (1..waiting.len()).rev() {
                waiting[j] = waiting[j - 1] * (1.0 - purchase[j - 1]);
            }
            waiting[0] = buying;
            present.push(buying);
            promoted.push(waiting.iter().sum());
        }
        promoted.truncate(contribution.len().saturating_sub(1));
        Self::new(contribution, promotion, present, promoted, discount)
    }

    fn new(
        contribution: &[f64],
        promotion: &[f64],
        present: Vec<f64>,
        promoted: Vec<f64>,
        discount: f64,
    ) -> Result<Self> {
        rate("discount", discount)?;
        if contribution.len() != promotion.len() + 1 {
            return Err(Error::length("contribution", contribution.len(), promotion.len() + 1));
        }
        for (name, column) in [("contribution", contribution), ("promotion", promotion)] {
            if let Some(row) = column.iter().position(|value| !value.is_finite()) {
                return Err(
                    Error::out_of_range(name, column[row], "a finite number").at_row(row as u64)
                );
            }
        }
        Ok(Self {
            contribution: contribution.to_vec(),
            promotion: promotion.to_vec(),
            present,
            promoted,
            discount,
            cycle: 1.0,
        })
    }

    /// The length of a cycle in years (a quarter is 0.25). Defaults to 1.
    ///
    /// # Errors
    /// `OutOfRange` unless it is positive; `NotFinite`.
    pub fn with_cycle(mut self, years: f64) -> Result<Self> {
        if !(years > 0.0 && years.is_finite()) {
            return Err(Error::out_of_range("cycle", years, "> 0 years"));
        }
        self.cycle = years;
        Ok(self)
    }

    /// Customers who buy at the beginning of each cycle, per customer of the first.
    #[must_use]
    pub fn customers(&self) -> &[f64] {
        &self.present
    }

    /// Customers promoted to in each cycle, per customer of the first.
    #[must_use]
    pub fn promoted(&self) -> &[f64] {
        &self.promoted
    }

    /// What a customer of the first cycle is expected to bring and to cost, in
    /// years: contributions at the beginning of the cycles, promotions in their
    /// middle.
    #[must_use]
    pub fn cash_flow(&self) -> CashFlow<f64> {
        let comes = self.contribution.iter().zip(&self.present).enumerate();
        let goes = self.promotion.iter().zip(&self.promoted).enumerate();
        CashFlow::modelled(
            comes
                .map(|(i, (amount, share))| (i as f64 * self.cycle, *amount, *share))
                .chain(goes.map(|(i, (m, share))| ((i as f64 + 0.5) * self.cycle, -m, *share))),
        )
    }

    /// The lifetime value: the present value of [`BergerNasr::cash_flow`].
    ///
    /// # Errors
    /// `Overflow` where it is beyond doubles, as after many cycles at a rate near −1.
    pub fn value(&self) -> Result<f64> {
        self.cash_flow().present_value(self.discount)
    }
}

/// Case 4: contribution that flows continuously at the yearly rate π(t) =
/// Σ cₖ tᵏ (`coefficients` from c₀ up) over `years`, from customers who stay with
/// the yearly retention r, discounted continuously at ln(1 + d):
/// ∫₀ⁿ π(t) rᵗ (1+d)⁻ᵗ dt.
///
/// Integrated by Gauss-Legendre quadrature of ten points on pieces of at most a
/// tenth of the time scale of the decay; for polynomials of degree up to 8 the
/// error is that of rounding.
///
/// # Errors
/// `OutOfRange` for a retention outside (0, 1], years outside 0..=1000, a rate of
/// −1 or less, or more than 9 coefficients; `NotFinite`.
pub fn continuous_value(
    coefficients: &[f64],
    years: f64,
    retention: f64,
    discount: f64,
) -> Result<f64> {
    rate("discount", discount)?;
    if !(retention > 0.0 && retention <= 1.0) {
        return Err(Error::out_of_range("retention", retention, "above 0 up to 1"));
    }
    if !(0.0..=1000.0).contains(&years) {
        return Err(Error::out_of_range("years", years, "0 to 1000"));
    }
    if coefficients.len() > 9 {
        return Err(Error::length("coefficients", coefficients.len(), 9).allowing("0 to 9"));
    }
    if let Some(row) = coefficients.iter().position(|value| !value.is_finite()) {
        return Err(Error::out_of_range("coefficients", coefficients[row], "a finite number")
            .at_row(row as u64));
    }
    let force = force(discount) - retention.ln();
    // Pieces over which the exponential changes by at most e^±1; at most 10,000,
    // beyond which what is left has decayed to nothing.
    let pieces = (years * force.abs()).ceil().clamp(1.0, 10_000.0);
    let half = years / pieces / 2.0;
    let mut sum = Compensated::default();
    for piece in 0..pieces as u32 {
        let middle = (2.0 * f64::from(piece) + 1.0) * half;
        for (node, weight) in GAUSS_LEGENDRE_10 {
            for t in [middle - half * node, middle + half * node] {
                let flow = coefficients.iter().rev().fold(0.0, |sum, c| sum * t + c);
                sum.add(half * weight * flow * (-force * t).exp());
            }
        }
    }
    Ok(sum.value())
}

/// Positive nodes and weights of the ten-point rule on −1..=1 (Abramowitz and
/// Stegun, table 25.4).
const GAUSS_LEGENDRE_10: [(f64, f64); 5] = [
    (0.148_874_338_981_631_22, 0.295_524_224_714_752_87),
    (0.433_395_394_129_247_2, 0.269_266_719_309_996_35),
    (0.679_409_568_299_024_4, 0.219_086_362_515_982_04),
    (0.865_063_366_688_984_5, 0.149_451_349_150_580_6),
    (0.973_906_528_517_171_7, 0.066_671_344_308_688_14),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_one_is_the_formula() {
        // The formula by hand, in another order: 568.7830674 (568.78 in the paper).
        let value = BergerNasr::constant(260.0, 50.0, 10, 0.75, 0.2).unwrap().value().unwrap();
        assert!((value - 568.7830674).abs() < 5e-8, "{value}");
        let q: f64 = 0.75 / 1.2;
        let closed = 260.0 * (1.0 - q.powi(11)) / (1.0 - q)
            - 50.0 / 1.2_f64.sqrt() * (1.0 - q.powi(10)) / (1.0 - q);
        assert!((value / closed - 1.0).abs() < 1e-14);
    }

    #[test]
    fn case_two_discounts_by_the_length_of_the_cycle() {
        let quarters = BergerNasr::constant(65.0, 12.5, 40, 0.93, 0.2).unwrap();
        let value = quarters.with_cycle(0.25).unwrap().value().unwrap();
        let quarterly = 1.2_f64.powf(0.25) - 1.0;
        let same = BergerNasr::constant(65.0, 12.5, 40, 0.93, quarterly).unwrap().value().unwrap();
        assert!((value / same - 1.0).abs() < 1e-13, "{value} {same}");
    }

    #[test]
    fn case_three_adds_up_its_cycles() {
        let model = BergerNasr::varying(&[100.0, 80.0, 60.0], &[10.0, 20.0], 0.5, 0.1).unwrap();
        let expected =
            100.0 + 40.0 / 1.1 + 15.0 / 1.21 - 10.0 / 1.1_f64.sqrt() - 10.0 / 1.1_f64.powf(1.5);
        assert!((model.value().unwrap() - expected).abs() < 1e-13);
    }

    #[test]
    fn case_four_is_its_integral() {
        // ∫ (c0 + c1 t) e^(−κt) over 0..n in closed form.
        let (n, r, d) = (12.0, 0.8_f64, 0.15);
        let force = f64::ln_1p(d) - r.ln();
        let e = (-force * n).exp();
        let closed =
            20.0 * (1.0 - e) / force + 18.0 * (1.0 - e * (1.0 + force * n)) / force.powi(2);
        let value = continuous_value(&[20.0, 18.0], n, r, d).unwrap();
        assert!((value / closed - 1.0).abs() < 1e-14, "{value} {closed}");
        // Without decay, a polynomial is exact.
        let flat = continuous_value(&[0.0, 0.0, 3.0], 2.0, 1.0, 0.0).unwrap();
        assert!((flat - 8.0).abs() < 1e-14);
        assert_eq!(continuous_value(&[1.0], 0.0, 0.5, 0.1).unwrap(), 0.0);
        assert!(continuous_value(&[1.0], 1.0, 0.0, 0.1).is_err());
        assert!(continuous_value(&[f64::NAN], 1.0, 0.5, 0.1).is_err());
    }

    #[test]
    fn case_five_is_the_markov_model_on_the_same_flows() {
        use crate::value::MarkovValue;
        let purchase = [0.3, 0.2, 0.15, 0.05];
        let n = 200;
        let model =
            BergerNasr::by_recency(&vec![40.0; n + 1], &vec![0.0; n], &purchase, 0.2).unwrap();
        let states = MarkovValue::recency(&purchase, 40.0, 0.0, 0.2).unwrap().values().unwrap();
        assert!((model.value().unwrap() / states[0] - 1.0).abs() < 1e-12);
        // With one recency state it is lost-for-good with r = p.
        let once = BergerNasr::by_recency(&[9.0; 6], &[2.0; 5], &[0.6], 0.1).unwrap();
        let lost = BergerNasr::varying(&[9.0; 6], &[2.0; 5], 0.6, 0.1).unwrap();
        assert!((once.value().unwrap() - lost.value().unwrap()).abs() < 1e-13);
    }

    #[test]
    fn bad_input_is_named() {
        assert!(BergerNasr::constant(1.0, 1.0, 2_000_000, 0.5, 0.1).is_err());
        assert!(BergerNasr::constant(1.0, 1.0, 2, 1.5, 0.1).is_err());
        assert!(BergerNasr::varying(&[1.0], &[1.0], 0.5, 0.1).is_err());
        let error = BergerNasr::varying(&[1.0, f64::NAN], &[1.0], 0.5, 0.1).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("contribution")));
        assert!(BergerNasr::by_recency(&[1.0], &[], &[], 0.1).is_err());
        assert!(BergerNasr::by_recency(&[1.0], &[], &[2.0], 0.1).is_err());
        let model = BergerNasr::constant(1.0, 1.0, 2, 0.5, 0.1).unwrap();
        assert!(model.with_cycle(0.0).is_err());
        let far = BergerNasr::constant(1.0, 1.0, 100_000, 0.5, -0.5).unwrap();
        assert_eq!(far.value().unwrap_err().kind(), crate::error::ErrorKind::Overflow);
        let near = BergerNasr::constant(1.0, 0.0, 1_000, 0.5, -0.5).unwrap();
        assert!((near.value().unwrap() - 1_001.0).abs() < 1e-9);
    }
}
