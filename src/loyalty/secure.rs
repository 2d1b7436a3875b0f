//! Secure, favourable, vulnerable and at-risk customers.

use crate::classify::{Classified, Level, Reasons, Scheme, classes, facts, reasons};

classes! {
    /// How safe a customer is to keep; a ladder.
    pub enum Security because SecurityReason {
        AtRisk = 1 => "at risk", "有流失风险";
        Vulnerable = 2 => "vulnerable", "易流失";
        Favourable = 3 => "favourable", "较稳固";
        Secure = 4 => "secure", "稳固";
    }
}

reasons! {
    /// What decided how safe a customer is.
    pub enum SecurityReason {
        AllTop = 0 => "all three answers are the best", "三项均为最高";
        AllSecond = 1 => "all three answers are at least second best", "三项均不低于次高";
        SatisfactionShort = 2 => "satisfaction is below second best", "满意度低于次高档";
        ContinueShort = 3 => "likelihood to continue is below second best", "继续意愿低于次高档";
        RecommendShort = 4 => "likelihood to recommend is below second best", "推荐意愿低于次高档";
        ContinueNot = 5 => "will probably or definitely not continue", "可能不会或肯定不会继续";
        RecommendNot = 6 => "will probably or definitely not recommend", "可能不会或肯定不会推荐";
        SatisfactionTop = 7 => "very satisfied", "很满意";
    }
    missing {
        SatisfactionMissing = 16 => "satisfaction is not known", "满意度未知";
        ContinueMissing = 17 => "likelihood to continue is not known", "继续意愿未知";
        RecommendMissing = 18 => "likelihood to recommend is not known", "推荐意愿未知";
    }
}

facts! {
    /// The three answers, each on five levels.
    pub struct SecurityFacts, SecurityColumns {
        /// Satisfaction: 5 very satisfied, 4 somewhat satisfied, 3 neither,
        /// 2 somewhat dissatisfied, 1 very dissatisfied.
        satisfaction: Level<5>,
        /// Will continue: 5 definitely, 4 probably, 3 might or might not,
        /// 2 probably not, 1 definitely not.
        continues: Level<5>,
        /// Will recommend: 5 definitely, 4 probably, 3 might or might not,
        /// 2 probably not, 1 definitely not.
        recommends: Level<5>,
    }
}

/// Whether a customer is secure, after the published description of a
/// well-known proprietary index (whose registered name is not used here).
///
/// Evaluated in this order, so that the categories, which nest, are disjoint:
/// - **secure**: very satisfied, and definitely continues and recommends;
/// - **favourable**: at least the second-best answer on all three;
/// - **at risk**: less than very satisfied, and probably or definitely will not
///   continue or will not recommend;
/// - **vulnerable**: everybody else with three answers.
///
/// The description leaves gaps (very satisfied but will not recommend); the last
/// rule closes them without breaking the ladder: a better answer never lowers
/// the class.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::loyalty::{SecureCustomer, Security, SecurityFacts};
///
/// let facts = SecurityFacts::new().satisfaction(4).continues(2).recommends(4);
/// assert_eq!(SecureCustomer.classify(&facts)?.class(), Some(Security::AtRisk));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SecureCustomer;

impl Scheme for SecureCustomer {
    type Class = Security;
    type Facts = SecurityFacts;
    type Columns<'a> = SecurityColumns<'a>;

    #[inline]
    fn decide(&self, facts: &SecurityFacts) -> Classified<Security> {
        use SecurityReason as R;
        let none = Reasons::NONE;
        let (Some(s), Some(c), Some(r)) = (facts.satisfaction, facts.continues, facts.recommends)
        else {
            return Classified::unknown(
                none.with_if(facts.satisfaction.is_none(), R::SatisfactionMissing)
                    .with_if(facts.continues.is_none(), R::ContinueMissing)
                    .with_if(facts.recommends.is_none(), R::RecommendMissing),
            );
        };
        let lowest = s.min(c).min(r);
        if lowest >= 5 {
            return Classified::known(Security::Secure, none.with(R::AllTop), false);
        }
        if lowest >= 4 {
            return Classified::known(Security::Favourable, none.with(R::AllSecond), false);
        }
        let reasons = none
            .with_if(s < 4, R::SatisfactionShort)
            .with_if(s == 5, R::SatisfactionTop)
            .with_if(c < 4, R::ContinueShort)
            .with_if(r < 4, R::RecommendShort)
            .with_if(c <= 2, R::ContinueNot)
            .with_if(r <= 2, R::RecommendNot);
        let class = if s < 5 && c.min(r) <= 2 { Security::AtRisk } else { Security::Vulnerable };
        Classified::known(class, reasons, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::assert_total;

    #[test]
    fn total_and_monotone() {
        let levels = [None, Some(1), Some(2), Some(3), Some(4), Some(5)];
        let mut rows = Vec::new();
        for satisfaction in levels {
            for continues in levels {
                for recommends in levels {
                    rows.push(SecurityFacts { satisfaction, continues, recommends });
                }
            }
        }
        SecurityFacts::with_columns(&rows, |columns| assert_total(&SecureCustomer, &rows, columns));
        for a in &rows {
            for b in &rows {
                let better = a.satisfaction <= b.satisfaction
                    && a.continues <= b.continues
                    && a.recommends <= b.recommends;
                if better {
                    let (low, high) = (SecureCustomer.decide(a), SecureCustomer.decide(b));
                    assert!(low.class() <= high.class(), "{a:?} {low:?}, {b:?} {high:?}");
                }
            }
        }
    }

    #[test]
    fn the_published_categories() {
        let class = |s, c, r| {
            let facts = SecurityFacts::new().satisfaction(s).continues(c).recommends(r);
            SecureCustomer.decide(&facts).class()
        };
        assert_eq!(class(5, 5, 5), Some(Security::Secure));
        assert_eq!(class(5, 5, 4), Some(Security::Favourable));
        assert_eq!(class(4, 4, 4), Some(Security::Favourable));
        assert_eq!(class(4, 3, 3), Some(Security::Vulnerable));
        assert_eq!(class(2, 1, 2), Some(Security::AtRisk));
        assert_eq!(class(5, 1, 1), Some(Security::Vulnerable));
    }
}
