//! Calibration: purchases in the test by number of repeats so far, and the fit while learning.

use super::sheet::{Words, half, joined};
use super::ticks;
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{
    Bands, Drawing, Fill, Key, PLAIN, Plane, Scale, TICK, Tone, keys, margin, round_up,
};
use crate::study::{Calibration, CalibrationClass};

/// Purchases per customer in the test by repeat purchases so far, on a logarithmic axis: solid what
/// came with its 95 % interval, hollow what was expected; the number of customers below.
///
/// `None` without a test.
#[must_use]
pub fn calibration(calibration: &Calibration, terms: &Terms) -> Option<Picture> {
    if calibration.classes.is_empty() {
        return None;
    }
    let words = words(&calibration.classes, terms);
    Some(half("calibration", words, |drawing| draw(drawing, &calibration.classes, terms)))
}

/// Customers by number of repeat purchases while learning, actual and expected: the fit, which is
/// no test.
#[must_use]
pub fn fit(calibration: &Calibration, terms: &Terms) -> Option<Picture> {
    if calibration.fit.is_empty() {
        return None;
    }
    let numbers = &terms.numbers;
    let all: f64 = calibration.fit.iter().map(|class| class.actual).sum();
    let apart = |class: &&crate::study::FrequencyClass| (class.actual - class.expected).abs();
    let worst = calibration.fit.iter().max_by(|a, b| apart(a).total_cmp(&apart(b)));
    let title = match worst {
        Some(class) if apart(&class) > 0.01 * all => {
            let (repeats, actual, expected) = (
                label(class.repeats, if class.or_more { None } else { Some(class.repeats) }, terms),
                numbers.decimal(class.actual, 0),
                numbers.decimal(class.expected, 0),
            );
            terms.say(
                format!(
                    "The fit misses most at {repeats} repeats: {expected} expected, {actual} there"
                ),
                format!("校准期拟合偏差最大处为复购{repeats}次：预期{expected}位，实际{actual}位"),
            )
        }
        _ => terms.say("While learning, the model fits".into(), "校准期拟合良好".into()),
    };
    let note =
        terms.pick("Not a test: the model saw these.", "非检验：模型已使用这些数据。").to_owned();
    let words = Words { alt: format!("{title}{}{note}", terms.pick(". ", "。")), title, note };
    Some(half("fit", words, |drawing| draw_fit(drawing, calibration, terms)))
}

fn label(from: u32, to: Option<u32>, terms: &Terms) -> String {
    match to {
        Some(to) if to == from => from.to_string(),
        Some(to) => format!("{from}{}{to}", terms.pick("–", "～")),
        None => format!("{from}+"),
    }
}

/// Whether what was expected lies surely below (−1) or above (1) what came.
fn side(class: &CalibrationClass) -> i32 {
    match class.came_interval {
        Some(interval) if class.expected < interval.low => -1,
        Some(interval) if class.expected > interval.high => 1,
        _ => 0,
    }
}

fn words(classes: &[CalibrationClass], terms: &Terms) -> Words {
    let named = |wanted: i32| -> Vec<String> {
        let found = classes.iter().filter(|class| side(class) == wanted);
        found.map(|class| label(class.from, class.to, terms)).collect()
    };
    let (low, high) = (named(-1), named(1));
    let listed = |names: &[String]| terms.numbers.listed(names);
    let title = match (low.is_empty(), high.is_empty()) {
        (true, true) => terms.say(
            "Rare and frequent buyers came as expected".into(),
            "各复购次数的客户均与预期相符".into(),
        ),
        (false, true) => terms.say(
            format!("The shortfall sits at {} repeats", listed(&low)),
            format!("预测偏低集中在复购{}次的客户", listed(&low)),
        ),
        (true, false) => terms.say(
            format!("Too much was expected at {} repeats", listed(&high)),
            format!("预测偏高集中在复购{}次的客户", listed(&high)),
        ),
        (false, false) => terms.say(
            format!("Too little at {} repeats, too much at {}", listed(&low), listed(&high)),
            format!("复购{}次者偏低，复购{}次者偏高", listed(&low), listed(&high)),
        ),
    };
    let after = terms.after();
    let note = terms.say(
        format!("Purchases per customer in {after}, by repeat purchases so far; log scale."),
        format!("按已有复购次数，{after}的人均购买次数（对数刻度）。"),
    );
    let parts = classes.iter().map(|class| {
        let (name, came, expected) = (
            label(class.from, class.to, terms),
            terms.numbers.decimal(class.came, 2),
            terms.numbers.decimal(class.expected, 2),
        );
        terms.say(
            format!("{name}: {expected} expected, {came} came"),
            format!("{name}次：预期{expected}，实际{came}"),
        )
    });
    Words {
        alt: format!("{title}{}{}", terms.pick(". ", "。"), joined(parts, terms.chinese())),
        title,
        note,
    }
}

fn draw(mut drawing: Drawing, classes: &[CalibrationClass], terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let of = |class: &CalibrationClass| {
        let ends =
            class.came_interval.map_or([class.came; 2], |interval| [interval.low, interval.high]);
        [class.came, class.expected, ends[0], ends[1]]
    };
    let seen = || classes.iter().flat_map(of).filter(|value| *value > 0.0);
    let high = seen().fold(0.0, f64::max).max(0.1) * 1.25;
    // What came may be 0 and an interval may begin there: three powers of ten are enough.
    let centres = || {
        classes.iter().flat_map(|class| [class.came, class.expected]).filter(|value| *value > 0.0)
    };
    let low = (centres().fold(high, f64::min) * 0.6).max(high / 1_000.0);
    let counts = ticks::powers(numbers, &Scale::log((low, high), (0.0, 1.0)).ticks(7));
    let plane =
        Plane { left: margin(&counts), right: drawing.width - 4.0, top: 14.0, bottom: 256.0 };
    let y = Scale::log((low, high), plane.up());
    let bands = Bands::new(classes.len(), plane.across());
    plane.rows(&mut drawing, &y, &counts);
    for (index, class) in classes.iter().enumerate() {
        let x = bands.middle(index);
        if let Some(interval) = class.came_interval {
            drawing.line(
                (x - 5.0, y.at(interval.low)),
                (x - 5.0, y.at(interval.high)),
                Tone::Ink,
                1.6,
            );
        }
        drawing.circle((x - 5.0, y.at(class.came)), 4.0, Fill::Solid(Tone::Ink));
        drawing
            .circle((x + 5.0, y.at(class.expected)), 4.0, Fill::Solid(Tone::Ground))
            .outlined(Tone::Accent, 2.0);
        drawing.text(x, plane.bottom + 16.0, &label(class.from, class.to, terms), PLAIN.middle());
    }
    let count = |class: &CalibrationClass| numbers.count(class.customers);
    // Counts of customers on two lines in turn, where they do not fit on one.
    let turns = classes.iter().any(|class| TICK.size(11.0).width(&count(class)) > bands.step - 3.0);
    for (index, class) in classes.iter().enumerate() {
        let down = if turns && index % 2 == 1 { 44.0 } else { 30.0 };
        let x = bands.middle(index).max(TICK.width(&count(class)) / 2.0);
        drawing.text(x, plane.bottom + down, &count(class), TICK.size(11.0).middle());
    }
    let below = plane.bottom + if turns { 62.0 } else { 48.0 };
    let title =
        terms.pick("repeat purchases so far; customers below", "已有复购次数（下行为客户数）");
    drawing.text((plane.left + plane.right) / 2.0, below, title, TICK.size(12.0).middle());
    let entries = [
        (
            Key::Dot(Fill::Solid(Tone::Ink), None),
            terms.pick("came, with its 95% interval", "实际及95%置信区间"),
        ),
        (Key::Dot(Fill::Solid(Tone::Ground), Some(Tone::Accent)), terms.pick("expected", "预期")),
    ];
    let end = keys(&mut drawing, plane.left, below + 22.0, &entries);
    drawing.finish(end - 8.0)
}

fn draw_fit(mut drawing: Drawing, calibration: &Calibration, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let classes = &calibration.fit;
    let most = classes.iter().map(|class| class.actual.max(class.expected)).fold(1.0, f64::max);
    let top = round_up(most * 1.06, 4);
    let counts = ticks::plain(numbers, &Scale::linear((0.0, top), (0.0, 1.0)).ticks(4));
    let plane =
        Plane { left: margin(&counts), right: drawing.width - 4.0, top: 14.0, bottom: 204.0 };
    let y = Scale::linear((0.0, top), plane.up());
    let bands = Bands::new(classes.len(), plane.across());
    plane.rows(&mut drawing, &y, &counts);
    for (index, class) in classes.iter().enumerate() {
        let (start, half) = (bands.start(index), bands.step / 2.0);
        drawing.rect(
            start + 4.0,
            y.at(class.actual),
            half - 5.0,
            plane.bottom - y.at(class.actual),
            Fill::Solid(Tone::Ink),
        );
        let height = y.at(class.expected);
        drawing.rect(
            start + half,
            height,
            half - 5.0,
            plane.bottom - height,
            Fill::Solid(Tone::Accent),
        );
        let name =
            label(class.repeats, if class.or_more { None } else { Some(class.repeats) }, terms);
        drawing.text(bands.middle(index), plane.bottom + 16.0, &name, TICK.middle());
        let actual = numbers.decimal(class.actual, 0);
        if TICK.size(11.0).width(&actual) < bands.step {
            let above = y.at(class.actual.max(class.expected)) - 5.0;
            drawing.text(bands.middle(index), above, &actual, TICK.size(11.0).middle());
        }
    }
    plane
        .title_under(&mut drawing, terms.pick("repeat purchases while learning", "校准期复购次数"));
    let entries = [
        (Key::Area(Fill::Solid(Tone::Ink)), terms.pick("came (the figure)", "实际（图中数字）")),
        (Key::Area(Fill::Solid(Tone::Accent)), terms.pick("expected", "预期")),
    ];
    let end = keys(&mut drawing, plane.left, plane.bottom + 56.0, &entries);
    drawing.finish(end - 8.0)
}
