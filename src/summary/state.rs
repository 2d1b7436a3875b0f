//! The mergeable state.

use std::borrow::Cow;

use super::detail::Detail;
use super::entry::Entry;
#[cfg(feature = "files")]
use super::file_rows::Gathered;
use super::intervals;
use super::kept::Kept;
use super::late_refunds::{self, LateRefund, Of};
use super::margins::MarginColumns;
use super::plan::Plan;
use super::store::Store;
use super::{Convention, Live, Occasions, Table, Tracking};
use crate::customer::{Dictionary, Key, KeyKind, Keys, TextColumn, Texts, ranked};
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::{Columns, ExactColumn, Ledger, MovedRefund, Refunds, Rules, Transaction};
use crate::money::Exact;
use crate::time::{Day, Moment, Window};

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
    pub(super) rules: Rules,
    pub(super) names: Names,
    pub(super) amounts: Kept,
    /// What the same rows left, where the rules keep margins.
    pub(super) margins: Option<Kept>,
    /// Refunds that stand where their purchases do.
    pub(super) late: Vec<LateRefund>,
    pub(super) threads: usize,
    pub(super) refund_rows: u64,
    pub(super) assumed_rows: u64,
    pub(super) rejected_rows: u64,
}

/// By what customers are known; text is known by a code.
#[derive(Debug, Clone)]
pub(super) enum Names {
    /// Nothing came yet.
    Undecided,
    Integer,
    Text(Dictionary),
}

/// Text keys taken in at once: bounds the room in which they are put in order.
const TEXTS: usize = 1 << 24;

impl Summary {
    /// A summary of nothing.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self {
            rules,
            names: Names::Undecided,
            amounts: Kept::default(),
            margins: rules.costs().map(|_| Kept::default()),
            late: Vec::new(),
            threads: 1,
            refund_rows: 0,
            assumed_rows: 0,
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
    ///   with more decimals than the currency where no rounding is named, or a cost where the
    ///   rules keep no margins;
    /// * [`ErrorKind::Missing`] for an empty key, a missing amount or a missing cost where the
    ///   rules refuse that;
    /// * [`ErrorKind::Currency`], [`ErrorKind::OutOfRange`], [`ErrorKind::Refund`] for an amount
    ///   that the rules refuse;
    /// * [`ErrorKind::Overflow`] where a sum does not fit.
    ///
    /// The summary is then as it was.
    pub fn update(&mut self, transaction: &Transaction<'_>) -> Result<()> {
        let amount = self.rules.minor(transaction.amount)?;
        let tick = self.rules.tick(transaction.at)?;
        let margin = self.rules.margin(amount, transaction.costing.as_ref())?;
        let refund = self.rules.is_refund(amount)?;
        let key = self.code(&transaction.customer)?;
        let entry = Entry::of(key, tick, amount);
        let left = margin.map_or(Exact::ZERO, |margin| margin.minor);
        let detail = Detail::of(&entry, &self.rules, amount, left)?;
        self.amounts.push(entry, detail);
        if let Some(margins) = &mut self.margins {
            margins.push(Entry::of(key, tick, left), None);
        }
        if self.amounts.recent.len() >= self.amounts.enough()
            && let Err(error) = self.settle()
        {
            self.amounts.take_back(detail);
            if let Some(margins) = &mut self.margins {
                margins.take_back(None);
            }
            return Err(error);
        }
        self.refund_rows += u64::from(refund);
        self.assumed_rows += u64::from(margin.is_some_and(|margin| !margin.known));
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
        let margins = columns.margins(&self.rules, minor.as_ref())?;
        let mut spelled = TextColumn::default();
        let customers = self.rules.key_policy().apply_all(columns.customers(), &mut spelled);
        customers.check()?;
        if let (Some(known), Some(first)) = (self.key_kind(), customers.get(0))
            && known != first.kind()
        {
            return Err(first.mixed(known).at_row(0));
        }
        if columns.is_empty() {
            return Ok(());
        }
        let refunds = minor.as_ref().map_or(Ok(0), |minor| self.refunds(minor))?;
        let codes = match customers {
            Keys::Integer(keys) => Cow::Borrowed(keys),
            Keys::Text(texts) => Cow::Owned(self.codes(texts)?),
        };
        let rows =
            Rows { keys: &codes, ticks: &ticks, nets: minor.as_ref().map(ExactColumn::whole) };
        let left = margins.as_ref().map(|(margins, _)| margins);
        let details = match &minor {
            Some(minor) => rows.details(&self.rules, minor, left)?,
            None => Vec::new(),
        };
        let late = match &minor {
            Some(minor) => rows.late(&self.rules, columns.moved(), minor, left)?,
            None => Vec::new(),
        };
        let left = left.map(|left| Rows { nets: Some(left.whole()), ..rows });
        if rows.keys.len() + self.amounts.recent.len() < self.amounts.enough() {
            self.amounts.recent.extend((0..rows.keys.len()).map(|row| rows.entry(row)));
            self.amounts.recent_details.extend(details);
            if let (Some(margins), Some(left)) = (&mut self.margins, left) {
                margins.recent.extend((0..left.keys.len()).map(|row| left.entry(row)));
            }
        } else {
            let threads = self.threads;
            let build = |rows: Rows<'_>| {
                let key = |row: usize| rows.keys[row];
                Store::build(rows.keys.len(), threads, key, |row| rows.entry(row))
            };
            self.absorb(build(rows)?.with_details(details)?, left.map(build).transpose()?)?;
        }
        if matches!(self.names, Names::Undecided) {
            self.names = Names::Integer;
        }
        self.late.extend(late);
        self.refund_rows += refunds;
        self.assumed_rows += margins.map_or(0, |(_, assumed)| assumed);
        Ok(())
    }

    /// Of what was gathered from a file.
    #[cfg(feature = "files")]
    pub(super) fn of_gathered(rules: Rules, gathered: Gathered, threads: usize) -> Self {
        let mut summary = Self::new(rules).with_threads(threads);
        let rows = gathered.store.len();
        summary.names = match gathered.names {
            Some(names) => Names::Text(names),
            None if rows == 0 => Names::Undecided,
            None => Names::Integer,
        };
        summary.amounts.replace(gathered.store);
        summary.refund_rows = gathered.refunds;
        summary
    }

    /// [`Summary::merge`] of one that nobody needs any more.
    ///
    /// # Errors
    /// As [`Summary::merge`].
    #[cfg(feature = "files")]
    pub(super) fn take_over(&mut self, other: Self) -> Result<()> {
        if matches!(self.names, Names::Undecided) && self.rules == other.rules {
            let rejected_rows = self.rejected_rows;
            *self = Self { threads: self.threads, ..other };
            self.rejected_rows += rejected_rows;
            return Ok(());
        }
        self.merge(&other)
    }

    /// Counts rows that were refused while a file was read.
    #[cfg(feature = "files")]
    pub(super) const fn reject(&mut self, rows: u64) {
        self.rejected_rows += rows;
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
            let (rule, own, theirs) = self.rules.difference(&other.rules);
            let message = "is the rule of the other summary, and those of other rules do not merge";
            return Err(Error::new(kind, message).in_column(rule).with_value(theirs).allowing(own));
        }
        let theirs = other.amounts.sorted(other.threads)?;
        let left = other.sorted_margins()?;
        match (&self.names, &other.names) {
            (_, Names::Undecided) => {}
            (Names::Undecided | Names::Integer, Names::Integer) => {
                self.absorb(theirs.into_owned(), left.map(Cow::into_owned))?;
                self.late.extend_from_slice(&other.late);
                self.names = Names::Integer;
            }
            (Names::Undecided | Names::Text(_), Names::Text(dictionary)) => {
                let codes = self.codes(dictionary.texts())?;
                let threads = self.threads;
                let renamed = |store: &Store| {
                    let entries: Vec<Entry> = store
                        .entries()
                        .map(|entry| Entry { key: codes[entry.key as usize], ..entry })
                        .collect();
                    let details = store
                        .details()
                        .iter()
                        .map(|detail| Detail { key: codes[detail.key as usize], ..*detail })
                        .collect();
                    Store::from_entries(&entries, threads)?.with_details(details)
                };
                let left = left.as_deref().map(renamed).transpose()?;
                self.absorb(renamed(&theirs)?, left)?;
                let known =
                    |late: &LateRefund| LateRefund { key: codes[late.key as usize], ..*late };
                self.late.extend(other.late.iter().map(known));
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
        self.assumed_rows += other.assumed_rows;
        self.rejected_rows += other.rejected_rows;
        Ok(())
    }

    /// Forgets a customer: neither the key nor anything of what he did is left. Whether he was
    /// known.
    pub fn erase(&mut self, customer: &Key<'_>) -> bool {
        let keys = self.rules.key_policy();
        let code = match (&mut self.names, customer) {
            (Names::Integer, Key::Integer(key)) => Some(*key),
            (Names::Text(dictionary), Key::Text(text)) => {
                dictionary.forget(&keys.apply(text)).map(i64::from)
            }
            _ => None,
        };
        let Some(code) = code else { return false };
        self.late.retain(|late| late.key != code);
        if let Some(margins) = &mut self.margins {
            margins.remove(code);
        }
        self.amounts.remove(code)
    }

    /// Sorts recent updates in, so that tables need not. Done from time to time anyway.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where a sum does not fit.
    pub fn settle(&mut self) -> Result<()> {
        if self.amounts.recent.is_empty() {
            return Ok(());
        }
        let amounts = self.amounts.sorted(self.threads)?.into_owned();
        let margins = self.sorted_margins()?.map(Cow::into_owned);
        self.keep(amounts, margins);
        Ok(())
    }

    /// The table of customers for a window, counted by a convention; sorted by key.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] where the convention counts hours and the summary keeps days, or
    /// the window ends within what the summary keeps; [`ErrorKind::Overflow`] where a sum of money does not fit.
    pub fn table(&self, window: &Window, convention: &Convention) -> Result<Table> {
        let plan = Plan::new(window, convention, &self.rules)?;
        let store = self.as_known(&plan)?;
        let order =
            self.dictionary().and_then(|dictionary| by_text(&store, dictionary, self.threads));
        let order = order.as_deref();
        let mut table =
            Table::build(&store, self.dictionary(), order, &plan, *window, self.threads)?
                .with_intake(self.refund_rows, self.rejected_rows);
        if let Some(margins) = self.margins_as_known(&plan)? {
            let (columns, lost) =
                MarginColumns::build(&store, &margins, order, &plan, self.threads)?;
            table = table.with_margins(columns, &lost, self.assumed_rows, &plan)?;
        }
        Ok(table)
    }

    /// Actual repeat purchases by period since the start: what a tracking plot shows.
    ///
    /// # Errors
    /// As [`Summary::table`]; also [`ErrorKind::Empty`] where nobody bought in the calibration.
    pub fn tracking(&self, window: &Window, convention: &Convention) -> Result<Tracking> {
        let plan = Plan::new(window, convention, &self.rules)?;
        let store = self.as_known(&plan)?;
        Tracking::build(&store, &plan, window)
    }

    /// The first day of the first period that [`Summary::tracking`] has, and how many periods
    /// there are: to make room for them.
    ///
    /// # Errors
    /// As there.
    pub fn tracking_span(&self, window: &Window, convention: &Convention) -> Result<(Day, usize)> {
        let plan = Plan::new(window, convention, &self.rules)?;
        let store = self.as_known(&plan)?;
        Tracking::span(&store, &plan, window)
    }

    /// The occasions of the customers of [`Summary::table`] with the same window and convention:
    /// who, when, for how much.
    ///
    /// # Errors
    /// As [`Summary::table`].
    ///
    /// ```
    /// use habitue::ledger::{Rules, Transaction};
    /// use habitue::summary::{Convention, Summary};
    /// use habitue::time::{Day, Unit, Window};
    ///
    /// let mut summary = Summary::new(Rules::visits());
    /// for date in ["2024-05-03", "2024-05-04", "2024-05-08"] {
    ///     summary.update(&Transaction::visit("Ada", Day::parse(date)?))?;
    /// }
    /// let window = Window::until(Day::parse("2024-05-31")?);
    /// // Friday and Saturday are of one week.
    /// let occasions = summary.occasions(&window, &Convention::lifetimes(Unit::Week))?;
    /// let days: Vec<String> = occasions.rows().map(|row| row.at.day().to_string()).collect();
    /// assert_eq!(days, ["2024-05-03", "2024-05-08"]);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn occasions(&self, window: &Window, convention: &Convention) -> Result<Occasions> {
        let table = self.table(window, convention)?;
        let plan = Plan::new(window, convention, &self.rules)?;
        let store = self.as_known(&plan)?;
        let order =
            self.dictionary().and_then(|dictionary| by_text(&store, dictionary, self.threads));
        Occasions::build(&store, order.as_deref(), &plan, table.key_column().clone())
    }

    /// The sum of the logarithms of the intervals between the occasions of each customer in the
    /// calibration, in the rows of [`Summary::table`] with the same window and convention: what
    /// the models of regular purchases (CNBD-k) need beside x, t_x and T; see
    /// [`Histories::with_log_intervals`](crate::lifetime::Histories::with_log_intervals).
    ///
    /// # Errors
    /// As [`Summary::table`].
    pub fn log_intervals(&self, window: &Window, convention: &Convention) -> Result<Vec<f64>> {
        let plan = Plan::new(window, convention, &self.rules)?;
        let store = self.as_known(&plan)?;
        let order =
            self.dictionary().and_then(|dictionary| by_text(&store, dictionary, self.threads));
        intervals::log_intervals(&store, order.as_deref(), &plan, self.threads)
    }

    /// Opens the summary for single purchases: each yields its customer's new row.
    ///
    /// # Errors
    /// As [`Summary::table`].
    pub fn live(&self, window: &Window, convention: &Convention) -> Result<Live> {
        let names = self.dictionary().cloned();
        let mut live = Live::new(&self.rules, names, window, convention)?;
        let plan = Plan::new(window, convention, &self.rules)?;
        let store = self.as_known(&plan)?;
        live.reserve(store.len(), 0);
        let margins = self.margins_as_known(&plan)?;
        let mut left = margins.as_ref().map(|margins| margins.entries());
        for entry in store.entries() {
            let left = left.as_mut().and_then(Iterator::next).map(|left| left.net);
            live.add(&entry, left, None)?;
        }
        live.know(store.details());
        live.refund_rows = self.refund_rows;
        live.assumed_rows = self.assumed_rows;
        live.rejected_rows = self.rejected_rows;
        live.late.clone_from(&self.late);
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
        let recent: u64 = self.amounts.recent.iter().map(|entry| u64::from(entry.count)).sum();
        self.amounts.settled.rows() + recent
    }

    /// Rows refused while reading.
    #[must_use]
    pub const fn rejected_rows(&self) -> u64 {
        self.rejected_rows
    }

    /// The first and the last day on which anything happened.
    #[must_use]
    pub fn days(&self) -> Option<(Day, Day)> {
        let (first, last) = self.span()?;
        Some((self.rules.day(first), self.rules.day(last)))
    }

    /// The window of everything: until the last day, hour or minute on which anything happened, as
    /// finely as time is kept. What lifetimes and BTYD take where no end is named. `None` where
    /// nothing happened.
    #[must_use]
    pub fn whole_window(&self) -> Option<Window> {
        let (_, last) = self.span()?;
        let last = self.rules.moment(last);
        Some(match self.rules.tick_seconds() {
            60 => Window::until_minute(last),
            3_600 => Window::until_hour(last),
            _ => Window::until(last.day()),
        })
    }

    /// The first and the last tick.
    fn span(&self) -> Option<(i32, i32)> {
        let recent = self.amounts.recent.iter().map(|entry| (entry.tick, entry.tick));
        let late = self.late.iter().map(|late| (late.came, late.came));
        recent
            .chain(late)
            .chain(self.amounts.settled.span())
            .reduce(|(first, last), (from, to)| (first.min(from), last.max(to)))
    }

    const fn dictionary(&self) -> Option<&Dictionary> {
        match &self.names {
            Names::Text(dictionary) => Some(dictionary),
            _ => None,
        }
    }

    /// The integer by which a customer is kept.
    fn code(&mut self, customer: &Key<'_>) -> Result<i64> {
        let keys = self.rules.key_policy();
        if let Key::Text(text) = customer {
            crate::customer::present(&keys.apply(text))?;
        }
        if matches!(self.names, Names::Undecided) {
            self.names = match customer {
                Key::Integer(_) => Names::Integer,
                Key::Text(_) => Names::Text(Dictionary::default()),
            };
        }
        match (&mut self.names, customer) {
            (Names::Integer, Key::Integer(key)) => Ok(*key),
            (Names::Text(dictionary), Key::Text(text)) => {
                dictionary.intern(&keys.apply(text)).map(i64::from)
            }
            (Names::Integer, _) => Err(customer.mixed(KeyKind::Integer)),
            _ => Err(customer.mixed(KeyKind::Text)),
        }
    }

    /// The integers by which customers with text keys are kept, where integers are not.
    fn codes(&mut self, texts: Texts<'_>) -> Result<Vec<i64>> {
        if matches!(self.names, Names::Undecided) {
            self.names = Names::Text(Dictionary::default());
        }
        let Names::Text(dictionary) = &mut self.names else {
            return Err(Key::Text("").mixed(KeyKind::Integer));
        };
        let mut codes = Vec::with_capacity(texts.len());
        for start in (0..texts.len()).step_by(TEXTS) {
            let part = texts.part(start..(start + TEXTS).min(texts.len()));
            codes.extend(dictionary.intern_all(part, self.threads)?.into_iter().map(i64::from));
        }
        Ok(codes)
    }

    /// How many amounts are refunds.
    fn refunds(&self, amounts: &ExactColumn<'_>) -> Result<u64> {
        let mut refunds = amounts.whole().iter().filter(|minor| **minor < 0).count() as u64;
        for (_, amount) in amounts.fractional().filter(|(_, amount)| amount.is_negative()) {
            refunds -= u64::from(!self.rules.is_refund(amount)?);
        }
        Ok(refunds)
    }

    /// Adds many entries at once, and what they left.
    fn absorb(&mut self, arrived: Store, left: Option<Store>) -> Result<()> {
        let amounts = self.amounts.with(arrived, self.threads)?;
        let margins = match (&self.margins, left) {
            (Some(margins), Some(left)) => Some(margins.with(left, self.threads)?),
            _ => None,
        };
        self.keep(amounts, margins);
        Ok(())
    }

    /// Keeps this and nothing else.
    fn keep(&mut self, amounts: Store, margins: Option<Store>) {
        self.amounts.replace(amounts);
        if let (Some(kept), Some(margins)) = (&mut self.margins, margins) {
            kept.replace(margins);
        }
    }

    /// All amounts, sorted, as they were known at the end of a calibration.
    fn as_known(&self, plan: &Plan) -> Result<Cow<'_, Store>> {
        let store = self.amounts.sorted(self.threads)?;
        late_refunds::as_known(store, &self.late, plan, Of::Amounts, self.threads)
    }

    /// The same of the margins.
    fn margins_as_known(&self, plan: &Plan) -> Result<Option<Cow<'_, Store>>> {
        let known =
            |store| late_refunds::as_known(store, &self.late, plan, Of::Margins, self.threads);
        self.sorted_margins()?.map(known).transpose()
    }

    /// All margins, sorted.
    pub(super) fn sorted_margins(&self) -> Result<Option<Cow<'_, Store>>> {
        self.margins.as_ref().map(|margins| margins.sorted(self.threads)).transpose()
    }
}

/// The customers of a store in the order of their names; `None` where they are so already.
pub(super) fn by_text(
    store: &Store,
    dictionary: &Dictionary,
    threads: usize,
) -> Option<Vec<usize>> {
    if dictionary.is_ascending() {
        return None;
    }
    let texts = dictionary.texts();
    let name = |index: usize| texts.get(store.customer(index).key as usize).unwrap_or_default();
    let order = ranked(store.len(), name, threads).firsts;
    Some(order.into_iter().map(|at| at as usize).collect())
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

    /// Refunds among them that stand at the tick of their purchase, and came at another.
    fn late(
        &self,
        rules: &Rules,
        moved: &[MovedRefund],
        amounts: &ExactColumn<'_>,
        left: Option<&ExactColumn<'_>>,
    ) -> Result<Vec<LateRefund>> {
        let mut late = Vec::new();
        for refund in moved {
            let row = refund.row as usize;
            let came = rules.tick(Moment::from_seconds(refund.came)?)?;
            if came == self.ticks[row] {
                continue;
            }
            let (amount, left) = (amounts.get(row), left.map_or(Exact::ZERO, |left| left.get(row)));
            let places = (self.ticks[row], came);
            late.push(LateRefund::of(self.keys[row], places, amount, left, rules)?);
        }
        Ok(late)
    }

    /// What these do not say of their amounts and of what they left.
    fn details(
        &self,
        rules: &Rules,
        amounts: &ExactColumn<'_>,
        left: Option<&ExactColumn<'_>>,
    ) -> Result<Vec<Detail>> {
        let mut details = Vec::new();
        let mut tell = |row: usize, amount: Exact, left: Exact| -> Result<()> {
            details.extend(Detail::of(&self.entry(row), rules, amount, left)?);
            Ok(())
        };
        if rules.is_free(Exact::ZERO)? {
            let zeros = amounts.whole().iter().enumerate().filter(|(_, minor)| **minor == 0);
            for (row, _) in zeros.filter(|&(row, _)| amounts.get(row) == Exact::ZERO) {
                tell(row, Exact::ZERO, Exact::ZERO)?;
            }
        }
        if rules.refunds() == Refunds::Keep {
            let below = amounts.whole().iter().enumerate().filter(|(_, minor)| **minor < 0);
            for (row, amount) in below.map(|(row, _)| (row, amounts.get(row))) {
                // Fractional ones are told below.
                if amount.parts() == 0 {
                    tell(row, amount, Exact::ZERO)?;
                }
            }
        }
        for (row, amount) in amounts.fractional() {
            tell(row, amount, Exact::ZERO)?;
        }
        for (row, left) in left.into_iter().flat_map(ExactColumn::fractional) {
            // Neither free nor fractional as far as the amount goes: that was told above.
            tell(row, Exact::whole(1), left)?;
        }
        Ok(details)
    }
}
