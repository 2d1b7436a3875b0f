//! What a customer is to the firm: consumer, business, internal, channel.

use crate::classify::{Classified, Flag, Reasons, Scheme, classes, facts, reasons};

classes! {
    /// What a customer is to the firm.
    pub enum Relation because RelationReason {
        /// Buys for own use.
        Consumer = 1 => "consumer", "消费者客户";
        /// Buys to add to what it makes or does.
        Business = 2 => "business", "企业客户";
        /// Another department of the firm.
        Internal = 3 => "internal", "内部客户";
        /// Buys to sell on.
        Channel = 4 => "channel", "渠道客户";
    }
}

reasons! {
    /// What the relation rests on.
    pub enum RelationReason {
        OwnUse = 0 => "buys for own use", "为自用购买";
        BuildsIn = 1 => "adds it to own products", "用于自己的产品";
        Inside = 2 => "is inside the firm", "属于企业内部";
        Resells = 3 => "sells it on", "转售";
    }
    missing {
        OwnUseMissing = 16 => "own use is not known", "是否自用未知";
        BuildsInMissing = 17 => "adding to own products is not known", "是否用于自己的产品未知";
        InsideMissing = 18 => "being inside the firm is not known", "是否属于内部未知";
        ResellsMissing = 19 => "selling on is not known", "是否转售未知";
        NoUse = 20 => "no use is known", "用途未知";
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
    }
}

/// The relation as a decision tree: inside the firm is internal; else who sells
/// on is a channel; else who builds in is a business; else who uses is a
/// consumer. A customer with more than one use is flagged as on the boundary.
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
            .with_if(facts.resells.is_none(), R::ResellsMissing);
        let class = if facts.inside == yes {
            Relation::Internal
        } else if facts.resells == yes {
            Relation::Channel
        } else if facts.builds_in == yes {
            Relation::Business
        } else if facts.own_use == yes {
            Relation::Consumer
        } else {
            return Classified::unknown(reasons.with(R::NoUse));
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
        let rows: Vec<RelationFacts> = (0..81)
            .map(|bits| RelationFacts {
                own_use: FLAGS[bits % 3],
                builds_in: FLAGS[bits / 3 % 3],
                inside: FLAGS[bits / 9 % 3],
                resells: FLAGS[bits / 27],
            })
            .collect();
        RelationFacts::with_columns(&rows, |columns| assert_total(&RelationTree, &rows, columns));
    }
}
