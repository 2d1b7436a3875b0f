//! The lifetime models through the C functions: the same bits as through Rust.
#![cfg(feature = "capi")]
#![allow(unsafe_code, clippy::unwrap_used)]

use std::ffi::c_void;
use std::ptr::{null, null_mut};

use habitue::capi::*;
use habitue::lifetime::{
    BgNbd, Cohort, FitOptions, GammaGamma, Histories, ItemizedSpending, Prediction, PurchaseModel,
    Spending,
};

type Columns = (Vec<u32>, Vec<f64>, Vec<f64>, Vec<f64>);

fn cdnow() -> Columns {
    let mut data = (vec![], vec![], vec![], vec![]);
    for line in include_str!("data/cdnow_summary.csv").lines().skip(1) {
        let field: Vec<f64> = line.split(',').map(|f| f.parse().unwrap()).collect();
        data.0.push(field[1] as u32);
        data.1.push(field[2] / 7.0);
        data.2.push(field[3] / 7.0);
        data.3.push(if field[1] > 0.0 { field[4] / 100.0 / field[1] } else { 0.0 });
    }
    data
}

fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|value| value.to_bits()).collect()
}

fn error() -> habitue_error {
    habitue_error {
        struct_size: size_of::<habitue_error>() as u32,
        code: 0,
        row: -1,
        column: [0; HABITUE_COLUMN_BYTES],
        message: [0; HABITUE_MESSAGE_BYTES],
    }
}

/// A fitted BG/NBD through C.
fn fit(data: &Columns) -> *mut habitue_model {
    let mut model = null_mut();
    // SAFETY: every pointer is that of a live local.
    let status = unsafe {
        habitue_model_fit(
            HABITUE_MODEL_BG_NBD,
            data.0.as_ptr(),
            data.1.as_ptr(),
            data.2.as_ptr(),
            null(),
            null(),
            data.0.len(),
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

fn vector(
    read: unsafe extern "C" fn(
        *const habitue_model,
        *mut f64,
        usize,
        *mut usize,
        *mut habitue_error,
    ) -> habitue_status,
    model: *const habitue_model,
) -> Vec<f64> {
    let mut needed = 0;
    // SAFETY: every pointer is that of a live local.
    unsafe {
        assert_eq!(read(model, null_mut(), 0, &mut needed, null_mut()), HABITUE_OK);
        let mut out = vec![0.0; needed];
        assert_eq!(read(model, out.as_mut_ptr(), needed, &mut needed, null_mut()), HABITUE_OK);
        let short = read(model, out.as_mut_ptr(), 1, &mut needed, null_mut());
        assert_eq!(short, HABITUE_BUFFER_TOO_SMALL);
        out
    }
}

#[test]
fn a_fit_has_the_bits_of_rust() {
    let data = cdnow();
    let rows = Histories::new(&data.0, &data.1, &data.2).unwrap();
    let rust = BgNbd::fit(&rows, &FitOptions::default()).unwrap();
    let model = fit(&data);
    assert_eq!(bits(&vector(habitue_model_parameters, model)), bits(rust.parameters()));
    assert_eq!(bits(&vector(habitue_model_covariance, model)), bits(rust.covariance().unwrap()));
    let errors = rust.standard_errors().unwrap();
    assert_eq!(bits(&vector(habitue_model_standard_errors, model)), bits(&errors));
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let mut report = std::mem::zeroed();
        assert_eq!(habitue_model_report(model, &mut report, null_mut()), HABITUE_OK);
        assert_eq!(report.log_likelihood.to_bits(), rust.report().log_likelihood.to_bits());
        assert_eq!((report.fitted, report.cells, report.ridge), (1, 1016, HABITUE_RIDGE_NONE));
        habitue_model_free(model);
        habitue_model_free(null_mut());
    }
}

#[test]
fn predictions_have_the_bits_of_rust() {
    let data = cdnow();
    let rows = Histories::new(&data.0, &data.1, &data.2).unwrap();
    let rust = BgNbd::fit(&rows, &FitOptions::default()).unwrap();
    let model = fit(&data);
    let (t, level, n) = (39.0, 0.25, 2);
    let asked = [
        (HABITUE_PREDICT_P_ALIVE, Prediction::PAlive),
        (HABITUE_PREDICT_P_ALIVE_AT, Prediction::PAliveAt { t }),
        (HABITUE_PREDICT_EXPECTED_PURCHASES, Prediction::ExpectedPurchases { t }),
        (HABITUE_PREDICT_P_PURCHASES, Prediction::PPurchases { n, t }),
        (HABITUE_PREDICT_P_AT_LEAST, Prediction::PAtLeast { n, t }),
        (HABITUE_PREDICT_P_NO_PURCHASE, Prediction::PNoPurchase { t }),
        (HABITUE_PREDICT_PURCHASE_QUANTILE, Prediction::PurchaseQuantile { level, t }),
        (
            HABITUE_PREDICT_DISCOUNTED_PURCHASES,
            Prediction::DiscountedPurchases { rate: level, horizon: t },
        ),
        (HABITUE_PREDICT_NEXT_PURCHASE_QUANTILE, Prediction::NextPurchaseQuantile { level }),
        (HABITUE_PREDICT_LIFETIME_QUANTILE, Prediction::LifetimeQuantile { level }),
    ];
    let predict = |prediction: i32, out: &mut [f64]| {
        // SAFETY: every pointer is that of a live local.
        unsafe {
            habitue_model_predict(
                model,
                prediction,
                t,
                level,
                n,
                data.0.as_ptr(),
                data.1.as_ptr(),
                data.2.as_ptr(),
                out.len(),
                2,
                out.as_mut_ptr(),
                null_mut(),
            )
        }
    };
    // The slower ones on the first rows only.
    let mut found = vec![0.0; 300];
    let mut expected = vec![0.0; 300];
    let head = Histories::new(&data.0[..300], &data.1[..300], &data.2[..300]).unwrap();
    for (number, prediction) in asked {
        assert_eq!(predict(number, &mut found), HABITUE_OK);
        rust.predict_into(prediction, &head, 1, &mut expected).unwrap();
        assert_eq!(bits(&found), bits(&expected), "{prediction:?}");
    }
    assert_eq!(predict(10, &mut found), HABITUE_BAD_ENUMERATOR);

    let (start, end) = (13.0, t);
    let asked = [
        (HABITUE_PREDICT_EXPECTED_PURCHASES, Prediction::ExpectedPurchasesBetween { start, end }),
        (HABITUE_PREDICT_P_PURCHASES, Prediction::PPurchasesBetween { n, start, end }),
        (HABITUE_PREDICT_P_AT_LEAST, Prediction::PAtLeastBetween { n, start, end }),
        (HABITUE_PREDICT_P_NO_PURCHASE, Prediction::PPurchasesBetween { n: 0, start, end }),
        (
            HABITUE_PREDICT_PURCHASE_QUANTILE,
            Prediction::PurchaseQuantileBetween { level, start, end },
        ),
    ];
    let between = |prediction: i32, out: &mut [f64]| {
        // SAFETY: every pointer is that of a live local.
        unsafe {
            habitue_model_predict_between(
                model,
                prediction,
                start,
                end,
                level,
                n,
                data.0.as_ptr(),
                data.1.as_ptr(),
                data.2.as_ptr(),
                out.len(),
                2,
                out.as_mut_ptr(),
                null_mut(),
            )
        }
    };
    let (mut found, mut expected) = (vec![0.0; 60], vec![0.0; 60]);
    let head = Histories::new(&data.0[..60], &data.1[..60], &data.2[..60]).unwrap();
    for (number, prediction) in asked {
        assert_eq!(between(number, &mut found), HABITUE_OK);
        rust.predict_into(prediction, &head, 1, &mut expected).unwrap();
        assert_eq!(bits(&found), bits(&expected), "{prediction:?}");
    }
    assert_eq!(between(HABITUE_PREDICT_P_ALIVE, &mut found), HABITUE_BAD_ENUMERATOR);

    let born: Vec<f64> = data.2.iter().map(|t| 39.0 - t).collect();
    let mut curve = vec![0.0; 78];
    let mut value = vec![0.0; 300];
    let spend = vec![35.0; 300];
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let status = habitue_model_track(
            model,
            born.as_ptr(),
            null(),
            born.len(),
            1.0,
            curve.as_mut_ptr(),
            curve.len(),
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        let status = habitue_model_lifetime_value(
            model,
            f64::INFINITY,
            0.0027,
            0.3,
            data.0.as_ptr(),
            data.1.as_ptr(),
            data.2.as_ptr(),
            spend.as_ptr(),
            300,
            1,
            value.as_mut_ptr(),
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        habitue_model_free(model);
    }
    let cohort = Cohort::new(&born, None, 1.0).unwrap();
    assert_eq!(bits(&curve), bits(&cohort.expected_cumulative(rust.model(), 78).unwrap()));
    let discounted = Prediction::DiscountedPurchases { rate: 0.0027, horizon: f64::INFINITY };
    let one = rust.predict(discounted, head.get(0).unwrap()).unwrap();
    assert!((value[0] / (one * 35.0 * 0.3) - 1.0).abs() < 1e-14);
}

#[test]
fn spend_has_the_bits_of_rust() {
    let data = cdnow();
    let rows = Spending::new(&data.0, &data.3).unwrap();
    let rust = GammaGamma::fit(&rows, &FitOptions::default()).unwrap();
    let mut expected = vec![0.0; rows.len()];
    rust.expected_spend_into(&rows, &mut expected).unwrap();
    let mut found = vec![0.0; rows.len()];
    let mut model = null_mut();
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let status = habitue_spend_model_fit(
            HABITUE_SPEND_GAMMA_GAMMA,
            data.0.as_ptr(),
            data.3.as_ptr(),
            null(),
            rows.len(),
            null(),
            None,
            null_mut(),
            &mut model,
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        let status = habitue_spend_model_expected_spend(
            model,
            data.0.as_ptr(),
            data.3.as_ptr(),
            rows.len(),
            found.as_mut_ptr(),
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        habitue_spend_model_free(model);
    }
    assert_eq!(bits(&found), bits(&expected));

    // From single amounts: made up by a spread that differs from row to row.
    let spread = |(row, mean): (usize, &f64)| mean.max(1.0).ln() - 0.01 * (row % 17) as f64;
    let logs: Vec<f64> = data.3.iter().enumerate().map(spread).collect();
    let rows = ItemizedSpending::new(&data.0, &data.3, &logs).unwrap();
    let rust = GammaGamma::fit_itemized(&rows, &FitOptions::default()).unwrap();
    let mut parameters = [0.0; 3];
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let status = habitue_spend_model_fit_itemized(
            HABITUE_SPEND_GAMMA_GAMMA,
            data.0.as_ptr(),
            data.3.as_ptr(),
            logs.as_ptr(),
            null(),
            logs.len(),
            null(),
            None,
            null_mut(),
            &mut model,
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        let mut needed = 0;
        let status = habitue_spend_model_parameters(
            model,
            parameters.as_mut_ptr(),
            3,
            &mut needed,
            null_mut(),
        );
        assert_eq!((status, needed), (HABITUE_OK, 3));
        habitue_spend_model_free(model);
    }
    assert_eq!(bits(&parameters), bits(rust.parameters()));
}

#[test]
fn bytes_travel_and_are_checked() {
    let data = cdnow();
    let model = fit(&data);
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let (unit, from) = ("week", "CDNOW 客户");
        let status = habitue_model_describe(
            model,
            unit.as_ptr(),
            unit.len(),
            from.as_ptr(),
            from.len(),
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        let mut needed = 0;
        let status = habitue_model_to_bytes(model, null_mut(), 0, &mut needed, null_mut());
        assert_eq!(status, HABITUE_OK);
        let mut bytes = vec![0; needed];
        let status =
            habitue_model_to_bytes(model, bytes.as_mut_ptr(), needed, &mut needed, null_mut());
        assert_eq!(status, HABITUE_OK);
        let mut copy = null_mut();
        let status = habitue_model_from_bytes(bytes.as_ptr(), bytes.len(), &mut copy, null_mut());
        assert_eq!(status, HABITUE_OK);
        let first = vector(habitue_model_covariance, model);
        assert_eq!(bits(&first), bits(&vector(habitue_model_covariance, copy)));
        let mut text = [0_u8; 64];
        let status =
            habitue_model_provenance(copy, text.as_mut_ptr(), text.len(), &mut needed, null_mut());
        assert_eq!((status, &text[..needed]), (HABITUE_OK, from.as_bytes()));
        habitue_model_free(copy);

        let mut spend: *mut habitue_spend_model = null_mut();
        let status =
            habitue_spend_model_from_bytes(bytes.as_ptr(), bytes.len(), &mut spend, null_mut());
        assert_eq!((status, spend.is_null()), (HABITUE_BAD_ARGUMENT, true));
        bytes[20] ^= 1;
        let status = habitue_model_from_bytes(bytes.as_ptr(), bytes.len(), &mut copy, null_mut());
        assert_eq!((status, copy.is_null()), (HABITUE_CORRUPT_BYTES, true));
        habitue_model_free(model);
    }
}

unsafe extern "C" fn stop(_: *mut c_void, _: u64, _: u64) -> i32 {
    1
}

#[test]
fn bad_rows_are_named_and_a_callback_cancels() {
    let mut data = cdnow();
    let mut model = null_mut();
    let mut details = error();
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let mut attempt = |data: &Columns, callback: habitue_progress| {
            let status = habitue_model_fit(
                HABITUE_MODEL_BG_NBD,
                data.0.as_ptr(),
                data.1.as_ptr(),
                data.2.as_ptr(),
                null(),
                null(),
                data.0.len(),
                null(),
                callback,
                null_mut(),
                &mut model,
                &mut details,
            );
            assert!(model.is_null());
            (status, details.row)
        };
        assert_eq!(attempt(&data, Some(stop)), (HABITUE_CANCELLED, -1));
        data.2[7] = f64::NAN;
        assert_eq!(attempt(&data, None), (HABITUE_NOT_FINITE, 7));
        let status = habitue_model_new(99, null(), 0, &mut model, null_mut());
        assert_eq!(status, HABITUE_BAD_ENUMERATOR);
        let three = [1.0, 1.0, 1.0];
        let status =
            habitue_model_new(HABITUE_MODEL_BG_NBD, three.as_ptr(), 3, &mut model, null_mut());
        assert_eq!(status, HABITUE_BAD_LENGTH);
    }
}

#[test]
fn every_kind_fits_through_c_with_the_bits_of_rust() {
    let data = cdnow();
    let rows = Histories::new(&data.0, &data.1, &data.2).unwrap();
    for kind in 1..=7 {
        let options = FitOptions::default().with_regularity(1);
        let rust = habitue::lifetime::StoredModel::fit(kind, &rows, &options).unwrap();
        let settings = habitue_fit_options {
            struct_size: size_of::<habitue_fit_options>() as u32,
            threads: 2,
            max_iterations: 500,
            regularity: 1,
            tolerance: 1e-9,
            starts: 0,
            reserved: 0,
        };
        let mut model = null_mut();
        // SAFETY: every pointer is that of a live local.
        unsafe {
            let status = habitue_model_fit(
                kind as i32,
                data.0.as_ptr(),
                data.1.as_ptr(),
                data.2.as_ptr(),
                null(),
                null(),
                data.0.len(),
                &settings,
                None,
                null_mut(),
                &mut model,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            let found = vector(habitue_model_parameters, model);
            assert_eq!(bits(&found), bits(rust.model().parameters()));
            habitue_model_free(model);
        }
    }
}

/// What does not settle is found on the way; the caller's column is as it was.
#[test]
fn a_prediction_that_fails_writes_nothing() {
    let (mut model, parameters) = (null_mut(), [0.5, 2.0, 1e-30, 1e-30]);
    let (x, t_x, t) = ([2, 0], [3.0, 0.0], [5.0, 0.0]);
    let (spend, mut out) = ([1.0; 2], [7.0; 2]);
    // SAFETY: every pointer is that of a live local.
    let statuses = unsafe {
        let made = habitue_model_new(
            HABITUE_MODEL_BG_NBD,
            parameters.as_ptr(),
            parameters.len(),
            &mut model,
            null_mut(),
        );
        let (x, t_x, t, slot) = (x.as_ptr(), t_x.as_ptr(), t.as_ptr(), out.as_mut_ptr());
        let asked = HABITUE_PREDICT_EXPECTED_PURCHASES;
        let expected =
            habitue_model_predict(model, asked, 1e9, 0.5, 0, x, t_x, t, 2, 1, slot, null_mut());
        let spend = spend.as_ptr();
        let value = habitue_model_lifetime_value(
            model,
            1e9,
            1e-12,
            1.0,
            x,
            t_x,
            t,
            spend,
            2,
            1,
            slot,
            null_mut(),
        );
        habitue_model_free(model);
        [made, expected, value]
    };
    assert_eq!(statuses, [HABITUE_OK, HABITUE_UNDEFINED, HABITUE_UNDEFINED]);
    assert_eq!(out, [7.0; 2]);
}
