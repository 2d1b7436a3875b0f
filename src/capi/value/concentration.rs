//! Concentration of value.

use super::super::column::{column, optional_column_mut};
use super::super::evidence::habitue_column;
use super::super::guard::guard;
use super::super::options::{enumerator, initially, results, tell};
use super::super::status::{habitue_error, habitue_status};
use super::{Values, either};
use crate::error::{Error, ErrorKind, Result};
use crate::value::{Amount, Concentration, Gini};

/// The Lorenz curve: the least valuable customers first.
pub const HABITUE_CURVE_LORENZ: i32 = 0;
/// The whale curve: the most valuable customers first.
pub const HABITUE_CURVE_WHALE: i32 = 1;

/// How unequally value is spread over customers: what is asked, and what is found. Shares of value
/// are of the net total, and NaN where that is zero or negative. Start from
/// `HABITUE_CONCENTRATION_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_concentration {
    /// `sizeof(habitue_concentration)`.
    pub struct_size: u32,
    /// One of `HABITUE_CURVE_...`; read with `points`.
    pub curve: i32,
    /// Shares of customers in 0..=1, or NULL.
    pub top_shares: *const f64,
    /// Receives the share of the value that the best of so many hold; a customer in part counts
    /// whole.
    pub value_of_top: *mut f64,
    /// Length of both.
    pub top_count: usize,
    /// Shares of the value in 0..=1, or NULL.
    pub value_shares: *const f64,
    /// Receives the smallest share of customers, the best ones, who hold at least so much.
    pub top_for_value: *mut f64,
    /// Length of both.
    pub value_count: usize,
    /// Receives the share of customers at each point of the curve, or NULL.
    pub curve_customers: *mut f64,
    /// Receives the share of the value that they hold, or NULL. Both are NaN where the net total is
    /// zero or negative.
    pub curve_value: *mut f64,
    /// How many points the curve has, evenly spaced from (0, 0) to (1, 1): 2 or more, or 0.
    pub points: usize,
    /// Out: how many customers there are.
    pub customers: u64,
    /// Out: how many of them are worth more than nothing.
    pub gainers: u64,
    /// Out: the net total; of minor units, as the next two, the nearest double.
    pub total: f64,
    /// Out: the sum of the positive values.
    pub gross: f64,
    /// Out: the sum of the negative values, zero or negative.
    pub losses: f64,
    /// Out: the share of the net total that the gainers hold, the peak of the whale curve.
    pub peak_share: f64,
    /// Out: the Gini coefficient; NaN with negative values, or where every value is zero.
    pub gini: f64,
    /// Out: the same times n / (n - 1); NaN for a single customer, too.
    pub gini_unbiased: f64,
    /// Out: the coefficient for values that may be negative, in 0..=1; NaN for a single customer, or
    /// where every value is zero.
    pub gini_normalised: f64,
}

initially! {
    habitue_concentration {
        curve: HABITUE_CURVE_LORENZ, top_shares: std::ptr::null(),
        value_of_top: std::ptr::null_mut(), top_count: 0, value_shares: std::ptr::null(),
        top_for_value: std::ptr::null_mut(), value_count: 0,
        curve_customers: std::ptr::null_mut(), curve_value: std::ptr::null_mut(), points: 0,
        customers: 0, gainers: 0, total: 0.0, gross: 0.0, losses: 0.0, peak_share: 0.0, gini: 0.0,
        gini_unbiased: 0.0, gini_normalised: 0.0,
    }
}

/// What `values`, F64 in any unit or I64 minor units of one currency, say of their concentration,
/// and the shares and the curve that are asked for. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_concentration_of(
    values: habitue_column,
    rows: usize,
    concentration: *mut habitue_concentration,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        unsafe {
            let mut out = results(concentration.cast_const(), "concentration")?;
            let values = Values::read(&values, rows, "values")?;
            either!(values, values => answer(&Concentration::of(values)?, &mut out)?);
            tell(&out, concentration);
        }
        Ok(())
    })
}

/// # Safety
/// The columns are as long as the structure says.
unsafe fn answer<V: Amount>(
    values: &Concentration<V>,
    out: &mut habitue_concentration,
) -> Result<()> {
    // SAFETY: the caller's promise is the same.
    let (tops, shares, value_of_top, top_for_value, x, y) = unsafe {
        (
            column(out.top_shares, out.top_count, "top_shares")?,
            column(out.value_shares, out.value_count, "value_shares")?,
            optional_column_mut(out.value_of_top, out.top_count, "value_of_top")?,
            optional_column_mut(out.top_for_value, out.value_count, "top_for_value")?,
            optional_column_mut(out.curve_customers, out.points, "curve_customers")?,
            optional_column_mut(out.curve_value, out.points, "curve_value")?,
        )
    };
    let whale = [(HABITUE_CURVE_LORENZ, false), (HABITUE_CURVE_WHALE, true)];
    let whale = enumerator(out.curve, "curve", &whale)?;
    if out.points > 0 && x.is_none() && y.is_none() {
        let message = "are given, but no column to write them to";
        return Err(Error::new(ErrorKind::NotRead, message).in_column("points"));
    }
    let of_top = each(tops, |share| values.share_of_top(share))?;
    let for_value = each(shares, |share| values.top_share_giving(share))?;
    let mut curve = [vec![f64::NAN; out.points], vec![f64::NAN; out.points]];
    let [customers, value] = &mut curve;
    if whale && out.points > 0 {
        values.whale_into(customers, value)?;
    } else if out.points > 0 {
        values.lorenz_into(customers, value)?;
    }
    let [customers, value] = curve;
    for (place, found) in
        [(value_of_top, of_top), (top_for_value, for_value), (x, customers), (y, value)]
    {
        if let Some(place) = place {
            place.copy_from_slice(&found);
        }
    }
    let number = |found: Option<f64>| found.unwrap_or(f64::NAN);
    let gainers = values.descending().partition_point(|&value| value > V::default());
    (out.customers, out.gainers) = (values.customers() as u64, gainers as u64);
    [out.total, out.gross, out.losses] =
        [values.total(), values.gross(), values.losses()].map(V::to_f64);
    out.peak_share = number(values.peak().map(|(_, share)| share));
    out.gini = number(values.gini(Gini::Biased));
    out.gini_unbiased = number(values.gini(Gini::Unbiased));
    out.gini_normalised = number(values.gini(Gini::Normalised));
    Ok(())
}

/// The answer to each question; NaN for none.
fn each(questions: &[f64], answer: impl Fn(f64) -> Result<Option<f64>>) -> Result<Vec<f64>> {
    let rows = questions.iter().enumerate();
    rows.map(|(row, &question)| {
        let found = answer(question).map_err(|error| error.at_row(row as u64))?;
        Ok(found.unwrap_or(f64::NAN))
    })
    .collect()
}
