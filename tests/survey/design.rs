//! Samples of strata and clusters, cross-tables, groups compared: figures of R's survey and stats
//! packages (`tests/oracle/survey_design.R`).
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::path::Path;

use habitue::customer::{Keys, TextColumn};
use habitue::satisfaction::{
    Breakdown, BreakdownFigure, GroupTest, GroupTestMethod, PairedDifference, Pairwise,
    PromoterBreaks, PromoterInterval,
};
use habitue::survey::{
    Answers, CrossTable, Groups, MissingPolicy, ProportionInterval, Question, Questionnaire,
    SampleDesign, Scale,
};
use habitue::{ErrorKind, Job};

fn read(name: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

struct Sample {
    strata: Groups,
    clusters: Groups,
    segment: Groups,
    level: Groups,
    answers: Answers,
    known: HashMap<String, f64>,
}

fn sample() -> Sample {
    let rows = read("survey_design.csv");
    let number = |column: usize| -> Vec<f64> {
        rows.iter().map(|row| row[column].parse().unwrap_or(f64::NAN)).collect()
    };
    let whole = |column: usize| {
        let keys: Vec<i64> = rows.iter().map(|row| row[column].parse().unwrap()).collect();
        Groups::of(&[Keys::Integer(&keys)]).unwrap()
    };
    let mut segment = TextColumn::default();
    rows.iter().for_each(|row| segment.push(&row[2]));
    let scale = || Scale::points(0, 10).unwrap();
    let questions = vec![Question::new("answer", scale()), Question::new("service", scale())];
    let questionnaire = Questionnaire::new(questions).unwrap();
    let answers = Answers::new(questionnaire, vec![number(5), number(6)]).unwrap();
    let figures = read("survey_design_reference.csv");
    Sample {
        strata: whole(0),
        clusters: whole(1),
        segment: Groups::of(&[segment.as_texts().into()]).unwrap(),
        level: whole(3),
        answers: answers.with_weights(number(4)).unwrap(),
        known: figures.into_iter().map(|row| (row[0].clone(), row[1].parse().unwrap())).collect(),
    }
}

impl Sample {
    fn designs(&self) -> [(&'static str, SampleDesign); 4] {
        let n = self.answers.respondents();
        let of = |strata, clusters| SampleDesign::new(n, strata, clusters).unwrap();
        [
            ("weights", of(None, None)),
            ("strata", of(Some(&self.strata), None)),
            ("clusters", of(None, Some(&self.clusters))),
            ("both", of(Some(&self.strata), Some(&self.clusters))),
        ]
    }

    fn close(&self, name: &str, found: f64) {
        let expected = self.known[name];
        assert!(
            (found - expected).abs() <= 1e-10 * expected.abs().max(1.0),
            "{name}: {found} {expected}"
        );
    }
}

/// The whole and each segment: mean, share and promoter score with the errors of `svymean` and
/// `svyby`, the interval of a share with those of `svyciprop(method = "beta")`.
#[test]
fn strata_clusters_and_weights_are_those_of_r() {
    let sample = sample();
    let figures = [
        BreakdownFigure::Mean { question: 0 },
        BreakdownFigure::Mean { question: 1 },
        BreakdownFigure::Share { question: 0, top: 2, method: ProportionInterval::ClopperPearson },
        BreakdownFigure::Promoter {
            question: 0,
            breaks: PromoterBreaks::ZERO_TO_TEN,
            method: PromoterInterval::Wald,
        },
        BreakdownFigure::Index { missing: MissingPolicy::AvailableCase, form: Default::default() },
    ];
    let whole = Groups::whole(240).unwrap();
    for (kind, design) in sample.designs() {
        sample.close(&format!("{kind} degf"), design.freedom() as f64);
        let of = |groups: &Groups| {
            let job = &mut Job::new().with_threads(2);
            Breakdown::of_design(&sample.answers, groups, &design, &figures, 0.95, job).unwrap()
        };
        let (all, by) = (of(&whole), of(&sample.segment));
        let groups = [(&all, 0, ""), (&by, 0, " a"), (&by, 1, " b"), (&by, 2, " c")];
        for (table, group, name) in groups {
            for (place, what) in ["answer", "service", "top", "promoter"].iter().enumerate() {
                let found = table.estimate(group, place).unwrap();
                let unit = if *what == "promoter" { 100.0 } else { 1.0 };
                sample.close(&format!("{kind} {what}{name} mean"), found.value / unit);
                sample.close(
                    &format!("{kind} {what}{name} se"),
                    found.standard_error.unwrap() / unit,
                );
            }
        }
        let share = all.estimate(0, 2).unwrap().interval.unwrap();
        sample.close(&format!("{kind} top beta low"), share.low);
        sample.close(&format!("{kind} top beta high"), share.high);
        // An index of one question is its mean on another scale.
        let index = all.estimate(0, 4).unwrap();
        assert!(index.interval.unwrap().contains(index.value));
        assert_eq!(index.freedom, Some(design.freedom() as f64));
    }
}

#[test]
fn cross_tables_are_those_of_r() {
    let sample = sample();
    for (kind, design) in sample.designs() {
        let weights = sample.answers.weights();
        let found = CrossTable::of(&sample.segment, &sample.level, weights, Some(&design)).unwrap();
        sample.close(&format!("{kind} chisq"), found.chi_square);
        sample.close(&format!("{kind} rao scott F"), found.f);
        sample.close(&format!("{kind} rao scott ndf"), found.f_freedom.0);
        sample.close(&format!("{kind} rao scott ddf"), found.f_freedom.1);
        sample.close(&format!("{kind} rao scott p"), found.f_p_value);
        assert_eq!((found.used, found.missing, found.freedom), (240, 0, 4.0));
        assert_eq!(found.counts.iter().sum::<u64>(), 240);
    }
    let alone = CrossTable::of(&sample.segment, &sample.level, sample.answers.weights(), None);
    sample.close("weights rao scott F", alone.unwrap().f);
    let one = Groups::whole(240).unwrap();
    let refused = CrossTable::of(&one, &sample.level, None, None).unwrap_err();
    assert_eq!((refused.kind(), refused.column()), (ErrorKind::Undefined, Some("rows")));
}

/// Without weights, `anova`, `oneway.test`, `kruskal.test`, `t.test` and `p.adjust` of R.
#[test]
fn groups_are_compared_as_in_r() {
    let sample = sample();
    let answers = sample.answers.clone().without_weights();
    let values = answers.column(0).unwrap();
    let of = |method| GroupTest::of(values, &sample.segment, None, method).unwrap();
    let found = of(GroupTestMethod::Anova);
    sample.close("anova F", found.statistic);
    sample.close("anova p", found.p_value);
    assert_eq!((found.groups, found.used, found.missing), (3, 232, 8));
    let found = of(GroupTestMethod::Welch);
    sample.close("welch F", found.statistic);
    sample.close("welch df", found.residual_freedom.unwrap());
    sample.close("welch p", found.p_value);
    // Weights that are all alike change nothing; those that differ, something.
    let of_weights = |w: &[f64]| {
        GroupTest::of(values, &sample.segment, Some(w), GroupTestMethod::Welch).unwrap()
    };
    assert!((of_weights(&[3.0; 240]).statistic - found.statistic).abs() < 1e-12);
    assert!(
        (of_weights(sample.answers.weights().unwrap()).statistic - found.statistic).abs() > 0.1
    );
    let found = of(GroupTestMethod::KruskalWallis);
    sample.close("kruskal H", found.statistic);
    sample.close("kruskal p", found.p_value);
    let figures = [BreakdownFigure::Mean { question: 0 }];
    let job = &mut Job::new();
    let table = Breakdown::of(&answers, &sample.segment, &figures, 0.95, job).unwrap();
    let found = table.pairwise(0).unwrap();
    for (first, second, name) in [(0, 1, "ab"), (0, 2, "ac"), (1, 2, "bc")] {
        sample.close(&format!("t p {name}"), found.p_value(first, second).unwrap());
        sample.close(&format!("holm p {name}"), found.adjusted_p_value(second, first).unwrap());
    }
    assert_eq!([0, 1, 2].map(|group| found.letters(group)), ["", "AC", ""]);
    let weights = vec![1.0; 240];
    let service = answers.column(1).unwrap();
    let found = PairedDifference::of(values, service, Some(&weights), 0.95).unwrap();
    sample.close("paired t", found.t.unwrap());
    sample.close("paired p", found.p_value.unwrap());
    sample.close("paired low", found.interval.unwrap().low);
    sample.close("paired high", found.interval.unwrap().high);
}

#[test]
fn what_a_design_cannot_tell_is_refused() {
    let sample = sample();
    let lonely = Groups::of_codes(&[Some(0), Some(0), Some(1)], 2).unwrap();
    let refused = SampleDesign::new(3, Some(&lonely), None).unwrap_err();
    assert_eq!((refused.kind(), refused.row()), (ErrorKind::Undefined, Some(2)));
    let unknown = Groups::of_codes(&[Some(0), None, Some(0)], 1).unwrap();
    let refused = SampleDesign::new(3, None, Some(&unknown)).unwrap_err();
    assert_eq!((refused.kind(), refused.row()), (ErrorKind::Missing, Some(1)));
    let design = &sample.designs()[3].1;
    let of = |figure: BreakdownFigure| {
        let job = &mut Job::new();
        Breakdown::of_design(&sample.answers, &sample.segment, design, &[figure], 0.95, job)
    };
    let alpha =
        BreakdownFigure::Reliability { items: vec![0, 1], missing: MissingPolicy::Listwise };
    assert_eq!(of(alpha).unwrap_err().kind(), ErrorKind::Argument);
    let shared = of(BreakdownFigure::Mean { question: 0 }).unwrap().pairwise(0).unwrap_err();
    assert_eq!((shared.kind(), shared.column()), (ErrorKind::Argument, Some("groups")));
    let codes: Vec<_> = (0..240).map(Some).collect();
    let many = Groups::of_codes(&codes, 240).unwrap();
    let refused = CrossTable::of(&many, &many, None, None).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::OutOfRange);
    let crowd = vec![None; Pairwise::MOST_GROUPS + 1];
    assert_eq!(Pairwise::of(&crowd, 0.95).unwrap_err().kind(), ErrorKind::OutOfRange);
    for (method, weights) in [
        (GroupTestMethod::Anova, sample.answers.weights()),
        (GroupTestMethod::KruskalWallis, sample.answers.weights()),
    ] {
        let values = sample.answers.column(0).unwrap();
        let refused = GroupTest::of(values, &sample.segment, weights, method).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Argument);
    }
}
