//! Cross-tables (contingency tables) of respondents, and whether rows and columns go together.

use nalgebra::DMatrix;

use super::answers::check_weights;
use super::design::SampleDesign;
use super::groups::Groups;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::distribution::fisher_tail;
use crate::numeric::gamma_law::chi_square_tail;

/// A cross-table of two groupings of respondents, weighted, with Pearson's χ² and what Rao and
/// Scott (1984) make of it where respondents weigh differently or come in clusters.
///
/// Weights and clusters make χ² larger than chance does. Its mean under independence is the trace
/// of the design effects Δ; χ² over that trace is compared with F of d = tr(Δ)²/tr(Δ²) and
/// d times the degrees of freedom of the design: the second-order correction, as `svychisq` of R's
/// survey package.
///
/// ```
/// use habitue::customer::Keys;
/// use habitue::survey::{CrossTable, Groups};
///
/// let of = |counts: [usize; 4], codes: [i64; 4]| {
///     let column: Vec<i64> = counts.iter().zip(codes).flat_map(|(n, c)| vec![c; *n]).collect();
///     Groups::of(&[Keys::Integer(&column)])
/// };
/// let counts = [30, 20, 10, 40];
/// let table = CrossTable::of(&of(counts, [0, 0, 1, 1])?, &of(counts, [0, 1, 0, 1])?, None, None)?;
/// assert_eq!((table.count(1, 0), table.row_share(0, 0)), (10, 0.6));
/// assert!((table.chi_square - 50.0 / 3.0).abs() < 1e-12); // 100 (30·40 - 20·10)² / (50·50·40·60)
/// assert!((table.cramers_v - (1.0_f64 / 6.0).sqrt()).abs() < 1e-12);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CrossTable {
    /// How many rows there are.
    pub rows: usize,
    /// How many columns there are.
    pub columns: usize,
    /// Respondents of each cell, row after row.
    pub counts: Vec<u64>,
    /// Their weights together.
    pub weights: Vec<f64>,
    /// Pearson's χ² of the weighted shares, times the respondents.
    pub chi_square: f64,
    /// Its degrees of freedom, (rows - 1)(columns - 1).
    pub freedom: f64,
    /// The p-value of χ² where all weigh alike and were drawn one by one; otherwise too small.
    pub p_value: f64,
    /// Rao and Scott's F.
    pub f: f64,
    /// Its degrees of freedom, numerator and denominator.
    pub f_freedom: (f64, f64),
    /// The p-value of F: the one to read.
    pub f_p_value: f64,
    /// Cramér's V, 0 to 1: how closely rows and columns go together.
    pub cramers_v: f64,
    /// Respondents who are in a row and in a column, and weigh.
    pub used: u64,
    /// The others.
    pub missing: u64,
}

impl CrossTable {
    /// A test of more cells than this says nothing that can be read.
    pub const MOST_CELLS: usize = 1000;

    /// The table of `rows` by `columns`, groups such as segments, or the answers to a question.
    /// Without weights all weigh alike; without a design each respondent was drawn alone.
    ///
    /// # Errors
    /// `Length` for different numbers of respondents; as for base weights; `OutOfRange` beyond
    /// [`MOST_CELLS`](Self::MOST_CELLS) cells; `Undefined` where fewer than two rows or columns have
    /// anybody.
    pub fn of(
        rows: &Groups,
        columns: &Groups,
        weights: Option<&[f64]>,
        design: Option<&SampleDesign>,
    ) -> Result<Self> {
        let n = rows.respondents();
        for (name, found) in [
            ("columns", columns.respondents()),
            ("design", design.map_or(n, SampleDesign::respondents)),
        ] {
            if found != n {
                return Err(Error::length(name, found, n));
            }
        }
        if let Some(weights) = weights {
            check_weights(weights, n)?;
        }
        let (r, c) = (rows.len(), columns.len());
        if r.saturating_mul(c) > Self::MOST_CELLS {
            let allowed = format!("at most {} cells; merge groups", Self::MOST_CELLS);
            return Err(Error::out_of_range("columns", r as f64 * c as f64, allowed));
        }
        let weight = |row: usize| weights.map_or(1.0, |weights| weights[row]);
        let cell = |row: usize| {
            let both = rows.of_row(row).zip(columns.of_row(row));
            both.filter(|_| weight(row) > 0.0).map(|(i, j)| i * c + j)
        };
        let (mut counts, mut sums) = (vec![0_u64; r * c], vec![0.0; r * c]);
        for row in 0..n {
            if let Some(cell) = cell(row) {
                counts[cell] += 1;
                sums[cell] += weight(row);
            }
        }
        let used: u64 = counts.iter().sum();
        let total: f64 = sums.iter().sum();
        let shares: Vec<f64> = sums.iter().map(|sum| sum / total).collect();
        let row_share = |i: usize| (0..c).map(|j| shares[i * c + j]).sum::<f64>();
        let column_share = |j: usize| (0..r).map(|i| shares[i * c + j]).sum::<f64>();
        // Rows and columns in which nobody is say nothing.
        let there = |count: usize, share: &dyn Fn(usize) -> f64| -> Vec<usize> {
            (0..count).filter(|place| share(*place) > 0.0).collect()
        };
        let (own_rows, own_columns) = (there(r, &row_share), there(c, &column_share));
        for (name, found) in [("rows", own_rows.len()), ("columns", own_columns.len())] {
            if found < 2 {
                let message = "has respondents in fewer than two groups; nothing can be compared";
                return Err(Error::new(ErrorKind::Undefined, message)
                    .in_column(name)
                    .with_value(found)
                    .allowing(">= 2"));
            }
        }
        let mut chi_square = 0.0;
        for i in &own_rows {
            for j in &own_columns {
                let expected = row_share(*i) * column_share(*j);
                let apart = shares[i * c + j] - expected;
                chi_square += used as f64 * apart * apart / expected;
            }
        }
        let smaller = own_rows.len().min(own_columns.len()) as f64 - 1.0;
        let freedom = (own_rows.len() - 1) as f64 * (own_columns.len() - 1) as f64;
        let alone;
        let design = match design {
            Some(design) => design,
            None => {
                alone = SampleDesign::new(n, None, None)?;
                &alone
            }
        };
        let covariances =
            of_shares(design, &shares, |row| cell(row).map(|cell| (cell, weight(row) / total)));
        let effects = effects(&covariances, &shares, c, (&own_rows, &own_columns), used as f64)?;
        let trace = effects.trace();
        let first = trace * trace / (&effects * &effects).trace();
        let second = first * design.freedom() as f64;
        Ok(Self {
            rows: r,
            columns: c,
            counts,
            weights: sums,
            chi_square,
            freedom,
            p_value: chi_square_tail(freedom as u32, chi_square),
            f: chi_square / trace,
            f_freedom: (first, second),
            f_p_value: fisher_tail(first, second, chi_square / trace),
            cramers_v: (chi_square / used as f64 / smaller).sqrt(),
            used,
            missing: n as u64 - used,
        })
    }

    /// The respondents of a cell.
    ///
    /// # Panics
    /// Where there is no such row or column.
    #[must_use]
    pub fn count(&self, row: usize, column: usize) -> u64 {
        self.counts[row * self.columns + column]
    }

    /// The weighted share of a cell in its row; NaN where nobody is in the row.
    ///
    /// # Panics
    /// Where there is no such row or column.
    #[must_use]
    pub fn row_share(&self, row: usize, column: usize) -> f64 {
        let own = &self.weights[row * self.columns..(row + 1) * self.columns];
        own[column] / own.iter().sum::<f64>()
    }
}

/// The covariances of the shares of the cells: a respondent moves them by w (1 or 0, less the
/// share) / Σ w.
fn of_shares(
    design: &SampleDesign,
    shares: &[f64],
    cell: impl Fn(usize) -> Option<(usize, f64)>,
) -> Vec<f64> {
    let k = shares.len();
    // Totals of the cells, and of everybody behind them.
    let of_totals = design.covariances(k + 1, |row, move_by| {
        if let Some((cell, weight)) = cell(row) {
            move_by(cell, weight);
            move_by(k, weight);
        }
    });
    let at = |i: usize, j: usize| of_totals[i * (k + 1) + j];
    let mut found = vec![0.0; k * k];
    for i in 0..k {
        for j in 0..k {
            found[i * k + j] = at(i, j) - shares[i] * at(k, j) - shares[j] * at(i, k)
                + shares[i] * shares[j] * at(k, k);
        }
    }
    found
}

/// Δ, the design effects of the contrasts of independence.
fn effects(
    covariances: &[f64],
    shares: &[f64],
    width: usize,
    (rows, columns): (&[usize], &[usize]),
    n: f64,
) -> Result<DMatrix<f64>> {
    let k = shares.len();
    let (r, c) = (rows.len() - 1, columns.len() - 1);
    // Each contrast is one of rows times one of columns, with the last of each; over the shares.
    let contrasts: Vec<[(usize, f64); 4]> = (0..r * c)
        .map(|place| {
            let (i, j) = (rows[place / c], columns[place % c]);
            let (last, end) = (rows[r], columns[c]);
            [(i, j, 1.0), (i, end, -1.0), (last, j, -1.0), (last, end, 1.0)]
                .map(|(i, j, sign)| (i * width + j, sign))
        })
        .collect();
    let over = |cell: usize| if shares[cell] > 0.0 { 1.0 / shares[cell] } else { 0.0 };
    let simple = DMatrix::from_fn(r * c, r * c, |a, b| {
        let mut sum = 0.0;
        for (cell, sign) in contrasts[a] {
            for (other, turned) in contrasts[b] {
                if cell == other {
                    sum += sign * turned * over(cell) / n;
                }
            }
        }
        sum
    });
    let actual = DMatrix::from_fn(r * c, r * c, |a, b| {
        let mut sum = 0.0;
        for (cell, sign) in contrasts[a] {
            for (other, turned) in contrasts[b] {
                sum += sign * turned * over(cell) * over(other) * covariances[cell * k + other];
            }
        }
        sum
    });
    let solved = simple.lu().solve(&actual);
    solved.filter(|effects| effects.trace() > 0.0).ok_or_else(|| {
        Error::new(ErrorKind::Undefined, "leave too many cells empty for a test; merge categories")
            .in_column("columns")
    })
}
