//! What a study found, as numbers: the verdict, its six checks, what is withheld, figures by name.

use crate::capi::options::Numbered;
use crate::capi::prelude::*;
use crate::study::{
    CheckKind, FigureGroup, GapsFinding, Gauge, Grade, Headline, LeavingFinding, NamedFigure,
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
enumeration!(HABITUE_FIGURES: FigureGroup = 1);
enumeration!(HABITUE_RELEASE: Release = 1);
enumeration!(HABITUE_GAUGE: Option<crate::study::Better> = 1,
    /// There is no gauge: nothing was measured.
    NONE = 0
);
enumeration!(HABITUE_WITHHELD: WithheldReason = 1,
    /// It is not withheld.
    NOT = 0
);
enumeration!(HABITUE_VALUE_BASIS: crate::study::ValueBasis = 1);

mirror! {
    /// What of a study may be believed. Start from `HABITUE_VERDICT_INIT`; its sentences are those of
    /// `habitue_report_sentence`.
    #[versioned]
    habitue_verdict: Study,
    /// The grade of the whole, one of `HABITUE_GRADE_...`.
    overall: i32 = it.verdict.overall.number(),
    /// What to do about it, one of `HABITUE_HEADLINE_...`.
    headline: i32 = it.verdict.headline.number(),
    /// The model that is used, one of `HABITUE_MODEL_...`; 0 where none could be fitted.
    model: i32 = it.choice.as_ref().map_or(0, |choice| choice.kind as i32),
    /// What values are counted in, one of `HABITUE_VALUE_BASIS_...`.
    basis: i32 = it.figures.basis.number(),
    /// Unit of times, one of `HABITUE_UNIT_...`.
    unit: i32 = it.base.unit.number(),
    /// The first day that is looked at, since 1970-01-01.
    first_day: i32 = it.base.first_day.number(),
    /// The last.
    last_day: i32 = it.base.last_day.number(),
    /// The last day that the models on trial learned from; `HABITUE_NO_DAY` without a test.
    split: i32 = it.split.as_ref().map_or(HABITUE_NO_DAY, |split| split.day.number()),
    /// How many groups of figures are withheld; see `habitue_study_withheld`.
    withheld: u32 = it.verdict.withheld.len() as u32
}

mirror! {
    /// What one of the six checks found, and its gauge. Start from `HABITUE_CHECK_RESULT_INIT`.
    #[versioned]
    habitue_check_result: Gauge,
    /// One of `HABITUE_GRADE_...`.
    grade: i32,
    /// One of `HABITUE_TOTALS_...`, `HABITUE_RANKING_...` and so on, by the check.
    finding: i32,
    /// Which way the gauge is better, one of `HABITUE_GAUGE_...`; of NONE all below is NaN.
    better: i32 = Some(it.better).number(),
    /// What was measured.
    value,
    /// The lower end of its 95 % interval; NaN where it has none.
    low: f64 = it.interval.map_or(f64::NAN, |(low, _)| low),
    /// The upper end.
    high: f64 = it.interval.map_or(f64::NAN, |(_, high)| high),
    sound, care
}

mirror! {
    /// A group of figures that is withheld. Start from `HABITUE_WITHHELD_FIGURES_INIT`.
    #[versioned]
    habitue_withheld_figures: Withheld,
    /// Which, one of `HABITUE_FIGURES_...`.
    group: i32,
    /// Why, one of `HABITUE_WITHHELD_...`.
    reason: i32 = it.reason.number(),
    /// What would release it, one of `HABITUE_RELEASE_...`.
    release: i32 = it.release.number(),
    /// What the reason found: a bias, a coefficient, a share, how many customers; NaN for none.
    found: f64 = it.found().told(),
    /// The bound that it fails; NaN for none.
    bound: f64 = it.bound().told()
}

mirror! {
    /// A figure of a study by its name. Start from `HABITUE_STUDY_FIGURE_INIT`.
    #[versioned]
    habitue_study_figure: NamedFigure,
    /// One of `HABITUE_WITHHELD_...`: NOT, or why the figure is withheld, and NaN.
    withheld: i32 = it.value.err().map_or(HABITUE_WITHHELD_NOT, |why| why.reason.number()),
    /// What it goes by, such as `totals.purchases_bias`; static, without a NUL.
    name: habitue_text = habitue_text { bytes: it.name.as_ptr().cast(), length: it.name.len() },
    /// The figure: counts, shares from 0 to 1, money in units of the currency, times in the unit
    /// of the study.
    value: f64 = it.value.unwrap_or(f64::NAN),
    /// The lower end of its 95 % interval; NaN where it has none.
    low: f64 = it.interval.map_or(f64::NAN, |(low, _)| low),
    /// The upper end.
    high: f64 = it.interval.map_or(f64::NAN, |(_, high)| high)
}

/// The verdict on a study.
pub fn habitue_study_verdict(study: &Study, verdict: &mut habitue_verdict) -> Result<()> {
    verdict.tell(study);
    Ok(())
}

/// What a check (`HABITUE_CHECK_...`) found; its figures are those of `habitue_study_figure_of`
/// whose names begin with it.
pub fn habitue_study_check(
    study: &Study,
    check: CheckKind,
    result: &mut habitue_check_result,
) -> Result<()> {
    let checks = &study.verdict.checks;
    let nan = f64::NAN;
    *result =
        habitue_check_result { value: nan, low: nan, high: nan, sound: nan, care: nan, ..*result };
    result.better = HABITUE_GAUGE_NONE;
    if let Some(gauge) = checks.gauge(check) {
        result.tell(&gauge);
    }
    result.grade = checks.grade(check).number();
    result.finding = match check {
        CheckKind::Totals => checks.totals.finding.number(),
        CheckKind::Ranking => checks.ranking.finding.number(),
        CheckKind::Leaving => checks.leaving.finding.number(),
        CheckKind::Gaps => checks.gaps.finding.number(),
        CheckKind::Rows => checks.rows.finding.number(),
        CheckKind::Spend => checks.spend.finding.number(),
    };
    Ok(())
}

/// The group of figures `index`, from 0, of those that are withheld. `HABITUE_OUT_OF_RANGE` ends a
/// loop over them.
pub fn habitue_study_withheld(
    study: &Study,
    index: usize,
    withheld: &mut habitue_withheld_figures,
) -> Result<()> {
    let (group, why) = at(&study.verdict.withheld, index)?;
    withheld.tell(why);
    withheld.group = group.number();
    Ok(())
}

/// The figure of this name: key figures begin with `base.`, `ahead.` and `bought_again.`, those of
/// the checks with `totals.`, `ranking.` and so on. Without a name, that at `index`, from 0, of all
/// that the study has; else `index` is 0.
///
/// Returns also `HABITUE_OUT_OF_RANGE` for a name of no figure of this study, with the names of
/// those that it has, and at the end of a loop over them.
pub fn habitue_study_figure_of(
    study: &Study,
    name: &str,
    index: usize,
    figure: &mut habitue_study_figure,
) -> Result<()> {
    let all = study.named_figures();
    idle(&[(!name.is_empty() && index > 0, "index")], "beside a name")?;
    let found = match name {
        "" => at(&all, index)?,
        name => all.iter().find(|known| known.name == name).ok_or_else(|| {
            let names: Vec<&str> = all.iter().map(|known| known.name).collect();
            fault(ErrorKind::OutOfRange, "name", "is the name of no figure of this study")
                .with_value(format!("{name:?}"))
                .allowing(names.join(", "))
        })?,
    };
    figure.tell(found);
    Ok(())
}
