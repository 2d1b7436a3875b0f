//! Words of the verdict: what can be trusted, as an instruction, and on what it rests.

use super::checks::mark;
use super::context::Context;
use super::{checks, withheld};
use crate::report::layout;
use crate::study::{CheckKind, FigureGroup, Grade, Headline, Verdict};

/// The verdict; `gauge` draws the gauge of a check.
pub(crate) fn verdict(
    context: &Context<'_>,
    verdict: &Verdict,
    gauge: impl Fn(CheckKind) -> Option<String>,
) -> layout::Verdict {
    let mut kinds = CheckKind::ALL.to_vec();
    if verdict.overall == Grade::NotToBeUsed {
        // What failed stands first.
        kinds.sort_by_key(|kind| verdict.checks.grade(*kind) != Grade::NotToBeUsed);
    }
    let checks = kinds.into_iter().map(|kind| {
        let grade = verdict.checks.grade(kind);
        let words = checks::words(context, &verdict.checks, kind);
        layout::Check {
            mark: mark(grade),
            grade: checks::grade(context, grade),
            title: words.title,
            text: words.text,
            gauge: gauge(kind),
        }
    });
    layout::Verdict {
        mark: mark(verdict.overall),
        badge: badge(context, verdict),
        headline: headline(context, verdict.headline),
        basis: basis(context, verdict),
        checks: checks.collect(),
    }
}

fn badge(context: &Context<'_>, verdict: &Verdict) -> String {
    let mut parts = Vec::new();
    for (grade, english, chinese) in [
        (Grade::Sound, "sound", "可信"),
        (Grade::WithCare, "with care", "谨慎"),
        (Grade::NotToBeUsed, "failed", "不合格"),
        (Grade::NotTested, "not tested", "未检验"),
    ] {
        let count = verdict.checks.count(grade);
        if count > 0 {
            let checks =
                if parts.is_empty() { if count == 1 { " check" } else { " checks" } } else { "" };
            parts.push(
                context.say(format!("{count}{checks} {english}"), format!("{count}项{chinese}")),
            );
        }
    }
    let parts = parts.join(&context.say(", ", "，"));
    match verdict.overall {
        Grade::Sound => context.say(format!("Can be used: {parts}"), format!("可以采用：{parts}")),
        Grade::NotToBeUsed => {
            context.say(format!("Do not use: {parts}"), format!("不可使用：{parts}"))
        }
        _ => context.say(format!("Use with care: {parts}"), format!("谨慎使用：{parts}")),
    }
}

/// What to do, as an instruction.
pub(crate) fn headline(context: &Context<'_>, headline: Headline) -> String {
    match headline {
        Headline::Act => context.say("Act on these figures.", "这些结果可以放心采用"),
        Headline::ActWithCare => context.say(
            "Act on these figures, with the care that is named.",
            "可以采用，但须留意下列各项",
        ),
        Headline::ActOnWhoMatters => context.say(
            "Act on who matters. Do not budget on the totals.",
            "客户排序可以采用，总量预测不宜直接用于预算",
        ),
        Headline::Untested => context.say(
            "Nothing was tested. Take every forecast for an opinion.",
            "尚未经过检验，各项预测仅供参考",
        ),
        Headline::UseContractModels => context.say(
            "These are subscriptions. Ask the contract models.",
            "这是订阅业务，请改用契约型模型",
        ),
        Headline::NobodyCameBack => context.say(
            "Hardly anybody came back. Use what was observed, forecast nothing.",
            "几乎没有客户复购，只看观测结果，不作预测",
        ),
        Headline::MendTheFile => context.say(
            "Mend the file first. Decide nothing on these figures.",
            "请先修正数据文件，暂勿据此决策",
        ),
        _ => context.say("Decide nothing on these figures.", "请勿依据这些结果决策"),
    }
}

/// Two sentences on what the headline rests.
pub(crate) fn basis(context: &Context<'_>, verdict: &Verdict) -> String {
    let numbers = &context.numbers;
    if verdict.overall == Grade::NotToBeUsed {
        let mut failed: Vec<String> = CheckKind::ALL
            .iter()
            .copied()
            .filter(|kind| verdict.checks.grade(*kind) == Grade::NotToBeUsed)
            .map(|kind| checks::words(context, &verdict.checks, kind).title)
            .collect();
        if context.numbers.language() == crate::report::Language::English {
            failed.iter_mut().skip(1).for_each(lower);
        }
        let groups: Vec<String> =
            verdict.withheld.iter().map(|(group, _)| withheld::group(context, *group)).collect();
        let mut text = Vec::new();
        if !failed.is_empty() {
            text.push(numbers.listed(&failed) + context.numbers.language().pick(".", "。"));
        }
        if !groups.is_empty() {
            let groups = numbers.listed(&groups);
            text.push(context.say(
                format!("Withheld, each with its reason and what would release it: {groups}."),
                format!("以下内容不予给出，并逐项说明原因与恢复条件：{groups}。"),
            ));
        }
        return context.sentences(text);
    }
    let mut text = Vec::new();
    let ranking = &verdict.checks.ranking;
    if let (Some(split), Some(fifth)) =
        (&context.study.split, ranking.caught.iter().find(|caught| caught.part == 0.2))
    {
        let (day, span) = (numbers.day(split.day), context.test_span());
        let share = numbers.percent(fifth.model);
        let (what, chinese) =
            if context.money() { ("money", "金额") } else { ("purchases", "购买") };
        text.push(context.say(
            format!("The fifth of the customers named first on {day} brought {share} of the {what} of the {span} after it."),
            format!("{day}排在前20%的客户，带来了其后{span}{chinese}的{share}。"),
        ));
    }
    let totals = &verdict.checks.totals;
    let measured = match (&totals.money, &totals.purchases) {
        (Some(money), _) => money.bias.map(|bias| (bias, "The money", "总金额")),
        (None, Some(purchases)) => {
            purchases.bias.map(|bias| (bias, "The number of purchases", "总次数"))
        }
        _ => None,
    };
    if let Some((bias, english, chinese)) = measured {
        let uncertain = verdict.allows(FigureGroup::Leaving).is_err()
            || verdict.checks.leaving.grade != Grade::Sound;
        let (leaving, leaving_zh) = if uncertain {
            (
                "; who has left for good cannot be read from silence alone",
                "；仅凭沉默期无法断定谁已彻底流失",
            )
        } else {
            ("", "")
        };
        let size = numbers.percent(bias.abs());
        let (low, low_zh) = if bias < 0.0 { ("low", "偏低") } else { ("high", "偏高") };
        text.push(if size == "0%" {
            context.say(
                format!("{english} that came was as forecast{leaving}."),
                format!("{chinese}的预测与实际一致{leaving_zh}。"),
            )
        } else {
            context.say(
                format!("{english} was forecast {size} too {low}{leaving}."),
                format!("{chinese}的预测{low_zh}{size}{leaving_zh}。"),
            )
        });
    }
    if text.is_empty() {
        text.push(context.say(
            "All days taught the models and none was left to test them; each check below says what is known without a test.",
            "全部数据都用于校准，没有留下验证期；以下各项仅说明未经检验时所能知道的内容。",
        ));
    }
    context.sentences(text)
}

/// A title inside a sentence.
fn lower(title: &mut String) {
    let first = title.chars().next().map(|letter| letter.to_lowercase().collect::<String>());
    if let Some(first) = first {
        let size = title.chars().next().map_or(0, char::len_utf8);
        title.replace_range(..size, &first);
    }
}
