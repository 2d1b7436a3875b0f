//! How customers differ: densities of their rates, and what a new customer is expected to buy.

use super::sheet::{Words, half};
use super::ticks;
use crate::error::{Error, Result};
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{
    Drawing, Fill, NOTE, Plane, STRONG, Scale, Tone, margin, positive, round_up,
};

/// Of what a density is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rate {
    /// Purchases a customer makes per unit of time, while active.
    Purchases,
    /// The chance to leave after a purchase, 0 to 1.
    Dropout,
    /// Departures per unit of time.
    Attrition,
}

/// How the rates of customers are spread: a density over the rate, with its mean.
///
/// `density` are at least two points (rate, density) by ascending rate, `mean` is the mean rate;
/// both as a model has them, such as Gamma(r, α) for the purchases of a Pareto/NBD.
///
/// # Errors
/// [`OutOfRange`](crate::error::ErrorKind::OutOfRange) for fewer than 2 points, rates that do not
/// ascend, or densities below 0, with the row; `NotFinite` for numbers that are none.
///
/// # Examples
/// ```
/// use habitue::money::Currency;
/// use habitue::report::pictures::{Rate, heterogeneity};
/// use habitue::report::{Language, Numbers, Terms};
/// use habitue::study::ValueBasis;
/// use habitue::time::Unit;
///
/// let numbers = Numbers::new(Language::English, Currency::USD);
/// let terms = Terms::new(numbers, Unit::Week, 52.0, None, ValueBasis::Revenue);
/// // Exponential purchase rates of mean 1/4.
/// let density: Vec<(f64, f64)> =
///     (0..=100).map(|i| f64::from(i) / 100.0).map(|x| (x, 4.0 * (-4.0 * x).exp())).collect();
/// let picture = heterogeneity(Rate::Purchases, &density, 0.25, &terms)?;
/// assert_eq!(picture.title, "While active, a customer buys 0.25 times a week on average");
/// # Ok::<(), habitue::Error>(())
/// ```
pub fn heterogeneity(
    rate: Rate,
    density: &[(f64, f64)],
    mean: f64,
    terms: &Terms,
) -> Result<Picture> {
    check("density", density)?;
    if !mean.is_finite() {
        return Err(Error::out_of_range("mean", mean, "a finite number"));
    }
    let numbers = &terms.numbers;
    let average = numbers.significant(mean, 2);
    let unit = terms.span(1.0);
    let (unit, every) = (
        unit.trim_start_matches("1 ").to_owned(),
        unit.trim_start_matches('1').trim_start_matches('个').to_owned(),
    );
    let (name, title) = match rate {
        Rate::Purchases => (
            "heterogeneity_purchases",
            terms.say(
                format!("While active, a customer buys {average} times a {unit} on average"),
                format!("活跃期间，客户平均每{every}购买{average}次"),
            ),
        ),
        Rate::Dropout => {
            let share = numbers.percent(mean);
            (
                "heterogeneity_dropout",
                terms.say(
                    format!("After a purchase {share} leave on average"),
                    format!("每次购买后，平均有{share}流失"),
                ),
            )
        }
        Rate::Attrition => (
            "heterogeneity_attrition",
            terms.say(
                format!("Customers leave at a rate of {average} a {unit} on average"),
                format!("客户平均流失速率为每{every}{average}"),
            ),
        ),
    };
    let note = terms.pick(
        "How customers differ, as the model has it: the higher the curve, the more of them. Dashed: the mean.",
        "模型所示的客户差异：曲线越高，此类客户越多；虚线为均值。",
    );
    let words =
        Words { alt: format!("{title}{}", terms.pick(".", "。")), title, note: note.to_owned() };
    let axis = match rate {
        Rate::Purchases => terms
            .say(format!("purchases a {unit}, while active"), format!("活跃期间每{every}购买次数")),
        Rate::Dropout => {
            terms.pick("chance to leave after a purchase", "购买后流失概率").to_owned()
        }
        Rate::Attrition => terms.say(format!("departures a {unit}"), format!("每{every}流失速率")),
    };
    Ok(half(name, words, |drawing| draw(drawing, density, mean, &axis, terms)))
}

fn check(name: &str, points: &[(f64, f64)]) -> Result<()> {
    if points.len() < 2 {
        return Err(Error::out_of_range(name, points.len() as f64, "2 points or more"));
    }
    let mut before = f64::NEG_INFINITY;
    for (row, (x, y)) in points.iter().enumerate() {
        if !(x.is_finite() && *x > before) {
            return Err(Error::out_of_range(name, *x, format!("above {before} and finite"))
                .at_row(row as u64));
        }
        if !(*y >= 0.0) || (y.is_infinite() && row > 0) {
            return Err(Error::out_of_range(name, *y, ">= 0 and finite").at_row(row as u64));
        }
        before = *x;
    }
    Ok(())
}

fn draw(
    mut drawing: Drawing,
    density: &[(f64, f64)],
    mean: f64,
    axis: &str,
    terms: &Terms,
) -> String {
    let numbers = &terms.numbers;
    let (low, high) = (density[0].0, density[density.len() - 1].0);
    let plane = Plane { left: 12.0, right: drawing.width - 12.0, top: 26.0, bottom: 206.0 };
    // A density may have a pole at an end: the curve is cut at the height that most of it keeps below.
    let mut heights: Vec<f64> =
        density.iter().map(|point| point.1).filter(|y| y.is_finite()).collect();
    heights.sort_by(f64::total_cmp);
    let usual = heights[heights.len() * 19 / 20];
    let top = if heights[heights.len() - 1] > 3.0 * usual {
        1.5 * usual
    } else {
        heights[heights.len() - 1] * 1.05
    };
    let (x, y) = (
        Scale::linear((low, high), plane.across()),
        Scale::linear((0.0, positive(top)), plane.up()),
    );
    let line: Vec<(f64, f64)> =
        below(density, top).into_iter().map(|(rate, height)| (x.at(rate), y.at(height))).collect();
    let band: Vec<(f64, f64, f64)> =
        line.iter().map(|(at, height)| (*at, plane.bottom, *height)).collect();
    drawing.band(&band, Fill::Tint(Tone::Accent, 0.16));
    drawing.line((plane.left, plane.bottom), (plane.right, plane.bottom), Tone::Axis, 1.0);
    drawing.curve(&line, Tone::Accent, 2.2);
    if (low..=high).contains(&mean) {
        let at = x.at(mean);
        drawing.line((at, plane.top - 4.0), (at, plane.bottom), Tone::Ink, 1.2).dashed("3 3");
        let label = terms.say(
            format!("mean {}", numbers.significant(mean, 2)),
            format!("均值{}", numbers.significant(mean, 2)),
        );
        let half = STRONG.width(&label) / 2.0;
        let at = at.max(half).min(drawing.width - half);
        drawing.text(at, 14.0, &label, STRONG.middle());
    }
    plane.under(&mut drawing, &x, &ticks::plain(numbers, &x.ticks(5)));
    plane.title_under(&mut drawing, axis);
    drawing.finish(plane.bottom + 42.0)
}

/// The curve without what rises above `top` at its ends: there it begins and ends at that height.
fn below(density: &[(f64, f64)], top: f64) -> Vec<(f64, f64)> {
    let inside = |point: &(f64, f64)| point.1 <= top;
    let (Some(first), Some(last)) =
        (density.iter().position(inside), density.iter().rposition(inside))
    else {
        return density.to_vec();
    };
    let crossing = |outer: (f64, f64), inner: (f64, f64)| {
        let part = (top - inner.1) / (outer.1 - inner.1);
        (inner.0 + (outer.0 - inner.0) * if part.is_finite() { part } else { 0.0 }, top)
    };
    let before = (first > 0).then(|| crossing(density[first - 1], density[first]));
    let after = density.get(last + 1).map(|outer| crossing(*outer, density[last]));
    before.into_iter().chain(density[first..=last].iter().copied()).chain(after).collect()
}

/// Expected repeat purchases of a new customer by age: points (age in the unit, purchases), from 0
/// on and ascending, at least two.
///
/// # Errors
/// As [`heterogeneity`].
///
/// # Examples
/// ```
/// use habitue::lifetime::{BgNbd, History, Prediction, PurchaseModel};
/// use habitue::money::Currency;
/// use habitue::report::pictures::expected_by_age;
/// use habitue::report::{Language, Numbers, Terms};
/// use habitue::study::ValueBasis;
/// use habitue::time::Unit;
///
/// let model = BgNbd::new(0.243, 4.414, 0.793, 2.426)?;
/// let points = (0..=52)
///     .map(f64::from)
///     .map(|t| Ok((t, model.predict(Prediction::ExpectedPurchases { t }, History::NEW)?)))
///     .collect::<Result<Vec<_>, habitue::Error>>()?;
/// let numbers = Numbers::new(Language::English, Currency::USD);
/// let terms = Terms::new(numbers, Unit::Week, 52.0, None, ValueBasis::Revenue);
/// let picture = expected_by_age(&points, &terms)?;
/// assert_eq!(picture.title, "A new customer comes back 1.4 times in 52 weeks");
/// # Ok::<(), habitue::Error>(())
/// ```
pub fn expected_by_age(points: &[(f64, f64)], terms: &Terms) -> Result<Picture> {
    check("points", points)?;
    if let Some(row) = points.iter().position(|point| !point.1.is_finite()) {
        return Err(
            Error::out_of_range("points", points[row].1, "a finite number").at_row(row as u64)
        );
    }
    let numbers = &terms.numbers;
    let (age, purchases) = points[points.len() - 1];
    let (span, times) = (terms.span(age), numbers.decimal(purchases, 1));
    let title = terms.say(
        format!("A new customer comes back {times} times in {span}"),
        format!("新客户{span}内平均复购{times}次"),
    );
    let note = terms.pick(
        "Expected repeat purchases of a new customer by age; the curve flattens as customers leave.",
        "新客户随时长的预期复购次数；客户流失使曲线趋平。",
    );
    let words =
        Words { alt: format!("{title}{}", terms.pick(".", "。")), title, note: note.to_owned() };
    Ok(half("expected_by_age", words, |drawing| draw_by_age(drawing, points, terms)))
}

fn draw_by_age(mut drawing: Drawing, points: &[(f64, f64)], terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let top = round_up(points.iter().map(|point| point.1).fold(0.0, f64::max), 4);
    let labels = ticks::plain(numbers, &Scale::linear((0.0, top), (0.0, 1.0)).ticks(4));
    let last = points[points.len() - 1];
    let label = numbers.decimal(last.1, 1);
    let plane = Plane {
        left: margin(&labels),
        right: drawing.width - STRONG.width(&label) - 14.0,
        top: 28.0,
        bottom: 228.0,
    };
    let (x, y) = (
        Scale::linear((points[0].0, last.0), plane.across()),
        Scale::linear((0.0, top), plane.up()),
    );
    drawing.text(0.0, 14.0, terms.pick("repeat purchases", "复购次数"), NOTE);
    plane.rows(&mut drawing, &y, &labels);
    let line: Vec<(f64, f64)> =
        points.iter().map(|(age, purchases)| (x.at(*age), y.at(*purchases))).collect();
    drawing.curve(&line, Tone::Accent, 2.2);
    drawing.circle((x.at(last.0), y.at(last.1)), 4.0, Fill::Solid(Tone::Accent));
    drawing.text(x.at(last.0) + 8.0, y.at(last.1) + 4.5, &label, STRONG.tone(Tone::Accent));
    plane.under(&mut drawing, &x, &ticks::plain(numbers, &x.ticks(5)));
    let units = terms.units();
    plane.title_under(
        &mut drawing,
        &terms
            .say(format!("{units} since the first purchase"), format!("首购至今的时长（{units}）")),
    );
    drawing.finish(plane.bottom + 42.0)
}
