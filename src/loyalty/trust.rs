//! The three levels of trust, and trust earned by repeated satisfaction.

use crate::classify::{
    Classified, Count, Flag, LadderRule, Reasons, Scheme, classes, facts, reasons,
};
use crate::error::{Error, ErrorKind, Result};
use crate::loyalty::phases::found;

classes! {
    /// The level of trust; a ladder.
    pub enum Trust because TrustReason {
        None = 1 => "no trust", "尚未建立信任";
        /// The product fits the need.
        Cognitive = 2 => "cognitive trust", "认知信任";
        /// The customer prefers it after use.
        Affective = 3 => "affective trust", "情感信任";
        /// The relation is sustained: buys again, attends to the firm.
        Behavioural = 4 => "behavioural trust", "行为信任";
    }
}

reasons! {
    /// What the level of trust rests on.
    pub enum TrustReason {
        Fits = 0 => "the product fits the need", "产品符合需求";
        NotFits = 1 => "the product does not fit the need", "产品不符合需求";
        Prefers = 2 => "prefers it after use", "使用后产生偏好";
        NotPrefers = 3 => "does not prefer it after use", "使用后无偏好";
        Sustained = 4 => "sustains the relation", "维持长期关系";
        NotSustained = 5 => "does not sustain the relation", "未维持关系";
        StreakShort = 6 => "too few satisfied episodes in a row", "连续满意次数不足";
        StreakFirst = 7 => "enough satisfied episodes in a row for cognitive trust", "连续满意次数达到认知信任的要求";
        StreakSecond = 8 => "enough satisfied episodes in a row for affective trust", "连续满意次数达到情感信任的要求";
        StreakThird = 9 => "enough satisfied episodes in a row for behavioural trust", "连续满意次数达到行为信任的要求";
        Tolerated = 10 => "a failure within the tolerance", "容忍范围内的失误";
        BeyondTolerance = 11 => "more failures in a row than are tolerated", "连续失误超出容忍范围";
    }
    missing {
        FitMissing = 16 => "fit is not known", "是否符合需求未知";
        PreferenceMissing = 17 => "preference is not known", "偏好未知";
        RelationMissing = 18 => "relation is not known", "关系是否维持未知";
        StreakMissing = 19 => "satisfied episodes in a row are not known", "连续满意次数未知";
        FailuresMissing = 20 => "failures since are not known", "此后失误次数未知";
    }
}

facts! {
    /// Evidence for each level of trust.
    pub struct TrustFacts, TrustColumns {
        /// The product fits the need.
        fits: Flag,
        /// The customer prefers it after use.
        prefers: Flag,
        /// The customer sustains the relation: buys again, pays attention, looks
        /// for what confirms or refutes the choice.
        sustained: Flag,
    }
}

facts! {
    /// The history that earns trust.
    pub struct EarnedTrustFacts, EarnedTrustColumns {
        /// Satisfied episodes that count, none of them undone by too many failures in a
        /// row; see [`trusted_episodes_into`].
        streak: Count,
        /// Failures in a row since the last of them.
        failures: Count,
    }
}

/// Cognitive, affective and behavioural trust (the first two after McAllister
/// 1995) from evidence for each.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::loyalty::{Trust, TrustFacts, TrustLevels};
///
/// let facts = TrustFacts::new().fits(true).prefers(true).sustained(false);
/// assert_eq!(TrustLevels::new().classify(&facts)?.class(), Some(Trust::Affective));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TrustLevels {
    rule: LadderRule,
}

impl Default for TrustLevels {
    fn default() -> Self {
        Self { rule: LadderRule::Highest }
    }
}

impl TrustLevels {
    /// The levels with the default rule.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the rule. Defaults to [`LadderRule::Highest`], as the texts have
    /// it.
    #[must_use]
    pub fn with_rule(mut self, rule: LadderRule) -> Self {
        self.rule = rule;
        self
    }
}

const LEVELS: [Trust; 4] = [Trust::None, Trust::Cognitive, Trust::Affective, Trust::Behavioural];

impl Scheme for TrustLevels {
    type Class = Trust;
    type Facts = TrustFacts;
    type Columns<'a> = TrustColumns<'a>;

    #[inline]
    fn decide(&self, facts: &TrustFacts) -> Classified<Trust> {
        use TrustReason as R;
        let TrustFacts { fits, prefers, sustained } = *facts;
        let reasons = Reasons::NONE
            .with(found(fits, R::Fits, R::NotFits, R::FitMissing))
            .with(found(prefers, R::Prefers, R::NotPrefers, R::PreferenceMissing))
            .with(found(sustained, R::Sustained, R::NotSustained, R::RelationMissing));
        if fits.or(prefers).or(sustained).is_none() {
            return Classified::unknown(reasons);
        }
        Classified::known(LEVELS[self.rule.reached([fits, prefers, sustained])], reasons, false)
    }
}

/// Trust as the reward of satisfied episodes in a row: satisfaction has to be confirmed
/// again and again to become trust.
///
/// Satisfaction ends with one bad episode; who trusts a firm takes its failures calmly. So
/// trust has a tolerance: it is kept through that many failures in a row, and lost
/// with the next. A tolerance of 0 makes trust as fickle as satisfaction.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::loyalty::{EarnedTrust, EarnedTrustFacts, Trust, trusted_episodes_into};
///
/// // Customer 0: satisfied three times, then a failure. Customer 1: satisfied, two failures.
/// let customer = [0, 1, 0, 1, 0, 1, 0];
/// let satisfied = [1, 1, 1, 0, 1, 0, 0];
/// let (mut streaks, mut failures) = ([0; 2], [0; 2]);
/// trusted_episodes_into(&customer, &satisfied, 1, &mut streaks, &mut failures)?;
/// assert_eq!((streaks, failures), ([3, 0], [1, 2]));
/// let trust = EarnedTrust::new();
/// let facts = EarnedTrustFacts::new().streak(streaks[0]).failures(failures[0]);
/// assert_eq!(trust.classify(&facts)?.class(), Some(Trust::Affective));
/// let fickle = trust.with_tolerance(0);
/// assert_eq!(fickle.classify(&facts)?.class(), Some(Trust::None));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct EarnedTrust {
    needed: [u32; 3],
    #[cfg_attr(feature = "serde", serde(default = "one"))]
    tolerance: u32,
}

#[cfg(feature = "serde")]
fn one() -> u32 {
    1
}

impl Default for EarnedTrust {
    fn default() -> Self {
        Self { needed: [1, 3, 5], tolerance: 1 }
    }
}

impl EarnedTrust {
    /// The scheme with the default numbers of episodes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces how many satisfied episodes in a row earn cognitive, affective
    /// and behavioural trust; the texts give no numbers. Defaults to 1, 3 and 5.
    ///
    /// # Errors
    /// [`Unsorted`](ErrorKind::Unsorted) unless 0 < first < second < third.
    pub fn with_needed(mut self, needed: [u32; 3]) -> Result<Self> {
        self.needed = needed;
        self.checked()
    }

    /// Replaces how many failures in a row trust survives; the course texts say that it
    /// survives failures, and give no number. Defaults to 1.
    #[must_use]
    pub fn with_tolerance(mut self, tolerance: u32) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// How many failures in a row trust survives.
    #[must_use]
    pub fn tolerance(&self) -> u32 {
        self.tolerance
    }

    fn checked(self) -> Result<Self> {
        let needed = self.needed;
        if !(0 < needed[0] && needed[0] < needed[1] && needed[1] < needed[2]) {
            return Err(Error::new(ErrorKind::Unsorted, "do not ascend")
                .in_column("needed")
                .with_value(format!("{needed:?}"))
                .allowing("0 < first < second < third"));
        }
        Ok(self)
    }
}

impl Scheme for EarnedTrust {
    type Class = Trust;
    type Facts = EarnedTrustFacts;
    type Columns<'a> = EarnedTrustColumns<'a>;

    #[inline]
    fn decide(&self, facts: &EarnedTrustFacts) -> Classified<Trust> {
        use TrustReason as R;
        const REASONS: [R; 4] = [R::StreakShort, R::StreakFirst, R::StreakSecond, R::StreakThird];
        let Some(streak) = facts.streak else {
            return Classified::unknown(Reasons::NONE.with(R::StreakMissing));
        };
        let failures = facts.failures.unwrap_or(0);
        let found = Reasons::NONE.with_if(facts.failures.is_none(), R::FailuresMissing);
        if failures > self.tolerance {
            return Classified::known(Trust::None, found.with(R::BeyondTolerance), false);
        }
        let level = self.needed.iter().filter(|needed| streak >= **needed).count();
        let boundary = self.needed.contains(&streak);
        let found = found.with(REASONS[level]).with_if(failures > 0, R::Tolerated);
        Classified::known(LEVELS[level], found, boundary)
    }
}

/// The satisfied episodes of each customer that count for trust, into `streaks`, and the
/// failures in a row since the last of them, into `failures`: up to `tolerance` failures in
/// a row undo nothing, one more undoes all before it. The columns are those of
/// [`satisfied_streaks_into`], which is the case of no tolerance.
///
/// # Errors
/// As [`satisfied_streaks_into`], and [`Length`](ErrorKind::Length) where `failures` has
/// another length than `streaks`. Nothing is written then.
pub fn trusted_episodes_into(
    customer: &[u32],
    satisfied: &[u8],
    tolerance: u32,
    streaks: &mut [u32],
    failures: &mut [u32],
) -> Result<()> {
    check_episodes(customer, satisfied, streaks.len())?;
    if failures.len() != streaks.len() {
        return Err(Error::length("failures", failures.len(), streaks.len()));
    }
    streaks.fill(0);
    failures.fill(0);
    for (who, flag) in customer.iter().zip(satisfied) {
        let (streak, failed) = (&mut streaks[*who as usize], &mut failures[*who as usize]);
        if *flag == 1 {
            (*streak, *failed) = (streak.saturating_add(1), 0);
        } else {
            *failed = failed.saturating_add(1);
            if *failed > tolerance {
                *streak = 0;
            }
        }
    }
    Ok(())
}

/// The number of satisfied episodes in a row up to the last episode of each
/// customer: satisfaction, which one failure ends. `customer[i]` is the row of `streaks` to which episode `i` belongs
/// and `satisfied[i]` is 1 or 0; the episodes of one customer come in the order
/// of time. A customer without an episode has 0.
///
/// # Errors
/// [`Length`](ErrorKind::Length) where the columns differ in length;
/// [`OutOfRange`](ErrorKind::OutOfRange) for a customer without a row and for a
/// flag other than 0 and 1, with its row. Nothing is written then.
pub fn satisfied_streaks_into(
    customer: &[u32],
    satisfied: &[u8],
    streaks: &mut [u32],
) -> Result<()> {
    check_episodes(customer, satisfied, streaks.len())?;
    streaks.fill(0);
    for (who, flag) in customer.iter().zip(satisfied) {
        let streak = &mut streaks[*who as usize];
        *streak = if *flag == 1 { streak.saturating_add(1) } else { 0 };
    }
    Ok(())
}

fn check_episodes(customer: &[u32], satisfied: &[u8], customers: usize) -> Result<()> {
    if satisfied.len() != customer.len() {
        return Err(Error::length("satisfied", satisfied.len(), customer.len()));
    }
    for (row, (who, flag)) in customer.iter().zip(satisfied).enumerate() {
        if *who as usize >= customers {
            return Err(Error::new(ErrorKind::OutOfRange, "has no row")
                .in_column("customer")
                .with_value(who)
                .allowing(format!("below {customers}"))
                .at_row(row as u64));
        }
        if *flag > 1 {
            return Err(Error::new(ErrorKind::OutOfRange, "is out of range")
                .in_column("satisfied")
                .with_value(flag)
                .allowing("0 or 1")
                .at_row(row as u64));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{FLAGS, assert_total};

    #[test]
    fn every_combination_of_evidence() {
        let rows: Vec<TrustFacts> = (0..27)
            .map(|bits| TrustFacts {
                fits: FLAGS[bits % 3],
                prefers: FLAGS[bits / 3 % 3],
                sustained: FLAGS[bits / 9],
            })
            .collect();
        for rule in LadderRule::ALL {
            let scheme = TrustLevels::new().with_rule(*rule);
            TrustFacts::with_columns(&rows, |columns| assert_total(&scheme, &rows, columns));
            for facts in &rows {
                for better in [
                    TrustFacts { fits: Some(true), ..*facts },
                    TrustFacts { prefers: Some(true), ..*facts },
                    TrustFacts { sustained: Some(true), ..*facts },
                ] {
                    assert!(scheme.decide(facts).class() <= scheme.decide(&better).class());
                }
            }
        }
    }

    #[test]
    fn one_failure_ends_satisfaction_and_not_trust() {
        let streaks = [None, Some(0), Some(1), Some(2), Some(4), Some(5), Some(99)];
        let rows = streaks.map(|streak| EarnedTrustFacts { streak, failures: Some(0) }).to_vec();
        let failed = [None, Some(0), Some(1), Some(2), Some(3)];
        let all: Vec<EarnedTrustFacts> = streaks
            .iter()
            .flat_map(|streak| {
                failed.map(|failures| EarnedTrustFacts { streak: *streak, failures })
            })
            .collect();
        for tolerance in [0, 1, 2] {
            let scheme = EarnedTrust::new().with_tolerance(tolerance);
            EarnedTrustFacts::with_columns(&all, |columns| assert_total(&scheme, &all, columns));
            for facts in &all {
                let now = scheme.decide(facts).class();
                let worse = EarnedTrustFacts { failures: facts.failures.map(|n| n + 1), ..*facts };
                assert!(scheme.decide(&worse).class() <= now, "a failure never earns trust");
                let patient = EarnedTrust::new().with_tolerance(tolerance + 1);
                assert!(patient.decide(facts).class() >= now, "nor does tolerance lose it");
            }
        }
        let scheme = EarnedTrust::new();
        let kept = scheme.decide(&EarnedTrustFacts::new().streak(5).failures(1));
        assert_eq!(kept.class(), Some(Trust::Behavioural));
        assert!(kept.reasons().contains(TrustReason::Tolerated));
        let lost = scheme.decide(&EarnedTrustFacts::new().streak(5).failures(2));
        assert_eq!(lost.class(), Some(Trust::None));
        EarnedTrustFacts::with_columns(&rows, |columns| assert_total(&scheme, &rows, columns));
        let levels: Vec<Option<Trust>> =
            rows.iter().map(|row| scheme.decide(row).class()).collect();
        assert!(levels.is_sorted(), "a longer streak never lowers trust: {levels:?}");
        let flagged = |streak| scheme.decide(&EarnedTrustFacts::new().streak(streak)).on_boundary();
        assert!([1, 3, 5].into_iter().all(flagged) && ![0, 2, 4, 6].into_iter().any(flagged));
        let mut streaks = [7_u32; 3];
        satisfied_streaks_into(&[0, 0, 0, 0, 2], &[1, 1, 1, 0, 1], &mut streaks).unwrap();
        assert_eq!(streaks, [0, 0, 1]);
        // The same episodes with a tolerance, which without one are the streaks.
        let (who, flags) = ([0, 0, 0, 0, 2, 1, 1, 1, 1], [1, 1, 1, 0, 1, 1, 0, 0, 1]);
        let mut failures = [7_u32; 3];
        trusted_episodes_into(&who, &flags, 1, &mut streaks, &mut failures).unwrap();
        assert_eq!((streaks, failures), ([3, 1, 1], [1, 0, 0]));
        trusted_episodes_into(&who, &flags, 2, &mut streaks, &mut failures).unwrap();
        assert_eq!((streaks, failures), ([3, 2, 1], [1, 0, 0]));
        trusted_episodes_into(&who, &flags, 0, &mut streaks, &mut failures).unwrap();
        let mut plain = [7_u32; 3];
        satisfied_streaks_into(&who, &flags, &mut plain).unwrap();
        assert_eq!(streaks, plain);
        assert!(trusted_episodes_into(&who, &flags, 0, &mut streaks, &mut [0; 2]).is_err());
        assert!(EarnedTrust::new().with_needed([0, 1, 2]).is_err());
        assert!(EarnedTrust::new().with_needed([3, 3, 4]).is_err());
    }

    #[test]
    fn bad_episodes_are_named_and_nothing_is_written() {
        let mut streaks = [9_u32; 2];
        let error = satisfied_streaks_into(&[0, 2], &[1, 1], &mut streaks).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("customer")));
        let error = satisfied_streaks_into(&[0, 1], &[1, 2], &mut streaks).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("satisfied")));
        assert!(satisfied_streaks_into(&[0], &[], &mut streaks).is_err());
        assert_eq!(streaks, [9, 9]);
    }
}
