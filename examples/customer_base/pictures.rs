//! Pictures as SVG text. Each function takes plain numbers: what they mean is
//! decided by the library, how they look is decided here.

use std::error::Error;

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

type Drawn = Result<String, Box<dyn Error>>;
type Labels = fn(&f64) -> String;
type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Plane<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

const INK: RGBColor = RGBColor(38, 50, 56);
const PALE: RGBColor = RGBColor(207, 216, 220);
const BLUE: RGBColor = RGBColor(21, 101, 152);
const ORANGE: RGBColor = RGBColor(217, 95, 2);
const TIERS: [RGBColor; 4] =
    [RGBColor(178, 122, 1), RGBColor(120, 144, 156), RGBColor(84, 110, 122), RGBColor(55, 71, 79)];

/// One layer of the pyramid, from the top.
pub(crate) struct Layer {
    pub(crate) name: String,
    pub(crate) customers: String,
    pub(crate) value: String,
    pub(crate) share_of_customers: f64,
    pub(crate) share_of_value: f64,
}

/// The pyramid: layers of equal height, with what each holds beside it.
pub(crate) fn pyramid(layers: &[Layer]) -> Drawn {
    draw(860, 90 + 74 * layers.len() as u32, |root| {
        let (apex, half, top, step) = (230, 200.0, 40, 74);
        let count = layers.len().max(1) as f64;
        text(root, "share of customers", (560, 22), 13, HPos::Center, &INK)?;
        text(root, "share of value", (760, 22), 13, HPos::Center, &INK)?;
        for (index, layer) in layers.iter().enumerate() {
            let at = |level: f64| (half * level / count) as i32;
            let (upper, lower) = (at(index as f64), at(index as f64 + 1.0));
            let y = top + step * index as i32;
            let color = TIERS[index.min(TIERS.len() - 1)];
            root.draw(&Polygon::new(
                vec![
                    (apex - upper, y),
                    (apex + upper, y),
                    (apex + lower, y + step - 5),
                    (apex - lower, y + step - 5),
                ],
                color.filled(),
            ))?;
            let middle = y + step / 2 - 2;
            text(root, &layer.name, (440, middle - 10), 17, HPos::Left, &INK)?;
            text(root, &layer.customers, (440, middle + 10), 12, HPos::Left, &INK)?;
            bar(root, 560, middle, layer.share_of_customers, &color)?;
            bar(root, 710, middle, layer.share_of_value, &color)?;
            text(root, &layer.value, (710, middle + 22), 12, HPos::Left, &INK)?;
        }
        Ok(())
    })
}

/// The Lorenz curve with the line of equality.
pub(crate) fn lorenz(curve: &[(f64, f64)], caption: &str) -> Drawn {
    let low = curve.iter().map(|point| point.1).fold(0.0, f64::min);
    draw(430, 400, |root| {
        let mut chart = plane(
            root,
            (0.0, 1.0),
            (low, 1.0),
            "share of customers",
            "share of value",
            (percent, percent),
        )?;
        chart.draw_series(LineSeries::new([(0.0, 0.0), (1.0, 1.0)], PALE.stroke_width(2)))?;
        chart.draw_series(AreaSeries::new(curve.iter().copied(), 0.0, BLUE.mix(0.15)))?;
        chart.draw_series(LineSeries::new(curve.iter().copied(), BLUE.stroke_width(3)))?;
        text(root, caption, (90, 40), 14, HPos::Left, &INK)
    })
}

/// Actual against expected per period, and where the holdout begins.
pub(crate) fn tracking(actual: &[f64], expected: &[f64], holdout: f64, x: &str, y: &str) -> Drawn {
    let high = actual.iter().chain(expected).copied().fold(1.0, f64::max) * 1.08;
    let series = |values: &[f64]| -> Vec<(f64, f64)> {
        values.iter().enumerate().map(|(index, value)| (index as f64 + 1.0, *value)).collect()
    };
    draw(860, 360, |root| {
        let mut chart = plane(root, (0.0, actual.len() as f64), (0.0, high), x, y, (plain, plain))?;
        chart.draw_series(LineSeries::new(
            [(holdout, 0.0), (holdout, high)],
            PALE.stroke_width(2),
        ))?;
        chart
            .draw_series(LineSeries::new(series(actual), ORANGE.stroke_width(2)))?
            .label("actual")
            .legend(|(x, y)| PathElement::new([(x, y), (x + 18, y)], ORANGE.stroke_width(2)));
        chart
            .draw_series(LineSeries::new(series(expected), BLUE.stroke_width(2)))?
            .label("expected")
            .legend(|(x, y)| PathElement::new([(x, y), (x + 18, y)], BLUE.stroke_width(2)));
        chart
            .configure_series_labels()
            .position(SeriesLabelPosition::UpperLeft)
            .label_font(("sans-serif", 14).into_font().color(&INK))
            .border_style(PALE)
            .background_style(WHITE.filled())
            .draw()?;
        let (left, _) = chart.backend_coord(&(holdout, high));
        text(root, "holdout", (left + 6, 22), 13, HPos::Left, &INK)
    })
}

/// A grid of values: `cells[row][column]`, row 0 at the bottom; `None` where a
/// combination cannot occur.
pub(crate) struct Grid<'a> {
    pub(crate) cells: &'a [Vec<Option<f64>>],
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) x: &'a str,
    pub(crate) y: &'a str,
    pub(crate) scale: fn(&f64) -> String,
}

/// A heat map with its colour scale.
pub(crate) fn heat(grid: &Grid<'_>) -> Drawn {
    let high = grid.cells.iter().flatten().flatten().copied().fold(f64::MIN_POSITIVE, f64::max);
    draw(430, 380, |root| {
        let (main, side) = root.split_horizontally(350);
        let mut chart =
            plane(&main, (0.0, grid.width), (0.0, grid.height), grid.x, grid.y, (plain, plain))?;
        let rows = grid.cells.len() as f64;
        for (row, cells) in grid.cells.iter().enumerate() {
            let columns = cells.len() as f64;
            chart.draw_series(cells.iter().enumerate().filter_map(|(column, value)| {
                let corner = |c: usize, r: usize| {
                    (c as f64 / columns * grid.width, r as f64 / rows * grid.height)
                };
                value.map(|value| {
                    Rectangle::new(
                        [corner(column, row), corner(column + 1, row + 1)],
                        shade(value / high).filled(),
                    )
                })
            }))?;
        }
        const STEPS: i32 = 60;
        for step in 0..STEPS {
            let y = 330 - step * 5;
            let color = shade(f64::from(step) / f64::from(STEPS - 1));
            side.draw(&Rectangle::new([(6, y - 5), (22, y)], color.filled()))?;
        }
        for part in 0..=4 {
            let label = (grid.scale)(&(high * f64::from(part) / 4.0));
            text(&side, &label, (27, 330 - part * 75), 12, HPos::Left, &INK)?;
        }
        Ok(())
    })
}

/// A falling share through time.
pub(crate) fn curve(points: &[(f64, f64)], end: f64, x: &str, y: &str) -> Drawn {
    draw(430, 380, |root| {
        let mut chart = plane(root, (0.0, end), (0.0, 1.0), x, y, (plain, percent))?;
        chart.draw_series(AreaSeries::new(points.iter().copied(), 0.0, BLUE.mix(0.12)))?;
        chart.draw_series(LineSeries::new(points.iter().copied(), BLUE.stroke_width(2)))?;
        Ok(())
    })
}

/// A named point.
pub(crate) struct Mark {
    pub(crate) label: String,
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// Named points on a plane with cross-hairs.
pub(crate) fn scatter(marks: &[Mark], cuts: (f64, f64), x: &str, y: &str) -> Drawn {
    let span = |values: &mut dyn Iterator<Item = f64>| {
        let (low, high) = values
            .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        let margin = ((high - low) * 0.2).max(0.1);
        (low - margin, high + margin)
    };
    let across = span(&mut marks.iter().map(|mark| mark.x).chain([cuts.0]));
    let up = span(&mut marks.iter().map(|mark| mark.y).chain([cuts.1]));
    draw(560, 400, |root| {
        let mut chart = plane(root, across, up, x, y, (plain, plain))?;
        for line in [[(cuts.0, up.0), (cuts.0, up.1)], [(across.0, cuts.1), (across.1, cuts.1)]] {
            chart.draw_series(LineSeries::new(line, PALE.stroke_width(2)))?;
        }
        for mark in marks {
            let (left, top) = chart.backend_coord(&(mark.x, mark.y));
            root.draw(&Circle::new((left, top), 6, BLUE.filled()))?;
            text(root, &mark.label, (left + 10, top), 13, HPos::Left, &INK)?;
        }
        Ok(())
    })
}

/// One bar of a panel: a share or a score between 0 and `full`, perhaps with an
/// interval.
pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) value: f64,
    pub(crate) interval: Option<(f64, f64)>,
    pub(crate) note: String,
}

/// Horizontal bars with whiskers.
pub(crate) fn bars(entries: &[Bar], full: f64) -> Drawn {
    draw(860, 20 + 34 * entries.len() as u32, |root| {
        let (left, wide) = (250, 330.0);
        let at = |value: f64| left + (wide * (value / full).clamp(0.0, 1.0)) as i32;
        for (index, entry) in entries.iter().enumerate() {
            let y = 26 + 34 * index as i32;
            text(root, &entry.label, (left - 12, y), 14, HPos::Right, &INK)?;
            root.draw(&Rectangle::new([(left, y - 9), (at(full), y + 9)], PALE.mix(0.5).filled()))?;
            root.draw(&Rectangle::new([(left, y - 9), (at(entry.value), y + 9)], BLUE.filled()))?;
            if let Some((low, high)) = entry.interval {
                root.draw(&PathElement::new([(at(low), y), (at(high), y)], INK.stroke_width(2)))?;
                for end in [low, high] {
                    root.draw(&PathElement::new(
                        [(at(end), y - 5), (at(end), y + 5)],
                        INK.stroke_width(2),
                    ))?;
                }
            }
            text(root, &entry.note, (at(full) + 14, y), 13, HPos::Left, &INK)?;
        }
        Ok(())
    })
}

/// Labels of an axis that counts.
pub(crate) fn plain(value: &f64) -> String {
    if value.fract().abs() < 1e-9 { format!("{value:.0}") } else { format!("{value:.1}") }
}

/// Labels of an axis of shares.
pub(crate) fn percent(value: &f64) -> String {
    format!("{:.0} %", value * 100.0)
}

fn draw(
    width: u32,
    height: u32,
    body: impl FnOnce(&Area<'_>) -> Result<(), Box<dyn Error>>,
) -> Drawn {
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, (width, height)).into_drawing_area();
        body(&root)?;
        root.present()?;
    }
    Ok(svg)
}

fn plane<'a, 'b>(
    root: &'a Area<'b>,
    x: (f64, f64),
    y: (f64, f64),
    x_name: &str,
    y_name: &str,
    (x_label, y_label): (Labels, Labels),
) -> Result<Plane<'a, 'b>, Box<dyn Error>> {
    let mut chart = ChartBuilder::on(root)
        .margin(14)
        .x_label_area_size(44)
        .y_label_area_size(58)
        .build_cartesian_2d(x.0..x.1, y.0..y.1)?;
    chart
        .configure_mesh()
        .x_desc(x_name)
        .y_desc(y_name)
        .x_labels(6)
        .y_labels(6)
        .x_label_formatter(&x_label)
        .y_label_formatter(&y_label)
        .label_style(("sans-serif", 12).into_font().color(&INK))
        .axis_desc_style(("sans-serif", 14).into_font().color(&INK))
        .light_line_style(TRANSPARENT)
        .bold_line_style(PALE.mix(0.6))
        .axis_style(PALE)
        .draw()?;
    Ok(chart)
}

fn bar(
    root: &Area<'_>,
    left: i32,
    y: i32,
    share: f64,
    color: &RGBColor,
) -> Result<(), Box<dyn Error>> {
    let length = (90.0 * share.clamp(0.0, 1.0)) as i32;
    root.draw(&Rectangle::new([(left, y - 10), (left + 90, y + 8)], PALE.mix(0.5).filled()))?;
    root.draw(&Rectangle::new([(left, y - 10), (left + length, y + 8)], color.filled()))?;
    text(root, &format!("{:.1} %", share * 100.0), (left + 98, y), 13, HPos::Left, &INK)
}

fn text(
    root: &Area<'_>,
    words: &str,
    at: (i32, i32),
    size: i32,
    side: HPos,
    color: &RGBColor,
) -> Result<(), Box<dyn Error>> {
    let style = ("sans-serif", size).into_font().color(color).pos(Pos::new(side, VPos::Center));
    root.draw(&Text::new(words.to_owned(), at, style))?;
    Ok(())
}

/// From pale to deep blue through teal; even steps of lightness, so that it
/// reads in grey as well.
fn shade(share: f64) -> RGBColor {
    const STOPS: [(f64, f64, f64); 4] =
        [(247.0, 252.0, 240.0), (168.0, 221.0, 181.0), (67.0, 162.0, 202.0), (8.0, 64.0, 129.0)];
    let position = share.clamp(0.0, 1.0) * (STOPS.len() - 1) as f64;
    let index = (position as usize).min(STOPS.len() - 2);
    let part = position - index as f64;
    let mix = |from: f64, to: f64| (from + (to - from) * part).round() as u8;
    let (from, to) = (STOPS[index], STOPS[index + 1]);
    RGBColor(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
}
