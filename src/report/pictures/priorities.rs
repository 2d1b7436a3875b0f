//! Where to work: importance against performance, and what drives satisfaction.

use super::sheet::{Words, half, joined};
use super::short_name;
use super::ticks;
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{
    Area, Drawing, Fill, NOTE, PLAIN, Plane, STRONG, Scale, TICK, Tone, round_up,
};
use crate::satisfaction::Quadrant;
use crate::study::{ImportancePoint, Priorities};

/// Importance against performance: crosses are 95 % intervals, dashed lines the means, and the
/// quadrant to work on first is tinted.
///
/// `None` where importance was not asked.
#[must_use]
pub fn importance(found: &Priorities, terms: &Terms) -> Option<Picture> {
    let note = terms.pick(
        "Crosses are 95% intervals; lines stand at the means of the items.",
        "十字为95%置信区间，虚线为各项均值。",
    );
    placed(found, note, terms)
}

/// The same where importance is what the drivers explain.
pub(in crate::report) fn derived_importance(found: &Priorities, terms: &Terms) -> Option<Picture> {
    let note = terms.pick(
        "Importance is the share explained, in %; performance 0 to 100. Crosses are 95% intervals.",
        "重要性为解释份额（%），表现为0～100分；十字为95%置信区间。",
    );
    placed(found, note, terms)
}

fn placed(found: &Priorities, note: &str, terms: &Terms) -> Option<Picture> {
    let cuts = (found.performance_cut?, found.importance_cut?);
    if found.map.is_empty() {
        return None;
    }
    let words = words(found, note, terms);
    Some(half("importance", words, |drawing| draw(drawing, &found.map, cuts, terms)))
}

fn words(found: &Priorities, note: &str, terms: &Terms) -> Words {
    let numbers = &terms.numbers;
    let mut first: Vec<&ImportancePoint> =
        found.map.iter().filter(|point| point.quadrant == Quadrant::ConcentrateHere).collect();
    first.sort_by(|a, b| b.importance.total_cmp(&a.importance));
    let names: Vec<String> = first.iter().take(3).map(|point| short_name(&point.name)).collect();
    let title = if names.is_empty() {
        terms.say(
            "Nothing important is done worse than the rest".into(),
            "重要的方面均不逊于其余".into(),
        )
    } else {
        let names = numbers.listed(&names);
        terms.say(
            format!("Important and not done well: {names}"),
            format!("重要而做得不够：{names}"),
        )
    };
    let parts = found.map.iter().map(|point| {
        let (performance, importance) =
            (numbers.decimal(point.performance, 1), numbers.decimal(point.importance, 1));
        let name = short_name(&point.name);
        terms.say(
            format!("{name}: importance {importance}, performance {performance}"),
            format!("{name}：重要性{importance}，表现{performance}"),
        )
    });
    Words {
        alt: format!("{title}{}{}", terms.pick(". ", "。"), joined(parts, terms.chinese())),
        title,
        note: note.to_owned(),
    }
}

fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) =
        values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
    let margin = ((high - low) * 0.16).max(0.05);
    (low - margin, high + margin)
}

fn draw(mut drawing: Drawing, map: &[ImportancePoint], cuts: (f64, f64), terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let across = ends(map.iter().flat_map(|point| {
        let it = point.performance_interval.map_or([point.performance; 2], |it| [it.low, it.high]);
        [it[0], it[1], cuts.0]
    }));
    let up = ends(map.iter().flat_map(|point| {
        let it = point.importance_interval.map_or([point.importance; 2], |it| [it.low, it.high]);
        [it[0], it[1], cuts.1]
    }));
    let labels = ticks::plain(numbers, &Scale::linear(up, (0.0, 1.0)).ticks(4));
    let plane = Plane {
        left: crate::report::draw::margin(&labels),
        right: drawing.width - 8.0,
        top: 30.0,
        bottom: 320.0,
    };
    let (x, y) = (Scale::linear(across, plane.across()), Scale::linear(up, plane.up()));
    let (right, below) = (x.at(cuts.0), y.at(cuts.1));
    drawing.rect(
        plane.left,
        plane.top,
        right - plane.left,
        below - plane.top,
        Fill::Tint(Tone::Care, 0.10),
    );
    plane.rows(&mut drawing, &y, &labels);
    plane.under(&mut drawing, &x, &ticks::plain(numbers, &x.ticks(5)));
    drawing.line((right, plane.bottom), (right, plane.top), Tone::Ink, 1.0).dashed("3 3");
    drawing.line((plane.left, below), (plane.right, below), Tone::Ink, 1.0).dashed("3 3");
    drawing.text(0.0, 14.0, terms.pick("how important it is", "重要性"), NOTE);
    plane.title_under(&mut drawing, terms.pick("how well it is done", "表现"));
    quadrants(&mut drawing, &plane, terms);
    let centres: Vec<(f64, f64)> =
        map.iter().map(|point| (x.at(point.performance), y.at(point.importance))).collect();
    for (point, centre) in map.iter().zip(&centres) {
        if let Some(it) = point.performance_interval {
            drawing.line((x.at(it.low), centre.1), (x.at(it.high), centre.1), Tone::Ink, 1.4);
            drawing.keep_clear(Area {
                left: x.at(it.low),
                right: x.at(it.high),
                top: centre.1 - 1.5,
                bottom: centre.1 + 1.5,
            });
        }
        if let Some(it) = point.importance_interval {
            drawing.line((centre.0, y.at(it.low)), (centre.0, y.at(it.high)), Tone::Ink, 1.4);
            drawing.keep_clear(Area {
                left: centre.0 - 1.5,
                right: centre.0 + 1.5,
                top: y.at(it.high),
                bottom: y.at(it.low),
            });
        }
        drawing
            .circle(*centre, 5.0, Fill::Solid(Tone::Accent))
            .outlined(Tone::Ground, 1.2)
            .tip(&point.name);
        drawing.keep_clear(Area::around(*centre, 6.0));
    }
    let bounds =
        Area { left: plane.left, right: drawing.width, top: plane.top, bottom: plane.bottom };
    for (point, centre) in map.iter().zip(&centres) {
        drawing.label(*centre, 6.0, &short_name(&point.name), STRONG.halo(), &bounds);
    }
    drawing.finish(plane.bottom + 42.0)
}

fn quadrants(drawing: &mut Drawing, plane: &Plane, terms: &Terms) {
    let style = NOTE.bold();
    let (top, bottom) = (plane.top + 15.0, plane.bottom - 8.0);
    let (left, right) = (plane.left + 5.0, plane.right - 4.0);
    drawing.text(left, top, terms.pick("Work here first", "重点改进区"), style);
    drawing.text(right, top, terms.pick("Keep it up", "优势保持区"), style.end());
    drawing.text(left, bottom, terms.pick("Low priority", "低优先区"), style);
    drawing.text(right, bottom, terms.pick("Perhaps too much", "过度投入区"), style.end());
}

/// The share of the spread of overall satisfaction that each item explains (Shapley), with 95 %
/// intervals; the largest first.
///
/// `None` where overall satisfaction was not asked.
#[must_use]
pub fn drivers(found: &Priorities, terms: &Terms) -> Option<Picture> {
    driven(found, ("overall satisfaction", "总体满意度"), terms)
}

/// The same of an outcome of this name, in English and Chinese.
pub(in crate::report) fn driven(
    found: &Priorities,
    (outcome, outcome_zh): (&str, &str),
    terms: &Terms,
) -> Option<Picture> {
    let mut rows: Vec<&crate::study::DriverShare> = found.drivers.iter().collect();
    rows.sort_by(|a, b| b.share.total_cmp(&a.share));
    let [first, others @ ..] = rows.as_slice() else {
        return None;
    };
    let numbers = &terms.numbers;
    let (name, short) = (short_name(&first.name), outcome.trim_start_matches("overall "));
    let sure = others.iter().all(|other| match (first.interval, other.interval) {
        (Some(one), Some(two)) => one.low > two.high,
        _ => false,
    });
    let title = if sure && !others.is_empty() {
        terms.say(format!("{name} moves {outcome} most"), format!("{name}对{outcome_zh}影响最大"))
    } else {
        terms.say(
            format!("{name} comes first among what moves {short}, but not surely"),
            format!("{name}的影响居首，但尚不能断定"),
        )
    };
    let (n, all) = (
        numbers.count(found.driver_respondents),
        numbers.percent(found.r_squared.unwrap_or_default()),
    );
    let overlap = if sure {
        ""
    } else {
        terms.pick(" Overlapping intervals: do not rank.", "区间重叠者不宜排名。")
    };
    let note = terms.say(
        format!(
            "Shapley shares of the spread of {outcome}; together {all}, n {n}.{overlap}"
        ),
        format!(
            "对{outcome_zh}差异的解释份额（Shapley分解），合计{all}，n={n}；相关不等于因果。{overlap}"
        ),
    );
    let parts =
        rows.iter().map(|row| format!("{} {}", short_name(&row.name), numbers.percent(row.share)));
    let alt = format!("{title}{}{}", terms.pick(". ", "。"), joined(parts, terms.chinese()));
    Some(half("drivers", Words { title, note, alt }, |drawing| draw_drivers(drawing, &rows, terms)))
}

fn draw_drivers(
    mut drawing: Drawing,
    rows: &[&crate::study::DriverShare],
    terms: &Terms,
) -> String {
    let numbers = &terms.numbers;
    let high =
        rows.iter().map(|row| row.interval.map_or(row.share, |it| it.high)).fold(0.01, f64::max);
    let top = round_up(high, 5);
    let left =
        rows.iter().map(|row| PLAIN.size(13.0).width(&row.name)).fold(50.0, f64::max).min(118.0)
            + 12.0;
    let step = 42.0;
    let plane = Plane {
        left,
        right: drawing.width - 48.0,
        top: 6.0,
        bottom: 12.0 + step * rows.len() as f64,
    };
    let x = Scale::linear((0.0, top), plane.across());
    plane.columns(&mut drawing, &x, &ticks::shares(numbers, &x.ticks(5)));
    for (index, row) in rows.iter().enumerate() {
        let y = 14.0 + step * index as f64;
        drawing.clipped(0.0, y + 17.0, &row.name, left - 10.0, PLAIN.size(13.0));
        drawing.rect(left, y, x.at(row.share) - left, 24.0, Fill::Solid(Tone::Accent)).round(2.0);
        if let Some(it) = row.interval {
            drawing.line((x.at(it.low), y + 12.0), (x.at(it.high), y + 12.0), Tone::Ground, 5.0);
            drawing.line((x.at(it.low), y + 12.0), (x.at(it.high), y + 12.0), Tone::Ink, 1.8);
        }
        drawing.text(drawing.width, y + 17.0, &numbers.percent(row.share), STRONG.end());
    }
    let words = terms.pick("share of the spread explained", "解释份额");
    drawing.text((plane.left + plane.right) / 2.0, plane.bottom + 36.0, words, TICK.middle());
    drawing.finish(plane.bottom + 44.0)
}
