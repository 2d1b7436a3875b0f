//! Ticks with their labels: counts, shares and money.

use crate::report::Numbers;
use crate::report::Terms;
use crate::report::draw::settled;

/// A tick: its value and its label.
pub(super) type Tick = (f64, String);

/// Plain numbers, with as many decimals as tell them apart.
pub(super) fn plain(numbers: &Numbers, values: &[f64]) -> Vec<Tick> {
    let decimals = decimals(values);
    let short = values.iter().any(|value| value.abs() >= 99_999.5);
    let label = |value: f64| {
        if short { trimmed(&numbers.short(value)) } else { numbers.decimal(value, decimals) }
    };
    values.iter().map(|value| (*value, label(*value))).collect()
}

/// Numbers over several powers of ten: each as short as it can be.
pub(super) fn powers(numbers: &Numbers, values: &[f64]) -> Vec<Tick> {
    values.iter().map(|value| (*value, power(numbers, *value))).collect()
}

fn power(numbers: &Numbers, value: f64) -> String {
    if value.abs() >= 9_999.5 {
        trimmed(&numbers.short(value))
    } else {
        numbers.significant(value, 2)
    }
}

/// Shares as percentages.
pub(super) fn shares(numbers: &Numbers, values: &[f64]) -> Vec<Tick> {
    let hundreds: Vec<f64> = values.iter().map(|value| 100.0 * value).collect();
    let decimals = decimals(&hundreds);
    values.iter().map(|value| (*value, numbers.percent_to(*value, decimals))).collect()
}

/// Values of a study: with the sign of the currency in English, bare in Chinese, where the title
/// of the axis names it.
pub(super) fn values(terms: &Terms, values: &[f64]) -> Vec<Tick> {
    if !terms.money() || terms.chinese() {
        return plain_or_powers(&terms.numbers, values);
    }
    values.iter().map(|value| (*value, trimmed(&terms.numbers.short_money(*value)))).collect()
}

fn plain_or_powers(numbers: &Numbers, values: &[f64]) -> Vec<Tick> {
    if values.iter().any(|value| value.abs() >= 9_999.5) {
        powers(numbers, values)
    } else {
        plain(numbers, values)
    }
}

/// The least decimals, up to 4, that write all values exactly.
fn decimals(values: &[f64]) -> usize {
    let exact = |decimals: &usize| {
        let scale = 10f64.powi(*decimals as i32);
        values.iter().all(|value| settled(value * scale).fract() == 0.0)
    };
    (0..4).find(exact).unwrap_or(4)
}

/// A figure without zeros behind its point: "$10.0k" is "$10k".
pub(super) fn trimmed(text: &str) -> String {
    let Some(point) = text.find('.') else {
        return text.to_owned();
    };
    let digits = text[point + 1..].bytes().take_while(u8::is_ascii_digit).count();
    let (figures, behind) = text[point + 1..].split_at(digits);
    let kept = figures.trim_end_matches('0');
    let point = if kept.is_empty() { "" } else { "." };
    format!("{}{point}{kept}{behind}", &text[..text.find('.').unwrap_or_default()])
}
