//! The six-step worksheet of a customer's marginal net worth.

use crate::error::{Error, ErrorKind, Result};
use crate::value::flows::cash_flow::CashFlow;

/// What the six-step worksheet asks for, over one period.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Worksheet {
    /// Total sales.
    pub sales: f64,
    /// How many sales they were, above 0.
    pub sale_count: f64,
    /// Cost of the goods sold.
    pub cost_of_goods: f64,
    /// Repeat orders of a customer after the first, ≥ 0; be conservative.
    pub repeat_orders: f64,
    /// Marketing spend.
    pub marketing: f64,
    /// Prospects that it reached, above 0.
    pub prospects: f64,
    /// Customers won among them, from 0 to the prospects.
    pub new_customers: f64,
}

/// The worksheet filled in, with all its intermediates.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct WorksheetResult {
    /// Step 1: the average sale.
    pub average_sale: f64,
    /// Step 1: the profit of a sale.
    pub profit_per_sale: f64,
    /// Step 2: the profit of a customer, first sale and repeats.
    pub profit_per_customer: f64,
    /// Step 3: what a new customer cost; `None` where none was won.
    pub cost_per_customer: Option<f64>,
    /// Step 4: what a prospect cost.
    pub cost_per_prospect: f64,
    /// Step 5: the share of prospects that became customers.
    pub conversion: f64,
    /// Step 5: the profit that a prospect promises.
    pub profit_per_prospect: f64,
    /// Step 6: the marginal net worth of a customer, its profit less its cost;
    /// `None` where none was won.
    pub marginal_net_worth: Option<f64>,
    /// The conversion at which marketing pays for itself; `None` where a customer
    /// earns nothing.
    pub break_even_conversion: Option<f64>,
}

impl Worksheet {
    /// Fills the worksheet in.
    ///
    /// ```
    /// use habitue::value::Worksheet;
    ///
    /// let result = Worksheet {
    ///     sales: 50_000.0, sale_count: 500.0, cost_of_goods: 30_000.0, repeat_orders: 2.0,
    ///     marketing: 6_000.0, prospects: 2_000.0, new_customers: 100.0,
    /// }
    /// .compute()?;
    /// assert_eq!((result.average_sale, result.profit_per_sale), (100.0, 40.0));
    /// assert_eq!(result.profit_per_customer, 120.0);
    /// assert_eq!(result.marginal_net_worth, Some(60.0));
    /// assert_eq!(result.break_even_conversion, Some(0.025));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// `OutOfRange` unless there are sales and prospects, repeat orders ≥ 0 and
    /// new customers from 0 to the prospects; `NotFinite`; `Overflow` for a result
    /// beyond doubles.
    pub fn compute(&self) -> Result<WorksheetResult> {
        for (name, value) in [
            ("sales", self.sales),
            ("cost_of_goods", self.cost_of_goods),
            ("marketing", self.marketing),
        ] {
            if !value.is_finite() {
                return Err(Error::out_of_range(name, value, "a finite number"));
            }
        }
        for (name, value) in [("sale_count", self.sale_count), ("prospects", self.prospects)] {
            if !(value > 0.0 && value.is_finite()) {
                return Err(Error::out_of_range(name, value, "> 0"));
            }
        }
        if !(self.repeat_orders >= 0.0 && self.repeat_orders.is_finite()) {
            return Err(Error::out_of_range("repeat_orders", self.repeat_orders, ">= 0"));
        }
        if !(0.0..=self.prospects).contains(&self.new_customers) {
            return Err(Error::out_of_range(
                "new_customers",
                self.new_customers,
                format!("0 to {} (the prospects)", self.prospects),
            ));
        }
        let profit_per_sale = (self.sales - self.cost_of_goods) / self.sale_count;
        let profit_per_customer = profit_per_sale * (1.0 + self.repeat_orders);
        let cost_per_prospect = self.marketing / self.prospects;
        let conversion = self.new_customers / self.prospects;
        let cost_per_customer =
            (self.new_customers > 0.0).then(|| self.marketing / self.new_customers);
        let average_sale = self.sales / self.sale_count;
        crate::value::within_doubles(&[
            average_sale,
            profit_per_customer,
            cost_per_prospect,
            cost_per_customer.unwrap_or(0.0),
        ])?;
        Ok(WorksheetResult {
            average_sale,
            profit_per_sale,
            profit_per_customer,
            cost_per_customer,
            cost_per_prospect,
            conversion,
            profit_per_prospect: profit_per_customer * conversion,
            marginal_net_worth: cost_per_customer.map(|cost| profit_per_customer - cost),
            break_even_conversion: (profit_per_customer > 0.0)
                .then(|| cost_per_prospect / profit_per_customer),
        })
    }

    /// What a new customer costs and brings as a cash flow: the marketing cost and
    /// the first sale at time 0, then a repeat order every `interval` years; what is
    /// left of a whole order is one more that is as likely. Undiscounted it adds up
    /// to the marginal net worth, which the worksheet does not discount.
    ///
    /// # Errors
    /// As [`Worksheet::compute`]; `Undefined` where no customer was won;
    /// `OutOfRange` for a negative interval or more than a million repeat orders.
    pub fn cash_flow(&self, interval: f64) -> Result<CashFlow<f64>> {
        let result = self.compute()?;
        crate::value::not_negative("interval", interval)?;
        let Some(cost) = result.cost_per_customer else {
            return Err(Error::new(ErrorKind::Undefined, "no customer was won")
                .in_column("new_customers")
                .with_value(self.new_customers));
        };
        if self.repeat_orders > 1e6 {
            return Err(Error::out_of_range("repeat_orders", self.repeat_orders, "0 to 1000000"));
        }
        let profit = result.profit_per_sale;
        let orders = 0..=self.repeat_orders.ceil() as u32;
        let likely = |order: f64| (self.repeat_orders - order + 1.0).min(1.0);
        let sales = orders.map(f64::from).map(|k| (k * interval, profit, likely(k)));
        Ok(CashFlow::modelled(std::iter::once((0.0, -cost, 1.0)).chain(sales)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: Worksheet = Worksheet {
        sales: 50_000.0,
        sale_count: 500.0,
        cost_of_goods: 30_000.0,
        repeat_orders: 2.0,
        marketing: 6_000.0,
        prospects: 2_000.0,
        new_customers: 100.0,
    };

    #[test]
    fn the_steps_agree_with_each_other() {
        let result = SHEET.compute().unwrap();
        assert_eq!(result.cost_per_prospect, 3.0);
        assert_eq!((result.conversion, result.profit_per_prospect), (0.05, 6.0));
        // At the break-even conversion a prospect earns what it cost.
        let even = result.break_even_conversion.unwrap();
        let sheet = Worksheet { new_customers: even * SHEET.prospects, ..SHEET };
        assert_eq!(sheet.compute().unwrap().marginal_net_worth, Some(0.0));
    }

    #[test]
    fn the_cash_flow_adds_up_to_the_net_worth() {
        for repeat_orders in [0.0, 0.25, 2.0, 3.5] {
            let sheet = Worksheet { repeat_orders, ..SHEET };
            let worth = sheet.compute().unwrap().marginal_net_worth.unwrap();
            let flow = sheet.cash_flow(0.5).unwrap();
            assert!((flow.present_value(0.0).unwrap() - worth).abs() < 1e-12, "{repeat_orders}");
        }
        // Half-yearly repeats of 40 after 60 spent.
        let value = SHEET.cash_flow(0.5).unwrap().present_value(0.21).unwrap();
        assert!((value - (40.0 - 60.0 + 40.0 / 1.1 + 40.0 / 1.21)).abs() < 1e-12, "{value}");
        let nobody = Worksheet { new_customers: 0.0, ..SHEET };
        assert_eq!(nobody.cash_flow(1.0).unwrap_err().kind(), ErrorKind::Undefined);
        assert!(SHEET.cash_flow(-1.0).is_err());
        assert!(Worksheet { repeat_orders: 1e9, ..SHEET }.cash_flow(1.0).is_err());
    }

    #[test]
    fn nobody_won_and_nothing_earned() {
        let result = Worksheet { new_customers: 0.0, ..SHEET }.compute().unwrap();
        assert_eq!((result.cost_per_customer, result.marginal_net_worth), (None, None));
        let result = Worksheet { cost_of_goods: 50_000.0, ..SHEET }.compute().unwrap();
        assert_eq!(result.break_even_conversion, None);
    }

    #[test]
    fn bad_entries_are_named() {
        for (sheet, column) in [
            (Worksheet { sale_count: 0.0, ..SHEET }, "sale_count"),
            (Worksheet { prospects: -1.0, ..SHEET }, "prospects"),
            (Worksheet { new_customers: 2_001.0, ..SHEET }, "new_customers"),
            (Worksheet { repeat_orders: f64::NAN, ..SHEET }, "repeat_orders"),
            (Worksheet { sales: f64::INFINITY, ..SHEET }, "sales"),
        ] {
            assert_eq!(sheet.compute().unwrap_err().column(), Some(column));
        }
        let large = Worksheet { sales: f64::MAX, cost_of_goods: -f64::MAX, ..SHEET };
        assert_eq!(large.compute().unwrap_err().kind(), ErrorKind::Overflow);
    }
}
