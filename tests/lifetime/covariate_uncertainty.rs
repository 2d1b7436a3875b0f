//! Covariate models through the nouns of plain ones: uncertainty, profile intervals,
//! judging a fit, and simulation.
#![allow(clippy::unwrap_used, clippy::panic)]

use habitue::lifetime::{
    BgNbd, Cohort, CovariateOptions, CovariateRole, Covariates, DrawOptions, Estimate, Estimates,
    FitOptions, FrequencyFit, GammaGamma, Histories, MbgNbd, Model, Nbd, ParetoNbd, Prediction,
    Simulation, Spending, Uncertainty, UncertaintyMethod, Valuation,
};

use crate::short::{self, Answers as _, ExpectedSpend, Sure as _};
use habitue::{ErrorKind, Progress};

/// The first customers of the CDNOW sample in weeks, with facts made from the number of
/// the customer and from the day of the first purchase.
struct Cdnow {
    x: Vec<u32>,
    t_x: Vec<f64>,
    t: Vec<f64>,
    spend: Vec<f64>,
    third: Vec<f64>,
    cohort: Vec<f64>,
}

impl Cdnow {
    fn first(customers: usize) -> Self {
        let [mut x, mut t_x, mut t, mut spend, mut third, mut cohort] = [const { Vec::new() }; 6];
        for line in include_str!("../data/cdnow_summary.csv").lines().skip(1).take(customers) {
            let field: Vec<f64> = line.split(',').map(|f| f.parse().unwrap()).collect();
            x.push(field[1]);
            t_x.push(field[2] / 7.0);
            t.push(field[3] / 7.0);
            spend.push(if field[1] > 0.0 { field[4] / 100.0 / field[1] } else { 0.0 });
            third.push(f64::from(u8::from(field[0] % 3.0 == 0.0)));
            // Far from 0, so that the base is far from the customers.
            cohort.push(10.0 + (field[3] - 230.0) / 30.0);
        }
        let x = x.into_iter().map(|x| x as u32).collect();
        Self { x, t_x, t, spend, third, cohort }
    }

    fn rows(&self) -> Histories<'_> {
        Histories::new(&self.x, &self.t_x, &self.t).unwrap()
    }

    fn spending(&self) -> Spending<'_> {
        Spending::new(&self.x, &self.spend).unwrap()
    }

    fn facts(&self) -> Covariates<'_> {
        Covariates::new()
            .with_purchase(&[("third", &self.third), ("cohort", &self.cohort)])
            .and_then(|facts| facts.with_attrition(&[("third", &self.third)]))
            .unwrap()
    }
}

fn near(found: f64, expected: f64, relative: f64, what: &str) {
    assert!(
        found == expected || (found - expected).abs() <= relative * expected.abs(),
        "{what}: {found} is not {expected} within {relative:e}"
    );
}

fn silent<'a>() -> Progress<'a> {
    Progress::silent()
}

fn draws(draws: u32) -> DrawOptions {
    DrawOptions::default().with_draws(draws)
}

fn raw() -> CovariateOptions {
    CovariateOptions::default()
}

fn standardised() -> CovariateOptions {
    CovariateOptions::default().with_standardised(true)
}

fn fit() -> FitOptions<'static> {
    FitOptions::default()
}

/// Pareto/NBD over 1,000 customers.
fn pareto(data: &Cdnow, chosen: &CovariateOptions) -> Model {
    ParetoNbd::fit_with_covariates(&data.rows(), &data.facts(), chosen, &fit()).unwrap()
}

fn error_of(estimate: Estimate) -> f64 {
    estimate.standard_error.unwrap()
}

#[test]
fn without_columns_everything_is_the_plain_model() {
    let data = Cdnow::first(400);
    let rows = data.rows();
    let none = Covariates::new();
    let plain = Model::from(&MbgNbd::fit(&rows, &fit()).unwrap());
    let model = MbgNbd::fit_with_covariates(&rows, &none, &raw(), &fit()).unwrap();
    let one = short::of_purchases(&plain, &rows, 1).unwrap();
    let other = short::of_covariates(&model, &rows, &none, &raw(), 1).unwrap();
    near(other.log_likelihood(), one.log_likelihood(), 1e-13, "log-likelihood");
    for (a, b) in one.intervals(0.9).unwrap().iter().zip(other.intervals(0.9).unwrap()) {
        near(b.low, a.low, 1e-7, "low");
        near(b.high, a.high, 1e-7, "high");
    }
    let same = |a: &Uncertainty, b: &Uncertainty| {
        let ask = Prediction::ExpectedPurchases { t: 39.0 };
        for (a, b) in a.parameters(0.9).unwrap().iter().zip(b.parameters(0.9).unwrap()) {
            near(error_of(b), error_of(*a), 1e-6, "standard error");
            near(b.high, a.high, 1e-6, "high");
        }
        let total = a.predict_total(ask, &rows, 0.9, 1, &mut silent()).unwrap();
        let again = b.predict_total_with(ask, &rows, &none, 0.9, 1, &mut silent()).unwrap();
        near(again.low, total.low, 1e-6, "total");
        assert_eq!((a.method(), a.failed()), (b.method(), b.failed()));
    };
    same(&Uncertainty::delta(&plain).unwrap(), &Uncertainty::delta(&model).unwrap());
    same(
        &Uncertainty::draws(&plain, draws(100)).unwrap(),
        &Uncertainty::draws(&model, draws(100)).unwrap(),
    );
    same(
        &Uncertainty::bootstrap(&one, draws(40), &mut silent()).unwrap(),
        &Uncertainty::bootstrap(&other, draws(40), &mut silent()).unwrap(),
    );
}

/// The delta method recomputed: differences of the predictions of models made by hand,
/// and the covariance of the fit.
#[test]
fn the_delta_method_is_slopes_times_covariance() {
    let data = Cdnow::first(1000);
    let (rows, facts) = (data.rows(), data.facts());
    for chosen in [raw(), standardised()] {
        let model = pareto(&data, &chosen);
        let delta = Uncertainty::delta(&model).unwrap();
        let covariance = model.covariance().unwrap();
        let parameters = model.parameters();
        let k = parameters.len();
        let expected = |parameters: &[f64]| -> Vec<f64> {
            let base = ParetoNbd::try_from(<[f64; 4]>::try_from(&parameters[..4]).unwrap());
            let mut effects = model.effects().to_vec();
            for (effect, value) in effects.iter_mut().zip(&parameters[4..]) {
                effect.coefficient = *value;
            }
            let moved = Model::with_effects(base.unwrap(), effects).unwrap();
            let mut out = vec![0.0; rows.len()];
            let ask = Prediction::ExpectedPurchases { t: 39.0 };
            moved.predict_into(ask, &rows, &facts, 1, &mut out).unwrap();
            out
        };
        let slopes: Vec<Vec<f64>> = (0..k)
            .map(|i| {
                let h = 1e-4 * covariance[i * k + i].sqrt();
                let side = |by: f64| {
                    let mut moved = parameters.clone();
                    moved[i] += by;
                    expected(&moved)
                };
                side(h).iter().zip(side(-h)).map(|(up, down)| (up - down) / (2.0 * h)).collect()
            })
            .collect();
        let error = |slope: &dyn Fn(usize) -> f64| {
            let all = (0..k).flat_map(|i| (0..k).map(move |j| (i, j)));
            all.map(|(i, j)| slope(i) * slope(j) * covariance[i * k + j]).sum::<f64>().sqrt()
        };
        let ask = Prediction::ExpectedPurchases { t: 39.0 };
        let found = delta.predict_with(ask, &rows, &facts, 0.95, 2, &mut silent()).unwrap();
        assert_eq!(found.estimate, expected(&parameters));
        for row in [0, 1, 2, 17, 500, 999] {
            near(found.standard_error[row], error(&|i| slopes[i][row]), 1e-4, "standard error");
        }
        let total = delta.predict_total_with(ask, &rows, &facts, 0.95, 1, &mut silent()).unwrap();
        near(total.estimate, found.estimate.iter().sum(), 1e-12, "total");
        let whole = error(&|i| slopes[i].iter().sum::<f64>());
        near(error_of(total), whole, 1e-4, "standard error of the total");
        // Wald: the base on the logarithm, coefficients as they are.
        let of = delta.parameters(0.95).unwrap();
        let errors = model.standard_errors().unwrap();
        let z = 1.959_963_984_540_054;
        for (i, of) in of.iter().enumerate() {
            near(error_of(*of), errors[i], 1e-9, "parameter");
            let reach = z * errors[i];
            let high =
                if i < 4 { of.estimate * (reach / of.estimate).exp() } else { of.estimate + reach };
            near(of.high, high, 1e-9, "high");
        }
    }
}

#[test]
fn methods_agree_and_do_not_depend_on_how_facts_are_written() {
    let data = Cdnow::first(1000);
    let (rows, facts) = (data.rows(), data.facts());
    let ask = Prediction::ExpectedPurchases { t: 39.0 };
    let mut totals = Vec::new();
    for chosen in [raw(), standardised()] {
        let model = pareto(&data, &chosen);
        let likelihood = short::of_covariates(&model, &rows, &facts, &chosen, 1).unwrap();
        let delta = Uncertainty::delta(&model).unwrap();
        let drawn = Uncertainty::draws(&model, draws(400)).unwrap();
        let again = Uncertainty::bootstrap(&likelihood, draws(60), &mut silent()).unwrap();
        assert_eq!((again.method(), again.failed()), (UncertaintyMethod::Bootstrap, 0));
        let total = |u: &Uncertainty| {
            u.predict_total_with(ask, &rows, &facts, 0.9, 1, &mut silent()).unwrap()
        };
        let [a, b, c] = [total(&delta), total(&drawn), total(&again)];
        // 1/√(2 · 400) is 3.5 %, and 1/√(2 · 60) is 9 %; the model is not quite right,
        // which only the bootstrap knows.
        assert!((error_of(b) / error_of(a) - 1.0).abs() < 0.12, "{a:?} {b:?}");
        assert!((error_of(c) / error_of(a) - 1.0).abs() < 0.4, "{a:?} {c:?}");
        let profile = likelihood.intervals(0.95).unwrap();
        let of = [delta.parameters(0.95), again.parameters(0.95)].map(Result::unwrap);
        for (i, held) in profile.iter().enumerate().skip(4) {
            assert_eq!(held.method, UncertaintyMethod::Profile);
            let ratio = held.width() / of[0][i].width();
            assert!((ratio - 1.0).abs() < 0.2, "profile, coefficient {i}: {ratio}");
            let ratio = of[1][i].width() / of[0][i].width();
            assert!((ratio - 1.0).abs() < 0.5, "bootstrap, coefficient {i}: {ratio}");
        }
        totals.push((a, c, profile));
    }
    let (one, other) = (&totals[0], &totals[1]);
    near(error_of(other.0), error_of(one.0), 1e-5, "delta");
    // The same customers are drawn, and the same models fitted to them.
    near(error_of(other.1), error_of(one.1), 1e-5, "bootstrap");
    // Coefficients mean the same in both, and r and s; alpha and beta do not.
    for i in [0, 2, 4, 5, 6] {
        near(other.2[i].low, one.2[i].low, 1e-6, "profile");
        near(other.2[i].high, one.2[i].high, 1e-6, "profile");
    }
    let (far, at_the_mean) = (one.2[1], other.2[1]);
    assert!(far.width() > 10.0 * at_the_mean.width(), "{far:?} {at_the_mean:?}");
}

/// With a coefficient held at 0 the model is the one without its column.
#[test]
fn the_profile_at_nought_is_the_nested_fit() {
    let data = Cdnow::first(600);
    let (rows, cohort) = (data.rows(), &data.cohort);
    let logs = vec![0.0; rows.len()];
    let rows = rows.with_log_intervals(&logs).unwrap();
    let both =
        Covariates::new().with_purchase(&[("third", &data.third), ("cohort", cohort)]).unwrap();
    let one = Covariates::new().with_purchase(&[("cohort", cohort)]).unwrap();
    let options = fit().with_regularity(2);
    for kind in [1, 2, 3, 4, 6] {
        let of = |facts| short::fit_with(kind, &rows, facts, &raw(), &options).unwrap();
        let (model, nested) = (of(&both), of(&one));
        let likelihood = short::of_covariates(&model, &rows, &both, &raw(), 1).unwrap();
        let third = model.base().parameters().len();
        let drop = likelihood.log_likelihood() - likelihood.profile(third, 0.0).unwrap();
        let [full, nested] =
            [&model, &nested].map(|m| m.covariate_report().unwrap().fit.log_likelihood);
        assert!((drop - (full - nested)).abs() < 1e-7, "{kind}: {drop} {}", full - nested);
        // The ends lie on the likelihood-ratio test: half the 0.9 quantile of χ² with
        // one degree, 2.705543454095404.
        for parameter in [0, 1, third, third + 1] {
            let found = likelihood.interval(parameter, 0.9).unwrap();
            for end in [found.low, found.high] {
                let drop =
                    likelihood.log_likelihood() - likelihood.profile(parameter, end).unwrap();
                near(drop, 1.352_771_727_047_702, 1e-5, "drop");
            }
        }
        if kind == 6 {
            // k is not estimated: an interval without width, and no profile.
            let k = likelihood.interval(4, 0.9).unwrap();
            assert_eq!((k.low, k.high), (2.0, 2.0));
            assert_eq!(likelihood.profile(4, 2.0).unwrap_err().kind(), ErrorKind::OutOfRange);
        }
    }
}

/// A parameter of the base at facts of 0, far from the customers, held: no other values
/// of the others do better, by a search that knows only the likelihood.
#[test]
fn the_profile_of_the_base_is_a_maximum() {
    let data = Cdnow::first(300);
    let rows = data.rows();
    let facts = Covariates::new().with_purchase(&[("cohort", &data.cohort)]).unwrap();
    let model = Nbd::fit_with_covariates(&rows, &facts, &raw(), &fit()).unwrap();
    let likelihood = short::of_covariates(&model, &rows, &facts, &raw(), 1).unwrap();
    let alpha = likelihood.interval(1, 0.9).unwrap();
    let value = |ln_r: f64, ln_alpha: f64, coefficient: f64| {
        let mut effect = model.effects()[0].clone();
        effect.coefficient = coefficient;
        let base = Nbd::new(ln_r.exp(), ln_alpha.exp()).unwrap();
        let model = Model::with_effects(base, vec![effect]).unwrap();
        let mut out = vec![0.0; rows.len()];
        model.ln_likelihood_into(&rows, &facts, &mut out).unwrap();
        out.iter().sum::<f64>()
    };
    for end in [alpha.low, alpha.high] {
        // From where the mean rate r/α e^(γ z) stays the same.
        let ln_r = model.parameters()[0].ln();
        let mut at = [ln_r, model.parameters()[2] + (end / alpha.estimate).ln() / 10.5];
        let mut best = value(at[0], end.ln(), at[1]);
        let mut step = 0.1;
        while step > 1e-7 {
            let moves = [[step, 0.0], [-step, 0.0], [0.0, 0.1 * step], [0.0, -0.1 * step]];
            let tried = moves.map(|by| [at[0] + by[0], at[1] + by[1]]);
            let found = tried.map(|at| (value(at[0], end.ln(), at[1]), at));
            let top = found.into_iter().max_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
            if top.0 > best {
                (best, at) = top;
            } else {
                step *= 0.5;
            }
        }
        let held = likelihood.profile(1, end).unwrap();
        assert!((held - best).abs() < 1e-8, "{held} {best}");
    }
}

#[test]
fn a_penalty_is_kept_by_the_bootstrap_and_refused_by_profiles() {
    let data = Cdnow::first(400);
    let (rows, facts) = (data.rows(), data.facts());
    let held = standardised()
        .with_penalty(CovariateRole::Purchase, 1e4)
        .and_then(|chosen| chosen.with_penalty(CovariateRole::Attrition, 1e4))
        .unwrap();
    let model = MbgNbd::fit_with_covariates(&rows, &facts, &held, &fit()).unwrap();
    let likelihood = short::of_covariates(&model, &rows, &facts, &held, 1).unwrap();
    near(
        likelihood.log_likelihood(),
        model.covariate_report().unwrap().penalised,
        1e-12,
        "objective",
    );
    let error = likelihood.interval(0, 0.95).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Undefined, Some("model")));
    let bootstrap = Uncertainty::bootstrap(&likelihood, draws(30), &mut silent()).unwrap();
    let free = MbgNbd::fit_with_covariates(&rows, &facts, &standardised(), &fit()).unwrap();
    let errors = free.standard_errors().unwrap();
    for (i, found) in bootstrap.parameters(0.9).unwrap().into_iter().enumerate().skip(4) {
        assert!(error_of(found) < 0.2 * errors[i], "{i}: {found:?} {}", errors[i]);
    }
    // A wrong penalty, other facts, other choices.
    let wrong = |facts: &Covariates<'_>, chosen: &CovariateOptions| {
        short::of_covariates(&model, &rows, facts, chosen, 1).map(drop).unwrap_err()
    };
    assert_eq!(wrong(&facts, &standardised()).kind(), ErrorKind::Inconsistent);
    assert_eq!(wrong(&facts, &raw()).kind(), ErrorKind::Inconsistent);
    let fewer = Covariates::new().with_purchase(&[("third", &data.third)]).unwrap();
    assert_eq!(wrong(&fewer, &held).kind(), ErrorKind::Inconsistent);
    let spend = short::of_covariate_spend(&model, &data.spending(), &facts, &held);
    assert_eq!(spend.map(drop).unwrap_err().kind(), ErrorKind::NotRead);
}

/// Resampled customers who all share a fact say nothing of its coefficient: such a refit
/// is no refit.
#[test]
fn a_bootstrap_sample_without_the_fact_is_counted_as_failed() {
    let data = Cdnow::first(60);
    let rows = data.rows();
    // One customer in sixty: absent from a sample with probability 1/e.
    let rare: Vec<f64> = (0..60).map(|row| f64::from(u8::from(row == 7))).collect();
    let facts = Covariates::new().with_purchase(&[("rare", &rare)]).unwrap();
    let model = Nbd::fit_with_covariates(&rows, &facts, &raw(), &fit()).unwrap();
    let likelihood = short::of_covariates(&model, &rows, &facts, &raw(), 1).unwrap();
    let found = Uncertainty::bootstrap(&likelihood, draws(200), &mut silent()).unwrap();
    // Binomial of 200 with p = (1 - 1/60)^60 = 0.3648: within four standard errors. A
    // sample in which that customer alone is the rare one may fail besides.
    assert!(found.failed() >= 46, "{}", found.failed());
    assert!(found.failed() + found.models().len() as u32 == 200);
}

fn same(a: &Estimates, b: &Estimates) {
    assert_eq!((&a.estimate, &a.low, &a.high), (&b.estimate, &b.low, &b.high));
    assert_eq!(a.standard_error, b.standard_error);
}

#[test]
fn threads_do_not_matter_and_intervals_may_begin_later() {
    let data = Cdnow::first(300);
    let (rows, facts) = (data.rows(), data.facts());
    let model = BgNbd::fit_with_covariates(&rows, &facts, &raw(), &fit()).unwrap();
    let likelihood = short::of_covariates(&model, &rows, &facts, &raw(), 2).unwrap();
    let run = |threads| {
        let chosen = draws(12).with_seed(4).with_threads(threads);
        let found = Uncertainty::bootstrap(&likelihood, chosen, &mut silent()).unwrap();
        let ask = Prediction::PAtLeastBetween { n: 1, start: 5.0, end: 20.0 };
        found.predict_with(ask, &rows, &facts, 0.8, threads, &mut silent()).unwrap()
    };
    let one = run(1);
    same(&one, &run(3));
    let mut plain = vec![0.0; rows.len()];
    let ask = Prediction::PAtLeastBetween { n: 1, start: 5.0, end: 20.0 };
    model.predict_into(ask, &rows, &facts, 1, &mut plain).unwrap();
    assert_eq!(one.estimate, plain);
    // A count moves in steps, whether it begins now or later.
    let delta = Uncertainty::delta(&model).unwrap();
    for ask in [
        Prediction::PurchaseQuantile { probability: 0.5, t: 9.0 },
        Prediction::PurchaseQuantileBetween { probability: 0.5, start: 1.0, end: 9.0 },
    ] {
        let error = delta.predict_with(ask, &rows, &facts, 0.9, 1, &mut silent()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Undefined);
    }
    let missing = delta
        .predict_with(Prediction::PAlive, &rows, &Covariates::new(), 0.9, 1, &mut silent())
        .unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::MissingColumn);
    let made = Model::with_effects(*model.base(), model.effects().to_vec()).unwrap();
    assert_eq!(Uncertainty::delta(&made).unwrap_err().kind(), ErrorKind::Undefined);
}

#[test]
fn value_joins_purchases_and_spend_by_facts() {
    let data = Cdnow::first(600);
    let (rows, facts, spending) = (data.rows(), data.facts(), data.spending());
    let columns = [("cohort", data.cohort.as_slice())];
    let amounts = Covariates::new().with_spend(&columns).unwrap();
    let model = BgNbd::fit_with_covariates(&rows, &facts, &standardised(), &fit()).unwrap();
    let spend =
        GammaGamma::fit_with_covariates(&spending, &amounts, &standardised(), &fit()).unwrap();
    let valuation = Valuation::new(52.0)
        .and_then(|valuation| valuation.with_continuous_rate(0.003))
        .and_then(|valuation| valuation.with_margin(0.3))
        .unwrap();
    let (p, s) = (Uncertainty::delta(&model).unwrap(), Uncertainty::delta(&spend).unwrap());
    let both = ExpectedSpend::ModelledByFacts(&s, spending, &columns);
    let ask = |spend| {
        p.lifetime_value_with(&valuation, &rows, &facts, spend, 0.95, 1, &mut silent()).unwrap()
    };
    let mut expected = vec![0.0; rows.len()];
    spend.expected_spend_into(&spending, &amounts, &mut expected).unwrap();
    let (value, known) = (ask(both), ask(ExpectedSpend::Known(&expected)));
    let alone = s.expected_spend_with(&spending, &amounts, 0.95, 1).unwrap();
    assert_eq!(alone.estimate, expected);
    let mut plain = vec![0.0; rows.len()];
    model.lifetime_value_into(&valuation, &rows, &facts, &expected, 1, &mut plain).unwrap();
    for row in [0, 1, 17, 599] {
        near(value.estimate[row], plain[row], 1e-14, "value");
        // Independent factors: relative variances add up.
        let share = |e: &Estimates| e.standard_error[row] / e.estimate[row];
        near(share(&value), share(&known).hypot(share(&alone)), 1e-8, "relative error");
    }
    let total = p
        .total_lifetime_value_with(&valuation, &rows, &facts, both, 0.95, 1, &mut silent())
        .unwrap();
    near(total.estimate, plain.iter().sum(), 1e-12, "total");
    // A plain model of spend, and the bootstrap of one with covariates.
    let plain = Model::from(&GammaGamma::fit(&spending, &fit()).unwrap());
    let flat = Uncertainty::delta(&plain).unwrap();
    ask(ExpectedSpend::Modelled(&flat, spending));
    let likelihood =
        short::of_covariate_spend(&spend, &spending, &amounts, &standardised()).unwrap();
    let refits = Uncertainty::bootstrap(&likelihood, draws(20), &mut silent()).unwrap();
    let mixed = ExpectedSpend::ModelledByFacts(&refits, spending, &columns);
    let error = p.lifetime_value_with(&valuation, &rows, &facts, mixed, 0.95, 1, &mut silent());
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Argument);
    let cohort = likelihood.interval(3, 0.95).unwrap();
    assert!(cohort.contains(cohort.estimate));
}

#[test]
fn each_simulated_customer_is_that_of_the_plain_model() {
    let data = Cdnow::first(200);
    let model = pareto(&Cdnow::first(1000), &raw());
    let spend = Model::with_effects(
        GammaGamma::new(6.25, 3.74, 15.44).unwrap(),
        vec![habitue::lifetime::CovariateEffect::new(CovariateRole::Spend, "third", 0.8)],
    )
    .unwrap();
    let facts = data.facts().with_spend(&[("third", &data.third)]).unwrap();
    let ages: Vec<f64> = (0..200).map(|row| 20.0 + f64::from(row % 40)).collect();
    let simulation = Simulation::new(5).with_holdout(13.0).unwrap().with_every_purchase();
    let by_facts = simulation.clone().with_spend_of(&spend).unwrap();
    let base = by_facts.run_of(&model, &ages, &facts).unwrap();
    let threads = by_facts.clone().with_threads(3);
    assert_eq!(threads.run_of(&model, &ages, &facts).unwrap(), base);
    let spent = Spending::new(&data.x, &data.spend).unwrap();
    let rows = data.rows();
    let ahead = short::run_future(&by_facts, &model, &rows, &facts, Some(&spent), 26.0).unwrap();
    let bare = short::run_future(&simulation, &model, &rows, &facts, None, 26.0).unwrap();
    assert_eq!((&bare.x, &bare.left), (&ahead.x, &ahead.left));
    assert!(bare.mean_spend.is_empty() && ahead.mean_spend.len() == 200);
    let (plain, amounts) =
        (model.for_customers(&facts, 200).unwrap(), spend.for_customers(&facts, 200).unwrap());
    for row in [0, 3, 77, 199] {
        let (plain, amounts) =
            (plain[row].as_purchase().unwrap(), amounts[row].as_spend().unwrap());
        let simulation = simulation.clone().with_spend(*amounts);
        let all = simulation.run(plain, &ages).unwrap();
        let of = |base: &habitue::lifetime::SimulatedBase| {
            (base.x[row], base.t_x[row], base.holdout_x[row], base.left[row], base.mean_spend[row])
        };
        assert_eq!(of(&all), of(&base), "{row}");
        let all = simulation.run_future_with_spend(plain, &rows, &spent, 26.0).unwrap();
        let of = |ahead: &habitue::lifetime::SimulatedFuture| {
            (ahead.x[row], ahead.left[row], ahead.mean_spend[row])
        };
        assert_eq!(of(&all), of(&ahead), "{row}");
    }
    let missing = by_facts.run_of(&model, &ages, &data.facts()).unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::MissingColumn);
    let none = short::run_future(&simulation, &model, &rows, &facts, Some(&spent), 26.0);
    assert_eq!(none.unwrap_err().kind(), ErrorKind::NotRead);
    assert_eq!(simulation.with_spend_of(&model).map(drop).unwrap_err().kind(), ErrorKind::Argument);
}

/// Customers with staggered births drawn by facts give the coefficients back.
#[test]
fn simulated_customers_give_the_coefficients_back() {
    let effects = [
        (CovariateRole::Purchase, "u", 0.5),
        (CovariateRole::Attrition, "u", -0.4),
        (CovariateRole::Attrition, "v", 0.3),
    ];
    let made =
        effects.map(|(role, name, c)| habitue::lifetime::CovariateEffect::new(role, name, c));
    let truth =
        Model::with_effects(ParetoNbd::new(0.9, 6.0, 0.8, 12.0).unwrap(), made.to_vec()).unwrap();
    let n = 6000;
    let u: Vec<f64> = (0..n).map(|row| f64::from(row % 2)).collect();
    let v: Vec<f64> = (0..n).map(|row| f64::from(row % 7) / 3.0).collect();
    let ages: Vec<f64> = (0..n).map(|row| 30.0 + f64::from(row % 52)).collect();
    let facts = Covariates::new()
        .with_purchase(&[("u", &u)])
        .and_then(|facts| facts.with_attrition(&[("u", &u), ("v", &v)]))
        .unwrap();
    let base = Simulation::new(11).run_of(&truth, &ages, &facts).unwrap();
    let rows = base.histories().unwrap();
    let model = ParetoNbd::fit_with_covariates(&rows, &facts, &raw(), &fit()).unwrap();
    let errors = model.standard_errors().unwrap();
    for (i, (found, truth)) in model.parameters().iter().zip(truth.parameters()).enumerate() {
        assert!((found - truth).abs() < 4.0 * errors[i], "{i}: {found} {truth} {}", errors[i]);
    }
}

#[test]
fn what_is_expected_of_a_base_is_the_sum_over_its_facts() {
    let data = Cdnow::first(500);
    let rows = data.rows();
    let facts = Covariates::new().with_purchase(&[("third", &data.third)]).unwrap();
    let model = MbgNbd::fit_with_covariates(&rows, &facts, &raw(), &fit()).unwrap();
    let found = short::frequency_fit(&model, &rows, &facts, 7, 2).unwrap();
    let born: Vec<f64> = data.t.iter().map(|t| 40.0 - t).collect();
    let tracked = model.expected_cumulative(&born, None, &facts, 1.0, 60).unwrap();
    let steps = model.expected_incremental(&born, None, &facts, 1.0, 60).unwrap();
    near(steps.iter().sum(), tracked[59], 1e-12, "increments");
    let (mut actual, mut expected, mut whole) = (vec![0.0; 8], vec![0.0; 8], vec![0.0; 60]);
    for z in [0.0, 1.0] {
        let own: Vec<usize> = (0..500).filter(|&row| data.third[row] == z).collect();
        let pick = |column: &[f64]| own.iter().map(|&row| column[row]).collect::<Vec<f64>>();
        let x: Vec<u32> = own.iter().map(|&row| data.x[row]).collect();
        let (t_x, t) = (pick(&data.t_x), pick(&data.t));
        let rows = Histories::new(&x, &t_x, &t).unwrap();
        let plain = model.for_covariates(&[z], &[], &[]).unwrap();
        let plain = plain.as_purchase().unwrap();
        let part = FrequencyFit::of(plain, &rows, 7, 1).unwrap();
        actual.iter_mut().zip(part.actual).for_each(|(sum, n)| *sum += n);
        expected.iter_mut().zip(part.expected).for_each(|(sum, n)| *sum += n);
        let cohort = Cohort::new(&pick(&born), None, 1.0).unwrap();
        let part = cohort.expected_cumulative(plain, 60).unwrap();
        whole.iter_mut().zip(part).for_each(|(sum, n)| *sum += n);
    }
    assert_eq!(found.actual, actual);
    for (found, expected) in found.expected.iter().zip(&expected) {
        near(*found, *expected, 1e-12, "expected");
    }
    near(found.expected.iter().sum(), 500.0, 1e-12, "everybody");
    for (found, expected) in tracked.iter().zip(&whole) {
        near(*found, *expected, 1e-12, "tracked");
    }
    let absent = short::frequency_fit(&model, &rows, &Covariates::new(), 7, 1);
    assert_eq!(absent.unwrap_err().kind(), ErrorKind::MissingColumn);
    let born = [&born[..499], &[-1.0]].concat();
    let late = model.expected_cumulative(&born, None, &facts, 1.0, 5).unwrap_err();
    assert_eq!((late.kind(), late.row()), (ErrorKind::OutOfRange, Some(499)));
}

/// The form of a stored model, and what is refused on the way in.
#[cfg(feature = "serde")]
#[test]
fn a_covariate_model_has_a_json_form() {
    let data = Cdnow::first(300);
    let (rows, facts) = (data.rows(), data.facts());
    let logs = vec![0.0; 300];
    let rows = rows.with_log_intervals(&logs).unwrap();
    let options = fit().with_regularity(2);
    let model =
        habitue::lifetime::MbgCnbd::fit_with_covariates(&rows, &facts, &standardised(), &options)
            .unwrap();
    let model = model.with_unit("week").with_provenance("CDNOW, the first 300");
    let text = serde_json::to_string(&model).unwrap();
    let again: Model = serde_json::from_str(&text).unwrap();
    // The reader of JSON rounds the last digit of a double its own way.
    let numbers = |model: &Model| {
        let covariance = model.covariance().unwrap().to_vec();
        [model.parameters(), covariance, vec![model.covariate_report().unwrap().aic()]].concat()
    };
    for (a, b) in numbers(&again).into_iter().zip(numbers(&model)) {
        near(a, b, 4.0 * f64::EPSILON, "number");
    }
    assert_eq!(again.parameter_names(), model.parameter_names());
    assert_eq!((again.unit(), again.provenance()), (model.unit(), model.provenance()));
    let ridges = [&again, &model].map(|model| model.covariate_report().unwrap().fit.ridge);
    assert_eq!(ridges[0], ridges[1]);
    for part in [
        r#""name":"third""#,
        r#""role":"Purchase""#,
        r#""role":"AttritionB""#,
        r#""unit":"week""#,
        r#""MbgCnbd""#,
        r#""penalised""#,
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    // What no constructor would take.
    for (from, to) in [
        (r#""role":"Purchase""#, r#""role":"Spend""#),
        (r#""name":"third""#, r#""name":"""#),
        (r#""name":"cohort""#, r#""name":"third""#),
        (r#""covariance":["#, r#""covariance":[1.0,"#),
    ] {
        assert!(serde_json::from_str::<Model>(&text.replacen(from, to, 1)).is_err());
    }
}
