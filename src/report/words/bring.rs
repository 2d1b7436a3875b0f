//! What customers will bring: words on totals, their ranges, and how they erred.

use super::context::Context;
use super::withheld;
use crate::report::layout::Question;
use crate::study::{FigureGroup, ForecastRange, ValueBasis};

/// The group of figures that totals are in.
pub(super) fn group(context: &Context<'_>) -> FigureGroup {
    if context.money() { FigureGroup::Money } else { FigureGroup::Purchases }
}

/// The total that is forecast.
pub(super) fn total<'a>(context: &Context<'a>) -> Option<&'a ForecastRange> {
    let futures = context.study.figures.futures.as_ref().ok()?;
    if context.money() { futures.money.as_ref() } else { Some(&futures.purchases) }
}

/// The question and its answer.
pub(crate) fn question(context: &Context<'_>) -> Question {
    let study = context.study;
    let mut question = Question {
        id: "bring",
        question: if context.money() {
            context.say("What will they bring?", "今后能带来多少收入？")
        } else {
            context.say("How much will they buy?", "今后会购买多少次？")
        },
        ..Question::default()
    };
    let released = study.verdict.allows(group(context));
    let futures = study.figures.futures.as_ref().map(|_| ()).map_err(|withheld| *withheld);
    match released.and(futures).map(|()| total(context)) {
        Ok(Some(total)) => answer(context, total, &mut question),
        Ok(None) | Err(_) => {
            question.answer = context.say(
                "No total can be given; what came so far can be seen.",
                "无法给出总量预测，只能展示迄今的购买情况。",
            );
            let what = withheld::group(context, group(context));
            if let Err(why) = study
                .verdict
                .allows(group(context))
                .and(study.figures.futures.as_ref().map(|_| ()).map_err(|withheld| *withheld))
            {
                question.blocks.push(withheld::refusal(context, &what, why));
            }
        }
    }
    question.blocks.extend(context.picture("tracking"));
    question.blocks.extend(context.pairs(&[
        "tier_outlook",
        "tier_forecast",
        "calibration",
        "cumulative",
    ]));
    question
}

fn answer(context: &Context<'_>, total: &ForecastRange, question: &mut Question) {
    let (expected, horizon) = (context.brought(total.expected), context.horizon());
    let values = context.terms.values();
    let (leaning, leaning_zh) = match total.if_it_errs_again.map(|again| again / total.expected) {
        Some(ratio) if ratio > 1.05 => (", rather more than less", "，更可能高于此数"),
        Some(ratio) if ratio < 0.95 => (", rather less than more", "，更可能低于此数"),
        _ => ("", ""),
    };
    question.answer = if context.money() {
        context.say(
            format!("About {expected} of {values} in {horizon}{leaning}."),
            format!("未来{horizon}{values}约{expected}{leaning_zh}。"),
        )
    } else {
        context.say(
            format!("About {expected} purchases in {horizon}{leaning}."),
            format!("未来{horizon}约{expected}购买{leaning_zh}。"),
        )
    };
    let (low, high) = (total.if_model_holds.low, total.if_model_holds.high);
    let holds = ranged(context, low, high);
    let wide = ranged(context, total.widened.low, total.widened.high);
    let mut text = context.say(
        format!("If the model holds: **{holds}** (95% of simulated futures)."),
        format!("模型成立时为**{holds}**（95%的模拟结果落在其中）。"),
    );
    if total.miss.is_some() {
        text = context.sentences([
            text,
            context.say(
                format!("Widened by what earlier forecasts of this base missed: **{wide}**."),
                format!("按本客户群以往预测的误差放宽后为**{wide}**。"),
            ),
        ]);
    }
    question.paragraphs.push(text.into());
    question.paragraphs.extend(buyers(context).map(Into::into));
    if let Some(again) = total.if_it_errs_again {
        let again = context.brought(again);
        question.paragraphs.push(
            context
                .say(
                    format!("If it errs as it did in the test, about **{again}**."),
                    format!("若误差与验证期相同，约为**{again}**。"),
                )
                .into(),
        );
    }
    let discount = context.numbers.percent(context.study.options.discount());
    let money = match context.terms.basis() {
        ValueBasis::Revenue => context.say(
            format!("No margin was given, so all money is revenue, not profit; discounted at {discount} a year."),
            format!("未提供毛利率，金额均为收入而非利润；年折现率{discount}。"),
        ),
        ValueBasis::Purchases => context.say(
            "There are no amounts, so that purchases are counted.",
            "数据中没有金额，因此只统计购买次数。",
        ),
        _ => context.say(
            format!("Discounted at {discount} a year."),
            format!("年折现率{discount}。"),
        ),
    };
    question.paragraphs.push(money.into());
}

/// How many customers will buy.
fn buyers(context: &Context<'_>) -> Option<String> {
    let (study, numbers) = (context.study, &context.numbers);
    study.verdict.allows(FigureGroup::Chance).ok()?;
    let found = &study.figures.futures.as_ref().ok()?.buyers;
    let (low, high) = (found.widened.low, found.widened.high);
    let share = numbers.percent(found.expected / study.base.customers.max(1) as f64);
    let (expected, range) = (numbers.short(found.expected), numbers.counts(low, high));
    Some(context.say(
        format!("About **{expected}** customers ({share}) will buy at least once: {range}."),
        format!("预计约**{expected}位**客户（{share}）至少购买一次，区间为{range}位。"),
    ))
}

/// A range of values, of three digits.
pub(super) fn ranged(context: &Context<'_>, low: f64, high: f64) -> String {
    if context.money() {
        context.numbers.short_moneys(low, high)
    } else {
        context.numbers.counts(low, high)
    }
}
