//! Whether a discount of a campaign has a purpose that justifies it.

use crate::classify::{Classified, Flag, Reasons, Scheme, classes, facts, reasons};

classes! {
    /// Whether a discount is justified; a ladder.
    pub enum DiscountUse because DiscountReason {
        /// Pays customers to come and builds no trust.
        Unjustified = 1 => "not justified", "不宜采用折扣";
        /// Serves one of the purposes for which the course texts call it effective.
        Justified = 2 => "justified", "可以采用折扣";
    }
}

reasons! {
    /// What speaks for or against a discount.
    pub enum DiscountReason {
        Clearance = 0 => "clears stock", "清仓";
        QuickReturn = 1 => "returns the investment quickly", "快速收回投资";
        Season = 2 => "makes room for the next season", "季节性转型";
        Delay = 3 => "avoids a loss by delay", "避免延时导致损失";
        KeyCampaign = 4 => "wins an advantage by a key campaign", "通过关键的活动赢得竞争优势";
        LongTerm = 5 => "is used for long: it ends in a war of prices", "长期采用：会导致价格战";
        NoPurpose = 6 => "serves no such purpose: it buys customers", "没有上述目的：只是顾客贿赂";
    }
    missing {
        PurposeMissing = 16 => "a purpose is not known", "目的未知";
        LengthMissing = 17 => "how long it is used is not known", "是否长期采用未知";
    }
}

facts! {
    /// What a discount is for.
    pub struct DiscountFacts, DiscountColumns {
        /// Clears stock.
        clearance: Flag,
        /// Returns the investment quickly.
        quick_return: Flag,
        /// Makes room for the next season.
        season: Flag,
        /// Avoids a loss that a delay would bring.
        delay: Flag,
        /// Wins an advantage over competitors by a key campaign.
        key_campaign: Flag,
        /// Is used for long, and not for the length of the campaign.
        long_term: Flag,
    }
}

/// The test of a discount by the course texts: it does not build trust (a payment to customers is
/// taken by those who would have come anyway), and is effective and legitimate for clearing stock,
/// a quick return of the investment, a change of season, a loss by delay and a key campaign; used
/// for long it ends in a war of prices.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::value::{DiscountFacts, DiscountTest, DiscountUse};
///
/// let sale = DiscountFacts::new().season(true).long_term(false);
/// assert_eq!(DiscountTest.classify(&sale)?.class(), Some(DiscountUse::Justified));
/// let always = sale.long_term(true);
/// assert_eq!(DiscountTest.classify(&always)?.class(), Some(DiscountUse::Unjustified));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct DiscountTest;

impl Scheme for DiscountTest {
    type Class = DiscountUse;
    type Facts = DiscountFacts;
    type Columns<'a> = DiscountColumns<'a>;

    #[inline]
    fn decide(&self, facts: &DiscountFacts) -> Classified<DiscountUse> {
        use DiscountReason as R;
        let yes = Some(true);
        let purposes =
            [facts.clearance, facts.quick_return, facts.season, facts.delay, facts.key_campaign];
        let found = Reasons::NONE
            .with_if(facts.clearance == yes, R::Clearance)
            .with_if(facts.quick_return == yes, R::QuickReturn)
            .with_if(facts.season == yes, R::Season)
            .with_if(facts.delay == yes, R::Delay)
            .with_if(facts.key_campaign == yes, R::KeyCampaign);
        if facts.long_term == yes {
            return Classified::known(DiscountUse::Unjustified, found.with(R::LongTerm), false);
        }
        let found = found.with_if(facts.long_term.is_none(), R::LengthMissing);
        if purposes.contains(&yes) {
            return Classified::known(DiscountUse::Justified, found, false);
        }
        if purposes.contains(&None) {
            return Classified::unknown(found.with(R::PurposeMissing));
        }
        Classified::known(DiscountUse::Unjustified, found.with(R::NoPurpose), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{FLAGS, assert_total};

    #[test]
    fn every_combination_and_one_more_purpose_never_speaks_against_it() {
        let rows: Vec<DiscountFacts> = (0..729_usize)
            .map(|bits| {
                let flag = |at: u32| FLAGS[bits / 3_usize.pow(at) % 3];
                DiscountFacts {
                    clearance: flag(0),
                    quick_return: flag(1),
                    season: flag(2),
                    delay: flag(3),
                    key_campaign: flag(4),
                    long_term: flag(5),
                }
            })
            .collect();
        DiscountFacts::with_columns(&rows, |columns| assert_total(&DiscountTest, &rows, columns));
        for facts in &rows {
            let now = DiscountTest.decide(facts).class();
            let more = [
                DiscountFacts { clearance: Some(true), ..*facts },
                DiscountFacts { quick_return: Some(true), ..*facts },
                DiscountFacts { season: Some(true), ..*facts },
                DiscountFacts { delay: Some(true), ..*facts },
                DiscountFacts { key_campaign: Some(true), ..*facts },
            ];
            assert!(more.iter().all(|more| now <= DiscountTest.decide(more).class()), "{facts:?}");
            let longer = DiscountFacts { long_term: Some(true), ..*facts };
            assert_eq!(DiscountTest.decide(&longer).class(), Some(DiscountUse::Unjustified));
        }
    }
}
