//! Refunds dated by the purchases that they take back.

use std::collections::BTreeSet;
#[cfg(feature = "files")]
use std::collections::HashMap;

use super::Ledger;
use super::exact_column::ExactColumn;
use crate::customer::{Dictionary, Keys};
use crate::error::Result;
use crate::money::Exact;

/// Refunds that count on the day of the purchase that they take back, and those that fit none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct MatchedRefunds {
    /// Refunds whose purchase was found.
    pub matched_rows: u64,
    /// Their sum, minor units, rounded once; 0 or less.
    pub matched: i64,
    /// Refunds that fit no earlier purchase.
    pub unmatched_rows: u64,
    /// Their sum.
    pub unmatched: i64,
}

/// A purchase of one customer that refunds may take back, and what is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Open {
    left: Exact,
    /// Its place in the order of time.
    place: usize,
    row: usize,
}

impl Ledger {
    /// Dates each refund by the purchase that it takes back: the latest earlier one of the same
    /// customer and the same amount, which no other refund took back. A refund that fits none keeps
    /// its own time, where [`Refunds`](super::Refunds) says what it does.
    ///
    /// A purchase and its return are then of one period whenever the goods came back, so that a
    /// purchase taken back whole is no purchase occasion. When a refund came is kept: a
    /// [table](crate::summary::Summary::table) whose calibration ends between a purchase and its
    /// refund counts the refund where it came, since nobody knew of it at the end of the calibration.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`](crate::ErrorKind::Overflow) where a sum does not fit.
    ///
    /// ```
    /// use habitue::ledger::{Ledger, Refunds, Rules, Transaction};
    /// use habitue::money::{Currency, Money};
    /// use habitue::time::Day;
    ///
    /// let rules = Rules::money(Currency::EUR).with_refunds(Refunds::Net);
    /// let rows = [("2024-01-05", 100), ("2024-02-10", 100), ("2024-02-20", -100)];
    /// let mut ledger = Ledger::new(rules);
    /// for (date, euros) in rows {
    ///     let amount = Money::from_minor(100 * euros, Currency::EUR);
    ///     ledger.push(&Transaction::new("Ada", Day::parse(date)?, amount))?;
    /// }
    /// assert_eq!(ledger.match_refunds()?.matched_rows, 1);
    /// // The purchase of the 10th came back.
    /// let visits = ledger.visits()?;
    /// assert_eq!(visits.days(), [Day::parse("2024-01-05")?.number()]);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn match_refunds(&mut self) -> Result<MatchedRefunds> {
        self.match_refunds_by(None)
    }

    /// The same among purchases of the same label, where there is one for each row; a purchase
    /// then may be larger than the refund: the smallest that can bear it, of several alike the
    /// latest. Rows without a label ([`NO_LABEL`]) match none.
    pub(super) fn match_refunds_by(&mut self, labels: Option<&[u32]>) -> Result<MatchedRefunds> {
        let order = self.by_customer_label_and_time(labels)?;
        let amounts = ExactColumn::new(self.minor(), self.minor_fractions());
        let mut moves: Vec<(usize, i64)> = Vec::new();
        let (mut matched, mut unmatched) = (Exact::ZERO, Exact::ZERO);
        let mut found = MatchedRefunds::default();
        let mut open: BTreeSet<Open> = BTreeSet::new();
        let mut group = None;
        for (place, &(customer, label, row)) in order.iter().enumerate() {
            if group.replace((customer, label)) != Some((customer, label)) {
                open.clear();
            }
            let amount = amounts.get(row);
            if !self.rules().is_refund(amount)? {
                if amount.is_positive() {
                    open.insert(Open { left: amount, place, row });
                }
                continue;
            }
            let refund = Exact::ZERO - amount;
            let fits = match label {
                Some(NO_LABEL) => None,
                _ => bearer(&open, refund, label.is_some()),
            };
            match fits {
                Some(purchase) => {
                    open.remove(&purchase);
                    let left = purchase.left - refund;
                    if left.is_positive() {
                        open.insert(Open { left, ..purchase });
                    }
                    moves.push((row, self.seconds()[purchase.row]));
                    found.matched_rows += 1;
                    matched += amount;
                }
                None => {
                    found.unmatched_rows += 1;
                    unmatched += amount;
                }
            }
        }
        let rounding = self.rules().rounding();
        (found.matched, found.unmatched) = (matched.round(rounding)?, unmatched.round(rounding)?);
        self.move_refunds(moves);
        Ok(found)
    }

    /// Rows by customer, label, time, and purchases before refunds.
    #[allow(clippy::type_complexity, reason = "one list of three numbers")]
    fn by_customer_label_and_time(
        &self,
        labels: Option<&[u32]>,
    ) -> Result<Vec<(i64, Option<u32>, usize)>> {
        let codes = self.customer_codes()?;
        let mut order: Vec<(i64, Option<u32>, usize)> = codes
            .into_iter()
            .enumerate()
            .map(|(row, code)| (code, labels.map(|labels| labels[row]), row))
            .collect();
        let (seconds, minor) = (self.seconds(), self.minor());
        order.sort_by_key(|&(customer, label, row)| {
            let refund = minor.get(row).is_some_and(|minor| *minor < 0);
            (customer, label, seconds[row], refund, row)
        });
        Ok(order)
    }

    /// An integer for each row's customer.
    pub(super) fn customer_codes(&self) -> Result<Vec<i64>> {
        match self.columns().customers() {
            Keys::Integer(keys) => Ok(keys.to_vec()),
            Keys::Text(texts) => {
                let codes = Dictionary::default().intern_all(texts, 1)?;
                Ok(codes.into_iter().map(i64::from).collect())
            }
        }
    }
}

/// The label of a row that has none.
pub(super) const NO_LABEL: u32 = u32::MAX;

/// The purchase that bears a refund: the latest of the same amount, else, where larger ones may,
/// the smallest, and of these the latest.
fn bearer(open: &BTreeSet<Open>, refund: Exact, larger: bool) -> Option<Open> {
    let latest_of = |left: Exact| {
        let from = Open { left, place: 0, row: 0 };
        let to = Open { left, place: usize::MAX, row: usize::MAX };
        open.range(from..=to).next_back().copied()
    };
    latest_of(refund).or_else(|| {
        let from = Open { left: refund, place: 0, row: 0 };
        let smallest = open.range(from..).next().filter(|_| larger)?;
        latest_of(smallest.left)
    })
}

/// Labels of rows, as they come.
#[cfg(feature = "files")]
#[derive(Debug, Default)]
pub(super) struct Labels {
    codes: HashMap<Vec<u8>, u32>,
    rows: Vec<u32>,
}

#[cfg(feature = "files")]
impl Labels {
    pub(super) fn push(&mut self, label: &[u8]) {
        let next = self.codes.len() as u32;
        self.rows.push(match label {
            [] => NO_LABEL,
            label => match self.codes.get(label) {
                Some(code) => *code,
                None => *self.codes.entry(label.to_vec()).or_insert(next),
            },
        });
    }

    pub(super) fn rows(&self) -> &[u32] {
        &self.rows
    }
}
