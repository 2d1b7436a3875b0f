//! The catalogue of strategies that keep customers, as rules over facts.

use crate::classify::{FactColumns, Facts, Flag, NonNegative, facts, named};
use crate::error::{Error, Result};

named! {
    /// A strategy of the course texts that keeps customers. The code is its bit in a column.
    pub enum Strategy {
        /// Create identification with the brand.
        BrandIdentity = 1 => "create brand identity", "创建品牌认同感";
        /// Learn from feedback what customers need.
        LearnNeeds = 2 => "learn needs from feedback", "从客户反馈中了解需求";
        /// Make feedback easy.
        EasyFeedback = 4 => "make feedback easy", "为客户提供便捷的反馈途径";
        /// Heed complaints and act at once.
        HeedComplaints = 8 => "heed complaints and act in time", "重视客户抱怨并及时采取行动";
        /// Take away what hinders loyalty, and rules that are unreasonable.
        RemoveHindrances = 16 => "remove what hinders loyalty", "清除妨碍和不利于客户忠诚的因素";
        /// Reward buying again.
        RewardRepeats = 32 => "reward repeat purchases", "奖励重复购买";
        /// Find a reward that works.
        EffectiveReward = 64 => "find rewards that work", "找到对忠诚客户进行奖励的有效措施";
        /// Avoid the traps of reward programmes: customers who come for the reward alone.
        AvoidTraps = 128 => "avoid the traps of reward programmes", "避免奖励计划带来的不足";
        /// Tie customers by structure: systems, contracts, shared work.
        StructuralTies = 256 => "strengthen structural ties", "加强与客户的结构性联系";
        /// Serve as nobody else can.
        ExclusiveService = 512 => "make service unique and irreplaceable", "提高客户服务的独特性与不可替代性";
        /// Raise what changing to a competitor would cost.
        SwitchingCost = 1024 => "raise switching cost", "增加客户的转移成本";
    }
}

named! {
    /// What a strategy works by.
    pub enum StrategyGroup {
        BrandAndFeedback = 1 => "brand and feedback", "锁定客户忠诚的战略";
        FinancialReward = 2 => "financial reward", "财务奖励措施";
        Ties = 3 => "ties and switching cost", "提高客户的转移成本";
    }
}

impl Strategy {
    /// What it works by.
    #[must_use]
    pub const fn group(self) -> StrategyGroup {
        match self {
            Self::BrandIdentity | Self::LearnNeeds | Self::EasyFeedback | Self::HeedComplaints => {
                StrategyGroup::BrandAndFeedback
            }
            Self::RemoveHindrances
            | Self::RewardRepeats
            | Self::EffectiveReward
            | Self::AvoidTraps => StrategyGroup::FinancialReward,
            Self::StructuralTies | Self::ExclusiveService | Self::SwitchingCost => {
                StrategyGroup::Ties
            }
        }
    }

    /// The finding for which it applies.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::BrandIdentity => "does not identify with the brand",
            Self::LearnNeeds => "needs are not learnt from feedback",
            Self::EasyFeedback => "has no easy way to give feedback",
            Self::HeedComplaints => "complaints are not acted on in time",
            Self::RemoveHindrances => "rules hinder loyalty",
            Self::RewardRepeats => "repeat purchases are not rewarded",
            Self::EffectiveReward => "the reward does not move them",
            Self::AvoidTraps => "comes for the reward alone",
            Self::StructuralTies => "has no structural tie",
            Self::ExclusiveService => "gets no service that others could not give",
            Self::SwitchingCost => "could change at low cost",
        }
    }

    /// [`Strategy::reason`] in Chinese.
    #[must_use]
    pub const fn reason_zh(self) -> &'static str {
        match self {
            Self::BrandIdentity => "对品牌缺乏认同",
            Self::LearnNeeds => "未从反馈中了解需求",
            Self::EasyFeedback => "缺少便捷的反馈途径",
            Self::HeedComplaints => "抱怨未得到及时处理",
            Self::RemoveHindrances => "存在妨碍忠诚的规定",
            Self::RewardRepeats => "重复购买未得到奖励",
            Self::EffectiveReward => "奖励未起作用",
            Self::AvoidTraps => "只为奖励而来",
            Self::StructuralTies => "没有结构性联系",
            Self::ExclusiveService => "没有不可替代的服务",
            Self::SwitchingCost => "转移成本低",
        }
    }
}

facts! {
    /// What tells which strategies a customer, or a group of customers, calls for.
    pub struct StrategyFacts, StrategyColumns {
        /// Identifies with the brand.
        identifies: Flag,
        /// The firm learns from their feedback what they need.
        needs_known: Flag,
        /// They can give feedback with ease.
        feedback_easy: Flag,
        /// Their complaints are acted on in time.
        complaints_heeded: Flag,
        /// Rules of the firm hinder their loyalty.
        hindered: Flag,
        /// Their repeat purchases are rewarded.
        rewarded: Flag,
        /// The reward moves them to buy again.
        reward_works: Flag,
        /// They come for the reward alone.
        reward_only: Flag,
        /// A system, a contract or shared work ties them.
        tied: Flag,
        /// They get a service that nobody else could give.
        irreplaceable: Flag,
        /// Their switching cost, on the scale of the bound.
        switching_cost: NonNegative,
    }
}

/// Which strategies a customer calls for, which are in place, and of which it is not known: each
/// the sum of the codes of [`Strategy`], and each strategy in exactly one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct StrategiesFound {
    /// Those that apply: what they would mend is amiss.
    pub apply: u32,
    /// Those that are in place, or have nothing to mend.
    pub in_place: u32,
    /// Those whose fact is not known.
    pub unknown: u32,
    /// Whether the switching cost stands exactly on the bound, and counts as high enough.
    pub boundary: bool,
}

impl StrategiesFound {
    /// Whether a strategy applies; `None` where it is not known.
    #[must_use]
    pub fn applies(&self, strategy: Strategy) -> Option<bool> {
        let bit = strategy.code() as u32;
        (self.unknown & bit == 0).then_some(self.apply & bit != 0)
    }

    /// The strategies that apply, in the order of the catalogue.
    pub fn strategies(self) -> impl Iterator<Item = Strategy> {
        let all = Strategy::ALL.iter().copied();
        all.filter(move |strategy| self.applies(*strategy) == Some(true))
    }
}

/// The catalogue as rules: a strategy applies to whom it has something to mend. A reward that
/// does not work, or is all that they come for, is asked of those who have one. What a strategy
/// costs and gains is computed by [`strategy_case`](crate::value::strategy_case).
///
/// ```
/// use habitue::loyalty::{Strategy, StrategyFacts, StrategyRules};
///
/// let facts = StrategyFacts::new().rewarded(true).reward_works(false).switching_cost(20.0);
/// let found = StrategyRules::new().strategies(&facts)?;
/// let called: Vec<Strategy> = found.strategies().collect();
/// assert_eq!(called, [Strategy::EffectiveReward, Strategy::SwitchingCost]);
/// assert_eq!(called[0].reason(), "the reward does not move them");
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct StrategyRules {
    switching_cost: f64,
}

impl Default for StrategyRules {
    fn default() -> Self {
        Self { switching_cost: 50.0 }
    }
}

impl StrategyRules {
    /// The rules with the default bound.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the switching cost from which on it is high enough. Defaults to 50, the middle
    /// of scores from 0 to 100.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) or [`NotFinite`](crate::ErrorKind::NotFinite)
    /// unless it is finite and > 0.
    pub fn with_switching_cost(mut self, bound: f64) -> Result<Self> {
        self.switching_cost = bound;
        self.checked()
    }

    fn checked(self) -> Result<Self> {
        let bound = self.switching_cost;
        if !(bound > 0.0 && bound.is_finite()) {
            return Err(Error::out_of_range("switching_cost", bound, "finite and > 0"));
        }
        Ok(self)
    }

    /// What one customer calls for.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) or [`NotFinite`](crate::ErrorKind::NotFinite)
    /// for a switching cost that is negative or infinite.
    pub fn strategies(&self, facts: &StrategyFacts) -> Result<StrategiesFound> {
        facts.check()?;
        Ok(self.found(facts))
    }

    /// What many customers call for, in their order.
    ///
    /// # Errors
    /// As [`StrategyRules::strategies`] with the row, and [`Length`](crate::ErrorKind::Length).
    pub fn strategies_all(&self, columns: &StrategyColumns<'_>) -> Result<Vec<StrategiesFound>> {
        columns.check()?;
        Ok((0..columns.rows()).map(|row| self.found(&columns.facts(row))).collect())
    }

    fn found(&self, facts: &StrategyFacts) -> StrategiesFound {
        let not = |fact: Option<bool>| fact.map(|holds| !holds);
        // Of a reward only who has one can say anything.
        let of_reward = |amiss: Option<bool>| match facts.rewarded {
            Some(false) => Some(false),
            _ => amiss,
        };
        let amiss = [
            not(facts.identifies),
            not(facts.needs_known),
            not(facts.feedback_easy),
            not(facts.complaints_heeded),
            facts.hindered,
            not(facts.rewarded),
            of_reward(not(facts.reward_works)),
            of_reward(facts.reward_only),
            not(facts.tied),
            not(facts.irreplaceable),
            facts.switching_cost.map(|cost| cost < self.switching_cost),
        ];
        let sum = |wanted: Option<bool>| {
            let all = Strategy::ALL.iter().zip(amiss);
            all.filter(|(_, amiss)| *amiss == wanted).map(|(it, _)| it.code() as u32).sum()
        };
        StrategiesFound {
            apply: sum(Some(true)),
            in_place: sum(Some(false)),
            unknown: sum(None),
            boundary: facts.switching_cost == Some(self.switching_cost),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::FLAGS;

    #[test]
    fn each_strategy_is_in_exactly_one_place_and_a_better_fact_never_calls_for_it() {
        let rules = StrategyRules::new();
        let costs = [None, Some(0.0), Some(50.0), Some(80.0)];
        let all = Strategy::ALL.iter().map(|it| it.code() as u32).sum::<u32>();
        let rows: Vec<StrategyFacts> = (0..59_049_usize)
            .step_by(7)
            .map(|bits| {
                let flag = |at: u32| FLAGS[bits / 3_usize.pow(at) % 3];
                StrategyFacts {
                    identifies: flag(0),
                    needs_known: flag(1),
                    feedback_easy: flag(2),
                    complaints_heeded: flag(3),
                    hindered: flag(4),
                    rewarded: flag(5),
                    reward_works: flag(6),
                    reward_only: flag(7),
                    tied: flag(8),
                    irreplaceable: flag(9),
                    switching_cost: costs[bits % 4],
                }
            })
            .collect();
        let columns = StrategyFacts::with_columns(&rows, |c| rules.strategies_all(c).unwrap());
        for (facts, columnar) in rows.iter().zip(columns) {
            let found = rules.strategies(facts).unwrap();
            assert_eq!(found, columnar);
            assert_eq!(found.apply | found.in_place | found.unknown, all);
            assert_eq!(
                found.apply.count_ones() + found.in_place.count_ones() + found.unknown.count_ones(),
                11
            );
            let better = StrategyFacts {
                identifies: Some(true),
                needs_known: Some(true),
                feedback_easy: Some(true),
                complaints_heeded: Some(true),
                hindered: Some(false),
                rewarded: Some(true),
                reward_works: Some(true),
                reward_only: Some(false),
                tied: Some(true),
                irreplaceable: Some(true),
                switching_cost: Some(80.0),
            };
            assert_eq!(rules.strategies(&better).unwrap().apply, 0);
            assert_eq!(found.boundary, facts.switching_cost == Some(50.0));
        }
    }

    #[test]
    fn a_reward_that_nobody_has_cannot_fail() {
        let facts = StrategyFacts::new().rewarded(false).reward_works(false).reward_only(true);
        let found = StrategyRules::new().strategies(&facts).unwrap();
        assert_eq!(found.strategies().collect::<Vec<_>>(), [Strategy::RewardRepeats]);
        let groups: Vec<_> = Strategy::ALL.iter().map(|it| it.group().code()).collect();
        assert_eq!(groups, [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3]);
        assert!(StrategyRules::new().with_switching_cost(0.0).is_err());
        assert!(StrategyRules::new().strategies(&facts.switching_cost(-1.0)).is_err());
    }
}
