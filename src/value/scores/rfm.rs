//! Recency, frequency and monetary value as scores.

use crate::error::{Error, Result};
use crate::numeric::ranking::amount::Amount;
use crate::numeric::ranking::cut_point::Better;
use crate::numeric::ranking::keys::Keys;
#[cfg(feature = "serde")]
use crate::value::scores::score_cuts::MOST_SCORES;
use crate::value::scores::scoring::Scoring;

/// Whether the three scores look at each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Nesting {
    /// Each column is cut over all customers.
    #[default]
    Independent,
    /// Frequency is cut anew among the customers of each recency score, and
    /// monetary value among those of each recency and frequency score (A. Hughes,
    /// *Strategic Database Marketing*): cells of nearly equal size, whose scores
    /// compare only within their cell.
    Nested,
}

/// RFM scores: when a customer last bought, how often, and for how much.
///
/// The three columns are days (or any unit) *since* the last purchase, the number
/// of purchases, and the amount spent (doubles, or exact minor units). Scores run
/// from 1 to the number of bins, high is good: a recency score of 5 means that
/// the customer bought lately. Note that the recency t_x of the purchase models
/// is another thing, the age at the last purchase; T − t_x is the recency meant
/// here.
///
/// ```
/// use habitue::value::Rfm;
///
/// let days = [12, 300, 45, 90, 7];
/// let orders = [6, 1, 3, 2, 9];
/// let cents = [90_000_i64, 1_500, 20_000, 8_000, 150_000];
/// let scores = Rfm::quintiles().score(&days, &orders, &cents)?;
/// assert_eq!(scores.recency, [4, 1, 3, 2, 5]);
/// assert_eq!(scores.monetary, [4, 1, 3, 2, 5]);
/// assert_eq!(scores.code(4), 555);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Rfm {
    pub(crate) recency: Scoring,
    pub(crate) frequency: Scoring,
    pub(crate) monetary: Scoring,
    pub(crate) nesting: Nesting,
    threads: usize,
}

/// The scores of each customer, and the thresholds that they were cut at.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct RfmScores {
    /// Recency scores, in the order of the rows.
    pub recency: Vec<i32>,
    /// Frequency scores.
    pub frequency: Vec<i32>,
    /// Monetary scores.
    pub monetary: Vec<i32>,
    /// What the scores were cut at.
    pub thresholds: RfmThresholds,
}

/// The thresholds of the three columns, ascending; see [`Scoring::score_into`].
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct RfmThresholds {
    /// Of recency.
    pub recency: Vec<f64>,
    /// Of frequency: one list; nested, one per recency score from 1 up, empty
    /// where no customer has that score.
    pub frequency: Vec<Vec<f64>>,
    /// Of monetary value: one list; nested, one per recency and frequency score
    /// (recency-major), empty where no customer has those scores.
    pub monetary: Vec<Vec<f64>>,
}

impl RfmScores {
    /// Refuses columns of different lengths, and what is no score.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        let columns = [
            ("recency", &self.recency),
            ("frequency", &self.frequency),
            ("monetary", &self.monetary),
        ];
        for (name, column) in columns {
            if column.len() != self.recency.len() {
                return Err(Error::length(name, column.len(), self.recency.len()));
            }
            let scores = 1..=MOST_SCORES as i32;
            if let Some(row) = column.iter().position(|score| !scores.contains(score)) {
                let allowed = format!("1 to {MOST_SCORES}");
                let error = Error::out_of_range(name, f64::from(column[row]), allowed);
                return Err(error.at_row(row as u64));
            }
        }
        Ok(self)
    }

    /// The scores of a row as one number, 343 for 3, 4 and 3; meaningful with up
    /// to nine bins.
    ///
    /// # Panics
    /// Where there is no such row.
    #[must_use]
    pub fn code(&self, row: usize) -> i32 {
        100 * self.recency[row] + 10 * self.frequency[row] + self.monetary[row]
    }
}

impl Rfm {
    /// Independent quintiles of the data: scores 1 to 5, 125 cells.
    #[must_use]
    pub fn quintiles() -> Self {
        let quintiles = Scoring::QUINTILES;
        Self {
            recency: quintiles.clone().with_better(Better::Lower),
            frequency: quintiles.clone(),
            monetary: quintiles,
            nesting: Nesting::Independent,
            threads: 1,
        }
    }

    /// Each column with a scoring of its own. Give the recency
    /// [`Better::Lower`] where it counts the time since the last purchase.
    #[must_use]
    pub fn new(recency: Scoring, frequency: Scoring, monetary: Scoring) -> Self {
        Self { recency, frequency, monetary, nesting: Nesting::Independent, threads: 1 }
    }

    /// Whether the scores look at each other. Defaults to independent.
    #[must_use]
    pub fn with_nesting(mut self, nesting: Nesting) -> Self {
        self.nesting = nesting;
        self
    }

    /// Whether the scores look at each other.
    #[must_use]
    pub fn nesting(&self) -> Nesting {
        self.nesting
    }

    /// How many threads may score, whatever the scorings say; 0 for all cores. The scores are the
    /// same. Defaults to 1.
    #[must_use]
    pub fn with_threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// The number of bins of recency, frequency and monetary value.
    #[must_use]
    pub fn bins(&self) -> [usize; 3] {
        [self.recency.bins(), self.frequency.bins(), self.monetary.bins()]
    }

    /// The scores of each customer; see [`Rfm::score_into`].
    ///
    /// # Errors
    /// As [`Rfm::score_into`].
    pub fn score<R: Amount, F: Amount, M: Amount>(
        &self,
        recency: &[R],
        frequency: &[F],
        monetary: &[M],
    ) -> Result<RfmScores> {
        let mut scores = RfmScores {
            recency: vec![0; recency.len()],
            frequency: vec![0; recency.len()],
            monetary: vec![0; recency.len()],
            thresholds: RfmThresholds::default(),
        };
        scores.thresholds = self.score_into(
            recency,
            frequency,
            monetary,
            [&mut scores.recency, &mut scores.frequency, &mut scores.monetary],
        )?;
        Ok(scores)
    }

    /// Writes the recency, frequency and monetary scores of each customer, and
    /// returns the thresholds.
    ///
    /// # Errors
    /// `Empty`; `Length`; `NotFinite` naming the column and the row. Nothing is
    /// written then.
    pub fn score_into<R: Amount, F: Amount, M: Amount>(
        &self,
        recency: &[R],
        frequency: &[F],
        monetary: &[M],
        out: [&mut [i32]; 3],
    ) -> Result<RfmThresholds> {
        let rows = recency.len();
        if rows == 0 {
            return Err(Error::empty("recency"));
        }
        let lengths = [("frequency", frequency.len()), ("monetary", monetary.len())];
        let outs = ["recency_score", "frequency_score", "monetary_score"];
        for (name, length) in
            lengths.into_iter().chain(outs.into_iter().zip(out.iter().map(|out| out.len())))
        {
            if length != rows {
                return Err(Error::length(name, length, rows));
            }
        }
        let threads = self.threads;
        let recency = Keys::check(recency, "recency", threads)?;
        let frequencies = Keys::check(frequency, "frequency", threads)?;
        let amounts = Keys::check(monetary, "monetary", threads)?;

        let [r, f, m] = out;
        let recency = self.recency.score_keys(&recency, threads, r);
        match self.nesting {
            Nesting::Independent => Ok(RfmThresholds {
                recency,
                frequency: vec![self.frequency.score_keys(&frequencies, threads, f)],
                monetary: vec![self.monetary.score_keys(&amounts, threads, m)],
            }),
            Nesting::Nested => {
                let [r_bins, f_bins, _] = self.bins();
                let group: Vec<usize> = r.iter().map(|&r| r as usize - 1).collect();
                let f_cuts = score_within(&self.frequency, frequency, &group, r_bins, f)?;
                let cell: Vec<usize> = group
                    .iter()
                    .zip(f.iter())
                    .map(|(&group, &f)| group * f_bins + f as usize - 1)
                    .collect();
                let m_cuts = score_within(&self.monetary, monetary, &cell, r_bins * f_bins, m)?;
                Ok(RfmThresholds { recency, frequency: f_cuts, monetary: m_cuts })
            }
        }
    }
}

/// Scores each group of rows by itself.
fn score_within<V: Amount>(
    scoring: &Scoring,
    values: &[V],
    group: &[usize],
    groups: usize,
    out: &mut [i32],
) -> Result<Vec<Vec<f64>>> {
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); groups];
    for (row, &group) in group.iter().enumerate() {
        rows[group].push(row);
    }
    let mut thresholds = Vec::with_capacity(groups);
    for rows in rows {
        if rows.is_empty() {
            thresholds.push(Vec::new());
            continue;
        }
        let members: Vec<V> = rows.iter().map(|&row| values[row]).collect();
        let scores = scoring.score(&members)?;
        for (row, score) in rows.into_iter().zip(scores.score) {
            out[row] = score;
        }
        thresholds.push(scores.thresholds);
    }
    Ok(thresholds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::value::Ties;

    fn customers() -> (Vec<i32>, Vec<u32>, Vec<i64>) {
        let n = 1250_i64;
        let days = (0..n).map(|i| ((i * 7919) % 997) as i32).collect();
        let orders = (0..n).map(|i| ((i * i) % 23) as u32).collect();
        let cents = (0..n).map(|i| (i * 104_729) % 50_021 - 100).collect();
        (days, orders, cents)
    }

    #[test]
    fn independent_scores_are_those_of_each_column() {
        let (days, orders, cents) = customers();
        let scores = Rfm::quintiles().score(&days, &orders, &cents).unwrap();
        let quintiles = Scoring::quantiles(5).unwrap();
        let recency = quintiles.clone().with_better(Better::Lower).score(&days).unwrap();
        assert_eq!(
            (scores.recency, scores.thresholds.recency),
            (recency.score, recency.thresholds)
        );
        assert_eq!(scores.frequency, quintiles.score(&orders).unwrap().score);
        assert_eq!(scores.monetary, quintiles.score(&cents).unwrap().score);
    }

    #[test]
    fn nested_scores_are_cut_within_their_cell() {
        let (days, orders, cents) = customers();
        let bins = |ties| Scoring::equal_counts(5, ties).unwrap();
        let rfm = Rfm::new(
            bins(Ties::RowOrder).with_better(Better::Lower),
            bins(Ties::RowOrder),
            bins(Ties::RowOrder),
        )
        .with_nesting(Nesting::Nested);
        let scores = rfm.score(&days, &orders, &cents).unwrap();
        // 1250 customers in 125 cells of exactly ten.
        let mut cells = std::collections::BTreeMap::new();
        for row in 0..days.len() {
            *cells.entry(scores.code(row)).or_insert(0) += 1;
        }
        assert_eq!(cells.len(), 125);
        assert!(cells.values().all(|&count| count == 10), "{cells:?}");
        // Within a recency score, a better frequency score never means fewer orders.
        for a in 0..days.len() {
            for b in 0..days.len() {
                if scores.recency[a] == scores.recency[b]
                    && scores.frequency[a] > scores.frequency[b]
                {
                    assert!(orders[a] >= orders[b]);
                }
            }
        }
        let shape = (scores.thresholds.frequency.len(), scores.thresholds.monetary.len());
        assert_eq!(shape, (5, 25));
    }

    #[test]
    fn an_empty_cell_has_no_thresholds() {
        let fixed = Scoring::at([10.0]).unwrap();
        let rfm = Rfm::new(fixed.clone(), fixed.clone(), fixed).with_nesting(Nesting::Nested);
        let scores = rfm.score(&[20.0, 30.0], &[1.0, 2.0], &[1.0, 100.0]).unwrap();
        assert_eq!(scores.recency, [2, 2]);
        assert_eq!(scores.monetary, [1, 2]);
        assert_eq!(scores.thresholds.frequency, [vec![], vec![10.0]]);
    }

    #[test]
    fn bad_input_is_named_and_nothing_is_written() {
        let rfm = Rfm::quintiles();
        let mut out = [[9; 2], [9; 2], [9; 2]];
        let [r, f, m] = &mut out;
        let error = rfm.score_into(&[1.0, 2.0], &[1, 2], &[1.0, f64::NAN], [r, f, m]).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::NotFinite, Some(1)));
        assert_eq!((error.column(), out), (Some("monetary"), [[9; 2]; 3]));
        assert_eq!(rfm.score(&[1, 2], &[1], &[1, 2]).unwrap_err().kind(), ErrorKind::Length);
        let none: [f64; 0] = [];
        assert_eq!(rfm.score(&none, &none, &none).unwrap_err().kind(), ErrorKind::Empty);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn what_is_read_back_are_scores() {
        let stored = |recency: i32| {
            let cuts = r#"{"recency":[1.0],"frequency":[[1.0]],"monetary":[[1.0]]}"#;
            let scores = format!(r#""recency":[{recency}],"frequency":[1],"monetary":[2]"#);
            serde_json::from_str::<RfmScores>(&format!(r#"{{{scores},"thresholds":{cuts}}}"#))
        };
        assert_eq!(stored(5).unwrap().code(0), 512);
        for recency in [0, -135_609_925, 1_001] {
            let refused = stored(recency).unwrap_err().to_string();
            assert!(refused.contains("recency"), "{refused}");
        }
    }
}
