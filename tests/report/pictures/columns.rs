//! Pictures of plain columns and of figures of the core.

use super::bases::{Draws, HOSTILE};
use super::geometry::check;
use habitue::error::ErrorKind;
use habitue::money::Currency;
use habitue::report::pictures::{
    FunnelStep, PurchaseTimes, Rate, SpendBin, expected_by_age, funnel, heterogeneity, histories,
    kano, promoter_trend, spend_density, tornado,
};
use habitue::report::{Language, Numbers, Picture, Terms};
use habitue::satisfaction::{KanoCounts, PromoterCounts, PromoterInterval, PromoterScore};
use habitue::study::ValueBasis;
use habitue::time::Unit;
use habitue::value::{Sensitivity, TornadoBar};
use roxmltree::Document;

const EN: Numbers = Numbers::new(Language::English, Currency::USD);

fn terms(language: Language) -> Terms {
    Terms::new(
        Numbers::new(language, Currency::USD),
        Unit::Month,
        12.0,
        Some(9.0),
        ValueBasis::Revenue,
    )
}

fn score(promoters: u64, passives: u64, detractors: u64) -> PromoterScore {
    let counts = PromoterCounts::from_counts(promoters, passives, detractors).unwrap();
    counts.score(PromoterInterval::Score, 0.95).unwrap()
}

fn bars() -> Vec<TornadoBar> {
    let inputs =
        Sensitivity::new(&[40.0, 0.8, 3.0], &[30.0, 0.2, -9.0], &[50.0, 0.9, 4.0]).unwrap();
    inputs.tornado(|inputs| Ok(inputs[0] * 1000.0 * inputs[1] + 9_000.0 * inputs[2])).unwrap()
}

/// All of them, of random data and names that break what is not escaped.
fn all(language: Language, seed: u64) -> Vec<Picture> {
    let (numbers, terms) = (Numbers::new(language, Currency::USD), terms(language));
    let mut draws = Draws(seed);
    let mut count = 1_000_000_u64;
    let steps: Vec<FunnelStep> = HOSTILE
        .iter()
        .map(|name| {
            count = (count as f64 * draws.next()) as u64;
            FunnelStep::new(name, count)
        })
        .collect();
    let attributes: Vec<(&str, _)> = HOSTILE
        .iter()
        .map(|name| {
            let counts = [0; 6].map(|_| (100.0 * draws.next()).floor());
            (*name, KanoCounts::from_counts(counts).unwrap().analyse(0.05).unwrap())
        })
        .collect();
    let waves: Vec<(&str, _)> = HOSTILE
        .iter()
        .cycle()
        .take(2 + seed as usize % 23)
        .map(|name| {
            (*name, score((90.0 * draws.next()) as u64, 40, 1 + (90.0 * draws.next()) as u64))
        })
        .collect();
    let bins: Vec<SpendBin> = (0..30)
        .map(|at| SpendBin {
            low: f64::from(at) * 5.0,
            high: f64::from(at + 1) * 5.0,
            customers: 1 + (90.0 * draws.next()) as u64,
        })
        .collect();
    let customers: Vec<PurchaseTimes> = HOSTILE
        .iter()
        .map(|name| {
            let mut times: Vec<f64> = (0..12).map(|_| 30.0 * draws.next()).collect();
            times.sort_by(f64::total_cmp);
            PurchaseTimes::new(name, &times).with_chance(draws.next())
        })
        .collect();
    let curve = |shape: f64| -> Vec<(f64, f64)> {
        (1..=200)
            .map(|at| f64::from(at) / 200.0)
            .map(|x| (x, x.powf(shape - 1.0) * (-3.0 * x).exp()))
            .collect()
    };
    vec![
        funnel(&steps, &numbers).unwrap(),
        kano(&attributes, &numbers).unwrap(),
        promoter_trend(&waves, &numbers).unwrap(),
        tornado(60_000.0, &bars(), &HOSTILE[..3], &numbers).unwrap(),
        spend_density(&bins, &[(2.5, 20.0), (90.0, 44.0), (400.0, 1.0)], &numbers).unwrap(),
        histories(&customers, 36.0, Some(24.0), &terms).unwrap(),
        heterogeneity(Rate::Purchases, &curve(0.2 + draws.next()), 0.1, &terms).unwrap(),
        heterogeneity(Rate::Dropout, &curve(2.0), 0.99, &terms).unwrap(),
        heterogeneity(Rate::Attrition, &curve(0.05), 0.01, &terms).unwrap(),
        expected_by_age(&curve(3.0), &terms).unwrap(),
    ]
}

#[test]
fn pictures_of_columns_keep_to_the_rules() {
    for language in Language::ALL {
        for seed in 0..40 {
            let pictures = all(*language, seed);
            check(&pictures);
            for picture in &pictures {
                assert!(!picture.narrow.contains("<script"));
            }
        }
    }
}

#[test]
fn bars_of_a_funnel_are_as_long_as_its_counts() {
    let steps = [
        FunnelStep::new("seen", 800),
        FunnelStep::new("bought", 200),
        FunnelStep::new("again", 50),
    ];
    let picture = funnel(&steps, &EN).unwrap();
    assert_eq!(picture.title, "Most are lost before “bought”: 25% get there");
    let document = Document::parse(&picture.narrow).unwrap();
    let widths: Vec<f64> = document
        .descendants()
        .filter(|node| node.has_tag_name("rect"))
        .map(|node| node.attribute("width").unwrap().parse().unwrap())
        .collect();
    assert!(
        (widths[0] - 4.0 * widths[1]).abs() < 0.5 && (widths[0] - 16.0 * widths[2]).abs() < 1.0,
        "{widths:?}"
    );
}

#[test]
fn titles_say_what_is_sure_and_what_is_not() {
    let title = |waves: &[(&str, PromoterScore)]| promoter_trend(waves, &EN).unwrap().title;
    let (low, high) = (score(100, 100, 200), score(200, 100, 100));
    assert_eq!(title(&[("a", low), ("b", high)]), "The promoter score rose from −25 to +25");
    assert_eq!(title(&[("a", high), ("b", low)]), "The promoter score fell from +25 to −25");
    let little = score(20, 10, 19);
    assert_eq!(
        title(&[("a", little), ("b", score(20, 10, 18))]),
        "The promoter score went from +2 to +4: no sure change"
    );
}

#[test]
fn what_cannot_be_drawn_is_refused_by_row_and_range() {
    let kind = |refused: habitue::Result<Picture>| refused.unwrap_err().kind();
    assert_eq!(kind(funnel(&[], &EN)), ErrorKind::Empty);
    let grows = [FunnelStep::new("a", 5), FunnelStep::new("b", 6)];
    let error = funnel(&grows, &EN).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(1)));
    assert!(error.to_string().contains("0 to 5"), "{error}");
    let many: Vec<FunnelStep> = (0..31).map(|at| FunnelStep::new("a", 100 - at)).collect();
    assert_eq!(kind(funnel(&many, &EN)), ErrorKind::OutOfRange);

    assert_eq!(kind(kano(&[], &EN)), ErrorKind::Empty);
    assert_eq!(kind(promoter_trend(&[("a", score(1, 1, 1))], &EN)), ErrorKind::OutOfRange);

    assert_eq!(kind(tornado(1.0, &[], &[], &EN)), ErrorKind::Empty);
    assert_eq!(kind(tornado(f64::NAN, &bars(), &["a", "b", "c"], &EN)), ErrorKind::NotFinite);
    let error = tornado(1.0, &bars(), &["a"], &EN).unwrap_err();
    assert!(error.to_string().contains("of the 1 that have a name"), "{error}");

    let bin = |low, high, customers| SpendBin { low, high, customers };
    assert_eq!(kind(spend_density(&[bin(0.0, 1.0, 0)], &[], &EN)), ErrorKind::Empty);
    assert_eq!(
        spend_density(&[bin(0.0, 1.0, 1), bin(0.5, 2.0, 1)], &[], &EN).unwrap_err().row(),
        Some(1)
    );
    assert_eq!(spend_density(&[bin(1.0, 1.0, 1)], &[], &EN).unwrap_err().row(), Some(0));
    assert_eq!(
        kind(spend_density(&[bin(0.0, 1.0, 1)], &[(0.5, -1.0)], &EN)),
        ErrorKind::OutOfRange
    );

    let terms = terms(Language::English);
    let of = |times: &[f64]| histories(&[PurchaseTimes::new("a", times)], 10.0, None, &terms);
    assert_eq!(kind(of(&[])), ErrorKind::Empty);
    assert_eq!(kind(of(&[3.0, 2.0])), ErrorKind::OutOfRange);
    assert_eq!(kind(of(&[3.0, 12.0])), ErrorKind::OutOfRange);
    let sure = PurchaseTimes::new("a", &[1.0]).with_chance(1.5);
    assert_eq!(kind(histories(&[sure], 10.0, None, &terms)), ErrorKind::OutOfRange);

    let spread = |points: &[(f64, f64)]| heterogeneity(Rate::Dropout, points, 0.5, &terms);
    assert_eq!(kind(spread(&[(0.0, 1.0)])), ErrorKind::OutOfRange);
    assert_eq!(spread(&[(0.0, 1.0), (0.0, 1.0)]).unwrap_err().row(), Some(1));
    assert_eq!(spread(&[(0.0, 1.0), (0.5, -1.0)]).unwrap_err().row(), Some(1));
    assert_eq!(
        kind(expected_by_age(&[(0.0, 0.0), (1.0, f64::INFINITY)], &terms)),
        ErrorKind::NotFinite
    );
}
