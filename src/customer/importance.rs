//! VIP, important and ordinary customers, by their place in the ranking.

use crate::classify::{Classified, Fraction, Reasons, Scheme, classes, facts, reasons};
use crate::error::{Error, ErrorKind, Result};

classes! {
    /// How important a customer is; a ladder.
    pub enum Importance because ImportanceReason {
        Ordinary = 1 => "ordinary", "普通型客户";
        Important = 2 => "important", "重要型客户";
        Vip = 3 => "VIP", "贵宾型客户（VIP客户）";
    }
}

reasons! {
    /// What the importance rests on.
    pub enum ImportanceReason {
        InTop = 0 => "is in the top of the ranking", "排名最前";
        InUpper = 1 => "is in the upper part of the ranking", "排名靠前";
        InRest = 2 => "is in the rest of the ranking", "排名靠后";
    }
    missing {
        RankMissing = 16 => "place in the ranking is not known", "排名未知";
    }
}

facts! {
    /// Where a customer stands in a ranking by value.
    pub struct ImportanceFacts, ImportanceColumns {
        /// The share of customers who rank at or above this one: rank / number of
        /// customers, so that the best of 200 has 0.005 and the last has 1.
        top_share: Fraction,
    }
}

/// Three tiers by rank: the VIPs are the first share of customers, the important
/// ones the next. The pyramids of [`value`](crate::value) compute tiers from
/// values; this scheme reads a ranking that is already there.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::customer::{Importance, ImportanceFacts, ImportanceTiers};
///
/// let found = ImportanceTiers::new().classify(&ImportanceFacts::new().top_share(0.2))?;
/// assert_eq!((found.class(), found.on_boundary()), (Some(Importance::Important), true));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct ImportanceTiers {
    vip: f64,
    important: f64,
}

impl Default for ImportanceTiers {
    fn default() -> Self {
        Self { vip: 0.01, important: 0.20 }
    }
}

impl ImportanceTiers {
    /// The tiers with the default cuts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the cuts: up to which share of the ranking customers are VIPs, and
    /// up to which they are important; a cut belongs to the higher tier. The texts
    /// name none. Defaults to 0.01 and 0.20, the first two tiers of 1/19/30/50.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) for a cut outside (0, 1),
    /// [`NotFinite`](ErrorKind::NotFinite) for a NaN,
    /// [`Unsorted`](ErrorKind::Unsorted) unless `vip` < `important`.
    pub fn with_cuts(mut self, vip: f64, important: f64) -> Result<Self> {
        self.vip = vip;
        self.important = important;
        self.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { vip, important } = self;
        for (name, cut) in [("vip", vip), ("important", important)] {
            if !(cut > 0.0 && cut < 1.0) {
                return Err(Error::out_of_range(name, cut, "between 0 and 1"));
            }
        }
        if vip >= important {
            return Err(Error::new(ErrorKind::Unsorted, "is not above the cut of the VIPs")
                .in_column("important")
                .with_value(important)
                .allowing(format!("> {vip}")));
        }
        Ok(self)
    }
}

impl Scheme for ImportanceTiers {
    type Class = Importance;
    type Facts = ImportanceFacts;
    type Columns<'a> = ImportanceColumns<'a>;

    #[inline]
    fn decide(&self, facts: &ImportanceFacts) -> Classified<Importance> {
        use ImportanceReason as R;
        let Some(share) = facts.top_share else {
            return Classified::unknown(Reasons::NONE.with(R::RankMissing));
        };
        let (class, reason) = if share <= self.vip {
            (Importance::Vip, R::InTop)
        } else if share <= self.important {
            (Importance::Important, R::InUpper)
        } else {
            (Importance::Ordinary, R::InRest)
        };
        let boundary = share == self.vip || share == self.important;
        Classified::known(class, Reasons::NONE.with(reason), boundary)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::assert_total;

    #[test]
    fn total_and_monotone() {
        let shares = [None, Some(1.0), Some(0.21), Some(0.2), Some(0.011), Some(0.01), Some(0.0)];
        let rows = shares.map(|top_share| ImportanceFacts { top_share });
        let tiers = ImportanceTiers::new();
        ImportanceFacts::with_columns(&rows, |columns| assert_total(&tiers, &rows, columns));
        let classes: Vec<_> = rows.iter().map(|row| tiers.decide(row).class()).collect();
        assert!(classes.is_sorted(), "{classes:?}");
        assert!(tiers.with_cuts(0.2, 0.1).is_err() && tiers.with_cuts(0.0, 0.1).is_err());
        assert!(tiers.with_cuts(f64::NAN, 0.1).is_err());
    }
}
