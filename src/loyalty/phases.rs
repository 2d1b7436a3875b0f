//! The four phases of loyalty, in Oliver's order and in the order of the texts.

use crate::classify::{
    Classified, Flag, LadderRule, Reasons, Scheme, classes, facts, named, reasons,
};

classes! {
    /// The phase of loyalty that a customer has reached. [`PhaseOrder::step`] says
    /// how high a phase is in the order that a scheme climbs in.
    pub enum Phase because PhaseReason {
        /// No phase is proven.
        BeforeLoyalty = 1 => "before loyalty", "尚未形成忠诚";
        /// Information: the customer knows that this one is better.
        Cognitive = 2 => "cognitive loyalty", "认知型忠诚";
        /// Preference: the customer likes it.
        Affective = 3 => "affective loyalty", "情感型忠诚";
        /// Intention: the customer means to buy it, knowing and liking it.
        Conative = 4 => "conative loyalty", "意向型忠诚";
        /// Action: the customer buys it, against obstacles.
        Action = 5 => "action loyalty", "行为型忠诚";
        /// Intention where it comes first, before any liking or knowledge: the lowest
        /// of the four layers of the course texts. Only
        /// [`PhaseOrder::ImpulseFirst`] gives it.
        Impulsive = 6 => "impulsive loyalty", "冲动型忠诚";
    }
}

reasons! {
    /// Which phases were proven and which were refuted.
    pub enum PhaseReason {
        KnowsBetter = 0 => "knows it to be better", "认为其更好";
        Prefers = 1 => "prefers it", "情感偏好";
        Intends = 2 => "intends to buy it", "有购买意向";
        Acts = 3 => "buys it against obstacles", "克服障碍仍然购买";
        NotKnowsBetter = 4 => "does not know it to be better", "不认为其更好";
        NotPrefers = 5 => "does not prefer it", "无情感偏好";
        NotIntends = 6 => "does not intend to buy it", "无购买意向";
        NotActs = 7 => "does not buy it against obstacles", "未克服障碍购买";
    }
    missing {
        CognitionMissing = 16 => "cognition is not known", "认知未知";
        AffectMissing = 17 => "affect is not known", "情感未知";
        ConationMissing = 18 => "intention is not known", "意向未知";
        ActionMissing = 19 => "action is not known", "行动未知";
    }
}

facts! {
    /// Evidence for each of the four phases.
    pub struct PhaseFacts, PhaseColumns {
        /// Information: knows it to be better than the alternatives.
        cognitive: Flag,
        /// Preference: likes it.
        affective: Flag,
        /// Intention: means to buy it again.
        conative: Flag,
        /// Action: buys it even against obstacles.
        action: Flag,
    }
}

named! {
    /// In which order the phases are climbed. The schools disagree, and both
    /// orders are in use.
    pub enum PhaseOrder {
        /// Information, preference, intention, action (Oliver 1997, 1999).
        Oliver = 1 => "Oliver's order: cognitive, affective, conative, action", "奥利弗顺序：认知、情感、意向、行为";
        /// Intention (on impulse), preference, information, action: the order of
        /// the Chinese texts.
        ImpulseFirst = 2 => "impulse first: impulsive, affective, cognitive, action", "课程顺序：冲动型、情感型、认知型、行为型";
    }
}

impl PhaseOrder {
    /// The four phases, the lowest first.
    #[must_use]
    pub const fn phases(self) -> [Phase; 4] {
        match self {
            Self::Oliver => [Phase::Cognitive, Phase::Affective, Phase::Conative, Phase::Action],
            Self::ImpulseFirst => {
                [Phase::Impulsive, Phase::Affective, Phase::Cognitive, Phase::Action]
            }
        }
    }

    /// How many steps up a phase is: 0 before loyalty and for a phase that is not of
    /// this order, 4 for action.
    #[must_use]
    pub fn step(self, phase: Phase) -> usize {
        self.phases().iter().position(|step| *step == phase).map_or(0, |at| at + 1)
    }
}

/// The four-phase ladder.
///
/// ```
/// use habitue::classify::{LadderRule, Scheme};
/// use habitue::loyalty::{FourPhases, Phase, PhaseFacts, PhaseOrder};
///
/// // Buys on impulse, likes it, but knows nothing of it.
/// let facts = PhaseFacts::new().conative(true).affective(true).cognitive(false).action(false);
/// let oliver = FourPhases::new();
/// assert_eq!(oliver.classify(&facts)?.class(), Some(Phase::BeforeLoyalty));
/// let texts = oliver.with_order(PhaseOrder::ImpulseFirst);
/// assert_eq!(texts.classify(&facts)?.class(), Some(Phase::Affective));
/// let highest = oliver.with_rule(LadderRule::Highest);
/// assert_eq!(highest.classify(&facts)?.class(), Some(Phase::Conative));
/// let impulse = texts.classify(&PhaseFacts::new().conative(true).affective(false))?;
/// assert_eq!((impulse.name(), impulse.name_zh()), ("impulsive loyalty", "冲动型忠诚"));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct FourPhases {
    order: PhaseOrder,
    rule: LadderRule,
}

impl Default for FourPhases {
    fn default() -> Self {
        Self { order: PhaseOrder::Oliver, rule: LadderRule::Cumulative }
    }
}

impl FourPhases {
    /// The ladder with the default order and rule.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the order. Defaults to [`PhaseOrder::Oliver`].
    #[must_use]
    pub fn with_order(mut self, order: PhaseOrder) -> Self {
        self.order = order;
        self
    }

    /// Replaces the rule: they differ where a lower phase has failed. Defaults to
    /// [`LadderRule::Cumulative`].
    #[must_use]
    pub fn with_rule(mut self, rule: LadderRule) -> Self {
        self.rule = rule;
        self
    }
}

impl Scheme for FourPhases {
    type Class = Phase;
    type Facts = PhaseFacts;
    type Columns<'a> = PhaseColumns<'a>;

    #[inline]
    fn decide(&self, facts: &PhaseFacts) -> Classified<Phase> {
        use PhaseReason as R;
        let PhaseFacts { cognitive, affective, conative, action } = *facts;
        let reasons = Reasons::NONE
            .with(found(cognitive, R::KnowsBetter, R::NotKnowsBetter, R::CognitionMissing))
            .with(found(affective, R::Prefers, R::NotPrefers, R::AffectMissing))
            .with(found(conative, R::Intends, R::NotIntends, R::ConationMissing))
            .with(found(action, R::Acts, R::NotActs, R::ActionMissing));
        if cognitive.or(affective).or(conative).or(action).is_none() {
            return Classified::unknown(reasons);
        }
        let evidence = match self.order {
            PhaseOrder::Oliver => [cognitive, affective, conative, action],
            PhaseOrder::ImpulseFirst => [conative, affective, cognitive, action],
        };
        let phase = match self.rule.reached(evidence) {
            0 => Phase::BeforeLoyalty,
            step => self.order.phases()[step - 1],
        };
        Classified::known(phase, reasons, false)
    }
}

/// The finding for a fact that is true, false or not known.
#[inline]
pub(super) fn found<R>(fact: Option<bool>, yes: R, no: R, missing: R) -> R {
    match fact {
        Some(true) => yes,
        Some(false) => no,
        None => missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{FLAGS, assert_total_of};

    fn all_facts() -> Vec<PhaseFacts> {
        (0..81)
            .map(|bits| PhaseFacts {
                cognitive: FLAGS[bits % 3],
                affective: FLAGS[bits / 3 % 3],
                conative: FLAGS[bits / 9 % 3],
                action: FLAGS[bits / 27],
            })
            .collect()
    }

    fn all_schemes() -> impl Iterator<Item = FourPhases> {
        PhaseOrder::ALL.iter().flat_map(|order| {
            LadderRule::ALL.iter().map(|rule| FourPhases::new().with_order(*order).with_rule(*rule))
        })
    }

    #[test]
    fn every_combination_in_both_orders_by_both_rules() {
        let rows = all_facts();
        for scheme in all_schemes() {
            let reached = scheme.order.phases();
            PhaseFacts::with_columns(&rows, |columns| {
                assert_total_of(&scheme, &rows, columns, |phase| {
                    phase == Phase::BeforeLoyalty || reached.contains(&phase)
                });
            });
        }
    }

    #[test]
    fn more_evidence_never_lowers_the_phase() {
        for scheme in all_schemes() {
            for facts in all_facts() {
                let yes = Some(true);
                let better = [
                    PhaseFacts { cognitive: yes, ..facts },
                    PhaseFacts { affective: yes, ..facts },
                    PhaseFacts { conative: yes, ..facts },
                    PhaseFacts { action: yes, ..facts },
                ];
                let step = |facts: &PhaseFacts| {
                    scheme.decide(facts).class().map(|phase| scheme.order.step(phase))
                };
                for after in better {
                    assert!(step(&facts) <= step(&after), "{scheme:?} {facts:?} {after:?}");
                }
            }
        }
    }

    #[test]
    fn both_orders_agree_on_the_ends_and_on_affect() {
        for phase in [Phase::BeforeLoyalty, Phase::Affective, Phase::Action] {
            assert_eq!(PhaseOrder::Oliver.step(phase), PhaseOrder::ImpulseFirst.step(phase));
        }
        assert_eq!(PhaseOrder::Oliver.step(Phase::Conative), 3);
        assert_eq!(PhaseOrder::ImpulseFirst.step(Phase::Impulsive), 1);
        assert_eq!(PhaseOrder::ImpulseFirst.step(Phase::Conative), 0);
    }
}
