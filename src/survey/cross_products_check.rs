//! Which sums may be those of answers.

use std::collections::HashSet;

use super::accumulation_block::{Pair, place};
use super::cross_products::{Asked, CrossProducts};
use super::missing::MissingPolicy;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::counts::check_total;
use crate::numeric::tolerance::STORED;

impl CrossProducts {
    /// Refuses sums that no answers have, of counts that contradict each other.
    pub(super) fn checked(self) -> Result<Self> {
        self.policy.check()?;
        if self.policy == MissingPolicy::ExpectationMaximisation {
            return Err(Error::new(ErrorKind::Argument, "has no sums: it needs the answers")
                .in_column("missing")
                .with_value(self.policy.name()));
        }
        if self.questions.is_empty() {
            return Err(Error::empty("questions"));
        }
        let k = self.questions.len();
        if self.pairs.len() != k * (k + 1) / 2 {
            return Err(Error::length("pairs", self.pairs.len(), k * (k + 1) / 2));
        }
        self.check_counts()?;
        let n = self.respondents as f64;
        let (weight, squares) = (self.weight.value(), self.weight_squares.value());
        if !weighs(self.respondents, weight, squares) || !at_most(weight * weight, n * squares) {
            return Err(impossible("weight", weight));
        }
        for i in 0..k {
            for j in 0..=i {
                let pair = self.pairs[place(i, j)].rounded();
                let spans = [i, j].map(|item| self.questions[item].high - self.questions[item].low);
                if pair.count > self.respondents || !at_most(pair.weight, weight) {
                    return Err(impossible("weight of a pair", pair.weight).at_row(i as u64));
                }
                pair.check(spans, i == j).map_err(|error| error.at_row(i as u64))?;
            }
        }
        Ok(self)
    }

    fn check_counts(&self) -> Result<()> {
        let mut names = HashSet::new();
        check_total("respondents", &vec![self.asked; self.questions.len()])?;
        if self.respondents > self.asked {
            return Err(impossible("respondents", self.respondents as f64));
        }
        for (row, question) in self.questions.iter().enumerate() {
            let Asked { name, low, high, answered, missing, out_of_scale, .. } = question;
            if !names.insert(name) {
                return Err(Error::new(ErrorKind::Duplicate, "names two questions")
                    .in_column("questions")
                    .with_value(name)
                    .at_row(row as u64));
            }
            if !(low < high && (high - low).is_finite()) {
                return Err(impossible("low", *low).at_row(row as u64));
            }
            if *answered > self.respondents || *missing > self.asked || out_of_scale > missing {
                return Err(impossible("answered", *answered as f64).at_row(row as u64));
            }
        }
        Ok(())
    }
}

impl Pair {
    /// Refuses sums that no answers between 0 and these spans have; of a question with
    /// itself, sums that differ though they are the same.
    fn check(&self, [first, second]: [f64; 2], itself: bool) -> Result<()> {
        let [squares, of_first, of_second, of_both] = self.squared;
        if !weighs(self.count, self.weight, squares) {
            return Err(impossible("weight of a pair", self.weight));
        }
        for (sum, most) in [
            (self.first, self.weight * first),
            (self.second, self.weight * second),
            (self.product, self.weight * first * second),
            (self.first_square, self.weight * first * first),
            (self.second_square, self.weight * second * second),
            (of_first, squares * first),
            (of_second, squares * second),
            (of_both, squares * first * second),
        ] {
            // An answer filled in may lie beyond an end by its rounding.
            if !(sum >= -STORED * most && at_most(sum, most)) {
                return Err(impossible("sum of answers", sum));
            }
        }
        let spread = |sum: f64, square: f64| at_most(sum * sum, self.weight * square);
        let product = self.product * self.product;
        if !(spread(self.first, self.first_square)
            && spread(self.second, self.second_square)
            && at_most(product, self.first_square * self.second_square))
        {
            return Err(impossible("sum of squares", self.first_square));
        }
        let same = [self.second, self.product, self.second_square]
            == [self.first, self.first_square, self.first_square];
        if itself && !same {
            return Err(impossible("product of a question with itself", self.product));
        }
        Ok(())
    }
}

/// Whether somebody weighs where somebody is, and nobody where nobody is.
fn weighs(count: u64, weight: f64, squares: f64) -> bool {
    let somebody = weight > 0.0 && squares > 0.0;
    let nobody = weight == 0.0 && squares == 0.0;
    weight.is_finite() && squares.is_finite() && if count > 0 { somebody } else { nobody }
}

/// Whether a sum is at most another, but for rounding.
fn at_most(sum: f64, most: f64) -> bool {
    sum.is_finite() && sum <= most * (1.0 + STORED)
}

fn impossible(column: &str, value: f64) -> Error {
    Error::new(ErrorKind::Inconsistent, "contradicts the other sums")
        .in_column(column)
        .with_value(value)
}
