//! Ladders of steps that each have their own evidence.

use super::named;

named! {
    /// Which step counts as reached when a lower step has failed.
    pub enum LadderRule {
        /// The last step before the first that is not proven: a step counts only
        /// on top of all the lower ones.
        Cumulative = 1 => "cumulative", "逐级累积";
        /// The highest proven step, whatever the lower ones say.
        Highest = 2 => "highest", "取最高级";
    }
}

impl LadderRule {
    /// How many steps, 0 to N, are reached by this evidence, the lowest step
    /// first; a step that is not known proves nothing.
    #[must_use]
    #[inline]
    pub fn reached<const N: usize>(self, evidence: [Option<bool>; N]) -> usize {
        let proven = |step: &Option<bool>| *step == Some(true);
        match self {
            Self::Cumulative => evidence.iter().take_while(|step| proven(step)).count(),
            Self::Highest => evidence.iter().rposition(proven).map_or(0, |at| at + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_differ_exactly_when_a_lower_step_fails() {
        let gap = [Some(true), Some(false), Some(true), None];
        assert_eq!(LadderRule::Cumulative.reached(gap), 1);
        assert_eq!(LadderRule::Highest.reached(gap), 3);
        let whole = [Some(true), Some(true), None, None];
        assert_eq!(LadderRule::Cumulative.reached(whole), 2);
        assert_eq!(LadderRule::Highest.reached(whole), 2);
        assert_eq!(LadderRule::Highest.reached([None, Some(false)]), 0);
    }
}
