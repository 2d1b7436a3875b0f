//! Some hundred respondents at a time, laid out for sums of products.

use super::analysed::Analysed;

/// The sums of the pair (i, j), j <= i, over those who answered both.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
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

/// Rows that are worked on together: their columns stay in the cache.
pub(super) const BLOCK: usize = 512;

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
    /// Σ w x, Σ w x², Σ w² x.
    sums: [f64; 3],
}

/// Some respondents with their weights.
pub(super) struct Block {
    items: Vec<Item>,
    weights: Vec<f64>,
    /// Whether every weight is 1.
    plain: bool,
    totals: Totals,
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
        Self { items, weights: Vec::new(), plain: true, totals: Totals::default() }
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

    /// Prepares the sums.
    pub(super) fn weigh(&mut self) -> Totals {
        let weights = &self.weights;
        self.plain = weights.iter().all(|weight| *weight == 1.0);
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
        self.totals = totals;
        let times = |out: &mut Vec<f64>, a: &[f64], b: &[f64]| {
            out.clear();
            out.extend(a.iter().zip(b).map(|(a, b)| a * b));
        };
        for item in &mut self.items {
            item.complete = sum(&item.present) == totals.weighing as f64;
            times(&mut item.square, &item.value, &item.value);
            let [value, square, present] = &mut item.weighted;
            times(value, &item.value, weights);
            times(square, &item.square, weights);
            times(present, &item.present, weights);
            item.sums = [sum(value), sum(square), sum(value)];
            if !self.plain {
                times(&mut item.squared[0], value, weights);
                times(&mut item.squared[1], present, weights);
                item.sums[2] = sum(&item.squared[0]);
            }
        }
        totals
    }

    /// The sums of two questions over those who answered both.
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
        if i == j {
            // One sum under three names: rounding may not tell them apart.
            (pair.first_square, pair.second_square) = (product, product);
        }
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

/// Answers that are whole numbers from 0 to [`LARGEST`](Self::LARGEST) from their
/// origin.
#[derive(Default)]
pub(super) struct WholeNumbers {
    pub(super) columns: Vec<Vec<i16>>,
}

impl WholeNumbers {
    /// Products of a block of such answers stay below 2^31.
    const LARGEST: f64 = 2000.0;

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
