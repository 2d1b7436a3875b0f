//! Bought again: observed time to the next purchase, by number of the purchase.

use crate::numeric::proportion::Interval;

/// The share that bought again, by time since a purchase and by the number of that purchase:
/// observed, without a model (Kaplan-Meier; who has not bought again by the last day is censored).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BoughtAgain {
    /// How far the curves run, in the unit: the horizon, or the time watched where that is shorter.
    pub until: f64,
    /// By number of purchase: after the 1st, 2nd, 3rd, 4th to 6th, 7th or later; those without a
    /// purchase are left out.
    pub curves: Vec<BoughtAgainCurve>,
}

/// The share that bought again after a purchase of a certain number.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BoughtAgainCurve {
    /// The first number of the purchases, 1 for the first.
    pub from: u32,
    /// The last number; `None` for all later ones.
    pub to: Option<u32>,
    /// How many purchases are followed.
    pub purchases: u64,
    /// How many of them were followed by another, at whatever time.
    pub again: u64,
    /// The steps up to [`BoughtAgain::until`], from (0, 0) on; between two the share is that of the
    /// earlier.
    pub points: Vec<BoughtAgainPoint>,
    /// At [`BoughtAgain::until`].
    pub end: BoughtAgainPoint,
}

/// A point of a [`BoughtAgainCurve`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct BoughtAgainPoint {
    /// Time since the purchase, in the unit.
    pub time: f64,
    /// The share that has bought again by then, 0 to 1.
    pub share: f64,
    /// 95 % interval (log-log); `None` before the first and where all have bought again.
    pub interval: Option<Interval>,
}
