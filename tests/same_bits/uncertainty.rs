//! Standard errors and intervals of eight customers, as `tests/c/uncertainty.cpp` and
//! `python/tests/uncertain.py` compute them.

use crate::bits::print;
use habitue::Progress;
use habitue::lifetime::*;

const X: [u32; 8] = [0, 0, 0, 1, 0, 7, 3, 0];
const LAST: [f64; 8] = [0.0, 0.0, 0.0, 4.0, 0.0, 9.0, 8.0, 0.0];
const AGE: [f64; 8] = [10.0, 9.0, 10.0, 8.0, 10.0, 10.0, 9.0, 10.0];

pub(crate) fn lines() -> String {
    let mut out = String::new();
    let customers = Histories::new(&X, &LAST, &AGE).unwrap();
    let silent = &mut Progress::silent();
    let model = StoredModel::from_fit(&Nbd::fit(&customers, &FitOptions::default()).unwrap());
    let likelihood = Likelihood::of_purchases(&model, &customers, 1).unwrap();
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
    out
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
            ("quantile", Statistic::Quantile { level: 0.8 }),
        ] {
            model.posterior_into(rate, statistic, customers, 2, &mut column).unwrap();
            print(out, &format!("{name}_{kind}"), &column);
        }
    }
    let spend = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
    let rows = Spending::new(&X, &AGE).unwrap();
    let statistic = Statistic::Quantile { level: 0.8 };
    spend.posterior_into(SpendRate::MeanSpend, statistic, &rows, &mut column).unwrap();
    print(out, "mean_spend_quantile", &column);
    let contract = AnyModel::from(Bdw::new(0.5, 0.8, 1.3).unwrap());
    contract.posterior_churn_into(Statistic::Variance, &X, &mut column).unwrap();
    print(out, "churn_variance", &column);
}
