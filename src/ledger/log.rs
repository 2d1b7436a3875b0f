//! Owned columns of transactions.

use std::io::Read;

use super::costing::Margin;
use super::{Amounts, Columns, CsvFormat, CsvReader, Rejections, Rules, Times, Transaction};
use crate::customer::{Key, KeyColumn, KeyKind};
#[cfg(feature = "serde")]
use crate::error::Error;
use crate::error::Result;
use crate::progress::Progress;
use crate::time::{Moment, Unit};

/// Transactions in memory, as columns under one set of [`Rules`].
///
/// A ledger is what was read, row for row; a [`Summary`](crate::summary::Summary) is what models
/// need of it. Input larger than memory goes to a summary batch by batch ([`CsvReader`]).
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
        }
    }

    /// An empty ledger whose keys are of a kind.
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

    /// Reads a whole CSV file. See [`CsvReader`] for input larger than memory.
    ///
    /// # Errors
    /// As [`CsvReader::new`] and [`CsvReader::read`].
    pub fn read_csv(
        source: impl Read,
        format: &CsvFormat,
        rules: &Rules,
        progress: &mut Progress<'_>,
    ) -> Result<(Self, Rejections)> {
        let mut reader = CsvReader::new(source, format, rules)?;
        let mut ledger = Self::of_kind(*rules, format.key_kind());
        reader.read(&mut ledger, usize::MAX, progress)?;
        Ok((ledger, reader.into_rejections()))
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
        let minor = self.rules.minor(transaction.amount)?;
        let margin = self.rules.margin(minor, transaction.costing.as_ref())?;
        self.append(&transaction.customer, transaction.at, minor, margin)
    }

    /// Appends a row whose amount is accepted already.
    pub(super) fn append(
        &mut self,
        customer: &Key<'_>,
        at: Moment,
        minor: i64,
        margin: Option<Margin>,
    ) -> Result<()> {
        self.customers.push(customer)?;
        self.seconds.push(at.seconds());
        if self.rules.currency().is_some() {
            self.minor.push(minor);
        }
        if let Some(margin) = margin {
            self.margins.push(margin.minor);
            self.known.push(u8::from(margin.known));
        }
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
        let cell = |row: usize| -> Result<()> {
            Moment::from_seconds(self.seconds[row])?;
            self.minor.get(row).map_or(Ok(0), |minor| self.rules.accept(*minor))?;
            match self.known.get(row) {
                Some(2..) => {
                    Err(Error::out_of_range("known", f64::from(self.known[row]), "0 or 1"))
                }
                _ => Ok(()),
            }
        };
        (0..rows).try_for_each(|row| cell(row).map_err(|error| error.at_row(row as u64)))?;
        Ok(self)
    }

    /// Forgets all rows and keeps their room.
    pub fn clear(&mut self) {
        self.customers.clear();
        self.seconds.clear();
        self.minor.clear();
        self.margins.clear();
        self.known.clear();
    }

    /// The rules.
    #[must_use]
    pub const fn rules(&self) -> &Rules {
        &self.rules
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
        let columns = Columns::unchecked(customers, Times::Seconds(&self.seconds));
        match self.rules.currency() {
            Some(_) if self.rules.costs().is_some() => {
                columns.having(Amounts::Minor(&self.minor)).leaving(&self.margins, &self.known)
            }
            Some(_) => columns.having(Amounts::Minor(&self.minor)),
            None => columns,
        }
    }

    /// How finely time is kept in a summary of this ledger.
    #[must_use]
    pub const fn resolution(&self) -> Unit {
        self.rules.resolution()
    }
}
