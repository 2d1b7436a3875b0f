//! Owned columns of transactions.

use super::costing::Margin;
#[cfg(feature = "serde")]
use super::exact_column::check_fractions;
use super::exact_column::{ExactColumn, Fraction, push};
use super::{Columns, Rules, Times, Transaction};
#[cfg(feature = "files")]
use crate::customer::KeyKind;
use crate::customer::{Key, KeyColumn};
use crate::error::Result;
#[cfg(feature = "serde")]
use crate::error::{Error, ErrorKind};
use crate::money::{Exact, Money};
use crate::time::{Moment, Unit};

/// Transactions in memory, as columns under one set of [`Rules`].
///
/// A ledger is what was read, row for row; a [`Summary`](crate::summary::Summary) is what models
/// need of it.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Ledger {
    rules: Rules,
    customers: KeyColumn,
    seconds: Vec<i64>,
    minor: Vec<i64>,
    /// What each row left, and whether that was known (1) or assumed (0).
    #[cfg_attr(feature = "serde", serde(default))]
    margins: Vec<i64>,
    #[cfg_attr(feature = "serde", serde(default))]
    known: Vec<u8>,
    /// What amounts and margins have above whole minor units.
    #[cfg_attr(feature = "serde", serde(default))]
    minor_fractions: Vec<Fraction>,
    #[cfg_attr(feature = "serde", serde(default))]
    margin_fractions: Vec<Fraction>,
    /// Refunds that stand at the time of their purchase, and when they came; by ascending row.
    #[cfg_attr(feature = "serde", serde(default))]
    moved: Vec<MovedRefund>,
}

/// A refund that stands at the time of its purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct MovedRefund {
    pub(crate) row: u64,
    /// When it came, in seconds.
    pub(crate) came: i64,
}

impl Ledger {
    /// An empty ledger.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self {
            rules,
            customers: KeyColumn::default(),
            seconds: Vec::new(),
            minor: Vec::new(),
            margins: Vec::new(),
            known: Vec::new(),
            minor_fractions: Vec::new(),
            margin_fractions: Vec::new(),
            moved: Vec::new(),
        }
    }

    /// An empty ledger whose keys are of a kind.
    #[cfg(feature = "files")]
    pub(super) fn of_kind(rules: Rules, kind: KeyKind) -> Self {
        Self { customers: KeyColumn::new(kind), ..Self::new(rules) }
    }

    /// Takes in transactions from an iterator.
    ///
    /// # Errors
    /// As [`Ledger::push`], naming the transaction, counted from 0.
    ///
    /// ```
    /// use habitue::ledger::{Ledger, Rules, Transaction};
    /// use habitue::time::Day;
    ///
    /// let day = Day::parse("2024-05-01")?;
    /// let visits = ["Ada", "Bo", "Ada"].map(|name| Transaction::visit(name, day));
    /// assert_eq!(Ledger::from_transactions(visits, Rules::visits())?.len(), 3);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn from_transactions<'a>(
        transactions: impl IntoIterator<Item = Transaction<'a>>,
        rules: Rules,
    ) -> Result<Self> {
        let mut ledger = Self::new(rules);
        for (row, transaction) in transactions.into_iter().enumerate() {
            ledger.push(&transaction).map_err(|error| error.at_row(row as u64))?;
        }
        Ok(ledger)
    }

    /// Appends one transaction.
    ///
    /// # Errors
    /// * [`ErrorKind::Inconsistent`](crate::ErrorKind::Inconsistent) for a key of another kind
    ///   than those before it, or an amount with more decimals than the currency where no
    ///   rounding is named;
    /// * [`ErrorKind::Missing`](crate::ErrorKind::Missing) for an empty key, no amount, or no
    ///   cost where that is refused;
    /// * [`ErrorKind::Currency`](crate::ErrorKind::Currency) for another currency;
    /// * [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for too large an amount;
    /// * [`ErrorKind::Refund`](crate::ErrorKind::Refund) for a refund where they are refused.
    pub fn push(&mut self, transaction: &Transaction<'_>) -> Result<()> {
        let amount = self.rules.minor(transaction.amount)?;
        let margin = self.rules.margin(amount, transaction.costing.as_ref())?;
        match transaction.customer {
            Key::Text(key) => {
                let key = self.rules.key_policy().apply(key);
                self.append(&Key::Text(&key), transaction.at, amount, margin)
            }
            key => self.append(&key, transaction.at, amount, margin),
        }
    }

    /// Appends a row whose key and amount are accepted already.
    pub(crate) fn append(
        &mut self,
        customer: &Key<'_>,
        at: Moment,
        amount: Exact,
        margin: Option<Margin>,
    ) -> Result<()> {
        self.customers.push(customer)?;
        self.seconds.push(at.seconds());
        if self.rules.currency().is_some() {
            push(&mut self.minor, &mut self.minor_fractions, amount);
        }
        if let Some(margin) = margin {
            push(&mut self.margins, &mut self.margin_fractions, margin.minor);
            self.known.push(u8::from(margin.known));
        }
        Ok(())
    }

    /// Appends all rows of a ledger under the same rules.
    ///
    /// # Errors
    /// [`ErrorKind::Inconsistent`](crate::ErrorKind::Inconsistent) for keys of another kind.
    #[cfg(feature = "files")]
    pub(crate) fn extend(&mut self, other: &Self) -> Result<()> {
        let rows = self.len() as u64;
        let keys = other.customers.as_keys();
        for key in (0..keys.len()).filter_map(|row| keys.get(row)) {
            self.customers.push(&key)?;
        }
        self.seconds.extend_from_slice(&other.seconds);
        self.minor.extend_from_slice(&other.minor);
        self.margins.extend_from_slice(&other.margins);
        self.known.extend_from_slice(&other.known);
        let later = |fraction: &Fraction| fraction.later(rows);
        self.minor_fractions.extend(other.minor_fractions.iter().map(later));
        self.margin_fractions.extend(other.margin_fractions.iter().map(later));
        let moved = |moved: &MovedRefund| MovedRefund { row: moved.row + rows, ..*moved };
        self.moved.extend(other.moved.iter().map(moved));
        Ok(())
    }

    /// Refuses columns that no transactions under the rules leave.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        let rows = self.len();
        let amounts = if self.rules.currency().is_some() { rows } else { 0 };
        let margins = if self.rules.costs().is_some() { rows } else { 0 };
        for (name, found, needed) in [
            ("customers", self.customers.as_keys().len(), rows),
            ("minor", self.minor.len(), amounts),
            ("margins", self.margins.len(), margins),
            ("known", self.known.len(), margins),
        ] {
            if found != needed {
                return Err(Error::length(name, found, needed));
            }
        }
        self.customers.as_keys().check()?;
        check_fractions("minor_fractions", &self.minor_fractions, self.minor.len())?;
        check_fractions("margin_fractions", &self.margin_fractions, self.margins.len())?;
        let amounts = ExactColumn::new(&self.minor, &self.minor_fractions);
        let cell = |row: usize| -> Result<()> {
            Moment::from_seconds(self.seconds[row])?;
            if row < self.minor.len() {
                self.rules.accept_minor(amounts.get(row))?;
            }
            match self.known.get(row) {
                Some(2..) => {
                    Err(Error::out_of_range("known", f64::from(self.known[row]), "0 or 1"))
                }
                _ => Ok(()),
            }
        };
        (0..rows).try_for_each(|row| cell(row).map_err(|error| error.at_row(row as u64)))?;
        for (place, moved) in self.moved.iter().enumerate() {
            Moment::from_seconds(moved.came)?;
            let before = place.checked_sub(1).map(|place| self.moved[place].row);
            let row = usize::try_from(moved.row).unwrap_or(usize::MAX);
            let is_refund = row < self.minor.len() && amounts.get(row).is_negative();
            if before.is_some_and(|before| before >= moved.row) || !is_refund {
                return Err(Error::new(ErrorKind::Inconsistent, "is no refund, or not ascending")
                    .in_column("moved")
                    .with_value(moved.row));
            }
        }
        Ok(self)
    }

    /// Forgets all rows and keeps their room.
    pub fn clear(&mut self) {
        self.customers.clear();
        self.seconds.clear();
        self.minor.clear();
        self.margins.clear();
        self.known.clear();
        self.minor_fractions.clear();
        self.margin_fractions.clear();
        self.moved.clear();
    }

    /// The rules.
    #[must_use]
    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    pub(super) fn seconds(&self) -> &[i64] {
        &self.seconds
    }

    /// Amounts in whole minor units, rounded down; none where there are no amounts.
    pub(super) fn minor(&self) -> &[i64] {
        &self.minor
    }

    /// What amounts have above these.
    pub(super) fn minor_fractions(&self) -> &[Fraction] {
        &self.minor_fractions
    }

    /// Gives refunds, by row, the times of their purchases; when they came is kept.
    pub(super) fn move_refunds(&mut self, moves: Vec<(usize, i64)>) {
        for (row, seconds) in moves {
            let came = std::mem::replace(&mut self.seconds[row], seconds);
            if came != seconds {
                self.moved.push(MovedRefund { row: row as u64, came });
            }
        }
        // The first time of a row is when it came.
        self.moved.sort_by_key(|moved| moved.row);
        self.moved.dedup_by_key(|moved| moved.row);
    }

    /// How many transactions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.seconds.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.seconds.is_empty()
    }

    /// The first and the last day on which anything happened.
    #[must_use]
    pub fn days(&self) -> Option<(crate::time::Day, crate::time::Day)> {
        let day = |seconds: &i64| crate::time::Day::unchecked(seconds.div_euclid(86_400) as i32);
        Some((day(self.seconds.iter().min()?), day(self.seconds.iter().max()?)))
    }

    /// The transactions as columns.
    #[must_use]
    pub fn columns(&self) -> Columns<'_> {
        let customers = self.customers.as_keys();
        let columns =
            Columns::unchecked(customers, Times::Seconds(&self.seconds)).moving(&self.moved);
        match self.rules.currency() {
            Some(_) if self.rules.costs().is_some() => columns
                .having(&self.minor, &self.minor_fractions)
                .leaving(&self.margins, &self.margin_fractions, &self.known),
            Some(_) => columns.having(&self.minor, &self.minor_fractions),
            None => columns,
        }
    }

    /// One transaction by its row; what it left is its margin, where that was known.
    #[must_use]
    pub fn transaction(&self, row: usize) -> Option<Transaction<'_>> {
        let customer = self.customers.as_keys().get(row)?;
        let at = Moment::unchecked(*self.seconds.get(row)?);
        let Some(currency) = self.rules.currency() else {
            return Some(Transaction::visit(customer, at));
        };
        let money = |whole: &[i64], fractions: &[Fraction]| {
            Money::from_exact(ExactColumn::new(whole, fractions).get(row), currency).ok()
        };
        let amount = money(&self.minor, &self.minor_fractions)?;
        let transaction = Transaction::new(customer, at, amount);
        match self.known.get(row) {
            Some(1) => money(&self.margins, &self.margin_fractions)
                .map(|margin| transaction.with_margin(margin)),
            _ => Some(transaction),
        }
    }

    /// The transactions, row by row.
    ///
    /// ```
    /// use habitue::ledger::{Ledger, Rules, Transaction};
    /// use habitue::money::{Currency, Money};
    /// use habitue::time::Day;
    ///
    /// let mut ledger = Ledger::new(Rules::money(Currency::EUR));
    /// let bought = Transaction::new("Ada", Day::parse("2024-05-01")?, Money::parse("9.90", Currency::EUR)?);
    /// ledger.push(&bought)?;
    /// assert_eq!(ledger.transactions().next(), Some(bought));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn transactions(&self) -> impl Iterator<Item = Transaction<'_>> {
        (0..self.len()).filter_map(|row| self.transaction(row))
    }

    /// The finest occasions that a summary of this ledger tells apart.
    #[must_use]
    pub const fn resolution(&self) -> Unit {
        self.rules.resolution()
    }
}
