//! Damaged JSON of values that are checked when they are made: refused, or a value whose
//! methods answer like those of any other.

use std::fmt::Debug;

use habitue::lifetime::{
    AnyModel, BgBb, BgNbd, ContractPrediction, CovariateEffect, CovariateModel, CovariateRole,
    History, Prediction, Sbg, Simulation, StoredModel, Survivors, Valuation,
};
use habitue::money::{Currency, Money};
use habitue::survey::{
    Answers, MissingPolicy, Moments, Question, Questionnaire, Reliability, Scale,
};
use habitue::time::{Day, DiscountRate, Unit, Window};
use habitue::value::MarginMultiple;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::harness::{Case, run};
use crate::mutator::Random;

/// One type: what a case does with the JSON of a sample of it.
type Kind = fn(&mut Random, &mut Case);

const KINDS: [Kind; 13] = [
    |random, case| {
        let sample = StoredModel::new(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap());
        tried(sample, random, case, |stored, _, _| drop(stored.to_bytes()));
    },
    |random, case| {
        let sample = AnyModel::from(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap());
        tried(sample, random, case, |model, _, _| drop(model.as_purchase().map(expected)));
    },
    |random, case| {
        let sample = AnyModel::from(BgBb::new(1.2, 0.75, 0.66, 2.78).unwrap());
        tried(sample, random, case, |model, _, _| drop(model.as_purchase().map(expected)));
    },
    |random, case| {
        let sample = AnyModel::from(Sbg::new(0.7, 1.2).unwrap());
        tried(sample, random, case, |model, _, _| {
            let asked = ContractPrediction::ResidualLifetime { rate: 0.1 };
            drop(model.as_contract().map(|contract| contract.predict(asked, 2)));
        });
    },
    |random, case| {
        let effect = CovariateEffect::new(CovariateRole::Purchase, "online", 0.5);
        let base = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
        let sample = CovariateModel::new(base, vec![effect]).unwrap();
        tried(sample, random, case, |model, _, _| drop(model.to_bytes()));
    },
    |random, case| {
        let sample = Valuation::new(52.0).unwrap().with_margin(0.3).unwrap();
        tried(sample, random, case, |valuation, _, _| {
            let model = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
            let rows = ([2], [30.43], [38.86]);
            let rows = habitue::lifetime::Histories::new(&rows.0, &rows.1, &rows.2).unwrap();
            drop(valuation.lifetime_value_into(&model, &rows, &[35.0], 1, &mut [0.0]));
        });
    },
    |random, case| {
        let sample = MarginMultiple::new(0.1).unwrap();
        tried(sample, random, case, |terms, _, case| {
            if let Ok(multiple) = terms.of(0.8) {
                case.see(multiple.is_finite(), || format!("{multiple} of {terms:?}"));
            }
        });
    },
    |random, case| {
        tried(DiscountRate::annual(0.1).unwrap(), random, case, |rate, _, _| {
            let _ = rate.effective(Unit::Week);
        });
    },
    |random, case| {
        tried(moments(), random, case, |moments, _, _| {
            let _ = moments.covariance(0, 1);
            let _ = Reliability::of(moments, &[0, 1], 0.95).map(drop);
        })
    },
    |random, case| {
        tried(answers().questionnaire().clone(), random, case, |asked, _, _| {
            let _ = asked.questions().len();
        })
    },
    |random, case| {
        let sample = Survivors::new().with_cohort(&[100, 60, 40]).unwrap();
        let _ = (sample, Simulation::new(1));
        tried(Money::from_minor(1999, Currency::EUR), random, case, |money, _, _| {
            let _ = money.to_string();
        });
    },
    |random, case| tried(Window::until(Day::parse("2024-12-31").unwrap()), random, case, nothing),
    |random, case| {
        tried(History::new(2, 30.43, 38.86).unwrap(), random, case, |history, _, _| {
            let model = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
            let _ = habitue::lifetime::PurchaseModel::predict(&model, Prediction::PAlive, *history);
        })
    },
];

fn nothing<T>(_: &T, _: &mut Random, _: &mut Case) {}

fn expected(model: &dyn habitue::lifetime::PurchaseModel) -> habitue::Result<f64> {
    model.predict(Prediction::ExpectedPurchases { t: 10.0 }, History::NEW)
}

fn answers() -> Answers {
    let scale = Scale::points(1, 5).unwrap();
    let question = |name: &str| Question::new(name, scale.clone());
    let questionnaire = Questionnaire::new(vec![question("a"), question("b")]).unwrap();
    let columns = vec![vec![1.0, 4.0, 5.0, 3.0], vec![2.0, 4.0, 4.0, 1.0]];
    Answers::new(questionnaire, columns).unwrap().with_weights(vec![1.0, 2.0, 0.5, 1.0]).unwrap()
}

fn moments() -> Moments {
    Moments::of(&answers(), MissingPolicy::Listwise).unwrap()
}

#[test]
fn values_from_any_json_are_read_or_refused() {
    run("json", 20_000, |random, case| random.pick(&KINDS)(random, case));
}

/// Reads a damaged sample again, and asks it something where it is accepted.
fn tried<T: Serialize + DeserializeOwned + Debug>(
    sample: T,
    random: &mut Random,
    case: &mut Case,
    ask: impl FnOnce(&T, &mut Random, &mut Case),
) {
    let mut tree = serde_json::to_value(&sample).unwrap();
    let text = if random.happens(0.8) {
        for _ in 0..=random.below(2) {
            damage(&mut tree, random);
        }
        serde_json::to_vec(&tree).unwrap()
    } else {
        let mut text = serde_json::to_vec(&tree).unwrap();
        random.mutate(&mut text, &[b"null", b"[]", b"-", b"1e999", b"\"", b"{}", b"NaN"]);
        text
    };
    let told = String::from_utf8_lossy(&text).into_owned();
    let read = case.call(&told, text.len(), || serde_json::from_slice::<T>(&text));
    let Some(Ok(value)) = read else { return };
    // Whoever reads it back finds the same.
    let again = case.call(&told, 10 * text.len(), || serde_json::to_string(&value).is_ok());
    case.see(again != Some(false), || format!("{told}: cannot be written"));
    let begun = case.complaints.len();
    let mut inner = Case::default();
    let _ = case.call(&told, 1 << 16, || ask(&value, random, &mut inner));
    case.complaints.extend(inner.complaints);
    if case.complaints.len() > begun {
        case.complain(format!("by {value:?} from {told}"));
    }
}

/// Changes one place of a tree: a number, a text, a list or a field.
fn damage(tree: &mut Value, random: &mut Random) {
    let inside = random.happens(0.85);
    match tree {
        Value::Array(items) if inside && !items.is_empty() => {
            let at = random.below(items.len());
            return damage(&mut items[at], random);
        }
        Value::Object(fields) if inside && !fields.is_empty() => {
            let at = random.below(fields.len());
            if let Some((_, field)) = fields.iter_mut().nth(at) {
                return damage(field, random);
            }
        }
        Value::Array(items) if random.happens(0.7) => {
            if random.happens(0.5) {
                items.pop();
            } else if let Some(last) = items.last().cloned() {
                items.push(last);
            }
            return;
        }
        Value::Object(fields) if random.happens(0.5) => {
            let name = fields.keys().next().cloned();
            name.map(|name| fields.remove(&name));
            return;
        }
        _ => {}
    }
    *tree = match random.below(6) {
        0 => Value::Null,
        1 => Value::from(random.count()),
        2 => Value::from(-(random.count() as i64 >> 1)),
        3 => Value::from(random.pick(&["", "EUR", "week", "9999-12-31", "\u{0}", "NaN"])),
        _ => serde_json::Number::from_f64(random.number()).map_or(Value::Null, Value::Number),
    };
}
