//! Columns of Arrow through the C data interface: every type of column, the same figures as from
//! columns of Rust, and whatever happens everything is released exactly once.
#![allow(unsafe_code, clippy::unwrap_used)]

mod given;

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::{null, null_mut};

use habitue::capi::*;
use habitue::customer::{TextColumn, Texts};
use habitue::ledger::{Amounts, Columns, Rules, Times};
use habitue::money::Currency;
use habitue::summary::{Convention, Summary, Table};
use habitue::time::{Day, Unit, Window};

use crate::capi_summary::{blank_error, new_summary};
use given::*;

fn text(text: &str) -> habitue_text {
    habitue_text { bytes: text.as_ptr().cast(), length: text.len() }
}

struct Outcome {
    status: i32,
    row: i64,
    column: String,
    message: String,
}

impl Outcome {
    fn of(status: i32, error: &habitue_error) -> Self {
        // SAFETY: both are NUL-terminated.
        let text = |field: &[c_char]| unsafe {
            CStr::from_ptr(field.as_ptr()).to_str().unwrap().to_owned()
        };
        let (column, message) = (text(&error.column), text(&error.message));
        Self { status, row: error.row, column, message }
    }
}

/// Pushes a stream; the summary, and how it went.
fn push(
    batches: Vec<Vec<Given>>,
    said: &[(&str, &str)],
    ends: c_int,
    fields: &habitue_arrow_transactions,
) -> (*mut habitue_summary, Outcome) {
    let summary = new_summary();
    let (mut stream, alive) = stream_of(batches, said, ends);
    let mut error = blank_error();
    // SAFETY: every pointer is that of a live local or a handle.
    let status = unsafe {
        habitue_summary_read_arrow(summary, (&raw mut stream).cast(), fields, &mut error)
    };
    settled(stream, &alive);
    (summary, Outcome::of(status, &error))
}

fn refused(batch: Vec<Given>, fields: &habitue_arrow_transactions) -> Outcome {
    let (summary, outcome) = push(vec![batch], &[], 0, fields);
    let mut info = habitue_summary_info::default();
    // SAFETY: live locals and a handle.
    unsafe {
        assert_eq!(habitue_summary_inspect(summary, &mut info, null_mut()), HABITUE_OK);
        habitue_summary_free(summary);
    }
    assert_ne!(outcome.status, HABITUE_OK, "{}", outcome.message);
    assert_eq!(info.rows, 0, "all or nothing");
    outcome
}

const DAYS: [i32; 4] = [9862, 9879, 9862, 9900];
const CENTS: [i64; 4] = [2933, 2973, 6334, 500];
const WHO: [&str; 4] = ["Ada", "Ada", "somebody with a long name", "Bo"];

/// The table that the same columns make in Rust.
fn expected(texts: &[&str]) -> Table {
    let mut column = TextColumn::default();
    texts.iter().for_each(|text| column.push(text));
    let keys: Texts<'_> = column.as_texts();
    let columns = Columns::new(keys, Times::Days(&DAYS)).unwrap();
    let mut summary = Summary::new(Rules::money(Currency::USD));
    summary.push_columns(&columns.with_amounts(Amounts::Minor(&CENTS)).unwrap()).unwrap();
    summary
        .table(&Window::until(Day::from_number(9950).unwrap()), &Convention::btyd(Unit::Week))
        .unwrap()
}

fn window() -> habitue_window {
    habitue_window { calibration_end: 9950, ..Default::default() }
}

/// The table of a summary, and what it holds.
fn table_of(summary: *mut habitue_summary) -> (*mut habitue_table, Vec<u32>, Vec<f64>, Vec<i64>) {
    let (mut table, mut info) = (null_mut(), habitue_table_info::default());
    // SAFETY: live locals and handles.
    unsafe {
        assert_eq!(habitue_summary_table(summary, &window(), &mut table, null_mut()), HABITUE_OK);
        habitue_summary_free(summary);
        assert_eq!(habitue_table_inspect(table, &mut info, null_mut()), HABITUE_OK);
    }
    let rows = info.customers as usize;
    let (mut x, mut t, mut spend) = (vec![0; rows], vec![0.0; rows], vec![0; rows]);
    let columns = habitue_table_columns {
        rows,
        frequency: x.as_mut_ptr(),
        age: t.as_mut_ptr(),
        total_spend: spend.as_mut_ptr(),
        ..Default::default()
    };
    // SAFETY: live columns of that length.
    unsafe { assert_eq!(habitue_table_read(table, &columns, null_mut()), HABITUE_OK) };
    (table, x, t, spend)
}

fn decimals(width: usize, scale: &'static str, factor: i64) -> Given {
    let wide = CENTS.iter().flat_map(|cents| {
        let mut bytes = i128::from(cents * factor).to_le_bytes().to_vec();
        bytes.resize(32, 0);
        bytes.truncate(width);
        bytes
    });
    Given::new("amount", scale, CENTS.len(), vec![wide.collect()])
}

#[test]
fn every_type_of_column_gives_the_same_table() {
    let places = i32s("customer", "i", &[2, 2, 1, 0]);
    let entries = utf8("", "u", &["Bo", "somebody with a long name", "Ada"]);
    let customers = [
        utf8("customer", "u", &WHO),
        utf8("customer", "U", &WHO),
        views("customer", &WHO),
        Given { dictionary: Some(Box::new(entries)), ..places },
    ];
    let seconds = DAYS.map(|day| i64::from(day) * 86_400 + 3_599);
    let text = DAYS.map(|day| Day::from_number(day).unwrap().to_string());
    let times = [
        i32s("date", "tdD", &DAYS),
        i64s("date", "tdm", &seconds.map(|at| (at - 3_599) * 1_000)),
        i64s("date", "tss:", &seconds),
        i64s("date", "tsm:", &seconds.map(|at| at * 1_000 + 999)),
        i64s("date", "tsu:UTC", &seconds.map(|at| at * 1_000_000)),
        i64s("date", "tsn:", &seconds.map(|at| at * 1_000_000_000)),
        utf8("date", "u", &text.each_ref().map(String::as_str)),
    ];
    let dollars = ["29.33", "29.73", "63.34", "5"];
    let amounts = [
        decimals(4, "d:9,2,32", 1),
        decimals(8, "d:18,2,64", 1),
        decimals(16, "d:38,2", 1),
        decimals(32, "d:76,2,256", 1),
        decimals(16, "d:38,6", 10_000),
        utf8("amount", "u", &dollars),
        views("amount", &dollars),
    ];
    let table = expected(&WHO);
    let plain = habitue_arrow_transactions::default();
    let mut seen = 0;
    for customer in &customers {
        for time in &times {
            for amount in &amounts {
                // Once, and cut in two with rows before each that are not its own.
                let whole = vec![customer.clone(), time.clone(), amount.clone()];
                let part = |offset: i64, rows: i64| -> Vec<Given> {
                    whole.iter().map(|all| Given { offset, rows, ..all.clone() }).collect()
                };
                for batches in [vec![whole.clone()], vec![part(0, 1), part(1, 0), part(1, 3)]] {
                    let (summary, outcome) = push(batches, &[], 0, &plain);
                    assert_eq!(outcome.status, HABITUE_OK, "{}", outcome.message);
                    let (handle, x, t, spend) = table_of(summary);
                    assert_eq!((x.as_slice(), t.as_slice()), (table.x(), table.t()));
                    assert_eq!(spend, table.total_spend().collect::<Vec<_>>());
                    // SAFETY: a handle.
                    unsafe { habitue_table_free(handle) };
                    seen += 1;
                }
            }
        }
    }
    assert_eq!(seen, 4 * 7 * 7 * 2);
}

#[test]
fn uuids_are_their_text_and_integers_are_integers() {
    let bytes: Vec<u8> = (0..4_u8).flat_map(|row| [row / 2; 16]).collect();
    let plain = habitue_arrow_transactions::default();
    let rest = [i32s("date", "tdD", &DAYS), decimals(16, "d:38,2", 1)];
    let ends = le([0_i32, 16, 32, 48, 64].map(i32::to_le_bytes));
    for ids in [
        Given::new("customer", "w:16", 4, vec![bytes.clone()]),
        Given::new("customer", "z", 4, vec![ends, bytes.clone()]),
    ] {
        let (summary, outcome) = push(vec![[vec![ids], rest.to_vec()].concat()], &[], 0, &plain);
        assert_eq!(outcome.status, HABITUE_OK, "{}", outcome.message);
        let key = "01010101-0101-0101-0101-010101010101";
        let column = habitue_column {
            name: null(),
            cells: key.as_ptr().cast(),
            offsets: [0_i64, 36].as_ptr(),
            bytes: 36,
            r#type: HABITUE_TYPE_TEXT,
            reserved: 0,
        };
        let mut known = 0_u8;
        // SAFETY: live locals and a handle.
        unsafe {
            assert_eq!(
                habitue_summary_erase(summary, column, 1, &mut known, null_mut()),
                HABITUE_OK
            );
            habitue_summary_free(summary);
        }
        assert_eq!(known, 1);
    }
    for ids in [
        i64s("customer", "l", &[1, 1, 2, 3]),
        i32s("customer", "I", &[1, 1, 2, 3]),
        f64s("customer", &[1.0, 1.0, 2.0, 3.0]),
    ] {
        let (summary, outcome) = push(vec![[vec![ids], rest.to_vec()].concat()], &[], 0, &plain);
        assert_eq!(outcome.status, HABITUE_OK, "{}", outcome.message);
        let (handle, x, ..) = table_of(summary);
        assert_eq!(x, [1, 0, 0]);
        // SAFETY: a handle.
        unsafe { habitue_table_free(handle) };
    }
}

#[test]
fn whole_amounts_need_the_word() {
    let who = utf8("customer", "u", &WHO);
    let batch = vec![who, i32s("date", "tdD", &DAYS), i64s("amount", "l", &CENTS)];
    let word = |whole_amounts| habitue_arrow_transactions { whole_amounts, ..Default::default() };
    let spent = |said: &[(&str, &str)], whole| {
        let (summary, outcome) = push(vec![batch.clone()], said, 0, &word(whole));
        assert_eq!(outcome.status, HABITUE_OK, "{}", outcome.message);
        let (handle, _, _, spend) = table_of(summary);
        // SAFETY: a handle.
        unsafe { habitue_table_free(handle) };
        spend
    };
    assert_eq!(spent(&[], HABITUE_WHOLE_AMOUNTS_MINOR), [5906, 500, 6334]);
    assert_eq!(spent(&[], HABITUE_WHOLE_AMOUNTS_MAJOR), [590_600, 50_000, 633_400]);
    assert_eq!(spent(&[("habitue.whole_amounts", "minor")], 0), [5906, 500, 6334]);
    let outcome = refused(batch.clone(), &word(0));
    assert_eq!((outcome.status, outcome.column.as_str()), (HABITUE_MISSING_VALUE, "amount"));
    let decimals = vec![batch[0].clone(), batch[1].clone(), decimals(16, "d:38,2", 1)];
    assert_eq!(refused(decimals, &word(HABITUE_WHOLE_AMOUNTS_MINOR)).status, HABITUE_NOT_READ);
    for (key, value, status, both) in [
        ("habitue.currency", "EUR", HABITUE_BAD_CURRENCY, ["EUR", "USD"]),
        ("habitue.whole_amounts", "major", HABITUE_INCONSISTENT, ["major", "minor"]),
    ] {
        let (summary, outcome) =
            push(vec![batch.clone()], &[(key, value)], 0, &word(HABITUE_WHOLE_AMOUNTS_MINOR));
        assert_eq!((outcome.status, outcome.column.as_str()), (status, key));
        assert!(both.iter().all(|name| outcome.message.contains(name)), "{}", outcome.message);
        // SAFETY: a handle.
        unsafe { habitue_summary_free(summary) };
    }
}

#[test]
fn a_time_zone_is_named_or_refused() {
    // 23:00 of UTC on day 9862 is the next day in Shanghai.
    let late = [9862_i64 * 86_400 + 23 * 3_600, 9863 * 86_400, 9864 * 86_400, 9865 * 86_400];
    let batch = |format| {
        vec![i64s("customer", "l", &[1; 4]), i64s("date", format, &late), decimals(16, "d:38,2", 1)]
    };
    let zone = habitue_arrow_transactions { timezone: text("Asia/Shanghai"), ..Default::default() };
    let (summary, outcome) = push(vec![batch("tss:Asia/Shanghai")], &[], 0, &zone);
    assert_eq!(outcome.status, HABITUE_OK, "{}", outcome.message);
    let (handle, x, ..) = table_of(summary);
    assert_eq!(x, [2], "9863 twice, 9864, 9865");
    // SAFETY: a handle.
    unsafe { habitue_table_free(handle) };
    let outcome = refused(batch("tss:Asia/Shanghai"), &habitue_arrow_transactions::default());
    assert_eq!((outcome.status, outcome.column.as_str()), (HABITUE_UNREADABLE, "date"));
    assert_eq!(refused(batch("tss:"), &zone).status, HABITUE_NOT_READ);
}

#[test]
fn what_is_wrong_is_named_with_column_and_row() {
    let plain = habitue_arrow_transactions::default();
    let good =
        || vec![utf8("customer", "u", &WHO), i32s("date", "tdD", &DAYS), decimals(16, "d:38,2", 1)];
    let with = |at: usize, given: Given| {
        let mut batch = good();
        batch[at] = given;
        refused(batch, &plain)
    };
    for (at, name) in ["customer", "date", "amount"].into_iter().enumerate() {
        let outcome = with(at, good()[at].clone().null_at(2));
        assert_eq!(
            (outcome.status, outcome.row, outcome.column.as_str()),
            (HABITUE_MISSING_VALUE, 2, name)
        );
    }
    // Rows are counted through all batches.
    let mut second = good();
    second[1] = second[1].clone().null_at(1);
    let (summary, outcome) = push(vec![good(), second], &[], 0, &plain);
    assert_eq!((outcome.status, outcome.row), (HABITUE_MISSING_VALUE, 5));
    // SAFETY: a handle.
    unsafe { habitue_summary_free(summary) };

    assert_eq!(with(0, utf8("who", "u", &WHO)).status, HABITUE_MISSING_COLUMN);
    let twice = [good(), vec![utf8("customer", "u", &WHO)]].concat();
    assert_eq!(refused(twice, &plain).status, HABITUE_DUPLICATE);
    for format in ["+l", "ttm", "tDs", "q", "", "d:1", "w:0"] {
        let outcome = with(0, Given { format, ..good()[0].clone() });
        assert_eq!((outcome.status, outcome.column.as_str()), (HABITUE_UNREADABLE, "customer"));
    }
    assert_eq!(with(0, i64s("customer", "L", &[1, 1, -1, 2])).row, 2, "beyond int64");
    assert_eq!(with(0, f64s("customer", &[1.0, 1.5, 2.0, 2.0])).row, 1);
    assert_eq!(with(1, i64s("date", "l", &[1, 2, 3, 4])).status, HABITUE_UNREADABLE);
    assert_eq!(with(0, utf8("customer", "u", &["a", "", "b", "c"])).row, 1);
    let mut latin = utf8("customer", "u", &WHO);
    latin.buffers[2].as_mut().unwrap()[4] = 0xff;
    let outcome = with(0, latin);
    assert_eq!((outcome.status, outcome.row), (HABITUE_NOT_UTF8, 1));
}

#[test]
fn hostile_arrays_are_refused_and_released() {
    let plain = habitue_arrow_transactions::default();
    let dates = i32s("date", "tdD", &DAYS);
    let amount = decimals(16, "d:38,2", 1);
    let good = || utf8("customer", "u", &WHO);
    let cut = |at: usize| {
        let mut given = good();
        given.buffers[at] = None;
        given
    };
    let ends = |ends: [i32; 5]| {
        let mut given = good();
        given.buffers[1] = Some(le(ends.map(i32::to_le_bytes)));
        given
    };
    let view = |length: i32, buffer: i32, start: i32| {
        let mut given = views("customer", &["somebody with a long name"; 4]);
        let cells = given.buffers[1].as_mut().unwrap();
        for (at, word) in [(0, length), (8, buffer), (12, start)] {
            cells[at..at + 4].copy_from_slice(&word.to_le_bytes());
        }
        given
    };
    let places = |place: i32| Given {
        dictionary: Some(Box::new(utf8("", "u", &["a"]))),
        ..i32s("customer", "i", &[0, 0, place, 0])
    };
    let cases = [
        ("no offsets", cut(1), HABITUE_NULL_POINTER),
        ("no text", cut(2), HABITUE_NULL_POINTER),
        ("too few buffers", Given { buffers: vec![None], ..good() }, HABITUE_BAD_LENGTH),
        ("nulls without bits", Given { nulls: 1, ..good() }, HABITUE_NULL_POINTER),
        ("more nulls than rows", Given { nulls: 5, ..good() }, HABITUE_BAD_LENGTH),
        ("fewer nulls than none", Given { nulls: -2, ..good() }, HABITUE_BAD_LENGTH),
        ("fewer rows than none", Given { rows: -1, ..good() }, HABITUE_BAD_LENGTH),
        ("an offset before the first", Given { offset: -1, ..good() }, HABITUE_BAD_LENGTH),
        ("an offset beyond memory", Given { offset: i64::MAX, ..good() }, HABITUE_BAD_LENGTH),
        ("offsets that run backwards", ends([0, 3, 2, 6, 9]), HABITUE_UNSORTED),
        ("a negative offset", ends([-1, 3, 6, 7, 9]), HABITUE_UNSORTED),
        ("a negative end", ends([0, 3, 6, 7, -9]), HABITUE_UNSORTED),
        ("a view of no buffer", view(25, 2, 0), HABITUE_BAD_LENGTH),
        ("a view of a buffer before the first", view(25, -1, 0), HABITUE_BAD_LENGTH),
        ("a view beyond its buffer", view(25, 1, 76), HABITUE_BAD_LENGTH),
        ("a view of less than nothing", view(-1, 1, 0), HABITUE_BAD_LENGTH),
        ("a place beyond the dictionary", places(1), HABITUE_OUT_OF_RANGE),
        ("a place before the dictionary", places(-1), HABITUE_OUT_OF_RANGE),
    ];
    for (what, given, status) in cases {
        // The batch is as long as its first column says.
        let outcome = refused(vec![dates.clone(), given, amount.clone()], &plain);
        assert_eq!(outcome.status, status, "{what}: {}", outcome.message);
    }
    let shorter = refused(vec![dates.clone(), i64s("customer", "l", &[1]), amount.clone()], &plain);
    assert_eq!(shorter.status, HABITUE_BAD_LENGTH);
}

#[test]
fn a_stream_that_fails_or_was_released_is_refused() {
    let plain = habitue_arrow_transactions::default();
    let batch =
        vec![utf8("customer", "u", &WHO), i32s("date", "tdD", &DAYS), decimals(16, "d:38,2", 1)];
    let (summary, outcome) = push(vec![batch.clone()], &[], 5, &plain);
    assert_eq!(outcome.status, HABITUE_IO_FAILED);
    assert!(outcome.message.contains("the disk is gone"), "{}", outcome.message);
    let call = |stream: *mut Stream, fields: *const habitue_arrow_transactions| {
        // SAFETY: live locals and a handle.
        unsafe { habitue_summary_read_arrow(summary, stream.cast(), fields, null_mut()) }
    };
    assert_eq!(call(null_mut(), &plain), HABITUE_NULL_POINTER);
    // One that a call does not get to stays the caller's.
    let wrong = habitue_arrow_transactions { struct_size: 3, ..Default::default() };
    let (mut stream, alive) = stream_of(vec![batch.clone()], &[], 0);
    assert_eq!(call(&mut stream, &wrong), HABITUE_BAD_STRUCT_SIZE);
    assert!(stream.release.is_some());
    settled(stream, &alive);
    // What was moved cannot be moved again.
    let (mut stream, alive) = stream_of(vec![batch], &[], 0);
    assert_eq!(call(&mut stream, null()), HABITUE_OK);
    assert!(stream.release.is_none());
    assert_eq!(call(&mut stream, null()), HABITUE_BAD_ARGUMENT);
    // Callbacks that are missing.
    unsafe extern "C" fn nothing(stream: *mut Stream) {
        // SAFETY: the live structure that is released.
        unsafe { (*stream).release = None };
    }
    stream.release = Some(nothing);
    assert_eq!(call(&mut stream, null()), HABITUE_NULL_POINTER);
    settled(stream, &alive);
    // SAFETY: a handle.
    unsafe { habitue_summary_free(summary) };
}

const NOTHING: Stream = Stream {
    get_schema: None,
    get_next: None,
    get_last_error: None,
    release: None,
    private_data: null_mut(),
};

#[test]
fn a_table_goes_out_and_comes_back_as_histories() {
    let batch =
        vec![utf8("customer", "u", &WHO), i32s("date", "tdD", &DAYS), decimals(16, "d:38,2", 1)];
    let plain = habitue_arrow_transactions::default();
    let (summary, outcome) = push(vec![batch], &[], 0, &plain);
    assert_eq!(outcome.status, HABITUE_OK);
    let (table, ..) = table_of(summary);
    let known = expected(&WHO);
    let written = || {
        let mut stream = NOTHING;
        // SAFETY: live locals and a handle.
        let status =
            unsafe { habitue_table_write_arrow(table, (&raw mut stream).cast(), null_mut()) };
        assert_eq!(status, HABITUE_OK);
        stream
    };
    let named = habitue_arrow_histories {
        customer: text("customer"),
        mean_spend: text("mean_repeat_spend"),
        ..Default::default()
    };
    let read = |mut stream: Stream, fields: &habitue_arrow_histories| {
        let (mut histories, mut customers) = (null_mut(), habitue_customers::default());
        let mut error = blank_error();
        let mut column = habitue_column {
            name: null(),
            cells: null(),
            offsets: null(),
            bytes: 0,
            r#type: HABITUE_TYPE_NONE,
            reserved: 0,
        };
        // SAFETY: live locals.
        let status = unsafe {
            habitue_histories_read_arrow(
                (&raw mut stream).cast(),
                fields,
                &mut customers,
                &mut column,
                &mut histories,
                &mut error,
            )
        };
        assert!(stream.release.is_none());
        (histories, customers, column, Outcome::of(status, &error))
    };
    let (histories, customers, keys, outcome) = read(written(), &named);
    assert_eq!(outcome.status, HABITUE_OK, "{}", outcome.message);
    assert_eq!((customers.rows, customers.unit), (3, HABITUE_UNIT_WEEK));
    // SAFETY: columns of three customers, that live as long as the histories.
    unsafe {
        let column = |cells: *const f64| std::slice::from_raw_parts(cells, 3);
        assert_eq!(std::slice::from_raw_parts(customers.frequency, 3), known.x());
        assert_eq!(column(customers.recency), known.t_x());
        assert_eq!(column(customers.age), known.t());
        assert_eq!(column(customers.mean_spend), known.mean_repeat_spend());
        assert_eq!(keys.r#type, HABITUE_TYPE_TEXT);
        let bytes = std::slice::from_raw_parts(keys.cells.cast::<u8>(), keys.bytes);
        assert_eq!(bytes, b"AdaBosomebody with a long name");
        habitue_histories_free(histories);
    }
    // What it is in meets what is asked for, and nothing else.
    let own = habitue_arrow_histories {
        unit: HABITUE_UNIT_WEEK,
        convention: HABITUE_CONVENTION_BTYD,
        calibration_end: 9950,
        ..named
    };
    let (histories, .., outcome) = read(written(), &own);
    assert_eq!(outcome.status, HABITUE_OK, "{}", outcome.message);
    // SAFETY: a handle.
    unsafe { habitue_histories_free(histories) };
    for (fields, column, both) in [
        (
            habitue_arrow_histories { unit: HABITUE_UNIT_DAY, ..own },
            "habitue.unit",
            ["week", "day"],
        ),
        (
            habitue_arrow_histories { convention: HABITUE_CONVENTION_LIFETIMES, ..own },
            "habitue.convention",
            ["btyd", "lifetimes"],
        ),
        (
            habitue_arrow_histories { calibration_end: 9951, ..own },
            "habitue.window",
            ["1997-03-30", "1997-03-31"],
        ),
    ] {
        let (histories, .., outcome) = read(written(), &fields);
        assert!(histories.is_null());
        assert_eq!((outcome.status, outcome.column.as_str()), (HABITUE_INCONSISTENT, column));
        assert!(both.iter().all(|name| outcome.message.contains(name)), "{}", outcome.message);
    }
    // Histories that cannot be are named by their row.
    let batch = vec![i32s("x", "I", &[1, 0]), f64s("t_x", &[2.0, 3.0]), f64s("t", &[4.0, 4.0])];
    let (stream, alive) = stream_of(vec![batch], &[], 0);
    let (_, _, _, outcome) = read(stream, &habitue_arrow_histories::default());
    assert_eq!((outcome.status, outcome.row), (HABITUE_INCONSISTENT, 1), "{}", outcome.message);
    settled(NOTHING, &alive);
    // SAFETY: a handle.
    unsafe { habitue_table_free(table) };
}

#[test]
fn columns_of_the_caller_go_out_and_children_may_be_moved() {
    let (ids, alive, tier) = ([7_i64, 21], [0.5, 0.25], [1_i32, 3]);
    let column = |name: &'static CStr, cells: *const c_void, kind| habitue_column {
        name: name.as_ptr(),
        cells,
        offsets: null(),
        bytes: 0,
        r#type: kind,
        reserved: 0,
    };
    let names = "AdaBo";
    let columns = [
        column(c"customer", ids.as_ptr().cast(), HABITUE_TYPE_I64),
        column(c"p_alive", alive.as_ptr().cast(), HABITUE_TYPE_F64),
        column(c"tier", tier.as_ptr().cast(), HABITUE_TYPE_I32),
        habitue_column {
            offsets: [0_i64, 3, 5].as_ptr(),
            bytes: 5,
            ..column(c"name", names.as_ptr().cast(), HABITUE_TYPE_TEXT)
        },
    ];
    let evidence = habitue_evidence {
        rows: 2,
        columns: columns.as_ptr(),
        column_count: columns.len(),
        ..Default::default()
    };
    let mut stream = NOTHING;
    // SAFETY: live locals, and what the interface promises.
    unsafe {
        let status = habitue_columns_write_arrow(
            &evidence,
            HABITUE_UNIT_WEEK,
            text("USD"),
            (&raw mut stream).cast(),
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        let mut schema = std::mem::zeroed::<Schema>();
        let mut array = std::mem::zeroed::<Array>();
        assert_eq!(stream.get_schema.unwrap()(&mut stream, &mut schema), 0);
        assert_eq!(stream.get_next.unwrap()(&mut stream, &mut array), 0);
        let formats = (0..4).map(|at| CStr::from_ptr((**schema.children.add(at)).format));
        assert!(formats.eq([c"l", c"g", c"i", c"U"]));
        assert_eq!(CStr::from_ptr((**schema.children.add(3)).name), c"name");
        // The second column is moved out; the stream and the rest go first.
        let child = *array.children.add(1);
        let mut moved = std::ptr::read(child);
        (*child).release = None;
        let release = array.release.unwrap();
        release(&mut array);
        assert!(array.release.is_none());
        let mut end = std::mem::zeroed::<Array>();
        assert_eq!(stream.get_next.unwrap()(&mut stream, &mut end), 0);
        assert!(end.release.is_none(), "one batch");
        stream.release.unwrap()(&mut stream);
        assert!(stream.release.is_none());
        let cells = std::slice::from_raw_parts((*moved.buffers.add(1)).cast::<f64>(), 2);
        assert_eq!(cells, alive);
        moved.release.unwrap()(&mut moved);
        schema.release.unwrap()(&mut schema);
        let twice = [columns[0], columns[0]];
        let evidence = habitue_evidence { columns: twice.as_ptr(), column_count: 2, ..evidence };
        let mut stream = NOTHING;
        let status = habitue_columns_write_arrow(
            &evidence,
            HABITUE_UNIT_NOT_STATED,
            text(""),
            (&raw mut stream).cast(),
            null_mut(),
        );
        assert_eq!(status, HABITUE_DUPLICATE);
        assert!(stream.release.is_none());
    }
}

#[test]
fn responses_come_as_numbers_flags_and_labels() {
    let (ten, five) = (
        habitue_scale::default(),
        habitue_scale { kind: HABITUE_SCALE_BALANCED_FIVE, ..Default::default() },
    );
    let again = habitue_scale { low: 0.0, high: 1.0, ..Default::default() };
    let question = |name, scale: &habitue_scale| habitue_survey_question {
        name: text(name),
        dimension: text(""),
        scale,
        weight: 1.0,
    };
    let asked = [question("price", &ten), question("service", &five), question("again", &again)];
    let questionnaire = habitue_questionnaire {
        questions: asked.as_ptr(),
        question_count: asked.len(),
        ..Default::default()
    };
    let read = |batch: Vec<Given>| {
        let (mut stream, alive) = stream_of(vec![batch.clone(), batch], &[], 0);
        let (mut responses, mut error) = (null_mut(), blank_error());
        // SAFETY: live locals.
        let status = unsafe {
            habitue_responses_read_arrow(
                &questionnaire,
                (&raw mut stream).cast(),
                null(),
                &mut responses,
                &mut error,
            )
        };
        settled(stream, &alive);
        (responses, Outcome::of(status, &error))
    };
    let price = i32s("price", "i", &[7, 9, 3]).null_at(2);
    let service = utf8("service", "u", &["Very satisfied", "3", "n/a"]);
    let again = Given::new("again", "b", 3, vec![vec![0b101]]);
    let (responses, outcome) = read(vec![price.clone(), service.clone(), again.clone()]);
    assert_eq!(outcome.status, HABITUE_OK, "{}", outcome.message);
    for (question, wanted) in
        [[7.0, 9.0, f64::NAN], [5.0, 3.0, f64::NAN], [1.0, 0.0, 1.0]].iter().enumerate()
    {
        let mut answers = [0.0; 6];
        let mut info = habitue_responses_info {
            rows: 6,
            question_count: 3,
            question,
            answers: answers.as_mut_ptr(),
            ..Default::default()
        };
        // SAFETY: live locals and a handle.
        unsafe {
            assert_eq!(habitue_responses_inspect(responses, &mut info, null_mut()), HABITUE_OK)
        };
        let bits = |cells: &[f64]| cells.iter().map(|cell| cell.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&answers), bits(&[*wanted, *wanted].concat()));
    }
    // SAFETY: a handle.
    unsafe { habitue_responses_free(responses) };
    let (_, outcome) = read(vec![i32s("price", "i", &[7, 11, 3]), service, again]);
    assert_eq!(
        (outcome.status, outcome.row, outcome.column.as_str()),
        (HABITUE_OUT_OF_RANGE, 1, "price")
    );
}
