//! Summaries kept open for single purchases.

use crate::capi::evidence::key_type;
use crate::capi::prelude::*;
use crate::capi::tables::rules::written;
use crate::capi::tables::summary::erase;
use crate::customer::Keys;
use crate::ledger::Transaction;
use crate::money::{Currency, Money};
use crate::summary::{Arrival, Live, Row};
use crate::time::{Day, Window};
use crate::value::Scorer;

/// Customers whose summaries are kept up to date purchase by purchase: many threads may read at
/// once (`const habitue_live *`), while none writes.
#[derive(Debug)]
pub struct habitue_live(pub(in crate::capi) Live);

/// Opens a summary for single purchases; the summary itself stays as it is. `window` may be NULL;
/// returns what `habitue_summary_table` does.
pub fn habitue_live_new(summary: &Summary, window: Option<habitue_window>) -> Result<Live> {
    let (window, convention) = window.unwrap_or_default().plain(summary)?;
    summary.live(&window, &convention)
}

/// Takes in transactions, late ones too, and writes each one's customer as of then to a cell of
/// `now`, as many as there are transactions; scored where `scorer` is not NULL.
///
/// Each is one message. `sequence` is the number of the first, from 1, as `habitue_live_inspect`
/// counts, or 0 for the next: of messages that were taken in before, the cells are all 0, their
/// phase `HABITUE_PHASE_NONE`; a gap is `HABITUE_OUT_OF_RANGE`.
///
/// Returns what `habitue_summary_push` does, and then nothing was taken in; with `HABITUE_OVERFLOW`
/// what stands before the row of the error was; `HABITUE_INCONSISTENT` or `HABITUE_BAD_CURRENCY`
/// for a scorer of another unit of time, convention or currency. With an error of
/// `habitue_scorer_score` all was taken in: it is the score that fails.
pub unsafe fn habitue_live_update(
    live: &mut Live,
    transactions: habitue_transactions,
    sequence: u64,
    scorer: Option<&Scorer>,
    now: *mut habitue_customer_now,
) -> Result<()> {
    let columns = transactions.columns()?;
    let out = column_mut(now, transactions.rows, "now")?;
    if let Some(scorer) = scorer {
        scorer.meets(live)?;
    }
    let currency = live.currency();
    let mut now = Vec::with_capacity(transactions.rows);
    let mut scores = Ok(());
    let sequence = if sequence == 0 { live.sequence().saturating_add(1) } else { sequence };
    live.apply_columns(sequence, &columns, |row, arrival| {
        let scorer = scorer.filter(|_| scores.is_ok());
        let cell = arrival.map(|arrival| arrived(arrival, scorer, currency));
        now.push(cell.transpose().map(Option::unwrap_or_default).unwrap_or_else(|error| {
            scores = Err(error.at_row(row as u64));
            habitue_customer_now::default()
        }));
    })?;
    scores?;
    out.copy_from_slice(&now);
    Ok(())
}

/// A customer as of now, scored where there is a scorer.
fn now(
    row: Option<&Row<'_>>,
    scorer: Option<&Scorer>,
    currency: Option<Currency>,
) -> Result<habitue_customer_now> {
    let Some(row) = row else { return Ok(habitue_customer_now::default()) };
    let score = scorer.map(|scorer| scorer.score_row(row, currency)).transpose()?;
    Ok(habitue_customer_now::of(row, score, currency))
}

/// The same as of a purchase.
fn arrived(
    arrival: &Arrival<'_>,
    scorer: Option<&Scorer>,
    currency: Option<Currency>,
) -> Result<habitue_customer_now> {
    let phase = Some(arrival.phase).number();
    Ok(habitue_customer_now { phase, ..now(arrival.row.as_ref(), scorer, currency)? })
}

/// The same of a single transaction of a customer with an integer key, with less ado: for the
/// moment when a purchase arrives. `day` counts from 1970-01-01; `minor` is the amount in minor
/// units, not looked at where the summary keeps none. Nothing is allocated, but when buffers
/// double.
pub fn habitue_live_purchase(
    live: &mut Live,
    customer: i64,
    day: i32,
    minor: i64,
    sequence: u64,
    scorer: Option<&Scorer>,
    now: &mut habitue_customer_now,
) -> Result<()> {
    let day = Day::from_number(day).map_err(|error| error.in_column("day"))?;
    let currency = live.currency();
    if let Some(scorer) = scorer {
        scorer.meets(live)?;
    }
    if sequence != 0 && !live.expects(sequence)? {
        *now = habitue_customer_now::default();
        return Ok(());
    }
    let arrival = live.update(&match currency {
        Some(currency) => Transaction::new(customer, day, Money::from_minor(minor, currency)),
        None => Transaction::visit(customer, day),
    })?;
    *now = arrived(&arrival, scorer, currency)?;
    Ok(())
}

/// What customers are, `habitue_i64(NULL, keys)` or text, to a cell of `now` each; scored where
/// `scorer` is not NULL. Of one who is unknown or whom nothing calibrates the cell is all 0.
/// Returns what `habitue_scorer_score` does, `HABITUE_OVERFLOW`, and `HABITUE_INCONSISTENT` or
/// `HABITUE_BAD_CURRENCY` as `habitue_live_update`.
pub fn habitue_live_rows(
    live: &Live,
    customers: Keys,
    rows: usize,
    scorer: Option<&Scorer>,
    now: &mut [habitue_customer_now],
) -> Result<()> {
    customers.check()?;
    if let Some(scorer) = scorer {
        scorer.meets(live)?;
    }
    let currency = live.currency();
    let mut found = Vec::with_capacity(rows);
    for row in 0..rows {
        let Some(key) = customers.get(row) else { break };
        let cell = live.row(&key).and_then(|row| self::now(row.as_ref(), scorer, currency));
        found.push(cell.map_err(|error| error.at_row(row as u64))?);
    }
    now.copy_from_slice(&found);
    Ok(())
}

/// Erases customers, as `habitue_summary_erase`; the rest is not touched. Each is one message, of a
/// customer who is unknown too; `sequence` as for `habitue_live_update`, and of those that were
/// taken in before `known` is 0.
pub fn habitue_live_erase(
    live: &mut Live,
    customers: Keys,
    rows: usize,
    sequence: u64,
    known: Option<&mut [u8]>,
) -> Result<()> {
    let mut next = if sequence == 0 { live.sequence().saturating_add(1) } else { sequence };
    live.expects(next)?;
    erase(customers, rows, known, |customer| {
        let forgot = live.apply_forget(next, customer);
        next = next.saturating_add(1);
        matches!(forgot, Ok(Some(true)))
    })
}

/// Which of the numbers of `rows` transactions come for the first time (`is_new` 1): a message that
/// is delivered twice is to be taken in once. The last `remember` numbers are remembered, the
/// oldest forgotten; 0 for as many as before, 2^20 at first.
pub fn habitue_live_is_new(
    live: &mut Live,
    remember: u64,
    numbers: &[i64],
    _rows: usize,
    is_new: &mut [u8],
) -> Result<()> {
    if remember > 0 {
        live.remember(usize::try_from(remember).unwrap_or(usize::MAX));
    }
    for (is_new, &number) in is_new.iter_mut().zip(numbers) {
        *is_new = u8::from(live.is_new(number));
    }
    Ok(())
}

/// Calibrates until another day (from 1970-01-01) from now on, without a start and a holdout: as
/// the days move on.
pub fn habitue_live_move_to(live: &mut Live, calibration_end: i32) -> Result<()> {
    let end = Day::from_number(calibration_end);
    live.set_window(&Window::until(end.map_err(|error| error.in_column("calibration_end"))?))
}

mirror! {
    /// What a live summary holds. Start from `HABITUE_LIVE_INFO_INIT`.
    #[versioned]
    habitue_live_info: Live,
    /// Written: what customers are, `HABITUE_TYPE_I64`, `_TEXT`, or `_NONE` where nobody came.
    keys: i32 = key_type(it.key_kind()),
    /// Written: messages taken in: transactions, and customers erased, unknown ones too.
    sequence: u64 = it.sequence(),
    /// Written: customers, calibrated or not.
    customers: u64 = it.len() as u64,
    /// Written: currency of the amounts, or empty.
    currency: [c_char; 4] = written(it.currency()),
    /// Written: unit of recency and age, one of `HABITUE_UNIT_...`.
    unit: i32 = it.unit().number(),
    /// Written: the last day that calibrates.
    calibration_end: i32 = it.window().calibration_end().number(),
    reserved: u32
}

/// Tells what a live summary holds, and what it gives to the night: `table` and `summary`, each of
/// which may be NULL, receive the table of all customers for its window, as `habitue_summary_table`
/// makes it of all transactions, and a summary of everything. Returns also `HABITUE_OVERFLOW`.
pub fn habitue_live_inspect(
    live: &Live,
    info: &mut habitue_live_info,
    table: Option<New<habitue_table>>,
    summary: Option<New<habitue_summary>>,
) -> Result<()> {
    let made = table.is_some().then(|| live.table()).transpose()?;
    let all = summary.is_some().then(|| live.to_summary()).transpose()?;
    if let (Some(place), Some(made)) = (table, made) {
        place.put(habitue_table::of(made));
    }
    if let (Some(place), Some(all)) = (summary, all) {
        place.put(habitue_summary(all));
    }
    info.tell(live);
    Ok(())
}
