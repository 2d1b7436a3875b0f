//! Where nobody leaves: the special case of every model of purchases.

use super::nbd::Nbd;
use crate::lifetime::fit::fit::fit;
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::fit::starts::Bought;
use crate::lifetime::observed::cells::Cells;
use crate::lifetime::observed::history::History;

/// Customers whose special cases are near enough to start from.
pub(crate) const NEAR: u32 = 1 << 10;

/// r and α of k events a purchase where nobody leaves: the special case of every model, from
/// which a climb leads to the summit there, if there is one.
pub(crate) fn steady(cells: &Cells<History>, k: u32) -> [f64; 2] {
    let sample = (cells.len() > 2 * NEAR as usize).then(|| cells.sample(NEAR));
    let few = sample.as_ref().unwrap_or(cells);
    match fit::<2, Nbd>((), few, &FitOptions::default()) {
        Ok(steady) => {
            let [r, alpha] = <[f64; 2]>::from(*steady.model());
            [r, alpha / f64::from(k)]
        }
        Err(_) => Bought::of(cells, k).shaped(0.5, 1.0),
    }
}
