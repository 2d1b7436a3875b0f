//! The mergeable state.

use std::borrow::Cow;
use std::io::Read;

use super::plan::Plan;
use super::store::{Entry, Store};
use super::{Convention, Live, Table, Tracking};
use crate::customer::{Dictionary, Key, KeyKind, Keys};
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::{Columns, CsvFormat, CsvReader, Ledger, Rejections, Rules, Transaction};
use crate::progress::Progress;
use crate::time::{Day, Window};

/// What every customer did, as sums by customer and tick: the state from which tables are made.
///
/// It is a commutative monoid: [`Summary::new`] is its zero, [`Summary::merge`] its addition, and
/// one transaction its smallest element. See the [module](super).
///
/// ```
/// use habitue::ledger::{Amounts, Columns, Rules, Times};
/// use habitue::money::Currency;
/// use habitue::summary::{Convention, Summary};
/// use habitue::time::{Day, Unit, Window};
///
/// // The first rows of the CDNOW sample.
/// let days = ["1997-01-01", "1997-01-18", "1997-08-02", "1997-12-12", "1997-01-01"]
///     .map(|date| Day::parse(date).map(Day::number).unwrap_or_default());
/// let cents = [2933, 2973, 1496, 2648, 6334];
/// let mut summary = Summary::new(Rules::money(Currency::USD));
/// summary.push_columns(
///     &Columns::new([4, 4, 4, 4, 21].as_slice(), Times::Days(&days))?
///         .with_amounts(Amounts::Minor(&cents))?,
/// )?;
///
/// let window = Window::until(Day::parse("1997-09-30")?)
///     .with_holdout_until(Day::parse("1998-06-30")?)?;
/// let table = summary.table(&window, &Convention::btyd(Unit::Week))?;
/// assert_eq!(table.x(), [2, 0]);
/// assert_eq!(table.t_x(), [213.0 / 7.0, 0.0]);
/// assert_eq!(table.t(), [272.0 / 7.0, 272.0 / 7.0]);
/// assert_eq!(table.repeat_spend(), [2973 + 1496, 0]);
/// assert_eq!(table.holdout_x(), [1, 0]);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Summary {
    rules: Rules,
    names: Names,
    settled: Store,
    /// What came since, in the order in which it came.
    recent: Vec<Entry>,
    threads: usize,
    refund_rows: u64,
    rejected_rows: u64,
}

/// By what customers are known; text is known by a code.
#[derive(Debug, Clone)]
enum Names {
    /// Nothing came yet.
    Undecided,
    Integer,
    Text(Dictionary),
}

/// Rows read from CSV between two visits to the summary.
const BATCH: usize = 1 << 16;
/// Single updates are sorted in once they are this many, or half of what is settled.
const FEW: usize = 1 << 12;

impl Summary {
    /// A summary of nothing.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self {
            rules,
            names: Names::Undecided,
            settled: Store::default(),
            recent: Vec::new(),
            threads: 1,
            refund_rows: 0,
            rejected_rows: 0,
        }
    }

    /// How many threads taking in columns and making tables may use; 0 means all cores. Results
    /// have the same bits for any number. Defaults to 1.
    #[must_use]
    pub const fn with_threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// The summary of a ledger.
    ///
    /// # Errors
    /// As [`Summary::push_columns`].
    pub fn from_ledger(ledger: &Ledger) -> Result<Self> {
        let mut summary = Self::new(*ledger.rules());
        summary.push_columns(&ledger.columns())?;
        Ok(summary)
    }

    /// Takes in one transaction, in whatever order they come.
    ///
    /// # Errors
    /// * [`ErrorKind::Inconsistent`] for a key of another kind than those before it, or an amount
    ///   with more decimals than the currency where no rounding is named;
    /// * [`ErrorKind::Missing`] for an empty key or a missing amount;
    /// * [`ErrorKind::Currency`], [`ErrorKind::OutOfRange`], [`ErrorKind::Refund`] for an amount
    ///   that the rules refuse;
    /// * [`ErrorKind::Overflow`] where a sum does not fit.
    ///
    /// The summary is then as it was.
    pub fn update(&mut self, transaction: &Transaction<'_>) -> Result<()> {
        let net = self.rules.minor(transaction.amount)?;
        let tick = self.rules.tick(transaction.at);
        let key = self.code(&transaction.customer)?;
        self.recent.push(Entry { key, net, tick, count: 1 });
        if self.recent.len() >= self.enough()
            && let Err(error) = self.settle()
        {
            self.recent.pop();
            return Err(error);
        }
        self.refund_rows += u64::from(net < 0);
        Ok(())
    }

    /// Takes in transactions as columns.
    ///
    /// # Errors
    /// As [`Summary::update`], naming the row; also [`ErrorKind::Length`], and
    /// [`ErrorKind::OutOfRange`] for a day outside the years 1 to 9999, and
    /// [`ErrorKind::Argument`] for floating-point amounts without a rounding. Everything is
    /// checked first: the summary is then as it was.
    pub fn push_columns(&mut self, columns: &Columns<'_>) -> Result<()> {
        let ticks = columns.ticks(&self.rules)?;
        let minor = columns.minor(&self.rules)?;
        columns.customers().check()?;
        if let (Some(known), Some(first)) = (self.key_kind(), columns.customers().get(0))
            && known != first.kind()
        {
            return Err(first.mixed(known).at_row(0));
        }
        if columns.is_empty() {
            return Ok(());
        }
        let refunds =
            minor.as_ref().map_or(0, |minor| minor.iter().filter(|net| **net < 0).count());
        let codes = match columns.customers() {
            Keys::Integer(keys) => Cow::Borrowed(keys),
            Keys::Text(texts) => {
                texts.iter().map(|text| self.code(&Key::Text(text))).collect::<Result<_>>()?
            }
        };
        let rows = Rows { keys: &codes, ticks: &ticks, nets: minor.as_deref() };
        if rows.keys.len() + self.recent.len() < self.enough() {
            self.recent.extend((0..rows.keys.len()).map(|row| rows.entry(row)));
        } else {
            let threads = self.threads;
            let key = |row: usize| rows.keys[row];
            self.absorb(Store::build(codes.len(), threads, key, |row| rows.entry(row))?)?;
        }
        if matches!(self.names, Names::Undecided) {
            self.names = Names::Integer;
        }
        self.refund_rows += refunds as u64;
        Ok(())
    }

    /// Takes in a CSV file of any length, batch by batch.
    ///
    /// # Errors
    /// As [`CsvReader::new`] and [`CsvReader::read`]; the summary is then as it was.
    ///
    /// ```
    /// use habitue::ledger::{CsvFormat, Rules};
    /// use habitue::summary::Summary;
    /// use habitue::Progress;
    ///
    /// let csv = "who,when\nAda,2024-05-01\nBo,2024-05-02\nAda,never\n";
    /// let format = CsvFormat::of_visits("who", "when").rejecting(1);
    /// let mut summary = Summary::new(Rules::visits());
    /// let rejections = summary.read_csv(csv.as_bytes(), &format, &mut Progress::silent())?;
    /// assert_eq!((summary.rows(), rejections.total()), (2, 1));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn read_csv(
        &mut self,
        source: impl Read,
        format: &CsvFormat,
        progress: &mut Progress<'_>,
    ) -> Result<Rejections> {
        let reader = CsvReader::new(source, format, &self.rules)?;
        self.read_from(reader, progress)
    }

    /// Takes in what a reader has left.
    ///
    /// # Errors
    /// As [`CsvReader::read`]; the summary is then as it was.
    pub fn read_from<R: Read>(
        &mut self,
        mut reader: CsvReader<R>,
        progress: &mut Progress<'_>,
    ) -> Result<Rejections> {
        let mut fresh = Self::new(self.rules);
        let mut batch = Ledger::new(self.rules);
        while reader.read(&mut batch, BATCH, progress)? > 0 {
            fresh.push_columns(&batch.columns())?;
            batch.clear();
        }
        let rejections = reader.into_rejections();
        fresh.rejected_rows = rejections.total();
        self.merge(&fresh)?;
        Ok(rejections)
    }

    /// Adds another summary. The order of additions does not matter.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] where the rules differ, [`ErrorKind::Currency`] where the
    /// currencies do, [`ErrorKind::Inconsistent`] where one has integer and the other text keys,
    /// [`ErrorKind::Overflow`] where a sum does not fit. The summary is then as it was.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        if self.rules != other.rules {
            let kind = if self.rules.currency() == other.rules.currency() {
                ErrorKind::Argument
            } else {
                ErrorKind::Currency
            };
            return Err(Error::new(kind, "summaries of different rules do not merge")
                .with_value(format!("{:?}", other.rules))
                .allowing(format!("{:?}", self.rules)));
        }
        let theirs = other.sorted()?;
        match (&self.names, &other.names) {
            (_, Names::Undecided) => {}
            (Names::Undecided | Names::Integer, Names::Integer) => {
                self.absorb(theirs.into_owned())?;
                self.names = Names::Integer;
            }
            (Names::Undecided | Names::Text(_), Names::Text(dictionary)) => {
                let codes: Vec<i64> = dictionary
                    .texts()
                    .iter()
                    .map(|text| self.code(&Key::Text(text)))
                    .collect::<Result<_>>()?;
                let entries: Vec<Entry> = theirs
                    .entries()
                    .map(|entry| Entry { key: codes[entry.key as usize], ..entry })
                    .collect();
                self.absorb(Store::from_entries(&entries, self.threads)?)?;
            }
            _ => {
                return Err(Error::new(
                    ErrorKind::Inconsistent,
                    "one summary has integer keys, the other text",
                )
                .in_column("customer"));
            }
        }
        self.refund_rows += other.refund_rows;
        self.rejected_rows += other.rejected_rows;
        Ok(())
    }

    /// Forgets a customer: neither the key nor anything of what he did is left. Whether he was
    /// known.
    pub fn erase(&mut self, customer: &Key<'_>) -> bool {
        let code = match (&mut self.names, customer) {
            (Names::Integer, Key::Integer(key)) => Some(*key),
            (Names::Text(dictionary), Key::Text(text)) => dictionary.forget(text).map(i64::from),
            _ => None,
        };
        let Some(code) = code else { return false };
        let before = self.recent.len();
        self.recent.retain(|entry| entry.key != code);
        let recent = self.recent.len() < before;
        self.settled.remove(code) || recent
    }

    /// Sorts recent updates in, so that tables need not. Done from time to time anyway.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where a sum does not fit.
    pub fn settle(&mut self) -> Result<()> {
        if let Cow::Owned(store) = self.sorted()? {
            self.settled = store;
            self.recent.clear();
        }
        Ok(())
    }

    /// The table of customers for a window, counted by a convention; sorted by key.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] where the convention counts hours and the summary keeps days,
    /// [`ErrorKind::Overflow`] where a sum of money does not fit.
    pub fn table(&self, window: &Window, convention: &Convention) -> Result<Table> {
        let plan = Plan::new(window, convention, &self.rules)?;
        let store = self.sorted()?;
        Table::build(&store, self.dictionary(), &plan, *window, self.threads)
            .map(|table| table.with_intake(self.refund_rows, self.rejected_rows))
    }

    /// Actual repeat purchases by period since the start: what a tracking plot shows.
    ///
    /// # Errors
    /// As [`Summary::table`]; also [`ErrorKind::Empty`] where nobody bought in the calibration.
    pub fn tracking(&self, window: &Window, convention: &Convention) -> Result<Tracking> {
        let plan = Plan::new(window, convention, &self.rules)?;
        let store = self.sorted()?;
        Tracking::build(&store, &plan, window)
    }

    /// Opens the summary for single purchases: each yields its customer's new row.
    ///
    /// # Errors
    /// As [`Summary::table`].
    pub fn live(&self, window: &Window, convention: &Convention) -> Result<Live> {
        let names = self.dictionary().cloned();
        let mut live = Live::new(&self.rules, names, window, convention)?;
        let store = self.sorted()?;
        live.reserve(store.len(), store.cells());
        store.entries().try_for_each(|entry| live.add(&entry))?;
        Ok(live)
    }

    /// The rules by which transactions were taken in.
    #[must_use]
    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Which kind of keys customers have; `None` before the first.
    #[must_use]
    pub const fn key_kind(&self) -> Option<KeyKind> {
        match self.names {
            Names::Undecided => None,
            Names::Integer => Some(KeyKind::Integer),
            Names::Text(_) => Some(KeyKind::Text),
        }
    }

    /// Transactions taken in.
    #[must_use]
    pub fn rows(&self) -> u64 {
        let recent: u64 = self.recent.iter().map(|entry| u64::from(entry.count)).sum();
        self.settled.rows() + recent
    }

    /// Rows refused while reading.
    #[must_use]
    pub const fn rejected_rows(&self) -> u64 {
        self.rejected_rows
    }

    /// The first and the last day on which anything happened.
    #[must_use]
    pub fn days(&self) -> Option<(Day, Day)> {
        let recent = self.recent.iter().map(|entry| (entry.tick, entry.tick));
        let (first, last) = recent
            .chain(self.settled.span())
            .reduce(|(first, last), (from, to)| (first.min(from), last.max(to)))?;
        Some((self.rules.day(first), self.rules.day(last)))
    }

    const fn dictionary(&self) -> Option<&Dictionary> {
        match &self.names {
            Names::Text(dictionary) => Some(dictionary),
            _ => None,
        }
    }

    /// The integer by which a customer is kept.
    fn code(&mut self, customer: &Key<'_>) -> Result<i64> {
        if let Key::Text(text) = customer {
            crate::customer::present(text)?;
        }
        if matches!(self.names, Names::Undecided) {
            self.names = match customer {
                Key::Integer(_) => Names::Integer,
                Key::Text(_) => Names::Text(Dictionary::default()),
            };
        }
        match (&mut self.names, customer) {
            (Names::Integer, Key::Integer(key)) => Ok(*key),
            (Names::Text(dictionary), Key::Text(text)) => dictionary.intern(text).map(i64::from),
            (Names::Integer, _) => Err(customer.mixed(KeyKind::Integer)),
            _ => Err(customer.mixed(KeyKind::Text)),
        }
    }

    /// Adds many entries at once.
    fn absorb(&mut self, arrived: Store) -> Result<()> {
        self.settled = if self.settled.len() == 0 && self.recent.is_empty() {
            arrived
        } else {
            self.sorted()?.merge(&arrived)?
        };
        self.recent.clear();
        Ok(())
    }

    /// How many recent entries are enough to sort them in: so many that the cost of each stays
    /// the same however much is settled.
    fn enough(&self) -> usize {
        FEW.max(self.settled.cells() / 2)
    }

    /// Everything, sorted.
    fn sorted(&self) -> Result<Cow<'_, Store>> {
        if self.recent.is_empty() {
            return Ok(Cow::Borrowed(&self.settled));
        }
        let recent = Store::from_entries(&self.recent, self.threads)?;
        self.settled.merge(&recent).map(Cow::Owned)
    }
}

/// Columns of one length as entries.
#[derive(Debug, Clone, Copy)]
struct Rows<'a> {
    keys: &'a [i64],
    ticks: &'a [i32],
    nets: Option<&'a [i64]>,
}

impl Rows<'_> {
    #[inline]
    fn entry(&self, row: usize) -> Entry {
        let net = self.nets.map_or(0, |nets| nets[row]);
        Entry { key: self.keys[row], net, tick: self.ticks[row], count: 1 }
    }
}
