//! Files as people have them, each with the rows that a person would read in it: made up, a few
//! lines each. Shared by the tests of the ledger and of the main job.
#![allow(dead_code, unreachable_pub, reason = "each door looks at what it sees")]

/// Customer, day, cents.
pub type Row = (&'static str, &'static str, i64);

/// A file, and what is in it.
pub struct Case {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    /// The options that the main job names one after the other until the file goes in.
    pub remedies: &'static [&'static str],
    /// What the ledger holds then, in the order of the file; `None` where nothing can be read.
    pub rows: Option<Vec<Row>>,
    /// Rows that are left out then.
    pub left_out: u64,
}

/// The base that most files say in their own way. The day of Cy's second purchase has no other
/// reading in any order of day and month.
const BASE: [Row; 6] = [
    ("Ada", "2024-01-05", 1050),
    ("Ada", "2024-02-13", 1050),
    ("Ada", "2024-04-02", 1050),
    ("Bo", "2024-01-20", 1050),
    ("Cy", "2024-03-08", 1050),
    ("Cy", "2024-06-30", 1050),
];

/// The base with dates and amounts written otherwise.
fn written(date: impl Fn(&str) -> String, amount: impl Fn(i64) -> String) -> String {
    let mut text = String::from("customer,date,amount\n");
    for (who, day, cents) in BASE {
        text += &format!("{who},{},{}\n", date(day), amount(cents));
    }
    text
}

fn iso(day: &str) -> String {
    day.to_owned()
}

fn plain(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// Year, month, day as numbers.
fn parts(day: &str) -> [u32; 3] {
    let mut parts = day.split('-').map(|part| part.parse().expect("digits"));
    [(); 3].map(|()| parts.next().expect("three parts"))
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Days since 1970-01-01, counted year by year and month by month.
fn days(day: &str) -> u32 {
    let [year, month, date] = parts(day);
    let leap = |year: u32| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let lengths = [31, 28 + u32::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let years: u32 = (1970..year).map(|year| 365 + u32::from(leap(year))).sum();
    years + lengths[..month as usize - 1].iter().sum::<u32>() + date - 1
}

fn case(name: &'static str, text: impl Into<Vec<u8>>) -> Case {
    Case { name, bytes: text.into(), remedies: &[], rows: Some(BASE.to_vec()), left_out: 0 }
}

impl Case {
    fn with(mut self, rows: &[Row]) -> Self {
        self.rows = Some(rows.to_vec());
        self
    }

    /// All amounts are so many cents.
    fn of(mut self, cents: i64) -> Self {
        self.rows = Some(BASE.map(|(who, day, _)| (who, day, cents)).to_vec());
        self
    }

    fn after(mut self, remedies: &'static [&'static str]) -> Self {
        self.remedies = remedies;
        self
    }

    fn without(mut self, rows: u64) -> Self {
        self.left_out = rows;
        self
    }

    fn unreadable(mut self) -> Self {
        self.rows = None;
        self
    }
}

/// The base and more rows.
fn and(more: &str) -> String {
    written(iso, plain) + more
}

fn base_and(more: &[Row]) -> Vec<Row> {
    [&BASE, more].concat()
}

/// Rows as a plain file.
fn file(rows: &[Row]) -> String {
    let mut text = String::from("customer,date,amount\n");
    for (who, day, cents) in rows {
        let sign = if *cents < 0 { "-" } else { "" };
        text += &format!("{who},{day},{sign}{}\n", plain(cents.abs()));
    }
    text
}

/// All of them.
pub fn all() -> Vec<Case> {
    let ok = written(iso, plain);
    let dated = |date: &dyn Fn([u32; 3]) -> String| written(|day| date(parts(day)), plain);
    let timed = |time: &str| written(|day| day.to_owned() + time, plain);
    let quoted = |text: &str| {
        let line = |line: &str| {
            line.split(',').map(|field| format!("\"{field}\"")).collect::<Vec<_>>().join(",")
        };
        text.lines().map(line).collect::<Vec<_>>().join("\n")
    };
    let mut cases = layouts(&ok, &quoted);
    cases.extend(dates(&dated, &timed));
    cases.extend(amounts());
    cases.extend(edges());
    cases
}

fn layouts(ok: &str, quoted: &dyn Fn(&str) -> String) -> Vec<Case> {
    let swap = |from: &str, to: &str| ok.replace(from, to);
    let latin: Vec<u8> =
        swap("Ada", "Ren\u{e9}").chars().map(|letter| u32::from(letter) as u8).collect();
    // 客户,日期,金额 and 王芳 in GBK.
    let mut gbk = b"\xBF\xCD\xBB\xA7,\xC8\xD5\xC6\xDA,\xBD\xF0\xB6\xEE\n".to_vec();
    for (at, byte) in swap("Ada", "\u{1}").bytes().enumerate().skip(21) {
        match byte {
            1 => gbk.extend(b"\xCD\xF5\xB7\xBC"),
            _ if at >= 21 => gbk.push(byte),
            _ => {}
        }
    }
    let named =
        |name| BASE.map(|(who, day, cents)| (if who == "Ada" { name } else { who }, day, cents));
    vec![
        case("ok", ok),
        case("blank_lines", swap("Bo,", "\n  \nBo,") + "\n\n"),
        case("bom", String::from("\u{feff}") + ok),
        case("cr_only", swap("\n", "\r")),
        case("crlf", swap("\n", "\r\n")),
        case("quoted", quoted(ok)),
        case(
            "quoted_nl",
            String::from("customer,date,amount\n\"Ad\na\",2024-01-05,5.00\n")
                + ok.split_once('\n').expect("lines").1,
        )
        .with(&[&[("Ad\na", "2024-01-05", 500)], &BASE[..]].concat()),
        case("semicolon", swap(",", ";")),
        case("semicolon_comma", swap(",", ";").replace('.', ",")),
        case("tab", swap(",", "\t")),
        case("space_fields", swap(",2024", ", 2024").replace(",10", ", 10")),
        case("space_header", swap("customer,date,amount", "customer, date, amount")),
        case("trailing_comma", swap("\n", ",\n")),
        case("upper_header", swap("customer,date,amount", "Customer,DATE,Amount")),
        case("gb_utf8", swap("customer,date,amount", "客户,日期,金额").replace("Ada", "王芳"))
            .with(&named("王芳")),
        case("gbk", gbk).with(&named("王芳")),
        case("latin1", latin).with(&named("René")),
    ]
}

/// Writes year, month and day of the month.
type WritesDate<'a> = &'a dyn Fn([u32; 3]) -> String;

fn dates(dated: &dyn Fn(WritesDate<'_>) -> String, timed: &dyn Fn(&str) -> String) -> Vec<Case> {
    let months: Vec<Row> = vec![
        ("Ada", "2024-01-01", 1050),
        ("Ada", "2024-02-01", 1050),
        ("Ada", "2024-04-01", 1050),
        ("Bo", "2024-01-01", 1050),
        ("Cy", "2024-03-01", 1050),
        ("Cy", "2024-06-01", 1050),
    ];
    let month = |month: u32| MONTHS[month as usize - 1];
    vec![
        case("date_Mon_d_Y", dated(&|[y, m, d]| format!("\"{} {d:02}, {y}\"", month(m)))),
        case("date_chinese", dated(&|[y, m, d]| format!("{y}年{m:02}月{d:02}日"))),
        case("date_dMonY", dated(&|[y, m, d]| format!("{d:02}-{}-{y}", month(m)))),
        case("date_dmy_dot", dated(&|[y, m, d]| format!("{d:02}.{m:02}.{y}"))),
        case("date_epoch", written(|day| (days(day) * 86_400).to_string(), plain)),
        case("date_iso_T", timed("T00:00:00")),
        case("date_iso_Z", timed("T00:00:00Z")),
        case("date_iso_hm", timed(" 08:05")),
        case("date_iso_ms", timed(" 00:00:00.000000")),
        case("date_iso_sp", timed(" 00:00:00")),
        case("date_iso_tz", timed(" 00:00:00+08:00")),
        case("date_iso_utc_offset", timed(" 00:00:00+00:00")),
        case("date_mdy", dated(&|[y, m, d]| format!("{m:02}/{d:02}/{y}"))),
        case("date_month", dated(&|[y, m, _]| format!("{y}-{m:02}"))).with(&months),
        case("date_nozero", dated(&|[y, m, d]| format!("{m}/{d}/{y} 8:05"))),
        case("date_ymd", dated(&|[y, m, d]| format!("{y}{m:02}{d:02}"))),
        case("date_ymd_slash", dated(&|[y, m, d]| format!("{y}/{m:02}/{d:02}"))),
        // That a date is far away is for the study to say.
        case("date_future", and("Ada,2199-01-01,5.00\n"))
            .with(&base_and(&[("Ada", "2199-01-01", 500)])),
        case("date_null", and("Ada,0000-00-00,5.00\n")).after(&["--bad-rows reject"]).without(1),
        // Both orders fit every date.
        case("date_two_orders", "customer,date,amount\nAda,3/4/2024,5\nBo,5/6/2024,6\n")
            .after(&["--date-format dmy"])
            .with(&[("Ada", "2024-04-03", 500), ("Bo", "2024-06-05", 600)]),
        case("date_two_offsets",
            "customer,date,amount\nAda,2024-01-01T00:30:00+08:00,5\nBo,2024-01-01T00:30:00+10:00,6\n")
            .after(&["--timezone Asia/Shanghai"])
            .with(&[("Ada", "2024-01-01", 500), ("Bo", "2023-12-31", 600)]),
    ]
}

fn amounts() -> Vec<Case> {
    let as_ = |amount: &str| written(iso, |_| amount.to_owned());
    const REJECT: &[&str] = &["--bad-rows reject"];
    vec![
        case("integer", as_("10")).of(1000),
        case("plus", as_("+10.50")),
        case("trailing_zeros", as_("10.5000")),
        case("thousands", as_("\"1,234.56\"")).of(123_456),
        case("dollar", as_("$10.50")).after(&["--currency USD"]),
        case("dollar_thousands", as_("\"$1,234.56\"")).of(123_456).after(&["--currency USD"]),
        case("yen_or_yuan", as_("¥10.50")).after(&["--currency CNY"]),
        // One currency alone is written so.
        case("euro", as_("\"10,50 €\"")),
        case("pound", as_("£10.50")),
        case("code", as_("USD 10.50")),
        case("two_currencies", and("Ada,2024-05-01,€5.00\nAda,2024-05-02,£5.00\n"))
            .after(&["--currency EUR", "--bad-rows reject"])
            .with(&base_and(&[("Ada", "2024-05-01", 500)]))
            .without(1),
        case("one_or_thousand", "customer;date;amount\nAda;2024-01-05;1,234\nBo;2024-01-06;5\n")
            .after(&["--decimal-mark point"])
            .with(&[("Ada", "2024-01-05", 123_400), ("Bo", "2024-01-06", 500)]),
        case("paren_negative", and("Ada,2024-03-06,(5.00)\n"))
            .after(&["--refunds net"])
            .with(&base_and(&[("Ada", "2024-03-06", -500)])),
        // Sums are rounded once; each of these is told rounded down.
        case("float_artefact", and("Ada,2024-03-06,17.869999999999997\n"))
            .after(&["--rounding half-even"])
            .with(&base_and(&[("Ada", "2024-03-06", 1786)])),
        case("sci_tiny", and("Ada,2024-03-06,1.776357e-15\n"))
            .after(&["--rounding half-even"])
            .with(&base_and(&[("Ada", "2024-03-06", 0)])),
        case("empty_amount", and("Ada,2024-03-06,\n")).after(REJECT).without(1),
        case("nan_amount", and("Ada,2024-03-06,NaN\n")).after(REJECT).without(1),
        case("null_amount", and("Ada,2024-03-06,NULL\n")).after(REJECT).without(1),
        case("empty_customer", and(",2024-03-06,5.00\n")).after(&["--guests leave-out"]).without(1),
        case("nan_customer", and("nan,2024-03-06,5.00\nnan,2024-03-07,5.00\n"))
            .after(&["--guests leave-out"])
            .without(2),
    ]
}

fn edges() -> Vec<Case> {
    let rows = |name, rows: &[Row]| case(name, file(rows)).with(rows);
    // Somebody who buys ever so often and differs a lot in what is spent; and a base whose last
    // week has two days.
    let mut heavy: Vec<Row> = Vec::new();
    let mut weekly: Vec<Row> = Vec::new();
    const WHO: [&str; 6] = ["n1", "n2", "n3", "n4", "n5", "n6"];
    const DAYS: [&str; 5] = ["2011-01-31", "2011-03-14", "2011-05-02", "2011-07-19", "2011-10-04"];
    const WEEKS: [&str; 4] = ["2024-01-08", "2024-01-24", "2024-02-19", "2024-03-05"];
    for (at, who) in WHO.into_iter().enumerate() {
        let level = 4_i64.pow(at as u32) * 1000;
        heavy.extend(DAYS.into_iter().enumerate().map(|(n, day)| (who, day, level + 7 * n as i64)));
        weekly.extend(WEEKS.into_iter().skip(at % 3).map(|day| (who, day, 1000)));
    }
    vec![
        case("edge_empty", "").unreadable(),
        case("edge_header_only", "customer,date,amount\n").unreadable(),
        rows(
            "edge_all_onetimers",
            &[
                ("a", "2024-01-02", 500),
                ("b", "2024-01-09", 500),
                ("c", "2024-02-03", 700),
                ("d", "2024-03-04", 900),
            ],
        ),
        rows(
            "edge_all_refunds",
            &[("a", "2024-01-02", -500), ("a", "2024-02-03", -500), ("b", "2024-03-04", -700)],
        )
        .after(&["--refunds net"]),
        rows(
            "edge_keep_negative",
            &[
                ("a", "2024-01-02", 500),
                ("a", "2024-02-02", -5000),
                ("b", "2024-03-01", 700),
                ("b", "2024-03-12", 300),
                ("c", "2024-03-12", 300),
            ],
        )
        .after(&["--refunds net"]),
        rows(
            "edge_one_customer",
            &[("a", "2024-01-02", 500), ("a", "2024-02-03", 500), ("a", "2024-03-04", 700)],
        ),
        rows(
            "edge_one_day",
            &[("a", "2024-01-02", 500), ("b", "2024-01-02", 500), ("b", "2024-01-02", 700)],
        ),
        rows("edge_one_row", &[("a", "2024-01-02", 500)]),
        rows(
            "edge_zero_amounts",
            &[
                ("a", "2024-01-02", 0),
                ("a", "2024-02-03", 0),
                ("b", "2024-03-04", 0),
                ("b", "2024-03-13", 0),
            ],
        ),
        rows("netherlands_infinite_mean", &heavy),
        rows("partial_last_week", &weekly),
        rows(
            "cohort_axis",
            &[
                ("a", "2024-01-06", 1000),
                ("a", "2024-02-11", 1000),
                ("b", "2024-01-07", 1000),
                ("b", "2024-02-12", 1000),
                ("c", "2024-03-19", 2000),
                ("d", "2024-05-30", 1000),
            ],
        ),
        rows(
            "refund_counts_as_purchase",
            &[
                ("a", "2024-01-06", 10_000),
                ("a", "2024-02-11", -10_000),
                ("b", "2024-01-08", 5000),
                ("b", "2024-02-13", -5000),
                ("c", "2024-01-10", 2000),
                ("c", "2024-04-20", 1000),
            ],
        )
        .after(&["--refunds net"]),
        rows(
            "refund_later_day",
            &[
                ("a", "2024-01-06", 10_000),
                ("a", "2024-02-11", 10_000),
                ("a", "2024-02-21", -10_000),
                ("b", "2024-01-08", 5000),
                ("c", "2024-01-10", 2000),
            ],
        )
        .after(&["--refunds net"]),
        // A row that a till sent twice.
        case("repeated_row", and("Ada,2024-01-05,10.50\n")).with(&base_and(&[(
            "Ada",
            "2024-01-05",
            1050,
        )])),
    ]
}
