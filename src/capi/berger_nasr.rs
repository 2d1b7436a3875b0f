//! The five cases of Berger and Nasr.

use super::cash_flow::habitue_cash_flow;
use super::column::{column, column_mut, optional_column, optional_column_mut, output};
use super::guard::guard;
use super::handle::guard_new;
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::value::{BergerNasr, continuous_value};

/// Cases 1 and 2 of Berger and Nasr for each of many customers, into `values`:
/// `contribution` comes at the beginning of each of `cycles` cycles and once at the end,
/// `promotion` is paid in the middle of each cycle, `retention` (0..=1) is per cycle;
/// `discount` > -1 is yearly and `cycle_years` > 0 the length of a cycle (1 is case 1).
///
/// All columns have `customers` entries. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, or `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_OVERFLOW` with
/// the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_berger_nasr_constant(
    contribution: *const f64,
    promotion: *const f64,
    cycles: *const u32,
    retention: *const f64,
    customers: usize,
    discount: f64,
    cycle_years: f64,
    values: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (contribution, promotion, cycles, retention, values) = unsafe {
            (
                column(contribution, customers, "contribution")?,
                column(promotion, customers, "promotion")?,
                column(cycles, customers, "cycles")?,
                column(retention, customers, "retention")?,
                column_mut(values, customers, "values")?,
            )
        };
        let found: Vec<f64> = (0..values.len())
            .map(|i| {
                BergerNasr::constant(
                    contribution[i],
                    promotion[i],
                    cycles[i],
                    retention[i],
                    discount,
                )
                .and_then(|model| model.with_cycle(cycle_years))
                .and_then(|model| model.value())
                .map_err(|error| error.at_row(i as u64))
            })
            .collect::<Result<_>>()?;
        values.copy_from_slice(&found);
        Ok(())
    })
}

/// Cases 3 and 5 of Berger and Nasr (and 2, by `cycle_years`), into `value`: `contribution`
/// of the beginning of each of `contributions` cycles, and `promotion` of the middle of each
/// but the last. Customers stay with probability `retention` (0..=1) per cycle; or, where
/// `purchase` is not NULL, who last bought j cycles ago buys again with probability
/// `purchase[j - 1]` and is lost after `recencies` cycles without a purchase, and `retention`
/// is not read.
///
/// Out, each of `contributions` entries or NULL where not wanted: `buying` the customers who
/// buy at the beginning of each cycle, per customer of the first, and `promoted` those who
/// are promoted to (0 in the last cycle). `promotion` has `contributions` - 1 entries
/// (`promotions`), `purchase` has `recencies`. `value` must not be NULL, `error` may be.
/// Returns `HABITUE_OK`, an argument error, or `HABITUE_EMPTY_INPUT`,
/// `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_OVERFLOW` with the row. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_berger_nasr_value(
    contribution: *const f64,
    contributions: usize,
    promotion: *const f64,
    promotions: usize,
    retention: f64,
    purchase: *const f64,
    recencies: usize,
    discount: f64,
    cycle_years: f64,
    buying: *mut f64,
    promoted: *mut f64,
    value: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, buying, promoted, value) = unsafe {
            (
                model(
                    (contribution, contributions),
                    (promotion, promotions),
                    retention,
                    (purchase, recencies),
                    discount,
                    cycle_years,
                )?,
                optional_column_mut(buying, contributions, "buying")?,
                optional_column_mut(promoted, contributions, "promoted")?,
                output(value, "value")?,
            )
        };
        let found = model.value()?;
        for (slot, share) in buying.into_iter().flatten().zip(model.customers()) {
            *slot = *share;
        }
        let last = std::iter::once(&0.0);
        for (slot, share) in promoted.into_iter().flatten().zip(model.promoted().iter().chain(last))
        {
            *slot = *share;
        }
        *value = found;
        Ok(())
    })
}

/// The payments of `habitue_berger_nasr_value` as a new cash flow `out`, in years; the
/// arguments are the same, without a discount rate.
///
/// `purchase` and `error` may be NULL, `out` must not be. Returns as
/// `habitue_berger_nasr_value`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_berger_nasr_cash_flow(
    contribution: *const f64,
    contributions: usize,
    promotion: *const f64,
    promotions: usize,
    retention: f64,
    purchase: *const f64,
    recencies: usize,
    cycle_years: f64,
    out: *mut *mut habitue_cash_flow,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(out, error, || {
            let model = model(
                (contribution, contributions),
                (promotion, promotions),
                retention,
                (purchase, recencies),
                0.0,
                cycle_years,
            )?;
            Ok(model.cash_flow().into())
        })
    }
}

/// # Safety
/// The contract of the header.
unsafe fn model(
    contribution: (*const f64, usize),
    promotion: (*const f64, usize),
    retention: f64,
    purchase: (*const f64, usize),
    discount: f64,
    cycle_years: f64,
) -> Result<BergerNasr> {
    // SAFETY: the contract of the header.
    let (contribution, promotion, purchase) = unsafe {
        (
            column(contribution.0, contribution.1, "contribution")?,
            column(promotion.0, promotion.1, "promotion")?,
            optional_column(purchase.0, purchase.1, "purchase")?,
        )
    };
    let model = match purchase {
        Some(purchase) => BergerNasr::by_recency(contribution, promotion, purchase, discount)?,
        None => BergerNasr::varying(contribution, promotion, retention, discount)?,
    };
    model.with_cycle(cycle_years)
}

/// Case 4 of Berger and Nasr for each retention rate, into `values`: contribution flows
/// continuously at the yearly rate c0 + c1 t + c2 t^2 + ... over `years` (0..=1000) from
/// customers who stay with the yearly `retention` (above 0 up to 1); `discount` > -1 is
/// yearly and compounds continuously.
///
/// `coefficients` has `degree_and_one` entries, at most 9, from c0 up; `retention` and
/// `values` have `customers`. `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_continuous_values(
    coefficients: *const f64,
    degree_and_one: usize,
    years: f64,
    retention: *const f64,
    customers: usize,
    discount: f64,
    values: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (coefficients, retention, values) = unsafe {
            (
                column(coefficients, degree_and_one, "coefficients")?,
                column(retention, customers, "retention")?,
                column_mut(values, customers, "values")?,
            )
        };
        continuous_value(coefficients, years, 1.0, discount)?;
        let found: Vec<f64> = retention
            .iter()
            .enumerate()
            .map(|(row, &rate)| {
                continuous_value(coefficients, years, rate, discount)
                    .map_err(|error| error.at_row(row as u64))
            })
            .collect::<Result<_>>()?;
        values.copy_from_slice(&found);
        Ok(())
    })
}
