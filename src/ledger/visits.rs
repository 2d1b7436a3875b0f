//! The days on which customers bought.

use super::exact_column::ExactColumn;
use super::{Ledger, Refunds};
use crate::customer::{KeyColumn, Keys};
use crate::error::Result;
use crate::money::Exact;

/// Customers and the days on which each of them bought, once a day, by ascending customer and then
/// in the order of time: what cohorts, funnels and gaps are counted from.
///
/// Made by [`Ledger::visits`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visits {
    customers: KeyColumn,
    days: Vec<i32>,
}

impl Visits {
    /// Who, a row for each day.
    #[must_use]
    pub fn customers(&self) -> Keys<'_> {
        self.customers.as_keys()
    }

    /// Who, as the owned column.
    #[must_use]
    pub const fn key_column(&self) -> &KeyColumn {
        &self.customers
    }

    /// When, as days since 1970-01-01.
    #[must_use]
    pub fn days(&self) -> &[i32] {
        &self.days
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }
}

impl Ledger {
    /// The days on which customers bought: those that a [`Summary`](crate::summary::Summary) of
    /// this ledger counts as occasions where it counts days. Where refunds are
    /// [netted](Refunds::Net), a refund is no visit, nor is a day that refunds bring to nothing; a
    /// purchase of nothing is one. Where they are [kept](Refunds::Keep), a day of refunds alone is
    /// none.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`](crate::ErrorKind::Overflow) for more than 2^32 - 2 customers.
    ///
    /// ```
    /// use habitue::ledger::{Ledger, Refunds, Rules, Transaction};
    /// use habitue::money::{Currency, Money};
    /// use habitue::retention::{Activity, CohortMean, CohortTable};
    /// use habitue::time::{Day, Unit};
    ///
    /// let rules = Rules::money(Currency::EUR).with_refunds(Refunds::Net);
    /// let mut ledger = Ledger::new(rules);
    /// for (who, date, cents) in [
    ///     ("Ada", "2024-01-05", 9900), ("Ada", "2024-02-10", -9900), // returned in February
    ///     ("Bo", "2024-01-09", 2000), ("Bo", "2024-02-12", 2000),
    ///     ("Cy", "2024-03-31", 500),
    /// ] {
    ///     let amount = Money::from_minor(cents, Currency::EUR);
    ///     ledger.push(&Transaction::new(who, Day::parse(date)?, amount))?;
    /// }
    /// let visits = ledger.visits()?;
    /// assert_eq!(visits.len(), 4);
    /// let (from, until) = (Day::parse("2024-01-01")?, Day::parse("2024-03-31")?);
    /// let table = CohortTable::of_purchases(
    ///     visits.customers(), visits.days(), Unit::Month, from, until, Activity::InPeriod,
    /// )?;
    /// // Of the two of January one bought again in February; the return is no purchase.
    /// assert_eq!(table.mean(1, CohortMean::Pooled).rate, Some(0.5));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn visits(&self) -> Result<Visits> {
        let codes = self.customer_codes()?;
        let days: Vec<i32> =
            self.seconds().iter().map(|seconds| seconds.div_euclid(86_400) as i32).collect();
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_unstable_by_key(|&row| (codes[row], days[row], row));
        let amounts = ExactColumn::new(self.minor(), self.minor_fractions());
        let refunds = self.rules().refunds();
        let looks = refunds != Refunds::Refuse && self.rules().currency().is_some();
        let keys = self.columns().customers();
        let mut visits = Visits { customers: KeyColumn::new(keys.kind()), days: Vec::new() };
        for day in order.chunk_by(|&a, &b| (codes[a], days[a]) == (codes[b], days[b])) {
            let (mut net, mut free, mut bought) = (Exact::ZERO, false, false);
            for &row in day.iter().filter(|_| looks) {
                let amount = amounts.get(row);
                net += amount;
                free |= self.rules().is_free(amount)?;
                bought |= !self.rules().is_refund(amount)?;
            }
            let is_visit = match refunds {
                Refunds::Net => free || net.is_positive(),
                _ => bought,
            };
            if looks && !is_visit {
                continue;
            }
            if let Some(key) = keys.get(day[0]) {
                visits.customers.push(&key)?;
                visits.days.push(days[day[0]]);
            }
        }
        Ok(visits)
    }
}
