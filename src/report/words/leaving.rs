//! Who is leaving: words on silence, on those who came back, and on those who bought once.

use super::context::Context;
use super::withheld;
use crate::report::layout::Question;
use crate::study::{FigureGroup, ListKind};

/// The question and its answer.
pub(crate) fn question(context: &Context<'_>) -> Question {
    let study = context.study;
    let mut question = Question {
        id: "leave",
        question: context.say("Who is leaving?", "哪些客户正在流失？"),
        ..Question::default()
    };
    match study.verdict.allows(FigureGroup::Leaving) {
        Ok(()) => {
            question.answer = answer(context);
            paragraphs(context, &mut question);
            question.blocks.extend(context.pairs(&[
                "p_alive",
                "alive_check",
                "purchases_grid",
                "bought_again",
            ]));
        }
        Err(why) => {
            question.answer = observed(context).unwrap_or_else(|| {
                context.say(
                    "Who is leaving cannot be told from these data.",
                    "现有数据无法判断谁正在流失。",
                )
            });
            let what = withheld::group(context, FigureGroup::Leaving);
            question.blocks.push(withheld::refusal(context, &what, why));
            question.blocks.extend(context.pairs(&["bought_again", "alive_check"]));
        }
    }
    question.blocks.extend(context.picture("cohorts"));
    question
}

/// Who bought again, observed.
pub(super) fn observed(context: &Context<'_>) -> Option<String> {
    let curves = context.study.figures.bought_again.as_ref().ok()?;
    let first = curves.curves.iter().find(|curve| curve.from == 1)?;
    let (share, span) = (context.numbers.percent(first.end.share), context.span(first.end.time));
    Some(context.say(
        format!("{share} bought again within {span} of their first purchase."),
        format!("首购后{span}内有{share}的客户再次购买。"),
    ))
}

fn answer(context: &Context<'_>) -> String {
    let lists = context.study.figures.now.lists.as_ref().ok();
    let quiet = lists.and_then(|lists| Some((lists, lists.of_kind(ListKind::Call)?)));
    if let Some((lists, list)) = quiet {
        let (count, gaps) = (
            context.numbers.customers(list.rows.len() as u64),
            context.numbers.significant(lists.gaps, 2),
        );
        let (times, verb) = if gaps == "2" {
            ("twice".to_owned(), list.rows.len())
        } else {
            (format!("{gaps} times"), list.rows.len())
        };
        let has = if verb == 1 { "has" } else { "have" };
        return context.say(
            format!("Call at {times} the usual gap. {count} worth calling {has} gone that quiet."),
            format!("沉默达到惯常间隔的{gaps}倍时就该联系，目前值得联系的有{count}。"),
        );
    }
    observed(context).unwrap_or_else(|| {
        context.say("Nobody who matters has gone quiet.", "重要客户中没有明显沉默者。")
    })
}

fn paragraphs(context: &Context<'_>, question: &mut Question) {
    let (study, numbers) = (context.study, &context.numbers);
    if let Ok(grid) = &study.figures.now.silence {
        let mut odds =
            grid.repeats.iter().zip(&grid.even_odds).filter_map(|(x, at)| Some((*x, (*at)?)));
        let first = odds.next();
        let last = odds.find(|(x, _)| *x >= 10).or_else(|| {
            grid.repeats
                .iter()
                .zip(&grid.even_odds)
                .filter_map(|(x, at)| Some((*x, (*at)?)))
                .next_back()
        });
        if let (Some((one, long)), Some((many, short))) = (first, last)
            && many > one
        {
            let (long, short) = (context.span(long), context.span(short));
            question.paragraphs.push(
                context
                    .say(
                        format!("Even odds of having left come after **{long}** of silence for {one} repeat purchase, after **{short}** for {many}."),
                        format!("复购{one}次者沉默**{long}**，流失与否各半；复购{many}次者为**{short}**。"),
                    )
                    .into(),
            );
        }
    }
    let leaving = &study.verdict.checks.leaving;
    if let Some((low, high)) = leaving.active_of_repeat {
        let models = leaving.sound.len();
        let range = if numbers.percent(low) == numbers.percent(high) {
            numbers.percent(low)
        } else {
            numbers.percents(low, high, 0)
        };
        question.paragraphs.push(
            context
                .say(
                    format!(
                        "Of those who came back, **{range}** are still active ({models} model{}).",
                        if models == 1 { "" } else { "s" }
                    ),
                    format!("复购客户中**{range}**仍然活跃（{models}个模型）。"),
                )
                .into(),
        );
    }
    let check = study.figures.test.as_ref().and_then(|test| test.alive_check.as_ref().ok());
    if let Some(once) = check.and_then(|check| check.one_timers.as_ref()) {
        let (count, share) = (numbers.count(once.bought.of), numbers.percent(once.bought.share));
        let (fixed, fixed_zh) = if once.fixed {
            (
                " The model never calls them lost, so they are left out of these pictures.",
                "模型不会判其流失，故不列入图中。",
            )
        } else {
            ("", "")
        };
        question.paragraphs.push(
            context
                .say(
                    format!("{count} had bought **once** when the test began; {share} of them bought in it.{fixed}"),
                    format!("验证期开始时有{count}位客户**只购买过一次**，其中{share}在验证期内再次购买。{fixed_zh}"),
                )
                .into(),
        );
    }
}
