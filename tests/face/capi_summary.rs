//! Summaries through the C functions: the same bits as through Rust, and errors that name rows.
#![cfg(feature = "capi")]
#![allow(unsafe_code, clippy::unwrap_used)]

use std::ffi::CStr;
use std::ptr::{null, null_mut};

use habitue::Job;
use habitue::capi::*;
use habitue::ledger::{Rules, TransactionFormat};
use habitue::money::Currency;
use habitue::summary::{Convention, Summary, Table};
use habitue::time::{Day, Unit, Window};

const CDNOW: &[u8] = include_bytes!("../../examples/data/cdnow_sample.csv");

fn rules() -> habitue_rules {
    habitue_rules {
        currency: [b'U' as _, b'S' as _, b'D' as _, 0],
        threads: 2,
        ..Default::default()
    }
}

pub(crate) fn window() -> habitue_window {
    habitue_window {
        calibration_end: Day::parse("1997-09-30").unwrap().number(),
        holdout_end: Day::parse("1998-06-30").unwrap().number(),
        ..Default::default()
    }
}

/// The window of the tests of margins.
fn until_19010() -> habitue_window {
    habitue_window { calibration_end: 19_010, ..Default::default() }
}

fn text(text: &str) -> habitue_text {
    habitue_text { bytes: text.as_ptr().cast(), length: text.len() }
}

pub(crate) fn format(bad_rows: i32, keys: i32) -> habitue_csv_format {
    habitue_csv_format {
        keys,
        customer: text("customer"),
        date: text("date"),
        amount: text("amount"),
        bad_rows,
        ..Default::default()
    }
}

/// A column of numbers.
fn cells<T>(cells: &[T], kind: i32) -> habitue_column {
    habitue_column {
        name: null(),
        cells: cells.as_ptr().cast(),
        offsets: null(),
        bytes: 0,
        r#type: kind,
        reserved: 0,
    }
}

pub(crate) fn whole(column: &[i64]) -> habitue_column {
    cells(column, HABITUE_TYPE_I64)
}

pub(crate) fn days(column: &[i32]) -> habitue_column {
    cells(column, HABITUE_TYPE_I32)
}

fn texts(offsets: &[i64], bytes: &[u8]) -> habitue_column {
    let column = cells(bytes, HABITUE_TYPE_TEXT);
    habitue_column { offsets: offsets.as_ptr(), bytes: bytes.len(), ..column }
}

const ABSENT: habitue_column = habitue_column {
    name: null(),
    cells: null(),
    offsets: null(),
    bytes: 0,
    r#type: HABITUE_TYPE_NONE,
    reserved: 0,
};

pub(crate) fn blank_error() -> habitue_error {
    habitue_error {
        struct_size: size_of::<habitue_error>() as u32,
        code: 0,
        row: -1,
        column: [0; HABITUE_COLUMN_BYTES],
        message: [0; HABITUE_MESSAGE_BYTES],
    }
}

pub(crate) fn new_summary() -> *mut habitue_summary {
    let mut summary = null_mut();
    // SAFETY: every pointer is that of a live local.
    assert_eq!(unsafe { habitue_summary_new(&rules(), &mut summary, null_mut()) }, HABITUE_OK);
    summary
}

fn read(
    summary: *mut habitue_summary,
    csv: &[u8],
    format: &habitue_csv_format,
) -> (i32, habitue_error) {
    let mut error = blank_error();
    let csv = habitue_text { bytes: csv.as_ptr().cast(), length: csv.len() };
    // SAFETY: every pointer is that of a live local.
    let status =
        unsafe { habitue_summary_read_csv(summary, csv, format, null(), null_mut(), &mut error) };
    (status, error)
}

fn info_of(summary: *const habitue_summary) -> habitue_summary_info {
    let mut info = habitue_summary_info::default();
    // SAFETY: every pointer is that of a live local or a handle.
    assert_eq!(unsafe { habitue_summary_inspect(summary, &mut info, null_mut()) }, HABITUE_OK);
    info
}

fn table_of(summary: *const habitue_summary, window: &habitue_window) -> *mut habitue_table {
    let mut table = null_mut();
    // SAFETY: every pointer is that of a live local or a handle.
    let status = unsafe { habitue_summary_table(summary, window, &mut table, null_mut()) };
    assert_eq!(status, HABITUE_OK);
    table
}

fn table_info(table: *const habitue_table) -> habitue_table_info {
    let mut info = habitue_table_info::default();
    // SAFETY: every pointer is that of a live local or a handle.
    assert_eq!(unsafe { habitue_table_inspect(table, &mut info, null_mut()) }, HABITUE_OK);
    info
}

fn columns(table: *const habitue_table, columns: &habitue_table_columns) -> i32 {
    // SAFETY: every pointer is that of a live local or a handle.
    unsafe { habitue_table_read(table, columns, null_mut()) }
}

fn expected(text: bool) -> Table {
    let mut format = TransactionFormat::new("customer", "date", "amount");
    if !text {
        format = format.with_integer_keys();
    }
    let mut summary = Summary::new(Rules::money(Currency::USD));
    summary.read_csv(CDNOW, &format, &mut Job::new()).unwrap();
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
    for is_text in [false, true] {
        let expected = expected(is_text);
        let summary = new_summary();
        let keys = if is_text { HABITUE_TYPE_TEXT } else { HABITUE_TYPE_I64 };
        assert_eq!(read(summary, CDNOW, &format(HABITUE_BAD_ROWS_FAIL, keys)).0, HABITUE_OK);
        let table = table_of(summary, &window());
        // SAFETY: made above; no handle refers to another.
        unsafe { habitue_summary_free(summary) };
        let info = table_info(table);
        let n = info.customers as usize;
        assert_eq!((n, info.keys, info.unit), (2357, keys, HABITUE_UNIT_WEEK));
        let (mut x, mut holdout_x) = (vec![0; n], vec![0; n]);
        let (mut t_x, mut t, mut mean) = (vec![0.0; n], vec![0.0; n], vec![0.0; n]);
        let (mut first, mut repeat, mut total, mut holdout) =
            (vec![0; n], vec![0; n], vec![0; n], vec![0; n]);
        let all = habitue_table_columns {
            rows: n,
            frequency: x.as_mut_ptr(),
            recency: t_x.as_mut_ptr(),
            age: t.as_mut_ptr(),
            holdout_frequency: holdout_x.as_mut_ptr(),
            mean_spend: mean.as_mut_ptr(),
            first_spend: first.as_mut_ptr(),
            repeat_spend: repeat.as_mut_ptr(),
            total_spend: total.as_mut_ptr(),
            holdout_spend: holdout.as_mut_ptr(),
            ..Default::default()
        };
        assert_eq!(columns(table, &all), HABITUE_OK);
        assert_eq!((x.as_slice(), holdout_x.as_slice()), (expected.x(), expected.holdout_x()));
        assert_eq!((t_x.as_slice(), t.as_slice()), (expected.t_x(), expected.t()));
        assert_eq!(mean, expected.mean_repeat_spend());
        assert_eq!(
            (first.as_slice(), repeat.as_slice()),
            (expected.first_spend(), expected.repeat_spend())
        );
        assert!(total.into_iter().eq(expected.total_spend()));
        assert_eq!(holdout, expected.holdout_spend());
        let integers =
            habitue_table_columns { rows: n, keys: first.as_mut_ptr(), ..Default::default() };
        if is_text {
            let (mut offsets, mut bytes) = (vec![0; n + 1], vec![0; info.key_bytes]);
            let keys = habitue_table_columns {
                rows: n,
                key_offsets: offsets.as_mut_ptr(),
                key_bytes: bytes.as_mut_ptr(),
                ..Default::default()
            };
            assert_eq!(columns(table, &keys), HABITUE_OK);
            assert_eq!(
                std::str::from_utf8(&bytes[offsets[1] as usize..offsets[2] as usize]),
                Ok("10020")
            );
            assert_eq!(columns(table, &integers), HABITUE_INCONSISTENT);
        } else {
            assert_eq!(columns(table, &integers), HABITUE_OK);
            assert_eq!((first[0], first[n - 1]), (4, 23569));
        }
        let audit = expected.audit();
        assert_eq!(
            (info.rows, info.customers, info.occasions, info.merged_rows, info.outside_rows),
            (audit.rows, audit.customers, audit.occasions, audit.merged_rows, audit.outside_rows)
        );
        let short = habitue_table_columns { rows: n - 1, ..Default::default() };
        assert_eq!(columns(table, &short), HABITUE_BAD_LENGTH);
        cells_and_customers(table, &expected);
        // SAFETY: made above.
        unsafe { habitue_table_free(table) };
    }
}

/// The distinct histories, and the columns where the table has them.
fn cells_and_customers(table: *const habitue_table, expected: &Table) {
    let n = expected.len();
    let (mut x, mut t_x, mut t, mut count) = (vec![0; n], vec![0.0; n], vec![0.0; n], vec![0; n]);
    let mut needed = 0;
    let mut cells = |capacity: usize| {
        let asked = capacity > 0;
        let at = |pointer: *mut f64| if asked { pointer } else { null_mut() };
        // SAFETY: every pointer is that of a live local or a handle.
        let status = unsafe {
            habitue_table_cells(
                table,
                if asked { x.as_mut_ptr() } else { null_mut() },
                at(t_x.as_mut_ptr()),
                at(t.as_mut_ptr()),
                if asked { count.as_mut_ptr() } else { null_mut() },
                capacity,
                &mut needed,
                null_mut(),
            )
        };
        (status, needed)
    };
    assert_eq!(cells(0), (HABITUE_OK, 1016));
    assert_eq!(cells(1015).0, HABITUE_BUFFER_TOO_SMALL);
    assert_eq!(cells(n), (HABITUE_OK, 1016));
    assert_eq!((&x[..1016], &count[..1016]), (expected.cells().x(), expected.cells().count()));
    let mut customers = habitue_customers::default();
    let mut view = |columns: u32| {
        // SAFETY: every pointer is that of a live local or a handle.
        let status = unsafe { habitue_table_customers(table, columns, &mut customers, null_mut()) };
        (status, customers)
    };
    let (status, seen) = view(HABITUE_COLUMNS_HISTORY | HABITUE_COLUMNS_SPEND);
    assert_eq!((status, seen.rows, seen.unit), (HABITUE_OK, n, HABITUE_UNIT_WEEK));
    // SAFETY: columns of the table, which is still there.
    let (frequency, spend) = unsafe {
        (
            std::slice::from_raw_parts(seen.frequency, n),
            std::slice::from_raw_parts(seen.mean_spend, n),
        )
    };
    assert_eq!((frequency, spend), (expected.x(), expected.mean_repeat_spend().as_slice()));
    for (columns, status) in [
        (0, HABITUE_OUT_OF_RANGE),
        (16, HABITUE_OUT_OF_RANGE),
        (HABITUE_COLUMNS_LOG_INTERVALS, HABITUE_MISSING_VALUE),
        (HABITUE_COLUMNS_MARGIN_RATE, HABITUE_MISSING_VALUE),
    ] {
        assert_eq!(view(columns).0, status);
    }
}

#[test]
fn logarithms_of_intervals_are_kept_where_they_are_asked_for() {
    let summary = new_summary();
    assert_eq!(
        read(summary, CDNOW, &format(HABITUE_BAD_ROWS_FAIL, HABITUE_TYPE_I64)).0,
        HABITUE_OK
    );
    let table = table_of(summary, &habitue_window { log_intervals: 1, ..window() });
    let mut logs = vec![0.0; 2357];
    let wanted = habitue_table_columns {
        rows: 2357,
        log_intervals: logs.as_mut_ptr(),
        ..Default::default()
    };
    assert_eq!(columns(table, &wanted), HABITUE_OK);
    let format = TransactionFormat::new("customer", "date", "amount").with_integer_keys();
    let mut rust = Summary::new(Rules::money(Currency::USD));
    rust.read_csv(CDNOW, &format, &mut Job::new()).unwrap();
    let window_of = Window::until(Day::parse("1997-09-30").unwrap());
    let expected = rust.log_intervals(&window_of, &Convention::btyd(Unit::Week)).unwrap();
    assert_eq!(logs, expected);
    // Who does not look at it refuses it.
    let mut live = null_mut();
    let asked = habitue_window { log_intervals: 1, ..window() };
    // SAFETY: every pointer is that of a live local or a handle from above.
    unsafe {
        assert_eq!(habitue_live_new(summary, &asked, &mut live, null_mut()), HABITUE_NOT_READ);
        habitue_table_free(table);
        habitue_summary_free(summary);
    }
}

#[test]
fn columns_of_every_layout_and_their_mistakes() {
    let keys = [7_i64, 7, 8];
    let (when, seconds) = ([10_i32, 11, 11], [864_000_i64, 1_036_799, 950_400]);
    let (minor, amounts) = ([150_i64, 50, 200], [1.5, 0.5, 2.0]);
    let (offsets, bytes) = ([0_i64, 1, 2, 3], b"AAB");
    let with_integers = habitue_transactions {
        rows: 3,
        customer: whole(&keys),
        time: days(&when),
        amount: whole(&minor),
        whole_amounts: HABITUE_WHOLE_AMOUNTS_MINOR,
        ..Default::default()
    };
    let with_text = habitue_transactions {
        rows: 3,
        customer: texts(&offsets, bytes),
        time: whole(&seconds),
        amount: cells(&amounts, HABITUE_TYPE_F64),
        ..Default::default()
    };
    let summary = new_summary();
    let push = |transactions: &habitue_transactions| {
        let mut error = blank_error();
        // SAFETY: every pointer is that of a live local.
        (unsafe { habitue_summary_push(summary, transactions, &mut error) }, error)
    };
    assert_eq!(push(&habitue_transactions::default()).0, HABITUE_OK);
    assert_eq!(push(&with_integers).0, HABITUE_OK);
    assert_eq!(push(&with_text).0, HABITUE_BAD_ARGUMENT); // doubles need a rounding
    let (status, _) = push(&habitue_transactions {
        amount: whole(&minor),
        whole_amounts: HABITUE_WHOLE_AMOUNTS_MINOR,
        ..with_text
    });
    assert_eq!(status, HABITUE_INCONSISTENT); // text after integers
    let (status, error) =
        push(&habitue_transactions { time: days(&[1, 2, i32::MAX]), ..with_integers });
    assert_eq!((status, error.row), (HABITUE_OUT_OF_RANGE, 2));
    let (status, error) =
        push(&habitue_transactions { amount: whole(&[1, -2, 3]), ..with_integers });
    assert_eq!((status, error.row), (HABITUE_REFUND_REFUSED, 1));
    let without = habitue_column { cells: null(), ..days(&when) };
    assert_eq!(
        push(&habitue_transactions { time: without, ..with_integers }).0,
        HABITUE_NULL_POINTER
    );
    assert_eq!(
        push(&habitue_transactions { customer: ABSENT, ..with_integers }).0,
        HABITUE_NULL_POINTER
    );
    for wrong in [
        habitue_transactions { time: cells(&amounts, HABITUE_TYPE_F64), ..with_integers },
        habitue_transactions { customer: days(&when), ..with_integers },
        habitue_transactions { amount: days(&when), whole_amounts: 0, ..with_integers },
    ] {
        assert_eq!(push(&wrong).0, HABITUE_BAD_ARGUMENT);
    }
    assert_eq!(
        push(&habitue_transactions { amount: ABSENT, whole_amounts: 0, ..with_integers }).0,
        HABITUE_MISSING_VALUE
    );
    assert_eq!(
        push(&habitue_transactions { rows: usize::MAX, ..with_integers }).0,
        HABITUE_BAD_LENGTH
    );
    assert_eq!(push(&habitue_transactions { rows: usize::MAX, ..with_text }).0, HABITUE_BAD_LENGTH);
    let info = info_of(summary);
    assert_eq!((info.rows, info.first_day, info.last_day), (3, 10, 11));
    assert_eq!(info.keys, HABITUE_TYPE_I64);
    // SAFETY: every pointer is that of a live local or a handle from above.
    unsafe {
        let mut known = [9; 2];
        let erase = |customers: habitue_column, rows: usize, known: *mut u8| {
            habitue_summary_erase(summary, customers, rows, known, null_mut())
        };
        assert_eq!(erase(whole(&[7, 9]), 2, known.as_mut_ptr()), HABITUE_OK);
        assert_eq!(known, [1, 0]);
        assert_eq!(erase(texts(&[0, 1], b"A"), 1, known.as_mut_ptr()), HABITUE_OK);
        assert_eq!(known[0], 0);
        assert_eq!(erase(whole(&[99]), 1, null_mut()), HABITUE_OK);
        assert_eq!(erase(days(&when), 3, null_mut()), HABITUE_BAD_ARGUMENT);
        assert_eq!(habitue_summary_merge(summary, summary, null_mut()), HABITUE_BAD_ARGUMENT);
        let other = new_summary();
        assert_eq!(habitue_summary_merge(summary, other, null_mut()), HABITUE_OK);
        habitue_summary_free(other);
        assert_eq!(info_of(summary).rows, 1);
        habitue_summary_free(summary);
    }
}

/// What whole amounts are must be said, and only where there are any.
#[test]
fn whole_amounts_are_units_or_minor_units_and_nothing_by_default() {
    let given = |whole_amounts: i32, amount: habitue_column| {
        let summary = new_summary();
        let transactions = habitue_transactions {
            rows: 1,
            customer: whole(&[7]),
            time: days(&[10]),
            amount,
            whole_amounts,
            ..Default::default()
        };
        let mut error = blank_error();
        // SAFETY: every pointer is that of a live local.
        let status = unsafe { habitue_summary_push(summary, &transactions, &mut error) };
        let mut total = [0];
        if status == HABITUE_OK {
            let window = habitue_window { calibration_end: 20, ..Default::default() };
            let table = table_of(summary, &window);
            let wanted = habitue_table_columns {
                rows: 1,
                total_spend: total.as_mut_ptr(),
                ..Default::default()
            };
            assert_eq!(columns(table, &wanted), HABITUE_OK);
            // SAFETY: made above.
            unsafe { habitue_table_free(table) };
        }
        // SAFETY: made above.
        unsafe { habitue_summary_free(summary) };
        (status, total[0])
    };
    let amounts = [35_i64];
    assert_eq!(given(HABITUE_WHOLE_AMOUNTS_MINOR, whole(&amounts)), (HABITUE_OK, 35));
    assert_eq!(given(HABITUE_WHOLE_AMOUNTS_MAJOR, whole(&amounts)), (HABITUE_OK, 3500));
    assert_eq!(given(0, whole(&amounts)).0, HABITUE_MISSING_VALUE);
    assert_eq!(given(3, whole(&amounts)).0, HABITUE_BAD_ENUMERATOR);
    let decimals = texts(&[0, 2], b"35");
    assert_eq!(given(0, decimals), (HABITUE_OK, 3500));
    assert_eq!(given(HABITUE_WHOLE_AMOUNTS_MINOR, decimals).0, HABITUE_NOT_READ);
    assert_eq!(given(HABITUE_WHOLE_AMOUNTS_MAJOR, whole(&[i64::MAX])).0, HABITUE_OUT_OF_RANGE);
}

#[test]
fn bad_rows_fail_or_are_reported() {
    let csv =
        b"customer,date,amount\n1,1997-01-01,5\n2,never,5\n3,1997-01-01,inf\n4,1997-01-01,much\n";
    let summary = new_summary();
    let (status, error) = read(summary, csv, &format(HABITUE_BAD_ROWS_FAIL, HABITUE_TYPE_I64));
    assert_eq!((status, error.row), (HABITUE_UNREADABLE, 3));
    assert!(
        message(&error).starts_with("line 3, date: \"never\" is no date"),
        "{}",
        message(&error)
    );
    let mut examples = [blank_error(), blank_error()];
    let mut reasons = [habitue_status_count { status: 0, reserved: 0, rows: 0 }; 2];
    let mut told = habitue_rejections {
        examples: examples.as_mut_ptr(),
        example_capacity: 2,
        by_status: reasons.as_mut_ptr(),
        status_capacity: 2,
        ..Default::default()
    };
    let reject = format(HABITUE_BAD_ROWS_REJECT, HABITUE_TYPE_I64);
    let given = habitue_text { bytes: csv.as_ptr().cast(), length: csv.len() };
    // SAFETY: every pointer is that of a live local or a handle from above.
    unsafe {
        let status =
            habitue_summary_read_csv(summary, given, &reject, null(), &mut told, null_mut());
        assert_eq!(status, HABITUE_OK);
        habitue_summary_free(summary);
    }
    assert_eq!((told.rows, told.rejected), (4, 3));
    assert_eq!((told.example_count, told.status_count), (2, 2));
    assert_eq!(
        reasons.map(|reason| (reason.status, reason.rows)),
        [(HABITUE_NOT_FINITE, 1), (HABITUE_UNREADABLE, 2)]
    );
    assert_eq!((examples[1].code, examples[1].row), (HABITUE_NOT_FINITE, 4));
}

#[test]
fn tracking_has_the_weeks_of_the_study() {
    let summary = new_summary();
    read(summary, CDNOW, &format(HABITUE_BAD_ROWS_FAIL, HABITUE_TYPE_I64));
    let none = habitue_tracking_step { end: 0, reserved: 0, elapsed: 0.0, purchases: 0 };
    let mut steps = [none; 80];
    let (mut needed, mut origin) = (0, 0);
    // SAFETY: every pointer is that of a live local or a handle from above.
    unsafe {
        let (steps, window) = (steps.as_mut_ptr(), window());
        let status = habitue_summary_tracking(
            summary,
            &window,
            steps,
            80,
            &mut needed,
            &mut origin,
            null_mut(),
        );
        assert_eq!((status, needed), (HABITUE_OK, 78));
        habitue_summary_free(summary);
    }
    let purchases = steps.map(|step| step.purchases);
    assert_eq!(
        (&purchases[..4], steps[77].elapsed, origin),
        ([0, 19, 23, 39].as_slice(), 78.0, 9862)
    );
    assert_eq!(purchases.iter().sum::<u64>(), 4339);
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
    let (customers, when) = ([7_i64, 7, 8], [19_000, 19_005, 19_010]);
    let minor = [2000_i64, 1000, 500];
    let base = habitue_transactions {
        rows: 3,
        customer: whole(&customers),
        time: days(&when),
        amount: whole(&minor),
        whole_amounts: HABITUE_WHOLE_AMOUNTS_MINOR,
        ..Default::default()
    };
    let (costs, known) = ([1250_i64, -1, 600], [1_u8, 0, 1]);
    let cents = habitue_transactions { cost: whole(&costs), cost_known: known.as_ptr(), ..base };
    let (offsets, bytes) = ([0_i64, 5, 5, 9], b"12.506.00");
    let text_costs = habitue_transactions { cost: texts(&offsets, bytes), ..base };
    let left = [750_i64, 300, -100];
    let margins =
        habitue_transactions { costing: HABITUE_COSTING_MARGIN, cost: whole(&left), ..base };
    let csv =
        b"customer,date,amount,cost\n7,2022-01-08,20,12.5\n7,2022-01-13,10,\n8,2022-01-18,5,6\n";
    let assume = habitue_rules { costs: HABITUE_COSTS_ASSUME, assumed_margin: 0.3, ..rules() };
    for (place, given) in
        [Some(cents), Some(text_costs), Some(margins), None].into_iter().enumerate()
    {
        let mut error = blank_error();
        let mut summary = null_mut();
        // SAFETY: every pointer addresses what the structures say.
        let status = unsafe { habitue_summary_new(&assume, &mut summary, &mut error) };
        assert_eq!(status, HABITUE_OK, "{}", message(&error));
        let status = match &given {
            // SAFETY: every pointer addresses what the structures say.
            Some(transactions) => unsafe {
                habitue_summary_push(summary, transactions, &mut error)
            },
            None => {
                let format = habitue_csv_format {
                    cost: text("cost"),
                    ..format(HABITUE_BAD_ROWS_FAIL, HABITUE_TYPE_I64)
                };
                read(summary, csv, &format).0
            }
        };
        assert_eq!(status, HABITUE_OK, "{place}: {}", message(&error));
        let table = table_of(summary, &until_19010());
        let (mut first, mut repeat, mut profit) = ([0_i64; 2], [0_i64; 2], [0_i64; 2]);
        let (mut rate, mut mean) = ([0.0; 2], [0.0; 2]);
        let wanted = habitue_table_columns {
            rows: 2,
            first_margin: first.as_mut_ptr(),
            repeat_margin: repeat.as_mut_ptr(),
            total_margin: profit.as_mut_ptr(),
            margin_rate: rate.as_mut_ptr(),
            mean_margin: mean.as_mut_ptr(),
            ..Default::default()
        };
        assert_eq!(columns(table, &wanted), HABITUE_OK);
        assert_eq!((first, repeat, profit), ([750, -100], [300, 0], [1050, -100]), "{place}");
        assert_eq!((rate, mean), ([0.35, -0.2], [3.0, 0.0]));
        assert_eq!(table_info(table).assumed_rows, u64::from(place != 2));
        // SAFETY: made above.
        unsafe {
            habitue_table_free(table);
            habitue_summary_free(summary);
        }
    }
    margins_want_a_policy(&base, &cents);
}

/// Without a policy costs are refused, and a wrong costing is no costing.
fn margins_want_a_policy(base: &habitue_transactions, cents: &habitue_transactions) {
    let summary = new_summary();
    let push = |transactions: habitue_transactions| {
        // SAFETY: every pointer addresses what the structures say.
        unsafe { habitue_summary_push(summary, &transactions, null_mut()) }
    };
    assert_eq!(push(*cents), HABITUE_INCONSISTENT);
    assert_eq!(push(habitue_transactions { costing: 9, ..*base }), HABITUE_BAD_ENUMERATOR);
    let unread = habitue_transactions { cost_known: cents.cost_known, ..*base };
    assert_eq!(push(unread), HABITUE_NOT_READ);
    assert_eq!(push(*base), HABITUE_OK);
    let table = table_of(summary, &until_19010());
    let (mut margin, mut rate) = ([9_i64; 2], [9.0; 2]);
    for wanted in [
        habitue_table_columns { first_margin: margin.as_mut_ptr(), ..Default::default() },
        habitue_table_columns { margin_rate: rate.as_mut_ptr(), ..Default::default() },
    ] {
        let wanted = habitue_table_columns { rows: 2, ..wanted };
        assert_eq!(columns(table, &wanted), HABITUE_MISSING_VALUE);
    }
    assert_eq!((margin, rate), ([9; 2], [9.0; 2]));
    let mut other = null_mut();
    let wrong = habitue_rules { costs: HABITUE_COSTS_ASSUME, assumed_margin: f64::NAN, ..rules() };
    // SAFETY: every pointer addresses what the structures say.
    unsafe {
        habitue_table_free(table);
        habitue_summary_free(summary);
        let status = habitue_summary_new(&wrong, &mut other, null_mut());
        assert_eq!(status, HABITUE_NOT_FINITE);
    }
}
