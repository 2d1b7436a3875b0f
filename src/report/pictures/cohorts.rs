//! Cohorts: how many newcomers of a month buy again so many months later.

use super::sheet::{Words, full};
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{Bands, Drawing, Fill, Key, NOTE, PLAIN, STRONG, TICK, Tone, keys, tint};
use crate::study::{CohortMonth, CohortMonthCell, Cohorts};

/// Of a hundred newcomers of a month, how many bought so many months later: a number in each cell,
/// earliest month first, all together at the end; hatched where a month is not over or not yet there.
/// Where there are few cohorts, they stand beside each other on a phone.
#[must_use]
pub fn cohorts(cohorts: &Cohorts, terms: &Terms) -> Picture {
    full("cohorts", words(cohorts, terms), |drawing| {
        let few = cohorts.months.len() < 7;
        if drawing.narrow() && few {
            columns(drawing, cohorts, terms)
        } else {
            rows(drawing, cohorts, terms)
        }
    })
}

fn complete(cell: Option<&CohortMonthCell>) -> Option<f64> {
    match cell {
        Some(CohortMonthCell::Complete(share)) => Some(share.share),
        _ => None,
    }
}

fn words(cohorts: &Cohorts, terms: &Terms) -> Words {
    let numbers = &terms.numbers;
    let at = |month: usize| {
        complete(cohorts.all.cells.get(month - 1)).map(|share| numbers.percent(share))
    };
    let later = [12, 6, 3].into_iter().find_map(|month| Some((month, at(month)?)));
    let title = match (at(1), later) {
        (Some(first), Some((month, share))) => terms.say(
            format!("{first} of newcomers buy again in the next month, {share} in month {month}"),
            format!("新客次月有{first}再次购买，第{month}个月为{share}"),
        ),
        (Some(first), None) => terms.say(
            format!("{first} of newcomers buy again in the next month"),
            format!("新客次月有{first}再次购买"),
        ),
        _ => terms.say(
            "No month is over yet after the first purchase".into(),
            "首购后尚无完整月份可供观察".into(),
        ),
    };
    let note = terms.pick(
        "Of each hundred who first bought in that month, how many bought so many months later; +1 is the next calendar month.",
        "每100位当月首购客户中，其后第N个自然月有购买的人数；+1为次月。",
    );
    Words { alt: format!("{title}{}{note}", terms.pick(". ", "。")), title, note: note.to_owned() }
}

fn name(row: &CohortMonth, terms: &Terms) -> String {
    let month = terms.numbers.month(row.month);
    match row.pooled {
        0 | 1 => month,
        pooled => terms.say(format!("{pooled} others"), format!("其他{pooled}个月")),
    }
}

/// A cell: its tint and the number of a hundred.
fn cell(
    drawing: &mut Drawing,
    value: Option<&CohortMonthCell>,
    (x, y): (f64, f64),
    (width, height): (f64, f64),
    bold: bool,
) {
    match value {
        Some(CohortMonthCell::Complete(share)) => {
            // A fixed scale, so that pages can be laid beside each other: the tint ends at 20 %.
            drawing
                .rect(x + 0.5, y + 0.5, width - 1.0, height - 1.0, tint(share.share / 0.2))
                .round(1.5);
            let style = if bold { PLAIN.bold() } else { PLAIN };
            let label = format!("{:.0}", 100.0 * share.share);
            drawing.text(x + width / 2.0, y + height / 2.0 + 4.0, &label, style.middle());
        }
        Some(_) => {
            drawing.rect(x + 0.5, y + 0.5, width - 1.0, height - 1.0, Fill::Hatch(Tone::Line));
        }
        None => {}
    }
}

fn legend(drawing: &mut Drawing, y: f64, terms: &Terms) -> f64 {
    let entries = [
        (Key::Area(tint(0.0)), "0%"),
        (Key::Area(tint(1.0)), terms.pick("20% or more", "20%及以上")),
        (
            Key::Area(Fill::Hatch(Tone::Axis)),
            terms.pick("not yet, or month not complete", "尚未观察到或未满期"),
        ),
    ];
    keys(drawing, 0.0, y, &entries)
}

/// The months that a row has room for: all, or the first and some later ones.
fn shown(most: usize, room: usize) -> Vec<usize> {
    if most <= room {
        return (1..=most).collect();
    }
    let ladder = [1, 2, 3, 4, 5, 6, 9, 12, 15, 18, 24, 30, 36, 48, 60, 72, 84, 96, 108, 120];
    if most <= 2 * room {
        let later = (room / 2 + 1..=most).rev().step_by(2).take(room - room / 2);
        let mut months: Vec<usize> = (1..=room / 2).chain(later).collect();
        months.sort_unstable();
        months.dedup();
        return months;
    }
    ladder.into_iter().filter(|month| *month <= most).take(room).collect()
}

/// The most cohorts that a picture shows: the latest ones.
const MOST_ROWS: usize = 36;

fn rows(mut drawing: Drawing, cohorts: &Cohorts, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let left_out = cohorts.months.len().saturating_sub(MOST_ROWS);
    let rows: Vec<&CohortMonth> = cohorts.months.iter().skip(left_out).collect();
    let names: Vec<String> = rows.iter().map(|row| name(row, terms)).collect();
    let all = terms.pick("All", "合计");
    let first =
        names.iter().map(|name| PLAIN.bold().width(name)).fold(PLAIN.bold().width(all), f64::max);
    let first = first.max(NOTE.width(terms.pick("first bought", "首购月份"))) + 10.0;
    let size = NOTE
        .width(&numbers.count(cohorts.all.customers))
        .max(NOTE.width(terms.pick("size", "人数")))
        + 12.0;
    let left = first + size;
    let room = ((drawing.width - left) / 25.0).floor().max(1.0) as usize;
    let months = shown(cohorts.most_months, room);
    let bands = Bands::new(months.len(), (left, drawing.width));
    drawing.text(0.0, 16.0, terms.pick("first bought", "首购月份"), NOTE);
    drawing.text(left - 8.0, 16.0, terms.pick("size", "人数"), NOTE.end());
    for (at, month) in months.iter().enumerate() {
        drawing.text(bands.middle(at), 16.0, &format!("+{month}"), NOTE.middle());
    }
    let height = if rows.len() > 12 { 26.0 } else { 34.0 };
    let mut top = 24.0;
    for (row, name, last) in rows
        .iter()
        .zip(&names)
        .map(|(row, name)| (*row, name.as_str(), false))
        .chain([(&cohorts.all, all, true)])
    {
        top += if last { 3.0 } else { 0.0 };
        drawing.text(0.0, top + height / 2.0 + 4.0, name, PLAIN.bold());
        let style = if last { PLAIN.bold() } else { NOTE };
        drawing.text(
            left - 8.0,
            top + height / 2.0 + 4.0,
            &numbers.count(row.customers),
            style.end(),
        );
        for (at, month) in months.iter().enumerate() {
            cell(
                &mut drawing,
                row.cells.get(month - 1),
                (bands.start(at), top),
                (bands.step, height),
                last,
            );
        }
        top += height;
    }
    let mut end = legend(&mut drawing, top + 20.0, terms);
    if left_out > 0 {
        let words = terms.say(
            format!("{left_out} earlier cohorts are in the last row alone."),
            format!("较早的{left_out}个同期群仅计入合计。"),
        );
        end = drawing.paragraph(0.0, end, &words, drawing.width, TICK);
    }
    drawing.finish(end - 6.0)
}

fn columns(mut drawing: Drawing, cohorts: &Cohorts, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let left = 44.0;
    let bands = Bands::new(cohorts.months.len() + 1, (left, drawing.width));
    let (all, size) = (terms.pick("All", "合计"), terms.pick("size", "人数"));
    drawing.text(0.0, 48.0, size, NOTE);
    for (at, row) in cohorts.months.iter().chain([&cohorts.all]).enumerate() {
        let last = at == cohorts.months.len();
        let name = if last { all.to_owned() } else { name(row, terms) };
        let style = STRONG.size(12.0).middle();
        // The month above the year, where both do not fit on one line.
        match name.split_once([' ', '年']).filter(|_| style.width(&name) > bands.step - 4.0) {
            Some((one, two)) => {
                let (one, two) = if terms.chinese() {
                    (format!("{one}年"), two.to_owned())
                } else {
                    (one.to_owned(), two.to_owned())
                };
                drawing.text(bands.middle(at), 14.0, &one, style);
                drawing.text(bands.middle(at), 29.0, &two, style);
            }
            None => drawing.clipped(bands.middle(at), 29.0, &name, bands.step - 2.0, style),
        }
        // Columns have room for five figures.
        let size = numbers.short(row.customers as f64);
        drawing.text(bands.middle(at), 48.0, &size, NOTE.middle());
    }
    let months = shown(cohorts.most_months, 24);
    let height = 26.0;
    for (row, month) in months.iter().enumerate() {
        let top = 57.0 + height * row as f64;
        drawing.text(left - 10.0, top + height / 2.0 + 4.0, &format!("+{month}"), NOTE.end());
        for (at, cohort) in cohorts.months.iter().chain([&cohorts.all]).enumerate() {
            let last = at == cohorts.months.len();
            cell(
                &mut drawing,
                cohort.cells.get(month - 1),
                (bands.start(at), top),
                (bands.step, height),
                last,
            );
        }
    }
    let end = legend(&mut drawing, 57.0 + height * months.len() as f64 + 20.0, terms);
    drawing.finish(end - 6.0)
}
