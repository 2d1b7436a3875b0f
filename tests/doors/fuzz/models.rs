//! Model bytes with the right checksum, then every prediction.

use habitue::lifetime::{
    AnyModel, ContractModel, ContractPrediction, Covariates, Histories, History, Model, Prediction,
    PurchaseModel, Rate, Spending, Statistic, Uncertainty, Valuation,
};

use habitue::value::Scorer;

use super::harness::{Case, run};
use super::mutator::Random;

/// The kinds with their numbers of parameters.
const KINDS: [(u32, usize); 11] =
    [(1, 4), (2, 4), (3, 4), (4, 2), (5, 5), (6, 5), (7, 5), (20, 4), (100, 3), (200, 2), (201, 3)];

#[test]
fn models_from_bytes_answer_or_refuse() {
    for (kind, parameters) in KINDS {
        let sound = AnyModel::from_kind(kind, &vec![1.0; parameters]);
        assert!(sound.is_ok(), "{kind}: {sound:?}");
    }
    run("models", 30, |random, case| {
        let bytes = bytes(random);
        let stored = case.call("from_bytes", bytes.len(), || Model::from_bytes(&bytes));
        if let Some(Ok(stored)) = stored {
            let again = case.call("to_bytes", bytes.len(), || stored.to_bytes());
            let read = again.map(|bytes| Model::from_bytes(&bytes).is_ok());
            case.see(read != Some(false), || "to_bytes is not read again".to_owned());
            ask(&stored, random, case);
        }
    });
}

/// A model with hostile parameters, as bytes that may be damaged before they are sealed.
fn bytes(random: &mut Random) -> Vec<u8> {
    let (kind, parameters) = random.pick(&KINDS);
    let mut values: Vec<f64> = (0..parameters).map(|_| random.positive()).collect();
    if matches!(kind, 5 | 6) {
        values[4] = (1 + random.below(12)) as f64;
    }
    let mut body = Vec::new();
    body.extend(1u32.to_le_bytes());
    body.extend(kind.to_le_bytes());
    floats(&mut body, &values);
    let mut covariance = vec![0.0; if random.happens(0.5) { parameters * parameters } else { 0 }];
    for (i, entry) in covariance.iter_mut().enumerate() {
        let (row, column) = (i / parameters, i % parameters);
        *entry = if row == column { random.positive() } else { 0.0 };
    }
    floats(&mut body, &covariance);
    let report: Vec<f64> = if random.happens(0.5) {
        vec![-9.6e3, parameters as f64, 7.0, 1e-8, 1e4, 2357.0, 900.0, 0.0, 1.0, 1.0]
    } else {
        Vec::new()
    };
    floats(&mut body, &report);
    for text in ["week", "made by a fuzzer"] {
        body.extend((text.len() as u32).to_le_bytes());
        body.extend(text.bytes());
    }
    if random.happens(0.3) {
        random.mutate(&mut body, &[b"\xff\xff\xff\xff", b"\0\0\0\x80", b"\x08\0\0\0"]);
    }
    let mut bytes = magic();
    bytes.extend(body);
    let checksum = crc32fast::hash(&bytes);
    bytes.extend(checksum.to_le_bytes());
    bytes
}

/// What the bytes of every model begin with.
fn magic() -> Vec<u8> {
    let model = habitue::lifetime::Nbd::new(1.0, 1.0).unwrap();
    Model::new(model).to_bytes()[..8].to_vec()
}

fn floats(bytes: &mut Vec<u8>, values: &[f64]) {
    bytes.extend((values.len() as u32).to_le_bytes());
    values.iter().for_each(|value| bytes.extend(value.to_le_bytes()));
}

fn ask(stored: &Model, random: &mut Random, case: &mut Case) {
    let model = stored.base();
    if let Some(purchase) = model.as_purchase() {
        ask_of_purchases(purchase, model, random, case);
    }
    if let Some(contract) = model.as_contract() {
        ask_of_contracts(contract, model, random, case);
    }
    if model.as_spend().is_some() {
        ask_of_spend(model, random, case);
    }
    let uncertainty = case.long("delta", 1000, || Uncertainty::delta(stored));
    if let Some(Ok(uncertainty)) = uncertainty {
        let estimates = case.long("parameters", 1000, || uncertainty.parameters(0.95));
        for estimate in estimates.and_then(Result::ok).unwrap_or_default() {
            let error = estimate.standard_error.unwrap_or(0.0);
            let sound = estimate.estimate.is_finite() && !error.is_nan();
            case.see(sound, || format!("{estimate:?} of {:?}", model.parameters()));
        }
    }
}

fn history(random: &mut Random, discrete: bool) -> History {
    let born = random.happens(0.2);
    let mut t = if born { 0.0 } else { random.positive() };
    let mut x = (random.count() as u32).min(if random.happens(0.9) { 50 } else { u32::MAX });
    let mut t_x = if random.happens(0.2) { t } else { t * random.uniform() };
    if discrete {
        t = t.floor().min(1000.0);
        t_x = t_x.floor().min(t);
        x = x.min(t_x as u32);
        t_x = if x == 0 { 0.0 } else { t_x };
    }
    if t_x == 0.0 {
        x = 0;
    }
    if x == 0 {
        t_x = 0.0;
    }
    History::new(x, t_x, t).unwrap_or(History::NEW)
}

/// Times near the scales of the question, and any.
fn time(random: &mut Random) -> f64 {
    if random.happens(0.8) { random.positive() } else { random.number() }
}

fn level(random: &mut Random) -> f64 {
    if random.happens(0.9) { random.uniform() } else { random.number() }
}

fn prediction(random: &mut Random) -> Prediction {
    let (t, n, level, start) = (time(random), random.count(), level(random), time(random));
    let end = if random.happens(0.9) { start + t } else { t };
    match random.below(14) {
        0 => Prediction::PAlive,
        1 => Prediction::PAliveAt { t },
        2 => Prediction::ExpectedPurchases { t },
        3 => Prediction::PPurchases { n, t },
        4 => Prediction::PAtLeast { n, t },
        5 => Prediction::PNoPurchase { t },
        6 => Prediction::PurchaseQuantile { probability: level, t },
        7 => {
            let horizon = if random.happens(0.2) { f64::INFINITY } else { t };
            Prediction::DiscountedPurchases { rate: random.number(), horizon }
        }
        8 => Prediction::ExpectedPurchasesBetween { start, end },
        9 => Prediction::PPurchasesBetween { n, start, end },
        10 => Prediction::PAtLeastBetween { n, start, end },
        11 => Prediction::PurchaseQuantileBetween { probability: level, start, end },
        12 => Prediction::NextPurchaseQuantile { probability: level },
        _ => Prediction::LifetimeQuantile { probability: level },
    }
}

/// Whether an answer is one that the documentation allows.
fn sound(prediction: Prediction, value: f64) -> bool {
    let probability = (-1e-12..=1.0 + 1e-9).contains(&value);
    match prediction {
        Prediction::PAlive
        | Prediction::PAliveAt { .. }
        | Prediction::PPurchases { .. }
        | Prediction::PAtLeast { .. }
        | Prediction::PNoPurchase { .. }
        | Prediction::PPurchasesBetween { .. }
        | Prediction::PAtLeastBetween { .. } => probability,
        Prediction::ExpectedPurchases { .. }
        | Prediction::ExpectedPurchasesBetween { .. }
        | Prediction::DiscountedPurchases { .. } => value.is_finite() && value >= 0.0,
        _ => value >= 0.0,
    }
}

fn ask_of_purchases(
    model: &dyn PurchaseModel,
    any: &AnyModel,
    random: &mut Random,
    case: &mut Case,
) {
    let discrete = any.kind() == 20;
    for _ in 0..4 {
        let (question, history) = (prediction(random), history(random, discrete));
        let told = || format!("{question:?} of {any:?} {history:?}");
        let one = case.long(&told(), 100, || model.predict(question, history));
        if let Some(Ok(value)) = &one {
            case.see(sound(question, *value), || format!("{}: {value:e}", told()));
        }
        let rows = ([history.x()], [history.t_x()], [history.t()]);
        let customers = Histories::new(&rows.0, &rows.1, &rows.2).unwrap();
        let mut out = [0.0];
        let many =
            case.long(&told(), 100, || model.predict_into(question, &customers, 1, &mut out));
        let alike = match (&one, &many) {
            (Some(Ok(value)), Some(Ok(()))) => value.to_bits() == out[0].to_bits(),
            (Some(Err(a)), Some(Err(b))) => a.kind() == b.kind() && out == [0.0],
            (one, many) => one.is_none() && many.is_none(),
        };
        case.see(alike, || format!("{}: one {one:?}, many {many:?} {out:?}", told()));
        let likely = case.long(&told(), 100, || model.ln_likelihood(history));
        if let Some(Ok(value)) = likely {
            case.see(value.is_finite(), || format!("ln L {value} of {any:?} {history:?}"));
        }
    }
    value(model, any, random, case);
    posterior(any, random, case);
    // Of a mean that does not fill the memory with purchases.
    let (history, horizon) = (history(random, discrete), time(random));
    let expected = model.predict(Prediction::ExpectedPurchases { t: horizon }, history);
    if expected.is_ok_and(|expected| expected < 100.0) {
        let mut drawn = Vec::new();
        // A customer may buy far more often than the mean: up to ten million times.
        let left = case.long("draw_future", 240_000_000, || {
            model.draw_future(history, horizon, 7, 9, &mut drawn)
        });
        if let Some(Ok(left)) = left {
            let inside = drawn.iter().all(|time| (0.0..=horizon).contains(time));
            let told = || format!("{left} {drawn:?} of {any:?} {history:?} {horizon}");
            case.see(left >= 0.0 && drawn.is_sorted() && inside, told);
        }
    }
}

fn value(model: &dyn PurchaseModel, any: &AnyModel, random: &mut Random, case: &mut Case) {
    let valuation = Valuation::new(time(random))
        .and_then(|v| v.with_margin(random.number()))
        .and_then(|v| v.with_continuous_rate(time(random)));
    let Ok(valuation) = valuation else { return };
    let history = history(random, any.kind() == 20);
    let rows = ([history.x()], [history.t_x()], [history.t()]);
    let customers = Histories::new(&rows.0, &rows.1, &rows.2).unwrap();
    let (spend, mut out) = ([time(random)], [0.0]);
    let told = || format!("{valuation:?} at {spend:?} of {any:?} {history:?}");
    let answer = case.long(&told(), 100, || {
        valuation.lifetime_value_into(model, &customers, &spend, 1, &mut out)
    });
    if let Some(Ok(())) = answer {
        case.see(out[0].is_finite(), || format!("{}: {out:?}", told()));
    }
    let scorer = case.long(&told(), 1 << 20, || Scorer::new(*any, time(random), valuation));
    if let Some(Ok(scorer)) = scorer {
        let score = case.long(&told(), 100, || scorer.score(history, spend[0]));
        if let Some(Ok(score)) = score {
            let figures = [score.p_alive, score.expected_purchases, score.value];
            case.see(figures.iter().all(|f| f.is_finite()), || format!("{}: {score:?}", told()));
        }
    }
}

fn posterior(any: &AnyModel, random: &mut Random, case: &mut Case) {
    let Some(model) = any.as_posterior() else { return };
    let rate = random.pick(&[Rate::Purchase, Rate::Interval, Rate::Attrition, Rate::Dropout]);
    let statistic = match random.below(3) {
        0 => Statistic::Mean,
        1 => Statistic::Variance,
        _ => Statistic::Quantile { probability: level(random) },
    };
    let history = history(random, any.kind() == 20);
    let told = || format!("{rate:?} {statistic:?} of {any:?} {history:?}");
    let answer = case.long(&told(), 100, || model.posterior(rate, statistic, history));
    if let Some(Ok(value)) = answer {
        case.see(value >= 0.0, || format!("{}: {value}", told()));
    }
}

fn ask_of_contracts(
    model: &dyn ContractModel,
    any: &AnyModel,
    random: &mut Random,
    case: &mut Case,
) {
    for _ in 0..6 {
        let (t, rate) = (random.count() as u32, random.number());
        let question = match random.below(9) {
            0 => ContractPrediction::RetentionRate,
            1 => ContractPrediction::Survival { t },
            2 => ContractPrediction::Churn { t },
            3 => ContractPrediction::DiscountedRenewals { t, rate },
            4 => ContractPrediction::ResidualLifetime { rate },
            5 => ContractPrediction::Lifetime { rate },
            6 => ContractPrediction::RetentionElasticity { rate },
            7 => ContractPrediction::RenewersElasticity { rate },
            _ => ContractPrediction::RenewalsQuantile { probability: level(random) },
        };
        let renewals = random.count() as u32;
        let told = || format!("{question:?} of {any:?} after {renewals}");
        let answer = case.long(&told(), 100, || model.predict(question, renewals));
        if let Some(Ok(value)) = answer {
            let endless = matches!(question, ContractPrediction::RenewalsQuantile { .. });
            let sound = value >= 0.0 && (value.is_finite() || endless);
            case.see(sound, || format!("{}: {value}", told()));
        }
        let mut out = [0.0];
        // A table of as many places as renewals are allowed.
        let _ = case.long(&told(), 200_000, || model.predict_into(question, &[renewals], &mut out));
        let drawn = case.long(&told(), 100, || model.draw_renewals(renewals, 3, 4));
        if let Some(Ok(value)) = drawn {
            case.see(value >= 0.0, || format!("draws {value} of {any:?} after {renewals}"));
        }
        let statistic = Statistic::Quantile { probability: level(random) };
        let _ = case
            .call(&told(), 200_000, || any.posterior_churn_into(statistic, &[renewals], &mut out));
    }
}

fn ask_of_spend(any: &AnyModel, random: &mut Random, case: &mut Case) {
    let Some(model) = any.as_spend() else { return };
    let (x, mean) = (random.count() as u32, random.positive());
    let told = || format!("{any:?} {x} {mean}");
    let answer = case.long(&told(), 100, || model.expected_spend(x, mean));
    if let Some(Ok(value)) = answer {
        case.see(value.is_finite() && value >= 0.0, || format!("{}: {value}", told()));
    }
    let columns = ([x, 0], [mean, 0.0]);
    let Ok(customers) = Spending::new(&columns.0, &columns.1) else { return };
    let mut out = [0.0; 2];
    let likely = case.long(&told(), 100, || model.ln_likelihood_into(&customers, &mut out));
    if let Some(Ok(())) = likely {
        case.see(out.iter().all(|v| v.is_finite()), || format!("ln L {out:?} of {}", told()));
    }
    let _ = case.long(&told(), 100, || model.expected_spend_or_infinite_into(&customers, &mut out));
}

/// Covariate models from bytes, on their own.
#[test]
fn covariate_models_from_bytes_answer_or_refuse() {
    use habitue::lifetime::{CovariateEffect, CovariateRole};
    run("covariate models", 400, |random, case| {
        let (kind, parameters) = random.pick(&KINDS);
        let values: Vec<f64> = (0..parameters).map(|_| random.positive()).collect();
        let Ok(base) = AnyModel::from_kind(kind, &values) else { return };
        let role = random.pick(&[CovariateRole::Purchase, CovariateRole::Attrition]);
        let effect = CovariateEffect::new(role, "x", random.number());
        let made =
            case.call("Model::with_effects", 100, || Model::with_effects(base, vec![effect]));
        let Some(Ok(made)) = made else { return };
        let mut bytes = made.to_bytes();
        if random.happens(0.5) {
            bytes.truncate(bytes.len() - 4);
            let mut body = bytes.split_off(8);
            random.mutate(&mut body, &[b"\xff\xff\xff\xff", b"\x01\0\0\0"]);
            bytes.extend(body);
            let checksum = crc32fast::hash(&bytes);
            bytes.extend(checksum.to_le_bytes());
        }
        let read = case.call("from_bytes", bytes.len(), || Model::from_bytes(&bytes));
        let Some(Ok(model)) = read else { return };
        let (question, history) = (prediction(random), history(random, kind == 20));
        let rows = ([history.x()], [history.t_x()], [history.t()]);
        let customers = Histories::new(&rows.0, &rows.1, &rows.2).unwrap();
        let column = [random.number()];
        let facts = Covariates::new();
        let facts = match role {
            CovariateRole::Purchase => facts.with_purchase(&[("x", &column)]),
            _ => facts.with_attrition(&[("x", &column)]),
        };
        let Ok(facts) = facts else { return };
        let mut out = [0.0];
        let told = || format!("{question:?} of {model:?} {history:?} {column:?}");
        let answer = case
            .long(&told(), 1000, || predict_into(&model, question, &customers, &facts, &mut out));
        if let Some(Ok(())) = answer {
            case.see(sound(question, out[0]), || format!("{}: {out:?}", told()));
        }
    });
}

/// The prediction of each customer's own plain model.
fn predict_into(
    model: &Model,
    question: Prediction,
    customers: &Histories<'_>,
    facts: &Covariates<'_>,
    out: &mut [f64],
) -> habitue::Result<()> {
    for (row, plain) in model.for_customers(facts, customers.len())?.iter().enumerate() {
        let Some(model) = plain.as_purchase() else { continue };
        let Some(history) = customers.get(row) else { continue };
        out[row] = model.predict(question, history)?;
    }
    Ok(())
}
