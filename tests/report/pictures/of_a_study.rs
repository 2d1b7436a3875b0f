//! Pictures of whole studies: of the CDNOW sample, of hostile names, of bases that hold little.

use super::bases::{HOSTILE, cdnow, drawn, hostile_survey, study};
use super::geometry::{check, check_svg};
use habitue::money::Currency;
use habitue::report::{Language, Numbers, Picture, draw, pictures};
use habitue::study::{CheckKind, CohortMonthCell, Study, StudyOptions};
use habitue::summary::Summary;
use roxmltree::{Document, Node};

fn hold(study: &Study) {
    for language in Language::ALL {
        check(&pictures::all(study, *language));
        let numbers = Numbers::new(*language, Currency::USD);
        for &kind in CheckKind::ALL {
            if let Some(gauge) = study.verdict.checks.gauge(kind) {
                check_svg("gauge", &pictures::gauge(kind, &gauge, &numbers), 220.0);
            }
        }
    }
}

fn named(name: &str) -> Picture {
    let all = pictures::all(cdnow(), Language::English);
    all.into_iter().find(|picture| picture.name == name).unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn pictures_of_the_cdnow_sample_keep_to_the_rules() {
    hold(cdnow());
    let names: Vec<String> =
        pictures::all(cdnow(), Language::English).into_iter().map(|picture| picture.name).collect();
    for name in [
        "tiers",
        "whale",
        "value_matrix",
        "p_alive",
        "alive_check",
        "purchases_grid",
        "bought_again",
        "cohorts",
        "tracking",
        "tier_forecast",
        "calibration",
        "keeping",
        "satisfaction",
        "promoters",
        "said_and_done",
        "importance",
        "drivers",
        "rfm_grid",
        "ladder",
        "fit",
        "cumulative",
        "heterogeneity_purchases",
        "heterogeneity_dropout",
        "expected_by_age",
        "spend_density",
        "alive_history",
        "funnel",
        "histories",
    ] {
        assert!(names.contains(&name.to_owned()), "{name} is not among {names:?}");
    }
}

#[test]
fn a_picture_is_drawn_to_the_same_bytes_each_time() {
    for language in Language::ALL {
        assert_eq!(pictures::all(cdnow(), *language), pictures::all(cdnow(), *language));
    }
}

#[test]
fn hostile_names_are_text_and_nothing_else() {
    let summary = drawn(5, 120, 500, Some(40.0));
    let study = study(&summary, &StudyOptions::new().with_futures(60), Some(&hostile_survey()));
    hold(&study);
    let all = pictures::all(&study, Language::Chinese);
    let of = |name: &str| {
        let found = all.iter().find(|picture| picture.name == name);
        found.unwrap_or_else(|| panic!("no {name}: {:?}", study.figures.priorities))
    };
    for name in ["satisfaction", "importance", "drivers"] {
        let svg = &of(name).narrow;
        assert!(!svg.contains("<script") && !svg.contains("<!--"), "{svg}");
        assert!(svg.contains("&lt;script"), "{name} has lost a question");
        assert!(!svg.contains('\u{202e}'), "{name} turns the direction of what follows");
        // What was cut is whole where a pointer rests on it.
        let document = Document::parse(svg).unwrap();
        let titles: Vec<&str> = document
            .descendants()
            .filter(|node| node.has_tag_name("title"))
            .filter_map(|node| node.text())
            .collect();
        assert!(titles.contains(&HOSTILE[3]), "{name}: {titles:?}");
    }
}

#[test]
fn bases_that_hold_little_have_pictures_that_keep_to_the_rules() {
    let options = StudyOptions::new().with_futures(60);
    hold(&study(&drawn(1, 1, 300, Some(10.0)), &options, None));
    hold(&study(&drawn(2, 2, 30, None), &options, None));
    hold(&study(&drawn(3, 40, 20, Some(0.02)), &options, None));
    // Nobody came back.
    let mut summary = Summary::new(habitue::ledger::Rules::visits());
    for customer in 0..50_i64 {
        let day = habitue::time::Day::from_number(15_000 + customer as i32 * 3).unwrap();
        summary.update(&habitue::ledger::Transaction::visit(customer, day)).unwrap();
    }
    hold(&study(&summary, &options, None));
}

#[test]
fn random_bases_have_pictures_that_keep_to_the_rules() {
    // (customers, days, spend): few and many, weeks and years, cents and millions.
    for (seed, (customers, days, spend)) in [
        (30, 90, Some(5.0)),
        (150, 200, Some(12_000.0)),
        (120, 1_500, Some(3e6)),
        (90, 2_400, None),
    ]
    .into_iter()
    .enumerate()
    {
        let summary = drawn(seed as u64 + 11, customers, days, spend);
        hold(&study(&summary, &StudyOptions::new().with_futures(60), None));
    }
}

#[test]
fn a_file_of_its_own_has_its_style_and_still_parses() {
    let alone = draw::standalone(&named("cohorts").narrow);
    let document = Document::parse(&alone).unwrap();
    let style = document.descendants().find(|node| node.has_tag_name("style")).unwrap();
    let rules = style.text().unwrap();
    assert!(
        rules.contains("prefers-color-scheme:dark") && rules.contains(".f-accent{fill:#1b5fae}")
    );
    let classes = document.descendants().filter_map(|node| node.attribute("class"));
    for class in classes.flat_map(str::split_whitespace).filter(|class| *class != "picture") {
        assert!(rules.contains(&format!(".{class}{{")), "{class} has no rule");
        assert!(draw::classes().contains(&format!(".{class}{{")), "{class} has no rule in a page");
    }
}

fn rectangles<'a>(document: &'a Document<'a>, class: &str) -> Vec<Node<'a, 'a>> {
    let found = document.descendants().filter(|node| node.has_tag_name("rect"));
    found.filter(|node| node.attribute("class") == Some(class)).collect()
}

fn number(node: &Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).unwrap().parse().unwrap()
}

#[test]
fn bars_are_as_long_as_what_they_stand_for() {
    // Tiers: grey customers and blue values on one scale.
    let tiers = cdnow().figures.now.tiers.as_ref().unwrap();
    let picture = named("tiers");
    for svg in [&picture.narrow, picture.wide.as_ref().unwrap()] {
        let document = Document::parse(svg).unwrap();
        let (grey, blue) = (rectangles(&document, "f-grey"), rectangles(&document, "f-accent"));
        assert_eq!((grey.len(), blue.len()), (tiers.rows.len(), tiers.rows.len()));
        let last = grey.len() - 1;
        let scale = number(&grey[last], "width") / tiers.rows[last].customer_share;
        for ((row, grey), blue) in tiers.rows.iter().zip(&grey).zip(&blue) {
            assert!((number(grey, "width") - scale * row.customer_share).abs() < 0.2);
            assert!((number(blue, "width") - scale * row.expected_share.unwrap()).abs() < 0.2);
        }
    }
    // Tracking: a bar a period, from 0 on.
    let tracked = cdnow().figures.tracking.as_ref().unwrap();
    let svg = named("tracking").wide.unwrap();
    let document = Document::parse(&svg).unwrap();
    let bars: Vec<Node<'_, '_>> = document
        .descendants()
        .filter(|node| {
            node.has_tag_name("rect") && node.children().any(|child| child.has_tag_name("title"))
        })
        .collect();
    assert_eq!(bars.len(), tracked.periods.len());
    let most = tracked.periods.iter().map(|period| period.came).max().unwrap() as f64;
    let tallest = bars.iter().map(|bar| number(bar, "height")).fold(0.0, f64::max);
    for (bar, period) in bars.iter().zip(&tracked.periods) {
        assert!((number(bar, "height") - tallest * period.came as f64 / most).abs() < 0.2);
        assert!(
            (number(bar, "y") + number(bar, "height")
                - number(&bars[0], "y")
                - number(&bars[0], "height"))
            .abs()
                < 0.2
        );
    }
}

#[test]
fn every_complete_cell_of_a_cohort_has_its_number() {
    let cohorts = cdnow().figures.cohorts.as_ref().unwrap();
    let picture = named("cohorts");
    for svg in [&picture.narrow, picture.wide.as_ref().unwrap()] {
        let document = Document::parse(svg).unwrap();
        let mut drawn: Vec<String> = document
            .descendants()
            .filter(|node| {
                node.has_tag_name("text") && node.attribute("text-anchor") == Some("middle")
            })
            .filter_map(|node| node.text().map(str::to_owned))
            .filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
            .filter(|text| text.parse::<u32>().is_ok_and(|number| number <= 100))
            .collect();
        let cells = cohorts.months.iter().chain([&cohorts.all]).flat_map(|month| &month.cells);
        let mut held: Vec<String> = cells
            .filter_map(|cell| match cell {
                CohortMonthCell::Complete(share) => Some(format!("{:.0}", 100.0 * share.share)),
                _ => None,
            })
            .collect();
        drawn.sort();
        held.sort();
        assert_eq!(drawn, held);
    }
}
