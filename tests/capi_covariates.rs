//! Covariates through the C functions: the same bits as through Rust.
#![cfg(feature = "capi")]
#![allow(unsafe_code, clippy::unwrap_used)]

use std::ptr::{null, null_mut};

use habitue::capi::*;
use habitue::lifetime::{
    AttritionLink, CovariateModel, CovariateOptions, CovariateRole, Covariates, FitOptions,
    GammaGamma, Histories, Prediction, Spending,
};

struct Data {
    x: Vec<u32>,
    t_x: Vec<f64>,
    t: Vec<f64>,
    spend: Vec<f64>,
    third: Vec<f64>,
    cohort: Vec<f64>,
}

fn cdnow() -> Data {
    let mut data =
        Data { x: vec![], t_x: vec![], t: vec![], spend: vec![], third: vec![], cohort: vec![] };
    for line in include_str!("data/cdnow_summary.csv").lines().skip(1) {
        let field: Vec<f64> = line.split(',').map(|f| f.parse().unwrap()).collect();
        data.x.push(field[1] as u32);
        data.t_x.push(field[2] / 7.0);
        data.t.push(field[3] / 7.0);
        data.spend.push(if field[1] > 0.0 { field[4] / 100.0 / field[1] } else { 0.0 });
        data.third.push(f64::from(u8::from(field[0] % 3.0 == 0.0)));
        data.cohort.push((field[3] - 230.0) / 30.0);
    }
    data
}

fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|value| value.to_bits()).collect()
}

/// The facts of the data through C.
fn facts(data: &Data) -> *mut habitue_covariates {
    let mut facts = null_mut();
    let columns = [
        (HABITUE_COVARIATE_PURCHASE, "third", &data.third),
        (HABITUE_COVARIATE_PURCHASE, "cohort", &data.cohort),
        (HABITUE_COVARIATE_ATTRITION, "third", &data.third),
        (HABITUE_COVARIATE_SPEND, "cohort", &data.cohort),
    ];
    // SAFETY: every pointer is that of a live local.
    unsafe {
        assert_eq!(habitue_covariates_new(&mut facts, null_mut()), HABITUE_OK);
        for (role, name, values) in columns {
            let (name, length) = (name.as_ptr(), name.len());
            let (values, rows) = (values.as_ptr(), values.len());
            let status =
                habitue_covariates_add(facts, role, name, length, values, rows, null_mut());
            assert_eq!(status, HABITUE_OK);
        }
        // The same name again, another length, an unknown role.
        for (role, name, rows, refusal) in [
            (HABITUE_COVARIATE_SPEND, "cohort", data.x.len(), HABITUE_DUPLICATE),
            (HABITUE_COVARIATE_SPEND, "u", 2, HABITUE_BAD_LENGTH),
            (HABITUE_COVARIATE_ATTRITION_B, "u", data.x.len(), HABITUE_BAD_ENUMERATOR),
        ] {
            let (values, length) = (data.third.as_ptr(), name.len());
            let status = habitue_covariates_add(
                facts,
                role,
                name.as_ptr(),
                length,
                values,
                rows,
                null_mut(),
            );
            assert_eq!(status, refusal);
        }
    }
    facts
}

#[test]
fn every_kind_fits_and_predicts_through_c_with_the_bits_of_rust() {
    let data = cdnow();
    let rows = Histories::new(&data.x, &data.t_x, &data.t).unwrap();
    let known = Covariates::new()
        .with_purchase(&[("third", &data.third), ("cohort", &data.cohort)])
        .and_then(|known| known.with_attrition(&[("third", &data.third)]))
        .unwrap();
    let chosen = CovariateOptions::default()
        .with_standardised(true)
        .with_attrition_link(AttritionLink::Odds)
        .with_shared(&["third"])
        .with_penalty(CovariateRole::Purchase, 2.0)
        .unwrap();
    let facts = facts(&data);
    let options = habitue_covariate_options {
        struct_size: size_of::<habitue_covariate_options>() as u32,
        standardised: 1,
        attrition_link: HABITUE_ATTRITION_LINK_ODDS,
        reserved: 0,
        purchase_penalty: 2.0,
        attrition_penalty: 0.0,
        spend_penalty: 0.0,
    };
    // SAFETY: every pointer is that of a live local.
    unsafe {
        assert_eq!(habitue_covariates_share(facts, "third".as_ptr(), 5, null_mut()), HABITUE_OK);
        for kind in [HABITUE_MODEL_BG_NBD, HABITUE_MODEL_PARETO_NBD, HABITUE_MODEL_MBG_NBD] {
            let rust =
                CovariateModel::fit(kind as u32, &rows, &known, &chosen, &FitOptions::default())
                    .unwrap();
            let mut model = null_mut();
            let status = habitue_covariate_model_fit(
                kind,
                data.x.as_ptr(),
                data.t_x.as_ptr(),
                data.t.as_ptr(),
                null(),
                null(),
                data.x.len(),
                facts,
                &options,
                null(),
                None,
                null_mut(),
                &mut model,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            let mut needed = 0;
            let mut bytes = vec![0u8; rust.to_bytes().len()];
            let status = habitue_covariate_model_to_bytes(
                model,
                bytes.as_mut_ptr(),
                bytes.len(),
                &mut needed,
                null_mut(),
            );
            // Parameters, coefficients, covariance and report, bit for bit.
            assert_eq!((status, &bytes), (HABITUE_OK, &rust.to_bytes()));
            let (mut out, mut expected) = (vec![0.0; data.x.len()], vec![0.0; data.x.len()]);
            let status = habitue_covariate_model_predict(
                model,
                HABITUE_PREDICT_EXPECTED_PURCHASES,
                39.0,
                0.0,
                0,
                data.x.as_ptr(),
                data.t_x.as_ptr(),
                data.t.as_ptr(),
                data.x.len(),
                facts,
                2,
                out.as_mut_ptr(),
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            let asked = Prediction::ExpectedPurchases { t: 39.0 };
            rust.predict_into(asked, &rows, &known, 1, &mut expected).unwrap();
            assert_eq!(bits(&out), bits(&expected));
            habitue_covariate_model_free(model);
        }
        habitue_covariates_free(facts);
    }
}

#[test]
fn spend_fits_through_c_with_the_bits_of_rust() {
    let data = cdnow();
    let rows = Spending::new(&data.x, &data.spend).unwrap();
    let known = Covariates::new().with_spend(&[("cohort", &data.cohort)]).unwrap();
    let rust = GammaGamma::fit_with_covariates(
        &rows,
        &known,
        &CovariateOptions::default(),
        &FitOptions::default(),
    )
    .unwrap();
    let facts = facts(&data);
    let mut model = null_mut();
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let status = habitue_covariate_model_fit_spend(
            data.x.as_ptr(),
            data.spend.as_ptr(),
            null(),
            data.x.len(),
            facts,
            null(),
            null(),
            None,
            null_mut(),
            &mut model,
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        let (mut out, mut expected) = (vec![0.0; data.x.len()], vec![0.0; data.x.len()]);
        let status = habitue_covariate_model_expected_spend(
            model,
            data.x.as_ptr(),
            data.spend.as_ptr(),
            data.x.len(),
            facts,
            out.as_mut_ptr(),
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        rust.expected_spend_into(&rows, &known, &mut expected).unwrap();
        assert_eq!(bits(&out), bits(&expected));
        habitue_covariate_model_free(model);
        habitue_covariates_free(facts);
    }
}
