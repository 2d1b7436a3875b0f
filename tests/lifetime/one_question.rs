//! One question to one model about one kind of customers: the same bits as the typed doors,
//! and what these doors did not reach.
#![allow(clippy::unwrap_used)]

use std::ops::ControlFlow;

use habitue::lifetime::{
    AnyModel, Bdw, BgBb, BgCnbd, BgNbd, ContractPrediction, CovariateEffect, CovariateOptions,
    CovariateRole, Covariates, Customers, DrawOptions, Estimate, Estimates, FitOptions,
    GGompertzNbd, GammaGamma, Histories, Horizons, IndividualRate, MbgNbd, Model, Nbd, ParetoNbd,
    Prediction, Question, Rate, Sbg, SpendRate, SpendSource, Spending, Statistic, Survivors,
    Uncertainty, Valuation,
};

use crate::short::{self, Answers as _, ExpectedSpend, Sure as _};
use habitue::{ErrorKind, Job, Progress};

const X: [u32; 10] = [0, 0, 2, 2, 7, 1, 0, 3, 0, 1];
const T_X: [f64; 10] = [0.0, 0.0, 20.0, 22.0, 30.0, 3.0, 0.0, 11.0, 0.0, 9.0];
const T: [f64; 10] = [39.0, 39.0, 39.0, 39.0, 31.0, 30.0, 25.0, 38.0, 20.0, 36.0];
const SPEND: [f64; 10] = [0.0, 0.0, 20.0, 31.5, 12.0, 44.0, 0.0, 25.0, 0.0, 19.0];
const ONLINE: [f64; 10] = [0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0];
const WEIGHTS: [f64; 10] = [1.0, 5.0, 1.0, 2.0, 1.0, 1.0, 3.0, 1.0, 2.0, 1.0];
const HORIZONS: [f64; 10] = [13.0, 26.0, 39.0, 52.0, 1.0, 0.0, 13.0, 26.0, 39.0, 52.0];
const RATES: [f64; 10] = [0.3, 0.2, -0.1, 0.4, 0.5, 0.25, 0.0, 0.35, 0.3, 0.1];

fn histories() -> Histories<'static> {
    Histories::new(&X, &T_X, &T).unwrap()
}

fn spending() -> Spending<'static> {
    Spending::new(&X, &SPEND).unwrap()
}

fn covariates<'a>() -> Covariates<'a> {
    Covariates::new().with_purchase(&[("online", &ONLINE)]).unwrap()
}

/// One model of purchases of each kind.
fn purchase_models() -> Vec<AnyModel> {
    vec![
        BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap().into(),
        ParetoNbd::new(0.553, 10.578, 0.606, 11.669).unwrap().into(),
        MbgNbd::new(0.525, 6.183, 0.891, 1.614).unwrap().into(),
        Nbd::new(0.385, 12.07).unwrap().into(),
        BgCnbd::new(0.4, 5.0, 0.8, 2.5, 2).unwrap().into(),
        GGompertzNbd::new(0.553, 10.578, 0.0002, 0.603, 0.0026).unwrap().into(),
        BgBb::new(1.2, 0.75, 0.66, 2.78).unwrap().into(),
    ]
}

/// Every question about purchases that has no money in it, as the typed doors ask it.
fn predictions() -> Vec<(Question<'static>, Prediction)> {
    vec![
        (Question::p_alive(), Prediction::PAlive),
        (Question::PAlive { at: 13.0 }, Prediction::PAliveAt { t: 13.0 }),
        (Question::expected_purchases(39.0), Prediction::ExpectedPurchases { t: 39.0 }),
        (
            Question::ExpectedPurchases { from: 13.0, to: 39.0 },
            Prediction::ExpectedPurchasesBetween { start: 13.0, end: 39.0 },
        ),
        (
            Question::PPurchases { n: 2, from: 0.0, to: 39.0 },
            Prediction::PPurchases { n: 2, t: 39.0 },
        ),
        (
            Question::PPurchases { n: 2, from: 13.0, to: 39.0 },
            Prediction::PPurchasesBetween { n: 2, start: 13.0, end: 39.0 },
        ),
        (Question::PAtLeast { n: 2, from: 0.0, to: 39.0 }, Prediction::PAtLeast { n: 2, t: 39.0 }),
        (
            Question::PAtLeast { n: 2, from: 13.0, to: 39.0 },
            Prediction::PAtLeastBetween { n: 2, start: 13.0, end: 39.0 },
        ),
        (Question::PNoPurchase { from: 0.0, to: 39.0 }, Prediction::PNoPurchase { t: 39.0 }),
        (
            Question::PNoPurchase { from: 13.0, to: 39.0 },
            Prediction::PPurchasesBetween { n: 0, start: 13.0, end: 39.0 },
        ),
        (
            Question::PurchaseQuantile { probability: 0.9, from: 0.0, to: 39.0 },
            Prediction::PurchaseQuantile { probability: 0.9, t: 39.0 },
        ),
        (
            Question::PurchaseQuantile { probability: 0.9, from: 13.0, to: 39.0 },
            Prediction::PurchaseQuantileBetween { probability: 0.9, start: 13.0, end: 39.0 },
        ),
        (
            Question::NextPurchaseQuantile { probability: 0.3 },
            Prediction::NextPurchaseQuantile { probability: 0.3 },
        ),
        (
            Question::LifetimeQuantile { probability: 0.5 },
            Prediction::LifetimeQuantile { probability: 0.5 },
        ),
    ]
}

fn valuation() -> Valuation {
    Valuation::new(52.0).unwrap().with_margin(0.3).unwrap().with_continuous_rate(0.003).unwrap()
}

fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|value| value.to_bits()).collect()
}

fn same(found: &Estimates, expected: &Estimates, what: &str) {
    for (a, b) in [
        (&found.estimate, &expected.estimate),
        (&found.standard_error, &expected.standard_error),
        (&found.low, &expected.low),
        (&found.high, &expected.high),
    ] {
        assert_eq!(bits(a), bits(b), "{what}");
    }
    assert_eq!((found.draws, found.failed), (expected.draws, expected.failed), "{what}");
}

fn asked(model: &Model, question: &Question<'_>, customers: &Customers<'_>) -> Vec<f64> {
    let alone = model.answer(question, customers, &mut Job::new()).unwrap();
    let mut listener = |_, _| ControlFlow::Continue(());
    let mut job = Job::new().with_threads(2).with_progress(Progress::new(&mut listener));
    let heard = model.answer(question, customers, &mut job).unwrap();
    assert_eq!(bits(&alone), bits(&heard), "{question:?}");
    let total: f64 = alone.iter().sum();
    if let Ok(found) = model.answer_total(question, customers, &mut Job::new()) {
        assert_eq!(found.to_bits(), total.to_bits(), "{question:?}");
    }
    alone
}

#[test]
fn every_plain_model_answers_as_its_typed_doors() {
    for base in purchase_models() {
        let (model, typed) = (Model::new(base), base.as_purchase().unwrap());
        let customers = Customers::of(histories());
        let mut expected = [0.0; 10];
        for (question, prediction) in predictions() {
            let between = prediction.until(0.0) != prediction.until(1.0);
            typed.predict_into(prediction, &histories(), 1, &mut expected).unwrap();
            assert_eq!(asked(&model, &question, &customers), expected, "{base:?} {question:?}");
            let each = customers.clone().with_horizons(&HORIZONS).unwrap();
            let own = Horizons::new(&HORIZONS).unwrap();
            let up_to = match prediction {
                Prediction::PAlive => Prediction::PAliveAt { t: 0.0 },
                other => other,
            };
            // Horizons before the beginning of an interval are refused alike.
            let found = model.answer(&question, &each, &mut Job::new());
            match own.predict_into(typed, up_to, &histories(), 1, &mut expected) {
                Ok(()) => assert_eq!(found.unwrap(), expected, "{question:?}"),
                Err(error) if between => assert_eq!(found.unwrap_err().row(), error.row()),
                Err(_) => assert_eq!(found.unwrap_err().kind(), ErrorKind::NotRead),
            }
        }
        typed.ln_likelihood_into(&histories(), &mut expected).unwrap();
        assert_eq!(asked(&model, &Question::LogLikelihood, &customers), expected);
        let posterior = base.as_posterior().unwrap();
        for statistic in
            [Statistic::Mean, Statistic::Variance, Statistic::Quantile { probability: 0.9 }]
        {
            let question = Question::Posterior { rate: IndividualRate::Purchase, statistic };
            posterior
                .posterior_into(Rate::Purchase, statistic, &histories(), 1, &mut expected)
                .unwrap();
            assert_eq!(asked(&model, &question, &customers), expected, "{base:?} {statistic:?}");
        }
    }
}

#[test]
fn values_are_those_of_a_valuation() {
    let base = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
    let model = Model::new(base);
    let mut expected = [0.0; 10];
    let question = Question::DiscountedPurchases { valuation: valuation() };
    valuation().discounted_purchases_into(&base, &histories(), 1, &mut expected).unwrap();
    assert_eq!(asked(&model, &question, &Customers::of(histories())), expected);

    let customers = Customers::of(histories()).with_expected_spend(&SPEND).unwrap();
    valuation().lifetime_value_into(&base, &histories(), &SPEND, 1, &mut expected).unwrap();
    assert_eq!(asked(&model, &Question::lifetime_value(valuation()), &customers), expected);
    let each = customers.clone().with_horizons(&HORIZONS).unwrap();
    let own = Horizons::new(&HORIZONS).unwrap();
    own.lifetime_value_into(&valuation(), &base, &histories(), &SPEND, 1, &mut expected).unwrap();
    assert_eq!(asked(&model, &Question::lifetime_value(valuation()), &each), expected);

    let profit = Question::LifetimeProfit { valuation: valuation(), spend: SpendSource::Known };
    let customers = customers.with_margin_rate(&RATES).unwrap();
    valuation()
        .lifetime_profit_into(&base, &histories(), &SPEND, &RATES, 1, &mut expected)
        .unwrap();
    assert_eq!(asked(&model, &profit, &customers), expected);

    // The spend of a model in one call.
    let spend = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
    let mut amounts = [0.0; 10];
    spend.expected_spend_into(&spending(), &mut amounts).unwrap();
    valuation().lifetime_value_into(&base, &histories(), &amounts, 1, &mut expected).unwrap();
    let spend = Model::new(spend);
    let question =
        Question::LifetimeValue { valuation: valuation(), spend: SpendSource::Model(&spend) };
    let customers = Customers::of(histories()).with_spending(spending()).unwrap();
    assert_eq!(asked(&model, &question, &customers), expected);
}

#[test]
fn models_with_covariates_answer_everything() {
    let effect = CovariateEffect::new(CovariateRole::Purchase, "online", 0.7);
    for base in purchase_models().into_iter().filter(|base| !matches!(base, AnyModel::BgBb(_))) {
        let typed = Model::with_effects(base, vec![effect.clone()]).unwrap();
        let model = typed.clone();
        let customers = Customers::of(histories()).with_covariates(covariates()).unwrap();
        let models = typed.for_customers(&covariates(), 10).unwrap();
        let mut expected = [0.0; 10];
        for (question, prediction) in predictions() {
            typed.predict_into(prediction, &histories(), &covariates(), 1, &mut expected).unwrap();
            assert_eq!(asked(&model, &question, &customers), expected, "{base:?} {question:?}");
        }
        // Each customer is one of their own plain model.
        let alone = |question: &Question<'_>, customers: &Customers<'_>| -> Vec<f64> {
            let one = |(row, base): (usize, &AnyModel)| {
                let all = Model::new(*base).answer(question, customers, &mut Job::new());
                all.unwrap()[row]
            };
            models.iter().enumerate().map(one).collect()
        };
        let without = Customers::of(histories());
        for rate in [IndividualRate::Purchase, IndividualRate::Interval] {
            let statistic = Statistic::Quantile { probability: 0.4 };
            let question = Question::Posterior { rate, statistic };
            assert_eq!(asked(&model, &question, &customers), alone(&question, &without));
        }
        let question =
            Question::LifetimeProfit { valuation: valuation(), spend: SpendSource::Known };
        let with = |customers: Customers<'static>| {
            let customers = customers.with_expected_spend(&SPEND).unwrap();
            customers.with_margin_rate(&RATES).unwrap().with_horizons(&HORIZONS).unwrap()
        };
        let facts = with(customers.clone());
        assert_eq!(asked(&model, &question, &facts), alone(&question, &with(without)));
    }
}

#[test]
fn models_of_spend_and_of_contracts_answer_as_their_typed_doors() {
    let typed = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
    let model = Model::new(typed);
    let customers = Customers::of_spending(spending());
    let mut expected = [0.0; 10];
    typed.expected_spend_into(&spending(), &mut expected).unwrap();
    assert_eq!(asked(&model, &Question::ExpectedSpend, &customers), expected);
    typed.ln_likelihood_into(&spending(), &mut expected).unwrap();
    assert_eq!(asked(&model, &Question::LogLikelihood, &customers), expected);
    let statistic = Statistic::Quantile { probability: 0.9 };
    typed.posterior_into(SpendRate::MeanSpend, statistic, &spending(), &mut expected).unwrap();
    let question = Question::Posterior { rate: IndividualRate::MeanSpend, statistic };
    assert_eq!(asked(&model, &question, &customers), expected);

    let renewals = [0, 3, 3, 1, 0, 12];
    let customers = Customers::of_renewals(&renewals);
    let rate = 0.1;
    let contracts: [AnyModel; 2] =
        [Sbg::new(0.7, 1.2).unwrap().into(), Bdw::new(0.26, 1.72, 1.59).unwrap().into()];
    for base in contracts {
        let (model, typed) = (Model::new(base), base.as_contract().unwrap());
        let mut expected = [0.0; 6];
        for (question, prediction) in [
            (Question::RetentionRate, ContractPrediction::RetentionRate),
            (Question::Survival { to: 4 }, ContractPrediction::Survival { t: 4 }),
            (Question::Churn { at: 2 }, ContractPrediction::Churn { t: 2 }),
            (
                Question::DiscountedRenewals { to: 9, rate },
                ContractPrediction::DiscountedRenewals { t: 9, rate },
            ),
            (Question::ResidualLifetime { rate }, ContractPrediction::ResidualLifetime { rate }),
            (Question::ContractLifetime { rate }, ContractPrediction::Lifetime { rate }),
            (
                Question::RetentionElasticity { rate },
                ContractPrediction::RetentionElasticity { rate },
            ),
            (
                Question::RenewersElasticity { rate },
                ContractPrediction::RenewersElasticity { rate },
            ),
            (
                Question::RenewalsQuantile { probability: 0.5 },
                ContractPrediction::RenewalsQuantile { probability: 0.5 },
            ),
        ] {
            typed.predict_into(prediction, &renewals, &mut expected).unwrap();
            assert_eq!(asked(&model, &question, &customers), expected, "{question:?}");
        }
        base.posterior_churn_into(Statistic::Mean, &renewals, &mut expected).unwrap();
        let question =
            Question::Posterior { rate: IndividualRate::Churn, statistic: Statistic::Mean };
        assert_eq!(asked(&model, &question, &customers), expected);
    }
}

fn one(estimate: &Estimate) -> [u64; 4] {
    [
        estimate.estimate.to_bits(),
        estimate.standard_error.unwrap().to_bits(),
        estimate.low.to_bits(),
        estimate.high.to_bits(),
    ]
}

#[test]
fn uncertain_answers_have_the_bits_of_the_typed_doors() {
    let weighted = histories().with_weights(&WEIGHTS).unwrap();
    let plain = Model::from(&ParetoNbd::fit(&weighted, &FitOptions::default()).unwrap());
    let model = plain.clone();
    let customers = Customers::of(weighted);
    let options = DrawOptions::default().with_draws(40);
    let silent = || Progress::silent();
    let likelihood = short::of_purchases(&plain, &weighted, 1).unwrap();
    let generic = model.likelihood(&customers, &CovariateOptions::default(), 1).unwrap();
    let pairs = [(
        Uncertainty::bootstrap(&likelihood, options, &mut silent()).unwrap(),
        Uncertainty::bootstrap(&generic, options, &mut silent()).unwrap(),
    )];
    let delta = [(Uncertainty::delta(&plain).unwrap(), Uncertainty::delta(&model).unwrap())];
    for (typed, found) in pairs.iter().chain(&delta) {
        for (question, prediction) in predictions() {
            let expected = typed.predict(prediction, &weighted, 0.9, 1, &mut silent());
            let answer = found.answer(&question, &customers, 0.9, &mut Job::new());
            match expected {
                Ok(expected) => same(&answer.unwrap(), &expected, &format!("{question:?}")),
                Err(error) => assert_eq!(answer.unwrap_err().kind(), error.kind()),
            }
            let expected = typed.predict_total(prediction, &weighted, 0.9, 1, &mut silent());
            let answer = found.answer_total(&question, &customers, 0.9, &mut Job::new());
            match expected {
                Ok(expected) => assert_eq!(one(&answer.unwrap()), one(&expected), "{question:?}"),
                Err(error) => assert_eq!(answer.unwrap_err().kind(), error.kind(), "{question:?}"),
            }
        }
        let known = ExpectedSpend::Known(&SPEND);
        let buyers = customers.clone().with_expected_spend(&SPEND).unwrap();
        let value = Question::lifetime_value(valuation());
        if let Ok(expected) =
            typed.lifetime_value(&valuation(), &weighted, known, 0.9, 1, &mut silent())
        {
            let answer = found.answer(&value, &buyers, 0.9, &mut Job::new()).unwrap();
            same(&answer, &expected, "value");
            let total =
                typed.total_lifetime_value(&valuation(), &weighted, known, 0.9, 1, &mut silent());
            let answer = found.answer_total(&value, &buyers, 0.9, &mut Job::new()).unwrap();
            assert_eq!(one(&answer), one(&total.unwrap()));
        }
    }
}

#[test]
fn uncertain_contracts_and_covariates_have_the_bits_of_the_typed_doors() {
    let table = Survivors::new().with_cohort(&[1000, 631, 468, 382, 326, 289, 262, 241]).unwrap();
    let plain = Model::from(&Sbg::fit(&table, &FitOptions::default()).unwrap());
    let model = Model::fit(Model::SBG, &Customers::of_cohorts(&table), &FitOptions::default());
    assert_eq!(*model.as_ref().unwrap(), plain);
    let (typed, found) =
        (Uncertainty::delta(&plain).unwrap(), Uncertainty::delta(&model.unwrap()).unwrap());
    let renewals = [0, 3, 3, 1, 0, 12];
    let customers = Customers::of_renewals(&renewals);
    for (question, prediction) in [
        (Question::RetentionRate, ContractPrediction::RetentionRate),
        (
            Question::ResidualLifetime { rate: 0.1 },
            ContractPrediction::ResidualLifetime { rate: 0.1 },
        ),
    ] {
        let expected = typed.contract_predict(prediction, &renewals, 0.95, 1).unwrap();
        let answer = found.answer(&question, &customers, 0.95, &mut Job::new()).unwrap();
        same(&answer, &expected, "contract");
        let expected = typed.contract_total(prediction, &renewals, 0.95, 1).unwrap();
        let answer = found.answer_total(&question, &customers, 0.95, &mut Job::new()).unwrap();
        assert_eq!(one(&answer), one(&expected));
    }

    let (options, chosen) = (FitOptions::default(), CovariateOptions::default());
    let typed_model =
        Nbd::fit_with_covariates(&histories(), &covariates(), &chosen, &options).unwrap();
    let customers = Customers::of(histories()).with_covariates(covariates()).unwrap();
    let model = Model::fit_with_covariates(Model::NBD, &customers, &chosen, &options).unwrap();
    assert_eq!(model, typed_model);
    let draws = DrawOptions::default().with_draws(30);
    let (typed, found) = (
        Uncertainty::draws(&typed_model, draws).unwrap(),
        Uncertainty::draws(&model, draws).unwrap(),
    );
    let silent = &mut Progress::silent();
    for (question, prediction) in predictions() {
        let expected =
            typed.predict_with(prediction, &histories(), &covariates(), 0.9, 1, silent).unwrap();
        let answer = found.answer(&question, &customers, 0.9, &mut Job::new()).unwrap();
        same(&answer, &expected, &format!("{question:?}"));
        let expected =
            typed.predict_total_with(prediction, &histories(), &covariates(), 0.9, 1, silent);
        let answer = found.answer_total(&question, &customers, 0.9, &mut Job::new());
        match expected {
            Ok(expected) => assert_eq!(one(&answer.unwrap()), one(&expected), "{question:?}"),
            Err(error) => assert_eq!(answer.unwrap_err().kind(), error.kind(), "{question:?}"),
        }
    }
}

/// A profit is a value whose margin differs between customers: where it is the same for all,
/// so are estimates and intervals; and posteriors have them, too.
#[test]
fn profits_and_posteriors_have_intervals() {
    let fitted =
        BgNbd::fit(&histories().with_weights(&[40.0; 10]).unwrap(), &FitOptions::default())
            .unwrap();
    let model = Model::from(fitted);
    let likely = Uncertainty::delta(&model);
    let sure = match likely {
        Ok(sure)
            if sure
                .answer(&Question::p_alive(), &Customers::of(histories()), 0.9, &mut Job::new())
                .is_ok() =>
        {
            sure
        }
        _ => {
            let customers = Customers::of(histories());
            let model = Model::fit(Model::BG_NBD, &customers, &FitOptions::default()).unwrap();
            let likelihood = model.likelihood(&customers, &CovariateOptions::default(), 1).unwrap();
            let options = DrawOptions::default().with_draws(60);
            Uncertainty::bootstrap(&likelihood, options, &mut Progress::silent()).unwrap()
        }
    };
    let whole = Valuation::new(52.0).unwrap().with_continuous_rate(0.003).unwrap();
    let spend = SpendSource::Known;
    let customers = Customers::of(histories()).with_expected_spend(&SPEND).unwrap();
    let value = Question::LifetimeValue { valuation: whole.with_margin(0.25).unwrap(), spend };
    let value = sure.answer(&value, &customers, 0.9, &mut Job::new()).unwrap();
    let rates = [0.25; 10];
    let customers = customers.with_margin_rate(&rates).unwrap();
    let profit = Question::LifetimeProfit { valuation: whole, spend };
    let profit = sure.answer(&profit, &customers, 0.9, &mut Job::new()).unwrap();
    // A quarter is a power of two: no rounding.
    same(&profit, &value, "profit");

    let question =
        Question::Posterior { rate: IndividualRate::Purchase, statistic: Statistic::Mean };
    let rate = sure.answer(&question, &Customers::of(histories()), 0.9, &mut Job::new()).unwrap();
    for row in 0..10 {
        assert!(rate.low[row] <= rate.estimate[row] && rate.estimate[row] <= rate.high[row]);
        assert!(rate.standard_error[row] > 0.0);
    }
}

#[test]
fn what_is_not_read_or_not_given_is_refused_by_name() {
    let model = Model::new(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap());
    let customers = Customers::of(histories());
    let refused = |question: &Question<'_>, customers: &Customers<'_>| {
        let error = model.answer(question, customers, &mut Job::new()).unwrap_err();
        (error.kind(), error.column().unwrap().to_owned())
    };
    let spend = customers.clone().with_expected_spend(&SPEND).unwrap();
    let value = Question::lifetime_value(valuation());
    for (question, customers, kind, column) in [
        (Question::p_alive(), &spend, ErrorKind::NotRead, "expected_spend"),
        (value, &customers, ErrorKind::Missing, "expected_spend"),
        (
            Question::p_alive(),
            &customers.clone().with_covariates(covariates()).unwrap(),
            ErrorKind::NotRead,
            "covariates",
        ),
        (
            Question::NextPurchaseQuantile { probability: 0.5 },
            &customers.clone().with_horizons(&HORIZONS).unwrap(),
            ErrorKind::NotRead,
            "horizons",
        ),
        (Question::ExpectedSpend, &customers, ErrorKind::Argument, "question"),
        (Question::RetentionRate, &customers, ErrorKind::Argument, "question"),
        (
            Question::PurchaseQuantile { probability: 1.0, from: 0.0, to: 3.0 },
            &customers,
            ErrorKind::OutOfRange,
            "probability",
        ),
        (
            Question::ExpectedPurchases { from: 4.0, to: 3.0 },
            &customers,
            ErrorKind::OutOfRange,
            "to",
        ),
        (Question::PAlive { at: -1.0 }, &customers, ErrorKind::OutOfRange, "at"),
        (
            Question::Posterior { rate: IndividualRate::Churn, statistic: Statistic::Mean },
            &customers,
            ErrorKind::Argument,
            "rate",
        ),
    ] {
        assert_eq!(refused(&question, customers), (kind, column.to_owned()), "{question:?}");
    }
    let quantile = Question::NextPurchaseQuantile { probability: 0.5 };
    let total = model.answer_total(&quantile, &customers, &mut Job::new()).unwrap_err();
    assert_eq!((total.kind(), total.column()), (ErrorKind::Argument, Some("question")));
    let mut stop = |_, _| ControlFlow::Break(());
    let mut job = Job::new().with_progress(Progress::new(&mut stop));
    let stopped = model.answer(&Question::p_alive(), &customers, &mut job).unwrap_err();
    assert_eq!(stopped.kind(), ErrorKind::Cancelled);
}

#[test]
fn bytes_bring_back_any_model() {
    let effect = CovariateEffect::new(CovariateRole::Purchase, "online", 0.7);
    let mut models: Vec<Model> = purchase_models().into_iter().map(Model::new).collect();
    models.push(Model::new(Sbg::new(0.7, 1.2).unwrap()).with_unit("year"));
    models.push(Model::new(GammaGamma::new(6.25, 3.74, 15.44).unwrap()).with_provenance("a paper"));
    let base = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
    models.push(Model::with_effects(base, vec![effect]).unwrap());
    for model in models {
        assert_eq!(Model::from_bytes(&model.to_bytes()).unwrap(), model);
    }
    assert_eq!(Model::from_bytes(b"no model").unwrap_err().kind(), ErrorKind::Corrupt);
}
