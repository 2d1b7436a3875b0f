//! The classifications through the C functions: the same bits as from Rust.
#![cfg(feature = "capi")]
#![allow(
    unsafe_code,
    clippy::undocumented_unsafe_blocks,
    reason = "every call passes live columns of ROWS entries, or NULL where that is allowed"
)]

use std::ptr::{null, null_mut};

use habitue::capi::*;
use habitue::classify::{ClassTable, Cuts, LadderRule, Scheme};
use habitue::loyalty::*;

const ROWS: usize = 240;

/// Columns that go through the values of a kind at co-prime strides.
fn cycle<T: Copy>(values: &[T], stride: usize) -> Vec<T> {
    (0..ROWS).map(|row| values[row / stride % values.len()]).collect()
}

fn flags(stride: usize) -> Vec<u8> {
    cycle(&[0, 1, 2], stride)
}

fn scores(stride: usize) -> Vec<f64> {
    cycle(&[f64::NAN, 0.0, 10.0, 49.5, 50.0, 77.0, 90.0, 100.0], stride)
}

/// Calls a C function with fresh outputs and compares them with `expected`.
fn same<C: habitue::classify::Class>(
    expected: &ClassTable<C>,
    call: impl FnOnce(*mut i32, *mut u32, *mut u8, *mut habitue_class_counts) -> habitue_status,
) {
    let (mut codes, mut reasons, mut boundary) = (vec![-1; ROWS], vec![9; ROWS], vec![9; ROWS]);
    let mut counts =
        habitue_class_counts { by_code: [0; 16], n_used: 0, n_missing: 0, n_boundary: 0 };
    let status =
        call(codes.as_mut_ptr(), reasons.as_mut_ptr(), boundary.as_mut_ptr(), &raw mut counts);
    assert_eq!(status, HABITUE_OK);
    assert_eq!(codes, expected.codes);
    assert_eq!(reasons, expected.reasons);
    assert_eq!(boundary, expected.boundary);
    assert_eq!(&counts.by_code[..expected.counts.by_code().len()], expected.counts.by_code());
    assert_eq!(counts.n_used + counts.n_missing, ROWS as u64);
    assert_eq!(counts.n_boundary, expected.counts.n_boundary());
}

#[test]
fn three_indicators() {
    let satisfaction = cycle(&[0, 1, 2, 3, 4, 5], 1);
    let repurchase = cycle(&[f64::NAN, 0.0, 0.3, 0.5, 0.7, 1.0], 6);
    let recommendation = cycle(&[0, 1, 2, 3], 36);
    let columns = ThreeIndicatorColumns::new(ROWS)
        .satisfaction(&satisfaction)
        .repurchase(&repurchase)
        .recommendation(&recommendation);
    let scheme = ThreeIndicator::new();
    let (s, p, r) = (satisfaction.as_ptr(), repurchase.as_ptr(), recommendation.as_ptr());
    same(&scheme.classify_all(&columns).unwrap(), |codes, reasons, boundary, counts| unsafe {
        habitue_three_indicator_classify(
            ROWS,
            s,
            p,
            r,
            null(),
            codes,
            reasons,
            boundary,
            counts,
            null_mut(),
        )
    });
    let (mut expected, mut found) = (vec![0.0; ROWS], vec![0.0; ROWS]);
    let summary = scheme.index_into(&columns, &mut expected).unwrap();
    let mut c_summary = unsafe { std::mem::zeroed::<habitue_three_indicator_summary>() };
    let status = unsafe {
        habitue_three_indicator_index(
            ROWS,
            s,
            p,
            r,
            null(),
            found.as_mut_ptr(),
            &raw mut c_summary,
            null_mut(),
        )
    };
    assert_eq!(status, HABITUE_OK);
    let bits = |column: &[f64]| column.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(&expected), bits(&found));
    assert_eq!(c_summary.index.to_bits(), summary.mean.unwrap().index.to_bits());
    assert_eq!((c_summary.n_used, c_summary.n_missing), (summary.n_used, summary.n_missing));
}

#[test]
fn griffin() {
    let purchases = cycle(&[0, 1, 2, 7, u32::MAX], 1);
    let products = cycle(&[1, 2, u32::MAX], 5);
    let columns: Vec<Vec<u8>> = [1, 2, 3, 4, 7, 11, 13, 17].map(flags).into();
    let expected = GriffinLadder
        .classify_all(
            &StageColumns::new(ROWS)
                .purchases(&purchases)
                .products(&products)
                .need(&columns[0])
                .need_now(&columns[1])
                .ability(&columns[2])
                .likes(&columns[3])
                .regular(&columns[4])
                .buys_all(&columns[5])
                .resists(&columns[6])
                .recommends(&columns[7]),
        )
        .unwrap();
    let mut facts = habitue_stage_facts {
        struct_size: size_of::<habitue_stage_facts>() as u32,
        reserved: 0,
        purchases: purchases.as_ptr(),
        products: products.as_ptr(),
        need: columns[0].as_ptr(),
        need_now: columns[1].as_ptr(),
        ability: columns[2].as_ptr(),
        likes: columns[3].as_ptr(),
        regular: columns[4].as_ptr(),
        buys_all: columns[5].as_ptr(),
        resists: columns[6].as_ptr(),
        recommends: columns[7].as_ptr(),
    };
    same(&expected, |codes, reasons, boundary, counts| unsafe {
        habitue_griffin_classify(
            ROWS,
            &raw const facts,
            codes,
            reasons,
            boundary,
            counts,
            null_mut(),
        )
    });
    facts.struct_size -= 1;
    let status = unsafe {
        habitue_griffin_classify(
            0,
            &raw const facts,
            null_mut(),
            null_mut(),
            null_mut(),
            null_mut(),
            null_mut(),
        )
    };
    assert_eq!(status, HABITUE_BAD_STRUCT_SIZE);
}

#[test]
fn ladders_of_evidence() {
    let (a, b, c, d) = (flags(1), flags(3), flags(9), flags(27));
    for (order, c_order) in [
        (PhaseOrder::Oliver, HABITUE_PHASE_ORDER_OLIVER),
        (PhaseOrder::ImpulseFirst, HABITUE_PHASE_ORDER_IMPULSE_FIRST),
    ] {
        for (rule, c_rule) in [
            (LadderRule::Cumulative, HABITUE_LADDER_CUMULATIVE),
            (LadderRule::Highest, HABITUE_LADDER_HIGHEST),
        ] {
            let phases = FourPhases::new().with_order(order).with_rule(rule);
            let columns =
                PhaseColumns::new(ROWS).cognitive(&a).affective(&b).conative(&c).action(&d);
            same(
                &phases.classify_all(&columns).unwrap(),
                |codes, reasons, boundary, counts| unsafe {
                    habitue_four_phases_classify(
                        ROWS,
                        a.as_ptr(),
                        b.as_ptr(),
                        c.as_ptr(),
                        d.as_ptr(),
                        c_order,
                        c_rule,
                        codes,
                        reasons,
                        boundary,
                        counts,
                        null_mut(),
                    )
                },
            );
            let trust = TrustLevels::new().with_rule(rule);
            let columns = TrustColumns::new(ROWS).fits(&a).prefers(&b).sustained(&c);
            same(
                &trust.classify_all(&columns).unwrap(),
                |codes, reasons, boundary, counts| unsafe {
                    habitue_trust_classify(
                        ROWS,
                        a.as_ptr(),
                        b.as_ptr(),
                        c.as_ptr(),
                        c_rule,
                        codes,
                        reasons,
                        boundary,
                        counts,
                        null_mut(),
                    )
                },
            );
        }
    }
    let status = unsafe {
        habitue_trust_classify(
            0,
            null(),
            null(),
            null(),
            0,
            null_mut(),
            null_mut(),
            null_mut(),
            null_mut(),
            null_mut(),
        )
    };
    assert_eq!(status, HABITUE_BAD_ENUMERATOR);
}

#[test]
fn ladders_of_scores_and_counts() {
    let (x, y, z) = (scores(1), scores(8), scores(3));
    let gates = LoyaltyGates::new().with_gates([50.0, 77.0, 10.0]).unwrap();
    let columns = GateColumns::new(ROWS).satisfaction(&x).delight(&y).trust(&z);
    same(&gates.classify_all(&columns).unwrap(), |codes, reasons, boundary, counts| unsafe {
        habitue_loyalty_gates_classify(
            ROWS,
            x.as_ptr(),
            y.as_ptr(),
            z.as_ptr(),
            50.0,
            77.0,
            10.0,
            codes,
            reasons,
            boundary,
            counts,
            null_mut(),
        )
    });
    let (purchases, loyal) = (cycle(&[0, 1, 2, u32::MAX], 1), flags(5));
    let tenure = cycle(&[f64::NAN, 0.0, 90.0, 365.0], 4);
    let columns =
        StandingColumns::new(ROWS).purchases(&purchases).tenure_days(&tenure).loyal(&loyal);
    let standing = StandingScheme::new();
    same(&standing.classify_all(&columns).unwrap(), |codes, reasons, boundary, counts| unsafe {
        habitue_standing_classify(
            ROWS,
            purchases.as_ptr(),
            tenure.as_ptr(),
            loyal.as_ptr(),
            90.0,
            codes,
            reasons,
            boundary,
            counts,
            null_mut(),
        )
    });
    let customer = cycle(&[0, 1, 2, 3, 4], 1);
    let satisfied = cycle(&[1, 1, 0, 1, 1, 1, 1], 1);
    let (mut expected, mut streaks) = (vec![0; ROWS], vec![0; ROWS]);
    satisfied_streaks_into(&customer, &satisfied, &mut expected).unwrap();
    let status = unsafe {
        habitue_satisfied_streaks(
            customer.as_ptr(),
            satisfied.as_ptr(),
            ROWS,
            streaks.as_mut_ptr(),
            ROWS,
            null_mut(),
        )
    };
    assert_eq!((status, &streaks), (HABITUE_OK, &expected));
    let columns = EarnedTrustColumns::new(ROWS).streak(&streaks);
    let earned = EarnedTrust::new().with_needed([1, 2, 4]).unwrap();
    same(&earned.classify_all(&columns).unwrap(), |codes, reasons, boundary, counts| unsafe {
        habitue_earned_trust_classify(
            ROWS,
            streaks.as_ptr(),
            1,
            2,
            4,
            codes,
            reasons,
            boundary,
            counts,
            null_mut(),
        )
    });
    let (s, c, r) =
        (cycle(&[0, 1, 4, 5], 1), cycle(&[0, 1, 2, 3, 4, 5], 4), cycle(&[0, 2, 4, 5], 24));
    let columns = SecurityColumns::new(ROWS).satisfaction(&s).continues(&c).recommends(&r);
    let expected = SecureCustomer.classify_all(&columns).unwrap();
    same(&expected, |codes, reasons, boundary, counts| unsafe {
        habitue_secure_customer_classify(
            ROWS,
            s.as_ptr(),
            c.as_ptr(),
            r.as_ptr(),
            codes,
            reasons,
            boundary,
            counts,
            null_mut(),
        )
    });
}

#[test]
fn matrices() {
    let (x, y) = (scores(1), scores(8));
    let cuts = Cuts::new(50.0, 77.0).unwrap();
    macro_rules! matrix {
        ($scheme:expr, $columns:expr, $call:ident) => {
            same(
                &$scheme.classify_all(&$columns).unwrap(),
                |codes, reasons, boundary, counts| unsafe {
                    $call(
                        ROWS,
                        x.as_ptr(),
                        y.as_ptr(),
                        50.0,
                        77.0,
                        codes,
                        reasons,
                        boundary,
                        counts,
                        null_mut(),
                    )
                },
            )
        };
    }
    matrix!(
        AttitudeBehaviour::new().with_cuts(cuts),
        AttitudeBehaviourColumns::new(ROWS).attitude(&x).behaviour(&y),
        habitue_attitude_behaviour_classify
    );
    matrix!(
        ReciprocalLoyalty::new().with_cuts(cuts),
        ReciprocalColumns::new(ROWS).customer(&x).firm(&y),
        habitue_reciprocal_classify
    );
    matrix!(
        ServiceMatrix::new().with_cuts(cuts),
        ServiceColumns::new(ROWS).procedural(&x).personal(&y),
        habitue_service_classify
    );
    let columns = AllegianceColumns::new(ROWS).satisfaction(&x).loyalty(&y);
    let apostle = ApostleMatrix::new();
    same(&apostle.classify_all(&columns).unwrap(), |codes, reasons, boundary, counts| unsafe {
        habitue_apostle_classify(
            ROWS,
            x.as_ptr(),
            y.as_ptr(),
            null(),
            codes,
            reasons,
            boundary,
            counts,
            null_mut(),
        )
    });
    let mut found = unsafe { std::mem::zeroed::<habitue_propositions>() };
    let status = unsafe {
        habitue_apostle_propositions(
            ROWS,
            x.as_ptr(),
            y.as_ptr(),
            null(),
            &raw mut found,
            null_mut(),
        )
    };
    let expected = apostle.propositions(&columns).unwrap();
    assert_eq!(status, HABITUE_OK);
    assert_eq!(
        (found.satisfied.loyal, found.satisfied.of),
        (expected.satisfied.loyal, expected.satisfied.of)
    );
    assert_eq!(found.n_missing, expected.n_missing);
    let hold: Vec<u8> = expected.hold().iter().map(|answer| answer.map_or(2, u8::from)).collect();
    assert_eq!(&found.hold[..5], hold);
}

#[test]
fn a_bad_fact_is_named_and_nothing_is_written() {
    let flags = [0_u8, 1, 3];
    let mut codes = [-7_i32; 3];
    let mut error = habitue_error {
        struct_size: size_of::<habitue_error>() as u32,
        code: 0,
        row: -1,
        column: [0; HABITUE_COLUMN_BYTES],
        message: [0; HABITUE_MESSAGE_BYTES],
    };
    let status = unsafe {
        habitue_trust_classify(
            3,
            null(),
            flags.as_ptr(),
            null(),
            HABITUE_LADDER_HIGHEST,
            codes.as_mut_ptr(),
            null_mut(),
            null_mut(),
            null_mut(),
            &raw mut error,
        )
    };
    assert_eq!((status, error.row, codes), (HABITUE_OUT_OF_RANGE, 2, [-7; 3]));
    let column = unsafe { std::ffi::CStr::from_ptr(error.column.as_ptr()) };
    assert_eq!(column.to_str(), Ok("prefers"));
}
