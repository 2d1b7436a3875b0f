//! Waves and shards combine exactly: every figure of merged parts is that of all
//! respondents at once, in any split and any order.
#![allow(clippy::unwrap_used)]

use crate::common;
use common::close;
use habitue::satisfaction::{
    Construct, EffortCounts, EffortScore, IndexOptions, InnerScheme, KanoCounts, KanoTable,
    KeyDrivers, PathFit, PathModel, PromoterBreaks, PromoterCounts, SatisfactionIndex, Scorecard,
    ServiceQualityCounts, ShareCounts,
};
use habitue::survey::{
    Answers, CrossProducts, MissingPolicy, Moments, Question, Questionnaire, Reliability, Scale,
};
use proptest::prelude::*;

const QUESTIONS: usize = 6;

fn survey(rows: &[([f64; QUESTIONS], f64)]) -> Answers {
    let question = |i: usize| {
        Question::new(format!("q{i}"), Scale::points(1, 5).unwrap())
            .with_weight(1.0 + i as f64)
            .unwrap()
            .with_dimension(["offer", "service"][i % 2])
    };
    let questionnaire = Questionnaire::new((0..QUESTIONS).map(question).collect()).unwrap();
    let columns = (0..QUESTIONS).map(|i| rows.iter().map(|row| row.0[i]).collect()).collect();
    Answers::new(questionnaire, columns)
        .unwrap()
        .with_weights(rows.iter().map(|row| row.1).collect())
        .unwrap()
}

/// Answers that lean on a mood, some missing, with whole weights.
fn rows() -> impl Strategy<Value = Vec<([f64; QUESTIONS], f64)>> {
    let row =
        (0..5u32, prop::array::uniform6(0..40u32), 1..4u32).prop_map(|(mood, draws, weight)| {
            let answer = |draw: u32| match draw {
                0..3 => f64::NAN,
                _ => f64::from((mood + draw % 3).min(4)) + 1.0,
            };
            (draws.map(answer), f64::from(weight))
        });
    prop::collection::vec(row, 30..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn merged_parts_are_the_whole(all in rows(), cut in 0.1..0.9f64, turn in any::<bool>()) {
        let whole = survey(&all);
        let mut shuffled = all.clone();
        if turn {
            shuffled.reverse();
        }
        let at = (all.len() as f64 * cut) as usize;
        let (left, right) = shuffled.split_at(at.max(1));
        let parts = [survey(left), survey(right)];
        for policy in [
            MissingPolicy::Listwise,
            MissingPolicy::AvailableCase,
            MissingPolicy::ItemMean,
            MissingPolicy::PersonMean { minimum_share: 0.5 },
        ] {
            let shards = parts.iter().map(|part| CrossProducts::of(part, policy).unwrap());
            let sent = shards.map(|shard| CrossProducts::from_bytes(&shard.to_bytes()).unwrap());
            let merged = sent.reduce(|a, b| a.merge(&b).unwrap()).unwrap();
            let Ok(direct) = Moments::of(&whole, policy) else { continue };
            let found = Moments::from_cross_products(&merged).unwrap();
            if !matches!(policy, MissingPolicy::PersonMean { .. }) {
                // Whole answers and whole weights: the very bits.
                prop_assert_eq!(&found, &direct);
            }
            let questions = whole.questionnaire();
            let index = SatisfactionIndex::of(&whole, IndexOptions::new(policy)).unwrap();
            let from_parts = SatisfactionIndex::of_moments(&found, questions, 0.95).unwrap();
            prop_assert!((index.value - from_parts.value).abs() < 1e-10);
            let (a, b) = (index.interval.unwrap(), from_parts.interval.unwrap());
            prop_assert!((a.low - b.low).abs() < 1e-8 && (a.high - b.high).abs() < 1e-8);
            prop_assert_eq!(index.basis.missing, from_parts.basis.missing);
            let card = Scorecard::of_moments(&found, questions, 0.95).unwrap();
            let expected = Scorecard::of_moments(&direct, questions, 0.95).unwrap();
            prop_assert!((card.total - expected.total).abs() < 1e-10);
            // Sums keep the respondents of the questions summed: those analysed.
            let of_parts = |questions: &[usize]| {
                let sums =
                    |part| CrossProducts::of_questions(part, questions, policy).unwrap();
                let sums = parts.iter().map(sums).reduce(|a, b| a.merge(&b).unwrap()).unwrap();
                Moments::from_cross_products(&sums).unwrap()
            };
            if let Ok(drivers) = KeyDrivers::of(&direct, 0, &[1, 2, 3]) {
                let again = KeyDrivers::of(&of_parts(&[0, 1, 2, 3]), 0, &[1, 2, 3]).unwrap();
                prop_assert_eq!((drivers.n, drivers.basis), (again.n, again.basis));
                prop_assert!((drivers.drivers[1].johnson - again.drivers[1].johnson).abs() < 1e-10);
                let sum: f64 = again.drivers.iter().map(|driver| driver.johnson).sum();
                let lmg: f64 = again.drivers.iter().map(|driver| driver.lmg.unwrap()).sum();
                prop_assert!((sum - again.r_squared).abs() < 1e-10);
                prop_assert!((lmg - again.r_squared).abs() < 1e-10);
            }
            if let Ok(alpha) = Reliability::of(&direct, &[0, 2, 4], 0.95) {
                let again = Reliability::of(&of_parts(&[0, 2, 4]), &[0, 1, 2], 0.95).unwrap();
                prop_assert_eq!((alpha.n, alpha.basis), (again.n, again.basis));
                prop_assert!((alpha.alpha - again.alpha).abs() < 1e-10);
            }
        }
        let breaks = PromoterBreaks::new(2.0, 5.0).unwrap();
        let promoters = |of: &Answers| PromoterCounts::count(of, 0, breaks).unwrap();
        prop_assert_eq!(promoters(&parts[0]).merge(promoters(&parts[1])), promoters(&whole));
        let top = |of: &Answers| ShareCounts::top(of, 1, 2).unwrap();
        prop_assert_eq!(top(&parts[0]).merge(top(&parts[1])), top(&whole));
        let effort = |of: &Answers| EffortCounts::count(of, 2, 4.0).unwrap();
        let merged = effort(&parts[0]).merge(effort(&parts[1])).unwrap();
        prop_assert_eq!(merged, effort(&whole));
        prop_assert_eq!(merged.score(0.9).ok(), EffortScore::of(&whole, 2, 4.0, 0.9).ok());
        let quality = |of: &Answers| {
            ServiceQualityCounts::count(of, &[vec![(0, 1), (2, 3)], vec![(4, 5)]]).unwrap()
        };
        let merged = quality(&parts[0]).merge(&quality(&parts[1])).unwrap();
        let (a, b) = (merged.analyse(&[3.0, 1.0], 0.95), quality(&whole).analyse(&[3.0, 1.0], 0.95));
        if let (Ok(a), Ok(b)) = (a, b) {
            prop_assert!((a.weighted - b.weighted).abs() < 1e-12);
            let error = |it: &habitue::satisfaction::ServiceQuality| it.dimensions[0].gap.standard_error;
            prop_assert!((error(&a).unwrap() - error(&b).unwrap()).abs() < 1e-9);
        }
        let kano = |of: &Answers| {
            KanoCounts::count(&of.columns()[0], &of.columns()[1], of.weights(), &KanoTable::USUAL)
                .unwrap()
        };
        prop_assert_eq!(kano(&parts[0]).merge(kano(&parts[1])), kano(&whole));
    }
}

/// Weights in a path model: a respondent of weight 3 is three respondents, and
/// scaling all weights changes nothing.
#[test]
fn a_path_model_takes_base_weights() {
    let row = |i: usize| {
        let mood = i % 5;
        let answer = |q: usize| ((mood + (i * (q + 2) / 3) % 3).min(4) + 1) as f64;
        ([0, 1, 2, 3, 4, 5].map(answer), (1 + i % 3) as f64)
    };
    let rows: Vec<_> = (0..200).map(row).collect();
    let long: Vec<_> = rows.iter().flat_map(|(r, w)| vec![(*r, 1.0); *w as usize]).collect();
    let scaled: Vec<_> = rows.iter().map(|(r, w)| (*r, w * 0.37)).collect();
    let fit = |rows: &[([f64; QUESTIONS], f64)]| {
        let moments = Moments::of(&survey(rows), MissingPolicy::Listwise).unwrap();
        let blocks = [("a", [0, 1]), ("b", [2, 3]), ("c", [4, 5])];
        let constructs = blocks.iter().map(|(n, i)| Construct::new(n, n, i)).collect();
        let model = PathModel::new(constructs, vec![(0, 1), (0, 2), (1, 2)]).unwrap();
        let fit = PathFit::of(model, &moments, InnerScheme::Path).unwrap();
        let index = fit.index(&moments, 2).unwrap().value;
        (fit.paths, index)
    };
    let (weighted, repeated, other) = (fit(&rows), fit(&long), fit(&scaled));
    for i in 0..3 {
        close(weighted.0[i], repeated.0[i], 1e-9);
        close(weighted.0[i], other.0[i], 1e-12);
    }
    close(weighted.1, repeated.1, 1e-9);
    close(weighted.1, other.1, 1e-10);
    let mut turned = rows.clone();
    turned.reverse();
    close(fit(&turned).1, weighted.1, 1e-12);
}
