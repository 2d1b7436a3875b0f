//! Cuts as values from C: what they say of the base that they come from and of another is what
//! the core says.
#![allow(unsafe_code, clippy::unwrap_used)]

use std::ptr::{null, null_mut};

use habitue::capi::*;
use habitue::value::{Better, Nesting, Pyramid, Rfm, Scoring, Ties};

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

/// Numbers without order, many of them equal.
fn drawn(rows: usize, salt: i64) -> Vec<i64> {
    (0..rows as i64).map(|i| (i * 104_729 + salt * 7919) % 499 - 20).collect()
}

#[test]
fn tiers_of_another_base_are_those_of_rust() {
    let (base, other) = (drawn(300, 1), drawn(120, 2));
    let counts: Vec<u64> = (0..300).map(|i| i % 4).collect();
    for counts in [None, Some(&counts)] {
        let pyramid = Pyramid::abc();
        let expected = match counts {
            None => pyramid.cuts(&base).unwrap(),
            Some(counts) => pyramid.cuts_of_counts(&base, counts).unwrap(),
        };
        let options = habitue_pyramid_options {
            preset: HABITUE_PYRAMID_ABC,
            ..habitue_pyramid_options::default()
        };
        let mut cuts = [habitue_cut::default(); 2];
        let weights = counts.map_or(null(), |counts| counts.as_ptr());
        let mut tier = vec![0; other.len()];
        let mut held = [habitue_tier::default(); 3];
        // SAFETY: every pointer is that of a live local, with as many entries as are said.
        unsafe {
            let (error, out) = (null_mut(), cuts.as_mut_ptr());
            let status =
                habitue_pyramid_cuts(&options, i64s(&base), weights, 300, 1, out, 2, error);
            assert_eq!(status, HABITUE_OK);
            let (tiers, statistics) = (tier.as_mut_ptr(), held.as_mut_ptr());
            let (cuts, values) = (cuts.as_ptr(), i64s(&other));
            let status =
                habitue_pyramid_assign_by(cuts, 2, values, 120, tiers, statistics, 3, error);
            assert_eq!(status, HABITUE_OK);
            // Cuts of minor units say nothing of doubles.
            let wrong = vec![1.5; 120];
            let status =
                habitue_pyramid_assign_by(cuts, 2, f64s(&wrong), 120, tiers, null_mut(), 0, error);
            assert_eq!(status, HABITUE_INCONSISTENT);
        }
        for (cut, expected) in cuts.iter().zip(expected.cuts()) {
            let expected = expected.unwrap();
            assert_eq!((cut.real, cut.whole), (0.0, expected.value));
            assert_eq!(cut.kind == HABITUE_CUT_FROM, expected.inclusive);
        }
        let expected = expected.assign(&other).unwrap();
        assert_eq!(tier, expected.tier);
        let customers = expected.statistics.iter().map(|tier| tier.customers);
        assert!(held.iter().map(|tier| tier.customers).eq(customers));
    }
}

/// What parts tell in one pass or two is cut where the whole base is.
#[test]
fn parts_are_cut_where_the_whole_is() {
    let base: Vec<f64> =
        drawn(30_000, 1).iter().zip(0..).map(|(&v, i)| v as f64 + 1e-5 * f64::from(i)).collect();
    let expected = Pyramid::abc_by_value().cuts(&base).unwrap();
    let options = habitue_pyramid_options {
        preset: HABITUE_PYRAMID_ABC_BY_VALUE,
        ..habitue_pyramid_options::default()
    };
    let told = |ranges: &[habitue_cut]| -> Vec<u8> {
        let mut all = Vec::new();
        for part in base.chunks(11_000) {
            let (mut bytes, mut needed) = (Vec::new(), 0);
            let given = if ranges.is_empty() { null() } else { ranges.as_ptr() };
            for _ in 0..2 {
                bytes.resize(needed, 0_u8);
                let (out, rows) = (bytes.as_mut_ptr(), part.len());
                // SAFETY: every pointer is that of a live local, with as many entries as are said.
                let status = unsafe {
                    let (count, error) = (ranges.len(), null_mut());
                    let room = if needed == 0 { null_mut() } else { out };
                    let typed = f64s(part);
                    habitue_value_runs(typed, rows, given, count, room, needed, &mut needed, error)
                };
                assert_eq!(status, HABITUE_OK);
            }
            all.extend(bytes);
        }
        all
    };
    let cut = |bytes: &[u8], count: usize| {
        let mut cells = [habitue_cut::default(); 4];
        let (out, length, error) = (cells.as_mut_ptr(), bytes.len(), null_mut());
        // SAFETY: every pointer is that of a live local, with as many entries as are said.
        let status = unsafe {
            habitue_pyramid_cuts_of_runs(&options, bytes.as_ptr(), length, out, count, error)
        };
        (status, cells)
    };
    let (status, ranges) = cut(&told(&[]), 4);
    assert_eq!(status, HABITUE_OK);
    assert!(ranges.iter().all(|end| end.kind == HABITUE_CUT_WITHIN));
    let second = told(&ranges);
    let (status, cells) = cut(&second, 4);
    assert_eq!(status, HABITUE_OK);
    for (cells, expected) in cells.chunks(2).zip(expected.cuts()) {
        let expected = expected.unwrap();
        assert_eq!((cells[0].real, cells[0].whole), (expected.value, 0));
        assert_eq!(cells[0].kind == HABITUE_CUT_FROM, expected.inclusive);
        assert_eq!(cells[1].kind, HABITUE_CUT_NONE);
    }
    assert_eq!(cut(&second, 3).0, HABITUE_BAD_LENGTH);
    assert_eq!(cut(&second[1..], 4).0, HABITUE_CORRUPT_BYTES);
    assert_eq!(cut(&[], 4).0, HABITUE_CORRUPT_BYTES);
}

#[test]
fn ties_by_the_order_of_rows_have_no_cuts() {
    let options = habitue_pyramid_options {
        ties: HABITUE_TIES_ROW_ORDER,
        ..habitue_pyramid_options::default()
    };
    let (base, mut cuts) = (drawn(50, 1), [habitue_cut::default(); 3]);
    let cells = cuts.as_mut_ptr();
    // SAFETY: every pointer is that of a live local.
    let status =
        unsafe { habitue_pyramid_cuts(&options, i64s(&base), null(), 50, 1, cells, 3, null_mut()) };
    assert_eq!(status, HABITUE_BAD_ARGUMENT);
    assert!(Pyramid::curry().with_ties(Ties::RowOrder).cuts(&base).is_err());
}

#[test]
fn scores_of_another_base_are_those_of_rust() {
    let real = |rows, salt| drawn(rows, salt).iter().map(|&v| v as f64 / 8.0).collect::<Vec<_>>();
    let (base, other) = (real(300, 3), real(77, 4));
    for (better, code) in
        [(Better::Higher, HABITUE_BETTER_HIGHER), (Better::Lower, HABITUE_BETTER_LOWER)]
    {
        let scoring = Scoring::quantiles(4).unwrap().with_better(better);
        let expected = scoring.cuts(&base).unwrap();
        let binning = habitue_binning { bins: 4, better: code, ..habitue_binning::default() };
        let (mut cuts, mut scores) = ([habitue_cut::default(); 3], vec![0; 77]);
        // SAFETY: every pointer is that of a live local.
        unsafe {
            let (out, error) = (cuts.as_mut_ptr(), null_mut());
            let status = habitue_scores_cuts(&binning, f64s(&base), null(), 300, 1, out, 3, error);
            assert_eq!(status, HABITUE_OK);
            let scores = scores.as_mut_ptr();
            let status = habitue_scores_assign_by(out, 3, code, f64s(&other), 77, scores, error);
            assert_eq!(status, HABITUE_OK);
        }
        assert!(cuts.iter().map(|cut| cut.real).eq(expected.cuts().iter().map(|cut| cut.value)));
        assert_eq!(scores, expected.score(&other).unwrap());
    }
}

#[test]
fn rfm_scores_of_another_base_are_those_of_rust() {
    let days = |salt| drawn(400, salt).iter().map(|&v| v as i32).collect::<Vec<_>>();
    let orders = |salt| drawn(400, salt).iter().map(|&v| (v % 9).max(1) as u32).collect::<Vec<_>>();
    let base = (days(5), orders(6), drawn(400, 7));
    let other = (days(8), orders(9), drawn(400, 10));
    for (nesting, code, lists) in [
        (Nesting::Independent, HABITUE_RFM_INDEPENDENT, 12),
        (Nesting::Nested, HABITUE_RFM_NESTED, 124),
    ] {
        let rfm = Rfm::quintiles().with_nesting(nesting);
        let expected = rfm.cuts(&base.0, &base.1, &base.2).unwrap();
        let columns = |of_whom: &(Vec<i32>, Vec<u32>, Vec<i64>)| habitue_rfm {
            nesting: code,
            rows: 400,
            recency: of(HABITUE_TYPE_I32, &of_whom.0),
            frequency: of(HABITUE_TYPE_U32, &of_whom.1),
            monetary: i64s(&of_whom.2),
            ..habitue_rfm::default()
        };
        let mut cuts = vec![habitue_cut::default(); lists];
        let [mut r, mut f, mut m] = [(); 3].map(|()| vec![0; 400]);
        let asked = habitue_rfm {
            recency_score: r.as_mut_ptr(),
            frequency_score: f.as_mut_ptr(),
            monetary_score: m.as_mut_ptr(),
            ..columns(&other)
        };
        // SAFETY: every pointer is that of a live local, with as many entries as are said.
        let status = unsafe {
            let (out, error) = (cuts.as_mut_ptr(), null_mut());
            assert_eq!(habitue_rfm_cuts(&asked, null(), 1, out, lists, error), HABITUE_NOT_READ);
            let status = habitue_rfm_cuts(&columns(&base), null(), 1, out, lists, error);
            assert_eq!(status, HABITUE_OK);
            habitue_rfm_assign_by(&asked, out, lists, error)
        };
        match expected.score(&other.0, &other.1, &other.2) {
            Ok(expected) => {
                assert_eq!(status, HABITUE_OK);
                assert_eq!([r, f, m], expected);
            }
            Err(error) => assert_eq!(status, error.code()),
        }
    }
}
