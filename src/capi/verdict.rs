//! What a study found, as numbers: the verdict, its six checks, what is withheld, figures by name.

use crate::capi::options::Numbered;
use crate::capi::prelude::*;
use crate::study::{
    CheckKind, Checks, FigureGroup, GapsFinding, Grade, Headline, LeavingFinding, NamedFigure,
    RankingFinding, Release, RowsFinding, SpendFinding, Study, TotalsFinding, Withheld,
    WithheldReason,
};

enumeration!(HABITUE_GRADE: Grade = 1);

enumeration!(HABITUE_HEADLINE: Headline = 1);

enumeration!(HABITUE_CHECK: CheckKind = 1);

enumeration!(HABITUE_TOTALS: TotalsFinding = 1);

enumeration!(HABITUE_RANKING: RankingFinding = 1);

enumeration!(HABITUE_LEAVING: LeavingFinding = 1);

enumeration!(HABITUE_GAPS: GapsFinding = 1);

enumeration!(HABITUE_ROWS: RowsFinding = 1);

enumeration!(HABITUE_SPEND: SpendFinding = 1);

enumeration!(HABITUE_GAUGE: Option<crate::study::Better> = 1,
    /// There is no gauge: nothing was measured.
    NONE = 0
);

enumeration!(HABITUE_FIGURES: FigureGroup = 1);

enumeration!(HABITUE_WITHHELD: WithheldReason = 1,
    /// It is not withheld.
    NOT = 0
);

enumeration!(HABITUE_RELEASE: Release = 1);

enumeration!(HABITUE_VALUE_BASIS: crate::study::ValueBasis = 1);

/// What of a study may be believed. Start from `HABITUE_VERDICT_INIT`; its sentences are those of
/// `habitue_report_sentence`.
#[apply(versioned)]
pub struct habitue_verdict {
    /// The grade of the whole, one of `HABITUE_GRADE_...`.
    pub overall: i32,
    /// What to do about it, one of `HABITUE_HEADLINE_...`.
    pub headline: i32,
    /// The model that is used, one of `HABITUE_MODEL_...`; 0 where none could be fitted.
    pub model: i32,
    /// What values are counted in, one of `HABITUE_VALUE_BASIS_...`.
    pub basis: i32,
    /// Unit of times, one of `HABITUE_UNIT_...`.
    pub unit: i32,
    /// The first day that is looked at, since 1970-01-01.
    pub first_day: i32,
    /// The last.
    pub last_day: i32,
    /// The last day that the models on trial learned from; `HABITUE_NO_DAY` without a test.
    pub split: i32,
    /// How many groups of figures are withheld; see `habitue_study_withheld`.
    pub withheld: u32,
}

/// What one of the six checks found, and its gauge. Start from `HABITUE_CHECK_RESULT_INIT`.
#[apply(versioned)]
pub struct habitue_check_result {
    /// One of `HABITUE_GRADE_...`.
    pub grade: i32,
    /// One of `HABITUE_TOTALS_...`, `HABITUE_RANKING_...` and so on, by the check.
    pub finding: i32,
    /// Which way the gauge is better, one of `HABITUE_GAUGE_...`; of NONE all below is NaN.
    pub better: i32,
    /// What was measured.
    pub value: f64,
    /// The lower end of its 95 % interval; NaN where it has none.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Sound as far as this.
    pub sound: f64,
    /// With care as far as this, not to be used beyond.
    pub care: f64,
}

/// A group of figures that is withheld. Start from `HABITUE_WITHHELD_FIGURES_INIT`.
#[apply(versioned)]
pub struct habitue_withheld_figures {
    /// Which, one of `HABITUE_FIGURES_...`.
    pub group: i32,
    /// Why, one of `HABITUE_WITHHELD_...`.
    pub reason: i32,
    /// What would release it, one of `HABITUE_RELEASE_...`.
    pub release: i32,
    /// What the reason found: a bias, a coefficient, a share, how many customers; NaN for none.
    pub found: f64,
    /// The bound that it fails; NaN for none.
    pub bound: f64,
}

/// A figure of a study by its name. Start from `HABITUE_STUDY_FIGURE_INIT`.
#[apply(versioned)]
pub struct habitue_study_figure {
    /// One of `HABITUE_WITHHELD_...`: NOT, or why the figure is withheld, and NaN.
    pub withheld: i32,
    /// What it goes by, such as `totals.purchases_bias`; static, without a NUL.
    pub name: habitue_text,
    /// The figure: counts, shares from 0 to 1, money in units of the currency, times in the unit
    /// of the study.
    pub value: f64,
    /// The lower end of its 95 % interval; NaN where it has none.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The verdict on a study. Since 0.1.
pub fn habitue_study_verdict(study: &Study, verdict: &mut habitue_verdict) -> Result<()> {
    let found = &study.verdict;
    (verdict.overall, verdict.headline) = (found.overall.number(), found.headline.number());
    verdict.model = study.choice.as_ref().map_or(0, |choice| choice.kind as i32);
    verdict.basis = study.figures.basis.number();
    verdict.unit = study.base.unit.number();
    verdict.first_day = study.base.first_day.number();
    verdict.last_day = study.base.last_day.number();
    verdict.split = study.split.as_ref().map_or(HABITUE_NO_DAY, |split| split.day.number());
    verdict.withheld = found.withheld.len() as u32;
    Ok(())
}

/// What a check (`HABITUE_CHECK_...`) found; its figures are those of `habitue_study_figure_at` whose
/// names begin with it. Since 0.1.
pub fn habitue_study_check(
    study: &Study,
    check: CheckKind,
    result: &mut habitue_check_result,
) -> Result<()> {
    let checks = &study.verdict.checks;
    result.grade = checks.grade(check).number();
    result.finding = finding(checks, check);
    let gauge = checks.gauge(check);
    result.better = gauge.map_or(HABITUE_GAUGE_NONE, |gauge| Some(gauge.better).number());
    let (low, high) = ends(gauge.and_then(|gauge| gauge.interval));
    let [value, sound, care] =
        gauge.map_or([f64::NAN; 3], |gauge| [gauge.value, gauge.sound, gauge.care]);
    (result.value, result.low, result.high) = (value, low, high);
    (result.sound, result.care) = (sound, care);
    Ok(())
}

/// The number of what a check found.
fn finding(checks: &Checks, check: CheckKind) -> i32 {
    match check {
        CheckKind::Totals => checks.totals.finding.number(),
        CheckKind::Ranking => checks.ranking.finding.number(),
        CheckKind::Leaving => checks.leaving.finding.number(),
        CheckKind::Gaps => checks.gaps.finding.number(),
        CheckKind::Rows => checks.rows.finding.number(),
        CheckKind::Spend => checks.spend.finding.number(),
    }
}

/// The group of figures `index`, from 0, of those that are withheld. `HABITUE_OUT_OF_RANGE` ends a
/// loop over them. Since 0.1.
pub fn habitue_study_withheld(
    study: &Study,
    index: usize,
    withheld: &mut habitue_withheld_figures,
) -> Result<()> {
    let all = &study.verdict.withheld;
    let (group, why) = all.get(index).ok_or_else(|| no_index(index, all.len()))?;
    withheld.group = group.number();
    (withheld.reason, withheld.release) = (why.reason.number(), why.release.number());
    (withheld.found, withheld.bound) = numbers(why);
    Ok(())
}

fn no_index(index: usize, length: usize) -> Error {
    Error::out_of_range("index", index as f64, format!("below {length}"))
}

/// What a reason found, and the bound that it fails.
fn numbers(why: &Withheld) -> (f64, f64) {
    use WithheldReason as Why;
    match why.reason {
        Why::FewCameBack { customers, least } | Why::TooFewCustomers { customers, least } => {
            (customers as f64, least as f64)
        }
        Why::InfiniteMeanSpend { q } => (q, 1.0),
        Why::TotalsOff { bias, most } => (bias, most),
        Why::RankingIsChance { gini, least } => (gini, least),
        Why::RankingWorse { lead } => (lead, f64::NAN),
        Why::DaysMissing(gap) => (f64::from(gap.last.days_since(gap.first) + 1), f64::NAN),
        Why::ModelsDisagree { low, high } => match why.release {
            Release::Agreement(most) => (high - low, most),
            _ => (high - low, f64::NAN),
        },
        Why::RowsLost { share, most } => (share, most),
        _ => (f64::NAN, f64::NAN),
    }
}

/// The figure of this name: key figures begin with `base.`, `ahead.` and `bought_again.`, those of
/// the checks with `totals.`, `ranking.` and so on. `HABITUE_OUT_OF_RANGE` for a name of no figure
/// of this study, with the names of those that it has. Since 0.1.
pub fn habitue_study_figure_of(
    study: &Study,
    name: &str,
    figure: &mut habitue_study_figure,
) -> Result<()> {
    let all = study.named_figures();
    let found = all.iter().find(|known| known.name == name).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|known| known.name).collect();
        fault(ErrorKind::OutOfRange, "name", "is the name of no figure of this study")
            .with_value(format!("{name:?}"))
            .allowing(names.join(", "))
    })?;
    figure.tell_of(found);
    Ok(())
}

/// The figure `index`, from 0, of all that the study has. `HABITUE_OUT_OF_RANGE` ends a loop over
/// them. Since 0.1.
pub fn habitue_study_figure_at(
    study: &Study,
    index: usize,
    figure: &mut habitue_study_figure,
) -> Result<()> {
    let all = study.named_figures();
    figure.tell_of(all.get(index).ok_or_else(|| no_index(index, all.len()))?);
    Ok(())
}

impl habitue_study_figure {
    fn tell_of(&mut self, found: &NamedFigure) {
        self.name = habitue_text { bytes: found.name.as_ptr().cast(), length: found.name.len() };
        self.value = found.value.unwrap_or(f64::NAN);
        self.withheld = match found.value {
            Ok(_) => HABITUE_WITHHELD_NOT,
            Err(why) => why.reason.number(),
        };
        (self.low, self.high) = ends(found.interval);
    }
}

fn ends(interval: Option<(f64, f64)>) -> (f64, f64) {
    interval.unwrap_or((f64::NAN, f64::NAN))
}
