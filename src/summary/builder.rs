//! A table's columns while they are filled, by several threads at once.

use std::ops::Range;

use super::audit::{Count, LeftOut};
use super::placing::{Part, Placing};
use super::plan::Plan;
use super::store::{Deeds, Store};
use crate::error::{Error, ErrorKind, Result};
use crate::money::Exact;
use crate::numeric::parallel;

/// Fewer customers than this are not worth a thread of their own.
const FEWEST_CUSTOMERS: usize = 1 << 14;

/// Columns with room for every customer of a store, and in the end those of the calibrated ones.
#[derive(Debug)]
pub(super) struct Builder {
    pub(super) codes: Vec<i64>,
    pub(super) x: Vec<u32>,
    pub(super) t_x: Vec<f64>,
    pub(super) t: Vec<f64>,
    pub(super) first_spend: Vec<i64>,
    pub(super) repeat_spend: Vec<i64>,
    pub(super) holdout_x: Vec<u32>,
    pub(super) holdout_spend: Vec<i64>,
    /// What each customer spent in the calibration, where that is not the sum of the two columns;
    /// else empty.
    pub(super) totals: Vec<i64>,
}

/// What one customer's occasions come to.
#[derive(Debug, Clone, Copy)]
pub(super) struct History {
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) x: u32,
    pub(super) first_spend: i64,
    pub(super) repeat_spend: i64,
    /// Of the two, rounded once.
    pub(super) total_spend: i64,
    pub(super) holdout_x: u32,
    pub(super) holdout_spend: i64,
}

/// Refuses a total that is not the sum of a first and a repeat part, each rounded for itself: the
/// three differ by one minor unit at most.
pub(super) fn check_total(column: &str, first: i64, repeat: i64, total: i64) -> Result<()> {
    let sum = i128::from(first) + i128::from(repeat);
    if (sum - i128::from(total)).abs() <= 1 {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Inconsistent, "is not the total of the first and repeat ones")
        .in_column(column)
        .with_value(total)
        .allowing(format!("{sum}, or one more or less")))
}

/// Exact sums over the parts of one customer's history.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) first: Exact,
    pub(super) repeat: Exact,
    pub(super) holdout: Exact,
}

impl Sums {
    /// Adds to a part of the customer; `None` where it is none of these.
    #[inline]
    pub(super) fn add(&mut self, part: Part, amount: Exact) -> Option<()> {
        match part {
            Part::First => self.first += amount,
            Part::Repeat => self.repeat += amount,
            Part::Holdout => self.holdout += amount,
            Part::Uncalibrated | Part::Dropped | Part::Outside => return None,
        }
        Some(())
    }

    /// All of the calibration.
    pub(super) fn total(&self) -> Exact {
        self.first + self.repeat
    }
}

impl History {
    /// That of a customer all of whose ticks are periods of the calibration, with nothing but
    /// purchases of whole minor units, as it mostly is; `None` for any other one.
    #[inline]
    fn plain(plan: &Plan, deeds: &Deeds<'_>, count: &mut Count) -> Option<Self> {
        let (&first, &last) = (deeds.ticks.first()?, deeds.ticks.last()?);
        let (first_spend, repeats) = deeds.nets.split_first()?;
        if !deeds.details.is_empty() || !plan.calibrates(first, last) || *first_spend <= 0 {
            return None;
        }
        let (mut repeat_spend, mut rows) = (0_i64, u64::from(*deeds.counts.first()?));
        for (net, count) in repeats.iter().zip(&deeds.counts[1..]) {
            if *net <= 0 {
                return None;
            }
            repeat_spend = repeat_spend.checked_add(*net)?;
            rows += u64::from(*count);
        }
        let total_spend = first_spend.checked_add(repeat_spend)?;
        let occasions = deeds.ticks.len() as u64;
        let x = u32::try_from(occasions - 1).ok()?;
        count.occasions += occasions;
        count.merged_rows += rows - occasions;
        count.spend += Exact::whole(total_spend);
        count.totals += i128::from(total_spend);
        Some(Self {
            first,
            last,
            x,
            first_spend: *first_spend,
            repeat_spend,
            total_spend,
            holdout_x: 0,
            holdout_spend: 0,
        })
    }

    /// Reads one customer's deeds; `None` where nothing calibrates the customer.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`](crate::ErrorKind::Overflow) where a sum does not fit.
    #[inline]
    pub(super) fn of(plan: &Plan, deeds: &Deeds<'_>, count: &mut Count) -> Result<Option<Self>> {
        let (mut placing, mut sums) = (Placing::default(), Sums::default());
        let (mut calibration, mut holdout_x) = (None, 0_u32);
        let (mut x, mut waiting) = (0_u32, LeftOut::default());
        plan.walk(deeds, |occasion| {
            let placed = placing.place(plan, &occasion);
            let rows = occasion.rows;
            match placed.occasion {
                Some(Part::First) => calibration = Some((occasion.period, occasion.period)),
                Some(Part::Repeat) => {
                    x += 1;
                    calibration = calibration.map(|(first, _)| (first, occasion.period));
                }
                Some(Part::Holdout) => holdout_x += 1,
                Some(_) => waiting.count(rows),
                None if placed.money == Part::Outside => count.outside.count(rows),
                None => count.dropped.count(rows),
            }
            if matches!(placed.occasion, Some(Part::First | Part::Repeat | Part::Holdout)) {
                count.occasions += 1;
                count.merged_rows += rows - 1;
            }
            if sums.add(placed.money, occasion.amount).is_none() {
                match placed.money {
                    Part::Outside => count.outside.money += occasion.amount,
                    Part::Dropped => count.dropped.money += occasion.amount,
                    _ => waiting.money += occasion.amount,
                }
            }
            Ok(())
        })?;
        if waiting.pieces > 0 {
            count.uncalibrated.count(waiting.rows);
            count.uncalibrated.money += waiting.money;
        }
        let Some((first, last)) = calibration else { return Ok(None) };
        let rounded =
            |sum| plan.round(sum).map_err(|error| error.with_value(format!("key {}", deeds.key)));
        let history = Self {
            first,
            last,
            x,
            first_spend: rounded(sums.first)?,
            repeat_spend: rounded(sums.repeat)?,
            total_spend: rounded(sums.total())?,
            holdout_x,
            holdout_spend: rounded(sums.holdout)?,
        };
        count.spend += sums.total();
        count.holdout_spend += sums.holdout;
        count.totals += i128::from(history.total_spend);
        Ok(Some(history))
    }
}

impl Builder {
    pub(super) fn new(length: usize) -> Self {
        Self {
            codes: vec![0; length],
            x: vec![0; length],
            t_x: vec![0.0; length],
            t: vec![0.0; length],
            first_spend: vec![0; length],
            repeat_spend: vec![0; length],
            holdout_x: vec![0; length],
            holdout_spend: vec![0; length],
            totals: Vec::new(),
        }
    }

    /// Fills the columns with the customers of a store, in its order or in `order`.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`](crate::ErrorKind::Overflow) where a sum does not fit.
    pub(super) fn fill(
        &mut self,
        store: &Store,
        order: Option<&[usize]>,
        plan: &Plan,
        threads: usize,
    ) -> Result<Count> {
        let length = store.len();
        let workers = parallel::workers(threads, length, FEWEST_CUSTOMERS);
        let share = length.div_ceil(workers).max(1);
        let parts = parallel::each(self.slots(share).collect(), |(range, slots)| {
            slots.fill(range, store, order, plan)
        });
        let mut total = Count::default();
        let (mut from, mut to) = (0, 0);
        for part in parts {
            let (written, count, totals) = part?;
            total.add(&count);
            self.totals.extend(totals);
            self.close_gap(from..from + written, to);
            (from, to) = (from + share, to + written);
        }
        self.truncate(to);
        Ok(total)
    }

    /// The columns in shares, each with the range of customers that it is for.
    fn slots(&mut self, share: usize) -> impl Iterator<Item = (Range<usize>, Slots<'_>)> {
        let length = self.codes.len();
        let starts = (0..length).step_by(share).map(move |at| at..(at + share).min(length));
        starts
            .zip(self.codes.chunks_mut(share))
            .zip(self.x.chunks_mut(share).zip(self.t_x.chunks_mut(share)))
            .zip(self.t.chunks_mut(share).zip(self.first_spend.chunks_mut(share)))
            .zip(self.repeat_spend.chunks_mut(share).zip(self.holdout_x.chunks_mut(share)))
            .zip(self.holdout_spend.chunks_mut(share))
            .map(
                |(
                    ((((range, codes), (x, t_x)), (t, first_spend)), (repeat_spend, holdout_x)),
                    holdout_spend,
                )| {
                    let slots = Slots {
                        codes,
                        x,
                        t_x,
                        t,
                        first_spend,
                        repeat_spend,
                        holdout_x,
                        holdout_spend,
                    };
                    (range, slots)
                },
            )
    }

    fn close_gap(&mut self, from: Range<usize>, to: usize) {
        if from.start == to {
            return;
        }
        self.codes.copy_within(from.clone(), to);
        self.x.copy_within(from.clone(), to);
        self.t_x.copy_within(from.clone(), to);
        self.t.copy_within(from.clone(), to);
        self.first_spend.copy_within(from.clone(), to);
        self.repeat_spend.copy_within(from.clone(), to);
        self.holdout_x.copy_within(from.clone(), to);
        self.holdout_spend.copy_within(from, to);
    }

    fn truncate(&mut self, length: usize) {
        self.codes.truncate(length);
        self.x.truncate(length);
        self.t_x.truncate(length);
        self.t.truncate(length);
        self.first_spend.truncate(length);
        self.repeat_spend.truncate(length);
        self.holdout_x.truncate(length);
        self.holdout_spend.truncate(length);
    }
}

/// A share of the columns.
#[derive(Debug)]
struct Slots<'a> {
    codes: &'a mut [i64],
    x: &'a mut [u32],
    t_x: &'a mut [f64],
    t: &'a mut [f64],
    first_spend: &'a mut [i64],
    repeat_spend: &'a mut [i64],
    holdout_x: &'a mut [u32],
    holdout_spend: &'a mut [i64],
}

impl Slots<'_> {
    /// Writes the calibrated customers of `range`; how many, what became of the rows, and the
    /// customers' totals where they are columns of their own.
    fn fill(
        self,
        range: Range<usize>,
        store: &Store,
        order: Option<&[usize]>,
        plan: &Plan,
    ) -> Result<(usize, Count, Vec<i64>)> {
        let (mut count, mut totals) = (Count::default(), Vec::new());
        let mut at = 0;
        for place in range {
            let deeds = store.customer(order.map_or(place, |order| order[place]));
            let history = match History::plain(plan, &deeds, &mut count) {
                Some(history) => Some(history),
                None => History::of(plan, &deeds, &mut count)?,
            };
            let Some(history) = history else { continue };
            self.codes[at] = deeds.key;
            self.x[at] = history.x;
            self.t_x[at] = plan.convention.duration(history.last - history.first);
            self.t[at] = plan.age(history.first);
            self.first_spend[at] = history.first_spend;
            self.repeat_spend[at] = history.repeat_spend;
            self.holdout_x[at] = history.holdout_x;
            self.holdout_spend[at] = history.holdout_spend;
            if !store.details().is_empty() {
                totals.push(history.total_spend);
            }
            at += 1;
        }
        Ok((at, count, totals))
    }
}
