//! The coefficient of a covariate in a model.

use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::kinds::any_model::AnyModel;
use crate::lifetime::observed::covariates::{CovariateRole, Target};

/// The coefficient of one column, and how the column was centred and scaled.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct CovariateEffect {
    /// The name of the column.
    pub name: String,
    /// What it acts on.
    pub role: CovariateRole,
    /// γ, per unit of the column: e^γ is the factor of one unit.
    pub coefficient: f64,
    /// What is subtracted from the column first: its mean in the fit where that was
    /// standardised, otherwise 0.
    pub center: f64,
    /// The standard deviation of the column in the fit; 1 where there was none.
    pub scale: f64,
}

impl CovariateEffect {
    /// A column with coefficient γ, neither centred nor scaled.
    pub fn new(role: CovariateRole, name: impl Into<String>, coefficient: f64) -> Self {
        Self { name: name.into(), role, coefficient, center: 0.0, scale: 1.0 }
    }

    /// γ per standard deviation of the column.
    #[must_use]
    pub fn standardised(&self) -> f64 {
        self.coefficient * self.scale
    }
}

/// Refuses coefficients that a model with this base cannot have.
pub(crate) fn check_effects(base: &AnyModel, effects: &[CovariateEffect]) -> Result<()> {
    for (index, effect) in effects.iter().enumerate() {
        let CovariateEffect { ref name, role, coefficient, center, scale } = *effect;
        if !base.targets().iter().any(|target| target.role == role) {
            return Err(no_such_role(base.name(), base.targets(), role));
        }
        for (what, value) in [("coefficient", coefficient), ("center", center)] {
            if !value.is_finite() {
                return Err(Error::out_of_range(
                    format!("{what} of {} {name}", role.name()),
                    value,
                    "finite",
                ));
            }
        }
        if !(scale.is_finite() && scale > 0.0) {
            return Err(Error::out_of_range(format!("scale of {name}"), scale, "> 0"));
        }
        if name.is_empty() {
            return Err(Error::new(ErrorKind::Empty, "is the name of a covariate and empty")
                .in_column(role.name()));
        }
        let earlier = &effects[..index];
        if earlier.iter().any(|e| e.role == role && e.name == *name) {
            return Err(Error::new(ErrorKind::Duplicate, "names two columns of the same role")
                .in_column(role.name())
                .with_value(name));
        }
    }
    Ok(())
}

/// The model has nothing that this role could act on.
pub(crate) fn no_such_role(model: &str, targets: &[Target], role: CovariateRole) -> Error {
    let roles: Vec<&str> = targets.iter().map(|target| target.role.name()).collect();
    Error::new(
        ErrorKind::Argument,
        format!("covariates have nothing to act on in the model {model}"),
    )
    .in_column(role.name())
    .allowing(if roles.is_empty() { "no covariates".to_owned() } else { roles.join(", ") })
}
