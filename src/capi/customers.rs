//! The customers of every call about models, as columns of one structure.

use crate::capi::prelude::*;
use crate::lifetime::{
    CovariateRole, Covariates, Customers, Family, Histories, ItemizedSpending, Spending, Survivors,
};
use crate::time::Unit;

enumeration!(HABITUE_COVARIATE: CovariateRole);

/// The unit of time is not stated.
pub const HABITUE_UNIT_NOT_STATED: i32 = -1;

/// One covariate of the customers.
#[apply(plain)]
pub struct habitue_covariate {
    /// Its name, not empty.
    pub name: habitue_text,
    /// A finite number for each customer.
    pub values: *const f64,
    /// What it acts on: `HABITUE_COVARIATE_PURCHASE`, `_ATTRITION` or `_SPEND`.
    pub role: i32,
    /// 1 where its coefficient is the same in purchase and in attrition, for which both roles
    /// must have it; read by fits.
    pub shared: u32,
}

/// The customers of every call about models: what a call reads, its comment says. A column that
/// is given and not read is refused (`HABITUE_NOT_READ`), so that none is thought to count; only
/// weights are not. Start from `HABITUE_CUSTOMERS_INIT`.
#[apply(versioned)]
pub struct habitue_customers {
    /// How many covariates there are.
    pub covariate_count: u32,
    /// Length of each column.
    pub rows: usize,
    /// How many customers each row stands for, >= 0; NULL for one each. Never refused.
    pub weights: *const f64,
    /// Histories: the number of repeat purchases, x.
    pub frequency: *const u32,
    /// Histories: the time of the last one, t_x, counted from the first purchase.
    pub recency: *const f64,
    /// Histories: for how long the customer has been watched, T; 0 <= t_x <= T, and t_x = 0
    /// exactly where x = 0. Frequency 0, recency 0 and age 0 is a new customer.
    pub age: *const f64,
    /// The sum of the logarithms of the intervals between purchases, for fits of CNBD-k models.
    pub log_intervals: *const f64,
    /// Spending: the number of purchases behind the means; NULL for `frequency`.
    pub spend_frequency: *const u32,
    /// Spending: what they spent per purchase on average, > 0 where there are purchases.
    pub mean_spend: *const f64,
    /// The mean logarithm of single amounts, for fits of Gamma-Gamma to these.
    pub mean_log_spend: *const f64,
    /// What a purchase to come is expected to be worth, taken as known.
    pub expected_spend: *const f64,
    /// The share of the spend that is margin.
    pub margin_rate: *const f64,
    /// Contracts, one row a customer: renewals made so far, or for one who left, the number of
    /// the renewal that was not made (1 is the first).
    pub renewals: *const u32,
    /// Contracts, for fits: 1 where the customer has left, else 0.
    pub left: *const u8,
    /// Contracts, for fits, one row a cohort and period: the cohort.
    pub cohort: *const i64,
    /// The period, from 0.
    pub period: *const u32,
    /// Customers of the cohort who were left then.
    pub survivors: *const u64,
    /// The first purchase of each customer, from the origin of a clock.
    pub born: *const f64,
    /// A customer's own `to` of the question.
    pub horizons: *const f64,
    /// The covariates, in any order.
    pub covariates: *const habitue_covariate,
    /// Unit of the times: one of `HABITUE_UNIT_...`, or `HABITUE_UNIT_NOT_STATED`, the default. A
    /// model in another unit is refused.
    pub unit: i32,
    pub reserved: u32,
}

begins!(habitue_customers, unit = HABITUE_UNIT_NOT_STATED);

/// The customers of a caller, with what had to be made of their columns.
pub(super) struct Read<'a> {
    pub(super) customers: Customers<'a>,
    /// Cohorts, where they were given.
    survivors: Option<Survivors>,
    /// Cohorts without histories of their own: customers who sign, and periods.
    signed: Option<(&'a [u64], &'a [u32])>,
    /// Ages of customers of whom nothing else is known.
    ages: Option<&'a [f64]>,
    born: Option<&'a [f64]>,
    weights: Option<&'a [f64]>,
    /// Whether no column says what the customers are known by.
    nothing: bool,
    /// Names of covariates with one coefficient in both roles.
    pub(super) shared: Vec<&'a str>,
}

impl Reads for Read<'_> {
    type From = habitue_customers;

    unsafe fn read(pointer: *const habitue_customers, name: &'static str) -> Result<Self> {
        let given: habitue_customers = results(pointer, name)?;
        let rows = given.rows;
        let (mut customers, ages, nothing) = base(&given)?;
        let (covariates, shared) = covariates(&given)?;
        set!(customers:
            with_expected_spend(optional_column(given.expected_spend, rows, "expected_spend")?)?,
            with_margin_rate(optional_column(given.margin_rate, rows, "margin_rate")?)?,
            with_horizons(optional_column(given.horizons, rows, "horizons")?)?,
            with_covariates(Some(covariates))?);
        let (survivors, signed) = match given.cohort.is_null() && given.left.is_null() {
            true => (None, signed(&given)?),
            false => (survivors(&given)?, None),
        };
        let weights = optional_column(given.weights, rows, "weights")?;
        if weights.is_some() && (survivors.is_some() || signed.is_some()) {
            return Err(not_read("weights"));
        }
        set!(customers: with_weights(weights)?);
        let born = optional_column(given.born, rows, "born")?;
        Ok(Self { customers, survivors, signed, ages, born, weights, nothing, shared })
    }
}

impl<'a> Read<'a> {
    /// The customers of a fit: cohorts stand for themselves.
    pub(super) fn for_fit(&self) -> Result<Customers<'_>> {
        match &self.survivors {
            Some(survivors) => Customers::of_cohorts(survivors)
                .with_covariates(self.customers.covariates().clone()),
            None => Ok(self.customers.clone()),
        }
    }

    /// The customers of a question to a model of this family, who are no cohorts.
    pub(super) fn for_question(&self, family: Family) -> Result<Customers<'a>> {
        if self.survivors.is_some() || self.signed.is_some() {
            return Err(not_read("survivors"));
        }
        if self.ages.is_some() {
            return Err(absent("recency"));
        }
        let customers = self.without_births()?;
        if customers.is_empty() && self.nothing {
            return Ok(match family {
                Family::Purchase => Customers::of(Histories::new(&[], &[], &[])?),
                Family::Spend => Customers::of_spending(Spending::new(&[], &[])?),
                _ => Customers::of_renewals(&[]),
            });
        }
        Ok(customers.clone())
    }

    /// New customers: for how long each is watched, and their covariates.
    pub(super) fn ages(&self) -> Result<(&'a [f64], &Covariates<'a>)> {
        let customers = self.without_births()?;
        Ok((self.ages.ok_or_else(|| absent("age"))?, customers.covariates()))
    }

    /// Cohorts to be drawn: how many customers sign, and for how many periods they are watched.
    pub(super) fn signed(&self) -> Result<Option<(&'a [u64], &'a [u32])>> {
        self.without_births()?;
        Ok(self.signed)
    }

    /// The births of a growing base.
    pub(super) fn births(&self) -> Result<Births<'a, '_>> {
        let born = self.born.ok_or_else(|| absent("born"))?;
        Ok((born, self.weights, self.customers.covariates()))
    }

    /// The same for a call that does not look at births.
    pub(super) fn without_births(&self) -> Result<&Customers<'a>> {
        match self.born {
            None => Ok(&self.customers),
            Some(_) => Err(not_read("born")),
        }
    }
}

/// Births, weights and covariates.
type Births<'a, 'b> = (&'a [f64], Option<&'a [f64]>, &'b Covariates<'a>);

fn not_read(column: &'static str) -> Error {
    fault(ErrorKind::NotRead, column, "is given and not read, so that it would not count")
}

/// What the customers are known by, if not by their ages, and whether it is nothing at all.
unsafe fn base<'a>(given: &habitue_customers) -> Result<(Customers<'a>, Option<&'a [f64]>, bool)> {
    let rows = given.rows;
    if given.frequency.is_null() && given.recency.is_null() && !given.age.is_null() {
        let ages = column(given.age, rows, "age")?;
        return Ok((Customers::of_nothing(rows), Some(ages), false));
    }
    let spending = spending(given)?;
    let logs = optional_column(given.mean_log_spend, rows, "mean_log_spend")?;
    let customers = if !given.age.is_null() || !given.recency.is_null() {
        let mut customers = Customers::of(histories(given)?);
        if logs.is_some() {
            return Err(not_read("mean_log_spend"));
        }
        set!(customers: with_spending(spending)?);
        customers
    } else if let Some(spending) = spending {
        match logs {
            None => Customers::of_spending(spending),
            Some(logs) => {
                let mean = column(given.mean_spend, rows, "mean_spend")?;
                Customers::of_items(ItemizedSpending::new(spend_frequency(given)?, mean, logs)?)
            }
        }
    } else {
        match optional_column(given.renewals, rows, "renewals")? {
            Some(renewals) if given.left.is_null() => Customers::of_renewals(renewals),
            _ => return Ok((Customers::of_nothing(rows), None, true)),
        }
    };
    Ok((customers, None, false))
}

unsafe fn histories<'a>(given: &habitue_customers) -> Result<Histories<'a>> {
    let rows = given.rows;
    let mut histories = Histories::new(
        column(given.frequency, rows, "frequency")?,
        column(given.recency, rows, "recency")?,
        column(given.age, rows, "age")?,
    )?;
    set!(histories: with_unit(stated(given.unit, "customers.unit")?),
        with_log_intervals(optional_column(given.log_intervals, rows, "log_intervals")?)?);
    Ok(histories)
}

/// A unit, where one is stated.
pub(super) fn stated(unit: i32, name: &'static str) -> Result<Option<Unit>> {
    (unit != HABITUE_UNIT_NOT_STATED).then(|| Unit::read(unit, name)).transpose()
}

unsafe fn spend_frequency<'a>(given: &habitue_customers) -> Result<&'a [u32]> {
    let (x, name) = match given.spend_frequency.is_null() {
        true => (given.frequency, "frequency"),
        false => (given.spend_frequency, "spend_frequency"),
    };
    column(x, given.rows, name)
}

unsafe fn spending<'a>(given: &habitue_customers) -> Result<Option<Spending<'a>>> {
    let Some(mean) = optional_column(given.mean_spend, given.rows, "mean_spend")? else {
        return match given.spend_frequency.is_null() {
            true => Ok(None),
            false => Err(not_read("spend_frequency")),
        };
    };
    Spending::new(spend_frequency(given)?, mean).map(Some)
}

unsafe fn covariates<'a>(given: &habitue_customers) -> Result<(Covariates<'a>, Vec<&'a str>)> {
    let (mut all, mut shared) = (Covariates::new(), Vec::new());
    for one in column(given.covariates, given.covariate_count as usize, "covariates")? {
        let name = one.name.read("covariates.name")?;
        let values = column(one.values, given.rows, "covariates.values")?;
        let columns = [(name, values)];
        all = match CovariateRole::read(one.role, "covariates.role")? {
            CovariateRole::Purchase => all.with_purchase(&columns)?,
            CovariateRole::Attrition => all.with_attrition(&columns)?,
            CovariateRole::Spend => all.with_spend(&columns)?,
            // A role of coefficients, not of columns.
            _ => return Err(no_enumerator(one.role, "covariates.role", &[1, 2, 4])),
        };
        if flag(one.shared, "covariates.shared")? && !shared.contains(&name) {
            shared.push(name);
        }
    }
    Ok((all, shared))
}

unsafe fn survivors(given: &habitue_customers) -> Result<Option<Survivors>> {
    let rows = given.rows;
    if let Some(left) = optional_column(given.left, rows, "left")? {
        let renewals = column(given.renewals, rows, "renewals")?;
        return Survivors::from_tenures(renewals, &flags(left, "left")?).map(Some);
    }
    let Some(survivors) = optional_column(given.survivors, rows, "survivors")? else {
        return Ok(None);
    };
    let cohort = column(given.cohort, rows, "cohort")?;
    Survivors::from_rows(cohort, column(given.period, rows, "period")?, survivors).map(Some)
}

unsafe fn signed<'a>(given: &habitue_customers) -> Result<Option<(&'a [u64], &'a [u32])>> {
    match optional_column(given.survivors, given.rows, "survivors")? {
        None if given.period.is_null() => Ok(None),
        None => Err(not_read("period")),
        Some(signed) => Ok(Some((signed, column(given.period, given.rows, "period")?))),
    }
}

/// Histories and mean spend of customers, looked at without an allocation; all other columns are
/// refused.
pub(super) struct BareHistories<'a> {
    pub(super) histories: Histories<'a>,
    pub(super) mean_spend: &'a [f64],
}

impl Reads for BareHistories<'_> {
    type From = habitue_customers;

    unsafe fn read(pointer: *const habitue_customers, name: &'static str) -> Result<Self> {
        let given: habitue_customers = results(pointer, name)?;
        macro_rules! refuse {
            ($($column:ident)*) => {
                $(if !given.$column.is_null() { return Err(not_read(stringify!($column))); })*
            };
        }
        refuse!(log_intervals spend_frequency mean_log_spend expected_spend margin_rate renewals left
            cohort period survivors born horizons);
        if given.covariate_count > 0 {
            return Err(not_read("covariates"));
        }
        let mean_spend = column(given.mean_spend, given.rows, "mean_spend")?;
        Ok(Self { histories: histories(&given)?, mean_spend })
    }
}
