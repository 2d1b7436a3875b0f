//! Files of Parquet of any bytes: read or refused.
#![cfg(feature = "parquet")]

use std::sync::Arc;

use habitue::intake::{Hints, Proposal, Source};
use parquet::basic::{Compression, Encoding};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type, Int96, Int96Type,
};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::harness::run;
use super::mutator::Random;

/// What sizes, counts and types of the format are changed to.
const WORDS: [&[u8]; 8] = [
    b"PAR1",
    b"PARE",
    b"\xff\xff\xff\xff\x0f",
    b"\x80\x80\x80\x80\x08",
    b"\0",
    b"\x15\xfe\xff\xff\xff\x0f",
    b"\x28\xb5\x2f\xfd",
    b"\x1f\x8b\x08",
];

/// What a small file may unpack to besides: its pages, its cells, and their text.
const ROOM: usize = 1 << 20;

#[test]
fn any_file_of_parquet_is_read_or_refused() {
    run("parquet", 1_500, |random, case| {
        let mut file = file(random);
        if random.happens(0.95) {
            random.mutate(&mut file, &WORDS);
        }
        if random.happens(0.7) {
            // Whatever became of its end: a footer is looked for.
            let footer = random.below(file.len() + 1) as u32;
            file.extend(footer.to_le_bytes());
            file.extend(b"PAR1");
            file.splice(..file.len().min(4), *b"PAR1");
        }
        let given = ROOM + 20 * file.len();
        let source = case.call("Source::from_bytes", given, || Source::from_bytes(file));
        let Some(Ok(source)) = source else { return };
        let text = source.text().unwrap();
        case.see(std::str::from_utf8(&text).is_ok(), || "its text is not UTF-8".into());
        let given = 20 * text.len() + (1 << 14);
        case.call("Proposal::of", given, || Proposal::of(&source, &Hints::new()).map(drop));
    });
}

/// A few rows of each type, in one of the ways in which they are written.
fn file(random: &mut Random) -> Vec<u8> {
    let schema = "message m { required byte_array who (STRING); optional int32 day (DATE); \
        optional int64 paid (DECIMAL(9,2)); optional int64 at (TIMESTAMP(MICROS,true)); \
        optional double p; required boolean b; optional int96 old; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let gzip = Compression::GZIP(Default::default());
    let zstd = Compression::ZSTD(Default::default());
    let mut how = WriterProperties::builder()
        .set_compression(random.pick(&[Compression::UNCOMPRESSED, Compression::SNAPPY, gzip, zstd]))
        .set_writer_version(random.pick(&[WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0]))
        .set_dictionary_enabled(random.happens(0.5))
        .set_data_page_row_count_limit(1 + random.below(9))
        .set_write_batch_size(1 + random.below(4));
    if random.happens(0.3) {
        how = how.set_column_encoding("who".into(), Encoding::DELTA_LENGTH_BYTE_ARRAY);
    }
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(how.build())).unwrap();
    for _ in 0..1 + random.below(3) {
        let rows = 1 + random.below(12);
        let levels: Vec<i16> = (0..rows).map(|_| i16::from(random.happens(0.8))).collect();
        let there = levels.iter().filter(|level| **level == 1).count();
        let mut group = file.next_row_group().unwrap();
        macro_rules! column {
            ($kind:ty, $values:expr, $levels:expr) => {
                let mut column = group.next_column().unwrap().unwrap();
                column.typed::<$kind>().write_batch(&$values, $levels, None).unwrap();
                column.close().unwrap();
            };
        }
        let whole = |random: &mut Random| (random.bits() >> 40) as i64;
        let who: Vec<ByteArray> =
            (0..rows).map(|_| random.pick(&["Ada", "", "a\tb", "客户"]).into()).collect();
        column!(ByteArrayType, who, None);
        let days: Vec<i32> = (0..there).map(|_| random.below(40_000) as i32).collect();
        column!(Int32Type, days, Some(&levels[..]));
        let paid: Vec<i64> = (0..there).map(|_| whole(random)).collect();
        column!(Int64Type, paid, Some(&levels[..]));
        let times: Vec<i64> = (0..there).map(|_| random.bits() as i64 >> 11).collect();
        column!(Int64Type, times, Some(&levels[..]));
        let numbers: Vec<f64> = (0..there).map(|_| random.number()).collect();
        column!(DoubleType, numbers, Some(&levels[..]));
        let truths: Vec<bool> = (0..rows).map(|_| random.happens(0.5)).collect();
        column!(BoolType, truths, None);
        let old: Vec<Int96> = (0..there)
            .map(|_| vec![random.bits() as u32, 0, 2_440_588 + random.below(40_000) as u32].into())
            .collect();
        column!(Int96Type, old, Some(&levels[..]));
        group.close().unwrap();
    }
    file.into_inner().unwrap()
}
