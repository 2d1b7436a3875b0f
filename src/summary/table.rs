//! The columnar table of customers.

use super::builder::Builder;
use super::builder::check_total;
use super::margins::{Lost, MarginColumns, Margins};
use super::plan::Plan;
use super::store::Store;
use super::{Audit, Cells, Convention};
use crate::customer::{Dictionary, Key, KeyColumn, KeyPolicy, Keys, TextColumn};
use crate::error::{Error, ErrorKind, Result};
use crate::money::Currency;
use crate::time::{Unit, Window};

/// Customers as a structure of arrays, sorted by key: who, x, t_x, T and spend, in the
/// calibration and in the holdout.
///
/// Amounts are minor units of [`Table::currency`], exact. See the [module](super) for the words
/// and [`Summary`](super::Summary) for an example.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Table {
    pub(super) keys: KeyColumn,
    pub(super) x: Vec<u32>,
    pub(super) t_x: Vec<f64>,
    pub(super) t: Vec<f64>,
    pub(super) first_spend: Vec<i64>,
    pub(super) repeat_spend: Vec<i64>,
    pub(super) holdout_x: Vec<u32>,
    pub(super) holdout_spend: Vec<i64>,
    /// What each customer spent in the calibration, where that is not the sum of the two columns.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) total_spend: Option<Vec<i64>>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) margins: Option<MarginColumns>,
    /// The sum of the logarithms of each customer's intervals, where it was asked for.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) log_intervals: Option<Vec<f64>>,
    pub(super) currency: Option<Currency>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) key_policy: KeyPolicy,
    pub(super) window: Window,
    pub(super) convention: Convention,
    pub(super) audit: Audit,
}

/// One customer of a [`Table`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Row<'a> {
    /// Who.
    pub key: Key<'a>,
    /// Repeat occasions in the calibration.
    pub x: u32,
    /// Time from the first occasion to the last; 0 where x is 0.
    pub t_x: f64,
    /// Time from the first occasion to the end of the calibration.
    pub t: f64,
    /// Amount of the first occasion, minor units.
    pub first_spend: i64,
    /// Sum over the repeat occasions of the calibration, minor units.
    pub repeat_spend: i64,
    /// Sum over all occasions of the calibration, minor units, rounded once.
    pub total_spend: i64,
    /// Occasions in the holdout.
    pub holdout_x: u32,
    /// Sum over the holdout, minor units.
    pub holdout_spend: i64,
    /// What the occasions left; `None` where the rules keep no margins.
    pub margins: Option<Margins>,
}

impl Row<'_> {
    /// Mean amount of the repeat occasions in units of the summary's `currency`, as
    /// [`Table::mean_repeat_spend_into`] writes it.
    #[must_use]
    pub fn mean_repeat_spend(&self, currency: Option<Currency>) -> f64 {
        mean_of_repeats(self.x, self.repeat_spend, currency)
    }
}

/// Mean spend of x occasions in units; 0 where there are none.
fn mean_of_repeats(x: u32, spend: i64, currency: Option<Currency>) -> f64 {
    let minor_per_unit = currency.map_or(1, Currency::minor_per_unit) as f64;
    if x == 0 { 0.0 } else { spend as f64 / (f64::from(x) * minor_per_unit) }
}

impl Table {
    pub(super) fn build(
        store: &Store,
        names: Option<&Dictionary>,
        order: Option<&[usize]>,
        plan: &Plan,
        window: Window,
        threads: usize,
    ) -> Result<Self> {
        let mut columns = Builder::new(store.len());
        let count = columns.fill(store, order, plan, threads)?;
        let mut audit = count.audit(store.rows(), plan)?;
        audit.customers = columns.x.len() as u64;
        let sums = columns.first_spend.iter().zip(&columns.repeat_spend);
        let differ = columns
            .totals
            .iter()
            .zip(sums)
            .any(|(total, (a, b))| a.checked_add(*b) != Some(*total));
        let totals = differ.then_some(columns.totals);
        Ok(Self {
            keys: match names {
                None => KeyColumn::Integer(columns.codes),
                Some(dictionary) => KeyColumn::Text(texts(&columns.codes, dictionary)),
            },
            x: columns.x,
            t_x: columns.t_x,
            t: columns.t,
            first_spend: columns.first_spend,
            repeat_spend: columns.repeat_spend,
            holdout_x: columns.holdout_x,
            holdout_spend: columns.holdout_spend,
            total_spend: totals,
            margins: None,
            log_intervals: None,
            currency: plan.rules().currency(),
            key_policy: plan.rules().key_policy(),
            window,
            convention: plan.convention,
            audit,
        })
    }

    /// Refuses columns that no summary writes.
    pub(super) fn checked(self) -> Result<Self> {
        let customers = self.x.len();
        for (name, found) in [
            ("keys", self.keys.as_keys().len()),
            ("t_x", self.t_x.len()),
            ("t", self.t.len()),
            ("first_spend", self.first_spend.len()),
            ("repeat_spend", self.repeat_spend.len()),
            ("holdout_x", self.holdout_x.len()),
            ("holdout_spend", self.holdout_spend.len()),
            ("customers of the audit", self.audit.customers as usize),
        ] {
            if found != customers {
                return Err(Error::length(name, found, customers));
            }
        }
        let keys = self.keys.as_keys();
        keys.check()?;
        let ascending = match keys {
            Keys::Integer(keys) => keys.is_sorted_by(|a, b| a < b),
            Keys::Text(texts) => texts.iter().is_sorted_by(|a, b| a < b),
        };
        if !ascending {
            return Err(Error::new(ErrorKind::Unsorted, "do not ascend").in_column("keys"));
        }
        super::cells::check_durations(&self.x, &self.t_x, &self.t)?;
        self.margins.as_ref().map_or(Ok(()), |margins| margins.check(customers))?;
        self.log_intervals.as_ref().map_or(Ok(()), |logs| check_logs(logs, customers))?;
        match &self.total_spend {
            Some(totals) if totals.len() != customers => {
                return Err(Error::length("total_spend", totals.len(), customers));
            }
            _ => {}
        }
        for row in 0..customers {
            let (first, repeat) = (self.first_spend[row], self.repeat_spend[row]);
            let total = match &self.total_spend {
                Some(totals) => Some(totals[row]),
                None => first.checked_add(repeat),
            };
            total
                .ok_or_else(|| crate::money::overflow().in_column("spend"))
                .and_then(|total| check_total("spend", first, repeat, total))
                .map_err(|error| error.at_row(row as u64))?;
        }
        Ok(self)
    }

    /// Adds to the audit what the summary knows.
    pub(super) fn with_intake(mut self, refund_rows: u64, rejected_rows: u64) -> Self {
        self.audit.refund_rows = refund_rows;
        self.audit.rejected_rows = rejected_rows;
        self
    }

    /// Adds what the occasions left.
    pub(super) fn with_margins(
        mut self,
        margins: MarginColumns,
        lost: &Lost,
        assumed_rows: u64,
        plan: &Plan,
    ) -> Result<Self> {
        self.margins = Some(margins);
        self.audit.assumed_rows = assumed_rows;
        lost.tell(&mut self.audit, plan)?;
        Ok(self)
    }

    /// How many customers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }

    /// Who.
    #[must_use]
    pub fn keys(&self) -> Keys<'_> {
        self.keys.as_keys()
    }

    /// Who, as the owned column.
    #[must_use]
    pub const fn key_column(&self) -> &KeyColumn {
        &self.keys
    }

    /// Frequency: repeat occasions in the calibration.
    #[must_use]
    pub fn x(&self) -> &[u32] {
        &self.x
    }

    /// Recency: time from the first occasion to the last, in the convention's unit.
    #[must_use]
    pub fn t_x(&self) -> &[f64] {
        &self.t_x
    }

    /// Age T: time from the first occasion to the end of the calibration. 0 for a customer
    /// acquired in the last period.
    #[must_use]
    pub fn t(&self) -> &[f64] {
        &self.t
    }

    /// Amount of the first occasion, minor units.
    #[must_use]
    pub fn first_spend(&self) -> &[i64] {
        &self.first_spend
    }

    /// Sum over the repeat occasions of the calibration, minor units.
    #[must_use]
    pub fn repeat_spend(&self) -> &[i64] {
        &self.repeat_spend
    }

    /// Sum over all occasions of the calibration, minor units, rounded once: where amounts have
    /// more decimals than the currency, not always the sum of the rounded first and repeat spend.
    pub fn total_spend(&self) -> impl ExactSizeIterator<Item = i64> + '_ {
        (0..self.len()).map(|index| self.total_at(index))
    }

    fn total_at(&self, index: usize) -> i64 {
        match &self.total_spend {
            Some(totals) => totals[index],
            // The sum was checked when the table was made.
            None => self.first_spend[index] + self.repeat_spend[index],
        }
    }

    /// Occasions in the holdout; 0, not missing, for a customer without any.
    #[must_use]
    pub fn holdout_x(&self) -> &[u32] {
        &self.holdout_x
    }

    /// Sum over the holdout, minor units.
    #[must_use]
    pub fn holdout_spend(&self) -> &[i64] {
        &self.holdout_spend
    }

    /// What the first occasion left, minor units; `None` where the rules keep no margins.
    #[must_use]
    pub fn first_margin(&self) -> Option<&[i64]> {
        self.margins.as_ref().map(|margins| margins.first.as_slice())
    }

    /// What the repeat occasions of the calibration left together, minor units; `None` where the
    /// rules keep no margins.
    #[must_use]
    pub fn repeat_margin(&self) -> Option<&[i64]> {
        self.margins.as_ref().map(|margins| margins.repeat.as_slice())
    }

    /// What the holdout left, minor units; `None` where the rules keep no margins.
    #[must_use]
    pub fn holdout_margin(&self) -> Option<&[i64]> {
        self.margins.as_ref().map(|margins| margins.holdout.as_slice())
    }

    /// The profit of the calibration, what all its occasions left together, minor units; `None`
    /// where the rules keep no margins.
    #[must_use]
    pub fn profit(&self) -> Option<Vec<i64>> {
        self.margins.as_ref().map(|margins| margins.total.clone())
    }

    /// The share of each customer's spend in the calibration that was margin. Where a customer
    /// spent nothing on balance there is no such share, and the customer has that of all customers
    /// together (0 where these spent nothing, either). What turns an expected spend into an
    /// expected profit.
    ///
    /// # Errors
    /// [`ErrorKind::Length`](crate::ErrorKind::Length) where `out` is not as long as the table,
    /// [`ErrorKind::Missing`](crate::ErrorKind::Missing) where the rules keep no margins.
    pub fn margin_rate_into(&self, out: &mut [f64]) -> Result<()> {
        let profit = self.profit().ok_or_else(no_margins)?;
        if out.len() != self.len() {
            return Err(Error::length("out", out.len(), self.len()));
        }
        let sum = |column: &mut dyn Iterator<Item = i64>| column.map(i128::from).sum::<i128>();
        let (left, spent) = (sum(&mut profit.iter().copied()), sum(&mut self.total_spend()));
        let pooled = if spent > 0 { left as f64 / spent as f64 } else { 0.0 };
        for ((slot, spent), left) in out.iter_mut().zip(self.total_spend()).zip(profit) {
            *slot = if spent > 0 { left as f64 / spent as f64 } else { pooled };
        }
        Ok(())
    }

    /// Mean margin of the repeat occasions in units of the currency, one rounding; 0 where x is 0.
    /// A Gamma-Gamma model takes it for the profit a purchase leaves, as far as it is positive.
    ///
    /// # Errors
    /// [`ErrorKind::Length`](crate::ErrorKind::Length) where `out` is not as long as the table,
    /// [`ErrorKind::Missing`](crate::ErrorKind::Missing) where the rules keep no margins.
    pub fn mean_repeat_margin_into(&self, out: &mut [f64]) -> Result<()> {
        self.mean_into(self.repeat_margin().ok_or_else(no_margins)?, out)
    }

    /// Mean amount of the repeat occasions in units of the currency, one rounding; 0 where x
    /// is 0. What lifetimes calls `monetary_value`, and what a Gamma-Gamma model takes.
    ///
    /// # Errors
    /// [`ErrorKind::Length`](crate::ErrorKind::Length) where `out` is not as long as the table.
    pub fn mean_repeat_spend_into(&self, out: &mut [f64]) -> Result<()> {
        self.mean_into(&self.repeat_spend, out)
    }

    /// What an occasion came to on average, given the sums over the repeat ones.
    fn mean_into(&self, sums: &[i64], out: &mut [f64]) -> Result<()> {
        if out.len() != self.len() {
            return Err(Error::length("out", out.len(), self.len()));
        }
        for ((slot, &x), &sum) in out.iter_mut().zip(&self.x).zip(sums) {
            *slot = mean_of_repeats(x, sum, self.currency);
        }
        Ok(())
    }

    /// [`Table::mean_repeat_spend_into`] a new column.
    #[must_use]
    pub fn mean_repeat_spend(&self) -> Vec<f64> {
        let mut out = vec![0.0; self.len()];
        // The length is right, which is all that can be wrong.
        let _ = self.mean_repeat_spend_into(&mut out);
        out
    }

    /// One customer by position.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        Some(Row {
            key: self.keys().get(index)?,
            x: *self.x.get(index)?,
            t_x: self.t_x[index],
            t: self.t[index],
            first_spend: self.first_spend[index],
            repeat_spend: self.repeat_spend[index],
            total_spend: self.total_at(index),
            holdout_x: self.holdout_x[index],
            holdout_spend: self.holdout_spend[index],
            margins: self.margins.as_ref().map(|margins| margins.row(index)),
        })
    }

    /// All customers, by ascending key.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).filter_map(|index| self.row(index))
    }

    /// Where a customer is, if in the table, in any spelling that the rules take for theirs; a
    /// binary search.
    #[must_use]
    pub fn find(&self, customer: &Key<'_>) -> Option<usize> {
        match (self.keys(), customer) {
            (Keys::Integer(keys), Key::Integer(key)) => keys.binary_search(key).ok(),
            (Keys::Text(texts), Key::Text(text)) => {
                let text = self.key_policy.apply(text);
                let (mut low, mut high) = (0, texts.len());
                while low < high {
                    let middle = low + (high - low) / 2;
                    if texts.get(middle)? < &*text { low = middle + 1 } else { high = middle }
                }
                (texts.get(low) == Some(&*text)).then_some(low)
            }
            _ => None,
        }
    }

    /// The same table with the sums of the logarithms of intervals, one a customer, as
    /// [`Summary::log_intervals`](super::Summary::log_intervals) gives them. Defaults to none.
    ///
    /// # Errors
    /// [`ErrorKind::Length`] where there are more or fewer than customers,
    /// [`ErrorKind::NotFinite`] for one that is not finite, by its row.
    pub fn with_log_intervals(mut self, log_intervals: Vec<f64>) -> Result<Self> {
        check_logs(&log_intervals, self.len())?;
        self.log_intervals = Some(log_intervals);
        Ok(self)
    }

    /// The sum of the logarithms of each customer's intervals between occasions of the
    /// calibration, which the CNBD-k models read; `None` where it was not asked for.
    #[must_use]
    pub fn log_intervals(&self) -> Option<&[f64]> {
        self.log_intervals.as_deref()
    }

    /// The distinct (x, t_x, T) with counts.
    #[must_use]
    pub fn cells(&self) -> Cells {
        Cells::from_columns(&self.x, &self.t_x, &self.t)
    }

    /// The currency of the amounts; `None` where there are none.
    #[must_use]
    pub const fn currency(&self) -> Option<Currency> {
        self.currency
    }

    /// The window that the table is of.
    #[must_use]
    pub const fn window(&self) -> &Window {
        &self.window
    }

    /// The unit of t_x and T.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.convention.unit()
    }

    /// How occasions and durations are counted.
    #[must_use]
    pub const fn convention(&self) -> &Convention {
        &self.convention
    }

    /// What became of every row.
    #[must_use]
    pub const fn audit(&self) -> &Audit {
        &self.audit
    }
}

/// Refuses logarithms that are not one a customer, or none.
fn check_logs(logs: &[f64], customers: usize) -> Result<()> {
    if logs.len() != customers {
        return Err(Error::length("log_intervals", logs.len(), customers));
    }
    Error::unless_all_finite(logs, "log_intervals")
}

/// The error for margins that are not there.
fn no_margins() -> Error {
    Error::new(ErrorKind::Missing, "is not kept; give the rules a policy of costs")
        .in_column("margin")
}

/// The names of codes.
fn texts(codes: &[i64], dictionary: &Dictionary) -> TextColumn {
    let all = dictionary.texts();
    if codes.len() == all.len() && (0..).zip(codes).all(|(number, code)| number == *code) {
        return dictionary.text_column().clone();
    }
    // As if those who are here had names as long as all have.
    let bytes = all.bytes() as f64 * codes.len() as f64 / all.len().max(1) as f64;
    let mut column = TextColumn::with_capacity(codes.len(), bytes as usize);
    codes.iter().filter_map(|code| all.get(*code as usize)).for_each(|name| column.push(name));
    column
}
