//! Summaries kept open for single purchases.

use crate::capi::prelude::*;
use crate::capi::tables::summary::erase;
use crate::ledger::Transaction;
use crate::money::Money;
use crate::summary::Live;
use crate::time::{Day, Window};

/// Customers whose summaries are kept up to date purchase by purchase. One thread at a time.
#[derive(Debug)]
pub struct habitue_live {
    live: Live,
    now: Vec<habitue_customer_now>,
}

/// Opens a summary for single purchases; the summary itself stays as it is. `window` may be NULL;
/// returns what `habitue_summary_table` does. Since 0.1.
pub fn habitue_live_new(summary: &Summary, window: Option<habitue_window>) -> Result<habitue_live> {
    let (window, convention) = window.unwrap_or_default().plain(summary)?;
    Ok(habitue_live { live: summary.live(&window, &convention)?, now: Vec::new() })
}

/// Takes in transactions, late ones too, and writes each one's customer as of then to a cell of
/// `now`, as many as there are transactions; scored where `scorer` is not NULL.
///
/// Returns what `habitue_summary_push` does, and then nothing was taken in; with
/// `HABITUE_OVERFLOW` what stands before the row of the error was; `HABITUE_INCONSISTENT` for a
/// scorer in another unit of time. With an error of `habitue_scorer_score` all was taken in: it is
/// the score that fails. Needs both handles to itself. Since 0.1.
pub unsafe fn habitue_live_update(
    live: &mut habitue_live,
    transactions: habitue_transactions,
    scorer: Option<&mut habitue_scorer>,
    now: *mut habitue_customer_now,
) -> Result<()> {
    let columns = transactions.columns()?;
    let out = column_mut(now, transactions.rows, "now")?;
    let habitue_live { live, now } = live;
    if let Some(habitue_scorer { scorer, .. }) = &scorer {
        scorer.meets(live)?;
    }
    let currency = live.currency();
    let mut scores = Ok(());
    now.clear();
    live.update_columns(&columns, |row, arrival| {
        let customer = arrival.row.as_ref();
        let mut cell =
            customer.map_or_else(Default::default, |row| habitue_customer_now::of(row, currency));
        if let (Some(handle), Some(customer), Ok(())) = (&scorer, customer, &scores) {
            match handle.scorer.score_row(customer, currency) {
                Ok(score) => cell = cell.scored(score),
                Err(error) => scores = Err(error.at_row(row as u64)),
            }
        }
        now.push(cell);
    })?;
    scores?;
    out.copy_from_slice(now);
    Ok(())
}

/// The same of a single transaction of a customer with an integer key, with less ado: for the
/// moment when a purchase arrives. `day` counts from 1970-01-01; `minor` is the amount in minor
/// units, not looked at where the summary keeps none. Nothing is allocated, but when buffers
/// double. Needs both handles to itself. Since 0.1.
pub fn habitue_live_purchase(
    live: &mut habitue_live,
    customer: i64,
    day: i32,
    minor: i64,
    scorer: Option<&mut habitue_scorer>,
    now: &mut habitue_customer_now,
) -> Result<()> {
    let live = &mut live.live;
    let day = Day::from_number(day).map_err(|error| error.in_column("day"))?;
    let currency = live.currency();
    let transaction = match currency {
        Some(currency) => Transaction::new(customer, day, Money::from_minor(minor, currency)),
        None => Transaction::visit(customer, day),
    };
    let found = match scorer {
        None => live.update(&transaction)?.row.map(|row| habitue_customer_now::of(&row, currency)),
        Some(habitue_scorer { scorer, .. }) => {
            let now = scorer.rescore(live, &transaction)?;
            let known = now.row.map(|row| habitue_customer_now::of(&row, currency));
            known.map(|known| known.scored(now.score.unwrap_or_default()))
        }
    };
    *now = found.unwrap_or_default();
    Ok(())
}

/// Erases customers, as `habitue_summary_erase`; the rest is not touched. Since 0.1.
pub unsafe fn habitue_live_erase(
    live: &mut habitue_live,
    customers: habitue_column,
    rows: usize,
    known: *mut u8,
) -> Result<()> {
    erase(&customers, rows, known, |customer| live.live.forget(customer))
}

/// Which of the numbers of `rows` transactions come for the first time (`is_new` 1): a message
/// that is delivered twice is to be taken in once. Numbers are remembered from the first call on.
/// Since 0.1.
pub fn habitue_live_is_new(
    live: &mut habitue_live,
    numbers: &[i64],
    _rows: usize,
    is_new: &mut [u8],
) -> Result<()> {
    for (is_new, &number) in is_new.iter_mut().zip(numbers) {
        *is_new = u8::from(live.live.is_new(number));
    }
    Ok(())
}

/// Calibrates until another day (from 1970-01-01) from now on, without a start and a holdout: as
/// the days move on. Since 0.1.
pub fn habitue_live_move_to(live: &mut habitue_live, calibration_end: i32) -> Result<()> {
    let end =
        Day::from_number(calibration_end).map_err(|error| error.in_column("calibration_end"))?;
    live.live.set_window(&Window::until(end))
}
