//! Every figure by group: the bits of the answers of the group alone, whatever the threads.
#![allow(clippy::unwrap_used)]

use crate::common;
use habitue::customer::Keys;
use habitue::satisfaction::{
    Breakdown, BreakdownFigure, GroupEstimate, IndexForm, IndexOptions, MeanCounts, PromoterBreaks,
    PromoterCounts, PromoterInterval, SatisfactionIndex, TopBox,
};
use habitue::survey::{
    AlphaInterval, Answers, Groups, MissingPolicy, Moments, ProportionInterval, Question,
    Questionnaire, Reliability, Scale,
};
use habitue::{ErrorKind, Job};
use proptest::prelude::*;

const CONFIDENCE: f64 = 0.9;

/// Four questions, one of them reversed, one that weighs nothing.
fn survey(rows: &[([f64; 4], f64)], weighted: bool) -> Answers {
    let scale = |place| match place {
        2 => Scale::points(0, 10).unwrap().reversed(),
        _ => Scale::points(0, 10).unwrap(),
    };
    let question = |place: usize| {
        let weight = [2.0, 1.0, 0.5, 0.0][place];
        Question::new(format!("q{place}"), scale(place)).with_weight(weight).unwrap()
    };
    let questionnaire = Questionnaire::new((0..4).map(question).collect()).unwrap();
    let columns = (0..4).map(|place| rows.iter().map(|row| row.0[place]).collect()).collect();
    let answers = Answers::new(questionnaire, columns).unwrap();
    match weighted {
        true => answers.with_weights(rows.iter().map(|row| row.1).collect()).unwrap(),
        false => answers,
    }
}

fn rows() -> impl Strategy<Value = Vec<([f64; 4], f64, i64)>> {
    let answer = prop_oneof![1 => Just(f64::NAN), 6 => (0..11_u32).prop_map(f64::from)];
    let row = (prop::array::uniform4(answer), 1..9_u32, 0..4_i64)
        .prop_map(|(answers, weight, group)| (answers, f64::from(weight) / 3.0, group));
    prop::collection::vec(row, 1..80)
}

/// What each figure is of the answers of a group, told by the functions of single figures.
fn alone(answers: &Answers, missing: MissingPolicy) -> Vec<Option<[f64; 7]>> {
    let ends = |interval: Option<habitue::survey::Interval>| match interval {
        Some(interval) => [interval.low, interval.high],
        None => [f64::NAN; 2],
    };
    let told = |value: f64, error: Option<f64>, interval, n: f64, used: u64, missing: u64| {
        let [low, high] = ends(interval);
        [value, error.unwrap_or(f64::NAN), low, high, n, used as f64, missing as f64]
    };
    let options = IndexOptions::new(missing).with_confidence(CONFIDENCE);
    let index = |form| {
        let it = SatisfactionIndex::of(answers, options.with_form(form)).ok()?;
        let basis = it.basis;
        let (error, n) = (it.standard_error, basis.effective_n);
        Some(told(it.value, error, it.interval, n, basis.used, basis.missing))
    };
    let share = TopBox::of(answers, 1, 2, ProportionInterval::Wilson, CONFIDENCE).ok().map(|it| {
        let (error, n) = (Some(it.standard_error), it.effective_n);
        told(it.share, error, Some(it.interval), n, it.counts.answered, it.counts.missing)
    });
    let breaks = PromoterBreaks::ZERO_TO_TEN;
    let counts = PromoterCounts::count(answers, 2, breaks).unwrap();
    let promoter = counts.score(PromoterInterval::Score, CONFIDENCE).ok().map(|it| {
        let (error, n) = (Some(it.standard_error), it.effective_n);
        told(it.score, error, Some(it.interval), n, counts.answered, counts.missing)
    });
    let counts = MeanCounts::count(answers.column(3).unwrap(), answers.weights()).unwrap();
    let mean = counts.mean(CONFIDENCE).ok().map(|it| {
        let n = counts.effective_n();
        told(it.mean, it.standard_error, it.interval, n, counts.answered, counts.missing)
    });
    let alpha = Moments::of_questions(answers, &[0, 1, 2], MissingPolicy::Listwise)
        .and_then(|moments| Reliability::of(&moments, &[0, 1, 2], CONFIDENCE))
        .ok()
        .map(|it| {
            let (basis, interval) = (it.basis.unwrap(), Some(it.interval));
            told(it.alpha, None, interval, it.effective_n, basis.used, basis.missing)
        });
    vec![
        index(IndexForm::PerQuestion),
        index(IndexForm::PerRespondent),
        share,
        promoter,
        mean,
        alpha,
    ]
}

fn figures(missing: MissingPolicy) -> [BreakdownFigure; 6] {
    [
        BreakdownFigure::Index { missing, form: IndexForm::PerQuestion },
        BreakdownFigure::Index { missing, form: IndexForm::PerRespondent },
        BreakdownFigure::Share { question: 1, top: 2, method: ProportionInterval::Wilson },
        BreakdownFigure::Promoter {
            question: 2,
            breaks: PromoterBreaks::ZERO_TO_TEN,
            method: PromoterInterval::Score,
        },
        BreakdownFigure::Mean { question: 3 },
        BreakdownFigure::Reliability { items: vec![0, 1, 2], missing: MissingPolicy::Listwise },
    ]
}

fn bits(estimate: &GroupEstimate) -> [u64; 7] {
    let (low, high) =
        estimate.interval.map_or((f64::NAN, f64::NAN), |interval| (interval.low, interval.high));
    let error = estimate.standard_error.unwrap_or(f64::NAN);
    let counts = [estimate.used as f64, estimate.missing as f64];
    [estimate.value, error, low, high, estimate.effective_n, counts[0], counts[1]].map(f64::to_bits)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn each_figure_has_the_bits_of_the_group_alone(
        rows in rows(),
        weighted in any::<bool>(),
        person in any::<bool>(),
        threads in 1..4_usize,
    ) {
        let missing = match person {
            true => MissingPolicy::PersonMean { minimum_share: 0.5 },
            false => MissingPolicy::AvailableCase,
        };
        let all: Vec<([f64; 4], f64)> = rows.iter().map(|row| (row.0, row.1)).collect();
        let keys: Vec<i64> = rows.iter().map(|row| row.2).collect();
        let groups = Groups::of(&[Keys::Integer(&keys)]).unwrap();
        let job = &mut Job::new().with_threads(threads);
        let figures = figures(missing);
        let answers = survey(&all, weighted);
        let found = Breakdown::of(&answers, &groups, &figures, CONFIDENCE, job).unwrap();
        prop_assert_eq!(found.groups(), groups.len());
        for group in 0..groups.len() {
            let own: Vec<_> = groups.rows(group).iter().map(|row| all[*row as usize]).collect();
            for (place, expected) in alone(&survey(&own, weighted), missing).iter().enumerate() {
                let estimate = found.estimate(group, place);
                let estimate = estimate.as_ref().map(bits).ok();
                prop_assert_eq!(estimate, expected.map(|it| it.map(f64::to_bits)), "{}", place);
            }
        }
    }
}

/// Answers of tests/survey/reliability.rs: what each respondent moves alpha by, in numpy; quantiles
/// of F by scipy. So say the moments of all questions and of some, and the breakdown.
#[test]
fn the_interval_of_a_weighted_alpha_has_one_meaning() {
    let part = |row: usize, which: usize| f64::from(u8::from(row >> which & 1 == 1));
    // A question that nobody is asked about and some leave out.
    let other = (0..16).map(|row| if row % 3 == 0 { f64::NAN } else { (row % 3) as f64 });
    let mut columns: Vec<Vec<f64>> = vec![other.collect()];
    columns.extend((0..3).map(|q| (0..16).map(|row| part(row, 3) + part(row, q)).collect()));
    let question = |i: usize| Question::new(format!("q{i}"), Scale::points(0, 2).unwrap());
    let questionnaire = Questionnaire::new((0..4).map(question).collect()).unwrap();
    let heavy = (0..16).map(|row| if row < 3 { 5.0 } else { 1.0 }).collect();
    let answers = Answers::new(questionnaire, columns).unwrap().with_weights(heavy).unwrap();
    let (items, missing) = (vec![1, 2, 3], MissingPolicy::Listwise);
    let all = Moments::of(&answers, missing).unwrap();
    let some = Moments::of_questions(&answers, &items, missing).unwrap();
    let figure = BreakdownFigure::Reliability { items: items.clone(), missing };
    let groups = Groups::whole(16).unwrap();
    let table = Breakdown::of(&answers, &groups, &[figure], 0.95, &mut Job::new()).unwrap();
    let table = table.estimate(0, 0).unwrap();
    let mut found = vec![(table.interval.unwrap(), table.effective_n)];
    for alone in [
        Reliability::of(&all, &items, 0.95).unwrap(),
        Reliability::of(&some, &[0, 1, 2], 0.95).unwrap(),
        Reliability::of_answers(&answers, &items, missing, None, 0.95).unwrap(),
    ] {
        assert_eq!(alone.interval_method, AlphaInterval::Linearised);
        found.push((alone.interval, alone.effective_n));
    }
    for (interval, effective_n) in found {
        common::close(effective_n, 18.659_290_940_946_104, 1e-11);
        common::close(interval.low, 0.522_246_833_359_778_3, 1e-12);
        common::close(interval.high, 0.909_043_942_032_356_8, 1e-12);
    }
}

#[test]
fn what_no_answers_could_have_is_refused_and_what_a_group_lacks_is_told() {
    let rows = [([1.0, 9.0, 3.0, f64::NAN], 1.0), ([4.0, 2.0, 8.0, 5.0], 1.0)];
    let answers = survey(&rows, false);
    let groups = Groups::of(&[Keys::Integer(&[7, 8])]).unwrap();
    let of = |figure: BreakdownFigure| {
        Breakdown::of(&answers, &groups, &[figure], 0.95, &mut Job::new())
    };
    let share = |question, top| BreakdownFigure::Share {
        question,
        top,
        method: ProportionInterval::Wilson,
    };
    assert_eq!(of(share(9, 1)).unwrap_err().kind(), ErrorKind::OutOfRange);
    assert_eq!(of(share(0, 11)).unwrap_err().kind(), ErrorKind::OutOfRange);
    let breaks = PromoterBreaks::new(6.0, 11.0).unwrap();
    let promoter =
        |breaks| BreakdownFigure::Promoter { question: 0, breaks, method: PromoterInterval::Score };
    assert_eq!(of(promoter(breaks)).unwrap_err().kind(), ErrorKind::OutOfRange);
    let items = |items: &[usize]| BreakdownFigure::Reliability {
        items: items.to_vec(),
        missing: MissingPolicy::Listwise,
    };
    assert_eq!(of(items(&[0])).unwrap_err().kind(), ErrorKind::Undefined);
    assert_eq!(of(items(&[0, 0])).unwrap_err().kind(), ErrorKind::Duplicate);
    let found = of(BreakdownFigure::Mean { question: 3 }).unwrap();
    assert_eq!(found.estimate(0, 0).unwrap_err().kind(), ErrorKind::Empty);
    assert_eq!(found.estimate(1, 0).unwrap().value, 5.0);
    assert_eq!(found.estimate(2, 0).unwrap_err().kind(), ErrorKind::OutOfRange);
    let other = Groups::whole(3).unwrap();
    let figures = [BreakdownFigure::Mean { question: 0 }];
    let error = Breakdown::of(&answers, &other, &figures, 0.95, &mut Job::new()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Length);
}
