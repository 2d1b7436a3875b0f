//! The four-indicator measure of loyalty, the fourth being growth.

use crate::classify::{
    Classified, FactColumns, NonNegative, Reasons, Scheme, classes, facts, reasons,
};
use crate::error::{Error, Result};

/// The four indicators of a customer: satisfaction, what drives value, what
/// drives loyalty, and the growth of loyal behaviour.
///
/// The first three are scores on one scale (0 to 100). The fourth is measured,
/// not asked: by how much quantity bought, purchase frequency, use frequency and
/// spend *really grew* from one period to the next. The source prints the four
/// explanations in another order than the four names; this is the reading in which
/// they fit.
///
/// ```
/// use habitue::loyalty::FourIndicators;
///
/// let found = FourIndicators::new(80.0, 70.0, 60.0)?
///     .with_behaviour([10.0, 4.0, 20.0, 500.0], [12.0, 4.0, 30.0, 450.0])?;
/// assert_eq!(found.growth()[0], Some(0.2));
/// assert_eq!((found.grew(), found.fell()), (2, 1));
/// assert!((found.mean_growth().expect("all four") - 0.15).abs() < 1e-15);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct FourIndicators {
    satisfaction: f64,
    value: f64,
    awareness: f64,
    growth: [Option<f64>; 4],
}

impl FourIndicators {
    /// From the scores, 0 to 100, of satisfaction with products and procedures, of
    /// value for money against what was expected, and of awareness of the firm's
    /// culture and performance.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) or [`NotFinite`](crate::ErrorKind::NotFinite)
    /// for a score outside 0..100.
    pub fn new(satisfaction: f64, value: f64, awareness: f64) -> Result<Self> {
        Self { satisfaction, value, awareness, growth: [None; 4] }.checked()
    }

    fn checked(self) -> Result<Self> {
        for (name, score) in NAMES.into_iter().zip(self.scores()) {
            if !(0.0..=100.0).contains(&score) {
                return Err(Error::out_of_range(name, score, "0 to 100"));
            }
        }
        match self.growth.into_iter().flatten().find(|rate| !(-1.0..=f64::MAX).contains(rate)) {
            Some(rate) => Err(Error::out_of_range("growth", rate, ">= -1 (-100 %)")),
            None => Ok(self),
        }
    }

    /// Adds the behaviour of the period before and of this one: quantity, purchase
    /// frequency, use frequency, spend. Growth from nothing is undefined and stays
    /// `None`.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) or [`NotFinite`](crate::ErrorKind::NotFinite)
    /// for a measure that is not finite and >= 0.
    pub fn with_behaviour(mut self, before: [f64; 4], now: [f64; 4]) -> Result<Self> {
        for (name, measures) in [("before", before), ("now", now)] {
            if let Some(bad) = measures.iter().find(|m| !(**m >= 0.0 && m.is_finite())) {
                return Err(Error::out_of_range(name, *bad, "finite and >= 0"));
            }
        }
        for ((growth, before), now) in self.growth.iter_mut().zip(before).zip(now) {
            *growth = self::growth(before, now);
        }
        self.checked()
    }

    /// The scores of satisfaction, value and awareness.
    #[must_use]
    pub fn scores(&self) -> [f64; 3] {
        [self.satisfaction, self.value, self.awareness]
    }

    /// The growth of quantity, purchase frequency, use frequency and spend: 0.2 is
    /// 20 % more; `None` where it is not known or began at nothing.
    #[must_use]
    pub fn growth(&self) -> [Option<f64>; 4] {
        self.growth
    }

    /// How many of the four measures really grew.
    #[must_use]
    pub fn grew(&self) -> usize {
        self.growth.iter().flatten().filter(|growth| **growth > 0.0).count()
    }

    /// How many of the four measures fell.
    #[must_use]
    pub fn fell(&self) -> usize {
        self.growth.iter().flatten().filter(|growth| **growth < 0.0).count()
    }

    /// The mean growth of the measures whose growth is known; `None` where none is.
    #[must_use]
    pub fn mean_growth(&self) -> Option<f64> {
        mean(self.growth)
    }
}

/// The growth of one measure of many customers from the period `before` to `now`,
/// written into `out`: 0.2 is 20 % more; NaN where it began at nothing.
///
/// # Errors
/// [`Length`](crate::ErrorKind::Length) where the columns differ in length;
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) or [`NotFinite`](crate::ErrorKind::NotFinite) for a
/// measure that is not finite and >= 0, with its row and column. Nothing is written
/// then.
pub fn growth_into(before: &[f64], now: &[f64], out: &mut [f64]) -> Result<()> {
    for (name, column) in [("before", before), ("now", now)] {
        if column.len() != out.len() {
            return Err(Error::length(name, column.len(), out.len()));
        }
        if let Some(row) = column.iter().position(|m| !(*m >= 0.0 && m.is_finite())) {
            let error = Error::out_of_range(name, column[row], "finite and >= 0");
            return Err(error.at_row(row as u64));
        }
    }
    for ((slot, before), now) in out.iter_mut().zip(before).zip(now) {
        *slot = growth(*before, *now).unwrap_or(f64::NAN);
    }
    Ok(())
}

classes! {
    /// Whether loyal behaviour really grew; a ladder.
    pub enum Growth because GrowthReason {
        Falling = 1 => "falling", "下降";
        Steady = 2 => "steady", "持平";
        Growing = 3 => "growing", "增长";
    }
}

reasons! {
    /// Which measures grew or fell.
    pub enum GrowthReason {
        QuantityGrew = 0 => "quantity grew", "购买量增加";
        QuantityFell = 1 => "quantity fell", "购买量减少";
        FrequencyGrew = 2 => "purchase frequency grew", "重复购买频率提高";
        FrequencyFell = 3 => "purchase frequency fell", "重复购买频率降低";
        UseGrew = 4 => "use frequency grew", "使用频率提高";
        UseFell = 5 => "use frequency fell", "使用频率降低";
        SpendGrew = 6 => "spend grew", "消费额度增加";
        SpendFell = 7 => "spend fell", "消费额度减少";
        NothingMoved = 8 => "nothing moved", "均未变化";
    }
    missing {
        QuantityMissing = 16 => "quantity of a period is not known", "购买量未知";
        FrequencyMissing = 17 => "purchase frequency of a period is not known", "重复购买频率未知";
        UseMissing = 18 => "use frequency of a period is not known", "使用频率未知";
        SpendMissing = 19 => "spend of a period is not known", "消费额度未知";
    }
}

facts! {
    /// The behaviour of two periods.
    pub struct GrowthFacts, GrowthColumns {
        /// Quantity bought in the period before.
        quantity_before: NonNegative,
        /// Quantity bought in this period.
        quantity: NonNegative,
        /// Purchases in the period before.
        frequency_before: NonNegative,
        /// Purchases in this period.
        frequency: NonNegative,
        /// Uses in the period before.
        use_before: NonNegative,
        /// Uses in this period.
        uses: NonNegative,
        /// Spend in the period before.
        spend_before: NonNegative,
        /// Spend in this period.
        spend: NonNegative,
    }
}

/// Whether the loyal behaviour of customers really grew: growing where more of
/// the four measures grew than fell, falling where more fell, steady otherwise.
/// Measures that are not known do not vote; the class is unknown where none is
/// known.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::loyalty::{BehaviourGrowth, Growth, GrowthFacts};
///
/// let facts = GrowthFacts::new().spend_before(100.0).spend(130.0);
/// assert_eq!(BehaviourGrowth.classify(&facts)?.class(), Some(Growth::Growing));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct BehaviourGrowth;

impl Scheme for BehaviourGrowth {
    type Class = Growth;
    type Facts = GrowthFacts;
    type Columns<'a> = GrowthColumns<'a>;

    #[inline]
    fn decide(&self, facts: &GrowthFacts) -> Classified<Growth> {
        use GrowthReason as R;
        let measures = [
            (
                facts.quantity_before,
                facts.quantity,
                [R::QuantityGrew, R::QuantityFell, R::QuantityMissing],
            ),
            (
                facts.frequency_before,
                facts.frequency,
                [R::FrequencyGrew, R::FrequencyFell, R::FrequencyMissing],
            ),
            (facts.use_before, facts.uses, [R::UseGrew, R::UseFell, R::UseMissing]),
            (facts.spend_before, facts.spend, [R::SpendGrew, R::SpendFell, R::SpendMissing]),
        ];
        let (mut reasons, mut balance, mut known) = (Reasons::NONE, 0, false);
        for (before, now, [grew, fell, missing]) in measures {
            let (Some(before), Some(now)) = (before, now) else {
                reasons = reasons.with(missing);
                continue;
            };
            known = true;
            reasons = reasons.with_if(now > before, grew).with_if(now < before, fell);
            balance += i32::from(now > before) - i32::from(now < before);
        }
        if !known {
            return Classified::unknown(reasons);
        }
        let moved = reasons.bits() & 0xff != 0;
        let class = match balance {
            1.. => Growth::Growing,
            0 => Growth::Steady,
            _ => Growth::Falling,
        };
        Classified::known(class, reasons.with_if(!moved, R::NothingMoved), balance == 0 && moved)
    }
}

/// The four indicators of many customers.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct FourIndicatorSummary {
    /// The mean scores of satisfaction, value and awareness, 0 to 100, each over those of
    /// whom it is known; `None` where it is known of nobody.
    pub scores: [Option<f64>; 3],
    /// The mean growth of behaviour, a share of the period before (0.2 is 20 % more) and
    /// no score, so that it is not to be averaged with them; `None` of nobody.
    pub growth: Option<f64>,
    /// Of how many satisfaction, value, awareness and growth each are.
    pub n_used: [u64; 4],
    /// Customers of whom all four are known.
    pub n_complete: u64,
}

/// The four-indicator measure of many customers: satisfaction, value and awareness are
/// scores from 0 to 100 or NaN (not known), each `None` where it is not known for anybody; `growth`, the fourth, is written: the mean
/// growth of those measures of `behaviour` that are known in both periods and did not
/// begin at nothing, NaN where there is none.
///
/// ```
/// use habitue::loyalty::{GrowthColumns, four_indicators_into};
///
/// let spend = GrowthColumns::new(2).spend_before(&[100.0, 0.0]).spend(&[130.0, 50.0]);
/// let mut growth = [0.0; 2];
/// let found = four_indicators_into(
///     [Some(&[80.0, 60.0]), Some(&[70.0, f64::NAN]), None], &spend, &mut growth,
/// )?;
/// assert!((growth[0] - 0.3).abs() < 1e-15 && growth[1].is_nan());
/// assert_eq!(found.scores, [Some(70.0), Some(70.0), None]);
/// assert!((found.growth.expect("of one") - 0.3).abs() < 1e-15);
/// assert_eq!((found.n_used, found.n_complete), ([2, 1, 0, 1], 0));
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// [`Length`](crate::ErrorKind::Length) where the columns differ in length;
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) or [`NotFinite`](crate::ErrorKind::NotFinite) for a
/// score outside 0..100 or a measure that is negative or infinite, with row and column.
/// Nothing is written then.
pub fn four_indicators_into(
    scores: [Option<&[f64]>; 3],
    behaviour: &GrowthColumns<'_>,
    growth: &mut [f64],
) -> Result<FourIndicatorSummary> {
    for (name, column) in NAMES.into_iter().zip(scores) {
        let Some(column) = column else { continue };
        if column.len() != growth.len() {
            return Err(Error::length(name, column.len(), growth.len()));
        }
        let off = |score: &f64| !score.is_nan() && !(0.0..=100.0).contains(score);
        if let Some(row) = column.iter().position(off) {
            let allowed = "0 to 100, or NaN (not known)";
            return Err(Error::out_of_range(name, column[row], allowed).at_row(row as u64));
        }
    }
    if behaviour.rows() != growth.len() {
        return Err(Error::length("behaviour", behaviour.rows(), growth.len()));
    }
    behaviour.check()?;
    let (mut sums, mut n_used, mut n_complete) = ([0.0; 4], [0_u64; 4], 0_u64);
    for (row, slot) in growth.iter_mut().enumerate() {
        *slot = mean(behaviour.facts(row).growth()).unwrap_or(f64::NAN);
        let [satisfaction, value, awareness] =
            scores.map(|column| column.map_or(f64::NAN, |column| column[row]));
        let four = [satisfaction, value, awareness, *slot];
        for at in 0..4 {
            if !four[at].is_nan() {
                sums[at] += four[at];
                n_used[at] += 1;
            }
        }
        n_complete += u64::from(four.iter().all(|indicator| !indicator.is_nan()));
    }
    let mean = |at: usize| (n_used[at] > 0).then(|| sums[at] / n_used[at] as f64);
    let scores = std::array::from_fn(mean);
    Ok(FourIndicatorSummary { scores, growth: mean(3), n_used, n_complete })
}

impl GrowthFacts {
    /// The growth of quantity, purchase frequency, use frequency and spend; `None`
    /// where a period is not known or the measure began at nothing.
    #[must_use]
    pub fn growth(&self) -> [Option<f64>; 4] {
        [
            (self.quantity_before, self.quantity),
            (self.frequency_before, self.frequency),
            (self.use_before, self.uses),
            (self.spend_before, self.spend),
        ]
        .map(|(before, now)| growth(before?, now?))
    }
}

/// How much a measure grew: 0.2 is 20 % more.
fn growth(before: f64, now: f64) -> Option<f64> {
    (before > 0.0).then(|| (now - before) / before)
}

fn mean(growth: [Option<f64>; 4]) -> Option<f64> {
    let known = growth.iter().flatten().count();
    (known > 0).then(|| growth.iter().flatten().sum::<f64>() / known as f64)
}

const NAMES: [&str; 3] = ["satisfaction", "value", "awareness"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::assert_total;

    #[test]
    fn growth_is_a_vote_of_what_is_known() {
        let values = [None, Some(0.0), Some(2.0), Some(5.0)];
        let rows: Vec<GrowthFacts> = (0..65536)
            .map(|bits: usize| {
                let at = |k: u32| values[bits / 4_usize.pow(k) % 4];
                GrowthFacts {
                    quantity_before: at(0),
                    quantity: at(1),
                    frequency_before: at(2),
                    frequency: at(3),
                    use_before: at(4),
                    uses: at(5),
                    spend_before: at(6),
                    spend: at(7),
                }
            })
            .collect();
        GrowthFacts::with_columns(&rows, |columns| assert_total(&BehaviourGrowth, &rows, columns));
    }

    #[test]
    fn growth_from_nothing_is_undefined() {
        let found = FourIndicators::new(0.0, 100.0, 50.0)
            .unwrap()
            .with_behaviour([0.0, 1.0, 2.0, 4.0], [5.0, 1.0, 1.0, 6.0])
            .unwrap();
        assert_eq!(found.growth(), [None, Some(0.0), Some(-0.5), Some(0.5)]);
        assert_eq!((found.grew(), found.fell(), found.mean_growth()), (1, 1, Some(0.0)));
        assert_eq!(FourIndicators::new(1.0, 1.0, 1.0).unwrap().mean_growth(), None);
        assert!(FourIndicators::new(101.0, 1.0, 1.0).is_err());
        let mut out = [9.0; 3];
        growth_into(&[0.0, 2.0, 4.0], &[5.0, 1.0, 6.0], &mut out).unwrap();
        assert!(out[0].is_nan() && out[1..] == [-0.5, 0.5]);
        let error = growth_into(&[1.0, -2.0, 1.0], &[1.0; 3], &mut out).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("before")));
        assert!(found.with_behaviour([f64::NAN; 4], [1.0; 4]).is_err());
    }

    #[test]
    fn more_in_this_period_never_lowers_the_class() {
        let values = [0.0, 2.0, 5.0];
        let class = |now: [f64; 4]| {
            let facts = GrowthFacts::new()
                .quantity_before(2.0)
                .quantity(now[0])
                .frequency_before(2.0)
                .frequency(now[1])
                .use_before(2.0)
                .uses(now[2])
                .spend_before(2.0)
                .spend(now[3]);
            BehaviourGrowth.decide(&facts).class()
        };
        for bits in 0..81_usize {
            let now: [f64; 4] = std::array::from_fn(|at| values[bits / 3_usize.pow(at as u32) % 3]);
            for at in 0..4 {
                let mut more = now;
                more[at] += 2.0;
                assert!(class(now) <= class(more), "{now:?} {more:?}");
            }
        }
    }

    #[test]
    fn columns_and_single_customers_agree() {
        let (before, now) = ([10.0, 4.0, 20.0, 500.0], [12.0, 4.0, 30.0, 450.0]);
        let column = |value: f64| [value, f64::NAN, 0.0];
        let (b, n) = (before.map(column), now.map(column));
        let columns = GrowthColumns::new(3)
            .quantity_before(&b[0])
            .quantity(&n[0])
            .frequency_before(&b[1])
            .frequency(&n[1])
            .use_before(&b[2])
            .uses(&n[2])
            .spend_before(&b[3])
            .spend(&n[3]);
        let mut growth = [9.0; 3];
        let scores = [[80.0, 0.0, f64::NAN], [70.0, 100.0, 1.0], [60.0, f64::NAN, 0.0]];
        let scores = [Some(&scores[0][..]), Some(&scores[1]), Some(&scores[2])];
        let found = four_indicators_into(scores, &columns, &mut growth).unwrap();
        let one = FourIndicators::new(80.0, 70.0, 60.0).unwrap();
        let one = one.with_behaviour(before, now).unwrap();
        assert_eq!(Some(growth[0]), one.mean_growth());
        assert!(growth[1].is_nan() && growth[2].is_nan());
        assert_eq!((found.n_used, found.n_complete), ([2, 3, 2, 1], 1));
        assert_eq!(found.scores, [Some(40.0), Some(57.0), Some(30.0)]);
        assert_eq!(found.growth, one.mean_growth());
        growth = [9.0; 3];
        let bad = [scores[0], Some(&[70.0, 100.1, 1.0]), None];
        let error = four_indicators_into(bad, &columns, &mut growth).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("value")));
        assert!(four_indicators_into([Some(&[]), None, None], &columns, &mut growth).is_err());
        assert!(four_indicators_into(scores, &GrowthColumns::new(2), &mut growth).is_err());
        assert_eq!(growth, [9.0; 3]);
        let nobody = four_indicators_into([None; 3], &GrowthColumns::new(0), &mut []).unwrap();
        assert_eq!((nobody.scores, nobody.growth, nobody.n_complete), ([None; 3], None, 0));
    }
}
