//! Questions of which several options may be ticked.

use crate::customer::Texts;
use crate::error::{Error, ErrorKind, Result};

/// A question of which several options may be ticked ("which channels do you use?"), as a column
/// of 0 and 1 for each option: a question of its own on a scale of 0 to 1, whose top-box share is
/// the share of respondents who ticked it.
///
/// An empty cell is a missing answer, not one that ticks nothing: its columns are NaN. Where
/// nothing is an answer too, let it be an option ("none of these").
///
/// ```
/// use habitue::customer::TextColumn;
/// use habitue::survey::MultiSelect;
///
/// let mut cells = TextColumn::default();
/// ["app; shop", "shop", "", "phone;app"].iter().for_each(|cell| cells.push(cell));
/// let found = MultiSelect::of(cells.as_texts(), ';')?;
/// assert_eq!(found.options, ["app", "phone", "shop"]);
/// assert_eq!(found.columns[0][..2], [1.0, 0.0]);
/// assert!(found.columns[0][2].is_nan());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MultiSelect {
    /// The options that somebody ticked, by code point.
    pub options: Vec<String>,
    /// A column for each: 1 ticked, 0 not, NaN where the respondent did not answer.
    pub columns: Vec<Vec<f64>>,
}

impl MultiSelect {
    /// So many different options are those of an open question.
    pub const MOST_OPTIONS: usize = 1000;

    /// Splits cells at a separator; blanks around an option do not count, nor does one that is
    /// ticked twice.
    ///
    /// # Errors
    /// `OutOfRange` with the row where there are more than [`MOST_OPTIONS`](Self::MOST_OPTIONS)
    /// different options: leave an open answer alone, or name another separator.
    pub fn of(cells: Texts<'_>, separator: char) -> Result<Self> {
        let mut options: Vec<&str> = Vec::new();
        for (row, cell) in cells.iter().enumerate() {
            for option in ticked(cell, separator) {
                if let Err(place) = options.binary_search(&option) {
                    options.insert(place, option);
                    if options.len() > Self::MOST_OPTIONS {
                        return Err(Error::new(
                            ErrorKind::OutOfRange,
                            "is one option too many; an open answer is no list of options",
                        )
                        .in_column("cells")
                        .with_value(option)
                        .allowing(format!("at most {} options", Self::MOST_OPTIONS))
                        .at_row(row as u64));
                    }
                }
            }
        }
        let mut columns = vec![vec![0.0; cells.len()]; options.len()];
        for (row, cell) in cells.iter().enumerate() {
            let mut answered = false;
            for option in ticked(cell, separator) {
                answered = true;
                if let Ok(place) = options.binary_search(&option) {
                    columns[place][row] = 1.0;
                }
            }
            if !answered {
                columns.iter_mut().for_each(|column| column[row] = f64::NAN);
            }
        }
        Ok(Self { options: options.into_iter().map(str::to_owned).collect(), columns })
    }
}

fn ticked(cell: &str, separator: char) -> impl Iterator<Item = &str> {
    cell.split(separator).map(str::trim).filter(|option| !option.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customer::TextColumn;

    #[test]
    fn options_are_split_and_open_answers_are_refused() {
        let mut cells = TextColumn::default();
        ["微信，电话", "电话， ，电话", " "].iter().for_each(|cell| cells.push(cell));
        let found = MultiSelect::of(cells.as_texts(), '，').unwrap();
        assert_eq!(found.options, ["微信", "电话"]);
        assert_eq!(found.columns[1][..2], [1.0, 1.0]);
        assert!(found.columns[0][2].is_nan());
        let mut open = TextColumn::default();
        (0..=MultiSelect::MOST_OPTIONS).for_each(|row| open.push(&format!("text {row}")));
        let refused = MultiSelect::of(open.as_texts(), ';').unwrap_err();
        assert_eq!((refused.kind(), refused.row()), (ErrorKind::OutOfRange, Some(1000)));
        assert!(MultiSelect::of(TextColumn::default().as_texts(), ';').unwrap().options.is_empty());
    }
}
