//! A summary kept open for single purchases.

use super::audit::Count;
use super::builder::History;
use super::margins::Lost;
use super::plan::{Plan, overflow};
use super::store::{Deeds, Entry};
use super::{Convention, Margins, Row};
use crate::customer::{Dictionary, Key, KeyKind, present};
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::{Columns, Rules, Transaction};
use crate::money::Currency;
use crate::time::Window;

/// Customers whose summaries are kept up to date purchase by purchase: each update yields the
/// customer's new [`Row`], the same that a [`Table`](super::Table) of all transactions would have.
///
/// Made by [`Summary::live`](super::Summary::live). Customers are found by hashing, and what one
/// of them did is a chain of ticks from the latest back, so a purchase of today is put in front
/// and a late one where it belongs. Updating, reading and forgetting a known customer allocate
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
    customers: Places,
    /// The latest deed of each customer.
    latest: Vec<u32>,
    deeds: Vec<Deed>,
    /// What each deed left, where the rules keep margins; else empty.
    margins: Vec<i64>,
    /// Deeds of forgotten customers, to be used again.
    vacant: u32,
    seen: Places,
    /// One customer's deeds in the order of time, while they are read.
    ticks: Vec<i32>,
    counts: Vec<u32>,
    nets: Vec<i64>,
    left: Vec<i64>,
    counted: Vec<bool>,
}

/// What a customer did within one tick, and the one before it.
#[derive(Debug, Clone, Copy)]
struct Deed {
    net: i64,
    tick: i32,
    count: u32,
    before: u32,
}

/// The end of a chain, and a customer who did nothing.
const NONE: u32 = u32::MAX;

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
            latest: Vec::new(),
            deeds: Vec::new(),
            margins: Vec::new(),
            vacant: NONE,
            seen: Places::default(),
            ticks: Vec::new(),
            counts: Vec::new(),
            nets: Vec::new(),
            left: Vec::new(),
            counted: Vec::new(),
        })
    }

    /// The currency of the amounts; `None` where there are none.
    #[must_use]
    pub fn currency(&self) -> Option<Currency> {
        self.plan.rules().currency()
    }

    /// Makes room for so many more customers and purchases.
    pub fn reserve(&mut self, customers: usize, purchases: usize) {
        self.customers.reserve(customers);
        self.latest.reserve(customers);
        self.deeds.reserve(purchases);
        if self.plan.rules().costs().is_some() {
            self.margins.reserve(purchases);
        }
    }

    /// Takes in one transaction and returns its customer's new row; `None` where nothing
    /// calibrates the customer.
    ///
    /// # Errors
    /// As [`Summary::update`](super::Summary::update); nothing is taken in then.
    pub fn update<'a>(&'a mut self, transaction: &Transaction<'a>) -> Result<Option<Row<'a>>> {
        let net = self.plan.rules().minor(transaction.amount)?;
        let margin = self.plan.rules().margin(net, transaction.costing.as_ref())?;
        let tick = self.plan.rules().tick(transaction.at);
        let code = self.code(&transaction.customer)?;
        let entry = Entry { key: code, net, tick, count: 1 };
        let at = self.add(&entry, margin.map(|margin| margin.minor))?;
        self.row_at(at, &transaction.customer)
    }

    /// Takes in transactions as columns, one after the other, and tells `each` its place among
    /// them and its customer's new row, as [`Live::update`] returns it.
    ///
    /// # Errors
    /// As [`Summary::push_columns`](super::Summary::push_columns), before anything is taken in;
    /// [`ErrorKind::Overflow`] with the row, and then what stands before that row was taken in.
    pub fn update_columns(
        &mut self,
        columns: &Columns<'_>,
        mut each: impl FnMut(usize, Option<&Row<'_>>),
    ) -> Result<()> {
        let rules = *self.plan.rules();
        let ticks = columns.ticks(&rules)?;
        let minor = columns.minor(&rules)?;
        let margins = columns.margins(&rules, minor.as_deref())?;
        columns.customers().check()?;
        for (row, &tick) in ticks.iter().enumerate() {
            let Some(customer) = columns.customers().get(row) else { break };
            let net = minor.as_ref().map_or(0, |minor| minor[row]);
            let left = margins.as_ref().map(|(margins, _)| margins[row]);
            let added = self
                .code(&customer)
                .and_then(|key| self.add(&Entry { key, net, tick, count: 1 }, left))
                .and_then(|at| self.row_at(at, &customer));
            each(row, added.map_err(|error| error.at_row(row as u64))?.as_ref());
        }
        Ok(())
    }

    /// A customer's row; `None` for one who is unknown or whom nothing calibrates.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where a sum does not fit.
    pub fn row<'a>(&mut self, customer: &Key<'a>) -> Result<Option<Row<'a>>> {
        match self.find(customer) {
            Some(at) => self.row_at(at, customer),
            None => Ok(None),
        }
    }

    /// The row of the customer at this place.
    fn row_at<'a>(&mut self, at: usize, customer: &Key<'a>) -> Result<Option<Row<'a>>> {
        self.ticks.clear();
        self.counts.clear();
        self.nets.clear();
        self.left.clear();
        let mut next = self.latest[at];
        while next != NONE {
            let deed = self.deeds[next as usize];
            self.ticks.push(deed.tick);
            self.counts.push(deed.count);
            self.nets.push(deed.net);
            self.left.extend(self.margins.get(next as usize));
            next = deed.before;
        }
        self.ticks.reverse();
        self.counts.reverse();
        self.nets.reverse();
        self.left.reverse();
        let deeds = Deeds { key: 0, ticks: &self.ticks, counts: &self.counts, nets: &self.nets };
        let history = History::of(&self.plan, &deeds, &mut Count::default())
            .map_err(|error| error.with_value(customer))?;
        let margins = if self.plan.rules().costs().is_some() {
            let mut lost = Lost::default();
            Margins::of(&self.plan, &deeds, &self.left, &mut self.counted, &mut lost)
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
            holdout_x: history.holdout_x,
            holdout_spend: history.holdout_spend,
            margins,
        }))
    }

    /// Forgets a customer; whether there was one. The rest is not touched.
    pub fn forget(&mut self, customer: &Key<'_>) -> bool {
        let Some(at) = self.find(customer) else { return false };
        if let (Some(names), Key::Text(text)) = (&mut self.names, customer) {
            names.forget(text);
        }
        let mut next = std::mem::replace(&mut self.latest[at], NONE);
        let known = next != NONE;
        while next != NONE {
            let deed = &mut self.deeds[next as usize];
            let before = deed.before;
            *deed = Deed { net: 0, tick: 0, count: 0, before: self.vacant };
            if let Some(left) = self.margins.get_mut(next as usize) {
                *left = 0;
            }
            self.vacant = next;
            next = before;
        }
        known
    }

    /// Whether a transaction's number comes for the first time: a message that is delivered
    /// twice is to be taken in once. Numbers are remembered from the first call on.
    pub fn is_new(&mut self, transaction: i64) -> bool {
        let before = self.seen.keys.len();
        self.seen.insert(transaction) == before
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
        if let Key::Text(text) = customer {
            present(text)?;
            if self.names.is_none() && self.customers.keys.is_empty() {
                self.names = Some(Dictionary::default());
            }
        }
        match (&mut self.names, customer) {
            (None, Key::Integer(key)) => Ok(*key),
            (Some(names), Key::Text(text)) => names.intern(text).map(i64::from),
            (None, _) => Err(customer.mixed(KeyKind::Integer)),
            (Some(_), _) => Err(customer.mixed(KeyKind::Text)),
        }
    }

    fn find(&self, customer: &Key<'_>) -> Option<usize> {
        match (&self.names, customer) {
            (None, Key::Integer(key)) => self.customers.find(*key),
            (Some(names), Key::Text(text)) => self.customers.find(names.code(text)?.into()),
            _ => None,
        }
    }

    /// Adds to the chain of a customer, where the tick belongs; the place of the customer.
    pub(super) fn add(&mut self, entry: &Entry, margin: Option<i64>) -> Result<usize> {
        let at = self.customers.insert(entry.key);
        if at == self.latest.len() {
            self.latest.push(NONE);
        }
        let (mut after, mut next) = (NONE, self.latest[at]);
        while next != NONE && self.deeds[next as usize].tick > entry.tick {
            (after, next) = (next, self.deeds[next as usize].before);
        }
        if next != NONE && self.deeds[next as usize].tick == entry.tick {
            let deed = &mut self.deeds[next as usize];
            let net = deed.net.checked_add(entry.net).ok_or_else(overflow)?;
            if let (Some(left), Some(margin)) = (self.margins.get_mut(next as usize), margin) {
                *left = left.checked_add(margin).ok_or_else(|| overflow().in_column("margin"))?;
            }
            deed.net = net;
            deed.count = deed.count.saturating_add(entry.count);
            return Ok(at);
        }
        let deed = Deed { net: entry.net, tick: entry.tick, count: entry.count, before: next };
        let place = if self.vacant == NONE {
            let place = u32::try_from(self.deeds.len()).ok().filter(|place| *place != NONE);
            let place = place.ok_or_else(|| {
                Error::new(ErrorKind::Overflow, "has too many purchases")
                    .in_column("customer")
                    .allowing("at most 2^32 - 1")
            })?;
            self.deeds.push(deed);
            self.margins.extend(margin);
            place
        } else {
            let place = self.vacant;
            self.vacant = self.deeds[place as usize].before;
            self.deeds[place as usize] = deed;
            if let (Some(left), Some(margin)) = (self.margins.get_mut(place as usize), margin) {
                *left = margin;
            }
            place
        };
        match after {
            NONE => self.latest[at] = place,
            after => self.deeds[after as usize].before = place,
        }
        Ok(at)
    }
}

/// Numbers with their places in the order of first sight; open addressing, at most half full.
#[derive(Debug, Clone, Default)]
struct Places {
    keys: Vec<i64>,
    slots: Vec<u32>,
}

impl Places {
    fn find(&self, key: i64) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        Some(self.slots[self.slot(key)]).filter(|place| *place != NONE).map(|place| place as usize)
    }

    fn insert(&mut self, key: i64) -> usize {
        if 2 * (self.keys.len() + 1) > self.slots.len() {
            self.reserve(self.keys.len().max(8));
        }
        let slot = self.slot(key);
        if self.slots[slot] == NONE {
            self.slots[slot] = self.keys.len() as u32;
            self.keys.push(key);
        }
        self.slots[slot] as usize
    }

    fn reserve(&mut self, more: usize) {
        let wanted = (2 * (self.keys.len() + more)).next_power_of_two();
        if wanted <= self.slots.len() {
            return;
        }
        self.keys.reserve(more);
        self.slots.clear();
        self.slots.resize(wanted, NONE);
        for (place, &key) in self.keys.iter().enumerate() {
            let slot = self.slot(key);
            self.slots[slot] = place as u32;
        }
    }

    /// Where a number is, or where it would go.
    fn slot(&self, key: i64) -> usize {
        let mask = self.slots.len() - 1;
        // A multiplication spreads consecutive numbers, a fold brings the high bits down.
        let product = u128::from(key as u64) * 0x9E37_79B9_7F4A_7C15;
        let mut slot = ((product >> 64) as u64 ^ product as u64) as usize & mask;
        while self.slots[slot] != NONE && self.keys[self.slots[slot] as usize] != key {
            slot = (slot + 1) & mask;
        }
        slot
    }
}
