//! What to do on Monday: lists of customers, each with its rule and what the rule did in the test.

use super::context::Context;
use super::names;
use super::who::plain;
use super::withheld;
use crate::report::layout::{Block, Cell, List, Question, Rich, Table};
use crate::study::{ActionList, FigureGroup, ListKind, ListReason, Lists};

/// How many customers of a list are named.
const FIRST: usize = 5;

/// The question and its answer.
pub(crate) fn question(context: &Context<'_>) -> Question {
    let study = context.study;
    let mut question = Question {
        id: "monday",
        question: context.say("What to do on Monday?", "周一先做什么？"),
        ..Question::default()
    };
    let allowed = study.verdict.allows(FigureGroup::Lists);
    match allowed.and_then(|()| study.figures.now.lists.as_ref().map_err(|withheld| *withheld)) {
        Ok(lists) => {
            let named = lists.lists.iter().filter(|list| list.kind != ListKind::Mail).count();
            let mail = lists.of_kind(ListKind::Mail).is_some();
            question.answer = match (named, mail) {
                (0, _) => {
                    context.say("Nobody asks for action now.", "目前没有需要专门处理的客户。")
                }
                (1, false) => context.say("One list to work through.", "一份清单，逐一落实。"),
                (1, true) => context.say(
                    "One list to work through, and one group to leave to cheap mail.",
                    "一份清单逐一落实，另一群体仅用低成本邮件。",
                ),
                (count, false) => context.say(
                    format!("{} lists to work through.", spelt(count)),
                    format!("{}份清单，逐一落实。", spelt_zh(count)),
                ),
                (count, true) => context.say(
                    format!(
                        "{} lists to work through, and one group to leave to cheap mail.",
                        spelt(count)
                    ),
                    format!("{}份清单逐一落实，另一群体仅用低成本邮件。", spelt_zh(count)),
                ),
            };
            let day = context.numbers.day(study.figures.customers.day);
            let values = context.terms.values_in();
            question.paragraphs.push(
                context
                    .say(
                        format!(
                            "Lists are as of **{day}**. So far and expected ({}) are {values}.",
                            context.horizon()
                        ),
                        format!(
                            "清单截至**{day}**。迄今与预期（{}）均为{values}。",
                            context.horizon()
                        ),
                    )
                    .into(),
            );
            if let Some(split) = &study.split {
                let (split, span) = (context.numbers.day(split.day), context.test_span());
                question.paragraphs.push(
                    context
                        .say(
                            format!("Each check says what the same rule named on {split}, and what those did in the {span} after."),
                            format!("检验：同一规则在{split}选出的客户，在其后{span}的表现。"),
                        )
                        .into(),
                );
            }
            let mut blocks: Vec<Block> =
                lists.lists.iter().map(|list| block(context, lists, list)).collect();
            blocks.extend(context.picture("rfm_grid"));
            question.blocks.push(Block::Lists(blocks));
        }
        Err(why) => {
            question.answer = context.say("No list can be drawn up.", "无法给出行动清单。");
            let what = withheld::group(context, FigureGroup::Lists);
            question.blocks.push(withheld::refusal(context, &what, why));
            question.blocks.extend(context.picture("rfm_grid"));
        }
    }
    question
}

fn spelt(count: usize) -> &'static str {
    ["No", "One", "Two", "Three", "Four", "Five"].get(count).copied().unwrap_or("Some")
}

fn spelt_zh(count: usize) -> &'static str {
    ["零", "一", "两", "三", "四", "五"].get(count).copied().unwrap_or("若干")
}

/// The rule of a list, as what its customers have in common.
fn rule(context: &Context<'_>, lists: &Lists, list: &ActionList) -> Rich {
    let numbers = &context.numbers;
    let (likely, gaps) = (numbers.percent(lists.likely), numbers.significant(lists.gaps, 2));
    let times = if gaps == "2" { "twice".to_owned() } else { format!("{gaps} times") };
    let horizon = context.horizon();
    let tiers = tiers(context, list);
    let text = match list.kind {
        ListKind::Thank => context.say(
            format!("{tiers}, at least {likely} likely to buy within {horizon}."),
            format!("{tiers}，{horizon}内购买概率不低于{likely}。"),
        ),
        ListKind::Call => context.say(
            format!("{tiers}, silent for {times} their usual gap or more, less than {likely} likely to buy within {horizon}. Write off nobody."),
            format!("{tiers}，沉默达惯常间隔{gaps}倍以上、{horizon}内购买概率低于{likely}。宜逐一联系，不轻易放弃。"),
        ),
        ListKind::BringOn => context.say(
            "Among the top fifth by what is expected, not yet by what they brought. Give a reason for the next purchase, not a lower price.",
            "按预期价值进入前20%，按历史贡献尚未进入。给一个再次购买的理由，而非降价。",
        ),
        ListKind::Ask => {
            let bound = numbers.significant(lists.satisfied, 3);
            context.say(
                format!("{tiers}, with satisfaction below {bound} of 100."),
                format!("{tiers}，满意度低于{bound}分（满分100分）。"),
            )
        }
        _ => {
            let silence = list.least_silence.map_or_else(String::new, |silence| context.span(silence));
            context.say(
                format!("Bought once, silent for at least {silence}. No names: the model cannot tell them apart."),
                format!("只购买过一次，沉默至少{silence}。模型无法区分个体，故不列名单。"),
            )
        }
    };
    let text = context.sentences([text, pays(context, list)]);
    text.into()
}

/// What keeping a customer of the list may cost, by tier.
fn pays(context: &Context<'_>, list: &ActionList) -> String {
    let keeping = context
        .study
        .verdict
        .allows(FigureGroup::Keeping)
        .ok()
        .and(context.study.figures.now.keeping.as_ref().ok());
    let (Some(keeping), ListKind::Thank, true) = (keeping, list.kind, context.money()) else {
        return String::new();
    };
    let rows = context.study.figures.now.tiers.as_ref().ok();
    let costs: Vec<String> = keeping
        .tiers
        .iter()
        .filter(|tier| list.reasons.iter().any(|reason| tier_of(reason) == Some(tier.number)))
        .filter_map(|tier| {
            let each = tier.lifts.last()?.break_even_each?;
            let row = rows?.rows.iter().find(|row| row.number == tier.number)?;
            let (name, each) = (context.terms.tier(row), context.numbers.money(each));
            Some(context.say(format!("{each} ({})", name.to_lowercase()), format!("{name}{each}")))
        })
        .collect();
    if costs.is_empty() {
        return String::new();
    }
    let costs = context.numbers.listed(&costs);
    context.say(
        format!("What keeps them for five more points of retention may cost up to {costs} each."),
        format!("使保持率提高5个百分点的单客投入上限：{costs}。"),
    )
}

fn tier_of(reason: &ListReason) -> Option<i32> {
    match reason {
        ListReason::TierAndLikely { tier, .. }
        | ListReason::Silent { tier, .. }
        | ListReason::Unsatisfied { tier, .. } => Some(*tier),
        _ => None,
    }
}

/// The tiers that a list is from, in words.
fn tiers(context: &Context<'_>, list: &ActionList) -> String {
    let rows = context.study.figures.now.tiers.as_ref().map(|tiers| tiers.rows.as_slice());
    let rows = rows.unwrap_or_default();
    let named: Vec<String> = rows
        .iter()
        .filter(|row| list.reasons.iter().any(|reason| tier_of(reason) == Some(row.number)))
        .map(|row| context.terms.tier(row))
        .map(|name| context.say(name.to_lowercase(), name.clone()))
        .collect();
    let names = context.numbers.listed(&named);
    match named.len() {
        0 => context.say("Customers", "客户"),
        1 => context.say(format!("{} tier", context.capital(&names)), names.clone()),
        _ => context.say(format!("{} tiers", context.capital(&names)), names.clone()),
    }
}

fn block(context: &Context<'_>, lists: &Lists, list: &ActionList) -> Block {
    let numbers = &context.numbers;
    let named = list.kind != ListKind::Mail;
    let shown = FIRST.min(list.rows.len());
    let number = list.kind.number();
    let all = numbers.count(list.rows.len() as u64);
    let where_all = if named && list.rows.len() > shown {
        context.say(
            format!("First {shown} of {all}; all in the table of customers, `list` {number}."),
            format!("仅列前{shown}位，完整名单共{all}位，见客户明细表`list`列为{number}者。"),
        )
    } else {
        String::new()
    };
    Block::List(Box::new(List {
        number,
        title: names::list(context, list.kind),
        count: numbers.customers(list.rows.len() as u64),
        rule: rule(context, lists, list),
        check: check(context, list),
        first: named.then(|| Block::Table(table(context, list, shown))),
        where_all: where_all.into(),
    }))
}

fn check(context: &Context<'_>, list: &ActionList) -> Rich {
    let numbers = &context.numbers;
    let Some(check) = &list.check else {
        return context
            .say("**Check:** none, for nothing was held out.", "**检验：**没有验证期，无法检验。")
            .into();
    };
    let (of, span) = (numbers.count(check.bought.of), context.span(check.length));
    let bought = if check.bought.of < 30 {
        context.say(
            format!("{} of {of}", numbers.count(check.bought.count)),
            format!("{of}位中有{}位", numbers.count(check.bought.count)),
        )
    } else {
        context.say(
            format!("{} of {of}", numbers.percent(check.bought.share)),
            format!("{of}位中有{}", numbers.percent(check.bought.share)),
        )
    };
    let (came, each) = (context.terms.value(check.came), context.terms.value(check.each));
    context
        .say(
            format!("**Check:** {bought} bought in the {span} after, {came} in all, {each} each."),
            format!("**检验：**{bought}在其后{span}内购买，共{came}，人均{each}。"),
        )
        .into()
}

/// The first customers of a list.
fn table(context: &Context<'_>, list: &ActionList, shown: usize) -> Table {
    let numbers = &context.numbers;
    let customers = &context.study.figures.customers.rows;
    let words = numbers.language().pick(
        ["customer", "last bought", "silent / usual", "says", "so far", "expected"],
        ["客户", "最近购买", "沉默/惯常", "满意度", "迄今", "预期"],
    );
    let second = match list.kind {
        ListKind::Call => words[2],
        ListKind::Ask => words[3],
        _ => words[1],
    };
    let mut table = Table::new("", "", &[words[0], second, words[4], words[5]]).sortable();
    for (row, reason) in list.rows.iter().zip(&list.reasons).take(shown) {
        let Some(customer) = customers.get(*row) else { continue };
        let second = match reason {
            ListReason::Silent { silence, usual, .. } => {
                let (silence, usual) = (numbers.decimal(*silence, 0), context.span(*usual));
                let by = if let ListReason::Silent { silence, usual, .. } = reason {
                    silence / usual
                } else {
                    0.0
                };
                Cell::from(format!("{silence} / {usual}")).by(by)
            }
            ListReason::Unsatisfied { satisfaction, .. } => {
                Cell::from(numbers.decimal(*satisfaction, 0)).by(*satisfaction)
            }
            _ => Cell::from(numbers.short_day(customer.last_purchase))
                .by(f64::from(customer.last_purchase.number())),
        };
        let so_far = if context.money() {
            customer.profit.or(customer.revenue)
        } else {
            Some(f64::from(customer.frequency) + 1.0)
        };
        let expected = if context.money() { customer.value } else { customer.expected_purchases };
        let value = |value: Option<f64>| {
            value
                .map_or_else(|| Cell::from(""), |value| Cell::from(plain(context, value)).by(value))
        };
        table.row(vec![Cell::from(customer.key.clone()), second, value(so_far), value(expected)]);
    }
    table
}
