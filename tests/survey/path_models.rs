//! Partial least squares on the ECSI mobile survey: SmartPLS and seminr agree on
//! these figures to eight digits.
#![allow(clippy::unwrap_used)]

use crate::common;
use common::{close, ecsi, items};
use habitue::ErrorKind;
use habitue::satisfaction::{Construct, InnerScheme, Mode, PathFit, PathModel};
use habitue::survey::Moments;

const STARTS: [&str; 7] = ["IMAG", "CUEX", "PERQ", "PERV", "CUSA", "CUSCO", "CUSL"];
const SATISFACTION: usize = 4;

fn model(moments: &Moments) -> PathModel {
    let blocks: Vec<Vec<usize>> = STARTS.iter().map(|start| items(moments, start)).collect();
    let blocks: Vec<&[usize]> = blocks.iter().map(Vec::as_slice).collect();
    PathModel::ecsi(blocks.try_into().unwrap()).unwrap()
}

fn fit(scheme: InnerScheme) -> (PathFit, Moments) {
    let moments = ecsi();
    (PathFit::of(model(&moments), &moments, scheme).unwrap(), moments)
}

/// (from, to, centroid, path weighting), as SmartPLS prints them.
const PATHS: [(usize, usize, f64, f64); 12] = [
    (0, 1, 0.504_705_64, 0.504_913_93),
    (1, 2, 0.557_247_86, 0.556_748_96),
    (1, 3, 0.050_787_55, 0.049_988_39),
    (2, 3, 0.557_216_86, 0.558_304_38),
    (0, 4, 0.178_833_48, 0.178_739_50),
    (1, 4, 0.064_425_34, 0.062_522_87),
    (2, 4, 0.512_545_24, 0.512_023_94),
    (3, 4, 0.191_815_66, 0.194_765_10),
    (4, 5, 0.526_097_31, 0.528_066_25),
    (0, 6, 0.195_359_71, 0.195_755_34),
    (4, 6, 0.483_474_72, 0.485_477_62),
    (5, 6, 0.071_232_41, 0.066_926_07),
];

#[test]
fn paths_and_weights_of_both_schemes() {
    let (centroid, _) = fit(InnerScheme::Centroid);
    let (path, _) = fit(InnerScheme::Path);
    for (from, to, by_centroid, by_path) in PATHS {
        close(centroid.path(from, to).unwrap(), by_centroid, 1e-8);
        close(path.path(from, to).unwrap(), by_path, 1e-8);
    }
    let check = |found: &[f64], expected: [f64; 3]| {
        found.iter().zip(expected).for_each(|(found, expected)| close(*found, expected, 1e-8));
    };
    check(&centroid.weights[4], [0.377_186_84, 0.381_567_07, 0.441_058_72]);
    check(&path.weights[4], [0.364_864_86, 0.383_156_04, 0.450_961_20]);
    check(&path.weights[6], [0.460_664_73, 0.114_269_53, 0.654_310_59]);
    assert_eq!(path.path(6, 0), None);
}

#[test]
fn explained_variance_and_total_effects() {
    let (fit, _) = fit(InnerScheme::Path);
    let expected = [
        (1, 0.254_938_080_4, 0.251_933_798_4),
        (2, 0.309_969_407_1, 0.307_187_025_7),
        (3, 0.345_278_941_9, 0.339_977_556_8),
        (4, 0.681_078_291_4, 0.675_871_406_4),
        (5, 0.278_853_960_4, 0.275_946_113_5),
        (6, 0.456_944_454_7, 0.450_321_826_1),
    ];
    assert_eq!(fit.r_squared[0], None);
    for (construct, r_squared, adjusted) in expected {
        close(fit.r_squared[construct].unwrap(), r_squared, 1e-8);
        close(fit.adjusted_r_squared[construct].unwrap(), adjusted, 1e-8);
    }
    let total = fit.total_effects();
    for (from, to, effect) in [
        (0, 4, 0.389_726_647_2),
        (0, 6, 0.398_732_384_2),
        (2, 4, 0.620_762_150_7),
        (2, 6, 0.323_304_736_0),
        (4, 6, 0.520_819_021_7),
    ] {
        close(total[from * 7 + to], effect, 1e-8);
    }
    assert_eq!(total[6 * 7], 0.0);
}

#[test]
fn the_satisfaction_index_has_unstandardised_weights() {
    let (by_path, moments) = fit(InnerScheme::Path);
    let index = by_path.index(&moments, SATISFACTION).unwrap();
    close(index.value, 72.454_117_93, 1e-8);
    close(index.sd, 14.412_583_04, 1e-8);
    for (found, expected) in
        index.weights.iter().zip([0.383_633_977_3, 0.281_550_101_1, 0.334_815_921_6])
    {
        close(*found, expected, 1e-8);
    }
    let (by_centroid, _) = fit(InnerScheme::Centroid);
    close(by_centroid.index(&moments, SATISFACTION).unwrap().value, 72.542_802_3, 1e-8);
    // Two usual mistakes give other figures.
    let cusa = items(&moments, "CUSA");
    let weights = &by_path.weights[SATISFACTION];
    let sum: f64 = weights.iter().sum();
    let standardised: f64 = weights
        .iter()
        .zip(&cusa)
        .map(|(w, i)| w / sum * (moments.means()[*i] - 1.0) / 9.0 * 100.0)
        .sum();
    close(standardised, 71.782_433_83, 1e-8);
    let equal: f64 = cusa.iter().map(|i| (moments.means()[*i] - 1.0) / 27.0 * 100.0).sum();
    close(equal, 71.970_370_37, 1e-8);
}

#[test]
fn reliabilities_of_the_constructs() {
    let (fit, _) = fit(InnerScheme::Path);
    for (construct, composite, extracted, rho) in [
        (0, 0.818_878_673_1, 0.478_353_944_3, 0.740_328_516_4),
        (1, 0.733_235_558_5, 0.480_446_180_1, 0.462_054_887_7),
        (2, 0.904_692_421_9, 0.576_650_002_5, 0.884_246_470_7),
        (3, 0.917_975_411_4, 0.848_439_886_7, 0.854_996_336_8),
        (4, 0.871_253_232_7, 0.693_095_056_4, 0.789_101_576_2),
        (5, 1.0, 1.0, 1.0),
        (6, 0.721_705_555_7, 0.517_304_726_2, 0.745_733_723_6),
    ] {
        close(fit.composite_reliability[construct].unwrap(), composite, 1e-8);
        close(fit.average_variance_extracted[construct].unwrap(), extracted, 1e-8);
        close(fit.rho_a[construct].unwrap(), rho, 1e-8);
    }
}

/// The gate refuses what the correction would ruin; without it, the reproduced
/// figures of the full model.
#[test]
fn consistent_paths_stand_behind_a_gate() {
    let (found, _) = fit(InnerScheme::Path);
    let error = found.clone().consistent(0.7).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Domain, Some("Expectation")));
    let open = found.consistent(0.0).unwrap();
    close(open.path(4, 6).unwrap(), 0.961_520_13, 1e-8);
    close(open.path(0, 6).unwrap(), -0.090_971_98, 1e-8);
    close(open.r_squared[4].unwrap(), 0.927_318_83, 1e-8);
    assert!(open.consistent && open.consistent(0.0).is_err());
}

/// seminr's model of four constructs: image, expectation and value act on
/// satisfaction.
#[test]
fn published_results_of_the_smaller_model() {
    let moments = ecsi();
    let block = |start: &str| Construct::new(start, start, &items(&moments, start));
    let model = || {
        let constructs = ["IMAG", "CUEX", "PERV", "CUSA"].map(block).to_vec();
        PathModel::new(constructs, vec![(0, 3), (1, 3), (2, 3)]).unwrap()
    };
    let of = |scheme| PathFit::of(model(), &moments, scheme).unwrap();
    let check = |fit: &PathFit, expected: [f64; 3], tolerance| {
        fit.paths.iter().zip(expected).for_each(|(found, e)| close(*found, e, tolerance));
    };
    let path = of(InnerScheme::Path);
    check(&path, [0.447_003_896_753_383, 0.171_830_104_491_586, 0.316_425_319_256_027], 1e-8);
    check(
        &of(InnerScheme::Factorial),
        [0.446_873_985_519_376, 0.172_941_539_187_286, 0.315_219_423_208_024],
        1e-8,
    );
    for (rho, expected) in path.rho_a.iter().zip([0.7453, 0.4617, 0.8575, 0.7840]) {
        close(rho.unwrap(), expected, 5e-5);
    }
    // The published consistent coefficients are those of the factorial scheme.
    let consistent = of(InnerScheme::Factorial).consistent(0.0).unwrap();
    check(&consistent, [0.537_704_707_482_867, 0.240_967_661_696_417, 0.25827986805094], 1e-8);
    close(consistent.r_squared[3].unwrap(), 0.885_707_115_746_682, 1e-8);
}

#[test]
fn what_cannot_be_fitted_is_named() {
    let moments = ecsi();
    let pair = |a: &[usize], b: &[usize], mode| {
        let constructs =
            vec![Construct::new("a", "甲", a).with_mode(mode), Construct::new("b", "乙", b)];
        PathModel::new(constructs, vec![(0, 1)]).unwrap()
    };
    let error =
        PathFit::of(pair(&[0, 99], &[1], Mode::A), &moments, InnerScheme::Path).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutOfRange);
    let names = || (0..3).map(|i| format!("q{i}")).collect::<Vec<_>>();
    let small = |sds: [f64; 3], r: [f64; 3]| {
        let matrix = vec![1.0, r[0], r[1], r[0], 1.0, r[2], r[1], r[2], 1.0];
        Moments::from_correlations(names(), 99.0, vec![5.0; 3], sds.to_vec(), matrix).unwrap()
    };
    let constant = small([1.0, 0.0, 1.0], [0.0, 0.5, 0.0]);
    let error =
        PathFit::of(pair(&[0, 1], &[2], Mode::A), &constant, InnerScheme::Path).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Undefined, Some("q1")));
    let twins = small([1.0; 3], [1.0, 0.5, 0.5]);
    let error = PathFit::of(pair(&[0, 1], &[2], Mode::B), &twins, InnerScheme::Path).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Singular, Some("a")));
    // A negative weight would break 0 to 100; without ranges there is no index.
    let mixed = small([1.0; 3], [0.6, 0.8, 0.2]);
    let fit = PathFit::of(pair(&[0, 1], &[2], Mode::B), &mixed, InnerScheme::Path).unwrap();
    assert_eq!(fit.index(&mixed, 1).unwrap_err().kind(), ErrorKind::Missing);
    let ranged = mixed.with_ranges(vec![(1.0, 10.0); 3]).unwrap();
    let error = fit.index(&ranged, 0).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Inconsistent, Some("q1")));
    assert!(fit.index(&ranged, 2).is_err());
}

/// Mode B with one effect of one item is regression.
#[test]
fn mode_b_is_regression() {
    let moments = ecsi();
    let (x, y) = (items(&moments, "IMAG"), items(&moments, "CUSCO"));
    let constructs =
        vec![Construct::new("a", "甲", &x).with_mode(Mode::B), Construct::new("b", "乙", &y)];
    let model = PathModel::new(constructs, vec![(0, 1)]).unwrap();
    for &scheme in InnerScheme::ALL {
        let fit = PathFit::of(model.clone(), &moments, scheme).unwrap();
        let ols = habitue::satisfaction::KeyDrivers::of(&moments, y[0], &x).unwrap();
        close(fit.r_squared[1].unwrap(), ols.r_squared, 1e-12);
    }
}

/// Negative paths do not stop the sum over ways (a known defect elsewhere).
#[test]
fn total_effects_pass_through_negative_paths() {
    let names = (0..3).map(|i| format!("q{i}")).collect();
    let (a, b) = (-0.6, -0.5);
    let matrix = vec![1.0, a, a * b, a, 1.0, b, a * b, b, 1.0];
    let moments =
        Moments::from_correlations(names, 99.0, vec![5.0; 3], vec![1.0; 3], matrix).unwrap();
    let constructs =
        ["a", "b", "c"].iter().enumerate().map(|(i, n)| Construct::new(n, n, &[i])).collect();
    let model = PathModel::new(constructs, vec![(0, 1), (1, 2)]).unwrap();
    let fit = PathFit::of(model, &moments, InnerScheme::Centroid).unwrap();
    close(fit.total_effects()[2], 0.3, 1e-15);
}
