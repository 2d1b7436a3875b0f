//! What a customer is to the firm: consumer, business, internal, channel, and in the wider
//! sense partner, supplier, competitor.

use crate::classify::{Classified, Flag, Reasons, Scheme, classes, facts, reasons};

classes! {
    /// What a customer is to the firm.
    pub enum Relation because RelationReason {
        /// Buys for own use.
        Consumer = 1 => "consumer", "消费者";
        /// Buys to add to what it makes or does.
        Business = 2 => "business", "企业客户（BtoB）";
        /// Another department of the firm.
        Internal = 3 => "internal", "内部客户";
        /// Buys to sell on.
        Channel = 4 => "channel", "渠道";
        /// Works with the firm: a customer in the wider sense, as the next two are.
        Partner = 5 => "partner", "合作伙伴";
        /// Stands above or below the firm in the supply chain.
        SupplyChain = 6 => "supply-chain partner", "供应链上下游伙伴";
        /// Competes with the firm.
        Competitor = 7 => "competitor", "竞争对手";
    }
}

reasons! {
    /// What the relation rests on.
    pub enum RelationReason {
        OwnUse = 0 => "buys for own use", "购买用于自身消费";
        BuildsIn = 1 => "adds it to own products", "用于自己的产品";
        Inside = 2 => "is inside the firm", "属于企业内部";
        Resells = 3 => "sells it on", "转售";
        WorksWith = 4 => "works with the firm", "与企业合作";
        InSupplyChain = 5 => "is in the firm's supply chain", "处于企业的供应链中";
        Competes = 6 => "competes with the firm", "与企业竞争";
    }
    missing {
        OwnUseMissing = 16 => "own use is not known", "是否自用未知";
        BuildsInMissing = 17 => "adding to own products is not known", "是否用于自己的产品未知";
        InsideMissing = 18 => "being inside the firm is not known", "是否属于内部未知";
        ResellsMissing = 19 => "selling on is not known", "是否转售未知";
        NoUse = 20 => "no use is known", "用途未知";
        WiderMissing = 21 => "no wider relation is known", "其他关系未知";
    }
}

facts! {
    /// What a customer does with what they buy.
    pub struct RelationFacts, RelationColumns {
        /// Buys for own use.
        own_use: Flag,
        /// Adds it to own products.
        builds_in: Flag,
        /// Is inside the firm.
        inside: Flag,
        /// Sells it on.
        resells: Flag,
        /// Works with the firm.
        partner: Flag,
        /// Stands above or below the firm in the supply chain.
        supply_chain: Flag,
        /// Competes with the firm.
        competes: Flag,
    }
}

/// The relation as a decision tree: inside the firm is internal; else who sells
/// on is a channel; else who builds in is a business; else who uses is a
/// consumer. Of whom no use is known, the wider sense of the course texts decides, by which
/// a customer is also a partner of the firm, its supply chain or even a competitor. A
/// customer with more than one use, or of several wider relations, is flagged as on the
/// boundary.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::customer::{Relation, RelationFacts, RelationTree};
///
/// let facts = RelationFacts::new().own_use(true).resells(true);
/// let found = RelationTree.classify(&facts)?;
/// assert_eq!((found.class(), found.on_boundary()), (Some(Relation::Channel), true));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RelationTree;

impl Scheme for RelationTree {
    type Class = Relation;
    type Facts = RelationFacts;
    type Columns<'a> = RelationColumns<'a>;

    #[inline]
    fn decide(&self, facts: &RelationFacts) -> Classified<Relation> {
        use RelationReason as R;
        let yes = Some(true);
        let reasons = Reasons::NONE
            .with_if(facts.own_use == yes, R::OwnUse)
            .with_if(facts.builds_in == yes, R::BuildsIn)
            .with_if(facts.inside == yes, R::Inside)
            .with_if(facts.resells == yes, R::Resells)
            .with_if(facts.own_use.is_none(), R::OwnUseMissing)
            .with_if(facts.builds_in.is_none(), R::BuildsInMissing)
            .with_if(facts.inside.is_none(), R::InsideMissing)
            .with_if(facts.resells.is_none(), R::ResellsMissing)
            .with_if(facts.partner == yes, R::WorksWith)
            .with_if(facts.supply_chain == yes, R::InSupplyChain)
            .with_if(facts.competes == yes, R::Competes);
        let class = if facts.inside == yes {
            Relation::Internal
        } else if facts.resells == yes {
            Relation::Channel
        } else if facts.builds_in == yes {
            Relation::Business
        } else if facts.own_use == yes {
            Relation::Consumer
        } else {
            let wider = [
                (facts.partner, Relation::Partner),
                (facts.supply_chain, Relation::SupplyChain),
                (facts.competes, Relation::Competitor),
            ];
            let reasons = reasons.with(R::NoUse);
            let mut known = wider.into_iter().filter(|(fact, _)| *fact == yes);
            return match known.next() {
                Some((_, class)) => Classified::known(class, reasons, known.next().is_some()),
                None => Classified::unknown(reasons.with(R::WiderMissing)),
            };
        };
        let uses = [facts.own_use, facts.builds_in, facts.resells];
        let boundary = uses.iter().filter(|used| **used == yes).count() > 1;
        Classified::known(class, reasons, boundary)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{FLAGS, assert_total};

    #[test]
    fn every_combination_of_uses() {
        let rows: Vec<RelationFacts> = (0..2187)
            .map(|bits: usize| {
                let flag = |at: u32| FLAGS[bits / 3_usize.pow(at) % 3];
                RelationFacts {
                    own_use: flag(0),
                    builds_in: flag(1),
                    inside: flag(2),
                    resells: flag(3),
                    partner: flag(4),
                    supply_chain: flag(5),
                    competes: flag(6),
                }
            })
            .collect();
        RelationFacts::with_columns(&rows, |columns| assert_total(&RelationTree, &rows, columns));
        for facts in &rows {
            let narrow =
                RelationFacts { partner: None, supply_chain: None, competes: None, ..*facts };
            let by_use = RelationTree.decide(&narrow);
            if by_use.class().is_some() {
                let found = RelationTree.decide(facts);
                assert_eq!(found.class(), by_use.class(), "a use decides before the wider sense");
                assert_eq!(found.on_boundary(), by_use.on_boundary());
            }
        }
    }
}
