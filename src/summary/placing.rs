//! Which occasions count, and whose money is whose.

use super::plan::{Occasion, Plan};
use crate::ledger::Refunds;
use crate::time::Phase;

/// A part of a customer's history that money belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The first occasion.
    First,
    /// The repeat occasions of the calibration.
    Repeat,
    /// The holdout.
    Holdout,
    /// The holdout of a customer whom nothing calibrates.
    Uncalibrated,
    /// Refunds that no earlier purchase can bear.
    Dropped,
    /// Before or after the window.
    Outside,
}

/// What a period of one customer comes to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    /// The part that counts it as an occasion; `None` where it is none.
    pub(super) occasion: Option<Part>,
    /// The part that its money belongs to.
    pub(super) money: Part,
}

/// Places the periods of one customer in the order of time.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Placing {
    /// Occasions of the calibration so far.
    occasions: u32,
}

impl Placing {
    /// Where the next period belongs.
    #[inline]
    pub(super) fn place(&mut self, plan: &Plan, period: &Occasion) -> Placed {
        if matches!(period.phase, Phase::Before | Phase::After) {
            return Placed { occasion: None, money: Part::Outside };
        }
        let borne_by = self.latest(period.phase);
        if plan.drops(period) {
            return Placed { occasion: None, money: borne_by };
        }
        let own = match (period.phase, self.occasions) {
            (Phase::Calibration, 0) => Part::First,
            (Phase::Calibration, _) => Part::Repeat,
            (_, 0) => Part::Uncalibrated,
            _ => Part::Holdout,
        };
        if period.phase == Phase::Calibration {
            self.occasions += 1;
        }
        // A purchase of nothing beside a refund is an occasion, and the refund is of another.
        let refunds = plan.rules().refunds() == Refunds::Net && period.amount.is_negative();
        Placed { occasion: Some(own), money: if refunds { borne_by } else { own } }
    }

    /// What bears a refund that is larger than what was bought in its own period.
    const fn latest(self, phase: Phase) -> Part {
        match (self.occasions, phase) {
            (0, _) => Part::Dropped,
            (_, Phase::Holdout) => Part::Holdout,
            (1, _) => Part::First,
            _ => Part::Repeat,
        }
    }
}
