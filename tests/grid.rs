//! Models against exact values at points of their grids.
//!
//! `tests/data/grid_<model>.csv` holds some 150 of the random points that
//! `tests/oracle/grid/harness.py` compares, hard ones among
//! them: parameters from 1e-3 to 1e4, up to 5,000 purchases, times over many
//! decades. The values are those of ball arithmetic with 50 digits.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::HashMap;
use std::path::Path;

use habitue::Result;
use habitue::lifetime::{
    GGompertzNbd, GammaGamma, History, Nbd, ParetoNbd, Prediction, PurchaseModel, Spending,
};

/// What is promised of every likelihood and prediction: the error relative to the
/// value, of a logarithm relative to its size where that is above 1.
const PROMISED: f64 = 1e-10;

/// Below, doubles lose digits.
const TINY: f64 = 1e-300;

/// One row: what was asked, and the exact answers.
#[derive(Debug)]
struct Row {
    cells: HashMap<String, String>,
    line: usize,
}

impl Row {
    fn number(&self, name: &str) -> f64 {
        self.cells[name].parse().unwrap_or_else(|_| panic!("line {}: {name}", self.line))
    }

    fn count(&self, name: &str) -> u32 {
        self.number(name) as u32
    }

    fn numbers<const N: usize>(&self, names: [&str; N]) -> [f64; N] {
        names.map(|name| self.number(name))
    }
}

fn rows(model: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/grid_{model}.csv"));
    let mut reader = csv::Reader::from_path(&path).unwrap();
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<Row> = reader
        .records()
        .enumerate()
        .map(|(index, record)| Row {
            cells: names.iter().cloned().zip(record.unwrap().iter().map(str::to_owned)).collect(),
            line: index + 2,
        })
        .collect();
    assert!(rows.len() >= 100, "{model}: {} rows", rows.len());
    rows
}

/// Compares one answer with its cell: empty where there is none, "refused" where
/// an error is the answer.
fn check(model: &str, row: &Row, quantity: &str, ask: impl FnOnce() -> Result<f64>) {
    let Some(cell) = row.cells.get(quantity).filter(|cell| !cell.is_empty()) else { return };
    let found = ask();
    let place = format!("{model}, line {}: {quantity}", row.line);
    if cell == "refused" {
        assert!(found.is_err(), "{place} is {found:?}, which was refused");
        return;
    }
    let (found, exact) = (found.unwrap(), row.number(quantity));
    let scale =
        if quantity.starts_with("ln_") { exact.abs().max(1.0) } else { exact.abs().max(TINY) };
    let error = (found - exact).abs() / scale;
    assert!(error <= PROMISED, "{place}: {found:e} is not {exact:e}, error {error:e}");
}

/// Every quantity of a model of purchases.
fn purchases(model: &str, make: impl Fn(&Row) -> Box<dyn PurchaseModel>) {
    for row in rows(model) {
        let built = make(&row);
        let [t_x, age, t, rate, horizon] = row.numbers(["t_x", "T", "t", "rate", "horizon"]);
        let history = History::new(row.count("x"), t_x, age).unwrap();
        let n = u64::from(row.count("n"));
        check(model, &row, "ln_likelihood", || built.ln_likelihood(history));
        for (quantity, prediction) in [
            ("p_alive", Prediction::PAlive),
            ("p_alive_at", Prediction::PAliveAt { t }),
            ("expected", Prediction::ExpectedPurchases { t }),
            ("p_exactly", Prediction::PPurchases { n, t }),
            ("p_at_least", Prediction::PAtLeast { n, t }),
            ("p_none", Prediction::PNoPurchase { t }),
            ("discounted", Prediction::DiscountedPurchases { rate, horizon }),
            (
                "discounted_forever",
                Prediction::DiscountedPurchases { rate, horizon: f64::INFINITY },
            ),
        ] {
            check(model, &row, quantity, || built.predict(prediction, history));
        }
    }
}

#[test]
fn nbd() {
    purchases("nbd", |row| {
        let [r, alpha] = row.numbers(["r", "alpha"]);
        Box::new(Nbd::new(r, alpha).unwrap())
    });
}

#[test]
fn pareto_nbd() {
    purchases("pareto_nbd", |row| {
        let [r, alpha, s, beta] = row.numbers(["r", "alpha", "s", "beta"]);
        Box::new(ParetoNbd::new(r, alpha, s, beta).unwrap())
    });
}

#[test]
fn ggompertz_nbd() {
    purchases("ggompertz_nbd", |row| {
        let [r, alpha, b, s, beta] = row.numbers(["r", "alpha", "b", "s", "beta"]);
        Box::new(GGompertzNbd::new(r, alpha, b, s, beta).unwrap())
    });
}

#[test]
fn gamma_gamma() {
    for row in rows("gamma_gamma") {
        let [p, q, gamma, mean] = row.numbers(["p", "q", "gamma", "mean"]);
        let model = GammaGamma::new(p, q, gamma).unwrap();
        let x = row.count("x");
        check("gamma_gamma", &row, "expected_spend", || model.expected_spend(x, mean));
        check("gamma_gamma", &row, "ln_likelihood", || {
            let mut value = [0.0];
            let (x, mean) = ([x], [mean]);
            model.ln_likelihood_into(&Spending::new(&x, &mean)?, &mut value)?;
            Ok(value[0])
        });
    }
}
