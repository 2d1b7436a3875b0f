//! Forecast by tier: what was forecast beside what came, and what may lie ahead.

use super::sheet::{Words, half, joined};
use super::ticks;
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{Drawing, Fill, Key, Plane, STRONG, Scale, TICK, Tone, keys, round_up};
use crate::study::{ForecastRange, Futures, TierFigures, TierRow, TierTest};

/// Forecast against came by tier in the test: hollow what was forecast, solid what came with its
/// 95 % interval, and by how much of what came the forecast was off.
///
/// `None` without a test.
#[must_use]
pub fn tier_forecast(test: &TierFigures, terms: &Terms) -> Option<Picture> {
    let rows: Vec<(&TierRow, &TierTest)> =
        test.rows.iter().filter_map(|row| Some((row, row.test.as_ref()?))).collect();
    if rows.is_empty() {
        return None;
    }
    Some(half("tier_forecast", words(&rows, terms), |drawing| draw(drawing, &rows, terms)))
}

fn words(rows: &[(&TierRow, &TierTest)], terms: &Terms) -> Words {
    let numbers = &terms.numbers;
    let first = rows.iter().find_map(|(row, test)| Some((terms.tier(row), test.error?)));
    let others: Vec<f64> = rows.iter().skip(1).filter_map(|(_, test)| test.error).collect();
    let title = match first {
        Some((_, error))
            if error > 0.1 && others.iter().all(|error| *error < 0.0) && !others.is_empty() =>
        {
            terms.say(
                "Too much for the top, too little for the rest".into(),
                "高估顶层，低估其余".into(),
            )
        }
        Some((_, error))
            if error < -0.1 && others.iter().all(|error| *error > 0.0) && !others.is_empty() =>
        {
            terms.say(
                "Too little for the top, too much for the rest".into(),
                "低估顶层，高估其余".into(),
            )
        }
        Some(_) => {
            let worst = rows.iter().filter_map(|(row, test)| Some((terms.tier(row), test.error?)));
            let worst = worst.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
            let (tier, error) = worst.map_or((String::new(), String::new()), |(tier, error)| {
                (tier, numbers.signed_percent(error, 0))
            });
            terms.say(
                format!("By tier the forecast was off by {error} at most ({tier})"),
                format!("分层预测偏差最大为{error}（{tier}）"),
            )
        }
        None => terms.say("Nothing came of any tier".into(), "各层级均无购买".into()),
    };
    let (values, after) = (terms.values(), terms.after());
    let note = terms.say(
        format!(
            "The {values} of {after}; the figure is how far the forecast was off, of what came."
        ),
        format!("{after}的{values}；右侧为预测偏差占实际的比例。"),
    );
    let parts = rows.iter().map(|(row, test)| {
        let (tier, forecast, came) =
            (terms.tier(row), terms.short_value(test.expected), terms.short_value(test.came));
        terms.say(
            format!("{tier}: {forecast} forecast, {came} came"),
            format!("{tier}：预测{forecast}，实际{came}"),
        )
    });
    Words {
        alt: format!("{title}{}{}", terms.pick(". ", "。"), joined(parts, terms.chinese())),
        title,
        note,
    }
}

/// The room that names of tiers take on the left.
fn room(rows: impl Iterator<Item = String>) -> f64 {
    rows.map(|name| STRONG.width(&name)).fold(40.0, f64::max).min(110.0) + 12.0
}

fn draw(mut drawing: Drawing, rows: &[(&TierRow, &TierTest)], terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let ends =
        rows.iter().flat_map(|(_, test)| [test.expected, test.came, test.came_interval.high]);
    let top = round_up(ends.fold(0.0, f64::max), 3);
    let low =
        rows.iter().map(|(_, test)| test.came_interval.low.min(test.came)).fold(0.0, f64::min);
    let left = room(rows.iter().map(|(row, _)| terms.tier(row)));
    let step = 52.0;
    let plane = Plane {
        left,
        right: drawing.width - 62.0,
        top: 28.0,
        bottom: 34.0 + step * rows.len() as f64,
    };
    let x = Scale::linear((low, top), plane.across());
    plane.columns(&mut drawing, &x, &ticks::values(terms, &x.ticks(3)));
    drawing.text(drawing.width, 14.0, terms.pick("forecast off by", "预测偏差"), TICK.end());
    for (index, (row, test)) in rows.iter().enumerate() {
        let y = plane.top + 30.0 + step * index as f64;
        drawing.clipped(0.0, y + 4.0, &terms.tier(row), left - 10.0, STRONG);
        drawing.line(
            (x.at(test.came_interval.low), y),
            (x.at(test.came_interval.high), y),
            Tone::Ink,
            1.6,
        );
        drawing.line((x.at(test.expected), y), (x.at(test.came), y), Tone::Accent, 3.0);
        drawing
            .circle((x.at(test.expected), y), 5.0, Fill::Solid(Tone::Ground))
            .outlined(Tone::Accent, 2.0);
        drawing
            .circle((x.at(test.came), y), 5.0, Fill::Solid(Tone::Ink))
            .outlined(Tone::Ground, 1.0);
        if let Some(error) = test.error {
            let label = if error.abs() < 10.0 {
                numbers.signed_percent(error, 0)
            } else {
                terms.say(
                    format!("× {}", numbers.decimal(error + 1.0, 0)),
                    format!("{}倍", numbers.decimal(error + 1.0, 0)),
                )
            };
            drawing.text(drawing.width, y + 4.0, &label, STRONG.end());
        }
    }
    let entries = [
        (Key::Dot(Fill::Solid(Tone::Ground), Some(Tone::Accent)), terms.pick("forecast", "预测")),
        (
            Key::Dot(Fill::Solid(Tone::Ink), None),
            terms.pick("came, 95%: who happens to be in the tier", "实际及95%置信区间（自助法）"),
        ),
    ];
    finish(drawing, &plane, terms, &entries)
}

/// Names what is drawn, below the figures, and ends the drawing.
fn finish(mut drawing: Drawing, plane: &Plane, terms: &Terms, entries: &[(Key, &str)]) -> String {
    let mut y = plane.bottom + 34.0;
    if terms.chinese() {
        drawing.text((plane.left + plane.right) / 2.0, y, &terms.values_in(), TICK.middle());
        y += 22.0;
    } else {
        y += 8.0;
    }
    let end = keys(&mut drawing, 0.0, y, entries);
    drawing.finish(end - 8.0)
}

/// What may lie ahead of each tier: a thick line is the range if the model holds, a thin one that
/// range widened by what earlier forecasts missed.
///
/// `None` where no future was drawn; `now` names the tiers.
#[must_use]
pub fn tier_outlook(futures: &Futures, now: &TierFigures, terms: &Terms) -> Option<Picture> {
    let named = |number: i32| now.rows.iter().find(|row| row.number == number);
    let rows: Vec<(&TierRow, &ForecastRange)> = futures
        .tiers
        .iter()
        .filter_map(|tier| Some((named(tier.number)?, tier.forecast.as_ref()?)))
        .collect();
    let widest = rows.iter().max_by(|a, b| {
        let width = |row: &ForecastRange| row.widened.high - row.widened.low;
        width(a.1).total_cmp(&width(b.1))
    })?;
    let next = terms.next();
    let range = |forecast: &ForecastRange| {
        let (low, high) =
            (terms.short_value(forecast.widened.low), terms.short_value(forecast.widened.high));
        terms.say(format!("{low} to {high}"), format!("{low}至{high}"))
    };
    let (tier, bounds) = (terms.tier(widest.0), range(widest.1));
    let title = terms.say(
        format!("The least certain tier is {tier}: {bounds}"),
        format!("{tier}的预测范围最宽：{bounds}"),
    );
    let values = terms.values();
    let mut note = terms.say(
        format!(
            "Expected {values} of the {next}. Thick: 95% of simulated futures, if the model holds."
        ),
        format!("{next}的预期{values}。粗线为模型成立时模拟结果的95%区间。"),
    );
    if widest.1.miss.is_some() {
        note += terms.pick(
            " Thin: widened by what earlier forecasts missed.",
            "细线为按以往预测偏差放宽后的区间。",
        );
    }
    let parts = rows.iter().map(|(row, forecast)| {
        let (tier, expected, bounds) =
            (terms.tier(row), terms.short_value(forecast.expected), range(forecast));
        terms
            .say(format!("{tier}: {expected}, {bounds}"), format!("{tier}：{expected}（{bounds}）"))
    });
    let alt = format!("{title}{}{}", terms.pick(". ", "。"), joined(parts, terms.chinese()));
    Some(half("tier_outlook", Words { title, note, alt }, |drawing| {
        draw_outlook(drawing, &rows, terms)
    }))
}

fn draw_outlook(
    mut drawing: Drawing,
    rows: &[(&TierRow, &ForecastRange)],
    terms: &Terms,
) -> String {
    let ends = rows.iter().flat_map(|(_, forecast)| {
        [forecast.expected, forecast.widened.high, forecast.if_model_holds.high]
    });
    let top = round_up(ends.fold(0.0, f64::max), 3);
    let low = rows.iter().map(|(_, forecast)| forecast.widened.low).fold(0.0, f64::min);
    let left = room(rows.iter().map(|(row, _)| terms.tier(row)));
    let labels: Vec<String> =
        rows.iter().map(|(_, forecast)| terms.short_value(forecast.expected)).collect();
    let right = labels.iter().map(|label| STRONG.width(label)).fold(40.0, f64::max) + 12.0;
    let step = 46.0;
    let plane = Plane {
        left,
        right: drawing.width - right,
        top: 10.0,
        bottom: 20.0 + step * rows.len() as f64,
    };
    let x = Scale::linear((low, top), plane.across());
    plane.columns(&mut drawing, &x, &ticks::values(terms, &x.ticks(3)));
    for (index, ((row, forecast), label)) in rows.iter().zip(&labels).enumerate() {
        let y = plane.top + 26.0 + step * index as f64;
        drawing.clipped(0.0, y + 4.0, &terms.tier(row), left - 10.0, STRONG);
        drawing.line(
            (x.at(forecast.widened.low), y),
            (x.at(forecast.widened.high), y),
            Tone::Accent,
            1.6,
        );
        let (low, high) = (forecast.if_model_holds.low, forecast.if_model_holds.high);
        drawing.line((x.at(low), y), (x.at(high), y), Tone::Accent, 7.0).faded(0.45);
        drawing
            .circle((x.at(forecast.expected), y), 5.0, Fill::Solid(Tone::Ground))
            .outlined(Tone::Accent, 2.0);
        drawing.text(drawing.width, y + 4.0, label, STRONG.end().tone(Tone::Accent));
    }
    let mut entries = vec![
        (Key::Dot(Fill::Solid(Tone::Ground), Some(Tone::Accent)), terms.pick("expected", "预期")),
        (Key::Area(Fill::Tint(Tone::Accent, 0.45)), terms.pick("if the model holds", "模型成立时")),
    ];
    if rows.iter().any(|(_, forecast)| forecast.miss.is_some()) {
        let words = terms.pick("widened by earlier misses", "按以往偏差放宽");
        entries.push((Key::Line(Tone::Accent, 1.6, ""), words));
    }
    finish(drawing, &plane, terms, &entries)
}
