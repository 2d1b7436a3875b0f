//! Sums over answers while they are added up, block by block.

use super::accumulation_block::{
    Block, MOST_WHOLE, Pair, PairExact, PairSums, WholeNumbers, place, whole_dot, whole_sum,
};
use crate::numeric::exact_sum::ExactSum;
use crate::numeric::sum_parts::SumParts;

/// Exact sums of every pair of questions. Whole numbers are summed as doubles as long as these
/// hold their sums; all else, and what they would not hold, goes to sums without end.
pub(super) struct Gathering {
    questions: usize,
    respondents: u64,
    near: Vec<Pair>,
    near_weight: [f64; 2],
    /// What no sum among the near ones exceeds.
    most: f64,
    far: Vec<PairExact>,
    far_weight: [ExactSum; 2],
}

impl Gathering {
    pub(super) fn new(questions: usize) -> Self {
        Self {
            questions,
            respondents: 0,
            near: vec![Pair::default(); questions * (questions + 1) / 2],
            near_weight: [0.0; 2],
            most: 0.0,
            far: Vec::new(),
            far_weight: Default::default(),
        }
    }

    /// Adds respondents with weight 1 who answered everything in whole numbers: in integer
    /// arithmetic, eight products an instruction.
    pub(super) fn add_whole(&mut self, block: &WholeNumbers, rows: usize) {
        let n = rows as f64;
        self.expect(n * WholeNumbers::LARGEST * WholeNumbers::LARGEST);
        self.respondents += rows as u64;
        self.near_weight.iter_mut().for_each(|sum| *sum += n);
        let sums: Vec<f64> =
            block.columns.iter().map(|column| f64::from(whole_sum(column))).collect();
        let squares: Vec<f64> =
            block.columns.iter().map(|column| f64::from(whole_dot(column, column))).collect();
        for i in 0..self.questions {
            for j in 0..=i {
                let product = if i == j {
                    squares[i]
                } else {
                    f64::from(whole_dot(&block.columns[i], &block.columns[j]))
                };
                self.near[place(i, j)].add(&Pair {
                    count: rows as u64,
                    weight: n,
                    first: sums[i],
                    second: sums[j],
                    product,
                    first_square: squares[i],
                    second_square: squares[j],
                    squared: [n, sums[i], sums[j], product],
                });
            }
        }
    }

    /// Adds the respondents of a block.
    pub(super) fn add(&mut self, block: &mut Block) {
        if let Some(most) = block.weigh() {
            self.expect(most);
            let totals = block.totals();
            self.respondents += totals.respondents;
            self.near_weight[0] += totals.weight;
            self.near_weight[1] += totals.weight_squares;
            for i in 0..self.questions {
                for j in 0..=i {
                    self.near[place(i, j)].add(&block.pair(i, j));
                }
            }
            return;
        }
        self.far.resize_with(self.near.len(), PairExact::default);
        self.respondents += block.totals().respondents;
        let [weight, squares] = &mut self.far_weight;
        block.add_totals(weight, squares);
        for i in 0..self.questions {
            for j in 0..=i {
                block.add_pair(i, j, &mut self.far[place(i, j)]);
            }
        }
    }

    /// Makes room for sums of at most this.
    fn expect(&mut self, most: f64) {
        if self.most + most > MOST_WHOLE {
            self.far.resize_with(self.near.len(), PairExact::default);
            self.flush();
        }
        self.most += most;
    }

    /// Moves the near sums to the far ones.
    fn flush(&mut self) {
        for (far, near) in self.far.iter_mut().zip(&mut self.near) {
            far.add_whole(near);
            *near = Pair::default();
        }
        for (far, near) in self.far_weight.iter_mut().zip(&mut self.near_weight) {
            far.add(*near);
            *near = 0.0;
        }
        self.most = 0.0;
    }

    /// Those who weigh and answered as much as is asked.
    pub(super) const fn respondents(&self) -> u64 {
        self.respondents
    }

    /// The sums at rest: of weights and their squares, and of each pair.
    pub(super) fn end(mut self) -> ([SumParts; 2], Vec<PairSums>) {
        if self.far.is_empty() {
            let pairs = self.near.iter().map(PairSums::whole).collect();
            return (self.near_weight.map(SumParts::from), pairs);
        }
        self.flush();
        let pairs = self.far.iter().map(PairExact::at_rest).collect();
        (self.far_weight.map(SumParts::from), pairs)
    }
}
