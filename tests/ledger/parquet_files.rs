//! Files of Parquet, written by the library of Apache's that shares no code with ours: every type in
//! words, what is refused by name, and damage.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::Arc;

use habitue::Progress;
use habitue::intake::{Hints, Layout, Proposal, Source};
use habitue::ledger::{Ledger, Refunds, Rules, Transaction, TransactionFormat};
use habitue::money::{Currency, Rounding};
use habitue::{Error, ErrorKind};
use parquet::basic::{Compression, Encoding};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, FixedLenByteArray,
    FixedLenByteArrayType, FloatType, Int32Type, Int64Type, Int96, Int96Type,
};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

/// Three rows of one column, the second of them empty.
fn file<T: DataType>(field: &str, values: &[T::T; 2], how: WriterProperties) -> Vec<u8> {
    let schema = parse_message_type(&format!("message m {{ optional {field}; }}")).unwrap();
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(how)).unwrap();
    let mut group = file.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<T>().write_batch(values, Some(&[1, 0, 1]), None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    file.into_inner().unwrap()
}

fn text(bytes: Vec<u8>) -> Result<String, Error> {
    let text = Source::from_bytes(bytes)?.text()?.into_owned();
    Ok(String::from_utf8(text).unwrap())
}

fn worded<T: DataType>(field: &str, values: [T::T; 2]) -> [String; 2] {
    let text = text(file::<T>(field, &values, WriterProperties::new())).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let [name, first, "\"\"", last] = lines[..] else { panic!("{text}") };
    assert_eq!(name, "v", "{field}");
    [first.to_owned(), last.to_owned()]
}

fn fixed(bytes: &[u8]) -> FixedLenByteArray {
    ByteArray::from(bytes.to_vec()).into()
}

#[test]
fn every_type_is_worded_exactly() {
    type Text = ByteArrayType;
    let quoted = worded::<Text>("byte_array v (STRING)", ["a\t\"b\"".into(), "客户".into()]);
    assert_eq!(quoted, ["\"a\t\"\"b\"\"\"", "客户"]);
    assert_eq!(worded::<Text>("byte_array v", ["a,b".into(), "-".into()]), ["a,b", "-"]);
    assert_eq!(worded::<BoolType>("boolean v", [true, false]), ["true", "false"]);
    assert_eq!(worded::<Int32Type>("int32 v", [i32::MIN, 7]), ["-2147483648", "7"]);
    let unsigned = worded::<Int32Type>("int32 v (INTEGER(32,false))", [-1, 7]);
    assert_eq!(unsigned, ["4294967295", "7"]);
    let long = worded::<Int64Type>("int64 v", [i64::MAX, -1]);
    assert_eq!(long, ["9223372036854775807", "-1"]);
    assert_eq!(worded::<FloatType>("float v", [0.1, 12.5]), ["0.1", "12.5"]);
    assert_eq!(worded::<DoubleType>("double v", [0.1, -29.33]), ["0.1", "-29.33"]);
    // Decimals keep their scale.
    let small = worded::<Int32Type>("int32 v (DECIMAL(9,2))", [-5, 123_450]);
    assert_eq!(small, ["-0.05", "1234.50"]);
    let large = worded::<Int64Type>("int64 v (DECIMAL(18,4))", [i64::from(i32::MAX) * 10, 0]);
    assert_eq!(large, ["2147483.6470", "0.0000"]);
    let bytes =
        worded::<Text>("byte_array v (DECIMAL(9,2))", [vec![0xFF].into(), vec![1, 0].into()]);
    assert_eq!(bytes, ["-0.01", "2.56"]);
    let five = [fixed(&[0xFF, 0xFF, 0xFF, 0xFF, 0]), fixed(&[0, 0, 0, 1, 1])];
    let five = worded::<FixedLenByteArrayType>("fixed_len_byte_array(5) v (DECIMAL(11,2))", five);
    assert_eq!(five, ["-2.56", "2.57"]);
    // Days and seconds since 1970 as Python's datetime counts them.
    let days = worded::<Int32Type>("int32 v (DATE)", [19_727, -1]);
    assert_eq!(days, ["2024-01-05", "1969-12-31"]);
    let second = 1_704_450_030;
    let at = |field, by: i64, more| worded::<Int64Type>(field, [second * by + more, -by]);
    let utc = at("int64 v (TIMESTAMP(MILLIS,true))", 1_000, 0);
    assert_eq!(utc, ["2024-01-05T10:20:30Z", "1969-12-31T23:59:59Z"]);
    let clock = at("int64 v (TIMESTAMP(MICROS,false))", 1_000_000, 250_000);
    assert_eq!(clock, ["2024-01-05 10:20:30.25", "1969-12-31 23:59:59"]);
    let nanos = at("int64 v (TIMESTAMP(NANOS,true))", 1_000_000_000, 1);
    assert_eq!(nanos, ["2024-01-05T10:20:30.000000001Z", "1969-12-31T23:59:59Z"]);
    let midnight = worded::<Int64Type>("int64 v (TIMESTAMP(MILLIS,false))", [0, 86_400_000]);
    assert_eq!(midnight, ["1970-01-01", "1970-01-02"]);
    let old = worded::<Int96Type>(
        "int96 v",
        [vec![0, 0, 2_440_588].into(), Int96::from(vec![1_000_000_000, 0, 2_440_589])],
    );
    assert_eq!(old, ["1970-01-01T00:00:00Z", "1970-01-02T00:00:01Z"]);
    let time = worded::<Int32Type>("int32 v (TIME(MILLIS,true))", [0, 86_399_500]);
    assert_eq!(time, ["00:00:00", "23:59:59.5"]);
}

fn packings() -> [Compression; 4] {
    let gzip = Compression::GZIP(Default::default());
    [Compression::UNCOMPRESSED, Compression::SNAPPY, gzip, Compression::ZSTD(Default::default())]
}

/// Ten thousand rows in groups of a thousand, however they are packed.
#[test]
fn pages_groups_and_packing_do_not_matter() {
    let schema = "message m { required byte_array who (STRING); optional int32 n; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut expected = String::from("who\tn\n");
    (0..10_000).for_each(|row| {
        let n = if row % 3 == 0 { String::new() } else { row.to_string() };
        expected += &format!("c{}\t{n}\n", row % 37);
    });
    for packing in packings() {
        for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
            let how = WriterProperties::builder()
                .set_compression(packing)
                .set_writer_version(version)
                .set_data_page_row_count_limit(300)
                .set_write_batch_size(100);
            let mut file =
                SerializedFileWriter::new(Vec::new(), schema.clone(), Arc::new(how.build()))
                    .unwrap();
            for start in (0..10_000).step_by(1_000) {
                let rows = start..start + 1_000;
                let mut group = file.next_row_group().unwrap();
                let who: Vec<ByteArray> =
                    rows.clone().map(|row| format!("c{}", row % 37).as_str().into()).collect();
                let mut column = group.next_column().unwrap().unwrap();
                column.typed::<ByteArrayType>().write_batch(&who, None, None).unwrap();
                column.close().unwrap();
                let levels: Vec<i16> = rows.clone().map(|row| i16::from(row % 3 != 0)).collect();
                let n: Vec<i32> = rows.filter(|row| row % 3 != 0).collect();
                let mut column = group.next_column().unwrap().unwrap();
                column.typed::<Int32Type>().write_batch(&n, Some(&levels), None).unwrap();
                column.close().unwrap();
                group.close().unwrap();
            }
            assert_eq!(
                text(file.into_inner().unwrap()).unwrap(),
                expected,
                "{packing} {version:?}"
            );
        }
    }
}

/// The first line names the columns, whatever they are called and whatever their cells hold.
#[test]
fn the_columns_are_those_of_the_file() {
    let bytes = file::<ByteArrayType>(
        "byte_array v",
        &["a,b;c".into(), "d,e;f".into()],
        WriterProperties::new(),
    );
    let layout = Layout::find(&Source::from_bytes(bytes).unwrap()).unwrap();
    assert_eq!((layout.columns(), layout.first_line()), (&["v".to_owned()][..], 2));
}

#[test]
fn what_is_no_table_is_refused_by_name() {
    let plain = WriterProperties::new;
    let refused = |bytes| text(bytes).unwrap_err();
    let days = refused(file::<Int32Type>("int32 v (DATE)", &[0, i32::MAX], plain()));
    assert_eq!(
        (days.kind(), days.row(), days.column()),
        (ErrorKind::OutOfRange, Some(2), Some("v"))
    );
    let bytes =
        refused(file::<ByteArrayType>("byte_array v", &[vec![0xFF].into(), "a".into()], plain()));
    assert_eq!(
        (bytes.kind(), bytes.row(), bytes.column()),
        (ErrorKind::Encoding, Some(0), Some("v"))
    );
    let interval = file::<FixedLenByteArrayType>(
        "fixed_len_byte_array(12) v (INTERVAL)",
        &[fixed(&[0; 12]), fixed(&[1; 12])],
        plain(),
    );
    let interval = refused(interval);
    assert_eq!((interval.kind(), interval.column()), (ErrorKind::Unsupported, Some("v")));
    let deltas = WriterProperties::builder()
        .set_dictionary_enabled(false)
        .set_encoding(Encoding::DELTA_BYTE_ARRAY)
        .build();
    let deltas = refused(file::<ByteArrayType>("byte_array v", &["a".into(), "b".into()], deltas));
    assert_eq!(deltas.kind(), ErrorKind::Corrupt);
    let place =
        |file: &[u8]| file.windows(6).position(|it| it == b"\x19\x18\x01v\x15\0").unwrap() + 5;
    for (code, name) in [(3, "LZO"), (4, "BROTLI"), (5, "LZ4"), (7, "LZ4_RAW")] {
        let mut packed = file::<Int32Type>("int32 v", &[1, 2], plain());
        let at = place(&packed);
        packed[at] = 2 * code;
        let error = refused(packed);
        assert_eq!((error.kind(), error.column()), (ErrorKind::Unsupported, Some("v")));
        let said = error.to_string();
        assert!(said.contains(name) && said.contains("compression=\"zstd\""), "{said}");
    }
    for (schema, name) in [
        ("message m { required group a { required int32 b; } }", "a"),
        ("message m { repeated int32 c; }", "c"),
    ] {
        let schema = Arc::new(parse_message_type(schema).unwrap());
        let file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(plain())).unwrap();
        let error = refused(file.into_inner().unwrap());
        assert_eq!((error.kind(), error.column()), (ErrorKind::Unsupported, Some(name)));
    }
}

/// Texts behind their lengths, as DuckDB writes them when asked for the second version.
#[test]
fn texts_behind_their_lengths_are_read() {
    for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
        let how = WriterProperties::builder()
            .set_dictionary_enabled(false)
            .set_writer_version(version)
            .set_encoding(Encoding::DELTA_LENGTH_BYTE_ARRAY)
            .build();
        let bytes = file::<ByteArrayType>("byte_array v", &["Ada".into(), "客户".into()], how);
        assert_eq!(text(bytes.clone()).unwrap(), "v\nAda\n\"\"\n客户\n");
        // Values a block, 128 in two bytes, in four parts: then how many there are.
        let head = bytes.windows(4).position(|it| it == [0x80, 1, 4, 2]).unwrap();
        let lying = [&bytes[..head + 3], &[0x7F], &bytes[head + 4..]].concat();
        assert_eq!(text(lying).unwrap_err().kind(), ErrorKind::Corrupt);
    }
}

/// Sales as typed columns and as lines of text: one ledger, to the cent.
#[test]
fn the_ledger_is_that_of_the_same_rows_as_text() {
    let (mut lines, rows) = (String::from("who,day,cents,units,note\n"), 500_i32);
    let (mut who, mut day, mut cents, mut units) = (vec![], vec![], vec![], vec![]);
    for row in 0..rows {
        let (customer, number) = (format!("c{:03}", row * 37 % 91), 19_700 + row * 17 % 600);
        let amount = if row % 50 == 49 { -(row % 7) - 1 } else { 1 + row * 8_191 % 100_000 };
        let date = habitue::time::Day::from_number(number).unwrap();
        let sign = if amount < 0 { "-" } else { "" };
        let (whole, part) = (amount.abs() / 100, amount.abs() % 100);
        lines += &format!("{customer},{date},{sign}{whole}.{part:02},{row},\n");
        who.push(ByteArray::from(customer.as_str()));
        day.push(number);
        cents.push(i64::from(amount));
        units.push(f64::from(row));
    }
    let schema = "message m { required byte_array who (STRING); required int32 day (DATE); \
        required int64 cents (DECIMAL(12,2)); required double units; optional int32 note; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    for packing in packings() {
        let how = WriterProperties::builder().set_compression(packing).build();
        let mut file =
            SerializedFileWriter::new(Vec::new(), schema.clone(), Arc::new(how)).unwrap();
        let mut group = file.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&who, None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int32Type>().write_batch(&day, None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&cents, None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<DoubleType>().write_batch(&units, None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let levels = vec![0; rows as usize];
        column.typed::<Int32Type>().write_batch(&[], Some(&levels), None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        let rules = Rules::money(Currency::EUR).with_refunds(Refunds::Net);
        let read = |bytes: Vec<u8>| {
            let source = Source::from_bytes(bytes).unwrap();
            let hints = Hints::new().with_currency(Currency::EUR);
            let proposal = Proposal::of(&source, &hints).unwrap();
            let format = TransactionFormat::proposed(&proposal);
            let silent = &mut Progress::silent();
            Ledger::read(&source, proposal.layout(), &format, &rules, silent).unwrap()
        };
        let (typed, audit) = read(file.into_inner().unwrap());
        let (worded, told) = read(lines.clone().into_bytes());
        let cells = |ledger: &Ledger| {
            let row = |it: Transaction<'_>| {
                let money = it.amount.unwrap().round(Rounding::HalfEven).to_minor().unwrap();
                (it.customer.to_string(), it.at.day().number(), money)
            };
            ledger.transactions().map(row).collect::<Vec<_>>()
        };
        assert_eq!(cells(&typed), cells(&worded), "{packing}");
        let sum: i64 = cells(&typed).iter().map(|(.., money)| money).sum();
        assert_eq!(sum, cents.iter().sum::<i64>(), "{packing}");
        assert_eq!((audit.taken_rows(), told.taken_rows()), (rows as u64, rows as u64));
    }
}

/// Groups within groups, deeper than a stack.
#[test]
fn depth_is_refused_before_it_is_followed() {
    let deep = 200_000_u32;
    let mut footer = vec![0x15, 2, 0x19, 0xFC];
    footer.extend([deep as u8 | 0x80, (deep >> 7) as u8 | 0x80, (deep >> 14) as u8]);
    (0..deep).for_each(|_| footer.extend([0x48, 1, b'a', 0x15, 2, 0]));
    let length = (footer.len() as u32).to_le_bytes();
    let bytes = [b"PAR1", &footer[..], &length, b"PAR1"].concat();
    assert_eq!(text(bytes).unwrap_err().kind(), ErrorKind::Unsupported);
}

/// Each byte changed and each end cut off: an answer or an error, no panic and no end.
#[test]
fn damage_is_an_error() {
    for packing in packings() {
        let how = WriterProperties::builder().set_compression(packing).build();
        let bytes =
            file::<ByteArrayType>("byte_array v (STRING)", &["Ada".into(), "Bo".into()], how);
        for at in 0..bytes.len() {
            assert!(text(bytes[..at].to_vec()).is_err() || at < 4);
            for change in [0x01, 0x10, 0x7F, 0x80, 0xFF] {
                let mut damaged = bytes.clone();
                damaged[at] ^= change;
                let _ = text(damaged);
            }
        }
    }
}
