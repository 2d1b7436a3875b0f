//! Words on what of a survey can be trusted, and its key figures.

use super::context::Context;
use crate::report::layout::{Check, Key, Mark, Verdict};
use crate::study::{Grade, SurveyCheck, SurveyFigure, SurveyTrust};

/// The verdict.
pub(super) fn verdict(context: &Context<'_>) -> Verdict {
    let trust = context.study.trust();
    let overall = trust.overall();
    let checks = SurveyCheck::ALL.iter().map(|check| {
        let grade = trust.grade(*check);
        let (title, text) = words(context, &trust, *check);
        Check { mark: mark(grade), grade: graded(context, grade), title, text, gauge: None }
    });
    Verdict {
        mark: mark(overall),
        badge: match overall {
            Grade::Sound => context.say("Can be used", "可以采用"),
            Grade::NotToBeUsed => context.say("Do not use", "不可使用"),
            _ => context.say("Use with care", "谨慎使用"),
        },
        headline: headline(context, &trust),
        basis: basis(context),
        checks: checks.collect(),
    }
}

const fn mark(grade: Grade) -> Mark {
    match grade {
        Grade::Sound => Mark::Sound,
        Grade::WithCare => Mark::Care,
        Grade::NotToBeUsed => Mark::NotToBeUsed,
        Grade::NotTested => Mark::NotTested,
    }
}

fn graded(context: &Context<'_>, grade: Grade) -> String {
    match grade {
        Grade::Sound => context.say("Sound", "可信"),
        Grade::WithCare => context.say("With care", "谨慎使用"),
        Grade::NotToBeUsed => context.say("Not to be used", "不可使用"),
        Grade::NotTested => context.say("Not tested", "未检验"),
    }
}

fn headline(context: &Context<'_>, trust: &SurveyTrust) -> String {
    use SurveyCheck::{Margin, Missing, Reliability};
    let failed = |check| trust.grade(check) == Grade::NotToBeUsed;
    if failed(Margin) {
        context.say("Too few answered. Ask more before you act.", "样本太少，请先补充调查再下结论")
    } else if failed(Reliability) {
        context.say(
            "The items do not measure one thing. Read them one by one, not the index.",
            "各题测的不是同一件事，请逐题解读，不要使用指数",
        )
    } else if failed(Missing) {
        context.say(
            "Too many answers are missing. Find out who is silent.",
            "缺失太多，请先弄清是谁没有作答",
        )
    } else if trust.overall() == Grade::Sound {
        context.say("Act on these figures.", "这些结果可以放心采用")
    } else {
        context
            .say("Act on these figures, with the care that is named.", "可以采用，但须留意下列各项")
    }
}

fn basis(context: &Context<'_>) -> String {
    let study = context.study;
    let (respondents, items) = (context.respondents(), study.items.len());
    let questions = context.numbers.count(items as u64);
    let first = match items {
        0 => context.say(format!("{respondents}."), format!("{respondents}。")),
        1 => context.say(format!("{respondents}, 1 item."), format!("{respondents}，1个测评题。")),
        _ => context.say(
            format!("{respondents}, {questions} items."),
            format!("{respondents}，{questions}个测评题。"),
        ),
    };
    let least = context.numbers.count(study.least);
    let second = context.say(
        format!("Figures of fewer than {least} answers are withheld; ranges are 95% intervals."),
        format!("不足{least}人作答的结果不予给出，区间均为95%置信区间。"),
    );
    context.sentences([first, second])
}

fn words(context: &Context<'_>, trust: &SurveyTrust, check: SurveyCheck) -> (String, String) {
    let numbers = &context.numbers;
    match check {
        SurveyCheck::Margin => match trust.margin {
            Some(half) => {
                let half = numbers.decimal(half, 1);
                (
                    context.say(
                        format!("The whole is known to ±{half} points"),
                        format!("总体误差±{half}分"),
                    ),
                    context.say(
                        "Half the 95% interval of everybody's figure: up to 2.5 points is sound, up to 5 with care. A group has a wider one.",
                        "总体结果95%置信区间的一半：2.5分以内可信，5分以内谨慎使用；分组结果的误差更大。",
                    ),
                )
            }
            None => (
                context.say("There is no index", "没有指数"),
                context.say("Nobody answered an item.", "没有人作答测评题。"),
            ),
        },
        SurveyCheck::Missing => {
            let (share, off) = (numbers.percent(trust.missing), numbers.count(trust.off_scale));
            let title = context.say(
                format!("{share} of the answers are missing"),
                format!("缺失答案占{share}"),
            );
            let tail = match trust.off_scale {
                0 => String::new(),
                1 => context.say("1 of them was off its scale.", "其中1个答案超出量表。"),
                _ => context.say(
                    format!("{off} of them were off their scale."),
                    format!("其中{off}个答案超出量表。"),
                ),
            };
            let text = context.say(
                "Each question is taken over those who answered it; alpha and drivers over those who answered all.",
                "各题按实际作答者计算；α系数与影响因素按全部作答者计算。",
            );
            (title, context.sentences([tail, text]))
        }
        SurveyCheck::Reliability => match trust.alpha {
            Some(alpha) => {
                let alpha = numbers.decimal(alpha, 2);
                (
                    context.say(format!("Cronbach's alpha is {alpha}"), format!("克朗巴哈α系数为{alpha}")),
                    context.say(
                        "From 0.7 on the items may be taken together as one index.",
                        "0.7及以上时，各题可以合成一个指数。",
                    ),
                )
            }
            None => (
                context.say("Reliability is not known", "信度未知"),
                context.say(
                    "It takes two items whose answers differ and do not cancel out.",
                    "至少需要两个答案有差异且不互相抵消的测评题。",
                ),
            ),
        },
        SurveyCheck::Direction => {
            let names: Vec<String> = context
                .study
                .columns
                .iter()
                .filter(|column| column.reversed)
                .map(|column| column.name.clone())
                .collect();
            if names.is_empty() {
                return (
                    context.say("All items run the same way", "各题方向一致"),
                    context.say(
                        "No item surely correlates negatively with the others.",
                        "没有题目与其余题目显著负相关。",
                    ),
                );
            }
            let listed = numbers.listed(&names);
            (
                context.say(format!("Turned: {listed}"), format!("已反向计分：{listed}")),
                context.say(
                    "Asked in the negative, by the options or by the answers: the item correlates negatively with the others. The option as-asked leaves it as it is.",
                    "由选项指定，或因与其余题目显著负相关而判为反向题；选项as-asked可保持原样。",
                ),
            )
        }
        SurveyCheck::Groups => {
            let gone = trust.cells - trust.shown;
            let (gone_text, cells) = (numbers.count(gone as u64), numbers.count(trust.cells as u64));
            let least = numbers.count(context.study.least);
            let title = match gone {
                0 => context.say("Every group is large enough", "各组人数均足够"),
                _ => context.say(
                    format!("{gone_text} of {cells} figures of groups are withheld"),
                    format!("{cells}个分组结果中有{gone_text}个不予给出"),
                ),
            };
            let text = context.say(
                format!("A figure needs {least} answers. Merge small groups or ask more."),
                format!("每个结果至少需要{least}人作答，可合并小组或补充调查。"),
            );
            (title, text)
        }
        SurveyCheck::Weights => match (&context.study.weights, trust.design_effect) {
            (Some(weights), Some(effect)) => {
                let (n, effect) =
                    (numbers.count(weights.effective_n.round() as u64), numbers.decimal(effect, 2));
                (
                    context.say(
                        format!("Weighted: as good as {n} of equal weight"),
                        format!("已加权：相当于{n}位等权受访者"),
                    ),
                    context.say(
                        format!("Design effect {effect}; up to 1.5 costs little."),
                        format!("设计效应{effect}，1.5以内损失不大。"),
                    ),
                )
            }
            _ => (
                context.say("Everybody weighs alike", "未加权"),
                context.say(
                    "Whether the respondents are like the population was not looked at: no shares of it are given.",
                    "未给出总体构成，样本是否有代表性未经检验。",
                ),
            ),
        },
    }
}

/// The key figures.
pub(super) fn keys(context: &Context<'_>) -> Vec<Key> {
    let Some(whole) = context.study.breakdowns.first() else { return Vec::new() };
    let Some(group) = whole.groups.first() else { return Vec::new() };
    let mut keys = Vec::new();
    for (figure, cell) in whole.figures.iter().zip(&group.cells) {
        let label = context.figure(*figure);
        let (figure_text, range) = context.cell(*figure, cell);
        keys.push(match cell {
            Ok(found) => {
                let n = context.numbers.count(found.used);
                let of = match figure {
                    SurveyFigure::Index | SurveyFigure::Loyalty => context.say("of 100", "满分100"),
                    _ => String::new(),
                };
                let note = if of.is_empty() { format!("n {n}") } else { format!("{of}, n {n}") };
                Key { label, figure: figure_text, range, note, withheld: false }
            }
            Err(few) => {
                let n = context.numbers.count(few.used);
                Key {
                    label,
                    figure: figure_text,
                    note: format!("n {n}"),
                    withheld: true,
                    ..Key::default()
                }
            }
        });
    }
    keys
}
