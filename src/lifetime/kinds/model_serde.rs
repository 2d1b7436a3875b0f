//! Models as serde stores them: without covariates or with them.

use super::any_model::AnyModel;
use super::covariate_effect::CovariateEffect;
use super::covariate_report::CovariateReport;
use super::model::{Model, Report, check_count};
use crate::error::{Error, Result};
use crate::lifetime::fit::covariance::check_covariance;
use crate::lifetime::fit::fit::Fitted;
use crate::lifetime::fit::fit_report::FitReport;
use crate::time::Unit;

/// A model as it is written.
#[derive(serde::Serialize, serde::Deserialize)]
pub(crate) enum Held {
    Plain(Plain),
    WithCovariates(Box<WithCovariates>),
}

/// Without covariates.
#[derive(serde::Serialize, serde::Deserialize)]
pub(crate) struct Plain {
    model: AnyModel,
    report: Option<FitReport>,
    covariance: Option<Vec<f64>>,
    unit: String,
    provenance: String,
}

/// With covariates.
#[derive(serde::Serialize, serde::Deserialize)]
pub(crate) struct WithCovariates {
    base: AnyModel,
    effects: Vec<CovariateEffect>,
    report: Option<CovariateReport>,
    covariance: Option<Vec<f64>>,
    unit: String,
    provenance: String,
}

impl From<Model> for Held {
    fn from(model: Model) -> Self {
        let covariates = model.has_covariates();
        let Model { base, effects, report, covariance, unit, provenance } = model;
        if covariates {
            let report = match report {
                Some(Report::WithCovariates(report)) => Some(report),
                _ => None,
            };
            let model = WithCovariates { base, effects, report, covariance, unit, provenance };
            return Self::WithCovariates(Box::new(model));
        }
        let report = match report {
            Some(Report::Plain(report)) => Some(report),
            _ => None,
        };
        Self::Plain(Plain { model: base, report, covariance, unit, provenance })
    }
}

impl TryFrom<Held> for Model {
    type Error = Error;

    fn try_from(held: Held) -> Result<Self> {
        match held {
            Held::Plain(Plain { model: base, report, covariance, unit, provenance }) => {
                let report = report.map(Report::Plain);
                Self { base, effects: Vec::new(), report, covariance, unit, provenance }
            }
            Held::WithCovariates(model) => {
                let WithCovariates { base, effects, report, covariance, unit, provenance } = *model;
                let report = report.map(Report::WithCovariates);
                Self { base, effects, report, covariance, unit, provenance }
            }
        }
        .checked()
    }
}

/// The forms that are read: what early versions wrote said neither which of the two it is, in
/// formats that name their fields.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Read {
    Held(Held),
    Plain(Plain),
    WithCovariates(Box<WithCovariates>),
}

impl<'de> serde::Deserialize<'de> for Model {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let held = if from.is_human_readable() {
            match Read::deserialize(from)? {
                Read::Held(held) => held,
                Read::Plain(model) => Held::Plain(model),
                Read::WithCovariates(model) => Held::WithCovariates(model),
            }
        } else {
            Held::deserialize(from)?
        };
        Self::try_from(held).map_err(serde::de::Error::custom)
    }
}

impl<'de, M: serde::Deserialize<'de> + Copy + Into<AnyModel>> serde::Deserialize<'de>
    for Fitted<M>
{
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        /// The fields as they were stored, not yet checked.
        #[derive(serde::Deserialize)]
        struct Stored<M> {
            model: M,
            report: FitReport,
            covariance: Option<Vec<f64>>,
            #[serde(default)]
            time_unit: Option<Unit>,
        }

        let Stored::<M> { model, report, covariance, time_unit } = Stored::deserialize(from)?;
        check(&model.into(), &report, covariance.as_deref()).map_err(serde::de::Error::custom)?;
        Ok(Self::of_parts(model, report, covariance).in_unit(time_unit))
    }
}

/// Refuses a report or a covariance that no fit of a model has.
fn check(model: &AnyModel, report: &FitReport, covariance: Option<&[f64]>) -> Result<()> {
    let parameters = model.parameters().len();
    report.check()?;
    check_count(report, parameters)?;
    covariance.map_or(Ok(()), |covariance| check_covariance(covariance, parameters))
}
