//! Kano: which attributes must be there, which pay by degree, which delight.

use super::difference::{Difference, DifferenceMethod};
use super::linearised::Linearised;
use super::remainders::{Adding, Remainders};
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
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
    /// What rounding left of the sums.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Remainders::is_nothing"))]
    pub(super) rest: Remainders<15>,
}

/// Scores of DuMouchel (in Berger et al. 1993) for "if it is there" and "if it is
/// not", from like to dislike: a must-be answer or indifference says less than a
/// like.
const SCORES: [[f64; 5]; 2] = [[4.0, 2.0, 0.0, -1.0, -2.0], [-2.0, -1.0, 0.0, 2.0, 4.0]];

/// The sums of Kano's classes while respondents are added.
#[derive(Default)]
pub(super) struct KanoAdding {
    sums: Adding<15>,
    known: bool,
}

impl KanoAdding {
    /// Adds a respondent to classes, with the scores.
    pub(super) fn push(
        &mut self,
        classes: impl IntoIterator<Item = KanoClass>,
        scores: [f64; 2],
        weight: f64,
    ) {
        let mut terms = [0.0; 15];
        for class in classes {
            let place = (class.code() - 1) as usize;
            terms[place] = weight;
            terms[6 + place] = weight * weight;
        }
        terms[12] = weight * scores[0];
        terms[13] = weight * scores[1];
        terms[14] = weight;
        self.known = true;
        self.sums.add(terms);
    }

    /// The mean scores of spread answers.
    pub(super) fn mean_scores(there: &[f64; 5], absent: &[f64; 5]) -> [f64; 2] {
        let mean =
            |of: &[f64; 5], scores: &[f64; 5]| of.iter().zip(scores).map(|(a, b)| a * b).sum();
        [mean(there, &SCORES[0]), mean(absent, &SCORES[1])]
    }

    /// The counts; of nobody with scores of 0.
    pub(super) fn end(self) -> KanoCounts {
        let (sums, rest) = self.sums.end();
        let mut made = KanoCounts::default();
        made.set_sums(sums, rest, true);
        made
    }

    /// The same, of nobody without scores.
    pub(super) fn end_spread(self) -> KanoCounts {
        let known = self.known;
        let made = self.end();
        KanoCounts { scores: made.scores.filter(|_| known), ..made }
    }
}

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
        let total = counts.iter().sum();
        Ok(Self { counts, squares: counts, total, ..Self::default() })
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
        let (mut adding, mut missing) = (KanoAdding::default(), 0);
        for row in 0..rows {
            let there = answer(functional[row], "functional", row)?;
            let absent = answer(dysfunctional[row], "dysfunctional", row)?;
            let (Some(there), Some(absent)) = (there, absent) else {
                missing += 1;
                continue;
            };
            let weight = weights.map_or(1.0, |weights| weights[row]);
            let class = table.0[there][absent];
            adding.push([class], [SCORES[0][there], SCORES[1][absent]], weight);
        }
        Ok(Self { missing, ..adding.end() })
    }

    /// The counts of both parts together.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        // Counts without any answer, such as of an empty part, know no scores and
        // take none away.
        let known = match (self.scores, other.scores) {
            (Some(_), Some(_)) => true,
            (scores, None) if other.total == 0.0 => scores.is_some(),
            (None, scores) if self.total == 0.0 => scores.is_some(),
            _ => false,
        };
        let (sums, rest) =
            Remainders::joined((self.sums(), &self.rest), (other.sums(), &other.rest));
        self.set_sums(sums, rest, known);
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

    /// Rests as rounding leaves them, also of what a text rounded.
    #[cfg(feature = "serde")]
    fn checked(mut self) -> Result<Self> {
        let (sums, rest) = self.rest.settled(self.sums())?;
        self.set_sums(sums, rest, self.scores.is_some());
        Ok(self)
    }

    /// Counts, squares, scores and total.
    fn sums(&self) -> [f64; 15] {
        let mut all = [0.0; 15];
        let scores = self.scores.unwrap_or_default();
        let sums = self.counts.iter().chain(&self.squares).chain(&scores).chain([&self.total]);
        all.iter_mut().zip(sums).for_each(|(slot, sum)| *slot = *sum);
        all
    }

    fn set_sums(&mut self, sums: [f64; 15], rest: Remainders<15>, scores_are_known: bool) {
        self.counts.copy_from_slice(&sums[..6]);
        self.squares.copy_from_slice(&sums[6..12]);
        self.scores = scores_are_known.then_some([sums[12], sums[13]]);
        self.total = sums[14];
        self.rest = rest;
        if !scores_are_known {
            self.rest.all_mut()[12..14].fill([0.0; 3]);
        }
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
    /// Mean score of "if it is not", -2 (like) to 4 (dislike); `None` for
    /// counts without answers.
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
