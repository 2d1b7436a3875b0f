//! Satisfaction: the index and its items, and who would recommend.

use super::sheet::{Words, half, joined};
use super::ticks;
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{Drawing, Fill, Key, Plane, STRONG, Scale, TICK, Tone, keys};
use crate::study::{ItemScore, Promoters, Voice};

/// Satisfaction from 0 to 100 with 95 % intervals: the index first, then the items by score.
///
/// `None` where no item was asked.
#[must_use]
pub fn satisfaction(voice: &Voice, terms: &Terms) -> Option<Picture> {
    let mut items: Vec<&ItemScore> = voice.items.iter().collect();
    items.sort_by(|a, b| b.score.total_cmp(&a.score));
    let rows: Vec<&ItemScore> = voice.index.iter().chain(items.iter().copied()).collect();
    if items.is_empty() {
        return None;
    }
    Some(half("satisfaction", words(voice, &items, &rows, terms), |drawing| {
        draw(drawing, voice, &rows, terms)
    }))
}

fn label(item: &ItemScore, terms: &Terms) -> String {
    if item.name.is_empty() { terms.pick("Index", "指数").to_owned() } else { item.name.clone() }
}

fn words(voice: &Voice, items: &[&ItemScore], rows: &[&ItemScore], terms: &Terms) -> Words {
    let numbers = &terms.numbers;
    // Items that are surely below the index.
    let low: Vec<String> = items
        .iter()
        .rev()
        .filter(|item| {
            let high = item.interval.map_or(item.score, |interval| interval.high);
            voice.index.as_ref().is_some_and(|index| {
                high < index.interval.map_or(index.score, |interval| interval.low)
            })
        })
        .take(2)
        .map(|item| super::short_name(&item.name))
        .collect();
    let title = match (low.as_slice(), &voice.index) {
        ([_, ..], _) => {
            let one = if low.len() == 1 { "s" } else { "" };
            terms.say(
                format!("{} pull{one} the index down", numbers.listed(&low)),
                format!("{}拉低指数", numbers.listed(&low)),
            )
        }
        (_, Some(index)) => {
            let score = numbers.decimal(index.score, 0);
            terms.say(
                format!("Satisfaction stands at {score} of 100"),
                format!("满意度指数为{score}（满分100）"),
            )
        }
        _ => terms.say("Satisfaction by item".into(), "各项满意度".into()),
    };
    let respondents = numbers.count(voice.respondents);
    let note = terms.say(
        format!("{respondents} respondents; 0 to 100 with 95% intervals."),
        format!("{respondents}位受访者；0～100分，线段为95%置信区间。"),
    );
    let parts = rows
        .iter()
        .map(|item| format!("{} {}", label(item, terms), numbers.decimal(item.score, 1)));
    Words {
        alt: format!("{title}{}{}", terms.pick(". ", "。"), joined(parts, terms.chinese())),
        title,
        note,
    }
}

fn draw(mut drawing: Drawing, voice: &Voice, rows: &[&ItemScore], terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let ends =
        |item: &&ItemScore| item.interval.map_or((item.score, item.score), |it| (it.low, it.high));
    let low =
        (rows.iter().map(|item| ends(item).0).fold(100.0, f64::min) / 10.0 - 0.2).floor().max(0.0)
            * 10.0;
    let high =
        (rows.iter().map(|item| ends(item).1).fold(0.0, f64::max) / 10.0 + 0.2).ceil().min(10.0)
            * 10.0;
    let left =
        rows.iter().map(|item| STRONG.width(&label(item, terms))).fold(50.0, f64::max).min(118.0)
            + 12.0;
    let step = 36.0;
    let plane = Plane {
        left,
        right: drawing.width - 48.0,
        top: 8.0,
        bottom: 16.0 + step * rows.len() as f64,
    };
    let x = Scale::linear((low, high), plane.across());
    plane.columns(&mut drawing, &x, &ticks::plain(numbers, &x.ticks(5)));
    for (index, item) in rows.iter().enumerate() {
        let y = 30.0 + step * index as f64;
        let first = index == 0 && voice.index.is_some();
        let tone = if first { Tone::Accent } else { Tone::Ink };
        let style = if first { STRONG } else { STRONG.regular() };
        drawing.clipped(0.0, y + 4.0, &label(item, terms), left - 10.0, style);
        let (from, to) = ends(item);
        drawing.line((x.at(from), y), (x.at(to), y), tone, if first { 2.4 } else { 1.8 });
        drawing
            .circle((x.at(item.score), y), if first { 5.5 } else { 4.5 }, Fill::Solid(tone))
            .outlined(Tone::Ground, 1.0);
        drawing.text(
            drawing.width,
            y + 4.0,
            &numbers.decimal(item.score, 1),
            STRONG.end().tone(tone),
        );
    }
    drawing.finish(plane.bottom + 24.0)
}

/// Detractors, passives and promoters as one bar, and the score on an axis of its own with its
/// interval.
#[must_use]
pub fn promoters(promoters: &Promoters, terms: &Terms) -> Picture {
    let numbers = &terms.numbers;
    let interval = &promoters.interval;
    let title = if interval.low > 0.0 {
        terms.say(
            "Promoter score: promoters outnumber detractors".into(),
            "净推荐值：推荐者多于贬损者".into(),
        )
    } else if interval.high < 0.0 {
        terms.say(
            "Promoter score: detractors outnumber promoters".into(),
            "净推荐值：贬损者多于推荐者".into(),
        )
    } else {
        terms.say("Promoter score: no side has won".into(), "净推荐值：尚无定论".into())
    };
    let (score, range, n) = (
        numbers.decimal(promoters.score, 0),
        numbers.decimals(interval.low, interval.high, 0),
        numbers.count(promoters.answered),
    );
    let note = terms.say(
        format!("Promoters less detractors: {score} (95%: {range}); {n} answered."),
        format!("推荐者占比减贬损者占比：{score}（95%置信区间{range}）；{n}人作答。"),
    );
    let alt = format!("{title}{}{note}", terms.pick(". ", "。"));
    half("promoters", Words { title, note, alt }, |drawing| {
        draw_promoters(drawing, promoters, terms)
    })
}

fn draw_promoters(mut drawing: Drawing, promoters: &Promoters, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let parts = [
        (
            promoters.detractors,
            Fill::Solid(Tone::Ink),
            Tone::OnInk,
            terms.pick("detractors", "贬损者"),
        ),
        (promoters.passives, Fill::Solid(Tone::Grey), Tone::Ink, terms.pick("passives", "被动者")),
        (
            promoters.promoters,
            Fill::Solid(Tone::Accent),
            Tone::OnAccent,
            terms.pick("promoters", "推荐者"),
        ),
    ];
    let fits =
        parts.iter().all(|(share, _, _, words)| share * drawing.width > TICK.width(words) + 4.0);
    let mut x = 0.0;
    for (share, fill, on, words) in parts {
        let width = share * drawing.width;
        drawing.rect(x + 0.7, 22.0, width - 1.4, 36.0, fill).round(2.0);
        let label = numbers.percent(share);
        if STRONG.width(&label) + 10.0 < width {
            drawing.text(x + 8.0, 45.0, &label, STRONG.tone(on));
        }
        if fits {
            drawing.text(x + 2.0, 14.0, words, TICK);
        }
        x += width;
    }
    let interval = &promoters.interval;
    let reach = interval.low.abs().max(interval.high.abs()).max(10.0);
    let end = (reach / 10.0).ceil() * 10.0;
    let axis = Scale::linear((-end, end), (20.0, drawing.width - 20.0));
    let y = 104.0;
    drawing.line((axis.at(-end), y), (axis.at(end), y), Tone::Axis, 1.0);
    for value in axis.ticks(6) {
        drawing.line((axis.at(value), y - 4.0), (axis.at(value), y + 4.0), Tone::Axis, 1.0);
        drawing.text(axis.at(value), y + 20.0, &numbers.signed(value, 0), TICK.middle());
    }
    drawing.line((axis.at(interval.low), y), (axis.at(interval.high), y), Tone::Accent, 4.0);
    drawing
        .circle((axis.at(promoters.score), y), 6.0, Fill::Solid(Tone::Accent))
        .outlined(Tone::Ground, 1.5);
    let score = numbers.signed(promoters.score, 0);
    drawing.text(
        axis.at(promoters.score),
        y - 13.0,
        &score,
        STRONG.size(15.0).tone(Tone::Accent).middle(),
    );
    let mut bottom = y + 32.0;
    if !fits {
        let entries = parts.map(|(_, fill, _, words)| (Key::Area(fill), words));
        bottom = keys(&mut drawing, 0.0, bottom + 12.0, &entries);
    }
    drawing.finish(bottom)
}
