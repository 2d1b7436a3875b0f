//! Customers drawn at random, and how fits to them are judged, as bits.

use habitue::lifetime::{
    Bdw, BgBb, BgCnbd, BgNbd, Cohort, Comparison, FitOptions, FrequencyFit, FrequencySpend,
    GGompertzNbd, GammaGamma, Histories, Holdout, HoldoutErrors, MbgCnbd, MbgNbd, Nbd, ParetoNbd,
    Prediction, PurchaseModel, Regularity, SimulatedCohorts, Simulation, Spending,
};

use super::bits::print;

pub(crate) fn lines() -> String {
    let mut out = String::new();
    simulations(&mut out);
    judging(&mut out);
    out
}

fn ages() -> Vec<f64> {
    (0..500).map(|row| 20.0 + f64::from(row % 9)).collect()
}

fn simulations(out: &mut String) {
    let ages = ages();
    let models: [(&str, Box<dyn PurchaseModel>); 8] = [
        ("nbd", Box::new(Nbd::new(0.385, 12.07).unwrap())),
        ("pareto_nbd", Box::new(ParetoNbd::new(0.553, 10.578, 0.606, 11.669).unwrap())),
        ("bg_nbd", Box::new(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap())),
        ("mbg_nbd", Box::new(MbgNbd::new(0.525, 6.183, 0.891, 1.614).unwrap())),
        ("bg_cnbd", Box::new(BgCnbd::new(0.359, 1.129, 0.523, 2.785, 3).unwrap())),
        ("mbg_cnbd", Box::new(MbgCnbd::new(1.329, 2.813, 0.425, 0.79, 2).unwrap())),
        ("ggompertz_nbd", Box::new(GGompertzNbd::new(0.8, 8.0, 0.1, 0.5, 2.0).unwrap())),
        ("bg_bb", Box::new(BgBb::new(1.204, 0.75, 0.657, 2.783).unwrap())),
    ];
    let spend = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
    let simulation = Simulation::new(7)
        .with_holdout(6.0)
        .unwrap()
        .with_spend(spend)
        .with_every_purchase()
        .with_threads(2);
    for (name, model) in models {
        let base = simulation.run(&*model, &ages).unwrap();
        print(out, &format!("{name}_x"), &base.x);
        print(out, &format!("{name}_t_x"), &base.t_x);
        print(out, &format!("{name}_log_intervals"), &base.log_intervals);
        print(out, &format!("{name}_holdout_x"), &base.holdout_x);
        print(out, &format!("{name}_left"), &base.left);
        print(out, &format!("{name}_mean_spend"), &base.mean_spend);
        print(out, &format!("{name}_customer"), &base.purchases.customer);
        print(out, &format!("{name}_time"), &base.purchases.time);
        print(out, &format!("{name}_amount"), &base.purchases.amount);
        let histories = Histories::new(&base.x, &base.t_x, &base.t).unwrap();
        let future = simulation.run_future(&*model, &histories, 13.0).unwrap();
        print(out, &format!("{name}_future"), &future.x);
        print(out, &format!("{name}_future_left"), &future.left);
        print(out, &format!("{name}_future_time"), &future.purchases.time);
        let spent = Spending::new(&base.x, &base.mean_spend).unwrap();
        let future = simulation.run_future_with_spend(&*model, &histories, &spent, 13.0).unwrap();
        print(out, &format!("{name}_future_spend"), &future.mean_spend);
        print(out, &format!("{name}_future_amount"), &future.purchases.amount);
    }
    let bdw = Bdw::new(0.668, 3.806, 1.3).unwrap();
    let SimulatedCohorts { survivors, .. } =
        simulation.run_contract(&bdw, &[1000, 500], &[8, 5]).unwrap();
    print(out, "survivors", &survivors);
    let renewals: Vec<u32> = (0..500).map(|row| row % 4).collect();
    print(out, "renewals", &simulation.run_renewals(&bdw, &renewals).unwrap());
}

fn figures(errors: &HoldoutErrors) -> [f64; 7] {
    [
        errors.bias.unwrap(),
        errors.wape.unwrap(),
        errors.mae,
        errors.rmse,
        errors.top_decile_lift.unwrap(),
        errors.gini.unwrap(),
        errors.normalised_gini.unwrap(),
    ]
}

fn judging(out: &mut String) {
    let truth = ParetoNbd::new(0.553, 10.578, 0.606, 11.669).unwrap();
    let spend = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
    let simulation =
        Simulation::new(9).with_holdout(20.0).unwrap().with_spend(spend).with_every_purchase();
    let base = simulation.run(&truth, &ages()).unwrap();
    let histories = base.histories().unwrap();
    let actual: Vec<f64> = base.holdout_x.iter().map(|x| f64::from(*x)).collect();
    let mut expected = vec![0.0; base.len()];
    let asked = Prediction::ExpectedPurchases { t: 20.0 };
    truth.predict_into(asked, &histories, 1, &mut expected).unwrap();
    let holdout = Holdout::new(&actual, &expected).unwrap();
    print(out, "holdout_errors", &figures(&holdout.errors()));
    let x: Vec<f64> = base.x.iter().map(|x| f64::from(*x)).collect();
    let lowest: Vec<f64> = (0..8).map(f64::from).collect();
    let classes = holdout.by(&x, &lowest).unwrap();
    let sizes: Vec<f64> = classes.iter().map(|class| class.customers).collect();
    let means: Vec<f64> = classes.iter().map(|class| class.expected.unwrap_or(0.0)).collect();
    print(out, "class_customers", &sizes);
    print(out, "class_expected", &means);
    let fit = FrequencyFit::of(&truth, &histories, 7, 1).unwrap();
    print(out, "frequency_actual", &fit.actual);
    print(out, "frequency_expected", &fit.expected);
    let born: Vec<f64> = ages().iter().map(|age| 28.0 - age).collect();
    let cohort = Cohort::new(&born, None, 1.0).unwrap();
    print(out, "track_steps", &cohort.expected_incremental(&truth, 30).unwrap());
    let found = FrequencySpend::of(&base.spending().unwrap()).unwrap();
    print(out, "frequency_spend", &[found.pearson.coefficient, found.spearman.p_value]);
    let spending = base.spending().unwrap();
    let found = FrequencySpend::of(&spending.with_weights(&base.t).unwrap()).unwrap();
    print(out, "frequency_spend_weighted", &[found.pearson.t, found.spearman.p_value]);
    let customer: Vec<i64> = base.purchases.customer.iter().map(|row| *row as i64).collect();
    let time = &base.purchases.time;
    for (name, found) in [
        ("regularity", Regularity::of_histories(&histories).unwrap()),
        ("regularity_pairs", Regularity::of_pairs(&customer, time).unwrap()),
        ("regularity_moments", Regularity::of_moments(&customer, time).unwrap()),
    ] {
        print(out, name, &[found.k, found.standard_error]);
    }
    let table = Comparison::fit(&[4, 2, 1, 3, 6], &histories, &FitOptions::default())
        .unwrap()
        .with_holdout(&histories, &actual, 20.0, 1)
        .unwrap();
    for (place, row) in table.rows().iter().enumerate() {
        let report = row.report().unwrap();
        let fit = [report.log_likelihood, report.aic(), report.bic()];
        print(out, &format!("compared_{place}"), &fit);
        print(out, &format!("compared_{place}_holdout"), &figures(row.holdout().unwrap()));
    }
    let tests: Vec<f64> = table.nested_tests().iter().map(|test| test.test.statistic).collect();
    print(out, "nested_tests", &tests);
}
