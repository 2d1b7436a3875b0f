//! The table of a survey.

use std::fmt::Write as _;

use habitue::lifetime::HIGHEST_REGULARITY;

use crate::compare::{APART, POINTS, Row, WITHIN, is_not_converged};
use crate::kinds::Kind;

/// `log-likelihood:P(alive)` pairs.
fn pairs(text: &str) -> Vec<(f64, f64)> {
    let pair = |pair: &str| {
        let (value, alive) = pair.split_once(':')?;
        Some((value.parse().ok()?, alive.parse().ok()?))
    };
    text.split_whitespace().filter_map(pair).collect()
}

/// How far ours is below the best that the reference found.
pub(crate) fn below(row: &Row) -> f64 {
    row.reference.max(row.from_ours) - row.ours
}

/// The summits of the reference that answer differently from ours and are within reach of
/// it or above.
pub(crate) fn different(row: &Row) -> Vec<(f64, f64)> {
    let far = |&(value, alive): &(f64, f64)| {
        value >= row.ours - WITHIN && (alive - row.ours_alive).abs() > POINTS
    };
    pairs(&row.summits).into_iter().filter(far).collect()
}

/// Whether the report holds an alternative that answers as this summit does.
fn is_held(row: &Row, (_, alive): (f64, f64)) -> bool {
    pairs(&row.alternatives).iter().any(|(_, other)| (alive - other).abs() <= POINTS)
}

/// Whether a row is worth a look.
pub(crate) fn is_miss(row: &Row) -> bool {
    row.status != "fitted"
        || below(row) > APART
        || different(row).into_iter().any(|summit| !is_held(row, summit))
}

#[derive(Default)]
struct Count {
    fits: usize,
    below: usize,
    worst: f64,
    not_converged: usize,
    refused: usize,
    behind: usize,
    ridges: usize,
    beyond: usize,
    farthest: f64,
    different: usize,
    silent: usize,
    held: usize,
    offered: usize,
    many: usize,
    asked_k: usize,
    better_k: usize,
    ours_ms: f64,
    reference_ms: f64,
}

impl Count {
    fn add(&mut self, row: &Row) {
        self.fits += 1;
        self.ours_ms += row.ours_ms;
        self.reference_ms += row.reference_ms;
        self.many += usize::from(row.starts > 8);
        if row.status != "fitted" {
            let not_converged = is_not_converged(row);
            self.not_converged += usize::from(not_converged);
            self.refused += usize::from(!not_converged);
            return;
        }
        self.below += usize::from(below(row) > APART);
        self.worst = self.worst.max(below(row));
        self.behind += usize::from(row.ours - row.reference > APART);
        self.ridges += usize::from(!row.ridge.is_empty());
        self.beyond += usize::from(row.beyond > APART);
        self.farthest = self.farthest.max(row.beyond);
        self.offered += usize::from(!row.alternatives.is_empty());
        let different = different(row);
        if !different.is_empty() {
            self.different += 1;
            self.silent += usize::from(row.alternatives.is_empty());
            self.held += usize::from(different.into_iter().all(|summit| is_held(row, summit)));
        }
        // A fit tries no higher k.
        let mut gains = pairs(&row.other_k);
        gains.retain(|(k, _)| *k <= f64::from(HIGHEST_REGULARITY));
        self.asked_k += usize::from(!gains.is_empty());
        self.better_k += usize::from(gains.iter().any(|(_, gain)| *gain > APART));
    }

    fn line(&self, name: &str) -> String {
        format!(
            "| {name} | {} | {} | {:.2e} | {} | {} | {} | {} | {} | {} | {} | {} ({:.1e}) | {} | {} of {} | {:.1} | {:.0} |\n",
            self.fits,
            self.below,
            self.worst,
            self.not_converged,
            self.refused,
            self.different,
            self.silent,
            self.held,
            self.offered,
            self.ridges,
            self.beyond,
            self.farthest,
            self.behind,
            self.better_k,
            self.asked_k,
            self.ours_ms / self.fits as f64,
            self.reference_ms / self.fits as f64,
        )
    }
}

const HEAD: &str = "\
| model | fits | ours > 1e-4 below | most | not converged | refused | other summit | of these silent | of these held | alternatives | ridges | beyond the box (most) | reference > 1e-4 below | better k | ms ours | ms reference |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
";

/// The table per model.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut text = HEAD.to_owned();
    let mut all = Count::default();
    for kind in Kind::ALL {
        let mut count = Count::default();
        for row in rows.iter().filter(|row| row.model == kind.name()) {
            count.add(row);
            all.add(row);
        }
        if count.fits > 0 {
            text += &count.line(kind.name());
        }
    }
    text += &all.line("all");
    let bases = rows.iter().map(|row| row.base).collect::<std::collections::BTreeSet<_>>().len();
    let _ = write!(text, "\n{bases} bases; all starts were used in {} fits.\n", all.many);
    text
}
