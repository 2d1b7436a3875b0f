//! Dates in every shape: what is written reads back, and what has two readings has two candidates.

use habitue::ErrorKind;
use habitue::time::{DateFormat, Day, TimeZone};

/// Every date of some years, by hand, with the day after the one before.
fn dates(years: std::ops::RangeInclusive<u32>) -> impl Iterator<Item = (u32, u32, u32)> {
    let leap =
        |year: u32| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    years.flat_map(move |year| {
        let february = if leap(year) { 29 } else { 28 };
        let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        (1..=12)
            .zip(lengths)
            .flat_map(move |(month, days)| (1..=days).map(move |day| (year, month, day)))
    })
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[test]
fn every_day_of_the_calendar_reads_back_from_iso() {
    let mut number = Day::MIN.number();
    for (year, month, day) in dates(1..=9999) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        assert_eq!(DateFormat::ISO.parse(&text).unwrap().day().number(), number, "{text}");
        number += 1;
    }
    assert_eq!(number, Day::MAX.number() + 1);
}

#[test]
fn every_shape_reads_back_every_day() {
    type Write = fn(u32, u32, u32) -> String;
    let named = |name| DateFormat::named(name).unwrap();
    let shapes: [(DateFormat, Write); 22] = [
        (DateFormat::YMD, |y, m, d| format!("{y}/{m}/{d}")),
        (DateFormat::YMD, |y, m, d| format!("{y}.{m:02}.{d:02} 8:05")),
        (DateFormat::DMY, |y, m, d| format!("{d}.{m}.{y}")),
        (DateFormat::DMY, |y, m, d| format!("{d:02}/{m:02}/{y} 08:05:09")),
        (DateFormat::DMY, |y, m, d| format!("{d:02} {m:02} {y}")),
        (DateFormat::MDY, |y, m, d| format!("{m}/{d}/{y} 11:59 PM")),
        (DateFormat::MDY, |y, m, d| format!("{m:02}-{d:02}-{y}")),
        (DateFormat::MONTH_NAME, |y, m, d| format!("{} {d:02}, {y}", &MONTHS[m as usize - 1][..3])),
        (DateFormat::MONTH_NAME, |y, m, d| format!("{d:02}-{}-{y}", &MONTHS[m as usize - 1][..3])),
        (DateFormat::MONTH_NAME, |y, m, d| format!("{d} {} {y} 8:05", MONTHS[m as usize - 1])),
        (DateFormat::MONTH_NAME, |y, m, d| {
            format!("Fri {} {d:>2} 08:30:00 {y}", &MONTHS[m as usize - 1][..3])
        }),
        (DateFormat::MONTH_NAME, |y, m, d| {
            format!("{y}-{}-{d}", MONTHS[m as usize - 1].to_uppercase())
        }),
        (DateFormat::CHINESE, |y, m, d| format!("{y}年{m:02}月{d:02}日")),
        (DateFormat::CHINESE, |y, m, d| format!("{y}年{m}月{d}日 08:05")),
        (DateFormat::CHINESE, |y, m, d| format!("{y}年{m}月{d}日下午8时30分")),
        (DateFormat::YYYYMMDD, |y, m, d| format!("{y}{m:02}{d:02}")),
        (DateFormat::YYYYMMDD, |y, m, d| format!("{y}{m:02}{d:02}T235959Z")),
        (named("%A, %d %B %Y"), |y, m, d| {
            let day = Day::from_ymd(y as i32, m, d).unwrap();
            day.date().format("%A, %d %B %Y").to_string()
        }),
        (named("excel"), |y, m, d| {
            (Day::from_ymd(y as i32, m, d).unwrap().number() + 25_569).to_string()
        }),
        (named("excel"), |y, m, d| {
            format!("{}.75", Day::from_ymd(y as i32, m, d).unwrap().number() + 25_569)
        }),
        (DateFormat::EPOCH, |y, m, d| {
            (i64::from(Day::from_ymd(y as i32, m, d).unwrap().number()) * 86_400 + 86_399)
                .to_string()
        }),
        (DateFormat::EPOCH_MILLISECONDS, |y, m, d| {
            (i64::from(Day::from_ymd(y as i32, m, d).unwrap().number()) * 86_400_000).to_string()
        }),
    ];
    for (format, write) in shapes {
        for (year, month, day) in dates(1904..=2104) {
            let text = write(year, month, day);
            let found = format.parse(&text).unwrap_or_else(|error| panic!("{format}: {error}"));
            assert_eq!(found.day(), Day::from_ymd(year as i32, month, day).unwrap(), "{text}");
        }
    }
    for (name, write) in [
        ("ymd2", (|y, m, d| format!("{:02}/{m:02}/{d:02}", y % 100)) as Write),
        ("dmy2", |y, m, d| format!("{d}.{m}.{:02}", y % 100)),
        ("mdy2", |y, m, d| format!("{m}/{d}/{:02} 8:05", y % 100)),
        ("d-mon-yy", |y, m, d| format!("{d:02}-{}-{:02}", &MONTHS[m as usize - 1][..3], y % 100)),
    ] {
        let format = DateFormat::named(name).unwrap();
        for (year, month, day) in dates(1969..=2068) {
            let found = format.parse(&write(year, month, day)).unwrap().day();
            assert_eq!(found, Day::from_ymd(year as i32, month, day).unwrap(), "{name}");
        }
    }
}

#[test]
fn times_of_day_are_read_to_the_second() {
    let read = |format: &DateFormat, text: &str| format.parse(text).unwrap().to_string();
    for text in [
        "2024-01-05 13:05",
        "2024-01-05T13:05:00",
        "2024-01-05 13:05:00.123456",
        "2024-01-05 1:05 pm",
        "2024-01-05T13:05Z",
        "2024-01-05 13:05:00+00:00",
    ] {
        assert_eq!(read(&DateFormat::ISO, text), "2024-01-05 13:05:00", "{text}");
    }
    assert_eq!(read(&DateFormat::MDY, "1/5/2024 12:00 AM"), "2024-01-05 00:00:00");
    assert_eq!(read(&DateFormat::MDY, "1/5/2024 12:30:01 PM"), "2024-01-05 12:30:01");
    assert_eq!(read(&DateFormat::EXCEL, "45296.5"), "2024-01-05 12:00:00");
    assert_eq!(read(&DateFormat::EPOCH, "1704459900"), "2024-01-05 13:05:00");
    assert_eq!(read(&DateFormat::MONTH, "2024年1月"), "2024-01-01 00:00:00");
    for (text, kind) in [
        ("", ErrorKind::Missing),
        ("yesterday", ErrorKind::Parse),
        ("2024-1-5", ErrorKind::Parse),
        ("2024-02-30", ErrorKind::OutOfRange),
        ("0000-00-00", ErrorKind::OutOfRange),
        ("2024-01-05 24:00", ErrorKind::OutOfRange),
        ("2024-01-05x", ErrorKind::Parse),
        ("2024-01-05T", ErrorKind::Parse),
        ("2024-01-05T13", ErrorKind::Parse),
        ("2024-01-05 13:05:00+08:00", ErrorKind::Parse),
        ("2024-01-05 13:05 PM AM", ErrorKind::Parse),
    ] {
        assert_eq!(DateFormat::ISO.parse(text).unwrap_err().kind(), kind, "{text}");
    }
}

#[test]
fn an_instant_is_of_the_day_of_the_zone() {
    let text = "2024-01-01T20:00:00Z";
    let day = |format: &DateFormat, text: &str| format.parse(text).unwrap().day().to_string();
    assert_eq!(day(&DateFormat::ISO, text), "2024-01-01");
    let shanghai = DateFormat::ISO.in_zone(TimeZone::parse("Asia/Shanghai").unwrap());
    assert_eq!(day(&shanghai, text), "2024-01-02");
    assert_eq!(day(&shanghai, "2024-01-01 20:00:00"), "2024-01-01");
    assert_eq!(day(&shanghai, "2024-01-02 00:30:00+09:00"), "2024-01-01");
    let epoch = DateFormat::EPOCH.in_zone(TimeZone::parse("America/New_York").unwrap());
    assert_eq!(day(&epoch, "1704067200"), "2023-12-31");
    // Offsets that differ are refused until the zone is named, which the refusal says.
    let plus = DateFormat::ISO.with_offset(8 * 3_600);
    assert_eq!(day(&plus, "2024-01-01 00:00:00+08:00"), "2024-01-01");
    let error = plus.parse("2024-01-01 00:00:00+09:00").unwrap_err();
    assert!(error.to_string().contains("`timezone`"), "{error}");
    let samples = ["2024-01-01 00:00:00+08:00", "2024-01-01 00:00:00+09:00"];
    let found = DateFormat::candidates(samples);
    let (first, other) = found[0].format.differing_offsets(samples).unwrap();
    assert_eq!([first, other], samples);
}

#[test]
fn candidates_are_every_reading_of_all_samples() {
    let names = |samples: &[&str]| {
        let found = DateFormat::candidates(samples.iter());
        found.iter().map(|one| one.format.name().into_owned()).collect::<Vec<_>>()
    };
    for (samples, expected) in [
        (["2024-01-05", "2024-01-06 08:00"].as_slice(), ["iso"].as_slice()),
        (&["2024/01/05"], &["ymd"]),
        (&["3/4/2024", "12/12/2024"], &["dmy", "mdy"]),
        (&["3/4/2024", "13/12/2024"], &["dmy"]),
        (&["3/4/2024", "12/13/2024"], &["mdy"]),
        (&["13/1/2024", "1/13/2024"], &[]),
        (&["01/02/03"], &["dmy2", "mdy2", "ymd2"]),
        (&["31.12.99"], &["dmy2"]),
        (&["Jan 05, 2024"], &["month-name"]),
        (&["05-Jan-24"], &["d-mon-yy"]),
        (&["2024年1月5日", "2024年01月06日 12:30"], &["chinese"]),
        (&["20240105"], &["yyyymmdd"]),
        (&["1704067200", ""], &["epoch"]),
        (&["1704067200000"], &["epoch-ms"]),
        (&["45296", "45297.25"], &["excel"]),
        (&["2024-01"], &["month"]),
        (&["202401"], &["month"]),
        (&["17850", "13047"], &[]),
        (&["10.50", "3"], &[]),
        (&["a", "b"], &[]),
        (&[], &[]),
    ] {
        assert_eq!(names(samples), expected, "{samples:?}");
    }
    let offset = DateFormat::candidates(["2024-01-01T00:00:00+08:00"]);
    assert!(offset[0].format.parse("2024-02-01T00:00:00+08:00").is_ok());
    assert!(offset[0].format.parse("2024-02-01T00:00:00+09:00").is_err());
}
