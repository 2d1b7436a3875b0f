//! Models of customers under contract behind one handle.

use std::ffi::{CStr, c_char, c_void};

use super::column::{column, column_mut, fill_buffer, input, output};
use super::guard::{guard, guard_value};
use super::handle::{free, guard_new};
use super::model::{covariance_of, fit_options, habitue_fit_options, habitue_fit_report, watcher};
use super::options::{enumerator, options};
use super::progress::habitue_progress;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::{
    AnyModel, ContractModel, ContractPrediction, FitOptions, FitReport, LikelihoodRatio,
    StoredModel, Survivors,
};

/// sBG, shifted beta-geometric: parameters alpha, beta.
pub const HABITUE_CONTRACT_SBG: i32 = 200;
/// BdW, beta-discrete-Weibull: parameters gamma, delta, c.
pub const HABITUE_CONTRACT_BDW: i32 = 201;

/// The probability of making the next renewal. Arguments: none.
pub const HABITUE_CONTRACT_RETENTION_RATE: i32 = 0;
/// The probability of making t more renewals. Argument t <= 1,000,000.
pub const HABITUE_CONTRACT_SURVIVAL: i32 = 1;
/// The probability of leaving at exactly the t-th renewal from now. Argument
/// 1 <= t <= 1,000,000.
pub const HABITUE_CONTRACT_CHURN: i32 = 2;
/// Expected renewals among the next t, discounted by the periods from the next
/// renewal. Arguments t <= 1,000,000 and rate >= 0, that of one period.
pub const HABITUE_CONTRACT_DISCOUNTED_RENEWALS: i32 = 3;
/// The discounted expected residual lifetime (DERL): the same over the whole
/// future. Argument rate >= 0, > 0 where the sum would be infinite.
pub const HABITUE_CONTRACT_RESIDUAL_LIFETIME: i32 = 4;
/// The whole lifetime from the running period on, 1 + DERL/(1 + rate). Argument
/// rate as above.
pub const HABITUE_CONTRACT_LIFETIME: i32 = 5;
/// Percent by which DERL rises if all coming retention rates rise by one percent.
/// Argument rate as above.
pub const HABITUE_CONTRACT_RETENTION_ELASTICITY: i32 = 6;
/// DERL divided by the retention rate. Argument rate as above.
pub const HABITUE_CONTRACT_RENEWERS_ELASTICITY: i32 = 7;
/// The smallest number of further renewals not exceeded with at least the
/// probability given as rate, in [0, 1).
pub const HABITUE_CONTRACT_RENEWALS_QUANTILE: i32 = 8;

/// A model of customers under contract with what is known of its fit. Threads:
/// as every handle.
#[derive(Debug)]
pub struct habitue_contract_model(StoredModel);

impl habitue_contract_model {
    pub(super) fn stored(&self) -> &StoredModel {
        &self.0
    }

    pub(super) fn contract(&self) -> Result<&dyn ContractModel> {
        self.0.model().as_contract().ok_or_else(not_contract)
    }
}

fn not_contract() -> Error {
    Error::new(ErrorKind::Argument, "is no model of customers under contract").in_column("model")
}

const NAMES: [(i32, &CStr, &CStr); 2] = [
    (HABITUE_CONTRACT_SBG, c"sBG", c"移位贝塔几何模型"),
    (HABITUE_CONTRACT_BDW, c"BdW", c"贝塔离散威布尔模型"),
];

fn kind_number(kind: i32) -> Result<u32> {
    enumerator(kind, "kind", &[(HABITUE_CONTRACT_SBG, 200), (HABITUE_CONTRACT_BDW, 201)])
}

/// Makes a model of `kind` (`HABITUE_CONTRACT_SBG` or `_BDW`) from its
/// `parameters`, in the order named there, each > 0 and finite.
///
/// `*model` receives the handle, to be freed with `habitue_contract_model_free`;
/// it must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_BAD_LENGTH`, `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE`. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_contract_model_new(
    kind: i32,
    parameters: *const f64,
    count: usize,
    model: *mut *mut habitue_contract_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let parameters = unsafe { column(parameters, count, "parameters") }?;
        let model = AnyModel::from_kind(kind_number(kind)?, parameters)?;
        Ok(habitue_contract_model(StoredModel::new(model)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

/// Fits a model of `kind` to a long table of cohorts by maximum likelihood: in
/// each of `rows` rows, `survivors` customers of `cohort` (any key) were left
/// after `period` renewals. Rows may come in any order; the periods of a cohort
/// follow one another without a gap, from 0, or from the first recorded for a
/// cohort that signed before the records begin.
///
/// `options` may be NULL; its regularity is not looked at. `progress`, which may be
/// NULL, is called with `context`
/// at every iteration. `*model` receives the handle, to be freed with
/// `habitue_contract_model_free`; it must not be NULL, `error` may be. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`; with the row
/// `HABITUE_DUPLICATE`, `HABITUE_MISSING_VALUE` for a gap or
/// `HABITUE_OUT_OF_RANGE` for survivors that increase; `HABITUE_UNDEFINED` where
/// nobody left or nobody renewed, `HABITUE_NOT_CONVERGED` or `HABITUE_CANCELLED`.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_contract_model_fit(
    kind: i32,
    cohort: *const i64,
    period: *const u32,
    survivors: *const u64,
    rows: usize,
    options: *const habitue_fit_options,
    progress: habitue_progress,
    context: *mut c_void,
    model: *mut *mut habitue_contract_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (cohort, period, survivors) = unsafe {
            (
                column(cohort, rows, "cohort")?,
                column(period, rows, "period")?,
                column(survivors, rows, "survivors")?,
            )
        };
        let table = Survivors::from_rows(cohort, period, survivors)?;
        // SAFETY: the contract of the header.
        unsafe { fit(kind, &table, options, progress, context) }
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

/// As `habitue_contract_model_fit`, from one row a customer: where `left` is 1,
/// the customer left at renewal `renewals` (1 is the first); where it is 0, the
/// customer has made `renewals` of them and is still there.
///
/// Returns also `HABITUE_OUT_OF_RANGE` with the row for one who left at renewal
/// 0, more than 1,000,000 renewals, or a `left` that is neither. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_contract_model_fit_tenures(
    kind: i32,
    renewals: *const u32,
    left: *const u8,
    customers: usize,
    options: *const habitue_fit_options,
    progress: habitue_progress,
    context: *mut c_void,
    model: *mut *mut habitue_contract_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (renewals, left) =
            unsafe { (column(renewals, customers, "renewals")?, column(left, customers, "left")?) };
        if let Some(row) = left.iter().position(|flag| *flag > 1) {
            return Err(
                Error::out_of_range("left", f64::from(left[row]), "0 or 1").at_row(row as u64)
            );
        }
        let left: Vec<bool> = left.iter().map(|flag| *flag == 1).collect();
        let table = Survivors::from_tenures(renewals, &left)?;
        // SAFETY: the contract of the header.
        unsafe { fit(kind, &table, options, progress, context) }
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

/// # Safety
/// The contract of the header.
unsafe fn fit(
    kind: i32,
    table: &Survivors,
    given: *const habitue_fit_options,
    progress: habitue_progress,
    context: *mut c_void,
) -> Result<habitue_contract_model> {
    // SAFETY: the contract of the header.
    let (settings, watch) =
        unsafe { (options::<habitue_fit_options>(given, "options")?, watcher(progress, context)) };
    if settings.regularity != 0 {
        return Err(Error::new(ErrorKind::Argument, "is for models of regular purchases")
            .in_column("options.regularity")
            .with_value(settings.regularity)
            .allowing("0"));
    }
    let chosen: FitOptions<'_> = fit_options(&settings)?.with_progress(&watch);
    Ok(habitue_contract_model(StoredModel::fit_contract(kind_number(kind)?, table, &chosen)?))
}

/// Releases a model; NULL does nothing. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_contract_model_free(model: *mut habitue_contract_model) {
    // SAFETY: the contract of the header.
    unsafe { free(model) }
}

/// The kind of a model, `HABITUE_CONTRACT_SBG` or `_BDW`.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument
/// error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_contract_model_kind(
    model: *const habitue_contract_model,
    kind: *mut i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, kind) = unsafe { (input(model, "model")?, output(kind, "kind")?) };
        *kind = model.0.model().kind().cast_signed();
        Ok(())
    })
}

/// The English name of a kind of model: a static, NUL-terminated constant that is
/// never freed; NULL for an unknown kind.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn habitue_contract_model_kind_name(kind: i32) -> *const c_char {
    guard_value(std::ptr::null(), || {
        NAMES.iter().find(|row| row.0 == kind).map_or(std::ptr::null(), |row| row.1.as_ptr())
    })
}

/// The Chinese name of a kind of model, as UTF-8: a static, NUL-terminated
/// constant that is never freed; NULL for an unknown kind.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn habitue_contract_model_kind_name_zh(kind: i32) -> *const c_char {
    guard_value(std::ptr::null(), || {
        NAMES.iter().find(|row| row.0 == kind).map_or(std::ptr::null(), |row| row.2.as_ptr())
    })
}

/// The parameters of a model, in the order of its kind, into `parameters` with
/// room for `capacity` doubles; `*needed` receives their number always.
///
/// `(NULL, 0)` asks for the number alone. Returns `HABITUE_OK`, an argument
/// error, or `HABITUE_BUFFER_TOO_SMALL`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_contract_model_parameters(
    model: *const habitue_contract_model,
    parameters: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        unsafe {
            let model = input(model, "model")?;
            fill_buffer(model.0.model().parameters(), parameters, capacity, needed, "parameters")
        }
    })
}

/// The asymptotic standard errors of the parameters of a fitted model, in the
/// same order; the rest is as in `habitue_contract_model_parameters`.
///
/// Returns also `HABITUE_SINGULAR_MATRIX` where they do not exist, on a ridge,
/// and `HABITUE_UNDEFINED` where the model was not fitted. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_contract_model_standard_errors(
    model: *const habitue_contract_model,
    standard_errors: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let model = unsafe { input(model, "model")? };
        let covariance = covariance_of(&model.0)?;
        let k = model.0.model().parameters().len();
        let errors: Vec<f64> = (0..k).map(|i| covariance[i * k + i].sqrt()).collect();
        // SAFETY: the contract of the header.
        unsafe { fill_buffer(&errors, standard_errors, capacity, needed, "standard_errors") }
    })
}

/// The asymptotic covariance of the parameters of a fitted model, k by k, row by
/// row; the rest is as in `habitue_contract_model_standard_errors`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_contract_model_covariance(
    model: *const habitue_contract_model,
    covariance: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        unsafe {
            let model = input(model, "model")?;
            fill_buffer(covariance_of(&model.0)?, covariance, capacity, needed, "covariance")
        }
    })
}

/// What is known of the fit of a model, into `*report`.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument
/// error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_contract_model_report(
    model: *const habitue_contract_model,
    report: *mut habitue_fit_report,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, report) = unsafe { (input(model, "model")?, output(report, "report")?) };
        *report = habitue_fit_report::of(model.0.report());
        Ok(())
    })
}

/// The model as portable bytes with a format version and a checksum, into `bytes`
/// with room for `capacity`; `*needed` receives their number always.
///
/// `(NULL, 0)` asks for the number alone. Returns `HABITUE_OK`, an argument
/// error, or `HABITUE_BUFFER_TOO_SMALL`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_contract_model_to_bytes(
    model: *const habitue_contract_model,
    bytes: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        unsafe {
            let model = input(model, "model")?;
            fill_buffer(&model.0.to_bytes(), bytes, capacity, needed, "bytes")
        }
    })
}

/// The model that `habitue_contract_model_to_bytes` wrote, on any machine.
///
/// `*model` receives the handle, to be freed with `habitue_contract_model_free`;
/// no pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument error
/// (also for bytes of another family of models), `HABITUE_CORRUPT_BYTES` or
/// `HABITUE_BAD_FORMAT_VERSION`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_contract_model_from_bytes(
    bytes: *const u8,
    length: usize,
    model: *mut *mut habitue_contract_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let stored = StoredModel::from_bytes(unsafe { column(bytes, length, "bytes") }?)?;
        if stored.model().as_contract().is_none() {
            return Err(not_contract());
        }
        Ok(habitue_contract_model(stored))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

/// One prediction for each customer from a model of customers under contract.
///
/// `prediction` is one of `HABITUE_CONTRACT_RETENTION_RATE` and those after it,
/// which says what of `t` and `rate` it reads; the others are not looked at.
/// `renewals` holds the renewals that each of `customers` customers has made, 0
/// for one in the first period, at most 1,000,000; `out` receives as many
/// values. No pointer but `error` may be NULL unless there are no rows. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_NOT_FINITE`, `HABITUE_OUT_OF_RANGE`
/// (with the row for the renewals), `HABITUE_UNDEFINED` where an undiscounted
/// lifetime is infinite, or `HABITUE_OUTSIDE_DOMAIN` where its sum settles too
/// slowly. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_contract_model_predict(
    model: *const habitue_contract_model,
    prediction: i32,
    t: u32,
    rate: f64,
    renewals: *const u32,
    customers: usize,
    out: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, renewals, out) = unsafe {
            (
                input(model, "model")?,
                column(renewals, customers, "renewals")?,
                column_mut(out, customers, "out")?,
            )
        };
        let asked = contract_prediction(prediction, t, rate)?;
        model.contract()?.predict_into(asked, renewals, out)
    })
}

/// The prediction with this number, and what it reads of the arguments.
pub(super) fn contract_prediction(
    prediction: i32,
    t: u32,
    rate: f64,
) -> Result<ContractPrediction> {
    let table = [
        (HABITUE_CONTRACT_RETENTION_RATE, ContractPrediction::RetentionRate),
        (HABITUE_CONTRACT_SURVIVAL, ContractPrediction::Survival { t }),
        (HABITUE_CONTRACT_CHURN, ContractPrediction::Churn { t }),
        (HABITUE_CONTRACT_DISCOUNTED_RENEWALS, ContractPrediction::DiscountedRenewals { t, rate }),
        (HABITUE_CONTRACT_RESIDUAL_LIFETIME, ContractPrediction::ResidualLifetime { rate }),
        (HABITUE_CONTRACT_LIFETIME, ContractPrediction::Lifetime { rate }),
        (HABITUE_CONTRACT_RETENTION_ELASTICITY, ContractPrediction::RetentionElasticity { rate }),
        (HABITUE_CONTRACT_RENEWERS_ELASTICITY, ContractPrediction::RenewersElasticity { rate }),
        (HABITUE_CONTRACT_RENEWALS_QUANTILE, ContractPrediction::RenewalsQuantile { level: rate }),
    ];
    enumerator(prediction, "prediction", &table)
}

/// The likelihood-ratio test of the fit of a special case, `restricted`, against
/// that of the model that contains it, `general`, from the reports of the two:
/// `*statistic` is twice the difference of the log-likelihoods, `*degrees` the
/// parameters that the special case has less, `*p_value` the chance of so large
/// a statistic under the special case.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument
/// error, also where the reports cannot be those of nested models over the same
/// customers. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_likelihood_ratio(
    restricted: *const habitue_fit_report,
    general: *const habitue_fit_report,
    statistic: *mut f64,
    degrees: *mut u32,
    p_value: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (restricted, general, statistic, degrees, p_value) = unsafe {
            (
                input(restricted, "restricted")?,
                input(general, "general")?,
                output(statistic, "statistic")?,
                output(degrees, "degrees")?,
                output(p_value, "p_value")?,
            )
        };
        let test = LikelihoodRatio::new(
            &report_of(restricted, "restricted")?,
            &report_of(general, "general")?,
        )?;
        (*statistic, *degrees, *p_value) = (test.statistic, test.degrees, test.p_value);
        Ok(())
    })
}

fn report_of(report: &habitue_fit_report, name: &'static str) -> Result<FitReport> {
    if report.fitted != 1 || !report.log_likelihood.is_finite() {
        return Err(Error::new(ErrorKind::Argument, "is no report of a fit").in_column(name));
    }
    let report = FitReport {
        log_likelihood: report.log_likelihood,
        parameters: report.parameters,
        iterations: report.iterations,
        gradient_norm: report.gradient_norm,
        hessian_condition: report.hessian_condition,
        customers: report.customers,
        cells: report.cells,
        ridge: None,
        starts: report.starts,
        agreeing: report.agreeing,
        alternatives: Vec::new(),
    };
    report.check().map_err(|error| error.in_column(name))?;
    Ok(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_models() {
        for (kind, english, chinese) in NAMES {
            let parameters = [1.0; 3];
            let count = if kind == HABITUE_CONTRACT_SBG { 2 } else { 3 };
            let model = AnyModel::from_kind(kind as u32, &parameters[..count]).unwrap();
            let model = model.as_contract().unwrap();
            assert_eq!(english.to_str().unwrap(), model.name());
            assert_eq!(chinese.to_str().unwrap(), model.name_zh());
        }
    }
}
