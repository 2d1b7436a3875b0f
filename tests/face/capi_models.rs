//! Models of every kind through the C functions: the same bits as through Rust.
#![allow(unsafe_code, clippy::unwrap_used)]

use std::ffi::{c_char, c_void};
use std::ptr::{null, null_mut};

use habitue::Job;
use habitue::capi::*;
use habitue::lifetime::{
    AttritionLink, BgNbd, CovariateOptions, CovariateRole, Covariates, Customers, FitOptions,
    GammaGamma, ItemizedSpending, LikelihoodRatio, MarginTiming, Model, Prior, Question,
    SpendSource, Survivors, Valuation,
};

use crate::capi_state::{model_of, of_model};
use crate::models::*;

#[test]
fn fits_have_the_bits_of_rust() {
    let data = cdnow(2357);
    let customers = Customers::of(data.histories());
    for kind in 1..=7 {
        let options = FitOptions::default().with_regularity(1);
        let rust = Model::fit(kind, &customers, &options).unwrap();
        let settings = habitue_fit_options { regularity: 1, ..habitue_fit_options::default() };
        let model = fit_with(kind as i32, &data.columns(), &settings);
        let (own, errors, covariance) = parameters(model);
        assert_eq!(bits(&own), bits(&rust.parameters()));
        assert_eq!(bits(&errors), bits(&rust.standard_errors().unwrap()));
        assert_eq!(bits(&covariance), bits(rust.covariance().unwrap()));
        // SAFETY: every pointer is that of a live local.
        unsafe {
            let mut report = std::mem::zeroed();
            let status = habitue_model_report(model, HABITUE_REPORT_MODEL, &mut report, null_mut());
            assert_eq!((status, report.kind), (HABITUE_OK, kind as i32));
            let known = rust.report().unwrap();
            assert_eq!(report.log_likelihood.to_bits(), known.log_likelihood.to_bits());
            assert_eq!((report.fitted, report.cells), (1, known.cells));
            assert_eq!(report.alternatives as usize, known.alternatives.len());
            for (index, other) in known.alternatives.iter().enumerate() {
                let (mut one, mut place, mut needed) = (std::mem::zeroed(), [0.0; 9], 0);
                let into = place.as_mut_ptr();
                let status = habitue_model_alternative(
                    model,
                    index,
                    &mut one,
                    into,
                    9,
                    &mut needed,
                    null_mut(),
                );
                assert_eq!(status, HABITUE_OK);
                assert_eq!(bits(&place[..needed]), bits(&other.parameters));
                let found: habitue_alternative = one;
                assert_eq!(found.alive.to_bits(), other.alive.to_bits());
            }
            habitue_model_free(model);
            habitue_model_free(null_mut());
        }
    }
}

#[test]
fn fits_are_steered_with_the_bits_of_rust() {
    let data = cdnow(600);
    let customers = Customers::of(data.histories());
    let rust = FitOptions::default()
        .with_fixed("r", 0.25)
        .with_bounds("alpha", 1.0, 5.0)
        .with_prior("a", Prior::log_normal(-0.5, 0.5).unwrap())
        .with_prior("b", Prior::gamma(2.0, 1.0).unwrap())
        .with_penalizer_coef(0.01);
    let one = |name: &'static str, kind, first, second| habitue_constraint {
        parameter: text(name),
        first,
        second,
        kind,
        reserved: 0,
    };
    let constraints = [
        one("r", HABITUE_CONSTRAINT_FIXED, 0.25, 0.0),
        one("alpha", HABITUE_CONSTRAINT_BOUNDS, 1.0, 5.0),
        one("a", HABITUE_CONSTRAINT_LOG_NORMAL, -0.5, 0.5),
        one("b", HABITUE_CONSTRAINT_GAMMA, 2.0, 1.0),
    ];
    let start = [0.25, 4.0, 0.8, 2.4];
    let options = habitue_fit_options {
        constraints: constraints.as_ptr(),
        constraint_count: constraints.len(),
        penalizer_coef: 0.01,
        start: start.as_ptr(),
        start_count: start.len(),
        ..habitue_fit_options::default()
    };
    let expected = Model::fit(Model::BG_NBD, &customers, &rust.with_start(&start)).unwrap();
    let model = fit_with(HABITUE_MODEL_BG_NBD, &data.columns(), &options);
    assert_eq!(bits(&parameters(model).0), bits(&expected.parameters()));
    let (mut made, mut details) = (null_mut(), error());
    let wrong = [one("r", 9, 0.0, 0.0)];
    let options =
        habitue_fit_options { constraints: wrong.as_ptr(), constraint_count: 1, ..options };
    // SAFETY: every pointer is that of a live local or a handle.
    unsafe {
        let status = habitue_model_fit(
            HABITUE_MODEL_BG_NBD,
            &data.columns(),
            &options,
            null(),
            &mut made,
            &mut details,
        );
        assert_eq!((status, details.row), (HABITUE_BAD_ENUMERATOR, 0));
        habitue_model_free(model);
    }
}

#[test]
fn answers_have_the_bits_of_rust() {
    let data = cdnow(90);
    let rust = Model::new(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap());
    let model = given(&rust);
    let customers = Customers::of(data.histories());
    for (question, expected) in questions() {
        let expected = rust.answer(&expected, &customers, &mut Job::new()).unwrap();
        assert_eq!(bits(&ask(model, &question, &data.columns()).unwrap()), bits(&expected));
    }

    // Horizons stand for `to`; a total is the weighted sum.
    let horizons: Vec<f64> = (0..90).map(f64::from).collect();
    let weights: Vec<f64> = (1..91).map(f64::from).collect();
    let columns = habitue_customers {
        horizons: horizons.as_ptr(),
        weights: weights.as_ptr(),
        ..data.columns()
    };
    let question = asked(HABITUE_ASK_EXPECTED_PURCHASES);
    let weighted = Customers::of(data.histories().with_weights(&weights).unwrap());
    let each = weighted.with_horizons(&horizons).unwrap();
    let expected = Question::expected_purchases(0.0);
    let found = ask(model, &question, &columns).unwrap();
    assert_eq!(bits(&found), bits(&rust.answer(&expected, &each, &mut Job::new()).unwrap()));
    let mut total = std::mem::MaybeUninit::zeroed();
    let answers = habitue_answers { total: total.as_mut_ptr(), ..habitue_answers::default() };
    // SAFETY: every pointer is that of a live local; the place was zeroed.
    let total: habitue_estimate = unsafe {
        let status = habitue_answer(model, &question, &columns, null(), &answers, null_mut());
        assert_eq!(status, HABITUE_OK);
        total.assume_init()
    };
    let sum = rust.answer_total(&expected, &each, &mut Job::new()).unwrap();
    assert_eq!((total.estimate.to_bits(), total.low.is_nan()), (sum.to_bits(), true));

    // Money: known spend, and that of a model in the same call; at the end of a period.
    let (spend, rates) = (vec![35.0; 90], vec![0.25; 90]);
    let timed = Valuation::new(52.0)
        .and_then(|v| v.with_continuous_rate(0.0027))
        .and_then(|v| v.with_margin(0.3))
        .and_then(|v| v.with_timing(MarginTiming::EndOfPeriod, 4.0))
        .unwrap();
    let question = habitue_question {
        to: 52.0,
        rate: 0.0027,
        margin: 0.3,
        timing: HABITUE_MARGIN_AT_END_OF_PERIOD,
        period: 4.0,
        ..asked(HABITUE_ASK_LIFETIME_PROFIT)
    };
    let columns = habitue_customers {
        expected_spend: spend.as_ptr(),
        margin_rate: rates.as_ptr(),
        ..data.columns()
    };
    let rows = customers.clone().with_expected_spend(&spend).unwrap();
    let rows = rows.with_margin_rate(&rates).unwrap();
    let profit = Question::LifetimeProfit { valuation: timed, spend: SpendSource::Known };
    let expected = rust.answer(&profit, &rows, &mut Job::new()).unwrap();
    assert_eq!(bits(&ask(model, &question, &columns).unwrap()), bits(&expected));

    let rust_spend = Model::new(GammaGamma::new(6.25, 3.74, 15.44).unwrap());
    let spend_model = given(&rust_spend);
    let question = habitue_question { kind: HABITUE_ASK_LIFETIME_VALUE, spend_model, ..question };
    let columns = habitue_customers { mean_spend: data.spend.as_ptr(), ..data.columns() };
    let rows = customers.with_spending(data.spending()).unwrap();
    let value =
        Question::LifetimeValue { valuation: timed, spend: SpendSource::Model(&rust_spend) };
    let expected = rust.answer(&value, &rows, &mut Job::new()).unwrap();
    assert_eq!(bits(&ask(model, &question, &columns).unwrap()), bits(&expected));
    // SAFETY: both are live handles.
    unsafe {
        habitue_model_free(model);
        habitue_model_free(spend_model);
    }
}

#[test]
fn what_is_not_read_or_not_given_is_refused_by_name() {
    let data = cdnow(5);
    let model = given(&Model::new(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap()));
    let columns = data.columns();
    let (to, n) = (39.0, 2);
    let spend = [35.0; 5];
    let refused = |question: habitue_question, customers: &habitue_customers| {
        ask(model, &question, customers).unwrap_err()
    };
    let with_spend = habitue_customers { expected_spend: spend.as_ptr(), ..columns };
    let horizons = habitue_customers { horizons: spend.as_ptr(), ..columns };
    let names = |status: habitue_status, column: &str| (status, column.to_owned());
    for (question, customers, expected) in [
        (asked(0), &columns, names(HABITUE_BAD_ENUMERATOR, "question.kind")),
        (asked(24), &columns, names(HABITUE_BAD_ENUMERATOR, "question.kind")),
        (
            asked(HABITUE_ASK_EXPECTED_PURCHASES),
            &columns,
            names(HABITUE_MISSING_VALUE, "question.to"),
        ),
        (
            habitue_question { n, ..asked(HABITUE_ASK_P_ALIVE) },
            &columns,
            names(HABITUE_NOT_READ, "question.n"),
        ),
        (asked(HABITUE_ASK_P_ALIVE), &with_spend, names(HABITUE_NOT_READ, "expected_spend")),
        (
            habitue_question { to, ..asked(HABITUE_ASK_EXPECTED_PURCHASES) },
            &horizons,
            names(HABITUE_NOT_READ, "question.to"),
        ),
        (
            habitue_question { to, from: 40.0, ..asked(HABITUE_ASK_EXPECTED_PURCHASES) },
            &columns,
            names(HABITUE_OUT_OF_RANGE, "to"),
        ),
        (asked(HABITUE_ASK_RETENTION_RATE), &columns, names(HABITUE_BAD_ARGUMENT, "question")),
        (
            habitue_question { individual: 9, ..asked(HABITUE_ASK_POSTERIOR) },
            &columns,
            names(HABITUE_BAD_ENUMERATOR, "question.individual"),
        ),
        (
            habitue_question {
                to,
                rate: 0.1,
                period: 2.0,
                ..asked(HABITUE_ASK_DISCOUNTED_PURCHASES)
            },
            &columns,
            names(HABITUE_NOT_READ, "question.period"),
        ),
    ] {
        assert_eq!(refused(question, customers), expected);
    }
    let nobody = habitue_customers::default();
    assert_eq!(ask(model, &asked(HABITUE_ASK_P_ALIVE), &nobody), Ok(vec![]));
    // SAFETY: a live handle.
    unsafe { habitue_model_free(model) }
}

#[test]
fn covariates_have_the_bits_of_rust() {
    let data = cdnow(2357);
    let covariates = Covariates::new()
        .with_purchase(&[("third", &data.third), ("cohort", &data.cohort)])
        .and_then(|known| known.with_attrition(&[("third", &data.third)]))
        .unwrap();
    let customers = Customers::of(data.histories()).with_covariates(covariates).unwrap();
    let chosen = CovariateOptions::default()
        .with_standardised(true)
        .with_attrition_link(AttritionLink::Odds)
        .with_shared(&["third"])
        .with_penalty(CovariateRole::Purchase, 2.0)
        .unwrap();
    let column = |role, name, values: &Vec<f64>, shared| habitue_covariate {
        name: text(name),
        values: values.as_ptr(),
        role,
        shared,
    };
    let all = [
        column(HABITUE_COVARIATE_PURCHASE, "third", &data.third, 1),
        column(HABITUE_COVARIATE_PURCHASE, "cohort", &data.cohort, 0),
        column(HABITUE_COVARIATE_ATTRITION, "third", &data.third, 1),
    ];
    let columns =
        habitue_customers { covariates: all.as_ptr(), covariate_count: 3, ..data.columns() };
    let options = habitue_fit_options {
        standardised: 1,
        attrition_link: HABITUE_ATTRITION_LINK_ODDS,
        purchase_penalty: 2.0,
        ..habitue_fit_options::default()
    };
    for kind in [HABITUE_MODEL_BG_NBD, HABITUE_MODEL_PARETO_NBD, HABITUE_MODEL_MBG_NBD] {
        let plain = FitOptions::default();
        let rust = Model::fit_with_covariates(kind as u32, &customers, &chosen, &plain).unwrap();
        let model = fit_with(kind, &columns, &options);
        // SAFETY: every pointer is that of a live local or a handle.
        unsafe {
            let mut needed = 0;
            // Parameters, coefficients, covariance and report, bit for bit.
            assert_eq!(of_model(model), rust.to_bytes());
            let (mut effect, mut name) = (std::mem::zeroed::<habitue_effect>(), [0u8; 16]);
            let into = name.as_mut_ptr().cast::<c_char>();
            let status =
                habitue_model_effect(model, 1, &mut effect, into, 16, &mut needed, null_mut());
            assert_eq!((status, &name[..needed]), (HABITUE_OK, &b"cohort"[..]));
            assert_eq!(effect.coefficient.to_bits(), rust.effects()[1].coefficient.to_bits());
            let mut own = null_mut();
            let status = habitue_model_for_customer(model, &columns, 7, &mut own, null_mut());
            assert_eq!(status, HABITUE_OK);
            let expected = rust.for_customer(&customers, 7).unwrap();
            assert_eq!(bits(&fit_of(own)), bits(&expected.parameters()));
            habitue_model_free(own);
        }
        let question = habitue_question { to: 39.0, ..asked(HABITUE_ASK_EXPECTED_PURCHASES) };
        let expected = Question::expected_purchases(39.0);
        let expected = rust.answer(&expected, &customers, &mut Job::new()).unwrap();
        assert_eq!(bits(&ask(model, &question, &columns).unwrap()), bits(&expected));
        // SAFETY: a live handle.
        unsafe { habitue_model_free(model) }
    }
    let twice = [all[0], all[0]];
    let columns = habitue_customers { covariates: twice.as_ptr(), covariate_count: 2, ..columns };
    let mut model = null_mut();
    // SAFETY: every pointer is that of a live local.
    let status = unsafe {
        habitue_model_fit(HABITUE_MODEL_NBD, &columns, null(), null(), &mut model, null_mut())
    };
    assert_eq!((status, model.is_null()), (HABITUE_DUPLICATE, true));
}

/// The parameters of a given model, of which no more is known.
fn fit_of(model: *const habitue_model) -> Vec<f64> {
    let (mut own, mut needed) = ([0.0; 16], 0);
    let none = null_mut();
    // SAFETY: every pointer is that of a live local.
    let status = unsafe {
        habitue_model_parameters(model, own.as_mut_ptr(), none, none, 16, &mut needed, null_mut())
    };
    assert_eq!(status, HABITUE_OK);
    own[..needed].to_vec()
}

#[test]
fn spend_and_contracts_have_the_bits_of_rust() {
    let data = cdnow(2357);
    let rows = Customers::of_spending(data.spending());
    let rust = Model::fit(Model::GAMMA_GAMMA, &rows, &FitOptions::default()).unwrap();
    let columns = habitue_customers {
        rows: data.x.len(),
        frequency: data.x.as_ptr(),
        mean_spend: data.spend.as_ptr(),
        ..habitue_customers::default()
    };
    let model = fit(HABITUE_MODEL_GAMMA_GAMMA, &columns);
    let expected = rust.answer(&Question::ExpectedSpend, &rows, &mut Job::new()).unwrap();
    let found = ask(model, &asked(HABITUE_ASK_EXPECTED_SPEND), &columns).unwrap();
    assert_eq!(bits(&found), bits(&expected));

    // From single amounts: made up by a spread that differs from row to row.
    let spread = |(row, mean): (usize, &f64)| mean.max(1.0).ln() - 0.01 * (row % 17) as f64;
    let logs: Vec<f64> = data.spend.iter().enumerate().map(spread).collect();
    let items = ItemizedSpending::new(&data.x, &data.spend, &logs).unwrap();
    let rust = GammaGamma::fit_itemized(&items, &FitOptions::default()).unwrap();
    let columns = habitue_customers { mean_log_spend: logs.as_ptr(), ..columns };
    let itemized = fit(HABITUE_MODEL_GAMMA_GAMMA, &columns);
    assert_eq!(bits(&parameters(itemized).0), bits(rust.parameters()));

    let (cohort, period) = ([3i64; 8], [0u32, 1, 2, 3, 4, 5, 6, 7]);
    let survivors = [1000u64, 869, 743, 653, 593, 551, 517, 491];
    let table = Survivors::from_rows(&cohort, &period, &survivors).unwrap();
    let columns = habitue_customers {
        rows: 8,
        cohort: cohort.as_ptr(),
        period: period.as_ptr(),
        survivors: survivors.as_ptr(),
        ..habitue_customers::default()
    };
    let mut reports = vec![];
    let renewals = [0, 4, 1, 4];
    let one =
        habitue_customers { rows: 4, renewals: renewals.as_ptr(), ..habitue_customers::default() };
    let (to, rate) = (5.0, 0.125);
    for (kind, own) in [(HABITUE_MODEL_SBG, Model::SBG), (HABITUE_MODEL_BDW, Model::BDW)] {
        let rust = Model::fit(own, &Customers::of_cohorts(&table), &FitOptions::default()).unwrap();
        let handle = fit(kind, &columns);
        assert_eq!(bits(&parameters(handle).2), bits(rust.covariance().unwrap()));
        let to_them = habitue_question { to, ..asked(HABITUE_ASK_SURVIVAL) };
        let rated = |kind| habitue_question { rate, ..asked(kind) };
        for (question, expected) in [
            (asked(HABITUE_ASK_RETENTION_RATE), Question::RetentionRate),
            (to_them, Question::Survival { to: 5 }),
            (habitue_question { kind: HABITUE_ASK_CHURN, ..to_them }, Question::Churn { at: 5 }),
            (
                habitue_question { to, ..rated(HABITUE_ASK_DISCOUNTED_RENEWALS) },
                Question::DiscountedRenewals { to: 5, rate },
            ),
            (rated(HABITUE_ASK_RESIDUAL_LIFETIME), Question::ResidualLifetime { rate }),
            (rated(HABITUE_ASK_CONTRACT_LIFETIME), Question::ContractLifetime { rate }),
            (rated(HABITUE_ASK_RETENTION_ELASTICITY), Question::RetentionElasticity { rate }),
            (rated(HABITUE_ASK_RENEWERS_ELASTICITY), Question::RenewersElasticity { rate }),
            (
                habitue_question { probability: rate, ..asked(HABITUE_ASK_RENEWALS_QUANTILE) },
                Question::RenewalsQuantile { probability: rate },
            ),
        ] {
            let rows = Customers::of_renewals(&renewals);
            let expected = rust.answer(&expected, &rows, &mut Job::new()).unwrap();
            assert_eq!(bits(&ask(handle, &question, &one).unwrap()), bits(&expected));
        }
        // SAFETY: every pointer is that of a live local or a handle.
        unsafe {
            let mut report = std::mem::zeroed::<habitue_fit_report>();
            let which = HABITUE_REPORT_MODEL;
            assert_eq!(habitue_model_report(handle, which, &mut report, null_mut()), HABITUE_OK);
            reports.push((report, rust.report().unwrap().clone()));
            habitue_model_free(handle);
        }
    }
    let expected = LikelihoodRatio::new(&reports[0].1, &reports[1].1).unwrap();
    let (mut statistic, mut degrees, mut p_value) = (0.0, 0, 0.0);
    // SAFETY: every pointer is that of a live local or a handle.
    unsafe {
        let status = habitue_likelihood_ratio(
            &reports[0].0,
            &reports[1].0,
            &mut statistic,
            &mut degrees,
            &mut p_value,
            null_mut(),
        );
        assert_eq!((status, degrees), (HABITUE_OK, 1));
        habitue_model_free(model);
        habitue_model_free(itemized);
    }
    assert_eq!(bits(&[statistic, p_value]), bits(&[expected.statistic, expected.p_value]));
}

#[test]
fn bytes_and_words_travel_and_are_checked() {
    let data = cdnow(400);
    let model = fit(HABITUE_MODEL_BG_NBD, &data.columns());
    // SAFETY: every pointer is that of a live local or a handle.
    unsafe {
        let from = "CDNOW 客户";
        let status = habitue_model_describe(model, text("week"), text(from), null_mut());
        assert_eq!(status, HABITUE_OK);
        let mut needed = 0;
        let mut bytes = of_model(model);
        let (status, copy) = model_of(&bytes);
        assert_eq!(status, HABITUE_OK);
        assert_eq!(bits(&parameters(model).2), bits(&parameters(copy).2));
        let mut words = [0u8; 64];
        let into = words.as_mut_ptr().cast::<c_char>();
        let status =
            habitue_model_said(copy, HABITUE_SAID_PROVENANCE, into, 64, &mut needed, null_mut());
        assert_eq!((status, &words[..needed]), (HABITUE_OK, from.as_bytes()));
        let status = habitue_model_said(copy, HABITUE_SAID_UNIT, into, 64, &mut needed, null_mut());
        assert_eq!((status, &words[..needed]), (HABITUE_OK, &b"week"[..]));
        // A model in weeks refuses customers in days, and questions in them.
        let days = habitue_customers { unit: HABITUE_UNIT_DAY, ..data.columns() };
        let refused = ask(copy, &asked(HABITUE_ASK_P_ALIVE), &days).unwrap_err();
        assert_eq!(refused.0, HABITUE_INCONSISTENT);
        habitue_model_free(copy);
        bytes[20] ^= 1;
        let (status, copy) = model_of(&bytes);
        assert_eq!((status, copy.is_null()), (HABITUE_CORRUPT_BYTES, true));
        habitue_model_free(model);
    }
}

unsafe extern "C" fn stop(_: *mut c_void, _: u64, _: u64) -> i32 {
    1
}

#[test]
fn bad_rows_are_named_and_jobs_are_cancelled() {
    let mut data = cdnow(400);
    let (mut model, mut details, mut cancel) = (null_mut(), error(), null_mut());
    // SAFETY: every pointer is that of a live local or a handle.
    unsafe {
        assert_eq!(habitue_cancel_new(&mut cancel, null_mut()), HABITUE_OK);
        let attempt = |data: &Data, job: &habitue_job, details: &mut habitue_error| {
            let mut model = null_mut();
            let (kind, columns) = (HABITUE_MODEL_BG_NBD, data.columns());
            let status = habitue_model_fit(kind, &columns, null(), job, &mut model, details);
            habitue_model_free(model);
            (status, details.row)
        };
        let job = habitue_job { progress: Some(stop), ..habitue_job::default() };
        assert_eq!(attempt(&data, &job, &mut details), (HABITUE_CANCELLED, -1));
        let held = habitue_job { cancel, ..habitue_job::default() };
        assert_eq!(attempt(&data, &held, &mut details).0, HABITUE_OK);
        habitue_cancel_trip(cancel);
        assert_eq!(attempt(&data, &held, &mut details), (HABITUE_CANCELLED, -1));
        let known = given(&Model::new(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap()));
        let (mut out, columns) = (vec![7.0; 400], data.columns());
        let answers = habitue_answers { estimate: out.as_mut_ptr(), ..habitue_answers::default() };
        let question = asked(HABITUE_ASK_P_ALIVE);
        let status = habitue_answer(known, &question, &columns, &held, &answers, null_mut());
        assert_eq!((status, out[0]), (HABITUE_CANCELLED, 0.0));
        habitue_model_free(known);
        habitue_cancel_free(cancel);
        data.t[7] = f64::NAN;
        let alone = habitue_job::default();
        assert_eq!(attempt(&data, &alone, &mut details), (HABITUE_NOT_FINITE, 7));
        let (none, three) = (null(), [1.0, 1.0, 1.0]);
        let status = habitue_model_new(99, none, 0, null(), null(), 0, &mut model, null_mut());
        assert_eq!(status, HABITUE_BAD_ENUMERATOR);
        let (kind, own) = (HABITUE_MODEL_BG_NBD, three.as_ptr());
        let status = habitue_model_new(kind, own, 3, null(), null(), 0, &mut model, null_mut());
        assert_eq!(status, HABITUE_BAD_LENGTH);
    }
}
