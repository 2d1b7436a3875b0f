//! Single purchases and retention through the C functions: the same bits as through Rust.
#![cfg(feature = "capi")]
#![allow(unsafe_code, clippy::unwrap_used)]

use std::ptr::{null, null_mut};

use habitue::capi::*;

use crate::capi_summary::{days, new_summary, whole};

fn scorer() -> *mut habitue_scorer {
    let parameters = [0.243, 4.414, 0.793, 2.426];
    let lowest = [50.0, 10.0];
    let options = habitue_scorer_options {
        to: 39.0,
        horizon: 52.0,
        margin: 0.3,
        lowest: lowest.as_ptr(),
        tiers: 2,
        ..Default::default()
    };
    let (mut model, mut scorer) = (null_mut(), null_mut());
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let (values, error) = (parameters.as_ptr(), null_mut());
        let status = habitue_model_new(
            HABITUE_MODEL_BG_NBD,
            values,
            4,
            null(),
            null(),
            0,
            &mut model,
            error,
        );
        assert_eq!(status, HABITUE_OK);
        let status = habitue_scorer_new(model, null(), &options, &mut scorer, null_mut());
        assert_eq!(status, HABITUE_OK);
        habitue_model_free(model);
    }
    scorer
}

/// Many purchases at once, one at a time, and customers by their histories score the same.
#[test]
fn a_purchase_is_scored_the_same_alone_and_among_many() {
    let (who, when, minor) =
        ([7_i64, 7, 8, 7], [18_900, 18_950, 18_960, 19_010], [1999_i64, 500, 700, 300]);
    let open = || {
        let (summary, mut live) = (new_summary(), null_mut());
        let window = habitue_window { calibration_end: 19_000, ..Default::default() };
        // SAFETY: every pointer is that of a live local or a handle from above.
        unsafe {
            assert_eq!(habitue_live_new(summary, &window, &mut live, null_mut()), HABITUE_OK);
            habitue_summary_free(summary);
        }
        live
    };
    let given = habitue_transactions {
        rows: 4,
        customer: whole(&who),
        time: days(&when),
        amount: whole(&minor),
        whole_amounts: HABITUE_WHOLE_AMOUNTS_MINOR,
        ..Default::default()
    };
    let (many, each, scorer) = (open(), open(), scorer());
    let mut now = [habitue_customer_now::default(); 4];
    // SAFETY: every pointer is that of a live local or a handle from above.
    unsafe {
        let status = habitue_live_update(many, &given, scorer, now.as_mut_ptr(), null_mut());
        assert_eq!(status, HABITUE_OK);
        for row in 0..4 {
            let (mut one, mut score) = (now[0], now[0]);
            let (customer, day, amount) = (who[row], when[row], minor[row]);
            let status =
                habitue_live_purchase(each, customer, day, amount, scorer, &mut one, null_mut());
            assert_eq!((status, format!("{one:?}")), (HABITUE_OK, format!("{:?}", now[row])));
            let history = habitue_customers {
                rows: 1,
                frequency: &one.frequency,
                recency: &one.recency,
                age: &one.age,
                mean_spend: &one.mean_spend,
                ..Default::default()
            };
            let status = habitue_scorer_score(scorer, &history, &mut score, 1, null_mut());
            let figures =
                |now: habitue_customer_now| (now.p_alive, now.expected_purchases, now.value);
            assert_eq!((status, figures(score)), (HABITUE_OK, figures(one)));
        }
        assert_eq!((now[1].frequency, now[1].repeat_spend, now[1].calibrated), (1, 500, 1));
        // After the end of the calibration nothing is new.
        assert_eq!((now[3].frequency, now[3].calibrated), (1, 1));
        let status = habitue_live_update(many, &given, null_mut(), now.as_mut_ptr(), null_mut());
        assert_eq!((status, now[0].p_alive, now[0].tier), (HABITUE_OK, 0.0, 0));
        let mut known = [9];
        let erase = whole(&[7]);
        assert_eq!(habitue_live_erase(many, erase, 1, known.as_mut_ptr(), null_mut()), HABITUE_OK);
        assert_eq!(known, [1]);
        habitue_scorer_free(scorer);
        habitue_live_free(many);
        habitue_live_free(each);
    }
}

/// What hostile numbers gave as infinite figures, or took long for.
#[test]
fn a_leaky_bucket_beyond_doubles_is_an_overflow_and_many_causes_are_quick() {
    let leak = |customers: f64, acquired: f64, rates: &[f64], periods: usize| {
        let mut series = vec![9.0; periods];
        let mut bucket = habitue_bucket {
            customers,
            acquired,
            rates: rates.as_ptr(),
            causes: rates.len(),
            series: series.as_mut_ptr(),
            periods,
            ..Default::default()
        };
        // SAFETY: every pointer is that of a live local.
        (unsafe { habitue_leaky_bucket(&mut bucket, null_mut()) }, series, bucket)
    };
    let (status, series, _) = leak(1.0, 1e308, &[], 3);
    assert_eq!((status, series), (HABITUE_OVERFLOW, vec![9.0; 3]));
    assert_eq!(leak(1.0, 1e300, &[1e-300], 3).0, HABITUE_OVERFLOW);
    let (status, series, bucket) = leak(1.0, 1e308, &[], 2);
    assert_eq!((status, series), (HABITUE_OK, vec![1.0, 1e308]));
    assert!(bucket.steady_state.is_nan());
    assert_eq!(leak(f64::NAN, 0.0, &[], 0).0, HABITUE_NOT_FINITE);
    let many = vec![1e-6; 500_000];
    let begun = std::time::Instant::now();
    assert_eq!(leak(10.0, 1.0, &many, 2).0, HABITUE_OK);
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn counts_that_cannot_be_counted_are_refused() {
    let mut moves = habitue_moves { climbed: 9, stayed: 9, fell: 9, n_missing: 9 };
    let mut rates = |counts: &[u64]| {
        // SAFETY: every pointer is that of a live local, or NULL.
        unsafe {
            habitue_transitions_rates(
                counts.as_ptr(),
                1,
                null_mut(),
                null_mut(),
                &mut moves,
                null_mut(),
            )
        }
    };
    assert_eq!(rates(&[0, u64::MAX, 1, 2]), HABITUE_OVERFLOW);
    assert_eq!(rates(&[3, 1, 1, 2]), HABITUE_OK);
    assert_eq!((moves.stayed, moves.n_missing), (2, 5));
}
