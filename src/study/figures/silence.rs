//! What a silence means: P(alive) and expected purchases by silence and repeat purchases.

/// P(alive) by weeks (or the unit) of silence and number of repeat purchases, with the customers and
/// the silence at which even odds of having left come.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SilenceGrid {
    /// The age of the customer that the grid is drawn for: the oldest of the base, in the unit.
    pub age: f64,
    /// The columns: repeat purchases, ascending from 1. The last stands for itself and more where
    /// `or_more`.
    pub repeats: Vec<u32>,
    /// Whether the last column counts customers with more repeats too.
    pub or_more: bool,
    /// The rows: the middle of each step of silence, ascending, in the unit.
    pub silences: Vec<f64>,
    /// The height of a row, in the unit.
    pub step: f64,
    /// P(alive), a row a silence, 0 to 1.
    pub p_alive: Vec<Vec<f64>>,
    /// For each column, the silence at which P(alive) falls to one half; `None` where it does not
    /// within the age.
    pub even_odds: Vec<Option<f64>>,
    /// Repeat customers, counted by column and silence.
    pub dots: Vec<SilenceDot>,
    /// Customers who bought once; they are in no dot.
    pub one_time: u64,
    /// Whether the model calls every one-time customer alive by its construction.
    pub one_time_fixed: bool,
}

/// Customers of one column and one step of silence.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct SilenceDot {
    /// The place in [`SilenceGrid::repeats`].
    pub column: usize,
    /// The middle of the step of silence, in the unit.
    pub silence: f64,
    /// How many customers.
    pub customers: u64,
}

/// Expected purchases within the horizon by silence and repeat purchases: what a silence costs.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PurchasesGrid {
    /// The age of the customer that the grid is drawn for, in the unit.
    pub age: f64,
    /// The horizon, in the unit.
    pub horizon: f64,
    /// The columns: repeat purchases, ascending from 1.
    pub repeats: Vec<u32>,
    /// The rows: silences, ascending, in the unit.
    pub silences: Vec<f64>,
    /// Expected purchases, a row a silence.
    pub expected: Vec<Vec<f64>>,
    /// The chance to buy within the horizon, likewise, 0 to 1.
    pub chance: Vec<Vec<f64>>,
    /// Expected purchases of one who bought once, at that age: silent since the first purchase.
    pub one_time: f64,
    /// The chance to buy of one who bought once.
    pub one_time_chance: f64,
}
