//! Survival with weights and left truncation: figures of R's survival package
//! (`tests/oracle/survey_design.R`).
#![allow(clippy::unwrap_used)]

use habitue::ErrorKind;
use habitue::retention::{KaplanMeier, SurvivalError, SurvivalInterval, WeightedSurvival};

const PEOPLE: &str = include_str!("../data/survival_weighted.csv");
const CURVES: &str = include_str!("../data/survival_weighted_reference.csv");

fn columns() -> [Vec<f64>; 4] {
    let column = |at: usize| {
        let cells = PEOPLE.lines().skip(1).map(|line| line.split(',').nth(at).unwrap());
        cells.map(|cell| cell.parse().unwrap()).collect()
    };
    [0, 1, 2, 3].map(column)
}

#[test]
fn weighted_and_truncated_curves_are_those_of_r() {
    let [entry, time, lost, weight] = columns();
    let lost: Vec<u8> = lost.iter().map(|flag| *flag as u8).collect();
    for (kind, entry, weight, error) in [
        ("weights", None, Some(&weight), SurvivalError::Greenwood),
        ("truncated", Some(&entry), None, SurvivalError::Greenwood),
        ("both", Some(&entry), Some(&weight), SurvivalError::Greenwood),
        ("robust", Some(&entry), Some(&weight), SurvivalError::Robust),
    ] {
        let (entry, weight) = (entry.map(Vec::as_slice), weight.map(Vec::as_slice));
        let curve = WeightedSurvival::of(&time, &lost, entry, weight, error).unwrap();
        let expected: Vec<Vec<f64>> = CURVES
            .lines()
            .filter_map(|line| line.strip_prefix(kind)?.strip_prefix(','))
            .map(|line| line.split(',').map(|cell| cell.parse().unwrap()).collect())
            .collect();
        assert_eq!((curve.steps.len(), expected.len()), (32, 32));
        for (step, expected) in curve.steps.iter().zip(expected) {
            let interval = step.interval(SurvivalInterval::Log, 0.95).unwrap().unwrap();
            let found = [
                step.time,
                step.at_risk,
                step.lost,
                step.survival,
                step.std_error().unwrap(),
                interval.low,
                interval.high,
            ];
            for (found, expected) in found.iter().zip(&expected) {
                assert!((found - expected).abs() <= 1e-11 * expected, "{kind}: {found} {expected}");
            }
        }
    }
}

/// Alike weights and no truncation: the plain curve, by both errors.
#[test]
fn without_either_it_is_the_plain_curve() {
    let [_, time, lost, _] = columns();
    let lost: Vec<u8> = lost.iter().map(|flag| *flag as u8).collect();
    let plain = KaplanMeier::new(&time, &lost).unwrap();
    for error in [SurvivalError::Greenwood, SurvivalError::Robust] {
        let found = WeightedSurvival::of(&time, &lost, None, Some(&[0.7; 60]), error);
        // Greenwood counts weights as customers, of which there are fewer then.
        let scale = if error == SurvivalError::Greenwood { 0.7_f64.sqrt() } else { 1.0 };
        for (step, plain) in found.unwrap().steps.iter().zip(plain.steps()) {
            assert!((step.survival - plain.survival).abs() < 1e-13);
            let error = step.std_error().unwrap() * scale;
            assert!((error - plain.std_error().unwrap()).abs() < 1e-13);
        }
    }
    let last = WeightedSurvival::of(&[1.0, 2.0], &[1, 1], None, None, SurvivalError::Robust);
    let last = last.unwrap();
    assert_eq!((last.steps[1].survival, last.steps[1].log_error), (0.0, None));
    assert_eq!(last.at(0.5).unwrap(), None);
}

#[test]
fn what_cannot_be_is_refused_by_row() {
    let of = |entry: &[f64], weight: &[f64]| {
        let error = SurvivalError::Robust;
        let (entry, weight) = (Some(entry), Some(weight));
        WeightedSurvival::of(&[2.0, 3.0], &[1, 0], entry, weight, error).unwrap_err()
    };
    let late = of(&[0.0, 3.0], &[1.0, 1.0]);
    assert_eq!(
        (late.kind(), late.row(), late.column()),
        (ErrorKind::OutOfRange, Some(1), Some("entry"))
    );
    assert_eq!(of(&[0.0, 1.0], &[1.0, -1.0]).column(), Some("weight"));
    assert_eq!(of(&[0.0, 1.0], &[0.0, 0.0]).kind(), ErrorKind::Inconsistent);
    assert_eq!(of(&[0.0], &[1.0, 1.0]).kind(), ErrorKind::Length);
}
