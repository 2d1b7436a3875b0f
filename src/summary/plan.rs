//! A window and a convention, resolved to ticks.

use super::Convention;
use super::store::Deeds;
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::{Refunds, Rules};
use crate::money::Exact;
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
    periods: Periods,
    /// The period that the calibration ends in.
    end_period: i32,
    refunds: Refunds,
}

/// How the period that a tick is in is found.
#[derive(Debug, Clone, Copy)]
enum Periods {
    /// Each tick is one.
    Ticks,
    /// The minutes of an hour are one.
    HoursOfMinutes,
    /// By the calendar.
    Calendar(Unit),
}

/// The purchases of one customer within one period and one phase of the window.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occasion {
    pub(super) phase: Phase,
    pub(super) period: i32,
    /// The earliest tick with a purchase.
    pub(super) tick: i32,
    pub(super) rows: u64,
    /// The sum of the amounts (or of the margins, where these are walked).
    pub(super) amount: Exact,
    /// Whether a purchase of nothing is among them, where refunds are netted.
    pub(super) free: bool,
    /// How many rows are refunds, where these are kept as they are.
    pub(super) refunds: u64,
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
        window.fits(rules.tick_seconds())?;
        let mut plan = Self {
            rules: *rules,
            convention: *convention,
            start: rules.tick_of_bound(window.first_moment()),
            calibration_end: rules.tick_of_bound(window.last_calibration_moment()),
            holdout_end: rules.tick_of_bound(window.last_moment()),
            periods: match (convention.occasion(), rules.tick_seconds()) {
                (Unit::Hour, 60) => Periods::HoursOfMinutes,
                (Unit::Hour, _) | (Unit::Day, 86_400) => Periods::Ticks,
                (unit, _) => Periods::Calendar(unit),
            },
            end_period: 0,
            refunds: rules.refunds(),
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

    /// Whether refunds keep a period from being an occasion: netted, where nothing is left; kept as
    /// they are, where nothing else happened.
    pub(super) const fn drops(&self, period: &Occasion) -> bool {
        match self.refunds {
            Refunds::Net => !period.free && !period.amount.is_positive(),
            Refunds::Keep => period.refunds > 0 && period.refunds >= period.rows,
            Refunds::Refuse => false,
        }
    }

    /// A sum of money in whole minor units, rounded once.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where it does not fit.
    #[inline]
    pub(super) fn round(&self, sum: Exact) -> Result<i64> {
        sum.round(self.rules.rounding())
    }

    /// Whether each tick from one to another is a period of the calibration.
    #[inline]
    pub(super) const fn calibrates(&self, first: i32, last: i32) -> bool {
        matches!(self.periods, Periods::Ticks)
            && first >= self.start
            && last <= self.calibration_end
    }

    /// The index of the period that a tick is in.
    pub(super) fn period(&self, tick: i32) -> i32 {
        match self.periods {
            Periods::Ticks => tick,
            Periods::HoursOfMinutes => tick.div_euclid(60),
            Periods::Calendar(unit) => unit.index(self.rules.day(tick)),
        }
    }

    pub(super) fn phase(&self, tick: i32) -> Phase {
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

    /// Whether a refund of a purchase of the calibration came after its end.
    pub(super) fn came_late(&self, purchase: i32, came: i32) -> bool {
        self.phase(purchase) == Phase::Calibration && came > self.calibration_end
    }

    /// Calls `each` with the occasions of one customer, whose ticks ascend, in their order.
    ///
    /// # Errors
    /// Those of `each`.
    #[inline]
    pub(super) fn walk(
        &self,
        deeds: &Deeds<'_>,
        mut each: impl FnMut(Occasion) -> Result<()>,
    ) -> Result<()> {
        let mut open: Option<Occasion> = None;
        let mut details = deeds.details;
        for ((&tick, &count), &net) in deeds.ticks.iter().zip(deeds.counts).zip(deeds.nets) {
            let (phase, period) = (self.phase(tick), self.period(tick));
            let (mut amount, mut free, mut refunds) = (Exact::whole(net), false, 0);
            if let Some((detail, later)) = details.split_first()
                && detail.tick == tick
            {
                details = later;
                amount = Exact::with_parts(net, deeds.parts(detail));
                free = detail.free;
                refunds = u64::from(detail.refunds);
            }
            match &mut open {
                Some(occasion) if occasion.period == period && occasion.phase == phase => {
                    occasion.rows += u64::from(count);
                    occasion.amount += amount;
                    occasion.free |= free;
                    occasion.refunds += refunds;
                }
                _ => {
                    let rows = count.into();
                    let next = Occasion { phase, period, tick, rows, amount, free, refunds };
                    if let Some(done) = open.replace(next) {
                        each(done)?;
                    }
                }
            }
        }
        open.map_or(Ok(()), each)
    }
}
