//! What customers say, and where to work: words on a survey.

use super::context::Context;
use super::withheld;
use crate::report::layout::{Block, Question};
use crate::satisfaction::Quadrant;
use crate::study::{FigureGroup, ListKind, Priorities, Voice};

/// What they say.
pub(crate) fn question(context: &Context<'_>, tag: Option<&str>) -> Question {
    let figures = &context.study.figures;
    let mut question = Question {
        id: "say",
        question: context.say("What do they say?", "客户怎么说？"),
        ..Question::default()
    };
    // Words beside deeds are of the test, where there is one: it knows who bought.
    let tested = figures.test.as_ref().and_then(|test| test.voice.as_ref().ok());
    match &figures.now.voice {
        Err(why) => no_survey(context, &mut question, *why),
        Ok(voice) => {
            answer(context, voice, tested.unwrap_or(voice), &mut question);
            question.blocks.extend(tag.map(|tag| Block::Tag(tag.to_owned())));
            let left: Vec<Block> = context.picture("said_and_done").into_iter().collect();
            let right: Vec<Block> = ["satisfaction", "promoters"]
                .iter()
                .filter_map(|name| context.picture(name))
                .collect();
            if left.is_empty() {
                question.blocks.extend(context.pairs(&["satisfaction", "promoters"]));
            } else {
                question.blocks.push(Block::Columns(left, right));
            }
        }
    }
    question
}

fn no_survey(context: &Context<'_>, question: &mut Question, why: crate::study::Withheld) {
    question.answer = context.say("Nobody asked them.", "尚未询问客户。");
    question.paragraphs.push(withheld::sentence(context, why).into());
    question.blocks.push(Block::Note(
        context
            .say(
                "A survey is a file with a column `customer` and one column an item, answered from 1 to 10; `overall`, `recommend` and `importance_…` columns are read where they are there.",
                "问卷为一个文件：一列`customer`为客户编号，其余每列一个题目（1～10分）；如有`overall`、`recommend`及`importance_…`列也会读取。",
            )
            .into(),
    ));
}

fn answer(context: &Context<'_>, voice: &Voice, tested: &Voice, question: &mut Question) {
    let numbers = &context.numbers;
    let index = voice.index.as_ref().map(|index| {
        let score = numbers.decimal(index.score, 0);
        context.say(
            format!("Satisfaction stands at {score} of 100."),
            format!("满意度{score}分（满分100分）。"),
        )
    });
    let done = tested.said_and_done.as_ref();
    let bought = done.and_then(|done| {
        let (yes, no) = (done.satisfied_bought.as_ref()?, done.unsatisfied_bought.as_ref()?);
        let apart = yes.interval.low > no.interval.high || no.interval.low > yes.interval.high;
        let (high, low) = (numbers.percent(yes.share), numbers.percent(no.share));
        Some(match (apart, yes.share > no.share) {
            (true, true) => context.say(
                format!("The satisfied bought again more often: {high} against {low}."),
                format!("满意者再次购买的比例更高：{high}对{low}。"),
            ),
            (true, false) => context.say(
                format!("The satisfied bought again less often: {high} against {low}."),
                format!("满意者再次购买的比例反而更低：{high}对{low}。"),
            ),
            (false, _) => context.say(
                format!(
                    "Whether the satisfied buy more often cannot be told ({high} against {low})."
                ),
                format!("满意者是否更常购买尚无定论（{high}对{low}）。"),
            ),
        })
    });
    let parts: Vec<String> = index.into_iter().chain(bought).collect();
    question.answer = if parts.is_empty() {
        let respondents = numbers.count(voice.respondents);
        context.say(format!("{respondents} answered."), format!("共{respondents}人作答。"))
    } else {
        context.sentences(parts)
    };
    let respondents = numbers.count(voice.respondents);
    let matched = numbers.count(voice.matched);
    let mut text = context.say(
        format!("{respondents} answered; {matched} of them are customers of these data."),
        format!("{respondents}位受访者，其中{matched}位为本数据中的客户。"),
    );
    if let Some(done) = done {
        let (yes, no) = (numbers.count(done.satisfied), numbers.count(done.unsatisfied));
        text = context.sentences([
            text,
            context.say(
                format!("**{yes}** are satisfied (50 or more), **{no}** are not."),
                format!("满意（50分及以上）**{yes}**位，不满意**{no}**位。"),
            ),
        ]);
    }
    question.paragraphs.push(text.into());
    let lists = context.study.figures.now.lists.as_ref().ok();
    let shown = context.study.verdict.allows(FigureGroup::Lists).is_ok();
    if let Some(list) = lists.and_then(|lists| lists.of_kind(ListKind::Ask)).filter(|_| shown) {
        let (count, number) = (list.rows.len(), list.kind.number());
        let are = if count == 1 { "customer is" } else { "customers are" };
        question.paragraphs.push(
            context
                .say(
                    format!("**{count}** valuable {are} not satisfied: list {number} below."),
                    format!("**{count}位**有价值的客户并不满意，见下方清单{number}。"),
                )
                .into(),
        );
    }
    if let Some(score) = &voice.promoters {
        let value = numbers.signed(score.score, 0);
        let undecided = score.interval.low < 0.0 && score.interval.high > 0.0;
        question.paragraphs.push(
            context
                .say(
                    format!(
                        "Promoter score {value}{}.",
                        if undecided { ": neither side has won" } else { "" }
                    ),
                    format!(
                        "净推荐值{value}{}。",
                        if undecided { "：推荐者与贬损者难分高下" } else { "" }
                    ),
                )
                .into(),
        );
    }
}

/// Where to work; `None` without a survey.
pub(crate) fn work(context: &Context<'_>, tag: Option<&str>) -> Option<Question> {
    let priorities = context.study.figures.priorities.as_ref().ok()?;
    if priorities.map.is_empty() && priorities.drivers.is_empty() {
        return None;
    }
    let mut question = Question {
        id: "work",
        question: context.say("Where to work?", "先改进哪里？"),
        ..Question::default()
    };
    work_answer(context, priorities, &mut question);
    question.blocks.extend(tag.map(|tag| Block::Tag(tag.to_owned())));
    question.blocks.extend(context.pairs(&["importance", "drivers"]));
    Some(question)
}

fn work_answer(context: &Context<'_>, priorities: &Priorities, question: &mut Question) {
    let numbers = &context.numbers;
    let first: Vec<String> = priorities
        .map
        .iter()
        .filter(|point| point.quadrant == Quadrant::ConcentrateHere)
        .map(|point| point.name.clone())
        .collect();
    let mut drivers: Vec<&crate::study::DriverShare> = priorities.drivers.iter().collect();
    drivers.sort_by(|a, b| b.share.total_cmp(&a.share));
    let strongest = drivers.first().copied();
    let same = strongest.is_some_and(|driver| first.contains(&driver.name));
    let names = numbers.listed(&first);
    question.answer = match (first.is_empty(), strongest) {
        (false, Some(_)) if same => {
            let driver = strongest.map_or("", |driver| driver.name.as_str());
            context.say(
                format!(
                    "{} first: important, not well done, and the strongest driver.",
                    context.capital(driver)
                ),
                format!("先改进{driver}：重要、做得不够，且对总体满意度影响最大。"),
            )
        }
        (false, _) => context.say(
            format!("{}: important and not well done.", context.capital(&names)),
            format!("{names}：重要而做得不够。"),
        ),
        (true, Some(driver)) => context.say(
            format!("{} moves overall satisfaction most.", context.capital(&driver.name)),
            format!("{}对总体满意度影响最大。", driver.name),
        ),
        (true, None) => context.say("Nothing important is done badly.", "重要的方面都做得不差。"),
    };
    let weaker: Vec<String> = first
        .iter()
        .filter(|name| strongest.is_some_and(|driver| driver.name != **name) && same)
        .cloned()
        .collect();
    if !weaker.is_empty() {
        let names = numbers.listed(&weaker);
        let (are, move_) = if weaker.len() == 1 { ("is", "moves") } else { ("are", "move") };
        question.paragraphs.push(
            context
                .say(
                    format!(
                        "{} {are} called important too, but {move_} overall satisfaction less.",
                        context.capital(&names)
                    ),
                    format!("{names}同样被认为重要，但对总体满意度的影响较小。"),
                )
                .into(),
        );
    }
    if let Some(explained) = priorities.r_squared {
        let (share, n) = (numbers.percent(explained), numbers.count(priorities.driver_respondents));
        question.paragraphs.push(
            context
                .say(
                    format!("The items explain {share} of how overall satisfaction differs ({n} answered all)."),
                    format!("各题目合计解释了总体满意度差异的{share}（{n}人全部作答）。"),
                )
                .into(),
        );
    }
}
