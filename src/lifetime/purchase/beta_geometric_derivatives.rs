//! Gradient and Hessian of every likelihood against differences at 300 digits.
//!
//! The tables are written by `tests/oracle/grid/derivatives.py`: 100 random points a
//! model from the grid of its accuracy. Derivatives are compared in the logarithms
//! of the parameters, as the fits use them.

use crate::lifetime::fit::estimable::Estimable;
use crate::lifetime::fit::jet::Jet;
use crate::lifetime::observed::history::History;
use crate::lifetime::observed::survivors::{Survivors, Tenure};
use crate::lifetime::{Bdw, BgBb, BgCnbd, BgNbd, MbgCnbd, MbgNbd, Sbg};

/// A table as rows of named cells.
struct Table {
    names: Vec<&'static str>,
    rows: Vec<Vec<&'static str>>,
}

impl Table {
    fn new(text: &'static str) -> Self {
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        Self { names: lines.next().unwrap(), rows: lines.collect() }
    }

    fn cell(&self, row: &[&'static str], name: &str) -> &'static str {
        row[self.names.iter().position(|found| *found == name).unwrap()]
    }

    fn number(&self, row: &[&'static str], name: &str) -> f64 {
        self.cell(row, name).parse().unwrap()
    }

    fn history(&self, row: &[&'static str]) -> History {
        let x = self.number(row, "x") as u32;
        History::new(x, self.number(row, "t_x"), self.number(row, "T")).unwrap()
    }
}

/// The worst differences of gradients and Hessians, relative where they exceed
/// `least`, between `jet(row)` and what the table says.
fn compare<const N: usize>(
    text: &'static str,
    free: [&str; N],
    least: f64,
    jet: impl Fn(&Table, &[&'static str]) -> Jet<N>,
) -> [f64; 2] {
    let table = Table::new(text);
    assert!(table.rows.len() >= 60);
    let mut worst = [0.0f64; 2];
    for row in &table.rows {
        let found = jet(&table, row);
        let mut judge = |order: usize, scale: f64, found: f64, name: &str| {
            let (found, exact) = (scale * found, scale * table.number(row, name));
            let error = (found - exact).abs() / exact.abs().max(least);
            assert!(!error.is_nan(), "{row:?}: {name} is {found}");
            if error > worst[order] {
                worst[order] = error;
                println!("{error:.1e} {name}: {found} {exact} {row:?}");
            }
        };
        for i in 0..N {
            let own = table.number(row, free[i]);
            judge(0, own, found.gradient[i], &format!("d {}", free[i]));
            for j in i..N {
                let scale = own * table.number(row, free[j]);
                judge(1, scale, found.hessian[i][j], &format!("d {} {}", free[i], free[j]));
            }
        }
    }
    worst
}

macro_rules! coin {
    ($text:literal, $make:expr) => {{
        let worst = compare(include_str!($text), ["r", "alpha", "a", "b"], 1.0, |table, row| {
            let values = ["r", "alpha", "a", "b"].map(|name| table.number(row, name));
            let k = if table.names.contains(&"k") { table.number(row, "k") } else { 1.0 };
            let (model, history) = ($make(values, k as u32), table.history(row));
            let moments = [model.moment(history.t_x()), model.moment(history.t())];
            Estimable::jet(&model, &model.table(history.x()), moments, &history)
        });
        assert!(worst[0] < 1e-10 && worst[1] < 1e-10, "{worst:?}");
    }};
}

#[test]
fn of_models_that_flip_coins() {
    coin!("../../../tests/data/derivatives_bg_nbd.csv", |[r, alpha, a, b]: [f64; 4], _| {
        BgNbd::new(r, alpha, a, b).unwrap()
    });
    coin!("../../../tests/data/derivatives_mbg_nbd.csv", |[r, alpha, a, b]: [f64; 4], _| {
        MbgNbd::new(r, alpha, a, b).unwrap()
    });
    coin!("../../../tests/data/derivatives_bg_cnbd.csv", |[r, alpha, a, b]: [f64; 4], k| {
        BgCnbd::new(r, alpha, a, b, k).unwrap()
    });
    coin!("../../../tests/data/derivatives_mbg_cnbd.csv", |[r, alpha, a, b]: [f64; 4], k| {
        MbgCnbd::new(r, alpha, a, b, k).unwrap()
    });
}

#[test]
fn of_opportunities() {
    let text = include_str!("../../../tests/data/derivatives_bg_bb.csv");
    let free = ["alpha", "beta", "gamma", "delta"];
    let worst = compare(text, free, 1.0, |table, row| {
        let [a, b, c, d] = free.map(|name| table.number(row, name));
        let (model, history) = (BgBb::new(a, b, c, d).unwrap(), table.history(row));
        let moments = [model.moment(history.t_x()), model.moment(history.t())];
        Estimable::jet(&model, &model.table(history.x()), moments, &history)
    });
    assert!(worst[0] < 1e-10 && worst[1] < 1e-10, "{worst:?}");
}

/// The sum over a cohort of `jet`.
fn cohort<const N: usize>(
    table: &Table,
    row: &[&'static str],
    jet: impl Fn(&Tenure) -> Jet<N>,
) -> Jet<N> {
    let survivors: Vec<u64> =
        table.cell(row, "survivors").split(' ').map(|cell| cell.parse().unwrap()).collect();
    let entry = table.number(row, "entry") as u32;
    let cohort = Survivors::new().with_cohort_from(entry, &survivors).unwrap();
    let mut sum = Jet::ZERO;
    for (tenure, weight) in cohort.cells().iter() {
        if weight > 0.0 {
            sum.add(weight, &jet(&tenure));
        }
    }
    sum
}

/// Cohorts are of 1,000 customers, so that 1000 is one per customer.
#[test]
fn of_contracts() {
    let text = include_str!("../../../tests/data/derivatives_sbg.csv");
    let worst = compare(text, ["alpha", "beta"], 1000.0, |table, row| {
        let [a, b] = ["alpha", "beta"].map(|name| table.number(row, name));
        let model = Sbg::new(a, b).unwrap();
        cohort(table, row, |tenure| model.jet(&(), [(); 2], tenure))
    });
    assert!(worst[0] < 1e-10 && worst[1] < 1e-10, "{worst:?}");
    let text = include_str!("../../../tests/data/derivatives_bdw.csv");
    let free = ["gamma", "delta", "c"];
    let worst = compare(text, free, 1000.0, |table, row| {
        let [a, b, c] = free.map(|name| table.number(row, name));
        let model = Bdw::new(a, b, c).unwrap();
        cohort(table, row, |tenure| model.jet(&(), [(); 2], tenure))
    });
    assert!(worst[0] < 1e-10 && worst[1] < 1e-10, "{worst:?}");
}
