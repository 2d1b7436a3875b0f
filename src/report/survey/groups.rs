//! Tables of figures by group.

use super::context::Context;
use crate::report::layout::{Block, Cell, Table, label};
use crate::study::{SurveyBreakdown, SurveyGrouping};

/// The breakdown as a table.
pub(super) fn table(context: &Context<'_>, breakdown: &SurveyBreakdown) -> Block {
    let by = breakdown.by.join(" · ");
    let caption = match breakdown.grouping {
        SurveyGrouping::All => context.say("Everybody", "全体"),
        _ => context.say(format!("By {by}"), format!("按{by}")),
    };
    let least = context.numbers.count(context.study.least);
    let withheld = breakdown.groups.iter().flat_map(|group| &group.cells).any(Result::is_err);
    let note = match withheld {
        true => context.say(
            format!("95% intervals below; withheld below {least} answers."),
            format!("下方为95%置信区间；不足{least}人作答的不予给出。"),
        ),
        false => context.say("95% intervals below.", "下方为95%置信区间。"),
    };
    let figures: Vec<String> = breakdown.figures.iter().map(|own| context.figure(*own)).collect();
    let mut names = vec![label(&by), "n".to_owned()];
    names.extend(figures);
    // A phone has room for the first three figures.
    let names: Vec<String> = names
        .into_iter()
        .enumerate()
        .map(|(at, name)| if at > 3 { format!("-{name}") } else { name })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut table = Table::new(caption, note, &names).sortable().wide();
    for group in &breakdown.groups {
        let name = match group.labels.is_empty() {
            true => context.say("Everybody", "全体"),
            false => group.labels.join(" · "),
        };
        let n = Cell::from(context.numbers.count(group.respondents)).by(group.respondents as f64);
        let mut row = vec![Cell::from(name), n];
        for (figure, cell) in breakdown.figures.iter().zip(&group.cells) {
            let (text, interval) = context.cell(*figure, cell);
            let made = Cell::from(text).with_small(interval);
            row.push(match cell {
                Ok(found) => made.by(found.value),
                Err(_) => made,
            });
        }
        table.row(row);
    }
    Block::Table(table)
}
