//! Fits of models of any kind.

use crate::capi::prelude::*;
use crate::lifetime::{AttritionLink, CovariateOptions, CovariateRole, FitOptions, Prior};

enumeration!(HABITUE_ATTRITION_LINK: AttritionLink);

/// The parameter is held at `first`.
pub const HABITUE_CONSTRAINT_FIXED: i32 = 1;
/// The parameter stays from `first` to `second`, inclusive; an infinite bound is none.
pub const HABITUE_CONSTRAINT_BOUNDS: i32 = 2;
/// A prior: the logarithm of the parameter is normal with mean `first` and standard deviation
/// `second`.
pub const HABITUE_CONSTRAINT_LOG_NORMAL: i32 = 3;
/// A prior: the parameter is Gamma with shape `first` and rate `second`.
pub const HABITUE_CONSTRAINT_GAMMA: i32 = 4;

/// What a parameter is held at, kept within, or known to be beforehand.
#[apply(plain)]
pub struct habitue_constraint {
    /// The name that the model has for the parameter, such as "q".
    pub parameter: habitue_text,
    /// See the kind.
    pub first: f64,
    /// See the kind; 0 where it has one number.
    pub second: f64,
    /// One of `HABITUE_CONSTRAINT_...`.
    pub kind: i32,
    pub reserved: u32,
}

/// How to fit. Start from `HABITUE_FIT_OPTIONS_INIT`; NULL means the same.
#[apply(versioned)]
pub struct habitue_fit_options {
    /// Most Newton iterations. 500 by default.
    pub max_iterations: u32,
    /// k of the CNBD-k models, 1 to 12; 0, the default, for the k of the highest
    /// likelihood. Other models do not look at it.
    pub regularity: u32,
    /// Points to start from, up to 1,000, of which the best result is kept; 0, the
    /// default, for those that the model knows.
    pub starts: u32,
    /// The Newton decrement, in units of log-likelihood, at which the last step
    /// is taken, > 0. 1e-9 by default.
    pub tolerance: f64,
    /// Parameters to start from, or NULL: those of the data and of the corners of the model.
    pub start: *const f64,
    /// How many parameters `start` has.
    pub start_count: usize,
    /// What parameters are held at, kept within, or known to be, or NULL. Plain fits alone.
    pub constraints: *const habitue_constraint,
    /// How many constraints there are.
    pub constraint_count: usize,
    /// The L2 penalty of the Python package lifetimes. 0 by default. Plain fits alone.
    pub penalizer_coef: f64,
    /// 1 to centre covariates at their mean and to penalise coefficients per standard deviation.
    pub standardised: u32,
    /// One of `HABITUE_ATTRITION_LINK_...`, for models with a beta law of attrition.
    pub attrition_link: i32,
    /// The strength of the penalty on the coefficients of purchase, >= 0: half of it times the sum
    /// of their squares is subtracted from the log-likelihood. 0 by default.
    pub purchase_penalty: f64,
    /// Likewise of attrition.
    pub attrition_penalty: f64,
    /// Likewise of spend.
    pub spend_penalty: f64,
}

begins!(
    habitue_fit_options,
    max_iterations = 500,
    tolerance = 1e-9,
    attrition_link = HABITUE_ATTRITION_LINK_SEPARATE,
);

impl habitue_fit_options {
    pub(super) unsafe fn read<'a>(&self) -> Result<FitOptions<'a>> {
        let mut chosen = FitOptions::default()
            .with_max_iterations(self.max_iterations)
            .with_tolerance(self.tolerance)
            .with_penalizer_coef(self.penalizer_coef);
        let some = |count: u32| (count > 0).then_some(count);
        let start = optional_column(self.start, self.start_count, "options.start")?;
        set!(chosen: with_regularity(some(self.regularity)), with_starts(some(self.starts)),
            with_start(start));
        let all = column(self.constraints, self.constraint_count, "options.constraints")?;
        for (row, one) in all.iter().enumerate() {
            let name = one.parameter.read("options.constraints.parameter")?;
            let (first, second) = (one.first, one.second);
            chosen = match one.kind {
                HABITUE_CONSTRAINT_FIXED => Ok(chosen.with_fixed(name, first)),
                HABITUE_CONSTRAINT_BOUNDS => Ok(chosen.with_bounds(name, first, second)),
                HABITUE_CONSTRAINT_LOG_NORMAL => {
                    Prior::log_normal(first, second).map(|prior| chosen.with_prior(name, prior))
                }
                HABITUE_CONSTRAINT_GAMMA => {
                    Prior::gamma(first, second).map(|prior| chosen.with_prior(name, prior))
                }
                other => Err(no_enumerator(other, "options.constraints.kind", &[1, 2, 3, 4])),
            }
            .map_err(|error| error.at_row(row as u64))?;
        }
        Ok(chosen)
    }

    /// How covariates enter, of which those named share a coefficient.
    pub(super) fn covariates(&self, shared: &[&str]) -> Result<CovariateOptions> {
        let link = AttritionLink::read(self.attrition_link, "options.attrition_link")?;
        CovariateOptions::default()
            .with_standardised(self.standardised != 0)
            .with_attrition_link(link)
            .with_shared(shared)
            .with_penalty(CovariateRole::Purchase, self.purchase_penalty)?
            .with_penalty(CovariateRole::Attrition, self.attrition_penalty)?
            .with_penalty(CovariateRole::Spend, self.spend_penalty)
    }
}

/// Fits the model of `kind` (`HABITUE_MODEL_...`) by maximum likelihood.
///
/// Of the customers it reads, for models of purchases: frequency, recency, age and weights, and
/// log_intervals where the k of a CNBD-k model is to be judged; of spend: mean_spend,
/// spend_frequency (or frequency) and weights, and mean_log_spend for a fit to single amounts; of
/// contracts: renewals and left, or cohort, period and survivors. With covariates the model is one
/// with covariates. `options` and `job` may be NULL. `*model` receives the handle, to be freed with
/// `habitue_model_free`.
///
/// A likelihood with a flat ridge is no failure: see `habitue_model_report`. Returns also
/// `HABITUE_EMPTY_INPUT`, `HABITUE_NOT_FINITE`, `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT`
/// with the row, `HABITUE_UNDEFINED` where nobody ever came back or a covariate is constant,
/// `HABITUE_MISSING_COLUMN` where a shared name is not in both roles, `HABITUE_NOT_CONVERGED`, or
/// `HABITUE_CANCELLED`.
pub unsafe fn habitue_model_fit(
    kind: i32,
    customers: Read,
    options: Option<habitue_fit_options>,
    job: Working,
) -> Result<Model> {
    let given = options.unwrap_or_default();
    customers.without_births()?;
    let chosen = given.read()?;
    let rows = customers.for_fit()?;
    let kind = kind_number(kind, "kind")?;
    job.fit(chosen, |chosen| match rows.has_covariates() {
        true => {
            let covariates = given.covariates(&customers.shared)?;
            Model::fit_with_covariates(kind, &rows, &covariates, chosen)
        }
        false => Model::fit(kind, &rows, chosen),
    })
}
