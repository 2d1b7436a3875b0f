//! Numbers that end: every call comes back, with the right value or with a refusal that
//! names what is wrong, at the ends of what doubles hold too. Expected values:
//! `tests/oracle/ends.py` (mpmath, 60 digits or more), or by hand where it says so.
#![allow(clippy::unwrap_used)]

use crate::source;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::time::Instant;

use habitue::lifetime::{
    BgCnbd, BgNbd, FitReport, GGompertzNbd, GammaGamma, Histories, History, LikelihoodRatio,
    MbgNbd, Nbd, ParetoNbd, Prediction, PurchaseModel, Spending, Valuation,
};
use habitue::retention::log_rank;
use habitue::survey::{effective_n, sample_size};
use habitue::value::{Scorer, discount_factor, per_period_rate};
use habitue::{ErrorKind, Progress};
use syn::visit::Visit;

#[track_caller]
fn close(found: f64, expected: f64, relative: f64) {
    assert!((found - expected).abs() <= relative * expected.abs(), "{found:e}, not {expected:e}");
}

#[test]
fn waiting_times_are_found_as_far_as_doubles_go() {
    let next = |model: &dyn PurchaseModel, level: f64, history: History| {
        model.predict(Prediction::NextPurchaseQuantile { probability: level }, history).unwrap()
    };
    let seen = History::new(0, 0.0, 38.0).unwrap();
    let slow = Nbd::new(1e-3, 20.5).unwrap();
    // The answer is e^693 scales away, and as inexact as the exponent.
    close(next(&slow, 0.5, seen), 6.268_325_352_039_664e302, 1e-12);
    close(next(&Nbd::new(2e-3, 20.5).unwrap(), 0.7, seen), 1.608_897_979_378_835_7e263, 1e-12);
    // e^(7e299) weeks: later than any double, as the documentation says.
    assert_eq!(next(&Nbd::new(1e-300, 20.5).unwrap(), 0.5, seen), f64::INFINITY);
    let huge = MbgNbd::new(0.5, 1.7e308, 1.5, 3.0).unwrap();
    close(next(&huge, 0.1, History::NEW), 6.529_411_764_705_883e307, 1e-12);
    assert_eq!(next(&huge, 0.5, History::NEW), f64::INFINITY);
}

#[test]
fn extreme_shapes_and_scales_are_answered() {
    let answer = |model: &dyn PurchaseModel, prediction, (x, t_x, t): (u32, f64, f64)| {
        model.predict(prediction, History::new(x, t_x, t).unwrap()).unwrap()
    };
    let none = Prediction::PNoPurchase { t: 10.0 };
    let expected = Prediction::ExpectedPurchases { t: 10.0 };
    let born = (0, 0.0, 0.0);
    // The inverse of the smallest doubles is none.
    let error = ParetoNbd::new(0.5, 2.0, 1.5, 2e-314).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::OutOfRange, Some("beta")));
    let tiny = ParetoNbd::new(0.5, 2.0, 1.5, 2.3e-308).unwrap();
    // Below 1e-460.
    assert_eq!(answer(&tiny, Prediction::PAlive, (0, 0.0, 38.0)), 0.0);
    close(answer(&tiny, none, born), 1.0, 1e-14);
    // r/α β/(s − 1), of which (β/(β + 10))^(s − 1) takes nothing.
    close(answer(&tiny, expected, born), 1.15e-308, 1e-13);
    let often = ParetoNbd::new(1e18, 2.0, 1.5, 10.0).unwrap();
    close(answer(&often, none, born), 3e-19, 1e-13);
    close(answer(&often, expected, born), 2.928_932_188_134_525e18, 1e-14);
    close(answer(&often, Prediction::PAlive, (0, 0.0, 3e-17)), 0.999_999_999_999_019_3, 1e-15);
    assert_eq!(answer(&often, Prediction::PAlive, (3, 1.0, 38.0)), 0.0);
    let oftener = ParetoNbd::new(2.8e227, 30.9, 1e6, 2.5e7).unwrap();
    close(answer(&oftener, none, born), 4.414_285_714_285_714e-228, 1e-13);
    close(answer(&oftener, expected, born), 7.468_478_101_083_619e226, 1e-14);
    assert_eq!(answer(&oftener, Prediction::PAlive, (2, 30.0, 38.0)), 0.0);
    let ages = GGompertzNbd::new(1.3e18, 2.0, 1.5, 2.0, 1.0).unwrap();
    close(answer(&ages, none, born), 4.615_384_615_384_615e-18, 1e-13);
    assert_eq!(answer(&ages, Prediction::PAlive, (0, 0.0, 38.0)), 0.0);
}

/// Nodes closer than doubles can be: a refusal, and not after millions of them.
#[test]
fn an_integral_that_underflows_is_refused_at_once() {
    // Times at the end of doubles, by hand: beside them α and β are nothing, and the odds of
    // having left are s/R ((T/t_x)^R − 1), R = r + s + x.
    let (r, s, t_x, t) = (0.1377, 1.737, 1.7275e308, 1.79e308);
    let late = ParetoNbd::new(r, 1.5e-6, s, 2.25e10).unwrap();
    let alive = late.predict(Prediction::PAlive, History::new(18, t_x, t).unwrap()).unwrap();
    let power = r + s + 18.0;
    close(alive, 1.0 / (1.0 + s / power * (power * (t / t_x).ln()).exp_m1()), 1e-12);
    let wild = GGompertzNbd::new(1.2e146, 0.07, 3.4e8, 1.79e308, 1e-3).unwrap();
    let history = History::new(11, 2.3e-6, 4.75e-6).unwrap();
    let begun = Instant::now();
    let error = wild.predict(Prediction::PAlive, history).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Undefined);
    let error = wild.ln_likelihood(history).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Undefined);
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
}

/// Coins whose parameters are so large that p is all but known.
#[test]
fn coins_of_huge_and_of_tiny_parameters_are_answered_or_refused() {
    let answer = |model: &dyn PurchaseModel, prediction| model.predict(prediction, History::NEW);
    let expected = Prediction::ExpectedPurchases { t: 1e9 };
    let worth = |rate| Prediction::DiscountedPurchases { rate, horizon: f64::INFINITY };
    // Nobody leaves: r t/α, by hand.
    let never = BgNbd::new(0.5, 2.0, 1e18, 1e300).unwrap();
    close(answer(&never, expected).unwrap(), 2.5e8, 1e-12);
    let regular = BgCnbd::new(0.5, 2.0, 1e18, 1e300, 3).unwrap();
    close(answer(&regular, worth(0.1)).unwrap(), 0.655_916_065_255_050_2, 1e-11);
    let regular = BgCnbd::new(0.5, 2.0, 1e18, 1e300, 2).unwrap();
    close(answer(&regular, worth(0.01)).unwrap(), 12.289_723_215_657_935, 1e-11);
    // Half of them leave at every purchase: (1 − (1 + t/(2 α))^−r)/p, by hand.
    let half = BgNbd::new(0.5, 2.0, 1e15, 1e15).unwrap();
    close(answer(&half, expected).unwrap(), 2.0 * (1.0 - 1.0 / 250_000_001f64.sqrt()), 1e-12);
    // One half leaves at once and the other never, more sharply than the rule can tell.
    let sharp = BgNbd::new(0.5, 2.0, 1e-30, 1e-30).unwrap();
    assert_eq!(answer(&sharp, expected).unwrap_err().kind(), ErrorKind::Undefined);
}

#[test]
fn what_is_beyond_doubles_is_refused() {
    let kind = |model: &dyn PurchaseModel, prediction, history| {
        model.predict(prediction, history).unwrap_err().kind()
    };
    let fast = Nbd::new(1e200, 1e-200).unwrap();
    let expected = Prediction::ExpectedPurchases { t: 1.0 };
    assert_eq!(kind(&fast, expected, History::NEW), ErrorKind::Overflow);
    let (x, t_x, t) = ([0, 1], [0.0, 1.0], [0.0, 2.0]);
    let rows = Histories::new(&x, &t_x, &t).unwrap();
    let mut out = [7.0; 2];
    let error = fast.predict_into(expected, &rows, 1, &mut out).unwrap_err();
    assert_eq!((error.kind(), error.row(), out), (ErrorKind::Overflow, Some(0), [0.0; 2]));
    let many = Prediction::PPurchases { n: u64::MAX, t: 1.0 };
    let error = fast.predict(many, History::NEW).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::OutOfRange, Some("n")));

    let scorer = Scorer::new(
        habitue::lifetime::BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap(),
        1e200,
        Valuation::new(52.0).unwrap(),
    )
    .unwrap();
    let history = History::new(2, 30.43, 38.86).unwrap();
    // As the model's own prediction does; whether it settles is for the model to say.
    let model = habitue::lifetime::BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
    let own = model.predict(Prediction::ExpectedPurchases { t: 1e200 }, history);
    match (scorer.score(history, 35.0), own) {
        (Ok(score), Ok(own)) => assert_eq!(score.expected_purchases.to_bits(), own.to_bits()),
        (Err(score), Err(own)) => assert_eq!(score.kind(), own.kind()),
        (score, own) => panic!("{score:?} {own:?}"),
    }

    let named = |answer: habitue::Result<f64>, name: &str| {
        let error = answer.unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::Overflow, Some(name)));
    };
    named(discount_factor(0.1, -1e5), "time");
    named(per_period_rate(0.1, 1e-4), "periods");
    named(sample_size(1e-160, 0.5, 0.95, None), "margin");
    // n N/(N + n − 1) with n beyond all bounds.
    assert_eq!(sample_size(1e-160, 0.5, 0.95, Some(1000.0)).unwrap(), 1000.0);
    let error = effective_n(&[1e155, 1.0]).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(0)));
    // (1e100 + 1)²/(1e200 + 1), by hand.
    assert_eq!(effective_n(&[1e100, 1.0]).unwrap(), 1.0);
    assert_eq!(effective_n(&[1e-200]).unwrap_err().kind(), ErrorKind::OutOfRange);
}

#[test]
fn tests_of_nothing_and_of_everything_have_p_values() {
    // Times 1, 1, 2, 2, all lost, groups 0, 1, 0, 1: no difference at all.
    let test = log_rank(&[1.0, 1.0, 2.0, 2.0], &[1, 1, 1, 1], &[0, 1, 0, 1], 2).unwrap();
    assert_eq!((test.chi_square, test.p_value), (0.0, 1.0));
    let report = |parameters, log_likelihood| {
        let times: Vec<f64> = (0..40).map(|i| 1.0 + f64::from(i % 7)).collect();
        let x: Vec<u32> = (0..40).map(|i| i % 4).collect();
        let t = vec![9.0; 40];
        let t_x: Vec<f64> =
            x.iter().zip(&times).map(|(x, t)| if *x == 0 { 0.0 } else { *t }).collect();
        let rows = Histories::new(&x, &t_x, &t).unwrap();
        let fit = Nbd::fit(&rows, &Default::default()).unwrap();
        let mut report: FitReport = fit.report().clone();
        (report.parameters, report.log_likelihood) = (parameters, log_likelihood);
        report
    };
    let test =
        |restricted, general| LikelihoodRatio::new(&report(2, restricted), &report(3, general));
    assert_eq!(test(-10.0, -10.0).unwrap().p_value, 1.0);
    assert_eq!(test(-1e308, -1e307).unwrap_err().kind(), ErrorKind::Overflow);
    assert_eq!(test(-1e308, 1e308).unwrap_err().kind(), ErrorKind::Overflow);
    assert_eq!(test(f64::NEG_INFINITY, 0.0).unwrap_err().kind(), ErrorKind::NotFinite);
    assert_eq!(test(-5e307, 0.0).unwrap().p_value, 0.0);
    // scipy.stats.chi2.sf(7.3, 1).
    close(test(-10.0, -6.35).unwrap().p_value, 0.006_895_461_063_618_972, 1e-12);
}

#[test]
fn a_long_prediction_can_be_stopped_within_one_customer() {
    // Clockwork buyers at bounds of a fit: seconds for one customer.
    let model = BgCnbd::new(1e-6, 1e-3, 1e-6, 1e6, 12).unwrap();
    let rows = (vec![0; 3], vec![0.0; 3], vec![40.0; 3]);
    let customers = Histories::new(&rows.0, &rows.1, &rows.2).unwrap();
    let prediction = Prediction::DiscountedPurchases { rate: 1e-9, horizon: 1e9 };
    let mut out = [7.0; 3];
    let begun = Instant::now();
    let mut heard = 0;
    let mut listener = |_, _| {
        heard += 1;
        ControlFlow::Break(())
    };
    let mut progress = Progress::new(&mut listener);
    let answer = model.predict_heard_into(prediction, &customers, 1, &mut progress, &mut out);
    assert_eq!(answer.unwrap_err().kind(), ErrorKind::Cancelled);
    assert_eq!((out, heard), ([0.0; 3], 1));
    assert!(begun.elapsed().as_secs_f64() < 3.0, "{:?}", begun.elapsed());
}

#[test]
fn a_heard_prediction_has_the_bits_of_a_silent_one() {
    let model = ParetoNbd::new(0.553, 10.578, 0.606, 11.669).unwrap();
    let x: Vec<u32> = (0..5000).map(|i| i % 11).collect();
    let t_x: Vec<f64> = x.iter().map(|&x| 2.5 * f64::from(x)).collect();
    let t: Vec<f64> = (0..5000).map(|i| 30.0 + f64::from(i % 97)).collect();
    let customers = Histories::new(&x, &t_x, &t).unwrap();
    let prediction = Prediction::ExpectedPurchases { t: 12.0 };
    let (mut silent, mut heard) = (vec![0.0; 5000], vec![0.0; 5000]);
    model.predict_into(prediction, &customers, 1, &mut silent).unwrap();
    for threads in [1, 2, 5] {
        let mut seen = Vec::new();
        let mut listener = |done, total| {
            seen.push((done, total));
            ControlFlow::Continue(())
        };
        let mut progress = Progress::new(&mut listener);
        model
            .predict_heard_into(prediction, &customers, threads, &mut progress, &mut heard)
            .unwrap();
        assert_eq!(silent, heard);
        assert_eq!(seen.last(), Some(&(5000, 5000)));
        assert!(seen.is_sorted());
    }
}

#[test]
fn customers_with_a_history_have_an_expected_spend_where_the_population_has_none() {
    let model = GammaGamma::new(2.0, 0.5, 10.0).unwrap();
    let customers = Spending::new(&[3, 0, 1], &[20.0, 0.0, 5.0]).unwrap();
    let mut out = [7.0; 3];
    let error = model.expected_spend_into(&customers, &mut out).unwrap_err();
    assert_eq!((error.kind(), error.row(), out), (ErrorKind::Undefined, Some(1), [7.0; 3]));
    assert!(error.to_string().contains("q > 1"), "{error}");
    let rows = model.expected_spend_or_infinite_into(&customers, &mut out).unwrap();
    // p (γ + x z̄)/(p x + q − 1), by hand.
    assert_eq!((rows, out), (vec![1], [2.0 * 70.0 / 5.5, f64::INFINITY, 2.0 * 15.0 / 1.5]));
}

/// Loops without a bound of their own: `loop` and `while`, outside of tests.
#[derive(Default)]
struct Loops(usize);

impl<'ast> Visit<'ast> for Loops {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if module.ident != "tests" {
            syn::visit::visit_item_mod(self, module);
        }
    }

    fn visit_expr_while(&mut self, expression: &'ast syn::ExprWhile) {
        self.0 += 1;
        syn::visit::visit_expr_while(self, expression);
    }

    fn visit_expr_loop(&mut self, expression: &'ast syn::ExprLoop) {
        self.0 += 1;
        syn::visit::visit_expr_loop(self, expression);
    }
}

/// Where such loops are, how many, and why each ends. Whatever is not here is a `for`
/// over something finite, or over steps that `numeric::effort` pays for.
const ENDING: &[(&str, usize, &str)] = &[
    ("arrow/decimal.rs", 1, "each round divides a number of 256 bits by 10^9"),
    ("customer/dictionary.rs", 3, "probes of a table with vacant slots; a halved bracket"),
    ("customer/ranking.rs", 2, "a count that is halved; parts that are counted"),
    ("intake/chunks.rs", 2, "each step passes a quote; bytes that double up to the end of a text"),
    ("intake/file_text.rs", 1, "blocks of a file"),
    ("intake/layout.rs", 1, "bytes that double up to the end of a text"),
    ("intake/parquet_guard.rs", 3, "fields of structures, each a byte of the footer at least"),
    ("intake/parquet_table.rs", 1, "each step reads a row, or is the last"),
    ("intake/records.rs", 5, "lines, fields and quotes of a text, each passed once"),
    ("intake/repeats.rs", 2, "pieces of a file"),
    ("intake/sheet.rs", 2, "each step passes a cell of a part whose size was looked at"),
    ("ledger/reading.rs", 1, "pieces of a file"),
    ("lifetime/observed/calendar.rs", 1, "each step takes from one of two lists"),
    ("lifetime/observed/cells.rs", 1, "a count that falls to 0"),
    ("lifetime/fit/multi_start.rs", 1, "each step rises, until the corner of the box"),
    ("lifetime/kinds/serialization.rs", 1, "bytes that get fewer"),
    ("lifetime/validate/holdout_cells.rs", 2, "each step passes a cell; bytes that get fewer"),
    ("lifetime/validate/tracking.rs", 1, "each step takes a birth at least"),
    ("money/currency.rs", 1, "an index through a table"),
    ("money/digits.rs", 1, "a product that overflows after 38 rounds at most"),
    ("numeric/exact_sum.rs", 2, "bits of a product that get fewer; each round halves what is left"),
    ("numeric/maximise.rs", 1, "iterations are counted"),
    ("numeric/parallel.rs", 3, "each takes a chunk; the listener ends with the workers"),
    ("report/draw/labels.rs", 1, "each round joins two blocks"),
    ("report/layout/rich.rs", 1, "each round shortens what is left of a text"),
    ("report/text_report.rs", 1, "characters of a text"),
    ("retention/weighted_survival.rs", 1, "customers who are seen from some time on"),
    ("satisfaction/structure/bootstrap.rs", 1, "each round draws at least one of the samples left"),
    ("satisfaction/structure/path_model.rs", 1, "each round places a construct or refuses"),
    ("study/sales_days.rs", 1, "each round takes days away"),
    (
        "study/survey/survey_form.rs",
        2,
        "a name gets longer; each round turns an item, less than half",
    ),
    ("study/survey/survey_table.rs", 1, "pieces of a file"),
    ("summary/file_rows.rs", 1, "chunks of a file"),
    ("summary/grouping.rs", 3, "probes of a table with vacant slots; a place that falls to 0"),
    ("summary/partition.rs", 1, "a count through a sample"),
    ("summary/places.rs", 2, "probes of a table with vacant slots"),
    ("summary/store.rs", 2, "buckets that are counted; each takes one"),
    ("summary/table.rs", 1, "a halved bracket of rows"),
    ("survey/csv.rs", 1, "pieces of a file"),
    ("survey/design.rs", 1, "respondents of a cluster"),
    ("survey/em.rs", 1, "iterations are counted"),
    ("survey/omega.rs", 1, "a step that is halved ten decades at most"),
    ("customer/duplicates.rs", 1, "each step goes to an earlier record"),
    ("value/retaining/acquisition.rs", 1, "a bracket that ends when no double is between"),
    ("value/retaining/acquisition_cost.rs", 3, "counts that double; halved brackets"),
    ("value/flows/cash_flow.rs", 1, "payments that are counted"),
    ("value/retaining/markov.rs", 1, "each round adds a state or ends it"),
    ("value/pyramids/migration.rs", 1, "tiers that are counted"),
    ("numeric/ranking/order.rs", 4, "entries that are counted"),
    ("value/pyramids/pyramid.rs", 3, "bounds and rows that are counted; a halved bracket"),
    ("value/pyramids/pyramid_of_runs.rs", 1, "each round passes a run"),
    ("value/pyramids/value_runs_bytes.rs", 2, "bytes that get fewer"),
    ("value/retaining/retention_lift.rs", 1, "a bracket that ends when no double is between"),
    ("capi/arrow/consumer.rs", 1, "batches of a stream, which says that it ends or fails"),
    ("capi/duckdb/answers.rs", 1, "one row of a chunk at least is done with each time"),
    ("capi/status.rs", 1, "a character has four bytes"),
];

#[test]
fn every_loop_ends_by_a_reason() {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for file in source::files() {
        let mut loops = Loops::default();
        loops.visit_file(&file.syntax);
        if loops.0 > 0 {
            found.insert(file.path, loops.0);
        }
    }
    let listed: BTreeMap<String, usize> =
        ENDING.iter().map(|(path, count, _)| ((*path).to_owned(), *count)).collect();
    assert_eq!(found, listed, "make it a `for` with a cap, or say in ENDING why it ends");
}

/// Functions of general libraries that panic outside of their domain are called in one
/// place, which knows the domain.
#[test]
fn the_library_of_distributions_has_one_door() {
    #[derive(Default)]
    struct Paths(bool);
    impl<'ast> Visit<'ast> for Paths {
        fn visit_path(&mut self, path: &'ast syn::Path) {
            self.0 |= path.segments.first().is_some_and(|segment| segment.ident == "statrs");
            syn::visit::visit_path(self, path);
        }

        fn visit_use_tree(&mut self, tree: &'ast syn::UseTree) {
            if let syn::UseTree::Path(path) = tree {
                self.0 |= path.ident == "statrs";
            }
            syn::visit::visit_use_tree(self, tree);
        }
    }
    let calls = |file: &source::SourceFile| {
        let mut paths = Paths::default();
        paths.visit_file(&file.syntax);
        paths.0
    };
    let found: Vec<String> =
        source::files().iter().filter(|file| calls(file)).map(|file| file.path.clone()).collect();
    assert_eq!(found, ["numeric/distribution.rs"]);
}
