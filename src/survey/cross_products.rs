//! Sums and cross-products of answers: the statistics that merge.

use super::answers::Answers;
use crate::error::{Error, ErrorKind, Result};

/// Rows that are worked on together: their columns stay in the cache.
const BLOCK: usize = 512;

/// Weighted sums and cross-products of every pair of questions, over those who
/// answered both.
///
/// Parts of a survey (shards, waves) are summed apart and [merged](Self::merge).
/// Answers are counted from the low end of their scale, so that whole-number
/// answers with equal weights give sums that are exact in a double: then parts
/// merge, and respondents may be shuffled, without a bit changing.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CrossProducts {
    origins: Vec<f64>,
    pairs: Vec<Pair>,
    respondents: u64,
    weight: f64,
    weight_squares: f64,
}

/// The sums of the pair (i, j), j <= i, over those who answered both.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct Pair {
    count: u64,
    weight: f64,
    first: f64,
    second: f64,
    product: f64,
    first_square: f64,
    second_square: f64,
}

fn place(i: usize, j: usize) -> usize {
    let (high, low) = if i >= j { (i, j) } else { (j, i) };
    high * (high + 1) / 2 + low
}

impl CrossProducts {
    /// The cross-products of all answers that are there.
    #[must_use]
    pub fn of(answers: &Answers) -> Self {
        let mut made = Self::empty(answers);
        let mut block = Block::new(answers.questionnaire().len());
        let mut whole = WholeNumbers::default();
        for start in (0..answers.respondents()).step_by(BLOCK) {
            let rows = start..(start + BLOCK).min(answers.respondents());
            if answers.weights().is_none() && whole.load(answers, &made.origins, rows.clone()) {
                made.add_whole(&whole, rows.len());
                continue;
            }
            block.load(answers, &made.origins, rows);
            made.add(&mut block);
        }
        made
    }

    /// The cross-products of the respondents who answered everything, and how
    /// many they are.
    pub(super) fn listwise(answers: &Answers) -> Result<(Self, u64)> {
        if answers.missing().iter().all(|missing| *missing == 0) {
            let made = Self::of(answers);
            let used = made.respondents;
            return Ok((made, used));
        }
        Self::filled(answers, 1.0, |_, _| None)
    }

    /// The cross-products of the respondents who answered at least
    /// `minimum_share` of the questions (and at least one), with `fill` for what
    /// they did not answer.
    pub(super) fn filled(
        answers: &Answers,
        minimum_share: f64,
        fill: impl Fn(usize, usize) -> Option<f64>,
    ) -> Result<(Self, u64)> {
        let mut made = Self::empty(answers);
        let k = answers.questionnaire().len();
        let mut block = Block::new(k);
        for row in 0..answers.respondents() {
            let answered = answers.columns().iter().filter(|column| !column[row].is_nan()).count();
            let weight = answers.weight(row);
            if answered == 0 || weight == 0.0 || (answered as f64) < minimum_share * k as f64 {
                continue;
            }
            for question in 0..k {
                let answer = answers.columns()[question][row];
                let answer = if answer.is_nan() { fill(row, question) } else { Some(answer) };
                block.push(question, answer.map(|answer| answer - made.origins[question]));
            }
            block.weights.push(weight);
            if block.weights.len() == BLOCK {
                made.add(&mut block);
                block.clear();
            }
        }
        made.add(&mut block);
        if made.respondents == 0 {
            return Err(Error::new(ErrorKind::Empty, "no respondent answered enough questions")
                .in_column("answers"));
        }
        let used = made.respondents;
        Ok((made, used))
    }

    fn empty(answers: &Answers) -> Self {
        let questions = answers.questionnaire().questions();
        let origins: Vec<f64> = questions.iter().map(|question| question.scale().low()).collect();
        let pairs = vec![Pair::default(); origins.len() * (origins.len() + 1) / 2];
        Self { origins, pairs, respondents: 0, weight: 0.0, weight_squares: 0.0 }
    }

    /// The cross-products of both parts together.
    ///
    /// # Errors
    /// `Inconsistent` where the parts are of different questions (in number, or
    /// in the low ends of their scales).
    pub fn merge(mut self, other: &Self) -> Result<Self> {
        if self.origins != other.origins {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                "the two parts are of different questions or scales",
            ));
        }
        for (pair, more) in self.pairs.iter_mut().zip(&other.pairs) {
            pair.count += more.count;
            pair.weight += more.weight;
            pair.first += more.first;
            pair.second += more.second;
            pair.product += more.product;
            pair.first_square += more.first_square;
            pair.second_square += more.second_square;
        }
        self.respondents += other.respondents;
        self.weight += other.weight;
        self.weight_squares += other.weight_squares;
        Ok(self)
    }

    /// How many questions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.origins.len()
    }

    /// Never true.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }

    /// Respondents who answered at least one question and weigh.
    #[must_use]
    pub fn respondents(&self) -> u64 {
        self.respondents
    }

    /// Kish's effective sample size of these respondents.
    #[must_use]
    pub fn effective_n(&self) -> f64 {
        if self.respondents == 0 { 0.0 } else { self.weight * self.weight / self.weight_squares }
    }

    /// Respondents who answered both questions.
    #[must_use]
    pub fn count(&self, i: usize, j: usize) -> u64 {
        self.pairs[place(i, j)].count
    }

    /// The mean of each question over those who answered it; NaN where nobody
    /// did.
    #[must_use]
    pub fn means(&self) -> Vec<f64> {
        (0..self.len())
            .map(|i| {
                let pair = self.pairs[place(i, i)];
                self.origins[i] + pair.first / pair.weight
            })
            .collect()
    }

    /// The covariance of two questions over those who answered both, n - 1.
    #[must_use]
    pub fn covariance(&self, i: usize, j: usize) -> f64 {
        let pair = self.pairs[place(i, j)];
        let n = pair.count as f64;
        (pair.product - pair.first * pair.second / pair.weight) / pair.weight * n / (n - 1.0)
    }

    /// The correlation of two questions over those who answered both; 0 where
    /// one of them is constant there.
    #[must_use]
    pub fn correlation(&self, i: usize, j: usize) -> f64 {
        let pair = self.pairs[place(i, j)];
        let first = pair.first_square - pair.first * pair.first / pair.weight;
        let second = pair.second_square - pair.second * pair.second / pair.weight;
        let product = pair.product - pair.first * pair.second / pair.weight;
        if first > 0.0 && second > 0.0 {
            (product / (first * second).sqrt()).clamp(-1.0, 1.0)
        } else {
            0.0
        }
    }

    /// Adds respondents with weight 1 who answered everything in whole numbers:
    /// the same sums, in integer arithmetic, eight products an instruction.
    fn add_whole(&mut self, block: &WholeNumbers, rows: usize) {
        let n = rows as u64;
        self.respondents += n;
        self.weight += rows as f64;
        self.weight_squares += rows as f64;
        let sums: Vec<f64> =
            block.columns.iter().map(|column| f64::from(whole_sum(column))).collect();
        let squares: Vec<f64> =
            block.columns.iter().map(|column| f64::from(whole_dot(column, column))).collect();
        for i in 0..self.len() {
            for j in 0..=i {
                let product = if i == j {
                    squares[i]
                } else {
                    f64::from(whole_dot(&block.columns[i], &block.columns[j]))
                };
                let pair = &mut self.pairs[place(i, j)];
                pair.count += n;
                pair.weight += rows as f64;
                pair.first += sums[i];
                pair.second += sums[j];
                pair.product += product;
                pair.first_square += squares[i];
                pair.second_square += squares[j];
            }
        }
    }

    fn add(&mut self, block: &mut Block) {
        block.weigh();
        let k = self.len();
        for (row, weight) in block.weights.iter().enumerate() {
            let there = *weight > 0.0 && (0..k).any(|question| block.present[question][row] > 0.0);
            if there {
                self.respondents += 1;
                self.weight += weight;
                self.weight_squares += weight * weight;
            }
        }
        let complete: Vec<bool> =
            block.present.iter().map(|present| present.iter().all(|there| *there == 1.0)).collect();
        let plain = block.weights.iter().all(|weight| *weight == 1.0);
        let sums: Vec<(f64, f64)> = (0..k)
            .map(|i| (sum(&block.weighted[i]), dot(&block.weighted[i], &block.values[i])))
            .collect();
        for i in 0..k {
            for j in 0..=i {
                let pair = &mut self.pairs[place(i, j)];
                pair.product += dot(&block.weighted[i], &block.values[j]);
                if complete[i] && complete[j] && plain {
                    pair.count += block.weights.len() as u64;
                    pair.weight += block.weights.len() as f64;
                    pair.first += sums[i].0;
                    pair.second += sums[j].0;
                    pair.first_square += sums[i].1;
                    pair.second_square += sums[j].1;
                } else {
                    pair.add_general(block, i, j);
                }
            }
        }
    }
}

impl Pair {
    /// Where answers are missing or weights differ: sums over those who answered
    /// both.
    fn add_general(&mut self, block: &Block, i: usize, j: usize) {
        for (row, weight) in block.weights.iter().enumerate() {
            let both = block.present[i][row] * block.present[j][row] * weight;
            if both > 0.0 {
                let (first, second) = (block.values[i][row], block.values[j][row]);
                self.count += 1;
                self.weight += both;
                self.first += both * first;
                self.second += both * second;
                self.first_square += both * first * first;
                self.second_square += both * second * second;
            }
        }
    }
}

/// Some respondents: answers from their origin (0 where missing), the same
/// times the weight, and 1 or 0 for there or not.
struct Block {
    values: Vec<Vec<f64>>,
    weighted: Vec<Vec<f64>>,
    present: Vec<Vec<f64>>,
    weights: Vec<f64>,
}

impl Block {
    fn new(questions: usize) -> Self {
        let columns = || vec![Vec::with_capacity(BLOCK); questions];
        Self { values: columns(), weighted: columns(), present: columns(), weights: Vec::new() }
    }

    fn clear(&mut self) {
        for columns in [&mut self.values, &mut self.weighted, &mut self.present] {
            columns.iter_mut().for_each(Vec::clear);
        }
        self.weights.clear();
    }

    /// Adds an answer of the next respondent; the weight is pushed last.
    fn push(&mut self, question: usize, value: Option<f64>) {
        self.values[question].push(value.unwrap_or(0.0));
        self.present[question].push(f64::from(u8::from(value.is_some())));
        self.weighted[question].push(0.0);
    }

    fn load(&mut self, answers: &Answers, origins: &[f64], rows: std::ops::Range<usize>) {
        self.clear();
        match answers.weights() {
            Some(weights) => self.weights.extend_from_slice(&weights[rows.clone()]),
            None => self.weights.resize(rows.len(), 1.0),
        }
        for (question, column) in answers.columns().iter().enumerate() {
            let origin = origins[question];
            let there = |answer: &f64| if answer.is_nan() { 0.0 } else { 1.0 };
            let value = |answer: &f64| if answer.is_nan() { 0.0 } else { answer - origin };
            self.present[question].extend(column[rows.clone()].iter().map(there));
            self.values[question].extend(column[rows.clone()].iter().map(value));
        }
    }

    fn weigh(&mut self) {
        for (weighted, values) in self.weighted.iter_mut().zip(&self.values) {
            weighted.clear();
            weighted.extend(values.iter().zip(&self.weights).map(|(value, weight)| value * weight));
        }
    }
}

/// Answers that are whole numbers from 0 to [`LARGEST`](Self::LARGEST) from their
/// origin.
#[derive(Default)]
struct WholeNumbers {
    columns: Vec<Vec<i16>>,
}

impl WholeNumbers {
    /// Products of a block of such answers stay below 2^31.
    const LARGEST: f64 = 2000.0;

    /// Whether all answers of these rows are such numbers; if so, they are here.
    fn load(&mut self, answers: &Answers, origins: &[f64], rows: std::ops::Range<usize>) -> bool {
        // Adding 2^52 rounds to whole numbers and leaves them in the low bits.
        const SHIFT: f64 = 4_503_599_627_370_496.0;
        self.columns.resize_with(origins.len(), Vec::new);
        for ((column, origin), out) in answers.columns().iter().zip(origins).zip(&mut self.columns)
        {
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

fn whole_sum(column: &[i16]) -> i32 {
    column.iter().map(|value| i32::from(*value)).sum()
}

fn whole_dot(a: &[i16], b: &[i16]) -> i32 {
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
