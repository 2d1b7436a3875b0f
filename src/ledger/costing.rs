//! What transactions cost, and what they leave.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::columns::Stated;
use super::exact_column::ExactColumn;
use super::{Amounts, Rules};
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Exact, LARGEST_MINOR, Money, exact_from_f64, exact_units, parse_decimal};
use crate::remedy::Remedy;

/// How margins are known: from what a transaction cost, or as what it left. `T` is an amount, a
/// column of amounts, or the name of one.
///
/// The margin is the amount less the cost, the contribution to everything that is not paid by the
/// transaction. Both may have any sign: goods that come back lower the cost again, and a sale below
/// cost leaves a loss.
///
/// ```
/// use habitue::Job;
/// use habitue::ledger::{TransactionFormat, MissingCosts, Rules};
/// use habitue::money::Currency;
/// use habitue::summary::{Convention, Summary};
/// use habitue::time::{Day, Unit, Window};
///
/// let csv = "who,when,paid,cost\nAda,2024-05-01,20,12.50\nAda,2024-05-08,10,\nBo,2024-05-09,5,6\n";
/// // Where no cost is known, 30 % are taken to be margin.
/// let rules = Rules::money(Currency::EUR).with_costs(MissingCosts::assume(0.3)?);
/// let mut summary = Summary::new(rules);
/// let format = TransactionFormat::new("who", "when", "paid").with_cost("cost");
/// summary.read_csv(csv.as_bytes(), &format, &mut Job::new())?;
/// let table = summary.table(&Window::until(Day::parse("2024-05-31")?), &Convention::btyd(Unit::Week))?;
/// assert_eq!(table.profit(), Some(vec![750 + 300, -100]));
/// assert_eq!(table.audit().assumed_rows, 1);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Costing<T> {
    /// What it cost; the margin is the amount less this.
    Cost(T),
    /// What it left.
    Margin(T),
}

impl<T> Costing<T> {
    /// What it is called where a row is at fault.
    const fn column(&self) -> &'static str {
        match self {
            Self::Cost(_) => "cost",
            Self::Margin(_) => "margin",
        }
    }

    /// The cost or the margin itself.
    pub(super) const fn inner(&self) -> &T {
        match self {
            Self::Cost(inner) | Self::Margin(inner) => inner,
        }
    }

    /// The same of something else.
    pub(super) fn with<U>(&self, inner: U) -> Costing<U> {
        match self {
            Self::Cost(_) => Costing::Cost(inner),
            Self::Margin(_) => Costing::Margin(inner),
        }
    }
}

/// What becomes of a transaction whose cost is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum MissingCosts {
    /// It is an error.
    #[default]
    Refuse,
    /// It cost nothing: the whole amount is margin.
    Free,
    /// This share of the amount is margin: 0.3 for 30 %, 0 for a cautious nothing. The sum of a
    /// customer's margins is rounded once, as that of the amounts is (a tie goes to the even one
    /// where the rules name no rounding). Such rows are counted.
    Assume(Decimal),
}

impl MissingCosts {
    /// [`MissingCosts::Assume`] a share that is written as a double: 0.3 is three tenths.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] outside 0 to 1, [`ErrorKind::NotFinite`] for a NaN.
    pub fn assume(share: f64) -> Result<Self> {
        if !(0.0..=1.0).contains(&share) {
            return Err(Error::out_of_range("assumed_margin", share, "0 to 1"));
        }
        // The shortest decimal that reads back as the double; tiny ones are nothing.
        Ok(Self::Assume(Decimal::from_str_exact(&format!("{share}")).unwrap_or_default()))
    }

    /// In words.
    pub(super) fn words(self) -> String {
        match self {
            Self::Refuse => "refuse".to_owned(),
            Self::Free => "free".to_owned(),
            Self::Assume(share) => format!("a margin of {share}"),
        }
    }
}

impl MissingCosts {
    /// Refuses a share that [`MissingCosts::assume`] refuses.
    pub(super) fn check(self) -> Result<()> {
        match self {
            Self::Assume(share) => Self::assume(share.to_f64().unwrap_or(f64::NAN)).map(|_| ()),
            Self::Refuse | Self::Free => Ok(()),
        }
    }
}

/// The exact margin of one row in minor units, and whether it was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Margin {
    pub(crate) minor: Exact,
    pub(crate) known: bool,
}

impl Rules {
    /// The margin of a transaction of `amount` minor units; `None` where the rules keep none.
    pub(crate) fn margin(
        &self,
        amount: Exact,
        stated: Option<&Costing<Money>>,
    ) -> Result<Option<Margin>> {
        let stated = stated
            .map(|stated| {
                let (money, column) = (stated.inner(), stated.column());
                let Some(currency) = self.currency().filter(|_| self.costs().is_some()) else {
                    return Err(no_costs(column).with_value(money));
                };
                if money.currency() != currency {
                    return Err(Error::new(ErrorKind::Currency, "is of another currency")
                        .in_column(column)
                        .with_value(money)
                        .allowing(currency.to_string()));
                }
                let minor = exact_units(money.amount(), currency, self.rounding())
                    .map_err(|error| error.in_column(column))?;
                Ok(stated.with(minor))
            })
            .transpose()?;
        self.margin_of(amount, stated)
    }

    /// The margin of a row that states a cost or margin in minor units, or nothing.
    pub(super) fn margin_of(
        &self,
        amount: Exact,
        stated: Option<Costing<Exact>>,
    ) -> Result<Option<Margin>> {
        let Some(missing) = self.costs() else { return Ok(None) };
        let minor = match (stated, missing) {
            (Some(Costing::Margin(margin)), _) => in_range(margin, "margin")?,
            (Some(Costing::Cost(cost)), _) => amount - in_range(cost, "cost")?,
            (None, MissingCosts::Free) => amount,
            (None, MissingCosts::Assume(share)) => {
                amount.times(share).filter(|margin| margin.floor().is_some()).ok_or_else(|| {
                    Error::new(ErrorKind::OutOfRange, "of this amount is out of range")
                        .in_column("assumed_margin")
                        .with_value(share)
                })?
            }
            (None, MissingCosts::Refuse) => return Err(missing_cost()),
        };
        Ok(Some(Margin { minor, known: stated.is_some() }))
    }

    /// The margins of rows of these `amounts` in their order, and how many of them were assumed;
    /// `None` where the rules keep none.
    pub(super) fn margins<'a>(
        &self,
        amounts: &ExactColumn<'_>,
        stated: &Stated<'a>,
    ) -> Result<Option<(ExactColumn<'a>, u64)>> {
        if self.currency().is_none() || self.costs().is_none() {
            return match stated.costs {
                Some(costs) => Err(no_costs(costs.column())),
                None => Ok(None),
            };
        }
        if let (Some(Costing::Margin(Amounts::Minor(margins))), None) = (stated.costs, stated.known)
        {
            for (row, &margin) in margins.iter().enumerate() {
                in_range(Exact::whole(margin), "margin")
                    .map_err(|error| error.at_row(row as u64))?;
            }
            return Ok(Some((ExactColumn::new(margins, stated.fractions), 0)));
        }
        let column = stated.costs.as_ref().map_or("cost", Costing::column);
        let mut assumed = 0;
        let margins = ExactColumn::collect(0..amounts.whole().len(), |row| {
            let stated = self.stated_in(stated, row).map_err(|error| match error.column() {
                Some("known") => error,
                _ => error.in_column(column),
            })?;
            assumed += u64::from(stated.is_none());
            let margin = self.margin_of(amounts.get(row), stated)?;
            Ok(margin.map_or(Exact::ZERO, |margin| margin.minor))
        })?;
        Ok(Some((margins, assumed)))
    }

    /// Whether a row of accepted ones states a cost or margin.
    pub(super) fn states(&self, stated: &Stated<'_>, row: usize) -> bool {
        matches!(self.stated_in(stated, row), Ok(Some(_)))
    }

    /// The cost or margin that a row states.
    fn stated_in(&self, stated: &Stated<'_>, row: usize) -> Result<Option<Costing<Exact>>> {
        let (Some(costs), Some(currency)) = (stated.costs, self.currency()) else {
            return Ok(None);
        };
        match stated.known.map(|known| known[row]) {
            Some(0) => return Ok(None),
            Some(1) | None => {}
            Some(other) => return Err(Error::out_of_range("known", f64::from(other), "0 or 1")),
        }
        let column = costs.column();
        let minor = match *costs.inner() {
            Amounts::Minor(minor) => ExactColumn::new(minor, stated.fractions).get(row),
            Amounts::Units(units) => {
                Exact::whole(units[row].saturating_mul(currency.minor_per_unit()))
            }
            Amounts::Float(_) if self.rounding().is_none() => return Err(needs_rounding(column)),
            Amounts::Float(values) => exact_from_f64(values[row], currency)?,
            Amounts::Decimal(texts) => match texts.get(row).map(str::trim) {
                None | Some("") => return Ok(None),
                Some(text) => exact_units(parse_decimal(text)?, currency, self.rounding())?,
            },
        };
        Ok(Some(costs.with(minor)))
    }
}

fn in_range(minor: Exact, column: &'static str) -> Result<Exact> {
    if minor.floor().is_none_or(|minor| minor.unsigned_abs() > LARGEST_MINOR as u64) {
        return Err(Error::new(ErrorKind::OutOfRange, "is out of range")
            .in_column(column)
            .with_value(minor.floor().map_or_else(String::new, |minor| minor.to_string()))
            .allowing(format!("-{LARGEST_MINOR} to {LARGEST_MINOR} minor units")));
    }
    Ok(minor)
}

/// The error for costs where the rules keep none.
pub(super) fn no_costs(column: &str) -> Error {
    Error::new(ErrorKind::Inconsistent, "is given, but the rules keep no margins").in_column(column)
}

/// The error for a cost that is not there.
pub(super) fn missing_cost() -> Error {
    Error::new(ErrorKind::Missing, "is missing; name a policy (free, or an assumed margin)")
        .in_column("cost")
        .remedied(Remedy::FreeCosts)
}

fn needs_rounding(column: &str) -> Error {
    Error::new(ErrorKind::Argument, "of floating-point numbers needs a named rounding")
        .in_column(column)
        .remedied(Remedy::Round)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customer::Texts;
    use crate::money::{Currency, Rounding};

    fn rules(missing: MissingCosts) -> Rules {
        Rules::money(Currency::USD).with_costs(missing)
    }

    /// The margin in cents.
    fn margin(rules: &Rules, amount: i64, stated: Option<Costing<i64>>) -> Result<Option<f64>> {
        let stated = stated.map(|stated| stated.with(Exact::whole(*stated.inner())));
        let found = rules.margin_of(Exact::whole(amount), stated)?;
        Ok(found.map(|margin| margin.minor.floor().unwrap() as f64 + parts(margin.minor)))
    }

    fn parts(minor: Exact) -> f64 {
        minor.parts() as f64 / 1e28
    }

    fn whole<'a>(rules: &Rules, amounts: &[i64], stated: &Stated<'a>) -> (Vec<i64>, u64) {
        let found = rules.margins(&ExactColumn::new(amounts, &[]), stated).unwrap();
        let (margins, assumed) = found.unwrap();
        assert_eq!(margins.fractional().count(), 0);
        (margins.whole().to_vec(), assumed)
    }

    #[test]
    fn a_margin_is_the_amount_less_the_cost() {
        let rules = rules(MissingCosts::Refuse);
        assert_eq!(margin(&rules, 2000, Some(Costing::Cost(1250))).unwrap(), Some(750.0));
        assert_eq!(margin(&rules, 2000, Some(Costing::Margin(750))).unwrap(), Some(750.0));
        // Goods come back, and so does their cost; a sale below cost is a loss.
        assert_eq!(margin(&rules, -2000, Some(Costing::Cost(-1250))).unwrap(), Some(-750.0));
        assert_eq!(margin(&rules, 100, Some(Costing::Cost(130))).unwrap(), Some(-30.0));
        assert_eq!(margin(&Rules::money(Currency::USD), 100, None).unwrap(), None);
    }

    #[test]
    fn a_missing_cost_follows_its_policy() {
        let error = margin(&rules(MissingCosts::Refuse), 2000, None).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::Missing, Some("cost")));
        assert_eq!(margin(&rules(MissingCosts::Free), 2000, None).unwrap(), Some(2000.0));
        let third = rules(MissingCosts::assume(0.3).unwrap());
        assert_eq!(margin(&third, 2000, None).unwrap(), Some(600.0));
        // 0.3 of 5 cents is a cent and a half, and stays it: sums are rounded, not rows.
        assert_eq!(margin(&third, 5, None).unwrap(), Some(1.5));
        assert_eq!(margin(&third, -15, None).unwrap(), Some(-4.5));
        assert!(!third.margin_of(Exact::whole(5), None).unwrap().unwrap().known);
        assert_eq!(MissingCosts::assume(f64::NAN).unwrap_err().kind(), ErrorKind::NotFinite);
        for share in [-1.0, -1e-9, 1.000_001, 1e9] {
            assert_eq!(MissingCosts::assume(share).unwrap_err().kind(), ErrorKind::OutOfRange);
        }
        assert!(MissingCosts::assume(0.0).is_ok() && MissingCosts::assume(1.0).is_ok());
        let huge = rules(MissingCosts::Assume(Decimal::MAX));
        assert_eq!(margin(&huge, 5, None).unwrap_err().kind(), ErrorKind::OutOfRange);
    }

    #[test]
    fn every_layout_of_costs_gives_the_same_cents() {
        let rules = rules(MissingCosts::assume(0.5).unwrap()).with_rounding(Rounding::HalfEven);
        let amounts = [2000, 100, 60];
        let texts = Texts::new(&[0, 5, 5, 8], b"12.500.7", "cost").unwrap();
        let known: &[u8] = &[1, 0, 1];
        for (costs, known) in [
            (Amounts::Minor(&[1250, 7, 70]), Some(known)),
            (Amounts::Float(&[12.5, f64::NAN, 0.7]), Some(known)),
            (Amounts::Decimal(texts), None),
        ] {
            let stated = Stated { costs: Some(Costing::Cost(costs)), known, fractions: &[] };
            assert_eq!(whole(&rules, &amounts, &stated), (vec![750, 50, -10], 1));
        }
        assert_eq!(whole(&rules, &amounts, &Stated::default()), (vec![1000, 50, 30], 3));
        let kept = Costing::Margin(Amounts::Minor(&[1, 2, 3]));
        let stated = Stated { costs: Some(kept), ..Stated::default() };
        assert_eq!(whole(&rules, &amounts, &stated), (vec![1, 2, 3], 0));
    }

    #[test]
    fn a_bad_cost_is_named() {
        let rules = rules(MissingCosts::Refuse);
        let fail = |rules: &Rules, costing: Costing<Amounts<'_>>, known: Option<&[u8]>| {
            let stated = Stated { costs: Some(costing), known, fractions: &[] };
            let error = rules.margins(&ExactColumn::new(&[5, 5], &[]), &stated).unwrap_err();
            (error.kind(), error.column().map(str::to_owned), error.row())
        };
        let text = |column: &str| Some(column.to_owned());
        let far = [0, i64::MIN];
        let costs = Costing::Cost(Amounts::Minor(&far));
        assert_eq!(fail(&rules, costs, None), (ErrorKind::OutOfRange, text("cost"), Some(1)));
        let margins = Costing::Margin(Amounts::Minor(&far));
        assert_eq!(fail(&rules, margins, None), (ErrorKind::OutOfRange, text("margin"), Some(1)));
        let floats = Costing::Cost(Amounts::Float(&[0.5, 0.5]));
        assert_eq!(fail(&rules, floats, None), (ErrorKind::Argument, text("cost"), Some(0)));
        let kept = rules.with_rounding(Rounding::HalfEven);
        let floats = Costing::Margin(Amounts::Float(&[0.5, f64::NAN]));
        assert_eq!(fail(&kept, floats, None), (ErrorKind::NotFinite, text("margin"), Some(1)));
        let costs = Costing::Cost(Amounts::Minor(&[1, 1]));
        assert_eq!(
            fail(&rules, costs, Some(&[1, 2])),
            (ErrorKind::OutOfRange, text("known"), Some(1))
        );
        assert_eq!(fail(&rules, costs, Some(&[1, 0])), (ErrorKind::Missing, text("cost"), Some(1)));
        let without = Rules::money(Currency::USD);
        assert_eq!(fail(&without, costs, None).0, ErrorKind::Inconsistent);
        let euro = Costing::Cost(Money::from_minor(1, Currency::EUR));
        assert_eq!(
            rules.margin(Exact::whole(5), Some(&euro)).unwrap_err().kind(),
            ErrorKind::Currency
        );
        let cost = Costing::Cost(Money::from_minor(1, Currency::USD));
        assert_eq!(
            without.margin(Exact::whole(5), Some(&cost)).unwrap_err().kind(),
            ErrorKind::Inconsistent
        );
    }
}
