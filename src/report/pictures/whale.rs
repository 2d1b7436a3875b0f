//! The whale curve: what the best customers hold, expected and as it came.

use super::sheet::{Words, half};
use super::ticks;
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{Area, Drawing, Fill, Key, Plane, STRONG, Scale, Tone, keys};
use crate::study::{RankingFinding, Whale};

/// Customers, most valuable first, against the share that they bring: expected, as it came in that
/// order, and as it came in the order of spend so far. The points at a fifth are labelled.
///
/// Of a test all three lines are drawn, of the last day the expected one. `ranking` is what the
/// check of the ranking found, which the title says.
#[must_use]
pub fn whale(whale: &Whale, ranking: Option<RankingFinding>, terms: &Terms) -> Picture {
    half("whale", words(whale, ranking, terms), |drawing| draw(drawing, whale, terms))
}

/// What the point of a curve holds that is nearest to a fifth of the customers; `None` where there
/// are too few customers for one.
fn at_fifth(curve: &[(f64, f64)]) -> Option<f64> {
    let apart = |point: &(f64, f64)| (point.0 - 0.2).abs();
    let nearest = curve.iter().min_by(|a, b| apart(a).total_cmp(&apart(b)))?;
    (apart(nearest) < 0.02).then_some(nearest.1)
}

fn words(whale: &Whale, ranking: Option<RankingFinding>, terms: &Terms) -> Words {
    let numbers = &terms.numbers;
    let values = terms.values();
    let top = whale.top_fifth.map(|share| numbers.percent(share));
    let top = top.unwrap_or_else(|| terms.pick("nothing", "0%").to_owned());
    let came = at_fifth(&whale.came).map(|share| numbers.percent(share));
    let title = match (ranking, &came) {
        (Some(RankingFinding::BetterThanObvious), Some(came)) => terms.say(
            format!("The order held: the top fifth brought {came}, more than the biggest spenders so far"),
            format!("排序有效：前20%客户带来{came}，高于按历史消费排序的前20%"),
        ),
        (Some(RankingFinding::AsTheObvious), Some(came)) => terms.say(
            format!("The top fifth brought {came}; ranked by spend so far they do as well"),
            format!("前20%客户带来{came}，与按历史消费排序不相上下"),
        ),
        (Some(RankingFinding::WorseThanObvious), Some(_)) => terms.say(
            "Spend so far ranks customers better than the model".into(),
            "按历史消费排序优于模型排序".into(),
        ),
        (Some(RankingFinding::Chance), Some(_)) => terms.say(
            "The order of the model is no better than chance".into(),
            "模型排序并不优于随机排列".into(),
        ),
        (_, Some(came)) => terms.say(
            format!("The top fifth was to bring {top} and brought {came}"),
            format!("前20%客户预期占{top}，实际占{came}"),
        ),
        _ => terms.say(
            format!("The top fifth holds {top} of the {values} expected"),
            format!("前20%客户占预期{values}的{top}"),
        ),
    };
    let note = if came.is_some() {
        let after = terms.after();
        terms.say(
            format!("Cumulative share of {values}, best customers first; what came is of {after}."),
            format!("按价值从高到低累计的{values}占比；实际为{after}。"),
        )
    } else {
        terms.say(
            format!("Cumulative share of expected {values}, best customers first."),
            format!("按价值从高到低累计的预期{values}占比。"),
        )
    };
    let alt = match &came {
        Some(came) => terms.say(
            format!("{title}. The top fifth holds {top} of what is expected and brought {came} of what came."),
            format!("{title}。前20%客户占预期的{top}，占实际的{came}。"),
        ),
        None => title.clone(),
    };
    Words { title, note, alt }
}

fn draw(mut drawing: Drawing, whale: &Whale, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let plane = Plane { left: 42.0, right: drawing.width - 18.0, top: 14.0, bottom: 286.0 };
    let lowest = [&whale.expected, &whale.came, &whale.came_by_so_far];
    let points = || lowest.iter().flat_map(|curve| curve.iter().map(|(_, held)| *held));
    let low = (points().fold(0.0, f64::min) * 10.0).floor() / 10.0;
    let high = (points().fold(1.0, f64::max) * 10.0).ceil() / 10.0;
    let x = Scale::linear((0.0, 1.0), plane.across());
    let y = Scale::linear((low, high), plane.up());
    plane.rows(&mut drawing, &y, &ticks::shares(numbers, &y.ticks(4)));
    plane.under(&mut drawing, &x, &ticks::shares(numbers, &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]));
    plane.title_under(
        &mut drawing,
        terms.pick("customers, most valuable first", "客户（按预测价值从高到低）"),
    );
    let place = |curve: &[(f64, f64)]| -> Vec<(f64, f64)> {
        curve.iter().map(|(share, held)| (x.at(*share), y.at(*held))).collect()
    };
    drawing.line((x.at(0.0), y.at(0.0)), (x.at(1.0), y.at(1.0)), Tone::Axis, 1.0).dashed("2 4");
    let (next, after) = (terms.next(), terms.after());
    let mut legend = Vec::new();
    let expected = terms.say(format!("expected, {next}"), format!("预期（{next}）"));
    let came = terms.say(format!("came, {after}"), format!("实际（{after}）"));
    if !whale.came_by_so_far.is_empty() {
        drawing.curve(&place(&whale.came_by_so_far), Tone::Muted, 1.4).dashed("5 3");
        drawing.curve(&place(&whale.came), Tone::Ink, 2.2);
    }
    drawing.curve(&place(&whale.expected), Tone::Accent, 2.2);
    legend.push((Key::Line(Tone::Accent, 2.2, ""), expected.as_str()));
    if !whale.came.is_empty() {
        legend.push((Key::Line(Tone::Ink, 2.2, ""), came.as_str()));
        legend.push((
            Key::Line(Tone::Muted, 1.4, "5 3"),
            terms.pick("came, ranked by spend so far", "实际（按历史消费排序）"),
        ));
    }
    legend.push((Key::Line(Tone::Axis, 1.0, "2 4"), terms.pick("if all were equal", "完全均等")));
    fifth(&mut drawing, whale, &plane, (&x, &y), terms);
    let end = keys(&mut drawing, 0.0, plane.bottom + 56.0, &legend);
    drawing.finish(end - 8.0)
}

/// The points of the top fifth, with their labels beside the curves.
fn fifth(
    drawing: &mut Drawing,
    whale: &Whale,
    plane: &Plane,
    (x, y): (&Scale, &Scale),
    terms: &Terms,
) {
    let numbers = &terms.numbers;
    let at = x.at(0.2);
    let lines = [(whale.top_fifth, Tone::Accent), (at_fifth(&whale.came), Tone::Ink)];
    if let Some(high) = lines.iter().filter_map(|(held, _)| *held).reduce(f64::max) {
        drawing.line((at, plane.bottom), (at, y.at(high)), Tone::Axis, 1.0);
    }
    let expected = lines[0].0.unwrap_or_default();
    let came = lines[1].0.unwrap_or_default();
    for (held, tone) in lines {
        let Some(held) = held else { continue };
        drawing.circle((at, y.at(held)), 4.0, Fill::Solid(tone));
        // The higher one to the left above, the lower one to the right below: off both curves.
        let higher = if tone == Tone::Accent { expected >= came } else { came > expected };
        let label = numbers.percent(held);
        let style = STRONG.tone(tone).halo();
        if higher {
            let left = (at - 8.0).max(plane.left + style.width(&label) + 2.0);
            drawing.text(left, y.at(held) - 6.0, &label, style.end());
        } else {
            drawing.text(at + 9.0, y.at(held) + 15.0, &label, style);
        }
        drawing.keep_clear(Area::around((at, y.at(held)), 4.0));
    }
}
