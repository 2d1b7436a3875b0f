//! Standard errors and intervals: against figures to many digits, against each other,
//! and against the truth of simulated bases.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::ops::ControlFlow;

use habitue::lifetime::{
    AnyModel, BgBb, BgNbd, ContractPrediction, CovariateEffect, CovariateOptions, CovariateRole,
    Covariates, DrawOptions, Estimate, Estimates, FitOptions, GGompertzNbd, GammaGamma, Histories,
    History, IntervalScale, MbgCnbd, MbgNbd, Model, Nbd, ParetoNbd, Prediction, PurchaseModel,
    Ridge, Sbg, Simulation, Spending, Survivors, Uncertainty, UncertaintyMethod, Valuation,
};

use crate::short::{self, Answers as _, ExpectedSpend, Sure as _};
use habitue::{ErrorKind, Progress};
use rand_distr::{Beta, Distribution, Exp, Gamma};
use rand_pcg::Pcg64;

struct Cdnow {
    x: Vec<u32>,
    t_x: Vec<f64>,
    t: Vec<f64>,
    spend: Vec<f64>,
}

impl Cdnow {
    /// The 1/10 sample in weeks (`tests/oracle/cdnow_summary.py`).
    fn read() -> Self {
        let mut data = Self { x: vec![], t_x: vec![], t: vec![], spend: vec![] };
        for line in include_str!("../data/cdnow_summary.csv").lines().skip(1) {
            let field: Vec<f64> = line.split(',').map(|f| f.parse().unwrap()).collect();
            data.x.push(field[1] as u32);
            data.t_x.push(field[2] / 7.0);
            data.t.push(field[3] / 7.0);
            data.spend.push(if field[1] > 0.0 { field[4] / 100.0 / field[1] } else { 0.0 });
        }
        data
    }

    fn histories(&self) -> Histories<'_> {
        Histories::new(&self.x, &self.t_x, &self.t).unwrap()
    }

    fn spending(&self) -> Spending<'_> {
        Spending::new(&self.x, &self.spend).unwrap()
    }
}

const REGULAR: [u64; 8] = [1000, 631, 468, 382, 326, 289, 262, 241];

fn regular() -> Survivors {
    Survivors::new().with_cohort(&REGULAR).unwrap()
}

fn near(found: f64, expected: f64, relative: f64, what: &str) {
    assert!(
        (found - expected).abs() <= relative * expected.abs(),
        "{what}: {found} is not {expected} within {relative:e}"
    );
}

fn options(draws: u32) -> DrawOptions {
    DrawOptions::default().with_draws(draws)
}

fn silent<'a>() -> Progress<'a> {
    Progress::silent()
}

/// Standard errors of parameters and of predictions by the delta method against
/// `tests/oracle/uncertainty.py` (mpmath, 40 digits). The optimum is that of a fit
/// in doubles: it is right to about 1e-8 of a standard error, and the figures here
/// follow it.
#[test]
fn delta_agrees_with_forty_digits() {
    let data = Cdnow::read();
    let fit = FitOptions::default();
    let models = [
        Model::from(&BgNbd::fit(&data.histories(), &fit).unwrap()),
        Model::from(&ParetoNbd::fit(&data.histories(), &fit).unwrap()),
        Model::from(&GammaGamma::fit(&data.spending(), &fit).unwrap()),
        Model::from(&Sbg::fit(&regular(), &fit).unwrap()),
        Model::from(&MbgNbd::fit(&data.histories(), &fit).unwrap()),
    ];
    let delta = models.each_ref().map(|model| Uncertainty::delta(model).unwrap());
    let mut parameters = [0; 5];
    for line in include_str!("../data/uncertainty_reference.csv").lines().skip(1) {
        let cell: Vec<&str> = line.split(',').collect();
        let number = |i: usize| cell[i].parse::<f64>().unwrap();
        let names = ["bg_nbd", "pareto_nbd", "gamma_gamma", "sbg", "mbg_nbd"];
        let (place, x) = (names.iter().position(|n| *n == cell[0]).unwrap(), number(2));
        let found = &delta[place];
        let one = || {
            let (x, t_x, t) = (x as u32, number(3), number(4));
            let ask = if cell[1] == "p_alive" {
                Prediction::PAlive
            } else {
                Prediction::ExpectedPurchases { t: number(5) }
            };
            let rows = ([x], [t_x], [t]);
            let rows = Histories::new(&rows.0, &rows.1, &rows.2).unwrap();
            found.predict(ask, &rows, 0.95, 1, &mut silent()).unwrap().get(0).unwrap()
        };
        let estimate = match cell[1] {
            "expected" | "p_alive" => one(),
            "spend" => {
                let rows = ([x as u32], [number(3)]);
                let rows = Spending::new(&rows.0, &rows.1).unwrap();
                found.expected_spend(&rows, 0.95, 1).unwrap().get(0).unwrap()
            }
            "residual" | "retention" => {
                let ask = if cell[1] == "residual" {
                    ContractPrediction::ResidualLifetime { rate: 0.1 }
                } else {
                    ContractPrediction::RetentionRate
                };
                found.contract_predict(ask, &[x as u32], 0.95, 1).unwrap().get(0).unwrap()
            }
            _ => {
                parameters[place] += 1;
                found.parameters(0.95).unwrap()[parameters[place] - 1]
            }
        };
        near(estimate.estimate, number(6), 2e-9, line);
        near(estimate.standard_error.unwrap(), number(7), 1e-7, line);
        if number(7) > 0.0 {
            assert!(
                estimate.low < estimate.estimate && estimate.estimate < estimate.high,
                "{line}"
            );
        } else {
            assert_eq!((estimate.low, estimate.high), (1.0, 1.0), "{line}");
        }
    }
    assert_eq!(parameters, [4, 4, 3, 2, 4]);
}

/// What four methods say of the same figures over CDNOW.
#[test]
fn the_methods_agree_where_the_base_is_large() {
    let data = Cdnow::read();
    let rows = data.histories();
    let model = Model::from(&BgNbd::fit(&rows, &FitOptions::default()).unwrap());
    let likelihood = short::of_purchases(&model, &rows, 1).unwrap();
    let delta = Uncertainty::delta(&model).unwrap();
    let draws = Uncertainty::draws(&model, options(1000)).unwrap();
    let bootstrap = Uncertainty::bootstrap(&likelihood, options(200), &mut silent()).unwrap();
    assert_eq!((bootstrap.failed(), bootstrap.models().len()), (0, 200));
    let profile = likelihood.intervals(0.95).unwrap();
    let of = |u: &Uncertainty| u.parameters(0.95).unwrap();
    for (i, ((wald, drawn), (again, held))) in of(&delta)
        .into_iter()
        .zip(of(&draws))
        .zip(of(&bootstrap).into_iter().zip(profile))
        .enumerate()
    {
        assert_eq!(wald.estimate, held.estimate);
        assert_eq!(held.method, UncertaintyMethod::Profile);
        // On the logarithm, whose spread draws and delta share; a and b have tails.
        let width = |e: &Estimate| (e.high / e.low).ln();
        let ratio = width(&drawn) / width(&wald);
        assert!((ratio - 1.0).abs() < 0.12, "draws, parameter {i}: {ratio}");
        let ratio = width(&again) / width(&wald);
        assert!((ratio - 1.0).abs() < 0.35, "bootstrap, parameter {i}: {ratio}");
        let ratio = width(&held) / width(&wald);
        assert!((ratio - 1.0).abs() < 0.15, "profile, parameter {i}: {ratio}");
        assert!(held.low < wald.estimate && wald.estimate < held.high);
    }
    // A total is far more uncertain than independent customers would make it.
    let ask = Prediction::ExpectedPurchases { t: 39.0 };
    let total = |u: &Uncertainty| u.predict_total(ask, &rows, 0.9, 1, &mut silent()).unwrap();
    let (a, b, c) = (total(&delta), total(&draws), total(&bootstrap));
    assert_eq!((a.draws, b.draws, c.draws), (0, 1000, 200));
    let error = |e: Estimate| e.standard_error.unwrap();
    // 1/√(2 · 200) is 5 %; the model is not quite right, which only c knows.
    assert!((error(b) / error(a) - 1.0).abs() < 0.1, "{a:?} {b:?}");
    assert!((error(c) / error(a) - 1.0).abs() < 0.3, "{a:?} {c:?}");
    let each = delta.predict(ask, &rows, 0.9, 1, &mut silent()).unwrap();
    let sum: f64 = each.estimate.iter().sum();
    near(a.estimate, sum, 1e-12, "total");
    let independent = each.standard_error.iter().map(|e| e * e).sum::<f64>().sqrt();
    assert!(error(a) > 5.0 * independent, "{} {independent}", error(a));
    let together: f64 = each.standard_error.iter().sum();
    assert!(error(a) <= together * (1.0 + 1e-9));
}

/// Wald's interval on both scales.
#[test]
fn intervals_of_parameters_are_those_of_wald() {
    let data = Cdnow::read();
    let mbg = MbgNbd::fit(&data.histories(), &FitOptions::default()).unwrap();
    let delta = Uncertainty::delta(&Model::from(&mbg)).unwrap();
    // Recomputed independently, to five digits.
    let expected = [0.083267, 0.695615, 0.154788, 0.537488];
    let found = delta.parameters(0.95).unwrap();
    for (found, expected) in found.iter().zip(expected) {
        near(found.standard_error.unwrap(), expected, 1e-4, "MBG/NBD");
    }
    let z = 1.959_963_984_540_054;
    let reach = z * found[0].standard_error.unwrap();
    let factor = (reach / found[0].estimate).exp();
    near(found[0].high, found[0].estimate * factor, 1e-14, "natural");
    near(found[0].low, found[0].estimate / factor, 1e-14, "natural");
    let plain = delta.with_scale(IntervalScale::Plain).parameters(0.95).unwrap()[0];
    near(plain.high - plain.estimate, reach, 1e-12, "plain");
    near(plain.estimate - plain.low, reach, 1e-12, "plain");
}

/// The ends are where the likelihood itself, climbed by hand, says.
#[test]
fn profile_ends_lie_on_the_test() {
    let data = Cdnow::read();
    let rows = data.histories();
    let model = Model::from(&Nbd::fit(&rows, &FitOptions::default()).unwrap());
    let likelihood = short::of_purchases(&model, &rows, 1).unwrap();
    let top = likelihood.log_likelihood();
    for parameter in 0..2 {
        let found = likelihood.interval(parameter, 0.9).unwrap();
        for end in [found.low, found.high] {
            // Half the 0.9 quantile of χ² with one degree, 2.705543454095404.
            let drop = top - likelihood.profile(parameter, end).unwrap();
            near(drop, 1.352_771_727_047_702, 1e-6, "drop");
        }
        // No value of the other parameter does better.
        let held = likelihood.profile(parameter, found.low).unwrap();
        let AnyModel::Nbd(nbd) = model.base() else { unreachable!() };
        for other in [0.9, 0.99, 1.01, 1.1] {
            let mut moved: [f64; 2] = (*nbd).into();
            moved[parameter] = found.low;
            // The ridge of r and alpha runs along r/alpha.
            moved[1 - parameter] *= other * found.low / found.estimate;
            let there = Nbd::try_from(moved).unwrap().log_likelihood(&rows).unwrap();
            assert!(there <= held + 1e-9);
        }
    }
    let wrong = likelihood.profile(2, 1.0).unwrap_err();
    assert_eq!((wrong.kind(), wrong.column()), (ErrorKind::OutOfRange, Some("parameter")));
    assert_eq!(likelihood.profile(0, -1.0).unwrap_err().kind(), ErrorKind::OutOfRange);
    assert_eq!(likelihood.interval(0, 1.0).unwrap_err().column(), Some("confidence"));
}

/// GGompertz/NBD over CDNOW lies on its ridge towards the Pareto/NBD.
#[test]
fn on_a_ridge_only_profile_and_bootstrap_speak() {
    let data = Cdnow::read();
    let rows = data.histories();
    let fitted = GGompertzNbd::fit(&rows, &FitOptions::default()).unwrap();
    assert_eq!(fitted.report().ridge, Some(Ridge::ParetoLimit));
    let model = Model::from(&fitted);
    let ask = Prediction::ExpectedPurchases { t: 39.0 };
    let delta = Uncertainty::delta(&model).unwrap();
    for error in [
        delta.predict_total(ask, &rows, 0.9, 1, &mut silent()).unwrap_err(),
        delta.predict(ask, &rows, 0.9, 1, &mut silent()).unwrap_err(),
        delta.of(0.9, |model| Ok(model.parameters()[0])).unwrap_err(),
        Uncertainty::draws(&model, options(10)).unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Singular);
        assert!(error.to_string().contains("Pareto"), "{error}");
    }
    // b and β run off together; the others are bounded as in the Pareto/NBD.
    let pareto = Model::from(&ParetoNbd::fit(&rows, &FitOptions::default()).unwrap());
    let known = Uncertainty::delta(&pareto).unwrap().parameters(0.95).unwrap();
    let found = delta.parameters(0.95).unwrap();
    for (own, of_pareto) in [(0, 0), (1, 1), (3, 2)] {
        let (own, of_pareto) = (&found[own], &known[of_pareto]);
        near(own.standard_error.unwrap(), of_pareto.standard_error.unwrap(), 0.01, "error");
        near(own.low, of_pareto.low, 0.01, "low");
    }
    for open in [&found[2], &found[4]] {
        assert_eq!((open.standard_error, open.low, open.high), (None, 0.0, f64::INFINITY));
    }
    let likelihood = short::of_purchases(&model, &rows, 1).unwrap();
    let b = likelihood.interval(2, 0.95).unwrap();
    assert_eq!(b.low, 0.0, "{b:?}");
    // Half the 0.95 quantile of χ² with one degree, 3.841458820694124.
    let drop = likelihood.log_likelihood() - likelihood.profile(2, b.high).unwrap();
    near(drop, 1.920_729_410_347_062, 1e-5, "drop");
    let r = likelihood.interval(0, 0.95).unwrap();
    // That of the Pareto/NBD, which the model is.
    let same = short::of_purchases(&pareto, &rows, 1).unwrap().interval(0, 0.95).unwrap();
    near(r.low, same.low, 0.01, "low");
    near(r.high, same.high, 0.01, "high");
    let bootstrap = Uncertainty::bootstrap(&likelihood, options(8), &mut silent()).unwrap();
    let total = bootstrap.predict_total(ask, &rows, 0.9, 1, &mut silent()).unwrap();
    near(total.estimate, 1700.0, 0.1, "total");
    assert!(total.standard_error.unwrap() > 10.0 && total.standard_error.unwrap() < 200.0);
}

#[test]
fn a_side_without_a_bound_is_open() {
    // Everybody leaves with the same chance: heterogeneity has no upper bound.
    let table = Survivors::new().with_cohort(&[1024, 512, 256, 128, 64]).unwrap();
    let fitted = Sbg::fit(&table, &FitOptions::default()).unwrap();
    assert_eq!(fitted.report().ridge, Some(Ridge::EqualAttrition));
    let likelihood = short::of_contract(&Model::from(&fitted), &table).unwrap();
    for found in likelihood.intervals(0.95).unwrap() {
        assert_eq!(found.high, f64::INFINITY);
        assert!(found.low > 2.0 && found.low < 100.0, "{found:?}");
    }
    let bootstrap = Uncertainty::bootstrap(&likelihood, options(100), &mut silent()).unwrap();
    let rate =
        bootstrap.contract_predict(ContractPrediction::RetentionRate, &[0, 3, 0], 0.95, 1).unwrap();
    assert_eq!(rate.low[0], rate.low[2]);
    assert!(rate.low[0] < 0.5 && 0.5 < rate.high[0] && rate.standard_error[0] < 0.05, "{rate:?}");
}

fn same(a: &Estimates, b: &Estimates) -> bool {
    let bits = |column: &[f64]| column.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
    [(&a.estimate, &b.estimate), (&a.low, &b.low), (&a.high, &b.high)]
        .into_iter()
        .chain([(&a.standard_error, &b.standard_error)])
        .all(|(a, b)| bits(a) == bits(b))
}

#[test]
fn the_same_seed_gives_the_same_bits_for_any_number_of_threads() {
    let data = Cdnow::read();
    let rows = data.histories();
    let model = Model::from(&Nbd::fit(&rows, &FitOptions::default()).unwrap());
    let likelihood = short::of_purchases(&model, &rows, 1).unwrap();
    let run = |seed, threads| {
        let chosen = options(23).with_seed(seed).with_threads(threads);
        let found = Uncertainty::bootstrap(&likelihood, chosen, &mut silent()).unwrap();
        let ask = Prediction::PurchaseQuantile { probability: 0.9, t: 10.0 };
        let columns = found.predict(ask, &rows, 0.8, threads, &mut silent()).unwrap();
        let ask = Prediction::ExpectedPurchases { t: 10.0 };
        (columns, found.predict_total(ask, &rows, 0.8, threads, &mut silent()).unwrap())
    };
    let (one, total) = run(4, 1);
    let (three, same_total) = run(4, 3);
    assert!(same(&one, &three) && total == same_total);
    assert_ne!(total, run(5, 1).1);
    // Quantiles of counts are counts, and the estimate is the prediction.
    assert!(one.low.iter().all(|n| *n >= 0.0));
    let mut plain = vec![0.0; rows.len()];
    let ask = Prediction::PurchaseQuantile { probability: 0.9, t: 10.0 };
    model.base().as_purchase().unwrap().predict_into(ask, &rows, 1, &mut plain).unwrap();
    assert_eq!(one.estimate, plain);
}

#[test]
fn lifetime_value_joins_both_models() {
    let data = Cdnow::read();
    let (rows, spending) = (data.histories(), data.spending());
    let fit = FitOptions::default();
    let purchases = Model::from(&BgNbd::fit(&rows, &fit).unwrap());
    let amounts = Model::from(&GammaGamma::fit(&spending, &fit).unwrap());
    let valuation = Valuation::new(52.0)
        .unwrap()
        .with_continuous_rate(0.003)
        .unwrap()
        .with_margin(0.3)
        .unwrap();
    let (p, s) = (Uncertainty::delta(&purchases).unwrap(), Uncertainty::delta(&amounts).unwrap());
    let both = ExpectedSpend::Modelled(&s, spending);
    let value = p.lifetime_value(&valuation, &rows, both, 0.95, 1, &mut silent()).unwrap();
    let mut spend = vec![0.0; rows.len()];
    amounts.base().as_spend().unwrap().expected_spend_into(&spending, &mut spend).unwrap();
    let known = p
        .lifetime_value(&valuation, &rows, ExpectedSpend::Known(&spend), 0.95, 1, &mut silent())
        .unwrap();
    let mut plain = vec![0.0; rows.len()];
    valuation
        .lifetime_value_into(purchases.base().as_purchase().unwrap(), &rows, &spend, 1, &mut plain)
        .unwrap();
    let alone = s.expected_spend(&spending, 0.95, 1).unwrap();
    for row in [0, 1, 17, 2000] {
        near(value.estimate[row], plain[row], 1e-14, "value");
        // Independent factors: relative variances add up.
        let share = |e: &Estimates| e.standard_error[row] / e.estimate[row];
        let expected = share(&known).hypot(share(&alone));
        near(share(&value), expected, 1e-8, "relative error");
    }
    let total = p.total_lifetime_value(&valuation, &rows, both, 0.95, 1, &mut silent()).unwrap();
    near(total.estimate, plain.iter().sum(), 1e-12, "total");
    // Draws agree within their own error, 1/√800.
    let drawn = Uncertainty::draws(&purchases, options(400)).unwrap();
    let spent = Uncertainty::draws(&amounts, options(400)).unwrap();
    let other = ExpectedSpend::Modelled(&spent, spending);
    let again =
        drawn.total_lifetime_value(&valuation, &rows, other, 0.95, 1, &mut silent()).unwrap();
    let ratio = again.standard_error.unwrap() / total.standard_error.unwrap();
    assert!((ratio - 1.0).abs() < 0.15, "{ratio}");
    let mixed = p.lifetime_value(&valuation, &rows, other, 0.95, 1, &mut silent()).unwrap_err();
    assert_eq!((mixed.kind(), mixed.column()), (ErrorKind::Argument, Some("spend")));
    // A loss is a loss in all of its interval.
    let loss = valuation.with_margin(-0.1).unwrap();
    let found = p.lifetime_value(&loss, &rows, both, 0.95, 1, &mut silent()).unwrap();
    assert!(found.low[0] < found.estimate[0] && found.high[0] < 0.0);
}

#[test]
fn what_is_wrong_is_named() {
    let data = Cdnow::read();
    let rows = data.histories();
    let made = Model::new(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap());
    assert_eq!(Uncertainty::delta(&made).unwrap_err().kind(), ErrorKind::Undefined);
    let error = short::of_purchases(&made, &rows, 1).map(|_| ()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Inconsistent, "{error}");
    let model = Model::from(&BgNbd::fit(&rows, &FitOptions::default()).unwrap());
    let few = Uncertainty::draws(&model, options(1)).unwrap_err();
    assert_eq!((few.kind(), few.column()), (ErrorKind::OutOfRange, Some("draws")));
    let delta = Uncertainty::delta(&model).unwrap();
    let one = Histories::new(&[1], &[1.0], &[2.0]).unwrap();
    let ask =
        |prediction, level| delta.predict(prediction, &one, level, 1, &mut silent()).unwrap_err();
    let steps = ask(Prediction::PurchaseQuantile { probability: 0.5, t: 9.0 }, 0.9);
    assert_eq!(steps.kind(), ErrorKind::Undefined);
    assert_eq!(ask(Prediction::PAlive, 0.0).column(), Some("confidence"));
    assert_eq!(ask(Prediction::PAlive, f64::NAN).column(), Some("confidence"));
    assert_eq!(ask(Prediction::PAliveAt { t: -1.0 }, 0.9).column(), Some("at"));
    let total = Prediction::NextPurchaseQuantile { probability: 0.5 };
    let error = delta.predict_total(total, &one, 0.9, 1, &mut silent()).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Argument, Some("question")));
    let other = delta.contract_predict(ContractPrediction::RetentionRate, &[0], 0.9, 1);
    assert_eq!(other.unwrap_err().kind(), ErrorKind::Argument);
    assert_eq!(
        short::of_contract(&model, &regular()).map(|_| ()).unwrap_err().kind(),
        ErrorKind::NotRead
    );
    // Nobody is asked of, nothing is said.
    let nobody = Histories::new(&[], &[], &[]).unwrap();
    let none = delta.predict(Prediction::PAlive, &nobody, 0.9, 1, &mut silent()).unwrap();
    assert!(none.is_empty() && none.get(0).is_none());
    // A waiting time that may never end is infinite, without a NaN.
    let gone = Histories::new(&[5], &[1.0], &[80.0]).unwrap();
    let never = Prediction::NextPurchaseQuantile { probability: 0.9 };
    let found = delta.predict(never, &gone, 0.9, 1, &mut silent()).unwrap().get(0).unwrap();
    assert_eq!((found.estimate, found.standard_error), (f64::INFINITY, Some(0.0)));
}

#[test]
fn a_long_call_is_heard_and_can_be_stopped() {
    let table = regular();
    let model = Model::from(&Sbg::fit(&table, &FitOptions::default()).unwrap());
    let likelihood = short::of_contract(&model, &table).unwrap();
    let mut heard = Vec::new();
    let mut listener = |done, total| {
        heard.push((done, total));
        if done < 16 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let stopped =
        Uncertainty::bootstrap(&likelihood, options(40), &mut Progress::new(&mut listener));
    assert_eq!(stopped.map(|_| ()).unwrap_err().kind(), ErrorKind::Cancelled);
    assert_eq!(heard, [(0, 40), (8, 40), (16, 40)]);
    let data = Cdnow::read();
    let nbd = Nbd::fit(&data.histories(), &FitOptions::default()).unwrap();
    let delta = Uncertainty::delta(&Model::from(&nbd)).unwrap();
    let mut stop = |_, _| ControlFlow::Break(());
    let progress = &mut Progress::new(&mut stop);
    let stopped = delta.predict(Prediction::PAlive, &data.histories(), 0.9, 1, progress);
    assert_eq!(stopped.unwrap_err().kind(), ErrorKind::Cancelled);
}

/// What an undiscounted lifetime is worth may be infinite for some refits.
#[test]
fn figures_that_are_infinite_for_some_draws_say_so() {
    let table = Survivors::new().with_cohort(&[400, 279, 211, 167, 137, 116]).unwrap();
    let model = Model::from(&Sbg::fit(&table, &FitOptions::default()).unwrap());
    let AnyModel::Sbg(sbg) = model.base() else { unreachable!() };
    assert!(sbg.alpha() > 1.0 && sbg.alpha() < 1.6, "{sbg:?}");
    let draws = Uncertainty::draws(&model, options(300)).unwrap();
    let ask = ContractPrediction::ResidualLifetime { rate: 0.0 };
    let found = draws.contract_predict(ask, &[0], 0.95, 1).unwrap().get(0).unwrap();
    assert!(found.estimate.is_finite() && found.low > 0.0 && found.low < found.estimate);
    assert_eq!((found.high, found.standard_error), (f64::INFINITY, Some(f64::INFINITY)));
}

/// A base of customers who behave as the MBG/NBD says.
fn mbg_base(
    seed: u64,
    customers: usize,
    [r, alpha, a, b]: [f64; 4],
) -> (Vec<u32>, Vec<f64>, Vec<f64>) {
    let mut stream = Pcg64::new(u128::from(seed), 77);
    let (rates, coins) = (Gamma::new(r, 1.0 / alpha).unwrap(), Beta::new(a, b).unwrap());
    let mut columns = (vec![], vec![], vec![]);
    for customer in 0..customers {
        let end = 30.0 + (customer % 10) as f64;
        let rate: f64 = rates.sample(&mut stream);
        let p: f64 = coins.sample(&mut stream);
        let waits = Exp::new(rate.max(1e-300)).unwrap();
        let (mut now, mut last, mut x) = (0.0, 0.0, 0);
        loop {
            let u: f64 = rand_distr::Open01.sample(&mut stream);
            now += waits.sample(&mut stream);
            if u < p || now > end {
                break;
            }
            x += 1;
            last = now;
        }
        columns.0.push(x);
        columns.1.push(last);
        columns.2.push(end);
    }
    columns
}

/// Weighted cells, a discrete model, and a parameter that is not estimated.
#[test]
fn every_kind_of_model_has_its_uncertainty() {
    let (mut x, mut t_x, mut n, mut weights) = (vec![], vec![], vec![], vec![]);
    for line in include_str!("../data/donations.csv").lines().skip(1) {
        let field: Vec<f64> = line.split(',').map(|f| f.parse().unwrap()).collect();
        x.push(field[0] as u32);
        t_x.push(field[1]);
        n.push(field[2]);
        weights.push(field[3]);
    }
    let donors = Histories::new(&x, &t_x, &n).unwrap().with_weights(&weights).unwrap();
    let model = Model::from(&BgBb::fit(&donors, &FitOptions::default()).unwrap());
    let likelihood = short::of_purchases(&model, &donors, 1).unwrap();
    let ask = Prediction::ExpectedPurchases { t: 5.0 };
    let delta = Uncertainty::delta(&model).unwrap();
    let total = delta.predict_total(ask, &donors, 0.95, 1, &mut silent()).unwrap();
    // Table of Fader, Hardie and Shang (2010): 12,884 gifts expected in five years.
    near(total.estimate, 12_884.2, 1e-4, "total");
    let refits = Uncertainty::bootstrap(&likelihood, options(200), &mut silent()).unwrap();
    let again = refits.predict_total(ask, &donors, 0.95, 1, &mut silent()).unwrap();
    let ratio = again.standard_error.unwrap() / total.standard_error.unwrap();
    assert!((ratio - 1.0).abs() < 0.25, "{ratio}");
    for (held, wald) in
        likelihood.intervals(0.95).unwrap().iter().zip(delta.parameters(0.95).unwrap())
    {
        near(held.low, wald.low, 0.03, "low");
        near(held.high, wald.high, 0.03, "high");
    }
    let waiting = Prediction::NextPurchaseQuantile { probability: 0.3 };
    let steps = delta.predict(waiting, &donors, 0.95, 1, &mut silent()).unwrap_err();
    assert_eq!(steps.kind(), ErrorKind::Undefined);
    let loyal = Histories::new(&[6], &[6.0], &[6.0]).unwrap();
    let wait = refits.predict(waiting, &loyal, 0.95, 1, &mut silent()).unwrap();
    assert_eq!((wait.low[0], wait.high[0]), (1.0, 1.0));

    let data = Cdnow::read();
    let mut logs = vec![];
    for line in include_str!("../data/cdnow_summary.csv").lines().skip(1) {
        let field: Vec<f64> = line.split(',').map(|f| f.parse().unwrap()).collect();
        logs.push(field[6] - field[1] * 7f64.ln());
    }
    let rows = data.histories().with_log_intervals(&logs).unwrap();
    let fitted = MbgCnbd::fit(&rows, &FitOptions::default().with_regularity(2)).unwrap();
    let model = Model::from(&fitted);
    let likelihood = short::of_purchases(&model, &rows, 1).unwrap();
    let k = likelihood.interval(4, 0.95).unwrap();
    assert_eq!((k.low, k.estimate, k.high), (2.0, 2.0, 2.0));
    assert_eq!(likelihood.profile(4, 2.0).unwrap_err().kind(), ErrorKind::OutOfRange);
    let chosen = options(20);
    for found in [
        Uncertainty::delta(&model).unwrap(),
        Uncertainty::draws(&model, chosen).unwrap(),
        Uncertainty::bootstrap(&likelihood, chosen, &mut silent()).unwrap(),
    ] {
        let all = found.parameters(0.95).unwrap();
        assert_eq!((all[4].low, all[4].high, all[4].standard_error), (2.0, 2.0, Some(0.0)));
        assert!(all[..4].iter().all(|one| one.low < one.estimate && one.estimate < one.high));
        let one = Histories::new(&[2], &[30.0], &[38.0]).unwrap();
        let one = found.predict(ask, &one, 0.9, 1, &mut silent()).unwrap();
        assert!(one.low < one.estimate && one.estimate < one.high);
    }
}

/// Of `bases` intervals at 90 %, as many cover the truth as a binomial allows within
/// 4 standard errors.
fn covers(covered: u32, bases: u32, what: &str) {
    let n = f64::from(bases);
    let reach = 4.0 * (0.9 * 0.1 * n).sqrt();
    assert!((f64::from(covered) - 0.9 * n).abs() <= reach, "{what}: {covered} of {bases}");
}

/// Seeds were fixed beforehand. Parameters of an sBG and what follows from them, over
/// 150 cohorts of 600 customers, by all four methods.
#[test]
fn intervals_of_contracts_cover_the_truth() {
    let truth = Sbg::new(1.5, 4.0).unwrap();
    let ask = ContractPrediction::Survival { t: 12 };
    use habitue::lifetime::ContractModel;
    let expected = truth.predict(ask, 0).unwrap();
    let bases = 150;
    let mut covered = [[0u32; 3]; 4];
    let coins = Beta::new(1.5, 4.0).unwrap();
    for base in 0..bases {
        let mut stream = Pcg64::new(u128::from(base), 5);
        let mut left = [0u64; 8];
        for _ in 0..600 {
            let theta: f64 = coins.sample(&mut stream);
            for survivors in &mut left {
                *survivors += 1;
                let u: f64 = rand_distr::Open01.sample(&mut stream);
                if u < theta {
                    break;
                }
            }
        }
        let table = Survivors::new().with_cohort(&left).unwrap();
        let model = Model::from(&Sbg::fit(&table, &FitOptions::default()).unwrap());
        let likelihood = short::of_contract(&model, &table).unwrap();
        let chosen = options(200).with_seed(u64::from(base));
        let found = [
            Uncertainty::delta(&model).unwrap(),
            Uncertainty::draws(&model, chosen).unwrap(),
            Uncertainty::bootstrap(&likelihood, chosen, &mut silent()).unwrap(),
        ];
        for (covered, found) in covered.iter_mut().zip(&found) {
            let parameters = found.parameters(0.9).unwrap();
            covered[0] += u32::from(parameters[0].contains(1.5));
            covered[1] += u32::from(parameters[1].contains(4.0));
            let survival = found.contract_predict(ask, &[0], 0.9, 1).unwrap().get(0).unwrap();
            covered[2] += u32::from(survival.contains(expected));
        }
        let profile = likelihood.intervals(0.9).unwrap();
        covered[3][0] += u32::from(profile[0].contains(1.5));
        covered[3][1] += u32::from(profile[1].contains(4.0));
    }
    for (method, covered) in ["delta", "draws", "bootstrap"].iter().zip(covered) {
        for (figure, covered) in ["alpha", "beta", "survival"].iter().zip(covered) {
            covers(covered, bases, &format!("{method} of {figure}"));
        }
    }
    covers(covered[3][0], bases, "profile of alpha");
    covers(covered[3][1], bases, "profile of beta");
}

/// Half of few customers never came back: because they buy seldom, or because they left
/// at once. The likelihood may have a summit for each, and the fit finds the higher one.
#[test]
fn the_higher_of_two_summits_is_found() {
    for (base, parameters) in [
        (49, [1.0, 8.0, 0.5, 1.0]),
        (172, [1.0, 8.0, 0.5, 1.0]),
        (318, [1.0, 8.0, 0.5, 1.0]),
        (328, [1.0, 8.0, 0.5, 1.0]),
    ] {
        let (x, t_x, t) = mbg_base(base, 500, parameters);
        let rows = Histories::new(&x, &t_x, &t).unwrap();
        let fitted = MbgNbd::fit(&rows, &FitOptions::default()).unwrap();
        let several = MbgNbd::fit(&rows, &FitOptions::default().with_starts(12)).unwrap();
        let short = several.report().log_likelihood - fitted.report().log_likelihood;
        assert!(short < 1e-6, "{base}: {short} below");
        let report = fitted.report();
        assert!(
            (1..report.starts).contains(&report.agreeing),
            "{base} has two summits: {report:?}"
        );
    }
}

/// Predictions and the shape of the purchase rates of an MBG/NBD over 200 bases of 500
/// customers, by all four methods.
#[test]
fn intervals_of_predictions_cover_the_truth() {
    let parameters = [1.0, 8.0, 0.5, 1.0];
    let truth = MbgNbd::try_from(parameters).unwrap();
    let one = History::new(3, 17.0, 35.0).unwrap();
    let rows = Histories::new(&[3], &[17.0], &[35.0]).unwrap();
    let asks = [Prediction::PAlive, Prediction::ExpectedPurchases { t: 30.0 }];
    let expected = asks.map(|ask| truth.predict(ask, one).unwrap());
    let bases = 200;
    let mut covered = [[0u32; 2]; 3];
    let (mut held, mut ridges) = (0, 0);
    for base in 0..bases {
        let (x, t_x, t) = mbg_base(u64::from(base), 500, parameters);
        let base_rows = Histories::new(&x, &t_x, &t).unwrap();
        let model = Model::from(&MbgNbd::fit(&base_rows, &FitOptions::default()).unwrap());
        if model.report().unwrap().ridge.is_some() {
            ridges += 1;
            continue;
        }
        let likelihood = short::of_purchases(&model, &base_rows, 1).unwrap();
        let found = [
            Uncertainty::delta(&model).unwrap(),
            Uncertainty::draws(&model, options(150)).unwrap(),
            Uncertainty::bootstrap(&likelihood, options(100), &mut silent()).unwrap(),
        ];
        held += u32::from(likelihood.interval(0, 0.9).unwrap().contains(1.0));
        for (covered, found) in covered.iter_mut().zip(&found) {
            for ((covered, ask), expected) in covered.iter_mut().zip(asks).zip(expected) {
                let interval = found.predict(ask, &rows, 0.9, 1, &mut silent()).unwrap();
                *covered += u32::from(interval.get(0).unwrap().contains(expected));
            }
        }
    }
    // On a ridge delta and draws are refused; so small a base may lie on one.
    assert!(ridges <= bases / 10, "{ridges}");
    println!("MBG/NBD: {covered:?}, profile {held}, of {}", bases - ridges);
    for (method, covered) in ["delta", "draws", "bootstrap"].iter().zip(covered) {
        covers(covered[0], bases - ridges, &format!("{method} of P(alive)"));
        covers(covered[1], bases - ridges, &format!("{method} of the expectation"));
    }
    covers(held, bases - ridges, "profile of r");
}

/// Parameters, a coefficient and a prediction of an NBD with a covariate over 200 bases of
/// 300 customers, by all four methods.
#[test]
fn intervals_of_a_covariate_cover_the_truth() {
    let effect = CovariateEffect::new(CovariateRole::Purchase, "u", 0.5);
    let truth = Model::with_effects(Nbd::new(0.8, 9.0).unwrap(), vec![effect]).unwrap();
    let parameters = truth.parameters();
    let u: Vec<f64> = (0..300).map(|row| f64::from(row % 5) / 2.0).collect();
    let facts = Covariates::new().with_purchase(&[("u", &u)]).unwrap();
    let ages: Vec<f64> = (0..300).map(|row| 20.0 + f64::from(row % 13)).collect();
    let rows = Histories::new(&[3], &[17.0], &[35.0]).unwrap();
    let known = Covariates::new().with_purchase(&[("u", &[1.5])]).unwrap();
    let ask = Prediction::ExpectedPurchases { t: 30.0 };
    let mut expected = [0.0];
    truth.predict_into(ask, &rows, &known, 1, &mut expected).unwrap();
    let chosen = CovariateOptions::default();
    let bases = 200;
    let mut covered = [[0u32; 4]; 3];
    let mut held = [0u32; 3];
    for base in 0..bases {
        let drawn = Simulation::new(u64::from(base)).run_of(&truth, &ages, &facts);
        let drawn = drawn.unwrap();
        let customers = Histories::new(&drawn.x, &drawn.t_x, &drawn.t).unwrap();
        let fit = FitOptions::default();
        let model = Nbd::fit_with_covariates(&customers, &facts, &chosen, &fit).unwrap();
        let likelihood = short::of_covariates(&model, &customers, &facts, &chosen, 1).unwrap();
        let options = options(100).with_seed(u64::from(base));
        let found = [
            Uncertainty::delta(&model).unwrap(),
            Uncertainty::draws(&model, options).unwrap(),
            Uncertainty::bootstrap(&likelihood, options, &mut silent()).unwrap(),
        ];
        for (covered, found) in covered.iter_mut().zip(&found) {
            let intervals = found.parameters(0.9).unwrap();
            for (i, interval) in intervals.iter().enumerate() {
                covered[i] += u32::from(interval.contains(parameters[i]));
            }
            let one = found.predict_with(ask, &rows, &known, 0.9, 1, &mut silent()).unwrap();
            covered[3] += u32::from(one.get(0).unwrap().contains(expected[0]));
        }
        for (i, interval) in likelihood.intervals(0.9).unwrap().iter().enumerate() {
            held[i] += u32::from(interval.contains(parameters[i]));
        }
    }
    println!("NBD with a covariate: {covered:?}, profile {held:?}, of {bases}");
    let figures = ["r", "alpha", "coefficient", "expectation"];
    for (method, covered) in ["delta", "draws", "bootstrap"].iter().zip(covered) {
        for (figure, covered) in figures.iter().zip(covered) {
            covers(covered, bases, &format!("{method} of {figure}"));
        }
    }
    for (figure, covered) in figures.iter().zip(held) {
        covers(covered, bases, &format!("profile of {figure}"));
    }
}
