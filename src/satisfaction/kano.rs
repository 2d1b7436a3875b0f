//! Kano: which attributes must be there, which pay by degree, which delight.

use crate::error::{Error, ErrorKind, Result};

/// What an attribute does to satisfaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
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
    pub const ALL: [Self; 6] = [
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
    /// Sums of the scores of "if it is there" and "if it is not".
    pub scores: [f64; 2],
    /// Respondents with a missing answer.
    pub missing: u64,
}

/// Scores of DuMouchel (in Berger et al. 1993) for "if it is there" and "if it is
/// not", from like to dislike: a must-be answer or indifference says less than a
/// like.
const SCORES: [[f64; 5]; 2] = [[4.0, 2.0, 0.0, -1.0, -2.0], [-2.0, -1.0, 0.0, 2.0, 4.0]];

impl KanoCounts {
    /// Counts that are known already.
    ///
    /// # Errors
    /// `OutOfRange` or `NotFinite` unless each is a finite number >= 0.
    pub fn from_counts(counts: [f64; 6]) -> Result<Self> {
        for (row, count) in counts.iter().enumerate() {
            if !(*count >= 0.0 && count.is_finite()) {
                return Err(Error::out_of_range("counts", *count, ">= 0").at_row(row as u64));
            }
        }
        Ok(Self { counts, scores: [f64::NAN; 2], missing: 0 })
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
        let mut found = Self::default();
        for row in 0..rows {
            let there = answer(functional[row], "functional", row)?;
            let absent = answer(dysfunctional[row], "dysfunctional", row)?;
            let (Some(there), Some(absent)) = (there, absent) else {
                found.missing += 1;
                continue;
            };
            let weight = weights.map_or(1.0, |weights| weights[row]);
            let class = table.0[there][absent];
            found.counts[(class.code() - 1) as usize] += weight;
            found.scores[0] += weight * SCORES[0][there];
            found.scores[1] += weight * SCORES[1][absent];
        }
        Ok(found)
    }

    /// The counts of both parts together.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.counts.iter_mut().zip(other.counts).for_each(|(sum, more)| *sum += more);
        self.scores.iter_mut().zip(other.scores).for_each(|(sum, more)| *sum += more);
        self.missing += other.missing;
        self
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
        let n: f64 = self.counts.iter().sum();
        if !(n > 0.0) {
            return Err(Error::new(ErrorKind::Empty, "nobody answered").in_column("answers"));
        }
        let [m, o, a, i, r, _] = self.counts;
        let judged = m + o + a + i;
        let mut order = KanoClass::ALL;
        let count = |class: KanoClass| self.counts[(class.code() - 1) as usize];
        // A stable sort keeps M > O > A > I among equals.
        order.sort_by(|a, b| count(*b).total_cmp(&count(*a)));
        let strength = (count(order[0]) - count(order[1])) / n;
        let mut contested = KanoClass::ALL[..4].to_vec();
        contested.retain(|class| (count(order[0]) - count(*class)) / n <= category_strength);
        // Only must-be to indifferent are ranked by the rule.
        let top_is_ranked = order[0].code() <= 4;
        let class = if top_is_ranked && contested.len() > 1 { contested[0] } else { order[0] };
        let mut five = [m, o, a, i, r];
        five.sort_by(|a, b| b.total_cmp(a));
        let (first, second) = (five[0], five[1]);
        let threshold = 1.65 * ((first + second) * (2.0 * n - first - second) / (2.0 * n)).sqrt();
        Ok(Kano {
            class,
            better: (judged > 0.0).then(|| (a + o) / judged),
            worse: (judged > 0.0).then(|| -(o + m) / judged),
            total_strength: (a + o + m) / n,
            category_strength: strength,
            fong_threshold: threshold,
            significant: first - second >= threshold,
            functional: (!self.scores[0].is_nan()).then(|| self.scores[0] / n),
            dysfunctional: (!self.scores[1].is_nan()).then(|| self.scores[1] / n),
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
    /// frequent of A, O, M, I, R.
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
        assert_eq!((of(&KanoTable::USUAL).missing, of(&KanoTable::USUAL).scores), (1, [7.0, 6.0]));
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
        let off = KanoCounts::count(&[6.0], &[1.0], None, &KanoTable::USUAL).unwrap_err();
        assert_eq!((off.kind(), off.row()), (ErrorKind::OutOfRange, Some(0)));
        assert_eq!(KanoCounts::default().analyse(0.05).unwrap_err().kind(), ErrorKind::Empty);
    }
}
