//! What a silence means: P(alive) by silence and number of repeat purchases.

use super::sheet::{Words, half};
use super::ticks;
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{Bands, Drawing, Fill, NOTE, Plane, Scale, TICK, Tone};
use crate::study::SilenceGrid;

/// P(alive) as a tint: time since the last purchase downwards, repeat purchases across; customers
/// as circles and the line at which even odds of having left come. One-time buyers are left out,
/// and counted in the note.
#[must_use]
pub fn p_alive(grid: &SilenceGrid, terms: &Terms) -> Picture {
    half("p_alive", words(grid, terms), |drawing| draw(drawing, grid, terms))
}

fn words(grid: &SilenceGrid, terms: &Terms) -> Words {
    let numbers = &terms.numbers;
    let odds: Vec<(u32, f64)> = grid
        .repeats
        .iter()
        .zip(&grid.even_odds)
        .filter_map(|(repeats, silence)| silence.map(|silence| (*repeats, silence)))
        .collect();
    let title = match (odds.first(), odds.last()) {
        (Some(first), Some(last)) if first.1 > last.1 => terms.say(
            "The more often one bought, the more a silence means".into(),
            "买得越勤，沉默越危险".into(),
        ),
        (Some(_), _) => {
            terms.say("After a long silence most are gone".into(), "沉默越久，越可能已流失".into())
        }
        _ => terms.say(
            "No silence makes leaving more likely than staying".into(),
            "沉默再久，仍更可能未流失".into(),
        ),
    };
    let mut note = String::new();
    if let (Some(first), Some(last)) =
        (odds.first(), odds.iter().rfind(|(repeats, _)| *repeats <= 10))
    {
        let one = (numbers.count(first.0), terms.span(first.1.round()));
        let two = (numbers.count(last.0), terms.span(last.1.round()));
        let repeats = if first.0 == 1 { "repeat purchase" } else { "repeat purchases" };
        note = terms.say(
            format!("After {} {repeats} even odds come at {} of silence", one.0, one.1),
            format!("复购{}次者沉默{}，流失与否各半", one.0, one.1),
        );
        if last.0 > first.0 {
            note += &terms.say(
                format!(", after {} at {}", two.0, two.1),
                format!("；复购{}次者为{}", two.0, two.1),
            );
        }
        note += terms.pick(". ", "。");
    }
    let once = numbers.customers(grid.one_time);
    note += &terms.say(
        format!("{once} who bought once are left out."),
        format!("{once}仅购买过一次，未列入。"),
    );
    Words { alt: format!("{title}{}{note}", terms.pick(". ", "。")), title, note }
}

fn draw(mut drawing: Drawing, grid: &SilenceGrid, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let plane = Plane { left: 42.0, right: drawing.width - 8.0, top: 26.0, bottom: 296.0 };
    let columns = Bands::new(grid.repeats.len(), plane.across());
    let deepest = grid.silences.last().map_or(1.0, |last| last + grid.step / 2.0);
    let y = Scale::linear((0.0, deepest), plane.down());
    for (row, silence) in grid.p_alive.iter().zip(&grid.silences) {
        let (top, bottom) = (y.at(silence - grid.step / 2.0), y.at(silence + grid.step / 2.0));
        for (column, alive) in row.iter().enumerate() {
            let fill = match alive {
                Some(alive) => Fill::Tint(Tone::Accent, 0.04 + 0.80 * alive.clamp(0.0, 1.0)),
                None => Fill::Hatch(Tone::Line),
            };
            drawing.rect(columns.start(column), top, columns.step + 0.3, bottom - top + 0.3, fill);
        }
    }
    let most = grid.dots.iter().map(|dot| dot.customers).max().unwrap_or(1).max(1);
    let largest = (columns.step.min(y.at(grid.step) - y.at(0.0)) * 0.62 - 0.5).clamp(2.0, 6.5);
    let radius = |customers: u64| (largest * (customers as f64 / most as f64).sqrt()).max(1.1);
    for dot in &grid.dots {
        let centre = (columns.middle(dot.column), y.at(dot.silence));
        drawing
            .circle(centre, radius(dot.customers), Fill::Solid(Tone::Ground))
            .outlined(Tone::Ink, 1.1);
    }
    let odds: Vec<(f64, f64)> = grid
        .even_odds
        .iter()
        .enumerate()
        .filter_map(|(column, silence)| {
            silence.map(|silence| (columns.middle(column), y.at(silence)))
        })
        .collect();
    if odds.len() > 1 {
        drawing.curve(&odds, Tone::Ground, 6.0);
        drawing.curve(&odds, Tone::Care, 2.6);
    }
    for (value, label) in ticks::plain(numbers, &y.ticks(5)) {
        drawing.text(plane.left - 6.0, y.at(value) + 4.0, &label, TICK.end());
    }
    let units = terms.units();
    let title = terms
        .say(format!("{units} since the last purchase ↓"), format!("距最近一次购买（{units}）↓"));
    drawing.text(0.0, 14.0, &title, NOTE);
    let stride = (28.0 / columns.step).ceil().max(1.0) as usize;
    for (column, repeats) in grid.repeats.iter().enumerate() {
        let last = column + 1 == grid.repeats.len();
        if !last && (column % stride != 0 || column + stride / 2 + 1 >= grid.repeats.len()) {
            continue;
        }
        let more = if last && grid.or_more { "+" } else { "" };
        let label = numbers.count(*repeats) + more;
        let x = columns.middle(column).min(drawing.width - TICK.width(&label) / 2.0);
        drawing.text(x, plane.bottom + 15.0, &label, TICK.middle());
    }
    plane.title_under(&mut drawing, terms.pick("repeat purchases so far", "复购次数"));
    let end = legend(&mut drawing, &plane, (most, radius(1), radius(most)), terms);
    drawing.finish(end)
}

fn legend(
    drawing: &mut Drawing,
    plane: &Plane,
    (most, small, large): (u64, f64, f64),
    terms: &Terms,
) -> f64 {
    let left = plane.left;
    let mut y = plane.bottom + 55.0;
    drawing.line((left, y - 4.0), (left + 18.0, y - 4.0), Tone::Care, 2.6);
    let words = terms.pick("50%: below it, more likely gone", "50%界线，其下更可能已流失");
    drawing.text(left + 24.0, y, words, TICK);
    y += 19.0;
    drawing
        .circle((left + 4.0, y - 4.0), small, Fill::Solid(Tone::Ground))
        .outlined(Tone::Ink, 1.1);
    drawing
        .circle((left + 15.0, y - 4.0), large, Fill::Solid(Tone::Ground))
        .outlined(Tone::Ink, 1.1);
    let most = terms.numbers.count(most);
    let words = terms.say(format!("1 and {most} customers"), format!("1位、{most}位客户"));
    drawing.text(left + 28.0, y, &words, TICK);
    y += 19.0;
    for step in 0..10 {
        let alive = f64::from(step) / 9.0;
        let fill = Fill::Tint(Tone::Accent, 0.04 + 0.80 * alive);
        drawing.rect(left + 22.0 + 9.0 * f64::from(step), y - 10.0, 9.3, 10.0, fill);
    }
    drawing.text(left + 16.0, y, "0%", TICK.end());
    drawing.text(left + 118.0, y, terms.pick("100% likely to be active", "活跃概率100%"), TICK);
    y + 8.0
}
