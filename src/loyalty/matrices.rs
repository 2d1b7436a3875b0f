//! The two-by-two matrices of loyalty: attitude by behaviour, and what firm and
//! customer owe each other; and of service, its procedure by its people.

use crate::classify::{Number, matrix};

matrix! {
    /// Attitude by behaviour (Dick and Basu 1994; attitudinal and behavioural
    /// loyalty after Jacoby and Chestnut 1978).
    ///
    /// Coming back without liking is spurious loyalty (habit, no choice, a
    /// discount), liking without coming back is latent loyalty. Scores may have
    /// any scale; the cuts say what is high.
    ///
    /// ```
    /// use habitue::classify::{Cuts, Scheme};
    /// use habitue::loyalty::{AttitudeBehaviour, AttitudeBehaviourFacts, LoyaltyKind};
    ///
    /// let matrix = AttitudeBehaviour::new().with_cuts(Cuts::new(4.0, 0.5)?);
    /// let facts = AttitudeBehaviourFacts::new().attitude(2.0).behaviour(0.9);
    /// assert_eq!(matrix.classify(&facts)?.class(), Some(LoyaltyKind::Spurious));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub struct AttitudeBehaviour(AttitudeBehaviourFacts, AttitudeBehaviourColumns);
    /// Relative attitude: how much the customer prefers us.
    x attitude: Number =>
        AttitudeHigh "attitude is high" "相对态度高",
        AttitudeLow "attitude is low" "相对态度低",
        AttitudeMissing "attitude is not known" "相对态度未知";
    /// Repeat patronage: how much the customer comes back.
    y behaviour: Number =>
        BehaviourHigh "repeat behaviour is high" "重复购买程度高",
        BehaviourLow "repeat behaviour is low" "重复购买程度低",
        BehaviourMissing "repeat behaviour is not known" "重复购买程度未知";
    /// Kinds of loyalty by attitude and behaviour.
    pub enum LoyaltyKind because AttitudeBehaviourReason {
        NoLoyalty = 1 => "no loyalty", "不忠诚";
        Spurious = 2 => "spurious loyalty", "虚假忠诚";
        Latent = 3 => "latent loyalty", "潜在忠诚";
        True = 4 => "true loyalty", "真正忠诚";
    }
    cells NoLoyalty, Latent, Spurious, True;
}

matrix! {
    /// Loyalty that goes both ways: the customer's to the firm, and the firm's
    /// kept promises to the customer. Both scores are the result; the class says
    /// who gives and who does not.
    pub struct ReciprocalLoyalty(ReciprocalFacts, ReciprocalColumns);
    /// How loyal the customer is to the firm.
    x customer: Number =>
        CustomerHigh "the customer is loyal" "客户对企业忠诚",
        CustomerLow "the customer is not loyal" "客户对企业不忠诚",
        CustomerMissing "the customer's loyalty is not known" "客户忠诚未知";
    /// How well the firm keeps its promises to the customer.
    y firm: Number =>
        FirmHigh "the firm keeps its promises" "企业信守承诺",
        FirmLow "the firm does not keep its promises" "企业不守承诺",
        FirmMissing "the firm's loyalty is not known" "企业忠诚未知";
    /// Who is loyal to whom.
    pub enum Reciprocity because ReciprocalReason {
        Neither = 1 => "neither is loyal", "双方均不忠诚";
        FirmOnly = 2 => "only the firm is loyal", "仅企业忠诚";
        CustomerOnly = 3 => "only the customer is loyal", "仅客户忠诚";
        Mutual = 4 => "mutual loyalty", "双向忠诚";
    }
    cells Neither, CustomerOnly, FirmOnly, Mutual;
}

impl ReciprocalLoyalty {
    /// The customer's loyalty minus the firm's: above zero the firm owes, below
    /// zero the customer does; `None` where either is not known.
    #[must_use]
    pub fn gap(facts: &ReciprocalFacts) -> Option<f64> {
        Some(facts.customer? - facts.firm?)
    }
}

matrix! {
    /// The four kinds of service, procedural by personal (W. B. Martin 1986).
    pub struct ServiceMatrix(ServiceFacts, ServiceColumns);
    /// The procedure: timely, convenient, consistent.
    x procedural: Number =>
        ProcedureHigh "procedure is good" "程序特性好",
        ProcedureLow "procedure is poor" "程序特性差",
        ProcedureMissing "procedure is not known" "程序特性未知";
    /// The people: friendly, interested, tactful.
    y personal: Number =>
        PeopleHigh "people are good" "个人特性好",
        PeopleLow "people are poor" "个人特性差",
        PeopleMissing "people are not known" "个人特性未知";
    /// Kinds of service.
    pub enum Service because ServiceReason {
        /// "We don't care."
        Freezer = 1 => "freezer", "冷淡型服务";
        /// "You are a number; we process you."
        Factory = 2 => "factory", "生产型服务";
        /// "We try hard, but do not know what we are doing."
        FriendlyZoo = 3 => "friendly zoo", "友好型服务";
        /// "We care, and we deliver."
        Quality = 4 => "quality customer service", "优质型服务";
    }
    cells Freezer, Factory, FriendlyZoo, Quality;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{Scheme, assert_total};

    const SCORES: [Option<f64>; 6] =
        [None, Some(-3.0), Some(49.9), Some(50.0), Some(50.1), Some(100.0)];

    macro_rules! total {
        ($test:ident, $scheme:expr, $facts:ident { $x:ident, $y:ident }, $cells:expr) => {
            #[test]
            fn $test() {
                let rows: Vec<$facts> = SCORES
                    .iter()
                    .flat_map(|x| SCORES.iter().map(|y| $facts { $x: *x, $y: *y }))
                    .collect();
                $facts::with_columns(&rows, |columns| assert_total(&$scheme, &rows, columns));
                for ((x, y), class) in
                    [(0.0, 0.0), (100.0, 0.0), (0.0, 100.0), (100.0, 100.0)].into_iter().zip($cells)
                {
                    let facts = $facts { $x: Some(x), $y: Some(y) };
                    assert_eq!($scheme.decide(&facts).class(), Some(class), "{facts:?}");
                }
            }
        };
    }

    total!(
        attitude_by_behaviour,
        AttitudeBehaviour::new(),
        AttitudeBehaviourFacts { attitude, behaviour },
        [LoyaltyKind::NoLoyalty, LoyaltyKind::Latent, LoyaltyKind::Spurious, LoyaltyKind::True]
    );
    total!(
        reciprocal,
        ReciprocalLoyalty::new(),
        ReciprocalFacts { customer, firm },
        [
            Reciprocity::Neither,
            Reciprocity::CustomerOnly,
            Reciprocity::FirmOnly,
            Reciprocity::Mutual
        ]
    );
    total!(
        service,
        ServiceMatrix::new(),
        ServiceFacts { procedural, personal },
        [Service::Freezer, Service::Factory, Service::FriendlyZoo, Service::Quality]
    );

    #[test]
    fn the_gap_is_the_customers_minus_the_firms() {
        let facts = ReciprocalFacts::new().customer(80.0).firm(55.0);
        assert_eq!(ReciprocalLoyalty::gap(&facts), Some(25.0));
        assert_eq!(ReciprocalLoyalty::gap(&facts.firm(None)), None);
    }
}
