//! The intervals between the occasions of each customer.

use super::plan::Plan;
use super::store::Store;
use crate::error::Result;
use crate::numeric::parallel;
use crate::time::Phase;

/// Fewer customers are not worth a thread.
const FEWEST_CUSTOMERS: usize = 10_000;

/// The sum of the logarithms of the intervals of each calibrated customer, in the order of the
/// store or in `order`: that of the table's rows.
pub(super) fn log_intervals(
    store: &Store,
    order: Option<&[usize]>,
    plan: &Plan,
    threads: usize,
) -> Result<Vec<f64>> {
    let workers = parallel::workers(threads, store.len(), FEWEST_CUSTOMERS);
    let parts =
        parallel::each(parallel::ranges(store.len(), workers), |range| -> Result<Vec<f64>> {
            let mut column = Vec::with_capacity(range.len());
            for place in range {
                let deeds = store.customer(order.map_or(place, |order| order[place]));
                let (mut last, mut sum) = (None, 0.0);
                plan.walk(&deeds, |occasion| {
                    if occasion.phase != Phase::Calibration || plan.drops(&occasion) {
                        return Ok(());
                    }
                    if let Some(last) = last.replace(occasion.period) {
                        sum += plan.convention.duration(occasion.period - last).ln();
                    }
                    Ok(())
                })?;
                if last.is_some() {
                    column.push(sum);
                }
            }
            Ok(column)
        });
    let mut columns = Vec::with_capacity(store.len());
    for part in parts {
        columns.append(&mut part?);
    }
    Ok(columns)
}
