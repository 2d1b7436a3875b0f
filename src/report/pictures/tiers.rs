//! Tiers: the share of customers beside the share of what they are expected to bring.

use super::sheet::{Words, full, joined};
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{Drawing, Fill, NOTE, STRONG, TICK, Tone};
use crate::study::TierFigures;

/// Customers by tier on the left, what they are expected to bring on the right, on one scale; an
/// upright mark is what the tier of the same rank brought in the test.
///
/// `now` are the tiers of the last day, `test` those of the split, where there was one.
#[must_use]
pub fn tiers(now: &TierFigures, test: Option<&TierFigures>, terms: &Terms) -> Picture {
    let came: Vec<Option<f64>> = now.rows.iter().map(|row| came(test, row.number)).collect();
    full("tiers", words(now, came.iter().any(Option::is_some), terms), |drawing| {
        draw(drawing, now, &came, terms)
    })
}

fn came(test: Option<&TierFigures>, number: i32) -> Option<f64> {
    let row = test?.rows.iter().find(|row| row.number == number)?;
    row.test.as_ref()?.came_share
}

fn words(now: &TierFigures, tested: bool, terms: &Terms) -> Words {
    let (numbers, values) = (&terms.numbers, terms.values());
    // The first tiers together, up to a tenth of the customers.
    let mut first = (0.0, 0.0);
    for row in &now.rows {
        if first.0 > 0.0 && first.0 + row.customer_share > 0.1 {
            break;
        }
        first = (first.0 + row.customer_share, first.1 + row.expected_share.unwrap_or_default());
    }
    let (customers, held) = (numbers.percent(first.0), numbers.percent(first.1));
    let title = if now.rows.iter().any(|row| row.expected_share.is_some()) {
        terms.say(
            format!("{customers} of the customers, {held} of the {values} expected"),
            format!("{customers}的客户，{held}的预期{values}"),
        )
    } else {
        terms.say("Nothing is expected of any tier".into(), "各层级均无预期".into())
    };
    let next = terms.next();
    let mut note = terms.say(
        format!(
            "Tiers by expected {values} of the {next}, on one scale with the customers in them."
        ),
        format!("按{next}的预期{values}分层，与客户占比同一刻度。"),
    );
    if tested {
        let after = terms.after();
        note += &terms.say(
            format!(
                " The upright mark is what the tier of that rank brought in the test, {after}."
            ),
            format!("竖线为检验中同级客户{after}的实际占比。"),
        );
    }
    let parts = now.rows.iter().map(|row| {
        let (name, share) = (terms.tier(row), numbers.percent(row.customer_share));
        let held = row.expected_share.map_or(String::new(), |share| numbers.percent(share));
        terms.say(
            format!("{name}: {share} of customers, {held} of {values}"),
            format!("{name}占客户{share}、占{values}{held}"),
        )
    });
    Words {
        alt: format!("{title}{}{}", terms.pick(". ", "。"), joined(parts, terms.chinese())),
        title,
        note,
    }
}

fn draw(mut drawing: Drawing, now: &TierFigures, came: &[Option<f64>], terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let narrow = drawing.narrow();
    let centre = drawing.width / 2.0;
    let column = if narrow { 86.0 } else { 150.0 };
    let (left, right) = (centre - column / 2.0, centre + column / 2.0);
    let room = drawing.width - right - if narrow { 44.0 } else { 60.0 };
    let shares =
        now.rows.iter().flat_map(|row| [row.customer_share, row.expected_share.unwrap_or(0.0)]);
    let most = shares.chain(came.iter().flatten().copied()).fold(0.05, f64::max);
    let scale = room / most;
    drawing.text(left, 14.0, terms.pick("share of customers", "客户占比"), NOTE.end());
    let values = terms.values();
    let head = if narrow {
        terms.say(format!("share of {values}"), format!("{values}占比"))
    } else {
        let next = terms.next();
        terms.say(format!("share of {values}, {next}"), format!("{next}{values}占比"))
    };
    drawing.text(right, 14.0, &head, NOTE);
    let step = 46.0;
    for (index, row) in now.rows.iter().enumerate() {
        let top = 28.0 + step * index as f64;
        drawing.clipped(centre, top + 13.0, &terms.tier(row), column - 8.0, STRONG.middle());
        let count = numbers.count(row.customers) + terms.pick("", "位");
        drawing.text(centre, top + 28.0, &count, TICK.middle());
        let width = row.customer_share * scale;
        drawing.rect(left - width, top, width, 30.0, Fill::Solid(Tone::Grey)).round(2.0);
        let share = numbers.percent(row.customer_share);
        drawing.text(left - width - 6.0, top + 20.0, &share, STRONG.end().tone(Tone::Ink));
        let width = row.expected_share.unwrap_or(0.0) * scale;
        drawing.rect(right, top, width, 30.0, Fill::Solid(Tone::Accent)).round(2.0);
        let mut end = right + width;
        if let Some(came) = came[index] {
            let x = right + came * scale;
            drawing.line((x, top - 3.0), (x, top + 33.0), Tone::Ground, 5.0);
            drawing.line((x, top - 3.0), (x, top + 33.0), Tone::Ink, 2.2);
            end = end.max(x);
        }
        if let Some(share) = row.expected_share {
            drawing.text(end + 7.0, top + 20.0, &numbers.percent(share), STRONG.tone(Tone::Accent));
        }
    }
    let mut y = 28.0 + step * now.rows.len() as f64 + 8.0;
    if came.iter().any(Option::is_some) {
        let left = if narrow { 6.0 } else { right };
        drawing.line((left, y - 11.0), (left, y + 3.0), Tone::Ink, 2.2);
        let words =
            terms.pick("what that tier really brought in the test", "检验中该级客户实际带来的占比");
        let room = drawing.width - left - 12.0;
        y = drawing.paragraph(left + 9.0, y, words, room, NOTE);
    }
    drawing.finish(y)
}
