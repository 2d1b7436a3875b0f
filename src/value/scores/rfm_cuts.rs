//! The cuts of RFM scores as values.

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::ranking::amount::Amount;
use crate::value::scores::rfm::{Nesting, Rfm};
use crate::value::scores::score_cuts::{MOST_SCORES, ScoreCuts};
use crate::value::scores::scoring::Scoring;

/// Where a base was cut into RFM scores, so that another base is scored alike; made by
/// [`Rfm::cuts`].
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct RfmCuts<R, F, M> {
    recency: ScoreCuts<R>,
    /// One; nested, one a recency score, `None` where no customer had it.
    frequency: Vec<Option<ScoreCuts<F>>>,
    /// One; nested, one a recency and frequency score, recency-major.
    monetary: Vec<Option<ScoreCuts<M>>>,
    nesting: Nesting,
    frequency_bins: usize,
}

impl Rfm {
    /// The cuts of these customers as values, which score other customers alike.
    ///
    /// ```
    /// use habitue::value::Rfm;
    ///
    /// let (days, orders, cents) = ([12, 300, 45], [6, 1, 1], [90_000_i64, 1_500, 20_000]);
    /// let rfm = Rfm::quintiles();
    /// let cuts = rfm.cuts(&days, &orders, &cents)?;
    /// let [recency, frequency, monetary] = cuts.score(&[20], &[9], &[1_000])?;
    /// assert_eq!((recency, frequency, monetary), (vec![5], vec![5], vec![1]));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Scoring::cuts`] for each column; `Length`.
    pub fn cuts<R: Amount, F: Amount, M: Amount>(
        &self,
        recency: &[R],
        frequency: &[F],
        monetary: &[M],
    ) -> Result<RfmCuts<R, F, M>> {
        self.cuts_from(recency, frequency, monetary, None)
    }

    /// As [`Rfm::cuts`], where row i stands for `counts[i]` customers.
    ///
    /// # Errors
    /// As [`Rfm::cuts`], and as [`Scoring::cuts_of_counts`].
    pub fn cuts_of_counts<R: Amount, F: Amount, M: Amount>(
        &self,
        recency: &[R],
        frequency: &[F],
        monetary: &[M],
        counts: &[u64],
    ) -> Result<RfmCuts<R, F, M>> {
        self.cuts_from(recency, frequency, monetary, Some(counts))
    }

    fn cuts_from<R: Amount, F: Amount, M: Amount>(
        &self,
        recency: &[R],
        frequency: &[F],
        monetary: &[M],
        counts: Option<&[u64]>,
    ) -> Result<RfmCuts<R, F, M>> {
        for (name, found) in [("frequency", frequency.len()), ("monetary", monetary.len())] {
            if found != recency.len() {
                return Err(Error::length(name, found, recency.len()));
            }
        }
        F::check(frequency, "frequency")?;
        M::check(monetary, "monetary")?;
        let [r_bins, f_bins, _] = self.bins();
        let r_cuts = cuts(&self.recency, recency, counts).map_err(|e| renamed(e, "recency"))?;
        let (f_cuts, m_cuts) = match self.nesting {
            Nesting::Independent => (
                vec![Some(cuts(&self.frequency, frequency, counts)?)],
                vec![Some(cuts(&self.monetary, monetary, counts)?)],
            ),
            Nesting::Nested => {
                let mut cell: Vec<usize> =
                    recency.iter().map(|&value| r_cuts.place(value) as usize - 1).collect();
                let f_cuts = cuts_within(&self.frequency, frequency, counts, &cell, r_bins)?;
                for (cell, &value) in cell.iter_mut().zip(frequency) {
                    let place = f_cuts[*cell].as_ref().map_or(0, |cuts| cuts.place(value) - 1);
                    *cell = *cell * f_bins + place as usize;
                }
                let cells = r_bins * f_bins;
                (f_cuts, cuts_within(&self.monetary, monetary, counts, &cell, cells)?)
            }
        };
        let nesting = self.nesting;
        let (recency, frequency, monetary) = (r_cuts, f_cuts, m_cuts);
        RfmCuts { recency, frequency, monetary, nesting, frequency_bins: f_bins }.checked()
    }
}

fn cuts<V: Amount>(
    scoring: &Scoring,
    values: &[V],
    counts: Option<&[u64]>,
) -> Result<ScoreCuts<V>> {
    match counts {
        Some(counts) => scoring.cuts_of_counts(values, counts),
        None => scoring.cuts(values),
    }
}

/// The cuts of the rows of each cell; `None` where there are no customers to cut.
fn cuts_within<V: Amount>(
    scoring: &Scoring,
    values: &[V],
    counts: Option<&[u64]>,
    cell: &[usize],
    cells: usize,
) -> Result<Vec<Option<ScoreCuts<V>>>> {
    let mut members: Vec<(Vec<V>, Vec<u64>)> = vec![Default::default(); cells];
    for (row, (&value, &cell)) in values.iter().zip(cell).enumerate() {
        let (values, numbers) = &mut members[cell];
        values.push(value);
        numbers.extend(counts.map(|counts| counts[row]));
    }
    let of = |(values, numbers): &(Vec<V>, Vec<u64>)| match cuts(
        scoring,
        values,
        counts.map(|_| &numbers[..]),
    ) {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::Empty => Ok(None),
        Err(error) => Err(error),
    };
    members.iter().map(of).collect()
}

fn renamed(error: Error, column: &str) -> Error {
    if error.column() == Some("values") { error.in_column(column) } else { error }
}

impl<R: Amount, F: Amount, M: Amount> RfmCuts<R, F, M> {
    /// Cuts that were kept: of frequency one, or nested one a recency score, `None` where no
    /// customer had it; of monetary value one, or nested one a recency and frequency score,
    /// recency-major.
    ///
    /// # Errors
    /// `OutOfRange` unless there are 1 to 1,000 bins of frequency; `Length` for other numbers of
    /// cuts than the scores before them say; `Inconsistent` where monetary value is cut and
    /// frequency is not; `Empty` where nobody has a score.
    pub fn new(
        recency: ScoreCuts<R>,
        frequency: Vec<Option<ScoreCuts<F>>>,
        monetary: Vec<Option<ScoreCuts<M>>>,
        nesting: Nesting,
        frequency_bins: usize,
    ) -> Result<Self> {
        Self { recency, frequency, monetary, nesting, frequency_bins }.checked()
    }

    /// Refuses cuts that are not those of the scores before them.
    fn checked(self) -> Result<Self> {
        let nested = self.nesting == Nesting::Nested;
        let (r_bins, f_bins) = (self.recency.bins(), self.frequency_bins);
        if !(1..=MOST_SCORES).contains(&f_bins) {
            return Err(Error::out_of_range("frequency_bins", f_bins as f64, "1 to 1,000"));
        }
        let f_cells = if nested { r_bins } else { 1 };
        let m_cells = if nested { r_bins * f_bins } else { 1 };
        agree("frequency", &self.frequency, f_cells, Some(f_bins))?;
        let m_bins = self.monetary.iter().flatten().map(ScoreCuts::bins).next();
        agree("monetary", &self.monetary, m_cells, m_bins)?;
        // Whoever has a frequency score has a monetary one; of one score at least, somebody.
        for (row, cell) in self.monetary.chunks(m_cells / f_cells).enumerate() {
            if cell.iter().any(Option::is_some) != self.frequency[row].is_some() {
                let what = "is not cut where frequency is, or is cut where frequency is not";
                return Err(Error::new(ErrorKind::Inconsistent, what)
                    .in_column("monetary")
                    .at_row((row * cell.len()) as u64));
            }
        }
        if m_bins.is_none() {
            return Err(Error::empty("monetary"));
        }
        Ok(self)
    }

    /// Those of recency.
    #[must_use]
    pub fn recency(&self) -> &ScoreCuts<R> {
        &self.recency
    }

    /// Those of frequency: one; nested, one per recency score from 1 up, `None` where no customer
    /// had that score.
    #[must_use]
    pub fn frequency(&self) -> &[Option<ScoreCuts<F>>] {
        &self.frequency
    }

    /// Those of monetary value: one; nested, one per recency and frequency score (recency-major),
    /// `None` where no customer had those scores.
    #[must_use]
    pub fn monetary(&self) -> &[Option<ScoreCuts<M>>] {
        &self.monetary
    }

    /// The recency, frequency and monetary scores of each customer.
    ///
    /// # Errors
    /// As [`RfmCuts::score_into`].
    pub fn score(&self, recency: &[R], frequency: &[F], monetary: &[M]) -> Result<[Vec<i32>; 3]> {
        let mut scores = [(); 3].map(|()| vec![0; recency.len()]);
        let [r, f, m] = &mut scores;
        self.score_into(recency, frequency, monetary, [r, f, m])?;
        Ok(scores)
    }

    /// Writes the recency, frequency and monetary scores of each customer.
    ///
    /// # Errors
    /// `Length`; `NotFinite` naming the column and the row; `Undefined`, naming them, for nested
    /// scores that no customer had of whom the cuts are. Nothing is written then.
    pub fn score_into(
        &self,
        recency: &[R],
        frequency: &[F],
        monetary: &[M],
        out: [&mut [i32]; 3],
    ) -> Result<()> {
        let rows = recency.len();
        let names = ["recency_score", "frequency_score", "monetary_score"];
        let outs = names.into_iter().zip(out.iter().map(|out| out.len()));
        let columns = [("frequency", frequency.len()), ("monetary", monetary.len())];
        for (name, found) in columns.into_iter().chain(outs) {
            if found != rows {
                return Err(Error::length(name, found, rows));
            }
        }
        R::check(recency, "recency")?;
        F::check(frequency, "frequency")?;
        M::check(monetary, "monetary")?;
        let of_row = |row: usize| {
            self.place(recency[row], frequency[row], monetary[row])
                .map_err(|error| error.at_row(row as u64))
        };
        (0..rows).try_for_each(|row| of_row(row).map(drop))?;
        let [r, f, m] = out;
        for row in 0..rows {
            [r[row], f[row], m[row]] = of_row(row)?;
        }
        Ok(())
    }

    /// The three scores of one customer.
    fn place(&self, recency: R, frequency: F, monetary: M) -> Result<[i32; 3]> {
        let r = self.recency.place(recency);
        let nested = self.nesting == Nesting::Nested;
        let r_cell = if nested { r as usize - 1 } else { 0 };
        let f = known(&self.frequency[r_cell], "frequency", &[r])?.place(frequency);
        let cell = if nested { r_cell * self.frequency_bins + f as usize - 1 } else { 0 };
        let m = known(&self.monetary[cell], "monetary", &[r, f])?.place(monetary);
        Ok([r, f, m])
    }
}

/// Refuses another number of cells, and cuts into another number of scores.
fn agree<V: Amount>(
    column: &str,
    cells: &[Option<ScoreCuts<V>>],
    expected: usize,
    bins: Option<usize>,
) -> Result<()> {
    if cells.len() != expected {
        return Err(Error::length(column, cells.len(), expected));
    }
    let others = |cuts: &Option<ScoreCuts<V>>| {
        cuts.as_ref().map(ScoreCuts::bins).filter(|found| Some(*found) != bins)
    };
    match cells.iter().enumerate().find_map(|(row, cuts)| Some((row, others(cuts)?))) {
        None => Ok(()),
        Some((row, found)) => {
            Err(Error::new(ErrorKind::Inconsistent, "has another number of scores")
                .in_column(column)
                .with_value(found)
                .allowing(format!("{}", bins.unwrap_or_default()))
                .at_row(row as u64))
        }
    }
}

fn known<'a, V>(
    cuts: &'a Option<ScoreCuts<V>>,
    column: &str,
    scores: &[i32],
) -> Result<&'a ScoreCuts<V>> {
    cuts.as_ref().ok_or_else(|| {
        let why = format!(
            "nobody of the base that was cut had the scores {scores:?}, so nothing says where \
             {column} is cut there: take the cuts of a larger base, fewer bins or independent scores"
        );
        Error::new(ErrorKind::Undefined, why).in_column(column)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::numeric::ranking::cut::Ties;
    use crate::numeric::ranking::cut_point::Better;

    #[test]
    fn a_cell_that_nobody_had_is_named() {
        let rfm = Rfm::quintiles().with_nesting(Nesting::Nested);
        let cuts = rfm.cuts(&[10.0, 0.0], &[1, 2], &[5.0, 6.0]).unwrap();
        let mut out = [[9], [9], [9]];
        let [r, f, m] = &mut out;
        let error = cuts.score_into(&[5.0], &[1], &[1.0], [r, f, m]).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::Undefined, Some(0)));
        assert_eq!((error.column(), out), (Some("frequency"), [[9]; 3]));
        assert_eq!(rfm.cuts(&[1.0], &[1, 2], &[1.0]).unwrap_err().kind(), ErrorKind::Length);
        let error = rfm.cuts(&[f64::NAN], &[1], &[1.0]).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::NotFinite, Some("recency")));
    }

    proptest! {
        #[test]
        fn a_base_is_scored_alike(
            rows in prop::collection::vec((0_i32..40, 0_u32..6, -9_i64..90, 0_u64..4), 1..80),
            bins in 1_u32..5,
            quantiles in any::<bool>(),
            nested in any::<bool>(),
        ) {
            let scoring = match quantiles {
                true => Scoring::quantiles(bins).unwrap(),
                false => Scoring::equal_counts(bins, Ties::Upper).unwrap(),
            };
            let nesting = if nested { Nesting::Nested } else { Nesting::Independent };
            let rfm = Rfm::new(
                scoring.clone().with_better(Better::Lower),
                scoring.clone(),
                scoring,
            )
            .with_nesting(nesting);
            let counts: Vec<u64> = rows.iter().map(|row| row.3).collect();
            prop_assume!(counts.iter().sum::<u64>() > 0);
            let spread: Vec<_> = rows
                .iter()
                .flat_map(|&row| std::iter::repeat_n(row, row.3 as usize))
                .collect();
            let columns = |rows: &[(i32, u32, i64, u64)]| {
                let r: Vec<i32> = rows.iter().map(|row| row.0).collect();
                let f: Vec<u32> = rows.iter().map(|row| row.1).collect();
                let m: Vec<i64> = rows.iter().map(|row| row.2).collect();
                (r, f, m)
            };
            let (r, f, m) = columns(&spread);
            let cuts = rfm.cuts(&r, &f, &m).unwrap();
            let expected = rfm.score(&r, &f, &m).unwrap();
            let found = cuts.score(&r, &f, &m).unwrap();
            prop_assert_eq!(found, [expected.recency, expected.frequency, expected.monetary]);
            let (r, f, m) = columns(&rows);
            prop_assert_eq!(rfm.cuts_of_counts(&r, &f, &m, &counts).unwrap(), cuts);
        }
    }
}
