//! An analysis rests on the respondents who answered its questions, not on those who
//! answered everything, and every result says how many.
#![allow(clippy::unwrap_used)]

use habitue::ErrorKind;
use habitue::satisfaction::{
    Bootstrap, BootstrapOptions, Construct, IndexForm, IndexOptions, InnerScheme, KeyDrivers,
    PathBootstrap, PathFit, PathModel, SatisfactionIndex, respondent_indices_into,
};
use habitue::survey::{
    Answers, CrossProducts, HtmtCorrelations, MissingPolicy, Moments, Question, Questionnaire,
    Reliability, Scale, heterotrait_monotrait, rho_a,
};
use habitue::{Progress, Result};

const NONE: f64 = f64::NAN;
const LISTWISE: MissingPolicy = MissingPolicy::Listwise;

fn survey(columns: Vec<Vec<f64>>) -> Answers {
    let question = |i: usize| Question::new(format!("q{i}"), Scale::points(1, 7).unwrap());
    let questionnaire = Questionnaire::new((0..columns.len()).map(question).collect()).unwrap();
    Answers::new(questionnaire, columns).unwrap()
}

/// Seven questions to 60 respondents: the first six lack an answer here and there, the
/// last was asked of every fourth only.
fn filtered() -> Vec<Vec<f64>> {
    let answer = |question: usize, row: usize| {
        let mood = (row * 7) % 5;
        let asked = if question == 6 {
            row.is_multiple_of(4)
        } else {
            !(row + 3 * question).is_multiple_of(17)
        };
        if asked { (mood + (row * (question + 2)) % 3 + 1) as f64 } else { NONE }
    };
    (0..7).map(|question| (0..60).map(|row| answer(question, row)).collect()).collect()
}

/// Respondents without a missing answer to these questions, counted.
fn complete(columns: &[Vec<f64>], questions: &[usize]) -> u64 {
    let whole = |row: &usize| questions.iter().all(|question| !columns[*question][*row].is_nan());
    (0..columns[0].len()).filter(whole).count() as u64
}

/// The same questions as a survey of their own.
fn alone(columns: &[Vec<f64>], questions: &[usize]) -> Moments {
    let own = questions.iter().map(|question| columns[*question].clone()).collect();
    Moments::of(&survey(own), LISTWISE).unwrap()
}

#[test]
fn reliability_is_that_of_its_questions_alone() {
    let columns = filtered();
    let moments = Moments::of(&survey(columns.clone()), LISTWISE).unwrap();
    assert_eq!(moments.n(), complete(&columns, &[0, 1, 2, 3, 4, 5, 6]) as f64);
    let items = [4, 0, 2];
    let n = complete(&columns, &items);
    assert!(n > 40 && moments.n() < 15.0);
    let ascending = alone(&columns, &[0, 2, 4]);
    let found = Reliability::of(&moments, &items, 0.95).unwrap();
    let expected = Reliability::of(&ascending, &[2, 0, 1], 0.95).unwrap();
    assert_eq!(
        (found.alpha, found.interval, found.n),
        (expected.alpha, expected.interval, n as f64)
    );
    let basis = found.basis.unwrap();
    assert_eq!((basis.respondents, basis.used, basis.excluded()), (60, n, 60 - n));
    // 60 respondents by 3 questions; each lacks the rows that are 0 modulo 17.
    assert_eq!((basis.answers, basis.missing), (180, 11));
    let omega = Reliability::omega(&moments, &items).unwrap();
    assert_eq!(omega, Reliability::omega(&ascending, &[2, 0, 1]).unwrap());
    assert_eq!(omega.basis, Some(basis));
    let rho = rho_a(&moments, &items, &[0.5, 0.4, 0.3]).unwrap();
    assert_eq!(rho, rho_a(&ascending, &[2, 0, 1], &[0.5, 0.4, 0.3]).unwrap());
    // Weights count relative to one another, however large or small they are; a question
    // that is alone with a weight has no other to be reliable beside.
    for size in [2f64.powi(1000), 2f64.powi(-1000)] {
        let weights = [0.5, 0.4, 0.3].map(|weight| weight * size);
        assert_eq!(rho, rho_a(&moments, &items, &weights).unwrap());
    }
    for weights in [[0.5, 0.0, 0.0], [0.5, 1e-300, 0.0], [0.0; 3]] {
        let error = rho_a(&moments, &items, &weights).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::Undefined, Some("weights")));
    }
    let signed = HtmtCorrelations::Signed;
    let ratio = heterotrait_monotrait(&moments, &[0, 1], &[2, 3], signed).unwrap();
    let expected = alone(&columns, &[0, 1, 2, 3]);
    assert_eq!(ratio, heterotrait_monotrait(&expected, &[0, 1], &[2, 3], signed).unwrap());
    assert_eq!(ratio.n, complete(&columns, &[0, 1, 2, 3]) as f64);
}

#[test]
fn drivers_and_path_models_rest_on_their_questions() {
    let columns = filtered();
    let answers = survey(columns.clone());
    let moments = Moments::of(&answers, LISTWISE).unwrap();
    let found = KeyDrivers::of(&moments, 5, &[0, 1]).unwrap();
    let expected = KeyDrivers::of(&alone(&columns, &[0, 1, 5]), 2, &[0, 1]).unwrap();
    let n = complete(&columns, &[0, 1, 5]);
    assert_eq!((found.n, found.basis.unwrap().used), (n as f64, n));
    assert_eq!(found.r_squared, expected.r_squared);
    let (options, silent) = (BootstrapOptions::default().with_samples(20), &mut Progress::silent());
    let drawn = KeyDrivers::bootstrap(&answers, LISTWISE, 5, &[0, 1], options, silent).unwrap();
    assert_eq!((drawn.estimate[0], drawn.n, drawn.failed), (found.r_squared, n as f64, 0));

    let model = |items: [usize; 4]| {
        let constructs =
            vec![Construct::new("a", "甲", &items[..2]), Construct::new("b", "乙", &items[2..])];
        PathModel::new(constructs, vec![(0, 1)]).unwrap()
    };
    let scheme = InnerScheme::Path;
    let own = alone(&columns, &[1, 3, 4, 5]);
    let expected = PathFit::of(model([1, 0, 2, 3]), &own, scheme).unwrap();
    let fit = PathFit::of(model([3, 1, 4, 5]), &moments, scheme).unwrap();
    let n = complete(&columns, &[1, 3, 4, 5]);
    assert_eq!((fit.n, fit.basis.unwrap().used), (n as f64, n));
    assert_eq!((&fit.weights, &fit.paths), (&expected.weights, &expected.paths));
    let index = fit.index(&moments, 1).unwrap();
    assert_eq!(index, expected.index(&own, 1).unwrap());
    assert_eq!((index.n, index.basis.unwrap().used), (n as f64, n));
    let (mut out, mut whole) = ([0.0; 60], [0.0; 60]);
    fit.index_into(&moments, &answers, 1, &mut out).unwrap();
    let four = survey([1, 3, 4, 5].map(|question| columns[question].clone()).into());
    expected.index_into(&own, &four, 1, &mut whole).unwrap();
    assert!(out.iter().zip(whole).all(|(a, b)| a.to_bits() == b.to_bits()));
    let found =
        PathBootstrap::of(&model([3, 1, 4, 5]), &answers, LISTWISE, scheme, options, silent)
            .unwrap();
    assert_eq!((&found.fit, found.bootstrap.n), (&fit, n as f64));
}

/// Nobody answered both filter questions: the others can be analysed all the same.
#[test]
fn questions_that_exclude_each_other_do_not_stop_an_analysis() {
    let mut columns = filtered();
    columns.push((0..60).map(|row| if row % 4 == 1 { 3.0 } else { NONE }).collect());
    let answers = survey(columns.clone());
    let error = Moments::of(&answers, LISTWISE).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Empty, Some("questions")));
    assert_eq!(
        error.to_string(),
        "questions: were all answered by nobody, and at least 2 are needed; 45 of 60 did not \
         answer q7: analyse fewer questions together, or name another policy"
    );
    let moments = Moments::of_questions(&answers, &[0, 1, 2], LISTWISE).unwrap();
    assert_eq!(moments, alone(&columns, &[0, 1, 2]));
    let silent = &mut Progress::silent();
    let options = BootstrapOptions::default().with_samples(20);
    let drawn = KeyDrivers::bootstrap(&answers, LISTWISE, 2, &[0, 1], options, silent).unwrap();
    assert_eq!(drawn.n, complete(&columns, &[0, 1, 2]) as f64);
    // Sums of the questions analysed merge; a pair that nobody answered is named.
    let sums = CrossProducts::of_questions(&answers, &[0, 1, 2], LISTWISE).unwrap();
    assert_eq!(Moments::from_cross_products(&sums).unwrap(), moments);
    let error = Moments::of(&answers, MissingPolicy::AvailableCase).unwrap_err();
    assert_eq!(
        error.to_string(),
        "q7: and q6 were answered together by nobody; at least 2 are needed"
    );
    for wrong in [&[][..], &[0, 9], &[1, 1]] {
        assert!(Moments::of_questions(&answers, wrong, LISTWISE).is_err());
        assert!(CrossProducts::of_questions(&answers, wrong, LISTWISE).is_err());
    }
}

/// Pairwise, n is that of the rarest question analysed; by item and person means,
/// those are used who answered some of the questions analysed.
#[test]
fn every_policy_looks_at_the_questions_analysed() {
    let columns = filtered();
    let answers = survey(columns.clone());
    let fewest = |questions: &[usize]| {
        questions.iter().map(|question| complete(&columns, &[*question])).min().unwrap() as f64
    };
    let pairwise = Moments::of(&answers, MissingPolicy::AvailableCase).unwrap();
    assert_eq!(pairwise.n(), fewest(&[0, 1, 2, 3, 4, 5, 6]));
    let of = |moments: &Moments| Reliability::of(moments, &[0, 1, 2], 0.95).unwrap();
    assert_eq!(of(&pairwise).n, fewest(&[0, 1, 2]));
    // From sums too.
    let sums = CrossProducts::of(&answers, MissingPolicy::AvailableCase).unwrap();
    let from_sums = Moments::from_cross_products(&sums).unwrap();
    let (summed, direct) = (of(&from_sums), of(&pairwise));
    assert_eq!((summed.alpha, summed.n), (direct.alpha, direct.n));
    let counted = |found: &Reliability| found.basis.map(|basis| (basis.answers, basis.missing));
    assert_eq!(counted(&summed), counted(&direct));
    for policy in [MissingPolicy::ItemMean, MissingPolicy::PersonMean { minimum_share: 0.5 }] {
        let found = of(&Moments::of(&answers, policy).unwrap());
        let own = survey(columns[..3].to_vec());
        assert_eq!(found, of(&Moments::of(&own, policy).unwrap()));
    }
    let silent = &mut Progress::silent();
    let options = BootstrapOptions::default().with_samples(5);
    let means = |moments: &Moments| -> Result<Vec<f64>> { Ok(moments.means().to_vec()) };
    let drawn = Bootstrap::of(&answers, LISTWISE, options, silent, means).unwrap();
    assert_eq!(drawn.basis.unwrap().used as f64, drawn.n);
}

/// A question without weight keeps nobody out of an index, of answers or of moments.
#[test]
fn a_question_without_weight_keeps_nobody_out() {
    let columns = filtered();
    let question = |i: usize| {
        let weight = if i == 6 { 0.0 } else { 1.0 };
        Question::new(format!("q{i}"), Scale::points(1, 7).unwrap()).with_weight(weight).unwrap()
    };
    let questionnaire = Questionnaire::new((0..7).map(question).collect()).unwrap();
    let answers = Answers::new(questionnaire, columns).unwrap();
    let direct = SatisfactionIndex::of(&answers, IndexOptions::new(LISTWISE)).unwrap();
    let moments = Moments::of(&answers, LISTWISE).unwrap();
    let found = SatisfactionIndex::of_moments(&moments, answers.questionnaire(), 0.95).unwrap();
    assert!((found.value - direct.value).abs() < 1e-12);
    assert_eq!(found.basis, direct.basis);
}

/// A person mean fills what a respondent did not answer, not what nobody was asked.
#[test]
fn what_nobody_answered_is_not_filled_in() {
    let columns = vec![vec![2.0, 5.0, 6.0, 3.0], vec![3.0, 5.0, 7.0, 2.0], vec![NONE; 4]];
    let answers = survey(columns.clone());
    let person = MissingPolicy::PersonMean { minimum_share: 0.5 };
    for policy in [LISTWISE, MissingPolicy::AvailableCase, MissingPolicy::ItemMean, person] {
        assert_eq!(Moments::of(&answers, policy).unwrap_err().kind(), ErrorKind::Empty);
        for form in [IndexForm::PerQuestion, IndexForm::PerRespondent] {
            let options = IndexOptions::new(policy).with_form(form);
            let error = SatisfactionIndex::of(&answers, options).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Empty);
        }
        let mut out = [7.0; 4];
        assert!(respondent_indices_into(&answers, policy, &mut out).is_err());
        assert_eq!(out, [7.0; 4]);
    }
    assert_eq!(
        Moments::of(&answers, person).unwrap_err().to_string(),
        "q2: was answered by nobody; at least 2 are needed"
    );
    // Those who are left out, or weigh nothing, answered for nobody.
    let mut rare = columns;
    rare[2][3] = 4.0;
    let rare = survey(rare).with_weights(vec![1.0, 1.0, 1.0, 0.0]).unwrap();
    assert_eq!(Moments::of(&rare, person).unwrap_err().kind(), ErrorKind::Empty);
    let options = IndexOptions::new(person);
    assert_eq!(SatisfactionIndex::of(&rare, options).unwrap_err().kind(), ErrorKind::Empty);
}

/// By hand, in fractions: asked the other way round, the third question makes alpha
/// -159/34; recoded, 369/386.
#[test]
fn alpha_of_a_reversed_question_by_hand() {
    let five = Scale::points(1, 5).unwrap();
    let columns = vec![
        vec![1.0, 2.0, 4.0, 5.0, 3.0],
        vec![2.0, 2.0, 5.0, 4.0, 3.0],
        vec![5.0, 3.0, 1.0, 1.0, 3.0],
    ];
    let alpha = |third: Scale| {
        let scales = [five.clone(), five.clone(), third];
        let question = |(i, scale)| Question::new(format!("q{i}"), scale);
        let questions = scales.into_iter().enumerate().map(question).collect();
        let answers =
            Answers::new(Questionnaire::new(questions).unwrap(), columns.clone()).unwrap();
        let moments = Moments::of(&answers, LISTWISE).unwrap();
        Reliability::of(&moments, &[0, 1, 2], 0.95).unwrap()
    };
    let (raw, turned) = (alpha(five.clone()), alpha(five.clone().reversed()));
    assert!((raw.alpha + 159.0 / 34.0).abs() < 1e-12 && raw.reversed.contains(&2));
    assert!((turned.alpha - 369.0 / 386.0).abs() < 1e-14 && turned.reversed.is_empty());
}
