//! Summaries through the C functions: the same bits as through Rust, and errors that name rows.
#![cfg(feature = "capi")]
#![allow(unsafe_code, clippy::unwrap_used)]

use std::ffi::CStr;
use std::ptr::{null, null_mut};

use habitue::Progress;
use habitue::capi::*;
use habitue::ledger::{CsvFormat, Rules};
use habitue::money::Currency;
use habitue::summary::{Convention, Summary, Table};
use habitue::time::{Day, Unit, Window};

const CDNOW: &[u8] = include_bytes!("../../examples/data/cdnow_sample.csv");

fn rules() -> habitue_rules {
    habitue_rules {
        struct_size: size_of::<habitue_rules>() as u32,
        currency: [b'U' as _, b'S' as _, b'D' as _, 0],
        refunds: HABITUE_REFUNDS_REFUSE,
        rounding: HABITUE_ROUNDING_NONE,
        resolution: HABITUE_UNIT_DAY,
        threads: 2,
        costs: HABITUE_COSTS_NONE,
        reserved: 0,
        assumed_margin: 0.0,
    }
}

fn transactions() -> habitue_transactions {
    habitue_transactions {
        struct_size: size_of::<habitue_transactions>() as u32,
        costing: HABITUE_COSTING_COST,
        length: 0,
        customers: null(),
        customer_offsets: null(),
        customer_bytes: null(),
        customer_bytes_length: 0,
        days: null(),
        seconds: null(),
        minor: null(),
        amounts: null(),
        amount_offsets: null(),
        amount_bytes: null(),
        amount_bytes_length: 0,
        cost_minor: null(),
        costs: null(),
        cost_offsets: null(),
        cost_bytes: null(),
        cost_bytes_length: 0,
        cost_known: null(),
    }
}

fn window() -> habitue_window {
    habitue_window {
        struct_size: size_of::<habitue_window>() as u32,
        convention: HABITUE_CONVENTION_BTYD,
        unit: HABITUE_UNIT_WEEK,
        start: HABITUE_NO_DAY,
        calibration_end: Day::parse("1997-09-30").unwrap().number(),
        holdout_end: Day::parse("1998-06-30").unwrap().number(),
        reserved: [0; 2],
    }
}

fn format(bad_rows: i32, keys: i32) -> habitue_csv_format {
    habitue_csv_format {
        struct_size: size_of::<habitue_csv_format>() as u32,
        keys,
        customer: b"customer".as_ptr(),
        customer_length: 8,
        date: b"date".as_ptr(),
        date_length: 4,
        amount: b"amount".as_ptr(),
        amount_length: 6,
        date_format: null(),
        date_format_length: 0,
        delimiter: u32::from(b','),
        decimal_mark: u32::from(b'.'),
        bad_rows,
        keep: 2,
        cost: null(),
        cost_length: 0,
        costing: HABITUE_COSTING_COST,
        reserved: 0,
    }
}

fn blank_error() -> habitue_error {
    habitue_error {
        struct_size: size_of::<habitue_error>() as u32,
        code: 0,
        row: -1,
        column: [0; HABITUE_COLUMN_BYTES],
        message: [0; HABITUE_MESSAGE_BYTES],
    }
}

fn new_summary() -> *mut habitue_summary {
    let mut summary = null_mut();
    // SAFETY: every pointer is that of a live local.
    assert_eq!(unsafe { habitue_summary_new(&rules(), &mut summary, null_mut()) }, HABITUE_OK);
    summary
}

fn read(
    summary: *mut habitue_summary,
    csv: &[u8],
    format: &habitue_csv_format,
) -> (i32, habitue_error, *mut habitue_rejections) {
    let (mut error, mut rejections) = (blank_error(), null_mut());
    // SAFETY: every pointer is that of a live local.
    let status = unsafe {
        habitue_summary_read_csv(
            summary,
            csv.as_ptr(),
            csv.len(),
            format,
            None,
            null_mut(),
            &mut rejections,
            &mut error,
        )
    };
    (status, error, rejections)
}

fn expected(text: bool) -> Table {
    let mut format = CsvFormat::new("customer", "date", "amount");
    if !text {
        format = format.with_integer_keys();
    }
    let mut summary = Summary::new(Rules::money(Currency::USD));
    summary.read_csv(CDNOW, &format, &mut Progress::silent()).unwrap();
    let window = Window::until(Day::parse("1997-09-30").unwrap())
        .with_holdout_until(Day::parse("1998-06-30").unwrap())
        .unwrap();
    summary.table(&window, &Convention::btyd(Unit::Week)).unwrap()
}

fn message(error: &habitue_error) -> String {
    // SAFETY: the library closes the message with NUL.
    unsafe { CStr::from_ptr(error.message.as_ptr()) }.to_str().unwrap().to_owned()
}

#[test]
fn a_table_has_the_bits_of_rust() {
    for text in [false, true] {
        let expected = expected(text);
        let summary = new_summary();
        let keys = if text { HABITUE_KEYS_TEXT } else { HABITUE_KEYS_INTEGER };
        let (status, _, rejections) = read(summary, CDNOW, &format(HABITUE_BAD_ROWS_FAIL, keys));
        assert_eq!(status, HABITUE_OK);
        let mut table = null_mut();
        // SAFETY: every pointer is that of a live local or a handle from above.
        unsafe {
            assert_eq!(
                habitue_summary_table(summary, &window(), &mut table, null_mut()),
                HABITUE_OK
            );
            habitue_summary_free(summary); // no handle refers to another
            habitue_rejections_free(rejections);
            let (mut n, mut is_text, mut key_bytes) = (0, 9, 9);
            assert_eq!(
                habitue_table_shape(table, &mut n, &mut is_text, &mut key_bytes, null_mut()),
                HABITUE_OK
            );
            assert_eq!((n, is_text), (2357, u8::from(text)));
            let (mut x, mut holdout_x) = (vec![0; n], vec![0; n]);
            let (mut t_x, mut t, mut mean) = (vec![0.0; n], vec![0.0; n], vec![0.0; n]);
            let status = habitue_table_history(
                table,
                x.as_mut_ptr(),
                t_x.as_mut_ptr(),
                t.as_mut_ptr(),
                holdout_x.as_mut_ptr(),
                n,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            assert_eq!((x.as_slice(), holdout_x.as_slice()), (expected.x(), expected.holdout_x()));
            assert_eq!((t_x.as_slice(), t.as_slice()), (expected.t_x(), expected.t()));
            let status = habitue_table_mean_repeat_spend(table, mean.as_mut_ptr(), n, null_mut());
            assert_eq!((status, mean), (HABITUE_OK, expected.mean_repeat_spend()));
            let (mut first, mut repeat, mut total, mut holdout) =
                (vec![0; n], vec![0; n], vec![0; n], vec![0; n]);
            let status = habitue_table_spend(
                table,
                first.as_mut_ptr(),
                repeat.as_mut_ptr(),
                total.as_mut_ptr(),
                holdout.as_mut_ptr(),
                n,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            assert_eq!(
                (first.as_slice(), repeat.as_slice()),
                (expected.first_spend(), expected.repeat_spend())
            );
            assert!(total.into_iter().eq(expected.total_spend()));
            assert_eq!(holdout, expected.holdout_spend());
            if text {
                let (mut offsets, mut bytes) = (vec![0; n + 1], vec![0; key_bytes]);
                let status = habitue_table_text_keys(
                    table,
                    offsets.as_mut_ptr(),
                    n,
                    bytes.as_mut_ptr(),
                    key_bytes,
                    null_mut(),
                );
                assert_eq!(status, HABITUE_OK);
                assert_eq!(
                    std::str::from_utf8(&bytes[offsets[1] as usize..offsets[2] as usize]),
                    Ok("10020")
                );
                assert_eq!(
                    habitue_table_keys(table, first.as_mut_ptr(), n, null_mut()),
                    HABITUE_INCONSISTENT
                );
            } else {
                assert_eq!(
                    habitue_table_keys(table, first.as_mut_ptr(), n, null_mut()),
                    HABITUE_OK
                );
                assert_eq!((first[0], first[n - 1]), (4, 23569));
            }
            let mut audit = habitue_audit::default();
            assert_eq!(habitue_table_audit(table, &mut audit, null_mut()), HABITUE_OK);
            assert_eq!(audit, expected.audit().into());
            let (mut count, mut needed) = (vec![0; n], 0);
            let status = habitue_table_cells(
                table,
                null_mut(),
                null_mut(),
                null_mut(),
                null_mut(),
                0,
                &mut needed,
                null_mut(),
            );
            assert_eq!((status, needed), (HABITUE_OK, 1016));
            let status = habitue_table_cells(
                table,
                x.as_mut_ptr(),
                t_x.as_mut_ptr(),
                t.as_mut_ptr(),
                count.as_mut_ptr(),
                1015,
                &mut needed,
                null_mut(),
            );
            assert_eq!(status, HABITUE_BUFFER_TOO_SMALL);
            let status = habitue_table_cells(
                table,
                x.as_mut_ptr(),
                t_x.as_mut_ptr(),
                t.as_mut_ptr(),
                count.as_mut_ptr(),
                n,
                &mut needed,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            assert_eq!(
                (&x[..1016], &count[..1016]),
                (expected.cells().x(), expected.cells().count())
            );
            assert_eq!(
                habitue_table_history(
                    table,
                    null_mut(),
                    null_mut(),
                    null_mut(),
                    null_mut(),
                    n - 1,
                    null_mut()
                ),
                HABITUE_BAD_LENGTH
            );
            habitue_table_free(table);
        }
    }
}

#[test]
fn columns_of_every_layout_and_their_mistakes() {
    let keys = [7_i64, 7, 8];
    let (days, seconds) = ([10_i32, 11, 11], [864_000_i64, 1_036_799, 950_400]);
    let (minor, amounts) = ([150_i64, 50, 200], [1.5, 0.5, 2.0]);
    let (offsets, bytes) = ([0_i64, 1, 2, 3], b"AAB");
    let with_integers = habitue_transactions {
        length: 3,
        customers: keys.as_ptr(),
        days: days.as_ptr(),
        minor: minor.as_ptr(),
        ..transactions()
    };
    let with_text = habitue_transactions {
        length: 3,
        customer_offsets: offsets.as_ptr(),
        customer_bytes: bytes.as_ptr(),
        customer_bytes_length: 3,
        seconds: seconds.as_ptr(),
        amounts: amounts.as_ptr(),
        ..transactions()
    };
    let summary = new_summary();
    let push = |transactions: &habitue_transactions| {
        let mut error = blank_error();
        // SAFETY: every pointer is that of a live local.
        (unsafe { habitue_summary_push(summary, transactions, &mut error) }, error)
    };
    assert_eq!(push(&transactions()).0, HABITUE_OK);
    assert_eq!(push(&with_integers).0, HABITUE_OK);
    assert_eq!(push(&with_text).0, HABITUE_BAD_ARGUMENT); // doubles need a rounding
    let (status, _) =
        push(&habitue_transactions { amounts: null(), minor: minor.as_ptr(), ..with_text });
    assert_eq!(status, HABITUE_INCONSISTENT); // text after integers
    let (status, error) =
        push(&habitue_transactions { days: [1, 2, i32::MAX].as_ptr(), ..with_integers });
    assert_eq!((status, error.row), (HABITUE_OUT_OF_RANGE, 2));
    let (status, error) =
        push(&habitue_transactions { minor: [1, -2, 3].as_ptr(), ..with_integers });
    assert_eq!((status, error.row), (HABITUE_REFUND_REFUSED, 1));
    assert_eq!(
        push(&habitue_transactions { days: null(), ..with_integers }).0,
        HABITUE_NULL_POINTER
    );
    assert_eq!(
        push(&habitue_transactions { seconds: seconds.as_ptr(), ..with_integers }).0,
        HABITUE_BAD_ARGUMENT
    );
    assert_eq!(
        push(&habitue_transactions { minor: null(), ..with_integers }).0,
        HABITUE_MISSING_VALUE
    );
    assert_eq!(
        push(&habitue_transactions { length: usize::MAX, ..with_integers }).0,
        HABITUE_BAD_LENGTH
    );
    assert_eq!(
        push(&habitue_transactions { length: usize::MAX, ..with_text }).0,
        HABITUE_BAD_LENGTH
    );
    // SAFETY: every pointer is that of a live local or a handle from above.
    unsafe {
        let (mut rows, mut first, mut last) = (0, 0, 0);
        assert_eq!(
            habitue_summary_span(summary, &mut rows, &mut first, &mut last, null_mut()),
            HABITUE_OK
        );
        assert_eq!((rows, first, last), (3, 10, 11));
        let mut known = 9;
        assert_eq!(habitue_summary_erase(summary, 7, &mut known, null_mut()), HABITUE_OK);
        assert_eq!(known, 1);
        assert_eq!(
            habitue_summary_erase_text(summary, b"A".as_ptr(), 1, &mut known, null_mut()),
            HABITUE_OK
        );
        assert_eq!(known, 0);
        assert_eq!(habitue_summary_merge(summary, summary, null_mut()), HABITUE_BAD_ARGUMENT);
        let other = new_summary();
        assert_eq!(habitue_summary_merge(summary, other, null_mut()), HABITUE_OK);
        habitue_summary_free(other);
        assert_eq!(
            habitue_summary_span(summary, &mut rows, &mut first, &mut last, null_mut()),
            HABITUE_OK
        );
        assert_eq!(rows, 1);
        habitue_summary_free(summary);
    }
}

#[test]
fn bad_rows_fail_or_are_reported() {
    let csv =
        b"customer,date,amount\n1,1997-01-01,5\n2,never,5\n3,1997-01-01,inf\n4,1997-01-01,1e9\n";
    let summary = new_summary();
    let (status, error, rejections) =
        read(summary, csv, &format(HABITUE_BAD_ROWS_FAIL, HABITUE_KEYS_INTEGER));
    assert_eq!((status, error.row, rejections.is_null()), (HABITUE_UNREADABLE, 3, true));
    assert!(
        message(&error).starts_with("line 3, date: \"never\" is no date"),
        "{}",
        message(&error)
    );
    let (status, _, rejections) =
        read(summary, csv, &format(HABITUE_BAD_ROWS_REJECT, HABITUE_KEYS_INTEGER));
    assert_eq!(status, HABITUE_OK);
    // SAFETY: every pointer is that of a live local or a handle from above.
    unsafe {
        let (mut rows, mut rejected, mut kept, mut needed) = (0, 0, 0, 0);
        assert_eq!(
            habitue_rejections_counts(rejections, &mut rows, &mut rejected, &mut kept, null_mut()),
            HABITUE_OK
        );
        assert_eq!((rows, rejected, kept), (4, 3, 2));
        let (mut statuses, mut counts) = ([0; 33], [0; 33]);
        let status = habitue_rejections_by_status(
            rejections,
            statuses.as_mut_ptr(),
            counts.as_mut_ptr(),
            33,
            &mut needed,
            null_mut(),
        );
        assert_eq!((status, needed), (HABITUE_OK, 2));
        assert_eq!(
            (&statuses[..2], &counts[..2]),
            ([HABITUE_NOT_FINITE, HABITUE_UNREADABLE].as_slice(), [1, 2].as_slice())
        );
        let mut example = blank_error();
        assert_eq!(habitue_rejections_example(rejections, 1, &mut example, null_mut()), HABITUE_OK);
        assert_eq!((example.code, example.row), (HABITUE_NOT_FINITE, 4));
        assert_eq!(
            habitue_rejections_example(rejections, 2, &mut example, null_mut()),
            HABITUE_OUT_OF_RANGE
        );
        habitue_rejections_free(rejections);
        habitue_summary_free(summary);
    }
}

#[test]
fn tracking_has_the_weeks_of_the_study() {
    let summary = new_summary();
    let (_, _, rejections) =
        read(summary, CDNOW, &format(HABITUE_BAD_ROWS_FAIL, HABITUE_KEYS_INTEGER));
    let (mut ends, mut elapsed, mut incremental) = ([0; 80], [0.0; 80], [0; 80]);
    let (mut needed, mut origin) = (0, 0);
    // SAFETY: every pointer is that of a live local or a handle from above.
    unsafe {
        let status = habitue_summary_tracking(
            summary,
            &window(),
            ends.as_mut_ptr(),
            elapsed.as_mut_ptr(),
            incremental.as_mut_ptr(),
            80,
            &mut needed,
            &mut origin,
            null_mut(),
        );
        assert_eq!((status, needed), (HABITUE_OK, 78));
        habitue_rejections_free(rejections);
        habitue_summary_free(summary);
    }
    assert_eq!((incremental[..4].to_vec(), elapsed[77], origin), (vec![0, 19, 23, 39], 78.0, 9862));
    assert_eq!(incremental.iter().sum::<u64>(), 4339);
}

#[test]
fn options_are_checked() {
    let mut summary = null_mut();
    let mut new = |rules: habitue_rules| {
        // SAFETY: every pointer is that of a live local.
        unsafe { habitue_summary_new(&rules, &mut summary, null_mut()) }
    };
    assert_eq!(new(habitue_rules { refunds: 3, ..rules() }), HABITUE_BAD_ENUMERATOR);
    assert_eq!(new(habitue_rules { rounding: -1, ..rules() }), HABITUE_BAD_ENUMERATOR);
    assert_eq!(
        new(habitue_rules { resolution: HABITUE_UNIT_WEEK, ..rules() }),
        HABITUE_BAD_ENUMERATOR
    );
    assert_eq!(new(habitue_rules { currency: [b'X' as _; 4], ..rules() }), HABITUE_BAD_CURRENCY);
    assert_eq!(new(habitue_rules { currency: [-1 as _; 4], ..rules() }), HABITUE_BAD_CURRENCY);
    let summary = new_summary();
    let mut table = null_mut();
    // SAFETY: every pointer is that of a live local or a handle from above.
    unsafe {
        assert_eq!(
            habitue_summary_table(summary, null(), &mut table, null_mut()),
            HABITUE_EMPTY_INPUT
        );
        let backwards = habitue_window { holdout_end: 0, ..window() };
        assert_eq!(
            habitue_summary_table(summary, &backwards, &mut table, null_mut()),
            HABITUE_BAD_ARGUMENT
        );
        let hourly = habitue_window { convention: HABITUE_CONVENTION_HOURLY, ..window() };
        assert_eq!(
            habitue_summary_table(summary, &hourly, &mut table, null_mut()),
            HABITUE_BAD_ARGUMENT
        );
        assert!(table.is_null());
        habitue_summary_free(summary);
    }
}

/// Costs as cents with flags, as text with gaps and as a CSV column are the same margins.
#[test]
fn margins_come_from_costs_of_every_layout() {
    let (customers, days) = ([7_i64, 7, 8], [19_000, 19_005, 19_010]);
    let minor = [2000_i64, 1000, 500];
    let base = habitue_transactions {
        length: 3,
        customers: customers.as_ptr(),
        days: days.as_ptr(),
        minor: minor.as_ptr(),
        ..transactions()
    };
    let (costs, known) = ([1250_i64, -1, 600], [1_u8, 0, 1]);
    let cents =
        habitue_transactions { cost_minor: costs.as_ptr(), cost_known: known.as_ptr(), ..base };
    let (offsets, bytes) = ([0_i64, 5, 5, 9], b"12.506.00");
    let text = habitue_transactions {
        cost_offsets: offsets.as_ptr(),
        cost_bytes: bytes.as_ptr(),
        cost_bytes_length: bytes.len(),
        ..base
    };
    let left = [750_i64, 300, -100];
    let margins =
        habitue_transactions { costing: HABITUE_COSTING_MARGIN, cost_minor: left.as_ptr(), ..base };
    let csv =
        b"customer,date,amount,cost\n7,2022-01-08,20,12.5\n7,2022-01-13,10,\n8,2022-01-18,5,6\n";
    let assume = habitue_rules { costs: HABITUE_COSTS_ASSUME, assumed_margin: 0.3, ..rules() };
    for (place, given) in [Some(cents), Some(text), Some(margins), None].into_iter().enumerate() {
        let mut error = blank_error();
        let mut summary = null_mut();
        // SAFETY: every pointer addresses what the structures say.
        unsafe {
            let status = habitue_summary_new(&assume, &mut summary, &mut error);
            assert_eq!(status, HABITUE_OK, "{}", message(&error));
            let status = match &given {
                Some(transactions) => habitue_summary_push(summary, transactions, &mut error),
                None => {
                    let format = habitue_csv_format {
                        cost: b"cost".as_ptr(),
                        cost_length: 4,
                        ..format(HABITUE_BAD_ROWS_FAIL, HABITUE_KEYS_INTEGER)
                    };
                    let mut rejections = null_mut();
                    let status = habitue_summary_read_csv(
                        summary,
                        csv.as_ptr(),
                        csv.len(),
                        &format,
                        None,
                        null_mut(),
                        &mut rejections,
                        &mut error,
                    );
                    habitue_rejections_free(rejections);
                    status
                }
            };
            assert_eq!(status, HABITUE_OK, "{place}: {}", message(&error));
            let window =
                habitue_window { calibration_end: 19_010, holdout_end: HABITUE_NO_DAY, ..window() };
            let mut table = null_mut();
            let status = habitue_summary_table(summary, &window, &mut table, &mut error);
            assert_eq!(status, HABITUE_OK, "{}", message(&error));
            let (mut first, mut repeat, mut profit) = ([0_i64; 2], [0_i64; 2], [0_i64; 2]);
            let status = habitue_table_margin(
                table,
                first.as_mut_ptr(),
                repeat.as_mut_ptr(),
                profit.as_mut_ptr(),
                null_mut(),
                2,
                &mut error,
            );
            assert_eq!(status, HABITUE_OK, "{}", message(&error));
            assert_eq!((first, repeat, profit), ([750, -100], [300, 0], [1050, -100]), "{place}");
            let (mut rate, mut mean) = ([0.0; 2], [0.0; 2]);
            let status = habitue_table_margin_rate(
                table,
                rate.as_mut_ptr(),
                mean.as_mut_ptr(),
                2,
                &mut error,
            );
            assert_eq!(status, HABITUE_OK, "{}", message(&error));
            assert_eq!((rate, mean), ([0.35, -0.2], [3.0, 0.0]));
            let mut audit = habitue_audit::default();
            assert_eq!(habitue_table_audit(table, &mut audit, &mut error), HABITUE_OK);
            assert_eq!(audit.assumed_rows, u64::from(place != 2));
            habitue_table_free(table);
            habitue_summary_free(summary);
        }
    }
    // Without a policy costs are refused, and a wrong costing is no costing.
    let mut error = blank_error();
    let summary = new_summary();
    // SAFETY: every pointer addresses what the structures say.
    unsafe {
        let status = habitue_summary_push(summary, &cents, &mut error);
        assert_eq!(status, HABITUE_INCONSISTENT, "{}", message(&error));
        let wrong = habitue_transactions { costing: 9, ..base };
        let status = habitue_summary_push(summary, &wrong, &mut error);
        assert_eq!(status, HABITUE_BAD_ENUMERATOR, "{}", message(&error));
        let status = habitue_summary_push(summary, &base, &mut error);
        assert_eq!(status, HABITUE_OK, "{}", message(&error));
        let mut table = null_mut();
        let window =
            habitue_window { calibration_end: 19_010, holdout_end: HABITUE_NO_DAY, ..window() };
        let status = habitue_summary_table(summary, &window, &mut table, &mut error);
        assert_eq!(status, HABITUE_OK, "{}", message(&error));
        let status = habitue_table_margin(
            table,
            null_mut(),
            null_mut(),
            null_mut(),
            null_mut(),
            2,
            &mut error,
        );
        assert_eq!(status, HABITUE_MISSING_VALUE, "{}", message(&error));
        let status = habitue_table_margin_rate(table, null_mut(), null_mut(), 2, &mut error);
        assert_eq!(status, HABITUE_MISSING_VALUE, "{}", message(&error));
        habitue_table_free(table);
        habitue_summary_free(summary);
        let mut summary = null_mut();
        let wrong =
            habitue_rules { costs: HABITUE_COSTS_ASSUME, assumed_margin: f64::NAN, ..rules() };
        let status = habitue_summary_new(&wrong, &mut summary, &mut error);
        assert_eq!(status, HABITUE_NOT_FINITE, "{}", message(&error));
    }
}
