//! Facts about customers as named columns.

use super::column::{column, input, output, text};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::options::enumerator;
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::lifetime::{CovariateRole, Covariates};

/// How often customers buy; a positive coefficient makes purchases more frequent.
pub const HABITUE_COVARIATE_PURCHASE: i32 = 1;
/// How soon customers leave; a positive coefficient makes them leave sooner. It acts on beta, or on
/// a where a coin decides.
pub const HABITUE_COVARIATE_ATTRITION: i32 = 2;
/// b where a coin decides, from the columns of attrition; a positive coefficient makes customers
/// stay longer. A role of coefficients, not of columns.
pub const HABITUE_COVARIATE_ATTRITION_B: i32 = 3;
/// What customers spend per purchase; a positive coefficient makes purchases larger.
pub const HABITUE_COVARIATE_SPEND: i32 = 4;

/// Facts about customers that do not change with time, as named columns with one row a customer,
/// by role. Threads: as every handle.
#[derive(Debug, Clone, Default)]
pub struct habitue_covariates {
    columns: Vec<(CovariateRole, String, Vec<f64>)>,
    shared: Vec<String>,
}

impl habitue_covariates {
    /// The columns as the core knows them.
    pub(super) fn facts(&self) -> Result<Covariates<'_>> {
        self.columns.iter().try_fold(Covariates::new(), |facts, (role, name, values)| {
            facts.with(*role, &[(name, values)])
        })
    }

    pub(super) fn shared(&self) -> Vec<&str> {
        self.shared.iter().map(String::as_str).collect()
    }
}

/// Makes facts without columns.
///
/// `*facts` receives the handle, to be freed with `habitue_covariates_free`; it must not be NULL,
/// `error` may be. Returns `HABITUE_OK`, or an argument error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariates_new(
    facts: *mut *mut habitue_covariates,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe { guard_new(facts, error, || Ok(habitue_covariates::default())) }
}

/// Adds a column to the facts, which is copied: `role` is `HABITUE_COVARIATE_PURCHASE`,
/// `_ATTRITION` or `_SPEND`, `name` UTF-8 without a NUL, not empty and new to the role, `values`
/// has one finite number for each of `customers` rows, as many as the columns before it. At most
/// 200 columns of a role.
///
/// No pointer but `error` may be NULL unless its length is 0. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_BAD_LENGTH`, `HABITUE_NOT_FINITE` with the row, `HABITUE_DUPLICATE`,
/// `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_UTF8`. Needs the handle to itself.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariates_add(
    facts: *mut habitue_covariates,
    role: i32,
    name: *const u8,
    name_length: usize,
    values: *const f64,
    customers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (facts, name, values) = unsafe {
            (
                output(facts, "facts")?,
                text(name, name_length, "name")?,
                column(values, customers, "values")?,
            )
        };
        let role = enumerator(
            role,
            "role",
            &[
                (HABITUE_COVARIATE_PURCHASE, CovariateRole::Purchase),
                (HABITUE_COVARIATE_ATTRITION, CovariateRole::Attrition),
                (HABITUE_COVARIATE_SPEND, CovariateRole::Spend),
            ],
        )?;
        facts.facts()?.with(role, &[(name, values)])?;
        facts.columns.push((role, name.to_owned(), values.to_vec()));
        Ok(())
    })
}

/// States that the column `name` (UTF-8) has the same coefficient in purchase and in attrition when
/// these facts are fitted to.
///
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error, or `HABITUE_NOT_UTF8`; that there
/// is such a column in both roles is looked at by the fit. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariates_share(
    facts: *mut habitue_covariates,
    name: *const u8,
    name_length: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (facts, name) = unsafe { (output(facts, "facts")?, text(name, name_length, "name")?) };
        facts.shared.push(name.to_owned());
        Ok(())
    })
}

/// Releases facts; NULL does nothing. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_covariates_free(facts: *mut habitue_covariates) {
    // SAFETY: the contract of the header.
    unsafe { free(facts) }
}

/// The facts of a handle; no facts where it is NULL.
///
/// # Safety
/// The contract of the header.
pub(super) unsafe fn facts_of<'a>(facts: *const habitue_covariates) -> Result<Covariates<'a>> {
    if facts.is_null() {
        return Ok(Covariates::new());
    }
    // SAFETY: the caller's promise is the same.
    unsafe { input(facts, "facts") }?.facts()
}

/// The role of a coefficient.
pub(super) fn role_of(role: i32) -> Result<CovariateRole> {
    enumerator(
        role,
        "role",
        &[
            (HABITUE_COVARIATE_PURCHASE, CovariateRole::Purchase),
            (HABITUE_COVARIATE_ATTRITION, CovariateRole::Attrition),
            (HABITUE_COVARIATE_ATTRITION_B, CovariateRole::AttritionB),
            (HABITUE_COVARIATE_SPEND, CovariateRole::Spend),
        ],
    )
}
