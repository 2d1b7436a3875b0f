//! The customers that a model is asked of, or fitted to: one type for all models.

use std::ops::Range;

use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::observed::covariates::Covariates;
use crate::lifetime::observed::history::Histories;
use crate::lifetime::observed::spend::Spending;
use crate::lifetime::observed::survivors::Survivors;
use crate::lifetime::spend::itemized_spend::ItemizedSpending;

/// What is known of customers, as borrowed columns with one row a customer: histories of
/// purchases, spending, or renewals of a contract, and what a question may read beside them.
///
/// A column that is given and not read is refused, so that none is thought to count; only
/// weights are not, which the same customers have for every question.
///
/// ```
/// use habitue::Job;
/// use habitue::lifetime::{BgNbd, Customers, Histories, Model, Question, Valuation};
///
/// let model = Model::new(BgNbd::new(0.243, 4.414, 0.793, 2.426)?);
/// let customers = Customers::of(Histories::new(&[2, 0], &[30.43, 0.0], &[38.86, 38.86])?)
///     .with_expected_spend(&[35.0, 35.0])?;
/// let value = Question::lifetime_value(Valuation::new(52.0)?.with_margin(0.3)?);
/// let values = model.answer(&value, &customers, &mut Job::new())?;
/// assert!(values[0] > values[1]);
/// // Nobody asked what they are expected to spend.
/// assert!(model.answer(&Question::p_alive(), &customers, &mut Job::new()).is_err());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Customers<'a> {
    pub(crate) rows: usize,
    pub(crate) histories: Option<Histories<'a>>,
    pub(crate) spending: Option<Spending<'a>>,
    pub(crate) itemized: Option<ItemizedSpending<'a>>,
    pub(crate) renewals: Option<&'a [u32]>,
    pub(crate) survivors: Option<&'a Survivors>,
    pub(crate) covariates: Covariates<'a>,
    pub(crate) expected_spend: Option<&'a [f64]>,
    pub(crate) margin_rate: Option<&'a [f64]>,
    pub(crate) horizons: Option<&'a [f64]>,
    pub(crate) weights: Option<&'a [f64]>,
}

impl<'a> Customers<'a> {
    /// Customers who buy as they please, by their histories. Their weights and unit of time
    /// count.
    #[must_use]
    pub fn of(histories: Histories<'a>) -> Self {
        Self { rows: histories.len(), histories: Some(histories), ..Self::default() }
    }

    /// Customers by what they spent, for models of spend.
    #[must_use]
    pub fn of_spending(spending: Spending<'a>) -> Self {
        Self { rows: spending.len(), spending: Some(spending), ..Self::default() }
    }

    /// Customers by what they spent in each purchase, for fits of Gamma-Gamma.
    #[must_use]
    pub fn of_items(items: ItemizedSpending<'a>) -> Self {
        Self { rows: items.len(), itemized: Some(items), ..Self::default() }
    }

    /// Customers under contract by the renewals that each has made, for questions to models of
    /// contracts.
    #[must_use]
    pub fn of_renewals(renewals: &'a [u32]) -> Self {
        Self { rows: renewals.len(), renewals: Some(renewals), ..Self::default() }
    }

    /// Customers under contract by cohort, for fits of models of contracts.
    #[must_use]
    pub fn of_cohorts(survivors: &'a Survivors) -> Self {
        Self { survivors: Some(survivors), ..Self::default() }
    }

    /// Rows of which only other columns say something.
    #[cfg(feature = "capi")]
    pub(crate) fn of_nothing(rows: usize) -> Self {
        Self { rows, ..Self::default() }
    }

    /// The covariates; none where none are given.
    #[must_use]
    pub fn covariates(&self) -> &Covariates<'a> {
        &self.covariates
    }

    /// Number of rows; 0 of cohorts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Adds what each customer spent, which a model of spend reads.
    ///
    /// # Errors
    /// `Length`: not one row a customer.
    pub fn with_spending(mut self, spending: Spending<'a>) -> Result<Self> {
        self.check_length("mean_spend", spending.len())?;
        self.spending = Some(spending);
        Ok(self)
    }

    /// Adds what each customer is expected to spend in a purchase to come.
    ///
    /// # Errors
    /// `Length`; `NotFinite`, with the row.
    pub fn with_expected_spend(mut self, expected_spend: &'a [f64]) -> Result<Self> {
        self.expected_spend = Some(self.finite("expected_spend", expected_spend)?);
        Ok(self)
    }

    /// Adds the share of the spend of each customer that is margin; a negative one is a loss.
    ///
    /// # Errors
    /// `Length`; `NotFinite`, with the row.
    pub fn with_margin_rate(mut self, margin_rate: &'a [f64]) -> Result<Self> {
        self.margin_rate = Some(self.finite("margin_rate", margin_rate)?);
        Ok(self)
    }

    /// Adds covariates, which a model with covariates reads; of cohorts one row for each row that
    /// the [`Survivors`] were made of.
    ///
    /// # Errors
    /// `Length`: not one row a customer.
    pub fn with_covariates(mut self, covariates: Covariates<'a>) -> Result<Self> {
        covariates.check_length(self.survivors.map_or(self.rows, Survivors::length))?;
        self.covariates = covariates;
        Ok(self)
    }

    /// Adds a time after T for each customer, up to which is asked: it stands for the time in
    /// the question. Where a contract, a season or a budget ends on another day for each
    /// customer, so does the question.
    ///
    /// # Errors
    /// `Length`; `OutOfRange`, with the row, for one that is negative or NaN.
    pub fn with_horizons(mut self, horizons: &'a [f64]) -> Result<Self> {
        self.check_length("horizons", horizons.len())?;
        if let Some(row) = horizons.iter().position(|time| time.is_nan() || *time < 0.0) {
            return Err(Error::out_of_range("horizons", horizons[row], ">= 0").at_row(row as u64));
        }
        self.horizons = Some(horizons);
        Ok(self)
    }

    /// How many customers each row stands for, in totals of spend and contracts; histories and
    /// spending bring weights of their own. Defaults to one each.
    ///
    /// # Errors
    /// `Length`; `OutOfRange`, with the row, for one that is negative or not finite.
    pub fn with_weights(mut self, weights: &'a [f64]) -> Result<Self> {
        self.check_length("weights", weights.len())?;
        let fault = |weight: &f64| !(weight.is_finite() && *weight >= 0.0);
        if let Some(row) = weights.iter().position(fault) {
            return Err(
                Error::out_of_range("weights", weights[row], ">= 0 and finite").at_row(row as u64)
            );
        }
        self.histories = self.histories.map(|rows| rows.with_weights(weights)).transpose()?;
        self.spending = self.spending.map(|rows| rows.with_weights(weights)).transpose()?;
        self.itemized = self.itemized.map(|rows| rows.with_weights(weights)).transpose()?;
        self.weights = Some(weights);
        Ok(self)
    }

    /// Whether covariates are given.
    #[must_use]
    pub fn has_covariates(&self) -> bool {
        !self.covariates.is_empty()
    }

    /// Whether each customer has a horizon.
    #[must_use]
    pub fn has_horizons(&self) -> bool {
        self.horizons.is_some()
    }

    /// How many customers a row stands for.
    pub(crate) fn weight(&self, row: usize) -> f64 {
        match (self.weights, self.histories, self.spending) {
            (Some(weights), ..) => weights[row],
            (None, Some(histories), _) => histories.weight(row),
            (None, None, Some(spending)) => spending.weight(row),
            _ => 1.0,
        }
    }

    /// Some of the rows.
    pub(crate) fn part(&self, rows: Range<usize>) -> Customers<'a> {
        let cut = |column: Option<&'a [f64]>| column.map(|column| &column[rows.clone()]);
        Customers {
            rows: rows.len(),
            histories: self.histories.map(|all| all.part(rows.start, rows.len())),
            spending: self.spending.map(|all| all.part(rows.clone())),
            itemized: None,
            renewals: self.renewals.map(|all| &all[rows.clone()]),
            survivors: self.survivors,
            covariates: self.covariates.part(rows.clone()),
            expected_spend: cut(self.expected_spend),
            margin_rate: cut(self.margin_rate),
            horizons: cut(self.horizons),
            weights: cut(self.weights),
        }
    }

    pub(crate) fn histories(&self) -> Result<&Histories<'a>> {
        self.histories.as_ref().ok_or_else(|| absent("histories"))
    }

    pub(crate) fn spending(&self) -> Result<&Spending<'a>> {
        self.spending.as_ref().ok_or_else(|| absent("spending"))
    }

    pub(crate) fn renewals(&self) -> Result<&'a [u32]> {
        self.renewals.ok_or_else(|| absent("renewals"))
    }

    pub(crate) fn survivors(&self) -> Result<&'a Survivors> {
        self.survivors.ok_or_else(|| absent("survivors"))
    }

    pub(crate) fn expected_spend(&self) -> Result<&'a [f64]> {
        self.expected_spend.ok_or_else(|| absent("expected_spend"))
    }

    pub(crate) fn margin_rate(&self) -> Result<&'a [f64]> {
        self.margin_rate.ok_or_else(|| absent("margin_rate"))
    }

    /// Refuses columns that are given and not among those that are read.
    pub(crate) fn refuse_unread(&self, read: &[&str]) -> Result<()> {
        let given = [
            ("histories", self.histories.is_some()),
            ("spending", self.spending.is_some()),
            ("items", self.itemized.is_some()),
            ("renewals", self.renewals.is_some()),
            ("survivors", self.survivors.is_some()),
            ("covariates", !self.covariates.is_empty()),
            ("expected_spend", self.expected_spend.is_some()),
            ("margin_rate", self.margin_rate.is_some()),
            ("horizons", self.horizons.is_some()),
        ];
        match given.iter().find(|(name, given)| *given && !read.contains(name)) {
            None => Ok(()),
            Some((name, _)) => Err(Error::new(
                ErrorKind::NotRead,
                "is given and not read, so that it would not count",
            )
            .in_column(*name)
            .allowing(read.join(", "))),
        }
    }

    fn check_length(&self, name: &'static str, found: usize) -> Result<()> {
        if found == self.rows { Ok(()) } else { Err(Error::length(name, found, self.rows)) }
    }

    fn finite(&self, name: &'static str, column: &'a [f64]) -> Result<&'a [f64]> {
        self.check_length(name, column.len())?;
        match column.iter().position(|value| !value.is_finite()) {
            None => Ok(column),
            Some(row) => Err(Error::out_of_range(name, column[row], "finite").at_row(row as u64)),
        }
    }
}

fn absent(name: &'static str) -> Error {
    Error::new(ErrorKind::Missing, "is read and not given").in_column(name)
}
