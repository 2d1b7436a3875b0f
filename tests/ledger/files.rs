//! Files as people have them: each kind gives the right ledger, or is refused with a remedy that
//! works. Expected rows by hand.
#![allow(clippy::unwrap_used)]

use habitue::customer::KeyPolicy;
use habitue::error::{ErrorKind, Result};
use habitue::intake::{Layout, Repeats, Source};
use habitue::ledger::{
    Duplicates, FileAudit, Guests, Ledger, OtherCurrencies, Refunds, RowFate, Rules, Transaction,
    TransactionFormat, ZeroAmounts,
};
use habitue::money::{Currency, DecimalMark, ExchangeRates, Rounding};
use habitue::summary::Summary;
use habitue::{Job, Progress};

/// Customer, day, cents.
type Row<'a> = (&'a str, &'a str, i64);

/// Ada on two days and Bo on one, ten and a half each: what most files below say.
const THREE: [Row<'static>; 3] =
    [("Ada", "2024-01-05", 1050), ("Ada", "2024-02-13", 1050), ("Bo", "2024-01-20", 1050)];

fn columns() -> TransactionFormat {
    TransactionFormat::new("customer", "date", "amount")
}

fn dollars() -> Rules {
    Rules::money(Currency::USD)
}

fn net() -> Rules {
    dollars().with_refunds(Refunds::Net)
}

fn read(file: &[u8], format: &TransactionFormat, rules: &Rules) -> Result<(Ledger, FileAudit)> {
    Ledger::read_csv(file, format, rules, &mut Progress::silent())
}

/// The rows of a ledger; amounts that have more decimals are rounded down.
fn rows(ledger: &Ledger) -> Vec<(String, String, i64)> {
    let row = |bought: Transaction<'_>| {
        let cents =
            bought.amount.map_or(0, |money| money.round(Rounding::Floor).to_minor().unwrap());
        (bought.customer.to_string(), bought.at.day().to_string(), cents)
    };
    ledger.transactions().map(row).collect()
}

#[track_caller]
fn gives(name: &str, file: &[u8], format: &TransactionFormat, rules: &Rules, expected: &[Row<'_>]) {
    let (ledger, audit) =
        read(file, format, rules).unwrap_or_else(|error| panic!("{name}: {error}"));
    let expected: Vec<(String, String, i64)> =
        expected.iter().map(|(who, when, cents)| ((*who).into(), (*when).into(), *cents)).collect();
    assert_eq!(rows(&ledger), expected, "{name}");
    assert_eq!(audit.taken_rows(), expected.len() as u64, "{name}");
}

/// Refused by kind, with words that say what to do.
#[track_caller]
fn refused(
    name: &str,
    file: &[u8],
    format: &TransactionFormat,
    rules: &Rules,
    told: (ErrorKind, &str),
) {
    let error = read(file, format, rules).map(|(ledger, _)| rows(&ledger)).unwrap_err();
    assert_eq!(error.kind(), told.0, "{name}: {error}");
    assert!(error.to_string().contains(told.1), "{name}: {error}");
}

/// The three rows in another writing: dates, then amounts.
fn written(dates: [&str; 3], amounts: [&str; 3]) -> Vec<u8> {
    let mut text = "customer,date,amount\n".to_owned();
    for ((who, date), amount) in ["Ada", "Ada", "Bo"].iter().zip(dates).zip(amounts) {
        text += &format!("{who},\"{date}\",\"{amount}\"\n");
    }
    text.into()
}

const DATES: [&str; 3] = ["2024-01-05", "2024-02-13", "2024-01-20"];
const AMOUNTS: [&str; 3] = ["10.50"; 3];

#[test]
fn layouts_that_are_read_as_they_are() {
    let plain =
        "customer,date,amount\nAda,2024-01-05,10.50\nAda,2024-02-13,10.50\nBo,2024-01-20,10.50\n";
    let with = |from: &str, to: &str| plain.replace(from, to).into_bytes();
    for (name, file) in [
        ("ok", plain.into()),
        ("blank lines", with("10.50\nBo", "10.50\n\n  \nBo")),
        ("blank lines at the end", (plain.to_owned() + "\n\n\n").into()),
        ("byte order mark", (String::from("\u{feff}") + plain).into()),
        ("CR LF", with("\n", "\r\n")),
        ("CR alone", with("\n", "\r")),
        ("quoted", written(DATES, AMOUNTS)),
        ("semicolons", with(",", ";")),
        ("tabs", with(",", "\t")),
        ("bars", with(",", "|")),
        ("blanks around fields", with(",", " , ")),
        ("blanks in the header", with("customer,date,amount", "customer, date, amount ")),
        ("a header in capitals", with("customer,date,amount", "Customer,DATE,Amount")),
        ("trailing commas", with("\n", ",\n")),
        ("a title and a total", (String::from("Sales 2024\n\n") + plain + "Total,,31.50\n").into()),
        ("no line end", plain.trim_end().into()),
    ] {
        gives(name, &file, &columns(), &dollars(), &THREE);
    }
    let titled = String::from("Sales 2024\n\n") + plain + "Total,,31.50\n";
    let (_, audit) = read(titled.as_bytes(), &columns(), &dollars()).unwrap();
    assert_eq!((audit.rows(), audit.lines_around()), (3, 2));
    assert!(audit.to_string().contains("titles and totals"), "{audit}");
    let utf_16: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
    gives("UTF-16", &[&[0xFF, 0xFE], utf_16.as_slice()].concat(), &columns(), &dollars(), &THREE);
    gives(
        "a field over two lines",
        b"customer,date,amount\n\"A\nda\",2024-01-05,5\nBo,2024-01-06,6\n",
        &columns(),
        &dollars(),
        &[("A\nda", "2024-01-05", 500), ("Bo", "2024-01-06", 600)],
    );
}

#[test]
fn encodings_and_names_of_columns() {
    let chinese = TransactionFormat::new("客户", "日期", "金额");
    let rows = [("甲", "2024-01-05", 1050), ("乙", "2024-02-13", 2000)];
    let text = "客户,日期,金额\n甲,2024-01-05,10.50\n乙,2024-02-13,20.00\n";
    gives("Chinese in UTF-8", text.as_bytes(), &chinese, &dollars(), &rows);
    // 客户,日期,金额 and 甲, 乙 in GBK.
    let gbk = b"\xBF\xCD\xBB\xA7,\xC8\xD5\xC6\xDA,\xBD\xF0\xB6\xEE\n\xBC\xD7,2024-01-05,10.50\n\xD2\xD2,2024-02-13,20.00\n";
    gives("GBK", gbk, &chinese, &dollars(), &rows);
    gives(
        "Latin-1",
        b"customer,date,amount\nJos\xE9,2024-01-05,10.50\nZo\xEB,2024-02-13,20.00\n",
        &columns(),
        &dollars(),
        &[("José", "2024-01-05", 1050), ("Zoë", "2024-02-13", 2000)],
    );
    refused(
        "other names",
        text.as_bytes(),
        &columns(),
        &dollars(),
        (ErrorKind::MissingColumn, "allowed: 客户, 日期, 金额"),
    );
}

#[test]
fn dates_in_every_shape() {
    for (name, dates) in [
        ("with T", ["2024-01-05T00:00:00", "2024-02-13T23:59:59", "2024-01-20T10:00:00"]),
        ("with Z", ["2024-01-05T00:00:00Z", "2024-02-13T23:59:59Z", "2024-01-20T10:00:00Z"]),
        ("to the minute", ["2024-01-05 00:00", "2024-02-13 08:05", "2024-01-20 23:59"]),
        ("to the second", ["2024-01-05 00:00:00", "2024-02-13 08:05:01", "2024-01-20 23:59:59"]),
        (
            "with fractions",
            ["2024-01-05 00:00:00.000", "2024-02-13 08:05:01.5", "2024-01-20 01:00:00.1"],
        ),
        (
            "offset of UTC",
            ["2024-01-05 00:00:00+00:00", "2024-02-13 08:05:00+00:00", "2024-01-20 23:00:00+00:00"],
        ),
    ] {
        gives(name, &written(dates, AMOUNTS), &columns(), &dollars(), &THREE);
    }
    // Refused as ISO dates, and read once the format is named.
    for (format, dates) in [
        ("month-name", ["Jan 05, 2024", "Feb 13, 2024", "Jan 20, 2024"]),
        ("month-name", ["05-Jan-2024", "13-Feb-2024", "20-Jan-2024"]),
        ("chinese", ["2024年01月05日", "2024年2月13日", "2024年1月20日"]),
        ("dmy", ["05.01.2024", "13.02.2024", "20.01.2024"]),
        ("mdy", ["01/05/2024", "02/13/2024", "01/20/2024"]),
        ("mdy", ["1/5/2024 8:05", "2/13/2024 8:05", "1/20/2024 18:05"]),
        ("yyyymmdd", ["20240105", "20240213", "20240120"]),
        ("ymd", ["2024/01/05", "2024/2/13", "2024/1/20"]),
        ("%d|%m|%Y", ["05|01|2024", "13|02|2024", "20|01|2024"]),
        // 1704412800 is 2024-01-05, 1707782400 02-13, 1705708800 01-20, all at midnight in UTC.
        ("epoch", ["1704412800", "1707782401", "1705708800"]),
        ("epoch-ms", ["1704412800000", "1707782401000", "1705708800000"]),
        // Excel: 45296 is 2024-01-05.
        ("excel", ["45296", "45335.5", "45311"]),
    ] {
        let file = written(dates, AMOUNTS);
        refused(format, &file, &columns(), &dollars(), (ErrorKind::Parse, "line 2, date"));
        gives(format, &file, &columns().with_date_format(format), &dollars(), &THREE);
    }
    let months = written(["2024-01", "2024-02", "2024-01"], AMOUNTS);
    refused("months", &months, &columns(), &dollars(), (ErrorKind::Parse, "line 2, date"));
    gives(
        "months",
        &months,
        &columns().with_date_format("month"),
        &dollars(),
        &[("Ada", "2024-01-01", 1050), ("Ada", "2024-02-01", 1050), ("Bo", "2024-01-01", 1050)],
    );
    // One instant and two days: the shop's clock says which.
    let zoned = written(
        ["2024-01-05 00:30:00+08:00", "2024-02-13 23:30:00+08:00", "2024-01-19T16:30:00Z"],
        AMOUNTS,
    );
    refused("offsets", &zoned, &columns(), &dollars(), (ErrorKind::Parse, "line 2, date"));
    gives("a zone", &zoned, &columns().with_time_zone("Asia/Shanghai"), &dollars(), &THREE);
    gives("an offset", &zoned, &columns().with_time_zone("+08:00"), &dollars(), &THREE);
    // A date that the calendar does not have, and one that is far off.
    let null = written(["2024-01-05", "2024-02-13", "0000-00-00"], AMOUNTS);
    refused("no date", &null, &columns(), &dollars(), (ErrorKind::OutOfRange, "line 4, date"));
    gives("no date", &null, &columns().rejecting(1), &dollars(), &THREE[..2]);
    let far = written(["2024-01-05", "2024-02-13", "2199-01-01"], AMOUNTS);
    let late = [THREE[0], THREE[1], ("Bo", "2199-01-01", 1050)];
    gives("a typing error", &far, &columns(), &dollars(), &late);
}

#[test]
fn amounts_in_every_shape() {
    for (name, amounts, cents) in [
        ("integers", ["10", "20", "30"], [1000, 2000, 3000]),
        ("plus signs", ["+10.50", "+1", "+.5"], [1050, 100, 50]),
        ("dollars", ["$10.50", "10.50 $", "USD 10.50"], [1050; 3]),
        (
            "thousands",
            ["1,234.56", "$1,234.56", "12,345,678.90"],
            [123_456, 123_456, 1_234_567_890],
        ),
        ("trailing zeros", ["10.5000", "10.50", "10.500000000000000"], [1050; 3]),
        ("full width", ["１０．５０", "＄10.50", "10.50"], [1050; 3]),
        ("exponents", ["1.05e1", "1050E-2", "0.105e+2"], [1050; 3]),
        ("nothing", ["0", "0.00", "-0"], [0; 3]),
    ] {
        let expected = [0, 1, 2].map(|row| (THREE[row].0, THREE[row].1, cents[row]));
        gives(name, &written(DATES, amounts), &columns(), &dollars(), &expected);
    }
    // Refused, and read by the remedy that the refusal names.
    let comma = columns().with_decimal_mark(DecimalMark::Comma);
    let point = columns().with_decimal_mark(DecimalMark::Point);
    let file = written(DATES, ["10,50", "10,50", "10,50"]);
    refused("decimal commas", &file, &columns(), &dollars(), (ErrorKind::Parse, "is one by ','"));
    gives("decimal commas", &file, &comma, &dollars(), &THREE);
    let file = written(DATES, ["1,234", "10.50", "2,000"]);
    refused(
        "1,234",
        &file,
        &columns(),
        &dollars(),
        (ErrorKind::Inconsistent, "name the decimal mark"),
    );
    let thousands = [("Ada", "2024-01-05", 123_400), THREE[1], ("Bo", "2024-01-20", 200_000)];
    gives("1,234", &file, &point, &dollars(), &thousands);
    let file = written(DATES, ["(10.50)", "10.50-", "-10.50"]);
    refused("accounting", &file, &columns(), &dollars(), (ErrorKind::Refund, "refund policy"));
    let negative = THREE.map(|(who, when, cents)| (who, when, -cents));
    gives("accounting", &file, &columns(), &net(), &negative);
    let file = written(DATES, ["10.50", "17.869999999999997", "1.776357e-15"]);
    let rounded = net().with_rounding(Rounding::HalfEven);
    refused("artefacts", &file, &columns(), &net(), (ErrorKind::Inconsistent, "name a rounding"));
    // Rounded down here; the sums are rounded once.
    let kept = [THREE[0], ("Ada", "2024-02-13", 1786), ("Bo", "2024-01-20", 0)];
    gives("artefacts", &file, &columns(), &rounded, &kept);
    let (_, audit) = read(&file, &columns(), &rounded).unwrap();
    assert_eq!(
        audit.total(Currency::USD).unwrap().round(Rounding::HalfEven).to_minor().unwrap(),
        2837
    );
    let file = written(DATES, ["$10.50", "€10.50", "10.50"]);
    refused("another sign", &file, &columns(), &dollars(), (ErrorKind::Currency, "amounts of USD"));
    for (missing, kind) in
        [("", ErrorKind::Missing), ("NULL", ErrorKind::Missing), ("NaN", ErrorKind::NotFinite)]
    {
        let file = written(DATES, ["10.50", missing, "10.50"]);
        refused(missing, &file, &columns(), &dollars(), (kind, "line 3, amount"));
        let expected = [THREE[0], THREE[2]];
        gives(missing, &file, &columns().rejecting(1), &dollars(), &expected);
    }
}

#[test]
fn customers_who_are_not_named() {
    for missing in ["", "nan", "NULL", "None", "N/A"] {
        let file =
            format!("customer,date,amount\nAda,2024-01-05,10.50\n{missing},2024-01-06,5.00\n");
        let told = (ErrorKind::Missing, "guests can be left out");
        refused(missing, file.as_bytes(), &columns(), &dollars(), told);
        let guests = columns().with_guests(Guests::LeaveOut);
        gives(missing, file.as_bytes(), &guests, &dollars(), &THREE[..1]);
        let (_, audit) = read(file.as_bytes(), &guests, &dollars()).unwrap();
        assert_eq!(audit.total(Currency::USD).unwrap().to_minor().unwrap(), 1550);
        assert!(audit.is_loud() && audit.to_string().contains("left out: no customer"));
    }
}

#[test]
fn one_customer_in_many_spellings() {
    let file = "customer,date,amount\n00017,2024-01-05,1\n17.0,2024-01-06,2\n１７,2024-01-07,3\nANNA,2024-01-08,4\nanna,2024-01-09,5\n";
    let spelled = |keys| {
        let (ledger, _) = read(file.as_bytes(), &columns(), &dollars().with_keys(keys)).unwrap();
        let mut found: Vec<String> = rows(&ledger).into_iter().map(|row| row.0).collect();
        found.dedup();
        found
    };
    assert_eq!(spelled(KeyPolicy::AS_IS), ["00017", "17.0", "１７", "ANNA", "anna"]);
    let numbers = KeyPolicy::AS_IS.compatible().whole_numbers().without_leading_zeros();
    assert_eq!(spelled(numbers), ["17", "ANNA", "anna"]);
    assert_eq!(spelled(numbers.lower_cased()), ["17", "anna"]);
    // As integers, too.
    let integers = "customer,date,amount\n17850.0,2024-01-05,1\n0017850,2024-01-06,2\n";
    let told = (ErrorKind::Parse, "is no integer");
    refused("Excel", integers.as_bytes(), &columns().with_integer_keys(), &dollars(), told);
    gives(
        "Excel",
        integers.as_bytes(),
        &columns().with_integer_keys(),
        &dollars().with_keys(numbers),
        &[("17850", "2024-01-05", 100), ("17850", "2024-01-06", 200)],
    );
}

#[test]
fn statuses_quantities_and_zero_amounts() {
    let file = "id,day,n,price,state\nAda,2024-01-05,2,5.25,Paid\nAda,2024-02-13,-1,5.25,paid\nBo,2024-01-20,3,1.005,paid\nBo,2024-01-21,1,9.99,CANCELLED\nBo,2024-01-22,5,0,paid\n";
    let format = TransactionFormat::of_quantities("id", "day", "n", "price");
    let rules = net().with_rounding(Rounding::HalfEven);
    let all = [
        ("Ada", "2024-01-05", 1050),
        ("Ada", "2024-02-13", -525),
        ("Bo", "2024-01-20", 301), // 3.015, rounded down
        ("Bo", "2024-01-21", 999),
        ("Bo", "2024-01-22", 0),
    ];
    gives("quantities", file.as_bytes(), &format, &rules, &all);
    let paid = format.clone().with_status("state", ["cancelled", "returned"]);
    let kept = [all[0], all[1], all[2], all[4]];
    gives("statuses", file.as_bytes(), &paid, &rules, &kept);
    let not_zero = paid.with_zero_amounts(ZeroAmounts::LeaveOut);
    gives("zero amounts", file.as_bytes(), &not_zero, &rules, &kept[..3]);
    let refuse = format.with_zero_amounts(ZeroAmounts::Refuse);
    refused(
        "zero amounts",
        file.as_bytes(),
        &refuse,
        &rules,
        (ErrorKind::OutOfRange, "line 6, price"),
    );
    gives("zero amounts", file.as_bytes(), &refuse.rejecting(1), &rules, &all[..4]);
}

#[test]
fn several_currencies_are_refused_until_it_is_said_what_to_do() {
    let file = "customer,date,amount,currency\nAda,2024-01-05,10.50,USD\nBo,2024-01-08,10.00,EUR\nCy,2024-01-09,1000,JPY\nBo,2024-01-10,2.00,eur\n";
    let with = |others| columns().with_currency("currency", others);
    let told = (ErrorKind::Currency, "EUR (2 rows), JPY (1 rows), USD (1 rows)");
    refused("refused", file.as_bytes(), &with(OtherCurrencies::Refuse), &dollars(), told);
    let only = with(OtherCurrencies::LeaveOut);
    gives("one of them", file.as_bytes(), &only, &dollars(), &THREE[..1]);
    let rates =
        "day,currency,rate\n2024-01-05,EUR,1.10\n2024-01-10,EUR,1.20\n2024-01-01,JPY,0.007\n";
    let rates = ExchangeRates::parse(rates, Currency::USD).unwrap();
    let convert = with(OtherCurrencies::Convert(rates.clone()));
    let rows = [
        ("Ada", "2024-01-05", 1050),
        ("Bo", "2024-01-08", 1100),
        ("Cy", "2024-01-09", 700),
        ("Bo", "2024-01-10", 240),
    ];
    gives("converted", file.as_bytes(), &convert, &dollars(), &rows);
    let (_, audit) = read(file.as_bytes(), &convert, &dollars()).unwrap();
    let eur = Currency::EUR;
    assert_eq!(audit.total(eur).unwrap().to_minor().unwrap(), 1200);
    assert_eq!(audit.taken(Currency::USD).unwrap().to_minor().unwrap(), 3090);
    // A day before the first rate, a currency that is none.
    let early = file.replace("2024-01-08", "2024-01-04");
    refused(
        "no rate",
        early.as_bytes(),
        &convert,
        &dollars(),
        (ErrorKind::Missing, "days from 2024-01-05 on"),
    );
    let odd = file.replace("JPY", "DOGE");
    let (_, audit) = read(odd.as_bytes(), &only.rejecting(1), &dollars()).unwrap();
    let rejected = audit.entries().last().unwrap();
    assert_eq!((rejected.currency, rejected.unread_amounts), (None, 1));
    refused(
        "no currency",
        odd.as_bytes(),
        &convert,
        &dollars(),
        (ErrorKind::Currency, "line 4, currency"),
    );
    // 10.01 EUR at 1.10 are 11.011 dollars.
    let odd = file.replace("10.00", "10.01");
    refused(
        "decimals",
        odd.as_bytes(),
        &convert,
        &dollars(),
        (ErrorKind::Inconsistent, "name a rounding"),
    );
    assert!(read(odd.as_bytes(), &convert, &dollars().with_rounding(Rounding::HalfEven)).is_ok());
    let euros = Rules::money(eur);
    refused("the target", file.as_bytes(), &convert, &euros, (ErrorKind::Currency, "convert into"));
}

#[test]
fn edges() {
    refused("empty", b"", &columns(), &dollars(), (ErrorKind::Empty, ""));
    gives("header alone", b"customer,date,amount\n", &columns(), &dollars(), &[]);
    let one = b"customer,date,amount\nAda,2024-01-05,10.50\n";
    gives("one row", one, &columns(), &dollars(), &THREE[..1]);
    let visits = TransactionFormat::of_visits("customer", "date");
    let told = (ErrorKind::Currency, "come together");
    refused("no amounts", &written(DATES, AMOUNTS), &visits, &dollars(), told);
    let days = THREE.map(|(who, when, _)| (who, when, 0));
    gives("no amounts", &written(DATES, AMOUNTS), &visits, &Rules::visits(), &days);
    let refunds = written(DATES, ["-5", "-5", "-7"]);
    refused("all refunds", &refunds, &columns(), &dollars(), (ErrorKind::Refund, "line 2, amount"));
    let (ledger, audit) = read(&refunds, &columns(), &net()).unwrap();
    assert!(ledger.visits().unwrap().is_empty());
    assert_eq!(audit.total(Currency::USD).unwrap().to_minor().unwrap(), -1700);
}

#[test]
fn rows_that_repeat_are_counted_or_left_out_by_policy() {
    let file = "id,customer,date,amount\n1,Ada,2024-01-05,5\n2,Ada,2024-01-05,5\n\n\
                1, Ada ,2024-01-05,\"5\"\n3,Ada,2024-01-05,-5\n3,Ada,2024-01-05,-5\n1,Bo,2024-01-09,7\n";
    let told = |format: &TransactionFormat| {
        let (ledger, audit) = read(file.as_bytes(), format, &net()).unwrap();
        let repeated = audit.repeated_money().unwrap().map(|money| money.to_minor().unwrap());
        let left_out = audit.sum(Currency::USD, |fate| *fate == RowFate::Repeated).unwrap();
        assert_eq!(audit.total(Currency::USD).unwrap().to_minor().unwrap(), 1200);
        assert_eq!(audit.rows(), 6);
        // The same on two threads.
        let mut summary = Summary::new(net());
        let mut job = Job::new().with_threads(2);
        let again = summary.read_csv(file.as_bytes(), format, &mut job).unwrap();
        assert_eq!(again.to_string(), audit.to_string());
        (ledger.len(), audit.repeated_rows(), repeated, left_out.to_minor().unwrap())
    };
    let columns = columns();
    assert_eq!(told(&columns), (6, 0, None, 0));
    // In all their fields, without blanks and quotes around them: a purchase and a refund.
    let count = columns.clone().with_duplicates(Duplicates::Count);
    assert_eq!(told(&count), (6, 2, Some(0), 0));
    let drop = columns.clone().with_duplicates(Duplicates::Drop);
    assert_eq!(told(&drop), (4, 0, None, 0));
    // By what identifies them, whatever else they say.
    assert_eq!(told(&count.clone().identified_by("id")), (6, 3, Some(700), 0));
    assert_eq!(told(&drop.clone().identified_by("id")), (3, 0, None, 700));
    let (_, audit) = read(file.as_bytes(), &count, &net()).unwrap();
    assert!(audit.to_string().contains("WARNING: 2 rows repeat an earlier one"), "{audit}");
    refused(
        "unsought",
        file.as_bytes(),
        &columns.identified_by("id"),
        &net(),
        (ErrorKind::NotRead, "identity"),
    );
    refused(
        "no column",
        file.as_bytes(),
        &drop.identified_by("no"),
        &net(),
        (ErrorKind::MissingColumn, "no"),
    );
}

#[test]
fn thousands_of_rows_repeat_as_few_do() {
    let mut file = String::from("customer,date,amount\n");
    for row in 0..30_000_u32 {
        // Every hundredth row says what the one before it says.
        let row = row - u32::from(row % 100 == 99);
        file += &format!("c{},2024-01-{:02},{}.50\n", row, 1 + row % 28, row % 977);
    }
    let source = Source::from_bytes(file.into()).unwrap();
    let layout = Layout::find(&source).unwrap();
    for threads in [1, 2, 3] {
        let found = Repeats::find(&source, &layout, None, threads).unwrap();
        let expected: Vec<u64> = (0..300).map(|hundred| 100 * hundred + 99 + 2).collect();
        assert_eq!(found.lines(), expected);
    }
}
