//! A model as a point: each parameter has a coordinate without ends, which is its logarithm, or
//! for a coefficient of a covariate its value per standard deviation of the column.

use super::any_model::AnyModel;
use super::covariate_effect::CovariateEffect;
use super::model::Model;
use crate::error::Result;

impl Model {
    /// How many of the parameters are positive: those before the coefficients.
    pub(crate) fn positive(&self) -> usize {
        self.base.parameters().len()
    }

    /// By how much each parameter changes with its coordinate.
    pub(crate) fn rates(&self) -> Vec<f64> {
        let units = self.effects.iter().map(|effect| 1.0 / effect.scale);
        self.base.parameters().iter().copied().chain(units).collect()
    }

    /// The model that far away in coordinates, of which nothing is known.
    ///
    /// # Errors
    /// Where a parameter leaves the range of numbers.
    pub(crate) fn moved(&self, shift: &[f64]) -> Result<Self> {
        let (base, own) = shift.split_at(self.positive());
        let moved: Vec<f64> =
            self.base.parameters().iter().zip(base).map(|(value, by)| value * by.exp()).collect();
        let coefficients: Vec<f64> =
            self.effects.iter().zip(own).map(|(e, by)| e.coefficient + by / e.scale).collect();
        self.at(AnyModel::from_kind(self.base.kind(), &moved)?, &coefficients)
    }

    /// The same columns with another base and other coefficients, of which nothing is known.
    ///
    /// # Errors
    /// As [`Model::with_effects`].
    pub(crate) fn at(&self, base: AnyModel, coefficients: &[f64]) -> Result<Self> {
        let effects = self.effects.iter().zip(coefficients);
        let effects =
            effects.map(|(effect, &coefficient)| CovariateEffect { coefficient, ..effect.clone() });
        Self::with_effects(base, effects.collect())
    }
}
