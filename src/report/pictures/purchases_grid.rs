//! What a silence costs: expected purchases by silence and number of repeat purchases.

use super::sheet::{Words, half};
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{Bands, Drawing, Fill, NOTE, PLAIN, STRONG, TICK, Tone, positive, tint};
use crate::study::PurchasesGrid;

/// Expected purchases within the horizon as a number in each cell: silence downwards, repeat
/// purchases across, column 0 on its own.
#[must_use]
pub fn purchases_grid(grid: &PurchasesGrid, terms: &Terms) -> Picture {
    half("purchases_grid", words(grid, terms), |drawing| draw(drawing, grid, terms))
}

fn words(grid: &PurchasesGrid, terms: &Terms) -> Words {
    let numbers = &terms.numbers;
    // The column in which the silence costs most.
    let column = |at: usize| -> Option<(f64, f64)> {
        Some(((*grid.expected.first()?.get(at)?)?, (*grid.expected.last()?.get(at)?)?))
    };
    let falls = (0..grid.repeats.len()).filter_map(|at| column(at).map(|ends| (at, ends)));
    let most = falls.max_by(|a, b| (a.1.0 - a.1.1).total_cmp(&(b.1.0 - b.1.1)));
    let title = match (most, grid.silences.first(), grid.silences.last()) {
        (Some((at, (first, last))), Some(short), Some(long)) if first > last => {
            let repeats = numbers.count(grid.repeats[at]);
            let (first, last) =
                (numbers.decimal(first, 1), super::ticks::trimmed(&numbers.decimal(last, 1)));
            let (short, long) = (terms.span(*short), terms.span(*long));
            terms.say(
                format!("After {repeats} repeats, {long} of silence instead of {short} cut {first} purchases to {last}"),
                format!("沉默的代价：复购{repeats}次者，沉默由{short}增至{long}，预期购买由{first}次降至{last}次"),
            )
        }
        _ => terms.say("A silence costs nothing".into(), "沉默并不减少预期购买".into()),
    };
    let note = terms
        .pick("The same customer, silent a little longer.", "同一客户，仅沉默更久。")
        .to_owned();
    Words { alt: format!("{title}{}{note}", terms.pick(". ", "。")), title, note }
}

fn draw(mut drawing: Drawing, grid: &PurchasesGrid, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let (left, top, height) = (44.0, 42.0, 36.0);
    let columns = Bands::new(grid.repeats.len() + 1, (left, drawing.width - 2.0));
    let bottom = top + height * grid.silences.len() as f64;
    let units = terms.units();
    drawing.text(
        0.0,
        14.0,
        &terms.say(format!("{units} of silence ↓"), format!("沉默时长（{units}）↓")),
        NOTE,
    );
    drawing.text(
        drawing.width,
        14.0,
        terms.pick("repeat purchases so far →", "复购次数 →"),
        NOTE.end(),
    );
    let cells = grid.expected.iter().flatten().flatten().copied();
    let most = positive(cells.fold(grid.one_time, f64::max));
    let figure = |value: f64| {
        let decimals = usize::from(most < 99.95);
        if value < 0.05 { "0".to_owned() } else { numbers.decimal(value, decimals) }
    };
    let shade = |value: f64| tint((value / most).clamp(0.0, 1.0).powf(0.6));
    drawing.text(columns.middle(0), top - 8.0, "0", STRONG.size(12.0).middle());
    for (column, repeats) in grid.repeats.iter().enumerate() {
        let x = columns.middle(column + 1);
        drawing.text(x, top - 8.0, &numbers.count(*repeats), STRONG.size(12.0).middle());
    }
    drawing
        .rect(
            columns.start(0) + 1.0,
            top + 1.0,
            columns.step - 2.0,
            bottom - top - 2.0,
            shade(grid.one_time),
        )
        .round(2.0);
    drawing.text(
        columns.middle(0),
        (top + bottom) / 2.0 + 4.0,
        &figure(grid.one_time),
        PLAIN.middle(),
    );
    for (row, (silence, cells)) in grid.silences.iter().zip(&grid.expected).enumerate() {
        let y = top + height * row as f64;
        let label = numbers.significant(*silence, 3);
        drawing.text(left - 8.0, y + height / 2.0 + 4.0, &label, STRONG.size(12.0).end());
        for (column, value) in cells.iter().enumerate() {
            let x = columns.start(column + 1);
            let Some(value) = value else {
                drawing.rect(
                    x + 1.0,
                    y + 1.0,
                    columns.step - 2.0,
                    height - 2.0,
                    Fill::Hatch(Tone::Line),
                );
                continue;
            };
            drawing
                .rect(x + 1.0, y + 1.0, columns.step - 2.0, height - 2.0, shade(*value))
                .round(2.0);
            drawing.text(
                columns.middle(column + 1),
                y + height / 2.0 + 4.0,
                &figure(*value),
                PLAIN.middle(),
            );
        }
    }
    let (next, age) = (terms.next(), terms.span(grid.age.round()));
    let words = terms.say(
        format!("Purchases expected in the {next} of a customer of {age}. Column 0: bought once, silent since then."),
        format!("{next}的预期购买次数（首购至今{age}的客户）。0列为仅购买过一次者，沉默期即首购至今。"),
    );
    let end = drawing.paragraph(0.0, bottom + 18.0, &words, drawing.width - 2.0, TICK);
    drawing.finish(end)
}
