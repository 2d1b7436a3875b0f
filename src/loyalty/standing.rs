//! Loyal, old, new and potential customers.

use crate::classify::{
    Classified, Count, Flag, NonNegative, Reasons, Scheme, classes, facts, reasons,
};
use crate::error::{Error, Result};

classes! {
    /// What a customer is by purchases, tenure and loyalty; a ladder.
    pub enum Standing because StandingReason {
        Potential = 1 => "potential customer", "潜在客户";
        New = 2 => "new customer", "新客户";
        Old = 3 => "old customer", "老客户";
        Loyal = 4 => "loyal customer", "忠诚客户";
    }
}

reasons! {
    /// What decided the standing.
    pub enum StandingReason {
        NoPurchase = 0 => "no purchase", "尚未购买";
        OnePurchase = 1 => "one purchase", "购买一次";
        SeveralPurchases = 2 => "two or more purchases", "购买两次或以上";
        ShortTenure = 3 => "tenure is short", "客户关系长度较短";
        LongTenure = 4 => "tenure is long enough", "客户关系长度足够长";
        IsLoyal = 5 => "is loyal", "忠诚";
        NotLoyal = 6 => "is not loyal", "不忠诚";
    }
    missing {
        PurchasesMissing = 16 => "number of purchases is not known", "购买次数未知";
        TenureMissing = 17 => "tenure is not known", "客户关系长度未知";
        LoyaltyMissing = 18 => "loyalty is not known", "忠诚与否未知";
    }
}

facts! {
    /// What the standing looks at.
    pub struct StandingFacts, StandingColumns {
        /// Number of purchases.
        purchases: Count,
        /// Days since the first purchase.
        tenure_days: NonNegative,
        /// Is loyal, by whatever measure is trusted.
        loyal: Flag,
    }
}

/// Loyal, old, new or potential: no purchase is a potential customer; one
/// purchase, or a tenure shorter than the minimum, a new one; two or more with
/// enough tenure an old one, and a loyal one if known to be loyal. The ladder rests on
/// the purchases and, from the second on, on the tenure; without them the standing is
/// unknown.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::loyalty::{Standing, StandingFacts, StandingScheme};
///
/// let facts = StandingFacts::new().purchases(4).tenure_days(400.0);
/// let standing = StandingScheme::new().classify(&facts)?;
/// assert_eq!(standing.class(), Some(Standing::Old));
/// assert_eq!(standing.missing().to_string(), "loyalty is not known");
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct StandingScheme {
    minimum_tenure_days: f64,
}

impl Default for StandingScheme {
    fn default() -> Self {
        Self { minimum_tenure_days: 90.0 }
    }
}

impl StandingScheme {
    /// The scheme with the default minimum tenure.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the tenure in days from which a customer is no longer new; the
    /// texts name none. Defaults to 90.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) or
    /// [`NotFinite`](crate::ErrorKind::NotFinite) unless finite and >= 0.
    pub fn with_minimum_tenure_days(mut self, days: f64) -> Result<Self> {
        self.minimum_tenure_days = days;
        self.checked()
    }

    fn checked(self) -> Result<Self> {
        let days = self.minimum_tenure_days;
        if !(days >= 0.0 && days.is_finite()) {
            return Err(Error::out_of_range("minimum_tenure_days", days, "finite and >= 0"));
        }
        Ok(self)
    }
}

impl Scheme for StandingScheme {
    type Class = Standing;
    type Facts = StandingFacts;
    type Columns<'a> = StandingColumns<'a>;

    #[inline]
    fn decide(&self, facts: &StandingFacts) -> Classified<Standing> {
        use StandingReason as R;
        let none = Reasons::NONE;
        let bought = match facts.purchases {
            None => return Classified::unknown(none.with(R::PurchasesMissing)),
            Some(0) => {
                return Classified::known(Standing::Potential, none.with(R::NoPurchase), false);
            }
            Some(1) => return Classified::known(Standing::New, none.with(R::OnePurchase), false),
            Some(_) => none.with(R::SeveralPurchases),
        };
        let Some(tenure) = facts.tenure_days else {
            return Classified::unknown(bought.with(R::TenureMissing));
        };
        if tenure < self.minimum_tenure_days {
            return Classified::known(Standing::New, bought.with(R::ShortTenure), false);
        }
        let seen = bought.with(R::LongTenure);
        let (class, reason) = match facts.loyal {
            Some(true) => (Standing::Loyal, R::IsLoyal),
            Some(false) => (Standing::Old, R::NotLoyal),
            None => (Standing::Old, R::LoyaltyMissing),
        };
        Classified::known(class, seen.with(reason), tenure == self.minimum_tenure_days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{FLAGS, assert_total};

    #[test]
    fn total_and_monotone() {
        let scheme = StandingScheme::new();
        let mut rows = Vec::new();
        for purchases in [None, Some(0), Some(1), Some(2), Some(50)] {
            for tenure_days in [None, Some(0.0), Some(89.9), Some(90.0), Some(4000.0)] {
                for loyal in FLAGS {
                    rows.push(StandingFacts { purchases, tenure_days, loyal });
                }
            }
        }
        StandingFacts::with_columns(&rows, |columns| assert_total(&scheme, &rows, columns));
        for a in &rows {
            for b in &rows {
                let more = a.purchases.is_some()
                    && a.purchases <= b.purchases
                    && a.tenure_days.is_some()
                    && a.tenure_days <= b.tenure_days
                    && a.loyal <= b.loyal;
                if more {
                    assert!(scheme.decide(a).class() <= scheme.decide(b).class(), "{a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn the_minimum_tenure_itself_is_old_and_flagged() {
        let facts = StandingFacts::new().purchases(2).tenure_days(30.0).loyal(false);
        let scheme = StandingScheme::new().with_minimum_tenure_days(30.0).unwrap();
        let found = scheme.classify(&facts).unwrap();
        assert_eq!((found.class(), found.on_boundary()), (Some(Standing::Old), true));
        assert!(StandingScheme::new().with_minimum_tenure_days(-1.0).is_err());
    }
}
