//! Gradients and Hessians of the likelihoods against differences of high precision.
//!
//! `tests/data/derivatives_<model>.csv` has the parameters, the observation, and
//! value, gradient and Hessian in the logarithms of the parameters, by
//! `tests/oracle/derivatives_timed.py`.

use super::estimable::Estimable;
use crate::lifetime::observed::cells::Observation;
use crate::lifetime::observed::history::History;
use crate::lifetime::observed::spend::Spend;
use crate::lifetime::{GGompertzNbd, GammaGamma, Nbd, ParetoNbd};

/// The worst error of each row is compared with the largest derivative of the row,
/// or 1: a derivative that is small beside the others moves nothing.
fn compare<const N: usize, M: Estimable<N, Settings = ()>>(
    text: &str,
    observe: impl Fn(&[f64]) -> M::Observation,
    tolerance: f64,
) {
    let mut worst = (0.0, 0, [0.0; 2]);
    let mut rows = 0;
    for (line, row) in text.lines().enumerate().skip(1) {
        let row: Vec<f64> = row.split(',').map(|cell| cell.parse().unwrap()).collect();
        let (left, exact) = row.split_at(row.len() - 1 - N - N * (N + 1) / 2);
        let parameters: [f64; N] = std::array::from_fn(|i| left[i]);
        let observation = observe(&left[N..]);
        let model = M::from_array((), parameters).unwrap();
        let table = model.table(observation.count());
        let moments = observation.times().map(|time| model.moment(time));
        let jet = model.jet(&table, moments, &observation).in_logarithms(&parameters);
        let mut found = vec![jet.value];
        found.extend(jet.gradient.iter());
        for i in 0..N {
            found.extend((i..N).map(|j| jet.hessian[(i, j)]));
        }
        let scale = exact[1..].iter().fold(1.0f64, |most, value| most.max(value.abs()));
        for (index, (&found, &exact)) in found.iter().zip(exact).enumerate() {
            let scale = if index == 0 { exact.abs().max(1.0) } else { scale };
            let error = (found - exact).abs() / scale;
            if !(error <= worst.0) {
                worst = (error, line + 1, [found, exact]);
            }
        }
        rows += 1;
    }
    assert!(rows >= 29, "{rows} rows");
    assert!(worst.0 <= tolerance, "{} line {}: {:?}", M::NAME, worst.1, worst);
}

fn history(row: &[f64]) -> History {
    History::new(row[0] as u32, row[1], row[2]).unwrap()
}

#[test]
fn nbd() {
    let text = include_str!("../../../tests/data/derivatives_nbd.csv");
    compare::<2, Nbd>(text, history, 1e-12);
}

#[test]
fn pareto_nbd() {
    let text = include_str!("../../../tests/data/derivatives_pareto_nbd.csv");
    compare::<4, ParetoNbd>(text, history, 1e-11);
}

#[test]
fn ggompertz_nbd() {
    let text = include_str!("../../../tests/data/derivatives_ggompertz_nbd.csv");
    compare::<5, GGompertzNbd>(text, history, 1e-10);
}

#[test]
fn gamma_gamma() {
    let text = include_str!("../../../tests/data/derivatives_gamma_gamma.csv");
    compare::<3, GammaGamma>(text, |row| Spend { x: row[0] as u32, mean: row[1] }, 1e-11);
}
