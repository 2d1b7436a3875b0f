//! The three-indicator loyalty index: satisfaction, repurchase, recommendation.

use super::weights::check_weights;
use crate::classify::{
    Classified, FactColumns, Facts, Fraction, Level, Reasons, Scheme, classes, facts, named,
    reasons,
};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::tolerance::INDEX_TIE;

named! {
    /// The band of a repurchase probability.
    pub enum Repurchase {
        Low = 1 => "low repurchase probability", "重复购买概率低";
        Medium = 2 => "medium repurchase probability", "重复购买概率中等";
        High = 3 => "high repurchase probability", "重复购买概率高";
    }
}

classes! {
    /// How loyal a customer is by the three-indicator index; a ladder.
    pub enum LoyaltyLevel because LoyaltyReason {
        Low = 1 => "low loyalty", "低忠诚度";
        Medium = 2 => "medium loyalty", "中等忠诚度";
        High = 3 => "high loyalty", "高忠诚度";
    }
}

reasons! {
    /// What the three-indicator index found.
    pub enum LoyaltyReason {
        VeryDissatisfied = 0 => "very dissatisfied", "很不满意";
        Dissatisfied = 1 => "dissatisfied", "不满意";
        Satisfied = 2 => "satisfied", "满意";
        FairlySatisfied = 3 => "fairly satisfied", "比较满意";
        VerySatisfied = 4 => "very satisfied", "很满意";
        RepurchaseLow = 5 => "repurchase probability is low", "重复购买概率低";
        RepurchaseMedium = 6 => "repurchase probability is medium", "重复购买概率中等";
        RepurchaseHigh = 7 => "repurchase probability is high", "重复购买概率高";
        RecommendationUnlikely = 8 => "unlikely to recommend", "不可能推荐";
        RecommendationPossible = 9 => "may recommend", "有可能推荐";
        RecommendationLikely = 10 => "very likely to recommend", "很大可能推荐";
    }
    missing {
        SatisfactionMissing = 16 => "satisfaction is not known", "满意度未知";
        RepurchaseMissing = 17 => "repurchase probability is not known", "重复购买概率未知";
        RecommendationMissing = 18 => "recommendation is not known", "推荐可能性未知";
    }
}

facts! {
    /// What the three-indicator index looks at.
    pub struct ThreeIndicatorFacts, ThreeIndicatorColumns {
        /// Satisfaction: 5 very satisfied, 4 fairly satisfied, 3 satisfied,
        /// 2 dissatisfied, 1 very dissatisfied. Three levels are positive, two
        /// negative, none neutral.
        satisfaction: Level<5>,
        /// Probability of buying again, 0 to 1: stated, or from a purchase model.
        repurchase: Fraction,
        /// Recommendation: 3 very likely, 2 possible, 1 unlikely.
        recommendation: Level<3>,
    }
}

/// The three-indicator loyalty index.
///
/// Each indicator is mapped to 0..100 by a declared table; the index is their
/// weighted mean,
///
/// ```text
/// index = (w_s S[satisfaction] + w_p P[band of repurchase] + w_r R[recommendation]) / (w_s + w_p + w_r),
/// ```
///
/// and the class is the band of the index. The texts that define the indicators
/// write the bands of the repurchase probability as "above 70 %, 70 to 30 %,
/// below 30 %", which leaves both ends to two bands; here a cut belongs to the
/// higher band (>= 0.70 high, [0.30, 0.70) medium, < 0.30 low), and a customer
/// who stands on a cut is flagged. The texts give neither tables nor weights:
/// those below are declared, equally spaced and equal, and can be replaced.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::loyalty::{LoyaltyLevel, ThreeIndicator, ThreeIndicatorFacts};
///
/// let index = ThreeIndicator::new();
/// let facts = ThreeIndicatorFacts::new().satisfaction(4).repurchase(0.7).recommendation(2);
/// let found = index.index(&facts)?.expect("all three are known");
/// assert_eq!((found.satisfaction, found.repurchase, found.recommendation), (75.0, 100.0, 50.0));
/// assert_eq!(found.index, 75.0);
///
/// let class = index.classify(&facts)?;
/// assert_eq!(class.class(), Some(LoyaltyLevel::High));
/// assert!(class.on_boundary());
/// assert_eq!(
///     class.reasons().to_string(),
///     "fairly satisfied; repurchase probability is high; may recommend"
/// );
///
/// let silent = index.classify(&facts.repurchase(None))?;
/// assert_eq!(silent.class(), None);
/// assert_eq!(silent.missing().to_string(), "repurchase probability is not known");
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct ThreeIndicator {
    satisfaction_table: [f64; 5],
    repurchase_table: [f64; 3],
    recommendation_table: [f64; 3],
    weights: [f64; 3],
    repurchase_cuts: [f64; 2],
    index_cuts: [f64; 2],
}

/// The three indicators of one customer and their index, each 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct LoyaltyIndex {
    /// Satisfaction by its table.
    pub satisfaction: f64,
    /// Repurchase by the table of its band.
    pub repurchase: f64,
    /// Recommendation by its table.
    pub recommendation: f64,
    /// The weighted mean of the three.
    pub index: f64,
}

/// The index of many customers: means over those who answered all three, and
/// how many those are.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ThreeIndicatorSummary {
    /// The means of the three indicators and of the index; `None` where nobody
    /// answered all three.
    pub mean: Option<LoyaltyIndex>,
    /// Customers with all three indicators.
    pub n_used: u64,
    /// Customers without an index, because at least one indicator is missing.
    pub n_missing: u64,
    /// Customers whose satisfaction is missing.
    pub n_missing_satisfaction: u64,
    /// Customers whose repurchase probability is missing.
    pub n_missing_repurchase: u64,
    /// Customers whose recommendation is missing.
    pub n_missing_recommendation: u64,
}

impl Default for ThreeIndicator {
    fn default() -> Self {
        Self {
            satisfaction_table: [0.0, 25.0, 50.0, 75.0, 100.0],
            repurchase_table: [0.0, 50.0, 100.0],
            recommendation_table: [0.0, 50.0, 100.0],
            weights: [1.0; 3],
            repurchase_cuts: [0.3, 0.7],
            index_cuts: [50.0, 75.0],
        }
    }
}

impl ThreeIndicator {
    /// The index with the default tables, weights and cuts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the tables: the score, 0 to 100, of each satisfaction level from
    /// 1 to 5, of each repurchase band and of each recommendation level, lowest
    /// first. Defaults to 0, 25, 50, 75, 100 and twice 0, 50, 100.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a score outside 0..100, [`Unsorted`](ErrorKind::Unsorted) for a table
    /// that falls: a better answer never lowers the index.
    pub fn with_tables(
        mut self,
        satisfaction: [f64; 5],
        repurchase: [f64; 3],
        recommendation: [f64; 3],
    ) -> Result<Self> {
        self.satisfaction_table = satisfaction;
        self.repurchase_table = repurchase;
        self.recommendation_table = recommendation;
        self.checked()
    }

    fn checked(self) -> Result<Self> {
        check_table("satisfaction_table", &self.satisfaction_table)?;
        check_table("repurchase_table", &self.repurchase_table)?;
        check_table("recommendation_table", &self.recommendation_table)?;
        check_weights(&self.weights)?;
        check_cuts("repurchase_cuts", self.repurchase_cuts, 1.0)?;
        check_cuts("index_cuts", self.index_cuts, 100.0)?;
        Ok(self)
    }

    /// Replaces the weights of satisfaction, repurchase and recommendation. They
    /// need not sum to one. Defaults to 1, 1, 1.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a weight that is not finite and >= 0, or where their sum is not
    /// positive and finite.
    pub fn with_weights(mut self, weights: [f64; 3]) -> Result<Self> {
        self.weights = weights;
        self.checked()
    }

    /// Replaces the cuts between low, medium and high repurchase probability; a
    /// cut belongs to the higher band. Defaults to 0.30 and 0.70.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) for a cut outside (0, 1],
    /// [`NotFinite`](ErrorKind::NotFinite) for a NaN,
    /// [`Unsorted`](ErrorKind::Unsorted) unless the first lies below the second.
    pub fn with_repurchase_cuts(mut self, medium: f64, high: f64) -> Result<Self> {
        self.repurchase_cuts = [medium, high];
        self.checked()
    }

    /// Replaces the cuts of the index between low, medium and high loyalty; a cut
    /// belongs to the higher class. Defaults to 50 and 75.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) for a cut outside (0, 100],
    /// [`NotFinite`](ErrorKind::NotFinite) for a NaN,
    /// [`Unsorted`](ErrorKind::Unsorted) unless the first lies below the second.
    pub fn with_index_cuts(mut self, medium: f64, high: f64) -> Result<Self> {
        self.index_cuts = [medium, high];
        self.checked()
    }

    /// The band of a repurchase probability.
    #[must_use]
    pub fn band(&self, repurchase: f64) -> Repurchase {
        if repurchase >= self.repurchase_cuts[1] {
            Repurchase::High
        } else if repurchase >= self.repurchase_cuts[0] {
            Repurchase::Medium
        } else {
            Repurchase::Low
        }
    }

    /// The three indicators and the index of one customer, or `None` where one
    /// of the three is not known.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a level or a probability outside its range.
    pub fn index(&self, facts: &ThreeIndicatorFacts) -> Result<Option<LoyaltyIndex>> {
        facts.check()?;
        Ok(self.scores(facts))
    }

    /// The index of each customer, written into `out`: NaN where one of the three
    /// indicators is not known; and the summary.
    ///
    /// # Errors
    /// [`Length`](ErrorKind::Length) for a column of another length;
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for the first cell outside its range, with its row and column.
    pub fn index_into(
        &self,
        columns: &ThreeIndicatorColumns<'_>,
        out: &mut [f64],
    ) -> Result<ThreeIndicatorSummary> {
        columns.check()?;
        if out.len() != columns.rows() {
            return Err(Error::length("out", out.len(), columns.rows()));
        }
        Ok(self.summarise(columns, |row, index| out[row] = index))
    }

    /// The summary of the index over many customers.
    ///
    /// # Errors
    /// As for [`index_into`](Self::index_into).
    pub fn summary(&self, columns: &ThreeIndicatorColumns<'_>) -> Result<ThreeIndicatorSummary> {
        columns.check()?;
        Ok(self.summarise(columns, |_, _| {}))
    }

    fn summarise(
        &self,
        columns: &ThreeIndicatorColumns<'_>,
        mut write: impl FnMut(usize, f64),
    ) -> ThreeIndicatorSummary {
        let mut sums = [0.0; 4];
        let mut absent = [0_u64; 3];
        let mut used = 0_u64;
        for row in 0..columns.rows() {
            let facts = columns.facts(row);
            absent[0] += u64::from(facts.satisfaction.is_none());
            absent[1] += u64::from(facts.repurchase.is_none());
            absent[2] += u64::from(facts.recommendation.is_none());
            match self.scores(&facts) {
                Some(found) => {
                    used += 1;
                    sums[0] += found.satisfaction;
                    sums[1] += found.repurchase;
                    sums[2] += found.recommendation;
                    sums[3] += found.index;
                    write(row, found.index);
                }
                None => write(row, f64::NAN),
            }
        }
        let count = used as f64;
        ThreeIndicatorSummary {
            mean: (used > 0).then(|| LoyaltyIndex {
                satisfaction: sums[0] / count,
                repurchase: sums[1] / count,
                recommendation: sums[2] / count,
                index: sums[3] / count,
            }),
            n_used: used,
            n_missing: columns.rows() as u64 - used,
            n_missing_satisfaction: absent[0],
            n_missing_repurchase: absent[1],
            n_missing_recommendation: absent[2],
        }
    }

    /// The index of checked facts.
    fn scores(&self, facts: &ThreeIndicatorFacts) -> Option<LoyaltyIndex> {
        let satisfaction = at_level(&self.satisfaction_table, facts.satisfaction?)?;
        let repurchase = self.repurchase_table[self.band(facts.repurchase?).code() as usize - 1];
        let recommendation = at_level(&self.recommendation_table, facts.recommendation?)?;
        let [s, p, r] = self.weights;
        let mean = (s * satisfaction + p * repurchase + r * recommendation) / (s + p + r);
        // Rounding may carry a mean of hundreds past 100 by its last bit.
        let index = mean.min(100.0);
        Some(LoyaltyIndex { satisfaction, repurchase, recommendation, index })
    }

    /// What was found, and whether the probability stands on a cut.
    fn findings(&self, facts: &ThreeIndicatorFacts) -> Reasons<LoyaltyReason> {
        use LoyaltyReason as R;
        const SATISFACTION: [R; 5] = [
            R::VeryDissatisfied,
            R::Dissatisfied,
            R::Satisfied,
            R::FairlySatisfied,
            R::VerySatisfied,
        ];
        const REPURCHASE: [R; 3] = [R::RepurchaseLow, R::RepurchaseMedium, R::RepurchaseHigh];
        const RECOMMENDATION: [R; 3] =
            [R::RecommendationUnlikely, R::RecommendationPossible, R::RecommendationLikely];
        let satisfaction = facts.satisfaction.and_then(|level| at_level(&SATISFACTION, level));
        let repurchase =
            facts.repurchase.map(|share| REPURCHASE[self.band(share).code() as usize - 1]);
        let recommendation =
            facts.recommendation.and_then(|level| at_level(&RECOMMENDATION, level));
        Reasons::NONE
            .with(satisfaction.unwrap_or(R::SatisfactionMissing))
            .with(repurchase.unwrap_or(R::RepurchaseMissing))
            .with(recommendation.unwrap_or(R::RecommendationMissing))
    }
}

impl Scheme for ThreeIndicator {
    type Class = LoyaltyLevel;
    type Facts = ThreeIndicatorFacts;
    type Columns<'a> = ThreeIndicatorColumns<'a>;

    fn decide(&self, facts: &ThreeIndicatorFacts) -> Classified<LoyaltyLevel> {
        let reasons = self.findings(facts);
        let Some(found) = self.scores(facts) else { return Classified::unknown(reasons) };
        // A mean that rounding took a little off a cut stands on it.
        let [medium, high] = self.index_cuts.map(|cut| found.index >= cut - INDEX_TIE);
        let class = match (medium, high) {
            (_, true) => LoyaltyLevel::High,
            (true, _) => LoyaltyLevel::Medium,
            _ => LoyaltyLevel::Low,
        };
        let boundary = self.index_cuts.iter().any(|cut| (found.index - cut).abs() <= INDEX_TIE)
            || facts.repurchase.is_some_and(|share| self.repurchase_cuts.contains(&share));
        Classified::known(class, reasons, boundary)
    }
}

/// The entry of `table` for a level counted from 1.
fn at_level<T: Copy>(table: &[T], level: u8) -> Option<T> {
    table.get(usize::from(level).checked_sub(1)?).copied()
}

fn check_table(name: &'static str, table: &[f64]) -> Result<()> {
    if let Some(bad) = table.iter().find(|score| !(0.0..=100.0).contains(*score)) {
        return Err(Error::out_of_range(name, *bad, "0 to 100"));
    }
    table.windows(2).try_for_each(|pair| {
        if pair[0] <= pair[1] {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Unsorted, "falls from a lower to a higher level")
            .in_column(name)
            .with_value(pair[1])
            .allowing(format!(">= {}", pair[0])))
    })
}

/// Refuses cuts that are not above 0, at most `most`, the first below the second.
fn check_cuts(name: &'static str, [medium, high]: [f64; 2], most: f64) -> Result<()> {
    for cut in [medium, high] {
        if !(cut > 0.0 && cut <= most) {
            return Err(Error::out_of_range(name, cut, format!("> 0 and <= {most}")));
        }
    }
    if medium < high {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Unsorted, "is not above the lower cut")
        .in_column(name)
        .with_value(high)
        .allowing(format!("> {medium}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{Class, assert_total};
    use proptest::prelude::*;

    fn all_facts() -> impl Iterator<Item = ThreeIndicatorFacts> {
        let levels = |n: u8| std::iter::once(None).chain((1..=n).map(Some));
        let shares = [None, Some(0.0), Some(0.299_999), Some(0.3), Some(0.5), Some(0.7), Some(1.0)];
        levels(5).flat_map(move |satisfaction| {
            shares.into_iter().flat_map(move |repurchase| {
                levels(3).map(move |recommendation| ThreeIndicatorFacts {
                    satisfaction,
                    repurchase,
                    recommendation,
                })
            })
        })
    }

    #[test]
    fn both_ends_of_the_ambiguous_bands_go_high_and_are_flagged() {
        let index = ThreeIndicator::new();
        assert_eq!(Repurchase::High.name_zh(), "重复购买概率高");
        assert_eq!(index.band(0.7), Repurchase::High);
        assert_eq!(index.band(0.7_f64.next_down()), Repurchase::Medium);
        assert_eq!(index.band(0.3), Repurchase::Medium);
        assert_eq!(index.band(0.3_f64.next_down()), Repurchase::Low);
        let facts = ThreeIndicatorFacts::new().satisfaction(5).recommendation(3);
        for (share, flagged) in [(0.7, true), (0.3, true), (0.69, false), (1.0, false)] {
            let class = index.classify(&facts.repurchase(share)).unwrap();
            assert_eq!(class.on_boundary(), flagged, "{share}");
        }
    }

    #[test]
    fn no_weights_round_a_customer_off_a_cut() {
        // Percentages as weights, and answers whose mean is exactly 50 or 75 of 100.
        for a in 1..99_u32 {
            for b in 1..100 - a {
                let parts = [a, b, 100 - a - b];
                let weights = parts.map(|part| f64::from(part) / 100.0);
                let scheme = ThreeIndicator::new().with_weights(weights).unwrap();
                for (s, p, r) in [(3, 0.5, 2), (4, 0.9, 2), (2, 0.9, 2), (5, 0.5, 2), (5, 0.9, 1)] {
                    let facts = ThreeIndicatorFacts::new().satisfaction(s).repurchase(p);
                    let facts = facts.recommendation(r);
                    let scores = [
                        25 * u32::from(s - 1),
                        if p > 0.7 { 100 } else { 50 },
                        50 * u32::from(r - 1),
                    ];
                    let sum: u32 = scores.iter().zip(parts).map(|(score, part)| score * part).sum();
                    let found = scheme.decide(&facts);
                    let expected = match sum {
                        7500.. => LoyaltyLevel::High,
                        5000.. => LoyaltyLevel::Medium,
                        _ => LoyaltyLevel::Low,
                    };
                    assert_eq!(found.class(), Some(expected), "{parts:?} {facts:?}");
                    assert_eq!(
                        found.on_boundary(),
                        sum == 5000 || sum == 7500,
                        "{parts:?} {facts:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_combination_has_one_class_or_says_what_is_missing() {
        let index = ThreeIndicator::new();
        let rows: Vec<ThreeIndicatorFacts> = all_facts().collect();
        ThreeIndicatorFacts::with_columns(&rows, |columns| assert_total(&index, &rows, columns));
        let mut count = 0;
        for facts in all_facts() {
            let class = index.classify(&facts).unwrap();
            let complete = facts.satisfaction.is_some()
                && facts.repurchase.is_some()
                && facts.recommendation.is_some();
            assert_eq!(class.class().is_some(), complete, "{facts:?}");
            assert_eq!(class.missing().is_empty(), complete, "{facts:?}");
            assert_eq!(class.reasons().iter().count(), 3, "{facts:?}: one finding per indicator");
            let index = index.index(&facts).unwrap();
            assert_eq!(index.is_some(), complete, "{facts:?}");
            if let Some(found) = index {
                assert!((0.0..=100.0).contains(&found.index), "{facts:?}: {found:?}");
            }
            count += 1;
        }
        assert_eq!(count, 6 * 7 * 4);
    }

    #[test]
    fn weights_and_tables_enter_as_declared() {
        let index = ThreeIndicator::new()
            .with_tables([0.0, 20.0, 60.0, 80.0, 100.0], [10.0, 40.0, 90.0], [0.0, 60.0, 100.0])
            .unwrap()
            .with_weights([2.0, 1.0, 1.0])
            .unwrap();
        let facts = ThreeIndicatorFacts::new().satisfaction(3).repurchase(0.9).recommendation(2);
        // (2 * 60 + 90 + 60) / 4
        assert_eq!(index.index(&facts).unwrap().unwrap().index, 67.5);
    }

    #[test]
    fn bad_settings_are_refused_by_name() {
        let index = ThreeIndicator::new();
        let kinds = [
            index.with_weights([1.0, -1.0, 1.0]).unwrap_err(),
            index.with_weights([0.0; 3]).unwrap_err(),
            index.with_weights([f64::NAN, 1.0, 1.0]).unwrap_err(),
            index.with_repurchase_cuts(0.7, 0.3).unwrap_err(),
            index.with_repurchase_cuts(f64::NAN, 0.3).unwrap_err(),
            index.with_index_cuts(50.0, 101.0).unwrap_err(),
            index.with_tables([0.0, 25.0, 20.0, 75.0, 100.0], [0.0; 3], [0.0; 3]).unwrap_err(),
        ]
        .map(|error| error.kind());
        use ErrorKind::{NotFinite, OutOfRange, Unsorted};
        let expected =
            [OutOfRange, OutOfRange, NotFinite, Unsorted, NotFinite, OutOfRange, Unsorted];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn a_bad_cell_is_named_and_nothing_is_written() {
        let columns = ThreeIndicatorColumns::new(3)
            .satisfaction(&[5, 4, 6])
            .repurchase(&[0.1, 0.2, 0.3])
            .recommendation(&[1, 2, 3]);
        let mut out = [-1.0; 3];
        let error = ThreeIndicator::new().index_into(&columns, &mut out).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(2), Some("satisfaction")));
        assert_eq!(out, [-1.0; 3]);
        let nan = ThreeIndicatorFacts::new().repurchase(f64::NAN);
        assert_eq!(
            ThreeIndicator::new().classify(&nan).unwrap_err().kind(),
            ErrorKind::NotFinite,
            "a NaN fact of one customer is a mistake, not a missing fact"
        );
        assert!(ThreeIndicator::new().classify(&nan.repurchase(0.5).satisfaction(0)).is_err());
    }

    #[test]
    fn the_summary_counts_what_is_missing_where() {
        let columns = ThreeIndicatorColumns::new(4)
            .satisfaction(&[5, 0, 1, 3])
            .repurchase(&[1.0, 0.5, f64::NAN, 0.0])
            .recommendation(&[3, 0, 1, 1]);
        let mut out = [0.0; 4];
        let summary = ThreeIndicator::new().index_into(&columns, &mut out).unwrap();
        assert_eq!(out[0], 100.0);
        assert!(out[1].is_nan() && out[2].is_nan());
        assert_eq!(out[3], 50.0 / 3.0);
        assert_eq!((summary.n_used, summary.n_missing), (2, 2));
        assert_eq!(
            (
                summary.n_missing_satisfaction,
                summary.n_missing_repurchase,
                summary.n_missing_recommendation
            ),
            (1, 1, 1)
        );
        assert_eq!(summary.mean.unwrap().satisfaction, 75.0);
        assert_eq!(summary, ThreeIndicator::new().summary(&columns).unwrap());
        let nobody = ThreeIndicator::new().summary(&ThreeIndicatorColumns::new(0)).unwrap();
        assert_eq!((nobody.mean, nobody.n_used), (None, 0));
    }

    #[test]
    fn columns_and_single_customers_agree() {
        let facts: Vec<ThreeIndicatorFacts> = all_facts().collect();
        let satisfaction: Vec<u8> = facts.iter().map(|f| f.satisfaction.unwrap_or(0)).collect();
        let repurchase: Vec<f64> = facts.iter().map(|f| f.repurchase.unwrap_or(f64::NAN)).collect();
        let recommendation: Vec<u8> = facts.iter().map(|f| f.recommendation.unwrap_or(0)).collect();
        let columns = ThreeIndicatorColumns::new(facts.len())
            .satisfaction(&satisfaction)
            .repurchase(&repurchase)
            .recommendation(&recommendation);
        let scheme = ThreeIndicator::new();
        let table = scheme.classify_all(&columns).unwrap();
        for (row, facts) in facts.iter().enumerate() {
            let one = scheme.classify(facts).unwrap();
            assert_eq!(table.codes[row], one.code());
            assert_eq!(table.reasons[row], one.reasons().bits());
            assert_eq!(table.boundary[row], u8::from(one.on_boundary()));
        }
        assert_eq!(table.counts.n_used() + table.counts.n_missing(), facts.len() as u64);
        let total: f64 =
            LoyaltyLevel::ALL.iter().filter_map(|class| table.counts.share(*class)).sum();
        assert!((total - 1.0).abs() < 4.0 * f64::EPSILON);
        let _: &[<LoyaltyLevel as Class>::Reason] = LoyaltyReason::ALL;
    }

    proptest! {
        #[test]
        fn a_better_answer_never_lowers_index_or_class(
            s in 1_u8..=5, p in 0.0_f64..=1.0, r in 1_u8..=3,
            ds in 0_u8..=4, dp in 0.0_f64..=1.0, dr in 0_u8..=2,
            weights in proptest::array::uniform3(0.01_f64..10.0),
        ) {
            let scheme = ThreeIndicator::new().with_weights(weights).unwrap();
            let low = ThreeIndicatorFacts::new().satisfaction(s).repurchase(p).recommendation(r);
            let high = ThreeIndicatorFacts::new()
                .satisfaction((s + ds).min(5))
                .repurchase((p + dp).min(1.0))
                .recommendation((r + dr).min(3));
            let (a, b) = (scheme.index(&low).unwrap().unwrap(), scheme.index(&high).unwrap().unwrap());
            prop_assert!(a.index <= b.index, "{low:?} {a:?} -> {high:?} {b:?}");
            prop_assert!(scheme.decide(&low).class() <= scheme.decide(&high).class());
        }
    }
}
