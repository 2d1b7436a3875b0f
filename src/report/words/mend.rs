//! A base that must not be trusted: what to mend first, what the rows show, what is withheld.

use super::context::Context;
use super::{checks, leaving, withheld};
use crate::report::layout::{Block, Cell, Question, Step, Table};
use crate::study::{
    CheckKind, FigureGroup, Grade, LeavingFinding, RankingFinding, TotalsFinding, Withheld,
};

/// What to mend first.
pub(crate) fn first(context: &Context<'_>) -> Question {
    let steps = steps(context);
    Question {
        id: "mend",
        question: context.say("What to mend first", "先修正什么"),
        answer: steps.first().map_or_else(
            || context.say("Look at the checks above.", "请先看上面各项检查。"),
            |step| step.title.clone(),
        ),
        paragraphs: vec![
            context
                .say(
                    "In this order: each of the later ones may change once an earlier one is mended.",
                    "请按顺序处理：前一项修正之后，后面的结论可能随之改变。",
                )
                .into(),
        ],
        blocks: vec![Block::Steps(steps)],
    }
}

fn steps(context: &Context<'_>) -> Vec<Step> {
    let checks = &context.study.verdict.checks;
    let mut steps = Vec::new();
    let mut step = |title: String, text: String| steps.push(Step { title, text: text.into() });
    let text = |kind| checks::words(context, checks, kind).text;
    let bad = |kind| checks.grade(kind) == Grade::NotToBeUsed;
    // Where hardly anybody came back, that is what is wrong with totals and ranking as well.
    let nobody = matches!(checks.leaving.finding, LeavingFinding::NobodyCameBack);
    if bad(CheckKind::Rows) {
        step(
            context.say("Read every row.", "读入全部数据"),
            context.sentences([
                text(CheckKind::Rows),
                context.say(
                    "The refusal of the first such row names the option that reads it.",
                    "首条被拒记录的提示会说明应使用哪个选项读入。",
                ),
            ]),
        );
    }
    if bad(CheckKind::Gaps) {
        step(context.say("Get the missing days.", "补齐缺失的日期"), text(CheckKind::Gaps));
    }
    if context.study.verdict.subscription.is_some() {
        step(context.say("Ask the contract models.", "改用契约型模型"), text(CheckKind::Leaving));
    } else if nobody {
        step(
            context.say("Wait until customers come back.", "等待客户复购"),
            text(CheckKind::Leaving),
        );
    }
    if bad(CheckKind::Ranking) && !nobody {
        let step_text = context.sentences([
            text(CheckKind::Ranking),
            if matches!(checks.ranking.finding, RankingFinding::Chance) {
                context.say(
                    "Customers hardly differ in how often they buy: a file that was sampled or invented looks like this.",
                    "各客户的购买频率几乎没有差别：抽样或虚构的数据往往如此。",
                )
            } else {
                context.say(
                    "Rank by what customers brought so far.",
                    "请按历史贡献排序。",
                )
            },
        ]);
        step(context.say("Ask whether these are customers.", "核实这些是否为真实客户"), step_text);
    }
    if bad(CheckKind::Totals) && !nobody {
        let growth =
            context.study.verdict.growth.as_ref().filter(|growth| growth.purchases_before > 0);
        let grew = growth.map_or_else(String::new, |growth| {
            let (before, later) = (
                context.numbers.count(growth.purchases_before),
                context.numbers.count(growth.purchases_in_test),
            );
            let span = context.test_span();
            context.say(
                format!("All customers made {before} purchases in the {span} before the test and {later} in it; a model of constant habits cannot follow growth or decline."),
                format!("验证期前{span}全体客户共购买{before}次，验证期内{later}次；假定习惯不变的模型无法跟上增长或下滑。"),
            )
        });
        step(
            context.say("Find what changed in the test.", "查明验证期内的变化"),
            context.sentences([text(CheckKind::Totals), grew]),
        );
    } else if checks.totals.finding == TotalsFinding::NoTest {
        step(context.say("Hold days out.", "留出验证期"), text(CheckKind::Totals));
    }
    step(
        context.say("Or stop at what was observed.", "或者只看观测结果"),
        context.say(
            "Recency, frequency and spend so far need no model: the table of customers holds them.",
            "最近购买、频次与历史消费无需模型，客户明细表中均已列出。",
        ),
    );
    steps
}

/// What the rows show.
pub(crate) fn rows(context: &Context<'_>) -> Question {
    let mut blocks: Vec<Block> = context.picture("tracking").into_iter().collect();
    blocks.extend(context.pairs(&["bought_again", "rfm_grid", "calibration"]));
    blocks.extend(context.picture("cohorts"));
    blocks.push(Block::Table(segments(context)));
    Question {
        id: "see",
        question: context.say("What the rows show", "数据本身说明什么"),
        answer: leaving::observed(context).unwrap_or_else(|| {
            let (customers, once) =
                (context.numbers.customers(context.study.base.customers), context.study.base.bought_once);
            let once = context.numbers.count(once);
            context.say(
                format!("{customers}, {once} of whom bought once."),
                format!("共{customers}，其中{once}位只购买过一次。"),
            )
        }),
        paragraphs: vec![
            context
                .say(
                    "Observed, or a forecast beside what came. Nothing here relies on the model being right.",
                    "均为观测结果，或预测与实际的对照，不以模型正确为前提。",
                )
                .into(),
        ],
        blocks,
    }
}

fn segments(context: &Context<'_>) -> Table {
    let numbers = &context.numbers;
    let columns = numbers.language().pick(
        ["segment by recency and frequency", "customers", "share"],
        ["按最近购买与频次划分的客群", "客户数", "占比"],
    );
    let mut table = Table::new(context.say("Customers by RFM", "RFM客群"), "", &columns).sortable();
    let few = context.study.base.customers < 100;
    for row in &context.study.figures.now.segmentation.segments {
        let share = if few { String::new() } else { numbers.percent(row.share) };
        let name = numbers.language().pick(&row.segment.name, &row.segment.name_zh);
        table.row(vec![
            Cell::from(context.capital(name)),
            Cell::from(numbers.count(row.customers)).by(row.customers as f64),
            Cell::from(share).by(row.share),
        ]);
    }
    table
}

/// What is withheld, and why.
pub(crate) fn kept_back(context: &Context<'_>) -> Question {
    let mut rows: Vec<(String, Withheld)> = context
        .study
        .verdict
        .withheld
        .iter()
        .map(|(group, why)| (withheld::group(context, *group), *why))
        .collect();
    if rows.is_empty()
        && let Err(why) = context.study.verdict.allows(FigureGroup::Values)
    {
        rows.push((withheld::group(context, FigureGroup::Values), why));
    }
    Question {
        id: "withheld",
        question: context.say("What is withheld, and why", "哪些内容不予给出，为什么"),
        answer: context.say("No number is better than a wrong one.", "没有数字好过错误的数字。"),
        paragraphs: vec![
            context
                .say(
                    "The same figures stay empty in the table of customers.",
                    "客户明细表中的相应列同样留空。",
                )
                .into(),
        ],
        blocks: vec![Block::Table(withheld::table(context, &rows))],
    }
}
