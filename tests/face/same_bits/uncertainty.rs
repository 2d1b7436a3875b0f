//! Standard errors and intervals of eight customers, as `tests/c/uncertainty.cpp` and
//! `python/tests/uncertain.py` compute them.

use super::bits::print;
use habitue::Progress;
use habitue::lifetime::*;

use crate::short::{self, ExpectedSpend, Sure as _};

const X: [u32; 8] = [0, 0, 0, 1, 0, 7, 3, 0];
const LAST: [f64; 8] = [0.0, 0.0, 0.0, 4.0, 0.0, 9.0, 8.0, 0.0];
const AGE: [f64; 8] = [10.0, 9.0, 10.0, 8.0, 10.0, 10.0, 9.0, 10.0];

pub(crate) fn lines() -> String {
    let mut out = String::new();
    let customers = Histories::new(&X, &LAST, &AGE).unwrap();
    let silent = &mut Progress::silent();
    let model = Model::from(&Nbd::fit(&customers, &FitOptions::default()).unwrap());
    let likelihood = short::of_purchases(&model, &customers, 1).unwrap();
    let options = DrawOptions::default().with_draws(50).with_seed(3);
    let ways = [
        Uncertainty::delta(&model).unwrap(),
        Uncertainty::draws(&model, options).unwrap(),
        Uncertainty::bootstrap(&likelihood, options.with_threads(2), silent).unwrap(),
    ];
    for (name, way) in ["delta", "draws", "bootstrap"].iter().zip(&ways) {
        let parameters = way.parameters(0.9).unwrap();
        let ends: Vec<f64> = parameters.iter().flat_map(|one| [one.low, one.high]).collect();
        print(&mut out, &format!("{name}_parameters"), &ends);
        let ask = Prediction::ExpectedPurchases { t: 10.0 };
        let found = way.predict(ask, &customers, 0.9, 1, silent).unwrap();
        print(&mut out, &format!("{name}_standard_errors"), &found.standard_error);
        print(&mut out, &format!("{name}_low"), &found.low);
        print(&mut out, &format!("{name}_high"), &found.high);
        let total = way.predict_total(ask, &customers, 0.9, 1, silent).unwrap();
        let figures = [total.estimate, total.standard_error.unwrap(), total.low, total.high];
        print(&mut out, &format!("{name}_total"), &figures);
        let ask = Prediction::PAtLeastBetween { n: 1, start: 2.0, end: 10.0 };
        let later = way.predict(ask, &customers, 0.9, 1, silent).unwrap();
        print(&mut out, &format!("{name}_later"), &later.low);
        let later = way.predict_total(ask, &customers, 0.9, 1, silent).unwrap();
        print(&mut out, &format!("{name}_later_total"), &[later.low, later.high]);
        let valuation = Valuation::new(10.0).unwrap().with_continuous_rate(0.01).unwrap();
        let spend = ExpectedSpend::Known(&AGE);
        let value =
            way.total_lifetime_value(&valuation, &customers, spend, 0.9, 1, silent).unwrap();
        print(&mut out, &format!("{name}_value"), &[value.low, value.high]);
    }
    let profile = likelihood.intervals(0.9).unwrap();
    let ends: Vec<f64> = profile.iter().flat_map(|one| [one.low, one.high]).collect();
    print(&mut out, "profile", &ends);
    rates(&mut out, &customers);
    itemized(&mut out);
    covariates(&mut out, &customers);
    out
}

/// Single amounts, and what will be spent.
fn itemized(out: &mut String) {
    let (counts, means) = ([3, 2, 4, 1, 5, 2], [12.0, 40.0, 20.0, 31.0, 8.0, 15.0]);
    let rows = ItemizedSpending::new(&counts, &means, &[2.4, 3.6, 2.9, 3.4, 2.0, 2.6]).unwrap();
    let fitted = GammaGamma::fit_itemized(&rows, &FitOptions::default()).unwrap();
    let model = Model::from(&fitted);
    let likelihood = short::of_itemized(&model, &rows).unwrap();
    let ends = likelihood.intervals(0.9).unwrap();
    let ends: Vec<f64> = ends.iter().flat_map(|one| [one.low, one.high]).collect();
    print(out, "itemized_profile", &ends);
    let options = DrawOptions::default().with_draws(20).with_seed(3);
    let refits = Uncertainty::bootstrap(&likelihood, options, &mut Progress::silent()).unwrap();
    let errors = refits.parameters(0.9).unwrap().into_iter().map(|p| p.standard_error.unwrap());
    print(out, "itemized_bootstrap", &errors.collect::<Vec<f64>>());
}

/// Who buys online.
const ONLINE: [f64; 8] = [0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0];

/// A model with covariates: its uncertainty, what it expects, and customers drawn from it.
fn covariates(out: &mut String, customers: &Histories<'_>) {
    let silent = &mut Progress::silent();
    let facts = Covariates::new().with_purchase(&[("online", &ONLINE)]).unwrap();
    let chosen = CovariateOptions::default().with_standardised(true);
    let fit = FitOptions::default();
    let model = Nbd::fit_with_covariates(customers, &facts, &chosen, &fit).unwrap();
    let likelihood = short::of_covariates(&model, customers, &facts, &chosen, 1).unwrap();
    let options = DrawOptions::default().with_draws(50).with_seed(3);
    let ways = [
        Uncertainty::delta(&model).unwrap(),
        Uncertainty::draws(&model, options).unwrap(),
        Uncertainty::bootstrap(&likelihood, options.with_threads(2), silent).unwrap(),
    ];
    for (name, way) in ["delta", "draws", "bootstrap"].iter().zip(&ways) {
        let parameters = way.parameters(0.9).unwrap();
        let ends: Vec<f64> = parameters.iter().flat_map(|one| [one.low, one.high]).collect();
        print(out, &format!("covariate_{name}_parameters"), &ends);
        let ask = Prediction::ExpectedPurchasesBetween { start: 2.0, end: 10.0 };
        let found = way.predict_with(ask, customers, &facts, 0.9, 1, silent).unwrap();
        print(out, &format!("covariate_{name}_low"), &found.low);
        let ask = Prediction::ExpectedPurchases { t: 10.0 };
        let total = way.predict_total_with(ask, customers, &facts, 0.9, 1, silent).unwrap();
        print(out, &format!("covariate_{name}_total"), &[total.low, total.high]);
        let valuation = Valuation::new(10.0).unwrap().with_continuous_rate(0.01).unwrap();
        let spend = ExpectedSpend::Known(&AGE);
        let value = way
            .total_lifetime_value_with(&valuation, customers, &facts, spend, 0.9, 1, silent)
            .unwrap();
        print(out, &format!("covariate_{name}_value"), &[value.low, value.high]);
    }
    let ends = likelihood.intervals(0.9).unwrap();
    let ends: Vec<f64> = ends.iter().flat_map(|one| [one.low, one.high]).collect();
    print(out, "covariate_profile", &ends);
    let fit = short::frequency_fit(&model, customers, &facts, 4, 1).unwrap();
    print(out, "covariate_frequency_fit", &fit.expected);
    let track = model.expected_cumulative(&LAST, None, &facts, 2.0, 8).unwrap();
    print(out, "covariate_track", &track);
    let steps = model.expected_incremental(&LAST, None, &facts, 2.0, 8).unwrap();
    print(out, "covariate_track_steps", &steps);
    let online = CovariateEffect::new(CovariateRole::Spend, "online", 0.5);
    let spend = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
    let spend = Model::with_effects(spend, vec![online]).unwrap();
    let facts = facts.with_spend(&[("online", &ONLINE)]).unwrap();
    let simulation = Simulation::new(7).with_spend_of(&spend).unwrap();
    let drawn = simulation.run_of(&model, &AGE, &facts).unwrap();
    print(out, "covariate_simulated", &drawn.t_x);
    print(out, "covariate_simulated_spend", &drawn.mean_spend);
    let spent = Spending::new(&X, &AGE).unwrap();
    let ahead =
        short::run_future(&simulation, &model, customers, &facts, Some(&spent), 20.0).unwrap();
    print(out, "covariate_future", &ahead.x);
    print(out, "covariate_future_spend", &ahead.mean_spend);
}

/// What the histories tell of the rates.
fn rates(out: &mut String, customers: &Histories<'_>) {
    let model = ParetoNbd::new(0.55, 10.0, 0.6, 11.0).unwrap();
    let mut column = [0.0; 8];
    for (name, rate) in
        [("purchase", Rate::Purchase), ("interval", Rate::Interval), ("attrition", Rate::Attrition)]
    {
        for (kind, statistic) in [
            ("mean", Statistic::Mean),
            ("variance", Statistic::Variance),
            ("quantile", Statistic::Quantile { probability: 0.8 }),
        ] {
            model.posterior_into(rate, statistic, customers, 2, &mut column).unwrap();
            print(out, &format!("{name}_{kind}"), &column);
        }
    }
    let spend = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
    let rows = Spending::new(&X, &AGE).unwrap();
    let statistic = Statistic::Quantile { probability: 0.8 };
    spend.posterior_into(SpendRate::MeanSpend, statistic, &rows, &mut column).unwrap();
    print(out, "mean_spend_quantile", &column);
    let contract = AnyModel::from(Bdw::new(0.5, 0.8, 1.3).unwrap());
    contract.posterior_churn_into(Statistic::Variance, &X, &mut column).unwrap();
    print(out, "churn_variance", &column);
}
