//! Files of transactions from C: each option does what it says, and every row and cent comes back.
//! Expected figures by hand.
#![allow(clippy::unwrap_used, unsafe_code)]

use std::ptr::{null, null_mut};

use habitue::capi::*;

use crate::capi_summary::{format, window};

/// Two purchases, a return, a guest, a cancelled order, euros and a bad row.
const FILE: &str = "id;day;n;price;code;state;order\n\
    00017;05/01/2024;2;1.250,50;USD;paid;1\n\
    17;07/02/2024;1;10,00;USD;paid;2\n\
    17;09/02/2024;-1;10,00;USD;paid;2\n\
    ;10/02/2024;3;1,00;USD;paid;3\n\
    18;11/02/2024;1;99,99;USD;Cancelled;4\n\
    \n\
    19;12/02/2024;4;10,00;EUR;paid;5\n\
    19;32/02/2024;1;7,77;USD;paid;6\n";

fn text(text: &str) -> habitue_text {
    habitue_text { bytes: text.as_ptr().cast(), length: text.len() }
}

fn options() -> habitue_csv_format {
    habitue_csv_format {
        customer: text("id"),
        date: text("day"),
        amount: habitue_text { bytes: null(), length: 0 },
        quantity: text("n"),
        price: text("price"),
        date_format: text("dmy"),
        decimal_mark: 44,
        status: text("state"),
        status_left_out: text("cancelled, returned"),
        currency: text("code"),
        other_currencies: HABITUE_OTHER_CURRENCIES_LEAVE_OUT,
        guests: HABITUE_GUESTS_LEAVE_OUT,
        refund_matching: HABITUE_REFUND_MATCHING_INVOICE,
        refunded_by: text("order"),
        ..format(HABITUE_BAD_ROWS_REJECT, HABITUE_TYPE_TEXT)
    }
}

fn rules() -> habitue_rules {
    habitue_rules {
        currency: [b'U', b'S', b'D', 0].map(|byte| byte as _),
        refunds: HABITUE_REFUNDS_NET,
        keys: HABITUE_KEYS_WITHOUT_LEADING_ZEROS,
        ..Default::default()
    }
}

/// What reading comes to: the status, the fates, the counts, and the customers of the table.
fn read(
    file: &[u8],
    options: &habitue_csv_format,
) -> (i32, Vec<habitue_file_rows>, habitue_rejections, u64) {
    let none = habitue_file_rows {
        fate: 0,
        reason: 0,
        currency: [0; 4],
        reserved: 0,
        rows: 0,
        unread_amounts: 0,
        minor: 0,
    };
    let mut fates = vec![none; 20];
    let mut told = habitue_rejections {
        fates: fates.as_mut_ptr(),
        fate_capacity: fates.len(),
        ..Default::default()
    };
    let (mut summary, mut table) = (null_mut(), null_mut());
    let mut info = habitue_table_info::default();
    let csv = habitue_text { bytes: file.as_ptr().cast(), length: file.len() };
    let later = habitue_window { calibration_end: 19_800, holdout_end: HABITUE_NO_DAY, ..window() };
    // SAFETY: every pointer is that of a live local or a handle from above.
    let status = unsafe {
        assert_eq!(habitue_summary_new(&rules(), &mut summary, null_mut()), HABITUE_OK);
        let status = habitue_summary_read_csv(summary, csv, options, null(), &mut told, null_mut());
        assert_eq!(habitue_summary_table(summary, &later, &mut table, null_mut()), HABITUE_OK);
        assert_eq!(habitue_table_inspect(table, &mut info, null_mut()), HABITUE_OK);
        habitue_table_free(table);
        habitue_summary_free(summary);
        status
    };
    fates.truncate(told.fate_count);
    (status, fates, told, info.customers)
}

#[test]
fn every_row_and_cent_comes_back() {
    let (status, fates, told, customers) = read(FILE.as_bytes(), &options());
    assert_eq!(status, HABITUE_OK);
    let found: Vec<_> = fates
        .iter()
        .map(|it| (it.fate, it.reason, it.currency[0] as u8, it.rows, it.unread_amounts, it.minor))
        .collect();
    assert_eq!(
        found,
        [
            (HABITUE_FATE_PURCHASE, 0, b'U', 2, 0, 250_100 + 1000),
            (HABITUE_FATE_REFUND, 0, b'U', 1, 0, -1000),
            (HABITUE_FATE_STATUS, 0, b'U', 1, 0, 9999),
            (HABITUE_FATE_OTHER_CURRENCY, 0, b'E', 1, 0, 4000),
            (HABITUE_FATE_GUEST, 0, b'U', 1, 0, 300),
            (HABITUE_FATE_REJECTED, HABITUE_OUT_OF_RANGE, b'U', 1, 0, 777),
        ]
    );
    assert_eq!((told.rows, told.rejected, told.left_out), (7, 1, 4));
    assert_eq!((told.blank_lines, told.lines_around), (1, 0));
    assert_eq!((told.matched_refunds, told.unmatched_refunds), (1, 0));
    assert_eq!(told.share_of_rows_lost, 4.0 / 7.0);
    // All euros are lost.
    assert_eq!(told.share_of_money_lost, 1.0);
    // 00017 and 17 are one customer.
    assert_eq!(customers, 1);
}

#[test]
fn currencies_are_refused_left_out_or_converted() {
    let refuse = habitue_csv_format { other_currencies: 0, ..options() };
    assert_eq!(read(FILE.as_bytes(), &refuse).0, HABITUE_BAD_CURRENCY);
    let convert = habitue_csv_format {
        other_currencies: HABITUE_OTHER_CURRENCIES_CONVERT,
        rates: text("2024-02-01,EUR,1.25\n"),
        ..options()
    };
    let (status, fates, _, customers) = read(FILE.as_bytes(), &convert);
    assert_eq!((status, customers), (HABITUE_OK, 2));
    let euros = fates.iter().find(|it| it.currency[0] as u8 == b'E').unwrap();
    assert_eq!((euros.fate, euros.minor), (HABITUE_FATE_PURCHASE, 4000));
}

#[test]
fn options_that_do_not_fit_are_refused() {
    let none = habitue_text { bytes: null(), length: 0 };
    let refused = |options: habitue_csv_format| read(FILE.as_bytes(), &options).0;
    let inconsistent = [
        habitue_csv_format { price: none, ..options() },
        habitue_csv_format { amount: text("price"), ..options() },
        habitue_csv_format { status_left_out: none, ..options() },
        habitue_csv_format { currency: none, ..options() },
        habitue_csv_format { refunded_by: none, ..options() },
        habitue_csv_format { refund_matching: 0, ..options() },
        habitue_csv_format { rates: text("2024-02-01,EUR,1.25"), ..options() },
    ];
    for options in inconsistent {
        assert_eq!(refused(options), HABITUE_INCONSISTENT);
    }
    let enumerators = [
        habitue_csv_format { guests: 9, ..options() },
        habitue_csv_format { zero_amounts: -1, ..options() },
        habitue_csv_format { refund_matching: 4, ..options() },
        habitue_csv_format { other_currencies: 3, ..options() },
        habitue_csv_format { decimal_mark: 59, ..options() },
    ];
    for options in enumerators {
        assert_eq!(refused(options), HABITUE_BAD_ENUMERATOR);
    }
    for options in [
        habitue_csv_format { date_format: text("ddmmyy"), ..options() },
        habitue_csv_format { time_zone: text("Mars"), ..options() },
        habitue_csv_format { encoding: text("klingon"), ..options() },
    ] {
        assert_eq!(refused(options), HABITUE_BAD_ARGUMENT);
    }
    let odd = habitue_rules { keys: 32, ..rules() };
    // SAFETY: every pointer is that of a live local.
    let status = unsafe { habitue_summary_new(&odd, &mut null_mut(), null_mut()) };
    assert_eq!(status, HABITUE_BAD_ENUMERATOR);
}

#[test]
fn encodings_and_delimiters_are_found_or_said() {
    let wide: Vec<u8> = FILE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let file = [&[0xFF, 0xFE], wide.as_slice()].concat();
    assert_eq!(read(&file, &options()).2.rows, 7);
    let said = habitue_csv_format { delimiter: u32::from(b';'), ..options() };
    assert_eq!(read(FILE.as_bytes(), &said).2.rows, 7);
    let encoded = habitue_csv_format { encoding: text("utf-16le"), ..options() };
    assert_eq!(read(&wide, &encoded).2.rows, 7);
}

/// A file that nothing is said of: what is found is told with its evidence; where two readings fit,
/// the field that decides is named, and decides.
#[test]
fn what_is_not_said_is_found_or_asked_for() {
    let none = habitue_text { bytes: null(), length: 0 };
    let read = |file: &str, options: &habitue_csv_format, rules: &habitue_rules| {
        let mut room: [std::ffi::c_char; 2048] = [0; 2048];
        let mut told = habitue_rejections {
            found: room.as_mut_ptr(),
            found_capacity: room.len(),
            ..Default::default()
        };
        // SAFETY: integers and characters, for which 0 is a value.
        let (mut summary, mut error) = (null_mut(), unsafe { std::mem::zeroed::<habitue_error>() });
        let csv = text(file);
        // SAFETY: every pointer is that of a live local or a handle from above.
        let status = unsafe {
            assert_eq!(habitue_summary_new(rules, &mut summary, null_mut()), HABITUE_OK);
            let status =
                habitue_summary_read_csv(summary, csv, options, null(), &mut told, &mut error);
            habitue_summary_free(summary);
            status
        };
        let said = |cells: &[std::ffi::c_char]| {
            // SAFETY: the library closes its texts with a NUL.
            let text = unsafe { std::ffi::CStr::from_ptr(cells.as_ptr()) };
            text.to_str().unwrap().to_owned()
        };
        assert!(told.found_length <= room.len());
        (status, told.rows, told.repeated, said(&room), said(&error.message))
    };
    let nothing = habitue_csv_format::default();
    let dollars = rules();
    let file =
        "Kunde;Kaufdatum;Betrag\nAda;31.01.2024;1.250,50\nBo;02.02.2024;9,90\nBo;02.02.2024;9,90\n";
    let (status, rows, repeated, found, message) = read(file, &nothing, &dollars);
    assert_eq!((status, rows, repeated), (HABITUE_OK, 3, 1), "{message}");
    let lines: Vec<Vec<&str>> = found.lines().map(|line| line.split('\t').collect()).collect();
    for line in [
        ["delimiter", "semicolon", ""],
        ["customer", "Kunde", "no other column holds such values"],
        ["date_format", "dmy", "all 3 values looked at fit; \"31.01.2024\" has no other reading"],
        ["decimal_mark", ",", ""],
        ["currency", "USD", "said by the caller"],
    ] {
        assert!(lines.contains(&line.to_vec()), "{line:?}: {found}");
    }
    for (file, says, remedy) in [
        (
            "who,when,paid\na,3/4/2024,5\n",
            "format.date_format = \"dmy\", or format.date_format = \"mdy\"",
            habitue_csv_format { date_format: text("mdy"), ..nothing },
        ),
        (
            "who;when;paid\na;2024-01-05;1,234\n",
            "format.decimal_mark = '.', or format.decimal_mark = ','",
            habitue_csv_format { decimal_mark: 46, ..nothing },
        ),
        (
            "member,client,date,amount\n1,7,2024-01-05,5\n2,8,2024-01-06,5\n",
            "format.customer = \"member\", or format.customer = \"client\"",
            habitue_csv_format { customer: text("client"), ..nothing },
        ),
        (
            "who,when,paid\n,2024-01-05,5\na,2024-01-05,5\n",
            "format.guests = HABITUE_GUESTS_LEAVE_OUT, or format.bad_rows = HABITUE_BAD_ROWS_REJECT",
            habitue_csv_format { guests: HABITUE_GUESTS_LEAVE_OUT, ..nothing },
        ),
        (
            "who,when,paid,currency\na,2024-01-05,5,USD\na,2024-01-06,5,EUR\n",
            "format.other_currencies = HABITUE_OTHER_CURRENCIES_LEAVE_OUT",
            habitue_csv_format {
                other_currencies: HABITUE_OTHER_CURRENCIES_LEAVE_OUT,
                currency: none,
                ..nothing
            },
        ),
    ] {
        let (status, .., message) = read(file, &nothing, &dollars);
        assert_ne!(status, HABITUE_OK, "{file}");
        assert!(message.contains(says), "{message}");
        assert!(!message.contains("--") && !message.contains("::"), "{message}");
        let (status, .., message) = read(file, &remedy, &dollars);
        assert_eq!(status, HABITUE_OK, "{message}");
    }
    // Of the rules.
    let euros = habitue_rules {
        currency: [b'E', b'U', b'R', 0].map(|byte| byte as _),
        refunds: HABITUE_REFUNDS_REFUSE,
        ..rules()
    };
    let (status, .., message) = read("who,when,paid\na,2024-01-05,$5\n", &nothing, &euros);
    assert_eq!(status, HABITUE_BAD_CURRENCY);
    assert!(message.ends_with("rules.currency = \"USD\""), "{message}");
    let (status, .., message) = read("who,when,paid\na,2024-01-05,-5\n", &nothing, &euros);
    assert_eq!(status, HABITUE_REFUND_REFUSED);
    assert!(message.contains("rules.refunds = HABITUE_REFUNDS_NET"), "{message}");
    // Rows that repeat an earlier one.
    let file = "id,who,when,paid\n1,a,2024-01-05,5\n1,a,2024-01-05,6\n2,b,2024-01-05,5\n";
    let drop = habitue_csv_format {
        duplicates: HABITUE_DUPLICATES_DROP,
        identity: text("id"),
        customer: text("who"),
        ..nothing
    };
    assert_eq!(read(file, &drop, &dollars).2, 0);
    let count = habitue_csv_format { duplicates: HABITUE_DUPLICATES_COUNT, ..drop };
    assert_eq!(read(file, &count, &dollars).2, 1);
    let keep = habitue_csv_format { duplicates: HABITUE_DUPLICATES_KEEP, ..drop };
    assert_eq!(read(file, &keep, &dollars).0, HABITUE_NOT_READ);
}

/// The table of customers as text and as a workbook, which reads back as the same cells.
/// The status of a table of customers that is read as transactions, and how many were taken in.
fn taken(file: &[u8]) -> (i32, u64) {
    let format = habitue_csv_format {
        customer: text("customer"),
        date: text("last_purchase"),
        amount: text("spend_so_far"),
        ..Default::default()
    };
    let mut info = habitue_summary_info::default();
    let csv = habitue_text { bytes: file.as_ptr().cast(), length: file.len() };
    let mut summary = null_mut();
    // SAFETY: every pointer is that of a live local or a handle from above.
    unsafe {
        assert_eq!(habitue_summary_new(&rules(), &mut summary, null_mut()), HABITUE_OK);
        let status =
            habitue_summary_read_csv(summary, csv, &format, null(), null_mut(), null_mut());
        assert_eq!(habitue_summary_inspect(summary, &mut info, null_mut()), HABITUE_OK);
        habitue_summary_free(summary);
        (status, info.rows)
    }
}

/// What begins as files of Parquet do is one: it is refused as damaged, or as not built in.
#[test]
fn a_file_of_parquet_is_known_by_its_beginning() {
    let built = cfg!(feature = "parquet");
    let refused = if built { HABITUE_CORRUPT_BYTES } else { HABITUE_UNSUPPORTED };
    assert_eq!(taken(b"PAR1customer,last_purchase,spend_so_far\n"), (refused, 0));
}

#[test]
fn the_table_of_customers_is_a_workbook_by_option() {
    let mut file = String::from("who,when,paid\n");
    for customer in 0..40 {
        for visit in 0..=customer % 5 {
            let (month, day) = (1 + (2 * visit + customer) % 11, 1 + (7 * customer + visit) % 28);
            file += &format!("=c{customer},2024-{month:02}-{day:02},{}.50\n", 5 + customer % 9);
        }
    }
    let (mut summary, mut study) = (null_mut(), null_mut());
    let table = |study: *const habitue_study, format: i32| {
        let options = habitue_report_options { table_format: format, ..Default::default() };
        let mut needed = 0;
        let mut bytes: Vec<std::ffi::c_char> = Vec::new();
        // SAFETY: every pointer is that of a live local or a handle from above.
        unsafe {
            for _ in 0..2 {
                let name = c"customers".as_ptr();
                let status = habitue_report(
                    study,
                    HABITUE_PART_TABLE,
                    habitue_text { bytes: name, length: HABITUE_NUL_TERMINATED },
                    &options,
                    if bytes.is_empty() { null_mut() } else { bytes.as_mut_ptr() },
                    bytes.len(),
                    &mut needed,
                    null_mut(),
                );
                assert_eq!(status, HABITUE_OK);
                bytes.resize(needed, 0);
            }
        }
        bytes.into_iter().map(|byte| byte as u8).collect::<Vec<u8>>()
    };
    // SAFETY: every pointer is that of a live local or a handle from above.
    unsafe {
        assert_eq!(habitue_summary_new(&rules(), &mut summary, null_mut()), HABITUE_OK);
        let none = habitue_csv_format::default();
        let read =
            habitue_summary_read_csv(summary, text(&file), &none, null(), null_mut(), null_mut());
        assert_eq!(read, HABITUE_OK);
        let made = habitue_study_new(summary, text(""), null(), null(), &mut study, null_mut());
        assert_eq!(made, HABITUE_OK);
    }
    let (csv, book) =
        (table(study, HABITUE_TABLE_FORMAT_CSV), table(study, HABITUE_TABLE_FORMAT_XLSX));
    let csv = String::from_utf8(csv).unwrap();
    let source = habitue::intake::Source::from_bytes(book).unwrap();
    let sheet = String::from_utf8(source.text().unwrap().into_owned()).unwrap();
    assert_eq!((csv.lines().count(), sheet.lines().count()), (41, 41));
    // What begins like a formula is neutral in text, and text in a workbook.
    let first = |text: &str, end: char| {
        let keys = text.lines().skip(1).map(|line| line.split(end).next().unwrap().to_owned());
        keys.collect::<Vec<String>>()
    };
    let neutral: Vec<String> = first(&sheet, '\t').iter().map(|key| format!("'{key}")).collect();
    assert_eq!(first(&csv, ','), neutral);
    // And a file of Parquet, which goes in as a file of transactions does.
    if cfg!(feature = "parquet") {
        let file = table(study, HABITUE_TABLE_FORMAT_PARQUET);
        let source = habitue::intake::Source::from_bytes(file.clone()).unwrap();
        let cells = String::from_utf8(source.text().unwrap().into_owned()).unwrap();
        assert_eq!(cells.lines().count(), 41);
        assert_eq!(first(&cells, '\t'), first(&sheet, '\t'));
        assert_eq!(taken(&file), (HABITUE_OK, 40));
    }
    // SAFETY: handles from above, once.
    unsafe {
        habitue_study_free(study);
        habitue_summary_free(summary);
    }
}

/// Plain numbers are of "XXX", or of X and how many decimals they have; what a file names itself is
/// told where nothing is taken in.
#[test]
fn plain_numbers_are_a_currency_of_their_own_and_a_file_names_its_currency() {
    let plain = |code: &[u8; 3], file: &str| {
        let mut currency = [0; 4];
        currency.iter_mut().zip(code).for_each(|(slot, letter)| *slot = *letter as _);
        let rules = habitue_rules { currency, ..Default::default() };
        let (mut summary, mut info) = (null_mut(), habitue_summary_info::default());
        let mut fates = [habitue_file_rows {
            fate: 0,
            reason: 0,
            currency: [0; 4],
            reserved: 0,
            rows: 0,
            unread_amounts: 0,
            minor: 0,
        }; 4];
        let mut told = habitue_rejections {
            fates: fates.as_mut_ptr(),
            fate_capacity: fates.len(),
            ..Default::default()
        };
        // SAFETY: every pointer is that of a live local or a handle from above.
        unsafe {
            assert_eq!(habitue_summary_new(&rules, &mut summary, null_mut()), HABITUE_OK);
            let status = habitue_summary_read_csv(
                summary,
                text(file),
                null(),
                null(),
                &mut told,
                null_mut(),
            );
            assert_eq!(habitue_summary_inspect(summary, &mut info, null_mut()), HABITUE_OK);
            habitue_summary_free(summary);
            assert_eq!(
                (info.currency, fates[0].currency),
                (currency, if status == 0 { currency } else { [0; 4] })
            );
            (status, fates[0].minor)
        }
    };
    let file = "who,when,paid\na,2024-01-05,5.25\na,2024-01-06,3\n";
    assert_eq!(plain(b"XXX", file), (HABITUE_OK, 825));
    assert_eq!(plain(b"X03", file), (HABITUE_OK, 8250));
    assert_eq!(plain(b"X00", file).0, HABITUE_INCONSISTENT);
    assert_eq!(plain(b"XXX", "who,when,paid\na,2024-01-05,€5\n").0, HABITUE_BAD_CURRENCY);

    let named = |file: &str, options: &habitue_csv_format| {
        let mut room: [std::ffi::c_char; 2048] = [0; 2048];
        let mut told = habitue_rejections {
            found: room.as_mut_ptr(),
            found_capacity: room.len(),
            ..Default::default()
        };
        // SAFETY: every pointer is that of a live local; the library closes its texts with a NUL.
        let found = unsafe {
            let status = habitue_summary_read_csv(
                null_mut(),
                text(file),
                options,
                null(),
                &mut told,
                null_mut(),
            );
            assert_eq!((status, told.rows), (HABITUE_OK, 0));
            std::ffi::CStr::from_ptr(room.as_ptr()).to_str().unwrap().to_owned()
        };
        let mut lines = found.lines().filter_map(|line| line.strip_prefix("ledger_currency\t"));
        lines.next().map(|line| line.trim_end().to_owned())
    };
    let nothing = habitue_csv_format::default();
    assert_eq!(named(file, &nothing), None);
    assert_eq!(named("who,when,paid\na,2024-01-05,€5\n", &nothing).unwrap(), "EUR");
    let column = "who,when,paid,currency\na,2024-01-05,5,GBP\nb,2024-01-06,6,USD\n";
    assert_eq!(named(column, &nothing).unwrap(), "GBP");
    let options = habitue_csv_format {
        guests: HABITUE_GUESTS_REFUSE,
        other_currencies: 0,
        refund_matching: 0,
        refunded_by: habitue_text { bytes: null(), length: 0 },
        ..options()
    };
    assert_eq!(named(FILE, &options).unwrap(), "USD");
}
