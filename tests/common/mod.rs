//! Data files of the tests.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use habitue::survey::{Answers, Moments, Question, Questionnaire, Scale};

fn lines(file: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file);
    let text = fs::read_to_string(path).unwrap();
    let mut rows = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    (rows.next().unwrap(), rows.collect())
}

/// The moments of the ECSI mobile-phone survey, with its scales of 1 to 10.
pub fn ecsi() -> Moments {
    let (_, rows) = lines("ecsi_mobile_moments.csv");
    let number = |cell: &String| cell.parse::<f64>().unwrap();
    let names = rows.iter().map(|row| row[0].clone()).collect();
    let means = rows.iter().map(|row| number(&row[1])).collect();
    let sds = rows.iter().map(|row| number(&row[2])).collect();
    let correlations = rows.iter().flat_map(|row| row[3..].iter().map(number)).collect();
    Moments::from_correlations(names, 250.0, means, sds, correlations)
        .unwrap()
        .with_ranges(vec![(1.0, 10.0); rows.len()])
        .unwrap()
}

/// The indices of the questions whose names begin so.
pub fn items(moments: &Moments, start: &str) -> Vec<usize> {
    (0..moments.len()).filter(|i| moments.names()[*i].starts_with(start)).collect()
}

/// A table of answers between `low` and `high`; an empty cell is missing.
pub fn answers(file: &str, low: f64, high: f64) -> Answers {
    let (names, rows) = lines(file);
    let scale = Scale::continuous(low, high).unwrap();
    let questions = names.iter().map(|name| Question::new(name, scale.clone())).collect();
    let columns = (0..names.len())
        .map(|column| rows.iter().map(|row| row[column].parse().unwrap_or(f64::NAN)).collect())
        .collect();
    Answers::new(Questionnaire::new(questions).unwrap(), columns).unwrap()
}

#[track_caller]
pub fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "found {found}, expected {expected}");
}
