//! P(alive) against what came.

use super::observed::ObservedShare;
use super::outlook::Outlook;
use crate::error::Result;

/// P(alive) of repeat customers at the split, against the share that bought in the test. Whoever
/// buys was alive, so a share above the P(alive) contradicts the model.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct AliveCheck {
    /// Repeat customers by P(alive), lowest first; classes without a customer are left out.
    pub classes: Vec<AliveClass>,
    /// Those who bought once by the split; `None` where there are none.
    pub one_timers: Option<OneTimers>,
    /// Repeat customers.
    pub repeat_customers: u64,
    /// Their mean P(alive): the share that is held for active. `None` where there are none.
    pub repeat_active: Option<f64>,
}

/// Repeat customers of one class of P(alive).
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct AliveClass {
    /// The least P(alive) of the class, 0 to 1.
    pub low: f64,
    /// The P(alive) that the class ends below (1 is in the last class).
    pub high: f64,
    /// The mean P(alive) of its customers.
    pub p_alive: f64,
    /// The mean chance that they had to buy within the test.
    pub chance: f64,
    /// How many bought in the test.
    pub bought: ObservedShare,
}

/// Customers who had bought once by the split.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct OneTimers {
    /// How many came back in the test.
    pub bought: ObservedShare,
    /// The mean chance that they had to.
    pub chance: f64,
    /// Their mean P(alive).
    pub p_alive: f64,
    /// Whether the model calls each of them alive by its construction, so that their P(alive) is
    /// no finding.
    pub fixed: bool,
}

/// Where the classes of P(alive) begin and end.
const EDGES: [f64; 7] = [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0];

impl AliveCheck {
    /// The check of an outlook with a test; `None` without a test.
    ///
    /// # Errors
    /// None of customers that a table has.
    pub(crate) fn of(outlook: &Outlook<'_>) -> Result<Option<Self>> {
        let Some(test) = &outlook.test else { return Ok(None) };
        let table = outlook.table();
        let alive = |row: &usize| outlook.forecast.p_alive[*row];
        let chance = |row: &usize| test.chance[*row];
        let bought = |rows: &[usize]| {
            let count = rows.iter().filter(|row| test.came_purchases[**row] > 0).count();
            ObservedShare::new(count as u64, rows.len() as u64)
        };
        let (repeat, once): (Vec<usize>, Vec<usize>) =
            (0..table.len()).partition(|row| table.x()[*row] > 0);
        let mut classes = Vec::new();
        for edge in EDGES.windows(2) {
            let (low, high) = (edge[0], edge[1]);
            let within = |p: f64| p >= low && (p < high || high == 1.0);
            let members: Vec<usize> =
                repeat.iter().copied().filter(|row| within(alive(row))).collect();
            if let Some(bought) = bought(&members)? {
                let (p_alive, chance) = (mean(&members, alive), mean(&members, chance));
                classes.push(AliveClass { low, high, p_alive, chance, bought });
            }
        }
        let one_timers = bought(&once)?.map(|bought| OneTimers {
            bought,
            chance: mean(&once, chance),
            p_alive: mean(&once, alive),
            fixed: outlook.one_time_fixed,
        });
        Ok(Some(Self {
            classes,
            one_timers,
            repeat_customers: repeat.len() as u64,
            repeat_active: (!repeat.is_empty()).then(|| mean(&repeat, alive)),
        }))
    }
}

/// The mean over rows, of which there is at least one.
fn mean(rows: &[usize], of: impl Fn(&usize) -> f64) -> f64 {
    rows.iter().map(of).sum::<f64>() / rows.len() as f64
}
