//! What a study said of a simulated base, as a row of a table.

use habitue::Progress;
use habitue::study::{CheckKind, FigureGroup, Grade, Judgement, LeavingFinding, StudyOptions};

use crate::bases::Base;

/// The grade as a word.
pub(crate) fn word(grade: Grade) -> &'static str {
    match grade {
        Grade::Sound => "sound",
        Grade::WithCare => "care",
        Grade::NotToBeUsed => "red",
        _ => "untested",
    }
}

/// What was said of a base.
pub(crate) struct Judged {
    pub(crate) overall: Grade,
    /// Of the six checks.
    pub(crate) grades: Vec<Grade>,
    pub(crate) study: Judgement,
    /// A degenerate number that is released as a figure, if there is one.
    pub(crate) degenerate: Option<&'static str>,
}

/// Judges a base.
pub(crate) fn judge(base: &Base) -> Judged {
    let options = StudyOptions::new();
    let study = Judgement::of(&base.summary, &options, &mut Progress::silent()).unwrap();
    let verdict = &study.verdict;
    Judged {
        overall: verdict.overall,
        grades: CheckKind::ALL.iter().map(|kind| verdict.checks.grade(*kind)).collect(),
        degenerate: degenerate(&study),
        study,
    }
}

/// A number that says nothing, although it is released.
fn degenerate(study: &Judgement) -> Option<&'static str> {
    let allows = |group| study.verdict.allows(group).is_ok();
    let (leaving, ranking) = (&study.verdict.checks.leaving, &study.verdict.checks.ranking);
    let Ok(forecast) = &study.now.forecast else {
        return FigureGroup::ALL
            .iter()
            .copied()
            .any(allows)
            .then_some("released without a forecast");
    };
    let sound_share = |(low, high): (f64, f64)| low > 0.01 && high < 0.99;
    if (allows(FigureGroup::Leaving) || allows(FigureGroup::Keeping))
        && (leaving.finding == LeavingFinding::NotIdentified
            || !leaving.active_of_repeat.is_some_and(sound_share))
    {
        return Some("share of active customers");
    }
    let finite = |column: &[f64]| column.iter().all(|value| value.is_finite());
    if allows(FigureGroup::Purchases) {
        let total: f64 = forecast.expected_purchases.iter().sum();
        if !(finite(&forecast.expected_purchases) && total > 0.0) {
            return Some("expected purchases");
        }
    }
    if allows(FigureGroup::Money) {
        match &forecast.value {
            Ok(value) if finite(value) && value.iter().sum::<f64>() > 0.0 => {}
            _ => return Some("value"),
        }
    }
    if allows(FigureGroup::Values) || allows(FigureGroup::Lists) {
        let worth = forecast.worth();
        let (low, high) = worth
            .iter()
            .fold((f64::INFINITY, 0.0_f64), |(low, high), one| (low.min(*one), high.max(*one)));
        let tested = ranking.gini.is_none_or(|(gini, ..)| gini >= 0.1);
        if !(finite(worth) && high > 1.2 * low && tested) {
            return Some("ranking");
        }
    }
    None
}
