//! Pictures of columns, and the density of a rate, through the C functions: the same bytes and bits
//! as through Rust, and refusals that name what is wrong.
#![allow(unsafe_code, clippy::unwrap_used)]

use std::ffi::{CStr, c_char};
use std::ptr::{null, null_mut};

use habitue::capi::*;
use habitue::lifetime::{BgNbd, Heterogeneity, Model, ParetoNbd};
use habitue::money::Currency;
use habitue::report::pictures::{
    FunnelStep, PurchaseTimes, Rate, SpendBin, expected_by_age, funnel, heterogeneity, histories,
    kano, promoter_trend, spend_density, tornado,
};
use habitue::report::{Language, Numbers, Picture, Terms, draw};
use habitue::satisfaction::{KanoCounts, PromoterCounts, PromoterInterval};
use habitue::study::ValueBasis;
use habitue::time::Unit;
use habitue::value::Sensitivity;

use crate::capi_summary::blank_error;
use crate::named::{evidence, f64s, number};

const NAMES: [&str; 3] = ["<first> & \"one\"", "第二", "third"];

/// The names as a column of text, and what it points to.
struct Names(Vec<i64>, String);

impl Names {
    fn of(names: &[&str]) -> Self {
        let mut ends = vec![0];
        let mut text = String::new();
        for name in names {
            text.push_str(name);
            ends.push(text.len() as i64);
        }
        Self(ends, text)
    }

    fn column(&self) -> habitue_column {
        habitue_column {
            name: c"name".as_ptr(),
            cells: self.1.as_ptr().cast(),
            offsets: self.0.as_ptr(),
            bytes: self.1.len(),
            r#type: HABITUE_TYPE_TEXT,
            reserved: 0,
        }
    }
}

fn u64s(name: &CStr, cells: &[u64]) -> habitue_column {
    habitue_column { r#type: HABITUE_TYPE_U64, cells: cells.as_ptr().cast(), ..f64s(name, &[]) }
}

/// How a picture is written: language, unit, currency.
type How = (i32, i32, &'static str);

/// The picture through C, or what is wrong with it.
fn drawn(
    picture: i32,
    rows: usize,
    columns: &[habitue_column],
    settings: &[habitue_setting],
    (language, unit, currency): How,
) -> Result<String, (habitue_status, i64, String)> {
    let given = evidence(rows, columns, settings);
    let currency = habitue_text { bytes: currency.as_ptr().cast(), length: currency.len() };
    let options =
        habitue_picture_options { language, unit, currency, ..habitue_picture_options::default() };
    let mut error = blank_error();
    let mut fetch = |svg: *mut c_char, capacity| {
        let mut needed = 0;
        // SAFETY: every pointer is that of a live local, as long as it says.
        let status = unsafe {
            habitue_picture(picture, &given, &options, svg, capacity, &mut needed, &mut error)
        };
        (status, needed)
    };
    let (status, needed) = fetch(null_mut(), 0);
    let mut svg = vec![0_u8; needed];
    let (again, _) =
        if status == HABITUE_OK { fetch(svg.as_mut_ptr().cast(), needed) } else { (status, 0) };
    assert_eq!(status, again);
    if status != HABITUE_OK {
        // SAFETY: NUL-terminated.
        let message = unsafe { CStr::from_ptr(error.message.as_ptr()) };
        return Err((status, error.row, message.to_str().unwrap().to_owned()));
    }
    Ok(String::from_utf8(svg).unwrap())
}

fn same(found: Result<String, (habitue_status, i64, String)>, expected: &Picture) {
    assert!(found.unwrap() == draw::standalone(expected.svg()), "{}", expected.name);
}

const BARE: How = (HABITUE_ENGLISH, HABITUE_UNIT_NOT_STATED, "");
const MONEY: How = (HABITUE_CHINESE, HABITUE_UNIT_NOT_STATED, "CNY");
const MONTHS: How = (HABITUE_CHINESE, HABITUE_UNIT_MONTH, "");

#[test]
fn pictures_of_names_have_the_bytes_of_rust() {
    let names = Names::of(&NAMES);
    let english = Numbers::new(Language::English, Currency::none(2).unwrap());
    let count = [900, 100, 60];
    let steps: Vec<_> =
        NAMES.iter().zip(count).map(|(name, count)| FunnelStep::new(name, count)).collect();
    let columns = [names.column(), u64s(c"count", &count)];
    same(drawn(HABITUE_PICTURE_FUNNEL, 3, &columns, &[], BARE), &funnel(&steps, &english).unwrap());

    let counts = [[60.0, 10.0, 5.0, 25.0, 0.0, 0.0], [5.0, 7.0, 50.0, 30.0, 4.0, 4.0], [1.0; 6]];
    let analysed = |strength| {
        let of = |counts: &[f64; 6]| KanoCounts::from_counts(*counts).unwrap().analyse(strength);
        NAMES.into_iter().zip(counts.iter().map(|counts| of(counts).unwrap())).collect::<Vec<_>>()
    };
    let by_class: Vec<Vec<f64>> =
        (0..6).map(|class| counts.iter().map(|row| row[class]).collect()).collect();
    let titles = [
        c"must_be",
        c"one_dimensional",
        c"attractive",
        c"indifferent",
        c"reverse",
        c"questionable",
    ];
    let mut columns: Vec<_> =
        titles.into_iter().zip(&by_class).map(|(name, cells)| f64s(name, cells)).collect();
    columns.push(names.column());
    let plain = kano(&analysed(0.05), &english).unwrap();
    same(drawn(HABITUE_PICTURE_KANO, 3, &columns, &[], BARE), &plain);
    let strength = [number(c"category_strength", 0.9)];
    let other = kano(&analysed(0.9), &english).unwrap();
    same(drawn(HABITUE_PICTURE_KANO, 3, &columns, &strength, BARE), &other);
    assert!(plain != other);

    let (promoters, passives, detractors) = ([120, 180, 200], [148, 140, 140], [132, 80, 60]);
    let score = |row: usize| {
        PromoterCounts::from_counts(promoters[row], passives[row], detractors[row])
            .unwrap()
            .score(PromoterInterval::Score, 0.95)
            .unwrap()
    };
    let waves: Vec<_> = NAMES.into_iter().zip([score(0), score(1), score(2)]).collect();
    let columns = [
        names.column(),
        u64s(c"promoters", &promoters),
        u64s(c"passives", &passives),
        u64s(c"detractors", &detractors),
    ];
    let expected = promoter_trend(&waves, &english).unwrap();
    same(drawn(HABITUE_PICTURE_PROMOTER_TREND, 3, &columns, &[], BARE), &expected);
}

#[test]
fn pictures_of_money_have_the_bytes_of_rust() {
    let chinese = Numbers::new(Language::Chinese, Currency::CNY);
    let inputs = Sensitivity::new(&[40.0, 0.8, 3.0], &[30.0, 0.2, -9.0], &[50.0, 0.9, 4.0]);
    let value = |at: &[f64]| Ok(at[0] * 1000.0 * at[1] + 9_000.0 * at[2]);
    let bars = inputs.unwrap().tornado(value).unwrap();
    let names = Names::of(&bars.iter().map(|bar| NAMES[bar.input]).collect::<Vec<_>>());
    let low: Vec<f64> = bars.iter().map(|bar| bar.low).collect();
    let high: Vec<f64> = bars.iter().map(|bar| bar.high).collect();
    let columns = [f64s(c"low", &low), f64s(c"high", &high), names.column()];
    let expected = tornado(59_000.0, &bars, &NAMES, &chinese).unwrap();
    let base = [number(c"base", 59_000.0)];
    same(drawn(HABITUE_PICTURE_TORNADO, 3, &columns, &base, MONEY), &expected);

    let (low, high, count) = ([0.0, 20.0, 40.0], [20.0, 40.0, 90.0], [80, 120, 7]);
    let bins: Vec<_> = (0..3)
        .map(|row| SpendBin { low: low[row], high: high[row], customers: count[row] })
        .collect();
    let bare = [f64s(c"low", &low), f64s(c"high", &high), u64s(c"count", &count)];
    let expected = spend_density(&bins, &[], &chinese).unwrap();
    same(drawn(HABITUE_PICTURE_SPEND_DENSITY, 3, &bare, &[], MONEY), &expected);
    let model = [75.0, 118.0, 9.5];
    let with = [&bare[..], &[f64s(c"expected", &model)]].concat();
    let line = [(10.0, 75.0), (30.0, 118.0), (65.0, 9.5)];
    let expected = spend_density(&bins, &line, &chinese).unwrap();
    same(drawn(HABITUE_PICTURE_SPEND_DENSITY, 3, &with, &[], MONEY), &expected);
}

fn months() -> Terms {
    let numbers = Numbers::new(Language::Chinese, Currency::none(2).unwrap());
    Terms::new(numbers, Unit::Month, 12.0, None, ValueBasis::Purchases)
}

#[test]
fn pictures_of_times_have_the_bytes_of_rust() {
    let rows = Names::of(&[NAMES[0], NAMES[0], NAMES[0], NAMES[1], NAMES[2], NAMES[2]]);
    let times = [0.0, 4.0, 8.0, 2.0, 1.0, 30.0];
    let chances = [0.3, 0.3, 0.3, f64::NAN, 0.9, 0.9];
    let customers = [
        PurchaseTimes::new(NAMES[0], &times[..3]).with_chance(0.3),
        PurchaseTimes::new(NAMES[1], &times[3..4]),
        PurchaseTimes::new(NAMES[2], &times[4..]).with_chance(0.9),
    ];
    let columns = [rows.column(), f64s(c"time", &times), f64s(c"chance", &chances)];
    let settings = [number(c"end", 39.0), number(c"split", 20.0)];
    let expected = histories(&customers, 39.0, Some(20.0), &months()).unwrap();
    same(drawn(HABITUE_PICTURE_HISTORIES, 6, &columns, &settings, MONTHS), &expected);
    let expected = histories(&customers, 39.0, None, &months()).unwrap();
    same(drawn(HABITUE_PICTURE_HISTORIES, 6, &columns, &settings[..1], MONTHS), &expected);
    let differs = [0.3, 0.3, 0.4, f64::NAN, 0.9, 0.9];
    let columns = [rows.column(), f64s(c"time", &times), f64s(c"chance", &differs)];
    let refused = drawn(HABITUE_PICTURE_HISTORIES, 6, &columns, &settings, MONTHS).unwrap_err();
    assert_eq!((refused.0, refused.1), (HABITUE_INCONSISTENT, 2));
    assert!(refused.2.contains("chance"), "{}", refused.2);

    let rate: Vec<f64> = (1..=50).map(|at| f64::from(at) / 60.0).collect();
    let density: Vec<f64> = rate.iter().map(|rate| 4.0 * (-4.0 * rate).exp()).collect();
    let points: Vec<_> = rate.iter().copied().zip(density.iter().copied()).collect();
    let columns = [f64s(c"rate", &rate), f64s(c"density", &density)];
    for (kind, of) in [
        (HABITUE_PICTURE_HETEROGENEITY_PURCHASES, Rate::Purchases),
        (HABITUE_PICTURE_HETEROGENEITY_DROPOUT, Rate::Dropout),
        (HABITUE_PICTURE_HETEROGENEITY_ATTRITION, Rate::Attrition),
    ] {
        let expected = heterogeneity(of, &points, 0.25, &months()).unwrap();
        let mean = [number(c"mean", 0.25)];
        same(drawn(kind, rate.len(), &columns, &mean, MONTHS), &expected);
    }
    let columns = [f64s(c"age", &rate), f64s(c"purchases", &density)];
    let expected = expected_by_age(&points, &months()).unwrap();
    same(drawn(HABITUE_PICTURE_EXPECTED_BY_AGE, rate.len(), &columns, &[], MONTHS), &expected);
}

#[test]
fn what_a_picture_does_not_read_or_needs_is_named() {
    let names = Names::of(&NAMES);
    let count = [900, 100, 160];
    let columns = [names.column(), u64s(c"count", &count)];
    let funnel = |columns: &[habitue_column], settings: &[habitue_setting], how| {
        drawn(HABITUE_PICTURE_FUNNEL, 3, columns, settings, how).unwrap_err()
    };
    let (status, row, message) = funnel(&columns, &[], BARE);
    assert_eq!((status, row), (HABITUE_OUT_OF_RANGE, 2));
    assert!(message.contains("count") && message.contains("0 to 100"), "{message}");
    let unread = funnel(&[columns[0], columns[1], f64s(c"low", &[1.0; 3])], &[], BARE);
    assert_eq!(unread.0, HABITUE_NOT_READ);
    assert!(unread.2.contains("low") && unread.2.contains("name, count"), "{}", unread.2);
    assert_eq!(funnel(&columns, &[number(c"base", 1.0)], BARE).0, HABITUE_NOT_READ);
    for (how, name) in [(MONEY, "options.currency"), (MONTHS, "options.unit")] {
        let (status, _, message) = funnel(&columns, &[], how);
        assert!(status == HABITUE_NOT_READ && message.contains(name), "{message}");
    }
    assert_eq!(funnel(&columns[1..], &[], BARE).0, HABITUE_MISSING_COLUMN);
    let points = [f64s(c"age", &[1.0, 2.0]), f64s(c"purchases", &[0.1, 0.2])];
    let (status, _, message) =
        drawn(HABITUE_PICTURE_EXPECTED_BY_AGE, 2, &points, &[], BARE).unwrap_err();
    assert!(status == HABITUE_MISSING_VALUE && message.contains("options.unit"), "{message}");
    let (status, _, message) = drawn(99, 3, &columns, &[], BARE).unwrap_err();
    assert!(status == HABITUE_BAD_ENUMERATOR && message.contains("10"), "{message}");
    let wrong = [
        names.column(),
        u64s(c"promoters", &[1, 0, 1]),
        u64s(c"passives", &[1, 0, 1]),
        u64s(c"detractors", &[1, 0, 1]),
    ];
    let (status, row, _) = drawn(HABITUE_PICTURE_PROMOTER_TREND, 3, &wrong, &[], BARE).unwrap_err();
    assert_eq!((status, row), (HABITUE_EMPTY_INPUT, 1));
    let mut classes: Vec<_> =
        [c"must_be", c"one_dimensional", c"attractive", c"indifferent", c"questionable"]
            .map(|name| f64s(name, &[1.0; 3]))
            .to_vec();
    classes.push(names.column());
    classes.push(f64s(c"reverse", &[1.0, 1.0, -1.0]));
    let (status, row, message) = drawn(HABITUE_PICTURE_KANO, 3, &classes, &[], BARE).unwrap_err();
    assert_eq!((status, row), (HABITUE_OUT_OF_RANGE, 2));
    assert!(message.contains("reverse"), "{message}");
}

/// (mean, reach, densities) of a model through C.
fn density(kind: i32, own: &[f64], of: i32, at: &[f64]) -> Result<(f64, f64, Vec<f64>), i32> {
    let mut model = null_mut();
    let (mut mean, mut reach, mut found) = (0.0, 0.0, vec![9.0; at.len()]);
    // SAFETY: every pointer is that of a live local, as long as it says.
    unsafe {
        let status = habitue_model_new(
            kind,
            own.as_ptr(),
            own.len(),
            null(),
            null(),
            0,
            &mut model,
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        let places = (at.as_ptr(), found.as_mut_ptr(), at.len());
        let status = habitue_model_heterogeneity(
            model,
            of,
            places.0,
            places.1,
            places.2,
            &mut mean,
            &mut reach,
            null_mut(),
        );
        habitue_model_free(model);
        if status == HABITUE_OK { Ok((mean, reach, found)) } else { Err(status) }
    }
}

#[test]
fn the_density_of_a_rate_has_the_bits_of_rust() {
    let own = [0.243, 4.414, 0.793, 2.426];
    let at = [0.0, 0.01, 0.5, 0.99, 1.5];
    let rust = Heterogeneity::of(&Model::new(BgNbd::new(own[0], own[1], own[2], own[3]).unwrap()));
    let rust = rust.unwrap();
    let pareto = Heterogeneity::of(&Model::new(ParetoNbd::new(1.0, 2.0, 3.0, 4.0).unwrap()));
    for (kind, own, of, expected) in [
        (HABITUE_MODEL_BG_NBD, own, HABITUE_INDIVIDUAL_PURCHASE_RATE, rust.purchases),
        (HABITUE_MODEL_BG_NBD, own, HABITUE_INDIVIDUAL_DROPOUT, rust.dropout.unwrap()),
        (
            HABITUE_MODEL_PARETO_NBD,
            [1.0, 2.0, 3.0, 4.0],
            HABITUE_INDIVIDUAL_ATTRITION_RATE,
            pareto.unwrap().attrition.unwrap(),
        ),
    ] {
        let (mean, reach, found) = density(kind, &own, of, &at).unwrap();
        assert_eq!(mean.to_bits(), expected.mean().to_bits());
        assert_eq!(reach.to_bits(), expected.reach().to_bits());
        for (found, at) in found.iter().zip(at) {
            assert_eq!(found.to_bits(), expected.at(at).to_bits());
        }
    }
    let refused = |of, at: &[f64]| density(HABITUE_MODEL_BG_NBD, &own, of, at).unwrap_err();
    assert_eq!(refused(HABITUE_INDIVIDUAL_ATTRITION_RATE, &at), HABITUE_UNDEFINED);
    assert_eq!(refused(HABITUE_INDIVIDUAL_SPEND_NU, &at), HABITUE_UNDEFINED);
    assert_eq!(refused(HABITUE_INDIVIDUAL_DROPOUT, &[f64::NAN]), HABITUE_NOT_FINITE);
    assert_eq!(refused(77, &at), HABITUE_BAD_ENUMERATOR);
}
