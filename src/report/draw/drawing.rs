//! A picture as an SVG document: shapes and text of one width in pixels, never scaled.

use std::collections::BTreeSet;

use svg::Node;
use svg::node::Text;
use svg::node::element::Element;

use super::labels::{Area, beside};
use super::palette::{Tone, standalone as style};
use super::text_width::{cleaned, clipped, text_width, wrapped};

/// What an area is filled with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fill {
    /// A colour.
    Solid(Tone),
    /// A colour of an opacity between 0 and 1.
    Tint(Tone, f64),
    /// Slanted lines of a colour: data that are in doubt, or not there.
    Hatch(Tone),
}

/// The tint of a cell by a share between 0 and 1: it ends where ink can still be read on it.
pub(crate) fn tint(share: f64) -> Fill {
    Fill::Tint(Tone::Accent, 0.04 + 0.51 * share.clamp(0.0, 1.0))
}

/// Where a text stands beside its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// How a text is set: 12 pixels, ink, from its start, unless told otherwise.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    tone: Tone,
    /// Pixels.
    pub(crate) size: f64,
    /// Weight 600.
    pub(crate) bold: bool,
    anchor: Anchor,
    halo: bool,
}

/// Ink, 12 pixels.
pub(crate) const PLAIN: Style =
    Style { tone: Tone::Ink, size: 12.0, bold: false, anchor: Anchor::Start, halo: false };
/// The same, muted: axes and notes.
pub(crate) const NOTE: Style = Style { tone: Tone::Muted, ..PLAIN };
/// Ink, bold, 13 pixels: names and figures that matter.
pub(crate) const STRONG: Style = Style { size: 13.0, bold: true, ..PLAIN };

impl Style {
    /// In another colour.
    pub(crate) const fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// Of another size in pixels, 11 at least.
    pub(crate) const fn size(self, size: f64) -> Self {
        Self { size: if size < 11.0 { 11.0 } else { size }, ..self }
    }

    /// Of weight 600.
    pub(crate) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// Of the weight of running text.
    pub(crate) const fn regular(self) -> Self {
        Self { bold: false, ..self }
    }

    /// Ending at its point.
    pub(crate) const fn end(self) -> Self {
        Self { anchor: Anchor::End, ..self }
    }

    /// Its middle at its point.
    pub(crate) const fn middle(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    /// With a halo of the ground, over marks.
    pub(crate) const fn halo(self) -> Self {
        Self { halo: true, ..self }
    }

    /// The width of a text set so.
    pub(crate) fn width(self, text: &str) -> f64 {
        text_width(text, self.size, self.bold)
    }

    fn area(self, x: f64, y: f64, text: &str) -> Area {
        let width = self.width(text);
        let left = match self.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        Area { left, top: y - 0.78 * self.size, right: left + width, bottom: y + 0.22 * self.size }
    }
}

/// A shape just drawn, for what few shapes have.
#[derive(Debug)]
pub(crate) struct Mark(Element);

impl Mark {
    /// Dashed: lengths of dashes and gaps, such as `"3 3"`.
    pub(crate) fn dashed(&mut self, dashes: &str) -> &mut Self {
        self.0.assign("stroke-dasharray", dashes);
        self
    }

    /// With round corners.
    pub(crate) fn round(&mut self, radius: f64) -> &mut Self {
        self.0.assign("rx", number(radius));
        self
    }

    /// With an outline.
    pub(crate) fn outlined(&mut self, tone: Tone, width: f64) -> &mut Self {
        let classes = self.0.get_attributes().get("class").map(ToString::to_string);
        let stroke = format!("s-{}", tone.name());
        self.0.assign("class", classes.map_or(stroke.clone(), |fill| format!("{fill} {stroke}")));
        self.0.assign("stroke-width", number(width));
        self
    }

    /// With lines of an opacity between 0 and 1.
    pub(crate) fn faded(&mut self, opacity: f64) -> &mut Self {
        self.0.assign("stroke-opacity", fine(opacity));
        self
    }

    /// With words that show where a pointer rests on it.
    pub(crate) fn tip(&mut self, words: &str) -> &mut Self {
        let mut title = Element::new("title");
        title.append(Text::new(cleaned(words)));
        self.0.append(title);
        self
    }
}

/// A picture being drawn, from the top left corner, in pixels.
#[derive(Debug)]
pub(crate) struct Drawing {
    name: String,
    /// Its width in pixels.
    pub(crate) width: f64,
    alt: String,
    marks: Vec<Mark>,
    hatches: BTreeSet<&'static str>,
    /// What labels keep clear of: text, and marks that were named so.
    taken: Vec<Area>,
    /// What a shape becomes whose place is no number: drawn nowhere.
    nowhere: Mark,
}

impl Drawing {
    /// An empty picture of a width; `name` is unique on a page, `alt` says the finding.
    pub(crate) fn new(name: &str, width: f64, alt: &str) -> Self {
        let nowhere = Mark(Element::new("g"));
        let (marks, taken) = (Vec::new(), Vec::new());
        Self {
            name: name.to_owned(),
            width,
            alt: cleaned(alt),
            marks,
            hatches: BTreeSet::new(),
            taken,
            nowhere,
        }
    }

    /// Narrower than 500 pixels: a phone, or half a page.
    pub(crate) fn narrow(&self) -> bool {
        self.width < 500.0
    }

    fn push(&mut self, element: Element, places: &[f64]) -> &mut Mark {
        if places.iter().any(|place| !place.is_finite()) {
            self.nowhere = Mark(Element::new("g"));
            return &mut self.nowhere;
        }
        self.marks.push(Mark(element));
        self.marks.last_mut().unwrap_or(&mut self.nowhere)
    }

    fn fill(&mut self, element: &mut Element, fill: Fill) {
        match fill {
            Fill::Solid(tone) => element.assign("class", format!("f-{}", tone.name())),
            Fill::Tint(tone, opacity) => {
                element.assign("class", format!("f-{}", tone.name()));
                element.assign("fill-opacity", fine(opacity));
            }
            Fill::Hatch(tone) => {
                self.hatches.insert(tone.name());
                element.assign("fill", format!("url(#{})", self.hatch_id(tone.name())));
            }
        }
    }

    fn hatch_id(&self, tone: &str) -> String {
        format!("{}-{}-{tone}", self.name, number(self.width))
    }

    /// A rectangle; a negative width or height is none.
    pub(crate) fn rect(
        &mut self,
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        fill: Fill,
    ) -> &mut Mark {
        let mut element = Element::new("rect");
        let sides = [("x", x), ("y", y), ("width", width.max(0.0)), ("height", height.max(0.0))];
        for (name, value) in sides {
            element.assign(name, number(value));
        }
        self.fill(&mut element, fill);
        self.push(element, &[x, y, width, height])
    }

    /// A straight line from one point to another.
    pub(crate) fn line(
        &mut self,
        from: (f64, f64),
        to: (f64, f64),
        tone: Tone,
        width: f64,
    ) -> &mut Mark {
        let mut element = Element::new("line");
        for (name, value) in [("x1", from.0), ("y1", from.1), ("x2", to.0), ("y2", to.1)] {
            element.assign(name, number(value));
        }
        let mark = self.push(element, &[from.0, from.1, to.0, to.1]);
        mark.outlined(tone, width)
    }

    /// A line through points.
    pub(crate) fn curve(&mut self, points: &[(f64, f64)], tone: Tone, width: f64) -> &mut Mark {
        let mut element = Element::new("path");
        element.assign("d", path(points));
        element.assign("fill", "none");
        element.assign("stroke-linejoin", "round");
        let places: Vec<f64> = points.iter().flat_map(|(x, y)| [*x, *y]).collect();
        self.push(element, &places).outlined(tone, width)
    }

    /// A filled polygon.
    pub(crate) fn polygon(&mut self, points: &[(f64, f64)], fill: Fill) -> &mut Mark {
        let mut element = Element::new("path");
        element.assign("d", path(points) + "Z");
        self.fill(&mut element, fill);
        let places: Vec<f64> = points.iter().flat_map(|(x, y)| [*x, *y]).collect();
        self.push(element, &places)
    }

    /// The band between two lines over the same places: (x, lower, upper).
    pub(crate) fn band(&mut self, points: &[(f64, f64, f64)], fill: Fill) -> &mut Mark {
        let lower = points.iter().map(|(x, low, _)| (*x, *low));
        let upper = points.iter().rev().map(|(x, _, high)| (*x, *high));
        let outline: Vec<(f64, f64)> = lower.chain(upper).collect();
        self.polygon(&outline, fill)
    }

    /// A circle.
    pub(crate) fn circle(&mut self, (x, y): (f64, f64), radius: f64, fill: Fill) -> &mut Mark {
        let mut element = Element::new("circle");
        for (name, value) in [("cx", x), ("cy", y), ("r", radius)] {
            element.assign(name, number(value));
        }
        self.fill(&mut element, fill);
        self.push(element, &[x, y, radius])
    }

    /// Words at a point of their base line.
    pub(crate) fn text(&mut self, x: f64, y: f64, words: &str, style: Style) {
        let words = cleaned(words);
        if words.trim().is_empty() {
            return;
        }
        // Glyphs may reach a little over their advance.
        let x = if style.anchor == Anchor::End { x.min(self.width - 1.0) } else { x };
        let area = style.area(x, y, &words);
        let mut element = Element::new("text");
        element.assign("x", number(x));
        element.assign("y", number(y));
        let halo = if style.halo { " halo" } else { "" };
        element.assign("class", format!("f-{}{halo}", style.tone.name()));
        if style.size != PLAIN.size {
            element.assign("font-size", number(style.size));
        }
        if style.bold {
            element.assign("font-weight", "600");
        }
        match style.anchor {
            Anchor::Start => {}
            Anchor::Middle => element.assign("text-anchor", "middle"),
            Anchor::End => element.assign("text-anchor", "end"),
        }
        element.append(Text::new(words));
        self.push(element, &[x, y]);
        self.taken.push(area);
    }

    /// Words on one line of at most `width` pixels; what is cut shows where a pointer rests on it.
    pub(crate) fn clipped(&mut self, x: f64, y: f64, words: &str, width: f64, style: Style) {
        let short = clipped(words, width, style.size, style.bold);
        let cut = short.ends_with('…') && short != words;
        self.text(x, y, &short, style);
        if let Some(mark) = self.marks.last_mut().filter(|_| cut) {
            mark.tip(words);
        }
    }

    /// Words in lines of at most `width` pixels; gives the base line after the last.
    pub(crate) fn paragraph(
        &mut self,
        x: f64,
        y: f64,
        words: &str,
        width: f64,
        style: Style,
    ) -> f64 {
        let lines = wrapped(words, width, style.size, style.bold);
        let height = style.size
            * if lines.iter().any(|line| line.chars().any(|c| c >= '\u{2e80}')) {
                1.45
            } else {
                1.35
            };
        for (index, line) in lines.iter().enumerate() {
            self.text(x, y + height * index as f64, line, style);
        }
        y + height * lines.len() as f64
    }

    /// Labels beside points of this drawing keep clear of this area.
    pub(crate) fn keep_clear(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Words beside a point where there is room, with a thin line to it where they stand far off.
    /// `false` where there is no room: then the words are not drawn.
    pub(crate) fn label(
        &mut self,
        point: (f64, f64),
        radius: f64,
        words: &str,
        style: Style,
        bounds: &Area,
    ) -> bool {
        let words = clipped(words, (bounds.right - bounds.left) * 0.5, style.size, style.bold);
        let size = (style.width(&words) + 2.0, style.size * 1.1);
        let Some(area) = beside(point, radius, size, bounds, &self.taken) else {
            return false;
        };
        let near = (point.0.clamp(area.left, area.right), point.1.clamp(area.top, area.bottom));
        if (near.0 - point.0).hypot(near.1 - point.1) > radius + 12.0 {
            self.line(point, near, Tone::Axis, 1.0);
        }
        let start = Style { anchor: Anchor::Start, ..style };
        self.text(area.left + 1.0, area.top + 0.82 * style.size, &words, start);
        true
    }

    /// The document, as high as `height` pixels: for a page whose style has the classes.
    pub(crate) fn finish(self, height: f64) -> String {
        let mut root = Element::new("svg");
        root.assign("xmlns", "http://www.w3.org/2000/svg");
        root.assign("class", "picture");
        root.assign("role", "img");
        root.assign("aria-label", self.alt.clone());
        root.assign("width", number(self.width));
        root.assign("height", number(height.ceil()));
        root.assign("viewBox", format!("0 0 {} {}", number(self.width), number(height.ceil())));
        let mut title = Element::new("title");
        title.append(Text::new(self.alt.clone()));
        root.append(title);
        if !self.hatches.is_empty() {
            let mut definitions = Element::new("defs");
            for tone in &self.hatches {
                definitions.append(hatch(&self.hatch_id(tone), tone));
            }
            root.append(definitions);
        }
        for mark in self.marks {
            root.append(mark.0);
        }
        root.to_string()
    }
}

fn hatch(id: &str, tone: &str) -> Element {
    let mut pattern = Element::new("pattern");
    pattern.assign("id", id);
    pattern.assign("width", "6");
    pattern.assign("height", "6");
    pattern.assign("patternTransform", "rotate(45)");
    pattern.assign("patternUnits", "userSpaceOnUse");
    let mut line = Element::new("line");
    line.assign("x1", "0");
    line.assign("y1", "0");
    line.assign("x2", "0");
    line.assign("y2", "6");
    line.assign("class", format!("s-{tone}"));
    line.assign("stroke-width", "1.6");
    pattern.append(line);
    pattern
}

/// A picture of a page as a file of its own: the same SVG with its own style and ground.
///
/// # Examples
/// ```
/// use habitue::report::draw::standalone;
///
/// let alone = standalone("<svg class=\"picture\" viewBox=\"0 0 9 9\"></svg>");
/// assert!(alone.contains("<style>") && alone.ends_with("</svg>"));
/// ```
pub fn standalone(svg: &str) -> String {
    let at = svg.find('>').map_or(svg.len(), |at| at + 1);
    let (head, body) = svg.split_at(at);
    let ground = "<rect class=\"f-ground\" width=\"100%\" height=\"100%\"/>";
    format!("{head}<style>{}</style>{ground}{body}", style())
}

/// A number with one decimal at most.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A number with two decimals, for opacities.
fn fine(value: f64) -> String {
    format!("{value:.2}")
}

fn path(points: &[(f64, f64)]) -> String {
    let mut text = String::with_capacity(points.len() * 12);
    for (index, (x, y)) in points.iter().enumerate() {
        text.push(if index == 0 { 'M' } else { 'L' });
        text.push_str(&number(*x));
        text.push(' ');
        text.push_str(&number(*y));
    }
    text
}
