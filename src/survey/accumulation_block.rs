//! Some hundred respondents at a time, laid out for sums of products.

use super::analysed::Analysed;
use crate::numeric::exact_dot::{Dot, ROWS, largest};
use crate::numeric::exact_sum::ExactSum;
use crate::numeric::sum_parts::SumParts;

/// The sums of the pair (i, j), j <= i, over those who answered both.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Pair {
    pub(super) count: u64,
    pub(super) weight: f64,
    pub(super) first: f64,
    pub(super) second: f64,
    pub(super) product: f64,
    pub(super) first_square: f64,
    pub(super) second_square: f64,
    /// The same with squared weights: 1, first, second, product.
    pub(super) squared: [f64; 4],
}

/// Where a pair stands among all.
pub(super) fn place(i: usize, j: usize) -> usize {
    let (high, low) = if i >= j { (i, j) } else { (j, i) };
    high * (high + 1) / 2 + low
}

/// How many sums there are of a pair.
pub(super) const SUMS: usize = 10;

/// The sums of a pair, exact: in the order of [`Pair::sums`].
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct PairSums {
    pub(super) count: u64,
    pub(super) sums: [SumParts; SUMS],
}

impl Pair {
    /// All but the count.
    pub(super) const fn sums(&self) -> [f64; SUMS] {
        let Self { weight, first, second, product, first_square, second_square, .. } = *self;
        let [one, of_first, of_second, of_both] = self.squared;
        let squares = [first_square, second_square];
        [weight, first, second, product, squares[0], squares[1], one, of_first, of_second, of_both]
    }

    const fn of(count: u64, sums: [f64; SUMS]) -> Self {
        let [weight, first, second, product, first_square, second_square, a, b, c, d] = sums;
        let squared = [a, b, c, d];
        Self { count, weight, first, second, product, first_square, second_square, squared }
    }

    /// Adds sums whose sum is a double.
    pub(super) fn add(&mut self, more: &Self) {
        let mut sums = self.sums();
        sums.iter_mut().zip(more.sums()).for_each(|(sum, more)| *sum += more);
        *self = Self::of(self.count.saturating_add(more.count), sums);
    }
}

impl PairSums {
    /// The sums, each rounded once.
    pub(super) fn rounded(&self) -> Pair {
        let mut sums = [0.0; SUMS];
        sums.iter_mut().zip(&self.sums).for_each(|(sum, exact)| *sum = exact.value());
        Pair::of(self.count, sums)
    }

    /// Sums that doubles hold.
    pub(super) fn whole(pair: &Pair) -> Self {
        Self { count: pair.count, sums: pair.sums().map(SumParts::from) }
    }

    pub(super) fn join(&mut self, more: &Self) {
        self.count = self.count.saturating_add(more.count);
        self.sums.iter_mut().zip(&more.sums).for_each(|(sum, more)| sum.join(more));
    }
}

/// The sums of a pair while they are added up.
#[derive(Clone, Default)]
pub(super) struct PairExact {
    count: u64,
    sums: [ExactSum; SUMS],
}

impl PairExact {
    /// Adds sums that doubles hold.
    pub(super) fn add_whole(&mut self, pair: &Pair) {
        self.count = self.count.saturating_add(pair.count);
        for (sum, more) in self.sums.iter_mut().zip(pair.sums()) {
            if more != 0.0 {
                sum.add(more);
            }
        }
    }

    fn add(&mut self, count: u64, sums: [&Dot; SUMS]) {
        self.count = self.count.saturating_add(count);
        self.sums.iter_mut().zip(sums).for_each(|(sum, more)| more.add_to(sum));
    }

    pub(super) fn at_rest(&self) -> PairSums {
        PairSums { count: self.count, sums: self.sums.each_ref().map(SumParts::from) }
    }
}

/// Rows that are worked on together: their columns stay in the cache.
pub(super) const BLOCK: usize = ROWS;

/// The answers of some respondents to one question, from the low end of its
/// scale; 0 where missing or without weight.
#[derive(Default)]
struct Item {
    value: Vec<f64>,
    /// 1 where the answer is there and weighs, else 0.
    present: Vec<f64>,
    /// value², and each column times the weight and times its square.
    square: Vec<f64>,
    weighted: [Vec<f64>; 3],
    squared: [Vec<f64>; 2],
    /// Whether all who weigh answered.
    complete: bool,
    /// The largest value.
    most: f64,
    /// Σ w x, Σ w x², Σ w² x.
    sums: [f64; 3],
    exact: [Option<Dot>; 3],
}

/// Some respondents with their weights.
pub(super) struct Block {
    items: Vec<Item>,
    weights: Vec<f64>,
    /// 1 for each respondent.
    ones: Vec<f64>,
    /// Whether every weight is 1.
    plain: bool,
    totals: Totals,
    exact: Option<[Dot; 2]>,
    /// The largest weight, and value.
    heaviest: f64,
    most: f64,
    whole: bool,
}

/// What a block adds beside its pairs.
#[derive(Clone, Copy, Default)]
pub(super) struct Totals {
    /// Those who weigh and answered something.
    pub(super) respondents: u64,
    pub(super) weight: f64,
    pub(super) weight_squares: f64,
    /// Those who weigh.
    weighing: u64,
    all_weight: f64,
    all_squares: f64,
}

impl Block {
    pub(super) fn new(questions: usize) -> Self {
        let items = (0..questions).map(|_| Item::default()).collect();
        Self {
            items,
            weights: Vec::new(),
            ones: Vec::new(),
            plain: true,
            totals: Totals::default(),
            exact: None,
            heaviest: 0.0,
            most: 0.0,
            whole: true,
        }
    }

    pub(super) fn clear(&mut self) {
        for item in &mut self.items {
            item.value.clear();
            item.present.clear();
        }
        self.weights.clear();
    }

    /// Adds an answer of the next respondent; the weight is pushed last.
    pub(super) fn push(&mut self, question: usize, value: Option<f64>) {
        self.items[question].value.push(value.unwrap_or(0.0));
        self.items[question].present.push(f64::from(u8::from(value.is_some())));
    }

    /// Ends a respondent; how many there are now.
    pub(super) fn push_weight(&mut self, weight: f64) -> usize {
        self.weights.push(weight);
        self.weights.len()
    }

    pub(super) fn load(
        &mut self,
        answers: &Analysed<'_>,
        origins: &[f64],
        rows: std::ops::Range<usize>,
    ) {
        self.clear();
        match answers.weights() {
            Some(weights) => self.weights.extend_from_slice(&weights[rows.clone()]),
            None => self.weights.resize(rows.len(), 1.0),
        }
        for ((item, column), origin) in self.items.iter_mut().zip(answers.columns()).zip(origins) {
            for (answer, weight) in column[rows.clone()].iter().zip(&self.weights) {
                let there = !answer.is_nan() && *weight > 0.0;
                item.value.push(if there { answer - origin } else { 0.0 });
                item.present.push(f64::from(u8::from(there)));
            }
        }
    }

    /// Prepares the sums, and says how large any of them can be at most where doubles hold them all:
    /// where answers and weights are whole numbers.
    pub(super) fn weigh(&mut self) -> Option<f64> {
        let weights = &self.weights;
        self.plain = weights.iter().all(|weight| *weight == 1.0);
        self.heaviest = largest(weights);
        for item in &mut self.items {
            item.most = largest(&item.value);
        }
        self.most = self.items.iter().fold(0.0, |most: f64, item| most.max(item.most));
        let whole = whole(weights) && self.items.iter().all(|item| whole(&item.value));
        let most = (weights.len() as f64) * (self.heaviest.max(1.0) * self.most.max(1.0)).powi(2);
        self.whole = whole && most <= MOST_WHOLE;
        let times = |out: &mut Vec<f64>, a: &[f64], b: &[f64]| {
            out.clear();
            out.extend(a.iter().zip(b).map(|(a, b)| a * b));
        };
        let mut totals = Totals::default();
        for (row, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0) {
            totals.weighing += 1;
            totals.all_weight += weight;
            totals.all_squares += weight * weight;
            if self.items.iter().any(|item| item.present[row] > 0.0) {
                totals.respondents += 1;
                totals.weight += weight;
                totals.weight_squares += weight * weight;
            }
        }
        self.ones.clear();
        self.ones.resize(weights.len(), 1.0);
        for item in &mut self.items {
            item.complete = sum(&item.present) == totals.weighing as f64;
            times(&mut item.square, &item.value, &item.value);
            let [value, square, present] = &mut item.weighted;
            times(value, &item.value, weights);
            times(square, &item.square, weights);
            times(present, &item.present, weights);
            if !self.plain {
                times(&mut item.squared[0], value, weights);
                times(&mut item.squared[1], present, weights);
            }
            if self.whole {
                item.sums = [sum(value), sum(square), sum(value)];
                if !self.plain {
                    item.sums[2] = sum(&item.squared[0]);
                }
                continue;
            }
            let (w, x) = (self.heaviest, item.most);
            let own = if self.plain { &*value } else { &item.squared[0] };
            item.exact = [
                Some(Dot::of(value, &self.ones, w * x)),
                Some(Dot::of(square, &self.ones, w * x * x)),
                Some(Dot::of(own, &self.ones, w * w * x)),
            ];
        }
        self.totals = totals;
        self.whole.then_some(most)
    }

    /// Those who weigh and answered something; the weights where doubles hold their sums.
    pub(super) const fn totals(&self) -> Totals {
        self.totals
    }

    /// Adds the weights of those who answered something, and the squares of weights, whatever the
    /// numbers.
    pub(super) fn add_totals(&mut self, weight: &mut ExactSum, squares: &mut ExactSum) {
        let heaviest = self.heaviest;
        let of = |a: &[f64], b: &[f64]| {
            [Dot::of(a, &self.ones, heaviest), Dot::of(a, b, heaviest * heaviest)]
        };
        let all = of(&self.weights, &self.weights);
        if self.totals.respondents == self.totals.weighing {
            all[0].add_to(weight);
            all[1].add_to(squares);
        } else {
            let answered = |row: usize| self.items.iter().any(|item| item.present[row] > 0.0);
            let own = |(row, weight): (usize, &f64)| if answered(row) { *weight } else { 0.0 };
            let own: Vec<f64> = self.weights.iter().enumerate().map(own).collect();
            let [sum, square] = of(&own, &own);
            sum.add_to(weight);
            square.add_to(squares);
        }
        self.exact = Some(all);
    }

    /// Adds the sums of two questions over those who answered both, whatever the numbers.
    pub(super) fn add_pair(&self, i: usize, j: usize, to: &mut PairExact) {
        let (a, b) = (&self.items[i], &self.items[j]);
        let [value, square, present] = &a.weighted;
        let own = |column: usize| match self.plain {
            true => &a.weighted[[0, 2][column]],
            false => &a.squared[column],
        };
        let (w, x, y) = (self.heaviest, a.most, b.most);
        let product = Dot::of(value, &b.value, w * x * y);
        let of_both = match self.plain {
            true => None,
            false => Some(Dot::of(&a.squared[0], &b.value, w * w * x * y)),
        };
        let of_both = of_both.as_ref().unwrap_or(&product);
        // One sum under three names: rounding may not tell them apart.
        let itself = i == j;
        let complete = (a.complete && b.complete).then_some((&a.exact, &b.exact, &self.exact));
        if let Some((
            [Some(first), Some(first_square), Some(of_first)],
            [Some(second), Some(second_square), Some(of_second)],
            Some([weight, squares]),
        )) = complete
        {
            let (first_square, second_square) = match itself {
                true => (&product, &product),
                false => (first_square, second_square),
            };
            let sums = [weight, first, second, &product, first_square, second_square];
            let [a, b, c, d, e, f] = sums;
            to.add(self.totals.weighing, [a, b, c, d, e, f, squares, of_first, of_second, of_both]);
            return;
        }
        let weight = Dot::of(present, &b.present, w);
        let first = Dot::of(value, &b.present, w * x);
        let second = Dot::of(&a.present, &b.weighted[0], w * y);
        let squares = Dot::of(own(1), &b.present, w * w);
        let of_first = Dot::of(own(0), &b.present, w * w * x);
        let other = if self.plain { &b.weighted[0] } else { &b.squared[0] };
        let of_second = Dot::of(&a.present, other, w * w * y);
        let first_square = Dot::of(square, &b.present, w * x * x);
        let second_square = Dot::of(&a.present, &b.weighted[1], w * y * y);
        let (first_square, second_square) = match itself {
            true => (&product, &product),
            false => (&first_square, &second_square),
        };
        let count = dot(&a.present, &b.present) as u64;
        to.add(
            count,
            [
                &weight,
                &first,
                &second,
                &product,
                first_square,
                second_square,
                &squares,
                &of_first,
                &of_second,
                of_both,
            ],
        );
    }

    /// The sums of two questions over those who answered both, where doubles hold them.
    pub(super) fn pair(&self, i: usize, j: usize) -> Pair {
        let (a, b) = (&self.items[i], &self.items[j]);
        let [value, square, present] = &a.weighted;
        let product = dot(value, &b.value);
        let mut pair = if a.complete && b.complete {
            Pair {
                count: self.totals.weighing,
                weight: self.totals.all_weight,
                first: a.sums[0],
                second: b.sums[0],
                product,
                first_square: a.sums[1],
                second_square: b.sums[1],
                squared: [0.0; 4],
            }
        } else {
            Pair {
                count: dot(&a.present, &b.present) as u64,
                weight: dot(present, &b.present),
                first: dot(value, &b.present),
                second: dot(&a.present, &b.weighted[0]),
                product,
                first_square: dot(square, &b.present),
                second_square: dot(&a.present, &b.weighted[1]),
                squared: [0.0; 4],
            }
        };
        let [value, present] = &a.squared;
        pair.squared = if self.plain {
            [pair.weight, pair.first, pair.second, pair.product]
        } else if a.complete && b.complete {
            [self.totals.all_squares, a.sums[2], b.sums[2], dot(value, &b.value)]
        } else {
            [
                dot(present, &b.present),
                dot(value, &b.present),
                dot(present, &b.value),
                dot(value, &b.value),
            ]
        };
        pair
    }
}

/// Sums of whole numbers up to this are whole numbers that doubles hold.
pub(super) const MOST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// Whether all numbers are whole, and small enough to be told from others.
fn whole(column: &[f64]) -> bool {
    // Adding 2^52 rounds to whole numbers.
    const SHIFT: f64 = 4_503_599_627_370_496.0;
    column.iter().fold(true, |whole, value| {
        whole & (0.0..SHIFT).contains(value) & ((value + SHIFT) - SHIFT == *value)
    })
}

/// Answers that are whole numbers from 0 to [`LARGEST`](Self::LARGEST) from their
/// origin.
#[derive(Default)]
pub(super) struct WholeNumbers {
    pub(super) columns: Vec<Vec<i16>>,
}

impl WholeNumbers {
    /// Products of a block of such answers stay below 2^31.
    pub(super) const LARGEST: f64 = 2000.0;

    /// Whether all answers of these rows are such numbers; if so, they are here.
    pub(super) fn load(
        &mut self,
        answers: &Analysed<'_>,
        origins: &[f64],
        rows: std::ops::Range<usize>,
    ) -> bool {
        // Adding 2^52 rounds to whole numbers and leaves them in the low bits.
        const SHIFT: f64 = 4_503_599_627_370_496.0;
        self.columns.resize_with(origins.len(), Vec::new);
        for ((column, origin), out) in answers.columns().zip(origins).zip(&mut self.columns) {
            let source = &column[rows.clone()];
            let fits = source.iter().fold(true, |fits, answer| {
                let value = answer - origin;
                // NaN is in no range.
                fits & (0.0..=Self::LARGEST).contains(&value) & ((value + SHIFT) - SHIFT == value)
            });
            if !fits {
                return false;
            }
            out.clear();
            out.extend(source.iter().map(|answer| ((answer - origin) + SHIFT).to_bits() as i16));
        }
        true
    }
}

pub(super) fn whole_sum(column: &[i16]) -> i32 {
    column.iter().map(|value| i32::from(*value)).sum()
}

pub(super) fn whole_dot(a: &[i16], b: &[i16]) -> i32 {
    a.iter().zip(b).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum()
}

/// Eight partial sums, which the compiler turns into vector instructions; the
/// order is fixed, so the bits are.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0_f64; 8];
    let (a_chunks, b_chunks) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f64 = a_chunks.remainder().iter().zip(b_chunks.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in a_chunks.zip(b_chunks) {
        for lane in 0..8 {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    lanes.iter().sum::<f64>() + rest
}

fn sum(a: &[f64]) -> f64 {
    a.iter().sum()
}
