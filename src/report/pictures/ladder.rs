//! The ladder: how many customers stand on each rung.

use super::sheet::{Words, half, joined};
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{Drawing, Fill, PLAIN, STRONG, TICK, Tone};
use crate::study::{RungCount, Segmentation};

/// Griffin's ladder as bars from the highest rung down, with the customers on each and their share.
///
/// `None` where nobody stands on it.
#[must_use]
pub fn ladder(found: &Segmentation, terms: &Terms) -> Option<Picture> {
    let all: u64 = found.rungs.iter().map(|rung| rung.customers).sum();
    let fullest = found.rungs.iter().max_by_key(|rung| rung.customers)?;
    if all == 0 {
        return None;
    }
    let numbers = &terms.numbers;
    let share = |rung: &RungCount| numbers.percent(rung.customers as f64 / all as f64);
    let (most, rung) = (share(fullest), name(fullest, terms));
    let title = terms.say(
        format!("{most} stand on one rung: {rung}"),
        format!("{most}的客户处于同一层：{rung}"),
    );
    let mut note = terms
        .pick(
            "Griffin's ladder, the highest rung on top.",
            "格里芬客户忠诚度阶梯，自上而下由高到低。",
        )
        .to_owned();
    if found.unplaced > 0 {
        let unplaced = numbers.customers(found.unplaced);
        note += &terms.say(
            format!(" {unplaced} cannot be placed."),
            format!("{unplaced}资料不足，无法归类。"),
        );
    }
    let parts = found
        .rungs
        .iter()
        .map(|rung| format!("{} {}", name(rung, terms), numbers.count(rung.customers)));
    let alt = format!("{title}{}{}", terms.pick(". ", "。"), joined(parts, terms.chinese()));
    Some(half("ladder", Words { title, note, alt }, |drawing| draw(drawing, found, all, terms)))
}

fn name(rung: &RungCount, terms: &Terms) -> String {
    terms.pick(rung.stage.name(), rung.stage.name_zh()).to_owned()
}

fn draw(mut drawing: Drawing, found: &Segmentation, all: u64, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let names: Vec<String> = found.rungs.iter().map(|rung| name(rung, terms)).collect();
    let left =
        names.iter().map(|name| PLAIN.size(13.0).width(name)).fold(40.0, f64::max).min(150.0)
            + 12.0;
    let counts: Vec<String> =
        found.rungs.iter().map(|rung| numbers.count(rung.customers)).collect();
    let share = |rung: &RungCount| numbers.percent(rung.customers as f64 / all as f64);
    let width = |at: usize| STRONG.width(&counts[at]) + TICK.width(&share(&found.rungs[at])) + 18.0;
    let right = (0..counts.len()).map(width).fold(40.0, f64::max);
    let most = found.rungs.iter().map(|rung| rung.customers).max().unwrap_or(1).max(1) as f64;
    let scale = (drawing.width - left - right) / most;
    let step = 34.0;
    for (index, (rung, name)) in found.rungs.iter().zip(&names).enumerate() {
        let y = step * index as f64;
        drawing.clipped(0.0, y + 20.0, name, left - 10.0, PLAIN.size(13.0));
        let end = left + rung.customers as f64 * scale;
        drawing.rect(left, y + 4.0, end - left, 24.0, Fill::Solid(Tone::Grey)).round(2.0);
        drawing.text(end + 7.0, y + 20.5, &counts[index], STRONG);
        drawing.text(end + 14.0 + STRONG.width(&counts[index]), y + 20.5, &share(rung), TICK);
    }
    drawing.finish(step * found.rungs.len() as f64 + 2.0)
}
