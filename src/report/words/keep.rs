//! What keeping customers pays: words on lifts of retention, and on the part that the data support.

use super::context::Context;
use super::who::plain;
use super::withheld;
use crate::report::layout::{Block, Cell, Question, Table};
use crate::study::{FigureGroup, Keeping};

/// The question and its answer.
pub(crate) fn question(context: &Context<'_>) -> Question {
    let study = context.study;
    let mut question = Question {
        id: "keep",
        question: context.say("What does keeping them pay?", "挽留客户值多少？"),
        ..Question::default()
    };
    let allowed = study.verdict.allows(FigureGroup::Keeping);
    match allowed.and_then(|()| study.figures.now.keeping.as_ref().map_err(|withheld| *withheld)) {
        Ok(keeping) => {
            answer(context, keeping, &mut question);
            question.blocks.extend(context.picture("keeping"));
            question.blocks.push(Block::Table(table(context, keeping)));
        }
        Err(why) => {
            question.answer = context
                .say("What keeping them pays cannot be told.", "无法判断挽留客户能带来多少收益。");
            let what = withheld::group(context, FigureGroup::Keeping);
            question.blocks.push(withheld::refusal(context, &what, why));
        }
    }
    question
}

fn answer(context: &Context<'_>, keeping: &Keeping, question: &mut Question) {
    let Some(most) = keeping.all.last() else { return };
    let points = context.numbers.points(most.points);
    let points_en = points.replacen(" point", " more point", 1);
    let (supported, gain) = (context.brought(most.supported), context.brought(most.gain));
    let apart = most.unsupported > 0.01 * most.gain;
    question.answer = if apart {
        context.say(
            format!("{} of yearly retention are worth {supported}, not the {gain} that the model adds up.", context.capital(&points_en)),
            format!("年保持率提高{points}值{supported}，而非模型加总的{gain}。"),
        )
    } else {
        context.say(
            format!("{} of yearly retention are worth {supported}.", context.capital(&points_en)),
            format!("年保持率提高{points}值{supported}。"),
        )
    };
    if apart {
        let rest = context.brought(most.unsupported);
        let text = if keeping.one_time_fixed {
            context.say(
                format!("The other **{rest}** come from one-time buyers, whom the model cannot lose. They are hatched and left out of the advice."),
                format!("另外**{rest}**来自模型不会判为流失的单次购买者，以斜线标出，不计入建议。"),
            )
        } else {
            context.say(
                format!("The other **{rest}** are not supported by the data."),
                format!("另外**{rest}**缺乏数据支持。"),
            )
        };
        question.paragraphs.push(text.into());
    }
    question.paragraphs.push(
        context
            .say(
                "Each is worth this year's expected margin, recurring at the yearly retention that the model expects of them and discounted. The gain is computed for these customers, not quoted; that a programme reaches it is an assumption.",
                "此处的价值，是假定本年预期毛利按模型估计的各客户年保持率逐年重现并折现后的合计。收益由本客户群的数据算出；某项措施能否达到该提升，则是假设。",
            )
            .into(),
    );
}

fn table(context: &Context<'_>, keeping: &Keeping) -> Table {
    let numbers = &context.numbers;
    let lifts: Vec<String> =
        keeping.points.iter().map(|points| format!("+{}", numbers.points(*points))).collect();
    let names = numbers.language().pick(
        ["tier", "-yearly retention", "a customer may cost", "-capped"],
        ["层级", "-年保持率", "单客投入上限", "-封顶人数"],
    );
    let mut columns = vec![names[0], names[1]];
    columns.extend(lifts.iter().map(String::as_str));
    columns.extend([names[2], names[3]]);
    let last = lifts.last().cloned().unwrap_or_default();
    let values = context.terms.values_in();
    let mut table = Table::new(
        context.say("Gain by size of the lift", "不同提升幅度的收益"),
        context.say(
            format!("{}, present value of the part that the data support; what a customer may cost and who is capped at 100%: at {last}", context.capital(&values)),
            format!("{values}，仅含数据支持部分的现值；单客投入上限与封顶人数（提升后只计到100%）均按{last}"),
        ),
        &columns,
    );
    let tiers = context.study.figures.now.tiers.as_ref().ok();
    for tier in &keeping.tiers {
        let name = tiers
            .and_then(|tiers| tiers.rows.iter().find(|row| row.number == tier.number))
            .map_or_else(|| tier.number.to_string(), |row| context.terms.tier(row));
        let retention =
            tier.retention.map_or_else(String::new, |retention| numbers.percent(retention));
        let mut cells = vec![Cell::from(name), Cell::from(retention)];
        cells.extend(tier.lifts.iter().map(|lift| Cell::from(plain(context, lift.supported))));
        let last = tier.lifts.last();
        let each = last.and_then(|lift| lift.break_even_each);
        cells.push(Cell::from(each.map_or_else(String::new, |each| plain(context, each))));
        cells.push(Cell::from(last.map_or_else(String::new, |lift| numbers.count(lift.capped))));
        table.row(cells);
    }
    table
}
