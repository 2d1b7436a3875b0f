//! The tornado: how far a value moves with each input.

use super::sheet::{Words, half, joined};
use super::short_name;
use crate::error::{Error, Result};
use crate::report::draw::{Drawing, Fill, Key, PLAIN, Plane, STRONG, Scale, TICK, Tone, keys};
use crate::report::{Numbers, Picture};
use crate::value::TornadoBar;

/// How far a value in units of the currency moves when one input goes to its low end (grey) and to
/// its high end (blue), all others at their base; the widest first, as
/// [`Sensitivity::tornado`](crate::value::Sensitivity::tornado) gives them.
///
/// `names` has a name for each input, `base` is the value with all inputs at their base; at most 30
/// bars.
///
/// # Errors
/// [`Empty`](crate::error::ErrorKind::Empty) without a bar; `OutOfRange` for more than 30, or for a
/// bar whose input has no name; `NotFinite` for a value that is none.
///
/// # Examples
/// ```
/// use habitue::money::Currency;
/// use habitue::report::pictures::tornado;
/// use habitue::report::{Language, Numbers};
/// use habitue::value::{MarginMultiple, Sensitivity};
///
/// let inputs = Sensitivity::new(&[40.0, 0.8], &[30.0, 0.7], &[50.0, 0.9])?;
/// let terms = MarginMultiple::new(0.1)?;
/// let value = |inputs: &[f64]| Ok(inputs[0] * terms.of(inputs[1])?);
/// let bars = inputs.tornado(value)?;
/// let numbers = Numbers::new(Language::English, Currency::USD);
/// let picture = tornado(value(&[40.0, 0.8])?, &bars, &["margin", "retention"], &numbers)?;
/// assert!(picture.title.starts_with("The value hangs on retention"));
/// # Ok::<(), habitue::Error>(())
/// ```
pub fn tornado(
    base: f64,
    bars: &[TornadoBar],
    names: &[&str],
    numbers: &Numbers,
) -> Result<Picture> {
    if bars.is_empty() {
        return Err(Error::empty("bars"));
    }
    if bars.len() > 30 {
        return Err(Error::out_of_range("bars", bars.len() as f64, "1 to 30 bars"));
    }
    if !base.is_finite() {
        return Err(Error::out_of_range("base", base, "a finite number"));
    }
    for (row, bar) in bars.iter().enumerate() {
        if bar.input >= names.len() {
            let range = format!("an input of the {} that have a name", names.len());
            return Err(Error::out_of_range("input", bar.input as f64, range).at_row(row as u64));
        }
        for (column, value) in [("low", bar.low), ("high", bar.high)] {
            if !value.is_finite() {
                return Err(
                    Error::out_of_range(column, value, "a finite number").at_row(row as u64)
                );
            }
        }
    }
    let words = words(base, bars, names, numbers);
    Ok(half("tornado", words, |drawing| draw(drawing, base, bars, names, numbers)))
}

fn words(base: f64, bars: &[TornadoBar], names: &[&str], numbers: &Numbers) -> Words {
    let language = numbers.language();
    let (name, base) = (short_name(names[bars[0].input]), numbers.short_money(base));
    let (low, high) = (numbers.short_money(bars[0].low), numbers.short_money(bars[0].high));
    let title = language.pick(
        format!("The value hangs on {name} most: {low} to {high}"),
        format!("“{name}”对价值影响最大：{low}至{high}"),
    );
    let note = language.pick(
        format!("Each input from its low to its high end, all others at their base; the line is the base, {base}."),
        format!("各输入由低端变至高端，其余不变；竖线为基准值{base}。"),
    );
    let parts = bars.iter().map(|bar| {
        let (low, high) = (numbers.short_money(bar.low), numbers.short_money(bar.high));
        let name = short_name(names[bar.input]);
        language.pick(format!("{name}: {low} to {high}"), format!("{name}：{low}至{high}"))
    });
    let alt = format!(
        "{title}{}{}",
        language.pick(". ", "。"),
        joined(parts, language.pick(false, true))
    );
    Words { title, note, alt }
}

fn draw(
    mut drawing: Drawing,
    base: f64,
    bars: &[TornadoBar],
    names: &[&str],
    numbers: &Numbers,
) -> String {
    let language = numbers.language();
    let all = || bars.iter().flat_map(|bar| [bar.low, bar.high]).chain([base]);
    let (low, high) = (all().fold(f64::MAX, f64::min), all().fold(f64::MIN, f64::max));
    let step = 48.0;
    let plane = Plane {
        left: 4.0,
        right: drawing.width - 4.0,
        top: 4.0,
        bottom: 6.0 + step * bars.len() as f64,
    };
    let labels = bars
        .iter()
        .flat_map(|bar| [bar.low, bar.high])
        .map(|value| STRONG.size(12.0).width(&numbers.short_money(value)));
    let room = labels.fold(0.0, f64::max) + 8.0;
    let x = Scale::linear((low, high), (plane.left + room, plane.right - room));
    for (index, bar) in bars.iter().enumerate() {
        let y = plane.top + step * index as f64;
        drawing.clipped(0.0, y + 13.0, names[bar.input], drawing.width, PLAIN.size(13.0));
        let centre = x.at(base);
        for (end, fill) in
            [(bar.low, Fill::Solid(Tone::Grey)), (bar.high, Fill::Solid(Tone::Accent))]
        {
            let end = x.at(end);
            drawing.rect(end.min(centre), y + 19.0, (end - centre).abs(), 20.0, fill).round(2.0);
        }
        let (left, right) =
            if bar.low <= bar.high { (bar.low, bar.high) } else { (bar.high, bar.low) };
        let style = STRONG.size(12.0);
        drawing.text(
            x.at(left).min(centre) - 5.0,
            y + 33.5,
            &numbers.short_money(left),
            style.end(),
        );
        drawing.text(x.at(right).max(centre) + 5.0, y + 33.5, &numbers.short_money(right), style);
        drawing.line((centre, y + 17.0), (centre, y + 41.0), Tone::Ink, 1.6);
    }
    let label = numbers.short_money(base);
    let half = TICK.width(&label) / 2.0;
    let at = x.at(base).max(half).min(drawing.width - half);
    drawing.text(at, plane.bottom + 12.0, &label, TICK.middle());
    let entries = [
        (Key::Area(Fill::Solid(Tone::Grey)), language.pick("at its low end", "低端")),
        (Key::Area(Fill::Solid(Tone::Accent)), language.pick("at its high end", "高端")),
    ];
    let end = keys(&mut drawing, 0.0, plane.bottom + 36.0, &entries);
    drawing.finish(end - 8.0)
}
