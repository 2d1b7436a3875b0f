//! One million respondents and ten questions by fifty segments: index, share, promoter score, mean
//! and alpha of each, with intervals and n, from columns.
//!
//! `cargo bench --bench breakdown` prints the best of five on two threads, plain and with weights
//! that differ, groups by text and answers checked included, and holds the figures of a segment to
//! those of its respondents alone.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::time::Instant;

use habitue::Job;
use habitue::customer::TextColumn;
use habitue::satisfaction::{
    Breakdown, BreakdownFigure, IndexForm, PromoterBreaks, PromoterInterval,
};
use habitue::survey::{
    Answers, Groups, MissingPolicy, ProportionInterval, Question, Questionnaire, Scale,
};

const RESPONDENTS: usize = 1_000_000;
const QUESTIONS: usize = 10;
const SEGMENTS: usize = 50;

fn main() {
    let mut state = 42_u64;
    let mut unit = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0
    };
    let mut columns: Vec<_> = (0..QUESTIONS).map(|_| Vec::with_capacity(RESPONDENTS)).collect();
    let (mut segments, mut weights) = (TextColumn::default(), Vec::with_capacity(RESPONDENTS));
    for _ in 0..RESPONDENTS {
        let mood = unit();
        for column in &mut columns {
            let missing = unit() < 0.02;
            let answer = ((0.6 * mood + 0.4 * unit()) * 11.0).floor().min(10.0);
            column.push(if missing { f64::NAN } else { answer });
        }
        segments.push(&format!("segment {:02}", (unit() * SEGMENTS as f64) as usize));
        weights.push(0.5 + 2.0 * unit());
    }
    let question = |i| Question::new(format!("q{i}"), Scale::points(0, 10).unwrap());
    let questionnaire = Questionnaire::new((0..QUESTIONS).map(question).collect()).unwrap();
    let missing = MissingPolicy::AvailableCase;
    let figures = [
        BreakdownFigure::Index { missing, form: IndexForm::PerQuestion },
        BreakdownFigure::Share { question: 0, top: 2, method: ProportionInterval::Wilson },
        BreakdownFigure::Promoter {
            question: 9,
            breaks: PromoterBreaks::ZERO_TO_TEN,
            method: PromoterInterval::Score,
        },
        BreakdownFigure::Mean { question: 5 },
        BreakdownFigure::Reliability {
            items: (0..QUESTIONS).collect(),
            missing: MissingPolicy::Listwise,
        },
    ];
    for (name, weights) in [("equal weights", None), ("weights that differ", Some(weights))] {
        let mut best = f64::INFINITY;
        for _ in 0..5 {
            let given = columns.clone();
            let start = Instant::now();
            let mut answers = Answers::new(questionnaire.clone(), given).unwrap();
            if let Some(weights) = &weights {
                answers = answers.with_weights(weights.clone()).unwrap();
            }
            let groups = Groups::of(&[segments.as_texts().into()]).unwrap();
            let job = &mut Job::new().with_threads(2);
            let found = Breakdown::of(&answers, &groups, &figures, 0.95, job).unwrap();
            best = best.min(start.elapsed().as_secs_f64());
            assert_eq!(found.groups(), SEGMENTS);
            assert!(found.estimates().iter().all(|it| it.as_ref().unwrap().interval.is_some()));
            // A segment alone.
            let rows = groups.rows(7);
            let own = |column: &Vec<f64>| rows.iter().map(|row| column[*row as usize]).collect();
            let mut alone =
                Answers::new(questionnaire.clone(), columns.iter().map(own).collect()).unwrap();
            if let Some(weights) = &weights {
                alone = alone.with_weights(own(weights)).unwrap();
            }
            for (place, figure) in figures.iter().enumerate() {
                assert_eq!(found.estimate(7, place).unwrap(), figure.of(&alone, 0.95).unwrap());
            }
        }
        println!("{name}: {best:.2} s (best of five, two threads, at most 2 s)");
    }
}
