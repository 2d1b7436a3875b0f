//! A figure of several groups: dots with their intervals.

use super::sheet::{Words, half, joined};
use super::short_name;
use super::ticks;
use crate::report::draw::{Drawing, Fill, Plane, STRONG, Scale, Tone};
use crate::report::{Numbers, Picture};
use crate::satisfaction::GroupEstimate;

/// The most groups that are drawn; of more, the first.
const MOST: usize = 24;

/// What a picture of groups shows.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) struct ByGroup<'a> {
    /// The name of the picture.
    pub(in crate::report) name: &'a str,
    /// The finding.
    pub(in crate::report) title: &'a str,
    /// How to read it.
    pub(in crate::report) note: &'a str,
    /// The least and the largest value that there may be.
    pub(in crate::report) range: (f64, f64),
    /// Whether values are shares, written as per cent.
    pub(in crate::report) shares: bool,
}

/// The figure of each group, in the order given; `None` without a group.
pub(in crate::report) fn by_group(
    shown: ByGroup<'_>,
    groups: &[(String, GroupEstimate)],
    numbers: &Numbers,
) -> Option<Picture> {
    let groups = &groups[..groups.len().min(MOST)];
    if groups.is_empty() {
        return None;
    }
    let chinese = numbers.language().pick(false, true);
    let value = |of: f64| written(of, shown.shares, numbers);
    let parts =
        groups.iter().map(|(name, own)| format!("{} {}", short_name(name), value(own.value)));
    let stop = numbers.language().pick(". ", "。");
    let words = Words {
        title: shown.title.to_owned(),
        note: shown.note.to_owned(),
        alt: format!("{}{stop}{}", shown.title, joined(parts, chinese)),
    };
    Some(half(shown.name, words, |drawing| draw(drawing, shown, groups, numbers)))
}

fn written(value: f64, shares: bool, numbers: &Numbers) -> String {
    if shares { numbers.percent(value) } else { numbers.decimal(value, 1) }
}

fn draw(
    mut drawing: Drawing,
    shown: ByGroup<'_>,
    groups: &[(String, GroupEstimate)],
    numbers: &Numbers,
) -> String {
    let ends = |own: &GroupEstimate| own.interval.map_or([own.value; 2], |it| [it.low, it.high]);
    let step = if shown.shares { 0.1 } else { 10.0 };
    let all = || groups.iter().flat_map(|(_, own)| ends(own));
    let low = (all().fold(shown.range.1, f64::min) / step - 0.2).floor() * step;
    let high = (all().fold(shown.range.0, f64::max) / step + 0.2).ceil() * step;
    let (low, high) = (low.max(shown.range.0), high.min(shown.range.1));
    let widths = groups.iter().map(|(name, _)| STRONG.width(&short_name(name)));
    let left = widths.fold(50.0, f64::max).min(118.0) + 12.0;
    let row = 30.0;
    let plane = Plane {
        left,
        right: drawing.width - 52.0,
        top: 8.0,
        bottom: 14.0 + row * groups.len() as f64,
    };
    let x = Scale::linear((low, high), plane.across());
    let labels = match shown.shares {
        true => ticks::shares(numbers, &x.ticks(5)),
        false => ticks::plain(numbers, &x.ticks(5)),
    };
    plane.columns(&mut drawing, &x, &labels);
    for (index, (name, own)) in groups.iter().enumerate() {
        let y = 26.0 + row * index as f64;
        drawing.clipped(0.0, y + 4.0, name, left - 10.0, STRONG.regular());
        let [from, to] = ends(own);
        drawing.line((x.at(from), y), (x.at(to), y), Tone::Ink, 1.8);
        drawing
            .circle((x.at(own.value), y), 4.5, Fill::Solid(Tone::Ink))
            .outlined(Tone::Ground, 1.0)
            .tip(name);
        drawing.text(
            drawing.width,
            y + 4.0,
            &written(own.value, shown.shares, numbers),
            STRONG.end(),
        );
    }
    drawing.finish(plane.bottom + 24.0)
}
