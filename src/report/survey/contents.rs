//! What stands on the page of a survey, in its order.

use super::context::Context;
use super::frame::Frame;
use super::{analyst, questions, trust};
use crate::report::draw;
use crate::report::layout::{Labels, View};

/// The contents of the report.
pub(super) fn contents(frame: &Frame<'_>, context: &Context<'_>) -> View {
    let language = context.numbers.language();
    let heading = frame.title.clone().unwrap_or_else(|| context.say("Survey", "满意度调查"));
    let kind = language.pick("Survey report", "满意度调查报告");
    let note = frame.survey_note.as_deref();
    let parts =
        [Some(concat!("habitue ", env!("CARGO_PKG_VERSION"))), frame.source.as_deref(), note];
    let columns = context.numbers.count(context.study.columns.len() as u64);
    let respondents = context.respondents();
    View {
        language,
        title: format!("{kind}{}{heading}", language.pick(": ", "：")),
        about: context.say(
            format!("{respondents}, {columns} columns."),
            format!("{respondents}，{columns}列。"),
        ),
        other: frame.other.clone(),
        labels: Labels {
            skip: language.pick("Skip to the verdict", "跳到结论"),
            kind,
            contents: language.pick("Contents", "目录"),
            analyst: language.pick("For the analyst", "分析附录"),
        },
        verdict: trust::verdict(context),
        keys: trust::keys(context),
        questions: questions::all(context, note),
        analyst: analyst::appendix(context),
        footer: parts.into_iter().flatten().collect::<Vec<_>>().join(" · ").into(),
        light: draw::tokens(false),
        dark: draw::tokens(true),
        classes: draw::classes(),
        style: include_str!("../../../templates/page.css"),
        script: include_str!("../../../templates/sort.js"),
        heading,
    }
}
