//! Loyalty by four indicators with growth, and by seven behavioural indicators.

use crate::classify::{
    Classified, FactColumns, NonNegative, Number, Reasons, Scheme, classes, facts, reasons,
};
use crate::error::{Error, ErrorKind, Result};

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
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
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
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a score outside 0..100.
    pub fn new(satisfaction: f64, value: f64, awareness: f64) -> Result<Self> {
        for (name, score) in
            [("satisfaction", satisfaction), ("value", value), ("awareness", awareness)]
        {
            if !(0.0..=100.0).contains(&score) {
                return Err(Error::out_of_range(name, score, "0 to 100"));
            }
        }
        Ok(Self { satisfaction, value, awareness, growth: [None; 4] })
    }

    /// Adds the behaviour of the period before and of this one: quantity, purchase
    /// frequency, use frequency, spend. Growth from nothing is undefined and stays
    /// `None`.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a measure that is not finite and >= 0.
    pub fn with_behaviour(mut self, before: [f64; 4], now: [f64; 4]) -> Result<Self> {
        for (name, measures) in [("before", before), ("now", now)] {
            if let Some(bad) = measures.iter().find(|m| !(**m >= 0.0 && m.is_finite())) {
                return Err(Error::out_of_range(name, *bad, "finite and >= 0"));
            }
        }
        for ((growth, before), now) in self.growth.iter_mut().zip(before).zip(now) {
            *growth = (before > 0.0).then(|| (now - before) / before);
        }
        Ok(self)
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
        let known: Vec<f64> = self.growth.iter().flatten().copied().collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    }
}

/// The growth of one measure of many customers from the period `before` to `now`,
/// written into `out`: 0.2 is 20 % more; NaN where it began at nothing.
///
/// # Errors
/// [`Length`](ErrorKind::Length) where the columns differ in length;
/// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite) for a
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
        *slot = if *before > 0.0 { (now - before) / before } else { f64::NAN };
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
        QuantityGrew = 0 => "quantity grew", "购买数量增加";
        QuantityFell = 1 => "quantity fell", "购买数量减少";
        FrequencyGrew = 2 => "purchase frequency grew", "重复购买频率提高";
        FrequencyFell = 3 => "purchase frequency fell", "重复购买频率降低";
        UseGrew = 4 => "use frequency grew", "使用频率提高";
        UseFell = 5 => "use frequency fell", "使用频率降低";
        SpendGrew = 6 => "spend grew", "消费金额增加";
        SpendFell = 7 => "spend fell", "消费金额减少";
        NothingMoved = 8 => "nothing moved", "均未变化";
    }
    missing {
        QuantityMissing = 16 => "quantity of a period is not known", "购买数量未知";
        FrequencyMissing = 17 => "purchase frequency of a period is not known", "购买频率未知";
        UseMissing = 18 => "use frequency of a period is not known", "使用频率未知";
        SpendMissing = 19 => "spend of a period is not known", "消费金额未知";
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

facts! {
    /// The seven behavioural indicators, each on its declared range.
    pub struct SevenIndicatorFacts, SevenIndicatorColumns {
        /// How often the customer buys again (more is more loyal).
        repurchase: Number,
        /// How long the customer takes to choose (less is more loyal).
        choosing_time: Number,
        /// Attention to this brand (more is more loyal).
        attention: Number,
        /// Attention to competing brands (less is more loyal).
        competitor_attention: Number,
        /// Sensitivity to price (less is more loyal).
        price_sensitivity: Number,
        /// Identification with the brand (more is more loyal).
        identification: Number,
        /// Tolerance of defects (more is more loyal).
        defect_tolerance: Number,
    }
}

/// The seven-indicator loyalty index of customer behaviour, 0 to 100:
///
/// ```text
/// index = 100 (sum w_i s_i) / (sum w_i),   s_i = (x_i - low_i) / (high_i - low_i) or 1 minus that
/// ```
///
/// with the directions + - + - - + +. The ranges are *declared*: scaling by the
/// smallest and largest value seen would make a customer's score depend on who
/// else is in the sample. The texts give no weights; the default is equal ones.
///
/// An indicator on which all customers of a sample agree tells them apart by
/// nothing: [`index_into`](Self::index_into) drops it from that sample and says
/// so.
///
/// ```
/// use habitue::loyalty::{SevenIndicatorFacts, SevenIndicators};
///
/// let index = SevenIndicators::new([(1.0, 5.0); 7])?;
/// let facts = SevenIndicatorFacts::new()
///     .repurchase(5.0).choosing_time(1.0).attention(5.0).competitor_attention(1.0)
///     .price_sensitivity(1.0).identification(5.0).defect_tolerance(3.0);
/// let found = index.index(&facts)?.expect("all are known");
/// assert!((found - 100.0 * 6.5 / 7.0).abs() < 1e-12);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SevenIndicators {
    ranges: [(f64, f64); 7],
    weights: [f64; 7],
}

/// What [`SevenIndicators::index_into`] found.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SevenIndicatorSummary {
    /// The mean index; `None` where nobody has one.
    pub mean: Option<f64>,
    /// Customers with all the indicators that entered.
    pub n_used: u64,
    /// Customers without an index.
    pub n_missing: u64,
    /// Which indicators were dropped, because all customers who answered agree.
    pub dropped: [bool; 7],
}

impl SevenIndicators {
    /// +1 where more is more loyal, -1 where less is.
    pub const DIRECTIONS: [i8; 7] = [1, -1, 1, -1, -1, 1, 1];

    const NAMES: [&'static str; 7] = [
        "repurchase",
        "choosing_time",
        "attention",
        "competitor_attention",
        "price_sensitivity",
        "identification",
        "defect_tolerance",
    ];

    /// The index with the declared ranges, from lowest to highest possible value,
    /// in the order of the facts.
    ///
    /// # Errors
    /// [`NotFinite`](ErrorKind::NotFinite) for an end that is not finite,
    /// [`Unsorted`](ErrorKind::Unsorted) unless each range is (low, high) with low
    /// below high.
    pub fn new(ranges: [(f64, f64); 7]) -> Result<Self> {
        for ((low, high), name) in ranges.into_iter().zip(Self::NAMES) {
            if let Some(bad) = [low, high].into_iter().find(|end| !end.is_finite()) {
                return Err(Error::out_of_range(name, bad, "a finite range"));
            }
            if !(low < high && (high - low).is_finite()) {
                return Err(Error::new(ErrorKind::Unsorted, "is no range from low to high")
                    .in_column(name)
                    .with_value(format!("({low}, {high})")));
            }
        }
        Ok(Self { ranges, weights: [1.0; 7] })
    }

    /// Replaces the weights, in the order of the facts. Defaults to equal ones.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a weight that is not finite and >= 0, or where all are 0.
    pub fn with_weights(mut self, weights: [f64; 7]) -> Result<Self> {
        if let Some(bad) = weights.iter().find(|weight| !(**weight >= 0.0 && weight.is_finite())) {
            return Err(Error::out_of_range("weights", *bad, "finite and >= 0"));
        }
        let sum: f64 = weights.iter().sum();
        if !(sum > 0.0 && sum.is_finite()) {
            return Err(Error::out_of_range("sum of weights", sum, "finite and > 0"));
        }
        self.weights = weights;
        Ok(self)
    }

    /// The index of one customer, 0 to 100; `None` where an indicator with a weight
    /// is not known.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a value outside its declared range.
    pub fn index(&self, facts: &SevenIndicatorFacts) -> Result<Option<f64>> {
        let values = values(facts);
        self.check(&values)?;
        Ok(self.score(&values, &self.weights))
    }

    /// The index of each customer, written into `out` (NaN where an indicator that
    /// entered is not known), and the summary. Indicators on which all customers
    /// who answered agree are dropped, where at least two answered.
    ///
    /// # Errors
    /// [`Length`](ErrorKind::Length) for a column of another length;
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a value outside its declared range, with its row and column;
    /// [`Undefined`](ErrorKind::Undefined) where every indicator with a weight is
    /// dropped.
    pub fn index_into(
        &self,
        columns: &SevenIndicatorColumns<'_>,
        out: &mut [f64],
    ) -> Result<SevenIndicatorSummary> {
        columns.check()?;
        let rows = columns.rows();
        if out.len() != rows {
            return Err(Error::length("out", out.len(), rows));
        }
        let (mut first, mut answered, mut differ) = ([None; 7], [0_u64; 7], [false; 7]);
        for row in 0..rows {
            let values = values(&columns.facts(row));
            self.check(&values).map_err(|error| error.at_row(row as u64))?;
            for (at, value) in values.iter().enumerate().filter(|(_, value)| value.is_some()) {
                answered[at] += 1;
                differ[at] |= first[at].is_some_and(|first| Some(first) != *value);
                first[at] = first[at].or(*value);
            }
        }
        let (mut weights, mut dropped) = (self.weights, [false; 7]);
        for at in 0..7 {
            dropped[at] = answered[at] >= 2 && !differ[at];
            if dropped[at] {
                weights[at] = 0.0;
            }
        }
        if weights.iter().all(|weight| *weight == 0.0) {
            return Err(Error::new(
                ErrorKind::Undefined,
                "no indicator with a weight tells these customers apart",
            ));
        }
        let (mut sum, mut used) = (0.0, 0_u64);
        for (row, slot) in out.iter_mut().enumerate() {
            match self.score(&values(&columns.facts(row)), &weights) {
                Some(index) => {
                    *slot = index;
                    sum += index;
                    used += 1;
                }
                None => *slot = f64::NAN,
            }
        }
        Ok(SevenIndicatorSummary {
            mean: (used > 0).then(|| sum / used as f64),
            n_used: used,
            n_missing: rows as u64 - used,
            dropped,
        })
    }

    fn check(&self, values: &[Option<f64>; 7]) -> Result<()> {
        for ((value, (low, high)), name) in values.iter().zip(self.ranges).zip(Self::NAMES) {
            if let Some(value) = value.filter(|value| !(low..=high).contains(value)) {
                return Err(Error::out_of_range(name, value, format!("{low} to {high}")));
            }
        }
        Ok(())
    }

    fn score(&self, values: &[Option<f64>; 7], weights: &[f64; 7]) -> Option<f64> {
        let (mut sum, mut total) = (0.0, 0.0);
        for at in (0..7).filter(|at| weights[*at] > 0.0) {
            let (low, high) = self.ranges[at];
            let share = (values[at]? - low) / (high - low);
            let loyal = if Self::DIRECTIONS[at] > 0 { share } else { 1.0 - share };
            sum += weights[at] * loyal;
            total += weights[at];
        }
        // Rounding may carry a mean of ones past 1 by its last bit.
        Some(100.0 * (sum / total).clamp(0.0, 1.0))
    }
}

fn values(facts: &SevenIndicatorFacts) -> [Option<f64>; 7] {
    [
        facts.repurchase,
        facts.choosing_time,
        facts.attention,
        facts.competitor_attention,
        facts.price_sensitivity,
        facts.identification,
        facts.defect_tolerance,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::assert_total;
    use proptest::prelude::*;

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
    fn what_all_agree_on_is_dropped_and_reported() {
        let index = SevenIndicators::new([(0.0, 10.0); 7]).unwrap();
        let (five, varied) = ([5.0; 3], [0.0, 10.0, 5.0]);
        let gap = [f64::NAN, 10.0, 0.0];
        let columns = SevenIndicatorColumns::new(3)
            .repurchase(&varied)
            .choosing_time(&varied)
            .attention(&gap)
            .competitor_attention(&five)
            .price_sensitivity(&five)
            .identification(&five)
            .defect_tolerance(&five);
        let mut out = [0.0; 3];
        let found = index.index_into(&columns, &mut out).unwrap();
        assert_eq!(found.dropped, [false, false, false, true, true, true, true]);
        // Row 1: repurchase 1, choosing 1 - 1 = 0, attention 1; row 2: .5, .5, 0.
        assert!(out[0].is_nan() && (out[1] - 200.0 / 3.0).abs() < 1e-12);
        assert!((out[2] - 100.0 / 3.0).abs() < 1e-12);
        assert_eq!((found.n_used, found.n_missing), (2, 1));
        let same = SevenIndicatorColumns::new(3)
            .repurchase(&five)
            .choosing_time(&five)
            .attention(&five)
            .competitor_attention(&five)
            .price_sensitivity(&five)
            .identification(&five)
            .defect_tolerance(&five);
        assert_eq!(index.index_into(&same, &mut out).unwrap_err().kind(), ErrorKind::Undefined);
        let low = SevenIndicatorColumns::new(3).attention(&[1.0, 11.0, 2.0]);
        let error = index.index_into(&low, &mut out).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("attention")));
    }

    proptest! {
        #[test]
        fn each_indicator_moves_the_index_in_its_direction(
            values in proptest::array::uniform7(0.0_f64..=1.0), step in 0.0_f64..1.0,
            weights in proptest::array::uniform7(0.01_f64..5.0), at in 0_usize..7,
        ) {
            let index = SevenIndicators::new([(0.0, 1.0); 7]).unwrap().with_weights(weights).unwrap();
            let before: [Option<f64>; 7] = values.map(Some);
            let mut after = before;
            after[at] = Some((values[at] + step).min(1.0));
            let (a, b) = (index.score(&before, &weights).unwrap(), index.score(&after, &weights).unwrap());
            prop_assert!((0.0..=100.0).contains(&a));
            if SevenIndicators::DIRECTIONS[at] > 0 { prop_assert!(b >= a) } else { prop_assert!(b <= a) }
        }
    }
}
