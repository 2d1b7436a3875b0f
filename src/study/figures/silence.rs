//! What a silence means: P(alive) and expected purchases by silence and repeat purchases.

use super::outlook::Outlook;
use crate::error::Result;
use crate::lifetime::{History, Prediction, PurchaseModel};

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
    /// P(alive), a row a silence, 0 to 1; `None` where the model knows of no such history (more
    /// repeats than there were opportunities).
    pub p_alive: Vec<Vec<Option<f64>>>,
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
    /// Expected purchases, a row a silence; `None` where the model knows of no such history.
    pub expected: Vec<Vec<Option<f64>>>,
    /// The chance to buy within the horizon, likewise, 0 to 1.
    pub chance: Vec<Vec<Option<f64>>>,
    /// Expected purchases of one who bought once, at that age: silent since the first purchase.
    pub one_time: f64,
    /// The chance to buy of one who bought once.
    pub one_time_chance: f64,
}

/// Columns of the grid at most, rows, and the halvings that find even odds.
const COLUMNS: u32 = 14;
const ROWS: u32 = 26;
const HALVINGS: u32 = 50;

/// The columns and rows of the coarse grid, in repeat purchases and parts of the age.
const COARSE_REPEATS: [u32; 6] = [1, 2, 3, 5, 8, 12];
const COARSE_PARTS: [f64; 6] = [0.025, 0.1, 0.2, 0.333, 0.5, 0.75];

impl SilenceGrid {
    /// The grid of a base; `None` where nobody came back, or nobody has been watched for any time.
    ///
    /// # Errors
    /// As the questions that are asked of the model.
    pub(crate) fn of(outlook: &Outlook<'_>) -> Result<Option<Self>> {
        let (table, model) = (outlook.table(), outlook.model()?);
        let age = outlook.age();
        let most = table.x().iter().copied().max().unwrap_or(0);
        if most == 0 || age <= 0.0 {
            return Ok(None);
        }
        let repeats: Vec<u32> = (1..=most.min(COLUMNS)).collect();
        let step = age / f64::from(ROWS);
        let silences: Vec<f64> = (0..ROWS).map(|row| (f64::from(row) + 0.5) * step).collect();
        let alive = |x: u32, silence: f64| at(model, Prediction::PAlive, x, silence, age);
        let p_alive = silences.iter().map(|silence| {
            repeats.iter().map(|x| alive(*x, *silence)).collect::<Result<Vec<Option<f64>>>>()
        });
        let p_alive = p_alive.collect::<Result<_>>()?;
        let even_odds = repeats.iter().map(|x| even_odds(age, |silence| alive(*x, silence)));
        let even_odds = even_odds.collect::<Result<_>>()?;
        let mut counts = vec![vec![0_u64; ROWS as usize]; repeats.len()];
        let mut one_time = 0;
        for ((x, t_x), t) in table.x().iter().zip(table.t_x()).zip(table.t()) {
            match x.min(&COLUMNS).checked_sub(1) {
                None => one_time += 1,
                Some(column) => {
                    let row = (((t - t_x) / step) as usize).min(ROWS as usize - 1);
                    counts[column as usize][row] += 1;
                }
            }
        }
        let dots = counts.iter().enumerate().flat_map(|(column, counts)| {
            let dot = move |(silence, customers): (&f64, &u64)| SilenceDot {
                column,
                silence: *silence,
                customers: *customers,
            };
            silences.iter().zip(counts).filter(|(_, count)| **count > 0).map(dot)
        });
        Ok(Some(Self {
            age,
            or_more: most > COLUMNS,
            step,
            p_alive,
            even_odds,
            dots: dots.collect(),
            one_time,
            one_time_fixed: outlook.one_time_fixed,
            repeats,
            silences,
        }))
    }
}

impl PurchasesGrid {
    /// The grid of a base; `None` where nobody has been watched for any time.
    ///
    /// # Errors
    /// As the questions that are asked of the model.
    pub(crate) fn of(outlook: &Outlook<'_>) -> Result<Option<Self>> {
        let (age, horizon, model) = (outlook.age(), outlook.options.horizon(), outlook.model()?);
        if age <= 0.0 {
            return Ok(None);
        }
        let most = outlook.table().x().iter().copied().max().unwrap_or(0).max(1);
        let repeats: Vec<u32> = COARSE_REPEATS.into_iter().filter(|x| *x <= most).collect();
        let whole = |part: f64| (part * age).round();
        let mut silences: Vec<f64> = COARSE_PARTS.map(whole).into_iter().collect();
        silences.retain(|silence| *silence > 0.0 && *silence < age);
        silences.dedup();
        let grid = |prediction: Prediction| {
            silences
                .iter()
                .map(|silence| {
                    repeats.iter().map(|x| at(model, prediction, *x, *silence, age)).collect()
                })
                .collect::<Result<Vec<Vec<Option<f64>>>>>()
        };
        let expected = Prediction::ExpectedPurchases { t: horizon };
        let chance = Prediction::PAtLeast { n: 1, t: horizon };
        let once = History::new(0, 0.0, age)?;
        Ok(Some(Self {
            age,
            horizon,
            expected: grid(expected)?,
            chance: grid(chance)?,
            one_time: model.predict(expected, once)?,
            one_time_chance: model.predict(chance, once)?,
            repeats,
            silences,
        }))
    }
}

/// A prediction for a customer of this age, silent for so long; `None` where the model knows of no
/// such history. Models of opportunities count whole units.
fn at(
    model: &dyn PurchaseModel,
    prediction: Prediction,
    x: u32,
    silence: f64,
    age: f64,
) -> Result<Option<f64>> {
    let exact = History::new(x, age - silence, age)?;
    let history = match model.check_history(exact) {
        Ok(()) => exact,
        Err(_) => History::new(x, (age - silence).round().max(1.0).min(age), age)?,
    };
    match model.check_history(history) {
        Ok(()) => model.predict(prediction, history).map(Some),
        Err(_) => Ok(None),
    }
}

/// The silence at which P(alive) falls to one half: it falls with silence.
fn even_odds(age: f64, alive: impl Fn(f64) -> Result<Option<f64>>) -> Result<Option<f64>> {
    // The last purchase of a repeat customer is later than the first.
    let (mut above, mut below) = (0.0, age * (1.0 - f64::EPSILON));
    let (Some(first), Some(last)) = (alive(above)?, alive(below)?) else { return Ok(None) };
    if first < 0.5 || last > 0.5 {
        return Ok((first < 0.5).then_some(above));
    }
    for _ in 0..HALVINGS {
        let middle = 0.5 * (above + below);
        if alive(middle)?.is_some_and(|p| p > 0.5) { above = middle } else { below = middle }
    }
    Ok(Some(below))
}
