//! The two-by-two matrices of value: by future value, by loyalty, by response.

use crate::classify::{Cuts, Number, matrix};
use crate::error::{Error, Result};
use crate::numeric::ranking::keys::Keys;
use crate::numeric::ranking::selection::nth_largest;
use crate::value::pyramids::concentration::Concentration;

matrix! {
    /// Current by future value: the ABCD matrix, with the policy of each class.
    ///
    /// ```
    /// use habitue::classify::{Cuts, Scheme};
    /// use habitue::value::{FutureValue, FutureValueFacts, ValueClass};
    ///
    /// let matrix = FutureValue::new().with_cuts(Cuts::new(100.0, 80.0)?);
    /// let facts = FutureValueFacts::new().current(20.0).future(300.0);
    /// let class = matrix.classify(&facts)?.class();
    /// assert_eq!(class, Some(ValueClass::B));
    /// assert_eq!(ValueClass::B.policy(), "commit considerable resources");
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub struct FutureValue(FutureValueFacts, FutureValueColumns);
    /// What the customer is worth now: the profit of the last period.
    x current: Number =>
        CurrentHigh "current value is high" "目前价值高",
        CurrentLow "current value is low" "目前价值低",
        CurrentMissing "current value is not known" "目前价值未知";
    /// What the customer will be worth: a predicted lifetime value.
    y future: Number =>
        FutureHigh "future value is high" "未来价值高",
        FutureLow "future value is low" "未来价值低",
        FutureMissing "future value is not known" "未来价值未知";
    /// Classes by current and future value.
    pub enum ValueClass because FutureValueReason {
        /// High now and later.
        A = 1 => "A: first", "A类：首要客户";
        /// Low now, high later.
        B = 2 => "B: considerable potential", "B类：有相当潜力的客户";
        /// High now, low later.
        C = 3 => "C: core", "C类：核心客户";
        /// Low now and later.
        D = 4 => "D: not won, or near its end", "D类：未能争取到或生命周期将结束的客户";
    }
    cells D, C, B, A;
}

impl ValueClass {
    /// What to do with customers of the class.
    #[must_use]
    pub const fn policy(self) -> &'static str {
        match self {
            Self::A => "keep with every effort",
            Self::B => "commit considerable resources",
            Self::C => "invest more step by step",
            Self::D => "reduce",
        }
    }

    /// [`ValueClass::policy`] in Chinese.
    #[must_use]
    pub const fn policy_zh(self) -> &'static str {
        match self {
            Self::A => "尽最大努力保留",
            Self::B => "保证相当的投入",
            Self::C => "逐步加大投资",
            Self::D => "尽量减少投资",
        }
    }
}

matrix! {
    /// Value by loyalty: how profitable, and for how long (W. Reinartz and
    /// V. Kumar, *The Mismanagement of Customer Loyalty*, Harvard Business Review,
    /// 2002).
    pub struct ValueLoyalty(ValueLoyaltyFacts, ValueLoyaltyColumns);
    /// Profit of the customer.
    x value: Number =>
        ValueHigh "value is high" "价值高",
        ValueLow "value is low" "价值低",
        ValueMissing "value is not known" "价值未知";
    /// Loyalty: the projected duration of the relationship, or a loyalty index.
    y loyalty: Number =>
        LoyaltyHigh "loyalty is high" "忠诚度高",
        LoyaltyLow "loyalty is low" "忠诚度低",
        LoyaltyMissing "loyalty is not known" "忠诚度未知";
    /// Kinds of customer by value and loyalty.
    pub enum LoyalValue because ValueLoyaltyReason {
        /// Invest nothing; earn on every transaction.
        Stranger = 1 => "stranger", "陌生人型客户";
        /// Enjoy them while they last, and stop investing in time.
        Butterfly = 2 => "butterfly", "蝴蝶型客户";
        /// Find out whether the wallet is small or our share of it.
        Barnacle = 3 => "barnacle", "藤壶型客户（久留而利薄）";
        /// Delight and defend.
        TrueFriend = 4 => "true friend", "挚友型客户";
    }
    cells Stranger, Butterfly, Barnacle, TrueFriend;
}

matrix! {
    /// Value by response: what a customer is worth, and how readily it answers.
    pub struct ValueResponse(ValueResponseFacts, ValueResponseColumns);
    /// Worth of the customer.
    x value: Number =>
        ValuableYes "value is high" "价值高",
        ValuableNo "value is low" "价值低",
        ValuableMissing "value is not known" "价值未知";
    /// Share of contacts that the customer answers.
    y response: Number =>
        ResponsiveYes "response is high" "响应度高",
        ResponsiveNo "response is low" "响应度低",
        ResponsiveMissing "response is not known" "响应度未知";
    /// Kinds of customer by value and response.
    pub enum RespondingValue because ValueResponseReason {
        /// Contact at no cost, or not at all.
        Neglect = 1 => "low value, low response", "低价值低响应";
        /// Worth much, hard to reach: find the channel and the offer.
        Court = 2 => "high value, low response", "高价值低响应";
        /// Answers, buys little: cheap channels, larger baskets.
        Develop = 3 => "low value, high response", "低价值高响应";
        /// Answers and buys: the first to be contacted.
        Nurture = 4 => "high value, high response", "高价值高响应";
    }
    cells Neglect, Court, Develop, Nurture;
}

impl LoyalValue {
    /// What to do with customers of the kind, after Reinartz and Kumar.
    #[must_use]
    pub const fn policy(self) -> &'static str {
        match self {
            Self::Stranger => "invest nothing, earn on every transaction",
            Self::Butterfly => "enjoy while they last, stop investing in time",
            Self::Barnacle => "find out if the wallet is small or the share of it",
            Self::TrueFriend => "delight and defend",
        }
    }

    /// [`LoyalValue::policy`] in Chinese.
    #[must_use]
    pub const fn policy_zh(self) -> &'static str {
        match self {
            Self::Stranger => "不做投资，每笔交易都要有利润",
            Self::Butterfly => "抓住交易机会，适时停止投资",
            Self::Barnacle => "先查清是客户购买力有限，还是本企业所占份额偏低",
            Self::TrueFriend => "使其愉悦，用心维护，防止竞争者抢走",
        }
    }
}

impl RespondingValue {
    /// What to do with customers of the kind.
    #[must_use]
    pub const fn policy(self) -> &'static str {
        match self {
            Self::Neglect => "contact at no cost, or not at all",
            Self::Court => "find the channel and the offer",
            Self::Develop => "cheap channels, larger baskets",
            Self::Nurture => "contact first",
        }
    }

    /// [`RespondingValue::policy`] in Chinese.
    #[must_use]
    pub const fn policy_zh(self) -> &'static str {
        match self {
            Self::Neglect => "零成本接触，或不接触",
            Self::Court => "寻找合适的渠道和方案",
            Self::Develop => "改用低成本渠道，提高客单价",
            Self::Nurture => "优先接触",
        }
    }
}

/// Cuts at the medians of two columns: the half of the customers at or above the
/// middle are high.
///
/// # Errors
/// `Empty`; `NotFinite` naming the column and the row.
pub fn median_cuts(x: &[f64], y: &[f64]) -> Result<Cuts> {
    Cuts::new(median("x", x)?, median("y", y)?)
}

/// Cuts at the best `share` of the customers by each of two columns: 0.2 is the top fifth. Whoever
/// equals the last of them is high too; but where that would be everybody, only those above the
/// lowest value are.
///
/// ```
/// use habitue::value::top_cuts;
///
/// let cuts = top_cuts(&[9.0, 1.0, 2.0, 3.0, 4.0], &[1.0, 1.0, 1.0, 1.0, 7.0], 0.2)?;
/// assert_eq!((cuts.x(), cuts.y()), (9.0, 7.0));
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// `Empty`; `NotFinite` naming the column and the row; `OutOfRange` for a share outside 0..=1.
pub fn top_cuts(x: &[f64], y: &[f64], share: f64) -> Result<Cuts> {
    let cut = |name, column: &[f64]| {
        checked(name, column)?;
        let ranked = Concentration::of(column)?;
        let (descending, last) = (ranked.descending(), ranked.count_of(share)?.max(1) - 1);
        let lowest = descending[descending.len() - 1];
        let above = descending.partition_point(|value| *value > lowest).saturating_sub(1);
        Ok::<f64, Error>(descending[if descending[last] > lowest { last } else { above }])
    };
    Cuts::new(cut("x", x)?, cut("y", y)?)
}

/// Cuts at the means of two columns.
///
/// # Errors
/// `Empty`; `NotFinite` naming the column and the row.
pub fn mean_cuts(x: &[f64], y: &[f64]) -> Result<Cuts> {
    let mean = |name, column: &[f64]| {
        checked(name, column)?;
        let mut sum = crate::numeric::exact_sum::ExactSum::default();
        column.iter().for_each(|&value| sum.add(value));
        Ok::<f64, Error>(sum.value() / column.len() as f64)
    };
    Cuts::new(mean("x", x)?, mean("y", y)?)
}

fn median(name: &str, column: &[f64]) -> Result<f64> {
    checked(name, column)?;
    let keys = Keys::check(column, name, 1)?;
    let n = keys.len();
    let middle: f64 =
        nth_largest(n, |rows| keys.of(rows), keys.span(), &[n.div_ceil(2), n / 2 + 1], 1)
            .into_iter()
            .flatten()
            .map(|standing| keys.value(standing.key) / 2.0)
            .sum();
    Ok(middle)
}

fn checked(name: &str, column: &[f64]) -> Result<()> {
    use crate::numeric::ranking::amount::sealed::Amount;
    if column.is_empty() {
        return Err(Error::empty(name));
    }
    f64::check(column, name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{Scheme, assert_total};

    #[test]
    fn the_matrices_are_total() {
        let scores = [None, Some(-1.0), Some(50.0), Some(80.0)];
        let pairs = || scores.iter().flat_map(|x| scores.iter().map(move |y| (*x, *y)));
        let rows: Vec<FutureValueFacts> =
            pairs().map(|(current, future)| FutureValueFacts { current, future }).collect();
        FutureValueFacts::with_columns(&rows, |columns| {
            assert_total(&FutureValue::new(), &rows, columns)
        });
        let rows: Vec<ValueLoyaltyFacts> =
            pairs().map(|(value, loyalty)| ValueLoyaltyFacts { value, loyalty }).collect();
        ValueLoyaltyFacts::with_columns(&rows, |columns| {
            assert_total(&ValueLoyalty::new(), &rows, columns)
        });
        let rows: Vec<ValueResponseFacts> =
            pairs().map(|(value, response)| ValueResponseFacts { value, response }).collect();
        ValueResponseFacts::with_columns(&rows, |columns| {
            assert_total(&ValueResponse::new(), &rows, columns)
        });
    }

    #[test]
    fn the_corners_are_those_of_the_texts() {
        let class = |current, future| {
            let facts = FutureValueFacts::new().current(current).future(future);
            FutureValue::new().classify(&facts).unwrap().class().unwrap()
        };
        assert_eq!(
            [class(90.0, 90.0), class(10.0, 90.0), class(90.0, 10.0), class(10.0, 10.0)],
            [ValueClass::A, ValueClass::B, ValueClass::C, ValueClass::D]
        );
        let class = |value, loyalty| {
            let facts = ValueLoyaltyFacts::new().value(value).loyalty(loyalty);
            ValueLoyalty::new().classify(&facts).unwrap().class().unwrap()
        };
        assert_eq!(class(90.0, 10.0), LoyalValue::Butterfly);
        assert_eq!(class(10.0, 90.0), LoyalValue::Barnacle);
    }

    #[test]
    fn medians_and_means() {
        let cuts = median_cuts(&[3.0, 1.0, 2.0], &[4.0, 1.0, 2.0, 3.0]).unwrap();
        assert_eq!((cuts.x(), cuts.y()), (2.0, 2.5));
        let cuts = mean_cuts(&[3.0, 1.0, 2.0], &[4.0]).unwrap();
        assert_eq!((cuts.x(), cuts.y()), (2.0, 4.0));
        let cuts = top_cuts(&[1.0, 1.0, 1.0, 2.0], &[5.0; 4], 0.75).unwrap();
        assert_eq!((cuts.x(), cuts.y()), (2.0, 5.0));
        assert!(top_cuts(&[1.0], &[1.0], 1.5).is_err() && top_cuts(&[], &[1.0], 0.2).is_err());
        assert!(median_cuts(&[], &[1.0]).is_err() && mean_cuts(&[1.0], &[f64::NAN]).is_err());
    }
}
