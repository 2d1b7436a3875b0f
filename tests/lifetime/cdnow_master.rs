//! Every continuous-time model on the whole CDNOW data set (23,570 customers),
//! against optima that were polished at 50 digits (`tests/oracle/cdnow_master.py`).

#![allow(clippy::unwrap_used)]

use habitue::lifetime::{
    BgCnbd, BgNbd, FitOptions, FitReport, Fitted, GGompertzNbd, Histories, MbgCnbd, MbgNbd, Nbd,
    ParetoNbd, PurchaseModel, Ridge,
};

struct Master {
    x: Vec<u32>,
    t_x: Vec<f64>,
    t: Vec<f64>,
    customers: Vec<f64>,
    log_intervals: Vec<f64>,
}

impl Master {
    /// The cells, in weeks.
    fn read() -> Self {
        let mut data =
            Self { x: vec![], t_x: vec![], t: vec![], customers: vec![], log_intervals: vec![] };
        for line in include_str!("../data/cdnow_master_cells.csv").lines().skip(1) {
            let field: Vec<f64> = line.split(',').map(|f| f.parse().unwrap()).collect();
            data.x.push(field[0] as u32);
            data.t_x.push(field[1] / 7.0);
            data.t.push(field[2] / 7.0);
            data.customers.push(field[3]);
            data.log_intervals.push(field[4] - field[0] * 7f64.ln());
        }
        data
    }

    fn histories(&self) -> Histories<'_> {
        Histories::new(&self.x, &self.t_x, &self.t)
            .unwrap()
            .with_weights(&self.customers)
            .unwrap()
            .with_log_intervals(&self.log_intervals)
            .unwrap()
    }
}

/// The optimum of 50 digits: parameters within 1e-5, log-likelihood within 1e-6.
fn is_the_optimum(model: &str, parameters: &[f64], report: &FitReport) {
    let text = include_str!("../data/cdnow_master_fits.csv");
    let row = text.lines().find(|line| line.starts_with(&format!("{model},"))).unwrap();
    let cells: Vec<&str> = row.split(',').collect();
    for (found, cell) in parameters.iter().zip(&cells[2..6]) {
        let exact: f64 = cell.parse().unwrap();
        assert!((found / exact - 1.0).abs() <= 1e-5, "{model}: {found} is not {exact}");
    }
    let exact: f64 = cells[6].parse().unwrap();
    let found = report.log_likelihood;
    assert!((found - exact).abs() <= 1e-6, "{model}: {found} is not {exact}");
    assert_eq!((report.customers, report.ridge), (23_570.0, None), "{model}");
}

fn check<M: PurchaseModel>(model: &str, fit: &Fitted<M>) {
    let parameters = fit.model().parameters();
    is_the_optimum(model, &parameters[..parameters.len().min(4)], fit.report());
}

#[test]
fn every_model_finds_its_optimum() {
    let data = Master::read();
    let (rows, options) = (data.histories(), FitOptions::default());
    check("nbd", &Nbd::fit(&rows, &options).unwrap());
    check("pareto_nbd", &ParetoNbd::fit(&rows, &options).unwrap());
    check("bg_nbd", &BgNbd::fit(&rows, &options).unwrap());
    check("mbg_nbd", &MbgNbd::fit(&rows, &options).unwrap());
    let regular = FitOptions::default().with_regularity(2);
    check("bg_cnbd", &BgCnbd::fit(&rows, &regular).unwrap());
    check("mbg_cnbd", &MbgCnbd::fit(&rows, &regular).unwrap());
    // Purchases of music are not regular: k = 1 is chosen, the plain models.
    let chosen = BgCnbd::fit(&rows, &options).unwrap();
    assert_eq!(chosen.k(), 1);
    check("bg_nbd", &chosen);
    let chosen = MbgCnbd::fit(&rows, &options).unwrap();
    assert_eq!(chosen.k(), 1);
    check("mbg_nbd", &chosen);
}

#[test]
fn ggompertz_says_that_pareto_is_enough() {
    let data = Master::read();
    let fit = GGompertzNbd::fit(&data.histories(), &FitOptions::default()).unwrap();
    let pareto = ParetoNbd::fit(&data.histories(), &FitOptions::default()).unwrap();
    let (found, limit) = (fit.report().log_likelihood, pareto.report().log_likelihood);
    assert!((found - limit).abs() < 1e-4, "{found} {limit}");
    assert_eq!(fit.report().ridge, Some(Ridge::ParetoLimit), "{fit:?}");
}
