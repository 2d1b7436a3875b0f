//! Concentration of value.

use super::column::{column, column_mut, input, output};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::options::enumerator;
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::value::{Amount, Concentration, Gini};

/// The population coefficient.
pub const HABITUE_GINI_BIASED: i32 = 0;
/// The population coefficient times n / (n - 1).
pub const HABITUE_GINI_UNBIASED: i32 = 1;
/// The coefficient for values that may be negative, in 0..=1.
pub const HABITUE_GINI_NORMALISED: i32 = 2;

/// The Lorenz curve: the least valuable customers first.
pub const HABITUE_CURVE_LORENZ: i32 = 0;
/// The whale curve: the most valuable customers first.
pub const HABITUE_CURVE_WHALE: i32 = 1;

/// How unequally value is spread over customers. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_concentration(Kind);

#[derive(Debug)]
enum Kind {
    Doubles(Concentration<f64>),
    Minor(Concentration<i64>),
}

/// Asks the same of either kind.
macro_rules! ask {
    ($concentration:expr, $name:ident => $answer:expr) => {
        match &$concentration.0 {
            Kind::Doubles($name) => $answer,
            Kind::Minor($name) => $answer,
        }
    };
}

/// Looks at what each customer is worth: `customers` finite values in any unit.
///
/// `*concentration` receives the handle, to be freed with
/// `habitue_concentration_free`; it must not be NULL, `error` may be. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`, `HABITUE_NOT_FINITE`
/// with the row, or `HABITUE_OVERFLOW` where a total is beyond doubles. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_concentration_new(
    values: *const f64,
    customers: usize,
    concentration: *mut *mut habitue_concentration,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe { new(values, customers, concentration, Kind::Doubles, error) }
}

/// As `habitue_concentration_new`, over minor units (cents) of one currency: the
/// sums behind every share are exact.
///
/// `*concentration` receives the handle, to be freed with
/// `habitue_concentration_free`; it must not be NULL, `error` may be. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`, or `HABITUE_OVERFLOW`
/// where a total does not fit 64 bits. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_concentration_new_minor(
    values: *const i64,
    customers: usize,
    concentration: *mut *mut habitue_concentration,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe { new(values, customers, concentration, Kind::Minor, error) }
}

/// Both kinds of column.
///
/// # Safety
/// The contract of the header.
unsafe fn new<V: Amount>(
    values: *const V,
    customers: usize,
    concentration: *mut *mut habitue_concentration,
    kind: fn(Concentration<V>) -> Kind,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let values = unsafe { column(values, customers, "values") }?;
        Ok(habitue_concentration(kind(Concentration::of(values)?)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(concentration, error, make) }
}

/// Releases a concentration; NULL does nothing. Needs the handle to itself.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_concentration_free(concentration: *mut habitue_concentration) {
    // SAFETY: the contract of the header.
    unsafe { free(concentration) }
}

/// How many customers there are and how many of them are worth more than nothing
/// (`gainers`); the net `total`, the sum of the positive values (`gross`) and of
/// the negative ones (`losses`, zero or negative); and the share of the net total
/// that the gainers hold, the peak of the whale curve (NaN where the net total is
/// zero or negative). Totals of minor units are given as the nearest double; the
/// tiers of a pyramid give them exactly.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument
/// error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_concentration_totals(
    concentration: *const habitue_concentration,
    customers: *mut u64,
    gainers: *mut u64,
    total: *mut f64,
    gross: *mut f64,
    losses: *mut f64,
    peak_share: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (concentration, counts, totals, share) = unsafe {
            (
                input(concentration, "concentration")?,
                [output(customers, "customers")?, output(gainers, "gainers")?],
                [output(total, "total")?, output(gross, "gross")?, output(losses, "losses")?],
                output(peak_share, "peak_share")?,
            )
        };
        let (found, sums, peak) = ask!(concentration, values => totals_of(values));
        [*counts[0], *counts[1]] = found;
        [*totals[0], *totals[1], *totals[2]] = sums;
        *share = peak;
        Ok(())
    })
}

fn totals_of<V: Amount>(values: &Concentration<V>) -> ([u64; 2], [f64; 3], f64) {
    let gainers = values.descending().partition_point(|&value| value > V::default());
    (
        [values.customers() as u64, gainers as u64],
        [values.total().to_f64(), values.gross().to_f64(), values.losses().to_f64()],
        values.peak().map_or(f64::NAN, |(_, share)| share),
    )
}

/// For each of `count` shares of customers in 0..=1, the share of the net total
/// that the best of them hold, into `value_shares`; a customer in part counts
/// whole. NaN where the net total is zero or negative.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_concentration_share_of_top(
    concentration: *const habitue_concentration,
    customer_shares: *const f64,
    count: usize,
    value_shares: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (concentration, shares, out) = unsafe {
            (
                input(concentration, "concentration")?,
                column(customer_shares, count, "customer_shares")?,
                column_mut(value_shares, count, "value_shares")?,
            )
        };
        fill(shares, out, |share| ask!(concentration, values => values.share_of_top(share)))
    })
}

/// For each of `count` shares of the net total in 0..=1, the smallest share of
/// customers, the best ones, who hold at least it, into `customer_shares`. NaN
/// where the net total is zero or negative.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_concentration_top_share_giving(
    concentration: *const habitue_concentration,
    value_shares: *const f64,
    count: usize,
    customer_shares: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (concentration, shares, out) = unsafe {
            (
                input(concentration, "concentration")?,
                column(value_shares, count, "value_shares")?,
                column_mut(customer_shares, count, "customer_shares")?,
            )
        };
        fill(shares, out, |share| ask!(concentration, values => values.top_share_giving(share)))
    })
}

/// Answers all or, on the first error, none.
fn fill(
    questions: &[f64],
    out: &mut [f64],
    answer: impl Fn(f64) -> Result<Option<f64>>,
) -> Result<()> {
    let answers: Vec<f64> = questions
        .iter()
        .enumerate()
        .map(|(row, &question)| {
            answer(question)
                .map(|answer| answer.unwrap_or(f64::NAN))
                .map_err(|error| error.at_row(row as u64))
        })
        .collect::<Result<_>>()?;
    out.copy_from_slice(&answers);
    Ok(())
}

/// The Gini coefficient of `kind`, one of `HABITUE_GINI_...`; NaN where that kind
/// is undefined: with negative values (biased, unbiased), for a single customer
/// (unbiased, normalised), or where every value is zero.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// or `HABITUE_BAD_ENUMERATOR`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_concentration_gini(
    concentration: *const habitue_concentration,
    kind: i32,
    gini: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (concentration, gini) =
            unsafe { (input(concentration, "concentration")?, output(gini, "gini")?) };
        let table = [
            (HABITUE_GINI_BIASED, Gini::Biased),
            (HABITUE_GINI_UNBIASED, Gini::Unbiased),
            (HABITUE_GINI_NORMALISED, Gini::Normalised),
        ];
        let kind = enumerator(kind, "kind", &table)?;
        *gini = ask!(concentration, values => values.gini(kind)).unwrap_or(f64::NAN);
        Ok(())
    })
}

/// A cumulative curve at `points` (2 or more) evenly spaced customers: their
/// share of all customers into `customers`, and the share of the net total that
/// they hold into `value`. `curve` is one of `HABITUE_CURVE_...`. The first point
/// is (0, 0), the last (1, 1). Both columns are NaN where the net total is zero
/// or negative.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// or `HABITUE_BAD_ENUMERATOR`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_concentration_curve(
    concentration: *const habitue_concentration,
    curve: i32,
    customers: *mut f64,
    value: *mut f64,
    points: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (concentration, customers, value) = unsafe {
            (
                input(concentration, "concentration")?,
                column_mut(customers, points, "customers")?,
                column_mut(value, points, "value")?,
            )
        };
        let table = [(HABITUE_CURVE_LORENZ, false), (HABITUE_CURVE_WHALE, true)];
        let whale = enumerator(curve, "curve", &table)?;
        let defined = ask!(concentration, values => if whale {
            values.whale_into(customers, value)
        } else {
            values.lorenz_into(customers, value)
        })?;
        if !defined {
            customers.fill(f64::NAN);
            value.fill(f64::NAN);
        }
        Ok(())
    })
}
