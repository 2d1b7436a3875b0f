//! What drives an outcome, and how much.

use nalgebra::DMatrix;

use super::bootstrap::{Bootstrap, BootstrapOptions};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::tolerance::EIGENVALUE;
use crate::progress::Progress;
use crate::survey::{Answers, Basis, MissingPolicy, Moments};

/// Most drivers that [`KeyDrivers`] averages over all orders of entry: 2^20
/// models.
pub const MOST_DRIVERS: usize = 20;

/// How important each driver is for an outcome, by seven measures.
///
/// Drivers of satisfaction are correlated, so a regression coefficient does not
/// say how important one is. LMG (Lindeman, Merenda and Gold 1980; the Shapley
/// value) averages the gain in R² over all orders of entry; Johnson's (2000)
/// relative weights come close at no cost and equal Genizi's (1993)
/// decomposition. Both are shares of R²: they are not negative and sum to it.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct KeyDrivers {
    /// The outcome.
    pub outcome: String,
    /// Share of the outcome's variance that the drivers explain together.
    pub r_squared: f64,
    /// The drivers, in the order given.
    pub drivers: Vec<Driver>,
    /// Respondents behind it: those whom the missing-answer policy keeps for the
    /// outcome and these drivers.
    pub n: f64,
    /// What it rests on, n used and missing, where the moments came from answers.
    pub basis: Option<Basis>,
}

/// One driver.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Driver {
    /// Its name.
    pub name: String,
    /// Where it stands in the moments.
    pub item: usize,
    /// Correlation with the outcome.
    pub correlation: f64,
    /// Standardised regression coefficient.
    pub beta: f64,
    /// R² of it alone: the gain when it enters first.
    pub first: f64,
    /// Gain in R² when it enters last.
    pub last: f64,
    /// Gain in R² averaged over all orders of entry; `None` with more than 20 drivers.
    pub lmg: Option<f64>,
    /// Johnson's relative weight.
    pub johnson: f64,
    /// Pratt's (1987) importance: coefficient times correlation. They sum to R², but one may be
    /// negative, where a driver holds back what others bring.
    pub pratt: f64,
    /// The CAR score of Zuber and Strimmer (2011): the correlation of the outcome with the driver
    /// once drivers are decorrelated as little as can be. Its square is a share of R².
    pub car: f64,
}

impl KeyDrivers {
    /// The importance of `drivers` for `outcome`, all indices into the moments.
    ///
    /// # Errors
    /// `OutOfRange`, `Empty` or `Duplicate` for a wrong list (the outcome is no
    /// driver); `Undefined` for a question that everybody answered alike, by
    /// name: leave it out; `Singular` where the drivers determine each other.
    ///
    /// ```
    /// use habitue::satisfaction::KeyDrivers;
    /// use habitue::survey::Moments;
    ///
    /// let moments = Moments::from_correlations(
    ///     vec!["overall".into(), "price".into(), "service".into()],
    ///     100.0,
    ///     vec![7.0; 3],
    ///     vec![1.0; 3],
    ///     vec![1.0, 0.3, 0.4, 0.3, 1.0, 0.0, 0.4, 0.0, 1.0],
    /// )?;
    /// let found = KeyDrivers::of(&moments, 0, &[1, 2])?;
    /// // Uncorrelated drivers: every measure is the squared correlation.
    /// assert!((found.r_squared - 0.25).abs() < 1e-15);
    /// assert!((found.drivers[0].johnson - 0.09).abs() < 1e-15);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of(moments: &Moments, outcome: usize, drivers: &[usize]) -> Result<Self> {
        if drivers.is_empty() {
            return Err(Error::empty("drivers"));
        }
        let all: Vec<usize> = drivers.iter().copied().chain([outcome]).collect();
        let moments = &*moments.over(&all)?;
        moments.check_spread(&all)?;
        let p = drivers.len();
        let within = DMatrix::from_fn(p, p, |i, j| moments.correlation(drivers[i], drivers[j]));
        let with: Vec<f64> = drivers.iter().map(|i| moments.correlation(*i, outcome)).collect();

        let eigen = within.clone().symmetric_eigen();
        let largest = eigen.eigenvalues.max();
        if !(eigen.eigenvalues.min() > EIGENVALUE * largest) {
            return Err(Error::new(
                ErrorKind::Singular,
                "determine each other, so no share can be told apart; leave one out",
            )
            .in_column("drivers"));
        }
        let power = |exponent: f64| {
            let scaled = eigen.eigenvalues.map(|value| value.powf(exponent));
            &eigen.eigenvectors * DMatrix::from_diagonal(&scaled) * eigen.eigenvectors.transpose()
        };
        let (root, inverse_root, inverse) = (power(0.5), power(-0.5), power(-1.0));
        let row = |matrix: &DMatrix<f64>, i: usize| -> f64 {
            (0..p).map(|j| matrix[(i, j)] * with[j]).sum()
        };
        let beta: Vec<f64> = (0..p).map(|i| row(&inverse, i)).collect();
        let orthogonal: Vec<f64> = (0..p).map(|i| row(&inverse_root, i)).collect();
        let lmg = (p <= MOST_DRIVERS).then(|| lmg(&within, &with));
        Ok(Self {
            outcome: moments.names()[outcome].clone(),
            r_squared: orthogonal.iter().map(|b| b * b).sum(),
            drivers: (0..p)
                .map(|i| Driver {
                    name: moments.names()[drivers[i]].clone(),
                    item: drivers[i],
                    correlation: with[i],
                    beta: beta[i],
                    first: with[i] * with[i],
                    last: beta[i] * beta[i] / inverse[(i, i)],
                    lmg: lmg.as_ref().map(|shares| shares[i]),
                    johnson: (0..p).map(|k| (root[(i, k)] * orthogonal[k]).powi(2)).sum(),
                    pratt: beta[i] * with[i],
                    car: orthogonal[i],
                })
                .collect(),
            n: moments.n(),
            basis: moments.basis().copied(),
        })
    }
}

impl KeyDrivers {
    /// The measures in the order in which [`bootstrap`](Self::bootstrap) has them:
    /// coefficient, first, last, LMG, relative weight.
    pub const MEASURES: [&'static str; 5] = ["beta", "first", "last", "lmg", "johnson"];

    /// R² and the five measures of every driver over samples of the respondents, so
    /// that importances that noise could have ordered otherwise are seen as such.
    /// Figure 0 is R²; the [measure](Self::MEASURES) m of driver i of p is figure
    /// 1 + m p + i. Beyond [`MOST_DRIVERS`] drivers LMG is not there, and the
    /// relative weights come in its place.
    ///
    /// # Errors
    /// As for [`of`](Self::of) and [`Bootstrap::of`].
    pub fn bootstrap(
        answers: &Answers,
        missing: MissingPolicy,
        outcome: usize,
        drivers: &[usize],
        options: BootstrapOptions,
        progress: &mut Progress<'_>,
    ) -> Result<Bootstrap> {
        let mut all: Vec<usize> = drivers.iter().copied().chain([outcome]).collect();
        all.sort_unstable();
        let place = |question: usize| all.partition_point(|other| *other < question);
        let (outcome, drivers) =
            (place(outcome), drivers.iter().map(|driver| place(*driver)).collect::<Vec<_>>());
        let moments = |drawn: &Answers| Moments::of_questions(drawn, &all, missing);
        Bootstrap::of_moments(answers, options, progress, moments, |moments| {
            let found = Self::of(moments, outcome, &drivers)?;
            let measures: [fn(&Driver) -> Option<f64>; 5] = [
                |driver| Some(driver.beta),
                |driver| Some(driver.first),
                |driver| Some(driver.last),
                |driver| driver.lmg,
                |driver| Some(driver.johnson),
            ];
            let of_all = measures.iter().flat_map(|of| found.drivers.iter().filter_map(of));
            Ok([found.r_squared].into_iter().chain(of_all).collect())
        })
    }
}

/// Σ over subsets S without i of |S|! (p - |S| - 1)! / p! (R²(S ∪ i) - R²(S)).
///
/// R² of every subset comes from one walk in which each subset extends a smaller
/// one by one row of its Cholesky factor.
fn lmg(within: &DMatrix<f64>, with: &[f64]) -> Vec<f64> {
    let p = with.len();
    let mut explained = vec![0.0; 1 << p];
    let mut walk =
        Walk { within, with, explained: &mut explained, rows: Vec::new(), members: Vec::new() };
    walk.extend(0, 0, 0.0);
    // |S|! (p - |S| - 1)! / p!, by ratios so that nothing overflows.
    let mut share = vec![1.0 / p as f64; p];
    for size in 1..p {
        share[size] = share[size - 1] * size as f64 / (p - size) as f64;
    }
    (0..p)
        .map(|i| {
            (0..1_usize << p)
                .filter(|set| set & (1 << i) == 0)
                .map(|set| {
                    share[set.count_ones() as usize] * (explained[set | (1 << i)] - explained[set])
                })
                .sum()
        })
        .collect()
}

struct Walk<'a> {
    within: &'a DMatrix<f64>,
    with: &'a [f64],
    explained: &'a mut [f64],
    /// Rows of the Cholesky factor of the members, each with the outcome's
    /// coordinate behind it.
    rows: Vec<(Vec<f64>, f64)>,
    members: Vec<usize>,
}

impl Walk<'_> {
    fn extend(&mut self, set: usize, next: usize, r_squared: f64) {
        self.explained[set] = r_squared;
        for i in next..self.with.len() {
            let mut row: Vec<f64> = Vec::with_capacity(self.rows.len() + 1);
            for (place, (other, _)) in self.rows.iter().enumerate() {
                let dot: f64 = row.iter().zip(other).map(|(a, b)| a * b).sum();
                row.push((self.within[(i, self.members[place])] - dot) / other[place]);
            }
            let rest = (1.0 - row.iter().map(|x| x * x).sum::<f64>()).max(f64::MIN_POSITIVE).sqrt();
            let along: f64 = row.iter().zip(&self.rows).map(|(a, (_, y))| a * y).sum();
            let coordinate = (self.with[i] - along) / rest;
            row.push(rest);
            self.rows.push((row, coordinate));
            self.members.push(i);
            self.extend(set | (1 << i), i + 1, r_squared + coordinate * coordinate);
            self.rows.pop();
            self.members.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::satisfaction::structure::simulated::sample;

    /// Two twins and a third driver of an effect: the samples tell the strong from
    /// the weak, and each share stays a share.
    #[test]
    fn importances_have_intervals() {
        let answers = sample(11, 150, 0.8);
        let options = BootstrapOptions::default().with_samples(100);
        let policy = MissingPolicy::Listwise;
        let drivers = [0, 2, 3];
        let silent = &mut Progress::silent();
        let found = KeyDrivers::bootstrap(&answers, policy, 4, &drivers, options, silent).unwrap();
        let direct = KeyDrivers::of(&Moments::of(&answers, policy).unwrap(), 4, &drivers).unwrap();
        assert_eq!(found.estimate.len(), 1 + 5 * 3);
        assert_eq!(found.estimate[0], direct.r_squared);
        for (i, driver) in direct.drivers.iter().enumerate() {
            let expected =
                [driver.beta, driver.first, driver.last, driver.lmg.unwrap(), driver.johnson];
            for (measure, expected) in expected.into_iter().enumerate() {
                assert_eq!(found.estimate[1 + 3 * measure + i], expected);
            }
        }
        let johnson = |i: usize| found.interval(1 + 3 * 4 + i, 0.9).unwrap();
        assert!(johnson(0).low > johnson(1).high && johnson(1).low > 0.0);
        for sample in &found.samples {
            let shares =
                |measure: usize| sample[1 + 3 * measure..4 + 3 * measure].iter().sum::<f64>();
            assert!((shares(3) - sample[0]).abs() < 1e-10 && (shares(4) - sample[0]).abs() < 1e-10);
        }
    }
}
