//! The columns of a file by a sample of their values.

use super::{Layout, Source};
use crate::error::Result;
use crate::money::NumberFormat;
use crate::time::{DateCandidate, DateFormat};

/// Values of one column.
#[derive(Debug, Clone, Default)]
pub(super) struct ColumnSample {
    /// Those that say anything, in their order.
    pub(super) values: Vec<String>,
}

/// Rows taken at each of three places.
const ROWS: usize = 400;
/// Bytes that these are sought in.
const BYTES: usize = 1 << 17;
/// Bytes from the end where the last of them is.
const END: usize = 1 << 15;
/// Columns looked at.
const COLUMNS: usize = 512;
/// Values that may be no dates, or no numbers, in a column of these: damaged ones.
const DAMAGED: usize = 10;

/// Values that tell that a column holds no dates.
const FIRST: usize = 24;

/// What says that a value is not known.
const MISSING: [&str; 8] = ["na", "n/a", "nan", "null", "none", "-", "\\n", "#n/a"];

/// The columns of a file, from its beginning, middle and end.
///
/// # Errors
/// [`ErrorKind::Io`](crate::ErrorKind::Io).
pub(super) fn columns(source: &Source, layout: &Layout) -> Result<Vec<ColumnSample>> {
    let count = layout.columns().len().min(COLUMNS);
    let selection = layout.select_places(&(0..count).collect::<Vec<_>>());
    let mut columns = vec![ColumnSample::default(); count];
    let bytes = layout.bytes();
    for place in [0, bytes / 2, bytes.saturating_sub(END)] {
        let (mut rows, mut room) = (0, Vec::new());
        let mut records = layout.records_behind(source, (place, BYTES), &selection, &mut room)?;
        let more = records.try_for_each(|record| {
            for (column, field) in columns.iter_mut().zip(record.fields) {
                let value = String::from_utf8_lossy(field);
                if !value.is_empty() && !MISSING.contains(&value.to_lowercase().as_str()) {
                    column.values.push(value.into_owned());
                }
            }
            rows += 1;
            if rows < ROWS { Ok(()) } else { Err(()) }
        });
        if place == 0 && more.is_ok() && records.position() == bytes {
            // That was all.
            break;
        }
    }
    Ok(columns)
}

impl ColumnSample {
    /// How its dates may be written, and how many values are no dates by any of these.
    pub(super) fn dates(&self) -> (Vec<DateCandidate>, usize) {
        let found = DateFormat::candidates(&self.values);
        if !found.is_empty() || self.values.is_empty() {
            return (found, 0);
        }
        let is_date = |value: &&String| !DateFormat::candidates([value.as_str()]).is_empty();
        // A column of something else is known by its first values.
        let first = &self.values[..self.values.len().min(FIRST)];
        if 2 * first.iter().filter(is_date).count() < first.len() {
            return (Vec::new(), self.values.len());
        }
        let dates: Vec<&String> = self.values.iter().filter(is_date).collect();
        let damaged = self.values.len() - dates.len();
        let found = DateFormat::candidates(dates);
        // Of a few rows, one that is damaged is many; then the rest must leave no doubt.
        if damaged * DAMAGED > self.values.len()
            && (2 * damaged > self.values.len() || found.len() != 1)
        {
            return (Vec::new(), damaged);
        }
        (found, damaged)
    }

    /// Whether its values are numbers, but for a few.
    pub(super) fn is_numbers(&self) -> bool {
        let is_number = |value: &&String| !NumberFormat::candidates([value.as_str()]).is_empty();
        let numbers = self.values.iter().filter(is_number).count();
        numbers > 0 && (self.values.len() - numbers) * DAMAGED <= self.values.len()
    }

    /// Whether at least half of its values are numbers: enough for a column that is called so.
    pub(super) fn is_half_numbers(&self) -> bool {
        let is_number = |value: &&String| !NumberFormat::candidates([value.as_str()]).is_empty();
        let numbers = self.values.iter().filter(is_number).count();
        numbers > 0 && 2 * numbers >= self.values.len()
    }

    /// Whether any of its values has decimals.
    pub(super) fn has_decimals(&self) -> bool {
        self.values.iter().any(|value| {
            let decimals = value.trim_end_matches([')', '-']).rsplit(['.', ',']).next();
            decimals.is_some_and(|decimals| {
                decimals.len() < value.len()
                    && decimals.bytes().all(|byte| byte.is_ascii_digit())
                    && decimals.len() != 3
            })
        })
    }

    /// Whether its values are written in a way that dates alone are: with marks between their
    /// parts, or names of months.
    pub(super) fn is_dated_by_looks(&self) -> bool {
        let bare = |value: &&String| {
            let digits = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            !digits || value.matches('.').count() > 1
        };
        self.values.first().as_ref().is_some_and(bare) && !self.dates().0.is_empty()
    }

    /// Values that are numbers, for the format of numbers.
    pub(super) fn numbers(&self) -> impl Iterator<Item = &str> {
        let is_number = |value: &&str| !NumberFormat::candidates([*value]).is_empty();
        self.values.iter().map(String::as_str).filter(is_number)
    }
}
