//! The appendix of a survey: reliability, columns, weights.

use super::context::Context;
use crate::report::layout::{Block, Cell, Question, Table};
use crate::study::{ColumnEvidence, SurveyColumn, SurveyRole};

/// The appendix.
pub(super) fn appendix(context: &Context<'_>) -> Question {
    let mut blocks = Vec::new();
    blocks.extend(reliability(context));
    blocks.push(columns(context));
    blocks.extend(weights(context));
    blocks.push(Block::Note(
        context
            .say(
                "Indices are means over those who answered each item, with linearised standard errors and Student's law; shares have Wilson's intervals, promoter scores score intervals; alpha has Feldt's interval, with weights a linearised one; drivers are Shapley values (LMG) with bootstrap intervals; cross-tables have the second-order test of Rao and Scott.",
                "指数为各题作答者的均值，标准误用线性化方法，区间用t分布；占比用Wilson区间，净推荐值用得分区间；α系数用Feldt区间，加权时用线性化区间；影响因素为Shapley值（LMG），区间用自助法；列联表用Rao-Scott二阶校正检验。",
            )
            .into(),
    ));
    Question {
        id: "analyst",
        question: context.say("For the analyst", "分析附录"),
        answer: context.say(
            "What each column was taken for, and how the figures are formed.",
            "各列的识别结果与指标的计算方法。",
        ),
        paragraphs: Vec::new(),
        blocks,
    }
}

fn reliability(context: &Context<'_>) -> Option<Block> {
    let found = context.study.reliability.as_ref()?;
    let numbers = &context.numbers;
    let (alpha, standardised) =
        (numbers.decimal(found.alpha, 3), numbers.decimal(found.standardised_alpha, 3));
    let range = numbers.decimals(found.interval.low, found.interval.high, 3);
    let n = numbers.count(found.n as u64);
    let note = context.say(
        format!("Cronbach's alpha {alpha} (95%: {range}), standardised {standardised}, n {n}."),
        format!("克朗巴哈α系数{alpha}（95%置信区间{range}），标准化{standardised}，n={n}。"),
    );
    let names = match numbers.language() {
        crate::report::Language::English => ["Item", "Item-rest correlation", "Alpha without"],
        crate::report::Language::Chinese => ["题目", "题总相关（校正）", "删题后α"],
    };
    let mut table = Table::new(context.say("Reliability", "信度"), note, &names);
    let shown = |value: Option<f64>, decimals: usize| {
        value.map_or_else(|| "–".to_owned(), |value| numbers.decimal(value, decimals))
    };
    for item in &context.study.items {
        table.row(vec![
            Cell::from(item.name.clone()),
            Cell::from(shown(item.item_rest, 2)),
            Cell::from(shown(item.alpha_without, 3)),
        ]);
    }
    Some(Block::Table(table))
}

fn columns(context: &Context<'_>) -> Block {
    let numbers = &context.numbers;
    let names = match numbers.language() {
        crate::report::Language::English => {
            ["Column", "<Role", "-<Because", "n", "-Missing", "-Off scale"]
        }
        crate::report::Language::Chinese => ["列", "<用途", "-<依据", "n", "-缺失", "-超出量表"],
    };
    let note =
        context.say("An option ROLE=COLUMN says otherwise.", "可用选项ROLE=COLUMN另行指定。");
    let mut table = Table::new(context.say("Columns", "各列"), note, &names).wide();
    for column in &context.study.columns {
        let mut role = context.say(column.role.name(), column.role.name_zh());
        if let Some(scale) = column.scale {
            role = format!("{role}, {scale}");
        }
        table.row(vec![
            Cell::from(column.name.clone()),
            Cell::from(role),
            Cell::from(because(context, column)),
            Cell::from(numbers.count(column.answered)),
            Cell::from(numbers.count(column.missing)),
            Cell::from(numbers.count(column.off_scale)),
        ]);
    }
    Block::Table(table)
}

fn because(context: &Context<'_>, column: &SurveyColumn) -> String {
    let numbers = &context.numbers;
    match column.evidence {
        ColumnEvidence::Given => context.say("it is said so", "由选项指定"),
        ColumnEvidence::Name => context.say("its name", "列名"),
        ColumnEvidence::Labels(scale) => {
            context.say(format!("labels of {scale}"), format!("量表{scale}的标签"))
        }
        ColumnEvidence::Numbers if column.role == SurveyRole::Unused => {
            context.say("other items are named", "已另行指定题目")
        }
        ColumnEvidence::Numbers => context.say("whole numbers up to 10", "10以内的整数"),
        ColumnEvidence::Dates => context.say("dates or months", "日期或月份"),
        ColumnEvidence::FewValues(count) => {
            let count = numbers.count(count as u64);
            context.say(format!("{count} different values"), format!("{count}个不同取值"))
        }
        ColumnEvidence::Options(mark, count) => {
            let count = numbers.count(count as u64);
            context.say(
                format!("lists of {count} options with {mark}"),
                format!("以{mark}分隔的{count}个选项"),
            )
        }
        ColumnEvidence::FreeText => context.say("free text", "自由文本"),
        _ => context.say("nothing tells", "无法判断"),
    }
}

fn weights(context: &Context<'_>) -> Option<Block> {
    let found = context.study.weights.as_ref()?;
    let numbers = &context.numbers;
    let (n, effect) =
        (numbers.decimal(found.effective_n, 1), numbers.decimal(found.design_effect, 3));
    let range = numbers.decimals(found.smallest, found.largest, 2);
    let note = context.say(
        format!("Effective n {n}, design effect {effect}; weights {range} of their mean."),
        format!("有效样本量{n}，设计效应{effect}；权重为均值的{range}倍。"),
    );
    let names = match numbers.language() {
        crate::report::Language::English => ["Column", "<Label", "Sample", "Population"],
        crate::report::Language::Chinese => ["列", "<类别", "样本", "总体"],
    };
    let mut table = Table::new(context.say("Weights", "权重"), note, &names);
    for margin in &found.margins {
        table.row(vec![
            Cell::from(margin.column.clone()),
            Cell::from(margin.label.clone()),
            Cell::from(numbers.percent_to(margin.sample, 1)),
            Cell::from(numbers.percent_to(margin.population, 1)),
        ]);
    }
    Some(Block::Table(table))
}
