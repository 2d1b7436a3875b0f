//! The interval of Cronbach's alpha.

use crate::numeric::distribution::fisher_quantile;
use crate::numeric::exact_dot::add_products;
use crate::numeric::exact_sum::ExactSum;
use crate::numeric::proportion::Interval;

/// How the interval of Cronbach's alpha is formed.
///
/// | | the law of the answers | weights and missing answers |
/// |---|---|---|
/// | [`Feldt`](Self::Feldt) | normal, questions alike | equal weights, all questions answered |
/// | [`Linearised`](Self::Linearised) | any | any, listwise and available case |
/// | [`NormalLinearised`](Self::NormalLinearised) | normal | any weights; for sums that do not hold the answers |
///
/// The linearised ones move alpha with each respondent (Taylor): alpha is
/// k/(k-1) (1 - Σ s²ᵢ / s²_sum), and its derivative by the weight of a respondent
/// whose answers lie dᵢ above the means is -k/(k-1) (Σ dᵢ² - ρ (Σ dᵢ)²) / s²_sum
/// with ρ = Σ s²ᵢ / s²_sum. The interval is Feldt's for the number of respondents
/// whose alpha would have that variance if answers were normal and questions
/// alike, so that both agree where Feldt is right.
///
/// In 4,000 simulated surveys of 1,000 respondents with items of 5 to 11 points, a
/// linearised 95 % interval covers 94.5 to 95.4 %, of 150 respondents 93.3 to 94.8 %.
/// Feldt's covers 97.1 % there, since answers on few points have shorter tails than a
/// normal law, and 89.3 % where one in ten weighs 5 (86.4 % of 1,000 respondents with four
/// items of five points, where the linearised one covers 94.5 %). Where 15 of 150 respondents weigh
/// 10, as little as 50 respondents say, a linearised interval covers 91.7 %, Feldt's
/// 79 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum AlphaInterval {
    /// Feldt (1965): (1 - α̂)/(1 - α) follows a law of F.
    Feldt,
    /// By the fourth moments of the answers (Maydeu-Olivares, Coffman and Hartmann
    /// 2007), weighted.
    Linearised,
    /// By the fourth moments of a normal law with the covariances under squared
    /// weights (van Zyl, Neudecker and Nel 2000, weighted).
    NormalLinearised,
}

impl AlphaInterval {
    /// Every method.
    pub const ALL: &'static [Self] = &[Self::Feldt, Self::Linearised, Self::NormalLinearised];

    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Feldt => "Feldt",
            Self::Linearised => "linearised",
            Self::NormalLinearised => "linearised, normal answers",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Feldt => "费尔特区间",
            Self::Linearised => "线性化区间",
            Self::NormalLinearised => "正态线性化区间",
        }
    }
}

/// Feldt's interval of alpha of `k` questions and `n` respondents.
pub(super) fn feldt(alpha: f64, k: usize, n: f64, confidence: f64) -> Interval {
    let (n, parts) = (n - 1.0, k as f64 - 1.0);
    let end = |tail: f64| 1.0 - (1.0 - alpha) * fisher_quantile(n, n * parts, tail);
    let tail = (1.0 - confidence) / 2.0;
    Interval { low: end(1.0 - tail), high: end(tail), confidence, clamped: false }
}

/// How many respondents have an alpha of this variance where answers are normal
/// and questions alike: 2 k (1 - α)² / ((k - 1)(n - 1)) is theirs.
pub(super) fn implied_n(alpha: f64, k: usize, variance: f64) -> f64 {
    let k = k as f64;
    1.0 + 2.0 * k / (k - 1.0) * (1.0 - alpha) * (1.0 - alpha) / variance
}

/// The variance of alpha where the means of the questions have the linearised
/// covariances `of_means` (row-major, k by k) of an effective `n`, the covariances
/// are `covariances`, and answers are normal.
pub(super) fn normal_variance(covariances: &[f64], of_means: &[f64], k: usize, n: f64) -> f64 {
    let own: f64 = (0..k).map(|i| covariances[i * k + i]).sum();
    let total: f64 = covariances.iter().sum();
    let rho = own / total;
    // (I - ρ 11') times the covariances of the means.
    let column = |j: usize| (0..k).map(|i| of_means[i * k + j]).sum::<f64>();
    let sums: Vec<f64> = (0..k).map(column).collect();
    let turned = |i: usize, j: usize| of_means[i * k + j] - rho * sums[j];
    let trace: f64 = (0..k).map(|i| turned(i, i)).sum();
    let square: f64 = (0..k).flat_map(|i| (0..k).map(move |j| turned(i, j) * turned(j, i))).sum();
    let factor = k as f64 / (k as f64 - 1.0) / total;
    factor * factor * n * (2.0 * square + trace * trace)
}

/// The linearised variance of alpha of these columns of answers, NaN where
/// missing: each covariance is over those who answered both, or, `listwise`, all.
pub(super) fn linearised_variance(
    columns: &[&[f64]],
    weight: impl Fn(usize) -> f64,
    listwise: bool,
) -> f64 {
    let k = columns.len();
    if listwise {
        return listwise_variance(columns, weight);
    }
    let respondents: Vec<(usize, f64)> = (0..columns[0].len())
        .map(|row| (row, weight(row)))
        .filter(|(row, weight)| {
            let answered = columns.iter().filter(|column| !column[*row].is_nan()).count();
            *weight > 0.0 && answered >= 1
        })
        .collect();
    let places: Vec<(usize, usize)> = (0..k).flat_map(|i| (0..=i).map(move |j| (i, j))).collect();
    let pairs: Vec<Pair> =
        places.iter().map(|(i, j)| Pair::of(columns[*i], columns[*j], &respondents)).collect();
    let (mut own, mut total) = (0.0, 0.0);
    for ((i, j), pair) in places.iter().zip(&pairs) {
        let covariance = pair.correction * pair.mean_product;
        own += if i == j { covariance } else { 0.0 };
        total += if i == j { covariance } else { 2.0 * covariance };
    }
    let rho = own / total;
    let mut squares = ExactSum::default();
    for (row, weight) in &respondents {
        let mut moved = 0.0;
        for ((i, j), pair) in places.iter().zip(&pairs) {
            let (a, b) = (columns[*i][*row], columns[*j][*row]);
            if !a.is_nan() && !b.is_nan() {
                let factor = if i == j { 1.0 - rho } else { -2.0 * rho };
                let product = (a - pair.means.0) * (b - pair.means.1) - pair.mean_product;
                moved += factor * pair.correction * weight / pair.weight * product;
            }
        }
        squares.add(moved * moved);
    }
    let squares = squares.value();
    let (n, parts) = (respondents.len() as f64, k as f64);
    let factor = parts / (parts - 1.0) / total;
    factor * factor * squares * n / (n - 1.0)
}

/// The same over those who answered all: with one mean a question, a respondent moves
/// alpha by the squares of their distances from it.
fn listwise_variance(columns: &[&[f64]], weight: impl Fn(usize) -> f64) -> f64 {
    let (k, rows) = (columns.len() as f64, columns[0].len());
    let answered = |row: usize| columns.iter().all(|column| !column[row].is_nan());
    let used: Vec<(usize, f64)> =
        (0..rows).map(|row| (row, weight(row))).filter(|it| it.1 > 0.0 && answered(it.0)).collect();
    let n = used.len() as f64;
    let weights: Vec<f64> = used.iter().map(|(_, weight)| *weight).collect();
    // Sums of products of a respondent each, exact, so that no order of rows matters.
    let sum = |a: &[f64], b: &[f64]| {
        let mut sum = ExactSum::default();
        add_products(&mut sum, a, b);
        sum.value()
    };
    let whole = sum(&weights, &vec![1.0; used.len()]);
    let mean = |column: &&[f64]| {
        let own: Vec<f64> = used.iter().map(|(row, _)| column[*row]).collect();
        sum(&weights, &own) / whole
    };
    let means: Vec<f64> = columns.iter().map(mean).collect();
    // Σ dᵢ² and (Σ dᵢ)² of a respondent.
    let distances = |row: usize| {
        let all = columns.iter().zip(&means).map(|(column, mean)| column[row] - mean);
        let (squares, sum) = all.fold((0.0, 0.0), |(squares, sum), d| (squares + d * d, sum + d));
        (squares, sum * sum)
    };
    let (own, total): (Vec<f64>, Vec<f64>) = used.iter().map(|(row, _)| distances(*row)).unzip();
    let (all_own, all) = (sum(&weights, &own), sum(&weights, &total));
    let moved = |(row, weight): (usize, f64)| weight * (own[row] - all_own / all * total[row]);
    let moved: Vec<f64> = weights.iter().copied().enumerate().map(moved).collect();
    let factor = k / (k - 1.0) / all;
    factor * factor * sum(&moved, &moved) * n / (n - 1.0)
}

/// Two questions over those who answered both.
struct Pair {
    weight: f64,
    means: (f64, f64),
    /// The weighted mean product around the means; the covariance but for
    /// `correction`, n/(n - 1).
    mean_product: f64,
    correction: f64,
}

impl Pair {
    fn of(first: &[f64], second: &[f64], respondents: &[(usize, f64)]) -> Self {
        let both = || {
            let there = |(row, weight): &(usize, f64)| (first[*row], second[*row], *weight);
            respondents.iter().map(there).filter(|(a, b, _)| !a.is_nan() && !b.is_nan())
        };
        let sum = |terms: &mut dyn Iterator<Item = f64>| terms.collect::<ExactSum>().value();
        let (weight, n) = (sum(&mut both().map(|(.., w)| w)), both().count() as f64);
        let firsts = sum(&mut both().map(|(a, _, w)| w * a));
        let seconds = sum(&mut both().map(|(_, b, w)| w * b));
        let means = (firsts / weight, seconds / weight);
        let products = sum(&mut both().map(|(a, b, w)| w * (a - means.0) * (b - means.1)));
        let mean_product = products / weight;
        Self { weight, means, mean_product, correction: n / (n - 1.0) }
    }
}
