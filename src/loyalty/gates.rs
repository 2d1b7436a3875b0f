//! The gates from satisfaction through delight and trust to loyalty.

use crate::classify::{Classified, LadderRule, Number, Reasons, Scheme, classes, facts, reasons};
use crate::error::{Error, Result};

classes! {
    /// The last gate that a customer has passed; a ladder.
    pub enum Gate because GateReason {
        NotSatisfied = 1 => "not satisfied", "未达到满意";
        /// The base.
        Satisfied = 2 => "satisfied", "满意";
        /// The key.
        Delighted = 3 => "delighted", "愉悦";
        /// The end: with trust on top of delight and satisfaction comes loyalty.
        Trusting = 4 => "trusting, hence loyal", "信赖（忠诚）";
    }
}

reasons! {
    /// Which gates were passed.
    pub enum GateReason {
        SatisfactionPassed = 0 => "satisfaction is at or above its gate", "满意达标";
        SatisfactionFailed = 1 => "satisfaction is below its gate", "满意未达标";
        DelightPassed = 2 => "delight is at or above its gate", "愉悦达标";
        DelightFailed = 3 => "delight is below its gate", "愉悦未达标";
        TrustPassed = 4 => "trust is at or above its gate", "信赖达标";
        TrustFailed = 5 => "trust is below its gate", "信赖未达标";
    }
    missing {
        SatisfactionMissing = 16 => "satisfaction is not known", "满意度未知";
        DelightMissing = 17 => "delight is not known", "愉悦度未知";
        TrustMissing = 18 => "trust is not known", "信赖度未知";
    }
}

facts! {
    /// The three scores that the gates look at.
    pub struct GateFacts, GateColumns {
        /// Satisfaction, on the scale of its gate (0 to 100 by default).
        satisfaction: Number,
        /// Delight, on the scale of its gate (0 to 100 by default).
        delight: Number,
        /// Trust, on the scale of its gate (0 to 100 by default).
        trust: Number,
    }
}

/// Satisfaction is the base of loyalty, delight its key, trust its end (after
/// Oliver, Rust and Varki 1997 and Morgan and Hunt 1994): a gate counts only
/// when all before it are passed. Satisfaction must be known.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::loyalty::{Gate, GateFacts, LoyaltyGates};
///
/// let facts = GateFacts::new().satisfaction(90.0).delight(40.0).trust(95.0);
/// assert_eq!(LoyaltyGates::new().classify(&facts)?.class(), Some(Gate::Satisfied));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct LoyaltyGates {
    gates: [f64; 3],
}

impl Default for LoyaltyGates {
    fn default() -> Self {
        Self { gates: [50.0; 3] }
    }
}

impl LoyaltyGates {
    /// The gates at the middle of scores from 0 to 100.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the gates of satisfaction, delight and trust; a score on its gate
    /// passes. Defaults to 50, 50 and 50.
    ///
    /// # Errors
    /// [`NotFinite`](crate::ErrorKind::NotFinite) for a NaN or an infinity.
    pub fn with_gates(mut self, gates: [f64; 3]) -> Result<Self> {
        self.gates = gates;
        self.checked()
    }

    fn checked(self) -> Result<Self> {
        match self.gates.iter().find(|gate| !gate.is_finite()) {
            Some(bad) => Err(Error::out_of_range("gates", *bad, "finite numbers")),
            None => Ok(self),
        }
    }
}

impl Scheme for LoyaltyGates {
    type Class = Gate;
    type Facts = GateFacts;
    type Columns<'a> = GateColumns<'a>;

    #[inline]
    fn decide(&self, facts: &GateFacts) -> Classified<Gate> {
        use super::phases::found;
        use GateReason as R;
        const GATES: [Gate; 4] =
            [Gate::NotSatisfied, Gate::Satisfied, Gate::Delighted, Gate::Trusting];
        let [s, d, t] = self.gates;
        let passed = [
            facts.satisfaction.map(|score| score >= s),
            facts.delight.map(|score| score >= d),
            facts.trust.map(|score| score >= t),
        ];
        let reasons = Reasons::NONE
            .with(found(
                passed[0],
                R::SatisfactionPassed,
                R::SatisfactionFailed,
                R::SatisfactionMissing,
            ))
            .with(found(passed[1], R::DelightPassed, R::DelightFailed, R::DelightMissing))
            .with(found(passed[2], R::TrustPassed, R::TrustFailed, R::TrustMissing));
        if passed[0].is_none() {
            return Classified::unknown(reasons);
        }
        let boundary =
            facts.satisfaction == Some(s) || facts.delight == Some(d) || facts.trust == Some(t);
        Classified::known(GATES[LadderRule::Cumulative.reached(passed)], reasons, boundary)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::assert_total;

    #[test]
    fn total_and_monotone() {
        let scores = [None, Some(0.0), Some(49.0), Some(50.0), Some(100.0)];
        let mut rows = Vec::new();
        for satisfaction in scores {
            for delight in scores {
                for trust in scores {
                    rows.push(GateFacts { satisfaction, delight, trust });
                }
            }
        }
        let scheme = LoyaltyGates::new();
        GateFacts::with_columns(&rows, |columns| assert_total(&scheme, &rows, columns));
        for a in &rows {
            for b in &rows {
                if a.satisfaction <= b.satisfaction && a.delight <= b.delight && a.trust <= b.trust
                {
                    assert!(scheme.decide(a).class() <= scheme.decide(b).class(), "{a:?} {b:?}");
                }
            }
        }
        assert!(scheme.with_gates([50.0, f64::NAN, 50.0]).is_err());
    }
}
