//! Uncertainty, simulation and validation through the C functions: the same bits as through Rust.
#![allow(unsafe_code, clippy::unwrap_used)]

use std::ptr::{null, null_mut};

use habitue::capi::*;
use habitue::lifetime::{
    BgNbd, Cohort, CovariateOptions, Covariates, Customers, DrawOptions, Family, FitOptions,
    FrequencyFit, GammaGamma, Model, Question, Sbg, Simulation, Uncertainty,
};
use habitue::{Job, Progress};

use crate::models::*;

#[test]
fn uncertainty_has_the_bits_of_rust() {
    let data = cdnow(400);
    let customers = Customers::of(data.histories());
    let rust = Model::fit(Model::BG_NBD, &customers, &FitOptions::default()).unwrap();
    let model = fit(HABITUE_MODEL_BG_NBD, &data.columns());
    let options = habitue_uncertainty_options { draws: 40, ..Default::default() };
    let draws = DrawOptions::default().with_draws(40);
    let likelihood = rust.likelihood(&customers, &CovariateOptions::default(), 1).unwrap();
    let known = [
        Uncertainty::delta(&rust).unwrap(),
        Uncertainty::draws(&rust, draws).unwrap(),
        Uncertainty::bootstrap(&likelihood, draws, &mut Progress::silent()).unwrap(),
    ];
    let question = habitue_question { to: 39.0, ..asked(HABITUE_ASK_EXPECTED_PURCHASES) };
    let expected = Question::expected_purchases(39.0);
    for (method, known) in known.iter().enumerate() {
        let columns = data.columns();
        let read = if method == 2 { &raw const columns } else { null() };
        let mut found = null_mut();
        let (mut out, mut low) = (vec![0.0; 400], vec![0.0; 400]);
        let (mut high, mut errors) = (vec![0.0; 400], vec![0.0; 400]);
        // SAFETY: every pointer is that of a live local or a handle.
        let (total, own) = unsafe {
            let status = habitue_uncertainty_new(
                model,
                method as i32,
                read,
                null(),
                &options,
                null(),
                &mut found,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            let mut total = std::mem::zeroed::<habitue_estimate>();
            let answers = habitue_answers {
                estimate: out.as_mut_ptr(),
                standard_error: errors.as_mut_ptr(),
                low: low.as_mut_ptr(),
                high: high.as_mut_ptr(),
                total: &mut total,
                confidence: 0.9,
                ..habitue_answers::default()
            };
            let status = habitue_answer_with_uncertainty(
                found,
                &question,
                &columns,
                null(),
                &answers,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            let (mut own, mut needed) = ([std::mem::zeroed::<habitue_estimate>(); 4], 0);
            let status = habitue_uncertainty_parameters(
                found,
                0.9,
                own.as_mut_ptr(),
                4,
                &mut needed,
                null_mut(),
            );
            assert_eq!((status, needed), (HABITUE_OK, 4));
            habitue_uncertainty_free(found);
            (total, own)
        };
        let each = known.answer(&expected, &customers, 0.9, &mut Job::new()).unwrap();
        assert_eq!(bits(&out), bits(&each.estimate));
        assert_eq!(bits(&errors), bits(&each.standard_error));
        assert_eq!((bits(&low), bits(&high)), (bits(&each.low), bits(&each.high)));
        let sum = known.answer_total(&expected, &customers, 0.9, &mut Job::new()).unwrap();
        assert_eq!(bits(&[total.low, total.high]), bits(&[sum.low, sum.high]));
        for (found, expected) in own.iter().zip(known.parameters(0.9).unwrap()) {
            assert_eq!(bits(&[found.low, found.high]), bits(&[expected.low, expected.high]));
        }
    }
    let (columns, mut found) = (data.columns(), null_mut());
    let (values, mut profile) = ([0.2, 0.25], [0.0; 2]);
    // SAFETY: every pointer is that of a live local or a handle.
    unsafe {
        let method = HABITUE_UNCERTAINTY_PROFILE;
        let status = habitue_uncertainty_new(
            model,
            method,
            &columns,
            null(),
            null(),
            null(),
            &mut found,
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        let status = habitue_uncertainty_profile(
            found,
            0,
            values.as_ptr(),
            2,
            profile.as_mut_ptr(),
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        habitue_uncertainty_free(found);
        habitue_model_free(model);
    }
    let expected = values.map(|value| likelihood.profile(0, value).unwrap());
    assert_eq!(bits(&profile), bits(&expected));
}

#[test]
fn simulation_and_validation_have_the_bits_of_rust() {
    let data = cdnow(300);
    let rust = Model::new(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap());
    let spend = Model::new(GammaGamma::new(6.25, 3.74, 15.44).unwrap());
    let (model, spend_model) = (given(&rust), given(&spend));
    let (mut found, mut x, mut mean) = (null_mut(), vec![0; 300], vec![0.0; 300]);
    let ages = habitue_customers { rows: 300, age: data.t.as_ptr(), ..Default::default() };
    let options = habitue_simulation_options {
        seed: 7,
        spend_model,
        every_purchase: 1,
        ..Default::default()
    };
    let columns = |x: &mut Vec<u32>, mean: &mut Vec<f64>, future: bool| {
        let counts = x.as_mut_ptr();
        habitue_simulation_columns {
            rows: 300,
            frequency: if future { null_mut() } else { counts },
            purchases: if future { counts } else { null_mut() },
            mean_spend: mean.as_mut_ptr(),
            ..Default::default()
        }
    };
    let simulation = Simulation::new(7).with_spend_of(&spend).unwrap().with_every_purchase();
    let base = simulation.run_of(&rust, &data.t, &Covariates::new()).unwrap();
    // SAFETY: every pointer is that of a live local or a handle.
    unsafe {
        let status = habitue_simulation_new(model, &ages, &options, null(), &mut found, null_mut());
        assert_eq!(status, HABITUE_OK);
        let into = columns(&mut x, &mut mean, false);
        assert_eq!(habitue_simulation_read(found, &into, null_mut()), HABITUE_OK);
        assert_eq!((&x, bits(&mean)), (&base.x, bits(&base.mean_spend)));
        let mut info = std::mem::zeroed::<habitue_simulation_info>();
        assert_eq!(habitue_simulation_inspect(found, &mut info, null_mut()), HABITUE_OK);
        assert_eq!((info.rows, info.purchases as usize), (300, base.purchases.time.len()));
        let mut wrong = std::mem::zeroed::<habitue_error>();
        let into = columns(&mut x, &mut mean, true);
        assert_eq!(habitue_simulation_read(found, &into, &mut wrong), HABITUE_UNDEFINED);
        habitue_simulation_free(found);

        let histories = habitue_customers { mean_spend: data.spend.as_ptr(), ..data.columns() };
        let options = habitue_simulation_options { horizon: 39.0, ..options };
        let status =
            habitue_simulation_new(model, &histories, &options, null(), &mut found, null_mut());
        assert_eq!(status, HABITUE_OK);
        let into = columns(&mut x, &mut mean, true);
        assert_eq!(habitue_simulation_read(found, &into, null_mut()), HABITUE_OK);
        let rows = Customers::of(data.histories()).with_spending(data.spending()).unwrap();
        let future = simulation.run_future_of(&rust, &rows, 39.0).unwrap();
        assert_eq!((&x, bits(&mean)), (&future.x, bits(&future.mean_spend)));
        habitue_simulation_free(found);
    }

    let contract = Model::new(Sbg::new(0.7, 1.2).unwrap());
    let handle = given(&contract);
    let (signed, periods) = ([1000u64, 500], [3u32, 2]);
    let cohorts = habitue_customers {
        rows: 2,
        survivors: signed.as_ptr(),
        period: periods.as_ptr(),
        ..Default::default()
    };
    let drawn = Simulation::new(1).run_contract_of(&contract, &signed, &periods).unwrap();
    let mut survivors = vec![0u64; drawn.survivors.len()];
    // SAFETY: every pointer is that of a live local or a handle.
    unsafe {
        let status =
            habitue_simulation_new(handle, &cohorts, null(), null(), &mut found, null_mut());
        assert_eq!(status, HABITUE_OK);
        let into = habitue_simulation_columns {
            rows: survivors.len(),
            survivors: survivors.as_mut_ptr(),
            ..Default::default()
        };
        assert_eq!(habitue_simulation_read(found, &into, null_mut()), HABITUE_OK);
        habitue_simulation_free(found);
        habitue_model_free(handle);
        habitue_model_free(spend_model);
    }
    assert_eq!(survivors, drawn.survivors);

    let born: Vec<f64> = data.t.iter().map(|t| 39.0 - t).collect();
    let births = habitue_customers { rows: 300, born: born.as_ptr(), ..Default::default() };
    let (mut curve, mut steps) = (vec![0.0; 78], vec![0.0; 78]);
    let (mut actual, mut expected) = ([0.0; 8], [0.0; 8]);
    // SAFETY: every pointer is that of a live local or a handle.
    unsafe {
        let (first, second) = (curve.as_mut_ptr(), steps.as_mut_ptr());
        let status = habitue_model_track(model, &births, 1.0, first, second, 78, null_mut());
        assert_eq!(status, HABITUE_OK);
        let (first, second) = (actual.as_mut_ptr(), expected.as_mut_ptr());
        let columns = data.columns();
        let status =
            habitue_model_frequencies(model, &columns, null(), first, second, 8, null_mut());
        assert_eq!(status, HABITUE_OK);
        habitue_model_free(model);
    }
    let (cohort, base) = (Cohort::new(&born, None, 1.0).unwrap(), rust.base());
    let typed = base.as_purchase().unwrap();
    assert_eq!(bits(&curve), bits(&cohort.expected_cumulative(typed, 78).unwrap()));
    assert_eq!(bits(&steps), bits(&cohort.expected_incremental(typed, 78).unwrap()));
    let fit = FrequencyFit::of(typed, &data.histories(), 7, 1).unwrap();
    assert_eq!((bits(&actual), bits(&expected)), (bits(&fit.actual), bits(&fit.expected)));
    assert_eq!(rust.family(), Family::Purchase);
}
