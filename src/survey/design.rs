//! Samples of strata and clusters, and the variance of what is estimated from them.

use super::groups::Groups;
use crate::error::{Error, ErrorKind, Result};

/// How the respondents of a survey were sampled: strata, each with two clusters (primary sampling
/// units) or more that were drawn with replacement. Weights are those of the answers.
///
/// The variance of an estimate is that of its linearisation (Taylor; Woodruff 1971): each
/// respondent moves it a little, the movements of a cluster are summed, and within each stratum h
/// the sums vary, Σ_h n_h/(n_h - 1) Σ_i (z_hi - z̄_h)². Respondents outside of a group keep their
/// cluster in the count and move nothing. So do `svydesign(nest = TRUE)` and `svymean` of R's
/// survey package (Lumley 2010).
///
/// ```
/// use habitue::customer::Keys;
/// use habitue::survey::{Groups, SampleDesign};
///
/// let region = Groups::of(&[Keys::Integer(&[1, 1, 1, 2, 2, 2])])?;
/// let branch = Groups::of(&[Keys::Integer(&[1, 2, 2, 1, 3, 3])])?;
/// let design = SampleDesign::new(6, Some(&region), Some(&branch))?;
/// assert_eq!((design.strata(), design.clusters(), design.freedom()), (2, 4, 2));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleDesign {
    /// The cluster of each respondent; those of a stratum come one after the other.
    cluster: Vec<u32>,
    /// The stratum of each cluster.
    stratum: Vec<u32>,
    /// How many clusters each stratum has.
    sizes: Vec<u32>,
}

impl SampleDesign {
    /// Strata are one where there are none, clusters the respondents themselves. A cluster is one
    /// of its stratum: the same key in two strata is two clusters.
    ///
    /// # Errors
    /// `Length` for groups of another number of respondents; `Missing` for a respondent without
    /// stratum or cluster, with the row; `Undefined` for a stratum of one cluster, whose variance
    /// nothing tells, with a row of it.
    pub fn new(
        respondents: usize,
        strata: Option<&Groups>,
        clusters: Option<&Groups>,
    ) -> Result<Self> {
        let key = |groups: Option<&Groups>, row: usize, otherwise: usize, name: &'static str| {
            let Some(groups) = groups else { return Ok(otherwise as u64) };
            groups.of_row(row).map(|group| group as u64).ok_or_else(|| {
                Error::new(ErrorKind::Missing, "is not known").in_column(name).at_row(row as u64)
            })
        };
        for (name, groups) in [("strata", strata), ("clusters", clusters)] {
            if let Some(groups) = groups.filter(|groups| groups.respondents() != respondents) {
                return Err(Error::length(name, groups.respondents(), respondents));
            }
        }
        let pairs = (0..respondents)
            .map(|row| Ok((key(strata, row, 0, "strata")?, key(clusters, row, row, "clusters")?)))
            .collect::<Result<Vec<(u64, u64)>>>()?;
        let mut distinct = pairs.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let (mut stratum, mut sizes): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
        for (place, pair) in distinct.iter().enumerate() {
            if place == 0 || distinct[place - 1].0 != pair.0 {
                sizes.push(0);
            }
            stratum.push(sizes.len() as u32 - 1);
            if let Some(size) = sizes.last_mut() {
                *size += 1;
            }
        }
        let place = |pair| distinct.binary_search(pair).map_or(0, |place| place as u32);
        let made = Self { cluster: pairs.iter().map(place).collect(), stratum, sizes };
        match (0..respondents).find(|row| made.sizes[made.stratum_of(*row)] == 1) {
            Some(row) => Err(Error::new(
                ErrorKind::Undefined,
                "has one cluster, so that its variance is not known; merge it with a similar one",
            )
            .in_column("strata")
            .at_row(row as u64)),
            None => Ok(made),
        }
    }

    fn stratum_of(&self, row: usize) -> usize {
        self.stratum[self.cluster[row] as usize] as usize
    }

    /// How many respondents there are.
    #[must_use]
    pub fn respondents(&self) -> usize {
        self.cluster.len()
    }

    /// How many strata there are.
    #[must_use]
    pub fn strata(&self) -> usize {
        self.sizes.len()
    }

    /// How many clusters all strata have.
    #[must_use]
    pub fn clusters(&self) -> usize {
        self.stratum.len()
    }

    /// The degrees of freedom of a variance: clusters less strata.
    #[must_use]
    pub fn freedom(&self) -> usize {
        self.clusters() - self.strata()
    }

    /// The cluster of a respondent.
    pub(crate) fn cluster(&self, row: usize) -> usize {
        self.cluster[row] as usize
    }

    /// The degrees of freedom of respondents: the clusters less the strata that they are of.
    pub(crate) fn freedom_of(&self, rows: impl Iterator<Item = usize>) -> usize {
        let (mut clusters, mut strata) = (vec![false; self.clusters()], vec![false; self.strata()]);
        for row in rows {
            clusters[self.cluster(row)] = true;
            strata[self.stratum_of(row)] = true;
        }
        let count = |seen: &[bool]| seen.iter().filter(|seen| **seen).count();
        count(&clusters) - count(&strata)
    }

    /// The variance of what moves so with each respondent; those who are not named move nothing.
    pub(crate) fn variance(&self, moved: impl Iterator<Item = (usize, f64)>) -> f64 {
        let mut sums = vec![0.0; self.clusters()];
        moved.for_each(|(row, influence)| sums[self.cluster(row)] += influence);
        let mut totals = vec![0.0; self.strata()];
        let strata = || sums.iter().zip(&self.stratum);
        strata().for_each(|(sum, stratum)| totals[*stratum as usize] += sum);
        strata()
            .map(|(sum, stratum)| {
                let n = f64::from(self.sizes[*stratum as usize]);
                let from_mean = sum - totals[*stratum as usize] / n;
                n / (n - 1.0) * from_mean * from_mean
            })
            .sum()
    }

    /// The covariances of several such figures, row-major: `moved` tells those that a respondent
    /// moves, with how much; of the others, nothing.
    pub(crate) fn covariances(
        &self,
        figures: usize,
        mut moved: impl FnMut(usize, &mut dyn FnMut(usize, f64)),
    ) -> Vec<f64> {
        let mut members: Vec<u32> = (0..self.respondents() as u32).collect();
        members.sort_by_key(|row| self.cluster(*row as usize));
        let mut members = members.into_iter().map(|row| row as usize).peekable();
        let mut found = vec![0.0; figures * figures];
        let (mut sums, mut touched) = (vec![0.0; figures], Vec::new());
        let mut totals = vec![0.0; figures];
        let mut from = 0;
        for size in &self.sizes {
            let n = f64::from(*size);
            totals.fill(0.0);
            for cluster in from..from + *size as usize {
                while let Some(row) = members.next_if(|row| self.cluster(*row) == cluster) {
                    moved(row, &mut |figure, influence| {
                        if !touched.contains(&figure) {
                            touched.push(figure);
                        }
                        sums[figure] += influence;
                    });
                }
                for a in &touched {
                    totals[*a] += sums[*a];
                    for b in &touched {
                        found[a * figures + b] += n / (n - 1.0) * sums[*a] * sums[*b];
                    }
                }
                touched.drain(..).for_each(|figure| sums[figure] = 0.0);
            }
            for a in 0..figures {
                for b in 0..figures {
                    found[a * figures + b] -= totals[a] * totals[b] / (n - 1.0);
                }
            }
            from += *size as usize;
        }
        found
    }
}
