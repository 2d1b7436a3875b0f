//! The five levels of a relationship, and which of them suits whom.

use crate::classify::{
    Classified, Flag, LadderRule, Named, Reasons, Scheme, classes, facts, named, reasons,
};
use crate::error::{Error, ErrorKind, Result};

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
        Few = 1 => "few customers", "客户数量少";
        Medium = 2 => "a medium number of customers", "客户数量中等";
        Many = 3 => "many customers", "客户数量多";
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

/// The closest relationship that pays, by the number of customers and what each
/// leaves: the selection table.
///
/// The default is the table that Kotler's *Marketing Management* prints:
///
/// | | high margin | medium margin | low margin |
/// |---|---|---|---|
/// | many customers | accountable | reactive | basic or reactive |
/// | a medium number | proactive | accountable | reactive |
/// | few | partnership | proactive | accountable |
///
/// Reports of his talks (*Strategy*, 26 July 1993) and later editions agree on the
/// principle, that the level depends on the number of customers and on the margin, and on
/// the ends: partnership for few customers with high margins, a bare sale or little more
/// for many with low ones. The cells between are a convention, so they are data:
/// [`with_cell`](Self::with_cell) replaces any of them.
///
/// ```
/// use habitue::customer::{Bond, BondTable, CustomerNumber, Margin};
///
/// let table = BondTable::new();
/// assert_eq!(table.suited(CustomerNumber::Few, Margin::High), (Bond::Partnership, Bond::Partnership));
/// assert_eq!(table.suited(CustomerNumber::Many, Margin::Low), (Bond::Basic, Bond::Reactive));
/// let ours = table.with_cell(CustomerNumber::Many, Margin::Low, Bond::Basic, Bond::Basic)?;
/// assert_eq!(ours.suited(CustomerNumber::Many, Margin::Low).1, Bond::Basic);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct BondTable {
    /// By number of customers (few first), then by margin (low first).
    cells: [[(Bond, Bond); 3]; 3],
}

impl Default for BondTable {
    fn default() -> Self {
        use Bond::{Accountable, Basic, Partnership, Proactive, Reactive};
        let one = |bond| (bond, bond);
        Self {
            cells: [
                [one(Accountable), one(Proactive), one(Partnership)],
                [one(Reactive), one(Accountable), one(Proactive)],
                [(Basic, Reactive), one(Reactive), one(Accountable)],
            ],
        }
    }
}

impl BondTable {
    /// Kotler's table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces a cell: the levels between which such customers leave the choice, the
    /// same twice where there is none. Defaults to Kotler's.
    ///
    /// # Errors
    /// [`Unsorted`](ErrorKind::Unsorted) where `lower` is above `upper`.
    pub fn with_cell(
        mut self,
        customers: CustomerNumber,
        margin: Margin,
        lower: Bond,
        upper: Bond,
    ) -> Result<Self> {
        self.cells[index(customers)][index(margin)] = (lower, upper);
        self.checked()
    }

    fn checked(self) -> Result<Self> {
        match self.cells.iter().flatten().find(|(lower, upper)| lower > upper) {
            Some((lower, upper)) => {
                Err(Error::new(ErrorKind::Unsorted, "is above the upper level")
                    .in_column("lower")
                    .with_value(lower)
                    .allowing(format!("at most {upper}")))
            }
            None => Ok(self),
        }
    }

    /// The closest relationship that pays for such customers: the two levels between
    /// which the table leaves the choice, the lower first; else the same twice.
    #[must_use]
    pub fn suited(&self, customers: CustomerNumber, margin: Margin) -> (Bond, Bond) {
        self.cells[index(customers)][index(margin)]
    }
}

/// Codes of both axes count up from 1.
fn index<T: Named>(extent: T) -> usize {
    extent.code() as usize - 1
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
    fn more_evidence_never_lowers_the_level() {
        for rule in LadderRule::ALL {
            let scheme = BondLevels::new().with_rule(*rule);
            for bits in 0..81 {
                let flag = |place: u32| FLAGS[bits / 3_usize.pow(place) % 3];
                let facts = BondFacts {
                    invites: flag(0),
                    calls_after_sale: flag(1),
                    calls_regularly: flag(2),
                    works_together: flag(3),
                };
                for better in [
                    facts.invites(true),
                    facts.calls_after_sale(true),
                    facts.calls_regularly(true),
                    facts.works_together(true),
                ] {
                    assert!(scheme.decide(&facts).class() <= scheme.decide(&better).class());
                }
            }
        }
    }

    #[test]
    fn higher_margins_and_fewer_customers_bear_closer_bonds() {
        let table = BondTable::new();
        for margins in Margin::ALL.windows(2) {
            for number in CustomerNumber::ALL {
                let (low, high) =
                    (table.suited(*number, margins[0]), table.suited(*number, margins[1]));
                assert!(low.1 <= high.0);
            }
        }
        for numbers in CustomerNumber::ALL.windows(2) {
            for margin in Margin::ALL {
                let (few, many) =
                    (table.suited(numbers[0], *margin), table.suited(numbers[1], *margin));
                assert!(few.0 >= many.1);
            }
        }
    }

    #[test]
    fn a_cell_is_data_and_the_rest_stays() {
        let (few, high) = (CustomerNumber::Few, Margin::High);
        let table = BondTable::new();
        let ours = table.with_cell(few, high, Bond::Accountable, Bond::Proactive).unwrap();
        assert_eq!(ours.suited(few, high), (Bond::Accountable, Bond::Proactive));
        assert_eq!(ours.suited(few, Margin::Low), table.suited(few, Margin::Low));
        let error = table.with_cell(few, high, Bond::Proactive, Bond::Basic).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::Unsorted, Some("lower")));
    }
}
