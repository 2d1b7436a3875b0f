//! The bounds of the grades.

/// The bounds by which the checks of a study are graded.
///
/// The defaults were set over simulated bases of nine kinds, and the error rates that they have on
/// bases that took no part in setting them are in `tests/oracle/verdict/README.md`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Thresholds {
    /// The largest absolute bias of a total that is sound, and that can be used with care.
    pub bias: (f64, f64),
    /// By how much the money caught by the top fifth by the model must exceed that by spend so far
    /// to be sound, and to be used with care: shares of the money.
    pub lead: (f64, f64),
    /// The smallest Gini coefficient of a ranking that is better than chance.
    pub gini: f64,
    /// How far apart the shares of active customers may be over models of equal fit to be sound,
    /// and to be used with care.
    pub active_spread: (f64, f64),
    /// How many times the longest run of days without a sale that chance explains a run may be to
    /// be sound, and to be used with care.
    pub gap: (f64, f64),
    /// Runs of days without a sale that need no other reason than a holiday.
    pub holiday: f64,
    /// The share of rows or money lost that is sound, and that can be used with care.
    pub lost: (f64, f64),
    /// The absolute correlation of frequency and spend that is sound, and that can be used with
    /// care.
    pub correlation: (f64, f64),
    /// The relative amplitude of a yearly season from which totals are to be used with care.
    pub season: f64,
    /// The fewest customers who came back from whom anything can be told.
    pub came_back: u64,
    /// The share of regular intervals, and of equal amounts, from which a base is one of
    /// subscriptions.
    pub subscription: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            bias: (0.10, 0.25),
            lead: (0.03, -0.03),
            gini: 0.1,
            active_spread: (0.10, 0.40),
            gap: (2.0, 4.0),
            holiday: 7.0,
            lost: (0.01, 0.05),
            correlation: (0.1, 0.3),
            season: 0.3,
            came_back: 10,
            subscription: 0.8,
        }
    }
}
