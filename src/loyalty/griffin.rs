//! The seven stages of Griffin's loyalty ladder.

use crate::classify::{Classified, Count, Flag, Reasons, Scheme, classes, facts, named, reasons};

classes! {
    /// A stage of Griffin's ladder, from somebody who may buy to somebody who
    /// makes others buy. The English names are Griffin's own, the Chinese ones those
    /// of the course texts; [`StageNames`] has each school's in both languages.
    pub enum Stage because StageReason {
        /// Might buy.
        Suspect = 1 => "suspect", "潜在客户";
        /// Needs what is sold and is able to buy it.
        Prospect = 2 => "prospect", "目标客户";
        /// Likes what is sold, but does not need it now or is not able to buy it:
        /// a branch beside the ladder rather than a step above the prospect.
        DisqualifiedProspect = 3 => "disqualified prospect", "不合格的目标客户";
        /// Has bought once.
        FirstTimeCustomer = 4 => "first-time customer", "第一次购买者";
        /// Has bought twice or more.
        RepeatCustomer = 5 => "repeat customer", "重复购买者";
        /// Buys regularly all that is sold and needed, and is not drawn away.
        Client = 6 => "client", "长期客户";
        /// A client who also recommends.
        Advocate = 7 => "advocate", "企业拥护者";
    }
}

named! {
    /// Whose names the stages go by.
    pub enum StageNames {
        /// The names of the course texts, by whom the first stage is the potential
        /// and the second the target customer.
        Texts = 1 => "names of the course texts", "教材名称";
        /// The names of the international literature, by which the first stage is the
        /// suspect and the second the prospect.
        International = 2 => "international names", "国际通用名称";
    }
}

impl Stage {
    /// The English name in a vocabulary.
    ///
    /// ```
    /// use habitue::loyalty::{Stage, StageNames};
    ///
    /// assert_eq!(Stage::Suspect.name_by(StageNames::Texts), "potential customer");
    /// assert_eq!(Stage::Suspect.name_zh_by(StageNames::Texts), "潜在客户");
    /// assert_eq!(Stage::Suspect.name_zh_by(StageNames::International), "可能购买者");
    /// ```
    #[must_use]
    pub const fn name_by(self, names: StageNames) -> &'static str {
        match names {
            StageNames::International => self.name(),
            StageNames::Texts => match self {
                Self::Suspect => "potential customer",
                Self::Prospect => "target customer",
                Self::DisqualifiedProspect => "disqualified target customer",
                Self::FirstTimeCustomer => "first-time buyer",
                Self::RepeatCustomer => "repeat buyer",
                Self::Client => "long-term customer",
                Self::Advocate => "advocate of the firm",
            },
        }
    }

    /// The Chinese name in a vocabulary.
    #[must_use]
    pub const fn name_zh_by(self, names: StageNames) -> &'static str {
        match names {
            StageNames::Texts => self.name_zh(),
            StageNames::International => match self {
                Self::Suspect => "可能购买者",
                Self::Prospect => "潜在购买者",
                Self::DisqualifiedProspect => "不合格的潜在购买者",
                Self::FirstTimeCustomer => "首次购买者",
                Self::RepeatCustomer => "重复购买者",
                Self::Client => "忠诚客户",
                Self::Advocate => "品牌倡导者",
            },
        }
    }

    /// Whether somebody on this stage has bought.
    #[must_use]
    pub fn is_customer(self) -> bool {
        self >= Self::FirstTimeCustomer
    }
}

reasons! {
    /// What placed somebody on their stage.
    pub enum StageReason {
        NoPurchase = 0 => "no purchase", "尚未购买";
        OnePurchase = 1 => "one purchase", "购买一次";
        SeveralPurchases = 2 => "two or more purchases", "购买两次或以上";
        SameProductAgain = 3 => "bought the same product again", "重复购买同一产品";
        SeveralProducts = 4 => "bought several products", "购买两种或以上产品";
        Needs = 5 => "needs the product", "有需求";
        Able = 6 => "is able to buy", "有购买能力";
        Likes = 7 => "likes the product", "喜欢产品";
        NotNow = 8 => "does not need it now", "目前无需求";
        Unable = 9 => "is not able to buy", "无购买能力";
        Regular = 10 => "buys regularly", "周期性购买";
        BuysAll = 11 => "buys all that is needed", "购买所需的全部产品";
        DrawnAway = 12 => "is drawn away by competitors", "受竞争对手吸引";
        Recommends = 13 => "recommends", "向他人推荐";
        MightBuy = 14 => "may buy", "可能购买";
    }
    missing {
        PurchasesMissing = 16 => "number of purchases is not known", "购买次数未知";
        NeedMissing = 17 => "need is not known", "需求未知";
        AbilityMissing = 18 => "ability to buy is not known", "购买能力未知";
        LikingMissing = 19 => "liking is not known", "是否喜欢未知";
        ProductsMissing = 20 => "number of products is not known", "产品种数未知";
        RegularityMissing = 21 => "regularity is not known", "是否周期性购买未知";
        BreadthMissing = 22 => "buying all that is needed is not known", "是否购买全部所需未知";
        RecommendationMissing = 23 => "recommendation is not known", "是否推荐未知";
        PresentNeedMissing = 24 => "present need is not known", "目前是否有需求未知";
        ResistanceMissing = 25 => "resistance to competitors is not known", "是否受竞争对手吸引未知";
    }
}

facts! {
    /// What Griffin's ladder looks at.
    pub struct StageFacts, StageColumns {
        /// Number of purchases; the ladder rests on it.
        purchases: Count,
        /// Number of distinct products bought.
        products: Count,
        /// Needs what is sold.
        need: Flag,
        /// Needs it now; who needs it not at all does not need it now.
        need_now: Flag,
        /// Is able to buy it.
        ability: Flag,
        /// Likes it.
        likes: Flag,
        /// Buys at regular intervals.
        regular: Flag,
        /// Buys all that is sold and that they need.
        buys_all: Flag,
        /// Resists the pull of competitors.
        resists: Flag,
        /// Recommends to others.
        recommends: Flag,
    }
}

/// Griffin's loyalty ladder (Jill Griffin, *Customer Loyalty*, 1995).
///
/// Without a purchase: liking without present need or ability is a disqualified
/// prospect (no need at all is no present need); need with ability is a prospect; anybody else is a suspect. One
/// purchase makes a first-time, two a repeat customer (the reasons tell whether
/// the same product was bought again, several products, or both). A repeat
/// customer who buys regularly and all that they need, and is not known to be
/// drawn away, is a client; a client who recommends is an advocate.
///
/// A customer who stopped buying keeps the stage; that they are lost is told by
/// their [lifecycle status](crate::customer::Status). The market potential is the
/// number of suspects: [`ClassCounts::of`](crate::classify::ClassCounts::of).
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::loyalty::{GriffinLadder, Stage, StageFacts};
///
/// let facts = StageFacts::new().purchases(6).products(3).regular(true).buys_all(true);
/// let client = GriffinLadder.classify(&facts)?;
/// assert_eq!(client.class(), Some(Stage::Client));
/// assert_eq!(client.name_zh(), "长期客户");
/// assert_eq!(
///     GriffinLadder.classify(&facts.recommends(true))?.class(),
///     Some(Stage::Advocate)
/// );
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct GriffinLadder;

impl Scheme for GriffinLadder {
    type Class = Stage;
    type Facts = StageFacts;
    type Columns<'a> = StageColumns<'a>;

    #[inline]
    fn decide(&self, facts: &StageFacts) -> Classified<Stage> {
        let none = Reasons::NONE;
        let (stage, reasons) = match facts.purchases {
            None => return Classified::unknown(none.with(StageReason::PurchasesMissing)),
            Some(0) => before_purchase(facts),
            Some(1) => (Stage::FirstTimeCustomer, none.with(StageReason::OnePurchase)),
            Some(purchases) => after_repeat(facts, purchases),
        };
        Classified::known(stage, reasons, false)
    }
}

#[inline]
fn before_purchase(facts: &StageFacts) -> (Stage, Reasons<StageReason>) {
    use StageReason as R;
    let never = facts.need == Some(false);
    let needs = !never && (facts.need == Some(true) || facts.need_now == Some(true));
    let not_now = never || facts.need_now == Some(false);
    let unable = facts.ability == Some(false);
    let seen = Reasons::NONE
        .with(R::NoPurchase)
        .with_if(needs, R::Needs)
        .with_if(not_now, R::NotNow)
        .with_if(unable, R::Unable)
        .with_if(facts.ability == Some(true), R::Able)
        .with_if(facts.likes == Some(true), R::Likes)
        .with_if(facts.need.is_none(), R::NeedMissing)
        .with_if(facts.need_now.is_none() && !never, R::PresentNeedMissing)
        .with_if(facts.ability.is_none(), R::AbilityMissing)
        .with_if(facts.likes.is_none(), R::LikingMissing);
    if facts.likes == Some(true) && (not_now || unable) {
        (Stage::DisqualifiedProspect, seen)
    } else if needs && facts.ability == Some(true) {
        (Stage::Prospect, seen)
    } else {
        (Stage::Suspect, seen.with(R::MightBuy))
    }
}

#[inline]
fn after_repeat(facts: &StageFacts, purchases: u32) -> (Stage, Reasons<StageReason>) {
    use StageReason as R;
    let again = facts.products.is_some_and(|products| products < purchases);
    let several = facts.products.is_some_and(|products| products >= 2);
    let seen = Reasons::NONE
        .with(R::SeveralPurchases)
        .with_if(again, R::SameProductAgain)
        .with_if(several, R::SeveralProducts)
        .with_if(facts.products.is_none(), R::ProductsMissing)
        .with_if(facts.regular == Some(true), R::Regular)
        .with_if(facts.regular.is_none(), R::RegularityMissing)
        .with_if(facts.buys_all == Some(true), R::BuysAll)
        .with_if(facts.buys_all.is_none(), R::BreadthMissing)
        .with_if(facts.resists == Some(false), R::DrawnAway)
        .with_if(facts.resists.is_none(), R::ResistanceMissing);
    let client =
        facts.regular == Some(true) && facts.buys_all == Some(true) && facts.resists != Some(false);
    if !client {
        return (Stage::RepeatCustomer, seen);
    }
    match facts.recommends {
        Some(true) => (Stage::Advocate, seen.with(R::Recommends)),
        Some(false) => (Stage::Client, seen),
        None => (Stage::Client, seen.with(R::RecommendationMissing)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{FLAGS, assert_total};

    fn all_facts() -> Vec<StageFacts> {
        let mut rows = Vec::new();
        for purchases in [None, Some(0), Some(1), Some(2), Some(9)] {
            for products in [None, Some(1), Some(2)] {
                for bits in 0..3_usize.pow(8) {
                    let flag = |at: u32| FLAGS[bits / 3_usize.pow(at) % 3];
                    rows.push(StageFacts {
                        purchases,
                        products,
                        need: flag(0),
                        need_now: flag(1),
                        ability: flag(2),
                        likes: flag(3),
                        regular: flag(4),
                        buys_all: flag(5),
                        resists: flag(6),
                        recommends: flag(7),
                    });
                }
            }
        }
        rows
    }

    #[test]
    fn every_combination_of_facts_has_one_stage() {
        let rows = all_facts();
        StageFacts::with_columns(&rows, |columns| assert_total(&GriffinLadder, &rows, columns));
    }

    #[test]
    fn more_evidence_never_lowers_the_stage() {
        for facts in all_facts() {
            let before = GriffinLadder.decide(&facts).class();
            let bought = StageFacts { purchases: facts.purchases.map(|n| n + 1), ..facts };
            let mut better = vec![bought];
            macro_rules! learn {
                ($($field:ident)+) => {
                    $(if facts.$field.is_none() {
                        better.push(StageFacts { $field: Some(true), ..facts });
                    })+
                };
            }
            learn!(need need_now ability likes regular buys_all resists recommends);
            for facts_after in better {
                let after = GriffinLadder.decide(&facts_after).class();
                assert!(before <= after, "{facts:?} {before:?} -> {facts_after:?} {after:?}");
            }
        }
    }

    #[test]
    fn what_would_move_a_customer_is_named_as_missing() {
        for facts in all_facts() {
            let found = GriffinLadder.decide(&facts);
            macro_rules! named {
                ($($field:ident: $reason:ident)+) => {
                    $(for answer in [false, true] {
                        let told = StageFacts { $field: Some(answer), ..facts };
                        let moved = GriffinLadder.decide(&told).class() != found.class();
                        let named = found.missing().contains(StageReason::$reason);
                        assert!(facts.$field.is_some() || !moved || named, "{facts:?}");
                    })+
                };
            }
            named! {
                need: NeedMissing
                need_now: PresentNeedMissing
                ability: AbilityMissing
                likes: LikingMissing
                regular: RegularityMissing
                buys_all: BreadthMissing
                resists: ResistanceMissing
                recommends: RecommendationMissing
            }
        }
    }

    #[test]
    fn no_need_at_all_is_no_need_now() {
        let fan = StageFacts::new().purchases(0).likes(true).ability(true);
        let stage = |facts: &StageFacts| GriffinLadder.decide(facts).class();
        assert_eq!(stage(&fan.need(false)), Some(Stage::DisqualifiedProspect));
        let found = GriffinLadder.decide(&fan.need(false));
        assert!(found.reasons().contains(StageReason::NotNow));
        assert!(!found.missing().contains(StageReason::PresentNeedMissing));
        assert_eq!(stage(&fan.need(true)), Some(Stage::Prospect));
        // The car fan of the text: likes it, cannot pay for it.
        assert_eq!(stage(&fan.need(true).ability(false)), Some(Stage::DisqualifiedProspect));
    }

    #[test]
    fn the_names_of_a_vocabulary_tell_the_stages_apart() {
        for names in StageNames::ALL {
            let of = |zh: bool| {
                let name = |stage: &Stage| {
                    if zh { stage.name_zh_by(*names) } else { stage.name_by(*names) }
                };
                Stage::ALL.iter().map(name).collect::<std::collections::HashSet<_>>().len()
            };
            assert_eq!((of(false), of(true)), (7, 7));
        }
        let texts = Stage::ALL.iter().map(|stage| stage.name_zh()).collect::<Vec<_>>();
        let printed =
            "潜在客户 目标客户 不合格的目标客户 第一次购买者 重复购买者 长期客户 企业拥护者";
        assert_eq!(texts, printed.split(' ').collect::<Vec<_>>());
    }

    #[test]
    fn the_kinds_of_repeat_purchase_are_told_apart() {
        let reasons = |purchases: u32, products: u32| {
            let facts = StageFacts::new().purchases(purchases).products(products);
            GriffinLadder.decide(&facts).reasons()
        };
        use StageReason::{SameProductAgain, SeveralProducts};
        assert!(
            reasons(2, 1).contains(SameProductAgain) && !reasons(2, 1).contains(SeveralProducts)
        );
        assert!(
            !reasons(2, 2).contains(SameProductAgain) && reasons(2, 2).contains(SeveralProducts)
        );
        assert!(
            reasons(3, 2).contains(SameProductAgain) && reasons(3, 2).contains(SeveralProducts)
        );
    }
}
