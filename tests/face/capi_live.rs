//! Single purchases and retention through the C functions: the same bits as through Rust.
#![cfg(feature = "capi")]
#![allow(unsafe_code, clippy::unwrap_used)]

use std::ffi::CStr;
use std::ptr::{null, null_mut};

use habitue::capi::*;

use crate::capi_state::{opened, written};
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
        let status = habitue_live_update(many, &given, 0, scorer, now.as_mut_ptr(), null_mut());
        assert_eq!(status, HABITUE_OK);
        for row in 0..4 {
            let (mut one, mut score) = (now[0], now[0]);
            let (customer, day, amount) = (who[row], when[row], minor[row]);
            let status =
                habitue_live_purchase(each, customer, day, amount, 0, scorer, &mut one, null_mut());
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
        let status = habitue_live_update(many, &given, 0, null(), now.as_mut_ptr(), null_mut());
        assert_eq!((status, now[0].p_alive, now[0].tier), (HABITUE_OK, 0.0, 0));
        let mut known = [9];
        let erase = whole(&[7]);
        assert_eq!(
            habitue_live_erase(many, erase, 1, 0, known.as_mut_ptr(), null_mut()),
            HABITUE_OK
        );
        assert_eq!(known, [1]);
        habitue_scorer_free(scorer);
        habitue_live_free(many);
        habitue_live_free(each);
    }
}

/// A base and a scorer go through bytes, a journal is replayed over a snapshot, and what is read is
/// what was answered: as in Rust.
#[test]
fn a_base_is_kept_as_bytes_and_replayed() {
    let (who, when, minor) =
        ([7_i64, 7, 8, 7], [18_900, 18_950, 18_960, 19_010], [1999_i64, 500, 700, 300]);
    let given = habitue_transactions {
        rows: 4,
        customer: whole(&who),
        time: days(&when),
        amount: whole(&minor),
        whole_amounts: HABITUE_WHOLE_AMOUNTS_MINOR,
        ..Default::default()
    };
    let window = habitue_window { calibration_end: 19_000, ..Default::default() };
    let (summary, mut live, mut again) = (new_summary(), null_mut(), null_mut());
    let (scorer, mut copy) = (scorer(), null_mut());
    let mut now = [habitue_customer_now::default(); 4];
    // SAFETY: every pointer is that of a live local or a handle from above.
    unsafe {
        assert_eq!(habitue_live_new(summary, &window, &mut live, null_mut()), HABITUE_OK);
        let mut one = now[0];
        for row in 0..2 {
            let (day, sequence) = (when[row], row as u64 + 1);
            let status = habitue_live_purchase(
                live,
                who[row],
                day,
                minor[row],
                sequence,
                null(),
                &mut one,
                null_mut(),
            );
            assert_eq!((status, one.phase), (HABITUE_OK, HABITUE_PHASE_CALIBRATION));
        }
        let none = null_mut();
        let bytes = written(&habitue_state { live, ..Default::default() }).unwrap();
        let place = habitue_opened_state { live: &mut again, ..Default::default() };
        assert_eq!(opened(&bytes, place), HABITUE_OK);
        // All four, of which two were in before; then the next but one.
        let status = habitue_live_update(again, &given, 1, scorer, now.as_mut_ptr(), none);
        let phases = now.map(|now| (now.phase, now.calibrated));
        let (calibration, after) = (HABITUE_PHASE_CALIBRATION, HABITUE_PHASE_AFTER);
        assert_eq!((status, phases), (HABITUE_OK, [(0, 0), (0, 0), (calibration, 1), (after, 1)]));
        let status = habitue_live_update(again, &given, 6, scorer, now.as_mut_ptr(), none);
        assert_eq!(status, HABITUE_OUT_OF_RANGE);
        let status = habitue_live_purchase(again, 7, 18_900, 1, 4, scorer, &mut one, none);
        assert_eq!((status, one.phase), (HABITUE_OK, HABITUE_PHASE_NONE));

        // What is read is what was answered, by the scorer that was bytes, too.
        let bytes = written(&habitue_state { scorer, ..Default::default() }).unwrap();
        let place = habitue_opened_state { scorer: &mut copy, ..Default::default() };
        assert_eq!(opened(&bytes, place), HABITUE_OK);
        let (asked, mut rows) = (whole(&[8, 7, 9]), [now[0]; 3]);
        let status = habitue_live_rows(again, asked, 3, copy, rows.as_mut_ptr(), none);
        assert_eq!((status, rows[2].calibrated), (HABITUE_OK, 0));
        for (row, answered) in rows.iter_mut().zip([now[2], now[3]]) {
            row.phase = answered.phase;
            assert_eq!(format!("{row:?}"), format!("{answered:?}"));
        }
        assert!(rows[0].p_alive > 0.0 && rows[0].tier > 0);

        // Erasures are messages, of one who is unknown too.
        let mut known = [9, 9];
        let erase = whole(&[8, 99]);
        assert_eq!(habitue_live_erase(again, erase, 2, 5, known.as_mut_ptr(), none), HABITUE_OK);
        assert_eq!(known, [1, 0]);
        assert_eq!(habitue_live_erase(again, erase, 2, 5, known.as_mut_ptr(), none), HABITUE_OK);
        assert_eq!(known, [0, 0]);
        let mut is_new = [9; 4];
        let status =
            habitue_live_is_new(again, 2, [4, 5, 6, 4].as_ptr(), 4, is_new.as_mut_ptr(), none);
        assert_eq!((status, is_new), (HABITUE_OK, [1, 1, 1, 1]));
        let mut info = habitue_live_info::default();
        let (mut night, mut table) = (null_mut(), null_mut());
        assert_eq!(
            habitue_live_inspect(again, &mut info, &mut table, &mut night, none),
            HABITUE_OK
        );
        assert_eq!((info.sequence, info.customers, info.keys), (6, 1, HABITUE_TYPE_I64));
        assert_eq!((info.unit, info.calibration_end), (HABITUE_UNIT_WEEK, 19_000));

        let mut told = habitue_table_info::default();
        assert_eq!(habitue_table_inspect(table, &mut told, none), HABITUE_OK);
        assert_eq!((told.customers, told.outside_rows), (1, 1));
        habitue_table_free(table);

        // The night's summary is that of the purchases that are left, to the byte.
        assert_eq!(habitue_summary_erase(summary, whole(&[8]), 1, null_mut(), none), HABITUE_OK);
        let left = habitue_transactions { rows: 2, ..given };
        assert_eq!(habitue_summary_push(summary, &left, none), HABITUE_OK);
        let (last, paid, whom) = ([when[3]], [minor[3]], [who[3]]);
        let left = habitue_transactions {
            rows: 1,
            customer: whole(&whom),
            time: days(&last),
            amount: whole(&paid),
            ..given
        };
        assert_eq!(habitue_summary_push(summary, &left, none), HABITUE_OK);
        let of_summary =
            |summary| written(&habitue_state { summary, ..Default::default() }).unwrap();
        let bytes = of_summary(night);
        assert_eq!(bytes, of_summary(summary));
        let mut read = null_mut();
        let place = habitue_opened_state { summary: &mut read, ..Default::default() };
        let status = opened(&bytes, place);
        assert_eq!((status, of_summary(read)), (HABITUE_OK, bytes.clone()));
        habitue_summary_free(read);
        let status = opened(&bytes[..bytes.len() - 1], place);
        assert_eq!((status, read), (HABITUE_CORRUPT_BYTES, null_mut()));
        habitue_live_free(live);
        let place = habitue_opened_state { live: &mut live, ..Default::default() };
        assert_eq!((opened(&bytes, place), live), (HABITUE_CORRUPT_BYTES, null_mut()));
        for one in [night, summary] {
            habitue_summary_free(one);
        }
        habitue_scorer_free(scorer);
        habitue_scorer_free(copy);
        habitue_live_free(again);
    }
}

/// A scorer of one window refuses a base of another convention or currency.
#[test]
fn what_a_scorer_states_is_held_to() {
    let state = |window: habitue_window, currency: &[u8; 3]| {
        let (summary, mut live, mut now) = (new_summary(), null_mut(), [Default::default(); 1]);
        let mut code = [0; 4];
        code.iter_mut().zip(currency).for_each(|(slot, letter)| *slot = *letter as _);
        let stated = habitue_window { calibration_end: 19_000, ..Default::default() };
        let options = habitue_scorer_options {
            to: 39.0,
            horizon: 52.0,
            window: &stated,
            currency: code,
            ..Default::default()
        };
        let (mut model, mut scorer) = (null_mut(), null_mut());
        // SAFETY: every pointer is that of a live local or a handle from above.
        unsafe {
            let values = [0.243, 4.414, 0.793, 2.426];
            let none = null_mut();
            let kind = HABITUE_MODEL_BG_NBD;
            let status =
                habitue_model_new(kind, values.as_ptr(), 4, null(), null(), 0, &mut model, none);
            assert_eq!(status, HABITUE_OK);
            let status = habitue_scorer_new(model, null(), &options, &mut scorer, none);
            assert_eq!(status, HABITUE_OK);
            assert_eq!(habitue_live_new(summary, &window, &mut live, none), HABITUE_OK);
            let asked = whole(&[7]);
            let status = habitue_live_rows(live, asked, 1, scorer, now.as_mut_ptr(), none);
            habitue_model_free(model);
            habitue_scorer_free(scorer);
            habitue_live_free(live);
            habitue_summary_free(summary);
            status
        }
    };
    let weeks = || habitue_window { calibration_end: 19_000, ..Default::default() };
    let days = habitue_window { unit: HABITUE_UNIT_DAY, ..weeks() };
    let floored = habitue_window { convention: HABITUE_CONVENTION_LIFETIMES, ..weeks() };
    assert_eq!(state(weeks(), b"USD"), HABITUE_OK);
    assert_eq!(state(days, b"USD"), HABITUE_INCONSISTENT);
    assert_eq!(state(floored, b"USD"), HABITUE_INCONSISTENT);
    assert_eq!(state(weeks(), b"EUR"), HABITUE_BAD_CURRENCY);
}

/// What hostile numbers gave as infinite figures, or took long for.
#[test]
fn a_leaky_bucket_beyond_doubles_is_an_overflow_and_many_causes_are_quick() {
    const LEAKY_BUCKET: i32 = 118;
    const BUCKET_LEVEL: i32 = 119;
    let leak = |customers: f64, acquired: f64, rates: &[f64], periods: usize| {
        let number = |name: &CStr, value| habitue_setting {
            name: name.as_ptr(),
            value,
            values: null(),
            count: 0,
        };
        let calculate = |formula, column: habitue_column, rows, settings: &[_], outputs: &[_]| {
            let given = habitue_evidence {
                rows,
                columns: &raw const column,
                column_count: 1,
                settings: settings.as_ptr(),
                setting_count: settings.len(),
                ..Default::default()
            };
            let (outputs, count) = (outputs.as_ptr(), outputs.len());
            // SAFETY: every pointer is that of a live local.
            unsafe { habitue_calculate(formula, &given, outputs, count, null_mut()) }
        };
        let column = |name: &CStr, cells, kind| habitue_column {
            name: name.as_ptr(),
            cells,
            offsets: null(),
            bytes: 0,
            r#type: kind,
            reserved: 0,
        };
        let output = |name: &CStr, cells| habitue_output { name: name.as_ptr(), cells };
        let base = [number(c"customers", customers), number(c"acquired", acquired)];
        let (mut churn, mut level) = (0.0, 0.0);
        let wanted = [output(c"churn", &raw mut churn), output(c"steady_state", &raw mut level)];
        let causes = column(c"rates", rates.as_ptr().cast(), HABITUE_TYPE_F64);
        let status = calculate(LEAKY_BUCKET, causes, rates.len(), &base, &wanted);
        let (mut series, steps) = (vec![9.0; periods], (0..periods as u32).collect::<Vec<_>>());
        let after = column(c"periods", steps.as_ptr().cast(), HABITUE_TYPE_U32);
        let settings = [base[0], base[1], number(c"churn", churn)];
        let customers = [output(c"customers", series.as_mut_ptr())];
        let next = calculate(BUCKET_LEVEL, after, periods, &settings, &customers);
        (if status == HABITUE_OK { next } else { status }, series, level)
    };
    let (status, series, _) = leak(1.0, 1e308, &[], 3);
    assert_eq!((status, series), (HABITUE_OVERFLOW, vec![9.0; 3]));
    assert_eq!(leak(1.0, 1e300, &[1e-300], 3).0, HABITUE_OVERFLOW);
    let (status, series, level) = leak(1.0, 1e308, &[], 2);
    assert_eq!((status, series), (HABITUE_OK, vec![1.0, 1e308]));
    assert!(level.is_nan());
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
