//! What customers bring by referring others.

use crate::error::{Error, Result};
use crate::numeric::exact_sum::ExactSum;
use crate::value::flows::cash_flow::CashFlow;
use crate::value::flows::discount::rate;
use crate::value::not_negative;

/// What a customer brought by referrals (after V. Kumar, J. A. Petersen and R. P.
/// Leone, *Driving Profitability by Encouraging Customer Referrals*, Journal of
/// Marketing 74, 2010).
///
/// A referred customer who would not have come otherwise counts with its value
/// and the acquisition cost saved; one who would have come anyway counts with the
/// saving alone. Each is discounted by when it came. To add referral value to the
/// referred customers' own lifetime values counts them twice: report either.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Referral {
    /// When the referred customer came, in years from now, ≥ 0.
    pub time: f64,
    /// Its lifetime value when it came, before acquisition cost.
    pub value: f64,
    /// The acquisition cost that the referral saved.
    pub saving: f64,
    /// The probability that it would have come anyway, 0..=1.
    pub anyway: f64,
}

impl Referral {
    fn check(&self) -> Result<()> {
        not_negative("time", self.time)?;
        for (name, value) in [("value", self.value), ("saving", self.saving)] {
            if !value.is_finite() {
                return Err(Error::out_of_range(name, value, "a finite number"));
            }
        }
        if !(0.0..=1.0).contains(&self.anyway) {
            return Err(Error::out_of_range("anyway", self.anyway, "0 to 1"));
        }
        Ok(())
    }

    /// Its value if the referred customer would not have come otherwise, and the
    /// saving for certain.
    fn payments(&self) -> [(f64, f64, f64); 2] {
        [(self.time, self.value, 1.0 - self.anyway), (self.time, self.saving, 1.0)]
    }
}

/// The referral value of a customer, the present value of
/// [`referral_cash_flow`]; see [`Referral`].
///
/// # Errors
/// `OutOfRange` for a negative time, a probability outside 0..=1 or a rate of −1
/// or less; `NotFinite`. The row is the index of the referral.
pub fn referral_value(referrals: &[Referral], discount: f64) -> Result<f64> {
    referral_cash_flow(referrals)?.present_value(discount)
}

/// What referrals bring, as a cash flow in years.
///
/// # Errors
/// As [`referral_value`].
pub fn referral_cash_flow(referrals: &[Referral]) -> Result<CashFlow<f64>> {
    for (row, referral) in referrals.iter().enumerate() {
        referral.check().map_err(|error| error.at_row(row as u64))?;
    }
    Ok(CashFlow::modelled(referrals.iter().flat_map(Referral::payments)))
}

/// Writes the referral value of each customer: referral i is one of customer
/// `referrer[i]`, counted from 0, whose value is in that place of `out`.
///
/// # Errors
/// As [`referral_value`]; `Length`; `OutOfRange` for a referrer beyond `out`.
/// Nothing is written then.
pub fn referral_values_into(
    referrer: &[u32],
    referrals: &[Referral],
    discount: f64,
    out: &mut [f64],
) -> Result<()> {
    rate("discount", discount)?;
    if referrer.len() != referrals.len() {
        return Err(Error::length("referrer", referrer.len(), referrals.len()));
    }
    for (row, (&customer, referral)) in referrer.iter().zip(referrals).enumerate() {
        let at = |error: Error| error.at_row(row as u64);
        if customer as usize >= out.len() {
            let allowed = format!("below {} (the customers)", out.len());
            return Err(at(Error::out_of_range("referrer", f64::from(customer), allowed)));
        }
        referral.check().map_err(at)?;
    }
    let mut rows: Vec<usize> = (0..referrals.len()).collect();
    rows.sort_by_key(|&row| referrer[row]);
    let mut values = vec![0.0; out.len()];
    for rows in rows.chunk_by(|&a, &b| referrer[a] == referrer[b]) {
        let payments = rows.iter().flat_map(|&row| referrals[row].payments());
        values[referrer[rows[0]] as usize] =
            CashFlow::modelled(payments).present_value(discount)?;
    }
    out.copy_from_slice(&values);
    Ok(())
}

/// Writes what each customer is worth when the value of referred customers is
/// credited to who referred them, and counted once.
///
/// Customer i was referred by the customer in row `referrer[i]` (−1: by nobody)
/// and would have come anyway with probability `anyway[i]`. The share 1 − `anyway`
/// of its lifetime `value` moves to the referrer, with the acquisition cost that
/// the referral saved, `saving[i]`; the rest stays with the customer. So the sum
/// over all customers is that of the lifetime values and of the savings: nothing
/// is counted twice. Credit goes one step, to the direct referrer. All amounts are
/// present values of one date.
///
/// ```
/// use habitue::value::credit_referrals_into;
///
/// // The first customer referred the other two; the last would have come anyway.
/// let mut credited = [0.0; 3];
/// credit_referrals_into(
///     &[100.0, 60.0, 80.0], &[-1, 0, 0], &[0.0, 0.25, 1.0], &[0.0, 5.0, 5.0], &mut credited,
/// )?;
/// assert_eq!(credited, [100.0 + 45.0 + 5.0 + 5.0, 15.0, 80.0]);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// `Length`; `OutOfRange` for a referrer that is no row or the customer itself, or
/// a probability outside 0..=1; `NotFinite`; `Overflow`. The row is named; nothing is
/// written then.
pub fn credit_referrals_into(
    value: &[f64],
    referrer: &[i64],
    anyway: &[f64],
    saving: &[f64],
    out: &mut [f64],
) -> Result<()> {
    let n = value.len();
    let lengths = [referrer.len(), anyway.len(), saving.len(), out.len()];
    for (name, length) in ["referrer", "anyway", "saving", "out"].into_iter().zip(lengths) {
        if length != n {
            return Err(Error::length(name, length, n));
        }
    }
    for row in 0..n {
        let at = |error: Error| error.at_row(row as u64);
        for (name, number) in [("value", value[row]), ("saving", saving[row])] {
            if !number.is_finite() {
                return Err(at(Error::out_of_range(name, number, "a finite number")));
            }
        }
        if !(0.0..=1.0).contains(&anyway[row]) {
            return Err(at(Error::out_of_range("anyway", anyway[row], "0 to 1")));
        }
        let by = referrer[row];
        let is_row = usize::try_from(by).is_ok_and(|by| by < n && by != row);
        if by != -1 && !is_row {
            let allowed = format!("-1, or another row below {n}");
            return Err(at(Error::out_of_range("referrer", by as f64, allowed)));
        }
    }
    let by = |row: usize| usize::try_from(referrer[row]).ok();
    let moved = |row: usize| (1.0 - anyway[row]) * value[row];
    // Who was referred, those of one referrer together.
    let mut referred: Vec<usize> = (0..n).filter(|&row| by(row).is_some()).collect();
    referred.sort_unstable_by_key(|&row| referrer[row]);
    let mut values = value.to_vec();
    let mut left = referred.chunk_by(|&a, &b| referrer[a] == referrer[b]).peekable();
    for (row, worth) in values.iter_mut().enumerate() {
        let own = left.next_if(|rows| by(rows[0]) == Some(row)).unwrap_or_default();
        if own.is_empty() && by(row).is_none() {
            continue;
        }
        let mut sum = ExactSum::from_iter([*worth]);
        if by(row).is_some() {
            sum.add(-moved(row));
        }
        own.iter().flat_map(|&row| [moved(row), saving[row]]).for_each(|term| sum.add(term));
        *worth = sum.value();
    }
    crate::value::within_doubles(&values)?;
    out.copy_from_slice(&values);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn referrals_are_not_counted_twice() {
        let sure = Referral { time: 0.0, value: 100.0, saving: 20.0, anyway: 0.0 };
        assert_eq!(referral_value(&[sure], 0.1).unwrap(), 120.0);
        // Who would have come anyway brings the saving alone.
        assert_eq!(referral_value(&[Referral { anyway: 1.0, ..sure }], 0.1).unwrap(), 20.0);
        let later = Referral { time: 2.0, anyway: 0.5, ..sure };
        assert!(
            (referral_value(&[sure, later], 0.25).unwrap() - (120.0 + 70.0 * 0.64)).abs() < 1e-12
        );
        assert_eq!(referral_value(&[], 0.1).unwrap(), 0.0);
        let bad = Referral { anyway: 1.5, ..sure };
        assert_eq!(referral_value(&[sure, bad], 0.1).unwrap_err().row(), Some(1));
    }

    #[test]
    fn the_referrals_of_many_are_those_of_each() {
        let referrals: Vec<Referral> = (0..6)
            .map(|k| Referral {
                time: f64::from(7 * k % 5),
                value: 100.0 + f64::from(k),
                saving: 10.0,
                anyway: f64::from(k) / 5.0,
            })
            .collect();
        let referrer = [2, 0, 2, 2, 0, 0];
        let mut out = [9.0; 3];
        referral_values_into(&referrer, &referrals, 0.1, &mut out).unwrap();
        for (number, value) in out.into_iter().enumerate() {
            let own = referrer.iter().zip(&referrals).filter(|(by, _)| **by as usize == number);
            let own: Vec<Referral> = own.map(|(_, referral)| *referral).collect();
            assert_eq!(value.to_bits(), referral_value(&own, 0.1).unwrap().to_bits());
        }
        let before = out;
        let beyond = referral_values_into(&[0, 1, 2, 3, 0, 0], &referrals, 0.1, &mut out);
        assert_eq!((beyond.unwrap_err().row(), out), (Some(3), before));
        assert!(referral_values_into(&referrer[1..], &referrals, 0.1, &mut out).is_err());
        assert!(referral_values_into(&referrer, &referrals, -1.0, &mut out).is_err());
    }

    #[test]
    fn credit_moves_value_and_makes_none() {
        let n = 50;
        let value: Vec<f64> = (0..n).map(|i| f64::from((i * 37) % 41) - 5.0).collect();
        let referrer: Vec<i64> =
            (0..n).map(|i| if i % 3 == 0 { -1 } else { i64::from(i / 3) }).collect();
        let anyway: Vec<f64> = (0..n).map(|i| f64::from(i % 5) / 4.0).collect();
        let saving: Vec<f64> =
            (0..n).map(|i| if i % 3 == 0 { 0.0 } else { f64::from(i % 7) }).collect();
        let mut out = vec![0.0; n as usize];
        credit_referrals_into(&value, &referrer, &anyway, &saving, &mut out).unwrap();
        let whole: f64 = value.iter().sum::<f64>() + saving.iter().sum::<f64>();
        assert!((out.iter().sum::<f64>() - whole).abs() < 1e-11);
        for bad in [-2, 50, 1] {
            let mut wrong = referrer.clone();
            wrong[1] = bad;
            let before = out.clone();
            let error = credit_referrals_into(&value, &wrong, &anyway, &saving, &mut out);
            assert_eq!((error.unwrap_err().row(), &out), (Some(1), &before));
        }
    }
}
