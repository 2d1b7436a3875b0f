//! The cohort table of lifetime value (Dwyer).

use crate::error::{Error, ErrorKind, Result};
use crate::value::flows::cash_flow::CashFlow;
use crate::value::flows::discount::PaymentTiming;
use crate::value::flows::discount::rate;

/// A year of a cohort as the analyst assumes it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct DwyerYear {
    /// The share of this year's customers who are still there *next* year, 0..=1;
    /// the last one has no effect.
    pub retention: f64,
    /// Orders per customer and month, ≥ 0.
    pub orders_per_month: f64,
    /// Amount per order.
    pub amount: f64,
    /// Variable cost as a share of sales.
    pub variable_cost_share: f64,
    /// Marketing cost of the year for the whole cohort.
    pub marketing: f64,
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct DwyerLine {
    /// Customers of the year, in expectation (so fractions are legal).
    pub customers: f64,
    /// Orders of the year.
    pub orders: f64,
    /// Sales of the year.
    pub sales: f64,
    /// Variable cost.
    pub variable_cost: f64,
    /// Marketing cost.
    pub marketing: f64,
    /// Acquisition cost, in the first year only.
    pub acquisition: f64,
    /// Sales less all costs.
    pub profit: f64,
    /// The discount factor.
    pub factor: f64,
    /// Net present value of the year's profit.
    pub present: f64,
    /// Net present values so far.
    pub cumulative: f64,
    /// `cumulative` per customer of the first year: the lifetime value if the
    /// relationship ended with this year.
    pub per_customer: f64,
}

/// The retention ("lost for good") model of a cohort: customers, sales, costs,
/// profit, net and cumulative present value, year by year (F. R. Dwyer, *Customer
/// Lifetime Valuation to Support Marketing Decision Making*, Journal of Direct
/// Marketing 3, 1989).
///
/// ```
/// use habitue::value::{Dwyer, DwyerYear};
///
/// let year = |retention, orders_per_month, amount| DwyerYear {
///     retention, orders_per_month, amount, variable_cost_share: 0.75, marketing: 0.0,
/// };
/// let years = [year(0.65, 0.5, 650.0), year(0.70, 0.6, 700.0)];
/// let table = Dwyer::new(20_000.0, 0.0, 0.1)?.table(&years)?;
/// assert!((table[0].sales - 78_000_000.0).abs() < 1e-6);
/// assert_eq!(table[1].customers, 13_000.0);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct Dwyer {
    customers: f64,
    acquisition: f64,
    discount: f64,
    timing: PaymentTiming,
}

impl Dwyer {
    /// A cohort of customers, what winning all of them cost, and the yearly
    /// discount rate.
    ///
    /// # Errors
    /// `OutOfRange` unless there are customers and the rate is above −1;
    /// `NotFinite`.
    pub fn new(customers: f64, acquisition: f64, discount: f64) -> Result<Self> {
        Self { customers, acquisition, discount, timing: PaymentTiming::default() }.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { customers, acquisition, discount, .. } = self;
        if !(customers > 0.0 && customers.is_finite()) {
            return Err(Error::out_of_range("customers", customers, "> 0"));
        }
        if !acquisition.is_finite() {
            return Err(Error::out_of_range("acquisition", acquisition, "a finite number"));
        }
        rate("discount", discount)?;
        Ok(self)
    }

    /// When within its year the profit falls. Defaults to its beginning: the first
    /// year is not discounted.
    #[must_use]
    pub fn with_timing(mut self, timing: PaymentTiming) -> Self {
        self.timing = timing;
        self
    }

    /// The table, one line a year.
    ///
    /// # Errors
    /// `Empty`; `OutOfRange` for a retention outside 0..=1 or negative orders;
    /// `NotFinite`; `Overflow` for a profit or a value per customer beyond doubles. The
    /// row is the index of the year.
    pub fn table(&self, years: &[DwyerYear]) -> Result<Vec<DwyerLine>> {
        if years.is_empty() {
            return Err(Error::empty("years"));
        }
        let mut customers = self.customers;
        let mut table = Vec::with_capacity(years.len());
        for (index, year) in years.iter().enumerate() {
            year.check().map_err(|error| error.at_row(index as u64))?;
            let orders = customers * 12.0 * year.orders_per_month;
            let sales = orders * year.amount;
            let variable_cost = sales * year.variable_cost_share;
            let acquisition = if index == 0 { self.acquisition } else { 0.0 };
            let profit = sales - variable_cost - year.marketing - acquisition;
            if !profit.is_finite() {
                return Err(Error::new(ErrorKind::Overflow, "the profit is beyond doubles")
                    .at_row(index as u64));
            }
            table.push(DwyerLine {
                customers,
                orders,
                sales,
                variable_cost,
                marketing: year.marketing,
                acquisition,
                profit,
                factor: 0.0,
                present: 0.0,
                cumulative: 0.0,
                per_customer: 0.0,
            });
            customers *= year.retention;
        }
        // The money side of the table is that of its cash flow.
        let flow = self.flow(&table).table(self.discount)?;
        for (index, (line, flow)) in table.iter_mut().zip(flow).enumerate() {
            (line.factor, line.present) = (flow.factor, flow.present);
            line.cumulative = flow.cumulative;
            line.per_customer = flow.cumulative / self.customers;
            if !line.per_customer.is_finite() {
                return Err(Error::new(
                    ErrorKind::Overflow,
                    "the value per customer is beyond doubles",
                )
                .at_row(index as u64));
            }
        }
        Ok(table)
    }

    /// The profit of each year as a cash flow, in years.
    ///
    /// # Errors
    /// As [`Dwyer::table`].
    pub fn cash_flow(&self, years: &[DwyerYear]) -> Result<CashFlow<f64>> {
        Ok(self.flow(&self.table(years)?))
    }

    /// When the cohort has paid back what it cost, in years; `None` where it never
    /// does. See [`CashFlow::payback`].
    ///
    /// # Errors
    /// As [`Dwyer::table`].
    pub fn payback(&self, years: &[DwyerYear]) -> Result<Option<f64>> {
        self.cash_flow(years)?.payback(self.discount)
    }

    fn flow(&self, table: &[DwyerLine]) -> CashFlow<f64> {
        let lines = table.iter().enumerate();
        CashFlow::modelled(lines.map(|(year, line)| (self.timing.time(year), line.profit, 1.0)))
    }
}

impl DwyerYear {
    fn check(&self) -> Result<()> {
        if !(0.0..=1.0).contains(&self.retention) {
            return Err(Error::out_of_range("retention", self.retention, "0 to 1"));
        }
        if !(self.orders_per_month >= 0.0 && self.orders_per_month.is_finite()) {
            return Err(Error::out_of_range("orders_per_month", self.orders_per_month, ">= 0"));
        }
        for (name, value) in [
            ("amount", self.amount),
            ("variable_cost_share", self.variable_cost_share),
            ("marketing", self.marketing),
        ] {
            if !value.is_finite() {
                return Err(Error::out_of_range(name, value, "a finite number"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Currency, Money};
    use crate::time::Day;
    use crate::value::{CustomerEvent, DayCount, event_cash_flow};

    fn years() -> Vec<DwyerYear> {
        [(0.65, 0.5, 650.0), (0.70, 0.6, 700.0), (0.75, 0.7, 750.0), (0.80, 0.8, 800.0)]
            .into_iter()
            .map(|(retention, orders_per_month, amount)| DwyerYear {
                retention,
                orders_per_month,
                amount,
                variable_cost_share: 0.75,
                marketing: 100_000.0,
            })
            .collect()
    }

    #[test]
    fn the_published_ends_of_the_table() {
        // MBAlib's worked example: 20,000 customers, of whom 13,000 stay; sales of
        // 78,000,000 in the first and 52,416,000 in the last year. The years
        // between follow from its steps of .10 orders and 50 yuan.
        let table = Dwyer::new(20_000.0, 0.0, 0.1).unwrap().table(&years()).unwrap();
        let customers = [20_000.0, 13_000.0, 9_100.0, 6_825.0];
        let sales = [78_000_000.0, 65_520_000.0, 57_330_000.0, 52_416_000.0];
        for (line, (customers, sales)) in table.iter().zip(customers.into_iter().zip(sales)) {
            assert!((line.customers / customers - 1.0).abs() < 1e-14, "{line:?}");
            assert!((line.sales / sales - 1.0).abs() < 1e-14, "{line:?}");
        }
        assert!((table[0].variable_cost - 58_500_000.0).abs() < 1e-6);
    }

    #[test]
    fn its_present_value_is_that_of_the_same_events() {
        // Years of 365 days, amounts that are whole cents.
        let cohort = Dwyer::new(20_000.0, 1_000_000.0, 0.15).unwrap();
        let table = cohort.table(&years()).unwrap();
        let cny = Currency::from_code("CNY").unwrap();
        let first = Day::parse("2026-01-01").unwrap();
        let money = |amount: f64| Money::from_minor((amount * 100.0).round() as i64, cny);
        let events: Vec<CustomerEvent> = table
            .iter()
            .zip(0..)
            .map(|(line, year)| CustomerEvent {
                day: Day::from_number(first.number() + 365 * year).unwrap(),
                probability: 1.0,
                revenue: money(line.sales),
                cost: money(line.variable_cost + line.marketing + line.acquisition),
            })
            .collect();
        let flow = event_cash_flow(cny, first, DayCount::Actual365, &events).unwrap();
        let (by_events, by_table) = (flow.present_value(0.15).unwrap(), table[3].cumulative);
        assert!((by_events / by_table - 1.0).abs() < 1e-14, "{by_events} {by_table}");
    }

    #[test]
    fn a_value_per_customer_beyond_doubles_is_refused() {
        // 100,000 of marketing over 1e-310 customers.
        let refused = Dwyer::new(1e-310, 0.0, 0.1).unwrap().table(&years()).unwrap_err();
        assert_eq!((refused.kind(), refused.row()), (ErrorKind::Overflow, Some(0)));
    }

    #[test]
    fn payback_and_bad_years() {
        let cohort = Dwyer::new(20_000.0, 30_000_000.0, 0.0).unwrap();
        let payback = cohort.payback(&years()).unwrap().unwrap();
        // 30,000,000 less 19,400,000 of the first year, over 16,280,000 of the second.
        assert!((payback - 10_600_000.0 / 16_280_000.0).abs() < 1e-12, "{payback}");
        assert_eq!(Dwyer::new(1.0, 1e9, 0.0).unwrap().payback(&years()).unwrap(), None);
        let mut bad = years();
        bad[2].retention = 1.2;
        let error = cohort.table(&bad).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(2), Some("retention")));
        bad[2].retention = 0.5;
        bad[1].amount = f64::NAN;
        assert_eq!(cohort.table(&bad).unwrap_err().column(), Some("amount"));
        assert!(cohort.table(&[]).is_err());
        assert!(Dwyer::new(0.0, 0.0, 0.1).is_err() && Dwyer::new(1.0, 0.0, -1.0).is_err());
    }
}
