//! Purchases in an interval that begins later: against mpmath, and by law.
#![allow(clippy::unwrap_used, clippy::panic)]

use habitue::ErrorKind;
use habitue::lifetime::{
    AnyModel, BgBb, BgCnbd, BgNbd, GGompertzNbd, History, MbgCnbd, MbgNbd, Nbd, ParetoNbd,
    Prediction, PurchaseModel,
};

fn close(found: f64, expected: f64, tolerance: f64, what: &str) {
    let distance = (found - expected).abs();
    assert!(distance <= tolerance * expected.abs(), "{what}: {found} instead of {expected}");
}

/// tests/oracle/interval.py: mpmath with 40 digits by other routes.
#[test]
fn new_customers_buy_as_mpmath_says() {
    let mut table = csv::Reader::from_path("tests/data/interval_reference.csv").unwrap();
    let mut rows = 0;
    for record in table.records() {
        let record = record.unwrap();
        let number = |column: usize| record[column].parse::<f64>().unwrap();
        let parameters: Vec<f64> = (1..5).map(number).collect();
        let with_k = |k: f64| [parameters.as_slice(), &[k]].concat();
        let model = match &record[0] {
            "BG/NBD" => AnyModel::from_kind(1, &parameters),
            "Pareto/NBD" => AnyModel::from_kind(2, &parameters),
            "BG/CNBD-2" => AnyModel::from_kind(5, &with_k(2.0)),
            "BG/CNBD-3" => AnyModel::from_kind(5, &with_k(3.0)),
            "BG/BB" => AnyModel::from_kind(20, &parameters),
            other => panic!("{other}"),
        };
        let model = model.unwrap();
        let (n, start, end) = (record[5].parse().unwrap(), number(7), number(8));
        let asked = if &record[6] == "1" {
            Prediction::PAtLeastBetween { n, start, end }
        } else {
            Prediction::PPurchasesBetween { n, start, end }
        };
        let found = model.as_purchase().unwrap().predict(asked, History::NEW).unwrap();
        close(found, number(9), 1e-11, &format!("{record:?}"));
        rows += 1;
    }
    assert_eq!(rows, 222);
}

fn models() -> Vec<Box<dyn PurchaseModel>> {
    vec![
        Box::new(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap()),
        Box::new(MbgNbd::new(0.525, 6.183, 0.891, 1.614).unwrap()),
        Box::new(ParetoNbd::new(0.553, 10.578, 0.606, 11.669).unwrap()),
        Box::new(GGompertzNbd::new(0.553, 10.578, 0.02, 0.6, 0.7).unwrap()),
        Box::new(Nbd::new(0.385, 12.07).unwrap()),
        Box::new(BgCnbd::new(0.359, 1.129, 0.523, 2.785, 2).unwrap()),
        Box::new(MbgCnbd::new(1.329, 2.813, 0.425, 0.79, 3).unwrap()),
        Box::new(BgBb::new(1.204, 0.75, 0.657, 2.783).unwrap()),
    ]
}

#[test]
fn intervals_obey_their_laws() {
    let histories = [
        History::NEW,
        History::new(0, 0.0, 30.0).unwrap(),
        History::new(7, 25.0, 30.0).unwrap(),
        History::new(20, 30.0, 30.0).unwrap(),
    ];
    for model in models() {
        for history in histories {
            let ask = |prediction| model.predict(prediction, history).unwrap();
            let what = |law| format!("{} {history:?} {law}", model.name());
            let (start, end, t) = (4.0, 13.0, 13.0);
            // From now on it is the interval of the plain questions.
            for n in [0, 1, 3] {
                let plain = ask(Prediction::PPurchases { n, t });
                let found = ask(Prediction::PPurchasesBetween { n, start: 0.0, end });
                close(found, plain, 1e-12, &what("start 0"));
            }
            let expected = ask(Prediction::ExpectedPurchasesBetween { start, end });
            let before = ask(Prediction::ExpectedPurchases { t: start });
            close(before + expected, ask(Prediction::ExpectedPurchases { t }), 1e-12, &what("sum"));
            let (mut total, mut mean) = (0.0, 0.0);
            for n in 0..400 {
                let exactly = ask(Prediction::PPurchasesBetween { n, start, end });
                let more = ask(Prediction::PAtLeastBetween { n: n + 1, start, end });
                let least = ask(Prediction::PAtLeastBetween { n, start, end });
                assert!((least - more - exactly).abs() < 1e-13, "{}", what("tail"));
                total += exactly;
                mean += n as f64 * exactly;
                if more < 1e-17 {
                    break;
                }
            }
            close(total, 1.0, 1e-12, &what("total"));
            close(mean, expected, 1e-11, &what("mean"));
            let level = 0.9;
            let quantile =
                ask(Prediction::PurchaseQuantileBetween { probability: level, start, end }) as u64;
            let above = ask(Prediction::PAtLeastBetween { n: quantile + 1, start, end });
            let at = ask(Prediction::PAtLeastBetween { n: quantile, start, end });
            assert!(above <= 1.0 - level && (quantile == 0 || at > 1.0 - level), "quantile");
            let empty = ask(Prediction::PPurchasesBetween { n: 0, start, end: start });
            close(empty, 1.0, 1e-14, &what("empty"));
        }
    }
}

/// A heavy buyer who may have left: what is small keeps its digits.
#[test]
fn heavy_buyers_far_ahead() {
    let history = History::new(5000, 38.0, 38.86).unwrap();
    for model in models().into_iter().take(5) {
        let (start, end) = (1000.0, 2000.0);
        let expected = Prediction::ExpectedPurchasesBetween { start, end };
        let expected = model.predict(expected, history).unwrap();
        let whole = model.predict(Prediction::ExpectedPurchases { t: end }, history).unwrap();
        let first = model.predict(Prediction::ExpectedPurchases { t: start }, history).unwrap();
        assert!((expected - (whole - first)).abs() <= 1e-11 * whole, "{}", model.name());
        let none = Prediction::PPurchasesBetween { n: 0, start, end };
        let none = model.predict(none, history).unwrap();
        let some = Prediction::PAtLeastBetween { n: 1, start, end };
        let some = model.predict(some, history).unwrap();
        assert!((none + some - 1.0).abs() < 1e-12, "{} {none} {some}", model.name());
    }
}

#[test]
fn what_cannot_be_asked_is_named() {
    let bg = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
    let backwards = Prediction::ExpectedPurchasesBetween { start: 2.0, end: 1.0 };
    let error = bg.predict(backwards, History::NEW).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::OutOfRange, Some("end")));
    let regular = BgCnbd::new(5.0, 1.0, 0.5, 2.0, 2).unwrap();
    let far = Prediction::PPurchasesBetween { n: 1, start: 1e6, end: 1e6 + 1.0 };
    let error = regular.predict(far, History::NEW).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Domain, Some("start")));
}
