//! P(alive) against what came: the share that bought in the test.

use super::sheet::{Words, half, joined};
use super::ticks;
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{Area, Drawing, Fill, PLAIN, Plane, STRONG, Scale, TICK, Tone};
use crate::study::{AliveCheck, AliveClass};

/// The share that bought in the test by P(alive) at the split, of repeat customers. Whoever buys
/// was active: points in the hatched half contradict the model.
#[must_use]
pub fn alive_check(check: &AliveCheck, terms: &Terms) -> Picture {
    half("alive_check", words(check, terms), |drawing| draw(drawing, check, terms))
}

/// Whether a class says surely that its P(alive) is too low.
fn contradicts(class: &AliveClass) -> bool {
    class.bought.interval.low > class.p_alive
}

fn words(check: &AliveCheck, terms: &Terms) -> Words {
    let numbers = &terms.numbers;
    let after = terms.after();
    let title = match check.classes.iter().find(|class| contradicts(class)) {
        Some(class) => {
            let (bought, of) = (numbers.count(class.bought.count), numbers.count(class.bought.of));
            let high = numbers.percent(class.high.min(1.0));
            terms.say(
                format!("Low odds are too low: {bought} of {of} under {high} bought again"),
                format!("低概率被低估：活跃概率低于{high}的{of}位中，{bought}位再次购买"),
            )
        }
        None => terms.say(
            "Nothing contradicts the odds of being active".into(),
            "活跃概率未见与实际相矛盾".into(),
        ),
    };
    let note = terms.say(
        format!("Repeat customers. Whoever bought in {after} was active: points in the hatched zone show the model giving up too early."),
        format!("仅复购客户。{after}有购买者当时必仍活跃；落入斜线区的点说明模型过早判定流失。"),
    );
    let parts = check.classes.iter().map(|class| {
        let (alive, share, of) = (
            numbers.percent(class.p_alive),
            numbers.percent(class.bought.share),
            numbers.count(class.bought.of),
        );
        terms.say(
            format!("{alive} likely active: {share} of {of} bought"),
            format!("活跃概率{alive}者{of}位，{share}有购买"),
        )
    });
    Words {
        alt: format!("{title}{}{}", terms.pick(". ", "。"), joined(parts, terms.chinese())),
        title,
        note,
    }
}

fn draw(mut drawing: Drawing, check: &AliveCheck, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let plane = Plane { left: 42.0, right: drawing.width - 18.0, top: 14.0, bottom: 280.0 };
    let (x, y) = (Scale::linear((0.0, 1.0), plane.across()), Scale::linear((0.0, 1.0), plane.up()));
    let quarters = ticks::shares(numbers, &[0.0, 0.25, 0.5, 0.75, 1.0]);
    plane.rows(&mut drawing, &y, &quarters);
    let corners = [(plane.left, plane.bottom), (plane.right, plane.top), (plane.left, plane.top)];
    drawing.polygon(&corners, Fill::Tint(Tone::Care, 0.05));
    drawing.polygon(&corners, Fill::Hatch(Tone::CareZone));
    drawing.line((plane.left, plane.bottom), (plane.right, plane.top), Tone::Care, 1.4);
    plane.under(&mut drawing, &x, &quarters);
    plane.title_under(&mut drawing, terms.pick("probability of still being active", "活跃概率"));
    let zone = terms.pick("contradiction: who buys, was active", "矛盾区：有购买即仍活跃");
    drawing.text(plane.left + 8.0, plane.top + 16.0, zone, TICK.tone(Tone::Care).halo());
    for class in &check.classes {
        let at = x.at(class.p_alive);
        let interval = &class.bought.interval;
        drawing.line((at, y.at(interval.low)), (at, y.at(interval.high)), Tone::Ink, 1.6);
        drawing
            .circle((at, y.at(class.bought.share)), 4.5, Fill::Solid(Tone::Ink))
            .outlined(Tone::Ground, 1.2);
        drawing.keep_clear(Area {
            left: at - 3.0,
            right: at + 3.0,
            top: y.at(interval.high),
            bottom: y.at(interval.low),
        });
        drawing.keep_clear(Area::around((at, y.at(class.bought.share)), 5.0));
    }
    let bounds =
        Area { left: plane.left, right: drawing.width, top: plane.top, bottom: plane.bottom };
    for class in &check.classes {
        let share = numbers.percent(class.bought.share);
        let count = numbers.count(class.bought.of);
        let words = terms.say(format!("{share} of {count}"), format!("{share}（{count}位）"));
        let point = (x.at(class.p_alive), y.at(class.bought.share));
        drawing.label(point, 5.0, &words, STRONG.size(12.0).halo(), &bounds);
    }
    let y = plane.bottom + 56.0;
    let after = terms.after();
    drawing.circle((plane.left + 6.0, y - 4.0), 4.5, Fill::Solid(Tone::Ink));
    let words = terms.say(
        format!("share that bought in {after}, with its 95% interval"),
        format!("{after}有购买的比例及95%置信区间"),
    );
    let end = drawing.paragraph(
        plane.left + 18.0,
        y,
        &words,
        drawing.width - plane.left - 18.0,
        PLAIN.tone(Tone::Muted).size(11.5),
    );
    drawing.finish(end)
}
