//! The funnel: how many reach each step, and which share of the step before.

use super::sheet::{Words, half, joined};
use super::short_name;
use crate::error::{Error, ErrorKind, Result};
use crate::report::draw::{Drawing, Fill, PLAIN, STRONG, TICK, Tone};
use crate::report::{Numbers, Picture};

/// A step of a funnel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunnelStep {
    /// What it is called.
    pub name: String,
    /// How many reached it.
    pub count: u64,
}

impl FunnelStep {
    /// A step that so many reached.
    #[must_use]
    pub fn new(name: &str, count: u64) -> Self {
        Self { name: name.to_owned(), count }
    }
}

/// A funnel as bars: how many reached each step, and the share of the step before; the title names
/// the step at which the largest share was lost.
///
/// Steps come in their order, at most 30.
///
/// # Errors
/// [`Empty`](ErrorKind::Empty) without a step; [`OutOfRange`](ErrorKind::OutOfRange) for more than
/// 30, or where more reached a step than the one before it, with the row.
///
/// # Examples
/// ```
/// use habitue::money::Currency;
/// use habitue::report::pictures::{FunnelStep, funnel};
/// use habitue::report::{Language, Numbers};
///
/// let steps = [FunnelStep::new("visited", 1000), FunnelStep::new("bought", 120)];
/// let picture = funnel(&steps, &Numbers::new(Language::English, Currency::USD))?;
/// assert_eq!(picture.title, "Most are lost before “bought”: 12% get there");
/// # Ok::<(), habitue::Error>(())
/// ```
pub fn funnel(steps: &[FunnelStep], numbers: &Numbers) -> Result<Picture> {
    if steps.is_empty() {
        return Err(Error::empty("steps"));
    }
    if steps.len() > 30 {
        return Err(Error::out_of_range("steps", steps.len() as f64, "1 to 30 steps"));
    }
    for (row, pair) in steps.windows(2).enumerate() {
        if pair[1].count > pair[0].count {
            return Err(Error::new(ErrorKind::OutOfRange, "is more than reached the step before")
                .in_column("count")
                .with_value(pair[1].count)
                .allowing(format!("0 to {}", pair[0].count))
                .at_row(row as u64 + 1));
        }
    }
    Ok(half("funnel", words(steps, numbers), |drawing| draw(drawing, steps, numbers)))
}

/// The share of the step before; `None` where nobody reached that.
fn share(steps: &[FunnelStep], index: usize) -> Option<f64> {
    let before = steps.get(index.checked_sub(1)?)?;
    (before.count > 0).then(|| steps[index].count as f64 / before.count as f64)
}

fn words(steps: &[FunnelStep], numbers: &Numbers) -> Words {
    let language = numbers.language();
    let worst = (1..steps.len()).filter_map(|index| Some((index, share(steps, index)?)));
    let title = match worst.min_by(|a, b| a.1.total_cmp(&b.1)) {
        Some((index, share)) => {
            let (name, share) = (short_name(&steps[index].name), numbers.percent(share));
            language.pick(
                format!("Most are lost before “{name}”: {share} get there"),
                format!("流失最多在“{name}”之前：仅{share}到达"),
            )
        }
        None => {
            let count = numbers.count(steps[0].count);
            let name = short_name(&steps[0].name);
            language.pick(format!("{name}: {count}"), format!("{name}：{count}"))
        }
    };
    let note = language.pick(
        "How many reach each step; in between, the share of the step before.",
        "到达各步的人数；中间为占上一步的比例。",
    );
    let parts = steps
        .iter()
        .map(|step| format!("{} {}", short_name(&step.name), numbers.count(step.count)));
    let chinese = language.pick(false, true);
    let alt = format!("{title}{}{}", language.pick(". ", "。"), joined(parts, chinese));
    Words { title, note: note.to_owned(), alt }
}

fn draw(mut drawing: Drawing, steps: &[FunnelStep], numbers: &Numbers) -> String {
    let language = numbers.language();
    let most = steps[0].count.max(1) as f64;
    let counts: Vec<String> = steps.iter().map(|step| numbers.count(step.count)).collect();
    let room = counts.iter().map(|count| STRONG.width(count)).fold(0.0, f64::max) + 10.0;
    let step = 58.0;
    for (index, (one, count)) in steps.iter().zip(&counts).enumerate() {
        let y = step * index as f64;
        let passed = share(steps, index).map(|share| {
            let share = numbers.percent(share);
            language.pick(format!("{share} of the step before"), format!("上一步的{share}"))
        });
        let passed = passed.unwrap_or_default();
        drawing.text(drawing.width, y + 16.0, &passed, TICK.end());
        drawing.clipped(
            0.0,
            y + 16.0,
            &one.name,
            drawing.width - TICK.width(&passed) - 14.0,
            PLAIN.size(13.0),
        );
        let width = (drawing.width - room) * one.count as f64 / most;
        drawing.rect(0.0, y + 23.0, width, 22.0, Fill::Solid(Tone::Accent)).round(2.0);
        drawing.text(width + 7.0, y + 39.0, count, STRONG.tone(Tone::Accent));
    }
    drawing.finish(step * steps.len() as f64 - 8.0)
}
