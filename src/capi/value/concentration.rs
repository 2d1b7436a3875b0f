//! Concentration of value.

use crate::capi::prelude::*;
use crate::capi::value::Values;
use crate::value::{Amount, Concentration, Gini};

/// The Lorenz curve: the least valuable customers first.
pub const HABITUE_CURVE_LORENZ: i32 = 0;
/// The whale curve: the most valuable customers first.
pub const HABITUE_CURVE_WHALE: i32 = 1;

/// How unequally value is spread over customers: what is asked, and what is found. Shares of value
/// are of the net total, and NaN where that is zero or negative. Start from
/// `HABITUE_CONCENTRATION_INIT`.
#[apply(versioned)]
pub struct habitue_concentration {
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

/// What `values`, F64 in any unit or I64 minor units of one currency, say of their concentration,
/// and the shares and the curve that are asked for.
pub unsafe fn habitue_concentration_of(
    values: Values,
    _rows: usize,
    concentration: &mut habitue_concentration,
) -> Result<()> {
    either!(values, values => answer(&Concentration::of(values)?, concentration))
}

unsafe fn answer<V: Amount>(
    values: &Concentration<V>,
    out: &mut habitue_concentration,
) -> Result<()> {
    let asked = *out;
    read!(asked => column top_shares[asked.top_count], column value_shares[asked.value_count],
        optional_column_mut value_of_top[asked.top_count],
        optional_column_mut top_for_value[asked.value_count],
        optional_column_mut curve_customers[asked.points],
        optional_column_mut curve_value[asked.points]);
    let whale = [(HABITUE_CURVE_LORENZ, false), (HABITUE_CURVE_WHALE, true)];
    let whale = enumerator(out.curve, "curve", &whale)?;
    if asked.points > 0 && curve_customers.is_none() && curve_value.is_none() {
        return Err(unread("points", "without a column for the curve"));
    }
    let of_top = by_row(top_shares, |share| Ok(values.share_of_top(*share)?.told()))?;
    let for_value = by_row(value_shares, |share| Ok(values.top_share_giving(*share)?.told()))?;
    let mut curve = [vec![f64::NAN; out.points], vec![f64::NAN; out.points]];
    let [customers, value] = &mut curve;
    if whale && out.points > 0 {
        values.whale_into(customers, value)?;
    } else if out.points > 0 {
        values.lorenz_into(customers, value)?;
    }
    put(value_of_top, &of_top);
    put(top_for_value, &for_value);
    put(curve_customers, &curve[0]);
    put(curve_value, &curve[1]);
    let gainers = values.descending().partition_point(|&value| value > V::default());
    (out.customers, out.gainers) = (values.customers() as u64, gainers as u64);
    [out.total, out.gross, out.losses] =
        [values.total(), values.gross(), values.losses()].map(V::to_f64);
    out.peak_share = values.peak().map(|(_, share)| share).told();
    out.gini = values.gini(Gini::Biased).told();
    out.gini_unbiased = values.gini(Gini::Unbiased).told();
    out.gini_normalised = values.gini(Gini::Normalised).told();
    Ok(())
}
