//! The pictures of a survey.

use super::context::{numbers, terms};
use crate::report::pictures::{
    self, ByGroup, by_group, derived_importance, driven, importance, promoter_trend,
};
use crate::report::{Language, Picture};
use crate::satisfaction::GroupEstimate;
use crate::study::{SurveyBreakdown, SurveyFigure, SurveyGrouping, SurveyRole, SurveyStudy};

/// Every picture that the study has figures for.
pub(super) fn all(study: &SurveyStudy, language: Language) -> Vec<Picture> {
    let terms = &terms(language);
    let numbers = &numbers(language);
    let mut found = vec![pictures::satisfaction(&study.voice(), terms)];
    found.push(study.promoters.as_ref().map(|own| pictures::promoters(own, terms)));
    let waves: Vec<_> =
        study.promoters_by_wave.iter().map(|own| (own.wave.as_str(), own.score)).collect();
    let last = &waves[waves.len().saturating_sub(24)..];
    found.push(promoter_trend(last, numbers).ok());
    for (grouping, name) in
        [(SurveyGrouping::Wave, "index_by_wave"), (SurveyGrouping::Segment, "index_by_segment")]
    {
        let own = study.breakdowns.iter().filter(|table| table.grouping == grouping);
        found.extend(own.zip(1..).map(|(own, at)| groups(own, &numbered(name, at), language)));
    }
    found.push(match study.stated_importance {
        true => importance(&study.priorities, terms),
        false => derived_importance(&study.priorities, terms),
    });
    let of_overall = study.of_role(SurveyRole::Overall).next().is_some();
    let outcome = match of_overall {
        true => ("overall satisfaction", "总体满意度"),
        false => ("recommendation", "推荐意愿"),
    };
    found.push(driven(&study.priorities, outcome, terms));
    for (question, at) in study.multi.iter().zip(1..) {
        let shares: Vec<(String, GroupEstimate)> = question
            .options
            .iter()
            .filter_map(|own| Some((own.name.clone(), own.share.ok()?)))
            .collect();
        let name = pictures::short_name(&question.name);
        let (title, note) = match shares.first() {
            Some((most, _)) => {
                let most = pictures::short_name(most);
                (
                    language.pick(
                        format!("{name}: {most} is ticked most often"),
                        format!("{name}：选择最多的是{most}"),
                    ),
                    language.pick(
                        "Share of those who answered that ticked the option, with 95% intervals.",
                        "占作答者的比例，线段为95%置信区间。",
                    ),
                )
            }
            None => (name, ""),
        };
        let own = numbered("options", at);
        let shown = ByGroup { name: &own, title: &title, note, range: (0.0, 1.0), shares: true };
        found.push(by_group(shown, &shares, numbers));
    }
    let features: Vec<_> = study.kano.iter().map(|own| (own.name.as_str(), own.kano)).collect();
    found.push(pictures::kano(&features[..features.len().min(40)], numbers).ok());
    found.into_iter().flatten().collect()
}

/// The name of the first picture of a kind, the second and so on.
fn numbered(name: &str, at: usize) -> String {
    if at == 1 { name.to_owned() } else { format!("{name}_{at}") }
}

/// The index by wave or by a segment.
fn groups(table: &SurveyBreakdown, name: &str, language: Language) -> Option<Picture> {
    let rows: Vec<(String, GroupEstimate)> = table
        .of_figure(SurveyFigure::Index)
        .filter_map(|(label, cell)| Some((label, *cell.as_ref().ok()?)))
        .collect();
    let by = pictures::short_name(&table.by.concat());
    let title = title(&rows, &by, language);
    let note = language.pick(
        "Satisfaction index of each group, 0 to 100, with 95% intervals.",
        "各组满意度指数（0～100），线段为95%置信区间。",
    );
    let shown = ByGroup { name, title: &title, note, range: (0.0, 100.0), shares: false };
    by_group(shown, &rows, &numbers(language))
}

/// Whether the highest and the lowest group differ for sure.
fn title(rows: &[(String, GroupEstimate)], by: &str, language: Language) -> String {
    let by_value = |a: &&(String, GroupEstimate), b: &&(String, GroupEstimate)| {
        a.1.value.total_cmp(&b.1.value)
    };
    let (low, high) = (rows.iter().min_by(by_value), rows.iter().max_by(by_value));
    let (Some(low), Some(high)) = (low, high) else { return by.to_owned() };
    let apart = low.1.interval.zip(high.1.interval).is_some_and(|(a, b)| a.high < b.low);
    let short = |row: &(String, GroupEstimate)| pictures::short_name(&row.0);
    match rows.len() > 1 && apart {
        true => language.pick(
            format!("By {by}: {} is above {}", short(high), short(low)),
            format!("按{by}：{}高于{}", short(high), short(low)),
        ),
        false => language.pick(
            format!("By {by}: no group is surely apart"),
            format!("按{by}：各组差异均不显著"),
        ),
    }
}
