//! The value matrix: what customers brought so far against what they are expected to bring.

use std::collections::BTreeMap;

use super::sheet::{Words, half, joined};
use super::ticks;
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{Drawing, Fill, NOTE, Plane, STRONG, Scale, TICK, Tone};
use crate::study::{CornerFigures, ValueMatrix};
use crate::value::ValueClass;

/// Customers as dots by what they brought so far and what they are expected to bring, on
/// logarithmic axes that are cut at the top fifth of each; the four corners with their customers
/// and what came of them.
#[must_use]
pub fn value_matrix(matrix: &ValueMatrix, terms: &Terms) -> Picture {
    half("value_matrix", words(matrix, terms), |drawing| draw(drawing, matrix, terms))
}

fn name(class: ValueClass, terms: &Terms) -> &'static str {
    match class {
        ValueClass::A => terms.pick("Core", "核心"),
        ValueClass::B => terms.pick("Rising", "成长"),
        ValueClass::C => terms.pick("Fading", "衰退"),
        ValueClass::D => terms.pick("Everyday", "一般"),
    }
}

fn words(matrix: &ValueMatrix, terms: &Terms) -> Words {
    let numbers = &terms.numbers;
    let count = |class| {
        let corner = matrix.corners.iter().find(|corner| corner.class == class);
        numbers.count(corner.map_or(0, |corner| corner.customers))
    };
    let (rising, fading) = (count(ValueClass::B), count(ValueClass::C));
    let title = terms.say(
        format!("{rising} are rising, {fading} are fading"),
        format!("{rising}位在成长，{fading}位在衰退"),
    );
    let note = terms.say(
        "Each axis is cut at its top fifth, not at the median. A darker dot is more customers."
            .into(),
        "以两轴各自前20%为界（非中位数）；点色越深，客户越多。".into(),
    );
    let parts = matrix.corners.iter().map(|corner| {
        let (name, lines) = (name(corner.class, terms), lines(corner, terms, false));
        let comma = terms.pick(", ", "，");
        format!("{name}{}{}{comma}{}", terms.pick(": ", "："), lines.0, lines.1)
    });
    Words {
        alt: format!("{title}{}{}", terms.pick(". ", "。"), joined(parts, terms.chinese())),
        title,
        note,
    }
}

/// A value of three digits, without cents from 10 up.
fn whole(value: f64, terms: &Terms) -> String {
    ticks::trimmed(&terms.short_value(if value >= 10.0 { value.round() } else { value }))
}

/// What stands in a corner: its customers, and what one of them brought later or should bring; in
/// fewer words where `short`.
fn lines(corner: &CornerFigures, terms: &Terms, short: bool) -> (String, String) {
    let customers = terms.numbers.customers(corner.customers);
    let customers = terms.say(customers, format!("{}位", terms.numbers.count(corner.customers)));
    let each = match corner.came_each {
        Some(came) => {
            let came = whole(came, terms);
            let english =
                if short { format!("{came} each") } else { format!("brought {came} each later") };
            terms.say(english, format!("其后人均{came}"))
        }
        None if corner.customers == 0 => String::new(),
        None => {
            let each = whole(corner.expected / corner.customers as f64, terms);
            terms.say(format!("{each} expected each"), format!("预期人均{each}"))
        }
    };
    (customers, each)
}

/// The ends of a logarithmic axis: the lowest percentiles are drawn at its edge.
fn ends(values: impl Iterator<Item = f64>, cut: f64) -> (f64, f64) {
    let mut values: Vec<f64> = values.filter(|value| *value > 0.0).collect();
    values.sort_by(f64::total_cmp);
    let high = values.last().copied().unwrap_or(1.0).max(cut);
    let low = values.get(values.len() / 100).copied().unwrap_or(high / 100.0);
    // At most five powers of ten, and room above for the words in the corners.
    let low = low.max(high / 100_000.0).min(if cut > 0.0 { cut / 6.0 } else { high / 10.0 });
    (low, high.max(low * 10.0))
}

fn draw(mut drawing: Drawing, matrix: &ValueMatrix, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let across = ends(matrix.points.iter().map(|point| point.so_far), matrix.so_far_cut);
    let up = ends(matrix.points.iter().map(|point| point.expected), matrix.expected_cut);
    // The corners hold three lines of words each: half a decade of room below, and above.
    let up = (up.0 / 4.0, up.1 * 3.0);
    let ticks_up = ticks::powers(numbers, &Scale::log(up, (0.0, 1.0)).ticks(5));
    let plane = Plane {
        left: crate::report::draw::margin(&ticks_up),
        right: drawing.width - 8.0,
        top: 28.0,
        bottom: 316.0,
    };
    let (x, y) = (Scale::log(across, plane.across()), Scale::log(up, plane.up()));
    let (right, above) = (x.at(matrix.so_far_cut), y.at(matrix.expected_cut));
    drawing.rect(
        right,
        plane.top,
        plane.right - right,
        above - plane.top,
        Fill::Tint(Tone::Accent, 0.07),
    );
    plane.rows(&mut drawing, &y, &ticks_up);
    plane.under(&mut drawing, &x, &ticks::powers(numbers, &x.ticks(6)));
    let values = terms.values_in();
    let next = terms.next();
    let title =
        terms.say(format!("expected {values}, {next} (log)"), format!("{next}预期{values}，对数"));
    drawing.text(0.0, 14.0, &title, NOTE);
    let title = terms.say(format!("{values} so far (log)"), format!("历史{values}，对数"));
    plane.title_under(&mut drawing, &title);
    let mut dots: BTreeMap<(i64, i64), u32> = BTreeMap::new();
    for point in &matrix.points {
        let place = |value: f64| (value / 3.0).round() as i64;
        *dots.entry((place(x.at(point.so_far)), place(y.at(point.expected)))).or_default() += 1;
    }
    for ((across, down), customers) in dots {
        let radius = (1.2 + 0.35 * f64::from(customers).sqrt()).min(3.6);
        let opacity = (0.38 + 0.06 * f64::from(customers).ln()).min(0.8);
        drawing.circle(
            (3.0 * across as f64, 3.0 * down as f64),
            radius,
            Fill::Tint(Tone::Accent, opacity),
        );
    }
    drawing.line((right, plane.bottom), (right, plane.top), Tone::Ink, 1.0).dashed("3 3");
    drawing.line((plane.left, above), (plane.right, above), Tone::Ink, 1.0).dashed("3 3");
    let width = |corner: &CornerFigures| TICK.width(&lines(corner, terms, false).1);
    let widest = matrix.corners.iter().map(width).fold(0.0, f64::max);
    let short = 2.0 * widest > plane.right - plane.left - 20.0;
    for corner in &matrix.corners {
        words_in_corner(&mut drawing, corner, &plane, (terms, short));
    }
    drawing.finish(plane.bottom + 42.0)
}

fn words_in_corner(
    drawing: &mut Drawing,
    corner: &CornerFigures,
    plane: &Plane,
    (terms, short): (&Terms, bool),
) {
    let (customers, each) = lines(corner, terms, short);
    let high = matches!(corner.class, ValueClass::A | ValueClass::B);
    let right = matches!(corner.class, ValueClass::A | ValueClass::C);
    let top = if high { plane.top + 14.0 } else { plane.bottom - 35.0 };
    let x = if right { plane.right - 4.0 } else { plane.left + 5.0 };
    let side = |style: crate::report::draw::Style| {
        let style = style.halo();
        if right { style.end() } else { style }
    };
    drawing.text(x, top, name(corner.class, terms), side(STRONG));
    drawing.text(x, top + 15.0, &customers, side(TICK.tone(Tone::Ink)));
    drawing.text(x, top + 29.0, &each, side(TICK));
}
