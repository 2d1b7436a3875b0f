//! Payments in time: the one cash-flow type under lifetime value.

use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money, Rounding};
use crate::numeric::ranking::amount::Compensated;
use crate::time::Day;
use crate::value::flows::discount::{DayCount, PaymentTiming, factor, rate};

/// What payments are counted in: [`Money`], exact and of one currency, or `f64`,
/// for the expectations that a model computes. The trait is sealed.
pub trait Payable: sealed::Payable {}

impl Payable for Money {}
impl Payable for f64 {}

mod sealed {
    use super::{Currency, Error, ErrorKind, Money, Result};

    /// The arithmetic that a cash flow needs.
    pub trait Payable: Copy + std::fmt::Debug + PartialEq {
        /// What all payments of a flow share: their currency, or nothing.
        type Unit: Copy + std::fmt::Debug + PartialEq;
        /// Refuses an amount that does not belong into the flow.
        fn check(&self, unit: Self::Unit) -> Result<()>;
        /// Nothing.
        fn zero(unit: Self::Unit) -> Self;
        /// The sum.
        fn plus(&self, other: &Self) -> Result<Self>;
        /// The nearest double.
        fn double(&self) -> f64;
    }

    impl Payable for Money {
        type Unit = Currency;

        fn check(&self, unit: Currency) -> Result<()> {
            if self.currency() == unit {
                return Ok(());
            }
            let (here, flow) = (self.currency().code(), unit.code());
            Err(Error::new(ErrorKind::Currency, format!("is in {here}, the flow in {flow}"))
                .in_column("amount"))
        }

        fn zero(unit: Currency) -> Self {
            Money::zero(unit)
        }

        fn plus(&self, other: &Self) -> Result<Self> {
            self.checked_add(other)
        }

        fn double(&self) -> f64 {
            self.to_f64()
        }
    }

    impl Payable for f64 {
        type Unit = ();

        fn check(&self, (): ()) -> Result<()> {
            if self.is_finite() {
                return Ok(());
            }
            Err(Error::out_of_range("amount", *self, "a finite number"))
        }

        fn zero((): ()) -> Self {
            0.0
        }

        fn plus(&self, other: &Self) -> Result<Self> {
            let sum = self + other;
            if sum.is_finite() {
                return Ok(sum);
            }
            Err(Error::new(ErrorKind::Overflow, "the total is beyond the range of doubles"))
        }

        fn double(&self) -> f64 {
            *self
        }
    }
}

/// A payment at a time, with a probability.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Payment<A = Money> {
    /// When, in periods (or, for dated flows, years) from the valuation.
    pub time: f64,
    /// How much; negative for money paid out.
    pub amount: A,
    /// How likely, 0..=1.
    pub probability: f64,
}

/// A line of the table of a cash flow.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct CashFlowLine {
    /// When, in periods or years from the valuation.
    pub time: f64,
    /// Amount times probability.
    pub expected: f64,
    /// The discount factor.
    pub factor: f64,
    /// The present value.
    pub present: f64,
    /// The present values so far.
    pub cumulative: f64,
}

/// Payments dated or periodic, in the order of their time: what every method of
/// lifetime value here is valued by.
///
/// `CashFlow` is a flow of exact [`Money`] in one currency, whose total is exact.
/// What a model expects ([`Dwyer`](crate::value::Dwyer), [`BergerNasr`](crate::value::BergerNasr),
/// [`MarkovValue`](crate::value::MarkovValue), [`tenure_cash_flow`](crate::value::tenure_cash_flow)
/// and others) is a `CashFlow<f64>`; [`CashFlow::in_currency`] rounds it to money.
///
/// What is discounted or weighted by a probability is a double. Payments of the
/// same time keep no order among themselves that a result could depend on beyond
/// the last bit: sums are compensated.
///
/// ```
/// use habitue::money::{Currency, Money};
/// use habitue::value::{CashFlow, PaymentTiming};
///
/// let usd = Currency::from_code("USD")?;
/// let amounts = [-100, 60, 60].map(|dollars| Money::from_minor(100 * dollars, usd));
/// let flow = CashFlow::periodic(usd, PaymentTiming::Beginning, &amounts)?;
/// assert_eq!(flow.total()?, Money::from_minor(2000, usd));
/// assert!((flow.present_value(0.1)? - (-100.0 + 60.0 / 1.1 + 60.0 / 1.21)).abs() < 1e-12);
/// assert!((flow.payback(0.0)?.unwrap() - (1.0 + 40.0 / 60.0)).abs() < 1e-15);
/// assert_eq!(flow.payback(0.2)?, None); // discounted at 20 % it never pays back
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct CashFlow<A: Payable = Money> {
    unit: A::Unit,
    payments: Vec<Payment<A>>,
}

impl CashFlow<Money> {
    /// One payment per period, the first in period 0.
    ///
    /// # Errors
    /// `Currency` for an amount in another currency, naming the row.
    pub fn periodic(currency: Currency, timing: PaymentTiming, amounts: &[Money]) -> Result<Self> {
        let payments = amounts.iter().enumerate();
        Self::collect(currency, payments.map(|(row, amount)| (timing.time(row), *amount, 1.0)))
    }

    /// Payments on days; their times are the years since `valuation`.
    ///
    /// # Errors
    /// `OutOfRange` for a day before the valuation, `Currency`; the row is named.
    pub fn dated(
        currency: Currency,
        valuation: Day,
        count: DayCount,
        payments: &[(Day, Money)],
    ) -> Result<Self> {
        let payments = payments.iter();
        Self::collect(
            currency,
            payments.map(|&(day, amount)| (count.years(valuation, day), amount, 1.0)),
        )
    }

    /// No payments yet.
    #[must_use]
    pub fn new(currency: Currency) -> Self {
        Self { unit: currency, payments: Vec::new() }
    }

    /// The currency.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.unit
    }
}

impl Default for CashFlow<f64> {
    /// No payments yet.
    fn default() -> Self {
        Self { unit: (), payments: Vec::new() }
    }
}

impl CashFlow<f64> {
    /// Certain payments of (time, amount), in any order of time;
    /// [`PaymentTiming::time`] and [`DayCount::years`] say when a period or a day is.
    ///
    /// ```
    /// use habitue::value::{CashFlow, PaymentTiming};
    ///
    /// let middle = |amounts: &[f64]| {
    ///     CashFlow::of(amounts.iter().enumerate().map(|(k, a)| (PaymentTiming::Middle.time(k), *a)))
    /// };
    /// let value = middle(&[100.0, 80.0])?.present_value(0.1)?;
    /// assert!((value - (100.0 / 1.1_f64.sqrt() + 80.0 / 1.1_f64.powf(1.5))).abs() < 1e-12);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// `OutOfRange` for a negative time; `NotFinite`. The row is named.
    pub fn of(payments: impl IntoIterator<Item = (f64, f64)>) -> Result<Self> {
        Self::collect((), payments.into_iter().map(|(time, amount)| (time, amount, 1.0)))
    }

    /// The flow in money, each amount rounded to the minor unit of the currency:
    /// from what is expected to what can be booked.
    ///
    /// # Errors
    /// `Overflow` for an amount beyond the range of money, naming the row.
    pub fn in_currency(&self, currency: Currency, rounding: Rounding) -> Result<CashFlow> {
        let mut payments = Vec::with_capacity(self.payments.len());
        for (row, payment) in self.payments.iter().enumerate() {
            let amount = Money::from_f64(payment.amount, currency, rounding)
                .map_err(|error| error.at_row(row as u64))?;
            let (time, probability) = (payment.time, payment.probability);
            payments.push(Payment { time, amount, probability });
        }
        Ok(CashFlow { unit: currency, payments })
    }

    /// The flow of a model that has checked what it computes with: payments of
    /// (time, amount, probability).
    pub(crate) fn modelled(payments: impl IntoIterator<Item = (f64, f64, f64)>) -> Self {
        let mut flow = Self::default();
        flow.payments.extend(payments.into_iter().map(|(time, amount, probability)| Payment {
            time,
            amount,
            probability: probability.min(1.0),
        }));
        flow.sort();
        flow
    }
}

impl<A: Payable> CashFlow<A> {
    /// Payments of (time, amount, probability) in any order.
    ///
    /// # Errors
    /// As [`CashFlow::push`], naming the row.
    pub(crate) fn collect(
        unit: A::Unit,
        payments: impl IntoIterator<Item = (f64, A, f64)>,
    ) -> Result<Self> {
        let mut flow = Self { unit, payments: Vec::new() };
        for (row, (time, amount, probability)) in payments.into_iter().enumerate() {
            let payment = Payment { time, amount, probability };
            flow.check(&payment).map_err(|error| error.at_row(row as u64))?;
            flow.payments.push(payment);
        }
        flow.sort();
        Ok(flow)
    }

    /// Adds a payment at a time in periods or years, with a probability.
    ///
    /// # Errors
    /// `Currency`; `OutOfRange` for a negative time or a probability outside
    /// 0..=1; `NotFinite`.
    pub fn push(&mut self, time: f64, amount: A, probability: f64) -> Result<()> {
        let payment = Payment { time, amount, probability };
        self.check(&payment)?;
        let at = self.payments.partition_point(|payment| payment.time <= time);
        self.payments.insert(at, payment);
        Ok(())
    }

    /// The payments in the order of their time.
    #[must_use]
    pub fn payments(&self) -> &[Payment<A>] {
        &self.payments
    }

    /// The sum of the amounts, neither weighted nor discounted; of money, exact.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn total(&self) -> Result<A> {
        self.payments.iter().try_fold(A::zero(self.unit), |sum, payment| sum.plus(&payment.amount))
    }

    /// The expected present value at a discount rate per period (dated flows: per
    /// year).
    ///
    /// # Errors
    /// `OutOfRange` for a rate of −1 or less; `NotFinite`; `Overflow` where a present
    /// value is beyond doubles, as far payments are at rates near −1.
    pub fn present_value(&self, discount: f64) -> Result<f64> {
        self.lines(discount)?.try_fold(0.0, |_, line| Ok(line?.cumulative))
    }

    /// The table of the flow: each payment, discounted and added up.
    ///
    /// # Errors
    /// As [`CashFlow::present_value`].
    pub fn table(&self, discount: f64) -> Result<Vec<CashFlowLine>> {
        self.lines(discount)?.collect()
    }

    /// When the flow has paid back what was paid out: the first time at which the
    /// cumulative present value is no longer negative, each payment after the
    /// first thought of as spread evenly since the one before. With a discount
    /// rate of 0 this is simple payback. `None` where it never does, `Some(0.0)`
    /// where nothing is paid out first.
    ///
    /// # Errors
    /// As [`CashFlow::present_value`].
    pub fn payback(&self, discount: f64) -> Result<Option<f64>> {
        let table = self.table(discount)?;
        Ok(payback(table.iter().map(|line| (line.time, line.present))))
    }

    /// The lines of [`CashFlow::table`].
    fn lines(&self, discount: f64) -> Result<impl Iterator<Item = Result<CashFlowLine>> + '_> {
        rate("discount", discount)?;
        let mut sum = Compensated::default();
        Ok(self.payments.iter().enumerate().map(move |(row, payment)| {
            let amount = payment.amount.double();
            let expected = amount * payment.probability;
            let factor = factor(discount, payment.time);
            // A factor beyond doubles makes even an unlikely payment one that is not known.
            let present = if amount == 0.0 { 0.0 } else { expected * factor };
            sum.add(present);
            let cumulative = sum.value();
            if !(present.is_finite() && cumulative.is_finite()) {
                return Err(Error::new(
                    ErrorKind::Overflow,
                    format!("the present value at time {} is beyond doubles", payment.time),
                )
                .in_column("discount")
                .with_value(discount)
                .at_row(row as u64));
            }
            Ok(CashFlowLine { time: payment.time, expected, factor, present, cumulative })
        }))
    }

    fn check(&self, payment: &Payment<A>) -> Result<()> {
        payment.amount.check(self.unit)?;
        let Payment { time, probability, .. } = *payment;
        if !(time >= 0.0 && time.is_finite()) {
            return Err(Error::out_of_range("time", time, ">= 0: not before the valuation"));
        }
        if !(0.0..=1.0).contains(&probability) {
            return Err(Error::out_of_range("probability", probability, "0 to 1"));
        }
        Ok(())
    }

    /// Keeps the order of payments of the same time.
    fn sort(&mut self) {
        self.payments.sort_by(|a, b| a.time.total_cmp(&b.time));
    }
}

/// The time at which present values, in order of time, add up to zero.
fn payback(payments: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let mut sum = Compensated::default();
    let (mut before, mut since) = (0.0, 0.0);
    let mut payments = payments.peekable();
    while let Some((time, present)) = payments.next() {
        sum.add(present);
        let after = sum.value();
        // Payments of one moment count together.
        if payments.peek().is_some_and(|next| next.0 == time) {
            continue;
        }
        if after >= 0.0 {
            let share = if before < 0.0 { -before / (after - before) } else { 0.0 };
            return Some(since + share * (time - since));
        }
        (before, since) = (after, time);
    }
    (before >= 0.0).then_some(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(cents: i64) -> Money {
        Money::from_minor(cents, Currency::from_code("USD").unwrap())
    }

    #[test]
    fn totals_are_exact_and_values_do_not_depend_on_the_order() {
        let currency = Currency::from_code("USD").unwrap();
        let payments = [(0.0, 10), (2.0, -30), (2.0, 77), (1.0, 1)];
        let (mut forward, mut backward) = (CashFlow::new(currency), CashFlow::new(currency));
        for (time, cents) in payments {
            forward.push(time, usd(cents), 0.5).unwrap();
        }
        for (time, cents) in payments.into_iter().rev() {
            backward.push(time, usd(cents), 0.5).unwrap();
        }
        assert_eq!(forward.total().unwrap(), usd(58));
        assert_eq!(
            forward.present_value(0.07).unwrap().to_bits(),
            backward.present_value(0.07).unwrap().to_bits()
        );
    }

    #[test]
    fn payback_counts_payments_of_one_moment_together() {
        let currency = Currency::from_code("USD").unwrap();
        let mut flow = CashFlow::new(currency);
        assert_eq!(flow.payback(0.1).unwrap(), Some(0.0));
        for (time, cents) in [(0.0, 50), (0.0, -150), (1.0, 40), (3.0, 240)] {
            flow.push(time, usd(cents), 1.0).unwrap();
        }
        assert_eq!(flow.payback(0.0).unwrap(), Some(1.0 + 2.0 * 60.0 / 240.0));
        let later = flow.payback(0.3).unwrap().unwrap();
        assert!(later > 1.5 && later < 3.0);
        assert_eq!(flow.payback(0.5).unwrap(), None);
    }

    #[test]
    fn a_flow_of_doubles_is_that_of_money_in_doubles() {
        let payments = [(2.0, 60.25), (0.0, -100.5), (1.0, 60.0)];
        let flow = CashFlow::of(payments).unwrap();
        let usd = Currency::from_code("USD").unwrap();
        let money = flow.in_currency(usd, Rounding::HalfEven).unwrap();
        assert_eq!(flow.table(0.1).unwrap(), money.table(0.1).unwrap());
        assert_eq!(money.total().unwrap(), Money::from_minor(1975, usd));
        assert_eq!(flow.total().unwrap(), 19.75);
        assert_eq!(flow.payback(0.0).unwrap(), money.payback(0.0).unwrap());
        assert_eq!(CashFlow::default().present_value(0.1).unwrap(), 0.0);
        let error = CashFlow::of([(0.0, 1.0), (1.0, f64::NAN)]).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("amount")));
        // Ever more than doubles hold, though ever less likely: no guess.
        let far = CashFlow::modelled([(2000.0, 1.0, 0.0)]);
        assert_eq!(far.present_value(-0.5).unwrap_err().kind(), ErrorKind::Overflow);
        assert!(far.table(-0.5).is_err() && far.payback(-0.5).is_err());
        assert_eq!(CashFlow::of([(2000.0, 0.0)]).unwrap().present_value(-0.5).unwrap(), 0.0);
        let large = CashFlow::of([(0.0, 1e300), (1.0, f64::MAX), (1.0, f64::MAX)]).unwrap();
        assert_eq!(large.total().unwrap_err().kind(), ErrorKind::Overflow);
        assert!(large.in_currency(usd, Rounding::HalfEven).is_err());
    }

    #[test]
    fn bad_input_is_named() {
        let currency = Currency::from_code("USD").unwrap();
        let euro = Money::from_minor(1, Currency::from_code("EUR").unwrap());
        let amounts = [usd(1), euro];
        let error = CashFlow::periodic(currency, PaymentTiming::End, &amounts).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::Currency, Some(1)));
        let day = Day::parse("2026-01-01").unwrap();
        let payments = [(Day::parse("2025-12-31").unwrap(), usd(1))];
        let error = CashFlow::dated(currency, day, DayCount::Actual365, &payments).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(0)));
        let mut flow = CashFlow::new(currency);
        assert!(flow.push(f64::NAN, usd(1), 1.0).is_err());
        assert!(flow.present_value(-1.0).is_err() && flow.payback(f64::NAN).is_err());
    }
}
