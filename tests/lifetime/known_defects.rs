//! Defects read in other tools and reports, each with a test that would catch it
//! here. Where a test stands nearer to the code, it is named.
#![allow(clippy::unwrap_used)]

use crate::common;
use common::{close, ecsi, items};
use habitue::ErrorKind;
use habitue::satisfaction::{
    Construct, CrossHairs, ImportanceMap, IndexOptions, InnerScheme, KanoClass, KanoCounts,
    KanoTable, KeyDrivers, PathFit, PathModel, PromoterBreaks, PromoterCounts, PromoterInterval,
    PromoterScore, SatisfactionIndex, ServiceQuality, ShareCounts, TopBox,
};
use habitue::survey::{
    Answers, Margin, MissingPolicy, Moments, ProportionInterval, Question, Questionnaire,
    RakeOptions, Reliability, Scale, finite_population_correction, rake,
};

fn one(scale: Scale, column: Vec<f64>) -> habitue::Result<Answers> {
    Answers::new(Questionnaire::new(vec![Question::new("q", scale)])?, vec![column])
}

fn promoters(p: u64, n: u64, d: u64, method: PromoterInterval) -> PromoterScore {
    PromoterCounts::from_counts(p, n, d).unwrap().score(method, 0.95).unwrap()
}

/// A crate subtracts counts as 8-bit numbers: above 127 they wrap.
#[test]
fn counts_above_127_do_not_wrap() {
    close(promoters(300, 0, 100, PromoterInterval::Wald).score, 50.0, 1e-12);
    close(promoters(0, 10, 1_000_000, PromoterInterval::Wald).score, -99.999_000_01, 1e-8);
    let answers = one(Scale::points(0, 10).unwrap(), vec![10.0; 300]).unwrap();
    let counts = PromoterCounts::count(&answers, 0, PromoterBreaks::ZERO_TO_TEN).unwrap();
    assert_eq!((counts.promoters, counts.answered), (300.0, 300));
}

/// A crate divides each share in whole numbers: 4 of 7 against 3 of 7 makes 15.
#[test]
fn shares_are_not_truncated() {
    close(promoters(4, 0, 3, PromoterInterval::Wald).score, 100.0 / 7.0, 1e-12);
    close(promoters(1, 1, 1, PromoterInterval::Wald).promoters, 1.0 / 3.0, 1e-15);
}

/// The same crate answers 0 for nobody; means of nobody are 0 or NaN elsewhere.
#[test]
fn nobody_is_an_error_and_not_a_zero() {
    let nobody = one(Scale::points(1, 10).unwrap(), vec![f64::NAN; 3]).unwrap();
    let empty = |kind: ErrorKind| assert_eq!(kind, ErrorKind::Empty);
    let wilson = ProportionInterval::Wilson;
    empty(PromoterCounts::default().score(PromoterInterval::Score, 0.95).unwrap_err().kind());
    empty(TopBox::of(&nobody, 0, 2, wilson, 0.95).unwrap_err().kind());
    empty(ShareCounts::default().share(wilson, 0.95).unwrap_err().kind());
    empty(wilson.of(0.0, 0.0, 0.95).unwrap_err().kind());
    empty(Moments::of(&nobody, MissingPolicy::AvailableCase).unwrap_err().kind());
    let options = IndexOptions::new(MissingPolicy::AvailableCase);
    empty(SatisfactionIndex::of(&nobody, options).unwrap_err().kind());
    empty(KanoCounts::default().analyse(0.05).unwrap_err().kind());
    empty(habitue::satisfaction::MeanCounts::default().mean(0.95).unwrap_err().kind());
}

/// R's NPS gives the one-sample interval upper end first.
#[test]
fn the_lower_end_comes_first() {
    for &method in PromoterInterval::ALL {
        for (p, n, d) in [(70, 20, 10), (0, 0, 5), (10, 80, 10)] {
            let found = promoters(p, n, d, method);
            assert!(found.interval.low <= found.interval.high, "{method:?}");
        }
    }
}

/// A form stored the index of the chosen option (0 to 9) as the answer, so that
/// nines were no promoters. On its own scale of 1 to 10 the 0 is no answer.
#[test]
fn an_option_index_is_not_an_answer() {
    let indices: Vec<f64> = (0..10).map(f64::from).collect();
    let refused = one(Scale::points(1, 10).unwrap(), indices).unwrap_err();
    assert_eq!((refused.kind(), refused.row()), (ErrorKind::OutOfRange, Some(0)));
    // And breaks that the scale does not have are refused as well.
    let ten = one(Scale::points(1, 5).unwrap(), vec![5.0]).unwrap();
    let off = PromoterCounts::count(&ten, 0, PromoterBreaks::ZERO_TO_TEN).unwrap_err();
    assert_eq!(off.kind(), ErrorKind::OutOfRange);
}

/// Edges of bins: each break belongs to its group, each top-k level to its box.
#[test]
fn edges_belong_to_their_bin() {
    let answers = one(Scale::points(0, 10).unwrap(), (0..=10).map(f64::from).collect()).unwrap();
    let counts = PromoterCounts::count(&answers, 0, PromoterBreaks::ZERO_TO_TEN).unwrap();
    assert_eq!((counts.detractors, counts.passives, counts.promoters), (7.0, 2.0, 2.0));
    for k in 1..=10 {
        let share = TopBox::of(&answers, 0, k, ProportionInterval::Wilson, 0.95).unwrap().share;
        assert_eq!(share, k as f64 / 11.0);
    }
    // A point on the cross-hairs counts as high, and says so.
    let map =
        ImportanceMap::of(&[5.0], &[5.0], CrossHairs::At { performance: 5.0, importance: 5.0 });
    let point = map.unwrap().points[0];
    assert!(point.on_boundary && point.quadrant == habitue::satisfaction::Quadrant::KeepUp);
}

/// A dashboard rounds before it subtracts.
#[test]
fn nothing_is_rounded_inside() {
    let score = promoters(334, 333, 333, PromoterInterval::Wald);
    close(score.score, 0.1, 1e-12);
    let index = one(Scale::points(1, 10).unwrap(), vec![7.0, 8.0, 8.0]).unwrap();
    let found = SatisfactionIndex::of(&index, IndexOptions::new(MissingPolicy::Listwise)).unwrap();
    close(found.value, 100.0 * (23.0 / 3.0 - 1.0) / 9.0, 1e-12);
}

/// Wald's interval leaves the possible range unsaid elsewhere; at 0 % and 100 % it
/// has no width.
#[test]
fn an_interval_that_left_its_range_is_flagged() {
    let drawn_back = ProportionInterval::Wald.of(8.0, 10.0, 0.95).unwrap();
    assert!(drawn_back.clamped && drawn_back.high == 1.0);
    let all = promoters(10, 0, 0, PromoterInterval::Wald);
    assert!(all.is_degenerate() && all.interval.width() == 0.0);
    assert!(promoters(10, 0, 0, PromoterInterval::AdjustedWald).interval.clamped);
}

/// More answers than people make the square root of a negative number elsewhere.
#[test]
fn a_sample_larger_than_its_population_is_refused() {
    assert_eq!(finite_population_correction(500.0, 500.0).unwrap(), 0.0);
    let error = finite_population_correction(501.0, 500.0).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutOfRange);
}

/// A package clips a negative alpha to 0, deletes a constant question but counts
/// it in the score, and finds a reversed question by its component.
#[test]
fn alpha_is_not_clipped_and_constant_questions_are_named() {
    let make = |columns: Vec<Vec<f64>>| {
        let five = Scale::points(1, 5).unwrap();
        let question = |i| Question::new(format!("q{i}"), five.clone());
        let questionnaire = Questionnaire::new((0..columns.len()).map(question).collect()).unwrap();
        let answers = Answers::new(questionnaire, columns).unwrap();
        Moments::of(&answers, MissingPolicy::Listwise).unwrap()
    };
    let against = make(vec![vec![1.0, 2.0, 3.0, 4.0, 5.0], vec![5.0, 4.0, 3.0, 1.0, 2.0]]);
    let found = Reliability::of(&against, &[0, 1], 0.95).unwrap();
    assert!(found.alpha < -1.0 && found.reversed == [0, 1]);
    let constant = make(vec![vec![1.0, 2.0, 3.0], vec![4.0; 3], vec![2.0, 2.0, 3.0]]);
    let error = Reliability::of(&constant, &[0, 1, 2], 0.95).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Undefined, Some("q1")));
    // A question without variance gives NaN weights elsewhere; here it is named.
    let constructs = vec![Construct::new("a", "甲", &[0, 1]), Construct::new("b", "乙", &[2])];
    let model = PathModel::new(constructs, vec![(0, 1)]).unwrap();
    let error = PathFit::of(model, &constant, InnerScheme::Path).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Undefined, Some("q1")));
    let error = KeyDrivers::of(&constant, 0, &[1, 2]).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Undefined, Some("q1")));
}

/// A user's weighted gap of 30.606 on a scale of 1 to 7: points not divided by
/// their sum.
#[test]
fn importance_points_are_shares() {
    let question = |i| Question::new(format!("q{i}"), Scale::points(1, 7).unwrap());
    let questionnaire = Questionnaire::new((0..4).map(question).collect()).unwrap();
    let answers =
        Answers::new(questionnaire, vec![vec![2.0], vec![6.0], vec![5.0], vec![4.0]]).unwrap();
    let of = |points: &[f64]| {
        ServiceQuality::of(&answers, &[vec![(0, 1)], vec![(2, 3)]], points, 0.95).unwrap().weighted
    };
    close(of(&[60.0, 40.0]), 0.6 * 4.0 - 0.4, 1e-12);
    close(of(&[0.6, 0.4]), of(&[60.0, 40.0]), 1e-12);
}

/// One documentation prints O where like meets like; the codes differ on must/must;
/// the sign of worse differs.
#[test]
fn the_table_of_kano_is_data() {
    let class = |table: &KanoTable, there: usize, absent: usize| table.0[there - 1][absent - 1];
    assert_eq!(class(&KanoTable::USUAL, 1, 1), KanoClass::Questionable);
    assert_eq!(class(&KanoTable::USUAL, 2, 2), KanoClass::Indifferent);
    assert_eq!(class(&KanoTable::STRICT, 2, 2), KanoClass::Questionable);
    let mut own = KanoTable::USUAL;
    own.0[0][0] = KanoClass::OneDimensional;
    let counts = KanoCounts::count(&[1.0], &[1.0], None, &own).unwrap();
    assert_eq!(counts.analyse(0.05).unwrap().class, KanoClass::OneDimensional);
    let counts = KanoCounts::from_counts([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]).unwrap();
    assert_eq!(counts.analyse(0.05).unwrap().worse, Some(-0.5));
}

/// Raking over an empty category never ends elsewhere, or ends silently.
#[test]
fn raking_that_cannot_meet_its_margins_says_so() {
    let margin = Margin::new("age", vec![Some(0); 9], vec![0.5, 0.5]).unwrap();
    let error = rake(&[margin], None, RakeOptions::default()).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::NotConverged, Some("age")));
    let impossible = Margin::new("age", vec![Some(0)], vec![1.0, 0.0]).unwrap_err();
    assert_eq!(impossible.kind(), ErrorKind::OutOfRange);
}

/// Answers vanish silently elsewhere: here each result says how many, and more
/// than one in twenty is flagged.
#[test]
fn what_is_missing_is_told() {
    let mut column = vec![7.0; 94];
    column.extend([f64::NAN; 6]);
    let answers = one(Scale::points(1, 10).unwrap(), column).unwrap();
    let options = IndexOptions::new(MissingPolicy::AvailableCase);
    let basis = SatisfactionIndex::of(&answers, options).unwrap().basis;
    assert_eq!((basis.respondents, basis.used, basis.missing), (100, 94, 6));
    assert!(basis.is_thin() && basis.policy == MissingPolicy::AvailableCase);
}

/// The individual indices of the mobile survey go from 27.6190872619 to 100: a
/// respondent's index has the unstandardised weights, too. One triple of answers
/// has that minimum.
#[test]
fn the_least_individual_index_is_that_of_one_respondent() {
    let moments = ecsi();
    let blocks: Vec<Vec<usize>> = ["IMAG", "CUEX", "PERQ", "PERV", "CUSA", "CUSCO", "CUSL"]
        .iter()
        .map(|start| items(&moments, start))
        .collect();
    let slices: Vec<&[usize]> = blocks.iter().map(Vec::as_slice).collect();
    let model = PathModel::ecsi(slices.try_into().unwrap()).unwrap();
    let fit = PathFit::of(model, &moments, InnerScheme::Path).unwrap();
    let question = |name: &String| Question::new(name.as_str(), Scale::points(1, 10).unwrap());
    let questionnaire = Questionnaire::new(moments.names().iter().map(question).collect()).unwrap();
    // Every possible triple of satisfaction answers, and nothing else known.
    let mut columns = vec![vec![f64::NAN; 1000]; moments.len()];
    for (place, item) in blocks[4].iter().enumerate() {
        let step = 10_usize.pow(place as u32);
        columns[*item] = (0..1000).map(|row| ((row / step) % 10 + 1) as f64).collect();
    }
    let answers = Answers::new(questionnaire, columns).unwrap();
    let mut own = vec![0.0; 1000];
    fit.index_into(&moments, &answers, 4, &mut own).unwrap();
    let hits = own.iter().filter(|value| (**value - 27.619_087_261_9).abs() < 1e-8).count();
    assert_eq!(hits, 1);
    close(own[999], 100.0, 1e-12);
    close(own[0], 0.0, 1e-12);
    // Without quality answers there is no quality index.
    fit.index_into(&moments, &answers, 2, &mut own).unwrap();
    assert!(own.iter().all(|value| value.is_nan()));
    // The means behind the published index.
    for (item, mean) in blocks[4].iter().zip([7.988, 7.128, 7.316]) {
        close(moments.means()[*item], mean, 5e-13);
    }
}
