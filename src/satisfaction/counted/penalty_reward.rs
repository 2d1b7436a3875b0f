//! Which attributes only punish, and which only reward.

use nalgebra::{DMatrix, DVector};

use super::remainders::{Rest, joined, rounded};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::counts::{MOST_COUNTED, check_total};
use crate::numeric::exact_sum::ExactSum;
use crate::numeric::tolerance::EIGENVALUE;
use crate::survey::check_weights;

/// What the two ends of an attribute do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum FactorKind {
    /// A low end hurts more than a high end helps.
    Basic,
    /// Both alike.
    Performance,
    /// A high end helps more than a low end hurts.
    Excitement,
}

impl FactorKind {
    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Performance => "performance",
            Self::Excitement => "excitement",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Basic => "基本因素",
            Self::Performance => "绩效因素",
            Self::Excitement => "兴奋因素",
        }
    }
}

/// What an attribute takes and gives: coefficients of its lowest and highest
/// answers in one regression of the outcome (Brandt 1987), the middle being the
/// reference.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct PenaltyReward {
    /// Coefficient of a low answer, usually negative.
    pub penalty: f64,
    /// Coefficient of a high answer, usually positive.
    pub reward: f64,
    /// |penalty| + reward: the range of impact.
    pub range: f64,
    /// Basic, performance or excitement.
    pub kind: FactorKind,
    /// Respondents with a low answer.
    pub low: u64,
    /// Respondents with a high answer.
    pub high: u64,
}

impl PenaltyReward {
    /// The contrasts of all `attributes` for `outcome`, over respondents who
    /// answered everything (NaN is missing); `None` for an attribute with fewer
    /// than `least` low or high answers, which is then left out of the
    /// regression. Base `weights` may be absent.
    ///
    /// A low answer is at most `low_at_most`, a high one at least
    /// `high_at_least`. Penalty and reward that differ by no more than
    /// `tolerance` times their sum make a performance factor.
    ///
    /// # Errors
    /// As for [`PenaltyRewardCounts::count`] and
    /// [`PenaltyRewardCounts::contrasts`].
    pub fn of(
        attributes: &[&[f64]],
        outcome: &[f64],
        weights: Option<&[f64]>,
        (low_at_most, high_at_least): (f64, f64),
        least: u64,
        tolerance: f64,
    ) -> Result<Vec<Option<Self>>> {
        PenaltyRewardCounts::count(attributes, outcome, weights, low_at_most, high_at_least)?
            .contrasts(least, tolerance)
    }
}

/// The sums under penalty-reward contrasts: cross-products of the low and high
/// ends of the attributes and the outcome. Parts of a survey (shards, waves) are
/// counted apart and [merged](Self::merge).
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct PenaltyRewardCounts {
    cuts: (f64, f64),
    /// Row-major: 1, then low and high of each attribute.
    normal: Vec<f64>,
    right: Vec<f64>,
    /// What rounding left of each of right, then of normal; nothing where that is nothing.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    rest: Vec<Rest>,
    ends: Vec<(u64, u64)>,
    used: u64,
    missing: u64,
}

impl PenaltyRewardCounts {
    /// Counts respondents who answered everything (NaN is missing).
    ///
    /// # Errors
    /// `Empty` without attributes; `Length`; `NotFinite` for an infinity;
    /// `Inconsistent` unless `low_at_most` < `high_at_least`; as for base weights.
    pub fn count(
        attributes: &[&[f64]],
        outcome: &[f64],
        weights: Option<&[f64]>,
        low_at_most: f64,
        high_at_least: f64,
    ) -> Result<Self> {
        if attributes.is_empty() {
            return Err(Error::empty("attributes"));
        }
        check_cuts((low_at_most, high_at_least))?;
        for column in attributes.iter().chain([&outcome]) {
            if column.len() != outcome.len() {
                return Err(Error::length("attributes", column.len(), outcome.len()));
            }
            if let Some(row) = column.iter().position(|value| value.is_infinite()) {
                return Err(Error::out_of_range(
                    "attributes",
                    column[row],
                    "a finite number, or NaN",
                )
                .at_row(row as u64));
            }
        }
        if let Some(weights) = weights {
            check_weights(weights, outcome.len())?;
        }
        let width = 1 + 2 * attributes.len();
        let mut found = Self {
            cuts: (low_at_most, high_at_least),
            normal: Vec::new(),
            right: Vec::new(),
            rest: Vec::new(),
            ends: vec![(0, 0); attributes.len()],
            used: 0,
            missing: 0,
        };
        let mut right = vec![ExactSum::default(); width];
        let mut normal = vec![ExactSum::default(); width * width];
        // Where a respondent's row of the design is 1.
        let mut ones = Vec::with_capacity(1 + attributes.len());
        for (row, target) in outcome.iter().enumerate() {
            let weight = weights.map_or(1.0, |weights| weights[row]);
            if target.is_nan() || attributes.iter().any(|column| column[row].is_nan()) {
                found.missing += 1;
                continue;
            }
            if weight == 0.0 {
                continue;
            }
            ones.clear();
            ones.push(0);
            for (place, column) in attributes.iter().enumerate() {
                if column[row] <= low_at_most {
                    ones.push(1 + 2 * place);
                    found.ends[place].0 += 1;
                } else if column[row] >= high_at_least {
                    ones.push(2 + 2 * place);
                    found.ends[place].1 += 1;
                }
            }
            found.used += 1;
            for i in &ones {
                right[*i].add(weight * target);
                ones.iter().for_each(|j| normal[i * width + j].add(weight));
            }
        }
        found.set_sums(right.iter().chain(&normal).map(rounded));
        Ok(found)
    }

    fn sums(&self) -> impl Iterator<Item = f64> {
        self.right.iter().chain(&self.normal).copied()
    }

    fn with_rests(&self) -> Vec<(f64, Rest)> {
        let rest = |place| self.rest.get(place).copied().unwrap_or_default();
        self.sums().enumerate().map(|(place, sum)| (sum, rest(place))).collect()
    }

    fn set_sums(&mut self, sums: impl Iterator<Item = (f64, Rest)>) {
        let width = 1 + 2 * self.ends.len();
        let (mut all, mut rest): (Vec<f64>, Vec<Rest>) = sums.unzip();
        self.normal = all.split_off(width);
        self.right = all;
        if rest.iter().all(|rest| *rest == [0.0; 3]) {
            rest.clear();
        }
        self.rest = rest;
    }

    /// What rounding left of each of the [totals](Self::totals).
    pub(super) fn rests(&self) -> Vec<Rest> {
        let counts = Self::FIRST_TOTALS.len() + 2 * self.ends.len();
        let sums = self.with_rests().into_iter().map(|(_, rest)| rest);
        std::iter::repeat_n([0.0; 3], counts).chain(sums).collect()
    }

    /// The same counts with these rests of their totals.
    pub(super) fn with_rests_of_totals(mut self, rests: &[Rest]) -> Self {
        let counts = Self::FIRST_TOTALS.len() + 2 * self.ends.len();
        let own: Vec<f64> = self.sums().collect();
        let rests = rests.iter().skip(counts).copied();
        self.set_sums(own.into_iter().zip(rests));
        self
    }

    /// What the [totals](Self::totals) begin with, by name.
    pub const FIRST_TOTALS: &[&str] = &["low_at_most", "high_at_least", "used", "missing"];

    /// The sums as plain numbers, for engines that add them where they are:
    /// [the first](Self::FIRST_TOTALS), of which the cuts are the same in all parts, then for
    /// each attribute who answered low and who high, then the sums of the outcome and the
    /// matrix of the regression.
    #[must_use]
    pub fn totals(&self) -> Vec<f64> {
        let mut all = vec![self.cuts.0, self.cuts.1, self.used as f64, self.missing as f64];
        all.extend(self.ends.iter().flat_map(|ends| [ends.0 as f64, ends.1 as f64]));
        all.extend(self.right.iter().chain(&self.normal));
        all
    }

    /// The counts with these [`totals`](Self::totals).
    ///
    /// # Errors
    /// `Length`; `OutOfRange`, `NotFinite` or `Inconsistent` for sums that no answers leave.
    ///
    /// ```
    /// use habitue::satisfaction::PenaltyRewardCounts;
    ///
    /// let counts = PenaltyRewardCounts::count(&[&[1.0, 5.0, 9.0]], &[2.0, 5.0, 7.0], None, 3.0, 8.0)?;
    /// assert_eq!(PenaltyRewardCounts::from_totals(&counts.totals())?, counts);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn from_totals(totals: &[f64]) -> Result<Self> {
        // 4 + 2 k + (1 + 2 k) + (1 + 2 k)² of them for k attributes.
        let attributes = (totals.len().saturating_sub(2) / 4).isqrt().saturating_sub(1);
        let width = 1 + 2 * attributes;
        let needed = 4 + 2 * attributes + width + width * width;
        if totals.len() != needed {
            return Err(Error::length("totals", totals.len(), needed));
        }
        let whole = |name: &str, value: f64| {
            if (0.0..=MOST_COUNTED).contains(&value) && value.fract() == 0.0 {
                return Ok(value as u64);
            }
            Err(Error::out_of_range(name, value, "whole numbers from 0 to 2^53"))
        };
        let (first, rest) = totals.split_at(4);
        let (ends, rest) = rest.split_at(2 * attributes);
        let (right, normal) = rest.split_at(width);
        let (ends, _) = ends.as_chunks::<2>();
        let ends = ends.iter().map(|[low, high]| Ok((whole("ends", *low)?, whole("ends", *high)?)));
        Self {
            cuts: (first[0], first[1]),
            normal: normal.to_vec(),
            right: right.to_vec(),
            rest: Vec::new(),
            ends: ends.collect::<Result<_>>()?,
            used: whole("used", first[2])?,
            missing: whole("missing", first[3])?,
        }
        .checked()
    }

    /// Refuses sums that no answers leave.
    fn checked(mut self) -> Result<Self> {
        check_cuts(self.cuts)?;
        if self.ends.is_empty() {
            return Err(Error::empty("attributes"));
        }
        let width = 1 + 2 * self.ends.len();
        let all = width + width * width;
        for (name, found, needed) in [
            ("right", self.right.len(), width),
            ("normal", self.normal.len(), width * width),
            ("rest", self.rest.len(), if self.rest.is_empty() { 0 } else { all }),
        ] {
            if found != needed {
                return Err(Error::length(name, found, needed));
            }
        }
        let settled = |(sum, rest): (f64, Rest)| match rest == [0.0; 3] {
            true => (sum, rest),
            false => rounded(&rest.iter().chain([&sum]).copied().collect()),
        };
        if self.rest.iter().flatten().any(|part| !part.is_finite()) {
            return Err(Error::new(ErrorKind::NotFinite, "is not finite").in_column("rest"));
        }
        let sums: Vec<(f64, Rest)> = self.with_rests().into_iter().map(settled).collect();
        self.set_sums(sums.into_iter());
        // Each entry counts, by weight, respondents who are all in the first.
        let most = self.normal[0];
        if let Some(wrong) = self.normal.iter().find(|sum| !(0.0..=most).contains(*sum)) {
            return Err(Error::out_of_range("normal", *wrong, format!("0 to {most}")));
        }
        if let Some(wrong) = self.right.iter().find(|sum| !sum.is_finite()) {
            return Err(Error::out_of_range("right", *wrong, "finite numbers"));
        }
        check_total("respondents", &[self.used, self.missing])?;
        let too_many = |ends: &(u64, u64)| ends.0.checked_add(ends.1).is_none_or(|n| n > self.used);
        if let Some(row) = self.ends.iter().position(too_many) {
            let error = Error::new(ErrorKind::Inconsistent, "exceed the respondents");
            return Err(error.in_column("ends").at_row(row as u64));
        }
        Ok(self)
    }

    /// The counts of both parts together.
    ///
    /// # Errors
    /// `Inconsistent` where the parts have different attributes (in number) or
    /// cuts.
    pub fn merge(mut self, other: &Self) -> Result<Self> {
        if self.cuts != other.cuts || self.ends.len() != other.ends.len() {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                "the two parts have different attributes or cuts",
            ));
        }
        let (ours, theirs) = (self.with_rests(), other.with_rests());
        self.set_sums(ours.iter().zip(&theirs).map(|(a, b)| joined((a.0, &a.1), (b.0, &b.1))));
        for (ends, more) in self.ends.iter_mut().zip(&other.ends) {
            *ends = (ends.0.saturating_add(more.0), ends.1.saturating_add(more.1));
        }
        self.used = self.used.saturating_add(other.used);
        self.missing = self.missing.saturating_add(other.missing);
        Ok(self)
    }

    /// The contrasts; `None` for an attribute with fewer than `least` low or high
    /// answers, which is then left out of the regression.
    ///
    /// # Errors
    /// `Empty` where nobody answered everything; `OutOfRange` unless 0 <=
    /// `tolerance` <= 1; `Singular` where the attributes determine each other.
    pub fn contrasts(&self, least: u64, tolerance: f64) -> Result<Vec<Option<PenaltyReward>>> {
        if !(0.0..=1.0).contains(&tolerance) {
            return Err(Error::out_of_range("tolerance", tolerance, "0 to 1"));
        }
        if self.used == 0 {
            return Err(
                Error::new(ErrorKind::Empty, "nobody answered everything").in_column("attributes")
            );
        }
        let enough = |ends: &(u64, u64)| ends.0 >= least.max(1) && ends.1 >= least.max(1);
        let kept: Vec<usize> = (0..self.ends.len()).filter(|i| enough(&self.ends[*i])).collect();
        let places: Vec<usize> =
            [0].into_iter().chain(kept.iter().flat_map(|i| [1 + 2 * i, 2 + 2 * i])).collect();
        let (width, size) = (self.right.len(), places.len());
        let normal =
            DMatrix::from_fn(size, size, |i, j| self.normal[places[i] * width + places[j]]);
        let right = DVector::from_iterator(size, places.iter().map(|place| self.right[*place]));
        let eigenvalues = normal.symmetric_eigenvalues();
        let singular = || {
            Error::new(ErrorKind::Singular, "determine each other at their ends")
                .in_column("attributes")
        };
        if !(eigenvalues.min() > EIGENVALUE * eigenvalues.max()) {
            return Err(singular());
        }
        let solution = normal.cholesky().ok_or_else(singular)?.solve(&right);
        let mut found = vec![None; self.ends.len()];
        for (place, i) in kept.iter().enumerate() {
            let (penalty, reward) = (solution[1 + 2 * place], solution[2 + 2 * place]);
            let (down, up) = (penalty.abs(), reward);
            found[*i] = Some(PenaltyReward {
                penalty,
                reward,
                range: down + up,
                kind: if (down - up).abs() <= tolerance * (down + up.abs()) {
                    FactorKind::Performance
                } else if down > up {
                    FactorKind::Basic
                } else {
                    FactorKind::Excitement
                },
                low: self.ends[*i].0,
                high: self.ends[*i].1,
            });
        }
        Ok(found)
    }

    /// Respondents used: they answered everything, and weigh.
    #[must_use]
    pub fn used(&self) -> u64 {
        self.used
    }

    /// Respondents with a missing answer.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.missing
    }
}

fn check_cuts((low_at_most, high_at_least): (f64, f64)) -> Result<()> {
    if low_at_most < high_at_least {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Inconsistent, format!("must lie below {high_at_least}"))
        .in_column("low_at_most")
        .with_value(low_at_most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planted_contrasts_are_found() {
        let answers = |step: usize| -> Vec<f64> {
            (0..270).map(|i| ((i / step) % 3) as f64 * 4.0 + 1.0).collect()
        };
        let (basic, excite, linear) = (answers(1), answers(3), answers(9));
        let effect = |value: f64, low: f64, high: f64| {
            if value <= 1.0 {
                low
            } else if value >= 9.0 {
                high
            } else {
                0.0
            }
        };
        let outcome: Vec<f64> = (0..270)
            .map(|i| {
                6.0 + effect(basic[i], -2.0, 0.5)
                    + effect(excite[i], -0.25, 1.5)
                    + effect(linear[i], -1.0, 1.0)
            })
            .collect();
        let rare: Vec<f64> = (0..270).map(|i| if i == 0 { 1.0 } else { 5.0 }).collect();
        let found = PenaltyReward::of(
            &[&basic, &excite, &linear, &rare],
            &outcome,
            None,
            (1.0, 9.0),
            5,
            0.1,
        )
        .unwrap();
        let kinds: Vec<_> = found.iter().map(|f| f.map(|f| f.kind)).collect();
        assert_eq!(
            kinds,
            [
                Some(FactorKind::Basic),
                Some(FactorKind::Excitement),
                Some(FactorKind::Performance),
                None
            ]
        );
        let first = found[0].unwrap();
        assert!((first.penalty + 2.0).abs() < 1e-12 && (first.reward - 0.5).abs() < 1e-12);
        assert_eq!((first.low, first.high), (90, 90));
        assert_eq!(
            PenaltyReward::of(&[&basic, &basic], &outcome, None, (1.0, 9.0), 5, 0.1)
                .unwrap_err()
                .kind(),
            ErrorKind::Singular
        );
    }

    #[test]
    fn parts_merge_and_weights_repeat() {
        let column = |step: u32| -> Vec<f64> {
            (0..90)
                .map(|i| if i == step { f64::NAN } else { f64::from((i * step) % 10) + 1.0 })
                .collect()
        };
        let (a, b, outcome) = (column(3), column(7), column(13));
        let weights: Vec<f64> = (0..90).map(|i| f64::from(i % 3)).collect();
        let count = |rows: std::ops::Range<usize>| {
            let columns = [&a[rows.clone()], &b[rows.clone()]];
            PenaltyRewardCounts::count(
                &columns,
                &outcome[rows.clone()],
                Some(&weights[rows]),
                3.0,
                8.0,
            )
            .unwrap()
        };
        let whole = count(0..90);
        assert_eq!(count(0..31).merge(&count(31..90)).unwrap(), whole);
        assert_eq!((whole.used(), whole.missing()), (58, 3));
        let repeat = |column: &[f64]| -> Vec<f64> {
            let times = |(x, w): (&f64, &f64)| vec![*x; *w as usize];
            column.iter().zip(&weights).flat_map(times).collect()
        };
        let (c, d, target) = (repeat(&a), repeat(&b), repeat(&outcome));
        let long = PenaltyReward::of(&[&c, &d], &target, None, (3.0, 8.0), 1, 0.1).unwrap();
        for (found, expected) in whole.contrasts(1, 0.1).unwrap().iter().zip(long) {
            let (found, expected) = (found.unwrap(), expected.unwrap());
            assert!((found.penalty - expected.penalty).abs() < 1e-12);
            assert!((found.reward - expected.reward).abs() < 1e-12);
        }
        let other = PenaltyRewardCounts::count(&[&a, &b], &outcome, None, 2.0, 8.0).unwrap();
        assert!(whole.merge(&other).is_err());
    }
}
