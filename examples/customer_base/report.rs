//! What every part of the job writes to: the text on the terminal and the page.

use crate::page::Page;

/// A confidence level for every interval of the report.
pub(crate) const LEVEL: f64 = 0.95;

/// The report in both forms.
pub(crate) struct Report {
    text: String,
    pub(crate) page: Page,
}

impl Report {
    pub(crate) fn new(title: &str, lead: &str) -> Self {
        Self { text: format!("{title}\n{lead}\n"), page: Page::new(title, lead) }
    }

    /// Begins a part of the text.
    pub(crate) fn heading(&mut self, heading: &str) {
        self.text.push_str(&format!("\n{heading}\n"));
    }

    /// Adds a line to the text.
    pub(crate) fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(&format!("  {}\n", line.as_ref()));
    }

    /// Adds a table to the text: the first column to the left, the others to the
    /// right.
    pub(crate) fn table(&mut self, heads: &[&str], rows: &[Vec<String>]) {
        let head: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
        let width = |column: usize| {
            std::iter::once(&head)
                .chain(rows)
                .map(|row| row[column].chars().count())
                .max()
                .unwrap_or_default()
        };
        let widths: Vec<usize> = (0..heads.len()).map(width).collect();
        for row in std::iter::once(&head).chain(rows) {
            let cells: Vec<String> = row
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(column, (cell, &width))| match column {
                    0 => format!("{cell:<width$}"),
                    _ => format!("{cell:>width$}"),
                })
                .collect();
            self.line(cells.join("  ").trim_end());
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// A whole number with thin groups of thousands: 12 345.
pub(crate) fn grouped(value: impl Into<i128>) -> String {
    let value: i128 = value.into();
    let digits = value.unsigned_abs().to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    if value < 0 { format!("-{text}") } else { text }
}

/// A share as a percentage with one decimal.
pub(crate) fn percentage(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// A share that may be undefined.
pub(crate) fn percentage_or_dash(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), percentage)
}
