//! Units of time meet or are refused: models, customers, tables, live summaries, scorers and
//! valuations.
#![allow(clippy::unwrap_used, clippy::panic)]

use habitue::error::{Error, ErrorKind};
use habitue::ledger::{Rules, Transaction};
use habitue::lifetime::{
    BgNbd, CovariateOptions, Covariates, DrawOptions, FitOptions, FrequencyFit, Histories, Model,
    Nbd, Posterior, Prediction, PurchaseModel, Rate, Simulation, Statistic, Uncertainty, Valuation,
};

use crate::short::{self, Answers as _, ExpectedSpend, Sure as _};
use habitue::money::{Currency, Money};
use habitue::summary::{Convention, Live, Summary, Table};
use habitue::time::{Day, DiscountRate, Unit, Window};
use habitue::value::{Score, Scorer};
use habitue::{Progress, Result};

/// Customers who came in spring and bought at random, some of them for a while only.
fn summary() -> Summary {
    let mut state = 11_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % below
    };
    let mut summary = Summary::new(Rules::money(Currency::EUR));
    for customer in 0..300 {
        let (first, stays) = (next(90) as i32, next(2) == 0);
        for purchase in 0..1 + next(9) as i32 {
            let gap = if stays { 40 } else { 4 };
            let day = Day::from_number(first + purchase * (1 + next(gap) as i32)).unwrap();
            let paid = Money::from_minor(500 + next(5000) as i64, Currency::EUR);
            summary.update(&Transaction::new(customer, day, paid)).unwrap();
        }
    }
    summary
}

fn window() -> Window {
    Window::until(Day::from_number(300).unwrap())
}

fn table(unit: Unit) -> Table {
    summary().table(&window(), &Convention::btyd(unit)).unwrap()
}

fn live(unit: Unit) -> Live {
    summary().live(&window(), &Convention::btyd(unit)).unwrap()
}

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T>) -> Error {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Inconsistent, "{error}");
    assert!(error.to_string().contains("week") && error.to_string().contains("day"), "{error}");
    error
}

#[test]
fn a_fitted_model_refuses_customers_in_another_unit() {
    let (weeks, days) = (table(Unit::Week), table(Unit::Day));
    let of = |table| Histories::of_table(table).unwrap();
    let unstated = Histories::new(days.x(), days.t_x(), days.t()).unwrap();
    let model = Nbd::fit(&of(&weeks), &FitOptions::default()).unwrap();
    assert_eq!(
        (model.time_unit(), of(&weeks).unit(), unstated.unit()),
        (Some(Unit::Week), Some(Unit::Week), None)
    );
    let mut out = vec![0.0; weeks.len()];
    model.p_alive_into(&of(&weeks), &mut out).unwrap();
    let expected = out.clone();
    model.model().p_alive_into(&of(&weeks), &mut out).unwrap();
    assert_eq!(out, expected);
    // What states no unit meets anything: customers, and a model of given parameters.
    model.p_alive_into(&unstated, &mut out).unwrap();
    model.model().p_alive_into(&of(&days), &mut out).unwrap();
    assert_eq!(Nbd::fit(&unstated, &FitOptions::default()).unwrap().time_unit(), None);

    out.fill(-1.0);
    let error = refused(model.p_alive_into(&of(&days), &mut out));
    assert_eq!(error.column(), Some("customers"));
    refused(model.expected_purchases_into(&of(&days), 7.0, &mut out));
    refused(model.ln_likelihood_into(&of(&days), &mut out));
    refused(model.log_likelihood(&of(&days)));
    refused(model.posterior_into(Rate::Purchase, Statistic::Mean, &of(&days), 1, &mut out));
    assert!(out.iter().all(|value| *value == -1.0), "nothing was written");
    refused(FrequencyFit::of(&model, &of(&days), 5, 1));
    refused(Simulation::new(7).run_future(&model, &of(&days), 10.0));

    // It stays with the model when that is stored, by bytes and by serde.
    let stored = Model::from(&model);
    let read = Model::from_bytes(&stored.to_bytes()).unwrap();
    assert_eq!((read.time_unit(), read.unit()), (Some(Unit::Week), "week"));
    assert_eq!(read.purchases_of(&of(&weeks)).unwrap().parameters(), model.parameters());
    refused(read.purchases_of(&of(&days)));
    refused(read.posterior_of(&of(&days)).map(drop));
    let rates = read.posterior_of(&of(&weeks)).unwrap();
    rates.posterior_into(Rate::Purchase, Statistic::Mean, &of(&weeks), 1, &mut out).unwrap();
    let expected = out.clone();
    model.posterior_into(Rate::Purchase, Statistic::Mean, &of(&weeks), 1, &mut out).unwrap();
    assert_eq!(out, expected);
    model.posterior_into(Rate::Purchase, Statistic::Mean, &unstated, 1, &mut out).unwrap();
    refused(short::of_purchases(&read, &of(&days), 1));
    let delta = Uncertainty::delta(&read).unwrap();
    let draws = Uncertainty::draws(&read, DrawOptions::default().with_draws(20)).unwrap();
    let likelihood = short::of_purchases(&read, &of(&weeks), 1).unwrap();
    let options = DrawOptions::default().with_draws(4);
    let bootstrap = Uncertainty::bootstrap(&likelihood, options, &mut Progress::silent()).unwrap();
    let spend = vec![20.0; days.len()];
    let year = Valuation::new(52.0).unwrap();
    for sure in [delta, draws, bootstrap] {
        let mut silent = Progress::silent();
        let ask = Prediction::PAlive;
        assert!(sure.predict_total(ask, &of(&weeks), 0.95, 1, &mut silent).is_ok());
        refused(sure.predict_total(ask, &of(&days), 0.95, 1, &mut silent));
        refused(sure.predict(ask, &of(&days), 0.95, 1, &mut silent));
        let known = ExpectedSpend::Known(&spend);
        refused(sure.lifetime_value(&year, &of(&days), known, 0.95, 1, &mut silent));
        refused(sure.total_lifetime_value(
            &year.with_unit(Unit::Day).unwrap(),
            &of(&weeks),
            known,
            0.95,
            1,
            &mut silent,
        ));
    }
}

#[cfg(feature = "serde")]
#[test]
fn a_stored_fit_without_a_unit_is_one_of_none() {
    let model =
        BgNbd::fit(&Histories::of_table(&table(Unit::Week)).unwrap(), &FitOptions::default());
    let text = serde_json::to_string(&model.unwrap()).unwrap();
    let read = |text: &str| {
        serde_json::from_str::<habitue::lifetime::Fitted<BgNbd>>(text).unwrap().time_unit()
    };
    assert_eq!(read(&text), Some(Unit::Week));
    let before = text.replace(",\"time_unit\":\"Week\"", "");
    assert_ne!(before, text);
    assert_eq!(read(&before), None);
}

#[test]
fn covariates_make_no_difference() {
    let (weeks, days) = (table(Unit::Week), table(Unit::Day));
    let of = |table| Histories::of_table(table).unwrap();
    let online: Vec<f64> = (0..weeks.len()).map(|row| f64::from(row % 2 == 0)).collect();
    let facts = Covariates::new().with_purchase(&[("online", &online)]).unwrap();
    let (chosen, options) = (CovariateOptions::default(), FitOptions::default());
    let model = Nbd::fit_with_covariates(&of(&weeks), &facts, &chosen, &options).unwrap();
    assert_eq!((model.time_unit(), model.unit()), (Some(Unit::Week), "week"));
    let mut out = vec![0.0; weeks.len()];
    model.predict_into(Prediction::PAlive, &of(&weeks), &facts, 1, &mut out).unwrap();
    refused(model.predict_into(Prediction::PAlive, &of(&days), &facts, 1, &mut out));
    refused(model.ln_likelihood_into(&of(&days), &facts, &mut out));
    refused(short::frequency_fit(&model, &of(&days), &facts, 5, 1));
    refused(short::of_covariates(&model, &of(&days), &facts, &chosen, 1));
    refused(short::run_future(&Simulation::new(7), &model, &of(&days), &facts, None, 9.0));
    let sure = Uncertainty::delta(&model).unwrap();
    let mut silent = Progress::silent();
    assert!(
        sure.predict_with(Prediction::PAlive, &of(&weeks), &facts, 0.9, 1, &mut silent).is_ok()
    );
    refused(sure.predict_with(Prediction::PAlive, &of(&days), &facts, 0.9, 1, &mut silent));
}

#[test]
fn a_valuation_states_the_unit_of_its_rate() {
    let (weeks, days) = (table(Unit::Week), table(Unit::Day));
    let of = |table| Histories::of_table(table).unwrap();
    let rate = DiscountRate::annual(0.15).unwrap();
    let by_week = Valuation::new(52.0).unwrap().with_discount(&rate, Unit::Week).unwrap();
    assert_eq!(by_week.unit(), Some(Unit::Week));
    refused(by_week.with_discount(&rate, Unit::Day));
    let model = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
    let (spend, mut out) = (vec![20.0; weeks.len()], vec![0.0; weeks.len()]);
    by_week.lifetime_value_into(&model, &of(&weeks), &spend, 1, &mut out).unwrap();
    refused(by_week.lifetime_value_into(&model, &of(&days), &spend, 1, &mut out));
    refused(by_week.discounted_purchases_into(&model, &of(&days), 1, &mut out));
    let fitted = BgNbd::fit(&of(&days), &FitOptions::default()).unwrap();
    refused(by_week.lifetime_value_into(&fitted, &of(&days), &spend, 1, &mut out));
    let unstated = Histories::new(weeks.x(), weeks.t_x(), weeks.t()).unwrap();
    let error = refused(by_week.lifetime_value_into(&fitted, &unstated, &spend, 1, &mut out));
    assert_eq!(error.column(), Some("valuation"));
}

/// The customer bought three times; read in days, the value of the weeks would be another.
#[test]
fn a_scorer_refuses_a_live_summary_in_another_unit() {
    let model = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
    let stored = Model::new(model).with_unit("weeks");
    let year = Valuation::new(52.0).unwrap();
    let bought = || {
        let paid = Money::from_minor(2000, Currency::EUR);
        Transaction::new(7, Day::from_number(290).unwrap(), paid)
    };
    let scorer = Scorer::of(&stored, 39.0, year).unwrap();
    assert_eq!(scorer.unit(), Some(Unit::Week));
    let mut days = live(Unit::Day);
    let key = habitue::customer::Key::from(7);
    let before = days.row(&key).unwrap().unwrap();
    let error = refused(scorer.rescore(&mut days, &bought()));
    assert_eq!(error.column(), Some("live"));
    assert_eq!(days.row(&key).unwrap(), Some(before), "nothing was taken in");
    assert_eq!((days.unit(), table(Unit::Month).unit()), (Unit::Day, Unit::Month));
    let right = scorer.rescore(&mut live(Unit::Week), &bought()).unwrap().score.unwrap();
    // A model that states no unit meets any, as before.
    let unstated = Scorer::new(model, 39.0, year).unwrap();
    let wrong = unstated.rescore(&mut days, &bought()).unwrap().score.unwrap();
    assert!(wrong.value < 0.5 * right.value, "{wrong:?} {right:?}");

    let table = table(Unit::Day);
    let mut scores = vec![Score::default(); table.len()];
    let means = table.mean_repeat_spend();
    refused(scorer.score_into(&Histories::of_table(&table).unwrap(), &means, &mut scores));
    let daily = year.with_unit(Unit::Day).unwrap();
    refused(Scorer::of(&stored, 39.0, daily).map(|_| ()));
    refused(Scorer::new(model, 39.0, daily).unwrap().with_unit(Unit::Week).map(|_| ()));
}
