//! A summary kept open for single purchases.

use std::collections::HashMap;

use super::audit::Count;
use super::builder::History;
use super::detail::Detail;
use super::diary::{Diaries, Diary};
use super::entry::Entry;
use super::margins::Lost;
use super::places::Places;
use super::placing::Part;
use super::plan::Plan;
use super::store::Deeds;
use super::{Convention, Margins, Row};
use crate::customer::{Dictionary, Key, KeyKind, TextColumn, present};
use crate::error::Result;
use crate::ledger::{Columns, Rules, Transaction};
use crate::money::{Currency, Exact};
use crate::time::{Unit, Window};

/// Customers whose summaries are kept up to date purchase by purchase: each update yields the
/// customer's new [`Row`], the same that a [`Table`](super::Table) of all transactions would have.
///
/// Made by [`Summary::live`](super::Summary::live). Customers are found by hashing, and what one
/// of them did stands side by side in the order of time, so a purchase touches two places of
/// memory however large the base. Updating, reading and forgetting a known customer allocate
/// nothing, but that buffers double now and then (see [`Live::reserve`]).
///
/// ```
/// use habitue::customer::Key;
/// use habitue::ledger::{Rules, Transaction};
/// use habitue::summary::{Convention, Summary};
/// use habitue::time::{Day, Unit, Window};
///
/// let window = Window::until(Day::parse("2024-12-31")?);
/// let mut live = Summary::new(Rules::visits()).live(&window, &Convention::btyd(Unit::Day))?;
/// live.update(&Transaction::visit("Ada", Day::parse("2024-03-01")?))?;
/// let row = live.update(&Transaction::visit("Ada", Day::parse("2024-03-11")?))?;
/// assert_eq!(row.map(|row| (row.x, row.t_x)), Some((1, 10.0)));
/// // A late message only puts the first purchase right.
/// let row = live.update(&Transaction::visit("Ada", Day::parse("2024-02-20")?))?;
/// assert_eq!(row.map(|row| (row.x, row.t_x)), Some((2, 20.0)));
/// // The same message again, recognised by its number.
/// assert!(live.is_new(4711) && !live.is_new(4711));
/// assert!(live.forget(&Key::from("Ada")) && live.row(&Key::from("Ada"))?.is_none());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Live {
    plan: Plan,
    names: Option<Dictionary>,
    customers: Places<Diary>,
    diaries: Diaries,
    /// What the diaries do not say, by customer and tick; hardly ever anything.
    details: HashMap<(i64, i32), Detail>,
    seen: Places<()>,
    /// One customer's deeds in the order of time, while they are read.
    ticks: Vec<i32>,
    counts: Vec<u32>,
    nets: Vec<i64>,
    told: Vec<Detail>,
    parts: Vec<Part>,
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
            names,
            customers: Places::default(),
            diaries: Diaries::new(rules.costs().is_some()),
            details: HashMap::new(),
            seen: Places::default(),
            ticks: Vec::new(),
            counts: Vec::new(),
            nets: Vec::new(),
            told: Vec::new(),
            parts: Vec::new(),
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

    /// Makes room for so many more customers and purchases.
    pub fn reserve(&mut self, customers: usize, purchases: usize) {
        self.customers.reserve(customers);
        self.diaries.reserve(purchases);
    }

    /// Takes in one transaction and returns its customer's new row; `None` where nothing
    /// calibrates the customer.
    ///
    /// # Errors
    /// As [`Summary::update`](super::Summary::update); nothing is taken in then.
    pub fn update<'a>(&'a mut self, transaction: &Transaction<'a>) -> Result<Option<Row<'a>>> {
        let amount = self.plan.rules().minor(transaction.amount)?;
        let margin = self.plan.rules().margin(amount, transaction.costing.as_ref())?;
        let tick = self.plan.rules().tick(transaction.at)?;
        let left = margin.map(|margin| margin.minor);
        self.take_in(&transaction.customer, tick, amount, left)
    }

    /// Takes in what was accepted, and reads its customer.
    fn take_in<'a>(
        &mut self,
        customer: &Key<'a>,
        tick: i32,
        amount: Exact,
        left: Option<Exact>,
    ) -> Result<Option<Row<'a>>> {
        let key = self.code(customer)?;
        let entry = Entry::of(key, tick, amount);
        let detail = Detail::of(&entry, self.plan.rules(), amount, left.unwrap_or(Exact::ZERO))?;
        let left = left.map(|left| Entry::of(key, tick, left).net);
        let diary = self.add(&entry, left, detail.as_ref())?;
        self.read(key, diary, customer)
    }

    /// Takes in transactions as columns, one after the other, and tells `each` its place among
    /// them and its customer's new row, as [`Live::update`] returns it.
    ///
    /// # Errors
    /// As [`Summary::push_columns`](super::Summary::push_columns), before anything is taken in;
    /// [`ErrorKind::Overflow`](crate::ErrorKind::Overflow) with the row, and then what stands before
    /// that row was taken in.
    pub fn update_columns(
        &mut self,
        columns: &Columns<'_>,
        mut each: impl FnMut(usize, Option<&Row<'_>>),
    ) -> Result<()> {
        let rules = *self.plan.rules();
        let ticks = columns.ticks(&rules)?;
        let minor = columns.minor(&rules)?;
        let margins = columns.margins(&rules, minor.as_ref())?;
        let mut spelled = TextColumn::default();
        rules.key_policy().apply_all(columns.customers(), &mut spelled).check()?;
        for (row, &tick) in ticks.iter().enumerate() {
            let Some(customer) = columns.customers().get(row) else { break };
            let amount = minor.as_ref().map_or(Exact::ZERO, |minor| minor.get(row));
            let left = margins.as_ref().map(|(margins, _)| margins.get(row));
            let added = self.take_in(&customer, tick, amount, left);
            each(row, added.map_err(|error| error.at_row(row as u64))?.as_ref());
        }
        Ok(())
    }

    /// A customer's row; `None` for one who is unknown or whom nothing calibrates.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`](crate::ErrorKind::Overflow) where a sum does not fit.
    pub fn row<'a>(&mut self, customer: &Key<'a>) -> Result<Option<Row<'a>>> {
        let Some(code) = self.code_of(customer) else { return Ok(None) };
        match self.customers.get(code) {
            Some(diary) => self.read(code, diary, customer),
            None => Ok(None),
        }
    }

    /// The row of the customer with this code and diary.
    fn read<'a>(&mut self, code: i64, diary: Diary, customer: &Key<'a>) -> Result<Option<Row<'a>>> {
        self.ticks.clear();
        self.counts.clear();
        self.nets.clear();
        for deed in self.diaries.deeds(diary) {
            self.ticks.push(deed.tick);
            self.counts.push(deed.count);
            self.nets.push(deed.net);
        }
        self.told.clear();
        if !self.details.is_empty() {
            let places = self.ticks.iter().map(|&tick| (code, tick));
            self.told.extend(places.filter_map(|place| self.details.get(&place)));
        }
        let deeds = Deeds {
            key: code,
            ticks: &self.ticks,
            counts: &self.counts,
            nets: &self.nets,
            details: &self.told,
            are_margins: false,
        };
        let history = History::of(&self.plan, &deeds, &mut Count::default())
            .map_err(|error| error.with_value(customer))?;
        let margins = if self.plan.rules().costs().is_some() {
            let (left, mut lost) = (self.diaries.margins(diary), Lost::default());
            Margins::of(&self.plan, &deeds, left, &mut self.parts, &mut lost)
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
        self.diaries.close(diary);
        true
    }

    /// Whether a transaction's number comes for the first time: a message that is delivered
    /// twice is to be taken in once. Numbers are remembered from the first call on.
    pub fn is_new(&mut self, transaction: i64) -> bool {
        let is_new = self.seen.get(transaction).is_none();
        if is_new {
            self.seen.insert(transaction, ());
        }
        is_new
    }

    /// Looks at another window from now on: the calibration's end moves on with the days.
    ///
    /// # Errors
    /// None beyond those of [`Summary::live`](super::Summary::live), which the convention passed.
    pub fn set_window(&mut self, window: &Window) -> Result<()> {
        self.plan = Plan::new(window, &self.plan.convention, self.plan.rules())?;
        Ok(())
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
