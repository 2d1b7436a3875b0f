//! Questions of the page of a survey, with their answers.

use super::context::Context;
use super::groups;
use crate::report::layout::{Block, Cell, Question, Table, label};
use crate::satisfaction::Quadrant;
use crate::study::{SurveyFigure, SurveyGrouping, SurveyRole};

/// Every question that there is something to say on.
pub(super) fn all(context: &Context<'_>, note: Option<&str>) -> Vec<Question> {
    let mut questions = vec![who(context), satisfied(context)];
    questions.extend(recommend(context));
    questions.extend(differ(context));
    questions.extend(work(context));
    questions.extend(other(context));
    if let (Some(note), Some(first)) = (note, questions.first_mut()) {
        first.blocks.insert(0, Block::Tag(note.to_owned()));
    }
    questions
}

fn who(context: &Context<'_>) -> Question {
    let (study, numbers) = (context.study, &context.numbers);
    let mut question = Question {
        id: "who",
        question: context.say("Who answered?", "谁作答了？"),
        answer: context.sentences([context.say(
            format!("{} answered.", numbers.count(study.respondents)),
            format!("共{}人作答。", numbers.count(study.respondents)),
        )]),
        ..Question::default()
    };
    let rated = || study.columns.iter().filter(|column| column.role.is_rated());
    if let Some(worst) = rated().max_by_key(|column| column.missing).filter(|it| it.missing > 0) {
        let (name, missing) = (&worst.name, numbers.count(worst.missing));
        question.paragraphs.push(
            context
                .say(
                    format!("Most answers are missing from **{name}**: {missing}."),
                    format!("缺失最多的是**{name}**：{missing}人未作答。"),
                )
                .into(),
        );
    }
    let open: Vec<String> =
        study.of_role(SurveyRole::Open).map(|column| column.name.clone()).collect();
    if !open.is_empty() {
        let names = numbers.listed(&open);
        question.paragraphs.push(
            context
                .say(
                    format!("Open answers are left alone: {names}."),
                    format!("开放题不作统计：{names}。"),
                )
                .into(),
        );
    }
    let margins = study.weights.as_ref().map_or(&[][..], |weights| &weights.margins);
    for breakdown in &study.breakdowns {
        if !matches!(breakdown.grouping, SurveyGrouping::Wave | SurveyGrouping::Segment) {
            continue;
        }
        let by = breakdown.by.concat();
        let raked = margins.iter().any(|margin| margin.column == by);
        let population = context.say("Population", "总体占比");
        let share = context.say("Share", "占比");
        let heading = label(&by);
        let mut names = vec![heading.as_str(), "n", share.as_str()];
        if raked {
            names.push(&population);
        }
        let note = match breakdown.ungrouped {
            0 => String::new(),
            gone => context.say(
                format!("{} without a group.", numbers.count(gone)),
                format!("{}人未归组。", numbers.count(gone)),
            ),
        };
        let caption = context.say(format!("Respondents by {by}"), format!("按{by}的受访者"));
        let mut table = Table::new(caption, note, &names);
        let all: u64 = breakdown.groups.iter().map(|group| group.respondents).sum();
        for group in &breakdown.groups {
            let name = group.labels.concat();
            let mut row = vec![
                Cell::from(name.clone()),
                Cell::from(numbers.count(group.respondents)),
                Cell::from(numbers.percent(group.respondents as f64 / all.max(1) as f64)),
            ];
            if raked {
                let own = margins.iter().find(|it| it.column == by && it.label == name);
                row.push(Cell::from(
                    own.map_or_else(|| "–".to_owned(), |own| numbers.percent(own.population)),
                ));
            }
            table.row(row);
        }
        question.blocks.push(Block::Table(table));
    }
    question.blocks = paired(std::mem::take(&mut question.blocks));
    question
}

/// Blocks two beside each other.
fn paired(blocks: Vec<Block>) -> Vec<Block> {
    let pair = |pair: &[Block]| match pair {
        [one] => one.clone(),
        _ => Block::Columns(pair[..1].to_vec(), pair[1..].to_vec()),
    };
    blocks.chunks(2).map(pair).collect()
}

fn satisfied(context: &Context<'_>) -> Question {
    let (study, numbers) = (context.study, &context.numbers);
    let mut question = Question {
        id: "satisfied",
        question: context.say("How satisfied are they?", "客户有多满意？"),
        ..Question::default()
    };
    question.answer = match &study.index {
        Some(index) => {
            let score = numbers.decimal(index.value, 0);
            let range = context.interval(SurveyFigure::Index, index.interval);
            let range = if range.is_empty() {
                range
            } else {
                context.say(format!(" ({range})"), format!("（{range}）"))
            };
            context.say(
                format!("Satisfaction stands at {score} of 100{range}."),
                format!("满意度{score}分，满分100分{range}。"),
            )
        }
        None => context.say("Nobody answered an item.", "没有人作答测评题。"),
    };
    if let Some(loyalty) = &study.loyalty {
        let score = numbers.decimal(loyalty.index.value, 0);
        let [satisfaction, repurchase, recommendation] =
            loyalty.parts.map(|part| numbers.decimal(part, 0));
        question.paragraphs.push(
            context
                .say(
                    format!(
                        "Loyalty stands at **{score}**: satisfaction {satisfaction}, repurchase {repurchase}, recommendation {recommendation}, weighing alike."
                    ),
                    format!(
                        "忠诚度指数**{score}**：满意度{satisfaction}、再次购买{repurchase}、推荐{recommendation}，三项等权。"
                    ),
                )
                .into(),
        );
    }
    question.blocks.extend(context.picture("satisfaction"));
    if !study.items.is_empty() {
        question.blocks.push(items(context));
    }
    question
}

fn items(context: &Context<'_>) -> Block {
    let numbers = &context.numbers;
    let note = context.say(
        "Scores 0 to 100 and shares of the best levels, with 95% intervals below.",
        "得分为0～100分；最佳等级占比为最高几级答案的比例，下方为95%置信区间。",
    );
    let names = match numbers.language() {
        crate::report::Language::English => ["Item", "Score", "Best levels", "-Mean", "-n"],
        crate::report::Language::Chinese => ["题目", "得分", "最佳等级占比", "-均值", "-n"],
    };
    let caption = context.say("Items", "各题");
    let mut table = Table::new(caption, note, &names).sortable().wide();
    for item in &context.study.items {
        let mark =
            if item.reversed { context.say(" (turned)", "（反向）") } else { String::new() };
        let (score, range) = context.score(item.score.as_ref());
        let top = item.top_box.as_ref().map_or_else(
            || Cell::from("–"),
            |it| {
                Cell::from(numbers.percent(it.value))
                    .with_small(context.interval(SurveyFigure::TopBox, it.interval))
                    .by(it.value)
            },
        );
        let mean = item.mean.as_ref().map_or_else(
            || Cell::from("–"),
            |it| Cell::from(numbers.decimal(it.value, 2)).by(it.value),
        );
        let used = item.score.as_ref().map_or(0, |it| it.used);
        let score = Cell::from(score).with_small(range);
        table.row(vec![
            Cell::from(format!("{}{mark}", item.name)),
            match &item.score {
                Some(it) => score.by(it.value),
                None => score,
            },
            top,
            mean,
            Cell::from(numbers.count(used)).by(used as f64),
        ]);
    }
    Block::Table(table)
}

fn recommend(context: &Context<'_>) -> Option<Question> {
    let (study, numbers) = (context.study, &context.numbers);
    let score = study.promoters.as_ref()?;
    let value = numbers.signed(score.score, 0);
    let (low, high) = (score.interval.low, score.interval.high);
    let answer = if low > 0.0 {
        context.say(
            format!("Promoter score {value}: promoters outnumber detractors."),
            format!("净推荐值{value}：推荐者多于贬损者。"),
        )
    } else if high < 0.0 {
        context.say(
            format!("Promoter score {value}: detractors outnumber promoters."),
            format!("净推荐值{value}：贬损者多于推荐者。"),
        )
    } else {
        context.say(
            format!("Promoter score {value}: neither side has won."),
            format!("净推荐值{value}：推荐者与贬损者难分高下。"),
        )
    };
    let mut question = Question {
        id: "recommend",
        question: context.say("Would they recommend?", "他们愿意推荐吗？"),
        answer,
        blocks: context.pairs(&["promoters", "promoter_trend"]),
        ..Question::default()
    };
    let (promoters, passives, detractors) = (
        numbers.percent(score.promoters),
        numbers.percent(score.passives),
        numbers.percent(score.detractors),
    );
    question.paragraphs.push(
        context
            .say(
                format!("{promoters} promoters (9 and 10), {passives} passives, {detractors} detractors (0 to 6)."),
                format!("推荐者（9～10分）{promoters}，被动者{passives}，贬损者（0～6分）{detractors}。"),
            )
            .into(),
    );
    Some(question)
}

fn differ(context: &Context<'_>) -> Option<Question> {
    let study = context.study;
    let own = || study.breakdowns.iter().filter(|it| it.grouping != SurveyGrouping::All);
    own().next()?;
    let mut pictures = context.named("index_by_segment");
    pictures.push("index_by_wave");
    let titles: Vec<String> = pictures
        .iter()
        .filter_map(|name| context.pictures.iter().find(|picture| picture.name == *name))
        .map(|picture| picture.title.clone() + &context.say(".", "。"))
        .collect();
    let mut question = Question {
        id: "differ",
        question: context.say("Where do groups differ?", "各组差在哪里？"),
        answer: match titles.is_empty() {
            true => context.say("No group is large enough to tell.", "各组人数均不足，无法比较。"),
            false => context.sentences(titles),
        },
        blocks: context.pairs(&pictures),
        ..Question::default()
    };
    for breakdown in own() {
        let table = groups::table(context, breakdown);
        question.blocks.push(match breakdown.grouping {
            SurveyGrouping::SegmentAndWave => {
                let by = breakdown.by.join(" · ");
                Block::Fold(context.say(format!("By {by}"), format!("按{by}")), vec![table])
            }
            _ => table,
        });
    }
    Some(question)
}

fn work(context: &Context<'_>) -> Option<Question> {
    let (study, numbers) = (context.study, &context.numbers);
    let found = &study.priorities;
    let explained = found.r_squared?;
    let first: Vec<String> = found
        .map
        .iter()
        .filter(|point| point.quadrant == Quadrant::ConcentrateHere)
        .map(|point| point.name.clone())
        .collect();
    let names = numbers.listed(&first);
    let answer = match first.is_empty() {
        false => context.say(
            format!("Work here first: {names}: important and not well done."),
            format!("先改进{names}：重要而做得不够。"),
        ),
        true => context.say("Nothing important is done badly.", "重要的方面都做得不差。"),
    };
    let mut question = Question {
        id: "work",
        question: context.say("Where to work?", "先改进哪里？"),
        answer,
        blocks: context.pairs(&["importance", "drivers"]),
        ..Question::default()
    };
    let (share, n) = (numbers.percent(explained), numbers.count(found.driver_respondents));
    let outcome = study.outcome.as_deref().unwrap_or_default();
    question.paragraphs.push(
        context
            .say(
                format!(
                    "The items explain {share} of how **{outcome}** differs ({n} answered all)."
                ),
                format!("各题目合计解释了**{outcome}**差异的{share}（{n}人全部作答）。"),
            )
            .into(),
    );
    if !study.stated_importance {
        question.paragraphs.push(
            context
                .say(
                    "Importance was not asked; it is what the item explains.",
                    "问卷没有询问重要性，此处以解释份额代替。",
                )
                .into(),
        );
    }
    Some(question)
}

fn other(context: &Context<'_>) -> Option<Question> {
    let study = context.study;
    let mut question = Question {
        id: "other",
        question: context.say("What else do they say?", "还说了什么？"),
        ..Question::default()
    };
    let mut said = Vec::new();
    if let Some(cross) = &study.cross {
        let [rows, columns] = &cross.of;
        let p = context.p_value(cross.table.f_p_value);
        said.push(match cross.table.f_p_value < 0.05 {
            true => context.say(
                format!("{columns} differs by {rows} ({p})."),
                format!("{columns}因{rows}而异（{p}）。"),
            ),
            false => context.say(
                format!("{columns} does not surely differ by {rows} ({p})."),
                format!("{columns}与{rows}的关系不显著（{p}）。"),
            ),
        });
        question.blocks.push(crossed(context, cross));
    }
    for asked in &study.multi {
        if let Some((most, Ok(share))) = asked.options.first().map(|most| (most, &most.share)) {
            let (name, option) = (&asked.name, &most.name);
            let share = context.numbers.percent(share.value);
            said.push(context.say(
                format!("{name}: {share} tick {option}."),
                format!("{name}：{share}选择{option}。"),
            ));
        }
    }
    let mut pictures = context.named("options");
    pictures.push("kano");
    question.blocks.extend(context.pairs(&pictures));
    let shown =
        |asked: &&crate::study::MultiFigures| asked.options.iter().any(|it| it.share.is_ok());
    question.blocks.extend(
        study.multi.iter().filter(|asked| !shown(asked)).map(|asked| ticked(context, asked)),
    );
    if !study.gaps.is_empty() {
        question.blocks.push(gaps(context));
    }
    if question.blocks.is_empty() {
        return None;
    }
    let fallback = context.say("Features and expectations.", "功能与期望。");
    question.answer = if said.is_empty() { fallback } else { context.sentences(said) };
    Some(question)
}

fn crossed(context: &Context<'_>, cross: &crate::study::CrossFigures) -> Block {
    let numbers = &context.numbers;
    let [rows, columns] = &cross.of;
    let table = &cross.table;
    let caption = context.say(format!("{rows} by {columns}"), format!("{rows}与{columns}"));
    let (f, p) = (numbers.decimal(table.f, 2), context.p_value(table.f_p_value));
    let v = numbers.decimal(table.cramers_v, 2);
    let note = context.say(
        format!("Shares of each row. Rao-Scott F {f}, {p}; Cramér's V {v}."),
        format!("按行占比。Rao-Scott校正F {f}，{p}；Cramér's V {v}。"),
    );
    let mut names = vec![label(rows), "n".to_owned()];
    names.extend(cross.columns.iter().map(|name| label(name)));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut shown = Table::new(caption, note, &names).wide();
    for (row, name) in cross.rows.iter().enumerate() {
        let counts = (0..table.columns).map(|column| table.count(row, column));
        let n: u64 = counts.sum();
        let mut cells = vec![Cell::from(name.clone()), Cell::from(numbers.count(n))];
        for column in 0..table.columns {
            cells.push(Cell::from(match n >= cross.least {
                true => numbers.percent(table.row_share(row, column)),
                false => context.say("withheld", "不予给出"),
            }));
        }
        shown.row(cells);
    }
    Block::Table(shown)
}

fn ticked(context: &Context<'_>, asked: &crate::study::MultiFigures) -> Block {
    let names = match context.numbers.language() {
        crate::report::Language::English => ["Option", "Share", "-n"],
        crate::report::Language::Chinese => ["选项", "占比", "-n"],
    };
    let note = context.say("Of those who answered.", "占作答者的比例。");
    let mut table = Table::new(asked.name.clone(), note, &names);
    for option in &asked.options {
        let (share, range) = context.cell(SurveyFigure::TopBox, &option.share);
        let used = option.share.as_ref().map_or_else(|few| few.used, |share| share.used);
        table.row(vec![
            Cell::from(option.name.clone()),
            Cell::from(share).with_small(range),
            Cell::from(context.numbers.count(used)),
        ]);
    }
    Block::Table(table)
}

fn gaps(context: &Context<'_>) -> Block {
    let numbers = &context.numbers;
    let names = match numbers.language() {
        crate::report::Language::English => ["Item", "Received less expected", "-n"],
        crate::report::Language::Chinese => ["题目", "感知减期望", "-n"],
    };
    let note = context.say(
        "On the scale of the answers; below 0 falls short of what was expected.",
        "按原量表计，负值表示低于期望。",
    );
    let mut table = Table::new(context.say("Expectations", "期望与感知"), note, &names);
    for own in &context.study.gaps {
        let range = own.gap.interval.map_or_else(String::new, |it| {
            let to = numbers.language().pick(" to ", "～");
            format!("{}{to}{}", numbers.signed(it.low, 2), numbers.signed(it.high, 2))
        });
        table.row(vec![
            Cell::from(own.name.clone()),
            Cell::from(numbers.signed(own.gap.difference, 2)).with_small(range),
            Cell::from(numbers.count(own.gap.used)),
        ]);
    }
    Block::Table(table)
}
