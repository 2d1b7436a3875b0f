//! Words of the six checks: what each found, with its figures.

use super::context::Context;
use crate::report::layout::Mark;
use crate::study::{
    Caught, CheckKind, Checks, GapsCheck, GapsFinding, Grade, LeavingCheck, LeavingFinding,
    RankedBy, RankingCheck, RankingFinding, RowsCheck, RowsFinding, SpendCheck, SpendFinding,
    TotalTested, TotalsCheck, TotalsFinding, Unidentified,
};

/// A check in words.
#[derive(Debug, Clone)]
pub(crate) struct CheckWords {
    /// The finding.
    pub(crate) title: String,
    /// One or two sentences with the figures.
    pub(crate) text: String,
}

/// The mark of a grade.
pub(crate) const fn mark(grade: Grade) -> Mark {
    match grade {
        Grade::Sound => Mark::Sound,
        Grade::WithCare => Mark::Care,
        Grade::NotToBeUsed => Mark::NotToBeUsed,
        Grade::NotTested => Mark::NotTested,
    }
}

/// The name of a grade.
pub(crate) fn grade(context: &Context<'_>, grade: Grade) -> String {
    match grade {
        Grade::Sound => context.say("Sound", "可信"),
        Grade::WithCare => context.say("With care", "谨慎使用"),
        Grade::NotToBeUsed => context.say("Not to be used", "不可使用"),
        Grade::NotTested => context.say("Not tested", "未检验"),
    }
}

/// A check in words.
pub(crate) fn words(context: &Context<'_>, checks: &Checks, kind: CheckKind) -> CheckWords {
    match kind {
        CheckKind::Totals => totals(context, &checks.totals),
        CheckKind::Ranking => ranking(context, &checks.ranking),
        CheckKind::Leaving => leaving(context, &checks.leaving),
        CheckKind::Gaps => gaps(context, &checks.gaps),
        CheckKind::Rows => rows(context, &checks.rows),
        CheckKind::Spend => spend(context, &checks.spend),
    }
}

/// How far a forecast was off: "12% too few", "16% too much".
pub(super) fn off(context: &Context<'_>, bias: f64, few: (&str, &str)) -> String {
    let size = context.numbers.percent(bias.abs());
    if size == "0%" {
        return context.say("no difference", "基本一致");
    }
    let (english, chinese) = if bias < 0.0 { (few.0, "偏低") } else { (few.1, "偏高") };
    context.say(format!("{size} too {english}"), format!("{chinese}{size}"))
}

fn totals(context: &Context<'_>, check: &TotalsCheck) -> CheckWords {
    let severe = check.grade == Grade::NotToBeUsed;
    let title = match check.finding {
        TotalsFinding::TooLow if severe => {
            context.say("Totals are far too low", "总量预测严重偏低")
        }
        TotalsFinding::TooLow => context.say("Totals run low", "总量预测偏低"),
        TotalsFinding::TooHigh if severe => {
            context.say("Totals are far too high", "总量预测严重偏高")
        }
        TotalsFinding::TooHigh => context.say("Totals run high", "总量预测偏高"),
        TotalsFinding::TooFewToTell => {
            context.say("Totals agree, on few purchases", "总量相符，但样本偏少")
        }
        TotalsFinding::Season => {
            context.say("Totals agree, but a season runs through them", "总量相符，但季节性明显")
        }
        TotalsFinding::NothingCame => context.say("Nothing came in the test", "验证期内没有购买"),
        TotalsFinding::NoTest => context.say("Totals are not tested", "总量预测未经检验"),
        TotalsFinding::NoForecast => context.say("There is no forecast", "没有可用的预测"),
        _ => context.say("Totals held in the test", "总量预测经受住了检验"),
    };
    let mut text = Vec::new();
    if let Some(tested) = &check.purchases {
        text.push(total(context, tested, check.money.as_ref()));
    }
    text.push(match check.finding {
        TotalsFinding::TooLow if severe => context.say("No total can be planned with.", "任何总量都不宜用于计划。"),
        TotalsFinding::TooLow => context.say("Read every total as a floor.", "各项总量请按下限理解。"),
        TotalsFinding::TooHigh if severe => context.say("No total can be planned with.", "任何总量都不宜用于计划。"),
        TotalsFinding::TooHigh => context.say("Read every total as a ceiling.", "各项总量请按上限理解。"),
        TotalsFinding::TooFewToTell => context.say(
            "So few came that the agreement may be luck.",
            "购买次数过少，相符也可能出于偶然。",
        ),
        TotalsFinding::Season => context.say(
            "Purchases follow the season of the year, which no model here knows: a part of a year may be off.",
            "购买随季节起伏，而模型不含季节性，不足一年的预测可能偏离。",
        ),
        TotalsFinding::NothingCame => context.say(
            "Customers may have stopped, or the data end before the test does.",
            "可能是客户停止购买，也可能是数据在验证期之前就已结束。",
        ),
        TotalsFinding::NoTest => context.say(
            "All days taught the model and none was held out, so how far a total is off is not known. A base watched for longer, or an earlier end of the calibration, would tell.",
            "全部数据都用于校准，没有留出验证期，误差无从得知。观察更久，或将校准截止日提前，即可检验。",
        ),
        TotalsFinding::NoForecast => context.say(
            "No model could be fitted to these purchases.",
            "现有购买数据无法拟合任何模型。",
        ),
        _ => String::new(),
    });
    CheckWords { title, text: context.sentences(text) }
}

fn total(context: &Context<'_>, tested: &TotalTested, money: Option<&TotalTested>) -> String {
    let (numbers, span) = (&context.numbers, context.test_span());
    let expected = context.purchases(tested.expected);
    let came = numbers.short(tested.came);
    let bias = tested.bias.map(|bias| off(context, bias, ("few", "many")));
    let agrees = context.say("no difference", "基本一致");
    let money =
        money.and_then(|money| money.bias).map(|bias| off(context, bias, ("little", "much")));
    let english = match (&bias, &money) {
        (None, _) => String::new(),
        (Some(bias), None) => format!(": {bias}"),
        (Some(bias), Some(money)) if *money == agrees => format!(": {bias}, and the money agrees"),
        (Some(bias), Some(money)) => format!(": {bias}, and {money} money"),
    };
    let chinese = match (&bias, &money) {
        (None, _) => String::new(),
        (Some(bias), None) => format!("，{bias}"),
        (Some(bias), Some(money)) => format!("，{bias}；金额{money}"),
    };
    context.say(
        format!("{expected} were forecast for the {span} of the test, {came} came{english}."),
        format!("验证期{span}预测{expected}，实际{came}次{chinese}。"),
    )
}

fn ranking(context: &Context<'_>, check: &RankingCheck) -> CheckWords {
    let title = match check.finding {
        RankingFinding::BetterThanObvious => {
            context.say("Ranking beats the obvious", "排序优于简单方法")
        }
        RankingFinding::AsTheObvious => context
            .say("Ranking is good, not better than the obvious", "排序有效，但不优于简单方法"),
        RankingFinding::WorseThanObvious => {
            context.say("Ranking is worse than the obvious", "排序不如简单方法")
        }
        RankingFinding::TooFewToTell => {
            context.say("Ranking seems right, on few purchases", "排序似乎有效，但样本偏少")
        }
        RankingFinding::Chance => context.say("Ranking is no better than chance", "排序与随机无异"),
        RankingFinding::NothingCame => {
            context.say("Nothing came to rank by", "验证期内无购买可供比较")
        }
        RankingFinding::NoTest => context.say("Ranking is not tested", "排序未经检验"),
        _ => context.say("Nobody could be ranked", "无法对客户排序"),
    };
    let mut text = Vec::new();
    match check.finding {
        RankingFinding::NoTest => text.push(context.say(
            "No days were held out in which the first could have shown that they are the best.",
            "没有留出验证期，无从核对排在前面的客户是否真的最有价值。",
        )),
        RankingFinding::NothingCame => text.push(context.say(
            "Nobody bought in the test, so that nobody can have been ranked right.",
            "验证期内无人购买，排序无从检验。",
        )),
        RankingFinding::NoForecast => text.push(context.say(
            "Without a forecast there is nothing to rank by but what customers brought so far.",
            "没有预测，只能按客户的历史贡献排序。",
        )),
        RankingFinding::Chance => text.extend(chance(context, check)),
        _ => text.extend(caught(context, check)),
    }
    if check.finding == RankingFinding::TooFewToTell {
        text.push(
            context.say("So few bought that this may be luck.", "购买者过少，结果可能出于偶然。"),
        );
    }
    CheckWords { title, text: context.sentences(text) }
}

fn chance(context: &Context<'_>, check: &RankingCheck) -> Vec<String> {
    let numbers = &context.numbers;
    let expected = check.expected.map(|(low, high)| {
        let (low, high) = (numbers.decimal(low, 2), numbers.decimal(high, 2));
        if low == high {
            return context.say(
                format!("The model expects {low} purchases of everybody."),
                format!("模型对所有客户的预期都是{low}次。"),
            );
        }
        context.say(
            format!("The model expects between {low} and {high} purchases of everybody."),
            format!("模型对所有客户的预期都在{low}～{high}次之间。"),
        )
    });
    let gini = check.gini.map(|(gini, low, high)| {
        let gini = numbers.decimal(gini, 3);
        let range = numbers.decimals(low, high, 3);
        context.say(
            format!("Gini coefficient of the ranking {gini} (95% interval {range}); 0 is chance."),
            format!("排序的基尼系数为{gini}（95%置信区间{range}），0即随机。"),
        )
    });
    expected.into_iter().chain(gini).collect()
}

fn part(check: &RankingCheck, part: f64) -> Option<&Caught> {
    check.caught.iter().find(|caught| caught.part == part)
}

fn caught(context: &Context<'_>, check: &RankingCheck) -> Vec<String> {
    let numbers = &context.numbers;
    let money = check.by == RankedBy::Money;
    let later = if money {
        context.say("money that came later", "其后金额")
    } else {
        context.say("purchases that came later", "其后购买")
    };
    let mut text = Vec::new();
    if let Some(fifth) = part(check, 0.2) {
        let (model, so_far) =
            (numbers.percent_to(fifth.model, 1), numbers.percent_to(fifth.so_far, 1));
        text.push(context.say(
            format!(
                "The top fifth by expected value brought {model} of the {later}; the top fifth by {} {so_far}.",
                if money { "spend so far" } else { "purchases so far" }
            ),
            format!(
                "按预期价值排在前20%的客户带来{later}的{model}，按{}排则为{so_far}。",
                if money { "历史消费" } else { "历史购买次数" }
            ),
        ));
    }
    if let Some(first) =
        part(check, 0.05).filter(|first| (first.model - first.so_far).abs() >= 0.02)
    {
        let (model, so_far) = (numbers.percent(first.model), numbers.percent(first.so_far));
        text.push(context.say(
            format!("Among the first 5% it is {model} against {so_far}."),
            format!("最前5%的客户则为{model}对{so_far}。"),
        ));
    }
    if let Some((_, low, high)) = check.lead.filter(|(_, low, high)| *low < 0.0 && *high > 0.0) {
        let range = numbers.decimals(100.0 * low, 100.0 * high, 1);
        text.push(context.say(
            format!("The difference may be nothing ({range} points)."),
            format!("两者之差可能为零（{range}个百分点）。"),
        ));
    }
    text
}

fn leaving(context: &Context<'_>, check: &LeavingCheck) -> CheckWords {
    let numbers = &context.numbers;
    let shares = |(low, high): (f64, f64)| {
        if numbers.percent(low) == numbers.percent(high) {
            numbers.percent(low)
        } else {
            numbers.percents(low, high, 0)
        }
    };
    let title = match check.finding {
        LeavingFinding::Agree => context.say("Who has left can be told", "流失可以识别"),
        LeavingFinding::WholeBaseUnsettled => {
            context.say("Who has left is uncertain", "谁已流失，难以确定")
        }
        LeavingFinding::Disagree => {
            context.say("The models disagree on who has left", "各模型对流失的判断不一")
        }
        LeavingFinding::GivenUpTooEarly => {
            context.say("Customers are given up too early", "过早判定客户流失")
        }
        LeavingFinding::NotIdentified => context.say("Leaving cannot be seen", "流失无法识别"),
        LeavingFinding::NobodyCameBack => {
            context.say("Too few came back to speak of leaving", "复购客户过少，无从谈流失")
        }
        LeavingFinding::Subscription => {
            context.say("This looks like subscriptions", "这更像是订阅业务")
        }
        _ => context.say("No model of leaving", "没有可用的流失模型"),
    };
    let mut text = Vec::new();
    let of_all = check.active_of_all.map(shares);
    let of_repeat = check.active_of_repeat.map(shares);
    match check.finding {
        LeavingFinding::Agree | LeavingFinding::GivenUpTooEarly => {
            if let Some(all) = of_all {
                text.push(context.say(
                    format!("Models that fit equally well call {all} of the base active."),
                    format!("拟合相当的模型判断{all}的客户仍然活跃。"),
                ));
            }
        }
        LeavingFinding::WholeBaseUnsettled | LeavingFinding::Disagree => {
            if let Some((low, high)) = check.active_of_all {
                let (low, high) = (numbers.percent(low), numbers.percent(high));
                text.push(context.say(
                    format!("Customers do leave, but models that fit equally well call {low} or {high} of the base active."),
                    format!("数据表明确有客户流失，但拟合相当的模型给出的活跃比例分别为{low}与{high}。"),
                ));
            }
            if let Some(repeat) = of_repeat {
                text.push(context.say(
                    format!("Of those who came back it is {repeat}."),
                    format!("复购客户中为{repeat}。"),
                ));
            }
        }
        LeavingFinding::NotIdentified => text.extend(check.unidentified.map(|why| unidentified(context, why))),
        LeavingFinding::NobodyCameBack => text.push(context.say(
            "Silence says something only of customers who used to come back.",
            "只有曾经复购的客户，沉默才说明问题。",
        )),
        LeavingFinding::Subscription => text.push(context.say(
            "Equal amounts come at equal intervals: leaving is then seen at renewals, and the contract models (sBG, BdW) are made for it.",
            "金额与间隔都几乎固定：此类业务的流失发生在续约时，应使用契约型模型（sBG、BdW）。",
        )),
        _ => text.push(context.say(
            "No model could be fitted to these purchases.",
            "现有购买数据无法拟合任何模型。",
        )),
    }
    if let Some(low) = check.low.filter(|low| low.customers > 0 && low.came > 0) {
        let below = numbers.percent(low.below);
        let (customers, came) = (numbers.count(low.customers), numbers.count(low.came));
        text.push(context.say(
            format!(
                "Of {customers} repeat customers given less than {below}, {came} bought again."
            ),
            format!("活跃概率不足{below}的{customers}位复购客户中，有{came}位其后再次购买。"),
        ));
    }
    text.extend(leaving_advice(context, check.finding));
    CheckWords { title, text: context.sentences(text) }
}

/// What to do where leaving is not told well.
fn leaving_advice(context: &Context<'_>, finding: LeavingFinding) -> Option<String> {
    Some(match finding {
        LeavingFinding::NotIdentified => context.say(
            "Do not take silence for leaving: go by the chance to buy and by who bought again, and ask again with a longer history.",
            "不宜把沉默当作流失：可依据购买概率与实际复购情况判断，待历史更长后再作分析。",
        ),
        LeavingFinding::Disagree => context.say(
            "Go by the chance to buy, which the test checks, not by who has left.",
            "宜依据购买概率（已经验证期检验），而非流失判断。",
        ),
        LeavingFinding::WholeBaseUnsettled => context.say(
            "Speak of those who came back, not of the whole base.",
            "宜只谈复购客户，不谈全部客户。",
        ),
        LeavingFinding::GivenUpTooEarly => {
            context.say("Write off nobody for silence alone.", "不宜仅凭沉默就放弃客户。")
        }
        _ => return None,
    })
}

fn unidentified(context: &Context<'_>, why: Unidentified) -> String {
    let numbers = &context.numbers;
    match why {
        Unidentified::NobodyLeaves(_) => context.say(
            "A model in which nobody ever leaves explains the purchases as well.",
            "假定无人流失的模型对数据的解释同样好。",
        ),
        Unidentified::StandardError { estimate, error, .. } => {
            let (estimate, error) =
                (numbers.significant(estimate, 3), numbers.significant(error, 2));
            context.say(
                format!("A parameter of leaving cannot be told: its standard error ({error}) exceeds its estimate ({estimate})."),
                format!("流失参数无法估计：标准误（{error}）大于估计值（{estimate}）。"),
            )
        }
        Unidentified::Alternative(alive) => {
            let alive = numbers.percent(alive);
            context.say(
                format!("Other parameters of the same model explain the purchases as well and call {alive} of the base active."),
                format!("同一模型的另一组参数拟合同样好，却判断{alive}的客户仍然活跃。"),
            )
        }
        Unidentified::Ridge(_) => context.say(
            "The likelihood has no peak: the parameters of leaving run off without end.",
            "似然没有峰值，流失参数沿某一方向无法确定。",
        ),
        _ => context.say(
            "The parameters of leaving have no standard errors.",
            "流失参数没有标准误，无法判断其可靠程度。",
        ),
    }
}

/// After so many days without a newcomer it is said that there was none.
const LONG_WITHOUT_NEWCOMERS: i32 = 91;

fn gaps(context: &Context<'_>, check: &GapsCheck) -> CheckWords {
    let numbers = &context.numbers;
    let (with, all) = (numbers.count(check.days_with_sales), numbers.count(check.days));
    let title = match check.finding {
        GapsFinding::NoGap if check.longest.is_none() => {
            context.say("No day without a sale", "每天都有销售")
        }
        GapsFinding::NoGap => context.say("No gap in the data", "数据无断档"),
        GapsFinding::LoneDays => context.say("Some days look mistyped", "个别日期疑似录入有误"),
        _ => context.say("Days seem to be missing", "数据疑似缺失若干天"),
    };
    let mut text =
        vec![context.say(
            format!("Sales on {with} of {all} days."),
            format!("{all}天中有{with}天存在销售。"),
        )];
    if let (Some(gap), Some(chance)) = (check.longest, check.by_chance) {
        let length = numbers.things(gap.days(), "day", "天");
        let days = if gap.days() == 1 {
            numbers.day(gap.first)
        } else {
            numbers.days(gap.first, gap.last)
        };
        let chance = numbers.decimal(chance.round(), 0);
        text.push(if check.finding == GapsFinding::Gap {
            context.say(
                format!("None on {length} running, {days}; chance explains about {chance} at that rate. Were they exported?"),
                format!("{days}连续{length}没有销售，而按当时的购买频率，偶然中断约为{chance}天。请核对导出是否完整。"),
            )
        } else {
            context.say(
                format!("The longest pause, {length} ({days}), is what chance explains."),
                format!("最长的间断为{length}（{days}），属正常波动。"),
            )
        });
    }
    let base = &context.study.base;
    if base.last_day.days_since(base.newest) > LONG_WITHOUT_NEWCOMERS {
        let newest = numbers.day(base.newest);
        text.push(context.say(
            format!(
                "Everybody had joined by {newest}, so that nothing here speaks of newer customers."
            ),
            format!("{newest}之后没有新客户，以下结果均不涉及更新的客户。"),
        ));
    }
    for lone in &check.lone_days {
        let purchases = context.purchases(lone.purchases as f64);
        let day = if lone.first == lone.last {
            numbers.day(lone.first)
        } else {
            numbers.days(lone.first, lone.last)
        };
        let away = numbers.things(lone.away, "day", "天");
        let (stand, are) = if lone.purchases == 1 { ("stands", "is") } else { ("stand", "are") };
        text.push(context.say(
            format!("{purchases} on {day} {stand} {away} away from all others and {are} left out: a mistyped year?"),
            format!("{day}的{purchases}与其余数据相隔{away}，已排除，可能是年份录入有误。"),
        ));
    }
    CheckWords { title, text: context.sentences(text) }
}

fn rows(context: &Context<'_>, check: &RowsCheck) -> CheckWords {
    let numbers = &context.numbers;
    let rows = numbers.count(check.rows);
    let title = match check.finding {
        RowsFinding::AllRead if context.money() => {
            context.say("No row and no amount lost", "行数与金额无损失")
        }
        RowsFinding::AllRead => context.say("No row lost", "行数无损失"),
        _ if check.grade == Grade::Sound => context.say("Hardly a row lost", "行数几无损失"),
        _ => context.say("Rows were lost", "部分数据未能读入"),
    };
    let mut text = Vec::new();
    let all = match check.rows {
        1 => "The only row was read.".to_owned(),
        _ => format!("All {rows} rows were read."),
    };
    if check.finding == RowsFinding::AllRead {
        text.push(context.say(all, format!("{rows}行全部读入。")));
        if context.money() {
            let audit = &context.study.base.audit;
            let total = context.minor(
                audit.spend
                    + audit.holdout_spend
                    + audit.dropped_spend
                    + audit.outside_spend
                    + audit.uncalibrated_spend,
            );
            text.push(
                context.say(format!("{total} are accounted for."), format!("{total}分文不差。")),
            );
        }
        let merged = context.study.base.audit.merged_rows;
        if merged > 0 {
            let merged = numbers.count(merged);
            text.push(context.say(
                format!("{merged} are second ones of a customer on one day, and count as one purchase with the first."),
                format!("其中{merged}行与同一客户同日的记录合并，只计一次购买。"),
            ));
        }
    } else {
        let lost = numbers.count(check.rows_lost);
        let share = numbers.percent(check.rows_share);
        let money = match (check.money_lost, check.money_share) {
            (Some(money), Some(part)) => {
                let (money, part) = (context.minor(money), numbers.percent(part));
                context.say(
                    format!(" and {money} ({part} of the money)"),
                    format!("，涉及金额{money}（占{part}）"),
                )
            }
            _ if context.money() => {
                context.say("; how much money that was is not known", "，涉及金额不详")
            }
            _ => String::new(),
        };
        text.push(context.say(
            format!("{lost} of {rows} rows ({share}){money} were not read."),
            format!("{rows}行中有{lost}行（{share}）未能读入{money}。"),
        ));
        for loss in &context.study.base.losses {
            if let Some(reason) = loss.reason {
                let count = numbers.count(loss.rows);
                let why = super::names::loss(context, reason);
                text.push(context.say(format!("{count}: {why}."), format!("{count}行：{why}。")));
            }
        }
    }
    if check.rows_outside > 0 {
        let outside = numbers.count(check.rows_outside);
        text.push(context.say(
            format!("Read, and outside the days that are looked at: {outside}."),
            format!("另有{outside}行已读入，但不在所分析的日期之内。"),
        ));
    }
    CheckWords { title, text: context.sentences(text) }
}

fn spend(context: &Context<'_>, check: &SpendCheck) -> CheckWords {
    let numbers = &context.numbers;
    let title = match check.finding {
        SpendFinding::Unrelated => context.say("Spend and frequency unrelated", "客单价与频次无关"),
        SpendFinding::Tied if check.grade == Grade::NotToBeUsed => {
            context.say("Spend depends on frequency", "客单价与频次密切相关")
        }
        SpendFinding::Tied => {
            context.say("Spend and frequency slightly tied", "客单价与频次略相关")
        }
        SpendFinding::InfiniteMean => context.say("Spend has no mean", "平均消费金额不存在"),
        SpendFinding::MeanInDoubt => context.say("The mean spend is in doubt", "平均消费金额存疑"),
        SpendFinding::AllEqual => context.say("Everybody spends the same", "各次消费金额相同"),
        SpendFinding::TooFew => {
            context.say("Too few came back to compare spend", "复购客户过少，无法比较金额")
        }
        _ => context.say("There are no amounts", "数据中没有金额"),
    };
    let mut text = Vec::new();
    if let Some(pearson) = check.pearson.filter(|_| {
        !matches!(
            check.finding,
            SpendFinding::NoAmounts | SpendFinding::TooFew | SpendFinding::AllEqual
        )
    }) {
        let r = numbers.decimal(pearson.coefficient, 2);
        let ranks = check.spearman.map(|ranks| numbers.decimal(ranks.coefficient, 2));
        let customers = numbers.count(check.customers);
        let (english, chinese) = ranks.map_or_else(
            || (String::new(), String::new()),
            |ranks| (format!(", of ranks {ranks}"), format!("，等级相关{ranks}")),
        );
        text.push(context.say(
            format!("Correlation {r}{english}, over {customers} repeat customers."),
            format!("相关系数{r}{chinese}（{customers}位复购客户）。"),
        ));
    }
    text.push(match check.finding {
        SpendFinding::Unrelated => context.say("The model of spend may take them for independent.", "消费金额模型假定两者无关，可以成立。"),
        SpendFinding::Tied => {
            let more = check.pearson.is_none_or(|r| r.coefficient > 0.0);
            if more {
                context.say("Frequent buyers spend more each time; the model of spend takes them for unrelated.", "购买越频繁者每次消费越多，而消费金额模型假定两者无关。")
            } else {
                context.say("Frequent buyers spend less each time; the model of spend takes them for unrelated.", "购买越频繁者每次消费越少，而消费金额模型假定两者无关。")
            }
        }
        SpendFinding::InfiniteMean => {
            let q = check.q.map_or_else(String::new, |(q, _)| numbers.significant(q, 3));
            context.say(
                format!("q of the Gamma-Gamma model is {q}; at 1 or less the population has no mean spend. Each customer's own mean is taken instead, and a few very large amounts are the likely cause."),
                format!("Gamma-Gamma模型的q为{q}，q不大于1时总体平均值为无穷大。改用各客户自身的平均金额；通常由少数极大金额造成。"),
            )
        }
        SpendFinding::MeanInDoubt => {
            let q = check.q.map_or_else(String::new, |(q, error)| {
                let error = error.map_or_else(String::new, |error| {
                    let error = numbers.significant(error, 2);
                    context.say(format!(", standard error {error}"), format!("，标准误{error}"))
                });
                numbers.significant(q, 3) + &error
            });
            // Where the error exceeds the estimate, the figure itself says nothing.
            if check.q.is_some_and(|(q, error)| error.is_some_and(|error| error > q)) {
                context.say(
                    "The parameters of the model of spend cannot be told from so few or so equal amounts: a standard error exceeds its estimate. Take mean spends with care.",
                    "金额过少或过于接近，消费金额模型的参数无法确定（标准误大于估计值），平均消费金额仅供参考。",
                )
            } else {
                context.say(
                    format!("q of the Gamma-Gamma model ({q}) is not surely above 1, where the population has a mean spend."),
                    format!("Gamma-Gamma模型的q（{q}）不能确定大于1，总体平均消费金额因而存疑。"),
                )
            }
        }
        SpendFinding::AllEqual => context.say("Amounts or frequencies are all equal, so there is nothing to correlate.", "金额或频次全部相同，无相关可言。"),
        SpendFinding::TooFew => context.say("Fewer than 30 customers came back.", "复购客户不足30位。"),
        SpendFinding::NoAmounts => context.say("Purchases are counted; values, tiers and lists are by expected purchases.", "只统计购买次数；价值、层级与清单均以预期购买次数为准。"),
    });
    CheckWords { title, text: context.sentences(text) }
}
