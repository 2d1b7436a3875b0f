//! Every figure by group: a breakdown by segment, wave, dealer or month.

use super::breakdown_figure::{BreakdownFigure, GroupEstimate};
use super::pairwise::Pairwise;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::parallel;
use crate::numeric::proportion::check_confidence;
use crate::progress::Job;
use crate::survey::{Answers, Groups, SampleDesign};

/// A breakdown (cross-break, banner table) of a survey: figures of each [group](Groups) of
/// respondents, each with its interval and what it rests on.
///
/// A figure has the very bits that the answers of the group alone give. Weights stay as they are:
/// only their proportions within a group count. Where a group has no such figure (nobody
/// answered, no spread), its place holds the reason, and the other groups have theirs.
///
/// ```
/// use habitue::Job;
/// use habitue::customer::Keys;
/// use habitue::satisfaction::{Breakdown, BreakdownFigure};
/// use habitue::survey::{Answers, Groups, Question, Questionnaire, Scale};
///
/// let questions = vec![Question::new("service", Scale::points(1, 10)?)];
/// let answers = Answers::new(Questionnaire::new(questions)?, vec![vec![9.0, 7.0, 8.0, f64::NAN]])?;
/// let groups = Groups::of(&[Keys::Integer(&[2024, 2025, 2024, 2026])])?;
/// let figures = [BreakdownFigure::Mean { question: 0 }];
/// let found = Breakdown::of(&answers, &groups, &figures, 0.95, &mut Job::new())?;
/// assert_eq!(found.estimate(0, 0)?.value, 8.5);
/// assert_eq!(found.estimate(1, 0)?.interval, None);
/// assert!(found.estimate(2, 0).is_err());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Breakdown {
    figures: usize,
    confidence: f64,
    /// Group by group.
    estimates: Vec<Result<GroupEstimate>>,
}

impl Breakdown {
    /// The figures of every group, at `confidence`. Groups are shared out to the threads of the
    /// job, which hears how many are done.
    ///
    /// # Errors
    /// `Length` where the groups are of another number of respondents; `OutOfRange` unless
    /// 0 < `confidence` < 1, and for a question, a number of levels or a break that is not there;
    /// what else a figure refuses whatever the answers are; `Cancelled`. What only some answers
    /// lack (`Empty`, `Undefined`, `Singular`, `NotConverged`) stands in the place of the figure.
    pub fn of(
        answers: &Answers,
        groups: &Groups,
        figures: &[BreakdownFigure],
        confidence: f64,
        job: &mut Job<'_>,
    ) -> Result<Self> {
        Self::sampled(answers, (groups, None), figures, confidence, job)
    }

    /// The same of a sample of strata and clusters: standard errors and intervals are those of the
    /// design, in which each group is a domain. Weights are those of the answers.
    ///
    /// Ratings of several items by the same respondents are such a sample, of which the respondents
    /// are the clusters: the mean by item of 1 (best), -1 (worst) and 0 (neither) of the items that
    /// were shown is the score of best-worst scaling (MaxDiff), that of ranks the mean rank.
    ///
    /// ```
    /// use habitue::Job;
    /// use habitue::customer::Keys;
    /// use habitue::satisfaction::{Breakdown, BreakdownFigure};
    /// use habitue::survey::{Answers, Groups, Question, Questionnaire, SampleDesign, Scale};
    ///
    /// // Two respondents saw items 1, 2 and 3; a third 1 and 2.
    /// let item = Groups::of(&[Keys::Integer(&[1, 2, 3, 1, 2, 3, 1, 2])])?;
    /// let who = Groups::of(&[Keys::Integer(&[7, 7, 7, 8, 8, 8, 9, 9])])?;
    /// let choice = vec![1.0, -1.0, 0.0, 1.0, 0.0, -1.0, -1.0, 1.0];
    /// let asked = Questionnaire::new(vec![Question::new("choice", Scale::points(-1, 1)?)])?;
    /// let answers = Answers::new(asked, vec![choice])?;
    /// let design = SampleDesign::new(8, None, Some(&who))?;
    /// let figures = [BreakdownFigure::Mean { question: 0 }];
    /// let scores =
    ///     Breakdown::of_design(&answers, &item, &design, &figures, 0.95, &mut Job::new())?;
    /// assert!((scores.estimate(0, 0)?.value - 1.0 / 3.0).abs() < 1e-15);
    /// assert_eq!((scores.estimate(1, 0)?.value, scores.estimate(2, 0)?.value), (0.0, -0.5));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// As for [`of`](Self::of); `Length` for a design of other respondents; `Argument` for a
    /// reliability.
    pub fn of_design(
        answers: &Answers,
        groups: &Groups,
        design: &SampleDesign,
        figures: &[BreakdownFigure],
        confidence: f64,
        job: &mut Job<'_>,
    ) -> Result<Self> {
        Self::sampled(answers, (groups, Some(design)), figures, confidence, job)
    }

    fn sampled(
        answers: &Answers,
        (groups, design): (&Groups, Option<&SampleDesign>),
        figures: &[BreakdownFigure],
        confidence: f64,
        job: &mut Job<'_>,
    ) -> Result<Self> {
        check_confidence(confidence)?;
        if let Some(design) = design
            && design.respondents() != answers.respondents()
        {
            return Err(Error::length("design", design.respondents(), answers.respondents()));
        }
        if groups.respondents() != answers.respondents() {
            return Err(Error::length("groups", groups.respondents(), answers.respondents()));
        }
        figures.iter().try_for_each(|figure| figure.check(answers))?;
        let mut found: Vec<Vec<Result<GroupEstimate>>> = vec![Vec::new(); groups.len()];
        let (threads, heard) = (job.threads(), job.progress());
        let form = |(): &mut (), first: usize, slots: &mut [Vec<Result<GroupEstimate>>]| {
            for (group, slot) in (first..).zip(slots) {
                let rows = groups.rows(group);
                let own = answers.of_rows(rows);
                let of = |figure: &BreakdownFigure| match design {
                    Some(design) => figure.of_design(&own, (rows, design), confidence),
                    None => figure.of(&own, confidence),
                };
                *slot = figures.iter().map(of).collect();
            }
        };
        parallel::fill_heard(&mut found, (1, 1), threads, heard, || (), form)?;
        let mut estimates = Vec::with_capacity(groups.len() * figures.len());
        for (own, shared) in found.into_iter().zip(sharing(groups, design)) {
            let own = own.into_iter();
            estimates.extend(own.map(|it| it.map(|found| GroupEstimate { shared, ..found })));
        }
        let mut refused =
            estimates.iter().filter_map(|it: &Result<GroupEstimate>| it.as_ref().err());
        match refused.find(|error| !is_of_a_group(error.kind())) {
            Some(error) => Err(error.clone()),
            None => Ok(Self { figures: figures.len(), confidence, estimates }),
        }
    }

    /// How many groups there are.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.estimates.len().checked_div(self.figures).unwrap_or(0)
    }

    /// A figure of a group, both from 0.
    ///
    /// # Errors
    /// Why the group has no such figure; `OutOfRange` where there is no such group or figure.
    pub fn estimate(&self, group: usize, figure: usize) -> Result<GroupEstimate> {
        for (name, place, count) in
            [("group", group, self.groups()), ("figure", figure, self.figures)]
        {
            if place >= count {
                return Err(Error::out_of_range(name, place as f64, format!("less than {count}")));
            }
        }
        self.estimates[group * self.figures + figure].clone()
    }

    /// The differences of a figure between every two groups.
    ///
    /// # Errors
    /// `OutOfRange` where there is no such figure; `Argument` for a reliability, which has no
    /// standard error, and for groups that share clusters.
    pub fn pairwise(&self, figure: usize) -> Result<Pairwise> {
        if figure >= self.figures {
            let allowed = format!("less than {}", self.figures);
            return Err(Error::out_of_range("figure", figure as f64, allowed));
        }
        let own = self.estimates.iter().skip(figure).step_by(self.figures);
        Pairwise::of(&own.map(|it| it.as_ref().ok().copied()).collect::<Vec<_>>(), self.confidence)
    }

    /// All figures, group by group.
    pub fn estimates(&self) -> &[Result<GroupEstimate>] {
        &self.estimates
    }
}

/// Whether other answers to the same questions might have the figure.
fn is_of_a_group(kind: ErrorKind) -> bool {
    use ErrorKind::{Empty, NotConverged, Singular, Undefined};
    matches!(kind, Empty | Undefined | Singular | NotConverged)
}

/// Which groups share a cluster with another.
fn sharing(groups: &Groups, design: Option<&SampleDesign>) -> Vec<bool> {
    let mut shared = vec![false; groups.len()];
    let Some(design) = design else { return shared };
    let mut owner = vec![None; design.clusters()];
    for row in 0..groups.respondents() {
        let Some(group) = groups.of_row(row) else { continue };
        let first: usize = *owner[design.cluster(row)].get_or_insert(group);
        if first != group {
            (shared[first], shared[group]) = (true, true);
        }
    }
    shared
}
