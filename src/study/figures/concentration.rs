//! Concentration: what the best customers hold, expected and as it came.

use super::outlook::Outlook;
use crate::error::Result;
use crate::value::Concentration;

/// The whale curve: the share of value that the best customers hold, most valuable first; in a test
/// also the share of what came that they brought, and that the best by spend so far brought.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Whale {
    /// (share of customers, share of expected value), best first, from (0, 0) to (1, 1) in 50 steps.
    pub expected: Vec<(f64, f64)>,
    /// (share of customers, share of what came), in the order of expected value; empty as of the
    /// last day or where nothing came.
    pub came: Vec<(f64, f64)>,
    /// (share of customers, share of what came), in the order of spend so far; empty as `came`.
    pub came_by_so_far: Vec<(f64, f64)>,
    /// The share of expected value that the top fifth holds; `None` where nothing is expected.
    pub top_fifth: Option<f64>,
    /// The smallest share of customers who hold 80 % of expected value.
    pub giving_80: Option<f64>,
}

/// Points of the curves: every fiftieth part of the customers.
const POINTS: usize = 51;

impl Whale {
    /// The curves of an outlook.
    ///
    /// # Errors
    /// `Empty`, `NotFinite` or `Overflow`, as [`Concentration::of`].
    pub(crate) fn of(outlook: &Outlook<'_>) -> Result<Self> {
        let held = Concentration::of(outlook.value)?;
        let mut whale = Self {
            expected: held.whale(POINTS)?.unwrap_or_default(),
            came: Vec::new(),
            came_by_so_far: Vec::new(),
            top_fifth: held.share_of_top(TOP_FIFTH)?,
            giving_80: held.top_share_giving(0.8)?,
        };
        if let Some(test) = &outlook.test
            && test.came.iter().sum::<f64>() > 0.0
        {
            whale.came = Ranking::by(outlook.value).curve(test.came);
            whale.came_by_so_far = Ranking::by(outlook.so_far).curve(test.came);
        }
        Ok(whale)
    }
}

/// The share of the customers that is looked at first.
const TOP_FIFTH: f64 = 0.2;

/// Customers in the order of a column, the highest first; equals stand together.
struct Ranking {
    rows: Vec<usize>,
    /// Where each group of equals ends.
    ends: Vec<usize>,
}

impl Ranking {
    fn by(column: &[f64]) -> Self {
        let mut rows: Vec<usize> = (0..column.len()).collect();
        rows.sort_by(|a, b| column[*b].total_cmp(&column[*a]).then(a.cmp(b)));
        let ends = (1..=rows.len())
            .filter(|&end| end == rows.len() || column[rows[end]] != column[rows[end - 1]])
            .collect();
        Self { rows, ends }
    }

    /// What the first k customers brought, for k from 0 to all: of equals whose order the column
    /// does not say, so much of their sum as of their number.
    fn cumulative(&self, brought: &[f64]) -> Vec<f64> {
        let mut sums = Vec::with_capacity(self.rows.len() + 1);
        sums.push(0.0);
        let (mut begin, mut sum) = (0, 0.0);
        for &end in &self.ends {
            let group: f64 = self.rows[begin..end].iter().map(|row| brought[*row]).sum();
            let size = (end - begin) as f64;
            sums.extend((1..=end - begin).map(|place| sum + group * place as f64 / size));
            sum += group;
            begin = end;
        }
        sums
    }

    /// The share of what came that the first customers brought, at the points of a curve.
    fn curve(&self, came: &[f64]) -> Vec<(f64, f64)> {
        let (caught, customers) = (self.cumulative(came), came.len());
        let all = caught[customers];
        let point = |place: usize| {
            let at = place * customers / (POINTS - 1);
            (at as f64 / customers as f64, caught[at] / all)
        };
        (0..POINTS).map(point).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_share_what_they_brought() {
        // The three at 1 brought 6 together, so each counts for 2 in whatever order they stand.
        let ranking = Ranking::by(&[1.0, 5.0, 1.0, 1.0]);
        assert_eq!(ranking.cumulative(&[6.0, 4.0, 0.0, 0.0]), [0.0, 4.0, 6.0, 8.0, 10.0]);
        let curve = ranking.curve(&[6.0, 4.0, 0.0, 0.0]);
        assert_eq!((curve.len(), curve[0], curve[50]), (POINTS, (0.0, 0.0), (1.0, 1.0)));
        assert_eq!(curve[26], (0.5, 0.6));
    }
}
