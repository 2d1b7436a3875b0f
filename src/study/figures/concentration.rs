//! Concentration: what the best customers hold, expected and as it came.

use super::observed::CONFIDENCE;
use super::outlook::Outlook;
use super::resample::SAMPLES;
use crate::error::Result;
use crate::numeric::proportion::Interval;
use crate::numeric::random::Stream;
use crate::value::Concentration;

/// What customers are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RankedBy {
    /// Expected value within the horizon.
    ExpectedValue,
    /// What they brought so far.
    SoFar,
    /// The number of their purchases.
    Purchases,
    /// How lately they bought.
    Recency,
}

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
    /// What came that the first customers of each ranking brought; empty as `came`.
    pub caught: Vec<Caught>,
    /// Top fifth by expected value less top fifth by spend so far; `None` as of the last day.
    pub advantage: Option<RankingAdvantage>,
}

/// The share of what came that the first customers of a ranking brought.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Caught {
    /// The ranking.
    pub by: RankedBy,
    /// By the first 1 %, 5 %, 10 % and 20 % of the customers ([`Caught::SHARES`]), 0 to 1.
    pub shares: [f64; 4],
}

impl Caught {
    /// The shares of customers that [`Caught::shares`] is of.
    pub const SHARES: [f64; 4] = [0.01, 0.05, 0.10, 0.20];
}

/// How much more of what came the top fifth by expected value brought than the top fifth by spend
/// so far.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct RankingAdvantage {
    /// The difference of the two shares: 0.03 is three points.
    pub difference: f64,
    /// Lower end of its 95 % interval, by the bootstrap over customers.
    pub low: f64,
    /// Upper end.
    pub high: f64,
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
            caught: Vec::new(),
            advantage: None,
        };
        let Some(test) = &outlook.test else { return Ok(whale) };
        let came: f64 = test.came.iter().sum();
        if came <= 0.0 {
            return Ok(whale);
        }
        let table = outlook.table();
        let purchases: Vec<f64> = table.x().iter().map(|x| f64::from(*x)).collect();
        let lately = table.t_x().iter().zip(table.t()).map(|(t_x, t)| t_x - t).collect::<Vec<_>>();
        let rankings = [
            (RankedBy::ExpectedValue, Ranking::by(outlook.value)),
            (RankedBy::SoFar, Ranking::by(outlook.so_far)),
            (RankedBy::Purchases, Ranking::by(&purchases)),
            (RankedBy::Recency, Ranking::by(&lately)),
        ];
        for (by, ranking) in &rankings {
            let caught = ranking.cumulative(test.came);
            let shares = Caught::SHARES.map(|share| caught[held_by(share, test.came.len())] / came);
            whale.caught.push(Caught { by: *by, shares });
        }
        let curve = |ranking: &Ranking| {
            let caught = ranking.cumulative(test.came);
            let customers = test.came.len();
            let at = |point: usize| point * customers / (POINTS - 1);
            (0..POINTS)
                .map(|point| (at(point) as f64 / customers as f64, caught[at(point)] / came))
                .collect()
        };
        whale.came = curve(&rankings[0].1);
        whale.came_by_so_far = curve(&rankings[1].1);
        whale.advantage =
            advantage(&rankings[0].1, &rankings[1].1, test.came, outlook.options.seed());
        Ok(whale)
    }

    /// What the first customers of a ranking brought in the test.
    #[must_use]
    pub fn caught_by(&self, by: RankedBy) -> Option<&Caught> {
        self.caught.iter().find(|caught| caught.by == by)
    }
}

/// The share of the customers that is looked at first.
const TOP_FIFTH: f64 = 0.2;

/// How many customers a share is, those in part whole.
fn held_by(share: f64, customers: usize) -> usize {
    // Shares are hundredths, so that the twentieth part of 40 is 2 and not ⌈2.0000000000000004⌉.
    ((share * 100.0).round() as usize * customers).div_ceil(100)
}

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

    /// What the first `share` of customers brought of all, where customer i is there `times[i]`
    /// times.
    fn share_of_top(&self, brought: &[f64], times: &[u32], share: f64) -> Option<f64> {
        let all: f64 = times.iter().zip(brought).map(|(n, brought)| f64::from(*n) * brought).sum();
        if all <= 0.0 {
            return None;
        }
        let wanted = held_by(share, times.len()) as f64;
        let (mut begin, mut taken, mut sum) = (0, 0.0, 0.0);
        for &end in &self.ends {
            let group = &self.rows[begin..end];
            let size: f64 = group.iter().map(|row| f64::from(times[*row])).sum();
            let held: f64 = group.iter().map(|row| f64::from(times[*row]) * brought[*row]).sum();
            if taken + size >= wanted {
                let part = if size > 0.0 { (wanted - taken) / size } else { 0.0 };
                return Some((sum + held * part) / all);
            }
            (taken, sum, begin) = (taken + size, sum + held, end);
        }
        Some(1.0)
    }
}

/// The most rows that the bootstrap of the advantage looks at in all.
const MOST_WORK: usize = 50_000_000;

/// The top fifth by one ranking less that by another, with its bootstrap over customers.
fn advantage(
    model: &Ranking,
    plain: &Ranking,
    came: &[f64],
    seed: u64,
) -> Option<RankingAdvantage> {
    let n = came.len();
    let of = |times: &[u32]| {
        Some(
            model.share_of_top(came, times, TOP_FIFTH)?
                - plain.share_of_top(came, times, TOP_FIFTH)?,
        )
    };
    let difference = of(&vec![1; n])?;
    let samples = (MOST_WORK / n.max(1)).clamp(100, SAMPLES);
    let mut drawn: Vec<f64> = (0..samples as u64)
        .filter_map(|sample| {
            let mut stream = Stream::new(seed, sample);
            let mut times = vec![0; n];
            (0..n).for_each(|_| times[stream.below(n)] += 1);
            of(&times)
        })
        .collect();
    if drawn.is_empty() {
        return None;
    }
    let interval = Interval::central(&mut drawn, CONFIDENCE);
    Some(RankingAdvantage { difference, low: interval.low, high: interval.high })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_share_what_they_brought() {
        // The three at 1 brought 6 together, so each counts for 2 in whatever order they stand.
        let ranking = Ranking::by(&[1.0, 5.0, 1.0, 1.0]);
        assert_eq!(ranking.cumulative(&[6.0, 4.0, 0.0, 0.0]), [0.0, 4.0, 6.0, 8.0, 10.0]);
        // Half of four customers: the best and a third of the three.
        assert_eq!(ranking.share_of_top(&[6.0, 4.0, 0.0, 0.0], &[1; 4], 0.5), Some(0.6));
        // The best one twice: they are the first half.
        assert_eq!(
            ranking.share_of_top(&[6.0, 4.0, 0.0, 0.0], &[1, 2, 1, 0], 0.5),
            Some(8.0 / 14.0)
        );
        assert_eq!(ranking.share_of_top(&[0.0; 4], &[1; 4], 0.5), None);
    }

    #[test]
    fn a_customer_in_part_counts_whole() {
        assert_eq!([held_by(0.05, 40), held_by(0.05, 41), held_by(0.2, 2357)], [2, 3, 472]);
    }
}
