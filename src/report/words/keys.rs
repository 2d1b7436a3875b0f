//! Key figures: what a manager reads first.

use super::bring::{group, ranged, total};
use super::context::Context;
use super::withheld;
use crate::report::layout::Key;
use crate::study::{FigureGroup, ForecastRange, TotalTested, Withheld};

/// The key figures, those that are withheld among them.
pub(crate) fn keys(context: &Context<'_>) -> Vec<Key> {
    let mut keys = vec![buyers(context), purchases(context)];
    if context.money() {
        keys.push(money(context));
    }
    keys.extend(top_fifth(context));
    keys.extend(bought_again(context));
    keys
}

fn refused(context: &Context<'_>, label: String, why: Withheld) -> Key {
    Key {
        label,
        figure: context.say("Withheld", "不予给出"),
        note: withheld::reason(context, why.reason),
        withheld: true,
        ..Key::default()
    }
}

/// Whether a group of forecasts is released and there are simulated futures.
fn released(context: &Context<'_>, group: FigureGroup) -> Result<(), Withheld> {
    let futures = context.study.figures.futures.as_ref().map(|_| ()).map_err(|withheld| *withheld);
    context.study.verdict.allows(group).and(futures)
}

/// How the same forecast went in the test: "it ran 12% low there".
fn ran(context: &Context<'_>, tested: Option<&TotalTested>) -> String {
    let Some(bias) = tested.and_then(|tested| tested.bias) else {
        return context.say("not tested", "未经检验");
    };
    let size = context.numbers.percent(bias.abs());
    if size == "0%" {
        return context.say("it held in the test", "验证期内相符");
    }
    let (low, low_zh) = if bias < 0.0 { ("low", "偏低") } else { ("high", "偏高") };
    context.say(format!("it ran {size} {low} in the test"), format!("验证期内{low_zh}{size}"))
}

fn forecast(
    context: &Context<'_>,
    label: String,
    figure: String,
    forecast: &ForecastRange,
    tested: Option<&TotalTested>,
    range: String,
) -> Key {
    let wide = if forecast.miss.is_some() {
        String::new()
    } else {
        context.say("if the model holds; ", "模型成立时；")
    };
    Key { label, figure, range, note: wide + &ran(context, tested), withheld: false }
}

/// How many customers will buy, and how the same figure did in the test.
fn buyers(context: &Context<'_>) -> Key {
    let (horizon, numbers) = (context.horizon(), &context.numbers);
    let label = context
        .say(format!("customers who will buy, next {horizon}"), format!("未来{horizon}购买客户数"));
    if let Err(why) = released(context, FigureGroup::Chance) {
        return refused(context, label, why);
    }
    let Ok(futures) = &context.study.figures.futures else { return Key::default() };
    let (found, all) = (&futures.buyers, context.study.base.customers);
    let range = numbers.counts(found.widened.low, found.widened.high);
    let all = numbers.count(all);
    let range = context.say(format!("{range} of {all}"), format!("{range}（共{all}位）"));
    let test = context.study.figures.test.as_ref().and_then(|test| test.buyers.as_ref().ok());
    let note = test.map_or_else(
        || context.say("not tested", "未经检验"),
        |test| {
            let (expected, bought) = (numbers.short(test.expected), numbers.count(test.bought));
            context.say(
                format!("in the test {expected} were expected, {bought} bought"),
                format!("验证期预计{expected}位，实际{bought}位"),
            )
        },
    );
    Key { label, figure: numbers.short(found.expected), range, note, withheld: false }
}

fn purchases(context: &Context<'_>) -> Key {
    let horizon = context.horizon();
    let label = context.say(format!("purchases, next {horizon}"), format!("未来{horizon}购买次数"));
    if let Err(why) = released(context, FigureGroup::Purchases) {
        return refused(context, label, why);
    }
    let Ok(futures) = &context.study.figures.futures else { return Key::default() };
    let expected = &futures.purchases;
    let range = context.numbers.counts(expected.widened.low, expected.widened.high);
    let tested = context.study.verdict.checks.totals.purchases.as_ref();
    forecast(context, label, context.numbers.short(expected.expected), expected, tested, range)
}

fn money(context: &Context<'_>) -> Key {
    let (horizon, values) = (context.horizon(), context.terms.values());
    let label = context.say(
        format!("{values}, next {horizon}, discounted"),
        format!("未来{horizon}{values}（折现）"),
    );
    match released(context, FigureGroup::Money).map(|()| total(context)) {
        Err(why) => refused(context, label, why),
        Ok(None) => refused(context, label, Withheld::NO_AMOUNTS),
        Ok(Some(total)) => {
            let range = ranged(context, total.widened.low, total.widened.high);
            let tested = context.study.verdict.checks.totals.money.as_ref();
            let figure = context.numbers.short_money(total.expected);
            forecast(context, label, figure, total, tested, range)
        }
    }
}

fn top_fifth(context: &Context<'_>) -> Option<Key> {
    let label = context.say("of it from the top fifth", "其中前20%客户占比");
    if let Err(why) = released(context, FigureGroup::Values).and(released(context, group(context)))
    {
        return Some(refused(context, label, why));
    }
    let share = context.study.figures.futures.as_ref().ok()?.top_fifth.as_ref()?;
    let numbers = &context.numbers;
    let caught = &context.study.verdict.checks.ranking.caught;
    let test = caught.iter().find(|caught| caught.part == 0.2);
    let (range, note) = match test {
        Some(test) => {
            let came = numbers.percent(test.model);
            (
                context.say(format!("{came} in the test"), format!("验证期为{came}")),
                context.say("of what came", "占实际总额"),
            )
        }
        None => (
            numbers.percents(share.widened.low, share.widened.high, 0),
            context.say("not tested", "未经检验"),
        ),
    };
    Some(Key { label, figure: numbers.percent(share.expected), range, note, withheld: false })
}

fn bought_again(context: &Context<'_>) -> Option<Key> {
    let numbers = &context.numbers;
    let curves = context.study.figures.bought_again.as_ref().ok()?;
    let first = curves.curves.iter().find(|curve| curve.from == 1)?;
    let span = context.span(first.end.time);
    let range = first
        .end
        .interval
        .map_or_else(String::new, |interval| numbers.percents(interval.low, interval.high, 0));
    Some(Key {
        label: context.say(
            format!("came back within {span} of the first purchase"),
            format!("首购后{span}内复购"),
        ),
        figure: numbers.percent(first.end.share),
        range,
        note: match first.purchases {
            few @ ..30 => {
                let few = numbers.customers(few);
                context.say(format!("observed, of {few}"), format!("观测值（共{few}）"))
            }
            _ => context.say("observed, no model", "观测值，不依赖模型"),
        },
        withheld: false,
    })
}
