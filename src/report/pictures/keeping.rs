//! What keeping customers pays: the gain of more retention by tier, and what it may cost.

use super::sheet::{Words, full, joined};
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{Drawing, Fill, NOTE, STRONG, TICK, Tone, positive};
use crate::study::{Keeping, KeepingLift, TierFigures, TierKeeping};

/// The gain from a lift of yearly retention by tier: solid what the data support, hatched what the
/// model adds for customers whom it cannot lose; on the right the most that it may cost a customer.
///
/// The largest lift is drawn; `tiers` names the tiers. `None` where there is none.
#[must_use]
pub fn keeping(keeping: &Keeping, tiers: &TierFigures, terms: &Terms) -> Option<Picture> {
    let all = keeping.all.last()?;
    let rows: Vec<Row<'_>> = keeping
        .tiers
        .iter()
        .filter_map(|tier| {
            let named = tiers.rows.iter().find(|row| row.number == tier.number);
            let name = named.map_or_else(|| tier.number.to_string(), |row| terms.tier(row));
            Some(Row { name, tier, lift: tier.lifts.last()? })
        })
        .collect();
    let words = words(&rows, all, terms);
    Some(full("keeping", words, |drawing| draw(drawing, &rows, all, terms)))
}

struct Row<'a> {
    name: String,
    tier: &'a TierKeeping,
    lift: &'a KeepingLift,
}

fn words(rows: &[Row<'_>], all: &KeepingLift, terms: &Terms) -> Words {
    let numbers = &terms.numbers;
    let points = numbers.points(all.points);
    let (gain, supported) = (terms.short_value(all.gain), terms.short_value(all.supported));
    let in_doubt = all.unsupported > 0.005 * all.gain.abs();
    let title = if in_doubt {
        terms.say(
            format!(
                "{points} of retention are worth {supported}, not the {gain} that the model adds up"
            ),
            format!("保持率提高{points}值{supported}，而非模型合计的{gain}"),
        )
    } else {
        terms.say(
            format!("{points} of yearly retention are worth {gain}"),
            format!("年保持率提高{points}，值{gain}"),
        )
    };
    let note = terms.say(
        format!("Present value of {points} more of yearly retention. A programme that costs more per customer destroys value."),
        format!("年保持率提高{points}的现值；单客投入超过该值即得不偿失。"),
    );
    let parts = rows.iter().map(|row| {
        let (name, gain) = (&row.name, terms.value(row.lift.supported));
        let each = row.lift.break_even_each.map(|each| terms.value(each));
        match each {
            Some(each) => terms.say(
                format!("{name}: {gain}, may cost {each} per customer"),
                format!("{name}：{gain}，单客上限{each}"),
            ),
            None => terms.say(format!("{name}: {gain}"), format!("{name}：{gain}")),
        }
    });
    Words {
        alt: format!("{title}{}{}", terms.pick(". ", "。"), joined(parts, terms.chinese())),
        title,
        note,
    }
}

fn draw(mut drawing: Drawing, rows: &[Row<'_>], all: &KeepingLift, terms: &Terms) -> String {
    let numbers = &terms.numbers;
    let narrow = drawing.narrow();
    let costs: Vec<String> = rows
        .iter()
        .map(|row| row.lift.break_even_each.map_or(String::new(), |each| terms.value(each)))
        .collect();
    let cost = STRONG.size(15.0);
    let left = rows.iter().map(|row| STRONG.width(&row.name)).fold(60.0, f64::max).min(if narrow {
        96.0
    } else {
        150.0
    }) + 12.0;
    let head = if narrow {
        terms.pick("may cost each", "单客上限")
    } else {
        terms.pick("may cost per customer", "单客投入上限")
    };
    let right = costs.iter().map(|each| cost.width(each)).fold(NOTE.width(head), f64::max) + 16.0;
    let room = drawing.width - left - right;
    // The longest bar leaves room for the label behind it, and none leaves the plane.
    let scales = rows.iter().map(|row| {
        let (supported, unsupported) = (row.lift.supported.max(0.0), row.lift.unsupported.max(0.0));
        let label = STRONG.width(&terms.value(row.lift.supported)) + 10.0;
        let alone = (room - label).max(20.0) / positive(supported);
        alone.min(room / positive(supported + unsupported))
    });
    let scale = scales.fold(f64::INFINITY, f64::min);
    let scale = if scale.is_finite() { scale } else { 0.0 };
    let points = numbers.points(all.points);
    let gain = if narrow {
        terms.say(format!("gain from +{points}"), format!("+{points}的收益"))
    } else {
        terms.say(
            format!("gain from +{points} of yearly retention"),
            format!("年保持率+{points}的收益"),
        )
    };
    drawing.clipped(left, 16.0, &gain, room - 4.0, NOTE);
    drawing.text(drawing.width, 16.0, head, NOTE.end());
    let step = 60.0;
    for (index, (row, each)) in rows.iter().zip(&costs).enumerate() {
        let y = 38.0 + step * index as f64;
        drawing.clipped(0.0, y + 18.0, &row.name, left - 10.0, STRONG);
        drawing.text(
            0.0,
            y + 34.0,
            &(numbers.count(row.tier.customers) + terms.pick("", "位")),
            TICK,
        );
        let supported = row.lift.supported.max(0.0) * scale;
        let unsupported = row.lift.unsupported.max(0.0) * scale;
        drawing.rect(left, y + 2.0, supported, 28.0, Fill::Solid(Tone::Accent)).round(2.0);
        let label = terms.value(row.lift.supported);
        let bold = STRONG.tone(Tone::Accent);
        if unsupported > 1.0 {
            drawing
                .rect(left + supported, y + 2.0, unsupported, 28.0, Fill::Hatch(Tone::Muted))
                .outlined(Tone::Muted, 1.0);
            let buyers = numbers.count(row.tier.supported_customers);
            let long = terms.say(
                format!("{label} from {buyers} repeat buyers"),
                format!("{label}（{buyers}位复购客户）"),
            );
            let rest = terms.short_value(row.lift.unsupported);
            let doubt =
                terms.say(format!("+ {rest} not supported"), format!("另有{rest}无数据支持"));
            let (style, doubtful) = (bold.size(12.0), TICK.size(12.0));
            let both = style.width(&long) + doubtful.width(&doubt) + 14.0;
            if both <= drawing.width - left {
                drawing.text(left, y + 46.0, &long, style);
                let x = (left + supported + unsupported).max(left + both);
                drawing.text(x, y + 46.0, &doubt, doubtful.end());
            } else {
                drawing.text(left, y + 46.0, &label, style);
                let x = (left + supported + unsupported)
                    .max(left + style.width(&label) + 12.0 + doubtful.width(&doubt));
                drawing.text(x.min(drawing.width), y + 46.0, &doubt, doubtful.end());
            }
        } else {
            drawing.text(left + supported + 7.0, y + 21.0, &label, bold);
        }
        drawing.text(drawing.width, y + 21.0, each, cost.end());
    }
    let mut y = 38.0 + step * rows.len() as f64 + 6.0;
    if rows.iter().any(|row| row.lift.unsupported * scale > 1.0) {
        let x = if narrow { 0.0 } else { left };
        drawing.rect(x, y - 10.0, 15.0, 11.0, Fill::Hatch(Tone::Muted)).outlined(Tone::Muted, 1.0);
        let words = terms.pick(
            "one-time buyers: the model lets nobody leave before a second purchase",
            "只购买过一次者：模型规定复购前不会流失",
        );
        y = drawing.paragraph(x + 22.0, y, words, drawing.width - x - 22.0, TICK);
    }
    drawing.finish(y)
}
