//! Tracking: repeat purchases by period and cumulated, came and expected.

use chrono::Datelike;

use super::sheet::{Words, full, half};
use super::ticks;
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{
    Drawing, Fill, Key, NOTE, PLAIN, Plane, Scale, Tone, keys, margin, round_up,
};
use crate::study::TrackedPeriods;
use crate::time::Day;

/// Repeat purchases of all customers by period: bars that came, a line that was expected, with its
/// band; the test is shaded, and its totals stand in the head. Periods that are short are hatched.
#[must_use]
pub fn tracking(tracked: &TrackedPeriods, terms: &Terms) -> Picture {
    full("tracking", words(tracked, terms), |drawing| draw(drawing, tracked, terms))
}

/// The same purchases added up from the first day on: cumulative, came and expected.
#[must_use]
pub fn cumulative(tracked: &TrackedPeriods, terms: &Terms) -> Picture {
    let numbers = &terms.numbers;
    let last = running(tracked).last().copied().unwrap_or_default();
    let (came, expected) = (numbers.short(last.1), numbers.short(last.2));
    let off = if last.1 > 0.0 { last.2 / last.1 - 1.0 } else { 0.0 };
    let title = if off.abs() < 0.05 {
        terms.say(
            format!("Added up, {came} repeat purchases came where {expected} were expected"),
            format!("累计实际复购{came}次，预期{expected}次"),
        )
    } else {
        let share = numbers.percent(off.abs());
        let (english, chinese) = if off < 0.0 { ("few", "少") } else { ("many", "多") };
        terms.say(
            format!("Added up, the model expects {share} too {english}: {expected}, not {came}"),
            format!("累计来看，模型预期偏{chinese}{share}：预期{expected}次，实际{came}次"),
        )
    };
    let note = terms.pick(
        "Cumulative repeat purchases of all customers; dashed: where the test begins.",
        "全体客户的累计复购次数；虚线为验证期起点。",
    );
    let words =
        Words { alt: format!("{title}{}", terms.pick(".", "。")), title, note: note.to_owned() };
    half("cumulative", words, |drawing| draw_cumulative(drawing, tracked, terms))
}

/// (end of the period, came, expected), added up.
fn running(tracked: &TrackedPeriods) -> Vec<(f64, f64, f64)> {
    let mut sum = (0.0, 0.0);
    let added = tracked.periods.iter().map(|period| {
        sum = (sum.0 + period.came as f64, sum.1 + period.expected);
        (period.to, sum.0, sum.1)
    });
    added.collect()
}

fn words(tracked: &TrackedPeriods, terms: &Terms) -> Words {
    let numbers = &terms.numbers;
    let (title, alt) = match &tracked.test {
        Some(test) => {
            let off =
                if test.came > 0 { test.expected / test.came as f64 - 1.0 } else { f64::INFINITY };
            let (outside, all) = (numbers.count(test.outside), numbers.count(test.periods));
            let share = numbers.percent(off.abs());
            let title = match off {
                off if off.abs() < 0.05 => {
                    terms.say("The level holds in the test".into(), "验证期总量吻合".into())
                }
                off if off.is_infinite() => {
                    terms.say("Nothing came in the test".into(), "验证期没有任何购买".into())
                }
                off if off < 0.0 => terms.say(
                    format!("The forecast runs {share} low in the test"),
                    format!("验证期预测偏低{share}"),
                ),
                _ => terms.say(
                    format!("The forecast runs {share} high in the test"),
                    format!("验证期预测偏高{share}"),
                ),
            };
            let title = if test.periods > 0 && test.outside > 0 {
                let verb = if test.outside == 1 { "lies" } else { "lie" };
                title
                    + &terms.say(
                        format!("; {outside} of {all} periods {verb} outside the band"),
                        format!("，{all}个时段中{outside}个超出区间"),
                    )
            } else {
                title
            };
            let (expected, came) = (numbers.short(test.expected), numbers.count(test.came));
            let alt = terms.say(
                format!("{title}. {expected} repeat purchases expected in the test, {came} came."),
                format!("{title}。验证期预期复购{expected}次，实际{came}次。"),
            );
            (title, alt)
        }
        None => {
            let title = terms.say(
                "Repeat purchases by period, while learning".into(),
                "校准期各时段复购次数".into(),
            );
            (title.clone(), title)
        }
    };
    let period = terms.span(f64::from(tracked.units));
    let scatter = numbers.decimal(tracked.dispersion, 1);
    let note = terms.say(
        format!("Repeat purchases of all customers per {period}. The band (95%) comes from the parameters and the scatter while learning, {scatter} times chance."),
        format!("全体客户每{period}的复购次数。区间（95%）含参数不确定性与校准期的波动（为随机波动的{scatter}倍）。"),
    );
    Words { title, note, alt }
}

/// Months to mark under the plane: their begin as a place in units, and their names.
fn months(tracked: &TrackedPeriods, terms: &Terms) -> Vec<(f64, String)> {
    let (Some(first), Some(last)) = (tracked.periods.first(), tracked.periods.last()) else {
        return Vec::new();
    };
    let days = f64::from(last.last.days_since(first.first) + 1);
    let per_day = (last.to - first.from) / days.max(1.0);
    let place = |day: Day| first.from + f64::from(day.days_since(first.first)) * per_day;
    let (begin, end) = (first.first.date(), last.last.date());
    let count = (end.year() - begin.year()) * 12 + end.month0() as i32 - begin.month0() as i32 + 1;
    let stride = match count {
        ..=7 => 1,
        8..=24 => 3,
        25..=60 => 6,
        61..=144 => 12,
        _ => 24,
    };
    let mut marks = Vec::new();
    for step in 0..count {
        let month = begin.month0() as i32 + step;
        let (year, month) = (begin.year() + month.div_euclid(12), month.rem_euclid(12));
        if (month % stride.min(12) != 0) || (stride > 12 && year % 2 != 0) {
            continue;
        }
        let Ok(day) = Day::from_ymd(year, month as u32 + 1, 1) else { continue };
        if day < first.first {
            continue;
        }
        let name = terms.numbers.month(day);
        // The year stands at January and at the first mark.
        let bare = month != 0 && !marks.is_empty();
        let name = match name.split_once(terms.pick(" ", "年")) {
            Some((english, chinese)) if bare => terms.pick(english, chinese).to_owned(),
            _ => name,
        };
        marks.push((place(day), name));
    }
    marks
}

fn draw(mut drawing: Drawing, tracked: &TrackedPeriods, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let most = tracked
        .periods
        .iter()
        .map(|period| (period.came as f64).max(period.high))
        .fold(1.0, f64::max);
    let top = round_up(most, 5);
    let counts = ticks::plain(numbers, &Scale::linear((0.0, top), (0.0, 1.0)).ticks(5));
    let plane =
        Plane { left: margin(&counts), right: drawing.width - 8.0, top: 40.0, bottom: 244.0 };
    let ends = tracked
        .periods
        .first()
        .zip(tracked.periods.last())
        .map_or((0.0, 1.0), |(a, b)| (a.from, b.to));
    let (x, y) = (Scale::linear(ends, plane.across()), Scale::linear((0.0, top), plane.up()));
    let split = tracked.periods.iter().find(|period| period.test).map(|period| x.at(period.from));
    if let Some(split) = split {
        drawing.rect(
            split,
            plane.top - 8.0,
            plane.right - split,
            plane.bottom - plane.top + 8.0,
            Fill::Tint(Tone::Accent, 0.05),
        );
    }
    plane.rows(&mut drawing, &y, &counts);
    let gap = ((plane.right - plane.left) / tracked.periods.len().max(1) as f64 * 0.12).min(1.5);
    for period in &tracked.periods {
        let (left, right, height) =
            (x.at(period.from) + gap, x.at(period.to) - gap, y.at(period.came as f64));
        let fill = if period.full { Fill::Solid(Tone::Grey) } else { Fill::Hatch(Tone::Muted) };
        let bar = drawing.rect(left, height, right - left, plane.bottom - height, fill);
        let (day, came, expected) = (
            numbers.short_day(period.first),
            numbers.count(period.came),
            numbers.decimal(period.expected, 0),
        );
        bar.tip(&terms.say(
            format!("from {day}: {came} came, {expected} expected"),
            format!("{day}起：实际{came}次，预期{expected}次"),
        ));
    }
    let middle = |period: &crate::study::TrackedPeriod| (x.at(period.from) + x.at(period.to)) / 2.0;
    let band: Vec<(f64, f64, f64)> = tracked
        .periods
        .iter()
        .map(|period| (middle(period), y.at(period.low), y.at(period.high)))
        .collect();
    drawing.band(&band, Fill::Tint(Tone::Accent, 0.20));
    for period in &tracked.periods {
        let height = y.at(period.came as f64);
        drawing.line(
            (x.at(period.from) + gap, height),
            (x.at(period.to) - gap, height),
            Tone::Ink,
            2.0,
        );
    }
    let line: Vec<(f64, f64)> =
        tracked.periods.iter().map(|period| (middle(period), y.at(period.expected))).collect();
    drawing.curve(&line, Tone::Accent, 2.2);
    if line.len() <= 40 && !drawing.narrow() {
        for point in &line {
            drawing.circle(*point, 2.6, Fill::Solid(Tone::Ground)).outlined(Tone::Accent, 1.6);
        }
    }
    plane.under(&mut drawing, &x, &months(tracked, terms));
    head(&mut drawing, tracked, split, &plane, terms);
    let end = legend(&mut drawing, tracked, plane.left, plane.bottom + 42.0, terms);
    drawing.finish(end - 6.0)
}

fn head(
    drawing: &mut Drawing,
    tracked: &TrackedPeriods,
    split: Option<f64>,
    plane: &Plane,
    terms: &Terms,
) {
    let (Some(split), Some(test)) = (split, &tracked.test) else { return };
    drawing.line((split, plane.top - 8.0), (split, plane.bottom), Tone::Ink, 1.0).dashed("3 3");
    let (expected, came) = (terms.numbers.short(test.expected), terms.numbers.count(test.came));
    let long = terms.say(
        format!("test: {expected} expected, {came} came"),
        format!("验证期：预期{expected}次，实际{came}次"),
    );
    let style = PLAIN.bold();
    let learned = terms.pick("learned from these", "校准期");
    let y = plane.top - 14.0;
    if split + 6.0 + style.width(&long) <= drawing.width {
        drawing.text(split + 6.0, y, &long, style);
        if split - 6.0 - NOTE.width(learned) >= 0.0 {
            drawing.text(split - 6.0, y, learned, NOTE.end());
        }
    } else {
        drawing.clipped(drawing.width, y, &long, drawing.width, style.end());
    }
}

fn legend(
    drawing: &mut Drawing,
    tracked: &TrackedPeriods,
    left: f64,
    y: f64,
    terms: &Terms,
) -> f64 {
    let period = terms.span(f64::from(tracked.units));
    let short = terms.say(format!("period shorter than {period}"), format!("不足{period}的时段"));
    let mut entries = vec![
        (Key::Bar, terms.pick("came", "实际")),
        (Key::Band(Tone::Accent), terms.pick("expected, with its 95% band", "预期及95%区间")),
    ];
    if tracked.periods.iter().any(|period| !period.full) {
        entries.push((Key::Area(Fill::Hatch(Tone::Muted)), &short));
    }
    keys(drawing, left, y, &entries)
}

fn draw_cumulative(mut drawing: Drawing, tracked: &TrackedPeriods, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let sums = running(tracked);
    let most = sums.last().map_or(1.0, |last| last.1.max(last.2));
    let top = round_up(most.max(1.0), 5);
    let counts = ticks::plain(numbers, &Scale::linear((0.0, top), (0.0, 1.0)).ticks(5));
    let plane =
        Plane { left: margin(&counts), right: drawing.width - 10.0, top: 22.0, bottom: 262.0 };
    let start = tracked.periods.first().map_or(0.0, |period| period.from);
    let end = sums.last().map_or(1.0, |last| last.0);
    let (x, y) =
        (Scale::linear((start, end), plane.across()), Scale::linear((0.0, top), plane.up()));
    plane.rows(&mut drawing, &y, &counts);
    plane.under(&mut drawing, &x, &months(tracked, terms));
    if let Some(split) =
        tracked.periods.iter().find(|period| period.test).map(|period| x.at(period.from))
    {
        drawing.line((split, plane.top), (split, plane.bottom), Tone::Ink, 1.0).dashed("3 3");
    }
    let line = |of: fn(&(f64, f64, f64)) -> f64| -> Vec<(f64, f64)> {
        let first = (x.at(start), y.at(0.0));
        std::iter::once(first).chain(sums.iter().map(|sum| (x.at(sum.0), y.at(of(sum))))).collect()
    };
    drawing.curve(&line(|sum| sum.1), Tone::Ink, 2.4);
    drawing.curve(&line(|sum| sum.2), Tone::Accent, 2.2);
    let entries = [
        (Key::Line(Tone::Ink, 2.4, ""), terms.pick("came", "实际")),
        (Key::Line(Tone::Accent, 2.2, ""), terms.pick("expected", "预期")),
    ];
    let end = keys(&mut drawing, plane.left, plane.bottom + 42.0, &entries);
    drawing.finish(end - 6.0)
}
