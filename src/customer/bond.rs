//! The five levels of a relationship, and which of them suits whom.

use crate::classify::{
    Classified, Flag, LadderRule, Reasons, Scheme, classes, facts, named, reasons,
};

classes! {
    /// How close the firm is to a customer (Kotler); a ladder.
    pub enum Bond because BondReason {
        /// Sells, and that is all.
        Basic = 1 => "basic", "基本型";
        /// Sells, and invites the customer to call.
        Reactive = 2 => "reactive", "被动型";
        /// Calls after the sale to ask whether all is well.
        Accountable = 3 => "accountable", "责任型";
        /// Calls from time to time with suggestions.
        Proactive = 4 => "proactive", "能动型";
        /// Works with the customer on the customer's success.
        Partnership = 5 => "partnership", "伙伴型";
    }
}

reasons! {
    /// What the firm does for a customer.
    pub enum BondReason {
        Invites = 0 => "invites the customer to call", "鼓励客户联系";
        NotInvites = 1 => "does not invite the customer to call", "未鼓励客户联系";
        CallsAfterSale = 2 => "calls after the sale", "售后主动联系";
        NotCallsAfterSale = 3 => "does not call after the sale", "售后未联系";
        CallsRegularly = 4 => "calls from time to time", "经常联系客户";
        NotCallsRegularly = 5 => "does not call from time to time", "未经常联系";
        WorksTogether = 6 => "works with the customer on their success", "与客户共同努力";
        NotWorksTogether = 7 => "does not work with the customer on their success", "未与客户共同努力";
    }
    missing {
        InvitesMissing = 16 => "inviting to call is not known", "是否鼓励联系未知";
        AfterSaleMissing = 17 => "calling after the sale is not known", "售后是否联系未知";
        RegularMissing = 18 => "calling from time to time is not known", "是否经常联系未知";
        TogetherMissing = 19 => "working together is not known", "是否共同努力未知";
    }
}

facts! {
    /// What the firm does for a customer to whom it has sold.
    pub struct BondFacts, BondColumns {
        /// Invites the customer to call with questions and complaints.
        invites: Flag,
        /// Calls after the sale to ask whether all is well.
        calls_after_sale: Flag,
        /// Calls from time to time with suggestions and news.
        calls_regularly: Flag,
        /// Works with the customer, continuously, on the customer's success.
        works_together: Flag,
    }
}

/// The level of each relationship from what the firm does.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::customer::{Bond, BondFacts, BondLevels};
///
/// let facts = BondFacts::new().invites(true).calls_after_sale(true).calls_regularly(false);
/// assert_eq!(BondLevels::new().classify(&facts)?.class(), Some(Bond::Accountable));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct BondLevels {
    rule: LadderRule,
}

impl Default for BondLevels {
    fn default() -> Self {
        Self { rule: LadderRule::Highest }
    }
}

impl BondLevels {
    /// The levels with the default rule.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the rule. Defaults to [`LadderRule::Highest`]: a partner need not
    /// be invited to call.
    #[must_use]
    pub fn with_rule(mut self, rule: LadderRule) -> Self {
        self.rule = rule;
        self
    }
}

impl Scheme for BondLevels {
    type Class = Bond;
    type Facts = BondFacts;
    type Columns<'a> = BondColumns<'a>;

    #[inline]
    fn decide(&self, facts: &BondFacts) -> Classified<Bond> {
        use BondReason as R;
        const LEVELS: [Bond; 5] =
            [Bond::Basic, Bond::Reactive, Bond::Accountable, Bond::Proactive, Bond::Partnership];
        const FINDINGS: [[R; 3]; 4] = [
            [R::Invites, R::NotInvites, R::InvitesMissing],
            [R::CallsAfterSale, R::NotCallsAfterSale, R::AfterSaleMissing],
            [R::CallsRegularly, R::NotCallsRegularly, R::RegularMissing],
            [R::WorksTogether, R::NotWorksTogether, R::TogetherMissing],
        ];
        let evidence =
            [facts.invites, facts.calls_after_sale, facts.calls_regularly, facts.works_together];
        let mut reasons = Reasons::NONE;
        for (fact, [yes, no, missing]) in evidence.into_iter().zip(FINDINGS) {
            reasons = reasons.with(match fact {
                Some(true) => yes,
                Some(false) => no,
                None => missing,
            });
        }
        if evidence.iter().all(Option::is_none) {
            return Classified::unknown(reasons);
        }
        Classified::known(LEVELS[self.rule.reached(evidence)], reasons, false)
    }
}

named! {
    /// How many customers a business has.
    pub enum CustomerNumber {
        Few = 1 => "few customers", "客户少";
        Medium = 2 => "a medium number of customers", "客户数量中等";
        Many = 3 => "many customers", "客户多";
    }
}

named! {
    /// How much a customer leaves.
    pub enum Margin {
        Low = 1 => "low margin", "低利润";
        Medium = 2 => "medium margin", "中等利润";
        High = 3 => "high margin", "高利润";
    }
}

impl Bond {
    /// The closest relationship that pays for such customers (Kotler's table):
    ///
    /// | | high margin | medium margin | low margin |
    /// |---|---|---|---|
    /// | many customers | accountable | reactive | basic or reactive |
    /// | a medium number | proactive | accountable | reactive |
    /// | few | partnership | proactive | accountable |
    ///
    /// Many customers of low margin leave the choice between two levels: both are
    /// returned, the lower first; else the two are the same.
    #[must_use]
    pub fn suited(customers: CustomerNumber, margin: Margin) -> (Self, Self) {
        let level = match (customers, margin) {
            (CustomerNumber::Many, Margin::Low) => return (Self::Basic, Self::Reactive),
            (CustomerNumber::Many, Margin::Medium) | (CustomerNumber::Medium, Margin::Low) => {
                Self::Reactive
            }
            (CustomerNumber::Many, Margin::High)
            | (CustomerNumber::Medium, Margin::Medium)
            | (CustomerNumber::Few, Margin::Low) => Self::Accountable,
            (CustomerNumber::Medium, Margin::High) | (CustomerNumber::Few, Margin::Medium) => {
                Self::Proactive
            }
            (CustomerNumber::Few, Margin::High) => Self::Partnership,
        };
        (level, level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{FLAGS, assert_total};

    #[test]
    fn every_combination_of_deeds() {
        let rows: Vec<BondFacts> = (0..81)
            .map(|bits| BondFacts {
                invites: FLAGS[bits % 3],
                calls_after_sale: FLAGS[bits / 3 % 3],
                calls_regularly: FLAGS[bits / 9 % 3],
                works_together: FLAGS[bits / 27],
            })
            .collect();
        for rule in LadderRule::ALL {
            let scheme = BondLevels::new().with_rule(*rule);
            BondFacts::with_columns(&rows, |columns| assert_total(&scheme, &rows, columns));
        }
    }

    #[test]
    fn higher_margins_and_fewer_customers_bear_closer_bonds() {
        for margins in Margin::ALL.windows(2) {
            for number in CustomerNumber::ALL {
                assert!(Bond::suited(*number, margins[0]).1 <= Bond::suited(*number, margins[1]).0);
            }
        }
        for numbers in CustomerNumber::ALL.windows(2) {
            for margin in Margin::ALL {
                assert!(Bond::suited(numbers[0], *margin).0 >= Bond::suited(numbers[1], *margin).1);
            }
        }
        assert_eq!(Bond::suited(CustomerNumber::Few, Margin::High).0, Bond::Partnership);
        assert_eq!(Bond::suited(CustomerNumber::Many, Margin::Low), (Bond::Basic, Bond::Reactive));
    }
}
