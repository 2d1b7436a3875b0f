//! The value nouns through the C functions: the same bits as through Rust.
#![cfg(feature = "capi")]
#![allow(unsafe_code)]

use crate::named;
use std::ptr::{null, null_mut};

use habitue::capi::*;
use habitue::value::{Concentration, Gini, Pyramid, Rfm, TierEconomics};

const NO_TIER: habitue_tier = habitue_tier {
    customers: 0,
    customer_share: 0.0,
    total: 0.0,
    value_share: 0.0,
    gross_share: 0.0,
    lowest: 0.0,
    highest: 0.0,
    mean: 0.0,
};

fn values() -> Vec<f64> {
    (0..997_u32).map(|i| f64::from((i * 7919) % 1009) / 7.0 - 20.0).collect()
}

#[test]
fn a_pyramid_has_the_bits_of_rust() {
    let values = values();
    let expected = Pyramid::curry().assign(&values).unwrap();
    let mut pyramid = null_mut();
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let status = habitue_pyramid_preset(HABITUE_PYRAMID_CURRY, &mut pyramid, null_mut());
        assert_eq!(status, HABITUE_OK);
        let mut tier = vec![0; values.len()];
        let mut statistics = [NO_TIER; 4];
        let status = habitue_pyramid_assign(
            pyramid,
            values.as_ptr(),
            values.len(),
            tier.as_mut_ptr(),
            statistics.as_mut_ptr(),
            4,
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        assert_eq!(tier, expected.tier);
        for (found, expected) in statistics.iter().zip(&expected.statistics) {
            assert_eq!(found.customers, expected.customers);
            assert_eq!(found.total.to_bits(), expected.total.to_bits());
            assert_eq!(Some(found.value_share), expected.value_share);
            assert_eq!(Some(found.mean), expected.mean);
        }

        let mut needed = 0;
        let mut buffer = [0_u8; 64];
        let status =
            habitue_pyramid_tier_name_zh(pyramid, 1, null_mut(), 0, &mut needed, null_mut());
        assert_eq!((status, needed), (HABITUE_OK, "顶级客户".len()));
        let status = habitue_pyramid_tier_name_zh(
            pyramid,
            1,
            buffer.as_mut_ptr(),
            3,
            &mut needed,
            null_mut(),
        );
        assert_eq!(status, HABITUE_BUFFER_TOO_SMALL);
        let (name, name_zh) = ("gold", "金");
        let status = habitue_pyramid_set_name(
            pyramid,
            1,
            name.as_ptr(),
            name.len(),
            name_zh.as_ptr(),
            name_zh.len(),
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        let status =
            habitue_pyramid_tier_name(pyramid, 1, buffer.as_mut_ptr(), 64, &mut needed, null_mut());
        assert_eq!((status, &buffer[..needed]), (HABITUE_OK, "gold".as_bytes()));
        habitue_pyramid_free(pyramid);
    }
}

#[test]
fn a_pyramid_of_cents_follows_its_rules() {
    let cents = [2_i64, 1, 2, 2, 1];
    let mut pyramid = null_mut();
    // SAFETY: every pointer is that of a live local, NULL where NULL is allowed.
    unsafe {
        let status = habitue_pyramid_new(
            [20.0, 20.0, 60.0].as_ptr(),
            3,
            HABITUE_BY_CUSTOMERS,
            HABITUE_TIES_UPPER,
            HABITUE_BOUNDARY_UPPER,
            &mut pyramid,
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        let mut tier = [0; 5];
        for (ties, expected) in [
            (HABITUE_TIES_UPPER, [1, 3, 1, 1, 3]),
            (HABITUE_TIES_LOWER, [3; 5]),
            (HABITUE_TIES_ROW_ORDER, [1, 3, 2, 3, 3]),
        ] {
            let status = habitue_pyramid_set_rules(
                pyramid,
                HABITUE_BY_CUSTOMERS,
                ties,
                HABITUE_BOUNDARY_UPPER,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            let status = habitue_pyramid_assign_minor(
                pyramid,
                cents.as_ptr(),
                5,
                tier.as_mut_ptr(),
                null_mut(),
                0,
                null_mut(),
            );
            assert_eq!((status, tier), (HABITUE_OK, expected));
        }
        let status = habitue_pyramid_set_rules(pyramid, 9, 0, 0, null_mut());
        assert_eq!(status, HABITUE_BAD_ENUMERATOR);
        assert_eq!(habitue_pyramid_tiers(pyramid), 3);
        assert_eq!(habitue_pyramid_tiers(null()), 0);
        habitue_pyramid_free(pyramid);
        habitue_pyramid_free(null_mut());
    }
}

#[test]
fn concentration_has_the_bits_of_rust() {
    let values = values();
    let expected = Concentration::of(&values).unwrap();
    let mut concentration = null_mut();
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let status = habitue_concentration_new(
            values.as_ptr(),
            values.len(),
            &mut concentration,
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        let shares = [0.01, 0.2, 1.0];
        let mut out = [0.0; 3];
        let status = habitue_concentration_share_of_top(
            concentration,
            shares.as_ptr(),
            3,
            out.as_mut_ptr(),
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        for (share, out) in shares.iter().zip(out) {
            assert_eq!(expected.share_of_top(*share).unwrap(), Some(out));
        }
        let mut gini = 0.0;
        let status = habitue_concentration_gini(
            concentration,
            HABITUE_GINI_NORMALISED,
            &mut gini,
            null_mut(),
        );
        assert_eq!((status, Some(gini)), (HABITUE_OK, expected.gini(Gini::Normalised)));
        let status =
            habitue_concentration_gini(concentration, HABITUE_GINI_BIASED, &mut gini, null_mut());
        assert!(status == HABITUE_OK && gini.is_nan());
        let (mut x, mut y) = ([0.0; 11], [0.0; 11]);
        let status = habitue_concentration_curve(
            concentration,
            HABITUE_CURVE_WHALE,
            x.as_mut_ptr(),
            y.as_mut_ptr(),
            11,
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        let pairs: Vec<(f64, f64)> = x.into_iter().zip(y).collect();
        assert_eq!(expected.whale(11).unwrap(), Some(pairs));
        habitue_concentration_free(concentration);
    }
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
        let mut pyramid = null_mut();
        let mut scoring = null_mut();
        // SAFETY: every pointer is that of a live local, with as many entries as are said.
        unsafe {
            let [r, f, m] = &mut scores;
            let status = habitue_rfm_score_minor(
                null(),
                null(),
                null(),
                HABITUE_RFM_INDEPENDENT,
                threads,
                days.as_ptr(),
                orders.as_ptr(),
                cents.as_ptr(),
                rows,
                r.as_mut_ptr(),
                f.as_mut_ptr(),
                m.as_mut_ptr(),
                thresholds.as_mut_ptr(),
                thresholds.len(),
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            let status = habitue_pyramid_preset(HABITUE_PYRAMID_CURRY, &mut pyramid, null_mut());
            assert_eq!(status, HABITUE_OK);
            let status = habitue_pyramid_set_threads(pyramid, threads, null_mut());
            assert_eq!(status, HABITUE_OK);
            let status = habitue_pyramid_assign_minor(
                pyramid,
                cents.as_ptr(),
                rows,
                tier.as_mut_ptr(),
                null_mut(),
                0,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            habitue_pyramid_free(pyramid);
            let status = habitue_scoring_new_quantiles(
                5,
                HABITUE_BETTER_HIGHER,
                HABITUE_CLOSED_RIGHT,
                &mut scoring,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            assert_eq!(habitue_scoring_set_threads(scoring, threads, null_mut()), HABITUE_OK);
            let mut again = vec![0; rows];
            let status = habitue_scoring_score_minor(
                scoring,
                cents.as_ptr(),
                rows,
                again.as_mut_ptr(),
                null_mut(),
                0,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            assert_eq!(again, expected.monetary);
            habitue_scoring_free(scoring);
        }
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
    let none = habitue_tier_economics {
        customers: 0,
        customer_share: 0.0,
        revenue: 0,
        revenue_share: 0.0,
        profit: 0,
        profit_share: 0.0,
        margin: 0.0,
        lifetime_value: 0.0,
        lifetime_value_share: 0.0,
    };
    let mut found = [none; 4];
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
