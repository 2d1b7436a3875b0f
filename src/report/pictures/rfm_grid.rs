//! The RFM grid: customers by recency and frequency scores, and what they brought.

use super::sheet::{Words, half};
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{
    Bands, Drawing, Fill, NOTE, STRONG, TICK, Tone, positive, settled, tint,
};
use crate::study::{RfmCell, RfmGrid};

/// Recency score downwards, frequency score across, with the true cuts; in each cell what one
/// customer brought later (or is expected to bring), and how many there are.
#[must_use]
pub fn rfm_grid(grid: &RfmGrid, terms: &Terms) -> Picture {
    half("rfm_grid", words(grid, terms), |drawing| draw(drawing, grid, terms))
}

fn each(cell: &RfmCell) -> Option<f64> {
    cell.came_each.or(cell.expected_each)
}

fn tested(grid: &RfmGrid) -> bool {
    grid.cells.iter().flatten().any(|cell| cell.came_each.is_some())
}

fn words(grid: &RfmGrid, terms: &Terms) -> Words {
    let numbers = &terms.numbers;
    // Cells of few customers have means that say little.
    let cells = grid.cells.iter().flatten().filter(|cell| cell.customers >= 30);
    let best =
        cells.filter_map(|cell| Some((cell, each(cell)?))).max_by(|a, b| a.1.total_cmp(&b.1));
    let title = match best {
        Some((cell, each)) => {
            let (customers, each) = (numbers.count(cell.customers), terms.value(each));
            let (r, f) = (cell.recency, cell.frequency);
            let (english, chinese) =
                if tested(grid) { ("brought", "其后") } else { ("should bring", "预期") };
            terms.say(
                format!("The {customers} customers of R{r} F{f} {english} most: {each} each"),
                format!("R{r}F{f}的{customers}位客户{chinese}贡献最大：人均{each}"),
            )
        }
        None => terms.say(
            "The same customers by recency and frequency".into(),
            "同一批客户的RFM视图".into(),
        ),
    };
    let note = terms.pick(
        "For mailings that are planned by recency and frequency. 5 is lately, and often.",
        "供按R、F规划触达时参考；5分为最近、最频繁。",
    );
    Words { alt: format!("{title}{}{note}", terms.pick(". ", "。")), title, note: note.to_owned() }
}

fn draw(mut drawing: Drawing, grid: &RfmGrid, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let units = terms.units();
    let cut = |value: f64| {
        numbers.decimal(value, usize::from(value < 10.0 && settled(value).fract() != 0.0))
    };
    let rows: Vec<String> = (0..grid.cells.len())
        .map(|row| {
            let last = grid.recency_cuts.last().copied().unwrap_or_default();
            match grid.recency_cuts.get(row) {
                Some(value) => format!("≤ {}", cut(*value)),
                None => format!("> {}", cut(last)),
            }
        })
        .collect();
    let head = terms.say(format!("{units} of silence ↓"), format!("沉默（{units}）↓"));
    let left = rows.iter().map(|row| TICK.width(row)).fold(44.0, f64::max) + 14.0;
    let columns = grid.cells.first().map_or(1, Vec::len);
    let bands = Bands::new(columns, (left, drawing.width - 2.0));
    let top = 72.0;
    drawing.text(0.0, 14.0, &head, NOTE);
    drawing.text(
        drawing.width,
        14.0,
        terms.pick("purchases so far →", "累计购买次数 →"),
        NOTE.end(),
    );
    for column in 0..columns {
        drawing.text(bands.middle(column), top - 24.0, &format!("F{}", column + 1), TICK.middle());
        let label = match grid.purchases.get(column).copied().flatten() {
            Some((from, to)) if from == to => numbers.count(from),
            Some((from, _)) if column + 1 == columns => format!("{}+", numbers.count(from)),
            Some((from, to)) => format!("{from}{}{to}", terms.pick("–", "～")),
            None => "–".to_owned(),
        };
        drawing.clipped(
            bands.middle(column),
            top - 8.0,
            &label,
            bands.step - 2.0,
            STRONG.size(12.0).middle(),
        );
    }
    let most = positive(grid.cells.iter().flatten().filter_map(each).fold(0.0, f64::max));
    let height = 46.0;
    for (row, (cells, label)) in grid.cells.iter().zip(&rows).enumerate() {
        let y = top + height * row as f64;
        let score = cells.first().map_or(0, |cell| cell.recency);
        drawing.text(0.0, y + 20.0, &format!("R{score}"), STRONG.size(12.0));
        drawing.text(0.0, y + 36.0, label, TICK.size(11.0));
        for (column, cell) in cells.iter().enumerate() {
            let (x, width) = (bands.start(column) + 1.0, bands.step - 2.0);
            let Some(each) = each(cell) else {
                drawing.rect(x, y + 1.0, width, height - 2.0, Fill::Hatch(Tone::Line)).round(2.0);
                continue;
            };
            let share = (each / most).clamp(0.0, 1.0).powf(0.7);
            drawing.rect(x, y + 1.0, width, height - 2.0, tint(share)).round(2.0);
            let money = if terms.chinese() { terms.plain_value(each) } else { whole(each, terms) };
            drawing.clipped(bands.middle(column), y + 20.0, &money, width - 2.0, STRONG.middle());
            let count = numbers.count(cell.customers) + terms.pick("", "位");
            drawing.clipped(
                bands.middle(column),
                y + 36.0,
                &count,
                width - 2.0,
                TICK.size(11.0).tone(Tone::Ink).middle(),
            );
        }
    }
    let (after, next, values) = (terms.after(), terms.next(), terms.values_in());
    let words = if tested(grid) {
        terms.say(
            format!("Bold: {} per customer in {after}. Below: customers. Hatched: nobody has the scores.", terms.values()),
            format!("粗体为{after}的人均{values}，其下为人数；斜线为无人得此分。"),
        )
    } else {
        terms.say(
            format!("Bold: {} expected per customer, {next}. Below: customers. Hatched: nobody has the scores.", terms.values()),
            format!("粗体为{next}的人均预期{values}，其下为人数；斜线为无人得此分。"),
        )
    };
    let bottom = top + height * grid.cells.len() as f64;
    let end = drawing.paragraph(0.0, bottom + 18.0, &words, drawing.width - 2.0, TICK);
    drawing.finish(end - 4.0)
}

/// Money in a cell: without cents.
fn whole(value: f64, terms: &Terms) -> String {
    if value >= 99.5 || !terms.money() {
        return terms.short_value(value);
    }
    super::ticks::trimmed(&terms.numbers.short_money(value.round()))
}
