//! Models as their parameters say them, whatever kind they are.

use crate::error::Result;
use crate::lifetime::covariates::covariate_model::CovariateModel;
use crate::lifetime::fit::fit_report::FitReport;
use crate::lifetime::kinds::stored::{AnyModel, StoredModel};
use crate::lifetime::model::model::{Held, Model};
use crate::time::Unit;

/// A model that its parameters describe: a plain one ([`AnyModel`]), or one with
/// covariates ([`CovariateModel`]), whose coefficients are parameters like the others.
/// Nothing else can be one.
pub trait Parametric: sealed::Point {}

impl Parametric for AnyModel {}
impl Parametric for CovariateModel {}
impl Parametric for Model {}

/// A model with what is known of its fit: [`StoredModel`], or [`CovariateModel`], which
/// holds that itself. Nothing else can be one.
pub trait FittedModel: sealed::Known {
    /// The model itself.
    type Model: Parametric;

    #[doc(hidden)]
    fn point(&self) -> &Self::Model;
}

impl FittedModel for StoredModel {
    type Model = AnyModel;

    fn point(&self) -> &AnyModel {
        self.model()
    }
}

impl FittedModel for CovariateModel {
    type Model = Self;

    fn point(&self) -> &Self {
        self
    }
}

impl FittedModel for Model {
    type Model = Self;

    fn point(&self) -> &Self {
        self
    }
}

/// What only this crate says of them.
pub(crate) mod sealed {
    use super::{AnyModel, CovariateModel, FitReport, Held, Model, Result, StoredModel, Unit};

    /// A model as a point: each parameter has a coordinate without ends, which is its
    /// logarithm, or for a coefficient its value per standard deviation of the column.
    pub trait Point: Clone + std::fmt::Debug + Send + Sync + 'static {
        /// The number of its kind.
        fn kind(&self) -> u32;

        /// The parameters as they are reported.
        fn values(&self) -> Vec<f64>;

        /// Their names.
        fn names(&self) -> Vec<String>;

        /// How many of them are positive: those before the coefficients.
        fn positive(&self) -> usize;

        /// By how much each parameter changes with its coordinate.
        fn rates(&self) -> Vec<f64>;

        /// The model that far away in coordinates.
        fn moved(&self, shift: &[f64]) -> Result<Self>;
    }

    /// What is known of a fit.
    pub trait Known {
        fn fit_report(&self) -> Option<&FitReport>;

        /// Of the parameters as they are reported, row by row.
        fn known_covariance(&self) -> Option<&[f64]>;

        /// The unit of time of the parameters.
        fn known_time_unit(&self) -> Option<Unit>;
    }

    impl Point for AnyModel {
        fn kind(&self) -> u32 {
            Self::kind(self)
        }

        fn values(&self) -> Vec<f64> {
            self.parameters().to_vec()
        }

        fn names(&self) -> Vec<String> {
            self.parameter_names().iter().map(|name| (*name).to_owned()).collect()
        }

        fn positive(&self) -> usize {
            self.parameters().len()
        }

        fn rates(&self) -> Vec<f64> {
            self.values()
        }

        fn moved(&self, shift: &[f64]) -> Result<Self> {
            let moved: Vec<f64> =
                self.parameters().iter().zip(shift).map(|(value, by)| value * by.exp()).collect();
            Self::from_kind(self.kind(), &moved)
        }
    }

    impl Point for CovariateModel {
        fn kind(&self) -> u32 {
            self.base().kind()
        }

        fn values(&self) -> Vec<f64> {
            self.parameters()
        }

        fn names(&self) -> Vec<String> {
            self.parameter_names()
        }

        fn positive(&self) -> usize {
            self.base().parameters().len()
        }

        fn rates(&self) -> Vec<f64> {
            let units = self.effects().iter().map(|effect| 1.0 / effect.scale);
            self.base().parameters().iter().copied().chain(units).collect()
        }

        fn moved(&self, shift: &[f64]) -> Result<Self> {
            let (base, own) = shift.split_at(self.positive());
            let coefficients: Vec<f64> = self
                .effects()
                .iter()
                .zip(own)
                .map(|(e, by)| e.coefficient + by / e.scale)
                .collect();
            self.at(self.base().moved(base)?, &coefficients)
        }
    }

    impl Point for Model {
        fn kind(&self) -> u32 {
            Self::kind(self)
        }

        fn values(&self) -> Vec<f64> {
            self.parameters()
        }

        fn names(&self) -> Vec<String> {
            self.parameter_names()
        }

        fn positive(&self) -> usize {
            self.base().parameters().len()
        }

        fn rates(&self) -> Vec<f64> {
            match &self.held {
                Held::Plain(model) => model.model().rates(),
                Held::WithCovariates(model) => model.rates(),
            }
        }

        fn moved(&self, shift: &[f64]) -> Result<Self> {
            match &self.held {
                Held::Plain(model) => model.model().moved(shift).map(Self::new),
                Held::WithCovariates(model) => model.moved(shift).map(Self::from),
            }
        }
    }

    impl Known for Model {
        fn fit_report(&self) -> Option<&FitReport> {
            self.report()
        }

        fn known_covariance(&self) -> Option<&[f64]> {
            self.covariance()
        }

        fn known_time_unit(&self) -> Option<Unit> {
            self.time_unit()
        }
    }

    impl Known for StoredModel {
        fn fit_report(&self) -> Option<&FitReport> {
            self.report()
        }

        fn known_covariance(&self) -> Option<&[f64]> {
            self.covariance()
        }

        fn known_time_unit(&self) -> Option<Unit> {
            self.time_unit()
        }
    }

    impl Known for CovariateModel {
        fn fit_report(&self) -> Option<&FitReport> {
            self.report().map(|report| &report.fit)
        }

        fn known_covariance(&self) -> Option<&[f64]> {
            self.covariance()
        }

        fn known_time_unit(&self) -> Option<Unit> {
            self.time_unit()
        }
    }
}
