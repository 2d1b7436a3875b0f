//! The value nouns through the C functions: the same bits as through Rust.
#![cfg(feature = "capi")]
#![allow(unsafe_code)]

use crate::named;
use std::ffi::CStr;
use std::ptr::{null, null_mut};

use habitue::capi::*;
use habitue::value::{Concentration, Gini, Pyramid, Rfm, SegmentTable, TierEconomics};

fn values() -> Vec<f64> {
    (0..997_u32).map(|i| f64::from((i * 7919) % 1009) / 7.0 - 20.0).collect()
}

fn of<T>(kind: i32, cells: &[T]) -> habitue_column {
    habitue_column {
        name: null(),
        cells: cells.as_ptr().cast(),
        offsets: null(),
        bytes: 0,
        r#type: kind,
        reserved: 0,
    }
}

fn f64s(cells: &[f64]) -> habitue_column {
    of(HABITUE_TYPE_F64, cells)
}

fn i64s(cells: &[i64]) -> habitue_column {
    of(HABITUE_TYPE_I64, cells)
}

#[test]
fn a_pyramid_has_the_bits_of_rust() {
    let values = values();
    let expected = Pyramid::curry().assign(&values).unwrap();
    let mut tier = vec![0; values.len()];
    let mut statistics = [habitue_tier::default(); 4];
    // SAFETY: every pointer is that of a live local.
    let status = unsafe {
        habitue_pyramid_assign(
            null(),
            f64s(&values),
            values.len(),
            1,
            tier.as_mut_ptr(),
            statistics.as_mut_ptr(),
            4,
            null_mut(),
        )
    };
    assert_eq!(status, HABITUE_OK);
    assert_eq!(tier, expected.tier);
    for (found, expected) in statistics.iter().zip(&expected.statistics) {
        assert_eq!(found.customers, expected.customers);
        assert_eq!(found.total.to_bits(), expected.total.to_bits());
        assert_eq!((Some(found.lowest), Some(found.highest)), (expected.lowest, expected.highest));
        assert_eq!(Some(found.value_share), expected.value_share);
        assert_eq!(Some(found.mean), expected.mean);
        assert_eq!((found.exact_total, found.exact_lowest, found.exact_highest), (0, 0, 0));
    }
    let named = |list, code, language| {
        let name = habitue_name(list, code, language);
        // SAFETY: NULL, or a static constant.
        (!name.is_null()).then(|| unsafe { CStr::from_ptr(name) }.to_str().unwrap())
    };
    assert_eq!(named(9000, 1, HABITUE_CHINESE), Some("顶级客户"));
    assert_eq!(named(9000 + HABITUE_PYRAMID_PARETO, 2, HABITUE_ENGLISH), Some("other"));
    assert_eq!(named(9000, 5, HABITUE_ENGLISH), None);
    assert_eq!(named(9000 + HABITUE_PYRAMID_CUSTOM, 1, HABITUE_ENGLISH), None);
    assert_eq!(named(10_000, 1, HABITUE_ENGLISH), Some("champions"));
    assert_eq!(named(10_000 + HABITUE_SEGMENTS_EIGHT, 8, HABITUE_CHINESE), Some("一般挽留客户"));
}

#[test]
fn a_pyramid_of_cents_follows_its_rules() {
    let cents = [2_i64, 1, 2, 2, 1];
    let parts = [20.0, 20.0, 60.0];
    let custom = habitue_pyramid_options {
        preset: HABITUE_PYRAMID_CUSTOM,
        tier_count: 3,
        parts: parts.as_ptr(),
        ..habitue_pyramid_options::default()
    };
    let (mut needed, mut told) = (0, [0.0; 3]);
    // SAFETY: every pointer is that of a live local, NULL where NULL is allowed.
    unsafe {
        let mut tier = [0; 5];
        let mut held = [habitue_tier::default(); 3];
        let mut assign = |options: &habitue_pyramid_options, tier: &mut [i32; 5], tiers| {
            let (cents, tier) = (i64s(&cents), tier.as_mut_ptr());
            habitue_pyramid_assign(options, cents, 5, 1, tier, held.as_mut_ptr(), tiers, null_mut())
        };
        for (ties, expected) in [
            (HABITUE_TIES_UPPER, [1, 3, 1, 1, 3]),
            (HABITUE_TIES_LOWER, [3; 5]),
            (HABITUE_TIES_ROW_ORDER, [1, 3, 2, 3, 3]),
        ] {
            let status = assign(&habitue_pyramid_options { ties, ..custom }, &mut tier, 3);
            assert_eq!((status, tier), (HABITUE_OK, expected));
        }
        let wrong = habitue_pyramid_options { by: 9, ..custom };
        assert_eq!(assign(&wrong, &mut tier, 3), HABITUE_BAD_ENUMERATOR);
        let wrong = habitue_pyramid_options { preset: HABITUE_PYRAMID_ABC, ..custom };
        assert_eq!(assign(&wrong, &mut tier, 3), HABITUE_NOT_READ);
        let wrong = habitue_pyramid_options { tier_count: 0, ..custom };
        assert_eq!(assign(&wrong, &mut tier, 3), HABITUE_EMPTY_INPUT);
        assert_eq!(assign(&custom, &mut tier, 2), HABITUE_BAD_LENGTH);
        assert_eq!(assign(&custom, &mut tier, 3), HABITUE_OK);
        let top = [held[0].exact_total, held[0].exact_lowest, held[0].exact_highest];
        assert_eq!((top, held[0].total), ([6, 2, 2], 6.0));
        assert!(held[1].lowest.is_nan() && held[1].exact_lowest == 0);
        let status = habitue_pyramid_parts(&custom, told.as_mut_ptr(), 2, &mut needed, null_mut());
        assert_eq!((status, needed), (HABITUE_BUFFER_TOO_SMALL, 3));
        let status = habitue_pyramid_parts(&custom, told.as_mut_ptr(), 3, &mut needed, null_mut());
        assert_eq!((status, told), (HABITUE_OK, parts));
        let mut ranks = [0; 5];
        let status =
            habitue_ranks(i64s(&cents), 5, HABITUE_RANK_DENSE, 1, ranks.as_mut_ptr(), null_mut());
        assert_eq!((status, ranks), (HABITUE_OK, [1, 2, 1, 1, 2]));
        let days = of(HABITUE_TYPE_I32, &[1, 2]);
        let status = habitue_ranks(days, 2, HABITUE_RANK_DENSE, 1, ranks.as_mut_ptr(), null_mut());
        assert_eq!(status, HABITUE_BAD_ARGUMENT);
    }
}

#[test]
fn concentration_has_the_bits_of_rust() {
    let values = values();
    let expected = Concentration::of(&values).unwrap();
    let shares = [0.01, 0.2, 1.0];
    let (mut of_top, mut for_value) = ([0.0; 3], [0.0; 3]);
    let (mut x, mut y) = ([0.0; 11], [0.0; 11]);
    let mut found = habitue_concentration {
        top_shares: shares.as_ptr(),
        value_of_top: of_top.as_mut_ptr(),
        top_count: 3,
        value_shares: shares.as_ptr(),
        top_for_value: for_value.as_mut_ptr(),
        value_count: 3,
        curve: HABITUE_CURVE_WHALE,
        curve_customers: x.as_mut_ptr(),
        curve_value: y.as_mut_ptr(),
        points: 11,
        ..habitue_concentration::default()
    };
    // SAFETY: every pointer is that of a live local.
    let ask = |found: &mut habitue_concentration| unsafe {
        habitue_concentration_of(f64s(&values), values.len(), found, null_mut())
    };
    assert_eq!(ask(&mut found), HABITUE_OK);
    for ((share, top), giving) in shares.iter().zip(of_top).zip(for_value) {
        assert_eq!(expected.share_of_top(*share).unwrap(), Some(top));
        assert_eq!(expected.top_share_giving(*share).unwrap(), Some(giving));
    }
    assert_eq!(found.customers, 997);
    assert_eq!((found.total, found.gross), (expected.total(), expected.gross()));
    assert_eq!(Some(found.peak_share), expected.peak().map(|(_, share)| share));
    assert_eq!(Some(found.gini_normalised), expected.gini(Gini::Normalised));
    assert!(found.gini.is_nan() && found.gini_unbiased.is_nan());
    let pairs: Vec<(f64, f64)> = x.into_iter().zip(y).collect();
    assert_eq!(expected.whale(11).unwrap(), Some(pairs));
    let mut wrong = habitue_concentration { points: 1, ..found };
    assert_eq!(ask(&mut wrong), HABITUE_BAD_LENGTH);
    let nowhere = null_mut();
    let mut wrong =
        habitue_concentration { curve_customers: nowhere, curve_value: nowhere, ..found };
    assert_eq!(ask(&mut wrong), HABITUE_NOT_READ);
}

/// The eight segments of Rust, and boxes of the caller's, whose kind must be whole.
#[test]
fn segments_have_the_numbers_of_rust() {
    let scores = [[5, 1, 5, 3], [4, 1, 5, 4], [5, 3, 4, 1]];
    let (mut segment, mut counts) = ([0; 4], [0; 8]);
    let boxes = [
        habitue_segment_box { segment: 1, recency: [4, 5], frequency: [4, 5], monetary: [1, 5] },
        habitue_segment_box { segment: 2, recency: [1, 5], frequency: [1, 5], monetary: [1, 3] },
        habitue_segment_box { segment: 1, recency: [1, 1], frequency: [1, 1], monetary: [1, 5] },
    ];
    let mut assign = |kind: habitue_segmentation, segment_count: u32| {
        let columns = habitue_segments {
            segment_count,
            rows: 4,
            recency_score: scores[0].as_ptr(),
            frequency_score: scores[1].as_ptr(),
            monetary_score: scores[2].as_ptr(),
            segment: segment.as_mut_ptr(),
            counts: counts.as_mut_ptr(),
            ..habitue_segments::default()
        };
        // SAFETY: every pointer is that of a live local.
        (unsafe { habitue_segments_assign(&kind, &columns, null_mut()) }, segment)
    };
    let plain = habitue_segmentation::default();
    let eight = habitue_segmentation { preset: HABITUE_SEGMENTS_EIGHT, ..plain };
    let own = |preset, count| habitue_segmentation {
        preset,
        boxes: boxes.as_ptr(),
        box_count: count,
        ..plain
    };
    let expected = SegmentTable::eight(5, 4).unwrap();
    let expected = expected.assign(&scores[0], &scores[1], &scores[2]).unwrap();
    assert_eq!(assign(eight, 8), (HABITUE_OK, expected.segment.try_into().unwrap()));
    assert_eq!(assign(own(HABITUE_SEGMENTS_FIRST_MATCH, 3), 3), (HABITUE_OK, [1, 1, 1, 2]));
    assert_eq!(assign(own(HABITUE_SEGMENTS_BOXES, 3), 2).0, HABITUE_DUPLICATE);
    assert_eq!(assign(own(HABITUE_SEGMENTS_BOXES, 1), 1).0, HABITUE_MISSING_VALUE);
    assert_eq!(assign(own(HABITUE_SEGMENTS_EIGHT, 3), 8).0, HABITUE_NOT_READ);
    assert_eq!(assign(habitue_segmentation { high_from: 3, ..plain }, 10).0, HABITUE_NOT_READ);
    assert_eq!(assign(eight, 7).0, HABITUE_BAD_LENGTH);
}

#[test]
fn a_retention_lift_has_the_bits_of_rust() {
    use habitue::value::{MarginMultiple, MarginTiming, RetentionLift};
    let (margin, retention) = ([40.0, 25.0, 90.0], [0.5, 0.9, 0.8]);
    let terms =
        MarginMultiple::new(0.1).unwrap().with_timing(MarginTiming::AfterRenewal).with_horizon(12);
    let lift = RetentionLift::new(terms);
    let expected = lift.effect(&margin, &retention, 0.05).unwrap();
    let columns = [named::f64s(c"margin", &margin), named::f64s(c"retention", &retention)];
    let terms = [
        named::number(c"timing", f64::from(HABITUE_MARGIN_AFTER_RENEWAL)),
        named::number(c"discount", 0.1),
        named::number(c"horizon", 12.0),
    ];
    let with = |more: habitue_setting| [terms[0], terms[1], terms[2], more];
    let (mut after, mut value, mut points) = ([0.0; 3], [0.0; 3], [0.0]);
    let mut effect = [[0.0]; 4];
    let [before, sum, relative, pays] = &mut effect;
    let lifted = with(named::number(c"points", 0.05));
    let calculate = |formula, settings: &[habitue_setting], outputs: &mut [_]| {
        let given = named::evidence(3, &columns, settings);
        assert_eq!(named::calculate(formula, &given, outputs, null_mut()), HABITUE_OK);
    };
    calculate(
        11,
        &lifted,
        &mut [
            (c"after", &mut after[..]),
            (c"sum_before", before),
            (c"sum_after", sum),
            (c"relative", relative),
            (c"break_even_per_period", pays),
        ],
    );
    calculate(10, &terms, &mut [(c"value", &mut value[..])]);
    calculate(12, &with(named::number(c"cost", 10.0)), &mut [(c"points", &mut points[..])]);
    assert_eq!((effect[0][0], effect[1][0]), (expected.before, expected.after));
    assert_eq!(Some(effect[2][0]), expected.relative);
    assert_eq!(Some(effect[3][0]), expected.break_even_per_period);
    assert_eq!(lift.break_even(&margin, &retention, 10.0).unwrap(), Some(points[0]));
    let mut expected = [0.0; 3];
    lift.value_into(&margin, &retention, 0.0, &mut expected).unwrap();
    assert_eq!(value, expected);
    lift.value_into(&margin, &retention, 0.05, &mut expected).unwrap();
    assert_eq!(after, expected);
}

/// Whole numbers through C on any number of threads are what Rust makes of them, and the tiers'
/// economics are Rust's to the bit.
#[test]
fn scores_and_tier_economics_have_the_bits_of_rust() {
    let rows = 70_000_usize;
    let days: Vec<i32> = (0..rows).map(|i| (i * 7919 % 731) as i32).collect();
    let orders: Vec<u32> = (0..rows).map(|i| (i * i % 23) as u32).collect();
    let cents: Vec<i64> = (0..rows as i64).map(|i| (i * 104_729) % 500_021 - 1_000).collect();
    let expected = Rfm::quintiles().score(&days, &orders, &cents).unwrap();
    let tiers = Pyramid::curry().assign(&cents).unwrap();
    let worth: Vec<f64> = cents.iter().map(|&cents| cents as f64 / 7.0).collect();
    let economics = TierEconomics::of(&tiers.tier, 4, &cents, Some(&cents), &worth).unwrap();
    for threads in [1, 2, 7, 0] {
        let mut scores = [vec![0; rows], vec![0; rows], vec![0; rows]];
        let mut thresholds = [0.0; 12];
        let mut tier = vec![0; rows];
        let mut again = vec![0; rows];
        let [r, f, m] = &mut scores;
        let rfm = habitue_rfm {
            rows,
            recency: of(HABITUE_TYPE_I32, &days),
            frequency: of(HABITUE_TYPE_U32, &orders),
            monetary: i64s(&cents),
            recency_score: r.as_mut_ptr(),
            frequency_score: f.as_mut_ptr(),
            monetary_score: m.as_mut_ptr(),
            thresholds: thresholds.as_mut_ptr(),
            threshold_count: thresholds.len(),
            ..habitue_rfm::default()
        };
        // SAFETY: every pointer is that of a live local, with as many entries as are said.
        unsafe {
            assert_eq!(habitue_rfm_assign(&rfm, threads, null_mut()), HABITUE_OK);
            let (cents, tier, again) = (i64s(&cents), tier.as_mut_ptr(), again.as_mut_ptr());
            let status = habitue_pyramid_assign(
                null(),
                cents,
                rows,
                threads,
                tier,
                null_mut(),
                0,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            let status = habitue_scores_assign(
                null(),
                cents,
                rows,
                threads,
                again,
                null_mut(),
                0,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
        }
        assert_eq!(again, expected.monetary);
        let lists = [
            &expected.thresholds.recency,
            &expected.thresholds.frequency[0],
            &expected.thresholds.monetary[0],
        ];
        assert_eq!(thresholds, *lists.map(|list| list.as_slice()).concat());
        let [r, f, m] = scores;
        assert_eq!((r, f), (expected.recency.clone(), expected.frequency.clone()));
        assert_eq!((m, tier), (expected.monetary.clone(), tiers.tier.clone()));
    }
    let mut found = [habitue_tier_economics::default(); 4];
    // SAFETY: every pointer is that of a live local, with as many entries as are said.
    let status = unsafe {
        habitue_tier_economics_of(
            tiers.tier.as_ptr(),
            cents.as_ptr(),
            cents.as_ptr(),
            worth.as_ptr(),
            rows,
            found.as_mut_ptr(),
            4,
            null_mut(),
        )
    };
    assert_eq!(status, HABITUE_OK);
    for (found, expected) in found.iter().zip(&economics) {
        assert_eq!((found.customers, found.revenue), (expected.customers, expected.revenue));
        assert_eq!(Some(found.profit), expected.profit);
        assert_eq!(Some(found.margin), expected.margin);
        assert_eq!(Some(found.lifetime_value_share), expected.lifetime_value_share);
    }
}

/// The payments behind formulas, as Rust has them; formulas without any have none.
#[test]
fn payments_are_of_formulas_that_have_some() {
    use habitue::value::MarginMultiple;
    let payments = |formula, given: &habitue_evidence| {
        let mut flow = null_mut();
        // SAFETY: every pointer is that of a live local.
        (unsafe { habitue_cash_flow_of(formula, given, &mut flow, null_mut()) }, flow)
    };
    let (margin, retention) = ([40.0, 25.0], [0.5, 0.9]);
    let columns = [named::f64s(c"margin", &margin), named::f64s(c"retention", &retention)];
    let settings = [named::number(c"discount", 0.1), named::number(c"horizon", 12.0)];
    let (status, flow) = payments(10, &named::evidence(1, &columns, &settings));
    let expected = MarginMultiple::new(0.1).unwrap().cash_flow(40.0, 0.5, 12).unwrap();
    let (rates, mut values, mut paybacks) = ([0.0, 0.1], [0.0; 2], [0.0; 2]);
    let mut info = habitue_cash_flow_info::default();
    let mut times = [0.0; 12];
    let mut places = habitue_cash_flow_columns { rows: 12, ..Default::default() };
    places.time = times.as_mut_ptr();
    assert_eq!(status, HABITUE_OK);
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let (rates, values, paybacks) =
            (rates.as_ptr(), values.as_mut_ptr(), paybacks.as_mut_ptr());
        assert_eq!(habitue_cash_flow_inspect(flow, &mut info, null_mut()), HABITUE_OK);
        let status = habitue_cash_flow_value(flow, rates, 2, values, paybacks, null_mut());
        assert_eq!(status, HABITUE_OK);
        assert_eq!(habitue_cash_flow_table(flow, 0.1, &places, null_mut()), HABITUE_OK);
        places.rows = 11;
        assert_eq!(habitue_cash_flow_table(flow, 0.1, &places, null_mut()), HABITUE_BAD_LENGTH);
        habitue_cash_flow_free(flow);
    }
    assert_eq!((info.rows, info.exact_total, info.currency), (12, 0, [0; 4]));
    assert_eq!(values, rates.map(|rate| expected.present_value(rate).unwrap()));
    assert_eq!(paybacks.map(Some), rates.map(|rate| expected.payback(rate).unwrap()));
    assert_eq!(times.to_vec(), expected.payments().iter().map(|it| it.time).collect::<Vec<_>>());

    let (status, flow) = payments(10, &named::evidence(2, &columns, &settings));
    assert_eq!((status, flow), (HABITUE_BAD_LENGTH, null_mut()));
    let endless = named::evidence(1, &columns, &settings[..1]);
    assert_eq!(payments(10, &endless).0, HABITUE_OUT_OF_RANGE);
    let value = [named::f64s(c"value", &margin)];
    assert_eq!(payments(36, &named::evidence(2, &value, &[])).0, HABITUE_UNSUPPORTED);
    assert_eq!(payments(36, &endless).0, HABITUE_NOT_READ);

    let text = |text: &CStr| habitue_text { bytes: text.as_ptr(), length: text.count_bytes() };
    let new = |currency, amount| {
        let (mut flow, times) = (null_mut(), [0.0, 1.0]);
        let (times, error) = (times.as_ptr(), null_mut());
        // SAFETY: every pointer is that of a live local, NULL where NULL is allowed.
        unsafe {
            let status =
                habitue_cash_flow_new(currency, times, amount, null(), 2, &mut flow, error);
            habitue_cash_flow_free(flow);
            status
        }
    };
    let cents = [-500_i64, 900];
    assert_eq!(new(text(c"EUR"), i64s(&cents)), HABITUE_OK);
    assert_eq!(new(text(c""), f64s(&margin)), HABITUE_OK);
    assert_eq!(new(text(c""), i64s(&cents)), HABITUE_BAD_CURRENCY);
    assert_eq!(new(text(c"EUR"), f64s(&margin)), HABITUE_BAD_ARGUMENT);
    assert_eq!(new(text(c"XXY"), i64s(&cents)), HABITUE_BAD_CURRENCY);
    assert_eq!(new(text(c"X02"), i64s(&cents)), HABITUE_BAD_CURRENCY);
    for plain in [c"XXX", c"X00", c"X12"] {
        assert_eq!(new(text(plain), i64s(&cents)), HABITUE_OK);
    }
}

/// Cases of a design go where they have room; what a design does not read is refused.
#[test]
fn cases_are_as_many_as_their_design_says() {
    let (base, low, high) = ([40.0, 0.8], [30.0, 0.7], [50.0, 0.9]);
    let inputs = habitue_inputs {
        input_count: 2,
        base: base.as_ptr(),
        low: low.as_ptr(),
        high: high.as_ptr(),
        ..habitue_inputs::default()
    };
    let mut cases = [0.0; 8];
    let mut ask = |design, draws, seed, capacity| {
        let (mut needed, out) = (0, cases.as_mut_ptr());
        let error = null_mut();
        // SAFETY: every pointer is that of a live local, of at least so many cells.
        let status = unsafe {
            habitue_sensitivity_cases(
                &inputs,
                design,
                draws,
                seed,
                out,
                capacity,
                &mut needed,
                error,
            )
        };
        (status, needed)
    };
    assert_eq!(ask(HABITUE_DESIGN_TORNADO, 0, 0, 8), (HABITUE_OK, 8));
    assert_eq!(ask(HABITUE_DESIGN_RANDOM, 4_000_000_000, 1, 0), (HABITUE_OK, 8_000_000_000));
    assert_eq!(ask(HABITUE_DESIGN_RANDOM, 100, 1, 8), (HABITUE_BUFFER_TOO_SMALL, 200));
    assert_eq!(ask(HABITUE_DESIGN_RANDOM, 99, 1, 8).0, HABITUE_OUT_OF_RANGE);
    assert_eq!(ask(HABITUE_DESIGN_TORNADO, 0, 1, 8).0, HABITUE_NOT_READ);
    assert_eq!(ask(HABITUE_DESIGN_CORNERS, 9, 0, 8).0, HABITUE_NOT_READ);
    assert_eq!(ask(HABITUE_DESIGN_CORNERS, 0, 0, 8), (HABITUE_OK, 8));
    assert_eq!(cases, [30.0, 50.0, 30.0, 50.0, 0.7, 0.7, 0.9, 0.9]);
}
