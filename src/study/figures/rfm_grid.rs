//! The RFM grid: customers by recency and frequency scores, and what they brought later.

use super::outlook::Brought;
use crate::error::Result;
use crate::summary::Table;
use crate::value::Rfm;

/// Customers by recency and frequency score, 1 to 5, with what they brought so far and later.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RfmGrid {
    /// Upper bounds of silence (time since the last purchase, in the unit) of scores 5, 4, 3 and 2,
    /// ascending; above the last is score 1.
    pub recency_cuts: Vec<f64>,
    /// For each frequency score from 1 on, the least and the most purchases of its customers;
    /// `None` where nobody has the score.
    pub purchases: Vec<Option<(u32, u32)>>,
    /// The cells: recency score from 5 down, frequency score from 1 up.
    pub cells: Vec<Vec<RfmCell>>,
    /// The scores of each customer: recency, frequency, monetary (0 where there are no amounts).
    pub scores: Vec<[i32; 3]>,
}

/// One cell of an [`RfmGrid`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct RfmCell {
    /// Recency score, 5 is lately.
    pub recency: i32,
    /// Frequency score, 5 is often.
    pub frequency: i32,
    /// How many customers.
    pub customers: u64,
    /// What one brought so far on average; `None` in an empty cell.
    pub so_far_each: Option<f64>,
    /// What one is expected to bring within the horizon on average; `None` in an empty cell or
    /// without a forecast.
    pub expected_each: Option<f64>,
    /// What one brought in the test on average; `None` as of the last day or in an empty cell.
    pub came_each: Option<f64>,
}

/// Scores run from 1 to this.
const BINS: usize = 5;

impl RfmGrid {
    /// The grid of the customers of `table`, by what they brought and what is expected of them, where
    /// something is.
    ///
    /// # Errors
    /// `Empty` without a customer.
    pub(crate) fn of(table: &Table, brought: &Brought, value: Option<&[f64]>) -> Result<Self> {
        let since: Vec<f64> = table.t().iter().zip(table.t_x()).map(|(t, t_x)| t - t_x).collect();
        let purchases: Vec<i64> = table.x().iter().map(|x| i64::from(*x) + 1).collect();
        let spend: Vec<i64> = table.total_spend().collect();
        let found = Rfm::quintiles().score(&since, &purchases, &spend)?;
        let has_amounts = table.currency().is_some();
        let scores = (0..table.len()).map(|row| {
            let monetary = if has_amounts { found.monetary[row] } else { 0 };
            [found.recency[row], found.frequency[row], monetary]
        });
        let scores: Vec<[i32; 3]> = scores.collect();
        let mut members = vec![vec![Vec::new(); BINS]; BINS];
        let mut range: Vec<Option<(u32, u32)>> = vec![None; BINS];
        for (row, [recency, frequency, _]) in scores.iter().enumerate() {
            let (r, f) = (BINS - *recency as usize, *frequency as usize - 1);
            members[r][f].push(row);
            let count = table.x()[row] + 1;
            let (least, most) = range[f].unwrap_or((count, count));
            range[f] = Some((least.min(count), most.max(count)));
        }
        let cells = members.iter().enumerate().map(|(r, members)| {
            members.iter().enumerate().map(|(f, rows)| cell(r, f, rows, brought, value)).collect()
        });
        Ok(Self {
            recency_cuts: found.thresholds.recency,
            purchases: range,
            cells: cells.collect(),
            scores,
        })
    }
}

fn cell(r: usize, f: usize, rows: &[usize], brought: &Brought, value: Option<&[f64]>) -> RfmCell {
    let each = |column: &[f64]| {
        let sum: f64 = rows.iter().map(|row| column[*row]).sum();
        (!rows.is_empty()).then(|| sum / rows.len() as f64)
    };
    RfmCell {
        recency: (BINS - r) as i32,
        frequency: f as i32 + 1,
        customers: rows.len() as u64,
        so_far_each: each(&brought.so_far),
        expected_each: value.and_then(each),
        came_each: brought.came.as_deref().and_then(each),
    }
}
