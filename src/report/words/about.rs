//! What a report is of, in a line or two.

use super::context::Context;
use crate::study::ValueBasis;

/// Who, how many rows, which days, what tests it, and what money is.
pub(crate) fn about(context: &Context<'_>) -> String {
    let (study, numbers) = (context.study, &context.numbers);
    let base = &study.base;
    let customers = numbers.customers(base.customers);
    let rows = numbers.things(base.rows_of_file(), "row", "行");
    let days = numbers.days(base.first_day, base.last_day);
    let mut text = vec![context.say(
        format!("{customers}, {rows}, {days}."),
        format!("{customers}，{rows}记录，{days}。"),
    )];
    let last = numbers.day(study.now.day);
    text.push(match &study.split {
        Some(split) => {
            let (day, span) = (numbers.day(split.day), context.test_span());
            context.say(
                format!("Forecasts are as of {last}; the {span} after {day} test them."),
                format!("预测截至{last}，并以{day}之后的{span}检验。"),
            )
        }
        None => context.say(
            format!("Forecasts are as of {last}; nothing was held out to test them."),
            format!("预测截至{last}，没有留出验证期。"),
        ),
    });
    let currency = numbers.currency_name();
    let of = context.terms.values();
    text.push(match context.terms.basis() {
        ValueBasis::Purchases => context.say(
            "There are no amounts: everything is counted in purchases.",
            "数据中没有金额，一律以购买次数计。",
        ),
        ValueBasis::Margin => {
            let margin = numbers.percent(study.options.margin());
            context.say(
                format!("Money is margin, {margin} of revenue, in {currency}."),
                format!("金额为毛利（按收入的{margin}计），单位{currency}。"),
            )
        }
        _ => context
            .say(format!("Money is {of} in {currency}."), format!("金额为{of}，单位{currency}。")),
    });
    context.sentences(text)
}
