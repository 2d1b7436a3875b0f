//! A window and a convention, resolved to ticks.

use super::Convention;
use super::convention::Clock;
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::{Refunds, Rules};
use crate::time::{Phase, Unit, Window};

/// How ticks become occasions: everything that does not change from customer to customer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    rules: Rules,
    pub(super) convention: Convention,
    /// First tick of the window, last of the calibration, last of the holdout.
    start: i32,
    calibration_end: i32,
    holdout_end: i32,
    /// The period that the calibration ends in.
    end_period: i32,
    drops: bool,
}

/// The purchases of one customer within one period and one phase of the window.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occasion {
    pub(super) phase: Phase,
    pub(super) period: i32,
    /// The earliest tick with a purchase.
    pub(super) tick: i32,
    pub(super) rows: u64,
    pub(super) net: i64,
}

impl Plan {
    pub(super) fn new(window: &Window, convention: &Convention, rules: &Rules) -> Result<Self> {
        if convention.occasion() == Unit::Hour && rules.resolution() != Unit::Hour {
            return Err(Error::new(
                ErrorKind::Argument,
                "counts hours, but the summary keeps days; make it with hours",
            )
            .in_column("convention"));
        }
        let mut plan = Self {
            rules: *rules,
            convention: *convention,
            start: rules.tick_of_day(window.start()),
            calibration_end: rules.last_tick_of_day(window.calibration_end()),
            holdout_end: rules.last_tick_of_day(window.holdout_end()),
            end_period: 0,
            drops: rules.refunds() == Refunds::Net,
        };
        plan.end_period = plan.period(plan.calibration_end);
        Ok(plan)
    }

    pub(super) const fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The time from a period to the end of the calibration.
    pub(super) fn age(&self, period: i32) -> f64 {
        self.convention.duration(self.end_period - period)
    }

    /// Whether an occasion's net amount keeps it from counting.
    pub(super) const fn drops(&self, occasion: &Occasion) -> bool {
        self.drops && occasion.net <= 0
    }

    /// The index of the period that a tick is in.
    pub(super) fn period(&self, tick: i32) -> i32 {
        match (self.convention.occasion(), self.rules.resolution()) {
            (Unit::Hour, _) | (Unit::Day, Unit::Day) => tick,
            (unit, _) => unit.index(self.rules.day(tick)),
        }
    }

    fn phase(&self, tick: i32) -> Phase {
        if tick < self.start {
            Phase::Before
        } else if tick <= self.calibration_end {
            Phase::Calibration
        } else if tick <= self.holdout_end {
            Phase::Holdout
        } else {
            Phase::After
        }
    }

    /// Calls `each` with the occasions of one customer, whose ticks ascend, in their order.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where the net amount of a period does not fit.
    #[inline]
    pub(super) fn walk(
        &self,
        ticks: &[i32],
        counts: &[u32],
        nets: &[i64],
        mut each: impl FnMut(Occasion) -> Result<()>,
    ) -> Result<()> {
        let mut open: Option<Occasion> = None;
        for ((&tick, &count), &net) in ticks.iter().zip(counts).zip(nets) {
            let (phase, period) = (self.phase(tick), self.period(tick));
            match &mut open {
                Some(occasion) if occasion.period == period && occasion.phase == phase => {
                    occasion.rows += u64::from(count);
                    occasion.net = occasion.net.checked_add(net).ok_or_else(overflow)?;
                }
                _ => {
                    let next = Occasion { phase, period, tick, rows: u64::from(count), net };
                    if let Some(done) = open.replace(next) {
                        each(done)?;
                    }
                }
            }
        }
        open.map_or(Ok(()), each)
    }

    /// Whether durations are whole periods.
    pub(super) fn is_floored(&self) -> bool {
        self.convention.clock() == Clock::Floored
    }
}

/// The error for a sum of money beyond an `i64` of minor units.
pub(super) fn overflow() -> Error {
    Error::new(ErrorKind::Overflow, "the spend of one customer exceeds 2^63 minor units")
        .in_column("amount")
}
