//! Gauges of the checks: where a figure lies among the zones of its grades.

use crate::report::draw::{Drawing, Fill, Scale, TICK, Tone, positive};
use crate::report::pictures::ticks::trimmed;
use crate::report::{Language, Numbers};
use crate::study::{Better, CheckKind, Gauge};

/// The width of a gauge in pixels.
const WIDTH: f64 = 220.0;

/// The gauge of a check, 220 pixels wide, as SVG: zones with their bounds, a triangle at the figure
/// and a bar under it for its interval. What lies beyond the ends is drawn at them.
///
/// # Examples
/// ```
/// use habitue::Progress;
/// use habitue::ledger::{Rules, Transaction};
/// use habitue::money::Currency;
/// use habitue::report::pictures::gauge;
/// use habitue::report::{Language, Numbers};
/// use habitue::study::{CheckKind, Study, StudyOptions};
/// use habitue::summary::Summary;
/// use habitue::time::Day;
///
/// let mut summary = Summary::new(Rules::visits());
/// for customer in 0..40 {
///     for visit in 0..=365 / (customer + 9) {
///         let day = Day::from_number(19_000 + visit as i32 * (customer as i32 + 9))?;
///         summary.update(&Transaction::visit(customer, day))?;
///     }
/// }
/// let study = Study::of(&summary, &StudyOptions::new(), None, &mut Progress::silent())?;
/// let numbers = Numbers::new(Language::English, Currency::USD);
/// if let Some(found) = study.verdict.checks.gauge(CheckKind::Totals) {
///     assert!(gauge(CheckKind::Totals, &found, &numbers).starts_with("<svg"));
/// }
/// # Ok::<(), habitue::Error>(())
/// ```
#[must_use]
pub fn gauge(kind: CheckKind, gauge: &Gauge, numbers: &Numbers) -> String {
    // A ranking that is no better than chance is measured by its Gini coefficient, of one bound.
    let gini = kind == CheckKind::Ranking && gauge.sound == gauge.care;
    let label = |value: f64| match gini {
        true => trimmed(&numbers.decimal(value, 2)),
        false => label(kind, value, numbers),
    };
    let name = match kind {
        CheckKind::Totals => "gauge-totals",
        CheckKind::Ranking => "gauge-ranking",
        CheckKind::Leaving => "gauge-leaving",
        CheckKind::Gaps => "gauge-gaps",
        CheckKind::Rows => "gauge-rows",
        _ => "gauge-spend",
    };
    let (value, sound, care) = (label(gauge.value), label(gauge.sound), label(gauge.care));
    let alt = match numbers.language() {
        Language::Chinese => format!("{value}；可信界限{sound}，谨慎界限{care}"),
        _ => format!("{value}; sound to {sound}, with care to {care}"),
    };
    let mut drawing = Drawing::new(name, WIDTH, &alt);
    let (low, high) = ends(gauge);
    let x = Scale::linear((low, high), (2.0, WIDTH - 2.0));
    let top = 14.0;
    let mut zone = |from: f64, to: f64, tone: Tone| {
        drawing.rect(x.at(from), top, x.at(to) - x.at(from), 6.0, Fill::Solid(tone));
    };
    let (sound, care) = (gauge.sound, gauge.care);
    let mut bounds = match gauge.better {
        Better::Lower => {
            zone(low, sound, Tone::GoodZone);
            zone(sound, care, Tone::CareZone);
            zone(care, high, Tone::BadZone);
            vec![sound, care]
        }
        Better::Higher => {
            zone(low, care, Tone::BadZone);
            zone(care, sound, Tone::CareZone);
            zone(sound, high, Tone::GoodZone);
            vec![care, sound]
        }
        _ => {
            zone(low, -care, Tone::BadZone);
            zone(-care, -sound, Tone::CareZone);
            zone(-sound, sound, Tone::GoodZone);
            zone(sound, care, Tone::CareZone);
            zone(care, high, Tone::BadZone);
            vec![-care, -sound, sound, care]
        }
    };
    bounds.dedup();
    for bound in &bounds {
        drawing.line((x.at(*bound), top - 2.0), (x.at(*bound), top + 8.0), Tone::Ground, 1.5);
    }
    if let Some((from, to)) = gauge.interval {
        drawing.line((x.at(from), top + 3.0), (x.at(to), top + 3.0), Tone::Ink, 2.0);
    }
    let at = x.at(gauge.value).clamp(7.5, WIDTH - 7.5);
    drawing.polygon(
        &[(at, top + 1.5), (at - 5.5, top - 8.5), (at + 5.5, top - 8.5)],
        Fill::Solid(Tone::Ink),
    );
    labels(&mut drawing, &x, top + 20.0, &bounds, &label);
    drawing.finish(top + 24.0)
}

/// The ends of the axis: room for each zone, and for the figure unless it is far off.
fn ends(gauge: &Gauge) -> (f64, f64) {
    let (sound, care) = (gauge.sound, gauge.care);
    match gauge.better {
        Better::Lower => {
            let low = if sound >= 0.0 { 0.0 } else { sound * 2.0 };
            let reach = (care - low) * 1.6;
            (low, low + reach)
        }
        Better::Higher => {
            let width = positive((sound - care).abs());
            (care - 1.4 * width, sound + 1.4 * width)
        }
        _ => (-care * 1.6, care * 1.6),
    }
}

fn label(kind: CheckKind, value: f64, numbers: &Numbers) -> String {
    let points = numbers.decimal(100.0 * value, 1);
    match kind {
        CheckKind::Totals => trimmed(&numbers.signed_percent(value, 1)),
        CheckKind::Ranking => trimmed(&numbers.signed(100.0 * value, 1)),
        CheckKind::Leaving => trimmed(&points),
        CheckKind::Gaps => trimmed(&numbers.decimal(value, 1)) + "×",
        CheckKind::Rows => trimmed(&(points + "%")),
        _ => trimmed(&numbers.signed(value, 2)),
    }
}

/// Labels at the bounds, pushed apart where they would touch.
fn labels(
    drawing: &mut Drawing,
    x: &Scale,
    y: f64,
    bounds: &[f64],
    label: &impl Fn(f64) -> String,
) {
    let style = TICK.size(11.0);
    let words: Vec<String> = bounds.iter().map(|bound| label(*bound)).collect();
    let widest = words.iter().map(|word| style.width(word)).fold(0.0, f64::max);
    let wanted: Vec<f64> = bounds.iter().map(|bound| x.at(*bound)).collect();
    let ends = (widest / 2.0, drawing.width - widest / 2.0);
    let placed = crate::report::draw::apart(&wanted, widest + 5.0, ends);
    for (word, at) in words.iter().zip(placed) {
        drawing.text(at, y, word, style.middle());
    }
}
