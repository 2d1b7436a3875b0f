//! Words for figures that are withheld: what, why, and what would release it.

use super::context::Context;
use crate::report::layout::{Block, Cell, Refusal, Table};
use crate::study::{FigureGroup, Release, Withheld, WithheldReason};

/// A group of figures.
pub(crate) fn group(context: &Context<'_>, group: FigureGroup) -> String {
    match group {
        FigureGroup::Purchases => context.say("expected purchases in all", "预期购买总次数"),
        FigureGroup::Money => context.say("expected money in all", "预期总金额"),
        FigureGroup::Values => context.say("customers by value, tiers", "客户价值与层级"),
        FigureGroup::Chance => context.say("each customer's chance to buy", "各客户的购买概率"),
        FigureGroup::Leaving => context.say("who is leaving", "流失判断"),
        FigureGroup::Keeping => context.say("what keeping customers pays", "挽留客户的收益"),
        _ => context.say("lists of customers", "行动清单"),
    }
}

/// Why a figure is withheld, without a full stop.
pub(crate) fn reason(context: &Context<'_>, reason: WithheldReason) -> String {
    let numbers = &context.numbers;
    match reason {
        WithheldReason::NoAmounts => context.say("the data have no amounts", "数据中没有金额"),
        WithheldReason::NoHoldout => {
            context.say("no days were held out to test it", "没有留出验证期")
        }
        WithheldReason::NobodyCameBack => {
            context.say("nobody bought a second time", "没有客户再次购买")
        }
        WithheldReason::FewCameBack { customers, least } => context.say(
            format!(
                "only {} bought a second time, {least} are needed",
                numbers.customers(customers)
            ),
            format!("仅有{customers}位客户再次购买，至少需要{least}位"),
        ),
        WithheldReason::TooFewCustomers { customers, least } => context.say(
            format!("only {} in all, {least} are needed", numbers.customers(customers)),
            format!("只有{customers}位客户，至少需要{least}位"),
        ),
        WithheldReason::TooFewDays => {
            context.say("the data cover too few days", "数据覆盖的天数过少")
        }
        WithheldReason::NoModel => context.say("no model could be fitted", "无法拟合任何模型"),
        WithheldReason::InfiniteMeanSpend { q } => {
            let q = numbers.significant(q, 3);
            context.say(
                format!("the model of spend has no mean (q is {q}, not above 1)"),
                format!("消费金额模型的均值为无穷大（q={q}，不大于1）"),
            )
        }
        WithheldReason::TotalsOff { bias, most } => {
            let (bias, most) = (numbers.signed_percent(bias, 0), numbers.percent(most));
            context.say(
                format!("the total was off by {bias} in the test; more than {most} either way is not to be used"),
                format!("验证期总量偏差{bias}，超过±{most}即不可使用"),
            )
        }
        WithheldReason::RankingIsChance { gini, least } => {
            let (gini, least) = (numbers.decimal(gini, 3), numbers.significant(least, 2));
            context.say(
                format!(
                    "the ranking is no better than chance (Gini coefficient {gini}, below {least})"
                ),
                format!("排序与随机无异（基尼系数{gini}，低于{least}）"),
            )
        }
        WithheldReason::RankingWorse { lead } => {
            let points = numbers.points(lead);
            context.say(
                format!("the ranking caught {points} less of the money than spend so far"),
                format!("排序比按历史消费排序少捕捉{points}"),
            )
        }
        WithheldReason::DaysMissing(gap) => {
            let days = numbers.days(gap.first, gap.last);
            context.say(format!("days are missing, {days}"), format!("数据缺失（{days}）"))
        }
        WithheldReason::LeavingNotIdentified => context.say(
            "whether customers leave cannot be seen in these data",
            "现有数据无法识别客户是否流失",
        ),
        WithheldReason::ModelsDisagree { low, high } => {
            let range = numbers.percents(low, high, 0);
            context.say(
                format!("models that fit equally well call {range} active"),
                format!("拟合相当的模型判断活跃比例为{range}，相差过大"),
            )
        }
        WithheldReason::RowsLost { share, most } => {
            let (share, most) = (numbers.percent(share), numbers.percent(most));
            context.say(
                format!("{share} of the rows or of the money were not read; at most {most} may be"),
                format!("有{share}的行或金额未能读入，上限为{most}"),
            )
        }
        WithheldReason::Subscription => context.say(
            "equal amounts come at equal intervals, as of subscriptions",
            "金额与间隔固定，属于订阅业务",
        ),
        WithheldReason::FixedByConstruction => {
            context.say("the model fixes it by its construction", "该数值由模型的构造决定")
        }
        WithheldReason::NothingCame => context.say("nothing came in the test", "验证期内没有购买"),
        WithheldReason::NotAsked => context.say("it was not asked for", "未要求计算"),
        WithheldReason::NoSurvey => context.say("no survey was given", "没有提供问卷数据"),
    }
}

/// What would release it, without a full stop.
pub(crate) fn release(context: &Context<'_>, release: Release) -> String {
    let numbers = &context.numbers;
    match release {
        Release::Amounts => context.say("a column of amounts", "提供金额列"),
        Release::MoreDays(days) => {
            let days = numbers.count(days);
            context.say(format!("at least {days} days of data"), format!("数据覆盖至少{days}天"))
        }
        Release::MoreCustomers(least) => {
            let least = numbers.count(least);
            context.say(format!("at least {least} customers"), format!("至少{least}位客户"))
        }
        Release::RepeatPurchases => context.say("customers who buy again", "有客户再次购买"),
        Release::AllRows(most) => {
            let most = numbers.percent(most);
            context.say(
                format!("reading all rows, or all but {most}"),
                format!("读入全部数据，损失不超过{most}"),
            )
        }
        Release::Bias(most) => {
            let most = numbers.percent(most);
            context.say(
                format!("a total within {most} in a test"),
                format!("验证期总量偏差在±{most}以内"),
            )
        }
        Release::Gini(least) => {
            let least = numbers.significant(least, 2);
            context.say(
                format!("a Gini coefficient of {least} or more in a test"),
                format!("验证期基尼系数不低于{least}"),
            )
        }
        Release::IdentifiedAttrition => context.say(
            "parameters of leaving with finite standard errors, as of a longer history",
            "流失参数可估计（通常需要更长的历史）",
        ),
        Release::Agreement(most) => {
            let points = numbers.points(most);
            context.say(
                format!("models of equal fit at most {points} apart"),
                format!("拟合相当的模型相差不超过{points}"),
            )
        }
        Release::ContractModels => {
            context.say("the contract models, sBG and BdW", "改用契约型模型（sBG、BdW）")
        }
        Release::AnotherModel => context.say("another model", "换用其他模型"),
        Release::FewerLargeAmounts => context.say(
            "a look at the largest amounts: are they customers, or wholesale and errors?",
            "核查最大的几笔金额，是否为批发或录入错误",
        ),
        Release::MissingDays => {
            context.say("an export with the missing days", "补齐缺失日期的数据")
        }
        Release::Asking => context.say("asking for simulated futures", "要求进行模拟"),
        Release::Survey => context.say("the answers of a survey", "提供问卷数据"),
    }
}

/// Why and what would release it, in a sentence or two.
pub(crate) fn sentence(context: &Context<'_>, withheld: Withheld) -> String {
    let why = reason(context, withheld.reason);
    let released = release(context, withheld.release);
    let why = context.capital(&why);
    context.say(
        format!("{why}. What would release it: {released}."),
        format!("原因：{why}；恢复条件：{released}。"),
    )
}

/// The place of a figure that is withheld.
pub(crate) fn refusal(context: &Context<'_>, what: &str, withheld: Withheld) -> Block {
    Block::Refusal(Refusal {
        what: context.say(format!("Withheld: {what}."), format!("不予给出：{what}。")),
        why: sentence(context, withheld),
    })
}

/// All that is withheld.
pub(crate) fn table(context: &Context<'_>, withheld: &[(String, Withheld)]) -> Table {
    let columns = context
        .numbers
        .language()
        .pick(["figure", "<why", "<released by"], ["内容", "<原因", "<恢复条件"]);
    let mut table = Table::new(context.say("Withheld", "不予给出的内容"), "", &columns);
    for (what, withheld) in withheld {
        table.row(vec![
            Cell::from(context.capital(what)),
            Cell::from(reason(context, withheld.reason)),
            Cell::from(release(context, withheld.release)),
        ]);
    }
    table
}
