//! Kano: which attributes must be there, which pay by degree, which delight.

use super::difference::{Difference, DifferenceMethod};
use super::linearised::Linearised;
use super::share_difference::{Share, share_difference};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::proportion::check_confidence;
use crate::survey::{Interval, ProportionInterval};

/// What an attribute does to satisfaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum KanoClass {
    /// Must-be (M): missing, it dissatisfies; there, it goes unnoticed.
    MustBe,
    /// One-dimensional (O): the more, the better.
    OneDimensional,
    /// Attractive (A): there, it delights; missing, it goes unnoticed.
    Attractive,
    /// Indifferent (I).
    Indifferent,
    /// Reverse (R): there, it dissatisfies.
    Reverse,
    /// Questionable (Q): the two answers contradict each other.
    Questionable,
}

impl KanoClass {
    /// Every class, in the order of its [code](Self::code), from 1.
    pub const ALL: &'static [Self] = &[
        Self::MustBe,
        Self::OneDimensional,
        Self::Attractive,
        Self::Indifferent,
        Self::Reverse,
        Self::Questionable,
    ];

    /// 1 must-be, 2 one-dimensional, 3 attractive, 4 indifferent, 5 reverse, 6
    /// questionable; 0 stands for an answer that is missing.
    #[must_use]
    pub const fn code(self) -> i32 {
        match self {
            Self::MustBe => 1,
            Self::OneDimensional => 2,
            Self::Attractive => 3,
            Self::Indifferent => 4,
            Self::Reverse => 5,
            Self::Questionable => 6,
        }
    }

    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MustBe => "must-be",
            Self::OneDimensional => "one-dimensional",
            Self::Attractive => "attractive",
            Self::Indifferent => "indifferent",
            Self::Reverse => "reverse",
            Self::Questionable => "questionable",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::MustBe => "必备属性",
            Self::OneDimensional => "期望属性",
            Self::Attractive => "魅力属性",
            Self::Indifferent => "无差异属性",
            Self::Reverse => "反向属性",
            Self::Questionable => "可疑结果",
        }
    }
}

/// Which class a pair of answers makes: rows are the answers to "if it is there",
/// columns to "if it is not", each like (1), must be (2), neutral (3), live with
/// it (4), dislike (5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct KanoTable(pub [[KanoClass; 5]; 5]);

impl KanoTable {
    /// The usual table (Kano et al. 1984; Berger et al. 1993).
    pub const USUAL: Self = Self::with_middle(KanoClass::Indifferent);
    /// The table that also questions must/must and live/live (Pouliot in Berger
    /// et al. 1993).
    pub const STRICT: Self = Self::with_middle(KanoClass::Questionable);

    const fn with_middle(twice: KanoClass) -> Self {
        use KanoClass::{
            Attractive as A, Indifferent as I, MustBe as M, OneDimensional as O, Questionable as Q,
            Reverse as R,
        };
        Self([
            [Q, A, A, A, O],
            [R, twice, I, I, M],
            [R, I, I, I, M],
            [R, I, I, twice, M],
            [R, R, R, R, Q],
        ])
    }
}

/// How often each class occurs: the statistics under a Kano analysis. Parts of a
/// survey are counted apart and [merged](Self::merge).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct KanoCounts {
    /// Sum of weights of each class, in the order of [`KanoClass::ALL`].
    pub counts: [f64; 6],
    /// Σ w² of each class: what an interval rests on.
    pub squares: [f64; 6],
    /// Sums of the scores of "if it is there" and "if it is not"; `None` for
    /// counts without answers.
    pub scores: Option<[f64; 2]>,
    /// Σ w of those who answered.
    pub total: f64,
    /// Respondents with a missing answer.
    pub missing: u64,
}

/// Scores of DuMouchel (in Berger et al. 1993) for "if it is there" and "if it is
/// not", from like to dislike: a must-be answer or indifference says less than a
/// like.
const SCORES: [[f64; 5]; 2] = [[4.0, 2.0, 0.0, -1.0, -2.0], [-2.0, -1.0, 0.0, 2.0, 4.0]];

impl KanoCounts {
    /// Counts that are known already, of respondents with equal weights.
    ///
    /// # Errors
    /// `OutOfRange` or `NotFinite` unless each is a finite number >= 0.
    pub fn from_counts(counts: [f64; 6]) -> Result<Self> {
        for (row, count) in counts.iter().enumerate() {
            if !(*count >= 0.0 && count.is_finite()) {
                return Err(Error::out_of_range("counts", *count, ">= 0").at_row(row as u64));
            }
        }
        Ok(Self { counts, squares: counts, scores: None, total: counts.iter().sum(), missing: 0 })
    }

    /// Counts pairs of answers 1 to 5 (like, must be, neutral, live with it,
    /// dislike), NaN where missing; `weights` may be absent.
    ///
    /// # Errors
    /// `Length`; `OutOfRange` for an answer that is not 1, 2, 3, 4 or 5, naming
    /// the row; as for base weights.
    pub fn count(
        functional: &[f64],
        dysfunctional: &[f64],
        weights: Option<&[f64]>,
        table: &KanoTable,
    ) -> Result<Self> {
        let rows = functional.len();
        if dysfunctional.len() != rows {
            return Err(Error::length("dysfunctional", dysfunctional.len(), rows));
        }
        if let Some(weights) = weights {
            crate::survey::check_weights(weights, rows)?;
        }
        let mut found = Self { scores: Some([0.0; 2]), ..Self::default() };
        for row in 0..rows {
            let there = answer(functional[row], "functional", row)?;
            let absent = answer(dysfunctional[row], "dysfunctional", row)?;
            let (Some(there), Some(absent)) = (there, absent) else {
                found.missing += 1;
                continue;
            };
            let weight = weights.map_or(1.0, |weights| weights[row]);
            found.push(table.0[there][absent], weight);
            found.total += weight;
            found.add_scores([SCORES[0][there], SCORES[1][absent]], weight);
        }
        Ok(found)
    }

    /// The counts of both parts together.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.counts.iter_mut().zip(other.counts).for_each(|(sum, more)| *sum += more);
        self.squares.iter_mut().zip(other.squares).for_each(|(sum, more)| *sum += more);
        // Counts without any answer, such as of an empty part, know no scores and
        // take none away.
        self.scores = match (self.scores, other.scores) {
            (Some(a), Some(b)) => Some([a[0] + b[0], a[1] + b[1]]),
            (scores, None) if other.total == 0.0 => scores,
            (None, scores) if self.total == 0.0 => scores,
            _ => None,
        };
        self.total += other.total;
        self.missing = self.missing.saturating_add(other.missing);
        self
    }

    /// Fong's threshold for the two most frequent classes. His formula is for
    /// respondents of equal weight: with others it is that of as many as say as much
    /// of the difference, in the unit of the weights.
    fn fong_threshold(&self, first: KanoClass, second: KanoClass) -> f64 {
        let n: f64 = self.counts.iter().sum();
        let place = |class: KanoClass| (class.code() - 1) as usize;
        let (first, second) = (place(first), place(second));
        let (a, b) = (self.counts[first], self.counts[second]);
        let lead = (a - b) / n;
        let all: f64 = self.squares.iter().sum();
        let (squares_a, squares_b) = (self.squares[first], self.squares[second]);
        let squares = squares_a * (1.0 - lead) * (1.0 - lead)
            + squares_b * (1.0 + lead) * (1.0 + lead)
            + (all - squares_a - squares_b).max(0.0) * lead * lead;
        let effective_n = Linearised::effective_n((n, all), (a + b) / n - lead * lead, squares);
        1.65 * ((a + b) * (2.0 * n - a - b) / (2.0 * n) * (n / effective_n)).sqrt()
    }

    fn mean_score(&self, which: usize) -> Option<f64> {
        self.scores.filter(|_| self.total > 0.0).map(|scores| scores[which] / self.total)
    }

    /// Adds a respondent to a class.
    pub(super) fn push(&mut self, class: KanoClass, weight: f64) {
        let place = (class.code() - 1) as usize;
        self.counts[place] += weight;
        self.squares[place] += weight * weight;
    }

    /// Adds the scores of spread answers.
    pub(super) fn push_scores(&mut self, there: &[f64; 5], absent: &[f64; 5], weight: f64) {
        let mean =
            |of: &[f64; 5], scores: &[f64; 5]| of.iter().zip(scores).map(|(a, b)| a * b).sum();
        self.total += weight;
        self.add_scores([mean(there, &SCORES[0]), mean(absent, &SCORES[1])], weight);
    }

    fn add_scores(&mut self, scores: [f64; 2], weight: f64) {
        let sums = self.scores.get_or_insert([0.0; 2]);
        sums.iter_mut().zip(scores).for_each(|(sum, score)| *sum += weight * score);
    }

    /// The analysis. Where the two strongest classes are no more than
    /// `category_strength` apart (0.05 is usual), M > O > A > I decides.
    ///
    /// # Errors
    /// `Empty` where nobody answered; `OutOfRange` unless 0 <=
    /// `category_strength` <= 1.
    pub fn analyse(&self, category_strength: f64) -> Result<Kano> {
        if !(0.0..=1.0).contains(&category_strength) {
            return Err(Error::out_of_range("category_strength", category_strength, "0 to 1"));
        }
        if let Some(bad) = self.counts.iter().find(|count| !(**count >= 0.0 && count.is_finite())) {
            return Err(Error::out_of_range("counts", *bad, ">= 0"));
        }
        let sums = self.scores.unwrap_or_default();
        if let Some(bad) =
            sums.iter().chain([&self.total]).chain(&self.squares).find(|sum| !sum.is_finite())
        {
            return Err(Error::out_of_range("scores", *bad, "a finite number"));
        }
        for (row, (count, square)) in self.counts.iter().zip(self.squares).enumerate() {
            if (*count > 0.0) != (square > 0.0) {
                let message =
                    format!("must be positive where the class has {count}, and only there");
                return Err(Error::new(ErrorKind::Inconsistent, message)
                    .in_column("squares")
                    .with_value(square)
                    .at_row(row as u64));
            }
        }
        let n: f64 = self.counts.iter().sum();
        if !(n > 0.0) {
            return Err(Error::new(ErrorKind::Empty, "nobody answered").in_column("answers"));
        }
        let [m, o, a, i, ..] = self.counts;
        let judged = m + o + a + i;
        let mut order = KanoClass::ALL.to_vec();
        let count = |class: KanoClass| self.counts[(class.code() - 1) as usize];
        // A stable sort keeps M > O > A > I among equals.
        order.sort_by(|a, b| count(*b).total_cmp(&count(*a)));
        let strength = (count(order[0]) - count(order[1])) / n;
        let mut contested = KanoClass::ALL[..4].to_vec();
        contested.retain(|class| (count(order[0]) - count(*class)) / n <= category_strength);
        // Only must-be to indifferent are ranked by the rule.
        let top_is_ranked = order[0].code() <= 4;
        let class = if top_is_ranked && contested.len() > 1 { contested[0] } else { order[0] };
        let mut five = KanoClass::ALL[..5].to_vec();
        five.sort_by(|a, b| count(*b).total_cmp(&count(*a)));
        let (first, second) = (count(five[0]), count(five[1]));
        let threshold = self.fong_threshold(five[0], five[1]);
        Ok(Kano {
            class,
            better: (judged > 0.0).then(|| (a + o) / judged),
            worse: (judged > 0.0).then(|| -(o + m) / judged),
            total_strength: (a + o + m) / n,
            category_strength: strength,
            fong_threshold: threshold,
            significant: first - second >= threshold,
            functional: self.mean_score(0),
            dysfunctional: self.mean_score(1),
            n,
            counts: *self,
        })
    }
}

fn answer(value: f64, name: &str, row: usize) -> Result<Option<usize>> {
    if value.is_nan() {
        return Ok(None);
    }
    match [1.0, 2.0, 3.0, 4.0, 5.0].iter().position(|known| *known == value) {
        Some(place) => Ok(Some(place)),
        None => Err(Error::out_of_range(name, value, "1, 2, 3, 4 or 5").at_row(row as u64)),
    }
}

/// The Kano analysis of one attribute.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Kano {
    /// The class.
    pub class: KanoClass,
    /// (A + O)/(A + O + M + I), 0 to 1; `None` where nobody is in these classes.
    pub better: Option<f64>,
    /// -(O + M)/(A + O + M + I), -1 to 0; `None` where nobody is in these classes.
    /// Some tools drop the sign.
    pub worse: Option<f64>,
    /// (A + O + M)/n.
    pub total_strength: f64,
    /// Share of the strongest class less that of the second.
    pub category_strength: f64,
    /// Fong's (1996) threshold 1.65 √((a + b)(2n - a - b)/(2n)) for the two most
    /// frequent of A, O, M, I, R; unequal weights enlarge it.
    pub fong_threshold: f64,
    /// Whether these two differ by at least the threshold.
    pub significant: bool,
    /// Mean score of "if it is there", 4 (like) to -2 (dislike); `None` for
    /// counts without answers.
    pub functional: Option<f64>,
    /// Mean score of "if it is not", -2 (like) to 4 (dislike).
    pub dysfunctional: Option<f64>,
    /// Sum of the weights.
    pub n: f64,
    /// The counts.
    pub counts: KanoCounts,
}

impl Kano {
    /// The interval of [`better`](Self::better); `None` where that is.
    ///
    /// # Errors
    /// `OutOfRange` unless 0 < `confidence` < 1.
    pub fn better_interval(
        &self,
        method: ProportionInterval,
        confidence: f64,
    ) -> Result<Option<Interval>> {
        check_confidence(confidence)?;
        self.shares().map(|[better, _]| share_interval(better, method, confidence)).transpose()
    }

    /// The interval of [`worse`](Self::worse); `None` where that is.
    ///
    /// # Errors
    /// `OutOfRange` unless 0 < `confidence` < 1.
    pub fn worse_interval(
        &self,
        method: ProportionInterval,
        confidence: f64,
    ) -> Result<Option<Interval>> {
        check_confidence(confidence)?;
        let found = self.shares().map(|[_, missed]| share_interval(missed, method, confidence));
        let turned = |it: Interval| Interval { low: -it.high, high: -it.low, ..it };
        Ok(found.transpose()?.map(turned))
    }

    /// Whether better and worse of `later`, another wave or segment with
    /// respondents of its own, differ from these, by the score test and interval of
    /// Miettinen and Nurminen; `None` where one has neither.
    ///
    /// # Errors
    /// `OutOfRange` unless 0 < `confidence` < 1.
    pub fn difference(&self, later: &Self, confidence: f64) -> Result<Option<[Difference; 2]>> {
        self.difference_by(later, DifferenceMethod::default(), confidence)
    }

    /// As [`difference`](Self::difference), by a method of choice.
    ///
    /// # Errors
    /// `OutOfRange` unless 0 < `confidence` < 1.
    pub fn difference_by(
        &self,
        later: &Self,
        method: DifferenceMethod,
        confidence: f64,
    ) -> Result<Option<[Difference; 2]>> {
        check_confidence(confidence)?;
        let (Some([better, missed]), Some([later_better, later_missed])) =
            (self.shares(), later.shares())
        else {
            return Ok(None);
        };
        // Worse is the share with its sign turned: its difference is the other way round.
        Ok(Some([
            share_difference(better, later_better, method, confidence)?,
            share_difference(later_missed, missed, method, confidence)?,
        ]))
    }

    /// The class by mean scores instead of counts (DuMouchel in Berger et al.
    /// 1993): a functional score of at least `cut` (2 is usual, the middle of the
    /// positive half) is wanted, a dysfunctional one of at least `cut` is missed.
    /// Wanted and missed is one-dimensional, wanted alone attractive, missed alone
    /// must-be, neither indifferent. `None` without scores.
    #[must_use]
    pub fn continuous_class(&self, cut: f64) -> Option<KanoClass> {
        let (wanted, missed) = (self.functional? >= cut, self.dysfunctional? >= cut);
        Some(match (wanted, missed) {
            (true, true) => KanoClass::OneDimensional,
            (true, false) => KanoClass::Attractive,
            (false, true) => KanoClass::MustBe,
            (false, false) => KanoClass::Indifferent,
        })
    }

    /// Better, and worse without its sign, among those in the first four classes.
    fn shares(&self) -> Option<[Share; 2]> {
        let [m, o, a, i, ..] = self.counts.squares;
        let share = |value: f64, hits: f64, rest: f64| {
            let judged: f64 = self.counts.counts[..4].iter().sum();
            let (weights, variance) = ((judged, m + o + a + i), value * (1.0 - value));
            let squares = hits * (1.0 - value) * (1.0 - value) + rest * value * value;
            let effective_n = Linearised::effective_n(weights, variance, squares);
            Share { value, standard_error: (variance / effective_n).sqrt(), effective_n }
        };
        Some([share(self.better?, a + o, m + i), share(-self.worse?, o + m, a + i)])
    }
}

fn share_interval(share: Share, method: ProportionInterval, confidence: f64) -> Result<Interval> {
    method.of(share.value * share.effective_n, share.effective_n, confidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reproduced_example() {
        let counts = KanoCounts::from_counts([35.0, 20.0, 30.0, 10.0, 3.0, 2.0]).unwrap();
        let found = counts.analyse(0.05).unwrap();
        assert!((found.better.unwrap() - 0.526_315_789_474).abs() < 5e-13);
        assert!((found.worse.unwrap() + 0.578_947_368_421).abs() < 5e-13);
        assert!(
            (found.total_strength - 0.85).abs() < 1e-15
                && (found.category_strength - 0.05).abs() < 1e-15
        );
        assert!((found.fong_threshold - 10.9293).abs() < 5e-5 && !found.significant);
        assert_eq!((found.class, found.functional), (KanoClass::MustBe, None));
    }

    #[test]
    fn the_rule_decides_only_what_is_close() {
        let class = |counts, strength| {
            KanoCounts::from_counts(counts).unwrap().analyse(strength).unwrap().class
        };
        assert_eq!(class([30.0, 31.0, 39.0, 0.0, 0.0, 0.0], 0.05), KanoClass::Attractive);
        assert_eq!(class([30.0, 31.0, 34.0, 5.0, 0.0, 0.0], 0.05), KanoClass::MustBe);
        assert_eq!(class([10.0, 0.0, 10.0, 5.0, 0.0, 75.0], 0.05), KanoClass::Questionable);
        let all_reverse =
            KanoCounts::from_counts([0.0, 0.0, 0.0, 0.0, 9.0, 0.0]).unwrap().analyse(0.05).unwrap();
        assert_eq!((all_reverse.class, all_reverse.better), (KanoClass::Reverse, None));
    }

    #[test]
    fn pairs_are_looked_up_in_the_table_and_parts_merge() {
        let (like, must, live, dislike) = (1.0, 2.0, 4.0, 5.0);
        let functional = [like, like, must, dislike, live, f64::NAN];
        let dysfunctional = [like, dislike, dislike, like, live, like];
        let of = |table| KanoCounts::count(&functional, &dysfunctional, None, table).unwrap();
        // Q, O, M, R, I (or Q), missing.
        assert_eq!(of(&KanoTable::USUAL).counts, [1.0, 1.0, 0.0, 1.0, 1.0, 1.0]);
        assert_eq!(of(&KanoTable::STRICT).counts, [1.0, 1.0, 0.0, 0.0, 1.0, 2.0]);
        assert_eq!(
            (of(&KanoTable::USUAL).missing, of(&KanoTable::USUAL).scores),
            (1, Some([7.0, 6.0]))
        );
        let part = |rows: std::ops::Range<usize>| {
            KanoCounts::count(
                &functional[rows.clone()],
                &dysfunctional[rows],
                None,
                &KanoTable::USUAL,
            )
            .unwrap()
        };
        assert_eq!(part(0..2).merge(part(2..6)), of(&KanoTable::USUAL));
        assert_eq!(KanoCounts::default().merge(part(0..6)), of(&KanoTable::USUAL));
        let off = KanoCounts::count(&[6.0], &[1.0], None, &KanoTable::USUAL).unwrap_err();
        assert_eq!((off.kind(), off.row()), (ErrorKind::OutOfRange, Some(0)));
        assert_eq!(KanoCounts::default().analyse(0.05).unwrap_err().kind(), ErrorKind::Empty);
    }

    #[test]
    fn better_and_worse_have_intervals_and_a_test() {
        let of = |counts| KanoCounts::from_counts(counts).unwrap().analyse(0.05).unwrap();
        // Nobody wants it: 0 of 10, Wilson's [0, .277532799863] as R prints it.
        let found = of([4.0, 0.0, 0.0, 6.0, 1.0, 0.0]);
        let better = found.better_interval(ProportionInterval::Wilson, 0.95).unwrap().unwrap();
        assert_eq!((found.better, better.low), (Some(0.0), 0.0));
        assert!((better.high - 0.277_532_799_863).abs() < 5e-13);
        let worse = of([8.0, 0.0, 2.0, 0.0, 0.0, 0.0]);
        let interval = worse.worse_interval(ProportionInterval::Wilson, 0.95).unwrap().unwrap();
        assert!((interval.low + 0.943_317_848_546).abs() < 5e-13);
        assert!((interval.high + 0.490_162_471_537).abs() < 5e-13);
        let [better, worse] = found.difference(&worse, 0.95).unwrap().unwrap();
        assert!((better.difference - 0.2).abs() < 1e-15 && (worse.difference + 0.4).abs() < 1e-15);
        assert!(
            (worse.standard_error - (0.4_f64 * 0.6 / 10.0 + 0.8 * 0.2 / 10.0).sqrt()).abs() < 1e-15
        );
        let reverse = of([0.0, 0.0, 0.0, 0.0, 9.0, 0.0]);
        assert_eq!(reverse.better_interval(ProportionInterval::Wilson, 0.95).unwrap(), None);
        assert_eq!(reverse.difference(&found, 0.95).unwrap(), None);
        // Weights widen.
        let weighted = |weights: &[f64]| {
            let like = vec![1.0; 4];
            KanoCounts::count(&like, &[3.0, 5.0, 3.0, 5.0], Some(weights), &KanoTable::USUAL)
                .and_then(|counts| {
                    counts.analyse(0.05)?.worse_interval(ProportionInterval::Wilson, 0.9)
                })
                .unwrap()
                .unwrap()
        };
        assert!(weighted(&[1.0, 1.0, 3.0, 3.0]).width() > weighted(&[2.0; 4]).width());
        assert!(
            (weighted(&[1.0, 1.0, 3.0, 3.0]).low - weighted(&[2.0, 2.0, 6.0, 6.0]).low).abs()
                < 1e-15
        );
    }

    /// The unit of the weights decides nothing, and with equal weights the threshold
    /// is Fong's of that many respondents.
    #[test]
    fn fongs_threshold_is_that_of_respondents_and_not_of_weights() {
        let (like, neutral, dislike) = (1.0, 3.0, 5.0);
        let absent = [neutral, neutral, neutral, dislike, dislike, neutral, dislike];
        let of = |weights: [f64; 7]| {
            KanoCounts::count(&[like; 7], &absent, Some(&weights), &KanoTable::USUAL)
                .and_then(|counts| counts.analyse(0.05))
                .unwrap()
        };
        for unit in [0.01, 1.0, 50.0] {
            let found = of([unit; 7]);
            // 4 attractive, 3 one-dimensional of 7.
            let expected = 1.65 * f64::sqrt(7.0 * 7.0 / 14.0) * unit;
            assert!((found.fong_threshold / expected - 1.0).abs() < 1e-14);
            assert!(!found.significant);
        }
        let unequal = [1.0, 1.0, 9.0, 1.0, 1.0, 1.0, 1.0];
        let found = of(unequal);
        let usual = 1.65 * f64::sqrt(15.0 * 15.0 / 30.0);
        // 12 less 3 of 15: Σ w² (y - 3/5)² is 84 · .16 + 3 · 2.56 = 21.12, the variance
        // 1 - .36, so that they count as 225 · .64/21.12 = 6.82 respondents.
        assert!(
            (found.fong_threshold / (usual * f64::sqrt(15.0 * 21.12 / (225.0 * 0.64))) - 1.0).abs()
                < 1e-14
        );
        assert!(found.significant);
    }

    #[test]
    fn mean_scores_have_classes_of_their_own() {
        let class = |there: f64, absent: f64| {
            KanoCounts::count(&[there; 3], &[absent; 3], None, &KanoTable::USUAL)
                .and_then(|counts| counts.analyse(0.05))
                .unwrap()
                .continuous_class(2.0)
        };
        let (like, must, neutral, live, dislike) = (1.0, 2.0, 3.0, 4.0, 5.0);
        assert_eq!(class(like, dislike), Some(KanoClass::OneDimensional));
        assert_eq!(class(like, neutral), Some(KanoClass::Attractive));
        assert_eq!(class(neutral, dislike), Some(KanoClass::MustBe));
        assert_eq!(class(neutral, neutral), Some(KanoClass::Indifferent));
        // On the cut counts as wanted and as missed.
        assert_eq!(class(must, live), Some(KanoClass::OneDimensional));
        let counts = KanoCounts::from_counts([1.0; 6]).unwrap().analyse(0.05).unwrap();
        assert_eq!(counts.continuous_class(2.0), None);
    }
}
