//! The whole path over CDNOW, and the figures of customers, loyalty and retention,
//! have the same bits through Rust and through the C header; `python/tests/test_same_bits.py` compares Python with the same program.
#![cfg(all(feature = "capi", target_os = "linux"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, dead_code)]

mod bits;
mod relations;
mod simulations;
mod uncertainty;
mod values;

use crate::toolchain;
use std::fs;
use std::path::Path;
use std::process::Command;

use bits::print;
use habitue::customer::Keys;
use habitue::ledger::{Rules, TransactionFormat};
use habitue::lifetime::{
    BgNbd, FitOptions, GammaGamma, Histories, Prediction, PurchaseModel, Spending, Valuation,
};
use habitue::money::Currency;
use habitue::satisfaction::{
    BootstrapOptions, Construct, IndexOptions, InnerScheme, KanoCounts, KanoTable, KeyDrivers,
    MeanCounts, PathBootstrap, PathFigure, PathFit, PathModel, PromoterBreaks, PromoterCounts,
    PromoterInterval, SatisfactionIndex, Scorecard, SegmentComparison, TopBox,
};
use habitue::summary::{Convention, Summary};
use habitue::survey::{
    Answers, CrossProducts, CsvLayout, MissingPolicy, Moments, ProportionInterval, Question,
    Questionnaire, Reliability, Scale,
};
use habitue::time::{Day, Unit, Window};
use habitue::value::{Concentration, Gini, Pyramid};
use habitue::{Job, Progress};

fn data(name: &str) -> Vec<u8> {
    fs::read(Path::new(toolchain::ROOT).join("examples/data").join(name)).unwrap()
}

fn lifetime(out: &mut String) {
    let mut summary = Summary::new(Rules::money(Currency::USD));
    let format = TransactionFormat::new("customer", "date", "amount").with_integer_keys();
    summary.read_csv(data("cdnow_sample.csv").as_slice(), &format, &mut Job::new()).unwrap();
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
        ("p_one_between", Prediction::PPurchasesBetween { n: 1, start: 13.0, end: 39.0 }),
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

/// Two shards of the survey: the rows with an even and with an odd line.
fn shard(questionnaire: &Questionnaire, part: usize) -> Answers {
    let text = String::from_utf8(data("cdnow_survey_synthetic.csv")).unwrap();
    let mut lines = text.lines();
    let header = lines.next().unwrap().to_owned();
    let rows = lines.enumerate().filter(|(i, _)| i % 2 == part).map(|(_, line)| line.to_owned());
    let csv: Vec<String> = [header].into_iter().chain(rows).collect();
    habitue::survey::read_csv(
        (csv.join("\n") + "\n").as_bytes(),
        questionnaire.clone(),
        &CsvLayout::new(),
    )
    .unwrap()
}

fn structure(out: &mut String) {
    let ten = Scale::points(1, 10).unwrap();
    let questions = ["range", "price", "website", "delivery", "service", "repurchase"];
    let question = |(place, name): (usize, &&str)| {
        let scale = if place < 5 { ten.clone() } else { Scale::continuous(0.0, 1.0).unwrap() };
        Question::new(*name, scale).with_dimension(["offer", "service"][usize::from(place > 2)])
    };
    let questionnaire =
        Questionnaire::new(questions.iter().enumerate().map(question).collect()).unwrap();
    let parts = [0, 1].map(|part| shard(&questionnaire, part));
    let policy = MissingPolicy::AvailableCase;
    let sums = parts.each_ref().map(|part| CrossProducts::of(part, policy).unwrap());
    let bytes = sums[0].to_bytes();
    print(out, "cross_products", &bytes.iter().map(|byte| i32::from(*byte)).collect::<Vec<_>>());
    let merged = sums[0].clone().merge(&sums[1]).unwrap();
    let moments = Moments::from_cross_products(&merged).unwrap();
    print(out, "correlations", moments.correlations());
    let index = SatisfactionIndex::of_moments(&moments, &questionnaire, 0.95).unwrap();
    print(out, "index_of_moments", &[index.value, index.standard_error.unwrap()]);
    let card = Scorecard::of_moments(&moments, &questionnaire, 0.95).unwrap();
    print(out, "scorecard", &[card.total, card.interval.unwrap().low]);
    let alpha = Reliability::of(&moments, &[0, 1, 2, 3, 4], 0.95).unwrap();
    print(out, "alpha", &[alpha.alpha, alpha.standardised_alpha, alpha.interval.low]);
    let omega = Reliability::omega(&moments, &[0, 1, 2, 3, 4]).unwrap();
    print(out, "omega", &[omega.value]);
    let drivers = KeyDrivers::of(&moments, 5, &[0, 1, 2, 3, 4]).unwrap();
    print(out, "lmg", &drivers.drivers.iter().map(|d| d.lmg.unwrap()).collect::<Vec<_>>());
    print(out, "johnson", &drivers.drivers.iter().map(|d| d.johnson).collect::<Vec<_>>());

    let constructs = vec![
        Construct::new("offer", "offer", &[0, 1, 2]),
        Construct::new("service", "service", &[3, 4]),
        Construct::new("loyalty", "loyalty", &[5]),
    ];
    let model = PathModel::new(constructs, vec![(0, 1), (0, 2), (1, 2)]).unwrap();
    let fit = PathFit::of(model.clone(), &moments, InnerScheme::Path).unwrap();
    print(out, "paths", &fit.paths);
    print(out, "construct_index", &[fit.index(&moments, 0).unwrap().value]);
    let options = BootstrapOptions::default().with_samples(20).with_seed(7).with_threads(2);
    let silent = &mut Progress::silent();
    let bootstrap =
        PathBootstrap::of(&model, &parts[0], policy, InnerScheme::Path, options, silent).unwrap();
    let places = 0..3;
    let error = |place| bootstrap.standard_error(PathFigure::Paths, place).unwrap();
    print(out, "path_standard_errors", &places.clone().map(error).collect::<Vec<_>>());
    let low = |place| bootstrap.interval(PathFigure::Indices, place, 0.9).unwrap().low;
    print(out, "index_lows", &places.map(low).collect::<Vec<_>>());
    let segments = SegmentComparison::of(
        &model,
        &parts[0],
        &parts[1],
        policy,
        InnerScheme::Path,
        options,
        silent,
    )
    .unwrap();
    let p_values = segments.figures(PathFigure::Paths).iter().map(|path| path.p_value.unwrap());
    print(out, "segment_p_values", &p_values.collect::<Vec<_>>());

    // Kano on what there is: any answers 1 to 5 serve.
    let five =
        |column: &[f64]| column.iter().map(|x| ((x + 1.0) / 2.0).floor()).collect::<Vec<_>>();
    let (there, absent) = (five(&parts[0].columns()[0]), five(&parts[0].columns()[1]));
    let kano = KanoCounts::count(&there, &absent, None, &KanoTable::STRICT).unwrap();
    let found = kano.analyse(0.05).unwrap();
    let better = found.better_interval(ProportionInterval::Wilson, 0.95).unwrap().unwrap();
    print(out, "kano", &[found.better.unwrap(), better.low, found.functional.unwrap()]);
    let gap: Vec<f64> =
        parts[0].columns()[3].iter().zip(&parts[0].columns()[4]).map(|(a, b)| a - b).collect();
    let mean = MeanCounts::count(&gap, None).unwrap().mean(0.95).unwrap();
    print(out, "mean_gap", &[mean.mean, mean.standard_error.unwrap(), mean.interval.unwrap().high]);
}

#[test]
fn rust_and_c_give_the_same_bits() {
    let mut rust = String::new();
    lifetime(&mut rust);
    survey(&mut rust);
    structure(&mut rust);
    assert_same(&rust, "figures");
}

#[test]
fn customers_loyalty_and_retention_have_the_same_bits() {
    assert_same(&relations::lines(), "relations");
}

#[test]
fn values_have_the_same_bits() {
    assert_same(&values::lines(), "values");
}

#[test]
fn simulations_have_the_same_bits() {
    assert_same(&simulations::lines(), "simulations");
}

#[test]
fn standard_errors_and_intervals_have_the_same_bits() {
    assert_same(&uncertainty::lines(), "uncertainty");
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
