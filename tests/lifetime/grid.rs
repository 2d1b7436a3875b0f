//! Models against exact values at points of their grids.
//!
//! `tests/data/grid_<model>.csv` holds some 150 of the random points that
//! `tests/oracle/grid/harness.py` compares, hard ones among
//! them: parameters from 1e-3 to 1e4, up to 5,000 purchases, times over many
//! decades. The values are those of ball arithmetic with 50 digits. Larger tables
//! of the same form are read from the folder that HABITUE_GRID names, and their
//! worst errors printed.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use habitue::Result;
use habitue::lifetime::{
    Bdw, BgBb, BgCnbd, BgNbd, ContractModel, ContractPrediction, GGompertzNbd, GammaGamma, History,
    MbgCnbd, MbgNbd, Nbd, ParetoNbd, Posterior, Prediction, PurchaseModel, Rate, Sbg, Spending,
    Statistic, Survivors,
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

    fn history(&self) -> History {
        let [t_x, age] = self.numbers(["t_x", "T"]);
        History::new(self.count("x"), t_x, age).unwrap()
    }

    fn numbers<const N: usize>(&self, names: [&str; N]) -> [f64; N] {
        names.map(|name| self.number(name))
    }
}

/// A quantity, and how it is asked for.
type Question<A> = (&'static str, fn(&A, &Row) -> Result<f64>);

/// The rows of a model, and the worst error of each quantity.
struct Grid {
    model: &'static str,
    rows: Vec<Row>,
    worst: BTreeMap<&'static str, f64>,
}

impl Grid {
    fn new(model: &'static str) -> Self {
        let folder = std::env::var_os("HABITUE_GRID").map_or_else(
            || [env!("CARGO_MANIFEST_DIR"), "tests/data"].iter().collect(),
            PathBuf::from,
        );
        let mut reader = csv::Reader::from_path(folder.join(format!("grid_{model}.csv"))).unwrap();
        let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows: Vec<Row> = reader
            .records()
            .enumerate()
            .map(|(index, record)| Row {
                cells: names
                    .iter()
                    .cloned()
                    .zip(record.unwrap().iter().map(str::to_owned))
                    .collect(),
                line: index + 2,
            })
            .collect();
        assert!(rows.len() >= 100, "{model}: {} rows", rows.len());
        Self { model, rows, worst: BTreeMap::new() }
    }

    /// Asks `answers` for its questions at every row. A cell is empty where there is
    /// no answer, and "refused" where an error is the answer.
    fn compare<A>(mut self, answers: impl Fn(&Row) -> A, questions: &[Question<A>]) {
        for row in &self.rows {
            let built = answers(row);
            for &(quantity, ask) in questions {
                let Some(cell) = row.cells.get(quantity).filter(|cell| !cell.is_empty()) else {
                    continue;
                };
                let found = ask(&built, row);
                let place = format!("{}, line {}: {quantity}", self.model, row.line);
                if cell == "refused" {
                    assert!(found.is_err(), "{place} is {found:?}, which was refused");
                    continue;
                }
                let (found, exact) = (found.unwrap(), row.number(quantity));
                let least = if quantity.starts_with("ln_") { 1.0 } else { TINY };
                let error = (found - exact).abs() / exact.abs().max(least);
                assert!(error <= PROMISED, "{place}: {found:e} is not {exact:e}, error {error:e}");
                let worst = self.worst.entry(quantity).or_default();
                *worst = worst.max(error);
            }
        }
        println!("{}: {} rows", self.model, self.rows.len());
        for (quantity, worst) in &self.worst {
            println!("    {quantity}: {worst:.1e}");
        }
    }
}

/// What a model of purchases is asked.
const PURCHASES: [Question<Box<dyn PurchaseModel>>; 9] = [
    ("ln_likelihood", |model, row| model.ln_likelihood(row.history())),
    ("p_alive", |model, row| model.predict(Prediction::PAlive, row.history())),
    ("p_alive_at", |model, row| {
        model.predict(Prediction::PAliveAt { t: row.number("t") }, row.history())
    }),
    ("expected", |model, row| {
        model.predict(Prediction::ExpectedPurchases { t: row.number("t") }, row.history())
    }),
    ("p_exactly", |model, row| {
        let [n, t] = row.numbers(["n", "t"]);
        model.predict(Prediction::PPurchases { n: n as u64, t }, row.history())
    }),
    ("p_at_least", |model, row| {
        let [n, t] = row.numbers(["n", "t"]);
        model.predict(Prediction::PAtLeast { n: n as u64, t }, row.history())
    }),
    ("p_none", |model, row| {
        model.predict(Prediction::PNoPurchase { t: row.number("t") }, row.history())
    }),
    ("discounted", |model, row| {
        let [rate, horizon] = row.numbers(["rate", "horizon"]);
        model.predict(Prediction::DiscountedPurchases { rate, horizon }, row.history())
    }),
    ("discounted_forever", |model, row| {
        let (rate, horizon) = (row.number("rate"), f64::INFINITY);
        model.predict(Prediction::DiscountedPurchases { rate, horizon }, row.history())
    }),
];

/// Every quantity of a model of purchases, made of its parameters.
fn purchases<const N: usize, M: PurchaseModel + 'static>(
    model: &'static str,
    parameters: [&str; N],
    make: impl Fn([f64; N]) -> Result<M>,
) {
    Grid::new(model).compare(
        |row| Box::new(make(row.numbers(parameters)).unwrap()) as Box<dyn PurchaseModel>,
        &PURCHASES,
    );
}

#[test]
fn nbd() {
    purchases("nbd", ["r", "alpha"], |[r, alpha]| Nbd::new(r, alpha));
}

#[test]
fn pareto_nbd() {
    purchases("pareto_nbd", ["r", "alpha", "s", "beta"], |[r, alpha, s, beta]| {
        ParetoNbd::new(r, alpha, s, beta)
    });
}

#[test]
fn ggompertz_nbd() {
    purchases("ggompertz_nbd", ["r", "alpha", "b", "s", "beta"], |[r, alpha, b, s, beta]| {
        GGompertzNbd::new(r, alpha, b, s, beta)
    });
}

const COIN: [&str; 4] = ["r", "alpha", "a", "b"];
const CLOCKWORK: [&str; 5] = ["r", "alpha", "a", "b", "k"];

#[test]
fn bg_nbd() {
    purchases("bg_nbd", COIN, |[r, alpha, a, b]| BgNbd::new(r, alpha, a, b));
}

#[test]
fn mbg_nbd() {
    purchases("mbg_nbd", COIN, |[r, alpha, a, b]| MbgNbd::new(r, alpha, a, b));
}

#[test]
fn bg_cnbd() {
    purchases("bg_cnbd", CLOCKWORK, |[r, alpha, a, b, k]| BgCnbd::new(r, alpha, a, b, k as u32));
}

#[test]
fn mbg_cnbd() {
    purchases("mbg_cnbd", CLOCKWORK, |[r, alpha, a, b, k]| MbgCnbd::new(r, alpha, a, b, k as u32));
}

#[test]
fn bg_bb() {
    purchases("bg_bb", ["alpha", "beta", "gamma", "delta"], |[alpha, beta, gamma, delta]| {
        BgBb::new(alpha, beta, gamma, delta)
    });
}

/// What a model of purchases is asked of the rates of one customer.
const RATES: [Question<Box<dyn Posterior>>; 6] = [
    ("purchase_mean", |model, row| model.posterior(Rate::Purchase, Statistic::Mean, row.history())),
    ("purchase_variance", |model, row| {
        model.posterior(Rate::Purchase, Statistic::Variance, row.history())
    }),
    ("attrition_mean", |model, row| {
        model.posterior(Rate::Attrition, Statistic::Mean, row.history())
    }),
    ("attrition_variance", |model, row| {
        model.posterior(Rate::Attrition, Statistic::Variance, row.history())
    }),
    ("dropout_mean", |model, row| model.posterior(Rate::Dropout, Statistic::Mean, row.history())),
    ("dropout_variance", |model, row| {
        model.posterior(Rate::Dropout, Statistic::Variance, row.history())
    }),
];

/// The moments of the individual rates, by `tests/oracle/grid/posterior.py`.
fn rates<const N: usize, M: Posterior + 'static>(
    model: &'static str,
    parameters: [&str; N],
    make: impl Fn([f64; N]) -> Result<M>,
) {
    Grid::new(model).compare(
        |row| Box::new(make(row.numbers(parameters)).unwrap()) as Box<dyn Posterior>,
        &RATES,
    );
}

#[test]
fn rates_of_customers() {
    rates("posterior_nbd", ["r", "alpha"], |[r, alpha]| Nbd::new(r, alpha));
    rates("posterior_pareto_nbd", ["r", "alpha", "s", "beta"], |[r, alpha, s, beta]| {
        ParetoNbd::new(r, alpha, s, beta)
    });
    let names = ["r", "alpha", "b", "s", "beta"];
    rates("posterior_ggompertz_nbd", names, |[r, alpha, b, s, beta]| {
        GGompertzNbd::new(r, alpha, b, s, beta)
    });
    rates("posterior_bg_nbd", COIN, |[r, alpha, a, b]| BgNbd::new(r, alpha, a, b));
    rates("posterior_mbg_nbd", COIN, |[r, alpha, a, b]| MbgNbd::new(r, alpha, a, b));
    rates("posterior_bg_cnbd", CLOCKWORK, |[r, alpha, a, b, k]| {
        BgCnbd::new(r, alpha, a, b, k as u32)
    });
    rates("posterior_mbg_cnbd", CLOCKWORK, |[r, alpha, a, b, k]| {
        MbgCnbd::new(r, alpha, a, b, k as u32)
    });
    let names = ["alpha", "beta", "gamma", "delta"];
    rates("posterior_bg_bb", names, |[alpha, beta, gamma, delta]| {
        BgBb::new(alpha, beta, gamma, delta)
    });
}

/// What a model of contracts is asked.
const RENEWALS: [Question<Box<dyn ContractModel>>; 9] = [
    ("retention", |model, row| model.predict(ContractPrediction::RetentionRate, row.count("n"))),
    ("survival", |model, row| {
        model.predict(ContractPrediction::Survival { t: row.count("t") }, row.count("n"))
    }),
    ("churn", |model, row| {
        model.predict(ContractPrediction::Churn { t: row.count("t") }, row.count("n"))
    }),
    ("residual_lifetime", |model, row| {
        let rate = row.number("rate");
        model.predict(ContractPrediction::ResidualLifetime { rate }, row.count("n"))
    }),
    ("lifetime", |model, row| {
        let rate = row.number("rate");
        model.predict(ContractPrediction::Lifetime { rate }, row.count("n"))
    }),
    ("elasticity", |model, row| {
        let rate = row.number("rate");
        model.predict(ContractPrediction::RetentionElasticity { rate }, row.count("n"))
    }),
    ("renewers_elasticity", |model, row| {
        let rate = row.number("rate");
        model.predict(ContractPrediction::RenewersElasticity { rate }, row.count("n"))
    }),
    ("discounted_renewals", |model, row| {
        let (t, rate) = (row.count("t"), row.number("rate"));
        model.predict(ContractPrediction::DiscountedRenewals { t, rate }, row.count("n"))
    }),
    ("ln_likelihood", |model, row| {
        let survivors: Vec<u64> =
            row.cells["survivors"].split(' ').map(|cell| cell.parse().unwrap()).collect();
        let table = Survivors::new().with_cohort_from(row.count("entry"), &survivors)?;
        Ok(model.log_likelihood(&table))
    }),
];

#[test]
fn sbg() {
    Grid::new("sbg").compare(
        |row| {
            let [alpha, beta] = row.numbers(["alpha", "beta"]);
            Box::new(Sbg::new(alpha, beta).unwrap()) as Box<dyn ContractModel>
        },
        &RENEWALS,
    );
}

#[test]
fn bdw() {
    Grid::new("bdw").compare(
        |row| {
            let [gamma, delta, c] = row.numbers(["gamma", "delta", "c"]);
            Box::new(Bdw::new(gamma, delta, c).unwrap()) as Box<dyn ContractModel>
        },
        &RENEWALS,
    );
}

/// What a model of spend is asked.
const SPEND: [Question<GammaGamma>; 2] = [
    ("expected_spend", |model, row| model.expected_spend(row.count("x"), row.number("mean"))),
    ("ln_likelihood", |model, row| {
        let (x, mean, mut value) = ([row.count("x")], [row.number("mean")], [0.0]);
        model.ln_likelihood_into(&Spending::new(&x, &mean)?, &mut value)?;
        Ok(value[0])
    }),
];

#[test]
fn gamma_gamma() {
    Grid::new("gamma_gamma").compare(
        |row| {
            let [p, q, gamma] = row.numbers(["p", "q", "gamma"]);
            GammaGamma::new(p, q, gamma).unwrap()
        },
        &SPEND,
    );
}
