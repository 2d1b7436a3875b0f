//! The whole path over CDNOW, and the figures of customers, loyalty and retention,
//! have the same bits through Rust and through the C header; `python/tests/test_same_bits.py` compares Python with the same program.
#![cfg(all(feature = "capi", target_os = "linux"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, dead_code)]

#[path = "same_bits/bits.rs"]
mod bits;
#[path = "same_bits/relations.rs"]
mod relations;
#[path = "c_abi/toolchain.rs"]
mod toolchain;

use std::fs;
use std::path::Path;
use std::process::Command;

use bits::print;
use habitue::Progress;
use habitue::customer::Keys;
use habitue::ledger::{CsvFormat, Rules};
use habitue::lifetime::{
    BgNbd, FitOptions, GammaGamma, Histories, Prediction, PurchaseModel, Spending, Valuation,
};
use habitue::money::Currency;
use habitue::satisfaction::{
    IndexOptions, PromoterBreaks, PromoterCounts, PromoterInterval, SatisfactionIndex, TopBox,
};
use habitue::summary::{Convention, Summary};
use habitue::survey::{
    CsvLayout, MissingPolicy, ProportionInterval, Question, Questionnaire, Scale,
};
use habitue::time::{Day, Unit, Window};
use habitue::value::{Concentration, Gini, Pyramid};

fn data(name: &str) -> Vec<u8> {
    fs::read(Path::new(toolchain::ROOT).join("examples/data").join(name)).unwrap()
}

fn lifetime(out: &mut String) {
    let mut summary = Summary::new(Rules::money(Currency::USD));
    let format = CsvFormat::new("customer", "date", "amount").with_integer_keys();
    summary
        .read_csv(data("cdnow_sample.csv").as_slice(), &format, &mut Progress::silent())
        .unwrap();
    let window = Window::until(Day::parse("1997-09-30").unwrap())
        .with_holdout_until(Day::parse("1998-06-30").unwrap())
        .unwrap();
    let table = summary.table(&window, &Convention::btyd(Unit::Week)).unwrap();
    let mean = table.mean_repeat_spend();
    match table.keys() {
        Keys::Integer(keys) => print(out, "customer", keys),
        _ => panic!("integer keys were asked for"),
    }
    print(out, "x", table.x());
    print(out, "t_x", table.t_x());
    print(out, "T", table.t());
    print(out, "holdout_x", table.holdout_x());
    print(out, "repeat_spend", table.repeat_spend());
    print(out, "mean_repeat_spend", &mean);

    let histories = Histories::new(table.x(), table.t_x(), table.t()).unwrap();
    let fitted = BgNbd::fit(&histories, &FitOptions::default()).unwrap();
    let model = fitted.model();
    print(out, "bg_nbd", &[model.r(), model.alpha(), model.a(), model.b()]);
    print(out, "bg_nbd_standard_errors", &fitted.standard_errors().unwrap());
    print(out, "bg_nbd_log_likelihood", &[fitted.report().log_likelihood]);
    let spending = Spending::new(table.x(), &mean).unwrap();
    let fitted_spend = GammaGamma::fit(&spending, &FitOptions::default()).unwrap();
    let spend = fitted_spend.model();
    print(out, "gamma_gamma", &[spend.p(), spend.q(), spend.gamma()]);
    print(out, "gamma_gamma_log_likelihood", &[fitted_spend.report().log_likelihood]);

    let mut column = vec![0.0; table.len()];
    for (name, prediction) in [
        ("p_alive", Prediction::PAlive),
        ("expected_purchases", Prediction::ExpectedPurchases { t: 39.0 }),
        ("p_no_purchase", Prediction::PNoPurchase { t: 13.0 }),
    ] {
        model.predict_into(prediction, &histories, 1, &mut column).unwrap();
        print(out, name, &column);
    }
    let mut expected_spend = vec![0.0; table.len()];
    spend.expected_spend_into(&spending, &mut expected_spend).unwrap();
    print(out, "expected_spend", &expected_spend);
    let valuation = Valuation::new(52.0)
        .and_then(|valuation| valuation.with_margin(0.5))
        .and_then(|valuation| valuation.with_continuous_rate(0.003))
        .unwrap();
    valuation.lifetime_value_into(model, &histories, &expected_spend, 1, &mut column).unwrap();
    print(out, "lifetime_value", &column);

    let tiers = Pyramid::curry().assign(&column).unwrap();
    print(out, "tier", &tiers.tier);
    let shares: Vec<f64> = tiers.statistics.iter().map(|tier| tier.value_share.unwrap()).collect();
    print(out, "tier_shares", &shares);
    let concentration = Concentration::of(&column).unwrap();
    print(
        out,
        "concentration",
        &[
            concentration.share_of_top(0.2).unwrap().unwrap(),
            concentration.top_share_giving(0.8).unwrap().unwrap(),
            concentration.gini(Gini::Biased).unwrap(),
        ],
    );
}

fn survey(out: &mut String) {
    let scale = Scale::points(1, 10).unwrap();
    let questions = vec![
        Question::new("range", scale.clone()).with_weight(3.0).unwrap(),
        Question::new("service", scale).with_weight(2.0).unwrap(),
        Question::new("recommend", Scale::points(0, 10).unwrap()),
    ];
    let answers = habitue::survey::read_csv(
        data("cdnow_survey_synthetic.csv").as_slice(),
        Questionnaire::new(questions).unwrap(),
        &CsvLayout::new().with_key("customer"),
    )
    .unwrap();
    let index =
        SatisfactionIndex::of(&answers, IndexOptions::new(MissingPolicy::AvailableCase)).unwrap();
    let interval = index.interval.unwrap();
    print(
        out,
        "satisfaction_index",
        &[index.value, index.standard_error.unwrap(), interval.low, interval.high],
    );
    let top = TopBox::of(&answers, 1, 2, ProportionInterval::Wilson, 0.95).unwrap();
    print(out, "top_box", &[top.share, top.interval.low, top.interval.high]);
    let promoters = PromoterCounts::count(&answers, 2, PromoterBreaks::new(6.0, 9.0).unwrap())
        .and_then(|counts| counts.score(PromoterInterval::Score, 0.95))
        .unwrap();
    print(out, "promoter_score", &[promoters.score, promoters.standard_error]);
}

#[test]
fn rust_and_c_give_the_same_bits() {
    let mut rust = String::new();
    lifetime(&mut rust);
    survey(&mut rust);
    assert_same(&rust, "figures");
}

#[test]
fn customers_loyalty_and_retention_have_the_same_bits() {
    assert_same(&relations::lines(), "relations");
}

/// Compares what Rust printed with what the C program of this name prints.
fn assert_same(rust: &str, name: &str) {
    let source = Path::new(toolchain::ROOT).join(format!("tests/c/{name}.cpp"));
    let program = toolchain::program(&source, name, &["-std=c++11"]);
    let c = toolchain::run(Command::new(program).current_dir(toolchain::ROOT));
    for (rust, c) in rust.lines().zip(c.lines()) {
        assert_eq!(rust, c);
    }
    assert_eq!(rust.lines().count(), c.lines().count());
}
