//! Horizons of each customer's own, and value booked at the end of periods.
#![allow(clippy::unwrap_used, clippy::panic)]

use habitue::lifetime::{
    BgBb, BgNbd, CovariateEffect, CovariateRole, Covariates, Customers, GGompertzNbd, Histories,
    Horizons, MarginTiming, MbgCnbd, Model, Nbd, ParetoNbd, Prediction, PurchaseModel, Valuation,
};
use habitue::{ErrorKind, Job};

use crate::short::Answers as _;

const X: [u32; 4] = [2, 0, 7, 1];
const T_X: [f64; 4] = [30.0, 0.0, 38.0, 1.0];
const T: [f64; 4] = [39.0, 39.0, 40.0, 12.0];
const UNTIL: [f64; 4] = [39.0, 0.0, 1.0, 104.0];

fn models() -> Vec<Box<dyn PurchaseModel>> {
    vec![
        Box::new(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap()),
        Box::new(ParetoNbd::new(0.553, 10.578, 0.606, 11.669).unwrap()),
        Box::new(MbgCnbd::new(0.52, 6.18, 0.42, 1.4, 2).unwrap()),
        Box::new(GGompertzNbd::new(0.55, 10.6, 0.01, 0.6, 12.0).unwrap()),
        Box::new(BgBb::new(1.204, 0.75, 0.657, 2.783).unwrap()),
        Box::new(Nbd::new(0.385, 12.07).unwrap()),
    ]
}

fn questions() -> Vec<Prediction> {
    vec![
        Prediction::PAliveAt { t: 5.0 },
        Prediction::ExpectedPurchases { t: 5.0 },
        Prediction::PPurchases { n: 2, t: 5.0 },
        Prediction::PAtLeast { n: 1, t: 5.0 },
        Prediction::PNoPurchase { t: 5.0 },
        Prediction::PurchaseQuantile { probability: 0.9, t: 5.0 },
        Prediction::DiscountedPurchases { rate: 0.003, horizon: 5.0 },
        Prediction::ExpectedPurchasesBetween { start: 0.0, end: 5.0 },
        Prediction::PPurchasesBetween { n: 1, start: 0.0, end: 5.0 },
        Prediction::PAtLeastBetween { n: 1, start: 0.0, end: 5.0 },
        Prediction::PurchaseQuantileBetween { probability: 0.9, start: 0.0, end: 5.0 },
    ]
}

fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|value| value.to_bits()).collect()
}

#[test]
fn each_customer_gets_the_bits_of_the_question_asked_alone() {
    let customers = Histories::new(&X, &T_X, &T).unwrap();
    let horizons = Horizons::new(&UNTIL).unwrap();
    for model in models() {
        for question in questions() {
            let alone = |(row, history): (usize, _)| {
                model.predict(question.until(UNTIL[row]).unwrap(), history)
            };
            let wanted: Result<Vec<f64>, _> = customers.iter().enumerate().map(alone).collect();
            for threads in [1, 3] {
                let mut out = [9.0; 4];
                let asked = horizons.predict_into(&*model, question, &customers, threads, &mut out);
                match &wanted {
                    Ok(wanted) => {
                        asked.unwrap();
                        assert_eq!(bits(&out), bits(wanted), "{} {question:?}", model.name());
                    }
                    Err(error) => {
                        assert_eq!(asked.unwrap_err().kind(), error.kind());
                        assert_eq!(out, [9.0; 4]); // nothing partial
                    }
                }
            }
        }
    }
}

#[test]
fn one_horizon_for_all_is_the_question_itself() {
    let customers = Histories::new(&X, &T_X, &T).unwrap();
    let model = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
    let question = Prediction::ExpectedPurchases { t: 26.0 };
    let (mut one, mut each) = ([0.0; 4], [0.0; 4]);
    model.predict_into(question, &customers, 1, &mut one).unwrap();
    let horizons = Horizons::new(&[26.0; 4]).unwrap();
    horizons.predict_into(&model, question, &customers, 1, &mut each).unwrap();
    assert_eq!(bits(&each), bits(&one));
}

#[test]
fn facts_of_customers_are_looked_at() {
    let base = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
    let effect = CovariateEffect::new(CovariateRole::Purchase, "online", 0.5);
    let model = Model::with_effects(base, vec![effect]).unwrap();
    let online = [0.0, 1.0, 1.0, 0.0];
    let columns = [("online", online.as_slice())];
    let facts = Covariates::new().with_purchase(&columns).unwrap();
    let customers = Histories::new(&X, &T_X, &T).unwrap();
    let question = Prediction::ExpectedPurchases { t: 0.0 };
    let asked = crate::short::question(question).unwrap();
    let until = Customers::of(customers).with_horizons(&UNTIL).unwrap();
    let known = until.clone().with_covariates(facts).unwrap();
    let out = model.answer(&asked, &known, &mut Job::new().with_threads(2)).unwrap();
    for row in 0..4 {
        let one = Histories::new(&X[row..=row], &T_X[row..=row], &T[row..=row]).unwrap();
        let columns = [("online", &online[row..=row])];
        let facts = Covariates::new().with_purchase(&columns).unwrap();
        let mut alone = [0.0];
        let question = question.until(UNTIL[row]).unwrap();
        model.predict_into(question, &one, &facts, 1, &mut alone).unwrap();
        assert_eq!(out[row].to_bits(), alone[0].to_bits(), "{row}");
    }
    let error = model.answer(&asked, &until, &mut Job::new()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::MissingColumn);
}

#[test]
fn value_up_to_each_horizon_is_that_of_the_valuation_alone() {
    let customers = Histories::new(&X, &T_X, &T).unwrap();
    let horizons = Horizons::new(&UNTIL).unwrap();
    let model = ParetoNbd::new(0.553, 10.578, 0.606, 11.669).unwrap();
    let spend = [35.0, 20.0, 40.0, 10.0];
    for timing in [MarginTiming::AtPurchase, MarginTiming::EndOfPeriod, MarginTiming::StartOfPeriod]
    {
        let valued = |horizon| {
            Valuation::new(horizon)
                .and_then(|value| value.with_margin(0.3))
                .and_then(|value| value.with_continuous_rate(0.003))
                .and_then(|value| value.with_timing(timing, 1.0))
                .unwrap()
        };
        let (mut value, mut purchases) = ([0.0; 4], [0.0; 4]);
        let any = valued(1.0);
        horizons.lifetime_value_into(&any, &model, &customers, &spend, 3, &mut value).unwrap();
        horizons.discounted_purchases_into(&any, &model, &customers, 1, &mut purchases).unwrap();
        for row in 0..4 {
            let one = Histories::new(&X[row..=row], &T_X[row..=row], &T[row..=row]).unwrap();
            let (mut alone, mut bought) = ([0.0], [0.0]);
            let own = valued(UNTIL[row]);
            own.lifetime_value_into(&model, &one, &spend[row..=row], 1, &mut alone).unwrap();
            own.discounted_purchases_into(&model, &one, 1, &mut bought).unwrap();
            assert_eq!(value[row].to_bits(), alone[0].to_bits(), "{timing:?} {row}");
            assert_eq!(purchases[row].to_bits(), bought[0].to_bits(), "{timing:?} {row}");
        }
    }
}

#[test]
fn bad_horizons_are_named_and_nothing_is_written() {
    let customers = Histories::new(&X, &T_X, &T).unwrap();
    let model = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
    for bad in [-1.0, f64::NAN] {
        let error = Horizons::new(&[1.0, bad]).unwrap_err();
        assert_eq!(error.row(), Some(1), "{error}");
    }
    let mut out = [9.0; 4];
    let question = Prediction::ExpectedPurchases { t: 0.0 };
    let mut ask = |until: &[f64], question| {
        let horizons = Horizons::new(until).unwrap();
        let error = horizons.predict_into(&model, question, &customers, 1, &mut out).unwrap_err();
        assert_eq!(out, [9.0; 4]);
        error
    };
    assert_eq!(ask(&[1.0; 3], question).kind(), ErrorKind::Length);
    assert_eq!(ask(&[1.0, 1.0, f64::INFINITY, 1.0], question).row(), Some(2));
    assert_eq!(ask(&UNTIL, Prediction::PAlive).kind(), ErrorKind::Argument);
    let later = Prediction::ExpectedPurchasesBetween { start: 10.0, end: 0.0 };
    assert_eq!(ask(&UNTIL, later).row(), Some(1));
    let month = Valuation::new(4.0).unwrap().with_timing(MarginTiming::EndOfPeriod, 4.0).unwrap();
    let error = Horizons::new(&[4.0, 8.0, 9.0, 4.0])
        .unwrap()
        .discounted_purchases_into(&month, &model, &customers, 1, &mut out)
        .unwrap_err();
    assert_eq!((error.row(), error.column()), (Some(2), Some("horizon")));
}

/// lifetimes 0.11.3 books each month's purchases at its end; see
/// `tests/oracle/lifetimes_value.py`. Its own arithmetic is good to about 1e-9.
#[test]
fn value_at_the_end_of_periods_is_that_of_lifetimes() {
    let x = [2, 0, 7];
    let (t_x, t) = ([30.43, 0.0, 38.0], [38.86, 38.86, 40.0]);
    let customers = Histories::new(&x, &t_x, &t).unwrap();
    let model = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
    let spend = [35.0, 20.0, 40.0];
    for (months, rate, month, wanted) in [
        (
            12.0,
            0.01_f64,
            4.345,
            [51.497_612_808_499_575, 4.752_553_770_661_411, 214.134_769_650_994],
        ),
        (3.0, 0.0, 4.345, [16.042_685_672_970_723, 1.402_144_916_151_559, 68.971_843_464_815]),
        (12.0, 0.01, 30.0, [198.850_076_484_673_8, 21.743_972_335_554_36, 763.117_766_791_500]),
    ] {
        let booked = Valuation::new(months * month)
            .and_then(|value| value.with_continuous_rate(rate.ln_1p() / month))
            .and_then(|value| value.with_timing(MarginTiming::EndOfPeriod, month))
            .unwrap();
        let mut value = [0.0; 3];
        booked.lifetime_value_into(&model, &customers, &spend, 1, &mut value).unwrap();
        for (found, wanted) in value.iter().zip(wanted) {
            assert!((found / wanted - 1.0).abs() < 1e-10, "{found} {wanted}");
        }
    }
}
