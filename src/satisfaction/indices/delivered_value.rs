//! What a customer gets less what it costs him.

use crate::error::{Error, Result};

/// The four benefits and four costs of customer delivered value (Kotler), in one
/// unit: money, or points of a common scale.
///
/// The Chinese texts put 心理价值 (psychological value) where Kotler has
/// personnel value; the third benefit takes either.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct DeliveredValue {
    /// 产品, 服务, 人员 or 心理, 形象: product, services, personnel or
    /// psychological, image; each >= 0.
    pub benefits: [f64; 4],
    /// 货币, 时间, 精神, 体力: money, time, psychic, energy; each >= 0.
    pub costs: [f64; 4],
}

impl DeliveredValue {
    /// Names of the benefits, English and Chinese.
    pub const BENEFITS: [(&'static str, &'static str); 4] = [
        ("product", "产品价值"),
        ("services", "服务价值"),
        ("personnel or psychological", "人员或心理价值"),
        ("image", "形象价值"),
    ];
    /// Names of the costs, English and Chinese.
    pub const COSTS: [(&'static str, &'static str); 4] = [
        ("money", "货币成本"),
        ("time", "时间成本"),
        ("psychic", "精神成本"),
        ("energy", "体力成本"),
    ];

    /// Benefits and costs.
    ///
    /// # Errors
    /// `OutOfRange` or `NotFinite` unless each is a finite number >= 0, by name.
    ///
    /// ```
    /// use habitue::satisfaction::DeliveredValue;
    ///
    /// let value = DeliveredValue::new([60.0, 20.0, 10.0, 10.0], [50.0, 5.0, 5.0, 0.0])?;
    /// assert_eq!((value.difference(), value.ratio()), (40.0, Some(100.0 / 60.0)));
    /// // A complaint costs 15 more of time and energy; 20 of recovery make up for it.
    /// let after = value.with_complaint(10.0, 5.0, 20.0)?;
    /// assert_eq!(after.difference(), 45.0);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn new(benefits: [f64; 4], costs: [f64; 4]) -> Result<Self> {
        Self { benefits, costs }.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { benefits, costs } = self;
        let named = (Self::BENEFITS.iter().zip(benefits)).chain(Self::COSTS.iter().zip(costs));
        for ((name, _), value) in named {
            if !(value >= 0.0 && value.is_finite()) {
                return Err(Error::out_of_range(*name, value, ">= 0"));
            }
        }
        Ok(self)
    }

    /// Adds what a complaint costs in time and energy, and what the recovery is
    /// worth as a service: without a recovery worth more than the trouble, a
    /// complaint lowers the value, however it is settled.
    ///
    /// # Errors
    /// `OutOfRange` or `NotFinite` unless each is a finite number >= 0.
    pub fn with_complaint(mut self, time: f64, energy: f64, recovery: f64) -> Result<Self> {
        self.costs[1] += time;
        self.costs[3] += energy;
        self.benefits[1] += recovery;
        for (name, value) in [("time", time), ("energy", energy), ("recovery", recovery)] {
            if !(value >= 0.0 && value.is_finite()) {
                return Err(Error::out_of_range(name, value, ">= 0"));
            }
        }
        Ok(self)
    }

    /// Total benefit.
    #[must_use]
    pub fn benefit(&self) -> f64 {
        self.benefits.iter().sum()
    }

    /// Total cost.
    #[must_use]
    pub fn cost(&self) -> f64 {
        self.costs.iter().sum()
    }

    /// Benefits less costs.
    #[must_use]
    pub fn difference(&self) -> f64 {
        self.benefit() - self.cost()
    }

    /// Benefits over costs; `None` where there are no costs.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        let cost = self.cost();
        (cost > 0.0).then(|| self.benefit() / cost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_are_not_negative_and_may_be_absent() {
        assert!(DeliveredValue::new([1.0; 4], [1.0, -1.0, 0.0, 0.0]).is_err());
        assert!(DeliveredValue::new([f64::NAN, 0.0, 0.0, 0.0], [0.0; 4]).is_err());
        let free = DeliveredValue::new([1.0; 4], [0.0; 4]).unwrap();
        assert_eq!((free.difference(), free.ratio()), (4.0, None));
        assert!(free.with_complaint(-1.0, 0.0, 0.0).is_err());
        let unresolved = free.with_complaint(3.0, 2.0, 0.0).unwrap();
        assert_eq!(unresolved.difference(), -1.0);
    }
}
