//! Who matters: words on tiers and concentration.

use super::context::Context;
use super::withheld;
use crate::report::layout::{Block, Cell, Question, Table};
use crate::study::{FigureGroup, ForecastRange, Futures, TierFigures};

/// The question and its answer.
pub(crate) fn question(context: &Context<'_>) -> Question {
    let study = context.study;
    let mut question = Question {
        id: "who",
        question: context.say("Who matters?", "哪些客户最重要？"),
        ..Question::default()
    };
    let allowed = study.verdict.allows(FigureGroup::Values);
    match allowed.and_then(|()| study.figures.now.tiers.as_ref().map_err(|withheld| *withheld)) {
        Ok(tiers) => {
            answer(context, tiers, &mut question);
            question.blocks.extend(context.picture("tiers"));
            question.blocks.push(Block::Table(table(context, tiers)));
            question.blocks.extend(context.pairs(&["whale", "value_matrix"]));
        }
        Err(why) => {
            question.answer = context.say(
                "Who will matter cannot be told; what each brought so far can.",
                "无法判断谁将最重要，只能列出各客户迄今的贡献。",
            );
            let what = withheld::group(context, FigureGroup::Values);
            question.blocks.push(withheld::refusal(context, &what, why));
            question.blocks.extend(context.picture("rfm_grid"));
        }
    }
    question
}

/// The first tiers together, up to a tenth of the customers: how many they are, their share of the
/// customers, of what is expected, and of what the same places brought in the test.
fn first(context: &Context<'_>, tiers: &TierFigures) -> (u64, f64, f64, Option<f64>) {
    let test = context.study.figures.test.as_ref().and_then(|test| test.tiers.as_ref().ok());
    let mut sum = (0, 0.0, 0.0, Some(0.0));
    for row in &tiers.rows {
        if sum.0 > 0 && sum.1 + row.customer_share > 0.1 {
            break;
        }
        let came = test.and_then(|test| {
            test.rows.iter().find(|other| other.number == row.number)?.test.as_ref()?.came_share
        });
        sum = (
            sum.0 + row.customers,
            sum.1 + row.customer_share,
            sum.2 + row.expected_share.unwrap_or(0.0),
            sum.3.zip(came).map(|(sum, came)| sum + came),
        );
    }
    sum
}

fn answer(context: &Context<'_>, tiers: &TierFigures, question: &mut Question) {
    let numbers = &context.numbers;
    let (customers, part, held, came) = first(context, tiers);
    let (values, horizon) = (context.terms.values(), context.horizon());
    let few = tiers.customers < 100;
    let (count, held_text) = (numbers.customers(customers), numbers.percent(held));
    let part = numbers.percent(part);
    question.answer = if few {
        context.say(
            format!("{count} of {}, named below, are expected to bring {held_text} of the {values} of the next {horizon}.", tiers.customers),
            format!("{}位客户中的{count}预计带来未来{horizon}{values}的{held_text}。", tiers.customers),
        )
    } else {
        context.say(
            format!("{count}, {part} of the base, are expected to bring {held_text} of the {values} of the next {horizon}."),
            format!("{count}（{part}）预计带来未来{horizon}{values}的{held_text}。"),
        )
    };
    if let (Some(came), Some(split)) = (came, &context.study.split) {
        let (came_text, day) = (numbers.percent(came), numbers.day(split.day));
        question.paragraphs.push(
            context
                .say(
                    format!("Those who stood there on {day} brought **{came_text}** in the test."),
                    format!("{day}处于同一位置的客户，在验证期带来**{came_text}**。"),
                )
                .into(),
        );
        if came < held - 0.02 {
            question.paragraphs.push(
                context
                    .say(
                        "The very top falls back, as it usually does: part of being first is luck.",
                        "最顶端通常会有所回落：名列前茅总有几分运气。",
                    )
                    .into(),
            );
        }
    }
}

/// The range of a forecast: widened by what earlier ones missed.
pub(super) fn range(context: &Context<'_>, forecast: &ForecastRange) -> String {
    let (low, high) = (forecast.widened.low, forecast.widened.high);
    if context.money() {
        context.numbers.decimals(low, high, usize::from(high < 99.5) * 2)
    } else {
        context.numbers.counts(low, high)
    }
}

fn table(context: &Context<'_>, tiers: &TierFigures) -> Table {
    let numbers = &context.numbers;
    let test = context.study.figures.test.as_ref().and_then(|test| test.tiers.as_ref().ok());
    let futures = context.study.figures.futures.as_ref().ok();
    let (span, horizon) = (context.test_span(), context.horizon());
    let came = context.say(format!("came, {span}"), format!("实际（{span}）"));
    let expected = context.say(format!("expected, {horizon}"), format!("预期（{horizon}）"));
    let words = numbers
        .language()
        .pick(["tier", "customers", "-so far", "-each"], ["层级", "客户数", "-迄今", "-人均"]);
    let mut columns = vec![words[0], words[1], words[2]];
    if test.is_some() {
        columns.push(&came);
    }
    columns.extend([expected.as_str(), words[3]]);
    let values = context.terms.values_in();
    let caption = if context.money() {
        context.say("The tiers in money", "各层级金额")
    } else {
        context.say("The tiers in purchases", "各层级购买次数")
    };
    let missed = |futures: &Futures| {
        futures.tiers.iter().any(|tier| tier.forecast.is_some_and(|range| range.miss.is_some()))
    };
    let (english, chinese) = match futures {
        Some(futures) if missed(futures) => (
            "; small print: 95% range, widened by what earlier forecasts missed",
            "；小字为95%区间，已按以往预测误差放宽",
        ),
        Some(_) => {
            ("; small print: 95% range, if the model holds", "；小字为95%区间（模型成立时）")
        }
        None => ("", ""),
    };
    let note =
        context.say(format!("{}{english}", context.capital(&values)), format!("{values}{chinese}"));
    let mut table = Table::new(caption, note, &columns).sortable();
    for row in &tiers.rows {
        let value = |value: f64| Cell::from(plain(context, value)).by(value);
        let mut cells = vec![
            Cell::from(context.terms.tier(row)),
            Cell::from(numbers.count(row.customers)).by(row.customers as f64),
            value(row.so_far),
        ];
        if let Some(test) = test {
            let came = test.rows.iter().find(|other| other.number == row.number);
            let came = came.and_then(|row| row.test.as_ref()).map(|test| test.came);
            cells.push(came.map_or_else(|| Cell::from(""), value));
        }
        let forecast = futures
            .and_then(|futures| futures.tiers.iter().find(|tier| tier.number == row.number))
            .and_then(|tier| tier.forecast.as_ref());
        let small = forecast.map_or_else(String::new, |forecast| range(context, forecast));
        cells.push(value(row.expected).with_small(small));
        cells.push(row.each.map_or_else(|| Cell::from(""), value));
        table.row(cells);
    }
    table
}

/// A value in a column that names its unit.
pub(super) fn plain(context: &Context<'_>, value: f64) -> String {
    if context.money() {
        context.numbers.plain_money(value)
    } else {
        context.numbers.decimal(value, usize::from(value < 99.5))
    }
}
