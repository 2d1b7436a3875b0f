//! Samples of what is read back of satisfaction.

use habitue::Progress;
use habitue::satisfaction::{self, PathFigure};
use habitue::survey::{self, Answers, MissingPolicy, Moments};
use serde_json::json;

use super::entry::{Entry, answering, asked, plain};
use super::registry::{self, number, numbers, some};

pub(crate) fn satisfactions(all: &mut Vec<Entry>) {
    use satisfaction::{
        Bootstrap, BootstrapOptions, Construct, CrossHairs, EffortCounts, FuzzyKano, IndexOptions,
        InnerScheme, KanoCounts, KanoTable, MeanCounts, PathBootstrap, PathFit, PathModel,
        PenaltyRewardCounts, PromoterBreaks, PromoterCounts, PromoterInterval, SegmentComparison,
        ServiceQualityCounts, ShareCounts,
    };
    let answers = registry::answers();
    let model = PathModel::new(
        vec![Construct::new("a", "甲", &[0, 1]), Construct::new("b", "乙", &[2])],
        vec![(0, 1)],
    )
    .unwrap();
    let (policy, scheme) = (MissingPolicy::Listwise, InnerScheme::Path);
    let moments = Moments::of(&answers, policy).unwrap();
    let options = BootstrapOptions::default().with_samples(10);
    let silent = &mut Progress::silent();
    let fit = PathFit::of(model.clone(), &moments, scheme).unwrap();
    all.push(asked("satisfaction::PathFit", fit, |fit| {
        let moments = Moments::of(&registry::answers(), MissingPolicy::Listwise).unwrap();
        let _ = fit.index(&moments, 0);
        let _ = fit.clone().consistent(0.0);
        fit.total_effects().into_iter().chain(fit.path(0, 1)).collect()
    }));
    let boot = PathBootstrap::of(&model, &answers, policy, scheme, options, silent).unwrap();
    all.push(asked("satisfaction::Bootstrap", boot.bootstrap.clone(), |it: &Bootstrap| {
        let error = it.standard_error(0).ok();
        let interval = it.interval(0, 0.9).ok();
        error.into_iter().chain(interval.map(|interval| interval.low)).collect()
    }));
    all.push(asked("satisfaction::PathBootstrap", boot, |it| {
        let of = |figure: PathFigure| it.estimates(figure).iter().copied().flatten();
        PathFigure::ALL
            .iter()
            .copied()
            .flat_map(of)
            .chain(it.standard_error(PathFigure::Paths, 0))
            .collect()
    }));
    let segments =
        SegmentComparison::of(&model, &answers, &answers, policy, scheme, options, silent).unwrap();
    all.push(asked("satisfaction::SegmentComparison", segments, |it| {
        PathFigure::ALL.iter().flat_map(|f| it.figures(*f)).filter_map(|d| d.difference).collect()
    }));
    all.push(asked("satisfaction::PathModel", model, |model| vec![model.order().len() as f64]));
    let columns: Vec<&[f64]> = answers.columns().iter().map(Vec::as_slice).collect();
    let ends = PenaltyRewardCounts::count(&columns[..2], columns[2], None, 2.0, 4.0).unwrap();
    all.push(asked("satisfaction::PenaltyRewardCounts", ends, |it| {
        let found = it.contrasts(1, 0.1).unwrap_or_default().into_iter().flatten();
        let _ = it.clone().merge(it);
        found.flat_map(|found| [found.penalty, found.reward]).collect()
    }));
    all.push(
        asked("satisfaction::PromoterBreaks", PromoterBreaks::ZERO_TO_TEN, |_| Vec::new()).made_by(
            |it| {
                let least = number(it, "promoter_at_least")?;
                Some(PromoterBreaks::new(number(it, "detractor_at_most")?, least).is_ok())
            },
        ),
    );
    let promoters = PromoterCounts::from_counts(50, 30, 20).unwrap();
    all.push(asked("satisfaction::PromoterCounts", promoters, |it| {
        let score = it.score(PromoterInterval::default(), 0.95);
        score.map(|it| vec![it.score, it.standard_error, it.interval.low]).unwrap_or_default()
    }));
    let score = promoters.score(PromoterInterval::default(), 0.95).unwrap();
    all.push(asked("satisfaction::PromoterScore", score, |it| {
        let _ = it.difference(it, 0.95);
        some([it.unbiased_variance()])
    }));
    let shares = ShareCounts::top(&answers, 0, 2).unwrap();
    all.push(asked("satisfaction::ShareCounts", shares, |it| {
        let share = it.share(survey::ProportionInterval::Wilson, 0.95);
        share.map(|it| vec![it.share, it.interval.low]).unwrap_or_default()
    }));
    let top = shares.share(survey::ProportionInterval::Wilson, 0.95).unwrap();
    all.push(asked("satisfaction::TopBox", top, |it| {
        it.difference(it, 0.95).map(|it| vec![it.difference]).unwrap_or_default()
    }));
    let means = MeanCounts::count(&[1.0, 2.0, 4.0], None).unwrap();
    all.push(asked("satisfaction::MeanCounts", means, |it| {
        it.mean(0.95).map(|it| vec![it.mean]).unwrap_or_default()
    }));
    all.push(asked("satisfaction::MeanScore", means.mean(0.95).unwrap(), |it| {
        it.difference(it, 0.95).map(|it| vec![it.difference]).unwrap_or_default()
    }));
    let kano = KanoCounts::from_counts([5.0, 4.0, 3.0, 2.0, 1.0, 0.0]).unwrap();
    all.push(asked("satisfaction::KanoCounts", kano, |it| {
        it.analyse(0.06).map(|it| vec![it.total_strength]).unwrap_or_default()
    }));
    all.push(asked("satisfaction::Kano", kano.analyse(0.06).unwrap(), |it| {
        let _ = it.better_interval(survey::ProportionInterval::Wilson, 0.95);
        let _ = it.difference(it, 0.95);
        Vec::new()
    }));
    all.push(asked("satisfaction::KanoTable", KanoTable::USUAL, |_| Vec::new()));
    let (there, absent) = ([[0.5, 0.3, 0.2, 0.0, 0.0]; 2], [[0.0, 0.1, 0.2, 0.3, 0.4]; 2]);
    let fuzzy = FuzzyKano::count(&there, &absent, None, &KanoTable::USUAL, 0.4).unwrap();
    all.push(asked("satisfaction::FuzzyKano", fuzzy, |it| {
        let _ = it.merge(it);
        // Nobody has no shares.
        if it.total > 0.0 { it.shares().to_vec() } else { Vec::new() }
    }));
    all.push(asked(
        "satisfaction::EffortCounts",
        EffortCounts::count(&answers, 0, 4.0).unwrap(),
        |it| it.score(0.95).map(|it| vec![it.mean.mean]).unwrap_or_default(),
    ));
    let gaps = ServiceQualityCounts::count(&answers, &[vec![(0, 1)], vec![(1, 2)]]).unwrap();
    all.push(asked("satisfaction::ServiceQualityCounts", gaps, |it| {
        let _ = it.clone().merge(it);
        Vec::new()
    }));
    let hairs = CrossHairs::At { performance: 2.0, importance: 3.0 };
    all.push(asked("satisfaction::CrossHairs", hairs, |hairs| {
        let found = satisfaction::ImportanceMap::of(&[1.0, 3.0], &[2.0, 5.0], *hairs);
        found.map(|it| vec![it.performance_cut]).unwrap_or_default()
    }));
    let options = IndexOptions::new(MissingPolicy::Listwise);
    all.push(asked("satisfaction::IndexOptions", options, |options| {
        let found = satisfaction::SatisfactionIndex::of(&registry::answers(), *options);
        found.map(|it| vec![it.value]).unwrap_or_default()
    }));
    let index = satisfaction::SatisfactionIndex::of(&answers, options).unwrap();
    all.push(asked("satisfaction::SatisfactionIndex", index.clone(), |_| Vec::new()));
    all.push(asked("satisfaction::QuestionScore", index.questions[0].clone(), |_| Vec::new()));
    let card = satisfaction::Scorecard::of(&answers, options).unwrap();
    all.push(asked("satisfaction::DimensionScore", card.dimensions[0].clone(), |_| Vec::new()));
    all.push(asked("satisfaction::Scorecard", card, |it| {
        let _ = it.difference(it, 0.95);
        Vec::new()
    }));
    let value = satisfaction::DeliveredValue::new([1.0; 4], [2.0; 4]).unwrap();
    all.push(
        asked("satisfaction::DeliveredValue", value, |it| {
            some([Some(it.difference()), it.ratio()])
        })
        .made_by(|it| {
            let made = satisfaction::DeliveredValue::new;
            Some(made(numbers(it, "benefits")?, numbers(it, "costs")?).is_ok())
        }),
    );
    all.push(answering("satisfaction::ServiceGaps", |it: &satisfaction::ServiceGaps| {
        vec![it.widest().1]
    }));
    all.push(answering("satisfaction::ServiceStates", |it: &satisfaction::ServiceStates| {
        satisfaction::ServiceGaps::of(it).map(|it| it.all().to_vec()).unwrap_or_default()
    }));
    all.push(answering("satisfaction::ValueGaps", |it: &satisfaction::ValueGaps| {
        it.sizes().to_vec()
    }));
    all.push(answering("satisfaction::BootstrapOptions", |it: &BootstrapOptions| {
        // A thousand samples are enough to see what bad options do.
        let options = it.with_samples(it.samples.min(10)).with_threads(it.threads.min(2));
        let mean = |moments: &Moments| Ok(vec![moments.means()[0]]);
        let silent = &mut Progress::silent();
        Bootstrap::of(&registry::answers(), MissingPolicy::Listwise, options, silent, mean)
            .map(|it| it.estimate)
            .unwrap_or_default()
    }));
    let drivers = satisfaction::KeyDrivers::of(&moments, 2, &[0, 1]).unwrap();
    all.push(asked("satisfaction::KeyDrivers", drivers, |_| Vec::new()));
    all.push(asked("satisfaction::EffortScore", effort(&answers), |_| Vec::new()));
    plain!(all, satisfaction, "satisfaction":
        ChecklistResult Construct ConstructIndex DealerCard Difference Driver GroupEstimate
        GroupTest ImportanceMap MapPoint PairedDifference PenaltyReward PlanProgress
        SegmentDifference);
    let mean = json!({ "weight": 1.0, "gap": means.mean(0.95).unwrap(),
        "perception": means.mean(0.95).unwrap(), "missing_pairs": 0 });
    let gap: satisfaction::DimensionGap = serde_json::from_value(mean.clone()).unwrap();
    all.push(asked("satisfaction::DimensionGap", gap, |_| Vec::new()));
    let quality = json!({ "dimensions": [mean], "unweighted": 1.0, "weighted": 2.0 });
    let quality: satisfaction::ServiceQuality = serde_json::from_value(quality).unwrap();
    all.push(asked("satisfaction::ServiceQuality", quality, |_| Vec::new()));
}

fn effort(answers: &Answers) -> satisfaction::EffortScore {
    satisfaction::EffortCounts::count(answers, 0, 4.0).unwrap().score(0.95).unwrap()
}
