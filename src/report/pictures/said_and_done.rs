//! Said and done: satisfaction beside the chance to buy.

use std::collections::BTreeSet;

use super::sheet::{Words, half, joined};
use super::ticks;
use crate::loyalty::Allegiance;
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{Drawing, Fill, Key, NOTE, Plane, STRONG, Scale, TICK, Tone, keys};
use crate::study::{AllegianceCorner, SaidAndDone};

/// Satisfaction (said) beside the chance to buy (done) of those who answered, both cut at the
/// middle; solid who bought later, and in each corner how many there are and which share bought.
///
/// `None` where nobody of them is known.
#[must_use]
pub fn said_and_done(found: &SaidAndDone, terms: &Terms) -> Option<Picture> {
    if found.points.is_empty() {
        return None;
    }
    Some(half("said_and_done", words(found, terms), |drawing| draw(drawing, found, terms)))
}

/// The four corners; the extremes belong to the corner that they are the extreme of.
fn corner(kind: Allegiance) -> (bool, bool) {
    match kind {
        Allegiance::Loyalist | Allegiance::Apostle => (true, true),
        Allegiance::Mercenary => (true, false),
        Allegiance::Hostage => (false, true),
        _ => (false, false),
    }
}

fn name(at: (bool, bool), terms: &Terms) -> &'static str {
    match at {
        (true, true) => terms.pick("Loyal", "忠诚者"),
        (true, false) => terms.pick("Switchers", "图利者"),
        (false, true) => terms.pick("Captive", "人质型客户"),
        (false, false) => terms.pick("Leaving", "背叛者"),
    }
}

/// The corners with customers, the fuller of two that share a place.
fn corners(found: &SaidAndDone) -> Vec<((bool, bool), &AllegianceCorner)> {
    let mut corners: Vec<((bool, bool), &AllegianceCorner)> = Vec::new();
    for one in found.corners.iter().filter(|one| one.customers > 0) {
        let at = corner(one.kind);
        match corners.iter_mut().find(|(other, _)| *other == at) {
            Some((_, other)) if other.customers < one.customers => *other = one,
            Some(_) => {}
            None => corners.push((at, one)),
        }
    }
    corners
}

fn words(found: &SaidAndDone, terms: &Terms) -> Words {
    let numbers = &terms.numbers;
    let title = match (&found.satisfied_bought, &found.unsatisfied_bought) {
        (Some(one), Some(two)) => {
            let (yes, no) = (numbers.percent(one.share), numbers.percent(two.share));
            if one.interval.low > two.interval.high {
                terms.say(
                    format!("Words and deeds agree: {yes} of the satisfied bought later, {no} of the others"),
                    format!("所言与所行一致：满意者其后{yes}有购买，不满意者为{no}"),
                )
            } else if two.interval.low > one.interval.high {
                terms.say(
                    format!("Words and deeds differ: {no} of the unsatisfied bought later, {yes} of the satisfied"),
                    format!("所言与所行相反：不满意者其后{no}有购买，满意者为{yes}"),
                )
            } else {
                terms.say(
                    format!("Words and deeds: {yes} of the satisfied bought later, {no} of the others; no sure difference"),
                    format!("满意者其后{yes}有购买，不满意者为{no}，未发现显著差异"),
                )
            }
        }
        _ => {
            let (satisfied, others) =
                (numbers.count(found.satisfied), numbers.count(found.unsatisfied));
            terms.say(
                format!("{satisfied} respondents are satisfied, {others} are not"),
                format!("{satisfied}位受访者满意，{others}位不满意"),
            )
        }
    };
    let note = terms.pick(
        "Respondents by what they say and by their chance to buy, both cut at the middle.",
        "受访者的满意度与购买概率，两轴均以中点为界。",
    );
    let parts = corners(found).into_iter().map(|(at, corner)| {
        format!("{}{}{}", name(at, terms), terms.pick(": ", "："), bought(corner, terms))
    });
    Words {
        alt: format!("{title}{}{}", terms.pick(". ", "。"), joined(parts, terms.chinese())),
        title,
        note: note.to_owned(),
    }
}

fn bought(corner: &AllegianceCorner, terms: &Terms) -> String {
    let count = terms.numbers.count(corner.customers);
    match &corner.bought {
        Some(share) => {
            let share = terms.numbers.percent(share.share);
            terms.say(format!("{count}: {share} bought"), format!("{count}位，{share}有购买"))
        }
        None => terms.say(terms.numbers.customers(corner.customers), format!("{count}位")),
    }
}

fn draw(mut drawing: Drawing, found: &SaidAndDone, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let plane = Plane { left: 42.0, right: drawing.width - 14.0, top: 30.0, bottom: 316.0 };
    let least = found.points.iter().map(|point| point.satisfaction).fold(40.0, f64::min);
    let low = (least / 20.0).floor().max(0.0) * 20.0;
    let (x, y) =
        (Scale::linear((low, 100.0), plane.across()), Scale::linear((0.0, 1.0), plane.up()));
    plane.rows(&mut drawing, &y, &ticks::shares(numbers, &[0.0, 0.25, 0.5, 0.75, 1.0]));
    plane.under(&mut drawing, &x, &ticks::plain(numbers, &x.ticks(5)));
    let next = terms.next();
    let head =
        terms.say(format!("chance to buy, {next} (done)"), format!("{next}购买概率（所行）"));
    drawing.text(0.0, 14.0, &head, NOTE);
    plane.title_under(
        &mut drawing,
        terms.pick("satisfaction, 0 to 100 (said)", "满意度（所言），0～100"),
    );
    let tested = found.points.iter().any(|point| point.bought.is_some());
    // Of many respondents only those are drawn that stand on pixels of their own.
    let mut drawn = BTreeSet::new();
    for point in &found.points {
        let solid = point.bought.unwrap_or(true);
        let (fill, edge) =
            if solid { (Tone::Accent, Tone::Accent) } else { (Tone::Ground, Tone::Muted) };
        let centre = (x.at(point.satisfaction), y.at(point.chance));
        if drawn.insert((centre.0.round() as i64, centre.1.round() as i64, solid)) {
            drawing.circle(centre, 2.7, Fill::Solid(fill)).outlined(edge, 1.1);
        }
    }
    drawing.line((x.at(50.0), plane.bottom), (x.at(50.0), plane.top), Tone::Ink, 1.0).dashed("3 3");
    drawing.line((plane.left, y.at(0.5)), (plane.right, y.at(0.5)), Tone::Ink, 1.0).dashed("3 3");
    for ((satisfied, active), corner) in corners(found) {
        let top = if active { plane.top + 13.0 } else { plane.bottom - 20.0 };
        let words = bought(corner, terms);
        let heading = name((satisfied, active), terms);
        let width = TICK.width(&words).max(STRONG.width(heading)) + 8.0;
        let left = if satisfied { plane.right - width } else { plane.left + 1.0 };
        drawing.rect(left, top - 13.0, width, 32.0, Fill::Tint(Tone::Ground, 0.88)).round(3.0);
        let place = if satisfied { plane.right - 4.0 } else { plane.left + 5.0 };
        let side = |style: crate::report::draw::Style| if satisfied { style.end() } else { style };
        drawing.text(place, top, heading, side(STRONG));
        drawing.text(place, top + 14.0, &words, side(TICK));
    }
    let mut end = plane.bottom + 42.0;
    if tested {
        let entries = [
            (Key::Dot(Fill::Solid(Tone::Accent), None), terms.pick("bought later", "其后有购买")),
            (
                Key::Dot(Fill::Solid(Tone::Ground), Some(Tone::Muted)),
                terms.pick("did not", "其后未购买"),
            ),
        ];
        end = keys(&mut drawing, plane.left, plane.bottom + 56.0, &entries) - 8.0;
    }
    drawing.finish(end)
}
