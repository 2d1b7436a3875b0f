//! What a strategy that keeps customers costs, and what it gains.

use crate::error::{Error, Result};
use crate::value::retaining::lift::Lift;
use crate::value::retaining::retention_lift::RetentionLift;

/// The case for a strategy over the customers to whom it applies.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct StrategyCase {
    /// To how many customers it applies.
    pub customers: u64,
    /// What the lift of their retention is worth, as a present value.
    pub gain: f64,
    /// What the strategy costs, as a present value.
    pub cost: f64,
    /// The gain less the cost.
    pub net: f64,
    /// The most that it may cost a customer; `None` where it applies to nobody.
    pub break_even_cost: Option<f64>,
}

/// The case for a strategy: the gain of a retention lift of the customers to whom it applies, by
/// the terms of `lift`, less `cost` (a present value) for each of them. `applies` is 1 or 0, from
/// [`StrategyRules`](crate::loyalty::StrategyRules); the lift is an assumption or the outcome of a
/// test, not a figure of the texts.
///
/// ```
/// use habitue::value::{Lift, MarginMultiple, RetentionLift, strategy_case};
///
/// let terms = RetentionLift::new(MarginMultiple::new(0.1)?);
/// let (margin, retention, applies) = ([100.0, 100.0], [0.8, 0.9], [1, 0]);
/// let case = strategy_case(&terms, &margin, &retention, &applies, Lift::Points(0.05), 20.0)?;
/// // 100 × 1.1 / (1.1 - 0.85) - 100 × 1.1 / (1.1 - 0.8)
/// assert_eq!(case.customers, 1);
/// assert!((case.gain - 110.0 * (4.0 - 10.0 / 3.0)).abs() < 1e-9);
/// assert!((case.net - (case.gain - 20.0)).abs() < 1e-12);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// As [`RetentionLift::effect`]; `Length`; `OutOfRange` for a flag other than 0 and 1, with its
/// row, and for a negative cost.
pub fn strategy_case(
    terms: &RetentionLift,
    margin: &[f64],
    retention: &[f64],
    applies: &[u8],
    lift: Lift,
    cost: f64,
) -> Result<StrategyCase> {
    if applies.len() != margin.len() {
        return Err(Error::length("applies", applies.len(), margin.len()));
    }
    if let Some(row) = applies.iter().position(|flag| *flag > 1) {
        let error = Error::out_of_range("applies", f64::from(applies[row]), "0 or 1");
        return Err(error.at_row(row as u64));
    }
    if !(cost >= 0.0 && cost.is_finite()) {
        return Err(Error::out_of_range("cost", cost, "finite and >= 0"));
    }
    // All customers are checked, so that an error names the row of the caller.
    terms.effect_of(margin, retention, &lift.raise(retention)?)?;
    let own = |column: &[f64]| -> Vec<f64> {
        let of = column.iter().zip(applies);
        of.filter(|(_, applies)| **applies == 1).map(|(value, _)| *value).collect()
    };
    let (margin, retention) = (own(margin), own(retention));
    let customers = margin.len() as f64;
    let gain = match margin.is_empty() {
        true => 0.0,
        false => terms.effect_of(&margin, &retention, &lift.raise(&retention)?)?.change,
    };
    let cost = cost * customers;
    Ok(StrategyCase {
        customers: margin.len() as u64,
        gain,
        cost,
        net: gain - cost,
        break_even_cost: (customers > 0.0).then(|| gain / customers),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::retaining::margin_multiple::MarginMultiple;

    #[test]
    fn at_its_break_even_cost_a_strategy_nets_nothing() {
        let terms = RetentionLift::new(MarginMultiple::new(0.1).unwrap());
        let (margin, retention) = ([40.0, 25.0, 90.0], [0.5, 0.9, 0.8]);
        let of = |applies: &[u8], cost| {
            strategy_case(&terms, &margin, &retention, applies, Lift::Relative(0.05), cost)
        };
        let case = of(&[1, 0, 1], 0.0).unwrap();
        let even = of(&[1, 0, 1], case.break_even_cost.unwrap()).unwrap();
        assert!(even.net.abs() < 1e-12 * case.gain && case.customers == 2);
        let parts: f64 =
            [[1, 0, 0], [0, 0, 1]].iter().map(|applies| of(applies, 0.0).unwrap().gain).sum();
        assert!((parts - case.gain).abs() < 1e-12 * case.gain);
        let nobody = of(&[0, 0, 0], 5.0).unwrap();
        assert_eq!((nobody.gain, nobody.cost, nobody.break_even_cost), (0.0, 0.0, None));
        assert!(of(&[1, 0], 0.0).is_err() && of(&[1, 0, 2], 0.0).is_err());
        assert!(of(&[1, 0, 1], -1.0).is_err());
    }
}
