//! Actual repeat purchases by period.

use super::Table;
use super::plan::Plan;
use super::store::Store;
use crate::error::{Error, ErrorKind, Result};
#[cfg(feature = "serde")]
use crate::numeric::counts::check_total;
use crate::numeric::room;
use crate::time::{Day, Moment, Phase, Unit, Window};

/// Repeat purchases of the calibrated customers, period by period from the first purchase of
/// all: what a tracking plot lays beside a model's expectation.
///
/// Periods are units counted from the origin (the window's start, or the first purchase within
/// it), not calendar periods: week 1 is the first seven days. The last one may be cut by the end
/// of the window; [`Tracking::elapsed`] says how long after the origin each one ends.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Tracking {
    origin: Day,
    unit: Unit,
    ends: Vec<Day>,
    elapsed: Vec<f64>,
    incremental: Vec<u64>,
    calibration_length: f64,
    calibration_periods: usize,
}

impl Tracking {
    pub(super) fn build(store: &Store, plan: &Plan, window: &Window) -> Result<Self> {
        let mut repeats: Vec<i32> = Vec::new();
        let origin = Self::walk(store, plan, window, |day| repeats.push(day.number()))?;
        let unit = plan.convention.unit();
        let mut tracking = Self {
            origin,
            unit,
            ends: Vec::new(),
            elapsed: Vec::new(),
            incremental: Vec::new(),
            calibration_length: plan.age(plan.period(plan.rules().tick(origin.into())?)),
            calibration_periods: 0,
        };
        tracking.lay_out(window)?;
        for day in repeats {
            let at = tracking.ends.partition_point(|end| end.number() < day);
            if let Some(count) = tracking.incremental.get_mut(at) {
                *count += 1;
            }
        }
        Ok(tracking)
    }

    /// Hears the days of repeat occasions, and returns the first day of the first period.
    fn walk(
        store: &Store,
        plan: &Plan,
        window: &Window,
        mut repeat: impl FnMut(Day),
    ) -> Result<Day> {
        let mut first = Day::MAX;
        for deeds in store.customers() {
            let mut known = false;
            plan.walk(&deeds, |occasion| {
                if plan.drops(&occasion) {
                    return Ok(());
                }
                let day = plan.rules().day(occasion.tick);
                match occasion.phase {
                    Phase::Calibration if !known => {
                        known = true;
                        first = first.min(day);
                    }
                    Phase::Calibration | Phase::Holdout if known => repeat(day),
                    _ => {}
                }
                Ok(())
            })?;
        }
        if first == Day::MAX {
            return Err(Error::new(ErrorKind::Empty, "nobody bought in the calibration")
                .in_column("transactions"));
        }
        Ok(if window.start() > Day::MIN { window.start() } else { first })
    }

    /// The first day of the first period, and how many there are; counted, not laid out.
    pub(super) fn span(store: &Store, plan: &Plan, window: &Window) -> Result<(Day, usize)> {
        let origin = Self::walk(store, plan, window, |_| {})?;
        Ok((origin, ends(origin, plan.convention.unit(), window).count()))
    }

    /// The periods from the origin to the end of the window.
    fn lay_out(&mut self, window: &Window) -> Result<()> {
        let periods = ends(self.origin, self.unit, window).count();
        self.ends = room::empty(periods, "window")?;
        self.elapsed = room::empty(periods, "window")?;
        self.incremental = room::filled(0, periods, "window")?;
        for end in ends(self.origin, self.unit, window) {
            self.ends.push(end);
            let last = end.last_moment().min(window.last_moment());
            let seconds = last.seconds() + 1 - Moment::from(self.origin).seconds();
            let days = seconds as f64 / 86_400.0;
            self.elapsed.push(match self.unit {
                Unit::Hour => 24.0 * days,
                unit => days / unit.days(),
            });
            if last <= window.last_calibration_moment() {
                self.calibration_periods = self.ends.len();
            }
        }
        Ok(())
    }

    /// Refuses periods that no window is laid out in.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        let periods = self.ends.len();
        for (name, found) in
            [("elapsed", self.elapsed.len()), ("incremental", self.incremental.len())]
        {
            if found != periods {
                return Err(Error::length(name, found, periods));
            }
        }
        let ends = std::iter::once(self.origin.number() - 1);
        if !ends.chain(self.ends.iter().map(|end| end.number())).is_sorted_by(|a, b| a < b) {
            return Err(Error::new(ErrorKind::Unsorted, "do not ascend").in_column("ends"));
        }
        let elapsed = std::iter::once(0.0).chain(self.elapsed.iter().copied());
        if !elapsed.clone().is_sorted_by(|a, b| a < b) || !elapsed.clone().all(f64::is_finite) {
            return Err(Error::new(ErrorKind::Unsorted, "does not ascend").in_column("elapsed"));
        }
        check_total("incremental", &self.incremental)?;
        if !(self.calibration_length >= 0.0 && self.calibration_length.is_finite()) {
            let length = self.calibration_length;
            return Err(Error::out_of_range("calibration_length", length, "finite and >= 0"));
        }
        if self.calibration_periods > periods {
            let found = self.calibration_periods as f64;
            let allowed = format!("0 to {periods}");
            return Err(Error::out_of_range("calibration_periods", found, allowed));
        }
        Ok(self)
    }

    /// The first day of the first period.
    #[must_use]
    pub const fn origin(&self) -> Day {
        self.origin
    }

    /// The unit of the periods (periods of a day where the unit is the hour).
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// The last day of each period.
    #[must_use]
    pub fn ends(&self) -> &[Day] {
        &self.ends
    }

    /// The time from the origin to the end of each period, in the unit.
    #[must_use]
    pub fn elapsed(&self) -> &[f64] {
        &self.elapsed
    }

    /// Repeat purchases within each period.
    #[must_use]
    pub fn incremental(&self) -> &[u64] {
        &self.incremental
    }

    /// Repeat purchases up to the end of each period.
    #[must_use]
    pub fn cumulative(&self) -> Vec<u64> {
        let mut total = 0;
        self.incremental
            .iter()
            .map(|count| {
                total += count;
                total
            })
            .collect()
    }

    /// How many periods end within the calibration.
    #[must_use]
    pub const fn calibration_periods(&self) -> usize {
        self.calibration_periods
    }

    /// When each customer of `table` made the first purchase, as time after the origin: a model's
    /// expected cumulative repeat purchases at `elapsed` sum E\[X(elapsed - birth)\] over the
    /// customers born by then. `table` is of the same summary, window and convention.
    #[must_use]
    pub fn births(&self, table: &Table) -> Vec<f64> {
        table.t().iter().map(|age| self.calibration_length - age).collect()
    }
}

/// The last days of the periods of a unit, or of a day for hours, from `origin` to the end of the
/// window.
fn ends(origin: Day, unit: Unit, window: &Window) -> impl Iterator<Item = Day> {
    let last = window.holdout_end();
    let step = if unit == Unit::Hour { Unit::Day } else { unit };
    let end = move |count| match origin.plus(count, step) {
        Ok(next) => Day::unchecked(next.number() - 1).min(last),
        Err(_) => last,
    };
    let mut reached = false;
    (1..).map(end).take_while(move |end| !std::mem::replace(&mut reached, *end >= last))
}
