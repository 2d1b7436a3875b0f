//! Lists for Monday: whom to turn to, by which rule, and what the same list did in the test.

use super::observed::ObservedShare;
use super::outlook::Outlook;
use super::tiers::TierFigures;
use super::value_matrix::ValueMatrix;
use super::voice::SATISFIED;
use crate::error::Result;
use crate::value::ValueClass;

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
    pub const ALL: &'static [Self] =
        &[Self::Thank, Self::Call, Self::BringOn, Self::Ask, Self::Mail];

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
    /// Whoever bought once is left to mail after so long a silence, in the unit.
    pub once: f64,
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

/// Whoever is at least as likely to buy within the horizon is there.
const LIKELY: f64 = 0.75;

/// So many usual gaps of silence make a customer quiet.
const GAPS: f64 = 2.0;

/// Whoever bought once is left to mail after this part of the horizon.
const ONCE_PART: f64 = 0.25;

impl Lists {
    /// The lists of an outlook; `satisfaction` is that of each customer, 0 to 100. In a test they are checked by what came.
    ///
    /// # Errors
    /// None of an outlook.
    pub(crate) fn of(
        outlook: &Outlook<'_>,
        tiers: &TierFigures,
        matrix: &ValueMatrix,
        satisfaction: Option<&[Option<f64>]>,
    ) -> Result<Self> {
        let rules = Rules { outlook, tiers, matrix, satisfaction };
        let mut lists = Vec::new();
        for &kind in ListKind::ALL {
            let rows = 0..outlook.value.len();
            let mut named: Vec<(usize, ListReason)> =
                rows.filter_map(|row| Some((row, rules.reason(kind, row)?))).collect();
            named.sort_by(|(a, _), (b, _)| {
                outlook.value[*b].total_cmp(&outlook.value[*a]).then(a.cmp(b))
            });
            let (rows, reasons): (Vec<usize>, Vec<ListReason>) = named.into_iter().unzip();
            if !rows.is_empty() {
                lists.push(ActionList {
                    kind,
                    expected: rows.iter().map(|row| outlook.value[*row]).sum(),
                    least_silence: rows.iter().map(|row| rules.silence(*row)).reduce(f64::min),
                    check: check(outlook, &rows)?,
                    rows,
                    reasons,
                });
            }
        }
        let once = ONCE_PART * outlook.options.horizon();
        Ok(Self { lists, likely: LIKELY, gaps: GAPS, satisfied: SATISFIED, once })
    }

    /// Takes over the checks that the same rules had in a test.
    pub(crate) fn check_by(&mut self, test: &Self) {
        for list in &mut self.lists {
            list.check = test.of_kind(list.kind).and_then(|list| list.check);
        }
    }

    /// The list of a kind; `None` where it names nobody.
    #[must_use]
    pub fn of_kind(&self, kind: ListKind) -> Option<&ActionList> {
        self.lists.iter().find(|list| list.kind == kind)
    }

    /// The lists that each of so many customers is on, and why.
    pub(crate) fn by_customer(&self, customers: usize) -> Vec<Vec<(ListKind, ListReason)>> {
        let mut on = vec![Vec::new(); customers];
        for list in &self.lists {
            for (row, reason) in list.rows.iter().zip(&list.reasons) {
                on[*row].push((list.kind, *reason));
            }
        }
        on
    }
}

/// What the rules look at.
struct Rules<'a> {
    outlook: &'a Outlook<'a>,
    tiers: &'a TierFigures,
    matrix: &'a ValueMatrix,
    satisfaction: Option<&'a [Option<f64>]>,
}

impl Rules<'_> {
    /// Time since the last purchase.
    fn silence(&self, row: usize) -> f64 {
        let table = self.outlook.table();
        table.t()[row] - table.t_x()[row]
    }

    /// Why a customer is on a list, if that is so.
    fn reason(&self, kind: ListKind, row: usize) -> Option<ListReason> {
        let table = self.outlook.table();
        let tier = self.tiers.tier[row];
        // The best are in all tiers but the lowest two, the good ones in all but the lowest.
        let tiers = self.tiers.rows.len() as i32;
        let (best, good) = (tier <= (tiers - 2).max(1), tier <= (tiers - 1).max(1));
        let chance = self.outlook.forecast.chance[row];
        let (x, silence) = (table.x()[row], self.silence(row));
        match kind {
            ListKind::Thank => {
                (best && chance >= LIKELY).then_some(ListReason::TierAndLikely { tier, chance })
            }
            ListKind::Call => {
                let usual = table.t_x()[row] / f64::from(x.max(1));
                let quiet = x > 0 && silence >= GAPS * usual;
                // Whoever is thanked is not called as well.
                (good && quiet && !(best && chance >= LIKELY)).then_some(ListReason::Silent {
                    tier,
                    silence,
                    usual,
                })
            }
            ListKind::BringOn => self.is_rising(row).then_some(ListReason::Rising),
            ListKind::Ask => {
                let satisfaction = (*self.satisfaction?.get(row)?)?;
                (good && satisfaction < SATISFIED)
                    .then_some(ListReason::Unsatisfied { tier, satisfaction })
            }
            ListKind::Mail => {
                let long = silence >= ONCE_PART * self.outlook.options.horizon();
                (x == 0 && long && !self.is_rising(row))
                    .then_some(ListReason::BoughtOnce { silence })
            }
        }
    }

    fn is_rising(&self, row: usize) -> bool {
        self.matrix.points[row].class == ValueClass::B
    }
}

/// What the customers of a list did in the test.
fn check(outlook: &Outlook<'_>, rows: &[usize]) -> Result<Option<ListCheck>> {
    let Some(test) = &outlook.test else { return Ok(None) };
    let bought = rows.iter().filter(|row| test.came_purchases[**row] > 0).count() as u64;
    let came: f64 = rows.iter().map(|row| test.came[*row]).sum();
    let share = ObservedShare::new(bought, rows.len() as u64)?;
    Ok(share.map(|bought| ListCheck {
        bought,
        came,
        each: came / bought.of as f64,
        length: test.length,
    }))
}
