//! One check a function: what it says of answers, as text that shows every bit.

use std::fmt::Debug;

use habitue::satisfaction::{
    Bootstrap, BootstrapOptions, Breakdown, BreakdownFigure, Construct, Counts, CrossHairs,
    EffortCounts, EffortScore, FuzzyKano, GroupTest, GroupTestMethod, ImportanceMap, IndexForm,
    IndexOptions, InnerScheme, KanoCounts, KanoTable, KeyDrivers, MeanCounts, Measure, MeasureKind,
    PairedDifference, PathBootstrap, PathFit, PathModel, PenaltyReward, PenaltyRewardCounts,
    PromoterBreaks, PromoterCounts, PromoterInterval, SatisfactionIndex, Scorecard,
    SegmentComparison, ServiceQuality, ServiceQualityCounts, ShareCounts, TopBox,
    adapt_expectation_into, disconfirm_into, respondent_indices_into,
};
use habitue::survey::{
    AlphaInterval, Answers, CrossProducts, CsvLayout, Groups, HtmtCorrelations, MissingPolicy,
    Moments, ProportionInterval, Reliability, SampleDesign, heterotrait_monotrait, read_csv, rho_a,
};
use habitue::{Job, Progress, Result, loyalty};

use super::survey::{CONTINUOUS, FIVE, RECOMMEND, RESPONDENTS, SEVENS, TENTHS, UNEVEN};

/// What is computed of answers, and the functions that compute it.
pub(crate) struct Check {
    pub(crate) functions: &'static [&'static str],
    pub(crate) of: fn(&Answers) -> Result<String>,
}

const fn check(functions: &'static [&'static str], of: fn(&Answers) -> Result<String>) -> Check {
    Check { functions, of }
}

fn shown(figures: impl Debug) -> Result<String> {
    Ok(format!("{figures:?}"))
}

/// Policies that leave sums.
const POLICIES: [MissingPolicy; 4] = [
    MissingPolicy::Listwise,
    MissingPolicy::AvailableCase,
    MissingPolicy::ItemMean,
    MissingPolicy::PersonMean { minimum_share: 0.5 },
];

/// Every question but that with uneven levels, which have no person mean.
const EVEN: [usize; 8] = [0, 1, 2, 3, 4, 5, 6, 7];

/// Everything that moments say of answers. (In which direction a question was asked
/// is not among it: that is what the two surveys differ in.)
fn figures(moments: &Moments) -> String {
    let k = moments.len();
    let cells = || (0..k).flat_map(|i| (0..k).map(move |j| (i, j)));
    let covariances: Vec<f64> = cells().map(|(i, j)| moments.covariance(i, j)).collect();
    let of_means: Vec<f64> = cells().map(|(i, j)| moments.mean_covariance(i, j)).collect();
    let single: Vec<f64> = cells().map(|(i, j)| moments.correlation(i, j)).collect();
    let counts: Vec<_> = (0..k).map(|i| moments.question_counts(i)).collect();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {}",
        moments.names(),
        moments.means(),
        moments.sds(),
        moments.correlations(),
        single,
        covariances,
        of_means,
        moments.ranges(),
        counts,
        moments.n(),
        moments.basis(),
        moments.is_empty(),
    )
}

fn sums(products: &CrossProducts) -> String {
    let k = products.len();
    let cells = || (0..k).flat_map(|i| (0..k).map(move |j| (i, j)));
    let count: Vec<u64> = cells().map(|(i, j)| products.count(i, j)).collect();
    let of: [fn(&CrossProducts, usize, usize) -> f64; 3] =
        [CrossProducts::covariance, CrossProducts::correlation, CrossProducts::mean_covariance];
    let matrices: Vec<Vec<f64>> =
        of.iter().map(|of| cells().map(|(i, j)| of(products, i, j)).collect()).collect();
    format!("{count:?} {matrices:?} {:?}", products.means())
}

/// The first and the second half of the respondents, as two parts of the survey.
fn halves(answers: &Answers) -> Result<[Answers; 2]> {
    let part = |rows: std::ops::Range<usize>| -> Result<Answers> {
        let questions = 0..answers.questionnaire().len();
        let columns = questions.map(|i| Ok(answers.raw_column(i)?[rows.clone()].to_vec()));
        let made = Answers::new(answers.questionnaire().clone(), columns.collect::<Result<_>>()?)?;
        match answers.weights() {
            Some(weights) => made.with_weights(weights[rows].to_vec()),
            None => Ok(made),
        }
    };
    Ok([part(0..RESPONDENTS / 2)?, part(RESPONDENTS / 2..RESPONDENTS)?])
}

/// The survey as a file: answers as they were given.
fn csv(answers: &Answers) -> Result<String> {
    let questions = answers.questionnaire().questions();
    let mut text: Vec<String> = questions.iter().map(|q| q.name().to_owned()).collect();
    text = vec![text.join(",")];
    for row in 0..answers.respondents() {
        let cell = |i| {
            answers.raw_column(i).map(|column| match column[row].is_nan() {
                true => String::new(),
                false => column[row].to_string(),
            })
        };
        text.push((0..questions.len()).map(cell).collect::<Result<Vec<_>>>()?.join(","));
    }
    Ok(text.join("\n"))
}

fn model() -> Result<PathModel> {
    let constructs = vec![
        Construct::new("quality", "质量", &SEVENS[..2]),
        Construct::new("value", "价值", &[CONTINUOUS, TENTHS]),
        Construct::new("loyalty", "忠诚", &[RECOMMEND]),
    ];
    PathModel::new(constructs, vec![(0, 1), (1, 2), (0, 2)])
}

fn breaks() -> Result<PromoterBreaks> {
    PromoterBreaks::new(3.0, 6.0)
}

fn resampling() -> BootstrapOptions {
    BootstrapOptions::default().with_samples(4)
}

fn penalty(answers: &Answers) -> Result<PenaltyRewardCounts> {
    let attributes = [answers.column(0)?, answers.column(1)?, answers.column(FIVE)?];
    let outcome = answers.column(RECOMMEND)?;
    PenaltyRewardCounts::count(&attributes, outcome, answers.weights(), 2.0, 5.0)
}

/// Measures, and the questions that they are of.
fn measures() -> [(MeasureKind, Measure, Vec<usize>); 7] {
    [
        (MeasureKind::Share, Measure::Share { top: 2 }, vec![1]),
        (
            MeasureKind::Promoter,
            Measure::Promoter { detractor_at_most: 3.0, promoter_at_least: 6.0 },
            vec![1],
        ),
        (MeasureKind::Effort, Measure::Effort { easy_from: 5.0 }, vec![1]),
        (MeasureKind::Mean, Measure::Mean, vec![0]),
        (
            MeasureKind::ServiceQuality,
            Measure::ServiceQuality { dimensions: vec![0, 1], count: 2 },
            vec![0, 1, 2, 3],
        ),
        (MeasureKind::Kano, Measure::Kano(KanoTable::USUAL), vec![FIVE, FIVE]),
        (
            MeasureKind::PenaltyReward,
            Measure::PenaltyReward { low_at_most: 2.0, high_at_least: 5.0 },
            vec![0, 1, FIVE, RECOMMEND],
        ),
    ]
}

fn kano(answers: &Answers) -> Result<KanoCounts> {
    let five = answers.column(FIVE)?;
    let mut other = five.to_vec();
    other.rotate_left(1);
    KanoCounts::count(five, &other, answers.weights(), &KanoTable::USUAL)
}

fn fuzzy(answers: &Answers) -> Result<FuzzyKano> {
    // The more a respondent likes it, the more of the answer is "like".
    let spread = |answer: &f64| [*answer, 1.0, 1.0, 1.0, 6.0 - answer];
    let there: Vec<[f64; 5]> =
        answers.column(FIVE)?.iter().filter(|a| !a.is_nan()).map(spread).collect();
    FuzzyKano::count(&there, &there, None, &KanoTable::USUAL, 0.2)
}

fn gaps(answers: &Answers) -> Result<ServiceQualityCounts> {
    ServiceQualityCounts::count(answers, &[vec![(0, 1)], vec![(2, 3)]])
}

/// Functions whose figures a turned question moves.
pub(crate) const TURNING: &[Check] = &[
    check(
        &[
            "satisfaction::Measure::count",
            "satisfaction::Measure::count_columns",
            "satisfaction::Counts::as_kano",
            "satisfaction::Counts::difference",
            "satisfaction::Counts::merge",
            "satisfaction::Counts::kind",
            "satisfaction::Counts::of_totals",
            "satisfaction::Counts::to_bytes",
            "satisfaction::Counts::totals",
            "satisfaction::PenaltyRewardCounts::totals",
        ],
        |a| {
            let [first, second] = halves(a)?;
            let mut told = Vec::new();
            for (kind, measure, questions) in measures() {
                let (first, second) =
                    (measure.count(&first, &questions)?, measure.count(&second, &questions)?);
                let both = first.merge(&second)?;
                let again = Counts::of_totals(kind, &both.totals())?;
                let apart = first.difference(&second, 0.95).ok();
                assert_eq!(both.kind(), kind);
                told.push(shown((both.totals(), again.totals(), both.as_kano(), apart))?);
                told.push(shown(both.to_bytes())?);
            }
            let mean = Measure::Mean.count_columns(&[a.column(0)?], a.weights())?;
            shown((told, mean.totals(), penalty(a)?.totals()))
        },
    ),
    check(
        &["survey::Answers::column", "survey::Answers::columns", "survey::Answers::scales"],
        |a| shown((a.column(0)?, a.columns(), a.scales())),
    ),
    check(
        &["survey::Answers::new", "survey::Answers::with_policy", "survey::Answers::append"],
        |a| {
            let [mut first, second] = halves(a)?;
            first.append(&second)?;
            shown((first.columns(), first.weights()))
        },
    ),
    check(&["survey::read_csv"], |a| {
        let read = read_csv(csv(a)?.as_bytes(), a.questionnaire().clone(), &CsvLayout::new())?;
        shown(read.columns())
    }),
    check(
        &[
            "survey::CrossProducts::of_questions",
            "survey::CrossProducts::count",
            "survey::CrossProducts::covariance",
            "survey::CrossProducts::correlation",
            "survey::CrossProducts::mean_covariance",
            "survey::CrossProducts::means",
        ],
        |a| {
            let all = POLICIES.map(|policy| CrossProducts::of_questions(a, &EVEN, policy));
            let all = all.into_iter().collect::<Result<Vec<_>>>()?;
            shown(all.iter().map(sums).collect::<Vec<_>>())
        },
    ),
    check(&["survey::CrossProducts::of"], |a| {
        shown(sums(&CrossProducts::of(a, MissingPolicy::AvailableCase)?))
    }),
    check(
        &[
            "survey::CrossProducts::to_bytes",
            "survey::CrossProducts::from_bytes",
            "survey::CrossProducts::merge",
            "survey::Moments::from_cross_products",
        ],
        |a| {
            let mut found = Vec::new();
            for policy in POLICIES {
                let [first, second] = halves(a)?;
                let sums = |part| CrossProducts::of_questions(part, &EVEN, policy);
                let sent = CrossProducts::from_bytes(&sums(&first)?.to_bytes())?;
                let merged = sent.merge(&sums(&second)?)?;
                found.push(figures(&Moments::from_cross_products(&merged)?));
            }
            shown(found)
        },
    ),
    check(
        &[
            "survey::Moments::of",
            "survey::Moments::names",
            "survey::Moments::means",
            "survey::Moments::sds",
            "survey::Moments::correlations",
            "survey::Moments::correlation",
            "survey::Moments::covariance",
            "survey::Moments::mean_covariance",
            "survey::Moments::ranges",
            "survey::Moments::question_counts",
            "survey::Moments::n",
            "survey::Moments::basis",
            "survey::Moments::len",
            "survey::Moments::is_empty",
        ],
        |a| {
            let policies = &POLICIES[..3];
            let all = policies.iter().map(|policy| Moments::of(a, *policy).map(|m| figures(&m)));
            shown(all.collect::<Result<Vec<_>>>()?)
        },
    ),
    check(&["survey::Moments::of_questions"], |a| {
        let em = (&SEVENS[..], MissingPolicy::ExpectationMaximisation);
        let all = POLICIES.map(|policy| (&EVEN[..], policy)).into_iter().chain([em]);
        let all = all.map(|(questions, policy)| Moments::of_questions(a, questions, policy));
        shown(all.map(|moments| Ok(figures(&moments?))).collect::<Result<Vec<_>>>()?)
    }),
    check(&["survey::Moments::select", "survey::Moments::with_ranges"], |a| {
        let moments = Moments::of(a, MissingPolicy::Listwise)?.select(&[3, 0, RECOMMEND])?;
        shown(figures(&moments.with_ranges(vec![(0.0, 12.0); 3])?))
    }),
    check(&["survey::Reliability::of", "survey::Reliability::omega"], |a| {
        let mut found = Vec::new();
        for policy in POLICIES {
            let moments = Moments::of_questions(a, &EVEN, policy)?;
            let alpha = Reliability::of(&moments, &SEVENS, 0.9);
            found.push(format!("{alpha:?} {:?}", Reliability::omega(&moments, &SEVENS)));
        }
        shown(found)
    }),
    check(&["survey::Reliability::of_answers"], |a| {
        let policy = MissingPolicy::Listwise;
        let of = |method| Reliability::of_answers(a, &SEVENS, policy, method, 0.95);
        shown(AlphaInterval::ALL.iter().copied().map(of).collect::<Result<Vec<_>>>()?)
    }),
    check(&["survey::heterotrait_monotrait", "survey::rho_a"], |a| {
        let moments = Moments::of(a, MissingPolicy::Listwise)?;
        let groups = [&SEVENS[..2], &[CONTINUOUS, TENTHS]];
        let ratio = |which| heterotrait_monotrait(&moments, groups[0], groups[1], which);
        let ratios: Vec<_> = HtmtCorrelations::ALL.iter().copied().map(ratio).collect();
        shown((ratios, rho_a(&moments, &SEVENS, &[0.4, 0.3, 0.2, 0.1])))
    }),
    check(&["satisfaction::SatisfactionIndex::of"], |a| {
        let mut found = Vec::new();
        for policy in &POLICIES {
            for form in [IndexForm::PerQuestion, IndexForm::PerRespondent] {
                let options = IndexOptions::new(*policy).with_form(form);
                found.push(SatisfactionIndex::of(a, options)?);
            }
        }
        shown(found)
    }),
    check(
        &["satisfaction::SatisfactionIndex::of_moments", "satisfaction::Scorecard::of_moments"],
        |a| {
            let questions = a.questionnaire().questions()[..UNEVEN].to_vec();
            let questionnaire = habitue::survey::Questionnaire::new(questions)?;
            let moments = Moments::of_questions(a, &EVEN, MissingPolicy::AvailableCase)?;
            let index = SatisfactionIndex::of_moments(&moments, &questionnaire, 0.95)?;
            shown((index, Scorecard::of_moments(&moments, &questionnaire, 0.95)?))
        },
    ),
    check(&["satisfaction::respondent_indices_into"], |a| {
        let mut out = vec![0.0; a.respondents()];
        respondent_indices_into(a, MissingPolicy::PersonMean { minimum_share: 0.3 }, &mut out)?;
        shown(out)
    }),
    check(&["satisfaction::Scorecard::of"], |a| {
        shown(Scorecard::of(a, IndexOptions::new(MissingPolicy::AvailableCase))?)
    }),
    check(&["satisfaction::ShareCounts::top", "satisfaction::TopBox::of"], |a| {
        let method = ProportionInterval::Wilson;
        let of = |question| TopBox::of(a, question, 2, method, 0.95);
        shown((ShareCounts::top(a, 0, 3)?, of(0)?, of(TENTHS)?, of(UNEVEN)?))
    }),
    check(
        &[
            "satisfaction::ShareCounts::count",
            "satisfaction::ShareCounts::merge",
            "satisfaction::ShareCounts::share",
            "satisfaction::ShareCounts::effective_n",
        ],
        |a| {
            let count = |part| ShareCounts::count(part, CONTINUOUS, |answer| answer > 60.0);
            let [first, second] = halves(a)?;
            let merged = count(&first)?.merge(count(&second)?);
            let share = merged.share(ProportionInterval::Jeffreys, 0.9)?;
            shown((merged, merged.effective_n(), share, count(a)?))
        },
    ),
    check(
        &[
            "satisfaction::PromoterCounts::count",
            "satisfaction::PromoterCounts::merge",
            "satisfaction::PromoterCounts::score",
        ],
        |a| {
            let count = |part| PromoterCounts::count(part, RECOMMEND, breaks()?);
            let [first, second] = halves(a)?;
            let merged = count(&first)?.merge(count(&second)?);
            shown((count(a)?, merged, merged.score(PromoterInterval::Score, 0.95)?))
        },
    ),
    check(
        &[
            "satisfaction::EffortCounts::count",
            "satisfaction::EffortCounts::merge",
            "satisfaction::EffortCounts::score",
            "satisfaction::EffortScore::of",
        ],
        |a| {
            let [first, second] = halves(a)?;
            let count = |part| EffortCounts::count(part, 1, 5.0);
            let merged = count(&first)?.merge(count(&second)?)?;
            shown((merged.score(0.95)?, EffortScore::of(a, 2, 5.0, 0.95)?))
        },
    ),
    check(
        &[
            "satisfaction::Breakdown::of",
            "satisfaction::Breakdown::of_design",
            "satisfaction::BreakdownFigure::of",
        ],
        |a| {
            let codes: Vec<_> = (0..RESPONDENTS as u32).map(|row| Some(row % 3)).collect();
            let groups = Groups::of_codes(&codes, 3)?;
            let design = SampleDesign::new(RESPONDENTS, None, None)?;
            let (question, missing) = (RECOMMEND, MissingPolicy::AvailableCase);
            let (method, form) = (ProportionInterval::Wilson, IndexForm::PerQuestion);
            let means = SEVENS.map(|question| BreakdownFigure::Mean { question });
            let mut figures = vec![
                BreakdownFigure::Index { missing, form },
                BreakdownFigure::Share { question: SEVENS[0], top: 2, method },
                BreakdownFigure::Promoter {
                    question,
                    breaks: PromoterBreaks::ZERO_TO_TEN,
                    method: PromoterInterval::Score,
                },
            ];
            figures.extend(means);
            let job = &mut Job::new();
            let of_design = Breakdown::of_design(a, &groups, &design, &figures, 0.9, job)?;
            figures.push(BreakdownFigure::Reliability { items: SEVENS.to_vec(), missing });
            let whole =
                figures.iter().map(|figure| figure.of(a, 0.9)).collect::<Result<Vec<_>>>()?;
            shown((of_design, Breakdown::of(a, &groups, &figures, 0.9, job)?, whole))
        },
    ),
    check(&["satisfaction::GroupTest::of", "satisfaction::PairedDifference::of"], |a| {
        let codes: Vec<_> = (0..RESPONDENTS as u32).map(|row| Some(row % 3)).collect();
        let groups = Groups::of_codes(&codes, 3)?;
        let (first, second, weights) = (a.column(0)?, a.column(1)?, a.weights());
        let tests = SEVENS.map(|question| {
            GroupTest::of(a.column(question)?, &groups, weights, GroupTestMethod::Welch)
        });
        shown((tests, PairedDifference::of(first, second, weights, 0.9)?))
    }),
    check(
        &[
            "satisfaction::MeanCounts::count",
            "satisfaction::MeanCounts::merge",
            "satisfaction::MeanCounts::mean",
            "satisfaction::MeanCounts::effective_n",
        ],
        |a| {
            let count = |i| MeanCounts::count(a.column(i)?, a.weights());
            let merged = count(0)?.merge(count(1)?);
            shown((merged.mean(0.95)?, merged.effective_n()))
        },
    ),
    check(
        &[
            "satisfaction::ServiceQualityCounts::count",
            "satisfaction::ServiceQualityCounts::merge",
            "satisfaction::ServiceQualityCounts::analyse",
            "satisfaction::ServiceQuality::of",
        ],
        |a| {
            let [first, second] = halves(a)?;
            let merged = gaps(&first)?.merge(&gaps(&second)?)?;
            let direct = ServiceQuality::of(a, &[vec![(0, 2), (1, 3)]], &[1.0], 0.95)?;
            shown((merged.analyse(&[2.0, 1.0], 0.95)?, direct))
        },
    ),
    check(
        &[
            "satisfaction::KanoCounts::count",
            "satisfaction::KanoCounts::merge",
            "satisfaction::KanoCounts::analyse",
        ],
        |a| {
            let [first, second] = halves(a)?;
            shown(kano(&first)?.merge(kano(&second)?).analyse(0.05)?)
        },
    ),
    check(
        &[
            "satisfaction::FuzzyKano::count",
            "satisfaction::FuzzyKano::merge",
            "satisfaction::FuzzyKano::shares",
        ],
        |a| {
            let [first, second] = halves(a)?;
            let merged = fuzzy(&first)?.merge(&fuzzy(&second)?)?;
            shown((merged, merged.shares()))
        },
    ),
    check(
        &[
            "satisfaction::PenaltyRewardCounts::count",
            "satisfaction::PenaltyRewardCounts::merge",
            "satisfaction::PenaltyRewardCounts::contrasts",
            "satisfaction::PenaltyRewardCounts::used",
            "satisfaction::PenaltyRewardCounts::missing",
            "satisfaction::PenaltyReward::of",
        ],
        |a| {
            let [first, second] = halves(a)?;
            let merged = penalty(&first)?.merge(&penalty(&second)?)?;
            let columns = [a.column(0)?, a.column(2)?];
            let outcome = a.column(RECOMMEND)?;
            let direct = PenaltyReward::of(&columns, outcome, a.weights(), (2.0, 5.0), 1, 0.1)?;
            shown((merged.contrasts(1, 0.1)?, merged.used(), merged.missing(), direct))
        },
    ),
    check(&["satisfaction::ImportanceMap::of"], |a| {
        let moments = Moments::of(a, MissingPolicy::AvailableCase)?;
        let of = |i: &usize| (moments.means()[*i], moments.correlation(*i, RECOMMEND));
        let (performance, importance): (Vec<f64>, Vec<f64>) = SEVENS.iter().map(of).unzip();
        shown(ImportanceMap::of(&performance, &importance, CrossHairs::Means)?)
    }),
    check(&["satisfaction::disconfirm_into", "satisfaction::adapt_expectation_into"], |a| {
        let (mut gaps, mut classes) = ([0.0; RESPONDENTS], [0; RESPONDENTS]);
        disconfirm_into(a.column(0)?, a.column(1)?, 0.5, &mut gaps, &mut classes)?;
        let mut expected = [0.0; RESPONDENTS];
        adapt_expectation_into(4.0, 0.3, a.column(2)?, &mut expected)?;
        shown((gaps, classes, expected))
    }),
    check(&["satisfaction::KeyDrivers::of"], |a| {
        let of = |policy: &MissingPolicy| {
            KeyDrivers::of(&Moments::of_questions(a, &EVEN, *policy)?, RECOMMEND, &SEVENS)
        };
        shown(POLICIES.iter().map(of).collect::<Result<Vec<_>>>()?)
    }),
    check(&["satisfaction::KeyDrivers::bootstrap"], |a| {
        let (policy, silent) = (MissingPolicy::Listwise, &mut Progress::silent());
        shown(KeyDrivers::bootstrap(a, policy, RECOMMEND, &[0, 1], resampling(), silent)?)
    }),
    check(&["satisfaction::Bootstrap::of"], |a| {
        let (policy, silent) = (MissingPolicy::AvailableCase, &mut Progress::silent());
        shown(Bootstrap::of(a, policy, resampling(), silent, |m| Ok(m.means().to_vec()))?)
    }),
    check(
        &[
            "satisfaction::PathFit::of",
            "satisfaction::PathFit::index",
            "satisfaction::PathFit::index_into",
        ],
        |a| {
            let moments = Moments::of(a, MissingPolicy::Listwise)?;
            let mut found = Vec::new();
            for &scheme in InnerScheme::ALL {
                let fit = PathFit::of(model()?, &moments, scheme)?;
                let mut out = vec![0.0; a.respondents()];
                let indices: Vec<_> = (0..3).map(|i| fit.index(&moments, i)).collect();
                fit.index_into(&moments, a, 0, &mut out)?;
                found.push(format!("{fit:?} {indices:?} {out:?}"));
            }
            shown(found)
        },
    ),
    check(&["satisfaction::PathBootstrap::of"], |a| {
        let (policy, silent) = (MissingPolicy::Listwise, &mut Progress::silent());
        let scheme = InnerScheme::Path;
        shown(PathBootstrap::of(&model()?, a, policy, scheme, resampling(), silent)?)
    }),
    check(&["satisfaction::SegmentComparison::of"], |a| {
        let ([first, second], silent) = (halves(a)?, &mut Progress::silent());
        let (policy, scheme) = (MissingPolicy::AvailableCase, InnerScheme::Centroid);
        let options = resampling();
        let model = model()?;
        shown(SegmentComparison::of(&model, &first, &second, policy, scheme, options, silent)?)
    }),
    check(&["loyalty::mean_of_three", "loyalty::mean_of_three_into"], |a| {
        let columns = [a.column(0)?, a.column(1)?, a.column(2)?];
        let mut out = [0.0; RESPONDENTS];
        loyalty::mean_of_three_into(columns, 1.0, 7.0, &mut out)?;
        let first = columns.map(|column| Some(column[0]).filter(|answer| !answer.is_nan()));
        shown((out, loyalty::mean_of_three(first, 1.0, 7.0)?))
    }),
];

/// Functions that count, name and weigh: a turned question moves nothing there.
pub(crate) const COUNTING: &[Check] = &[
    check(
        &[
            "survey::Answers::respondents",
            "survey::Answers::weight",
            "survey::Answers::weights",
            "survey::Answers::with_weights",
            "survey::Answers::without_weights",
            "survey::Answers::with_keys",
            "survey::Answers::keys",
            "survey::Answers::missing",
            "survey::Answers::out_of_scale",
        ],
        |a| {
            let weights = vec![2.0; a.respondents()];
            let keys = a.keys().unwrap_or_default().iter().rev().cloned().collect();
            let other = a.clone().without_weights().with_weights(weights)?.with_keys(keys)?;
            let weighed = (a.weight(3), a.weights(), other.weights());
            shown((a.respondents(), weighed, other.keys(), a.missing(), a.out_of_scale()))
        },
    ),
    check(
        &[
            "survey::CrossProducts::len",
            "survey::CrossProducts::is_empty",
            "survey::CrossProducts::names",
            "survey::CrossProducts::policy",
            "survey::CrossProducts::respondents",
            "survey::CrossProducts::effective_n",
        ],
        |a| {
            let sums = CrossProducts::of(a, MissingPolicy::Listwise)?;
            let names: Vec<&str> = sums.names().collect();
            let counts = (sums.len(), sums.is_empty(), sums.respondents(), sums.effective_n());
            shown((counts, names, sums.policy()))
        },
    ),
];
