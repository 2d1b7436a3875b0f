//! Covariates in discrete time: the BG/BB, and customers under contract. An independent
//! recomputation, laws, refusals, and recovery from simulated customers.
#![allow(clippy::unwrap_used, clippy::panic)]

use habitue::lifetime::{
    AnyModel, AttritionLink, Bdw, BgBb, CovariateEffect, CovariateOptions, CovariateRole,
    Covariates, Customers, FitOptions, Histories, Model, Question, Sbg, Simulation, Survivors,
    Uncertainty,
};
use habitue::{ErrorKind, Job};

use CovariateRole::{Attrition, AttritionB, Purchase};

/// A table of `tests/data`, by columns.
struct Table(Vec<(String, Vec<f64>)>);

impl Table {
    fn read(text: &str) -> Self {
        let mut lines = text.lines();
        let names = lines.next().unwrap().split(',').map(str::to_owned);
        let mut columns: Vec<(String, Vec<f64>)> = names.map(|name| (name, Vec::new())).collect();
        for line in lines {
            for (cell, (_, column)) in line.split(',').zip(&mut columns) {
                column.push(cell.parse().unwrap());
            }
        }
        Self(columns)
    }

    fn of(&self, name: &str) -> &[f64] {
        &self.0.iter().find(|(column, _)| column == name).unwrap().1
    }

    fn counts(&self, name: &str) -> Vec<u32> {
        self.of(name).iter().map(|value| *value as u32).collect()
    }
}

fn donors() -> Table {
    Table::read(include_str!("../data/bg_bb_covariates.csv"))
}

fn cohorts() -> Table {
    Table::read(include_str!("../data/contract_covariates.csv"))
}

fn survivors(table: &Table) -> Survivors {
    let cohort: Vec<i64> = table.of("cohort").iter().map(|it| *it as i64).collect();
    let left: Vec<u64> = table.of("survivors").iter().map(|it| *it as u64).collect();
    Survivors::from_rows(&cohort, &table.counts("period"), &left).unwrap()
}

fn linked(link: AttritionLink) -> CovariateOptions {
    CovariateOptions::default().with_attrition_link(link)
}

fn near(found: f64, expected: f64, relative: f64, what: &str) {
    let scale = expected.abs().max(0.05);
    assert!((found - expected).abs() <= relative * scale, "{what}: {found} is not {expected}");
}

/// Log-likelihood and estimates of `tests/oracle/discrete_covariates.py`.
#[test]
fn an_independent_recomputation_finds_the_same_fits() {
    let (gifts, contracts) = (donors(), cohorts());
    let (x, table) = (gifts.counts("x"), survivors(&contracts));
    let histories = Histories::new(&x, gifts.of("t_x"), gifts.of("n")).unwrap();
    let facts = Covariates::new()
        .with_purchase(&[("u", gifts.of("u"))])
        .and_then(|facts| facts.with_attrition(&[("w", gifts.of("w"))]))
        .unwrap();
    let donors = Customers::of(histories).with_covariates(facts).unwrap();
    let facts = Covariates::new()
        .with_attrition(&[("u", contracts.of("u")), ("w", contracts.of("w"))])
        .unwrap();
    let members = Customers::of_cohorts(&table).with_covariates(facts).unwrap();
    let mut seen = 0;
    for line in include_str!("../data/discrete_covariates.csv").lines() {
        let Some(rest) = line.strip_prefix("fit,") else { continue };
        let (name, numbers) = rest.split_once(',').unwrap();
        let numbers: Vec<f64> = numbers.split(',').map(|cell| cell.parse().unwrap()).collect();
        let link = match name.rsplit_once('_') {
            Some((_, "odds")) => AttritionLink::Odds,
            Some((_, "common")) => AttritionLink::Common,
            _ => AttritionLink::Separate,
        };
        let (kind, customers) = match name {
            _ if name.starts_with("bg_bb") => (Model::BG_BB, &donors),
            _ if name.starts_with("sbg") => (Model::SBG, &members),
            _ => (Model::BDW, &members),
        };
        let options = FitOptions::default();
        let model = Model::fit_with_covariates(kind, customers, &linked(link), &options).unwrap();
        let report = model.covariate_report().unwrap();
        let apart = (report.fit.log_likelihood - numbers[0]).abs();
        assert!(apart < 1e-6, "{name}: {} is not {}", report.fit.log_likelihood, numbers[0]);
        assert_eq!(model.parameters().len(), numbers.len() - 1, "{name}");
        for (found, expected) in model.parameters().iter().zip(&numbers[1..]) {
            near(*found, *expected, 2e-4, name);
        }
        // The likelihood is at its peak there, and its profile is that of the fit.
        let likelihood = model.likelihood(customers, &linked(link), 1).unwrap();
        near(likelihood.log_likelihood(), numbers[0], 1e-9, name);
        assert!(Uncertainty::delta(&model).unwrap().parameters(0.9).is_ok());
        seen += 1;
    }
    assert_eq!(seen, 7);
}

/// Every question that each family answers.
fn questions(contract: bool) -> Vec<Question<'static>> {
    if contract {
        return vec![
            Question::RetentionRate,
            Question::Survival { to: 4 },
            Question::DiscountedRenewals { to: 9, rate: 0.1 },
            Question::ResidualLifetime { rate: 0.1 },
            Question::RenewalsQuantile { probability: 0.5 },
        ];
    }
    vec![
        Question::p_alive(),
        Question::expected_purchases(5.0),
        Question::PAtLeast { n: 1, from: 0.0, to: 3.0 },
        Question::LogLikelihood,
    ]
}

#[test]
fn without_effects_every_answer_has_the_bits_of_the_plain_model() {
    let (x, t_x, n) = ([3, 0, 1, 6], [5.0, 0.0, 1.0, 6.0], [6.0; 4]);
    let histories = Customers::of(Histories::new(&x, &t_x, &n).unwrap());
    let renewals = Customers::of_renewals(&[0, 3, 3, 12]);
    let u = [0.0, 1.0, 2.0, -3.0];
    let bases: [AnyModel; 3] = [
        BgBb::new(1.2, 0.75, 0.66, 2.78).unwrap().into(),
        Sbg::new(0.7, 1.2).unwrap().into(),
        Bdw::new(0.26, 1.72, 1.59).unwrap().into(),
    ];
    for base in bases {
        let contract = base.as_contract().is_some();
        let customers = if contract { &renewals } else { &histories };
        let mut effects = vec![
            CovariateEffect::new(Attrition, "u", 0.0),
            CovariateEffect::new(AttritionB, "u", 0.0),
        ];
        let mut facts = Covariates::new().with_attrition(&[("u", &u)]).unwrap();
        if !contract {
            effects.push(CovariateEffect::new(Purchase, "u", 0.0));
            facts = facts.with_purchase(&[("u", &u)]).unwrap();
        }
        let model = Model::with_effects(base, effects.clone()).unwrap();
        let known = customers.clone().with_covariates(facts.clone()).unwrap();
        for question in questions(contract) {
            let one = Model::new(base).answer(&question, customers, &mut Job::new()).unwrap();
            let other = model.answer(&question, &known, &mut Job::new()).unwrap();
            assert_eq!(one, other, "{} {question:?}", model.name());
        }
        // With effects each customer is one of their own plain model, and leaves sooner.
        effects[0].coefficient = 0.4;
        let model = Model::with_effects(base, effects).unwrap();
        let plain = model.for_customers(&facts, 4).unwrap();
        for question in questions(contract) {
            let all = model.answer(&question, &known, &mut Job::new()).unwrap();
            for (row, plain) in plain.iter().enumerate() {
                let alone = Model::new(*plain).answer(&question, customers, &mut Job::new());
                assert_eq!(all[row], alone.unwrap()[row], "{} {question:?}", model.name());
            }
        }
    }
}

#[test]
fn the_order_of_the_customers_does_not_matter() {
    let table = donors();
    let back = |name: &str| table.of(name).iter().rev().copied().collect::<Vec<f64>>();
    let fit = |x: &[u32], [t_x, n, u, w]: [&[f64]; 4]| {
        let facts = Covariates::new()
            .with_purchase(&[("u", u)])
            .and_then(|facts| facts.with_attrition(&[("w", w)]))
            .unwrap();
        let histories = Histories::new(x, t_x, n).unwrap();
        let chosen = CovariateOptions::default();
        BgBb::fit_with_covariates(&histories, &facts, &chosen, &FitOptions::default()).unwrap()
    };
    let x = table.counts("x");
    let forward = fit(&x, ["t_x", "n", "u", "w"].map(|name| table.of(name)));
    let [t_x, n, u, w] = ["t_x", "n", "u", "w"].map(back);
    let x: Vec<u32> = x.into_iter().rev().collect();
    assert_eq!(forward, fit(&x, [&t_x, &n, &u, &w]));
    // Contracts as cohorts, as a long table in any order, and customer by customer.
    let contracts = cohorts();
    let long = survivors(&contracts);
    let (mut wide, mut u) = (Survivors::new(), Vec::new());
    let (mut renewals, mut left, mut each) = (Vec::new(), Vec::new(), Vec::new());
    for cohort in 0..30 {
        let rows: Vec<usize> = (0..contracts.of("u").len())
            .filter(|&i| contracts.of("cohort")[i] == f64::from(cohort))
            .collect();
        let counts: Vec<u64> = rows.iter().map(|&i| contracts.of("survivors")[i] as u64).collect();
        wide = wide.with_cohort(&counts).unwrap();
        u.push(contracts.of("u")[rows[0]]);
        for (k, pair) in counts.windows(2).enumerate() {
            for _ in pair[1]..pair[0] {
                renewals.push(k as u32 + 1);
                left.push(true);
                each.push(contracts.of("u")[rows[0]]);
            }
        }
        for _ in 0..counts[counts.len() - 1] {
            renewals.push(counts.len() as u32 - 1);
            left.push(false);
            each.push(contracts.of("u")[rows[0]]);
        }
    }
    let single = Survivors::from_tenures(&renewals, &left).unwrap();
    let fits =
        [(&long, contracts.of("u")), (&wide, &u[..]), (&single, &each[..])].map(|(table, u)| {
            let facts = Covariates::new().with_attrition(&[("u", u)]).unwrap();
            let chosen = CovariateOptions::default();
            Sbg::fit_with_covariates(table, &facts, &chosen, &FitOptions::default()).unwrap()
        });
    assert_eq!(fits[0], fits[1]);
    assert_eq!(fits[0], fits[2]);
}

#[test]
fn what_does_not_fit_is_named() {
    let contracts = cohorts();
    let table = survivors(&contracts);
    let chosen = CovariateOptions::default();
    let fit = |facts: &Covariates<'_>| {
        Bdw::fit_with_covariates(&table, facts, &chosen, &FitOptions::default()).unwrap_err()
    };
    let u = contracts.of("u");
    let error = fit(&Covariates::new().with_purchase(&[("u", u)]).unwrap());
    assert_eq!((error.kind(), error.column()), (ErrorKind::Argument, Some("purchase")));
    assert_eq!(
        fit(&Covariates::new().with_attrition(&[("u", &u[1..])]).unwrap()).kind(),
        ErrorKind::Length
    );
    // A cohort is one thing: its covariates do not change from period to period.
    let mut changed = u.to_vec();
    changed[3] += 1.0;
    let error = fit(&Covariates::new().with_attrition(&[("u", &changed)]).unwrap());
    assert_eq!(
        (error.kind(), error.row(), error.column()),
        (ErrorKind::Inconsistent, Some(3), Some("attrition.u"))
    );
    let seven = vec![7.0; u.len()];
    let error = fit(&Covariates::new().with_attrition(&[("seven", &seven)]).unwrap());
    assert_eq!((error.kind(), error.column()), (ErrorKind::Undefined, Some("attrition.seven")));
    // A history between two opportunities, with its row.
    let histories = Histories::new(&[1, 1], &[1.0, 1.5], &[4.0, 4.0]).unwrap();
    let facts = Covariates::new().with_purchase(&[("u", &[0.0, 1.0])]).unwrap();
    let error = BgBb::fit_with_covariates(&histories, &facts, &chosen, &FitOptions::default());
    assert_eq!(error.unwrap_err().row(), Some(1));
    let made = Model::with_effects(
        Sbg::new(0.7, 1.2).unwrap(),
        vec![CovariateEffect::new(Purchase, "u", 0.1)],
    );
    assert_eq!(made.unwrap_err().kind(), ErrorKind::Argument);
}

/// With an effect and without one: drawn customers give the coefficients back.
#[test]
fn simulated_coefficients_come_back_within_four_standard_errors() {
    let n = if cfg!(debug_assertions) { 6_000 } else { 60_000 };
    let u: Vec<f64> = (0..n).map(|row| f64::from(row % 2)).collect();
    let v: Vec<f64> = (0..n).map(|row| f64::from(row / 2 % 5) / 2.0).collect();
    for size in [0.0, 0.6] {
        let effects = vec![
            CovariateEffect::new(Purchase, "u", size),
            CovariateEffect::new(Attrition, "v", -0.7 * size),
            CovariateEffect::new(AttritionB, "v", 0.5 * size),
        ];
        let truth =
            Model::with_effects(BgBb::new(1.2, 0.75, 0.66, 2.78).unwrap(), effects).unwrap();
        let ages: Vec<f64> = (0..n).map(|row| 6.0 + f64::from(row % 7)).collect();
        let facts = Covariates::new()
            .with_purchase(&[("u", &u)])
            .and_then(|facts| facts.with_attrition(&[("v", &v)]))
            .unwrap();
        let drawn = Simulation::new(17).run_of(&truth, &ages, &facts).unwrap();
        let customers =
            Customers::of(drawn.histories().unwrap()).with_covariates(facts.clone()).unwrap();
        let chosen = CovariateOptions::default();
        let found =
            Model::fit_with_covariates(Model::BG_BB, &customers, &chosen, &FitOptions::default());
        comes_back(&found.unwrap(), &truth, size);

        let effects = vec![
            CovariateEffect::new(Attrition, "u", size),
            CovariateEffect::new(AttritionB, "u", -0.5 * size),
        ];
        let truth = Model::with_effects(Sbg::new(0.8, 1.6).unwrap(), effects).unwrap();
        let facts = Covariates::new().with_attrition(&[("u", &u)]).unwrap();
        let rows = vec![0; n as usize];
        let new = Customers::of_renewals(&rows).with_covariates(facts.clone()).unwrap();
        let made = Simulation::new(23).run_renewals_of(&truth, &new).unwrap();
        // Watched for eight renewals.
        let left: Vec<bool> = made.iter().map(|made| *made < 8.0).collect();
        let renewals: Vec<u32> =
            made.iter().map(|made| if *made < 8.0 { *made as u32 + 1 } else { 8 }).collect();
        let table = Survivors::from_tenures(&renewals, &left).unwrap();
        let found =
            Sbg::fit_with_covariates(&table, &facts, &chosen, &FitOptions::default()).unwrap();
        comes_back(&found, &truth, size);
    }
}

fn comes_back(found: &Model, truth: &Model, size: f64) {
    let errors = found.standard_errors().unwrap();
    let parameters = found.parameters().into_iter().zip(truth.parameters());
    for (i, (found, truth)) in parameters.enumerate() {
        assert!(
            (found - truth).abs() < 4.0 * errors[i],
            "{size} {i}: {found} {truth} {}",
            errors[i]
        );
    }
    let test = found.covariate_report().unwrap().likelihood_ratio().unwrap();
    assert_eq!(test.p_value < 1e-6, size > 0.0, "{size}: {test:?}");
}
