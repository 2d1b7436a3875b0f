//! What customers said beside what they did: the join on the customer's key.

use std::collections::HashMap;

use crate::customer::{Key, KeyPolicy, Keys, TextColumn};
use crate::error::{Error, ErrorKind, Result};

/// The join of a survey with a table of customers: for each respondent the row of
/// the table, with the unmatched counted on both sides.
///
/// ```
/// use habitue::loyalty::SurveyJoin;
///
/// let respondents = [30_i64, 99, 10];
/// let customers = [10_i64, 20, 30, 40];
/// let join = SurveyJoin::new(respondents.as_slice(), customers.as_slice())?;
/// assert_eq!(join.row_of(0), Some(2));
/// assert_eq!(join.row_of(1), None);
/// assert_eq!((join.matched(), join.respondents_unmatched(), join.customers_unmatched()), (2, 1, 2));
///
/// // Purchases of the respondents; who is not in the table has none that is known.
/// let mut purchases = [0_u32; 3];
/// join.gather_into(&[5, 6, 7, 8], u32::MAX, &mut purchases)?;
/// assert_eq!(purchases, [7, u32::MAX, 5]);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyJoin {
    rows: Vec<Option<usize>>,
    customers: usize,
    matched: usize,
}

impl SurveyJoin {
    /// Joins respondents to customers. Both columns hold each key once.
    ///
    /// # Errors
    /// [`Duplicate`](ErrorKind::Duplicate) for a key that occurs twice in a column,
    /// with the row of its second occurrence; [`Argument`](ErrorKind::Argument)
    /// where one column holds integers and the other text.
    pub fn new<'a>(
        respondents: impl Into<Keys<'a>>,
        customers: impl Into<Keys<'a>>,
    ) -> Result<Self> {
        Self::by(KeyPolicy::AS_IS, respondents, customers)
    }

    /// Joins respondents to customers whose keys are of one customer by a policy, such as `00042`
    /// of the survey and `42.0` of the table. Both columns hold each customer once.
    ///
    /// # Errors
    /// As [`SurveyJoin::new`]; two spellings of one customer are a duplicate.
    ///
    /// ```
    /// use habitue::customer::{KeyPolicy, TextColumn};
    /// use habitue::loyalty::SurveyJoin;
    ///
    /// let [mut respondents, mut customers] = [TextColumn::default(), TextColumn::default()];
    /// ["00042", "7"].iter().for_each(|key| respondents.push(key));
    /// ["42.0", "8"].iter().for_each(|key| customers.push(key));
    /// let policy = KeyPolicy::AS_IS.whole_numbers().without_leading_zeros();
    /// let join = SurveyJoin::by(policy, respondents.as_texts(), customers.as_texts())?;
    /// assert_eq!(join.rows(), [Some(0), None]);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn by<'a>(
        keys: KeyPolicy,
        respondents: impl Into<Keys<'a>>,
        customers: impl Into<Keys<'a>>,
    ) -> Result<Self> {
        let (mut one, mut other) = (TextColumn::default(), TextColumn::default());
        let respondents = keys.apply_all(respondents.into(), &mut one);
        let customers = keys.apply_all(customers.into(), &mut other);
        let both = !respondents.is_empty() && !customers.is_empty();
        if both && matches!(respondents, Keys::Text(_)) != matches!(customers, Keys::Text(_)) {
            return Err(Error::new(
                ErrorKind::Argument,
                "are of another type than the keys of the customers",
            )
            .in_column("respondents"));
        }
        let table = index(customers, "customers")?;
        index(respondents, "respondents")?;
        let rows: Vec<Option<usize>> = (0..respondents.len())
            .map(|row| respondents.get(row).and_then(|key| table.get(&key).copied()))
            .collect();
        let matched = rows.iter().flatten().count();
        Ok(Self { rows, customers: customers.len(), matched })
    }

    /// The row of the table of respondent `respondent`; `None` where they are not
    /// in it.
    #[must_use]
    pub fn row_of(&self, respondent: usize) -> Option<usize> {
        self.rows.get(respondent).copied().flatten()
    }

    /// The rows of all respondents.
    #[must_use]
    pub fn rows(&self) -> &[Option<usize>] {
        &self.rows
    }

    /// Respondents who are in the table.
    #[must_use]
    pub fn matched(&self) -> usize {
        self.matched
    }

    /// Respondents who are not in the table.
    #[must_use]
    pub fn respondents_unmatched(&self) -> usize {
        self.rows.len() - self.matched
    }

    /// Customers of the table who did not respond.
    #[must_use]
    pub fn customers_unmatched(&self) -> usize {
        self.customers - self.matched
    }

    /// A column of the table in the order of the respondents, written into `out`;
    /// respondents who are not in the table get `unknown`.
    ///
    /// # Errors
    /// [`Length`](ErrorKind::Length) where `column` is not as long as the table, or
    /// `out` as the survey.
    pub fn gather_into<T: Copy>(&self, column: &[T], unknown: T, out: &mut [T]) -> Result<()> {
        if column.len() != self.customers {
            return Err(Error::length("column", column.len(), self.customers));
        }
        if out.len() != self.rows.len() {
            return Err(Error::length("out", out.len(), self.rows.len()));
        }
        for (slot, row) in out.iter_mut().zip(&self.rows) {
            *slot = row.map_or(unknown, |row| column[row]);
        }
        Ok(())
    }

    /// A column of the survey in the order of the table, written into `out`;
    /// customers who did not respond get `unknown`.
    ///
    /// # Errors
    /// [`Length`](ErrorKind::Length) where `column` is not as long as the survey, or
    /// `out` as the table.
    pub fn scatter_into<T: Copy>(&self, column: &[T], unknown: T, out: &mut [T]) -> Result<()> {
        if column.len() != self.rows.len() {
            return Err(Error::length("column", column.len(), self.rows.len()));
        }
        if out.len() != self.customers {
            return Err(Error::length("out", out.len(), self.customers));
        }
        out.fill(unknown);
        for (value, row) in column.iter().zip(&self.rows) {
            if let Some(row) = row {
                out[*row] = *value;
            }
        }
        Ok(())
    }
}

fn index<'a>(keys: Keys<'a>, name: &'static str) -> Result<HashMap<Key<'a>, usize>> {
    let mut table = HashMap::with_capacity(keys.len());
    for row in 0..keys.len() {
        let Some(key) = keys.get(row) else { continue };
        if let Some(first) = table.insert(key, row) {
            return Err(Error::new(
                ErrorKind::Duplicate,
                format!("occurs twice, first in row {first}"),
            )
            .in_column(name)
            .with_value(key)
            .at_row(row as u64));
        }
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::Scheme;
    use crate::loyalty::{Allegiance, AllegianceColumns, ApostleMatrix};

    #[test]
    fn the_matrix_comes_from_deeds_and_answers() {
        // Answers of four, deeds of three; respondent 8 never bought under that key.
        let (respondents, satisfaction) = ([7_i64, 8, 5, 6], [90.0, 80.0, 20.0, 75.0]);
        let (customers, p_alive) = ([5_i64, 6, 7], [0.9, 0.1, 0.95]);
        let join = SurveyJoin::new(respondents.as_slice(), customers.as_slice()).unwrap();
        let mut loyalty = [0.0; 4];
        join.gather_into(&p_alive.map(|p| 100.0 * p), f64::NAN, &mut loyalty).unwrap();
        let columns = AllegianceColumns::new(4).satisfaction(&satisfaction).loyalty(&loyalty);
        let table = ApostleMatrix::new().classify_all(&columns).unwrap();
        let codes =
            [Allegiance::Apostle, Allegiance::Hostage, Allegiance::Mercenary].map(Allegiance::code);
        assert_eq!(table.codes, [codes[0], 0, codes[1], codes[2]]);
        assert_eq!(table.counts.n_missing() as usize, join.respondents_unmatched());
        let mut back = [0.0; 3];
        join.scatter_into(&satisfaction, f64::NAN, &mut back).unwrap();
        assert_eq!(back, [20.0, 75.0, 90.0]);
    }

    #[test]
    fn duplicates_and_mixed_keys_are_refused() {
        let twice = SurveyJoin::new([1_i64, 2, 1].as_slice(), [1_i64].as_slice()).unwrap_err();
        assert_eq!(twice.to_string(), "row 2, respondents: 1 occurs twice, first in row 0");
        assert_eq!(
            (twice.kind(), twice.row(), twice.column()),
            (ErrorKind::Duplicate, Some(2), Some("respondents"))
        );
        let mut texts = crate::customer::TextColumn::default();
        texts.push("a");
        assert!(SurveyJoin::new(texts.as_texts(), [1_i64].as_slice()).is_err());
        let none = SurveyJoin::new([].as_slice(), texts.as_texts()).unwrap();
        assert_eq!((none.matched(), none.customers_unmatched()), (0, 1));
        assert!(none.gather_into(&[1.0, 2.0], 0.0, &mut []).is_err());
        assert!(none.scatter_into(&[], 0.0, &mut [1.0, 2.0]).is_err());
    }
}
