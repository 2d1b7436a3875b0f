//! Customers under contract through the C functions: the same bits as through
//! Rust.
#![cfg(feature = "capi")]
#![allow(unsafe_code, clippy::unwrap_used)]

use std::ptr::{null, null_mut};

use habitue::capi::*;
use habitue::lifetime::{
    Bdw, ContractModel, ContractPrediction, FitOptions, LikelihoodRatio, Sbg, Survivors,
};

const COHORT: [i64; 8] = [3; 8];
const PERIOD: [u32; 8] = [0, 1, 2, 3, 4, 5, 6, 7];
const SURVIVORS: [u64; 8] = [1000, 869, 743, 653, 593, 551, 517, 491];

fn fit(kind: i32) -> *mut habitue_contract_model {
    let mut model = null_mut();
    // SAFETY: every pointer is that of a live local.
    let status = unsafe {
        habitue_contract_model_fit(
            kind,
            COHORT.as_ptr(),
            PERIOD.as_ptr(),
            SURVIVORS.as_ptr(),
            8,
            null(),
            None,
            null_mut(),
            &mut model,
            null_mut(),
        )
    };
    assert_eq!(status, HABITUE_OK);
    model
}

fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|value| value.to_bits()).collect()
}

#[test]
fn fits_and_predictions_have_the_bits_of_rust() {
    let table = Survivors::from_rows(&COHORT, &PERIOD, &SURVIVORS).unwrap();
    let sbg = Sbg::fit(&table, &FitOptions::default()).unwrap();
    let bdw = Bdw::fit(&table, &FitOptions::default()).unwrap();
    let pairs: [(i32, &dyn ContractModel, &[f64]); 2] = [
        (HABITUE_CONTRACT_SBG, sbg.model(), sbg.covariance().unwrap()),
        (HABITUE_CONTRACT_BDW, bdw.model(), bdw.covariance().unwrap()),
    ];
    let (t, rate) = (5, 0.125);
    let questions = [
        ContractPrediction::RetentionRate,
        ContractPrediction::Survival { t },
        ContractPrediction::Churn { t },
        ContractPrediction::DiscountedRenewals { t, rate },
        ContractPrediction::ResidualLifetime { rate },
        ContractPrediction::Lifetime { rate },
        ContractPrediction::RetentionElasticity { rate },
        ContractPrediction::RenewersElasticity { rate },
        ContractPrediction::RenewalsQuantile { level: rate },
    ];
    let renewals = [0, 4, 1, 4];
    let mut reports = vec![];
    for (kind, model, covariance) in pairs {
        let handle = fit(kind);
        let (mut found, mut needed, mut out) = ([0.0; 9], 0, [0.0; 4]);
        // SAFETY: every pointer is that of a live local or of a live handle.
        unsafe {
            let k = model.parameters().len();
            let status = habitue_contract_model_parameters(
                handle,
                found.as_mut_ptr(),
                9,
                &mut needed,
                null_mut(),
            );
            assert_eq!((status, needed), (HABITUE_OK, k));
            assert_eq!(bits(&found[..k]), bits(model.parameters()));
            let status = habitue_contract_model_covariance(
                handle,
                found.as_mut_ptr(),
                9,
                &mut needed,
                null_mut(),
            );
            assert_eq!((status, needed), (HABITUE_OK, k * k));
            assert_eq!(bits(&found[..k * k]), bits(covariance));
            for (code, question) in questions.into_iter().enumerate() {
                let status = habitue_contract_model_predict(
                    handle,
                    code as i32,
                    t,
                    rate,
                    renewals.as_ptr(),
                    4,
                    out.as_mut_ptr(),
                    null_mut(),
                );
                assert_eq!(status, HABITUE_OK);
                let mut expected = [0.0; 4];
                model.predict_into(question, &renewals, &mut expected).unwrap();
                assert_eq!(bits(&out), bits(&expected), "{question:?}");
            }
            let mut report = std::mem::zeroed::<habitue_fit_report>();
            let status = habitue_contract_model_report(handle, &mut report, null_mut());
            assert_eq!((status, report.fitted), (HABITUE_OK, 1));
            reports.push(report);

            let mut bytes = vec![0u8; 4096];
            let status = habitue_contract_model_to_bytes(
                handle,
                bytes.as_mut_ptr(),
                bytes.len(),
                &mut needed,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            let mut again = null_mut();
            let status =
                habitue_contract_model_from_bytes(bytes.as_ptr(), needed, &mut again, null_mut());
            assert_eq!(status, HABITUE_OK);
            let mut found_kind = 0;
            assert_eq!(habitue_contract_model_kind(again, &mut found_kind, null_mut()), HABITUE_OK);
            assert_eq!(found_kind, kind);
            // A model of contracts answers no question about purchases.
            let mut purchases = null_mut();
            let status =
                habitue_model_from_bytes(bytes.as_ptr(), needed, &mut purchases, null_mut());
            assert_ne!(status, HABITUE_OK);
            habitue_contract_model_free(again);
            habitue_contract_model_free(handle);
        }
    }
    let expected = LikelihoodRatio::new(sbg.report(), bdw.report()).unwrap();
    let (mut statistic, mut degrees, mut p_value) = (0.0, 0, 0.0);
    // SAFETY: every pointer is that of a live local.
    let status = unsafe {
        habitue_likelihood_ratio(
            &reports[0],
            &reports[1],
            &mut statistic,
            &mut degrees,
            &mut p_value,
            null_mut(),
        )
    };
    assert_eq!((status, degrees), (HABITUE_OK, 1));
    assert_eq!(bits(&[statistic, p_value]), bits(&[expected.statistic, expected.p_value]));
}
