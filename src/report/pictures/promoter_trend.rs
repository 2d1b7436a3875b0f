//! The promoter score over time: the score of each wave with its interval.

use super::sheet::{Words, half, joined};
use super::short_name;
use super::ticks;
use crate::error::{Error, Result};
use crate::report::draw::{Bands, Drawing, Fill, Plane, STRONG, Scale, TICK, Tone};
use crate::report::{Numbers, Picture};
use crate::satisfaction::PromoterScore;

/// The promoter score (NPS) of waves in their order, with intervals, and the line of zero.
///
/// Waves have a name, such as "2024 Q1", and a score from −100 to 100; 2 to 24 of them. The title
/// says whether the last differs from the first: by the test of
/// [`PromoterScore::difference`] at 95 %.
///
/// # Errors
/// [`OutOfRange`](crate::error::ErrorKind::OutOfRange) for fewer than 2 or more than 24 waves.
///
/// # Examples
/// ```
/// use habitue::money::Currency;
/// use habitue::report::pictures::promoter_trend;
/// use habitue::report::{Language, Numbers};
/// use habitue::satisfaction::{PromoterCounts, PromoterInterval};
///
/// let score = |counts: PromoterCounts| counts.score(PromoterInterval::Score, 0.95);
/// let waves = [
///     ("spring", score(PromoterCounts::from_counts(120, 148, 132)?)?),
///     ("autumn", score(PromoterCounts::from_counts(200, 140, 60)?)?),
/// ];
/// let picture = promoter_trend(&waves, &Numbers::new(Language::English, Currency::USD))?;
/// assert_eq!(picture.title, "The promoter score rose from −3 to +35");
/// # Ok::<(), habitue::Error>(())
/// ```
pub fn promoter_trend(waves: &[(&str, PromoterScore)], numbers: &Numbers) -> Result<Picture> {
    if !(2..=24).contains(&waves.len()) {
        return Err(Error::out_of_range("waves", waves.len() as f64, "2 to 24 waves"));
    }
    let words = words(waves, numbers)?;
    Ok(half("promoter_trend", words, |drawing| draw(drawing, waves, numbers)))
}

fn words(waves: &[(&str, PromoterScore)], numbers: &Numbers) -> Result<Words> {
    let language = numbers.language();
    let (first, last) = (&waves[0].1, &waves[waves.len() - 1].1);
    let change = first.difference(last, 0.95)?;
    let (from, to) = (numbers.signed(first.score, 0), numbers.signed(last.score, 0));
    let title = if change.interval.low > 0.0 {
        language.pick(
            format!("The promoter score rose from {from} to {to}"),
            format!("净推荐值由{from}升至{to}"),
        )
    } else if change.interval.high < 0.0 {
        language.pick(
            format!("The promoter score fell from {from} to {to}"),
            format!("净推荐值由{from}降至{to}"),
        )
    } else {
        language.pick(
            format!("The promoter score went from {from} to {to}: no sure change"),
            format!("净推荐值由{from}变为{to}，未发现显著变化"),
        )
    };
    let note = language.pick(
        "Promoters less detractors, −100 to 100, with 95% intervals.",
        "推荐者占比减贬损者占比（−100～100），线段为95%置信区间。",
    );
    let parts = waves
        .iter()
        .map(|(name, score)| format!("{} {}", short_name(name), numbers.signed(score.score, 0)));
    let alt = format!(
        "{title}{}{}",
        language.pick(". ", "。"),
        joined(parts, language.pick(false, true))
    );
    Ok(Words { title, note: note.to_owned(), alt })
}

fn draw(mut drawing: Drawing, waves: &[(&str, PromoterScore)], numbers: &Numbers) -> String {
    let ends = waves.iter().flat_map(|(_, score)| [score.interval.low, score.interval.high]);
    let (low, high) =
        ends.fold((0.0, 0.0), |(low, high): (f64, f64), end| (low.min(end), high.max(end)));
    let (low, high) = ((low / 10.0 - 0.2).floor() * 10.0, (high / 10.0 + 0.3).ceil() * 10.0);
    let plane = Plane { left: 42.0, right: drawing.width - 8.0, top: 16.0, bottom: 236.0 };
    let y = Scale::linear((low.max(-100.0), high.min(100.0)), plane.up());
    let labels: Vec<ticks::Tick> =
        y.ticks(5).into_iter().map(|value| (value, numbers.signed(value, 0))).collect();
    plane.rows(&mut drawing, &y, &labels);
    drawing.line((plane.left, y.at(0.0)), (plane.right, y.at(0.0)), Tone::Axis, 1.4);
    let bands = Bands::new(waves.len(), plane.across());
    let line: Vec<(f64, f64)> = waves
        .iter()
        .enumerate()
        .map(|(at, (_, score))| (bands.middle(at), y.at(score.score)))
        .collect();
    drawing.curve(&line, Tone::Accent, 1.6).faded(0.5);
    for (at, (name, score)) in waves.iter().enumerate() {
        let x = bands.middle(at);
        drawing.line(
            (x, y.at(score.interval.low)),
            (x, y.at(score.interval.high)),
            Tone::Accent,
            2.0,
        );
        drawing
            .circle((x, y.at(score.score)), 5.0, Fill::Solid(Tone::Accent))
            .outlined(Tone::Ground, 1.2)
            .tip(name);
        let label = numbers.signed(score.score, 0);
        if STRONG.width(&label) + 2.0 < bands.step {
            drawing.text(
                x,
                y.at(score.interval.high) - 7.0,
                &label,
                STRONG.tone(Tone::Accent).halo().middle(),
            );
        }
    }
    // As many names as have room, the last among them.
    let width =
        waves.iter().map(|(name, _)| TICK.width(&short_name(name))).fold(0.0, f64::max).min(120.0);
    let stride = ((width + 8.0) / bands.step).ceil().max(1.0) as usize;
    for (at, (name, _)) in waves.iter().enumerate().rev().step_by(stride) {
        // Inside the picture, and clear of its neighbour.
        let to_edge = 2.0 * bands.middle(at).min(drawing.width - bands.middle(at));
        let room = (bands.step * stride as f64 - 6.0).min(to_edge).max(20.0);
        let label = crate::report::draw::clipped(name, room, TICK.size, false);
        drawing.text(bands.middle(at), plane.bottom + 18.0, &label, TICK.middle());
    }
    drawing.finish(plane.bottom + 26.0)
}
