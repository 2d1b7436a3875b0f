//! One question of a questionnaire.

use super::scale::Scale;
use crate::error::{Error, Result};

/// A question: its name, its scale, its weight in indices, and the dimension
/// that it belongs to.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Question {
    name: String,
    scale: Scale,
    weight: f64,
    dimension: Option<String>,
}

impl Question {
    /// A question with its scale. Its weight is 1 and it belongs to no
    /// dimension.
    #[must_use]
    pub fn new(name: impl Into<String>, scale: Scale) -> Self {
        Self { name: name.into(), scale, weight: 1.0, dimension: None }
    }

    /// Sets the weight of the question in weighted indices: any number from 0
    /// on; only the proportions count. Defaults to 1.
    ///
    /// # Errors
    /// `OutOfRange` or `NotFinite` unless it is a finite number >= 0.
    pub fn with_weight(mut self, weight: f64) -> Result<Self> {
        self.weight = weight;
        self.checked()
    }

    fn checked(self) -> Result<Self> {
        if !(self.weight >= 0.0 && self.weight.is_finite()) {
            let column = format!("weight of {}", self.name);
            return Err(Error::out_of_range(column, self.weight, ">= 0"));
        }
        Ok(self)
    }

    /// Sets the dimension, such as "service". Defaults to none.
    #[must_use]
    pub fn with_dimension(mut self, dimension: impl Into<String>) -> Self {
        self.dimension = Some(dimension.into());
        self
    }

    /// The name, which is also the name of its column in CSV.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The answers it allows.
    #[must_use]
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// The weight in indices.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// The dimension, if it belongs to one.
    #[must_use]
    pub fn dimension(&self) -> Option<&str> {
        self.dimension.as_deref()
    }
}
