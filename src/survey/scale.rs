//! The answers that a question allows, and which of them is the better one.

use super::label::folded;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::tolerance::{MOST_STEPS, SCALE_STEP};

/// Which end of a scale is the good one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Direction {
    /// The largest value is the best, as with satisfaction.
    #[default]
    HigherIsBetter,
    /// The smallest value is the best, as with effort or school marks.
    LowerIsBetter,
}

/// One named answer of a scale.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Level {
    /// The number that stands for it in an answer column.
    pub value: f64,
    /// What it is worth on 0 (worst) to 100 (best).
    pub score: f64,
    /// Whether a customer who ticks it counts as satisfied.
    pub favourable: bool,
    /// English name.
    pub name: String,
    /// Chinese name.
    pub name_zh: String,
}

impl Level {
    /// A level with its value in the answer column, its score on 0 to 100,
    /// whether it counts as satisfied, and its names.
    #[must_use]
    pub fn new(value: f64, score: f64, favourable: bool, name: &str, name_zh: &str) -> Self {
        Self { value, score, favourable, name: name.to_owned(), name_zh: name_zh.to_owned() }
    }
}

/// The answers that a question allows.
///
/// A scale has two ends, a direction, and either whole steps (1, 2, ... 10), or
/// named [`Level`]s, or neither (any number between the ends). Where scales of
/// several kinds meet in one index, all are first carried to 0 (worst) to 100
/// (best) by [`score`](Self::score).
///
/// ```
/// use habitue::survey::Scale;
///
/// let stars = Scale::points(1, 5)?;
/// assert_eq!(stars.score(4.0), 75.0);
/// let effort = Scale::points(1, 7)?.reversed();
/// assert_eq!(effort.score(1.0), 100.0);
/// assert!(!stars.contains(4.5) && !stars.contains(6.0));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Scale {
    low: f64,
    high: f64,
    direction: Direction,
    step: Option<f64>,
    levels: Vec<Level>,
}

impl Scale {
    /// Whole points from `low` to `high`, such as 1 to 10; the highest is the
    /// best.
    ///
    /// # Errors
    /// `Inconsistent` unless `low` < `high`; `OutOfRange` for more than a million steps.
    pub fn points(low: i32, high: i32) -> Result<Self> {
        Self::stepped(f64::from(low), f64::from(high), 1.0)
    }

    /// Points from `low` to `high`, `step` apart; the highest is the best.
    ///
    /// # Errors
    /// `NotFinite`; `OutOfRange` unless `step` > 0 and leads to `high` in a million steps at
    /// most; `Inconsistent` unless `low` < `high` and `step` divides the distance.
    pub fn stepped(low: f64, high: f64, step: f64) -> Result<Self> {
        let mut scale = Self::continuous(low, high)?;
        if !step.is_finite() || step <= 0.0 {
            return Err(Error::out_of_range("step", step, "> 0"));
        }
        let least = (high - low) / MOST_STEPS;
        if step < least {
            let allowed = format!(">= {least}, a millionth of the way from {low} to {high}");
            return Err(Error::out_of_range("step", step, allowed));
        }
        scale.step = Some(step);
        if !scale.contains(high) {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                format!("does not lead from {low} to {high} in whole steps"),
            )
            .in_column("step")
            .with_value(step));
        }
        Ok(scale)
    }

    /// Refuses what the constructors refuse.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        let made = match (self.levels.is_empty(), self.step) {
            (false, _) => Self::levels(self.levels.clone())?,
            (true, Some(step)) => Self::stepped(self.low, self.high, step)?,
            (true, None) => Self::continuous(self.low, self.high)?,
        };
        // Levels say themselves which end is the better one.
        let direction = if self.levels.is_empty() { self.direction } else { made.direction };
        if (Self { direction, ..made }) != self {
            return Err(Error::new(ErrorKind::Inconsistent, "are not those of its ends and step")
                .in_column("levels"));
        }
        Ok(self)
    }

    /// Any number from `low` to `high`; the highest is the best.
    ///
    /// # Errors
    /// `NotFinite`; `Inconsistent` unless `low` < `high`.
    pub fn continuous(low: f64, high: f64) -> Result<Self> {
        for (name, end) in [("low", low), ("high", high)] {
            if !end.is_finite() {
                return Err(Error::out_of_range(name, end, "a finite number"));
            }
        }
        if low >= high || !(high - low).is_finite() || !(low + high).is_finite() {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                format!("must lie below the upper end {high}, by a finite distance"),
            )
            .in_column("low")
            .with_value(low));
        }
        Ok(Self { low, high, direction: Direction::HigherIsBetter, step: None, levels: Vec::new() })
    }

    /// Named levels, each with a value and an explicit score; nothing is assumed
    /// about their distances.
    ///
    /// # Errors
    /// `Empty` with fewer than two levels; `NotFinite` or `OutOfRange` for a
    /// value or a score (0 to 100); `Duplicate` where two levels share a value;
    /// `Inconsistent` unless scores rise, or fall, strictly with the values.
    pub fn levels(mut levels: Vec<Level>) -> Result<Self> {
        if levels.len() < 2 {
            return Err(
                Error::new(ErrorKind::Empty, "needs at least two levels").in_column("levels")
            );
        }
        for (row, level) in levels.iter().enumerate() {
            if !level.value.is_finite() {
                return Err(Error::out_of_range("level value", level.value, "a finite number")
                    .at_row(row as u64));
            }
            if !(level.score >= 0.0 && level.score <= 100.0) {
                return Err(
                    Error::out_of_range("level score", level.score, "0 to 100").at_row(row as u64)
                );
            }
        }
        levels.sort_by(|a, b| a.value.total_cmp(&b.value));
        if let Some(pair) = levels.windows(2).find(|pair| pair[0].value == pair[1].value) {
            return Err(Error::new(ErrorKind::Duplicate, "stands for two levels")
                .in_column("level value")
                .with_value(pair[0].value));
        }
        let rising = levels.windows(2).all(|pair| pair[0].score < pair[1].score);
        let falling = levels.windows(2).all(|pair| pair[0].score > pair[1].score);
        let direction = match (rising, falling) {
            (true, _) => Direction::HigherIsBetter,
            (_, true) => Direction::LowerIsBetter,
            _ => {
                return Err(Error::new(
                    ErrorKind::Inconsistent,
                    "must rise, or fall, strictly with the values of the levels",
                )
                .in_column("level score"));
            }
        };
        let mut scale = Self::continuous(levels[0].value, levels[levels.len() - 1].value)?;
        scale.direction = direction;
        scale.levels = levels;
        Ok(scale)
    }

    /// The unbalanced five levels of Chinese course texts: 很满意 5, 比较满意 4,
    /// 满意 3, 不满意 2, 很不满意 1. Three are favourable, two are not, and none is
    /// neutral, so a "top-2" share says something else here than on a balanced
    /// scale; scores are 100, 75, 50, 25, 0.
    ///
    /// For other scores use [`levels`](Self::levels).
    #[must_use]
    pub fn unbalanced_five() -> Self {
        Self::five([
            ("very satisfied", "很满意", true),
            ("quite satisfied", "比较满意", true),
            ("satisfied", "满意", true),
            ("dissatisfied", "不满意", false),
            ("very dissatisfied", "很不满意", false),
        ])
    }

    /// The balanced five levels: 非常满意 5, 满意 4, 一般 3, 不满意 2, 非常不满意 1.
    /// Two are favourable, two are not, one is neutral.
    #[must_use]
    pub fn balanced_five() -> Self {
        Self::five([
            ("very satisfied", "非常满意", true),
            ("satisfied", "满意", true),
            ("neither", "一般", false),
            ("dissatisfied", "不满意", false),
            ("very dissatisfied", "非常不满意", false),
        ])
    }

    fn five(best_first: [(&str, &str, bool); 5]) -> Self {
        let levels = best_first
            .iter()
            .zip([5.0, 4.0, 3.0, 2.0, 1.0])
            .map(|((name, name_zh, favourable), value)| {
                Level::new(value, 25.0 * (value - 1.0), *favourable, name, name_zh)
            })
            .rev()
            .collect();
        Self { low: 1.0, high: 5.0, direction: Direction::HigherIsBetter, step: None, levels }
    }

    /// The same scale with the other end as the better one. What analyses the
    /// answers then recodes them ([`oriented_answer`](Self::oriented_answer)).
    #[must_use]
    pub fn reversed(mut self) -> Self {
        self.direction = match self.direction {
            Direction::HigherIsBetter => Direction::LowerIsBetter,
            Direction::LowerIsBetter => Direction::HigherIsBetter,
        };
        for level in &mut self.levels {
            level.score = 100.0 - level.score;
        }
        self
    }

    /// An answer recoded so that higher is better: low + high - `answer` where
    /// lower is better, `answer` itself otherwise. NaN stays NaN.
    ///
    /// This is what textbooks call reverse scoring. Whatever analyses
    /// [`Answers`](super::Answers) reads them so.
    ///
    /// ```
    /// use habitue::survey::Scale;
    ///
    /// let effort = Scale::points(1, 7)?.reversed();
    /// assert_eq!((effort.oriented_answer(1.0), effort.oriented_answer(5.0)), (7.0, 3.0));
    /// assert_eq!(Scale::points(1, 7)?.oriented_answer(5.0), 5.0);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    #[must_use]
    pub fn oriented_answer(&self, answer: f64) -> f64 {
        match self.direction {
            Direction::HigherIsBetter => answer,
            // Rounding may not lead off the scale.
            Direction::LowerIsBetter => (self.low + self.high - answer).clamp(self.low, self.high),
        }
    }

    /// The scale of [recoded answers](Self::oriented_answer): the same ends and
    /// steps, higher being better; named levels keep their score and names.
    #[must_use]
    pub fn oriented(&self) -> Self {
        if self.direction == Direction::HigherIsBetter {
            return self.clone();
        }
        let turned =
            |level: &Level| Level { value: self.oriented_answer(level.value), ..level.clone() };
        Self {
            direction: Direction::HigherIsBetter,
            levels: self.levels.iter().rev().map(turned).collect(),
            ..self.clone()
        }
    }

    /// The smallest value.
    #[must_use]
    pub fn low(&self) -> f64 {
        self.low
    }

    /// The largest value.
    #[must_use]
    pub fn high(&self) -> f64 {
        self.high
    }

    /// Which end is the better one.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The distance of two neighbouring answers; `None` for a continuous scale
    /// and for named levels.
    #[must_use]
    pub fn step(&self) -> Option<f64> {
        self.step
    }

    /// The named levels, by rising value; empty for other scales.
    #[must_use]
    pub fn named_levels(&self) -> &[Level] {
        &self.levels
    }

    /// The level of this English or Chinese name, in any case and width, blanks at the
    /// ends aside; `None` where none or more than one is called so.
    ///
    /// ```
    /// use habitue::survey::Scale;
    ///
    /// let scale = Scale::balanced_five();
    /// assert_eq!(scale.level_called("Very Satisfied").map(|level| level.value), Some(5.0));
    /// assert_eq!(scale.level_called("一般").map(|level| level.value), Some(3.0));
    /// assert!(scale.level_called("").is_none());
    /// ```
    #[must_use]
    pub fn level_called(&self, name: &str) -> Option<&Level> {
        let name = folded(name);
        if name.is_empty() {
            return None;
        }
        let called = |level: &&Level| folded(&level.name) == name || folded(&level.name_zh) == name;
        let mut levels = self.levels.iter().filter(called);
        levels.next().filter(|_| levels.next().is_none())
    }

    /// How many levels count as satisfied, where the levels say so.
    #[must_use]
    pub fn favourable(&self) -> Option<usize> {
        let count = self.levels.iter().filter(|level| level.favourable).count();
        (!self.levels.is_empty()).then_some(count)
    }

    /// The middle between the ends.
    #[must_use]
    pub fn midpoint(&self) -> f64 {
        self.low + (self.high - self.low) / 2.0
    }

    /// Whether `value` is an answer of this scale. NaN is not.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        if !(value >= self.low && value <= self.high) {
            return false;
        }
        if !self.levels.is_empty() {
            return self.levels.iter().any(|level| level.value == value);
        }
        match self.step {
            None => true,
            Some(step) => {
                let steps = (value - self.low) / step;
                (steps - steps.round()).abs() <= SCALE_STEP
            }
        }
    }

    /// The allowed answers in words, for messages.
    #[must_use]
    pub fn allowed(&self) -> String {
        if !self.levels.is_empty() {
            let values: Vec<String> = self.levels.iter().map(|l| l.value.to_string()).collect();
            return format!("one of {}", values.join(", "));
        }
        match self.step {
            Some(step) => format!("{} to {} in steps of {step}", self.low, self.high),
            None => format!("{} to {}", self.low, self.high),
        }
    }

    /// What an answer is worth on 0 (worst) to 100 (best): the score of its
    /// level, or its place between the ends. NaN stays NaN.
    ///
    /// `value` is meant to be [contained](Self::contains); a value off the
    /// scale has no score and gives NaN.
    #[must_use]
    pub fn score(&self, value: f64) -> f64 {
        if !self.levels.is_empty() {
            let level = self.levels.iter().find(|level| level.value == value);
            return level.map_or(f64::NAN, |level| level.score);
        }
        if !(value >= self.low && value <= self.high) {
            return f64::NAN;
        }
        let span = self.high - self.low;
        match self.direction {
            Direction::HigherIsBetter => 100.0 * (value - self.low) / span,
            Direction::LowerIsBetter => 100.0 * (self.high - value) / span,
        }
    }

    /// The score, and the 0-100 distance of one unit, where the score is linear
    /// in the answer: score = `intercept` + `slope` * answer. `None` for levels
    /// whose scores are not equally spaced.
    #[must_use]
    pub fn line(&self) -> Option<(f64, f64)> {
        let (bottom, top) = (self.score(self.low), self.score(self.high));
        let slope = (top - bottom) / (self.high - self.low);
        let intercept = bottom - slope * self.low;
        self.levels
            .iter()
            .all(|level| (intercept + slope * level.value - level.score).abs() <= SCALE_STEP)
            .then_some((intercept, slope))
    }

    /// The worst answer that still belongs to the best `k` of this scale.
    ///
    /// # Errors
    /// `OutOfRange` unless `k` is at least 1 and less than the number of levels;
    /// `Argument` for a continuous scale, which has no levels to count.
    pub fn top(&self, k: usize) -> Result<f64> {
        let count = match self.step {
            _ if !self.levels.is_empty() => self.levels.len(),
            Some(step) => ((self.high - self.low) / step).round() as usize + 1,
            None => {
                return Err(Error::new(
                    ErrorKind::Argument,
                    "a continuous scale has no levels; give a threshold or a stepped scale",
                )
                .in_column("k"));
            }
        };
        if k == 0 || k >= count {
            return Err(Error::out_of_range("k", k as f64, format!("1 to {}", count - 1)));
        }
        let from_best = match self.direction {
            Direction::HigherIsBetter => count - k,
            Direction::LowerIsBetter => k - 1,
        };
        Ok(match self.step {
            Some(step) if self.levels.is_empty() => self.low + from_best as f64 * step,
            _ => self.levels[from_best].value,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_that_cannot_be_told_apart_are_no_scale() {
        assert!(Scale::points(0, 1_000_000).unwrap().contains(999_999.0));
        let error = Scale::points(0, 1_000_001).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::OutOfRange, Some("step")));
        assert!(Scale::stepped(0.0, 1e300, 1.0).is_err());
        assert!(Scale::continuous(0.0, 1e300).is_ok());
    }

    #[test]
    fn the_unbalanced_scale_is_satisfied_in_three_of_five() {
        let scale = Scale::unbalanced_five();
        assert_eq!(scale.favourable(), Some(3));
        assert_eq!(scale.top(3).unwrap(), 3.0);
        assert_eq!(scale.named_levels()[4].name_zh, "很满意");
        assert_eq!(scale.named_levels()[2].name_zh, "满意");
        assert_eq!(scale.score(3.0), 50.0);
        assert_eq!(Scale::balanced_five().favourable(), Some(2));
    }

    #[test]
    fn any_range_and_direction() {
        let marks = Scale::points(1, 6).unwrap().reversed();
        assert_eq!(marks.score(1.0), 100.0);
        assert_eq!(marks.top(2).unwrap(), 2.0);
        let share = Scale::stepped(0.0, 1.0, 0.1).unwrap();
        assert!((0..=10).all(|tenth| share.contains(f64::from(tenth) / 10.0)));
        assert!(!share.contains(0.25));
        assert!((share.top(1).unwrap() - 1.0).abs() < 1e-15);
        let symmetric = Scale::points(-3, 3).unwrap();
        assert_eq!((symmetric.score(0.0), symmetric.midpoint()), (50.0, 0.0));
        assert_eq!(symmetric.line(), Some((50.0, 100.0 / 6.0)));
    }

    #[test]
    fn explicit_scores_may_be_uneven_but_not_disordered() {
        let level = |value, score| Level::new(value, score, true, "a", "甲");
        let uneven =
            Scale::levels(vec![level(2.0, 60.0), level(1.0, 0.0), level(3.0, 100.0)]).unwrap();
        assert_eq!(uneven.score(2.0), 60.0);
        assert_eq!(uneven.line(), None);
        assert_eq!(uneven.clone().reversed().score(3.0), 0.0);
        assert_eq!(uneven.reversed().direction(), Direction::LowerIsBetter);
        let kinds = [
            (vec![], ErrorKind::Empty),
            (vec![level(1.0, 0.0), level(1.0, 5.0)], ErrorKind::Duplicate),
            (vec![level(1.0, 0.0), level(2.0, 101.0)], ErrorKind::OutOfRange),
            (vec![level(1.0, 0.0), level(f64::NAN, 1.0)], ErrorKind::NotFinite),
            (vec![level(1.0, 0.0), level(2.0, 9.0), level(3.0, 5.0)], ErrorKind::Inconsistent),
        ];
        for (levels, kind) in kinds {
            assert_eq!(Scale::levels(levels).unwrap_err().kind(), kind);
        }
    }

    #[test]
    fn a_turned_scale_scores_turned_answers_alike() {
        let level = |value, score| Level::new(value, score, false, "a", "甲");
        let uneven = vec![level(1.0, 100.0), level(2.0, 60.0), level(5.0, 0.0)];
        let scales = [
            Scale::points(1, 7).unwrap().reversed(),
            Scale::points(-3, 4).unwrap().reversed(),
            Scale::levels(uneven).unwrap(),
            Scale::unbalanced_five().reversed(),
        ];
        for scale in scales {
            let turned = scale.oriented();
            assert_eq!(turned.direction(), Direction::HigherIsBetter);
            assert_eq!((turned.low(), turned.high()), (scale.low(), scale.high()));
            for answer in (-3..=7).map(f64::from).filter(|answer| scale.contains(*answer)) {
                let recoded = scale.oriented_answer(answer);
                assert!(turned.contains(recoded));
                assert!((turned.score(recoded) - scale.score(answer)).abs() < 1e-12);
            }
            assert_eq!(turned.oriented(), turned);
        }
        // The ends of a scale that a double does not hold exactly.
        let tenths = Scale::stepped(0.1, 0.7, 0.1).unwrap().reversed();
        assert!([0.1, 0.7].iter().all(|end| tenths.contains(tenths.oriented_answer(*end))));
    }

    #[test]
    fn impossible_scales_are_refused() {
        assert!(Scale::points(5, 5).is_err() && Scale::points(6, 5).is_err());
        assert!(Scale::continuous(0.0, f64::INFINITY).is_err());
        assert!(Scale::continuous(-f64::MAX, f64::MAX).is_err());
        assert!(Scale::continuous(1e308, f64::MAX).is_err());
        assert!(Scale::stepped(0.0, 1.0, 0.3).is_err() && Scale::stepped(0.0, 1.0, -1.0).is_err());
        assert!(Scale::points(1, 5).unwrap().top(0).is_err());
        assert!(Scale::points(1, 5).unwrap().top(5).is_err());
        assert!(Scale::continuous(0.0, 1.0).unwrap().top(1).is_err());
    }
}
