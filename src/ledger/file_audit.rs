//! What became of every row and every cent of a file.

use std::fmt;

use super::{MatchedRefunds, Rejections};
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Exact, Money};
use crate::remedy::Remedy;

/// What became of a row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RowFate {
    /// Taken in as a purchase; without amounts, every row is one.
    Purchase,
    /// Taken in as a refund.
    Refund,
    /// Left out for its status, in the words of the format.
    Status(String),
    /// Left out for its currency.
    OtherCurrency,
    /// Left out: it names no customer.
    Guest,
    /// Left out: its amount is 0.
    ZeroAmount,
    /// Left out as a bad row, for this reason.
    Rejected(ErrorKind),
    /// Left out: it repeats an earlier row.
    Repeated,
}

impl RowFate {
    /// The order in which fates are told.
    const fn rank(&self) -> (u8, i32) {
        match self {
            Self::Purchase => (0, 0),
            Self::Refund => (1, 0),
            Self::Status(_) => (2, 0),
            Self::OtherCurrency => (3, 0),
            Self::Guest => (4, 0),
            Self::ZeroAmount => (5, 0),
            Self::Repeated => (6, 0),
            Self::Rejected(kind) => (7, kind.code()),
        }
    }

    /// Whether the row is in the ledger.
    #[must_use]
    pub const fn is_taken(&self) -> bool {
        matches!(self, Self::Purchase | Self::Refund)
    }
}

impl fmt::Display for RowFate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Purchase => f.write_str("purchases"),
            Self::Refund => f.write_str("refunds"),
            Self::Guest => f.write_str("left out: no customer"),
            Self::Status(status) => write!(f, "left out: status {status}"),
            Self::OtherCurrency => f.write_str("left out: other currency"),
            Self::ZeroAmount => f.write_str("left out: amount 0"),
            Self::Repeated => f.write_str("left out: repeats an earlier row"),
            Self::Rejected(kind) => write!(f, "rejected: {}", kind.name()),
        }
    }
}

/// The rows of one fate and one currency, and their money.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileAuditEntry {
    /// What became of them.
    pub fate: RowFate,
    /// The currency in which the file states their amounts; `None` where there are none, or where
    /// a rejected row's currency could not be read.
    pub currency: Option<Currency>,
    /// How many of the rows have an amount that could not be read, which is in no sum.
    pub unread_amounts: u64,
    tally: Tally,
}

/// Rows and their money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    rows: u64,
    money: Exact,
    /// Without the signs.
    turnover: Exact,
    /// As it was taken in, in the ledger's currency.
    taken: Exact,
}

impl Tally {
    /// Adds so many purchases of whole minor units of the ledger's currency.
    pub(super) fn add_purchases(&mut self, rows: u64, minor: i64) {
        let money = Exact::whole(minor);
        self.join(&Self { rows, money, turnover: money, taken: money });
    }

    /// Counts a row.
    #[inline]
    pub(super) fn add(&mut self, money: Exact, taken: Exact) {
        self.rows += 1;
        self.money += money;
        self.turnover += if money.is_negative() { Exact::ZERO - money } else { money };
        self.taken += taken;
    }

    fn join(&mut self, other: &Self) {
        self.rows += other.rows;
        self.money += other.money;
        self.turnover += other.turnover;
        self.taken += other.taken;
    }
}

impl FileAuditEntry {
    /// How many rows.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.tally.rows + self.unread_amounts
    }

    /// The sum of their amounts as the file states them; `None` where they have no currency.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] beyond 2^63 minor units.
    pub fn money(&self) -> Result<Option<Money>> {
        self.currency.map(|currency| Money::from_exact(self.tally.money, currency)).transpose()
    }

    /// The same, each amount taken without its sign.
    ///
    /// # Errors
    /// As [`FileAuditEntry::money`].
    pub fn turnover(&self) -> Result<Option<Money>> {
        self.currency.map(|currency| Money::from_exact(self.tally.turnover, currency)).transpose()
    }
}

/// What became of every row and every cent of a file of transactions: taken in, or left out and
/// why, by the currency that the file states.
///
/// The rows of the [entries](FileAudit::entries) add up to those of the file, and their money to
/// the file's own total of each currency. Audits of the parts of a file [add up](FileAudit::merge).
/// The display is a table, with a warning where more than [`FileAudit::LOUD`] of the rows or of the
/// money is left out.
///
/// ```
/// use habitue::Progress;
/// use habitue::ledger::{Ledger, Rules, TransactionFormat};
/// use habitue::money::Currency;
///
/// let csv = "who,when,paid\nAda,2024-05-01,10.00\nAda,never,2.50\n\nBo,2024-05-02,7.50\n";
/// let format = TransactionFormat::new("who", "when", "paid").rejecting(5);
/// let rules = Rules::money(Currency::EUR);
/// let (_, audit) = Ledger::read_csv(csv.as_bytes(), &format, &rules, &mut Progress::silent())?;
/// assert_eq!((audit.rows(), audit.taken_rows(), audit.blank_lines()), (3, 2, 1));
/// assert_eq!(audit.total(Currency::EUR)?.to_string(), "20.00 EUR");
/// assert_eq!(audit.share_of_money_lost(), 0.125);
/// assert!(audit.is_loud() && audit.to_string().contains("12.5 %"));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct FileAudit {
    entries: Vec<FileAuditEntry>,
    blank_lines: u64,
    lines_around: u64,
    rejections: Rejections,
    matched: MatchedRefunds,
    /// Rows taken in that repeat an earlier one.
    repeated: Tally,
    /// The currency in which these were taken in.
    currency: Option<Currency>,
}

impl FileAudit {
    /// The share of rows or money from which on a loss is not to be overlooked.
    pub const LOUD: f64 = 0.01;

    pub(super) fn keeping(examples: usize) -> Self {
        Self { rejections: Rejections::keeping(examples), ..Self::default() }
    }

    /// Counts a row; `money` is what the file states, `taken` what the ledger has of it.
    pub(super) fn count(
        &mut self,
        fate: &RowFate,
        currency: Option<Currency>,
        money: Option<Exact>,
        taken: Exact,
    ) {
        self.rejections.see_rows(1);
        let entry = self.entry(fate, currency);
        match money {
            Some(money) => entry.tally.add(money, taken),
            None => entry.unread_amounts += 1,
        }
    }

    /// Adds many rows of one fate.
    pub(super) fn add(&mut self, fate: &RowFate, currency: Option<Currency>, tally: &Tally) {
        if tally.rows > 0 {
            self.rejections.see_rows(tally.rows);
            self.entry(fate, currency).tally.join(tally);
        }
    }

    /// Puts what was taken in first, and then what was left out.
    pub(super) fn put_in_order(&mut self) {
        self.entries.sort_by_key(|entry| (entry.fate.rank(), entry.currency));
    }

    /// Refuses rows of other currencies than the ledger's, naming each with its rows.
    ///
    /// # Errors
    /// [`ErrorKind::Currency`].
    pub(super) fn refuse_other_currencies(&self, own: Option<Currency>) -> Result<()> {
        let others = self.entries.iter().any(|entry| entry.fate == RowFate::OtherCurrency);
        let Some(own) = own.filter(|_| others) else { return Ok(()) };
        let rows = |currency| self.sum_rows(|entry| entry.currency == Some(currency));
        let counts: Vec<String> = self
            .currencies()
            .into_iter()
            .map(|currency| format!("{currency} ({} rows)", rows(currency)))
            .collect();
        Err(Error::new(
            ErrorKind::Currency,
            "holds other currencies than the ledger's; leave them out, or convert them by \
             exchange rates",
        )
        .in_column("currency")
        .with_value(counts.join(", "))
        .allowing(own.to_string())
        .remedied(Remedy::LeaveOutOtherCurrencies)
        .remedied(Remedy::Convert))
    }

    /// The currencies that rows have, in the order of their codes.
    #[must_use]
    pub fn currencies(&self) -> Vec<Currency> {
        let mut currencies: Vec<Currency> =
            self.entries.iter().filter_map(|entry| entry.currency).collect();
        currencies.sort_unstable();
        currencies.dedup();
        currencies
    }

    fn entry(&mut self, fate: &RowFate, currency: Option<Currency>) -> &mut FileAuditEntry {
        let known =
            self.entries.iter().position(|entry| entry.currency == currency && entry.fate == *fate);
        let at = known.unwrap_or_else(|| {
            self.entries.push(FileAuditEntry {
                fate: fate.clone(),
                currency,
                unread_amounts: 0,
                tally: Tally::default(),
            });
            self.entries.len() - 1
        });
        &mut self.entries[at]
    }

    pub(super) fn reject(
        &mut self,
        error: Error,
        currency: Option<Currency>,
        money: Option<Exact>,
    ) {
        self.count(&RowFate::Rejected(error.kind()), currency, money, Exact::ZERO);
        self.rejections.record(error);
    }

    /// Counts a row that was taken in and repeats an earlier one.
    pub(super) fn see_repeated(&mut self, currency: Option<Currency>, taken: Exact) {
        self.repeated.add(taken, taken);
        self.currency = currency;
    }

    pub(super) fn see_blank_lines(&mut self, lines: u64) {
        self.blank_lines += lines;
    }

    pub(crate) fn set_lines_around(&mut self, lines: usize) {
        self.lines_around = lines as u64;
    }

    pub(super) fn set_matched(&mut self, matched: MatchedRefunds) {
        self.matched = matched;
    }

    /// Adds the audit of another part of the file. Examples of rejections are those of the first
    /// parts.
    pub fn merge(&mut self, other: &Self) {
        for theirs in &other.entries {
            let entry = self.entry(&theirs.fate, theirs.currency);
            entry.unread_amounts += theirs.unread_amounts;
            entry.tally.join(&theirs.tally);
        }
        self.put_in_order();
        self.blank_lines += other.blank_lines;
        self.lines_around += other.lines_around;
        self.rejections.merge(&other.rejections);
        self.repeated.join(&other.repeated);
        self.currency = self.currency.or(other.currency);
        let (ours, theirs) = (&mut self.matched, other.matched);
        ours.matched_rows += theirs.matched_rows;
        ours.matched = ours.matched.saturating_add(theirs.matched);
        ours.unmatched_rows += theirs.unmatched_rows;
        ours.unmatched = ours.unmatched.saturating_add(theirs.unmatched);
    }

    /// The rows of each fate and currency that there are.
    #[must_use]
    pub fn entries(&self) -> &[FileAuditEntry] {
        &self.entries
    }

    fn sum_rows(&self, which: impl Fn(&FileAuditEntry) -> bool) -> u64 {
        self.entries.iter().filter(|entry| which(entry)).map(FileAuditEntry::rows).sum()
    }

    /// Rows of the file, without its header and blank lines.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.sum_rows(|_| true)
    }

    /// Rows that were taken in.
    #[must_use]
    pub fn taken_rows(&self) -> u64 {
        self.sum_rows(|entry| entry.fate.is_taken())
    }

    /// Rows that were left out, for whatever reason.
    #[must_use]
    pub fn left_out_rows(&self) -> u64 {
        self.rows() - self.taken_rows()
    }

    /// Blank lines between rows, which are no rows.
    #[must_use]
    pub const fn blank_lines(&self) -> u64 {
        self.blank_lines
    }

    /// Lines around the table, titles above it and totals below it, which are no rows.
    #[must_use]
    pub const fn lines_around(&self) -> u64 {
        self.lines_around
    }

    /// Bad rows by reason, and the first of them in full.
    #[must_use]
    pub const fn rejections(&self) -> &Rejections {
        &self.rejections
    }

    /// Which refunds were matched to the purchases that they take back, where the format asks for
    /// that.
    #[must_use]
    pub const fn matched_refunds(&self) -> MatchedRefunds {
        self.matched
    }

    /// Rows that were taken in and repeat an earlier one, where the format
    /// [looks for them](super::Duplicates::Count).
    #[must_use]
    pub const fn repeated_rows(&self) -> u64 {
        self.repeated.rows
    }

    /// What they come to, in the ledger's currency; `None` where there are none, or no amounts.
    ///
    /// # Errors
    /// As [`FileAudit::total`].
    pub fn repeated_money(&self) -> Result<Option<Money>> {
        let currency = self.currency.filter(|_| self.repeated.rows > 0);
        currency.map(|currency| Money::from_exact(self.repeated.taken, currency)).transpose()
    }

    /// The file's own total of a currency: all amounts that could be read, taken in or not.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] beyond 2^63 minor units.
    pub fn total(&self, currency: Currency) -> Result<Money> {
        self.sum(currency, |_| true)
    }

    /// What rows of a currency and of some fates come to.
    ///
    /// # Errors
    /// As [`FileAudit::total`].
    pub fn sum(&self, currency: Currency, fates: impl Fn(&RowFate) -> bool) -> Result<Money> {
        let of = self.entries.iter().filter(|entry| entry.currency == Some(currency));
        let sum = of
            .filter(|entry| fates(&entry.fate))
            .fold(Exact::ZERO, |sum, entry| sum + entry.tally.money);
        Money::from_exact(sum, currency)
    }

    /// What was taken in, in the ledger's currency `target`: purchases less refunds, amounts of
    /// other currencies converted.
    ///
    /// # Errors
    /// As [`FileAudit::total`].
    pub fn taken(&self, target: Currency) -> Result<Money> {
        Money::from_exact(
            self.entries.iter().fold(Exact::ZERO, |sum, entry| sum + entry.tally.taken),
            target,
        )
    }

    /// The share of the rows that is left out, 0 to 1; 0 for no rows.
    #[must_use]
    pub fn share_of_rows_lost(&self) -> f64 {
        let rows = self.rows();
        if rows == 0 { 0.0 } else { self.left_out_rows() as f64 / rows as f64 }
    }

    /// The share of the money that is left out, 0 to 1, amounts taken without their signs; of
    /// several currencies, that of which most is left out. Amounts that could not be read are in
    /// no sum.
    #[must_use]
    pub fn share_of_money_lost(&self) -> f64 {
        self.currencies().into_iter().map(|currency| self.lost_of(currency)).fold(0.0, f64::max)
    }

    fn lost_of(&self, currency: Currency) -> f64 {
        let (mut all, mut lost) = (0.0, 0.0);
        for entry in self.entries.iter().filter(|entry| entry.currency == Some(currency)) {
            let turnover = entry.tally.turnover.to_f64();
            all += turnover;
            lost += if entry.fate.is_taken() { 0.0 } else { turnover };
        }
        if all > 0.0 { lost / all } else { 0.0 }
    }

    /// Whether more than [`FileAudit::LOUD`] of the rows or of the money is left out.
    #[must_use]
    pub fn is_loud(&self) -> bool {
        self.share_of_rows_lost() > Self::LOUD || self.share_of_money_lost() > Self::LOUD
    }
}

impl fmt::Display for FileAudit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<[String; 3]> = Vec::new();
        for entry in &self.entries {
            let money = match entry.money() {
                Ok(Some(money)) => money.to_string(),
                Ok(None) => String::new(),
                Err(_) => "beyond 2^63 minor units".to_owned(),
            };
            let unread = match entry.unread_amounts {
                0 => String::new(),
                unread => format!(" and {unread} unread"),
            };
            lines.push([entry.fate.to_string(), entry.rows().to_string(), money + &unread]);
        }
        lines.push(["rows of the file".to_owned(), self.rows().to_string(), String::new()]);
        for (name, count) in
            [("blank lines", self.blank_lines), ("titles and totals", self.lines_around)]
        {
            if count > 0 {
                lines.push([name.to_owned(), count.to_string(), String::new()]);
            }
        }
        let matched = self.matched;
        for (name, rows) in [
            ("refunds matched to their purchases", matched.matched_rows),
            ("refunds that fit no purchase", matched.unmatched_rows),
        ] {
            if matched.matched_rows + matched.unmatched_rows > 0 {
                lines.push([name.to_owned(), rows.to_string(), String::new()]);
            }
        }
        let width =
            |at: usize| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or_default();
        let (names, rows, money) = (width(0), width(1), width(2));
        for [name, count, sum] in &lines {
            let line = format!("{name:<names$}  {count:>rows$}  {sum:>money$}");
            writeln!(f, "{}", line.trim_end())?;
        }
        if self.repeated.rows > 0 {
            let money = match self.repeated_money() {
                Ok(Some(money)) => format!(", {money}"),
                _ => String::new(),
            };
            let rows = self.repeated.rows;
            writeln!(f, "WARNING: {rows} rows repeat an earlier one and count again{money}")?;
        }
        if self.is_loud() {
            let [rows, money] = [self.share_of_rows_lost(), self.share_of_money_lost()]
                .map(|share| (share * 1000.0).round() / 10.0);
            writeln!(f, "WARNING: {rows} % of the rows and {money} % of the money are left out")?;
        }
        Ok(())
    }
}
