//! P(alive) through time: how each purchase restores it and each silence wears it down.

use super::sheet::{Words, half};
use super::{short_name, ticks};
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{Drawing, Fill, NOTE, Plane, STRONG, Scale, TICK, Tone};
use crate::study::{PurchaseHistories, PurchaseHistory};

/// P(alive) of some customers through time, each in a strip of its own from 0 to 100 %; dots are
/// purchases, the figure is that of the last day.
///
/// `None` where P(alive) is withheld.
#[must_use]
pub fn alive_history(found: &PurchaseHistories, terms: &Terms) -> Option<Picture> {
    let shown: Vec<&PurchaseHistory> =
        found.customers.iter().filter(|one| one.alive.len() > 1).collect();
    if shown.is_empty() {
        return None;
    }
    let now: Vec<String> = shown.iter().map(|one| now(one, terms)).collect();
    let now = terms.numbers.listed(&now);
    let title = terms.say(
        format!("Silence wears P(alive) down: {now} today"),
        format!("沉默使活跃概率下降：目前为{now}"),
    );
    let note = terms.pick(
        "Probability of still being active, from 0 to 100% in each strip; a dot is a purchase.",
        "仍然活跃的概率，每条均为0至100%；圆点为一次购买。",
    );
    let words =
        Words { alt: format!("{title}{}", terms.pick(".", "。")), title, note: note.to_owned() };
    Some(half("alive_history", words, |drawing| draw(drawing, &shown, found, terms)))
}

/// P(alive) on the last day.
fn now(one: &PurchaseHistory, terms: &Terms) -> String {
    one.alive.last().map_or_else(String::new, |(_, alive)| terms.numbers.percent(*alive))
}

fn draw(
    mut drawing: Drawing,
    shown: &[&PurchaseHistory],
    found: &PurchaseHistories,
    terms: &Terms,
) -> String {
    let (height, step) = (56.0, 92.0);
    let right = drawing.width - 46.0;
    let mut plane = Plane { left: 4.0, right, top: 26.0, bottom: 26.0 + height };
    let x = Scale::linear((0.0, found.end), plane.across());
    for (place, one) in shown.iter().enumerate() {
        plane.top = 26.0 + step * place as f64;
        plane.bottom = plane.top + height;
        let y = Scale::linear((0.0, 1.0), plane.up());
        drawing.text(plane.left, plane.top - 9.0, &short_name(&one.key), NOTE);
        for edge in [plane.top, plane.bottom] {
            drawing.line((plane.left, edge), (plane.right, edge), Tone::Line, 1.0);
        }
        let line: Vec<(f64, f64)> =
            one.alive.iter().map(|(at, alive)| (x.at(*at), y.at(*alive))).collect();
        let band: Vec<(f64, f64, f64)> =
            line.iter().map(|(at, height)| (*at, plane.bottom, *height)).collect();
        drawing.band(&band, Fill::Tint(Tone::Accent, 0.16));
        drawing.curve(&line, Tone::Accent, 1.8);
        for time in &one.times {
            drawing.circle((x.at(*time), plane.bottom + 7.0), 2.6, Fill::Solid(Tone::Ink));
        }
        let end = one.alive.last().map_or(plane.bottom, |(_, alive)| y.at(*alive));
        drawing.text(
            drawing.width,
            (end + 4.5).max(plane.top + 10.0),
            &now(one, terms),
            STRONG.end().tone(Tone::Accent),
        );
    }
    plane.bottom += 12.0;
    plane.under(&mut drawing, &x, &ticks::plain(&terms.numbers, &x.ticks(5)));
    let units = terms.units();
    let title =
        terms.say(format!("{units} since the first day"), format!("自首日起的时间（{units}）"));
    let middle = (plane.left + plane.right) / 2.0;
    drawing.text(middle, plane.bottom + 34.0, &title, TICK.middle());
    drawing.finish(plane.bottom + 42.0)
}
