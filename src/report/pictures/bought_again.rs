//! Bought again: the observed share that bought again, by time and number of the purchase.

use super::sheet::{Words, half, joined};
use super::ticks;
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{Drawing, Fill, Plane, STRONG, Scale, TICK, Tone, apart, settled};
use crate::study::{BoughtAgain, BoughtAgainCurve, BoughtAgainPoint};

/// The share that bought again by time since a purchase, a line for the 1st, 2nd, 3rd ... purchase
/// with its band: observed, no model. Labels stand at the ends of the lines.
#[must_use]
pub fn bought_again(curves: &BoughtAgain, terms: &Terms) -> Picture {
    half("bought_again", words(curves, terms), |drawing| draw(drawing, curves, terms))
}

fn name(curve: &BoughtAgainCurve, terms: &Terms) -> String {
    let english = match (curve.from, curve.to) {
        (from, Some(to)) if from == to => format!("after the {}", ordinal(from)),
        (from, Some(to)) => format!("{} to {}", ordinal(from), ordinal(to)),
        (from, None) => format!("{} or later", ordinal(from)),
    };
    let chinese = match (curve.from, curve.to) {
        (from, Some(to)) if from == to => format!("第{from}次后"),
        (from, Some(to)) => format!("第{from}～{to}次后"),
        (from, None) => format!("第{from}次及以后"),
    };
    terms.say(english, chinese)
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn words(curves: &BoughtAgain, terms: &Terms) -> Words {
    let numbers = &terms.numbers;
    let until = terms.span(curves.until);
    let rising = curves.curves.windows(2).all(|pair| pair[1].end.share > pair[0].end.share);
    let first =
        curves.curves.first().map(|curve| numbers.percent(curve.end.share)).unwrap_or_default();
    let title = if curves.curves.len() > 1 && rising {
        terms.say(
            "Every purchase makes the next one likelier".into(),
            "每多买一次，再买的可能就更大".into(),
        )
    } else {
        terms.say(
            format!("{first} bought again within {until} of the first purchase"),
            format!("首购后{until}内，{first}的客户再次购买"),
        )
    };
    let note = terms.say(
        format!("Observed within {until} of a purchase; no model. Shaded: 95% intervals."),
        format!("某次购买后{until}内的观测值，不依赖模型；阴影为95%置信区间。"),
    );
    let parts = curves.curves.iter().map(|curve| {
        let (name, share) = (name(curve, terms), numbers.percent(curve.end.share));
        terms.say(format!("{name} purchase {share}"), format!("{name}{share}"))
    });
    Words {
        alt: format!("{title}{}{}", terms.pick(". ", "。"), joined(parts, terms.chinese())),
        title,
        note,
    }
}

fn draw(mut drawing: Drawing, curves: &BoughtAgain, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let names: Vec<String> = curves.curves.iter().map(|curve| name(curve, terms)).collect();
    let room = names.iter().map(|name| TICK.size(11.0).width(name)).fold(30.0, f64::max) + 8.0;
    let plane = Plane { left: 42.0, right: drawing.width - room, top: 14.0, bottom: 304.0 };
    let x = Scale::linear((0.0, curves.until), plane.across());
    let y = Scale::linear((0.0, 1.0), plane.up());
    plane.rows(&mut drawing, &y, &ticks::shares(numbers, &[0.0, 0.25, 0.5, 0.75, 1.0]));
    plane.under(&mut drawing, &x, &ticks::plain(numbers, &quarters(curves.until)));
    let units = terms.units();
    let title =
        terms.say(format!("{units} since that purchase"), format!("距该次购买的时长（{units}）"));
    plane.title_under(&mut drawing, &title);
    let others = curves.curves.len().saturating_sub(1).max(1) as f64;
    for (index, curve) in curves.curves.iter().enumerate().rev() {
        let first = index == 0;
        let tone = if first { Tone::Ink } else { Tone::Accent };
        let mut line = Vec::new();
        let mut band = Vec::new();
        // Of steps that fall on one pixel the last is drawn.
        let mut points: Vec<&BoughtAgainPoint> = Vec::new();
        for point in curve.points.iter().chain([&curve.end]) {
            let pixel = |point: &BoughtAgainPoint| x.at(point.time).floor();
            let same = points.last().is_some_and(|last| pixel(point) == pixel(last));
            if same && points.len() > 1 {
                points.pop();
            }
            points.push(point);
        }
        for point in points {
            let at = x.at(point.time);
            let (low, high) = point
                .interval
                .map_or((point.share, point.share), |interval| (interval.low, interval.high));
            // A step: the share stays until the next time.
            if let Some((_, last)) = line.last().copied() {
                line.push((at, last));
                let (_, low, high) = *band.last().unwrap_or(&(at, last, last));
                band.push((at, low, high));
            }
            line.push((at, y.at(point.share)));
            band.push((at, y.at(low), y.at(high)));
        }
        drawing.band(&band, Fill::Tint(tone, 0.13));
        let strength = if first { 1.0 } else { 0.5 + 0.5 * index as f64 / others };
        drawing.curve(&line, tone, if first { 2.4 } else { 1.8 }).faded(strength);
    }
    let ends: Vec<f64> = curves.curves.iter().map(|curve| y.at(curve.end.share)).collect();
    let placed = apart(&ends, 30.0, (plane.top, plane.bottom - 16.0));
    for (index, (curve, at)) in curves.curves.iter().zip(&placed).enumerate() {
        let tone = if index == 0 { Tone::Ink } else { Tone::Accent };
        drawing.text(
            plane.right + 6.0,
            at + 3.0,
            &numbers.percent(curve.end.share),
            STRONG.size(12.5).tone(tone),
        );
        drawing.text(plane.right + 6.0, at + 15.5, &names[index], TICK.size(11.0));
    }
    drawing.finish(plane.bottom + 42.0)
}

/// Quarters of a span, where they are whole.
fn quarters(until: f64) -> Vec<f64> {
    if settled(until / 4.0).fract() == 0.0 {
        return (0..=4).map(|part| until * f64::from(part) / 4.0).collect();
    }
    Scale::linear((0.0, until), (0.0, 1.0)).ticks(5)
}
