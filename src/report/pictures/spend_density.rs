//! Spend density: what customers spend a purchase, observed and as the model has it.

use super::sheet::{Words, half};
use super::ticks;
use crate::error::{Error, ErrorKind, Result};
use crate::report::draw::{Drawing, Fill, Key, NOTE, Plane, Scale, Tone, keys, margin, round_up};
use crate::report::{Numbers, Picture};

/// A bin of spend: customers whose mean spend a purchase lies in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpendBin {
    /// Its lower end, units of the currency.
    pub low: f64,
    /// Its upper end, above the lower one.
    pub high: f64,
    /// How many customers.
    pub customers: u64,
}

/// Mean spend a purchase: bars are customers, the line is what a model of spend expects, such as
/// Gamma-Gamma; both in customers per bin.
///
/// `bins` lie beside each other in ascending order, at most 200; `expected` are points (amount,
/// customers expected in a bin there) in ascending order, perhaps none.
///
/// # Errors
/// [`Empty`](ErrorKind::Empty) without a bin or a customer; [`OutOfRange`](ErrorKind::OutOfRange)
/// for more than 200 bins, a bin that ends before it begins or begins before the one before it ends,
/// or a point that is not finite, with the row.
///
/// # Examples
/// ```
/// use habitue::money::Currency;
/// use habitue::report::pictures::{SpendBin, spend_density};
/// use habitue::report::{Language, Numbers};
///
/// let bins = [
///     SpendBin { low: 0.0, high: 20.0, customers: 80 },
///     SpendBin { low: 20.0, high: 40.0, customers: 120 },
/// ];
/// let line = [(10.0, 75.0), (30.0, 118.0)];
/// let picture = spend_density(&bins, &line, &Numbers::new(Language::English, Currency::USD))?;
/// assert_eq!(picture.title, "Customers most often spend $20.00–40.00 a purchase");
/// # Ok::<(), habitue::Error>(())
/// ```
pub fn spend_density(
    bins: &[SpendBin],
    expected: &[(f64, f64)],
    numbers: &Numbers,
) -> Result<Picture> {
    check(bins, expected)?;
    let language = numbers.language();
    let most =
        bins.iter().max_by(|a, b| a.customers.cmp(&b.customers).then(b.low.total_cmp(&a.low)));
    let range = most.map(|bin| numbers.moneys(bin.low, bin.high)).unwrap_or_default();
    let title = language.pick(
        format!("Customers most often spend {range} a purchase"),
        format!("客户每次消费以{range}最多"),
    );
    let all: u64 = bins.iter().map(|bin| bin.customers).sum();
    let all = numbers.customers(all);
    let mut note = language
        .pick(format!("Mean spend a purchase of {all}."), format!("{all}的平均每次消费金额。"));
    if !expected.is_empty() {
        note += language
            .pick(" The line is what the model of spend expects.", "曲线为消费金额模型的预期。");
    }
    let words = Words { alt: format!("{title}{}{note}", language.pick(". ", "。")), title, note };
    Ok(half("spend_density", words, |drawing| draw(drawing, bins, expected, numbers)))
}

fn check(bins: &[SpendBin], expected: &[(f64, f64)]) -> Result<()> {
    if bins.iter().all(|bin| bin.customers == 0) {
        return Err(Error::empty("bins"));
    }
    if bins.len() > 200 {
        return Err(Error::out_of_range("bins", bins.len() as f64, "at most 200 bins"));
    }
    let mut end = f64::NEG_INFINITY;
    for (row, bin) in bins.iter().enumerate() {
        if !(bin.low.is_finite() && bin.low >= end) {
            return Err(
                Error::out_of_range("low", bin.low, format!("from {end} on")).at_row(row as u64)
            );
        }
        if !(bin.high.is_finite() && bin.high > bin.low) {
            return Err(Error::out_of_range("high", bin.high, format!("above {}", bin.low))
                .at_row(row as u64));
        }
        end = bin.high;
    }
    for (row, (amount, customers)) in expected.iter().enumerate() {
        if !(amount.is_finite() && customers.is_finite() && *customers >= 0.0) {
            return Err(Error::new(ErrorKind::OutOfRange, "is no point of a density")
                .in_column("expected")
                .with_value(format!("({amount}, {customers})"))
                .allowing("finite numbers, the second >= 0")
                .at_row(row as u64));
        }
    }
    Ok(())
}

fn draw(
    mut drawing: Drawing,
    bins: &[SpendBin],
    expected: &[(f64, f64)],
    numbers: &Numbers,
) -> String {
    let language = numbers.language();
    let ends = (bins[0].low, bins[bins.len() - 1].high);
    let inside = || expected.iter().filter(|(amount, _)| (ends.0..=ends.1).contains(amount));
    let most = bins
        .iter()
        .map(|bin| bin.customers as f64)
        .chain(inside().map(|point| point.1))
        .fold(1.0, f64::max);
    let top = round_up(most, 4);
    let counts = ticks::plain(numbers, &Scale::linear((0.0, top), (0.0, 1.0)).ticks(4));
    let plane =
        Plane { left: margin(&counts), right: drawing.width - 12.0, top: 28.0, bottom: 228.0 };
    let (x, y) = (Scale::linear(ends, plane.across()), Scale::linear((0.0, top), plane.up()));
    drawing.text(0.0, 14.0, language.pick("customers", "客户数"), NOTE);
    plane.rows(&mut drawing, &y, &counts);
    for bin in bins {
        let (left, right, height) = (x.at(bin.low), x.at(bin.high), y.at(bin.customers as f64));
        let gap = ((right - left) * 0.06).min(1.0);
        drawing.rect(
            left + gap,
            height,
            right - left - 2.0 * gap,
            plane.bottom - height,
            Fill::Solid(Tone::Grey),
        );
        if bin.customers > 0 {
            drawing.line((left + gap, height), (right - gap, height), Tone::Ink, 2.0);
        }
    }
    let line: Vec<(f64, f64)> =
        inside().map(|(amount, customers)| (x.at(*amount), y.at(*customers))).collect();
    if line.len() > 1 {
        drawing.curve(&line, Tone::Accent, 2.2);
    }
    plane.under(&mut drawing, &x, &ticks::plain(numbers, &x.ticks(6)));
    let name = numbers.currency_name();
    let title = if name.is_empty() {
        language.pick("mean spend a purchase", "平均每次消费金额").to_owned()
    } else {
        language
            .pick(format!("mean spend a purchase, {name}"), format!("平均每次消费金额（{name}）"))
    };
    plane.title_under(&mut drawing, &title);
    let mut entries = vec![(Key::Bar, language.pick("customers", "客户数"))];
    if line.len() > 1 {
        entries.push((
            Key::Line(Tone::Accent, 2.2, ""),
            language.pick("expected by the model", "模型预期"),
        ));
    }
    let end = keys(&mut drawing, plane.left, plane.bottom + 56.0, &entries);
    drawing.finish(end - 8.0)
}
