//! Customers who behave as a BG/NBD, the same in every run: what the benchmarks share.
#![allow(dead_code, reason = "each benchmark is a crate of its own and takes what it needs")]

use habitue::ledger::{Amounts, Columns, Rules, Times};
use habitue::lifetime::Histories;
use habitue::money::Currency;
use habitue::summary::Summary;
use habitue::time::{Day, Window};

pub(crate) const DAYS: u64 = 546;

/// Histories in days of customers who behave as a BG/NBD, the same in every run.
pub(crate) struct Base {
    pub(crate) x: Vec<u32>,
    pub(crate) t_x: Vec<f64>,
    pub(crate) t: Vec<f64>,
}

/// A linear congruential generator: enough for inputs.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn uniform(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        (self.uniform() * bound as f64) as u64
    }

    pub(crate) fn exponential(&mut self) -> f64 {
        -self.uniform().ln()
    }
}

/// A customer's life: tells `bought` the day of each purchase, the first one too, and returns it.
pub(crate) fn live(random: &mut Random, mut bought: impl FnMut(f64)) -> f64 {
    let born = random.below(364) as f64;
    bought(born);
    // A mean rate between two purchases a year and two a month, and a coin.
    let rate = (2.0 + 22.0 * random.uniform().powi(4)) / 365.25 * random.exponential();
    let coin = random.uniform() * 0.5;
    let mut now = born;
    loop {
        now += random.exponential() / rate;
        if now >= DAYS as f64 {
            return born;
        }
        bought(now.floor());
        if random.uniform() < coin {
            return born;
        }
    }
}

impl Base {
    pub(crate) fn new(customers: usize) -> Self {
        let mut random = Random(42);
        let mut base = Self { x: vec![], t_x: vec![], t: vec![] };
        for _ in 0..customers {
            let (mut days, mut last) = (0, -1.0);
            let born = live(&mut random, |day| {
                days += u32::from(day > last);
                last = day;
            });
            base.x.push(days - 1);
            base.t_x.push((last - born) / 7.0);
            base.t.push((DAYS as f64 - born) / 7.0);
        }
        base
    }

    pub(crate) fn histories(&self) -> Option<Histories<'_>> {
        Histories::new(&self.x, &self.t_x, &self.t).ok()
    }
}

/// Transactions in random order.
pub(crate) struct Log {
    pub(crate) customers: Vec<i64>,
    pub(crate) days: Vec<i32>,
    pub(crate) minor: Vec<i64>,
}

pub(crate) const FIRST_DAY: i32 = 18_262;

impl Log {
    pub(crate) fn new(customers: usize) -> Self {
        let mut random = Random(7);
        let mut rows = Vec::new();
        for customer in 0..customers {
            live(&mut random, |day| rows.push((customer as i64, FIRST_DAY + day as i32)));
        }
        for row in (1..rows.len()).rev() {
            rows.swap(row, random.below(row as u64 + 1) as usize);
        }
        let minor = rows.iter().map(|_| 1 + (2000.0 * random.exponential()) as i64).collect();
        let (customers, days) = rows.into_iter().unzip();
        Self { customers, days, minor }
    }

    pub(crate) fn summary(&self, threads: usize) -> Option<Summary> {
        let columns = Columns::new(self.customers.as_slice(), Times::Days(&self.days))
            .and_then(|columns| columns.with_amounts(Amounts::Minor(&self.minor)))
            .ok()?;
        let mut summary = Summary::new(Rules::money(Currency::EUR)).with_threads(threads);
        summary.push_columns(&columns).ok()?;
        Some(summary)
    }

    pub(crate) fn window() -> Option<Window> {
        Day::from_number(FIRST_DAY + DAYS as i32).map(Window::until).ok()
    }
}
