//! Whether several groups differ: analysis of variance, Welch's, Kruskal and Wallis's.

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::distribution::fisher_tail;
use crate::numeric::gamma_law::chi_square_tail;
use crate::satisfaction::counted::mean::MeanAdding;
use crate::survey::{Groups, check_weights};

/// How several groups are compared.
///
/// | | asks whether | weights |
/// |---|---|---|
/// | [`Anova`](Self::Anova) | means differ, where all groups spread alike | none |
/// | [`Welch`](Self::Welch) | means differ, whatever the spreads | linearised |
/// | [`KruskalWallis`](Self::KruskalWallis) | one group tends to higher answers than another | none |
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum GroupTestMethod {
    /// One-way analysis of variance (Fisher's F).
    Anova,
    /// Welch's (1951) analysis of variance.
    #[default]
    Welch,
    /// The rank test of Kruskal and Wallis (1952), corrected for ties.
    KruskalWallis,
}

impl GroupTestMethod {
    /// Every method.
    pub const ALL: &'static [Self] = &[Self::Anova, Self::Welch, Self::KruskalWallis];

    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Anova => "analysis of variance",
            Self::Welch => "Welch's analysis of variance",
            Self::KruskalWallis => "Kruskal-Wallis",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Anova => "方差分析",
            Self::Welch => "韦尔奇方差分析",
            Self::KruskalWallis => "克鲁斯卡尔-沃利斯检验",
        }
    }
}

/// A test of the hypothesis that all groups are alike.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct GroupTest {
    /// F; of Kruskal and Wallis H.
    pub statistic: f64,
    /// Degrees of freedom: groups less one.
    pub freedom: f64,
    /// Those of the denominator of F; `None` of H, which is compared with χ².
    pub residual_freedom: Option<f64>,
    /// The p-value.
    pub p_value: f64,
    /// Groups that somebody answered in.
    pub groups: usize,
    /// Respondents who answered, weigh, and are in a group.
    pub used: u64,
    /// The others.
    pub missing: u64,
}

impl GroupTest {
    /// Compares the groups of a column (answers, a figure that respondents have), NaN where
    /// missing; `weights` may be absent.
    ///
    /// # Errors
    /// `Length`; `NotFinite` for an infinity, as for base weights; `Argument` for weights where the
    /// method has none; `Undefined` for fewer than two groups, for one of a single respondent
    /// (Welch), and where nothing varies within groups.
    ///
    /// ```
    /// use habitue::customer::Keys;
    /// use habitue::satisfaction::{GroupTest, GroupTestMethod};
    /// use habitue::survey::Groups;
    ///
    /// let values = [6.0, 8.0, 4.0, 5.0, 3.0, 4.0, 8.0, 12.0, 9.0, 11.0, 6.0, 8.0];
    /// let groups = Groups::of(&[Keys::Integer(&[1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2])])?;
    /// let found = GroupTest::of(&values, &groups, None, GroupTestMethod::Anova)?;
    /// assert_eq!((found.statistic, found.freedom), (12.0, 1.0)); // 48 over 40 / 10
    /// assert_eq!(found.residual_freedom, Some(10.0));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of(
        values: &[f64],
        groups: &Groups,
        weights: Option<&[f64]>,
        method: GroupTestMethod,
    ) -> Result<Self> {
        if values.len() != groups.respondents() {
            return Err(Error::length("values", values.len(), groups.respondents()));
        }
        if let Some(row) = values.iter().position(|value| value.is_infinite()) {
            return Err(Error::out_of_range("values", values[row], "a finite number, or NaN")
                .at_row(row as u64));
        }
        if let Some(weights) = weights {
            check_weights(weights, values.len())?;
            if method != GroupTestMethod::Welch {
                let message = "takes no weights; Welch's analysis of variance does";
                return Err(Error::new(ErrorKind::Argument, message)
                    .in_column("method")
                    .with_value(method.name()));
            }
        }
        let weight = |row: usize| weights.map_or(1.0, |weights| weights[row]);
        let members = |group: usize| {
            let rows = groups.rows(group).iter().map(|row| *row as usize);
            let there = move |row: &usize| !values[*row].is_nan() && weight(*row) > 0.0;
            rows.filter(there).collect::<Vec<usize>>()
        };
        let members: Vec<Vec<usize>> =
            (0..groups.len()).map(members).filter(|rows| !rows.is_empty()).collect();
        if members.len() < 2 {
            return Err(
                undefined("have answers in fewer than two groups").with_value(members.len())
            );
        }
        let used = members.iter().map(|rows| rows.len() as u64).sum();
        let (statistic, residual_freedom) = match method {
            GroupTestMethod::Anova => anova(values, &members)?,
            GroupTestMethod::Welch => welch(values, weight, &members)?,
            GroupTestMethod::KruskalWallis => (kruskal_wallis(values, &members)?, None),
        };
        let freedom = members.len() as f64 - 1.0;
        Ok(Self {
            statistic,
            freedom,
            residual_freedom,
            p_value: match residual_freedom {
                Some(residual) => fisher_tail(freedom, residual, statistic),
                None => chi_square_tail(freedom as u32, statistic),
            },
            groups: members.len(),
            used,
            missing: values.len() as u64 - used,
        })
    }
}

fn undefined(message: &str) -> Error {
    Error::new(ErrorKind::Undefined, message).in_column("groups")
}

fn mean(values: &[f64], rows: &[usize]) -> f64 {
    rows.iter().map(|row| values[*row]).sum::<f64>() / rows.len() as f64
}

fn anova(values: &[f64], groups: &[Vec<usize>]) -> Result<(f64, Option<f64>)> {
    let n: usize = groups.iter().map(Vec::len).sum();
    let all: Vec<usize> = groups.concat();
    let whole = mean(values, &all);
    let (mut between, mut within) = (0.0, 0.0);
    for rows in groups {
        let own = mean(values, rows);
        between += rows.len() as f64 * (own - whole) * (own - whole);
        within += rows.iter().map(|row| (values[*row] - own) * (values[*row] - own)).sum::<f64>();
    }
    let residual = (n - groups.len()) as f64;
    if !(within > 0.0) {
        return Err(undefined("do not vary within"));
    }
    Ok((between / (groups.len() as f64 - 1.0) / (within / residual), Some(residual)))
}

fn welch(
    values: &[f64],
    weight: impl Fn(usize) -> f64,
    groups: &[Vec<usize>],
) -> Result<(f64, Option<f64>)> {
    let mut means = Vec::with_capacity(groups.len());
    for rows in groups {
        let mut adding = MeanAdding::default();
        // From the mean, so that squares of large answers do not cancel.
        let near = mean(values, rows);
        rows.iter().for_each(|row| adding.push(values[*row] - near, weight(*row)));
        let found = adding.end().mean(0.95)?;
        let Some(error) = found.standard_error.filter(|error| *error > 0.0) else {
            return Err(undefined("have one of a single respondent, or of answers all alike"));
        };
        means.push((near + found.mean, error * error, rows.len() as f64));
    }
    let k = means.len() as f64;
    let total: f64 = means.iter().map(|(_, variance, _)| 1.0 / variance).sum();
    let centre = means.iter().map(|(mean, variance, _)| mean / variance).sum::<f64>() / total;
    let between: f64 =
        means.iter().map(|(mean, variance, _)| (mean - centre) * (mean - centre) / variance).sum();
    let uneven: f64 = means
        .iter()
        .map(|(_, variance, n)| {
            let rest = 1.0 - 1.0 / (variance * total);
            rest * rest / (n - 1.0)
        })
        .sum();
    let statistic = between / (k - 1.0) / (1.0 + 2.0 * (k - 2.0) / (k * k - 1.0) * uneven);
    Ok((statistic, Some((k * k - 1.0) / (3.0 * uneven))))
}

fn kruskal_wallis(values: &[f64], groups: &[Vec<usize>]) -> Result<f64> {
    let mut order: Vec<(f64, usize)> = Vec::new();
    for (group, rows) in groups.iter().enumerate() {
        order.extend(rows.iter().map(|row| (values[*row], group)));
    }
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let n = order.len() as f64;
    let (mut sums, mut ties, mut before) = (vec![0.0; groups.len()], 0.0, 0.0);
    for tied in order.chunk_by(|a, b| a.0 == b.0) {
        let size = tied.len() as f64;
        let rank = before + (size + 1.0) / 2.0;
        tied.iter().for_each(|(_, group)| sums[*group] += rank);
        ties += size * size * size - size;
        before += size;
    }
    let correction = 1.0 - ties / (n * n * n - n);
    if !(correction > 0.0) {
        return Err(undefined("all answered alike"));
    }
    let middle = (n + 1.0) / 2.0;
    let spread: f64 = sums
        .iter()
        .zip(groups)
        .map(|(sum, rows)| {
            let apart = sum / rows.len() as f64 - middle;
            rows.len() as f64 * apart * apart
        })
        .sum();
    Ok(12.0 / (n * (n + 1.0)) * spread / correction)
}
