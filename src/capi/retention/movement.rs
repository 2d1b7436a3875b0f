//! Transitions, the leaky bucket and defection.

use crate::capi::prelude::*;
use crate::retention::{
    CauseGroup, Defection, DefectionAnalysis, LeakyBucket, count_transitions, transition_rates_into,
};

enumeration!(HABITUE_CAUSE_GROUP: CauseGroup);

/// The cells of a table of transitions between so many classes and "unknown".
fn cells(classes: usize) -> Result<usize> {
    let side = classes.checked_add(1);
    side.and_then(|side| side.checked_mul(side))
        .ok_or_else(|| Error::length("classes", classes, u32::MAX as usize))
}

/// Counts how many customers went from which class to which between two dates: `before` and
/// `after` hold class codes, 0 (unknown) to `classes`; `counts` has (`classes` + 1) squared cells,
/// row by row, the class before being the row. They add up. Since 0.1.
pub unsafe fn habitue_transitions_count(
    before: &[i32],
    after: &[i32],
    _rows: usize,
    classes: usize,
    counts: *mut u64,
) -> Result<()> {
    let counts = column_mut(counts, cells(classes)?, "counts")?;
    count_transitions(before, after, classes, counts)
}

mirror! {
    /// How many customers climbed, stayed and fell between two dates.
    habitue_moves: crate::retention::Moves, climbed, stayed, fell, n_missing
}

/// The funnel of `counts` as `habitue_transitions_count` fills them: for each class before (row)
/// and after (column), both without the unknown, the share of those in it who went there (`rates`)
/// and who went there or higher (`conversions`), among those whose later class is known; NaN in
/// the row of a class in which nobody was. Each has `classes` squared cells; they and `moves` may
/// be NULL. Since 0.1.
pub unsafe fn habitue_transitions_rates(
    counts: *const u64,
    classes: usize,
    rates: *mut f64,
    conversions: *mut f64,
    moves: Option<&mut habitue_moves>,
) -> Result<()> {
    let all = cells(classes)?;
    let known = classes * classes;
    let counts = column(counts, all, "counts")?;
    let rates = optional_column_mut(rates, known, "rates")?;
    let conversions = optional_column_mut(conversions, known, "conversions")?;
    let mut spare = (vec![], vec![]);
    let rates = rates.unwrap_or_else(|| fresh(&mut spare.0, known));
    let conversions = conversions.unwrap_or_else(|| fresh(&mut spare.1, known));
    let found = transition_rates_into(counts, classes, rates, conversions)?;
    if let Some(slot) = moves {
        *slot = found.told();
    }
    Ok(())
}

/// A column of our own in the place of one that the caller does not want.
fn fresh(column: &mut Vec<f64>, length: usize) -> &mut [f64] {
    column.resize(length, 0.0);
    column
}

/// A base that gains and leaks, and where it tends to. Start from `HABITUE_BUCKET_INIT`.
#[apply(versioned)]
pub struct habitue_bucket {
    pub reserved: u32,
    /// Customers now, finite and >= 0; must be given.
    pub customers: f64,
    /// How many are acquired in each period, finite and >= 0. 0 by default.
    pub acquired: f64,
    /// The share of all that each cause takes in a period, >= 0, together at most 1.
    pub rates: *const f64,
    /// How many causes there are.
    pub causes: usize,
    /// Written: how many leave for each cause in the first period; or NULL.
    pub lost_by_cause: *mut f64,
    /// Written: the customers after 0, 1, 2, ... periods; or NULL.
    pub series: *mut f64,
    /// How many cells `series` has.
    pub periods: usize,
    /// Written: the share lost in a period, all causes together.
    pub churn: f64,
    /// Written: the level that the base tends to, acquired / churn; NaN where it does not leak.
    pub steady_state: f64,
    /// Written: how many must be acquired in a period to stand still.
    pub to_stand_still: f64,
}

begins!(habitue_bucket, customers = f64::NAN);

/// Where a leaky bucket of customers tends to. Returns also `HABITUE_OVERFLOW` where a figure is
/// beyond doubles. Since 0.1.
pub unsafe fn habitue_leaky_bucket(bucket: &mut habitue_bucket) -> Result<()> {
    let rates = column(bucket.rates, bucket.causes, "bucket.rates")?;
    let lost = optional_column_mut(bucket.lost_by_cause, bucket.causes, "bucket.lost_by_cause")?;
    let series = optional_column_mut(bucket.series, bucket.periods, "bucket.series")?;
    let found = LeakyBucket::of_rates(bucket.customers, bucket.acquired, rates)?;
    bucket.churn = found.churn();
    bucket.steady_state = found.level()?.unwrap_or(f64::NAN);
    bucket.to_stand_still = found.to_stand_still();
    series.map_or(Ok(()), |series| found.series_into(series))?;
    fill(lost, found.lost_by_cause());
    Ok(())
}

/// Who left for which cause, and what it cost. Start from `HABITUE_DEFECTION_INIT`; amounts are of
/// one currency, columns have `causes` cells.
#[apply(versioned)]
pub struct habitue_defection {
    pub reserved: u32,
    /// Customers at the start.
    pub customers: u64,
    /// How many causes there are.
    pub causes: usize,
    /// How many left for each cause.
    pub lost: *const u64,
    /// The present value of the profit of one of them, finite.
    pub profit_per_customer: *const f64,
    /// The share of them whom a programme would keep, 0 to 1; NULL for none.
    pub preventable: *const f64,
    /// The cost of the programme, finite and >= 0; NULL for nothing.
    pub programme_cost: *const f64,
    /// The group of each cause, one of `HABITUE_CAUSE_GROUP_...`, 0 where it is not known; NULL
    /// where none is.
    pub groups: *const i32,
    /// Written: the profit lost to each cause; or NULL, as the next two.
    pub lost_profit: *mut f64,
    /// Written: the net gain of its programme.
    pub net_gain: *mut f64,
    /// Written: the share that the programme must keep to pay for itself; NaN where that is
    /// impossible.
    pub break_even: *mut f64,
    /// Written: how many left for the causes of each group, by its code.
    pub lost_by_group: [u64; 5],
    /// Written: the profit lost with them.
    pub profit_by_group: [f64; 5],
    /// Written: how many left.
    pub total_lost: u64,
    /// Written: total_lost / customers.
    pub rate: f64,
    /// Written: the profit lost with them.
    pub total_lost_profit: f64,
    /// Written: the net gain of all programmes together.
    pub total_net_gain: f64,
    /// Written: the net gain of those programmes that earn more than they cost.
    pub worthwhile_gain: f64,
}

/// Defection by cause and group. Returns also `HABITUE_EMPTY_INPUT` without a customer, and
/// `HABITUE_INCONSISTENT` where more left than there were. Since 0.1.
pub unsafe fn habitue_defection_analyse(defection: &mut habitue_defection) -> Result<()> {
    let found = DefectionAnalysis::new(defection.customers, defection.rows()?)?;
    defection.tell_causes(found.causes())?;
    for (code, (lost, profit)) in
        (0..).zip(defection.lost_by_group.iter_mut().zip(&mut defection.profit_by_group))
    {
        let group = found.of_group(CauseGroup::from_code(code));
        (*lost, *profit) = (group.lost, group.lost_profit);
    }
    (defection.total_lost, defection.rate) = (found.lost(), found.rate());
    (defection.total_lost_profit, defection.total_net_gain) =
        (found.lost_profit(), found.net_gain());
    defection.worthwhile_gain = found.worthwhile_gain();
    Ok(())
}

impl habitue_defection {
    unsafe fn rows(&self) -> Result<Vec<Defection>> {
        let lost = column(self.lost, self.causes, "lost")?;
        let profit = column(self.profit_per_customer, self.causes, "profit_per_customer")?;
        let preventable = optional_column(self.preventable, self.causes, "preventable")?;
        let cost = optional_column(self.programme_cost, self.causes, "programme_cost")?;
        let groups = optional_column(self.groups, self.causes, "groups")?;
        let cause = |row: usize| -> Result<Defection> {
            let of = |column: Option<&[f64]>| column.map_or(0.0, |column| column[row]);
            let cause = Defection::new("", lost[row], profit[row])?
                .with_programme(of(preventable), of(cost))?;
            match groups.map_or(0, |groups| groups[row]) {
                0 => Ok(cause),
                code => Ok(cause.with_group(
                    CauseGroup::from_code(code)
                        .ok_or_else(|| no_enumerator(code, "groups", &[0, 1, 2, 3, 4]))?,
                )),
            }
        };
        (0..self.causes).map(|row| cause(row).map_err(|e| e.at_row(row as u64))).collect()
    }

    unsafe fn tell_causes(&self, causes: &[Defection]) -> Result<()> {
        let lost = optional_column_mut(self.lost_profit, self.causes, "lost_profit")?;
        let gain = optional_column_mut(self.net_gain, self.causes, "net_gain")?;
        let share = optional_column_mut(self.break_even, self.causes, "break_even")?;
        fill(lost, causes.iter().map(Defection::lost_profit));
        fill(gain, causes.iter().map(Defection::net_gain));
        fill(share, causes.iter().map(|cause| cause.break_even().unwrap_or(f64::NAN)));
        Ok(())
    }
}
