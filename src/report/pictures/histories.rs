//! Histories of customers: when each of them bought.

use super::sheet::{Words, full};
use super::ticks;
use crate::error::{Error, ErrorKind, Result};
use crate::report::Picture;
use crate::report::Terms;
use crate::report::draw::{Drawing, Fill, Key, PLAIN, Plane, STRONG, Scale, Tone, keys};

/// When one customer bought.
#[derive(Debug, Clone, PartialEq)]
pub struct PurchaseTimes {
    /// Who.
    pub name: String,
    /// The times of the purchases, ascending, in the unit of the picture.
    pub times: Vec<f64>,
    /// The chance to buy within the horizon (or P(alive)), 0 to 1, which is written at the end;
    /// `None` writes nothing.
    pub chance: Option<f64>,
}

impl PurchaseTimes {
    /// A customer of a name who bought at these times.
    #[must_use]
    pub fn new(name: &str, times: &[f64]) -> Self {
        Self { name: name.to_owned(), times: times.to_vec(), chance: None }
    }

    /// Writes a chance behind the line.
    #[must_use]
    pub fn with_chance(mut self, chance: f64) -> Self {
        self.chance = Some(chance);
        self
    }

    /// Whether the silence until `end` is longer than every gap between purchases; not of those who
    /// bought once.
    fn silent(&self, end: f64) -> bool {
        let longest = self.times.windows(2).map(|pair| pair[1] - pair[0]).reduce(f64::max);
        let silence = self.times.last().map(|last| end - last);
        longest.zip(silence).is_some_and(|(longest, silence)| silence > longest)
    }
}

/// Timing patterns: a line for each customer, with a dot at each purchase, from the first to `end`;
/// where `split` is given, a dashed line there. The title counts who has been silent for longer
/// than ever before, and their silence is drawn dashed.
///
/// At most 40 customers, in the order given; times in the unit of `terms`.
///
/// # Errors
/// [`Empty`](ErrorKind::Empty) without a customer, or for one without a purchase;
/// [`OutOfRange`](ErrorKind::OutOfRange) for more than 40, times that do not ascend or are after
/// `end`, or a chance outside 0 to 1, with the row.
///
/// # Examples
/// ```
/// use habitue::money::Currency;
/// use habitue::report::pictures::{PurchaseTimes, histories};
/// use habitue::report::{Language, Numbers, Terms};
/// use habitue::study::ValueBasis;
/// use habitue::time::Unit;
///
/// let numbers = Numbers::new(Language::English, Currency::USD);
/// let terms = Terms::new(numbers, Unit::Week, 52.0, None, ValueBasis::Revenue);
/// let customers = [
///     PurchaseTimes::new("Ann", &[0.0, 4.0, 8.0, 12.0]).with_chance(0.3),
///     PurchaseTimes::new("Bob", &[2.0, 20.0, 38.0]),
/// ];
/// let picture = histories(&customers, 39.0, None, &terms)?;
/// assert_eq!(picture.title, "1 of 2 customers has been silent for longer than ever before");
/// # Ok::<(), habitue::Error>(())
/// ```
pub fn histories(
    customers: &[PurchaseTimes],
    end: f64,
    split: Option<f64>,
    terms: &Terms,
) -> Result<Picture> {
    check(customers, end)?;
    let numbers = &terms.numbers;
    let silent = customers.iter().filter(|one| one.silent(end)).count();
    let (silent, all) = (numbers.count(silent), numbers.customers(customers.len()));
    let have = if silent == "1" { "has" } else { "have" };
    let title = terms.say(
        format!("{silent} of {all} {have} been silent for longer than ever before"),
        format!("{all}中，{silent}位的沉默已超过以往任何间隔"),
    );
    let note = terms.pick(
        "A dot is a purchase; dashed: silent for longer than any gap before.",
        "圆点为一次购买；虚线为沉默超过以往任何间隔。",
    );
    let words =
        Words { alt: format!("{title}{}", terms.pick(".", "。")), title, note: note.to_owned() };
    Ok(full("histories", words, |drawing| draw(drawing, customers, end, split, terms)))
}

fn check(customers: &[PurchaseTimes], end: f64) -> Result<()> {
    if customers.is_empty() {
        return Err(Error::empty("customers"));
    }
    if customers.len() > 40 {
        return Err(Error::out_of_range("customers", customers.len() as f64, "1 to 40 customers"));
    }
    if !end.is_finite() {
        return Err(Error::out_of_range("end", end, "a finite number"));
    }
    for (row, one) in customers.iter().enumerate() {
        let row = row as u64;
        if one.times.is_empty() {
            return Err(Error::empty("times").at_row(row));
        }
        let mut before = f64::NEG_INFINITY;
        for time in &one.times {
            if !(time.is_finite() && *time >= before && *time <= end) {
                let range = format!("ascending times up to {end}");
                return Err(Error::out_of_range("times", *time, range).at_row(row));
            }
            before = *time;
        }
        if let Some(chance) = one.chance.filter(|chance| !(0.0..=1.0).contains(chance)) {
            return Err(Error::new(ErrorKind::OutOfRange, "is no chance")
                .in_column("chance")
                .with_value(chance)
                .allowing("0 to 1")
                .at_row(row));
        }
    }
    Ok(())
}

fn draw(
    mut drawing: Drawing,
    customers: &[PurchaseTimes],
    end: f64,
    split: Option<f64>,
    terms: &Terms,
) -> String {
    let numbers = &terms.numbers;
    let most = if drawing.narrow() { 84.0 } else { 150.0 };
    let left =
        customers.iter().map(|one| PLAIN.width(&one.name)).fold(30.0, f64::max).min(most) + 12.0;
    let right = if customers.iter().any(|one| one.chance.is_some()) { 52.0 } else { 10.0 };
    let step = 24.0;
    let top = if right > 20.0 { 26.0 } else { 8.0 };
    let plane = Plane {
        left,
        right: drawing.width - right,
        top,
        bottom: top + step * customers.len() as f64,
    };
    let start = customers.iter().filter_map(|one| one.times.first().copied()).fold(end, f64::min);
    let x = Scale::linear((start, end), plane.across());
    plane.columns(&mut drawing, &x, &ticks::plain(numbers, &x.ticks(6)));
    if let Some(split) = split {
        drawing
            .line((x.at(split), plane.top), (x.at(split), plane.bottom), Tone::Ink, 1.0)
            .dashed("3 3");
    }
    if right > 20.0 {
        drawing.text(
            drawing.width,
            14.0,
            terms.pick("chance to buy", "购买概率"),
            PLAIN.size(11.5).tone(Tone::Muted).end(),
        );
    }
    for (index, one) in customers.iter().enumerate() {
        let y = plane.top + step * (index as f64 + 0.5);
        drawing.clipped(0.0, y + 4.0, &one.name, left - 10.0, PLAIN);
        let (first, last) = (one.times[0], one.times[one.times.len() - 1]);
        drawing.line((x.at(first), y), (x.at(last), y), Tone::Accent, 1.6).faded(0.55);
        let silence = drawing.line((x.at(last), y), (x.at(end), y), Tone::Axis, 1.2);
        if one.silent(end) {
            silence.dashed("3 3");
        }
        for time in &one.times {
            drawing
                .circle((x.at(*time), y), 3.4, Fill::Solid(Tone::Ink))
                .outlined(Tone::Ground, 1.0);
        }
        if let Some(chance) = one.chance {
            drawing.text(
                drawing.width,
                y + 4.0,
                &numbers.percent(chance),
                STRONG.size(12.0).tone(Tone::Accent).end(),
            );
        }
    }
    let units = terms.units();
    plane.title_under(
        &mut drawing,
        &terms.say(format!("{units} since the first day"), format!("自首日起的时间（{units}）")),
    );
    let entries = [
        (Key::Dot(Fill::Solid(Tone::Ink), None), terms.pick("purchase", "购买")),
        (Key::Line(Tone::Axis, 1.4, ""), terms.pick("silent, as before", "沉默，未超过以往间隔")),
        (
            Key::Line(Tone::Axis, 1.4, "3 3"),
            terms.pick("silent for longer than ever", "沉默超过以往任何间隔"),
        ),
    ];
    let bottom = keys(&mut drawing, left, plane.bottom + 56.0, &entries);
    drawing.finish(bottom - 8.0)
}
