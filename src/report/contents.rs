//! Contents: what stands in a report, in its order.

use super::Picture;
use super::draw;
use super::frame::Frame;
use super::layout::{Block, Labels, Question, Rich, View};
use super::pictures;
use super::words::{self, Context};
use crate::study::Grade;

/// The contents of a report.
pub(super) fn contents(frame: &Frame<'_>, drawn: &[Picture]) -> View {
    let study = frame.study;
    let language = frame.language;
    let context = Context::new(study, language, drawn);
    let verdict = &study.verdict;
    let heading =
        frame.title.clone().unwrap_or_else(|| language.pick("Customer base", "客户群").to_owned());
    let tag = frame.survey_note.as_deref();
    let mut questions = if verdict.overall == Grade::NotToBeUsed {
        let mut questions =
            vec![words::mend(&context), words::rows(&context), words::withheld_table(&context)];
        if study.figures.now.voice.is_ok() {
            questions.push(words::say(&context, tag));
            questions.extend(words::work(&context, tag));
        }
        questions
    } else {
        let mut questions = vec![
            words::who(&context),
            words::leaving(&context),
            words::bring(&context),
            words::keep(&context),
            words::say(&context, tag),
        ];
        questions.extend(words::work(&context, tag));
        questions.push(words::monday(&context));
        questions
    };
    questions.iter_mut().for_each(tidy);
    let mut analyst = words::appendix(&context);
    tidy(&mut analyst);
    let kind = language.pick("Customer base report", "客户群分析报告");
    View {
        language,
        title: format!("{kind}{}{heading}", language.pick(": ", "：")),
        about: words::about(&context),
        other: frame.other.clone(),
        labels: Labels {
            skip: language.pick("Skip to the verdict", "跳到结论"),
            kind,
            contents: language.pick("Contents", "目录"),
            analyst: language.pick("For the analyst", "分析附录"),
        },
        verdict: words::verdict(&context, verdict, |kind| {
            let gauge = verdict.checks.gauge(kind)?;
            Some(pictures::gauge(kind, &gauge, &context.numbers))
        }),
        keys: words::keys(&context),
        questions,
        analyst,
        footer: footer(frame),
        light: draw::tokens(false),
        dark: draw::tokens(true),
        classes: draw::classes(),
        style: include_str!("../../templates/page.css"),
        script: include_str!("../../templates/sort.js"),
        heading,
    }
}

/// Columns of which one is empty are no columns.
fn tidy(question: &mut Question) {
    let blocks = std::mem::take(&mut question.blocks);
    question.blocks = blocks
        .into_iter()
        .flat_map(|block| match block {
            Block::Columns(left, right) if left.is_empty() || right.is_empty() => {
                left.into_iter().chain(right).collect()
            }
            Block::Lists(blocks) | Block::Fold(_, blocks) if blocks.is_empty() => Vec::new(),
            block => vec![block],
        })
        .collect();
}

fn footer(frame: &Frame<'_>) -> Rich {
    let version = concat!("habitue ", env!("CARGO_PKG_VERSION"));
    let parts = [Some(version), frame.source.as_deref(), frame.survey_note.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ").into()
}
