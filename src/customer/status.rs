//! The lifecycle status, from facts and from events.

use crate::classify::{
    Classified, Count, Flag, NonNegative, Reasons, Scheme, classes, facts, named, reasons,
};
use crate::error::{Error, ErrorKind, Result};

classes! {
    /// Where a customer is in the life of the relationship.
    pub enum Status because StatusReason {
        /// Has no need of what is sold.
        NonCustomer = 1 => "non-customer", "非客户";
        /// Has the need, and has not bought.
        Potential = 2 => "potential customer", "潜在客户";
        /// Is being courted, and has not bought.
        Target = 3 => "target customer", "目标客户";
        /// Buys.
        Actual = 4 => "actual customer", "现实客户";
        /// Does not buy any more, but may come back.
        Lost = 5 => "lost for now", "暂时流失型客户";
        /// Will not come back.
        LostForGood = 6 => "lost for good", "永久流失型客户";
    }
}

reasons! {
    /// What the status rests on.
    pub enum StatusReason {
        HasNeed = 0 => "has the need", "有需求";
        NoNeed = 1 => "has no need", "无需求";
        IsTargeted = 2 => "is targeted", "属于目标客户";
        HasBought = 3 => "has bought", "已购买";
        NotBought = 4 => "has not bought", "未购买";
        RecentPurchase = 5 => "last purchase is recent", "近期购买";
        LongSincePurchase = 6 => "last purchase is long ago", "较久未购买（按暂时流失计）";
        TooLongSincePurchase = 7 => "last purchase is too long ago", "过久未购买（按永久流失计）";
        HasLeft = 8 => "has ended the relationship", "已终止关系";
    }
    missing {
        PurchasesMissing = 16 => "number of purchases is not known", "购买次数未知";
        NeedMissing = 17 => "need is not known", "需求未知";
        RecencyMissing = 18 => "time since the last purchase is not known", "距上次购买时间未知";
        TargetMissing = 19 => "being targeted is not known", "是否属于目标客户未知";
        LeavingMissing = 20 => "ending the relationship is not known", "是否终止关系未知";
    }
}

facts! {
    /// What the lifecycle status looks at.
    pub struct StatusFacts, StatusColumns {
        /// Number of purchases.
        purchases: Count,
        /// Days since the last purchase.
        days_since_last: NonNegative,
        /// Has the need for what is sold.
        need: Flag,
        /// Is being courted.
        targeted: Flag,
        /// Has ended the relationship: cancelled the contract, closed the account.
        has_left: Flag,
    }
}

/// The lifecycle status by rules.
///
/// Somebody who has bought is an actual customer until their last purchase is too
/// long ago, then lost for now. Whether they can be lost for good depends on how
/// customers leave (Jackson 1985; Dwyer 1989): in an *always-a-share* business
/// they drift away and come back, so that time alone never makes a loss final
/// (the default); in a *lost-for-good* business ending the relationship is final,
/// and [`with_lost_for_good_after_days`](Self::with_lost_for_good_after_days)
/// makes silence final, too.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::customer::{LifecycleRules, Status, StatusFacts};
///
/// let rules = LifecycleRules::new().with_lost_after_days(180.0)?;
/// let facts = StatusFacts::new().purchases(3).days_since_last(200.0);
/// assert_eq!(rules.classify(&facts)?.class(), Some(Status::Lost));
/// assert_eq!(rules.classify(&facts.has_left(true))?.class(), Some(Status::LostForGood));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct LifecycleRules {
    lost_after_days: f64,
    lost_for_good_after_days: Option<f64>,
}

impl Default for LifecycleRules {
    fn default() -> Self {
        Self { lost_after_days: 365.0, lost_for_good_after_days: None }
    }
}

impl LifecycleRules {
    /// The rules of an always-a-share business.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces how many days without a purchase make a customer lost for now; the
    /// day itself counts as lost. Defaults to 365.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// unless finite and > 0; [`Unsorted`](ErrorKind::Unsorted) where it is not
    /// below the days after which the loss is final.
    pub fn with_lost_after_days(mut self, days: f64) -> Result<Self> {
        self.lost_after_days = days;
        self.checked()
    }

    /// Replaces how many days without a purchase make a loss final; `None` is
    /// never. Defaults to `None`.
    ///
    /// # Errors
    /// As for [`with_lost_after_days`](Self::with_lost_after_days).
    pub fn with_lost_for_good_after_days(mut self, days: impl Into<Option<f64>>) -> Result<Self> {
        self.lost_for_good_after_days = days.into();
        self.checked()
    }

    fn checked(self) -> Result<Self> {
        let days = [Some(self.lost_after_days), self.lost_for_good_after_days];
        let names = ["lost_after_days", "lost_for_good_after_days"];
        for (name, days) in names.into_iter().zip(days) {
            if let Some(days) = days.filter(|days| !(*days > 0.0 && days.is_finite())) {
                return Err(Error::out_of_range(name, days, "finite and > 0"));
            }
        }
        match self.lost_for_good_after_days {
            Some(days) if days <= self.lost_after_days => {
                Err(Error::new(ErrorKind::Unsorted, "is not after the loss for now")
                    .in_column("lost_for_good_after_days")
                    .with_value(days)
                    .allowing(format!("> {}", self.lost_after_days)))
            }
            _ => Ok(self),
        }
    }
}

impl Scheme for LifecycleRules {
    type Class = Status;
    type Facts = StatusFacts;
    type Columns<'a> = StatusColumns<'a>;

    #[inline]
    fn decide(&self, facts: &StatusFacts) -> Classified<Status> {
        use StatusReason as R;
        let none = Reasons::NONE;
        match facts.purchases {
            None => return Classified::unknown(none.with(R::PurchasesMissing)),
            Some(0) => return before_purchase(facts),
            Some(_) => {}
        }
        let bought = none.with(R::HasBought);
        if facts.has_left == Some(true) {
            return Classified::known(Status::LostForGood, bought.with(R::HasLeft), false);
        }
        let bought = bought.with_if(facts.has_left.is_none(), R::LeavingMissing);
        let Some(days) = facts.days_since_last else {
            return Classified::unknown(bought.with(R::RecencyMissing));
        };
        let boundary = days == self.lost_after_days || self.lost_for_good_after_days == Some(days);
        let (class, reason) = if self.lost_for_good_after_days.is_some_and(|last| days >= last) {
            (Status::LostForGood, R::TooLongSincePurchase)
        } else if days >= self.lost_after_days {
            (Status::Lost, R::LongSincePurchase)
        } else {
            (Status::Actual, R::RecentPurchase)
        };
        Classified::known(class, bought.with(reason), boundary)
    }
}

#[inline]
fn before_purchase(facts: &StatusFacts) -> Classified<Status> {
    use StatusReason as R;
    let seen = Reasons::NONE
        .with(R::NotBought)
        .with_if(facts.targeted.is_none() && facts.need != Some(false), R::TargetMissing);
    let targeted = facts.targeted == Some(true);
    let (class, reasons) = match facts.need {
        Some(false) => (Status::NonCustomer, seen.with(R::NoNeed)),
        Some(true) if targeted => (Status::Target, seen.with(R::HasNeed).with(R::IsTargeted)),
        Some(true) => (Status::Potential, seen.with(R::HasNeed)),
        None if targeted => (Status::Target, seen.with(R::IsTargeted).with(R::NeedMissing)),
        None => return Classified::unknown(seen.with(R::NeedMissing)),
    };
    Classified::known(class, reasons, false)
}

named! {
    /// What may happen to a customer.
    pub enum StatusEvent {
        NeedFound = 1 => "a need is found", "发现需求";
        NeedGone = 2 => "the need is gone", "需求消失";
        Targeted = 3 => "is targeted", "列为目标客户";
        Dropped = 4 => "is targeted no longer", "不再列为目标客户";
        Purchased = 5 => "buys", "购买";
        Lapsed = 6 => "stops buying", "停止购买";
        Left = 7 => "ends the relationship", "终止关系";
    }
}

impl Status {
    /// Whether this customer is lost, for now or for good.
    #[must_use]
    pub fn is_lost(self) -> bool {
        matches!(self, Self::Lost | Self::LostForGood)
    }

    /// The status after an event: the state machine of the lifecycle.
    ///
    /// A purchase makes an actual customer of anybody, also of somebody who was
    /// thought lost for good: the deed refutes the status. A customer who has
    /// bought does not become potential again; their need being gone means that
    /// they lapse.
    ///
    /// ```
    /// use habitue::customer::{Status, StatusEvent};
    ///
    /// let back = Status::Lost.after(StatusEvent::Purchased)?;
    /// assert_eq!(back, Status::Actual);
    /// assert!(Status::NonCustomer.after(StatusEvent::Lapsed).is_err());
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Inconsistent`](ErrorKind::Inconsistent) for an event that cannot happen in
    /// this status, such as a non-customer who stops buying.
    pub fn after(self, event: StatusEvent) -> Result<Self> {
        use Status::{Actual, Lost, LostForGood, NonCustomer, Potential, Target};
        use StatusEvent as E;
        let next = match (self, event) {
            (_, E::Purchased) => Actual,
            (NonCustomer | Potential, E::NeedFound) => Potential,
            (NonCustomer | Potential | Target, E::NeedGone) => NonCustomer,
            (NonCustomer | Potential | Target, E::Targeted) | (Target, E::NeedFound) => Target,
            (Target, E::Dropped) => Potential,
            (NonCustomer | Potential, E::Dropped) => self,
            (Actual | Lost, E::Lapsed | E::NeedGone) => Lost,
            (Actual | Lost | LostForGood, E::Left) => LostForGood,
            (Actual | Lost | LostForGood, E::NeedFound | E::Targeted | E::Dropped) => self,
            (LostForGood, E::Lapsed | E::NeedGone) => LostForGood,
            (NonCustomer | Potential | Target, E::Lapsed | E::Left) => {
                return Err(Error::new(
                    ErrorKind::Inconsistent,
                    format!("cannot happen to a {}", self.name()),
                )
                .in_column("event")
                .with_value(event.name()));
            }
        };
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{FLAGS, assert_total};

    fn all_facts() -> Vec<StatusFacts> {
        let mut rows = Vec::new();
        for purchases in [None, Some(0), Some(1), Some(8)] {
            for days_since_last in
                [None, Some(0.0), Some(364.9), Some(365.0), Some(1000.0), Some(1e6)]
            {
                for bits in 0..27 {
                    rows.push(StatusFacts {
                        purchases,
                        days_since_last,
                        need: FLAGS[bits % 3],
                        targeted: FLAGS[bits / 3 % 3],
                        has_left: FLAGS[bits / 9],
                    });
                }
            }
        }
        rows
    }

    #[test]
    fn every_combination_of_facts() {
        let rows = all_facts();
        let final_after = LifecycleRules::new().with_lost_for_good_after_days(1000.0).unwrap();
        for rules in [LifecycleRules::new(), final_after] {
            StatusFacts::with_columns(&rows, |columns| assert_total(&rules, &rows, columns));
        }
    }

    #[test]
    fn what_would_move_a_customer_is_named_as_missing() {
        use StatusReason as R;
        let rules = LifecycleRules::new();
        for facts in all_facts() {
            let found = rules.decide(&facts);
            if found.class().is_none() {
                continue;
            }
            for answer in [true, false] {
                let told = [
                    (facts.need.is_none(), facts.need(answer), R::NeedMissing),
                    (facts.targeted.is_none(), facts.targeted(answer), R::TargetMissing),
                    (facts.has_left.is_none(), facts.has_left(answer), R::LeavingMissing),
                ];
                for (missing, told, reason) in told {
                    let moved = rules.decide(&told).class() != found.class();
                    assert!(!missing || !moved || found.missing().contains(reason), "{facts:?}");
                }
            }
        }
    }

    #[test]
    fn longer_silence_never_makes_a_customer_less_lost() {
        let rules = LifecycleRules::new().with_lost_for_good_after_days(900.0).unwrap();
        let at =
            |days| rules.classify(&StatusFacts::new().purchases(2).days_since_last(days)).unwrap();
        let days = [0.0, 100.0, 364.0, 365.0, 899.0, 900.0, 1e9];
        assert!(days.windows(2).all(|pair| at(pair[0]).class() <= at(pair[1]).class()));
        assert!(at(365.0).on_boundary() && at(900.0).on_boundary() && !at(366.0).on_boundary());
        // Always a share: silence alone is never final.
        let facts = StatusFacts::new().purchases(2).days_since_last(1e9);
        assert_eq!(LifecycleRules::new().decide(&facts).class(), Some(Status::Lost));
    }

    #[test]
    fn impossible_rules_are_refused() {
        let rules = LifecycleRules::new();
        assert!(rules.with_lost_after_days(0.0).is_err());
        assert!(rules.with_lost_after_days(f64::NAN).is_err());
        let error = rules.with_lost_for_good_after_days(100.0).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsorted);
    }

    #[test]
    fn the_machine_answers_every_event_in_every_status() {
        for status in Status::ALL {
            for event in StatusEvent::ALL {
                let impossible =
                    !matches!(status, Status::Actual | Status::Lost | Status::LostForGood)
                        && matches!(event, StatusEvent::Lapsed | StatusEvent::Left);
                assert_eq!(status.after(*event).is_err(), impossible, "{status:?} {event:?}");
            }
            assert_eq!(status.after(StatusEvent::Purchased).unwrap(), Status::Actual);
        }
        // What the events say, the facts say.
        let life = [
            (StatusEvent::NeedFound, Status::Potential),
            (StatusEvent::Targeted, Status::Target),
            (StatusEvent::Purchased, Status::Actual),
            (StatusEvent::Lapsed, Status::Lost),
            (StatusEvent::Purchased, Status::Actual),
            (StatusEvent::Left, Status::LostForGood),
        ];
        let mut status = Status::NonCustomer;
        for (event, expected) in life {
            status = status.after(event).unwrap();
            assert_eq!(status, expected);
        }
        assert!(status.is_lost());
    }
}
