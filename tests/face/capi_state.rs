//! Handles as bytes through C: every kind through one door in and one out.
#![cfg(feature = "capi")]
#![allow(unsafe_code, clippy::unwrap_used)]

use std::ptr::{null, null_mut};

use habitue::capi::*;

use crate::capi_summary::{days, new_summary, whole};
use crate::models::{column_of, error, given};
use habitue::lifetime::{BgNbd, GammaGamma, Model};

/// The bytes of a handle, or the status and the column of the refusal.
pub(crate) fn written(state: &habitue_state) -> Result<Vec<u8>, (habitue_status, String)> {
    let (mut needed, mut details) = (0, error());
    // SAFETY: every pointer is that of a live local, or a handle of the caller's.
    unsafe {
        let status = habitue_state_to_bytes(state, null_mut(), 0, &mut needed, &mut details);
        if status != HABITUE_OK {
            return Err((status, column_of(&details)));
        }
        let mut bytes = vec![0; needed];
        let place = bytes.as_mut_ptr();
        let status = habitue_state_to_bytes(state, place, needed, &mut needed, null_mut());
        assert_eq!((status, needed), (HABITUE_OK, bytes.len()));
        Ok(bytes)
    }
}

/// Opens bytes into the places that are given.
pub(crate) fn opened(bytes: &[u8], places: habitue_opened_state) -> habitue_status {
    // SAFETY: every pointer is that of a live local, or a place of the caller's.
    unsafe { habitue_state_from_bytes(bytes.as_ptr(), bytes.len(), &places, null_mut()) }
}

/// A model's bytes.
pub(crate) fn of_model(model: *const habitue_model) -> Vec<u8> {
    written(&habitue_state { model, ..Default::default() }).unwrap()
}

/// The model of some bytes, or NULL and the status.
pub(crate) fn model_of(bytes: &[u8]) -> (habitue_status, *mut habitue_model) {
    let mut model = null_mut();
    let status = opened(bytes, habitue_opened_state { model: &mut model, ..Default::default() });
    (status, model)
}

#[test]
fn bytes_go_to_the_place_of_their_kind_and_to_no_other() {
    let model = given(&Model::new(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap()));
    let bytes = of_model(model);
    let (mut one, mut live) = (null_mut(), null_mut());
    let (mut scorer, mut summary) = (null_mut(), null_mut());
    let all = habitue_opened_state {
        summary: &mut summary,
        live: &mut live,
        scorer: &mut scorer,
        model: &mut one,
        ..Default::default()
    };
    assert_eq!(opened(&bytes, all), HABITUE_OK);
    assert!(summary.is_null() && live.is_null() && scorer.is_null());
    assert_eq!(of_model(one), bytes);
    // Nobody waits for a model, or for anything.
    let others = habitue_opened_state { model: null_mut(), ..all };
    assert_eq!(opened(&bytes, others), HABITUE_CORRUPT_BYTES);
    let (mut details, none) = (error(), habitue_opened_state::default());
    // SAFETY: every pointer is that of a live local.
    let status =
        unsafe { habitue_state_from_bytes(bytes.as_ptr(), bytes.len(), &others, &mut details) };
    assert_eq!((status, column_of(&details)), (HABITUE_CORRUPT_BYTES, "bytes".to_owned()));
    assert_eq!(opened(&bytes, none), HABITUE_BAD_ARGUMENT);
    for cut in 0..bytes.len() {
        assert_eq!(opened(&bytes[..cut], all), HABITUE_CORRUPT_BYTES, "{cut}");
        assert!(one.is_null());
        // SAFETY: a handle that was made above, and nothing afterwards.
        unsafe { habitue_model_free(one) };
    }
    // One handle and no other.
    let kept = new_summary();
    let refused = Err((HABITUE_BAD_ARGUMENT, "state".to_owned()));
    assert_eq!(written(&habitue_state::default()), refused);
    assert_eq!(written(&habitue_state { model, summary: kept, ..Default::default() }), refused);
    // SAFETY: handles from above.
    unsafe {
        habitue_model_free(model);
        habitue_summary_free(kept);
    }
}

#[test]
fn moments_without_sums_are_no_bytes() {
    let (mut moments, columns) = (null_mut(), [1.0, 1.0, 0.5, 0.5]);
    let known = habitue_known_moments {
        question_count: 2,
        n: 9.0,
        means: columns.as_ptr(),
        standard_deviations: columns.as_ptr(),
        correlations: [1.0, 0.5, 0.5, 1.0].as_ptr(),
        ..Default::default()
    };
    // SAFETY: every pointer is that of a live local.
    let status = unsafe { habitue_moments_new(&known, &mut moments, null_mut()) };
    assert_eq!(status, HABITUE_OK);
    let refused = written(&habitue_state { moments, ..Default::default() });
    assert_eq!(refused, Err((HABITUE_UNSUPPORTED, "moments".to_owned())));
    // SAFETY: a handle from above.
    unsafe { habitue_moments_free(moments) };
}

/// A scorer says what it was made from.
#[test]
fn a_scorer_tells_what_it_states() {
    let purchases = given(&Model::new(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap()));
    let spends = given(&Model::new(GammaGamma::new(6.25, 3.74, 15.44).unwrap()));
    let lowest = [50.0, 10.0];
    let window = habitue_window {
        convention: HABITUE_CONVENTION_LIFETIMES,
        unit: HABITUE_UNIT_MONTH,
        start: 12,
        calibration_end: 900,
        holdout_end: 950,
        ..Default::default()
    };
    let mut options = habitue_scorer_options {
        to: 39.0,
        horizon: 52.0,
        rate: 0.003,
        margin: 0.3,
        lowest: lowest.as_ptr(),
        tiers: 2,
        window: &window,
        ..Default::default()
    };
    options.currency.iter_mut().zip(b"EUR").for_each(|(slot, letter)| *slot = *letter as _);
    let (mut scorer, mut bare, none) = (null_mut(), null_mut(), null_mut());
    // SAFETY: every pointer is that of a live local or a handle from above.
    unsafe {
        let status = habitue_scorer_new(purchases, spends, &options, &mut scorer, none);
        assert_eq!(status, HABITUE_OK);
        let given = habitue_scorer_options { to: 1.0, horizon: 2.0, ..Default::default() };
        let status = habitue_scorer_new(purchases, null(), &given, &mut bare, none);
        assert_eq!(status, HABITUE_OK);

        let mut info = habitue_scorer_info::default();
        let (mut model, mut spend) = (null_mut(), null_mut());
        let status = habitue_scorer_inspect(scorer, &mut info, &mut model, &mut spend, none);
        assert_eq!(status, HABITUE_OK);
        assert_eq!((of_model(model), of_model(spend)), (of_model(purchases), of_model(spends)));
        assert_eq!((info.unit, info.convention), (HABITUE_UNIT_MONTH, window.convention));
        assert_eq!((info.start, info.calibration_end, info.holdout_end), (12, 900, 950));
        assert_eq!((info.to, info.horizon, info.rate, info.margin), (39.0, 52.0, 0.003, 0.3));
        assert_eq!((info.timing, info.period), (HABITUE_MARGIN_AT_PURCHASE, 0.0));
        assert_eq!(info.currency.map(|letter| letter as u8), *b"EUR\0");
        let mut cuts = [habitue_cut::default(); 2];
        info.cuts = cuts.as_mut_ptr();
        let status = habitue_scorer_inspect(scorer, &mut info, null_mut(), null_mut(), none);
        assert_eq!((status, info.tiers), (HABITUE_OK, 2));
        let told = cuts.map(|cut| (cut.real, cut.kind));
        assert_eq!(told, [(50.0, HABITUE_CUT_FROM), (10.0, HABITUE_CUT_FROM)]);
        info.tiers = 1;
        let status = habitue_scorer_inspect(scorer, &mut info, null_mut(), null_mut(), none);
        assert_eq!(status, HABITUE_BAD_LENGTH);

        let mut info = habitue_scorer_info::default();
        let mut no_spend = spend;
        let status = habitue_scorer_inspect(bare, &mut info, null_mut(), &mut no_spend, none);
        assert_eq!((status, no_spend), (HABITUE_OK, null_mut()));
        let unstated = (HABITUE_UNIT_NOT_STATED, HABITUE_CONVENTION_NOT_STATED, HABITUE_NO_DAY);
        assert_eq!((info.unit, info.convention, info.calibration_end), unstated);
        assert_eq!((info.start, info.holdout_end), (HABITUE_NO_DAY, HABITUE_NO_DAY));
        assert_eq!((info.currency, info.tiers, info.margin), ([0; 4], 0, 1.0));
        for one in [purchases, spends, model, spend] {
            habitue_model_free(one);
        }
        habitue_scorer_free(scorer);
        habitue_scorer_free(bare);
    }
}

/// A table with its logarithms, and counts of weights that are no whole numbers.
#[test]
fn tables_and_counts_come_back_to_the_bit() {
    let (kept, none) = (new_summary(), null_mut());
    let (who, when, paid) = ([7_i64, 7, 7, 8], [10, 24, 52, 30], [1999_i64, 500, 700, 100]);
    let given = habitue_transactions {
        rows: 4,
        customer: whole(&who),
        time: days(&when),
        amount: whole(&paid),
        whole_amounts: HABITUE_WHOLE_AMOUNTS_MINOR,
        ..Default::default()
    };
    let window = habitue_window { calibration_end: 90, log_intervals: 1, ..Default::default() };
    let (mut table, mut again) = (null_mut(), null_mut());
    // SAFETY: every pointer is that of a live local or a handle from above.
    unsafe {
        assert_eq!(habitue_summary_push(kept, &given, none), HABITUE_OK);
        assert_eq!(habitue_summary_table(kept, &window, &mut table, none), HABITUE_OK);
        let bytes = written(&habitue_state { table, ..Default::default() }).unwrap();
        let place = habitue_opened_state { table: &mut again, ..Default::default() };
        assert_eq!(opened(&bytes, place), HABITUE_OK);
        assert_eq!(written(&habitue_state { table: again, ..Default::default() }), Ok(bytes));
        let (mut logs, mut x) = ([0.0; 2], [0; 2]);
        let columns = habitue_table_columns {
            rows: 2,
            log_intervals: logs.as_mut_ptr(),
            frequency: x.as_mut_ptr(),
            ..Default::default()
        };
        assert_eq!(habitue_table_read(again, &columns, none), HABITUE_OK);
        // Two weeks, then four.
        assert_eq!((logs, x), ([2_f64.ln() + 4_f64.ln(), 0.0], [2, 0]));
        habitue_table_free(table);
        habitue_table_free(again);
        habitue_summary_free(kept);

        let measure = habitue_measure { kind: HABITUE_MEASURE_MEAN, ..Default::default() };
        let of = |cells: &[f64], weights: &[f64]| {
            let mut counts = null_mut();
            let (cells, weights, rows) = (cells.as_ptr(), weights.as_ptr(), weights.len());
            let status = habitue_counts_of_columns(
                &measure,
                cells,
                1,
                weights,
                rows,
                &mut counts,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            counts
        };
        let bytes_of = |counts| written(&habitue_state { counts, ..Default::default() }).unwrap();
        let (cells, weights) = ([4.0, 7.0, 1.0], [0.1, 0.2, 0.3]);
        let all = of(&cells, &weights);
        let (part, rest) = (of(&cells[..1], &weights[..1]), of(&cells[1..], &weights[1..]));
        let mut merged = null_mut();
        let place = habitue_opened_state { counts: &mut merged, ..Default::default() };
        assert_eq!(opened(&bytes_of(rest), place), HABITUE_OK);
        assert_eq!(habitue_counts_merge(merged, part, none), HABITUE_OK);
        assert_eq!(bytes_of(merged), bytes_of(all));
        for one in [all, part, rest, merged] {
            habitue_counts_free(one);
        }
    }
}

/// The errors of parts of a base are those of all of it.
#[test]
fn forecasts_of_parts_are_judged_as_one() {
    let (actual, expected) = ([0.0, 1.0, 5.0, 0.0, 2.0], [0.2, 1.5, 3.0, 0.3, 1.0 / 3.0]);
    let forecast = |from: usize, to: usize| habitue_forecast {
        rows: to - from,
        actual: actual[from..].as_ptr(),
        expected: expected[from..].as_ptr(),
        ..Default::default()
    };
    let cells = |forecast: &habitue_forecast| {
        let mut needed = 0;
        // SAFETY: every pointer is that of a live local.
        unsafe {
            let none = null_mut();
            let status = habitue_forecast_cells(forecast, none, 0, &mut needed, null_mut());
            assert_eq!(status, HABITUE_OK);
            let mut bytes = vec![0; needed];
            let place = bytes.as_mut_ptr();
            let status = habitue_forecast_cells(forecast, place, needed, &mut needed, null_mut());
            assert_eq!(status, HABITUE_OK);
            bytes
        }
    };
    let told = |bytes: &[u8]| habitue_forecast {
        bytes: bytes.as_ptr(),
        length: bytes.len(),
        ..Default::default()
    };
    let parts = [cells(&forecast(3, 5)), cells(&forecast(0, 0)), cells(&forecast(0, 3))].concat();
    assert_eq!(cells(&told(&parts)), cells(&forecast(0, 5)));
    let judge = |forecast: &habitue_forecast| {
        // SAFETY: every pointer is that of a live local.
        unsafe {
            let mut errors = std::mem::zeroed::<habitue_forecast_errors>();
            let status = habitue_forecast_judge(forecast, &mut errors, null_mut());
            (status, format!("{errors:?}"))
        }
    };
    assert_eq!(judge(&told(&parts)), judge(&forecast(0, 5)));
    assert_eq!(judge(&forecast(0, 5)).0, HABITUE_OK);
    assert_eq!(judge(&told(&parts[1..])).0, HABITUE_CORRUPT_BYTES);
    let both = habitue_forecast { actual: actual.as_ptr(), ..told(&parts) };
    assert_eq!(judge(&both).0, HABITUE_NOT_READ);
}
