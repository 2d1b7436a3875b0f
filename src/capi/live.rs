//! Summaries kept open for single purchases.

use super::column::{column, column_mut, input, output, text};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::options::options;
use super::status::{habitue_error, habitue_status};
use super::summary::{habitue_summary, habitue_transactions};
use super::table::habitue_window;
use crate::customer::Key;
use crate::summary::Live;
use crate::time::{Day, Window};

/// Customers whose summaries are kept up to date purchase by purchase. One thread at a time.
#[derive(Debug)]
pub struct habitue_live(Live);

/// Opens a summary for single purchases; the summary itself stays as it is, the caller's.
///
/// `window` is that of `habitue_summary_table` and may be NULL for the defaults; so are the
/// failures. `*out` receives the handle, to be freed with `habitue_live_free`. No other pointer
/// but `error` may be NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_live_new(
    summary: *const habitue_summary,
    window: *const habitue_window,
    out: *mut *mut habitue_live,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the caller's promise (contract at the top of the header).
    unsafe {
        guard_new(out, error, || {
            let summary = &input(summary, "summary")?.0;
            let (window, convention) = options(window, "window")?.resolve(summary)?;
            summary.live(&window, &convention).map(habitue_live)
        })
    }
}

/// Releases it; NULL is nothing to release. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_live_free(live: *mut habitue_live) {
    // SAFETY: the caller's promise.
    unsafe { free(live) }
}

/// Takes in transactions, late ones too, and writes each one's customer as it is then: frequency
/// `x`, recency `t_x`, age `t`, the spend of the first occasion and of the repeat occasions of
/// the calibration in minor units, and the mean of the latter in units of the currency, as
/// `habitue_scorer_score` takes it. `calibrated` is 0, and so is all else, where nothing
/// calibrates the customer.
///
/// The columns have as many entries as there are transactions; none may be NULL unless there are
/// none, nor may any other pointer but `error`. Fails as `habitue_summary_push`, and nothing was
/// taken in then; with `HABITUE_OVERFLOW` what stands before the row of the error was. Made for
/// one at a time: then nothing is allocated, but when buffers double. Needs the handle to itself.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_live_update(
    live: *mut habitue_live,
    transactions: *const habitue_transactions,
    x: *mut u32,
    t_x: *mut f64,
    t: *mut f64,
    first_spend: *mut i64,
    repeat_spend: *mut i64,
    mean_repeat_spend: *mut f64,
    calibrated: *mut u8,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        super::column::required(transactions, "transactions")?;
        // SAFETY: the caller's promise.
        let transactions = unsafe { options(transactions, "transactions") }?;
        let length = transactions.length;
        // SAFETY: the caller's promise.
        let (live, columns, x, t_x, t, first_spend, repeat_spend, mean, calibrated) = unsafe {
            (
                output(live, "live")?,
                transactions.columns()?,
                column_mut(x, length, "x")?,
                column_mut(t_x, length, "t_x")?,
                column_mut(t, length, "t")?,
                column_mut(first_spend, length, "first_spend")?,
                column_mut(repeat_spend, length, "repeat_spend")?,
                column_mut(mean_repeat_spend, length, "mean_repeat_spend")?,
                column_mut(calibrated, length, "calibrated")?,
            )
        };
        let currency = live.0.currency();
        live.0.update_columns(&columns, |row, customer| {
            calibrated[row] = u8::from(customer.is_some());
            (x[row], t_x[row], t[row]) = customer.map_or((0, 0.0, 0.0), |c| (c.x, c.t_x, c.t));
            (first_spend[row], repeat_spend[row]) =
                customer.map_or((0, 0), |c| (c.first_spend, c.repeat_spend));
            mean[row] = customer.map_or(0.0, |c| c.mean_repeat_spend(currency));
        })
    })
}

/// Forgets each of `length` customers with integer keys; `known` receives whether there was one.
/// The rest is not touched.
///
/// No pointer but `error` may be NULL unless there are no rows. Needs the handle to itself. Since
/// 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_live_forget(
    live: *mut habitue_live,
    customers: *const i64,
    length: usize,
    known: *mut u8,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (live, customers, known) = unsafe {
            (
                output(live, "live")?,
                column(customers, length, "customers")?,
                column_mut(known, length, "known")?,
            )
        };
        for (known, &customer) in known.iter_mut().zip(customers) {
            *known = u8::from(live.0.forget(&Key::Integer(customer)));
        }
        Ok(())
    })
}

/// Forgets a customer with a text key, UTF-8 of `length` bytes; `*known` receives whether there
/// was one.
///
/// No pointer but `error` may be NULL. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_live_forget_text(
    live: *mut habitue_live,
    customer: *const u8,
    length: usize,
    known: *mut u8,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (live, customer, known) = unsafe {
            (output(live, "live")?, text(customer, length, "customer")?, output(known, "known")?)
        };
        *known = u8::from(live.0.forget(&Key::Text(customer)));
        Ok(())
    })
}

/// Which of `length` transactions' numbers come for the first time (`is_new` 1): a message that is
/// delivered twice is to be taken in once. Numbers are remembered from the first call on.
///
/// No pointer but `error` may be NULL unless there are no rows. Needs the handle to itself. Since
/// 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_live_is_new(
    live: *mut habitue_live,
    numbers: *const i64,
    length: usize,
    is_new: *mut u8,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (live, numbers, is_new) = unsafe {
            (
                output(live, "live")?,
                column(numbers, length, "numbers")?,
                column_mut(is_new, length, "is_new")?,
            )
        };
        for (is_new, &number) in is_new.iter_mut().zip(numbers) {
            *is_new = u8::from(live.0.is_new(number));
        }
        Ok(())
    })
}

/// Calibrates until another day from now on, without a start and a holdout: as the days move on.
///
/// `calibration_end` counts days since 1970-01-01. No pointer but `error` may be NULL. Returns
/// `HABITUE_OK` or `HABITUE_OUT_OF_RANGE`. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_live_move_to(
    live: *mut habitue_live,
    calibration_end: i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let live = unsafe { output(live, "live") }?;
        let end = Day::from_number(calibration_end)
            .map_err(|error| error.in_column("calibration_end"))?;
        live.0.set_window(&Window::until(end))
    })
}
