//! Customer equity by segment, and what defection costs.

use crate::error::{Error, Result};
use crate::numeric::ranking::amount::Compensated;
use crate::value::not_negative;

/// A segment's part of customer equity.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SegmentEquity {
    /// Customers of the segment.
    pub customers: f64,
    /// Lifetime value of one of them.
    pub value: f64,
    /// Prospects addressed.
    pub prospects: f64,
    /// Share of them who are won, 0..=1.
    pub acquisition_rate: f64,
    /// Spend per prospect.
    pub acquisition_cost: f64,
}

/// Customer equity by segment: the value of the customers there are, plus that of
/// the prospects who will be won less what all prospects cost.
///
/// # Errors
/// `OutOfRange` for negative counts or a rate outside 0..=1; `NotFinite`;
/// `Overflow`. The row is the index of the segment.
pub fn customer_equity(segments: &[SegmentEquity]) -> Result<Vec<f64>> {
    segments
        .iter()
        .enumerate()
        .map(|(row, segment)| {
            let at = |error: Error| error.at_row(row as u64);
            not_negative("customers", segment.customers).map_err(at)?;
            not_negative("prospects", segment.prospects).map_err(at)?;
            if !(0.0..=1.0).contains(&segment.acquisition_rate) {
                let rate = segment.acquisition_rate;
                return Err(at(Error::out_of_range("acquisition_rate", rate, "0 to 1")));
            }
            for (name, value) in
                [("value", segment.value), ("acquisition_cost", segment.acquisition_cost)]
            {
                if !value.is_finite() {
                    return Err(at(Error::out_of_range(name, value, "a finite number")));
                }
            }
            let won = segment.acquisition_rate * segment.value - segment.acquisition_cost;
            let equity = segment.customers * segment.value + segment.prospects * won;
            crate::value::within_doubles(&[equity]).map_err(at)?;
            Ok(equity)
        })
        .collect()
}

/// What the customers who leave take with them: the sum over causes of the lost
/// customers times their value, per cause; and what a programme that prevents the
/// share `prevented` of each cause is worth after its cost.
///
/// # Errors
/// `Length`; `OutOfRange` for a negative count or a share outside 0..=1;
/// `NotFinite`; `Overflow`. The row is the index of the cause.
pub fn defection_loss(
    lost: &[f64],
    value: f64,
    prevented: &[f64],
    cost: f64,
) -> Result<(Vec<f64>, f64)> {
    if prevented.len() != lost.len() {
        return Err(Error::length("prevented", prevented.len(), lost.len()));
    }
    for (name, number) in [("value", value), ("cost", cost)] {
        if !number.is_finite() {
            return Err(Error::out_of_range(name, number, "a finite number"));
        }
    }
    let mut net = Compensated::default();
    net.add(-cost);
    let mut losses = Vec::with_capacity(lost.len());
    for (row, (&lost, &prevented)) in lost.iter().zip(prevented).enumerate() {
        not_negative("lost", lost).map_err(|error| error.at_row(row as u64))?;
        if !(0.0..=1.0).contains(&prevented) {
            return Err(Error::out_of_range("prevented", prevented, "0 to 1").at_row(row as u64));
        }
        losses.push(lost * value);
        net.add(lost * value * prevented);
        crate::value::within_doubles(&[lost * value, net.value()])
            .map_err(|error| error.at_row(row as u64))?;
    }
    Ok((losses, net.value()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equity_and_defection_add_up() {
        let segment = SegmentEquity {
            customers: 100.0,
            value: 50.0,
            prospects: 1000.0,
            acquisition_rate: 0.1,
            acquisition_cost: 2.0,
        };
        assert_eq!(customer_equity(&[segment]).unwrap(), [5000.0 + 1000.0 * 3.0]);
        let bad = SegmentEquity { acquisition_rate: 2.0, ..segment };
        assert_eq!(customer_equity(&[segment, bad]).unwrap_err().row(), Some(1));
        let (losses, net) = defection_loss(&[10.0, 4.0], 50.0, &[0.5, 0.25], 200.0).unwrap();
        assert_eq!((losses, net), (vec![500.0, 200.0], 100.0));
        assert!(defection_loss(&[-1.0], 50.0, &[0.5], 0.0).is_err());
        assert!(defection_loss(&[1.0], f64::NAN, &[0.5], 0.0).is_err());
        let large = defection_loss(&[1.0, 1e300], 1e300, &[0.5; 2], 0.0).unwrap_err();
        assert_eq!((large.kind(), large.row()), (crate::error::ErrorKind::Overflow, Some(1)));
        let large = SegmentEquity { customers: 1e300, value: 1e300, ..segment };
        assert_eq!(customer_equity(&[segment, large]).unwrap_err().row(), Some(1));
    }
}
