//! Summaries kept open for single purchases.

use super::scorer::{habitue_customer_now, habitue_scorer};
use super::summary::{erase, habitue_summary};
use super::table::habitue_window;
use super::transactions::habitue_transactions;
use crate::capi::evidence::habitue_column;
use crate::capi::prelude::*;
use crate::ledger::Transaction;
use crate::lifetime::History;
use crate::money::Money;
use crate::summary::Live;
use crate::time::{Day, Window, units_meet};

/// Customers whose summaries are kept up to date purchase by purchase. One thread at a time.
#[derive(Debug)]
pub struct habitue_live {
    live: Live,
    now: Vec<habitue_customer_now>,
}

/// Opens a summary for single purchases; the summary itself stays as it is. `window` may be NULL;
/// returns what `habitue_summary_table` does. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_live_new(
    summary: *const habitue_summary,
    window: *const habitue_window,
    live: *mut *mut habitue_live,
    error: *mut habitue_error,
) -> habitue_status {
    guard_new(live, error, || {
        let summary = &input(summary, "summary")?.0;
        let (window, convention) = options(window, "window")?.plain(summary)?;
        Ok(habitue_live { live: summary.live(&window, &convention)?, now: Vec::new() })
    })
}

/// Releases it. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_live_free(live: *mut habitue_live) {
    free(live)
}

unsafe fn scoring<'a>(scorer: *mut habitue_scorer) -> Result<Option<&'a mut habitue_scorer>> {
    if scorer.is_null() { Ok(None) } else { output(scorer, "scorer").map(Some) }
}

/// Takes in transactions, late ones too, and writes each one's customer as of then to a cell of
/// `now`, as many as there are transactions; scored where `scorer` is not NULL.
///
/// Returns what `habitue_summary_push` does, and then nothing was taken in; with
/// `HABITUE_OVERFLOW` what stands before the row of the error was; `HABITUE_INCONSISTENT` for a
/// scorer in another unit of time. With an error of `habitue_scorer_score` all was taken in: it is
/// the score that fails. Needs both handles to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_live_update(
    live: *mut habitue_live,
    transactions: *const habitue_transactions,
    scorer: *mut habitue_scorer,
    now: *mut habitue_customer_now,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        required(transactions, "transactions")?;
        let handle = output(live, "live")?;
        let given = options(transactions, "transactions")?;
        let mut scorer = scoring(scorer)?;
        let habitue_transactions { rows, .. } = given;
        let columns = given.columns()?;
        let out = column_mut(now, rows, "now")?;
        let habitue_live { live, now } = handle;
        if let Some(habitue_scorer { scorer, .. }) = &scorer {
            units_meet("live", Some(live.unit()), "the model", scorer.unit())?;
        }
        let currency = live.currency();
        let mut scores = Ok(());
        now.clear();
        live.update_columns(&columns, |row, customer| {
            let mut cell = customer
                .map_or_else(Default::default, |row| habitue_customer_now::of(row, currency));
            if let (Some(handle), Some(customer), Ok(())) = (&mut scorer, customer, &scores) {
                let score = History::new(customer.x, customer.t_x, customer.t)
                    .and_then(|history| handle.scorer.score(history, cell.mean_spend));
                match score {
                    Ok(score) => cell = cell.scored(score),
                    Err(error) => scores = Err(error.at_row(row as u64)),
                }
            }
            now.push(cell);
        })?;
        scores?;
        out.copy_from_slice(now);
        Ok(())
    })
}

/// The same of a single transaction of a customer with an integer key, with less ado: for the
/// moment when a purchase arrives. `day` counts from 1970-01-01; `minor` is the amount in minor
/// units, not looked at where the summary keeps none. Nothing is allocated, but when buffers
/// double. Needs both handles to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_live_purchase(
    live: *mut habitue_live,
    customer: i64,
    day: i32,
    minor: i64,
    scorer: *mut habitue_scorer,
    now: *mut habitue_customer_now,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let live = &mut output(live, "live")?.live;
        let scorer = scoring(scorer)?;
        let slot = output(now, "now")?;
        let day = Day::from_number(day).map_err(|error| error.in_column("day"))?;
        let currency = live.currency();
        let transaction = match currency {
            Some(currency) => Transaction::new(customer, day, Money::from_minor(minor, currency)),
            None => Transaction::visit(customer, day),
        };
        let found = match scorer {
            None => live.update(&transaction)?.map(|row| habitue_customer_now::of(&row, currency)),
            Some(habitue_scorer { scorer, .. }) => scorer
                .rescored(live, &transaction)?
                .map(|(row, score)| habitue_customer_now::of(&row, currency).scored(score)),
        };
        *slot = found.unwrap_or_default();
        Ok(())
    })
}

/// Erases customers, as `habitue_summary_erase`; the rest is not touched. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_live_erase(
    live: *mut habitue_live,
    customers: habitue_column,
    rows: usize,
    known: *mut u8,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let live = output(live, "live")?;
        erase(&customers, rows, known, |customer| live.live.forget(customer))
    })
}

/// Which of the numbers of `rows` transactions come for the first time (`is_new` 1): a message
/// that is delivered twice is to be taken in once. Numbers are remembered from the first call on.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_live_is_new(
    live: *mut habitue_live,
    numbers: *const i64,
    rows: usize,
    is_new: *mut u8,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let live = output(live, "live")?;
        let numbers = column(numbers, rows, "numbers")?;
        let is_new = column_mut(is_new, rows, "is_new")?;
        for (is_new, &number) in is_new.iter_mut().zip(numbers) {
            *is_new = u8::from(live.live.is_new(number));
        }
        Ok(())
    })
}

/// Calibrates until another day (from 1970-01-01) from now on, without a start and a holdout: as
/// the days move on. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_live_move_to(
    live: *mut habitue_live,
    calibration_end: i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let live = output(live, "live")?;
        let end = Day::from_number(calibration_end)
            .map_err(|error| error.in_column("calibration_end"))?;
        live.live.set_window(&Window::until(end))
    })
}
