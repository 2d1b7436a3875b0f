//! Summaries kept open for single purchases.

use super::column::{column, column_mut, input, output, text};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::options::options;
use super::status::{habitue_error, habitue_status};
use super::summary::habitue_summary;
use super::table::habitue_window;
use super::transactions::habitue_transactions;
use crate::customer::Key;
use crate::error::Result;
use crate::ledger::Transaction;
use crate::money::{Currency, Money};
use crate::summary::{Live, Row};
use crate::time::{Day, Window};

/// Customers whose summaries are kept up to date purchase by purchase. One thread at a time.
#[derive(Debug)]
pub struct habitue_live(pub(super) Live);

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
        let rows = transactions.length;
        let out = Found { x, t_x, t, first_spend, repeat_spend, mean_repeat_spend, calibrated };
        // SAFETY: the caller's promise.
        let (live, columns, mut out) =
            unsafe { (output(live, "live")?, transactions.columns()?, out.columns(rows)?) };
        let currency = live.0.currency();
        live.0.update_columns(&columns, |row, customer| out.write(row, customer, currency))
    })
}

/// Takes in a single transaction of a customer with an integer key, and writes what
/// `habitue_live_update` writes of it, with less ado: for the moment when a purchase arrives.
/// `habitue_scorer_rescore` scores the customer in the same call.
///
/// `day` counts days since 1970-01-01, `minor` is the amount in minor units, not looked at where
/// the summary keeps none. No pointer may be NULL but `error`. Fails as `habitue_live_update`.
/// Nothing is allocated, but when buffers double. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_live_purchase(
    live: *mut habitue_live,
    customer: i64,
    day: i32,
    minor: i64,
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
        let out = Found { x, t_x, t, first_spend, repeat_spend, mean_repeat_spend, calibrated };
        // SAFETY: the caller's promise.
        let (live, mut out) = unsafe { (output(live, "live")?, out.columns(1)?) };
        let currency = live.0.currency();
        let found = live.0.update(&purchase(&live.0, customer, day, minor)?)?;
        out.write(0, found.as_ref(), currency);
        Ok(())
    })
}

/// A single transaction as those functions take it that are made for one.
pub(super) fn purchase(
    live: &Live,
    customer: i64,
    day: i32,
    minor: i64,
) -> Result<Transaction<'static>> {
    let day = Day::from_number(day).map_err(|error| error.in_column("day"))?;
    Ok(match live.currency() {
        Some(currency) => Transaction::new(customer, day, Money::from_minor(minor, currency)),
        None => Transaction::visit(customer, day),
    })
}

/// Where a purchase's customer is written to.
struct Found {
    x: *mut u32,
    t_x: *mut f64,
    t: *mut f64,
    first_spend: *mut i64,
    repeat_spend: *mut i64,
    mean_repeat_spend: *mut f64,
    calibrated: *mut u8,
}

/// The same as columns of some rows.
struct FoundColumns<'a> {
    x: &'a mut [u32],
    t_x: &'a mut [f64],
    t: &'a mut [f64],
    first_spend: &'a mut [i64],
    repeat_spend: &'a mut [i64],
    mean_repeat_spend: &'a mut [f64],
    calibrated: &'a mut [u8],
}

impl Found {
    /// # Safety
    /// Each pointer is NULL or has room for `rows`.
    unsafe fn columns<'a>(self, rows: usize) -> Result<FoundColumns<'a>> {
        // SAFETY: the caller's promise.
        unsafe {
            Ok(FoundColumns {
                x: column_mut(self.x, rows, "x")?,
                t_x: column_mut(self.t_x, rows, "t_x")?,
                t: column_mut(self.t, rows, "t")?,
                first_spend: column_mut(self.first_spend, rows, "first_spend")?,
                repeat_spend: column_mut(self.repeat_spend, rows, "repeat_spend")?,
                mean_repeat_spend: column_mut(self.mean_repeat_spend, rows, "mean_repeat_spend")?,
                calibrated: column_mut(self.calibrated, rows, "calibrated")?,
            })
        }
    }
}

impl FoundColumns<'_> {
    fn write(&mut self, row: usize, customer: Option<&Row<'_>>, currency: Option<Currency>) {
        self.calibrated[row] = u8::from(customer.is_some());
        (self.x[row], self.t_x[row], self.t[row]) =
            customer.map_or((0, 0.0, 0.0), |c| (c.x, c.t_x, c.t));
        (self.first_spend[row], self.repeat_spend[row]) =
            customer.map_or((0, 0), |c| (c.first_spend, c.repeat_spend));
        self.mean_repeat_spend[row] = customer.map_or(0.0, |c| c.mean_repeat_spend(currency));
    }
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
