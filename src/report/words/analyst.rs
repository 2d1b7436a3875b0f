//! For the analyst: models, parameters, the audit, rankings, and terms.

use super::context::Context;
use super::names;
use crate::lifetime::{Estimate, Model, UncertaintyMethod};
use crate::report::layout::{Block, Cell, Question, Table};
use crate::study::{Candidate, ChoiceReason, RankedBy, SetAside};

/// The appendix.
pub(crate) fn appendix(context: &Context<'_>) -> Question {
    let mut left = vec![Block::Table(parameters(context)), Block::Table(audit(context))];
    left.retain(|block| !matches!(block, Block::Table(table) if table.rows.is_empty()));
    let mut right: Vec<Block> = context.picture("fit").into_iter().collect();
    right.extend(ranking(context).map(Block::Table));
    right.push(Block::Table(terms(context)));
    let mut blocks = Vec::new();
    if !context.study.candidates.is_empty() {
        blocks.push(Block::Table(models(context)));
    }
    let notes = set_aside(context);
    if !notes.is_empty() {
        blocks.push(Block::Note(notes.into()));
    }
    blocks.push(Block::Columns(left, right));
    blocks.push(more(context));
    Question {
        id: "analyst",
        question: context.say("For the analyst", "分析附录"),
        answer: choice(context),
        paragraphs: Vec::new(),
        blocks,
    }
}

/// Pictures of the model and of the customers that no question needs.
fn more(context: &Context<'_>) -> Block {
    let mut blocks = context.pairs(&[
        "heterogeneity_purchases",
        "heterogeneity_dropout",
        "heterogeneity_attrition",
        "expected_by_age",
        "spend_density",
        "alive_history",
        "funnel",
        "ladder",
    ]);
    blocks.extend(context.picture("histories"));
    Block::Fold(
        context.say("More pictures of the model and of the customers", "模型与客户的更多图示"),
        blocks,
    )
}

fn name(context: &Context<'_>, candidate: &Candidate) -> String {
    match candidate.regularity {
        Some(k) => context
            .say(format!("{}, k = {k}", candidate.name), format!("{}，k={k}", candidate.name)),
        None => candidate.name.to_owned(),
    }
}

/// Which model is used and why.
pub(crate) fn choice(context: &Context<'_>) -> String {
    let (study, numbers) = (context.study, &context.numbers);
    let (Some(choice), Some(chosen)) = (&study.choice, study.chosen()) else {
        return context.say(
            "No model could be fitted: only what was observed is shown.",
            "无法拟合任何模型，仅展示观测结果。",
        );
    };
    let name = chosen.name;
    let mut text = Vec::new();
    for reason in &choice.reasons {
        text.push(match *reason {
            ChoiceReason::Given => {
                context.say(format!("{name} was asked for."), format!("按指定采用{name}模型。"))
            }
            ChoiceReason::LowestAic { margin } if margin.is_finite() => {
                let margin = numbers.decimal(margin, 1);
                context.say(
                    format!("{name} is used: its AIC is the smallest of the sound models, by {margin}."),
                    format!("采用{name}模型：在可用模型中AIC最小，领先{margin}。"),
                )
            }
            ChoiceReason::ClosestTotal { equals, bias, next } => {
                let (bias, next) = (numbers.signed_percent(bias, 1), numbers.signed_percent(next, 1));
                context.say(
                    format!("{name} is used: of {equals} models whose AIC is within 2 of the smallest, its total came closest in the test ({bias}; the next {next})."),
                    format!("采用{name}模型：{equals}个模型的AIC与最小值相差不超过2，其中它在验证期的总量最接近（{bias}，其次{next}）。"),
                )
            }
            ChoiceReason::Simplest { equals } => context.say(
                format!("{name} is used: of {equals} models whose AIC is within 2 of the smallest it is the simplest; no test tells them apart."),
                format!("采用{name}模型：{equals}个模型的AIC与最小值相差不超过2，无验证期可供区分，取最简单者。"),
            ),
            ChoiceReason::NoneSound => context.say(
                "No model is sound on these data.",
                "没有任何模型在这批数据上可靠。",
            ),
            _ => context.say(format!("{name} is used, the only one left."), format!("采用{name}模型，别无其他可选。")),
        });
    }
    if let Ok(model) = &study.now.model
        && let Some(report) = model.report()
    {
        let customers = numbers.customers(study.base.customers);
        let (cells, fit) = (
            numbers.things(report.cells, "distinct history", "种不同购买历史"),
            numbers.decimal(report.log_likelihood, 2),
        );
        text.push(context.say(
            format!("Refitted to all days: {customers} in {cells}, log-likelihood {fit}."),
            format!("随后用全部数据重新拟合：{customers}，{cells}，对数似然{fit}。"),
        ));
    }
    context.sentences(text)
}

fn models(context: &Context<'_>) -> Table {
    let numbers = &context.numbers;
    let columns = numbers.language().pick(
        [
            "model",
            "-log-likelihood",
            "ΔAIC",
            "bias",
            "-top-decile lift",
            "-Gini",
            "active",
            "of repeat",
        ],
        ["模型", "-对数似然", "ΔAIC", "偏差", "-前10%提升度", "-基尼系数", "活跃", "复购客户"],
    );
    let note = context.say(
        "Fitted to the calibration. ΔAIC against the smallest ★; bias, lift and Gini of purchases in the test. Last columns: share active, of all (* with one-time buyers whom the model keeps by construction) and of those who came back",
        "以校准期拟合。ΔAIC相对最小者★；偏差、提升度与基尼系数为验证期购买次数。末两列为活跃比例：全体客户（*含模型按构造不会判为流失的单次购买者）与复购客户",
    );
    let candidates = &context.study.candidates;
    let least = candidates.iter().filter_map(Candidate::aic).fold(f64::INFINITY, f64::min);
    let mut table =
        Table::new(context.say("Models side by side", "模型比较"), note, &columns).wide();
    let chosen = context.study.choice.as_ref().map(|choice| choice.candidate);
    for (place, candidate) in candidates.iter().enumerate() {
        let Some(report) = candidate.report() else { continue };
        let aic = report.aic();
        let star = if aic == least { "★ " } else { "" };
        let used = if Some(place) == chosen {
            context.say(" (used)", "（采用）")
        } else {
            String::new()
        };
        let errors = candidate.errors.as_ref();
        let or = |text: Option<String>| Cell::from(text.unwrap_or_default());
        let active = candidate.active.as_ref();
        table.row(vec![
            Cell::from(format!("{star}{}{used}", name(context, candidate))),
            Cell::from(numbers.decimal(report.log_likelihood, 1)),
            Cell::from(if aic == least { "0".to_owned() } else { numbers.signed(aic - least, 1) }),
            or(errors.and_then(|errors| errors.bias).map(|bias| numbers.signed_percent(bias, 1))),
            or(errors
                .and_then(|errors| errors.top_decile_lift)
                .map(|lift| numbers.decimal(lift, 2))),
            or(errors.and_then(|errors| errors.gini).map(|gini| numbers.decimal(gini, 3))),
            or(active.map(|active| {
                let star = if active.once_is_fixed && active.of_once.is_some() { "*" } else { "" };
                numbers.percent(active.of_all) + star
            })),
            or(active.and_then(|active| active.of_repeat).map(|share| numbers.percent(share))),
        ]);
    }
    table
}

/// Why models are set aside.
fn set_aside(context: &Context<'_>) -> String {
    let numbers = &context.numbers;
    let candidates = &context.study.candidates;
    let said = candidates.iter().filter_map(|candidate| {
        let why = candidate.set_aside.first()?;
        let name = name(context, candidate);
        Some(match *why {
            SetAside::NotFitted(_) => context.say(format!("{name} could not be fitted."), format!("{name}无法拟合。")),
            SetAside::NotPredicting(_) => context.say(
                format!("Predictions of {name} do not settle on these customers."),
                format!("{name}对这批客户的预测不收敛。"),
            ),
            SetAside::Ridge(ridge) => {
                let ridge = names::ridge(context, ridge);
                context.say(format!("{name}: {ridge}."), format!("{name}：{ridge}。"))
            }
            SetAside::StandardError { parameter, estimate, error } => {
                let names = candidate.model.as_ref().map(Model::parameter_names).unwrap_or_default();
                let parameter = names.get(parameter).cloned().unwrap_or_default();
                let (estimate, error) = (numbers.significant(estimate, 3), numbers.significant(error, 3));
                context.say(
                    format!("{name}: the standard error of {parameter} ({error}) exceeds its estimate ({estimate})."),
                    format!("{name}：{parameter}的标准误（{error}）大于估计值（{estimate}）。"),
                )
            }
            SetAside::NoCovariance => context.say(
                format!("{name}: its parameters have no standard errors."),
                format!("{name}：参数没有标准误。"),
            ),
            SetAside::Alternative { alive, .. } => {
                let alive = numbers.percent(alive);
                context.say(
                    format!("{name}: other parameters fit about as well and call {alive} active."),
                    format!("{name}：另一组参数拟合相当，却判断{alive}仍活跃。"),
                )
            }
            SetAside::SameAs(kind) => {
                let same = candidates.iter().find(|other| other.kind == kind);
                let same = same.map_or("", |other| other.name);
                context.say(format!("{name} is {same} by another name."), format!("{name}等同于{same}。"))
            }
            SetAside::NotRegular { k } => {
                let k = k.map_or_else(String::new, |k| {
                    let k = numbers.decimal(k, 2);
                    context.say(format!(" (k = {k})"), format!("（k={k}）"))
                });
                context.say(
                    format!("{name} was not tried: purchases come at random{k}."),
                    format!("{name}未参与比较：购买近似随机{k}。"),
                )
            }
            SetAside::NoSupport { behind } => {
                let behind = numbers.decimal(behind, 1);
                context.say(
                    format!("{name} was not tried: its special case is {behind} behind in AIC."),
                    format!("{name}未参与比较：其特例的AIC落后{behind}。"),
                )
            }
            SetAside::Subscription => context.say(
                format!("{name} was not tried: these are subscriptions."),
                format!("{name}未参与比较：属订阅业务。"),
            ),
        })
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() {
        return String::new();
    }
    context.sentences([context.say("Set aside.", "不予采用的模型：")].into_iter().chain(said))
}

/// The parameters of the models, with their intervals.
fn parameters(context: &Context<'_>) -> Table {
    let numbers = &context.numbers;
    let columns = numbers.language().pick(
        ["", "estimate", "-standard error", "95% interval"],
        ["", "估计值", "-标准误", "95%置信区间"],
    );
    let found = &context.study.figures.parameters;
    let unit =
        numbers.language().pick(context.study.base.unit.name(), context.study.base.unit.name_zh());
    let profiled = found.iter().all(|one| one.estimate.method == UncertaintyMethod::Profile);
    let note = if profiled {
        context.say(
            "of the models that are fitted to all days; intervals by the profile likelihood",
            "以全部数据拟合；区间由剖面似然得到",
        )
    } else {
        context.say(
            "of the models that are fitted to all days; intervals by the delta method on the logarithm where the profile likelihood does not settle or there are more than 20,000 customers",
            "以全部数据拟合；客户超过20,000位或剖面似然不收敛时，区间由对数尺度的Delta法得到",
        )
    };
    let mut table = Table::new(
        context.say(format!("Parameters, per {unit}"), format!("参数（时间单位：{unit}）")),
        note,
        &columns,
    );
    for one in found {
        let estimate = &one.estimate;
        let error = estimate.standard_error.map(|error| numbers.significant(error, 3));
        table.row(vec![
            Cell::from(format!("{} {}", one.model, one.name)),
            Cell::from(numbers.significant(estimate.estimate, 4)),
            Cell::from(error.unwrap_or_default()),
            Cell::from(ends(context, estimate)),
        ]);
    }
    table
}

/// An interval of a parameter, whose ends may be open.
fn ends(context: &Context<'_>, estimate: &Estimate) -> String {
    let numbers = &context.numbers;
    let (low, high) = (numbers.significant(estimate.low, 3), numbers.significant(estimate.high, 3));
    match (estimate.low > 0.0, estimate.high.is_finite()) {
        (true, true) => numbers.language().pick(format!("{low}–{high}"), format!("{low}～{high}")),
        (true, false) => context.say(format!("{low} or more"), format!("不低于{low}")),
        (false, true) => context.say(format!("up to {high}"), format!("不高于{high}")),
        (false, false) => context.say("open on both sides", "两端均无界"),
    }
}

/// Every row and every amount of the file.
fn audit(context: &Context<'_>) -> Table {
    let (base, numbers) = (&context.study.base, &context.numbers);
    let audit = &base.audit;
    let money = context.study.base.has_amounts();
    let currency = context.capital(&numbers.currency_name());
    let rows_head = context.say("rows", "行数");
    let mut columns = vec!["", rows_head.as_str()];
    if money {
        columns.push(&currency);
    }
    let caption = if money {
        context.say("Every row and every amount", "行数与金额对账")
    } else {
        context.say("Every row", "行数对账")
    };
    let mut table = Table::new(caption, "", &columns);
    let taken = audit.spend
        + audit.holdout_spend
        + audit.dropped_spend
        + audit.outside_spend
        + audit.uncalibrated_spend;
    let mut row = |name: String, rows: String, amount: Option<i64>| {
        let mut cells = vec![Cell::from(name), Cell::from(rows)];
        if money {
            cells.push(Cell::from(
                amount.map_or_else(String::new, |minor| context.plain_minor(minor)),
            ));
        }
        table.row(cells);
    };
    row(context.say("rows of the file", "文件行数"), numbers.count(base.rows_of_file()), None);
    for loss in &base.losses {
        let why = loss.reason.map_or_else(
            || context.say("not read", "未能读入"),
            |reason| {
                let why = names::loss(context, reason);
                context.say(format!("not read: {why}"), format!("未读入：{why}"))
            },
        );
        row(why, minus(numbers.count(loss.rows)), loss.money);
    }
    row(context.say("taken in", "读入"), numbers.count(audit.rows), Some(taken));
    if audit.refund_rows > 0 {
        row(context.say("refunds among them", "其中退款"), numbers.count(audit.refund_rows), None);
    }
    if audit.outside_rows > 0 {
        row(
            context.say("outside the days looked at", "不在所分析日期之内"),
            minus(numbers.count(audit.outside_rows)),
            Some(-audit.outside_spend),
        );
    }
    if audit.dropped_rows > 0 || audit.dropped_spend != 0 {
        row(
            context.say("days that refunds brought to nothing", "被退款抵消的记录"),
            minus(numbers.count(audit.dropped_rows)),
            Some(-audit.dropped_spend),
        );
    }
    row(
        context.say("second ones of a customer on one day", "同一客户同日合并"),
        minus(numbers.count(audit.merged_rows)),
        None,
    );
    row(
        context.say("purchases", "购买次数"),
        numbers.count(audit.occasions),
        Some(audit.spend + audit.holdout_spend),
    );
    row(context.say("first purchases", "首次购买"), minus(numbers.count(audit.customers)), None);
    row(
        context.say("repeat purchases", "复购次数"),
        numbers.count(audit.occasions.saturating_sub(audit.customers)),
        None,
    );
    if let (Some(split), Some(test)) = (&context.study.split, &context.study.test) {
        let day = numbers.day(split.day);
        let learned: u64 = test.table.x().iter().map(|x| u64::from(*x)).sum();
        let came: u64 = test.table.holdout_x().iter().map(|x| u64::from(*x)).sum();
        let audit = test.table.audit();
        row(
            context.say(
                format!("repeat, to {day} (learned from)"),
                format!("其中{day}及以前（校准）"),
            ),
            numbers.count(learned),
            Some(audit.spend),
        );
        row(
            context.say("repeat of these customers after it (test)", "其后这些客户的复购（验证）"),
            numbers.count(came),
            Some(audit.holdout_spend),
        );
        if audit.uncalibrated_customers > 0 {
            row(
                context.say(
                    format!(
                        "of {} who came after it",
                        numbers.customers(audit.uncalibrated_customers)
                    ),
                    format!("其后新增的{}", numbers.customers(audit.uncalibrated_customers)),
                ),
                context.say(
                    format!("{} rows", numbers.count(audit.uncalibrated_rows)),
                    format!("{}行", numbers.count(audit.uncalibrated_rows)),
                ),
                Some(audit.uncalibrated_spend),
            );
        }
    }
    table
}

fn minus(count: String) -> String {
    if count == "0" { count } else { format!("−{count}") }
}

/// What the first of four rankings caught.
fn ranking(context: &Context<'_>) -> Option<Table> {
    let (check, numbers) = (&context.study.verdict.checks.ranking, &context.numbers);
    if check.caught.is_empty() {
        return None;
    }
    let parts: Vec<String> =
        check.caught.iter().map(|caught| numbers.percent(caught.part)).collect();
    let first = context.say("ranked by", "排序依据");
    let mut columns = vec![first.as_str()];
    columns.extend(parts.iter().map(String::as_str));
    let note = check.lead.map_or_else(String::new, |(_, low, high)| {
        let range = numbers.decimals(100.0 * low, 100.0 * high, 1);
        context.say(
            format!("Top fifth by expected value less by what came so far, bootstrap 95%: {range} points"),
            format!("前20%：按预期价值减按历史，自助法95%置信区间：{range}个百分点"),
        )
    });
    let money = check.by == RankedBy::Money;
    let caption = if money {
        context.say("Later money caught by the first …", "前列客户所占其后金额")
    } else {
        context.say("Later purchases caught by the first …", "前列客户所占其后购买次数")
    };
    let mut table = Table::new(caption, note, &columns);
    let so_far = if money {
        context.say("spend so far", "历史消费")
    } else {
        context.say("purchases so far", "历史购买次数")
    };
    let mut row = |name: String, share: fn(&crate::study::Caught) -> f64| {
        let shares =
            check.caught.iter().map(|caught| Cell::from(numbers.percent_to(share(caught), 1)));
        table.row([Cell::from(name)].into_iter().chain(shares).collect());
    };
    row(context.say("expected value", "预期价值"), |caught| caught.model);
    row(so_far, |caught| caught.so_far);
    row(context.say("number of purchases", "购买次数"), |caught| caught.frequency);
    row(context.say("last purchase", "最近购买"), |caught| caught.recency);
    Some(table)
}

fn terms(context: &Context<'_>) -> Table {
    let (study, numbers) = (context.study, &context.numbers);
    let horizon = context.horizon();
    let columns = numbers.language().pick(["term", "<what it means"], ["术语", "<含义"]);
    let mut table = Table::new(context.say("Terms", "术语"), "", &columns);
    let mut row = |term: String, text: String| table.row(vec![Cell::from(term), Cell::from(text)]);
    row(
        context.say("Chance to buy", "购买概率"),
        context.say(
            format!("of at least one purchase within {horizon}"),
            format!("{horizon}内至少购买一次的概率"),
        ),
    );
    if let Some(Ok(test)) = study.figures.test.as_ref().map(|test| &test.buyers) {
        let brier = numbers.decimal(test.brier, 3);
        let share = test.bought as f64 / test.customers.max(1) as f64;
        let base = numbers.decimal(share * (1.0 - share), 3);
        row(
            context.say("Brier score", "Brier得分"),
            context.say(
                format!("mean squared distance between the chance to buy in the test and what came (1 or 0): {brier}; the same chance for everybody would score {base}"),
                format!("验证期购买概率与实际（1或0）之差的均方，为{brier}；若对所有客户给出同一概率，则为{base}"),
            ),
        );
    }
    row(
        context.say("Active", "活跃"),
        context.say(
            "the model's probability that a customer has not left for good, P(alive); nobody can observe it",
            "模型给出的客户尚未永久流失的概率，即P(alive)，无法直接观测",
        ),
    );
    if context.money() {
        let discount = numbers.percent(study.options.discount());
        let values = context.terms.values();
        row(
            context.say(format!("Expected {values}"), format!("预期{values}")),
            context.say(
                format!("expected purchases × expected spend, {horizon}, discounted at {discount} a year"),
                format!("预期购买次数×预期客单价，{horizon}，年折现率{discount}"),
            ),
        );
    }
    if let Some(split) = &study.split {
        let (span, day) = (context.test_span(), numbers.day(split.day));
        row(
            context.say("Test", "验证期"),
            context.say(
                format!("the {span} after {day}, which no model on trial saw"),
                format!("{day}之后的{span}，参与比较的模型均未使用"),
            ),
        );
    }
    if let Ok(futures) = &study.figures.futures {
        let runs = numbers.count(futures.runs);
        row(
            context.say("95% range", "95%区间"),
            context.say(
                format!("of {runs} simulated futures, widened by the misses of earlier forecasts of this base; of 48 earlier forecasts of real bases such ranges held 81%"),
                format!("{runs}次模拟的95%区间，并按本客户群以往预测误差放宽；在真实客户群的48次历史预测中，此类区间覆盖了81%"),
            ),
        );
    }
    table
}
