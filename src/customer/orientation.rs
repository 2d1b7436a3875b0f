//! Lighthouse, follower, rational and profit-seeking customers.

use crate::classify::{Classified, Number, Reasons, Scheme, classes, facts, reasons};

classes! {
    /// What moves a customer to buy, by capacity to provide value.
    pub enum Orientation because OrientationReason {
        /// Tries new things first and is listened to.
        Lighthouse = 1 => "lighthouse", "灯塔型客户";
        /// Follows the lighthouses.
        Follower = 2 => "follower", "跟随型客户";
        /// Weighs quality against price.
        Rational = 3 => "rational", "理性客户";
        /// Looks at the price alone.
        ProfitSeeking = 4 => "profit-seeking", "逐利客户";
    }
}

reasons! {
    /// Which trait is the strongest.
    pub enum OrientationReason {
        Leads = 0 => "novelty seeking and opinion leadership are the strongest", "求新与意见领袖特征最强";
        Follows = 1 => "following others is the strongest", "跟随特征最强";
        Weighs = 2 => "weighing quality against price is the strongest", "理性权衡特征最强";
        Saves = 3 => "looking at the price alone is the strongest", "逐利特征最强";
        Tied = 4 => "another trait is as strong", "另一特征同样突出";
    }
    missing {
        NoveltyMissing = 16 => "novelty seeking is not known", "求新程度未知";
        LeadershipMissing = 17 => "opinion leadership is not known", "意见领袖程度未知";
        FollowingMissing = 18 => "following others is not known", "跟随程度未知";
        WeighingMissing = 19 => "weighing quality against price is not known", "理性程度未知";
        SavingMissing = 20 => "looking at the price alone is not known", "逐利程度未知";
    }
}

facts! {
    /// Scores of the traits, all on one scale.
    pub struct OrientationFacts, OrientationColumns {
        /// Seeks the new.
        novelty: Number,
        /// Leads the opinion of others.
        leadership: Number,
        /// Follows others.
        following: Number,
        /// Weighs quality against price.
        weighing: Number,
        /// Looks at the price alone.
        saving: Number,
    }
}

/// The orientation with the highest score, that of the lighthouse being the mean
/// of novelty seeking and opinion leadership. Of equals the first of lighthouse,
/// follower, rational, profit-seeking wins, and the customer is flagged. The texts
/// name the four kinds without defining them: the traits are those that the
/// field ascribes to them.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::customer::{Orientation, OrientationFacts, OrientationScores};
///
/// let facts = OrientationFacts::new()
///     .novelty(5.0).leadership(4.0).following(3.0).weighing(4.0).saving(1.0);
/// assert_eq!(OrientationScores.classify(&facts)?.class(), Some(Orientation::Lighthouse));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct OrientationScores;

impl Scheme for OrientationScores {
    type Class = Orientation;
    type Facts = OrientationFacts;
    type Columns<'a> = OrientationColumns<'a>;

    #[inline]
    fn decide(&self, facts: &OrientationFacts) -> Classified<Orientation> {
        use OrientationReason as R;
        const KINDS: [(Orientation, R); 4] = [
            (Orientation::Lighthouse, R::Leads),
            (Orientation::Follower, R::Follows),
            (Orientation::Rational, R::Weighs),
            (Orientation::ProfitSeeking, R::Saves),
        ];
        let (Some(novelty), Some(leadership), Some(following), Some(weighing), Some(saving)) =
            (facts.novelty, facts.leadership, facts.following, facts.weighing, facts.saving)
        else {
            return Classified::unknown(
                Reasons::NONE
                    .with_if(facts.novelty.is_none(), R::NoveltyMissing)
                    .with_if(facts.leadership.is_none(), R::LeadershipMissing)
                    .with_if(facts.following.is_none(), R::FollowingMissing)
                    .with_if(facts.weighing.is_none(), R::WeighingMissing)
                    .with_if(facts.saving.is_none(), R::SavingMissing),
            );
        };
        let scores = [0.5 * novelty + 0.5 * leadership, following, weighing, saving];
        let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let at = scores.iter().position(|score| *score == highest).unwrap_or(0);
        let tied = scores.iter().filter(|score| **score == highest).count() > 1;
        let (class, reason) = KINDS[at];
        Classified::known(class, Reasons::NONE.with(reason).with_if(tied, R::Tied), tied)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::assert_total;

    #[test]
    fn the_highest_wins_and_ties_go_to_the_first() {
        let scores = [None, Some(1.0), Some(4.0), Some(5.0)];
        let rows: Vec<OrientationFacts> = (0..1024)
            .map(|bits| OrientationFacts {
                novelty: scores[bits % 4],
                leadership: scores[bits / 4 % 4],
                following: scores[bits / 16 % 4],
                weighing: scores[bits / 64 % 4],
                saving: scores[bits / 256],
            })
            .collect();
        OrientationFacts::with_columns(&rows, |columns| {
            assert_total(&OrientationScores, &rows, columns);
        });
        let tied = OrientationFacts::new()
            .novelty(1.0)
            .leadership(1.0)
            .following(4.0)
            .weighing(4.0)
            .saving(4.0);
        let found = OrientationScores.classify(&tied).unwrap();
        assert_eq!((found.class(), found.on_boundary()), (Some(Orientation::Follower), true));
    }
}
