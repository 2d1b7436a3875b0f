//! A summary kept open for single purchases.

use std::cell::RefCell;
use std::collections::HashMap;

use super::audit::Count;
use super::builder::History;
use super::detail::Detail;
use super::diary::{Diaries, Diary};
use super::entry::Entry;
use super::late_refunds::LateRefund;
use super::margins::Lost;
use super::numbers::Numbers;
use super::places::Places;
use super::placing::Part;
use super::plan::Plan;
use super::store::Deeds;
use super::{Arrival, Convention, Margins, Row};
use crate::customer::{Dictionary, Key, KeyKind, TextColumn, present};
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::{Columns, MovedRefund, Rules, Transaction};
use crate::money::{Currency, Exact};
use crate::time::{Moment, Unit, Window};

/// Customers whose summaries are kept up to date purchase by purchase: each update yields the
/// customer's new [`Row`], the same that a [`Table`](super::Table) of all transactions would have.
///
/// Made by [`Summary::live`](super::Summary::live). Customers are found by hashing, and what one
/// of them did stands side by side in the order of time, so a purchase touches two places of
/// memory however large the base. Updating, reading and forgetting a known customer allocate
/// nothing, but that buffers double now and then (see [`Live::reserve`]).
///
/// Reading takes `&self`, so that many threads may read at once, behind an
/// [`RwLock`](std::sync::RwLock) beside one that writes. Every transaction and every erasure that
/// is taken in counts one ([`Live::sequence`]); [`Live::to_bytes`] keeps the count, so that after a
/// restart a journal is replayed from there ([`Live::apply`]), overlapping or not.
///
/// ```
/// use habitue::customer::Key;
/// use habitue::ledger::{Rules, Transaction};
/// use habitue::summary::{Convention, Summary};
/// use habitue::time::{Day, Phase, Unit, Window};
///
/// let window = Window::until(Day::parse("2024-12-31")?);
/// let mut live = Summary::new(Rules::visits()).live(&window, &Convention::btyd(Unit::Day))?;
/// live.update(&Transaction::visit("Ada", Day::parse("2024-03-01")?))?;
/// let now = live.update(&Transaction::visit("Ada", Day::parse("2024-03-11")?))?;
/// assert_eq!(now.row.map(|row| (row.x, row.t_x)), Some((1, 10.0)));
/// // A late message only puts the first purchase right.
/// let now = live.update(&Transaction::visit("Ada", Day::parse("2024-02-20")?))?;
/// assert_eq!(now.row.map(|row| (row.x, row.t_x)), Some((2, 20.0)));
/// // After the window: kept, and said so.
/// let now = live.update(&Transaction::visit("Ada", Day::parse("2025-01-01")?))?;
/// assert_eq!((now.phase, now.row.map(|row| row.x)), (Phase::After, Some(2)));
/// // The same message again, recognised by its number.
/// assert!(live.is_new(4711) && !live.is_new(4711));
/// assert!(live.forget(&Key::from("Ada")) && live.row(&Key::from("Ada"))?.is_none());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Live {
    pub(super) plan: Plan,
    pub(super) window: Window,
    pub(super) names: Option<Dictionary>,
    pub(super) customers: Places<Diary>,
    pub(super) diaries: Diaries,
    /// What the diaries do not say, by customer and tick; hardly ever anything.
    pub(super) details: HashMap<(i64, i32), Detail>,
    /// Refunds of earlier purchases: in the diaries they stand where they were known.
    pub(super) late: Vec<LateRefund>,
    pub(super) refund_rows: u64,
    pub(super) assumed_rows: u64,
    pub(super) rejected_rows: u64,
    pub(super) sequence: u64,
    pub(super) numbers: Numbers,
}

/// One customer's deeds in the order of time, while they are read.
#[derive(Debug, Default)]
struct Scratch {
    ticks: Vec<i32>,
    counts: Vec<u32>,
    nets: Vec<i64>,
    told: Vec<Detail>,
    parts: Vec<Part>,
}

thread_local! {
    /// Of each thread that reads, so that reading allocates nothing.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl Live {
    pub(super) fn new(
        rules: &Rules,
        names: Option<Dictionary>,
        window: &Window,
        convention: &Convention,
    ) -> Result<Self> {
        Ok(Self {
            plan: Plan::new(window, convention, rules)?,
            window: *window,
            names,
            customers: Places::default(),
            diaries: Diaries::new(rules.costs().is_some()),
            details: HashMap::new(),
            late: Vec::new(),
            refund_rows: 0,
            assumed_rows: 0,
            rejected_rows: 0,
            sequence: 0,
            numbers: Numbers::default(),
        })
    }

    /// The currency of the amounts; `None` where there are none.
    #[must_use]
    pub fn currency(&self) -> Option<Currency> {
        self.plan.rules().currency()
    }

    /// The unit of t_x and T.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.plan.convention.unit()
    }

    /// The window that rows are of.
    #[must_use]
    pub const fn window(&self) -> &Window {
        &self.window
    }

    /// How occasions and durations are counted.
    #[must_use]
    pub const fn convention(&self) -> &Convention {
        &self.plan.convention
    }

    /// The rules by which transactions are taken in.
    #[must_use]
    pub const fn rules(&self) -> &Rules {
        self.plan.rules()
    }

    /// Which kind of keys customers have; `None` before the first.
    #[must_use]
    pub const fn key_kind(&self) -> Option<KeyKind> {
        match self.names {
            Some(_) => Some(KeyKind::Text),
            None if self.customers.is_empty() => None,
            None => Some(KeyKind::Integer),
        }
    }

    /// How many customers there are, calibrated or not.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.customers.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.customers.is_empty()
    }

    /// How many messages were taken in since the summary was opened: one for each transaction, and
    /// one for each call of [`Live::forget`], of an unknown customer too. What was refused counts
    /// nothing.
    #[must_use]
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Whether the message of this number, from 1, is the next one; false where it was taken in
    /// before.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] where messages before it are missing.
    pub fn expects(&self, sequence: u64) -> Result<bool> {
        let next = self.sequence.saturating_add(1);
        if sequence > next {
            return Err(Error::new(
                ErrorKind::OutOfRange,
                "leaves a gap: messages before it were not taken in",
            )
            .in_column("sequence")
            .with_value(sequence)
            .allowing(format!("1 to {next}, the next one")));
        }
        Ok(sequence == next)
    }

    /// Takes in the transaction that is the message of this number, as [`Live::update`] does;
    /// `None` where it was taken in before.
    ///
    /// ```
    /// use habitue::ledger::{Rules, Transaction};
    /// use habitue::summary::{Convention, Live, Summary};
    /// use habitue::time::{Day, Unit, Window};
    ///
    /// let window = Window::until(Day::parse("2024-12-31")?);
    /// let mut live = Summary::new(Rules::visits()).live(&window, &Convention::btyd(Unit::Day))?;
    /// let day = Day::parse("2024-03-01")?;
    /// let journal = ["Ada", "Bo", "Ada"].map(|name| Transaction::visit(name, day));
    /// live.apply(1, &journal[0])?;
    /// let snapshot = live.to_bytes()?;
    ///
    /// // After a crash: what was in the snapshot is known to be, the rest is taken in.
    /// let mut live = Live::from_bytes(&snapshot)?;
    /// for (sequence, transaction) in (1..).zip(&journal) {
    ///     assert_eq!(live.apply(sequence, transaction)?.is_none(), sequence == 1);
    /// }
    /// assert!(live.apply(9, &journal[0]).is_err(), "4 to 8 are missing");
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Live::expects`] and [`Live::update`]; nothing is taken in then.
    pub fn apply<'a>(
        &mut self,
        sequence: u64,
        transaction: &Transaction<'a>,
    ) -> Result<Option<Arrival<'a>>> {
        if self.expects(sequence)? { self.update(transaction).map(Some) } else { Ok(None) }
    }

    /// Forgets a customer by the message of this number, as [`Live::forget`] does; `None` where it
    /// was taken in before.
    ///
    /// # Errors
    /// As [`Live::expects`].
    pub fn apply_forget(&mut self, sequence: u64, customer: &Key<'_>) -> Result<Option<bool>> {
        Ok(if self.expects(sequence)? { Some(self.forget(customer)) } else { None })
    }

    /// Makes room for so many more customers and purchases.
    pub fn reserve(&mut self, customers: usize, purchases: usize) {
        self.customers.reserve(customers);
        self.diaries.reserve(purchases);
    }

    /// Takes in one transaction, and returns where it stands in the window and its customer's new
    /// row.
    ///
    /// # Errors
    /// As [`Summary::update`](super::Summary::update), and nothing is taken in then; also
    /// [`ErrorKind::Overflow`] where the customer's sums over the window do not fit, and then it
    /// was taken in, as [`Live::sequence`] tells.
    pub fn update<'a>(&mut self, transaction: &Transaction<'a>) -> Result<Arrival<'a>> {
        let amount = self.plan.rules().minor(transaction.amount)?;
        let margin = self.plan.rules().margin(amount, transaction.costing.as_ref())?;
        let tick = self.plan.rules().tick(transaction.at)?;
        let left = margin.map(|margin| margin.minor);
        let arrival = self.take_in(&transaction.customer, tick, None, amount, left)?;
        self.assumed_rows += u64::from(margin.is_some_and(|margin| !margin.known));
        arrival
    }

    /// Takes in what was accepted, and then reads its customer; of a refund of an earlier
    /// purchase, at whose tick it stands, `came` says when it came.
    ///
    /// # Errors
    /// Those of taking in. Within are those of reading.
    fn take_in<'a>(
        &mut self,
        customer: &Key<'a>,
        tick: i32,
        came: Option<i32>,
        amount: Exact,
        left: Option<Exact>,
    ) -> Result<Result<Arrival<'a>>> {
        let rules = *self.plan.rules();
        let refund = rules.is_refund(amount)?;
        let key = self.code(customer)?;
        let stands = match came {
            Some(came) if self.plan.came_late(tick, came) => came,
            _ => tick,
        };
        let entry = Entry::of(key, stands, amount);
        let exact = left.unwrap_or(Exact::ZERO);
        let detail = Detail::of(&entry, &rules, amount, exact)?;
        let left = left.map(|left| Entry::of(key, stands, left).net);
        let diary = self.add(&entry, left, detail.as_ref())?;
        if let Some(came) = came.filter(|came| *came != tick) {
            self.late.push(LateRefund::of(key, (tick, came), amount, exact, &rules)?);
        }
        self.refund_rows += u64::from(refund);
        self.sequence += 1;
        let phase = self.plan.phase(tick);
        Ok(self.read(key, diary, customer).map(|row| Arrival { phase, row }))
    }

    /// Takes in transactions as columns, one after the other, and tells `each` its place among
    /// them and what [`Live::update`] returns.
    ///
    /// # Errors
    /// As [`Summary::push_columns`](super::Summary::push_columns), before anything is taken in;
    /// [`ErrorKind::Overflow`] with the row, and then what stands before that row was taken in, as
    /// [`Live::sequence`] tells.
    pub fn update_columns(
        &mut self,
        columns: &Columns<'_>,
        mut each: impl FnMut(usize, &Arrival<'_>),
    ) -> Result<()> {
        self.take_columns(columns, 0, |row, arrival| {
            if let Some(arrival) = arrival {
                each(row, arrival);
            }
        })
    }

    /// Takes in those transactions that are the message of this number and the ones after it, as
    /// [`Live::update_columns`] does; `each` hears `None` of those that were taken in before.
    ///
    /// # Errors
    /// As [`Live::expects`], before anything is taken in, and [`Live::update_columns`].
    pub fn apply_columns(
        &mut self,
        sequence: u64,
        columns: &Columns<'_>,
        each: impl FnMut(usize, Option<&Arrival<'_>>),
    ) -> Result<()> {
        self.expects(sequence)?;
        let known = self.sequence.saturating_add(1) - sequence;
        self.take_columns(columns, usize::try_from(known).unwrap_or(usize::MAX), each)
    }

    /// The same without the first `known` of them, which are checked like the others.
    fn take_columns(
        &mut self,
        columns: &Columns<'_>,
        known: usize,
        mut each: impl FnMut(usize, Option<&Arrival<'_>>),
    ) -> Result<()> {
        let rules = *self.plan.rules();
        let ticks = columns.ticks(&rules)?;
        let minor = columns.minor(&rules)?;
        let margins = columns.margins(&rules, minor.as_ref())?;
        let mut spelled = TextColumn::default();
        rules.key_policy().apply_all(columns.customers(), &mut spelled).check()?;
        let came =
            |moved: &MovedRefund| Ok((moved.row, rules.tick(Moment::from_seconds(moved.came)?)?));
        let moved = columns.moved().iter().map(came).collect::<Result<Vec<_>>>()?;
        let mut moved = moved.into_iter().peekable();
        for (row, &tick) in ticks.iter().enumerate() {
            let Some(customer) = columns.customers().get(row) else { break };
            let came = moved.next_if(|(moved, _)| *moved == row as u64).map(|(_, came)| came);
            if row < known {
                each(row, None);
                continue;
            }
            let amount = minor.as_ref().map_or(Exact::ZERO, |minor| minor.get(row));
            let left = margins.as_ref().map(|(margins, _)| margins.get(row));
            let at_row = |error: Error| error.at_row(row as u64);
            let added = self.take_in(&customer, tick, came, amount, left).map_err(at_row)?;
            self.assumed_rows += u64::from(left.is_some() && !columns.states_margin(&rules, row));
            each(row, Some(&added.map_err(at_row)?));
        }
        Ok(())
    }

    /// A customer's row; `None` for one who is unknown or whom nothing calibrates.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where a sum does not fit.
    pub fn row<'a>(&self, customer: &Key<'a>) -> Result<Option<Row<'a>>> {
        let Some(code) = self.code_of(customer) else { return Ok(None) };
        match self.customers.get(code) {
            Some(diary) => self.read(code, diary, customer),
            None => Ok(None),
        }
    }

    /// The row of the customer with this code and diary.
    fn read<'a>(&self, code: i64, diary: Diary, customer: &Key<'a>) -> Result<Option<Row<'a>>> {
        SCRATCH.with_borrow_mut(|scratch| self.read_with(scratch, code, diary, customer))
    }

    fn read_with<'a>(
        &self,
        scratch: &mut Scratch,
        code: i64,
        diary: Diary,
        customer: &Key<'a>,
    ) -> Result<Option<Row<'a>>> {
        let Scratch { ticks, counts, nets, told, parts } = scratch;
        ticks.clear();
        counts.clear();
        nets.clear();
        for deed in self.diaries.deeds(diary) {
            ticks.push(deed.tick);
            counts.push(deed.count);
            nets.push(deed.net);
        }
        told.clear();
        if !self.details.is_empty() {
            let places = ticks.iter().map(|&tick| (code, tick));
            told.extend(places.filter_map(|place| self.details.get(&place)));
        }
        let deeds = Deeds { key: code, ticks, counts, nets, details: told, are_margins: false };
        let history = History::of(&self.plan, &deeds, &mut Count::default())
            .map_err(|error| error.with_value(customer))?;
        let margins = if self.plan.rules().costs().is_some() {
            let (left, mut lost) = (self.diaries.margins(diary), Lost::default());
            Margins::of(&self.plan, &deeds, left, parts, &mut lost)
                .map_err(|error| error.with_value(customer))?
        } else {
            None
        };
        Ok(history.map(|history| Row {
            key: *customer,
            x: history.x,
            t_x: self.plan.convention.duration(history.last - history.first),
            t: self.plan.age(history.first),
            first_spend: history.first_spend,
            repeat_spend: history.repeat_spend,
            total_spend: history.total_spend,
            holdout_x: history.holdout_x,
            holdout_spend: history.holdout_spend,
            margins,
        }))
    }

    /// Forgets a customer; whether there was one. The rest is not touched.
    pub fn forget(&mut self, customer: &Key<'_>) -> bool {
        self.sequence += 1;
        let Some(code) = self.code_of(customer) else { return false };
        if let (Some(names), Key::Text(text)) = (&mut self.names, customer) {
            names.forget(&self.plan.rules().key_policy().apply(text));
        }
        let Some(diary) = self.customers.remove(code) else { return false };
        if !self.details.is_empty() {
            for deed in self.diaries.deeds(diary) {
                self.details.remove(&(code, deed.tick));
            }
        }
        self.late.retain(|late| late.key != code);
        self.diaries.close(diary);
        true
    }

    /// Whether a transaction's number comes for the first time: a message that is delivered
    /// twice is to be taken in once. The last 2^20 are remembered, or as many as
    /// [`Live::remember`] says; the oldest is forgotten where one too many comes.
    pub fn is_new(&mut self, transaction: i64) -> bool {
        self.numbers.is_new(transaction)
    }

    /// Whether a transaction's number came before, as far as is remembered.
    #[must_use]
    pub fn knows(&self, transaction: i64) -> bool {
        self.numbers.knows(transaction)
    }

    /// Remembers so many numbers of transactions from now on; see [`Live::is_new`]. Each takes some
    /// 40 bytes.
    pub fn remember(&mut self, numbers: usize) {
        self.numbers.remember(numbers);
    }

    /// The integer by which a customer is kept.
    fn code(&mut self, customer: &Key<'_>) -> Result<i64> {
        let keys = self.plan.rules().key_policy();
        if let Key::Text(text) = customer {
            present(&keys.apply(text))?;
            if self.names.is_none() && self.customers.is_empty() {
                self.names = Some(Dictionary::default());
            }
        }
        match (&mut self.names, customer) {
            (None, Key::Integer(key)) => Ok(*key),
            (Some(names), Key::Text(text)) => names.intern(&keys.apply(text)).map(i64::from),
            (None, _) => Err(customer.mixed(KeyKind::Integer)),
            (Some(_), _) => Err(customer.mixed(KeyKind::Text)),
        }
    }

    /// The same of one who may be unknown.
    fn code_of(&self, customer: &Key<'_>) -> Option<i64> {
        match (&self.names, customer) {
            (None, Key::Integer(key)) => Some(*key),
            (Some(names), Key::Text(text)) => {
                names.code(&self.plan.rules().key_policy().apply(text)).map(i64::from)
            }
            _ => None,
        }
    }

    /// Adds to what a customer did; the customer's diary.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`](crate::ErrorKind::Overflow); nothing is added then.
    pub(super) fn add(
        &mut self,
        entry: &Entry,
        margin: Option<i64>,
        detail: Option<&Detail>,
    ) -> Result<Diary> {
        let detail = detail.map(|detail| self.more(detail)).transpose()?;
        let diary = match self.customers.get_mut(entry.key) {
            Some(diary) => {
                self.diaries.enter(diary, entry, margin)?;
                *diary
            }
            None => {
                let diary = self.diaries.open(entry, margin)?;
                self.customers.insert(entry.key, diary);
                diary
            }
        };
        self.details.extend(detail.map(|detail| (detail.place(), detail)));
        Ok(diary)
    }

    /// What there is to say of a place with a detail more.
    fn more(&self, detail: &Detail) -> Result<Detail> {
        let mut sum = *detail;
        if let Some(known) = self.details.get(&detail.place()) {
            sum.add(known)?;
        }
        Ok(sum)
    }

    /// Takes over what is to say of diaries that were just written.
    pub(super) fn know(&mut self, details: &[Detail]) {
        self.details.extend(details.iter().map(|detail| (detail.place(), *detail)));
    }
}
