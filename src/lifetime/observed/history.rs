//! What is known of a customer: frequency, recency and age.

use crate::error::{Error, ErrorKind, Result};
use crate::summary::Table;
use crate::time::Unit;

/// The history of one customer: frequency x, recency t_x and age T.
///
/// All times are counted from the first purchase, in one unit of the caller's
/// choice (weeks, say) that is also the unit of the model and of every horizon.
/// A value of this type is always consistent: 0 <= t_x <= T, both finite, and
/// t_x = 0 exactly where x = 0.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct History {
    x: u32,
    t_x: f64,
    t: f64,
}

impl History {
    /// A customer who has just bought for the first time: x = 0, t_x = 0, T = 0.
    pub const NEW: Self = Self { x: 0, t_x: 0.0, t: 0.0 };

    /// A customer with `x` repeat purchases, the last at `t_x`, watched for `t`.
    ///
    /// # Errors
    /// * `NotFinite`: t_x or T is NaN or infinite.
    /// * `OutOfRange`: T < 0, or t_x outside [0, T].
    /// * `Inconsistent`: x = 0 with t_x > 0, or x > 0 with t_x = 0.
    ///
    /// ```
    /// use habitue::{ErrorKind, lifetime::History};
    /// assert!(History::new(2, 30.43, 38.86).is_ok());
    /// assert_eq!(History::new(2, 40.0, 38.86).unwrap_err().kind(), ErrorKind::OutOfRange);
    /// assert_eq!(History::new(0, 1.0, 38.86).unwrap_err().kind(), ErrorKind::Inconsistent);
    /// ```
    pub fn new(x: u32, t_x: f64, t: f64) -> Result<Self> {
        Self { x, t_x, t }.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { x, t_x, t } = self;
        if !(t.is_finite() && t >= 0.0) {
            return Err(Error::out_of_range("T", t, ">= 0 and finite"));
        }
        if !(t_x >= 0.0 && t_x <= t) {
            return Err(Error::out_of_range("t_x", t_x, format!("0 to T = {t}")));
        }
        if (x == 0) != (t_x == 0.0) {
            let sentence = if x == 0 {
                "is the time of a repeat purchase, but x = 0 says that there was none"
            } else {
                "says that there was no repeat purchase, but x is not 0"
            };
            return Err(Error::new(ErrorKind::Inconsistent, sentence)
                .in_column("t_x")
                .with_value(t_x)
                .allowing("t_x = 0 exactly where x = 0"));
        }
        Ok(self)
    }

    /// Without the checks, for rows that passed them.
    pub(crate) fn unchecked(x: u32, t_x: f64, t: f64) -> Self {
        Self { x, t_x, t }
    }

    /// x, the number of repeat purchases (the first purchase does not count).
    #[must_use]
    pub fn x(&self) -> u32 {
        self.x
    }

    /// t_x, the time of the last repeat purchase; 0 where there was none.
    #[must_use]
    pub fn t_x(&self) -> f64 {
        self.t_x
    }

    /// T, for how long the customer has been watched.
    #[must_use]
    pub fn t(&self) -> f64 {
        self.t
    }
}

/// Rows that are checked together.
const BLOCK: usize = 1 << 10;

/// The histories of many customers as columns, borrowed and checked.
///
/// They may state the unit of their times, and do where they are
/// [those of a table](Histories::of_table). Models that are fitted to them then know it; models,
/// customers and valuations that state different units refuse each other, and what states none
/// meets anything.
#[derive(Debug, Clone, Copy)]
pub struct Histories<'a> {
    x: &'a [u32],
    t_x: &'a [f64],
    t: &'a [f64],
    weights: Option<&'a [f64]>,
    log_intervals: Option<&'a [f64]>,
    unit: Option<Unit>,
}

impl<'a> Histories<'a> {
    /// The columns frequency `x`, recency `t_x` and age `t`, one row a customer.
    ///
    /// # Errors
    /// `Length` where the columns differ in length; otherwise as
    /// [`History::new`], with the row.
    pub fn new(x: &'a [u32], t_x: &'a [f64], t: &'a [f64]) -> Result<Self> {
        if t_x.len() != x.len() {
            return Err(Error::length("t_x", t_x.len(), x.len()));
        }
        if t.len() != x.len() {
            return Err(Error::length("T", t.len(), x.len()));
        }
        // Whole blocks at once, as most have no fault: without a branch per row.
        let fault = |&(x, t_x, t): &(u32, f64, f64)| {
            !(t < f64::INFINITY) | !(t_x >= 0.0) | !(t_x <= t) | ((x == 0) != (t_x == 0.0))
        };
        for first in (0..x.len()).step_by(BLOCK) {
            let block = first..(first + BLOCK).min(x.len());
            let rows = || {
                let times = t_x[block.clone()].iter().zip(&t[block.clone()]);
                x[block.clone()].iter().zip(times).map(|(&x, (&t_x, &t))| (x, t_x, t))
            };
            if rows().fold(false, |any, row| any | fault(&row)) {
                for (row, (x, t_x, t)) in (first as u64..).zip(rows()) {
                    History::new(x, t_x, t).map_err(|error| error.at_row(row))?;
                }
            }
        }
        Ok(Self { x, t_x, t, weights: None, log_intervals: None, unit: None })
    }

    /// The customers of a table, in its unit.
    ///
    /// # Errors
    /// None: a table is made of such histories.
    ///
    /// ```
    /// use habitue::ledger::{Rules, Transaction};
    /// use habitue::lifetime::{BgNbd, Fitted, FitOptions, Histories, PurchaseModel};
    /// use habitue::summary::{Convention, Summary};
    /// use habitue::time::{Day, Unit, Window};
    ///
    /// let mut summary = Summary::new(Rules::visits());
    /// for (customer, day) in [(1, 0), (1, 9), (1, 23), (2, 0), (3, 2), (3, 4), (4, 5)] {
    ///     summary.update(&Transaction::visit(customer, Day::from_number(day)?))?;
    /// }
    /// let window = Window::until(Day::from_number(70)?);
    /// let weeks = summary.table(&window, &Convention::btyd(Unit::Week))?;
    /// let days = summary.table(&window, &Convention::btyd(Unit::Day))?;
    /// let model = BgNbd::fit(&Histories::of_table(&weeks)?, &FitOptions::default())?;
    /// assert_eq!(model.time_unit(), Some(Unit::Week));
    /// let mut alive = [0.0; 4];
    /// assert!(model.p_alive_into(&Histories::of_table(&weeks)?, &mut alive).is_ok());
    /// assert!(model.p_alive_into(&Histories::of_table(&days)?, &mut alive).is_err());
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of_table(table: &'a Table) -> Result<Self> {
        Self::new(table.x(), table.t_x(), table.t())
            .map(|customers| customers.with_unit(table.unit()))
    }

    /// In this unit of time. Defaults to an unstated one.
    #[must_use]
    pub const fn with_unit(mut self, unit: Unit) -> Self {
        self.unit = Some(unit);
        self
    }

    /// The unit of the times, where it is stated.
    #[must_use]
    pub const fn unit(&self) -> Option<Unit> {
        self.unit
    }

    /// How many customers each row stands for: for tables that were reduced to
    /// distinct histories, or for survey weights. Defaults to one each.
    ///
    /// # Errors
    /// `Length` where there are not as many weights as rows; `NotFinite` or
    /// `OutOfRange` where a weight is negative, NaN or infinite; `Empty` where
    /// there are rows but all weights are zero.
    pub fn with_weights(mut self, weights: &'a [f64]) -> Result<Self> {
        if weights.len() != self.len() {
            return Err(Error::length("weights", weights.len(), self.len()));
        }
        for (row, &weight) in weights.iter().enumerate() {
            if !(weight.is_finite() && weight >= 0.0) {
                return Err(
                    Error::out_of_range("weights", weight, ">= 0 and finite").at_row(row as u64)
                );
            }
        }
        if !self.is_empty() && weights.iter().all(|&weight| weight == 0.0) {
            return Err(Error::new(ErrorKind::Empty, "are all zero").in_column("weights"));
        }
        self.weights = Some(weights);
        Ok(self)
    }

    /// The sum of the logarithms of the intervals between a customer's purchases,
    /// in the unit of the other columns: what the models with regular intervals
    /// (CNBD-k) need to find or judge k. Defaults to unknown.
    ///
    /// # Errors
    /// `Length`; `NotFinite` for a NaN or an infinity (two purchases at the same
    /// time); `Inconsistent` where x = 0 but the sum is not 0.
    pub fn with_log_intervals(mut self, log_intervals: &'a [f64]) -> Result<Self> {
        if log_intervals.len() != self.len() {
            return Err(Error::length("log_intervals", log_intervals.len(), self.len()));
        }
        for (row, (&sum, &x)) in log_intervals.iter().zip(self.x).enumerate() {
            if !sum.is_finite() {
                return Err(Error::out_of_range("log_intervals", sum, "finite").at_row(row as u64));
            }
            if x == 0 && sum != 0.0 {
                return Err(Error::new(ErrorKind::Inconsistent, "belongs to no interval: x = 0")
                    .in_column("log_intervals")
                    .with_value(sum)
                    .at_row(row as u64));
            }
        }
        self.log_intervals = Some(log_intervals);
        Ok(self)
    }

    /// The sum of the logarithms of the intervals of `row`, where they are known.
    pub(crate) fn log_interval(&self, row: usize) -> Option<f64> {
        self.log_intervals.map(|logs| logs[row])
    }

    /// Weighted sums of the logarithms of the intervals and of x.
    pub(crate) fn interval_sums(&self) -> Option<(f64, f64)> {
        let logs = self.log_intervals?;
        let mut sums = (0.0, 0.0);
        for (row, (&sum, &x)) in logs.iter().zip(self.x).enumerate() {
            sums.0 += self.weight(row) * sum;
            sums.1 += self.weight(row) * f64::from(x);
        }
        Some(sums)
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }

    /// The history in `row`, if there is such a row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<History> {
        Some(History::unchecked(*self.x.get(row)?, *self.t_x.get(row)?, *self.t.get(row)?))
    }

    /// The histories in the order of their rows.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = History> + '_ {
        (0..self.len()).map(|row| History::unchecked(self.x[row], self.t_x[row], self.t[row]))
    }

    /// Whether rows may stand for other numbers of customers than one.
    pub(crate) fn are_weighted(&self) -> bool {
        self.weights.is_some()
    }

    /// The weight of `row`: 1 unless weights were given.
    pub(crate) fn weight(&self, row: usize) -> f64 {
        self.weights.map_or(1.0, |weights| weights[row])
    }

    /// The rows from `first` on, as many as `length`.
    pub(crate) fn part(&self, first: usize, length: usize) -> Self {
        let rows = first..first + length;
        Self {
            x: &self.x[rows.clone()],
            t_x: &self.t_x[rows.clone()],
            t: &self.t[rows.clone()],
            weights: self.weights.map(|weights| &weights[rows.clone()]),
            log_intervals: self.log_intervals.map(|logs| &logs[rows]),
            unit: self.unit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_names_row_and_column() {
        let check =
            |x: u32, t_x: f64, t: f64| Histories::new(&[1, x], &[1.0, t_x], &[2.0, t]).unwrap_err();
        for (error, kind, column) in [
            (check(1, 1.0, f64::NAN), ErrorKind::NotFinite, "T"),
            (check(1, 1.0, f64::INFINITY), ErrorKind::NotFinite, "T"),
            (check(0, 0.0, -1.0), ErrorKind::OutOfRange, "T"),
            (check(1, f64::NAN, 3.0), ErrorKind::NotFinite, "t_x"),
            (check(1, 4.0, 3.0), ErrorKind::OutOfRange, "t_x"),
            (check(1, -0.1, 3.0), ErrorKind::OutOfRange, "t_x"),
            (check(0, 1.0, 3.0), ErrorKind::Inconsistent, "t_x"),
            (check(1, 0.0, 3.0), ErrorKind::Inconsistent, "t_x"),
        ] {
            assert_eq!((error.kind(), error.column(), error.row()), (kind, Some(column), Some(1)));
        }
        assert_eq!(Histories::new(&[1], &[], &[1.0]).unwrap_err().kind(), ErrorKind::Length);
        assert_eq!(Histories::new(&[1], &[1.0], &[]).unwrap_err().column(), Some("T"));
    }

    #[test]
    fn weights_are_checked() {
        let rows = Histories::new(&[0, 0], &[0.0, 0.0], &[1.0, 2.0]).unwrap();
        assert_eq!(rows.with_weights(&[1.0]).unwrap_err().kind(), ErrorKind::Length);
        assert_eq!(rows.with_weights(&[1.0, -1.0]).unwrap_err().row(), Some(1));
        assert_eq!(rows.with_weights(&[0.0, 0.0]).unwrap_err().kind(), ErrorKind::Empty);
        assert_eq!(rows.with_weights(&[1.0, 3.0]).unwrap().weight(1), 3.0);
    }
}
