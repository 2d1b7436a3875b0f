//! Lists for Monday: whom to turn to, by which rule, and what the same list did in the test.

use super::observed::ObservedShare;

/// What is to be done with the customers of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ListKind {
    /// The best, who are there: thank them, do not discount.
    Thank,
    /// Good ones who have gone quiet: call them.
    Call,
    /// Of the top fifth by expected value and not yet by what they brought: bring them on.
    BringOn,
    /// Good ones who are not satisfied: ask what went wrong.
    Ask,
    /// Who bought once, a long time ago: mail, do not spend.
    Mail,
}

impl ListKind {
    /// All, in the order of their numbers.
    pub const ALL: [Self; 5] = [Self::Thank, Self::Call, Self::BringOn, Self::Ask, Self::Mail];

    /// The number of the list: 1 to 5.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Thank => 1,
            Self::Call => 2,
            Self::BringOn => 3,
            Self::Ask => 4,
            Self::Mail => 5,
        }
    }
}

/// Why a customer is on a list.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum ListReason {
    /// In this tier, and as likely to buy.
    TierAndLikely {
        /// 1 for the top.
        tier: i32,
        /// The chance to buy within the horizon.
        chance: f64,
    },
    /// Silent for longer than usual.
    Silent {
        /// 1 for the top.
        tier: i32,
        /// Time since the last purchase, in the unit.
        silence: f64,
        /// The usual time between purchases: mean of the intervals, in the unit.
        usual: f64,
    },
    /// High by expected value, not by what was brought.
    Rising,
    /// Not satisfied.
    Unsatisfied {
        /// 1 for the top.
        tier: i32,
        /// Satisfaction, 0 to 100.
        satisfaction: f64,
    },
    /// Bought once, this long ago.
    BoughtOnce {
        /// Time since the purchase, in the unit.
        silence: f64,
    },
}

/// The lists of one day.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Lists {
    /// Those that have a customer, in the order of their numbers.
    pub lists: Vec<ActionList>,
    /// The least chance to buy of a customer to be thanked; those below may be called.
    pub likely: f64,
    /// How many usual gaps of silence make a customer quiet.
    pub gaps: f64,
    /// Satisfaction below this is asked about, 0 to 100.
    pub satisfied: f64,
}

/// One list.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ActionList {
    /// What is to be done.
    pub kind: ListKind,
    /// The rows of its customers in the table, first to turn to first.
    pub rows: Vec<usize>,
    /// Why each is on it, in the order of `rows`.
    pub reasons: Vec<ListReason>,
    /// What they are expected to bring together within the horizon.
    pub expected: f64,
    /// The least silence of its customers, in the unit; `None` on an empty list.
    pub least_silence: Option<f64>,
    /// What the same rule did in the test: the list as it would have been at the split, and what
    /// its customers then did. `None` without a test, or where the rule named nobody then.
    pub check: Option<ListCheck>,
}

/// What the customers whom a rule named at the split did in the test.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ListCheck {
    /// How many bought.
    pub bought: ObservedShare,
    /// What they brought together, units of the currency (or purchases).
    pub came: f64,
    /// `came` of one customer.
    pub each: f64,
    /// The length of the test, in the unit.
    pub length: f64,
}
