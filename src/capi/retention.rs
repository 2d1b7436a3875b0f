//! Transitions, the leaky bucket and defection.

use super::column::{column, column_mut, optional_column_mut, output};
use super::guard::guard;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::retention::{
    CauseGroup, Defection, DefectionAnalysis, LeakyBucket, count_transitions, transition_rates_into,
};

/// Group of causes of loss: the customer (客户自身因素).
pub const HABITUE_CAUSE_GROUP_CUSTOMER: i32 = 1;
/// Group of causes of loss: external (外部因素).
pub const HABITUE_CAUSE_GROUP_EXTERNAL: i32 = 2;
/// Group of causes of loss: competition (竞争因素).
pub const HABITUE_CAUSE_GROUP_COMPETITION: i32 = 3;
/// Group of causes of loss: purchase experience (购买体验因素).
pub const HABITUE_CAUSE_GROUP_EXPERIENCE: i32 = 4;

/// Counts how many customers went from which class to which between two dates:
/// `before` and `after` hold class codes, 0 (unknown) to `classes`; `counts` has
/// `cells` = (classes + 1) x (classes + 1) entries, row by row, the class before
/// being the row.
///
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error, or
/// `HABITUE_OUT_OF_RANGE` for a code that is no class, with row and column. Nothing
/// is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_count_transitions(
    before: *const i32,
    after: *const i32,
    rows: usize,
    classes: usize,
    counts: *mut u64,
    cells: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (before, after, counts) = unsafe {
            (
                column(before, rows, "before")?,
                column(after, rows, "after")?,
                column_mut(counts, cells, "counts")?,
            )
        };
        count_transitions(before, after, classes, counts)
    })
}

/// How many customers climbed, stayed and fell between two dates.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_moves {
    /// In a higher class later.
    pub climbed: u64,
    /// In the same class.
    pub stayed: u64,
    /// In a lower class later.
    pub fell: u64,
    /// Unknown at either date.
    pub n_missing: u64,
}

/// The funnel of `counts` as `habitue_count_transitions` fills them, of `cells` =
/// (classes + 1) x (classes + 1) entries: for each class before (row) and after (column),
/// both without the unknown, the share of those in it who went there (`rates`) and who
/// went there or higher (`conversions`), among those whose later class is known; each of
/// classes x classes entries, NaN in the row of a class in which nobody was.
///
/// `rates`, `conversions`, `moves` and `error` may be NULL. Returns `HABITUE_OK`, or an
/// argument error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_transition_rates(
    counts: *const u64,
    cells: usize,
    classes: usize,
    rates: *mut f64,
    conversions: *mut f64,
    moves: *mut habitue_moves,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let known = classes.saturating_mul(classes);
        // SAFETY: the contract of the header.
        let (counts, rates, conversions, slot) = unsafe {
            (
                column(counts, cells, "counts")?,
                optional_column_mut(rates, known, "rates")?,
                optional_column_mut(conversions, known, "conversions")?,
                if moves.is_null() { None } else { Some(output(moves, "moves")?) },
            )
        };
        let side = classes.saturating_add(1);
        if side.saturating_mul(side) != cells {
            return Err(Error::length("counts", cells, side.saturating_mul(side)));
        }
        let mut spare = (vec![], vec![]);
        let rates = rates.unwrap_or_else(|| fresh(&mut spare.0, known));
        let conversions = conversions.unwrap_or_else(|| fresh(&mut spare.1, known));
        let found = transition_rates_into(counts, classes, rates, conversions)?;
        if let Some(slot) = slot {
            *slot = habitue_moves {
                climbed: found.climbed,
                stayed: found.stayed,
                fell: found.fell,
                n_missing: found.n_missing,
            };
        }
        Ok(())
    })
}

/// A column of our own in the place of one that the caller does not want.
fn fresh(column: &mut Vec<f64>, length: usize) -> &mut [f64] {
    column.resize(length, 0.0);
    column
}

/// Where a leaky bucket of customers tends to.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_bucket {
    /// The share lost in a period, all causes together.
    pub churn: f64,
    /// The level that the bucket tends to, acquired / churn; NaN where it does not
    /// leak.
    pub steady_state: f64,
    /// How many must be acquired in a period to stand still.
    pub to_stand_still: f64,
}

/// A base of `customers` that gains `acquired` in each period (finite, >= 0) and
/// loses the share `rates[i]` of all by cause i (>= 0, together at most 1). `series`
/// receives the customers after 0, 1, 2, ... periods, `lost_by_cause` how many leave
/// for each cause in the first.
///
/// `series`, `lost_by_cause`, `bucket` and `error` may be NULL. Returns `HABITUE_OK`,
/// an argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row of
/// the rate. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_leaky_bucket(
    customers: f64,
    acquired: f64,
    rates: *const f64,
    causes: usize,
    series: *mut f64,
    periods: usize,
    lost_by_cause: *mut f64,
    bucket: *mut habitue_bucket,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (rates, series, lost, slot) = unsafe {
            (
                column(rates, causes, "rates")?,
                optional_column_mut(series, periods, "series")?,
                optional_column_mut(lost_by_cause, causes, "lost_by_cause")?,
                if bucket.is_null() { None } else { Some(output(bucket, "bucket")?) },
            )
        };
        let mut found = LeakyBucket::new(customers, acquired)?;
        for (row, rate) in rates.iter().enumerate() {
            found = found.with_cause("", *rate).map_err(|error| error.at_row(row as u64))?;
        }
        if let Some(series) = series {
            found.series_into(series);
        }
        if let Some(lost) = lost {
            for (out, count) in lost.iter_mut().zip(found.lost_by_cause()) {
                *out = count;
            }
        }
        if let Some(slot) = slot {
            *slot = habitue_bucket {
                churn: found.churn(),
                steady_state: found.steady_state().unwrap_or(f64::NAN),
                to_stand_still: found.to_stand_still(),
            };
        }
        Ok(())
    })
}

/// Defection of a period, all causes together.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_defection {
    /// How many left.
    pub lost: u64,
    /// Lost / customers.
    pub rate: f64,
    /// The profit lost with them.
    pub lost_profit: f64,
    /// The net gain of all programmes together.
    pub net_gain: f64,
    /// The net gain of those programmes that earn more than they cost.
    pub worthwhile_gain: f64,
}

/// Defection by cause. For each of `causes`: how many of `customers` left for it
/// (`lost`), the present value of the profit of one (`profit_per_customer`, finite),
/// the share of them whom a programme would keep (`preventable`, 0 to 1) and its
/// cost (`programme_cost`, finite, >= 0); amounts of one currency. Out, each of
/// `causes` entries: the profit lost, the net gain of the programme, and the share
/// that it must keep to pay for itself (NaN where that is impossible).
///
/// `lost_profit`, `net_gain`, `break_even`, `defection` and `error` may be NULL.
/// Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` without a customer,
/// `HABITUE_INCONSISTENT` where more left than there were, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` with row and column. Nothing is written then. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_defection_analysis(
    customers: u64,
    lost: *const u64,
    profit_per_customer: *const f64,
    preventable: *const f64,
    programme_cost: *const f64,
    causes: usize,
    lost_profit: *mut f64,
    net_gain: *mut f64,
    break_even: *mut f64,
    defection: *mut habitue_defection,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (lost, profit, preventable, cost) = unsafe {
            (
                column(lost, causes, "lost")?,
                column(profit_per_customer, causes, "profit_per_customer")?,
                column(preventable, causes, "preventable")?,
                column(programme_cost, causes, "programme_cost")?,
            )
        };
        // SAFETY: the contract of the header.
        let (out_profit, out_gain, out_share, slot) = unsafe {
            (
                optional_column_mut(lost_profit, causes, "lost_profit")?,
                optional_column_mut(net_gain, causes, "net_gain")?,
                optional_column_mut(break_even, causes, "break_even")?,
                if defection.is_null() { None } else { Some(output(defection, "defection")?) },
            )
        };
        let rows: Result<Vec<Defection>> = (0..causes)
            .map(|row| {
                Defection::new("", lost[row], profit[row])
                    .and_then(|cause| cause.with_programme(preventable[row], cost[row]))
                    .map_err(|error| error.at_row(row as u64))
            })
            .collect();
        let found = DefectionAnalysis::new(customers, rows?)?;
        let fill = |out: Option<&mut [f64]>, of: fn(&Defection) -> f64| {
            for (slot, cause) in out.into_iter().flatten().zip(found.causes()) {
                *slot = of(cause);
            }
        };
        fill(out_profit, Defection::lost_profit);
        fill(out_gain, Defection::net_gain);
        fill(out_share, |cause| cause.break_even().unwrap_or(f64::NAN));
        if let Some(slot) = slot {
            *slot = habitue_defection {
                lost: found.lost(),
                rate: found.rate(),
                lost_profit: found.lost_profit(),
                net_gain: found.net_gain(),
                worthwhile_gain: found.worthwhile_gain(),
            };
        }
        Ok(())
    })
}

/// What left for the causes of each group: of `causes`, each with how many of `customers`
/// left for it (`lost`), the present value of the profit of one (`profit_per_customer`,
/// finite) and its group (one of `HABITUE_CAUSE_GROUP_...`, 0 where it is not known).
/// `lost_by_group` and `profit_by_group`, each of 5 entries, receive how many left and
/// the profit lost with them, entry 0 for causes of no known group.
///
/// `lost_by_group`, `profit_by_group` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_EMPTY_INPUT` without a customer, `HABITUE_INCONSISTENT` where
/// more left than there were, `HABITUE_BAD_ENUMERATOR` or `HABITUE_NOT_FINITE` with the
/// row. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_defection_by_group(
    customers: u64,
    lost: *const u64,
    profit_per_customer: *const f64,
    groups: *const i32,
    causes: usize,
    lost_by_group: *mut u64,
    profit_by_group: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (lost, profit, groups, out_lost, out_profit) = unsafe {
            (
                column(lost, causes, "lost")?,
                column(profit_per_customer, causes, "profit_per_customer")?,
                column(groups, causes, "groups")?,
                optional_column_mut(lost_by_group, 5, "lost_by_group")?,
                optional_column_mut(profit_by_group, 5, "profit_by_group")?,
            )
        };
        let cause = |row: usize| -> Result<Defection> {
            let cause = Defection::new("", lost[row], profit[row])?;
            Ok(match group(groups[row])? {
                Some(group) => cause.with_group(group),
                None => cause,
            })
        };
        let rows: Result<Vec<Defection>> =
            (0..causes).map(|row| cause(row).map_err(|error| error.at_row(row as u64))).collect();
        let found = DefectionAnalysis::new(customers, rows?)?;
        let by_group = |code: i32| found.of_group(CauseGroup::from_code(code));
        for (slot, code) in out_lost.into_iter().flatten().zip(0..) {
            *slot = by_group(code).lost;
        }
        for (slot, code) in out_profit.into_iter().flatten().zip(0..) {
            *slot = by_group(code).lost_profit;
        }
        Ok(())
    })
}

fn group(code: i32) -> Result<Option<CauseGroup>> {
    let found = CauseGroup::from_code(code);
    if found.is_some() || code == 0 {
        return Ok(found);
    }
    Err(Error::new(ErrorKind::Enumerator, "is not one of the enumerators")
        .in_column("groups")
        .with_value(code)
        .allowing(format!("0 (not known) to {}", CauseGroup::ALL.len())))
}
