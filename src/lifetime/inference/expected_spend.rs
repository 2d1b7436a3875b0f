//! What customers are expected to spend, with or without a model behind it.

use std::ops::Range;

use super::parametric::Parametric;
use super::spread::Spread;
use super::uncertainty::Uncertainty;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::covariates::covariate_model::CovariateModel;
use crate::lifetime::kinds::stored::AnyModel;
use crate::lifetime::kinds::surface::other_family;
use crate::lifetime::observed::covariates::Covariates;
use crate::lifetime::observed::spend::Spending;
use crate::lifetime::spend::gamma_gamma::GammaGamma;

/// What customers are expected to spend per purchase.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum ExpectedSpend<'a> {
    /// Amounts that are taken as known, one a customer.
    Known(&'a [f64]),
    /// What a model of spend expects after these purchases, one row a customer; its
    /// uncertainty comes on top of that of the purchases, and must have been
    /// found by the same method.
    Modelled(&'a Uncertainty, Spending<'a>),
    /// Likewise from a model of spend with covariates, with the facts of the customers.
    ModelledByFacts(&'a Uncertainty<CovariateModel>, Spending<'a>, &'a Covariates<'a>),
}

/// The model of spend behind a draw, if there is one.
#[derive(Debug, Clone)]
pub(crate) enum Amounts {
    Known,
    Plain(AnyModel),
    ByFacts(Box<CovariateModel>),
}

impl ExpectedSpend<'_> {
    pub(crate) fn check(&self, customers: usize) -> Result<()> {
        let same_length = |spending: &Spending<'_>| {
            if spending.len() == customers {
                return Ok(());
            }
            Err(Error::length("mean_spend", spending.len(), customers))
        };
        match self {
            Self::Known(spend) => {
                if spend.len() != customers {
                    return Err(Error::length("expected_spend", spend.len(), customers));
                }
                match spend.iter().position(|spend| !spend.is_finite()) {
                    None => Ok(()),
                    Some(row) => Err(Error::out_of_range("expected_spend", spend[row], "finite")
                        .at_row(row as u64)),
                }
            }
            Self::Modelled(uncertainty, spending) => {
                same_length(spending)?;
                spend_model(uncertainty.model())?
                    .expected_spend_into(spending, &mut vec![0.0; customers])
            }
            Self::ModelledByFacts(uncertainty, spending, facts) => {
                same_length(spending)?;
                uncertainty.model().expected_spend_into(spending, facts, &mut vec![0.0; customers])
            }
        }
    }

    /// The spend of some rows; infinite where a draw makes it so.
    pub(crate) fn of(&self, model: &Amounts, rows: Range<usize>) -> Result<Vec<f64>> {
        match (self, model) {
            (Self::Known(spend), _) => Ok(spend[rows].to_vec()),
            (Self::Modelled(_, spending), Amounts::Plain(model)) => {
                let model = spend_model(model)?;
                Ok(rows.map(|row| expected(model, spending.get(row))).collect())
            }
            (Self::ModelledByFacts(_, spending, facts), Amounts::ByFacts(model)) => {
                expected_by_facts(model, spending, facts, rows)
            }
            _ => Ok(vec![f64::NAN; rows.len()]),
        }
    }

    /// The spread of the purchases with that of the spend.
    pub(crate) fn join<M: Parametric>(
        &self,
        purchases: &Uncertainty<M>,
    ) -> Result<Spread<(M, Amounts)>> {
        let amounts = match self {
            Self::Known(_) => {
                return Ok(purchases.spread.map(|model| (model.clone(), Amounts::Known)));
            }
            Self::Modelled(found, _) => found.spread.map(|model| Amounts::Plain(*model)),
            Self::ModelledByFacts(found, ..) => {
                found.spread.map(|model| Amounts::ByFacts(Box::new(model.clone())))
            }
        };
        purchases.spread.with(&amounts).ok_or_else(|| {
            Error::new(
                ErrorKind::Argument,
                "was found by another method than that of the purchases",
            )
            .in_column("spend")
        })
    }
}

pub(crate) fn spend_model(model: &AnyModel) -> Result<&GammaGamma> {
    model.as_spend().ok_or_else(|| other_family("spend"))
}

pub(crate) fn expected(model: &GammaGamma, (x, mean): (u32, f64)) -> f64 {
    model.expected_spend(x, mean).unwrap_or(f64::INFINITY)
}

pub(crate) fn expected_by_facts(
    model: &CovariateModel,
    spending: &Spending<'_>,
    facts: &Covariates<'_>,
    rows: Range<usize>,
) -> Result<Vec<f64>> {
    let models = model.for_customers(&facts.part(rows.clone()), rows.len())?;
    let each = models.iter().zip(rows);
    each.map(|(model, row)| Ok(expected(spend_model(model)?, spending.get(row)))).collect()
}
