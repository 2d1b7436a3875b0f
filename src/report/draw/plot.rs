//! The plane of a picture: its axes with their ticks and titles, and keys under it.

use super::drawing::{Drawing, Fill, NOTE, Style};
use super::labels::Area;
use super::palette::Tone;
use super::scale::Scale;

/// Text of ticks.
pub(crate) const TICK: Style = NOTE.size(11.5);

/// The plane that data are drawn on, in pixels.
pub(crate) type Plane = Area;

impl Plane {
    /// From left to right.
    pub(crate) fn across(&self) -> (f64, f64) {
        (self.left, self.right)
    }

    /// From bottom to top.
    pub(crate) fn up(&self) -> (f64, f64) {
        (self.bottom, self.top)
    }

    /// From top to bottom.
    pub(crate) fn down(&self) -> (f64, f64) {
        (self.top, self.bottom)
    }

    /// Grid lines across with their labels on the left.
    pub(crate) fn rows(&self, drawing: &mut Drawing, scale: &Scale, ticks: &[(f64, String)]) {
        for (value, label) in ticks {
            let y = scale.at(*value);
            drawing.line((self.left, y), (self.right, y), Tone::Line, 1.0);
            drawing.text(self.left - 6.0, y + 4.0, label, TICK.end());
        }
    }

    /// Grid lines down, with their labels under the plane.
    pub(crate) fn columns(&self, drawing: &mut Drawing, scale: &Scale, ticks: &[(f64, String)]) {
        for (value, _) in ticks {
            let x = scale.at(*value);
            drawing.line((x, self.top), (x, self.bottom), Tone::Line, 1.0);
        }
        self.under(drawing, scale, ticks);
    }

    /// Labels under the plane with small marks, as many as have room, inside the picture.
    pub(crate) fn under(&self, drawing: &mut Drawing, scale: &Scale, ticks: &[(f64, String)]) {
        let places: Vec<(f64, &str)> =
            ticks.iter().map(|(v, label)| (scale.at(*v), label.as_str())).collect();
        let stride =
            (1..=ticks.len().max(1)).find(|stride| room(drawing, &places, *stride)).unwrap_or(1);
        for (index, (x, label)) in places.iter().enumerate() {
            drawing.line((*x, self.bottom), (*x, self.bottom + 4.0), Tone::Axis, 1.0);
            if index % stride == 0 {
                drawing.text(inside(drawing, *x, label), self.bottom + 17.0, label, TICK.middle());
            }
        }
    }

    /// The title of the axis under the plane.
    pub(crate) fn title_under(&self, drawing: &mut Drawing, title: &str) {
        let middle = (self.left + self.right) / 2.0;
        let width = NOTE.width(title) + 4.0;
        let x = middle.min(drawing.width - width / 2.0).max(width / 2.0);
        drawing.text(x, self.bottom + 34.0, title, NOTE.middle());
    }
}

/// The margin that labels on the left of a plane need.
pub(crate) fn margin(ticks: &[(f64, String)]) -> f64 {
    ticks.iter().map(|(_, label)| TICK.width(label)).fold(16.0, f64::max).ceil() + 8.0
}

/// The middle of a label that does not leave the picture.
fn inside(drawing: &Drawing, x: f64, label: &str) -> f64 {
    let half = TICK.width(label) / 2.0 + 2.0;
    x.min(drawing.width - half).max(half)
}

fn room(drawing: &Drawing, places: &[(f64, &str)], stride: usize) -> bool {
    let mut end = f64::MIN;
    places.iter().step_by(stride).all(|(x, label)| {
        let (middle, half) = (inside(drawing, *x, label), TICK.width(label) / 2.0);
        let free = middle - half >= end + 6.0;
        end = middle + half;
        free
    })
}

/// What a key shows before its words.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Key<'a> {
    /// An area; outlined where it is hatched.
    Area(Fill),
    /// A bar with its upper edge, as of observed counts.
    Bar,
    /// A line, perhaps dashed.
    Line(Tone, f64, &'a str),
    /// A line within its band.
    Band(Tone),
    /// A dot of what came.
    Dot(Fill, Option<Tone>),
}

/// Keys beside each other from `left` to the right edge, in as many lines as they need; gives the
/// base line after the last.
pub(crate) fn keys(drawing: &mut Drawing, left: f64, y: f64, keys: &[(Key<'_>, &str)]) -> f64 {
    let (mut x, mut y) = (left, y);
    for (key, words) in keys {
        let width = 22.0 + TICK.width(words);
        if x > left && x + width > drawing.width {
            (x, y) = (left, y + 19.0);
        }
        swatch(drawing, x, y, *key);
        let lines =
            drawing.paragraph(x + 22.0, y, words, (drawing.width - x - 22.0).max(60.0), TICK);
        y = y.max(lines - 16.0);
        x += width + 16.0;
    }
    y + 19.0
}

fn swatch(drawing: &mut Drawing, x: f64, y: f64, key: Key<'_>) {
    match key {
        Key::Area(fill) => {
            let mark = drawing.rect(x, y - 10.0, 15.0, 11.0, fill);
            if matches!(fill, Fill::Hatch(_)) {
                mark.outlined(Tone::Muted, 1.0);
            }
        }
        Key::Bar => {
            drawing.rect(x, y - 10.0, 15.0, 11.0, Fill::Solid(Tone::Grey));
            drawing.line((x, y - 10.0), (x + 15.0, y - 10.0), Tone::Ink, 2.0);
        }
        Key::Line(tone, width, dashes) => {
            let mark = drawing.line((x, y - 4.0), (x + 16.0, y - 4.0), tone, width);
            if !dashes.is_empty() {
                mark.dashed(dashes);
            }
        }
        Key::Band(tone) => {
            drawing.rect(x, y - 11.0, 16.0, 13.0, Fill::Tint(tone, 0.18));
            drawing.line((x, y - 4.5), (x + 16.0, y - 4.5), tone, 2.2);
        }
        Key::Dot(fill, outline) => {
            let mark = drawing.circle((x + 8.0, y - 4.0), 4.5, fill);
            if let Some(tone) = outline {
                mark.outlined(tone, 2.0);
            }
        }
    }
}
