//! A reversed scale means one thing everywhere: for a random survey, every public
//! function over answers gives, bit for bit, what it gives for answers that were
//! recoded by hand.
//!
//! Which functions there are is read from the source, so that a new one cannot be
//! forgotten: it is checked in `checks.rs`, or named here with the reason why not.
#![allow(clippy::unwrap_used, clippy::panic)]

mod checks;
mod reachable;
mod survey;

use std::collections::BTreeSet;

use checks::{COUNTING, Check, TURNING};
use habitue::survey::{CrossProducts, MissingPolicy, Moments, Reliability, Scale};
use survey::Surveys;

/// How many surveys are drawn.
const SEEDS: u64 = 24;

/// Functions that are not checked, by the reason.
const EXEMPT: &[(&str, &[&str])] = &[
    (
        "gives back what was asked or answered, as it was given; analyses read columns and scales",
        &[
            "survey::Answers::raw_column",
            "survey::Answers::questionnaire",
            "study::StudySurvey::answers",
            "study::StudySurvey::importance",
            "study::SurveyStudy::answers",
        ],
    ),
    ("hands columns of Arrow to Answers::new, which is checked here", &["arrow::read_responses"]),
    (
        "keeps answers for a study, whose figures come from functions that are checked here",
        &["study::StudySurvey::new", "study::StudySurvey::with_importance"],
    ),
    ("says which spellings of a key are one respondent", &["survey::Answers::with_key_policy"]),
    (
        "says in which direction questions were asked, which is what the surveys differ in",
        &["survey::Moments::directions"],
    ),
    (
        "takes moments or counts from elsewhere as they are; with_scales turns moments, and the \
         test below holds it to what answers give",
        &[
            "survey::Moments::from_correlations",
            "survey::Moments::from_covariances",
            "survey::Moments::with_scales",
            "satisfaction::KanoCounts::from_counts",
            "satisfaction::PenaltyRewardCounts::from_totals",
        ],
    ),
    (
        "writes the totals of counts, which Counts::totals shows below",
        &[
            "satisfaction::EffortCounts::rests",
            "satisfaction::EffortCounts::set_rests",
            "satisfaction::EffortCounts::write",
            "satisfaction::FuzzyKano::rests",
            "satisfaction::FuzzyKano::set_rests",
            "satisfaction::FuzzyKano::write",
            "satisfaction::KanoCounts::rests",
            "satisfaction::KanoCounts::set_rests",
            "satisfaction::KanoCounts::write",
        ],
    ),
    (
        "takes a figure of answers that were turned when it was formed",
        &["satisfaction::GroupEstimate::compared"],
    ),
    (
        "takes weights, categories or sizes of respondents, no answer",
        &[
            "survey::CrossTable::of",
            "survey::Margin::new",
            "survey::Margin::shares",
            "survey::design_effect",
            "survey::effective_n",
            "survey::post_stratify",
            "survey::rake",
            "survey::sample_size",
        ],
    ),
    (
        "takes loadings, which have the direction of the moments that they come from",
        &["survey::average_variance_extracted", "survey::composite_reliability"],
    ),
    (
        "takes benefits, costs, money, purchases or ratings of several brands, which no \
         questionnaire declares; those from answers come turned from Answers::column",
        &[
            "satisfaction::DeliveredValue::new",
            "loyalty::growth_into",
            "loyalty::rank_shares_into",
            "loyalty::share_of_wallet",
            "loyalty::FourIndicators::with_behaviour",
            "loyalty::SwitchingCost::weighted",
            "loyalty::switching_cost_into",
        ],
    ),
    (
        "takes scores on 0 to 100, or columns with ranges that name the good end themselves; \
         those from answers come turned from respondent_indices_into or Answers::column",
        &[
            "loyalty::Driver::scores",
            "loyalty::driver_scores_into",
            "loyalty::four_indicators_into",
            "loyalty::ThreeIndicator::index_into",
            "loyalty::SevenIndicators::index_into",
        ],
    ),
    (
        "takes assessments of dealers or times of cases, which no questionnaire declares",
        &["loyalty::CaseColumns::new", "satisfaction::dealer_cards"],
    ),
    (
        "sets weights, tables or thresholds of a scheme, no answer",
        &[
            "loyalty::LoyaltyGates::with_gates",
            "loyalty::SevenIndicators::with_weights",
            "loyalty::ThreeIndicator::with_tables",
            "loyalty::ThreeIndicator::with_weights",
        ],
    ),
];

#[test]
fn no_function_over_answers_is_forgotten() {
    let functions = reachable::functions();
    let mut listed = BTreeSet::new();
    let exempt = EXEMPT.iter().flat_map(|(_, names)| names.iter());
    for name in TURNING.iter().chain(COUNTING).flat_map(|check| check.functions).chain(exempt) {
        assert!(listed.insert((*name).to_owned()), "{name} is listed twice");
    }
    let forgotten: Vec<&String> = functions.difference(&listed).collect();
    assert!(
        forgotten.is_empty(),
        "check these in tests/survey/survey_direction/checks.rs, or exempt them with a reason: \
         {forgotten:#?}"
    );
    let gone: Vec<&String> = listed.difference(&functions).collect();
    assert!(gone.is_empty(), "no public function over answers has these names: {gone:#?}");
}

/// What analyses answers cannot read them raw: only what makes other answers of them
/// does, and hands them to a constructor that turns them.
#[test]
fn no_analysis_reads_raw_answers() {
    let readers = reachable::callers("raw_column");
    assert_eq!(
        readers.iter().map(String::as_str).collect::<Vec<_>>(),
        ["satisfaction/indices/scorecard.rs", "study/survey/survey_form.rs", "survey/answers.rs"]
    );
}

#[test]
fn a_reversed_question_is_one_that_was_recoded_by_hand() {
    let surveys: Vec<Surveys> = (0..SEEDS).map(Surveys::of).collect();
    for check in TURNING {
        let moved = compare(check, &surveys);
        assert!(moved, "raw answers give the same: {:?} sees no direction", check.functions);
    }
    for check in COUNTING {
        let moved = compare(check, &surveys);
        assert!(!moved, "{:?} moves with the direction", check.functions);
    }
}

/// Holds what a check says of declared directions to what it says of recoded answers;
/// whether raw answers would have given anything else.
fn compare(check: &Check, surveys: &[Surveys]) -> bool {
    let (mut worked, mut moved) = (0, false);
    for (seed, survey) in surveys.iter().enumerate() {
        let [declared, recoded, raw] = [&survey.declared, &survey.recoded, &survey.raw]
            .map(|answers| (check.of)(answers).map_err(|error| error.to_string()));
        assert_eq!(declared, recoded, "seed {seed}: {:?}", check.functions);
        worked += usize::from(declared.is_ok());
        moved |= declared != raw;
    }
    assert!(2 * worked > surveys.len(), "{:?} worked {worked} times only", check.functions);
    moved
}

/// Published moments with their scales are those of recoded answers.
#[test]
fn moments_from_elsewhere_are_turned_by_their_scales() {
    let survey = Surveys::of(4);
    let policy = MissingPolicy::Listwise;
    let raw = Moments::of(&survey.raw, policy).unwrap();
    let scales: Vec<Scale> = survey
        .declared
        .questionnaire()
        .questions()
        .iter()
        .map(|question| question.scale().clone())
        .collect();
    let published = Moments::from_correlations(
        raw.names().to_vec(),
        raw.n(),
        raw.means().to_vec(),
        raw.sds().to_vec(),
        raw.correlations().to_vec(),
    )
    .unwrap();
    assert_eq!(published.directions(), None);
    let turned = published.with_scales(&scales).unwrap();
    let sums = CrossProducts::of(&survey.declared, policy).unwrap();
    let expected = Moments::from_cross_products(&sums).unwrap();
    for i in 0..expected.len() {
        assert!((turned.means()[i] - expected.means()[i]).abs() < 1e-12);
        for j in 0..expected.len() {
            let difference = turned.covariance(i, j) - expected.covariance(i, j);
            assert!(difference.abs() < 1e-9 * expected.sds()[i] * expected.sds()[j]);
        }
    }
    assert_eq!(turned.directions(), expected.directions());
    let alpha = |moments: &Moments| Reliability::of(moments, &[0, 1, 2, 3], 0.95).unwrap().alpha;
    assert!((alpha(&turned) - alpha(&expected)).abs() < 1e-12);
    // Saying it again turns nothing again; saying something else is refused.
    assert_eq!(turned.clone().with_scales(&scales).unwrap(), turned);
    let others: Vec<Scale> = scales.into_iter().map(Scale::reversed).collect();
    let error = turned.with_scales(&others).unwrap_err();
    assert_eq!((error.kind(), error.column()), (habitue::ErrorKind::Inconsistent, Some("q0")));
}
